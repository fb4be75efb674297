/* mutator.c - change HTTP responses by their parts, for libFuzzer and for AFL++.
 *
 * An engine that changes octets breaks the first line of a message long before it has a second chunk.  Here an
 * input is laid out into messages, lines, chunks and content; an operation changes one part, and says nothing
 * about right and wrong: some keep a message sound, some break it on purpose.  What is no message is changed
 * as far as it looks like one, and a share of the calls leave the octets to the engine.
 *
 * An input may end with a mark and control octets (tests/input.h): they are set aside, and survive.
 *
 * The same seed and octets give the same result.  Memory is static; the work is linear in the input.
 */
#include "mutator.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    LINES_MOST = 512, /* what lies behind is left as it is */
    MESSAGES_MOST = 32,
    LAID_OUT_MOST = 1 << 16, /* octets; a larger input is the engine's */
    AFL_INPUT_MOST = 1 << 20,
    MARK = 0xFF,
    CONTROLS = 16,
    FACTS = 8, /* of the controls; the others are four places */
    TRAILER_SIZE = 1 + CONTROLS,
    NO_LINE = LINES_MOST,
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- the layout ---- */

/* One bit each: operations ask for several kinds at once. */
typedef enum line_kind {
    STATUS_LINE = 1,
    FIELD_LINE = 2,
    HEAD_END = 4, /* the empty line */
    CHUNK_LINE = 8,
    TRAILER_LINE = 16,
    TRAILERS_END = 32,
    STRAY_LINE = 64,
    ANY_FIELD = FIELD_LINE | TRAILER_LINE,
    ANY_LINE = 127,
} line_kind;

typedef struct line {
    line_kind kind;
    unsigned message; /* its index */
    size_t start;
    size_t mark;  /* of a field: its colon, or stop; of a chunk: where its digits end */
    size_t value; /* of a field: behind colon and spaces */
    size_t stop;  /* where the line end starts */
    size_t end;   /* behind the line end; the content of a chunk starts here */
    size_t data;  /* where the content of a chunk ends */
} line;

typedef enum framing { NO_CONTENT, BY_LENGTH, BY_CHUNKS, BY_CLOSE } framing;

typedef struct message {
    framing framed;
    unsigned framing_line; /* the field that says so, or NO_LINE */
    size_t start;
    size_t content;     /* where it starts */
    size_t content_end; /* of BY_LENGTH and BY_CLOSE */
    size_t end;
    uint64_t length; /* of BY_LENGTH: as stated */
} message;

typedef struct layout {
    const uint8_t *octets;
    size_t size;
    unsigned line_count;
    unsigned message_count;
    line lines[LINES_MOST];
    message messages[MESSAGES_MOST];
} layout;

typedef enum expectation { EXPECT_MESSAGE, EXPECT_FIELD, EXPECT_CHUNK, EXPECT_TRAILER } expectation;

static uint8_t lower(uint8_t octet)
{
    return octet >= 'A' && octet <= 'Z' ? (uint8_t)(octet | 0x20) : octet;
}

static bool is_digit(uint8_t octet)
{
    return octet >= '0' && octet <= '9';
}

static bool is_letter(uint8_t octet)
{
    return lower(octet) >= 'a' && lower(octet) <= 'z';
}

static bool is_space(uint8_t octet)
{
    return octet == ' ' || octet == '\t';
}

/* 16 for what is no hexadecimal digit */
static unsigned hex_value(uint8_t octet)
{
    if (is_digit(octet)) {
        return octet - (unsigned)'0';
    }
    return lower(octet) >= 'a' && lower(octet) <= 'f' ? lower(octet) - (unsigned)'a' + 10 : 16;
}

static bool is_same(const uint8_t *octets, size_t size, const char *text, size_t text_size)
{
    size_t same = 0;
    while (same < size && same < text_size && lower(octets[same]) == lower((uint8_t)text[same])) {
        same++;
    }
    return same == size && same == text_size;
}

static bool is_named(const layout *of, const line *field, word name)
{
    return is_same(of->octets + field->start, field->mark - field->start, name.octets, name.size);
}

static bool starts_with_http(const layout *of, size_t at)
{
    return of->size - at >= 5 && memcmp(of->octets + at, "HTTP/", 5) == 0;
}

static line line_at(const layout *of, size_t start)
{
    line found = { STRAY_LINE, 0, start, 0, 0, 0, 0, 0 };
    const uint8_t *feed = memchr(of->octets + start, '\n', of->size - start);
    found.end = feed == NULL ? of->size : (size_t)(feed - of->octets) + 1;
    found.stop = feed == NULL ? of->size : found.end - 1;
    if (found.stop < found.end && found.stop > start && of->octets[found.stop - 1] == '\r') {
        found.stop--;
    }
    const uint8_t *colon = memchr(of->octets + start, ':', found.stop - start);
    found.mark = colon == NULL ? found.stop : (size_t)(colon - of->octets);
    found.value = colon == NULL ? found.stop : found.mark + 1;
    while (found.value < found.stop && is_space(of->octets[found.value])) {
        found.value++;
    }
    found.data = found.end;
    return found;
}

static message *open_message(layout *of, size_t start)
{
    message *opened = &of->messages[of->message_count++];
    message fresh = { BY_CLOSE, NO_LINE, start, start, start, start, 0 };
    *opened = fresh;
    return opened;
}

/* RFC 9112 6.3 (1), without the request */
static bool has_no_content(const layout *of, const line *status)
{
    const uint8_t *space = memchr(of->octets + status->start, ' ', status->stop - status->start);
    const uint8_t *code = space == NULL ? NULL : space + 1;
    if (code == NULL || (size_t)(of->octets + status->stop - code) < 3) {
        return false;
    }
    return code[0] == '1' || memcmp(code, "204", 3) == 0 || memcmp(code, "304", 3) == 0;
}

static expectation after_start(layout *of, line *start)
{
    if (start->start == start->stop) {
        return EXPECT_MESSAGE;
    }
    message *opened = open_message(of, start->start);
    opened->framed = has_no_content(of, start) ? NO_CONTENT : BY_CLOSE;
    start->kind = STATUS_LINE;
    return EXPECT_FIELD;
}

static bool read_number(const layout *of, size_t start, size_t stop, uint64_t *number)
{
    *number = 0;
    for (size_t at = start; at < stop; at++) {
        if (!is_digit(of->octets[at]) || *number > UINT64_MAX / 10 - 1) {
            return false;
        }
        *number = *number * 10 + of->octets[at] - '0';
    }
    return stop > start;
}

