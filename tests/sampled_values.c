/* sampled_values.c - the octets as a field value, in every grammar.
 *
 * Each line of the octets that looks like a field line is judged in the grammar of its name, and the octets
 * are as a whole in one grammar that they and the controls choose; where they are short, in all.  What the codec
 * finds is compared with simple recognizers, and with what it finds in the same value written otherwise.
 */
#include "sampled.h"

#include "guard.h"
#include "laws.h"
#include "sampled_values_oracle.h"

#include "../src/codec/value.h"
#include "../src/runner/promise_failed.h"

#include <stdio.h>
#include <string.h>

enum { VALUE_MOST = 4096, LINES_MOST = 16, FIELDS = H204_VALUE_UNKNOWN };
enum { SHORT = 16 }; /* up to SHORT octets are tried in every grammar, more of them in one */

#define MET(name) ((uint64_t)1 << H204_FAULT_##name)

/* Faults of a value that the grammar does not derive. */
static const uint64_t ungrammatical =
    MET(GRAMMAR) | MET(QUOTE_OPEN) | MET(COMMENT) | MET(PARAMETER_SPACE) | MET(DATE_SPACE) | MET(DATE_CASE) |
    MET(DATE_ZONE) | MET(TAG_OCTET) | MET(TAG_WEAK_CASE) | MET(LINK_REL_TYPE) | MET(LINK_REL_AGAIN) | MET(COOKIE_NAME) |
    MET(COOKIE_VALUE) | MET(COOKIE_JOINED) | MET(COOKIE_SPACE) | MET(COOKIE_EXPIRES) | MET(COOKIE_MAX_AGE);

/* Some of those are more than grammar: a value that the grammar derives may have them still. */
static const uint64_t beyond_grammar = MET(LINK_REL_TYPE) | MET(LINK_REL_AGAIN) | MET(COOKIE_JOINED);

static const struct {
    uint32_t note;
    uint64_t fault;
} notes[] = {
    { NOTE_EMPTY_MEMBER, MET(EMPTY_MEMBER) },
    { NOTE_SPACE_AFTER, MET(SPACE_AFTER_COMMA) },
    { NOTE_SPACE_BEFORE, MET(SPACE_BEFORE_COMMA) },
    { NOTE_BAD_SPACE, MET(BAD_SPACE) },
    { NOTE_REQUIRED_SPACE, MET(REQUIRED_SPACE) },
    { NOTE_QUOTED_ESCAPE, MET(QUOTED_ESCAPE) },
    { NOTE_COMMENT_ESCAPE, MET(COMMENT_ESCAPE) },
    { NOTE_REPEATED, MET(REPEATED) },
    { NOTE_TAG_BACKSLASH, MET(TAG_BACKSLASH) },
    { NOTE_RANGE_ORDER, MET(RANGE_ORDER) },
    { NOTE_RANGE_COMPLETE, MET(RANGE_COMPLETE) },
    { NOTE_USERINFO, MET(URI_USERINFO) },
    { NOTE_NO_HOST, MET(URI_HOST) },
    { NOTE_VIA_HTTP, MET(VIA_HTTP) },
    { NOTE_REALM_TOKEN, MET(REALM_TOKEN) },
    { NOTE_NO_MAX_AGE, MET(HSTS_MAX_AGE) },
    { NOTE_NO_REL, MET(LINK_NO_REL) },
    { NOTE_REL_AGAIN, MET(LINK_REL_AGAIN) },
};

typedef enum shape {
    LISTS = 1 << 0,    /* a comma more adds an empty element                       */
    CASELESS = 1 << 1, /* the other case changes nothing                           */
    UNIQUE = 1 << 2,   /* names of parameters come once                            */
    SINGLE = 1 << 3    /* it has no members to walk over                           */
} shape;

