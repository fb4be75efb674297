/* test_check.c - every invariant has a message that keeps it, one that breaks it, and the place where. */
#include "../src/codec/h204.h"
#include "guard.h"

#include <criterion/criterion.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ALL_PROFILES (H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER)

/* ---- requests ------------------------------------------------------------------------------------------ */

#define OCTETS(literal) { (const uint8_t *)"" literal, sizeof literal - 1 }

static const h204_exchange get = { .given = H204_GIVEN_METHOD, .method = OCTETS("GET") };
static const h204_exchange head = { .given = H204_GIVEN_METHOD, .method = OCTETS("HEAD") };
static const h204_exchange connect = { .given = H204_GIVEN_METHOD, .method = OCTETS("CONNECT") };
static const h204_exchange get_11 = { .given = H204_GIVEN_METHOD | H204_GIVEN_VERSION,
                                      .method = OCTETS("GET"),
                                      .major_version = 1,
                                      .minor_version = 1 };
static const h204_exchange put_10 = { .given = H204_GIVEN_METHOD | H204_GIVEN_VERSION,
                                      .method = OCTETS("PUT"),
                                      .major_version = 1 };
static const h204_exchange only_one = { .given = H204_GIVEN_METHOD | H204_GIVEN_OUTSTANDING,
                                        .method = OCTETS("GET"),
                                        .outstanding = 1 };
static const h204_exchange one_of_two = { .given = H204_GIVEN_METHOD | H204_GIVEN_OUTSTANDING,
                                          .method = OCTETS("GET"),
                                          .outstanding = 2 };
static const h204_exchange only_connect = { .given = H204_GIVEN_METHOD | H204_GIVEN_OUTSTANDING,
                                            .method = OCTETS("CONNECT"),
                                            .outstanding = 1 };
static const h204_field two_offers[] = { { { 0, 7 }, { 9, 9 } }, { { 20, 7 }, { 29, 16 } } };
#define TWO_OFFERS "upgrade: WebSocket\r\nUpgrade: TLS/1.0, IRC/6.9\r\n\r\n"
static const h204_exchange offers = { .given = H204_GIVEN_FIELDS,
                                      .octets = OCTETS(TWO_OFFERS),
                                      .fields = two_offers,
                                      .field_count = 2 };
static const h204_exchange offers_nothing = { .given = H204_GIVEN_FIELDS };
static const h204_exchange offers_in_10 = { .given = H204_GIVEN_FIELDS | H204_GIVEN_VERSION,
                                            .major_version = 1 };

/* ---- the table --------------------------------------------------------------------------------------------
 *
 * A case is about one row, and says all that is broken: the octets of a breach stand apart, between what is
 * before and after them, so that its place can be read.
 */
typedef enum fate { KEPT, BROKEN, NOT_EVALUATED } fate;

enum { MOST = 4 };

typedef struct check_case {
    h204_invariant row;
    fate fate;
    h204_view octets;
    h204_view following;
    h204_end end;
    const h204_exchange *exchange;
    h204_breach breach;     /* of the row, where it is broken */
    h204_breach also[MOST]; /* what else is broken            */
} check_case;

