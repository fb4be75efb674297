/* facts.h - what is seen in a message, and the words in which it is told.
 *
 * The octets are looked at once, by code that shares no line with the readers of heads and bodies.
 */
#ifndef H204_FACTS_H
#define H204_FACTS_H

#include "framing.h"
#include "value.h"

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

static inline check_truth either(check_truth left, check_truth right)
{
    return left > right ? left : right;
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
    h204_span version; /* digit, dot and digit, where has_version */
    h204_span code;    /* the three digits                       */
    h204_span code_misfit;
    h204_span sp2_misfit;
    h204_span reason_misfit;
    h204_span lone_lf;
    h204_span bare_cr;
    check_reach reached;
    bool has_major;   /* the version begins with a digit */
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
    h204_span extension_space; /* around ";" or "=", where nothing else is wrong with the extensions */
    h204_span data_misfit;
    h204_span lone_lf;
    h204_span bare_cr;
    bool last_came; /* the line of size zero */
    bool is_lost;   /* after such a fault nobody knows where a line begins */
} check_chunks;

/* What the lines of one known field are, in one section. */
typedef struct seen_field {
    uint32_t count;     /* lines                                         */
    uint32_t members;   /* of all lines together, empty ones left out    */
    h204_span name;     /* of the first line                             */
    h204_span value;    /* of the first line; may carry H204_REPAIRED    */
    h204_span misfit;   /* the first octets outside the field's grammar  */
    h204_span repeated; /* the first thing that may stand once, again    */
    bool is_unclear;    /* a value breaks the grammar of all values, or goes on from the line before: what it
                         * names is anybody's guess, and it is judged by no row of its field    */
} seen_field;

/* The options of Connection that rules ask for. */
typedef enum seen_option {
    OPTION_CLOSE,
    OPTION_KEEP_ALIVE,
    OPTION_PROXY_CONNECTION,
    OPTION_UPGRADE,
    OPTION_END_TO_END, /* the name of a field that is meant for all recipients (RFC 9110 7.6.1) */
    OPTION_COUNT
} seen_option;

/* So many trailers are looked up in the Trailer fields: each one takes a walk over all of them, and the total
 * work stays linear. */
enum { CHECK_LOOK_UPS_MAX = 64 };

/* The rows of trailers that may not stand there, h204_trailer_row less the first of them. */
enum { TRAILER_ROWS = H204_TRL_NO_FORMAT - H204_TRL_NO_FRAMING + 1 };

/* Names that need no more than to be seen. */
#define CHECK_NAMES(NAME)                                                                                     \
    NAME(AUTHORIZATION, "authorization") NAME(CLOSE, "close")                                                 \
    NAME(CONTENT_TRANSFER_ENCODING, "content-transfer-encoding") NAME(COOKIE, "cookie")                       \
    NAME(EARLY_DATA, "early-data") NAME(EXPECT, "expect") NAME(FROM, "from") NAME(HOST, "host")               \
    NAME(IF_MODIFIED_SINCE, "if-modified-since") NAME(IF_RANGE, "if-range")                                   \
    NAME(IF_UNMODIFIED_SINCE, "if-unmodified-since") NAME(KEEP_ALIVE, "keep-alive")                           \
    NAME(MAX_FORWARDS, "max-forwards") NAME(MIME_VERSION, "mime-version") NAME(ORIGIN, "origin")              \
    NAME(PRAGMA, "pragma") NAME(PREFER, "prefer") NAME(PROXY_AUTHORIZATION, "proxy-authorization")            \
    NAME(PROXY_CONNECTION, "proxy-connection") NAME(REFERER, "referer") NAME(TE, "te")                        \
    NAME(USER_AGENT, "user-agent") NAME(WARNING, "warning")                                                   \
    NAME(REQUEST_METHOD, "access-control-request-method")

typedef enum seen_name {
#define NAME(id, name) NAME_##id,
    CHECK_NAMES(NAME)
#undef NAME
    NAME_COUNT
} seen_name;

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
    h204_span trailer;                       /* the name of the first one                               */
    h204_span forbidden_trailer[TRAILER_ROWS];
    h204_span undeclared_trailer;            /* that the Trailer fields do not name                     */
    uint32_t trailer_look_ups;               /* in the Trailer fields                                   */
    uint32_t trailer_singletons;
    h204_span second_trailer;                /* the name of a later line of a field that is no list     */
    h204_span option[OPTION_COUNT];          /* the first such member of Connection                     */
    seen_field fields[H204_VALUE_UNKNOWN]; /* of the header section, by h204_value_field                   */
    h204_span fault[H204_FAULT_COUNT];      /* the first of each kind in any known field                    */
    seen_field trailer_fields[H204_VALUE_UNKNOWN]; /* of the trailer section                                */
    h204_span trailer_fault[H204_FAULT_COUNT];
    h204_span name[NAME_COUNT];             /* where such a field stands first                              */
    h204_span name_again[NAME_COUNT];       /* and the second time                                          */
    h204_span surplus_space;   /* whitespace after a colon that is not one SP (RFC 9110 5.6.3)              */
    h204_span trailing_space;  /* whitespace after a value                                                  */
    bool space_is_unclear;     /* a value is folded, or breaks the grammar of all values                    */
    h204_span odd_name;        /* a field name beyond letters, digits, hyphen and dot (RFC 9110 16.3.2.1)   */
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

/* The lines of a known field in the header section, in order; empty values are met too, those that break the
 * grammar of all values are not. */
typedef struct check_lines {
    h204_value_field field;
    uint32_t left;
    size_t at; /* where to look for the next one */
    bool begun;
} check_lines;

H204_INTERNAL check_lines h204_facts_lines(h204_value_field field, const check_facts *facts);
H204_INTERNAL bool h204_facts_next_line(check_lines *lines, const check_facts *facts, h204_span *value);

/* The name of a request field, as h204_value_field or as a spelling, on any of the lines of the request: how
 * many lines there are, and the value of the first. */
H204_INTERNAL uint32_t h204_facts_request_field(const check_facts *facts, const char *lower, size_t size,
                                                h204_span *first);

/* The content of a message whose body is whole, octet by octet, without its chunks.  A copy is a place to come
 * back to. */
typedef struct check_octets {
    h204_view octets;
    size_t at;     /* of the next octet of content */
    uint64_t left; /* in this chunk, or in all     */
    bool is_chunked;
} check_octets;

H204_INTERNAL check_octets h204_facts_content(const check_facts *facts);
H204_INTERNAL int h204_facts_peek(const check_octets *content); /* an octet, or H204_VALUE_END */
H204_INTERNAL void h204_facts_skip(check_octets *content);
H204_INTERNAL void h204_facts_skip_run(check_octets *content); /* to the next chunk, or to the end */

/* Everything that is known of this message, in one pass over its octets. */
H204_INTERNAL void h204_facts_gather(check_facts *facts, const h204_message *message);

#endif
