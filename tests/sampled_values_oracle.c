/* sampled_values_oracle.c - simple recognizers of field values, written from the ABNF of the RFCs.
 *
 * Each function takes what its production derives off the front of a text and says whether there was any; one
 * that fails may leave the text anywhere.  Alternatives are tried on copies.
 */
#include "sampled_values_oracle.h"

#include <string.h>

/* ---- octets (RFC 5234 B.1, RFC 9110 5.6.2) ----------------------------------------------------------------- */

static bool is_alpha(int octet)
{
    return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
}

static bool is_digit(int octet)
{
    return octet >= '0' && octet <= '9';
}

static bool is_hexdig(int octet)
{
    return is_digit(octet) || (octet >= 'a' && octet <= 'f') || (octet >= 'A' && octet <= 'F');
}

static bool is_one_of(int octet, const char *these)
{
    return octet > 0 && strchr(these, octet) != NULL;
}

static bool is_token_octet(int octet)
{
    return is_alpha(octet) || is_digit(octet) || is_one_of(octet, "!#$%&'*+-.^_`|~");
}

static int lower(int octet)
{
    return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
}

/* ---- terminals --------------------------------------------------------------------------------------------- */

static size_t left(text t)
{
    return (size_t)(t.end - t.at);
}

static bool at_end(text t)
{
    return t.at == t.end;
}

/* An octet, or -1 at the end. */
static int next(text t)
{
    return at_end(t) ? -1 : *t.at;
}

static bool octet(text *t, int wanted)
{
    bool is_there = next(*t) == wanted;
    t->at += is_there ? 1 : 0;
    return is_there;
}

static bool exactly(text *t, const char *literal)
{
    size_t size = strlen(literal);
    bool is_there = left(*t) >= size && memcmp(t->at, literal, size) == 0;
    t->at += is_there ? size : 0;
    return is_there;
}

static bool is_spelled(text t, const char *lower_case)
{
    bool same = left(t) == strlen(lower_case);
    for (size_t i = 0; same && i < left(t); i++) {
        same = lower(t.at[i]) == lower_case[i];
    }
    return same;
}

static size_t run(text *t, bool (*belongs)(int))
{
    const uint8_t *start = t->at;
    while (!at_end(*t) && belongs(*t->at)) {
        t->at++;
    }
    return (size_t)(t->at - start);
}

static text from_to(text start, text behind)
{
    text taken = { start.at, behind.at };
    return taken;
}

static bool is_blank(int octet_)
{
    return octet_ == ' ' || octet_ == '\t';
}

/* OWS, and how much of it */
static size_t blanks(text *t)
{
    return run(t, is_blank);
}

static bool token(text *t)
{
    return run(t, is_token_octet) > 0;
}

static bool digits(text *t)
{
    return run(t, is_digit) > 0;
}

/* ---- quoted-string, comment (RFC 9110 5.6.4, 5.6.5) -------------------------------------------------------- */

static bool quoted_string(text *t, verdict *v)
{
    if (!octet(t, '"')) {
        return false;
    }
    while (!octet(t, '"')) {
        if (octet(t, '\\') && !is_one_of(next(*t), "\"\\")) {
            v->notes |= NOTE_QUOTED_ESCAPE;
        }
        if (at_end(*t)) {
            return false;
        }
        t->at++;
    }
    return true;
}

static bool comment(text *t, verdict *v)
{
    size_t depth = 0;
    do {
        if (octet(t, '(')) {
            depth++;
        } else if (octet(t, ')')) {
            depth--;
        } else {
            if (octet(t, '\\') && !is_one_of(next(*t), "()\\")) {
                v->notes |= NOTE_COMMENT_ESCAPE;
            }
            if (at_end(*t) || depth == 0) {
                return false;
            }
            t->at++;
        }
    } while (depth > 0);
    return true;
}

/* token / quoted-string */
static bool word(text *t, verdict *v)
{
    return next(*t) == '"' ? quoted_string(t, v) : token(t);
}

/* RWS, one SP being what is generated (RFC 9110 5.6.3) */
static bool required_blanks(text *t, verdict *v)
{
    text start = *t;
    size_t size = blanks(t);
    v->notes |= size > 0 && (size > 1 || *start.at != ' ') ? NOTE_REQUIRED_SPACE : 0;
    return size > 0;
}

static void bad_blanks(text *t, verdict *v)
{
    v->notes |= blanks(t) > 0 ? NOTE_BAD_SPACE : 0;
}

/* ---- names that come once ---------------------------------------------------------------------------------- */

enum { NAMES_MOST = 32 };

typedef struct names {
    text name[NAMES_MOST];
    uint32_t count;
} names;

static bool same_name(text a, text b)
{
    bool same = left(a) == left(b);
    for (size_t i = 0; same && i < left(a); i++) {
        same = lower(a.at[i]) == lower(b.at[i]);
    }
    return same;
}

static void add_name(names *seen, text name, verdict *v)
{
    for (uint32_t i = 0; i < seen->count && i < NAMES_MOST; i++) {
        v->notes |= same_name(seen->name[i], name) ? NOTE_REPEATED : 0;
    }
    if (seen->count < NAMES_MOST) {
        seen->name[seen->count] = name;
    }
    seen->count++;
    v->names = seen->count > v->names ? seen->count : v->names;
}

/* ---- lists (RFC 9110 5.6.1.2) ------------------------------------------------------------------------------ */

typedef bool member(text *t, verdict *v);

