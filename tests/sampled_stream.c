/* sampled_stream.c - a whole connection against the laws of the stream, whole and in pieces. */
#include "sampled.h"

#include "../src/runner/promise_failed.h"
#include "laws.h"
#include "reading.h"
#include "three_readers.h"

#include <stdio.h>

static void holds(const connection *read, bool is_kept, h204_invariant promise, const char *law)
{
    if (!is_kept) {
        law_violated(law, (unsigned)promise, read);
    }
}

static void same_results(const connection *read, const reading_result *one, const char *one_title,
                         const reading_result *other, const char *other_title,
                         h204_invariant promise, const char *law)
{
    if (!results_equal(one, other)) {
        print_result(one_title, one);
        print_result(other_title, other);
        law_violated(law, (unsigned)promise, read);
    }
}

static connection prefix_of(const connection *read, size_t size)
{
    connection prefix = *read;
    prefix.size = size;
    prefix.end = CONNECTION_OPEN;
    return prefix;
}

/* Octets that another call gives elsewhere, something else behind them. */
static uint8_t *place_elsewhere(const uint8_t *octets, size_t size)
{
    enum { MOST = 1 << 17 };
    static uint8_t memory[MOST];
    if (size > MOST / 2) {
        return NULL;
    }
    memcpy(memory, octets, size);
    return memory;
}

/* ---- the oracle, and pieces ---------------------------------------------------------------------------- */

static void oracle_agrees_with(const connection *read, const reading_result *whole)
{
    static reading_result oracle; /* its memory, and that of all below, is kept for the next run */
    oracle_read(read, &oracle);
    same_results(read, &oracle, "oracle", whole, "codec", H204_CX_STREAM, "the oracle agrees");
}

static void same_when_cut(const connection *read, const reading_result *whole, const size_t *cuts,
                          size_t count)
{
    static reading_result part;
    codec_read(read, cuts, count, &part);
    if (!results_equal(whole, &part)) {
        fputs("  cut at", stderr);
        for (size_t i = 0; i < count; i++) {
            fprintf(stderr, " %zu", cuts[i]);
        }
        fputc('\n', stderr);
    }
    same_results(read, whole, "whole", &part, "cut", H204_CX_INCREMENTAL,
                 "splits agree with the whole");
}

static void splits_agree_with(const connection *read, const reading_result *whole,
                              const size_t *places)
{
    size_t cuts[CUTS_EXHAUSTIVE + 2 * INPUT_PLACES];
    size_t count = 0;
    if (read->size <= CUTS_EXHAUSTIVE) {
        for (size_t at = 0; at <= read->size; at++) {
            same_when_cut(read, whole, &at, 1);
        }
        for (size_t at = 0; at < read->size; at++) {
            cuts[count++] = at;
        }
        same_when_cut(read, whole, cuts, count);
        return;
    }
    for (int i = 0; i < INPUT_PLACES; i++) {
        cuts[count++] = places[i];
        bool is_free =
            places[i] < read->size && (i + 1 == INPUT_PLACES || places[i] < places[i + 1]);
        if (is_free) { /* each octet behind a place alone */
            cuts[count++] = places[i] + 1;
        }
    }
    same_when_cut(read, whole, cuts, count);
}

/* ---- less and more input ------------------------------------------------------------------------------- */

/* Only the end of the connection made it whole: less input, or more, may make something else of it. */
static bool needs_the_end(const message_result *message)
{
    return message->framing == FRAMED_CLOSE ||
           (message->spent & H204_TOLERATE_CHUNKED_EOF_NO_CRLF) != 0;
}

/* Judged when the head is whole, or the name (spec/reading.md). */
static bool is_judged_later(unsigned broken)
{
    return broken == H204_LIMIT_INTERIM || broken == H204_ST_PRESENT ||
           broken == H204_ST_NAME_CASE || (broken >= 300 && broken < 400);
}

