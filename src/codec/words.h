/* words.h - the words of the predicates: what a rule says of the facts. */
#ifndef H204_WORDS_OF_RULES_H
#define H204_WORDS_OF_RULES_H

#include "facts.h"

#include <string.h>

typedef struct check_verdict {
    check_truth broken;
    h204_part part;
    h204_span place;
} check_verdict;

static inline check_verdict broken_if(check_truth broken, h204_span place)
{
    check_verdict verdict = {broken, H204_PART_OCTETS, {place.offset, h204_span_size(place)}};
    return verdict;
}

/* Broken where such an octet was seen; kept where all was seen and none was such. */
static inline check_verdict broken_at(h204_span place, bool all_was_seen)
{
    return broken_if(was_seen(place) ? IS_TRUE : known_if(all_was_seen, false), place);
}

static inline check_verdict broken_at_end(check_truth broken, const check_facts *facts)
{
    return broken_if(broken, place_of(facts->message->octets.size, 0));
}

static inline check_verdict broken_by_following(check_truth broken, const check_facts *facts)
{
    size_t size = facts->message->following.size;
    check_verdict verdict = {broken, H204_PART_FOLLOWING, {0, 0}};
    verdict.place.size = (uint32_t)(size < H204_REPAIRED ? size : H204_REPAIRED);
    return verdict;
}

/* The status line, where its part `reach` was understood. */
static inline check_verdict broken_in_line(h204_span place, const check_facts *facts, check_reach reach)
{
    return broken_at(place, facts->line.reached >= reach);
}

static inline check_verdict broken_in_head(check_misfit misfit, const check_facts *facts)
{
    return broken_at(facts->head.place[misfit], facts->head.is_whole);
}

/* ---- of the status ---- */

static inline check_truth is_status(const check_facts *facts, uint16_t status_code)
{
    return known_if(facts->line.has_code, facts->line.status_code == status_code);
}

static inline check_verdict broken_by_status(const check_facts *facts, uint16_t status_code, check_truth fault)
{
    return broken_if(both(is_status(facts, status_code), fault), facts->line.code);
}

static inline check_truth is_of_class(const check_facts *facts, unsigned first_digit)
{
    return known_if(facts->line.has_code, facts->line.status_code / 100 == first_digit);
}

/* RFC 9112 6.3 (1), (2); a method nobody told us is taken for GET */
static inline check_truth bears_content(const check_facts *facts)
{
    return known_if(facts->line.has_code,
                    !h204_ends_at_head(facts->context.method, facts->line.status_code));
}

/* ---- of the request ---- */

static inline check_truth is_given(const check_facts *facts, h204_given member, bool statement)
{
    return known_if((facts->given & (uint32_t)member) != 0, statement);
}

static inline check_truth answers_head(const check_facts *facts)
{
    return is_given(facts, H204_GIVEN_METHOD, facts->context.method == H204_METHOD_HEAD);
}

static inline check_truth answers_connect(const check_facts *facts)
{
    return is_given(facts, H204_GIVEN_METHOD, facts->context.method == H204_METHOD_CONNECT);
}

/* Methods compare with case (RFC 9110 9.1). */
static inline check_truth answers_method(const check_facts *facts, const char *method, size_t size)
{
    const h204_exchange *exchange = facts->message->exchange;
    return is_given(facts, H204_GIVEN_METHOD,
                    exchange != NULL && exchange->method.size == size &&
                        memcmp(exchange->method.data, method, size) == 0);
}
#define ANSWERS(facts, literal) answers_method((facts), "" literal, sizeof literal - 1)

/* Only a request that is known to be CONNECT makes what follows a tunnel's. */
static inline check_truth is_no_connect(const check_facts *facts)
{
    return truth_of(facts->context.method != H204_METHOD_CONNECT);
}

static inline bool is_before_11(const h204_exchange *exchange)
{
    return exchange != NULL && (exchange->major_version == 0 ||
                                (exchange->major_version == 1 && exchange->minor_version == 0));
}

static inline check_truth answers_10(const check_facts *facts)
{
    return is_given(facts, H204_GIVEN_VERSION, is_before_11(facts->message->exchange));
}

static inline check_truth is_last_outstanding(const check_facts *facts)
{
    const h204_exchange *exchange = facts->message->exchange;
    return is_given(facts, H204_GIVEN_OUTSTANDING, exchange != NULL && exchange->outstanding == 1);
}

