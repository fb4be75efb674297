/* parts.c - the parts of a multipart/byteranges content, one after the other. */
#include "parts.h"

#include <string.h>

/* ---- octets ----------------------------------------------------------------------------------- */

static bool content_takes(check_octets *content, int octet)
{
    bool is_there = h204_facts_peek(content) == octet;
    if (is_there) {
        h204_facts_skip(content);
    }
    return is_there;
}

static void skip_padding(check_octets *content)
{
    while (h204_facts_peek(content) == SP || h204_facts_peek(content) == HTAB) {
        h204_facts_skip(content);
    }
}

/* These octets, in either case: the content stands behind them where the result is true. */
static bool content_spells(check_octets *content, const char *lower, size_t size)
{
    check_octets ahead = *content;
    for (size_t i = 0; i < size; i++) {
        int octet = h204_facts_peek(&ahead);
        if (octet == H204_VALUE_END || h204_lower((uint8_t)octet) != (uint8_t)lower[i]) {
            return false;
        }
        h204_facts_skip(&ahead);
    }
    *content = ahead;
    return true;
}
#define CONTENT_SPELLS(content, literal) content_spells(content, "" literal, sizeof literal - 1)

/* CRLF, or a lone LF, which is seen. */
static bool takes_line_end(check_octets *content, h204_span *lone_lf)
{
    check_octets ahead = *content;
    bool has_cr = content_takes(&ahead, CR);
    size_t at = ahead.at;
    if (!content_takes(&ahead, LF)) {
        return false;
    }
    if (!has_cr) {
        see(lone_lf, at, 1);
    }
    *content = ahead;
    return true;
}

/* To the start of the next line, which only CRLF makes in the data of a part. */
static void skip_data_line(check_octets *content)
{
    bool is_behind_cr = false;
    for (int octet = h204_facts_peek(content); octet != H204_VALUE_END; octet = h204_facts_peek(content)) {
        h204_facts_skip(content);
        if (is_behind_cr && octet == LF) {
            return;
        }
        is_behind_cr = octet == CR;
    }
}

static void skip_field_line(check_octets *content)
{
    int octet = h204_facts_peek(content);
    while (octet != H204_VALUE_END && octet != LF) {
        h204_facts_skip(content);
        octet = h204_facts_peek(content);
    }
    content_takes(content, LF);
}

/* So many octets, if there are as many. */
static bool skips_octets(check_octets *content, uint64_t size)
{
    while (size > content->left && content->left > 0) {
        size -= content->left;
        h204_facts_skip_run(content);
    }
    if (size > content->left) {
        return false;
    }
    if (size == content->left) {
        h204_facts_skip_run(content);
    } else {
        content->at += (size_t)size;
        content->left -= size;
    }
    return true;
}

/* ---- delimiters --------------------------------------------------------------------------------
 *
 * dash-boundary = "--" boundary, delimiter = CRLF dash-boundary, close-delimiter = delimiter "--", and a
 * delimiter is followed by padding and CRLF: RFC 2046 5.1.1
 */
bool h204_parts_can_be_told(const check_facts *facts, h204_span boundary)
{
    const uint32_t most = 70;
    uint32_t size = h204_span_size(boundary);
    bool is_plain = true;
    for (uint32_t i = 0; i < size && i < most; i++) {
        is_plain = is_plain && facts->message->octets.data[boundary.offset + i] != '\\';
    }
    return size > 0 && size <= most && is_plain;
}

/* Behind it, or at the octet that does not fit.  *end is behind its last octet, even where a chunk ends there. */
static bool takes_dash_boundary(const check_parts *parts, check_octets *content, size_t *end)
{
    h204_value_reader boundary = h204_value_open(parts->octets, parts->boundary);
    *end = content->at;
    if (!content_takes(content, '-') || !content_takes(content, '-')) {
        return false;
    }
    for (; h204_value_peek(&boundary) != H204_VALUE_END; h204_value_skip(&boundary)) {
        *end = content->at + 1;
        if (!content_takes(content, h204_value_peek(&boundary))) {
            return false;
        }
    }
    return true;
}

typedef enum delimiter_kind { DELIMITER_NONE, DELIMITER_OF_PART, DELIMITER_CLOSE } delimiter_kind;

