/* embedded.c - the embedded codec as a testee: it reads a connection, or writes a response.
 *
 * Reading is the one loop of h204_stream; what stands here only feeds it the cuts, writes its events down, and
 * says in the words of the contract where it stopped.
 */
#include "embedded.h"

#include "exchange.h"
#include "promise_failed.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

#define ALL_PROFILES (H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER)

/* ---- one connection ---------------------------------------------------------------------------------- */

typedef struct reading {
    const question *asked;
    embedded_detail detail;
    memory *from;
    answer_spec answer;
    size_t message_capacity;

    h204_stream stream;
    h204_field *fields; /* room for the fields of one section */
    uint32_t field_capacity;

    size_t at;              /* octets of the input that the stream has consumed            */
    size_t whole;           /* octets of the messages read whole: where the next one begins */
    size_t answered;        /* requests with a final response                              */
    h204_exchange exchange; /* the oldest request without one                              */
    bool over;              /* a final response had reuse no                               */
    bool in_message;        /* a head was read, and its message is not over                */
    bool decided;           /* answer.state is set                                         */
    octet_buffer body;      /* of the message being read                                   */
    h204_verdicts noted;    /* on all messages together                                    */
} reading;

static const request_spec *oldest_request(const reading *r)
{
    return r->answered < r->asked->request_count ? &r->asked->requests[r->answered] : NULL;
}

static size_t unanswered(const reading *r)
{
    return r->asked->request_count - r->answered;
}

static void look_at_oldest_request(reading *r)
{
    r->exchange = exchange_of(oldest_request(r), unanswered(r), &r->asked->context, r->from);
}

static message_spec *current_message(reading *r)
{
    return &r->answer.messages[r->answer.message_count - 1];
}

typedef struct broken_rows { /* not given where nothing is checked */
    invariant_list core;
    invariant_list extended;
} broken_rows;

static void note_verdicts(h204_verdicts *noted, const h204_verdicts *verdicts)
{
    for (size_t i = 0; i < H204_WORDS; i++) {
        noted->kept[i] |= verdicts->kept[i];
        noted->broken[i] |= verdicts->broken[i];
    }
}

/* The rows broken in input[whole .. end), the octets of a message or of what should be one. */
static broken_rows breaches_up_to(reading *r, size_t end)
{
    broken_rows rows = {0};
    if (r->detail != EMBEDDED_CHECKS) {
        return rows;
    }
    octets input = r->asked->input;
    h204_message message = {
        .octets = {input.data + r->whole, end - r->whole},
        .following = {input.data + end, input.size - end},
        .end = (h204_end)r->asked->end,
        .exchange = &r->exchange,
    };
    h204_verdicts verdicts;
    h204_breach breaches[H204_INVARIANT_END]; /* room for every row there is */
    h204_check(&message, ALL_PROFILES, breaches, H204_INVARIANT_END, &verdicts);
    rows.core.given = rows.extended.given = true;
    rows.core.items = memory_array(r->from, verdicts.breach_count, sizeof *rows.core.items);
    rows.extended.items = memory_array(r->from, verdicts.breach_count, sizeof *rows.extended.items);
    for (uint32_t i = 0; i < verdicts.breach_count; i++) {
        h204_invariant broken = breaches[i].invariant;
        h204_profile profile = h204_invariant_describe(broken)->profile;
        if (profile == H204_PROFILE_CORE) {
            rows.core.items[rows.core.count++] = broken;
        } else if (profile == H204_PROFILE_EXTENDED) {
            rows.extended.items[rows.extended.count++] = broken;
        }
    }
    note_verdicts(&r->noted, &verdicts);
    return rows;
}

static void add_breaches(reading *r, message_spec *message, size_t end)
{
    broken_rows rows = breaches_up_to(r, end);
    message->breaches = rows.core;
    message->extended = rows.extended;
}

