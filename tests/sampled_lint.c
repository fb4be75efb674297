/* sampled_lint.c - a recording through `h204 lint`: what it prints is well-formed, in order, and true.
 *
 * The command runs in this process, on a file in memory; its output is caught and parsed by jansson.  Where the
 * form is raw, the file is a connection, so that the oracle can be asked what is in it.
 */
#include "sampled_library.h"

#include "laws.h"
#include "oracle.h"

#include "../src/codec/h204.h"
#include "../src/runner/case.h"
#include "../src/runner/commands.h"
#include "../src/runner/promise_failed.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* ---- one run of the command ---------------------------------------------------------------------------- */

typedef struct printed {
    char *data;
    size_t size;
} printed;

typedef struct run {
    int code;
    printed output;
    printed complaints;
} run;

enum { ARGUMENTS = 40 };

typedef struct arguments { /* items[0 .. count), a NULL behind them */
    const char *items[ARGUMENTS];
    int count;
} arguments;

static void add(arguments *to, const char *item)
{
    to->items[to->count++] = item;
}

static const char file_name[] = "recording";

/* A file in memory that holds the octets; its name lasts until the next call. */
static const char *file_of(const uint8_t *data, size_t size)
{
    static int file = -1;
    static char name[32];
    if (file < 0) {
        file = memfd_create(file_name, MFD_CLOEXEC);
        snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    }
    if (file < 0 || ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != (ssize_t)size) {
        abort();
    }
    return name;
}

static FILE *caught(printed *into)
{
    FILE *stream = open_memstream(&into->data, &into->size);
    if (stream == NULL) {
        abort();
    }
    return stream;
}

/* `form` is what the output is to be: text, json or sarif. */
static run lint(arguments with, const char *form, const uint8_t *data, size_t size)
{
    run result = {0};
    FILE *usual_output = stdout;
    FILE *usual_complaints = stderr;
    add(&with, "--output");
    add(&with, form);
    add(&with, file_of(data, size));
    stdout = caught(&result.output);
    stderr = caught(&result.complaints);
    result.code = command_lint(with.count, with.items);
    fclose(stdout);
    fclose(stderr);
    stdout = usual_output;
    stderr = usual_complaints;
    return result;
}

static void forget(run *of)
{
    free(of->output.data);
    free(of->complaints.data);
}

static void promise(const input *from, bool kept, const char *law)
{
    if (!kept) {
        input_violates(from, law, 0);
    }
}

/* ---- the command line that the controls choose --------------------------------------------------------- */

typedef struct order {
    arguments arguments;
    connection read; /* what the oracle is asked, where the form is raw */
    bool requests_given;
    request_facts requests[64]; /* unknown ones behind those that are drawn     */
    char tolerances[512];
} order;

static const char *request_text(const request_facts *request)
{
    static const char *const texts[3][3] = {
        {"DELETE", "DELETE / HTTP/1.1", "DELETE / HTTP/1.0"},
        {"HEAD", "HEAD / HTTP/1.1", "HEAD / HTTP/1.0"},
        {"CONNECT", "CONNECT a:1 HTTP/1.1", "CONNECT a:1 HTTP/1.0"},
    };
    return texts[request->method][!request->version_given ? 0 : request->is_10 ? 2 : 1];
}

static void add_request(arguments *to, const request_facts *request)
{
    add(to, "--request");
    add(to, request_text(request));
    if (request->fields_given) {
        add(to, "--request-field");
        add(to, request->offers_upgrade ? "Upgrade: websocket" : "");
        add(to, "--request-field");
        add(to, request->says_close ? "Connection: close" : "");
    }
}

static void name_tolerances(order *chosen)
{
    size_t size = 0;
    for (unsigned bit = 0; bit < 16; bit++) {
        if ((chosen->read.tolerances >> bit & 1) != 0) {
            size +=
                (size_t)snprintf(chosen->tolerances + size, sizeof chosen->tolerances - size,
                                 "%s%s", size > 0 ? "," : "", tolerance_name((uint32_t)1 << bit));
        }
    }
}

