/* check_oracle.h - what the sentences of the catalogue say of a message, by an independent and simple reading.
 *
 * Nothing here mentions the codec.  For each invariant of the core the oracle says which verdicts the sentence
 * and its RFC leave open; all of them where it is not sure.  Values are read by sampled_values_oracle.h.
 */
#ifndef H204_TESTS_CHECK_ORACLE_H
#define H204_TESTS_CHECK_ORACLE_H

#include "result.h"

typedef struct octet_view {
    const uint8_t *data;
    size_t size;
} octet_view;

/* What is known beside the octets.  Bits of `facts` and order of roles are those of the public header. */
typedef enum known_role { KNOWN_ORIGIN, KNOWN_GATEWAY, KNOWN_PROXY } known_role;

typedef enum known_fact {
    FACT_SERVER_11 = 1 << 0,
    FACT_HAS_CLOCK = 1 << 1,
    FACT_FORWARDED = 1 << 2,
    FACT_SIZE_KNOWN = 1 << 3,
    FACT_STORED_VERBATIM = 1 << 6,
    FACT_EXISTED = 1 << 7,
    FACT_ENACTED = 1 << 8,
    FACT_INM_FALSE = 1 << 9,
    FACT_WILL_CLOSE = 1 << 10,
    FACT_PERSISTS = 1 << 11,
    FACT_CONTENT_BEGUN = 1 << 13,
    FACT_WAS_CONTINUED = 1 << 14,
    FACT_OF_LATER_REQUEST = 1 << 15,
    FACT_FROM_STORE = 1 << 16,
    FACT_PARTIAL = 1 << 17
} known_fact;

typedef struct known_exchange {
    bool method_given, version_given, fields_given, outstanding_given, role_given, twin_given;
    octet_view method;
    bool is_10;        /* else HTTP/1.1 */
    octet_view fields; /* field lines, each with its CRLF */
    uint32_t outstanding;
    known_role role;
    uint32_t known_facts;
    uint32_t facts;
    uint64_t twin_size; /* of the content of the 200 that GET would have had */
} known_exchange;

typedef struct judged_message {
    octet_view octets;
    octet_view following;
    connection_end end;
    const known_exchange *exchange; /* or NULL */
} judged_message;

enum {
    ALLOW_NOT_EVALUATED = 1,
    ALLOW_KEPT = 2,
    ALLOW_BROKEN = 4,
    ALLOW_NOT_BROKEN = ALLOW_NOT_EVALUATED | ALLOW_KEPT,
    ALLOW_ANY = 7
};

enum { EXPECTED_NUMBERS = 1280, EXPECTED_CLAIMS = 64, CLAIM_ROWS = 6 };

/* At least one of these is broken; 0 ends. */
typedef struct broken_claim {
    uint16_t rows[CLAIM_ROWS];
} broken_claim;

typedef struct expectation {
    uint8_t allowed[EXPECTED_NUMBERS]; /* by number: a set of ALLOW_* */
    broken_claim claims[EXPECTED_CLAIMS];
    size_t claim_count;
} expectation;

void check_oracle(const judged_message *message, expectation *expected);

#endif