static void note_framing(layout *of, const line *field, message *of_message)
{
    static const word length = WORD("content-length");
    static const word coding = WORD("transfer-encoding");
    unsigned index = (unsigned)(field - of->lines);
    size_t size = field->stop - field->value;
    uint64_t number;
    if (is_named(of, field, coding) && size >= 7 && is_same(of->octets + field->stop - 7, 7, "chunked", 7)) {
        of_message->framed = BY_CHUNKS;
        of_message->framing_line = index;
    } else if (of_message->framed == BY_CLOSE && is_named(of, field, length) &&
               read_number(of, field->value, field->stop, &number)) {
        of_message->framed = BY_LENGTH;
        of_message->framing_line = index;
        of_message->length = number;
    }
}

/* Content up to the end of the connection: up to what looks like another message. */
static size_t end_of_content(const layout *of, size_t at)
{
    while (at < of->size && !starts_with_http(of, at)) {
        const uint8_t *next = memchr(of->octets + at + 1, 'H', of->size - at - 1);
        at = next == NULL ? of->size : (size_t)(next - of->octets);
    }
    return at;
}

static expectation after_head(layout *of, message *of_message)
{
    size_t left = of->size - of_message->content;
    switch (of_message->framed) {
    case NO_CONTENT:
        break;
    case BY_LENGTH:
        of_message->content_end =
            of_message->content + (of_message->length < left ? (size_t)of_message->length : left);
        break;
    case BY_CHUNKS:
        return EXPECT_CHUNK;
    case BY_CLOSE:
        of_message->content_end = end_of_content(of, of_message->content);
        break;
    }
    of_message->end = of_message->content_end;
    return EXPECT_MESSAGE;
}

static expectation after_field(layout *of, line *field, message *of_message)
{
    of_message->end = field->end;
    if (field->start != field->stop) {
        field->kind = FIELD_LINE;
        if (of_message->framed != NO_CONTENT) {
            note_framing(of, field, of_message);
        }
        return EXPECT_FIELD;
    }
    field->kind = HEAD_END;
    of_message->content = field->end;
    of_message->content_end = field->end;
    return after_head(of, of_message);
}

static expectation after_chunk(const layout *of, line *chunk, message *of_message)
{
    uint64_t size = 0;
    size_t at = chunk->start;
    for (; at < chunk->stop && hex_value(of->octets[at]) < 16; at++) {
        size = size > UINT64_MAX >> 4 ? UINT64_MAX : size << 4 | hex_value(of->octets[at]);
    }
    if (at == chunk->start) {
        return EXPECT_MESSAGE;
    }
    chunk->kind = CHUNK_LINE;
    chunk->mark = at;
    chunk->data = size < of->size - chunk->end ? chunk->end + (size_t)size : of->size;
    of_message->end = chunk->data;
    if (size == 0) {
        return EXPECT_TRAILER;
    }
    if (of_message->end < of->size && of->octets[of_message->end] == '\r') {
        of_message->end++;
    }
    if (of_message->end < of->size && of->octets[of_message->end] == '\n') {
        of_message->end++;
    }
    return EXPECT_CHUNK;
}

static expectation after_trailer(line *trailer, message *of_message)
{
    bool is_empty = trailer->start == trailer->stop;
    trailer->kind = is_empty ? TRAILERS_END : TRAILER_LINE;
    of_message->end = trailer->end;
    return is_empty ? EXPECT_MESSAGE : EXPECT_TRAILER;
}

/* Some harnesses read field lines or chunks alone: what the first line looks like. */
static expectation first_expected(const layout *of)
{
    if (of->size == 0 || starts_with_http(of, 0)) {
        return EXPECT_MESSAGE;
    }
    line first = line_at(of, 0);
    size_t digits = 0;
    while (digits < first.stop && hex_value(of->octets[digits]) < 16) {
        digits++;
    }
    if (digits > 0 && (digits == first.stop || of->octets[digits] == ';')) {
        return EXPECT_CHUNK;
    }
    return first.mark < first.stop && first.mark > 0 ? EXPECT_FIELD : EXPECT_MESSAGE;
}

static void lay_out(layout *of, const uint8_t *octets, size_t size)
{
    of->octets = octets;
    of->size = size;
    of->line_count = 0;
    of->message_count = 0;
    expectation next = first_expected(of);
    if (next != EXPECT_MESSAGE) {
        open_message(of, 0)->framed = next == EXPECT_CHUNK ? BY_CHUNKS : BY_CLOSE;
    }
    size_t at = 0;
    while (at < size && of->line_count < LINES_MOST &&
           (next != EXPECT_MESSAGE || of->message_count < MESSAGES_MOST)) {
        line *found = &of->lines[of->line_count++];
        *found = line_at(of, at);
        at = found->end;
        if (next == EXPECT_MESSAGE) {
            next = after_start(of, found);
            found->message = of->message_count == 0 ? 0 : of->message_count - 1;
            continue;
        }
        message *current = &of->messages[of->message_count - 1];
        found->message = of->message_count - 1;
        if (next == EXPECT_FIELD) {
            next = after_field(of, found, current);
        } else if (next == EXPECT_CHUNK) {
            next = after_chunk(of, found, current);
        } else {
            next = after_trailer(found, current);
        }
        at = current->end > at ? current->end : at;
    }
}

/* ---- a mutation ---- */

typedef struct mutation {
    uint8_t *octets; /* changed in place */
    size_t size;
    size_t capacity;
    uint64_t state; /* of the draws */
    layout laid;
} mutation;

typedef struct range {
    size_t at;
    size_t size;
} range;

static uint8_t scratch[LAID_OUT_MOST];

static range between(size_t start, size_t end)
{
    range both = { start, end - start };
    return both;
}

static range place(size_t at)
{
    return between(at, at);
}

/* splitmix64: the next of the draws */
static uint64_t draw(mutation *in)
{
    in->state += 0x9E3779B97F4A7C15u;
    uint64_t mixed = in->state;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
    return mixed ^ mixed >> 31;
}

/* 0 to bound - 1; bound is at most 2^32 */
static size_t below(mutation *in, size_t bound)
{
    return (size_t)((draw(in) >> 32) * bound >> 32);
}

static bool one_in(mutation *in, size_t bound)
{
    return below(in, bound) == 0;
}

