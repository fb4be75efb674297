/* test_scan.c - octet classes against the ABNF, and blocks of 64 octets against their definition. */
#include "classify_avx2.h"
#include "octets.h"

/* The codec's sources are taken in, because the drop has these functions to itself; asserting, so that the
 * definition of a block is there. */
#undef H204_ASSERT
#define H204_ASSERT   1
#define H204_INTERNAL static inline
#include "../src/codec/scan.c"
#include "../src/codec/classify.c"

/* ---- RFC 9110 5.6.2, 5.5 and RFC 5234 B.1, written out a second time --------------------------------------- */

static bool is_one_of(int octet, const char *octets)
{
    return octet != 0 && strchr(octets, octet) != NULL;
}

static bool abnf_alpha(int octet)
{
    return is_one_of(octet, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}

static bool abnf_digit(int octet)
{
    return is_one_of(octet, "0123456789");
}

/* tchar = "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "." / "^" / "_" / "`" / "|" / "~" / DIGIT / ALPHA */
static bool abnf_tchar(int octet)
{
    return is_one_of(octet, "!#$%&'*+-.^_`|~") || abnf_digit(octet) || abnf_alpha(octet);
}

/* HTAB / SP / VCHAR / obs-text, VCHAR = %x21-7E, obs-text = %x80-FF */
static bool abnf_text(int octet)
{
    return octet == 0x09 || octet == 0x20 || (octet >= 0x21 && octet <= 0x7E) || octet >= 0x80;
}

static unsigned abnf_hexdig(int octet)
{
    static const char digits[] = "0123456789ABCDEFabcdef";
    const char *found = octet != 0 ? strchr(digits, octet) : NULL;
    if (found == NULL) {
        return 16;
    }
    size_t at = (size_t)(found - digits);
    return (unsigned)(at < 16 ? at : at - 6);
}

Test(scan, every_octet_has_the_classes_of_the_abnf)
{
    for (int octet = 0; octet < 256; octet++) {
        uint8_t u = (uint8_t)octet;
        cr_expect_eq(h204_is_tchar(u), abnf_tchar(octet), "tchar %02X", octet);
        cr_expect_eq(h204_is_text(u), abnf_text(octet), "text %02X", octet);
        cr_expect_eq(h204_is_digit(u), abnf_digit(octet), "digit %02X", octet);
        cr_expect_eq(h204_hex_value(u), abnf_hexdig(octet), "hexdig %02X", octet);
        cr_expect_eq(h204_is_blank(u), octet == 0x20 || octet == 0x09, "blank %02X", octet);
        cr_expect_eq(h204_is_lenient_ws(u), octet != 0x0A && is_one_of(octet, " \t\v\f\r"), "ws %02X", octet);
    }
}

Test(scan, lower_case_is_that_of_ascii)
{
    static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char lower[] = "abcdefghijklmnopqrstuvwxyz";
    for (int octet = 0; octet < 256; octet++) {
        const char *found = octet != 0 ? strchr(upper, octet) : NULL;
        int wanted = found != NULL ? lower[found - upper] : octet;
        cr_expect_eq(h204_lower((uint8_t)octet), wanted, "%02X", octet);
    }
}

Test(scan, a_run_of_text_reaches_its_first_other_octet)
{
    uint8_t octets[100];
    for (size_t size = 0; size <= sizeof octets; size++) {
        memset(octets, 'a', sizeof octets);
        h204_view clean = at_guard((h204_view){ octets, size });
        cr_expect_eq(h204_scan_text(clean.data, clean.size), size, "%zu octets", size);
        for (size_t at = 0; at < size; at++) {
            octets[at] = at % 2 == 0 ? '\r' : 0x7F;
            h204_view cut = at_guard((h204_view){ octets, size });
            cr_expect_eq(h204_scan_text(cut.data, cut.size), at, "%zu of %zu octets", at, size);
            octets[at] = 'a';
        }
    }
}

/* ---- blocks ------------------------------------------------------------------------------------------------ */

static bool same_masks(h204_masks one, h204_masks other)
{
    return one.lf == other.lf && one.cr == other.cr && one.colon == other.colon && one.token == other.token &&
           one.bad == other.bad;
}

/* What this build uses, and AVX2 where the machine has it, against the definition. */
static void expect_classified(const uint8_t *octets, const char *shows, unsigned long variation)
{
    h204_view block = at_guard((h204_view){ octets, H204_BLOCK });
    h204_masks wanted = h204_classify_reference(block.data);
    if (!same_masks(h204_classify(block.data), wanted)) {
        cr_expect(false, "%s %lu", shows, variation);
    }
    if (avx2_is_here()) {
        uint64_t found[5];
        classify_by_avx2(block.data, found);
        h204_masks masks = { found[0], found[1], found[2], found[3], found[4] };
        if (!same_masks(masks, wanted)) {
            cr_expect(false, "AVX2: %s %lu", shows, variation);
        }
    }
}

Test(scan, the_definition_of_a_block_is_the_abnf_of_its_octets)
{
    uint8_t block[H204_BLOCK];
    for (int octet = 0; octet < 256; octet++) {
        memset(block, octet, sizeof block);
        h204_masks masks = h204_classify_reference(block);
        cr_expect_eq(masks.lf, octet == 0x0A ? UINT64_MAX : 0, "%02X", octet);
        cr_expect_eq(masks.cr, octet == 0x0D ? UINT64_MAX : 0, "%02X", octet);
        cr_expect_eq(masks.colon, octet == ':' ? UINT64_MAX : 0, "%02X", octet);
        cr_expect_eq(masks.token, abnf_tchar(octet) ? UINT64_MAX : 0, "%02X", octet);
        bool is_bad = !abnf_text(octet) && octet != 0x0A && octet != 0x0D;
        cr_expect_eq(masks.bad, is_bad ? UINT64_MAX : 0, "%02X", octet);
    }
}

Test(scan, every_octet_at_every_position_of_a_block)
{
    static const uint8_t fillers[] = { 0x00, 'a', ':', 0xFF };
    uint8_t block[H204_BLOCK];
    for (size_t f = 0; f < sizeof fillers; f++) {
        for (unsigned at = 0; at < H204_BLOCK; at++) {
            for (unsigned octet = 0; octet < 256; octet++) {
                memset(block, fillers[f], sizeof block);
                block[at] = (uint8_t)octet;
                h204_masks masks = h204_classify_reference(block);
                cr_assert_eq(masks.token >> at & 1u, (uint64_t)abnf_tchar((int)octet));
                expect_classified(block, "octet and position", octet * 100 + at);
            }
        }
    }
}

Test(scan, random_blocks)
{
    uint64_t random = 9110;
    uint8_t block[H204_BLOCK];
    for (unsigned long round = 0; round < 20000; round++) {
        for (unsigned i = 0; i < H204_BLOCK; i++) {
            block[i] = (uint8_t)random_below(&random, 256);
        }
        expect_classified(block, "round", round);
    }
}