/* RFC 9112 6.3 (2) */
static inline check_truth hands_over(const check_facts *facts)
{
    return both(is_of_class(facts, 2), opposite(is_no_connect(facts)));
}

/* The final answer to a request that leaves the connection one of HTTP. */
static inline check_truth ends_exchange(const check_facts *facts)
{
    return both(opposite(is_of_class(facts, 1)), opposite(hands_over(facts)));
}

/* The Upgrade of an HTTP/1.0 request is to be ignored (RFC 9110 7.8): a 101 to it is
 * S1XX_NOT_TO_10's. */
static inline check_truth may_switch(const check_facts *facts)
{
    return truth_of(facts->context.request_is_10 != H204_YES);
}

/* A request field of this name, in lower case, on the lines from *index on: *index is then the line after. */
static inline bool next_asked(const check_facts *facts, const char *name, size_t size, uint32_t *index,
                              h204_span *value)
{
    const h204_exchange *exchange = facts->message->exchange;
    while (*index < exchange->field_count) {
        h204_field field = exchange->fields[*index];
        *index += 1;
        if (h204_spells(exchange->octets.data + field.name.offset, field.name.size, name, size)) {
            *value = field.value;
            return true;
        }
    }
    return false;
}

static inline check_truth asks_with(const check_facts *facts, const char *name, size_t size)
{
    h204_span value;
    uint32_t index = 0;
    bool is_known = (facts->given & H204_GIVEN_FIELDS) != 0;
    return known_if(is_known, is_known && next_asked(facts, name, size, &index, &value));
}
#define ASKS_WITH(facts, name) asks_with(facts, "" name, sizeof name - 1)

/* ---- of the server ---- */

static inline check_truth is_fact(const check_facts *facts, h204_fact fact)
{
    const h204_exchange *exchange = facts->message->exchange;
    return known_if(exchange != NULL && (exchange->known_facts & (uint32_t)fact) != 0,
                    exchange != NULL && (exchange->facts & (uint32_t)fact) != 0);
}

static inline check_truth is_sent_by(const check_facts *facts, h204_sender sender)
{
    const h204_exchange *exchange = facts->message->exchange;
    return is_given(facts, H204_GIVEN_ROLE, exchange != NULL && exchange->role == sender);
}

/* Whoever it is, nobody said that it is a forward proxy. */
static inline check_truth is_no_proxy(const check_facts *facts)
{
    return truth_of(is_sent_by(facts, H204_SENDER_PROXY) != IS_TRUE);
}

/* The answer to the same request by GET, without Range and conditions. */
static inline check_truth is_twin_status(const check_facts *facts, uint16_t status_code)
{
    const h204_exchange *exchange = facts->message->exchange;
    return is_given(facts, H204_GIVEN_TWIN, exchange != NULL && exchange->twin.status_code == status_code);
}

/* Some known fields: a bit each, for a set of them. */
#define FIELD_BIT(id) ((uint64_t)1 << H204_VALUE_##id)
#define ALL_FIELDS    UINT64_MAX
enum { FIELD_BITS_SUFFICE = 1 / (H204_VALUE_UNKNOWN <= 64) };

static inline bool twin_has_more(const check_facts *facts, uint64_t fields)
{
    const h204_twin *twin = &facts->message->exchange->twin;
    for (uint32_t i = 0; i < twin->field_count; i++) {
        h204_span name = twin->fields[i].name;
        h204_value_field field = h204_value_field_named(twin->octets.data + name.offset, name.size);
        if (field != H204_VALUE_UNKNOWN && (fields >> field & 1u) != 0 && facts->fields[field].count == 0) {
            return true;
        }
    }
    return false;
}

/* One of these fields is in the twin and not here, whatever its value. */
static inline check_truth lacks_of_twin(const check_facts *facts, uint64_t fields)
{
    bool is_known = facts->head.is_whole && (facts->given & H204_GIVEN_TWIN) != 0;
    return known_if(is_known, is_known && twin_has_more(facts, fields));
}

/* ---- of the fields ---- */

static inline check_truth is_in_head(const check_facts *facts, bool statement)
{
    return known_if(facts->head.is_whole, statement);
}

