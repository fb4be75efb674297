/* classify.h - 64 octets into five masks: the one seam between portable code and the machine's. */
#ifndef H204_CLASSIFY_H
#define H204_CLASSIFY_H

#include "promise.h"
#include "scan.h"

/* Which of the implementations this build has. */
#if defined(H204_PLAIN_ONLY)
#define H204_CLASSIFY_PLAIN
#elif defined(__AVX2__)
#define H204_CLASSIFY_AVX2
#elif defined(__SSE2__)
#define H204_CLASSIFY_SSE2
#else
#define H204_CLASSIFY_PLAIN
#endif

enum { H204_BLOCK = 64 };

/* Bit i speaks of octet i. */
typedef struct h204_masks {
    uint64_t lf;
    uint64_t cr;
    uint64_t colon;
    uint64_t token; /* octets of a field name                       */
    uint64_t bad;   /* octets of no value and no reason, nor CR, LF */
} h204_masks;

/* The definition; here where it is used, or asserted. */
#if H204_ASSERT || defined(H204_CLASSIFY_PLAIN)
H204_INTERNAL h204_masks h204_classify_reference(const uint8_t *block);
#endif

/* The same masks, with the instructions this build may use. */
H204_INTERNAL h204_masks h204_classify(const uint8_t *block);

#endif
