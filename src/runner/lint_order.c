/* lint_order.c - the command line of `h204 lint`. */
#include "lint_order.h"

#include "commands.h"
#include "exchange.h"
#include "explain.h"

#include <ctype.h>
#include <errno.h>
#include <popt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

int lint_bad_usage(const char *format, ...)
{
    va_list list;
    fputs("h204 lint: ", stderr);
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
    return EXIT_BAD_USAGE;
}

bool lint_read_file(const char *name, octet_buffer *buffer)
{
    bool is_input = strcmp(name, "-") == 0;
    FILE *file = is_input ? stdin : fopen(name, "rb");
    if (file == NULL) {
        fprintf(stderr, "h204 lint: %s: %s\n", name, strerror(errno));
        return false;
    }
    size_t got;
    do {
        buffer_reserve(buffer, 65536);
        errno = 0;
        got = fread(buffer->data + buffer->size, 1, buffer->capacity - buffer->size, file);
        buffer->size += got;
    } while (got > 0 && buffer->size <= LINT_CAPTURE_MAX);
    bool failed = ferror(file) != 0;
    if (failed) {
        fprintf(stderr, "h204 lint: %s: %s\n", name, strerror(errno));
    } else if (buffer->size > LINT_CAPTURE_MAX) {
        fprintf(stderr, "h204 lint: %s: larger than 2 GiB\n", name);
        failed = true;
    }
    if (!is_input) {
        fclose(file);
    }
    return !failed;
}

/* ---- arguments ----------------------------------------------------------------------------------------- */

typedef struct text_list {
    char **items;
    size_t count;
} text_list;

typedef struct asked_request {
    const char *text;
    octet_buffer fields;
    bool has_fields; /* an empty one says that there are no more */
} asked_request;

typedef struct lint_arguments { /* as popt hands them over, in memory that is then ours */
    text_list all; /* every argument of an option, to be given back */
    text_list only;
    text_list skip;
    text_list facts;
    asked_request *requests;
    size_t request_count;
    const char *format;
    const char *profile;
    const char *end;
    const char *tolerate;
    const char *level;
    const char *role;
    const char *now;
    const char *twin;
    const char *output;
    bool as_json;
    bool wants_stats;
    poptContext context; /* the names of the files are in its memory */
} lint_arguments;

static void add_text(text_list *list, char *text)
{
    list->items = realloc(list->items, (list->count + 1) * sizeof *list->items);
    if (list->items == NULL) {
        abort();
    }
    list->items[list->count++] = text;
}

static void add_request(lint_arguments *given, const char *text)
{
    given->requests = realloc(given->requests, (given->request_count + 1) * sizeof *given->requests);
    if (given->requests == NULL) {
        abort();
    }
    given->requests[given->request_count++] = (asked_request){ .text = text };
}

static bool parse_tolerances(const char *list, uint32_t *set)
{
    while (*list != 0) {
        char name[64];
        size_t size = strcspn(list, ",");
        uint32_t one = 0;
        if (size >= sizeof name) {
            return false;
        }
        for (size_t i = 0; i < size; i++) {
            name[i] = list[i] == '-' ? '_' : (char)toupper((unsigned char)list[i]);
        }
        name[size] = 0;
        if (strcmp(name, "USER_AGENT") == 0) {
            one = H204_USER_AGENT;
        } else if (strcmp(name, "PROXY") == 0) {
            one = H204_PROXY;
        } else if (!tolerance_named(name, &one)) {
            return false;
        }
        *set |= one;
        list += size;
        list += *list == ',' ? 1 : 0;
    }
    return true;
}

static bool parse_level(const char *level, unsigned *minimum)
{
    static const h204_level levels[] = { H204_LEVEL_MUST, H204_LEVEL_SHOULD, H204_LEVEL_INFO };
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        if (strcmp(level, explain_level_code(levels[i])) == 0) {
            *minimum = explain_weight(levels[i]);
            return true;
        }
    }
    return false;
}