static bool list_on(text *t, member *one, verdict *v)
{
    for (bool is_first = true;; is_first = false) {
        text start = *t;
        size_t space = blanks(t);
        if (at_end(*t) || next(*t) == ',') {
            v->notes |= is_first && at_end(*t) ? 0 : NOTE_EMPTY_MEMBER;
        } else {
            v->notes |= !is_first && space > 0 && (space > 1 || *start.at != ' ') ? NOTE_SPACE_AFTER : 0;
            v->members++;
            if (!one(t, v)) {
                return false;
            }
            v->notes |= blanks(t) > 0 && next(*t) == ',' ? NOTE_SPACE_BEFORE : 0;
        }
        if (at_end(*t)) {
            return true;
        }
        if (!octet(t, ',')) {
            return false;
        }
    }
}

static verdict list_of(text value, member *one)
{
    verdict v = { false, 0, 0, 0 };
    v.is_grammatical = list_on(&value, one, &v);
    return v;
}

static verdict single(text value, member *one)
{
    verdict v = { false, 0, 1, 0 };
    v.is_grammatical = one(&value, &v) && at_end(value);
    return v;
}

/* ---- tokens ------------------------------------------------------------------------------------------------ */

static bool token_member(text *t, verdict *v)
{
    (void)v;
    return token(t);
}

verdict value_tokens(text value)
{
    return list_of(value, token_member);
}

/* protocol-name [ "/" protocol-version ] (RFC 9110 7.8) */
static bool protocol(text *t, verdict *v)
{
    (void)v;
    return token(t) && (!octet(t, '/') || token(t));
}

verdict value_upgrade(text value)
{
    return list_of(value, protocol);
}

/* ---- parameters (RFC 9110 5.6.6, 12.4.2) ------------------------------------------------------------------- */

static bool qvalue(text t)
{
    if (octet(&t, '0')) {
        return at_end(t) || (octet(&t, '.') && run(&t, is_digit) <= 3 && at_end(t));
    }
    text zeros = t;
    bool is_one = octet(&zeros, '1') && (at_end(zeros) || octet(&zeros, '.'));
    for (int i = 0; i < 3 && octet(&zeros, '0'); i++) {
    }
    return is_one && at_end(zeros);
}

/* *( OWS ";" OWS [ parameter ] ), where a parameter called q is a weight or where it is not */
static bool parameters(text *t, verdict *v, bool has_weight)
{
    names seen = { .count = 0 };
    for (;;) {
        text start = *t;
        blanks(t);
        if (!octet(t, ';')) {
            *t = start;
            return true;
        }
        text behind = *t;
        blanks(t);
        text name = *t;
        if (!token(t)) {
            *t = at_end(*t) || is_one_of(next(*t), ";,") ? behind : name;
            continue;
        }
        name = from_to(name, *t);
        add_name(&seen, name, v);
        if (!octet(t, '=')) {
            return false;
        }
        text argument = *t;
        if (!word(t, v) || (has_weight && is_spelled(name, "q") && !qvalue(from_to(argument, *t)))) {
            return false;
        }
    }
}

static bool type_and_subtype(text *t)
{
    return token(t) && octet(t, '/') && token(t);
}

static bool media_type(text *t, verdict *v)
{
    return type_and_subtype(t) && parameters(t, v, false);
}

static bool media_range(text *t, verdict *v)
{
    return type_and_subtype(t) && parameters(t, v, true);
}

verdict value_media_type(text value)
{
    return single(value, media_type);
}

verdict value_accept_patch(text value)
{
    return list_of(value, media_type);
}

verdict value_accept(text value)
{
    return list_of(value, media_range);
}

/* codings [ weight ], weight = OWS ";" OWS "q=" qvalue (RFC 9110 12.5.3, 12.4.2) */
static bool weighed_coding(text *t, verdict *v)
{
    (void)v;
    if (!token(t)) {
        return false;
    }
    text start = *t;
    blanks(t);
    if (!octet(t, ';')) {
        *t = start;
        return true;
    }
    blanks(t);
    if (!octet(t, 'q') && !octet(t, 'Q')) {
        return false;
    }
    if (!octet(t, '=')) {
        return false;
    }
    text argument = *t;
    return token(t) && qvalue(from_to(argument, *t));
}

verdict value_accept_encoding(text value)
{
    return list_of(value, weighed_coding);
}

/* token *( OWS ";" OWS token BWS "=" BWS ( token / quoted-string ) ) (RFC 9112 7) */
static bool transfer_coding(text *t, verdict *v)
{
    if (!token(t)) {
        return false;
    }
    for (;;) {
        text start = *t;
        blanks(t);
        if (!octet(t, ';')) {
            *t = start;
            return true;
        }
        blanks(t);
        if (!token(t)) {
            return false;
        }
        bad_blanks(t, v);
        if (!octet(t, '=')) {
            return false;
        }
        bad_blanks(t, v);
        if (!word(t, v)) {
            return false;
        }
    }
}

verdict value_transfer_encoding(text value)
{
    return list_of(value, transfer_coding);
}

/* ---- language tags (RFC 5646 2.1) -------------------------------------------------------------------------- */

enum { SUBTAGS_MOST = 64 };

static bool is_alphanum(int octet_)
{
    return is_alpha(octet_) || is_digit(octet_);
}

static bool all_are(text t, bool (*belongs)(int))
{
    run(&t, belongs);
    return at_end(t);
}

static bool is_subtag(text t, size_t least, size_t most, bool (*belongs)(int))
{
    return left(t) >= least && left(t) <= most && all_are(t, belongs);
}

static bool is_variant(text t)
{
    return is_subtag(t, 5, 8, is_alphanum) || (is_subtag(t, 4, 4, is_alphanum) && is_digit(*t.at));
}

