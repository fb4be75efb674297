/* rules_conditions.c - the predicates of chapter 700 on ranges and conditions: 206, 304, 412 and 416. */
#include "parts.h"
#include "words.h"

/* ---- words of the request --------------------------------------------------------------------- */

/* The methods of RFC 9110 9.3 and RFC 5789, but for CONNECT, which opens a tunnel. */
static check_truth answers_change(const check_facts *facts)
{
    return either(either(ANSWERS(facts, "POST"), ANSWERS(facts, "PUT")),
                  either(ANSWERS(facts, "DELETE"), ANSWERS(facts, "PATCH")));
}

static check_truth answers_question(const check_facts *facts)
{
    return either(ANSWERS(facts, "OPTIONS"), ANSWERS(facts, "TRACE"));
}

static check_truth answers_fetch(const check_facts *facts)
{
    return either(ANSWERS(facts, "GET"), answers_head(facts));
}

/* Octets of a range-spec of any unit: other-range = 1*( %x21-2B / %x2D-7E )  RFC 9110 14.1.1 */
static bool skips_range_spec(h204_value_reader *reader)
{
    int octet = h204_value_peek(reader);
    bool is_there = octet != ',' && octet > SP && octet < 0x7F;
    while (octet != ',' && octet > SP && octet < 0x7F) {
        h204_value_skip(reader);
        octet = h204_value_peek(reader);
    }
    return is_there;
}

/* ranges-specifier = range-unit "=" range-set, range-set = 1#range-spec (RFC 9110 14.2): how many, 0 where it is
 * none */
static uint32_t count_ranges(h204_view octets, h204_span value)
{
    uint32_t count = 0;
    h204_value_reader reader = h204_value_open(octets, value);
    uint32_t start = reader.at;
    while (h204_value_peek(&reader) != H204_VALUE_END && h204_is_tchar((uint8_t)h204_value_peek(&reader))) {
        h204_value_skip(&reader);
    }
    if (reader.at == start || h204_value_peek(&reader) != '=') {
        return 0;
    }
    do {
        h204_value_skip(&reader); /* "=" or "," */
        h204_value_skip_blanks(&reader);
        count += skips_range_spec(&reader) ? 1u : 0u;
        h204_value_skip_blanks(&reader);
    } while (h204_value_peek(&reader) == ',');
    return h204_value_peek(&reader) == H204_VALUE_END ? count : 0;
}

/* Two Range lines are no ranges-specifier together. */
static check_truth asks_for_one_range(const check_facts *facts)
{
    check_truth asks = ASKS_WITH(facts, "range");
    if (asks != IS_TRUE) {
        return asks;
    }
    h204_span value;
    bool is_single = h204_facts_request_field(facts, "range", sizeof "range" - 1, &value) == 1;
    uint32_t count = is_single ? count_ranges(facts->message->exchange->octets, value) : 0;
    return known_if(count != 0, count == 1);
}

static check_truth asks_for_bytes(const check_facts *facts)
{
    check_truth asks = ASKS_WITH(facts, "range");
    if (asks != IS_TRUE) {
        return asks;
    }
    h204_span value;
    h204_view octets = facts->message->exchange->octets;
    h204_facts_request_field(facts, "range", sizeof "range" - 1, &value);
    bool is_longer = h204_span_size(value) > sizeof "bytes" - 1;
    return truth_of(is_longer && octets.data[value.offset + sizeof "bytes" - 1] == '=' &&
                    H204_SPELLS(octets.data + value.offset, sizeof "bytes" - 1, "bytes"));
}

/* A condition that nobody knows may be one that makes a 304 or 412 right. */
typedef enum condition { CONDITION_NONE, CONDITION_OF_304, CONDITION_KNOWN, CONDITION_OTHER } condition;

static condition condition_of(const uint8_t *name, size_t size)
{
    if (H204_SPELLS(name, size, "if-none-match") || H204_SPELLS(name, size, "if-modified-since")) {
        return CONDITION_OF_304;
    }
    if (H204_SPELLS(name, size, "if-match") || H204_SPELLS(name, size, "if-unmodified-since") ||
        H204_SPELLS(name, size, "if-range")) {
        return CONDITION_KNOWN;
    }
    bool is_if = size >= sizeof "if-" - 1 && H204_SPELLS(name, sizeof "if-" - 1, "if-");
    return is_if ? CONDITION_OTHER : CONDITION_NONE;
}

