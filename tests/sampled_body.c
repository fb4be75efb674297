/* sampled_body.c - content behind a head that the controls choose, read at once and in pieces. */
#include "sampled.h"

#include "laws.h"
#include "reading.h"
#include "three_readers.h"

#include <stdio.h>

enum {
    CONTENT_MOST = 1 << 16,
    RUNS_MOST = CONTENT_MOST / 6 + 1, /* between two runs stand CRLF, a digit and CRLF at least */
    SPANS_WHOLE = 64,                 /* places that one call may deliver where nothing is cut */
    SPANS_MOST = 3,                   /* the same where it is */
    ROOM_FOR_HEAD = 64,
    ROOM_BEHIND = 64
};

typedef struct trial {
    connection
        read; /* a head and the content, where octets follow: for the oracle, and to be shown */
    size_t head_size;
    h204_head head;
    h204_context context;
    h204_view content; /* it ends at a page that may not be touched */
    h204_view longer;  /* the content elsewhere, with more behind it */
    size_t places[INPUT_PLACES];
} trial;

/* What reading gave so far.  Offsets count from the start of the content. */
typedef struct body_read {
    h204_outcome outcome; /* the last one */
    h204_body body;
    size_t at; /* octets consumed */
    bool awaits_trailers;
    h204_span runs[RUNS_MOST]; /* runs[0 .. run_count): where content stands, neighbours joined */
    size_t run_count;
    h204_field trailers[H204_DEFAULT_FIELDS]; /* trailers[0 .. trailer_count) */
    uint32_t trailer_count;
} body_read;

static void holds(const trial *t, bool is_kept, h204_invariant promise, const char *law)
{
    if (!is_kept) {
        law_violated(law, (unsigned)promise, &t->read);
    }
}

static bool same_bodies(const h204_body *one, const h204_body *other)
{
    return one->framing == other->framing && one->state == other->state &&
           one->chunk_state == other->chunk_state && one->remaining == other->remaining &&
           one->received == other->received && one->line_size == other->line_size &&
           one->extension_size == other->extension_size && one->tolerances == other->tolerances &&
           one->tolerated == other->tolerated &&
           memcmp(&one->limits, &other->limits, sizeof one->limits) == 0;
}

static bool same_body_reads(const body_read *one, const body_read *other)
{
    return same_outcomes(one->outcome, other->outcome) && one->at == other->at &&
           one->body.received == other->body.received &&
           one->body.tolerated == other->body.tolerated && one->run_count == other->run_count &&
           memcmp(one->runs, other->runs, one->run_count * sizeof *one->runs) == 0 &&
           one->trailer_count == other->trailer_count &&
           same_fields(one->trailers, other->trailers, one->trailer_count);
}

/* ---- reading ------------------------------------------------------------------------------------------- */

static void begin(const trial *t, body_read *found)
{
    found->outcome = (h204_outcome){.status = H204_NEED_INPUT};
    found->body = h204_body_start(t->context, &t->head);
    found->at = 0;
    found->awaits_trailers = false;
    found->run_count = 0;
    found->trailer_count = 0;
}

/* What one call delivers stands in what it consumed, in order, and no run is empty. */
static void take_spans(const trial *t, body_read *found, size_t consumed, const h204_span *spans,
                       uint32_t count)
{
    size_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        holds(t,
              spans[i].size > 0 && spans[i].offset >= at && spans[i].offset <= consumed &&
                  spans[i].size <= consumed - spans[i].offset,
              H204_CX_SPAN_INSIDE, "content is inside");
        at = spans[i].offset + spans[i].size;
        h204_span placed = {spans[i].offset + (uint32_t)found->at, spans[i].size};
        h204_span *last = found->run_count > 0 ? &found->runs[found->run_count - 1] : NULL;
        if (last != NULL && last->offset + last->size == placed.offset) {
            last->size += placed.size;
        } else {
            holds(t, found->run_count < RUNS_MOST, H204_CX_SPAN_INSIDE,
                  "content has chunk lines between its runs");
            found->runs[found->run_count++] = placed;
        }
    }
}

static bool delivers(h204_outcome outcome)
{
    return outcome.status == H204_CONTENT || outcome.status == H204_DONE;
}