static size_t place_in(mutation *in, size_t start, size_t end)
{
    return start + below(in, end - start + 1);
}

static word one_of(mutation *in, const word *words, size_t count)
{
    return words[below(in, count)];
}
#define ONE_OF(in, table) one_of((in), (table), COUNT(table))

/* Replace a range.  False, and nothing is changed, where there is no room or no difference.  `with` is outside
 * the octets that are changed. */
static bool put(mutation *in, range old, const void *with, size_t size)
{
    if (in->capacity - (in->size - old.size) < size) {
        return false;
    }
    if (size == old.size && memcmp(in->octets + old.at, with, size) == 0) {
        return false;
    }
    memmove(in->octets + old.at + size, in->octets + old.at + old.size, in->size - old.at - old.size);
    memcpy(in->octets + old.at, with, size);
    in->size = in->size - old.size + size;
    return true;
}

static bool put_word(mutation *in, range old, word with)
{
    return put(in, old, with.octets, with.size);
}

static bool erase(mutation *in, range old)
{
    return put(in, old, "", 0);
}

static bool put_decimal(mutation *in, range old, uint64_t number)
{
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    return put(in, old, digits, (size_t)size);
}

static bool put_hex(mutation *in, range old, size_t number)
{
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%zx", number);
    return put(in, old, digits, (size_t)size);
}

/* Copy a range to the scratch, `at` octets behind its start.  False where there is no room. */
static bool copy(const mutation *in, range from, size_t at)
{
    if (at > sizeof scratch || sizeof scratch - at < from.size) {
        return false;
    }
    memcpy(scratch + at, in->octets + from.at, from.size);
    return true;
}

static bool put_copy(mutation *in, range old, range from)
{
    return copy(in, from, 0) && put(in, old, scratch, from.size);
}

/* Two neighbouring ranges change places. */
static bool swap(mutation *in, range first, range second)
{
    return copy(in, second, 0) && copy(in, first, second.size) &&
           put(in, between(first.at, second.at + second.size), scratch, first.size + second.size);
}

/* The first line of these kinds from lines[index] on, or NULL */
static const line *line_from(const mutation *in, unsigned index, unsigned kinds)
{
    while (index < in->laid.line_count && (in->laid.lines[index].kind & kinds) == 0) {
        index++;
    }
    return index < in->laid.line_count ? &in->laid.lines[index] : NULL;
}

static const line *next_line(const mutation *in, const line *after, unsigned kinds)
{
    return line_from(in, (unsigned)(after - in->laid.lines) + 1, kinds);
}

/* Some line of these kinds, or NULL */
static const line *pick(mutation *in, unsigned kinds)
{
    size_t count = 0;
    for (unsigned i = 0; i < in->laid.line_count; i++) {
        count += (in->laid.lines[i].kind & kinds) != 0;
    }
    if (count == 0) {
        return NULL;
    }
    const line *found = line_from(in, 0, kinds);
    for (size_t left = below(in, count); left > 0; left--) {
        found = next_line(in, found, kinds);
    }
    return found;
}

static const line *pick_named(mutation *in, word name)
{
    unsigned count = in->laid.line_count;
    size_t first = below(in, count == 0 ? 1 : count);
    for (unsigned i = 0; i < count; i++) {
        const line *field = &in->laid.lines[(first + i) % count];
        if ((field->kind & ANY_FIELD) != 0 && is_named(&in->laid, field, name)) {
            return field;
        }
    }
    return NULL;
}

static const message *pick_message(mutation *in)
{
    unsigned count = in->laid.message_count;
    return count == 0 ? NULL : &in->laid.messages[below(in, count)];
}

/* Before the first message, or behind one */
static size_t boundary(mutation *in)
{
    size_t which = below(in, in->laid.message_count + 2u);
    if (which < in->laid.message_count) {
        return in->laid.messages[which].end;
    }
    return which == in->laid.message_count ? in->size : 0;
}

/* ---- octets as the engine changes them ---- */

#ifdef H204_AFL_MUTATOR

/* AFL++ has its own stages for the whole input: here a part is changed in one place. */
static size_t any_octets(mutation *in, uint8_t *octets, size_t size, size_t most)
{
    word odd = ONE_OF(in, odd_octets);
    size_t at = below(in, size + 1);
    if (at == size || one_in(in, 2)) {
        if (most - size < odd.size) {
            return size;
        }
        memmove(octets + at + odd.size, octets + at, size - at);
        memcpy(octets + at, odd.octets, odd.size);
        return size + odd.size;
    }
    octets[at] = (uint8_t)(one_in(in, 2) ? draw(in) : octets[at] ^ 1u << below(in, 8));
    return size;
}

#else

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

static size_t any_octets(mutation *in, uint8_t *octets, size_t size, size_t most)
{
    (void)in;
    return LLVMFuzzerMutate(octets, size, most);
}

#endif

/* ---- the status line ---- */

typedef struct status_parts {
    range version;
    range gap;
    range code;
    range second_gap;
    range reason;
} status_parts;

static size_t until(const mutation *in, size_t at, size_t stop, bool is_wanted_space)
{
    while (at < stop && is_space(in->octets[at]) != is_wanted_space) {
        at++;
    }
    return at;
}

static status_parts parts_of(const mutation *in, const line *status)
{
    size_t version_end = until(in, status->start, status->stop, true);
    size_t code = until(in, version_end, status->stop, false);
    size_t code_end = until(in, code, status->stop, true);
    size_t reason = code_end + (code_end < status->stop);
    status_parts parts = { between(status->start, version_end), between(version_end, code), between(code, code_end),
                           between(code_end, reason), between(reason, status->stop) };
    return parts;
}

static bool status_code(mutation *in)
{
    const line *status = pick(in, STATUS_LINE);
    return status != NULL && put_word(in, parts_of(in, status).code, ONE_OF(in, status_codes));
}

static bool status_version(mutation *in)
{
    const line *status = pick(in, STATUS_LINE);
    return status != NULL && put_word(in, parts_of(in, status).version, ONE_OF(in, versions));
}

static bool status_reason(mutation *in)
{
    const line *status = pick(in, STATUS_LINE);
    return status != NULL && put_word(in, parts_of(in, status).reason, ONE_OF(in, reasons));
}

