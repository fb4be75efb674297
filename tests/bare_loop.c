/* bare_loop.c - heads without end through three readers, without a fuzzing engine.
 *
 * usage: bare_loop COUNT [SEED]
 *
 * Each of COUNT comparisons is one head under one context: the codec, its copy without the index and the oracle
 * must say the same.  Heads are put together from parts, most of them sound, or taken from corpus/seeds, and then
 * changed in a few places.  The first difference is printed and aborts.  The last line says how many were
 * accepted, rejected and in need of input: where the shares are lopsided, the loop tries too little.
 */
#include "reading.h"
#include "three_readers.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { HEAD_MOST = 1024, SEEDS_MOST = 1024, SEED_MOST = 640 };

typedef struct head_text {
    uint8_t data[HEAD_MOST];
    size_t size;
} head_text;

/* ---- random numbers ------------------------------------------------------------------------------------ */

/* splitmix64: any seed will do, and the same seed gives the same heads. */
static uint64_t next_random(uint64_t *state)
{
    *state += 0x9E3779B97F4A7C15u;
    uint64_t mixed = *state;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
    return mixed ^ mixed >> 31;
}

static uint32_t random_below(uint64_t *state, uint32_t bound)
{
    return (uint32_t)((next_random(state) >> 32) * bound >> 32);
}

/* ---- heads --------------------------------------------------------------------------------------------- */

typedef struct part {
    const char *octets;
    size_t size;
} part;

#define PART(literal)   { "" literal, sizeof literal - 1 }
#define COUNT_OF(parts) ((uint32_t)(sizeof(parts) / sizeof *(parts)))

static const part status_lines[] = {
    PART("HTTP/1.1 204 No Content"), PART("HTTP/1.1 204 "),        PART("HTTP/1.1 200 OK"),
    PART("HTTP/1.1 200 "),           PART("HTTP/1.0 200 OK"),      PART("HTTP/1.1 304 Not Modified"),
    PART("HTTP/1.1 100 Continue"),   PART("HTTP/1.1 103 "),        PART("HTTP/1.1 101 Switching Protocols"),
    PART("HTTP/1.0 204 No Content"), PART("HTTP/1.1 999 \xE9\t~"), PART("HTTP/1.9 500 a b"),
};

/* Status lines that some tolerance reads, or none. */
static const part odd_status_lines[] = {
    PART("HTTP/1.1 204"),
    PART("HTTP/1.1  204 No Content"),
    PART("HTTP/1.1\t200\tOK"),
    PART("\r\nHTTP/1.1 204 "),
    PART("\n\r\nHTTP/1.1 204 "),
    PART("\r\n\r\n\r\n\r\nHTTP/1.1 204 "),
    PART("\r\n\r\n\r\n\r\n\r\nHTTP/1.1 204 "),
    PART("\n\r\n\r\n\r\n\r\nHTTP/1.1 204 "),
    PART(" HTTP/1.1 204 "),
    PART("\rHTTP/1.1 204 "),
    PART("HTTP/1.1\r204\rNo"),
    PART("HTTP/1.1 204 No\rContent"),
    PART("HTTP/1.1 204 \x0B OK"),
    PART("HTTP/1.1 200 OK \x0C"),
    PART("HTTP/1.1 200 OK\r\r"),
    PART("http/1.1 200 OK"),
    PART("HTTP/2.0 200 OK"),
    PART("HTTP/1.10 200 OK"),
    PART("HTTP/1.1 20 OK"),
    PART("HTTP/1.1 2000 OK"),
    PART("ICY 200 OK"),
    PART("HTTP/1.1 204 No\r\n folded"),
    PART("HTTP/1.1 204 \r\n\t: \r\n x"),
};

