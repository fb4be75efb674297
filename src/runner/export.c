/* export.c - the corpus as JSON, for those who have no YAML. */
#include "export.h"
#include "base64.h"
#include "exchange.h"
#include "show.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* jansson refuses to add NULL and says so; `whole` remembers it, and no case is printed with a
 * hole. */
typedef struct printing {
    bool whole;
} printing;

static void put(printing *p, json_t *object, const char *key, json_t *value)
{
    p->whole = json_object_set_new(object, key, value) == 0 && p->whole;
}

static void push(printing *p, json_t *list, json_t *value)
{
    p->whole = json_array_append_new(list, value) == 0 && p->whole;
}

/* ---- octets ---------------------------------------------------------------------------------- */

/* Field lines and reasons: each octet one code point, as in the contract. */
static json_t *latin1(octets text)
{
    char *utf8 = malloc(2 * text.size + 1);
    if (utf8 == NULL) {
        return NULL;
    }
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        uint8_t octet = text.data[i];
        if (octet >= 0x80) {
            utf8[size++] = (char)(0xC0 | octet >> 6);
            octet = 0x80 | (octet & 0x3F);
        }
        utf8[size++] = (char)octet;
    }
    json_t *result = json_stringn(utf8, size);
    free(utf8);
    return result;
}

#define RUN_SHOWN                                                                                  \
    64 /* a longer run of one octet is shown as \xHH{times}: the base64 has all of it */

static size_t run_at(octets text, size_t at)
{
    size_t end = at;
    while (end < text.size && text.data[end] == text.data[at]) {
        end += 1;
    }
    return end - at;
}

static json_t *readable(octets text)
{
    char *shown = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&shown, &size);
    if (out == NULL) {
        return NULL;
    }
    for (size_t at = 0; at < text.size;) {
        size_t run = run_at(text, at);
        char one[5];
        show_octet(text.data[at], one);
        if (run > RUN_SHOWN) {
            fprintf(out, "%s{%zu}", one, run);
        }
        for (size_t i = 0; i < run && run <= RUN_SHOWN; i++) {
            fputs(one, out);
        }
        at += run;
    }
    bool written = ferror(out) == 0;
    written = fclose(out) == 0 && written;
    json_t *result = written ? json_stringn(shown, size) : NULL;
    free(shown);
    return result;
}

static json_t *encoded(octets text)
{
    size_t size = base64_size(text.size);
    char *base64 = malloc(size + 1);
    if (base64 == NULL) {
        return NULL;
    }
    base64_encode(text.data, text.size, base64);
    json_t *result = json_stringn(base64, size);
    free(base64);
    return result;
}

static json_t *both_forms(printing *p, octets text)
{
    json_t *object = json_object();
    put(p, object, "base64", encoded(text));
    put(p, object, "text", readable(text));
    return object;
}

/* ---- parts ----------------------------------------------------------------------------------- */

static json_t *fields_of(printing *p, const field_list *fields)
{
    json_t *list = json_array();
    for (size_t i = 0; i < fields->count; i++) {
        json_t *pair = json_array();
        push(p, pair, latin1(fields->pairs[i].name));
        push(p, pair, latin1(fields->pairs[i].value));
        push(p, list, pair);
    }
    return list;
}

static json_t *name_of_invariant(h204_invariant invariant)
{
    return json_string(h204_invariant_describe(invariant)->name);
}

static json_t *invariants_of(printing *p, const invariant_list *invariants)
{
    json_t *list = json_array();
    for (size_t i = 0; i < invariants->count; i++) {
        push(p, list, name_of_invariant(invariants->items[i]));
    }
    return list;
}

static json_t *tolerances_of(printing *p, uint32_t set)
{
    json_t *list = json_array();
    for (uint32_t one = 1; one != 0 && one <= set; one <<= 1) {
        if ((set & one) != 0) {
            push(p, list, json_string(tolerance_name(one)));
        }
    }
    return list;
}

static json_t *request_of(printing *p, const request_spec *request)
{
    if (!request->version_given && !request->fields.given) {
        return latin1(request->method);
    }
    json_t *object = json_object();
    put(p, object, "method", latin1(request->method));
    if (request->version_given) {
        put(p, object, "version",
            json_sprintf("%u.%u", (unsigned)request->major_version,
                         (unsigned)request->minor_version));
    }
    if (request->fields.given) {
        put(p, object, "fields", fields_of(p, &request->fields));
    }
    return object;
}

