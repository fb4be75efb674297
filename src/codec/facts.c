/* facts.c - what is seen in a message, in one pass over its octets. */
#include "facts.h"

#include <string.h>

/* ---- lines ----------------------------------------------------------------------------------- */

typedef struct check_line {
    size_t start;
    size_t end;    /* where its CRLF or lone LF stands */
    size_t next;   /* after that; without LF both are the end of the octets */
    bool is_whole; /* its LF came */
} check_line;

static check_line line_at(h204_view octets, size_t start)
{
    check_line line = {start, start, 0, false};
    while (line.end < octets.size && octets.data[line.end] != LF) {
        line.end++;
    }
    line.is_whole = line.end < octets.size;
    line.next = line.is_whole ? line.end + 1 : line.end;
    if (line.is_whole && line.end > start && octets.data[line.end - 1] == CR) {
        line.end--;
    }
    return line;
}

static bool is_empty_line(check_line line)
{
    return line.is_whole && line.end == line.start;
}

static void see_line_end(check_line line, h204_span *lone_lf)
{
    if (line.is_whole && line.next - line.end == 1) {
        see(lone_lf, line.end, 1);
    }
}

/* A CR that is not followed by LF; one that nothing follows is undecided. */
static void see_bare_cr(h204_view octets, check_line line, h204_span *bare_cr)
{
    for (size_t at = line.start; at < line.end && !was_seen(*bare_cr); at++) {
        if (octets.data[at] == CR && at + 1 < octets.size && octets.data[at + 1] != LF) {
            see(bare_cr, at, 2);
        }
    }
}

/* The octets up to the end of this line: its CR or LF stops whoever reads on. */
static h204_view up_to(h204_view octets, check_line line)
{
    h204_view result = {octets.data, line.next};
    return result;
}

static size_t after_blanks(h204_view octets, size_t at)
{
    while (at < octets.size && h204_is_blank(octets.data[at])) {
        at++;
    }
    return at;
}

static size_t after_token(h204_view octets, size_t at)
{
    while (at < octets.size && h204_is_tchar(octets.data[at])) {
        at++;
    }
    return at;
}

static size_t find_octet(h204_view octets, size_t at, uint8_t octet)
{
    while (at < octets.size && octets.data[at] != octet) {
        at++;
    }
    return at;
}

/* ---- the status line ----------------------------------------------------------------------------
 *
 * Each function reads one part and returns where the next begins, octets.size where there is none.
 */

/* HTTP-name, without regard to case: RFC 9112 2.3 */
static size_t check_name(check_status_line *facts, h204_view octets, size_t start)
{
    static const uint8_t name[5] = {'H', 'T', 'T', 'P', '/'};
    size_t matched = 0;
    while (matched < sizeof name && start + matched < octets.size &&
           h204_lower(octets.data[start + matched]) == h204_lower(name[matched])) {
        matched++;
    }
    if (matched < sizeof name) {
        if (start + matched < octets.size) {
            see(&facts->other_line, start, 1);
        }
        return octets.size;
    }
    if (memcmp(octets.data + start, name, sizeof name) != 0) {
        see(&facts->other_case, start, 1);
    }
    facts->reached = REACHED_NAME;
    return start + sizeof name;
}

static bool is_status_line_ws(uint8_t octet)
{
    return octet == LF || h204_is_lenient_ws(octet);
}

static bool fits_version(uint8_t octet, size_t index)
{
    if (index == 1) {
        return octet == '.';
    }
    return index == 3 ? is_status_line_ws(octet) : h204_is_digit(octet);
}

/* DIGIT "." DIGIT, and then no octet that is glued to it */
static size_t check_version(check_status_line *facts, h204_view octets, size_t start)
{
    for (size_t i = 0; i <= 3; i++) {
        size_t at = start + i;
        if (at >= octets.size) {
            return octets.size;
        }
        if (i == 0 && h204_is_digit(octets.data[at])) {
            facts->has_major = true;
        }
        if (i == 0 && facts->has_major && octets.data[at] != '1') {
            see(&facts->other_major, at, 1);
        }
        if (!fits_version(octets.data[at], i)) {
            see(&facts->version_misfit, at, 1);
            facts->reached = REACHED_VERSION;
            return find_octet(octets, at, SP);
        }
    }
    facts->has_version = !was_seen(facts->other_major);
    facts->minor_version = (uint8_t)(octets.data[start + 2] - '0');
    facts->version = place_of(start, 3);
    facts->reached = REACHED_VERSION;
    return start + 3;
}

/* One SP.  What whitespace stands there instead, or further, is passed over. */
static size_t check_sp1(check_status_line *facts, h204_view octets, size_t at)
{
    if (at < octets.size && octets.data[at] != SP) {
        see(&facts->sp1_misfit, at, 1);
    }
    at += at < octets.size ? 1u : 0u;
    if (at < octets.size && h204_is_lenient_ws(octets.data[at]) && octets.data[at] != CR) {
        see(&facts->sp1_misfit, at, 1);
    }
    while (was_seen(facts->sp1_misfit) && at < octets.size && is_status_line_ws(octets.data[at])) {
        at++;
    }
    return at;
}

/* status-code = 3DIGIT, and then no octet that is glued to it */
static size_t check_code(check_status_line *facts, h204_view octets, size_t start)
{
    unsigned code = 0;
    for (size_t i = 0; i <= 3; i++) {
        size_t at = start + i;
        if (at >= octets.size) {
            return octets.size;
        }
        uint8_t octet = octets.data[at];
        if (i < 3 ? !h204_is_digit(octet) : !is_status_line_ws(octet)) {
            see(&facts->code_misfit, at, 1);
            facts->reached = REACHED_CODE;
            return find_octet(octets, at, SP);
        }
        code = i < 3 ? code * 10 + (unsigned)(octet - '0') : code;
    }
    facts->has_code = true;
    facts->status_code = (uint16_t)code;
    facts->code = place_of(start, 3);
    facts->reached = REACHED_CODE;
    return start + 3;
}