/* The first messages of `longer` are those that `shorter` has whole; where `shorter` rejects, so does `longer`. */
static void continues(const connection *read, const reading_result *shorter,
                      const reading_result *longer)
{
    static const char law[] = "following octets change nothing";
    for (size_t i = 0; i < shorter->message_count; i++) {
        const message_result *message = &shorter->messages[i];
        if (message->complete && needs_the_end(message)) {
            return;
        }
        bool is_there = i < longer->message_count;
        bool is_kept = is_there && (message->complete
                                        ? messages_equal(message, &longer->messages[i])
                                        : message->status_code == longer->messages[i].status_code &&
                                              message->body.size <= longer->messages[i].body.size);
        if (!is_kept) {
            print_result("shorter", shorter);
            print_result("longer", longer);
        }
        holds(read, is_kept, H204_CX_CONSUMED, law);
    }
    if (shorter->state == READ_REJECT || shorter->state == READ_TUNNEL) {
        same_results(read, shorter, "shorter", longer, "longer", H204_CX_ERROR_STICKY,
                     "errors are sticky");
    }
}

/* A prefix has the messages that end in it, and no other; it is rejected once the culprit is in it. */
static void prefix_gives_what_is_in_it(const connection *read, const reading_result *whole,
                                       size_t size)
{
    static const char law[] = "proper prefixes of an accepted message need input";
    static reading_result part;
    connection prefix = prefix_of(read, size);
    codec_read(&prefix, NULL, 0, &part);
    continues(read, &part, whole);
    uint64_t end = 0;
    for (size_t i = 0; i < whole->message_count; i++) {
        const message_result *message = &whole->messages[i];
        end += message->size;
        bool is_whole = message->complete && end <= size && !needs_the_end(message);
        bool is_found = i < part.message_count && part.messages[i].complete;
        holds(read, is_found == is_whole, H204_CX_PREFIX, law);
        if (!is_whole) {
            break;
        }
    }
    bool may_wait =
        whole->state != READ_REJECT || size <= whole->at || is_judged_later(whole->invariant);
    bool may_be_known = whole->state == READ_REJECT && size > whole->at;
    bool is_rejected = part.state == READ_REJECT;
    holds(read, is_rejected ? may_be_known : may_wait, H204_CX_ERROR_STICKY,
          "a rejection is known with its culprit, and not before");
}

static void prefixes_agree(const connection *read, const reading_result *whole,
                           const size_t *places)
{
    if (read->size <= CUTS_EXHAUSTIVE) {
        for (size_t size = 0; size < read->size; size++) {
            prefix_gives_what_is_in_it(read, whole, size);
        }
        return;
    }
    prefix_gives_what_is_in_it(read, whole, places[0]);
    if (whole->state == READ_REJECT) {
        prefix_gives_what_is_in_it(read, whole, whole->at);
        prefix_gives_what_is_in_it(read, whole, whole->at + 1);
    } else if (whole->message_count > 0 && whole->messages[0].complete) {
        prefix_gives_what_is_in_it(read, whole, (size_t)whole->messages[0].size - 1);
    }
}

/* Behind all octets, or right behind the first message, something else goes on. */
static void following_octets_change_nothing(const connection *read, const reading_result *whole,
                                            uint32_t choice)
{
    static const h204_view suffixes[] = {
#define SUFFIX(literal) {(const uint8_t *)("" literal), sizeof literal - 1}
        SUFFIX("x"),         SUFFIX("\r\n"),
        SUFFIX("\n"),        SUFFIX("\r"),
        SUFFIX(" "),         SUFFIX("\0"),
        SUFFIX("0\r\n\r\n"), SUFFIX(": "),
        SUFFIX("\x80"),      SUFFIX("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"),
#undef SUFFIX
    };
    enum { SUFFIXES = sizeof suffixes / sizeof suffixes[0] };
    static reading_result more;
    bool is_first_whole = whole->message_count > 0 && whole->messages[0].complete;
    size_t kept = is_first_whole && choice % 2 == 1 ? (size_t)whole->messages[0].size : read->size;
    uint8_t *elsewhere = place_elsewhere(read->octets, kept);
    if (elsewhere == NULL) {
        return;
    }
    h204_view suffix = suffixes[choice / 2 % SUFFIXES];
    memcpy(elsewhere + kept, suffix.data, suffix.size);
    connection longer = *read;
    longer.octets = elsewhere;
    longer.size = kept + suffix.size;
    codec_read(&longer, NULL, 0, &more);
    if (kept == read->size) {
        continues(&longer, whole, &more);
    } else if (!needs_the_end(&whole->messages[0])) {
        holds(&longer,
              more.message_count > 0 && messages_equal(&whole->messages[0], &more.messages[0]),
              H204_CX_CONSUMED, "following octets change nothing");
    }
}

