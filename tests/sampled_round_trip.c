/* sampled_round_trip.c - what is read is written, and what is written is read again.
 *
 * Writing is stricter than reading, for it also keeps what binds the sender alone and what a tolerance let
 * pass.  Each row for which a message that was read may be refused has its reason below; no other is one.
 */
#include "sampled.h"

#include "laws.h"
#include "reading.h"

#include "../src/runner/promise_failed.h"

#include <string.h>

enum { INPUT_MOST = 32768, ROOM = 4 * INPUT_MOST, EVERY_TOLERANCE = 0xFFFF };

static const char law_reason[] = "what was read is refused only for a reason that has a name";
static const char law_same[] = "what is written reads as what was read";
static const char law_again[] = "a second writing gives the same octets";
static const char law_pieces[] = "content in other pieces is the same message";

typedef struct trip {
    const input *from;
    connection read; /* its requests begin with that of the message */
    const message_result *message;
    bool is_alone; /* no interim response before it, which may have forbidden reuse */
} trip;

static void hold(const trip *t, bool is_kept, const char *law, h204_invariant promise)
{
    if (!is_kept) {
        input_violates(t->from, law, promise);
    }
}

/* ---- reasons to refuse ------------------------------------------------------------------------------------- */

static bool has_field(const message_result *message, const char *lower_name)
{
    size_t size = strlen(lower_name);
    for (size_t i = 0; i < message->field_count; i++) {
        bool same = message->fields[i].name.size == size;
        for (size_t j = 0; same && j < size; j++) {
            uint8_t octet = message->fields[i].name.data[j];
            same = (octet >= 'A' && octet <= 'Z' ? octet + 32 : octet) == lower_name[j];
        }
        if (same) {
            return true;
        }
    }
    return false;
}

static bool is_limited(const trip *t)
{
    reading_limits none = { 0 };
    return memcmp(&t->read.limits, &none, sizeof none) != 0 || t->read.size > H204_DEFAULT_TRAILERS / 2;
}

/* Rows about the framing fields of a message whose end they did not decide, or that a tolerance let pass. */
static bool is_about_framing(const trip *t, h204_invariant row)
{
    const message_result *message = t->message;
    bool is_bodiless = message->framing == FRAMED_NONE || message->framing == FRAMED_TUNNEL;
    bool te = has_field(message, "transfer-encoding");
    bool cl = has_field(message, "content-length");
    uint32_t spent = message->spent;
    if (row == H204_FRAME_TE_KNOWN) {
        return te && (is_bodiless || (spent & H204_TOLERATE_TE_UNKNOWN) != 0);
    }
    if (row == H204_FRAME_TE_10_GEN) {
        return te && (is_bodiless || (spent & H204_TOLERATE_TE_HTTP10) != 0);
    }
    if (row == H204_FRAME_TE_REQ_11) {
        return te && t->read.request_count > 0 && t->read.requests[0].is_10;
    }
    if (row == H204_FRAME_TE_CL_GEN) {
        return te && cl && (is_bodiless || (spent & H204_TOLERATE_TE_WITH_CL) != 0);
    }
    if (row == H204_FRAME_CL_SINGLE) {
        return cl && (is_bodiless || (spent & H204_TOLERATE_CL_LIST_SAME) != 0);
    }
    return (row < H204_FRAME_CL_NONEMPTY ? te : cl) && is_bodiless;
}