static const part fields[] = {
    PART("Content-Length: 0"),
    PART("Content-Length: 5"),
    PART("content-length:\t18446744073709551615 "),
    PART("Transfer-Encoding: chunked"),
    PART("transfer-encoding: gzip, chunked"),
    PART("Transfer-Encoding: ,chunked,"),
    PART("Connection: close"),
    PART("Connection: keep-alive"),
    PART("connection:x , close\t,y"),
    PART("Date: Mon, 01 Jan 2024 00:00:00 GMT"),
    PART("Server: a/1.0"),
    PART("X: y"),
    PART("a:"),
    PART("b: \t "),
    PART("!#$%&'*+-.^_`|~: \x80\xFF"),
    PART("ETag: \"0123456789abcdef\""),
    PART("Set-Cookie: a=b; Path=/"),
    PART("Vary: *"),
    PART("C: d: e"),
    PART("TE: x"),
    PART("Age:0"),
};

/* Field lines that some tolerance reads, or none. */
static const part odd_fields[] = {
    PART("Content-Length: 1, 1"),
    PART("Content-Length: 1,2"),
    PART("Content-Length: +1"),
    PART("Content-Length:"),
    PART("Content-Length: 18446744073709551616"),
    PART("Content-Length: ,"),
    PART("Content-Length : 1"),
    PART("Content-Length: 1\r\n "),
    PART("Content-Length: 1 1"),
    PART("Transfer-Encoding: gzip"),
    PART("Transfer-Encoding: x;a=\"b\\\"\" , chunked"),
    PART("Transfer-Encoding:"),
    PART("Transfer-Encoding: chunked, chunked"),
    PART("Transfer-Encoding: chunked;q=1"),
    PART("Transfer-Encoding: @"),
    PART("Transfer-Encoding: gzip,\r\n\tchunked"),
    PART("Transfer-Encoding: identity"),
    PART("X : y"),
    PART("X\t: y"),
    PART("X Y: z"),
    PART(": y"),
    PART("X"),
    PART("X: a\r\n b"),
    PART("X:\r\n \r\n\tb \r\n "),
    PART("X: a\rb"),
    PART("X: \r"),
    PART("X: a\r\r\n b"),
    PART("X: a\0b"),
    PART("X: \0"),
    PART("X: a\x01\x7F"),
    PART(" led: by blank"),
    PART("X(: y"),
    PART("\x80: y"),
};

static void append(head_text *head, const void *data, size_t size)
{
    size_t room = sizeof head->data - head->size;
    size_t taken = size < room ? size : room;
    memcpy(head->data + head->size, data, taken);
    head->size += taken;
}

static void append_part(head_text *head, const part *parts, uint32_t count, uint64_t *random)
{
    const part *chosen = &parts[random_below(random, count)];
    append(head, chosen->octets, chosen->size);
}

static void append_line_end(head_text *head, uint32_t dice)
{
    bool is_lf = dice % 64 == 0;
    append(head, is_lf ? "\n" : "\r\n", is_lf ? 1 : 2);
}

/* A field line of random size, so that names and line ends stand anywhere in a block. */
static void append_filler(head_text *head, uint64_t *random)
{
    static const char octets[] = "abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ0";
    size_t name = 1 + random_below(random, 24);
    size_t value = random_below(random, 40);
    append(head, octets, name);
    append(head, ": ", 1 + random_below(random, 2));
    append(head, octets + random_below(random, 24), value);
}

/* 20 to 80 octets for the most part, one in eight longer. */
static void make_head(head_text *head, uint64_t *random)
{
    uint32_t dice = random_below(random, 1u << 24);
    bool is_odd = dice % 8 == 0;
    bool is_long = dice / 8 % 8 == 0;
    uint32_t lines = is_long ? 3 + dice / 64 % 8 : dice / 64 % 3;
    head->size = 0;
    append_part(head, is_odd ? odd_status_lines : status_lines,
                is_odd ? COUNT_OF(odd_status_lines) : COUNT_OF(status_lines), random);
    append_line_end(head, dice / 1024);
    for (uint32_t i = 0; i < lines; i++) {
        uint32_t line = random_below(random, 1u << 24);
        if (line % 8 == 0) {
            append_part(head, odd_fields, COUNT_OF(odd_fields), random);
        } else if (line % 8 == 1) {
            append_filler(head, random);
        } else {
            append_part(head, fields, COUNT_OF(fields), random);
        }
        append_line_end(head, line / 8);
    }
    append_line_end(head, dice / 65536);
}

