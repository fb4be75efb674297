/* sampled_head.c - one head against the laws of reading heads. */
#include "sampled.h"

#include "../src/runner/promise_failed.h"
#include "laws.h"
#include "reading.h"
#include "three_readers.h"

#include <stdio.h>

typedef struct trial {
    const input *from;
    connection read; /* the octets, under the tolerances and limits that were chosen */
    h204_view view;
    h204_context context;
} trial;

static void holds(const trial *t, bool is_kept, h204_invariant promise, const char *law)
{
    if (!is_kept) {
        law_violated(law, (unsigned)promise, &t->read);
    }
}

static h204_view first_of(const trial *t, size_t size)
{
    h204_view first = { t->view.data, size };
    return first;
}

/* ---- three readers ------------------------------------------------------------------------------------- */

static void index_is_plain(const trial *t, h204_view view, uint32_t capacity, const head_read *found)
{
    holds(t, plain_reader_agrees(t->context, view, capacity, found), H204_CX_INDEX_IS_PLAIN,
          "the index reads what the plain reader reads");
}

static void agrees_with_oracle(const trial *t, const head_read *found)
{
    static reading_result oracle; /* its memory is kept for the next run */
    if (!oracle_agrees(&t->read, found, &oracle)) {
        print_result("oracle", &oracle);
        fprintf(stderr, "  codec: status %d, invariant %d, culprit %zu, consumed %zu, spent 0x%04X\n",
                (int)found->outcome.status, (int)found->outcome.broken, found->outcome.culprit,
                found->outcome.consumed,
                found->outcome.status == H204_DONE ? (unsigned)found->head.tolerated : 0);
        law_violated("the oracle reads the same head", H204_CX_STREAM, &t->read);
    }
}

/* ---- places -------------------------------------------------------------------------------------------- */

/* What is told of a head stands in it, in the order in which it was told. */
static void spans_are_inside(const trial *t, const head_read *found)
{
    static const char law[] = "spans are inside";
    holds(t, found->outcome.consumed <= t->view.size, H204_CX_CONSUMED, law);
    holds(t, found->outcome.status != H204_INVALID || found->outcome.culprit < t->view.size,
          H204_CX_SPAN_INSIDE, law);
    if (found->outcome.status != H204_DONE) {
        return;
    }
    const h204_head *head = &found->head;
    uint32_t at = head->reason.offset + h204_span_size(head->reason);
    holds(t, head->start <= 8 && head->start < head->reason.offset && at <= head->size, H204_CX_SPAN_INSIDE,
          law);
    for (uint32_t i = 0; i < head->field_count; i++) {
        h204_field field = found->fields[i];
        holds(t,
              field.name.offset >= at && field.name.size > 0 && field.name.size < head->size &&
                  field.name.offset + field.name.size < field.value.offset,
              H204_CX_SPAN_INSIDE, law);
        at = field.value.offset + h204_span_size(field.value);
        holds(t, at < head->size, H204_CX_SPAN_INSIDE, law);
    }
    holds(t, t->view.data[head->size - 1] == '\n', H204_CX_CONSUMED, law);
}

/* Only the tolerated empty lines stand before the status line (RFC 9112 2.2). */
static void start_is_behind_empty_lines(const trial *t, const head_read *found)
{
    bool any = (found->head.tolerated & H204_TOLERATE_LEADING_CRLF) != 0;
    bool kept = any == (found->head.start > 0);
    for (uint32_t i = 0; i < found->head.start; i++) {
        kept = kept && (t->view.data[i] == '\r' || t->view.data[i] == '\n');
    }
    holds(t, kept, H204_CX_SPAN_INSIDE, "the status line starts behind empty lines");
}

/* ---- less and more input ------------------------------------------------------------------------------- */

/* Judged when the head is whole (spec/reading.md); and the protocol name, which is judged when it is. */
static bool is_judged_later(h204_invariant broken)
{
    return broken == H204_ST_PRESENT || broken == H204_ST_NAME_CASE || (broken >= 300 && broken < 400);
}

