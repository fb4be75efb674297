/* check.c - one predicate an invariant: the readable definition of what a response must keep.
 *
 * The octets are looked at once, by code that shares no line with the readers of heads and bodies:
 * what is seen becomes facts, and each predicate is one expression over them beside its sentence.
 */
#include "framing.h"

#include <string.h>

/* ---- what is known ------------------------------------------------------------------------------
 *
 * A statement about a message is false, true, or open where what would decide it is not there.  In
 * this order "and" is the smaller of two, so that a row that cannot apply is kept even where the
 * rest of its condition is open.
 */
typedef enum check_truth { IS_FALSE, IS_OPEN, IS_TRUE } check_truth;

static check_truth both(check_truth left, check_truth right)
{
    return left < right ? left : right;
}

static check_truth opposite(check_truth truth)
{
    return (check_truth)(IS_TRUE - truth);
}

static check_truth truth_of(bool statement)
{
    return statement ? IS_TRUE : IS_FALSE;
}

static check_truth known_if(bool known, bool statement)
{
    return known ? truth_of(statement) : IS_OPEN;
}

/* ---- places -------------------------------------------------------------------------------------
 *
 * A fact of the form "such an octet stands there" is the place of the first one; size 0 is "none
 * was seen".
 */
static bool was_seen(h204_span place)
{
    return place.size != 0;
}

/* Places are 32 bits: what lies beyond is said to lie at the end of that range. */
static h204_span place_of(size_t offset, size_t size)
{
    size_t reach = UINT32_MAX - 1; /* so that offset + size fits */
    h204_span place;
    place.offset = (uint32_t)(offset < reach ? offset : reach);
    place.size = (uint32_t)(size < UINT32_MAX - place.offset ? size : UINT32_MAX - place.offset);
    return place;
}

static void see(h204_span *fact, size_t offset, size_t size)
{
    if (!was_seen(*fact)) {
        *fact = place_of(offset, size);
    }
}

static h204_span first_of(h204_span left, h204_span right)
{
    bool left_is_first = was_seen(left) && (!was_seen(right) || left.offset <= right.offset);
    return left_is_first ? left : right;
}

/* ---- facts ----------------------------------------------------------------------------------- */

/* How much of the status line was understood, each part with the octet that ends it. */
typedef enum check_reach {
    REACHED_NOTHING,
    REACHED_NAME,
    REACHED_VERSION,
    REACHED_CODE,
    REACHED_LINE
} check_reach;

typedef struct check_status_line {
    h204_span leading_empty;
    h204_span leading_blank;
    h204_span other_line; /* the line is no status line in any spelling */
    h204_span other_case;
    h204_span other_major;
    h204_span version_misfit;
    h204_span sp1_misfit;
    h204_span code; /* the three digits */
    h204_span code_misfit;
    h204_span sp2_misfit;
    h204_span reason_misfit;
    h204_span lone_lf;
    h204_span bare_cr;
    check_reach reached;
    bool has_version; /* minor_version is meaningful: the version is 1.x */
    bool has_code;    /* status_code is meaningful */
    uint8_t minor_version;
    uint16_t status_code;
} check_status_line;

/* What can be wrong with the lines of a field section or a trailer section. */
typedef enum check_misfit {
    MISFIT_EMPTY_NAME,
    MISFIT_BLANK_IN_NAME,
    MISFIT_NO_TOKEN,
    MISFIT_NO_COLON,
    MISFIT_NUL,
    MISFIT_CONTROL,
    MISFIT_LONE_LF,
    MISFIT_LED_BY_BLANK, /* a line that continues none */
    MISFIT_BARE_CR,
    MISFIT_FOLD,
    MISFIT_COUNT
} check_misfit;

typedef struct check_section {
    h204_span place[MISFIT_COUNT];
    bool is_whole; /* its empty line came */
    size_t end;    /* after it, where it came */
} check_section;

typedef struct check_chunks {
    h204_span empty_size;
    h204_span size_misfit;
    h204_span overflow;
    h204_span blank_at_end;
    h204_span extension_misfit;
    h204_span data_misfit;
    h204_span lone_lf;
    h204_span bare_cr;
    bool last_came; /* the line of size zero */
    bool is_lost;   /* after such a fault nobody knows where a line begins */
} check_chunks;

