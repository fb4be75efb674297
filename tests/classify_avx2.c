/* classify_avx2.c - the block classifier for AVX2, whatever instructions the rest of this build may use. */
#undef H204_PLAIN_ONLY
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC target("avx2")
#endif

/* The codec's sources are taken in, because the drop has these functions to itself. */
#define H204_INTERNAL           static inline
#define h204_classify           classify_here
#define h204_classify_reference classify_reference_here
#include "../src/codec/scan.c"
#include "../src/codec/classify.c"

#include "classify_avx2.h"

bool avx2_is_here(void)
{
#if defined(__x86_64__) && defined(__AVX2__)
    return __builtin_cpu_supports("avx2");
#else
    return false;
#endif
}

void classify_by_avx2(const uint8_t *block, uint64_t masks[5])
{
    h204_masks found = classify_here(block);
    masks[0] = found.lf;
    masks[1] = found.cr;
    masks[2] = found.colon;
    masks[3] = found.token;
    masks[4] = found.bad;
}
