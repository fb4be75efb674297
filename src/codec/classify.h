/* classify.h - 64 octets into five masks: the one seam between portable code and the machine's. */
#ifndef H204_CLASSIFY_H
#define H204_CLASSIFY_H

#include "scan.h"

enum { H204_BLOCK = 64 };

/* Bit i speaks of octet i. */
typedef struct h204_masks {
    uint64_t lf;
    uint64_t cr;
    uint64_t colon;
    uint64_t token; /* octets of a field name                       */
    uint64_t bad;   /* octets of no value and no reason, nor CR, LF */
} h204_masks;

/* The definition. */
H204_INTERNAL h204_masks h204_classify_reference(const uint8_t *block);

/* The same masks, with the instructions this build may use. */
H204_INTERNAL h204_masks h204_classify(const uint8_t *block);

#endif
