/* field.h - names and values of field lines, as every reader inside the codec sees them. */
#ifndef H204_FIELD_H
#define H204_FIELD_H

#include "scan.h"

/* A value read octet by octet, a tolerated fold, NUL or bare CR being one SP. */
typedef struct h204_value_reader {
    const uint8_t *data;
    uint32_t at;
    uint32_t end;
    uint32_t unfolded_until; /* the blanks up to here are known to begin no fold */
    bool repaired;
} h204_value_reader;

enum { H204_VALUE_END = -1 };

H204_INTERNAL h204_value_reader h204_value_open(h204_view input, h204_span value);
H204_INTERNAL int h204_value_peek(h204_value_reader *reader); /* an octet, or H204_VALUE_END */
H204_INTERNAL void h204_value_skip(h204_value_reader *reader);
H204_INTERNAL void h204_value_skip_blanks(h204_value_reader *reader);

/* Does data[0 .. size) spell `lower`, which is lower-case, without regard to ASCII case? */
H204_INTERNAL bool h204_spells(const uint8_t *data, size_t size, const char *lower, size_t lower_size);
#define H204_SPELLS(data, size, literal) h204_spells(data, size, "" literal, sizeof literal - 1)

/* token *( OWS ";" OWS parameter ), parameter = token BWS "=" BWS ( token / quoted-string ): one transfer
 * coding (RFC 9112 6.1, 7).  The reader stands behind it where the result is true. */
typedef struct h204_coding {
    char name[16];  /* lower-case; longer names are cut: no registered one is */
    uint32_t size;  /* octets of the name as received                        */
    bool has_parameters;
} h204_coding;

H204_INTERNAL bool h204_value_coding(h204_value_reader *reader, h204_coding *coding);

/* Is `option`, lower-case, a member of this comma-separated list of tokens? */
H204_INTERNAL bool h204_value_lists(h204_view input, h204_span value, const char *option, size_t size);
#define H204_LISTS(input, value, literal) h204_value_lists(input, value, "" literal, sizeof literal - 1)

#endif