static bool status_gap(mutation *in)
{
    const line *status = pick(in, STATUS_LINE);
    if (status == NULL) {
        return false;
    }
    status_parts parts = parts_of(in, status);
    return put_word(in, one_in(in, 2) ? parts.gap : parts.second_gap, ONE_OF(in, gaps));
}

/* ---- field lines ---- */

static bool put_field(mutation *in, size_t at, word name, word value)
{
    size_t size = name.size + value.size + 4;
    memcpy(scratch, name.octets, name.size);
    memcpy(scratch + name.size, ": ", 2);
    memcpy(scratch + name.size + 2, value.octets, value.size);
    memcpy(scratch + name.size + 2 + value.size, "\r\n", 2);
    return put(in, place(at), scratch, size);
}

static bool add_field(mutation *in, unsigned before)
{
    const line *next = pick(in, before);
    if (next == NULL) {
        return false;
    }
    const field_words *known = &known_fields[below(in, COUNT(known_fields))];
    return put_field(in, next->start, known->name, known->value);
}

static bool field_add(mutation *in)
{
    return add_field(in, FIELD_LINE | HEAD_END);
}

static bool trailer_add(mutation *in)
{
    return add_field(in, TRAILER_LINE | TRAILERS_END);
}

static bool field_delete(mutation *in)
{
    const line *field = pick(in, ANY_FIELD);
    return field != NULL && erase(in, between(field->start, field->end));
}

static bool field_duplicate(mutation *in)
{
    const line *field = pick(in, ANY_FIELD);
    const line *next = pick(in, ANY_FIELD | HEAD_END | TRAILERS_END);
    return field != NULL && next != NULL && put_copy(in, place(next->start), between(field->start, field->end));
}

static bool field_swap(mutation *in)
{
    const line *field = pick(in, ANY_FIELD);
    const line *second = field == NULL ? NULL : next_line(in, field, ANY_LINE);
    return second != NULL && (second->kind & ANY_FIELD) != 0 &&
           swap(in, between(field->start, field->end), between(second->start, second->end));
}

static bool field_case(mutation *in)
{
    const line *field = pick(in, ANY_FIELD);
    if (field == NULL || !copy(in, between(field->start, field->mark), 0)) {
        return false;
    }
    size_t size = field->mark - field->start;
    size_t one = below(in, 3 * size + 1); /* one letter, or where there is no such: all of them */
    for (size_t i = 0; i < size; i++) {
        if (is_letter(scratch[i]) && (one >= size || i == one)) {
            scratch[i] ^= 0x20;
        }
    }
    return put(in, between(field->start, field->mark), scratch, size);
}

static bool field_name(mutation *in)
{
    const line *field = pick(in, ANY_FIELD);
    return field != NULL &&
           put_word(in, between(field->start, field->mark), known_fields[below(in, COUNT(known_fields))].name);
}

/* Two lines of a name become one (RFC 9110 5.3). */
static bool field_merge(mutation *in)
{
    const line *field = pick(in, ANY_FIELD);
    const line *other = field;
    while (other != NULL && (other == field || other->mark - other->start != field->mark - field->start ||
                             !is_same(in->octets + other->start, other->mark - other->start,
                                      (const char *)in->octets + field->start, field->mark - field->start))) {
        other = next_line(in, other, ANY_FIELD);
    }
    if (other == NULL || !copy(in, between(other->value, other->stop), 2)) {
        return false;
    }
    memcpy(scratch, ", ", 2);
    size_t size = 2 + other->stop - other->value;
    erase(in, between(other->start, other->end));
    put(in, place(field->stop), scratch, size); /* what went was larger */
    return true;
}

/* Some comma of a value, or `stop` */
static size_t comma_in(mutation *in, const line *field)
{
    size_t size = field->stop - field->value;
    size_t first = below(in, size + 1);
    for (size_t i = 0; i < size; i++) {
        size_t at = field->value + (first + i) % size;
        if (in->octets[at] == ',') {
            return at;
        }
    }
    return field->stop;
}

static bool field_split(mutation *in)
{
    const line *field = pick(in, ANY_FIELD);
    size_t comma = field == NULL ? 0 : comma_in(in, field);
    if (field == NULL || comma == field->stop || field->mark == field->stop ||
        !copy(in, between(field->start, field->mark + 1), 2)) {
        return false;
    }
    memcpy(scratch, "\r\n", 2);
    return put(in, between(comma, comma + 1), scratch, field->mark + 1 - field->start + 2);
}

/* The value that another line of this name could have, or any. */
static bool field_value(mutation *in)
{
    const line *field = pick(in, ANY_FIELD);
    if (field == NULL) {
        return false;
    }
    size_t first = below(in, COUNT(known_fields));
    size_t found = first;
    for (size_t i = 0; i < COUNT(known_fields); i++) {
        size_t index = (first + i) % COUNT(known_fields);
        if (is_named(&in->laid, field, known_fields[index].name)) {
            found = index;
            break;
        }
    }
    return put_word(in, between(field->value, field->stop), known_fields[found].value);
}

static bool field_gap(mutation *in)
{
    const line *field = pick(in, ANY_FIELD);
    if (field == NULL) {
        return false;
    }
    word gap = ONE_OF(in, gaps);
    switch (below(in, 4)) {
    case 0:
        return put_word(in, place(field->mark), gap);
    case 1:
        return put_word(in, between(field->mark < field->stop ? field->mark + 1 : field->stop, field->value), gap);
    case 2:
        return put_word(in, place(field->stop), gap);
    }
    return erase(in, between(field->mark, field->mark < field->stop ? field->mark + 1 : field->stop));
}

/* ---- lists and numbers ---- */

static bool list_gap(mutation *in)
{
    const line *field = pick(in, ANY_FIELD);
    if (field == NULL) {
        return false;
    }
    size_t comma = comma_in(in, field);
    word gap = ONE_OF(in, list_gaps);
    if (comma < field->stop && one_in(in, 2)) {
        return put_word(in, between(comma, comma + 1), gap);
    }
    return put_word(in, place(one_in(in, 2) ? field->value : field->stop), gap);
}

static bool list_element(mutation *in)
{
    const line *field = pick(in, ANY_FIELD);
    if (field == NULL || field->value == field->stop) {
        return false;
    }
    size_t comma = comma_in(in, field);
    if (comma < field->stop && one_in(in, 2)) { /* the element behind the comma goes */
        const uint8_t *next = memchr(in->octets + comma + 1, ',', field->stop - comma - 1);
        return erase(in, between(comma, next == NULL ? field->stop : (size_t)(next - in->octets)));
    }
    size_t start = comma < field->stop ? comma + 1 : field->value; /* what is behind it comes again */
    memcpy(scratch, ", ", 2);
    return copy(in, between(start, field->stop), 2) &&
           put(in, place(field->stop), scratch, 2 + field->stop - start);
}

