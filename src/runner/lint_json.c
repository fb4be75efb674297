/* lint_json.c - what lint found, as JSON: one object a line. */
#include "explain.h"
#include "lint_report.h"

#include <stdlib.h>
#include <string.h>

/* For the JSON form: the name of the enumerator, in small letters. */
static const char *reuse_code(h204_reuse reuse)
{
    switch (reuse) {
    case H204_REUSE_YES:                       return "yes";
    case H204_REUSE_NO_TUNNEL:                 return "tunnel";
    case H204_REUSE_NO_UNTIL_CLOSE:            return "until-close";
    case H204_REUSE_NO_INCOMPLETE:             return "incomplete";
    case H204_REUSE_NO_CLOSE_OPTION:           return "close-option";
    case H204_REUSE_NO_HTTP10:                 return "http10";
    case H204_REUSE_NO_HTTP10_TE:              return "http10-transfer-encoding";
    case H204_REUSE_NO_LENGTH_WITHOUT_CONTENT: return "length-without-content";
    case H204_REUSE_NO_FRAMING_INVALID:        return "framing-invalid";
    case H204_REUSE_NO_TOLERATED:              return "tolerated";
    case H204_REUSE_NO_UPGRADE:                return "upgrade";
    case H204_REUSE_NO_INTERIM:                return "interim";
    }
    return "";
}

static const char *look_code(lint_look look)
{
    switch (look) {
    case LINT_LOOKS_CRLF:       return "crlf";
    case LINT_LOOKS_LAST_CHUNK: return "last-chunk";
    case LINT_LOOKS_CHUNKED:    return "chunked";
    case LINT_LOOKS_JSON:       return "json";
    case LINT_LOOKS_HTML:       return "html";
    case LINT_LOOKS_XML:        return "xml";
    case LINT_LOOKS_GZIP:       return "gzip";
    case LINT_LOOKS_TEXT:       return "text";
    case LINT_LOOKS_BINARY:     return "binary";
    case LINT_LOOKS_TUNNEL:     return "tunnel";
    }
    return "";
}

json_t *json_latin1(const uint8_t *data, size_t size)
{
    octet_buffer text = { 0 };
    for (size_t i = 0; i < size; i++) {
        uint8_t pair[2] = { (uint8_t)(0xc0 | data[i] >> 6), (uint8_t)(0x80 | (data[i] & 0x3f)) };
        if (data[i] < 0x80) {
            buffer_append(&text, &data[i], 1);
        } else {
            buffer_append(&text, pair, 2);
        }
    }
    json_t *string = json_stringn(text.size > 0 ? (const char *)text.data : "", text.size);
    free(text.data);
    return string;
}

static json_t *json_breach(const lint_report *r, const lint_item *item, const h204_breach *breach)
{
    const h204_invariant_info *row = h204_invariant_describe(breach->invariant);
    lint_place place = lint_breach_place(r->track, item, breach);
    return json_pack("{si ss ss ss ss sI sI ss}", "number", (int)row->invariant, "name", row->name, "level",
                     explain_level_code(row->level), "reference", row->reference, "sentence", row->sentence,
                     "offset", (json_int_t)place.offset, "size", (json_int_t)place.size, "do",
                     explain(row->invariant)->fix);
}

static json_t *json_breaches(const lint_report *r, const lint_item *item)
{
    json_t *breaches = json_array();
    for (uint32_t i = 0; i < item->breach_count; i++) {
        json_array_append_new(breaches, json_breach(r, item, &item->breaches[i]));
    }
    return breaches;
}

static json_t *json_tolerances(uint32_t set)
{
    json_t *names = json_array();
    for (unsigned bit = 0; bit < 32; bit++) {
        if ((set >> bit & 1) != 0) {
            json_array_append_new(names, json_string(tolerance_name((uint32_t)1 << bit)));
        }
    }
    return names;
}