static octets copy_of_value(reading *r, h204_view view, h204_span span)
{
    size_t size = h204_span_size(span);
    octets copy = {memory_take(r->from, size + 1), 0};
    h204_room room = {copy.data, size, 0};
    h204_copy_value(view, span, &room);
    copy.size = room.size;
    return copy;
}

static field_list copy_of_fields(reading *r, h204_view view, uint32_t count)
{
    field_list list = {.given = true, .count = count};
    list.pairs = memory_array(r->from, count, sizeof *list.pairs);
    for (uint32_t i = 0; i < count; i++) {
        h204_span name = r->fields[i].name;
        list.pairs[i].name = memory_octets(r->from, view.data + name.offset, h204_span_size(name));
        list.pairs[i].value = copy_of_value(r, view, r->fields[i].value);
    }
    return list;
}

static void begin_message(reading *r, h204_view view, const h204_head *head)
{
    if (r->answer.message_count == r->message_capacity) {
        size_t capacity = r->message_capacity * 2 + 4;
        message_spec *messages = memory_array(r->from, capacity, sizeof *messages);
        if (r->answer.message_count > 0) {
            memcpy(messages, r->answer.messages, r->answer.message_count * sizeof *messages);
        }
        r->answer.messages = messages;
        r->message_capacity = capacity;
    }
    r->answer.message_count++;
    r->in_message = true;
    r->body.size = 0;

    message_spec *message = current_message(r);
    /* Any other major version is no head (RFC 9110 2.5). */
    const char version[] = {'1', '.', (char)('0' + head->minor_version)};
    message->version = memory_octets(r->from, version, sizeof version);
    message->version_given = true;
    message->status = head->status_code;
    message->reason = copy_of_value(r, view, head->reason);
    message->reason_given = true;
    message->fields = copy_of_fields(r, view, head->field_count);
    message->framing = head->framing;
    message->trailers.given = true;
    message->spent = head->tolerated;
    message->spent_given = true;
}

/* Write down what is known of the current message only at its end. */
static void end_message(reading *r, bool complete, uint64_t size)
{
    message_spec *message = current_message(r);
    message->body = memory_octets(r->from, r->body.data, r->body.size);
    message->body_given = true;
    message->complete = complete ? ASSERTED_TRUE : ASSERTED_FALSE;
    message->size = size;
    message->size_given = true;
    r->in_message = false;
}

static void finish_message(reading *r, const h204_event *event)
{
    message_spec *message = current_message(r);
    message->reuse = event->reuse == H204_REUSE_YES ? ASSERTED_TRUE : ASSERTED_FALSE;
    message->spent = event->tolerated;
    add_breaches(r, message, r->whole + (size_t)event->size);
    end_message(r, true, event->size);
    r->whole += (size_t)event->size;
    if (!event->interim) {
        r->answered++;
        look_at_oldest_request(r);
        r->over = event->reuse != H204_REUSE_YES;
    }
}

/* A message whose head was read, and whose content broke at `end` or is not all there. */
static void break_message(reading *r, size_t end)
{
    if (!r->in_message) {
        return;
    }
    message_spec *message = current_message(r);
    message->reuse = ASSERTED_FALSE;
    /* No event tells of a message that is not over; what its chunks have spent stands in the body. */
    message->spent |= r->stream.body.tolerated;
    add_breaches(r, message, r->asked->input.size);
    end_message(r, false, end - r->whole);
}

static void decide(reading *r, end_state state, size_t at)
{
    r->answer.state = state;
    r->answer.at = at;
    r->answer.at_given = true;
    r->decided = true;
}

static void reject(reading *r, h204_invariant broken, size_t culprit)
{
    r->answer.invariant = broken;
    r->answer.rejected_breaches = breaches_up_to(r, r->asked->input.size).core;
    break_message(r, culprit);
    decide(r, END_REJECT, culprit);
}

static void grow_fields(reading *r, size_t needed)
{
    r->field_capacity = (uint32_t)needed;
    r->fields = memory_array(r->from, needed, sizeof *r->fields);
}

