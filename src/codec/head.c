/* head.c - status line and field section, octet by octet: the reference for what a head is.
 *
 * Functions that read return true to go on; false means that cursor->stop holds the outcome.
 */
#include "head.h"
#include "index.h"
#include "promise.h"

#include <string.h>

/* ---- the cursor ----------------------------------------------------------------------------------------- */

uint32_t h204_limit_or(uint32_t limit, uint32_t otherwise)
{
    return limit != 0 ? limit : otherwise;
}

h204_cursor h204_cursor_open(h204_view input, uint32_t limit, h204_invariant limit_row,
                             uint32_t tolerances)
{
    h204_cursor cursor = { 0 };
    uint32_t most = limit < H204_HEAD_SIZE_MAX ? limit : H204_HEAD_SIZE_MAX;
    cursor.data = input.data;
    cursor.size = input.size;
    cursor.end = input.size < most ? (uint32_t)input.size : most;
    cursor.limit = limit_row;
    cursor.tolerances = tolerances;
    return cursor;
}

static uint32_t left(const h204_cursor *c)
{
    return c->end - c->at;
}

static uint8_t here(const h204_cursor *c)
{
    return c->data[c->at];
}

static bool fail(h204_cursor *c, h204_invariant broken, uint32_t culprit)
{
    c->stop.status = H204_INVALID;
    c->stop.broken = broken;
    c->stop.culprit = culprit;
    return false;
}

/* There is no octet to look at: more input is needed, unless the limit is what ended it. */
static bool starve(h204_cursor *c)
{
    if (c->size > c->end) {
        return fail(c, c->limit, c->end);
    }
    c->stop.status = H204_NEED_INPUT;
    return false;
}

static bool is_tolerable(const h204_cursor *c, uint32_t tolerance)
{
    return (c->tolerances & tolerance) != 0;
}

/* Leniency has one door, and a receipt. */
static bool tolerate(h204_cursor *c, uint32_t tolerance)
{
    if (!is_tolerable(c, tolerance)) {
        return false;
    }
    c->tolerated |= tolerance;
    return true;
}

/* ---- line ends ------------------------------------------------------------------------------------------- */

typedef struct line_rows { /* what a fault at a line end is called */
    h204_invariant lone_lf;
    h204_invariant bare_cr;
} line_rows;

static const line_rows status_line_rows = { H204_ST_EOL_CRLF, H204_ST_NO_BARE_CR };

/* At CR or LF: a line end, or with BARE_CR_TO_SP a run of bare CR, which is passed as so many SP. */
static bool read_line_end(h204_cursor *c, line_rows rows, bool *is_line_end)
{
    *is_line_end = true;
    if (here(c) == LF) {
        if (!tolerate(c, H204_TOLERATE_BARE_LF)) {
            return fail(c, rows.lone_lf, c->at);
        }
        c->at += 1;
        return true;
    }
    if (left(c) < 2) {
        return starve(c);
    }
    if (c->data[c->at + 1] == LF) {
        c->at += 2;
        return true;
    }
    if (!is_tolerable(c, H204_TOLERATE_BARE_CR_TO_SP)) {
        return fail(c, rows.bare_cr, c->at + 1);
    }
    uint32_t run_end = c->at + 1;
    while (run_end < c->end && c->data[run_end] == CR) {
        run_end++;
    }
    if (run_end == c->end) {
        return starve(c);
    }
    if (c->data[run_end] == LF) { /* CR CR LF: parsers disagree where the line ends */
        return fail(c, rows.bare_cr, run_end);
    }
    c->tolerated |= H204_TOLERATE_BARE_CR_TO_SP;
    c->at = run_end;
    *is_line_end = false;
    return true;
}

/* ---- status-line = HTTP-version SP status-code SP [ reason-phrase ] (RFC 9112 4) ---------------------- */

/* A run of SP, HTAB, VT, FF and bare CR, as far as it goes.  CR CR LF ends no line. */
static bool skip_lenient_ws(h204_cursor *c)
{
    for (;;) {
        if (left(c) == 0) {
            return starve(c);
        }
        if (!h204_is_lenient_ws(here(c))) {
            return true;
        }
        if (here(c) == CR) {
            if (left(c) < 2) {
                return starve(c);
            }
            if (c->data[c->at + 1] == LF) {
                bool is_second = c->at > 0 && c->data[c->at - 1] == CR;
                return is_second ? fail(c, H204_ST_NO_BARE_CR, c->at + 1) : true;
            }
        }
        c->at += 1;
    }
}

