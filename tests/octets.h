/* octets.h - what the suites share: literals as views, inputs that end at a guard page, numbers that look random. */
#ifndef H204_TESTS_OCTETS_H
#define H204_TESTS_OCTETS_H

#include "../src/codec/h204.h"
#include "guard.h"

#include <criterion/criterion.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { OCTETS_MOST = 1 << 17 };

/* A literal with its length: NUL octets belong to it. */
#define OCTETS(literal) { (const uint8_t *)("" literal), sizeof(literal) - 1 }
#define VIEW(literal)   ((h204_view)OCTETS(literal))

#define ROW_COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* What a call shall answer. */
#define DONE(octets)          ((h204_outcome){ H204_DONE, H204_INVARIANT_NONE, (octets), 0, 0 })
#define NEEDS_INPUT           ((h204_outcome){ H204_NEED_INPUT, H204_INVARIANT_NONE, 0, 0, 0 })
#define NEEDS_SPACE(count)    ((h204_outcome){ H204_NEED_SPACE, H204_INVARIANT_NONE, 0, 0, (count) })
#define BREAKS(row, at)       ((h204_outcome){ H204_INVALID, (row), 0, (at), 0 })

/* Two octet strings that make one input: what the first one ends with is still sound, the second one begins
 * with the octet that is not.  So no offset is counted by hand. */
typedef struct broken_octets {
    h204_view sound;
    h204_view from_culprit;
} broken_octets;

#define BROKEN_AT(sound, from_culprit) { OCTETS(sound), OCTETS(from_culprit) }

static inline const char *row_name(h204_invariant invariant)
{
    const h204_invariant_info *row = h204_invariant_describe(invariant);
    return row != NULL ? row->name : "none";
}

static inline const char *status_name(h204_status status)
{
    static const char *const names[] = { "DONE",       "CONTENT",    "TRAILERS",
                                         "NEED_INPUT", "NEED_SPACE", "INVALID" };
    return (size_t)status < ROW_COUNT(names) ? names[status] : "?";
}

static inline bool same_outcome(h204_outcome got, h204_outcome wanted)
{
    return got.status == wanted.status && got.broken == wanted.broken && got.consumed == wanted.consumed &&
           got.culprit == wanted.culprit && got.needed == wanted.needed;
}

static inline void expect_outcome(const char *shows, size_t variation, h204_outcome got, h204_outcome wanted)
{
    if (!same_outcome(got, wanted)) {
        cr_expect(false, "%s (%zu): %s %s consumed %zu culprit %zu needed %zu, not %s %s %zu %zu %zu", shows,
                  variation, status_name(got.status), row_name(got.broken), got.consumed, got.culprit,
                  got.needed, status_name(wanted.status), row_name(wanted.broken), wanted.consumed,
                  wanted.culprit, wanted.needed);
    }
}

/* A copy that ends where reading on is a crash; it is good until the next call. */
static inline h204_view at_guard(h204_view octets)
{
    static guard pages;
    if (pages.pages == NULL) {
        pages = guard_new(OCTETS_MOST);
    }
    const uint8_t *placed = guard_place(&pages, octets.data, octets.size);
    cr_assert(placed != NULL);
    return (h204_view){ placed, octets.size };
}

/* Memory for `count` fields that ends where writing on is a crash; it is good until the next call. */
static inline h204_field *fields_at_guard(uint32_t count)
{
    static guard pages;
    if (pages.pages == NULL) {
        pages = guard_new(OCTETS_MOST);
    }
    cr_assert(count * sizeof(h204_field) <= pages.size);
    return (h204_field *)(void *)(pages.pages + pages.size - count * sizeof(h204_field));
}

/* Octets put together at run time. */
typedef struct octet_string {
    uint8_t data[OCTETS_MOST];
    size_t size;
} octet_string;

static inline void append(octet_string *to, h204_view octets)
{
    cr_assert(octets.size <= sizeof to->data - to->size);
    if (octets.size > 0) {
        memcpy(to->data + to->size, octets.data, octets.size);
    }
    to->size += octets.size;
}

static inline void append_many(octet_string *to, size_t count, char octet)
{
    for (size_t i = 0; i < count; i++) {
        append(to, (h204_view){ (const uint8_t *)&octet, 1 });
    }
}

static inline h204_view view_of(const octet_string *octets)
{
    return (h204_view){ octets->data, octets->size };
}

static inline h204_view first_of(h204_view octets, size_t size)
{
    return (h204_view){ octets.data, size };
}

static inline h204_view joined(octet_string *memory, h204_view first, h204_view second)
{
    memory->size = 0;
    append(memory, first);
    append(memory, second);
    return view_of(memory);
}

static inline bool same_octets(h204_view one, h204_view other)
{
    return one.size == other.size && (one.size == 0 || memcmp(one.data, other.data, one.size) == 0);
}

/* The octets of a span, as h204_copy_value gives them. */
static inline void append_value(octet_string *to, h204_view input, h204_span span)
{
    h204_room room = { to->data, sizeof to->data, to->size };
    cr_assert_eq(h204_copy_value(input, span, &room).status, H204_DONE);
    to->size = room.size;
}

/* "name=value|" for each field line. */
static inline void append_fields(octet_string *to, h204_view input, const h204_field *fields, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        append(to, (h204_view){ input.data + fields[i].name.offset, fields[i].name.size });
        append(to, VIEW("="));
        append_value(to, input, fields[i].value);
        append(to, VIEW("|"));
    }
}

/* xorshift64*: the same numbers on every run. */
static inline uint64_t next_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545F4914F6CDD1Du;
}

/* Below `bound`, which is not zero. */
static inline size_t random_below(uint64_t *state, size_t bound)
{
    return (size_t)((next_random(state) >> 16) % bound);
}

#endif
