/* recording_har.c - HTTP Archive 1.2: names and values that a browser or a proxy kept.
 *
 * The tree says what an entry holds; a walk over the same text, which is JSON by then, says where it stands.
 */
#include "recording_parts.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HAR_SIZE_MAX 268435456u /* the tree takes more than the text */

#define FIELDS_ONLY \
    "a HAR file keeps names and values alone: how lines were written and content was framed is not judged"

struct har {
    json_t *root;
    json_t *entries;
    size_t *places; /* where each entry begins */
    size_t count;
    size_t next;
};

/* ---- where a value stands ------------------------------------------------------------------------------
 *
 * Names are compared as they are written.  One written with escapes is not found, and its place is then that of
 * what holds it: every walk stays inside the text whatever it meets.
 */
static uint8_t octet_at(h204_view text, size_t at)
{
    return at < text.size ? text.data[at] : 0;
}

static size_t skip_string(h204_view text, size_t at)
{
    for (at++; at < text.size && text.data[at] != '"'; at++) {
        at += text.data[at] == '\\' ? 1 : 0;
    }
    return at < text.size ? at + 1 : text.size;
}

static size_t skip_value(h204_view text, size_t at)
{
    size_t depth = 0;
    while (at < text.size) {
        uint8_t octet = text.data[at];
        bool opens = octet == '{' || octet == '[';
        bool closes = octet == '}' || octet == ']';
        if (depth == 0 && (closes || octet == ',' || memchr(" \t\r\n", octet, 4) != NULL)) {
            return at; /* a number or a word has no end of its own */
        }
        at = octet == '"' ? skip_string(text, at) : at + 1;
        depth += opens ? 1 : 0;
        depth -= closes ? 1 : 0;
        if (depth == 0 && (closes || octet == '"')) {
            return at;
        }
    }
    return text.size;
}

/* The value of a member of the object at `at`, the last of its name as the tree has it; `at` without one. */
static size_t find_member(h204_view text, size_t at, const char *name)
{
    size_t size = strlen(name);
    size_t found = at;
    size_t next = octet_at(text, at) == '{' ? skip_blank(text, at + 1) : text.size;
    while (octet_at(text, next) == '"') {
        bool is_it = line_begins(text, next + 1, name) && octet_at(text, next + 1 + size) == '"';
        next = skip_blank(text, skip_string(text, next));
        next = skip_blank(text, next + 1);
        found = is_it ? next : found;
        next = skip_blank(text, skip_value(text, next));
        next = octet_at(text, next) == ',' ? skip_blank(text, next + 1) : next;
    }
    return found;
}

/* places[0 .. count): where the values of the array at `at` begin, or `at` where it is none or has fewer */
static void find_values(h204_view text, size_t at, size_t *places, size_t count)
{
    bool is_array = octet_at(text, at) == '[';
    size_t next = is_array ? skip_blank(text, at + 1) : text.size;
    for (size_t i = 0; i < count; i++) {
        bool is_there = next < text.size && text.data[next] != ']';
        places[i] = is_there ? next : at;
        next = is_there ? skip_blank(text, skip_value(text, next)) : next;
        next = octet_at(text, next) == ',' ? skip_blank(text, next + 1) : next;
    }
}

/* ---- what is no archive -------------------------------------------------------------------------------- */

static const char *type_name(const json_t *value)
{
    if (value == NULL) {
        return "nothing";
    }
    switch (json_typeof(value)) {
    case JSON_OBJECT:  return "an object";
    case JSON_ARRAY:   return "an array";
    case JSON_STRING:  return "a string";
    case JSON_INTEGER: return "an integer";
    case JSON_REAL:    return "a real number";
    case JSON_TRUE:
    case JSON_FALSE:   return "a boolean";
    case JSON_NULL:    return "null";
    }
    return "nothing";
}

/* Says where in words and, by the place of the entry, in lines; always false. */
static bool no_archive(recording *opened, size_t at, const char *path, const char *expected, const json_t *found)
{
    size_t line = 1;
    size_t begin = 0;
    for (size_t i = 0; i < at; i++) {
        if (opened->file.data[i] == '\n') {
            line++;
            begin = i + 1;
        }
    }
    snprintf(opened->error, sizeof opened->error, "line %zu, column %zu, octet %zu: %s: expected %s, found %s", line,
             at - begin + 1, at, path, expected, type_name(found));
    return false;
}

typedef struct expectation {
    const char *object; /* "request" or "response" */
    const char *member;
    json_type type;
    bool may_lack;
    const char *words;
} expectation;