/* ---- tolerances ---------------------------------------------------------------------------------------- */

/* What strict reading accepts is read alike, no tolerance spent; what spent none strict reading accepts; and no
 * tolerance finds a fault sooner, but where one judged later has a smaller culprit. */
static void tolerances_only_add(const connection *read, const reading_result *tolerant)
{
    static const char law[] = "tolerances only add";
    static reading_result strict;
    if (read->tolerances == 0) {
        for (size_t i = 0; i < tolerant->message_count; i++) {
            holds(read, tolerant->messages[i].spent == 0, H204_CX_STRICT_SUBSET, law);
        }
        return;
    }
    connection strictly = *read;
    strictly.tolerances = 0;
    codec_read(&strictly, NULL, 0, &strict);
    if (strict.state != READ_REJECT && strict.state != READ_INCOMPLETE) {
        same_results(read, &strict, "strict", tolerant, "tolerant", H204_CX_STRICT_SUBSET, law);
    }
    bool is_alike = true;
    for (size_t i = 0; is_alike && i < tolerant->message_count; i++) {
        const message_result *message = &tolerant->messages[i];
        holds(read, (message->spent & ~read->tolerances) == 0, H204_CX_STRICT_SUBSET, law);
        bool strict_has = i < strict.message_count && strict.messages[i].complete;
        is_alike = message->complete && message->spent == 0;
        holds(read,
              is_alike ? strict_has && messages_equal(message, &strict.messages[i]) : !strict_has,
              H204_CX_STRICT_SUBSET, law);
    }
    bool is_sooner = strict.at > tolerant->at && !is_judged_later(tolerant->invariant);
    holds(read, tolerant->state != READ_REJECT || (strict.state == READ_REJECT && !is_sooner),
          H204_CX_STRICT_SUBSET, law);
}

/* ---- calls for one message ----------------------------------------------------------------------------- */

typedef struct walk { /* the messages of a result, read again with the calls for one */
    const connection *read;
    const reading_result *whole;
    size_t at;       /* octets consumed */
    size_t answered; /* requests that have their final response */
    bool forbids;    /* an interim response forbade reuse */
} walk;

static const char one_message[] = "calls for one message agree with the stream";

static h204_view rest_of(const walk *w)
{
    h204_view rest = {w->read->octets + w->at, w->read->size - w->at};
    return rest;
}

static h204_context context_for(const walk *w)
{
    connection one = *w->read;
    one.requests += w->answered;
    one.request_count -= w->answered;
    return context_of(&one);
}

static bool same_lines(h204_view view, const h204_field *fields, uint32_t count,
                       const field_line *lines, size_t expected)
{
    bool same = count == expected;
    for (uint32_t i = 0; same && i < count; i++) {
        same = value_is(view, fields[i].name, lines[i].name) &&
               value_is(view, fields[i].value, lines[i].value);
    }
    return same;
}