#define PLACE(name, before, there) \
    { H204_##name, H204_PART_OCTETS, { sizeof before - 1, sizeof there - 1 } }
#define KEEPS(name, literal)       .row = H204_##name, .fate = KEPT, .octets = OCTETS(literal)
#define LEAVES_OPEN(name, literal) .row = H204_##name, .fate = NOT_EVALUATED, .octets = OCTETS(literal)
#define BREAKS(name, before, there, after)                                 \
    .row = H204_##name, .fate = BROKEN, .octets = OCTETS(before there after), \
    .breach = PLACE(name, before, there)
#define BREAKS_BEHIND(name, literal, follows)                          \
    .row = H204_##name, .fate = BROKEN, .octets = OCTETS(literal),         \
    .following = OCTETS(follows),                                      \
    .breach = { H204_##name, H204_PART_FOLLOWING, { 0, sizeof follows - 1 } }
#define THEN(literal) .following = OCTETS(literal)
#define TO(request)   .exchange = &(request)
#define CLOSED        .end = H204_END_CLOSED
#define KEPT_OPEN     .end = H204_END_KEPT
#define RESET         .end = H204_END_RESET
#define ALSO          .also

#define S100    "HTTP/1.1 100 Continue\r\n"
#define S101    "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\n"
#define S200    "HTTP/1.1 200 OK\r\n"
#define S204    "HTTP/1.1 204 No Content\r\n"
#define S205    "HTTP/1.1 205 Reset Content\r\n"
#define S304    "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n"
#define END     "\r\n"
#define TE      "Transfer-Encoding: "
#define CL      "Content-Length: "
#define CHUNKED S200 TE "chunked\r\n\r\n"
#define TWO     "2\r\nhi\r\n"
#define LAST    "0\r\n\r\n"
#define MAX     "18446744073709551615"

static const check_case cases[] = {
    /* ---- 100  status line ---- */
    { KEEPS(ST_PRESENT, S204 END) },
    { KEEPS(ST_PRESENT, "http/1.1 204 \r\n\r\n"), ALSO = { PLACE(ST_NAME_CASE, "", "h") } },
    { BREAKS(ST_PRESENT, "", "D", "ate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n") },
    { BREAKS(ST_PRESENT, "", "I", "CY 200 OK\r\nX : 1\r\n\r\n") }, /* no response: no field lines */
    { BREAKS(ST_PRESENT, "", "h", "ello"), CLOSED },
    { BREAKS(ST_PRESENT, "", "H", "TTP 204\r\n\r\n") },
    { BREAKS(ST_PRESENT, "\r\n", "h", "ello\r\n"), ALSO = { PLACE(ST_NO_LEADING_EMPTY, "", "\r") } },
    { KEEPS(ST_PRESENT, "HTTP/") },
    { LEAVES_OPEN(ST_PRESENT, "") },
    { LEAVES_OPEN(ST_PRESENT, "HTTP") },
    { LEAVES_OPEN(ST_PRESENT, "h") },

    { KEEPS(ST_NAME_CASE, S204 END) },
    { BREAKS(ST_NAME_CASE, "", "h", "ttp/1.1 204 No Content\r\n\r\n") },
    { BREAKS(ST_NAME_CASE, "", "H", "ttP/1.1 204 No Content\r\n\r\n") },
    { KEEPS(ST_NAME_CASE, "HTTP/") },
    { LEAVES_OPEN(ST_NAME_CASE, "http") },

    { KEEPS(ST_NO_LEADING_EMPTY, S204 END) },
    { BREAKS(ST_NO_LEADING_EMPTY, "", "\r", "\n" S204 END) },
    { BREAKS(ST_NO_LEADING_EMPTY, "", "\n", S204 END) },
    { BREAKS(ST_NO_LEADING_EMPTY, "", "\r", S204 END) },
    { BREAKS(ST_NO_LEADING_EMPTY, "", "\r", "") },
    { KEEPS(ST_NO_LEADING_EMPTY, "HTTP/") },
    { LEAVES_OPEN(ST_NO_LEADING_EMPTY, "H") },

    { KEEPS(ST_NO_LEADING_WS, S204 END) },
    { BREAKS(ST_NO_LEADING_WS, "", " ", S204 END) },
    { BREAKS(ST_NO_LEADING_WS, "", "\t", S204 END) },
    { KEEPS(ST_NO_LEADING_WS, "HTTP/") },
    { LEAVES_OPEN(ST_NO_LEADING_WS, "") },

    { KEEPS(ST_VER_MAJOR, "HTTP/1.9 204 \r\n\r\n") },
    { LEAVES_OPEN(ST_VER_MAJOR, "HTTP/x.1 204 \r\n\r\n"), ALSO = { PLACE(ST_VER_FORM, "HTTP/", "x") } },
    { BREAKS(ST_VER_MAJOR, "HTTP/", "2", ".0 204 No Content\r\n\r\n") },
    { BREAKS(ST_VER_MAJOR, "HTTP/", "0", ".9 204 No Content\r\n\r\n") },
    { BREAKS(ST_VER_MAJOR, "HTTP/", "2", " 204\r\n\r\n"),
      ALSO = { PLACE(ST_VER_FORM, "HTTP/2", " "), PLACE(ST_SP2, "HTTP/2 204", "\r") } },
    { BREAKS(ST_VER_MAJOR, "HTTP/", "0", "1.1 204 \r\n\r\n"),
      ALSO = { PLACE(ST_VER_FORM, "HTTP/0", "1") } },
    { KEEPS(ST_VER_MAJOR, "HTTP/1.1 ") },
    { KEEPS(ST_VER_MAJOR, "HTTP/1x"), ALSO = { PLACE(ST_VER_FORM, "HTTP/1", "x") } },
    { LEAVES_OPEN(ST_VER_MAJOR, "HTTP/1.1") },
    { LEAVES_OPEN(ST_VER_MAJOR, "HTTP/") },

    { KEEPS(ST_VER_FORM, S204 END) },
    { BREAKS(ST_VER_FORM, "HTTP/1.1", "0", " 204 No Content\r\n\r\n") },
    { BREAKS(ST_VER_FORM, "HTTP/1", "1", ".1 204 No Content\r\n\r\n") },
    { BREAKS(ST_VER_FORM, "HTTP/1", " ", "204 No Content\r\n\r\n") },
    { BREAKS(ST_VER_FORM, "HTTP/", "x", "") },
    { BREAKS(ST_VER_FORM, "HTTP/1.1", "x", "") },
    { BREAKS(ST_VER_FORM, "HTTP/", "\r", "\n\r\n") },
    { KEEPS(ST_VER_FORM, "HTTP/1.1 ") },
    { LEAVES_OPEN(ST_VER_FORM, "HTTP/1.1") }, /* a further digit may come */

    { KEEPS(ST_SP1, S204 END) },
    { BREAKS(ST_SP1, "HTTP/1.1 ", " ", "204 No Content\r\n\r\n") },
    { BREAKS(ST_SP1, "HTTP/1.1", "\t", "204 No Content\r\n\r\n") },
    { BREAKS(ST_SP1, "HTTP/1.1", "\r", "\n\r\n") },
    { BREAKS(ST_SP1, "HTTP/1.1", "\r", "204 x\r\n\r\n"),
      ALSO = { PLACE(ST_NO_BARE_CR, "HTTP/1.1", "\r2") } },
    { KEEPS(ST_SP1, "HTTP/1.1 204 ") },
    { KEEPS(ST_SP1, "HTTP/1.1 2O"), ALSO = { PLACE(ST_CODE_3DIGIT, "HTTP/1.1 2", "O") } },
    { LEAVES_OPEN(ST_SP1, "HTTP/1.1 ") },

    { KEEPS(ST_CODE_3DIGIT, S204 END) },
    { BREAKS(ST_CODE_3DIGIT, "HTTP/1.1 20", " ", "No Content\r\n\r\n") },
    { BREAKS(ST_CODE_3DIGIT, "HTTP/1.1 2", "O", "4 No Content\r\n\r\n") },
    { BREAKS(ST_CODE_3DIGIT, "HTTP/1.1 ", "+", "204 No Content\r\n\r\n") },
    { BREAKS(ST_CODE_3DIGIT, "HTTP/1.1 204", "0", " X\r\n" CL "0\r\n\r\n") }, /* no status: no S204_NO_CL */
    { BREAKS(ST_CODE_3DIGIT, "HTTP/1.1 204", "N", "o X\r\n\r\n") },
    { KEEPS(ST_CODE_3DIGIT, "HTTP/1.1 204 ") },
    { LEAVES_OPEN(ST_CODE_3DIGIT, "HTTP/1.1 204") },

    { KEEPS(ST_CODE_RANGE, "HTTP/1.1 599 \r\n" CL "0\r\n\r\n") },
    { KEEPS(ST_CODE_RANGE, S100 END) },
    { BREAKS(ST_CODE_RANGE, "HTTP/1.1 ", "600", " \r\n" CL "0\r\n\r\n") },
    { BREAKS(ST_CODE_RANGE, "HTTP/1.1 ", "099", " \r\n" CL "0\r\n\r\n") },
    { LEAVES_OPEN(ST_CODE_RANGE, "HTTP/1.1 600") },

    { KEEPS(ST_SP2, "HTTP/1.1 204 \r\n\r\n") },
    { KEEPS(ST_SP2, "HTTP/1.1 204   \r\n\r\n") }, /* the further SP are the reason phrase */
    { BREAKS(ST_SP2, "HTTP/1.1 204", "\r", "\n\r\n") },
    { BREAKS(ST_SP2, "HTTP/1.1 204", "\r", "") },
    { BREAKS(ST_SP2, "HTTP/1.1 204", "\t", "No Content\r\n\r\n") },
    { BREAKS(ST_SP2, "HTTP/1.1 204", "\n", "\r\n"),
      ALSO = { PLACE(ST_EOL_CRLF, "HTTP/1.1 204", "\n") } },
    { BREAKS(ST_SP2, "HTTP/1.1 204", "\r", "X\r\n\r\n"),
      ALSO = { PLACE(ST_NO_BARE_CR, "HTTP/1.1 204", "\rX") } },
    { KEEPS(ST_SP2, S204) },
    { LEAVES_OPEN(ST_SP2, "HTTP/1.1 204 ") },

    { KEEPS(ST_REASON_CHARS, "HTTP/1.1 204 Gel\xF6scht\t(ok)\r\n\r\n") },
    { BREAKS(ST_REASON_CHARS, "HTTP/1.1 204 No", "\x00", "Content\r\n\r\n") },
    { BREAKS(ST_REASON_CHARS, "HTTP/1.1 204 No", "\x7F", "") },
    { KEEPS(ST_REASON_CHARS, S204) },
    { LEAVES_OPEN(ST_REASON_CHARS, "HTTP/1.1 204 No") },

    { KEEPS(ST_EOL_CRLF, S204 END) },
    { BREAKS(ST_EOL_CRLF, "HTTP/1.1 204 No Content", "\n", "\r\n") },
    { KEEPS(ST_EOL_CRLF, "HTTP/1.1 2O4 No Content\r\n\r\n"), ALSO = { PLACE(ST_CODE_3DIGIT, "HTTP/1.1 2", "O") } },
    { LEAVES_OPEN(ST_EOL_CRLF, "HTTP/1.1 204 No Content\r") },

    { KEEPS(ST_NO_BARE_CR, S204 END) },
    { BREAKS(ST_NO_BARE_CR, "HTTP/1.1 204 No", "\rC", "ontent\r\n\r\n") },
    { BREAKS(ST_NO_BARE_CR, "HTTP/1.1 204 No", "\r\r", "\n\r\n") },
    { LEAVES_OPEN(ST_NO_BARE_CR, "HTTP/1.1 204 No\r") },

    { KEEPS(ST_WS_AFTER_START, S204 "Server: x\r\n\r\n") },
    { BREAKS(ST_WS_AFTER_START, S204, " ", "Server: x\r\n\r\n") },
    { BREAKS(ST_WS_AFTER_START, S204, "\t", "\r\n : \x01\r\nServer: x\r\n\r\n") },
    { BREAKS(ST_WS_AFTER_START, S204, " ", "x\r\nServer: x\r\n y\r\n\r\n"),
      ALSO = { PLACE(FLD_OBSFOLD_GEN, S204 " x\r\nServer: x\r\n", " ") } },
    { LEAVES_OPEN(ST_WS_AFTER_START, S204) },

    /* ---- 200  field lines ---- */
    { KEEPS(FLD_NAME_NONEMPTY, S204 "Server: x\r\n\r\n") },
    { BREAKS(FLD_NAME_NONEMPTY, S204, ":", " x\r\n\r\n") },
    { LEAVES_OPEN(FLD_NAME_NONEMPTY, S204 "Server: x\r\n") },

    { KEEPS(FLD_NAME_NO_WS_COLON, S204 "Server: x\r\n\r\n") },
    { BREAKS(FLD_NAME_NO_WS_COLON, S204 "Server", " ", ": x\r\n\r\n") },
    { BREAKS(FLD_NAME_NO_WS_COLON, S204 "X", "\t", " : x\r\n\r\n") },
    { BREAKS(FLD_NAME_NO_WS_COLON, S204 "X", " ", "Y: 1\r\n\r\n") },
    { BREAKS(FLD_NAME_NO_WS_COLON, S204 "X", " ", "") },
    { LEAVES_OPEN(FLD_NAME_NO_WS_COLON, S204 "X") },

    { KEEPS(FLD_NAME_TCHAR, S204 "X_Y-1: x\r\n\r\n") },
    { BREAKS(FLD_NAME_TCHAR, S204 "X", "(", "Y): x\r\n\r\n") },
    { BREAKS(FLD_NAME_TCHAR, S204, "\xFC", "ber: x\r\n\r\n") },
    { BREAKS(FLD_NAME_TCHAR, S204 "X", "\x00", ": x\r\n\r\n") },
    { LEAVES_OPEN(FLD_NAME_TCHAR, S204) },

    { KEEPS(FLD_COLON, S204 "Server: x\r\n\r\n") },
    { BREAKS(FLD_COLON, S204 "Server", "\r", "\n\r\n") },
    { BREAKS(FLD_COLON, S204 "Server", "\r", "") },
    { BREAKS(FLD_COLON, S204 "Server", "\n", "\r\n"), ALSO = { PLACE(FLD_EOL_CRLF, S204 "Server", "\n") } },
    { BREAKS(FLD_COLON, S204 "X", "\r", "Y: 1\r\n\r\n"),
      ALSO = { PLACE(FLD_VALUE_NO_BARE_CR, S204 "X", "\rY") } },
    { BREAKS(FLD_COLON, S204 "Server nginx", "\r", "\n\r\n"),
      ALSO = { PLACE(FLD_NAME_NO_WS_COLON, S204 "Server", " ") } },
    { LEAVES_OPEN(FLD_COLON, S204 "Server") },

    { KEEPS(FLD_VALUE_NO_NUL, S204 "X: a b\r\n\r\n") },
    { BREAKS(FLD_VALUE_NO_NUL, S204 "X: a", "\x00", "b\r\n\r\n") },
    { BREAKS(FLD_VALUE_NO_NUL, S204 "X: a", "\x00", "\x00") },
    { LEAVES_OPEN(FLD_VALUE_NO_NUL, S204 "X: a") },

    { KEEPS(FLD_VALUE_NO_CTL, S204 "X: a\tb\x80\xFF\r\n\r\n") },
    { BREAKS(FLD_VALUE_NO_CTL, S204 "X: a", "\x07", "b\r\n\r\n") },
    { BREAKS(FLD_VALUE_NO_CTL, S204 "X: ", "\x7F", "\r\nY: \x01\r\n\r\n") },
    { LEAVES_OPEN(FLD_VALUE_NO_CTL, S204 "X: a\r\n") },

    { KEEPS(FLD_EOL_CRLF, S204 "Server: x\r\n\r\n") },
    { BREAKS(FLD_EOL_CRLF, S204 "Server: x", "\n", "\r\n") },
    { BREAKS(FLD_EOL_CRLF, S204 "Server: x\r\n", "\n", "") },
    { LEAVES_OPEN(FLD_EOL_CRLF, S204 "Server: x\r") },

    { KEEPS(FLD_VALUE_NO_BARE_CR, S204 "X: a b\r\n\r\n") },
    { BREAKS(FLD_VALUE_NO_BARE_CR, S204 "X: a", "\rb", "\r\n\r\n") },
    { BREAKS(FLD_VALUE_NO_BARE_CR, S204 "X: a", "\r\r", "\n\r\n") },
    { BREAKS(FLD_VALUE_NO_BARE_CR, S204, "\r\r", "\n") },
    { LEAVES_OPEN(FLD_VALUE_NO_BARE_CR, S204 "\r") },

    { KEEPS(FLD_OBSFOLD_GEN, S204 "X: a b\r\n\r\n") },
    { BREAKS(FLD_OBSFOLD_GEN, S204 "X: a\r\n", " ", "b\r\n\r\n") },
    { BREAKS(FLD_OBSFOLD_GEN, S204 "X: a\r\n", "\t", "") },
    { BREAKS(FLD_OBSFOLD_GEN, S204 "X: a\r\n", " ", "b\x00\r\n\r\n"),
      ALSO = { PLACE(FLD_VALUE_NO_NUL, S204 "X: a\r\n b", "\x00") } },
    { BREAKS(FLD_OBSFOLD_GEN, CHUNKED "0\r\nX: a\r\n", " ", "b\r\n\r\n") },
    { LEAVES_OPEN(FLD_OBSFOLD_GEN, S204 "X: a\r\n") },
    { LEAVES_OPEN(FLD_OBSFOLD_GEN, CHUNKED "0\r\nX: a\r\n") },

    { KEEPS(FLD_SECTION_END, S204 "Server: x\r\n\r\n"), CLOSED },
    { KEEPS(FLD_SECTION_END, S204 END) },
    { BREAKS(FLD_SECTION_END, S204 "Server: x\r\n", "", ""), CLOSED },
    { BREAKS(FLD_SECTION_END, "HTTP/1.1 2", "", ""), CLOSED },
    { LEAVES_OPEN(FLD_SECTION_END, S204 "Server: x\r\n"), RESET },
    { LEAVES_OPEN(FLD_SECTION_END, S204 "Server: x\r\n"), KEPT_OPEN },
    { LEAVES_OPEN(FLD_SECTION_END, S204 "Server: x\r\n") },
    { LEAVES_OPEN(FLD_SECTION_END, ""), CLOSED },

    { KEEPS(FLD_DUP_SINGLETON, S204 "ETag: \"a\"\r\n\r\n") },
    { KEEPS(FLD_DUP_SINGLETON, S204 "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nVia: 1.1 a\r\nVia: 1.1 b\r\n\r\n") },
    { KEEPS(FLD_DUP_SINGLETON, S200 "ETag: \"a\"\r\n" TE "chunked\r\n\r\n0\r\nETag: \"a\"\r\n\r\n") },
    { BREAKS(FLD_DUP_SINGLETON, S204 "ETag: \"a\"\r\n", "ETag", ": \"b\"\r\n\r\n") },
    { BREAKS(FLD_DUP_SINGLETON, S204 "Date: x\r\nserver: a\r\n", "SERVER", ": a\r\nDATE: x\r\n\r\n") },
    { BREAKS(FLD_DUP_SINGLETON, S204 "Content-Location: /\r\n", "content-location", ": /\r\n\r\n") },
    { LEAVES_OPEN(FLD_DUP_SINGLETON, S204 "ETag: \"a\"\r\n") },

    /* ---- 300  framing ---- */
    { KEEPS(FRAME_TE_ABNF, CHUNKED LAST) },
    { BREAKS(FRAME_TE_ABNF, S200 TE, "\"chunked\"", "\r\n\r\n0\r\n\r\n") },
    { BREAKS(FRAME_TE_ABNF, S200 TE "gzip\r\n" TE, "chunked gzip", "\r\n\r\n") },
    { LEAVES_OPEN(FRAME_TE_ABNF, S200 TE "\"chunked\"\r\n") },

    { KEEPS(FRAME_TE_NONEMPTY, CHUNKED LAST) },
    { KEEPS(FRAME_TE_NONEMPTY, S200 TE ", ,chunked\r\n\r\n" LAST) },
    { BREAKS(FRAME_TE_NONEMPTY, S200 "Transfer-Encoding:", "", "\r\n\r\n") },
    { BREAKS(FRAME_TE_NONEMPTY, S200 TE, ",", "\r\n\r\n") },
    { LEAVES_OPEN(FRAME_TE_NONEMPTY, S200) },

    { KEEPS(FRAME_TE_CHUNKED_PARAM, CHUNKED LAST) },
    { BREAKS(FRAME_TE_CHUNKED_PARAM, S200 TE, "chunked;x=1", "\r\n\r\n0\r\n\r\n") },
    { LEAVES_OPEN(FRAME_TE_CHUNKED_PARAM, S200 TE "chunked;x=1") },

    { KEEPS(FRAME_TE_KNOWN, S200 TE "gzip, x-gzip, compress, x-compress, Deflate, Chunked\r\n\r\n" LAST) },
    { BREAKS(FRAME_TE_KNOWN, S200 TE, "identity", "\r\n\r\n") },
    { BREAKS(FRAME_TE_KNOWN, S200 TE, "gzip;q=1", "\r\n\r\n") },
    { LEAVES_OPEN(FRAME_TE_KNOWN, S200 TE "identity\r\n") },

    { KEEPS(FRAME_TE_CHUNKED_ONCE, CHUNKED LAST) },
    { KEEPS(FRAME_TE_CHUNKED_ONCE, S200 TE "gzip;x=\"chunked, chunked\", chunked\r\n\r\n" LAST),
      ALSO = { PLACE(FRAME_TE_KNOWN, S200 TE, "gzip;x=\"chunked, chunked\", chunked") } },
    { BREAKS(FRAME_TE_CHUNKED_ONCE, S200 TE, "chunked, chunked", "\r\n\r\n5\r\n0\r\n\r\n\r\n0\r\n\r\n") },
    { BREAKS(FRAME_TE_CHUNKED_ONCE, S200 TE "chunked\r\n" TE, "CHUNKED", "\r\n\r\n0\r\n\r\n") },
    { LEAVES_OPEN(FRAME_TE_CHUNKED_ONCE, S200 TE "chunked, chunked\r\n") },

    { KEEPS(FRAME_TE_10_GEN, "HTTP/1.0 200 OK\r\n" CL "2\r\n\r\nhi") },
    { KEEPS(FRAME_TE_10_GEN, CHUNKED LAST) },
    { BREAKS(FRAME_TE_10_GEN, "HTTP/1.0 200 OK\r\n" TE, "chunked", "\r\n\r\n0\r\n\r\n") },
    { LEAVES_OPEN(FRAME_TE_10_GEN, "HTTP/1.x 200 OK\r\n" TE "chunked\r\n\r\n" LAST),
      ALSO = { PLACE(ST_VER_FORM, "HTTP/1.", "x") } },

    { KEEPS(FRAME_TE_REQ_11, CHUNKED LAST), TO(get_11) },
    { KEEPS(FRAME_TE_REQ_11, S200 CL "0\r\n\r\n") }, /* whatever the request was */
    { BREAKS(FRAME_TE_REQ_11, S200 TE, "chunked", "\r\n\r\n0\r\n\r\n"), TO(put_10) },
    { LEAVES_OPEN(FRAME_TE_REQ_11, CHUNKED LAST), TO(get) },
    { LEAVES_OPEN(FRAME_TE_REQ_11, CHUNKED LAST) },

    { KEEPS(FRAME_TE_CL_GEN, CHUNKED LAST) },
    { KEEPS(FRAME_TE_CL_GEN, S200 TE "chunked\r\n\r\n0\r\n" CL "0\r\n\r\n"),
      ALSO = { PLACE(TRL_NO_FRAMING, S200 TE "chunked\r\n\r\n0\r\n", "Content-Length") } },
    { BREAKS(FRAME_TE_CL_GEN, S200 TE "chunked\r\n" CL, "0", "\r\n\r\n0\r\n\r\n") },
    { BREAKS(FRAME_TE_CL_GEN, S200 CL "0\r\n" TE, "chunked", "\r\n\r\n0\r\n\r\n") },
    { LEAVES_OPEN(FRAME_TE_CL_GEN, S200 TE "chunked\r\n" CL "0\r\n") },

    { KEEPS(FRAME_TE_FINAL_OR_CLOSE, S200 TE "gzip, chunked\r\n\r\n" LAST), KEPT_OPEN },
    { KEEPS(FRAME_TE_FINAL_OR_CLOSE, S200 TE "gzip\r\n\r\nx"), CLOSED },
    { KEEPS(FRAME_TE_FINAL_OR_CLOSE, S200 TE "gzip\r\n\r\n"), KEPT_OPEN, TO(head) },
    { KEEPS(FRAME_TE_FINAL_OR_CLOSE, S304 TE "gzip\r\n\r\n"), KEPT_OPEN },
    { KEEPS(FRAME_TE_FINAL_OR_CLOSE, S200 CL "0\r\n\r\n") },
    { BREAKS(FRAME_TE_FINAL_OR_CLOSE, S200 TE, "gzip", "\r\n\r\nx"), KEPT_OPEN },
    { BREAKS(FRAME_TE_FINAL_OR_CLOSE, S200 TE, "chunked, gzip", "\r\n\r\nx"), KEPT_OPEN },
    { LEAVES_OPEN(FRAME_TE_FINAL_OR_CLOSE, S200 TE "gzip\r\n\r\nx") },
    { LEAVES_OPEN(FRAME_TE_FINAL_OR_CLOSE, S200 TE "gzip\r\n\r\nx"), RESET },

    { KEEPS(FRAME_CL_NONEMPTY, S200 CL "2\r\n\r\nhi") },
    { BREAKS(FRAME_CL_NONEMPTY, S200 "Content-Length:", "", "\r\n\r\n") },
    { BREAKS(FRAME_CL_NONEMPTY, S200 "Content-Length: \t", "", "\r\n\r\n") },
    { LEAVES_OPEN(FRAME_CL_NONEMPTY, S200 "Content-Length:\r\n") },

    { KEEPS(FRAME_CL_DIGITS, S200 CL "2\r\n\r\nhi") },
    { BREAKS(FRAME_CL_DIGITS, S200 CL, "+2", "\r\n\r\nhi") },
    { BREAKS(FRAME_CL_DIGITS, S200 CL, "2 2", "\r\n\r\nhi") },
    { BREAKS(FRAME_CL_DIGITS, S200 CL, ",", "\r\n\r\nhi") },
    { BREAKS(FRAME_CL_DIGITS, S200 TE "chunked\r\n" CL, "0x2", "\r\n\r\n0\r\n\r\n"),
      ALSO = { PLACE(FRAME_TE_CL_GEN, S200 TE "chunked\r\n" CL, "0x2") } },
    { LEAVES_OPEN(FRAME_CL_DIGITS, S200 CL "+2\r\n") },

    { KEEPS(FRAME_CL_OVERFLOW, S200 CL MAX "\r\n\r\n") },
    { KEEPS(FRAME_CL_OVERFLOW, S200 CL "0000000000000000000002\r\n\r\nhi") }, /* by value, not by digits */
    { BREAKS(FRAME_CL_OVERFLOW, S200 CL, "18446744073709551616", "\r\n\r\n") },
    { LEAVES_OPEN(FRAME_CL_OVERFLOW, S200 CL "18446744073709551616") },

    { KEEPS(FRAME_CL_LIST_DIFF, S200 CL "2, 02\r\n\r\nhi"),
      ALSO = { PLACE(FRAME_CL_SINGLE, S200 CL, "2, 02") } },
    { BREAKS(FRAME_CL_LIST_DIFF, S200 CL, "5, 6", "\r\n\r\nhello"),
      ALSO = { PLACE(FRAME_CL_SINGLE, S200 CL, "5, 6") } },
    { BREAKS(FRAME_CL_LIST_DIFF, S200 CL "5\r\n" CL, "6", "\r\n\r\nhello"),
      ALSO = { PLACE(FRAME_CL_SINGLE, S200 CL "5\r\n" CL, "6") } },
    { LEAVES_OPEN(FRAME_CL_LIST_DIFF, S200 CL "5\r\n") },

    { KEEPS(FRAME_CL_SINGLE, S200 CL "2\r\n\r\nhi") },
    { BREAKS(FRAME_CL_SINGLE, S200 CL "2\r\n" CL, "2", "\r\n\r\nhi") },
    { BREAKS(FRAME_CL_SINGLE, S200 CL, "2, 2", "\r\n\r\nhi") },
    { BREAKS(FRAME_CL_SINGLE, S200 CL, "2,", "\r\n\r\nhi") },
    { LEAVES_OPEN(FRAME_CL_SINGLE, S200 CL "2\r\n" CL "2\r\n") },

    { KEEPS(FRAME_R6_LENGTH, S200 CL "2\r\n\r\nhi"), CLOSED },
    { KEEPS(FRAME_R6_LENGTH, S200 CL "5\r\n\r\n"), CLOSED, TO(head) },
    { KEEPS(FRAME_R6_LENGTH, S304 CL "5\r\n\r\n"), CLOSED },
    { KEEPS(FRAME_R6_LENGTH, S200 END "hi") },
    { BREAKS(FRAME_R6_LENGTH, S200 CL, "5", "\r\n\r\nhi"), CLOSED, TO(get) },
    { BREAKS(FRAME_R6_LENGTH, S200 CL, "5", "\r\n\r\n"), CLOSED },
    { LEAVES_OPEN(FRAME_R6_LENGTH, S200 CL "5\r\n\r\nhi"), RESET },
    { LEAVES_OPEN(FRAME_R6_LENGTH, S200 CL "5\r\n\r\nhi") },
    { LEAVES_OPEN(FRAME_R6_LENGTH, S200 CL "+5\r\n\r\nhi"), CLOSED,
      ALSO = { PLACE(FRAME_CL_DIGITS, S200 CL, "+5") } },

    /* ---- 400  no content ---- */
    { KEEPS(S204_NO_CONTENT_WIRE, S204 END), THEN("HTTP/1.1 200 OK\r\n") },
    { KEEPS(S204_NO_CONTENT_WIRE, S204 END), THEN("HT") },
    { KEEPS(S204_NO_CONTENT_WIRE, S204 END), THEN("\r\n\r") },
    { KEEPS(S204_NO_CONTENT_WIRE, S204 END), THEN("\x16\x03"), TO(connect) },
    { KEEPS(S204_NO_CONTENT_WIRE, S200 CL "0\r\n\r\n"), THEN("hello") },
    { BREAKS_BEHIND(S204_NO_CONTENT_WIRE, S204 END, "hello") },
    { BREAKS_BEHIND(S204_NO_CONTENT_WIRE, S204 END, "http/1.1 200 OK\r\n"), TO(get) },
    { BREAKS_BEHIND(S204_NO_CONTENT_WIRE, S204 END, "\r\nhello"), CLOSED },
    { LEAVES_OPEN(S204_NO_CONTENT_WIRE, S204 END) },
    { LEAVES_OPEN(S204_NO_CONTENT_WIRE, "HTTP/1.1 2040 X\r\n\r\n"), THEN("hello"),
      ALSO = { PLACE(ST_CODE_3DIGIT, "HTTP/1.1 204", "0") } },

    { KEEPS(S204_NO_CL, S204 END) },
    { KEEPS(S204_NO_CL, S200 CL "0\r\n\r\n") },
    { BREAKS(S204_NO_CL, S204 CL, "0", "\r\n\r\n") },
    { BREAKS(S204_NO_CL, S204 CL, "5", "\r\n\r\n"), CLOSED, TO(get) },
    { LEAVES_OPEN(S204_NO_CL, S204 CL "0\r\n") },

    { KEEPS(S204_NO_TE, S204 END) },
    { BREAKS(S204_NO_TE, S204 TE, "chunked", "\r\n\r\n") },
    { LEAVES_OPEN(S204_NO_TE, S204 TE "chunked\r\n") },

    { KEEPS(S1XX_NO_CL, S100 END) },
    { BREAKS(S1XX_NO_CL, S100 CL, "0", "\r\n\r\n") },
    { LEAVES_OPEN(S1XX_NO_CL, S100) },

    { KEEPS(S1XX_NO_TE, "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n") },
    { BREAKS(S1XX_NO_TE, "HTTP/1.1 103 Early Hints\r\n" TE, "chunked", "\r\n\r\n") },
    { LEAVES_OPEN(S1XX_NO_TE, S100) },

    { KEEPS(S1XX_NOT_TO_10, S100 END), TO(get_11) },
    { KEEPS(S1XX_NOT_TO_10, S204 END), TO(put_10) },
    { BREAKS(S1XX_NOT_TO_10, "HTTP/1.1 ", "100", " Continue\r\n\r\n"), TO(put_10) },
    { LEAVES_OPEN(S1XX_NOT_TO_10, S100 END), TO(get) },
    { LEAVES_OPEN(S1XX_NOT_TO_10, S100 END) },

    { KEEPS(HEAD_NO_CONTENT, S200 CL "2\r\n\r\n"), THEN("HTTP/1.1 200 OK\r\n"), TO(head) },
    { KEEPS(HEAD_NO_CONTENT, S200 CL "2\r\n\r\n"), THEN("\r\n"), TO(head) },
    { KEEPS(HEAD_NO_CONTENT, S200 CL "2\r\n\r\nhi"), THEN("hi"), TO(get) },
    { BREAKS_BEHIND(HEAD_NO_CONTENT, S200 CL "2\r\n\r\n", "hi"), CLOSED, TO(head) },
    { BREAKS_BEHIND(HEAD_NO_CONTENT, S200 CL "5\r\n\r\n", "0\r\n\r\n"), TO(head) },
    { KEEPS(HEAD_NO_CONTENT, S101 "Upgrade: x\r\n\r\n"), THEN("hi"), TO(head) }, /* the new protocol's */
    { LEAVES_OPEN(HEAD_NO_CONTENT, S200 CL "2\r\n\r\n"), TO(head) },
    { LEAVES_OPEN(HEAD_NO_CONTENT, S200 CL "2\r\n\r\nhi"), THEN("hi") },

    { KEEPS(HEAD_NO_TRAILERS, S200 TE "chunked\r\n\r\n"), THEN("HTTP/1.1 200 OK\r\n"), TO(head) },
    { KEEPS(HEAD_NO_TRAILERS, S200 CL "2\r\n\r\n"), TO(head) }, /* not chunked, whatever follows */
    { BREAKS_BEHIND(HEAD_NO_TRAILERS, S200 TE "chunked\r\n\r\n", "0\r\n\r\n"), TO(head) },
    { BREAKS_BEHIND(HEAD_NO_TRAILERS, S200 TE "chunked\r\n\r\n", "1F;a=b\r\n"), TO(head) },
    { KEEPS(HEAD_NO_TRAILERS, S101 "Upgrade: x\r\n" TE "chunked\r\n\r\n"), THEN("0\r\n\r\n"), TO(head),
      ALSO = { PLACE(S1XX_NO_TE, S101 "Upgrade: x\r\n" TE, "chunked") } },
    { KEEPS(HEAD_NO_TRAILERS, S200 TE "chunked\r\n\r\n"), THEN("0\r"), TO(head),
      ALSO = { { H204_HEAD_NO_CONTENT, H204_PART_FOLLOWING, { 0, 2 } } } }, /* no chunk line yet */
    { LEAVES_OPEN(HEAD_NO_TRAILERS, S200 TE "chunked\r\n\r\n"), TO(head) },
    { LEAVES_OPEN(HEAD_NO_TRAILERS, S200 TE "chunked\r\n\r\n"), THEN("0\r\n\r\n") },

    { KEEPS(CONNECT_NO_CL, S200 END), TO(connect) },
    { KEEPS(CONNECT_NO_CL, "HTTP/1.1 407 \r\n" CL "0\r\n\r\n"), TO(connect) },
    { KEEPS(CONNECT_NO_CL, S200 CL "0\r\n\r\n"), TO(get) },
    { BREAKS(CONNECT_NO_CL, S200 CL, "0", "\r\n\r\n"), TO(connect) },
    { BREAKS(CONNECT_NO_CL, S204 CL, "0", "\r\n\r\n"), TO(connect),
      ALSO = { PLACE(S204_NO_CL, S204 CL, "0") } },
    { LEAVES_OPEN(CONNECT_NO_CL, S200 CL "0\r\n\r\n") },

    { KEEPS(CONNECT_NO_TE, S200 END), TO(connect) },
    { KEEPS(CONNECT_NO_TE, S200 END) }, /* whatever the request was */
    { BREAKS(CONNECT_NO_TE, S200 TE, "chunked", "\r\n\r\n"), TO(connect) },
    { LEAVES_OPEN(CONNECT_NO_TE, CHUNKED LAST) },

    { KEEPS(S304_NO_CONTENT, S304 CL "2\r\n\r\n"), THEN("HTTP/1.1 200 OK\r\n") },
    { KEEPS(S304_NO_CONTENT, S304 END), THEN("\r\n"), TO(get) },
    { BREAKS_BEHIND(S304_NO_CONTENT, S304 CL "2\r\n\r\n", "hi"), CLOSED, TO(get) },
    { BREAKS_BEHIND(S304_NO_CONTENT, S304 TE "chunked\r\n\r\n", "0\r\n\r\n") },
    { LEAVES_OPEN(S304_NO_CONTENT, S304 CL "2\r\n\r\n") },

    /* ---- 500  chunked and trailers ---- */
    { KEEPS(CHK_SIZE_NONEMPTY, CHUNKED LAST) },
    { KEEPS(CHK_SIZE_NONEMPTY, S200 TE "chunked\r\n\r\n"), TO(head) },
    { KEEPS(CHK_SIZE_NONEMPTY, S200 TE "chunked, gzip\r\n\r\n\r\n\r\n") },
    { BREAKS(CHK_SIZE_NONEMPTY, CHUNKED, "\r", "\n\r\n"), CLOSED },
    { BREAKS(CHK_SIZE_NONEMPTY, CHUNKED, "\n", "") },
    { BREAKS(CHK_SIZE_NONEMPTY, CHUNKED TWO, ";", "a\r\n") },
    { LEAVES_OPEN(CHK_SIZE_NONEMPTY, CHUNKED) },

    { KEEPS(CHK_SIZE_HEX, CHUNKED TWO LAST) },
    { KEEPS(CHK_SIZE_HEX, CHUNKED "00a\r\n0123456789\r\nA\r\n0123456789\r\n000\r\n\r\n") },
    { BREAKS(CHK_SIZE_HEX, CHUNKED "0", "x", "2\r\nhi\r\n0\r\n\r\n"), CLOSED },
    { BREAKS(CHK_SIZE_HEX, CHUNKED, " ", "") },
    { BREAKS(CHK_SIZE_HEX, CHUNKED, "-", "1\r\n") },
    { BREAKS(CHK_SIZE_HEX, CHUNKED "5 ", "5", "\r\n") },
    { LEAVES_OPEN(CHK_SIZE_HEX, CHUNKED TWO) },

    { KEEPS(CHK_SIZE_OVERFLOW, CHUNKED "0000000000000000000000000000000000002\r\nhi\r\n" LAST) },
    { BREAKS(CHK_SIZE_OVERFLOW, CHUNKED "1000000000000000", "2", "\r\nhi\r\n"), CLOSED },
    { BREAKS(CHK_SIZE_OVERFLOW, CHUNKED "FFFFFFFFFFFFFFFF", "0", "\r\nhi\r\n"), CLOSED },
    { BREAKS(CHK_SIZE_OVERFLOW, CHUNKED "01000000000000000", "0", "\r\nhi\r\n"), CLOSED },
    { LEAVES_OPEN(CHK_SIZE_OVERFLOW, CHUNKED "0FFFFFFFFFFFFFFFF\r\nhi") },
    { LEAVES_OPEN(CHK_SIZE_OVERFLOW, CHUNKED "FFFFFFFFFFFFFFFF\r\nhi") },

    { KEEPS(CHK_SIZE_NO_TRAILING_WS, CHUNKED TWO LAST) },
    { KEEPS(CHK_SIZE_NO_TRAILING_WS, CHUNKED "2 ;a\r\nhi\r\n" LAST) },
    { BREAKS(CHK_SIZE_NO_TRAILING_WS, CHUNKED "2", " \r", "\nhi\r\n0\r\n\r\n") },
    { BREAKS(CHK_SIZE_NO_TRAILING_WS, CHUNKED TWO "0", " \t\r", "") },
    { LEAVES_OPEN(CHK_SIZE_NO_TRAILING_WS, CHUNKED "2 ") },

    { KEEPS(CHK_EXT_SYNTAX, CHUNKED "2;a=b;c=\"d;e\"\r\nhi\r\n" LAST) },
    { KEEPS(CHK_EXT_SYNTAX, CHUNKED "2 ; a\t= \"\\\"\xFF\\\t\" ;b\r\nhi\r\n" LAST) },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;", "=", "b\r\nhi\r\n0\r\n\r\n") },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;", "\r", "\nhi\r\n0\r\n\r\n") },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;a=", "\r", "\nhi\r\n0\r\n\r\n") },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;a ", "\r", "\nhi\r\n0\r\n\r\n") },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;a ", "b", "\r\nhi\r\n0\r\n\r\n") },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;a=\"b", "\r", "\nhi\r\n0\r\n\r\n") },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;a=\"b\"", "c", "") },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;a=\"\\", "\x01", "") },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;a=\"b\\", "\n", ""),
      ALSO = { PLACE(CHK_LINE_CRLF, CHUNKED "2;a=\"b\\", "\n") } },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;a=\"b\\", "\r", "\n") },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;a=b;", ";", "c\r\n") },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;a;", "\r", "\n") },
    { BREAKS(CHK_EXT_SYNTAX, CHUNKED "2;a=b", "=", "c\r\n") },
    { LEAVES_OPEN(CHK_EXT_SYNTAX, CHUNKED "2;a=\"b\\\"") },
    { LEAVES_OPEN(CHK_EXT_SYNTAX, CHUNKED "2;a=\"b\\") },
    { LEAVES_OPEN(CHK_EXT_SYNTAX, CHUNKED "2;") },
    { LEAVES_OPEN(CHK_EXT_SYNTAX, CHUNKED "2;a=") },
    { LEAVES_OPEN(CHK_EXT_SYNTAX, CHUNKED "2;a ") },
    { LEAVES_OPEN(CHK_EXT_SYNTAX, CHUNKED "2;a=\"b") },

    { KEEPS(CHK_DATA_CRLF, CHUNKED TWO LAST) },
    { BREAKS(CHK_DATA_CRLF, CHUNKED "2\r\nhi", "0", "\r\n\r\n"), CLOSED },
    { BREAKS(CHK_DATA_CRLF, CHUNKED "2\r\nhi\r", "0", "\r\n\r\n") },
    { BREAKS(CHK_DATA_CRLF, CHUNKED "2\r\nhi", "\n", "0\r\n\r\n") },
    { LEAVES_OPEN(CHK_DATA_CRLF, CHUNKED "2\r\nhi\r") },

    { KEEPS(CHK_LINE_CRLF, CHUNKED TWO LAST) },
    { BREAKS(CHK_LINE_CRLF, CHUNKED "2", "\n", "hi\r\n0\r\n\r\n") },
    { BREAKS(CHK_LINE_CRLF, CHUNKED "2;a=b", "\n", "hi\r\n0\n\r\n") },
    { LEAVES_OPEN(CHK_LINE_CRLF, CHUNKED "2") },

    { KEEPS(CHK_NO_BARE_CR, CHUNKED "2\r\nh\r\r\n" LAST) }, /* content may hold any octets */
    { BREAKS(CHK_NO_BARE_CR, CHUNKED "2", "\r\r", "\nhi\r\n0\r\n\r\n"), CLOSED },
    { BREAKS(CHK_NO_BARE_CR, CHUNKED "2;a=b", "\rc", "") },
    { BREAKS(CHK_NO_BARE_CR, CHUNKED "0\r\nX: 1", "\r2", "\r\n\r\n") },
    { BREAKS(CHK_NO_BARE_CR, CHUNKED "0\r\n", "\r\r", "\n"), CLOSED },
    { LEAVES_OPEN(CHK_NO_BARE_CR, CHUNKED "2\r") },

    { KEEPS(CHK_LAST, CHUNKED TWO LAST), CLOSED },
    { KEEPS(CHK_LAST, S200 END "hi"), CLOSED },
    { BREAKS(CHK_LAST, CHUNKED TWO, "", ""), CLOSED },
    { BREAKS(CHK_LAST, CHUNKED, "", ""), CLOSED },
    { BREAKS(CHK_LAST, CHUNKED "5\r\nhi", "", ""), CLOSED },
    { BREAKS(CHK_LAST, CHUNKED TWO "0\r", "", ""), CLOSED },
    { LEAVES_OPEN(CHK_LAST, CHUNKED TWO), RESET },
    { LEAVES_OPEN(CHK_LAST, CHUNKED TWO) },
    { LEAVES_OPEN(CHK_LAST, CHUNKED "x"), CLOSED, ALSO = { PLACE(CHK_SIZE_HEX, CHUNKED, "x") } },

    { KEEPS(CHK_END_CRLF, CHUNKED TWO LAST), CLOSED },
    { BREAKS(CHK_END_CRLF, CHUNKED "0\r\n", "", ""), CLOSED },
    { BREAKS(CHK_END_CRLF, CHUNKED "0\r\nX: 1\r\n\r", "", ""), CLOSED },
    { LEAVES_OPEN(CHK_END_CRLF, CHUNKED "0\r\n"), RESET },
    { LEAVES_OPEN(CHK_END_CRLF, CHUNKED "0\r\n"), KEPT_OPEN },
    { LEAVES_OPEN(CHK_END_CRLF, CHUNKED "0\r\nX\r\n"), CLOSED,
      ALSO = { PLACE(TRL_SYNTAX, CHUNKED "0\r\nX", "\r") } },

    { KEEPS(TRL_SYNTAX, S200 "Trailer: X-T\r\n" TE "chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n") },
    { BREAKS(TRL_SYNTAX, CHUNKED "0\r\nX-T", " ", "1\r\n\r\n") },
    { BREAKS(TRL_SYNTAX, CHUNKED "0\r\n", " ", "X: 1\r\n\r\n") },
    { BREAKS(TRL_SYNTAX, CHUNKED "0\r\nX: 1", "\n", "\r\n") },
    { BREAKS(TRL_SYNTAX, CHUNKED "0\r\n", "\n", "") },
    { BREAKS(TRL_SYNTAX, CHUNKED "0\r\nX: a", "\x00", "\r\n(: 1\r\n\r\n") },
    { LEAVES_OPEN(TRL_SYNTAX, CHUNKED "0\r\nX-T: 1\r\n") },

    { KEEPS(TRL_NO_FRAMING, S200 "Trailer: ETag\r\n" TE "chunked\r\n\r\n0\r\nETag: \"a\"\r\n\r\n") },
    { BREAKS(TRL_NO_FRAMING, CHUNKED "0\r\n", "Content-Length", ": 0\r\n\r\n") },
    { BREAKS(TRL_NO_FRAMING, CHUNKED "0\r\nX: 1\r\n", "transfer-encoding", ": x\r\n\r\n") },
    { LEAVES_OPEN(TRL_NO_FRAMING, CHUNKED "0\r\nContent-Length: 0") },

    /* ---- 600  connection ---- */
    { KEEPS(S1XX_FINAL_ONE, S100 END), THEN(S204 END), TO(only_one) },
    { KEEPS(S1XX_FINAL_ONE, S204 END), THEN(S204 END), TO(one_of_two) },
    { KEEPS(S1XX_FINAL_ONE, S200 END), THEN(S204 END), TO(only_connect) },
    { KEEPS(S1XX_FINAL_ONE, S204 END), THEN("HTTP/1.1 408 \r\n\r\n"), TO(only_one) },
    { KEEPS(S1XX_FINAL_ONE, S200 CL "0\r\n\r\n"), THEN("\r\n"), TO(only_one) },
    { BREAKS_BEHIND(S1XX_FINAL_ONE, S204 END, S204 END), TO(only_one) },
    { BREAKS_BEHIND(S1XX_FINAL_ONE, S200 CL "0\r\n\r\n", S100 END), TO(only_one) },
    { LEAVES_OPEN(S1XX_FINAL_ONE, S204 END), TO(only_one) },
    { LEAVES_OPEN(S1XX_FINAL_ONE, S204 END), THEN("HTTP/1.1 40"), TO(only_one) },
    { LEAVES_OPEN(S1XX_FINAL_ONE, S204 END), THEN(S204 END), TO(get) },

    /* ---- 700  other statuses ---- */
    { KEEPS(S205_NO_CONTENT, S205 CL "0\r\n\r\n") },
    { KEEPS(S205_NO_CONTENT, S205 TE "chunked\r\n\r\n0\r\nX: 1\r\n\r\n") },
    { KEEPS(S205_NO_CONTENT, S205 END), CLOSED },
    { KEEPS(S205_NO_CONTENT, S205 CL "2\r\n\r\n"), TO(head) },
    { KEEPS(S205_NO_CONTENT, S200 CL "2\r\n\r\nhi") },
    { BREAKS(S205_NO_CONTENT, S205 CL "2\r\n\r\n", "hi", "") },
    { BREAKS(S205_NO_CONTENT, S205 END, "hi", "") },
    { BREAKS(S205_NO_CONTENT, S205 TE "chunked\r\n\r\n2\r\n", "hi", "\r\n0\r\n\r\n") },
    { LEAVES_OPEN(S205_NO_CONTENT, S205 CL "2\r\n\r\n") },
    { LEAVES_OPEN(S205_NO_CONTENT, S205 END) },
    { LEAVES_OPEN(S205_NO_CONTENT, S205 TE "chunked\r\n\r\n2\r\n") },

    { KEEPS(S101_UPGRADE, S101 "Upgrade: websocket\r\n\r\n") },
    { KEEPS(S101_UPGRADE, S100 END) },
    { BREAKS(S101_UPGRADE, "HTTP/1.1 ", "101", " Switching Protocols\r\nConnection: upgrade\r\n\r\n") },
    { BREAKS(S101_UPGRADE, "HTTP/1.1 ", "101", " Switching Protocols\r\nUpgrade: ,\r\n\r\n") },
    { LEAVES_OPEN(S101_UPGRADE, S101) },

    { KEEPS(S101_OFFERED, S101 "Upgrade: websocket\r\n\r\n"), TO(offers) },
    { KEEPS(S101_OFFERED, S101 "Upgrade: tls/1.0, irc/6.9\r\n\r\n"), TO(offers) },
    { KEEPS(S101_OFFERED, S101 "Upgrade: websocket/13, TLS\r\n\r\n"), TO(offers) }, /* one side has a version */
    { KEEPS(S101_OFFERED, S101 "Upgrade: irc\r\n\r\n"), TO(offers_in_10),
      ALSO = { PLACE(S1XX_NOT_TO_10, "HTTP/1.1 ", "101") } },
    { KEEPS(S101_OFFERED, "HTTP/1.1 426 \r\nUpgrade: h2c\r\n" CL "0\r\n\r\n"), TO(offers) },
    { BREAKS(S101_OFFERED, S101 "Upgrade: ", "h2c", "\r\n\r\n"), TO(offers) },
    { BREAKS(S101_OFFERED, S101 "Upgrade: TLS/1.0\r\nUpgrade: ", "IRC/7", ", foo\r\n\r\n"), TO(offers) },
    { BREAKS(S101_OFFERED, S101 "Upgrade: ", "web", "\r\n\r\n"), TO(offers) },
    { BREAKS(S101_OFFERED, S101 "Upgrade: ", "websocket", "\r\n\r\n"), TO(offers_nothing) },
    { BREAKS(S101_OFFERED, S101 "Upgrade: ", "irc/6", "\r\n\r\n"), TO(offers) },
    { BREAKS(S101_OFFERED, S101 "Upgrade: ", "IRC/", ", foo\r\n\r\n"), TO(offers) },
    { BREAKS(S101_OFFERED, S101 "Upgrade: ", "IRC/6.90", "\r\n\r\n"), TO(offers) },
    { BREAKS(S101_OFFERED, S101 "Upgrade: ", "ir/6.9", "\r\n\r\n"), TO(offers) },
    { LEAVES_OPEN(S101_OFFERED, S101 "Upgrade: irc\r\n\r\n"), TO(get_11) },
    { LEAVES_OPEN(S101_OFFERED, S101 "Upgrade: irc\r\n\r\n") },
};

