/* test_check_message.c - the rows on versions, delimiters, 204 and its neighbours, trailers and connections. */
#include "../src/codec/h204.h"
#include "guard.h"

#include <criterion/criterion.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALL_PROFILES (H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER)

/* ---- requests ------------------------------------------------------------------------------------------ */

#define OCTETS(literal) { (const uint8_t *)"" literal, sizeof literal - 1 }

#define FACT(name) (uint32_t)H204_FACT_##name
#define KNOWN(known, true_ones) .known_facts = (known), .facts = (true_ones)
#define SO(name) KNOWN(FACT(name), FACT(name))
#define NOT_SO(name) KNOWN(FACT(name), 0)

#define ONE_FIELD(name, value)              \
    .octets = OCTETS(name ": " value),      \
    .fields = (const h204_field[]){ { { 0, sizeof name - 1 }, { sizeof name + 1, sizeof value - 1 } } }, \
    .field_count = 1
#define TWO_FIELDS(name, value, other, its_value)                                                 \
    .octets = OCTETS(name ": " value "\n" other ": " its_value),                                  \
    .fields = (const h204_field[]){ { { 0, sizeof name - 1 }, { sizeof name + 1, sizeof value - 1 } }, \
                                    { { sizeof name + sizeof value + 1, sizeof other - 1 },       \
                                      { sizeof name + sizeof value + sizeof other + 2, sizeof its_value - 1 } } }, \
    .field_count = 2

#define TWIN(code, octets) .twin = { .status_code = code, .content_given = 1, .content = OCTETS(octets) }

/* To a request of which is given the method, the version and what `members` names beyond them. */
#define TO(literal, minor, members, ...)                                                           \
    .exchange = &(const h204_exchange){                                                            \
        .given = (uint32_t)H204_GIVEN_METHOD | (uint32_t)H204_GIVEN_VERSION | (uint32_t)(members), \
        .method = OCTETS(literal), .major_version = 1, .minor_version = minor, __VA_ARGS__ }
#define NO_FIELDS .field_count = 0
#define WHERE(...) .exchange = &(const h204_exchange){ __VA_ARGS__ } /* a request of which nothing is given */
#define FIELDS H204_GIVEN_FIELDS
#define ROLE H204_GIVEN_ROLE
#define GIVEN_TWIN H204_GIVEN_TWIN
#define OUTSTANDING H204_GIVEN_OUTSTANDING
#define ORIGIN .role = H204_SENDER_ORIGIN
#define GATEWAY .role = H204_SENDER_GATEWAY
#define PROXY .role = H204_SENDER_PROXY

/* ---- the table --------------------------------------------------------------------------------------------
 *
 * A case is about one row, and says all that is broken of the rows below 700: the octets of a breach stand
 * apart, between what is before and after them, so that its place can be read.
 */
typedef enum fate { KEPT, BROKEN, NOT_EVALUATED } fate;

enum { MOST = 4 };

static const unsigned later_chapters = 700;

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
#define BREAKS(name, before, there, after)                                    \
    .row = H204_##name, .fate = BROKEN, .octets = OCTETS(before there after), \
    .breach = PLACE(name, before, there)
