/* value.c - the grammars of field values, each function under the ABNF that it implements. */
#include "value.h"

/* ---- octets and faults --------------------------------------------------------------------------------- */

static int look(h204_value_reader *reader)
{
    return h204_value_peek(reader);
}

static void step(h204_value_reader *reader)
{
    h204_value_skip(reader);
}

static bool takes(h204_value_reader *reader, int octet)
{
    bool is_there = look(reader) == octet;
    if (is_there) {
        step(reader);
    }
    return is_there;
}

static bool is_at_end(h204_value_reader *reader)
{
    return look(reader) == H204_VALUE_END;
}

/* ALPHA = %x41-5A / %x61-7A (RFC 5234 B.1) */
static bool is_alpha(uint8_t octet)
{
    uint8_t lower = h204_lower(octet);
    return lower >= 'a' && lower <= 'z';
}

static bool is_alphanum(uint8_t octet)
{
    return is_alpha(octet) || h204_is_digit(octet);
}

static bool is_one_of(uint8_t octet, const char *set)
{
    while (*set != 0 && (uint8_t)*set != octet) {
        set++;
    }
    return *set != 0;
}

static h204_span unmarked(uint32_t start, uint32_t end)
{
    h204_span span = { start, end - start };
    return span;
}

/* What was read since `start`: it may hold folds, so it is marked as the value is. */
static h204_span marked(const h204_value_reader *reader, uint32_t start)
{
    h204_span span = { start, (reader->at - start) | (reader->repaired ? H204_REPAIRED : 0u) };
    return span;
}

static h204_span octet_here(h204_value_reader *reader)
{
    return unmarked(reader->at, reader->at + (is_at_end(reader) ? 0u : 1u));
}

/* A run of octets that `accepts` knows: as many as there are. */
static h204_span run_of(h204_value_reader *reader, bool (*accepts)(uint8_t))
{
    uint32_t start = reader->at;
    while (!is_at_end(reader) && accepts((uint8_t)look(reader))) {
        step(reader);
    }
    return unmarked(start, reader->at);
}

static void note_fault(h204_faults *faults, h204_fault fault, h204_span place)
{
    if (faults != NULL && !h204_has_fault(faults, fault)) {
        faults->met |= (uint64_t)1 << fault;
        faults->place[fault].offset = place.offset;
        faults->place[fault].size = h204_span_size(place);
    }
}

bool h204_has_fault(const h204_faults *faults, h204_fault fault)
{
    return (faults->met >> fault & 1u) != 0;
}

static bool is_text_exactly(h204_view input, h204_span span, const char *text)
{
    uint32_t size = h204_span_size(span);
    uint32_t same = 0;
    while (same < size && text[same] != 0 && (uint8_t)text[same] == input.data[span.offset + same]) {
        same++;
    }
    return same == size && text[same] == 0;
}

static bool is_named(h204_view input, h204_span name, const char *lower)
{
    uint32_t size = 0;
    while (lower[size] != 0) {
        size++;
    }
    return h204_spells(input.data + name.offset, name.size, lower, size);
}

bool h204_same_octets(h204_view left, h204_span a, h204_view right, h204_span b)
{
    h204_value_reader first = h204_value_open(left, a);
    h204_value_reader second = h204_value_open(right, b);
    while (look(&first) == look(&second)) {
        if (is_at_end(&first)) {
            return true;
        }
        step(&first);
        step(&second);
    }
    return false;
}

bool h204_names_has(h204_names *names, h204_view input, h204_span name, bool has_case)
{
    for (uint32_t i = 0; i < names->count; i++) {
        const uint8_t *known = input.data + names->name[i].offset;
        const uint8_t *given = input.data + name.offset;
        bool is_same = names->name[i].size == name.size;
        for (uint32_t k = 0; is_same && k < name.size; k++) {
            is_same = has_case ? known[k] == given[k] : h204_lower(known[k]) == h204_lower(given[k]);
        }
        if (is_same) {
            return true;
        }
    }
    if (names->count < H204_NAMES_MAX) {
        names->name[names->count] = name;
        names->count += 1;
    }
    return false;
}

/* ---- shared syntax: RFC 9110 5.6 ----------------------------------------------------------------------- */

/* token = 1*tchar.  Empty where there is none. */
static h204_span read_token(h204_value_reader *reader)
{
    return run_of(reader, h204_is_tchar);
}

static h204_span read_digits(h204_value_reader *reader)
{
    return run_of(reader, h204_is_digit);
}

/* OWS, RWS or BWS: how much there is. */
typedef struct value_blanks {
    h204_span place;
    uint32_t count; /* a fold is one SP */
    bool has_tab;
} value_blanks;

static value_blanks read_blanks(h204_value_reader *reader)
{
    value_blanks blanks = { { 0, 0 }, 0, false };
    uint32_t start = reader->at;
    for (int octet = look(reader); octet == SP || octet == HTAB; octet = look(reader)) {
        blanks.count += 1;
        blanks.has_tab = blanks.has_tab || octet == HTAB;
        step(reader);
    }
    blanks.place = unmarked(start, reader->at);
    return blanks;
}

static bool is_one_sp(value_blanks blanks)
{
    return blanks.count == 1 && !blanks.has_tab;
}

/* quoted-pair = "\" ( HTAB / SP / VCHAR / obs-text ), of which a sender needs only some (RFC 9110 5.6.4) */
static void skip_quoted_pair(h204_value_reader *reader, const char *needed, h204_fault needless,
                             h204_faults *faults)
{
    uint32_t start = reader->at;
    step(reader);
    if (is_at_end(reader)) {
        return; /* what should have ended behind it is a fault of its own */
    }
    bool is_needed = is_one_of((uint8_t)look(reader), needed);
    step(reader);
    if (!is_needed) {
        note_fault(faults, needless, unmarked(start, reader->at));
    }
}

/* quoted-string = DQUOTE *( qdtext / quoted-pair ) DQUOTE.  *inside is what stands between the quotes. */
static bool read_quoted_string(h204_value_reader *reader, h204_span *inside, h204_faults *faults)
{
    uint32_t open = reader->at;
    step(reader);
    uint32_t start = reader->at;
    for (;;) {
        int octet = look(reader);
        if (octet == H204_VALUE_END) {
            note_fault(faults, H204_FAULT_QUOTE_OPEN, unmarked(open, reader->at));
            return false;
        }
        if (octet == '"') {
            *inside = marked(reader, start);
            step(reader);
            return true;
        }
        if (octet == '\\') {
            skip_quoted_pair(reader, "\"\\", H204_FAULT_QUOTED_ESCAPE, faults);
        } else {
            step(reader);
        }
    }
}

/* comment = "(" *( ctext / quoted-pair / comment ) ")"   (RFC 9110 5.6.5) */
static bool read_comment(h204_value_reader *reader, h204_span *comment, h204_faults *faults)
{
    uint32_t open = reader->at;
    uint32_t depth = 0; /* of parentheses: at most the size of the value */
    do {
        int octet = look(reader);
        if (octet == H204_VALUE_END) {
            note_fault(faults, H204_FAULT_COMMENT, unmarked(open, reader->at));
            return false;
        }
        if (octet == '\\') {
            skip_quoted_pair(reader, "()\\", H204_FAULT_COMMENT_ESCAPE, faults);
        } else {
            depth += octet == '(' ? 1u : 0u;
            depth -= octet == ')' ? 1u : 0u;
            step(reader);
        }
    } while (depth != 0);
    *comment = marked(reader, open);
    return true;
}

/* The next octet between quotes, quoted-pairs resolved, or H204_VALUE_END. */
static int unescaped(h204_value_reader *reader)
{
    if (look(reader) == '\\') {
        step(reader);
    }
    int octet = look(reader);
    if (octet != H204_VALUE_END) {
        step(reader);
    }
    return octet;
}

/* qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )   (RFC 9110 12.4.2) */
static bool is_qvalue(h204_view input, h204_span value)
{
    const uint8_t *data = input.data + value.offset;
    uint32_t size = h204_span_size(value);
    bool fits = size >= 1 && size <= 5 && (data[0] == '0' || data[0] == '1') && (size == 1 || data[1] == '.');
    for (uint32_t i = 2; fits && i < size; i++) {
        fits = data[0] == '0' ? h204_is_digit(data[i]) : data[i] == '0';
    }
    return fits;
}

/* 1*DIGIT, which is delta-seconds, delay-seconds (RFC 9111 1.2.2, RFC 9110 10.2.3) */
h204_number h204_value_number(h204_view input, h204_span value)
{
    h204_value_reader reader = h204_value_open(input, value);
    h204_span digits = read_digits(&reader);
    h204_number number = { digits.size != 0 && is_at_end(&reader), true, 0 };
    for (uint32_t i = 0; i < digits.size; i++) {
        uint8_t digit = (uint8_t)(input.data[digits.offset + i] - '0');
        if (number.value > UINT64_MAX / 10 || number.value * 10 > UINT64_MAX - digit) {
            number.fits = false;
            return number;
        }
        number.value = number.value * 10 + digit;
    }
    return number;
}

static h204_span without_zeros(h204_view input, h204_span digits)
{
    while (digits.size > 1 && input.data[digits.offset] == '0') {
        digits.offset += 1;
        digits.size -= 1;
    }
    return digits;
}

int h204_compare_digits(h204_view input, h204_span left, h204_span right)
{
    left = without_zeros(input, left);
    right = without_zeros(input, right);
    if (left.size != right.size) {
        return left.size < right.size ? -1 : 1;
    }
    for (uint32_t i = 0; i < left.size; i++) {
        uint8_t a = input.data[left.offset + i];
        uint8_t b = input.data[right.offset + i];
        if (a != b) {
            return a < b ? -1 : 1;
        }
    }
    return 0;
}

/* ---- dates: RFC 9110 5.6.7 ----------------------------------------------------------------------------- */

static const char *const weekdays[] = { "Monday", "Tuesday", "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday" };
static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

typedef enum date_part {
    DATE_WEEKDAY, DATE_DAY, DATE_MONTH, DATE_YEAR, DATE_HOUR, DATE_MINUTE, DATE_SECOND, DATE_PARTS
} date_part;