static bool is_x(text t)
{
    return is_spelled(t, "x");
}

static bool is_singleton(text t)
{
    return is_subtag(t, 1, 1, is_alphanum) && !is_x(t);
}

/* "x" 1*( "-" 1*8alphanum ), from part[at] on */
static bool is_private_use(const text *part, size_t at, size_t count)
{
    bool is_good = at + 1 < count && is_x(part[at]);
    for (size_t i = at + 1; is_good && i < count; i++) {
        is_good = is_subtag(part[i], 1, 8, is_alphanum);
    }
    return is_good;
}

static bool is_langtag(const text *part, size_t count)
{
    size_t at = 1;
    if (!is_subtag(part[0], 2, 8, is_alpha)) {
        return false;
    }
    for (int i = 0; i < 3 && left(part[0]) <= 3 && at < count && is_subtag(part[at], 3, 3, is_alpha); i++) {
        at++;
    }
    at += at < count && is_subtag(part[at], 4, 4, is_alpha) ? 1 : 0;
    at += at < count && (is_subtag(part[at], 2, 2, is_alpha) || is_subtag(part[at], 3, 3, is_digit)) ? 1 : 0;
    while (at < count && is_variant(part[at])) {
        at++;
    }
    while (at + 1 < count && is_singleton(part[at]) && is_subtag(part[at + 1], 2, 8, is_alphanum)) {
        at += 2;
        while (at < count && is_subtag(part[at], 2, 8, is_alphanum)) {
            at++;
        }
    }
    return at == count || is_private_use(part, at, count);
}

static bool is_grandfathered(text t)
{
    static const char *const tags[] = {
        "en-gb-oed", "i-ami",     "i-bnn",     "i-default",  "i-enochian",  "i-hak",  "i-klingon",
        "i-lux",     "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",       "i-tay",  "i-tsu",
        "sgn-be-fr", "sgn-be-nl", "sgn-ch-de", "art-lojban", "cel-gaulish", "no-bok", "no-nyn",
        "zh-guoyu",  "zh-hakka",  "zh-min",    "zh-min-nan", "zh-xiang",
    };
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        if (is_spelled(t, tags[i])) {
            return true;
        }
    }
    return false;
}

static bool is_tag_octet(int octet_)
{
    return is_alphanum(octet_) || octet_ == '-';
}

static bool language_tag(text *t, verdict *v)
{
    text part[SUBTAGS_MOST];
    size_t count = 0;
    text whole = *t;
    (void)v;
    run(t, is_tag_octet);
    whole = from_to(whole, *t);
    for (text rest = whole;; rest.at++) {
        text start = rest;
        run(&rest, is_alphanum);
        if (count == SUBTAGS_MOST) {
            return false;
        }
        part[count++] = from_to(start, rest);
        if (at_end(rest)) {
            break;
        }
    }
    return is_langtag(part, count) || is_private_use(part, 0, count) || is_grandfathered(whole);
}

verdict value_languages(text value)
{
    return list_of(value, language_tag);
}

/* ---- dates (RFC 9110 5.6.7) -------------------------------------------------------------------------------- */

