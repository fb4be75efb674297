/* rules_fields.c - the predicates of chapters 200 (values) and 800: what fields may hold. */
#include "words.h"

/* ---- words of these chapters ------------------------------------------------------------------
 *
 * Facts of values are of lines that no fold can follow any more, so one that is seen stays.
 */

static check_verdict broken_in_value(h204_span place, const check_facts *facts)
{
    return broken_at(place, facts->head.is_whole);
}

static check_verdict broken_by_grammar(h204_value_field field, const check_facts *facts)
{
    return broken_at(facts->fields[field].misfit, were_judged(facts, (uint64_t)1 << field));
}

/* It stands in one of these fields. */
static check_verdict broken_by_kind(h204_fault fault, uint64_t fields, const check_facts *facts)
{
    return broken_at(facts->fault[fault], were_judged(facts, fields));
}

/* The same of fields that may be trailers, too. */
static check_verdict broken_anywhere(h204_span in_head, h204_span in_trailer, uint64_t fields,
                                     const check_facts *facts)
{
    bool are_all_clear = are_clear(facts->fields, fields) && are_clear(facts->trailer_fields, fields);
    return broken_at(first_of(in_head, in_trailer), has_whole_body(facts) && are_all_clear);
}

static check_verdict broken_by_grammar_anywhere(h204_value_field field, const check_facts *facts)
{
    return broken_anywhere(facts->fields[field].misfit, facts->trailer_fields[field].misfit, (uint64_t)1 << field,
                           facts);
}

static check_verdict broken_by_kind_anywhere(h204_fault fault, uint64_t fields, const check_facts *facts)
{
    return broken_anywhere(facts->fault[fault], facts->trailer_fault[fault], fields, facts);
}

/* It was found by a walk over the lines of a field, the last of which may still be folded. */
static check_truth is_found(h204_span place, h204_value_field field, const check_facts *facts)
{
    bool is_known = facts->head.is_whole && (was_seen(place) || !facts->fields[field].is_unclear);
    return known_if(is_known, was_seen(place));
}

static bool is_same_name(h204_view left, h204_span a, h204_view right, h204_span b)
{
    bool is_same = a.size == b.size;
    for (uint32_t i = 0; is_same && i < a.size; i++) {
        is_same = h204_lower(left.data[a.offset + i]) == h204_lower(right.data[b.offset + i]);
    }
    return is_same;
}

/* The first member of a list of tokens, on any of its lines, that is this one. */
static h204_span member_named(h204_value_field field, const char *lower, size_t size, const check_facts *facts)
{
    h204_view octets = facts->message->octets;
    h204_walk walk = h204_walk_open(octets, field, NULL);
    check_lines lines = h204_facts_lines(field, facts);
    h204_span value;
    while (h204_facts_next_line(&lines, facts, &value)) {
        h204_item item;
        h204_walk_line(&walk, value);
        while (h204_walk_next(&walk, &item)) {
            if (h204_spells(octets.data + item.name.offset, item.name.size, lower, size)) {
                return item.name;
            }
        }
    }
    return place_of(0, 0);
}
#define MEMBER_NAMED(field, literal, facts) member_named((field), "" literal, sizeof literal - 1, (facts))

static check_truth stands_around_value(h204_span space, const check_facts *facts)
{
    return was_seen(space) ? IS_TRUE : known_if(facts->head.is_whole && !facts->space_is_unclear, false);
}

/* An intermediary may overwrite in place what it takes out (RFC 9110 5.6.3). */
static check_truth is_not_overwritten(const check_facts *facts)
{
    bool is_between = is_sent_by(facts, H204_SENDER_PROXY) == IS_TRUE ||
                      is_sent_by(facts, H204_SENDER_GATEWAY) == IS_TRUE;
    return is_between ? IS_OPEN : IS_TRUE;
}

/* What a proxy passes on, another one generated. */
static check_truth is_not_passed_on(const check_facts *facts)
{
    check_truth is_passed_on = both(is_sent_by(facts, H204_SENDER_PROXY), is_fact(facts, H204_FACT_FORWARDED));
    return is_passed_on == IS_TRUE ? IS_OPEN : IS_TRUE;
}

static h204_span first_request_field(const check_facts *facts)
{
    static const seen_name names[] = {
        NAME_AUTHORIZATION, NAME_COOKIE,       NAME_EXPECT,              NAME_FROM,    NAME_HOST,
        NAME_IF_MODIFIED_SINCE, NAME_IF_RANGE, NAME_IF_UNMODIFIED_SINCE, NAME_MAX_FORWARDS,
        NAME_PROXY_AUTHORIZATION, NAME_REFERER, NAME_TE, NAME_USER_AGENT,
    };
    h204_span first = first_named(facts, FIELD_BIT(IF_MATCH) | FIELD_BIT(IF_NONE_MATCH) | FIELD_BIT(RANGE));
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        first = first_of(first, facts->name[names[i]]);
    }
    return first;
}