typedef struct date_scan {
    h204_value_reader reader;
    int64_t part[DATE_PARTS]; /* weekday and month count from 0 */
    bool has_surplus_space;
    bool has_other_case;
    bool has_other_zone;
} date_scan;

/* One of `names`, each cut at `size` octets, 0 for whole. */
static bool scan_name(date_scan *scan, const char *const *names, uint32_t count, uint32_t size, date_part part)
{
    for (uint32_t i = 0; i < count; i++) {
        h204_value_reader reader = scan->reader;
        const char *name = names[i];
        uint32_t matched = 0;
        bool is_exact = true;
        while (name[matched] != 0 && (size == 0 || matched < size) && !is_at_end(&reader) &&
               h204_lower((uint8_t)look(&reader)) == h204_lower((uint8_t)name[matched])) {
            is_exact = is_exact && look(&reader) == name[matched];
            step(&reader);
            matched++;
        }
        if (name[matched] == 0 || (size != 0 && matched == size)) {
            scan->reader = reader;
            scan->part[part] = i;
            scan->has_other_case = scan->has_other_case || !is_exact;
            return true;
        }
    }
    return false;
}

static bool scan_digit(date_scan *scan, date_part part)
{
    int octet = look(&scan->reader);
    bool is_digit = octet != H204_VALUE_END && h204_is_digit((uint8_t)octet);
    if (is_digit) {
        scan->part[part] = scan->part[part] * 10 + (octet - '0');
        step(&scan->reader);
    }
    return is_digit;
}

/* SP, and surplus whitespace with it */
static bool scan_sp(date_scan *scan)
{
    value_blanks blanks = read_blanks(&scan->reader);
    scan->has_surplus_space = scan->has_surplus_space || blanks.count > 1;
    return blanks.count > 1 || is_one_sp(blanks);
}

/* date3 = month SP ( 2DIGIT / ( SP 1DIGIT ) ): what follows the month */
static bool scan_asctime_day(date_scan *scan)
{
    value_blanks blanks = read_blanks(&scan->reader);
    bool has_one = scan_digit(scan, DATE_DAY);
    bool has_two = has_one && scan_digit(scan, DATE_DAY);
    uint32_t needed = has_two ? 1 : 2;
    scan->has_surplus_space = scan->has_surplus_space || blanks.count > needed;
    return has_one && blanks.count >= needed && !(blanks.count == needed && blanks.has_tab);
}

static bool is_zone_octet(uint8_t octet)
{
    return is_alphanum(octet) || octet == '+' || octet == '-' || octet == ':';
}

/* SP GMT.  Any other zone, or none, is what was meant as one. */
static bool scan_zone(date_scan *scan, h204_view input)
{
    if (is_at_end(&scan->reader)) {
        scan->has_other_zone = true;
        return true;
    }
    if (!scan_sp(scan)) {
        return false;
    }
    h204_span zone = run_of(&scan->reader, is_zone_octet);
    bool is_gmt = is_named(input, zone, "gmt");
    scan->has_other_zone = !is_gmt;
    scan->has_other_case = scan->has_other_case || (is_gmt && !is_text_exactly(input, zone, "GMT"));
    return zone.size != 0;
}

/* One date form.  In a pattern a is a day-name, l a day-name-l, m a month, D Y h i s a digit of the day,
 * year, hour, minute or second, d the day of an asctime-date, Z a zone; all else stands for itself. */
static bool scan_date(date_scan *scan, h204_view input, const char *pattern)
{
    bool fits = true;
    for (; fits && *pattern != 0; pattern++) {
        if (!is_one_of((uint8_t)*pattern, " dZ")) {
            scan->has_surplus_space = read_blanks(&scan->reader).count != 0 || scan->has_surplus_space;
        }
        switch (*pattern) {
        case 'a': fits = scan_name(scan, weekdays, 7, 3, DATE_WEEKDAY); break;
        case 'l': fits = scan_name(scan, weekdays, 7, 0, DATE_WEEKDAY); break;
        case 'm': fits = scan_name(scan, months, 12, 0, DATE_MONTH); break;
        case 'D': fits = scan_digit(scan, DATE_DAY); break;
        case 'Y': fits = scan_digit(scan, DATE_YEAR); break;
        case 'h': fits = scan_digit(scan, DATE_HOUR); break;
        case 'i': fits = scan_digit(scan, DATE_MINUTE); break;
        case 's': fits = scan_digit(scan, DATE_SECOND); break;
        case 'd': fits = scan_asctime_day(scan); break;
        case 'Z': fits = scan_zone(scan, input); break;
        case ' ': fits = scan_sp(scan); break;
        default: fits = takes(&scan->reader, *pattern); break;
        }
    }
    return fits && is_at_end(&scan->reader);
}