static const expectation expectations[] = {
    { "request", "method", JSON_STRING, false, "a string" },
    { "request", "url", JSON_STRING, false, "a string" },
    { "request", "httpVersion", JSON_STRING, true, "a string" },
    { "request", "headers", JSON_ARRAY, false, "an array" },
    { "response", "status", JSON_INTEGER, false, "an integer" },
    { "response", "statusText", JSON_STRING, true, "a string" },
    { "response", "httpVersion", JSON_STRING, true, "a string" },
    { "response", "headers", JSON_ARRAY, false, "an array" },
    { "response", "content", JSON_OBJECT, true, "an object" },
    { "response", "bodySize", JSON_INTEGER, true, "an integer" },
};

static bool check_headers(recording *opened, size_t number, const char *object, const json_t *headers)
{
    size_t i;
    json_t *header;
    char path[96];
    json_array_foreach((json_t *)headers, i, header) {
        snprintf(path, sizeof path, "log.entries[%zu].%s.headers[%zu]", number, object, i);
        if (!json_is_object(header)) {
            return no_archive(opened, opened->har->places[number], path, "an object", header);
        }
        if (!json_is_string(json_object_get(header, "name")) || !json_is_string(json_object_get(header, "value"))) {
            return no_archive(opened, opened->har->places[number], path, "strings name and value", header);
        }
    }
    return true;
}

static bool check_entry(recording *opened, size_t number)
{
    size_t at = opened->har->places[number];
    const json_t *entry = json_array_get(opened->har->entries, number);
    char path[96];
    snprintf(path, sizeof path, "log.entries[%zu]", number);
    if (!json_is_object(entry)) {
        return no_archive(opened, at, path, "an object", entry);
    }
    for (size_t i = 0; i < sizeof expectations / sizeof expectations[0]; i++) {
        const expectation *expected = &expectations[i];
        const json_t *object = json_object_get(entry, expected->object);
        const json_t *value = json_object_get(object, expected->member);
        snprintf(path, sizeof path, "log.entries[%zu].%s", number, expected->object);
        if (!json_is_object(object)) {
            return no_archive(opened, at, path, "an object", object);
        }
        snprintf(path, sizeof path, "log.entries[%zu].%s.%s", number, expected->object, expected->member);
        bool fits = value == NULL ? expected->may_lack : json_typeof(value) == expected->type;
        if (!fits) {
            return no_archive(opened, at, path, expected->words, value);
        }
    }
    const json_t *response = json_object_get(entry, "response");
    const json_t *size = json_object_get(json_object_get(response, "content"), "size");
    json_int_t status = json_integer_value(json_object_get(response, "status"));
    if (size != NULL && !json_is_integer(size)) {
        snprintf(path, sizeof path, "log.entries[%zu].response.content.size", number);
        return no_archive(opened, at, path, "an integer", size);
    }
    if (status < 0 || status > 999) {
        snprintf(path, sizeof path, "log.entries[%zu].response.status", number);
        return no_archive(opened, at, path, "0 to 999", json_object_get(response, "status"));
    }
    return check_headers(opened, number, "request", json_object_get(json_object_get(entry, "request"), "headers")) &&
           check_headers(opened, number, "response", json_object_get(response, "headers"));
}

/* No octet of a file reaches a terminal as itself unless it is visible ASCII. */
static void keep_visible(char *text)
{
    for (; *text != 0; text++) {
        *text = *text >= ' ' && *text < 0x7f ? *text : '?';
    }
}

bool har_open(recording *opened)
{
    size_t bom = line_begins(opened->file, 0, "\xef\xbb\xbf") ? 3 : 0;
    json_error_t error;
    if (opened->file.size > HAR_SIZE_MAX) {
        snprintf(opened->error, sizeof opened->error, "a HAR file of more than 256 MiB");
        return false;
    }
    struct har *har = memory_take(&opened->whole, sizeof *har);
    opened->har = har;
    har->root = json_loadb((const char *)opened->file.data + bom, opened->file.size - bom, JSON_ALLOW_NUL, &error);
    if (har->root == NULL) {
        snprintf(opened->error, sizeof opened->error, "line %d, column %d, octet %zu: %s", error.line, error.column,
                 (size_t)error.position + bom, error.text);
        keep_visible(opened->error); /* it quotes the file */
        return false;
    }
    size_t root = skip_blank(opened->file, bom);
    if (!json_is_object(har->root)) {
        return no_archive(opened, root, "the file", "an object", har->root);
    }
    const json_t *log = json_object_get(har->root, "log");
    size_t log_at = find_member(opened->file, root, "log");
    if (!json_is_object(log)) {
        return no_archive(opened, log_at, "log", "an object", log);
    }
    har->entries = json_object_get(log, "entries");
    size_t entries_at = find_member(opened->file, log_at, "entries");
    if (!json_is_array(har->entries)) {
        return no_archive(opened, entries_at, "log.entries", "an array", har->entries);
    }
    har->count = json_array_size(har->entries);
    har->places = memory_array(&opened->whole, har->count, sizeof *har->places);
    find_values(opened->file, entries_at, har->places, har->count);
    for (size_t i = 0; i < har->count; i++) {
        if (!check_entry(opened, i)) {
            return false;
        }
    }
    return true;
}