static const struct {
    recognizer *recognize; /* NULL: of this one only what holds for all */
    unsigned shape;
} grammars[FIELDS] = {
    [H204_VALUE_ACCEPT] = { value_accept, LISTS | CASELESS },
    [H204_VALUE_ACCEPT_ENCODING] = { value_accept_encoding, LISTS | CASELESS },
    [H204_VALUE_ACCEPT_PATCH] = { value_accept_patch, LISTS | CASELESS },
    [H204_VALUE_ACCEPT_RANGES] = { value_tokens, LISTS | CASELESS },
    [H204_VALUE_ALLOW_CREDENTIALS] = { value_true, SINGLE },
    [H204_VALUE_ALLOW_HEADERS] = { value_tokens, LISTS | CASELESS },
    [H204_VALUE_ALLOW_METHODS] = { value_tokens, LISTS | CASELESS },
    [H204_VALUE_ALLOW_ORIGIN] = { value_origin, SINGLE },
    [H204_VALUE_EXPOSE_HEADERS] = { value_tokens, LISTS | CASELESS },
    [H204_VALUE_ACCESS_MAX_AGE] = { value_digits, CASELESS | SINGLE },
    [H204_VALUE_AGE] = { value_digits, CASELESS | SINGLE },
    [H204_VALUE_ALLOW] = { value_tokens, LISTS | CASELESS },
    [H204_VALUE_ALT_SVC] = { value_alt_svc, LISTS },
    [H204_VALUE_AUTHENTICATION_INFO] = { value_auth_params, LISTS | CASELESS },
    [H204_VALUE_CACHE_CONTROL] = { value_cache_control, LISTS | CASELESS },
    [H204_VALUE_CONNECTION] = { value_tokens, LISTS | CASELESS },
    [H204_VALUE_CONTENT_DIGEST] = { NULL, LISTS },
    [H204_VALUE_CONTENT_DISPOSITION] = { value_disposition, CASELESS | UNIQUE },
    [H204_VALUE_CONTENT_ENCODING] = { value_tokens, LISTS | CASELESS },
    [H204_VALUE_CONTENT_LANGUAGE] = { value_languages, LISTS | CASELESS },
    [H204_VALUE_CONTENT_LOCATION] = { value_uri_no_fragment, CASELESS | SINGLE },
    [H204_VALUE_CONTENT_RANGE] = { value_content_range, CASELESS | SINGLE },
    [H204_VALUE_CONTENT_TYPE] = { value_media_type, CASELESS | UNIQUE },
    [H204_VALUE_RESOURCE_POLICY] = { value_resource_policy, SINGLE },
    [H204_VALUE_DATE] = { value_http_date, SINGLE },
    [H204_VALUE_ETAG] = { value_entity_tag, SINGLE },
    [H204_VALUE_EXPIRES] = { value_http_date, SINGLE },
    [H204_VALUE_IF_MATCH] = { value_entity_tags, LISTS },
    [H204_VALUE_IF_NONE_MATCH] = { value_entity_tags, LISTS },
    [H204_VALUE_LAST_MODIFIED] = { value_http_date, SINGLE },
    [H204_VALUE_LINK] = { value_link, LISTS | CASELESS },
    [H204_VALUE_LOCATION] = { value_uri_reference, CASELESS | SINGLE },
    [H204_VALUE_PREFERENCE_APPLIED] = { value_preference_applied, LISTS | CASELESS },
    [H204_VALUE_PROXY_AUTHENTICATE] = { value_challenges, LISTS | CASELESS | UNIQUE },
    [H204_VALUE_PROXY_AUTHENTICATION_INFO] = { value_auth_params, LISTS | CASELESS },
    [H204_VALUE_RANGE] = { value_byte_ranges, CASELESS },
    [H204_VALUE_RETRY_AFTER] = { value_retry_after, SINGLE },
    [H204_VALUE_SERVER] = { value_server, CASELESS },
    [H204_VALUE_SET_COOKIE] = { value_cookie, UNIQUE },
    [H204_VALUE_STRICT_TRANSPORT_SECURITY] = { value_transport_security, CASELESS | UNIQUE },
    [H204_VALUE_TRAILER] = { value_tokens, LISTS | CASELESS },
    [H204_VALUE_TRANSFER_ENCODING] = { value_transfer_encoding, LISTS | CASELESS },
    [H204_VALUE_UPGRADE] = { value_upgrade, LISTS | CASELESS },
    [H204_VALUE_VARY] = { value_tokens, LISTS | CASELESS },
    [H204_VALUE_VIA] = { value_via, LISTS | CASELESS },
    [H204_VALUE_WWW_AUTHENTICATE] = { value_challenges, LISTS | CASELESS | UNIQUE },
    [H204_VALUE_CONTENT_TYPE_OPTIONS] = { value_nosniff, CASELESS | SINGLE },
};

