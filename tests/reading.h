/* reading.h - a whole connection read by the codec's stream, cut into feeds. */
#ifndef H204_TESTS_READING_H
#define H204_TESTS_READING_H

#include "../src/codec/h204.h"
#include "result.h"

/* Clear `result` and fill it with what the codec reads when the octets arrive in the pieces that
 * cuts[0 .. count), ascending offsets, make of them. */
void codec_read(const connection *read, const size_t *cuts, size_t count, reading_result *result);

/* The request as the codec wants it.  `fields` is memory for its field lines, at least two. */
h204_exchange exchange_for(const request_facts *request, h204_field *fields);

/* The context for reading the response to the oldest request, or to none that is known. */
h204_context context_of(const connection *read);

h204_limits limits_of(const connection *read);

#endif
