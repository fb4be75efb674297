/* laws.c - what holds for every input: the promises of the catalogue, each a sentence and a function. */
#include "laws.h"

#include "oracle.h"
#include "reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- tools ------------------------------------------------------------------------------------------------- */

static void holds(bool is_kept, h204_invariant promise, const char *law, const connection *read)
{
    if (!is_kept) {
        law_violated(law, (unsigned)promise, read);
    }
}

static void same_results(const reading_result *a, const char *a_title, const reading_result *b,
                         const char *b_title, h204_invariant promise, const char *law,
                         const connection *read)
{
    if (!results_equal(a, b)) {
        print_result(a_title, a);
        print_result(b_title, b);
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

size_t laws_cut_everywhere_up_to = CUTS_EXHAUSTIVE;

/* The places 1 .. size - 1 to cut at: all of them, or every n-th. */
static size_t cut_step(size_t size)
{
    return size <= laws_cut_everywhere_up_to ? 1 : size / CUTS_EXHAUSTIVE + 1;
}

static h204_view view_of(const connection *read)
{
    h204_view view = { read->octets, read->size };
    return view;
}

/* Reproducible, and different for different inputs. */
static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static uint32_t seed_of(const connection *read)
{
    uint32_t seed = 2166136261u;
    for (size_t i = 0; i < read->size; i++) {
        seed = (seed ^ read->octets[i]) * 16777619u;
    }
    return seed == 0 ? 1 : seed;
}

/* The input with `suffix` behind it, in memory of `keeper`. */
static connection continued(const connection *read, const char *suffix, size_t suffix_size,
                            reading_result *keeper)
{
    string octets = result_string(keeper, read->octets, read->size);
    result_append(keeper, &octets, (const uint8_t *)suffix, suffix_size);
    connection longer = *read;
    longer.octets = octets.data;
    longer.size = octets.size;
    return longer;
}

typedef struct suffix {
    const char *octets;
    size_t size;
} suffix;

static const suffix suffixes[] = {
    { "x", 1 },         { "\r\n", 2 },     { "\n", 1 },        { "\r", 1 }, { " ", 1 },
    { "\0", 1 },        { "0\r\n\r\n", 5 }, { ": ", 2 },       { "\x80", 1 },
    { "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", 39 },
};
enum { SUFFIXES = sizeof suffixes / sizeof suffixes[0] };

/* ---- reading ----------------------------------------------------------------------------------------------- */

void law_oracle_agrees(const connection *read)
{
    reading_result oracle = result_new();
    reading_result codec = result_new();
    oracle_read(read, &oracle);
    codec_read(read, NULL, 0, &codec);
    same_results(&oracle, "oracle", &codec, "codec", H204_CX_STREAM, "the oracle agrees", read);
    result_release(&oracle);
    result_release(&codec);
}

static bool is_inside(h204_span span, size_t size)
{
    uint32_t length = h204_span_size(span);
    return span.offset <= size && length <= size - span.offset;
}

enum { FIELDS_MOST = 1024 };

typedef struct parsed { /* the first message, read with the calls for one message */
    h204_context context;
    h204_head head;
    h204_body body;
    h204_outcome outcome;
    string content;
    size_t at;
    uint32_t trailer_count;
    h204_field fields[FIELDS_MOST];
    h204_field trailers[FIELDS_MOST];
} parsed;

static void check_lines(const h204_field *fields, uint32_t count, size_t size, const connection *read)
{
    for (uint32_t i = 0; i < count; i++) {
        holds(is_inside(fields[i].name, size) && is_inside(fields[i].value, size) &&
                  fields[i].name.offset + fields[i].name.size < fields[i].value.offset,
              H204_CX_SPAN_INSIDE, "spans are inside: a field line", read);
    }
}

static void read_content(parsed *p, const connection *read, reading_result *keeper)
{
    enum { SPANS = 3 };
    p->body = h204_body_start(p->context, &p->head);
    do {
        h204_span spans[SPANS];
        uint32_t count = 0;
        h204_view rest = { read->octets + p->at, read->size - p->at };
        p->outcome = h204_body_step(&p->body, rest, spans, SPANS, &count);
        holds(p->outcome.consumed <= rest.size, H204_CX_CONSUMED, "spans are inside: content consumed", read);
        holds(count <= SPANS, H204_CX_SPAN_INSIDE, "spans are inside: count of spans", read);
        bool delivers = p->outcome.status == H204_CONTENT || p->outcome.status == H204_DONE;
        for (uint32_t i = 0; delivers && i < count; i++) {
            holds(is_inside(spans[i], p->outcome.consumed) && spans[i].size > 0, H204_CX_SPAN_INSIDE,
                  "spans are inside: content", read);
            result_append(keeper, &p->content, rest.data + spans[i].offset, spans[i].size);
        }
        holds(p->outcome.status != H204_NEED_SPACE, H204_CX_CONSUMED, "spans are inside: space for content",
              read);
        holds(p->outcome.status != H204_CONTENT || p->outcome.consumed > 0, H204_CX_CONSUMED,
              "spans are inside: content without headway", read);
        holds(p->outcome.status != H204_INVALID || p->outcome.culprit < rest.size, H204_CX_SPAN_INSIDE,
              "spans are inside: culprit of content", read);
        p->at += p->outcome.status == H204_INVALID ? 0 : p->outcome.consumed;
    } while (p->outcome.status == H204_CONTENT);
    if (p->outcome.status == H204_TRAILERS) {
        h204_view rest = { read->octets + p->at, read->size - p->at };
        p->outcome = h204_body_trailers(&p->body, rest, p->trailers, FIELDS_MOST, &p->trailer_count);
        holds(p->outcome.consumed <= rest.size, H204_CX_CONSUMED, "spans are inside: trailers consumed", read);
        if (p->outcome.status == H204_DONE) {
            check_lines(p->trailers, p->trailer_count, p->outcome.consumed, read);
            p->at += p->outcome.consumed;
        }
    }
    bool all_was_read = p->at == read->size; /* else the trailer section is truncated */
    if (p->outcome.status == H204_NEED_INPUT && all_was_read && read->end != CONNECTION_OPEN) {
        p->outcome = h204_body_close(&p->body, (h204_end)read->end);
    }
}

/* DONE: the message is over. */
static void parse_message(parsed *p, const connection *read, reading_result *keeper)
{
    memset(p, 0, sizeof *p);
    p->context = context_of(read);
    p->outcome = h204_parse_head(p->context, view_of(read), p->fields, FIELDS_MOST, &p->head);
    holds(p->outcome.consumed <= read->size, H204_CX_CONSUMED, "spans are inside: head consumed", read);
    holds(p->outcome.status != H204_INVALID || p->outcome.culprit < read->size, H204_CX_SPAN_INSIDE,
          "spans are inside: culprit of a head", read);
    if (p->outcome.status != H204_DONE) {
        return;
    }
    holds(p->outcome.consumed == p->head.size && p->head.start <= p->head.size, H204_CX_CONSUMED,
          "spans are inside: size of a head", read);
    holds(is_inside(p->head.reason, p->head.size), H204_CX_SPAN_INSIDE, "spans are inside: reason", read);
    check_lines(p->fields, p->head.field_count, p->head.size, read);
    p->at = p->head.size;
    read_content(p, read, keeper);
}

/* A message and its field tables are too large for a stack frame that fuzzers make small. */
static parsed *new_parsed(reading_result *keeper)
{
    return result_memory(keeper, sizeof(parsed));
}

void law_spans_are_inside(const connection *read)
{
    reading_result keeper = result_new();
    parse_message(new_parsed(&keeper), read, &keeper);
    result_release(&keeper);
}

void law_calls_agree_with_stream(const connection *read)
{
    static const char law[] = "calls for one message agree with the stream";
    if (read->request_count == 0 || read->limits.fields > FIELDS_MOST) {
        return;
    }
    reading_result keeper = result_new();
    reading_result stream = result_new();
    parsed *p = new_parsed(&keeper);
    parse_message(p, read, &keeper);
    codec_read(read, NULL, 0, &stream);
    const message_result *message = stream.message_count > 0 ? &stream.messages[0] : NULL;
    if (message == NULL) {
        holds(p->at == 0 && p->outcome.status != H204_DONE, H204_CX_STREAM, law, read);
        holds((stream.state == READ_REJECT) == (p->outcome.status == H204_INVALID), H204_CX_STREAM, law, read);
    } else {
        holds(p->at > 0 && message->status_code == p->head.status_code &&
                  message->field_count == p->head.field_count,
              H204_CX_STREAM, law, read);
        holds(strings_equal(message->body, p->content), H204_CX_STREAM, law, read);
        holds(message->complete == (p->outcome.status == H204_DONE), H204_CX_STREAM, law, read);
    }
    if (message != NULL && message->complete) {
        h204_reuse reuse = h204_reuse_of(p->context, &p->head, &p->body);
        holds(message->size == p->at && message->trailer_count == p->trailer_count, H204_CX_STREAM, law, read);
        holds(message->reuse == (reuse == H204_REUSE_YES), H204_CX_STREAM, law, read);
        holds(message->spent == (p->head.tolerated | p->body.tolerated), H204_CX_STREAM, law, read);
    }
    result_release(&stream);
    result_release(&keeper);
}

void law_prefixes_need_input(const connection *read)
{
    reading_result whole = result_new();
    reading_result part = result_new();
    codec_read(read, NULL, 0, &whole);
    size_t size = whole.message_count > 0 && whole.messages[0].complete ? (size_t)whole.messages[0].size : 0;
    for (size_t at = 0; at < size; at += cut_step(size)) {
        connection prefix = prefix_of(read, at);
        codec_read(&prefix, NULL, 0, &part);
        bool needs_input = part.state == READ_INCOMPLETE && part.at == 0 &&
                           (part.message_count == 0 || !part.messages[0].complete);
        if (!needs_input) {
            print_result("whole", &whole);
            print_result("prefix", &part);
            law_violated("proper prefixes of an accepted message need input", H204_CX_PREFIX, &prefix);
        }
    }
    result_release(&whole);
    result_release(&part);
}

static void same_when_cut(const connection *read, const reading_result *whole, const size_t *cuts,
                          size_t count, reading_result *part)
{
    codec_read(read, cuts, count, part);
    if (!results_equal(whole, part)) {
        fputs("  cut at", stderr);
        for (size_t i = 0; i < count; i++) {
            fprintf(stderr, " %zu", cuts[i]);
        }
        fputc('\n', stderr);
    }
    same_results(whole, "whole", part, "cut", H204_CX_INCREMENTAL, "splits agree with the whole", read);
}

void law_splits_agree_with_whole(const connection *read)
{
    enum { PARTITIONS = 4 };
    reading_result whole = result_new();
    reading_result part = result_new();
    codec_read(read, NULL, 0, &whole);
    size_t *cuts = calloc(read->size + 1, sizeof *cuts);
    holds(cuts != NULL, H204_CX_INCREMENTAL, "no memory", read);
    for (size_t at = 0; at <= read->size; at += cut_step(read->size)) {
        same_when_cut(read, &whole, &at, 1, &part);
    }
    for (size_t i = 0; i < read->size; i++) {
        cuts[i] = i;
    }
    same_when_cut(read, &whole, cuts, read->size, &part);
    uint32_t seed = seed_of(read);
    for (int i = 0; i < PARTITIONS; i++) {
        size_t count = 0;
        uint32_t density = next_random(&seed) % 16 + 2;
        for (size_t at = 0; at < read->size; at++) {
            if (next_random(&seed) % density == 0) {
                cuts[count++] = at;
            }
        }
        same_when_cut(read, &whole, cuts, count, &part);
    }
    free(cuts);
    result_release(&whole);
    result_release(&part);
}

void law_following_octets_change_nothing(const connection *read)
{
    reading_result whole = result_new();
    reading_result more = result_new();
    reading_result keeper = result_new();
    codec_read(read, NULL, 0, &whole);
    bool is_complete = whole.message_count > 0 && whole.messages[0].complete &&
                       whole.messages[0].framing != FRAMED_CLOSE;
    bool needs_the_end = is_complete && (whole.messages[0].spent & H204_TOLERATE_CHUNKED_EOF_NO_CRLF) != 0;
    for (size_t i = 0; is_complete && !needs_the_end && i < SUFFIXES; i++) {
        connection alone = *read;
        alone.size = (size_t)whole.messages[0].size;
        connection longer = continued(&alone, suffixes[i].octets, suffixes[i].size, &keeper);
        codec_read(&longer, NULL, 0, &more);
        holds(more.message_count > 0 && messages_equal(&whole.messages[0], &more.messages[0]),
              H204_CX_CONSUMED, "following octets change nothing", &longer);
        result_clear(&keeper);
    }
    result_release(&whole);
    result_release(&more);
    result_release(&keeper);
}

void law_tolerances_only_add(const connection *read)
{
    static const char law[] = "tolerances only add";
    connection strictly = *read;
    strictly.tolerances = 0;
    reading_result strict = result_new();
    reading_result tolerant = result_new();
    codec_read(&strictly, NULL, 0, &strict);
    codec_read(read, NULL, 0, &tolerant);
    bool is_accepted = strict.state != READ_REJECT && strict.state != READ_INCOMPLETE;
    if (is_accepted) {
        same_results(&strict, "strict", &tolerant, "tolerant", H204_CX_STRICT_SUBSET, law, read);
    }
    for (size_t i = 0; i < strict.message_count; i++) {
        const message_result *message = &strict.messages[i];
        holds(message->spent == 0, H204_CX_STRICT_SUBSET, law, read);
        holds(!message->complete || (i < tolerant.message_count && messages_equal(message, &tolerant.messages[i])),
              H204_CX_STRICT_SUBSET, law, read);
    }
    result_release(&strict);
    result_release(&tolerant);
}

/* Judged when the head is whole (spec/reading.md); and names, which are judged when they are. */
static bool is_judged_later(unsigned invariant)
{
    return invariant == H204_LIMIT_INTERIM || invariant == H204_ST_PRESENT ||
           invariant == H204_ST_NAME_CASE || (invariant >= 300 && invariant < 400);
}

void law_errors_are_sticky(const connection *read)
{
    static const char law[] = "errors are sticky";
    reading_result first = result_new();
    reading_result more = result_new();
    reading_result keeper = result_new();
    codec_read(read, NULL, 0, &first);
    bool is_rejected = first.state == READ_REJECT;
    for (size_t i = 0; is_rejected && i < SUFFIXES; i++) {
        connection longer = continued(read, suffixes[i].octets, suffixes[i].size, &keeper);
        codec_read(&longer, NULL, 0, &more);
        same_results(&first, "rejected", &more, "continued", H204_CX_ERROR_STICKY, law, &longer);
        result_clear(&keeper);
    }
    if (is_rejected && !is_judged_later(first.invariant)) {
        connection proof = prefix_of(read, first.at + 1);
        codec_read(&proof, NULL, 0, &more);
        same_results(&first, "rejected", &more, "up to the culprit", H204_CX_ERROR_STICKY, law, &proof);
        connection before = prefix_of(read, first.at);
        codec_read(&before, NULL, 0, &more);
        holds(more.state != READ_REJECT, H204_CX_ERROR_STICKY, law, &before);
    }
    result_release(&first);
    result_release(&more);
    result_release(&keeper);
}

void law_reading_is_deterministic(const connection *read)
{
    reading_result once = result_new();
    reading_result twice = result_new();
    reading_result keeper = result_new();
    codec_read(read, NULL, 0, &once);
    connection moved = continued(read, "0: x\r\n\r\n0\r\n\r\n", 13, &keeper);
    moved.size = read->size;
    codec_read(&moved, NULL, 0, &twice);
    same_results(&once, "once", &twice, "elsewhere", H204_CX_DETERMINISTIC, "reading is deterministic", read);
    result_release(&once);
    result_release(&twice);
    result_release(&keeper);
}

void law_capacity_hides_nothing(const connection *read)
{
    static const char law[] = "capacity hides nothing";
    h204_context context = context_of(read);
    reading_result keeper = result_new();
    parsed *p = new_parsed(&keeper);
    h204_outcome full = h204_parse_head(context, view_of(read), p->fields, FIELDS_MOST, &p->head);
    for (uint32_t capacity = 0; capacity < 3; capacity++) {
        h204_head head;
        h204_outcome small = h204_parse_head(context, view_of(read), p->trailers, capacity, &head);
        bool lacks = full.status == H204_DONE && capacity < p->head.field_count;
        h204_status expected = lacks ? H204_NEED_SPACE : full.status;
        holds(small.status == expected, H204_CX_CONSUMED, law, read);
        holds(!lacks || small.needed == p->head.field_count, H204_CX_CONSUMED, law, read);
        holds(small.status != H204_INVALID || (small.broken == full.broken && small.culprit == full.culprit),
              H204_CX_DETERMINISTIC, law, read);
    }
    result_release(&keeper);
}

void law_head_end_is_a_candidate(const connection *read)
{
    h204_context context = context_of(read);
    context.tolerances = 0;
    reading_result keeper = result_new();
    parsed *p = new_parsed(&keeper);
    h204_outcome outcome = h204_parse_head(context, view_of(read), p->fields, FIELDS_MOST, &p->head);
    for (size_t at = 0; outcome.status == H204_DONE && at < p->head.size; at += cut_step(p->head.size)) {
        holds(h204_find_head_end(view_of(read), at) == p->head.size, H204_CX_INCREMENTAL,
              "the end of a head is a candidate", read);
    }
    result_release(&keeper);
}

void law_fields_read_as_in_a_head(const connection *read)
{
    static const char law[] = "fields read as in a head";
    static const char status_line[] = "HTTP/1.1 204 \r\n";
    enum { STATUS_LINE_SIZE = sizeof status_line - 1 };
    bool is_led_by_blank = read->size > 0 && (read->octets[0] == ' ' || read->octets[0] == '\t');
    bool is_near_limit = read->limits.head != 0 || read->size > H204_DEFAULT_HEAD / 2;
    if (is_led_by_blank || is_near_limit) {
        return;
    }
    reading_result keeper = result_new();
    h204_context context = context_of(read);
    string octets = result_string(&keeper, (const uint8_t *)status_line, STATUS_LINE_SIZE);
    result_append(&keeper, &octets, read->octets, read->size);
    h204_view head_view = { octets.data, octets.size };
    parsed *p = new_parsed(&keeper);
    uint32_t count = 0;
    h204_outcome alone = h204_parse_fields(context, view_of(read), p->trailers, FIELDS_MOST, &count);
    h204_outcome whole = h204_parse_head(context, head_view, p->fields, FIELDS_MOST, &p->head);
    holds(alone.status == whole.status && alone.broken == whole.broken, H204_CX_DETERMINISTIC, law, read);
    holds(alone.status != H204_INVALID || alone.culprit + STATUS_LINE_SIZE == whole.culprit,
          H204_CX_DETERMINISTIC, law, read);
    if (alone.status == H204_DONE) {
        holds(count == p->head.field_count && alone.consumed + STATUS_LINE_SIZE == whole.consumed,
              H204_CX_DETERMINISTIC, law, read);
    }
    for (uint32_t i = 0; alone.status == H204_DONE && i < count; i++) {
        h204_field moved = p->trailers[i];
        moved.name.offset += STATUS_LINE_SIZE;
        moved.value.offset += STATUS_LINE_SIZE;
        holds(memcmp(&moved, &p->fields[i], sizeof moved) == 0, H204_CX_DETERMINISTIC, law, read);
    }
    result_release(&keeper);
}

/* ---- checking ---------------------------------------------------------------------------------------------- */

enum { BREACHES_MOST = 256 };

typedef struct checked {
    h204_exchange exchange;
    h204_field request_fields[2];
    h204_message message;
    h204_breach breaches[BREACHES_MOST];
    h204_verdicts verdicts;
} checked;

/* Check octets[start .. start + size) as the answer to `request`, with the rest of the input behind it. */
static void check_part(checked *c, const connection *read, size_t start, size_t size, size_t request)
{
    static const uint32_t all = H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER;
    memset(c, 0, sizeof *c);
    c->message.octets.data = read->octets + start;
    c->message.octets.size = size;
    c->message.following.data = read->octets + start + size;
    c->message.following.size = read->size - start - size;
    c->message.end = (h204_end)read->end;
    if (request < read->request_count) {
        c->exchange = exchange_for(&read->requests[request], c->request_fields);
        c->message.exchange = &c->exchange;
    }
    h204_outcome outcome = h204_check(&c->message, all, c->breaches, BREACHES_MOST, &c->verdicts);
    holds(outcome.status == H204_DONE && c->verdicts.breach_count <= BREACHES_MOST, H204_CX_DETERMINISTIC,
          "check finds room", read);
    for (uint32_t i = 0; i < c->verdicts.breach_count; i++) {
        const h204_breach *breach = &c->breaches[i];
        size_t room = breach->part == H204_PART_OCTETS ? c->message.octets.size : c->message.following.size;
        holds(is_inside(breach->place, room), H204_CX_SPAN_INSIDE, "a breach lies inside", read);
        holds(i == 0 || c->breaches[i - 1].invariant < breach->invariant, H204_CX_DETERMINISTIC,
              "breaches are sorted", read);
    }
}

static bool makes_reading_fail(h204_invariant invariant)
{
    const h204_invariant_info *row = h204_invariant_describe(invariant);
    return row != NULL && row->reading != H204_READING_REPORT;
}

/* Where the first message that was not read whole begins, and which request it answers. */
static size_t whole_octets(const reading_result *result, size_t *request)
{
    size_t at = 0;
    for (size_t i = 0; i < result->message_count && result->messages[i].complete; i++) {
        const message_result *message = &result->messages[i];
        at += (size_t)message->size;
        *request += message->status_code / 100 == 1 && message->framing != FRAMED_TUNNEL ? 0 : 1;
    }
    return at;
}

void law_accepted_messages_are_clean(const connection *read)
{
    reading_result result = result_new();
    reading_result keeper = result_new();
    connection strictly = *read;
    strictly.tolerances = 0;
    codec_read(&strictly, NULL, 0, &result);
    checked *c = result_memory(&keeper, sizeof *c);
    size_t at = 0;
    size_t request = 0;
    for (size_t i = 0; i < result.message_count && result.messages[i].complete; i++) {
        const message_result *message = &result.messages[i];
        bool ends_at_head = message->framing == FRAMED_NONE || message->framing == FRAMED_TUNNEL;
        check_part(c, &strictly, at, (size_t)message->size, request);
        for (uint32_t j = 0; j < c->verdicts.breach_count; j++) {
            h204_invariant broken = c->breaches[j].invariant;
            bool is_excused = ends_at_head && broken >= 300 && broken < 400; /* RFC 9112 6.3 (1), (2) */
            if (makes_reading_fail(broken) && !is_excused) {
                fprintf(stderr, "  message %zu breaks %u\n", i, (unsigned)broken);
                law_violated("accepted messages are clean", H204_CX_STRICT_IS_CLEAN, &strictly);
            }
        }
        at += (size_t)message->size;
        request += message->status_code / 100 == 1 && message->framing != FRAMED_TUNNEL ? 0 : 1;
    }
    result_release(&result);
    result_release(&keeper);
}

void law_rejections_are_breaches(const connection *read)
{
    reading_result result = result_new();
    reading_result keeper = result_new();
    connection strictly = *read;
    strictly.tolerances = 0;
    codec_read(&strictly, NULL, 0, &result);
    if (result.state == READ_REJECT && result.invariant >= 100) {
        size_t request = 0;
        size_t start = whole_octets(&result, &request);
        size_t culprit = result.at - start;
        checked *c = result_memory(&keeper, sizeof *c);
        check_part(c, &strictly, start, strictly.size - start, request);
        bool is_found = false;
        for (uint32_t i = 0; i < c->verdicts.breach_count; i++) {
            h204_span place = c->breaches[i].place;
            size_t end = place.offset + (size_t)(place.size == 0 ? 1 : place.size);
            is_found = is_found || ((unsigned)c->breaches[i].invariant == result.invariant &&
                                    place.offset <= culprit && culprit < end);
        }
        if (!is_found) {
            print_result("codec", &result);
            for (uint32_t i = 0; i < c->verdicts.breach_count; i++) {
                fprintf(stderr, "  check: %u at [%u, +%u)\n", (unsigned)c->breaches[i].invariant,
                        c->breaches[i].place.offset, c->breaches[i].place.size);
            }
            law_violated("rejections are breaches", H204_CX_REJECT_IS_BROKEN, &strictly);
        }
    }
    result_release(&result);
    result_release(&keeper);
}

void law_check_is_pure(const connection *read)
{
    static const char law[] = "check is pure";
    static const uint32_t all = H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER;
    reading_result keeper = result_new();
    checked *c = result_memory(&keeper, 2 * sizeof *c);
    check_part(&c[0], read, 0, read->size, 0);
    check_part(&c[1], read, 0, read->size, 0);
    uint32_t count = c[0].verdicts.breach_count;
    bool same = count == c[1].verdicts.breach_count;
    for (uint32_t i = 0; same && i < count; i++) {
        const h204_breach *a = &c[0].breaches[i];
        const h204_breach *b = &c[1].breaches[i];
        same = a->invariant == b->invariant && a->part == b->part && a->place.offset == b->place.offset &&
               a->place.size == b->place.size;
    }
    holds(same, H204_CX_DETERMINISTIC, law, read);
    for (int i = 0; i < H204_WORDS; i++) {
        holds((c[0].verdicts.kept[i] & c[0].verdicts.broken[i]) == 0, H204_CX_DETERMINISTIC, law, read);
    }
    h204_verdicts verdicts;
    h204_outcome outcome = h204_check(&c[0].message, all, NULL, 0, &verdicts);
    holds(outcome.status == (count > 0 ? H204_NEED_SPACE : H204_DONE), H204_CX_DETERMINISTIC, law, read);
    holds(count == 0 || outcome.needed == count, H204_CX_DETERMINISTIC, law, read);
    holds(memcmp(verdicts.kept, c[0].verdicts.kept, sizeof verdicts.kept) == 0 &&
              memcmp(verdicts.broken, c[0].verdicts.broken, sizeof verdicts.broken) == 0,
          H204_CX_DETERMINISTIC, law, read);
    result_release(&keeper);
}

/* ---- what changes no verdict -------------------------------------------------------------------------------- */

typedef struct section { /* a head that strict reading accepts, taken apart */
    connection strictly;
    parsed *p;
    size_t size; /* of the message, or of the input where it is not complete */
} section;

static bool take_apart(section *s, const connection *read, reading_result *keeper)
{
    s->strictly = *read;
    s->strictly.tolerances = 0;
    s->strictly.limits = (reading_limits){ 0 };
    s->p = new_parsed(keeper);
    s->p->outcome = h204_parse_head(context_of(&s->strictly), view_of(read), s->p->fields, FIELDS_MOST, &s->p->head);
    if (s->p->outcome.status != H204_DONE) {
        return false;
    }
    parse_message(s->p, &s->strictly, keeper);
    s->size = s->p->outcome.status == H204_DONE ? s->p->at : read->size;
    return true;
}

/* octets[line_start(i) .. line_start(i + 1)) is the i-th field line with its CRLF. */
static size_t line_start(const section *s, uint32_t line)
{
    const h204_head *head = &s->p->head;
    return line < head->field_count ? s->p->fields[line].name.offset : head->size - 2;
}

static bool is_same_name(const section *s, uint32_t a, uint32_t b)
{
    h204_span one = s->p->fields[a].name;
    h204_span other = s->p->fields[b].name;
    bool is_same = one.size == other.size;
    for (uint32_t i = 0; is_same && i < one.size; i++) {
        uint8_t x = s->strictly.octets[one.offset + i];
        uint8_t y = s->strictly.octets[other.offset + i];
        bool is_letter = (x | 0x20) >= 'a' && (x | 0x20) <= 'z';
        is_same = x == y || (is_letter && (x ^ y) == 0x20);
    }
    return is_same;
}

static void append(reading_result *keeper, string *to, const section *s, size_t from, size_t end)
{
    result_append(keeper, to, s->strictly.octets + from, end - from);
}

static const h204_invariant no_rows[2] = { H204_INVARIANT_NONE, H204_INVARIANT_NONE };

/* `changed` is the message with another head or body; rows in [but_for[0], but_for[1]) may differ. */
static void same_verdicts(const section *s, string changed, const h204_invariant but_for[2], h204_invariant promise,
                          const char *law, reading_result *keeper)
{
    checked *c = result_memory(keeper, 2 * sizeof *c);
    connection other = s->strictly;
    size_t size = changed.size;
    result_append(keeper, &changed, s->strictly.octets + s->size, s->strictly.size - s->size);
    other.octets = changed.data;
    other.size = changed.size;
    check_part(&c[0], &s->strictly, 0, s->size, 0);
    check_part(&c[1], &other, 0, size, 0);
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        h204_invariant row = h204_invariant_row(i)->invariant;
        uint64_t differs = (c[0].verdicts.kept[row / 64] ^ c[1].verdicts.kept[row / 64]) |
                           (c[0].verdicts.broken[row / 64] ^ c[1].verdicts.broken[row / 64]);
        bool is_excused = row >= but_for[0] && row < but_for[1];
        if ((differs >> (row % 64) & 1) != 0 && !is_excused) {
            fprintf(stderr, "  check: %s, of\n", h204_invariant_row(i)->name);
            print_connection(&s->strictly);
            law_violated(law, (unsigned)promise, &other);
        }
    }
}

enum { LINES_TRIED = 8 };

void law_order_of_lines_changes_no_verdict(const connection *read)
{
    reading_result keeper = result_new();
    section s;
    bool is_read = take_apart(&s, read, &keeper);
    for (uint32_t i = 0; is_read && i + 1 < s.p->head.field_count && i < LINES_TRIED; i++) {
        if (is_same_name(&s, i, i + 1)) {
            continue;
        }
        string changed = result_string(&keeper, s.strictly.octets, line_start(&s, i));
        append(&keeper, &changed, &s, line_start(&s, i + 1), line_start(&s, i + 2));
        append(&keeper, &changed, &s, line_start(&s, i), line_start(&s, i + 1));
        append(&keeper, &changed, &s, line_start(&s, i + 2), s.size);
        same_verdicts(&s, changed, no_rows, H204_CX_CHECK_REORDER, "the order of lines changes no verdict", &keeper);
    }
    result_release(&keeper);
}

void law_case_of_names_changes_no_verdict(const connection *read)
{
    reading_result keeper = result_new();
    section s;
    if (take_apart(&s, read, &keeper) && s.p->head.field_count > 0) {
        string changed = result_string(&keeper, s.strictly.octets, s.size);
        for (uint32_t i = 0; i < s.p->head.field_count; i++) {
            h204_span name = s.p->fields[i].name;
            for (uint32_t k = 0; k < name.size; k++) {
                uint8_t *octet = &changed.data[name.offset + k];
                bool is_letter = (*octet | 0x20) >= 'a' && (*octet | 0x20) <= 'z';
                *octet ^= is_letter ? 0x20 : 0;
            }
        }
        same_verdicts(&s, changed, no_rows, H204_CX_CHECK_NAMECASE, "the case of names changes no verdict", &keeper);
    }
    result_release(&keeper);
}

static bool is_called(const section *s, uint32_t line, const char *name)
{
    h204_span span = s->p->fields[line].name;
    bool is_same = span.size == strlen(name);
    for (uint32_t i = 0; is_same && i < span.size; i++) {
        is_same = (s->strictly.octets[span.offset + i] | 0x20) == (uint8_t)(name[i] | 0x20);
    }
    return is_same;
}

/* Fields of which a member means the same on any line.  A challenge may go on behind a comma: those are joined
 * where the second line begins with a scheme, and never parted. */
static bool is_list(const section *s, uint32_t line)
{
    static const char *const names[] = {
        "accept", "accept-encoding", "accept-patch", "accept-ranges", "access-control-allow-headers",
        "access-control-allow-methods", "access-control-expose-headers", "allow", "cache-control", "connection",
        "content-encoding", "content-language", "trailer", "transfer-encoding", "upgrade", "vary", "via",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (is_called(s, line, names[i])) {
            return true;
        }
    }
    return false;
}

static bool is_list_of_challenges(const section *s, uint32_t line)
{
    return is_called(s, line, "www-authenticate") || is_called(s, line, "proxy-authenticate");
}

/* token SP, and no "=" behind it */
static bool begins_with_scheme(const section *s, uint32_t line)
{
    h204_span value = s->p->fields[line].value;
    const uint8_t *octets = s->strictly.octets + value.offset;
    uint32_t at = 0;
    while (at < value.size && ((octets[at] | 0x20) >= 'a' && (octets[at] | 0x20) <= 'z')) {
        at++;
    }
    return at > 0 && at + 1 < value.size && octets[at] == ' ' && octets[at + 1] != '=' && octets[at + 1] != ' ';
}

/* Name ": " value CRLF, and every comma of the value stands between members. */
static bool is_plain(const section *s, uint32_t line)
{
    static const char nested[] = "\"\\()<>";
    h204_field field = s->p->fields[line];
    const uint8_t *octets = s->strictly.octets;
    size_t colon = (size_t)field.name.offset + field.name.size;
    bool plain = field.value.size > 0 && field.value.offset == colon + 2 && octets[colon + 1] == ' ' &&
                 line_start(s, line + 1) == (size_t)field.value.offset + field.value.size + 2;
    for (uint32_t i = 0; plain && i < field.value.size; i++) {
        plain = memchr(nested, octets[field.value.offset + i], sizeof nested - 1) == NULL;
    }
    return plain;
}

static bool breaks_no_value(const section *s, reading_result *keeper)
{
    checked *c = result_memory(keeper, sizeof *c);
    check_part(c, &s->strictly, 0, s->size, 0);
    for (uint32_t i = 0; i < c->verdicts.breach_count; i++) {
        h204_invariant broken = c->breaches[i].invariant;
        if ((broken >= 200 && broken < 400) || (broken >= 800 && broken < 1000)) {
            return false;
        }
    }
    return true;
}

static const char joined[] = "joined lines change no verdict";

static void join_with_next(const section *s, uint32_t line, reading_result *keeper)
{
    string changed = result_string(keeper, s->strictly.octets, line_start(s, line + 1) - 2);
    result_append(keeper, &changed, (const uint8_t *)", ", 2);
    append(keeper, &changed, s, s->p->fields[line + 1].value.offset, s->size);
    same_verdicts(s, changed, no_rows, H204_CX_CHECK_SPLITLINES, joined, keeper);
}

/* At its first comma that has a member on either side. */
static void part(const section *s, uint32_t line, reading_result *keeper)
{
    h204_field field = s->p->fields[line];
    const uint8_t *octets = s->strictly.octets;
    size_t start = field.value.offset;
    size_t end = start + field.value.size;
    const uint8_t *found = memchr(octets + start, ',', end - start);
    size_t before = found != NULL ? (size_t)(found - octets) : start;
    size_t behind = before + 1;
    while (before > start && (octets[before - 1] == ' ' || octets[before - 1] == '\t')) {
        before--;
    }
    while (behind < end && (octets[behind] == ' ' || octets[behind] == '\t')) {
        behind++;
    }
    if (before == start || behind >= end || octets[behind] == ',') {
        return;
    }
    string changed = result_string(keeper, octets, before);
    result_append(keeper, &changed, (const uint8_t *)"\r\n", 2);
    append(keeper, &changed, s, field.name.offset, start);
    append(keeper, &changed, s, behind, s->size);
    same_verdicts(s, changed, no_rows, H204_CX_CHECK_SPLITLINES, joined, keeper);
}

void law_joined_lines_change_no_verdict(const connection *read)
{
    reading_result keeper = result_new();
    section s;
    bool is_read = take_apart(&s, read, &keeper) && s.p->head.field_count > 0 && breaks_no_value(&s, &keeper);
    for (uint32_t i = 0; is_read && i < s.p->head.field_count && i < LINES_TRIED; i++) {
        bool has_next = i + 1 < s.p->head.field_count && is_same_name(&s, i, i + 1);
        bool is_member_list = is_list(&s, i);
        if (!is_plain(&s, i) || (!is_member_list && !is_list_of_challenges(&s, i))) {
            continue;
        }
        if (has_next && is_plain(&s, i + 1) && (is_member_list || begins_with_scheme(&s, i + 1))) {
            join_with_next(&s, i, &keeper);
        }
        if (is_member_list) {
            part(&s, i, &keeper);
        }
    }
    result_release(&keeper);
}

void law_unknown_fields_change_no_verdict(const connection *read)
{
    static const char law[] = "unknown fields change no verdict";
    static const char line[] = "X-H204-Law: 1\r\n";
    reading_result keeper = result_new();
    section s;
    if (take_apart(&s, read, &keeper)) {
        const size_t places[] = { line_start(&s, 0), s.p->head.size - 2 };
        for (int i = 0; i < 2; i++) {
            string changed = result_string(&keeper, s.strictly.octets, places[i]);
            result_append(&keeper, &changed, (const uint8_t *)line, sizeof line - 1);
            append(&keeper, &changed, &s, places[i], s.size);
            same_verdicts(&s, changed, no_rows, H204_CX_CHECK_UNKNOWN, law, &keeper);
        }
    }
    result_release(&keeper);
}

static void append_chunks(string *to, string content, reading_result *keeper)
{
    enum { CHUNKS = 64 };
    size_t step = content.size / CHUNKS + 1;
    char line[32];
    for (size_t at = 0; at < content.size; at += step) {
        size_t size = step < content.size - at ? step : content.size - at;
        int length = snprintf(line, sizeof line, "%zx;law\r\n", size);
        result_append(keeper, to, (const uint8_t *)line, (size_t)length);
        result_append(keeper, to, content.data + at, size);
        result_append(keeper, to, (const uint8_t *)"\r\n", 2);
    }
    result_append(keeper, to, (const uint8_t *)"0\r\n", 3);
}

void law_chunk_sizes_change_nothing(const connection *read)
{
    static const char law[] = "chunk sizes change nothing";
    static const h204_invariant chunks[2] = { H204_CHK_SIZE_NONEMPTY, H204_TRL_SYNTAX };
    reading_result keeper = result_new();
    reading_result once = result_new();
    reading_result again = result_new();
    section s;
    bool is_read = take_apart(&s, read, &keeper) && s.p->outcome.status == H204_DONE &&
                   s.p->head.framing == H204_FRAMING_CHUNKED && read->request_count > 0;
    if (is_read) {
        string changed = result_string(&keeper, s.strictly.octets, s.p->head.size);
        append_chunks(&changed, s.p->content, &keeper);
        append(&keeper, &changed, &s, s.size - s.p->outcome.consumed, s.size); /* the trailer section */
        connection one = s.strictly;
        one.size = s.size;
        connection other = s.strictly;
        other.octets = changed.data;
        other.size = changed.size;
        codec_read(&one, NULL, 0, &once);
        codec_read(&other, NULL, 0, &again);
        holds(once.message_count > 0 && again.message_count > 0, H204_CX_RECHUNK, law, &other);
        again.messages[0].size = once.messages[0].size;
        holds(messages_equal(&once.messages[0], &again.messages[0]), H204_CX_RECHUNK, law, &other);
        same_verdicts(&s, changed, chunks, H204_CX_RECHUNK, law, &keeper);
    }
    result_release(&keeper);
    result_release(&once);
    result_release(&again);
}

/* ---- writing ----------------------------------------------------------------------------------------------- */

static h204_view view_of_string(string text)
{
    h204_view view = { text.data, text.size };
    return view;
}

static h204_line *lines_of(reading_result *keeper, const field_line *lines, size_t count)
{
    h204_line *result = result_memory(keeper, (count + 1) * sizeof *result);
    for (size_t i = 0; i < count; i++) {
        result[i].name = view_of_string(lines[i].name);
        result[i].value = view_of_string(lines[i].value);
    }
    return result;
}

typedef struct draft { /* a message as the writer takes it */
    h204_context context;
    h204_response response;
    h204_view body;
    const h204_line *trailers;
    uint32_t trailer_count;
} draft;

static draft draft_of(const message_result *message, const connection *read, size_t request,
                      reading_result *keeper)
{
    connection later = *read;
    later.requests = read->requests + request;
    later.request_count = read->request_count - request;
    draft d = { 0 };
    d.context = context_of(&later);
    d.response.minor_version = message->minor_version > 0 ? 1 : 0;
    d.response.status_code = (uint16_t)message->status_code;
    d.response.reason = view_of_string(message->reason);
    d.response.fields = lines_of(keeper, message->fields, message->field_count);
    d.response.field_count = (uint32_t)message->field_count;
    d.body = view_of_string(message->body);
    d.trailers = lines_of(keeper, message->trailers, message->trailer_count);
    d.trailer_count = (uint32_t)message->trailer_count;
    return d;
}

static h204_outcome write_draft(const draft *d, h204_room *room)
{
    h204_writing writing;
    h204_outcome outcome = h204_write_head(d->context, &d->response, room, &writing);
    if (outcome.status == H204_DONE) {
        outcome = h204_write_content(&writing, d->body, room);
    }
    if (outcome.status == H204_DONE) {
        outcome = h204_write_end(&writing, d->trailers, d->trailer_count, room);
    }
    return outcome;
}

static size_t draft_size(const draft *d)
{
    size_t size = 128 + d->response.reason.size + d->body.size;
    for (uint32_t i = 0; i < d->response.field_count; i++) {
        size += d->response.fields[i].name.size + d->response.fields[i].value.size + 4;
    }
    for (uint32_t i = 0; i < d->trailer_count; i++) {
        size += d->trailers[i].name.size + d->trailers[i].value.size + 4;
    }
    return size;
}

static h204_room new_room(reading_result *keeper, size_t capacity)
{
    h204_room room = { result_memory(keeper, capacity), capacity, 0 };
    memset(room.data, 0xA5, capacity);
    return room;
}

static bool is_a_reason_to_refuse(h204_invariant invariant)
{
    const h204_invariant_info *row = h204_invariant_describe(invariant);
    return row != NULL && (row->kind != H204_KIND_INVARIANT || row->writing == H204_WRITING_REFUSE ||
                           (invariant >= 500 && invariant < 600)); /* CR in a trailer has a row of its own */
}

/* What was written reads as `message` but for what only the wire of its first form had. */
static void same_message(const message_result *message, const message_result *again, const connection *read)
{
    message_result expected = *message;
    expected.minor_version = message->minor_version > 0 ? 1 : 0;
    expected.size = again->size;
    expected.reuse = again->reuse;
    expected.spent = 0;
    holds(messages_equal(&expected, again), H204_CX_READS_BACK, "messages write back", read);
}

static void write_back(const message_result *message, const connection *read, size_t request)
{
    static const char law[] = "messages write back";
    reading_result keeper = result_new();
    reading_result again = result_new();
    draft d = draft_of(message, read, request, &keeper);
    h204_room room = new_room(&keeper, draft_size(&d));
    h204_outcome outcome = write_draft(&d, &room);
    holds(outcome.status != H204_NEED_SPACE, H204_CX_SER_ATOMIC, law, read);
    holds(outcome.status != H204_INVALID || is_a_reason_to_refuse(outcome.broken), H204_CX_SER_CLEAN, law, read);
    if (outcome.status == H204_DONE) {
        connection written = *read;
        written.octets = room.data;
        written.size = room.size;
        written.tolerances = 0;
        written.requests = read->requests + request;
        written.request_count = 1;
        written.end = message->framing == FRAMED_CLOSE ? CONNECTION_CLOSED : CONNECTION_OPEN;
        codec_read(&written, NULL, 0, &again);
        holds(again.message_count == 1 && again.messages[0].complete && again.messages[0].size == room.size,
              H204_CX_READS_BACK, law, &written);
        same_message(message, &again.messages[0], &written);

        draft second = draft_of(&again.messages[0], read, request, &keeper);
        h204_room copy = new_room(&keeper, draft_size(&second));
        outcome = write_draft(&second, &copy);
        holds(outcome.status == H204_DONE && copy.size == room.size &&
                  memcmp(copy.data, room.data, room.size) == 0,
              H204_CX_IDEMPOTENT, law, &written);

        checked *c = result_memory(&keeper, sizeof *c);
        check_part(c, &written, 0, written.size, 0);
        for (uint32_t i = 0; i < c->verdicts.breach_count; i++) {
            const h204_invariant_info *row = h204_invariant_describe(c->breaches[i].invariant);
            if (row->writing == H204_WRITING_REFUSE) {
                fprintf(stderr, "  check: %s\n", row->name);
                law_violated("written messages are clean", H204_CX_SER_CLEAN, &written);
            }
        }
    }
    result_release(&keeper);
    result_release(&again);
}

void law_messages_write_back(const connection *read)
{
    reading_result result = result_new();
    codec_read(read, NULL, 0, &result);
    size_t request = 0;
    for (size_t i = 0; i < result.message_count && result.messages[i].complete; i++) {
        const message_result *message = &result.messages[i];
        write_back(message, read, request);
        request += message->status_code / 100 == 1 && message->framing != FRAMED_TUNNEL ? 0 : 1;
    }
    result_release(&result);
}

void law_room_is_atomic(const connection *read)
{
    static const char law[] = "room is atomic";
    enum { USED = 3 };
    reading_result result = result_new();
    reading_result keeper = result_new();
    codec_read(read, NULL, 0, &result);
    if (result.message_count > 0 && result.messages[0].complete) {
        draft d = draft_of(&result.messages[0], read, 0, &keeper);
        h204_room full = new_room(&keeper, draft_size(&d) + USED);
        h204_writing writing;
        full.size = USED;
        h204_outcome whole = h204_write_head(d.context, &d.response, &full, &writing);
        holds(whole.status != H204_INVALID || full.size == USED, H204_CX_SER_ATOMIC, law, read);
        size_t needed = full.size;
        h204_room room = new_room(&keeper, needed + 1);
        for (size_t capacity = USED; whole.status == H204_DONE && capacity <= needed;
             capacity += cut_step(needed)) {
            h204_writing unused;
            room.size = USED;
            room.capacity = capacity;
            memset(room.data, 0xA5, needed + 1);
            h204_outcome small = h204_write_head(d.context, &d.response, &room, &unused);
            bool lacks = capacity < needed;
            holds(small.status == (lacks ? H204_NEED_SPACE : H204_DONE), H204_CX_SER_ATOMIC, law, read);
            holds(!lacks || (small.needed == needed && room.size == USED), H204_CX_SER_ATOMIC, law, read);
            for (size_t i = 0; i < needed + 1; i++) {
                bool is_free = i < USED || (lacks ? true : i >= needed);
                holds(!is_free || room.data[i] == 0xA5, H204_CX_SER_ATOMIC, law, read);
            }
        }
        if (whole.status == H204_DONE) { /* content and end, by the same rule */
            h204_room none = full;
            h204_writing before = writing;
            none.capacity = none.size;
            h204_outcome content = h204_write_content(&writing, d.body, &none);
            bool unchanged = before.remaining == writing.remaining && before.state == writing.state;
            holds(content.status == H204_DONE || (none.size == full.size && unchanged), H204_CX_SER_ATOMIC, law,
                  read);
            none.capacity = content.status == H204_NEED_SPACE ? content.needed : none.capacity;
            holds(none.capacity <= full.capacity, H204_CX_SER_ATOMIC, law, read);
            content = h204_write_content(&writing, d.body, &none);
            holds(content.status != H204_NEED_SPACE, H204_CX_SER_ATOMIC, law, read);
            size_t used = none.size;
            none.capacity = used;
            h204_outcome end = h204_write_end(&writing, d.trailers, d.trailer_count, &none);
            holds(end.status == H204_DONE || none.size == used, H204_CX_SER_ATOMIC, law, read);
        }
    }
    result_release(&result);
    result_release(&keeper);
}

static void append_lines(reading_result *keeper, string *octets, const h204_line *lines, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        result_append(keeper, octets, lines[i].name.data, lines[i].name.size);
        result_append(keeper, octets, (const uint8_t *)": ", lines[i].value.size > 0 ? 2 : 1);
        result_append(keeper, octets, lines[i].value.data, lines[i].value.size);
        result_append(keeper, octets, (const uint8_t *)"\r\n", 2);
    }
    result_append(keeper, octets, (const uint8_t *)"\r\n", 2);
}

