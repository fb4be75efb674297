/* embedded.h - the embedded codec as a testee: it reads a connection, or writes a response.
 */
#ifndef H204_RUNNER_EMBEDDED_H
#define H204_RUNNER_EMBEDDED_H

#include "contract.h"
#include "memory.h"
#include "question.h"

typedef enum embedded_detail {
    EMBEDDED_READS, /* what reading tells                                          */
    EMBEDDED_CHECKS /* and the rows that each message breaks, read or rejected      */
} embedded_detail;

/* It knows and tolerates everything. */
greeting embedded_greeting(void);

/* Answer with every member given but for breaches, which need EMBEDDED_CHECKS.  Of a refused response, `at`
 * is the offset in what would have been written. */
answer_spec embedded_answer(const question *asked, embedded_detail detail, memory *from);

/* What checking says of the messages of a connection, read or rejected: kept by one of them, broken by one of
 * them.  Only the bits are set. */
h204_verdicts embedded_verdicts(const question *asked);

#endif
