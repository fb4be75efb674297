/* test_write.c - what is refused and where, room that stays whole, and octets that read back as they were given. */
#include "octets.h"

enum { ROOM = 4096, BEFORE = 7 };

/* Memory filled with one octet, of which `capacity` are free behind BEFORE used ones. */
typedef struct watched_room {
    uint8_t *memory; /* ends at a guard page */
    h204_room room;
} watched_room;

static watched_room room_of(size_t capacity)
{
    static guard pages;
    if (pages.pages == NULL) {
        pages = guard_new(OCTETS_MOST);
    }
    watched_room watched;
    memset(pages.pages, 0xA5, pages.size);
    watched.memory = pages.pages + pages.size - capacity - BEFORE;
    watched.room = (h204_room){ watched.memory, BEFORE + capacity, BEFORE };
    return watched;
}

static bool is_untouched(const watched_room *watched, size_t from)
{
    for (size_t i = from; i < watched->room.capacity; i++) {
        if (watched->memory[i] != 0xA5) {
            return false;
        }
    }
    return true;
}

static h204_view written_in(const watched_room *watched)
{
    return (h204_view){ watched->memory + BEFORE, watched->room.size - BEFORE };
}

/* A refusal, or a lack of room, that left everything as it was. */
static void expect_untouched(const char *shows, size_t variation, const watched_room *watched)
{
    if (watched->room.size != BEFORE || !is_untouched(watched, 0)) {
        cr_expect(false, "%s (%zu): the room was touched", shows, variation);
    }
}

static bool is_filled(const void *memory, size_t size)
{
    const uint8_t *octets = memory;
    for (size_t i = 0; i < size; i++) {
        if (octets[i] != 0x5A) {
            return false;
        }
    }
    return true;
}

#define LINE(name, value) { OCTETS(name), OCTETS(value) }

enum { MOST_LINES = 3 };

/* ---- heads that are refused -------------------------------------------------------------------------------- */

typedef struct refused_head {
    const char *shows;
    h204_context context;
    uint8_t minor_version;
    uint16_t status_code;
    h204_view reason;
    h204_line fields[MOST_LINES];
    uint32_t field_count;
    h204_invariant broken;
    h204_view before; /* what would have stood before the culprit */
} refused_head;

#define GET     { .method = H204_METHOD_OTHER }
#define TO_10   { .request_is_10 = H204_YES }
#define CONNECT { .method = H204_METHOD_CONNECT }
#define HEAD    { .method = H204_METHOD_HEAD }
#define X       OCTETS("x")
#define L200    "HTTP/1.1 200 x\r\n"
#define L204    "HTTP/1.1 204 x\r\n"

