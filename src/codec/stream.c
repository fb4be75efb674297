/* stream.c - one connection, read response by response: the only loop in the codec. */
#include "body.h"
#include "framing.h"
#include "head.h"

#include <string.h>

typedef enum stream_state {
    STREAM_HEAD,     /* between messages, or in a head        */
    STREAM_BODY,
    STREAM_MESSAGE,  /* a message is over and not yet told of */
    STREAM_TUNNEL,
    STREAM_CLOSED,   /* reuse is no                           */
    STREAM_FAILED
} stream_state;

h204_stream h204_stream_start(uint32_t tolerances, h204_limits limits)
{
    h204_stream stream;
    memset(&stream, 0, sizeof stream);
    stream.tolerances = tolerances;
    stream.limits = limits;
    stream.state = STREAM_HEAD;
    return stream;
}

static h204_outcome plain_outcome(h204_status status, size_t consumed)
{
    h204_outcome outcome = { H204_DONE, H204_INVARIANT_NONE, 0, 0, 0 };
    outcome.status = status;
    outcome.consumed = consumed;
    return outcome;
}

static h204_outcome tell(h204_event *event, h204_event_kind kind, size_t consumed)
{
    event->kind = kind;
    return plain_outcome(H204_DONE, consumed);
}

/* ---- heads and trailers that arrive in pieces ---------------------------------------------------------- */

enum { SMALL_SECTION = 256 };

static void begin_section(h204_stream *stream)
{
    stream->seen = 0;
    stream->tried = 0;
}

/* Judging a section again for every octet would be quadratic: judge it when that may tell something new, or
 * when the growth since the last time pays for it. */
static bool is_worth_judging(h204_stream *stream, h204_view section)
{
    bool nothing_new = section.size == stream->seen;
    bool may_end = h204_find_head_end(section, stream->seen) != 0;
    bool has_grown = section.size - stream->tried > stream->tried / 8;
    stream->seen = section.size;
    if (section.size <= SMALL_SECTION || nothing_new || may_end || has_grown) {
        stream->tried = section.size;
        return true;
    }
    return false;
}

static h204_outcome fail_stream(h204_stream *stream, h204_outcome outcome)
{
    stream->state = STREAM_FAILED;
    stream->failure = outcome;
    return outcome;
}

/* ---- the states ---------------------------------------------------------------------------------------------- */

static bool is_interim(const h204_head *head)
{
    return head->status_code / 100 == 1 && head->framing != H204_FRAMING_TUNNEL;
}

/* Octets that are no part of a response: CRLF may be dropped (RFC 9112 9.2), anything else is excess. */
static h204_outcome step_idle(h204_view input, h204_event *event)
{
    if (input.data[0] != CR) {
        return tell(event, H204_EVENT_EXCESS, 0);
    }
    if (input.size < 2) {
        return plain_outcome(H204_NEED_INPUT, 0);
    }
    bool is_crlf = input.data[1] == LF;
    return tell(event, is_crlf ? H204_EVENT_DISCARDED : H204_EVENT_EXCESS, is_crlf ? 2 : 0);
}

static h204_outcome step_head(h204_stream *stream, const h204_exchange *request, h204_view input,
                              h204_field *fields, uint32_t capacity, h204_event *event)
{
    if (input.size == 0) {
        return plain_outcome(H204_NEED_INPUT, 0);
    }
    if (request == NULL) {
        return step_idle(input, event);
    }
    if (!is_worth_judging(stream, input)) {
        return plain_outcome(H204_NEED_INPUT, 0);
    }
    stream->context = h204_context_of(request);
    stream->context.tolerances = stream->tolerances;
    stream->context.limits = stream->limits;
    h204_outcome outcome = h204_parse_head(stream->context, input, fields, capacity, &stream->head);
    if (outcome.status == H204_INVALID) {
        return fail_stream(stream, outcome);
    }
    if (outcome.status != H204_DONE) {
        return outcome;
    }
    if (is_interim(&stream->head) &&
        stream->interim_count == h204_limit_or(stream->limits.interim, H204_DEFAULT_INTERIM)) {
        outcome = plain_outcome(H204_INVALID, 0);
        outcome.broken = H204_LIMIT_INTERIM;
        return fail_stream(stream, outcome);
    }
    stream->size = outcome.consumed;
    stream->body = h204_body_start(stream->context, &stream->head);
    stream->state = STREAM_BODY;
    event->head = stream->head;
    return tell(event, H204_EVENT_HEAD, outcome.consumed);
}