typedef struct check_facts {
    const h204_message *message;
    h204_context context;
    uint32_t given; /* a set of H204_GIVEN_* */
    check_status_line line;
    check_section head;
    h204_framing_facts framing; /* as of the lines so far: judged when head.is_whole */
    uint32_t singletons;        /* one bit a name that was seen */
    h204_span second_singleton; /* the name of the later line */
    h204_span not_offered;      /* a protocol in Upgrade that the request lacks */
    bool names_protocol;        /* Upgrade has a member */
    check_chunks chunks;
    check_section trailers;
    h204_span framing_trailer; /* its name */
    h204_span content;         /* the first octets of content, chunked removed */
    bool body_is_whole;
} check_facts;

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

static bool ends_line(uint8_t octet)
{
    return octet == CR || octet == LF;
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

static bool has_valid_length(const h204_framing_facts *framing)
{
    return framing->length_is_known && !h204_framing_has(framing, FAULT_CL_NONEMPTY) &&
           !h204_framing_has(framing, FAULT_CL_DIGITS) &&
           !h204_framing_has(framing, FAULT_CL_OVERFLOW) &&
           !h204_framing_has(framing, FAULT_CL_DIFFERENT);
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

/* One pass over the octets.  No head is longer than what a span can say. */
static void gather(check_facts *facts, const h204_message *message)
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

/* ---- the words of the predicates ------------------------------------------------------------- */

typedef struct check_verdict {
    check_truth broken;
    h204_part part;
    h204_span place;
} check_verdict;

static check_verdict broken_if(check_truth broken, h204_span place)
{
    check_verdict verdict = {broken, H204_PART_OCTETS, {place.offset, h204_span_size(place)}};
    return verdict;
}

/* Broken where such an octet was seen; kept where all was seen and none was such. */
static check_verdict broken_at(h204_span place, bool all_was_seen)
{
    return broken_if(was_seen(place) ? IS_TRUE : known_if(all_was_seen, false), place);
}

static check_verdict broken_at_end(check_truth broken, const check_facts *facts)
{
    return broken_if(broken, place_of(facts->message->octets.size, 0));
}

static check_verdict broken_by_following(check_truth broken, const check_facts *facts)
{
    size_t size = facts->message->following.size;
    check_verdict verdict = {broken, H204_PART_FOLLOWING, {0, 0}};
    verdict.place.size = (uint32_t)(size < H204_REPAIRED ? size : H204_REPAIRED);
    return verdict;
}

/* The status line, where its part `reach` was understood. */
static check_verdict broken_in_line(h204_span place, const check_facts *facts, check_reach reach)
{
    return broken_at(place, facts->line.reached >= reach);
}

static check_verdict broken_in_head(check_misfit misfit, const check_facts *facts)
{
    return broken_at(facts->head.place[misfit], facts->head.is_whole);
}

/* ---- of the status ---- */

static check_truth is_status(const check_facts *facts, uint16_t status_code)
{
    return known_if(facts->line.has_code, facts->line.status_code == status_code);
}

static check_truth is_of_class(const check_facts *facts, unsigned first_digit)
{
    return known_if(facts->line.has_code, facts->line.status_code / 100 == first_digit);
}

/* RFC 9112 6.3 (1), (2); a method nobody told us is taken for GET */
static check_truth bears_content(const check_facts *facts)
{
    return known_if(facts->line.has_code,
                    !h204_ends_at_head(facts->context.method, facts->line.status_code));
}

/* ---- of the request ---- */

static check_truth is_given(const check_facts *facts, h204_given member, bool statement)
{
    return known_if((facts->given & (uint32_t)member) != 0, statement);
}

static check_truth answers_head(const check_facts *facts)
{
    return is_given(facts, H204_GIVEN_METHOD, facts->context.method == H204_METHOD_HEAD);
}

static check_truth answers_connect(const check_facts *facts)
{
    return is_given(facts, H204_GIVEN_METHOD, facts->context.method == H204_METHOD_CONNECT);
}

/* Only a request that is known to be CONNECT makes what follows a tunnel's. */
static check_truth is_no_connect(const check_facts *facts)
{
    return truth_of(facts->context.method != H204_METHOD_CONNECT);
}

static bool is_before_11(const h204_exchange *exchange)
{
    return exchange != NULL && (exchange->major_version == 0 ||
                                (exchange->major_version == 1 && exchange->minor_version == 0));
}

static check_truth answers_10(const check_facts *facts)
{
    return is_given(facts, H204_GIVEN_VERSION, is_before_11(facts->message->exchange));
}

static check_truth is_last_outstanding(const check_facts *facts)
{
    const h204_exchange *exchange = facts->message->exchange;
    return is_given(facts, H204_GIVEN_OUTSTANDING, exchange != NULL && exchange->outstanding == 1);
}

/* RFC 9112 6.3 (2) */
static check_truth hands_over(const check_facts *facts)
{
    return both(is_of_class(facts, 2), opposite(is_no_connect(facts)));
}

/* The Upgrade of an HTTP/1.0 request is to be ignored (RFC 9110 7.8): a 101 to it is
 * S1XX_NOT_TO_10's. */
static check_truth may_switch(const check_facts *facts)
{
    return truth_of(facts->context.request_is_10 != H204_YES);
}

/* ---- of the fields ---- */

static check_truth is_in_head(const check_facts *facts, bool statement)
{
    return known_if(facts->head.is_whole, statement);
}

static check_truth has_length(const check_facts *facts)
{
    return is_in_head(facts, facts->framing.cl_lines > 0);
}

static check_truth has_coding(const check_facts *facts)
{
    return is_in_head(facts, facts->framing.te_lines > 0);
}

static check_truth ends_with_chunked(const check_facts *facts)
{
    return is_in_head(facts, facts->framing.chunked_is_last);
}

static check_truth ends_with_other_coding(const check_facts *facts)
{
    return is_in_head(facts, facts->framing.coding_count > 0 && !facts->framing.chunked_is_last);
}

static check_verdict broken_by_fault(h204_framing_fault fault, const check_facts *facts)
{
    return broken_if(is_in_head(facts, h204_framing_has(&facts->framing, fault)),
                     facts->framing.place[fault]);
}

static check_truth lacks_an_offer(const check_facts *facts)
{
    return known_if(facts->head.is_whole && (facts->given & H204_GIVEN_FIELDS) != 0,
                    was_seen(facts->not_offered));
}

static bool names_no_coding(const h204_framing_facts *framing)
{
    return framing->coding_count == 0 && !h204_framing_has(framing, FAULT_TE_ABNF);
}

static h204_span later_framing_field(const check_facts *facts)
{
    bool cl_is_later = facts->framing.cl_place.offset > facts->framing.te_place.offset;
    return cl_is_later ? facts->framing.cl_place : facts->framing.te_place;
}

/* ---- of the end ---- */

/* Something did not come before a clean end.  A fault after which nobody knows leaves it open. */
static check_truth is_missing(const check_facts *facts, bool came, bool is_lost)
{
    return came ? IS_FALSE : known_if(!is_lost && facts->message->end == H204_END_CLOSED, true);
}

static bool has_begun(const check_facts *facts)
{
    return facts->message->octets.size > 0 && !was_seen(facts->line.other_line);
}

static check_truth was_kept_open(const check_facts *facts)
{
    return known_if(facts->message->end == H204_END_KEPT || facts->message->end == H204_END_CLOSED,
                    facts->message->end == H204_END_KEPT);
}

/* ---- of the content ---- */

static check_truth is_chunked(const check_facts *facts)
{
    return both(bears_content(facts), ends_with_chunked(facts));
}

/* RFC 9112 6.3 (6) */
static check_truth is_counted(const check_facts *facts)
{
    return both(both(bears_content(facts), opposite(has_coding(facts))),
                both(has_length(facts), known_if(has_valid_length(&facts->framing), true)));
}

static check_truth has_content(const check_facts *facts)
{
    return was_seen(facts->content) ? IS_TRUE : known_if(facts->body_is_whole, false);
}

static check_verdict broken_in_body(h204_span place, const check_facts *facts)
{
    bool has_no_chunks = facts->head.is_whole && is_chunked(facts) == IS_FALSE;
    return broken_at(place, has_no_chunks || facts->trailers.is_whole);
}

/* Bare CR and folds have rows of their own. */
static h204_span first_misfit(const check_section *section)
{
    h204_span first = {0, 0};
    for (int misfit = 0; misfit < MISFIT_BARE_CR; misfit++) {
        first = first_of(first, section->place[misfit]);
    }
    return first;
}

/* Only an empty line is missing: what else stands behind the last chunk is TRL_SYNTAX's. */
static bool awaits_end(const check_facts *facts)
{
    return facts->chunks.last_came && !was_seen(first_misfit(&facts->trailers)) &&
           !was_seen(facts->trailers.place[MISFIT_BARE_CR]);
}

/* ---- of what follows ---- */

static size_t response_prefix(h204_view following)
{
    static const uint8_t start[5] = {'H', 'T', 'T', 'P', '/'};
    size_t size = following.size < sizeof start ? following.size : sizeof start;
    return memcmp(following.data, start, size) == 0 ? size : 0;
}

/* What follows, without the CRLF before it, which a client may discard (RFC 9112 9.2) and which is charged to
 * the next response where one was awaited. */
static h204_view behind_line_ends(h204_view following)
{
    while (following.size > 0 && ends_line(following.data[0])) {
        following.data++;
        following.size--;
    }
    return following;
}

/* Octets that are neither CRLF nor the next response. */
static check_truth content_follows(const check_facts *facts)
{
    h204_view behind = behind_line_ends(facts->message->following);
    return known_if(facts->message->following.size > 0,
                    behind.size > 0 && response_prefix(behind) == 0);
}

/* A chunk size, and what may stand behind one. */
static bool begins_with_chunk(h204_view following)
{
    static const uint8_t crlf[2] = {CR, LF};
    size_t at = 0;
    while (at < following.size && h204_hex_value(following.data[at]) < 16) {
        at++;
    }
    bool has_extension = at < following.size && following.data[at] == ';';
    bool has_line_end =
        following.size - at >= sizeof crlf && memcmp(following.data + at, crlf, sizeof crlf) == 0;
    return at > 0 && (has_extension || has_line_end);
}

static check_truth chunks_follow(const check_facts *facts)
{
    h204_view following = facts->message->following;
    return both(ends_with_chunked(facts),
                known_if(following.size > 0, begins_with_chunk(following)));
}

/* A further response, but for a 408 sent before an idle connection is closed (RFC 9110 15.5.9). */
static check_truth response_follows(const check_facts *facts)
{
    static const uint8_t timeout[4] = {' ', '4', '0', '8'};
    const size_t version_size = 8;
    h204_view behind = behind_line_ends(facts->message->following);
    if (behind.size > 0 && response_prefix(behind) == 0) {
        return IS_FALSE;
    }
    bool shows_status = behind.size >= version_size + sizeof timeout;
    return known_if(shows_status, shows_status && memcmp(behind.data + version_size, timeout,
                                                         sizeof timeout) != 0);
}

/* ---- the predicates -----------------------------------------------------------------------------
 *
 * A row without a predicate does not compile; a predicate without a row is an unused function.
 */
#define KEEPS(name) static check_verdict keeps_##name(const check_facts *facts)

/* ---- 100  status line ------------------------------------------------------------------------ */

/* 101  A response begins with a status line. */
KEEPS(ST_PRESENT)
{
    return broken_in_line(facts->line.other_line, facts, REACHED_NAME);
}

/* 102  The protocol name is the four capital letters HTTP. */
KEEPS(ST_NAME_CASE)
{
    return broken_in_line(facts->line.other_case, facts, REACHED_NAME);
}

/* 103  No empty line stands before the status line. */
KEEPS(ST_NO_LEADING_EMPTY)
{
    return broken_in_line(facts->line.leading_empty, facts, REACHED_NAME);
}

/* 104  No whitespace stands before the protocol name. */
KEEPS(ST_NO_LEADING_WS)
{
    return broken_in_line(facts->line.leading_blank, facts, REACHED_NAME);
}

/* 105  A message in the wire form of HTTP/1.x names major version 1. */
KEEPS(ST_VER_MAJOR)
{
    return broken_in_line(facts->line.other_major, facts, REACHED_VERSION);
}

/* 106  The version is a slash, one digit, a dot and one digit. */
KEEPS(ST_VER_FORM)
{
    return broken_in_line(facts->line.version_misfit, facts, REACHED_VERSION);
}

/* 107  Exactly one SP separates the version and the status code. */
KEEPS(ST_SP1)
{
    return broken_in_line(facts->line.sp1_misfit, facts, REACHED_CODE);
}

/* 108  The status code is exactly three digits. */
KEEPS(ST_CODE_3DIGIT)
{
    return broken_in_line(facts->line.code_misfit, facts, REACHED_CODE);
}

/* 109  The status code lies between 100 and 599. */
KEEPS(ST_CODE_RANGE)
{
    return broken_if(known_if(facts->line.has_code,
                              facts->line.status_code < 100 || facts->line.status_code > 599),
                     facts->line.code);
}

/* 110  A SP follows the status code, even where no reason phrase does. */
KEEPS(ST_SP2)
{
    return broken_in_line(facts->line.sp2_misfit, facts, REACHED_LINE);
}

/* 111  The reason phrase holds only HTAB, SP, visible ASCII and octets from 0x80 up. */
KEEPS(ST_REASON_CHARS)
{
    return broken_in_line(facts->line.reason_misfit, facts, REACHED_LINE);
}

/* 112  The status line ends with CRLF. */
KEEPS(ST_EOL_CRLF)
{
    return broken_in_line(facts->line.lone_lf, facts, REACHED_LINE);
}

/* 113  Every CR in the status line is followed by LF. */
KEEPS(ST_NO_BARE_CR)
{
    return broken_in_line(facts->line.bare_cr, facts, REACHED_LINE);
}

/* 114  The line after the status line does not begin with whitespace. */
KEEPS(ST_WS_AFTER_START)
{
    return broken_in_head(MISFIT_LED_BY_BLANK, facts);
}

/* ---- 200  field lines ------------------------------------------------------------------------ */

/* 201  A field name has at least one character. */
KEEPS(FLD_NAME_NONEMPTY)
{
    return broken_in_head(MISFIT_EMPTY_NAME, facts);
}

/* 202  No whitespace stands between a field name and its colon. */
KEEPS(FLD_NAME_NO_WS_COLON)
{
    return broken_in_head(MISFIT_BLANK_IN_NAME, facts);
}

/* 203  A field name consists of token characters. */
KEEPS(FLD_NAME_TCHAR)
{
    return broken_in_head(MISFIT_NO_TOKEN, facts);
}

/* 204  Every field line has a colon after the field name. */
KEEPS(FLD_COLON)
{
    return broken_in_head(MISFIT_NO_COLON, facts);
}

/* 205  A field value holds no NUL. */
KEEPS(FLD_VALUE_NO_NUL)
{
    return broken_in_head(MISFIT_NUL, facts);
}

/* 206  A field value holds no control octet but HTAB. */
KEEPS(FLD_VALUE_NO_CTL)
{
    return broken_in_head(MISFIT_CONTROL, facts);
}

/* 207  Every field line, and the empty line after them, ends with CRLF. */
KEEPS(FLD_EOL_CRLF)
{
    return broken_in_head(MISFIT_LONE_LF, facts);
}

/* 208  Every CR in the field section is followed by LF. */
KEEPS(FLD_VALUE_NO_BARE_CR)
{
    return broken_in_head(MISFIT_BARE_CR, facts);
}

/* 209  No field line is folded onto a further line. */
KEEPS(FLD_OBSFOLD_GEN)
{
    return broken_in_body(
        first_of(facts->head.place[MISFIT_FOLD], facts->trailers.place[MISFIT_FOLD]), facts);
}

/* 210  An empty line closes the field section before the connection ends. */
KEEPS(FLD_SECTION_END)
{
    return broken_at_end(is_missing(facts, facts->head.is_whole, !has_begun(facts)), facts);
}

/* 211  A field that is no list stands on at most one line. */
KEEPS(FLD_DUP_SINGLETON)
{
    return broken_if(is_in_head(facts, was_seen(facts->second_singleton)), facts->second_singleton);
}

/* ---- 300  framing ---------------------------------------------------------------------------- */

/* 301  Transfer-Encoding is a list of coding names with their parameters. */
KEEPS(FRAME_TE_ABNF)
{
    return broken_by_fault(FAULT_TE_ABNF, facts);
}

/* 302  A Transfer-Encoding field names at least one coding. */
KEEPS(FRAME_TE_NONEMPTY)
{
    return broken_if(both(has_coding(facts), is_in_head(facts, names_no_coding(&facts->framing))),
                     facts->framing.te_place);
}

/* 303  The chunked coding has no parameters. */
KEEPS(FRAME_TE_CHUNKED_PARAM)
{
    return broken_by_fault(FAULT_TE_PARAMETER, facts);
}

/* 304  Every transfer coding is one of the registered ones, without parameters. */
KEEPS(FRAME_TE_KNOWN)
{
    return broken_by_fault(FAULT_TE_KNOWN, facts);
}

/* 305  The chunked coding is applied at most once. */
KEEPS(FRAME_TE_CHUNKED_ONCE)
{
    return broken_by_fault(FAULT_TE_CHUNKED_ONCE, facts);
}

/* 306  An HTTP/1.0 response has no Transfer-Encoding. */
KEEPS(FRAME_TE_10_GEN)
{
    return broken_if(
        both(has_coding(facts), known_if(facts->line.has_version, facts->line.minor_version == 0)),
        facts->framing.te_place);
}

/* 307  A response has Transfer-Encoding only if its request was HTTP/1.1 or later. */
KEEPS(FRAME_TE_REQ_11)
{
    return broken_if(both(has_coding(facts), answers_10(facts)), facts->framing.te_place);
}

/* 308  A response with Transfer-Encoding has no Content-Length. */
KEEPS(FRAME_TE_CL_GEN)
{
    return broken_if(both(has_coding(facts), has_length(facts)), later_framing_field(facts));
}

/* 309  A response with another coding ends with chunked, or with the close of the connection. */
KEEPS(FRAME_TE_FINAL_OR_CLOSE)
{
    return broken_if(
        both(bears_content(facts), both(ends_with_other_coding(facts), was_kept_open(facts))),
        facts->framing.te_place);
}

/* 310  A Content-Length has a value. */
KEEPS(FRAME_CL_NONEMPTY)
{
    return broken_by_fault(FAULT_CL_NONEMPTY, facts);
}

/* 311  A Content-Length consists of digits. */
KEEPS(FRAME_CL_DIGITS)
{
    return broken_by_fault(FAULT_CL_DIGITS, facts);
}

/* 312  A Content-Length fits 64 bits. */
KEEPS(FRAME_CL_OVERFLOW)
{
    return broken_by_fault(FAULT_CL_OVERFLOW, facts);
}

/* 313  All Content-Length values of a response are the same number. */
KEEPS(FRAME_CL_LIST_DIFF)
{
    return broken_by_fault(FAULT_CL_DIFFERENT, facts);
}

/* 314  A response has one Content-Length line with one value. */
KEEPS(FRAME_CL_SINGLE)
{
    return broken_by_fault(FAULT_CL_SINGLE, facts);
}

/* 315  As many octets of content arrive as Content-Length announces. */
KEEPS(FRAME_R6_LENGTH)
{
    return broken_if(both(is_counted(facts), is_missing(facts, facts->body_is_whole, false)),
                     facts->framing.cl_place);
}

/* ---- 400  no content ------------------------------------------------------------------------- */

/* 401  Nothing follows the empty line of a 204 but the next response. */
KEEPS(S204_NO_CONTENT_WIRE)
{
    return broken_by_following(
        both(is_status(facts, 204), both(is_no_connect(facts), content_follows(facts))), facts);
}

/* 402  A 204 response carries no Content-Length field. */
KEEPS(S204_NO_CL)
{
    return broken_if(both(is_status(facts, 204), has_length(facts)), facts->framing.cl_place);
}

/* 403  A 204 response carries no Transfer-Encoding field. */
KEEPS(S204_NO_TE)
{
    return broken_if(both(is_status(facts, 204), has_coding(facts)), facts->framing.te_place);
}

/* 404  A 1xx response carries no Content-Length field. */
KEEPS(S1XX_NO_CL)
{
    return broken_if(both(is_of_class(facts, 1), has_length(facts)), facts->framing.cl_place);
}

/* 405  A 1xx response carries no Transfer-Encoding field. */
KEEPS(S1XX_NO_TE)
{
    return broken_if(both(is_of_class(facts, 1), has_coding(facts)), facts->framing.te_place);
}

/* 406  An HTTP/1.0 request is answered without a 1xx response. */
KEEPS(S1XX_NOT_TO_10)
{
    return broken_if(both(is_of_class(facts, 1), answers_10(facts)), facts->line.code);
}

/* 407  No content follows a response to HEAD. */
KEEPS(HEAD_NO_CONTENT)
{
    return broken_by_following(both(both(answers_head(facts), opposite(is_status(facts, 101))),
                                    both(content_follows(facts), opposite(chunks_follow(facts)))),
                               facts);
}

/* 408  No chunk follows a response to HEAD, even where it has Transfer-Encoding. */
KEEPS(HEAD_NO_TRAILERS)
{
    return broken_by_following(
        both(both(answers_head(facts), opposite(is_status(facts, 101))), chunks_follow(facts)),
        facts);
}

/* 409  A 2xx response to CONNECT carries no Content-Length field. */
KEEPS(CONNECT_NO_CL)
{
    return broken_if(both(answers_connect(facts), both(is_of_class(facts, 2), has_length(facts))),
                     facts->framing.cl_place);
}

/* 410  A 2xx response to CONNECT carries no Transfer-Encoding field. */
KEEPS(CONNECT_NO_TE)
{
    return broken_if(both(answers_connect(facts), both(is_of_class(facts, 2), has_coding(facts))),
                     facts->framing.te_place);
}

/* 411  Nothing follows the empty line of a 304 but the next response. */
KEEPS(S304_NO_CONTENT)
{
    return broken_by_following(both(is_status(facts, 304), content_follows(facts)), facts);
}

/* ---- 500  chunked and trailers --------------------------------------------------------------- */

/* 501  A chunk size has at least one digit. */
KEEPS(CHK_SIZE_NONEMPTY)
{
    return broken_in_body(facts->chunks.empty_size, facts);
}

/* 502  A chunk size consists of hexadecimal digits. */
KEEPS(CHK_SIZE_HEX)
{
    return broken_in_body(facts->chunks.size_misfit, facts);
}

/* 503  A chunk size fits 64 bits. */
KEEPS(CHK_SIZE_OVERFLOW)
{
    return broken_in_body(facts->chunks.overflow, facts);
}

/* 504  No whitespace stands between a chunk size and the line end. */
KEEPS(CHK_SIZE_NO_TRAILING_WS)
{
    return broken_in_body(facts->chunks.blank_at_end, facts);
}

/* 505  A chunk extension is a semicolon, a name, and perhaps a value that is a token or a quoted
 * string. */
KEEPS(CHK_EXT_SYNTAX)
{
    return broken_in_body(facts->chunks.extension_misfit, facts);
}

/* 506  CRLF follows the data of a chunk. */
KEEPS(CHK_DATA_CRLF)
{
    return broken_in_body(facts->chunks.data_misfit, facts);
}

/* 507  A chunk line ends with CRLF. */
KEEPS(CHK_LINE_CRLF)
{
    return broken_in_body(facts->chunks.lone_lf, facts);
}

/* 508  Every CR in chunk lines and trailers is followed by LF. */
KEEPS(CHK_NO_BARE_CR)
{
    return broken_in_body(first_of(facts->chunks.bare_cr, facts->trailers.place[MISFIT_BARE_CR]),
                          facts);
}

/* 509  A chunked body ends with a chunk of size zero. */
KEEPS(CHK_LAST)
{
    return broken_at_end(
        both(is_chunked(facts), is_missing(facts, facts->chunks.last_came, facts->chunks.is_lost)),
        facts);
}

/* 510  An empty line closes a chunked body. */
KEEPS(CHK_END_CRLF)
{
    return broken_at_end(
        both(is_chunked(facts), is_missing(facts, facts->trailers.is_whole, !awaits_end(facts))),
        facts);
}

/* 520  A trailer line follows the grammar of a field line. */
KEEPS(TRL_SYNTAX)
{
    return broken_in_body(first_misfit(&facts->trailers), facts);
}

/* 521  No trailer is a Content-Length or Transfer-Encoding field. */
KEEPS(TRL_NO_FRAMING)
{
    return broken_if(both(is_chunked(facts),
                          known_if(facts->trailers.is_whole, was_seen(facts->framing_trailer))),
                     facts->framing_trailer);
}

/* ---- 600  connection ------------------------------------------------------------------------- */

/* 601  A request gets at most one final response. */
KEEPS(S1XX_FINAL_ONE)
{
    return broken_by_following(
        both(both(opposite(is_of_class(facts, 1)), opposite(hands_over(facts))),
             both(is_last_outstanding(facts), response_follows(facts))),
        facts);
}

/* ---- 700  other statuses --------------------------------------------------------------------- */

/* 701  A 205 response has no content. */
KEEPS(S205_NO_CONTENT)
{
    return broken_if(both(is_status(facts, 205), both(bears_content(facts), has_content(facts))),
                     facts->content);
}

/* 702  A 101 response names the new protocol in an Upgrade field. */
KEEPS(S101_UPGRADE)
{
    return broken_if(both(is_status(facts, 101), is_in_head(facts, !facts->names_protocol)),
                     facts->line.code);
}

/* 703  A 101 response switches only to a protocol that the request offered. */
KEEPS(S101_OFFERED)
{
    return broken_if(both(both(is_status(facts, 101), may_switch(facts)), lacks_an_offer(facts)),
                     facts->not_offered);
}

#undef KEEPS

/* ---- the verdict ----------------------------------------------------------------------------- */

typedef check_verdict check_predicate(const check_facts *facts);

static const struct {
    h204_invariant invariant;
    h204_profile profile;
    check_predicate *keeps;
} predicates[] = {
#define INVARIANT(number, name, role, level, profile, reading, writing, needs, implies, reference, \
                  sentence)                                                                        \
    {H204_##name, H204_PROFILE_##profile, keeps_##name},
#define LIMIT(number, name, reference, sentence)
#define PROMISED(number, name, reference, sentence)
#include "../../spec/invariants.def"
#undef INVARIANT
#undef LIMIT
#undef PROMISED
};

h204_outcome h204_check(const h204_message *message, uint32_t profiles, h204_breach *breaches,
                        uint32_t capacity, h204_verdicts *verdicts)
{
    check_facts facts;
    gather(&facts, message);
    memset(verdicts, 0, sizeof *verdicts);
    for (size_t i = 0; i < sizeof predicates / sizeof predicates[0]; i++) {
        if ((profiles & (uint32_t)predicates[i].profile) == 0) {
            continue;
        }
        h204_invariant invariant = predicates[i].invariant;
        check_verdict verdict = predicates[i].keeps(&facts);
        uint64_t bit = UINT64_C(1) << ((unsigned)invariant % 64);
        if (verdict.broken == IS_FALSE) {
            verdicts->kept[invariant / 64] |= bit;
        }
        if (verdict.broken == IS_TRUE) {
            verdicts->broken[invariant / 64] |= bit;
            if (verdicts->breach_count < capacity) {
                h204_breach breach = {invariant, verdict.part, verdict.place};
                breaches[verdicts->breach_count] = breach;
            }
            verdicts->breach_count += 1;
        }
    }
    h204_outcome outcome = {H204_DONE, H204_INVARIANT_NONE, 0, 0, 0};
    if (verdicts->breach_count > capacity) {
        outcome.status = H204_NEED_SPACE;
        outcome.needed = verdicts->breach_count;
    }
    return outcome;
}
