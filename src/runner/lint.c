/* lint.c - recorded responses, read one item at a time. */
#include "lint.h"

#include "exchange.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What follows a message is judged by how it begins; more would make many messages quadratic. */
#define FOLLOWING_ENOUGH 65536u

/* A parser that builds a tree is not asked about more. */
#define JSON_ENOUGH 1048576u

struct lint {
    h204_view capture;      /* the octets of the track */
    const lint_track *track;
    const lint_options *options;
    uint32_t profiles;      /* of the rows that are reported, a set */
    bool judges;
    h204_stream stream;
    h204_exchange exchange; /* of the oldest request without a final response */
    size_t at;              /* octets of the capture that were read           */
    size_t request;         /* requests given that were answered              */
    size_t sent;            /* requests given that were sent before `at`      */
    bool requests_known;    /* on this connection                             */
    bool fresh;             /* no message of this connection was read yet     */
    bool over;              /* no further response may be read on it          */
    bool unclaimed;         /* because octets stand there that are no response */
    bool failed;            /* nothing more can be read at all                */
    unsigned number;        /* of the last message                            */
    h204_reuse reuse;       /* of the last message                            */
    uint64_t announced;     /* content of the last message that it may not have */
    h204_field *fields;
    uint32_t capacity;
    h204_breach breaches[H204_INVARIANT_END];
};

/* ---- what octets look like ----------------------------------------------------------------------------- */

static bool is_digit(uint8_t octet)
{
    return octet >= '0' && octet <= '9';
}

/* "HTTP/" DIGIT "." DIGIT SP 3DIGIT at the start */
static bool is_status_line(h204_view view)
{
    return view.size >= 12 && memcmp(view.data, "HTTP/", 5) == 0 && is_digit(view.data[5]) &&
           view.data[6] == '.' && is_digit(view.data[7]) && view.data[8] == ' ' && is_digit(view.data[9]) &&
           is_digit(view.data[10]) && is_digit(view.data[11]);
}

/* What a reader would try as a response, even if it then finds a fault in it. */
static bool begins_like_response(h204_view view)
{
    size_t at = 0;
    while (at < view.size && (view.data[at] == ' ' || view.data[at] == '\t')) {
        at++;
    }
    size_t size = view.size - at < 5 ? view.size - at : 5;
    return size > 0 && strncasecmp((const char *)view.data + at, "HTTP/", size) == 0;
}

/* Where in view[from .. size) a status line begins, or the size.  Only lint may search for one: a client that
 * resynchronises by searching reads what a sender hid in content. */
static size_t find_status_line(h204_view view, size_t from)
{
    while (from < view.size) {
        const uint8_t *found = memchr(view.data + from, 'H', view.size - from);
        if (found == NULL) {
            return view.size;
        }
        from = (size_t)(found - view.data);
        if (is_status_line((h204_view){ found, view.size - from })) {
            return from;
        }
        from++;
    }
    return view.size;
}

static size_t line_ends(h204_view view)
{
    size_t size = 0;
    while (size < view.size && (view.data[size] == '\r' || view.data[size] == '\n')) {
        size++;
    }
    return size;
}

static size_t crlf_pairs(h204_view view)
{
    size_t size = 0;
    while (size + 1 < view.size && view.data[size] == '\r' && view.data[size + 1] == '\n') {
        size += 2;
    }
    return size;
}

/* Octets of a whole chunked body at the start, or 0; *content is what it carries. */
static size_t chunked_size(h204_view view, uint64_t *content)
{
    h204_head head = { .status_code = 200, .minor_version = 1, .framing = H204_FRAMING_CHUNKED };
    h204_body body = h204_body_start((h204_context){ 0 }, &head);
    h204_field fields[16];
    size_t at = 0;
    for (;;) {
        h204_span spans[16];
        uint32_t count = 0;
        h204_view left = { view.data + at, view.size - at };
        h204_outcome outcome = h204_body_step(&body, left, spans, 16, &count);
        at += outcome.consumed;
        if (outcome.status == H204_TRAILERS) {
            left = (h204_view){ view.data + at, view.size - at };
            outcome = h204_body_trailers(&body, left, fields, 16, &count);
            at += outcome.consumed;
        }
        if (outcome.status == H204_DONE) {
            *content = body.received;
            return at;
        }
        if (outcome.status != H204_CONTENT) {
            return 0;
        }
    }
}

