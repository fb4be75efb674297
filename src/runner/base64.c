/* base64.c - base64 as RFC 4648 section 4 has it. */
#include "base64.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

size_t base64_size(size_t size)
{
    return (size / 3 + (size % 3 != 0)) * 4;
}

void base64_encode(const uint8_t *data, size_t size, char *text)
{
    for (size_t at = 0; at < size; at += 3) {
        size_t taken = size - at < 3 ? size - at : 3;
        uint32_t group = (uint32_t)data[at] << 16;
        group |= taken > 1 ? (uint32_t)data[at + 1] << 8 : 0;
        group |= taken > 2 ? (uint32_t)data[at + 2] : 0;
        *text++ = alphabet[group >> 18];
        *text++ = alphabet[group >> 12 & 63];
        *text++ = taken > 1 ? alphabet[group >> 6 & 63] : '=';
        *text++ = taken > 2 ? alphabet[group & 63] : '=';
    }
}

static bool sextet(char character, uint32_t *value)
{
    const char *found = character == '\0' ? NULL : strchr(alphabet, character);
    if (found == NULL) {
        return false;
    }
    *value = (uint32_t)(found - alphabet);
    return true;
}

bool base64_decode(const char *text, size_t size, uint8_t *data, size_t *decoded)
{
    if (size % 4 != 0) {
        return false;
    }
    size_t written = 0;
    for (size_t at = 0; at < size; at += 4) {
        size_t digits = 4;
        if (at + 4 == size && text[at + 3] == '=') {
            digits = text[at + 2] == '=' ? 2 : 3;
        }
        uint32_t group = 0;
        for (size_t i = 0; i < digits; i++) {
            uint32_t value = 0;
            if (!sextet(text[at + i], &value)) {
                return false;
            }
            group |= value << (18 - 6 * i);
        }
        /* RFC 4648 3.5: the bits that stand for no octet are zero. */
        if ((group & 0xFFFFFFu >> (digits - 1) * 8) != 0) {
            return false;
        }
        for (size_t i = 0; i + 1 < digits; i++) {
            data[written++] = (uint8_t)(group >> (16 - 8 * i));
        }
    }
    *decoded = written;
    return true;
}