enum { CASE_COUNT = sizeof cases / sizeof cases[0] };

/* ---- looking at verdicts ------------------------------------------------------------------------------- */

enum { ROOM = 80 };

typedef struct judged {
    h204_outcome outcome;
    h204_verdicts verdicts;
    h204_breach breaches[ROOM];
} judged;

/* From memory of exactly that size, around which a sanitizer sees every step. */
static uint8_t *copy_of(h204_view octets)
{
    uint8_t *copy = malloc(octets.size == 0 ? 1 : octets.size);
    cr_assert_not_null(copy);
    memcpy(copy, octets.data, octets.size);
    return copy;
}

/* Twice: the second time at a guard. */
static judged judge(h204_message message, uint32_t profiles)
{
    judged result = { 0 };
    uint8_t *octets = copy_of(message.octets);
    message.octets.data = octets;
    result.outcome = h204_check(&message, profiles, result.breaches, ROOM, &result.verdicts);
    message.octets.data = guard_copy(message.octets.data, message.octets.size);
    free(octets);
    result.outcome = h204_check(&message, profiles, result.breaches, ROOM, &result.verdicts);
    return result;
}

static bool has_bit(const uint64_t *words, h204_invariant invariant)
{
    return (words[invariant / 64] >> (invariant % 64) & 1u) != 0;
}

