/* facts.h - what is seen in a message, and the words in which it is told.
 *
 * The octets are looked at once, by code that shares no line with the readers of heads and bodies.
 */
#ifndef H204_FACTS_H
#define H204_FACTS_H

#include "framing.h"

/* ---- what is known ------------------------------------------------------------------------------
 *
 * A statement about a message is false, true, or open where what would decide it is not there.  In
 * this order "and" is the smaller of two, so that a row that cannot apply is kept even where the
 * rest of its condition is open.
 */
typedef enum check_truth { IS_FALSE, IS_OPEN, IS_TRUE } check_truth;

static inline check_truth both(check_truth left, check_truth right)
{
    return left < right ? left : right;
}

static inline check_truth opposite(check_truth truth)
{
    return (check_truth)(IS_TRUE - truth);
}

static inline check_truth truth_of(bool statement)
{
    return statement ? IS_TRUE : IS_FALSE;
}

static inline check_truth known_if(bool known, bool statement)
{
    return known ? truth_of(statement) : IS_OPEN;
}

/* ---- places -------------------------------------------------------------------------------------
 *
 * A fact of the form "such an octet stands there" is the place of the first one; size 0 is "none
 * was seen".
 */
static inline bool was_seen(h204_span place)
{
    return place.size != 0;
}

/* Places are 32 bits: what lies beyond is said to lie at the end of that range. */
static inline h204_span place_of(size_t offset, size_t size)
{
    size_t reach = UINT32_MAX - 1; /* so that offset + size fits */
    h204_span place;
    place.offset = (uint32_t)(offset < reach ? offset : reach);
    place.size = (uint32_t)(size < UINT32_MAX - place.offset ? size : UINT32_MAX - place.offset);
    return place;
}

static inline void see(h204_span *fact, size_t offset, size_t size)
{
    if (!was_seen(*fact)) {
        *fact = place_of(offset, size);
    }
}

static inline h204_span first_of(h204_span left, h204_span right)
{
    bool left_is_first = was_seen(left) && (!was_seen(right) || left.offset <= right.offset);
    return left_is_first ? left : right;
}

static inline bool ends_line(uint8_t octet)
{
    return octet == CR || octet == LF;
}

/* ---- facts ----------------------------------------------------------------------------------- */

/* How much of the status line was understood, each part with the octet that ends it. */
typedef enum check_reach {
    REACHED_NOTHING,
    REACHED_NAME,
    REACHED_VERSION,
    REACHED_CODE,
    REACHED_LINE
} check_reach;

typedef struct check_status_line {
    h204_span leading_empty;
    h204_span leading_blank;
    h204_span other_line; /* the line is no status line in any spelling */
    h204_span other_case;
    h204_span other_major;
    h204_span version_misfit;
    h204_span sp1_misfit;
    h204_span code; /* the three digits */
    h204_span code_misfit;
    h204_span sp2_misfit;
    h204_span reason_misfit;
    h204_span lone_lf;
    h204_span bare_cr;
    check_reach reached;
    bool has_version; /* minor_version is meaningful: the version is 1.x */
    bool has_code;    /* status_code is meaningful */
    uint8_t minor_version;
    uint16_t status_code;
} check_status_line;

/* What can be wrong with the lines of a field section or a trailer section. */
typedef enum check_misfit {
    MISFIT_EMPTY_NAME,
    MISFIT_BLANK_IN_NAME,
    MISFIT_NO_TOKEN,
    MISFIT_NO_COLON,
    MISFIT_NUL,
    MISFIT_CONTROL,
    MISFIT_LONE_LF,
    MISFIT_LED_BY_BLANK, /* a line that continues none */
    MISFIT_BARE_CR,
    MISFIT_FOLD,
    MISFIT_COUNT
} check_misfit;

typedef struct check_section {
    h204_span place[MISFIT_COUNT];
    bool is_whole; /* its empty line came */
    size_t end;    /* after it, where it came */
} check_section;

typedef struct check_chunks {
    h204_span empty_size;
    h204_span size_misfit;
    h204_span overflow;
    h204_span blank_at_end;
    h204_span extension_misfit;
    h204_span data_misfit;
    h204_span lone_lf;
    h204_span bare_cr;
    bool last_came; /* the line of size zero */
    bool is_lost;   /* after such a fault nobody knows where a line begins */
} check_chunks;

typedef struct check_facts {
    const h204_message *message;
    h204_context context;
    uint32_t given; /* a set of H204_GIVEN_* */
    check_status_line line;
    check_section head;
    h204_framing_facts framing; /* as of the lines so far: judged when head.is_whole */
    uint32_t singletons;        /* one bit a name that was seen */
    h204_span second_singleton; /* the name of the later line */
    h204_span not_offered;      /* a protocol in Upgrade that the request lacks */
    bool names_protocol;        /* Upgrade has a member */
    check_chunks chunks;
    check_section trailers;
    h204_span framing_trailer; /* its name */
    h204_span content;         /* the first octets of content, chunked removed */
    bool body_is_whole;
} check_facts;

static inline bool has_valid_length(const h204_framing_facts *framing)
{
    return framing->length_is_known && !h204_framing_has(framing, FAULT_CL_NONEMPTY) &&
           !h204_framing_has(framing, FAULT_CL_DIGITS) &&
           !h204_framing_has(framing, FAULT_CL_OVERFLOW) &&
           !h204_framing_has(framing, FAULT_CL_DIFFERENT);
}

/* Everything that is known of this message, in one pass over its octets. */
H204_INTERNAL void h204_facts_gather(check_facts *facts, const h204_message *message);

#endif