/* "EXISTED", "existed=yes" or "existed=no", with '-' for '_' */
static bool parse_fact(const char *text, context_spec *context)
{
    char name[64];
    size_t size = strcspn(text, "=");
    uint32_t one = 0;
    bool is_true = text[size] == 0 || strcmp(text + size, "=yes") == 0;
    if (size >= sizeof name || (!is_true && strcmp(text + size, "=no") != 0)) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        name[i] = text[i] == '-' ? '_' : (char)toupper((unsigned char)text[i]);
    }
    name[size] = 0;
    if (!fact_named(name, &one)) {
        return false;
    }
    context->known_facts |= one;
    context->facts = is_true ? context->facts | one : context->facts & ~one;
    return true;
}

static bool parse_output(const char *name, lint_output *output)
{
    static const char *const names[] = { "text", "json", "sarif" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0) {
            *output = (lint_output)i;
            return true;
        }
    }
    return false;
}

/* What reading needs is judged in each profile: without it there is no reading. */
static bool add_profile(const char *name, row_set *rows)
{
    bool is_extended = strcmp(name, "extended") == 0;
    if (!is_extended && strcmp(name, "core") != 0) {
        return false;
    }
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (row->kind == H204_KIND_INVARIANT && (is_extended || row->profile != H204_PROFILE_EXTENDED)) {
            row_set_add(rows, row->invariant);
        }
    }
    return true;
}

/* A row that --only names is asked for, whatever its profile. */
static int choose_rows(const lint_arguments *given, row_set *rows)
{
    row_set only = { 0 };
    row_set skip = { 0 };
    if (!add_profile(given->profile != NULL ? given->profile : "core", rows)) {
        return lint_bad_usage("--profile is core or extended");
    }
    for (size_t i = 0; i < given->only.count; i++) {
        if (!row_set_add_matches(&only, given->only.items[i])) {
            return lint_bad_usage("--only %s: no invariant has such a name or number", given->only.items[i]);
        }
    }
    for (size_t i = 0; i < given->skip.count; i++) {
        if (!row_set_add_matches(&skip, given->skip.items[i])) {
            return lint_bad_usage("--skip %s: no invariant has such a name or number", given->skip.items[i]);
        }
    }
    if (given->only.count > 0) {
        *rows = only;
    }
    row_set_remove(rows, &skip);
    return EXIT_EXPECTED;
}

static int read_twin(const char *name, memory *from, context_spec *context)
{
    octet_buffer buffer = { 0 };
    const char *fault = NULL;
    int code = EXIT_EXPECTED;
    if (lint_read_file(name, &buffer)) {
        octets response = memory_octets(from, buffer.data, buffer.size);
        fault = twin_read(response, &from->pieces, &context->twin);
        context->twin_given = fault == NULL;
    } else {
        code = EXIT_BAD_USAGE;
    }
    free(buffer.data);
    return fault != NULL ? lint_bad_usage("--twin %s: %s", name, fault) : code;
}

static int read_context(const lint_arguments *given, memory *from, context_spec *context)
{
    if (given->role != NULL) {
        context->role_given = sender_named(given->role, &context->role);
        if (!context->role_given) {
            return lint_bad_usage("--role is origin, gateway or proxy");
        }
    }
    if (given->now != NULL) {
        context->now_given = date_read(given->now, &context->now);
        if (!context->now_given) {
            return lint_bad_usage("--now %s: expected a date as \"Sun, 06 Nov 1994 08:49:37 GMT\"", given->now);
        }
    }
    for (size_t i = 0; i < given->facts.count; i++) {
        if (!parse_fact(given->facts.items[i], context)) {
            return lint_bad_usage("--fact %s: expected the name of a fact, perhaps with =yes or =no",
                                  given->facts.items[i]);
        }
    }
    return given->twin != NULL ? read_twin(given->twin, from, context) : EXIT_EXPECTED;
}

static int read_requests(const lint_arguments *given, lint_order *order)
{
    memory *from = &order->kept;
    lint_request *requests = memory_array(from, given->request_count, sizeof *requests);
    for (size_t i = 0; i < given->request_count; i++) {
        const asked_request *asked = &given->requests[i];
        if (!lint_request_parse(asked->text, &requests[i])) {
            return lint_bad_usage("--request %s: expected METHOD, METHOD TARGET or METHOD TARGET HTTP/1.x", asked->text);
        }
        octet_buffer section = { 0 };
        buffer_append(&section, asked->fields.data, asked->fields.size);
        buffer_append(&section, "\r\n", 2);
        octets kept = memory_octets(from, section.data, section.size);
        free(section.data);
        h204_view view = { kept.data, kept.size };
        if (asked->has_fields && !lint_request_add_fields(&requests[i], view, from)) {
            return lint_bad_usage("--request-field of %s: expected \"Name: value\"", asked->text);
        }
    }
    order->requests = requests;
    order->request_count = given->request_count;
    return EXIT_EXPECTED;
}

