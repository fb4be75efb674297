/* chunk.h - chunk lines, octet by octet. */
#ifndef H204_CHUNK_H
#define H204_CHUNK_H

#include "field.h"

/* Where in a chunk line reading stands: what the next octet may be. */
typedef enum h204_chunk_state {
    CHUNK_SIZE_FIRST,   /* the first digit                              */
    CHUNK_SIZE,         /* a digit, or what may follow the size         */
    CHUNK_SIZE_BLANK,   /* blanks after the size                        */
    CHUNK_NAME_FIRST,   /* blanks, or the first octet of a name         */
    CHUNK_NAME,
    CHUNK_NAME_BLANK,
    CHUNK_VALUE_FIRST,  /* blanks, or the first octet of a value        */
    CHUNK_VALUE,
    CHUNK_QUOTED,       /* inside a quoted string                       */
    CHUNK_QUOTED_PAIR,  /* behind its backslash                         */
    CHUNK_VALUE_END,    /* behind its closing quote                     */
    CHUNK_VALUE_BLANK,
    CHUNK_LF,           /* behind the CR                                */
    CHUNK_LINE_OVER
} h204_chunk_state;

/* Take one octet.  H204_INVARIANT_NONE, or the row that it breaks; *size grows by the digits.  `tolerated`
 * gains CHUNK_SIZE_WS where `tolerances` has it and it was needed. */
H204_INTERNAL h204_invariant h204_chunk_octet(h204_chunk_state *state, uint64_t *size, uint8_t octet,
                                              uint32_t tolerances, uint32_t *tolerated);

/* Is an octet in this state part of the extensions, for their limit? */
H204_INTERNAL bool h204_chunk_counts(h204_chunk_state state, uint8_t octet);

#endif