void har_close(recording *opened)
{
    if (opened->har != NULL) {
        json_decref(opened->har->root);
    }
}

/* ---- an entry ------------------------------------------------------------------------------------------ */

static h204_view text_of(const json_t *string)
{
    return (h204_view){ (const uint8_t *)json_string_value(string), json_string_length(string) };
}

/* "HTTP/1.1" in any case; all else is taken for a version without the wire form of HTTP/1.x, or is not known. */
static bool parse_version(const json_t *string, uint8_t *major, uint8_t *minor)
{
    const char *text = string != NULL ? json_string_value(string) : "";
    bool is_http1 = strcasecmp(text, "HTTP/1.1") == 0 || strcasecmp(text, "HTTP/1.0") == 0;
    bool is_http2 = strcasecmp(text, "h2") == 0 || strncasecmp(text, "HTTP/2", 6) == 0;
    bool is_http3 = strcasecmp(text, "h3") == 0 || strncasecmp(text, "HTTP/3", 6) == 0;
    *major = is_http1 ? 1 : is_http2 ? 2 : is_http3 ? 3 : 0;
    *minor = is_http1 ? (uint8_t)(text[7] - '0') : 0;
    return *major != 0;
}

/* Whether the tool made it of the parts of a HTTP/2 or HTTP/3 head, as ":status". */
static bool is_pseudo(h204_view name)
{
    return name.size > 0 && name.data[0] == ':';
}

/* The lines of one header: where the tool joined several, each stands behind a LF. */
static void write_header(octet_buffer *to, const json_t *header)
{
    h204_view name = text_of(json_object_get(header, "name"));
    h204_view value = text_of(json_object_get(header, "value"));
    size_t at = 0;
    do {
        const uint8_t *found = at < value.size ? memchr(value.data + at, '\n', value.size - at) : NULL;
        size_t end = found != NULL ? (size_t)(found - value.data) : value.size;
        buffer_append(to, name.data, name.size);
        buffer_append(to, ": ", end > at ? 2 : 1);
        buffer_append(to, value.data + at, end - at);
        buffer_append(to, "\r\n", 2);
        at = end + 1;
    } while (at <= value.size);
}

/* The target in origin form: what stands behind the authority of the URL. */
static h204_view target_of(h204_view url)
{
    const uint8_t *found = memmem(url.data, url.size, "://", 3);
    size_t at = found != NULL ? (size_t)(found - url.data) + 3 : 0;
    while (at < url.size && url.data[at] != '/' && url.data[at] != '?') {
        at++;
    }
    const uint8_t *fragment = memchr(url.data + at, '#', url.size - at);
    size_t end = fragment != NULL ? (size_t)(fragment - url.data) : url.size;
    return (h204_view){ url.data + at, end - at };
}

static void read_request(recording *from, lint_track *track, const json_t *request)
{
    h204_view target = target_of(text_of(json_object_get(request, "url")));
    bool is_path = target.size > 0 && target.data[0] == '/';
    const char *version = json_string_value(json_object_get(request, "httpVersion"));
    uint8_t major = 0;
    uint8_t minor = 0;
    bool is_known = parse_version(json_object_get(request, "httpVersion"), &major, &minor);
    const char *text = memory_text(&from->pieces, "%s %s%.*s", json_string_value(json_object_get(request, "method")),
                                   is_path ? "" : "/", (int)target.size, (const char *)target.data);
    octet_buffer fields = { 0 };
    size_t i;
    json_t *header;
    if (!lint_request_parse(text, &from->asked)) {
        return;
    }
    if (is_known) {
        from->asked.text = memory_text(&from->pieces, "%s %s", text, version);
        from->asked.exchange.given |= H204_GIVEN_VERSION;
        from->asked.exchange.major_version = major;
        from->asked.exchange.minor_version = minor;
    }
    json_array_foreach(json_object_get(request, "headers"), i, header) {
        if (!is_pseudo(text_of(json_object_get(header, "name")))) {
            write_header(&fields, header);
        }
    }
    buffer_append(&fields, "\r\n", 2);
    octets section = memory_octets(&from->pieces, fields.data, fields.size);
    lint_request_add_fields(&from->asked, (h204_view){ section.data, section.size }, &from->pieces);
    free(fields.data);
    if (json_string_length(json_object_get(request, "url")) > 0) {
        bool is_secure = strncasecmp(json_string_value(json_object_get(request, "url")), "https:", 6) == 0;
        from->asked.exchange.known_facts |= H204_FACT_SECURE;
        from->asked.exchange.facts |= is_secure ? H204_FACT_SECURE : 0;
    }
    track->requests = &from->asked;
    track->request_count = 1;
}

