/* body.c - content as it arrives, and the verdicts when a message ends. */
#include "body.h"
#include "chunk.h"
#include "head.h"
#include "promise.h"

typedef enum body_state {
    BODY_OPEN,       /* counted, or until the connection closes */
    BODY_LINE,       /* in a chunk line                         */
    BODY_DATA,       /* in chunk data                           */
    BODY_DATA_CR,    /* behind chunk data                       */
    BODY_DATA_LF,
    BODY_TRAILERS,   /* behind the last chunk's line            */
    BODY_OVER
} body_state;

static h204_outcome outcome_of(h204_status status, size_t consumed)
{
    h204_outcome outcome = { H204_DONE, H204_INVARIANT_NONE, 0, 0, 0 };
    outcome.status = status;
    outcome.consumed = consumed;
    return outcome;
}

h204_body h204_body_start(h204_context context, const h204_head *head)
{
    h204_body body = { H204_FRAMING_NONE, BODY_OVER, 0, 0, 0, 0, 0, 0, 0, { 0, 0, 0, 0, 0, 0 } };
    body.framing = head->framing;
    body.tolerances = context.tolerances;
    body.limits = context.limits;
    switch (head->framing) {
    case H204_FRAMING_NONE:
    case H204_FRAMING_TUNNEL:
        return body;
    case H204_FRAMING_LENGTH:
        body.remaining = head->content_length;
        body.state = body.remaining == 0 ? BODY_OVER : BODY_OPEN;
        return body;
    case H204_FRAMING_CHUNKED:
        body.state = BODY_LINE;
        body.chunk_state = CHUNK_SIZE_FIRST;
        return body;
    case H204_FRAMING_CLOSE:
        body.state = BODY_OPEN;
        return body;
    }
    return body;
}

/* ---- content ------------------------------------------------------------------------------------------------ */

/* The spans that one call hands out. */
typedef struct delivery {
    h204_span *spans;
    uint32_t capacity;
    uint32_t count;
} delivery;

/* Hand out up to `most` octets at `at`.  How many. */
static uint32_t deliver(h204_body *body, delivery *out, uint32_t at, uint32_t end, uint64_t most)
{
    uint32_t size = end - at;
    if (most < size) {
        size = (uint32_t)most;
    }
    out->spans[out->count].offset = at;
    out->spans[out->count].size = size;
    out->count += 1;
    body->received += size;
    return size;
}

static h204_outcome step_plain(h204_body *body, uint32_t end, delivery *out)
{
    bool is_counted = body->framing == H204_FRAMING_LENGTH;
    if (end == 0) {
        return outcome_of(H204_NEED_INPUT, 0);
    }
    if (out->capacity == 0) {
        h204_outcome outcome = outcome_of(H204_NEED_SPACE, 0);
        outcome.needed = 1;
        return outcome;
    }
    uint32_t size = deliver(body, out, 0, end, is_counted ? body->remaining : UINT64_MAX);
    if (is_counted) {
        body->remaining -= size;
        body->state = body->remaining == 0 ? BODY_OVER : BODY_OPEN;
    }
    return outcome_of(body->state == BODY_OVER ? H204_DONE : H204_CONTENT, size);
}

/* One octet of a chunk line, or the row it breaks. */
static h204_invariant step_line(h204_body *body, uint8_t octet)
{
    uint32_t line_limit = h204_limit_or(body->limits.chunk_line, H204_DEFAULT_CHUNK_LINE);
    uint32_t extension_limit =
        h204_limit_or(body->limits.chunk_extensions, H204_DEFAULT_CHUNK_EXTENSIONS);
    h204_chunk_state state = (h204_chunk_state)body->chunk_state;
    bool is_extension = h204_chunk_counts(state, octet);
    if (body->line_size == line_limit) {
        return H204_LIMIT_CHUNK_LINE;
    }
    h204_invariant broken =
        h204_chunk_octet(&state, &body->remaining, octet, body->tolerances, &body->tolerated);
    if (broken != H204_INVARIANT_NONE) {
        return broken;
    }
    if (is_extension && body->extension_size == extension_limit) {
        return H204_LIMIT_CHUNK_EXTENSIONS;
    }
    body->line_size += 1;
    body->extension_size += is_extension ? 1u : 0u;
    body->chunk_state = (uint32_t)state;
    if (state == CHUNK_LINE_OVER) {
        body->state = body->remaining == 0 ? BODY_TRAILERS : BODY_DATA;
        body->chunk_state = CHUNK_SIZE_FIRST;
        body->line_size = 0;
    }
    return H204_INVARIANT_NONE;
}

