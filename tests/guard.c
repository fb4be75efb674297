/* guard.c - memory that ends where reading on is a crash. */
#include "guard.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

guard guard_new(size_t capacity)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    guard result = { NULL, (capacity + page - 1) / page * page, 0 };
    result.total = result.size + page;
    void *pages =
        mmap(NULL, result.total, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED || mprotect((uint8_t *)pages + result.size, page, PROT_NONE) != 0) {
        abort();
    }
    result.pages = pages;
    return result;
}

void guard_release(guard *guarded)
{
    if (munmap(guarded->pages, guarded->total) != 0) {
        abort();
    }
    guarded->pages = NULL;
}

const uint8_t *guard_place(guard *guarded, const uint8_t *data, size_t size)
{
    if (size > guarded->size) {
        return NULL;
    }
    uint8_t *placed = guarded->pages + (guarded->size - size);
    if (size > 0) {
        memcpy(placed, data, size);
    }
    return placed;
}

const uint8_t *guard_copy(const uint8_t *data, size_t size)
{
    enum { LEAST = 65536 };
    static guard memory;
    if (memory.pages == NULL || size > memory.size) {
        if (memory.pages != NULL) {
            guard_release(&memory);
        }
        memory = guard_new(size < LEAST ? LEAST : 2 * size);
    }
    return guard_place(&memory, data, size);
}