/* A set: one bit a condition that the request has. */
static unsigned conditions_asked(const check_facts *facts)
{
    unsigned asked = 0;
    const h204_exchange *exchange = facts->message->exchange;
    for (uint32_t i = 0; i < exchange->field_count; i++) {
        h204_span name = exchange->fields[i].name;
        asked |= 1u << condition_of(exchange->octets.data + name.offset, name.size);
    }
    return asked & ~(1u << CONDITION_NONE);
}

static check_truth asks_without_304(const check_facts *facts)
{
    if ((facts->given & H204_GIVEN_FIELDS) == 0) {
        return IS_OPEN;
    }
    unsigned asked = conditions_asked(facts);
    bool has_one = (asked & 1u << CONDITION_OF_304) != 0;
    return known_if(has_one || (asked & 1u << CONDITION_OTHER) == 0, !has_one);
}

/* If and Overwrite are conditions too (RFC 4918 10.4, 10.6). */
static check_truth asks_without_condition(const check_facts *facts)
{
    check_truth has_none = known_if((facts->given & H204_GIVEN_FIELDS) != 0,
                                    facts->message->exchange != NULL && conditions_asked(facts) == 0);
    return both(has_none, both(opposite(ASKS_WITH(facts, "if")), opposite(ASKS_WITH(facts, "overwrite"))));
}

/* A method that If-None-Match keeps from being performed (RFC 9110 13.1.2, 13.2.1). */
static check_truth is_guarded(const check_facts *facts)
{
    check_truth is_not = either(either(answers_fetch(facts), answers_connect(facts)), answers_question(facts));
    return both(ASKS_WITH(facts, "if-none-match"), opposite(is_not));
}

/* What a 206 and a 304 keep of a 200 (RFC 9110 15.3.7, 15.4.5). */
#define FIELDS_OF_ALL                                                                                  \
    (FIELD_BIT(DATE) | FIELD_BIT(CACHE_CONTROL) | FIELD_BIT(ETAG) | FIELD_BIT(EXPIRES) |               \
     FIELD_BIT(CONTENT_LOCATION) | FIELD_BIT(VARY))

/* ---- words of the response -------------------------------------------------------------------- */

/* The first Content-Type: a later one is FLD_DUP_SINGLETON's. */
static h204_media_type media_type_of(const check_facts *facts)
{
    h204_media_type none = {0};
    const seen_field *type = &facts->fields[H204_VALUE_CONTENT_TYPE];
    return type->count > 0 ? h204_value_media_type(facts->message->octets, type->value) : none;
}

static bool is_spelled(const check_facts *facts, h204_span name, const char *lower, size_t size)
{
    return h204_spells(facts->message->octets.data + name.offset, name.size, lower, size);
}

/* A value with control octets may have meant anything. */
static check_truth is_said_in_type(const check_facts *facts, bool statement)
{
    return known_if(facts->head.is_whole && !facts->fields[H204_VALUE_CONTENT_TYPE].is_unclear, statement);
}

static bool names_multipart(const check_facts *facts, const h204_media_type *media)
{
    return media->is_whole && is_spelled(facts, media->type, "multipart", sizeof "multipart" - 1);
}

static check_truth is_multipart(const check_facts *facts)
{
    h204_media_type media = media_type_of(facts);
    return is_said_in_type(facts, names_multipart(facts, &media));
}

static bool names_byteranges(const check_facts *facts, const h204_media_type *media)
{
    return names_multipart(facts, media) &&
           is_spelled(facts, media->subtype, "byteranges", sizeof "byteranges" - 1);
}

/* What a 206 of several parts looks like (RFC 9110 14.6). */
static check_truth is_byteranges(const check_facts *facts)
{
    h204_media_type media = media_type_of(facts);
    return is_said_in_type(facts, names_byteranges(facts, &media));
}

static bool is_sound_type(const check_facts *facts)
{
    h204_faults faults = {0};
    h204_value_judge(facts->message->octets, H204_VALUE_CONTENT_TYPE, facts->fields[H204_VALUE_CONTENT_TYPE].value,
                     H204_NO_CLOCK, &faults);
    return !h204_has_fault(&faults, H204_FAULT_GRAMMAR) && !h204_has_fault(&faults, H204_FAULT_QUOTE_OPEN);
}