static void content_step(const trial *t, body_read *found, h204_view rest, uint32_t capacity)
{
    static const char law[] = "a call for content makes headway";
    static const h204_span canary = {0xDEADBEEF, 0x204};
    h204_span spans[SPANS_WHOLE + 1];
    uint32_t count = 0;
    spans[capacity] = canary;
    found->outcome = h204_body_step(&found->body, rest, spans, capacity, &count);
    h204_outcome outcome = found->outcome;
    holds(t, outcome.consumed <= rest.size, H204_CX_CONSUMED, law);
    holds(t, count <= capacity && same_places(spans[capacity], canary), H204_CX_SPAN_INSIDE, law);
    holds(t, outcome.status != H204_NEED_SPACE, H204_CX_CONSUMED, law);
    holds(t, outcome.status != H204_CONTENT || count > 0, H204_CX_CONSUMED, law);
    holds(t, delivers(outcome) || count == 0, H204_CX_CONSUMED, law);
    holds(t, outcome.status != H204_NEED_INPUT || outcome.consumed == rest.size, H204_CX_CONSUMED,
          law);
    holds(t,
          outcome.status != H204_INVALID ||
              (outcome.culprit < rest.size && outcome.consumed == outcome.culprit),
          H204_CX_SPAN_INSIDE, law);
    take_spans(t, found, outcome.consumed, spans, count);
    found->awaits_trailers = outcome.status == H204_TRAILERS;
}

static void check_lines(const trial *t, const body_read *found)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < found->trailer_count; i++) {
        h204_field field = found->trailers[i];
        holds(t,
              field.name.offset >= at && field.name.size > 0 &&
                  field.name.offset + field.name.size < field.value.offset &&
                  h204_span_size(field.value) < found->outcome.consumed &&
                  field.value.offset < found->outcome.consumed - h204_span_size(field.value),
              H204_CX_SPAN_INSIDE, "trailers are inside");
        at = field.value.offset + h204_span_size(field.value);
    }
}

/* The section is read at once: until it is whole, nothing of it is consumed. */
static void trailers_step(const trial *t, body_read *found, h204_view rest)
{
    static const char law[] = "trailers are read whole";
    h204_body before = found->body;
    found->outcome = h204_body_trailers(&found->body, rest, found->trailers, H204_DEFAULT_FIELDS,
                                        &found->trailer_count);
    h204_outcome outcome = found->outcome;
    bool is_done = outcome.status == H204_DONE;
    holds(t, is_done || outcome.status == H204_NEED_INPUT || outcome.status == H204_INVALID,
          H204_CX_STREAM, law);
    holds(t, is_done || same_bodies(&before, &found->body), H204_CX_CONSUMED, law);
    holds(t,
          is_done ? outcome.consumed > 0 && outcome.consumed <= rest.size : outcome.consumed == 0,
          H204_CX_CONSUMED, law);
    holds(t, outcome.status != H204_INVALID || outcome.culprit < rest.size, H204_CX_SPAN_INSIDE,
          law);
    if (!is_done) {
        found->trailer_count = 0;
        return;
    }
    check_lines(t, found);
    for (uint32_t i = 0; i < found->trailer_count; i++) {
        found->trailers[i].name.offset += (uint32_t)found->at;
        found->trailers[i].value.offset += (uint32_t)found->at;
    }
}

static bool is_over(const body_read *found)
{
    return found->outcome.status == H204_DONE || found->outcome.status == H204_INVALID;
}

/* One call for what is next.  *found is meant to say NEED_INPUT, CONTENT or TRAILERS before. */
static void step(const trial *t, body_read *found, h204_view received, uint32_t capacity)
{
    h204_view rest = {received.data + found->at, received.size - found->at};
    if (found->awaits_trailers) {
        trailers_step(t, found, rest);
    } else {
        content_step(t, found, rest, capacity);
    }
    found->outcome.culprit += found->outcome.status == H204_INVALID ? found->at : 0;
    found->at += found->outcome.consumed;
    found->outcome.consumed = 0;
}

/* Read on to the end of what was received. */
static void read_on(const trial *t, body_read *found, h204_view received)
{
    do {
        step(t, found, received, SPANS_WHOLE);
    } while (found->outcome.status == H204_CONTENT || found->outcome.status == H204_TRAILERS);
}

static void read_whole(const trial *t, h204_context context, h204_view received, body_read *found)
{
    trial alike = *t;
    alike.context = context;
    begin(&alike, found);
    read_on(&alike, found, received);
}

/* ---- pieces -------------------------------------------------------------------------------------------- */

