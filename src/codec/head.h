/* head.h - the field section, for heads and for trailers. */
#ifndef H204_HEAD_H
#define H204_HEAD_H

#include "framing.h"

/* The rows a section breaks: the same faults have other names in a trailer section. */
typedef enum h204_section {
    H204_SECTION_HEAD,
    H204_SECTION_TRAILERS
} h204_section;

/* A place in a head or section being read, and how reading it stopped. */
typedef struct h204_cursor {
    const uint8_t *data;
    size_t size;           /* octets there are                        */
    uint32_t at;
    uint32_t end;          /* octets that may be looked at            */
    h204_invariant limit;  /* broken where there are more octets than may be looked at */
    uint32_t tolerances;
    uint32_t tolerated;
    h204_outcome stop;     /* meaningful once a function returned false */
} h204_cursor;

H204_INTERNAL h204_cursor h204_cursor_open(h204_view input, uint32_t limit, h204_invariant limit_row,
                                           uint32_t tolerances);

/* Read field lines up to and with the empty line.  False: cursor->stop says why. */
H204_INTERNAL bool h204_read_section(h204_cursor *cursor, h204_section section, uint32_t field_limit,
                                     h204_field *fields, uint32_t capacity, uint32_t *count,
                                     h204_framing_facts *facts);

/* DONE with *count, or NEED_SPACE where more lines were found than there is capacity for. */
H204_INTERNAL h204_outcome h204_section_outcome(const h204_cursor *cursor, uint32_t capacity, uint32_t found,
                                                uint32_t *count);

H204_INTERNAL uint32_t h204_limit_or(uint32_t limit, uint32_t otherwise);

#endif