static check_truth is_other_multipart(const check_facts *facts)
{
    h204_media_type media = media_type_of(facts);
    bool is_complete = names_byteranges(facts, &media) && media.has_boundary;
    return is_said_in_type(facts, names_multipart(facts, &media) && !is_complete && is_sound_type(facts));
}

static h204_span place_of_type(const check_facts *facts)
{
    return place_of_value(facts->fields[H204_VALUE_CONTENT_TYPE].value);
}

/* The first Content-Range that is one of bytes, of this form. */
static h204_span content_range_of(const check_facts *facts, h204_range_form form)
{
    h204_span place = {0, 0};
    h204_span value;
    check_lines lines = h204_facts_lines(H204_VALUE_CONTENT_RANGE, facts);
    while (!was_seen(place) && h204_facts_next_line(&lines, facts, &value)) {
        if (h204_value_content_range(facts->message->octets, value, NULL).form == form) {
            see(&place, value.offset, h204_span_size(value));
        }
    }
    return place;
}

static uint64_t size_of_content(const check_facts *facts)
{
    uint64_t size = 0;
    check_octets content = h204_facts_content(facts);
    while (content.left > 0) {
        size += content.left;
        h204_facts_skip_run(&content);
    }
    return size;
}

/* The response has one Content-Range, of bytes that are in order (RFC 9110 14.4). */
static check_truth has_one_range(const check_facts *facts, h204_content_range *range)
{
    const seen_field *seen = &facts->fields[H204_VALUE_CONTENT_RANGE];
    h204_faults faults = {0};
    if (!facts->head.is_whole || seen->count != 1 || seen->is_unclear) {
        return known_if(facts->head.is_whole && seen->count == 0, false);
    }
    *range = h204_value_content_range(facts->message->octets, seen->value, &faults);
    return truth_of(range->form == H204_RANGE_PART && faults.met == 0);
}

static check_truth is_of_other_size(const check_facts *facts, const h204_content_range *range)
{
    h204_number first = h204_value_number(facts->message->octets, range->first);
    h204_number last = h204_value_number(facts->message->octets, range->last);
    if (!facts->body_is_whole || !first.fits || !last.fits) {
        return IS_OPEN;
    }
    uint64_t size = size_of_content(facts);
    return truth_of(size == 0 || size - 1 != last.value - first.value);
}

static h204_span place_of_range(const h204_content_range *range)
{
    return place_of(range->first.offset, range->last.offset + range->last.size - range->first.offset);
}

/* Other codings than chunked change the octets between the content and the wire. */
static check_truth is_uncoded(const check_facts *facts)
{
    bool is_plain = facts->framing.te_lines == 0;
    bool is_only_chunked = facts->framing.chunked_is_last && facts->framing.coding_count == 1;
    return is_in_head(facts, is_plain || is_only_chunked);
}

/* ---- If-Range --------------------------------------------------------------------------------- */

typedef struct range_condition {
    bool is_there;
    bool is_tag;  /* sound */
    bool is_date; /* an IMF-fixdate that names a time */
    h204_tag tag;
    h204_span value;
} range_condition;

static bool is_sound_tag(h204_view octets, h204_span value, h204_tag *tag)
{
    h204_faults faults = {0};
    *tag = h204_value_tag(octets, value, &faults);
    return tag->is_shaped && (faults.met & ~((uint64_t)1 << H204_FAULT_TAG_BACKSLASH)) == 0;
}

static bool is_sound_date(h204_view octets, h204_span value)
{
    h204_faults faults = {0};
    h204_date date = h204_value_date(octets, value, H204_NO_CLOCK, &faults);
    return date.form == H204_DATE_IMF && date.has_seconds && faults.met == 0;
}

static range_condition read_if_range(const check_facts *facts)
{
    range_condition result = {0};
    h204_view octets = facts->message->exchange->octets;
    uint32_t count = h204_facts_request_field(facts, "if-range", sizeof "if-range" - 1, &result.value);
    result.is_there = count > 0;
    if (count == 1) {
        result.is_tag = is_sound_tag(octets, result.value, &result.tag);
        result.is_date = !result.is_tag && is_sound_date(octets, result.value);
    }
    return result;
}