enum { LEADING_CRLF_MOST = 8 };

/* 9112 9.2 lets a client discard CRLF; strict takes none while a response is expected. */
static bool skip_leading_lines(h204_cursor *c)
{
    for (;;) {
        if (left(c) == 0) {
            return starve(c);
        }
        bool is_lone_lf = here(c) == LF;
        if (!is_lone_lf && here(c) != CR) {
            return true;
        }
        bool may_be_ws = !is_lone_lf && is_tolerable(c, H204_TOLERATE_STATUS_LINE_WS);
        bool may_be_line = is_tolerable(c, H204_TOLERATE_LEADING_CRLF) && c->at < LEADING_CRLF_MOST &&
                           (!is_lone_lf || is_tolerable(c, H204_TOLERATE_BARE_LF));
        if (!may_be_ws && !may_be_line) {
            return fail(c, H204_ST_NO_LEADING_EMPTY, c->at);
        }
        uint32_t size = is_lone_lf ? 1 : 2;
        if (left(c) < size) {
            return starve(c);
        }
        if (!is_lone_lf && c->data[c->at + 1] != LF) {
            return may_be_ws ? true : fail(c, H204_ST_NO_LEADING_EMPTY, c->at + 1);
        }
        if (!may_be_line || c->at + size > LEADING_CRLF_MOST) {
            return fail(c, H204_ST_NO_LEADING_EMPTY, c->at + size - 1);
        }
        c->tolerated |= H204_TOLERATE_LEADING_CRLF;
        c->tolerated |= is_lone_lf ? H204_TOLERATE_BARE_LF : 0u;
        c->at += size;
    }
}

static bool skip_leading_ws(h204_cursor *c)
{
    if (!h204_is_lenient_ws(here(c))) {
        return true;
    }
    if (tolerate(c, H204_TOLERATE_STATUS_LINE_WS)) {
        return skip_lenient_ws(c) && (here(c) != CR || fail(c, H204_ST_PRESENT, c->at + 1));
    }
    return fail(c, h204_is_blank(here(c)) ? H204_ST_NO_LEADING_WS : H204_ST_PRESENT, c->at);
}

/* HTTP-name "/" (RFC 9112 2.3).  Which row a wrong name breaks shows only when it is read. */
static bool read_protocol_name(h204_cursor *c)
{
    static const uint8_t expected[5] = { 'H', 'T', 'T', 'P', '/' };
    bool same_case = true;
    for (uint32_t i = 0; i < sizeof expected; i++) {
        if (left(c) <= i) {
            return starve(c);
        }
        uint8_t octet = c->data[c->at + i];
        if (h204_lower(octet) != h204_lower(expected[i])) {
            return fail(c, H204_ST_PRESENT, c->at);
        }
        same_case = same_case && octet == expected[i];
    }
    if (!same_case) {
        return fail(c, H204_ST_NAME_CASE, c->at);
    }
    c->at += (uint32_t)sizeof expected;
    return true;
}

/* DIGIT "." DIGIT; a minor version above 1 is read as 1.1 (RFC 9110 6.2) */
static bool read_version(h204_cursor *c, h204_head *head)
{
    if (left(c) == 0) {
        return starve(c);
    }
    if (here(c) != '1') {
        return fail(c, h204_is_digit(here(c)) ? H204_ST_VER_MAJOR : H204_ST_VER_FORM, c->at);
    }
    c->at += 1;
    if (left(c) == 0) {
        return starve(c);
    }
    if (here(c) != '.') {
        return fail(c, H204_ST_VER_FORM, c->at);
    }
    c->at += 1;
    if (left(c) == 0) {
        return starve(c);
    }
    if (!h204_is_digit(here(c))) {
        return fail(c, H204_ST_VER_FORM, c->at);
    }
    head->minor_version = (uint8_t)(here(c) - '0');
    c->at += 1;
    return true;
}