typedef struct judged {
    uint32_t members;
    h204_faults faults;
} judged;

typedef struct value {
    const input *from;
    h204_value_field field;
    const uint8_t *octets;
    size_t size;
} value;

static const char *const field_names[] = {
#define FIELD(id, name, reads, traits) name,
    H204_VALUE_FIELDS(FIELD)
#undef FIELD
};

static void hold(const value *v, bool is_kept, const char *law, h204_invariant promise)
{
    if (!is_kept) {
        fprintf(stderr, "in a value of %s: ", field_names[v->field]);
        print_escaped(v->octets, v->size);
        fputc('\n', stderr);
        input_violates(v->from, law, promise);
    }
}

static h204_span span_of(size_t offset, size_t size)
{
    h204_span span = { (uint32_t)offset, (uint32_t)size };
    return span;
}

static judged judge(h204_view view, h204_value_field field, h204_span span)
{
    judged result;
    memset(&result, 0, sizeof result);
    result.members = h204_value_judge(view, field, span, H204_NO_CLOCK, &result.faults);
    return result;
}

static judged judge_alone(const uint8_t *octets, size_t size, h204_value_field field)
{
    h204_view view = { octets, size };
    return judge(view, field, span_of(0, size));
}

static bool is_blank(uint8_t octet)
{
    return octet == ' ' || octet == '\t';
}

/* No control octet but HTAB (RFC 9110 5.5): those are a fault of any value, and the grammars leave them be. */
static bool may_be_a_value(const value *v)
{
    for (size_t i = 0; i < v->size; i++) {
        if ((v->octets[i] < ' ' && v->octets[i] != '\t') || v->octets[i] == 0x7F) {
            return false;
        }
    }
    return true;
}

/* ---- against the recognizers ------------------------------------------------------------------------------- */

static const char law_grammar[] = "a value is grammatical where a simple recognizer says so";
static const char law_notes[] = "a grammatical value has the faults that a simple recognizer notes";
static const char law_date[] = "a date is the one that the calendar says";
static const char law_tag[] = "an entity tag has the parts that RFC 9110 says";
static const char law_number[] = "a number is the sum of its digits";
static const char law_uri[] = "a URI has the parts that RFC 3986 says";

static void compare_notes(const value *v, const judged *found, const verdict *expected)
{
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        bool is_space = notes[i].note == NOTE_SPACE_AFTER || notes[i].note == NOTE_SPACE_BEFORE;
        bool is_ambiguous = is_space && (expected->notes & NOTE_EMPTY_MEMBER) != 0; /* after one, before the next */
        bool is_asked = notes[i].note != NOTE_REPEATED ||
                        ((grammars[v->field].shape & UNIQUE) != 0 && expected->names <= H204_NAMES_MAX);
        bool is_noted = (expected->notes & notes[i].note) != 0;
        bool is_met = (found->faults.met & notes[i].fault) != 0;
        hold(v, is_ambiguous || !is_asked || is_noted == is_met, law_notes, H204_CX_DETERMINISTIC);
    }
    hold(v, found->members == expected->members, law_notes, H204_CX_DETERMINISTIC);
}

static void compare_with_recognizer(const value *v, const judged *found)
{
    text octets = { v->octets, v->octets + v->size };
    verdict expected = grammars[v->field].recognize(octets);
    if (!expected.is_grammatical) {
        hold(v, (found->faults.met & ungrammatical) != 0, law_grammar, H204_CX_DETERMINISTIC);
        return;
    }
    hold(v, (found->faults.met & ungrammatical & ~beyond_grammar) == 0, law_grammar, H204_CX_DETERMINISTIC);
    compare_notes(v, found, &expected);
}