static bool is_json(h204_view view)
{
    if (view.size > JSON_ENOUGH) {
        return view.data[0] == '{' || view.data[0] == '[';
    }
    json_t *value = json_loadb((const char *)view.data, view.size, JSON_DECODE_ANY, NULL);
    bool loaded = value != NULL;
    json_decref(value);
    return loaded;
}

static bool begins_with(h204_view view, const char *text)
{
    size_t size = strlen(text);
    return view.size >= size && strncasecmp((const char *)view.data, text, size) == 0;
}

static bool is_text(h204_view view)
{
    for (size_t i = 0; i < view.size; i++) {
        uint8_t octet = view.data[i];
        if ((octet < 0x20 && octet != '\t' && octet != '\r' && octet != '\n') || octet == 0x7f) {
            return false;
        }
    }
    return true;
}

static lint_look look_at(h204_view view, uint64_t *chunk_content)
{
    h204_view trimmed = view;
    while (trimmed.size > 0 && memchr(" \t\r\n", trimmed.data[0], 4) != NULL) {
        trimmed.data++;
        trimmed.size--;
    }
    if (line_ends(view) == view.size) {
        return LINT_LOOKS_CRLF;
    }
    if (chunked_size(view, chunk_content) == view.size) {
        return *chunk_content == 0 ? LINT_LOOKS_LAST_CHUNK : LINT_LOOKS_CHUNKED;
    }
    if (begins_with(trimmed, "<!doctype html") || begins_with(trimmed, "<html")) {
        return LINT_LOOKS_HTML;
    }
    if (begins_with(trimmed, "<?xml")) {
        return LINT_LOOKS_XML;
    }
    if (begins_with(view, "\x1f\x8b")) {
        return LINT_LOOKS_GZIP;
    }
    if (is_json(view)) {
        return LINT_LOOKS_JSON;
    }
    return is_text(view) ? LINT_LOOKS_TEXT : LINT_LOOKS_BINARY;
}

/* ---- reading ------------------------------------------------------------------------------------------- */

/* How far the octets reach that came before the next request was sent: nothing of a response lies beyond. */
static size_t limit(const lint *l)
{
    bool all_sent = l->sent == l->track->request_count;
    return all_sent ? l->capture.size : l->track->requests[l->sent].sent_at;
}

static h204_view left(const lint *l)
{
    return (h204_view){ l->capture.data + l->at, limit(l) - l->at };
}

static h204_end end_of_input(const lint *l)
{
    return limit(l) == l->capture.size ? l->options->end : H204_END_OPEN;
}

static size_t unanswered(const lint *l)
{
    return l->track->request_count - l->request;
}

static size_t outstanding(const lint *l)
{
    return l->sent > l->request ? l->sent - l->request : 0;
}

static void begin_connection(lint *l)
{
    l->stream = h204_stream_start(l->options->tolerances, (h204_limits){ 0 });
    l->requests_known = outstanding(l) > 0;
    l->fresh = true;
    l->over = false;
    l->unclaimed = false;
    l->announced = 0;
}

/* Where requests were sent since the last response, a connection waits for one; it may be a new one. */
static void send_requests(lint *l)
{
    size_t before = l->sent;
    while (l->sent < l->track->request_count && l->track->requests[l->sent].sent_at <= l->at) {
        l->sent++;
    }
    if (l->sent > before && outstanding(l) == l->sent - before) {
        begin_connection(l);
    }
}

static uint32_t profiles_of(const row_set *rows)
{
    uint32_t profiles = 0;
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        profiles |= row_set_has(rows, row->invariant) ? (uint32_t)row->profile : 0;
    }
    return profiles;
}

lint *lint_begin(const lint_track *track, const lint_options *options, unsigned number)
{
    lint *l = calloc(1, sizeof *l);
    if (l == NULL) {
        abort();
    }
    l->capture = track->octets;
    l->track = track;
    l->options = options;
    l->profiles = profiles_of(&options->rows);
    l->judges = true;
    l->number = number;
    begin_connection(l);
    return l;
}

size_t lint_unanswered(const lint *state)
{
    return unanswered(state);
}