/* The one SP between version and status code, or the whitespace that is tolerated in its place. */
static bool read_first_space(h204_cursor *c)
{
    if (left(c) == 0) {
        return starve(c);
    }
    uint8_t octet = here(c);
    if (octet != LF && !h204_is_lenient_ws(octet)) {
        return fail(c, H204_ST_VER_FORM, c->at);
    }
    bool cr_may_be_space =
        is_tolerable(c, H204_TOLERATE_STATUS_LINE_WS) || is_tolerable(c, H204_TOLERATE_BARE_CR_TO_SP);
    if (octet == CR && cr_may_be_space) {
        if (left(c) < 2) {
            return starve(c);
        }
        if (c->data[c->at + 1] == LF) {
            return fail(c, H204_ST_SP1, c->at + 1);
        }
    }
    uint32_t start = c->at;
    if (octet == SP) {
        c->at += 1;
    } else if (octet == CR && !is_tolerable(c, H204_TOLERATE_STATUS_LINE_WS) &&
               tolerate(c, H204_TOLERATE_BARE_CR_TO_SP)) {
        c->at += 1;
    } else if (octet == LF || !is_tolerable(c, H204_TOLERATE_STATUS_LINE_WS)) {
        return fail(c, H204_ST_SP1, c->at);
    }
    if (left(c) == 0) {
        return starve(c);
    }
    if (is_tolerable(c, H204_TOLERATE_STATUS_LINE_WS)) {
        if (!skip_lenient_ws(c)) {
            return false;
        }
        if (here(c) == CR) { /* its LF proves that it is no whitespace */
            return fail(c, H204_ST_CODE_3DIGIT, c->at + 1);
        }
        bool is_one_sp = octet == SP && c->at == start + 1;
        c->tolerated |= is_one_sp ? 0u : H204_TOLERATE_STATUS_LINE_WS;
        return true;
    }
    bool is_further = here(c) != CR && h204_is_lenient_ws(here(c));
    return is_further ? fail(c, H204_ST_SP1, c->at) : true;
}

/* status-code = 3DIGIT */
static bool read_status_code(h204_cursor *c, h204_head *head)
{
    for (int i = 0; i < 3; i++) {
        if (left(c) == 0) {
            return starve(c);
        }
        if (!h204_is_digit(here(c))) {
            return fail(c, H204_ST_CODE_3DIGIT, c->at);
        }
        head->status_code = (uint16_t)(head->status_code * 10 + (here(c) - '0'));
        c->at += 1;
    }
    return true;
}

/* The SP after the status code.  *is_over: a tolerated line end stood in its place. */
static bool read_second_space(h204_cursor *c, bool *is_over)
{
    *is_over = false;
    if (left(c) == 0) {
        return starve(c);
    }
    uint8_t octet = here(c);
    if (octet == SP) {
        c->at += 1;
        return true;
    }
    if (octet != LF && !h204_is_lenient_ws(octet)) {
        return fail(c, H204_ST_CODE_3DIGIT, c->at);
    }
    bool may_be_over = is_tolerable(c, H204_TOLERATE_NO_SP_AFTER_STATUS);
    bool may_be_ws = octet != LF && is_tolerable(c, H204_TOLERATE_STATUS_LINE_WS);
    if (octet == CR) {
        bool may_be_sp = is_tolerable(c, H204_TOLERATE_BARE_CR_TO_SP);
        if (!may_be_over && !may_be_ws && !may_be_sp) {
            return fail(c, H204_ST_SP2, c->at);
        }
        if (left(c) < 2) {
            return starve(c);
        }
        if (c->data[c->at + 1] == LF) {
            *is_over = true;
            c->at += 2;
            return tolerate(c, H204_TOLERATE_NO_SP_AFTER_STATUS) ? true
                                                                 : fail(c, H204_ST_SP2, c->at - 1);
        }
        if (!may_be_ws) { /* the first CR is the SP, a further one belongs to the phrase */
            bool is_line_end;
            uint32_t start = c->at;
            bool is_bare = read_line_end(c, status_line_rows, &is_line_end);
            c->at = start + 1;
            return is_bare;
        }
    }
    if (may_be_ws) {
        c->tolerated |= H204_TOLERATE_STATUS_LINE_WS;
        return skip_lenient_ws(c);
    }
    if (octet == LF && may_be_over) {
        c->tolerated |= H204_TOLERATE_NO_SP_AFTER_STATUS;
        return read_line_end(c, status_line_rows, is_over);
    }
    return fail(c, H204_ST_SP2, c->at);
}

