/* corpus_parts.h - the parts that the files of the corpus are made of, read from their trees.
 *
 * Every function complains with file, line and column where it returns false.
 */
#ifndef H204_RUNNER_CORPUS_PARTS_H
#define H204_RUNNER_CORPUS_PARTS_H

#include "case.h"
#include "yaml_tree.h"

#define OCTETS_LIMIT ((size_t)16 * 1024 * 1024) /* of one input, body or value, repeats expanded   \
                                                 */

/* A key that a mapping may or must have. */
typedef struct member {
    const char *key;
    bool required;
    const yaml_node *value; /* NULL where it is absent */
} member;

/* Fill the members of a mapping, called `what` in messages; no other key may stand there, and none
 * twice. */
bool read_members(const yaml_source *source, const yaml_node *node, const char *what,
                  member *members, size_t count);

/* A sequence that is not empty, or a complaint. */
bool check_list(const yaml_source *source, const yaml_node *node, const char *what);

bool read_text(const yaml_source *source, const yaml_node *node, const char **text);
bool is_path(const char *text); /* two segments or more, of letters, digits and -_+. */
bool read_path(const yaml_source *source, const yaml_node *node, const char **path);
bool read_number(const yaml_source *source, const yaml_node *node, uint64_t most, uint64_t *number);
bool read_flag(const yaml_source *source, const yaml_node *node, bool *flag);
bool read_octets(const yaml_source *source, const yaml_node *node, octets *result);
bool read_version(const yaml_source *source, const yaml_node *node, octets *version);
bool read_fields(const yaml_source *source, const yaml_node *node, field_list *fields);
bool read_context(const yaml_source *source, const yaml_node *node, context_spec *context);
bool read_request(const yaml_source *source, const yaml_node *node, request_spec *request);
bool read_framing(const yaml_source *source, const yaml_node *node, h204_framing *framing);
bool read_tolerances(const yaml_source *source, const yaml_node *node, uint32_t *set);
bool read_connection_end(const yaml_source *source, const yaml_node *node, h204_end *end);
bool read_invariant(const yaml_source *source, const yaml_node *node, h204_invariant *invariant);

/* Sorted by number.  Breaches are of one profile. */
bool read_invariants(const yaml_source *source, const yaml_node *node, invariant_list *list);
bool read_breaches(const yaml_source *source, const yaml_node *node, h204_profile profile,
                   invariant_list *list);

/* A message: where it is open, an absent member is not asserted; else it has its default. */
typedef enum defaults { DEFAULTS_ASSERTED, DEFAULTS_OPEN } defaults;
bool read_message(const yaml_source *source, const yaml_node *node, defaults absent,
                  message_spec *message);

/* Octets that hold this text; never written to. */
octets octets_of(const char *text);

/* Add an invariant to a list with room for it, unless it is there; the list stays sorted.  False:
 * it was. */
bool add_invariant(invariant_list *list, h204_invariant invariant);

#endif
