/* scan.c - octet classes. */
#include "scan.h"

/* One bit an octet, 32 octets a word, the characters above their bits (lowest bit first). */
static const uint32_t tchar_bits[4] = {
    0x00000000u, /* controls */
    0x03FF6CFAu, /* SP!"#$%&' ()*+,-./ 01234567 89:;<=>?:  ! #$%&' * + - . 0-9 */
    0xC7FFFFFEu, /* @ABCDEFG ... XYZ[\]^_:  A-Z ^ _ */
    0x57FFFFFFu  /* `abcdefg ... xyz{|}~DEL:  ` a-z | ~ */
};

bool h204_is_tchar(uint8_t octet)
{
    return octet < 128 && (tchar_bits[octet / 32] >> (octet % 32) & 1u) != 0;
}

bool h204_is_text(uint8_t octet)
{
    return octet == HTAB || (octet >= SP && octet != 0x7F);
}

bool h204_is_digit(uint8_t octet)
{
    return octet >= '0' && octet <= '9';
}

bool h204_is_blank(uint8_t octet)
{
    return octet == SP || octet == HTAB;
}

bool h204_is_lenient_ws(uint8_t octet)
{
    return octet == SP || octet == HTAB || octet == 0x0B || octet == 0x0C || octet == CR;
}

unsigned h204_hex_value(uint8_t octet)
{
    if (h204_is_digit(octet)) {
        return (unsigned)(octet - '0');
    }
    uint8_t lower = h204_lower(octet);
    return lower >= 'a' && lower <= 'f' ? (unsigned)(lower - 'a' + 10) : 16u;
}

uint8_t h204_lower(uint8_t octet)
{
    return octet >= 'A' && octet <= 'Z' ? (uint8_t)(octet | 0x20) : octet;
}

size_t h204_scan_text(const uint8_t *data, size_t size)
{
    size_t reach = 0;
    while (reach < size && h204_is_text(data[reach])) {
        reach++;
    }
    return reach;
}
