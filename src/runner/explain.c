/* explain.c - what there is to say about an invariant beyond its row: the texts by number, an example as h204_check
 * takes it, and the words for what the catalogue abbreviates.
 *
 * The texts stand in explain_head.c, explain_message.c and so on, a file for some chapters.
 */
#include "explain.h"
#include "explain_texts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- the table --------------------------------------------------------------------------------------- */

static const struct {
    h204_invariant invariant;
    const explanation *text;
} table[] = {
#define INVARIANT(number, name, ...) { H204_##name, &explain_text_##name },
#define LIMIT(number, name, ...)     { H204_##name, &explain_text_##name },
#define PROMISED(number, name, ...)
#include "../../spec/invariants.def"
#undef INVARIANT
#undef LIMIT
#undef PROMISED
};

const explanation *explain(h204_invariant invariant)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (table[i].invariant == invariant) {
            return table[i].text;
        }
    }
    const h204_invariant_info *row = h204_invariant_describe(invariant);
    return row != NULL && row->kind == H204_KIND_PROMISE ? explain_promise(invariant) : NULL;
}

/* ---- an example -------------------------------------------------------------------------------------- */

static h204_view view_of(const char *text)
{
    return (h204_view){ (const uint8_t *)text, strlen(text) };
}

static void add_request(h204_exchange *exchange, const explain_example *example, h204_field *fields)
{
    if (example->method != NULL) {
        exchange->given |= H204_GIVEN_METHOD;
        exchange->method = view_of(example->method);
    }
    if (example->version != NULL) {
        exchange->given |= H204_GIVEN_VERSION;
        exchange->major_version = (uint8_t)(example->version[0] - '0');
        exchange->minor_version = (uint8_t)(example->version[2] - '0');
    }
    if (example->fields.data != NULL) {
        exchange->given |= H204_GIVEN_FIELDS;
        exchange->octets = example->fields;
        exchange->fields = fields;
        h204_parse_fields((h204_context){ 0 }, example->fields, fields, EXPLAIN_FIELDS, &exchange->field_count);
    }
    if (example->target != NULL) {
        exchange->given |= H204_GIVEN_TARGET;
        exchange->target = view_of(example->target);
    }
    if (example->outstanding > 0) {
        exchange->given |= H204_GIVEN_OUTSTANDING;
        exchange->outstanding = example->outstanding;
    }
}

/* No twin of an example is chunked: its content is what stands behind the head. */
static void add_twin(h204_exchange *exchange, h204_view octets, h204_field *fields)
{
    h204_head head = { 0 };
    h204_parse_head((h204_context){ 0 }, octets, fields, EXPLAIN_FIELDS, &head);
    exchange->given |= H204_GIVEN_TWIN;
    exchange->twin = (h204_twin){ .status_code = head.status_code,
                                  .octets = octets,
                                  .fields = fields,
                                  .field_count = head.field_count,
                                  .content_given = 1,
                                  .content = { octets.data + head.size, octets.size - head.size } };
}

h204_message explain_message(const explain_example *example, explain_context *storage)
{
    h204_exchange *exchange = &storage->exchange;
    *storage = (explain_context){ 0 };
    add_request(exchange, example, storage->fields);
    if (example->role_given) {
        exchange->given |= H204_GIVEN_ROLE;
        exchange->role = example->role;
    }
    if (example->now != 0) {
        exchange->given |= H204_GIVEN_NOW;
        exchange->now = example->now;
    }
    if (example->twin.data != NULL) {
        add_twin(exchange, example->twin, storage->twin_fields);
    }
    exchange->known_facts = example->known_facts;
    exchange->facts = example->facts;
    return (h204_message){ .octets = example->octets,
                           .following = example->following,
                           .end = example->end,
                           .exchange = exchange };
}

/* ---- names ------------------------------------------------------------------------------------------- */

#define NAME_MAX_SIZE 64

/* The name as the catalogue writes it; false where it is longer than any. */
static bool normal_form(const char *text, char name[NAME_MAX_SIZE])
{
    size_t size = 0;
    for (; text[size] != 0; size++) {
        if (size + 1 == NAME_MAX_SIZE) {
            return false;
        }
        name[size] = text[size] == '-' ? '_' : (char)toupper((unsigned char)text[size]);
    }
    name[size] = 0;
    return true;
}

static bool is_number(const char *text)
{
    return text[0] != 0 && strspn(text, "0123456789") == strlen(text);
}

const h204_invariant_info *explain_find(const char *text)
{
    char name[NAME_MAX_SIZE];
    if (is_number(text)) {
        unsigned long number = strtoul(text, NULL, 10);
        return number < H204_INVARIANT_END ? h204_invariant_describe((h204_invariant)number) : NULL;
    }
    if (!normal_form(text, name)) {
        return NULL;
    }
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (strcmp(row->name, name) == 0) {
            return row;
        }
    }
    return NULL;
}