static uint8_t random_octet(uint64_t *random)
{
    static const char usual[] = "\r\n\r\n:: \t,;azAZ09-_(\"\\\0\x7F\x80\xFF/.\x0B\x0C";
    uint32_t dice = random_below(random, 1u << 16);
    return dice % 4 == 0 ? (uint8_t)(dice >> 8) : (uint8_t)usual[dice / 4 % (sizeof usual - 1)];
}

/* Replace, insert, delete, repeat, cut or turn the case of an octet, at a random place. */
static void change(head_text *head, uint64_t *random)
{
    if (head->size == 0 || head->size == sizeof head->data) {
        return;
    }
    size_t at = random_below(random, (uint32_t)head->size);
    size_t behind = head->size - at;
    switch (random_below(random, 8)) {
    case 0:
    case 1:
    case 2:
        head->data[at] = random_octet(random);
        return;
    case 3:
        memmove(head->data + at + 1, head->data + at, behind);
        head->data[at] = random_octet(random);
        head->size += 1;
        return;
    case 4:
        memmove(head->data + at, head->data + at + 1, behind - 1);
        head->size -= 1;
        return;
    case 5:
        memmove(head->data + at + 1, head->data + at, behind);
        head->size += 1;
        return;
    case 6:
        head->size = at;
        return;
    default:
        head->data[at] = (uint8_t)(head->data[at] ^ 0x20);
        return;
    }
}

/* ---- seeds --------------------------------------------------------------------------------------------- */

typedef struct seed_set {
    head_text seeds[SEEDS_MOST];
    uint32_t count;
} seed_set;

/* The first octets of each file that begins with a head. */
static void read_seeds(seed_set *set, const char *folder)
{
    DIR *files = opendir(folder);
    if (files == NULL) {
        return;
    }
    for (struct dirent *entry = readdir(files); entry != NULL; entry = readdir(files)) {
        char path[512];
        int length = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        FILE *file = length > 0 && (size_t)length < sizeof path ? fopen(path, "rb") : NULL;
        if (file == NULL) {
            continue;
        }
        if (set->count < SEEDS_MOST) {
            head_text *seed = &set->seeds[set->count];
            seed->size = fread(seed->data, 1, SEED_MOST, file);
            bool is_head = seed->size > 5 && memcmp(seed->data, "HTTP/", 5) == 0;
            set->count += is_head ? 1 : 0;
        }
        fclose(file);
    }
    closedir(files);
}

/* ---- the loop ------------------------------------------------------------------------------------------ */

typedef struct tally {
    uint64_t compared;
    uint64_t accepted;
    uint64_t strict; /* of the accepted: without a tolerance spent */
    uint64_t rejected;
    uint64_t needing;
    uint64_t octets;
} tally;

static void compare(const connection *read, tally *sum)
{
    static head_read found;
    static reading_result oracle;
    h204_context context = context_of(read);
    h204_view view = { read->octets, read->size };
    head_parse(context, view, &found);
    if (!plain_reader_agrees(context, view, HEAD_FIELDS_MOST, &found)) {
        law_violated("the index reads what the plain reader reads", H204_CX_INDEX_IS_PLAIN, read);
    }
    if (!oracle_agrees(read, &found, &oracle)) {
        print_result("oracle", &oracle);
        fprintf(stderr, "  codec: status %d, invariant %d, culprit %zu, consumed %zu\n",
                (int)found.outcome.status, (int)found.outcome.broken, found.outcome.culprit,
                found.outcome.consumed);
        law_violated("the oracle reads the same head", H204_CX_STREAM, read);
    }
    sum->compared += 1;
    sum->octets += read->size;
    sum->accepted += found.outcome.status == H204_DONE ? 1 : 0;
    sum->strict += found.outcome.status == H204_DONE && found.head.tolerated == 0 ? 1 : 0;
    sum->rejected += found.outcome.status == H204_INVALID ? 1 : 0;
    sum->needing += found.outcome.status == H204_NEED_INPUT ? 1 : 0;
}