/* The content comes in the order in which the stream told of it. */
static h204_outcome walk_content(walk *w, const message_result *message, h204_body *body)
{
    enum { SPANS = 2 };
    size_t seen = 0;
    h204_outcome outcome;
    do {
        h204_span spans[SPANS];
        uint32_t count = 0;
        h204_view rest = rest_of(w);
        outcome = h204_body_step(body, rest, spans, SPANS, &count);
        for (uint32_t i = 0; i < count; i++) {
            holds(w->read,
                  spans[i].size <= message->body.size - seen &&
                      memcmp(rest.data + spans[i].offset, message->body.data + seen,
                             spans[i].size) == 0,
                  H204_CX_STREAM, one_message);
            seen += spans[i].size;
        }
        w->at += outcome.consumed;
    } while (outcome.status == H204_CONTENT);
    holds(w->read, seen == message->body.size, H204_CX_STREAM, one_message);
    return outcome;
}

static h204_outcome walk_trailers(walk *w, const message_result *message, h204_body *body)
{
    static h204_field trailers[HEAD_FIELDS_MOST];
    uint32_t count = 0;
    h204_view rest = rest_of(w);
    h204_outcome outcome = h204_body_trailers(body, rest, trailers, HEAD_FIELDS_MOST, &count);
    if (outcome.status == H204_DONE) {
        holds(w->read, same_lines(rest, trailers, count, message->trailers, message->trailer_count),
              H204_CX_STREAM, one_message);
        w->at += outcome.consumed;
    }
    return outcome;
}

static void same_rejection(const walk *w, h204_outcome outcome, size_t from)
{
    bool is_rejected = outcome.status == H204_INVALID;
    bool is_last = w->whole->state == READ_REJECT;
    holds(w->read,
          is_rejected == is_last &&
              (!is_rejected || (w->whole->invariant == (unsigned)outcome.broken &&
                                w->whole->at == from + outcome.culprit)),
          H204_CX_STREAM, one_message);
}

/* One message with its head, content, trailers, end and verdict.  False where it is not complete. */
static bool walk_message(walk *w, const message_result *message)
{
    static h204_field fields[HEAD_FIELDS_MOST];
    size_t start = w->at;
    h204_head head;
    h204_context context = context_for(w);
    h204_view rest = rest_of(w);
    h204_outcome outcome = h204_parse_head(context, rest, fields, HEAD_FIELDS_MOST, &head);
    holds(w->read,
          outcome.status == H204_DONE && head.status_code == message->status_code &&
              head.minor_version == message->minor_version &&
              (int)head.framing == (int)message->framing &&
              value_is(rest, head.reason, message->reason) &&
              same_lines(rest, fields, head.field_count, message->fields, message->field_count),
          H204_CX_STREAM, one_message);
    w->at += outcome.consumed;
    h204_body body = h204_body_start(context, &head);
    size_t from = w->at;
    outcome = walk_content(w, message, &body);
    if (outcome.status == H204_INVALID) {
        from = w->at - outcome.consumed;
    } else if (outcome.status == H204_TRAILERS) {
        from = w->at;
        outcome = walk_trailers(w, message, &body);
    }
    bool all_was_read = w->at == w->read->size; /* else the trailer section is truncated */
    if (outcome.status == H204_NEED_INPUT && all_was_read && w->read->end != CONNECTION_OPEN) {
        outcome = h204_body_close(&body, (h204_end)w->read->end);
    }
    bool is_done = outcome.status == H204_DONE;
    holds(w->read, message->complete == is_done, H204_CX_STREAM, one_message);
    if (!is_done) {
        same_rejection(w, outcome, from);
        return false;
    }
    bool is_interim = head.status_code / 100 == 1 && head.framing != H204_FRAMING_TUNNEL;
    bool may_go_on = h204_reuse_of(context, &head, &body) == H204_REUSE_YES;
    holds(w->read,
          message->size == w->at - start && message->spent == (head.tolerated | body.tolerated) &&
              message->reuse == (may_go_on && (is_interim || !w->forbids)),
          H204_CX_STREAM, one_message);
    w->forbids = is_interim && (w->forbids || !may_go_on);
    w->answered += is_interim ? 0 : 1;
    return true;
}