static bool is_leap_year(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int64_t days_in_month(int64_t month, bool is_leap)
{
    static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 1 && is_leap ? 29 : days[month];
}

/* Days from 0000-01-01, a Saturday in the Gregorian calendar run backwards, to the first of January. */
static int64_t days_before_year(int64_t year)
{
    return year * 365 + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
}

enum { DAYS_BEFORE_1970 = 719528, SECONDS_PER_DAY = 86400 };

static int64_t days_before(const int64_t *part, int64_t year)
{
    int64_t days = days_before_year(year) + part[DATE_DAY] - 1;
    for (int64_t month = 0; month < part[DATE_MONTH]; month++) {
        days += days_in_month(month, is_leap_year(year));
    }
    return days;
}

/* The last year with these two digits in which the day is no "more than 50 years in the future". */
static int64_t with_century(const int64_t *part, int64_t now)
{
    const int64_t days_of_400_years = 146097;
    int64_t bound = now / SECONDS_PER_DAY + DAYS_BEFORE_1970 + days_of_400_years / 8;
    int64_t bound_year = bound * 400 / days_of_400_years + 1; /* at least */
    int64_t year = bound_year - (bound_year % 100 - part[DATE_YEAR] + 100) % 100;
    return days_before(part, year) > bound ? year - 100 : year;
}

static h204_date weigh_date(const date_scan *scan, h204_date_form form, h204_span value, int64_t now,
                            h204_faults *faults)
{
    h204_date date = { form, false, 0 };
    const int64_t *part = scan->part;
    bool has_year = form != H204_DATE_RFC850 || now != H204_NO_CLOCK;
    int64_t year = part[DATE_YEAR];
    if (form == H204_DATE_RFC850 && has_year) {
        year = with_century(part, now);
    }
    bool is_in_range = part[DATE_HOUR] <= 23 && part[DATE_MINUTE] <= 59 && part[DATE_SECOND] <= 60;
    bool is_leap = has_year ? is_leap_year(year) : year % 4 == 0;
    bool exists = part[DATE_DAY] >= 1 && part[DATE_DAY] <= days_in_month(part[DATE_MONTH], is_leap);
    bool takes_century = !has_year && year == 0 && part[DATE_MONTH] == 1 && part[DATE_DAY] == 29;
    if (!is_in_range) {
        note_fault(faults, H204_FAULT_DATE_RANGE, value);
    }
    if (!exists) {
        note_fault(faults, H204_FAULT_DATE_CALENDAR, value);
    }
    if (takes_century) {
        note_fault(faults, H204_FAULT_DATE_CENTURY, value);
    }
    if (!exists || !has_year) {
        return date;
    }
    bool has_weekday = year >= 1900; /* RFC 5322 3.3 knows no year before */
    if (has_weekday && (days_before(part, year) + 5) % 7 != part[DATE_WEEKDAY]) {
        note_fault(faults, H204_FAULT_DATE_WEEKDAY, value);
    }
    date.has_seconds = is_in_range;
    date.seconds = (days_before(part, year) - DAYS_BEFORE_1970) * SECONDS_PER_DAY + part[DATE_HOUR] * 3600 +
                   part[DATE_MINUTE] * 60 + part[DATE_SECOND];
    return date;
}

/* HTTP-date    = IMF-fixdate / obs-date
 * IMF-fixdate  = day-name "," SP date1 SP time-of-day SP GMT
 * rfc850-date  = day-name-l "," SP date2 SP time-of-day SP GMT
 * asctime-date = day-name SP date3 SP time-of-day SP year */
h204_date h204_value_date(h204_view input, h204_span value, int64_t now, h204_faults *faults)
{
    static const char *const patterns[] = { "a, DD m YYYY hh:ii:ssZ", "l, DD-m-YY hh:ii:ssZ",
                                            "a md hh:ii:ss YYYY" };
    static const h204_date_form forms[] = { H204_DATE_IMF, H204_DATE_RFC850, H204_DATE_ASCTIME };
    for (uint32_t i = 0; i < 3; i++) {
        date_scan scan = { h204_value_open(input, value), { 0 }, false, false, false };
        if (!scan_date(&scan, input, patterns[i])) {
            continue;
        }
        if (forms[i] != H204_DATE_IMF) {
            note_fault(faults, H204_FAULT_DATE_OBSOLETE, value);
        }
        if (scan.has_surplus_space) {
            note_fault(faults, H204_FAULT_DATE_SPACE, value);
        }
        if (scan.has_other_case) {
            note_fault(faults, H204_FAULT_DATE_CASE, value);
        }
        if (scan.has_other_zone) {
            note_fault(faults, H204_FAULT_DATE_ZONE, value);
        }
        return weigh_date(&scan, forms[i], value, now, faults);
    }
    note_fault(faults, H204_FAULT_GRAMMAR, value);
    h204_date none = { H204_DATE_NONE, false, 0 };
    return none;
}

/* ---- entity-tags: RFC 9110 8.8.3 ----------------------------------------------------------------------- */

/* etagc = %x21 / %x23-7E / obs-text.  A control octet is a fault of any value. */
static bool is_no_etagc(uint8_t octet)
{
    return octet == SP || octet == HTAB || octet == '"';
}

/* entity-tag = [ weak ] opaque-tag, weak = %s"W/", opaque-tag = DQUOTE *etagc DQUOTE */
h204_tag h204_value_tag(h204_view input, h204_span value, h204_faults *faults)
{
    h204_tag tag = { false, false, { 0, 0 } };
    h204_value_reader reader = h204_value_open(input, value);
    uint32_t start = reader.at;
    bool is_lower = takes(&reader, 'w');
    bool has_prefix = (is_lower || takes(&reader, 'W')) && takes(&reader, '/');
    bool has_start = (has_prefix || reader.at == start) && takes(&reader, '"');
    if (!has_start || reader.at == reader.end || input.data[reader.end - 1] != '"') {
        note_fault(faults, H204_FAULT_GRAMMAR, value);
        return tag;
    }
    tag.is_shaped = true;
    tag.is_weak = has_prefix && !is_lower;
    if (is_lower) {
        note_fault(faults, H204_FAULT_TAG_WEAK_CASE, unmarked(start, start + 2));
    }
    tag.opaque.offset = reader.at;
    reader.end -= 1;
    for (; !is_at_end(&reader); step(&reader)) {
        if (is_no_etagc((uint8_t)look(&reader))) {
            note_fault(faults, H204_FAULT_TAG_OCTET, octet_here(&reader));
        }
        if (look(&reader) == '\\') {
            note_fault(faults, H204_FAULT_TAG_BACKSLASH, octet_here(&reader));
        }
    }
    tag.opaque = marked(&reader, tag.opaque.offset);
    return tag;
}

/* ---- URIs: RFC 3986 ------------------------------------------------------------------------------------ */

static bool is_scheme_octet(uint8_t octet)
{
    return is_alphanum(octet) || is_one_of(octet, "+-.");
}

/* unreserved / sub-delims (RFC 3986 2.2, 2.3), and what else a part may hold */
static bool is_uri_octet(uint8_t octet, const char *others)
{
    return is_alphanum(octet) || is_one_of(octet, "-._~!$&'()*+,;=") || is_one_of(octet, others);
}

/* *( unreserved / pct-encoded / sub-delims / others ), pct-encoded = "%" HEXDIG HEXDIG */
static h204_span read_uri_part(h204_value_reader *reader, const char *others)
{
    uint32_t start = reader->at;
    for (;;) {
        int octet = look(reader);
        if (octet == '%') {
            h204_value_reader ahead = *reader;
            step(&ahead);
            for (int i = 0; i < 2; i++) {
                if (is_at_end(&ahead) || h204_hex_value((uint8_t)look(&ahead)) == 16) {
                    return unmarked(start, reader->at);
                }
                step(&ahead);
            }
            *reader = ahead;
        } else if (octet != H204_VALUE_END && is_uri_octet((uint8_t)octet, others)) {
            step(reader);
        } else {
            return unmarked(start, reader->at);
        }
    }
}

/* IPv4address = dec-octet "." dec-octet "." dec-octet "." dec-octet, dec-octet being 0 to 255 without zeros
 * in front (RFC 3986 3.2.2) */
static bool takes_ipv4(h204_value_reader *reader)
{
    for (int i = 0; i < 4; i++) {
        if (i != 0 && !takes(reader, '.')) {
            return false;
        }
        bool is_zero = look(reader) == '0';
        unsigned number = 0;
        unsigned digits = 0;
        while (digits < 3 && !is_at_end(reader) && h204_is_digit((uint8_t)look(reader)) &&
               !(is_zero && digits == 1)) {
            number = number * 10 + (unsigned)(look(reader) - '0');
            step(reader);
            digits++;
        }
        if (digits == 0 || number > 255) {
            return false;
        }
    }
    return true;
}

/* IPv6address: eight h16 ( 1*4HEXDIG ), the last two perhaps as an IPv4address, and one run of them perhaps
 * left out as "::" (RFC 3986 3.2.2) */
static bool takes_ipv6(h204_value_reader *reader)
{
    unsigned groups = 0;
    bool is_shortened = false;
    if (takes(reader, ':')) {
        if (!takes(reader, ':')) {
            return false;
        }
        is_shortened = true;
    }
    while (look(reader) != ']') {
        h204_value_reader group = *reader;
        unsigned digits = 0;
        while (digits < 4 && !is_at_end(reader) && h204_hex_value((uint8_t)look(reader)) < 16) {
            step(reader);
            digits++;
        }
        if (digits != 0 && look(reader) == '.') {
            *reader = group;
            groups += 2;
            return takes_ipv4(reader) && (is_shortened ? groups <= 7 : groups == 8);
        }
        groups += 1;
        if (digits == 0 || groups > 8) {
            return false;
        }
        if (!takes(reader, ':')) {
            break;
        }
        if (look(reader) == ':') {
            if (is_shortened) {
                return false;
            }
            is_shortened = true;
            step(reader);
        } else if (look(reader) == ']') {
            return false; /* a single colon ends no address */
        }
    }
    return is_shortened ? groups <= 7 : groups == 8;
}

/* IP-literal = "[" ( IPv6address / IPvFuture ) "]", IPvFuture = "v" 1*HEXDIG "." 1*( unreserved /
 * sub-delims / ":" ) */
static bool takes_ip_literal(h204_value_reader *reader)
{
    step(reader);
    if (!takes(reader, 'v') && !takes(reader, 'V')) {
        return takes_ipv6(reader) && takes(reader, ']');
    }
    uint32_t start = reader->at;
    while (!is_at_end(reader) && h204_hex_value((uint8_t)look(reader)) < 16) {
        step(reader);
    }
    bool has_version = reader->at != start && takes(reader, '.');
    start = reader->at;
    while (!is_at_end(reader) && is_uri_octet((uint8_t)look(reader), ":")) {
        step(reader);
    }
    return has_version && reader->at != start && takes(reader, ']');
}

/* authority = [ userinfo "@" ] host [ ":" port ], host = IP-literal / IPv4address / reg-name (RFC 3986 3.2) */
static bool read_authority(h204_value_reader *reader, h204_uri *uri)
{
    h204_value_reader ahead = *reader;
    h204_span userinfo = read_uri_part(&ahead, ":");
    if (takes(&ahead, '@')) {
        uri->has_userinfo = true;
        uri->userinfo = userinfo;
        *reader = ahead;
    }
    uri->host.offset = reader->at;
    if (look(reader) != '[') {
        uri->host = read_uri_part(reader, "");
    } else if (takes_ip_literal(reader)) {
        uri->host = unmarked(uri->host.offset, reader->at);
    } else {
        return false;
    }
    if (takes(reader, ':')) {
        uri->has_port = true;
        uri->port = read_digits(reader);
    }
    return true;
}

/* URI-reference = URI / relative-ref
 * URI           = scheme ":" hier-part [ "?" query ] [ "#" fragment ]
 * relative-ref  = relative-part [ "?" query ] [ "#" fragment ]   (RFC 3986 3, 4.1, 4.2)
 *
 * The reader stands at the first octet that belongs to none. */
static h204_uri read_uri(h204_value_reader *reader)
{
    h204_uri uri = { 0 };
    h204_value_reader ahead = *reader;
    bool is_led_by_alpha = !is_at_end(reader) && is_alpha((uint8_t)look(reader));
    h204_span scheme = run_of(&ahead, is_scheme_octet);
    if (is_led_by_alpha && takes(&ahead, ':')) {
        uri.has_scheme = true;
        uri.scheme = scheme;
        *reader = ahead;
    }
    ahead = *reader;
    if (takes(&ahead, '/') && takes(&ahead, '/')) {
        *reader = ahead;
        uri.has_authority = true;
        if (!read_authority(reader, &uri)) {
            return uri;
        }
    }
    uint32_t path = reader->at;
    bool goes_on = !uri.has_authority || look(reader) == '/';
    if (goes_on && !uri.has_scheme && !uri.has_authority) {
        read_uri_part(reader, "@"); /* segment-nz-nc: a colon would have ended a scheme */
        goes_on = look(reader) == '/';
    }
    if (goes_on) {
        read_uri_part(reader, ":@/");
    }
    uri.path = unmarked(path, reader->at);
    if (takes(reader, '?')) {
        uri.has_query = true;
        uri.query = read_uri_part(reader, ":@/?");
    }
    if (takes(reader, '#')) {
        uri.has_fragment = true;
        uri.fragment = read_uri_part(reader, ":@/?");
    }
    uri.is_whole = true;
    return uri;
}

/* What an http(s) URI may not be; a reference without scheme is resolved against one (RFC 9110 4.2). */
static void weigh_uri(h204_view input, const h204_uri *uri, h204_span place, h204_faults *faults)
{
    bool is_http =
        !uri->has_scheme || is_named(input, uri->scheme, "http") || is_named(input, uri->scheme, "https");
    if (is_http && uri->has_userinfo) {
        note_fault(faults, H204_FAULT_URI_USERINFO, unmarked(uri->userinfo.offset, uri->host.offset));
    }
    if (is_http && uri->has_authority && uri->host.size == 0) {
        note_fault(faults, H204_FAULT_URI_HOST, place);
    }
}

h204_uri h204_value_uri(h204_view input, h204_span value, h204_faults *faults)
{
    h204_value_reader reader = h204_value_open(input, value);
    h204_uri uri = read_uri(&reader);
    uri.is_whole = uri.is_whole && is_at_end(&reader);
    if (uri.is_whole) {
        weigh_uri(input, &uri, value, faults);
    } else {
        note_fault(faults, H204_FAULT_GRAMMAR, octet_here(&reader));
    }
    return uri;
}

static bool has_capital(h204_view input, h204_span span)
{
    uint32_t at = span.offset;
    while (at < span.offset + span.size && input.data[at] == h204_lower(input.data[at])) {
        at++;
    }
    return at < span.offset + span.size;
}

/* origin = scheme "://" host [ ":" port ], or %s"null", or "*" (Fetch, HTTP new-header syntax) */
static void judge_origin(h204_view input, h204_span value, h204_faults *faults)
{
    if (is_text_exactly(input, value, "*") || is_text_exactly(input, value, "null")) {
        return;
    }
    h204_uri uri = h204_value_uri(input, value, NULL);
    bool is_origin = uri.is_whole && uri.has_scheme && uri.host.size != 0 && !uri.has_userinfo &&
                     uri.path.size == 0 && !uri.has_query && !uri.has_fragment;
    if (!is_origin || has_capital(input, uri.scheme)) {
        note_fault(faults, H204_FAULT_GRAMMAR, value);
    }
}

/* ---- language tags: RFC 5646 2.1 ----------------------------------------------------------------------- */

static bool is_subtag_octet(uint8_t octet)
{
    return is_alphanum(octet) || octet == '-';
}

/* irregular: those of the grandfathered tags that `langtag` does not derive */
static bool is_irregular(h204_view input, h204_span tag)
{
    static const char *const irregular[] = {
        "en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak",     "i-klingon", "i-lux",     "i-mingo",
        "i-navajo",  "i-pwn", "i-tao", "i-tay",     "i-tsu",      "sgn-be-fr", "sgn-be-nl", "sgn-ch-de",
    };
    for (uint32_t i = 0; i < sizeof irregular / sizeof irregular[0]; i++) {
        if (is_named(input, tag, irregular[i])) {
            return true;
        }
    }
    return false;
}

/* How far into a langtag its last subtag is; each part is followed by later ones only. */
typedef enum tag_part {
    TAG_START, TAG_SHORT_LANGUAGE, TAG_LANGUAGE, TAG_SCRIPT, TAG_REGION, TAG_VARIANT, TAG_EXTENSION, TAG_PRIVATE,
    TAG_MISFIT
} tag_part;

/* langtag = language [ "-" script ] [ "-" region ] *( "-" variant ) *( "-" extension ) [ "-" privateuse ] */
static tag_part part_of_subtag(tag_part before, const uint8_t *subtag, uint32_t size, uint32_t *extlangs)
{
    uint32_t letters = 0;
    while (letters < size && is_alpha(subtag[letters])) {
        letters++;
    }
    bool is_letters = letters == size;
    bool is_three_digits =
        size == 3 && h204_is_digit(subtag[0]) && h204_is_digit(subtag[1]) && h204_is_digit(subtag[2]);
    if (size == 0 || size > 8) {
        return TAG_MISFIT;
    }
    if (before == TAG_PRIVATE) {
        return TAG_PRIVATE;
    }
    if (size == 1) { /* singleton, or the x of privateuse */
        bool is_x = h204_lower(subtag[0]) == 'x';
        return is_x ? TAG_PRIVATE : before == TAG_START ? TAG_MISFIT : TAG_EXTENSION;
    }
    if (before == TAG_EXTENSION) {
        return TAG_EXTENSION;
    }
    if (before == TAG_START) {
        return !is_letters ? TAG_MISFIT : size <= 3 ? TAG_SHORT_LANGUAGE : TAG_LANGUAGE;
    }
    if (before == TAG_SHORT_LANGUAGE && is_letters && size == 3 && *extlangs < 3) {
        *extlangs += 1;
        return TAG_SHORT_LANGUAGE;
    }
    if (before < TAG_SCRIPT && is_letters && size == 4) {
        return TAG_SCRIPT;
    }
    if (before < TAG_REGION && ((is_letters && size == 2) || is_three_digits)) {
        return TAG_REGION;
    }
    return size >= 5 || (size == 4 && h204_is_digit(subtag[0])) ? TAG_VARIANT : TAG_MISFIT;
}

/* Language-Tag = langtag / privateuse / grandfathered */
static bool is_language_tag(h204_view input, h204_span tag)
{
    tag_part part = TAG_START;
    uint32_t extlangs = 0;
    uint32_t size = 0;
    bool is_opened = false; /* by a singleton or x, which wants a subtag behind it */
    for (uint32_t at = 0; at <= tag.size && part != TAG_MISFIT; at += size + 1) {
        const uint8_t *subtag = input.data + tag.offset + at;
        size = 0;
        while (at + size < tag.size && subtag[size] != '-') {
            size++;
        }
        bool is_short = size == 1 && part != TAG_PRIVATE;
        bool is_misplaced = is_short && is_opened;
        part = is_misplaced ? TAG_MISFIT : part_of_subtag(part, subtag, size, &extlangs);
        is_opened = is_short;
    }
    return (part != TAG_MISFIT && !is_opened) || is_irregular(input, tag);
}

/* ---- fields -------------------------------------------------------------------------------------------- */

typedef enum value_reads {
    READ_TOKEN, READ_MEDIA, READ_LANGUAGE, READ_CHALLENGE, READ_LINK, READ_ENTITY_TAG, READ_PRODUCT, READ_VIA,
    READ_RANGE_SPEC, READ_COOKIE, /* walked */
    READ_DATE, READ_RETRY_AFTER, READ_DIGITS, READ_URI, READ_ORIGIN, READ_CONTENT_RANGE, READ_LITERAL
} value_reads;

typedef enum value_trait {
    LIST               = 1 << 0,  /* #member                                                       */
    SEMICOLON_LIST     = 1 << 1,  /* [ member ] *( OWS ";" OWS [ member ] )                        */
    MAY_SLASH          = 1 << 2,  /* token [ "/" token ]                                           */
    MAY_EQUAL          = 1 << 3,  /* token [ "=" ( token / quoted-string ) ]                       */
    MUST_EQUAL         = 1 << 4,  /* token "=" ( token / quoted-string )                           */
    IS_QUOTED          = 1 << 5,  /* behind = only a quoted-string                                 */
    IS_BYTES           = 1 << 6,  /* behind = a Byte Sequence (RFC 8941 3.3.5)                     */
    PARAMETERS         = 1 << 7,  /* parameters = *( OWS ";" OWS [ parameter ] ) behind each member */
    PARAMETER_NONEMPTY = 1 << 8,  /* no ";" without a parameter                                    */
    PARAMETER_BARE     = 1 << 9,  /* a parameter may be a token alone                              */
    BAD_SPACE          = 1 << 10, /* BWS "=" BWS                                                   */
    FREE_SPACE         = 1 << 11, /* OWS "=" OWS                                                   */
    MEMBER_WEIGHT      = 1 << 12, /* a parameter q is a weight                                     */
    ONLY_WEIGHT        = 1 << 13, /* and there is no other                                         */
    UNIQUE_PARAMETERS  = 1 << 14, /* no name twice in one member                                   */
    UNIQUE_MEMBERS     = 1 << 15, /* no name twice in the value                                    */
    NO_FRAGMENT        = 1 << 16  /* absolute-URI / partial-URI (RFC 9110 8.7)                     */
} value_trait;

static const struct field_grammar {
    const char *name;
    value_reads reads;
    uint32_t traits;
} grammars[] = {
#define FIELD(id, name, reads, traits) { name, READ_##reads, (uint32_t)(traits) },
    H204_VALUE_FIELDS(FIELD)
#undef FIELD
};

h204_value_field h204_value_field_named(const uint8_t *name, size_t size)
{
    h204_view view = { name, size };
    h204_span whole = { 0, (uint32_t)size };
    uint32_t field = 0;
    while (field < H204_VALUE_UNKNOWN && !is_named(view, whole, grammars[field].name)) {
        field++;
    }
    return (h204_value_field)field;
}

static bool is_field(const h204_walk *walk, uint32_t trait)
{
    return (grammars[walk->field].traits & trait) != 0;
}

static int separator_of(const h204_walk *walk)
{
    return is_field(walk, LIST) ? ',' : is_field(walk, SEMICOLON_LIST) ? ';' : H204_VALUE_END;
}

/* ---- the walk ------------------------------------------------------------------------------------------ */

enum { BEFORE_ANY, BEHIND_ITEM, BEHIND_SCHEME, AT_LINE_END };

static void skip_until(h204_value_reader *reader, int octet)
{
    while (!is_at_end(reader) && look(reader) != octet) {
        step(reader);
    }
}

/* The item that was begun is none, for a fault that is noted. */
static bool gives_up(h204_walk *walk)
{
    walk->in_link = false;
    walk->stage = BEHIND_ITEM;
    return false;
}

/* What stands here is not grammatical.  Go on behind this member: at the next separator that is in no
 * quoted-string and no <URI>. */
static bool misfits(h204_walk *walk, h204_fault fault)
{
    h204_value_reader *reader = &walk->reader;
    note_fault(walk->faults, fault, octet_here(reader));
    while (!is_at_end(reader) && look(reader) != separator_of(walk)) {
        h204_span ignored;
        if (look(reader) == '"') {
            read_quoted_string(reader, &ignored, NULL);
        } else if (walk->field == H204_VALUE_LINK && look(reader) == '<') {
            skip_until(reader, '>');
        } else {
            step(reader);
        }
    }
    return gives_up(walk);
}

/* An item was read.  Does something stand behind it that may? */
static bool is_closed(h204_walk *walk)
{
    h204_value_reader ahead = walk->reader;
    h204_value_skip_blanks(&ahead);
    int octet = look(&ahead);
    walk->stage = BEHIND_ITEM;
    if (octet == H204_VALUE_END || octet == separator_of(walk) || (octet == ';' && is_field(walk, PARAMETERS))) {
        return true;
    }
    walk->reader = ahead;
    bool is_unopened = octet == ')' && walk->field == H204_VALUE_VIA;
    return misfits(walk, is_unopened ? H204_FAULT_COMMENT : H204_FAULT_GRAMMAR);
}

static bool takes_token(h204_walk *walk, h204_span *token)
{
    *token = read_token(&walk->reader);
    return token->size != 0 || misfits(walk, H204_FAULT_GRAMMAR);
}

/* rel=http://x/y is a URI without its quotes: read on as far as it was meant to go. */
static h204_span read_bare_rel(h204_value_reader *reader)
{
    uint32_t start = reader->at;
    for (;;) {
        int octet = look(reader);
        h204_value_reader ahead = *reader;
        bool is_comma = takes(&ahead, ',');
        h204_value_skip_blanks(&ahead);
        bool is_next_link = is_comma && (look(&ahead) == '<' || look(&ahead) == ',' || is_at_end(&ahead));
        if (is_next_link || octet == H204_VALUE_END || octet == ';' || octet == SP || octet == HTAB) {
            return unmarked(start, reader->at);
        }
        step(reader);
    }
}

static bool is_rel(const h204_walk *walk, const h204_item *item)
{
    return walk->field == H204_VALUE_LINK && item->kind == H204_ITEM_PARAMETER &&
           is_named(walk->input, item->name, "rel");
}

/* sf-binary = ":" *base64 ":"   (RFC 8941 3.3.5) */
static bool is_base64_octet(uint8_t octet)
{
    return is_alphanum(octet) || is_one_of(octet, "+/=");
}

static bool read_bytes(h204_value_reader *reader, h204_span *inside)
{
    bool has_start = takes(reader, ':');
    *inside = run_of(reader, is_base64_octet);
    return has_start && takes(reader, ':');
}

static bool read_value(h204_walk *walk, h204_item *item, bool must_be_quoted, bool is_bytes)
{
    item->has_value = true;
    if (is_bytes) {
        return read_bytes(&walk->reader, &item->value) || misfits(walk, H204_FAULT_GRAMMAR);
    }
    if (look(&walk->reader) == '"') {
        item->is_quoted = true;
        return read_quoted_string(&walk->reader, &item->value, walk->faults) || gives_up(walk);
    }
    if (must_be_quoted) {
        return misfits(walk, H204_FAULT_GRAMMAR);
    }
    if (is_rel(walk, item)) {
        item->value = read_bare_rel(&walk->reader);
        return item->value.size != 0 || misfits(walk, H204_FAULT_GRAMMAR);
    }
    return takes_token(walk, &item->value);
}

/* Whitespace around "=": its fault, H204_FAULT_COUNT for none, or H204_FAULT_GRAMMAR where it ends all sense. */
static h204_fault fault_of_space(const h204_walk *walk, const h204_item *item)
{
    if (is_field(walk, BAD_SPACE)) {
        return H204_FAULT_BAD_SPACE;
    }
    if (is_field(walk, FREE_SPACE)) {
        return H204_FAULT_COUNT;
    }
    bool is_parameter = item->kind == H204_ITEM_PARAMETER && grammars[walk->field].reads == READ_MEDIA;
    return is_parameter ? H204_FAULT_PARAMETER_SPACE : H204_FAULT_GRAMMAR;
}

/* [ "=" ( token / quoted-string ) ] behind the name of an item, with the whitespace that its field allows */
static bool read_argument(h204_walk *walk, h204_item *item, bool is_needed, bool must_be_quoted, bool is_bytes)
{
    h204_value_reader ahead = walk->reader;
    h204_value_skip_blanks(&ahead);
    uint32_t equals = ahead.at;
    if (!takes(&ahead, '=')) {
        return !is_needed || misfits(walk, H204_FAULT_GRAMMAR);
    }
    bool has_space = walk->reader.at != equals || read_blanks(&ahead).count != 0;
    h204_value_skip_blanks(&ahead);
    h204_span space = unmarked(walk->reader.at, ahead.at);
    h204_fault fault = fault_of_space(walk, item);
    if (has_space && fault == H204_FAULT_GRAMMAR) {
        return misfits(walk, fault);
    }
    walk->reader = ahead;
    if (!read_value(walk, item, must_be_quoted, is_bytes)) {
        return false;
    }
    if (has_space && fault != H204_FAULT_COUNT) {
        note_fault(walk->faults, fault, space);
    }
    return true;
}

/* token [ "/" token ] [ "=" ... ], as much of it as the field has.
 * Alt-Svc = %s"clear" / 1#alt-value   (RFC 7838 3) */
static bool read_token_member(h204_walk *walk, h204_item *item)
{
    if (!takes_token(walk, &item->name)) {
        return false;
    }
    if (is_field(walk, MAY_SLASH) && takes(&walk->reader, '/') && !takes_token(walk, &item->second)) {
        return false;
    }
    if (!is_field(walk, MAY_EQUAL | MUST_EQUAL)) {
        return true;
    }
    bool is_clear = walk->field == H204_VALUE_ALT_SVC && walk->members == 1 && is_at_end(&walk->reader) &&
                    is_text_exactly(walk->input, item->name, "clear");
    return read_argument(walk, item, is_field(walk, MUST_EQUAL) && !is_clear, is_field(walk, IS_QUOTED),
                         is_field(walk, IS_BYTES));
}

/* media-type = type "/" subtype parameters (RFC 9110 8.3.1); "*" is a token, so media-range is the same */
static bool read_media_member(h204_walk *walk, h204_item *item)
{
    return takes_token(walk, &item->name) && (takes(&walk->reader, '/') || misfits(walk, H204_FAULT_GRAMMAR)) &&
           takes_token(walk, &item->second);
}

static bool read_language_member(h204_walk *walk, h204_item *item)
{
    item->value = run_of(&walk->reader, is_subtag_octet);
    item->has_value = true;
    if (is_language_tag(walk->input, item->value)) {
        return true;
    }
    note_fault(walk->faults, H204_FAULT_GRAMMAR, item->value.size != 0 ? item->value : octet_here(&walk->reader));
    return misfits(walk, H204_FAULT_GRAMMAR);
}

/* token68 = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="   (RFC 9110 11.2) */
static bool is_token68_octet(uint8_t octet)
{
    return is_alphanum(octet) || is_one_of(octet, "-._~+/");
}

static bool takes_token68(h204_walk *walk, h204_span *token68)
{
    h204_value_reader ahead = walk->reader;
    bool has_octets = run_of(&ahead, is_token68_octet).size != 0;
    while (takes(&ahead, '=')) {
    }
    h204_value_reader behind = ahead;
    h204_value_skip_blanks(&behind);
    bool is_whole = has_octets && (is_at_end(&behind) || look(&behind) == ',');
    if (is_whole) {
        *token68 = unmarked(walk->reader.at, ahead.at);
        walk->reader = ahead;
    }
    return is_whole;
}

/* challenge = auth-scheme [ 1*SP ( token68 / #auth-param ) ]   (RFC 9110 11.3)
 *
 * A member of the list is a challenge up to its first auth-param, or a further auth-param of the challenge
 * before: it is one where "=" follows its token. */
static bool read_challenge_member(h204_walk *walk, h204_item *item)
{
    if (!takes_token(walk, &item->name)) {
        return false;
    }
    h204_value_reader ahead = walk->reader;
    value_blanks space = read_blanks(&ahead);
    if (look(&ahead) == '=') {
        item->kind = H204_ITEM_PARAMETER;
        return walk->takes_parameters ? read_argument(walk, item, true, false, false)
                                      : misfits(walk, H204_FAULT_GRAMMAR);
    }
    walk->names.count = 0;
    walk->takes_parameters = look(&walk->reader) == SP;
    if (space.count == 0 || is_at_end(&ahead) || look(&ahead) == ',') {
        return true;
    }
    if (space.has_tab) {
        return misfits(walk, H204_FAULT_GRAMMAR);
    }
    walk->reader = ahead;
    item->has_value = takes_token68(walk, &item->value);
    walk->takes_parameters = !item->has_value;
    walk->stage = item->has_value ? BEHIND_ITEM : BEHIND_SCHEME;
    return true;
}

/* link-value = "<" URI-Reference ">" *( OWS ";" OWS link-param )   (RFC 8288 3) */
static bool read_link_member(h204_walk *walk, h204_item *item)
{
    h204_value_reader *reader = &walk->reader;
    uint32_t open = reader->at;
    if (!takes(reader, '<')) {
        return misfits(walk, H204_FAULT_GRAMMAR);
    }
    h204_uri uri = read_uri(reader);
    if (!uri.is_whole || look(reader) != '>') {
        note_fault(walk->faults, H204_FAULT_GRAMMAR, octet_here(reader));
        skip_until(reader, '>');
        return misfits(walk, H204_FAULT_GRAMMAR);
    }
    item->value = unmarked(open + 1, reader->at);
    item->has_value = true;
    weigh_uri(walk->input, &uri, item->value, walk->faults);
    step(reader);
    walk->in_link = true;
    walk->link = item->value;
    walk->rels = 0;
    return true;
}

/* If-None-Match = "*" / #entity-tag   (RFC 9110 13.1.2) */
static bool read_tag_member(h204_walk *walk, h204_item *item)
{
    h204_value_reader *reader = &walk->reader;
    uint32_t start = reader->at;
    if (walk->members == 1 && takes(reader, '*') && is_at_end(reader)) {
        item->name = unmarked(start, reader->at);
        return true;
    }
    item->is_weak = takes(reader, 'W') && takes(reader, '/');
    if ((!item->is_weak && reader->at != start) || !takes(reader, '"')) {
        return misfits(walk, H204_FAULT_GRAMMAR);
    }
    start = reader->at;
    while (!is_at_end(reader) && !is_no_etagc((uint8_t)look(reader))) {
        step(reader);
    }
    item->value = marked(reader, start);
    item->has_value = true;
    return takes(reader, '"') || misfits(walk, H204_FAULT_GRAMMAR);
}

/* Via = #( received-protocol RWS received-by [ RWS comment ] ), received-protocol = [ protocol-name "/" ]
 * protocol-version, received-by = pseudonym [ ":" port ]   (RFC 9110 7.6.3) */
static bool read_via_member(h204_walk *walk, h204_item *item)
{
    h204_value_reader *reader = &walk->reader;
    if (!takes_token(walk, &item->second)) {
        return false;
    }
    if (takes(reader, '/')) {
        item->name = item->second;
        if (!takes_token(walk, &item->second)) {
            return false;
        }
    }
    value_blanks first = read_blanks(reader);
    uint32_t start = reader->at;
    h204_span pseudonym;
    if (first.count == 0) {
        return misfits(walk, H204_FAULT_GRAMMAR);
    }
    if (!takes_token(walk, &pseudonym)) {
        return false;
    }
    if (takes(reader, ':')) {
        read_digits(reader);
    }
    item->value = unmarked(start, reader->at);
    item->has_value = true;
    h204_value_reader ahead = *reader;
    value_blanks second = read_blanks(&ahead);
    bool has_comment = look(&ahead) == '(' && second.count != 0;
    if (has_comment) {
        h204_span comment;
        *reader = ahead;
        if (!read_comment(reader, &comment, walk->faults)) {
            return gives_up(walk);
        }
    }
    if (!is_one_sp(first)) {
        note_fault(walk->faults, H204_FAULT_REQUIRED_SPACE, first.place);
    }
    if (has_comment && !is_one_sp(second)) {
        note_fault(walk->faults, H204_FAULT_REQUIRED_SPACE, second.place);
    }
    return true;
}

/* range-spec = int-range / suffix-range, int-range = first-pos "-" [ last-pos ], suffix-range = "-"
 * suffix-length   (RFC 9110 14.1.2) */
static bool read_range_member(h204_walk *walk, h204_item *item)
{
    uint32_t start = walk->reader.at;
    item->name = read_digits(&walk->reader);
    if (!takes(&walk->reader, '-')) {
        return misfits(walk, H204_FAULT_GRAMMAR);
    }
    item->second = read_digits(&walk->reader);
    item->value = unmarked(start, walk->reader.at);
    item->has_value = true;
    bool has_both = item->name.size != 0 && item->second.size != 0;
    bool is_valid = item->name.size != 0 || item->second.size != 0;
    if (has_both) {
        is_valid = h204_compare_digits(walk->input, item->name, item->second) <= 0;
    }
    return is_valid || misfits(walk, H204_FAULT_GRAMMAR);
}

/* ---- what is peculiar to an item ----------------------------------------------------------------------- */

static void weigh_name(h204_walk *walk, h204_span name)
{
    if (h204_names_has(&walk->names, walk->input, name, false)) {
        note_fault(walk->faults, H204_FAULT_REPEATED, name);
    }
}

/* attr-char (RFC 8187 3.2.1) */
static bool is_attr_char(uint8_t octet)
{
    return h204_is_tchar(octet) && !is_one_of(octet, "*'%");
}

static bool is_charset_octet(uint8_t octet)
{
    return octet == '%' || (h204_is_tchar(octet) && !is_one_of(octet, "*'.|"));
}

/* ext-value = charset "'" [ language ] "'" *( pct-encoded / attr-char )   (RFC 8187 3.2.1) */
static bool is_ext_value(h204_view input, h204_span value)
{
    h204_value_reader reader = h204_value_open(input, value);
    h204_span charset = run_of(&reader, is_charset_octet);
    if (charset.size == 0 || !takes(&reader, '\'')) {
        return false;
    }
    h204_span language = run_of(&reader, is_subtag_octet);
    if ((language.size != 0 && !is_language_tag(input, language)) || !takes(&reader, '\'')) {
        return false;
    }
    for (;;) {
        run_of(&reader, is_attr_char);
        if (!takes(&reader, '%')) {
            return is_at_end(&reader);
        }
        for (int i = 0; i < 2; i++, step(&reader)) {
            if (is_at_end(&reader) || h204_hex_value((uint8_t)look(&reader)) == 16) {
                return false;
            }
        }
    }
}

static bool is_relation_octet(uint8_t octet)
{
    return is_alphanum(octet) || octet == '.' || octet == '-';
}

/* relation-type *( 1*SP relation-type ), relation-type = reg-rel-type / URI   (RFC 8288 3.3); types are
 * compared without case (2.1.1), so that a capital is no fault */
static bool is_rel_value(h204_view input, const h204_item *item)
{
    h204_value_reader reader = h204_value_open(input, item->value);
    do {
        while (takes(&reader, SP)) {
        }
        h204_value_reader word = reader;
        bool is_led_by_alpha = !is_at_end(&word) && is_alpha((uint8_t)look(&word));
        run_of(&word, is_relation_octet);
        bool is_registered = is_led_by_alpha && (is_at_end(&word) || look(&word) == SP);
        if (!is_registered) {
            word = reader;
            h204_uri uri = read_uri(&word);
            bool is_uri = uri.is_whole && uri.has_scheme && item->is_quoted;
            if (!is_uri || (!is_at_end(&word) && look(&word) != SP)) {
                return false;
            }
        }
        reader = word;
    } while (!is_at_end(&reader));
    return true;
}

static void weigh_link_param(h204_walk *walk, const h204_item *item)
{
    h204_view input = walk->input;
    bool comes_once = is_named(input, item->name, "media") || is_named(input, item->name, "title") ||
                      is_named(input, item->name, "title*") || is_named(input, item->name, "type");
    if (comes_once) {
        weigh_name(walk, item->name);
    }
    if (!is_rel(walk, item)) {
        return;
    }
    walk->rels += 1;
    if (walk->rels != 1) {
        note_fault(walk->faults, H204_FAULT_LINK_REL_AGAIN, item->name);
    } else if (!item->has_value || !is_rel_value(input, item)) {
        note_fault(walk->faults, H204_FAULT_LINK_REL_TYPE, item->has_value ? item->value : item->name);
    }
}

/* A link-value has one rel (RFC 8288 3.3). */
static void end_link(h204_walk *walk)
{
    if (walk->in_link && walk->rels == 0) {
        note_fault(walk->faults, H204_FAULT_LINK_NO_REL, walk->link);
    }
    walk->in_link = false;
}

static void weigh_parameter(h204_walk *walk, const h204_item *item)
{
    h204_view input = walk->input;
    bool is_q = is_named(input, item->name, "q");
    bool is_weight = is_field(walk, MEMBER_WEIGHT | ONLY_WEIGHT) && is_q;
    bool is_misfit = (is_weight && (item->is_quoted || !is_qvalue(input, item->value))) ||
                     (is_field(walk, ONLY_WEIGHT) &&
                      (!is_q || h204_names_has(&walk->names, input, item->name, false)));
    bool is_extended = walk->field == H204_VALUE_CONTENT_DISPOSITION || walk->field == H204_VALUE_LINK;
    if (is_extended && input.data[item->name.offset + item->name.size - 1] == '*') {
        is_misfit = item->is_quoted || !item->has_value || !is_ext_value(input, item->value);
    }
    if (is_misfit) {
        note_fault(walk->faults, H204_FAULT_GRAMMAR, item->has_value ? item->value : item->name);
    }
    if (is_field(walk, UNIQUE_PARAMETERS)) {
        weigh_name(walk, item->name);
    }
    if (walk->field == H204_VALUE_LINK) {
        weigh_link_param(walk, item);
    }
    bool is_challenge = grammars[walk->field].reads == READ_CHALLENGE;
    if (is_challenge && is_named(input, item->name, "realm") && !item->is_quoted) {
        note_fault(walk->faults, H204_FAULT_REALM_TOKEN, item->value);
    }
}

/* The digests of no octets (RFC 9530 2, FIPS 180-4). */
static bool is_digest_of_other(h204_view input, const h204_item *item)
{
    static const char sha_256[] = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    static const char sha_512[] =
        "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==";
    if (is_text_exactly(input, item->name, "sha-256")) {
        return !is_text_exactly(input, item->value, sha_256);
    }
    return is_text_exactly(input, item->name, "sha-512") && !is_text_exactly(input, item->value, sha_512);
}

static void weigh_member(h204_walk *walk, const h204_item *item)
{
    h204_view input = walk->input;
    if (is_field(walk, UNIQUE_MEMBERS)) {
        weigh_name(walk, item->name);
    }
    if (walk->field == H204_VALUE_VIA && is_named(input, item->name, "http")) {
        note_fault(walk->faults, H204_FAULT_VIA_HTTP, item->name);
    }
    if (walk->field == H204_VALUE_CONTENT_DIGEST && is_digest_of_other(input, item)) {
        note_fault(walk->faults, H204_FAULT_DIGEST, item->value);
    }
    if (walk->field == H204_VALUE_STRICT_TRANSPORT_SECURITY && is_named(input, item->name, "max-age")) {
        walk->has_max_age = h204_argument_of(input, item) == H204_ARGUMENT_DELTA;
    }
}

/* ---- members and parameters ---------------------------------------------------------------------------- */

static bool read_member(h204_walk *walk, h204_item *item)
{
    switch (grammars[walk->field].reads) {
    case READ_TOKEN: return read_token_member(walk, item);
    case READ_MEDIA: return read_media_member(walk, item);
    case READ_LANGUAGE: return read_language_member(walk, item);
    case READ_CHALLENGE: return read_challenge_member(walk, item);
    case READ_LINK: return read_link_member(walk, item);
    case READ_ENTITY_TAG: return read_tag_member(walk, item);
    case READ_VIA: return read_via_member(walk, item);
    case READ_RANGE_SPEC: return read_range_member(walk, item);
    case READ_PRODUCT:
    case READ_COOKIE:
    case READ_DATE:
    case READ_RETRY_AFTER:
    case READ_DIGITS:
    case READ_URI:
    case READ_ORIGIN:
    case READ_CONTENT_RANGE:
    case READ_LITERAL: return false; /* no list of members */
    }
    return false;
}

/* #element => [ element ] *( OWS "," OWS [ element ] )   (RFC 9110 5.6.1.2): to the next element */
static bool find_member(h204_walk *walk)
{
    h204_value_reader *reader = &walk->reader;
    int separator = separator_of(walk);
    bool is_behind_member = walk->stage != BEFORE_ANY;
    bool is_behind_comma = false;
    end_link(walk);
    for (;;) {
        value_blanks blanks = read_blanks(reader);
        int octet = look(reader);
        if (separator == ',' && is_behind_comma && blanks.count != 0 && !is_one_sp(blanks)) {
            note_fault(walk->faults, H204_FAULT_SPACE_AFTER_COMMA, blanks.place);
        }
        if (octet == H204_VALUE_END) {
            walk->stage = AT_LINE_END;
            if (separator == ',' && is_behind_comma) {
                note_fault(walk->faults, H204_FAULT_EMPTY_MEMBER, octet_here(reader));
            }
            return false;
        }
        if (octet != separator) {
            break;
        }
        if (separator == ',' && is_behind_member && blanks.count != 0) {
            note_fault(walk->faults, H204_FAULT_SPACE_BEFORE_COMMA, blanks.place);
        }
        if (separator == ',' && !is_behind_member) {
            note_fault(walk->faults, H204_FAULT_EMPTY_MEMBER, octet_here(reader));
        }
        step(reader);
        is_behind_member = false;
        is_behind_comma = true;
    }
    if (grammars[walk->field].reads != READ_CHALLENGE && !is_field(walk, UNIQUE_MEMBERS)) {
        walk->names.count = 0;
    }
    walk->members += 1;
    return true;
}

/* parameters = *( OWS ";" OWS [ parameter ] ), parameter = parameter-name "=" parameter-value   (RFC 9110 5.6.6) */
static bool read_parameter(h204_walk *walk, h204_item *item)
{
    h204_value_reader *reader = &walk->reader;
    if (walk->stage == BEHIND_ITEM) {
        h204_value_skip_blanks(reader);
        step(reader);
        h204_value_skip_blanks(reader);
        bool is_empty = is_at_end(reader) || look(reader) == ';' || look(reader) == separator_of(walk);
        if (is_empty && !is_field(walk, PARAMETER_NONEMPTY)) {
            return false;
        }
    }
    walk->stage = BEHIND_ITEM;
    item->kind = H204_ITEM_PARAMETER;
    return takes_token(walk, &item->name) &&
           read_argument(walk, item, !is_field(walk, PARAMETER_BARE), false, false);
}

static bool comes_parameter(h204_walk *walk)
{
    h204_value_reader ahead = walk->reader;
    h204_value_skip_blanks(&ahead);
    return walk->stage == BEHIND_SCHEME ||
           (walk->stage == BEHIND_ITEM && is_field(walk, PARAMETERS) && look(&ahead) == ';');
}

/* ---- Server: RFC 9110 10.2.4 --------------------------------------------------------------------------- */

/* Server = product *( RWS ( product / comment ) ), product = token [ "/" product-version ] */
static bool next_product(h204_walk *walk, h204_item *item)
{
    h204_value_reader *reader = &walk->reader;
    bool is_first = walk->stage == BEFORE_ANY;
    value_blanks space = read_blanks(reader);
    walk->members = 1;
    if (is_at_end(reader) && !is_first) {
        walk->stage = AT_LINE_END;
        return false;
    }
    if (!is_first && look(reader) == '(' && space.count != 0) {
        item->kind = H204_ITEM_COMMENT;
        item->has_value = true;
        walk->stage = read_comment(reader, &item->value, walk->faults) ? BEHIND_ITEM : AT_LINE_END;
    } else {
        item->name = read_token(reader);
        if (item->name.size == 0 || (!is_first && space.count == 0)) {
            bool is_unopened = look(reader) == ')';
            note_fault(walk->faults, is_unopened ? H204_FAULT_COMMENT : H204_FAULT_GRAMMAR, octet_here(reader));
            walk->stage = AT_LINE_END;
            return false;
        }
        bool has_version = takes(reader, '/');
        item->second = has_version ? read_token(reader) : item->second;
        walk->stage = BEHIND_ITEM;
        if (has_version && item->second.size == 0) {
            note_fault(walk->faults, H204_FAULT_GRAMMAR, octet_here(reader));
            walk->stage = AT_LINE_END;
        }
    }
    if (walk->stage == BEHIND_ITEM && !is_first && !is_one_sp(space)) {
        note_fault(walk->faults, H204_FAULT_REQUIRED_SPACE, space.place);
    }
    return walk->stage == BEHIND_ITEM;
}

/* ---- Set-Cookie: RFC 6265 4.1.1, RFC 6265bis 4.1.1 ----------------------------------------------------- */

/* cookie-octet = %x21 / %x23-2B / %x2D-3A / %x3C-5B / %x5D-7E */
static bool is_cookie_octet(uint8_t octet)
{
    return octet > SP && octet < 0x7F && !is_one_of(octet, "\",;\\");
}

static bool is_before_equals(uint8_t octet)
{
    return octet != '=' && octet != ';';
}

static bool is_before_semicolon(uint8_t octet)
{
    return octet != ';';
}

static h204_span without_blanks_behind(h204_view input, h204_span span)
{
    uint32_t mark = span.size & H204_REPAIRED;
    uint32_t size = h204_span_size(span);
    while (size != 0) {
        uint8_t last = input.data[span.offset + size - 1];
        bool is_repaired = mark != 0 && (last == 0 || last == CR || last == LF);
        if (!h204_is_blank(last) && !is_repaired) {
            break;
        }
        size--;
    }
    span.size = size | mark;
    return span;
}

/* cookie-value = *cookie-octet / ( DQUOTE *cookie-octet DQUOTE ).  Where it ends to be one. */
static uint32_t reach_of_cookie_value(h204_view input, h204_span value)
{
    h204_value_reader reader = h204_value_open(input, value);
    bool is_quoted = takes(&reader, '"');
    run_of(&reader, is_cookie_octet);
    if (is_quoted) {
        takes(&reader, '"');
    }
    return reader.at;
}

/* "a=b, c=d": what a list would look like (RFC 6265 3).  No date has "token =" behind its comma. */
static bool find_joined_cookie(h204_value_reader reader, h204_faults *faults)
{
    for (;;) {
        skip_until(&reader, ',');
        h204_span comma = octet_here(&reader);
        if (!takes(&reader, ',')) {
            return false;
        }
        h204_value_skip_blanks(&reader);
        if (read_token(&reader).size != 0 && look(&reader) == '=') {
            note_fault(faults, H204_FAULT_COOKIE_JOINED, comma);
            return true;
        }
    }
}

/* name "=" value up to a semicolon */
static void read_cookie_part(h204_walk *walk, h204_item *item)
{
    h204_value_reader *reader = &walk->reader;
    uint32_t start = reader->at;
    run_of(reader, is_before_equals);
    item->name = marked(reader, start);
    item->has_value = takes(reader, '=');
    if (item->has_value && item->kind == H204_ITEM_PARAMETER) {
        h204_value_skip_blanks(reader);
    }
    if (item->has_value) {
        start = reader->at;
        run_of(reader, is_before_semicolon);
        item->value = marked(reader, start);
    }
    if (item->kind == H204_ITEM_PARAMETER) { /* SP is allowed there, and looked at by nobody */
        item->name = without_blanks_behind(walk->input, item->name);
        item->value = without_blanks_behind(walk->input, item->value);
    }
    item->name.size = h204_span_size(item->name);
}

/* cookie-pair = cookie-name "=" cookie-value, cookie-name = token */
static void weigh_cookie(h204_walk *walk, const h204_item *item, bool is_joined)
{
    h204_value_reader name = h204_value_open(walk->input, item->name);
    if (!item->has_value) {
        note_fault(walk->faults, H204_FAULT_GRAMMAR, item->name);
        return;
    }
    if (item->name.size == 0) {
        note_fault(walk->faults, H204_FAULT_COOKIE_NAME, item->name);
    } else if (read_token(&name).size != item->name.size) {
        note_fault(walk->faults, H204_FAULT_COOKIE_NAME, octet_here(&name));
    }
    uint32_t reach = reach_of_cookie_value(walk->input, item->value);
    uint32_t end = item->value.offset + h204_span_size(item->value);
    bool is_half_quoted = reach == end && end - item->value.offset != 0 &&
                          walk->input.data[item->value.offset] == '"' &&
                          (end - item->value.offset == 1 || walk->input.data[end - 1] != '"');
    if ((reach != end || is_half_quoted) && !is_joined) {
        note_fault(walk->faults, H204_FAULT_COOKIE_VALUE, unmarked(reach, reach == end ? end : reach + 1));
    }
}

static bool is_av_octet(uint8_t octet)
{
    return octet >= SP && octet < 0x7F && octet != ';';
}

/* cookie-av = expires-av / max-age-av / domain-av / path-av / secure-av / httponly-av / extension-av, of
 * which extension-av = 1*av-octet derives all */
static void weigh_cookie_av(h204_walk *walk, const h204_item *item)
{
    h204_view input = walk->input;
    h204_value_reader whole = walk->reader;
    whole.end = whole.at;
    whole.at = item->name.offset;
    whole.unfolded_until = 0;
    run_of(&whole, is_av_octet);
    if (!is_at_end(&whole) || (item->name.size == 0 && !item->has_value)) {
        note_fault(walk->faults, H204_FAULT_GRAMMAR, octet_here(&whole));
        return;
    }
    h204_span place = item->has_value ? item->value : item->name;
    if (is_named(input, item->name, "expires")) {
        h204_faults spelling = { 0 };
        h204_date date = h204_value_date(input, item->value, H204_NO_CLOCK, &spelling);
        bool is_misspelled = h204_has_fault(&spelling, H204_FAULT_DATE_SPACE) ||
                             h204_has_fault(&spelling, H204_FAULT_DATE_CASE) ||
                             h204_has_fault(&spelling, H204_FAULT_DATE_ZONE);
        if (date.form != H204_DATE_IMF || is_misspelled) {
            note_fault(walk->faults, H204_FAULT_COOKIE_EXPIRES, place);
        }
    }
    if (is_named(input, item->name, "max-age")) {
        bool is_number = h204_value_number(input, item->value).is_number;
        if (!is_number || (input.data[item->value.offset] == '0' && h204_span_size(item->value) != 1)) {
            note_fault(walk->faults, H204_FAULT_COOKIE_MAX_AGE, place);
        }
    }
    weigh_name(walk, item->name);
}

/* set-cookie-string = cookie-pair *( ";" SP cookie-av ); in 6265bis *( BWS ";" OWS cookie-av ) */
static bool next_cookie_part(h204_walk *walk, h204_item *item)
{
    h204_value_reader *reader = &walk->reader;
    bool is_first = walk->stage == BEFORE_ANY;
    walk->members = 1;
    if (is_at_end(reader) && !is_first) {
        walk->stage = AT_LINE_END;
        return false;
    }
    walk->stage = BEHIND_ITEM;
    if (is_first) {
        bool is_joined = find_joined_cookie(*reader, walk->faults);
        walk->names.count = 0;
        read_cookie_part(walk, item);
        weigh_cookie(walk, item, is_joined);
        return true;
    }
    step(reader); /* the semicolon */
    value_blanks blanks = read_blanks(reader);
    bool is_empty = is_at_end(reader) || look(reader) == ';';
    if (!is_one_sp(blanks) && !is_empty) {
        note_fault(walk->faults, H204_FAULT_COOKIE_SPACE, blanks.count != 0 ? blanks.place : octet_here(reader));
    }
    item->kind = H204_ITEM_PARAMETER;
    read_cookie_part(walk, item);
    weigh_cookie_av(walk, item);
    return true;
}

/* ---- the walk itself ----------------------------------------------------------------------------------- */

h204_walk h204_walk_open(h204_view input, h204_value_field field, h204_faults *faults)
{
    h204_walk walk = { 0 };
    walk.input = input;
    walk.field = field;
    walk.faults = faults;
    walk.stage = AT_LINE_END;
    return walk;
}

void h204_walk_line(h204_walk *walk, h204_span value)
{
    walk->reader = h204_value_open(walk->input, value);
    walk->stage = BEFORE_ANY;
    /* Range = range-unit "=" range-set; only of bytes is the set known (RFC 9110 14.1.2, 14.2) */
    if (grammars[walk->field].reads == READ_RANGE_SPEC) {
        h204_span unit = read_token(&walk->reader);
        if (!is_named(walk->input, unit, "bytes") || !takes(&walk->reader, '=')) {
            note_fault(walk->faults, H204_FAULT_GRAMMAR, octet_here(&walk->reader));
            walk->stage = AT_LINE_END;
        }
    }
}

bool h204_walk_next(h204_walk *walk, h204_item *item)
{
    const h204_item none = { H204_ITEM_MEMBER, { 0, 0 }, { 0, 0 }, { 0, 0 }, false, false, false };
    value_reads reads = grammars[walk->field].reads;
    while (walk->stage != AT_LINE_END) {
        *item = none;
        if (reads == READ_PRODUCT) {
            return next_product(walk, item);
        }
        if (reads == READ_COOKIE) {
            return next_cookie_part(walk, item);
        }
        bool is_read =
            comes_parameter(walk) ? read_parameter(walk, item) : find_member(walk) && read_member(walk, item);
        if (!is_read) {
            continue;
        }
        if (walk->stage != BEHIND_SCHEME && !is_closed(walk)) {
            continue;
        }
        if (item->kind == H204_ITEM_PARAMETER) {
            weigh_parameter(walk, item);
        } else {
            weigh_member(walk, item);
        }
        return true;
    }
    return false;
}

/* ---- single values ------------------------------------------------------------------------------------- */

h204_media_type h204_value_media_type(h204_view input, h204_span value)
{
    h204_media_type media = { 0 };
    h204_walk walk = h204_walk_open(input, H204_VALUE_CONTENT_TYPE, NULL);
    h204_item item;
    h204_walk_line(&walk, value);
    while (h204_walk_next(&walk, &item)) {
        if (item.kind == H204_ITEM_MEMBER) {
            media.is_whole = true;
            media.type = item.name;
            media.subtype = item.second;
        } else if (is_named(input, item.name, "boundary") && !media.has_boundary) {
            media.has_boundary = true;
            media.boundary = item.value;
        } else if (is_named(input, item.name, "charset") && !media.has_charset) {
            media.has_charset = true;
            media.charset = item.value;
        }
    }
    return media;
}

/* range-resp = first-pos "-" last-pos "/" ( complete-length / "*" ), unsatisfied-range = "*" "/" complete-length */
static bool read_byte_range(h204_value_reader *reader, h204_content_range *range)
{
    if (takes(reader, '*')) {
        range->form = H204_RANGE_UNSATISFIED;
    } else {
        range->form = H204_RANGE_PART;
        range->first = read_digits(reader);
        if (range->first.size == 0 || !takes(reader, '-')) {
            return false;
        }
        range->last = read_digits(reader);
        if (range->last.size == 0) {
            return false;
        }
    }
    if (!takes(reader, '/')) {
        return false;
    }
    if (range->form == H204_RANGE_PART && takes(reader, '*')) {
        return is_at_end(reader);
    }
    range->complete = read_digits(reader);
    return range->complete.size != 0 && is_at_end(reader);
}

static bool is_no_blank(uint8_t octet)
{
    return !h204_is_blank(octet);
}

/* Content-Range = range-unit SP ( range-resp / unsatisfied-range )   (RFC 9110 14.4).  Of other units than
 * bytes the example of 14.6 shows what 14.4 does not derive, so only the shape is judged there. */
h204_content_range h204_value_content_range(h204_view input, h204_span value, h204_faults *faults)
{
    h204_content_range range = { H204_RANGE_OTHER_UNIT, { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 0 } };
    h204_value_reader reader = h204_value_open(input, value);
    range.unit = read_token(&reader);
    bool fits = range.unit.size != 0 && is_one_sp(read_blanks(&reader)) && !is_at_end(&reader);
    if (fits && is_named(input, range.unit, "bytes")) {
        fits = read_byte_range(&reader, &range);
    } else if (fits) {
        run_of(&reader, is_no_blank);
        fits = is_at_end(&reader);
    }
    if (!fits) {
        range.form = H204_RANGE_NONE;
        note_fault(faults, H204_FAULT_GRAMMAR, octet_here(&reader));
    }
    if (range.form != H204_RANGE_PART) {
        return range;
    }
    if (h204_compare_digits(input, range.last, range.first) < 0) {
        note_fault(faults, H204_FAULT_RANGE_ORDER, value);
    } else if (range.complete.size != 0 && h204_compare_digits(input, range.complete, range.last) <= 0) {
        note_fault(faults, H204_FAULT_RANGE_COMPLETE, value);
    }
    return range;
}

h204_directive h204_directive_of(h204_view input, const h204_item *item)
{
    static const char *const names[] = {
        "max-age", "s-maxage", "stale-while-revalidate", "stale-if-error", "no-cache", "private", "must-revalidate",
        "must-understand", "no-store", "no-transform", "proxy-revalidate", "public", "max-stale", "min-fresh",
        "only-if-cached",
    };
    uint32_t directive = 0;
    while (directive < H204_CC_UNKNOWN && !is_named(input, item->name, names[directive])) {
        directive++;
    }
    return (h204_directive)directive;
}

/* delta-seconds, or #field-name, in either form of an argument (RFC 9111 5.2, 5.2.2.4) */
h204_argument h204_argument_of(h204_view input, const h204_item *item)
{
    if (!item->has_value) {
        return H204_ARGUMENT_NONE;
    }
    h204_value_reader reader = h204_value_open(input, item->value);
    uint32_t octets = 0;
    bool is_delta = true;
    bool is_names = true;
    bool in_name = false;
    bool is_name_over = false;
    for (int octet = unescaped(&reader); octet != H204_VALUE_END; octet = unescaped(&reader), octets++) {
        bool is_blank = octet == SP || octet == HTAB;
        bool is_tchar = h204_is_tchar((uint8_t)octet);
        is_delta = is_delta && h204_is_digit((uint8_t)octet);
        is_names = is_names && (is_blank || octet == ',' || (is_tchar && !is_name_over));
        is_name_over = octet != ',' && (is_name_over || (is_blank && in_name));
        in_name = is_tchar;
    }
    if (is_delta && octets != 0) {
        return H204_ARGUMENT_DELTA;
    }
    return is_names ? H204_ARGUMENT_NAMES : H204_ARGUMENT_OTHER;
}

/* Retry-After = HTTP-date / delay-seconds   (RFC 9110 10.2.3) */
static void judge_retry_after(h204_view input, h204_span value, int64_t now, h204_faults *faults)
{
    if (!h204_value_number(input, value).is_number) {
        h204_value_date(input, value, now, faults);
    }
}

/* absolute-URI / partial-URI, or URI-reference   (RFC 9110 8.7, 10.2.2) */
static void judge_uri(h204_view input, h204_span value, bool no_fragment, h204_faults *faults)
{
    h204_uri uri = h204_value_uri(input, value, faults);
    if (uri.is_whole && uri.has_fragment && no_fragment) {
        note_fault(faults, H204_FAULT_GRAMMAR, unmarked(uri.fragment.offset - 1, uri.fragment.offset));
    }
}

/* Access-Control-Allow-Credentials, Cross-Origin-Resource-Policy, X-Content-Type-Options (Fetch) */
static bool is_literal(h204_view input, h204_value_field field, h204_span value)
{
    if (field == H204_VALUE_ALLOW_CREDENTIALS) {
        return is_text_exactly(input, value, "true");
    }
    if (field == H204_VALUE_RESOURCE_POLICY) {
        return is_text_exactly(input, value, "same-origin") || is_text_exactly(input, value, "same-site") ||
               is_text_exactly(input, value, "cross-origin");
    }
    h204_span unmarked_value = { value.offset, h204_span_size(value) };
    return is_named(input, unmarked_value, "nosniff");
}

static uint32_t judge_members(h204_view input, h204_value_field field, h204_span value, h204_faults *faults)
{
    h204_walk walk = h204_walk_open(input, field, faults);
    h204_item item;
    h204_walk_line(&walk, value);
    while (h204_walk_next(&walk, &item)) {
    }
    bool is_list = is_field(&walk, LIST | SEMICOLON_LIST);
    if (!is_list && walk.members == 0) {
        note_fault(faults, H204_FAULT_GRAMMAR, value);
    }
    bool is_hsts = field == H204_VALUE_STRICT_TRANSPORT_SECURITY;
    if (is_hsts && !walk.has_max_age && !h204_has_fault(faults, H204_FAULT_QUOTE_OPEN)) {
        note_fault(faults, H204_FAULT_HSTS_MAX_AGE, value);
    }
    return is_list ? walk.members : 1;
}

uint32_t h204_value_judge(h204_view input, h204_value_field field, h204_span value, int64_t now,
                          h204_faults *faults)
{
    if (field == H204_VALUE_UNKNOWN) {
        return 1;
    }
    bool fits = true;
    switch (grammars[field].reads) {
    case READ_TOKEN:
    case READ_MEDIA:
    case READ_LANGUAGE:
    case READ_CHALLENGE:
    case READ_LINK:
    case READ_PRODUCT:
    case READ_VIA:
    case READ_RANGE_SPEC:
    case READ_COOKIE: return judge_members(input, field, value, faults);
    case READ_ENTITY_TAG:
        if ((grammars[field].traits & LIST) != 0) {
            return judge_members(input, field, value, faults);
        }
        h204_value_tag(input, value, faults);
        break;
    case READ_DATE: h204_value_date(input, value, now, faults); break;
    case READ_RETRY_AFTER: judge_retry_after(input, value, now, faults); break;
    case READ_DIGITS: fits = h204_value_number(input, value).is_number; break;
    case READ_URI: judge_uri(input, value, (grammars[field].traits & NO_FRAGMENT) != 0, faults); break;
    case READ_ORIGIN: judge_origin(input, value, faults); break;
    case READ_CONTENT_RANGE: h204_value_content_range(input, value, faults); break;
    case READ_LITERAL: fits = is_literal(input, field, value); break;
    }
    if (!fits) {
        note_fault(faults, H204_FAULT_GRAMMAR, value);
    }
    return 1;
}