static uint32_t trim_blanks(const h204_cursor *c, uint32_t start, uint32_t end)
{
    while (end > start && h204_is_blank(c->data[end - 1])) {
        end--;
    }
    return end;
}

/* reason-phrase = 1*( HTAB / SP / VCHAR / obs-text ), and the end of its line.  With STATUS_LINE_WS other
 * whitespace may trail it. */
static bool read_reason(h204_cursor *c, h204_head *head)
{
    uint32_t start = c->at;
    uint32_t repaired = 0;
    for (;;) {
        c->at += (uint32_t)h204_scan_text(c->data + c->at, left(c));
        if (left(c) == 0) {
            return starve(c);
        }
        uint32_t end = c->at;
        uint8_t octet = here(c);
        bool is_line_octet = octet == LF || octet == CR;
        if (!is_line_octet && !h204_is_lenient_ws(octet)) {
            return fail(c, H204_ST_REASON_CHARS, c->at);
        }
        bool trails = is_tolerable(c, H204_TOLERATE_STATUS_LINE_WS) && octet != LF &&
                      (octet != CR || !is_tolerable(c, H204_TOLERATE_BARE_CR_TO_SP));
        if (!is_line_octet && !trails) {
            return fail(c, H204_ST_REASON_CHARS, c->at);
        }
        if (trails) {
            h204_invariant row = octet == CR ? H204_ST_NO_BARE_CR : H204_ST_REASON_CHARS;
            if (!skip_lenient_ws(c)) {
                return false;
            }
            if (here(c) != LF && here(c) != CR) { /* before the phrase it is part of the separator */
                if (repaired != 0 || trim_blanks(c, start, end) != start) {
                    return fail(c, row, c->at);
                }
                c->tolerated |= H204_TOLERATE_STATUS_LINE_WS;
                start = c->at;
                continue;
            }
            if (c->at != end) {
                c->tolerated |= H204_TOLERATE_STATUS_LINE_WS;
                end = trim_blanks(c, start, end);
            }
        }
        bool is_line_end;
        if (!read_line_end(c, status_line_rows, &is_line_end)) {
            return false;
        }
        if (is_line_end) {
            head->reason.offset = start;
            head->reason.size = (end - start) | repaired;
            return true;
        }
        repaired = H204_REPAIRED;
    }
}

static bool read_status_line(h204_cursor *c, h204_head *head)
{
    if (!skip_leading_lines(c)) {
        return false;
    }
    head->start = c->at;
    if (!skip_leading_ws(c) || !read_protocol_name(c) || !read_version(c, head) ||
        !read_first_space(c) || !read_status_code(c, head)) {
        return false;
    }
    bool is_over;
    if (!read_second_space(c, &is_over)) {
        return false;
    }
    if (is_over) {
        head->reason.offset = c->at;
        return true;
    }
    return read_reason(c, head);
}

/* ---- field-line = field-name ":" OWS field-value OWS (RFC 9112 5) -------------------------------------- */

typedef struct field_rows { /* what a fault in a section is called */
    line_rows line;
    h204_invariant ws_first;
    h204_invariant no_name;
    h204_invariant ws_before_colon;
    h204_invariant name;
    h204_invariant no_colon;
    h204_invariant nul;
    h204_invariant control;
} field_rows;

