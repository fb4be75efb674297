/* test_check_status.c - every row of chapter 700 has an exchange that keeps it, one that breaks it, and one that leaves
 * it open. */
#include "../src/codec/h204.h"
#include "guard.h"

#include <criterion/criterion.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ALL_PROFILES (H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER)

/* ---- the table --------------------------------------------------------------------------------------------
 *
 * A case is about one row, and says all that is broken.  The octets of a breach stand apart, between what is
 * before and after them, so that its place can be read.
 */
typedef enum fate { KEPT, BROKEN, NOT_EVALUATED } fate;

enum { MOST_ALSO = 4, MOST_FIELDS = 16 };

typedef struct place {
    h204_invariant row;
    h204_span span;
} place;

typedef struct status_case {
    h204_invariant row;
    fate fate;
    h204_view octets;
    h204_end end;
    const char *method;  /* NULL: not given, as below                     */
    const char *version; /* of the request                                */
    const char *fields;  /* of the request: lines, perhaps none           */
    const char *target;
    const char *twin;    /* the whole response to GET                     */
    bool has_role;
    h204_sender role;
    uint32_t known_facts;
    uint32_t facts;
    h204_span breach;             /* of the row, where it is broken */
    place also[MOST_ALSO];        /* what else is broken            */
} status_case;

#define OCTETS(literal) { (const uint8_t *)"" literal, sizeof literal - 1 }
#define PLACE(name, before, there) { H204_##name, { sizeof before - 1, sizeof there - 1 } }
#define CODE_OF(name) PLACE(name, "HTTP/1.1 ", "200")
#define KEEPS(name, literal)       .row = H204_##name, .fate = KEPT, .octets = OCTETS(literal)
#define LEAVES_OPEN(name, literal) .row = H204_##name, .fate = NOT_EVALUATED, .octets = OCTETS(literal)
#define BREAKS(name, before, there, after)                                    \
    .row = H204_##name, .fate = BROKEN, .octets = OCTETS(before there after), \
    .breach = { sizeof before - 1, sizeof there - 1 }
#define BREAKS_BY_STATUS(name, code, after) BREAKS(name, "HTTP/1.1 ", code, after)
#define CLOSED          .end = H204_END_CLOSED
#define KEPT_OPEN       .end = H204_END_KEPT
#define TO(name)        .method = name
#define OF(text)        .version = text
#define ASKING(lines)   .fields = lines
#define AT(text)        .target = text
#define FROM(sender)    .has_role = true, .role = H204_SENDER_##sender
#define TWIN(literal)   .twin = literal
#define TRUE_FACT(name) .known_facts = H204_FACT_##name, .facts = H204_FACT_##name
#define FALSE_FACT(name) .known_facts = H204_FACT_##name
#define ALSO            .also

#define END       "\r\n"
#define EMPTY     "Content-Length: 0\r\n\r\n"
#define HI        "Content-Length: 2\r\n\r\nhi"
#define LAST      "0\r\n\r\n"
#define CHUNKED   "Transfer-Encoding: chunked\r\n\r\n"
#define S101      "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"
#define S101_TO(protocol) "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: " protocol "\r\n\r\n"
#define REST_101  " Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"
#define S200      "HTTP/1.1 200 OK\r\n"
#define S201      "HTTP/1.1 201 Created\r\n"
#define S203      "HTTP/1.1 203 Non-Authoritative Information\r\n"
#define S204      "HTTP/1.1 204 No Content\r\n"
#define S205      "HTTP/1.1 205 Reset Content\r\n"
#define S206      "HTTP/1.1 206 Partial Content\r\n"
#define S304      "HTTP/1.1 304 Not Modified\r\n"
#define S405      "HTTP/1.1 405 Method Not Allowed\r\n"
#define S412      "HTTP/1.1 412 Precondition Failed\r\n"
#define S416      "HTTP/1.1 416 Range Not Satisfiable\r\n"
#define S417      "HTTP/1.1 417 Expectation Failed\r\n"
#define S426      "HTTP/1.1 426 Upgrade Required\r\n"
#define S451      "HTTP/1.1 451 Unavailable For Legal Reasons\r\n"
#define RANGE     "Content-Range: bytes 0-1/9\r\n"
#define PARTIAL   S206 RANGE HI
#define TAG       "ETag: \"a\"\r\n"
#define DATE      "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
#define MODIFIED  "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
#define IF_MODIFIED_IN_1994(field, condition)                      \
    { LEAVES_OPEN(S206_IFRANGE_FALSE, S206 field RANGE HI),        \
      ASKING("Range: bytes=0-1\r\nIf-Range: " condition "\r\n"), \
      ALSO = { PLACE(S206_IFRANGE_MIN, S206, "Last-Modified") } }
#define SINCE     "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
#define SWITCH    "Upgrade: x\r\nConnection: upgrade\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"
#define PARTS     S206 "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: "
#define ONE       "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n"
#define TWO       "--b\r\nContent-Range: bytes 4-5/9\r\n\r\nyo\r\n"
#define OF_BOUNDARY(text) S206 "Content-Type: multipart/byteranges; boundary=" text
#define TO_CLOSE  OF_BOUNDARY("b") "\r\n\r\n"
#define SEVENTY   "1234567890123456789012345678901234567890123456789012345678901234567890"
#define SIX_4     "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqr"
#define SEVENTY_1 "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopq"
#define UNMEASURED "--b\r\nContent-Range: x 1\r\n\r\n"
#define ONE_PART  PARTS "46\r\n\r\n" ONE "--b--\r\n"
#define TWO_PARTS PARTS "85\r\n\r\n" ONE TWO "--b--\r\n"
#define TEXT_TWIN S200 "Content-Type: text/plain\r\nContent-Length: 9\r\n\r\nhi3456789"
#define NINE      "Content-Length: 9\r\n\r\nhi3456789"