void lint_end(lint *state)
{
    free(state->fields);
    free(state);
}

static const lint_request *request_now(const lint *l)
{
    return l->requests_known ? &l->track->requests[l->request] : NULL;
}

/* Keep of the breaches those that are asked for and that this recording can show. */
static uint32_t keep_asked(const lint *l, h204_breach *breaches, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        h204_invariant invariant = breaches[i].invariant;
        if (row_set_has(&l->options->rows, invariant) && !row_set_has(&l->track->lost, invariant)) {
            breaches[kept++] = breaches[i];
        }
    }
    return kept;
}

/* Judge item->offset on: `size` octets of it are the message, the rest follows. */
static void check(lint *l, lint_item *item, size_t size)
{
    if (!l->judges) {
        return;
    }
    size_t end = item->offset + size;
    size_t following = limit(l) - end;
    bool whole = following <= FOLLOWING_ENOUGH;
    h204_message message = {
        .octets = { l->capture.data + item->offset, size },
        .following = { l->capture.data + end, whole ? following : FOLLOWING_ENOUGH },
        .end = whole ? end_of_input(l) : H204_END_OPEN,
        .exchange = &l->exchange,
    };
    h204_verdicts verdicts;
    h204_check(&message, l->profiles, l->breaches, H204_INVARIANT_END, &verdicts);
    item->breaches = l->breaches;
    item->breach_count = keep_asked(l, l->breaches, verdicts.breach_count);
    for (uint32_t i = 0; i < item->breach_count; i++) {
        h204_span *place = &l->breaches[i].place;
        if (l->breaches[i].part == H204_PART_FOLLOWING) {
            /* Stray octets glued to a recorded response are only those before it. */
            h204_view shown = { message.following.data + place->offset, place->size };
            size_t stray = find_status_line(shown, 0);
            place->size = stray > 0 ? (uint32_t)stray : place->size;
        }
    }
}

/* The number that one Content-Length of a head announces, or 0. */
static uint64_t length_of(h204_view view, const h204_field *fields, uint32_t count)
{
    static const char name[] = "content-length";
    for (uint32_t i = 0; i < count; i++) {
        if (fields[i].name.size != sizeof name - 1 ||
            strncasecmp((const char *)view.data + fields[i].name.offset, name, sizeof name - 1) != 0) {
            continue;
        }
        uint64_t length = 0;
        for (uint32_t k = 0; k < h204_span_size(fields[i].value); k++) {
            uint8_t octet = view.data[fields[i].value.offset + k];
            if (!is_digit(octet) || length > (UINT64_MAX - 9) / 10) {
                return 0;
            }
            length = length * 10 + (uint64_t)(octet - '0');
        }
        return length;
    }
    return 0;
}

static lint_item finish_message(lint *l, lint_item item, const h204_event *event)
{
    item.kind = LINT_MESSAGE;
    item.head = event->head;
    item.size = (size_t)event->size;
    item.interim = event->interim != 0;
    item.reuse = event->reuse;
    item.tolerated = event->tolerated;
    check(l, &item, item.size);
    l->reuse = event->reuse;
    if (!item.interim) {
        l->request += l->requests_known ? 1 : 0;
        l->over = event->reuse != H204_REUSE_YES || (l->requests_known && outstanding(l) == 0);
    }
    return item;
}

/* Nothing more can be read up to the next request. */
static void give_up(lint *l)
{
    l->failed = limit(l) == l->capture.size;
    if (!l->failed) {
        l->at = limit(l);
        l->request = l->sent;
    }
}

static lint_item reject(lint *l, lint_item item, h204_outcome outcome)
{
    item.kind = LINT_REJECTED;
    item.broken = outcome.broken;
    item.culprit = l->at + outcome.culprit;
    item.size = limit(l) - item.offset;
    if (outcome.broken == H204_ST_PRESENT) {
        h204_view rest = { l->capture.data + item.offset, item.size };
        item.look_size = find_status_line(rest, 0);
        item.look = look_at((h204_view){ rest.data, item.look_size }, &item.chunk_content);
    }
    check(l, &item, item.size);
    give_up(l);
    return item;
}