#define COMMENTED_FIELDS (FIELD_BIT(SERVER) | FIELD_BIT(VIA))
#define CHALLENGE_FIELDS (FIELD_BIT(WWW_AUTHENTICATE) | FIELD_BIT(PROXY_AUTHENTICATE))
#define URI_FIELDS       (FIELD_BIT(LOCATION) | FIELD_BIT(CONTENT_LOCATION) | FIELD_BIT(LINK))

/* ---- words of dates --------------------------------------------------------------------------- */

#define DATED_FIELDS (FIELD_BIT(DATE) | FIELD_BIT(EXPIRES) | FIELD_BIT(LAST_MODIFIED) | FIELD_BIT(RETRY_AFTER))

static int64_t now_of(const check_facts *facts)
{
    bool has_clock = (facts->given & H204_GIVEN_NOW) != 0;
    return has_clock ? facts->message->exchange->now : H204_NO_CLOCK;
}

/* A date in any of the three forms, spelled right, that there is. */
static bool is_valid_date(const h204_faults *faults)
{
    return !h204_has_fault(faults, H204_FAULT_GRAMMAR) && !h204_has_fault(faults, H204_FAULT_DATE_SPACE) &&
           !h204_has_fault(faults, H204_FAULT_DATE_CASE) && !h204_has_fault(faults, H204_FAULT_DATE_ZONE) &&
           !h204_has_fault(faults, H204_FAULT_DATE_RANGE) && !h204_has_fault(faults, H204_FAULT_DATE_CALENDAR);
}

/* Is it on one line, and a moment that is known?  Of two nobody knows which is meant, and the century of an
 * rfc850-date takes a clock (RFC 9110 5.6.7). */
static check_truth tells_moment(h204_value_field field, const check_facts *facts, int64_t *seconds)
{
    const seen_field *seen = &facts->fields[field];
    *seconds = 0;
    if (!facts->head.is_whole || seen->count > 1) {
        return IS_OPEN;
    }
    if (seen->count == 0 || seen->is_unclear) {
        return IS_FALSE;
    }
    h204_faults faults;
    memset(&faults, 0, sizeof faults);
    h204_date date = h204_value_date(facts->message->octets, seen->value, now_of(facts), &faults);
    *seconds = date.seconds;
    return both(truth_of(is_valid_date(&faults)), known_if(date.has_seconds, true));
}

static check_truth is_modified_after_date(const check_facts *facts)
{
    int64_t modified;
    int64_t dated;
    check_truth are_known = both(tells_moment(H204_VALUE_LAST_MODIFIED, facts, &modified),
                                 tells_moment(H204_VALUE_DATE, facts, &dated));
    return both(are_known, truth_of(are_known != IS_TRUE || modified > dated));
}

/* A day is our bound: RFC 9110 6.6.1 gives none. */
static check_truth is_dated_far_from_now(const check_facts *facts)
{
    const int64_t day = 86400;
    const h204_exchange *exchange = facts->message->exchange;
    int64_t dated;
    check_truth is_known = both(tells_moment(H204_VALUE_DATE, facts, &dated), is_given(facts, H204_GIVEN_NOW, true));
    bool is_far = is_known != IS_TRUE || dated < exchange->now - day || dated > exchange->now + day;
    return both(is_known, truth_of(is_far));
}

/* The Date may be that of a recipient which added one (RFC 9110 6.6.1). */
static check_truth comes_from_its_maker(const check_facts *facts)
{
    return both(opposite(has_field(facts, H204_VALUE_VIA)), opposite(has_field(facts, H204_VALUE_AGE)));
}

/* RFC 9110 6.6.1: 2xx, 3xx and 4xx; a gateway is an origin server to its clients (3.7) */
static check_truth should_be_dated(const check_facts *facts)
{
    const check_status_line *line = &facts->line;
    return both(known_if(line->has_code, line->status_code >= 200 && line->status_code < 500),
                either(known_if(line->has_version, line->minor_version > 0), is_fact(facts, H204_FACT_SERVER_11)));
}

/* ---- words of codings ------------------------------------------------------------------------- */

/* x-gzip and x-compress are other names of gzip and compress (RFC 9110 8.4.1). */
static h204_span plain_coding(h204_view octets, h204_span name)
{
    const uint8_t *spelling = octets.data + name.offset;
    if (H204_SPELLS(spelling, name.size, "x-gzip") || H204_SPELLS(spelling, name.size, "x-compress")) {
        return place_of(name.offset + 2, name.size - 2);
    }
    return name;
}

static bool names_same_coding(h204_view left, h204_span a, h204_view right, h204_span b)
{
    return is_same_name(left, plain_coding(left, a), right, plain_coding(right, b));
}

/* Content-Encoding, of all its lines, here or in the twin. */
typedef struct coding_walk {
    h204_walk walk;
    const check_facts *facts;
    check_lines lines;
    const h204_twin *twin; /* NULL: here */
    uint32_t next;         /* line of the twin */
} coding_walk;