/* What the first `size` octets give follows from what all gave: a need for input before the octet that decides,
 * the same from it on. */
static void prefix_needs_input(const trial *t, const head_read *whole, size_t size)
{
    static head_read part;
    h204_view prefix = first_of(t, size);
    head_parse(t->context, prefix, &part);
    if (t->view.size <= CUTS_EXHAUSTIVE) {
        index_is_plain(t, prefix, HEAD_FIELDS_MOST, &part);
    }
    bool needs_input = part.outcome.status == H204_NEED_INPUT;
    switch (whole->outcome.status) {
    case H204_DONE:
        holds(t, size < whole->head.size ? needs_input : same_reads(whole, &part), H204_CX_PREFIX,
              "proper prefixes of an accepted head need input");
        return;
    case H204_INVALID: {
        bool is_same = same_outcomes(whole->outcome, part.outcome);
        bool may_wait = size <= whole->outcome.culprit || is_judged_later(whole->outcome.broken);
        bool may_be_known = size > whole->outcome.culprit;
        holds(t, (needs_input && may_wait) || (is_same && may_be_known), H204_CX_ERROR_STICKY,
              "a rejection is known with its culprit, and not before");
        return;
    }
    case H204_NEED_INPUT:
        holds(t, needs_input, H204_CX_PREFIX, "with less input a head still needs input");
        return;
    case H204_CONTENT:
    case H204_TRAILERS:
    case H204_NEED_SPACE:
        holds(t, false, H204_CX_STREAM, "no outcome of a head with room for its fields");
    }
}

static void prefixes_need_input(const trial *t, const head_read *whole)
{
    if (t->view.size <= CUTS_EXHAUSTIVE) {
        for (size_t size = 0; size < t->view.size; size++) {
            prefix_needs_input(t, whole, size);
        }
        return;
    }
    size_t place = t->from->places[0];
    if (whole->outcome.status == H204_DONE) {
        prefix_needs_input(t, whole, place % whole->head.size);
        if (whole->head.size < t->view.size) {
            prefix_needs_input(t, whole, whole->head.size);
        }
    } else if (whole->outcome.status == H204_INVALID) {
        prefix_needs_input(t, whole, whole->outcome.culprit);
        prefix_needs_input(t, whole, whole->outcome.culprit + 1);
    } else {
        prefix_needs_input(t, whole, place);
    }
}

/* One way to go on, behind the head or behind all octets. */
static void following_octets_change_nothing(const trial *t, const head_read *whole, uint32_t choice)
{
    static const h204_view suffixes[] = {
#define SUFFIX(literal) { (const uint8_t *)("" literal), sizeof literal - 1 }
        SUFFIX("x"),  SUFFIX("\r\n"), SUFFIX("\n"),
        SUFFIX("\r"), SUFFIX(" "),    SUFFIX("\0"),
        SUFFIX(": "), SUFFIX("\x80"), SUFFIX("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"),
#undef SUFFIX
    };
    enum { SUFFIXES = sizeof suffixes / sizeof suffixes[0], MOST = 1 << 16 };
    static uint8_t memory[MOST + 64];
    static head_read more;
    size_t kept = whole->outcome.status == H204_DONE ? whole->head.size : t->view.size;
    if (kept > MOST) {
        return;
    }
    h204_view suffix = suffixes[choice % SUFFIXES];
    memcpy(memory, t->view.data, kept);
    memcpy(memory + kept, suffix.data, suffix.size);
    h204_view longer = { memory, kept + suffix.size };
    head_parse(t->context, longer, &more);
    if (whole->outcome.status == H204_NEED_INPUT) {
        holds(t,
              more.outcome.status != H204_INVALID || more.outcome.culprit >= kept ||
                  is_judged_later(more.outcome.broken),
              H204_CX_ERROR_STICKY, "where input was needed, no octet was wrong");
        return;
    }
    holds(t, same_reads(whole, &more),
          whole->outcome.status == H204_DONE ? H204_CX_CONSUMED : H204_CX_ERROR_STICKY,
          "following octets change nothing");
}

