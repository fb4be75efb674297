/* row_set.h - a set of rows of the catalogue, and the patterns that choose them. */
#ifndef H204_RUNNER_ROW_SET_H
#define H204_RUNNER_ROW_SET_H

#include "../codec/h204.h"

#include <stdbool.h>

typedef struct row_set { /* { 0 } is empty */
    uint64_t words[H204_WORDS];
} row_set;

bool row_set_has(const row_set *set, h204_invariant invariant);
void row_set_add(row_set *set, h204_invariant invariant);

/* Add the rows whose name (in any case, with '-' for '_') or number a shell pattern matches: "S204_*", "8??".
 * False where it matches none. */
bool row_set_add_matches(row_set *set, const char *pattern);

void row_set_join(row_set *set, const row_set *other);
void row_set_remove(row_set *set, const row_set *other);

#endif