static coding_walk codings_here(const check_facts *facts)
{
    h204_walk walk = h204_walk_open(facts->message->octets, H204_VALUE_CONTENT_ENCODING, NULL);
    coding_walk codings = {walk, facts, h204_facts_lines(H204_VALUE_CONTENT_ENCODING, facts), NULL, 0};
    return codings;
}

static coding_walk codings_of_twin(const check_facts *facts)
{
    coding_walk codings = codings_here(facts);
    codings.twin = &facts->message->exchange->twin;
    codings.walk = h204_walk_open(codings.twin->octets, H204_VALUE_CONTENT_ENCODING, NULL);
    return codings;
}

static bool is_twin_field(const h204_twin *twin, uint32_t index, h204_value_field field)
{
    h204_span name = twin->fields[index].name;
    return h204_value_field_named(twin->octets.data + name.offset, name.size) == field;
}

static bool next_coding_line(coding_walk *codings, h204_span *value)
{
    if (codings->twin == NULL) {
        return h204_facts_next_line(&codings->lines, codings->facts, value);
    }
    while (codings->next < codings->twin->field_count) {
        uint32_t index = codings->next;
        codings->next += 1;
        if (is_twin_field(codings->twin, index, H204_VALUE_CONTENT_ENCODING)) {
            *value = codings->twin->fields[index].value;
            return true;
        }
    }
    return false;
}

static bool next_coding(coding_walk *codings, h204_span *name)
{
    h204_item item;
    h204_span value;
    while (!h204_walk_next(&codings->walk, &item)) {
        if (!next_coding_line(codings, &value)) {
            return false;
        }
        h204_walk_line(&codings->walk, value);
    }
    *name = item.name;
    return true;
}

static bool is_coded_as_twin(const check_facts *facts)
{
    coding_walk here = codings_here(facts);
    coding_walk there = codings_of_twin(facts);
    h204_span ours;
    h204_span theirs;
    for (;;) {
        bool has_ours = next_coding(&here, &ours);
        bool has_theirs = next_coding(&there, &theirs);
        if (!has_ours || !has_theirs) {
            return has_ours == has_theirs;
        }
        if (!names_same_coding(here.walk.input, ours, there.walk.input, theirs)) {
            return false;
        }
    }
}

/* Both have one ETag, and they are the same strong one (RFC 9110 8.8.3.2). */
static bool is_tagged_as_twin(const check_facts *facts)
{
    const h204_twin *twin = &facts->message->exchange->twin;
    h204_tag ours = h204_value_tag(facts->message->octets, facts->fields[H204_VALUE_ETAG].value, NULL);
    bool is_same = false;
    for (uint32_t i = 0; i < twin->field_count; i++) {
        if (is_twin_field(twin, i, H204_VALUE_ETAG)) {
            h204_tag theirs = h204_value_tag(twin->octets, twin->fields[i].value, NULL);
            is_same = ours.is_shaped && theirs.is_shaped && !ours.is_weak && !theirs.is_weak &&
                      h204_same_octets(facts->message->octets, ours.opaque, twin->octets, theirs.opaque);
        }
    }
    return is_same;
}

static check_truth shares_tag_of_other_coding(const check_facts *facts)
{
    bool is_comparable = facts->head.is_whole && facts->fields[H204_VALUE_ETAG].count == 1 &&
                         (facts->given & H204_GIVEN_TWIN) != 0;
    return known_if(is_comparable, is_comparable && is_tagged_as_twin(facts) && !is_coded_as_twin(facts));
}

/* What Accept-Encoding says of a coding. */
typedef enum coding_wish { WISH_NONE, WISH_REFUSED, WISH_ACCEPTED } coding_wish;

static bool is_zero_weight(h204_view octets, h204_span weight)
{
    bool is_zero = true;
    for (uint32_t i = 0; i < h204_span_size(weight); i++) {
        uint8_t octet = octets.data[weight.offset + i];
        is_zero = is_zero && (octet == '0' || octet == '.');
    }
    return is_zero;
}

/* The request is the caller's, and short. */
static coding_wish wish_for(const check_facts *facts, h204_view octets, h204_span coding)
{
    h204_view asked = facts->message->exchange->octets;
    h204_walk walk = h204_walk_open(asked, H204_VALUE_ACCEPT_ENCODING, NULL);
    coding_wish wish = WISH_NONE;
    bool is_meant = false;
    uint32_t index = 0;
    h204_span value;
    while (next_asked(facts, "accept-encoding", 15, &index, &value)) {
        h204_item item;
        h204_walk_line(&walk, value);
        while (h204_walk_next(&walk, &item)) {
            if (item.kind == H204_ITEM_MEMBER) {
                is_meant = names_same_coding(asked, item.name, octets, coding);
                wish = is_meant ? WISH_ACCEPTED : wish;
            } else if (is_meant && is_zero_weight(asked, item.value)) {
                wish = WISH_REFUSED;
            }
        }
    }
    return wish;
}

