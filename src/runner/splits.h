/* splits.h - the ways in which an input is cut into feeds.
 */
#ifndef H204_RUNNER_SPLITS_H
#define H204_RUNNER_SPLITS_H

#include "memory.h"
#include "question.h"

/* All: every two-way cut up to 4 KiB, octet by octet up to 16 KiB, and beyond 4 KiB partitions from a fixed
 * seed.  Some: octet by octet up to 16 KiB, and up to 16 two-way cuts evenly spread. */
typedef enum splits_extent { SPLITS_NONE, SPLITS_SOME, SPLITS_ALL } splits_extent;

typedef struct splits {
    splits_extent extent;
    size_t size; /* of the input          */
    size_t next; /* which way comes next  */
} splits;

/* The next way, or false after the last.  The first is octet by octet where there is such a one. */
bool splits_next(splits *ways, memory *from, cut_list *cuts);

#endif