static fate fate_of(const h204_verdicts *verdicts, h204_invariant row)
{
    if (has_bit(verdicts->broken, row)) {
        return BROKEN;
    }
    return has_bit(verdicts->kept, row) ? KEPT : NOT_EVALUATED;
}

static const char *name_of(h204_invariant row)
{
    return h204_invariant_describe(row)->name;
}

static bool is_same_breach(h204_breach left, h204_breach right)
{
    return left.invariant == right.invariant && left.part == right.part &&
           left.place.offset == right.place.offset && left.place.size == right.place.size;
}

static h204_message message_of(const check_case *c)
{
    h204_message message = { c->octets, c->following, c->end, c->exchange };
    return message;
}

static void expect_breach(size_t index, const judged *found, h204_breach expected)
{
    for (uint32_t i = 0; i < found->verdicts.breach_count; i++) {
        if (is_same_breach(found->breaches[i], expected)) {
            return;
        }
    }
    cr_expect(false, "case %zu, %s: %s is not broken at %u+%u", index, name_of(cases[index].row),
              name_of(expected.invariant), expected.place.offset, expected.place.size);
}

/* The other suites of check have tables of their own for the rows that this one has no case of. */
static bool is_ours(h204_invariant row)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        if (cases[i].row == row) {
            return true;
        }
    }
    return false;
}