static h204_outcome step_trailers(h204_stream *stream, h204_view input, size_t used, h204_field *fields,
                                  uint32_t capacity, h204_event *event)
{
    h204_view rest = { input.data + used, input.size - used };
    if (rest.size == 0 || !is_worth_judging(stream, rest)) {
        return plain_outcome(H204_NEED_INPUT, used);
    }
    uint32_t count;
    h204_outcome outcome = h204_body_trailers(&stream->body, rest, fields, capacity, &count);
    outcome.consumed += used;
    outcome.culprit += outcome.status == H204_INVALID ? used : 0;
    if (outcome.status == H204_INVALID) {
        return fail_stream(stream, outcome);
    }
    if (outcome.status != H204_DONE) {
        return outcome;
    }
    for (uint32_t i = 0; i < count; i++) {
        fields[i].name.offset += (uint32_t)used;
        fields[i].value.offset += (uint32_t)used;
    }
    stream->size += outcome.consumed - used;
    stream->state = STREAM_MESSAGE;
    event->trailer_count = count;
    return tell(event, H204_EVENT_TRAILERS, outcome.consumed);
}

static h204_outcome step_message(h204_stream *stream, h204_event *event)
{
    h204_reuse reuse = h204_reuse_of(stream->context, &stream->head, &stream->body);
    event->head = stream->head;
    event->interim = is_interim(&stream->head);
    event->size = stream->size;
    event->tolerated = stream->head.tolerated | stream->body.tolerated;
    event->reuse = reuse;
    begin_section(stream);
    stream->state = STREAM_HEAD;
    if (event->interim) {
        stream->interim_count += 1;
        stream->carried = stream->carried != H204_REUSE_YES ? stream->carried : reuse;
        return tell(event, H204_EVENT_MESSAGE, 0);
    }
    if (reuse == H204_REUSE_YES && stream->carried != H204_REUSE_YES) {
        event->reuse = H204_REUSE_NO_INTERIM;
    }
    if (stream->head.framing == H204_FRAMING_TUNNEL) {
        stream->state = STREAM_TUNNEL;
    } else if (event->reuse != H204_REUSE_YES) {
        stream->state = STREAM_CLOSED;
    }
    stream->interim_count = 0;
    stream->carried = H204_REUSE_YES;
    return tell(event, H204_EVENT_MESSAGE, 0);
}

static h204_outcome step_body(h204_stream *stream, h204_view input, h204_field *fields, uint32_t capacity,
                              h204_event *event)
{
    uint32_t count;
    bool awaited = h204_body_awaits_trailers(&stream->body);
    h204_outcome outcome = h204_body_step(&stream->body, input, &event->content, 1, &count);
    if (outcome.status == H204_INVALID) {
        return fail_stream(stream, outcome);
    }
    stream->size += outcome.consumed;
    if (outcome.status == H204_DONE) {
        stream->state = STREAM_MESSAGE;
    }
    if (count > 0) {
        return tell(event, H204_EVENT_CONTENT, outcome.consumed);
    }
    if (outcome.status == H204_TRAILERS) {
        if (!awaited) {
            begin_section(stream);
        }
        return step_trailers(stream, input, outcome.consumed, fields, capacity, event);
    }
    return outcome.status == H204_DONE ? step_message(stream, event) : outcome;
}

h204_outcome h204_stream_step(h204_stream *stream, const h204_exchange *request, h204_view input,
                              h204_field *fields, uint32_t capacity, h204_event *event)
{
    memset(event, 0, sizeof *event);
    switch ((stream_state)stream->state) {
    case STREAM_HEAD:
        return step_head(stream, request, input, fields, capacity, event);
    case STREAM_BODY:
        return step_body(stream, input, fields, capacity, event);
    case STREAM_MESSAGE:
        return step_message(stream, event);
    case STREAM_TUNNEL:
        return tell(event, H204_EVENT_TUNNEL, 0);
    case STREAM_CLOSED:
        return input.size == 0 ? tell(event, H204_EVENT_CLOSED, 0) : step_idle(input, event);
    case STREAM_FAILED:
        return stream->failure;
    }
    return stream->failure;
}

h204_outcome h204_stream_close(h204_stream *stream, h204_view rest, h204_end end, h204_event *event)
{
    memset(event, 0, sizeof *event);
    bool is_clean = end == H204_END_CLOSED;
    switch ((stream_state)stream->state) {
    case STREAM_HEAD: {
        h204_outcome outcome = plain_outcome(rest.size == 0 ? H204_DONE : H204_NEED_INPUT, 0);
        bool is_cut = rest.size > 0 && is_clean;
        outcome.broken = is_cut ? H204_FLD_SECTION_END : H204_INVARIANT_NONE;
        return outcome;
    }
    case STREAM_BODY: {
        bool trailers_began = h204_body_awaits_trailers(&stream->body) && rest.size > 0;
        if (trailers_began) {
            h204_outcome outcome = plain_outcome(H204_NEED_INPUT, 0);
            outcome.broken = is_clean ? H204_CHK_END_CRLF : H204_INVARIANT_NONE;
            return outcome;
        }
        h204_outcome outcome = h204_body_close(&stream->body, end);
        return outcome.status == H204_DONE ? step_message(stream, event) : outcome;
    }
    case STREAM_MESSAGE:
        return step_message(stream, event);
    case STREAM_TUNNEL:
    case STREAM_CLOSED:
        return plain_outcome(H204_DONE, 0);
    case STREAM_FAILED:
        return stream->failure;
    }
    return stream->failure;
}