/* A moment in seconds since 1970, and its day. */
static const struct {
    int64_t seconds;
    unsigned day[3];
} clocks[] = { { 1767225600, { 2026, 1, 1 } }, { 946684799, { 1999, 12, 31 } }, { 2551442399, { 2050, 11, 7 } } };

/* Two digits of a year: the latest that is not more than 50 years in the future (RFC 9110 5.6.7). */
static unsigned year_of(const date_parts *d, const unsigned *now)
{
    unsigned year = now[0] + 50 - (now[0] + 50 - d->year) % 100;
    bool is_later = d->month != now[1] ? d->month > now[1] : d->day > now[2];
    return year == now[0] + 50 && is_later ? year - 100 : year;
}

/* Is it 50 years from now to a day?  The calendar has 18262 or 18263 days for that. */
static bool is_at_the_bound(const date_parts *d, const unsigned *now)
{
    return d->kind == RFC850_DATE && now != NULL && d->year == (now[0] + 50) % 100 && d->month == now[1] &&
           d->day + 1 >= now[2] && d->day <= now[2] + 1;
}

static void compare_date(const value *v, int64_t now, const unsigned *now_day)
{
    static const uint64_t spelled = MET(GRAMMAR) | MET(DATE_SPACE) | MET(DATE_CASE) | MET(DATE_ZONE);
    text octets = { v->octets, v->octets + v->size };
    h204_view view = { v->octets, v->size };
    h204_faults faults;
    memset(&faults, 0, sizeof faults);
    date_parts d = date_of(octets);
    h204_date date = h204_value_date(view, span_of(0, v->size), now, &faults);
    hold(v, (d.kind == NO_DATE) == ((faults.met & spelled) != 0), law_date, H204_CX_DETERMINISTIC);
    if (is_at_the_bound(&d, now_day)) {
        return;
    }
    if (d.kind == NO_DATE) {
        hold(v, date.form != H204_DATE_NONE || !date.has_seconds, law_date, H204_CX_DETERMINISTIC);
        return;
    }
    bool lacks_century = d.kind == RFC850_DATE && now_day == NULL;
    unsigned year = d.kind != RFC850_DATE ? d.year : lacks_century ? 1900 + d.year : year_of(&d, now_day);
    bool is_time = d.hour < 24 && d.minute < 60 && d.second <= 60;
    bool is_leap_day_of_00 = lacks_century && d.year == 0 && d.month == 2 && d.day == 29;
    bool is_day = d.day >= 1 && (d.day <= days_in_month(year, d.month) || is_leap_day_of_00);
    uint64_t met = (d.kind != IMF_FIXDATE ? MET(DATE_OBSOLETE) : 0) | (is_time ? 0 : MET(DATE_RANGE)) |
                   (is_day ? 0 : MET(DATE_CALENDAR)) | (is_leap_day_of_00 ? MET(DATE_CENTURY) : 0);
    int64_t days = days_since_1970(year, d.month, d.day);
    bool is_wrong_day = is_day && !lacks_century && year >= 1900 && ((days + 3) % 7 + 7) % 7 != d.weekday;
    uint64_t judged_here = ~(is_time && is_day ? 0 : MET(DATE_WEEKDAY));
    met |= is_wrong_day ? MET(DATE_WEEKDAY) : 0;
    hold(v, (int)date.form == (int)d.kind, law_date, H204_CX_DETERMINISTIC);
    hold(v, (faults.met & judged_here) == (met & judged_here), law_date, H204_CX_DETERMINISTIC);
    bool is_known = is_time && is_day && !lacks_century;
    int64_t seconds = days * 86400 + (int64_t)(d.hour * 3600 + d.minute * 60 + d.second);
    hold(v, date.has_seconds == is_known && (!is_known || date.seconds == seconds), law_date, H204_CX_DETERMINISTIC);
}

static bool is_part(const value *v, h204_span span, text part)
{
    return h204_span_size(span) == (size_t)(part.end - part.at) &&
           (part.end == part.at || v->octets + span.offset == part.at);
}

