/* sampled_index.c - blocks of 64 octets, and sections of field lines, against the plain reader.
 *
 * It looks inside the codec: the classifier, the runs of text and the index itself are called where they are.
 */
#include "sampled.h"

#include "../src/runner/promise_failed.h" /* before the codec's own headers, which have a default for it */

#include "../src/codec/classify.h"
#include "../src/codec/index.h"
#include "laws.h"
#include "reading.h"
#include "three_readers.h"

typedef struct trial {
    const input *from;
    connection read; /* the octets, under the tolerances and limits that were chosen */
    h204_context context;
    h204_view section; /* the field lines: the octets, without a status line where they begin with one */
} trial;

static void holds(const trial *t, bool is_kept, h204_invariant promise, const char *law)
{
    if (!is_kept) {
        law_violated(law, (unsigned)promise, &t->read);
    }
}

/* ---- octets and blocks --------------------------------------------------------------------------------- */

/* tchar (RFC 9110 5.6.2), and HTAB / SP / VCHAR / obs-text (RFC 9110 5.5), written out a second time */
enum { OF_TOKEN = 1, OF_TEXT = 2 };

static uint8_t octet_class(unsigned octet)
{
    static const char token[] = "!#$%&'*+-.^_`|~0123456789"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    bool is_token = octet != 0 && octet < 0x80 && strchr(token, (int)octet) != NULL;
    bool is_text = octet == '\t' || octet == ' ' || (octet >= '!' && octet <= '~') || octet >= 0x80;
    return (uint8_t)((is_token ? OF_TOKEN : 0) | (is_text ? OF_TEXT : 0));
}

/* One for each octet, made on the first call. */
static const uint8_t *octet_classes(void)
{
    static uint8_t classes[256];
    if (classes['a'] == 0) {
        for (unsigned octet = 0; octet < 256; octet++) {
            classes[octet] = octet_class(octet);
        }
    }
    return classes;
}

static void block_is_classified(const trial *t, const uint8_t *block)
{
    const uint8_t *classes = octet_classes();
    h204_masks found = h204_classify(block);
    h204_masks expected = { 0, 0, 0, 0, 0 };
    for (unsigned i = 0; i < H204_BLOCK; i++) {
        uint8_t octet = block[i];
        uint64_t bit = (uint64_t)1 << i;
        expected.token |= (classes[octet] & OF_TOKEN) != 0 ? bit : 0;
        expected.lf |= octet == '\n' ? bit : 0;
        expected.cr |= octet == '\r' ? bit : 0;
        expected.colon |= octet == ':' ? bit : 0;
        expected.bad |= (classes[octet] & OF_TEXT) == 0 && octet != '\r' && octet != '\n' ? bit : 0;
    }
    holds(t,
          found.lf == expected.lf && found.cr == expected.cr && found.colon == expected.colon &&
              found.token == expected.token && found.bad == expected.bad,
          H204_CX_INDEX_IS_PLAIN, "a block is classified octet by octet");
}

/* From a place that was chosen on, block by block; the last one ends where nothing may be read. */
static void blocks_are_classified(const trial *t)
{
    size_t size = t->from->size;
    if (size < H204_BLOCK) {
        return;
    }
    for (size_t at = t->from->places[0] % H204_BLOCK; size - at >= H204_BLOCK; at += H204_BLOCK) {
        block_is_classified(t, t->from->octets + at);
    }
    block_is_classified(t, t->from->octets + size - H204_BLOCK);
}

static void runs_of_text_end_at_other_octets(const trial *t)
{
    const uint8_t *classes = octet_classes();
    size_t at = t->from->places[1];
    size_t left = t->from->size - at;
    size_t reach = 0;
    while (reach < left && (classes[t->from->octets[at + reach]] & OF_TEXT) != 0) {
        reach++;
    }
    holds(t, h204_scan_text(t->from->octets + at, left) == reach, H204_CX_INDEX_IS_PLAIN,
          "a run of text ends at the first other octet");
}

/* ---- the index ----------------------------------------------------------------------------------------- */

static const char status_line[] = "HTTP/1.1 204 ";
enum { STATUS_LINE_SIZE = sizeof status_line - 1, SECTION_MOST = 1 << 16, SHIFT_MOST = H204_BLOCK };

/* Put the section behind a status line whose reason phrase shifts it against the blocks. */
static h204_view shifted(const trial *t, size_t shift)
{
    static uint8_t memory[STATUS_LINE_SIZE + SHIFT_MOST + 2 + SECTION_MOST];
    size_t start =
        sizeof memory - t->section.size - 2 - shift - STATUS_LINE_SIZE; /* ends where a sanitizer looks */
    uint8_t *at = memory + start;
    memcpy(at, status_line, STATUS_LINE_SIZE);
    memset(at + STATUS_LINE_SIZE, 'x', shift);
    memcpy(at + STATUS_LINE_SIZE + shift, "\r\n", 2);
    if (t->section.size > 0) {
        memcpy(at + STATUS_LINE_SIZE + shift + 2, t->section.data, t->section.size);
    }
    h204_view head = { at, sizeof memory - start };
    return head;
}

