/* recording_parts.c - what the forms of a recording share: lines, heads written anew, rows that are lost. */
#include "recording_parts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- lines --------------------------------------------------------------------------------------------- */

file_line line_at(h204_view file, size_t at)
{
    const uint8_t *found = at < file.size ? memchr(file.data + at, '\n', file.size - at) : NULL;
    if (found == NULL) {
        return (file_line){ at, file.size, file.size };
    }
    size_t end = (size_t)(found - file.data);
    bool has_cr = end > at && file.data[end - 1] == '\r';
    return (file_line){ at, has_cr ? end - 1 : end, end + 1 };
}

bool line_begins(h204_view file, size_t at, const char *text)
{
    size_t size = strlen(text);
    return at <= file.size && file.size - at >= size && memcmp(file.data + at, text, size) == 0;
}

size_t skip_blank(h204_view file, size_t at)
{
    while (at < file.size && memchr(" \t\r\n", file.data[at], 4) != NULL) {
        at++;
    }
    return at;
}

bool line_is_empty(file_line line)
{
    return line.at == line.end;
}

static bool is_digit(uint8_t octet)
{
    return octet >= '0' && octet <= '9';
}

/* HTTP/1.0, HTTP/1.1, HTTP/2 or HTTP/3, SP and three digits, and no digit behind them */
bool is_printed_status_line(h204_view file, size_t at)
{
    static const char *const versions[] = { "HTTP/1.1 ", "HTTP/1.0 ", "HTTP/2 ", "HTTP/3 " };
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
        size_t code = at + strlen(versions[i]);
        if (line_begins(file, at, versions[i]) && file.size - code >= 3) {
            const uint8_t *digits = file.data + code;
            bool ends = file.size - code == 3 || strchr(" \r\n", digits[3]) != NULL;
            return is_digit(digits[0]) && is_digit(digits[1]) && is_digit(digits[2]) && ends;
        }
    }
    return false;
}

static bool is_method_char(uint8_t octet)
{
    return (octet >= 'A' && octet <= 'Z') || octet == '-' || octet == '_';
}

#define REQUEST_LINE_MAX 65536u /* so that looking for one at every octet stays linear */

bool is_request_line(h204_view file, size_t at)
{
    size_t end = file.size - at < REQUEST_LINE_MAX ? file.size : at + REQUEST_LINE_MAX;
    size_t method = at;
    while (method < end && is_method_char(file.data[method])) {
        method++;
    }
    if (method == at || method == end || file.data[method] != ' ') {
        return false;
    }
    size_t target = method + 1;
    while (target < end && file.data[target] > ' ' && file.data[target] < 0x7f) {
        target++;
    }
    size_t version = target + 1;
    if (target == method + 1 || target == end || file.data[target] != ' ' || !line_begins(file, version, "HTTP/")) {
        return false;
    }
    size_t at_end = version + 6;
    bool has_major = at_end <= file.size && is_digit(file.data[version + 5]);
    if (has_major && file.size - at_end >= 2 && file.data[at_end] == '.' && is_digit(file.data[at_end + 1])) {
        at_end += 2;
    }
    return has_major && (at_end == file.size || file.data[at_end] == '\r' || file.data[at_end] == '\n');
}

/* ---- a head from lines --------------------------------------------------------------------------------- */

static void add_stretch(head_draft *draft, lint_stretch stretch)
{
    if (draft->stretch_count == draft->stretch_capacity) {
        size_t capacity = draft->stretch_capacity == 0 ? 32 : 2 * draft->stretch_capacity;
        lint_stretch *more = memory_array(draft->from, capacity, sizeof *more);
        for (size_t i = 0; i < draft->stretch_count; i++) {
            more[i] = draft->stretches[i];
        }
        draft->stretches = more;
        draft->stretch_capacity = capacity;
    }
    draft->stretches[draft->stretch_count++] = stretch;
}

void draft_copy(head_draft *draft, h204_view text, size_t file_at)
{
    add_stretch(draft, (lint_stretch){ draft->octets.size, text.size, file_at, text.size, true });
    buffer_append(&draft->octets, text.data, text.size);
}

void draft_write(head_draft *draft, h204_view text, size_t file_at, size_t file_size)
{
    add_stretch(draft, (lint_stretch){ draft->octets.size, text.size, file_at, file_size, false });
    buffer_append(&draft->octets, text.data, text.size);
}

void draft_line(head_draft *draft, h204_view file, file_line line)
{
    bool has_cr = line.next - line.end == 2;
    draft->has_crlf = draft->has_crlf || has_cr;
    draft_copy(draft, (h204_view){ file.data + line.at, line.next - line.at }, line.at);
}