static void write_status_line(head_draft *draft, lint_track *track, const json_t *response, size_t at, size_t size)
{
    char line[32];
    unsigned minor = track->major_version == 1 ? track->minor_version : 1;
    int length = snprintf(line, sizeof line, "HTTP/1.%u %03u \r\n", minor, track->status_code);
    draft_write(draft, (h204_view){ (const uint8_t *)line, (size_t)length }, at, size);
    const json_t *version = json_object_get(response, "httpVersion");
    const json_t *reason = json_object_get(response, "statusText");
    const char *title = memory_text(draft->from, "%s %u %s", version != NULL ? json_string_value(version) : "HTTP",
                                    track->status_code, reason != NULL ? json_string_value(reason) : "");
    track->title = (h204_view){ (const uint8_t *)title, strlen(title) };
}

static void write_headers(recording *from, head_draft *draft, const json_t *headers, size_t headers_at)
{
    size_t count = json_array_size(headers);
    size_t *places = memory_array(&from->pieces, count, sizeof *places);
    find_values(from->file, headers_at, places, count);
    for (size_t i = 0; i < count; i++) {
        const json_t *header = json_array_get(headers, i);
        octet_buffer lines = { 0 };
        if (is_pseudo(text_of(json_object_get(header, "name")))) {
            continue;
        }
        write_header(&lines, header);
        size_t end = skip_value(from->file, places[i]);
        draft_write(draft, (h204_view){ lines.data, lines.size }, places[i], end - places[i]);
        free(lines.data);
    }
    draft_write(draft, (h204_view){ (const uint8_t *)"\r\n", 2 }, headers_at, 1);
}

/* What the tool counted as content, where there may be none: its word, so that no row is broken by it. */
static void note_content(recording *from, lint_track *track, const json_t *response)
{
    json_int_t kept = json_integer_value(json_object_get(json_object_get(response, "content"), "size"));
    json_int_t wire = json_integer_value(json_object_get(response, "bodySize"));
    json_int_t size = kept > wire ? kept : wire;
    bool has_none = track->status_code / 100 == 1 || track->status_code == 204 || track->status_code == 304;
    if (has_none && size > 0) {
        add_note(track, memory_text(&from->pieces, "the file counts %lld octets of content for a %u, which has none",
                                    (long long)size, track->status_code));
    }
}

bool har_next(recording *from, lint_track *track)
{
    struct har *har = from->har;
    while (har->next < har->count) {
        const json_t *entry = json_array_get(har->entries, har->next);
        const json_t *response = json_object_get(entry, "response");
        size_t at = har->places[har->next];
        har->next++;
        *track = (lint_track){ .status_code = (uint16_t)json_integer_value(json_object_get(response, "status")) };
        if (track->status_code == 0) {
            continue; /* blocked, aborted or failed: there was no response */
        }
        head_draft draft = { .from = &from->pieces, .has_crlf = true };
        size_t response_at = find_member(from->file, at, "response");
        size_t status_at = find_member(from->file, response_at, "status");
        size_t headers_at = find_member(from->file, response_at, "headers");
        bool is_known = parse_version(json_object_get(response, "httpVersion"), &track->major_version,
                                      &track->minor_version);
        write_status_line(&draft, track, response, status_at, skip_value(from->file, status_at) - status_at);
        write_headers(from, &draft, json_object_get(response, "headers"), headers_at);
        draft_finish(&draft, track);
        lose_content(&track->lost);
        add_note(track, FIELDS_ONLY);
        if (!is_known || track->major_version != 1) {
            lose_http1(&track->lost);
            add_note(track, "it is no HTTP/1.x, or its version is not known: what HTTP/1.1 asks alone is not judged");
        }
        read_request(from, track, json_object_get(entry, "request"));
        note_content(from, track, response);
        return true;
    }
    return false;
}