static void compare_uri(const value *v)
{
    text octets = { v->octets, v->octets + v->size };
    h204_view view = { v->octets, v->size };
    uri_parts parts;
    bool is_uri = uri_of(octets, &parts);
    h204_uri uri = h204_value_uri(view, span_of(0, v->size), NULL);
    hold(v, uri.is_whole == is_uri, law_uri, H204_CX_DETERMINISTIC);
    if (is_uri) {
        hold(v,
             uri.has_scheme == parts.has_scheme && uri.has_authority == parts.has_authority &&
                 uri.has_userinfo == parts.has_userinfo && uri.has_port == parts.has_port &&
                 uri.has_query == parts.has_query && uri.has_fragment == parts.has_fragment,
             law_uri, H204_CX_DETERMINISTIC);
        hold(v,
             is_part(v, uri.scheme, parts.scheme) && is_part(v, uri.userinfo, parts.userinfo) &&
                 is_part(v, uri.host, parts.host) && is_part(v, uri.port, parts.port) &&
                 is_part(v, uri.path, parts.path) && is_part(v, uri.query, parts.query) &&
                 is_part(v, uri.fragment, parts.fragment),
             law_uri, H204_CX_DETERMINISTIC);
    }
}

/* A strong or weak tag, and what stands between its quotes (RFC 9110 8.8.3). */
static void compare_tag(const value *v)
{
    text octets = { v->octets, v->octets + v->size };
    h204_view view = { v->octets, v->size };
    h204_tag tag = h204_value_tag(view, span_of(0, v->size), NULL);
    if (value_entity_tag(octets).is_grammatical) {
        bool is_weak = *octets.at == 'W';
        text opaque = { octets.at + (is_weak ? 3 : 1), octets.end - 1 };
        hold(v, tag.is_shaped && tag.is_weak == is_weak && is_part(v, tag.opaque, opaque), law_tag,
             H204_CX_DETERMINISTIC);
    }
}

/* A number, and whether it fits 64 bits: added up digit by digit, and compared with the largest as text. */
static void compare_number(const value *v)
{
    static const char largest[] = "18446744073709551615";
    enum { DIGITS = sizeof largest - 1 };
    text octets = { v->octets, v->octets + v->size };
    h204_view view = { v->octets, v->size };
    h204_number number = h204_value_number(view, span_of(0, v->size));
    bool is_number = value_digits(octets).is_grammatical;
    hold(v, number.is_number == is_number, law_number, H204_CX_DETERMINISTIC);
    if (is_number) {
        uint64_t sum = 0;
        while (octets.at < octets.end && *octets.at == '0') {
            octets.at++;
        }
        size_t size = (size_t)(octets.end - octets.at);
        bool fits = size < DIGITS || (size == DIGITS && memcmp(octets.at, largest, DIGITS) <= 0);
        for (; fits && octets.at < octets.end; octets.at++) {
            sum = sum * 10 + (uint64_t)(*octets.at - '0');
        }
        hold(v, number.fits == fits && (!fits || number.value == sum), law_number, H204_CX_DETERMINISTIC);
    }
}

/* ---- the same value, written otherwise --------------------------------------------------------------------- */

static const char law_deterministic[] = "a value is judged alike, wherever it stands";
static const char law_inside[] = "what a value holds lies inside";
static const char law_repaired[] = "a fold, NUL or bare CR reads as SP";
static const char law_case[] = "the other case changes nothing";
static const char law_comma[] = "an empty element changes nothing but that there is one";
static const char law_blank[] = "blanks around a comma change nothing but that they are there";
static const char law_prefix[] = "a prefix is read to its end and no further";

static bool is_inside(const value *v, h204_span span)
{
    return span.offset <= v->size && h204_span_size(span) <= v->size - span.offset;
}

/* The lowest fault of a set that is not empty; it is taken out. */
static h204_fault next_fault(uint64_t *met)
{
    int fault = __builtin_ctzll(*met);
    *met &= *met - 1;
    return (h204_fault)fault;
}