static const refused_head refused_heads[] = {
    { "version 1.2", GET, 2, 204, X, { LINE("", "") }, 0, H204_CX_SER_VERSION, OCTETS("HTTP/1.") },
    { "status 99", GET, 1, 99, X, { LINE("", "") }, 0, H204_ST_CODE_RANGE, OCTETS("HTTP/1.1 ") },
    { "status 600", GET, 1, 600, X, { LINE("", "") }, 0, H204_ST_CODE_RANGE, OCTETS("HTTP/1.1 ") },
    { "status 0", GET, 1, 0, X, { LINE("", "") }, 0, H204_ST_CODE_RANGE, OCTETS("HTTP/1.1 ") },
    { "status 65535", GET, 1, 65535, X, { LINE("", "") }, 0, H204_ST_CODE_RANGE, OCTETS("HTTP/1.1 ") },
    { "CR in the reason", GET, 1, 204, OCTETS("a\rb"), { LINE("", "") }, 0, H204_ST_NO_BARE_CR,
      OCTETS("HTTP/1.1 204 a") },
    { "CRLF in the reason", GET, 1, 204, OCTETS("a\r\nX: y"), { LINE("", "") }, 0, H204_ST_NO_BARE_CR,
      OCTETS("HTTP/1.1 204 a") },
    { "LF in the reason", GET, 1, 204, OCTETS("a\nb"), { LINE("", "") }, 0, H204_ST_REASON_CHARS,
      OCTETS("HTTP/1.1 204 a") },
    { "NUL in the reason", GET, 1, 204, OCTETS("\0"), { LINE("", "") }, 0, H204_ST_REASON_CHARS,
      OCTETS("HTTP/1.1 204 ") },
    { "DEL in the reason", GET, 1, 204, OCTETS("ab\177"), { LINE("", "") }, 0, H204_ST_REASON_CHARS,
      OCTETS("HTTP/1.1 204 ab") },

    { "no name", GET, 1, 204, X, { LINE("", "a") }, 1, H204_FLD_NAME_NONEMPTY, OCTETS(L204) },
    { "SP in a name", GET, 1, 204, X, { LINE("A ", "b") }, 1, H204_FLD_NAME_TCHAR, OCTETS(L204 "A") },
    { "a colon in a name", GET, 1, 204, X, { LINE("A:", "b") }, 1, H204_FLD_NAME_TCHAR, OCTETS(L204 "A") },
    { "CR in a name", GET, 1, 204, X, { LINE("A\r\nB", "b") }, 1, H204_FLD_NAME_TCHAR, OCTETS(L204 "A") },
    { "LF in a name", GET, 1, 204, X, { LINE("\nA", "b") }, 1, H204_FLD_NAME_TCHAR, OCTETS(L204) },
    { "NUL in a name", GET, 1, 204, X, { LINE("A\0", "b") }, 1, H204_FLD_NAME_TCHAR, OCTETS(L204 "A") },
    { "obs-text in a name", GET, 1, 204, X, { LINE("\xFF", "b") }, 1, H204_FLD_NAME_TCHAR, OCTETS(L204) },
    { "CR in a value", GET, 1, 204, X, { LINE("A", "b\rc") }, 1, H204_FLD_VALUE_NO_BARE_CR, OCTETS(L204 "A: b") },
    { "CRLF in a value", GET, 1, 204, X, { LINE("A", "b\r\nC: d") }, 1, H204_FLD_VALUE_NO_BARE_CR,
      OCTETS(L204 "A: b") },
    { "a fold", GET, 1, 204, X, { LINE("A", "b\r\n c") }, 1, H204_FLD_VALUE_NO_BARE_CR, OCTETS(L204 "A: b") },
    { "LF in a value", GET, 1, 204, X, { LINE("A", "b\nc") }, 1, H204_FLD_VALUE_NO_LF, OCTETS(L204 "A: b") },
    { "NUL in a value", GET, 1, 204, X, { LINE("A", "\0") }, 1, H204_FLD_VALUE_NO_NUL, OCTETS(L204 "A: ") },
    { "a control octet in a value", GET, 1, 204, X, { LINE("A", "b\001") }, 1, H204_FLD_VALUE_NO_CTL,
      OCTETS(L204 "A: b") },
    { "DEL in a value", GET, 1, 204, X, { LINE("A", "\177") }, 1, H204_FLD_VALUE_NO_CTL, OCTETS(L204 "A: ") },
    { "SP first in a value", GET, 1, 204, X, { LINE("A", " b") }, 1, H204_CX_INJECT_VALUE, OCTETS(L204 "A: ") },
    { "HTAB last in a value", GET, 1, 204, X, { LINE("A", "b\t") }, 1, H204_CX_INJECT_VALUE, OCTETS(L204 "A: b") },
    { "a value of SP", GET, 1, 204, X, { LINE("A", " ") }, 1, H204_CX_INJECT_VALUE, OCTETS(L204 "A: ") },
    { "a fault in the second line", GET, 1, 204, X, { LINE("A", ""), LINE("B", "c"), LINE("D", "e\nf") }, 3,
      H204_FLD_VALUE_NO_LF, OCTETS(L204 "A:\r\nB: c\r\nD: e") },
    { "tolerances do not reach the writer", { .tolerances = 0xFFFF }, 1, 204, X, { LINE("A", "\0") }, 1,
      H204_FLD_VALUE_NO_NUL, OCTETS(L204 "A: ") },

    { "no coding list", GET, 1, 200, X, { LINE("Transfer-Encoding", "(") }, 1, H204_FRAME_TE_ABNF,
      OCTETS(L200 "Transfer-Encoding: ") },
    { "an empty coding list", GET, 1, 200, X, { LINE("Transfer-Encoding", ",") }, 1, H204_FRAME_TE_NONEMPTY,
      OCTETS(L200 "Transfer-Encoding: ") },
    { "chunked with a parameter", GET, 1, 200, X, { LINE("Transfer-Encoding", "chunked;a=b") }, 1,
      H204_FRAME_TE_CHUNKED_PARAM, OCTETS(L200 "Transfer-Encoding: ") },
    { "an unknown coding", GET, 1, 200, X, { LINE("Transfer-Encoding", "a, chunked") }, 1, H204_FRAME_TE_KNOWN,
      OCTETS(L200 "Transfer-Encoding: ") },
    { "chunked twice", GET, 1, 200, X, { LINE("Transfer-Encoding", "chunked"), LINE("transfer-encoding", "CHUNKED") },
      2, H204_FRAME_TE_CHUNKED_ONCE, OCTETS(L200 "Transfer-Encoding: chunked\r\ntransfer-encoding: ") },
    { "Transfer-Encoding in HTTP/1.0", GET, 0, 200, X, { LINE("Transfer-Encoding", "chunked") }, 1,
      H204_FRAME_TE_10_GEN, OCTETS("HTTP/1.0 200 x\r\nTransfer-Encoding: ") },
    { "Transfer-Encoding to HTTP/1.0", TO_10, 1, 200, X, { LINE("Transfer-Encoding", "chunked") }, 1,
      H204_FRAME_TE_REQ_11, OCTETS(L200 "Transfer-Encoding: ") },
    { "both", GET, 1, 200, X, { LINE("Transfer-Encoding", "chunked"), LINE("Content-Length", "5") }, 2,
      H204_FRAME_TE_CL_GEN, OCTETS(L200 "Transfer-Encoding: chunked\r\nContent-Length: ") },
    { "an empty length", GET, 1, 200, X, { LINE("Content-Length", "") }, 1, H204_FRAME_CL_NONEMPTY,
      OCTETS(L200 "Content-Length:") },
    { "no number", GET, 1, 200, X, { LINE("Content-Length", "+5") }, 1, H204_FRAME_CL_DIGITS,
      OCTETS(L200 "Content-Length: ") },
    { "2^64", GET, 1, 200, X, { LINE("Content-Length", "18446744073709551616") }, 1, H204_FRAME_CL_OVERFLOW,
      OCTETS(L200 "Content-Length: ") },
    { "two lengths that differ", GET, 1, 200, X, { LINE("Content-Length", "5"), LINE("Content-Length", "6") }, 2,
      H204_FRAME_CL_LIST_DIFF, OCTETS(L200 "Content-Length: 5\r\nContent-Length: ") },
    { "two that are the same", GET, 1, 200, X, { LINE("Content-Length", "5, 5") }, 1, H204_FRAME_CL_SINGLE,
      OCTETS(L200 "Content-Length: ") },
    { "malformed for HEAD too", HEAD, 1, 200, X, { LINE("Content-Length", "x") }, 1, H204_FRAME_CL_DIGITS,
      OCTETS(L200 "Content-Length: ") },
    { "malformed for 304 too", GET, 1, 304, X, { LINE("Content-Length", "x") }, 1, H204_FRAME_CL_DIGITS,
      OCTETS("HTTP/1.1 304 x\r\nContent-Length: ") },

    { "204 with a length", GET, 1, 204, X, { LINE("Content-Length", "5") }, 1, H204_S204_NO_CL,
      OCTETS(L204 "Content-Length: ") },
    { "204 with a length of zero", GET, 1, 204, X, { LINE("A", "b"), LINE("content-length", "0") }, 2, H204_S204_NO_CL,
      OCTETS(L204 "A: b\r\ncontent-length: ") },
    { "204, chunked", GET, 1, 204, X, { LINE("Transfer-Encoding", "chunked") }, 1, H204_S204_NO_TE,
      OCTETS(L204 "Transfer-Encoding: ") },
    { "103 with a length", GET, 1, 103, X, { LINE("Content-Length", "0") }, 1, H204_S1XX_NO_CL,
      OCTETS("HTTP/1.1 103 x\r\nContent-Length: ") },
    { "103, chunked", GET, 1, 103, X, { LINE("Transfer-Encoding", "chunked") }, 1, H204_S1XX_NO_TE,
      OCTETS("HTTP/1.1 103 x\r\nTransfer-Encoding: ") },
    { "an interim response to HTTP/1.0", TO_10, 1, 100, X, { LINE("", "") }, 0, H204_S1XX_NOT_TO_10,
      OCTETS("HTTP/1.1 ") },
    { "a tunnel with a length", CONNECT, 1, 200, X, { LINE("Content-Length", "0") }, 1, H204_CONNECT_NO_CL,
      OCTETS(L200 "Content-Length: ") },
    { "a chunked tunnel", CONNECT, 1, 200, X, { LINE("Transfer-Encoding", "chunked") }, 1, H204_CONNECT_NO_TE,
      OCTETS(L200 "Transfer-Encoding: ") },
};