static inline check_truth has_field(const check_facts *facts, h204_value_field field)
{
    return facts->fields[field].count > 0 ? IS_TRUE : known_if(facts->head.is_whole, false);
}

/* No value of these fields breaks the grammar of all values: such a one is judged by no row of its field. */
static inline bool are_clear(const seen_field *seen, uint64_t fields)
{
    bool are = true;
    for (unsigned field = 0; field < H204_VALUE_UNKNOWN; field++) {
        are = are && !((fields >> field & 1u) != 0 && seen[field].is_unclear);
    }
    return are;
}

/* All that the values of these fields could show in the head was seen. */
static inline bool were_judged(const check_facts *facts, uint64_t fields)
{
    return facts->head.is_whole && are_clear(facts->fields, fields);
}

/* The field is not there, or names nothing. */
static inline check_truth lacks_members(const check_facts *facts, h204_value_field field)
{
    const seen_field *seen = &facts->fields[field];
    return known_if(facts->head.is_whole && (seen->members > 0 || !seen->is_unclear), seen->members == 0);
}

/* The name of the first line that one of these fields has. */
static inline h204_span first_named(const check_facts *facts, uint64_t fields)
{
    h204_span first = {0, 0};
    for (unsigned field = 0; field < H204_VALUE_UNKNOWN; field++) {
        if ((fields >> field & 1u) != 0) {
            first = first_of(first, facts->fields[field].name);
        }
    }
    return first;
}

/* An empty value has its place at the end of its line. */
static inline h204_span place_of_value(h204_span value)
{
    h204_span place = {value.offset, h204_span_size(value)};
    place.size += place.size == 0 ? 1u : 0u;
    return place;
}

/* Connection names it, on any of its lines. */
static inline check_truth has_option(const check_facts *facts, seen_option option)
{
    bool is_known = facts->head.is_whole && !facts->fields[H204_VALUE_CONNECTION].is_unclear;
    return was_seen(facts->option[option]) ? IS_TRUE : known_if(is_known, false);
}

static inline check_truth has_length(const check_facts *facts)
{
    return is_in_head(facts, facts->framing.cl_lines > 0);
}

static inline check_truth has_coding(const check_facts *facts)
{
    return is_in_head(facts, facts->framing.te_lines > 0);
}

static inline check_truth ends_with_chunked(const check_facts *facts)
{
    return is_in_head(facts, facts->framing.chunked_is_last);
}

static inline check_truth ends_with_other_coding(const check_facts *facts)
{
    return is_in_head(facts, facts->framing.coding_count > 0 && !facts->framing.chunked_is_last);
}

static inline check_verdict broken_by_fault(h204_framing_fault fault, const check_facts *facts)
{
    return broken_if(is_in_head(facts, h204_framing_has(&facts->framing, fault)),
                     facts->framing.place[fault]);
}

static inline check_truth lacks_an_offer(const check_facts *facts)
{
    return known_if(facts->head.is_whole && (facts->given & H204_GIVEN_FIELDS) != 0,
                    was_seen(facts->not_offered));
}

static inline bool names_no_coding(const h204_framing_facts *framing)
{
    return framing->coding_count == 0 && !h204_framing_has(framing, FAULT_TE_ABNF);
}

static inline h204_span later_framing_field(const check_facts *facts)
{
    bool cl_is_later = facts->framing.cl_place.offset > facts->framing.te_place.offset;
    return cl_is_later ? facts->framing.cl_place : facts->framing.te_place;
}

/* ---- of the end ---- */

/* Something did not come before a clean end.  A fault after which nobody knows leaves it open. */
static inline check_truth is_missing(const check_facts *facts, bool came, bool is_lost)
{
    return came ? IS_FALSE : known_if(!is_lost && facts->message->end == H204_END_CLOSED, true);
}

static inline bool has_begun(const check_facts *facts)
{
    return facts->message->octets.size > 0 && !was_seen(facts->line.other_line);
}

static inline check_truth was_kept_open(const check_facts *facts)
{
    return known_if(facts->message->end == H204_END_KEPT || facts->message->end == H204_END_CLOSED,
                    facts->message->end == H204_END_KEPT);
}

/* ---- of the content ---- */

static inline check_truth is_chunked(const check_facts *facts)
{
    return both(bears_content(facts), ends_with_chunked(facts));
}