static const field_rows rows_of[] = {
    [H204_SECTION_HEAD] = { { H204_FLD_EOL_CRLF, H204_FLD_VALUE_NO_BARE_CR },
                            H204_ST_WS_AFTER_START,
                            H204_FLD_NAME_NONEMPTY,
                            H204_FLD_NAME_NO_WS_COLON,
                            H204_FLD_NAME_TCHAR,
                            H204_FLD_COLON,
                            H204_FLD_VALUE_NO_NUL,
                            H204_FLD_VALUE_NO_CTL },
    [H204_SECTION_TRAILERS] = { { H204_TRL_SYNTAX, H204_CHK_NO_BARE_CR },
                                H204_TRL_SYNTAX,
                                H204_TRL_SYNTAX,
                                H204_TRL_SYNTAX,
                                H204_TRL_SYNTAX,
                                H204_TRL_SYNTAX,
                                H204_TRL_SYNTAX,
                                H204_TRL_SYNTAX },
};

/* field-name ":" */
static bool read_field_name(h204_cursor *c, const field_rows *rows, h204_span *name)
{
    name->offset = c->at;
    while (left(c) > 0 && h204_is_tchar(here(c))) {
        c->at += 1;
    }
    if (left(c) == 0) {
        return starve(c);
    }
    name->size = c->at - name->offset;
    if (h204_is_blank(here(c))) {
        bool decides_framing = h204_is_framing_name(c->data + name->offset, name->size);
        if (decides_framing || !tolerate(c, H204_TOLERATE_SP_BEFORE_COLON)) {
            return fail(c, rows->ws_before_colon, c->at);
        }
        while (left(c) > 0 && h204_is_blank(here(c))) {
            c->at += 1;
        }
        if (left(c) == 0) {
            return starve(c);
        }
        if (here(c) != ':') {
            return fail(c, rows->no_colon, c->at);
        }
    }
    if (here(c) == CR || here(c) == LF) {
        return fail(c, rows->no_colon, c->at);
    }
    if (here(c) != ':') {
        return fail(c, rows->name, c->at);
    }
    if (name->size == 0) {
        return fail(c, rows->no_name, c->at);
    }
    c->at += 1;
    return true;
}

/* A value grows over its text runs: blanks and repairs count only between two other octets. */
typedef struct value_growth {
    uint32_t start, end; /* of what is no blank; equal: nothing yet */
    bool repair_pending;
    bool is_repaired;
} value_growth;

static void grow(value_growth *value, uint32_t start, uint32_t end)
{
    if (value->start == value->end) {
        value->start = start;
    } else {
        value->is_repaired = value->is_repaired || value->repair_pending;
    }
    value->repair_pending = false;
    value->end = end;
}

static void grow_by_text(value_growth *value, const h204_cursor *c, uint32_t start, uint32_t end)
{
    uint32_t trimmed = trim_blanks(c, start, end);
    while (start < trimmed && h204_is_blank(c->data[start])) {
        start++;
    }
    if (start < trimmed) {
        grow(value, start, trimmed);
    }
}

/* The rest of one line of a value, its line end included. */
static bool read_value_line(h204_cursor *c, const field_rows *rows, value_growth *value)
{
    for (;;) {
        uint32_t start = c->at;
        c->at += (uint32_t)h204_scan_text(c->data + c->at, left(c));
        grow_by_text(value, c, start, c->at);
        if (left(c) == 0) {
            return starve(c);
        }
        uint8_t octet = here(c);
        if (octet == CR || octet == LF) {
            bool is_line_end;
            if (value->start == value->end) { /* an empty value stands where its line ends */
                value->start = c->at;
                value->end = c->at;
            }
            if (!read_line_end(c, rows->line, &is_line_end)) {
                return false;
            }
            if (is_line_end) {
                return true;
            }
            value->repair_pending = true;
        } else if (octet == 0) {
            if (!tolerate(c, H204_TOLERATE_NUL_TO_SP)) {
                return fail(c, rows->nul, c->at);
            }
            value->repair_pending = true;
            c->at += 1;
        } else {
            if (!tolerate(c, H204_TOLERATE_KEEP_CTL)) {
                return fail(c, rows->control, c->at);
            }
            grow(value, c->at, c->at + 1);
            c->at += 1;
        }
    }
}

