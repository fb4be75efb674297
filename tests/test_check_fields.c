/* test_check_fields.c - every row about what fields hold has a message that keeps it, one that breaks it, and the
 * place where. */
#include "../src/codec/h204.h"
#include "guard.h"

#include <criterion/criterion.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALL_PROFILES (H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER)

/* ---- what is known beside the octets ------------------------------------------------------------------- */

#define OCTETS(literal) { (const uint8_t *)"" literal, sizeof literal - 1 }

#define SENT_BY(sender, known, true_ones)       \
    { .given = H204_GIVEN_ROLE,                 \
      .role = H204_SENDER_##sender,             \
      .known_facts = (known),                   \
      .facts = (true_ones) }
#define AT(seconds, known_and_true)             \
    { .given = H204_GIVEN_NOW, .now = (seconds), .known_facts = (known_and_true), .facts = (known_and_true) }
#define ASKS(value)                                                            \
    { .given = H204_GIVEN_FIELDS,                                              \
      .octets = OCTETS("Accept-Encoding: " value),                             \
      .fields = (const h204_field[]){ { { 0, 15 }, { 17, sizeof value - 1 } } }, \
      .field_count = 1 }

static const h204_exchange origin = SENT_BY(ORIGIN, 0, 0);
static const h204_exchange gateway = SENT_BY(GATEWAY, 0, 0);
static const h204_exchange proxy = SENT_BY(PROXY, 0, 0);
static const h204_exchange origin_made = SENT_BY(ORIGIN, H204_FACT_FORWARDED, 0);
static const h204_exchange origin_11 = SENT_BY(ORIGIN, H204_FACT_HAS_CLOCK | H204_FACT_SERVER_11,
                                               H204_FACT_HAS_CLOCK | H204_FACT_SERVER_11);
static const h204_exchange proxy_made = SENT_BY(PROXY, H204_FACT_FORWARDED, 0);
static const h204_exchange proxy_forwarded = SENT_BY(PROXY, H204_FACT_FORWARDED, H204_FACT_FORWARDED);
static const h204_exchange origin_clock = SENT_BY(ORIGIN, H204_FACT_HAS_CLOCK, H204_FACT_HAS_CLOCK);
static const h204_exchange origin_no_clock = SENT_BY(ORIGIN, H204_FACT_HAS_CLOCK, 0);
static const h204_exchange gateway_clock = SENT_BY(GATEWAY, H204_FACT_HAS_CLOCK, H204_FACT_HAS_CLOCK);
static const h204_exchange gateway_no_clock = SENT_BY(GATEWAY, H204_FACT_HAS_CLOCK, 0);
static const h204_exchange proxy_clock = SENT_BY(PROXY, H204_FACT_HAS_CLOCK, H204_FACT_HAS_CLOCK);
static const h204_exchange gateway_forwards = SENT_BY(GATEWAY, H204_FACT_HAS_CLOCK | H204_FACT_FORWARDED,
                                                      H204_FACT_HAS_CLOCK | H204_FACT_FORWARDED);
static const h204_exchange in_1994 = AT(784111778, 0);
static const h204_exchange a_day_later = AT(784111777 + 86400, 0);
static const h204_exchange a_day_before = AT(784111777 - 86400, 0);
static const h204_exchange in_2026 = AT(1767225600, 0);
static const h204_exchange in_2050 = AT(2524608000, 0);
static const h204_exchange in_2026_stored = AT(1767225600, H204_FACT_FROM_STORE);
static const h204_exchange type_known = { .known_facts = H204_FACT_TYPE_KNOWN, .facts = H204_FACT_TYPE_KNOWN };
static const h204_exchange type_not_known = { .known_facts = H204_FACT_TYPE_KNOWN };
static const h204_exchange length_known = { .known_facts = H204_FACT_LENGTH_KNOWN, .facts = H204_FACT_LENGTH_KNOWN };
static const h204_exchange length_not_known = { .known_facts = H204_FACT_LENGTH_KNOWN };
static const h204_exchange accepts_br = ASKS("br");
static const h204_exchange accepts_gzip = ASKS("gzip, br;q=0");
static const h204_exchange accepts_any = ASKS("br, *;q=0.5");
static const h204_exchange refuses_identity = ASKS("br, *;q=0");
static const h204_exchange accepts_nothing = ASKS("");
static const h204_exchange no_fields = { .given = H204_GIVEN_FIELDS };
static const h204_exchange refuses_gzip = ASKS("gzip;q=0.000, *");

static const h204_field two_fields[] = { { { 0, 4 }, { 6, 3 } }, { { 11, 16 }, { 29, 4 } } };
#define TWIN(count)                                                        \
    { .given = H204_GIVEN_TWIN,                                            \
      .twin = { .status_code = 200,                                        \
                .octets = OCTETS("ETag: \"a\"\r\nContent-Encoding: gzip"), \
                .fields = two_fields,                                      \
                .field_count = (count) } }
static const h204_exchange twin = TWIN(1);
static const h204_exchange twin_gzip = TWIN(2);
static const h204_exchange twin_untagged = TWIN(0);

/* ---- the table --------------------------------------------------------------------------------------------
 *
 * A case is about one row, and says all that is broken: the octets of a breach stand apart, between what is
 * before and after them, so that its place can be read.
 */
typedef enum fate { KEPT, BROKEN, NOT_EVALUATED } fate;

enum { MOST = 2 };

