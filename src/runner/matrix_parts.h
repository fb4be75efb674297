/* matrix_parts.h - what a matrix of the corpus consists of: three axes and the rules for their
 * cells. */
#ifndef H204_RUNNER_MATRIX_PARTS_H
#define H204_RUNNER_MATRIX_PARTS_H

#include "corpus_parts.h"

/* ---- axes ------------------------------------------------------------------------------------ */

typedef struct words {
    const char **items;
    size_t count;
} words;

typedef struct entry { /* of one axis; members of the other two are empty */
    const char *name;
    words is;
    octets piece;         /* start, fields or octets                      */
    request_spec request; /* a row's                                      */
    uint16_t status;
    octets version, reason;
    h204_end end;       /* a follow's                                   */
    bool message_given; /* the octets of a follow can be read as:       */
    message_spec message;
} entry;

typedef struct axis {
    const char *what;
    entry *entries;
    size_t count;
} axis;

enum axes { ROWS, COLUMNS, FOLLOWS, AXES };

/* ---- rules ----------------------------------------------------------------------------------- */

typedef struct head_part {
    bool rejected;
    h204_invariant invariant;
    uint64_t line; /* of the column's lines, from 1 */
} head_part;

typedef struct content_part {
    const yaml_node *node;
    bool takes_all;
    uint64_t takes; /* octets of the follow */
    bool body_given;
    octets body;
    bool complete;
} content_part;

typedef struct rest_part {
    const yaml_node *node;
    end_state state;
    bool reads_message; /* the follow's message, then done */
    bool reuse_given;
    asserted reuse; /* of that message */
    uint64_t discarded;
    h204_invariant invariant;
    uint64_t offset;
} rest_part;

typedef struct parts { /* the properties of a cell; NULL: not set */
    const head_part *head;
    const h204_framing *framing;
    const asserted *reuse;
    const content_part *content;
    const rest_part *rest;
} parts;

typedef struct alternative { /* one more answer that is allowed */
    bool rejects;
    parts parts;
    octets warn;
} alternative;

typedef struct condition {
    words names[AXES];
    bool given[AXES];
    const yaml_node *framings; /* NULL: any */
    bool reuse_given, reuse;
} condition;

typedef struct rule {
    const yaml_node *node;
    const char *clause, *shows;
    condition when;
    parts parts;
    invariant_list breaches, keeps;
    alternative *allow;
    size_t allow_count;
    bool decides; /* it has decided a cell */
} rule;

typedef struct matrix {
    const yaml_source *source;
    const yaml_node *node;
    const corpus_case *like;
    axis axes[AXES];
    rule *rules;
    size_t rule_count;
} matrix;

/* Read axes and rules of the mapping `node` into a matrix of which source, node and like are set;
 * complains and returns false where it is malformed. */
bool matrix_read(matrix *m);

/* Whether a name, or a word of `is`, is this word. */
bool entry_is_called(const entry *one, const char *word);

/* Complains that the corpus is too large. */
bool matrix_too_large(const matrix *m, const yaml_node *node);

#endif
