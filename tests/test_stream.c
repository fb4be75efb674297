/* test_stream.c - a connection read response by response: events, their order, and the same for every cut. */
#include "octets.h"

#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { MOST_REQUESTS = 4, MOST_FIELDS = 64, LOG = 2048 };

/* What a reading said, in words: "head 204; message 27; ..." */
typedef struct story {
    char text[LOG];
    size_t size;
    size_t content_end; /* behind the content told last, where more of it may be added */
} story;

static void tell(story *to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(to->text + to->size, sizeof to->text - to->size, format, arguments);
    va_end(arguments);
    cr_assert(size >= 0 && (size_t)size < sizeof to->text - to->size);
    to->size += (size_t)size;
}

static const char *reuse_name(h204_reuse reuse)
{
    static const char *const names[] = { "reuse",        "tunnel", "until close", "incomplete", "close option",
                                         "http10",       "http10 te", "length without content", "framing invalid",
                                         "tolerated",    "upgrade", "interim" };
    return (size_t)reuse < ROW_COUNT(names) ? names[reuse] : "?";
}

static void tell_content(story *to, h204_view content)
{
    if (to->content_end != to->size) {
        tell(to, "content ");
    } else {
        to->size -= 2; /* "; " */
    }
    for (size_t i = 0; i < content.size; i++) {
        uint8_t octet = content.data[i];
        tell(to, octet >= 0x20 && octet < 0x7F ? "%c" : "\\x%02X", octet);
    }
    tell(to, "; ");
    to->content_end = to->size;
}

static void tell_fields(story *to, h204_view input, const h204_field *fields, uint32_t count)
{
    static octet_string text;
    text.size = 0;
    append_fields(&text, input, fields, count);
    tell(to, "%.*s", (int)text.size, (const char *)text.data);
}

static void tell_event(story *to, const h204_event *event, h204_view input, const h204_field *fields, size_t at)
{
    switch (event->kind) {
    case H204_EVENT_NONE:
        tell(to, "nothing; ");
        return;
    case H204_EVENT_HEAD:
        tell(to, "head %u ", event->head.status_code);
        tell_fields(to, input, fields, event->head.field_count);
        tell(to, "; ");
        return;
    case H204_EVENT_CONTENT:
        tell_content(to, (h204_view){ input.data + event->content.offset, event->content.size });
        return;
    case H204_EVENT_TRAILERS:
        tell(to, "trailers ");
        tell_fields(to, input, fields, event->trailer_count);
        tell(to, "; ");
        return;
    case H204_EVENT_MESSAGE:
        tell(to, "%s %u of %llu, %s; ", event->interim ? "interim" : "final", event->head.status_code,
             (unsigned long long)event->size, reuse_name(event->reuse));
        return;
    case H204_EVENT_DISCARDED:
        tell(to, "crlf; ");
        return;
    case H204_EVENT_TUNNEL:
        tell(to, "tunnel at %zu", at);
        return;
    case H204_EVENT_EXCESS:
        tell(to, "excess at %zu", at);
        return;
    case H204_EVENT_CLOSED:
        tell(to, "closed at %zu", at);
        return;
    }
}

/* A connection: its requests in order, and what the reader grants. */
typedef struct dialogue {
    h204_exchange requests[MOST_REQUESTS];
    size_t request_count;
    uint32_t tolerances;
    h204_limits limits;
} dialogue;

/* A reading under way. */
typedef struct reader {
    const dialogue *talk;
    h204_stream stream;
    size_t answered;
    size_t at; /* octets consumed */
    bool is_over;
    story told;
} reader;

static void open_reader(reader *r, const dialogue *talk)
{
    r->talk = talk;
    r->stream = h204_stream_start(talk->tolerances, talk->limits);
    r->answered = 0;
    r->at = 0;
    r->is_over = false;
    r->told.size = 0;
    r->told.text[0] = 0;
    r->told.content_end = SIZE_MAX;
}

static const h204_exchange *oldest_request(const reader *r)
{
    return r->answered < r->talk->request_count ? &r->talk->requests[r->answered] : NULL;
}

