/* parts.h - the parts of a multipart/byteranges content (RFC 9110 14.6, RFC 2046 5.1.1). */
#ifndef H204_PARTS_H
#define H204_PARTS_H

#include "facts.h"

typedef struct check_part {
    h204_span delimiter;    /* two hyphens and the boundary                                    */
    bool has_content_range;
    bool has_range;         /* of bytes, in numbers of 64 bits                                 */
    uint64_t first;
    uint64_t last;
    bool has_type;
    check_octets type;      /* the value of its Content-Type, and on                           */
    h204_span misfit;       /* an octet that is not of the CRLF or delimiter that belongs there */
    bool is_measured;       /* its end is where its range says                                 */
} check_part;

/* A walk over parts.  Private members. */
typedef struct check_parts {
    h204_view octets;
    h204_span boundary;
    check_octets content; /* at the start of a line */
    bool measures;
} check_parts;

/* RFC 2046 5.1.1: a boundary has 1 to 70 characters, none of which needs a backslash. */
H204_INTERNAL bool h204_parts_can_be_told(const check_facts *facts, h204_span boundary);

/* The body has to be whole, and in no coding but chunked. */
H204_INTERNAL check_parts h204_parts_open(const check_facts *facts, h204_span boundary);
H204_INTERNAL bool h204_parts_next(check_parts *parts, check_part *part);

#endif
