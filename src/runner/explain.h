/* explain.h - what there is to say about an invariant beyond its row: why, who, how, and an example each way. */
#ifndef H204_RUNNER_EXPLAIN_H
#define H204_RUNNER_EXPLAIN_H

#include "../codec/h204.h"

#include <stdbool.h>

/* A message as h204_check takes it.  Without octets there is none: limits and promises have no example. */
typedef struct explain_example {
    h204_view octets;
    h204_view following;
    h204_end end;
    uint32_t outstanding; /* requests without a final response, its own included; 0: not given        */
    const char *method;   /* of the request, or NULL where it does not matter                         */
    const char *upgrade;  /* the request's Upgrade field, or NULL; given means its fields are given   */
    bool request_is_10;   /* the request's version is 1.0; meaningful with a method                   */
} explain_example;

typedef struct explanation {
    explain_example keeps;
    explain_example breaks;
    uint32_t tolerance; /* the H204_TOLERATE_* that reads on, or 0                      */
    const char *why;    /* why it matters                                               */
    const char *wild;   /* who got it wrong, with a public reference, or NULL           */
    const char *fix;    /* what to do about it: one line, in the imperative             */
} explanation;

/* The explanation of a row, or NULL for a number that has none.  Every row of the catalogue has one. */
const explanation *explain(h204_invariant invariant);

/* The example as h204_check takes it; the message lends from the example and from `storage`. */
typedef struct explain_context {
    h204_exchange exchange;
    h204_field field;
    uint8_t octets[64]; /* the one field line of the request */
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

/* 3 for what binds like a MUST (MUST, MUST NOT, grammar, prose, derived), 2 for SHOULD, 1 for INFO. */
unsigned explain_weight(h204_level level);

#endif