/* The index may only say yes where strict reading accepts, and then says the same. */
static void index_only_says_yes(const trial *t, h204_view head, const head_read *strict)
{
    static h204_field fields[HEAD_FIELDS_MOST];
    h204_indexed found;
    bool is_known = head.size <= UINT32_MAX &&
                    h204_index_head(head, (uint32_t)head.size, fields, HEAD_FIELDS_MOST, &found);
    bool is_framing = strict->outcome.status == H204_INVALID && strict->outcome.broken >= 300;
    holds(t, !is_known || strict->outcome.status == H204_DONE || is_framing, H204_CX_INDEX_IS_PLAIN,
          "the index says yes to what strict reading accepts");
    if (is_known && strict->outcome.status == H204_DONE) {
        holds(t,
              found.size == strict->head.size && found.field_count == strict->head.field_count &&
                  same_places(found.reason, strict->head.reason) &&
                  same_fields(fields, strict->fields, found.field_count),
              H204_CX_INDEX_IS_PLAIN, "the index finds what strict reading finds");
    }
}

/* The section as part of a head, shifted: both readers say the same, under the chosen tolerances and strictly. */
static void index_is_plain_when_shifted(const trial *t, size_t shift, head_read *found)
{
    static const char law[] = "the index reads what the plain reader reads";
    static head_read strict;
    h204_view head = shifted(t, shift);
    h204_context strictly = t->context;
    strictly.tolerances = 0;
    strictly.limits.head = 0;
    strictly.limits.fields = 0;
    head_parse(strictly, head, &strict);
    holds(t, plain_reader_agrees(strictly, head, HEAD_FIELDS_MOST, &strict), H204_CX_INDEX_IS_PLAIN, law);
    index_only_says_yes(t, head, &strict);
    head_parse(t->context, head, found);
    holds(t, plain_reader_agrees(t->context, head, HEAD_FIELDS_MOST, found), H204_CX_INDEX_IS_PLAIN, law);
}

/* ---- sections ------------------------------------------------------------------------------------------ */

typedef struct section_read {
    h204_outcome outcome;
    uint32_t count;                      /* meaningful where DONE */
    h204_field fields[HEAD_FIELDS_MOST]; /* fields[0 .. count) */
} section_read;

static void section_parse(h204_context context, h204_view view, uint32_t capacity, section_read *found)
{
    found->outcome = h204_parse_fields(context, view, found->fields, capacity, &found->count);
}

static bool same_sections(const section_read *one, const section_read *other)
{
    return same_outcomes(one->outcome, other->outcome) &&
           (one->outcome.status != H204_DONE ||
            (one->count == other->count && same_fields(one->fields, other->fields, one->count)));
}

/* The section alone is the section of a head, as far as neither is near a limit on octets. */
static void section_is_that_of_a_head(const trial *t, const section_read *alone, size_t shift,
                                      const head_read *whole)
{
    static const char law[] = "fields read as in a head";
    size_t before = STATUS_LINE_SIZE + shift + 2;
    bool is_whole = alone->outcome.status == H204_DONE;
    bool is_framing = whole->outcome.status == H204_INVALID && whole->outcome.broken >= 300;
    if (t->section.size > H204_DEFAULT_HEAD / 2 || t->context.limits.head != 0) {
        return;
    }
    if (is_whole && is_framing) { /* what a section alone is not asked */
        return;
    }
    holds(t, alone->outcome.status == whole->outcome.status && alone->outcome.broken == whole->outcome.broken,
          H204_CX_DETERMINISTIC, law);
    holds(t,
          alone->outcome.status != H204_INVALID || alone->outcome.culprit + before == whole->outcome.culprit,
          H204_CX_DETERMINISTIC, law);
    if (!is_whole) {
        return;
    }
    holds(t,
          alone->count == whole->head.field_count &&
              alone->outcome.consumed + before == whole->outcome.consumed,
          H204_CX_DETERMINISTIC, law);
    for (uint32_t i = 0; i < alone->count; i++) {
        h204_field moved = alone->fields[i];
        moved.name.offset += (uint32_t)before;
        moved.value.offset += (uint32_t)before;
        holds(t, same_fields(&moved, &whole->fields[i], 1), H204_CX_DETERMINISTIC, law);
    }
}

static void section_prefixes_need_input(const trial *t, const section_read *whole)
{
    static const char law[] = "a section needs input until the octet that decides";
    static section_read part;
    size_t size = t->section.size;
    size_t decided = whole->outcome.status == H204_DONE      ? whole->outcome.consumed
                     : whole->outcome.status == H204_INVALID ? whole->outcome.culprit + 1
                                                             : size + 1;
    size_t prefixes[] = { t->from->places[2] % (size + 1), decided - 1, decided };
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        if (prefixes[i] > size) {
            continue;
        }
        h204_view prefix = { t->section.data, prefixes[i] };
        section_parse(t->context, prefix, HEAD_FIELDS_MOST, &part);
        holds(t, prefixes[i] < decided ? part.outcome.status == H204_NEED_INPUT : same_sections(whole, &part),
              H204_CX_PREFIX, law);
    }
}

