/* test_index.c - the index is the plain reader: this build against a copy of the codec that has none. */
#include "octets.h"
#include "twin.h"

enum { CAPACITY = 16 };

static twin_context twin_context_for(h204_context context)
{
    twin_context result = { .method = (twin_method)context.method,
                             .request_is_10 = (twin_known)context.request_is_10,
                             .offered_upgrade = (twin_known)context.offered_upgrade,
                             .request_said_close = (twin_known)context.request_said_close,
                             .tolerances = context.tolerances,
                             .limits = { .head = context.limits.head, .fields = context.limits.fields } };
    return result;
}

static bool same_span(h204_span one, twin_span other)
{
    return one.offset == other.offset && one.size == other.size;
}

static bool same_head(const h204_head *one, const twin_head *other)
{
    return one->size == other->size && one->start == other->start && same_span(one->reason, other->reason) &&
           one->field_count == other->field_count && one->tolerated == other->tolerated &&
           one->traits == other->traits && one->status_code == other->status_code &&
           one->minor_version == other->minor_version && (int)one->framing == (int)other->framing &&
           one->content_length == other->content_length;
}

static void print_octets(h204_view octets)
{
    for (size_t i = 0; i < octets.size; i++) {
        uint8_t octet = octets.data[i];
        fprintf(stderr, octet >= 0x20 && octet < 0x7F ? "%c" : "\\x%02X", octet);
    }
    fputc('\n', stderr);
}

/* How many comparisons ended in a head, so that no test passes by comparing rejections alone. */
static size_t heads_read;

/* Both readers, the same octets at a guard page. */
static void expect_same(h204_context context, h204_view octets, uint32_t capacity)
{
    h204_view input = at_guard(octets);
    h204_field *fields = fields_at_guard(capacity);
    twin_field plain_fields[CAPACITY];
    h204_head head;
    twin_head plain_head;
    h204_outcome outcome = h204_parse_head(context, input, fields, capacity, &head);
    twin_view plain_input = { input.data, input.size };
    twin_outcome wanted =
        twin_parse_head(twin_context_for(context), plain_input, plain_fields, capacity, &plain_head);
    bool same = (int)outcome.status == (int)wanted.status && (int)outcome.broken == (int)wanted.broken &&
                outcome.consumed == wanted.consumed && outcome.culprit == wanted.culprit &&
                outcome.needed == wanted.needed;
    if (same && outcome.status == H204_DONE) {
        same = same_head(&head, &plain_head);
        for (uint32_t i = 0; same && i < head.field_count; i++) {
            same = same_span(fields[i].name, plain_fields[i].name) && same_span(fields[i].value, plain_fields[i].value);
        }
        heads_read++;
    }
    if (!same) {
        print_octets(octets);
        cr_assert(false, "%s %s culprit %zu consumed %zu; plain: %s %s culprit %zu consumed %zu",
                  status_name(outcome.status), row_name(outcome.broken), outcome.culprit, outcome.consumed,
                  status_name((h204_status)wanted.status), row_name((h204_invariant)wanted.broken), wanted.culprit,
                  wanted.consumed);
    }
}

#define LINE "HTTP/1.1 200 OK\r\n"

/* ---- all small heads --------------------------------------------------------------------------------------- */

/* One letter a class of octets that either reader may look at. */
static const uint8_t letters[] = { '\r', '\n', ':', ' ', 'a', '(', 0x01, 0x80 };

enum { LETTERS = sizeof letters, TAIL = 5 };

/* Every tail of up to TAIL letters, behind a prefix and before an end or nothing. */
static void expect_same_tails(h204_view prefix, h204_view end)
{
    static octet_string octets;
    for (size_t size = 0; size <= TAIL; size++) {
        size_t count = 1;
        for (size_t i = 0; i < size; i++) {
            count *= LETTERS;
        }
        for (size_t number = 0; number < count; number++) {
            size_t rest = number;
            joined(&octets, prefix, VIEW(""));
            for (size_t i = 0; i < size; i++) {
                append(&octets, (h204_view){ &letters[rest % LETTERS], 1 });
                rest /= LETTERS;
            }
            append(&octets, end);
            expect_same((h204_context){ 0 }, view_of(&octets), CAPACITY);
        }
    }
    cr_expect_gt(heads_read, 0, "no head was read");
}

Test(index, all_small_tails_of_a_status_line)
{
    expect_same_tails(VIEW("HTTP/1.1 204 "), VIEW("\r\n\r\n"));
}

Test(index, all_small_tails_of_a_head)
{
    expect_same_tails(VIEW(LINE), VIEW("\r\n\r\n"));
}

Test(index, all_small_tails_of_a_field_section)
{
    expect_same_tails(VIEW(LINE "A: b\r\n"), VIEW(""));
}

/* The tail lies across the end of a block of 64 octets: in a value, and in a name. */
Test(index, all_small_tails_across_blocks_in_a_value)
{
    expect_same_tails(VIEW(LINE "Name: 6789012345678901234567890123456789012"), VIEW("\r\n\r\n"));
}