static const status_case cases[] = {
    { KEEPS(S101_REQ_10, S204 END), OF("1.0") },
    { KEEPS(S101_REQ_10, S101), OF("1.1") },
    { BREAKS_BY_STATUS(S101_REQ_10, "101", REST_101), OF("1.0"), ASKING("Upgrade: x\r\n"),
      ALSO = { CODE_OF(S1XX_NOT_TO_10) } },
    { LEAVES_OPEN(S101_REQ_10, S101) },

    { KEEPS(S101_OFFERED, S101_TO("X/a")), ASKING("Upgrade: x/a\r\n") }, /* a name without case, a version with it */
    { BREAKS(S101_OFFERED, "HTTP/1.1 101 \r\nConnection: upgrade\r\nUpgrade: ", "x/A", END END), ASKING("Upgrade: x/a\r\n") },

    { KEEPS(S100_EXPECT_10, S417 EMPTY), OF("1.1"), ASKING("Expect: 100-continue\r\n") },
    { KEEPS(S100_EXPECT_10, S417 EMPTY), OF("1.0"), ASKING("Expect: 100-continue, x=\"a,b\"\r\n") },
    { KEEPS(S100_EXPECT_10, S417 EMPTY), OF("1.0"), ASKING("Expect: 100-continue\r\nexpect: x\r\n") },
    { KEEPS(S100_EXPECT_10, S417 EMPTY), OF("1.0"), ASKING("Expect: 100-continue=1\r\n") },
    { KEEPS(S100_EXPECT_10, S204 END), OF("1.0"), ASKING("Expect: 100-continue\r\n") },
    { KEEPS(S100_EXPECT_10, S417 EMPTY), OF("1.0"), ASKING("Expect: ,\r\n") }, /* it names none */
    { KEEPS(S100_EXPECT_10, S417 EMPTY), OF("1.0"), ASKING("X: 100-continue\r\n"), ALSO = { CODE_OF(S417_EXPECT) } },
    { BREAKS_BY_STATUS(S100_EXPECT_10, "417", " \r\n" EMPTY), OF("1.0"), ASKING("Expect: 100-Continue\r\n") },
    { BREAKS_BY_STATUS(S100_EXPECT_10, "417", " \r\n" EMPTY), OF("1.0"), ASKING("Expect: , 100-continue ,\r\n") },
    { LEAVES_OPEN(S100_EXPECT_10, S417 EMPTY), OF("1.0") },
    { LEAVES_OPEN(S100_EXPECT_10, S417 EMPTY), ASKING("Expect: 100-continue\r\n") },

    { KEEPS(S100_BEFORE_101, S101), OF("1.1"), ASKING(SWITCH),
      .known_facts = H204_FACT_WAS_CONTINUED | H204_FACT_CONTENT_BEGUN, .facts = H204_FACT_WAS_CONTINUED },
    { KEEPS(S100_BEFORE_101, S101), OF("1.1"), ASKING(SWITCH),
      .known_facts = H204_FACT_WAS_CONTINUED | H204_FACT_CONTENT_BEGUN, .facts = H204_FACT_CONTENT_BEGUN },
    { KEEPS(S100_BEFORE_101, S101), OF("1.1"), ASKING("Upgrade: x\r\nConnection: upgrade\r\n") },
    { KEEPS(S100_BEFORE_101, S204 END), OF("1.1"), ASKING(SWITCH) },
    { BREAKS_BY_STATUS(S100_BEFORE_101, "101", REST_101), OF("1.1"), ASKING(SWITCH),
      .known_facts = H204_FACT_WAS_CONTINUED | H204_FACT_CONTENT_BEGUN },
    { LEAVES_OPEN(S100_BEFORE_101, S101), OF("1.1"), ASKING(SWITCH), FALSE_FACT(WAS_CONTINUED) },
    { LEAVES_OPEN(S100_BEFORE_101, S101), ASKING(SWITCH) },

    { KEEPS(S205_EXPLICIT_ZERO, S205 EMPTY), TO("POST") },
    { KEEPS(S205_EXPLICIT_ZERO, S205 CHUNKED "0\r\n\r\n"), TO("POST") },
    { KEEPS(S205_EXPLICIT_ZERO, S205 END), TO("HEAD") },
    { KEEPS(S205_EXPLICIT_ZERO, S205 HI), TO("POST"),
      ALSO = { PLACE(S205_NO_CONTENT, S205 "Content-Length: 2\r\n\r\n", "hi") } },
    { BREAKS_BY_STATUS(S205_EXPLICIT_ZERO, "205", " Reset Content\r\n\r\n"), TO("POST"), CLOSED },
    { LEAVES_OPEN(S205_EXPLICIT_ZERO, S205 END), CLOSED },
    { LEAVES_OPEN(S205_EXPLICIT_ZERO, S205), TO("POST") },

    { KEEPS(S200_EXPLICIT_EMPTY, S200 EMPTY), TO("GET"), CLOSED },
    { KEEPS(S200_EXPLICIT_EMPTY, S200 END "hi"), TO("GET"), CLOSED },
    { KEEPS(S200_EXPLICIT_EMPTY, S200 END), TO("HEAD"), CLOSED },
    { KEEPS(S200_EXPLICIT_EMPTY, S200 END), TO("CONNECT"), CLOSED },
    { BREAKS_BY_STATUS(S200_EXPLICIT_EMPTY, "200", " OK\r\n\r\n"), TO("GET"), CLOSED },
    { LEAVES_OPEN(S200_EXPLICIT_EMPTY, S200 END), TO("GET") },
    { LEAVES_OPEN(S200_EXPLICIT_EMPTY, S200 END), CLOSED },

    { KEEPS(S203_ROLE, S203 HI), FROM(PROXY), TRUE_FACT(TRANSFORMED) },
    { KEEPS(S203_ROLE, S203 HI), FROM(GATEWAY) },
    { BREAKS_BY_STATUS(S203_ROLE, "203", " \r\n" HI), FROM(ORIGIN) },
    { BREAKS_BY_STATUS(S203_ROLE, "203", " \r\n" HI), FROM(PROXY), FALSE_FACT(TRANSFORMED) },
    { LEAVES_OPEN(S203_ROLE, S203 HI), FROM(PROXY) },
    { LEAVES_OPEN(S203_ROLE, S203 HI) },

    { KEEPS(S201_LOCATION, S201 "Location: /n/1\r\n" HI), TO("POST") },
    { KEEPS(S201_LOCATION, S201 "location:\r\n" HI), TO("POST") },
    { KEEPS(S201_LOCATION, S201 HI), TO("PUT") },
    { KEEPS(S201_LOCATION, S201 HI), TO("post") }, /* methods are case-sensitive */
    { BREAKS_BY_STATUS(S201_LOCATION, "201", " Created\r\n" HI), TO("POST") },
    { LEAVES_OPEN(S201_LOCATION, S201 HI) },
    { LEAVES_OPEN(S201_LOCATION, S201), TO("POST") },

    { KEEPS(S201_LOC_FRAGMENT, S201 "Location: /n/1\r\n" EMPTY) },
    { KEEPS(S201_LOC_FRAGMENT, S201 EMPTY) },
    { KEEPS(S201_LOC_FRAGMENT, "HTTP/1.1 303 See Other\r\nLocation: /n/1#top\r\n" EMPTY) },
    { BREAKS(S201_LOC_FRAGMENT, S201 "Location: /n/1", "#top", "\r\n" EMPTY) },
    { BREAKS(S201_LOC_FRAGMENT, S201 "Location: ", "#", "\r\n" EMPTY) },
    { LEAVES_OPEN(S201_LOC_FRAGMENT, S201 "Location: /n/1#top\r\n") }, /* the line may be folded yet */

    { KEEPS(SPOST_EXCLUDED, S204 END), TO("POST") },
    { KEEPS(SPOST_EXCLUDED, S416 "Content-Range: bytes */9\r\n" HI), TO("GET") },
    { BREAKS_BY_STATUS(SPOST_EXCLUDED, "416", " \r\nContent-Range: bytes */9\r\n" HI), TO("POST") },
    { LEAVES_OPEN(SPOST_EXCLUDED, S416 "Content-Range: bytes */9\r\n" HI) },

    { KEEPS(SOPT_ALLOW, S204 "Allow: GET\r\n\r\n"), TO("OPTIONS"), AT("/x") },
    { KEEPS(SOPT_ALLOW, S204 "Allow:\r\n\r\n"), TO("OPTIONS"), AT("/x") },
    { KEEPS(SOPT_ALLOW, S204 "Access-Control-Allow-Methods: GET\r\n\r\n"), TO("OPTIONS"), AT("/x") },
    { KEEPS(SOPT_ALLOW, S204 END), TO("OPTIONS"), AT("*") },
    { KEEPS(SOPT_ALLOW, "HTTP/1.1 501 Not Implemented\r\n" HI), TO("OPTIONS"), AT("/x") },
    { BREAKS_BY_STATUS(SOPT_ALLOW, "204", " No Content\r\n\r\n"), TO("OPTIONS"), AT("/x") },
    { LEAVES_OPEN(SOPT_ALLOW, S204 END), TO("OPTIONS") },

    { KEEPS(S200_TRACE_FIELDS, S200 "Content-Type: message/http\r\nContent-Length: 20\r\n\r\nTRACE / HTTP/1.1\r\n\r\n"),
      TO("TRACE"), ASKING("Cookie: secret\r\n") },
    { KEEPS(S200_TRACE_FIELDS, S200 "Content-Length: 3\r\n\r\na=b"), TO("TRACE"), ASKING("Cookie: a=b\r\n") },
    { KEEPS(S200_TRACE_FIELDS, S200 "Content-Length: 6\r\n\r\nsecret"), TO("TRACE"), ASKING("X: secret\r\n") },
    { KEEPS(S200_TRACE_FIELDS, S200 "Content-Length: 6\r\n\r\nsecret"), TO("GET"), ASKING("Cookie: secret\r\n") },
    { BREAKS(S200_TRACE_FIELDS, S200 "Content-Length: 16\r\n\r\nCookie: ", "secret", "\r\n"), TO("TRACE"),
      ASKING("Cookie: secret\r\n") },
    { BREAKS(S200_TRACE_FIELDS, S200 CHUNKED "4\r\nBa", "si\r\n3\r\nc a", "\r\n0\r\n\r\n"), TO("TRACE"),
      ASKING("Authorization: sic a\r\n") },
    { BREAKS(S200_TRACE_FIELDS, S200 "Content-Length: 9\r\n\r\nsesec", "sesa", ""), TO("TRACE"),
      ASKING("Proxy-Authorization: sesa\r\n") },
    { LEAVES_OPEN(S200_TRACE_FIELDS, S200 "Content-Length: 16\r\n\r\nCookie: secret"), TO("TRACE"),
      ASKING("Cookie: secret\r\n") },
    { KEEPS(S200_TRACE_FIELDS, S200 "Content-Length: 6\r\n\r\nsecreT"), TO("TRACE"), ASKING("Cookie: secret\r\n") },
    { KEEPS(S200_TRACE_FIELDS, S200 "Content-Length: 5\r\n\r\nsecre"), TO("TRACE"), ASKING("Cookie: secret\r\n") },
    { KEEPS(S200_TRACE_FIELDS, S200 "\r\n" SIX_4 SIX_4 SIX_4 SEVENTY_1), CLOSED, TO("TRACE"),
      ASKING("Cookie: " SIX_4 SIX_4 SIX_4 SIX_4 "\r\n") },
    { BREAKS(S200_TRACE_FIELDS, S200 "\r\n", SIX_4 SIX_4 SIX_4 SIX_4, ""), CLOSED, TO("TRACE"),
      ASKING("Cookie: " SIX_4 SIX_4 SIX_4 SIX_4 "\r\n") },
    { BREAKS(S200_TRACE_FIELDS, S200 "\r\n", SIX_4 SIX_4 SIX_4 SIX_4, "!"), CLOSED, TO("TRACE"), /* of a longer one 256 */
      ASKING("Cookie: " SIX_4 SIX_4 SIX_4 SIX_4 "?!\r\n") },
    { LEAVES_OPEN(S200_TRACE_FIELDS, S200 "Content-Length: 6\r\n\r\nsecret"), TO("TRACE") },

    { KEEPS(HEAD_SAME_FIELDS, S200 TAG END), TO("HEAD"), TWIN(S200 TAG HI) },
    { KEEPS(HEAD_SAME_FIELDS, S200 END), TO("HEAD"), TWIN(S200 "Vary: Accept\r\nServer: x\r\n" HI) },
    { KEEPS(HEAD_SAME_FIELDS, S200 END), TO("HEAD"), TWIN("HTTP/1.1 203 \r\n" TAG HI) },
    { KEEPS(HEAD_SAME_FIELDS, S200 HI), TO("GET"), TWIN(S200 TAG HI) },
    { BREAKS_BY_STATUS(HEAD_SAME_FIELDS, "200", " OK\r\n\r\n"), TO("HEAD"), TWIN(S200 TAG HI) },
    { BREAKS_BY_STATUS(HEAD_SAME_FIELDS, "200", " OK\r\n" TAG END), TO("HEAD"),
      TWIN(S200 "ETag: \"b\"\r\nCache-Control: no-cache\r\n" HI) },
    { LEAVES_OPEN(HEAD_SAME_FIELDS, S200 END), TO("HEAD") },
    { LEAVES_OPEN(HEAD_SAME_FIELDS, S200), TO("HEAD"), TWIN(S200 TAG HI) },

    /* ---- 206 ---- */
    { KEEPS(S206_REQUESTED, PARTIAL), TO("GET"), ASKING("range: bytes=0-1\r\n") },
    { KEEPS(S206_REQUESTED, S200 HI), TO("GET"), ASKING("") },
    { BREAKS_BY_STATUS(S206_REQUESTED, "206", " \r\n" RANGE HI), ASKING("") },
    { BREAKS_BY_STATUS(S206_REQUESTED, "206", " \r\n" RANGE HI), TO("POST"), ASKING("Ranges: x\r\n") },
    { LEAVES_OPEN(S206_REQUESTED, PARTIAL), TO("GET") },

    { KEEPS(S206_METHOD, S200 HI), TO("PUT"), ASKING("Range: bytes=0-1\r\n") },
    { KEEPS(S206_METHOD, PARTIAL), TO("REPORT"), ASKING("Range: bytes=0-1\r\n") },
    { KEEPS(S206_METHOD, PARTIAL), TO("GET"), ASKING("Range: bytes=0-1\r\n") },
    { KEEPS(S206_METHOD, PARTIAL), TO("PUT"), ASKING(""), ALSO = { CODE_OF(S206_REQUESTED) } },
    { BREAKS_BY_STATUS(S206_METHOD, "206", " \r\n" RANGE HI), TO("PATCH"), ASKING("Range: bytes=0-1\r\n") },
    { BREAKS_BY_STATUS(S206_METHOD, "206", " \r\n" RANGE "\r\n"), TO("HEAD"), ASKING("Range: bytes=0-1\r\n") },
    { BREAKS_BY_STATUS(S206_METHOD, "206", " \r\n" RANGE HI), TO("TRACE"), ASKING("Range: bytes=0-1\r\n") },
    { LEAVES_OPEN(S206_METHOD, PARTIAL), ASKING("Range: bytes=0-1\r\n") },
    { LEAVES_OPEN(S206_METHOD, PARTIAL), TO("PUT") },

    { KEEPS(S206_SINGLE_NOT_MULTI, PARTIAL), TO("GET"), ASKING("Range: bytes=0-1\r\n") },
    { KEEPS(S206_SINGLE_NOT_MULTI, ONE_PART), TO("GET"), ASKING("Range: bytes=0-1,99-\r\n") },
    { KEEPS(S206_SINGLE_NOT_MULTI, ONE_PART), TO("REPORT"), ASKING("Range: bytes=0-1\r\n") },
    { BREAKS(S206_SINGLE_NOT_MULTI, S206 "Content-Type: ", "multipart/byteranges; boundary=b",
             "\r\nContent-Length: 46\r\n\r\n" ONE "--b--\r\n"), TO("GET"), ASKING("Range: bytes=0-1\r\n") },
    { BREAKS(S206_SINGLE_NOT_MULTI, S206 "Content-Type: ", "Multipart/ByteRanges;boundary=b",
             "\r\nContent-Length: 46\r\n\r\n" ONE "--b--\r\n"), TO("GET"), ASKING("Range: x= ,\t1.5-2 ,\r\n") },
    { KEEPS(S206_SINGLE_NOT_MULTI, ONE_PART), TO("GET"), ASKING("Range: x=1, 2\r\n") },
    { LEAVES_OPEN(S206_SINGLE_NOT_MULTI, ONE_PART), TO("GET"), ASKING("Range: =0-1\r\n") }, /* no ranges-specifier */
    { LEAVES_OPEN(S206_SINGLE_NOT_MULTI, ONE_PART), TO("GET"), ASKING("Range: x=\r\n") },
    { LEAVES_OPEN(S206_SINGLE_NOT_MULTI, ONE_PART), TO("GET"), ASKING("Range: x=,\r\n") },
    { LEAVES_OPEN(S206_SINGLE_NOT_MULTI, ONE_PART), TO("GET"), ASKING("Range: x/y=1\r\n") },
    { LEAVES_OPEN(S206_SINGLE_NOT_MULTI, ONE_PART), TO("GET"), ASKING("Range: x=1\x80\r\n") },
    { LEAVES_OPEN(S206_SINGLE_NOT_MULTI, ONE_PART), TO("GET"), ASKING("Range: bytes\r\n") },
    { LEAVES_OPEN(S206_SINGLE_NOT_MULTI, ONE_PART), TO("GET"), ASKING("Range: bytes=0 1\r\n") },
    { LEAVES_OPEN(S206_SINGLE_NOT_MULTI, ONE_PART), TO("GET"), ASKING("Range: bytes=0-1\r\nRange: bytes=0-1\r\n") },
    { LEAVES_OPEN(S206_SINGLE_NOT_MULTI, ONE_PART), ASKING("Range: bytes=0-1\r\n") },

    { KEEPS(S206_CR_SINGLE, PARTIAL) },
    { KEEPS(S206_CR_SINGLE, ONE_PART) },
    { KEEPS(S206_CR_SINGLE, S206 "Content-Type: multipart/x-byteranges; boundary=b\r\n" HI),
      ALSO = { PLACE(S206_MULTI_CT, S206 "Content-Type: ", "multipart/x-byteranges; boundary=b") } },
    { KEEPS(S206_CR_SINGLE, S200 HI) },
    { BREAKS_BY_STATUS(S206_CR_SINGLE, "206", " \r\n" HI) },
    { BREAKS_BY_STATUS(S206_CR_SINGLE, "206", " \r\nContent-Type: text/plain\r\n" HI) },
    { LEAVES_OPEN(S206_CR_SINGLE, S206) },
    { LEAVES_OPEN(S206_CR_SINGLE, S206 "Content-Type: multi\x01part/byteranges; boundary=b\r\n" HI),
      ALSO = { PLACE(FLD_VALUE_NO_CTL, S206 "Content-Type: multi", "\x01") } },

    { KEEPS(S206_MULTI_CT, TWO_PARTS) },
    { KEEPS(S206_MULTI_CT, S206 "Content-Type: Multipart/ByteRanges; Boundary=\"b\"\r\nContent-Length: 46\r\n\r\n" ONE
             "--b--\r\n") },
    { KEEPS(S206_MULTI_CT, S206 "Content-Type: multipart/mixed; boundary=b\r\n" RANGE HI) }, /* one part, of that type */
    { KEEPS(S206_MULTI_CT, S206 "Content-Type: multipart/mixed; boundary=\"b\r\n" HI),
      ALSO = { PLACE(FLD_QS_CLOSED, S206 "Content-Type: multipart/mixed; boundary=", "\"") } },
    { BREAKS(S206_MULTI_CT, S206 "Content-Type: ", "multipart/mixed; boundary=b", "\r\n" HI) },
    { BREAKS(S206_MULTI_CT, S206 "Content-Type: ", "multipart/byteranges", "\r\n" HI) },
    { LEAVES_OPEN(S206_MULTI_CT, S206 "Content-Type: multipart/mixed; boundary=b\r\n") },

    { KEEPS(S206_MULTI_NO_CR, ONE_PART) },
    { KEEPS(S206_MULTI_NO_CR, PARTIAL) },
    { BREAKS(S206_MULTI_NO_CR, S206, "Content-Range", ": bytes 0-1/9\r\nContent-Type: multipart/byteranges; boundary=b\r\n"
             "Content-Length: 46\r\n\r\n" ONE "--b--\r\n") },
    { BREAKS(S206_MULTI_NO_CR, S206, "Content-Range", ": bytes */9\r\nContent-Type: multipart/byteranges; boundary=b\r\n"
             "Content-Length: 46\r\n\r\n" ONE "--b--\r\n") }, /* S206_CR_FORM says nothing */
    { LEAVES_OPEN(S206_MULTI_NO_CR, S206 "Content-Type: multipart/byteranges; boundary=b\r\n" RANGE) },

    { KEEPS(S206_PART_CR, TWO_PARTS) },
    { KEEPS(S206_PART_CR, PARTS "62\r\n\r\n--b\r\nX: 1\r\ncontent-range:exampleunit 1.2-4.3/25\r\n\r\nhi\r\n--b--\r\n") },
    { KEEPS(S206_PART_CR, PARTS "42\r\n\r\n--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b") }, /* no end: no part */
    { KEEPS(S206_PART_CR, PARTS "63\r\n\r\n--b\r\nContent-Range: bytes 0-16/99\r\n\r\nx\r\n--b\r\n\r\nhi\r\n--b\r\n--b--\r\n") },
    { KEEPS(S206_PART_CR, PARTS "60\r\n\r\npreamble\r\n--b \t\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--\r\n\r\n") },
    { KEEPS(S206_PART_CR, S206 "Content-Type: multipart/byteranges; boundary=b\r\n" CHUNKED
             "1\r\n-\r\n2b;a=b\r\n-b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--\r\n0\r\n\r\n") },
    { KEEPS(S206_PART_CR, S206 "Content-Type: multipart/byteranges; boundary=b\r\nContent-Encoding: gzip\r\n"
             "Content-Length: 18\r\n\r\n--b\r\n\r\nhi\r\n--b--\r\n") },
    { KEEPS(S206_PART_CR, S206 "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhi\r\n--b--\r\n"), CLOSED,
      ALSO = { PLACE(S206_MULTI_CT, S206 "Content-Type: ", "multipart/mixed; boundary=b") } },
    { KEEPS(S206_PART_CR, S206 "Content-Type: multipart/byteranges\r\n\r\n--b\r\n\r\nhi\r\n--b--\r\n"), CLOSED,
      ALSO = { PLACE(S206_MULTI_CT, S206 "Content-Type: ", "multipart/byteranges") } },
    { KEEPS(S206_PART_CR, S206 "Content-Type: multipart/byteranges; boundary=b\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
             "12\r\n--b\r\n\r\nhi\r\n--b--\r\n\r\n0\r\n\r\n") },
    { BREAKS(S206_PART_CR, PARTS "18\r\n\r\n", "--b", "\r\n\r\nhi\r\n--b--\r\n") },
    { BREAKS(S206_PART_CR, PARTS "59\r\n\r\n" ONE, "--b", "\r\nX: 1\r\n--b--\r\n\r\n") },
    { BREAKS(S206_PART_CR, PARTS "17\r\n\r\n", "--b", "\r\nRange: 1\r\n\r\n") },
    { BREAKS(S206_PART_CR, S206 "Content-Type: multipart/byteranges; boundary=\"b c\"\r\nContent-Length: 22\r\n\r\n",
             "--b c", "\r\n\r\nhi\r\n--b c--\r\n") },
    { BREAKS(S206_PART_CR, S206 "Content-Type: multipart/byteranges; boundary=b\r\n" CHUNKED "2\r\n", "--\r\n1\r\nb",
             "\r\nf\r\n\r\n\r\nhi\r\n--b--\r\n\r\n0\r\n\r\n") },
    { KEEPS(S206_PART_CR, TO_CLOSE UNMEASURED "h\n--b\r\n\r\ni\r\n--b--\r\n"), CLOSED }, /* LF begins no line of data */
    { KEEPS(S206_PART_CR, TO_CLOSE UNMEASURED "\n--b\r\n\r\nhi\r\n--b--\r\n"), CLOSED },
    { KEEPS(S206_PART_CR, TO_CLOSE UNMEASURED "h\r--b\r\n\r\ni\r\n--b--\r\n"), CLOSED },
    { KEEPS(S206_PART_CR, TO_CLOSE UNMEASURED "h\rx\n--b\r\n\r\ni\r\n--b--\r\n"), CLOSED },
    { KEEPS(S206_PART_CR, TO_CLOSE UNMEASURED "hi\r\n--b\r\r\n\r\nhi\r\n--b--\r\n"), CLOSED }, /* no line end: no delimiter */
    { KEEPS(S206_PART_CR, TO_CLOSE UNMEASURED "hi\r\n-b\r\n\r\nhi\r\n--b--\r\n"), CLOSED },
    { KEEPS(S206_PART_CR, TO_CLOSE UNMEASURED "hi\r\n--B\r\n\r\nhi\r\n--b--\r\n"), CLOSED }, /* a boundary has case */
    { KEEPS(S206_PART_CR, TO_CLOSE UNMEASURED "hi\r\n--b-\r\n\r\nhi\r\n--b--\r\n"), CLOSED },
    { KEEPS(S206_PART_CR, TO_CLOSE UNMEASURED "hi\r\n--b--\r\n--b\r\n\r\nhi"), CLOSED }, /* behind the last part: epilogue */
    { KEEPS(S206_PART_CR, TO_CLOSE UNMEASURED "hi\r\n--b-- \r\n"), CLOSED },
    { KEEPS(S206_PART_CR, TO_CLOSE "--b\r\nContent-Rangex: 1\r\nCONTENT-RANGE: x 1\r\n\r\nhi\r\n--b--\r\n"), CLOSED },
    { KEEPS(S206_PART_CR, TO_CLOSE "-"), CLOSED },
    { KEEPS(S206_PART_CR, TO_CLOSE "--b"), CLOSED },
    { KEEPS(S206_PART_CR, TO_CLOSE), CLOSED },
    { BREAKS(S206_PART_CR, TO_CLOSE "preamble\r\n", "--b", "\r\n\r\nhi\r\n--b--\r\n"), CLOSED },
    { BREAKS(S206_PART_CR, TO_CLOSE "\r\r\n", "--b", "\r\n\r\nhi\r\n--b--\r\n"), CLOSED },
    { BREAKS(S206_PART_CR, TO_CLOSE UNMEASURED "hi\r\n", "--b", "\t \r\n\r\nhi\r\n--b--\r\n"), CLOSED },
    { BREAKS(S206_PART_CR, TO_CLOSE "--b\r\nContent-Range: bytes 0-9/99\r\n\r\nhi\r\n", "--b", "\r\n\r\nhi\r\n--b--\r\n"),
      CLOSED, ALSO = { PLACE(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-9/99\r\n\r\nhi\r\n--b\r\n\r", "\n") } },
    { BREAKS(S206_PART_CR, TO_CLOSE, "--b", "\r\nX-Content-Range: bytes 0-1/9\r\n\r\nContent-Range: bytes 0-1/9\r\n"
             "--b--\r\n"), CLOSED },
    { BREAKS(S206_PART_CR, TO_CLOSE, "--b", "\r\nContent-Rang"), CLOSED },
    { BREAKS(S206_PART_CR, TO_CLOSE, "--b", "\r\n"), CLOSED },
    { BREAKS(S206_PART_CR, OF_BOUNDARY(SEVENTY) "\r\nX: \\\r\n\r\n", "--" SEVENTY, "\r\n\r\nhi\r\n--" SEVENTY "--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CR, OF_BOUNDARY(SEVENTY "c") "\r\n\r\n--" SEVENTY "c\r\n\r\nhi\r\n--" SEVENTY "c--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CR, OF_BOUNDARY("\"\"") "\r\n\r\n--\r\n\r\nhi\r\n----\r\n"), CLOSED },
    { LEAVES_OPEN(S206_PART_CR, PARTS "18\r\n\r\n--b\r\n\r\nhi\r\n--b--\r") },
    { LEAVES_OPEN(S206_PART_CR, S206 "Content-Type: multipart/byteranges; boundary=\"\\b\"\r\n" HI),
      ALSO = { PLACE(FLD_QP_MINIMAL_QS, S206 "Content-Type: multipart/byteranges; boundary=\"", "\\b") } },

    { KEEPS(S206_PART_CRLF, TWO_PARTS) },
    { KEEPS(S206_PART_CRLF, PARTS "52\r\n\r\n--b\r\nContent-Range: bytes 0-7/9\r\n\r\nh\n--b\r\ni\r\n--b--\r\n") },
    { KEEPS(S206_PART_CRLF, S200 "Content-Type: multipart/byteranges; boundary=b\r\n" HI) },
    { BREAKS(S206_PART_CRLF, PARTS "45\r\n\r\n--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi", "\n", "--b--\r\n") },
    { BREAKS(S206_PART_CRLF, PARTS "45\r\n\r\n--b", "\n", "Content-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--\r\n") },
    { BREAKS(S206_PART_CRLF, PARTS "45\r\n\r\n--b\r\nContent-Range: bytes 0-1/9\r\n", "\n", "hi\r\n--b--\r\n") },
    { BREAKS(S206_PART_CRLF, PARTS "47\r\n\r\n--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi", "x", "\r\n--b--\r\n") },
    { BREAKS(S206_PART_CRLF, PARTS "46\r\n\r\n--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--", "c", "--\r\n") },
    { KEEPS(S206_PART_CRLF, OF_BOUNDARY("b") "\r\n" CHUNKED "26\r\n--b\r\nContent-Range: bytes 0-2/9\r\n\r\nabc\r\n"
             "9\r\n\r\n--b--\r\n\r\n0\r\n\r\n") }, /* the data ends with a chunk */
    { KEEPS(S206_PART_CRLF, OF_BOUNDARY("b") "\r\n" CHUNKED "24\r\n--b\r\nContent-Range: bytes 0-2/9\r\n\r\na\r\n"
             "1\r\nb\r\na\r\nc\r\n--b--\r\n\r\n0\r\n\r\n") }, /* and stands in three */
    { KEEPS(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-0/9\r\n\r\n\r\r\n--b--\r\n"), CLOSED },
    { KEEPS(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-1/9\r\nContent-Range: bytes 0-7/9\r\n\r\nhi\r\n--b--"),
      CLOSED },
    { BREAKS(S206_PART_CRLF, TO_CLOSE ONE "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi", "x", "\r\n--b--"), CLOSED },
    { BREAKS(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-0/9\r\n\r\nh", "i", "\r\n--b\r\n" /* nor here */
             "Content-Range: bytes 0-16/99\r\n\r\nhi\r\n--b\r\n\r\nhi\r\n23\r\n--b--"), CLOSED,
      ALSO = { PLACE(S206_PART_CR, TO_CLOSE "--b\r\nContent-Range: bytes 0-0/9\r\n\r\nhi\r\n--b\r\n"
                     "Content-Range: bytes 0-16/99\r\n\r\nhi\r\n", "--b") } },
    { BREAKS(S206_PART_CRLF, TO_CLOSE ONE "--b", "\n", "Content-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--"), CLOSED },
    { BREAKS(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r", "\r", "\n--b--"), CLOSED },
    { BREAKS(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n-", "b", "--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, OF_BOUNDARY("b") "\r\nTrailer: X-5\r\n" CHUNKED "25\r\n--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n"
                  "0\r\nX-5: 1\r\n\r\n") },
    { KEEPS(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 18446744073709551615-18446744073709551615/*\r\n\r\nx\r\n--b--"),
      CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-99/*\r\n\r\nhi\r\n" /* no range is believed any more */
                  "--b\r\nContent-Range: bytes 0-0/9\r\n\r\nhi\r\n--b--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 1-0/9\r\n\r\nx\r\n--b--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-18446744073709551615/*\r\n\r\nx\r\n--b--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-18446744073709551616/*\r\n\r\nx\r\n--b--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 1-18446744073709551617/*\r\n\r\nxx\r\n--b--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-/9\r\n\r\nx\r\n--b--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes -0/9\r\n\r\nx\r\n--b--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes 0-0 /9\r\n\r\nx\r\n--b--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, TO_CLOSE "--b\r\nContent-Range: bytes=0-0/9\r\n\r\nx\r\n--b--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, TO_CLOSE ONE "--b\r\nContent-Range: x 1\r\n\r\nhi\r\n--b--"), CLOSED },
    { LEAVES_OPEN(S206_PART_CRLF, PARTS "63\r\n\r\n--b\r\nX: 1\r\nContent-Range: exampleunit 1.2-4.3/25\r\n\r\nhi\r\n--b--\r\n") },
    { LEAVES_OPEN(S206_PART_CRLF, PARTS "47\r\n\r\n--b\r\nContent-Range: bytes 0-99/9\r\n\r\nhi\r\n--b--\r\n") },
    { LEAVES_OPEN(S206_PART_CRLF, PARTS "42\r\n\r\n--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--") },

    { KEEPS(S206_CL_PART, PARTIAL) },
    { KEEPS(S206_CL_PART, S206 RANGE CHUNKED "1\r\nh\r\n1;a\r\ni\r\n0\r\n\r\n") },
    { KEEPS(S206_CL_PART, S206 RANGE "\r\nhi"), CLOSED },
    { KEEPS(S206_CL_PART, S206 RANGE "Content-Length: 5\r\n\r\n"), TO("HEAD") },
    { KEEPS(S206_CL_PART, S206 "Content-Range: bytes 1-0/9\r\n" HI),
      ALSO = { PLACE(H_CR_ORDER, S206 "Content-Range: ", "bytes 1-0/9") } },
    { KEEPS(S206_CL_PART, S206 "Content-Range: pages 0-4/9\r\n" HI) },
    { BREAKS(S206_CL_PART, S206 "Content-Range: bytes ", "0-4", "/9\r\n" HI) },
    { BREAKS(S206_CL_PART, S206 "Content-Range: bytes ", "0-0", "/*\r\n" EMPTY) },
    { BREAKS(S206_CL_PART, S206 "Content-Range: bytes ", "0-1", "/9\r\n" CHUNKED "1\r\nh\r\n0\r\n\r\n") },
    { BREAKS(S206_CL_PART, S206 "Content-Range: bytes ", "0-18446744073709551615", "/*\r\n" EMPTY) },
    { KEEPS(S206_CL_PART, S206 HI), ALSO = { PLACE(S206_CR_SINGLE, "HTTP/1.1 ", "206") } },
    { KEEPS(S206_CL_PART, S206 "Content-Range: bytes 0-4/9\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nh\r\n0\r\n\r\n") },
    { KEEPS(S206_CL_PART, S206 "Content-Range: bytes 0-4/9\r\nTransfer-Encoding: gzip\r\n\r\nh"), CLOSED },
    { BREAKS(S206_CL_PART, S206 "Content-Range: bytes ", "0-2", "/9\r\n" HI) },
    { BREAKS(S206_CL_PART, S206 "Content-Range: bytes ", "5-5", "/9\r\n" HI) },
    { BREAKS(S206_CL_PART, S206 "Content-Range: bytes ", "0-1", "/9\r\n\r\nhey"), CLOSED },
    { LEAVES_OPEN(S206_CL_PART, S206 "Content-Range: bytes 0-4/9\x01\r\n" HI),
      ALSO = { PLACE(FLD_VALUE_NO_CTL, S206 "Content-Range: bytes 0-4/9", "\x01") } },
    { LEAVES_OPEN(S206_CL_PART, S206 "Content-Range: bytes 18446744073709551616-18446744073709551616/*\r\n" HI) },
    { LEAVES_OPEN(S206_CL_PART, S206 "Content-Range: bytes 0-18446744073709551616/*\r\n" EMPTY) },
    { LEAVES_OPEN(S206_CL_PART, S206 "Content-Range: bytes 0-4/9\r\nContent-Length: 2\r\n\r\nh") },
    { LEAVES_OPEN(S206_CL_PART, S206 RANGE RANGE EMPTY),
      ALSO = { PLACE(FLD_DUP_SINGLETON, S206 RANGE, "Content-Range") } },

    { KEEPS(S206_FIELDS, S206 TAG RANGE HI), TWIN(S200 TAG NINE) },
    { KEEPS(S206_FIELDS, PARTIAL), TWIN(S200 "Server: x\r\n" NINE) },
    { KEEPS(S206_FIELDS, PARTIAL), TWIN("HTTP/1.1 203 \r\n" TAG NINE) },
    { BREAKS_BY_STATUS(S206_FIELDS, "206", " \r\n" RANGE HI), TWIN(S200 TAG NINE) },
    { BREAKS_BY_STATUS(S206_FIELDS, "206", " \r\n" RANGE HI), TWIN(S200 "vary: Accept\r\n" NINE) },
    { LEAVES_OPEN(S206_FIELDS, PARTIAL) },

    { KEEPS(S206_NOIFRANGE_ALL, S206 "Content-Language: en\r\n" RANGE HI), ASKING("Range: bytes=0-1\r\n"),
      TWIN(S200 "Content-Language: en\r\n" NINE) },
    { KEEPS(S206_NOIFRANGE_ALL, S206 TAG RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n"),
      TWIN(S200 TAG "Content-Language: en\r\n" NINE) },
    { BREAKS_BY_STATUS(S206_NOIFRANGE_ALL, "206", " \r\n" RANGE HI), ASKING("Range: bytes=0-1\r\n"),
      TWIN(S200 "Content-Language: en\r\n" NINE) },
    { LEAVES_OPEN(S206_NOIFRANGE_ALL, PARTIAL), TWIN(S200 "Content-Language: en\r\n" NINE) },

    { KEEPS(S206_CR_FORM, PARTIAL) },
    { KEEPS(S206_CR_FORM, S206 "Content-Range: bytes 0-1/*\r\n" HI) },
    { KEEPS(S206_CR_FORM, S416 "Content-Range: bytes */9\r\n" HI) },
    { BREAKS(S206_CR_FORM, S206 "Content-Range: ", "bytes */9", "\r\n" HI) },
    { BREAKS(S206_CR_FORM, S206 "Content-Range: ", "Bytes */9", "\r\nContent-Type: multipart/mixed; boundary=b\r\n" HI) },
    { LEAVES_OPEN(S206_CR_FORM, S206 "Content-Range: bytes */9\r\n") },

    { KEEPS(S206_IFRANGE_FALSE, S200 "ETag: \"new\"\r\n" HI), ASKING("Range: bytes=0-1\r\nIf-Range: \"old\"\r\n") },
    { KEEPS(S206_IFRANGE_FALSE, S206 TAG RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n") },
    { KEEPS(S206_IFRANGE_FALSE, PARTIAL), ASKING("Range: bytes=0-1\r\n") },
    { KEEPS(S206_IFRANGE_FALSE, S206 "ETag: W/\"a\"\r\n" RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: W/\"b\"\r\n"),
      ALSO = { CODE_OF(S206_IFRANGE_WEAK) } },
    { KEEPS(S206_IFRANGE_FALSE, S206 "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n" RANGE HI),
      ASKING("Range: bytes=0-1\r\nIf-Range: Sun, 06 Nov 1994 08:49:37 GMT\r\n"),
      ALSO = { PLACE(S206_IFRANGE_MIN, S206, "Last-Modified") } },
    { KEEPS(S206_IFRANGE_FALSE, S206 "ETag: \"new\"\r\n" RANGE HI), ASKING("If-Range: \"old\"\r\n"),
      ALSO = { CODE_OF(S206_REQUESTED) } },
    { BREAKS_BY_STATUS(S206_IFRANGE_FALSE, "206", " \r\nETag: \"new\"\r\n" RANGE HI),
      ASKING("Range: bytes=0-1\r\nIf-Range: \"old\"\r\n") },
    { BREAKS_BY_STATUS(S206_IFRANGE_FALSE, "206", " \r\nETag: W/\"new\"\r\n" RANGE HI),
      ASKING("Range: bytes=0-1\r\nIf-Range: \"old\"\r\n") },
    { BREAKS_BY_STATUS(S206_IFRANGE_FALSE, "206", " \r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n" RANGE HI),
      ASKING("Range: bytes=0-1\r\nIf-Range: Sun, 06 Nov 1994 08:49:36 GMT\r\n"),
      ALSO = { PLACE(S206_IFRANGE_MIN, "HTTP/1.1 206 \r\n", "Last-Modified") } },
    { BREAKS_BY_STATUS(S206_IFRANGE_FALSE, "206", " \r\n" TAG RANGE HI), /* a backslash is legal */
      ASKING("Range: bytes=0-1\r\nIf-Range: \"o\\d\"\r\n") },
    { LEAVES_OPEN(S206_IFRANGE_FALSE, S206 TAG RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: \"o d\"\r\n") }, /* no tag */
    { LEAVES_OPEN(S206_IFRANGE_FALSE, S206 TAG RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: w/\"b\"\r\n") },
    { LEAVES_OPEN(S206_IFRANGE_FALSE, S206 TAG TAG RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: \"b\"\r\n"),
      ALSO = { PLACE(FLD_DUP_SINGLETON, S206 TAG, "ETag") } },
    { LEAVES_OPEN(S206_IFRANGE_FALSE, S206 "ETag: a\r\n" RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: \"b\"\r\n"),
      ALSO = { PLACE(H_ETAG_ABNF, S206 "ETag: ", "a") } },
    IF_MODIFIED_IN_1994(MODIFIED, "old"), /* no date */
    IF_MODIFIED_IN_1994(MODIFIED, "Mon, 06 Nov 1994 08:49:36 GMT"), /* another weekday */
    IF_MODIFIED_IN_1994(MODIFIED, "Sunday, 06-Nov-94 08:49:36 GMT"),
    IF_MODIFIED_IN_1994(MODIFIED, "Sun, 06 Nov 1994 24:49:36 GMT"),
    { LEAVES_OPEN(S206_IFRANGE_FALSE, PARTIAL), ASKING("Range: bytes=0-1\r\nIf-Range: Sun, 06 Nov 1994 08:49:36 GMT\r\n") },
    { LEAVES_OPEN(S206_IFRANGE_FALSE, S206 MODIFIED MODIFIED RANGE HI),
      ASKING("Range: bytes=0-1\r\nIf-Range: Sun, 06 Nov 1994 08:49:36 GMT\r\n"),
      ALSO = { PLACE(S206_IFRANGE_MIN, S206, "Last-Modified"), PLACE(FLD_DUP_SINGLETON, S206 MODIFIED, "Last-Modified") } },
    { LEAVES_OPEN(S206_IFRANGE_FALSE, S206 "Last-Modified: x\r\n" RANGE HI),
      ASKING("Range: bytes=0-1\r\nIf-Range: Sun, 06 Nov 1994 08:49:36 GMT\r\n"),
      ALSO = { PLACE(S206_IFRANGE_MIN, S206, "Last-Modified"), PLACE(H_LM_ABNF, S206 "Last-Modified: ", "x") } },
    { LEAVES_OPEN(S206_IFRANGE_FALSE, S206 "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\n" RANGE HI),
      ASKING("Range: bytes=0-1\r\nIf-Range: Sun, 06 Nov 1994 08:49:36 GMT\r\n"),
      ALSO = { PLACE(S206_IFRANGE_MIN, S206, "Last-Modified"),
               PLACE(FLD_EOL_CRLF, S206 "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT", "\n") } },
    { LEAVES_OPEN(S206_IFRANGE_FALSE, PARTIAL), ASKING("Range: bytes=0-1\r\nIf-Range: \"old\"\r\n") },
    { LEAVES_OPEN(S206_IFRANGE_FALSE, S206 TAG RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: old\r\n") },
    { LEAVES_OPEN(S206_IFRANGE_FALSE, S206 TAG RANGE HI), ASKING("Range: x=1\r\nIf-Range: \"b\"\r\nIf-Range: \"c\"\r\n") },
    { LEAVES_OPEN(S206_IFRANGE_FALSE, S206 TAG RANGE HI) },

    { KEEPS(S206_IFRANGE_WEAK, S200 "ETag: W/\"a\"\r\n" HI), ASKING("Range: bytes=0-1\r\nIf-Range: W/\"a\"\r\n") },
    { KEEPS(S206_IFRANGE_WEAK, S206 TAG RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n") },
    { KEEPS(S206_IFRANGE_WEAK, S206 "ETag: W/\"a\"\r\n" RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: \"b\"\r\n"),
      ALSO = { CODE_OF(S206_IFRANGE_FALSE) } },
    { BREAKS_BY_STATUS(S206_IFRANGE_WEAK, "206", " \r\n" RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: W/\"a\"\r\n") },
    { BREAKS_BY_STATUS(S206_IFRANGE_WEAK, "206", " \r\nETag: W/\"a\"\r\n" RANGE HI),
      ASKING("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n") },
    { KEEPS(S206_IFRANGE_WEAK, PARTIAL), ASKING("Range: bytes=0-1\r\n") },
    { KEEPS(S206_IFRANGE_WEAK, PARTIAL), ASKING("Range: bytes=0-1\r\nIf-Range: Sun, 06 Nov 1994 08:49:36 GMT\r\n") },
    { LEAVES_OPEN(S206_IFRANGE_WEAK, PARTIAL), ASKING("Range: bytes=0-1\r\nIf-Range: old\r\n") },
    { LEAVES_OPEN(S206_IFRANGE_WEAK, PARTIAL), ASKING("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n") },
    { LEAVES_OPEN(S206_IFRANGE_WEAK, PARTIAL) },

    { KEEPS(S206_IFRANGE_MIN, S206 TAG RANGE HI), ASKING("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n") },
    { KEEPS(S206_IFRANGE_MIN, ONE_PART), ASKING("Range: bytes=0-1,99-\r\nIf-Range: \"a\"\r\n") },
    { KEEPS(S206_IFRANGE_MIN, S206 "Content-Language: en\r\n" RANGE HI), ASKING("Range: bytes=0-1\r\n") },
    { BREAKS(S206_IFRANGE_MIN, S206 TAG, "Content-Language", ": en\r\n" RANGE HI),
      ASKING("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n") },
    { BREAKS(S206_IFRANGE_MIN, S206 TAG, "Content-Type", ": text/plain\r\n" RANGE HI),
      ASKING("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n") },
    { KEEPS(S206_IFRANGE_MIN, OF_BOUNDARY("b") "\r\nAccept: a/b\r\nAge: 1\r\n\r\n" ONE "--b--"), CLOSED,
      ASKING("Range: bytes=0-1,99-\r\nIf-Range: \"a\"\r\n") },
    { LEAVES_OPEN(S206_IFRANGE_MIN, S206 "Content-Language: en\r\n" RANGE HI) },

    { KEEPS(S206_PART_CT, PARTS "74\r\n\r\n--b\r\ncontent-type:  text/plain \r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--\r\n"),
      TWIN(TEXT_TWIN) },
    { KEEPS(S206_PART_CT, ONE_PART), TWIN(S200 NINE) },
    { BREAKS(S206_PART_CT, PARTS "46\r\n\r\n", "--b", "\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--\r\n"),
      TWIN(TEXT_TWIN) },
    { BREAKS(S206_PART_CT, PARTS "73\r\n\r\n", "--b", "\r\nContent-Type: text/plaint\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n"
             "--b--\r\n"), TWIN(TEXT_TWIN) },
    { KEEPS(S206_PART_CT, TO_CLOSE "--b\r\nContent-Type: text/plain\r\nContent-Type: text/html\r\nContent-Range: bytes 0-1/9\r\n"
             "\r\nhi\r\n--b--"), CLOSED, TWIN(TEXT_TWIN) }, /* of two the first */
    { KEEPS(S206_PART_CT, TO_CLOSE "--b\r\nContent-Range: bytes 0-1/9\r\nContent-Type:\ttext/plain\t\n\r\nhi\r\n--b--"),
      CLOSED, TWIN(TEXT_TWIN) },
    { BREAKS(S206_PART_CT, TO_CLOSE, "--b", "\r\nContent-Type: text/html\r\nContent-Type: text/plain\r\n"
             "Content-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--"), CLOSED, TWIN(TEXT_TWIN) },
    { BREAKS(S206_PART_CT, TO_CLOSE, "--b", "\r\nContent-Type: text/plai\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--"),
      CLOSED, TWIN(TEXT_TWIN) },
    { BREAKS(S206_PART_CT, TO_CLOSE, "--b", "\r\nContent-Type: text/plain\tx\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--"),
      CLOSED, TWIN(TEXT_TWIN) },
    { BREAKS(S206_PART_CT, TO_CLOSE "--b\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n", "--b",
             "\r\nX-Content-Type: text/plain\r\nContent-Range: bytes 2-3/9\r\n\r\nhi\r\n--b--"), CLOSED, TWIN(TEXT_TWIN) },
    { LEAVES_OPEN(S206_PART_CT, ONE_PART) },

    { KEEPS(S206_PART_ORDER, TWO_PARTS), ASKING("Range: bytes=0-1,4-5\r\n") },
    { KEEPS(S206_PART_ORDER, TWO_PARTS), ASKING("Range: bytes=4-5, 0-1, 2-3, 4-05\r\n") },
    { KEEPS(S206_PART_ORDER, TWO_PARTS), ASKING(""), ALSO = { CODE_OF(S206_REQUESTED) } },
    { BREAKS(S206_PART_ORDER, PARTS "85\r\n\r\n" ONE, "--b", "\r\nContent-Range: bytes 4-5/9\r\n\r\nyo\r\n--b--\r\n"),
      ASKING("Range: bytes=4-5,0-1\r\n") },
    { BREAKS(S206_PART_ORDER, PARTS "85\r\n\r\n" ONE, "--b", "\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--\r\n"),
      ASKING("Range: bytes=0-1,4-5\r\n") },
    { LEAVES_OPEN(S206_PART_ORDER, TWO_PARTS), ASKING("Range: bytes=4-5,0-2\r\n") },
    { LEAVES_OPEN(S206_PART_ORDER, TWO_PARTS), ASKING("Range: bytes=4-5,-1\r\n") }, /* of unknown places */
    { LEAVES_OPEN(S206_PART_ORDER, TWO_PARTS), ASKING("Range: bytes=4-5,-1,0-1\r\n") },
    { LEAVES_OPEN(S206_PART_ORDER, TO_CLOSE "--b\r\nContent-Range: bytes 0-0/9\r\n\r\nh\r\n" TWO "--b--"), CLOSED,
      ASKING("Range: bytes=4-5,0-\r\n") },
    { LEAVES_OPEN(S206_PART_ORDER, TWO_PARTS), ASKING("Range: bytes=4-5,x,0-1\r\n") },
    { LEAVES_OPEN(S206_PART_ORDER, TWO_PARTS), ASKING("Range: bytes=4-5,0-1\r\nRange: bytes=0-1\r\n") },
    { LEAVES_OPEN(S206_PART_ORDER, TO_CLOSE UNMEASURED "hi\r\n" TWO "--b--"), CLOSED, ASKING("Range: bytes=4-5,0-1\r\n") },
    { LEAVES_OPEN(S206_PART_ORDER, TWO_PARTS), ASKING("Range: bytes=4-,0-1\r\n") },
    { LEAVES_OPEN(S206_PART_ORDER, TWO_PARTS), ASKING("Range: pages=4-5,0-1\r\n") },
    { LEAVES_OPEN(S206_PART_ORDER, TWO_PARTS) },

    /* ---- redirects ---- */
    { KEEPS(S301_LOCATION, "HTTP/1.1 301 Moved Permanently\r\nLocation: /x\r\n" EMPTY) },
    { KEEPS(S301_LOCATION, "HTTP/1.1 301 Moved Permanently\r\nLocation:\r\n" EMPTY) },
    { KEEPS(S301_LOCATION, "HTTP/1.1 302 Found\r\n" EMPTY), ALSO = { CODE_OF(S302_LOCATION) } },
    { BREAKS_BY_STATUS(S301_LOCATION, "301", " \r\n" EMPTY) },
    { LEAVES_OPEN(S301_LOCATION, "HTTP/1.1 301 Moved Permanently\r\n") },
    { KEEPS(S302_LOCATION, "HTTP/1.1 302 Found\r\nLocation: /x\r\n" EMPTY) },
    { BREAKS_BY_STATUS(S302_LOCATION, "302", " \r\n" EMPTY) },
    { LEAVES_OPEN(S302_LOCATION, "HTTP/1.1 302 Found\r\n") },
    { KEEPS(S303_LOCATION, "HTTP/1.1 303 See Other\r\nLocation: /x\r\n" EMPTY) },
    { BREAKS_BY_STATUS(S303_LOCATION, "303", " \r\n" EMPTY) },
    { LEAVES_OPEN(S303_LOCATION, "HTTP/1.1 303 See Other\r\n") },
    { KEEPS(S307_LOCATION, "HTTP/1.1 307 Temporary Redirect\r\nLocation: /x\r\n" EMPTY) },
    { BREAKS_BY_STATUS(S307_LOCATION, "307", " \r\n" EMPTY) },
    { LEAVES_OPEN(S307_LOCATION, "HTTP/1.1 307 Temporary Redirect\r\n") },
    { KEEPS(S308_LOCATION, "HTTP/1.1 308 Permanent Redirect\r\nLocation: /x\r\n" EMPTY) },
    { BREAKS_BY_STATUS(S308_LOCATION, "308", " \r\n" EMPTY) },
    { LEAVES_OPEN(S308_LOCATION, "HTTP/1.1 308 Permanent Redirect\r\n") },

    { KEEPS(S300_CONTENT, "HTTP/1.1 300 Multiple Choices\r\n" HI), TO("GET") },
    { KEEPS(S300_CONTENT, "HTTP/1.1 300 Multiple Choices\r\n" EMPTY), TO("HEAD") },
    { BREAKS_BY_STATUS(S300_CONTENT, "300", " \r\n" EMPTY), TO("GET") },
    { LEAVES_OPEN(S300_CONTENT, "HTTP/1.1 300 Multiple Choices\r\n" EMPTY) },

    /* ---- 304 ---- */
    { KEEPS(S304_METHOD, S304 TAG END), TO("GET"), ASKING("If-None-Match: \"a\"\r\n") },
    { KEEPS(S304_METHOD, S304 TAG END), TO("REPORT") },
    { BREAKS_BY_STATUS(S304_METHOD, "304", " \r\n" DATE END), TO("PUT"), ASKING(SINCE) },
    { BREAKS_BY_STATUS(S304_METHOD, "304", " \r\n" DATE END), TO("CONNECT") },
    { BREAKS_BY_STATUS(S304_METHOD, "304", " \r\n" DATE END), TO("TRACE") },
    { LEAVES_OPEN(S304_METHOD, S304 TAG END) },

    { KEEPS(S304_CONDITIONAL, S304 DATE END), TO("GET"), ASKING(SINCE) },
    { KEEPS(S304_CONDITIONAL, S304 TAG END), TO("HEAD"), ASKING("if-none-match: *\r\n") },
    { KEEPS(S304_CONDITIONAL, S304 DATE END), TO("REPORT"), ASKING("") },
    { BREAKS_BY_STATUS(S304_CONDITIONAL, "304", " \r\n" DATE END), TO("GET"), ASKING("") },
    { BREAKS_BY_STATUS(S304_CONDITIONAL, "304", " \r\n" DATE END), TO("HEAD"),
      ASKING("If-Match: \"a\"\r\nIf-Range: \"a\"\r\nIf: x\r\n") },
    { BREAKS_BY_STATUS(S304_CONDITIONAL, "304", " \r\n" DATE END), TO("GET"), ASKING("If: x\r\nI-f: x\r\nIf.x: x\r\n") },
    { LEAVES_OPEN(S304_CONDITIONAL, S304 DATE END), TO("GET"), ASKING("If-: x\r\n") },
    { LEAVES_OPEN(S304_CONDITIONAL, S304 DATE END), TO("GET"), ASKING("iF-x: x\r\n") },
    { LEAVES_OPEN(S304_CONDITIONAL, S304 DATE END), TO("GET"), ASKING("If-Schedule-Tag-Match: \"a\"\r\n") },
    { LEAVES_OPEN(S304_CONDITIONAL, S304 DATE END), TO("GET") },

    { KEEPS(S304_FIELDS, S304 TAG END), TWIN(S200 TAG HI) },
    { KEEPS(S304_FIELDS, S304 TAG END), TWIN(S200 TAG "Content-Type: text/plain\r\n" HI) },
    { BREAKS_BY_STATUS(S304_FIELDS, "304", " \r\n" DATE END), TWIN(S200 TAG HI) },
    { LEAVES_OPEN(S304_FIELDS, S304 DATE END) },

    { KEEPS(S304_MIN_META, S304 TAG "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"), FALSE_FACT(METADATA_GUIDES) },
    { KEEPS(S304_MIN_META, S304 TAG "Content-Type: text/html\r\n\r\n"), TRUE_FACT(METADATA_GUIDES) },
    { BREAKS(S304_MIN_META, S304 TAG, "Content-Type", ": text/html\r\nContent-Language: en\r\n\r\n"),
      FALSE_FACT(METADATA_GUIDES) },
    { LEAVES_OPEN(S304_MIN_META, S304 TAG "Content-Type: text/html\r\n\r\n") },

    { KEEPS(S304_ETAG_MATCH, S304 "ETag: W/\"b\"\r\n\r\n"), TO("GET"), ASKING("If-None-Match: \"a\", \"b\"\r\n") },
    { KEEPS(S304_ETAG_MATCH, S304 TAG END), TO("HEAD"), ASKING("If-None-Match: \"b\"\r\nif-none-match: W/\"a\"\r\n") },
    { KEEPS(S304_ETAG_MATCH, S304 TAG END), TO("GET"), ASKING("If-None-Match: *\r\n") },
    { KEEPS(S304_ETAG_MATCH, S304 TAG END), TO("GET"), ASKING("If-None-Match: b, \"a\"\r\n") },
    { KEEPS(S304_ETAG_MATCH, S304 DATE END), TO("GET"), ASKING("If-None-Match: \"a\"\r\n") },
    { BREAKS(S304_ETAG_MATCH, S304 "ETag: ", "\"z\"", "\r\n\r\n"), TO("GET"), ASKING("If-None-Match: \"a\", \"Z\"\r\n") },
    { BREAKS(S304_ETAG_MATCH, S304 "ETag: ", "\"\"", "\r\n\r\n"), TO("HEAD"), ASKING("If-None-Match: \"a\"\r\n") },
    { LEAVES_OPEN(S304_ETAG_MATCH, S304 TAG END), TO("GET"), ASKING("If-None-Match: b\r\n") },
    { LEAVES_OPEN(S304_ETAG_MATCH, S304 TAG END), TO("GET"), ASKING("If-None-Match: ,\r\n") },
    { LEAVES_OPEN(S304_ETAG_MATCH, S304 TAG TAG END), TO("GET"), ASKING("If-None-Match: \"b\"\r\n"),
      ALSO = { PLACE(FLD_DUP_SINGLETON, S304 TAG, "ETag") } },
    { LEAVES_OPEN(S304_ETAG_MATCH, S304 TAG END), TO("GET") },

    { KEEPS(S304_INM_WINS, S200 HI), ASKING("If-None-Match: \"a\"\r\n" SINCE), FALSE_FACT(INM_FALSE) },
    { KEEPS(S304_INM_WINS, S304 DATE END), ASKING("If-None-Match: \"a\"\r\n" SINCE), TRUE_FACT(INM_FALSE) },
    { KEEPS(S304_INM_WINS, S304 DATE END), ASKING(SINCE), FALSE_FACT(INM_FALSE) },
    { KEEPS(S304_INM_WINS, S304 TAG END), TO("GET"), ASKING("If-None-Match: \"b\"\r\n" SINCE), FALSE_FACT(INM_FALSE),
      ALSO = { PLACE(S304_ETAG_MATCH, S304 "ETag: ", "\"a\"") } },
    { KEEPS(S304_INM_WINS, S304 TAG END), ASKING("If-None-Match: \"a\"\r\n" SINCE), FALSE_FACT(INM_FALSE) },
    { BREAKS_BY_STATUS(S304_INM_WINS, "304", " \r\nETag: b\r\n\r\n"), TO("GET"),
      ASKING("If-None-Match: \"a\"\r\n" SINCE), FALSE_FACT(INM_FALSE),
      ALSO = { PLACE(H_ETAG_ABNF, "HTTP/1.1 304 \r\nETag: ", "b") } },
    { BREAKS_BY_STATUS(S304_INM_WINS, "304", " \r\n" TAG END), TO("GET"), ASKING("If-None-Match: b\r\n" SINCE),
      FALSE_FACT(INM_FALSE) },
    { BREAKS_BY_STATUS(S304_INM_WINS, "304", " \r\n" DATE END), ASKING("If-None-Match: \"a\"\r\n" SINCE),
      FALSE_FACT(INM_FALSE) },
    { LEAVES_OPEN(S304_INM_WINS, S304 DATE END), ASKING("If-None-Match: \"a\"\r\n" SINCE) },
    { LEAVES_OPEN(S304_INM_WINS, S304 DATE END), FALSE_FACT(INM_FALSE) },

    /* ---- client and server errors ---- */
    { KEEPS(S401_WWW_AUTH, "HTTP/1.1 401 \r\nWWW-Authenticate: Basic realm=\"x\"\r\n" EMPTY) },
    { KEEPS(S401_WWW_AUTH, "HTTP/1.1 401 \r\nwww-authenticate: Basic realm=\"x\"\r\n" EMPTY) },
    { BREAKS_BY_STATUS(S401_WWW_AUTH, "401", " \r\n" EMPTY) },
    { BREAKS_BY_STATUS(S401_WWW_AUTH, "401", " \r\nProxy-Authenticate: Basic realm=\"x\"\r\n" EMPTY) },
    { LEAVES_OPEN(S401_WWW_AUTH, "HTTP/1.1 401 \r\n") },

    { KEEPS(S401_CHALLENGE, "HTTP/1.1 401 \r\nWWW-Authenticate:\r\nWWW-Authenticate: Basic realm=\"x\"\r\n" EMPTY) },
    { KEEPS(S401_CHALLENGE, "HTTP/1.1 401 \r\n" EMPTY), ALSO = { CODE_OF(S401_WWW_AUTH) } },
    { BREAKS(S401_CHALLENGE, "HTTP/1.1 401 \r\nWWW-Authenticate:", "\r", "\n" EMPTY) },
    { LEAVES_OPEN(S401_CHALLENGE, "HTTP/1.1 401 \r\nWWW-Authenticate:\r\n") },
    { LEAVES_OPEN(S401_CHALLENGE, "HTTP/1.1 401 \r\nWWW-Authenticate: Basic realm=\"\x01\"\r\n" EMPTY),
      ALSO = { PLACE(FLD_VALUE_NO_CTL, "HTTP/1.1 401 \r\nWWW-Authenticate: Basic realm=\"", "\x01") } },

    { KEEPS(S407_PROXY_AUTH, "HTTP/1.1 407 \r\nProxy-Authenticate: Basic realm=\"x\"\r\n" EMPTY) },
    { BREAKS_BY_STATUS(S407_PROXY_AUTH, "407", " \r\n" EMPTY) },
    { BREAKS_BY_STATUS(S407_PROXY_AUTH, "407", " \r\nProxy-Authenticate:\r\n" EMPTY) },
    { LEAVES_OPEN(S407_PROXY_AUTH, "HTTP/1.1 407 \r\n") },

    { KEEPS(S405_ALLOW, S405 "Allow:\r\n" EMPTY) },
    { KEEPS(S405_ALLOW, S405 EMPTY), FROM(PROXY) },
    { BREAKS_BY_STATUS(S405_ALLOW, "405", " \r\n" EMPTY) },
    { BREAKS_BY_STATUS(S405_ALLOW, "405", " \r\n" EMPTY), FROM(GATEWAY) },
    { LEAVES_OPEN(S405_ALLOW, S405) },

    { KEEPS(S405_ALLOW_METHOD, S405 "Allow: GET\r\n" HI), TO("PUT") },
    { KEEPS(S405_ALLOW_METHOD, S405 "Allow: PUT\r\n" HI), TO("put") },
    { KEEPS(S405_ALLOW_METHOD, S405 HI), ALSO = { CODE_OF(S405_ALLOW) } },
    { BREAKS(S405_ALLOW_METHOD, S405 "Allow: GET, ", "PUT", "\r\n" HI), TO("PUT") },
    { BREAKS(S405_ALLOW_METHOD, S405 "Allow: GET\r\nAllow: ", "PUT", ", PUT\r\n" HI), TO("PUT") },
    { LEAVES_OPEN(S405_ALLOW_METHOD, S405 "Allow: PUT\r\n" HI) },
    { LEAVES_OPEN(S405_ALLOW_METHOD, S405 "Allow: PUT\r\n"), TO("PUT") },

    { KEEPS(S412_CONDITIONAL, S412 HI), TO("PUT"), ASKING("If-Match: \"a\"\r\n") },
    { KEEPS(S412_CONDITIONAL, S412 HI), TO("PUT"), ASKING("If: (<x>)\r\n") },
    { KEEPS(S412_CONDITIONAL, S412 HI), TO("PUT"), ASKING("Overwrite: F\r\n") },
    { KEEPS(S412_CONDITIONAL, S412 HI), TO("PUT"), ASKING("if-schedule-tag-match: \"a\"\r\n") },
    { KEEPS(S412_CONDITIONAL, S412 HI), TO("COPY"), ASKING("") },
    { BREAKS_BY_STATUS(S412_CONDITIONAL, "412", " \r\n" HI), TO("PUT"), ASKING("Iff: x\r\n") },
    { LEAVES_OPEN(S412_CONDITIONAL, S412 HI), TO("PUT") },
    { LEAVES_OPEN(S412_CONDITIONAL, S412 HI), ASKING("") },

    { KEEPS(S412_INM_UNSAFE, S412 HI), TO("PUT"), ASKING("If-None-Match: *\r\n"), TRUE_FACT(INM_FALSE) },
    { KEEPS(S412_INM_UNSAFE, S204 END), TO("PUT"), ASKING("If-None-Match: *\r\n"), FALSE_FACT(INM_FALSE) },
    { KEEPS(S412_INM_UNSAFE, S200 HI), TO("GET"), ASKING("If-None-Match: \"a\"\r\n"), TRUE_FACT(INM_FALSE) },
    { KEEPS(S412_INM_UNSAFE, S204 END), TO("PUT"), ASKING(""), TRUE_FACT(INM_FALSE) },
    { BREAKS_BY_STATUS(S412_INM_UNSAFE, "204", " \r\n\r\n"), TO("PUT"), ASKING("If-None-Match: *\r\n"), TRUE_FACT(INM_FALSE) },
    { BREAKS_BY_STATUS(S412_INM_UNSAFE, "204", " \r\n\r\n"), TO("MOVE"), ASKING("If-None-Match: *\r\n"), TRUE_FACT(INM_FALSE) },
    { LEAVES_OPEN(S412_INM_UNSAFE, S204 END), TO("PUT"), ASKING("If-None-Match: *\r\n") },

    { KEEPS(S416_REQUESTED, S416 "Content-Range: bytes */9\r\n" HI), TO("GET"), ASKING("Range: bytes=99-\r\n") },
    { KEEPS(S416_REQUESTED, S416 HI), TO("PUT"), ASKING("Content-Range: bytes 9-9/9\r\n") },
    { KEEPS(S416_REQUESTED, S416 HI), TO("POST"), ASKING(""), ALSO = { CODE_OF(SPOST_EXCLUDED) } },
    { BREAKS_BY_STATUS(S416_REQUESTED, "416", " \r\n" HI), TO("GET"), ASKING("") },
    { LEAVES_OPEN(S416_REQUESTED, S416 HI), TO("GET") },
    { LEAVES_OPEN(S416_REQUESTED, S416 HI), ASKING("") },

    { KEEPS(S416_CR, S416 "Content-Range: bytes */9\r\n" HI), TO("GET"), ASKING("Range: bytes=99-\r\n") },
    { KEEPS(S416_CR, S416 HI), TO("GET"), ASKING("Range: pages=99-\r\n") },
    { KEEPS(S416_CR, S416 HI), TO("GET"), ASKING("Range: bytes\r\n") },
    { KEEPS(S416_CR, S416 HI), TO("GET"), ASKING("Range: bytesx=99-\r\n") },
    { KEEPS(S416_CR, S416 HI), TO("GET"), ASKING("Range: byte=99-\r\n") },
    { BREAKS_BY_STATUS(S416_CR, "416", " \r\n" HI), TO("GET"), ASKING("Range: bytes=\r\n") },
    { BREAKS_BY_STATUS(S416_CR, "416", " \r\n" HI), TO("GET"), ASKING("Range: Bytes=99-\r\n") },
    { LEAVES_OPEN(S416_CR, S416 HI), TO("GET") },

    { KEEPS(S416_CR_FORM, S416 "Content-Range: bytes */9\r\n" HI) },
    { KEEPS(S416_CR_FORM, S416 "Content-Range: pages 0-1/9\r\n" HI) },
    { KEEPS(S416_CR_FORM, S416 HI) },
    { KEEPS(S416_CR_FORM, PARTIAL) },
    { BREAKS(S416_CR_FORM, S416 "Content-Range: ", "bytes 0-1/9", "\r\n" HI) },
    { LEAVES_OPEN(S416_CR_FORM, S416 RANGE) },

    { KEEPS(S421_PROXY, "HTTP/1.1 421 Misdirected Request\r\nVia: 1.1 p\r\n" EMPTY), FROM(PROXY), TRUE_FACT(FORWARDED) },
    { KEEPS(S421_PROXY, "HTTP/1.1 421 Misdirected Request\r\n" EMPTY), FROM(GATEWAY), FALSE_FACT(FORWARDED) },
    { BREAKS_BY_STATUS(S421_PROXY, "421", " \r\n" EMPTY), FROM(PROXY), FALSE_FACT(FORWARDED) },
    { LEAVES_OPEN(S421_PROXY, "HTTP/1.1 421 Misdirected Request\r\n" EMPTY), FROM(PROXY) },
    { LEAVES_OPEN(S421_PROXY, "HTTP/1.1 421 Misdirected Request\r\n" EMPTY), FALSE_FACT(FORWARDED) },

    { KEEPS(S426_UPGRADE, S426 "Connection: upgrade\r\nUpgrade: HTTP/3.0\r\n" EMPTY) },
    { KEEPS(S426_UPGRADE, S426 "Via: 1.1 p\r\n" EMPTY) },
    { KEEPS(S426_UPGRADE, S426 EMPTY), FROM(PROXY) },
    { BREAKS_BY_STATUS(S426_UPGRADE, "426", " \r\n" EMPTY) },
    { BREAKS_BY_STATUS(S426_UPGRADE, "426", " \r\nConnection: upgrade\r\nUpgrade:\r\n" EMPTY), FROM(ORIGIN) },
    { LEAVES_OPEN(S426_UPGRADE, S426) },

    { KEEPS(S406_CONTENT, "HTTP/1.1 406 Not Acceptable\r\n" HI), TO("GET") },
    { KEEPS(S406_CONTENT, "HTTP/1.1 406 Not Acceptable\r\n" EMPTY), TO("HEAD") },
    { BREAKS_BY_STATUS(S406_CONTENT, "406", " \r\n" EMPTY), TO("GET") },
    { LEAVES_OPEN(S406_CONTENT, "HTTP/1.1 406 Not Acceptable\r\n" EMPTY) },

    { KEEPS(S409_CONTENT, "HTTP/1.1 409 Conflict\r\n" HI), TO("PUT") },
    { BREAKS_BY_STATUS(S409_CONTENT, "409", " \r\n" EMPTY), TO("PUT") },
    { LEAVES_OPEN(S409_CONTENT, "HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n"), TO("PUT") },

    { KEEPS(S411_REQ_LENGTH, "HTTP/1.1 411 Length Required\r\n" HI), ASKING("") },
    { KEEPS(S411_REQ_LENGTH, "HTTP/1.1 411 Length Required\r\n" HI), ASKING("Content-Length: x\r\n") },
    { BREAKS_BY_STATUS(S411_REQ_LENGTH, "411", " \r\n" HI), ASKING("content-length: 2\r\n") },
    { LEAVES_OPEN(S411_REQ_LENGTH, "HTTP/1.1 411 Length Required\r\n" HI) },

    { KEEPS(S415_HINT, "HTTP/1.1 415 \r\nAccept-Encoding: gzip\r\n" EMPTY) },
    { KEEPS(S415_HINT, "HTTP/1.1 415 \r\nAccept: text/plain\r\n" EMPTY) },
    { KEEPS(S415_HINT, "HTTP/1.1 415 \r\nAccept-Patch: text/plain\r\n" EMPTY) },
    { BREAKS_BY_STATUS(S415_HINT, "415", " \r\n" EMPTY) },
    { LEAVES_OPEN(S415_HINT, "HTTP/1.1 415 \r\n") },

    { KEEPS(S417_EXPECT, S417 EMPTY), ASKING("Expect: x\r\n") },
    { BREAKS_BY_STATUS(S417_EXPECT, "417", " \r\n" EMPTY), ASKING("") },
    { LEAVES_OPEN(S417_EXPECT, S417 EMPTY) },

    { KEEPS(S425_EARLY, "HTTP/1.1 425 Too Early\r\n" EMPTY), ASKING("Early-Data: 1\r\n"), FALSE_FACT(EARLY) },
    { KEEPS(S425_EARLY, "HTTP/1.1 425 Too Early\r\n" EMPTY), ASKING(""), TRUE_FACT(EARLY) },
    { BREAKS_BY_STATUS(S425_EARLY, "425", " \r\n" EMPTY), ASKING(""), FALSE_FACT(EARLY) },
    { LEAVES_OPEN(S425_EARLY, "HTTP/1.1 425 Too Early\r\n" EMPTY), ASKING("") },

    { KEEPS(S451_LINK, S451 "Link: <https://e.example/>; rel=\"blocked-by\"\r\n" EMPTY) },
    { KEEPS(S451_LINK, S451 "Link: </>; rel=next, </x>; REL=\"up  Blocked-By\"\r\n" EMPTY) },
    { BREAKS_BY_STATUS(S451_LINK, "451", " \r\n" EMPTY) },
    { BREAKS_BY_STATUS(S451_LINK, "451", " \r\nLink: </>; rel=\"blocked-by-x\"; title=\"blocked-by\"\r\n" EMPTY) },
    { LEAVES_OPEN(S451_LINK, S451 "Link: https://e.example/\r\n" EMPTY),
      ALSO = { PLACE(X_LINK_ABNF, S451 "Link: ", "h") } },
    { LEAVES_OPEN(S451_LINK, S451) },

    { KEEPS(S4XX_CONTENT, "HTTP/1.1 404 Not Found\r\n" HI), TO("GET") },
    { KEEPS(S4XX_CONTENT, "HTTP/1.1 404 Not Found\r\n" EMPTY), TO("HEAD") },
    { KEEPS(S4XX_CONTENT, "HTTP/1.1 409 Conflict\r\n" EMPTY), TO("GET"), ALSO = { CODE_OF(S409_CONTENT) } },
    { BREAKS_BY_STATUS(S4XX_CONTENT, "404", " \r\n" EMPTY), TO("GET") },
    { BREAKS_BY_STATUS(S4XX_CONTENT, "404", " \r\n" CHUNKED "0\r\n\r\n"), TO("GET") },
    { BREAKS_BY_STATUS(S4XX_CONTENT, "404", " \r\n\r\n"), TO("GET"), CLOSED },
    { LEAVES_OPEN(S4XX_CONTENT, "HTTP/1.1 404 Not Found\r\n" EMPTY) },
    { LEAVES_OPEN(S4XX_CONTENT, "HTTP/1.1 404 Not Found\r\n\r\n"), TO("GET"), KEPT_OPEN },

    { KEEPS(S5XX_CONTENT, "HTTP/1.1 500 Internal Server Error\r\n" HI), TO("GET") },
    { KEEPS(S5XX_CONTENT, "HTTP/1.1 505 \r\n" EMPTY), TO("GET"), ALSO = { CODE_OF(S505_CONTENT) } },
    { BREAKS_BY_STATUS(S5XX_CONTENT, "500", " \r\n" EMPTY), TO("GET") },
    { LEAVES_OPEN(S5XX_CONTENT, "HTTP/1.1 500 Internal Server Error\r\n" EMPTY) },

    { KEEPS(S505_CONTENT, "HTTP/1.1 505 HTTP Version Not Supported\r\n" HI), TO("GET") },
    { BREAKS_BY_STATUS(S505_CONTENT, "505", " \r\n" EMPTY), TO("GET") },
    { LEAVES_OPEN(S505_CONTENT, "HTTP/1.1 505 HTTP Version Not Supported\r\n" EMPTY) },
};

enum { CASE_COUNT = sizeof cases / sizeof cases[0] };

/* ---- the exchange of a case -------------------------------------------------------------------------------- */

static h204_view view_of(const char *text)
{
    h204_view view = { (const uint8_t *)text, strlen(text) };
    return view;
}

/* What a case says, in memory that lasts as long as this does. */
typedef struct told {
    h204_exchange exchange;
    char fields_octets[512];
    h204_field fields[MOST_FIELDS];
    h204_field twin_fields[MOST_FIELDS];
} told;

static void tell_request(told *t, const status_case *c)
{
    if (c->method != NULL) {
        t->exchange.given |= H204_GIVEN_METHOD;
        t->exchange.method = view_of(c->method);
    }
    if (c->version != NULL) {
        t->exchange.given |= H204_GIVEN_VERSION;
        t->exchange.major_version = (uint8_t)(c->version[0] - '0');
        t->exchange.minor_version = (uint8_t)(c->version[2] - '0');
    }
    if (c->target != NULL) {
        t->exchange.given |= H204_GIVEN_TARGET;
        t->exchange.target = view_of(c->target);
    }
    if (c->fields != NULL) {
        cr_assert_lt(strlen(c->fields), sizeof t->fields_octets - 2);
        strcpy(t->fields_octets, c->fields);
        strcat(t->fields_octets, "\r\n");
        t->exchange.given |= H204_GIVEN_FIELDS;
        t->exchange.octets = view_of(t->fields_octets);
        t->exchange.fields = t->fields;
        h204_outcome outcome = h204_parse_fields((h204_context){ 0 }, t->exchange.octets, t->fields, MOST_FIELDS,
                                                 &t->exchange.field_count);
        cr_assert_eq(outcome.status, H204_DONE, "%s", c->fields);
    }
}

static void tell_twin(told *t, const status_case *c)
{
    h204_twin *twin = &t->exchange.twin;
    h204_head head;
    if (c->twin == NULL) {
        return;
    }
    twin->octets = view_of(c->twin);
    h204_outcome outcome = h204_parse_head((h204_context){ 0 }, twin->octets, t->twin_fields, MOST_FIELDS, &head);
    cr_assert_eq(outcome.status, H204_DONE, "%s", c->twin);
    t->exchange.given |= H204_GIVEN_TWIN;
    twin->status_code = head.status_code;
    twin->fields = t->twin_fields;
    twin->field_count = head.field_count;
}

static void tell(told *t, const status_case *c)
{
    memset(t, 0, sizeof *t);
    tell_request(t, c);
    tell_twin(t, c);
    if (c->has_role) {
        t->exchange.given |= H204_GIVEN_ROLE;
        t->exchange.role = c->role;
    }
    t->exchange.known_facts = c->known_facts;
    t->exchange.facts = c->facts;
}

/* ---- looking at verdicts ----------------------------------------------------------------------------------- */

enum { ROOM = 40 };

typedef struct judged {
    h204_verdicts verdicts;
    h204_breach breaches[ROOM];
} judged;

/* Twice: from memory of exactly that size, around which a sanitizer sees every step, and at a guard. */
static judged judge(const status_case *c, size_t size)
{
    judged result = { 0 };
    told t;
    tell(&t, c);
    uint8_t *octets = malloc(size == 0 ? 1 : size);
    cr_assert_not_null(octets);
    memcpy(octets, c->octets.data, size);
    h204_end end = size == c->octets.size ? c->end : H204_END_OPEN;
    h204_message message = { { octets, size }, { NULL, 0 }, end, &t.exchange };
    h204_outcome outcome = h204_check(&message, ALL_PROFILES, result.breaches, ROOM, &result.verdicts);
    cr_expect_eq(outcome.status, H204_DONE);
    message.octets.data = guard_copy(message.octets.data, message.octets.size);
    h204_check(&message, ALL_PROFILES, result.breaches, ROOM, &result.verdicts);
    free(octets);
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

static void expect_breach(size_t index, const judged *found, h204_invariant row, h204_span expected)
{
    for (uint32_t i = 0; i < found->verdicts.breach_count; i++) {
        const h204_breach *breach = &found->breaches[i];
        if (breach->invariant == row) {
            cr_expect(breach->place.offset == expected.offset && breach->place.size == expected.size,
                      "case %zu, %s: %s is broken at %u+%u, not %u+%u", index, name_of(cases[index].row), name_of(row),
                      breach->place.offset, breach->place.size, expected.offset, expected.size);
            return;
        }
    }
    cr_expect(false, "case %zu, %s: %s is not broken", index, name_of(cases[index].row), name_of(row));
}

/* A status of 4xx or 5xx without content breaks a row of its own wherever the method is known. */
static bool is_beside_the_point(const status_case *c, h204_invariant row)
{
    return row != c->row && (row == H204_S4XX_CONTENT || row == H204_S5XX_CONTENT);
}

static uint32_t count_breaches(const status_case *c, const judged *found)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < found->verdicts.breach_count; i++) {
        count += is_beside_the_point(c, found->breaches[i].invariant) ? 0u : 1u;
    }
    return count;
}

/* ---- the tests --------------------------------------------------------------------------------------------- */

Test(check_status, every_case_breaks_what_it_says_and_nothing_else)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        const status_case *c = &cases[i];
        judged found = judge(c, c->octets.size);
        uint32_t expected = 0;
        cr_expect_eq(fate_of(&found.verdicts, c->row), c->fate, "case %zu, %s: %d, not %d", i, name_of(c->row),
                     (int)fate_of(&found.verdicts, c->row), (int)c->fate);
        if (c->fate == BROKEN) {
            expect_breach(i, &found, c->row, c->breach);
            expected++;
        }
        for (size_t j = 0; j < MOST_ALSO && c->also[j].row != H204_INVARIANT_NONE; j++) {
            expect_breach(i, &found, c->also[j].row, c->also[j].span);
            expected++;
        }
        cr_expect_eq(count_breaches(c, &found), expected, "case %zu, %s: %u broken, not %u", i, name_of(c->row),
                     count_breaches(c, &found), expected);
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

/* 701 to 703 have theirs in test_check.c. */
Test(check_status, every_row_has_a_case_each_way)
{
    uint32_t rows = 0;
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (row->invariant <= H204_S101_OFFERED || row->invariant >= 800) {
            continue;
        }
        rows++;
        cr_expect(has_case(row->invariant, KEPT), "%s is kept by no case", row->name);
        cr_expect(has_case(row->invariant, BROKEN), "%s is broken by no case", row->name);
        cr_expect(has_case(row->invariant, NOT_EVALUATED), "%s is left open by no case", row->name);
    }
    cr_assert_gt(rows, 60);
}

/* While more may come, what is broken stays broken, and what is kept stays kept. */
Test(check_status, a_prefix_says_nothing_that_the_whole_takes_back)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        const status_case *c = &cases[i];
        judged whole = judge(c, c->octets.size);
        for (size_t size = 0; size < c->octets.size; size++) {
            judged prefix = judge(c, size);
            for (size_t word = 0; word < H204_WORDS; word++) {
                cr_expect_eq(prefix.verdicts.broken[word] & ~whole.verdicts.broken[word], 0, "case %zu, %s at %zu", i,
                             name_of(c->row), size);
                cr_expect_eq(prefix.verdicts.kept[word] & whole.verdicts.broken[word], 0, "case %zu, %s at %zu", i,
                             name_of(c->row), size);
            }
        }
    }
}

/* Nothing is known of no exchange, and of one that gives nothing. */
Test(check_status, no_exchange_is_one_that_gives_nothing)
{
    static const h204_exchange nothing = { 0 };
    for (size_t i = 0; i < CASE_COUNT; i++) {
        h204_verdicts verdicts[2];
        for (size_t k = 0; k < 2; k++) {
            h204_message message = { cases[i].octets, { NULL, 0 }, cases[i].end, k == 0 ? NULL : &nothing };
            h204_check(&message, ALL_PROFILES, NULL, 0, &verdicts[k]);
        }
        cr_expect_eq(memcmp(&verdicts[0], &verdicts[1], sizeof verdicts[0]), 0, "case %zu, %s", i, name_of(cases[i].row));
    }
}

/* The caller's request may hold what no request may, and its values end where their spans do. */
Test(check_status, requests_that_no_parser_gives)
{
    static const struct {
        h204_view request;
        h204_span value;
        h204_view response;
        h204_invariant row;
        fate fate;
    } rows[] = {
        { OCTETS("Range: bytes=0-1"), { 7, 9 }, OCTETS(S416 HI), H204_S416_CR, BROKEN },
        { OCTETS("Range: bytes=0-1"), { 7, 5 }, OCTETS(S416 HI), H204_S416_CR, KEPT },
        { OCTETS("Range: bytes=0-1"), { 7, 9 }, OCTETS(ONE_PART), H204_S206_SINGLE_NOT_MULTI, BROKEN },
        { OCTETS("Range: bytes=0-1"), { 7, 6 }, OCTETS(ONE_PART), H204_S206_SINGLE_NOT_MULTI, NOT_EVALUATED },
        { OCTETS("Range: x=\x7F"), { 7, 3 }, OCTETS(ONE_PART), H204_S206_SINGLE_NOT_MULTI, NOT_EVALUATED },
        { OCTETS("Range: x=1\x7F"), { 7, 4 }, OCTETS(ONE_PART), H204_S206_SINGLE_NOT_MULTI, NOT_EVALUATED },
        { OCTETS("Range: x=1\x01"), { 7, 4 }, OCTETS(ONE_PART), H204_S206_SINGLE_NOT_MULTI, NOT_EVALUATED },
        { OCTETS("Range: "), { 7, 0 }, OCTETS(ONE_PART), H204_S206_SINGLE_NOT_MULTI, NOT_EVALUATED },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        h204_field field = { { 0, 5 }, rows[i].value };
        h204_exchange exchange = { .given = H204_GIVEN_METHOD | H204_GIVEN_FIELDS, .method = OCTETS("GET"),
                                   .octets = { guard_copy(rows[i].request.data, rows[i].request.size), rows[i].request.size }, .fields = &field,
                                   .field_count = 1 };
        h204_message message = { rows[i].response, { NULL, 0 }, H204_END_OPEN, &exchange };
        h204_verdicts verdicts;
        h204_check(&message, ALL_PROFILES, NULL, 0, &verdicts);
        cr_expect_eq(fate_of(&verdicts, rows[i].row), rows[i].fate, "row %zu", i);
    }
}

/* ---- many of one thing ------------------------------------------------------------------------------------- */

enum { MANY = 100000 };

/* `start`, then `piece` so many times, then `rest`: what is broken, of all rows. */
static h204_verdicts judge_many(const char *start, const char *piece, const char *rest, h204_exchange *exchange)
{
    size_t start_size = strlen(start);
    size_t piece_size = strlen(piece);
    size_t size = start_size + MANY * piece_size + strlen(rest);
    uint8_t *octets = malloc(size);
    h204_verdicts verdicts;
    cr_assert_not_null(octets);
    memcpy(octets, start, start_size);
    for (size_t i = 0; i < MANY; i++) {
        memcpy(octets + start_size + i * piece_size, piece, piece_size);
    }
    memcpy(octets + start_size + MANY * piece_size, rest, strlen(rest));
    h204_message message = { { octets, size }, { NULL, 0 }, H204_END_CLOSED, exchange };
    h204_breach breaches[ROOM];
    cr_expect_eq(h204_check(&message, ALL_PROFILES, breaches, ROOM, &verdicts).status, H204_DONE);
    free(octets);
    return verdicts;
}

/* Where each part, chunk or line were compared with each other one, this would not end. */
Test(check_status, a_hundred_thousand_of_them, .timeout = 60)
{
    static const status_case asks = { .method = "GET", .fields = "Range: bytes=0-1,4-5\r\n" };
    told t;
    tell(&t, &asks);
    h204_verdicts lines = judge_many(S206, RANGE, END "hi", &t.exchange);
    cr_expect_eq(fate_of(&lines, H204_S206_CR_FORM), KEPT);
    h204_verdicts parts = judge_many(S206 "Content-Type: multipart/byteranges; boundary=b\r\n\r\n", ONE, "--b--\r\n",
                                     &t.exchange);
    cr_expect_eq(fate_of(&parts, H204_S206_PART_CRLF), KEPT);
    cr_expect_eq(fate_of(&parts, H204_S206_PART_ORDER), BROKEN);
    h204_verdicts wrong = judge_many(S206 "Content-Type: multipart/byteranges; boundary=b\r\n\r\n",
                                     "--b\r\nContent-Range: bytes 0-99999/9\r\n\r\nhi\r\n", "--b--\r\n", &t.exchange);
    cr_expect_eq(fate_of(&wrong, H204_S206_PART_CR), KEPT);
    h204_verdicts chunks = judge_many(S206 "Content-Type: multipart/byteranges; boundary=b\r\n" CHUNKED, "1\r\n-\r\n", LAST,
                                      &t.exchange);
    cr_expect_eq(fate_of(&chunks, H204_S206_PART_CR), KEPT);
    h204_verdicts members = judge_many(S405 "Allow: ", "PUT, ", "GET\r\n" EMPTY, &t.exchange);
    cr_expect_eq(fate_of(&members, H204_S405_ALLOW_METHOD), BROKEN);
}