/* ---- pieces -------------------------------------------------------------------------------------------- */

/* LF, or CR LF, right behind an LF that ends a line: the first such end, or 0. */
static size_t first_empty_line_end(h204_view view)
{
    const uint8_t *end = view.data + view.size;
    const uint8_t *lf = view.size > 0 ? memchr(view.data, '\n', view.size) : NULL;
    while (lf != NULL) {
        const uint8_t *next = memchr(lf + 1, '\n', (size_t)(end - lf) - 1);
        if (next != NULL && (next == lf + 1 || (next == lf + 2 && lf[1] == '\r'))) {
            return (size_t)(next - view.data) + 1;
        }
        lf = next;
    }
    return 0;
}

/* The search that resumes where each piece began finds what a search over the whole finds. */
static void head_end_is_found_in_pieces(const trial *t, const head_read *strict)
{
    static const char law[] = "the end of a head is a candidate";
    size_t expected = first_empty_line_end(t->view);
    size_t found = 0;
    size_t seen = 0;
    for (int i = 1; found == 0 && i <= INPUT_PLACES; i++) {
        size_t size = i < INPUT_PLACES ? t->from->places[i] : t->view.size;
        found = h204_find_head_end(first_of(t, size), seen);
        seen = size;
    }
    holds(t, found == expected, H204_CX_INCREMENTAL, law);
    holds(t, strict->outcome.status != H204_DONE || expected == strict->head.size, H204_CX_INCREMENTAL, law);
}

/* Where the input is cut for the stream: at two places, shortly before its end, and nowhere: a call with all of it,
 * and one that brings nothing new. */
static size_t piece_end(const trial *t, int piece)
{
    size_t size = t->view.size;
    size_t last = 1 + t->from->places[3] % 16;
    size_t near_end = size - (last < size ? last : size);
    switch (piece) {
    case 0:
        return t->from->places[1];
    case 1:
        return t->from->places[2];
    case 2:
        return near_end > t->from->places[2] ? near_end : t->from->places[2];
    default:
        return size;
    }
}

/* The stream reads the same head from the pieces, with the one that completes it. */
static void stream_agrees(const trial *t, const head_read *whole)
{
    enum { PIECES = 5 };
    static const char law[] = "a head in pieces is the whole head";
    static h204_field fields[HEAD_FIELDS_MOST];
    h204_field request_fields[2];
    h204_exchange exchange = { 0 };
    if (t->read.request_count > 0) {
        exchange = exchange_for(&t->read.requests[0], request_fields);
    }
    h204_stream stream = h204_stream_start(t->context.tolerances, t->context.limits);
    h204_event event = { 0 };
    h204_outcome outcome = { .status = H204_NEED_INPUT };
    for (int i = 0; outcome.status == H204_NEED_INPUT && i < PIECES; i++) {
        size_t size = piece_end(t, i);
        outcome = h204_stream_step(&stream, &exchange, first_of(t, size), fields, HEAD_FIELDS_MOST, &event);
        bool is_whole = whole->outcome.status == H204_DONE && size >= whole->head.size;
        holds(t, is_whole == (outcome.status == H204_DONE), H204_CX_INCREMENTAL, law);
    }
    holds(t, same_outcomes(outcome, whole->outcome), H204_CX_INCREMENTAL, law);
    if (outcome.status == H204_DONE) {
        holds(t,
              event.kind == H204_EVENT_HEAD && same_heads(&event.head, &whole->head) &&
                  same_fields(fields, whole->fields, whole->head.field_count),
              H204_CX_INCREMENTAL, law);
    }
}

/* ---- capacity, framing, values ------------------------------------------------------------------------- */