Test(write, heads_that_are_refused)
{
    cr_assert_gt(ROW_COUNT(refused_heads), 0);
    for (size_t i = 0; i < ROW_COUNT(refused_heads); i++) {
        const refused_head *row = &refused_heads[i];
        h204_response response = { row->minor_version, row->status_code, row->reason, row->fields, row->field_count };
        const size_t capacities[] = { ROOM, 3, 0 }; /* a lack of room hides no refusal */
        for (size_t c = 0; c < ROW_COUNT(capacities); c++) {
            watched_room watched = room_of(capacities[c]);
            h204_writing writing;
            memset(&writing, 0x5A, sizeof writing);
            expect_outcome(row->shows, c, h204_write_head(row->context, &response, &watched.room, &writing),
                           BREAKS(row->broken, row->before.size));
            expect_untouched(row->shows, c, &watched);
            cr_expect(is_filled(&writing, sizeof writing), "%s: *writing was touched", row->shows);
        }
    }
}

/* ---- heads that are written -------------------------------------------------------------------------------- */

typedef struct written_head {
    const char *shows;
    h204_context context;
    uint8_t minor_version;
    uint16_t status_code;
    h204_view reason;
    h204_line fields[MOST_LINES];
    uint32_t field_count;
    h204_view octets;
    h204_framing framing;
} written_head;