/* RFC 9112 6.3 (6) */
static inline check_truth is_counted(const check_facts *facts)
{
    return both(both(bears_content(facts), opposite(has_coding(facts))),
                both(has_length(facts), known_if(has_valid_length(&facts->framing), true)));
}

static inline check_truth has_content(const check_facts *facts)
{
    return was_seen(facts->content) ? IS_TRUE : known_if(facts->body_is_whole, false);
}

/* It could have content, and has none.  A method nobody told us may have been HEAD. */
static inline check_truth says_nothing(const check_facts *facts)
{
    return both(opposite(answers_head(facts)), both(bears_content(facts), opposite(has_content(facts))));
}

/* All that can hold chunks and trailers came. */
static inline bool has_whole_body(const check_facts *facts)
{
    bool has_no_chunks = facts->head.is_whole && is_chunked(facts) == IS_FALSE;
    return has_no_chunks || facts->trailers.is_whole;
}

static inline check_verdict broken_in_body(h204_span place, const check_facts *facts)
{
    return broken_at(place, has_whole_body(facts));
}

/* Bare CR and folds have rows of their own. */
static inline h204_span first_misfit(const check_section *section)
{
    h204_span first = {0, 0};
    for (int misfit = 0; misfit < MISFIT_BARE_CR; misfit++) {
        first = first_of(first, section->place[misfit]);
    }
    return first;
}

/* Only an empty line is missing: what else stands behind the last chunk is TRL_SYNTAX's. */
static inline bool awaits_end(const check_facts *facts)
{
    return facts->chunks.last_came && !was_seen(first_misfit(&facts->trailers)) &&
           !was_seen(facts->trailers.place[MISFIT_BARE_CR]);
}

/* ---- of what follows ---- */

static inline size_t response_prefix(h204_view following)
{
    static const uint8_t start[5] = {'H', 'T', 'T', 'P', '/'};
    size_t size = following.size < sizeof start ? following.size : sizeof start;
    return memcmp(following.data, start, size) == 0 ? size : 0;
}

/* What follows, without the CRLF before it, which a client may discard (RFC 9112 9.2) and which is charged to
 * the next response where one was awaited. */
static inline h204_view behind_line_ends(h204_view following)
{
    while (following.size > 0 && ends_line(following.data[0])) {
        following.data++;
        following.size--;
    }
    return following;
}

/* Octets that are neither CRLF nor the next response. */
static inline check_truth content_follows(const check_facts *facts)
{
    h204_view behind = behind_line_ends(facts->message->following);
    return known_if(facts->message->following.size > 0,
                    behind.size > 0 && response_prefix(behind) == 0);
}

/* A chunk size, and what may stand behind one. */
static inline bool begins_with_chunk(h204_view following)
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

static inline check_truth chunks_follow(const check_facts *facts)
{
    h204_view following = facts->message->following;
    return both(ends_with_chunked(facts),
                known_if(following.size > 0, begins_with_chunk(following)));
}

/* A further response, but for a 408 sent before an idle connection is closed (RFC 9110 15.5.9). */
static inline check_truth response_follows(const check_facts *facts)
{
    static const uint8_t timeout[4] = {' ', '4', '0', '8'};
    const size_t version_size = 8;
    h204_view behind = behind_line_ends(facts->message->following);
    bool came = facts->message->following.size > 0;
    if (came && (behind.size == 0 || response_prefix(behind) == 0)) {
        return IS_FALSE;
    }
    bool shows_status = behind.size >= version_size + sizeof timeout;
    return known_if(shows_status, shows_status && memcmp(behind.data + version_size, timeout,
                                                         sizeof timeout) != 0);
}

/* ---- the predicates ------------------------------------------------------------------------------------
 *
 * One for each row of the catalogue, beside its sentence.  A row without a predicate does not link.
 */
#define KEEPS(name) check_verdict h204_keeps_##name(const check_facts *facts)

#define INVARIANT(number, name, role, level, profile, reading, writing, needs, implies, reference, sentence) \
    H204_INTERNAL KEEPS(name);
#define LIMIT(number, name, reference, sentence)
#define PROMISED(number, name, reference, held_by, sentence)
#include "../../spec/invariants.def"
#undef INVARIANT
#undef LIMIT
#undef PROMISED

#endif