static void add_head(json_t *object, const lint_report *r, const lint_item *item)
{
    const h204_head *head = &item->head;
    const uint8_t *data = r->track->octets.data + item->offset;
    char version[] = { '1', '.', (char)('0' + head->minor_version), 0 };
    json_object_set_new(object, "version", json_string(version));
    json_object_set_new(object, "status", json_integer(head->status_code));
    json_object_set_new(object, "reason", json_latin1(data + head->reason.offset, h204_span_size(head->reason)));
    json_object_set_new(object, "framing", json_string(framing_name(head->framing)));
    json_object_set_new(object, "content", json_integer((json_int_t)item->content));
    json_object_set_new(object, "trailers", json_integer(item->trailer_count));
}

/* A head that a tool kept without its wire. */
static void add_kept_head(json_t *object, const lint_track *track)
{
    char version[] = { (char)('0' + track->major_version), '.', (char)('0' + track->minor_version), 0 };
    json_object_set_new(object, "version", track->major_version > 0 ? json_string(version) : json_null());
    json_object_set_new(object, "status", json_integer(track->status_code));
}

static json_t *json_notes(const lint_track *track)
{
    json_t *notes = json_array();
    for (size_t i = 0; i < LINT_NOTES && track->notes[i] != NULL; i++) {
        json_array_append_new(notes, json_string(track->notes[i]));
    }
    return notes;
}

static const char *kind_code(lint_kind kind)
{
    switch (kind) {
    case LINT_MESSAGE:   return "message";
    case LINT_TRUNCATED: return "truncated";
    case LINT_REJECTED:  return "rejected";
    case LINT_REST:      return "rest";
    case LINT_FURTHER:   return "further";
    case LINT_END:       return "end";
    }
    return "";
}

void lint_json_item(const lint_report *r, const lint_item *item)
{
    lint_place place = lint_item_place(r->track, item);
    json_t *object = json_pack("{so ss sI}", "file", json_latin1((const uint8_t *)r->name, strlen(r->name)), "kind",
                               kind_code(item->kind), "offset", (json_int_t)place.offset);
    bool is_response = item->kind == LINT_MESSAGE || item->kind == LINT_TRUNCATED || item->kind == LINT_REJECTED;
    if (is_response) {
        json_object_set_new(object, "number", json_integer((json_int_t)item->number));
        json_object_set_new(object, "size", json_integer((json_int_t)place.size));
        json_object_set_new(object, "request",
                            item->request != NULL
                                ? json_latin1((const uint8_t *)item->request, strlen(item->request))
                                : json_null());
        if (r->track->is_head) {
            add_kept_head(object, r->track);
            json_object_set_new(object, "notes", json_notes(r->track));
        } else if (item->head_read) {
            add_head(object, r, item);
        }
        json_object_set_new(object, "breaches", json_breaches(r, item));
    }
    if (r->format != RECORDING_RAW) {
        json_object_set_new(object, "format", json_string(recording_format_name(r->format)));
    }
    if (item->kind == LINT_MESSAGE && !r->track->is_head) {
        json_object_set_new(object, "interim", json_boolean(item->interim));
        json_object_set_new(object, "spent", json_tolerances(item->tolerated));
        json_object_set_new(object, "end-assumed", json_boolean(item->end_assumed));
        json_object_set_new(object, "reuse", json_boolean(item->reuse == H204_REUSE_YES));
        json_object_set_new(object, "reuse-reason", json_string(reuse_code(item->reuse)));
    }
    if (item->kind == LINT_REJECTED) {
        json_object_set_new(object, "invariant", json_string(h204_invariant_describe(item->broken)->name));
        json_object_set_new(object, "at", json_integer((json_int_t)lint_place_of(r->track, item->culprit, 0).offset));
    }
    if (item->kind == LINT_REST) {
        json_object_set_new(object, "size", json_integer((json_int_t)place.size));
        json_object_set_new(object, "looks", json_string(look_code(item->look)));
        json_object_set_new(object, "announced", json_integer((json_int_t)item->announced));
    }
    if (item->kind == LINT_END) {
        json_object_set_new(object, "responses", json_integer(r->heads));
        json_object_set_new(object, "broken", json_integer(r->broken));
        json_object_set_new(object, "failed", json_boolean(r->failed));
    }
    json_dumpf(object, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(object);
}
