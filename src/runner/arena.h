/* arena.h - memory that is freed all at once. */
#ifndef H204_RUNNER_ARENA_H
#define H204_RUNNER_ARENA_H

#include <stddef.h>

typedef struct arena {
    struct arena_block *blocks;
    size_t total; /* octets handed out */
    size_t limit; /* octets it may hand out */
} arena;

/* `size` octets of zeros, aligned for any type; NULL beyond the limit, or where there is no memory.
 */
void *arena_take(arena *from, size_t size);

/* `count` elements of `size` octets each; NULL also where the product does not fit. */
void *arena_take_array(arena *from, size_t count, size_t size);

/* A copy of data[0 .. size) with a NUL behind it. */
void *arena_copy(arena *from, const void *data, size_t size);

void arena_free(arena *whole);

#endif