static const written_head written_heads[] = {
    { "a 204", GET, 1, 204, OCTETS("No Content"), { LINE("", "") }, 0, OCTETS("HTTP/1.1 204 No Content\r\n\r\n"),
      H204_FRAMING_NONE },
    { "no reason: the SP is still there (RFC 9112 4)", GET, 1, 204, OCTETS(""), { LINE("", "") }, 0,
      OCTETS("HTTP/1.1 204 \r\n\r\n"), H204_FRAMING_NONE },
    { "HTTP/1.0", GET, 0, 204, X, { LINE("", "") }, 0, OCTETS("HTTP/1.0 204 x\r\n\r\n"), H204_FRAMING_NONE },
    { "the least status", GET, 1, 100, X, { LINE("", "") }, 0, OCTETS("HTTP/1.1 100 x\r\n\r\n"), H204_FRAMING_NONE },
    { "the greatest status", GET, 1, 599, X, { LINE("", "") }, 0, OCTETS("HTTP/1.1 599 x\r\n\r\n"),
      H204_FRAMING_CLOSE },
    { "any text", GET, 1, 204, OCTETS(" \t~\x80\xFF "), { LINE("!~0", "a\t \x80:\xFF") }, 1,
      OCTETS("HTTP/1.1 204  \t~\x80\xFF \r\n!~0: a\t \x80:\xFF\r\n\r\n"), H204_FRAMING_NONE },
    { "an empty value", GET, 1, 204, X, { LINE("A", ""), LINE("B", "c") }, 2,
      OCTETS("HTTP/1.1 204 x\r\nA:\r\nB: c\r\n\r\n"), H204_FRAMING_NONE },
    { "three lines, one name twice", GET, 1, 204, X, { LINE("B", "1"), LINE("A", "2"), LINE("b", "3") }, 3,
      OCTETS("HTTP/1.1 204 x\r\nB: 1\r\nA: 2\r\nb: 3\r\n\r\n"), H204_FRAMING_NONE },
    { "a length", GET, 1, 200, X, { LINE("Content-Length", "5") }, 1,
      OCTETS("HTTP/1.1 200 x\r\nContent-Length: 5\r\n\r\n"), H204_FRAMING_LENGTH },
    { "chunked", GET, 1, 200, X, { LINE("Transfer-Encoding", "gzip, chunked") }, 1,
      OCTETS("HTTP/1.1 200 x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"), H204_FRAMING_CHUNKED },
    { "neither", GET, 1, 200, X, { LINE("A", "b") }, 1, OCTETS("HTTP/1.1 200 x\r\nA: b\r\n\r\n"), H204_FRAMING_CLOSE },
    { "a coding to the close", GET, 1, 200, X, { LINE("Transfer-Encoding", "gzip") }, 1,
      OCTETS("HTTP/1.1 200 x\r\nTransfer-Encoding: gzip\r\n\r\n"), H204_FRAMING_CLOSE },
    { "304 may have a length (RFC 9110 8.6)", GET, 1, 304, X, { LINE("Content-Length", "5") }, 1,
      OCTETS("HTTP/1.1 304 x\r\nContent-Length: 5\r\n\r\n"), H204_FRAMING_NONE },
    { "so may an answer to HEAD", HEAD, 1, 200, X, { LINE("Content-Length", "5") }, 1,
      OCTETS("HTTP/1.1 200 x\r\nContent-Length: 5\r\n\r\n"), H204_FRAMING_NONE },
    { "and it may say chunked (RFC 9112 6.1)", HEAD, 1, 200, X, { LINE("Transfer-Encoding", "chunked") }, 1,
      OCTETS("HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n"), H204_FRAMING_NONE },
    { "a tunnel", CONNECT, 1, 200, X, { LINE("", "") }, 0, OCTETS("HTTP/1.1 200 x\r\n\r\n"), H204_FRAMING_TUNNEL },
    { "CONNECT refused", CONNECT, 1, 403, X, { LINE("Content-Length", "0") }, 1,
      OCTETS("HTTP/1.1 403 x\r\nContent-Length: 0\r\n\r\n"), H204_FRAMING_LENGTH },
    { "an upgrade", GET, 1, 101, X, { LINE("Upgrade", "a") }, 1, OCTETS("HTTP/1.1 101 x\r\nUpgrade: a\r\n\r\n"),
      H204_FRAMING_TUNNEL },
};

static void expect_reads_back(const written_head *row, h204_view octets)
{
    h204_field fields[MOST_LINES];
    h204_head head;
    h204_outcome outcome = h204_parse_head(row->context, octets, fields, MOST_LINES, &head);
    expect_outcome(row->shows, 0, outcome, DONE(octets.size));
    if (outcome.status != H204_DONE) {
        return;
    }
    cr_expect_eq(head.status_code, row->status_code, "%s", row->shows);
    cr_expect_eq(head.minor_version, row->minor_version, "%s", row->shows);
    cr_expect_eq(head.framing, row->framing, "%s", row->shows);
    cr_expect_eq(head.field_count, row->field_count, "%s", row->shows);
    cr_expect(same_octets((h204_view){ octets.data + head.reason.offset, head.reason.size }, row->reason), "%s",
              row->shows);
    for (uint32_t i = 0; i < head.field_count && i < row->field_count; i++) {
        h204_view name = { octets.data + fields[i].name.offset, fields[i].name.size };
        h204_view value = { octets.data + fields[i].value.offset, fields[i].value.size };
        cr_expect(same_octets(name, row->fields[i].name), "%s: name %u", row->shows, i);
        cr_expect(same_octets(value, row->fields[i].value), "%s: value %u", row->shows, i);
    }
}