static uint32_t breaches_of_ours(const judged *found)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < found->verdicts.breach_count; i++) {
        count += is_ours(found->breaches[i].invariant) ? 1 : 0;
    }
    return count;
}

/* ---- the tests ------------------------------------------------------------------------------------------ */

Test(check, every_case_breaks_what_it_says_and_nothing_else)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        const check_case *c = &cases[i];
        judged found = judge(message_of(c), ALL_PROFILES);
        uint32_t expected = 0;
        cr_expect_eq(found.outcome.status, H204_DONE);
        cr_expect_eq(fate_of(&found.verdicts, c->row), c->fate, "case %zu, %s: %d, not %d", i,
                     name_of(c->row), (int)fate_of(&found.verdicts, c->row), (int)c->fate);
        if (c->fate == BROKEN) {
            expect_breach(i, &found, c->breach);
            expected++;
        }
        for (size_t j = 0; j < MOST && c->also[j].invariant != H204_INVARIANT_NONE; j++) {
            expect_breach(i, &found, c->also[j]);
            expected++;
        }
        cr_expect_eq(breaches_of_ours(&found), expected, "case %zu, %s: %u broken, not %u", i,
                     name_of(c->row), breaches_of_ours(&found), expected);
    }
}

static bool has_case(h204_invariant row, fate wanted)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        if (cases[i].row == row && cases[i].fate == wanted) {
            return true;
        }
    }
    return false;
}

