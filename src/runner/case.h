/* case.h - a case of the corpus, as every role of the runner sees it.
 *
 * The corpus owns the memory of all its cases; nothing here is freed one by one.
 */
#ifndef H204_RUNNER_CASE_H
#define H204_RUNNER_CASE_H

#include "../codec/h204.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct octets { /* any octets, NUL included; data[size] is a NUL nobody counts */
    uint8_t *data;
    size_t size;
} octets;

typedef struct field_pair {
    octets name;
    octets value;
} field_pair;

typedef struct field_list {
    bool given; /* false: not asserted, or not sent */
    field_pair *pairs;
    size_t count;
} field_list;

typedef struct request_spec {
    octets method;
    bool version_given;
    uint8_t major_version, minor_version;
    field_list fields;
} request_spec;

/* What is known of the sender and its resource; each member with its bit. */
typedef struct context_spec {
    bool given; /* a case has one */
    bool role_given;
    h204_sender role;
    octets target;  bool target_given;
    int64_t now;    bool now_given;
    h204_twin twin; bool twin_given;
    uint32_t known_facts, facts; /* sets of H204_FACT_*: what is known, and what of it is true */
} context_spec;

typedef struct invariant_list { /* sorted by number, each once */
    bool given;
    h204_invariant *items;
    size_t count;
} invariant_list;

/* Three-valued: an expectation may leave a member open. */
typedef enum asserted { NOT_ASSERTED, ASSERTED_FALSE, ASSERTED_TRUE } asserted;

typedef struct message_spec { /* one message: what a testee answered, or what is expected of it */
    octets version;  bool version_given;
    uint16_t status;
    octets reason;   bool reason_given;
    field_list fields;
    int framing;     /* h204_framing, or -1: not asserted */
    octets body;     bool body_given;
    field_list trailers;
    asserted complete;
    uint64_t size;   bool size_given;
    asserted reuse;
    invariant_list breaches; /* of the core profile     */
    invariant_list extended; /* of the extended profile */
    uint32_t spent;  bool spent_given; /* a set of H204_TOLERATE_* */
} message_spec;

typedef enum end_state {
    END_DONE, END_EXCESS, END_CLOSED, END_INCOMPLETE, END_REJECT, END_TUNNEL,
    END_ANY /* not asserted */
} end_state;

typedef struct answer_spec { /* a whole answer, or one that is allowed */
    message_spec *messages;
    size_t message_count;
    bool messages_given;
    end_state state;
    uint64_t at;            bool at_given;
    h204_invariant invariant; /* of a rejection, or H204_INVARIANT_NONE */
    uint64_t discarded;     bool discarded_given;
    invariant_list rejected_breaches; /* core rows broken in the rejected octets */
    octets warn;            /* allowed but not what a SHOULD or our policy asks: why; size 0 without */
    octets octets_written;  bool written_given; /* a case to write */
    h204_invariant refused; bool refused_given; /* a case to write */
} answer_spec;

typedef struct tolerant_spec {
    uint32_t tolerances;
    answer_spec answer;
} tolerant_spec;

typedef struct write_spec {
    uint8_t minor_version;
    uint16_t status;
    octets reason;
    field_list fields;
    octets body;
    field_list trailers;
} write_spec;

typedef struct corpus_case {
    const char *file;   /* where it stands, for messages */
    unsigned line, column;
    const char *chapter, *about; /* of its file */
    const char *name, *shows, *clause, *wild; /* wild: NULL without */
    invariant_list keeps, breaks; /* what it witnesses, as declared */
    request_spec *requests;
    size_t request_count;
    context_spec context; /* of every response in it */
    octets input;
    int end;            /* h204_end */
    h204_limits limits; /* 0: default */
    bool writes;        /* a case to write: `response`, no input */
    write_spec response;
    answer_spec strict;
    tolerant_spec *tolerant;
    size_t tolerant_count;
    answer_spec *accept; /* never empty: `strict` itself where the case names none */
    size_t accept_count;
} corpus_case;

typedef struct corpus {
    corpus_case *cases;
    size_t count;
    void *memory; /* private to corpus.c */
} corpus;

/* Load every *.yaml of a directory (or one file), sorted by path.  On a malformed file prints
 * "file:line:column: what is wrong" to standard error and returns false. */
bool corpus_load(const char *path, corpus *loaded);
void corpus_free(corpus *loaded);

/* The names of the contract: "BARE_LF", "chunked", "excess".  Look-ups return false for an unknown name. */
const char *tolerance_name(uint32_t one);
bool tolerance_named(const char *name, uint32_t *one);
const char *framing_name(h204_framing framing);
bool framing_named(const char *name, h204_framing *framing);
const char *end_state_name(end_state state);
bool end_state_named(const char *name, end_state *state);
const char *connection_end_name(h204_end end); /* "open", "kept", "eof", "reset" */
bool connection_end_named(const char *name, h204_end *end);
const char *sender_name(h204_sender sender); /* "origin", "gateway", "proxy" */
bool sender_named(const char *name, h204_sender *sender);
const char *fact_name(uint32_t one);         /* "EXISTED", ... */
bool fact_named(const char *name, uint32_t *one);
bool invariant_named(const char *name, h204_invariant *invariant);

#endif