/* Rows about framing fields where none may be (RFC 9110 8.6, RFC 9112 6.1). */
static bool is_about_no_content(const trip *t, h204_invariant row)
{
    const message_result *message = t->message;
    bool te = has_field(message, "transfer-encoding");
    bool cl = has_field(message, "content-length");
    bool is_1xx = message->status_code / 100 == 1;
    const request_facts *request = t->read.request_count > 0 ? &t->read.requests[0] : NULL;
    bool is_connect = request != NULL && request->method == REQUEST_CONNECT && message->status_code / 100 == 2;
    return (row == H204_S204_NO_CL && message->status_code == 204 && cl) ||
           (row == H204_S204_NO_TE && message->status_code == 204 && te) || (row == H204_S1XX_NO_CL && is_1xx && cl) ||
           (row == H204_S1XX_NO_TE && is_1xx && te) ||
           (row == H204_S1XX_NOT_TO_10 && is_1xx && request != NULL && request->is_10) ||
           (row == H204_CONNECT_NO_CL && is_connect && cl) || (row == H204_CONNECT_NO_TE && is_connect && te);
}

static bool is_a_reason(const trip *t, h204_invariant row)
{
    const message_result *message = t->message;
    bool kept_control = (message->spent & H204_TOLERATE_KEEP_CTL) != 0;
    if (row >= H204_FRAME_TE_ABNF && row <= H204_FRAME_CL_SINGLE) {
        return is_about_framing(t, row);
    }
    if (row >= H204_S204_NO_CL && row <= H204_CONNECT_NO_TE) {
        return is_about_no_content(t, row);
    }
    if (row >= H204_TRL_NO_FRAMING && row <= H204_TRL_DUP_LIST) {
        return message->trailer_count > 0;
    }
    bool is_limit = row == H204_LIMIT_HEAD || row == H204_LIMIT_FIELDS || row == H204_LIMIT_CHUNK_LINE ||
                    row == H204_LIMIT_TRAILERS;
    return (row == H204_ST_CODE_RANGE && (message->status_code < 100 || message->status_code > 599)) ||
           (row == H204_CONN_ABNF && has_field(message, "connection")) ||
           (row == H204_FLD_VALUE_NO_CTL && kept_control) ||
           (row == H204_TRL_SYNTAX && kept_control && message->trailer_count > 0) || (is_limit && is_limited(t));
}

/* ---- there and back ---------------------------------------------------------------------------------------- */

static h204_view view_of(string text)
{
    h204_view view = { text.data, text.size };
    return view;
}

static const h204_line *lines_of(reading_result *keeper, const field_line *lines, size_t count)
{
    h204_line *result = result_memory(keeper, (count + 1) * sizeof *result);
    for (size_t i = 0; i < count; i++) {
        result[i].name = view_of(lines[i].name);
        result[i].value = view_of(lines[i].value);
    }
    return result;
}

/* Write a message, its content cut at ascending cuts[0 .. count). */
static h204_outcome write_message(const trip *t, const message_result *message, const size_t *cuts, size_t count,
                                  h204_room *room)
{
    static reading_result keeper;
    result_clear(&keeper);
    h204_response response = { message->minor_version > 0 ? 1 : 0, (uint16_t)message->status_code,
                               view_of(message->reason), NULL, (uint32_t)message->field_count };
    response.fields = lines_of(&keeper, message->fields, message->field_count);
    h204_writing writing;
    h204_outcome outcome = h204_write_head(context_of(&t->read), &response, room, &writing);
    size_t at = 0;
    for (size_t i = 0; i <= count && outcome.status == H204_DONE; i++) {
        size_t end = i < count && cuts[i] < message->body.size ? cuts[i] : i < count ? at : message->body.size;
        h204_view piece = { NULL, end - at };
        if (piece.size > 0) {
            piece.data = message->body.data + at;
        }
        outcome = h204_write_content(&writing, piece, room);
        at = end;
    }
    if (outcome.status == H204_DONE) {
        outcome = h204_write_end(&writing, lines_of(&keeper, message->trailers, message->trailer_count),
                                 (uint32_t)message->trailer_count, room);
    }
    return outcome;
}