/* Read on, octets[0 .. size) having arrived.  It stops where more input is needed or nothing more is read. */
static h204_status read_up_to(reader *r, h204_view octets, size_t size, uint32_t capacity)
{
    while (!r->is_over) {
        h204_view input = at_guard((h204_view){ octets.data + r->at, size - r->at });
        h204_field *fields = fields_at_guard(capacity);
        h204_event event;
        h204_outcome outcome =
            h204_stream_step(&r->stream, oldest_request(r), input, fields, capacity, &event);
        cr_assert_leq(outcome.consumed, input.size);
        if (outcome.status == H204_INVALID) {
            tell(&r->told, "%s at %zu", row_name(outcome.broken), r->at + outcome.culprit);
            r->is_over = true;
            return outcome.status;
        }
        r->at += outcome.consumed;
        if (outcome.status != H204_DONE) {
            return outcome.status;
        }
        if (event.kind == H204_EVENT_CLOSED && size < octets.size) { /* nothing is left, but more will come */
            return H204_NEED_INPUT;
        }
        tell_event(&r->told, &event, input, fields, r->at);
        r->answered += event.kind == H204_EVENT_MESSAGE && !event.interim ? 1 : 0;
        r->is_over = event.kind == H204_EVENT_TUNNEL || event.kind == H204_EVENT_EXCESS ||
                     event.kind == H204_EVENT_CLOSED || event.kind == H204_EVENT_NONE;
    }
    return H204_DONE;
}

/* Once nothing more comes, a call without a new octet says whether anything is wrong. */
static void finish_reading(reader *r, h204_view octets, uint32_t capacity)
{
    h204_status status = read_up_to(r, octets, octets.size, capacity);
    if (!r->is_over) {
        tell(&r->told, "%s at %zu", status == H204_NEED_INPUT ? "waits" : status_name(status), r->at);
    }
}

static void read_in_two(reader *r, const dialogue *talk, h204_view octets, size_t first_cut, size_t second_cut)
{
    open_reader(r, talk);
    read_up_to(r, octets, first_cut, MOST_FIELDS);
    read_up_to(r, octets, second_cut, MOST_FIELDS);
    read_up_to(r, octets, octets.size, MOST_FIELDS);
    finish_reading(r, octets, MOST_FIELDS);
}

static void read_octet_by_octet(reader *r, const dialogue *talk, h204_view octets)
{
    open_reader(r, talk);
    for (size_t size = 1; size <= octets.size && !r->is_over; size++) {
        read_up_to(r, octets, size, MOST_FIELDS);
    }
    finish_reading(r, octets, MOST_FIELDS);
}

/* ---- requests ---------------------------------------------------------------------------------------------- */

#define REQUEST(spelled) { .given = H204_GIVEN_METHOD, .method = OCTETS(spelled) }

static const h204_field upgrade_field[] = { { { 0, 7 }, { 9, 1 } } };

#define WITHOUT_UPGRADE { .given = H204_GIVEN_FIELDS, .octets = OCTETS("") }
#define WITH_UPGRADE                                                                            \
    { .given = H204_GIVEN_FIELDS, .octets = OCTETS("Upgrade: x"), .fields = upgrade_field,     \
      .field_count = 1 }

#define GET1    { { REQUEST("GET") }, 1, 0, { 0 } }
#define GET2    { { REQUEST("GET"), REQUEST("GET") }, 2, 0, { 0 } }
#define GET3    { { REQUEST("GET"), REQUEST("GET"), REQUEST("GET") }, 3, 0, { 0 } }

#define R204    "HTTP/1.1 204 \r\n\r\n"                             /* 17 octets */
#define R100    "HTTP/1.1 100 \r\n\r\n"                             /* 17 octets */
#define LENGTH  "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nhi"       /* 38 octets */
#define CHUNKED "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n" /* 45 octets */

typedef struct stream_row {
    const char *shows;
    dialogue talk;
    h204_view octets;
    const char *told;
} stream_row;

