/* test_laws.c - the laws over built-in messages, and over every short string of a small alphabet. */
#include "guard.h"
#include "laws.h"
#include "oracle.h"
#include "reading.h"

#include <criterion/criterion.h>

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define OCTETS(literal) "" literal, sizeof literal - 1

#define OK204   "HTTP/1.1 204 No Content\r\n"
#define OK200   "HTTP/1.1 200 OK\r\n"
#define CHUNKED OK200 "Transfer-Encoding: chunked\r\n\r\n"

typedef struct row {
    const char *name;
    const char *octets;
    size_t size;
    reading_state state; /* of strict reading as the answer to one DELETE, when the connection then closes */
    size_t at;
} row;

static const row rows[] = {
    { "smallest 204", OCTETS("HTTP/1.1 204 \r\n\r\n"), READ_DONE, 17 },
    { "204", OCTETS(OK204 "\r\n"), READ_DONE, 27 },
    { "204 announces five octets", OCTETS(OK204 "Content-Length: 5\r\n\r\n"), READ_DONE, 46 },
    { "204 announces five octets and sends them", OCTETS(OK204 "Content-Length: 5\r\n\r\nhello"),
      READ_EXCESS, 46 },
    { "204 with a chunked body", OCTETS(OK204 "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), READ_EXCESS, 55 },
    { "204 of HTTP/1.0", OCTETS("HTTP/1.0 204 No Content\r\nConnection: keep-alive\r\n\r\n"), READ_DONE, 51 },
    { "204 and CRLF", OCTETS(OK204 "\r\n\r\n\r\n"), READ_DONE, 27 },
    { "204 and half a CRLF", OCTETS(OK204 "\r\n\r"), READ_EXCESS, 27 },
    { "204 and a second response", OCTETS(OK204 "\r\n" OK204 "\r\n"), READ_EXCESS, 27 },
    { "204 after interim responses", OCTETS("HTTP/1.1 100 \r\n\r\nHTTP/1.1 103 \r\nLink: <a>\r\n\r\n" OK204 "\r\n"),
      READ_DONE, 72 },
    { "204 cut short", OCTETS(OK204 "Date: "), READ_INCOMPLETE, 0 },
    { "no SP after the code", OCTETS("HTTP/1.1 204\r\n\r\n"), READ_REJECT, 12 },
    { "200 of three octets", OCTETS(OK200 "Content-Length: 3\r\n\r\nabc"), READ_DONE, 41 },
    { "200 of too few octets", OCTETS(OK200 "Content-Length: 3\r\n\r\nab"), READ_INCOMPLETE, 0 },
    { "two lengths that differ", OCTETS(OK200 "Content-Length: 3\r\nContent-Length: 4\r\n\r\n"), READ_REJECT, 52 },
    { "one length twice", OCTETS(OK200 "Content-Length: 3, 3\r\n\r\nabc"), READ_REJECT, 33 },
    { "the largest length", OCTETS(OK200 "Content-Length: 18446744073709551615\r\n\r\nabc"), READ_INCOMPLETE, 0 },
    { "one more than the largest length", OCTETS(OK200 "Content-Length: 18446744073709551616\r\n\r\nabc"),
      READ_REJECT, 33 },
    { "the largest chunk", OCTETS(CHUNKED "FFFFFFFFFFFFFFFF\r\nabc"), READ_INCOMPLETE, 0 },
    { "one more than the largest chunk", OCTETS(CHUNKED "10000000000000000\r\nabc"), READ_REJECT, 63 },
    { "chunks", OCTETS(CHUNKED "3\r\nabc\r\n1;x=\"\\\"\" ; y\r\nd\r\n0\r\n\r\n"), READ_DONE, 77 },
    { "chunks and trailers", OCTETS(CHUNKED "1\r\na\r\n00\r\nX: y\r\nZ:\r\n\r\n"), READ_DONE, 69 },
    { "chunks and many trailers", OCTETS(CHUNKED "0\r\nA:\r\nB:\r\nC:\r\nD:\r\nE:\r\n\r\n"), READ_DONE, 72 },
    { "chunks and an end without CRLF", OCTETS(CHUNKED "1\r\na\r\n0\r\n"), READ_INCOMPLETE, 0 },
    { "a chunk that is too long", OCTETS(CHUNKED "1\r\nab\r\n0\r\n\r\n"), READ_REJECT, 51 },
    { "a chunk size with a blank", OCTETS(CHUNKED "1 \r\na\r\n0\r\n\r\n"), READ_REJECT, 49 },
    { "both framing fields", OCTETS(OK200 "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"),
      READ_REJECT, 61 },
    { "a coding behind chunked", OCTETS(OK200 "Transfer-Encoding: chunked, gzip\r\n\r\nabc"), READ_DONE, 56 },
    { "an unknown coding", OCTETS(OK200 "Transfer-Encoding: x-y\r\n\r\nabc"), READ_REJECT, 36 },
    { "chunked in HTTP/1.0", OCTETS("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), READ_REJECT, 36 },
    { "until the end", OCTETS(OK200 "\r\nabc"), READ_DONE, 22 },
    { "a fold", OCTETS(OK204 "X: a \r\n \tb\r\n\r\n"), READ_REJECT, 32 },
    { "a space before the colon", OCTETS(OK204 "X : a\r\n\r\n"), READ_REJECT, 26 },
    { "lines that end with LF", OCTETS("HTTP/1.1 204 No Content\nX: a\n\n"), READ_REJECT, 23 },
    { "NUL and bare CR in a value", OCTETS(OK204 "X: a\0b\rc\r\n\r\n"), READ_REJECT, 29 },
    { "octets of every kind in a value", OCTETS(OK204 "X: \t~\x80\xFF\t \r\n\r\n"), READ_DONE, 38 },
    { "leading CRLF", OCTETS("\r\n\r\n" OK204 "\r\n"), READ_REJECT, 0 },
    { "304 with a length", OCTETS("HTTP/1.1 304 \r\nContent-Length: 3\r\n\r\n"), READ_DONE, 36 },
    { "101", OCTETS("HTTP/1.1 101 \r\nUpgrade: a\r\n\r\n\x01\x02"), READ_TUNNEL, 29 },
    { "another protocol", OCTETS("ICY 200 OK\r\n\r\n"), READ_REJECT, 0 },
    { "lists", OCTETS(OK204 "Vary: a, b\r\nVary: c\r\nallow: GET\r\nAllow: PUT,HEAD\r\nConnection: x, keep-alive\r\n\r\n"),
      READ_DONE, 104 },
    { "challenges", OCTETS("HTTP/1.1 401 \r\nWWW-Authenticate: Basic realm=a\r\nWWW-Authenticate: New n=1, o=2\r\n"
                           "Content-Length: 0\r\n\r\n"), READ_DONE, 101 },
    { "more than one block of the index",
      OCTETS(OK204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: example/1.0 (a comment that is long)\r\n"
                   "ETag: \"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"\r\n\r\n"),
      READ_DONE, 184 },
};

static const uint32_t tolerance_sets[] = {
    0,       1u << 0, 1u << 1,  1u << 2,  1u << 3,  1u << 4,  1u << 5,  1u << 6,         1u << 7,    1u << 8,
    1u << 9, 1u << 10, 1u << 11, 1u << 12, 1u << 13, 1u << 14, 1u << 15, H204_USER_AGENT, H204_PROXY, 0xFFFFu,
};

static const request_facts plain_delete = { 0 };

static connection answer_to_delete(const uint8_t *octets, size_t size)
{
    connection read = { 0 };
    read.octets = octets;
    read.size = size;
    read.requests = &plain_delete;
    read.request_count = 1;
    return read;
}

Test(laws, the_oracle_reads_the_table)
{
    cr_assert(COUNT(rows) > 30);
    reading_result result = result_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        connection read = answer_to_delete((const uint8_t *)rows[i].octets, rows[i].size);
        read.end = CONNECTION_CLOSED;
        oracle_read(&read, &result);
        cr_expect(result.state == rows[i].state && result.at == rows[i].at, "%s: state %d at %zu",
                  rows[i].name, (int)result.state, result.at);
    }
    result_release(&result);
}

Test(laws, hold_for_the_table)
{
    static const request_facts requests[][2] = {
        { { REQUEST_OTHER, false, false, false, false, false }, { REQUEST_OTHER, true, false, true, true, false } },
        { { REQUEST_HEAD, true, false, true, false, true }, { REQUEST_OTHER, false, false, false, false, false } },
        { { REQUEST_CONNECT, true, true, false, false, false }, { REQUEST_HEAD, true, false, true, false, false } },
    };
    static const connection_end ends[] = { CONNECTION_OPEN, CONNECTION_CLOSED, CONNECTION_RESET };
    static const uint32_t sets[] = { 0, H204_USER_AGENT, H204_PROXY, 0xFFFFu };
    guard guarded = guard_new(4096);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const uint8_t *octets = guard_place(&guarded, (const uint8_t *)rows[i].octets, rows[i].size);
        cr_assert(octets != NULL, "%s", rows[i].name);
        for (size_t j = 0; j < COUNT(requests) * COUNT(sets); j++) {
            connection read = answer_to_delete(octets, rows[i].size);
            read.requests = requests[j % COUNT(requests)];
            read.request_count = 1 + (i + j) % 2;
            read.tolerances = sets[j / COUNT(requests)];
            read.end = ends[(i + j) % COUNT(ends)];
            laws_hold(&read);
        }
    }
    guard_release(&guarded);
}

Test(laws, oracle_agrees_on_the_table_under_every_tolerance_and_limit)
{
    static const reading_limits limits[] = {
        { 0, 0, 0, 0, 0, 0 },  { 17, 0, 0, 0, 0, 0 }, { 30, 1, 0, 0, 0, 1 },
        { 0, 1, 3, 1, 2, 1 },  { 0, 2, 5, 4, 9, 2 },  { 26, 0, 20, 9, 10, 0 },
    };
    guard guarded = guard_new(4096);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const uint8_t *octets = guard_place(&guarded, (const uint8_t *)rows[i].octets, rows[i].size);
        cr_assert(octets != NULL, "%s", rows[i].name);
        connection read = answer_to_delete(octets, rows[i].size);
        for (size_t j = 0; j < COUNT(tolerance_sets) * COUNT(limits); j++) {
            read.tolerances = tolerance_sets[j / COUNT(limits)];
            read.limits = limits[j % COUNT(limits)];
            for (int end = CONNECTION_OPEN; end <= CONNECTION_RESET; end++) {
                read.end = (connection_end)end;
                law_oracle_agrees(&read);
                law_errors_are_sticky(&read);
            }
        }
    }
    guard_release(&guarded);
}

/* octets, times, and an end: a message at the edge of a default limit */
typedef struct long_row {
    const char *name;
    const char *start;
    const char *repeated;
    size_t times;
    const char *end;
    reading_state state; /* strict, as above */
} long_row;

Test(laws, oracle_agrees_at_the_default_limits)
{
    static const long_row long_rows[] = {
        { "head of 65536 octets", OK204 "X:", "a", 65536 - 25 - 2 - 4, "\r\n\r\n", READ_DONE },
        { "head of 65537 octets", OK204 "X:", "a", 65537 - 25 - 2 - 4, "\r\n\r\n", READ_REJECT },
        { "1000 field lines", OK204, "X:\r\n", 1000, "\r\n", READ_DONE },
        { "1001 field lines", OK204, "X:\r\n", 1001, "\r\n", READ_REJECT },
        { "100 interim responses", "", "HTTP/1.1 100 \r\n\r\n", 100, OK204 "\r\n", READ_DONE },
        { "101 interim responses", "", "HTTP/1.1 100 \r\n\r\n", 101, OK204 "\r\n", READ_REJECT },
        { "chunk line of 4096 octets", CHUNKED "1;", "a", 4092, "\r\nx\r\n0\r\n\r\n", READ_DONE },
        { "chunk line of 4097 octets", CHUNKED "1;", "a", 4093, "\r\nx\r\n0\r\n\r\n", READ_REJECT },
        { "extensions of 16384 octets", CHUNKED, "1;a\r\nx\r\n", 8192, "0\r\n\r\n", READ_DONE },
        { "extensions of 16386 octets", CHUNKED, "1;a\r\nx\r\n", 8193, "0\r\n\r\n", READ_REJECT },
        { "trailers of 16384 octets", CHUNKED "0\r\nX:", "a", 16384 - 2 - 4, "\r\n\r\n", READ_DONE },
        { "trailers of 16385 octets", CHUNKED "0\r\nX:", "a", 16385 - 2 - 4, "\r\n\r\n", READ_REJECT },
    };
    reading_result octets = result_new();
    reading_result result = result_new();
    for (size_t i = 0; i < COUNT(long_rows); i++) {
        const long_row *r = &long_rows[i];
        string input = result_string(&octets, (const uint8_t *)r->start, strlen(r->start));
        for (size_t j = 0; j < r->times; j++) {
            result_append(&octets, &input, (const uint8_t *)r->repeated, strlen(r->repeated));
        }
        result_append(&octets, &input, (const uint8_t *)r->end, strlen(r->end));
        connection read = answer_to_delete(input.data, input.size);
        read.end = CONNECTION_CLOSED;
        oracle_read(&read, &result);
        cr_expect(result.state == r->state, "%s: state %d at %zu", r->name, (int)result.state, result.at);
        law_oracle_agrees(&read);
        law_errors_are_sticky(&read);
        law_reading_is_deterministic(&read);
    }
    result_release(&octets);
    result_release(&result);
}

/* ---- every short string ------------------------------------------------------------------------------------ */

typedef struct prefix {
    const char *octets;
    size_t size;
} prefix;

static const prefix prefixes[] = {
    { OCTETS("") },
    { OCTETS("HTTP/1.1 204") },
    { OCTETS(OK204) },
    { OCTETS(OK204 "X: a") },
    { OCTETS(OK200 "Content-Length:") },
    { OCTETS(OK200 "Transfer-Encoding: chunked\r\nContent-Length") },
    { OCTETS(CHUNKED) },
    { OCTETS(CHUNKED "a") },
    { OCTETS(CHUNKED "0\r\n") },
    { OCTETS(OK204 "\r\n") },
};

static const uint8_t alphabet[] = { '\r', '\n', ' ', ':', 'a', 0, ',', '0' };
enum { LETTERS = sizeof alphabet, PLACES_MOST = 64, ALL_SETS = COUNT(tolerance_sets) };

typedef struct strings { /* a prefix, then every string of up to `length` letters, one by one */
    uint8_t octets[PLACES_MOST];
    size_t prefix_size;
    size_t length;
    size_t index;
    size_t size;
} strings;

static size_t power(size_t length)
{
    return length == 0 ? 1 : LETTERS * power(length - 1);
}

static strings strings_after(prefix before)
{
    strings all = { { 0 }, before.size, 0, 0, 0 };
    memcpy(all.octets, before.octets, before.size);
    return all;
}

static bool next_string(strings *all, size_t length_most)
{
    if (all->index == power(all->length)) {
        all->length += 1;
        all->index = 0;
    }
    if (all->length > length_most) {
        return false;
    }
    size_t rest = all->index;
    for (size_t i = 0; i < all->length; i++) {
        all->octets[all->prefix_size + i] = alphabet[rest % LETTERS];
        rest /= LETTERS;
    }
    all->size = all->prefix_size + all->length;
    all->index += 1;
    return true;
}

/* How many strings were tried, each under the first `set_count` sets. */
static size_t try_strings(size_t length_most, size_t set_count, void (*law)(const connection *))
{
    guard guarded = guard_new(PLACES_MOST);
    size_t tried = 0;
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        strings all = strings_after(prefixes[i]);
        while (next_string(&all, length_most)) {
            connection read = answer_to_delete(guard_place(&guarded, all.octets, all.size), all.size);
            for (size_t j = 0; j < set_count; j++) {
                read.tolerances = tolerance_sets[j];
                read.end = tried % 2 == 0 ? CONNECTION_OPEN : CONNECTION_CLOSED;
                law(&read);
            }
            tried += 1;
        }
    }
    guard_release(&guarded);
    return tried;
}

Test(laws, oracle_agrees_on_every_short_string)
{
    cr_expect(try_strings(5, 1, law_oracle_agrees) == 37449 * COUNT(prefixes));
}

Test(laws, oracle_agrees_on_every_short_string_under_every_tolerance)
{
    cr_expect(try_strings(4, ALL_SETS, law_oracle_agrees) == 4681 * COUNT(prefixes));
}

Test(laws, tolerances_only_add_to_every_short_string)
{
    cr_expect(try_strings(3, ALL_SETS, law_tolerances_only_add) == 585 * COUNT(prefixes));
}

Test(laws, splits_of_every_short_string_agree_with_the_whole)
{
    cr_expect(try_strings(3, ALL_SETS, law_splits_agree_with_whole) == 585 * COUNT(prefixes));
}

Test(laws, rejections_of_every_short_string_are_breaches)
{
    cr_expect(try_strings(4, 1, law_rejections_are_breaches) == 4681 * COUNT(prefixes));
}

Test(laws, every_accepted_short_string_is_clean)
{
    cr_expect(try_strings(4, 1, law_accepted_messages_are_clean) == 4681 * COUNT(prefixes));
}

Test(laws, every_short_string_writes_back)
{
    cr_expect(try_strings(3, ALL_SETS, law_messages_write_back) == 585 * COUNT(prefixes));
}

Test(laws, hold_for_every_shorter_string)
{
    cr_expect(try_strings(2, ALL_SETS, laws_hold) == 73 * COUNT(prefixes));
}

Test(laws, writer_refuses_every_short_string_that_check_refuses)
{
    guard guarded = guard_new(PLACES_MOST);
    strings all = strings_after(prefixes[0]);
    size_t tried = 0;
    while (next_string(&all, 4)) {
        connection read = answer_to_delete(guard_place(&guarded, all.octets, all.size), all.size);
        law_writer_refuses_what_check_refuses(&read);
        tried += 1;
    }
    cr_expect(tried == 4681);
    guard_release(&guarded);
}