/* "*" stands for whatever is not listed by its name (RFC 9110 12.5.3). */
static coding_wish wish_or_any(const check_facts *facts, h204_view octets, h204_span coding)
{
    static const uint8_t star[1] = {'*'};
    h204_view any = {star, sizeof star};
    coding_wish wish = wish_for(facts, octets, coding);
    return wish == WISH_NONE ? wish_for(facts, any, place_of(0, sizeof star)) : wish;
}

static bool refuses_identity(const check_facts *facts)
{
    static const uint8_t identity[8] = {'i', 'd', 'e', 'n', 't', 'i', 't', 'y'};
    h204_view octets = {identity, sizeof identity};
    return wish_or_any(facts, octets, place_of(0, sizeof identity)) == WISH_REFUSED;
}

/* Accept-Encoding names something, and nothing that is no coding. */
static bool accepts_codings(const check_facts *facts)
{
    h204_view asked = facts->message->exchange->octets;
    uint32_t members = 0;
    uint32_t index = 0;
    h204_span value;
    h204_faults faults;
    memset(&faults, 0, sizeof faults);
    while (next_asked(facts, "accept-encoding", 15, &index, &value)) {
        members += h204_value_judge(asked, H204_VALUE_ACCEPT_ENCODING, value, H204_NO_CLOCK, &faults);
    }
    return members > 0 && !h204_has_fault(&faults, H204_FAULT_GRAMMAR) &&
           !h204_has_fault(&faults, H204_FAULT_QUOTE_OPEN);
}

/* H_CE_NO_IDENTITY's name is no coding. */
static h204_span unwanted_coding(const check_facts *facts)
{
    h204_view octets = facts->message->octets;
    coding_walk codings = codings_here(facts);
    h204_span name;
    if (!accepts_codings(facts) || refuses_identity(facts)) {
        return place_of(0, 0);
    }
    while (next_coding(&codings, &name)) {
        if (!H204_SPELLS(octets.data + name.offset, name.size, "identity") &&
            wish_or_any(facts, octets, name) != WISH_ACCEPTED) {
            return name;
        }
    }
    return place_of(0, 0);
}

static bool is_deflated_last(const check_facts *facts)
{
    coding_walk codings = codings_here(facts);
    bool is_deflate = false;
    h204_span name;
    while (next_coding(&codings, &name)) {
        is_deflate = H204_SPELLS(facts->message->octets.data + name.offset, name.size, "deflate");
    }
    return is_deflate;
}

/* Chunked alone leaves the octets as they are. */
static bool has_other_transfer_coding(const h204_framing_facts *framing)
{
    return framing->coding_count > 1 || (framing->coding_count == 1 && !framing->chunked_is_last);
}

/* CMF and FLG (RFC 1950 2.2): the method is 8, and the two are a multiple of 31.  Of less nothing can be said. */
static check_truth begins_unlike_zlib(const check_facts *facts)
{
    unsigned first;
    unsigned second;
    if (facts->content.size >= 2) {
        first = facts->message->octets.data[facts->content.offset];
        second = facts->message->octets.data[facts->content.offset + 1];
    } else if (!facts->body_is_whole) {
        return IS_OPEN;
    } else {
        check_octets content = h204_facts_content(facts);
        int octet = h204_facts_peek(&content);
        if (octet == H204_VALUE_END) {
            return IS_FALSE;
        }
        first = (unsigned)octet;
        h204_facts_skip(&content);
        octet = h204_facts_peek(&content);
        if (octet == H204_VALUE_END) {
            return IS_FALSE;
        }
        second = (unsigned)octet;
    }
    return truth_of((first & 15u) != 8 || (first * 256 + second) % 31 != 0);
}

/* ---- words of Content-Type and Content-Range --------------------------------------------------- */

static bool is_multipart_without_boundary(h204_view octets, h204_span value)
{
    h204_faults faults;
    memset(&faults, 0, sizeof faults);
    h204_value_judge(octets, H204_VALUE_CONTENT_TYPE, value, H204_NO_CLOCK, &faults);
    bool is_grammatical = !h204_has_fault(&faults, H204_FAULT_GRAMMAR) &&
                          !h204_has_fault(&faults, H204_FAULT_QUOTE_OPEN) &&
                          !h204_has_fault(&faults, H204_FAULT_PARAMETER_SPACE);
    h204_media_type media = h204_value_media_type(octets, value);
    return is_grammatical && H204_SPELLS(octets.data + media.type.offset, media.type.size, "multipart") &&
           !media.has_boundary;
}

static bool is_open_ended_range(h204_view octets, h204_span value)
{
    h204_content_range range = h204_value_content_range(octets, value, NULL);
    return range.form == H204_RANGE_PART && range.complete.size == 0;
}

typedef bool value_is(h204_view octets, h204_span value);

/* The first value of a field of which this is true. */
static h204_span value_that(value_is *is_such, h204_value_field field, const check_facts *facts)
{
    check_lines lines = h204_facts_lines(field, facts);
    h204_span value;
    while (h204_facts_next_line(&lines, facts, &value)) {
        if (is_such(facts->message->octets, value)) {
            return place_of_value(value);
        }
    }
    return place_of(0, 0);
}