/* A field too few is said to be needed, and suffices; no field is written beyond; no other answer is hidden. */
static void capacity_hides_nothing(const trial *t, const head_read *whole)
{
    static const char law[] = "capacity hides nothing";
    static const h204_field canary = { { 0xDEADBEEF, 0x204 }, { 0x204, 0xDEADBEEF } };
    static head_read small;
    uint32_t count = whole->outcome.status == H204_DONE ? whole->head.field_count : 0;
    uint32_t capacity = count > 0 ? count - 1 : 0;
    small.fields[capacity] = canary;
    small.outcome = h204_parse_head(t->context, t->view, small.fields, capacity, &small.head);
    holds(t, memcmp(&small.fields[capacity], &canary, sizeof canary) == 0, H204_CX_CONSUMED, law);
    if (count == 0) {
        holds(t, same_reads(whole, &small), H204_CX_DETERMINISTIC, law);
        return;
    }
    holds(t,
          small.outcome.status == H204_NEED_SPACE && small.outcome.needed == count &&
              small.outcome.broken == H204_INVARIANT_NONE,
          H204_CX_CONSUMED, law);
    small.outcome = h204_parse_head(t->context, t->view, small.fields, count, &small.head);
    holds(t, same_reads(whole, &small), H204_CX_CONSUMED, law);
}

enum {
    REPAIRS = H204_TOLERATE_OBS_FOLD | H204_TOLERATE_NUL_TO_SP | H204_TOLERATE_BARE_CR_TO_SP,
    FRAMING_TOLERANCES = H204_TOLERATE_CL_LIST_SAME | H204_TOLERATE_TE_WITH_CL | H204_TOLERATE_TE_UNKNOWN |
                         H204_TOLERATE_TE_HTTP10
};

/* The framing of the fields alone is that of the head.  Only reading sees a fold, so where something was repaired
 * the trait that tells of one is not compared. */
static void framing_agrees(const trial *t, const head_read *whole)
{
    h204_head alone = { 0 };
    alone.status_code = whole->head.status_code;
    alone.minor_version = whole->head.minor_version;
    alone.field_count = whole->head.field_count;
    h204_outcome outcome = h204_framing_of(t->context, t->view, whole->fields, &alone);
    uint32_t unseen = (whole->head.tolerated & REPAIRS) != 0 ? H204_FRAMING_WAS_FOLDED : 0u;
    holds(t,
          outcome.status == H204_DONE && alone.framing == whole->head.framing &&
              alone.content_length == whole->head.content_length &&
              (alone.traits | unseen) == (whole->head.traits | unseen) &&
              alone.tolerated == (whole->head.tolerated & FRAMING_TOLERANCES),
          H204_CX_DETERMINISTIC, "the framing of fields is that of their head");
}

/* A copy that lacks an octet of room appends nothing and says what suffices; the last octet is not lost. */
static void copies_are_atomic(const trial *t, h204_span span)
{
    static const char law[] = "a copied value fits or is not begun";
    static uint8_t memory[H204_DEFAULT_HEAD + 1];
    uint32_t size = h204_span_size(span);
    h204_room room = { memory, sizeof memory, 1 };
    holds(t, h204_copy_value(t->view, span, &room).status == H204_DONE && room.size - 1 <= size,
          H204_CX_SPAN_INSIDE, law);
    if (room.size == 1) {
        return;
    }
    h204_room small = { memory, room.size - 1, 1 };
    memory[1] = 0xFF;
    h204_outcome outcome = h204_copy_value(t->view, span, &small);
    holds(t,
          outcome.status == H204_NEED_SPACE && outcome.needed == room.size && small.size == 1 &&
              memory[1] == 0xFF,
          H204_CX_CONSUMED, law);
}

static void repaired_values_copy(const trial *t, const head_read *whole)
{
    if ((whole->head.reason.size & H204_REPAIRED) != 0) {
        copies_are_atomic(t, whole->head.reason);
    }
    for (uint32_t i = 0; i < whole->head.field_count; i++) {
        if ((whole->fields[i].value.size & H204_REPAIRED) != 0) {
            copies_are_atomic(t, whole->fields[i].value);
            return; /* one is enough: folds can be as many as lines */
        }
    }
}

/* ---- tolerances ---------------------------------------------------------------------------------------- */

