/* memory.c - memory for answers and questions, which is never refused.
 */
#include "memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *or_die(void *taken)
{
    if (taken == NULL) {
        fputs("h204: out of memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    return taken;
}

static arena *pieces_of(memory *from)
{
    from->pieces.limit = PTRDIFF_MAX;
    return &from->pieces;
}

void *memory_take(memory *from, size_t size)
{
    return or_die(arena_take(pieces_of(from), size));
}

void *memory_array(memory *from, size_t count, size_t item_size)
{
    return or_die(arena_take_array(pieces_of(from), count, item_size));
}

octets memory_octets(memory *from, const void *data, size_t size)
{
    return (octets){or_die(arena_copy(pieces_of(from), data, size)), size};
}

char *memory_text(memory *from, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size < 0) {
        or_die(NULL);
    }
    char *text = memory_take(from, (size_t)size + 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    va_end(arguments);
    return text;
}

void memory_free(memory *all)
{
    arena_free(&all->pieces);
}

void buffer_reserve(octet_buffer *buffer, size_t more)
{
    if (buffer->capacity - buffer->size >= more) {
        return;
    }
    if (more > PTRDIFF_MAX - buffer->size) {
        or_die(NULL);
    }
    size_t capacity = buffer->size + more;
    if (capacity < buffer->capacity * 2) {
        capacity = buffer->capacity * 2;
    }
    buffer->data = or_die(realloc(buffer->data, capacity));
    buffer->capacity = capacity;
}

void buffer_append(octet_buffer *buffer, const void *data, size_t size)
{
    buffer_reserve(buffer, size);
    if (size > 0) {
        memcpy(buffer->data + buffer->size, data, size);
    }
    buffer->size += size;
}
