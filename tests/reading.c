/* reading.c - a whole connection read by the codec's stream, cut into feeds.
 *
 * It uses nothing but the public header, as any caller would, and says in a result what it saw.
 */
#include "reading.h"

#include <string.h>

#define SAME(ours, theirs) _Static_assert((int)(ours) == (int)(theirs), "one order for oracle and codec")

SAME(FRAMED_NONE, H204_FRAMING_NONE);
SAME(FRAMED_LENGTH, H204_FRAMING_LENGTH);
SAME(FRAMED_CHUNKED, H204_FRAMING_CHUNKED);
SAME(FRAMED_CLOSE, H204_FRAMING_CLOSE);
SAME(FRAMED_TUNNEL, H204_FRAMING_TUNNEL);
SAME(CONNECTION_OPEN, H204_END_OPEN);
SAME(CONNECTION_KEPT, H204_END_KEPT);
SAME(CONNECTION_CLOSED, H204_END_CLOSED);
SAME(CONNECTION_RESET, H204_END_RESET);

typedef struct session {
    const connection *read;
    reading_result *result;
    h204_stream stream;
    message_result *message; /* the one being read, or NULL */
    size_t answered;
    size_t at;    /* octets consumed */
    size_t whole; /* octets of messages read whole */
    bool is_over; /* nothing more is to be fed */
    bool is_last; /* no further response may be read: reuse is no */
} session;

static h204_view view_of(const char *text, size_t size)
{
    h204_view view = { (const uint8_t *)text, size };
    return view;
}

h204_exchange exchange_for(const request_facts *request, h204_field *fields)
{
    static const char octets[] = "Upgrade: websocket\r\nConnection: close\r\n";
    static const h204_field upgrade = { { 0, 7 }, { 9, 9 } };
    static const h204_field close = { { 20, 10 }, { 32, 5 } };
    h204_exchange exchange = { 0 };
    exchange.given = H204_GIVEN_METHOD;
    switch (request->method) {
    case REQUEST_OTHER:   exchange.method = view_of("DELETE", 6); break;
    case REQUEST_HEAD:    exchange.method = view_of("HEAD", 4); break;
    case REQUEST_CONNECT: exchange.method = view_of("CONNECT", 7); break;
    }
    if (request->version_given) {
        exchange.given |= H204_GIVEN_VERSION;
        exchange.major_version = 1;
        exchange.minor_version = request->is_10 ? 0 : 1;
    }
    if (request->fields_given) {
        exchange.given |= H204_GIVEN_FIELDS;
        exchange.octets = view_of(octets, sizeof octets - 1);
        exchange.fields = fields;
        if (request->offers_upgrade) {
            fields[exchange.field_count++] = upgrade;
        }
        if (request->says_close) {
            fields[exchange.field_count++] = close;
        }
    }
    return exchange;
}

h204_limits limits_of(const connection *read)
{
    h204_limits limits = { read->limits.head,       read->limits.fields,
                           read->limits.chunk_line, read->limits.chunk_extensions,
                           read->limits.trailers,   read->limits.interim };
    return limits;
}

h204_context context_of(const connection *read)
{
    h204_field fields[2];
    h204_exchange exchange = { 0 };
    if (read->request_count > 0) {
        exchange = exchange_for(&read->requests[0], fields);
    }
    h204_context context = h204_context_of(&exchange);
    context.tolerances = read->tolerances;
    context.limits = limits_of(read);
    return context;
}

static void promise(const session *s, bool kept, h204_invariant invariant, const char *what)
{
    if (!kept) {
        law_violated(what, (unsigned)invariant, s->read);
    }
}

static string copy_span(const session *s, h204_view view, h204_span span)
{
    uint32_t size = h204_span_size(span);
    promise(s, span.offset <= view.size && size <= view.size - span.offset, H204_CX_SPAN_INSIDE,
            "a span lies outside the octets");
    string copy = { NULL, 0 };
    h204_room room = { result_memory(s->result, size), size, 0 };
    h204_outcome outcome = h204_copy_value(view, span, &room);
    promise(s, outcome.status == H204_DONE, H204_CX_SPAN_INSIDE, "a copied value is longer than its span");
    copy.data = room.data;
    copy.size = room.size;
    return copy;
}

static void copy_fields(session *s, h204_view view, const h204_field *fields, uint32_t field_count,
                        field_line **lines, size_t *count)
{
    for (uint32_t i = 0; i < field_count; i++) {
        field_line line = { copy_span(s, view, fields[i].name), copy_span(s, view, fields[i].value) };
        result_add_field(s->result, lines, count, line);
    }
}

static void finish_message(session *s, const h204_event *event)
{
    promise(s, s->message != NULL, H204_CX_STREAM, "a message ends that did not begin");
    s->message->complete = true;
    s->message->reuse = event->reuse == H204_REUSE_YES;
    s->message->size = event->size;
    s->message->spent = event->tolerated;
    s->message = NULL;
    s->whole += (size_t)event->size;
    s->answered += event->interim ? 0 : 1;
    s->is_last = !event->interim && event->reuse != H204_REUSE_YES;
}