static json_t *facts_of(printing *p, const context_spec *context)
{
    json_t *object = json_object();
    for (uint32_t one = 1; one != 0 && one <= context->known_facts; one <<= 1) {
        if ((context->known_facts & one) != 0) {
            put(p, object, fact_name(one), json_boolean((context->facts & one) != 0));
        }
    }
    return object;
}

static json_t *context_of(printing *p, const context_spec *context)
{
    json_t *object = json_object();
    if (context->role_given) {
        put(p, object, "role", json_string(sender_name(context->role)));
    }
    if (context->target_given) {
        put(p, object, "target", latin1(context->target));
    }
    if (context->now_given) {
        char now[DATE_SIZE];
        date_write(context->now, now);
        put(p, object, "now", json_string(now));
    }
    if (context->known_facts != 0) {
        put(p, object, "facts", facts_of(p, context));
    }
    if (context->twin_given) {
        h204_view twin = context->twin.octets;
        put(p, object, "twin", both_forms(p, (octets){(uint8_t *)(uintptr_t)twin.data, twin.size}));
    }
    return object;
}

static json_t *message_of(printing *p, const message_spec *message)
{
    json_t *object = json_object();
    if (message->version_given) {
        put(p, object, "version", latin1(message->version));
    }
    put(p, object, "status", json_integer(message->status));
    if (message->reason_given) {
        put(p, object, "reason", latin1(message->reason));
    }
    if (message->fields.given) {
        put(p, object, "fields", fields_of(p, &message->fields));
    }
    if (message->framing >= 0) {
        put(p, object, "framing", json_string(framing_name((h204_framing)message->framing)));
    }
    if (message->body_given) {
        put(p, object, "body", both_forms(p, message->body));
    }
    if (message->trailers.given) {
        put(p, object, "trailers", fields_of(p, &message->trailers));
    }
    if (message->size_given) {
        put(p, object, "size", json_integer((json_int_t)message->size));
    }
    if (message->complete != NOT_ASSERTED) {
        put(p, object, "complete", json_boolean(message->complete == ASSERTED_TRUE));
    }
    if (message->reuse != NOT_ASSERTED) {
        put(p, object, "reuse", json_boolean(message->reuse == ASSERTED_TRUE));
    }
    if (message->breaches.given) {
        put(p, object, "breaches", invariants_of(p, &message->breaches));
    }
    if (message->extended.given) {
        put(p, object, "extended", invariants_of(p, &message->extended));
    }
    if (message->spent_given) {
        put(p, object, "spent", tolerances_of(p, message->spent));
    }
    return object;
}

static json_t *end_of(printing *p, const answer_spec *answer)
{
    json_t *object = json_object();
    put(p, object, "state", json_string(end_state_name(answer->state)));
    if (answer->at_given) {
        put(p, object, "at", json_integer((json_int_t)answer->at));
    }
    if (answer->invariant != H204_INVARIANT_NONE) {
        put(p, object, "invariant", name_of_invariant(answer->invariant));
    }
    if (answer->discarded_given) {
        put(p, object, "discarded", json_integer((json_int_t)answer->discarded));
    }
    if (answer->rejected_breaches.given) {
        put(p, object, "breaches", invariants_of(p, &answer->rejected_breaches));
    }
    return object;
}

static json_t *answer_of(printing *p, const answer_spec *answer)
{
    json_t *object = json_object();
    if (answer->written_given) {
        put(p, object, "octets", both_forms(p, answer->octets_written));
    }
    if (answer->refused_given) {
        put(p, object, "refused",
            answer->refused == H204_INVARIANT_NONE ? json_true()
                                                   : name_of_invariant(answer->refused));
    }
    if (answer->messages_given) {
        json_t *messages = json_array();
        for (size_t i = 0; i < answer->message_count; i++) {
            push(p, messages, message_of(p, &answer->messages[i]));
        }
        put(p, object, "messages", messages);
    }
    if (answer->state != END_ANY) {
        put(p, object, "end", end_of(p, answer));
    }
    if (answer->warn.size > 0) {
        put(p, object, "warn", json_stringn((const char *)answer->warn.data, answer->warn.size));
    }
    return object;
}

static json_t *limits_of(printing *p, const h204_limits *limits)
{
    const struct {
        const char *name;
        uint32_t value;
    } all[] = {
        {"head", limits->head},
        {"fields", limits->fields},
        {"chunk_line", limits->chunk_line},
        {"chunk_extensions", limits->chunk_extensions},
        {"trailers", limits->trailers},
        {"interim", limits->interim},
    };
    json_t *object = json_object();
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (all[i].value != 0) {
            put(p, object, all[i].name, json_integer(all[i].value));
        }
    }
    return object;
}