/* The capture is over, and the message is not. */
static lint_item reach_end(lint *l, lint_item item)
{
    h204_event event;
    bool assumed =
        end_of_input(l) == H204_END_OPEN && item.head_read && item.head.framing == H204_FRAMING_CLOSE;
    h204_end end = assumed ? H204_END_CLOSED : end_of_input(l);
    if (end == H204_END_CLOSED || end == H204_END_RESET) {
        h204_outcome outcome = h204_stream_close(&l->stream, left(l), end, &event);
        if (outcome.status == H204_DONE && event.kind == H204_EVENT_MESSAGE) {
            item.end_assumed = assumed;
            return finish_message(l, item, &event);
        }
    }
    /* Only a clean end says what is missing; the question is the same however the capture ended. */
    h204_stream copy = l->stream;
    item.kind = LINT_TRUNCATED;
    item.broken = h204_stream_close(&copy, left(l), H204_END_CLOSED, &event).broken;
    item.size = limit(l) - item.offset;
    check(l, &item, item.size);
    give_up(l);
    return item;
}

static void make_room(lint *l, size_t needed)
{
    l->capacity = (uint32_t)needed;
    l->fields = realloc(l->fields, needed * sizeof *l->fields);
    if (l->fields == NULL) {
        abort();
    }
}

static lint_item begin_message(lint *l)
{
    const lint_request *request = request_now(l);
    lint_item item = { .number = ++l->number, .offset = l->at };
    l->exchange = (h204_exchange){ 0 };
    if (request != NULL) {
        item.request = request->text;
        l->exchange = request->exchange;
        l->exchange.given |= H204_GIVEN_OUTSTANDING;
        l->exchange.outstanding = (uint32_t)outstanding(l);
        item.is_head_request = h204_context_of(&l->exchange).method == H204_METHOD_HEAD;
    }
    exchange_add_context(&l->exchange, &l->options->context);
    l->fresh = false;
    l->announced = 0;
    return item;
}

/* One head: what of it can be judged is judged, and nothing is known of what followed. */
static lint_item next_head(lint *l)
{
    lint_item item = begin_message(l);
    item.kind = l->track->is_cut ? LINT_TRUNCATED : LINT_MESSAGE;
    item.size = l->capture.size;
    item.head_read = !l->track->is_cut;
    item.interim = l->track->status_code / 100 == 1 && l->track->status_code != 101;
    check(l, &item, item.size);
    l->request += l->requests_known && !item.interim ? 1 : 0;
    l->at = l->capture.size;
    return item;
}

static lint_item next_message(lint *l)
{
    lint_item item = begin_message(l);
    for (;;) {
        h204_event event;
        h204_view view = left(l);
        h204_outcome outcome = h204_stream_step(&l->stream, &l->exchange, view, l->fields, l->capacity, &event);
        switch (outcome.status) {
        case H204_INVALID:
            return reject(l, item, outcome);
        case H204_NEED_SPACE:
            make_room(l, outcome.needed);
            continue;
        case H204_NEED_INPUT:
            l->at += outcome.consumed;
            return reach_end(l, item);
        case H204_DONE:
        case H204_CONTENT:
        case H204_TRAILERS:
            break;
        }
        l->at += outcome.consumed;
        switch (event.kind) {
        case H204_EVENT_HEAD:
            item.head_read = true;
            item.head = event.head;
            if (event.head.framing == H204_FRAMING_NONE) {
                l->announced = length_of(view, l->fields, event.head.field_count);
            }
            break;
        case H204_EVENT_CONTENT:
            item.content += event.content.size;
            break;
        case H204_EVENT_TRAILERS:
            item.trailer_count = event.trailer_count;
            break;
        case H204_EVENT_MESSAGE:
            return finish_message(l, item, &event);
        case H204_EVENT_NONE:
        case H204_EVENT_DISCARDED: /* only without a request */
        case H204_EVENT_EXCESS:
        case H204_EVENT_TUNNEL: /* only after a final message, where this loop has returned */
        case H204_EVENT_CLOSED:
            break;
        }
    }
}