/* The one sound entity tag of the response. */
static bool read_etag(const check_facts *facts, h204_tag *tag)
{
    const seen_field *etag = &facts->fields[H204_VALUE_ETAG];
    return facts->head.is_whole && etag->count == 1 && !etag->is_unclear &&
           is_sound_tag(facts->message->octets, etag->value, tag);
}

static check_truth is_tag_of_other(const check_facts *facts, const range_condition *asked)
{
    h204_tag tag;
    bool is_known = read_etag(facts, &tag);
    return known_if(is_known, is_known && !h204_same_octets(facts->message->exchange->octets, asked->tag.opaque,
                                                            facts->message->octets, tag.opaque));
}

/* The date has to match exactly (RFC 9110 13.1.5). */
static check_truth is_date_of_other(const check_facts *facts, const range_condition *asked)
{
    const seen_field *modified = &facts->fields[H204_VALUE_LAST_MODIFIED];
    bool is_known = facts->head.is_whole && modified->count == 1 && !modified->is_unclear &&
                    is_sound_date(facts->message->octets, modified->value);
    return known_if(is_known, is_known && !h204_same_octets(facts->message->exchange->octets, asked->value,
                                                            facts->message->octets, modified->value));
}

/* A weak tag in it is S206_IFRANGE_WEAK's. */
static check_truth range_is_of_other(const check_facts *facts)
{
    if ((facts->given & H204_GIVEN_FIELDS) == 0) {
        return IS_OPEN;
    }
    range_condition asked = read_if_range(facts);
    if (!asked.is_there || (asked.is_tag && asked.tag.is_weak)) {
        return IS_FALSE;
    }
    if (asked.is_tag) {
        return is_tag_of_other(facts, &asked);
    }
    return asked.is_date ? is_date_of_other(facts, &asked) : IS_OPEN;
}

/* A weak tag equals none (RFC 9110 8.8.3.2). */
static check_truth range_is_weak(const check_facts *facts)
{
    if ((facts->given & H204_GIVEN_FIELDS) == 0) {
        return IS_OPEN;
    }
    range_condition asked = read_if_range(facts);
    if (!asked.is_tag) {
        return known_if(!asked.is_there || asked.is_date, false);
    }
    h204_tag tag = {0};
    bool is_known = read_etag(facts, &tag);
    check_truth is_weak_here = both(opposite(is_tag_of_other(facts, &asked)), known_if(is_known, tag.is_weak));
    return either(truth_of(asked.tag.is_weak), is_weak_here);
}

/* ---- If-None-Match ---------------------------------------------------------------------------- */

/* Compared weakly (RFC 9110 13.1.2, 8.8.3.2); "*" matches whatever there is. */
static bool line_matches(h204_view octets, h204_span value, h204_view other, h204_span opaque)
{
    h204_walk walk = h204_walk_open(octets, H204_VALUE_IF_NONE_MATCH, NULL);
    h204_item item;
    h204_walk_line(&walk, value);
    while (h204_walk_next(&walk, &item)) {
        if (item.name.size > 0 || h204_same_octets(octets, item.value, other, opaque)) {
            return true;
        }
    }
    return false;
}

/* If-None-Match is there, and no tag in it is that of the response.  One that can not be read may have been. */
static check_truth matches_none(const check_facts *facts)
{
    check_truth asks = ASKS_WITH(facts, "if-none-match");
    h204_tag tag;
    if (asks != IS_TRUE) {
        return asks;
    }
    if (!read_etag(facts, &tag)) {
        return facts->fields[H204_VALUE_ETAG].count > 0 ? IS_OPEN : is_in_head(facts, false);
    }
    h204_view octets = facts->message->exchange->octets;
    h204_faults faults = {0};
    uint32_t members = 0;
    h204_span value;
    for (uint32_t i = 0; next_asked(facts, "if-none-match", sizeof "if-none-match" - 1, &i, &value);) {
        members += h204_value_judge(octets, H204_VALUE_IF_NONE_MATCH, value, H204_NO_CLOCK, &faults);
        if (line_matches(octets, value, facts->message->octets, tag.opaque)) {
            return IS_FALSE;
        }
    }
    return known_if(members > 0 && !h204_has_fault(&faults, H204_FAULT_GRAMMAR), true);
}

