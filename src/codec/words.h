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

/* The Upgrade of an HTTP/1.0 request is to be ignored (RFC 9110 7.8): a 101 to it is
 * S1XX_NOT_TO_10's. */
static inline check_truth may_switch(const check_facts *facts)
{
    return truth_of(facts->context.request_is_10 != H204_YES);
}

/* ---- of the fields ---- */

static inline check_truth is_in_head(const check_facts *facts, bool statement)
{
    return known_if(facts->head.is_whole, statement);
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

static inline check_verdict broken_in_body(h204_span place, const check_facts *facts)
{
    bool has_no_chunks = facts->head.is_whole && is_chunked(facts) == IS_FALSE;
    return broken_at(place, has_no_chunks || facts->trailers.is_whole);
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
#define PROMISED(number, name, reference, sentence)
#include "../../spec/invariants.def"
#undef INVARIANT
#undef LIMIT
#undef PROMISED

#endif