/* OWS field-value OWS, over all its lines.  Whether the next line continues this one shows in its first octet. */
static bool read_field_value(h204_cursor *c, const field_rows *rows, h204_span *value, bool *was_folded)
{
    value_growth growth = { c->at, c->at, false, false };
    *was_folded = false;
    for (;;) {
        if (!read_value_line(c, rows, &growth)) {
            return false;
        }
        if (left(c) == 0) {
            return starve(c);
        }
        if (!h204_is_blank(here(c))) {
            break;
        }
        if (!tolerate(c, H204_TOLERATE_OBS_FOLD)) {
            return fail(c, H204_FLD_OBSFOLD_GEN, c->at);
        }
        *was_folded = true;
        growth.repair_pending = true;
    }
    value->offset = growth.start;
    value->size = (growth.end - growth.start) | (growth.is_repaired ? H204_REPAIRED : 0u);
    return true;
}

/* A line led by whitespace right after the status line: nothing in it is looked at but its end (9112 2.2). */
static bool skip_line(h204_cursor *c, line_rows rows)
{
    bool is_line_end = false;
    while (!is_line_end) {
        while (left(c) > 0 && here(c) != CR && here(c) != LF) {
            c->at += 1;
        }
        if (left(c) == 0) {
            return starve(c);
        }
        if (!read_line_end(c, rows, &is_line_end)) {
            return false;
        }
    }
    return true;
}

/* At the start of a line: its end, where the section ends here. */
static bool read_empty_line(h204_cursor *c, line_rows rows, bool *is_empty)
{
    *is_empty = false;
    if (left(c) == 0) {
        return starve(c);
    }
    if (here(c) != CR && here(c) != LF) {
        return true;
    }
    if (here(c) == CR && left(c) >= 2 && c->data[c->at + 1] != LF) { /* tolerated nowhere: a line begins */
        return fail(c, rows.bare_cr, c->at + 1);
    }
    return read_line_end(c, rows, is_empty);
}

bool h204_read_section(h204_cursor *c, h204_section section, uint32_t field_limit, h204_field *fields,
                       uint32_t capacity, uint32_t *count, h204_framing_facts *facts)
{
    const field_rows *rows = &rows_of[section];
    h204_view input = { c->data, c->size };
    for (;;) {
        bool is_empty;
        if (!read_empty_line(c, rows->line, &is_empty)) {
            return false;
        }
        if (is_empty) {
            return true;
        }
        if (h204_is_blank(here(c))) { /* no field line to continue, or read_field_value had taken it */
            bool may_skip = section == H204_SECTION_HEAD;
            if (!may_skip || !tolerate(c, H204_TOLERATE_WS_AFTER_STATUS_LINE)) {
                return fail(c, rows->ws_first, c->at);
            }
            if (!skip_line(c, rows->line)) {
                return false;
            }
            continue;
        }
        if (*count == field_limit) {
            return fail(c, H204_LIMIT_FIELDS, c->at);
        }
        h204_field field;
        bool was_folded;
        if (!read_field_name(c, rows, &field.name) ||
            !read_field_value(c, rows, &field.value, &was_folded)) {
            return false;
        }
        if (*count < capacity) {
            fields[*count] = field;
        }
        *count += 1;
        if (section == H204_SECTION_HEAD) {
            h204_framing_note(facts, input, field, was_folded);
        }
    }
}

h204_outcome h204_parse_fields(h204_context context, h204_view input, h204_field *fields, uint32_t capacity,
                               uint32_t *count)
{
    h204_cursor c = h204_cursor_open(input, h204_limit_or(context.limits.head, H204_DEFAULT_HEAD),
                                     H204_LIMIT_HEAD, context.tolerances);
    h204_framing_facts facts = { 0 };
    uint32_t found = 0;
    if (!h204_read_section(&c, H204_SECTION_HEAD,
                           h204_limit_or(context.limits.fields, H204_DEFAULT_FIELDS), fields, capacity,
                           &found, &facts)) {
        return c.stop;
    }
    return h204_section_outcome(&c, capacity, found, count);
}

h204_outcome h204_section_outcome(const h204_cursor *c, uint32_t capacity, uint32_t found, uint32_t *count)
{
    h204_outcome outcome = { H204_DONE, H204_INVARIANT_NONE, 0, 0, 0 };
    if (found > capacity) {
        outcome.status = H204_NEED_SPACE;
        outcome.needed = found;
        return outcome;
    }
    *count = found;
    outcome.consumed = c->at;
    return outcome;
}

