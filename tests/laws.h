/* laws.h - what holds for every input.  A law that is broken says so and aborts.
 *
 * Each takes a whole connection; where it looks at one message only, that is the first.  Laws about cuts try
 * every one of an input of up to CUTS_EXHAUSTIVE octets, and some of a longer one.
 */
#ifndef H204_TESTS_LAWS_H
#define H204_TESTS_LAWS_H

#include "result.h"

enum { CUTS_EXHAUSTIVE = 64 };

/* CUTS_EXHAUSTIVE, or what a program that has time sets it to. */
extern size_t laws_cut_everywhere_up_to;

/* The codec reads what the oracle reads, under every tolerance and limit. */
void law_oracle_agrees(const connection *read);

/* Every span lies inside the octets, and no call consumes more than it was given. */
void law_spans_are_inside(const connection *read);

/* Head, content and trailers read one by one are the message that the stream reads. */
void law_calls_agree_with_stream(const connection *read);

/* Every proper prefix of an accepted message needs input, and nothing else. */
void law_prefixes_need_input(const connection *read);

/* Every way to cut the input gives the same result as one call. */
void law_splits_agree_with_whole(const connection *read);

/* What follows a complete message never changes it. */
void law_following_octets_change_nothing(const connection *read);

/* What strict reading accepts, tolerances accept with the identical result and none spent. */
void law_tolerances_only_add(const connection *read);

/* Once octets are rejected, every continuation is rejected alike, and no octet before the culprit was wrong. */
void law_errors_are_sticky(const connection *read);

/* The same octets give the same result, wherever they stand and whatever stands behind them. */
void law_reading_is_deterministic(const connection *read);

/* Field capacity hides no error, and what is said to be needed suffices. */
void law_capacity_hides_nothing(const connection *read);

/* The end of an accepted head is a candidate from wherever before it the search resumes. */
void law_head_end_is_a_candidate(const connection *read);

/* Field lines read alone are read as in a head. */
void law_fields_read_as_in_a_head(const connection *read);

/* A head that strict reading accepts breaks no row that makes reading fail. */
void law_accepted_messages_are_clean(const connection *read);

/* What a strict rejection names is broken, at the place it names. */
void law_rejections_are_breaches(const connection *read);

/* Checking twice gives the same verdicts, with room for the breaches or without. */
void law_check_is_pure(const connection *read);

/* Two neighbouring lines of different names change places: the verdicts are the same (RFC 9110 5.3). */
void law_order_of_lines_changes_no_verdict(const connection *read);

/* The names of all fields are written in the other case: the verdicts are the same (RFC 9110 5.1). */
void law_case_of_names_changes_no_verdict(const connection *read);

/* Two lines of a list field whose values break nothing become one, or one becomes two: so are the verdicts
 * (RFC 9110 5.3). */
void law_joined_lines_change_no_verdict(const connection *read);

/* A field that nobody knows is added: the verdicts are the same (RFC 9110 5.1). */
void law_unknown_fields_change_no_verdict(const connection *read);

/* The same content in other chunks, with extensions: the message is the same, and so are the verdicts but for
 * those on chunks (RFC 9112 7.1.1). */
void law_chunk_sizes_change_nothing(const connection *read);

/* What was read is refused, or is written so that strict reading finds it again; once more changes nothing. */
void law_messages_write_back(const connection *read);

/* A write that lacks room leaves the room as it was, and what is said to be needed suffices. */
void law_room_is_atomic(const connection *read);

/* With the octets as reason, name and values: the writer accepts only what a naive serializer may send
 * without breaking a row that is refused, and then writes the same octets. */
void law_writer_refuses_what_check_refuses(const connection *read);

/* All of the above. */
void laws_hold(const connection *read);

#endif