static json_t *response_of(printing *p, const write_spec *response)
{
    json_t *object = json_object();
    put(p, object, "version", json_sprintf("1.%u", (unsigned)response->minor_version));
    put(p, object, "status", json_integer(response->status));
    put(p, object, "reason", latin1(response->reason));
    put(p, object, "fields", fields_of(p, &response->fields));
    put(p, object, "body", both_forms(p, response->body));
    put(p, object, "trailers", fields_of(p, &response->trailers));
    return object;
}

/* ---- cases ----------------------------------------------------------------------------------- */

static void put_question(printing *p, json_t *object, const corpus_case *one)
{
    json_t *requests = json_array();
    for (size_t i = 0; i < one->request_count; i++) {
        push(p, requests, request_of(p, &one->requests[i]));
    }
    put(p, object, "requests", requests);
    if (one->writes) {
        put(p, object, "response", response_of(p, &one->response));
        return;
    }
    if (one->context.given) {
        put(p, object, "context", context_of(p, &one->context));
    }
    put(p, object, "input", both_forms(p, one->input));
    put(p, object, "end", json_string(connection_end_name((h204_end)one->end)));
    json_t *limits = limits_of(p, &one->limits);
    if (json_object_size(limits) > 0) {
        put(p, object, "limits", limits);
    } else {
        json_decref(limits);
    }
}

static void put_answers(printing *p, json_t *object, const corpus_case *one)
{
    put(p, object, "strict", answer_of(p, &one->strict));
    if (one->tolerant_count > 0) {
        json_t *tolerant = json_array();
        for (size_t i = 0; i < one->tolerant_count; i++) {
            json_t *answer = json_object();
            put(p, answer, "with", tolerances_of(p, one->tolerant[i].tolerances));
            put(p, answer, "answer", answer_of(p, &one->tolerant[i].answer));
            push(p, tolerant, answer);
        }
        put(p, object, "tolerant", tolerant);
    }
    json_t *accept = json_array();
    for (size_t i = 0; i < one->accept_count; i++) {
        push(p, accept, answer_of(p, &one->accept[i]));
    }
    put(p, object, "accept", accept);
}

static json_t *case_of(printing *p, const corpus_case *one)
{
    json_t *object = json_object();
    put(p, object, "name", json_string(one->name));
    put(p, object, "shows", json_string(one->shows));
    put(p, object, "clause", json_string(one->clause));
    if (one->wild != NULL) {
        put(p, object, "wild", json_string(one->wild));
    }
    json_t *witnesses = json_object();
    put(p, witnesses, "keeps", invariants_of(p, &one->keeps));
    put(p, witnesses, "breaks", invariants_of(p, &one->breaks));
    put(p, object, "witnesses", witnesses);
    put_question(p, object, one);
    put_answers(p, object, one);
    return object;
}

static bool print_json(json_t *value, FILE *out)
{
    bool printed = value != NULL &&
                   json_dumpf(value, out, JSON_COMPACT | JSON_ENSURE_ASCII | JSON_ENCODE_ANY) == 0;
    json_decref(value);
    return printed;
}

/* The line before the first case of a file. */
static bool print_chapter(const corpus_case *first, FILE *out)
{
    const char *slash = strrchr(first->file, '/');
    fputs("{\"chapter\":", out);
    bool printed = print_json(json_string(first->chapter), out);
    fputs(",\"file\":", out);
    printed = print_json(json_string(slash == NULL ? first->file : slash + 1), out) && printed;
    fputs(",\"about\":", out);
    printed = print_json(json_string(first->about), out) && printed;
    fputs(",\"cases\":[\n", out);
    return printed;
}

bool corpus_export(const corpus *loaded, FILE *out)
{
    bool printed = true;
    fputs("{\"h204\":1,\"chapters\":[\n", out);
    for (size_t i = 0; i < loaded->count && printed; i++) {
        const corpus_case *one = &loaded->cases[i];
        bool begins = i == 0 || strcmp(one->file, loaded->cases[i - 1].file) != 0;
        if (begins) {
            fputs(i == 0 ? "" : "\n]},\n", out);
            printed = print_chapter(one, out);
        } else {
            fputs(",\n", out);
        }
        printing p = {.whole = true};
        json_t *value = case_of(&p, one);
        printed = print_json(value, out) && p.whole && printed;
    }
    fputs(loaded->count > 0 ? "\n]}\n]}\n" : "]}\n", out);
    return printed && ferror(out) == 0;
}