Test(index, all_small_tails_across_blocks_in_a_name)
{
    expect_same_tails(VIEW(LINE "A: 345678901234567890123456789012345678\r\nName"), VIEW(": x\r\n\r\n"));
}

/* ---- every octet at every position ------------------------------------------------------------------------- */

static const h204_view samples[] = {
    OCTETS("HTTP/1.1 204 No Content\r\nDate: Mon, 01 Jan 2024 00:00:00 GMT\r\nServer: a server/1.0 (b; c)\r\n"
           "X-Request-Id: 0123456789abcdef\r\nVary: Accept-Encoding\r\n\r\n"),
    OCTETS("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 1024\r\nConnection: close\r\n"
           "ETag: \"0123456789abcdef0123456789abcdef\"\r\nAge:\r\n\r\n"),
    OCTETS("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\nConnection: keep-alive, x\r\n"
           "A:b\r\nC: \t d \t\r\nSet-Cookie: a=b; Path=/; Secure; HttpOnly; SameSite=Lax\r\nE: f\r\n\r\n"),
};

Test(index, every_octet_at_every_position)
{
    static octet_string octets;
    cr_assert_gt(ROW_COUNT(samples), 0);
    for (size_t s = 0; s < ROW_COUNT(samples); s++) {
        cr_assert_gt(samples[s].size, 140, "sample %zu is too short to cross two blocks", s);
        for (size_t at = 0; at < samples[s].size; at++) {
            for (unsigned octet = 0; octet < 256; octet++) {
                joined(&octets, samples[s], VIEW(""));
                octets.data[at] = (uint8_t)octet;
                expect_same((h204_context){ 0 }, view_of(&octets), CAPACITY);
            }
        }
    }
    cr_expect_gt(heads_read, 1000);
}

Test(index, every_prefix_capacity_and_limit)
{
    for (size_t s = 0; s < ROW_COUNT(samples); s++) {
        for (size_t size = 0; size <= samples[s].size; size++) {
            for (uint32_t capacity = 0; capacity < 8; capacity++) {
                expect_same((h204_context){ 0 }, first_of(samples[s], size), capacity);
            }
            expect_same((h204_context){ .limits = { .head = (uint32_t)size } }, samples[s], CAPACITY);
        }
        for (uint32_t fields = 1; fields < 10; fields++) {
            expect_same((h204_context){ .limits = { .fields = fields } }, samples[s], CAPACITY);
        }
    }
    cr_expect_gt(heads_read, 0);
}

/* ---- random changes ---------------------------------------------------------------------------------------- */

/* Replace, insert, delete, repeat or cut, at a random place. */
static void mutate(octet_string *octets, uint64_t *random)
{
    static const char usual[] = "\r\n\r\n:: \t,;azAZ09-_(\"\\\0\x7F\x80\xFF/.";
    size_t at = random_below(random, octets->size);
    uint8_t octet = random_below(random, 4) == 0 ? (uint8_t)random_below(random, 256)
                                                 : (uint8_t)usual[random_below(random, sizeof usual - 1)];
    size_t behind = octets->size - at;
    size_t run = random_below(random, behind) % 80 + 1;
    switch (random_below(random, 6)) {
    case 0:
    case 1:
        octets->data[at] = octet;
        return;
    case 2:
        memmove(octets->data + at + 1, octets->data + at, behind);
        octets->data[at] = octet;
        octets->size += 1;
        return;
    case 3:
        memmove(octets->data + at, octets->data + at + 1, behind - 1);
        octets->size -= octets->size > 1 ? 1 : 0;
        return;
    case 4:
        run = run < behind ? run : behind;
        memmove(octets->data + at + run, octets->data + at, behind);
        octets->size += run;
        return;
    default:
        octets->data[at] = (uint8_t)(octets->data[at] ^ 0x20);
        return;
    }
}

static h204_context random_context(uint64_t *random)
{
    h204_context context = { .method = (h204_method)random_below(random, 3),
                             .request_is_10 = (h204_known)random_below(random, 3),
                             .offered_upgrade = (h204_known)random_below(random, 3) };
    if (random_below(random, 2) == 0) {
        context.tolerances = (uint32_t)random_below(random, 1 << 16);
    }
    if (random_below(random, 8) == 0) {
        context.limits.head = (uint32_t)random_below(random, 300);
        context.limits.fields = (uint32_t)random_below(random, 8);
    }
    return context;
}

Test(index, random_changes)
{
    enum { ROUNDS = 200000 };
    static octet_string octets;
    uint64_t random = 9112;
    for (size_t round = 0; round < ROUNDS; round++) {
        joined(&octets, samples[random_below(&random, ROW_COUNT(samples))], VIEW(""));
        for (size_t changes = random_below(&random, 3) + 1; changes > 0; changes--) {
            mutate(&octets, &random);
        }
        uint32_t capacity = random_below(&random, 8) == 0 ? (uint32_t)random_below(&random, 6) : CAPACITY;
        expect_same(random_context(&random), view_of(&octets), capacity);
    }
    cr_expect_gt(heads_read, ROUNDS / 20);
}