Test(write, heads_read_back_as_they_were_given)
{
    cr_assert_gt(ROW_COUNT(written_heads), 0);
    for (size_t i = 0; i < ROW_COUNT(written_heads); i++) {
        const written_head *row = &written_heads[i];
        h204_response response = { row->minor_version, row->status_code, row->reason, row->fields, row->field_count };
        watched_room watched = room_of(ROOM);
        h204_writing writing;
        expect_outcome(row->shows, 0, h204_write_head(row->context, &response, &watched.room, &writing), DONE(0));
        cr_expect(same_octets(written_in(&watched), row->octets), "%s: %.*s", row->shows,
                  (int)written_in(&watched).size, (const char *)written_in(&watched).data);
        cr_expect(is_untouched(&watched, watched.room.size), "%s: behind the head", row->shows);
        cr_expect_eq(watched.memory[BEFORE - 1], 0xA5, "%s: before the head", row->shows);
        cr_expect_eq(writing.framing, row->framing, "%s", row->shows);
        expect_reads_back(row, written_in(&watched));
    }
}

Test(write, a_head_that_lacks_room_says_what_suffices)
{
    for (size_t i = 0; i < ROW_COUNT(written_heads); i++) {
        const written_head *row = &written_heads[i];
        h204_response response = { row->minor_version, row->status_code, row->reason, row->fields, row->field_count };
        for (size_t capacity = 0; capacity <= row->octets.size; capacity++) {
            watched_room watched = room_of(capacity);
            h204_writing writing;
            memset(&writing, 0x5A, sizeof writing);
            h204_outcome outcome = h204_write_head(row->context, &response, &watched.room, &writing);
            if (capacity == row->octets.size) {
                expect_outcome(row->shows, capacity, outcome, DONE(0));
                cr_expect_eq(watched.room.size, watched.room.capacity, "%s", row->shows);
            } else {
                expect_outcome(row->shows, capacity, outcome, NEEDS_SPACE(BEFORE + row->octets.size));
                expect_untouched(row->shows, capacity, &watched);
                cr_expect(is_filled(&writing, sizeof writing), "%s: *writing was touched", row->shows);
            }
        }
    }
}

Test(write, limits_of_a_head)
{
    static const h204_line fields[] = { LINE("A", "b"), LINE("C", "d") };
    h204_response response = { 1, 204, X, fields, 2 }; /* 30 octets */
    h204_context context = { .limits = { .head = 30, .fields = 2 } };
    watched_room watched = room_of(ROOM);
    h204_writing writing;
    expect_outcome("at both limits", 0, h204_write_head(context, &response, &watched.room, &writing), DONE(0));
    cr_expect_eq(written_in(&watched).size, 30);
    for (uint32_t limit = 1; limit < 30; limit++) {
        context.limits.head = limit;
        watched = room_of(ROOM);
        expect_outcome("a head beyond", limit, h204_write_head(context, &response, &watched.room, &writing),
                       BREAKS(H204_LIMIT_HEAD, limit));
        expect_untouched("a head beyond", limit, &watched);
    }
    context.limits.head = 0;
    context.limits.fields = 1;
    watched = room_of(ROOM);
    expect_outcome("a field beyond", 1, h204_write_head(context, &response, &watched.room, &writing),
                   BREAKS(H204_LIMIT_FIELDS, 22));
    expect_untouched("a field beyond", 1, &watched);
}

/* ---- content ----------------------------------------------------------------------------------------------- */

static h204_writing begin(h204_context context, uint16_t status_code, const h204_line *fields, uint32_t count)
{
    watched_room watched = room_of(ROOM);
    h204_response response = { 1, status_code, X, fields, count };
    h204_writing writing;
    cr_assert_eq(h204_write_head(context, &response, &watched.room, &writing).status, H204_DONE);
    return writing;
}

static const h204_line length_five = LINE("Content-Length", "5");
static const h204_line length_zero = LINE("Content-Length", "0");
static const h204_line chunked = LINE("Transfer-Encoding", "chunked");

typedef struct refused_content {
    const char *shows;
    h204_context context;
    uint16_t status_code;
    const h204_line *field;
    h204_invariant broken;
    size_t culprit;
} refused_content;

static const refused_content refused_contents[] = {
    { "204", GET, 204, NULL, H204_S204_NO_CONTENT_WIRE, 0 },
    { "100", GET, 100, NULL, H204_CX_SER_NOBODY, 0 },
    { "a tunnel", CONNECT, 200, NULL, H204_CX_SER_NOBODY, 0 },
    { "an upgrade", GET, 101, NULL, H204_CX_SER_NOBODY, 0 },
    { "HEAD", HEAD, 200, &length_five, H204_HEAD_NO_CONTENT, 0 },
    { "304", GET, 304, &length_five, H204_S304_NO_CONTENT, 0 },
    { "one octet beyond the length", GET, 200, &length_five, H204_CX_SER_LENGTH, 5 },
    { "one octet beyond zero", GET, 200, &length_zero, H204_CX_SER_LENGTH, 0 },
};

