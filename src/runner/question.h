/* question.h - what a testee is asked: one connection to read, or one response to write.
 */
#ifndef H204_RUNNER_QUESTION_H
#define H204_RUNNER_QUESTION_H

#include "case.h"

/* What a testee can tell; the rest is not compared. */
typedef enum knowledge {
    KNOWS_AT = 1 << 0,        /* where a connection's reading ended              */
    KNOWS_NAME_CASE = 1 << 1, /* field names as they were sent                   */
    KNOWS_ORDER = 1 << 2,     /* the order of field lines                        */
    KNOWS_REASON = 1 << 3,
    KNOWS_TRAILERS = 1 << 4,
    KNOWS_SIZE = 1 << 5, /* how many octets a message took                  */
    KNOWS_REUSE = 1 << 6,
    KNOWS_BREACHES = 1 << 7,
    KNOWS_WRITE = 1 << 8, /* how to write a response                         */
    KNOWS_SPLITS = 1 << 9 /* how to be fed the input in pieces               */
} knowledge;

#define KNOWS_ALL ((uint32_t)(1 << 10) - 1)

/* The names of `knows`, "name-case" among them; NULL and false where there is none. */
const char *knowledge_name(uint32_t one);
bool knowledge_named(const char *name, uint32_t *one);

#define TOLERANCES_ALL ((uint32_t)(1 << 16) - 1)

typedef struct
    cut_list { /* cuts[0 .. count): offsets where one feed ends and the next begins, ascending */
    const size_t *at;
    size_t count;
} cut_list;

typedef struct question {
    const request_spec *requests;
    size_t request_count;
    context_spec context; /* for the embedded codec: the contract does not tell it to others */
    octets input;
    int end; /* h204_end */
    uint32_t tolerances;
    h204_limits limits;
    cut_list cuts;
    bool writes; /* a response to write, in place of input */
    write_spec response;
} question;

/* The question that a case asks, whole and in strict. */
question question_of(const corpus_case *asked);

#endif
