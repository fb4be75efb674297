/* chunk.c - chunk lines, octet by octet.
 *
 * chunk-size [ chunk-ext ] CRLF (RFC 9112 7.1)
 * chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] ) (7.1.1)
 *
 * A chunk line may come in any pieces, so its reader keeps one state and takes one octet.  No tolerance of
 * line ends reaches it: LF alone, or CR alone, is where parsers disagree most dangerously.
 */
#include "chunk.h"

/* What may follow a complete part of the line: a blank, the next extension, the line end. */
static h204_invariant leave(h204_chunk_state *state, uint8_t octet, h204_chunk_state on_blank,
                            h204_invariant otherwise)
{
    if (octet == CR) {
        *state = CHUNK_LF;
        return H204_INVARIANT_NONE;
    }
    if (octet == LF) {
        return H204_CHK_LINE_CRLF;
    }
    if (octet == ';') {
        *state = CHUNK_NAME_FIRST;
        return H204_INVARIANT_NONE;
    }
    if (h204_is_blank(octet)) {
        *state = on_blank;
        return H204_INVARIANT_NONE;
    }
    return otherwise;
}

static h204_invariant stay(h204_chunk_state *state, h204_chunk_state next)
{
    *state = next;
    return H204_INVARIANT_NONE;
}

/* chunk-size = 1*HEXDIG.  With the top digit taken, no further one fits. */
static h204_invariant take_digit(h204_chunk_state *state, uint64_t *size, unsigned digit)
{
    if (*size > UINT64_MAX >> 4) {
        return H204_CHK_SIZE_OVERFLOW;
    }
    *size = *size << 4 | digit;
    return stay(state, CHUNK_SIZE);
}

static h204_invariant size_first(h204_chunk_state *state, uint64_t *size, uint8_t octet)
{
    unsigned digit = h204_hex_value(octet);
    if (digit < 16) {
        return take_digit(state, size, digit);
    }
    bool is_empty = octet == CR || octet == LF || octet == ';';
    return is_empty ? H204_CHK_SIZE_NONEMPTY : H204_CHK_SIZE_HEX;
}

static h204_invariant size_blank(h204_chunk_state *state, uint8_t octet, uint32_t tolerances,
                                 uint32_t *tolerated)
{
    if (h204_is_blank(octet)) {
        return H204_INVARIANT_NONE;
    }
    if (octet == CR || octet == LF) {
        if ((tolerances & H204_TOLERATE_CHUNK_SIZE_WS) == 0) {
            return H204_CHK_SIZE_NO_TRAILING_WS;
        }
        *tolerated |= H204_TOLERATE_CHUNK_SIZE_WS;
    }
    return leave(state, octet, CHUNK_SIZE_BLANK, H204_CHK_SIZE_HEX);
}

static h204_invariant name_first(h204_chunk_state *state, uint8_t octet)
{
    if (h204_is_blank(octet)) {
        return H204_INVARIANT_NONE;
    }
    return h204_is_tchar(octet) ? stay(state, CHUNK_NAME) : H204_CHK_EXT_SYNTAX;
}

static h204_invariant name(h204_chunk_state *state, uint8_t octet)
{
    if (h204_is_tchar(octet)) {
        return H204_INVARIANT_NONE;
    }
    if (octet == '=') {
        return stay(state, CHUNK_VALUE_FIRST);
    }
    return leave(state, octet, CHUNK_NAME_BLANK, H204_CHK_EXT_SYNTAX);
}

/* BWS leads to "=" or ";": no blank ends a line (RFC 9112 7.1.1) */
static h204_invariant name_blank(h204_chunk_state *state, uint8_t octet)
{
    if (octet == '=') {
        return stay(state, CHUNK_VALUE_FIRST);
    }
    bool ends_line = octet == CR || octet == LF;
    return ends_line ? H204_CHK_EXT_SYNTAX
                     : leave(state, octet, CHUNK_NAME_BLANK, H204_CHK_EXT_SYNTAX);
}

static h204_invariant value_first(h204_chunk_state *state, uint8_t octet)
{
    if (h204_is_blank(octet)) {
        return H204_INVARIANT_NONE;
    }
    if (octet == '"') {
        return stay(state, CHUNK_QUOTED);
    }
    return h204_is_tchar(octet) ? stay(state, CHUNK_VALUE) : H204_CHK_EXT_SYNTAX;
}

static h204_invariant value(h204_chunk_state *state, uint8_t octet)
{
    if (h204_is_tchar(octet)) {
        return H204_INVARIANT_NONE;
    }
    return leave(state, octet, CHUNK_VALUE_BLANK, H204_CHK_EXT_SYNTAX);
}

static h204_invariant quoted(h204_chunk_state *state, uint8_t octet)
{
    if (octet == '"') {
        return stay(state, CHUNK_VALUE_END);
    }
    if (octet == '\\') {
        return stay(state, CHUNK_QUOTED_PAIR);
    }
    return h204_is_text(octet) ? H204_INVARIANT_NONE : H204_CHK_EXT_SYNTAX;
}

static h204_invariant value_blank(h204_chunk_state *state, uint8_t octet)
{
    bool ends_line = octet == CR || octet == LF;
    return ends_line ? H204_CHK_EXT_SYNTAX
                     : leave(state, octet, CHUNK_VALUE_BLANK, H204_CHK_EXT_SYNTAX);
}

h204_invariant h204_chunk_octet(h204_chunk_state *state, uint64_t *size, uint8_t octet,
                                uint32_t tolerances, uint32_t *tolerated)
{
    switch (*state) {
    case CHUNK_SIZE_FIRST:
        return size_first(state, size, octet);
    case CHUNK_SIZE: {
        unsigned digit = h204_hex_value(octet);
        return digit < 16 ? take_digit(state, size, digit)
                          : leave(state, octet, CHUNK_SIZE_BLANK, H204_CHK_SIZE_HEX);
    }
    case CHUNK_SIZE_BLANK:
        return size_blank(state, octet, tolerances, tolerated);
    case CHUNK_NAME_FIRST:
        return name_first(state, octet);
    case CHUNK_NAME:
        return name(state, octet);
    case CHUNK_NAME_BLANK:
        return name_blank(state, octet);
    case CHUNK_VALUE_FIRST:
        return value_first(state, octet);
    case CHUNK_VALUE:
        return value(state, octet);
    case CHUNK_QUOTED:
        return quoted(state, octet);
    case CHUNK_QUOTED_PAIR:
        return h204_is_text(octet) ? stay(state, CHUNK_QUOTED) : H204_CHK_EXT_SYNTAX;
    case CHUNK_VALUE_END:
        return leave(state, octet, CHUNK_VALUE_BLANK, H204_CHK_EXT_SYNTAX);
    case CHUNK_VALUE_BLANK:
        return value_blank(state, octet);
    case CHUNK_LF:
        return octet == LF ? stay(state, CHUNK_LINE_OVER) : H204_CHK_NO_BARE_CR;
    case CHUNK_LINE_OVER:
        break;
    }
    return H204_INVARIANT_NONE;
}

bool h204_chunk_counts(h204_chunk_state state, uint8_t octet)
{
    bool in_size = state == CHUNK_SIZE_FIRST || (state == CHUNK_SIZE && h204_hex_value(octet) < 16);
    bool in_line_end = octet == CR || octet == LF;
    return !in_size && !in_line_end;
}