/* At the start of a line.  The content stands behind the line of a delimiter. */
static delimiter_kind take_delimiter(const check_parts *parts, check_octets *content, check_part *part)
{
    check_octets ahead = *content;
    h204_span lone_lf = {0, 0};
    size_t end;
    if (!takes_dash_boundary(parts, &ahead, &end)) {
        return DELIMITER_NONE;
    }
    h204_span place = place_of(content->at, end - content->at);
    if (CONTENT_SPELLS(&ahead, "--")) {
        return DELIMITER_CLOSE;
    }
    skip_padding(&ahead);
    if (!takes_line_end(&ahead, &lone_lf)) {
        return DELIMITER_NONE;
    }
    part->delimiter = place;
    part->misfit = lone_lf;
    *content = ahead;
    return DELIMITER_OF_PART;
}

/* What stands before the first delimiter, and between the data of a part and the next one, is skipped. */
static bool finds_part(check_parts *parts, check_part *part)
{
    while (h204_facts_peek(&parts->content) != H204_VALUE_END) {
        delimiter_kind kind = take_delimiter(parts, &parts->content, part);
        if (kind != DELIMITER_NONE) {
            return kind == DELIMITER_OF_PART;
        }
        skip_data_line(&parts->content);
    }
    return false;
}

static bool is_at_delimiter(const check_parts *parts)
{
    check_part next;
    check_octets content = parts->content;
    memset(&next, 0, sizeof next);
    return take_delimiter(parts, &content, &next) != DELIMITER_NONE;
}

/* ---- the head of a part ----------------------------------------------------------------------- */

/* 1*DIGIT that fits 64 bits */
static bool takes_position(check_octets *content, uint64_t *position)
{
    bool has_digit = false;
    *position = 0;
    for (int octet = h204_facts_peek(content); octet >= '0' && octet <= '9'; octet = h204_facts_peek(content)) {
        uint64_t digit = (uint64_t)(octet - '0');
        if (*position > (UINT64_MAX - digit) / 10) {
            return false;
        }
        *position = *position * 10 + digit;
        has_digit = true;
        h204_facts_skip(content);
    }
    return has_digit;
}

/* bytes SP first-pos "-" last-pos "/" (RFC 9110 14.4) */
static void read_range(check_octets content, check_part *part)
{
    bool is_of_bytes = CONTENT_SPELLS(&content, "bytes") && content_takes(&content, SP);
    part->has_range = is_of_bytes && takes_position(&content, &part->first) && content_takes(&content, '-') &&
                      takes_position(&content, &part->last) && content_takes(&content, '/') &&
                      part->first <= part->last;
}

static void read_part_field(check_octets content, check_part *part)
{
    bool is_range = CONTENT_SPELLS(&content, "content-range:");
    bool is_type = !is_range && CONTENT_SPELLS(&content, "content-type:");
    skip_padding(&content);
    if (is_range && !part->has_content_range) {
        part->has_content_range = true;
        read_range(content, part);
    }
    if (is_type && !part->has_type) {
        part->has_type = true;
        part->type = content;
    }
}

/* The empty line may be that of the delimiter, where a part has no data. */
static void read_part_head(check_parts *parts, check_part *part)
{
    while (h204_facts_peek(&parts->content) != H204_VALUE_END && !is_at_delimiter(parts)) {
        if (takes_line_end(&parts->content, &part->misfit)) {
            return;
        }
        read_part_field(parts->content, part);
        skip_field_line(&parts->content);
    }
}

/* ---- parts ------------------------------------------------------------------------------------ */

/* To the delimiter behind as many octets as the range says.  Where it is not there it is looked for, and ranges
 * are not believed any more: so the work is linear. */
static void measure_data(check_parts *parts, check_part *part)
{
    check_octets content = parts->content;
    bool is_short = part->last - part->first == UINT64_MAX || !skips_octets(&content, part->last - part->first + 1);
    if (is_short || h204_facts_peek(&content) == H204_VALUE_END) {
        parts->measures = false;
        return;
    }
    bool has_crlf = content_takes(&content, CR) && content_takes(&content, LF);
    check_octets delimiter = content;
    size_t end;
    if (has_crlf && takes_dash_boundary(parts, &content, &end)) {
        part->is_measured = true;
        parts->content = delimiter;
        return;
    }
    parts->measures = false;
    if (h204_facts_peek(&content) != H204_VALUE_END) {
        see(&part->misfit, content.at, 1);
    }
}

check_parts h204_parts_open(const check_facts *facts, h204_span boundary)
{
    check_parts parts = {facts->message->octets, boundary, h204_facts_content(facts), true};
    return parts;
}

bool h204_parts_next(check_parts *parts, check_part *part)
{
    memset(part, 0, sizeof *part);
    if (!finds_part(parts, part)) {
        return false;
    }
    read_part_head(parts, part);
    if (part->has_range && parts->measures) {
        measure_data(parts, part);
    }
    return true;
}