/* Without controls: `h204 lint FILE`. */
static void choose(input *from, order *chosen)
{
    static const char *const forms[] = {NULL, "raw", "curl", "har", "sides"};
    static const char *const ends[] = {"open", "kept", "eof", "reset"};
    *chosen = (order){0};
    arguments *to = &chosen->arguments;
    const char *form = forms[input_choose(from, 5)];
    chosen->requests_given = input_choose(from, 2) == 1;
    bool is_extended = input_choose(from, 2) == 1;
    chosen->read = input_connection(from, chosen->requests);
    add(to, "lint");
    if (form != NULL) {
        add(to, "--format");
        add(to, form);
    }
    if (is_extended) {
        add(to, "--profile");
        add(to, "extended");
    }
    add(to, "--end");
    add(to, ends[chosen->read.end]);
    if (chosen->read.tolerances != 0) {
        name_tolerances(chosen);
        add(to, "--tolerate");
        add(to, chosen->tolerances);
    }
    chosen->requests_given = chosen->requests_given && chosen->read.request_count > 0;
    if (chosen->requests_given) {
        for (size_t i = 0; i < chosen->read.request_count; i++) {
            add_request(to, &chosen->requests[i]);
        }
    } else {
        memset(chosen->requests, 0, sizeof chosen->requests);
        chosen->read.request_count = sizeof chosen->requests / sizeof chosen->requests[0];
    }
}

/* ---- JSON ---------------------------------------------------------------------------------------------- */

static const char *text_of(const json_t *item, const char *name)
{
    const char *text = json_string_value(json_object_get(item, name));
    return text != NULL ? text : "";
}

static size_t number_of(const json_t *item, const char *name)
{
    return (size_t)json_integer_value(json_object_get(item, name));
}

static bool is_kind(const json_t *item, const char *kind)
{
    return strcmp(text_of(item, "kind"), kind) == 0;
}

static bool is_response(const json_t *item)
{
    return is_kind(item, "message") || is_kind(item, "truncated") || is_kind(item, "rejected");
}

static size_t end_of(const json_t *item)
{
    return number_of(item, "offset") + number_of(item, "size");
}

