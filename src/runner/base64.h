/* base64.h - base64 as RFC 4648 section 4 has it: padded, without line ends. */
#ifndef H204_RUNNER_BASE64_H
#define H204_RUNNER_BASE64_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The characters that `size` octets take. */
size_t base64_size(size_t size);

/* Write base64_size(size) characters to `text`, without a NUL. */
void base64_encode(const uint8_t *data, size_t size, char *text);

/* Read `size` characters into data[0 .. *decoded), which needs room for size / 4 * 3 octets.  Only
 * what base64_encode writes is read: false for missing padding, other characters, or padding bits
 * that are set, so that no two texts mean the same octets. */
bool base64_decode(const char *text, size_t size, uint8_t *data, size_t *decoded);

#endif