/* A run of digits in a line, an empty range where there is none */
static range number_in(mutation *in, const line *of)
{
    size_t size = of->stop - of->start;
    size_t first = below(in, size + 1);
    for (size_t i = 0; i < size; i++) {
        size_t at = of->start + (first + i) % size;
        if (!is_digit(in->octets[at])) {
            continue;
        }
        size_t end = at;
        while (at > of->start && is_digit(in->octets[at - 1])) {
            at--;
        }
        while (end < of->stop && is_digit(in->octets[end])) {
            end++;
        }
        return between(at, end);
    }
    return place(of->stop);
}

static bool change_number(mutation *in, range digits)
{
    uint64_t number;
    if (!read_number(&in->laid, digits.at, digits.at + digits.size, &number) || one_in(in, 4)) {
        return put_word(in, digits, ONE_OF(in, odd_numbers));
    }
    switch (below(in, 5)) {
    case 0:
        return put_decimal(in, digits, number + 1);
    case 1:
        return put_decimal(in, digits, number - (number > 0));
    case 2:
        return put_word(in, place(digits.at), ONE_OF(in, odd_octets));
    case 3:
        return put(in, place(digits.at), "0", 1);
    }
    return put_decimal(in, digits, below(in, 100));
}

static bool some_number(mutation *in)
{
    const line *of = pick(in, STATUS_LINE | ANY_FIELD);
    range digits = of == NULL ? place(0) : number_in(in, of);
    return digits.size > 0 && change_number(in, digits);
}

/* A part of a line is put between quotes, or the quotes are escaped. */
static bool quoting(mutation *in)
{
    const line *of = pick(in, ANY_FIELD | CHUNK_LINE);
    if (of == NULL) {
        return false;
    }
    size_t start = of->kind == CHUNK_LINE ? of->mark : of->value;
    size_t first = place_in(in, start, of->stop);
    size_t second = place_in(in, first, of->stop);
    if (one_in(in, 3)) {
        return put(in, place(first), "\\", 1);
    }
    if (!put(in, place(second), "\"", 1)) {
        return false;
    }
    if (!one_in(in, 4)) {
        put(in, place(first), "\"", 1);
    }
    return true;
}

/* ---- framing ---- */

static const word length_name = WORD("Content-Length");
static const word coding_name = WORD("Transfer-Encoding");

/* The stated length becomes that of the octets up to the next message. */
static bool length_mend(mutation *in)
{
    const line *length = pick_named(in, length_name);
    if (length == NULL || length->kind != FIELD_LINE) {
        return false;
    }
    size_t content = in->laid.messages[length->message].content;
    return put_decimal(in, between(length->value, length->stop), end_of_content(&in->laid, content) - content);
}

static bool length_break(mutation *in)
{
    const line *length = pick_named(in, length_name);
    return length != NULL && change_number(in, between(length->value, length->stop));
}

static bool framing_add(mutation *in)
{
    const line *next = pick(in, FIELD_LINE | HEAD_END);
    if (next == NULL) {
        return false;
    }
    if (one_in(in, 2)) {
        static const word chunked = WORD("chunked");
        return put_field(in, next->start, coding_name, chunked);
    }
    char digits[24];
    size_t content = in->laid.messages[next->message].content;
    size_t size = end_of_content(&in->laid, content) - content;
    word length = { digits, (size_t)snprintf(digits, sizeof digits, "%zu", size) };
    return put_field(in, next->start, length_name, length);
}

/* The same content, counted instead of chunked; trailers are dropped. */
static bool framing_to_length(mutation *in)
{
    const message *of = pick_message(in);
    if (of == NULL || of->framed != BY_CHUNKS || of->framing_line == NO_LINE || of->content == of->start) {
        return false; /* no chunks, or a head without an end */
    }
    const line *coding = &in->laid.lines[of->framing_line];
    size_t size = 0;
    for (const line *chunk = coding; chunk != NULL && chunk->message == coding->message;
         chunk = next_line(in, chunk, CHUNK_LINE)) {
        if (chunk->kind == CHUNK_LINE) {
            if (!copy(in, between(chunk->end, chunk->data), size)) {
                return false;
            }
            size += chunk->data - chunk->end;
        }
    }
    put(in, between(of->content, of->end), scratch, size); /* each change makes it smaller */
    put_decimal(in, between(coding->value, coding->stop), size);
    put_word(in, between(coding->start, coding->mark), length_name);
    return true;
}

static bool framing_to_chunks(mutation *in)
{
    static const word chunked = WORD("chunked");
    static const word last = WORD("0\r\n\r\n");
    const message *of = pick_message(in);
    if (of == NULL || of->framed != BY_LENGTH || of->content_end == of->content || in->capacity - in->size < 64) {
        return false;
    }
    const line *length = &in->laid.lines[of->framing_line];
    size_t size = of->content_end - of->content;
    put(in, place(of->content_end), "\r\n", 2);
    put_word(in, place(of->content_end + 2), last);
    put(in, place(of->content), "\r\n", 2);
    put_hex(in, place(of->content), size);
    put_word(in, between(length->value, length->stop), chunked);
    put_word(in, between(length->start, length->mark), coding_name);
    return true;
}

/* ---- content ---- */

/* Content whose size is stated: of a chunk, or of a message; or of neither. */
typedef struct content {
    range octets;
    const line *stated; /* or NULL */
} content;

static bool pick_content(mutation *in, content *found)
{
    const line *chunk = pick(in, CHUNK_LINE);
    if (chunk != NULL && chunk->data > chunk->end && one_in(in, 2)) {
        found->octets = between(chunk->end, chunk->data);
        found->stated = chunk;
        return true;
    }
    const message *of = pick_message(in);
    if (of == NULL || (of->framed != BY_LENGTH && of->framed != BY_CLOSE) || of->content == of->start) {
        return false;
    }
    found->octets = between(of->content, of->content_end);
    found->stated = of->framed == BY_LENGTH ? &in->laid.lines[of->framing_line] : NULL;
    return true;
}