static void places_are_inside(const value *v, const judged *found)
{
    for (uint64_t met = found->faults.met; met != 0;) {
        h204_fault fault = next_fault(&met);
        hold(v, fault < H204_FAULT_COUNT && is_inside(v, found->faults.place[fault]), law_inside, H204_CX_SPAN_INSIDE);
    }
}

/* The walk meets no more than it counts, and all of it inside. */
static void items_are_inside(const value *v, const judged *found)
{
    h204_view view = { v->octets, v->size };
    h204_walk walk = h204_walk_open(view, v->field, NULL);
    h204_item item;
    size_t items = 0;
    uint32_t members = 0;
    h204_walk_line(&walk, span_of(0, v->size));
    while (h204_walk_next(&walk, &item)) {
        members += item.kind == H204_ITEM_MEMBER ? 1 : 0;
        items++;
        hold(v, items <= v->size + 1, law_inside, H204_CX_DETERMINISTIC);
        hold(v, is_inside(v, item.name) && is_inside(v, item.second) && is_inside(v, item.value), law_inside,
             H204_CX_SPAN_INSIDE);
    }
    bool is_one_of_one = (grammars[v->field].shape & LISTS) != 0 || v->field == H204_VALUE_CONTENT_TYPE;
    hold(v, !is_one_of_one || members <= found->members || found->members == 0, law_inside, H204_CX_DETERMINISTIC);
}

static void same_anywhere(const value *v, const judged *found)
{
    static uint8_t memory[VALUE_MOST + 2 * INPUT_PLACES];
    static const uint8_t around[] = { '"', ',', '=', 'a' };
    enum { AROUND = sizeof around };
    memcpy(memory, around, AROUND);
    if (v->size > 0) {
        memcpy(memory + AROUND, v->octets, v->size);
    }
    memcpy(memory + AROUND + v->size, around, AROUND);
    h204_view view = { memory, v->size + 2 * AROUND };
    judged again = judge(view, v->field, span_of(AROUND, v->size));
    hold(v, again.members == found->members && again.faults.met == found->faults.met, law_deterministic,
         H204_CX_DETERMINISTIC);
    for (uint64_t met = found->faults.met; met != 0;) {
        h204_fault fault = next_fault(&met);
        h204_span place = again.faults.place[fault];
        place.offset -= AROUND;
        hold(v, memcmp(&place, &found->faults.place[fault], sizeof place) == 0, law_deterministic,
             H204_CX_DETERMINISTIC);
    }
}

/* Marked as repaired, a value reads as its copy with SP in place of what was tolerated (RFC 9112 2.2, 5.2). */
static void same_when_repaired(const value *v)
{
    /* of a cookie's attributes even the names may hold SP, and names are compared as they are spelled */
    uint64_t spelled = v->field == H204_VALUE_SET_COOKIE ? MET(REPEATED) : 0;
    static uint8_t memory[VALUE_MOST];
    h204_view view = { v->octets, v->size };
    h204_span span = span_of(0, v->size);
    h204_room room = { memory, sizeof memory, 0 };
    span.size |= H204_REPAIRED;
    judged repaired = judge(view, v->field, span);
    h204_outcome outcome = h204_copy_value(view, span, &room);
    judged copied = judge_alone(memory, room.size, v->field);
    hold(v,
         outcome.status == H204_DONE && copied.members == repaired.members &&
             (copied.faults.met & ~spelled) == (repaired.faults.met & ~spelled),
         law_repaired, H204_CX_DETERMINISTIC);
    places_are_inside(v, &repaired);
}

