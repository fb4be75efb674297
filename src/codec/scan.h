/* scan.h - octet classes, and the words every reader in the codec uses. */
#ifndef H204_SCAN_H
#define H204_SCAN_H

#include "h204.h"

#include <stdbool.h>

#ifndef H204_INTERNAL
#define H204_INTERNAL /* the drop makes these static */
#endif

enum { CR = 0x0D, LF = 0x0A, SP = 0x20, HTAB = 0x09 };

/* tchar (RFC 9110 5.6.2) */
H204_INTERNAL bool h204_is_tchar(uint8_t octet);

/* VCHAR, obs-text, SP or HTAB: what a field value or a reason phrase consists of (RFC 9110 5.5) */
H204_INTERNAL bool h204_is_text(uint8_t octet);

H204_INTERNAL bool h204_is_digit(uint8_t octet);

/* SP or HTAB */
H204_INTERNAL bool h204_is_blank(uint8_t octet);

/* any whitespace that RFC 9112 4 lets a recipient split a status line on: SP HTAB VT FF CR */
H204_INTERNAL bool h204_is_lenient_ws(uint8_t octet);

/* 0 to 15, or 16 for no hexadecimal digit */
H204_INTERNAL unsigned h204_hex_value(uint8_t octet);

/* ASCII only, whatever the locale */
H204_INTERNAL uint8_t h204_lower(uint8_t octet);

/* How many text octets stand at the start of data[0 .. size). */
H204_INTERNAL size_t h204_scan_text(const uint8_t *data, size_t size);

#endif