/* The CRLF behind chunk data. */
static h204_invariant step_data_end(h204_body *body, uint8_t octet)
{
    bool wants_cr = body->state == BODY_DATA_CR;
    if (octet != (wants_cr ? CR : LF)) {
        return H204_CHK_DATA_CRLF;
    }
    body->state = wants_cr ? BODY_DATA_LF : BODY_LINE;
    return H204_INVARIANT_NONE;
}

/* chunked-body = *chunk last-chunk trailer-section CRLF (RFC 9112 7.1), up to the trailer section */
static h204_outcome step_chunked(h204_body *body, const uint8_t *data, uint32_t end, delivery *out)
{
    uint32_t at = 0;
    while (at < end && body->state != BODY_TRAILERS) {
        if (body->state == BODY_DATA) {
            if (out->count == out->capacity) {
                h204_outcome outcome =
                    outcome_of(out->count > 0 ? H204_CONTENT : H204_NEED_SPACE, at);
                outcome.needed = out->capacity + 1;
                return outcome;
            }
            uint32_t size = deliver(body, out, at, end, body->remaining);
            body->remaining -= size;
            body->state = body->remaining == 0 ? BODY_DATA_CR : BODY_DATA;
            at += size;
            continue;
        }
        h204_body before = *body;
        h204_invariant broken =
            body->state == BODY_LINE ? step_line(body, data[at]) : step_data_end(body, data[at]);
        if (broken != H204_INVARIANT_NONE) {
            *body = before;
            if (out->count > 0) { /* first the content, with the next call the error */
                return outcome_of(H204_CONTENT, at);
            }
            h204_outcome outcome = outcome_of(H204_INVALID, at);
            outcome.broken = broken;
            outcome.culprit = at;
            return outcome;
        }
        at += 1;
    }
    if (out->count > 0) {
        return outcome_of(H204_CONTENT, at);
    }
    return outcome_of(body->state == BODY_TRAILERS ? H204_TRAILERS : H204_NEED_INPUT, at);
}

h204_outcome h204_body_step(h204_body *body, h204_view input, h204_span *content, uint32_t capacity,
                            uint32_t *count)
{
    delivery out = { content, capacity, 0 };
    uint32_t end = input.size < H204_HEAD_SIZE_MAX ? (uint32_t)input.size : H204_HEAD_SIZE_MAX;
    h204_outcome outcome = outcome_of(H204_DONE, 0);
    if (body->state == BODY_TRAILERS) {
        outcome = outcome_of(H204_TRAILERS, 0);
    } else if (body->state != BODY_OVER) {
        outcome = body->framing == H204_FRAMING_CHUNKED ? step_chunked(body, input.data, end, &out)
                                                        : step_plain(body, end, &out);
    }
    PROMISE(CX_CONSUMED, outcome.consumed <= input.size);
    *count = out.count;
    return outcome;
}

bool h204_body_awaits_trailers(const h204_body *body)
{
    return body->state == BODY_TRAILERS;
}