/* ---- a head ------------------------------------------------------------------------------------------------ */

/* The fast path: a clean strict head reads the same under every context.  False: the plain reader decides. */
static bool parse_indexed(h204_context context, h204_view input, h204_field *fields, uint32_t capacity,
                          h204_head *head)
{
    uint32_t size_limit = h204_limit_or(context.limits.head, H204_DEFAULT_HEAD);
    uint32_t field_limit = h204_limit_or(context.limits.fields, H204_DEFAULT_FIELDS);
    h204_indexed found;
    if (!h204_index_head(input, size_limit < H204_HEAD_SIZE_MAX ? size_limit : H204_HEAD_SIZE_MAX, fields,
                         capacity < field_limit ? capacity : field_limit, &found)) {
        return false;
    }
    h204_framing_verdict verdict =
        h204_framing_decide(context, found.status_code, found.minor_version, &found.facts);
    if (verdict.broken != H204_INVARIANT_NONE) {
        return false;
    }
    h204_head result;
    memset(&result, 0, sizeof result);
    result.size = found.size;
    result.reason = found.reason;
    result.field_count = found.field_count;
    result.status_code = found.status_code;
    result.minor_version = found.minor_version;
    result.tolerated = verdict.spent;
    result.traits = verdict.traits;
    result.framing = verdict.framing;
    result.content_length = verdict.content_length;
    *head = result;
    return true;
}

static h204_outcome parse_plain(h204_context context, h204_view input, h204_field *fields, uint32_t capacity,
                                h204_head *head)
{
    h204_cursor c = h204_cursor_open(input, h204_limit_or(context.limits.head, H204_DEFAULT_HEAD),
                                     H204_LIMIT_HEAD, context.tolerances);
    h204_head result;
    memset(&result, 0, sizeof result);
    h204_framing_facts facts = { 0 };
    if (!read_status_line(&c, &result) ||
        !h204_read_section(&c, H204_SECTION_HEAD,
                           h204_limit_or(context.limits.fields, H204_DEFAULT_FIELDS), fields, capacity,
                           &result.field_count, &facts)) {
        return c.stop;
    }
    h204_framing_verdict verdict =
        h204_framing_decide(context, result.status_code, result.minor_version, &facts);
    if (verdict.broken != H204_INVARIANT_NONE) {
        fail(&c, verdict.broken, verdict.culprit.offset);
        return c.stop;
    }
    uint32_t count = 0;
    h204_outcome outcome = h204_section_outcome(&c, capacity, result.field_count, &count);
    if (outcome.status == H204_DONE) {
        result.size = c.at;
        result.tolerated = c.tolerated | verdict.spent;
        result.traits = verdict.traits;
        result.framing = verdict.framing;
        result.content_length = verdict.content_length;
        *head = result;
    }
    return outcome;
}

#if H204_ASSERT

static bool is_inside(h204_span span, uint32_t size)
{
    return span.offset <= size && h204_span_size(span) <= size - span.offset;
}

static void promise_spans(h204_view input, const h204_head *head, const h204_field *fields)
{
    PROMISE(CX_CONSUMED, head->size <= input.size);
    PROMISE(CX_SPAN_INSIDE, is_inside(head->reason, head->size));
    for (uint32_t i = 0; i < head->field_count; i++) {
        PROMISE(CX_SPAN_INSIDE, is_inside(fields[i].name, head->size));
        PROMISE(CX_SPAN_INSIDE, is_inside(fields[i].value, head->size));
    }
}

#endif

#if H204_ASSERT && !defined(H204_READ_ONLY)

static h204_exchange exchange_of(h204_context context)
{
    static const uint8_t head_method[] = { 'H', 'E', 'A', 'D' };
    static const uint8_t connect_method[] = { 'C', 'O', 'N', 'N', 'E', 'C', 'T' };
    h204_exchange exchange;
    memset(&exchange, 0, sizeof exchange);
    exchange.given = context.method != H204_METHOD_OTHER ? H204_GIVEN_METHOD : 0u;
    bool is_head = context.method == H204_METHOD_HEAD;
    exchange.method.data = is_head ? head_method : connect_method;
    exchange.method.size = is_head ? sizeof head_method : sizeof connect_method;
    return exchange;
}