/* What strict reading accepts is read alike; what spent nothing strict reading accepts; what was spent suffices. */
static void tolerances_only_add(const trial *t, const head_read *strict, const head_read *tolerant)
{
    static const char law[] = "tolerances only add";
    static head_read again;
    bool is_accepted = tolerant->outcome.status == H204_DONE;
    if (strict->outcome.status == H204_DONE || (is_accepted && tolerant->head.tolerated == 0)) {
        holds(t, same_reads(strict, tolerant) && strict->head.tolerated == 0, H204_CX_STRICT_SUBSET, law);
        return;
    }
    holds(t, !is_accepted || (tolerant->head.tolerated & ~t->context.tolerances) == 0, H204_CX_STRICT_SUBSET,
          law);
    if (is_accepted) {
        h204_context spent = t->context;
        spent.tolerances = tolerant->head.tolerated;
        head_parse(spent, t->view, &again);
        holds(t, same_reads(tolerant, &again), H204_CX_STRICT_SUBSET, "what was spent suffices");
    }
}

/* Where nothing but framing was tolerated, the fields alone show what strict reading rejects. */
static void framing_shows_the_breach(const trial *t, const head_read *strict, const head_read *tolerant)
{
    if (tolerant->outcome.status != H204_DONE ||
        (tolerant->head.tolerated & ~(uint32_t)FRAMING_TOLERANCES) != 0) {
        return;
    }
    h204_context strictly = t->context;
    strictly.tolerances = 0;
    h204_head alone = tolerant->head;
    h204_outcome outcome = h204_framing_of(strictly, t->view, tolerant->fields, &alone);
    holds(t,
          outcome.status == strict->outcome.status && outcome.broken == strict->outcome.broken &&
              outcome.culprit == strict->outcome.culprit,
          H204_CX_STRICT_SUBSET, "the framing of fields is rejected as that of their head");
}

/* ---- all ----------------------------------------------------------------------------------------------- */

/* Looking at promises has every octet checked: for short messages, and for one in sixteen of the others. */
static bool is_worth_promises(const input *from)
{
    size_t mixed = from->size;
    for (int i = 0; i < INPUT_PLACES; i++) {
        mixed = mixed * 31 + from->places[i];
    }
    return from->size <= CUTS_EXHAUSTIVE || mixed % 16 == 0;
}

static void laws_of_one_reading(const trial *t, const head_read *whole, uint32_t choice)
{
    index_is_plain(t, t->view, HEAD_FIELDS_MOST, whole);
    agrees_with_oracle(t, whole);
    spans_are_inside(t, whole);
    prefixes_need_input(t, whole);
    following_octets_change_nothing(t, whole, choice);
    stream_agrees(t, whole);
    capacity_hides_nothing(t, whole);
    if (whole->outcome.status == H204_DONE) {
        start_is_behind_empty_lines(t, whole);
        framing_agrees(t, whole);
        repaired_values_copy(t, whole);
    }
}

void sampled_head(input from)
{
    static head_read strict;
    static head_read tolerant;
    request_facts requests[INPUT_REQUESTS];
    trial t = { .from = &from,
                .read = input_connection(&from, requests),
                .view = { from.octets, from.size } };
    t.read.limits = input_limits(&from);
    t.context = context_of(&t.read);
    trial strictly = t;
    strictly.read.tolerances = 0;
    strictly.context.tolerances = 0;
    uint32_t choice = input_choose(&from, 16) + (uint32_t)from.places[0];

    h204_promises_are_checked = is_worth_promises(&from);
    head_parse(strictly.context, t.view, &strict);
    h204_promises_are_checked = 0;
    head_end_is_found_in_pieces(&strictly, &strict);
    if (t.context.tolerances == 0) {
        laws_of_one_reading(&strictly, &strict, choice);
    } else {
        index_is_plain(&strictly, t.view, HEAD_FIELDS_MOST, &strict);
        head_parse(t.context, t.view, &tolerant);
        tolerances_only_add(&t, &strict, &tolerant);
        framing_shows_the_breach(&t, &strict, &tolerant);
        laws_of_one_reading(&t, &tolerant, choice);
    }
    h204_promises_are_checked = 1;
}
