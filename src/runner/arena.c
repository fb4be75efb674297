/* arena.c - memory that is freed all at once. */
#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)64 * 1024)

struct arena_block {
    struct arena_block *next;
    size_t used, capacity;
    max_align_t data[];
};

static struct arena_block *add_block(arena *to, size_t capacity)
{
    struct arena_block *block = calloc(1, sizeof *block + capacity);
    if (block != NULL) {
        block->next = to->blocks;
        block->capacity = capacity;
        to->blocks = block;
    }
    return block;
}

void *arena_take(arena *from, size_t size)
{
    if (size > from->limit - from->total) {
        return NULL;
    }
    size_t rounded = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    struct arena_block *block = from->blocks;
    if (block == NULL || block->capacity - block->used < rounded) {
        block = add_block(from, rounded > BLOCK_SIZE ? rounded : BLOCK_SIZE);
    }
    if (block == NULL) {
        return NULL;
    }
    void *taken = (uint8_t *)block->data + block->used;
    block->used += rounded;
    from->total += size;
    return taken;
}

void *arena_take_array(arena *from, size_t count, size_t size)
{
    return count > SIZE_MAX / size ? NULL : arena_take(from, count * size);
}

void *arena_copy(arena *from, const void *data, size_t size)
{
    void *copy = size == SIZE_MAX ? NULL : arena_take(from, size + 1);
    if (copy != NULL && size > 0) {
        memcpy(copy, data, size);
    }
    return copy;
}

void arena_free(arena *whole)
{
    while (whole->blocks != NULL) {
        struct arena_block *next = whole->blocks->next;
        free(whole->blocks);
        whole->blocks = next;
    }
    whole->total = 0;
}
