/* lint.h - recorded responses, read one item at a time: what each is, where it ends, what its sender broke.
 *
 * Nothing is printed and nothing is kept: an item is valid until the next call, so that a capture of any
 * number of messages takes the memory of one.
 */
#ifndef H204_RUNNER_LINT_H
#define H204_RUNNER_LINT_H

#include "lint_request.h"
#include "row_set.h"

#define LINT_CAPTURE_MAX 0x7fffffffu /* places are 32 bits, and a head may begin anywhere */

/* ---- what is read -------------------------------------------------------------------------------------- */

/* Where octets of a track stand in the file: a copy of it, octet by octet, or written from what stands there. */
typedef struct lint_stretch {
    size_t at; /* [at, at + size) of the track ... */
    size_t size;
    size_t file_at; /* ... are [file_at, file_at + file_size) of the file */
    size_t file_size;
    bool is_copy;
} lint_stretch;

#define LINT_NOTES 6

/* What a server sent on one connection; or one head, where a tool kept no more. */
typedef struct lint_track {
    h204_view octets;
    const lint_stretch *stretches; /* ascending, without gaps; none: the octets are the file */
    size_t stretch_count;
    const lint_request *requests; /* one a final response, in order */
    size_t request_count;         /* 0: unknown, each response answers a request of its own */
    bool is_head;                 /* the octets are one head, and how its content came is not known */
    bool is_cut;                  /* the head is not whole */
    uint16_t status_code;         /* of that head */
    uint8_t major_version;
    uint8_t minor_version;
    h204_view title;              /* of that head: its first line, as the file has it */
    row_set lost;                 /* rows that can not be judged by what the tool kept */
    const char *notes[LINT_NOTES]; /* why not, and what else the tool did; up to the first NULL */
} lint_track;

typedef struct lint_options {
    h204_end end;
    uint32_t tolerances;
    context_spec context; /* of every response */
    row_set rows;         /* what is reported  */
} lint_options;

/* ---- what was read ------------------------------------------------------------------------------------- */

typedef enum lint_kind {
    LINT_MESSAGE,   /* a response that was read whole                                   */
    LINT_TRUNCATED, /* the capture ends inside it                                       */
    LINT_REJECTED,  /* octets that no strict, or no tolerant enough, reader can go on with */
    LINT_REST,      /* octets that no response may claim                                */
    LINT_FURTHER,   /* a response stands where none may be read: the next item is read as
                       if on a new connection                                           */
    LINT_END
} lint_kind;

/* What octets that belong to no response look like. */
typedef enum lint_look {
    LINT_LOOKS_CRLF,
    LINT_LOOKS_LAST_CHUNK,
    LINT_LOOKS_CHUNKED,
    LINT_LOOKS_JSON,
    LINT_LOOKS_HTML,
    LINT_LOOKS_XML,
    LINT_LOOKS_GZIP,
    LINT_LOOKS_TEXT,
    LINT_LOOKS_BINARY,
    LINT_LOOKS_TUNNEL /* handed over: no business of ours */
} lint_look;

typedef struct lint_item {
    lint_kind kind;
    unsigned number;           /* of the message, from 1; of a rest: the message before           */
    size_t offset;             /* [offset, offset + size) in the track                            */
    size_t size;
    const char *request;       /* as it was given, or NULL                                        */
    bool is_head_request;
    bool head_read;            /* head is set, in MESSAGE always                                  */
    h204_head head;            /* its spans are places in [offset, ...)                           */
    uint64_t content;          /* octets of content delivered                                     */
    uint32_t trailer_count;
    bool interim;              /* MESSAGE: a 1xx, the final response is still to come             */
    bool end_assumed;          /* MESSAGE: close-delimited, and the capture does not tell the end */
    h204_reuse reuse;          /* MESSAGE, and the message before a REST or FURTHER               */
    uint32_t tolerated;        /* MESSAGE: the tolerances spent                                   */
    h204_invariant broken;     /* REJECTED: why; TRUNCATED: what it lacks                         */
    size_t culprit;            /* REJECTED: where, in the track                                   */
    const h204_breach *breaches; /* breaches[0 .. breach_count); places from `offset` on: an OCTETS
                                  * place counts from it, a FOLLOWING place from offset + size    */
    uint32_t breach_count;
    lint_look look;            /* REST, and look_size octets that ST_PRESENT rejects               */
    size_t look_size;          /* REJECTED: how many of them stand before a status line, or all    */
    uint64_t announced;        /* REST: octets that the message before announced but may not have */
    uint64_t chunk_content;    /* REST that looks CHUNKED: octets of content in it                */
    bool unclaimed;            /* REST after a message with reuse yes, requests unknown: a client
                                * that waits for a response rejects these octets.  FURTHER: it
                                * stands behind such a rest                                       */
} lint_item;

typedef struct lint lint;

/* Both are lent until lint_end; `number` messages were read before. */
lint *lint_begin(const lint_track *track, const lint_options *options, unsigned number);
lint_item lint_next(lint *state);
size_t lint_unanswered(const lint *state); /* requests given that no final response has answered */
void lint_end(lint *state);

/* Only read, as lint_next does, and judge nothing: what --stats compares with. */
size_t lint_read_only(const lint_track *track, const lint_options *options);

/* A place in the file. */
typedef struct lint_place {
    size_t offset;
    size_t size;
} lint_place;

lint_place lint_item_place(const lint_track *track, const lint_item *item);
lint_place lint_place_of(const lint_track *track, size_t offset, size_t size);
lint_place lint_breach_place(const lint_track *track, const lint_item *item, const h204_breach *breach);

#endif