/* The one message that strict reading finds in what was written. */
static const message_result *read_again(const trip *t, const h204_room *room, reading_result *result)
{
    connection written = t->read;
    written.octets = room->data;
    written.size = room->size;
    written.tolerances = 0;
    written.request_count = 1;
    written.end = t->message->framing == FRAMED_CLOSE ? CONNECTION_CLOSED : CONNECTION_OPEN;
    codec_read(&written, NULL, 0, result);
    hold(t, result->message_count == 1 && result->messages[0].complete && result->messages[0].size == room->size,
         law_same, H204_CX_READS_BACK);
    return &result->messages[0];
}

/* Equal but for what only the wire of the one or the other had: octets, tolerances, and what they do to reuse. */
static bool is_same(const trip *t, const message_result *message, const message_result *again)
{
    message_result expected = *message;
    expected.minor_version = message->minor_version > 0 ? 1 : 0;
    expected.size = again->size;
    expected.reuse = message->spent == 0 && t->is_alone ? message->reuse : again->reuse;
    expected.spent = 0;
    return messages_equal(&expected, again);
}

static void there_and_back(const trip *t)
{
    static uint8_t memory[3][ROOM];
    static reading_result result;
    static reading_result recut;
    h204_room first = { memory[0], ROOM, 0 };
    h204_room second = { memory[1], ROOM, 0 };
    h204_room third = { memory[2], ROOM, 0 };
    h204_outcome outcome = write_message(t, t->message, NULL, 0, &first);
    hold(t, outcome.status != H204_NEED_SPACE, law_same, H204_CX_SER_ATOMIC);
    if (outcome.status != H204_DONE) {
        hold(t, is_a_reason(t, outcome.broken), law_reason, H204_CX_SER_CLEAN);
        return;
    }
    const message_result *again = read_again(t, &first, &result);
    hold(t, is_same(t, t->message, again), law_same, H204_CX_READS_BACK);
    outcome = write_message(t, again, NULL, 0, &second);
    hold(t, outcome.status == H204_DONE && second.size == first.size && memcmp(memory[0], memory[1], first.size) == 0,
         law_again, H204_CX_IDEMPOTENT);

    outcome = write_message(t, again, t->from->places, INPUT_PLACES, &third);
    hold(t, outcome.status == H204_DONE, law_pieces, H204_CX_RECHUNK);
    if (again->framing == FRAMED_CHUNKED) {
        hold(t, is_same(t, again, read_again(t, &third, &recut)), law_pieces, H204_CX_RECHUNK);
    } else {
        hold(t, third.size == first.size && memcmp(memory[0], memory[2], first.size) == 0, law_pieces, H204_CX_RECHUNK);
    }
}

static reading_state go_there_and_back(const input *from, const connection *read)
{
    static reading_result result;
    size_t request = 0;
    codec_read(read, NULL, 0, &result);
    for (size_t i = 0; i < result.message_count && result.messages[i].complete; i++) {
        const message_result *message = &result.messages[i];
        trip t = { from, *read, message, i == 0 || result.messages[i - 1].status_code / 100 != 1 };
        t.read.requests += request;
        t.read.request_count -= request;
        there_and_back(&t);
        request += message->status_code / 100 == 1 && message->framing != FRAMED_TUNNEL ? 0 : 1;
    }
    return result.state;
}

/* Promises cost ten times what reading does: for short messages, and for one in 16 of the others. */
static bool is_looked_at_closely(const input *from)
{
    return from->size <= CUTS_EXHAUSTIVE || (from->octets[from->size / 2] + from->size) % 16 == 0;
}

void sampled_round_trip(input from)
{
    request_facts requests[INPUT_REQUESTS];
    if (from.size > INPUT_MOST) {
        return;
    }
    h204_promises_are_checked = is_looked_at_closely(&from);
    connection read = input_connection(&from, requests);
    read.limits = input_limits(&from);
    uint32_t chosen = read.tolerances != 0 ? read.tolerances : EVERY_TOLERANCE;
    read.tolerances = 0;
    if (go_there_and_back(&from, &read) == READ_REJECT) {
        read.tolerances = chosen;
        go_there_and_back(&from, &read);
    }
}