/* status-line and field section, by someone who trusts his input */
static string serialize_naively(const h204_response *response, reading_result *keeper)
{
    char start[32];
    string octets = { NULL, 0 };
    int size = snprintf(start, sizeof start, "HTTP/1.%u %03u ", (unsigned)response->minor_version % 10,
                        (unsigned)response->status_code);
    result_append(keeper, &octets, (const uint8_t *)start, (size_t)size);
    result_append(keeper, &octets, response->reason.data, response->reason.size);
    result_append(keeper, &octets, (const uint8_t *)"\r\n", 2);
    append_lines(keeper, &octets, response->fields, response->field_count);
    return octets;
}

static void writer_and_check_agree(const h204_response *response, const connection *read)
{
    static const char law[] = "the writer refuses what check refuses";
    reading_result keeper = result_new();
    string naive = serialize_naively(response, &keeper);
    connection sent = *read;
    sent.octets = naive.data;
    sent.size = naive.size;
    sent.end = CONNECTION_OPEN;
    h204_room room = new_room(&keeper, naive.size + 1);
    h204_writing writing;
    h204_outcome outcome = h204_write_head(context_of(read), response, &room, &writing);
    holds(outcome.status != H204_NEED_SPACE, H204_CX_SER_ATOMIC, law, &sent);
    holds(outcome.status != H204_DONE || (room.size == naive.size && memcmp(room.data, naive.data, room.size) == 0),
          H204_CX_READS_BACK, law, &sent);
    holds(outcome.status != H204_INVALID || (room.size == 0 && is_a_reason_to_refuse(outcome.broken)),
          H204_CX_SER_ATOMIC, law, &sent);
    checked *c = result_memory(&keeper, sizeof *c);
    check_part(c, &sent, 0, sent.size, 0);
    for (uint32_t i = 0; i < c->verdicts.breach_count; i++) {
        const h204_invariant_info *row = h204_invariant_describe(c->breaches[i].invariant);
        if (row->writing == H204_WRITING_REFUSE && outcome.status != H204_INVALID) {
            fprintf(stderr, "  check: %s\n", row->name);
            law_violated(law, H204_CX_SER_CLEAN, &sent);
        }
    }
    result_release(&keeper);
}

