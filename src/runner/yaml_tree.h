/* yaml_tree.h - a YAML file as a tree that keeps every octet and its place.
 *
 * Built from libyaml's events, not from its documents: those cut scalars at a NUL.  Aliases are
 * shared nodes, so the tree is small however often one is used; an alias inside its own anchor is
 * refused, so it has no cycles.
 */
#ifndef H204_RUNNER_YAML_TREE_H
#define H204_RUNNER_YAML_TREE_H

#include "arena.h"
#include "case.h"

#define CORPUS_TOO_LARGE "the corpus is too large" /* its arena has a limit */

typedef struct yaml_place { /* both from 1; columns are characters */
    size_t line, column;
} yaml_place;

typedef enum node_kind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING } node_kind;

typedef struct yaml_node {
    node_kind kind;
    yaml_place place;
    bool plain; /* a scalar without quotes                        */
    bool double_quoted;
    bool on_one_line; /* a scalar that begins and ends on the same line */
    const char *text; /* of a scalar, UTF-8; text[size] is a NUL nobody counts */
    size_t size;
    struct yaml_item *items; /* of a sequence or mapping, in order */
    size_t count;
} yaml_node;

typedef struct yaml_item {
    const yaml_node *key; /* NULL in a sequence */
    const yaml_node *value;
    struct yaml_item *next;
} yaml_item;

typedef struct yaml_source {
    const char *file; /* its path, for messages */
    const char *text;
    size_t size;
    arena *memory;
} yaml_source;

/* Print "file:line:column: what is wrong" to standard error.  Always false, so that callers return
 * it. */
bool yaml_complain(const yaml_source *source, yaml_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The root of the one document in `source`; NULL after a complaint. */
const yaml_node *yaml_load(const yaml_source *source);

/* The octets of a scalar in double quotes, each code point one octet.  Complains about another
 * node, a code point above 255 (at its own place), and a string on several lines, of which YAML
 * would rewrite the ends. */
bool yaml_octets(const yaml_source *source, const yaml_node *node, octets *result);

#endif