static void same_in_other_case(const value *v, const judged *found)
{
    static uint8_t memory[VALUE_MOST];
    for (size_t i = 0; i < v->size; i++) {
        uint8_t octet = v->octets[i];
        bool is_letter = (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
        memory[i] = is_letter ? octet ^ 0x20 : octet;
    }
    judged other = judge_alone(memory, v->size, v->field);
    hold(v, other.members == found->members && other.faults.met == found->faults.met, law_case, H204_CX_DETERMINISTIC);
}

/* Letters of a date in one case: the same date, and a fault more. */
static void same_date_in_one_case(const value *v)
{
    static uint8_t memory[VALUE_MOST];
    text octets = { v->octets, v->octets + v->size };
    if (date_of(octets).kind == NO_DATE) {
        return;
    }
    for (size_t i = 0; i < v->size; i++) {
        memory[i] = v->octets[i] >= 'A' && v->octets[i] <= 'Z' ? v->octets[i] | 0x20 : v->octets[i];
    }
    h204_view view = { v->octets, v->size };
    h204_view other_view = { memory, v->size };
    h204_faults faults;
    h204_faults other_faults;
    memset(&faults, 0, sizeof faults);
    memset(&other_faults, 0, sizeof other_faults);
    h204_date date = h204_value_date(view, span_of(0, v->size), clocks[0].seconds, &faults);
    h204_date other = h204_value_date(other_view, span_of(0, v->size), clocks[0].seconds, &other_faults);
    hold(v,
         other.form == date.form && other.has_seconds == date.has_seconds &&
             (!date.has_seconds || other.seconds == date.seconds) && other_faults.met == (faults.met | MET(DATE_CASE)),
         law_case, H204_CX_DETERMINISTIC);
}

/* A comma before or behind adds an empty element, which does not count (RFC 9110 5.6.1.2). */
static void same_with_empty_element(const value *v, const judged *found)
{
    static uint8_t memory[VALUE_MOST + 1];
    bool has_word =
        v->field == H204_VALUE_IF_MATCH || v->field == H204_VALUE_IF_NONE_MATCH || v->field == H204_VALUE_ALT_SVC;
    if (has_word && v->size > 0 && v->octets[v->size - 1] != '"') { /* "*" or "clear", which is no list */
        return;
    }
    for (size_t at = 0; at < 2; at++) {
        memory[at == 0 ? 0 : v->size] = ',';
        if (v->size > 0) {
            memcpy(memory + 1 - at, v->octets, v->size);
        }
        judged other = judge_alone(memory, v->size + 1, v->field);
        hold(v, other.members == found->members && other.faults.met == (found->faults.met | MET(EMPTY_MEMBER)),
             law_comma, H204_CX_DETERMINISTIC);
    }
}

/* Two blanks around a comma that stands outside of quotes and brackets (RFC 9110 5.6.1). */
static void same_with_blanks(const value *v, const judged *found)
{
    static uint8_t memory[VALUE_MOST + 4];
    static const uint64_t spaces = MET(SPACE_AFTER_COMMA) | MET(SPACE_BEFORE_COMMA);
    size_t comma = 0;
    while (comma < v->size && v->octets[comma] != ',') {
        if (memchr("\"(<\\", v->octets[comma], 4) != NULL) {
            return;
        }
        comma++;
    }
    if (comma == v->size || comma == 0 || is_blank(v->octets[comma - 1])) {
        return;
    }
    memcpy(memory, v->octets, comma);
    memcpy(memory + comma, "\t , \t", 5);
    memcpy(memory + comma + 5, v->octets + comma + 1, v->size - comma - 1);
    judged other = judge_alone(memory, v->size + 4, v->field);
    hold(v, other.members == found->members && (other.faults.met & ~spaces) == (found->faults.met & ~spaces), law_blank,
         H204_CX_DETERMINISTIC);
}

/* Where the memory ends is where the prefix does. */
static void prefix_is_read_alone(const value *v)
{
    static guard memory;
    if (memory.pages == NULL) {
        memory = guard_new(VALUE_MOST);
    }
    size_t size = v->from->places[1] % (v->size + 1);
    judged longer = judge((h204_view){ v->octets, v->size }, v->field, span_of(0, size));
    judged alone = judge_alone(guard_place(&memory, v->octets, size), size, v->field);
    hold(v, alone.members == longer.members && memcmp(&alone.faults, &longer.faults, sizeof alone.faults) == 0,
         law_prefix, H204_CX_DETERMINISTIC);
}

/* ---- one value --------------------------------------------------------------------------------------------- */

/* Values of a long input are written otherwise in one way, which the input chooses; those of a short one in all. */
static void judge_otherwise(const value *v, const judged *found)
{
    enum { WAYS = 4 };
    bool is_good = (found->faults.met & ungrammatical) == 0;
    bool is_list = (grammars[v->field].shape & LISTS) != 0;
    bool has_repairs =
        v->size > 0 && (memchr(v->octets, '\r', v->size) != NULL || memchr(v->octets, 0, v->size) != NULL);
    size_t only = v->from->places[3] % WAYS;
    bool is_short = v->from->size <= CUTS_EXHAUSTIVE;
    if (is_short || only == 0) {
        same_anywhere(v, found);
    }
    if (is_short || only == 1) {
        prefix_is_read_alone(v);
    }
    if ((grammars[v->field].shape & CASELESS) != 0 && (is_short || only == 2)) {
        same_in_other_case(v, found);
    }
    if (is_list && is_good && (is_short || only == 3)) {
        same_with_empty_element(v, found);
        same_with_blanks(v, found);
    }
    if (has_repairs && (is_short || only == 3)) {
        same_when_repaired(v);
    }
}

static void judge_value(const value *v)
{
    judged found = judge_alone(v->octets, v->size, v->field);
    places_are_inside(v, &found);
    if ((grammars[v->field].shape & SINGLE) == 0) {
        items_are_inside(v, &found);
    }
    if (grammars[v->field].recognize != NULL && may_be_a_value(v)) {
        compare_with_recognizer(v, &found);
    }
    judge_otherwise(v, &found);
    if (v->field == H204_VALUE_DATE && may_be_a_value(v)) {
        size_t clock = v->from->places[2] % (sizeof clocks / sizeof clocks[0]);
        compare_date(v, H204_NO_CLOCK, NULL);
        compare_date(v, clocks[clock].seconds, clocks[clock].day);
        same_date_in_one_case(v);
    }
    if (v->field == H204_VALUE_LOCATION) {
        compare_uri(v);
    }
    if (v->field == H204_VALUE_ETAG && may_be_a_value(v)) {
        compare_tag(v);
    }
    if (v->field == H204_VALUE_AGE) {
        compare_number(v);
    }
}

/* ---- values of an input ------------------------------------------------------------------------------------ */

static void judge_trimmed(const input *from, h204_value_field field, const uint8_t *octets, size_t size)
{
    while (size > 0 && is_blank(octets[size - 1])) {
        size--;
    }
    while (size > 0 && is_blank(*octets)) {
        octets++;
        size--;
    }
    value v = { from, field, octets, size };
    if (size <= VALUE_MOST && field != H204_VALUE_UNKNOWN) {
        judge_value(&v);
    }
}

/* name ":" value, up to CRLF or LF */
static void judge_line(const input *from, const uint8_t *line, size_t size)
{
    const uint8_t *colon = size > 0 ? memchr(line, ':', size) : NULL;
    if (colon != NULL) {
        size_t behind = size - (size_t)(colon - line) - 1;
        behind -= behind > 0 && line[size - 1] == '\r' ? 1 : 0;
        judge_trimmed(from, h204_value_field_named(line, (size_t)(colon - line)), colon + 1, behind);
    }
}

void sampled_values(input from)
{
    h204_promises_are_checked = from.size <= CUTS_EXHAUSTIVE;
    uint32_t chosen = (input_choose(&from, FIELDS) + (uint32_t)(from.places[0] + from.places[2])) % FIELDS;
    size_t start = 0;
    for (int lines = 0; lines < LINES_MOST && start < from.size; lines++) {
        const uint8_t *end = memchr(from.octets + start, '\n', from.size - start);
        size_t size = end != NULL ? (size_t)(end - from.octets) - start : from.size - start;
        judge_line(&from, from.octets + start, size);
        start += size + 1;
    }
    uint32_t tried = from.size <= SHORT ? FIELDS : 1;
    for (uint32_t i = 0; i < tried; i++) {
        judge_trimmed(&from, (h204_value_field)((chosen + i) % FIELDS), from.octets, from.size);
    }
}
