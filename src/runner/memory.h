/* memory.h - memory for answers and questions, which is never refused.
 *
 * Answers and questions are trees of small pieces that live exactly as long as the case they belong
 * to.  A runner without memory can not give a verdict, so that taking ends the process instead of failing.
 */
#ifndef H204_RUNNER_MEMORY_H
#define H204_RUNNER_MEMORY_H

#include "arena.h"
#include "case.h"

typedef struct memory {
    arena pieces; /* { 0 } is empty */
} memory;

/* `size` zeroed octets, aligned for any type. */
void *memory_take(memory *from, size_t size);

/* `count` zeroed items of `item_size` octets. */
void *memory_array(memory *from, size_t count, size_t item_size);

/* A copy of the octets, with the NUL that nobody counts. */
octets memory_octets(memory *from, const void *data, size_t size);

/* A printf into memory. */
char *memory_text(memory *from, const char *format, ...) __attribute__((format(printf, 2, 3)));

void memory_free(memory *all);

/* Octets that grow; give `data` back with free(). */
typedef struct octet_buffer {
    uint8_t *data;
    size_t size;
    size_t capacity;
} octet_buffer;

/* Room for `more` octets behind the `size` that are there. */
void buffer_reserve(octet_buffer *buffer, size_t more);
void buffer_append(octet_buffer *buffer, const void *data, size_t size);

#endif
