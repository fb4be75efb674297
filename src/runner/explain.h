/* explain.h - what there is to say about an invariant beyond its row: why, who, how, and an example each way. */
#ifndef H204_RUNNER_EXPLAIN_H
#define H204_RUNNER_EXPLAIN_H

#include "../codec/h204.h"

#include <stdbool.h>

/* A message as h204_check takes it, and what is known besides: what is zero is not given.  Without octets there
 * is no example: limits and promises have none. */
typedef struct explain_example {
    h204_view octets;
    h204_view following;
    h204_end end;
    uint32_t outstanding; /* requests without a final response, its own included                    */
    const char *method;   /* of the request                                                         */
    const char *version;  /* of the request: "1.1"                                                  */
    h204_view fields;     /* of the request, with the empty line behind them: that alone says none  */
    const char *target;   /* of the request                                                         */
    bool role_given;
    h204_sender role;     /* meaningful where role_given                                            */
    int64_t now;          /* seconds since 1970-01-01 00:00:00 GMT                                  */
    uint32_t known_facts; /* a set of H204_FACT_*: what is known ...                                */
    uint32_t facts;       /* ... and what of it is true                                             */
    h204_view twin;       /* the whole response that a plain GET would have had, without chunks     */
} explain_example;

typedef struct explanation {
    explain_example keeps;
    explain_example breaks;
    uint32_t tolerance; /* the H204_TOLERATE_* that reads on, or 0                      */
    const char *why;    /* why it matters                                               */
    const char *wild;   /* who got it wrong, with a public reference, or NULL           */
    const char *legal;  /* what looks like a breach and is none, or NULL                */
    const char *fix;    /* what to do about it: one line, in the imperative             */
} explanation;

/* The explanation of a row, or NULL for a number that has none.  Every row of the catalogue has one. */
const explanation *explain(h204_invariant invariant);

/* The example as h204_check takes it; the message lends from the example and from `storage`. */
enum { EXPLAIN_FIELDS = 8 };

typedef struct explain_context {
    h204_exchange exchange;
    h204_field fields[EXPLAIN_FIELDS];
    h204_field twin_fields[EXPLAIN_FIELDS];
} explain_context;

h204_message explain_message(const explain_example *example, explain_context *storage);

/* The row called `text`: a number, or a name in any case with '-' for '_'; NULL where there is none. */
const h204_invariant_info *explain_find(const char *text);

/* Up to `capacity` rows whose names are near to `text`, nearest first; returns how many. */
size_t explain_suggest(const char *text, const h204_invariant_info **rows, size_t capacity);

/* "status line", "field lines", ... */
const char *explain_chapter(h204_invariant invariant);

const char *explain_level(h204_level level);      /* as in the RFC: "MUST NOT"; "grammar" for ABNF  */
const char *explain_level_code(h204_level level); /* as in the catalogue: "MUST_NOT"               */
const char *explain_role(h204_role role);         /* "sender"                                      */
const char *explain_kind(h204_kind kind);         /* "invariant", "limit", "promise"               */
const char *explain_profile(h204_profile profile);
const char *explain_reading(h204_on_reading reading);
const char *explain_writing(h204_on_writing writing);
const char *explain_needs(h204_needs needs);      /* in words             */
const char *explain_needs_code(h204_needs needs); /* as in the catalogue  */
const char *explain_sender(h204_sender sender);   /* "an origin server"   */
const char *explain_fact(h204_fact fact, bool is_true); /* a clause: "the server has a clock" */

/* 3 for what binds like a MUST (MUST, MUST NOT, grammar, prose, derived), 2 for SHOULD, 1 for INFO. */
unsigned explain_weight(h204_level level);

#endif
