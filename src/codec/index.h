/* index.h - clean strict heads, recognized in blocks of 64 octets. */
#ifndef H204_INDEX_H
#define H204_INDEX_H

#include "framing.h"

/* What the index found in a head: the plain reader would find the same. */
typedef struct h204_indexed {
    h204_span reason;
    uint32_t size;        /* octets of the head         */
    uint32_t field_count;
    uint16_t status_code;
    uint8_t minor_version;
    h204_framing_facts facts;
} h204_indexed;

/* True where `input` begins with a head, of at most `size_limit` octets and `capacity` field lines, in which
 * nothing is unusual; fields[0 .. found->field_count) are set.  False decides nothing: ask the plain reader. */
H204_INTERNAL bool h204_index_head(h204_view input, uint32_t size_limit, h204_field *fields,
                                   uint32_t capacity, h204_indexed *found);

#endif