/* One random number serves for several choices: each takes its part of it. */
static uint32_t choose(uint64_t *bits, uint32_t below)
{
    uint32_t chosen = (uint32_t)(*bits % below);
    *bits /= below;
    return chosen;
}

/* Half strict, a quarter with all tolerances, a quarter with some. */
static uint32_t choose_tolerances(uint64_t *bits)
{
    enum { ALL = 0xFFFF };
    uint32_t some = choose(bits, ALL + 1);
    uint32_t kind = choose(bits, 4);
    return kind < 2 ? 0 : kind == 2 ? (uint32_t)ALL : some;
}

static request_facts choose_request(uint64_t *bits)
{
    request_facts request = { .method = REQUEST_OTHER };
    uint32_t method = choose(bits, 16);
    request.method = method == 0 ? REQUEST_HEAD : method == 1 ? REQUEST_CONNECT : REQUEST_OTHER;
    request.version_given = choose(bits, 2) == 1;
    request.is_10 = choose(bits, 8) == 0;
    request.fields_given = choose(bits, 2) == 1;
    request.offers_upgrade = choose(bits, 2) == 1;
    return request;
}

static void run(uint64_t count, uint64_t *random, const seed_set *set, tally *sum)
{
    static head_text head;
    while (sum->compared < count) {
        uint64_t bits = next_random(random);
        request_facts request = choose_request(&bits);
        connection read = { .octets = head.data, .requests = &request, .request_count = 1 };
        read.tolerances = choose_tolerances(&bits);
        if (choose(&bits, 32) == 0) {
            read.limits.head = 20 + choose(&bits, 64);
            read.limits.fields = 1 + choose(&bits, 4);
        }
        uint32_t changes = choose(&bits, 4);
        if (set->count > 0 && choose(&bits, 16) == 0) {
            const head_text *seed = &set->seeds[choose(&bits, set->count)];
            memcpy(head.data, seed->data, seed->size);
            head.size = seed->size;
        } else {
            make_head(&head, random);
        }
        for (; changes > 1; changes--) { /* half of the heads stay as they are */
            change(&head, random);
        }
        read.size = head.size;
        compare(&read, sum);
    }
}

static bool parse_number(const char *text, uint64_t *number)
{
    char *end = NULL;
    *number = strtoull(text, &end, 10);
    return end != text && *end == '\0';
}

static double seconds_of(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    static seed_set set;
    uint64_t count = 0;
    uint64_t random = 204;
    bool is_understood = argc == 2 || argc == 3;
    is_understood = is_understood && parse_number(argv[1], &count) && count > 0;
    is_understood = is_understood && (argc < 3 || parse_number(argv[2], &random));
    if (!is_understood) {
        fprintf(stderr, "usage: %s COUNT [SEED]\n", argv[0]);
        return 2;
    }
    uint64_t seed = random;
    tally sum = { 0 };
    read_seeds(&set, H204_SOURCE_DIR "/corpus/seeds");
    double start = seconds_of(CLOCK_MONOTONIC);
    double start_of_work = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    run(count, &random, &set, &sum);
    double seconds = seconds_of(CLOCK_MONOTONIC) - start;
    double worked = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - start_of_work;
    double percent = 100.0 / (double)sum.compared;
    printf("bare loop: %" PRIu64 " comparisons from seed %" PRIu64 ", no difference; "
           "%.1f s, %.0f a second, %.0f a second of one core; %.0f octets each, %" PRIu32 " seeds; "
           "accepted %.1f %% (strictly %.1f %%), rejected %.1f %%, needing input %.1f %%\n",
           sum.compared, seed, seconds, (double)sum.compared / seconds, (double)sum.compared / worked,
           (double)sum.octets / (double)sum.compared, set.count, (double)sum.accepted * percent,
           (double)sum.strict * percent, (double)sum.rejected * percent, (double)sum.needing * percent);
    return 0;
}