Test(write, content_that_is_refused)
{
    cr_assert_gt(ROW_COUNT(refused_contents), 0);
    for (size_t i = 0; i < ROW_COUNT(refused_contents); i++) {
        const refused_content *row = &refused_contents[i];
        h204_writing writing = begin(row->context, row->status_code, row->field, row->field != NULL ? 1 : 0);
        watched_room watched = room_of(ROOM);
        expect_outcome(row->shows, 0, h204_write_content(&writing, VIEW("hello!"), &watched.room),
                       BREAKS(row->broken, row->culprit));
        expect_untouched(row->shows, 0, &watched);
        expect_outcome("empty content is none", i, h204_write_content(&writing, VIEW(""), &watched.room), DONE(0));
        expect_untouched(row->shows, 1, &watched);
    }
}

Test(write, counted_content)
{
    h204_writing writing = begin((h204_context){ 0 }, 200, &length_five, 1);
    watched_room watched = room_of(5);
    cr_expect_eq(writing.remaining, 5);
    expect_outcome("three", 0, h204_write_content(&writing, VIEW("hel"), &watched.room), DONE(0));
    cr_expect_eq(writing.remaining, 2);
    expect_outcome("three more", 0, h204_write_content(&writing, VIEW("lo!"), &watched.room),
                   BREAKS(H204_CX_SER_LENGTH, 2));
    cr_expect_eq(watched.room.size, BEFORE + 3);
    expect_outcome("too early", 0, h204_write_end(&writing, NULL, 0, &watched.room), BREAKS(H204_FRAME_R6_LENGTH, 0));
    expect_outcome("two more", 0, h204_write_content(&writing, VIEW("lo"), &watched.room), DONE(0));
    expect_outcome("the end", 0, h204_write_end(&writing, NULL, 0, &watched.room), DONE(0));
    cr_expect(same_octets(written_in(&watched), VIEW("hello")));
}

Test(write, content_to_the_close)
{
    h204_writing writing = begin((h204_context){ 0 }, 200, NULL, 0);
    watched_room watched = room_of(6);
    cr_expect_eq(writing.framing, H204_FRAMING_CLOSE);
    expect_outcome("some", 0, h204_write_content(&writing, VIEW("abc"), &watched.room), DONE(0));
    expect_outcome("more", 0, h204_write_content(&writing, VIEW("def"), &watched.room), DONE(0));
    expect_outcome("the end", 0, h204_write_end(&writing, NULL, 0, &watched.room), DONE(0));
    cr_expect(same_octets(written_in(&watched), VIEW("abcdef")));
}

Test(write, chunks)
{
    static const h204_line trailers[] = { LINE("A", "b"), LINE("C", "") };
    h204_writing writing = begin((h204_context){ 0 }, 200, &chunked, 1);
    watched_room watched = room_of(ROOM);
    expect_outcome("empty", 0, h204_write_content(&writing, VIEW(""), &watched.room), DONE(0));
    expect_untouched("an empty chunk would be the last", 0, &watched);
    expect_outcome("one", 0, h204_write_content(&writing, VIEW("x"), &watched.room), DONE(0));
    expect_outcome("eighteen", 0, h204_write_content(&writing, VIEW("0\r\n\r\n56789abcdefgh"), &watched.room), DONE(0));
    expect_outcome("the end", 0, h204_write_end(&writing, trailers, 2, &watched.room), DONE(0));
    cr_expect(same_octets(written_in(&watched), VIEW("1\r\nx\r\n12\r\n0\r\n\r\n56789abcdefgh\r\n"
                                                     "0\r\nA: b\r\nC:\r\n\r\n")));
}

Test(write, chunks_of_every_size_read_back)
{
    static octet_string content;
    static const size_t sizes[] = { 1, 9, 10, 15, 16, 17, 255, 256, 4095, 4096, 65535, 65536 };
    for (size_t i = 0; i < ROW_COUNT(sizes); i++) {
        h204_writing writing = begin((h204_context){ 0 }, 200, &chunked, 1);
        content.size = 0;
        append_many(&content, sizes[i], '0');
        watched_room watched = room_of(70000);
        cr_assert_eq(h204_write_content(&writing, view_of(&content), &watched.room).status, H204_DONE);
        cr_assert_eq(h204_write_end(&writing, NULL, 0, &watched.room).status, H204_DONE);
        h204_head head = { .framing = H204_FRAMING_CHUNKED, .status_code = 200, .minor_version = 1 };
        h204_body body = h204_body_start((h204_context){ 0 }, &head);
        h204_view octets = written_in(&watched);
        h204_span span;
        uint32_t count;
        h204_outcome outcome = h204_body_step(&body, octets, &span, 1, &count);
        cr_assert_eq(outcome.status, H204_CONTENT, "%zu", sizes[i]);
        cr_expect(same_octets((h204_view){ octets.data + span.offset, span.size }, view_of(&content)), "%zu", sizes[i]);
        h204_view rest = { octets.data + outcome.consumed, octets.size - outcome.consumed };
        outcome = h204_body_step(&body, rest, &span, 1, &count);
        cr_assert_eq(outcome.status, H204_TRAILERS, "%zu", sizes[i]);
        rest = (h204_view){ rest.data + outcome.consumed, rest.size - outcome.consumed };
        expect_outcome("trailers", sizes[i], h204_body_trailers(&body, rest, NULL, 0, &count), DONE(2));
        cr_expect_eq(rest.size, 2, "%zu", sizes[i]);
    }
}