static void calls_agree_with(const connection *read, const reading_result *whole)
{
    walk w = {read, whole, 0, 0, false};
    for (size_t i = 0; i < whole->message_count; i++) {
        if (!walk_message(&w, &whole->messages[i])) {
            holds(read, i + 1 == whole->message_count, H204_CX_STREAM, one_message);
            return;
        }
    }
    bool is_head_next = whole->state == READ_INCOMPLETE || whole->state == READ_REJECT;
    if (!is_head_next || whole->invariant == H204_LIMIT_INTERIM) {
        return;
    }
    static head_read found;
    head_parse(context_for(&w), rest_of(&w), &found);
    holds(read, found.outcome.status == H204_INVALID || found.outcome.status == H204_NEED_INPUT,
          H204_CX_STREAM, one_message);
    same_rejection(&w, found.outcome, w.at);
}

/* ---- checkpoints --------------------------------------------------------------------------------------- */

typedef struct follower { /* a stream, and what its caller keeps beside it */
    h204_stream stream;
    size_t at;
    size_t answered;
    bool is_over;
} follower;

typedef struct told {
    h204_outcome outcome;
    h204_event event;
    h204_field fields[HEAD_FIELDS_MOST];
} told;

static bool same_events(const h204_event *one, const h204_event *other)
{
    return one->kind == other->kind && same_heads(&one->head, &other->head) &&
           same_places(one->content, other->content) &&
           one->trailer_count == other->trailer_count && one->reuse == other->reuse &&
           one->size == other->size && one->tolerated == other->tolerated &&
           one->interim == other->interim;
}

static bool same_tales(const told *one, const told *other)
{
    uint32_t count = one->event.kind == H204_EVENT_TRAILERS ? one->event.trailer_count
                     : one->event.kind == H204_EVENT_HEAD   ? one->event.head.field_count
                                                            : 0;
    return same_outcomes(one->outcome, other->outcome) &&
           (one->outcome.status != H204_DONE || (same_events(&one->event, &other->event) &&
                                                 same_fields(one->fields, other->fields, count)));
}

/* One call, the octets up to `size` being received. */
static void follow(const connection *read, follower *f, const uint8_t *octets, size_t size,
                   told *tale)
{
    h204_field request_fields[2];
    h204_exchange exchange;
    const h204_exchange *request = NULL;
    if (f->answered < read->request_count) {
        exchange = exchange_for(&read->requests[f->answered], request_fields);
        request = &exchange;
    }
    h204_view view = {octets + f->at, size - f->at};
    tale->outcome =
        h204_stream_step(&f->stream, request, view, tale->fields, HEAD_FIELDS_MOST, &tale->event);
    h204_event_kind kind = tale->outcome.status == H204_DONE ? tale->event.kind : H204_EVENT_NONE;
    f->at += tale->outcome.status == H204_INVALID ? 0 : tale->outcome.consumed;
    f->answered += kind == H204_EVENT_MESSAGE && !tale->event.interim ? 1 : 0;
    f->is_over = tale->outcome.status == H204_INVALID || kind == H204_EVENT_TUNNEL ||
                 kind == H204_EVENT_EXCESS || kind == H204_EVENT_CLOSED;
}

static void read_up_to(const connection *read, follower *f, size_t size)
{
    static told tale;
    do {
        follow(read, f, read->octets, size, &tale);
    } while (!f->is_over && tale.outcome.status == H204_DONE);
}

/* Where octets are wanted, no section is whole that a further call would tell of: its end is told with the octet
 * that brings it, else a caller waits for octets that nobody sends. */
static void nothing_is_held_back(const connection *read, const follower *f, size_t size)
{
    static told tale;
    follower again = *f;
    follow(read, &again, read->octets, size, &tale);
    holds(read, tale.outcome.status != H204_DONE, H204_CX_INCREMENTAL,
          "the end of a section is told at once");
}

/* What ended says so again, whatever comes. */
static void end_is_final(const connection *read, const follower *f, const told *last)
{
    static told tale;
    bool is_rejected = last->outcome.status == H204_INVALID;
    const size_t sizes[] = {f->at, read->size};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        follower again = *f;
        follow(read, &again, read->octets, sizes[i], &tale);
        holds(read, !is_rejected || same_outcomes(tale.outcome, last->outcome),
              H204_CX_ERROR_STICKY, "errors are sticky");
    }
}