static void section_capacity_hides_nothing(const trial *t, const section_read *whole)
{
    static const char law[] = "capacity hides nothing";
    static section_read small;
    uint32_t count = whole->outcome.status == H204_DONE ? whole->count : 0;
    section_parse(t->context, t->section, count > 0 ? count - 1 : 0, &small);
    if (count == 0) {
        holds(t, same_sections(whole, &small), H204_CX_DETERMINISTIC, law);
        return;
    }
    holds(t, small.outcome.status == H204_NEED_SPACE && small.outcome.needed == count, H204_CX_CONSUMED, law);
    section_parse(t->context, t->section, count, &small);
    holds(t, same_sections(whole, &small), H204_CX_CONSUMED, law);
}

/* ---- trailers ------------------------------------------------------------------------------------------ */

/* What a fault of a field line is called among trailers (spec/reading.md). */
static h204_invariant row_among_trailers(h204_invariant row)
{
    static const h204_invariant kept[] = { H204_INVARIANT_NONE, H204_FLD_OBSFOLD_GEN, H204_LIMIT_FIELDS };
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        if (row == kept[i]) {
            return row;
        }
    }
    return row == H204_LIMIT_HEAD             ? H204_LIMIT_TRAILERS
           : row == H204_FLD_VALUE_NO_BARE_CR ? H204_CHK_NO_BARE_CR
                                              : H204_TRL_SYNTAX;
}

/* A body whose last chunk was read, so that trailers are next. */
static h204_body body_before_trailers(const trial *t, h204_context context)
{
    static const uint8_t last_chunk[] = { '0', '\r', '\n' };
    h204_view view = { last_chunk, sizeof last_chunk };
    h204_head head = { 0 };
    head.framing = H204_FRAMING_CHUNKED;
    head.status_code = 200;
    head.minor_version = 1;
    h204_body body = h204_body_start(context, &head);
    h204_span content;
    uint32_t count = 0;
    h204_outcome outcome = h204_body_step(&body, view, &content, 1, &count);
    holds(t, outcome.status == H204_TRAILERS && outcome.consumed == sizeof last_chunk, H204_CX_STREAM,
          "trailers follow the last chunk");
    return body;
}

/* Trailers are the field lines of a section, under other names of its faults; but nothing led by whitespace is
 * skipped in front of them, even where it may be behind a status line (RFC 9112 2.2 speaks of start lines). */
static void trailers_read_as_a_section(const trial *t)
{
    static const char law[] = "trailers read as a section";
    static section_read section;
    static section_read trailers;
    h204_context context = t->context;
    context.limits.head = context.limits.head != 0 ? context.limits.head : H204_DEFAULT_HEAD;
    context.limits.trailers = context.limits.head;
    h204_body body = body_before_trailers(t, context);
    trailers.outcome =
        h204_body_trailers(&body, t->section, trailers.fields, HEAD_FIELDS_MOST, &trailers.count);
    holds(t, trailers.outcome.status != H204_DONE || (body.tolerated & ~context.tolerances) == 0,
          H204_CX_STRICT_SUBSET, law);
    context.tolerances &= ~(uint32_t)H204_TOLERATE_WS_AFTER_STATUS_LINE;
    section_parse(context, t->section, HEAD_FIELDS_MOST, &section);
    section.outcome.broken = row_among_trailers(section.outcome.broken);
    holds(t, same_sections(&section, &trailers), H204_CX_DETERMINISTIC, law);
}

/* ---- all ----------------------------------------------------------------------------------------------- */

static h204_view behind_status_line(const input *from)
{
    size_t at = 0;
    if (from->size >= 5 && memcmp(from->octets, "HTTP/", 5) == 0) {
        const uint8_t *end = memchr(from->octets, '\n', from->size);
        at = end != NULL ? (size_t)(end - from->octets) + 1 : from->size;
    }
    h204_view section = { from->octets + at, from->size - at };
    return section;
}

void sampled_index(input from)
{
    static head_read whole;
    static section_read alone;
    request_facts requests[INPUT_REQUESTS];
    trial t = { .from = &from,
                .read = input_connection(&from, requests),
                .section = behind_status_line(&from) };
    t.read.limits = input_limits(&from);
    t.context = context_of(&t.read);
    h204_promises_are_checked = from.size <= CUTS_EXHAUSTIVE || from.places[3] % 16 == 0;
    blocks_are_classified(&t);
    h204_promises_are_checked = 0;
    runs_of_text_end_at_other_octets(&t);
    section_parse(t.context, t.section, HEAD_FIELDS_MOST, &alone);
    section_prefixes_need_input(&t, &alone);
    section_capacity_hides_nothing(&t, &alone);
    trailers_read_as_a_section(&t);
    int shifts = from.size <= CUTS_EXHAUSTIVE ? INPUT_PLACES : 2;
    for (int i = 0; t.section.size <= SECTION_MOST && i < shifts; i++) {
        size_t shift = from.places[i] % SHIFT_MOST;
        index_is_plain_when_shifted(&t, shift, &whole);
        section_is_that_of_a_head(&t, &alone, shift, &whole);
    }
    h204_promises_are_checked = 1;
}