/* Replace a part of content, and let its stated size be true. */
static bool put_content(mutation *in, const content *of, range old, const void *with, size_t size)
{
    size_t after = of->octets.size - old.size + size;
    const line *stated = of->stated;
    if ((stated != NULL && stated->kind == CHUNK_LINE && after == 0) || !put(in, old, with, size)) {
        return false;
    }
    if (stated != NULL && stated->kind == CHUNK_LINE) {
        put_hex(in, between(stated->start, stated->mark), after);
    } else if (stated != NULL) {
        put_decimal(in, between(stated->value, stated->stop), after);
    }
    return true;
}

static bool content_grow(mutation *in)
{
    content of;
    if (!pick_content(in, &of)) {
        return false;
    }
    size_t size = 1 + below(in, one_in(in, 8) ? 300 : 8);
    for (size_t i = 0; i < size; i++) {
        scratch[i] = (uint8_t)(one_in(in, 8) ? draw(in) : 'a' + below(in, 26));
    }
    size_t at = place_in(in, of.octets.at, of.octets.at + of.octets.size);
    return put_content(in, &of, place(at), scratch, size);
}

static bool content_shrink(mutation *in)
{
    content of;
    if (!pick_content(in, &of) || of.octets.size == 0) {
        return false;
    }
    size_t at = place_in(in, of.octets.at, of.octets.at + of.octets.size - 1);
    size_t end = place_in(in, at + 1, of.octets.at + of.octets.size);
    return put_content(in, &of, between(at, end), "", 0);
}

/* As the engine changes octets, but within content, a value or a reason: the rest of the message stays. */
static bool content_octets(mutation *in)
{
    content of;
    if (!pick_content(in, &of) || sizeof scratch - 64 < of.octets.size || !copy(in, of.octets, 0)) {
        return false;
    }
    size_t size = any_octets(in, scratch, of.octets.size, of.octets.size + 64);
    return put_content(in, &of, of.octets, scratch, size);
}

static bool line_octets(mutation *in)
{
    const line *of = pick(in, ANY_LINE);
    if (of == NULL) {
        return false;
    }
    size_t start = (of->kind & ANY_FIELD) != 0 && !one_in(in, 4) ? of->value : of->start;
    size_t size = of->stop - start;
    if (sizeof scratch - 64 < size || !copy(in, between(start, of->stop), 0)) {
        return false;
    }
    return put(in, between(start, of->stop), scratch, any_octets(in, scratch, size, size + 64));
}

/* ---- chunks ---- */

static bool chunk_split(mutation *in)
{
    const line *chunk = pick(in, CHUNK_LINE);
    if (chunk == NULL || chunk->data - chunk->end < 2 || in->capacity - in->size < 32) {
        return false;
    }
    size_t at = place_in(in, chunk->end + 1, chunk->data - 1);
    put(in, place(at), "\r\n\r\n", 4);
    put_hex(in, place(at + 2), chunk->data - at);
    put_hex(in, between(chunk->start, chunk->mark), at - chunk->end);
    return true;
}

static bool chunk_join(mutation *in)
{
    const line *chunk = pick(in, CHUNK_LINE);
    const line *next = chunk == NULL ? NULL : next_line(in, chunk, ANY_LINE);
    if (next == NULL || next->kind != CHUNK_LINE || next->data == next->end || chunk->data == chunk->end) {
        return false;
    }
    size_t size = chunk->data - chunk->end + next->data - next->end;
    erase(in, between(chunk->data, next->end));
    put_hex(in, between(chunk->start, chunk->mark), size); /* what went was larger */
    return true;
}

static bool chunk_size(mutation *in)
{
    const line *chunk = pick(in, CHUNK_LINE);
    if (chunk == NULL) {
        return false;
    }
    range digits = between(chunk->start, chunk->mark);
    size_t size = chunk->data - chunk->end;
    switch (below(in, 3)) {
    case 0:
        return put_hex(in, digits, size + 1);
    case 1:
        return put_hex(in, digits, size - (size > 0));
    }
    return put_word(in, digits, ONE_OF(in, odd_chunk_sizes));
}

static bool chunk_digits(mutation *in)
{
    static const word zeros[] = { WORD("0"), WORD("000"), WORD("0000000000000000"), WORD("00000000000000000000") };
    const line *chunk = pick(in, CHUNK_LINE);
    if (chunk == NULL) {
        return false;
    }
    size_t size = chunk->mark - chunk->start;
    if (one_in(in, 2) || !copy(in, between(chunk->start, chunk->mark), 0)) {
        return put_word(in, place(chunk->start), ONE_OF(in, zeros));
    }
    for (size_t i = 0; i < size; i++) {
        scratch[i] ^= is_letter(scratch[i]) ? 0x20 : 0;
    }
    return put(in, between(chunk->start, chunk->mark), scratch, size);
}

static bool chunk_extension(mutation *in)
{
    const line *chunk = pick(in, CHUNK_LINE);
    if (chunk == NULL) {
        return false;
    }
    if (chunk->mark < chunk->stop && one_in(in, 4)) {
        return erase(in, between(chunk->mark, chunk->stop));
    }
    return put_word(in, place(one_in(in, 2) ? chunk->mark : chunk->stop), ONE_OF(in, chunk_extensions));
}

/* The last chunk goes, or the empty line behind it; or another chunk comes before one. */
static bool chunk_line(mutation *in)
{
    const line *chunk = pick(in, CHUNK_LINE | TRAILERS_END);
    if (chunk == NULL) {
        return false;
    }
    if (one_in(in, 2) && chunk->kind == CHUNK_LINE) {
        static const word chunks[] = { WORD("1\r\na\r\n"), WORD("A\r\n0123456789\r\n"), WORD("0\r\n"),
                                       WORD("2\r\n\r\n\r\n") };
        return put_word(in, place(chunk->start), ONE_OF(in, chunks));
    }
    return erase(in, between(chunk->start, chunk->end));
}

/* ---- line ends and odd octets ---- */

static bool line_end(mutation *in)
{
    const line *of = pick(in, ANY_LINE);
    return of != NULL && put_word(in, between(of->stop, of->end), ONE_OF(in, line_ends));
}

/* obs-fold (RFC 9112 5.2) */
static bool fold(mutation *in)
{
    static const word folds[] = { WORD("\r\n "), WORD("\r\n\t"), WORD(" \r\n  "), WORD("\n ") };
    const line *field = pick(in, ANY_FIELD);
    return field != NULL && put_word(in, place(place_in(in, field->value, field->stop)), ONE_OF(in, folds));
}