Test(write, content_and_end_that_lack_room_say_what_suffices)
{
    static const h204_line trailers[] = { LINE("A", "b") };
    for (size_t capacity = 0; capacity <= 10; capacity++) { /* "5" CRLF "hello" CRLF is 10 octets */
        h204_writing writing = begin((h204_context){ 0 }, 200, &chunked, 1);
        h204_writing before = writing;
        watched_room watched = room_of(capacity);
        h204_outcome outcome = h204_write_content(&writing, VIEW("hello"), &watched.room);
        if (capacity == 10) {
            expect_outcome("a chunk", capacity, outcome, DONE(0));
            continue;
        }
        expect_outcome("a chunk", capacity, outcome, NEEDS_SPACE(BEFORE + 10));
        expect_untouched("a chunk", capacity, &watched);
        cr_expect_eq(memcmp(&writing, &before, sizeof writing), 0, "a chunk (%zu)", capacity);
    }
    for (size_t capacity = 0; capacity <= 5; capacity++) {
        h204_writing writing = begin((h204_context){ 0 }, 200, &length_five, 1);
        watched_room watched = room_of(capacity);
        h204_outcome outcome = h204_write_content(&writing, VIEW("hello"), &watched.room);
        expect_outcome("counted", capacity, outcome, capacity == 5 ? DONE(0) : NEEDS_SPACE(BEFORE + 5));
        cr_expect_eq(writing.remaining, capacity == 5 ? 0 : 5, "counted (%zu)", capacity);
        if (capacity < 5) {
            expect_untouched("counted", capacity, &watched);
        }
    }
    for (size_t capacity = 0; capacity <= 11; capacity++) { /* "0" CRLF "A: b" CRLF CRLF is 11 octets */
        h204_writing writing = begin((h204_context){ 0 }, 200, &chunked, 1);
        watched_room watched = room_of(capacity);
        h204_outcome outcome = h204_write_end(&writing, trailers, 1, &watched.room);
        expect_outcome("the end", capacity, outcome, capacity == 11 ? DONE(0) : NEEDS_SPACE(BEFORE + 11));
        if (capacity < 11) {
            expect_untouched("the end", capacity, &watched);
            watched = room_of(11);
            expect_outcome("the end, again", capacity, h204_write_end(&writing, trailers, 1, &watched.room), DONE(0));
        }
    }
}

/* ---- the end ----------------------------------------------------------------------------------------------- */

typedef struct refused_trailers {
    const char *shows;
    h204_line lines[2];
    h204_invariant broken;
    h204_view before; /* what would have stood before the culprit */
} refused_trailers;

static const refused_trailers refused_ends[] = {
    { "no name", { LINE("A", "b"), LINE("", "c") }, H204_TRL_SYNTAX, OCTETS("0\r\nA: b\r\n") },
    { "a colon in a name", { LINE("A", "b"), LINE("C:", "d") }, H204_TRL_SYNTAX, OCTETS("0\r\nA: b\r\nC") },
    { "NUL in a value", { LINE("A", "b"), LINE("C", "d\0") }, H204_TRL_SYNTAX, OCTETS("0\r\nA: b\r\nC: d") },
    { "DEL in a value", { LINE("A", "\177"), LINE("C", "d") }, H204_TRL_SYNTAX, OCTETS("0\r\nA: ") },
    { "CRLF in a value", { LINE("A", "b"), LINE("C", "d\r\nE: f") }, H204_CHK_NO_BARE_CR,
      OCTETS("0\r\nA: b\r\nC: d") },
    { "LF in a value", { LINE("A", "b"), LINE("C", "\nd") }, H204_FLD_VALUE_NO_LF, OCTETS("0\r\nA: b\r\nC: ") },
    { "SP last in a value", { LINE("A", "b"), LINE("C", "d ") }, H204_CX_INJECT_VALUE, OCTETS("0\r\nA: b\r\nC: d") },
};

Test(write, ends_that_are_refused)
{
    cr_assert_gt(ROW_COUNT(refused_ends), 0);
    for (size_t i = 0; i < ROW_COUNT(refused_ends); i++) {
        const refused_trailers *row = &refused_ends[i];
        h204_writing writing = begin((h204_context){ 0 }, 200, &chunked, 1);
        watched_room watched = room_of(ROOM);
        expect_outcome(row->shows, 0, h204_write_end(&writing, row->lines, 2, &watched.room),
                       BREAKS(row->broken, row->before.size));
        expect_untouched(row->shows, 0, &watched);
        expect_outcome("it can still be ended", i, h204_write_end(&writing, NULL, 0, &watched.room), DONE(0));
        cr_expect(same_octets(written_in(&watched), VIEW("0\r\n\r\n")), "%s", row->shows);
    }
}

