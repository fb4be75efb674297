/* row_set.c - a set of rows of the catalogue, and the patterns that choose them. */
#include "row_set.h"

#include <fnmatch.h>
#include <stdio.h>

bool row_set_has(const row_set *set, h204_invariant invariant)
{
    return (set->words[invariant / 64] >> (unsigned)invariant % 64 & 1) != 0;
}

void row_set_add(row_set *set, h204_invariant invariant)
{
    set->words[invariant / 64] |= UINT64_C(1) << (unsigned)invariant % 64;
}

static bool matches(const char *pattern, const h204_invariant_info *row)
{
    char number[16];
    char dashed[64];
    snprintf(number, sizeof number, "%u", (unsigned)row->invariant);
    snprintf(dashed, sizeof dashed, "%s", row->name);
    for (char *c = dashed; *c != 0; c++) {
        *c = *c == '_' ? '-' : *c;
    }
    return fnmatch(pattern, number, 0) == 0 || fnmatch(pattern, row->name, FNM_CASEFOLD) == 0 ||
           fnmatch(pattern, dashed, FNM_CASEFOLD) == 0;
}

bool row_set_add_matches(row_set *set, const char *pattern)
{
    bool found = false;
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (row->kind == H204_KIND_INVARIANT && matches(pattern, row)) {
            row_set_add(set, row->invariant);
            found = true;
        }
    }
    return found;
}

void row_set_join(row_set *set, const row_set *other)
{
    for (size_t i = 0; i < H204_WORDS; i++) {
        set->words[i] |= other->words[i];
    }
}

void row_set_remove(row_set *set, const row_set *other)
{
    for (size_t i = 0; i < H204_WORDS; i++) {
        set->words[i] &= ~other->words[i];
    }
}