/* The objects, one a line; aborts where a line is none. */
static json_t *items_of(const input *from, printed output)
{
    json_t *items = json_array();
    const char *line = output.data;
    const char *end = output.data + output.size;
    while (line < end) {
        const char *next = memchr(line, '\n', (size_t)(end - line));
        promise(from, next != NULL, "a line of JSON ends with LF");
        json_t *item =
            json_loadb(line, (size_t)(next - line), JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
        promise(from, json_is_object(item), "a line of JSON is one object");
        json_array_append_new(items, item);
        line = next + 1;
    }
    return items;
}

static bool is_raw(const json_t *items)
{
    const json_t *last = json_array_get(items, json_array_size(items) - 1);
    return last != NULL && json_object_get(last, "format") == NULL;
}

/* The members of a breach are those of the catalogue, and it stands in the file. */
static void check_breaches(const input *from, const json_t *item)
{
    size_t i;
    const json_t *breach;
    size_t before = 0;
    json_array_foreach(json_object_get(item, "breaches"), i, breach)
    {
        size_t number = number_of(breach, "number");
        const h204_invariant_info *row = h204_invariant_describe((h204_invariant)number);
        promise(from,
                row != NULL && strcmp(row->name, text_of(breach, "name")) == 0 && number > before,
                "breaches are rows, in order and each once");
        promise(from, end_of(breach) <= from->size, "a breach stands inside the file");
        before = number;
    }
}

/* Every octet of a raw file belongs to one item; of the others the items stand in the file. */
static void check_items(const input *from, const json_t *items, int code)
{
    size_t at = 0;
    size_t last_number = 0;
    size_t heads = 0;
    size_t broken = 0;
    bool raw = is_raw(items);
    size_t count = json_array_size(items);
    promise(from, count > 0 && is_kind(json_array_get(items, count - 1), "end"),
            "the last object is the end");
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(items, i);
        size_t offset = number_of(item, "offset");
        promise(from, offset <= from->size && end_of(item) <= from->size,
                "an item stands inside the file");
        if (raw && i + 1 < count) {
            promise(from, offset == at, "an item of a connection begins where the one before ends");
            at = end_of(item);
        }
        if (is_response(item)) {
            promise(from, number_of(item, "number") == last_number + 1,
                    "responses are counted from one on");
            last_number += 1;
            heads += is_kind(item, "message") || json_object_get(item, "framing") != NULL;
            broken += json_array_size(json_object_get(item, "breaches"));
            check_breaches(from, item);
        }
        if (is_kind(item, "rejected")) {
            promise(from,
                    number_of(item, "at") >= offset && number_of(item, "at") < from->size &&
                        code == EXIT_NOT_EXPECTED,
                    "what is rejected has a culprit, and the exit code says so");
        }
    }
    const json_t *last = json_array_get(items, count - 1);
    promise(from, !raw || at == from->size, "no octet of a connection is left out");
    promise(from, number_of(last, "responses") == heads && number_of(last, "broken") == broken,
            "the end counts what was told");
    bool failed = json_is_true(json_object_get(last, "failed"));
    promise(from,
            code == (failed       ? EXIT_NOT_EXPECTED
                     : heads == 0 ? EXIT_NOTHING_RAN
                                  : EXIT_EXPECTED),
            "the exit code is what the end says");
}

/* ---- the oracle ---------------------------------------------------------------------------------------- */

static bool says_what_oracle_read(const json_t *item, const message_result *read)
{
    static const char *const framings[] = {"none", "length", "chunked", "close", "tunnel"};
    return is_kind(item, "message") && number_of(item, "size") == (size_t)read->size &&
           number_of(item, "status") == read->status_code &&
           number_of(item, "content") == read->body.size &&
           number_of(item, "trailers") == read->trailer_count &&
           strcmp(text_of(item, "framing"), framings[read->framing]) == 0 &&
           json_is_true(json_object_get(item, "reuse")) == read->reuse;
}

/* Up to where lint goes on by searching, it reads and rejects what a client does. */
static void check_oracle(const input *from, const json_t *items, const connection *read)
{
    static reading_result result;
    static const char law[] = "lint reads what the oracle reads";
    oracle_read(read, &result);
    size_t whole = 0;
    while (whole < result.message_count && result.messages[whole].complete) {
        promise(from, says_what_oracle_read(json_array_get(items, whole), &result.messages[whole]),
                law);
        whole++;
    }
    const json_t *next = json_array_get(items, whole);
    bool is_assumed = json_is_true(json_object_get(next, "end-assumed"));
    promise(from, next != NULL && (!is_kind(next, "message") || is_assumed), law);
    if (is_kind(next, "rejected")) {
        const h204_invariant_info *row = h204_invariant_describe((h204_invariant)result.invariant);
        promise(from,
                result.state == READ_REJECT && number_of(next, "at") == result.at &&
                    strcmp(text_of(next, "invariant"), row->name) == 0,
                law);
    }
}

/* ---- a file that is cut -------------------------------------------------------------------------------- */

/* A row that looks at what follows a message may be judged otherwise where less follows. */
static void drop_what_follows(json_t *item)
{
    json_t *breaches = json_object_get(item, "breaches");
    for (size_t i = json_array_size(breaches); i > 0; i--) {
        size_t number = number_of(json_array_get(breaches, i - 1), "number");
        h204_needs needs = h204_invariant_describe((h204_invariant)number)->needs;
        if (needs == H204_NEEDS_FOLLOWING || needs == H204_NEEDS_END) {
            json_array_remove(breaches, i - 1);
        }
    }
}