/* The entity tag of the 304 decides: it is listed, so that the condition was false, or S304_ETAG_MATCH has it. */
static check_truth is_decided_by_tag(const check_facts *facts)
{
    h204_tag tag;
    check_truth is_of_none = matches_none(facts);
    bool is_listed = is_of_none == IS_FALSE && read_etag(facts, &tag);
    return is_in_head(facts, is_listed || both(answers_fetch(facts), is_of_none) == IS_TRUE);
}

/* ---- parts ------------------------------------------------------------------------------------ */

static const h204_span nowhere = {0, 0};

/* A multipart/byteranges that came whole, as it was made: in no coding but chunked. */
static check_truth can_tell_parts(const check_facts *facts)
{
    h204_media_type media = media_type_of(facts);
    check_truth is_of_parts = both(both(is_status(facts, 206), bears_content(facts)),
                                   is_said_in_type(facts, names_byteranges(facts, &media) && media.has_boundary));
    check_truth is_plain = both(opposite(has_field(facts, H204_VALUE_CONTENT_ENCODING)), is_uncoded(facts));
    bool can_be_told = facts->body_is_whole && h204_parts_can_be_told(facts, media.boundary);
    return both(both(is_of_parts, is_plain), known_if(can_be_told, true));
}

static check_parts parts_of(const check_facts *facts)
{
    return h204_parts_open(facts, media_type_of(facts).boundary);
}

/* A part stands where its delimiter does. */
static h204_span part_without_range(const check_facts *facts)
{
    check_parts parts = parts_of(facts);
    check_part part;
    while (h204_parts_next(&parts, &part)) {
        if (!part.has_content_range) {
            return part.delimiter;
        }
    }
    return nowhere;
}

/* Something else stands where a line end or a delimiter belongs. */
static check_truth parts_misfit(const check_facts *facts, h204_span *misfit)
{
    bool are_measured = true;
    check_parts parts = parts_of(facts);
    check_part part;
    while (h204_parts_next(&parts, &part)) {
        if (was_seen(part.misfit)) {
            *misfit = part.misfit;
            return IS_TRUE;
        }
        are_measured = are_measured && part.is_measured;
    }
    return known_if(are_measured, false);
}

static check_truth twin_has_type(const check_facts *facts, h204_span *type)
{
    const h204_exchange *exchange = facts->message->exchange;
    bool is_known = (facts->given & H204_GIVEN_TWIN) != 0;
    for (uint32_t i = 0; is_known && i < exchange->twin.field_count; i++) {
        h204_field field = exchange->twin.fields[i];
        if (H204_SPELLS(exchange->twin.octets.data + field.name.offset, field.name.size, "content-type")) {
            *type = field.value;
            return IS_TRUE;
        }
    }
    return known_if(is_known, false);
}

/* Octet by octet, but for whitespace at the end of the line. */
static bool is_type_of_part(check_octets line, h204_view octets, h204_span type)
{
    h204_value_reader reader = h204_value_open(octets, type);
    while (h204_value_peek(&reader) != H204_VALUE_END) {
        if (h204_value_peek(&reader) != h204_facts_peek(&line)) {
            return false;
        }
        h204_value_skip(&reader);
        h204_facts_skip(&line);
    }
    int octet = h204_facts_peek(&line);
    while (octet == SP || octet == HTAB) {
        h204_facts_skip(&line);
        octet = h204_facts_peek(&line);
    }
    return octet == CR || octet == LF;
}

static h204_span part_of_other_type(const check_facts *facts, h204_span type)
{
    check_parts parts = parts_of(facts);
    check_part part;
    while (h204_parts_next(&parts, &part)) {
        if (!part.has_type || !is_type_of_part(part.type, facts->message->exchange->twin.octets, type)) {
            return part.delimiter;
        }
    }
    return nowhere;
}

/* Are all of the ranges int-range = first-pos "-" last-pos (RFC 9110 14.1.2)?  Then each is a part, if it is there
 * and not coalesced with others. */
