/* h204.h - read, write and check HTTP/1.1 responses, 204 No Content above all.
 *
 * Pure functions: no allocation, no I/O, no globals, no callbacks.  Memory is the caller's; views are lent
 * for one call; results hold offsets, never pointers, so they survive a moved buffer.  Every size is in
 * octets.  RFC sections: 9110 is HTTP semantics, 9112 is HTTP/1.1.  Version 0.1.0, MIT licence.
 *
 * Three answers, never mixed: the outcome says where a message ends or why it can not be read; the breaches
 * (h204_check) say what its sender did wrong; the reuse verdict says whether the connection may go on.
 */
#ifndef H204_H
#define H204_H

#include <stddef.h>
#include <stdint.h>

#define H204_VERSION_MAJOR 0
#define H204_VERSION_MINOR 1
#define H204_VERSION_PATCH 0

#ifdef __cplusplus
extern "C" {
#endif

/* ---- octets and places ------------------------------------------------------------------------------- */

typedef struct h204_view {
    const uint8_t *data;
    size_t size;
} h204_view;

/* A place inside a view: [offset, offset + size).  The spans of field values and reason phrases may carry
 * H204_REPAIRED in `size`: ask h204_span_size(), and copy them with h204_copy_value(). */
typedef struct h204_span {
    uint32_t offset;
    uint32_t size;
} h204_span;

#define H204_REPAIRED 0x80000000u

/* Memory to write to: data[0 .. size) is used, data[size .. capacity) is free. */
typedef struct h204_room {
    uint8_t *data;
    size_t capacity;
    size_t size;
} h204_room;

/* ---- outcomes ---------------------------------------------------------------------------------------- */

typedef enum h204_status {
    H204_DONE,       /* the call did what its name says                      */
    H204_CONTENT,    /* some content was delivered, call again               */
    H204_TRAILERS,   /* the last chunk was read; the message is not over yet */
    H204_NEED_INPUT, /* no syntax is broken so far, more input is needed     */
    H204_NEED_SPACE, /* memory you passed is too small; nothing was lost     */
    H204_INVALID     /* the octets break an invariant; more will not help    */
} h204_status;

typedef enum h204_invariant {
    H204_INVARIANT_NONE = 0,
#define INVARIANT(number, name, ...) H204_##name = number,
#define LIMIT(number, name, ...)     H204_##name = number,
#define PROMISED(number, name, ...)  H204_##name = number,
#include "../../spec/invariants.def"
#undef INVARIANT
#undef LIMIT
#undef PROMISED
    H204_INVARIANT_END = 1280 /* every number is below */
} h204_invariant;

typedef struct h204_outcome {
    h204_status status;
    h204_invariant broken; /* why, or H204_INVARIANT_NONE                                            */
    size_t consumed;       /* octets of input the call is finished with                              */
    size_t culprit;        /* INVALID: offset of the octet that proves it                            */
    size_t needed;         /* NEED_SPACE: fields, breaches or octets of capacity that suffice        */
} h204_outcome;

/* ---- what reading depends on --------------------------------------------------------------------------
 *
 * Strict is zero.  A tolerance lets one fault pass, because an RFC says that a recipient may; the result
 * says which were spent.  What strict accepts, every set of tolerances accepts with the same result.
 */
typedef enum h204_tolerance {
    H204_TOLERATE_BARE_LF              = 1 << 0,  /* LF ends a line of head or trailers (9112 2.2); never a chunk line          */
    H204_TOLERATE_NO_SP_AFTER_STATUS   = 1 << 1,  /* "HTTP/1.1 204" CRLF (9112 4: recipients may split on whitespace)           */
    H204_TOLERATE_STATUS_LINE_WS       = 1 << 2,  /* runs of SP HTAB VT FF CR around the parts of the status line (9112 4)      */
    H204_TOLERATE_LEADING_CRLF         = 1 << 3,  /* at most 8 octets of CRLF before the status line (9112 9.2, 9110 2.4)       */
    H204_TOLERATE_WS_AFTER_STATUS_LINE = 1 << 4,  /* lines led by whitespace after the status line are skipped (9112 2.2)       */
    H204_TOLERATE_OBS_FOLD             = 1 << 5,  /* a folded field line is unfolded (9112 5.2)                                 */
    H204_TOLERATE_SP_BEFORE_COLON      = 1 << 6,  /* "Name : value", framing fields excepted (9110 2.4, 9112 5.1)               */
    H204_TOLERATE_BARE_CR_TO_SP        = 1 << 7,  /* a bare CR in head or trailers reads as SP (9112 2.2); CR CR LF never does  */
    H204_TOLERATE_NUL_TO_SP            = 1 << 8,  /* NUL in a field value reads as SP (9110 5.5)                                */
    H204_TOLERATE_KEEP_CTL             = 1 << 9,  /* other control octets in a field value are kept (9110 5.5)                  */
    H204_TOLERATE_CL_LIST_SAME         = 1 << 10, /* several equal Content-Length values read as one (9112 6.3 (5), 9110 8.6)   */
    H204_TOLERATE_TE_WITH_CL           = 1 << 11, /* Transfer-Encoding overrides Content-Length (9112 6.3 (3))                  */
    H204_TOLERATE_TE_UNKNOWN           = 1 << 12, /* unknown codings: chunked where it is last, else to close (9112 6.3 (4))    */
    H204_TOLERATE_TE_HTTP10            = 1 << 13, /* Transfer-Encoding in HTTP/1.0 is decoded, then the end (9112 6.1)          */
    H204_TOLERATE_CHUNK_SIZE_WS        = 1 << 14, /* whitespace between a chunk size and CRLF (9110 2.4)                        */
    H204_TOLERATE_CHUNKED_EOF_NO_CRLF  = 1 << 15  /* the connection may end right after the last chunk's line (9112 8)          */
} h204_tolerance;

/* A user agent must unfold and may split on whitespace; a proxy forwards only what it can make clean. */
#define H204_USER_AGENT                                                                            \
    (H204_TOLERATE_BARE_LF | H204_TOLERATE_NO_SP_AFTER_STATUS | H204_TOLERATE_STATUS_LINE_WS |     \
     H204_TOLERATE_LEADING_CRLF | H204_TOLERATE_WS_AFTER_STATUS_LINE | H204_TOLERATE_OBS_FOLD |    \
     H204_TOLERATE_SP_BEFORE_COLON | H204_TOLERATE_KEEP_CTL | H204_TOLERATE_CL_LIST_SAME |         \
     H204_TOLERATE_TE_WITH_CL | H204_TOLERATE_TE_UNKNOWN | H204_TOLERATE_TE_HTTP10 |               \
     H204_TOLERATE_CHUNK_SIZE_WS)
#define H204_PROXY                                                                                 \
    (H204_TOLERATE_NO_SP_AFTER_STATUS | H204_TOLERATE_OBS_FOLD | H204_TOLERATE_SP_BEFORE_COLON |   \
     H204_TOLERATE_BARE_CR_TO_SP | H204_TOLERATE_NUL_TO_SP | H204_TOLERATE_CL_LIST_SAME)

/* Zero means the default. */
typedef struct h204_limits {
    uint32_t head;             /* octets from the start of the view to the empty line, included  */
    uint32_t fields;           /* field lines in one section                                      */
    uint32_t chunk_line;       /* octets of one chunk line, CRLF included                         */
    uint32_t chunk_extensions; /* octets between size and CRLF, all chunks of a message together  */
    uint32_t trailers;         /* octets of the trailer section, its empty line included          */
    uint32_t interim;          /* 1xx responses before a final one                                */
} h204_limits;

#define H204_DEFAULT_HEAD 65536u
#define H204_DEFAULT_FIELDS 1000u
#define H204_DEFAULT_CHUNK_LINE 4096u
#define H204_DEFAULT_CHUNK_EXTENSIONS 16384u
#define H204_DEFAULT_TRAILERS 16384u
#define H204_DEFAULT_INTERIM 100u
#define H204_HEAD_SIZE_MAX          0x3FFFFFFFu /* a larger limit on a head or on trailers counts as this */

typedef enum h204_method {
    H204_METHOD_OTHER, /* neither of those below: GET, DELETE, ... */
    H204_METHOD_HEAD,
    H204_METHOD_CONNECT
} h204_method;

typedef enum h204_known {
    H204_UNKNOWN, /* nobody told us      */
    H204_NO,
    H204_YES
} h204_known;

/* All that reading, reuse and writing need of the request and of your policy.  { 0 } is strict, for a
 * request that is neither HEAD nor CONNECT and of which nothing else is known. */
typedef struct h204_context {
    h204_method method;
    h204_known request_is_10;     /* the request's version is HTTP/1.0                          */
    h204_known offered_upgrade;   /* the request had an Upgrade field; NO makes a 101 interim    */
    h204_known request_said_close;/* the request had the connection option close                */
    uint32_t tolerances;          /* a set of H204_TOLERATE_*                                   */
    h204_limits limits;
} h204_context;

/* ---- a head ------------------------------------------------------------------------------------------- */

/* One field line, 16 octets.  Neither span holds the whitespace around the value. */
typedef struct h204_field {
    h204_span name;
    h204_span value; /* the size may carry H204_REPAIRED */
} h204_field;

/* How the end of a message is found (RFC 9112 6.3). */
typedef enum h204_framing {
    H204_FRAMING_NONE,    /* at the empty line                          */
    H204_FRAMING_LENGTH,  /* after content_length octets                */
    H204_FRAMING_CHUNKED, /* where the chunked body ends                */
    H204_FRAMING_CLOSE,   /* where the connection ends                  */
    H204_FRAMING_TUNNEL   /* at the empty line; what follows is no HTTP */
} h204_framing;

/* What the framing and connection fields of a head said, for the reuse verdict. */
typedef enum h204_trait {
    H204_HAS_TRANSFER_ENCODING = 1 << 0,
    H204_HAS_CONTENT_LENGTH    = 1 << 1,
    H204_SAYS_CLOSE            = 1 << 2, /* the connection option close                           */
    H204_SAYS_KEEP_ALIVE       = 1 << 3, /* the connection option keep-alive                      */
    H204_LENGTH_IS_ZERO        = 1 << 4, /* one valid Content-Length, and it is zero              */
    H204_FRAMING_IS_INVALID    = 1 << 5, /* strict reading would reject the framing fields        */
    H204_FRAMING_WAS_FOLDED    = 1 << 6, /* a fold in one of them was tolerated                   */
    H204_UPGRADE_NOT_OFFERED   = 1 << 7  /* a 101 that nobody asked for                           */
} h204_trait;

typedef struct h204_head {
    uint32_t size;           /* octets, so this is also where the content starts             */
    uint32_t start;          /* where the status line starts: 0, or after tolerated CRLF     */
    h204_span reason;        /* the reason phrase; the size may carry H204_REPAIRED          */
    uint32_t field_count;    /* fields[0 .. field_count) are set                             */
    uint32_t tolerated;      /* the tolerances spent                                         */
    uint32_t traits;         /* a set of h204_trait                                          */
    uint16_t status_code;    /* 0 to 999 as received; valid are 100 to 599                   */
    uint8_t minor_version;   /* 0 to 9 as received; above 1 reads as 1                       */
    h204_framing framing;
    uint64_t content_length; /* meaningful for H204_FRAMING_LENGTH only                      */
} h204_head;

/* Read one head at the start of `input` (RFC 9112 2 to 6).
 *
 * H204_DONE        *head and fields[0 .. head->field_count) are set; consumed is head->size
 * H204_NEED_INPUT  no empty line yet, and no syntax broken so far
 * H204_NEED_SPACE  the head is sound but has more than `capacity` field lines: needed says how many
 * H204_INVALID     broken is a row of chapters 0 to 300 marked REJECT or POLICY, at culprit
 *
 * *head and fields[] hold a result only where the outcome is DONE.
 */
h204_outcome h204_parse_head(h204_context context, h204_view input, h204_field *fields, uint32_t capacity,
                             h204_head *head);

/* Where a head that arrives in pieces may end: the offset after the first empty line that ends at or behind
 * `resume_at`, or 0 where there is none.  Pass the size of the view of the last call, and the total work is
 * linear however small the pieces are.  A candidate: h204_parse_head decides. */
size_t h204_find_head_end(h204_view input, size_t resume_at);

/* Read field lines up to and with an empty line: the fields of a request, after its request line.
 * Outcomes as h204_parse_head, of chapters 0 and 200, and whitespace before the first line (ST_WS_AFTER_START:
 * RFC 9112 2.2 speaks of any start line); *count is set where the outcome is DONE. */
h204_outcome h204_parse_fields(h204_context context, h204_view input, h204_field *fields, uint32_t capacity,
                               uint32_t *count);

/* The size of a span without its mark. */
uint32_t h204_span_size(h204_span span);

/* Append the value of a field, or a reason phrase, to `room`: each tolerated fold, NUL or bare CR becomes
 * exactly one SP (RFC 9110 5.5, RFC 9112 2.2, 5.2).
 *
 * H204_DONE        appended
 * H204_NEED_SPACE  nothing appended; needed is the capacity that suffices
 */
h204_outcome h204_copy_value(h204_view input, h204_span span, h204_room *room);

/* Decide the framing of a head that was read by other means (RFC 9112 6.3).  head->status_code,
 * minor_version and field_count are read; framing, content_length, traits and tolerated are set on DONE.
 * INVALID: a row of chapter 300, its culprit an offset into `input`. */
h204_outcome h204_framing_of(h204_context context, h204_view input, const h204_field *fields, h204_head *head);

/* ---- content ------------------------------------------------------------------------------------------ */

/* A body being read.  A value: a copy is a checkpoint.  Members are private but for those described. */
typedef struct h204_body {
    h204_framing framing;
    uint32_t state;
    uint32_t chunk_state;
    uint64_t remaining;       /* octets of content still to come, of the body or of this chunk */
    uint64_t received;        /* octets of content delivered so far                            */
    uint32_t line_size;
    uint32_t extension_size;
    uint32_t tolerances;
    uint32_t tolerated;       /* the tolerances spent in body and trailers                     */
    h204_limits limits;
} h204_body;

typedef enum h204_end {
    H204_END_OPEN,   /* more may come: nothing is known                                   */
    H204_END_KEPT,   /* all was sent, and the sender keeps the connection open            */
    H204_END_CLOSED, /* a clean end: FIN, or close_notify under TLS                       */
    H204_END_RESET   /* any other end                                                     */
} h204_end;

h204_body h204_body_start(h204_context context, const h204_head *head);

/* Read content at the start of `input`, in pieces of any size.  `content` receives the places of content
 * octets in `input`, without copying; no span is empty.
 *
 * H204_DONE        the message is over; content[0 .. *count) is set, perhaps empty
 * H204_CONTENT     content[0 .. *count) is set; call again with what was not consumed
 * H204_TRAILERS    the last chunk was read: call h204_body_trailers next
 * H204_NEED_INPUT  nothing to deliver, all of `input` is consumed
 * H204_NEED_SPACE  capacity is 0 and there is content
 * H204_INVALID     a row of chapter 0 or 500, at culprit
 *
 * Content is delivered before an error that follows it: the error comes with the next call.
 */
h204_outcome h204_body_step(h204_body *body, h204_view input, h204_span *content, uint32_t capacity,
                            uint32_t *count);

/* Read the trailer section and the empty line that ends the message (RFC 9112 7.1.2), which must be
 * contiguous as a head is.  Outcomes as h204_parse_fields, of chapters 0 and 500, and folds (209). */
h204_outcome h204_body_trailers(h204_body *body, h204_view input, h204_field *fields, uint32_t capacity,
                                uint32_t *count);

/* The connection ended, and every octet of it was read.  DONE: the message is complete (9112 8).  NEED_INPUT:
 * it is truncated; where the end was clean, broken names what it lacks (FRAME_R6_LENGTH, CHK_LAST,
 * CHK_END_CRLF). */
h204_outcome h204_body_close(h204_body *body, h204_end end);

/* May another response follow on this connection?  Ask when the message is over; the first that holds. */
typedef enum h204_reuse {
    H204_REUSE_YES,
    H204_REUSE_NO_TUNNEL,         /* the connection speaks another protocol now                            */
    H204_REUSE_NO_UNTIL_CLOSE,    /* its end is the end of the message                                     */
    H204_REUSE_NO_INCOMPLETE,     /* the message was truncated or is not over                              */
    H204_REUSE_NO_CLOSE_OPTION,   /* `close` in the response, or in the request (9112 9.6)                 */
    H204_REUSE_NO_HTTP10,         /* HTTP/1.0 without keep-alive (9112 9.3)                                */
    H204_REUSE_NO_HTTP10_TE,      /* HTTP/1.0 with Transfer-Encoding (9112 6.1)                            */
    H204_REUSE_NO_LENGTH_WITHOUT_CONTENT, /* a 1xx or 204 announced content: octets may come late (policy) */
    H204_REUSE_NO_FRAMING_INVALID,/* the framing fields of a HEAD or 304 response contradict themselves    */
    H204_REUSE_NO_TOLERATED,      /* a tolerance that ends the connection was spent                        */
    H204_REUSE_NO_UPGRADE,        /* a 101 that was not asked for                                          */
    H204_REUSE_NO_INTERIM         /* an interim response before this one forbade it                        */
} h204_reuse;

h204_reuse h204_reuse_of(h204_context context, const h204_head *head, const h204_body *body);

/* ---- the request, as far as known --------------------------------------------------------------------- */

typedef enum h204_given {
    H204_GIVEN_METHOD      = 1 << 0,
    H204_GIVEN_VERSION     = 1 << 1,
    H204_GIVEN_FIELDS      = 1 << 2,
    H204_GIVEN_OUTSTANDING = 1 << 3,
    H204_GIVEN_TARGET      = 1 << 4,
    H204_GIVEN_ROLE        = 1 << 5,
    H204_GIVEN_NOW         = 1 << 6,
    H204_GIVEN_TWIN        = 1 << 7
} h204_given;

/* Who sent the response. */
typedef enum h204_sender {
    H204_SENDER_ORIGIN,
    H204_SENDER_GATEWAY, /* a reverse proxy: an origin server for its clients */
    H204_SENDER_PROXY    /* a forward proxy                                   */
} h204_sender;

/* What only the server knows.  A fact that is known is true or false; the others are not evaluated. */
typedef enum h204_fact {
    H204_FACT_SERVER_11        = 1 << 0,  /* it conforms to HTTP/1.1 and knows no fault of this client that asks for less */
    H204_FACT_HAS_CLOCK        = 1 << 1,  /* the origin server has a clock (9110 5.6.7)                                   */
    H204_FACT_FORWARDED        = 1 << 2,  /* the sender forwards this response; false: it made it                         */
    H204_FACT_SIZE_KNOWN       = 1 << 3,  /* the size of the content was known before the head was sent                   */
    H204_FACT_LENGTH_KNOWN     = 1 << 4,  /* the complete length of the representation is known                           */
    H204_FACT_TYPE_KNOWN       = 1 << 5,  /* the media type of the content is known to the sender                         */
    H204_FACT_STORED_VERBATIM  = 1 << 6,  /* the content of the PUT was stored as sent; the validator is the result's     */
    H204_FACT_EXISTED          = 1 << 7,  /* the target had a representation before the request                           */
    H204_FACT_ENACTED          = 1 << 8,  /* the method was applied, wholly and at once                                   */
    H204_FACT_INM_FALSE        = 1 << 9,  /* If-None-Match evaluates to false                                             */
    H204_FACT_WILL_CLOSE       = 1 << 10, /* the server intends to close after this response                              */
    H204_FACT_PERSISTS         = 1 << 11, /* the server supports persistent connections                                   */
    H204_FACT_CONTENT_UNREAD   = 1 << 12, /* the request content was not read to its end when the response began          */
    H204_FACT_CONTENT_BEGUN    = 1 << 13, /* some of the request content had arrived, or there is none                    */
    H204_FACT_WAS_CONTINUED    = 1 << 14, /* a 100 was sent for this request before this response                         */
    H204_FACT_OF_LATER_REQUEST = 1 << 15, /* the response was made for a later request than the oldest unanswered         */
    H204_FACT_FROM_STORE       = 1 << 16, /* served from a store without validation                                       */
    H204_FACT_PARTIAL          = 1 << 17, /* what is sent is a part of a stored or incomplete response                    */
    H204_FACT_TRANSFORMED      = 1 << 18, /* a proxy changed the content                                                  */
    H204_FACT_METADATA_GUIDES  = 1 << 19, /* the metadata of a 304 is there to guide the update of a cache                */
    H204_FACT_TRAILERS_NEEDED  = 1 << 20, /* the user agent needs the trailers                                            */
    H204_FACT_EARLY            = 1 << 21, /* the request came in early data                                               */
    H204_FACT_SECURE           = 1 << 22  /* the transport is secure                                                      */
} h204_fact;

/* The final response that the same request would have had by GET, without Range and conditions. */
typedef struct h204_twin {
    uint16_t status_code;
    h204_view octets;         /* what the spans of `fields` point into */
    const h204_field *fields; /* fields[0 .. field_count)              */
    uint32_t field_count;
    int content_given;        /* 1: `content` is all of it, chunked removed */
    h204_view content;
} h204_twin;

/* What checking may look at on top of the octets.  What is not given is not evaluated. */
typedef struct h204_exchange {
    uint32_t given;           /* a set of H204_GIVEN_*                                             */
    h204_view method;         /* as sent: methods are case-sensitive                               */
    uint8_t major_version;    /* of the request                                                    */
    uint8_t minor_version;
    h204_view octets;         /* what the spans of `fields` point into                             */
    const h204_field *fields; /* fields[0 .. field_count) of the request                           */
    uint32_t field_count;
    uint32_t outstanding;     /* requests without a final response when this one began, its own included */
    h204_view target;         /* the request target, as sent                                       */
    h204_sender role;         /* of the sender of the response                                     */
    int64_t now;              /* when it was received, in seconds since 1970-01-01 00:00:00 GMT    */
    h204_twin twin;
    uint32_t known_facts;     /* a set of H204_FACT_*: what is known                               */
    uint32_t facts;           /* what of it is true                                                */
} h204_exchange;

/* The context for reading the response to this request: { 0 } plus what the exchange gives. */
h204_context h204_context_of(const h204_exchange *exchange);

/* ---- a connection: the one loop ------------------------------------------------------------------------ */

typedef enum h204_event_kind {
    H204_EVENT_NONE,
    H204_EVENT_HEAD,      /* a head was read: head, and fields[0 .. head.field_count)         */
    H204_EVENT_CONTENT,   /* content, a place in the view                                     */
    H204_EVENT_TRAILERS,  /* fields[0 .. trailer_count) are trailers                          */
    H204_EVENT_MESSAGE,   /* the message is over: reuse, interim; a final one answers a request */
    H204_EVENT_DISCARDED, /* a CRLF with no request outstanding was dropped (9112 9.2)        */
    H204_EVENT_TUNNEL,    /* the rest of the connection is handed over                        */
    H204_EVENT_EXCESS,    /* octets that may not be read as a response (9112 6.3, 9.2)        */
    H204_EVENT_CLOSED     /* reuse is no, and nothing is left to read                         */
} h204_event_kind;

typedef struct h204_event {
    h204_event_kind kind;
    h204_head head;          /* HEAD, and still there with MESSAGE */
    h204_span content;       /* CONTENT                            */
    uint32_t trailer_count;  /* TRAILERS                           */
    h204_reuse reuse;        /* MESSAGE                            */
    uint64_t size;           /* MESSAGE: octets of the message on the wire, skipped CRLF included */
    uint32_t tolerated;      /* MESSAGE: all tolerances spent      */
    int interim;             /* MESSAGE: 1, the request is still unanswered */
} h204_event;

/* One connection, read response by response.  A value: a copy is a checkpoint.  Members are private. */
typedef struct h204_stream {
    uint32_t tolerances;
    h204_limits limits;
    uint32_t state;
    uint32_t interim_count;
    h204_reuse carried;      /* why an interim response forbade reuse */
    h204_context context;
    h204_head head;
    h204_body body;
    uint64_t size;           /* octets of the current message consumed */
    size_t seen;             /* octets of the view at the last call                     */
    size_t tried;            /* octets of the view that were judged by the last attempt */
    h204_outcome failure;    /* what is read is no response: why                        */
} h204_stream;

h204_stream h204_stream_start(uint32_t tolerances, h204_limits limits);

/* Read on.  `request` is the oldest one without a final response, or NULL where every request is answered;
 * `input` is all that was received and not consumed, and must begin where the last call stopped.
 *
 * H204_DONE        *event is set
 * H204_NEED_INPUT  nothing to report yet; with no octet more than at the last call, nothing is wrong so far
 * H204_NEED_SPACE  `capacity` fields do not suffice
 * H204_INVALID     what is read is no response: broken, at culprit.  Final
 *
 * Fields are offsets into `input` as it was on that call.  A head or trailer section that arrives in pieces
 * is judged when its end may have come, when it has grown by an eighth, and when a call brings nothing new,
 * so that the total work is linear; the verdict is the same for every way to cut the input.
 */
h204_outcome h204_stream_step(h204_stream *stream, const h204_exchange *request, h204_view input,
                              h204_field *fields, uint32_t capacity, h204_event *event);

/* The connection ended, `rest` being what was not consumed.  DONE: *event is MESSAGE where the end completes
 * one, else NONE.  NEED_INPUT: a message is truncated. */
h204_outcome h204_stream_close(h204_stream *stream, h204_view rest, h204_end end, h204_event *event);

#ifndef H204_READ_ONLY /* define it to leave out checking, writing and all texts */

/* ---- checking ------------------------------------------------------------------------------------------ */

typedef enum h204_profile {
    H204_PROFILE_CORE     = 1 << 0, /* the sender's rules of the core            */
    H204_PROFILE_EXTENDED = 1 << 1, /* further rules: caches, proxies, cookies   */
    H204_PROFILE_READER   = 1 << 2  /* what reading needs beyond them            */
} h204_profile;

/* What a predicate may look at; an empty view is "not given". */
typedef struct h204_message {
    h204_view octets;    /* the message as received, from the status line on; all of it that came       */
    h204_view following; /* what came after it on the connection                                        */
    h204_end end;        /* what the connection did after the last of these octets                      */
    const h204_exchange *exchange; /* the request, or NULL                                              */
} h204_message;

/* An invariant that is broken, and where: a place in octets, or in following. */
typedef enum h204_part {
    H204_PART_OCTETS,
    H204_PART_FOLLOWING
} h204_part;

typedef struct h204_breach {
    h204_invariant invariant;
    h204_part part;
    h204_span place; /* covers the octet that reading names as culprit */
} h204_breach;

#define H204_WORDS (H204_INVARIANT_END / 64)

/* One bit an invariant, by its number.  Neither bit: not evaluated. */
typedef struct h204_verdicts {
    uint64_t kept[H204_WORDS];
    uint64_t broken[H204_WORDS];
    uint32_t breach_count; /* invariants broken, whether or not they had room */
} h204_verdicts;

/* Judge a message by every invariant of the profiles (a set), read or rejected alike.  breaches[0 ..
 * breach_count) are sorted by number, each invariant once, at its first place.
 *
 * H204_DONE        *verdicts and the breaches are set
 * H204_NEED_SPACE  *verdicts is set; more than `capacity` breaches: needed says how many
 */
h204_outcome h204_check(const h204_message *message, uint32_t profiles, h204_breach *breaches, uint32_t capacity,
                        h204_verdicts *verdicts);

/* ---- writing ------------------------------------------------------------------------------------------- */

typedef struct h204_line {
    h204_view name;
    h204_view value;
} h204_line;

typedef struct h204_response {
    uint8_t minor_version; /* 0 or 1 */
    uint16_t status_code;
    h204_view reason;
    const h204_line *fields;
    uint32_t field_count;
} h204_response;

/* A response being written.  A value.  Members are private but for those described. */
typedef struct h204_writing {
    h204_framing framing; /* what its head says; CLOSE: close the connection to end it */
    uint32_t state;
    h204_method method;
    uint16_t status_code;
    uint64_t remaining;   /* octets of content that Content-Length still asks for      */
    h204_limits limits;
} h204_writing;

/* Append a status line and field section (RFC 9112 4, 5).  Always strict: tolerances are not looked at.  The
 * fields decide the framing, as for a reader; none are added.
 *
 * H204_DONE        appended, *writing is set
 * H204_NEED_SPACE  nothing appended; needed is the capacity that suffices
 * H204_INVALID     nothing appended; broken is a row marked REFUSE, a limit or a promise, culprit the offset,
 *                  from room->size on, at which the offending octet or value would have stood
 */
h204_outcome h204_write_head(h204_context context, const h204_response *response, h204_room *room,
                             h204_writing *writing);

/* Append content: as it is, or as one chunk.  Empty content writes nothing.  Outcomes as h204_write_head. */
h204_outcome h204_write_content(h204_writing *writing, h204_view content, h204_room *room);

/* End the message: the last chunk and trailers, or nothing.  INVALID with FRAME_R6_LENGTH where content is
 * missing.  Outcomes as h204_write_head. */
h204_outcome h204_write_end(h204_writing *writing, const h204_line *trailers, uint32_t trailer_count,
                            h204_room *room);

/* ---- the catalogue -------------------------------------------------------------------------------------- */

typedef enum h204_kind { H204_KIND_INVARIANT, H204_KIND_LIMIT, H204_KIND_PROMISE } h204_kind;
typedef enum h204_role {
    H204_ROLE_SENDER, H204_ROLE_RECIPIENT, H204_ROLE_INTERMEDIARY, H204_ROLE_CACHE, H204_ROLE_CALLER,
    H204_ROLE_CODEC
} h204_role;
typedef enum h204_level {
    H204_LEVEL_MUST, H204_LEVEL_MUST_NOT, H204_LEVEL_SHOULD, H204_LEVEL_SHOULD_NOT, H204_LEVEL_ABNF,
    H204_LEVEL_PROSE, H204_LEVEL_DERIVED, H204_LEVEL_INFO
} h204_level;
typedef enum h204_on_reading { H204_READING_REJECT, H204_READING_POLICY, H204_READING_REPORT } h204_on_reading;
typedef enum h204_on_writing { H204_WRITING_REFUSE, H204_WRITING_NONE } h204_on_writing;
typedef enum h204_needs {
    H204_NEEDS_HEAD, H204_NEEDS_BODY, H204_NEEDS_FOLLOWING, H204_NEEDS_REQUEST, H204_NEEDS_END,
    H204_NEEDS_CLOCK, H204_NEEDS_TWIN, H204_NEEDS_FACTS
} h204_needs;

typedef struct h204_invariant_info {
    h204_invariant invariant;
    h204_kind kind;
    const char *name;
    h204_role role;
    h204_level level;
    h204_profile profile;       /* 0 for limits and promises */
    h204_on_reading reading;
    h204_on_writing writing;
    h204_needs needs;
    h204_invariant implies;     /* also broken wherever this one is, or H204_INVARIANT_NONE */
    const char *reference;
    const char *sentence;       /* positive: it describes a valid message */
    const char *held_by;        /* of a promise: the laws, suites and corpus chapters that try it, else NULL */
} h204_invariant_info;

/* A row, or NULL for a number that has none.  Static: nothing to free. */
const h204_invariant_info *h204_invariant_describe(h204_invariant invariant);

/* The rows in the order of their numbers: 0 to h204_invariant_count() - 1; NULL beyond. */
const h204_invariant_info *h204_invariant_row(uint32_t index);
uint32_t h204_invariant_count(void);

#endif /* H204_READ_ONLY */

#ifdef __cplusplus
}
#endif

#endif