Test(check, every_invariant_has_a_case_each_way)
{
    uint32_t invariants = 0;
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (row->kind != H204_KIND_INVARIANT || !is_ours(row->invariant)) {
            continue;
        }
        invariants++;
        cr_expect(has_case(row->invariant, KEPT), "%s is kept by no case", row->name);
        cr_expect(has_case(row->invariant, BROKEN), "%s is broken by no case", row->name);
        cr_expect(has_case(row->invariant, NOT_EVALUATED), "%s is left open by no case", row->name);
    }
    cr_expect_eq(invariants, 67, "61 of tier 1, 6 of the reader");
}

/* While more may come, what is broken stays broken at its place, and what is kept stays kept. */
Test(check, a_prefix_says_nothing_that_the_whole_takes_back)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        h204_message message = { cases[i].octets, { NULL, 0 }, H204_END_OPEN, cases[i].exchange };
        judged whole = judge(message, ALL_PROFILES);
        for (message.octets.size = 0; message.octets.size < cases[i].octets.size; message.octets.size++) {
            judged prefix = judge(message, ALL_PROFILES);
            for (uint32_t j = 0; j < prefix.verdicts.breach_count; j++) {
                h204_invariant row = prefix.breaches[j].invariant;
                cr_expect(has_bit(whole.verdicts.broken, row), "case %zu at %zu: %s", i,
                          message.octets.size, name_of(row));
            }
            for (size_t word = 0; word < H204_WORDS; word++) {
                cr_expect_eq(prefix.verdicts.kept[word] & whole.verdicts.broken[word], 0,
                             "case %zu at %zu", i, message.octets.size);
            }
        }
    }
}