/* SP [ reason-phrase ] */
static void check_reason(check_status_line *facts, h204_view octets, check_line line, size_t at)
{
    if (at < octets.size && octets.data[at] != SP) {
        see(&facts->sp2_misfit, at, 1);
    }
    for (at += 1; at < line.end; at++) {
        if (!h204_is_text(octets.data[at]) && octets.data[at] != CR) {
            see(&facts->reason_misfit, at, 1);
        }
    }
}

/* Where the field section begins, or octets.size. */
static size_t check_start(check_status_line *facts, h204_view octets)
{
    size_t at = 0;
    while (at < octets.size && ends_line(octets.data[at])) {
        see(&facts->leading_empty, at, 1);
        at++;
    }
    if (at < octets.size && h204_is_blank(octets.data[at])) {
        see(&facts->leading_blank, at, 1);
        at = after_blanks(octets, at);
    }
    check_line line = line_at(octets, at);
    h204_view seen = up_to(octets, line);
    at = check_name(facts, octets, at);
    if (facts->reached == REACHED_NOTHING) { /* these lines are none of ours */
        return octets.size;
    }
    at = check_version(facts, seen, at);
    at = check_sp1(facts, seen, at);
    at = check_code(facts, seen, at);
    check_reason(facts, seen, line, at);
    see_bare_cr(octets, line, &facts->bare_cr);
    see_line_end(line, &facts->lone_lf);
    if (line.is_whole && facts->reached == REACHED_CODE) {
        facts->reached = REACHED_LINE;
    }
    return line.next;
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* Upgrade = #protocol, protocol = protocol-name [ "/" protocol-version ] (RFC 9110 7.8).
 * To the next one, passing over what is none. */
static bool find_protocol(h204_value_reader *reader)
{
    for (;;) {
        int octet = h204_value_peek(reader);
        if (octet == H204_VALUE_END) {
            return false;
        }
        if (h204_is_tchar((uint8_t)octet)) {
            return true;
        }
        h204_value_skip(reader);
    }
}

static void skip_protocol(h204_value_reader *reader)
{
    int octet = h204_value_peek(reader);
    while (octet != ',' && octet != H204_VALUE_END) {
        h204_value_skip(reader);
        octet = h204_value_peek(reader);
    }
}

/* The octet of a token as it compares, or 0 at its end. */
static uint8_t token_octet(h204_value_reader *reader, bool has_case)
{
    int octet = h204_value_peek(reader);
    if (octet == H204_VALUE_END || !h204_is_tchar((uint8_t)octet)) {
        return 0;
    }
    return has_case ? (uint8_t)octet : h204_lower((uint8_t)octet);
}

static bool is_same_token(h204_value_reader *left, h204_value_reader *right, bool has_case)
{
    for (;;) {
        uint8_t octet = token_octet(left, has_case);
        if (octet != token_octet(right, has_case)) {
            return false;
        }
        if (octet == 0) {
            return true;
        }
        h204_value_skip(left);
        h204_value_skip(right);
    }
}

/* Names compare without case, versions only where both give one (RFC 9110 7.8). */
static bool is_same_protocol(h204_value_reader left, h204_value_reader right)
{
    if (!is_same_token(&left, &right, false)) {
        return false;
    }
    if (h204_value_peek(&left) != '/' || h204_value_peek(&right) != '/') {
        return true;
    }
    h204_value_skip(&left);
    h204_value_skip(&right);
    return is_same_token(&left, &right, true);
}

static bool is_offered(const h204_exchange *exchange, h204_value_reader protocol)
{
    for (uint32_t i = 0; i < exchange->field_count; i++) {
        h204_field field = exchange->fields[i];
        if (H204_SPELLS(exchange->octets.data + field.name.offset, field.name.size, "upgrade")) {
            h204_value_reader offer = h204_value_open(exchange->octets, field.value);
            for (; find_protocol(&offer); skip_protocol(&offer)) {
                if (is_same_protocol(protocol, offer)) {
                    return true;
                }
            }
        }
    }
    return false;
}

static size_t after_protocol(h204_view octets, size_t at)
{
    size_t end = after_token(octets, at);
    bool has_version = end < octets.size && octets.data[end] == '/';
    return has_version ? after_token(octets, end + 1) : end;
}

/* Once one was not offered no further one is looked up: the request is the caller's, and short. */
static void take_upgrade(check_facts *facts, h204_view octets, h204_span value)
{
    bool compares = (facts->given & H204_GIVEN_FIELDS) != 0 && facts->line.status_code == 101;
    h204_value_reader reader = h204_value_open(octets, value);
    for (; find_protocol(&reader); skip_protocol(&reader)) {
        facts->names_protocol = true;
        bool is_new = compares && !was_seen(facts->not_offered);
        if (is_new && !is_offered(facts->message->exchange, reader)) {
            see(&facts->not_offered, reader.at, after_protocol(octets, reader.at) - reader.at);
        }
    }
}

static void take_name(check_facts *facts, h204_view octets, h204_span name)
{
#define NAME(id, name) {name, sizeof name - 1},
    static const struct {
        char name[30];
        uint8_t size;
    } names[NAME_COUNT] = {CHECK_NAMES(NAME)};
#undef NAME
    for (unsigned i = 0; i < NAME_COUNT; i++) {
        if (h204_spells(octets.data + name.offset, name.size, names[i].name, names[i].size)) {
            h204_span *seen = was_seen(facts->name[i]) ? &facts->name_again[i] : &facts->name[i];
            see(seen, name.offset, name.size);
        }
    }
}

/* Fields that a connection option may not name (RFC 9110 7.6.1).  The RFC names Cache-Control alone; these are
 * meant for all recipients just as surely. */
static bool is_end_to_end(const uint8_t *name, size_t size)
{
    return H204_SPELLS(name, size, "age") || H204_SPELLS(name, size, "cache-control") ||
           H204_SPELLS(name, size, "content-encoding") || H204_SPELLS(name, size, "content-language") ||
           H204_SPELLS(name, size, "content-location") || H204_SPELLS(name, size, "content-range") ||
           H204_SPELLS(name, size, "content-type") || H204_SPELLS(name, size, "etag") ||
           H204_SPELLS(name, size, "expires") || H204_SPELLS(name, size, "last-modified") ||
           H204_SPELLS(name, size, "location") || H204_SPELLS(name, size, "set-cookie") ||
           H204_SPELLS(name, size, "vary");
}

static void take_option(check_facts *facts, const uint8_t *name, h204_span place)
{
    const bool is_seen[OPTION_COUNT] = {
        H204_SPELLS(name, place.size, "close"),
        H204_SPELLS(name, place.size, "keep-alive"),
        H204_SPELLS(name, place.size, "proxy-connection"),
        H204_SPELLS(name, place.size, "upgrade"),
        is_end_to_end(name, place.size),
    };
    for (unsigned i = 0; i < OPTION_COUNT; i++) {
        if (is_seen[i]) {
            see(&facts->option[i], place.offset, place.size);
        }
    }
}

static void take_connection(check_facts *facts, h204_view octets, h204_span value)
{
    h204_walk walk = h204_walk_open(octets, H204_VALUE_CONNECTION, NULL);
    h204_item item;
    h204_walk_line(&walk, value);
    while (h204_walk_next(&walk, &item)) {
        take_option(facts, octets.data + item.name.offset, item.name);
    }
}

/* A place that covers an octet even where the value has none there. */
static void see_span(h204_span *fact, h204_span place)
{
    see(fact, place.offset, h204_span_size(place) > 0 ? h204_span_size(place) : 1);
}

/* A value that breaks the grammar of all values (205 to 208) is judged by no row of its field. */
static bool is_clean(h204_view octets, size_t start, size_t end)
{
    for (size_t at = start; at < end; at++) {
        bool is_fold = octets.data[at] == CR && at + 1 < end && octets.data[at + 1] == LF;
        if (!h204_is_text(octets.data[at]) && octets.data[at] != LF && !is_fold) {
            return false;
        }
    }
    return true;
}

/* ---- one cause, one fault ------------------------------------------------------------------------
 *
 * What a grammar finds in one value is settled here so that one cause breaks one row.
 */
#define FAULT(id) ((uint64_t)1 << H204_FAULT_##id)

static void charge(h204_faults *faults, h204_fault fault, h204_span place)
{
    faults->met |= (uint64_t)1 << fault;
    faults->place[fault] = place;
}

/* Transfer-Encoding has rows of its own; a quoted weight is a fault of Accept-Encoding's grammar. */
static bool has_quoted_strings(h204_value_field field)
{
    return field == H204_VALUE_ACCEPT || field == H204_VALUE_ACCEPT_PATCH || field == H204_VALUE_ALT_SVC ||
           field == H204_VALUE_AUTHENTICATION_INFO || field == H204_VALUE_CACHE_CONTROL ||
           field == H204_VALUE_CONTENT_DISPOSITION || field == H204_VALUE_CONTENT_TYPE ||
           field == H204_VALUE_LINK || field == H204_VALUE_PREFERENCE_APPLIED ||
           field == H204_VALUE_PROXY_AUTHENTICATE || field == H204_VALUE_PROXY_AUTHENTICATION_INFO ||
           field == H204_VALUE_STRICT_TRANSPORT_SECURITY || field == H204_VALUE_WWW_AUTHENTICATE;
}

static bool has_comments(h204_value_field field)
{
    return field == H204_VALUE_SERVER || field == H204_VALUE_VIA;
}

/* The DQUOTE that opens a quoted-string which nothing closes (RFC 9110 5.6.4).  The grammars of these fields
 * open one behind "=" only: elsewhere a DQUOTE is no tchar (5.6.2).  The URI of a link is none. */
static h204_span open_quote(h204_view octets, h204_span value, bool has_links)
{
    h204_view seen = {octets.data, value.offset + h204_span_size(value)};
    h204_span open = {0, 0};
    uint8_t before = 0; /* the last octet that is no blank */
    for (size_t at = value.offset; at < seen.size; at++) {
        uint8_t octet = seen.data[at];
        bool is_inside = was_seen(open);
        bool is_opened = !is_inside && before == '=';
        before = h204_is_blank(octet) || ends_line(octet) ? before : octet;
        if (octet == '"') {
            open = is_opened ? place_of(at, 1) : place_of(0, 0);
        } else if (octet == '\\' && is_inside) {
            at++;
        } else if (octet == '<' && has_links && !is_inside) {
            at = find_octet(seen, at, '>');
        }
    }
    return open;
}

/* The parenthesis that opens a comment which nothing closes, or that closes none (RFC 9110 5.6.5). */
static h204_span odd_parenthesis(h204_view octets, h204_span value)
{
    size_t end = value.offset + h204_span_size(value);
    size_t depth = 0;
    h204_span open = {0, 0};
    for (size_t at = value.offset; at < end; at++) {
        uint8_t octet = octets.data[at];
        if (octet == '(') {
            open = depth == 0 ? place_of(at, 1) : open;
            depth++;
        } else if (octet == ')' && depth == 0) {
            return place_of(at, 1);
        } else if (octet == ')') {
            depth--;
        } else if (octet == '\\' && depth > 0) {
            at++;
        }
    }
    return depth > 0 ? open : place_of(0, 0);
}

/* What nothing closes is why the grammar does not fit, and escapes behind it are in nothing. */
static void settle_open(h204_view octets, h204_value_field field, h204_span value, h204_faults *faults)
{
    if ((faults->met & (FAULT(GRAMMAR) | FAULT(QUOTE_OPEN) | FAULT(COMMENT))) == 0) {
        return;
    }
    h204_span place = h204_has_fault(faults, H204_FAULT_GRAMMAR) ? faults->place[H204_FAULT_GRAMMAR] : value;
    h204_span open = {0, 0};
    if (has_quoted_strings(field)) {
        open = open_quote(octets, value, field == H204_VALUE_LINK);
    } else if (has_comments(field)) {
        open = odd_parenthesis(octets, value);
    }
    faults->met &= ~(FAULT(GRAMMAR) | FAULT(QUOTE_OPEN) | FAULT(COMMENT) | FAULT(REQUIRED_SPACE));
    if (!was_seen(open)) {
        charge(faults, H204_FAULT_GRAMMAR, place);
        return;
    }
    charge(faults, has_comments(field) ? H204_FAULT_COMMENT : H204_FAULT_QUOTE_OPEN, open);
    if (faults->place[H204_FAULT_QUOTED_ESCAPE].offset > open.offset) {
        faults->met &= ~FAULT(QUOTED_ESCAPE);
    }
    if (faults->place[H204_FAULT_COMMENT_ESCAPE].offset > open.offset) {
        faults->met &= ~FAULT(COMMENT_ESCAPE);
    }
}

/* A date is spelled wrong in one way, or is none; and only one that is spelled right is weighed. */
static void settle_date(h204_span value, h204_faults *faults)
{
    uint64_t spelling = faults->met & (FAULT(DATE_SPACE) | FAULT(DATE_CASE) | FAULT(DATE_ZONE));
    bool is_wrong_in_two_ways = (spelling & (spelling - 1)) != 0;
    if (spelling != 0) {
        faults->met &=
            ~(FAULT(DATE_OBSOLETE) | FAULT(DATE_RANGE) | FAULT(DATE_CALENDAR) | FAULT(DATE_WEEKDAY));
    }
    if (is_wrong_in_two_ways) {
        faults->met &= ~spelling;
        charge(faults, H204_FAULT_GRAMMAR, value);
    }
    if (h204_has_fault(faults, H204_FAULT_DATE_RANGE)) {
        faults->met &= ~FAULT(DATE_WEEKDAY);
    }
}

static bool has_challenges(h204_value_field field)
{
    return field == H204_VALUE_WWW_AUTHENTICATE || field == H204_VALUE_PROXY_AUTHENTICATE;
}

/* 1#element (RFC 9110 14.3, RFC 5789 3.1, RFC 7838 3, RFC 7240 3) */
static bool needs_member(h204_value_field field)
{
    return field == H204_VALUE_ACCEPT_RANGES || field == H204_VALUE_ACCEPT_PATCH ||
           field == H204_VALUE_ALT_SVC || field == H204_VALUE_PREFERENCE_APPLIED;
}

static void settle_list(h204_value_field field, h204_span value, uint32_t members, h204_faults *faults)
{
    h204_span *empty = &faults->place[H204_FAULT_EMPTY_MEMBER];
    if (h204_has_fault(faults, H204_FAULT_EMPTY_MEMBER) && empty->size == 0) { /* behind the last comma */
        *empty = place_of(value.offset + h204_span_size(value) - 1, 1);
    }
    if (needs_member(field) && members == 0) {
        faults->met &= ~FAULT(EMPTY_MEMBER);
        charge(faults, H204_FAULT_GRAMMAR, value);
    }
}

static void settle(h204_view octets, h204_value_field field, h204_span value, uint32_t members,
                   h204_faults *faults)
{
    settle_date(value, faults);
    settle_list(field, value, members, faults);
    settle_open(octets, field, value, faults);
    if (!has_quoted_strings(field)) {
        faults->met &= ~FAULT(QUOTED_ESCAPE);
    }
    if (h204_has_fault(faults, H204_FAULT_PARAMETER_SPACE)) {
        faults->met &= ~FAULT(GRAMMAR);
    }
    if (has_challenges(field) && (faults->met & (FAULT(GRAMMAR) | FAULT(QUOTE_OPEN))) != 0) {
        faults->met &= ~(FAULT(REPEATED) | FAULT(REALM_TOKEN)); /* whose parameter it is, is a guess */
    }
    if (field == H204_VALUE_CONTENT_DIGEST) { /* a structured field: RFC 8941 4.2.1, not RFC 9110 5.6.1 */
        faults->met &= FAULT(DIGEST);
    }
    if (field == H204_VALUE_IF_MATCH || field == H204_VALUE_IF_NONE_MATCH || field == H204_VALUE_RANGE) {
        faults->met = 0; /* defined for requests only */
    }
}

/* ---- field lines ----------------------------------------------------------------------------- */

typedef struct field_line {
    h204_field field;
    size_t start; /* after the colon                         */
    size_t end;   /* where the CRLF or LF of its value stands */
    bool is_folded;
    bool is_sound; /* it keeps 205 to 208                     */
    bool is_over;  /* no fold can follow any more             */
} field_line;

/* token BWS "=": a list may be cut at any comma (RFC 9110 5.2, 5.3), so a line may go on with the auth-params
 * of the challenge that the line before began. */
static bool begins_with_parameter(h204_view octets, h204_span value)
{
    h204_value_reader reader = h204_value_open(octets, value);
    h204_value_skip_blanks(&reader);
    while (h204_value_peek(&reader) == ',') {
        h204_value_skip(&reader);
        h204_value_skip_blanks(&reader);
    }
    while (token_octet(&reader, true) != 0) {
        h204_value_skip(&reader);
    }
    h204_value_skip_blanks(&reader);
    return h204_value_peek(&reader) == '=';
}

/* What the grammar of its field says of a value. */
static void take_value(check_facts *facts, h204_view octets, const field_line *line, seen_field *fields,
                       h204_span *fault)
{
    h204_span name = line->field.name;
    h204_span value = line->field.value;
    h204_value_field known = h204_value_field_named(octets.data + name.offset, name.size);
    if (known == H204_VALUE_UNKNOWN) {
        return;
    }
    seen_field *fact = &fields[known];
    if (fact->count++ == 0) {
        fact->name = name;
        fact->value = value;
    }
    bool goes_on = fact->count > 1 && has_challenges(known) && begins_with_parameter(octets, value);
    fact->is_unclear = fact->is_unclear || !line->is_sound || goes_on;
    if (!line->is_sound || !line->is_over || goes_on) {
        return;
    }
    bool has_clock = (facts->given & H204_GIVEN_NOW) != 0;
    h204_faults faults;
    memset(&faults, 0, sizeof faults);
    uint32_t members = h204_value_judge(octets, known, value,
                                        has_clock ? facts->message->exchange->now : H204_NO_CLOCK, &faults);
    fact->members += members;
    settle(octets, known, value, members, &faults);
    if (line->is_folded) { /* a fold is blanks of another kind */
        faults.met &= ~(FAULT(SPACE_AFTER_COMMA) | FAULT(SPACE_BEFORE_COMMA));
    }
    for (unsigned i = 0; i < H204_FAULT_COUNT; i++) {
        if (h204_has_fault(&faults, (h204_fault)i)) {
            see_span(&fault[i], faults.place[i]);
        }
    }
    if (h204_has_fault(&faults, H204_FAULT_GRAMMAR)) {
        see_span(&fact->misfit, faults.place[H204_FAULT_GRAMMAR]);
    }
    if (h204_has_fault(&faults, H204_FAULT_REPEATED)) {
        see_span(&fact->repeated, faults.place[H204_FAULT_REPEATED]);
    }
}

/* Whitespace around a value on one line (RFC 9110 5.6.3). */
static void take_space(check_facts *facts, h204_view octets, const field_line *line)
{
    size_t start = line->field.value.offset;
    size_t value_end = start + h204_span_size(line->field.value);
    if (start == value_end || !line->is_over) {
        return;
    }
    facts->space_is_unclear = facts->space_is_unclear || !line->is_sound;
    if (line->is_folded || !line->is_sound) { /* a fold is FLD_OBSFOLD_GEN's, with the blanks around it */
        return;
    }
    bool is_one_sp = start - line->start == 1 && octets.data[line->start] == SP;
    if (start > line->start && !is_one_sp) {
        see(&facts->surplus_space, line->start, start - line->start);
    }
    if (line->end > value_end) {
        see(&facts->trailing_space, value_end, line->end - value_end);
    }
}

/* A name as RFC 9110 16.3.2.1 advises: a letter, then letters, digits, hyphens and dots. */
static bool is_plain_name(h204_view octets, h204_span name)
{
    for (uint32_t i = 0; i < name.size; i++) {
        uint8_t octet = h204_lower(octets.data[name.offset + i]);
        bool is_letter = octet >= 'a' && octet <= 'z';
        if (!is_letter && (i == 0 || (!h204_is_digit(octet) && octet != '-' && octet != '.'))) {
            return false;
        }
    }
    return true;
}

static void take_field(check_facts *facts, h204_view octets, const field_line *line)
{
    h204_field field = line->field;
    const uint8_t *name = octets.data + field.name.offset;
    take_name(facts, octets, field.name);
    take_value(facts, octets, line, facts->fields, facts->fault);
    take_space(facts, octets, line);
    if (line->is_sound && line->is_over && H204_SPELLS(name, field.name.size, "connection")) {
        take_connection(facts, octets, field.value);
    }
    if (!is_plain_name(octets, field.name)) {
        see(&facts->odd_name, field.name.offset, field.name.size);
    }
    uint32_t bit = h204_singleton_bit(name, field.name.size);
    if ((facts->singletons & bit) != 0) {
        see(&facts->second_singleton, field.name.offset, field.name.size);
    }
    facts->singletons |= bit;
    if (H204_SPELLS(name, field.name.size, "upgrade")) {
        take_upgrade(facts, octets, field.value);
    }
    h204_framing_note(&facts->framing, octets, field, line->is_folded);
}

/* Is it a member of any Trailer line? */
static bool is_declared(const check_facts *facts, h204_view octets, h204_span name)
{
    h204_walk walk = h204_walk_open(octets, H204_VALUE_TRAILER, NULL);
    check_lines lines = h204_facts_lines(H204_VALUE_TRAILER, facts);
    h204_span value;
    while (h204_facts_next_line(&lines, facts, &value)) {
        h204_item item;
        h204_walk_line(&walk, value);
        while (h204_walk_next(&walk, &item)) {
            h204_value_reader declared = h204_value_open(octets, item.name);
            h204_value_reader sent = h204_value_open(octets, name);
            if (is_same_token(&declared, &sent, false)) {
                return true;
            }
        }
    }
    return false;
}

/* The value of one that may not stand there is none of any row: what breaks is that it does. */
static void take_trailer(check_facts *facts, h204_view octets, const field_line *line)
{
    h204_span name = line->field.name;
    const uint8_t *spelling = octets.data + name.offset;
    h204_invariant row = h204_trailer_row(spelling, name.size);
    see(&facts->trailer, name.offset, name.size);
    if (H204_SPELLS(spelling, name.size, "close")) {
        see(&facts->name[NAME_CLOSE], name.offset, name.size);
    }
    if (row != H204_INVARIANT_NONE) {
        see(&facts->forbidden_trailer[row - H204_TRL_NO_FRAMING], name.offset, name.size);
    } else {
        take_value(facts, octets, line, facts->trailer_fields, facts->trailer_fault);
    }
    uint32_t bit = row == H204_INVARIANT_NONE ? h204_singleton_bit(spelling, name.size) : 0;
    if ((facts->trailer_singletons & bit) != 0) {
        see(&facts->second_trailer, name.offset, name.size);
    }
    facts->trailer_singletons |= bit;
    const seen_field *declared = &facts->fields[H204_VALUE_TRAILER];
    bool is_compared = !was_seen(facts->undeclared_trailer) && declared->count > 0 && !declared->is_unclear;
    if (is_compared && facts->trailer_look_ups++ < CHECK_LOOK_UPS_MAX && !is_declared(facts, octets, name)) {
        see(&facts->undeclared_trailer, name.offset, name.size);
    }
}

/* The part of a line before its colon, which is returned.  Only its first fault counts: what was
 * meant behind it is a guess. */
static size_t check_field_name(check_section *section, h204_view octets, check_line line)
{
    size_t name_end = after_token(octets, line.start);
    size_t colon = find_octet(octets, name_end, ':');
    if (name_end == octets.size) {
        return colon;
    }
    uint8_t octet = octets.data[name_end];
    if (octet == ':' && name_end == line.start) {
        see(&section->place[MISFIT_EMPTY_NAME], name_end, 1);
    }
    if (ends_line(octet) && name_end != line.start) {
        see(&section->place[MISFIT_NO_COLON], name_end, 1);
    }
    if (octet != ':' && !ends_line(octet)) {
        see(&section->place[h204_is_blank(octet) ? MISFIT_BLANK_IN_NAME : MISFIT_NO_TOKEN],
            name_end, 1);
        if (colon == octets.size && line.is_whole) {
            see(&section->place[MISFIT_NO_COLON], line.end, 1);
        }
    }
    return colon;
}

static void check_field_value(check_section *section, h204_view octets, size_t at, size_t end)
{
    for (;;) {
        at += h204_scan_text(octets.data + at, end - at);
        if (at == end) {
            return;
        }
        if (octets.data[at] == 0) {
            see(&section->place[MISFIT_NUL], at, 1);
        } else if (octets.data[at] != CR) {
            see(&section->place[MISFIT_CONTROL], at, 1);
        }
        at++;
    }
}

static bool is_space_of_line(uint8_t octet)
{
    return h204_is_blank(octet) || ends_line(octet);
}

/* Without the whitespace around it, folds included.  A fold, NUL or bare CR inside reads as SP.  An
 * empty one stands at the end of its line. */
static h204_span value_within(h204_view octets, size_t start, size_t end)
{
    size_t first = start;
    while (first < end && is_space_of_line(octets.data[first])) {
        first++;
    }
    while (end > first && is_space_of_line(octets.data[end - 1])) {
        end--;
    }
    h204_span value = place_of(first, end - first);
    bool is_plain = h204_scan_text(octets.data + first, end - first) == end - first;
    value.size |= is_plain ? 0u : H204_REPAIRED;
    return value;
}

static bool is_led_by_blank(h204_view octets, size_t at)
{
    return at < octets.size && h204_is_blank(octets.data[at]);
}

static void check_value_line(check_section *section, h204_view octets, check_line line,
                             size_t value_start)
{
    check_field_value(section, octets, value_start, line.end);
    see_bare_cr(octets, line, &section->place[MISFIT_BARE_CR]);
    see_line_end(line, &section->place[MISFIT_LONE_LF]);
}

/* A field line and the lines that are folded onto it.  Returns the last of them.  "Name : value"
 * counts as that field: so a recipient takes it that does not reject it. */
static check_line check_field(check_facts *facts, check_section *section, h204_view octets,
                              check_line line)
{
    h204_view seen = up_to(octets, line);
    size_t name_start = line.start;
    size_t name_end = after_token(seen, name_start);
    size_t colon = check_field_name(section, seen, line);
    size_t value_start = colon < seen.size ? colon + 1 : line.end;
    bool is_field =
        colon < seen.size && name_end > name_start && after_blanks(seen, name_end) == colon;
    bool is_folded = false;
    bool has_lone_lf = line.next - line.end == 1;
    check_value_line(section, octets, line, value_start);
    while (line.is_whole && is_led_by_blank(octets, line.next)) {
        line = line_at(octets, line.next);
        is_folded = true;
        has_lone_lf = has_lone_lf || line.next - line.end == 1;
        see(&section->place[MISFIT_FOLD], line.start, 1);
        check_value_line(section, octets, line, line.start);
    }
    if (!is_field || !line.is_whole) {
        return line;
    }
    h204_field field = {place_of(name_start, name_end - name_start),
                        value_within(octets, value_start, line.end)};
    bool is_sound = !has_lone_lf && is_clean(octets, value_start, line.end);
    field_line taken = {field, value_start, line.end, is_folded, is_sound, line.next < octets.size};
    if (section == &facts->head) {
        take_field(facts, octets, &taken);
    } else {
        take_trailer(facts, octets, &taken);
    }
    return line;
}

/* *( field-line CRLF ) CRLF */
static void check_fields(check_facts *facts, check_section *section, h204_view octets, size_t at)
{
    while (at < octets.size) {
        check_line line = line_at(octets, at);
        if (is_empty_line(line)) {
            see_line_end(line, &section->place[MISFIT_LONE_LF]);
            section->is_whole = true;
            section->end = line.next;
            return;
        }
        if (h204_is_blank(octets.data[at])) {
            see(&section->place[MISFIT_LED_BY_BLANK], at, 1);
        } else {
            line = check_field(facts, section, octets, line);
        }
        at = line.next;
    }
}

/* ---- content --------------------------------------------------------------------------------- */

/* qdtext and quoted-pair up to the closing DQUOTE (RFC 9110 5.6.4): after it, or at what does not
 * fit */
static size_t after_quoted(h204_view octets, size_t at, bool *is_closed)
{
    *is_closed = false;
    while (at < octets.size && h204_is_text(octets.data[at])) {
        if (octets.data[at] == '"') {
            *is_closed = true;
            return at + 1;
        }
        bool is_pair = octets.data[at] == '\\' && at + 1 < octets.size;
        if (is_pair && !h204_is_text(octets.data[at + 1])) {
            return at + 1;
        }
        at += is_pair ? 2u : 1u;
    }
    return at;
}

/* BWS: what it is made of is seen */
static size_t after_bad_space(h204_view octets, size_t start, h204_span *space)
{
    size_t at = after_blanks(octets, start);
    if (at > start) {
        see(space, start, 1);
    }
    return at;
}

/* chunk-ext-name [ BWS "=" BWS chunk-ext-val ]: after it, or at what does not fit */
static size_t after_extension(h204_view octets, size_t start, bool *fits, h204_span *space)
{
    size_t at = after_token(octets, start);
    *fits = at > start;
    size_t equals = after_blanks(octets, at);
    if (!*fits || equals == octets.size || octets.data[equals] != '=') {
        return at;
    }
    after_bad_space(octets, at, space);
    size_t value = after_bad_space(octets, equals + 1, space);
    if (value < octets.size && octets.data[value] == '"') {
        return after_quoted(octets, value + 1, fits);
    }
    at = after_token(octets, value);
    *fits = at > value;
    return at;
}

/* chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] ), and a line end with no blank
 * before it (RFC 9112 7.1.1).  Space that an extension was read with is told only of a line that is right
 * otherwise. */
static void check_extensions(check_chunks *facts, h204_view octets, size_t start)
{
    h204_span space = {0, 0};
    size_t at = after_bad_space(octets, start, &space);
    bool fits = true;
    while (fits && at < octets.size && octets.data[at] == ';') {
        size_t name = after_bad_space(octets, at + 1, &space);
        size_t end = after_extension(octets, name, &fits, &space);
        at = fits ? after_bad_space(octets, end, &space) : end;
        fits = fits && (at == end || (at < octets.size && octets.data[at] == ';'));
    }
    if (at == octets.size) {
        return;
    }
    if (!fits || !ends_line(octets.data[at])) {
        see(&facts->extension_misfit, at, 1);
    } else if (was_seen(space)) {
        see(&facts->extension_space, space.offset, space.size);
    }
}

/* chunk-size = 1*HEXDIG.  Returns after it; *fits is false where there is none that 64 bits hold. */
static size_t check_chunk_size(check_chunks *facts, h204_view octets, size_t start, uint64_t *size,
                               bool *fits)
{
    size_t at = start;
    *size = 0;
    *fits = false;
    for (; at < octets.size && h204_hex_value(octets.data[at]) < 16; at++) {
        if (*size > UINT64_MAX >> 4) { /* with the top digit taken no further one fits */
            see(&facts->overflow, at, 1);
            return at;
        }
        *size = *size << 4 | h204_hex_value(octets.data[at]);
    }
    *fits = at > start || at == octets.size;
    if (!*fits) {
        bool is_missing = ends_line(octets.data[at]) || octets.data[at] == ';';
        see(is_missing ? &facts->empty_size : &facts->size_misfit, at, 1);
    }
    return at;
}

/* [ chunk-ext ] CRLF.  False where what follows the size is neither. */
static bool check_chunk_rest(check_chunks *facts, h204_view octets, size_t start)
{
    size_t at = after_blanks(octets, start);
    if (at == octets.size) {
        return true;
    }
    if (octets.data[at] == ';') {
        check_extensions(facts, octets, start);
        return true;
    }
    if (!ends_line(octets.data[at])) {
        see(&facts->size_misfit, at, 1);
        return false;
    }
    if (at > start) {
        see(&facts->blank_at_end, start, at + 1 - start);
    }
    return true;
}

/* chunk-size [ chunk-ext ] CRLF.  True where the data that follows can be found; *at is where. */
static bool check_chunk_line(check_chunks *facts, h204_view octets, size_t *at, uint64_t *size)
{
    check_line line = line_at(octets, *at);
    h204_view seen = up_to(octets, line);
    bool fits;
    size_t rest = check_chunk_size(facts, seen, *at, size, &fits);
    fits = fits && check_chunk_rest(facts, seen, rest);
    if (fits) {
        see_bare_cr(octets, line, &facts->bare_cr);
        see_line_end(line, &facts->lone_lf);
    }
    facts->is_lost = !fits || was_seen(facts->bare_cr);
    *at = line.next;
    return line.is_whole && !facts->is_lost;
}

/* What came of `size` octets of content.  Returns after them. */
static size_t check_content(check_facts *facts, size_t at, uint64_t size)
{
    size_t came = facts->message->octets.size - at;
    size_t used = size < came ? (size_t)size : came;
    see(&facts->content, at, used);
    return at + used;
}

/* After chunk-data comes CRLF.  True where the next chunk line can be found; *at is where. */
static bool check_data_end(check_chunks *facts, h204_view octets, size_t *at)
{
    static const uint8_t crlf[2] = {CR, LF};
    for (size_t i = 0; i < sizeof crlf && *at < octets.size; i++) {
        if (octets.data[*at] != crlf[i]) {
            see(&facts->data_misfit, *at, 1);
            facts->is_lost = true;
            return false;
        }
        *at += 1;
    }
    return *at < octets.size;
}

/* chunked-body = *chunk last-chunk trailer-section CRLF (RFC 9112 7.1) */
static void check_chunked(check_facts *facts, size_t at)
{
    h204_view octets = facts->message->octets;
    bool goes_on = at < octets.size;
    while (goes_on) {
        uint64_t size;
        if (!check_chunk_line(&facts->chunks, octets, &at, &size)) {
            return;
        }
        if (size == 0) {
            facts->chunks.last_came = true;
            check_fields(facts, &facts->trailers, octets, at);
            facts->body_is_whole = facts->trailers.is_whole;
            return;
        }
        at = check_content(facts, at, size);
        goes_on = check_data_end(&facts->chunks, octets, &at);
    }
}

static h204_framing framing_seen(const check_facts *facts)
{
    uint8_t minor_version = facts->line.has_version ? facts->line.minor_version : 1;
    return h204_framing_decide(facts->context, facts->line.status_code, minor_version, &facts->framing)
        .framing;
}

static void check_body(check_facts *facts)
{
    size_t came = facts->message->octets.size - facts->head.end;
    switch (framing_seen(facts)) {
    case H204_FRAMING_NONE:
    case H204_FRAMING_TUNNEL:
        facts->body_is_whole = true;
        return;
    case H204_FRAMING_LENGTH:
        if (has_valid_length(&facts->framing)) {
            check_content(facts, facts->head.end, facts->framing.length);
            facts->body_is_whole = came >= facts->framing.length;
        }
        return;
    case H204_FRAMING_CHUNKED:
        check_chunked(facts, facts->head.end);
        return;
    case H204_FRAMING_CLOSE:
        check_content(facts, facts->head.end, came);
        facts->body_is_whole = facts->message->end == H204_END_CLOSED;
        return;
    }
}

/* No head is longer than what a span can say. */
void h204_facts_gather(check_facts *facts, const h204_message *message)
{
    h204_view octets = message->octets;
    octets.size = octets.size < H204_HEAD_SIZE_MAX ? octets.size : H204_HEAD_SIZE_MAX;
    memset(facts, 0, sizeof *facts);
    facts->message = message;
    if (message->exchange != NULL) {
        facts->given = message->exchange->given;
        facts->context = h204_context_of(message->exchange);
    }
    size_t fields = check_start(&facts->line, octets);
    check_fields(facts, &facts->head, octets, fields);
    if (facts->head.is_whole && facts->line.has_code) {
        check_body(facts);
    }
}

/* ---- asked again ------------------------------------------------------------------------------ */

check_lines h204_facts_lines(h204_value_field field, const check_facts *facts)
{
    check_lines lines = {field, facts->fields[field].count, 0, false};
    return lines;
}

static bool find_line(check_lines *lines, const check_facts *facts, h204_span *value)
{
    h204_view octets = facts->message->octets;
    if (lines->left == 0) {
        return false;
    }
    lines->left -= 1;
    if (!lines->begun) {
        lines->begun = true;
        *value = facts->fields[lines->field].value;
        lines->at = value->offset + h204_span_size(*value);
        return true;
    }
    for (;;) { /* it was counted, so it is there */
        check_line line = line_at(octets, lines->at);
        size_t name_end = after_token(octets, line.next);
        size_t start = line.next;
        lines->at = start;
        if (name_end > start && after_blanks(octets, name_end) < octets.size &&
            octets.data[after_blanks(octets, name_end)] == ':' &&
            h204_value_field_named(octets.data + start, name_end - start) == lines->field) {
            size_t value_start = after_blanks(octets, name_end) + 1;
            check_line last = line_at(octets, start);
            while (is_led_by_blank(octets, last.next)) {
                last = line_at(octets, last.next);
            }
            *value = value_within(octets, value_start, last.end);
            return true;
        }
    }
}

static bool ends_with_crlf(h204_view octets, h204_span value)
{
    size_t end = find_octet(octets, value.offset + h204_span_size(value), LF);
    for (size_t at = value.offset; at <= end && at < octets.size; at++) {
        if (octets.data[at] == LF && octets.data[at - 1] != CR) {
            return false;
        }
    }
    return true;
}

bool h204_facts_next_line(check_lines *lines, const check_facts *facts, h204_span *value)
{
    h204_view octets = facts->message->octets;
    while (find_line(lines, facts, value)) {
        if (is_clean(octets, value->offset, value->offset + h204_span_size(*value)) && ends_with_crlf(octets, *value)) {
            return true;
        }
    }
    return false;
}

uint32_t h204_facts_request_field(const check_facts *facts, const char *lower, size_t size, h204_span *first)
{
    const h204_exchange *exchange = facts->message->exchange;
    uint32_t count = 0;
    for (uint32_t i = 0; i < exchange->field_count; i++) {
        h204_field field = exchange->fields[i];
        if (h204_spells(exchange->octets.data + field.name.offset, field.name.size, lower, size) && count++ == 0) {
            *first = field.value;
        }
    }
    return count;
}

/* The size of a chunk and its line; its body was found whole, so both are there. */
static void enter_chunk(check_octets *content)
{
    content->left = 0;
    while (h204_hex_value(content->octets.data[content->at]) < 16) {
        content->left = content->left << 4 | h204_hex_value(content->octets.data[content->at]);
        content->at += 1;
    }
    content->at = line_at(content->octets, content->at).next;
}

check_octets h204_facts_content(const check_facts *facts)
{
    check_octets content = {facts->message->octets, facts->head.end, 0, false};
    switch (framing_seen(facts)) {
    case H204_FRAMING_NONE:
    case H204_FRAMING_TUNNEL:
        break;
    case H204_FRAMING_LENGTH:
        content.left = facts->framing.length;
        break;
    case H204_FRAMING_CHUNKED:
        content.is_chunked = true;
        enter_chunk(&content);
        break;
    case H204_FRAMING_CLOSE:
        content.left = content.octets.size - content.at;
        break;
    }
    return content;
}

int h204_facts_peek(const check_octets *content)
{
    return content->left > 0 ? content->octets.data[content->at] : H204_VALUE_END;
}

void h204_facts_skip_run(check_octets *content)
{
    const size_t crlf_size = 2;
    content->at += (size_t)content->left;
    content->left = 0;
    if (content->is_chunked) {
        content->at += crlf_size;
        enter_chunk(content);
    }
}

void h204_facts_skip(check_octets *content)
{
    if (content->left == 1) {
        h204_facts_skip_run(content);
        return;
    }
    content->at += 1;
    content->left -= 1;
}