static bool asks_for_int_ranges(h204_view octets, h204_span value)
{
    h204_faults faults = {0};
    h204_walk walk = h204_walk_open(octets, H204_VALUE_RANGE, &faults);
    h204_item item;
    bool are_closed = true;
    h204_walk_line(&walk, value);
    while (h204_walk_next(&walk, &item)) {
        are_closed = are_closed && item.name.size > 0 && item.second.size > 0;
    }
    return are_closed && !h204_has_fault(&faults, H204_FAULT_GRAMMAR);
}

/* The walk stands behind the range that this part answers, if there is one ahead of it. */
static bool finds_range(h204_walk *walk, h204_view octets, const check_part *part)
{
    h204_item item;
    while (h204_walk_next(walk, &item)) {
        h204_number first = h204_value_number(octets, item.name);
        h204_number last = h204_value_number(octets, item.second);
        if (first.fits && last.fits && first.value == part->first && last.value == part->last) {
            return true;
        }
    }
    return false;
}

/* A part answers a range that was asked for ahead of that of the part before.  A part that answers none exactly
 * is one that was cut or coalesced: nothing is said of the rest. */
static check_truth parts_fall_back(const check_facts *facts, h204_span *place)
{
    h204_span value;
    h204_view octets = facts->message->exchange->octets;
    bool is_single = h204_facts_request_field(facts, "range", sizeof "range" - 1, &value) == 1;
    if (!is_single || !asks_for_int_ranges(octets, value)) {
        return IS_OPEN;
    }
    h204_walk walk = h204_walk_open(octets, H204_VALUE_RANGE, NULL);
    h204_walk_line(&walk, value);
    const h204_walk all = walk;
    check_parts parts = parts_of(facts);
    check_part part;
    while (h204_parts_next(&parts, &part)) {
        if (!part.has_range || !finds_range(&walk, octets, &part)) {
            walk = all;
            *place = part.delimiter;
            return known_if(part.has_range && finds_range(&walk, octets, &part), true);
        }
    }
    return IS_FALSE;
}

/* ---- 206 -------------------------------------------------------------------------------------- */

/* 720  A 206 answers a request that has a Range field. */
KEEPS(S206_REQUESTED)
{
    return broken_by_status(facts, 206, opposite(ASKS_WITH(facts, "range")));
}

/* 721  A 206 answers a method that Range is defined for: GET.  Extensions may define it for theirs. */
KEEPS(S206_METHOD)
{
    check_truth is_other = either(answers_head(facts), either(answers_change(facts), answers_question(facts)));
    return broken_by_status(facts, 206, both(ASKS_WITH(facts, "range"), is_other));
}

/* 722  A request for one range is not answered with multipart/byteranges. */
KEEPS(S206_SINGLE_NOT_MULTI)
{
    check_truth asks_for_one = both(ANSWERS(facts, "GET"), asks_for_one_range(facts));
    return broken_if(both(is_status(facts, 206), both(asks_for_one, is_byteranges(facts))),
                     place_of_type(facts));
}

/* 723  A 206 of one part has a Content-Range field. */
KEEPS(S206_CR_SINGLE)
{
    return broken_by_status(facts, 206, both(opposite(has_field(facts, H204_VALUE_CONTENT_RANGE)),
                                      opposite(is_multipart(facts))));
}

/* 724  A 206 of several parts is multipart/byteranges with a boundary. */
KEEPS(S206_MULTI_CT)
{
    check_truth has_parts = both(is_status(facts, 206), opposite(has_field(facts, H204_VALUE_CONTENT_RANGE)));
    return broken_if(both(has_parts, is_other_multipart(facts)), place_of_type(facts));
}

/* 725  A 206 of several parts has no Content-Range field in its head. */
KEEPS(S206_MULTI_NO_CR)
{
    check_truth has_both = both(is_byteranges(facts), has_field(facts, H204_VALUE_CONTENT_RANGE));
    return broken_if(both(is_status(facts, 206), has_both), facts->fields[H204_VALUE_CONTENT_RANGE].name);
}

/* 726  Each part of a multipart/byteranges has a Content-Range field. */
KEEPS(S206_PART_CR)
{
    check_truth has_parts = can_tell_parts(facts);
    h204_span part = has_parts == IS_TRUE ? part_without_range(facts) : nowhere;
    return broken_if(both(has_parts, known_if(has_parts == IS_TRUE, was_seen(part))), part);
}