void draft_status_line(head_draft *draft, h204_view file, file_line line, lint_track *track)
{
    static const char version[] = "HTTP/1.1";
    bool is_http1 = file.data[line.at + 5] == '1';
    size_t space = line.at + (is_http1 ? 8 : 6);
    track->title = (h204_view){ file.data + line.at, line.end - line.at };
    track->major_version = (uint8_t)(file.data[line.at + 5] - '0');
    track->minor_version = is_http1 ? (uint8_t)(file.data[line.at + 7] - '0') : 0;
    for (size_t i = space + 1; i < space + 4; i++) {
        track->status_code = (uint16_t)(track->status_code * 10 + (file.data[i] - '0'));
    }
    if (is_http1) {
        draft_line(draft, file, line);
        return;
    }
    draft_write(draft, (h204_view){ (const uint8_t *)version, sizeof version - 1 }, line.at, space - line.at);
    draft_line(draft, file, (file_line){ space, line.end, line.next });
    lose_http1(&track->lost);
    add_note(track, track->major_version == 2
                        ? "HTTP/2 has no status line and no framing fields: what HTTP/1.1 asks of them is not judged"
                        : "HTTP/3 has no status line and no framing fields: what HTTP/1.1 asks of them is not judged");
}

/* Each LF becomes CRLF; the stretches follow. */
static void put_back_cr(head_draft *draft)
{
    octet_buffer plain = draft->octets;
    lint_stretch *stretches = draft->stretches;
    size_t count = draft->stretch_count;
    draft->octets = (octet_buffer){ 0 };
    draft->stretches = NULL;
    draft->stretch_count = 0;
    draft->stretch_capacity = 0;
    for (size_t i = 0; i < count; i++) {
        const lint_stretch *old = &stretches[i];
        size_t end = old->at + old->size;
        bool has_lf = old->is_copy && old->size > 0 && plain.data[end - 1] == '\n';
        if (!has_lf) {
            lint_stretch moved = *old;
            moved.at = draft->octets.size;
            add_stretch(draft, moved);
            buffer_append(&draft->octets, plain.data + old->at, old->size);
            continue;
        }
        draft_copy(draft, (h204_view){ plain.data + old->at, old->size - 1 }, old->file_at);
        draft_write(draft, (h204_view){ (const uint8_t *)"\r\n", 2 }, old->file_at + old->size - 1, 1);
    }
    free(plain.data);
}

void draft_finish(head_draft *draft, lint_track *track)
{
    bool has_lf = draft->octets.size > 0 && memchr(draft->octets.data, '\n', draft->octets.size) != NULL;
    if (has_lf && !draft->has_crlf) {
        put_back_cr(draft);
        add_note(track, "every line ends with LF alone: what saved the file took the CR, so line ends are not judged");
    }
    octets kept = memory_octets(draft->from, draft->octets.data, draft->octets.size);
    free(draft->octets.data);
    track->octets = (h204_view){ kept.data, kept.size };
    track->stretches = draft->stretches;
    track->stretch_count = draft->stretch_count;
    track->is_head = true;
}

void add_note(lint_track *track, const char *note)
{
    for (size_t i = 0; i < LINT_NOTES; i++) {
        if (track->notes[i] == NULL) {
            track->notes[i] = note;
            return;
        }
    }
}

/* ---- what tools take away ------------------------------------------------------------------------------ */

void lose_content(row_set *lost)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        bool is_behind = row->kind == H204_KIND_INVARIANT &&
                         (row->needs == H204_NEEDS_BODY || row->needs == H204_NEEDS_FOLLOWING ||
                          row->needs == H204_NEEDS_END);
        if (is_behind) {
            row_set_add(lost, row->invariant);
        }
    }
}

/* RFC 9112 is HTTP/1.1; connections are managed otherwise where it does not hold, and content ends otherwise. */
void lose_http1(row_set *lost)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        unsigned chapter = (unsigned)row->invariant / 100;
        if (strncmp(row->reference, "RFC 9112", 8) == 0 || chapter == 1 || chapter == 5 || chapter == 6) {
            row_set_add(lost, row->invariant);
        }
    }
    row_set_add(lost, H204_S101_UPGRADE);
    row_set_add(lost, H204_S101_OFFERED);
    row_set_add(lost, H204_S426_UPGRADE);
}

h204_view value_of(h204_view head, const char *name)
{
    size_t size = strlen(name);
    for (size_t at = line_at(head, 0).next; at < head.size; at = line_at(head, at).next) {
        file_line line = line_at(head, at);
        bool is_it = line.end - line.at > size && head.data[line.at + size] == ':' &&
                     strncasecmp((const char *)head.data + line.at, name, size) == 0;
        if (is_it) {
            size_t start = line.at + size + 1;
            while (start < line.end && (head.data[start] == ' ' || head.data[start] == '\t')) {
                start++;
            }
            return (h204_view){ head.data + start, line.end - start };
        }
    }
    return (h204_view){ head.data, 0 };
}

bool parse_length(h204_view value, size_t *length)
{
    *length = 0;
    for (size_t i = 0; i < value.size; i++) {
        uint8_t digit = value.data[i];
        if (digit < '0' || digit > '9' || i >= 18) {
            return false;
        }
        *length = *length * 10 + (size_t)(digit - '0');
    }
    return value.size > 0;
}