h204_outcome h204_body_trailers(h204_body *body, h204_view input, h204_field *fields, uint32_t capacity,
                                uint32_t *count)
{
    *count = 0;
    if (body->state != BODY_TRAILERS) {
        return outcome_of(body->state == BODY_OVER ? H204_DONE : H204_NEED_INPUT, 0);
    }
    h204_cursor c = h204_cursor_open(input, h204_limit_or(body->limits.trailers, H204_DEFAULT_TRAILERS),
                                     H204_LIMIT_TRAILERS, body->tolerances);
    h204_framing_facts unused = { 0 }; /* trailers never change framing (RFC 9110 6.5) */
    uint32_t found = 0;
    if (!h204_read_section(&c, H204_SECTION_TRAILERS,
                           h204_limit_or(body->limits.fields, H204_DEFAULT_FIELDS), fields, capacity,
                           &found, &unused)) {
        return c.stop;
    }
    h204_outcome outcome = h204_section_outcome(&c, capacity, found, count);
    if (outcome.status == H204_DONE) {
        body->tolerated |= c.tolerated;
        body->state = BODY_OVER;
    }
    PROMISE(CX_CONSUMED, outcome.consumed <= input.size);
    return outcome;
}

/* ---- the end ------------------------------------------------------------------------------------------------ */

h204_outcome h204_body_close(h204_body *body, h204_end end)
{
    bool is_clean = end == H204_END_CLOSED;
    if (is_clean && body->framing == H204_FRAMING_CLOSE) {
        body->state = BODY_OVER;
    }
    bool may_lack_crlf = (body->tolerances & H204_TOLERATE_CHUNKED_EOF_NO_CRLF) != 0;
    if (is_clean && body->state == BODY_TRAILERS && may_lack_crlf) {
        body->tolerated |= H204_TOLERATE_CHUNKED_EOF_NO_CRLF;
        body->state = BODY_OVER;
    }
    if (body->state == BODY_OVER) {
        return outcome_of(H204_DONE, 0);
    }
    h204_outcome outcome = outcome_of(H204_NEED_INPUT, 0);
    if (is_clean && body->framing == H204_FRAMING_LENGTH) {
        outcome.broken = H204_FRAME_R6_LENGTH;
    } else if (is_clean) {
        outcome.broken = body->state == BODY_TRAILERS ? H204_CHK_END_CRLF : H204_CHK_LAST;
    }
    return outcome;
}

h204_reuse h204_reuse_of(h204_context context, const h204_head *head, const h204_body *body)
{
    uint32_t ends_connection = H204_TOLERATE_TE_WITH_CL | H204_TOLERATE_TE_HTTP10 |
                               H204_TOLERATE_CHUNKED_EOF_NO_CRLF;
    uint32_t traits = head->traits;
    bool has_te = (traits & H204_HAS_TRANSFER_ENCODING) != 0;
    bool has_length = (traits & H204_HAS_CONTENT_LENGTH) != 0;
    bool is_bodiless = head->status_code / 100 == 1 || head->status_code == 204;
    if (head->framing == H204_FRAMING_TUNNEL) {
        return H204_REUSE_NO_TUNNEL;
    }
    if (head->framing == H204_FRAMING_CLOSE) {
        return H204_REUSE_NO_UNTIL_CLOSE;
    }
    if (body->state != BODY_OVER) {
        return H204_REUSE_NO_INCOMPLETE;
    }
    if ((traits & H204_SAYS_CLOSE) != 0 || context.request_said_close == H204_YES) {
        return H204_REUSE_NO_CLOSE_OPTION;
    }
    if (head->minor_version == 0 && (traits & H204_SAYS_KEEP_ALIVE) == 0) {
        return H204_REUSE_NO_HTTP10;
    }
    if (head->minor_version == 0 && has_te) {
        return H204_REUSE_NO_HTTP10_TE;
    }
    if (is_bodiless && (has_te || (has_length && (traits & H204_LENGTH_IS_ZERO) == 0))) {
        return H204_REUSE_NO_LENGTH_WITHOUT_CONTENT;
    }
    if (head->framing == H204_FRAMING_NONE && (traits & H204_FRAMING_IS_INVALID) != 0) {
        return H204_REUSE_NO_FRAMING_INVALID;
    }
    if (((head->tolerated | body->tolerated) & ends_connection) != 0 ||
        (traits & H204_FRAMING_WAS_FOLDED) != 0) {
        return H204_REUSE_NO_TOLERATED;
    }
    return (traits & H204_UPGRADE_NOT_OFFERED) != 0 ? H204_REUSE_NO_UPGRADE : H204_REUSE_YES;
}
