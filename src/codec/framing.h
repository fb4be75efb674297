/* framing.h - RFC 9112 6.3, once, for reader, writer and checker. */
#ifndef H204_FRAMING_H
#define H204_FRAMING_H

#include "field.h"

/* What can be wrong with framing fields, each at the field value where it shows. */
typedef enum h204_framing_fault {
    FAULT_TE_ABNF,
    FAULT_TE_PARAMETER,
    FAULT_TE_KNOWN,
    FAULT_TE_CHUNKED_ONCE,
    FAULT_CL_NONEMPTY,
    FAULT_CL_DIGITS,
    FAULT_CL_OVERFLOW,
    FAULT_CL_DIFFERENT,
    FAULT_CL_SINGLE,
    FAULT_COUNT
} h204_framing_fault;

/* What the framing and connection fields of a head say, gathered line by line.  { 0 } is an empty head. */
typedef struct h204_framing_facts {
    uint32_t faults;               /* one bit a fault                        */
    h204_span place[FAULT_COUNT];  /* the first field value that has it      */
    uint32_t te_lines;
    uint32_t cl_lines;
    h204_span te_place;            /* the value of the first line            */
    h204_span cl_place;
    uint32_t coding_count;
    uint32_t chunked_count;
    bool chunked_is_last;
    bool length_is_known;          /* a valid number was seen                */
    uint64_t length;
    bool was_folded;               /* a fold in one of the two was tolerated */
    bool says_close;
    bool says_keep_alive;
} h204_framing_facts;

H204_INTERNAL bool h204_framing_has(const h204_framing_facts *facts, h204_framing_fault fault);

/* Take a field line into account.  `was_folded`: a fold anywhere in the line was tolerated. */
H204_INTERNAL void h204_framing_note(h204_framing_facts *facts, h204_view input, h204_field field, bool was_folded);

/* The same for a line whose name and value are apart; `place` is where its value stands. */
H204_INTERNAL void h204_framing_note_line(h204_framing_facts *facts, h204_view name, h204_view input,
                                          h204_span value, h204_span place, bool was_folded);

/* Is this the name of a field that decides framing? */
H204_INTERNAL bool h204_is_framing_name(const uint8_t *data, size_t size);

#ifndef H204_READ_ONLY

/* The row of 521 to 525 that a trailer of this name breaks (RFC 9110 6.5.1), or H204_INVARIANT_NONE: names that
 * nobody knows, and those that their definition lets stand in trailers. */
H204_INTERNAL h204_invariant h204_trailer_row(const uint8_t *data, size_t size);

/* A bit for each field of RFC 9110 and 9111 that is no list, 0 for all other names.  Content-Length is
 * FRAME_CL_SINGLE's. */
H204_INTERNAL uint32_t h204_singleton_bit(const uint8_t *data, size_t size);

#endif

/* Does the message end at its empty line whatever its fields say (RFC 9112 6.3 (1), (2))? */
H204_INTERNAL bool h204_ends_at_head(h204_method method, uint16_t status_code);

typedef struct h204_framing_verdict {
    h204_framing framing;
    uint64_t content_length;
    uint32_t traits;
    uint32_t spent;
    h204_invariant broken; /* H204_INVARIANT_NONE where it can be read */
    h204_span culprit;     /* the value that is at fault               */
} h204_framing_verdict;

/* What strict reading says of the fields of a response with content, whatever the status. */
H204_INTERNAL h204_framing_verdict h204_framing_judge(uint8_t minor_version, const h204_framing_facts *facts);

H204_INTERNAL h204_framing_verdict h204_framing_decide(h204_context context, uint16_t status_code,
                                                       uint8_t minor_version, const h204_framing_facts *facts);

#endif