static bool are_alike(json_t *whole, json_t *cut)
{
    json_object_del(whole, "file");
    json_object_del(cut, "file");
    drop_what_follows(whole);
    drop_what_follows(cut);
    return json_equal(whole, cut);
}

/* How many items a cut at this place leaves as they are, of those before item `i`: a rest goes up to a whole
 * "HTTP/1.1 204", so that it may swallow one that is cut before. */
static size_t unchanged_before(const json_t *items, size_t i, size_t place)
{
    enum { STATUS_LINE = 12 };
    size_t before = i;
    while (before > 0 && is_kind(json_array_get(items, before - 1), "further")) {
        before--;
    }
    bool follows_rest = before > 0 && is_kind(json_array_get(items, before - 1), "rest");
    return follows_rest && place < number_of(json_array_get(items, i), "offset") + STATUS_LINE
               ? before - 1
               : i;
}

/* What became of the item that the cut goes through. */
static void check_cut_item(const input *from, const order *chosen, const json_t *whole,
                           const json_t *cut, size_t place)
{
    bool ends_early = (chosen->read.tolerances & H204_TOLERATE_CHUNKED_EOF_NO_CRLF) != 0 &&
                      strcmp(text_of(whole, "framing"), "chunked") == 0;
    bool has_no_end = strcmp(text_of(whole, "framing"), "close") == 0;
    if (!is_response(whole)) {
        return;
    }
    promise(from,
            cut != NULL && is_response(cut) &&
                number_of(cut, "offset") == number_of(whole, "offset"),
            "the response that a cut goes through begins where it did");
    if (is_kind(whole, "rejected")) {
        bool is_proven = place > number_of(whole, "at");
        bool is_same = is_kind(cut, "rejected") && number_of(cut, "at") == number_of(whole, "at") &&
                       strcmp(text_of(cut, "invariant"), text_of(whole, "invariant")) == 0;
        promise(from, is_proven ? is_same || is_kind(cut, "truncated") : !is_kind(cut, "rejected"),
                "a cut before the culprit leaves nothing to reject, one behind it rejects alike");
    } else if (!ends_early && !has_no_end) {
        promise(from, is_kind(cut, "truncated"), "a response that is cut is incomplete");
    }
}

static void check_cut(const input *from, const order *chosen, json_t *items, size_t place)
{
    order again = *chosen;
    add(&again.arguments, "--format");
    add(&again.arguments, "raw");
    run shorter = lint(again.arguments, "json", from->octets, place);
    json_t *cut = items_of(from, shorter.output);
    size_t i = 0;
    while (i < json_array_size(items) && end_of(json_array_get(items, i)) < place) {
        i++;
    }
    /* `i` is the item with the cut inside it or at its end. */
    const json_t *here = json_array_get(items, i);
    bool is_whole = here == NULL || end_of(here) == place || number_of(here, "offset") == place;
    size_t unchanged = unchanged_before(items, i, place);
    for (size_t k = 0; k < unchanged; k++) {
        promise(from, are_alike(json_array_get(items, k), json_array_get(cut, k)),
                "what stands before a cut is told as before");
    }
    if (!is_whole && unchanged == i) {
        check_cut_item(from, chosen, here, json_array_get(cut, i), place);
    }
    json_decref(cut);
    forget(&shorter);
}

/* ---- the other forms of the output --------------------------------------------------------------------- */

static void check_text(const input *from, const run *as_text, int code)
{
    promise(from, as_text->code == code, "text and JSON have one exit code");
    for (size_t i = 0; i < as_text->output.size; i++) {
        uint8_t octet = (uint8_t)as_text->output.data[i];
        promise(from, octet == '\n' || (octet >= 0x20 && octet < 0x7F), "text is printable");
    }
    promise(from,
            as_text->output.size == 0 || as_text->output.data[as_text->output.size - 1] == '\n',
            "text ends with its line");
}

