/* lint_sarif.c - what lint found, as a SARIF 2.1.0 log: rules, then each breach as it is found. */
#include "explain.h"
#include "lint_report.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

/* ---- the tool and its rules ---------------------------------------------------------------------------- */

static const char *level_of(const h204_invariant_info *row)
{
    static const char *const levels[] = { "note", "note", "warning", "error" };
    return row->kind == H204_KIND_LIMIT ? "error" : levels[explain_weight(row->level)];
}

/* A limit rejects a response too, so that it is a rule of the log. */
static bool is_rule(const sarif *log, const h204_invariant_info *row)
{
    return row->kind == H204_KIND_LIMIT || row_set_has(&log->rows, row->invariant);
}

static json_t *rule(const h204_invariant_info *row)
{
    const char *level = row->kind == H204_KIND_LIMIT ? "limit" : explain_level(row->level);
    return json_pack("{ss ss s{ss} s{ss} s{ss} s{si ss ss}}", "id", row->name, "name", row->name, "fullDescription",
                     "text", row->sentence, "help", "text", explain(row->invariant)->fix, "defaultConfiguration",
                     "level", level_of(row), "properties", "number", (int)row->invariant, "requirement", level,
                     "reference", row->reference);
}

static void print_value(sarif *log, json_t *value)
{
    json_dumpf(value, log->out, JSON_COMPACT);
    json_decref(value);
}

void sarif_begin(sarif *log, const row_set *rows, FILE *out)
{
    *log = (sarif){ .out = out, .rows = *rows, .notifications = json_array() };
    fputs("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[\n"
          "{\"tool\":{\"driver\":{\"name\":\"h204\",\"version\":\"" H204_VERSION_TEXT "\",\"rules\":[", out);
    bool first = true;
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (is_rule(log, row)) {
            fputs(first ? "\n" : ",\n", out);
            print_value(log, rule(row));
            first = false;
        }
    }
    fputs("\n]}},\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[", out);
}

void sarif_end(sarif *log, bool every_file_was_read)
{
    json_t *invocation = json_pack("{sb so}", "executionSuccessful", every_file_was_read, "toolExecutionNotifications",
                                   log->notifications);
    fputs("\n],\n\"invocations\":[", log->out);
    print_value(log, invocation);
    fputs("]}\n]}\n", log->out);
}

/* ---- places -------------------------------------------------------------------------------------------- */

void sarif_file(sarif *log)
{
    log->line = 1;
    log->line_begin = 0;
    log->line_known = 0;
}

/* Lines are counted on from the last item, so that the work is linear. */
static void go_to(sarif *log, h204_view file, size_t offset)
{
    if (offset < log->line_known) {
        sarif_file(log);
    }
    while (log->line_known < offset) {
        const uint8_t *found = memchr(file.data + log->line_known, '\n', offset - log->line_known);
        if (found == NULL) {
            log->line_known = offset;
            return;
        }
        log->line++;
        log->line_begin = (size_t)(found - file.data) + 1;
        log->line_known = log->line_begin;
    }
}

/* RFC 3986 2.3 and 3.3: what may stand in a path is itself, every other octet is escaped. */
static json_t *uri_of(const char *name)
{
    static const char others[] = "-._~/";
    octet_buffer uri = { 0 };
    for (const char *c = name; *c != 0; c++) {
        char escaped[4];
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
                     strchr(others, *c) != NULL;
        int size = plain ? snprintf(escaped, sizeof escaped, "%c", *c)
                         : snprintf(escaped, sizeof escaped, "%%%02X", (unsigned)(uint8_t)*c);
        buffer_append(&uri, escaped, (size_t)size);
    }
    json_t *string = json_stringn((const char *)uri.data, uri.size);
    free(uri.data);
    return string;
}

static json_t *locations(const lint_report *r, lint_place place)
{
    sarif here = *r->sarif; /* a breach may stand before the end of its item, and the next item behind both */
    size_t offset = place.offset < r->file.size ? place.offset : r->file.size;
    go_to(&here, r->file, offset);
    return json_pack("[{s{s{so} s{sI sI sI sI}}}]", "physicalLocation", "artifactLocation", "uri", uri_of(r->name),
                     "region", "byteOffset", (json_int_t)offset, "byteLength", (json_int_t)place.size, "startLine",
                     (json_int_t)here.line, "startColumn", (json_int_t)(offset - here.line_begin + 1));
}

/* ---- results ------------------------------------------------------------------------------------------- */

static void print_result(lint_report *r, const h204_invariant_info *row, const char *text, lint_place place)
{
    sarif *log = r->sarif;
    fputs(log->results == 0 ? "\n" : ",\n", log->out);
    log->results++;
    print_value(log, json_pack("{ss ss s{ss} so}", "ruleId", row->name, "level", level_of(row), "message", "text", text,
                               "locations", locations(r, place)));
}

static void print_breaches(lint_report *r, const lint_item *item)
{
    for (uint32_t i = 0; i < item->breach_count; i++) {
        const h204_invariant_info *row = h204_invariant_describe(item->breaches[i].invariant);
        char text[512];
        snprintf(text, sizeof text, "Response %u: %s (%s)", item->number, row->sentence, row->reference);
        print_result(r, row, text, lint_breach_place(r->track, item, &item->breaches[i]));
    }
}

/* What is said once a file and breaks no rule. */
static void notify(lint_report *r, const char *level, const char *text, lint_place place)
{
    json_array_append_new(r->sarif->notifications, json_pack("{ss s{ss} so}", "level", level, "message", "text", text,
                                                            "locations", locations(r, place)));
}

static bool is_listed(const lint_item *item, h204_invariant invariant)
{
    for (uint32_t i = 0; i < item->breach_count; i++) {
        if (item->breaches[i].invariant == invariant) {
            return true;
        }
    }
    return false;
}

static void print_rejection(lint_report *r, const lint_item *item)
{
    const h204_invariant_info *row = h204_invariant_describe(item->broken);
    char text[512];
    snprintf(text, sizeof text, "Response %u can not be read: %s (%s)", item->number, row->sentence, row->reference);
    lint_place place = lint_place_of(r->track, item->culprit, 1);
    if (is_rule(r->sarif, row)) {
        print_result(r, row, text, place);
    } else {
        notify(r, "error", text, place); /* its rule was not asked for */
    }
}

void sarif_item(lint_report *r, const lint_item *item)
{
    lint_place place = lint_item_place(r->track, item);
    char text[128];
    go_to(r->sarif, r->file, place.offset < r->file.size ? place.offset : r->file.size);
    for (size_t i = 0; i < LINT_NOTES && r->track->notes[i] != NULL && item->kind != LINT_END; i++) {
        if (lint_note_is_new(r, r->track->notes[i])) {
            notify(r, "note", r->track->notes[i], place);
        }
    }
    print_breaches(r, item);
    if (item->kind == LINT_REJECTED && !is_listed(item, item->broken)) {
        print_rejection(r, item);
    }
    if (item->kind == LINT_TRUNCATED) {
        snprintf(text, sizeof text, "Response %u is incomplete", item->number);
        notify(r, "warning", text, place);
    }
    if (item->kind == LINT_REST && item->unclaimed) {
        const h204_invariant_info *row = h204_invariant_describe(H204_ST_PRESENT);
        snprintf(text, sizeof text, "%zu octets behind response %u belong to no response", item->size, item->number);
        if (is_rule(r->sarif, row)) {
            print_result(r, row, text, place);
        } else {
            notify(r, "error", text, place);
        }
    }
}