static void take_event(session *s, h204_view view, const h204_field *fields, const h204_event *event)
{
    switch (event->kind) {
    case H204_EVENT_NONE:
        return;
    case H204_EVENT_HEAD:
        s->message = result_add_message(s->result);
        s->message->minor_version = event->head.minor_version;
        s->message->status_code = event->head.status_code;
        s->message->framing = (message_framing)event->head.framing;
        s->message->reason = copy_span(s, view, event->head.reason);
        copy_fields(s, view, fields, event->head.field_count, &s->message->fields,
                    &s->message->field_count);
        return;
    case H204_EVENT_CONTENT:
        promise(s, event->content.offset <= view.size && event->content.size > 0 &&
                       event->content.size <= view.size - event->content.offset,
                H204_CX_SPAN_INSIDE, "content lies outside the octets");
        result_append(s->result, &s->message->body, view.data + event->content.offset,
                      event->content.size);
        return;
    case H204_EVENT_TRAILERS:
        copy_fields(s, view, fields, event->trailer_count, &s->message->trailers,
                    &s->message->trailer_count);
        return;
    case H204_EVENT_MESSAGE:
        finish_message(s, event);
        return;
    case H204_EVENT_DISCARDED:
        return;
    case H204_EVENT_TUNNEL:
        s->result->state = READ_TUNNEL;
        s->is_over = true;
        return;
    case H204_EVENT_EXCESS:
        s->result->state = READ_EXCESS;
        s->is_over = true;
        return;
    case H204_EVENT_CLOSED:
        promise(s, s->is_last, H204_CX_STREAM, "a connection is over that may be reused");
        s->is_over = true;
        return;
    }
}

/* One call, with the field capacity it asks for. */
static h204_outcome step(session *s, h204_view view, h204_field *fields, uint32_t capacity)
{
    h204_field request_fields[2];
    h204_exchange exchange;
    h204_event event;
    const h204_exchange *request = NULL;
    if (s->answered < s->read->request_count) {
        exchange = exchange_for(&s->read->requests[s->answered], request_fields);
        request = &exchange;
    }
    h204_outcome outcome = h204_stream_step(&s->stream, request, view, fields, capacity, &event);
    promise(s, outcome.consumed <= view.size, H204_CX_CONSUMED, "more is consumed than was given");
    if (outcome.status == H204_NEED_SPACE) {
        promise(s, outcome.needed > capacity && outcome.needed <= UINT32_MAX, H204_CX_CONSUMED,
                "less space is needed than there was");
        h204_field *more = result_memory(s->result, outcome.needed * sizeof *more);
        s->at += outcome.consumed; /* the last chunk's line, where trailers lack space */
        view.data += outcome.consumed;
        view.size -= outcome.consumed;
        return step(s, view, more, (uint32_t)outcome.needed);
    }
    if (outcome.status == H204_INVALID) {
        s->result->state = READ_REJECT;
        s->result->invariant = (unsigned)outcome.broken;
        s->result->at = s->at + outcome.culprit;
        s->is_over = true;
        promise(s, outcome.culprit < view.size, H204_CX_SPAN_INSIDE, "a culprit lies outside the octets");
    }
    if (outcome.status == H204_DONE) {
        size_t before = s->whole;
        take_event(s, view, fields, &event);
        s->result->discarded += event.kind == H204_EVENT_DISCARDED ? outcome.consumed : 0;
        promise(s, event.kind != H204_EVENT_MESSAGE || s->whole == s->at + outcome.consumed ||
                       before == s->whole,
                H204_CX_CONSUMED, "a message's size is not what was consumed for it");
    }
    s->at += outcome.consumed;
    return outcome;
}

/* Feed the octets up to `end`, until nothing more comes of them. */
static void feed(session *s, size_t end)
{
    enum { FEW = 4 };
    h204_field few[FEW];
    size_t idle = 0;
    while (!s->is_over) {
        h204_view view = { s->read->octets + s->at, end - s->at };
        h204_outcome outcome = step(s, view, few, FEW);
        idle = outcome.consumed > 0 ? 0 : idle + 1;
        promise(s, idle < 8, H204_CX_CONSUMED, "the stream makes no headway");
        if (outcome.status == H204_NEED_INPUT) {
            return;
        }
    }
}

/* Nothing more is read as a response: CRLF pairs alone are dropped (RFC 9112 9.2). */
static void judge_rest(session *s)
{
    static const uint8_t crlf[2] = { '\r', '\n' };
    size_t at = s->at;
    while (s->read->size - at >= 2 && memcmp(s->read->octets + at, crlf, 2) == 0) {
        at += 2;
    }
    bool all_answered = s->answered == s->read->request_count;
    s->result->discarded += at - s->at;
    s->result->state = at < s->read->size ? READ_EXCESS : all_answered ? READ_DONE : READ_CLOSED;
}

static void finish(session *s)
{
    h204_view rest = { s->read->octets + s->at, s->read->size - s->at };
    h204_event event = { 0 };
    if (!s->is_over && s->read->end != CONNECTION_OPEN) {
        h204_outcome outcome = h204_stream_close(&s->stream, rest, (h204_end)s->read->end, &event);
        if (outcome.status == H204_DONE) {
            take_event(s, rest, NULL, &event);
        }
    }
    bool is_between = s->message == NULL && s->answered == s->read->request_count;
    bool is_settled = s->result->state == READ_REJECT || s->result->state == READ_TUNNEL ||
                      s->result->state == READ_EXCESS;
    if (!is_settled && (s->is_last || is_between)) {
        judge_rest(s);
    } else if (!is_settled) {
        s->result->state = READ_INCOMPLETE;
    }
    if (s->result->state != READ_REJECT) {
        s->result->at = s->whole;
    }
}

void codec_read(const connection *read, const size_t *cuts, size_t count, reading_result *result)
{
    result_clear(result);
    session s = { 0 };
    s.read = read;
    s.result = result;
    s.stream = h204_stream_start(read->tolerances, limits_of(read));
    for (size_t i = 0; i < count; i++) {
        feed(&s, cuts[i]);
    }
    feed(&s, read->size);
    feed(&s, read->size); /* a call that brings nothing new has the head judged as far as it came */
    finish(&s);
}