static const stream_row stream_rows[] = {
    { "nothing came", GET1, OCTETS(""), "waits at 0" },
    { "a 204", GET1, OCTETS(R204), "head 204 ; final 204 of 17, reuse; waits at 17" },
    { "a 204 with a field", GET1, OCTETS("HTTP/1.1 204 \r\nA: b\r\n\r\n"),
      "head 204 A=b|; final 204 of 23, reuse; waits at 23" },
    { "half a head", GET1, OCTETS("HTTP/1.1 204 \r\nA: b\r\n"), "waits at 0" },
    { "counted content", GET1, OCTETS(LENGTH),
      "head 200 Content-Length=2|; content hi; final 200 of 38, reuse; waits at 38" },
    { "a length of zero", GET1, OCTETS("HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n"),
      "head 200 Content-Length=0|; final 200 of 36, reuse; waits at 36" },
    { "half the content", GET1, OCTETS("HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nhel"),
      "head 200 Content-Length=5|; content hel; waits at 39" },
    { "chunks, no trailers", GET1, OCTETS(CHUNKED "2\r\nhi\r\n1\r\n!\r\n0\r\n\r\n"),
      "head 200 Transfer-Encoding=chunked|; content hi!; trailers ; final 200 of 63, reuse; waits at 63" },
    { "trailers", GET1, OCTETS(CHUNKED "0\r\nA: b\r\nC: d\r\n\r\n"),
      "head 200 Transfer-Encoding=chunked|; trailers A=b|C=d|; final 200 of 62, reuse; waits at 62" },
    { "half the trailers", GET1, OCTETS(CHUNKED "0\r\nA: b\r\n"),
      "head 200 Transfer-Encoding=chunked|; waits at 48" },
    { "content to the close", GET1, OCTETS("HTTP/1.1 200 \r\n\r\nHTTP/1.1"),
      "head 200 ; content HTTP/1.1; waits at 25" },

    { "a pipeline", GET3, OCTETS(LENGTH R204 CHUNKED "1\r\na\r\n0\r\nX: y\r\n\r\n"),
      "head 200 Content-Length=2|; content hi; final 200 of 38, reuse; head 204 ; final 204 of 17, reuse; "
      "head 200 Transfer-Encoding=chunked|; content a; trailers X=y|; final 200 of 62, reuse; waits at 117" },
    { "content that looks like a response", GET2,
      OCTETS("HTTP/1.1 200 \r\nContent-Length: 17\r\n\r\n" R204 R204),
      "head 200 Content-Length=17|; content HTTP/1.1 204 \\x0D\\x0A\\x0D\\x0A; final 200 of 54, reuse; head 204 ; "
      "final 204 of 17, reuse; waits at 71" },
    { "HEAD, then GET", { { REQUEST("HEAD"), REQUEST("GET") }, 2, 0, { 0 } },
      OCTETS("HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\n" R204),
      "head 200 Content-Length=5|; final 200 of 36, reuse; head 204 ; final 204 of 17, reuse; waits at 53" },
    { "the second is no response", GET2, OCTETS(R204 "hello"),
      "head 204 ; final 204 of 17, reuse; ST_PRESENT at 17" },
    { "the second is awaited", GET2, OCTETS(R204 "HTT"), "head 204 ; final 204 of 17, reuse; waits at 17" },

    { "an interim response", GET1, OCTETS(R100 R204),
      "head 100 ; interim 100 of 17, reuse; head 204 ; final 204 of 17, reuse; waits at 34" },
    { "an interim response answers nothing", GET1, OCTETS(R100), "head 100 ; interim 100 of 17, reuse; waits at 17" },
    { "interim responses between answers", GET2, OCTETS(R100 R204 R100 R100 LENGTH),
      "head 100 ; interim 100 of 17, reuse; head 204 ; final 204 of 17, reuse; head 100 ; interim 100 of 17, reuse; "
      "head 100 ; interim 100 of 17, reuse; head 200 Content-Length=2|; content hi; final 200 of 38, reuse; "
      "waits at 106" },
    { "an interim response's no is carried", GET2,
      OCTETS("HTTP/1.1 100 \r\nContent-Length: 5\r\n\r\n" R204 R204),
      "head 100 Content-Length=5|; interim 100 of 36, length without content; head 204 ; "
      "final 204 of 17, interim; excess at 53" },
    { "over another one that has none", GET1,
      OCTETS("HTTP/1.1 100 \r\nConnection: close\r\n\r\n" R100 R204),
      "head 100 Connection=close|; interim 100 of 36, close option; head 100 ; interim 100 of 17, reuse; head 204 ; "
      "final 204 of 17, interim; closed at 70" },
    { "a final one's own reason is said", GET1,
      OCTETS("HTTP/1.1 100 \r\nContent-Length: 5\r\n\r\nHTTP/1.1 204 \r\nConnection: close\r\n\r\n"),
      "head 100 Content-Length=5|; interim 100 of 36, length without content; head 204 Connection=close|; "
      "final 204 of 36, close option; closed at 72" },
    { "as many interim responses as allowed", { { REQUEST("GET") }, 1, 0, { .interim = 2 } },
      OCTETS(R100 R100 R204),
      "head 100 ; interim 100 of 17, reuse; head 100 ; interim 100 of 17, reuse; head 204 ; final 204 of 17, reuse; "
      "waits at 51" },
    { "one more", { { REQUEST("GET") }, 1, 0, { .interim = 2 } }, OCTETS(R100 R100 R100 R204),
      "head 100 ; interim 100 of 17, reuse; head 100 ; interim 100 of 17, reuse; LIMIT_INTERIM at 34" },
    { "a final one begins to count anew", { { REQUEST("GET"), REQUEST("GET") }, 2, 0, { .interim = 1 } },
      OCTETS(R100 R204 R100 R204),
      "head 100 ; interim 100 of 17, reuse; head 204 ; final 204 of 17, reuse; head 100 ; interim 100 of 17, reuse; "
      "head 204 ; final 204 of 17, reuse; waits at 68" },

    { "an upgrade hands over", { { WITH_UPGRADE }, 1, 0, { 0 } }, OCTETS("HTTP/1.1 101 \r\n\r\n" R204),
      "head 101 ; final 101 of 17, tunnel; tunnel at 17" },
    { "an upgrade where nothing is known", GET2, OCTETS("HTTP/1.1 101 \r\n\r\n"),
      "head 101 ; final 101 of 17, tunnel; tunnel at 17" },
    { "an upgrade that nobody offered is interim", { { WITHOUT_UPGRADE }, 1, 0, { 0 } },
      OCTETS("HTTP/1.1 101 \r\n\r\n" R204),
      "head 101 ; interim 101 of 17, upgrade; head 204 ; final 204 of 17, interim; closed at 34" },
    { "CONNECT hands over", { { REQUEST("CONNECT") }, 1, 0, { 0 } }, OCTETS("HTTP/1.1 200 \r\n\r\n\x16\x03"),
      "head 200 ; final 200 of 17, tunnel; tunnel at 17" },
    { "CONNECT behind an interim response", { { REQUEST("CONNECT") }, 1, 0, { 0 } },
      OCTETS(R100 "HTTP/1.1 200 \r\n\r\n" R204),
      "head 100 ; interim 100 of 17, reuse; head 200 ; final 200 of 17, tunnel; tunnel at 34" },
    { "CONNECT refused", { { REQUEST("CONNECT"), REQUEST("GET") }, 2, 0, { 0 } },
      OCTETS("HTTP/1.1 403 \r\nContent-Length: 2\r\n\r\nno" R204),
      "head 403 Content-Length=2|; content no; final 403 of 38, reuse; head 204 ; final 204 of 17, reuse; "
      "waits at 55" },

    { "octets behind the last answer", GET1, OCTETS(R204 "null"),
      "head 204 ; final 204 of 17, reuse; excess at 17" },
    { "a response that nobody asked for", GET1, OCTETS(R204 R204),
      "head 204 ; final 204 of 17, reuse; excess at 17" },
    { "content of a 204", GET1, OCTETS("HTTP/1.1 204 \r\nContent-Length: 5\r\n\r\nhello"),
      "head 204 Content-Length=5|; final 204 of 36, length without content; excess at 36" },
    { "octets without any request", { { REQUEST("") }, 0, 0, { 0 } }, OCTETS(R204), "excess at 0" },
    { "nothing more is read behind close", GET2, OCTETS("HTTP/1.1 204 \r\nConnection: close\r\n\r\n" R204),
      "head 204 Connection=close|; final 204 of 36, close option; excess at 36" },
    { "closed, a request unanswered", GET2, OCTETS("HTTP/1.1 204 \r\nConnection: close\r\n\r\n"),
      "head 204 Connection=close|; final 204 of 36, close option; closed at 36" },
    { "HTTP/1.0", GET1, OCTETS("HTTP/1.0 204 \r\n\r\n"), "head 204 ; final 204 of 17, http10; closed at 17" },
    { "CRLF that nobody waits for", GET1, OCTETS(R204 "\r\n\r\n"),
      "head 204 ; final 204 of 17, reuse; crlf; crlf; waits at 21" },
    { "CRLF, then more", GET1, OCTETS(R204 "\r\nx"), "head 204 ; final 204 of 17, reuse; crlf; excess at 19" },
    { "half a CRLF", GET1, OCTETS(R204 "\r"), "head 204 ; final 204 of 17, reuse; waits at 17" },
    { "CR alone", GET1, OCTETS(R204 "\rx"), "head 204 ; final 204 of 17, reuse; excess at 17" },
    { "LF alone", GET1, OCTETS(R204 "\n"), "head 204 ; final 204 of 17, reuse; excess at 17" },
    { "CRLF behind close", GET1, OCTETS("HTTP/1.1 204 \r\nConnection: close\r\n\r\n\r\n"),
      "head 204 Connection=close|; final 204 of 36, close option; crlf; closed at 38" },
    { "CRLF where a response is awaited", GET2, OCTETS(R204 "\r\n" R204),
      "head 204 ; final 204 of 17, reuse; ST_NO_LEADING_EMPTY at 17" },
    { "CRLF that is tolerated is part of the size",
      { { REQUEST("GET"), REQUEST("GET") }, 2, H204_TOLERATE_LEADING_CRLF, { 0 } }, OCTETS(R204 "\r\n" R204),
      "head 204 ; final 204 of 17, reuse; head 204 ; final 204 of 19, reuse; waits at 36" },

    { "no response", GET1, OCTETS("hello"), "ST_PRESENT at 0" },
    { "an error in a chunk", GET1, OCTETS(CHUNKED "1\r\nab"),
      "head 200 Transfer-Encoding=chunked|; content a; CHK_DATA_CRLF at 49" },
    { "an error in the trailers", GET1, OCTETS(CHUNKED "1\r\na\r\n0\r\nX y\r\n"),
      "head 200 Transfer-Encoding=chunked|; content a; TRL_SYNTAX at 55" },
    { "an error in the second trailer", GET1, OCTETS(CHUNKED "0\r\nX: y\r\nZ\r\n\r\n"),
      "head 200 Transfer-Encoding=chunked|; TRL_SYNTAX at 55" },
    { "framing that can not be", GET1, OCTETS("HTTP/1.1 200 \r\nContent-Length: x\r\n\r\n"),
      "FRAME_CL_DIGITS at 31" },
};