#define BREAKS_BEHIND(name, literal, follows)                      \
    .row = H204_##name, .fate = BROKEN, .octets = OCTETS(literal), \
    .following = OCTETS(follows),                                  \
    .breach = { H204_##name, H204_PART_FOLLOWING, { 0, sizeof follows - 1 } }
#define THEN(literal) .following = OCTETS(literal)
#define CLOSED        .end = H204_END_CLOSED
#define RESET         .end = H204_END_RESET
#define ALSO          .also

#define V11        "HTTP/1.1 "
#define S200       V11 "200 OK\r\n"
#define S204       V11 "204 No Content\r\n"
#define S304       V11 "304 Not Modified\r\nETag: \"a\"\r\n"
#define NO_CONTENT "Content-Length: 0\r\n\r\n"
#define CL         "Content-Length: "
#define TE         "Transfer-Encoding: "
#define CHUNKED    S200 TE "chunked\r\n\r\n"
#define LAST       "0\r\n\r\n"
#define DECLARES(names) S200 "Trailer: " names "\r\n" TE "chunked\r\n\r\n0\r\n"
#define CLOSES     "Connection: close\r\n"

#define TRAILER_BREAKS(row, name, value) { BREAKS(row, DECLARES(name), name, ": " value "\r\n\r\n") }
#define TE_WITH_Q(fate, weight)                                    \
    { fate(FRAME_TE_ACCEPTABLE, S200 TE "gzip, chunked\r\n\r\n" LAST), \
      TO("GET", 1, FIELDS, ONE_FIELD("TE", "gzip;q=" weight)) }
#define GZIP_TO_TE_BREAKS(accepted)                                            \
    { BREAKS(FRAME_TE_ACCEPTABLE, S200 TE, "gzip", ", chunked\r\n\r\n" LAST), \
      TO("GET", 1, FIELDS, ONE_FIELD("TE", accepted)) }
#define PREFLIGHT_BREAKS(...)                                                                           \
    { BREAKS(S204_PREFLIGHT, V11, "204", " No Content\r\nAccess-Control-Allow-Origin: *\r\n\r\n"), \
      TO("OPTIONS", 1, FIELDS | ROLE, ORIGIN, __VA_ARGS__) }

static const check_case cases[] = {
    /* ---- 100  status line ---- */
    { KEEPS(ST_VER_OWN, S204 "\r\n"), TO("GET", 0, 0, SO(SERVER_11)) },
    { KEEPS(ST_VER_OWN, "HTTP/1.0 204 \r\n\r\n"), TO("GET", 1, 0, SO(SERVER_11)),
      ALSO = { PLACE(ST_VER_NO_DOWNGRADE, "HTTP/", "1.0") } },
    { KEEPS(ST_VER_OWN, "HTTP/1.0 204 \r\n\r\n"), TO("GET", 0, 0, NOT_SO(SERVER_11)) },
    { KEEPS(ST_VER_OWN, "HTTP/1.0 204 \r\n\r\n"), WHERE(.given = H204_GIVEN_VERSION, .major_version = 2, SO(SERVER_11)) },
    { BREAKS(ST_VER_OWN, "HTTP/", "1.0", " 204 No Content\r\n\r\n"), TO("GET", 0, 0, SO(SERVER_11)) },
    { LEAVES_OPEN(ST_VER_OWN, "HTTP/1.0 204 \r\n\r\n"), TO("GET", 0, 0, NO_FIELDS) },
    { LEAVES_OPEN(ST_VER_OWN, "HTTP/1.0 204 \r\n\r\n"), WHERE(SO(SERVER_11)) },

    { KEEPS(ST_VER_NO_DOWNGRADE, S204 "\r\n"), TO("GET", 1, 0, SO(SERVER_11)) },
    { KEEPS(ST_VER_NO_DOWNGRADE, "HTTP/1.0 204 \r\n\r\n"), TO("GET", 1, 0, NOT_SO(SERVER_11)) },
    { KEEPS(ST_VER_NO_DOWNGRADE, "HTTP/1.0 204 \r\n\r\n"), /* a request of another major version */
      WHERE(.given = H204_GIVEN_VERSION, .major_version = 2, .minor_version = 1, SO(SERVER_11)) },
    { BREAKS(ST_VER_NO_DOWNGRADE, "HTTP/", "1.0", " 204 No Content\r\n\r\n"), TO("GET", 9, 0, SO(SERVER_11)) },
    { BREAKS(ST_VER_NO_DOWNGRADE, "HTTP/", "1.0", " 204 No Content\r\n\r\n"), TO("GET", 1, 0, SO(SERVER_11)) },
    { BREAKS(ST_VER_NO_DOWNGRADE, "HTTP/", "1.0", " 204 No Content\r\n\r\n"), TO("GET", 2, 0, SO(SERVER_11)) },
    { LEAVES_OPEN(ST_VER_NO_DOWNGRADE, "HTTP/1.0 204 \r\n\r\n"), TO("GET", 1, 0, NO_FIELDS) },
    { LEAVES_OPEN(ST_VER_NO_DOWNGRADE, "HTTP/1."), TO("GET", 1, 0, SO(SERVER_11)) },

    { KEEPS(ST_CODE_REGISTERED, S204 "\r\n") },
    { KEEPS(ST_CODE_REGISTERED, V11 "104 \r\n\r\n") },
    { KEEPS(ST_CODE_REGISTERED, V11 "306 \r\n" NO_CONTENT), ALSO = { PLACE(ST_CODE_UNUSED, V11, "306") } },
    { KEEPS(ST_CODE_REGISTERED, V11 "600 \r\n" NO_CONTENT), ALSO = { PLACE(ST_CODE_RANGE, V11, "600") } },
    { BREAKS(ST_CODE_REGISTERED, V11, "267", " Odd\r\n" NO_CONTENT) },
    { BREAKS(ST_CODE_REGISTERED, V11, "105", " \r\n\r\n") },
    { BREAKS(ST_CODE_REGISTERED, V11, "599", " \r\n" NO_CONTENT) },
    { LEAVES_OPEN(ST_CODE_REGISTERED, V11 "267") },

    { KEEPS(ST_CODE_UNUSED, V11 "302 Found\r\nLocation: /x\r\n" NO_CONTENT) },
    { BREAKS(ST_CODE_UNUSED, V11, "306", " Unused\r\n" NO_CONTENT) },
    { BREAKS(ST_CODE_UNUSED, V11, "305", " \r\n" NO_CONTENT) },
    { BREAKS(ST_CODE_UNUSED, V11, "418", " \r\n" NO_CONTENT) },
    { LEAVES_OPEN(ST_CODE_UNUSED, V11 "30") },

    /* ---- 300  framing ---- */
    { KEEPS(FRAME_SELF_DELIMIT, S200 CL "2\r\n\r\nhi"), TO("GET", 1, 0, NO_FIELDS), CLOSED },
    { KEEPS(FRAME_SELF_DELIMIT, S200 TE "gzip\r\n\r\nhi"), TO("GET", 1, 0, NO_FIELDS), CLOSED },
    { KEEPS(FRAME_SELF_DELIMIT, S200 "\r\n"), TO("HEAD", 1, 0, NO_FIELDS) },
    { KEEPS(FRAME_SELF_DELIMIT, S200 "\r\n"), TO("CONNECT", 1, 0, NO_FIELDS) },
    { KEEPS(FRAME_SELF_DELIMIT, S304 "\r\n"), TO("GET", 1, 0, NO_FIELDS) },
    { KEEPS(FRAME_SELF_DELIMIT, V11 "205 \r\n\r\n"), TO("GET", 1, 0, NO_FIELDS), CLOSED },
    { KEEPS(FRAME_SELF_DELIMIT, S200 "\r\nhi"), TO("GET", 0, 0, NOT_SO(SIZE_KNOWN)), CLOSED },
    { BREAKS(FRAME_SELF_DELIMIT, V11, "200", " OK\r\n\r\nhi"), TO("GET", 1, 0, NO_FIELDS), CLOSED },
    { BREAKS(FRAME_SELF_DELIMIT, V11, "200", " OK\r\n\r\nhi"), TO("GET", 0, 0, SO(SIZE_KNOWN)), CLOSED },
    { LEAVES_OPEN(FRAME_SELF_DELIMIT, S200 "\r\nhi"), CLOSED },
    { LEAVES_OPEN(FRAME_SELF_DELIMIT, S200 "\r\nhi"), TO("GET", 0, 0, NO_FIELDS), CLOSED },
    { LEAVES_OPEN(FRAME_SELF_DELIMIT, S200), TO("GET", 1, 0, NO_FIELDS) },

    { KEEPS(FRAME_CL_WHEN_KNOWN, S200 CL "2\r\n\r\nhi"), TO("GET", 1, ROLE, ORIGIN, SO(SIZE_KNOWN)), CLOSED },
    { KEEPS(FRAME_CL_WHEN_KNOWN, CHUNKED LAST), TO("GET", 1, ROLE, ORIGIN, SO(SIZE_KNOWN)) },
    { KEEPS(FRAME_CL_WHEN_KNOWN, S200 "\r\n"), TO("HEAD", 1, ROLE, ORIGIN, SO(SIZE_KNOWN)) },
    { KEEPS(FRAME_CL_WHEN_KNOWN, S304 "\r\n"), TO("GET", 1, ROLE, ORIGIN, SO(SIZE_KNOWN)) },
    { KEEPS(FRAME_CL_WHEN_KNOWN, S200 "\r\nhi"), TO("GET", 1, ROLE, PROXY, SO(SIZE_KNOWN)), CLOSED,
      ALSO = { PLACE(FRAME_SELF_DELIMIT, V11, "200") } },
    { BREAKS(FRAME_CL_WHEN_KNOWN, V11, "200", " OK\r\n\r\nhi"), TO("GET", 1, ROLE, ORIGIN, SO(SIZE_KNOWN)), CLOSED,
      ALSO = { PLACE(FRAME_SELF_DELIMIT, V11, "200") } },
    { BREAKS(FRAME_CL_WHEN_KNOWN, V11, "200", " OK\r\n\r\nhi"), TO("GET", 0, ROLE, GATEWAY, SO(SIZE_KNOWN)), CLOSED,
      ALSO = { PLACE(FRAME_SELF_DELIMIT, V11, "200") } },
    { LEAVES_OPEN(FRAME_CL_WHEN_KNOWN, S200 "\r\nhi"), TO("GET", 1, ROLE, ORIGIN), CLOSED,
      ALSO = { PLACE(FRAME_SELF_DELIMIT, V11, "200") } },
    { LEAVES_OPEN(FRAME_CL_WHEN_KNOWN, S200 "\r\nhi"), TO("GET", 1, 0, SO(SIZE_KNOWN)), CLOSED,
      ALSO = { PLACE(FRAME_SELF_DELIMIT, V11, "200") } },

    { KEEPS(FRAME_TE_ACCEPTABLE, S200 TE "gzip, chunked\r\n\r\n" LAST), TO("GET", 1, FIELDS, ONE_FIELD("TE", "gzip")) },
    { KEEPS(FRAME_TE_ACCEPTABLE, S200 TE "x-gzip, chunked\r\n\r\n" LAST),
      TO("GET", 1, FIELDS, ONE_FIELD("te", "trailers, GZIP;q=0.5")) },
    { KEEPS(FRAME_TE_ACCEPTABLE, S200 TE "compress, chunked\r\n\r\n" LAST),
      TO("GET", 1, FIELDS, TWO_FIELDS("TE", "x-compress;q=0", "TE", "X-Compress;q=0.001")) },
    { KEEPS(FRAME_TE_ACCEPTABLE, CHUNKED LAST), TO("GET", 1, FIELDS, NO_FIELDS) },
    { KEEPS(FRAME_TE_ACCEPTABLE, S200 CL "0\r\n\r\n") },
    { BREAKS(FRAME_TE_ACCEPTABLE, S200 TE, "gzip", ", chunked\r\n\r\n" LAST), TO("GET", 1, FIELDS, NO_FIELDS) },
    { BREAKS(FRAME_TE_ACCEPTABLE, S200 TE "gzip, ", "deflate", ", chunked\r\n\r\n" LAST),
      TO("GET", 1, FIELDS, ONE_FIELD("TE", "gzip, deflate;q=0.000")) },
    { BREAKS(FRAME_TE_ACCEPTABLE, S200 TE, "trailers", ", chunked\r\n\r\n" LAST),
      TO("GET", 1, FIELDS, ONE_FIELD("TE", "trailers")),
      ALSO = { PLACE(FRAME_TE_KNOWN, S200 TE, "trailers, chunked") } },
    TE_WITH_Q(KEEPS, "1"),
    TE_WITH_Q(KEEPS, "1."),
    TE_WITH_Q(KEEPS, "1.000"),
    TE_WITH_Q(KEEPS, "0.1"),
    TE_WITH_Q(KEEPS, "0.01"),
    TE_WITH_Q(KEEPS, "0.999"),
    TE_WITH_Q(LEAVES_OPEN, "1.001"), /* no qvalue */
    TE_WITH_Q(LEAVES_OPEN, "1.0000"),
    TE_WITH_Q(LEAVES_OPEN, "0.0001"),
    TE_WITH_Q(LEAVES_OPEN, "0.0x1"),
    TE_WITH_Q(LEAVES_OPEN, "01"),
    TE_WITH_Q(LEAVES_OPEN, "0x"),
    TE_WITH_Q(LEAVES_OPEN, ".1"),
    TE_WITH_Q(LEAVES_OPEN, "-1"),
    TE_WITH_Q(LEAVES_OPEN, "x"),
    GZIP_TO_TE_BREAKS("gzip;q=0"),
    GZIP_TO_TE_BREAKS("gzip;q=0."),
    GZIP_TO_TE_BREAKS("gzip;q=0.0"),
    GZIP_TO_TE_BREAKS("gzip;q=0.000"),
    GZIP_TO_TE_BREAKS("pzip"),
    GZIP_TO_TE_BREAKS("gzix"),
    GZIP_TO_TE_BREAKS("gxip"),
    GZIP_TO_TE_BREAKS("gzi"),
    GZIP_TO_TE_BREAKS("gzipp"),
    GZIP_TO_TE_BREAKS("x-gzi"),
    GZIP_TO_TE_BREAKS("y-gzip"),
    GZIP_TO_TE_BREAKS(""),
    { KEEPS(FRAME_TE_ACCEPTABLE, S200 TE "gzip, chunked\r\n\r\n" LAST), /* that of the other coding is none of its own */
      TO("GET", 1, FIELDS, ONE_FIELD("TE", "gzip, deflate;q=0")) },
    { KEEPS(FRAME_TE_ACCEPTABLE, S200 TE "gzip, chunked\r\n\r\n" LAST),
      TO("GET", 1, FIELDS, ONE_FIELD("TE", "deflate;q=0, gzip")) },
    { KEEPS(FRAME_TE_ACCEPTABLE, S200 TE "deflate, chunked\r\n\r\n" LAST),
      TO("GET", 1, FIELDS, TWO_FIELDS("X", "1", "TE", "deflate")) },
    { BREAKS(FRAME_TE_ACCEPTABLE, S200 TE "chunked\r\n" TE, "gzip", "\r\n\r\nx"), TO("GET", 1, FIELDS, NO_FIELDS), CLOSED },
    { LEAVES_OPEN(FRAME_TE_ACCEPTABLE, S200 TE "gzip, chunked\r\n\r\n" LAST),
      TO("GET", 1, FIELDS, ONE_FIELD("TE", "gzip q")) },
    { LEAVES_OPEN(FRAME_TE_ACCEPTABLE, S200 TE "gzip, chunked\r\n\r\n" LAST),
      TO("GET", 1, FIELDS, ONE_FIELD("TE", "gzip;q=2")) },
    { LEAVES_OPEN(FRAME_TE_ACCEPTABLE, S200 TE "gzip, chunked\r\n\r\n" LAST), TO("GET", 1, 0, NO_FIELDS) },
    { LEAVES_OPEN(FRAME_TE_ACCEPTABLE, S200 TE "gzip\r\n"), TO("GET", 1, FIELDS, NO_FIELDS) },

    /* ---- 400  no content ---- */
    { KEEPS(HEAD_CL_EQUAL, S200 CL "2\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { KEEPS(HEAD_CL_EQUAL, S200 CL "02\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { KEEPS(HEAD_CL_EQUAL, S200 "\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { KEEPS(HEAD_CL_EQUAL, S304 CL "7\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { KEEPS(HEAD_CL_EQUAL, V11 "404 \r\n" CL "7\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { BREAKS(HEAD_CL_EQUAL, S200 CL, "0", "\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { KEEPS(HEAD_CL_EQUAL, S204 CL "7\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(204, "")),
      ALSO = { PLACE(S204_NO_CL, S204 CL, "7") } },
    { KEEPS(HEAD_CL_EQUAL, S304 CL "7\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(304, "")) },
    { KEEPS(HEAD_CL_EQUAL, V11 "103 \r\n" CL "7\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(103, "")),
      ALSO = { PLACE(S1XX_NO_CL, V11 "103 \r\n" CL, "7") } },
    { KEEPS(HEAD_CL_EQUAL, S200 CL "+0\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(200, "hi")), /* says no size */
      ALSO = { PLACE(FRAME_CL_DIGITS, S200 CL, "+0") } },
    { BREAKS(HEAD_CL_EQUAL, S200 CL, "3", "\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { LEAVES_OPEN(HEAD_CL_EQUAL, S200 CL "0, 0\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(200, "hi")),
      ALSO = { PLACE(FRAME_CL_SINGLE, S200 CL, "0, 0") } },
    { LEAVES_OPEN(HEAD_CL_EQUAL, S200 CL "0\r\n\r\n"), TO("HEAD", 1, 0, NO_FIELDS) },
    { LEAVES_OPEN(HEAD_CL_EQUAL, S200 CL "0\r\n" CL "0\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(200, "hi")),
      ALSO = { PLACE(FRAME_CL_SINGLE, S200 CL "0\r\n" CL, "0") } },

    { KEEPS(S304_CL_EQUAL, S304 CL "2\r\n\r\n"), TO("GET", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { KEEPS(S304_CL_EQUAL, S304 "\r\n"), TO("GET", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { KEEPS(S304_CL_EQUAL, S304 CL "0\r\n\r\n"), TO("GET", 1, GIVEN_TWIN, TWIN(404, "hi")) },
    { BREAKS(S304_CL_EQUAL, S304 CL, "0", "\r\n\r\n"), TO("GET", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { LEAVES_OPEN(S304_CL_EQUAL, S304 CL "0\r\n\r\n"), TO("HEAD", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { LEAVES_OPEN(S304_CL_EQUAL, S304 CL "0\r\n\r\n"), TO("GET", 1, 0, NO_FIELDS) },

    { KEEPS(S204_PUT_VALIDATOR, S204 "ETag: \"n\"\r\n\r\n"), TO("PUT", 1, 0, SO(STORED_VERBATIM)) },
    { KEEPS(S204_PUT_VALIDATOR, S204 "\r\n"), TO("PUT", 1, 0, NOT_SO(STORED_VERBATIM)) },
    { KEEPS(S204_PUT_VALIDATOR, V11 "412 \r\nETag: \"n\"\r\n" NO_CONTENT), TO("PUT", 1, 0, NOT_SO(STORED_VERBATIM)) },
    { KEEPS(S204_PUT_VALIDATOR, S204 "ETag: \"n\"\r\n\r\n"), TO("put", 1, 0, NOT_SO(STORED_VERBATIM)) },
    { BREAKS(S204_PUT_VALIDATOR, S204, "ETag", ": \"n\"\r\n\r\n"), TO("PUT", 1, 0, NOT_SO(STORED_VERBATIM)) },
    { BREAKS(S204_PUT_VALIDATOR, S204, "last-modified", ": Sun, 06 Nov 1994 08:49:37 GMT\r\nETag: \"n\"\r\n\r\n"),
      TO("PUT", 1, 0, NOT_SO(STORED_VERBATIM)) },
    { LEAVES_OPEN(S204_PUT_VALIDATOR, S204 "ETag: \"n\"\r\n\r\n"), TO("PUT", 1, 0, NO_FIELDS) },

    { KEEPS(S204_PUT_REPLACED, S204 "\r\n"),
      TO("PUT", 1, 0, KNOWN(FACT(EXISTED) | FACT(ENACTED), FACT(EXISTED) | FACT(ENACTED))) },
    { KEEPS(S204_PUT_REPLACED, V11 "202 \r\n" NO_CONTENT),
      TO("PUT", 1, 0, KNOWN(FACT(EXISTED) | FACT(ENACTED), FACT(EXISTED) | FACT(ENACTED))) },
    { KEEPS(S204_PUT_REPLACED, V11 "301 \r\n" NO_CONTENT),
      TO("PUT", 1, 0, KNOWN(FACT(EXISTED) | FACT(ENACTED), FACT(EXISTED) | FACT(ENACTED))) },
    { BREAKS(S204_PUT_REPLACED, V11, "201", " Created\r\n" NO_CONTENT),
      TO("PUT", 1, 0, KNOWN(FACT(EXISTED) | FACT(ENACTED), FACT(EXISTED) | FACT(ENACTED))) },
    { LEAVES_OPEN(S204_PUT_REPLACED, V11 "201 \r\n" NO_CONTENT),
      TO("PUT", 1, FIELDS, ONE_FIELD("Content-Range", "bytes 0-1/4"),
         KNOWN(FACT(EXISTED) | FACT(ENACTED), FACT(EXISTED) | FACT(ENACTED))) },
    { LEAVES_OPEN(S204_PUT_REPLACED, V11 "201 \r\n" NO_CONTENT), TO("PUT", 1, 0, SO(EXISTED)) },

    { KEEPS(S204_PUT_CREATED, V11 "201 Created\r\n" NO_CONTENT),
      TO("PUT", 1, 0, KNOWN(FACT(EXISTED) | FACT(ENACTED), FACT(ENACTED))) },
    { KEEPS(S204_PUT_CREATED, V11 "202 \r\n" NO_CONTENT),
      TO("PUT", 1, 0, KNOWN(FACT(EXISTED) | FACT(ENACTED), FACT(ENACTED))) },
    { BREAKS(S204_PUT_CREATED, V11, "204", " No Content\r\n\r\n"),
      TO("PUT", 1, 0, KNOWN(FACT(EXISTED) | FACT(ENACTED), FACT(ENACTED))) },
    { BREAKS(S204_PUT_CREATED, V11, "203", " \r\n" NO_CONTENT),
      TO("PUT", 1, ROLE, ORIGIN, KNOWN(FACT(EXISTED) | FACT(ENACTED), FACT(ENACTED))) },
    { LEAVES_OPEN(S204_PUT_CREATED, V11 "203 \r\n" NO_CONTENT),
      TO("PUT", 1, 0, KNOWN(FACT(EXISTED) | FACT(ENACTED), FACT(ENACTED))) },
    { LEAVES_OPEN(S204_PUT_CREATED, S204 "\r\n"), TO("PUT", 1, 0, SO(ENACTED)) },

    { KEEPS(S204_DELETE, S204 "\r\n"), TO("DELETE", 1, 0, SO(ENACTED)) },
    { KEEPS(S204_DELETE, V11 "207 \r\n" NO_CONTENT), TO("DELETE", 1, 0, SO(ENACTED)) },
    { KEEPS(S204_DELETE, V11 "404 \r\n" NO_CONTENT), TO("DELETE", 1, 0, SO(ENACTED)) },
    { BREAKS(S204_DELETE, V11, "201", " Created\r\n" NO_CONTENT), TO("DELETE", 1, 0, SO(ENACTED)) },
    { LEAVES_OPEN(S204_DELETE, V11 "201 \r\n" NO_CONTENT), TO("DELETE", 1, 0, NO_FIELDS) },

    { KEEPS(S204_PREFERRED, S204 "\r\n"), TO("PUT", 1, FIELDS, ONE_FIELD("Prefer", "return=minimal")) },
    { KEEPS(S204_PREFERRED, S200 CL "2\r\n\r\nhi"), TO("PUT", 1, FIELDS, ONE_FIELD("Prefer", "return=minimal")) },
    { KEEPS(S204_PREFERRED, S200 NO_CONTENT), TO("HEAD", 1, FIELDS, ONE_FIELD("Prefer", "return=minimal")) },
    { KEEPS(S204_PREFERRED, S200 NO_CONTENT),
      TO("PUT", 1, FIELDS, TWO_FIELDS("Prefer", "return=representation", "Prefer", "return=minimal")) },
    { KEEPS(S204_PREFERRED, S200 NO_CONTENT), TO("PUT", 1, FIELDS, NO_FIELDS) },
    { BREAKS(S204_PREFERRED, V11, "200", " OK\r\n" NO_CONTENT),
      TO("PUT", 1, FIELDS, ONE_FIELD("Prefer", "return=minimal")) },
    { BREAKS(S204_PREFERRED, V11, "200", " OK\r\n" TE "chunked\r\n\r\n" LAST),
      TO("PUT", 1, FIELDS, TWO_FIELDS("X", "1", "prefer", "respond-async, RETURN=\"Minimal\"")) },
    { LEAVES_OPEN(S204_PREFERRED, CHUNKED "0\r\n"), TO("PUT", 1, FIELDS, ONE_FIELD("Prefer", "return=minimal")) },
    { LEAVES_OPEN(S204_PREFERRED, S200 NO_CONTENT), TO("PUT", 1, FIELDS, ONE_FIELD("Prefer", "return=minimal; x=1")) },
    { LEAVES_OPEN(S204_PREFERRED, S200 NO_CONTENT), TO("PUT", 1, 0, NO_FIELDS) },

    { KEEPS(S204_NOT_206, S204 "\r\n"), TO("GET", 1, GIVEN_TWIN, TWIN(204, "")) },
    { KEEPS(S204_NOT_206, V11 "206 \r\nContent-Range: bytes 0-1/2\r\n" CL "2\r\n\r\nhi"),
      TO("GET", 1, GIVEN_TWIN, TWIN(200, "hi")) },
    { BREAKS(S204_NOT_206, V11, "206", " \r\nContent-Range: bytes 0-1/2\r\n" CL "2\r\n\r\nhi"),
      TO("GET", 1, GIVEN_TWIN, TWIN(204, "")) },
    { LEAVES_OPEN(S204_NOT_206, V11 "206 \r\nContent-Range: bytes 0-1/2\r\n" CL "2\r\n\r\nhi"),
      TO("GET", 1, 0, NO_FIELDS) },

    { KEEPS(S204_NOT_304, S204 "\r\n"), TO("GET", 1, GIVEN_TWIN, TWIN(204, "")) },
    { BREAKS(S204_NOT_304, V11, "304", " Not Modified\r\nETag: \"a\"\r\n\r\n"), TO("GET", 1, GIVEN_TWIN, TWIN(204, "")) },
    { LEAVES_OPEN(S204_NOT_304, S304 "\r\n"), TO("GET", 1, 0, NO_FIELDS) },

#define PREFLIGHT(method) TWO_FIELDS("Origin", "https://a.example", "Access-Control-Request-Method", method)
    { KEEPS(S204_PREFLIGHT, S204 "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Methods: PUT\r\n\r\n"),
      TO("OPTIONS", 1, FIELDS | ROLE, ORIGIN, PREFLIGHT("PUT")) },
    { KEEPS(S204_PREFLIGHT, S204 "\r\n"), TO("OPTIONS", 1, FIELDS | ROLE, ORIGIN, PREFLIGHT("PUT")) }, /* refused */
    { KEEPS(S204_PREFLIGHT, S204 "Access-Control-Allow-Origin: *\r\n\r\n"),
      TO("OPTIONS", 1, FIELDS | ROLE, ORIGIN, PREFLIGHT("POST")) },
    { KEEPS(S204_PREFLIGHT, S204 "Access-Control-Allow-Origin: *\r\n\r\n"),
      TO("OPTIONS", 1, FIELDS | ROLE, ORIGIN, ONE_FIELD("Origin", "https://a.example")) },
    { KEEPS(S204_PREFLIGHT, S204 "Access-Control-Allow-Origin: *\r\n\r\n"),
      TO("OPTIONS", 1, FIELDS | ROLE, PROXY, PREFLIGHT("PUT")) },
    { KEEPS(S204_PREFLIGHT, S204 "Access-Control-Allow-Origin: *\r\n\r\n"),
      TO("OPTIONS", 1, FIELDS | ROLE, ORIGIN, PREFLIGHT("GET")) },
    { KEEPS(S204_PREFLIGHT, S204 "Access-Control-Allow-Origin: *\r\n\r\n"),
      TO("OPTIONS", 1, FIELDS | ROLE, ORIGIN, PREFLIGHT("HEAD")) },
    { KEEPS(S204_PREFLIGHT, S204 "Access-Control-Allow-Origin: *\r\n\r\n"), /* no Origin */
      TO("OPTIONS", 1, FIELDS | ROLE, ORIGIN, ONE_FIELD("Access-Control-Request-Method", "PUT")) },
    PREFLIGHT_BREAKS(PREFLIGHT("get")), /* methods have case */
    PREFLIGHT_BREAKS(PREFLIGHT("GETS")),
    PREFLIGHT_BREAKS(PREFLIGHT("GE")),
    PREFLIGHT_BREAKS(PREFLIGHT("HEAP")),
    PREFLIGHT_BREAKS(PREFLIGHT("PUTT")),
    PREFLIGHT_BREAKS(TWO_FIELDS("access-control-request-method", "PUT", "origin", "https://a.example")),
    { BREAKS(S204_PREFLIGHT, V11, "204", " No Content\r\nAccess-Control-Allow-Origin: *\r\n\r\n"),
      TO("OPTIONS", 1, FIELDS | ROLE, GATEWAY, PREFLIGHT("PUT")) },
    { LEAVES_OPEN(S204_PREFLIGHT, S204 "Access-Control-Allow-Origin: *\r\n\r\n"),
      TO("OPTIONS", 1, FIELDS, PREFLIGHT("PUT")) },
    { LEAVES_OPEN(S204_PREFLIGHT, S204 "Access-Control-Allow-Origin: *\r\n\r\n"), TO("OPTIONS", 1, ROLE, ORIGIN) },

    /* ---- 500  chunked and trailers ---- */
    { KEEPS(CHK_EXT_NO_BWS_GEN, CHUNKED "2;a=b;c\r\nhi\r\n" LAST) },
    { KEEPS(CHK_EXT_NO_BWS_GEN, CHUNKED "2;a=\" ; b = c \"\r\nhi\r\n" LAST) },
    { KEEPS(CHK_EXT_NO_BWS_GEN, CHUNKED "2 \r\nhi\r\n" LAST),
      ALSO = { PLACE(CHK_SIZE_NO_TRAILING_WS, CHUNKED "2", " \r") } },
    { KEEPS(CHK_EXT_NO_BWS_GEN, CHUNKED "2 ;a = b \r\nhi\r\n" LAST),
      ALSO = { PLACE(CHK_EXT_SYNTAX, CHUNKED "2 ;a = b ", "\r") } },
    { BREAKS(CHK_EXT_NO_BWS_GEN, CHUNKED "2", " ", "; a = b\r\nhi\r\n" LAST) },
    { BREAKS(CHK_EXT_NO_BWS_GEN, CHUNKED "2;", "\t", "a\r\nhi\r\n" LAST) },
    { BREAKS(CHK_EXT_NO_BWS_GEN, CHUNKED "2;a", " ", "=b\r\nhi\r\n" LAST) },
    { BREAKS(CHK_EXT_NO_BWS_GEN, CHUNKED "2;a=", " ", "b\r\nhi\r\n" LAST) },
    { BREAKS(CHK_EXT_NO_BWS_GEN, CHUNKED "2;a=b", " ", ";c\r\nhi\r\n" LAST) },
    { BREAKS(CHK_EXT_NO_BWS_GEN, CHUNKED "2\r\nhi\r\n0;a", " ", " =b\r\n\r\n") },
    { LEAVES_OPEN(CHK_EXT_NO_BWS_GEN, CHUNKED "2 ;a=b") },

    { KEEPS(TRL_NO_ROUTING, DECLARES("ETag") "ETag: \"a\"\r\n\r\n") },
    { KEEPS(TRL_NO_ROUTING, DECLARES("X-Via") "X-Via: 1\r\n\r\n") },
    TRAILER_BREAKS(TRL_NO_ROUTING, "Connection", "close"),
    TRAILER_BREAKS(TRL_NO_ROUTING, "keep-alive", "timeout=5"),
    TRAILER_BREAKS(TRL_NO_ROUTING, "Proxy-Connection", "close"),
    TRAILER_BREAKS(TRL_NO_ROUTING, "UPGRADE", "h2c"),
    TRAILER_BREAKS(TRL_NO_ROUTING, "Via", "1.1 a"),
    { BREAKS(TRL_NO_ROUTING, DECLARES("Via"), "Via", ": 1.1 a\r\nX") },
    { LEAVES_OPEN(TRL_NO_ROUTING, DECLARES("Via") "Via: 1.1 a") },

    { KEEPS(TRL_NO_AUTH, DECLARES("Authentication-Info, Proxy-Authentication-Info")
                "Authentication-Info: a=b\r\nProxy-Authentication-Info: a=b\r\n\r\n") },
    TRAILER_BREAKS(TRL_NO_AUTH, "WWW-Authenticate", "Basic realm=\"x\""),
    TRAILER_BREAKS(TRL_NO_AUTH, "Proxy-Authenticate", "Basic realm=\"x\""),
    TRAILER_BREAKS(TRL_NO_AUTH, "Set-Cookie", "a=b"),
    { LEAVES_OPEN(TRL_NO_AUTH, DECLARES("Set-Cookie") "Set-Cookie: a") },

    { KEEPS(TRL_NO_CONTROL, DECLARES("Accept-Ranges, Content-Digest, Repr-Digest, Last-Modified")
                "Accept-Ranges: bytes\r\nContent-Digest: sha-256=:YQ==:\r\nRepr-Digest: sha-256=:YQ==:\r\n"
                "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n") },
    TRAILER_BREAKS(TRL_NO_CONTROL, "Age", "1"),
    TRAILER_BREAKS(TRL_NO_CONTROL, "Cache-Control", "no-store"),
    TRAILER_BREAKS(TRL_NO_CONTROL, "Expires", "Sun, 06 Nov 1994 08:49:37 GMT"),
    TRAILER_BREAKS(TRL_NO_CONTROL, "Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
    TRAILER_BREAKS(TRL_NO_CONTROL, "Location", "/"),
    TRAILER_BREAKS(TRL_NO_CONTROL, "Retry-After", "1"),
    TRAILER_BREAKS(TRL_NO_CONTROL, "Vary", "Accept"),
    { LEAVES_OPEN(TRL_NO_CONTROL, CHUNKED) },

    { KEEPS(TRL_NO_FORMAT, DECLARES("Content-Digest") "Content-Digest: sha-256=:YQ==:\r\n\r\n") },
    TRAILER_BREAKS(TRL_NO_FORMAT, "Content-Type", "text/plain"),
    TRAILER_BREAKS(TRL_NO_FORMAT, "Content-Encoding", "gzip"),
    TRAILER_BREAKS(TRL_NO_FORMAT, "Content-Language", "de"),
    TRAILER_BREAKS(TRL_NO_FORMAT, "Content-Range", "bytes 0-1/2"),
    TRAILER_BREAKS(TRL_NO_FORMAT, "Trailer", "X"),
    { BREAKS(TRL_NO_FORMAT, DECLARES("Content-Type"), "Content-Type", ": a/b\r\nContent-Type: a/b\r\n\r\n") },
    { LEAVES_OPEN(TRL_NO_FORMAT, CHUNKED "0\r\n") },

    { KEEPS(TRL_DECLARED, DECLARES("X-T") "X-T: 1\r\n\r\n") },
    { KEEPS(TRL_DECLARED, CHUNKED LAST) },
    { KEEPS(TRL_DECLARED, S204 "\r\n") },
    { KEEPS(TRL_DECLARED, S200 "Trailer:\r\n" TE "chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n"),
      ALSO = { PLACE(TRL_DECL_MATCH, S200 "Trailer:\r\n" TE "chunked\r\n\r\n0\r\n", "X-T") } },
    { BREAKS(TRL_DECLARED, CHUNKED "0\r\n", "X-T", ": 1\r\nX-U: 2\r\n\r\n") },
    { LEAVES_OPEN(TRL_DECLARED, CHUNKED "0\r\nX-T: 1") },

    { KEEPS(TRL_DECL_MATCH, DECLARES("X-T") "X-T: 1\r\n\r\n") },
    { KEEPS(TRL_DECL_MATCH, DECLARES("X-T, X-U") "x-u: 1\r\n\r\n") }, /* X-T is not sent */
    { KEEPS(TRL_DECL_MATCH, S200 "Trailer: X-T\r\nServer: a\r\ntrailer: X-U\r\n" TE "chunked\r\n\r\n0\r\n"
                "X-U: 1\r\nX-T: 1\r\n\r\n") },
    { KEEPS(TRL_DECL_MATCH, CHUNKED "0\r\nX-T: 1\r\n\r\n"), ALSO = { PLACE(TRL_DECLARED, CHUNKED "0\r\n", "X-T") } },
    { KEEPS(TRL_DECL_MATCH, CHUNKED "0\r\nX-T: 1\r\n"), ALSO = { PLACE(TRL_DECLARED, CHUNKED "0\r\n", "X-T") } },
    { BREAKS(TRL_DECL_MATCH, DECLARES("X-T"), "X-U", ": 1\r\n\r\n") },
    { BREAKS(TRL_DECL_MATCH, DECLARES("X-T, X-Tt") "X-T: 1\r\n", "X", ": 1\r\n\r\n") },
    { LEAVES_OPEN(TRL_DECL_MATCH, DECLARES("X-T") "X-U: 1") },
    { LEAVES_OPEN(TRL_DECL_MATCH, S200 "Trailer: X\x01\r\n" TE "chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n"),
      ALSO = { PLACE(FLD_VALUE_NO_CTL, S200 "Trailer: X", "\x01") } },

    { KEEPS(TRL_DUP_LIST, DECLARES("Accept-Ranges") "Accept-Ranges: bytes\r\nAccept-Ranges: seconds\r\n\r\n") },
    { KEEPS(TRL_DUP_LIST, DECLARES("X") "X: 1\r\nX: 2\r\n\r\n") },
    { KEEPS(TRL_DUP_LIST, S200 "ETag: \"a\"\r\nTrailer: ETag\r\n" TE "chunked\r\n\r\n0\r\nETag: \"a\"\r\n\r\n") },
    { BREAKS(TRL_DUP_LIST, DECLARES("ETag") "ETag: \"a\"\r\n", "ETag", ": \"b\"\r\n\r\n") },
    { BREAKS(TRL_DUP_LIST, DECLARES("Server, X") "Server: a\r\nX: 1\r\n", "server", ": a\r\n\r\n") },
    { LEAVES_OPEN(TRL_DUP_LIST, DECLARES("ETag") "ETag: \"a\"\r\n") },

    { KEEPS(TRL_TE_TRAILERS, DECLARES("X-T") "X-T: 1\r\n\r\n"), WHERE(NOT_SO(TRAILERS_NEEDED)) },
    { KEEPS(TRL_TE_TRAILERS, CHUNKED LAST), WHERE(SO(TRAILERS_NEEDED)) },
    { BREAKS(TRL_TE_TRAILERS, DECLARES("X-T"), "X-T", ": 1\r\n\r\n"), WHERE(SO(TRAILERS_NEEDED)) },
    { LEAVES_OPEN(TRL_TE_TRAILERS, DECLARES("X-T") "X-T: 1\r\n\r\n") },

    /* ---- 600  connection ---- */
    { KEEPS(CONN_ABNF, S204 CLOSES "\r\n") },
    { KEEPS(CONN_ABNF, S204 "Connection:\r\nConnection: a, b\r\n\r\n") },
    { BREAKS(CONN_ABNF, S204 "Connection: ", "\"", "close\"\r\n\r\n") },
    { BREAKS(CONN_ABNF, S204 "Connection: a\r\nConnection: b, close ", "n", "ow\r\n\r\n") },
    { LEAVES_OPEN(CONN_ABNF, S204 CLOSES) },

    { KEEPS(CONN_LIST_HOP, S204 "Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n\r\n") },
    { KEEPS(CONN_LIST_HOP, S204 "Proxy-Connection: close\r\nConnection: a\r\nConnection: PROXY-connection\r\n\r\n") },
    { KEEPS(CONN_LIST_HOP, S200 "Trailer: X\r\n" TE "chunked\r\n\r\n" LAST) },
    { BREAKS(CONN_LIST_HOP, S204, "Keep-Alive", ": timeout=5\r\n\r\n") },
    { BREAKS(CONN_LIST_HOP, S204 "Keep-Alive: timeout=5\r\n", "proxy-connection", ": a\r\nConnection: keep-alive\r\n\r\n") },
    { LEAVES_OPEN(CONN_LIST_HOP, S204 "Keep-Alive: timeout=5\r\n") },
    { LEAVES_OPEN(CONN_LIST_HOP, S204 "Keep-Alive: timeout=5\r\nConnection: k\x01\r\n\r\n"),
      ALSO = { PLACE(FLD_VALUE_NO_CTL, S204 "Keep-Alive: timeout=5\r\nConnection: k", "\x01") } },

    { KEEPS(CONN_UPGRADE_OPT, S204 "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n") },
    { KEEPS(CONN_UPGRADE_OPT, S204 "Connection: upgrade\r\n\r\n") },
    { BREAKS(CONN_UPGRADE_OPT, S204, "Upgrade", ": h2c\r\n\r\n") },
    { BREAKS(CONN_UPGRADE_OPT, S204 "Connection: upgrades\r\n", "upgrade", ": h2c\r\n\r\n") },
    { LEAVES_OPEN(CONN_UPGRADE_OPT, S204 "Upgrade: h2c\r\n") },

    { KEEPS(CONN_NOT_E2E, S204 CLOSES "\r\n") },
    { KEEPS(CONN_NOT_E2E, S204 "Connection: x, te, trailer, transfer-encoding, proxy-authenticate, date\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: ", "cache-control", "\r\nCache-Control: no-store\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "ETag", ", vary\r\n\r\n") },
    /* meant for all recipients (RFC 9110 7.6.1) */
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Age", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Cache-Control", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Content-Encoding", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Content-Language", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Content-Location", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Content-Range", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Content-Type", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Etag", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Expires", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Last-Modified", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Location", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Set-Cookie", "\r\n\r\n") },
    { BREAKS(CONN_NOT_E2E, S204 "Connection: close, ", "Vary", "\r\n\r\n") },
    { KEEPS(CONN_NOT_E2E, S204 "Connection: content-, ages, content-typ, vary-x\r\n\r\n") },
    { LEAVES_OPEN(CONN_NOT_E2E, S204) },
    { LEAVES_OPEN(CONN_NOT_E2E, S204 "Connection: age\r\n") }, /* " x" could follow */
    { LEAVES_OPEN(CONN_UPGRADE_OPT, S204 "Upgrade: x\r\nConnection: upgrade\r\n") },
    { KEEPS(CONN_NOT_E2E, S204 "Connection: age\r\n x\r\n\r\n"),
      ALSO = { PLACE(FLD_OBSFOLD_GEN, S204 "Connection: age\r\n", " "), PLACE(CONN_ABNF, S204 "Connection: age\r\n ", "x") } },

    { KEEPS(CONN_CLOSE_SEND, S204 CLOSES "\r\n"), WHERE(SO(WILL_CLOSE)) },
    { KEEPS(CONN_CLOSE_SEND, S204 "\r\n"), WHERE(KNOWN(FACT(WILL_CLOSE) | FACT(PERSISTS), FACT(PERSISTS))), CLOSED },
    { KEEPS(CONN_CLOSE_SEND, V11 "100 \r\n\r\n"), WHERE(SO(WILL_CLOSE)) },
    { KEEPS(CONN_CLOSE_SEND, S200 "\r\n"), TO("CONNECT", 1, 0, SO(WILL_CLOSE)) },
    { BREAKS(CONN_CLOSE_SEND, V11, "204", " No Content\r\n\r\n"), WHERE(SO(WILL_CLOSE)) },
    { BREAKS(CONN_CLOSE_SEND, "HTTP/1.0 ", "204", " No Content\r\n\r\n"), WHERE(SO(WILL_CLOSE)) },
    { LEAVES_OPEN(CONN_CLOSE_SEND, S204 "\r\n"), CLOSED },

    { KEEPS(CONN_CLOSE_ECHO, S204 CLOSES "\r\n"), TO("GET", 1, FIELDS, ONE_FIELD("Connection", "close")) },
    { KEEPS(CONN_CLOSE_ECHO, S204 "\r\n"), TO("GET", 0, FIELDS, NO_FIELDS) },
    { KEEPS(CONN_CLOSE_ECHO, V11 "101 \r\nConnection: upgrade\r\nUpgrade: a\r\n\r\n"),
      TO("GET", 1, FIELDS, TWO_FIELDS("Connection", "close, upgrade", "Upgrade", "a")) },
    { BREAKS(CONN_CLOSE_ECHO, V11, "204", " No Content\r\n\r\n"), TO("GET", 1, FIELDS, ONE_FIELD("connection", "TE, Close")) },
    { LEAVES_OPEN(CONN_CLOSE_ECHO, S204 "\r\n"), TO("GET", 1, 0, NO_FIELDS) },

    { KEEPS(CONN_CLOSE_NOPERSIST, S204 CLOSES "\r\n"), WHERE(NOT_SO(PERSISTS)) },
    { KEEPS(CONN_CLOSE_NOPERSIST, V11 "103 \r\n\r\n"), WHERE(NOT_SO(PERSISTS)) },
    { BREAKS(CONN_CLOSE_NOPERSIST, V11, "204", " No Content\r\n\r\n"), WHERE(NOT_SO(PERSISTS)),
      ALSO = { PLACE(CONN_CLOSE_SEND, V11, "204") } },
    { LEAVES_OPEN(CONN_CLOSE_NOPERSIST, S204 "\r\n") },

    { KEEPS(CONN_CLOSE_ENDS, S204 CLOSES "\r\n"), TO("GET", 1, OUTSTANDING, .outstanding = 2), CLOSED },
    { KEEPS(CONN_CLOSE_ENDS, S204 CLOSES "\r\n"), TO("GET", 1, OUTSTANDING, .outstanding = 2), RESET },
    { KEEPS(CONN_CLOSE_ENDS, V11 "100 \r\n" CLOSES "\r\n"), TO("GET", 1, OUTSTANDING, .outstanding = 2), THEN(S204 "\r\n") },
    { KEEPS(CONN_CLOSE_ENDS, S204 CLOSES "\r\n"), TO("GET", 1, OUTSTANDING, .outstanding = 1), THEN(S204 "\r\n"),
      ALSO = { { H204_S1XX_FINAL_ONE, H204_PART_FOLLOWING, { 0, sizeof S204 "\r\n" - 1 } } } },
    { BREAKS_BEHIND(CONN_CLOSE_ENDS, S204 CLOSES "\r\n", S204 "\r\n"), TO("GET", 1, OUTSTANDING, .outstanding = 2) },
    { LEAVES_OPEN(CONN_CLOSE_ENDS, S204 CLOSES "\r\n"), TO("GET", 1, OUTSTANDING, .outstanding = 2) },
    { LEAVES_OPEN(CONN_CLOSE_ENDS, S204 CLOSES "\r\n"), TO("GET", 1, 0, NO_FIELDS), THEN(S204 "\r\n") },

    { KEEPS(CONN_CLOSE_REQ_ENDS, S204 CLOSES "\r\n"),
      TO("GET", 1, FIELDS | OUTSTANDING, .outstanding = 2, ONE_FIELD("Connection", "close")), CLOSED },
    { KEEPS(CONN_CLOSE_REQ_ENDS, V11 "100 \r\n\r\n"),
      TO("GET", 1, FIELDS | OUTSTANDING, .outstanding = 2, ONE_FIELD("Connection", "close")), THEN(S204 "\r\n") },
    { KEEPS(CONN_CLOSE_REQ_ENDS, S204 CLOSES "\r\n"), THEN(S204 "\r\n"),
      TO("GET", 1, FIELDS | OUTSTANDING, .outstanding = 2, ONE_FIELD("Connection", "close")),
      ALSO = { { H204_CONN_CLOSE_ENDS, H204_PART_FOLLOWING, { 0, sizeof S204 "\r\n" - 1 } } } },
    { BREAKS_BEHIND(CONN_CLOSE_REQ_ENDS, S204 "\r\n", S204 "\r\n"),
      TO("GET", 1, FIELDS | OUTSTANDING, .outstanding = 2, ONE_FIELD("Connection", "close")),
      ALSO = { PLACE(CONN_CLOSE_ECHO, V11, "204") } },
    { LEAVES_OPEN(CONN_CLOSE_REQ_ENDS, S204 "\r\n"),
      TO("GET", 1, FIELDS | OUTSTANDING, .outstanding = 2, ONE_FIELD("Connection", "close")),
      ALSO = { PLACE(CONN_CLOSE_ECHO, V11, "204") } },

    { KEEPS(CONN_10_CLIENT_PROXY, S204 CLOSES "\r\n"), TO("GET", 0, ROLE, PROXY) },
    { KEEPS(CONN_10_CLIENT_PROXY, S204 "\r\n"), TO("GET", 0, ROLE, PROXY) },
    { KEEPS(CONN_10_CLIENT_PROXY, S204 "Connection: keep-alive, close\r\n\r\n"), TO("GET", 0, ROLE, PROXY) },
    { KEEPS(CONN_10_CLIENT_PROXY, S204 "Connection: keep-alive\r\n\r\n"), TO("GET", 0, ROLE, ORIGIN) },
    { KEEPS(CONN_10_CLIENT_PROXY, S204 "Connection: keep-alive\r\n\r\n"), TO("GET", 1, ROLE, PROXY) },
    { BREAKS(CONN_10_CLIENT_PROXY, S204 "Connection: ", "keep-alive", "\r\n\r\n"), TO("GET", 0, ROLE, PROXY) },
    { LEAVES_OPEN(CONN_10_CLIENT_PROXY, S204 "Connection: keep-alive\r\n\r\n"), TO("GET", 0, 0, NO_FIELDS) },

    { KEEPS(CONN_PIPELINE_ORDER, S200 CL "1\r\n\r\nA"), WHERE(NOT_SO(OF_LATER_REQUEST)) },
    { KEEPS(CONN_PIPELINE_ORDER, V11 "103 \r\n\r\n"), WHERE(SO(OF_LATER_REQUEST)) },
    { BREAKS(CONN_PIPELINE_ORDER, V11, "200", " OK\r\n" CL "1\r\n\r\nB"), WHERE(SO(OF_LATER_REQUEST)) },
    { LEAVES_OPEN(CONN_PIPELINE_ORDER, S200 CL "1\r\n\r\nB") },

    { KEEPS(CONN_EARLY_FINAL, V11 "413 Content Too Large\r\n" CLOSES NO_CONTENT),
      TO("POST", 1, 0, KNOWN(FACT(CONTENT_UNREAD) | FACT(WILL_CLOSE), FACT(CONTENT_UNREAD) | FACT(WILL_CLOSE))) },
    { KEEPS(CONN_EARLY_FINAL, V11 "413 \r\n" NO_CONTENT),
      TO("POST", 1, 0, KNOWN(FACT(CONTENT_UNREAD) | FACT(WILL_CLOSE), FACT(CONTENT_UNREAD))) },
    { BREAKS(CONN_EARLY_FINAL, V11, "413", " Content Too Large\r\n" NO_CONTENT),
      TO("POST", 1, 0, KNOWN(FACT(CONTENT_UNREAD) | FACT(WILL_CLOSE), FACT(CONTENT_UNREAD) | FACT(WILL_CLOSE))),
      ALSO = { PLACE(CONN_CLOSE_SEND, V11, "413") } },
    { LEAVES_OPEN(CONN_EARLY_FINAL, V11 "413 \r\n" NO_CONTENT), TO("POST", 1, 0, SO(CONTENT_UNREAD)) },
};

enum { CASE_COUNT = sizeof cases / sizeof cases[0] };

/* The rows that have cases here. */
static const struct {
    unsigned first;
    unsigned last;
} chapters[] = { { 115, 118 }, { 316, 318 }, { 412, 428 }, { 511, 511 }, { 522, 529 }, { 602, 613 } };

/* ---- looking at verdicts ------------------------------------------------------------------------------- */

enum { ROOM = 320 };

typedef struct judged {
    h204_outcome outcome;
    h204_verdicts verdicts;
    h204_breach breaches[ROOM];
    uint32_t breach_count; /* of the rows below 700, which come first */
} judged;

/* Twice: from memory of exactly that size, around which a sanitizer sees every step, and at a guard. */
static judged judge(h204_message message)
{
    judged result = { 0 };
    uint8_t *octets = malloc(message.octets.size == 0 ? 1 : message.octets.size);
    cr_assert_not_null(octets);
    memcpy(octets, message.octets.data, message.octets.size);
    message.octets.data = octets;
    result.outcome = h204_check(&message, ALL_PROFILES, result.breaches, ROOM, &result.verdicts);
    message.octets.data = guard_copy(message.octets.data, message.octets.size);
    result.outcome = h204_check(&message, ALL_PROFILES, result.breaches, ROOM, &result.verdicts);
    free(octets);
    while (result.breach_count < result.verdicts.breach_count &&
           (unsigned)result.breaches[result.breach_count].invariant < later_chapters) {
        result.breach_count++;
    }
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

static void expect_breach(size_t index, const judged *found, h204_breach expected)
{
    for (uint32_t i = 0; i < found->breach_count; i++) {
        if (is_same_breach(found->breaches[i], expected)) {
            return;
        }
    }
    cr_expect(false, "case %zu, %s: %s is not broken at %u+%u", index, name_of(cases[index].row),
              name_of(expected.invariant), expected.place.offset, expected.place.size);
}

/* ---- the tests ------------------------------------------------------------------------------------------ */

Test(check_message, every_case_breaks_what_it_says_and_nothing_else)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        const check_case *c = &cases[i];
        judged found = judge((h204_message){ c->octets, c->following, c->end, c->exchange });
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
        cr_expect_eq(found.breach_count, expected, "case %zu, %s: %u broken, not %u, the first %s", i,
                     name_of(c->row), found.breach_count, expected,
                     found.breach_count == 0 ? "none" : name_of(found.breaches[0].invariant));
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

Test(check_message, every_row_has_a_case_each_way)
{
    uint32_t rows = 0;
    for (size_t i = 0; i < sizeof chapters / sizeof chapters[0]; i++) {
        for (unsigned number = chapters[i].first; number <= chapters[i].last; number++) {
            const h204_invariant_info *row = h204_invariant_describe((h204_invariant)number);
            if (row != NULL) {
                rows++;
                cr_expect(has_case(row->invariant, KEPT), "%s is kept by no case", row->name);
                cr_expect(has_case(row->invariant, BROKEN), "%s is broken by no case", row->name);
                cr_expect(has_case(row->invariant, NOT_EVALUATED), "%s is left open by no case", row->name);
            }
        }
    }
    cr_assert_eq(rows, 38);
}

/* While more may come, what is broken stays broken, and what is kept stays kept. */
Test(check_message, a_prefix_says_nothing_that_the_whole_takes_back)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        h204_message message = { cases[i].octets, { NULL, 0 }, H204_END_OPEN, cases[i].exchange };
        judged whole = judge(message);
        for (message.octets.size = 0; message.octets.size < cases[i].octets.size; message.octets.size++) {
            judged prefix = judge(message);
            for (uint32_t j = 0; j < prefix.breach_count; j++) {
                h204_invariant row = prefix.breaches[j].invariant;
                cr_expect(has_bit(whole.verdicts.broken, row), "case %zu at %zu: %s", i, message.octets.size,
                          name_of(row));
            }
            for (unsigned row = 1; row < later_chapters; row++) {
                cr_expect(!(has_bit(prefix.verdicts.kept, (h204_invariant)row) &&
                            has_bit(whole.verdicts.broken, (h204_invariant)row)),
                          "case %zu at %zu: %u", i, message.octets.size, row);
            }
        }
    }
}

Test(check_message, a_row_that_is_implied_is_broken_too)
{
    uint32_t seen = 0;
    for (size_t i = 0; i < CASE_COUNT; i++) {
        const check_case *c = &cases[i];
        judged found = judge((h204_message){ c->octets, c->following, c->end, c->exchange });
        for (uint32_t j = 0; j < found.breach_count; j++) {
            h204_invariant implied = h204_invariant_describe(found.breaches[j].invariant)->implies;
            if (implied != H204_INVARIANT_NONE) {
                cr_expect(has_bit(found.verdicts.broken, implied), "case %zu", i);
                seen++;
            }
        }
    }
    cr_assert_gt(seen, 3);
}

/* ---- every status code ----------------------------------------------------------------------------------- */

static fate fate_of_status(unsigned code, h204_invariant row, const h204_exchange *exchange)
{
    char octets[64];
    int size = snprintf(octets, sizeof octets, "HTTP/1.1 %03u \r\nContent-Length: 0\r\n\r\n", code);
    judged found = judge((h204_message){ { (const uint8_t *)octets, (size_t)size }, { NULL, 0 }, H204_END_OPEN, exchange });
    return fate_of(&found.verdicts, row);
}

static bool is_among(unsigned code, const uint16_t *codes)
{
    while (*codes != 0 && *codes != code) {
        codes++;
    }
    return *codes != 0;
}

/* https://www.iana.org/assignments/http-status-codes, and RFC 9110 15.5.19, 15.4.7 for those that are unused */
Test(check_message, every_code_is_registered_or_not)
{
    static const uint16_t registered[] = {
        100, 101, 102, 103, 104, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305,
        306, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417,
        418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510,
        511, 0,
    };
    static const uint16_t unused[] = { 305, 306, 418, 0 };
    for (unsigned code = 0; code < 1000; code++) {
        bool is_in_range = code >= 100 && code <= 599;
        bool is_registered = is_among(code, registered);
        cr_expect_eq(fate_of_status(code, H204_ST_CODE_RANGE, NULL), is_in_range ? KEPT : BROKEN, "%u", code);
        cr_expect_eq(fate_of_status(code, H204_ST_CODE_REGISTERED, NULL), is_in_range && !is_registered ? BROKEN : KEPT,
                     "%u", code);
        cr_expect_eq(fate_of_status(code, H204_ST_CODE_UNUSED, NULL), is_among(code, unused) ? BROKEN : KEPT, "%u", code);
    }
}

#define DID(name, facts, true_ones) { .given = H204_GIVEN_METHOD, .method = OCTETS(name), KNOWN(facts, true_ones) }

/* RFC 9110 9.3.4, 9.3.5, RFC 4918 9.6.1: of all codes, only a success can be the wrong one. */
Test(check_message, successes_fit_what_was_done)
{
    static const struct {
        h204_invariant row;
        h204_exchange exchange;
        uint16_t fitting[6];
    } rows[] = {
        { H204_S204_PUT_REPLACED, DID("PUT", FACT(EXISTED) | FACT(ENACTED), FACT(EXISTED) | FACT(ENACTED)),
          { 200, 202, 203, 204 } },
        { H204_S204_PUT_CREATED, DID("PUT", FACT(EXISTED) | FACT(ENACTED), FACT(ENACTED)), { 201, 202 } },
        { H204_S204_DELETE, DID("DELETE", FACT(ENACTED), FACT(ENACTED)), { 200, 202, 203, 204, 207 } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (unsigned code = 100; code < 600; code++) {
            bool is_wrong = code / 100 == 2 && !is_among(code, rows[i].fitting);
            bool may_be_of_a_proxy = rows[i].row == H204_S204_PUT_CREATED && code == 203;
            fate expected = may_be_of_a_proxy ? NOT_EVALUATED : is_wrong ? BROKEN : KEPT;
            cr_expect_eq(fate_of_status(code, rows[i].row, &rows[i].exchange), expected, "%s: %u", name_of(rows[i].row), code);
        }
    }
}

/* ---- many lines ------------------------------------------------------------------------------------------ */

typedef struct text { /* octets that grow in memory of a fixed size */
    uint8_t *data;
    size_t size;
} text;

static void append(text *to, const char *literal)
{
    memcpy(to->data + to->size, literal, strlen(literal));
    to->size += strlen(literal);
}

/* Each trailer is looked up in the Trailer fields: only so many are, and then nobody says that all were named. */
Test(check_message, a_hundred_thousand_trailers, .timeout = 20)
{
    enum { LINES = 100000, LINE_MOST = 16 };
    text octets = { malloc((size_t)2 * LINES * LINE_MOST + 256), 0 };
    cr_assert_not_null(octets.data);
    append(&octets, S200 TE "chunked\r\n");
    for (int i = 0; i < LINES; i++) {
        append(&octets, "Trailer: a\r\n");
    }
    append(&octets, "Trailer: x\r\n\r\n0\r\n");
    for (int i = 0; i < LINES; i++) {
        append(&octets, "x: 1\r\n");
    }
    append(&octets, "\r\n");
    h204_message message = { { octets.data, octets.size }, { NULL, 0 }, H204_END_OPEN, NULL };
    h204_verdicts verdicts;
    h204_check(&message, ALL_PROFILES, NULL, 0, &verdicts);
    cr_expect_eq(fate_of(&verdicts, H204_TRL_DECLARED), KEPT);
    cr_expect_eq(fate_of(&verdicts, H204_TRL_DECL_MATCH), NOT_EVALUATED);
    cr_expect_eq(fate_of(&verdicts, H204_TRL_DUP_LIST), KEPT);
    free(octets.data);
}

/* So many trailers x, and one that is called `last`. */
static void expect_trailers(int count, const char *last, fate expected)
{
    uint8_t memory[4096];
    text octets = { memory, 0 };
    append(&octets, DECLARES("x"));
    for (int i = 0; i < count; i++) {
        append(&octets, i < count - 1 ? "x" : last);
        append(&octets, ": 1\r\n");
    }
    append(&octets, "\r\n");
    judged found = judge((h204_message){ { octets.data, octets.size }, { NULL, 0 }, H204_END_OPEN, NULL });
    cr_expect_eq(fate_of(&found.verdicts, H204_TRL_DECL_MATCH), expected, "%d trailers", count);
}

Test(check_message, sixty_four_trailers_are_looked_up)
{
    expect_trailers(64, "x", KEPT);
    expect_trailers(64, "y", BROKEN);
    expect_trailers(65, "x", NOT_EVALUATED);
    expect_trailers(65, "y", NOT_EVALUATED);
}

/* ---- the writer refuses what check finds, at the place that check names ---------------------------------- */

typedef struct write_case {
    h204_line lines[2]; /* of the head, or trailers */
    uint32_t count;
    h204_invariant row; /* H204_INVARIANT_NONE: it is written */
    size_t culprit;     /* from the first of the lines        */
} write_case;

#define LINE(name, value) { OCTETS(name), OCTETS(value) }

static const write_case heads[] = {
    { { LINE("Connection", "close, x") }, 1, H204_INVARIANT_NONE, 0 },
    { { LINE("Connection", "") }, 1, H204_INVARIANT_NONE, 0 },
    { { LINE("Connection", ",,") }, 1, H204_INVARIANT_NONE, 0 }, /* the writer leaves empty members to check */
    { { LINE("Connection", "\"close\"") }, 1, H204_CONN_ABNF, 12 },
    { { LINE("connection", "close, a b") }, 1, H204_CONN_ABNF, 21 },
    { { LINE("Connection", "a/b"), LINE("Content-Length", "x") }, 2, H204_CONN_ABNF, 13 },
    { { LINE("Content-Length", "x"), LINE("Connection", "a/b") }, 2, H204_FRAME_CL_DIGITS, 16 },
};

static const write_case trailers[] = {
    { { LINE("ETag", "\"a\""), LINE("X", "1") }, 2, H204_INVARIANT_NONE, 0 },
    { { LINE("Accept-Ranges", "bytes"), LINE("Accept-Ranges", "seconds") }, 2, H204_INVARIANT_NONE, 0 },
    { { LINE("X", "1"), LINE("Connection", "close") }, 2, H204_TRL_NO_ROUTING, 6 },
    { { LINE("set-cookie", "a=b") }, 1, H204_TRL_NO_AUTH, 0 },
    { { LINE("Vary", "*") }, 1, H204_TRL_NO_CONTROL, 0 },
    { { LINE("Trailer", "X") }, 1, H204_TRL_NO_FORMAT, 0 },
    { { LINE("Content-Length", "0") }, 1, H204_TRL_NO_FRAMING, 0 },
    { { LINE("ETag", "\"a\""), LINE("etag", "\"a\"") }, 2, H204_TRL_DUP_LIST, 11 },
    { { LINE("Age", "1"), LINE("Age", "1") }, 2, H204_TRL_NO_CONTROL, 0 },
};

Test(check_message, the_writer_refuses_what_check_finds_in_heads)
{
    enum { COUNT = sizeof heads / sizeof heads[0] };
    cr_assert_gt(COUNT, 0);
    for (size_t i = 0; i < COUNT; i++) {
        uint8_t octets[256];
        h204_room room = { octets, sizeof octets, 0 };
        h204_writing writing;
        h204_response response = { 1, 200, OCTETS("OK"), heads[i].lines, heads[i].count };
        h204_outcome outcome = h204_write_head((h204_context){ 0 }, &response, &room, &writing);
        bool is_fine = heads[i].row == H204_INVARIANT_NONE;
        cr_expect_eq(outcome.status, is_fine ? H204_DONE : H204_INVALID, "case %zu", i);
        cr_expect_eq(outcome.broken, heads[i].row, "case %zu", i);
        cr_expect_eq(outcome.culprit, is_fine ? 0 : sizeof S200 - 1 + heads[i].culprit, "case %zu", i);
        cr_expect(is_fine || room.size == 0, "case %zu", i);
    }
}

Test(check_message, the_writer_refuses_what_check_finds_in_trailers)
{
    enum { COUNT = sizeof trailers / sizeof trailers[0] };
    static const h204_line chunked[] = { LINE("Transfer-Encoding", "chunked"), LINE("Trailer", "ETag, X, Accept-Ranges") };
    cr_assert_gt(COUNT, 0);
    for (size_t i = 0; i < COUNT; i++) {
        uint8_t octets[256];
        h204_room room = { octets, sizeof octets, 0 };
        h204_writing writing;
        h204_response response = { 1, 200, OCTETS("OK"), chunked, 2 };
        h204_outcome outcome = h204_write_head((h204_context){ 0 }, &response, &room, &writing);
        cr_assert_eq(outcome.status, H204_DONE);
        size_t head_size = room.size;
        outcome = h204_write_end(&writing, trailers[i].lines, trailers[i].count, &room);
        bool is_fine = trailers[i].row == H204_INVARIANT_NONE;
        cr_expect_eq(outcome.status, is_fine ? H204_DONE : H204_INVALID, "case %zu", i);
        cr_expect_eq(outcome.broken, trailers[i].row, "case %zu", i);
        cr_expect_eq(outcome.culprit, is_fine ? 0 : sizeof "0\r\n" - 1 + trailers[i].culprit, "case %zu", i);
        cr_expect(is_fine || room.size == head_size, "case %zu", i);
    }
}