/* Octets that no response may claim, up to where a further recorded response begins. */
static lint_item next_rest(lint *l)
{
    h204_view rest = left(l);
    lint_item item = { .kind = LINT_REST, .number = l->number, .offset = l->at, .reuse = l->reuse };
    if (l->over && l->reuse == H204_REUSE_NO_TUNNEL) {
        item.look = LINT_LOOKS_TUNNEL;
        item.size = rest.size;
        l->at = limit(l);
        return item;
    }
    if (l->over && begins_like_response(rest)) {
        item.kind = LINT_FURTHER;
        item.unclaimed = l->unclaimed;
        begin_connection(l);
        return item;
    }
    item.size = crlf_pairs(rest);
    if (item.size > 0 && (l->over || item.size == rest.size ||
                          begins_like_response((h204_view){ rest.data + item.size, rest.size - item.size }))) {
        item.look = LINT_LOOKS_CRLF;
        l->at += item.size;
        return item;
    }
    uint64_t content = 0;
    size_t owned = l->announced <= rest.size ? (size_t)l->announced : 0;
    size_t chunks = chunked_size(rest, &content);
    item.size = find_status_line(rest, owned > chunks ? owned : chunks);
    item.look = look_at((h204_view){ rest.data, item.size }, &item.chunk_content);
    item.announced = l->announced;
    item.unclaimed = !l->over;
    l->at += item.size;
    l->unclaimed = item.unclaimed;
    l->over = true;
    l->announced = 0;
    return item;
}

lint_item lint_next(lint *state)
{
    send_requests(state);
    h204_view rest = left(state);
    if (state->failed || state->at == state->capture.size) {
        return (lint_item){ .kind = LINT_END, .number = state->number, .offset = state->at };
    }
    if (state->track->is_head) {
        return next_head(state);
    }
    bool unclaimed = !state->fresh && !state->requests_known && !begins_like_response(rest);
    return state->over || unclaimed ? next_rest(state) : next_message(state);
}

size_t lint_read_only(const lint_track *track, const lint_options *options)
{
    lint *state = lint_begin(track, options, 0);
    size_t messages = 0;
    lint_item item;
    state->judges = false;
    do {
        item = lint_next(state);
        messages += item.kind == LINT_MESSAGE;
    } while (item.kind != LINT_END);
    lint_end(state);
    return messages;
}

/* ---- places -------------------------------------------------------------------------------------------- */

/* The last stretch that begins at or before `offset`. */
static const lint_stretch *stretch_at(const lint_track *track, size_t offset)
{
    size_t low = 0;
    size_t high = track->stretch_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (track->stretches[middle].at <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &track->stretches[low];
}

lint_place lint_place_of(const lint_track *track, size_t offset, size_t size)
{
    if (track->stretch_count == 0) {
        return (lint_place){ offset, size };
    }
    const lint_stretch *stretch = stretch_at(track, offset);
    if (!stretch->is_copy) {
        return (lint_place){ stretch->file_at, stretch->file_size };
    }
    size_t before = offset - stretch->at < stretch->size ? offset - stretch->at : stretch->size;
    size_t shown = size < stretch->size - before ? size : stretch->size - before;
    return (lint_place){ stretch->file_at + before, shown };
}

lint_place lint_breach_place(const lint_track *track, const lint_item *item, const h204_breach *breach)
{
    size_t base = breach->part == H204_PART_OCTETS ? item->offset : item->offset + item->size;
    return lint_place_of(track, base + breach->place.offset, breach->place.size);
}

/* The lines of a head that was written anew may stand in any order in the file. */
lint_place lint_item_place(const lint_track *track, const lint_item *item)
{
    if (track->stretch_count == 0 || item->size == 0) {
        return (lint_place){ lint_place_of(track, item->offset, 0).offset, item->size };
    }
    size_t begin = SIZE_MAX;
    size_t end = 0;
    size_t item_end = item->offset + item->size;
    const lint_stretch *behind = track->stretches + track->stretch_count;
    for (const lint_stretch *s = stretch_at(track, item->offset); s < behind && s->at < item_end; s++) {
        size_t skipped = s->is_copy && s->at < item->offset ? item->offset - s->at : 0;
        size_t cut = s->is_copy && s->at + s->size > item_end ? s->at + s->size - item_end : 0;
        begin = s->file_at + skipped < begin ? s->file_at + skipped : begin;
        end = s->file_at + s->file_size - cut > end ? s->file_at + s->file_size - cut : end;
    }
    return (lint_place){ begin, end - begin };
}
