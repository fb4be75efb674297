/* show.h - octets as text a person can read, with a caret under a place.
 *
 * Escapes are \r \n \t \0 \\ and \xHH, so that no octet of a message ever reaches a terminal as itself
 * unless it is visible ASCII.
 */
#ifndef H204_RUNNER_SHOW_H
#define H204_RUNNER_SHOW_H

#include "../codec/h204.h"

#include <stdbool.h>
#include <stdio.h>

#define SHOW_COLUMNS 76 /* what fits beside an indent on a terminal of eighty */

typedef struct show_style {
    const char *indent; /* before each line; NULL for none              */
    size_t columns;     /* at most, without the indent; 0: SHOW_COLUMNS */
    bool colour;        /* carets in red                                */
} show_style;

/* The text of one octet, NUL-terminated; returns its columns, 1 to 4. */
size_t show_octet(uint8_t octet, char text[5]);

/* All octets in a row, cut with "..." beyond `columns`; 0: never cut.  No line end is written. */
void show_octets(FILE *out, h204_view octets, size_t columns);

/* Two lines: a window on the line or lines that hold [offset, offset + size), and carets under that place.
 * An offset at the end of the octets points at the octet that is missing. */
void show_place(FILE *out, h204_view octets, size_t offset, size_t size, show_style style);

/* Words of ours, wrapped at SHOW_COLUMNS beside an indent of `indent` columns, where the first line already
 * stands.  Ends with a line end. */
void show_words(FILE *out, const char *words, size_t indent);

/* Whether to write colours to `out`: a terminal, and NO_COLOR is not set (no-color.org). */
bool show_in_colour(FILE *out);

#endif