static void expect_told(const char *shows, size_t variation, const reader *r, const char *told)
{
    if (strcmp(r->told.text, told) != 0) {
        cr_expect(false, "%s (%zu):\n  %s\n  is not\n  %s", shows, variation, r->told.text, told);
    }
}

Test(stream, what_a_connection_tells_at_every_cut)
{
    static reader r;
    cr_assert_gt(ROW_COUNT(stream_rows), 0);
    for (size_t i = 0; i < ROW_COUNT(stream_rows); i++) {
        const stream_row *row = &stream_rows[i];
        for (size_t cut = 0; cut <= row->octets.size; cut++) {
            read_in_two(&r, &row->talk, row->octets, cut / 2, cut);
            expect_told(row->shows, cut, &r, row->told);
        }
        read_octet_by_octet(&r, &row->talk, row->octets);
        expect_told(row->shows, 9999, &r, row->told);
    }
}

Test(stream, an_error_is_final)
{
    static reader r;
    static const dialogue talk = GET1;
    h204_event event;
    open_reader(&r, &talk);
    h204_exchange request = REQUEST("GET");
    h204_outcome first = h204_stream_step(&r.stream, &request, VIEW("HTTP/1.1 204x"), NULL, 0, &event);
    expect_outcome("an error", 0, first, BREAKS(H204_ST_CODE_3DIGIT, 12));
    h204_outcome second = h204_stream_step(&r.stream, &request, VIEW(R204), NULL, 0, &event);
    expect_outcome("an error is final", 0, second, BREAKS(H204_ST_CODE_3DIGIT, 12));
    cr_expect_eq(event.kind, H204_EVENT_NONE);
}