/* A trailer that the writer refuses for its name is broken where check says so. */
static bool names_the_place(const checked *c, h204_outcome outcome, size_t head_size)
{
    for (uint32_t i = 0; i < c->verdicts.breach_count; i++) {
        h204_span place = c->breaches[i].place;
        if (c->breaches[i].invariant == outcome.broken && place.offset == head_size + outcome.culprit) {
            return true;
        }
    }
    return false;
}

static void writer_and_check_agree_on_trailers(const h204_line *trailers, uint32_t count, const connection *read)
{
    static const char law[] = "the writer refuses the trailers that check refuses";
    static const char head[] = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n";
    enum { HEAD_SIZE = sizeof head - 1 };
    h204_line coding = { { (const uint8_t *)"Transfer-Encoding", 17 }, { (const uint8_t *)"chunked", 7 } };
    h204_response response = { 1, 200, { NULL, 0 }, &coding, 1 };
    reading_result keeper = result_new();
    string naive = result_string(&keeper, (const uint8_t *)head, HEAD_SIZE);
    result_append(&keeper, &naive, (const uint8_t *)"0\r\n", 3);
    append_lines(&keeper, &naive, trailers, count);
    connection sent = *read;
    sent.octets = naive.data;
    sent.size = naive.size;
    sent.end = CONNECTION_OPEN;
    h204_context context = { 0 };
    h204_room room = new_room(&keeper, naive.size + 1);
    h204_writing writing;
    h204_outcome outcome = h204_write_head(context, &response, &room, &writing);
    holds(outcome.status == H204_DONE && room.size == HEAD_SIZE, H204_CX_SER_ATOMIC, law, &sent);
    outcome = h204_write_end(&writing, trailers, count, &room);
    holds(outcome.status != H204_DONE || (room.size == naive.size && memcmp(room.data, naive.data, room.size) == 0),
          H204_CX_READS_BACK, law, &sent);
    holds(outcome.status != H204_INVALID || (room.size == HEAD_SIZE && is_a_reason_to_refuse(outcome.broken)),
          H204_CX_SER_ATOMIC, law, &sent);
    checked *c = result_memory(&keeper, sizeof *c);
    check_part(c, &sent, 0, sent.size, sent.request_count);
    for (uint32_t i = 0; i < c->verdicts.breach_count; i++) {
        const h204_invariant_info *row = h204_invariant_describe(c->breaches[i].invariant);
        holds(row->writing != H204_WRITING_REFUSE || outcome.status == H204_INVALID, H204_CX_SER_CLEAN, law, &sent);
    }
    bool is_for_its_name = outcome.broken >= H204_TRL_NO_FRAMING && outcome.broken <= H204_TRL_DUP_LIST;
    holds(!is_for_its_name || names_the_place(c, outcome, HEAD_SIZE), H204_CX_SER_CLEAN, law, &sent);
    result_release(&keeper);
}