/* What one event says.  `view` is what the step looked at. */
static void note(reading *r, h204_view view, const h204_event *event)
{
    switch (event->kind) {
    case H204_EVENT_NONE:
    case H204_EVENT_CLOSED:
        break;
    case H204_EVENT_HEAD:
        begin_message(r, view, &event->head);
        break;
    case H204_EVENT_CONTENT:
        buffer_append(&r->body, view.data + event->content.offset, event->content.size);
        break;
    case H204_EVENT_TRAILERS:
        current_message(r)->trailers = copy_of_fields(r, view, event->trailer_count);
        break;
    case H204_EVENT_MESSAGE:
        finish_message(r, event);
        break;
    case H204_EVENT_DISCARDED:
        break; /* counted at the end: what was consumed and is part of no message */
    case H204_EVENT_TUNNEL:
        decide(r, END_TUNNEL, r->whole);
        break;
    case H204_EVENT_EXCESS:
        decide(r, END_EXCESS, r->whole);
        break;
    }
}

/* Read on until the octets before `received` have nothing more to tell. */
static void read_up_to(reading *r, size_t received)
{
    while (!r->decided) {
        h204_view view = {r->asked->input.data + r->at, received - r->at};
        h204_event event = {0};
        h204_outcome outcome = h204_stream_step(&r->stream, unanswered(r) > 0 ? &r->exchange : NULL,
                                                view, r->fields, r->field_capacity, &event);
        size_t before = r->at;
        r->at += outcome.consumed;
        switch (outcome.status) {
        case H204_DONE:
            note(r, view, &event);
            if (event.kind == H204_EVENT_CLOSED) {
                return;
            }
            break;
        case H204_INVALID:
            reject(r, outcome.broken, before + outcome.culprit);
            return;
        case H204_NEED_SPACE:
            grow_fields(r, outcome.needed);
            break;
        case H204_NEED_INPUT:
        case H204_CONTENT:
        case H204_TRAILERS:
            return;
        }
    }
}

/* Nothing more comes: what does it mean? */
static void conclude(reading *r)
{
    octets input = r->asked->input;
    if (r->asked->end == H204_END_CLOSED || r->asked->end == H204_END_RESET) {
        h204_view rest = {input.data + r->at, input.size - r->at};
        h204_event event = {0};
        h204_outcome outcome = h204_stream_close(&r->stream, rest, (h204_end)r->asked->end, &event);
        if (outcome.status == H204_INVALID) {
            reject(r, outcome.broken, r->at + outcome.culprit);
            return;
        }
        if (outcome.status == H204_DONE) {
            r->at += outcome.consumed;
            note(r, rest, &event);
        }
    }
    if (r->in_message) {
        break_message(r, input.size);
        decide(r, END_INCOMPLETE, r->whole);
        return;
    }
    if (!r->over && unanswered(r) > 0) {
        breaches_up_to(r, input.size); /* noted; a head that is not whole is no message to list them with */
        decide(r, END_INCOMPLETE, r->whole);
        return;
    }
    /* Half a CRLF is no response either, and nobody waits for its other half. */
    if (r->at < input.size) {
        decide(r, END_EXCESS, r->whole);
        return;
    }
    decide(r, unanswered(r) > 0 ? END_CLOSED : END_DONE, r->whole);
    r->answer.discarded = r->at - r->whole;
    r->answer.discarded_given = true;
}