/* A 206 without Content-Range is multipart/byteranges or none: S206_MULTI_CT's. */
static check_truth is_no_multipart_of_ranges(const check_facts *facts)
{
    return opposite(both(is_status(facts, 206), opposite(has_field(facts, H204_VALUE_CONTENT_RANGE))));
}

/* RFC 9110 10.2.2: it has a meaning in 201 and 3xx; whether in 202 and 204 is left open */
static check_truth gives_location_no_meaning(const check_facts *facts)
{
    uint16_t code = facts->line.status_code;
    bool has_meaning = code == 201 || code == 202 || code == 204 || (code >= 300 && code < 400);
    return known_if(facts->line.has_code, code >= 200 && code < 600 && !has_meaning);
}

/* ---- 200  field lines: values ------------------------------------------------------------------ */

/* 212  Whitespace after a colon, or after the comma of a list, is one SP or none. */
KEEPS(FLD_OWS_SINGLE_SP)
{
    h204_span space = first_of(facts->surplus_space, facts->fault[H204_FAULT_SPACE_AFTER_COMMA]);
    return broken_if(both(is_not_overwritten(facts), stands_around_value(space, facts)), space);
}

/* 213  No whitespace stands at the end of a field value, or before the comma of a list. */
KEEPS(FLD_OWS_NO_TRAILING)
{
    h204_span space = first_of(facts->trailing_space, facts->fault[H204_FAULT_SPACE_BEFORE_COMMA]);
    return broken_if(both(is_not_overwritten(facts), stands_around_value(space, facts)), space);
}

/* 214  A list has no empty members. */
KEEPS(FLD_LIST_NO_EMPTY)
{
    return broken_by_kind_anywhere(H204_FAULT_EMPTY_MEMBER, ALL_FIELDS, facts);
}

/* 215  No whitespace stands around the equals sign of an authentication, transfer, link or preference parameter. */
KEEPS(FLD_BWS_GEN)
{
    return broken_by_kind_anywhere(H204_FAULT_BAD_SPACE, ALL_FIELDS, facts);
}

/* 216  Required whitespace in Server and Via is one SP. */
KEEPS(FLD_RWS_SINGLE)
{
    return broken_by_kind(H204_FAULT_REQUIRED_SPACE, COMMENTED_FIELDS, facts);
}

/* 217  A quoted string that a field value opens is closed. */
KEEPS(FLD_QS_CLOSED)
{
    return broken_by_kind_anywhere(H204_FAULT_QUOTE_OPEN, ALL_FIELDS, facts);
}

/* 218  Comments in Server and Via are balanced. */
KEEPS(FLD_COMMENT_NEST)
{
    return broken_by_kind(H204_FAULT_COMMENT, COMMENTED_FIELDS, facts);
}

/* 219  No whitespace stands around the equals sign of a media type parameter. */
KEEPS(FLD_PARAM_NO_WS_EQ)
{
    return broken_by_kind(H204_FAULT_PARAMETER_SPACE, ALL_FIELDS, facts);
}

/* 221  A date has the form of IMF-fixdate. */
KEEPS(FLD_DATE_IMF_GEN)
{
    h204_span date = facts->fault[H204_FAULT_DATE_OBSOLETE];
    check_truth is_there = was_seen(date) ? IS_TRUE : known_if(were_judged(facts, DATED_FIELDS), false);
    return broken_if(both(is_not_passed_on(facts), is_there), date);
}

/* 222  The time of a date lies between 00:00:00 and 23:59:60. */
KEEPS(FLD_DATE_RANGE)
{
    return broken_by_kind(H204_FAULT_DATE_RANGE, DATED_FIELDS, facts);
}

/* 223  The day of a date exists in its month and year. */
KEEPS(FLD_DATE_CALENDAR)
{
    bool is_known = were_judged(facts, DATED_FIELDS) && !was_seen(facts->fault[H204_FAULT_DATE_CENTURY]);
    return broken_at(facts->fault[H204_FAULT_DATE_CALENDAR], is_known);
}

/* 224  A date has no whitespace but the single SPs of its grammar. */
KEEPS(FLD_DATE_NO_EXTRA_WS)
{
    return broken_by_kind(H204_FAULT_DATE_SPACE, DATED_FIELDS, facts);
}

/* 225  A date spells its names and GMT in the capitals of its grammar. */
KEEPS(FLD_DATE_CASE)
{
    return broken_by_kind(H204_FAULT_DATE_CASE, DATED_FIELDS, facts);
}

/* 226  The zone of a date is GMT. */
KEEPS(FLD_DATE_GMT)
{
    return broken_by_kind(H204_FAULT_DATE_ZONE, DATED_FIELDS, facts);
}

/* 227  The day name of a date is that of its day. */
KEEPS(FLD_DATE_DAYNAME)
{
    return broken_by_kind(H204_FAULT_DATE_WEEKDAY, DATED_FIELDS, facts);
}