/* Edits that turn `a` into `b` (Levenshtein). */
static size_t edit_distance(const char *a, const char *b)
{
    size_t row[NAME_MAX_SIZE];
    size_t size = strlen(b);
    for (size_t j = 0; j <= size; j++) {
        row[j] = j;
    }
    for (size_t i = 0; a[i] != 0; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < size; j++) {
            size_t best = diagonal + (a[i] == b[j] ? 0 : 1);
            best = row[j] + 1 < best ? row[j] + 1 : best;
            best = row[j + 1] + 1 < best ? row[j + 1] + 1 : best;
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    return row[size];
}

size_t explain_suggest(const char *text, const h204_invariant_info **rows, size_t capacity)
{
    char name[NAME_MAX_SIZE];
    size_t count = 0;
    size_t scores[16];
    capacity = capacity < 16 ? capacity : 16;
    if (is_number(text) || !normal_form(text, name) || name[0] == 0) {
        return 0;
    }
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        /* A part of the name is as good as a slip of the pen: NO_CL finds S204_NO_CL. */
        size_t score = strstr(row->name, name) != NULL ? 1 : edit_distance(name, row->name);
        if (score > 1 + strlen(name) / 3) {
            continue;
        }
        size_t at = count < capacity ? count : capacity;
        while (at > 0 && scores[at - 1] > score) {
            at--;
        }
        if (at == capacity) {
            continue;
        }
        count = count < capacity ? count + 1 : capacity;
        for (size_t k = count - 1; k > at; k--) {
            scores[k] = scores[k - 1];
            rows[k] = rows[k - 1];
        }
        scores[at] = score;
        rows[at] = row;
    }
    return count;
}

/* ---- words ------------------------------------------------------------------------------------------- */

const char *explain_chapter(h204_invariant invariant)
{
    static const char *const chapters[] = {
        "limits", "status line", "field lines", "framing", "no content", "chunked and trailers",
        "connection", "other statuses", "field values", "field values: caches and extensions",
        "promises of the codec",
    };
    const size_t last = sizeof chapters / sizeof chapters[0] - 1;
    size_t hundred = (size_t)invariant / 100;
    return chapters[hundred < last ? hundred : last];
}

const char *explain_level(h204_level level)
{
    switch (level) {
    case H204_LEVEL_MUST:       return "MUST";
    case H204_LEVEL_MUST_NOT:   return "MUST NOT";
    case H204_LEVEL_SHOULD:     return "SHOULD";
    case H204_LEVEL_SHOULD_NOT: return "SHOULD NOT";
    case H204_LEVEL_ABNF:       return "grammar";
    case H204_LEVEL_PROSE:      return "prose";
    case H204_LEVEL_DERIVED:    return "derived";
    case H204_LEVEL_INFO:       return "no RFC forbids it";
    }
    return "";
}

const char *explain_level_code(h204_level level)
{
    switch (level) {
    case H204_LEVEL_MUST:       return "MUST";
    case H204_LEVEL_MUST_NOT:   return "MUST_NOT";
    case H204_LEVEL_SHOULD:     return "SHOULD";
    case H204_LEVEL_SHOULD_NOT: return "SHOULD_NOT";
    case H204_LEVEL_ABNF:       return "ABNF";
    case H204_LEVEL_PROSE:      return "PROSE";
    case H204_LEVEL_DERIVED:    return "DERIVED";
    case H204_LEVEL_INFO:       return "INFO";
    }
    return "";
}

unsigned explain_weight(h204_level level)
{
    switch (level) {
    case H204_LEVEL_MUST:
    case H204_LEVEL_MUST_NOT:
    case H204_LEVEL_ABNF:
    case H204_LEVEL_PROSE:
    case H204_LEVEL_DERIVED:    return 3;
    case H204_LEVEL_SHOULD:
    case H204_LEVEL_SHOULD_NOT: return 2;
    case H204_LEVEL_INFO:       return 1;
    }
    return 0;
}

const char *explain_role(h204_role role)
{
    switch (role) {
    case H204_ROLE_SENDER:       return "sender";
    case H204_ROLE_RECIPIENT:    return "recipient";
    case H204_ROLE_INTERMEDIARY: return "intermediary";
    case H204_ROLE_CACHE:        return "cache";
    case H204_ROLE_CALLER:       return "caller";
    case H204_ROLE_CODEC:        return "codec";
    }
    return "";
}

const char *explain_kind(h204_kind kind)
{
    switch (kind) {
    case H204_KIND_INVARIANT: return "invariant";
    case H204_KIND_LIMIT:     return "limit";
    case H204_KIND_PROMISE:   return "promise";
    }
    return "";
}

const char *explain_profile(h204_profile profile)
{
    switch (profile) {
    case H204_PROFILE_CORE:     return "core";
    case H204_PROFILE_EXTENDED: return "extended";
    case H204_PROFILE_READER:   return "reader";
    }
    return "none";
}