typedef struct check_case {
    h204_invariant row;
    fate fate;
    h204_view octets;
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
#define TO(request) .exchange = &(request)
#define ALSO        .also

#define S204       "HTTP/1.1 204 No Content\r\n"
#define S200       "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
#define OK         "HTTP/1.1 200 OK\r\n"
#define S206       "HTTP/1.1 206 Partial Content\r\nContent-Length: 2\r\n"
#define S206_EMPTY "HTTP/1.1 206 Partial Content\r\nContent-Length: 0\r\n"
#define S201       "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n"
#define S302       "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"
#define S404       "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n"
#define S415       "HTTP/1.1 415 Unsupported Media Type\r\nContent-Length: 0\r\n"
#define S503       "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n"
#define S401       "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n"
#define S407       "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n"
#define S426       "HTTP/1.1 426 Upgrade Required\r\nConnection: upgrade\r\nContent-Length: 0\r\n"
#define S426_BARE  "HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n"
#define END        "\r\n\r\n"
#define TRAILS_INFO \
    "Trailer: Authentication-Info\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nAuthentication-Info: "
#define HI         "\r\n\r\nhi"
#define GZIP_ACCEPTED(value) \
    { KEEPS(H_CE_ACCEPTABLE, S200 "Content-Encoding: gzip" HI), .exchange = &(const h204_exchange)ASKS(value) }
#define GZIP_REFUSED(value) \
    { BREAKS(H_CE_ACCEPTABLE, S200 "Content-Encoding: ", "gzip", HI), .exchange = &(const h204_exchange)ASKS(value) }

static const check_case cases[] = {
    /* ---- 212 to 216: whitespace and lists ---- */
    { KEEPS(FLD_OWS_SINGLE_SP, S204 "Server: x" END) },
    { KEEPS(FLD_OWS_SINGLE_SP, S204 ":  x" END), ALSO = { PLACE(FLD_NAME_NONEMPTY, S204, ":") } }, /* no field */
    { KEEPS(FLD_OWS_SINGLE_SP, S204 "Server:x" END) },
    { KEEPS(FLD_OWS_SINGLE_SP, S204 "Allow: " END) },
    { KEEPS(FLD_OWS_SINGLE_SP, S204 "Allow: \t " END) },
    { KEEPS(FLD_OWS_SINGLE_SP, S204 "Allow: GET,PUT" END) },
    { KEEPS(FLD_OWS_SINGLE_SP, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { KEEPS(FLD_OWS_SINGLE_SP, S204 "Set-Cookie: a=b; Expires=Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { KEEPS(FLD_OWS_SINGLE_SP, S204 "Via: 1.1 a (b,  c)" END) },
    { KEEPS(FLD_OWS_SINGLE_SP, S200 "Content-Type: a/b; c=\"d,  e\"" HI) },
    { KEEPS(FLD_OWS_SINGLE_SP, S204 "Link: </a,b>; rel=next" END) },
    { KEEPS(FLD_OWS_SINGLE_SP, S204 "Server:\r\n x" END),
      ALSO = { PLACE(FLD_OBSFOLD_GEN, S204 "Server:\r\n", " ") } },
    { KEEPS(FLD_OWS_SINGLE_SP, S204 "Allow: GET,\r\n  PUT" END),
      ALSO = { PLACE(FLD_OBSFOLD_GEN, S204 "Allow: GET,\r\n", " ") } },
    { LEAVES_OPEN(FLD_OWS_SINGLE_SP, S204 "Server:  x\x01" END),
      ALSO = { PLACE(FLD_VALUE_NO_CTL, S204 "Server:  x", "\x01") } },
    { BREAKS(FLD_OWS_SINGLE_SP, S204 "Server:", "  ", "x" END) },
    { BREAKS(FLD_OWS_SINGLE_SP, S204 "Server:", "\t", "x" END) },
    { BREAKS(FLD_OWS_SINGLE_SP, S204 "Server:", " \t", "x" END) },
    { BREAKS(FLD_OWS_SINGLE_SP, S204 "X-Y:", "   ", "x" END) },
    { BREAKS(FLD_OWS_SINGLE_SP, S204 "Allow: GET,", "  ", "PUT" END) },
    { BREAKS(FLD_OWS_SINGLE_SP, S204 "Vary: a,", "\t", "b" END) },
    { LEAVES_OPEN(FLD_OWS_SINGLE_SP, S204 "Server: x") },
    { LEAVES_OPEN(FLD_OWS_SINGLE_SP, S204 "Server:  x\r\n") },
    { LEAVES_OPEN(FLD_OWS_SINGLE_SP, S204 "Allow: GET,     HEAD" END), TO(proxy) },
    { LEAVES_OPEN(FLD_OWS_SINGLE_SP, S204 "Server:  x" END), TO(gateway) },
    { BREAKS(FLD_OWS_SINGLE_SP, S204 "Server:", "  ", "x" END), TO(origin) },

    { KEEPS(FLD_OWS_NO_TRAILING, S204 "Server: x" END) },
    { KEEPS(FLD_OWS_NO_TRAILING, S204 "Allow: " END) },
    { KEEPS(FLD_OWS_NO_TRAILING, S204 "Cache-Control: a=\"b ,c\"" END) },
    { KEEPS(FLD_OWS_NO_TRAILING, S204 "Server: a (b , c)" END) },
    { KEEPS(FLD_OWS_NO_TRAILING, "HTTP/1.1 204 No Content  \r\n" "\r\n") },
    { KEEPS(FLD_OWS_NO_TRAILING, S204 "Server: x \r\n y" END),
      ALSO = { PLACE(FLD_OBSFOLD_GEN, S204 "Server: x \r\n", " ") } },
    { KEEPS(FLD_OWS_NO_TRAILING, S204 "Server: x" END), TO(proxy) },
    { BREAKS(FLD_OWS_NO_TRAILING, S204 "Server: x", "  ", END) },
    { BREAKS(FLD_OWS_NO_TRAILING, S204 "X-Y: x", "\t", END) },
    { BREAKS(FLD_OWS_NO_TRAILING, S204 "Allow: GET", " ", ", PUT" END) },
    { BREAKS(FLD_OWS_NO_TRAILING, S204 "Server: x", " ", END), TO(origin) },
    { LEAVES_OPEN(FLD_OWS_NO_TRAILING, S204 "Server: x  " END), TO(proxy) },
    { LEAVES_OPEN(FLD_OWS_NO_TRAILING, S204 "Server: x  " END), TO(gateway) },
    { LEAVES_OPEN(FLD_OWS_NO_TRAILING, S204 "Server: x \r\n") },

    { KEEPS(FLD_LIST_NO_EMPTY, S204 "Allow: GET, PUT" END) },
    { KEEPS(FLD_LIST_NO_EMPTY, S204 "Allow:" END) },
    { KEEPS(FLD_LIST_NO_EMPTY, S204 "Vary:" END) },
    { KEEPS(FLD_LIST_NO_EMPTY, S204 "Allow: GET\r\nAllow:" END) },
    { KEEPS(FLD_LIST_NO_EMPTY, S204 "Accept-Ranges: ," END),
      ALSO = { PLACE(H_AR_ABNF, S204 "Accept-Ranges: ", ",") } },
    { KEEPS(FLD_LIST_NO_EMPTY, S204 "Cache-Control: a=\",,\"" END) },
    { KEEPS(FLD_LIST_NO_EMPTY, S204 "Content-Digest: sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:," END) },
    { BREAKS(FLD_LIST_NO_EMPTY, S204 "Allow: GET,", ",", " PUT" END) },
    { BREAKS(FLD_LIST_NO_EMPTY, S204 "Allow: ", ",", "GET" END) },
    { BREAKS(FLD_LIST_NO_EMPTY, S204 "Accept-Ranges: bytes", ",", END) },
    { BREAKS(FLD_LIST_NO_EMPTY, S204 "Vary: a, ", ",", " b" END) },
    { BREAKS(FLD_LIST_NO_EMPTY, S401 "WWW-Authenticate: Basic realm=\"x\",", ",", " Negotiate" END) },
    { BREAKS(FLD_LIST_NO_EMPTY, S401 "WWW-Authenticate: D realm=\"x\",", ",", " n=\"1\"" END) },
    { BREAKS(FLD_LIST_NO_EMPTY, S204 "Access-Control-Expose-Headers: a", ",", END) },
    { BREAKS(FLD_LIST_NO_EMPTY, OK "Trailer: Accept-Ranges\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nAccept-Ranges: a,",
             ",", "b" END) },
    { KEEPS(FLD_LIST_NO_EMPTY, OK "Trailer: Vary\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nVary: a,,b" END),
      ALSO = { PLACE(TRL_NO_CONTROL, OK "Trailer: Vary\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "Vary") } },
    { LEAVES_OPEN(FLD_LIST_NO_EMPTY, S204 "Allow: GET,, PUT\r\n") },
    { LEAVES_OPEN(FLD_LIST_NO_EMPTY, S204 "Allow: GET,, PUT\x01" END),
      ALSO = { PLACE(FLD_VALUE_NO_CTL, S204 "Allow: GET,, PUT", "\x01") } },
    { LEAVES_OPEN(FLD_LIST_NO_EMPTY, OK "Transfer-Encoding: chunked\r\n\r\n") },

    { KEEPS(FLD_BWS_GEN, S401 "WWW-Authenticate: Basic realm=\"x\"" END) },
    { KEEPS(FLD_BWS_GEN, S401 "WWW-Authenticate: Negotiate YWI=, Basic realm=\"x\"" END) },
    { KEEPS(FLD_BWS_GEN, S401 "WWW-Authenticate: Basic realm=\"a = b\"" END) },
    { BREAKS(FLD_BWS_GEN, S401 "WWW-Authenticate: Basic realm", " = ", "\"x\"" END) },
    { BREAKS(FLD_BWS_GEN, S407 "Proxy-Authenticate: Basic realm", " =", "\"x\"" END) },
    { BREAKS(FLD_BWS_GEN, S204 "Authentication-Info: nextnonce", "=\t", "\"x\"" END) },
    { BREAKS(FLD_BWS_GEN, S204 "Proxy-Authentication-Info: n", "= ", "x" END) },
    { BREAKS(FLD_BWS_GEN, S204 "Link: </a>; rel", " = ", "next" END) },
    { BREAKS(FLD_BWS_GEN, S204 "Preference-Applied: return", "= ", "minimal" END) },
    { BREAKS(FLD_BWS_GEN, OK "Transfer-Encoding: x;a", " = ", "b" END),
      ALSO = { PLACE(FRAME_TE_KNOWN, OK "Transfer-Encoding: ", "x;a = b") } },
    { BREAKS(FLD_BWS_GEN, OK TRAILS_INFO "a", " = ", "b" END) },
    { LEAVES_OPEN(FLD_BWS_GEN, S401 "WWW-Authenticate: Basic realm = \"x\"\r\n") },

    { KEEPS(FLD_RWS_SINGLE, S204 "Server: a/1 b/2" END) },
    { KEEPS(FLD_RWS_SINGLE, S204 "Server: a (b  c)" END) },
    { KEEPS(FLD_RWS_SINGLE, S204 "Via: 1.1 a,1.1 b" END) },
    { KEEPS(FLD_RWS_SINGLE, S204 "Server: a  b@c" END),
      ALSO = { PLACE(H_SERVER_ABNF, S204 "Server: a  b", "@") } },
    { KEEPS(FLD_RWS_SINGLE, S204 "Server: a  (b" END),
      ALSO = { PLACE(FLD_COMMENT_NEST, S204 "Server: a  ", "(") } },
    { BREAKS(FLD_RWS_SINGLE, S204 "Server: a/1", "  ", "b/2" END) },
    { BREAKS(FLD_RWS_SINGLE, S204 "Server: a/1", "\t", "(b)" END) },
    { BREAKS(FLD_RWS_SINGLE, S204 "Via: 1.1", "  ", "a" END) },
    { BREAKS(FLD_RWS_SINGLE, S204 "Via: 1.1 a", "  ", "(b)" END) },
    { LEAVES_OPEN(FLD_RWS_SINGLE, S204 "Server: a  b\r\n") },

    /* ---- 217 to 219: strings, comments and parameters ---- */

    { KEEPS(FLD_QS_CLOSED, S200 "Content-Type: text/plain; charset=\"utf-8\"" HI) },
    { KEEPS(FLD_QS_CLOSED, S200 "Content-Type: a/b; c=\"a\\\\\"" HI) },
    { KEEPS(FLD_QS_CLOSED, OK "Transfer-Encoding: x;a=\"b" END),
      ALSO = { PLACE(FRAME_TE_ABNF, OK "Transfer-Encoding: ", "x;a=\"b") } },
    { KEEPS(FLD_QS_CLOSED, S204 "Server: a (\")" END) },
    { KEEPS(FLD_QS_CLOSED, S204 "Set-Cookie: a=b; c=\"d" END) },
    { KEEPS(FLD_QS_CLOSED, S204 "X-Y: \"a" END) },
    { KEEPS(FLD_QS_CLOSED, S302 "Location: /\"a" END),
      ALSO = { PLACE(H_LOC_ABNF, S302 "Location: /", "\"") } },
    { KEEPS(FLD_QS_CLOSED, S204 "Link: <\"a>; rel=x" END),
      ALSO = { PLACE(X_LINK_ABNF, S204 "Link: <", "\"") } },
    { KEEPS(FLD_QS_CLOSED, S415 "Accept-Encoding: gzip;q=\"1" END),
      ALSO = { PLACE(H_AE_ABNF, S415 "Accept-Encoding: ", "gzip;q=\"1") } },
    { BREAKS(FLD_QS_CLOSED, S200 "Content-Type: text/plain; charset=", "\"", "utf-8" HI) },
    { BREAKS(FLD_QS_CLOSED, S200 "Content-Type: a/b; c=", "\"", "d\\\"" HI) },
    { BREAKS(FLD_QS_CLOSED, S401 "WWW-Authenticate: Basic realm=", "\"", "x" END) },
    { BREAKS(FLD_QS_CLOSED, S407 "Proxy-Authenticate: Basic realm=", "\"", "x" END) },
    { BREAKS(FLD_QS_CLOSED, S204 "Authentication-Info: n=", "\"", "x" END) },
    { BREAKS(FLD_QS_CLOSED, S204 "Proxy-Authentication-Info: n=", "\"", "x" END) },
    { BREAKS(FLD_QS_CLOSED, S204 "Cache-Control: no-cache=", "\"", "a" END) },
    { BREAKS(FLD_QS_CLOSED, S415 "Accept: a/b;c=", "\"", "d" END) },
    { BREAKS(FLD_QS_CLOSED, S204 "Link: </a>; rel=", "\"", "next" END) },
    { BREAKS(FLD_QS_CLOSED, S204 "Alt-Svc: h3=", "\"", ":443" END) },
    { BREAKS(FLD_QS_CLOSED, S200 "Content-Disposition: attachment; filename=", "\"", "a" HI) },
    { BREAKS(FLD_QS_CLOSED, S204 "Preference-Applied: return=", "\"", "minimal" END) },
    { BREAKS(FLD_QS_CLOSED, S204 "Strict-Transport-Security: max-age=", "\"", "60" END) },
    { BREAKS(FLD_QS_CLOSED, S200 "Content-Type: text; charset=", "\"", "utf-8" HI) },
    { BREAKS(FLD_QS_CLOSED, S204 "Cache-Control: a=\"b\", c=", "\"", "d" END) },
    { BREAKS(FLD_QS_CLOSED, OK TRAILS_INFO "a=", "\"", "b" END) },
    { KEEPS(FLD_QS_CLOSED, S200 "Content-Type: text/html; charset=utf-8\"" HI),
      ALSO = { PLACE(H_CT_ABNF, S200 "Content-Type: text/html; charset=utf-8", "\"") } },
    { KEEPS(FLD_QS_CLOSED, S200 "Content-Type: \"text/plain" HI),
      ALSO = { PLACE(H_CT_ABNF, S200 "Content-Type: ", "\"") } },
    { KEEPS(FLD_QS_CLOSED, S204 "Cache-Control: max-age=5\"" END),
      ALSO = { PLACE(H_CC_ABNF, S204 "Cache-Control: max-age=5", "\"") } },
    { KEEPS(FLD_QS_CLOSED, S401 "WWW-Authenticate: Basic realm=5\"" END),
      ALSO = { PLACE(H_WA_ABNF, S401 "WWW-Authenticate: Basic realm=5", "\"") } },
    { BREAKS(FLD_QS_CLOSED, S401 "WWW-Authenticate: Basic realm= ", "\"", "x" END) },
    { BREAKS(FLD_QS_CLOSED, S204 "Link: </a=\"b>; rel=", "\"", "x" END) }, /* a URI has no quoted strings */
    { BREAKS(FLD_QS_CLOSED, S204 "Link: </a>; rel=next; a=\"<x\"; title=", "\"", ">y" END) },
    { BREAKS(FLD_QS_CLOSED, S204 "Cache-Control: a=\"<\", c=", "\"", "d" END) },
    { BREAKS(FLD_QS_CLOSED, S204 "Cache-Control: a=\"\\\"\", c=", "\"", "\\\"d" END) },
    { LEAVES_OPEN(FLD_QS_CLOSED, S204 "Content-Type: a/b; c=\"d\r\n") },
    { LEAVES_OPEN(FLD_QS_CLOSED, S200 "Content-Type: a/b; c=\"d\x01" HI),
      ALSO = { PLACE(FLD_VALUE_NO_CTL, S200 "Content-Type: a/b; c=\"d", "\x01") } },

    { KEEPS(FLD_COMMENT_NEST, S204 "Server: a (b (c) d)" END) },
    { KEEPS(FLD_COMMENT_NEST, S204 "Server: a (b \\) c)" END) },
    { KEEPS(FLD_COMMENT_NEST, S204 "Server: a (\xFC)" END) },
    { KEEPS(FLD_COMMENT_NEST, S204 "Via: 1.1 a (b (c)), 1.1 d" END) },
    { KEEPS(FLD_COMMENT_NEST, S204 "X-Y: a (b" END) },
    { BREAKS(FLD_COMMENT_NEST, S204 "Server: a ", "(", "b (c) d" END) },
    { BREAKS(FLD_COMMENT_NEST, S204 "Server: a \\", ")", "" END) }, /* nothing is escaped outside of comments */
    { BREAKS(FLD_COMMENT_NEST, S204 "Server: a (b) ", "(", "c" END) },
    { BREAKS(FLD_COMMENT_NEST, S204 "Server: a ", "(", "b\\)" END) },
    { BREAKS(FLD_COMMENT_NEST, S204 "Server: a b", ")", END) },
    { BREAKS(FLD_COMMENT_NEST, S204 "Via: 1.1 a ", "(", "b, 1.1 c" END) },
    { BREAKS(FLD_COMMENT_NEST, S204 "Via: 1.1 a", ")", END) },
    { BREAKS(FLD_COMMENT_NEST, S204 "Server: ", "(", "b" END) },
    { LEAVES_OPEN(FLD_COMMENT_NEST, S204 "Server: a (b\r\n") },

    { KEEPS(FLD_PARAM_NO_WS_EQ, S200 "Content-Type: text/plain; charset=utf-8" HI) },
    { KEEPS(FLD_PARAM_NO_WS_EQ, S200 "Content-Type: text/plain;" HI) },
    { KEEPS(FLD_PARAM_NO_WS_EQ, S200 "Content-Type: text/plain;;a=b" HI) },
    { KEEPS(FLD_PARAM_NO_WS_EQ, S200 "Content-Type: text/plain ; a=b" HI) },
    { KEEPS(FLD_PARAM_NO_WS_EQ, S200 "Content-Type: a/b; c=\"d = e\"" HI) },
    { BREAKS(FLD_PARAM_NO_WS_EQ, S200 "Content-Type: text/plain; charset", " = ", "utf-8" HI) },
    { BREAKS(FLD_PARAM_NO_WS_EQ, S200 "Content-Type: text/plain; charset", " =", "utf-8" HI) },
    { BREAKS(FLD_PARAM_NO_WS_EQ, S200 "Content-Type: text/plain; charset", "=\t", "\"utf-8\"" HI) },
    { BREAKS(FLD_PARAM_NO_WS_EQ, S415 "Accept: text/plain;a", " = ", "b, c/d" END) },
    { BREAKS(FLD_PARAM_NO_WS_EQ, S204 "Accept-Patch: text/plain; a", "= ", "b" END) },
    { BREAKS(FLD_PARAM_NO_WS_EQ, S415 "Accept: text/plain;a", " = ", "b, c" END) },
    { LEAVES_OPEN(FLD_PARAM_NO_WS_EQ, S204 "Content-Type: a/b; c = d\r\n") },

    /* ---- 221 to 227: dates ---- */

    { KEEPS(FLD_DATE_IMF_GEN, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { KEEPS(FLD_DATE_IMF_GEN, S503 "Retry-After: 120" END) },
    { KEEPS(FLD_DATE_IMF_GEN, S204 "Set-Cookie: a=b; Expires=Sunday, 06-Nov-94 08:49:37 GMT" END),
      ALSO = { PLACE(X_SC_EXPIRES, S204 "Set-Cookie: a=b; Expires=", "Sunday, 06-Nov-94 08:49:37 GMT") } },
    { BREAKS(FLD_DATE_IMF_GEN, S204 "Date: ", "Sunday, 06-Nov-94 08:49:37 GMT", END) },
    { BREAKS(FLD_DATE_IMF_GEN, S204 "Last-Modified: ", "Sun Nov  6 08:49:37 1994", END) },
    { BREAKS(FLD_DATE_IMF_GEN, S204 "Expires: ", "Sunday, 06-Nov-94 08:49:37 GMT", END) },
    { BREAKS(FLD_DATE_IMF_GEN, S503 "Retry-After: ", "Sun Nov  6 08:49:37 1994", END) },
    { BREAKS(FLD_DATE_IMF_GEN, S204 "Date: ", "Sun Nov  6 08:49:37 1994", END), TO(proxy_made) },
    { LEAVES_OPEN(FLD_DATE_IMF_GEN, S204 "Via: 1.1 p\r\nDate: Sun Nov  6 08:49:37 1994" END), TO(proxy_forwarded) },
    { LEAVES_OPEN(FLD_DATE_IMF_GEN, S204 "Date: Sun Nov  6 08:49:37 1994\r\n") },

    { KEEPS(FLD_DATE_RANGE, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { KEEPS(FLD_DATE_RANGE, S204 "Date: Sat, 31 Dec 2016 23:59:60 GMT" END) },
    { KEEPS(FLD_DATE_RANGE, S204 "Date: Sun, 06 Nov 1994 08:49:60 GMT" END) },
    { BREAKS(FLD_DATE_RANGE, S204 "Date: ", "Sun, 06 Nov 1994 24:49:37 GMT", END) },
    { BREAKS(FLD_DATE_RANGE, S204 "Date: ", "Sun, 06 Nov 1994 08:60:37 GMT", END) },
    { BREAKS(FLD_DATE_RANGE, S204 "Date: ", "Sun, 06 Nov 1994 08:49:61 GMT", END) },
    { BREAKS(FLD_DATE_RANGE, S204 "Date: ", "Mon, 06 Nov 1994 24:49:37 GMT", END) },
    { BREAKS(FLD_DATE_RANGE, S204 "Expires: ", "Sunday, 06-Nov-94 24:49:37 GMT", END),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Expires: ", "Sunday, 06-Nov-94 24:49:37 GMT") } },
    { LEAVES_OPEN(FLD_DATE_RANGE, S204 "Date: Sun, 06 Nov 1994 24:49:37 GMT\r\n") },

    { KEEPS(FLD_DATE_CALENDAR, S204 "Date: Thu, 29 Feb 1996 08:49:37 GMT" END) },
    { KEEPS(FLD_DATE_CALENDAR, S204 "Date: Tue, 29 Feb 2000 08:49:37 GMT" END) },
    { KEEPS(FLD_DATE_CALENDAR, S204 "Date: Thursday, 29-Feb-96 08:49:37 GMT" END),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Date: ", "Thursday, 29-Feb-96 08:49:37 GMT") } },
    { BREAKS(FLD_DATE_CALENDAR, S204 "Date: ", "Wed, 30 Feb 1994 08:49:37 GMT", END) },
    { BREAKS(FLD_DATE_CALENDAR, S204 "Date: ", "Sun, 31 Apr 1994 08:49:37 GMT", END) },
    { BREAKS(FLD_DATE_CALENDAR, S204 "Date: ", "Sun, 00 Nov 1994 08:49:37 GMT", END) },
    { BREAKS(FLD_DATE_CALENDAR, S204 "Date: ", "Wed, 29 Feb 1995 08:49:37 GMT", END) },
    { BREAKS(FLD_DATE_CALENDAR, S204 "Last-Modified: ", "Thu, 29 Feb 1900 08:49:37 GMT", END) },
    { BREAKS(FLD_DATE_CALENDAR, S204 "Date: ", "Wednesday, 29-Feb-95 08:49:37 GMT", END), TO(in_1994),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Date: ", "Wednesday, 29-Feb-95 08:49:37 GMT") } },
    { BREAKS(FLD_DATE_CALENDAR, S204 "Date: ", "Sunday, 29-Feb-95 08:49:37 GMT", END),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Date: ", "Sunday, 29-Feb-95 08:49:37 GMT") } },
    { KEEPS(FLD_DATE_CALENDAR, S204 "Expires: Tuesday, 29-Feb-00 08:49:37 GMT" END), TO(in_2050),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Expires: ", "Tuesday, 29-Feb-00 08:49:37 GMT") } },
    { LEAVES_OPEN(FLD_DATE_CALENDAR, S204 "Expires: Tuesday, 29-Feb-00 08:49:37 GMT" END),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Expires: ", "Tuesday, 29-Feb-00 08:49:37 GMT") } },
    { LEAVES_OPEN(FLD_DATE_CALENDAR, S204 "Date: Wed, 30 Feb 1994 08:49:37 GMT\r\n") },
    { LEAVES_OPEN(FLD_DATE_CALENDAR, S204 "Date: Wed, 30 Feb 1994 08:49:37 GMT\x01" END),
      ALSO = { PLACE(FLD_VALUE_NO_CTL, S204 "Date: Wed, 30 Feb 1994 08:49:37 GMT", "\x01") } },
    { KEEPS(FLD_DATE_CALENDAR, S204 "Server: a\x01" END),
      ALSO = { PLACE(FLD_VALUE_NO_CTL, S204 "Server: a", "\x01") } },

    { KEEPS(FLD_DATE_NO_EXTRA_WS, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { KEEPS(FLD_DATE_NO_EXTRA_WS, S204 "Date: Sun Nov  6 08:49:37 1994" END),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Date: ", "Sun Nov  6 08:49:37 1994") } },
    { BREAKS(FLD_DATE_NO_EXTRA_WS, S204 "Date: ", "Sun,  06 Nov 1994 08:49:37 GMT", END) },
    { BREAKS(FLD_DATE_NO_EXTRA_WS, S204 "Date: ", "Sun , 06 Nov 1994 08:49:37 GMT", END) },
    { BREAKS(FLD_DATE_NO_EXTRA_WS, S204 "Date: ", "Sun, 06 Nov 1994 08: 49:37 GMT", END) },
    { BREAKS(FLD_DATE_NO_EXTRA_WS, S204 "Last-Modified: ", "Sun, 06 Nov 1994 \t08:49:37 GMT", END) },
    { BREAKS(FLD_DATE_NO_EXTRA_WS, S204 "Date: ", "Sunday,  06-Nov-94 08:49:37 GMT", END) },
    { LEAVES_OPEN(FLD_DATE_NO_EXTRA_WS, S204 "Date: Sun,  06 Nov 1994 08:49:37 GMT\r\n") },

    { KEEPS(FLD_DATE_CASE, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { KEEPS(FLD_DATE_CASE, S204 "Date: sun,  06 Nov 1994 08:49:37 GMT" END),
      ALSO = { PLACE(H_DATE_ABNF, S204 "Date: ", "sun,  06 Nov 1994 08:49:37 GMT") } },
    { BREAKS(FLD_DATE_CASE, S204 "Date: ", "sun, 06 NOV 1994 08:49:37 gmt", END) },
    { BREAKS(FLD_DATE_CASE, S204 "Expires: ", "Sun, 06 Nov 1994 08:49:37 Gmt", END) },
    { BREAKS(FLD_DATE_CASE, S204 "Date: ", "SUN Nov  6 08:49:37 1994", END) },
    { LEAVES_OPEN(FLD_DATE_CASE, S204 "Date: sun, 06 Nov 1994 08:49:37 GMT\r\n") },

    { KEEPS(FLD_DATE_GMT, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { KEEPS(FLD_DATE_GMT, S204 "Date: Sun Nov  6 08:49:37 1994" END),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Date: ", "Sun Nov  6 08:49:37 1994") } },
    { KEEPS(FLD_DATE_GMT, S204 "Date: sun, 06 Nov 1994 08:49:37 UTC" END),
      ALSO = { PLACE(H_DATE_ABNF, S204 "Date: ", "sun, 06 Nov 1994 08:49:37 UTC") } },
    { BREAKS(FLD_DATE_GMT, S204 "Date: ", "Sun, 06 Nov 1994 08:49:37 +0000", END) },
    { BREAKS(FLD_DATE_GMT, S204 "Date: ", "Sun, 06 Nov 1994 08:49:37 UTC", END) },
    { BREAKS(FLD_DATE_GMT, S204 "Last-Modified: ", "Sun, 06 Nov 1994 08:49:37", END) },
    { BREAKS(FLD_DATE_GMT, S204 "Expires: ", "Sunday, 06-Nov-94 08:49:37 EST", END) },
    { BREAKS(FLD_DATE_GMT, S503 "Retry-After: ", "Sun, 06 Nov 1994 08:49:37 EST", END) },
    { LEAVES_OPEN(FLD_DATE_GMT, S204 "Date: Sun, 06 Nov 1994 08:49:37 UTC\r\n") },

    { KEEPS(FLD_DATE_DAYNAME, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { KEEPS(FLD_DATE_DAYNAME, S204 "Date: Mon, 01 Jan 1899 00:00:00 GMT" END) },
    { KEEPS(FLD_DATE_DAYNAME, S204 "Expires: Monday, 15-Nov-76 08:49:37 GMT" END), TO(in_2026),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Expires: ", "Monday, 15-Nov-76 08:49:37 GMT") } },
    { KEEPS(FLD_DATE_DAYNAME, S204 "Date: Wed, 30 Feb 1994 08:49:37 GMT" END),
      ALSO = { PLACE(FLD_DATE_CALENDAR, S204 "Date: ", "Wed, 30 Feb 1994 08:49:37 GMT") } },
    { KEEPS(FLD_DATE_DAYNAME, S204 "Date: Monday, 06-Nov-94 08:49:37 GMT" END),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Date: ", "Monday, 06-Nov-94 08:49:37 GMT") } },
    { BREAKS(FLD_DATE_DAYNAME, S204 "Date: ", "Mon, 06 Nov 1994 08:49:37 GMT", END) },
    { BREAKS(FLD_DATE_DAYNAME, S204 "Last-Modified: ", "Mon Nov  6 08:49:37 1994", END),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Last-Modified: ", "Mon Nov  6 08:49:37 1994") } },
    { BREAKS(FLD_DATE_DAYNAME, S204 "Date: ", "Monday, 06-Nov-94 08:49:37 GMT", END), TO(in_1994),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Date: ", "Monday, 06-Nov-94 08:49:37 GMT") } },
    { LEAVES_OPEN(FLD_DATE_DAYNAME, S204 "Date: Mon, 06 Nov 1994 08:49:37 GMT\r\n") },

    /* ---- 228 to 236: the extended profile ---- */

    { KEEPS(FLD_REQUEST_ONLY, S204 "Server: x" END) },
    { KEEPS(FLD_REQUEST_ONLY, S204
            "Accept: a/b\r\nAccept-Encoding: gzip\r\nTrailer: a\r\nVia: 1.1 a\r\nConnection: a" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "Authorization", ": Basic eDp5" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "Cookie", ": a=b" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "Expect", ": 100-continue" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "From", ": a@b" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "Host", ": example.com" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "If-Match", ": \"a\"" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "If-Modified-Since", ": Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "If-None-Match", ": \"a\"" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "If-Range", ": \"a\"" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "If-Unmodified-Since", ": Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "Max-Forwards", ": 1" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "Proxy-Authorization", ": Basic eDp5" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "Range", ": bytes=0-1" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "Referer", ": /" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "TE", ": trailers" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "User-Agent", ": x" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "HOST", ": a\r\nCookie: b" END) },
    { BREAKS(FLD_REQUEST_ONLY, S204, "If-None-Match", ": a,, b" END) },
    { LEAVES_OPEN(FLD_REQUEST_ONLY, S204 "Server: x\r\n") },

    { KEEPS(FLD_QP_MINIMAL_QS, S200 "Content-Type: a/b; c=\"d\\\"e\\\\\"" HI) },
    { KEEPS(FLD_QP_MINIMAL_QS, S204 "ETag: \"a\\b\"" END),
      ALSO = { PLACE(H_ETAG_BACKSLASH, S204 "ETag: \"a", "\\") } },
    { KEEPS(FLD_QP_MINIMAL_QS, S200 "Content-Type: a/b; c=\"\\de" HI),
      ALSO = { PLACE(FLD_QS_CLOSED, S200 "Content-Type: a/b; c=", "\"") } },
    { BREAKS(FLD_QP_MINIMAL_QS, S200 "Content-Type: a/b; c=\"", "\\d", "e\"" HI) },
    { BREAKS(FLD_QP_MINIMAL_QS, S401 "WWW-Authenticate: Basic realm=\"", "\\x", "\"" END) },
    { BREAKS(FLD_QP_MINIMAL_QS, OK TRAILS_INFO "a=\"", "\\b", "\"" END) },
    { LEAVES_OPEN(FLD_QP_MINIMAL_QS, S204 "Content-Type: a/b; c=\"\\de\"\r\n") },

    { KEEPS(FLD_QP_MINIMAL_COMMENT, S204 "Server: a (b\\)c)" END) },
    { KEEPS(FLD_QP_MINIMAL_COMMENT, S204 "Server: a (\\bc" END),
      ALSO = { PLACE(FLD_COMMENT_NEST, S204 "Server: a ", "(") } },
    { BREAKS(FLD_QP_MINIMAL_COMMENT, S204 "Server: a (", "\\b", "c)" END) },
    { BREAKS(FLD_QP_MINIMAL_COMMENT, S204 "Via: 1.1 a (", "\\b", ")" END) },
    { LEAVES_OPEN(FLD_QP_MINIMAL_COMMENT, S204 "Server: a (\\bc)\r\n") },

    { KEEPS(FLD_CLOSE_RESERVED, S204 "Connection: close" END) },
    { BREAKS(FLD_CLOSE_RESERVED, S204, "Close", ": yes" END) },
    { BREAKS(FLD_CLOSE_RESERVED, OK "Trailer: close\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "close",
             ": yes" END) },
    { LEAVES_OPEN(FLD_CLOSE_RESERVED, OK "Transfer-Encoding: chunked\r\n\r\n0\r\n") },

    { KEEPS(FLD_NO_CTE, S200 "Content-Encoding: gzip" HI) },
    { KEEPS(FLD_NO_CTE, "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n" "Content-Type: multipart/mixed; boundary=b" END
            "--b\r\n\r\nhi\r\n--b--") },
    { BREAKS(FLD_NO_CTE, S200, "Content-Transfer-Encoding", ": base64" HI) },
    { LEAVES_OPEN(FLD_NO_CTE, S204 "Server: x\r\n") },

    { KEEPS(FLD_MIME_VERSION_SINGLE, S200 "MIME-Version: 1.0" HI) },
    { BREAKS(FLD_MIME_VERSION_SINGLE, S200 "MIME-Version: 1.0\r\n", "mime-version", ": 1.0" HI) },
    { LEAVES_OPEN(FLD_MIME_VERSION_SINGLE, S204 "MIME-Version: 1.0\r\n") },

    { KEEPS(FLD_NAME_CONSERVATIVE, S204 "Foo-Bar.2: x" END) },
    { KEEPS(FLD_NAME_CONSERVATIVE, S204 "F(o: x" END),
      ALSO = { PLACE(FLD_NAME_TCHAR, S204 "F", "(") } },
    { BREAKS(FLD_NAME_CONSERVATIVE, S204, "_Foo|Bar", ": x" END) },
    { BREAKS(FLD_NAME_CONSERVATIVE, S204, "Foo_Bar", ": x" END) },
    { BREAKS(FLD_NAME_CONSERVATIVE, S204, "2-Foo", ": x" END) },
    { LEAVES_OPEN(FLD_NAME_CONSERVATIVE, S204 "_Foo: x") },

    /* ---- 801 to 817: dates and tags ---- */

    { KEEPS(H_DATE_ABNF, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { KEEPS(H_DATE_ABNF, S204 "Date: Sunday, 06-Nov-94 08:49:37 GMT" END),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Date: ", "Sunday, 06-Nov-94 08:49:37 GMT") } },
    { KEEPS(H_DATE_ABNF, S204 "Date: Sun, 06 Nov 1994 08:49:37 UTC" END),
      ALSO = { PLACE(FLD_DATE_GMT, S204 "Date: ", "Sun, 06 Nov 1994 08:49:37 UTC") } },
    { LEAVES_OPEN(H_DATE_ABNF, S204 "Date: \x01" END),
      ALSO = { PLACE(FLD_VALUE_NO_CTL, S204 "Date: ", "\x01") } },
    { LEAVES_OPEN(H_DATE_ABNF, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\nX: 1" END), TO(in_2026), /* judged by no row */
      ALSO = { PLACE(FLD_EOL_CRLF, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT", "\n") } },
    { LEAVES_OPEN(H_DATE_ABNF, S204 "Date: now\nX: 1" END),
      ALSO = { PLACE(FLD_EOL_CRLF, S204 "Date: now", "\n") } },
    { KEEPS(H_DATE_ABNF, S204 "Date: Sun, 06 Nov\r\n 1994 08:49:37 GMT" END),
      ALSO = { PLACE(FLD_OBSFOLD_GEN, S204 "Date: Sun, 06 Nov\r\n", " ") } },
    { BREAKS(H_DATE_ABNF, S204 "Date: ", "now", END) },
    { BREAKS(H_DATE_ABNF, S204 "Date: ", "1994-11-06T08:49:37Z", END) },
    { BREAKS(H_DATE_ABNF, S204 "Date: ", "784111777", END) },
    { BREAKS(H_DATE_ABNF, S204 "Date: ", "Sun, 06 November 1994 08:49:37 GMT", END) },
    { BREAKS(H_DATE_ABNF, S204 "Date:", "\r", "\nX: 1" END) },
    { BREAKS(H_DATE_ABNF, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nDate: ", "now", END),
      ALSO = { PLACE(FLD_DUP_SINGLETON, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", "Date") } },
    { LEAVES_OPEN(H_DATE_ABNF, S204 "Date: now\r\n") },

    { KEEPS(H_DATE_REQUIRED, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END), TO(origin_clock) },
    { KEEPS(H_DATE_REQUIRED, "HTTP/1.1 100 Continue\r\n" "\r\n"), TO(origin_clock) },
    { KEEPS(H_DATE_REQUIRED, "HTTP/1.1 500 Internal Server Error\r\n" "Content-Length: 0" END), TO(origin_clock) },
    { KEEPS(H_DATE_REQUIRED, S204 "Server: x" END), TO(proxy_clock) },
    { KEEPS(H_DATE_REQUIRED, S204 "Server: x" END), TO(origin_no_clock) },
    { KEEPS(H_DATE_REQUIRED, S204 "Server: x" END), TO(gateway_forwards) },
    { BREAKS(H_DATE_REQUIRED, "HTTP/1.1 ", "204", " No Content\r\nServer: x" END), TO(origin_clock) },
    { BREAKS(H_DATE_REQUIRED, "HTTP/1.1 ", "404", " Not Found\r\nContent-Length: 0" END), TO(gateway_clock) },
    { BREAKS(H_DATE_REQUIRED, "HTTP/1.0 ", "204", " No Content\r\nServer: x" END), TO(origin_11) },
    { LEAVES_OPEN(H_DATE_REQUIRED, S204 "Server: x" END) },
    { LEAVES_OPEN(H_DATE_REQUIRED, S204 "Server: x" END), TO(origin) },
    { LEAVES_OPEN(H_DATE_REQUIRED, "HTTP/1.0 204 No Content\r\n" "Server: x" END), TO(origin_clock) },

    { KEEPS(H_DATE_NOCLOCK, S204 "Server: x" END), TO(origin_no_clock) },
    { KEEPS(H_DATE_NOCLOCK, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END), TO(origin_clock) },
    { KEEPS(H_DATE_NOCLOCK, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END), TO(gateway_no_clock) },
    { BREAKS(H_DATE_NOCLOCK, S204, "Date", ": Sun, 06 Nov 1994 08:49:37 GMT" END), TO(origin_no_clock) },
    { LEAVES_OPEN(H_DATE_NOCLOCK, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END), TO(origin) },
    { LEAVES_OPEN(H_DATE_NOCLOCK, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END) },

    { KEEPS(H_DATE_APPROX, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END), TO(in_1994) },
    { KEEPS(H_DATE_APPROX, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nAge: 3" END), TO(in_2026) },
    { KEEPS(H_DATE_APPROX, "HTTP/1.1 204 No Content\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT" END), TO(in_2026_stored),
      ALSO = { PLACE(CA_AGE_GENERATE, "HTTP/1.1 ", "204") } },
    { KEEPS(H_DATE_APPROX, S204 "Date: now" END), TO(in_2026),
      ALSO = { PLACE(H_DATE_ABNF, S204 "Date: ", "now") } },
    { KEEPS(H_DATE_APPROX, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END), TO(a_day_later) },
    { KEEPS(H_DATE_APPROX, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END), TO(a_day_before) },
    { BREAKS(H_DATE_APPROX, S204 "Date: ", "Sun, 06 Nov 1994 08:49:36 GMT", END), TO(a_day_later) },
    { BREAKS(H_DATE_APPROX, S204 "Date: ", "Sun, 06 Nov 1994 08:49:38 GMT", END), TO(a_day_before) },
    { BREAKS(H_DATE_APPROX, S204 "Date: ", "Sun, 06 Nov 1994 08:49:37 GMT", END), TO(in_2026) },
    { BREAKS(H_DATE_APPROX, S204 "Date: ", "Sun, 06 Nov 2044 08:49:37 GMT", END), TO(in_2026) },
    { LEAVES_OPEN(H_DATE_APPROX, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT" END) },

    { KEEPS(H_ETAG_ABNF, S204 "ETag: \"a\"" END) },
    { KEEPS(H_ETAG_ABNF, S204 "ETag: \"\"" END) },
    { KEEPS(H_ETAG_ABNF, S204 "ETag: W/\"a\"" END) },
    { KEEPS(H_ETAG_ABNF, S204 "ETag: \"a,b\"" END) },
    { KEEPS(H_ETAG_ABNF, S204 "ETag: \"a\\b\"" END),
      ALSO = { PLACE(H_ETAG_BACKSLASH, S204 "ETag: \"a", "\\") } },
    { BREAKS(H_ETAG_ABNF, S204 "ETag: ", "a", END) },
    { BREAKS(H_ETAG_ABNF, S204 "ETag: ", "\"", END) },
    { BREAKS(H_ETAG_ABNF, S204 "ETag: ", "\"a", END) },
    { BREAKS(H_ETAG_ABNF, S204 "ETag: ", "W\"a\"", END) },
    { BREAKS(H_ETAG_ABNF, S204 "ETag: ", "*", END) },
    { BREAKS(H_ETAG_ABNF, OK "Trailer: ETag\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nETag: ", "a", END) },
    { LEAVES_OPEN(H_ETAG_ABNF, S204 "ETag: a\r\n") },
    { LEAVES_OPEN(H_ETAG_ABNF, OK "Trailer: ETag\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nETag: \"a\"\r\n") },

    { KEEPS(H_ETAG_CHARS, S204 "ETag: \"a!b\"" END) },
    { KEEPS(H_ETAG_CHARS, S204 "ETag: \"\xFF\"" END) },
    { KEEPS(H_ETAG_CHARS, OK "Trailer: ETag\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nETag: \"a\"" END) },
    { KEEPS(H_ETAG_CHARS, S204 "ETag: a b" END),
      ALSO = { PLACE(H_ETAG_ABNF, S204 "ETag: ", "a b") } },
    { BREAKS(H_ETAG_CHARS, S204 "ETag: \"a", " ", "b\"" END) },
    { BREAKS(H_ETAG_CHARS, S204 "ETag: \"a", "\"", ", \"b\"" END) },
    { BREAKS(H_ETAG_CHARS, OK "Trailer: ETag\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nETag: \"a", " ", "b\"" END) },
    { LEAVES_OPEN(H_ETAG_CHARS, S204 "ETag: \"a b\"\r\n") },

    { KEEPS(H_ETAG_WEAK_CASE, S204 "ETag: W/\"a\"" END) },
    { BREAKS(H_ETAG_WEAK_CASE, S204 "ETag: ", "w/", "\"a\"" END) },
    { LEAVES_OPEN(H_ETAG_WEAK_CASE, S204 "ETag: w/\"a\"\r\n") },

    { KEEPS(H_LM_ABNF, S204 "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { BREAKS(H_LM_ABNF, S204 "Last-Modified: ", "yesterday", END) },
    { BREAKS(H_LM_ABNF, S204 "Last-Modified: ", "Tue, 14 July 04:58:08 GMT", END) },
    { LEAVES_OPEN(H_LM_ABNF, S204 "Last-Modified: yesterday\r\n") },

    { KEEPS(H_LM_NOT_FUTURE, S204
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { KEEPS(H_LM_NOT_FUTURE, S204
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: Sun, 06 Nov 1994 08:49:36 GMT" END) },
    { KEEPS(H_LM_NOT_FUTURE, S204
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nVia: 1.1 a\r\nLast-Modified: Sun, 06 Nov 1994 08:49:38 GMT"
      END) },
    { KEEPS(H_LM_NOT_FUTURE, S204
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nAge: 1\r\nLast-Modified: Sun, 06 Nov 1994 08:49:38 GMT" END) },
    { KEEPS(H_LM_NOT_FUTURE, S204 "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT" END) },
    { KEEPS(H_LM_NOT_FUTURE, S204 "Date: now\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT" END),
      ALSO = { PLACE(H_DATE_ABNF, S204 "Date: ", "now") } },
    { BREAKS(H_LM_NOT_FUTURE, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: ",
             "Sun, 06 Nov 1994 08:49:38 GMT", END) },
    { BREAKS(H_LM_NOT_FUTURE, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: ",
             "Sun Nov  6 08:49:38 1994", END),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: ",
               "Sun Nov  6 08:49:38 1994") } },
    { BREAKS(H_LM_NOT_FUTURE, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: ",
             "Sunday, 06-Nov-94 08:49:38 GMT", END), TO(in_1994),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: ",
               "Sunday, 06-Nov-94 08:49:38 GMT") } },
    { LEAVES_OPEN(H_LM_NOT_FUTURE, S204
                  "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: Sunday, 06-Nov-94 08:49:38 GMT" END),
      ALSO = { PLACE(FLD_DATE_IMF_GEN, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: ",
               "Sunday, 06-Nov-94 08:49:38 GMT") } },
    { LEAVES_OPEN(H_LM_NOT_FUTURE, S204
                  "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: Sun, 06 Nov 1994 08:49:38 GMT" END),
      ALSO = { PLACE(FLD_DUP_SINGLETON, S204 "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", "Date") } },

    { KEEPS(H_ETAG_BACKSLASH, S204 "ETag: \"ab\"" END) },
    { BREAKS(H_ETAG_BACKSLASH, S204 "ETag: \"a", "\\", "b\"" END) },
    { LEAVES_OPEN(H_ETAG_BACKSLASH, S204 "ETag: \"a\"\r\n") },

    { KEEPS(H_ETAG_CODING_DISTINCT, S200 "ETag: \"a-gz\"\r\nContent-Encoding: gzip" HI), TO(twin) },
    { KEEPS(H_ETAG_CODING_DISTINCT, S200 "ETag: \"a\"" HI), TO(twin) },
    { KEEPS(H_ETAG_CODING_DISTINCT, S200 "ETag: W/\"a\"\r\nContent-Encoding: gzip" HI), TO(twin) },
    { KEEPS(H_ETAG_CODING_DISTINCT, S200 "ETag: \"a\"\r\nContent-Encoding: x-gzip" HI), TO(twin_gzip) },
    { KEEPS(H_ETAG_CODING_DISTINCT, S200 "Content-Encoding: gzip" HI), TO(twin) },
    { BREAKS(H_ETAG_CODING_DISTINCT, S200 "ETag: ", "\"a\"", "\r\nContent-Encoding: gzip" HI), TO(twin) },
    { BREAKS(H_ETAG_CODING_DISTINCT, S200 "ETag: ", "\"a\"", HI), TO(twin_gzip) },
    { BREAKS(H_ETAG_CODING_DISTINCT, S200 "ETag: ", "\"a\"",
             "\r\nContent-Encoding: gzip\r\nContent-Encoding: br" HI), TO(twin_gzip) },
    { KEEPS(H_ETAG_CODING_DISTINCT, S200 "ETag: \"a\"\r\nContent-Encoding: gzip" HI), TO(twin_untagged) },
    { KEEPS(H_ETAG_CODING_DISTINCT, S200 "ETag: \"a\"\r\nContent-Encoding: ,GZIP," HI), TO(twin_gzip),
      ALSO = { PLACE(FLD_LIST_NO_EMPTY, S200 "ETag: \"a\"\r\nContent-Encoding: ", ",") } },
    { BREAKS(H_ETAG_CODING_DISTINCT, S200 "ETag: ", "\"a\"", "\r\nContent-Encoding: gzip, gzip" HI), TO(twin_gzip) },
    { BREAKS(H_ETAG_CODING_DISTINCT, S200 "ETag: ", "\"a\"", "\r\nContent-Encoding: br" HI), TO(twin_gzip) },
    { BREAKS(H_ETAG_CODING_DISTINCT, S200 "ETag: ", "\"a\"", "\r\nContent-Encoding: pzip" HI), TO(twin_gzip) },
    { LEAVES_OPEN(H_ETAG_CODING_DISTINCT, S200 "ETag: \"a\"\r\nContent-Encoding: gzip" HI) },
    { LEAVES_OPEN(H_ETAG_CODING_DISTINCT, S200 "ETag: \"a\"\r\nETag: \"a\"" HI), TO(twin),
      ALSO = { PLACE(FLD_DUP_SINGLETON, S200 "ETag: \"a\"\r\n", "ETag") } },

    /* ---- 821 to 836: content ---- */

    { KEEPS(H_CT_ABNF, S200 "Content-Type: text/plain; charset=utf-8" HI) },
    { KEEPS(H_CT_ABNF, S200 "Content-Type: text/plain;" HI) },
    { KEEPS(H_CT_ABNF, S200 "Content-Type: text/plain; a=\"\xFC\"" HI) },
    { KEEPS(H_CT_ABNF, S200 "Content-Type: TEXT/Plain; Charset=UTF-8" HI) },
    { BREAKS(H_CT_ABNF, S200 "Content-Type: text", "\r", "\nServer: x" HI) },
    { BREAKS(H_CT_ABNF, S200 "Content-Type: text/html", ",", " text/plain" HI) },
    { BREAKS(H_CT_ABNF, S200 "Content-Type: text/plain; charset", "\r", "\nServer: x" HI) },
    { BREAKS(H_CT_ABNF, S200 "Content-Type: text/plain; charset=", "(", "utf-8)" HI) },
    { BREAKS(H_CT_ABNF, S200 "Content-Type: text", " ", "/ plain" HI) },
    { BREAKS(H_CT_ABNF, S200 "Content-Type:", "\r", "\nServer: x" HI) },
    { LEAVES_OPEN(H_CT_ABNF, S204 "Content-Type: text\r\n") },

    { KEEPS(H_CT_MULTIPART_BOUNDARY, "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n"
            "Content-Type: multipart/mixed; boundary=b" END "--b\r\n\r\nhi\r\n--b--") },
    { KEEPS(H_CT_MULTIPART_BOUNDARY, "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n"
            "Content-Type: Multipart/Mixed; BOUNDARY=\"b\"" END "--b\r\n\r\nhi\r\n--b--") },
    { KEEPS(H_CT_MULTIPART_BOUNDARY, S200 "Content-Type: text/plain" HI) },
    { KEEPS(H_CT_MULTIPART_BOUNDARY, S200 "Content-Type: multipart/mixed; a b" HI),
      ALSO = { PLACE(H_CT_ABNF, S200 "Content-Type: multipart/mixed; a", " ") } },
    { BREAKS(H_CT_MULTIPART_BOUNDARY, "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n" "Content-Type: ",
             "multipart/mixed", END "--b\r\n\r\nhi\r\n--b--") },
    { BREAKS(H_CT_MULTIPART_BOUNDARY, "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n" "Content-Type: ",
             "multipart/form-data;", END "--b\r\n\r\nhi\r\n--b--") },
    { LEAVES_OPEN(H_CT_MULTIPART_BOUNDARY, S204 "Content-Type: multipart/mixed\r\n") },

    { KEEPS(H_CE_ABNF, S204 "Content-Encoding: gzip" END) },
    { KEEPS(H_CE_ABNF, S204 "Content-Encoding:" END) },
    { BREAKS(H_CE_ABNF, S204 "Content-Encoding: gzip", ";", "q=1" END) },
    { BREAKS(H_CE_ABNF, S204 "Content-Encoding: ", "\"", "gzip\"" END) },
    { BREAKS(H_CE_ABNF, S204 "Content-Encoding: gzip\r\nContent-Encoding: a", "=", "b" END) },
    { LEAVES_OPEN(H_CE_ABNF, S204 "Content-Encoding: a;b\r\n") },

    { KEEPS(H_CE_NO_IDENTITY, S204 "Content-Encoding: gzip" END) },
    { BREAKS(H_CE_NO_IDENTITY, S204 "Content-Encoding: ", "identity", END) },
    { BREAKS(H_CE_NO_IDENTITY, S204 "Content-Encoding: gzip\r\nContent-Encoding: br, ", "Identity", END) },
    { LEAVES_OPEN(H_CE_NO_IDENTITY, S204 "Content-Encoding: identity\r\n") },

    { KEEPS(H_CLANG_ABNF, S200 "Content-Language: mi, en" HI) },
    { KEEPS(H_CLANG_ABNF, S200 "Content-Language: x-pig-latin" HI) },
    { KEEPS(H_CLANG_ABNF, S200 "Content-Language: i-klingon" HI) },
    { KEEPS(H_CLANG_ABNF, S200 "Content-Language: en-GB-oed" HI) },
    { KEEPS(H_CLANG_ABNF, S200 "Content-Language: sgn-BE-FR" HI) },
    { KEEPS(H_CLANG_ABNF, S200 "Content-Language: zh-cmn-Hans-CN" HI) },
    { KEEPS(H_CLANG_ABNF, S200 "Content-Language: de-CH-1901" HI) },
    { KEEPS(H_CLANG_ABNF, S200 "Content-Language: sl-rozaj-biske-1994" HI) },
    { KEEPS(H_CLANG_ABNF, S200 "Content-Language: en-a-bbb-x-a-ccc" HI) },
    { KEEPS(H_CLANG_ABNF, S200 "Content-Language: az-Arab-x-AZE-derbend" HI) },
    { BREAKS(H_CLANG_ABNF, S200 "Content-Language: ", "*", HI) },
    { BREAKS(H_CLANG_ABNF, S200 "Content-Language: ", "en-abcdefghi", HI) },
    { BREAKS(H_CLANG_ABNF, S200 "Content-Language: de, ", "de-DE-DD", HI) },
    { BREAKS(H_CLANG_ABNF, S200 "Content-Language: ", "de-a", HI) },
    { LEAVES_OPEN(H_CLANG_ABNF, S204 "Content-Language: *\r\n") },

    { KEEPS(H_CLOC_ABNF, S200 "Content-Location: /a?b" HI) },
    { KEEPS(H_CLOC_ABNF, S200 "Content-Location: http://e.example/" HI) },
    { KEEPS(H_CLOC_ABNF, S200 "Content-Location: //host/x" HI) },
    { KEEPS(H_CLOC_ABNF, S200 "Content-Location: /a,b" HI) },
    { KEEPS(H_CLOC_ABNF, S200 "Content-Location: " HI) },
    { KEEPS(H_CLOC_ABNF, S200 "Content-Location: a/b:c" HI) },
    { KEEPS(H_CLOC_ABNF, S200 "Content-Location: /%7Ea" HI) },
    { BREAKS(H_CLOC_ABNF, S200 "Content-Location: /a", "#", "b" HI) },
    { BREAKS(H_CLOC_ABNF, S200 "Content-Location: /a", " ", "b" HI) },
    { BREAKS(H_CLOC_ABNF, S200 "Content-Location: /", "%", "7" HI) },
    { BREAKS(H_CLOC_ABNF, S200 "Content-Location: /", "[", "a]" HI) },
    { BREAKS(H_CLOC_ABNF, S200 "Content-Location: 1a", ":", "b" HI) },
    { LEAVES_OPEN(H_CLOC_ABNF, S204 "Content-Location: /a#b\r\n") },

    { KEEPS(H_CT_PRESENT, S200 "Content-Type: text/plain" HI), TO(type_known) },
    { KEEPS(H_CT_PRESENT, S204 "Server: x" END), TO(type_known) },
    { KEEPS(H_CT_PRESENT, S200 "Server: x" HI), TO(type_not_known) },
    { BREAKS(H_CT_PRESENT, "HTTP/1.1 ", "200", " OK\r\nContent-Length: 2" HI), TO(type_known) },
    { LEAVES_OPEN(H_CT_PRESENT, S200 "Server: x" HI) },
    { LEAVES_OPEN(H_CT_PRESENT, S200 "Server: x" END), TO(type_known) },

    { KEEPS(H_CE_ACCEPTABLE, S200 "Server: x" HI), TO(accepts_br) },
    { KEEPS(H_CE_ACCEPTABLE, S200 "Content-Encoding: br" HI), TO(accepts_br) },
    { KEEPS(H_CE_ACCEPTABLE, S200 "Content-Encoding: x-gzip" HI), TO(accepts_gzip) },
    { KEEPS(H_CE_ACCEPTABLE, S200 "Content-Encoding: gzip" HI), TO(accepts_any) },
    { KEEPS(H_CE_ACCEPTABLE, S200 "Content-Encoding: gzip" HI), TO(refuses_identity) },
    { KEEPS(H_CE_ACCEPTABLE, S200 "Content-Encoding: gzip" HI), TO(accepts_nothing) },
    { KEEPS(H_CE_ACCEPTABLE, S200 "Content-Encoding: gzip" HI), TO(no_fields) },
    { KEEPS(H_CE_ACCEPTABLE, S404 "Content-Encoding: gzip" END), TO(accepts_br) },
    { BREAKS(H_CE_ACCEPTABLE, S200 "Content-Encoding: ", "gzip", HI), TO(accepts_br) },
    { BREAKS(H_CE_ACCEPTABLE, S200 "Content-Encoding: ", "gzip", HI), TO(refuses_gzip) },
    { BREAKS(H_CE_ACCEPTABLE, S200 "Content-Encoding: br, ", "gzip", HI), TO(accepts_br) },
    GZIP_ACCEPTED("gzip;q=1.0"),
    GZIP_ACCEPTED("gzip;q=0.5"),
    GZIP_ACCEPTED("gzip;q=0.001"),
    GZIP_ACCEPTED("gzip;q=0.1"),
    GZIP_ACCEPTED("br;q=0, gzip"),
    GZIP_ACCEPTED("gzip, br;q=0"),
    GZIP_ACCEPTED("*"),
    GZIP_ACCEPTED("br, identity;q=0"), /* nothing else is left (RFC 9110 12.5.3) */
    GZIP_ACCEPTED("br, *;q=0, identity;q=0"),
    GZIP_ACCEPTED(","), /* it names nothing */
    GZIP_ACCEPTED("br, gzip;q=x"), /* not in the grammar */
    GZIP_REFUSED("gzip;q=0"),
    GZIP_REFUSED("gzip;q=0., br"),
    GZIP_REFUSED("gzip;q=0.0"),
    GZIP_REFUSED("gzip;q=0.000"),
    GZIP_REFUSED("*;q=0, identity"),
    GZIP_REFUSED("br, identity;q=0.1"),
    GZIP_REFUSED("pzip"),
    GZIP_REFUSED("gzi"),
    GZIP_REFUSED("gxip"),
    GZIP_REFUSED("x-gzi"),
    GZIP_REFUSED("identity"),
    { LEAVES_OPEN(H_CE_ACCEPTABLE, S200 "Content-Encoding: gzip" HI) },

    { KEEPS(H_CE_DEFLATE_ZLIB, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n" "Content-Encoding: deflate" END
            "x\x9C\x03\x00\x00\x00\x00\x01") },
    { KEEPS(H_CE_DEFLATE_ZLIB, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n" "Content-Encoding: deflate" END "x") },
    { KEEPS(H_CE_DEFLATE_ZLIB, S200 "Content-Encoding: deflate, br" HI) },
    { KEEPS(H_CE_DEFLATE_ZLIB, S204 "Content-Encoding: deflate" END) },
    { KEEPS(H_CE_DEFLATE_ZLIB,
            "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/9\r\nContent-Length: 2\r\n"
      "Content-Encoding: deflate" HI) },
    { KEEPS(H_CE_DEFLATE_ZLIB, OK
            "Content-Encoding: deflate\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n1\r\n\x9C\r\n0" END) },
    { BREAKS(H_CE_DEFLATE_ZLIB, S200 "Content-Encoding: deflate\r\n\r\n", "hi", "") },
    { BREAKS(H_CE_DEFLATE_ZLIB, OK "Content-Encoding: Deflate\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n", "h",
             "\r\n1\r\ni\r\n0" END) },
    { KEEPS(H_CE_DEFLATE_ZLIB, OK "Content-Encoding: deflate\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nhi\r\n0" END) },
    { KEEPS(H_CE_DEFLATE_ZLIB, OK "Content-Encoding: deflate\r\nTransfer-Encoding: gzip\r\n\r\nhi") },
    { KEEPS(H_CE_DEFLATE_ZLIB, S200 "Content-Encoding: deflate\r\n\r\nx\x9C") },
    { BREAKS(H_CE_DEFLATE_ZLIB, S200 "Content-Encoding: deflate\r\n\r\n", "x\x9D", "") },
    { BREAKS(H_CE_DEFLATE_ZLIB, S200 "Content-Encoding: deflate\r\n\r\n", "w\x9C", "") },
    { BREAKS(H_CE_DEFLATE_ZLIB, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Encoding: deflate\r\n\r\n", "hi", "") },
    { LEAVES_OPEN(H_CE_DEFLATE_ZLIB, S200 "Content-Encoding: deflate\r\n\r\nx") },

    { KEEPS(H_CR_ABNF, S206 "Content-Range: bytes 0-1/9" HI) },
    { KEEPS(H_CR_ABNF, S206 "Content-Range: bytes 0-1/*" HI) },
    { KEEPS(H_CR_ABNF, "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n" "Content-Range: bytes */9"
            END) },
    { KEEPS(H_CR_ABNF, S206 "Content-Range: exampleunit 1.2-4.3/25" HI) },
    { KEEPS(H_CR_ABNF, S206 "Content-Range: Bytes 0-1/9" HI) },
    { KEEPS(H_CR_ABNF, S206 "Content-Range: bytes 0-1/99999999999999999999999" HI) },
    { BREAKS(H_CR_ABNF, S206 "Content-Range: bytes", "=", "0-1/9" HI) },
    { BREAKS(H_CR_ABNF, S206 "Content-Range: bytes */", "*", HI) },
    { BREAKS(H_CR_ABNF, S206 "Content-Range: bytes 0-1", "\r", "\nServer: x" HI) },
    { BREAKS(H_CR_ABNF, S206 "Content-Range: bytes 0-", "/", "9" HI) },
    { BREAKS(H_CR_ABNF, S206 "Content-Range: bytes ", "-", "1/9" HI) },
    { LEAVES_OPEN(H_CR_ABNF, S204 "Content-Range: bytes=0-1/9\r\n") },

    { KEEPS(H_CR_ORDER, S206 "Content-Range: bytes 0-1/9" HI) },
    { KEEPS(H_CR_ORDER, S206 "Content-Range: bytes 1-02/9" HI) },
    { BREAKS(H_CR_ORDER, S206_EMPTY "Content-Range: ", "bytes 1-0/9", END) },
    { BREAKS(H_CR_ORDER, S206_EMPTY "Content-Range: ", "bytes 10-9/99", END) },
    { BREAKS(H_CR_ORDER, S206_EMPTY "Content-Range: ", "bytes 9-5/2", END) },
    { LEAVES_OPEN(H_CR_ORDER, S204 "Content-Range: bytes 1-0/9\r\n") },

    { KEEPS(H_CR_COMPLETE, S206 "Content-Range: bytes 0-1/2" HI) },
    { BREAKS(H_CR_COMPLETE, S206 "Content-Range: ", "bytes 0-1/1", HI) },
    { LEAVES_OPEN(H_CR_COMPLETE, S204 "Content-Range: bytes 0-1/1\r\n") },

    { KEEPS(H_AR_ABNF, S204 "Accept-Ranges: bytes" END) },
    { KEEPS(H_AR_ABNF, S204 "Accept-Ranges: bytes," END),
      ALSO = { PLACE(FLD_LIST_NO_EMPTY, S204 "Accept-Ranges: bytes", ",") } },
    { BREAKS(H_AR_ABNF, S204 "Accept-Ranges: bytes", "=", "0" END) },
    { BREAKS(H_AR_ABNF, S204 "Accept-Ranges:", "\r", "\nServer: x" END) },
    { BREAKS(H_AR_ABNF, S204 "Accept-Ranges: ", ", ,", END) },
    { BREAKS(H_AR_ABNF, OK "Trailer: Accept-Ranges\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nAccept-Ranges: bytes",
             "=", "0" END) },
    { LEAVES_OPEN(H_AR_ABNF, S204 "Accept-Ranges: bytes=0\r\n") },

    { KEEPS(H_CR_LEN_KNOWN, S206 "Content-Range: bytes 0-1/9" HI), TO(length_known) },
    { KEEPS(H_CR_LEN_KNOWN, S206 "Content-Range: bytes 0-1/*" HI), TO(length_not_known) },
    { KEEPS(H_CR_LEN_KNOWN, S206 "Content-Range: x 0-1/*" HI), TO(length_known) },
    { BREAKS(H_CR_LEN_KNOWN, S206 "Content-Range: ", "bytes 0-1/*", HI), TO(length_known) },
    { LEAVES_OPEN(H_CR_LEN_KNOWN, S206 "Content-Range: bytes 0-1/*" HI) },

    { KEEPS(H_AR_NONE, S204 "Accept-Ranges: none" END) },
    { KEEPS(H_AR_NONE, S204 "Accept-Ranges: bytes, lines" END) },
    { BREAKS(H_AR_NONE, S204 "Accept-Ranges: bytes, ", "none", END) },
    { BREAKS(H_AR_NONE, S204 "Accept-Ranges: ", "None", "\r\nAccept-Ranges: bytes" END) },
    { LEAVES_OPEN(H_AR_NONE, S204 "Accept-Ranges: bytes, none\r\n") },

    /* ---- 841 to 854: what a server says of itself and of the resource ---- */

    { KEEPS(H_ALLOW_ABNF, S204 "Allow: GET, PUT" END) },
    { KEEPS(H_ALLOW_ABNF, S204 "Allow:" END) },
    { KEEPS(H_ALLOW_ABNF, S204 "Allow: get, M-SEARCH" END) },
    { BREAKS(H_ALLOW_ABNF, S204 "Allow: GET ", "P", "UT" END) },
    { BREAKS(H_ALLOW_ABNF, S204 "Allow: GET, ", "/", END) },
    { LEAVES_OPEN(H_ALLOW_ABNF, S204 "Allow: GET PUT\r\n") },

    { KEEPS(H_LOC_ABNF, S302 "Location: /x" END) },
    { KEEPS(H_LOC_ABNF, S302 "Location: /x#y" END) },
    { KEEPS(H_LOC_ABNF, S302 "Location: " END) },
    { KEEPS(H_LOC_ABNF, S302 "Location: /a,b" END) },
    { KEEPS(H_LOC_ABNF, S302 "Location: http://[::1]/" END) },
    { KEEPS(H_LOC_ABNF, S302 "Location: http://[1:2:3:4:5:6:1.2.3.4]:80/" END) },
    { KEEPS(H_LOC_ABNF, S302 "Location: http:/x" END) },
    { KEEPS(H_LOC_ABNF, S302 "Location: urn:x:y" END) },
    { BREAKS(H_LOC_ABNF, S302 "Location: /a", " ", "b" END) },
    { BREAKS(H_LOC_ABNF, S302 "Location: /", "\xFC", END) },
    { BREAKS(H_LOC_ABNF, S302 "Location: ", "<", "/x>" END) },
    { BREAKS(H_LOC_ABNF, S302 "Location: /x#a", "#", "b" END) },
    { LEAVES_OPEN(H_LOC_ABNF, S204 "Location: /a b\r\n") },

    { KEEPS(H_LOC_USERINFO, S302 "Location: http://e.example/" END) },
    { KEEPS(H_LOC_USERINFO, S302 "Location: /a@b" END) },
    { KEEPS(H_LOC_USERINFO, S302 "Location: ?q=a@b" END) },
    { KEEPS(H_LOC_USERINFO, S302 "Location: mailto:a@b" END) },
    { KEEPS(H_LOC_USERINFO, S302 "Location: ftp://u@h/" END) },
    { BREAKS(H_LOC_USERINFO, S302 "Location: http://", "u:p@", "e.example/" END) },
    { BREAKS(H_LOC_USERINFO, S200 "Content-Location: HTTPS://", "u@", "e.example/" HI) },
    { BREAKS(H_LOC_USERINFO, S302 "Location: //", "u@", "e.example/" END) },
    { BREAKS(H_LOC_USERINFO, S204 "Link: <http://", "u@", "e.example/>; rel=next" END) },
    { LEAVES_OPEN(H_LOC_USERINFO, S204 "Location: http://u@e.example/\r\n") },

    { KEEPS(H_LOC_EMPTY_HOST, S302 "Location: http://e.example/" END) },
    { KEEPS(H_LOC_EMPTY_HOST, S302 "Location: http:/x" END) },
    { KEEPS(H_LOC_EMPTY_HOST, S302 "Location: urn:x" END) },
    { KEEPS(H_LOC_EMPTY_HOST, S302 "Location: file:///x" END) },
    { BREAKS(H_LOC_EMPTY_HOST, S302 "Location: ", "http:///x", END) },
    { BREAKS(H_LOC_EMPTY_HOST, S302 "Location: ", "https://:80/", END) },
    { BREAKS(H_LOC_EMPTY_HOST, S302 "Location: ", "http://u@/", END),
      ALSO = { PLACE(H_LOC_USERINFO, S302 "Location: http://", "u@") } },
    { BREAKS(H_LOC_EMPTY_HOST, S200 "Content-Location: ", "///x", HI) },
    { LEAVES_OPEN(H_LOC_EMPTY_HOST, S204 "Location: http:///x\r\n") },

    { KEEPS(H_RA_ABNF, S503 "Retry-After: 120" END) },
    { KEEPS(H_RA_ABNF, S503 "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT" END) },
    { BREAKS(H_RA_ABNF, S503 "Retry-After: ", "2m", END) },
    { BREAKS(H_RA_ABNF, S503 "Retry-After: ", "1.5", END) },
    { BREAKS(H_RA_ABNF, S503 "Retry-After: ", "-1", END) },
    { BREAKS(H_RA_ABNF, S503 "Retry-After:", "\r", "\nServer: x" END) },
    { LEAVES_OPEN(H_RA_ABNF, S204 "Retry-After: 2m\r\n") },

    { KEEPS(H_SERVER_ABNF, S204 "Server: CERN/3.0 libwww/2.17" END) },
    { KEEPS(H_SERVER_ABNF, S204 "Server: a/1.0 (b)" END) },
    { KEEPS(H_SERVER_ABNF, S204 "Server: a  b" END),
      ALSO = { PLACE(FLD_RWS_SINGLE, S204 "Server: a", "  ") } },
    { BREAKS(H_SERVER_ABNF, S204 "Server: ", "(", "b)" END) },
    { BREAKS(H_SERVER_ABNF, S204 "Server:", "\r", "\nX: 1" END) },
    { BREAKS(H_SERVER_ABNF, S204 "Server: a/", "\r", "\nX: 1" END) },
    { BREAKS(H_SERVER_ABNF, S204 "Server: a/1 ", "[", "b]" END) },
    { BREAKS(H_SERVER_ABNF, S204 "Server: a/1", ",", " b/2" END) },
    { BREAKS(H_SERVER_ABNF, S204 "Server: a", "(", "b)" END) },
    { LEAVES_OPEN(H_SERVER_ABNF, S204 "Server: (b)\r\n") },

    { KEEPS(H_LOC_MEANING, S201 "Location: /x" END) },
    { KEEPS(H_LOC_MEANING, S302 "Location: /x" END) },
    { KEEPS(H_LOC_MEANING, S204 "Location: /x" END) },
    { BREAKS(H_LOC_MEANING, S404, "Location", ": /x" END) },
    { BREAKS(H_LOC_MEANING, S200, "Location", ": /x" HI) },
    { LEAVES_OPEN(H_LOC_MEANING, S404 "Server: x\r\n") },

    { KEEPS(H_ACCEPT_ABNF, S415 "Accept: text/*;q=0.5, a/b" END) },
    { KEEPS(H_ACCEPT_ABNF, S415 "Accept: text/*, text/plain, text/plain;format=flowed, */*" END) },
    { KEEPS(H_ACCEPT_ABNF, S415 "Accept:" END) },
    { KEEPS(H_ACCEPT_ABNF, S415 "Accept: a/b;q=1.000;c=d" END) },
    { BREAKS(H_ACCEPT_ABNF, S415 "Accept: text", "\r", "\nServer: x" END) },
    { BREAKS(H_ACCEPT_ABNF, S415 "Accept: a/b;q=", "1.5", END) },
    { BREAKS(H_ACCEPT_ABNF, S415 "Accept: a/b;q=", "0.1234", END) },
    { BREAKS(H_ACCEPT_ABNF, S415 "Accept: a/b;q=\"", "1", "\"" END) },
    { LEAVES_OPEN(H_ACCEPT_ABNF, S204 "Accept: text\r\n") },

    { KEEPS(H_AE_ABNF, S415 "Accept-Encoding: gzip;q=1.0, *;q=0" END) },
    { KEEPS(H_AE_ABNF, S415 "Accept-Encoding: gzip;q=1.0, identity; q=0.5, *;q=0" END) },
    { KEEPS(H_AE_ABNF, S415 "Accept-Encoding:" END) },
    { KEEPS(H_AE_ABNF, S415 "Accept-Encoding: gzip;Q=0.5" END) },
    { BREAKS(H_AE_ABNF, S415 "Accept-Encoding: gzip;q=", "2", END) },
    { BREAKS(H_AE_ABNF, S415 "Accept-Encoding: gzip;level=", "9", END) },
    { BREAKS(H_AE_ABNF, S415 "Accept-Encoding: a", "/", "b" END) },
    { BREAKS(H_AE_ABNF, S415 "Accept-Encoding: gzip;q", "\r", "\nServer: x" END) },
    { LEAVES_OPEN(H_AE_ABNF, S204 "Accept-Encoding: a/b\r\n") },

    { KEEPS(H_VARY_ABNF, S204 "Vary: accept, *" END) },
    { KEEPS(H_VARY_ABNF, S204 "Vary:" END) },
    { BREAKS(H_VARY_ABNF, S204 "Vary: ", "\"", "accept\"" END) },
    { BREAKS(H_VARY_ABNF, S204 "Vary: a ", "b", END) },
    { LEAVES_OPEN(H_VARY_ABNF, S204 "Vary: \"a\"\r\n") },

    { KEEPS(H_VARY_STAR_PROXY, S204 "Vary: accept" END), TO(proxy_made) },
    { KEEPS(H_VARY_STAR_PROXY, S204 "Vary: *" END), TO(origin_made) },
    { KEEPS(H_VARY_STAR_PROXY, S204 "Via: 1.1 p\r\nVary: *" END), TO(proxy_forwarded) },
    { BREAKS(H_VARY_STAR_PROXY, S204 "Vary: ", "*", END), TO(proxy_made) },
    { BREAKS(H_VARY_STAR_PROXY, S204 "Vary: accept\r\nVary: a, ", "*", END), TO(proxy_made) },
    { LEAVES_OPEN(H_VARY_STAR_PROXY, S204 "Vary: *" END), TO(proxy) },
    { LEAVES_OPEN(H_VARY_STAR_PROXY, S204 "Vary: *" END) },

    /* ---- 861 to 865: the way of a message ---- */

    { KEEPS(H_VIA_ABNF, S204 "Via: 1.1 a (b)" END) },
    { KEEPS(H_VIA_ABNF, S204 "Via: 1.0 fred, 1.1 p.example.net" END) },
    { KEEPS(H_VIA_ABNF, S204 "Via: 1.0 ricky, 1.1 ethel, 1.1 fred, 1.0 lucy" END) },
    { KEEPS(H_VIA_ABNF, S204 "Via: FSTR/2 a:80" END) },
    { KEEPS(H_VIA_ABNF, S204 "Via: 1.1 a (b, c), 1.1 d" END) },
    { KEEPS(H_VIA_ABNF, S204 "Via:" END) },
    { BREAKS(H_VIA_ABNF, S204 "Via: a", "\r", "\nServer: x" END) },
    { BREAKS(H_VIA_ABNF, S204 "Via: 1.1 a", "/", "b" END) },
    { BREAKS(H_VIA_ABNF, S204 "Via: 1.1 a ", "b", END) },
    { BREAKS(H_VIA_ABNF, S204 "Via: 1.1 a:", "b", END) },
    { LEAVES_OPEN(H_VIA_ABNF, S204 "Via: a\r\n") },

    { KEEPS(H_VIA_PROXY, S204 "Via: 1.1 p" END), TO(proxy_forwarded) },
    { KEEPS(H_VIA_PROXY, S204 "Server: x" END), TO(proxy_made) },
    { KEEPS(H_VIA_PROXY, S204 "Server: x" END), TO(gateway_forwards) },
    { BREAKS(H_VIA_PROXY, "HTTP/1.1 ", "204", " No Content\r\nServer: x" END), TO(proxy_forwarded) },
    { LEAVES_OPEN(H_VIA_PROXY, S204 "Server: x" END) },
    { LEAVES_OPEN(H_VIA_PROXY, S204 "Server: x" END), TO(proxy) },

    { KEEPS(H_VIA_NO_HTTP, S204 "Via: 1.1 a" END) },
    { KEEPS(H_VIA_NO_HTTP, S204 "Via: FSTR/2 a" END) },
    { BREAKS(H_VIA_NO_HTTP, S204 "Via: ", "HTTP", "/1.1 a" END) },
    { BREAKS(H_VIA_NO_HTTP, S204 "Via: 1.1 a, ", "http", "/1.0 b" END) },
    { LEAVES_OPEN(H_VIA_NO_HTTP, S204 "Via: HTTP/1.1 a\r\n") },

    { KEEPS(H_UPG_ABNF, S426 "Upgrade: HTTP/2.0, irc" END) },
    { KEEPS(H_UPG_ABNF, S204 "Connection: upgrade\r\nUpgrade:" END) },
    { BREAKS(H_UPG_ABNF, S426_BARE "Connection: upgrade\r\nUpgrade: HTTP ", "2", END) },
    { BREAKS(H_UPG_ABNF, S426_BARE "Connection: upgrade\r\nUpgrade: a, b/", "\r", "\nServer: x" END) },
    { LEAVES_OPEN(H_UPG_ABNF, S204 "Upgrade: a b\r\n") },

    { KEEPS(H_TRAILER_ABNF, OK "Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1" END) },
    { KEEPS(H_TRAILER_ABNF, S204 "Trailer:" END) },
    { BREAKS(H_TRAILER_ABNF, OK "Trailer: X-T, ", "\"",
             "X-U\"\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1" END) },
    { BREAKS(H_TRAILER_ABNF, S204 "Trailer: X-T", ":", END) },
    { LEAVES_OPEN(H_TRAILER_ABNF, S204 "Trailer: \"a\"\r\n") },

    /* ---- 871 to 876: authentication ---- */

    { KEEPS(H_WA_ABNF, S401
            "WWW-Authenticate: Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"" END) },
    { KEEPS(H_WA_ABNF, S401 "WWW-Authenticate: Basic realm=\"x\", Negotiate" END) },
    { KEEPS(H_WA_ABNF, S401 "WWW-Authenticate: Negotiate YWJj==" END) },
    { KEEPS(H_WA_ABNF, S401 "WWW-Authenticate: Basic realm=\"a\", Basic realm=\"b\"" END) },
    { KEEPS(H_WA_ABNF, S204 "WWW-Authenticate:" END) },
    { KEEPS(H_WA_ABNF, S401 "WWW-Authenticate: Basic realm = \"x\"" END),
      ALSO = { PLACE(FLD_BWS_GEN, S401 "WWW-Authenticate: Basic realm", " = ") } },
    { BREAKS(H_WA_ABNF, S401 "WWW-Authenticate: Basic realm=\"x\", N ", "\"", "y\"" END) },
    { BREAKS(H_WA_ABNF, S401 "WWW-Authenticate: realm", "=", "\"x\"" END) },
    { BREAKS(H_WA_ABNF, S401 "WWW-Authenticate: D realm=\"x\" ", "n", "=\"1\"" END) },
    { LEAVES_OPEN(H_WA_ABNF, S204 "WWW-Authenticate: \"x\"\r\n") },
    { LEAVES_OPEN(H_WA_ABNF, S401 "WWW-Authenticate: D realm=\"x\"\r\nWWW-Authenticate: n=\"y\"" END) },
    { KEEPS(H_WA_ABNF, S401 "WWW-Authenticate: D realm=\"x\"\r\nWWW-Authenticate: Basic realm=\"y\"" END) },

    { KEEPS(H_PA_ABNF, S407
            "Proxy-Authenticate: Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"" END) },
    { KEEPS(H_PA_ABNF, S407 "Proxy-Authenticate: Basic realm=\"x\", Negotiate" END) },
    { KEEPS(H_PA_ABNF, S407 "Proxy-Authenticate: Negotiate YWJj==" END) },
    { KEEPS(H_PA_ABNF, S407 "Proxy-Authenticate: Basic realm=\"a\", Basic realm=\"b\"" END) },
    { KEEPS(H_PA_ABNF, S204 "Proxy-Authenticate:" END) },
    { KEEPS(H_PA_ABNF, S407 "Proxy-Authenticate: Basic realm = \"x\"" END),
      ALSO = { PLACE(FLD_BWS_GEN, S407 "Proxy-Authenticate: Basic realm", " = ") } },
    { BREAKS(H_PA_ABNF, S407 "Proxy-Authenticate: Basic realm=\"x\", N ", "\"", "y\"" END) },
    { BREAKS(H_PA_ABNF, S407 "Proxy-Authenticate: realm", "=", "\"x\"" END) },
    { BREAKS(H_PA_ABNF, S407 "Proxy-Authenticate: D realm=\"x\" ", "n", "=\"1\"" END) },
    { LEAVES_OPEN(H_PA_ABNF, S204 "Proxy-Authenticate: \"x\"\r\n") },
    { LEAVES_OPEN(H_PA_ABNF, S407 "Proxy-Authenticate: D realm=\"x\"\r\nProxy-Authenticate: , n = \"y\"" END) },
    { BREAKS(H_PA_ABNF, S407 "Proxy-Authenticate: D realm=\"x\"\r\nProxy-Authenticate: D n=\"y\" ", "m", "=\"z\"" END) },

    { KEEPS(H_WA_PARAM_ONCE, S401 "WWW-Authenticate: D realm=\"x\", n=\"1\"" END) },
    { KEEPS(H_WA_PARAM_ONCE, S401 "WWW-Authenticate: Basic realm=\"a\", Basic realm=\"b\"" END) },
    { KEEPS(H_WA_PARAM_ONCE, S204 "Authentication-Info: a=1, a=2" END) },
    { KEEPS(H_WA_PARAM_ONCE, S401 "WWW-Authenticate: D a=1, a=2, \"b\"" END),
      ALSO = { PLACE(H_WA_ABNF, S401 "WWW-Authenticate: D a=1, a=2, ", "\"") } },
    { BREAKS(H_WA_PARAM_ONCE, S401 "WWW-Authenticate: D realm=\"x\", ", "realm", "=\"y\"" END) },
    { BREAKS(H_WA_PARAM_ONCE, S407 "Proxy-Authenticate: D n=1, ", "N", "=2, realm=\"y\"" END) },
    { LEAVES_OPEN(H_WA_PARAM_ONCE, S204 "WWW-Authenticate: D a=1, a=2\r\n") },

    { KEEPS(H_WA_REALM_QUOTED, S401 "WWW-Authenticate: Basic realm=\"x\"" END) },
    { KEEPS(H_WA_REALM_QUOTED, S401 "WWW-Authenticate: D realm=\"x\", n=1" END) },
    { BREAKS(H_WA_REALM_QUOTED, S401 "WWW-Authenticate: Basic realm=", "x", END) },
    { BREAKS(H_WA_REALM_QUOTED, S407 "Proxy-Authenticate: Basic Realm=", "x", END) },
    { LEAVES_OPEN(H_WA_REALM_QUOTED, S204 "WWW-Authenticate: Basic realm=x\r\n") },

    { KEEPS(H_AI_ABNF, S204 "Authentication-Info: nextnonce=\"a\"" END) },
    { KEEPS(H_AI_ABNF, S204 "Authentication-Info: qop=auth, nc=00000001" END) },
    { KEEPS(H_AI_ABNF, S204 "Authentication-Info:" END) },
    { KEEPS(H_AI_ABNF, OK
            "Trailer: Authentication-Info\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nAuthentication-Info: n=\"a\""
      END) },
    { BREAKS(H_AI_ABNF, S204 "Authentication-Info: Basic", " ", "realm=\"x\"" END) },
    { BREAKS(H_AI_ABNF, S204 "Authentication-Info: ", "\"", "a\"" END) },
    { BREAKS(H_AI_ABNF, OK
             "Trailer: Authentication-Info\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nAuthentication-Info: ", "\"",
      "a\"" END) },
    { LEAVES_OPEN(H_AI_ABNF, S204 "Authentication-Info: \"a\"\r\n") },

    { KEEPS(H_PAI_ABNF, S204 "Proxy-Authentication-Info: nextnonce=\"a\"" END) },
    { KEEPS(H_PAI_ABNF, S204 "Proxy-Authentication-Info: qop=auth, nc=00000001" END) },
    { KEEPS(H_PAI_ABNF, S204 "Proxy-Authentication-Info:" END) },
    { KEEPS(H_PAI_ABNF, OK
            "Trailer: Proxy-Authentication-Info\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nProxy-Authentication-Info: n=\"a\"" END) },
    { BREAKS(H_PAI_ABNF, S204 "Proxy-Authentication-Info: Basic", " ", "realm=\"x\"" END) },
    { BREAKS(H_PAI_ABNF, S204 "Proxy-Authentication-Info: ", "\"", "a\"" END) },
    { BREAKS(H_PAI_ABNF, OK
             "Trailer: Proxy-Authentication-Info\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nProxy-Authentication-Info: ", "\"", "a\"" END) },
    { LEAVES_OPEN(H_PAI_ABNF, S204 "Proxy-Authentication-Info: \"a\"\r\n") },

    /* ---- printed ---- */
};

enum { CASE_COUNT = sizeof cases / sizeof cases[0] };

/* ---- judging -------------------------------------------------------------------------------------------- */

enum { ROOM = 32 };

typedef struct judged {
    h204_outcome outcome;
    h204_verdicts verdicts;
    h204_breach breaches[ROOM];
} judged;

/* Twice: from memory of exactly that size, around which a sanitizer sees every step, and at a guard. */
static judged judge(h204_view octets, const h204_exchange *exchange)
{
    judged result = { 0 };
    uint8_t *copy = malloc(octets.size == 0 ? 1 : octets.size);
    cr_assert_not_null(copy);
    memcpy(copy, octets.data, octets.size);
    h204_message message = { { copy, octets.size }, { NULL, 0 }, H204_END_OPEN, exchange };
    result.outcome = h204_check(&message, ALL_PROFILES, result.breaches, ROOM, &result.verdicts);
    message.octets.data = guard_copy(octets.data, octets.size);
    result.outcome = h204_check(&message, ALL_PROFILES, result.breaches, ROOM, &result.verdicts);
    free(copy);
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
    for (uint32_t i = 0; i < found->verdicts.breach_count; i++) {
        if (is_same_breach(found->breaches[i], expected)) {
            return;
        }
    }
    cr_expect(false, "case %zu, %s: %s is not broken at %u+%u", index, name_of(cases[index].row),
              name_of(expected.invariant), expected.place.offset, expected.place.size);
}

/* ---- the tests ------------------------------------------------------------------------------------------ */

Test(check_fields, every_case_breaks_what_it_says_and_nothing_else)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        const check_case *c = &cases[i];
        judged found = judge(c->octets, c->exchange);
        uint32_t expected = 0;
        cr_expect_eq(found.outcome.status, H204_DONE);
        cr_expect_eq(fate_of(&found.verdicts, c->row), c->fate, "case %zu, %s: %d, not %d: %s", i,
                     name_of(c->row), (int)fate_of(&found.verdicts, c->row), (int)c->fate,
                     (const char *)c->octets.data);
        if (c->fate == BROKEN) {
            expect_breach(i, &found, c->breach);
            expected++;
        }
        for (size_t j = 0; j < MOST && c->also[j].invariant != H204_INVARIANT_NONE; j++) {
            expect_breach(i, &found, c->also[j]);
            expected++;
        }
        cr_expect_eq(found.verdicts.breach_count, expected, "case %zu, %s: %u broken, not %u, %s: %s", i,
                     name_of(c->row), found.verdicts.breach_count, expected,
                     found.verdicts.breach_count > 0 ? name_of(found.breaches[0].invariant) : "",
                     (const char *)c->octets.data);
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

static bool is_about_values(h204_invariant row)
{
    return (row >= H204_FLD_OWS_SINGLE_SP && row < 300) || (row >= H204_H_DATE_ABNF && row < 900);
}

Test(check_fields, every_invariant_has_a_case_each_way)
{
    uint32_t invariants = 0;
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (row->kind != H204_KIND_INVARIANT || !is_about_values(row->invariant)) {
            continue;
        }
        invariants++;
        cr_expect(has_case(row->invariant, KEPT), "%s is kept by no case", row->name);
        cr_expect(has_case(row->invariant, BROKEN), "%s is broken by no case", row->name);
        cr_expect(has_case(row->invariant, NOT_EVALUATED), "%s is left open by no case", row->name);
    }
    cr_assert_gt(invariants, 0);
}

/* While more may come, what is broken stays broken at its place, and what is kept stays kept. */
Test(check_fields, a_prefix_says_nothing_that_the_whole_takes_back)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        judged whole = judge(cases[i].octets, cases[i].exchange);
        h204_view prefix = cases[i].octets;
        for (prefix.size = 0; prefix.size < cases[i].octets.size; prefix.size++) {
            judged found = judge(prefix, cases[i].exchange);
            for (uint32_t j = 0; j < found.verdicts.breach_count; j++) {
                h204_invariant row = found.breaches[j].invariant;
                cr_expect(has_bit(whole.verdicts.broken, row), "case %zu at %zu: %s", i, prefix.size,
                          name_of(row));
            }
            for (size_t word = 0; word < H204_WORDS; word++) {
                cr_expect_eq(found.verdicts.kept[word] & whole.verdicts.broken[word], 0, "case %zu at %zu", i,
                             prefix.size);
            }
        }
    }
}

/* Responses that RFCs print. */
static fate fate_of_status(unsigned code, const char *fields, h204_invariant row, const h204_exchange *exchange)
{
    char octets[128];
    int size = snprintf(octets, sizeof octets, "HTTP/1.1 %03u \r\n%s\r\n", code, fields);
    cr_assert_lt((size_t)size, sizeof octets);
    judged found = judge((h204_view){ (const uint8_t *)octets, (size_t)size }, exchange);
    return fate_of(&found.verdicts, row);
}

/* RFC 9110 6.6.1, 10.2.2 */
Test(check_fields, every_status_code)
{
    for (unsigned code = 0; code < 1000; code++) {
        bool needs_date = code >= 200 && code <= 499;
        bool has_location = code == 201 || code / 100 == 3;
        bool is_left_open = code == 202 || code == 204;
        bool is_final = code >= 200 && code <= 599;
        cr_expect_eq(fate_of_status(code, "", H204_H_DATE_REQUIRED, &origin_clock), needs_date ? BROKEN : KEPT, "%u", code);
        cr_expect_eq(fate_of_status(code, "Location: /\r\n", H204_H_LOC_MEANING, NULL),
                     is_final && !has_location && !is_left_open ? BROKEN : KEPT, "%u", code);
    }
}

Test(check_fields, printed_responses_break_nothing)
{
    static const h204_view printed[] = {
        OCTETS("HTTP/1.1 200 OK\r\nDate: Mon, 27 Jul 2009 12:28:53 GMT\r\nServer: Apache\r\n" /* RFC 9110 3.9 */
               "Last-Modified: Wed, 22 Jul 2009 19:15:56 GMT\r\nETag: \"34aa387-d-1568eb00\"\r\n"
               "Accept-Ranges: bytes\r\nContent-Length: 51\r\nVary: Accept-Encoding\r\n"
               "Content-Type: text/plain\r\n\r\nHello World! My content includes a trailing CRLF.\r\n"),
        OCTETS("HTTP/1.1 200 OK\r\nDate: Fri, 26 Mar 2010 00:05:00 GMT\r\n" /* RFC 9110 8.8.3.3 */
               "ETag: \"123-a\"\r\nContent-Length: 0\r\nVary: Accept-Encoding\r\nContent-Type: text/plain\r\n\r\n"),
        OCTETS("HTTP/1.1 206 Partial Content\r\nDate: Wed, 15 Nov 1995 06:25:24 GMT\r\n" /* RFC 9110 15.3.7.1 */
               "Last-Modified: Wed, 15 Nov 1995 04:58:08 GMT\r\nContent-Range: bytes 21010-47021/47022\r\n"
               "Content-Length: 26012\r\nContent-Type: image/gif\r\n\r\n"),
        OCTETS("HTTP/1.1 206 Partial Content\r\nDate: Wed, 15 Nov 1995 06:25:24 GMT\r\n" /* RFC 9110 15.3.7.2 */
               "Last-Modified: Wed, 15 Nov 1995 04:58:08 GMT\r\nContent-Length: 1741\r\n"
               "Content-Type: multipart/byteranges; boundary=THIS_STRING_SEPARATES\r\n\r\n"),
        OCTETS("HTTP/1.1 426 Upgrade Required\r\nUpgrade: HTTP/3.0\r\nConnection: Upgrade\r\n" /* 9110 15.5.22 */
               "Content-Length: 53\r\nContent-Type: text/plain\r\n\r\n"
               "This service requires use of the HTTP/3.0 protocol\r\n\r\n"),
        OCTETS("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"),
        OCTETS(S204 "Content-Location: /file.txt\r\nETag: \"e0023aa4f\"\r\n\r\n"), /* RFC 5789 2.1 */
        OCTETS(S204 "Content-Type: application/json\r\nContent-Encoding: br\r\n" /* RFC 9530 B.5 */
                    "Repr-Digest: sha-256=:d435Qo+nKZ+gLcUHn7GQtQ72hiBVAgqoLsZnZPiTGPk=:\r\n\r\n"),
        OCTETS(S204 "Link: </>; rel=\"http://example.net/foo\"\r\n\r\n"), /* RFC 8288 3.5 */
        OCTETS(S204 "Strict-Transport-Security: max-age=\"31536000\"\r\n\r\n"), /* RFC 6797 6.2 */
        OCTETS(S204 "Alt-Svc: h2=\"alt.example.com:8000\", h2=\":443\"\r\n\r\n"), /* RFC 7838 3 */
    };
    for (size_t i = 0; i < sizeof printed / sizeof printed[0]; i++) {
        judged found = judge(printed[i], NULL);
        cr_expect_eq(found.verdicts.breach_count, 0, "%s: %s", (const char *)printed[i].data,
                     found.verdicts.breach_count > 0 ? name_of(found.breaches[0].invariant) : "");
    }
}

/* Where each line were compared with each other one, this would not end. */
Test(check_fields, a_hundred_thousand_lines, .timeout = 20)
{
    static const char *const lines[] = { "Content-Encoding: a\r\n", "Content-Type: multipart/a\r\n", "Vary: a\r\n",
                                         "Accept-Ranges: a\r\n", "Content-Range: bytes 0-1/*\r\n", "ETag: a\r\n" };
    enum { LINES = 100000 };
    for (size_t k = 0; k < sizeof lines / sizeof lines[0]; k++) {
        size_t line_size = strlen(lines[k]);
        size_t size = sizeof S204 - 1 + LINES * line_size + 2;
        uint8_t *octets = malloc(size);
        cr_assert_not_null(octets);
        memcpy(octets, S204, sizeof S204 - 1);
        for (size_t i = 0; i < LINES; i++) {
            memcpy(octets + sizeof S204 - 1 + i * line_size, lines[k], line_size);
        }
        memcpy(octets + size - 2, "\r\n", 2);
        judged found = judge((h204_view){ octets, size }, &accepts_any);
        cr_expect_eq(fate_of(&found.verdicts, H204_FLD_COLON), KEPT);
        free(octets);
    }
}