static bool names_what_is_broken(h204_outcome outcome, const h204_breach *breaches, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        h204_span place = breaches[i].place;
        if (breaches[i].invariant == outcome.broken && breaches[i].part == H204_PART_OCTETS &&
            outcome.culprit >= place.offset &&
            outcome.culprit - place.offset < (place.size == 0 ? 1 : place.size)) {
            return true;
        }
    }
    return false;
}

static bool breaks_a_rejecting_row(const h204_head *head, h204_context context, const h204_breach *breaches,
                                   uint32_t count)
{
    bool fields_do_not_frame =
        h204_ends_at_head(context.method, head->status_code) || head->status_code == 101;
    for (uint32_t i = 0; i < count; i++) {
        const h204_invariant_info *row = h204_invariant_describe(breaches[i].invariant);
        bool is_framing = row->invariant / 100 == 3;
        bool te_wins = is_framing && row->invariant >= H204_FRAME_CL_NONEMPTY &&
                       (head->traits & H204_HAS_TRANSFER_ENCODING) != 0;
        if (row->reading != H204_READING_REPORT && !te_wins && !(is_framing && fields_do_not_frame)) {
            return true;
        }
    }
    return false;
}

/* Reader and checker answer for each other: what one accepts the other finds clean, what one names the other finds. */
static void promise_head(h204_context context, h204_view input, h204_outcome outcome, const h204_head *head)
{
    enum { MOST = 80 };
    h204_breach breaches[MOST];
    h204_verdicts verdicts;
    h204_exchange exchange = exchange_of(context);
    h204_message message = { input, { NULL, 0 }, H204_END_OPEN, &exchange };
    bool is_limit = outcome.broken != H204_INVARIANT_NONE &&
                    h204_invariant_describe(outcome.broken)->kind == H204_KIND_LIMIT;
    if (context.tolerances != 0 || is_limit || outcome.status == H204_NEED_SPACE) {
        return;
    }
    if (outcome.status == H204_DONE) {
        message.octets.size = head->size;
    } else if (input.size > H204_HEAD_SIZE_MAX) {
        message.octets.size = H204_HEAD_SIZE_MAX;
    }
    h204_outcome checked = h204_check(&message, H204_PROFILE_CORE | H204_PROFILE_READER, breaches, MOST,
                                      &verdicts);
    PROMISE(CX_STRICT_IS_CLEAN, checked.status == H204_DONE);
    if (outcome.status == H204_DONE) {
        PROMISE(CX_STRICT_IS_CLEAN,
                !breaks_a_rejecting_row(head, context, breaches, verdicts.breach_count));
    } else if (outcome.status == H204_INVALID) {
        PROMISE(CX_REJECT_IS_BROKEN,
                names_what_is_broken(outcome, breaches, verdicts.breach_count));
    }
}

#endif

h204_outcome h204_parse_head(h204_context context, h204_view input, h204_field *fields, uint32_t capacity,
                             h204_head *head)
{
    h204_outcome outcome = { H204_DONE, H204_INVARIANT_NONE, 0, 0, 0 };
    if (parse_indexed(context, input, fields, capacity, head)) {
        outcome.consumed = head->size;
    } else {
        outcome = parse_plain(context, input, fields, capacity, head);
    }
#if H204_ASSERT
    if (H204_ASSERTING && outcome.status == H204_DONE) {
        promise_spans(input, head, fields);
    }
#endif
#if H204_ASSERT && !defined(H204_READ_ONLY)
    if (H204_ASSERTING) {
        promise_head(context, input, outcome, head);
    }
#endif
    return outcome;
}

size_t h204_find_head_end(h204_view input, size_t resume_at)
{
    size_t at = resume_at > 3 ? resume_at - 3 : 0; /* CR LF CR of an end whose LF is still to come */
    for (; at < input.size; at++) {
        if (input.data[at] != LF) {
            continue;
        }
        size_t next = at + 1;
        next += next < input.size && input.data[next] == CR ? 1u : 0u;
        if (next < input.size && input.data[next] == LF && next + 1 > resume_at) {
            return next + 1;
        }
    }
    return 0;
}