static int fill_order(const lint_arguments *given, lint_order *order)
{
    order->minimum = explain_weight(H204_LEVEL_MUST);
    order->output = given->as_json ? LINT_OUTPUT_JSON : LINT_OUTPUT_TEXT;
    order->wants_stats = given->wants_stats;
    order->format_given = given->format != NULL;
    if (given->format != NULL && !recording_format_named(given->format, &order->format)) {
        return lint_bad_usage("--format is raw, curl, har or sides");
    }
    if (given->end != NULL && !connection_end_named(given->end, &order->options.end)) {
        return lint_bad_usage("--end is open, kept, eof or reset");
    }
    if (given->tolerate != NULL && !parse_tolerances(given->tolerate, &order->options.tolerances)) {
        return lint_bad_usage("--tolerate %s: not a list of tolerances, user-agent or proxy", given->tolerate);
    }
    if (given->level != NULL && !parse_level(given->level, &order->minimum)) {
        return lint_bad_usage("--min-level is MUST, SHOULD or INFO");
    }
    if (given->output != NULL && !parse_output(given->output, &order->output)) {
        return lint_bad_usage("--output is text, json or sarif");
    }
    if (given->as_json && order->output != LINT_OUTPUT_JSON) {
        return lint_bad_usage("either --json or --output %s", given->output);
    }
    int code = choose_rows(given, &order->options.rows);
    code = code == EXIT_EXPECTED ? read_context(given, &order->kept, &order->options.context) : code;
    return code == EXIT_EXPECTED ? read_requests(given, order) : code;
}

/* Options that have an argument, by what popt returns for them. */
enum {
    OPTION_REQUEST = 1, OPTION_REQUEST_FIELD, OPTION_FORMAT, OPTION_PROFILE, OPTION_END, OPTION_TOLERATE,
    OPTION_LEVEL, OPTION_ONLY, OPTION_SKIP, OPTION_ROLE, OPTION_NOW, OPTION_FACT, OPTION_TWIN, OPTION_OUTPUT,
    OPTION_JSON, OPTION_STATS
};

/* One option; `kept` is its argument or NULL, and is ours.  False: a field without a request. */
static bool take_option(lint_arguments *given, int option, char *kept)
{
    asked_request *last = given->request_count > 0 ? &given->requests[given->request_count - 1] : NULL;
    if (kept != NULL) {
        add_text(&given->all, kept);
    }
    switch (option) {
    case OPTION_REQUEST:  add_request(given, kept); return true;
    case OPTION_FORMAT:   given->format = kept; return true;
    case OPTION_PROFILE:  given->profile = kept; return true;
    case OPTION_END:      given->end = kept; return true;
    case OPTION_TOLERATE: given->tolerate = kept; return true;
    case OPTION_LEVEL:    given->level = kept; return true;
    case OPTION_ONLY:     add_text(&given->only, kept); return true;
    case OPTION_SKIP:     add_text(&given->skip, kept); return true;
    case OPTION_ROLE:     given->role = kept; return true;
    case OPTION_NOW:      given->now = kept; return true;
    case OPTION_FACT:     add_text(&given->facts, kept); return true;
    case OPTION_TWIN:     given->twin = kept; return true;
    case OPTION_OUTPUT:   given->output = kept; return true;
    case OPTION_JSON:     given->as_json = true; return true;
    case OPTION_STATS:    given->wants_stats = true; return true;
    case OPTION_REQUEST_FIELD:
        if (last == NULL) {
            return false;
        }
        last->has_fields = true;
        if (kept[0] != 0) {
            buffer_append(&last->fields, kept, strlen(kept));
            buffer_append(&last->fields, "\r\n", 2);
        }
        return true;
    }
    return true;
}