/* A copy of the body reads the same octets at another place, more of them behind, as the body did. */
static void copy_reads_alike(const trial *t, h204_body before, const body_read *after, size_t at,
                             h204_view rest, uint32_t capacity, bool awaited)
{
    static h204_field trailers[H204_DEFAULT_FIELDS];
    h204_span spans[SPANS_MOST];
    uint32_t count = 0;
    h204_view elsewhere = {t->longer.data + at, rest.size};
    h204_outcome outcome =
        awaited ? h204_body_trailers(&before, elsewhere, trailers, H204_DEFAULT_FIELDS, &count)
                : h204_body_step(&before, elsewhere, spans, capacity, &count);
    bool is_invalid = outcome.status == H204_INVALID;
    holds(t,
          outcome.status == after->outcome.status && outcome.broken == after->outcome.broken &&
              at + outcome.consumed == after->at &&
              (!is_invalid || at + outcome.culprit == after->outcome.culprit) &&
              same_bodies(&before, &after->body),
          H204_CX_DETERMINISTIC, "a copy of a body is a checkpoint");
}

/* Without room nothing is lost: what could not be delivered is delivered by the next call. */
static void no_room_loses_nothing(const trial *t, h204_body before, h204_view rest)
{
    static const char law[] = "without room no content is lost";
    h204_body roomy = before;
    h204_span expected = {0, 0};
    h204_span span = {0, 0};
    uint32_t count = 0;
    h204_outcome usual = h204_body_step(&roomy, rest, &expected, 1, &count);
    bool is_delivered = count > 0;
    h204_outcome outcome = h204_body_step(&before, rest, NULL, 0, &count);
    holds(t, count == 0 && (outcome.status == H204_NEED_SPACE) == is_delivered, H204_CX_CONSUMED,
          law);
    if (!is_delivered) {
        holds(t, same_outcomes(outcome, usual) && same_bodies(&before, &roomy), H204_CX_CONSUMED,
              law);
        return;
    }
    holds(t, outcome.consumed <= expected.offset && outcome.needed == 1, H204_CX_CONSUMED, law);
    h204_view left = {rest.data + outcome.consumed, rest.size - outcome.consumed};
    h204_outcome next = h204_body_step(&before, left, &span, 1, &count);
    holds(t,
          count == 1 && span.offset + outcome.consumed == expected.offset &&
              span.size == expected.size && next.status == usual.status &&
              next.consumed + outcome.consumed == usual.consumed && same_bodies(&before, &roomy),
          H204_CX_CONSUMED, law);
}

/* What an end right here says (RFC 9112 8): only a clean one completes, or names what is missing. */
static void end_is_judged(const trial *t, const body_read *found, h204_end end)
{
    static const char law[] = "the end of the connection is judged";
    h204_body body = found->body;
    h204_outcome outcome = h204_body_close(&body, end);
    bool is_clean = end == H204_END_CLOSED;
    bool may_lack_crlf = (t->context.tolerances & H204_TOLERATE_CHUNKED_EOF_NO_CRLF) != 0;
    bool is_spent =
        is_clean && found->awaits_trailers && may_lack_crlf && found->outcome.status != H204_DONE;
    bool completes = found->outcome.status == H204_DONE || is_spent ||
                     (is_clean && t->head.framing == H204_FRAMING_CLOSE);
    uint32_t spent =
        found->body.tolerated | (is_spent ? (uint32_t)H204_TOLERATE_CHUNKED_EOF_NO_CRLF : 0u);
    holds(t,
          outcome.status == (completes ? H204_DONE : H204_NEED_INPUT) && outcome.consumed == 0 &&
              body.tolerated == spent && body.received == found->body.received,
          H204_CX_STREAM, law);
    if (completes) {
        uint32_t count = 1;
        h204_outcome after = h204_body_step(&body, t->content, NULL, 0, &count);
        holds(t, after.status == H204_DONE && after.consumed == 0 && count == 0, H204_CX_STREAM,
              law);
        return;
    }
    h204_invariant lacks = found->awaits_trailers ? H204_CHK_END_CRLF : H204_CHK_LAST;
    lacks = t->head.framing == H204_FRAMING_LENGTH ? H204_FRAME_R6_LENGTH : lacks;
    holds(t,
          outcome.broken == (is_clean ? lacks : H204_INVARIANT_NONE) &&
              same_bodies(&body, &found->body),
          H204_CX_STREAM, law);
}