/* 228  A response carries no field that is defined for requests only. */
KEEPS(FLD_REQUEST_ONLY)
{
    return broken_in_value(first_request_field(facts), facts);
}

/* 231  In quoted strings a backslash stands only before a double quote or a backslash. */
KEEPS(FLD_QP_MINIMAL_QS)
{
    return broken_by_kind_anywhere(H204_FAULT_QUOTED_ESCAPE, ALL_FIELDS, facts);
}

/* 232  In comments a backslash stands only before a parenthesis or a backslash. */
KEEPS(FLD_QP_MINIMAL_COMMENT)
{
    return broken_by_kind(H204_FAULT_COMMENT_ESCAPE, COMMENTED_FIELDS, facts);
}

/* 233  No field is named Close. */
KEEPS(FLD_CLOSE_RESERVED)
{
    return broken_in_body(facts->name[NAME_CLOSE], facts);
}

/* 234  A response carries no Content-Transfer-Encoding field. */
KEEPS(FLD_NO_CTE)
{
    return broken_in_value(facts->name[NAME_CONTENT_TRANSFER_ENCODING], facts);
}

/* 235  At most one MIME-Version field stands in a response. */
KEEPS(FLD_MIME_VERSION_SINGLE)
{
    return broken_in_value(facts->name_again[NAME_MIME_VERSION], facts);
}

/* 236  A field name begins with a letter and holds letters, digits, hyphens and dots only. */
KEEPS(FLD_NAME_CONSERVATIVE)
{
    return broken_in_value(facts->odd_name, facts);
}

/* ---- 800  field values: RFC 9110 --------------------------------------------------------------- */

/* 801  Date is an HTTP-date. */
KEEPS(H_DATE_ABNF)
{
    return broken_by_grammar(H204_VALUE_DATE, facts);
}

/* 802  An origin server with a clock dates each 2xx, 3xx and 4xx. */
KEEPS(H_DATE_REQUIRED)
{
    check_truth is_maker = both(opposite(is_sent_by(facts, H204_SENDER_PROXY)),
                                truth_of(is_fact(facts, H204_FACT_FORWARDED) != IS_TRUE));
    return broken_if(both(both(is_maker, is_fact(facts, H204_FACT_HAS_CLOCK)),
                          both(should_be_dated(facts), opposite(has_field(facts, H204_VALUE_DATE)))),
                     facts->line.code);
}

/* 803  An origin server without a clock sends no Date. */
KEEPS(H_DATE_NOCLOCK)
{
    return broken_if(both(both(is_sent_by(facts, H204_SENDER_ORIGIN), opposite(is_fact(facts, H204_FACT_HAS_CLOCK))),
                          has_field(facts, H204_VALUE_DATE)),
                     facts->fields[H204_VALUE_DATE].name);
}

/* 804  Date is near the moment at which the message was made. */
KEEPS(H_DATE_APPROX)
{
    check_truth is_not_stored = both(truth_of(is_fact(facts, H204_FACT_FROM_STORE) != IS_TRUE),
                                     opposite(has_field(facts, H204_VALUE_AGE)));
    return broken_if(both(is_not_stored, is_dated_far_from_now(facts)), facts->fields[H204_VALUE_DATE].value);
}

/* 811  ETag is a quoted tag, perhaps after W/. */
KEEPS(H_ETAG_ABNF)
{
    return broken_by_grammar_anywhere(H204_VALUE_ETAG, facts);
}

/* 812  Between its quotes an entity tag holds visible octets but no double quote. */
KEEPS(H_ETAG_CHARS)
{
    return broken_by_kind_anywhere(H204_FAULT_TAG_OCTET, FIELD_BIT(ETAG), facts);
}

/* 813  The weak mark of an entity tag is a capital W and a slash. */
KEEPS(H_ETAG_WEAK_CASE)
{
    return broken_by_kind_anywhere(H204_FAULT_TAG_WEAK_CASE, FIELD_BIT(ETAG), facts);
}

/* 814  Last-Modified is an HTTP-date. */
KEEPS(H_LM_ABNF)
{
    return broken_by_grammar(H204_VALUE_LAST_MODIFIED, facts);
}

/* 815  Last-Modified is not later than Date. */
KEEPS(H_LM_NOT_FUTURE)
{
    return broken_if(both(comes_from_its_maker(facts), is_modified_after_date(facts)),
                     facts->fields[H204_VALUE_LAST_MODIFIED].value);
}

/* 816  An entity tag holds no backslash. */
KEEPS(H_ETAG_BACKSLASH)
{
    return broken_by_kind(H204_FAULT_TAG_BACKSLASH, FIELD_BIT(ETAG), facts);
}

/* 817  Representations of different content codings have different strong tags. */
KEEPS(H_ETAG_CODING_DISTINCT)
{
    return broken_if(both(both(is_status(facts, 200), is_twin_status(facts, 200)),
                          both(has_field(facts, H204_VALUE_ETAG), shares_tag_of_other_coding(facts))),
                     facts->fields[H204_VALUE_ETAG].value);
}