static bool is_leap(unsigned year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

unsigned days_in_month(unsigned year, unsigned month)
{
    if (month == 2) {
        return is_leap(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int64_t days_since_1970(unsigned year, unsigned month, unsigned day)
{
    static const int64_t before_1970 = 719528; /* from 1 January of year 0 */
    int64_t days = 365 * (int64_t)year + day - 1;
    days += year > 0 ? (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1 : 0; /* year 0 is a leap year */
    for (unsigned m = 1; m < month; m++) {
        days += days_in_month(year, m);
    }
    return days - before_1970;
}

/* Which of the names, `size` octets each, stands here?  It is taken. */
static bool name_of(text *t, const char *const *these, unsigned count, unsigned *which)
{
    for (*which = 0; *which < count; *which += 1) {
        if (exactly(t, these[*which])) {
            return true;
        }
    }
    return false;
}

static bool number(text *t, int size, unsigned *value)
{
    *value = 0;
    for (int i = 0; i < size; i++) {
        if (!is_digit(next(*t))) {
            return false;
        }
        *value = *value * 10 + (unsigned)(*t->at++ - '0');
    }
    return true;
}

static const char *const day_names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const long_day_names[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                              "Friday", "Saturday", "Sunday" };

static bool month_name(text *t, unsigned *month)
{
    static const char *const month_names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    bool is_there = name_of(t, month_names, 12, month);
    *month += 1;
    return is_there;
}

static bool time_of_day(text *t, date_parts *d)
{
    return number(t, 2, &d->hour) && octet(t, ':') && number(t, 2, &d->minute) && octet(t, ':') &&
           number(t, 2, &d->second);
}

static bool imf_fixdate(text t, date_parts *d)
{
    d->kind = IMF_FIXDATE;
    return name_of(&t, day_names, 7, &d->weekday) && exactly(&t, ", ") && number(&t, 2, &d->day) && octet(&t, ' ') &&
           month_name(&t, &d->month) && octet(&t, ' ') && number(&t, 4, &d->year) && octet(&t, ' ') &&
           time_of_day(&t, d) && exactly(&t, " GMT") && at_end(t);
}

static bool rfc850_date(text t, date_parts *d)
{
    d->kind = RFC850_DATE;
    return name_of(&t, long_day_names, 7, &d->weekday) && exactly(&t, ", ") && number(&t, 2, &d->day) &&
           octet(&t, '-') && month_name(&t, &d->month) && octet(&t, '-') && number(&t, 2, &d->year) && octet(&t, ' ') &&
           time_of_day(&t, d) && exactly(&t, " GMT") && at_end(t);
}

static bool asctime_date(text t, date_parts *d)
{
    d->kind = ASCTIME_DATE;
    return name_of(&t, day_names, 7, &d->weekday) && octet(&t, ' ') && month_name(&t, &d->month) && octet(&t, ' ') &&
           (octet(&t, ' ') ? number(&t, 1, &d->day) : number(&t, 2, &d->day)) && octet(&t, ' ') && time_of_day(&t, d) &&
           octet(&t, ' ') && number(&t, 4, &d->year) && at_end(t);
}

date_parts date_of(text value)
{
    date_parts parts = { .kind = NO_DATE };
    if (!imf_fixdate(value, &parts) && !rfc850_date(value, &parts) && !asctime_date(value, &parts)) {
        parts.kind = NO_DATE;
    }
    return parts;
}

static bool http_date(text *t, verdict *v)
{
    date_parts parts = date_of(*t);
    (void)v;
    t->at = t->end;
    return parts.kind != NO_DATE;
}

verdict value_http_date(text value)
{
    return single(value, http_date);
}

static bool number_of_any_size(text *t, verdict *v)
{
    (void)v;
    return digits(t);
}

verdict value_digits(text value)
{
    return single(value, number_of_any_size);
}

verdict value_retry_after(text value)
{
    verdict seconds = value_digits(value);
    return seconds.is_grammatical ? seconds : value_http_date(value);
}

/* ---- entity tags (RFC 9110 8.8.3) -------------------------------------------------------------------------- */

static bool is_etagc(int octet_)
{
    return octet_ > ' ' && octet_ != '"' && octet_ != 0x7F;
}

static bool entity_tag(text *t, verdict *v)
{
    exactly(t, "W/");
    if (!octet(t, '"')) {
        return false;
    }
    text opaque = *t;
    run(t, is_etagc);
    opaque = from_to(opaque, *t);
    v->notes |= left(opaque) > 0 && memchr(opaque.at, '\\', left(opaque)) != NULL ? NOTE_TAG_BACKSLASH : 0;
    return octet(t, '"');
}

verdict value_entity_tag(text value)
{
    return single(value, entity_tag);
}

/* Nothing but this word, though it is no list; empty elements before it are skipped as in one. */
static bool is_word_alone(text t, const char *word_)
{
    while (next(t) == ',' || is_blank(next(t))) {
        t.at++;
    }
    return exactly(&t, word_) && at_end(t);
}

/* "*" / #entity-tag (RFC 9110 13.1.1, 13.1.2) */
verdict value_entity_tags(text value)
{
    verdict v = list_of(value, entity_tag);
    v.notes &= ~(uint32_t)NOTE_TAG_BACKSLASH; /* advice to those who make tags, not to those who give them back */
    v.is_grammatical = v.is_grammatical || is_word_alone(value, "*");
    return v;
}

/* ---- ranges (RFC 9110 14.4, 14.1.2) ------------------------------------------------------------------------ */

/* Below 0, 0, or above 0: two numbers of any size. */
static int compare(text a, text b)
{
    while (left(a) > 1 && *a.at == '0') {
        a.at++;
    }
    while (left(b) > 1 && *b.at == '0') {
        b.at++;
    }
    return left(a) != left(b) ? (left(a) < left(b) ? -1 : 1) : memcmp(a.at, b.at, left(a));
}

static bool take_number(text *t, text *taken)
{
    text start = *t;
    bool is_there = digits(t);
    *taken = from_to(start, *t);
    return is_there;
}

static bool content_range(text *t, verdict *v)
{
    text unit = *t;
    if (!token(t)) {
        return false;
    }
    unit = from_to(unit, *t);
    if (!octet(t, ' ')) {
        return false;
    }
    if (!is_spelled(unit, "bytes")) { /* what follows is for the unit to say: no blanks, and not nothing */
        bool is_there = !at_end(*t);
        for (; !at_end(*t); t->at++) {
            is_there = is_there && !is_blank(*t->at);
        }
        return is_there;
    }
    text first;
    text last;
    text complete;
    if (octet(t, '*')) {
        return octet(t, '/') && digits(t);
    }
    if (!take_number(t, &first) || !octet(t, '-') || !take_number(t, &last) || !octet(t, '/')) {
        return false;
    }
    bool is_reversed = compare(last, first) < 0;
    v->notes |= is_reversed ? NOTE_RANGE_ORDER : 0;
    if (octet(t, '*')) {
        return true;
    }
    bool is_known = take_number(t, &complete);
    v->notes |= is_known && !is_reversed && compare(complete, last) <= 0 ? NOTE_RANGE_COMPLETE : 0;
    return is_known;
}

verdict value_content_range(text value)
{
    return single(value, content_range);
}

/* int-range / suffix-range */
static bool byte_range(text *t, verdict *v)
{
    text first;
    text last;
    (void)v;
    if (octet(t, '-')) {
        return digits(t);
    }
    if (!take_number(t, &first) || !octet(t, '-')) {
        return false;
    }
    return !take_number(t, &last) || compare(first, last) <= 0;
}

verdict value_byte_ranges(text value)
{
    text unit = value;
    token(&value);
    verdict v = { false, 0, 0, 0 };
    v.is_grammatical =
        is_spelled(from_to(unit, value), "bytes") && octet(&value, '=') && list_on(&value, byte_range, &v);
    return v;
}

/* ---- Server, Via (RFC 9110 10.2.4, 7.6.3) ------------------------------------------------------------------ */

static bool server(text *t, verdict *v)
{
    if (!protocol(t, v)) {
        return false;
    }
    while (!at_end(*t)) {
        if (!required_blanks(t, v) || !(next(*t) == '(' ? comment(t, v) : protocol(t, v))) {
            return false;
        }
    }
    return true;
}

verdict value_server(text value)
{
    return single(value, server);
}

static bool via_member(text *t, verdict *v)
{
    text name = *t;
    if (!token(t)) {
        return false;
    }
    name = from_to(name, *t);
    if (octet(t, '/')) {
        v->notes |= is_spelled(name, "http") ? NOTE_VIA_HTTP : 0;
        if (!token(t)) {
            return false;
        }
    }
    if (!required_blanks(t, v) || !token(t)) {
        return false;
    }
    if (octet(t, ':')) {
        digits(t);
    }
    text start = *t;
    if (blanks(t) == 0 || next(*t) != '(') {
        *t = start;
        return true;
    }
    *t = start;
    return required_blanks(t, v) && comment(t, v);
}

verdict value_via(text value)
{
    return list_of(value, via_member);
}

/* ---- authentication (RFC 9110 11) -------------------------------------------------------------------------- */

static bool is_token68_octet(int octet_)
{
    return is_alphanum(octet_) || is_one_of(octet_, "-._~+/");
}

/* token BWS "=" BWS ( token / quoted-string ) */
static bool auth_param(text *t, names *seen, verdict *v)
{
    text name = *t;
    if (!token(t)) {
        return false;
    }
    name = from_to(name, *t);
    add_name(seen, name, v);
    bad_blanks(t, v);
    if (!octet(t, '=')) {
        return false;
    }
    bad_blanks(t, v);
    v->notes |= is_spelled(name, "realm") && next(*t) != '"' ? NOTE_REALM_TOKEN : 0;
    return word(t, v);
}

static bool member_ends(text t)
{
    blanks(&t);
    return at_end(t) || next(t) == ',';
}

static bool token68(text *t)
{
    bool is_there = run(t, is_token68_octet) > 0;
    while (octet(t, '=')) {
    }
    return is_there && member_ends(*t);
}

/* One element between commas.  A challenge goes on in the next where it has auth-params, or nothing but SP
 * behind its scheme: what follows the comma may be its first (RFC 9110 11.6.1). */
typedef struct challenge {
    names seen;
    bool goes_on;
} challenge;

static bool challenge_element(text *t, challenge *c, verdict *v)
{
    text start = *t;
    verdict tried = *v;
    names seen = c->seen;
    if (c->goes_on && auth_param(t, &seen, &tried) && member_ends(*t)) {
        *v = tried;
        c->seen = seen;
        return true;
    }
    *t = start;
    c->seen.count = 0;
    if (!token(t)) {
        return false;
    }
    text behind_scheme = *t;
    while (octet(t, ' ')) {
    }
    if (member_ends(*t)) {
        c->goes_on = t->at != behind_scheme.at;
        *t = behind_scheme;
        return true;
    }
    text credentials = *t;
    if (t->at == behind_scheme.at) {
        return false;
    }
    if (token68(t)) {
        c->goes_on = false;
        return true;
    }
    *t = credentials;
    c->goes_on = true;
    return auth_param(t, &c->seen, v);
}

verdict value_challenges(text value)
{
    verdict v = { false, 0, 0, 0 };
    challenge c = { { .count = 0 }, false };
    for (bool is_first = true;; is_first = false) {
        text start = value;
        size_t space = blanks(&value);
        if (at_end(value) || next(value) == ',') {
            v.notes |= is_first && at_end(value) ? 0 : NOTE_EMPTY_MEMBER;
        } else {
            v.notes |= !is_first && space > 0 && (space > 1 || *start.at != ' ') ? NOTE_SPACE_AFTER : 0;
            v.members++;
            if (!challenge_element(&value, &c, &v)) {
                return v;
            }
            v.notes |= blanks(&value) > 0 && next(value) == ',' ? NOTE_SPACE_BEFORE : 0;
        }
        if (at_end(value)) {
            v.is_grammatical = true;
            return v;
        }
        if (!octet(&value, ',')) {
            return v;
        }
    }
}

static bool lone_auth_param(text *t, verdict *v)
{
    names none = { .count = 0 };
    uint32_t before = v->notes & NOTE_REALM_TOKEN;
    bool is_there = auth_param(t, &none, v);
    v->notes = (v->notes & ~(uint32_t)NOTE_REALM_TOKEN) | before; /* of a challenge only */
    return is_there;
}

verdict value_auth_params(text value)
{
    return list_of(value, lone_auth_param);
}

/* ---- directives and preferences (RFC 9111 5.2, RFC 7240 3) ------------------------------------------------- */

static bool cache_directive(text *t, verdict *v)
{
    return token(t) && (!octet(t, '=') || word(t, v));
}

verdict value_cache_control(text value)
{
    return list_of(value, cache_directive);
}

static bool applied_preference(text *t, verdict *v)
{
    if (!token(t)) {
        return false;
    }
    text start = *t;
    size_t space = blanks(t);
    if (!octet(t, '=')) {
        *t = start;
        return true;
    }
    v->notes |= space > 0 ? NOTE_BAD_SPACE : 0;
    bad_blanks(t, v);
    return word(t, v);
}

verdict value_preference_applied(text value)
{
    return list_of(value, applied_preference);
}

/* max-age with delta-seconds, quoted or not; of several the last, for one too many is a fault of its own */
static void note_max_age(text name, text argument, verdict *v)
{
    if (left(argument) > 1 && *argument.at == '"') {
        argument.at++;
        argument.end--;
    }
    if (is_spelled(name, "max-age")) {
        bool is_age = left(argument) > 0 && all_are(argument, is_digit);
        v->notes = (v->notes & ~(uint32_t)NOTE_NO_MAX_AGE) | (is_age ? 0 : NOTE_NO_MAX_AGE);
    }
}

/* directive = token [ OWS "=" OWS ( token / quoted-string ) ] (RFC 6797 6.1) */
static bool transport_directive(text *t, names *seen, verdict *v)
{
    text name = *t;
    token(t);
    name = from_to(name, *t);
    add_name(seen, name, v);
    v->members++;
    blanks(t);
    bool has_argument = octet(t, '=');
    blanks(t);
    text argument = *t;
    if (has_argument && !word(t, v)) {
        return false;
    }
    note_max_age(name, from_to(argument, *t), v);
    return true;
}

/* [ directive ] *( OWS ";" OWS [ directive ] ) */
verdict value_transport_security(text value)
{
    verdict v = { false, NOTE_NO_MAX_AGE, 0, 0 };
    names seen = { .count = 0 };
    do {
        blanks(&value);
        if (is_token_octet(next(value)) && !transport_directive(&value, &seen, &v)) {
            return v;
        }
        blanks(&value);
    } while (octet(&value, ';'));
    v.is_grammatical = at_end(value);
    return v;
}

/* ---- URIs (RFC 3986) --------------------------------------------------------------------------------------- */

/* *( unreserved / pct-encoded / sub-delims / one of `more` ) */
static bool all_are_uri(text t, const char *more)
{
    while (!at_end(t)) {
        if (octet(&t, '%')) {
            if (left(t) < 2 || !is_hexdig(t.at[0]) || !is_hexdig(t.at[1])) {
                return false;
            }
            t.at += 2;
        } else if (is_alphanum(*t.at) || is_one_of(*t.at, "-._~!$&'()*+,;=") || is_one_of(*t.at, more)) {
            t.at++;
        } else {
            return false;
        }
    }
    return true;
}

static bool dec_octet(text *t)
{
    text start = *t;
    size_t size = run(t, is_digit);
    unsigned value = 0;
    for (size_t i = 0; i < size && i < 4; i++) {
        value = value * 10 + (unsigned)(start.at[i] - '0');
    }
    return size > 0 && size <= 3 && value <= 255 && (size == 1 || *start.at != '0');
}

static bool ipv4_address(text *t)
{
    return dec_octet(t) && octet(t, '.') && dec_octet(t) && octet(t, '.') && dec_octet(t) && octet(t, '.') &&
           dec_octet(t);
}

static bool h16(text *t)
{
    size_t size = run(t, is_hexdig);
    return size >= 1 && size <= 4;
}

/* ls32 = ( h16 ":" h16 ) / IPv4address, and nothing behind it */
static bool is_ls32(text t)
{
    text groups = t;
    return (h16(&groups) && octet(&groups, ':') && h16(&groups) && at_end(groups)) || (ipv4_address(&t) && at_end(t));
}

/* count( h16 ":" ) and then ls32, h16 or nothing: the right side of each alternative */
static bool is_right_side(text t, int count, int tail)
{
    for (int i = 0; i < count; i++) {
        if (!h16(&t) || !octet(&t, ':')) {
            return false;
        }
    }
    if (tail == 2) {
        return is_ls32(t);
    }
    return (tail == 0 || h16(&t)) && at_end(t);
}

/* [ *most( h16 ":" ) h16 ], with nothing behind it */
static bool is_left_side(text t, int most)
{
    if (at_end(t)) {
        return true;
    }
    for (int i = 0; i <= most; i++) {
        if (!h16(&t)) {
            return false;
        }
        if (at_end(t)) {
            return true;
        }
        if (!octet(&t, ':')) {
            return false;
        }
    }
    return false;
}

static bool is_ipv6_address(text t)
{
    static const struct {
        int left_most; /* further groups on the left of "::"; -1: none at all */
        int right;
        int tail; /* groups of 16 bits: ls32 is 2 */
    } rows[] = {
        { -1, 5, 2 }, { 0, 4, 2 }, { 1, 3, 2 }, { 2, 2, 2 }, { 3, 1, 2 }, { 4, 0, 2 }, { 5, 0, 1 }, { 6, 0, 0 }
    };
    if (is_right_side(t, 6, 2)) {
        return true;
    }
    for (const uint8_t *at = t.at; at + 1 < t.end; at++) {
        if (at[0] == ':' && at[1] == ':') {
            text before = { t.at, at };
            text behind = { at + 2, t.end };
            for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                bool is_left = rows[i].left_most < 0 ? at_end(before) : is_left_side(before, rows[i].left_most);
                if (is_left && is_right_side(behind, rows[i].right, rows[i].tail)) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" ) */
static bool is_ipv_future(text t)
{
    bool is_led = (octet(&t, 'v') || octet(&t, 'V')) && run(&t, is_hexdig) > 0 && octet(&t, '.') && !at_end(t);
    return is_led && memchr(t.at, '%', left(t)) == NULL && all_are_uri(t, ":");
}

static bool is_host(text t)
{
    if (next(t) != '[') {
        return all_are_uri(t, "");
    }
    bool is_closed = t.end[-1] == ']' && left(t) >= 2;
    text literal = { t.at + 1, t.end - 1 };
    return is_closed && (is_ipv6_address(literal) || is_ipv_future(literal));
}

/* [ userinfo "@" ] host [ ":" port ] */
static bool is_authority(text t, uri_parts *parts)
{
    const uint8_t *at = left(t) > 0 ? memchr(t.at, '@', left(t)) : NULL;
    parts->has_userinfo = at != NULL;
    if (at != NULL) {
        parts->userinfo = t;
        parts->userinfo.end = at;
        t.at = at + 1;
        if (!all_are_uri(parts->userinfo, ":")) {
            return false;
        }
    }
    text host = t;
    if (next(t) == '[') {
        while (!at_end(t) && *t.at != ']') {
            t.at++;
        }
        t.at += at_end(t) ? 0 : 1;
    } else {
        while (!at_end(t) && *t.at != ':') {
            t.at++;
        }
    }
    parts->host = from_to(host, t);
    parts->has_port = octet(&t, ':');
    parts->port = t;
    return is_host(parts->host) && (parts->has_port ? all_are(t, is_digit) : at_end(t));
}

static bool is_scheme_octet(int octet_)
{
    return is_alphanum(octet_) || is_one_of(octet_, "+-.");
}

/* What stands before the first of `these`. */
static text before_any(text *t, const char *these)
{
    text start = *t;
    while (!at_end(*t) && !is_one_of(*t->at, these)) {
        t->at++;
    }
    return from_to(start, *t);
}

/* The parts, as the expression of RFC 3986 appendix B finds them; then each by its own production. */
bool uri_of(text value, uri_parts *parts)
{
    memset(parts, 0, sizeof *parts);
    text rest = value;
    text first = before_any(&rest, ":/?#");
    if (next(rest) == ':') {
        parts->has_scheme = true;
        parts->scheme = first;
        rest.at++;
        if (left(first) == 0 || !is_alpha(*first.at) || !all_are(first, is_scheme_octet)) {
            return false;
        }
    } else {
        rest = value;
    }
    if (exactly(&rest, "//")) {
        parts->has_authority = true;
        if (!is_authority(before_any(&rest, "/?#"), parts)) {
            return false;
        }
    }
    parts->path = before_any(&rest, "?#");
    parts->has_query = octet(&rest, '?');
    parts->query = before_any(&rest, "#");
    parts->has_fragment = octet(&rest, '#');
    parts->fragment = rest;
    return all_are_uri(parts->path, "/:@") && all_are_uri(parts->query, "/?:@") && all_are_uri(parts->fragment, "/?:@");
}

static void note_authority(const uri_parts *parts, verdict *v)
{
    bool is_http = !parts->has_scheme || is_spelled(parts->scheme, "http") || is_spelled(parts->scheme, "https");
    if (is_http && parts->has_authority) {
        v->notes |= parts->has_userinfo ? NOTE_USERINFO : 0;
        v->notes |= left(parts->host) == 0 ? NOTE_NO_HOST : 0;
    }
}

verdict value_uri_reference(text value)
{
    verdict v = { false, 0, 1, 0 };
    uri_parts parts;
    v.is_grammatical = uri_of(value, &parts);
    note_authority(&parts, &v);
    return v;
}

verdict value_uri_no_fragment(text value)
{
    verdict v = value_uri_reference(value);
    v.is_grammatical = v.is_grammatical && (left(value) == 0 || memchr(value.at, '#', left(value)) == NULL);
    return v;
}

/* "*" / "null" / scheme "://" host [ ":" port ], its scheme in lower case as URLs are serialized (Fetch) */
verdict value_origin(text value)
{
    verdict v = { false, 0, 1, 0 };
    uri_parts parts;
    bool is_word = is_spelled(value, "*") || (left(value) == 4 && memcmp(value.at, "null", 4) == 0);
    bool is_uri = uri_of(value, &parts) && parts.has_scheme && parts.has_authority && left(parts.host) > 0 &&
                  !parts.has_userinfo && left(parts.path) == 0 && !parts.has_query && !parts.has_fragment;
    for (const uint8_t *at = parts.scheme.at; is_uri && at < parts.scheme.end; at++) {
        is_uri = lower(*at) == *at;
    }
    v.is_grammatical = is_word || is_uri;
    return v;
}

static verdict literal(text value, const char *wanted)
{
    verdict v = { false, 0, 1, 0 };
    v.is_grammatical = exactly(&value, wanted) && at_end(value);
    return v;
}

verdict value_true(text value)
{
    return literal(value, "true");
}

verdict value_resource_policy(text value)
{
    verdict site = literal(value, "same-site");
    verdict origin = literal(value, "same-origin");
    return site.is_grammatical ? site : origin.is_grammatical ? origin : literal(value, "cross-origin");
}

verdict value_nosniff(text value)
{
    verdict v = { is_spelled(value, "nosniff"), 0, 1, 0 };
    return v;
}

/* ---- Link, Content-Disposition, Alt-Svc (RFC 8288 3, 8187 3.2.1, 6266 4.1, 7838 3) ------------------------ */

static bool is_charset_octet(int octet_)
{
    return is_alphanum(octet_) || is_one_of(octet_, "!#$%&+-^_`{}~");
}

static bool is_attr_octet(int octet_)
{
    return is_alphanum(octet_) || is_one_of(octet_, "!#$&+-.^_`|~");
}

/* mime-charset "'" [ Language-Tag ] "'" *( pct-encoded / attr-char ) */
static bool is_ext_value(text t)
{
    verdict unused = { false, 0, 0, 0 };
    if (run(&t, is_charset_octet) == 0 || !octet(&t, '\'')) {
        return false;
    }
    if (next(t) != '\'' && !language_tag(&t, &unused)) {
        return false;
    }
    if (!octet(&t, '\'')) {
        return false;
    }
    while (!at_end(t)) {
        bool is_encoded = left(t) >= 3 && *t.at == '%' && is_hexdig(t.at[1]) && is_hexdig(t.at[2]);
        if (!is_encoded && !is_attr_octet(*t.at)) {
            return false;
        }
        t.at += is_encoded ? 3 : 1;
    }
    return true;
}

/* A parameter whose name ends in "*" has an ext-value; any other a word. */
static bool argument_of(text *t, text name, verdict *v)
{
    bool is_extended = name.end[-1] == '*';
    text start = *t;
    return word(t, v) && (!is_extended || is_ext_value(from_to(start, *t)));
}

/* token BWS [ "=" BWS ( token / quoted-string ) ] (RFC 8288 3); an encoding of nothing is none (RFC 8187 3.2.1) */
static bool link_param(text *t, verdict *v, uint32_t *rels)
{
    text name = *t;
    if (!token(t)) {
        return false;
    }
    name = from_to(name, *t);
    *rels += is_spelled(name, "rel") ? 1 : 0;
    text behind = *t;
    size_t space = blanks(t);
    if (!octet(t, '=')) {
        *t = behind;
        return name.end[-1] != '*';
    }
    v->notes |= space > 0 ? NOTE_BAD_SPACE : 0;
    bad_blanks(t, v);
    return argument_of(t, name, v);
}

static bool link_value(text *t, verdict *v)
{
    uint32_t rels = 0;
    uri_parts parts;
    if (!octet(t, '<')) {
        return false;
    }
    text target = before_any(t, ">");
    if (!octet(t, '>') || !uri_of(target, &parts)) {
        return false;
    }
    note_authority(&parts, v);
    for (;;) {
        text start = *t;
        blanks(t);
        if (!octet(t, ';')) {
            v->notes |= rels == 0 ? NOTE_NO_REL : rels > 1 ? NOTE_REL_AGAIN : 0;
            *t = start;
            return true;
        }
        blanks(t);
        if (!link_param(t, v, &rels)) {
            return false;
        }
    }
}

verdict value_link(text value)
{
    return list_of(value, link_value);
}

/* token *( OWS ";" OWS token OWS "=" OWS word ): the blanks are the implied LWS of RFC 2616 2.1 */
static bool disposition(text *t, verdict *v)
{
    names seen = { .count = 0 };
    if (!token(t)) {
        return false;
    }
    for (;;) {
        text start = *t;
        blanks(t);
        if (!octet(t, ';')) {
            *t = start;
            return true;
        }
        blanks(t);
        text name = *t;
        if (!token(t)) {
            return false;
        }
        name = from_to(name, *t);
        add_name(&seen, name, v);
        blanks(t);
        if (!octet(t, '=')) {
            return false;
        }
        blanks(t);
        if (!argument_of(t, name, v)) {
            return false;
        }
    }
}

verdict value_disposition(text value)
{
    return single(value, disposition);
}

/* token "=" quoted-string *( OWS ";" OWS token "=" ( token / quoted-string ) ) */
static bool alternative(text *t, verdict *v)
{
    if (!token(t) || !octet(t, '=') || !quoted_string(t, v)) {
        return false;
    }
    for (;;) {
        text start = *t;
        blanks(t);
        if (!octet(t, ';')) {
            *t = start;
            return true;
        }
        blanks(t);
        if (!token(t) || !octet(t, '=') || !word(t, v)) {
            return false;
        }
    }
}

verdict value_alt_svc(text value)
{
    verdict v = list_of(value, alternative);
    v.is_grammatical = v.is_grammatical || is_word_alone(value, "clear");
    return v;
}

/* ---- Set-Cookie (RFC 6265 4.1.1) --------------------------------------------------------------------------- */

static bool is_cookie_octet(int octet_)
{
    return octet_ > ' ' && octet_ < 0x7F && !is_one_of(octet_, "\",;\\");
}

static bool is_av_octet(int octet_)
{
    return octet_ >= ' ' && octet_ < 0x7F && octet_ != ';';
}

static text without_spaces(text t)
{
    while (left(t) > 0 && *t.at == ' ') {
        t.at++;
    }
    while (left(t) > 0 && t.end[-1] == ' ') {
        t.end--;
    }
    return t;
}

/* expires-av / max-age-av / any other: 1*av-octet.  SP around name and value is no part of them (6265 5.2). */
static bool is_attribute(text t)
{
    text name = without_spaces(before_any(&t, "="));
    bool has_value = octet(&t, '=');
    text argument = without_spaces(t);
    if (is_spelled(name, "expires")) {
        date_parts parts = date_of(argument);
        return has_value && parts.kind == IMF_FIXDATE;
    }
    if (is_spelled(name, "max-age")) {
        return has_value && left(argument) > 0 && all_are(argument, is_digit) &&
               (left(argument) == 1 || *argument.at != '0');
    }
    return true;
}

static bool cookie(text *t, verdict *v)
{
    names seen = { .count = 0 };
    if (!token(t) || !octet(t, '=')) {
        return false;
    }
    bool is_quoted = octet(t, '"');
    run(t, is_cookie_octet);
    if (is_quoted && !octet(t, '"')) {
        return false;
    }
    while (!at_end(*t)) {
        if (!exactly(t, "; ")) {
            return false;
        }
        text attribute = *t;
        if (run(t, is_av_octet) == 0 || is_blank(*attribute.at)) {
            return false;
        }
        attribute = from_to(attribute, *t);
        if (!is_attribute(attribute)) {
            return false;
        }
        add_name(&seen, without_spaces(before_any(&attribute, "=")), v);
    }
    return true;
}

verdict value_cookie(text value)
{
    return single(value, cookie);
}