static answer_spec read_connection(const question *asked, embedded_detail detail, h204_verdicts *noted,
                                   memory *from)
{
    reading r = {
        .asked = asked,
        .detail = detail,
        .from = from,
        .answer = {.messages_given = true, .invariant = H204_INVARIANT_NONE},
        .stream = h204_stream_start(asked->tolerances, asked->limits),
    };
    h204_promise_input(asked->input.data, asked->input.size);
    grow_fields(&r, 64);
    look_at_oldest_request(&r);
    for (size_t i = 0; i < asked->cuts.count && !r.decided; i++) {
        read_up_to(&r, asked->cuts.at[i]);
    }
    /* A last call that brings nothing new makes the codec judge what it has put off. */
    for (size_t calls = 0; calls < 2 && !r.decided; calls++) {
        read_up_to(&r, asked->input.size);
    }
    if (!r.decided) {
        conclude(&r);
    }
    h204_promise_input(NULL, 0);
    free(r.body.data);
    *noted = r.noted;
    return r.answer;
}

/* ---- one response to write ---------------------------------------------------------------------------- */

static h204_line *lines_of(const field_list *list, memory *from)
{
    h204_line *lines = memory_array(from, list->count, sizeof *lines);
    for (size_t i = 0; i < list->count; i++) {
        const field_pair *pair = &list->pairs[i];
        lines[i].name = (h204_view){pair->name.data, pair->name.size};
        lines[i].value = (h204_view){pair->value.data, pair->value.size};
    }
    return lines;
}

/* The whole response into `room`, which is left as it was by a call that does not succeed. */
static h204_outcome write_whole(h204_context context, const write_spec *spec, h204_room *room,
                                memory *from)
{
    h204_response response = {
        .minor_version = spec->minor_version,
        .status_code = spec->status,
        .reason = {spec->reason.data, spec->reason.size},
        .fields = lines_of(&spec->fields, from),
        .field_count = (uint32_t)spec->fields.count,
    };
    h204_writing writing = {0};
    h204_outcome outcome = h204_write_head(context, &response, room, &writing);
    if (outcome.status == H204_DONE) {
        h204_view content = {spec->body.data, spec->body.size};
        outcome = h204_write_content(&writing, content, room);
    }
    if (outcome.status == H204_DONE) {
        const h204_line *trailers = lines_of(&spec->trailers, from);
        outcome = h204_write_end(&writing, trailers, (uint32_t)spec->trailers.count, room);
    }
    return outcome;
}

static answer_spec write_response(const question *asked, memory *from)
{
    const request_spec *request = asked->request_count > 0 ? &asked->requests[0] : NULL;
    h204_exchange exchange = exchange_of(request, asked->request_count, &asked->context, from);
    h204_context context = h204_context_of(&exchange);
    context.limits = asked->limits;

    h204_room room = {0};
    h204_outcome outcome = write_whole(context, &asked->response, &room, from);
    while (outcome.status == H204_NEED_SPACE) {
        room = (h204_room){memory_take(from, outcome.needed), outcome.needed, 0};
        outcome = write_whole(context, &asked->response, &room, from);
    }
    answer_spec answer = {.state = END_ANY};
    if (outcome.status == H204_DONE) {
        answer.octets_written = memory_octets(from, room.data, room.size);
        answer.written_given = true;
    } else {
        answer.refused = outcome.broken;
        answer.refused_given = true;
        answer.at = room.size + outcome.culprit;
        answer.at_given = true;
    }
    return answer;
}

answer_spec embedded_answer(const question *asked, embedded_detail detail, memory *from)
{
    h204_verdicts unused;
    return asked->writes ? write_response(asked, from) : read_connection(asked, detail, &unused, from);
}

h204_verdicts embedded_verdicts(const question *asked)
{
    h204_verdicts noted = {.breach_count = 0};
    memory from = {0};
    if (!asked->writes) {
        read_connection(asked, EMBEDDED_CHECKS, &noted, &from);
    }
    memory_free(&from);
    return noted;
}

greeting embedded_greeting(void)
{
    static uint8_t name[] = "h204";
    static uint8_t version[] = H204_VERSION_TEXT;
    return (greeting){
        .name = {name, sizeof name - 1},
        .version = {version, sizeof version - 1},
        .knows = KNOWS_ALL,
        .tolerates = TOLERANCES_ALL,
    };
}