/* 821  Content-Type is a type, a slash, a subtype and parameters. */
KEEPS(H_CT_ABNF)
{
    return broken_by_grammar(H204_VALUE_CONTENT_TYPE, facts);
}

/* 822  A multipart type has a boundary parameter. */
KEEPS(H_CT_MULTIPART_BOUNDARY)
{
    h204_span type = value_that(is_multipart_without_boundary, H204_VALUE_CONTENT_TYPE, facts);
    return broken_if(both(is_found(type, H204_VALUE_CONTENT_TYPE, facts), is_no_multipart_of_ranges(facts)), type);
}

/* 823  Content-Encoding is a list of tokens. */
KEEPS(H_CE_ABNF)
{
    return broken_by_grammar(H204_VALUE_CONTENT_ENCODING, facts);
}

/* 824  Content-Encoding does not name identity. */
KEEPS(H_CE_NO_IDENTITY)
{
    h204_span identity = MEMBER_NAMED(H204_VALUE_CONTENT_ENCODING, "identity", facts);
    return broken_if(is_found(identity, H204_VALUE_CONTENT_ENCODING, facts), identity);
}

/* 825  Content-Language is a list of language tags. */
KEEPS(H_CLANG_ABNF)
{
    return broken_by_grammar(H204_VALUE_CONTENT_LANGUAGE, facts);
}

/* 826  Content-Location is a URI, or a reference to one, without fragment. */
KEEPS(H_CLOC_ABNF)
{
    return broken_by_grammar(H204_VALUE_CONTENT_LOCATION, facts);
}

/* 827  A response with content whose type is known has a Content-Type. */
KEEPS(H_CT_PRESENT)
{
    return broken_if(both(is_fact(facts, H204_FACT_TYPE_KNOWN),
                          both(has_content(facts), opposite(has_field(facts, H204_VALUE_CONTENT_TYPE)))),
                     facts->line.code);
}

/* 828  A content coding is one that the request accepts. */
KEEPS(H_CE_ACCEPTABLE)
{
    bool is_known = facts->head.is_whole && (facts->given & H204_GIVEN_FIELDS) != 0;
    h204_span coding = is_known ? unwanted_coding(facts) : place_of(0, 0);
    return broken_if(both(both(is_of_class(facts, 2), has_field(facts, H204_VALUE_CONTENT_ENCODING)),
                          known_if(is_known, was_seen(coding))),
                     coding);
}

/* 829  Content in the deflate coding begins as zlib data. */
KEEPS(H_CE_DEFLATE_ZLIB)
{
    h204_span start = place_of(facts->content.offset, facts->content.size < 2 ? facts->content.size : 2);
    check_truth is_plain_deflate =
        is_in_head(facts, is_deflated_last(facts) && !has_other_transfer_coding(&facts->framing));
    return broken_if(both(both(opposite(is_status(facts, 206)), is_plain_deflate), begins_unlike_zlib(facts)), start);
}

/* 831  Content-Range is a unit, one SP, and a range with its length or * / length. */
KEEPS(H_CR_ABNF)
{
    return broken_by_grammar(H204_VALUE_CONTENT_RANGE, facts);
}

/* 832  The last position of a Content-Range is not below the first. */
KEEPS(H_CR_ORDER)
{
    return broken_by_kind(H204_FAULT_RANGE_ORDER, FIELD_BIT(CONTENT_RANGE), facts);
}

/* 833  The complete length in a Content-Range is above the last position. */
KEEPS(H_CR_COMPLETE)
{
    return broken_by_kind(H204_FAULT_RANGE_COMPLETE, FIELD_BIT(CONTENT_RANGE), facts);
}

/* 834  Accept-Ranges is a list of at least one token. */
KEEPS(H_AR_ABNF)
{
    return broken_by_grammar_anywhere(H204_VALUE_ACCEPT_RANGES, facts);
}

/* 835  A Content-Range of bytes gives the complete length where it is known. */
KEEPS(H_CR_LEN_KNOWN)
{
    h204_span range = value_that(is_open_ended_range, H204_VALUE_CONTENT_RANGE, facts);
    return broken_if(both(is_fact(facts, H204_FACT_LENGTH_KNOWN), is_found(range, H204_VALUE_CONTENT_RANGE, facts)),
                     range);
}

/* 836  The range unit none stands alone. */
KEEPS(H_AR_NONE)
{
    h204_span none = MEMBER_NAMED(H204_VALUE_ACCEPT_RANGES, "none", facts);
    bool has_others = facts->fields[H204_VALUE_ACCEPT_RANGES].members > 1;
    return broken_if(both(is_found(none, H204_VALUE_ACCEPT_RANGES, facts), is_in_head(facts, has_others)), none);
}

/* 841  Allow is a list of methods. */
KEEPS(H_ALLOW_ABNF)
{
    return broken_by_grammar(H204_VALUE_ALLOW, facts);
}

