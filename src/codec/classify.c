/* classify.c - 64 octets into five masks: the one seam between portable code and the machine's.
 *
 * The reference is the definition.  What stands behind #if returns the same masks for every block; the tests
 * compare the two over every octet at every position.
 */
#include "classify.h"

#include <string.h>

#if H204_ASSERT || defined(H204_CLASSIFY_PLAIN)

h204_masks h204_classify_reference(const uint8_t *block)
{
    h204_masks masks = { 0, 0, 0, 0, 0 };
    for (unsigned i = 0; i < H204_BLOCK; i++) {
        uint8_t octet = block[i];
        masks.lf |= (uint64_t)(octet == LF) << i;
        masks.cr |= (uint64_t)(octet == CR) << i;
        masks.colon |= (uint64_t)(octet == ':') << i;
        masks.token |= (uint64_t)h204_is_tchar(octet) << i;
        masks.bad |= (uint64_t)(!h204_is_text(octet) && octet != CR && octet != LF) << i;
    }
    return masks;
}

#endif

#if defined(H204_CLASSIFY_AVX2)

#include <immintrin.h>

typedef struct half_masks {
    uint32_t lf, cr, colon, token, bad;
} half_masks;

static uint32_t bits_of(__m256i lanes)
{
    return (uint32_t)_mm256_movemask_epi8(lanes);
}

static __m256i equal(__m256i octets, char octet)
{
    return _mm256_cmpeq_epi8(octets, _mm256_set1_epi8(octet));
}

/* A token octet is one whose low nibble's row has the bit of its high nibble. */
static __m256i token_lanes(__m256i octets)
{
    /* bit h of row l: octet h * 16 + l is a tchar (RFC 9110 5.6.2) */
    const __m256i row = _mm256_broadcastsi128_si256(
        _mm_setr_epi8((char)0xE8, (char)0xFC, (char)0xF8, (char)0xFC, (char)0xFC, (char)0xFC, (char)0xFC,
                      (char)0xFC, (char)0xF8, (char)0xF8, (char)0xF4, 0x54, (char)0xD0, 0x54, (char)0xF4,
                      0x70));
    const __m256i bit = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, (char)128, 0, 0, 0, 0, 0, 0, 0, 0));
    const __m256i nibble = _mm256_set1_epi8(0x0F);
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(octets, 4), nibble);
    __m256i rows = _mm256_shuffle_epi8(row, octets); /* octets from 0x80 up select zero */
    __m256i bits = _mm256_shuffle_epi8(bit, high);
    __m256i hit = _mm256_and_si256(rows, bits);
    return _mm256_cmpeq_epi8(_mm256_cmpeq_epi8(hit, _mm256_setzero_si256()), _mm256_setzero_si256());
}

static half_masks classify_half(const uint8_t *data)
{
    __m256i octets = _mm256_loadu_si256((const __m256i *)(const void *)data);
    __m256i below_sp = _mm256_cmpeq_epi8(_mm256_max_epu8(octets, _mm256_set1_epi8(0x1F)),
                                         _mm256_set1_epi8(0x1F));
    half_masks half;
    half.lf = bits_of(equal(octets, LF));
    half.cr = bits_of(equal(octets, CR));
    half.colon = bits_of(equal(octets, ':'));
    half.token = bits_of(token_lanes(octets));
    uint32_t control = bits_of(below_sp) & ~bits_of(equal(octets, HTAB));
    half.bad = (control | bits_of(equal(octets, 0x7F))) & ~(half.lf | half.cr);
    return half;
}

static uint64_t join(uint32_t low, uint32_t high)
{
    return (uint64_t)high << 32 | low;
}

static h204_masks classify(const uint8_t *block)
{
    half_masks low = classify_half(block);
    half_masks high = classify_half(block + 32);
    h204_masks masks;
    masks.lf = join(low.lf, high.lf);
    masks.cr = join(low.cr, high.cr);
    masks.colon = join(low.colon, high.colon);
    masks.token = join(low.token, high.token);
    masks.bad = join(low.bad, high.bad);
    return masks;
}

#elif defined(H204_CLASSIFY_SSE2)

#include <emmintrin.h>

static uint64_t bits_of(__m128i lanes)
{
    return (uint64_t)(uint32_t)_mm_movemask_epi8(lanes);
}

static __m128i equal(__m128i octets, char octet)
{
    return _mm_cmpeq_epi8(octets, _mm_set1_epi8(octet));
}

/* first <= octet <= last, without sign: what is left of octet - first after taking last - first is zero */
static __m128i between(__m128i octets, uint8_t first, uint8_t last)
{
    __m128i above = _mm_sub_epi8(octets, _mm_set1_epi8((char)first));
    __m128i excess = _mm_subs_epu8(above, _mm_set1_epi8((char)(last - first)));
    return _mm_cmpeq_epi8(excess, _mm_setzero_si128());
}

/* tchar (RFC 9110 5.6.2): ! #-' * + - . 0-9 A-Z ^-z | ~ */
static __m128i token_lanes(__m128i octets)
{
    __m128i marks = _mm_or_si128(equal(octets, '!'), between(octets, '#', '\''));
    marks = _mm_or_si128(marks, between(octets, '*', '+'));
    marks = _mm_or_si128(marks, between(octets, '-', '.'));
    marks = _mm_or_si128(marks, _mm_or_si128(equal(octets, '|'), equal(octets, '~')));
    __m128i letters = _mm_or_si128(between(octets, 'A', 'Z'), between(octets, '^', 'z'));
    return _mm_or_si128(marks, _mm_or_si128(letters, between(octets, '0', '9')));
}

static h204_masks classify(const uint8_t *block)
{
    h204_masks masks = { 0, 0, 0, 0, 0 };
    for (unsigned i = 0; i < H204_BLOCK; i += 16) {
        __m128i octets = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
        uint64_t lf = bits_of(equal(octets, LF));
        uint64_t cr = bits_of(equal(octets, CR));
        uint64_t control = bits_of(between(octets, 0, 0x1F)) & ~bits_of(equal(octets, HTAB));
        masks.lf |= lf << i;
        masks.cr |= cr << i;
        masks.colon |= bits_of(equal(octets, ':')) << i;
        masks.token |= bits_of(token_lanes(octets)) << i;
        masks.bad |= ((control | bits_of(equal(octets, 0x7F))) & ~(lf | cr)) << i;
    }
    return masks;
}

#else

static h204_masks classify(const uint8_t *block)
{
    return h204_classify_reference(block);
}

#endif

h204_masks h204_classify(const uint8_t *block)
{
    h204_masks masks = classify(block);
#if H204_ASSERT
    if (H204_ASSERTING) {
        h204_masks expected = h204_classify_reference(block);
        PROMISE(CX_INDEX_IS_PLAIN, memcmp(&masks, &expected, sizeof masks) == 0);
    }
#endif
    return masks;
}