/* What the octets so far give follows from what all gave: the message ends, or is rejected, with the piece that
 * brings the octet that decides. */
static void piece_decides_as_whole(const trial *t, const body_read *whole, const body_read *part,
                                   size_t size)
{
    bool is_decided = (whole->outcome.status == H204_DONE && whole->at <= size) ||
                      (whole->outcome.status == H204_INVALID && whole->outcome.culprit < size);
    holds(t, part->outcome.status == (is_decided ? whole->outcome.status : H204_NEED_INPUT),
          H204_CX_PREFIX, "a body needs input until the octet that decides");
}

static void read_piece(const trial *t, const body_read *whole, body_read *part, size_t size,
                       uint32_t capacity)
{
    h204_view received = {t->content.data, size};
    bool is_first = true;
    do {
        h204_body before = part->body;
        size_t at = part->at;
        bool awaited = part->awaits_trailers;
        h204_view rest = {received.data + at, size - at};
        step(t, part, received, capacity);
        copy_reads_alike(t, before, part, at, rest, capacity, awaited);
        if (is_first && !awaited) {
            no_room_loses_nothing(t, before, rest);
        }
        is_first = false;
    } while (part->outcome.status == H204_CONTENT || part->outcome.status == H204_TRAILERS);
    piece_decides_as_whole(t, whole, part, size);
    if (part->outcome.status != H204_INVALID &&
        (part->outcome.status == H204_DONE || part->at == size)) {
        end_is_judged(t, part, H204_END_KEPT);
        end_is_judged(t, part, H204_END_CLOSED);
        end_is_judged(t, part, H204_END_RESET);
    }
}

/* cuts[0 .. count) ascend. */
static void pieces_agree(const trial *t, const body_read *whole, const size_t *cuts, size_t count,
                         uint32_t capacity)
{
    static body_read part;
    begin(t, &part);
    for (size_t i = 0; i <= count && !is_over(&part); i++) {
        read_piece(t, whole, &part, i < count ? cuts[i] : t->content.size, capacity);
    }
    if (!same_body_reads(whole, &part)) {
        fputs("  cut at", stderr);
        for (size_t i = 0; i < count; i++) {
            fprintf(stderr, " %zu", cuts[i]);
        }
        fprintf(stderr, ", %u places a call\n", (unsigned)capacity);
        holds(t, false, H204_CX_INCREMENTAL, "a body in pieces is the whole body");
    }
}

static void all_pieces_agree(const trial *t, const body_read *whole, uint32_t capacity)
{
    enum { WINDOW = 16 };
    size_t cuts[CUTS_EXHAUSTIVE + INPUT_PLACES + WINDOW];
    size_t count = 0;
    if (t->content.size <= CUTS_EXHAUSTIVE) {
        for (size_t at = 0; at <= t->content.size; at++) {
            pieces_agree(t, whole, &at, 1, 1 + (uint32_t)(at + capacity) % SPANS_MOST);
        }
        for (size_t at = 0; at < t->content.size; at++) {
            cuts[count++] = at;
        }
        pieces_agree(t, whole, cuts, count, capacity);
        return;
    }
    cuts[count++] = t->places[0];
    for (size_t i = 0; i < WINDOW && t->places[1] + i < t->places[2];
         i++) { /* some octets one by one */
        cuts[count++] = t->places[1] + i;
    }
    cuts[count++] = t->places[2];
    cuts[count++] = t->places[3];
    pieces_agree(t, whole, cuts, count, capacity);
}

/* ---- more input, another call -------------------------------------------------------------------------- */

static void following_octets_change_nothing(const trial *t, const body_read *whole)
{
    static body_read more;
    read_whole(t, t->context, t->longer, &more);
    if (whole->outcome.status == H204_NEED_INPUT) {
        size_t size = t->content.size;
        holds(t, more.outcome.status != H204_INVALID || more.outcome.culprit >= size,
              H204_CX_ERROR_STICKY, "where input was needed, no octet was wrong");
        holds(t, more.outcome.status != H204_DONE || more.at > size, H204_CX_PREFIX,
              "where input was needed, the message was not over");
        return;
    }
    holds(t, same_body_reads(whole, &more),
          whole->outcome.status == H204_DONE ? H204_CX_CONSUMED : H204_CX_ERROR_STICKY,
          "following octets change nothing");
}

