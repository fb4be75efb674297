/* contract.h - the testee contract, version 1, as lines of JSON: both sides of it.  See spec/testee.md.
 *
 * Strings hold octets as Latin-1: a code point from 0 to 255 is one octet.  Lines are ASCII, each ends with LF,
 * and are given back with free().
 */
#ifndef H204_RUNNER_CONTRACT_H
#define H204_RUNNER_CONTRACT_H

#include "memory.h"
#include "question.h"

#include <jansson.h>

typedef struct contract_line { /* data[size] is a NUL nobody counts */
    char *data;
    size_t size;
} contract_line;

typedef struct greeting { /* what a testee says of itself */
    octets name;
    octets version;
    uint32_t knows;     /* a set of KNOWS_*          */
    uint32_t tolerates; /* a set of H204_TOLERATE_*  */
} greeting;

/* ---- octets and names in JSON, for reports too ------------------------------------------------------- */

json_t *json_of_octets(octets latin1);
json_t *json_of_text(const char *text); /* as UTF-8, or where it is none, as Latin-1 */
json_t *json_of_base64(octets data);
json_t *json_of_fields(const field_list *fields);
json_t *json_of_tolerances(uint32_t tolerances);
json_t *json_of_knowledge(uint32_t knows);
json_t *json_of_invariants(const invariant_list *list);
json_t *json_of_answer(const answer_spec *answer); /* the members of an answer beside its id */

/* One line of compact ASCII; takes the value. */
contract_line line_of_json(json_t *value);

/* ---- the side that asks ------------------------------------------------------------------------------- */

contract_line contract_hello(void);
contract_line contract_question(const char *id, const question *asked);

/* NULL, or why the line is no greeting. */
const char *contract_read_greeting(const char *line, size_t size, memory *from, greeting *read);

typedef enum reply_kind {
    REPLY_ANSWER,
    REPLY_SKIP,     /* the testee says that it can not be asked this: why      */
    REPLY_ERROR,    /* the testee says that it could not make out the line: why */
    REPLY_MALFORMED /* the line is no reply to this question: why              */
} reply_kind;

typedef struct reply {
    reply_kind kind;
    answer_spec answer;
    const char *why;
} reply;

/* Members that the testee does not claim to know are not looked at. */
reply contract_read_reply(const char *line, size_t size, const char *id, const question *asked,
                          uint32_t knows, memory *from);

/* ---- the side that answers ---------------------------------------------------------------------------- */

typedef enum request_kind {
    REQUEST_HELLO,
    REQUEST_QUESTION,
    REQUEST_SKIPPED,  /* well-formed, but it asks for what the codec has not: why */
    REQUEST_MALFORMED /* why */
} request_kind;

typedef struct contract_request {
    request_kind kind;
    json_t *id; /* as it came, or JSON null; give it to the line that answers */
    question asked;
    const char *why;
} contract_request;

contract_request contract_read_request(const char *line, size_t size, memory *from);

/* Each takes the id. */
contract_line contract_greeting(const greeting *self);
contract_line contract_answer(json_t *id, const answer_spec *answer);
contract_line contract_skip(json_t *id, const char *why);
contract_line contract_error(json_t *id, const char *why);

#endif