/* An end that truncates names what is missing where it was clean, and nothing else. */
static void end_is_told(const connection *read, follower *f, follower *copy,
                        const uint8_t *elsewhere)
{
    static told tale;
    static told copied;
    h204_view rest = {read->octets + f->at, read->size - f->at};
    h204_view moved = {elsewhere + f->at, rest.size};
    tale.outcome = h204_stream_close(&f->stream, rest, (h204_end)read->end, &tale.event);
    copied.outcome = h204_stream_close(&copy->stream, moved, (h204_end)read->end, &copied.event);
    holds(read, same_tales(&tale, &copied), H204_CX_DETERMINISTIC,
          "a copy of a stream is a checkpoint");
    bool names_a_row = tale.outcome.broken != H204_INVARIANT_NONE;
    bool is_clean_cut = tale.outcome.status == H204_NEED_INPUT && read->end == CONNECTION_CLOSED;
    holds(read, names_a_row == is_clean_cut, H204_CX_STREAM, "a clean end names what is missing");
}

/* A copy taken at a place reads on, elsewhere, in turns with the stream itself: both tell the same. */
static void copy_is_a_checkpoint(const connection *read, const size_t *places)
{
    static told tale;
    static told copied;
    const uint8_t *elsewhere = place_elsewhere(read->octets, read->size);
    follower f = {h204_stream_start(read->tolerances, limits_of(read)), 0, 0, false};
    if (elsewhere == NULL) {
        return;
    }
    read_up_to(read, &f, places[1]);
    if (f.is_over) {
        return;
    }
    nothing_is_held_back(read, &f, places[1]);
    follower copy = f;
    const size_t sizes[] = {places[2], places[3], read->size, read->size};
    for (size_t i = 0; !f.is_over && i < sizeof sizes / sizeof sizes[0]; i++) {
        do {
            follow(read, &f, read->octets, sizes[i], &tale);
            follow(read, &copy, elsewhere, sizes[i], &copied);
            holds(read, same_tales(&tale, &copied) && f.at == copy.at, H204_CX_DETERMINISTIC,
                  "a copy of a stream is a checkpoint");
        } while (!f.is_over && tale.outcome.status == H204_DONE);
        if (!f.is_over) {
            nothing_is_held_back(read, &f, sizes[i]);
        }
    }
    if (f.is_over) {
        end_is_final(read, &f, &tale);
    } else {
        end_is_told(read, &f, &copy, elsewhere);
    }
}

/* ---- all ----------------------------------------------------------------------------------------------- */

/* Looking at promises has every head checked: for short messages, and for one in sixteen of the others. */
static bool is_worth_promises(const input *from)
{
    size_t mixed = from->size;
    for (int i = 0; i < INPUT_PLACES; i++) {
        mixed = mixed * 31 + from->places[i];
    }
    return from->size <= CUTS_EXHAUSTIVE || mixed % 16 == 0;
}

void sampled_stream(input from)
{
    static reading_result whole;
    request_facts requests[INPUT_REQUESTS];
    connection read = input_connection(&from, requests);
    read.limits = input_limits(&from);
    uint32_t choice = input_choose(&from, 32) + (uint32_t)from.places[0];

    h204_promises_are_checked = is_worth_promises(&from);
    codec_read(&read, NULL, 0, &whole);
    h204_promises_are_checked = 0;
    oracle_agrees_with(&read, &whole);
    splits_agree_with(&read, &whole, from.places);
    prefixes_agree(&read, &whole, from.places);
    following_octets_change_nothing(&read, &whole, choice);
    tolerances_only_add(&read, &whole);
    calls_agree_with(&read, &whole);
    copy_is_a_checkpoint(&read, from.places);
    h204_promises_are_checked = 1;
}
