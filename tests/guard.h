/* guard.h - memory that ends where reading on is a crash. */
#ifndef H204_TESTS_GUARD_H
#define H204_TESTS_GUARD_H

#include <stddef.h>
#include <stdint.h>

typedef struct guard {
    uint8_t *pages;
    size_t size;  /* octets that may be used; the page behind them may not be touched */
    size_t total; /* octets mapped */
} guard;

/* At least `capacity` usable octets.  Aborts where the system has none. */
guard guard_new(size_t capacity);
void guard_release(guard *guarded);

/* Copy data[0 .. size) so that it ends at the guard page.  NULL where it is too large. */
const uint8_t *guard_place(guard *guarded, const uint8_t *data, size_t size);

/* A copy that ends at a guard page, in memory that lasts until the next call. */
const uint8_t *guard_copy(const uint8_t *data, size_t size);

#endif