static bool odd_octet(mutation *in)
{
    const line *of = pick(in, ANY_LINE);
    if (of == NULL) {
        return false;
    }
    size_t at = place_in(in, of->start, of->stop);
    return put_word(in, between(at, at + (at < of->stop && one_in(in, 2))), ONE_OF(in, odd_octets));
}

static bool line_delete(mutation *in)
{
    const line *of = pick(in, ANY_LINE);
    return of != NULL && erase(in, between(of->start, of->end));
}

/* ---- messages ---- */

static bool message_append(mutation *in)
{
    return put_word(in, place(boundary(in)), ONE_OF(in, final_messages));
}

static bool message_interim(mutation *in)
{
    const message *of = pick_message(in);
    return put_word(in, place(of == NULL ? 0 : of->start), ONE_OF(in, interim_messages));
}

static bool message_between(mutation *in)
{
    return put_word(in, place(boundary(in)), ONE_OF(in, between_messages));
}

static bool message_repeat(mutation *in)
{
    const message *of = pick_message(in);
    return of != NULL && put_copy(in, place(boundary(in)), between(of->start, of->end));
}

static bool message_delete(mutation *in)
{
    const message *of = pick_message(in);
    return of != NULL && in->laid.message_count > 1 && erase(in, between(of->start, of->end));
}

static bool message_truncate(mutation *in)
{
    if (in->size < 2) {
        return false;
    }
    const line *of = pick(in, ANY_LINE);
    size_t at = of == NULL || one_in(in, 2) ? 1 + below(in, in->size - 1) : one_in(in, 2) ? of->stop : of->end;
    return at > 0 && erase(in, between(at, in->size));
}

/* ---- all of them ---- */

typedef struct operation {
    const char *name;
    bool (*apply)(mutation *in); /* false where nothing was changed */
    bool keeps_sound;            /* a message that is read without fault stays one */
} operation;

#define OPERATION(name, keeps_sound) { #name, name, keeps_sound }

static const operation operations[] = {
    OPERATION(status_code, false),
    OPERATION(status_version, false),
    OPERATION(status_reason, false),
    OPERATION(status_gap, false),
    OPERATION(field_add, false),
    OPERATION(field_delete, false),
    OPERATION(field_duplicate, false),
    OPERATION(field_swap, true),
    OPERATION(field_case, true),
    OPERATION(field_name, false),
    OPERATION(field_merge, false),
    OPERATION(field_split, false),
    OPERATION(field_value, false),
    OPERATION(field_gap, false),
    OPERATION(list_gap, false),
    OPERATION(list_element, false),
    OPERATION(some_number, false),
    OPERATION(quoting, false),
    OPERATION(length_mend, true),
    OPERATION(length_break, false),
    OPERATION(framing_add, false),
    OPERATION(framing_to_length, true),
    OPERATION(framing_to_chunks, true),
    OPERATION(content_grow, true),
    OPERATION(content_shrink, true),
    OPERATION(content_octets, true),
    OPERATION(line_octets, false),
    OPERATION(chunk_split, true),
    OPERATION(chunk_join, true),
    OPERATION(chunk_size, false),
    OPERATION(chunk_digits, false),
    OPERATION(chunk_extension, false),
    OPERATION(chunk_line, false),
    OPERATION(trailer_add, false),
    OPERATION(line_end, false),
    OPERATION(fold, false),
    OPERATION(odd_octet, false),
    OPERATION(line_delete, false),
    OPERATION(message_append, false),
    OPERATION(message_interim, false),
    OPERATION(message_between, false),
    OPERATION(message_repeat, false),
    OPERATION(message_delete, false),
    OPERATION(message_truncate, false),
};

/* One operation that finds what it changes. */
static bool mutate_once(mutation *in)
{
    enum { TRIES = 16 };
    lay_out(&in->laid, in->octets, in->size);
    for (int i = 0; i < TRIES; i++) {
        if (operations[below(in, COUNT(operations))].apply(in)) {
            return true;
        }
    }
    return false;
}

/* ---- the controls ---- */

typedef struct controls {
    bool marked;
    uint8_t octets[CONTROLS];
} controls;

static size_t split_controls(const uint8_t *data, size_t size, controls *behind)
{
    behind->marked = size >= TRAILER_SIZE && data[size - TRAILER_SIZE] == MARK;
    if (!behind->marked) {
        memset(behind->octets, 0, sizeof behind->octets);
        return size;
    }
    memcpy(behind->octets, data + size - CONTROLS, CONTROLS);
    return size - TRAILER_SIZE;
}

/* The facts are one number, of which draws take the remainder by what they choose from (input_connection): its
 * first digits are the end of the connection, sixteen tolerances, and how many requests there are. */
static void change_facts(mutation *in, controls *behind)
{
    enum { DIGITS = 24 };
    uint64_t facts = 0;
    for (int i = FACTS; i > 0; i--) {
        facts = facts << 8 | behind->octets[i - 1];
    }
    size_t changed = below(in, DIGITS);
    uint64_t weight = 1;
    uint64_t radix = 4;
    for (size_t digit = 0; digit < changed; digit++) {
        weight *= radix;
        radix = digit < 16 ? 2 : digit == 16 ? 4 : digit % 3 == 2 ? 3 : 4;
    }
    facts += weight * below(in, (size_t)radix);
    for (int i = 0; i < FACTS; i++) {
        behind->octets[i] = (uint8_t)(facts >> 8 * i);
    }
}

static void change_controls(mutation *in, controls *behind)
{
    if (!behind->marked) {
        behind->marked = true;
        for (int i = 0; i < CONTROLS; i++) {
            behind->octets[i] = (uint8_t)draw(in);
        }
        return;
    }
    switch (below(in, 4)) {
    case 0:
        behind->marked = false;
        return;
    case 1:
        behind->octets[below(in, CONTROLS)] = (uint8_t)draw(in);
        return;
    case 2:
        behind->octets[FACTS + below(in, CONTROLS - FACTS)] = (uint8_t)draw(in);
        return;
    }
    change_facts(in, behind);
}

/* ---- whole inputs ---- */

static mutation work;

static void begin(uint8_t *data, size_t size, size_t max_size, uint64_t seed)
{
    work.octets = data;
    work.size = size;
    work.capacity = max_size;
    work.state = seed;
}