Test(write, trailers_frame_nothing)
{
    static const h204_line lines[] = { LINE("Content-Length", "5"), LINE("transfer-encoding", "chunked") };
    for (size_t i = 0; i < ROW_COUNT(lines); i++) {
        h204_writing writing = begin((h204_context){ 0 }, 200, &chunked, 1);
        watched_room watched = room_of(ROOM);
        h204_outcome outcome = h204_write_end(&writing, &lines[i], 1, &watched.room);
        cr_expect_eq(outcome.status, H204_INVALID);
        cr_expect_eq(outcome.broken, H204_TRL_NO_FRAMING);
        cr_expect_geq(outcome.culprit, 3, "within its line");
        cr_expect_leq(outcome.culprit, 3 + lines[i].name.size + 2, "within its line");
        expect_untouched("a framing field", i, &watched);
    }
}

Test(write, trailers_only_behind_chunks)
{
    static const h204_line trailer = LINE("A", "b");
    static const struct {
        const char *shows;
        h204_context context;
        uint16_t status_code;
        const h204_line *field;
    } rows[] = {
        { "204", GET, 204, NULL },
        { "counted", GET, 200, &length_zero },
        { "to the close", GET, 200, NULL },
        { "chunked, for HEAD", HEAD, 200, &chunked },
        { "a tunnel", CONNECT, 200, NULL },
    };
    for (size_t i = 0; i < ROW_COUNT(rows); i++) {
        h204_writing writing =
            begin(rows[i].context, rows[i].status_code, rows[i].field, rows[i].field != NULL ? 1 : 0);
        watched_room watched = room_of(ROOM);
        expect_outcome(rows[i].shows, 0, h204_write_end(&writing, &trailer, 1, &watched.room),
                       BREAKS(H204_TRL_ONLY_CHUNKED, 0));
        expect_untouched(rows[i].shows, 0, &watched);
        expect_outcome(rows[i].shows, 1, h204_write_end(&writing, NULL, 0, &watched.room), DONE(0));
        expect_untouched(rows[i].shows, 1, &watched);
    }
}

Test(write, limits_of_chunks_and_trailers)
{
    static const h204_line trailers[] = { LINE("A", "b"), LINE("C", "d") };
    h204_context context = { .limits = { .chunk_line = 3, .fields = 2, .trailers = 14 } };
    h204_writing writing = begin(context, 200, &chunked, 1);
    watched_room watched = room_of(ROOM);
    expect_outcome("fifteen octets", 0, h204_write_content(&writing, VIEW("123456789012345"), &watched.room), DONE(0));
    watched = room_of(ROOM);
    expect_outcome("sixteen", 0, h204_write_content(&writing, VIEW("1234567890123456"), &watched.room),
                   BREAKS(H204_LIMIT_CHUNK_LINE, 3));
    expect_untouched("sixteen", 0, &watched);
    h204_writing at_limit = writing;
    expect_outcome("at both limits", 0, h204_write_end(&at_limit, trailers, 2, &watched.room), DONE(0));
    watched = room_of(ROOM);
    h204_writing smaller = writing;
    smaller.limits.trailers = 13;
    expect_outcome("an octet beyond", 0, h204_write_end(&smaller, trailers, 2, &watched.room),
                   BREAKS(H204_LIMIT_TRAILERS, 3 + 13));
    h204_writing fewer = writing;
    fewer.limits.fields = 1;
    expect_outcome("a field beyond", 0, h204_write_end(&fewer, trailers, 2, &watched.room),
                   BREAKS(H204_LIMIT_FIELDS, 3 + 6));
    expect_untouched("beyond", 0, &watched);
}

Test(write, nothing_follows_the_end)
{
    static const struct {
        const char *shows;
        const h204_line *field;
        h204_view content;
    } rows[] = {
        { "chunked", &chunked, OCTETS("") },
        { "counted", &length_five, OCTETS("hello") },
        { "to the close", NULL, OCTETS("hello") },
    };
    for (size_t i = 0; i < ROW_COUNT(rows); i++) {
        h204_writing writing = begin((h204_context){ 0 }, 200, rows[i].field, rows[i].field != NULL ? 1 : 0);
        watched_room watched = room_of(ROOM);
        cr_assert_eq(h204_write_content(&writing, rows[i].content, &watched.room).status, H204_DONE);
        cr_assert_eq(h204_write_end(&writing, NULL, 0, &watched.room).status, H204_DONE);
        size_t size = watched.room.size;
        cr_expect_eq(h204_write_content(&writing, VIEW("x"), &watched.room).status, H204_INVALID, "%s", rows[i].shows);
        h204_write_end(&writing, NULL, 0, &watched.room);
        cr_expect_eq(watched.room.size, size, "%s", rows[i].shows);
        cr_expect(is_untouched(&watched, size), "%s", rows[i].shows);
    }
}