static void check_sarif(const input *from, const run *as_sarif, const json_t *items, int code)
{
    json_t *log = json_loadb(as_sarif->output.data, as_sarif->output.size,
                             JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    promise(from, as_sarif->code == code && json_is_object(log),
            "the log is JSON, with the exit code of the others");
    const json_t *only = json_array_get(json_object_get(log, "runs"), 0);
    const json_t *results = json_object_get(only, "results");
    size_t breaches = 0;
    size_t others =
        0; /* a rejection by a row that is no breach here, and a rest that a client rejects */
    size_t i;
    const json_t *item;
    json_array_foreach(items, i, item)
    {
        breaches += json_array_size(json_object_get(item, "breaches"));
        others += is_kind(item, "rejected") || is_kind(item, "rest");
    }
    size_t count = json_array_size(results);
    promise(from, count >= breaches && count <= breaches + others, "every breach is a result");
    json_array_foreach(results, i, item)
    {
        const json_t *region =
            json_object_get(json_object_get(json_array_get(json_object_get(item, "locations"), 0),
                                            "physicalLocation"),
                            "region");
        size_t offset = number_of(region, "byteOffset");
        size_t line = number_of(region, "startLine");
        size_t column = number_of(region, "startColumn");
        promise(from,
                offset + number_of(region, "byteLength") <= from->size && line >= 1 &&
                    column >= 1 && line + column <= offset + 2,
                "a result has a place in the file");
    }
    json_decref(log);
}

/* ---- the laws ------------------------------------------------------------------------------------------ */

/* What is printed grows with the file, and no faster: some rows of some hundred octets for each short response. */
static bool is_bounded(const input *from, const run *of)
{
    enum { OF_AN_OCTET = 4096, OF_A_LOG = 1 << 20 };
    return of->output.size <= OF_A_LOG + from->size * OF_AN_OCTET;
}

static bool is_one_line(printed complaints)
{
    return complaints.size > 0 &&
           memchr(complaints.data, '\n', complaints.size) == complaints.data + complaints.size - 1;
}

void sampled_lint(input from)
{
    order chosen;
    bool is_chosen = (from.size + from.places[0]) % 16 == 0;
    h204_promises_are_checked = from.size <= CUTS_EXHAUSTIVE || is_chosen;
    choose(&from, &chosen);
    run as_json = lint(chosen.arguments, "json", from.octets, from.size);
    run as_text = lint(chosen.arguments, "text", from.octets, from.size);
    promise(&from, is_bounded(&from, &as_json) && is_bounded(&from, &as_text),
            "the output is bounded");
    check_text(&from, &as_text, as_json.code);
    if (as_json.code == EXIT_BAD_USAGE) {
        promise(&from, as_json.output.size == 0 && is_one_line(as_json.complaints),
                "bad usage is one complaint");
    } else {
        promise(&from, as_json.complaints.size == 0, "no complaint without bad usage");
        json_t *items = items_of(&from, as_json.output);
        check_items(&from, items, as_json.code);
        if (is_chosen) { /* the rules of a log cost more than a run */
            run as_sarif = lint(chosen.arguments, "sarif", from.octets, from.size);
            check_sarif(&from, &as_sarif, items, as_json.code);
            forget(&as_sarif);
            run again = lint(chosen.arguments, "json", from.octets, from.size);
            promise(&from,
                    again.output.size == as_json.output.size &&
                        memcmp(again.output.data, as_json.output.data, again.output.size) == 0,
                    "the same file is told alike");
            forget(&again);
        }
        if (is_raw(items)) {
            check_oracle(&from, items, &chosen.read);
            check_cut(&from, &chosen, items, from.places[1]);
        }
        json_decref(items);
    }
    forget(&as_json);
    forget(&as_text);
}
