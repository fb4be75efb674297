/* classify_avx2.h - the block classifier for AVX2, whatever instructions the rest of this build may use. */
#ifndef H204_TESTS_CLASSIFY_AVX2_H
#define H204_TESTS_CLASSIFY_AVX2_H

#include <stdbool.h>
#include <stdint.h>

/* Was it built, and does this machine have the instructions? */
bool avx2_is_here(void);

/* lf, cr, colon, token, bad */
void classify_by_avx2(const uint8_t *block, uint64_t masks[5]);

#endif
