/* recording_sides.c - requests and responses in turn: taken apart, so that each response is read as one.
 *
 * A response ends where its framing says; octets up to the next request line came from the server too.
 */
#include "recording_parts.h"

#include <stdlib.h>

typedef struct sides {
    recording *from;
    head_draft draft;       /* what the server sent */
    lint_request *requests;
    size_t count;
    size_t capacity;
    size_t at;              /* in the file */
} sides;

static h204_view rest_of(const sides *s)
{
    return (h204_view){ s->from->file.data + s->at, s->from->file.size - s->at };
}

/* ---- requests ------------------------------------------------------------------------------------------ */

static lint_request *new_request(sides *s)
{
    if (s->count == s->capacity) {
        s->capacity = s->capacity == 0 ? 16 : 2 * s->capacity;
        lint_request *more = memory_array(&s->from->pieces, s->capacity, sizeof *more);
        for (size_t i = 0; i < s->count; i++) {
            more[i] = s->requests[i];
        }
        s->requests = more;
    }
    return &s->requests[s->count++];
}

/* Octets of the content of a request (RFC 9112 6.3): chunks are read, a length is counted. */
static size_t request_content(h204_view rest, const h204_exchange *request)
{
    h204_context context = { 0 };
    h204_head head = { .status_code = 200, .minor_version = request->minor_version,
                       .field_count = request->field_count };
    h204_outcome outcome = h204_framing_of(context, request->octets, request->fields, &head);
    if (outcome.status != H204_DONE || head.framing == H204_FRAMING_CLOSE) {
        return 0; /* a request ends with no close: without length it has no content */
    }
    h204_body body = h204_body_start(context, &head);
    size_t at = 0;
    do {
        h204_span spans[16];
        h204_field trailers[16];
        uint32_t count = 0;
        outcome = h204_body_step(&body, (h204_view){ rest.data + at, rest.size - at }, spans, 16, &count);
        at += outcome.consumed;
        if (outcome.status == H204_TRAILERS) {
            outcome = h204_body_trailers(&body, (h204_view){ rest.data + at, rest.size - at }, trailers, 16, &count);
            at += outcome.consumed;
        }
    } while (outcome.status == H204_CONTENT);
    return at;
}

static void read_request(sides *s)
{
    h204_view file = s->from->file;
    file_line line = line_at(file, s->at);
    octets text = memory_octets(&s->from->pieces, file.data + line.at, line.end - line.at);
    lint_request *request = new_request(s);
    lint_request_parse((const char *)text.data, request);
    request->sent_at = s->draft.octets.size;
    s->at = line.next;
    h204_view fields = rest_of(s);
    do {
        line = line_at(file, s->at);
        s->at = line.next;
    } while (!line_is_empty(line) && s->at < file.size);
    fields.size = s->at - (size_t)(fields.data - file.data);
    if (lint_request_add_fields(request, fields, &s->from->pieces)) {
        s->at += request_content(rest_of(s), &request->exchange);
    }
}

/* ---- responses ----------------------------------------------------------------------------------------- */

/* How far the framing of the responses to one request reaches; where one can not be read, or has no end before
 * that of the file, up to where its content may begin. */
static size_t responses_size(h204_view rest, const h204_exchange *request, memory *from)
{
    h204_stream stream = h204_stream_start(H204_USER_AGENT, (h204_limits){ 0 });
    h204_field *fields = NULL;
    uint32_t capacity = 0;
    size_t at = 0;
    size_t after_head = 0;
    for (;;) {
        h204_event event;
        h204_view left = { rest.data + at, rest.size - at };
        h204_outcome outcome = h204_stream_step(&stream, request, left, fields, capacity, &event);
        if (outcome.status == H204_NEED_SPACE) {
            capacity = (uint32_t)outcome.needed;
            fields = memory_array(from, capacity, sizeof *fields);
            continue;
        }
        if (outcome.status != H204_DONE) {
            return after_head;
        }
        at += outcome.consumed;
        if (event.kind == H204_EVENT_HEAD) {
            after_head = at;
        }
        bool is_final = event.kind == H204_EVENT_MESSAGE && !event.interim;
        if (is_final || event.kind == H204_EVENT_TUNNEL) {
            return at;
        }
    }
}

static bool is_capital(uint8_t octet)
{
    return octet >= 'A' && octet <= 'Z';
}

/* Stray octets may stand before a request line without a line end between. */
static size_t find_request_line(h204_view file, size_t from)
{
    for (size_t at = from; at < file.size; at++) {
        uint8_t octet = file.data[at];
        uint8_t before = at > from ? file.data[at - 1] : '\n';
        bool is_inside = is_capital(before) || before == '-' || before == '_';
        if (is_capital(octet) && !is_inside && is_request_line(file, at)) {
            return at;
        }
    }
    return file.size;
}

static void read_responses(sides *s)
{
    const lint_request *request = &s->requests[s->count - 1];
    size_t framed = responses_size(rest_of(s), &request->exchange, &s->from->pieces);
    size_t end = find_request_line(s->from->file, s->at + framed);
    draft_copy(&s->draft, (h204_view){ s->from->file.data + s->at, end - s->at }, s->at);
    s->at = end;
}

bool sides_next(recording *from, lint_track *track)
{
    if (from->over) {
        return false;
    }
    from->over = true;
    sides s = { .from = from, .draft = { .from = &from->pieces, .has_crlf = true } };
    while (s.at < from->file.size) {
        if (is_request_line(from->file, s.at)) {
            read_request(&s);
        } else if (s.count > 0) {
            read_responses(&s);
        } else {
            size_t end = find_request_line(from->file, s.at);
            draft_copy(&s.draft, (h204_view){ from->file.data, end }, 0);
            s.at = end;
        }
    }
    *track = (lint_track){ 0 };
    draft_finish(&s.draft, track);
    track->is_head = false;
    track->requests = s.requests;
    track->request_count = s.count;
    return true;
}
