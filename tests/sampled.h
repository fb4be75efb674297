/* sampled.h - the laws as fuzzers try them: one input, and a sample of cuts, tolerances and suffixes.
 *
 * laws.h tries every cut of an input; here the control octets of the input choose a few, so that a run costs
 * some twenty plain parses and an engine makes many.  Where the message has no more than CUTS_EXHAUSTIVE
 * octets, every prefix is tried.  A law that is broken says so and aborts.
 */
#ifndef H204_TESTS_SAMPLED_H
#define H204_TESTS_SAMPLED_H

#include "input.h"

/* One head: the index, the plain reader and the oracle agree; prefixes need input, cuts change nothing,
 * tolerances only add, field capacity hides nothing, what strict reading accepts is clean. */
void sampled_head(input from);

/* One section of field lines and one block after the other: the index reads what the plain reader reads. */
void sampled_index(input from);

/* The content behind a head that the controls choose, in the pieces that the places make. */
void sampled_body(input from);

/* A whole connection, several requests and messages, against the oracle; whole and in pieces. */
void sampled_stream(input from);

/* A response made from the octets: it is refused, or written as a naive serializer would and reads back. */
void sampled_write(input from);

/* What is read is written, and what is written is read again. */
void sampled_round_trip(input from);

/* The octets as a field value, in every grammar. */
void sampled_values(input from);

/* The verdicts of the predicates against an independent oracle; and the laws of checking. */
void sampled_check(input from);

#endif