static size_t end_with(const controls *behind)
{
    if (behind->marked) {
        work.octets[work.size] = MARK;
        memcpy(work.octets + work.size + 1, behind->octets, CONTROLS);
        work.size += TRAILER_SIZE;
    }
    return work.size;
}

/* Change data[0 .. size) in one to four places; the size afterwards, at most max_size. */
static size_t mutate(uint8_t *data, size_t size, size_t max_size, uint64_t seed)
{
    controls behind;
    begin(data, split_controls(data, size, &behind), max_size, seed);
    bool has_room = max_size - work.size >= TRAILER_SIZE;
    bool changed = has_room && one_in(&work, behind.marked ? 4 : 8);
    if (changed) {
        change_controls(&work, &behind);
    }
    work.capacity -= behind.marked ? TRAILER_SIZE : 0;
    if (!changed || one_in(&work, 2)) {
        mutate_once(&work);
        for (int i = 0; i < 3 && one_in(&work, 2); i++) {
            mutate_once(&work);
        }
    }
    return end_with(&behind);
}

/* A place where a line or, more often, a message starts or ends */
static size_t seam(mutation *in, const layout *of)
{
    if (of->message_count > 0 && one_in(in, 3)) {
        const message *one = &of->messages[below(in, of->message_count)];
        return one_in(in, 2) ? one->content : one->end;
    }
    if (of->line_count == 0) {
        return one_in(in, 2) ? 0 : of->size;
    }
    const line *one = &of->lines[below(in, of->line_count)];
    return one_in(in, 2) ? one->start : one->end;
}

/* Pieces of two inputs, cut at seams: the first up to a seam, a piece of the second, and perhaps the rest of the
 * first.  0 where they do not fit. */
static size_t cross(const uint8_t *first, size_t first_size, const uint8_t *second, size_t second_size,
                    uint8_t *out, size_t max_size, uint64_t seed)
{
    controls behind;
    controls other;
    first_size = split_controls(first, first_size, &behind);
    second_size = split_controls(second, second_size, &other);
    begin(out, 0, max_size, seed);
    if (other.marked && (!behind.marked || one_in(&work, 2))) {
        behind = other;
    }
    size_t reserved = behind.marked ? TRAILER_SIZE : 0;
    if (max_size < reserved) {
        return 0;
    }
    lay_out(&work.laid, first, first_size);
    size_t cut = seam(&work, &work.laid);
    size_t resumed = one_in(&work, 2) ? seam(&work, &work.laid) : cut;
    bool has_rest = one_in(&work, 2);
    lay_out(&work.laid, second, second_size);
    size_t start = seam(&work, &work.laid);
    size_t end = has_rest ? seam(&work, &work.laid) : second_size;
    range piece = start < end ? between(start, end) : between(end, start);
    range rest = has_rest ? between(resumed, first_size) : place(first_size);
    if (cut + piece.size + rest.size > max_size - reserved) {
        return 0;
    }
    memcpy(out, first, cut);
    memcpy(out + cut, second + piece.at, piece.size);
    memcpy(out + cut + piece.size, first + rest.at, rest.size);
    work.size = cut + piece.size + rest.size;
    return end_with(&behind);
}

/* ---- libFuzzer ---- */

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_size, const uint8_t *second, size_t second_size,
                                 uint8_t *out, size_t max_size, unsigned seed);

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    begin(data, size, max_size, seed);
    if (size > LAID_OUT_MOST || one_in(&work, 4)) {
        return any_octets(&work, data, size, max_size);
    }
    return mutate(data, size, max_size, work.state);
}

/* libFuzzer calls this for every second mutation, and tries another where it is refused. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_size, const uint8_t *second, size_t second_size,
                                 uint8_t *out, size_t max_size, unsigned seed)
{
    begin(out, 0, max_size, seed);
    if (first_size > LAID_OUT_MOST || second_size > LAID_OUT_MOST || !one_in(&work, 4)) {
        return 0;
    }
    return cross(first, first_size, second, second_size, out, max_size, work.state);
}

/* ---- AFL++ 4 ---- */

void *afl_custom_init(void *afl, unsigned seed);
size_t afl_custom_fuzz(void *data, uint8_t *octets, size_t size, uint8_t **out, uint8_t *other, size_t other_size,
                       size_t max_size);
size_t afl_custom_havoc_mutation(void *data, uint8_t *octets, size_t size, uint8_t **out, size_t max_size);
uint8_t afl_custom_havoc_mutation_probability(void *data);
void afl_custom_deinit(void *data);

typedef struct afl_state {
    uint64_t seed;
    uint8_t out[AFL_INPUT_MOST];
} afl_state;

static afl_state afl;

void *afl_custom_init(void *fuzzer, unsigned seed)
{
    (void)fuzzer;
    afl.seed = seed;
    return &afl;
}

static size_t afl_mutate(const uint8_t *octets, size_t size, size_t max_size)
{
    size_t most = max_size < sizeof afl.out ? max_size : sizeof afl.out;
    if (size > most) {
        return 0;
    }
    afl.seed++;
    memcpy(afl.out, octets, size);
    if (size > LAID_OUT_MOST) {
        begin(afl.out, size, most, afl.seed);
        return any_octets(&work, afl.out, size, most);
    }
    return mutate(afl.out, size, most, afl.seed);
}

size_t afl_custom_fuzz(void *data, uint8_t *octets, size_t size, uint8_t **out, uint8_t *other, size_t other_size,
                       size_t max_size)
{
    (void)data;
    *out = afl.out;
    begin(afl.out, 0, 0, ++afl.seed);
    if (other != NULL && size <= LAID_OUT_MOST && other_size <= LAID_OUT_MOST && one_in(&work, 6)) {
        size_t most = max_size < sizeof afl.out ? max_size : sizeof afl.out;
        size_t crossed = cross(octets, size, other, other_size, afl.out, most, work.state);
        if (crossed > 0) {
            return crossed;
        }
    }
    return afl_mutate(octets, size, max_size);
}

/* One change among the others of the havoc stage. */
size_t afl_custom_havoc_mutation(void *data, uint8_t *octets, size_t size, uint8_t **out, size_t max_size)
{
    (void)data;
    *out = afl.out;
    return afl_mutate(octets, size, max_size);
}

/* Per cent */
uint8_t afl_custom_havoc_mutation_probability(void *data)
{
    (void)data;
    return 30;
}

void afl_custom_deinit(void *data)
{
    (void)data;
}
