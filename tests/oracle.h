/* oracle.h - a slow, simple and independent reader of a whole connection. */
#ifndef H204_TESTS_ORACLE_H
#define H204_TESTS_ORACLE_H

#include "result.h"

/* Clear `result` and fill it with what spec/reading.md says about the connection. */
void oracle_read(const connection *read, reading_result *result);

/* Clear `result` and fill it with what spec/reading.md says about one head at the start of the octets, read as the
 * answer to the oldest request, or to one of which nothing is known.  READ_DONE: messages[0] has no body, its size is
 * the head's, and *content_length is meaningful for FRAMED_LENGTH; READ_INCOMPLETE and READ_REJECT as above. */
void oracle_read_head(const connection *read, reading_result *result, uint64_t *content_length);

#endif