/* 727  The lines between the parts of a multipart end with CRLF. */
KEEPS(S206_PART_CRLF)
{
    h204_span misfit = nowhere;
    check_truth has_parts = can_tell_parts(facts);
    check_truth misfits = has_parts == IS_TRUE ? parts_misfit(facts, &misfit) : IS_OPEN;
    return broken_if(both(has_parts, misfits), misfit);
}

/* 728  The content of a 206 of one part is as long as its Content-Range says. */
KEEPS(S206_CL_PART)
{
    h204_content_range range = {0};
    check_truth has_range = has_one_range(facts, &range);
    check_truth is_one_part = both(both(is_status(facts, 206), bears_content(facts)),
                                   both(opposite(is_byteranges(facts)), is_uncoded(facts)));
    check_truth differs = has_range == IS_TRUE ? is_of_other_size(facts, &range) : has_range;
    return broken_if(both(is_one_part, differs), place_of_range(&range));
}

/* 729  A 206 has the Date, Cache-Control, ETag, Expires, Content-Location and Vary that the 200 would have. */
KEEPS(S206_FIELDS)
{
    return broken_by_status(facts, 206, both(is_twin_status(facts, 200), lacks_of_twin(facts, FIELDS_OF_ALL)));
}

/* 730  A 206 to a request without If-Range has all representation fields that the 200 would have. */
KEEPS(S206_NOIFRANGE_ALL)
{
    const uint64_t others = FIELD_BIT(CONTENT_ENCODING) | FIELD_BIT(CONTENT_LANGUAGE) | FIELD_BIT(CONTENT_TYPE) |
                            FIELD_BIT(LAST_MODIFIED);
    check_truth lacks_one = both(is_twin_status(facts, 200), lacks_of_twin(facts, others));
    return broken_by_status(facts, 206, both(opposite(ASKS_WITH(facts, "if-range")), lacks_one));
}

/* 731  The Content-Range of a 206 names a range. */
KEEPS(S206_CR_FORM)
{
    h204_span unsatisfied = content_range_of(facts, H204_RANGE_UNSATISFIED);
    check_truth names_none = both(opposite(is_byteranges(facts)), is_in_head(facts, was_seen(unsatisfied)));
    return broken_if(both(is_status(facts, 206), names_none), unsatisfied);
}

/* 732  A request whose If-Range does not match is not answered 206. */
KEEPS(S206_IFRANGE_FALSE)
{
    return broken_by_status(facts, 206, both(ASKS_WITH(facts, "range"), range_is_of_other(facts)));
}

/* 733  A weak entity tag in If-Range is not answered 206. */
KEEPS(S206_IFRANGE_WEAK)
{
    return broken_by_status(facts, 206, both(ASKS_WITH(facts, "range"), range_is_weak(facts)));
}

/* 734  A 206 to a request with If-Range has no representation fields but those required. */
KEEPS(S206_IFRANGE_MIN)
{
    const uint64_t others = FIELD_BIT(CONTENT_ENCODING) | FIELD_BIT(CONTENT_LANGUAGE) | FIELD_BIT(LAST_MODIFIED);
    uint64_t type = is_byteranges(facts) == IS_FALSE ? FIELD_BIT(CONTENT_TYPE) : 0;
    h204_span surplus = first_named(facts, others | type);
    check_truth asks = both(ASKS_WITH(facts, "range"), ASKS_WITH(facts, "if-range"));
    return broken_if(both(is_status(facts, 206), both(asks, is_in_head(facts, was_seen(surplus)))), surplus);
}

/* 735  Each part of a multipart/byteranges has the Content-Type that the 200 would have. */
KEEPS(S206_PART_CT)
{
    h204_span type = nowhere;
    check_truth has_type = both(is_twin_status(facts, 200), twin_has_type(facts, &type));
    check_truth has_parts = both(can_tell_parts(facts), has_type);
    h204_span part = has_parts == IS_TRUE ? part_of_other_type(facts, type) : nowhere;
    return broken_if(both(has_parts, known_if(has_parts == IS_TRUE, was_seen(part))), part);
}