/* Once over or rejected, every further call says so again and changes nothing. */
static void verdict_is_final(const trial *t, const body_read *whole)
{
    static const char law[] = "the verdict on a body is final";
    static body_read again;
    if (!is_over(whole)) {
        return;
    }
    begin(t, &again);
    again.body = whole->body;
    again.at = whole->at;
    again.awaits_trailers = whole->awaits_trailers;
    if (whole->outcome.status == H204_INVALID) {
        step(t, &again, t->longer, 1);
        holds(t,
              same_outcomes(whole->outcome, again.outcome) &&
                  same_bodies(&whole->body, &again.body),
              H204_CX_ERROR_STICKY, law);
        h204_view before = {t->content.data, whole->outcome.culprit};
        read_whole(t, t->context, before, &again);
        holds(t, same_bodies(&whole->body, &again.body), H204_CX_ERROR_STICKY,
              "what is rejected changes no body");
        return;
    }
    uint32_t count = 1;
    h204_outcome outcome = h204_body_trailers(&again.body, t->longer, again.trailers, 0, &count);
    holds(t, outcome.status == H204_DONE && outcome.consumed == 0 && count == 0, H204_CX_STREAM,
          law);
    outcome = h204_body_step(&again.body, t->longer, NULL, 0, &count);
    holds(t, outcome.status == H204_DONE && outcome.consumed == 0 && count == 0, H204_CX_STREAM,
          law);
    holds(t, same_bodies(&whole->body, &again.body), H204_CX_STREAM, law);
}

/* A field too few is said to be needed; no field is written beyond, nothing is consumed. */
static void trailer_capacity_hides_nothing(const trial *t, const body_read *whole)
{
    static const char law[] = "capacity hides no trailers";
    static const h204_field canary = {{0xDEADBEEF, 0x204}, {0x204, 0xDEADBEEF}};
    static body_read small;
    uint32_t lacking = whole->trailer_count - 1;
    size_t first = whole->trailers[0].name.offset;
    begin(t, &small);
    h204_view received = {t->content.data,
                          first}; /* behind the last chunk's line, or some blank lines on */
    read_on(t, &small, received);
    holds(t, small.awaits_trailers, H204_CX_STREAM, law);
    h204_view rest = {t->content.data + small.at, t->content.size - small.at};
    h204_body before = small.body;
    uint32_t count = 0;
    small.trailers[lacking] = canary;
    h204_outcome outcome = h204_body_trailers(&small.body, rest, small.trailers, lacking, &count);
    holds(t,
          outcome.status == H204_NEED_SPACE && outcome.needed == whole->trailer_count &&
              outcome.consumed == 0,
          H204_CX_CONSUMED, law);
    holds(t,
          same_bodies(&before, &small.body) &&
              memcmp(&small.trailers[lacking], &canary, sizeof canary) == 0,
          H204_CX_CONSUMED, law);
    outcome = h204_body_trailers(&small.body, rest, small.trailers, whole->trailer_count, &count);
    holds(t,
          outcome.status == H204_DONE && count == whole->trailer_count &&
              same_bodies(&small.body, &whole->body),
          H204_CX_CONSUMED, law);
}

/* ---- tolerances ---------------------------------------------------------------------------------------- */

/* What strict reading accepts is read alike; what spent nothing strict reading accepts; what was spent suffices;
 * no tolerance finds a fault sooner. */
static void tolerances_only_add(const trial *t, const body_read *tolerant)
{
    static const char law[] = "tolerances only add";
    static body_read other;
    uint32_t spent = tolerant->body.tolerated;
    holds(t, (spent & ~t->context.tolerances) == 0, H204_CX_STRICT_SUBSET, law);
    if (t->context.tolerances == 0) {
        return;
    }
    h204_context context = t->context;
    context.tolerances = 0;
    read_whole(t, context, t->content, &other);
    bool is_accepted = tolerant->outcome.status == H204_DONE;
    if (other.outcome.status != H204_INVALID || (is_accepted && spent == 0)) {
        holds(t, same_body_reads(&other, tolerant) && other.body.tolerated == 0,
              H204_CX_STRICT_SUBSET, law);
        return;
    }
    holds(t,
          tolerant->outcome.status != H204_INVALID ||
              other.outcome.culprit <= tolerant->outcome.culprit,
          H204_CX_STRICT_SUBSET, law);
    if (is_accepted) {
        context.tolerances = spent;
        read_whole(t, context, t->content, &other);
        holds(t, same_body_reads(&other, tolerant), H204_CX_STRICT_SUBSET,
              "what was spent suffices");
    }
}