void law_writer_refuses_what_check_refuses(const connection *read)
{
    static const uint16_t codes[] = { 204, 200, 304, 103, 99, 600 };
    static const char *const names[] = { "X", "Content-Length", "Transfer-Encoding", "Connection" };
    enum { CODES = sizeof codes / sizeof codes[0], NAMES = sizeof names / sizeof names[0] };
    h204_view octets = view_of(read);
    h204_view none = { NULL, 0 };
    for (int i = 0; i < CODES; i++) {
        h204_line line = { octets, none };
        h204_response response = { 1, codes[i], octets, NULL, 0 };
        writer_and_check_agree(&response, read);
        response.reason = none;
        response.fields = &line;
        response.field_count = 1;
        writer_and_check_agree(&response, read);
        for (int j = 0; j < NAMES; j++) {
            line.name.data = (const uint8_t *)names[j];
            line.name.size = strlen(names[j]);
            line.value = octets;
            response.minor_version = (uint8_t)(j % 2 + i % 2);
            writer_and_check_agree(&response, read);
        }
    }
    static const char *const trailers[] = { "ETag", "Via", "Set-Cookie", "Date", "Trailer", "Content-Length" };
    for (size_t i = 0; i < sizeof trailers / sizeof trailers[0]; i++) {
        h204_view name = { (const uint8_t *)trailers[i], strlen(trailers[i]) };
        h204_line lines[] = { { { (const uint8_t *)"etag", 4 }, octets }, { name, { (const uint8_t *)"1", 1 } } };
        writer_and_check_agree_on_trailers(lines, 2, read);
        lines[0].name = octets;
        writer_and_check_agree_on_trailers(lines, 2, read);
    }
}

void laws_hold(const connection *read)
{
    law_oracle_agrees(read);
    law_spans_are_inside(read);
    law_calls_agree_with_stream(read);
    law_prefixes_need_input(read);
    law_splits_agree_with_whole(read);
    law_following_octets_change_nothing(read);
    law_tolerances_only_add(read);
    law_errors_are_sticky(read);
    law_reading_is_deterministic(read);
    law_capacity_hides_nothing(read);
    law_head_end_is_a_candidate(read);
    law_fields_read_as_in_a_head(read);
    law_accepted_messages_are_clean(read);
    law_rejections_are_breaches(read);
    law_check_is_pure(read);
    law_order_of_lines_changes_no_verdict(read);
    law_case_of_names_changes_no_verdict(read);
    law_joined_lines_change_no_verdict(read);
    law_unknown_fields_change_no_verdict(read);
    law_chunk_sizes_change_nothing(read);
    law_messages_write_back(read);
    law_room_is_atomic(read);
    law_writer_refuses_what_check_refuses(read);
}