/* 842  Location is a URI reference. */
KEEPS(H_LOC_ABNF)
{
    return broken_by_grammar(H204_VALUE_LOCATION, facts);
}

/* 843  No http or https URI in Location, Content-Location or the target of a Link has userinfo. */
KEEPS(H_LOC_USERINFO)
{
    return broken_by_kind(H204_FAULT_URI_USERINFO, URI_FIELDS, facts);
}

/* 844  No http or https URI in Location or Content-Location has an empty host. */
KEEPS(H_LOC_EMPTY_HOST)
{
    return broken_by_kind(H204_FAULT_URI_HOST, URI_FIELDS, facts);
}

/* 845  Retry-After is an HTTP-date or a number of seconds. */
KEEPS(H_RA_ABNF)
{
    return broken_by_grammar(H204_VALUE_RETRY_AFTER, facts);
}

/* 846  Server is a product, then products and comments. */
KEEPS(H_SERVER_ABNF)
{
    return broken_by_grammar(H204_VALUE_SERVER, facts);
}

/* 847  Location stands on a 201 or a 3xx. */
KEEPS(H_LOC_MEANING)
{
    return broken_if(both(gives_location_no_meaning(facts), has_field(facts, H204_VALUE_LOCATION)),
                     facts->fields[H204_VALUE_LOCATION].name);
}

/* 851  Accept in a response is a list of media ranges with optional weights. */
KEEPS(H_ACCEPT_ABNF)
{
    return broken_by_grammar(H204_VALUE_ACCEPT, facts);
}

/* 852  Accept-Encoding in a response is a list of codings with optional weights. */
KEEPS(H_AE_ABNF)
{
    return broken_by_grammar(H204_VALUE_ACCEPT_ENCODING, facts);
}

/* 853  Vary is a list of field names and *. */
KEEPS(H_VARY_ABNF)
{
    return broken_by_grammar(H204_VALUE_VARY, facts);
}

/* 854  A proxy puts no * into Vary. */
KEEPS(H_VARY_STAR_PROXY)
{
    h204_span star = MEMBER_NAMED(H204_VALUE_VARY, "*", facts);
    return broken_if(both(both(is_sent_by(facts, H204_SENDER_PROXY), opposite(is_fact(facts, H204_FACT_FORWARDED))),
                          is_found(star, H204_VALUE_VARY, facts)),
                     star);
}

/* 861  Via is a list of protocol, received-by and perhaps a comment. */
KEEPS(H_VIA_ABNF)
{
    return broken_by_grammar(H204_VALUE_VIA, facts);
}

/* 862  A proxy adds Via to each response it forwards. */
KEEPS(H_VIA_PROXY)
{
    return broken_if(both(both(is_sent_by(facts, H204_SENDER_PROXY), is_fact(facts, H204_FACT_FORWARDED)),
                          opposite(has_field(facts, H204_VALUE_VIA))),
                     facts->line.code);
}

/* 863  Via leaves out the protocol name HTTP. */
KEEPS(H_VIA_NO_HTTP)
{
    return broken_by_kind(H204_FAULT_VIA_HTTP, FIELD_BIT(VIA), facts);
}

/* 864  Upgrade is a list of protocol names with optional versions. */
KEEPS(H_UPG_ABNF)
{
    return broken_by_grammar(H204_VALUE_UPGRADE, facts);
}

/* 865  Trailer is a list of field names. */
KEEPS(H_TRAILER_ABNF)
{
    return broken_by_grammar(H204_VALUE_TRAILER, facts);
}

/* 871  WWW-Authenticate is a list of challenges. */
KEEPS(H_WA_ABNF)
{
    return broken_by_grammar(H204_VALUE_WWW_AUTHENTICATE, facts);
}

/* 872  No parameter stands twice in a challenge. */
KEEPS(H_WA_PARAM_ONCE)
{
    return broken_at(first_of(facts->fields[H204_VALUE_WWW_AUTHENTICATE].repeated,
                              facts->fields[H204_VALUE_PROXY_AUTHENTICATE].repeated),
                     were_judged(facts, CHALLENGE_FIELDS));
}

/* 873  A realm is a quoted string. */
KEEPS(H_WA_REALM_QUOTED)
{
    return broken_by_kind(H204_FAULT_REALM_TOKEN, CHALLENGE_FIELDS, facts);
}

/* 874  Proxy-Authenticate is a list of challenges. */
KEEPS(H_PA_ABNF)
{
    return broken_by_grammar(H204_VALUE_PROXY_AUTHENTICATE, facts);
}

/* 875  Authentication-Info is a list of parameters. */
KEEPS(H_AI_ABNF)
{
    return broken_by_grammar_anywhere(H204_VALUE_AUTHENTICATION_INFO, facts);
}

/* 876  Proxy-Authentication-Info is a list of parameters. */
KEEPS(H_PAI_ABNF)
{
    return broken_by_grammar_anywhere(H204_VALUE_PROXY_AUTHENTICATION_INFO, facts);
}