const char *explain_reading(h204_on_reading reading)
{
    switch (reading) {
    case H204_READING_REJECT: return "reject";
    case H204_READING_POLICY: return "policy";
    case H204_READING_REPORT: return "report";
    }
    return "";
}

const char *explain_writing(h204_on_writing writing)
{
    switch (writing) {
    case H204_WRITING_REFUSE: return "refuse";
    case H204_WRITING_NONE:   return "none";
    }
    return "";
}

const char *explain_needs(h204_needs needs)
{
    switch (needs) {
    case H204_NEEDS_HEAD:      return "the head";
    case H204_NEEDS_BODY:      return "the body";
    case H204_NEEDS_FOLLOWING: return "what follows the message on the connection";
    case H204_NEEDS_REQUEST:   return "the request";
    case H204_NEEDS_END:       return "how the connection ended";
    case H204_NEEDS_CLOCK:     return "when the response was received";
    case H204_NEEDS_TWIN:      return "what GET would have answered";
    case H204_NEEDS_FACTS:     return "what only the server knows";
    }
    return "";
}

const char *explain_needs_code(h204_needs needs)
{
    switch (needs) {
    case H204_NEEDS_HEAD:      return "HEAD";
    case H204_NEEDS_BODY:      return "BODY";
    case H204_NEEDS_FOLLOWING: return "FOLLOWING";
    case H204_NEEDS_REQUEST:   return "REQUEST";
    case H204_NEEDS_END:       return "END";
    case H204_NEEDS_CLOCK:     return "CLOCK";
    case H204_NEEDS_TWIN:      return "TWIN";
    case H204_NEEDS_FACTS:     return "FACTS";
    }
    return "";
}

const char *explain_sender(h204_sender sender)
{
    switch (sender) {
    case H204_SENDER_ORIGIN:  return "an origin server";
    case H204_SENDER_GATEWAY: return "a gateway";
    case H204_SENDER_PROXY:   return "a proxy";
    }
    return "";
}

const char *explain_fact(h204_fact fact, bool is_true)
{
    switch (fact) {
    case H204_FACT_SERVER_11:
        return is_true ? "the server conforms to HTTP/1.1 and knows no fault of this client"
                       : "the server conforms to HTTP/1.0 only, or knows a fault of this client";
    case H204_FACT_HAS_CLOCK:
        return is_true ? "the server has a clock" : "the server has no clock";
    case H204_FACT_FORWARDED:
        return is_true ? "the response is forwarded" : "the sender made the response itself";
    case H204_FACT_SIZE_KNOWN:
        return is_true ? "the size of the content is known beforehand"
                       : "the size of the content is not known beforehand";
    case H204_FACT_LENGTH_KNOWN:
        return is_true ? "the complete length is known" : "the complete length is not known";
    case H204_FACT_TYPE_KNOWN:
        return is_true ? "the type of the content is known" : "the type of the content is not known";
    case H204_FACT_STORED_VERBATIM:
        return is_true ? "the content was stored as it was sent" : "the content was changed before it was stored";
    case H204_FACT_EXISTED:
        return is_true ? "the target had a representation before" : "the target had no representation before";
    case H204_FACT_ENACTED:
        return is_true ? "the method was applied" : "the method was not applied yet";
    case H204_FACT_INM_FALSE:
        return is_true ? "If-None-Match is false" : "If-None-Match is true";
    case H204_FACT_WILL_CLOSE:
        return is_true ? "the server will close the connection" : "the server will keep the connection";
    case H204_FACT_PERSISTS:
        return is_true ? "the server supports persistent connections"
                       : "the server does not support persistent connections";
    case H204_FACT_CONTENT_UNREAD:
        return is_true ? "the request content was not read to its end" : "the request content was read to its end";
    case H204_FACT_CONTENT_BEGUN:
        return is_true ? "request content had come, or there is none" : "no request content had come yet";
    case H204_FACT_WAS_CONTINUED:
        return is_true ? "a 100 was sent before" : "no 100 was sent before";
    case H204_FACT_OF_LATER_REQUEST:
        return is_true ? "it was made for the second request" : "it was made for the first request";
    case H204_FACT_FROM_STORE:
        return is_true ? "it comes from a store, without validation" : "it was made for this request";
    case H204_FACT_PARTIAL:
        return is_true ? "it is a part of a stored response" : "it is no part of a stored response";
    case H204_FACT_TRANSFORMED:
        return is_true ? "a proxy changed the content" : "no proxy changed the content";
    case H204_FACT_METADATA_GUIDES:
        return is_true ? "the metadata guides the update of a cache" : "the metadata guides no update of a cache";
    case H204_FACT_TRAILERS_NEEDED:
        return is_true ? "the user agent needs the trailers" : "the user agent can do without the trailers";
    case H204_FACT_EARLY:
        return is_true ? "the request came in early data" : "the request did not come in early data";
    case H204_FACT_SECURE:
        return is_true ? "the transport is secure" : "the transport is not secure";
    }
    return "";
}