Test(stream, a_copy_is_a_checkpoint)
{
    static reader r;
    static reader copy;
    const stream_row *row = &stream_rows[11];
    cr_assert_eq(strcmp(row->shows, "a pipeline"), 0);
    for (size_t cut = 0; cut <= row->octets.size; cut++) {
        open_reader(&r, &row->talk);
        read_up_to(&r, row->octets, cut, MOST_FIELDS);
        copy = r;
        finish_reading(&r, row->octets, MOST_FIELDS);
        finish_reading(&copy, row->octets, MOST_FIELDS);
        expect_told("the original", cut, &r, row->told);
        expect_told("the copy", cut, &copy, row->told);
    }
}

Test(stream, what_lacks_space_can_be_read_again)
{
    static const dialogue talk = GET1;
    static reader r;
    h204_view octets = VIEW("HTTP/1.1 200 \r\nA: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "1\r\nx\r\n0\r\nB: 1\r\nC: 2\r\nD: 3\r\n\r\n");
    for (size_t drip = 0; drip < 2; drip++) {
        size_t lacked = 0;
        uint32_t capacity = 0;
        open_reader(&r, &talk);
        for (size_t size = drip == 0 ? octets.size : 1; size <= octets.size; size++) {
            h204_status status = read_up_to(&r, octets, size, capacity);
            while (status == H204_NEED_SPACE) {
                size_t told = r.told.size;
                h204_event event;
                h204_view input = { octets.data + r.at, size - r.at };
                h204_outcome outcome = h204_stream_step(&r.stream, oldest_request(&r), input,
                                                        fields_at_guard(capacity), capacity, &event);
                cr_assert_eq(outcome.status, H204_NEED_SPACE);
                cr_expect_eq(outcome.needed, lacked == 0 ? 2 : 3, "drip %zu", drip);
                cr_expect_eq(told, r.told.size);
                capacity = (uint32_t)outcome.needed;
                lacked++;
                status = read_up_to(&r, octets, size, capacity);
            }
        }
        finish_reading(&r, octets, capacity);
        cr_expect_eq(lacked, 2, "drip %zu", drip);
        expect_told("with more space", drip, &r,
                    "head 200 A=1|Transfer-Encoding=chunked|; content x; trailers B=1|C=2|D=3|; "
                    "final 200 of 80, reuse; waits at 80");
    }
}

/* ---- the connection ends ----------------------------------------------------------------------------------- */

typedef struct end_row {
    const char *shows;
    dialogue talk;
    h204_view octets;
    h204_end end;
    h204_status status;
    h204_invariant broken;
    const char *told; /* what the end tells */
} end_row;

#define CLOSED H204_END_CLOSED
#define RESET  H204_END_RESET
#define TO_CLOSE "HTTP/1.1 200 \r\n\r\n"

static const end_row end_rows[] = {
    { "before anything", GET1, OCTETS(""), CLOSED, H204_DONE, H204_INVARIANT_NONE, "nothing; " },
    { "in a head", GET1, OCTETS("HTTP/1.1 204 \r\n"), CLOSED, H204_NEED_INPUT, H204_FLD_SECTION_END, "nothing; " },
    { "in a status line", GET1, OCTETS("H"), CLOSED, H204_NEED_INPUT, H204_FLD_SECTION_END, "nothing; " },
    { "in a head, reset", GET1, OCTETS("HTTP/1.1 204 \r\n"), RESET, H204_NEED_INPUT, H204_INVARIANT_NONE,
      "nothing; " },
    { "behind a 204", GET1, OCTETS(R204), CLOSED, H204_DONE, H204_INVARIANT_NONE, "nothing; " },
    { "behind a 204, reset", GET1, OCTETS(R204), RESET, H204_DONE, H204_INVARIANT_NONE, "nothing; " },
    { "in counted content", GET1, OCTETS("HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nhel"), CLOSED, H204_NEED_INPUT,
      H204_FRAME_R6_LENGTH, "nothing; " },
    { "in counted content, reset", GET1, OCTETS("HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nhel"), RESET,
      H204_NEED_INPUT, H204_INVARIANT_NONE, "nothing; " },
    { "in a chunk", GET1, OCTETS(CHUNKED "5\r\nhel"), CLOSED, H204_NEED_INPUT, H204_CHK_LAST, "nothing; " },
    { "behind the last chunk", GET1, OCTETS(CHUNKED "0\r\n"), CLOSED, H204_NEED_INPUT, H204_CHK_END_CRLF,
      "nothing; " },
    { "in the trailers", GET1, OCTETS(CHUNKED "0\r\nX: y\r\n"), CLOSED, H204_NEED_INPUT, H204_CHK_END_CRLF,
      "nothing; " },
    { "behind the last chunk, tolerated", { { REQUEST("GET") }, 1, H204_TOLERATE_CHUNKED_EOF_NO_CRLF, { 0 } },
      OCTETS(CHUNKED "0\r\n"), CLOSED, H204_DONE, H204_INVARIANT_NONE, "final 200 of 48, tolerated; " },
    { "in the trailers, not one octet is tolerated",
      { { REQUEST("GET") }, 1, H204_TOLERATE_CHUNKED_EOF_NO_CRLF, { 0 } }, OCTETS(CHUNKED "0\r\n\r"), CLOSED,
      H204_NEED_INPUT, H204_CHK_END_CRLF, "nothing; " },
    { "content to the close", GET1, OCTETS(TO_CLOSE "hi"), CLOSED, H204_DONE, H204_INVARIANT_NONE,
      "final 200 of 19, until close; " },
    { "no content to the close", GET1, OCTETS(TO_CLOSE), CLOSED, H204_DONE, H204_INVARIANT_NONE,
      "final 200 of 17, until close; " },
    { "content to the close, reset", GET1, OCTETS(TO_CLOSE "hi"), RESET, H204_NEED_INPUT, H204_INVARIANT_NONE,
      "nothing; " },
    { "behind an interim response", GET1, OCTETS(R100), CLOSED, H204_DONE, H204_INVARIANT_NONE, "nothing; " },
};

Test(stream, what_the_end_of_the_connection_tells)
{
    static reader r;
    static story told;
    cr_assert_gt(ROW_COUNT(end_rows), 0);
    for (size_t i = 0; i < ROW_COUNT(end_rows); i++) {
        const end_row *row = &end_rows[i];
        h204_event event;
        open_reader(&r, &row->talk);
        finish_reading(&r, row->octets, MOST_FIELDS);
        h204_view rest = at_guard((h204_view){ row->octets.data + r.at, row->octets.size - r.at });
        h204_outcome wanted = { row->status, row->broken, 0, 0, 0 };
        expect_outcome(row->shows, i, h204_stream_close(&r.stream, rest, row->end, &event), wanted);
        told.size = 0;
        told.content_end = SIZE_MAX;
        tell_event(&told, &event, rest, NULL, 0);
        cr_expect_str_eq(told.text, row->told, "%s", row->shows);
    }
}

/* Cut anywhere, a connection is whole only between its messages. */
Test(stream, closed_at_each_point)
{
    static const dialogue talk = GET3;
    static reader r;
    h204_view octets = VIEW(LENGTH CHUNKED "1\r\na\r\n0\r\nX: y\r\n\r\n" R204);
    const size_t ends[] = { 0, 38, 38 + 62, 38 + 62 + 17 };
    cr_assert_eq(octets.size, ends[3]);
    for (size_t cut = 0; cut <= octets.size; cut++) {
        bool is_between = false;
        for (size_t i = 0; i < ROW_COUNT(ends); i++) {
            is_between = is_between || cut == ends[i];
        }
        const h204_end how[] = { H204_END_CLOSED, H204_END_RESET };
        for (size_t e = 0; e < ROW_COUNT(how); e++) {
            h204_event event;
            open_reader(&r, &talk);
            read_up_to(&r, octets, cut, MOST_FIELDS);
            h204_view rest = at_guard((h204_view){ octets.data + r.at, cut - r.at });
            h204_outcome outcome = h204_stream_close(&r.stream, rest, how[e], &event);
            cr_expect_eq(outcome.status, is_between ? H204_DONE : H204_NEED_INPUT, "cut at %zu, end %zu", cut, e);
            cr_expect_eq(outcome.broken != H204_INVARIANT_NONE, !is_between && e == 0, "cut at %zu, end %zu", cut, e);
            cr_expect_eq(event.kind, H204_EVENT_NONE, "cut at %zu, end %zu", cut, e);
        }
    }
}

/* ---- a slow drip ------------------------------------------------------------------------------------------- */

/* Octets of which the first page can not be touched unnoticed: how often a call read it is how often the section
 * was judged. */
static struct {
    uint8_t *pages;
    size_t page;
    volatile sig_atomic_t readings;
} trap;

static void on_touch(int signal_number, siginfo_t *info, void *unused)
{
    (void)signal_number;
    (void)unused;
    uint8_t *touched = info->si_addr;
    if (touched < trap.pages || touched >= trap.pages + trap.page) {
        abort();
    }
    trap.readings += 1;
    mprotect(trap.pages, trap.page, PROT_READ | PROT_WRITE);
}

static void set_trap(h204_view octets)
{
    struct sigaction action = { .sa_sigaction = on_touch, .sa_flags = SA_SIGINFO };
    trap.page = (size_t)sysconf(_SC_PAGESIZE);
    trap.pages = mmap(NULL, OCTETS_MOST, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    cr_assert(trap.pages != MAP_FAILED);
    cr_assert_leq(octets.size, OCTETS_MOST);
    memcpy(trap.pages, octets.data, octets.size);
    cr_assert_eq(sigaction(SIGSEGV, &action, NULL), 0);
    cr_assert_eq(sigaction(SIGBUS, &action, NULL), 0);
    trap.readings = 0;
}

/* Drip a section, all of it in the trap, to a stream that awaits it; `wanted` comes with its last octet. */
static void expect_linear_drip(const char *shows, h204_stream *stream, h204_event_kind wanted, h204_view section,
                               uint32_t field_count)
{
    enum { READINGS_MOST = 1000, SECONDS_MOST = 20 };
    static h204_field fields[H204_DEFAULT_FIELDS];
    h204_exchange request = REQUEST("GET");
    set_trap(section);
    time_t start = time(NULL);
    h204_event event;
    for (size_t size = 1; size <= section.size; size++) {
        if (size > trap.page) {
            mprotect(trap.pages, trap.page, PROT_NONE);
        }
        h204_view input = { trap.pages, size };
        h204_outcome outcome =
            h204_stream_step(stream, &request, input, fields, H204_DEFAULT_FIELDS, &event);
        h204_status status = size < section.size ? H204_NEED_INPUT : H204_DONE;
        cr_assert_eq(outcome.status, status, "%s: %zu octets: %s", shows, size, status_name(outcome.status));
        cr_assert(outcome.consumed == (size < section.size ? 0 : size), "%s: %zu octets", shows, size);
    }
    cr_expect_eq(event.kind, wanted, "%s", shows);
    cr_expect_eq(wanted == H204_EVENT_HEAD ? event.head.field_count : event.trailer_count, field_count, "%s", shows);
    cr_expect_gt(trap.readings, 0, "%s: the trap is open", shows);
    cr_expect_lt(trap.readings, READINGS_MOST, "%s: judged %d times", shows, (int)trap.readings);
    cr_expect_lt(time(NULL) - start, SECONDS_MOST, "%s: slow", shows);
    munmap(trap.pages, OCTETS_MOST);
}

enum { LINE_COUNT = 900, LINE_SIZE = 68 }; /* 60 KiB */

static void append_lines(octet_string *to)
{
    for (size_t i = 0; i < LINE_COUNT; i++) {
        append(to, VIEW("A: "));
        append_many(to, LINE_SIZE - 5, 'b');
        append(to, VIEW("\r\n"));
    }
    append(to, VIEW("\r\n"));
}

Test(stream, a_head_that_drips_costs_linear_time)
{
    static octet_string octets;
    joined(&octets, VIEW("HTTP/1.1 204 \r\n"), VIEW(""));
    append_lines(&octets);
    h204_stream stream = h204_stream_start(0, (h204_limits){ 0 });
    expect_linear_drip("a head", &stream, H204_EVENT_HEAD, view_of(&octets), LINE_COUNT);
}

Test(stream, trailers_that_drip_cost_linear_time)
{
    static octet_string octets;
    h204_exchange request = REQUEST("GET");
    h204_stream stream = h204_stream_start(0, (h204_limits){ .trailers = 65536 });
    h204_field fields[1];
    h204_event event;
    cr_assert_eq(h204_stream_step(&stream, &request, VIEW(CHUNKED), fields, 1, &event).status, H204_DONE);
    h204_outcome outcome = h204_stream_step(&stream, &request, VIEW("0\r\n"), fields, 1, &event);
    cr_assert_eq(outcome.status, H204_NEED_INPUT);
    cr_assert_eq(outcome.consumed, 3);
    append_lines(&octets);
    expect_linear_drip("trailers", &stream, H204_EVENT_TRAILERS, view_of(&octets), LINE_COUNT);
}

Test(stream, a_head_that_drips_is_the_head_that_came_at_once)
{
    static octet_string octets;
    static reader once;
    static reader drip;
    static const dialogue talk = GET1;
    joined(&octets, VIEW("HTTP/1.1 204 \r\n"), VIEW(""));
    for (size_t i = 0; i < 60; i++) {
        append(&octets, VIEW("Name: and a value\r\n"));
    }
    size_t sound = octets.size;
    static const struct {
        h204_view rest;
        const char *ends_with;
    } rows[] = {
        { OCTETS("\r\n"), "final 204 of 1157, reuse; waits at 1157" },
        { OCTETS("Broken here\r\n\r\n"), "FLD_NAME_NO_WS_COLON at 1161" },
        { OCTETS("Broken here"), "FLD_NAME_NO_WS_COLON at 1161" }, /* though its end never comes */
        { OCTETS("Broken"), "waits at 0" },
    };
    for (size_t i = 0; i < ROW_COUNT(rows); i++) {
        octets.size = sound;
        append(&octets, rows[i].rest);
        open_reader(&once, &talk);
        finish_reading(&once, view_of(&octets), MOST_FIELDS);
        read_octet_by_octet(&drip, &talk, view_of(&octets));
        expect_told("octet by octet", i, &drip, once.told.text);
        size_t size = strlen(rows[i].ends_with);
        cr_assert_geq(drip.told.size, size);
        cr_expect_str_eq(drip.told.text + drip.told.size - size, rows[i].ends_with);
    }
}