/* ---- the oracle ---------------------------------------------------------------------------------------- */

static bool same_content(const trial *t, const body_read *found, string expected)
{
    size_t at = 0;
    bool same = true;
    for (size_t i = 0; same && i < found->run_count; i++) {
        h204_span run = found->runs[i];
        same = run.size <= expected.size - at &&
               memcmp(t->content.data + run.offset, expected.data + at, run.size) == 0;
        at += same ? run.size : 0;
    }
    return same && at == expected.size && at == found->body.received;
}

static bool same_trailers(const trial *t, const body_read *found, const message_result *message)
{
    bool same = found->trailer_count == message->trailer_count;
    for (uint32_t i = 0; same && i < found->trailer_count; i++) {
        same = value_is(t->content, found->trailers[i].name, message->trailers[i].name) &&
               value_is(t->content, found->trailers[i].value, message->trailers[i].value);
    }
    return same;
}

/* The outcome, the content, the trailers and the reuse verdict, the end of the connection looked at. */
static bool oracle_says(const trial *t, const body_read *found, const reading_result *oracle)
{
    const message_result *message = &oracle->messages[0];
    bool is_done = found->outcome.status == H204_DONE;
    bool is_rejected = found->outcome.status == H204_INVALID;
    h204_reuse reuse = h204_reuse_of(t->context, &t->head, &found->body);
    h204_reuse unfinished = t->head.framing == H204_FRAMING_CLOSE ? H204_REUSE_NO_UNTIL_CLOSE
                                                                  : H204_REUSE_NO_INCOMPLETE;
    if (oracle->message_count != 1 || message->complete != is_done ||
        !same_content(t, found, message->body)) {
        return false;
    }
    if (is_done) {
        return message->size == t->head_size + found->at &&
               message->spent == found->body.tolerated &&
               message->reuse == (reuse == H204_REUSE_YES) && same_trailers(t, found, message);
    }
    return reuse == unfinished && (oracle->state == READ_REJECT) == is_rejected &&
           (!is_rejected || (oracle->invariant == (unsigned)found->outcome.broken &&
                             oracle->at == t->head_size + found->outcome.culprit));
}

static void agrees_with_oracle(const trial *t, body_read *whole)
{
    static reading_result oracle;                    /* its memory is kept for the next run */
    bool is_all_read = whole->at == t->content.size; /* else the trailer section is truncated */
    if (whole->outcome.status == H204_NEED_INPUT && is_all_read && t->read.end != CONNECTION_OPEN) {
        whole->outcome = h204_body_close(&whole->body, (h204_end)t->read.end);
    }
    oracle_read(&t->read, &oracle);
    if (!oracle_says(t, whole, &oracle)) {
        print_result("oracle", &oracle);
        fprintf(stderr,
                "  codec: status %d, invariant %d, culprit %zu, consumed %zu, received %llu, spent "
                "0x%04X\n",
                (int)whole->outcome.status, (int)whole->outcome.broken,
                t->head_size + whole->outcome.culprit, t->head_size + whole->at,
                (unsigned long long)whole->body.received, (unsigned)whole->body.tolerated);
        holds(t, false, H204_CX_STREAM, "the oracle reads the same body");
    }
}

/* ---- all ----------------------------------------------------------------------------------------------- */

/* A corpus holds messages: the content is what stands behind a head, or all where none begins. */
static h204_view content_of(const input *from)
{
    bool has_head = from->size >= 5 && memcmp(from->octets, "HTTP/", 5) == 0;
    const uint8_t *end = has_head ? memmem(from->octets, from->size, "\r\n\r\n", 4) : NULL;
    size_t start = end != NULL ? (size_t)(end - from->octets) + 4 : 0;
    h204_view content = {from->octets + start, from->size - start};
    return content;
}

/* A length that is that of the octets, nearly or not at all. */
static uint64_t choose_length(const trial *t, input *from)
{
    enum { NEAR = 2, CHOICES = 2 * NEAR + 1 + 3 };
    uint32_t choice = input_choose(from, CHOICES);
    size_t size = t->content.size;
    switch (choice) {
    case CHOICES - 3:
        return t->places[1];
    case CHOICES - 2:
        return 0;
    case CHOICES - 1:
        return UINT64_MAX;
    default:
        return size + choice > NEAR ? size + choice - NEAR : 0;
    }
}