Test(check, a_row_that_is_implied_is_broken_too)
{
    uint32_t seen = 0;
    for (size_t i = 0; i < CASE_COUNT; i++) {
        judged found = judge(message_of(&cases[i]), ALL_PROFILES);
        for (uint32_t j = 0; j < found.verdicts.breach_count; j++) {
            h204_invariant implied = h204_invariant_describe(found.breaches[j].invariant)->implies;
            if (implied != H204_INVARIANT_NONE) {
                cr_expect(has_bit(found.verdicts.broken, implied), "case %zu", i);
                seen++;
            }
        }
    }
    cr_assert_gt(seen, 0);
}

Test(check, breaches_come_in_the_order_of_their_numbers)
{
    h204_message message = { OCTETS("http/1.0 600 \x01\nX : \x02\n" CL "1, 2\r\n" TE "x\r\n\r\n"),
                             { NULL, 0 }, H204_END_OPEN, NULL };
    judged found = judge(message, ALL_PROFILES);
    cr_assert_gt(found.verdicts.breach_count, 8);
    for (uint32_t i = 1; i < found.verdicts.breach_count; i++) {
        cr_expect_gt(found.breaches[i].invariant, found.breaches[i - 1].invariant);
    }
}

Test(check, profiles_select_rows)
{
    h204_message message = { OCTETS(S200 CL "5, 6\r\n\r\nhello"), { NULL, 0 }, H204_END_OPEN, NULL };
    judged core = judge(message, H204_PROFILE_CORE);
    judged reader = judge(message, H204_PROFILE_READER);
    judged none = judge(message, 0);
    cr_assert_eq(core.verdicts.breach_count, 1);
    cr_expect_eq(core.breaches[0].invariant, H204_FRAME_CL_SINGLE);
    cr_expect_eq(fate_of(&core.verdicts, H204_FRAME_CL_LIST_DIFF), NOT_EVALUATED);
    cr_assert_eq(reader.verdicts.breach_count, 1);
    cr_expect_eq(reader.breaches[0].invariant, H204_FRAME_CL_LIST_DIFF);
    cr_expect_eq(none.verdicts.breach_count, 0);
}