/* 736  The parts of a multipart/byteranges come in the order of the request. */
KEEPS(S206_PART_ORDER)
{
    h204_span part = nowhere;
    check_truth has_parts = both(can_tell_parts(facts), ASKS_WITH(facts, "range"));
    check_truth falls_back = has_parts == IS_TRUE ? parts_fall_back(facts, &part) : IS_OPEN;
    return broken_if(both(has_parts, falls_back), part);
}

/* ---- 304 -------------------------------------------------------------------------------------- */

/* 745  A 304 answers GET or HEAD. */
KEEPS(S304_METHOD)
{
    return broken_by_status(facts, 304,
                            either(either(answers_change(facts), answers_question(facts)), answers_connect(facts)));
}

/* 746  A 304 answers a request with If-None-Match or If-Modified-Since. */
KEEPS(S304_CONDITIONAL)
{
    return broken_by_status(facts, 304, both(answers_fetch(facts), asks_without_304(facts)));
}

/* 747  A 304 has the Content-Location, Date, ETag, Vary, Cache-Control and Expires that the 200 would have. */
KEEPS(S304_FIELDS)
{
    return broken_by_status(facts, 304, both(is_twin_status(facts, 200), lacks_of_twin(facts, FIELDS_OF_ALL)));
}

/* 748  A 304 has no representation metadata beyond what guides the update of a cache. */
KEEPS(S304_MIN_META)
{
    h204_span surplus = first_named(facts, FIELD_BIT(CONTENT_TYPE) | FIELD_BIT(CONTENT_ENCODING) |
                                               FIELD_BIT(CONTENT_LANGUAGE));
    check_truth is_needless = both(opposite(is_fact(facts, H204_FACT_METADATA_GUIDES)),
                                   is_in_head(facts, was_seen(surplus)));
    return broken_if(both(is_status(facts, 304), is_needless), surplus);
}

/* 749  The entity tag of a 304 matches one that If-None-Match lists. */
KEEPS(S304_ETAG_MATCH)
{
    return broken_if(both(is_status(facts, 304), both(answers_fetch(facts), matches_none(facts))),
                     place_of_value(facts->fields[H204_VALUE_ETAG].value));
}

/* 750  If-Modified-Since gives no 304 where If-None-Match is present and true. */
KEEPS(S304_INM_WINS)
{
    check_truth asks = both(ASKS_WITH(facts, "if-none-match"), ASKS_WITH(facts, "if-modified-since"));
    check_truth is_untold = both(opposite(is_fact(facts, H204_FACT_INM_FALSE)),
                                 opposite(is_decided_by_tag(facts)));
    return broken_by_status(facts, 304, both(asks, is_untold));
}

/* ---- 412 and 416 ------------------------------------------------------------------------------ */

/* 765  A 412 answers a request that has a condition. */
KEEPS(S412_CONDITIONAL)
{
    check_truth is_known_method = either(answers_fetch(facts), answers_change(facts));
    return broken_by_status(facts, 412, both(is_known_method, asks_without_condition(facts)));
}

/* 766  A request other than GET and HEAD whose If-None-Match is false has no success. */
KEEPS(S412_INM_UNSAFE)
{
    check_truth succeeds = both(is_of_class(facts, 2), is_fact(facts, H204_FACT_INM_FALSE));
    return broken_if(both(succeeds, is_guarded(facts)), facts->line.code);
}

/* 767  A 416 answers a request that has a Range field.  A Content-Range asks to write a part (RFC 9110 14.5);
 * POST is SPOST_EXCLUDED's. */
KEEPS(S416_REQUESTED)
{
    check_truth asks_for_none = both(opposite(ASKS_WITH(facts, "range")), opposite(ASKS_WITH(facts, "content-range")));
    return broken_by_status(facts, 416, both(asks_for_none, opposite(ANSWERS(facts, "POST"))));
}

/* 768  A 416 to a request for bytes has a Content-Range field. */
KEEPS(S416_CR)
{
    return broken_by_status(facts, 416, both(asks_for_bytes(facts),
                                             opposite(has_field(facts, H204_VALUE_CONTENT_RANGE))));
}

/* 769  The Content-Range of a 416 has the form "*", slash, length. */
KEEPS(S416_CR_FORM)
{
    h204_span part = content_range_of(facts, H204_RANGE_PART);
    return broken_if(both(is_status(facts, 416), is_in_head(facts, was_seen(part))), part);
}