/* Choose a head; both forms of it, the octets for the oracle.  Their size. */
static size_t choose_head(trial *t, input *from, char *octets)
{
    static const h204_framing framings[] = {H204_FRAMING_CHUNKED, H204_FRAMING_CHUNKED,
                                            H204_FRAMING_LENGTH, H204_FRAMING_CLOSE,
                                            H204_FRAMING_NONE};
    t->head.framing = framings[input_choose(from, sizeof framings / sizeof framings[0])];
    t->head.status_code = t->head.framing == H204_FRAMING_NONE ? 204 : 200;
    t->head.minor_version = 1;
    int size = 0;
    switch (t->head.framing) {
    case H204_FRAMING_CHUNKED:
        t->head.traits = H204_HAS_TRANSFER_ENCODING;
        size =
            snprintf(octets, ROOM_FOR_HEAD, "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n");
        break;
    case H204_FRAMING_LENGTH:
        t->head.traits = H204_HAS_CONTENT_LENGTH;
        t->head.content_length = choose_length(t, from);
        size = snprintf(octets, ROOM_FOR_HEAD, "HTTP/1.1 200 \r\nContent-Length: %llu\r\n\r\n",
                        (unsigned long long)t->head.content_length);
        break;
    case H204_FRAMING_CLOSE:
    case H204_FRAMING_NONE:
    case H204_FRAMING_TUNNEL:
        size =
            snprintf(octets, ROOM_FOR_HEAD, "HTTP/1.1 %u \r\n\r\n", (unsigned)t->head.status_code);
        break;
    }
    return (size_t)size;
}

/* The head, the content and something behind it, in memory of their own. */
static void lay_out(trial *t, input *from)
{
    static const h204_view suffixes[] = {
#define SUFFIX(literal) {(const uint8_t *)("" literal), sizeof literal - 1}
        SUFFIX("0\r\n\r\n"), SUFFIX("\r\n"), SUFFIX("\n"),
        SUFFIX("\r"),        SUFFIX("x"),    SUFFIX("\r\n1\r\nx\r\n0\r\nX: y\r\n\r\n"),
        SUFFIX(";"),         SUFFIX(" "),
#undef SUFFIX
    };
    enum { SUFFIXES = sizeof suffixes / sizeof suffixes[0] };
    static uint8_t memory[ROOM_FOR_HEAD + CONTENT_MOST + ROOM_BEHIND];
    char head[ROOM_FOR_HEAD];
    t->head_size = choose_head(t, from, head);
    h204_view behind = suffixes[(input_choose(from, SUFFIXES) + t->places[0]) % SUFFIXES];
    memcpy(memory, head, t->head_size);
    memcpy(memory + t->head_size, t->content.data, t->content.size);
    memcpy(memory + t->head_size + t->content.size, behind.data, behind.size);
    t->read.octets = memory;
    t->read.size = t->head_size + t->content.size;
    t->longer.data = memory + t->head_size;
    t->longer.size = t->content.size + behind.size;
}

void sampled_body(input from)
{
    static body_read whole;
    request_facts requests[INPUT_REQUESTS] = {{0}};
    trial t = {.read = input_connection(&from, requests), .content = content_of(&from)};
    if (t.content.size > CONTENT_MOST) {
        return;
    }
    for (int i = 0; i < INPUT_PLACES; i++) {
        t.places[i] = from.size > 0 ? from.places[i] * t.content.size / from.size : 0;
    }
    requests[0].method = REQUEST_OTHER;
    t.read.request_count = 1;
    t.read.limits = input_limits(&from);
    t.read.limits.head = 0; /* the head is ours */
    t.context = context_of(&t.read);
    lay_out(&t, &from);
    uint32_t capacity = 1 + (input_choose(&from, SPANS_MOST) + (uint32_t)t.places[0]) % SPANS_MOST;

    read_whole(&t, t.context, t.content, &whole);
    verdict_is_final(&t, &whole);
    all_pieces_agree(&t, &whole, capacity);
    following_octets_change_nothing(&t, &whole);
    tolerances_only_add(&t, &whole);
    if (whole.trailer_count > 0) {
        trailer_capacity_hides_nothing(&t, &whole);
    }
    agrees_with_oracle(&t, &whole);
}
