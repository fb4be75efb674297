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
        if (i == 0 && h204_is_digit(octets.data[at]) && octets.data[at] != '1') {
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

/* The fields of RFC 9110 and 9111 that are no lists.  Content-Length is FRAME_CL_SINGLE's. */
static uint32_t singleton_bit(const uint8_t *name, size_t size)
{
#define SINGLETON(literal) {literal, sizeof literal - 1}
    static const struct {
        char name[17];
        uint8_t size;
    } singletons[] = {
        SINGLETON("age"),           SINGLETON("content-location"),
        SINGLETON("content-range"), SINGLETON("content-type"),
        SINGLETON("date"),          SINGLETON("etag"),
        SINGLETON("expires"),       SINGLETON("last-modified"),
        SINGLETON("location"),      SINGLETON("retry-after"),
        SINGLETON("server"),
    };
#undef SINGLETON
    for (unsigned i = 0; i < sizeof singletons / sizeof singletons[0]; i++) {
        if (h204_spells(name, size, singletons[i].name, singletons[i].size)) {
            return 1u << i;
        }
    }
    return 0;
}

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

static void take_field(check_facts *facts, h204_view octets, h204_field field, bool is_folded)
{
    const uint8_t *name = octets.data + field.name.offset;
    uint32_t bit = singleton_bit(name, field.name.size);
    if ((facts->singletons & bit) != 0) {
        see(&facts->second_singleton, field.name.offset, field.name.size);
    }
    facts->singletons |= bit;
    if (H204_SPELLS(name, field.name.size, "upgrade")) {
        take_upgrade(facts, octets, field.value);
    }
    h204_framing_note(&facts->framing, octets, field, is_folded);
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
    value.size |= H204_REPAIRED;
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
    check_value_line(section, octets, line, value_start);
    while (line.is_whole && is_led_by_blank(octets, line.next)) {
        line = line_at(octets, line.next);
        is_folded = true;
        see(&section->place[MISFIT_FOLD], line.start, 1);
        check_value_line(section, octets, line, line.start);
    }
    size_t name_size = name_end - name_start;
    if (is_field && line.is_whole && section == &facts->head) {
        h204_field field = {place_of(name_start, name_size),
                            value_within(octets, value_start, line.end)};
        take_field(facts, octets, field, is_folded);
    }
    if (is_field && line.is_whole && section == &facts->trailers &&
        h204_is_framing_name(octets.data + name_start, name_size)) {
        see(&facts->framing_trailer, name_start, name_size);
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

/* chunk-ext-name [ BWS "=" BWS chunk-ext-val ]: after it, or at what does not fit */
static size_t after_extension(h204_view octets, size_t start, bool *fits)
{
    size_t at = after_token(octets, start);
    *fits = at > start;
    size_t equals = after_blanks(octets, at);
    if (!*fits || equals == octets.size || octets.data[equals] != '=') {
        return at;
    }
    size_t value = after_blanks(octets, equals + 1);
    if (value < octets.size && octets.data[value] == '"') {
        return after_quoted(octets, value + 1, fits);
    }
    at = after_token(octets, value);
    *fits = at > value;
    return at;
}

/* chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] ), from its first
 * semicolon on, and a line end with no blank before it (RFC 9112 7.1.1) */
static void check_extensions(check_chunks *facts, h204_view octets, size_t semicolon)
{
    size_t at = semicolon;
    bool fits = true;
    while (fits && at < octets.size && octets.data[at] == ';') {
        size_t end = after_extension(octets, after_blanks(octets, at + 1), &fits);
        at = fits ? after_blanks(octets, end) : end;
        fits = fits && (at == end || (at < octets.size && octets.data[at] == ';'));
    }
    if (at < octets.size && !(fits && ends_line(octets.data[at]))) {
        see(&facts->extension_misfit, at, 1);
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
        check_extensions(facts, octets, at);
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

static void check_body(check_facts *facts)
{
    size_t came = facts->message->octets.size - facts->head.end;
    uint8_t minor_version = facts->line.has_version ? facts->line.minor_version : 1;
    h204_framing_verdict verdict = h204_framing_decide(facts->context, facts->line.status_code,
                                                       minor_version, &facts->framing);
    switch (verdict.framing) {
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
