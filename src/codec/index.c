/* index.c - clean strict heads, recognized in blocks of 64 octets.
 *
 * The fast path may only say yes; only the plain path may say no.  Lines, names and line ends are found by
 * arithmetic on masks, without a branch for each field: the name that begins each line is a run of token
 * octets, and adding a bit at its start ripples through the run, so that the sum marks the octet behind it.
 */
#include "classify.h"
#include "index.h"

#include <string.h>

#if defined(H204_PLAIN_ONLY)

bool h204_index_head(h204_view input, uint32_t size_limit, h204_field *fields, uint32_t capacity,
                     h204_indexed *found)
{
    (void)input;
    (void)size_limit;
    (void)fields;
    (void)capacity;
    (void)found;
    return false;
}

#else

enum { STATUS_LINE_LEAST = 15 }; /* "HTTP/1.1 204 " CRLF */
enum { REASON_AT = 13 };

/* HTTP-version SP status-code SP, as most servers write it */
static bool index_status_line(const uint8_t *data, h204_indexed *found)
{
    static const uint8_t name[] = { 'H', 'T', 'T', 'P', '/', '1', '.' };
    bool is_usual = memcmp(data, name, sizeof name) == 0 && h204_is_digit(data[7]) && data[8] == SP &&
                    h204_is_digit(data[9]) && h204_is_digit(data[10]) && h204_is_digit(data[11]) &&
                    data[12] == SP;
    found->minor_version = (uint8_t)(data[7] - '0');
    found->status_code =
        (uint16_t)((data[9] - '0') * 100 + (data[10] - '0') * 10 + (data[11] - '0'));
    return is_usual;
}

/* Where the walk over colons and line ends stands. */
typedef struct walk {
    const uint8_t *data;
    h204_field *fields;
    uint32_t capacity;
    uint32_t line;      /* where the current line starts                       */
    uint32_t colon;     /* of the current line, 0 before it (or for the first) */
    bool in_first_line;
} walk;

static unsigned lowest_bit(uint64_t bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#else
    unsigned at = 0;
    while ((bits >> at & 1u) == 0) {
        at++;
    }
    return at;
#endif
}

static h204_field field_between(const walk *w, uint32_t cr)
{
    uint32_t start = w->colon + 1;
    uint32_t end = cr;
    while (start < end && h204_is_blank(w->data[start])) {
        start++;
    }
    while (end > start && h204_is_blank(w->data[end - 1])) {
        end--;
    }
    h204_field field = { { w->line, w->colon - w->line }, { start, end - start } };
    return field;
}

/* Names that framing and reuse look at are told by their size first: most fields cost one test. */
static bool may_frame(uint32_t name_size)
{
    return name_size == sizeof "connection" - 1 || name_size == sizeof "content-length" - 1 ||
           name_size == sizeof "transfer-encoding" - 1;
}

static bool end_line(walk *w, h204_view input, uint32_t cr, h204_indexed *found)
{
    if (w->in_first_line) {
        w->in_first_line = false;
        found->reason.offset = REASON_AT;
        found->reason.size = cr - REASON_AT;
    } else {
        if (found->field_count == w->capacity) {
            return false;
        }
        h204_field field = field_between(w, cr);
        w->fields[found->field_count] = field;
        found->field_count += 1;
        if (may_frame(field.name.size)) {
            h204_framing_note(&found->facts, input, field, false);
        }
    }
    w->line = cr + 2;
    return true;
}

bool h204_index_head(h204_view input, uint32_t size_limit, h204_field *fields, uint32_t capacity,
                     h204_indexed *found)
{
    uint32_t size = input.size < size_limit ? (uint32_t)input.size : size_limit;
    memset(found, 0, sizeof *found);
    if (size < STATUS_LINE_LEAST + 2 || !index_status_line(input.data, found)) {
        return false;
    }
    walk w = { input.data, fields, capacity, 0, 0, true };
    uint64_t after_lf = 0;  /* the octet before this block was LF */
    uint64_t after_cr = 0;
    uint64_t in_name = 0;   /* a name goes on into this block     */
    for (uint32_t base = 0; base < size; base += H204_BLOCK) {
        uint8_t padded[H204_BLOCK];
        const uint8_t *block = input.data + base;
        if (size - base < H204_BLOCK) { /* nothing is read beyond the input */
            memset(padded, 0, sizeof padded);
            memcpy(padded, block, size - base);
            block = padded;
        }
        h204_masks masks = h204_classify(block);
        uint64_t start = masks.lf << 1 | after_lf;
        uint64_t line_end = masks.cr << 1 | after_cr; /* where an LF must be, and nowhere else */
        uint64_t sum = masks.token + start;
        uint64_t carry = sum < start;
        sum += in_name;
        carry |= sum < in_name;
        uint64_t stop = sum & ~masks.token;           /* behind each name */
        uint64_t end = start & masks.cr;              /* the empty line   */
        uint64_t below = end != 0 ? (end & (0 - end)) - 1 : UINT64_MAX;
        uint64_t odd = (masks.lf ^ line_end) | masks.bad | (stop & ~masks.colon) | (stop & start);
        if ((odd & below) != 0) {
            return false;
        }
        for (uint64_t marks = (stop | masks.cr) & below; marks != 0; marks &= marks - 1) {
            uint32_t at = base + lowest_bit(marks);
            if (input.data[at] == ':') {
                w.colon = at;
            } else if (!end_line(&w, input, at, found)) {
                return false;
            }
        }
        if (end != 0) {
            uint32_t cr = base + lowest_bit(end);
            found->size = cr + 2;
            return cr + 1 < size && input.data[cr + 1] == LF;
        }
        after_lf = masks.lf >> 63;
        after_cr = masks.cr >> 63;
        in_name = carry;
    }
    return false;
}

#endif