Test(check, too_little_room_says_how_much_is_needed)
{
    h204_message message = { OCTETS(S204 CL "+\r\n" TE "\r\n\r\n"), { NULL, 0 }, H204_END_OPEN, NULL };
    judged found = judge(message, ALL_PROFILES);
    h204_verdicts verdicts;
    h204_outcome outcome = h204_check(&message, ALL_PROFILES, NULL, 0, &verdicts);
    cr_assert_gt(found.verdicts.breach_count, 0);
    cr_expect_eq(outcome.status, H204_NEED_SPACE);
    cr_expect_eq(outcome.needed, found.verdicts.breach_count);
    cr_expect(outcome.broken == H204_INVARIANT_NONE && outcome.consumed == 0 && outcome.culprit == 0);
    cr_expect_arr_eq(verdicts.broken, found.verdicts.broken, sizeof verdicts.broken);
    cr_expect_arr_eq(verdicts.kept, found.verdicts.kept, sizeof verdicts.kept);
}

Test(check, just_enough_room_is_enough)
{
    h204_message message = { OCTETS(S204 CL "+\r\n" TE "\r\n\r\n"), { NULL, 0 }, H204_END_OPEN, NULL };
    uint32_t count = judge(message, ALL_PROFILES).verdicts.breach_count;
    cr_assert_gt(count, 1);
    for (uint32_t room = count - 1; room <= count; room++) {
        h204_breach breaches[ROOM] = { { H204_INVARIANT_NONE, H204_PART_OCTETS, { 0, 0 } } };
        h204_verdicts verdicts;
        h204_outcome outcome = h204_check(&message, ALL_PROFILES, breaches, room, &verdicts);
        cr_expect_eq(outcome.status, room < count ? H204_NEED_SPACE : H204_DONE, "%u", room);
        cr_expect_eq(outcome.needed, room < count ? count : 0, "%u", room);
        cr_expect(outcome.broken == H204_INVARIANT_NONE && outcome.consumed == 0 && outcome.culprit == 0);
        cr_expect_neq(breaches[room - 1].invariant, H204_INVARIANT_NONE);
        cr_expect_eq(breaches[room].invariant, H204_INVARIANT_NONE, "what was not given is not written");
    }
}

/* Where each line were compared with each other one, this would not end. */
Test(check, a_hundred_thousand_fields, .timeout = 20)
{
    static const char start[] = S204;
    static const char line[] = "Upgrade: a\r\n";
    enum { LINES = 100000 };
    size_t size = sizeof start - 1 + LINES * (sizeof line - 1) + 2;
    uint8_t *octets = malloc(size);
    cr_assert_not_null(octets);
    memcpy(octets, start, sizeof start - 1);
    for (size_t i = 0; i < LINES; i++) {
        memcpy(octets + sizeof start - 1 + i * (sizeof line - 1), line, sizeof line - 1);
    }
    memcpy(octets + size - 2, "\r\n", 2);
    h204_message message = { { octets, size }, { NULL, 0 }, H204_END_OPEN, &offers };
    h204_verdicts verdicts;
    h204_check(&message, ALL_PROFILES, NULL, 0, &verdicts);
    cr_expect_eq(fate_of(&verdicts, H204_FLD_COLON), KEPT);
    free(octets);
}