static const struct poptOption option_table[] = {
    { "format", 'f', POPT_ARG_STRING, NULL, OPTION_FORMAT, "what the file is; else its content tells",
      "raw|curl|har|sides" },
    { "request", 'r', POPT_ARG_STRING, NULL, OPTION_REQUEST,
      "the request that the next final response answers; repeat it for more", "'METHOD [TARGET [HTTP/1.x]]'" },
    { "request-field", 'R', POPT_ARG_STRING, NULL, OPTION_REQUEST_FIELD,
      "a field of the last --request; '' says that it has no more", "'NAME: VALUE'" },
    { "end", 'e', POPT_ARG_STRING, NULL, OPTION_END, "what the connection does after the octets",
      "open|kept|eof|reset" },
    { "tolerate", 't', POPT_ARG_STRING, NULL, OPTION_TOLERATE, "read on where these allow it",
      "LIST|user-agent|proxy" },
    { "profile", 'p', POPT_ARG_STRING, NULL, OPTION_PROFILE, "which invariants to judge by", "core|extended" },
    { "only", 0, POPT_ARG_STRING, NULL, OPTION_ONLY, "judge by these alone, whatever their profile",
      "NAME|NUMBER|PATTERN" },
    { "skip", 0, POPT_ARG_STRING, NULL, OPTION_SKIP, "judge without these", "NAME|NUMBER|PATTERN" },
    { "role", 0, POPT_ARG_STRING, NULL, OPTION_ROLE, "who sent the responses", "origin|gateway|proxy" },
    { "now", 0, POPT_ARG_STRING, NULL, OPTION_NOW, "when they were received", "'Sun, 06 Nov 1994 08:49:37 GMT'" },
    { "fact", 0, POPT_ARG_STRING, NULL, OPTION_FACT, "what only the server knows", "NAME[=no]" },
    { "twin", 0, POPT_ARG_STRING, NULL, OPTION_TWIN, "the whole response that a plain GET would have had", "FILE" },
    { "min-level", 'l', POPT_ARG_STRING, NULL, OPTION_LEVEL, "the weakest level whose breach exits with 1",
      "MUST|SHOULD|INFO" },
    { "output", 'o', POPT_ARG_STRING, NULL, OPTION_OUTPUT, "how to say it", "text|json|sarif" },
    { "json", 0, POPT_ARG_NONE, NULL, OPTION_JSON, "print one JSON object a line", NULL },
    { "stats", 0, POPT_ARG_NONE, NULL, OPTION_STATS, "say on standard error how fast it was", NULL },
    POPT_AUTOHELP POPT_TABLEEND
};

static int take_options(lint_arguments *given)
{
    int option = poptGetNextOpt(given->context);
    while (option >= 0) {
        char *text = poptGetOptArg(given->context);
        if (!take_option(given, option, text)) {
            return lint_bad_usage("--request-field %s: of which --request?", text);
        }
        option = poptGetNextOpt(given->context);
    }
    return option == -1 ? EXIT_EXPECTED
                        : lint_bad_usage("%s: %s", poptBadOption(given->context, POPT_BADOPTION_NOALIAS),
                                         poptStrerror(option));
}

int lint_order_read(int argc, const char **argv, lint_order *order)
{
    *order = (lint_order){ 0 };
    lint_arguments *given = memory_take(&order->kept, sizeof *given);
    order->given = given;
    given->context = poptGetContext("h204 lint", argc, argv, option_table, 0);
    poptSetOtherOptionHelp(given->context, "[OPTION...] FILE...|-");
    int code = take_options(given);
    if (code != EXIT_EXPECTED) {
        return code;
    }
    order->names = poptGetArgs(given->context);
    return order->names != NULL ? fill_order(given, order)
                                : lint_bad_usage("which file?  Give names, or - for standard input");
}

void lint_order_free(lint_order *order)
{
    lint_arguments *given = order->given;
    for (size_t i = 0; i < given->all.count; i++) {
        free(given->all.items[i]);
    }
    for (size_t i = 0; i < given->request_count; i++) {
        free(given->requests[i].fields.data);
    }
    free(given->all.items);
    free(given->only.items);
    free(given->skip.items);
    free(given->facts.items);
    free(given->requests);
    poptFreeContext(given->context);
    memory_free(&order->kept);
}
