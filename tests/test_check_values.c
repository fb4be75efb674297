/* test_check_values.c - every invariant of chapter 900 has a message that keeps it, one that breaks it, and the
 * place where. */
#include "../src/codec/h204.h"
#include "guard.h"

#include <criterion/criterion.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OCTETS(literal) { (const uint8_t *)"" literal, sizeof literal - 1 }

/* ---- what is known -------------------------------------------------------------------------------------- */

#define KNOWN(fact)     { .known_facts = (fact), .facts = (fact) }
#define KNOWN_NOT(fact) { .known_facts = (fact) }

static const h204_exchange head = { .given = H204_GIVEN_METHOD, .method = OCTETS("HEAD") };
static const h204_exchange stored = KNOWN(H204_FACT_FROM_STORE);
static const h204_exchange not_stored = KNOWN_NOT(H204_FACT_FROM_STORE);
static const h204_exchange in_part = KNOWN(H204_FACT_PARTIAL);
static const h204_exchange not_in_part = KNOWN_NOT(H204_FACT_PARTIAL);
static const h204_exchange secure = KNOWN(H204_FACT_SECURE);
static const h204_exchange not_secure = KNOWN_NOT(H204_FACT_SECURE);
static const h204_exchange origin = { .given = H204_GIVEN_ROLE, .role = H204_SENDER_ORIGIN };
static const h204_exchange origin_made = { .given = H204_GIVEN_ROLE,
                                           .role = H204_SENDER_ORIGIN,
                                           .known_facts = H204_FACT_FROM_STORE };
static const h204_exchange origin_stored = { .given = H204_GIVEN_ROLE,
                                             .role = H204_SENDER_ORIGIN,
                                             .known_facts = H204_FACT_FROM_STORE,
                                             .facts = H204_FACT_FROM_STORE };
static const h204_exchange gateway = { .given = H204_GIVEN_ROLE,
                                       .role = H204_SENDER_GATEWAY,
                                       .known_facts = H204_FACT_FROM_STORE };

/* ---- the table --------------------------------------------------------------------------------------------
 *
 * A case is about one row, and says all that is broken in the chapter: the octets of a breach stand apart,
 * between what is before and after them, so that its place can be read.
 */
typedef enum fate { KEPT, BROKEN, NOT_EVALUATED } fate;

enum { MOST = 3 };

typedef struct check_case {
    h204_invariant row;
    fate fate;
    h204_view octets;
    const h204_exchange *exchange;
    h204_span place;           /* of the row, where it is broken   */
    h204_invariant also[MOST]; /* what else of the chapter is so   */
} check_case;

#define KEEPS(name, literal) .row = H204_##name, .fate = KEPT, .octets = OCTETS(S204 literal END)
#define LEAVES_OPEN(name, literal) \
    .row = H204_##name, .fate = NOT_EVALUATED, .octets = OCTETS(S204 literal)
#define BREAKS(name, before, there, after)                                                \
    .row = H204_##name, .fate = BROKEN, .octets = OCTETS(S204 before there after END),        \
    .place = { sizeof S204 before - 1, sizeof there - 1 }
#define KEEPS_200(name, literal) .row = H204_##name, .fate = KEPT, .octets = OCTETS(S200 literal END)
#define TO(request) .exchange = &(request)
#define ALSO        .also

#define S200     "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"
#define S204     "HTTP/1.1 204 No Content\r\n"
#define END      "\r\n\r\n"
#define CC       "Cache-Control: "
#define SC       "Set-Cookie: "
#define CD       "Content-Disposition: "
#define ALT      "Alt-Svc: "
#define STS      "Strict-Transport-Security: "
#define DIGEST   "Content-Digest: "
#define ORIGIN   "Access-Control-Allow-Origin: "
#define TRUSTED  "Access-Control-Allow-Credentials: "
#define NOTHING_256 "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
#define HELLO_256   "d435Qo+nKZ+gLcUHn7GQtQ72hiBVAgqoLsZnZPiTGPk="
#define NOTHING_512 \
    "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="

static const check_case cases[] = {
    /* ---- caches ---- */
    { KEEPS(H_AGE_ABNF, "Age: 0") },
    { KEEPS(H_AGE_ABNF, "Age: 99999999999999999999999") },
    { KEEPS(H_AGE_ABNF, "Age: 1\r\nAge: 2") }, /* another row's */
    { KEEPS(H_AGE_ABNF, "Age: \r\n 5") },
    { LEAVES_OPEN(H_AGE_ABNF, "Age: \x01\r\n\r\n") }, /* breaks the grammar of all values */
    { BREAKS(H_AGE_ABNF, "Age: ", "-1", "") },
    { BREAKS(H_AGE_ABNF, "Age: ", "1.5", "") },
    { BREAKS(H_AGE_ABNF, "Age: ", "1, 2", "") },
    { BREAKS(H_AGE_ABNF, "Age:", "\r", "\nX: 1") },
    { BREAKS(H_AGE_ABNF, "Age: 1\r\nAge: ", "x", "") },
    { LEAVES_OPEN(H_AGE_ABNF, "Age: x\r\n y\n\r\n") },
    { LEAVES_OPEN(H_AGE_ABNF, "Age: x\n y\r\n\r\n") },
    { LEAVES_OPEN(H_AGE_ABNF, "Age: x\r\n") },
    { LEAVES_OPEN(H_AGE_ABNF, "Age: x\n\r\n") },
    { LEAVES_OPEN(H_AGE_ABNF, "Age: x\ry\r\n\r\n") },
    { LEAVES_OPEN(H_CC_NO_ARG, CC "no-store=1\n\r\n") },
    { LEAVES_OPEN(X_SC_NAME, SC "a b=\x01\r\n\r\n") },
    { LEAVES_OPEN(X_HSTS_MAX_AGE, STS "max-age=x\x01\r\n\r\n") },
    { LEAVES_OPEN(X_CORS_WILDCARD_CREDS, ORIGIN "*\r\n" TRUSTED "true\n\r\n") },

    { KEEPS(H_CC_ABNF, CC "max-age=60, x=\"y\"") },
    { KEEPS(H_CC_ABNF, CC) },
    { KEEPS(H_CC_ABNF, CC "community=\"UCI\"") },
    { KEEPS(H_CC_ABNF, CC "no-cache, , x") },  /* another row's */
    { KEEPS(H_CC_ABNF, CC "private=\"a") },    /* another row's */
    { BREAKS(H_CC_ABNF, CC "public ", "x", "") },
    { BREAKS(H_CC_ABNF, CC "max-age", " ", "=60") },
    { BREAKS(H_CC_ABNF, CC "a=", ",", " b") },
    { BREAKS(H_CC_ABNF, CC "public", ";", " max-age=60") },
    { BREAKS(H_CC_ABNF, CC "no-store\r\n" CC "", "=", "1") },
    { LEAVES_OPEN(H_CC_ABNF, CC "public x\r\n") },

    { KEEPS(H_CC_MAXAGE_DELTA, CC "max-age=60") },
    { KEEPS(H_CC_MAXAGE_DELTA, CC "max-age=60 x"), ALSO = { H204_H_CC_ABNF } },
    { KEEPS(H_CC_MAXAGE_DELTA, CC "max-age=99999999999999999999999") },
    { KEEPS(H_CC_MAXAGE_DELTA, CC "max-age=\"60\""), ALSO = { H204_H_CC_MAXAGE_TOKEN } },
    { BREAKS(H_CC_MAXAGE_DELTA, CC "max-age=", "1m", "") },
    { BREAKS(H_CC_MAXAGE_DELTA, CC "max-age=", "-1", "") },
    { BREAKS(H_CC_MAXAGE_DELTA, CC "no-cache, ", "Max-Age", "") },
    { BREAKS(H_CC_MAXAGE_DELTA, CC "no-cache\r\n" CC, "max-age", ", public") },
    { BREAKS(H_CC_MAXAGE_DELTA, CC "max-age=", "\"\"", ""), ALSO = { H204_H_CC_MAXAGE_TOKEN } },
    /* the later lines of a field */
    { BREAKS(H_CC_MAXAGE_DELTA, CC "public\r\n" CC "max-age=1\r\n" CC, "max-age", "") },
    { BREAKS(H_CC_MAXAGE_DELTA, CC "\r\n" CC, "max-age", "") },
    { BREAKS(H_CC_MAXAGE_DELTA, CC "public\r\nX: 1\r\ncache-CONTROL:\t", "max-age", " ") },
    { BREAKS(H_CC_MAXAGE_DELTA, CC "public\r\nCache-Control :", "max-age", "\r\nX: 1") },
    { BREAKS(H_CC_MAXAGE_DELTA, CC "public\r\n" CC "a\r\n ,\r\n\tb,", "max-age", "\r\nX: 1") },
    { BREAKS(H_CC_MAXAGE_DELTA, CC "public\r\n " CC "x\r\n" CC, "max-age", ""), ALSO = { H204_H_CC_ABNF } },
    { BREAKS(H_CC_MAXAGE_DELTA, "X: a\r\n " CC "max-age\r\n" CC "public\r\n" CC, "max-age", "") },
    { KEEPS(H_CC_MAXAGE_DELTA, CC "public\r\nCache-Controls: max-age\r\nCache-Contro: max-age\r\nX-" CC "max-age") },
    { KEEPS(H_CC_MAXAGE_DELTA, CC "public\r\nX: " CC "max-age\r\nY: a\r\n " CC "max-age\r\n" CC "max-age=1") },
    { KEEPS(H_CC_MAXAGE_DELTA, CC "public\r\nCache-Control max-age: 1\r\nCache-Control\x80: max-age\r\n" CC "x") },
    { LEAVES_OPEN(H_CC_MAXAGE_DELTA, CC "max-age\r\n") },

    { KEEPS(H_CC_MAXAGE_TOKEN, CC "max-age=60") },
    { KEEPS(H_CC_MAXAGE_TOKEN, CC "x-max-age=\"60\"") },
    { BREAKS(H_CC_MAXAGE_TOKEN, CC "max-age=", "\"60\"", "") },
    { BREAKS(H_CC_MAXAGE_TOKEN, CC "public, MAX-AGE=", "\"x\"", ", x"),
      ALSO = { H204_H_CC_MAXAGE_DELTA } },
    { LEAVES_OPEN(H_CC_MAXAGE_TOKEN, CC "max-age=\"60\"\r\n") },

    { KEEPS(H_CC_SMAXAGE_DELTA, CC "s-maxage=60") },
    { KEEPS(H_CC_SMAXAGE_DELTA, CC "max-age=60") },
    { BREAKS(H_CC_SMAXAGE_DELTA, CC, "s-maxage", "") },
    { BREAKS(H_CC_SMAXAGE_DELTA, CC "s-maxage=", "1h", "") },
    { LEAVES_OPEN(H_CC_SMAXAGE_DELTA, CC "s-maxage\r\n") },

    { KEEPS(H_CC_SMAXAGE_TOKEN, CC "s-maxage=60") },
    { BREAKS(H_CC_SMAXAGE_TOKEN, CC "s-maxage=", "\"60\"", "") },
    { LEAVES_OPEN(H_CC_SMAXAGE_TOKEN, CC "s-maxage=\"60\"\r\n") },

    { KEEPS(H_CC_NOCACHE_QS, CC "no-cache=\"set-cookie\"") },
    { KEEPS(H_CC_NOCACHE_QS, CC "no-cache") },
    { BREAKS(H_CC_NOCACHE_QS, CC "no-cache=", "set-cookie", "") },
    { LEAVES_OPEN(H_CC_NOCACHE_QS, CC "no-cache=set-cookie\r\n") },

    { KEEPS(H_CC_PRIVATE_QS, CC "private=\"set-cookie\"") },
    { KEEPS(H_CC_PRIVATE_QS, CC "private") },
    { BREAKS(H_CC_PRIVATE_QS, CC "max-age=1, Private=", "set-cookie", "") },
    { LEAVES_OPEN(H_CC_PRIVATE_QS, CC "private=set-cookie\r\n") },

    { KEEPS(H_CC_QUALIFIED_NAMES, CC "no-cache=\"a, b\"") },
    { KEEPS(H_CC_QUALIFIED_NAMES, CC "no-cache=\"\", private=\" ,a , ,b\"") },
    { KEEPS(H_CC_QUALIFIED_NAMES, CC "no-cache=\"\\a\"") },
    { KEEPS(H_CC_QUALIFIED_NAMES, CC "x=\"a b\"") },
    { KEEPS(H_CC_QUALIFIED_NAMES, CC "private=a"), ALSO = { H204_H_CC_PRIVATE_QS } },
    { BREAKS(H_CC_QUALIFIED_NAMES, CC "no-cache=", "\"a b\"", "") },
    { BREAKS(H_CC_QUALIFIED_NAMES, CC "private=", "\"a;b\"", "") },
    { BREAKS(H_CC_QUALIFIED_NAMES, CC "private=", "\"a, \\\"b\\\"\"", "") },
    { LEAVES_OPEN(H_CC_QUALIFIED_NAMES, CC "no-cache=\"a b\"\r\n") },

    { KEEPS(H_CC_NO_ARG, CC "no-store, must-revalidate, public") },
    { KEEPS(H_CC_NO_ARG, CC "immutable=1, community=\"UCI\"") },
    { BREAKS(H_CC_NO_ARG, CC "no-store=", "1", "") },
    { BREAKS(H_CC_NO_ARG, CC "public=", "\"\"", "") },
    { BREAKS(H_CC_NO_ARG, CC "must-revalidate=", "1", "") },
    { BREAKS(H_CC_NO_ARG, CC "no-store, must-understand=", "1", "") },
    { BREAKS(H_CC_NO_ARG, CC "no-transform=", "1", "") },
    { BREAKS(H_CC_NO_ARG, CC "proxy-revalidate=", "1", "") },
    { LEAVES_OPEN(H_CC_NO_ARG, CC "no-store=1\r\n") },

    { KEEPS(H_EXP_ABNF, "Expires: Sun, 06 Nov 1994 08:49:37 GMT") },
    { KEEPS(H_EXP_ABNF, "Expires: Sunday, 06-Nov-94 08:49:37 GMT") }, /* another row's, as the next ones */
    { KEEPS(H_EXP_ABNF, "Expires: Sun, 06 Nov 1994 08:49:37 UTC") },
    { KEEPS(H_EXP_ABNF, "Expires: sun, 06 nov 1994 08:49:37 gmt") },
    { BREAKS(H_EXP_ABNF, "Expires: ", "0", "") },
    { BREAKS(H_EXP_ABNF, "Expires: ", "-1", "") },
    { BREAKS(H_EXP_ABNF, "Expires: ", "Sun, 06-Nov-1994 08:49:37 GMT", "") },
    { LEAVES_OPEN(H_EXP_ABNF, "Expires: 0\r\n") },

    { KEEPS_200(CA_AGE_GENERATE, "Age: 3"), TO(stored) },
    { KEEPS_200(CA_AGE_GENERATE, "X: 1"), TO(not_stored) },
    { KEEPS_200(CA_AGE_GENERATE, "Age: 3") },
    { .row = H204_CA_AGE_GENERATE,
      .fate = BROKEN,
      .octets = OCTETS(S204 "\r\n"),
      .place = { 9, 3 },
      TO(stored) },
    { LEAVES_OPEN(CA_AGE_GENERATE, "\r\n") },
    { LEAVES_OPEN(CA_AGE_GENERATE, ""), TO(stored) },

    { .row = H204_CA_NOT_PARTIAL_200,
      .fate = KEPT,
      .octets = OCTETS("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/9\r\n"
                       "Content-Length: 2\r\n\r\nhi"),
      TO(in_part) },
    { KEEPS_200(CA_NOT_PARTIAL_200, "X: 1"), TO(not_in_part) },
    { .row = H204_CA_NOT_PARTIAL_200,
      .fate = KEPT,
      .octets = OCTETS("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") },
    { .row = H204_CA_NOT_PARTIAL_200,
      .fate = BROKEN,
      .octets = OCTETS("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"),
      .place = { 9, 3 },
      TO(in_part) },
    { LEAVES_OPEN(CA_NOT_PARTIAL_200, "\r\n") },

    { KEEPS_200(H_AGE_ROLE, "Age: 3"), TO(origin_stored) },
    { KEEPS_200(H_AGE_ROLE, "Age: 3"), TO(gateway) },
    { KEEPS_200(H_AGE_ROLE, "X: 1"), TO(origin) },
    { BREAKS(H_AGE_ROLE, "X: 1\r\n", "Age", ": 3"), TO(origin_made) },
    { LEAVES_OPEN(H_AGE_ROLE, "Age: 3\r\n\r\n"), TO(origin) },
    { LEAVES_OPEN(H_AGE_ROLE, "Age: 3\r\n\r\n"), TO(not_stored) },

    { KEEPS(H_CC_MU_NOSTORE, CC "must-understand, no-store") },
    { KEEPS(H_CC_MU_NOSTORE, CC "no-store\r\nX: 1\r\n" CC "max-age=1, Must-Understand") },
    { KEEPS(H_CC_MU_NOSTORE, CC "max-age=1") },
    { KEEPS(H_CC_MU_NOSTORE, CC "must-understand\r\n" CC "no-store, \x01") }, /* who knows */
    { BREAKS(H_CC_MU_NOSTORE, CC "max-age=1, ", "must-understand", "") },
    { LEAVES_OPEN(H_CC_MU_NOSTORE, CC "must-understand\r\n") },

    { KEEPS(H_CC_REQUEST_ONLY, CC "max-age=60") },
    { BREAKS(H_CC_REQUEST_ONLY, CC, "only-if-cached", "") },
    { BREAKS(H_CC_REQUEST_ONLY, CC "public, Max-Stale=", "5", "") },
    { BREAKS(H_CC_REQUEST_ONLY, CC "min-fresh=", "5", "") },
    { LEAVES_OPEN(H_CC_REQUEST_ONLY, CC "max-stale\r\n") },

    { KEEPS(H_WARNING_OBSOLETE, "X-Warning: 1") },
    { BREAKS(H_WARNING_OBSOLETE, "", "warning", ": 110 - \"stale\"") },
    { LEAVES_OPEN(H_WARNING_OBSOLETE, "") },

    { KEEPS(H_PRAGMA_RESPONSE, CC "no-cache") },
    { BREAKS(H_PRAGMA_RESPONSE, "", "Pragma", ": no-cache") },
    { LEAVES_OPEN(H_PRAGMA_RESPONSE, "") },

    { KEEPS(X_SWR, CC "max-age=1, stale-while-revalidate=2, stale-if-error=\"3\"") },
    { BREAKS(X_SWR, CC "max-age=1, ", "stale-while-revalidate", "") },
    { BREAKS(X_SWR, CC "stale-if-error=", "1d", "") },
    { LEAVES_OPEN(X_SWR, CC "stale-if-error\r\n") },

    /* ---- early data and digests ---- */
    { KEEPS(X_EARLY_DATA, "X-Early-Data: 1") },
    { BREAKS(X_EARLY_DATA, "", "Early-Data", ": 1") },
    { BREAKS(X_EARLY_DATA, "", "early-data", ":") },
    { LEAVES_OPEN(X_EARLY_DATA, "") },

    { KEEPS(X_DIGEST_204, DIGEST "sha-256=:" NOTHING_256 ":") },
    { KEEPS(X_DIGEST_204, DIGEST "sha-512=:" NOTHING_512 ":, md5=:AA==:") },
    { KEEPS(X_DIGEST_204, DIGEST "sha-256=" HELLO_256) }, /* no digest */
    { KEEPS(X_DIGEST_204, "Repr-Digest: sha-256=:" HELLO_256 ":") },
    { KEEPS_200(X_DIGEST_204, DIGEST "sha-256=:" HELLO_256 ":") },
    { KEEPS(X_DIGEST_204, DIGEST "sha-256=:" NOTHING_256 ":"), TO(head) },
    { BREAKS(X_DIGEST_204, DIGEST "sha-256=:", HELLO_256, ":") },
    { BREAKS(X_DIGEST_204, DIGEST "sha-256=:" NOTHING_256 ":, sha-512=:", "AA==", ":") },
    { LEAVES_OPEN(X_DIGEST_204, DIGEST "sha-256=:" HELLO_256 ":\r\n\r\n"), TO(head) },
    { KEEPS(X_DIGEST_204, DIGEST "sha-256=:" HELLO_256 ":, sha-256=:" NOTHING_256 ":") }, /* the last counts */
    { KEEPS(X_DIGEST_204, DIGEST "sha-256=:" HELLO_256 ":\r\n" DIGEST "sha-256=:" NOTHING_256 ":") },
    { BREAKS(X_DIGEST_204, DIGEST "sha-256=:" NOTHING_256 ":\r\n" DIGEST "sha-256=:", HELLO_256, ":") },
    { BREAKS(X_DIGEST_204, DIGEST "sha-256=:", HELLO_256, ":, unixsum=:AA==:") },
    { BREAKS(X_DIGEST_204, DIGEST "sha-256=:", HELLO_256, ":, sha-512=:" NOTHING_512 ":") },
    { BREAKS(X_DIGEST_204, DIGEST "sha-512=:", "AA==", ":, sha-256=:" NOTHING_256 ":") },
    { BREAKS(X_DIGEST_204, DIGEST "sha-512=:", "AA==", ":, sha-256=:AA==:") }, /* the first of two */
    { KEEPS(X_DIGEST_204, DIGEST "unixsum=:AA==:, SHA-256=:AA==:") },
    { LEAVES_OPEN(X_DIGEST_204, DIGEST "sha-256=:AA==:\r\n") },
    { LEAVES_OPEN(X_DIGEST_204, DIGEST "sha-256=:AA==:\x01\r\n\r\n") },

    /* ---- Fetch ---- */
    { KEEPS(X_CORS_ACAO, ORIGIN "*") },
    { KEEPS(X_CORS_ACAO, ORIGIN "null") },
    { KEEPS(X_CORS_ACAO, ORIGIN "https://a.example:8443") },
    { KEEPS(X_CORS_ACAO, ORIGIN "chrome-extension://abc") },
    { KEEPS(X_CORS_ACAO, ORIGIN "http://[2001:db8::1]:80") },
    { BREAKS(X_CORS_ACAO, ORIGIN, "https://a.example, https://b.example", "") },
    { BREAKS(X_CORS_ACAO, ORIGIN, "https://a.example/", "") },
    { BREAKS(X_CORS_ACAO, ORIGIN, "https://u@a.example", "") },
    { BREAKS(X_CORS_ACAO, ORIGIN, "HTTPS://a.example", "") },
    { BREAKS(X_CORS_ACAO, ORIGIN, "a.example", "") },
    { BREAKS(X_CORS_ACAO, ORIGIN, "NULL", "") },
    { BREAKS(X_CORS_ACAO, ORIGIN, "https://", "") },
    { BREAKS(X_CORS_ACAO, "Access-Control-Allow-Origin:", "\r", "\nX: 1") },
    { LEAVES_OPEN(X_CORS_ACAO, ORIGIN "x\r\n") },

    { KEEPS(X_CORS_ACAC, TRUSTED "true") },
    { BREAKS(X_CORS_ACAC, TRUSTED, "True", "") },
    { BREAKS(X_CORS_ACAC, TRUSTED, "false", "") },
    { LEAVES_OPEN(X_CORS_ACAC, TRUSTED "1\r\n") },

    { KEEPS(X_CORS_MAX_AGE, "Access-Control-Max-Age: 60") },
    { BREAKS(X_CORS_MAX_AGE, "Access-Control-Max-Age: ", "-1", "") },
    { LEAVES_OPEN(X_CORS_MAX_AGE, "Access-Control-Max-Age: -1\r\n") },

    { KEEPS(X_CORS_METHODS, "Access-Control-Allow-Methods: PUT, DELETE") },
    { KEEPS(X_CORS_METHODS, "Access-Control-Allow-Methods: *") },
    { KEEPS(X_CORS_METHODS, "Access-Control-Allow-Methods:") },
    { BREAKS(X_CORS_METHODS, "Access-Control-Allow-Methods: PUT ", "D", "ELETE") },
    { LEAVES_OPEN(X_CORS_METHODS, "Access-Control-Allow-Methods: a b\r\n") },

    { KEEPS(X_CORS_HEADERS, "Access-Control-Allow-Headers: x-a, *") },
    { KEEPS(X_CORS_HEADERS, "Access-Control-Expose-Headers: x-a") },
    { BREAKS(X_CORS_HEADERS, "Access-Control-Allow-Headers: x ", "a", "") },
    { BREAKS(X_CORS_HEADERS, "Access-Control-Expose-Headers: x", ":", " a") },
    { LEAVES_OPEN(X_CORS_HEADERS, "Access-Control-Allow-Headers: x a\r\n") },

    { KEEPS(X_CORS_WILDCARD_CREDS, ORIGIN "https://a.example\r\n" TRUSTED "true") },
    { KEEPS(X_CORS_WILDCARD_CREDS, ORIGIN "*") },
    { KEEPS(X_CORS_WILDCARD_CREDS, ORIGIN "*\r\n" TRUSTED "TRUE"), ALSO = { H204_X_CORS_ACAC } },
    { BREAKS(X_CORS_WILDCARD_CREDS, ORIGIN, "*", "\r\n" TRUSTED "true") },
    { LEAVES_OPEN(X_CORS_WILDCARD_CREDS, ORIGIN "*\r\n" TRUSTED "true\r\n") },

    { KEEPS(X_XCTO, "X-Content-Type-Options: nosniff") },
    { KEEPS(X_XCTO, "X-Content-Type-Options: NoSniff") },
    { BREAKS(X_XCTO, "X-Content-Type-Options: ", "none", "") },
    { BREAKS(X_XCTO, "X-Content-Type-Options: ", "nosniff, nosniff", "") },
    { LEAVES_OPEN(X_XCTO, "X-Content-Type-Options: none\r\n") },

    { KEEPS(X_CORP, "Cross-Origin-Resource-Policy: same-site") },
    { KEEPS(X_CORP, "Cross-Origin-Resource-Policy: same-origin") },
    { KEEPS(X_CORP, "Cross-Origin-Resource-Policy: cross-origin") },
    { BREAKS(X_CORP, "Cross-Origin-Resource-Policy: ", "Same-Site", "") },
    { BREAKS(X_CORP, "Cross-Origin-Resource-Policy: ", "none", "") },
    { LEAVES_OPEN(X_CORP, "Cross-Origin-Resource-Policy: none\r\n") },

    /* ---- cookies ---- */
    { KEEPS(X_SC_ABNF, SC "a=b; Path=/") },
    { KEEPS(X_SC_ABNF, SC "SID=31d4d96e407aad42; Path=/; Secure; HttpOnly") },
    { KEEPS(X_SC_ABNF, SC "a=b; SameSite=Lax; x y; Path =/ ; =") },
    { KEEPS(X_SC_ABNF, SC "a=b;\r\n Path=/") },
    { BREAKS(X_SC_ABNF, SC "a=b;", "P", "ath=/") },
    { BREAKS(X_SC_ABNF, SC "a=b;", "  ", "Path=/") },
    { BREAKS(X_SC_ABNF, SC "a=b;", "\t", "Path=/") },
    { BREAKS(X_SC_ABNF, SC "a=b;", "\r", "\nX: 1") },
    { BREAKS(X_SC_ABNF, SC "a=b; ", ";", " Path=/") },
    { BREAKS(X_SC_ABNF, SC, "a", "; Path=/") },
    { BREAKS(X_SC_ABNF, SC "a=b; Path=/", "\xC3", "\xA9") },
    { LEAVES_OPEN(X_SC_ABNF, SC "a=b;Path=/\r\n") },

    { KEEPS(X_SC_NAME, SC "a=b") },
    { KEEPS(X_SC_NAME, SC "a"), ALSO = { H204_X_SC_ABNF } },
    { BREAKS(X_SC_NAME, SC, "=", "b") },
    { BREAKS(X_SC_NAME, SC "a", " ", "c=b") },
    { BREAKS(X_SC_NAME, SC "a", " ", "=b") },
    { BREAKS(X_SC_NAME, SC "a", "[", "0]=b") },
    { LEAVES_OPEN(X_SC_NAME, SC "=b\r\n") },

    { KEEPS(X_SC_VALUE, SC "a=\"b\"") },
    { KEEPS(X_SC_VALUE, SC "a=") },
    { KEEPS(X_SC_VALUE, SC "a=b=c&d:[e]") },
    { BREAKS(X_SC_VALUE, SC "a=b", ",", "c") },
    { BREAKS(X_SC_VALUE, SC "a=b", " ", "c") },
    { BREAKS(X_SC_VALUE, SC "a=b", " ", "; Path=/") },
    { BREAKS(X_SC_VALUE, SC "a=b", "\"", "") },
    { BREAKS(X_SC_VALUE, SC "a=b", "\\", "c") },
    { BREAKS(X_SC_VALUE, SC "a=", "\xC3", "\xA9") },
    { LEAVES_OPEN(X_SC_VALUE, SC "a=b,c\r\n") },

    { KEEPS(X_SC_NO_FOLD, SC "a=b\r\n" SC "c=d") },
    { KEEPS(X_SC_NO_FOLD, SC "a=b; Expires=Sun, 06 Nov 1994 08:49:37 GMT") },
    { BREAKS(X_SC_NO_FOLD, SC "a=b", ",", " c=d") },
    { BREAKS(X_SC_NO_FOLD, SC "a=b; Path=/", ",", "c=d") },
    { LEAVES_OPEN(X_SC_NO_FOLD, SC "a=b, c=d\r\n") },

    { KEEPS(X_SC_DUP_NAME, SC "a=b\r\n" SC "c=d\r\n" SC "A=b") },
    { KEEPS(X_SC_DUP_NAME, SC "a=b; Path=/x\r\n" SC "a=d; Path=/y") },
    { KEEPS(X_SC_DUP_NAME, SC "a=b\r\n" SC "a=d; Domain=h.example") },
    { BREAKS(X_SC_DUP_NAME, SC "a=b\r\nX: 1\r\n" SC "c=d\r\n" SC, "a", "=d") },
    { BREAKS(X_SC_DUP_NAME, SC "a=b; Path=/\r\n" SC, "a", "=d; Secure; path=/") },
    { KEEPS(X_SC_DUP_NAME, SC "a\r\n" SC "a"), ALSO = { H204_X_SC_ABNF } }, /* cookies without a name */
    { KEEPS(X_SC_DUP_NAME, SC "a=b; Path=/x; Domain=h\r\n" SC "a=d; Path=/x; Domain=i") },
    { BREAKS(X_SC_DUP_NAME, SC "a=b; Max-Age=1\r\n" SC, "a", "=d; Max-Age=2") },
    { BREAKS(X_SC_DUP_NAME, SC "a=b; Path=/x; Max-Age=1\r\n" SC, "a", "=d; Max-Age=2; Path=/x") },
    { BREAKS(X_SC_DUP_NAME, SC "path=b\r\n" SC, "path", "=d") },
    { BREAKS(X_SC_DUP_NAME, SC "domain=b\r\n" SC, "domain", "=d") },
    { LEAVES_OPEN(X_SC_DUP_NAME, SC "a=b\r\n" SC "a=b\r\n") },

    { KEEPS(X_SC_DUP_ATTR, SC "a=b; Path=/") },
    { KEEPS(X_SC_DUP_ATTR, SC "path=b; Path=/") },
    { BREAKS(X_SC_DUP_ATTR, SC "a=b; Path=/; ", "path", "=/x") },
    { BREAKS(X_SC_DUP_ATTR, SC "a=b; Secure; ", "Secure", "") },
    { LEAVES_OPEN(X_SC_DUP_ATTR, SC "a=b; Secure; Secure\r\n") },

    { KEEPS(X_SC_EXPIRES, SC "a=b; Expires=Sun, 06 Nov 1994 08:49:37 GMT") },
    { BREAKS(X_SC_EXPIRES, SC "a=b; expires=", "Sunday, 06-Nov-94 08:49:37 GMT", "") },
    { BREAKS(X_SC_EXPIRES, SC "a=b; Expires=", "Sun, 06-Nov-1994 08:49:37 GMT", "; Path=/") },
    { BREAKS(X_SC_EXPIRES, SC "a=b; Expires=", "0", "") },
    { LEAVES_OPEN(X_SC_EXPIRES, SC "a=b; Expires=0\r\n") },

    { KEEPS(X_SC_MAX_AGE, SC "a=b; Max-Age=60") },
    { KEEPS(X_SC_MAX_AGE, SC "a=b; Max-Age=0") },
    { BREAKS(X_SC_MAX_AGE, SC "a=b; Max-Age=", "1h", "") },
    { BREAKS(X_SC_MAX_AGE, SC "a=b; Max-Age=", "-1", "") },
    { BREAKS(X_SC_MAX_AGE, SC "a=b; Max-Age=0\r\n" SC "c=d; max-age=", "060", "") },
    { LEAVES_OPEN(X_SC_MAX_AGE, SC "a=b; Max-Age=1h\r\n") },

    /* ---- links ---- */
    { KEEPS(X_LINK_ABNF, "Link: </a>; rel=next") },
    { KEEPS(X_LINK_ABNF, "Link: <http://e.example/a,b;c>; rel=\"x y\", <>; rel=self; crossorigin") },
    { KEEPS(X_LINK_ABNF, "Link: </a>; rel=\"x") }, /* another row's */
    { KEEPS(X_LINK_ABNF, "Link:") },
    { BREAKS(X_LINK_ABNF, "Link: ", "/", "a; rel=next") },
    { BREAKS(X_LINK_ABNF, "Link: </a", " ", "b>; rel=next") },
    { BREAKS(X_LINK_ABNF, "Link: </a> ", "r", "el=next") },
    { BREAKS(X_LINK_ABNF, "Link: </a>; rel=next;", "\r", "\nX: 1") },
    { BREAKS(X_LINK_ABNF, "Link: </a>; rel=", "http://e.example/r", "") },
    { BREAKS(X_LINK_ABNF, "Link: </a>; rel=\"/x\", </b>; rel=", "a:b", ""),
      ALSO = { H204_X_LINK_EXT_REL } },
    { BREAKS(X_LINK_ABNF, "Link: </a>; rel=", "/next", "") },
    { BREAKS(X_LINK_ABNF, "Link: </a>; rel=", "next/", "") },
    { LEAVES_OPEN(X_LINK_ABNF, "Link: /a\r\n") },

    { KEEPS(X_LINK_REL, "Link: </a>; rel=next; rev=x") },
    { KEEPS(X_LINK_REL, "Link: </a>; REL=next") },
    { KEEPS(X_LINK_REL, "Link: /a"), ALSO = { H204_X_LINK_ABNF } },
    { BREAKS(X_LINK_REL, "Link: <", "/a", ">; title=x") },
    { BREAKS(X_LINK_REL, "Link: </a>; rel=next, <", "/b", ">") },
    { LEAVES_OPEN(X_LINK_REL, "Link: </a>\r\n") },

    { KEEPS(X_LINK_REL_ONCE, "Link: </a>; rel=next, </b>; rel=prev") },
    { BREAKS(X_LINK_REL_ONCE, "Link: </a>; rel=next; ", "Rel", "=prev") },
    { LEAVES_OPEN(X_LINK_REL_ONCE, "Link: </a>; rel=a; rel=b\r\n") },

    { KEEPS(X_LINK_ATTR_ONCE, "Link: </a>; rel=next; title=x; title*=UTF-8''y") },
    { KEEPS(X_LINK_ATTR_ONCE, "Link: </a>; rel=next; hreflang=de; hreflang=fr") },
    { BREAKS(X_LINK_ATTR_ONCE, "Link: </a>; rel=next; title=x; ", "title", "=y") },
    { BREAKS(X_LINK_ATTR_ONCE, "Link: </a>; rel=next; type=\"a/b\"; ", "TYPE", "=\"a/b\"") },
    { BREAKS(X_LINK_ATTR_ONCE, "Link: </a>; rel=next; media=x; ", "media", "=y") },
    { LEAVES_OPEN(X_LINK_ATTR_ONCE, "Link: </a>; rel=a; title=x; title=y\r\n") },

    { KEEPS(X_LINK_EXT_REL, "Link: </a>; rel=\"http://e.example/r NEXT\"") },
    { KEEPS(X_LINK_EXT_REL, "Link: </>; rel=\"start http://example.net/relation/other\"") },
    { KEEPS(X_LINK_EXT_REL, "Link: </a>; rel=a:b"), ALSO = { H204_X_LINK_ABNF } },
    { BREAKS(X_LINK_EXT_REL, "Link: </a>; rel=\"", "/r", "\"") },
    { BREAKS(X_LINK_EXT_REL, "Link: </a>; rel=", "a_b", "") },
    { BREAKS(X_LINK_EXT_REL, "Link: </a>; ", "rel", "") },
    { BREAKS(X_LINK_EXT_REL, "Link: </a>; rel=\"", "\"", "") },
    { BREAKS(X_LINK_EXT_REL, "Link: </a>; rel=a:b, </b>; rel=\"", "1x", "\""),
      ALSO = { H204_X_LINK_ABNF } },
    { LEAVES_OPEN(X_LINK_EXT_REL, "Link: </a>; rel=\"/r\"\r\n") },

    /* ---- further fields ---- */
    { KEEPS_200(X_CD_ABNF, CD "attachment; filename=\"a\"") },
    { KEEPS_200(X_CD_ABNF, CD "INLINE; FILENAME= \"an example.html\"") },
    { KEEPS_200(X_CD_ABNF, CD "attachment; filename=\"E\"; filename*=UTF-8''%e2%82%ac%20rates") },
    { BREAKS(X_CD_ABNF, CD "filename", "=", "\"a\"") },
    { BREAKS(X_CD_ABNF, CD "attachment; filename=a ", "b", "") },
    { BREAKS(X_CD_ABNF, CD "attachment;", "\r", "\nX: 1") },
    { BREAKS(X_CD_ABNF, CD "attachment; filename*=", "a", "") },
    { LEAVES_OPEN(X_CD_ABNF, CD "a b\r\n") },

    { KEEPS_200(X_CD_DUP, CD "attachment; filename=\"a\"; filename*=UTF-8''a") },
    { BREAKS(X_CD_DUP, CD "attachment; filename=\"a\"; ", "Filename", "=\"b\"") },
    { LEAVES_OPEN(X_CD_DUP, CD "a; b=c; b=d\r\n") },

    { KEEPS(X_ALTSVC_ABNF, ALT "h3=\":443\"; ma=60") },
    { KEEPS(X_ALTSVC_ABNF, ALT "h2=\"alt.example.com:8000\", h2=\":443\"") },
    { KEEPS(X_ALTSVC_ABNF, ALT "clear") },
    { BREAKS(X_ALTSVC_ABNF, ALT "h3=", ":", "443") },
    { BREAKS(X_ALTSVC_ABNF, ALT "CLEAR", "\r", "\nX: 1") },
    { BREAKS(X_ALTSVC_ABNF, ALT "clear", ",", " h3=\":443\"") },
    { BREAKS(X_ALTSVC_ABNF, "Alt-Svc:", "\r", "\nX: 1") },
    { LEAVES_OPEN(X_ALTSVC_ABNF, ALT "x\r\n") },

    { KEEPS(X_ACCEPT_PATCH, "Accept-Patch: a/b, text/example;charset=utf-8") },
    { KEEPS(X_ACCEPT_PATCH, "Accept-Patch: a/b; c = d") }, /* another row's */
    { LEAVES_OPEN(X_ACCEPT_PATCH, "Accept-Patch: \x01\r\n\r\n") }, /* breaks the grammar of all values */
    { BREAKS(X_ACCEPT_PATCH, "Accept-Patch: a", "\r", "\nX: 1") },
    { BREAKS(X_ACCEPT_PATCH, "Accept-Patch:", "\r", "\nAccept-Patch: a/b") },
    { BREAKS(X_ACCEPT_PATCH, "Accept-Patch: ", ",", "") },
    { LEAVES_OPEN(X_ACCEPT_PATCH, "Accept-Patch:\r\n") },

    { KEEPS(X_PREF_APPLIED, "Preference-Applied: return=minimal") },
    { KEEPS(X_PREF_APPLIED, "Preference-Applied: respond-async, wait=\"10\"") },
    { BREAKS(X_PREF_APPLIED, "Preference-Applied: return=minimal", ";", " a=b") },
    { BREAKS(X_PREF_APPLIED, "Preference-Applied:", "\r", "\nX: 1") },
    { LEAVES_OPEN(X_PREF_APPLIED, "Preference-Applied: a b\r\n") },

    /* ---- Strict-Transport-Security ---- */
    { KEEPS(X_HSTS_MAX_AGE, STS "max-age=60") },
    { KEEPS(X_HSTS_MAX_AGE, STS "max-age=\"31536000\"") },
    { KEEPS(X_HSTS_MAX_AGE, STS "includeSubDomains; MAX-AGE=0") },
    { KEEPS(X_HSTS_MAX_AGE, STS "max-age=60\r\n" STS "preload") },
    { KEEPS(X_HSTS_MAX_AGE, STS "max-age=\"60") }, /* another row's */
    { BREAKS(X_HSTS_MAX_AGE, STS, "includeSubDomains", "") },
    { BREAKS(X_HSTS_MAX_AGE, STS, "max-age", "") },
    { BREAKS(X_HSTS_MAX_AGE, STS, "max-age=1y", "") },
    { BREAKS(X_HSTS_MAX_AGE, STS, "max-age=60, preload", "") },
    { BREAKS(X_HSTS_MAX_AGE, STS, "preload", "\r\n" STS "max-age=60") },
    { BREAKS(X_HSTS_MAX_AGE, "Strict-Transport-Security:", "\r", "\nX: 1") },
    { LEAVES_OPEN(X_HSTS_MAX_AGE, STS "x\r\n") },

    { KEEPS(X_HSTS_DUP, STS "max-age=60; includeSubDomains") },
    { KEEPS(X_HSTS_DUP, STS "max-age=60\r\n" STS "max-age=60") },
    { BREAKS(X_HSTS_DUP, STS "max-age=60; ", "Max-Age", "=1") },
    { BREAKS(X_HSTS_DUP, STS "preload; max-age=60; ", "preload", "") },
    { LEAVES_OPEN(X_HSTS_DUP, STS "max-age=1; max-age=1\r\n") },

    { KEEPS(X_HSTS_TLS, STS "max-age=60"), TO(secure) },
    { KEEPS(X_HSTS_TLS, "X: 1"), TO(not_secure) },
    { KEEPS(X_HSTS_TLS, "X: 1") },
    { BREAKS(X_HSTS_TLS, "", "Strict-Transport-Security", ": max-age=60"), TO(not_secure) },
    { LEAVES_OPEN(X_HSTS_TLS, STS "max-age=60\r\n\r\n") },
};

enum { CASE_COUNT = sizeof cases / sizeof cases[0] };

/* ---- judging -------------------------------------------------------------------------------------------- */

enum { ROOM = 64 };

typedef struct judged {
    h204_verdicts verdicts;
    h204_breach breaches[ROOM];
    uint32_t count; /* of breaches of the chapter, the first ones */
} judged;

static bool is_of_chapter(h204_invariant row)
{
    return row / 100 == 9;
}

/* Twice: from memory of exactly that size, around which a sanitizer sees every step, and at a guard. */
static judged judge(h204_view octets, const h204_exchange *exchange)
{
    judged result = { 0 };
    uint8_t *copy = malloc(octets.size + 1);
    cr_assert_not_null(copy);
    uint8_t *exact = copy + 1;
    memcpy(exact, octets.data, octets.size);
    h204_message message = { { exact, octets.size }, { NULL, 0 }, H204_END_OPEN, exchange };
    h204_breach breaches[ROOM];
    h204_outcome outcome = h204_check(&message, H204_PROFILE_CORE | H204_PROFILE_EXTENDED, breaches,
                                      ROOM, &result.verdicts);
    cr_expect_eq(outcome.status, H204_DONE);
    message.octets.data = guard_copy(octets.data, octets.size);
    h204_check(&message, H204_PROFILE_CORE | H204_PROFILE_EXTENDED, breaches, ROOM, &result.verdicts);
    for (uint32_t i = 0; i < result.verdicts.breach_count; i++) {
        if (is_of_chapter(breaches[i].invariant)) {
            result.breaches[result.count++] = breaches[i];
        }
    }
    free(copy);
    return result;
}

static bool has_bit(const uint64_t *words, h204_invariant invariant)
{
    return (words[invariant / 64] >> (invariant % 64) & 1u) != 0;
}

static fate fate_of(const judged *found, h204_invariant row)
{
    if (has_bit(found->verdicts.broken, row)) {
        return BROKEN;
    }
    return has_bit(found->verdicts.kept, row) ? KEPT : NOT_EVALUATED;
}

static const char *name_of(h204_invariant row)
{
    return h204_invariant_describe(row)->name;
}

static const h204_breach *breach_of(const judged *found, h204_invariant row)
{
    for (uint32_t i = 0; i < found->count; i++) {
        if (found->breaches[i].invariant == row) {
            return &found->breaches[i];
        }
    }
    return NULL;
}

/* ---- the tests ------------------------------------------------------------------------------------------ */

Test(check_values, every_case_breaks_what_it_says_and_nothing_else)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        const check_case *c = &cases[i];
        judged found = judge(c->octets, c->exchange);
        uint32_t expected = c->fate == BROKEN ? 1 : 0;
        cr_expect_eq(fate_of(&found, c->row), c->fate, "case %zu, %s: %d, not %d: %s", i,
                     name_of(c->row), (int)fate_of(&found, c->row), (int)c->fate,
                     (const char *)c->octets.data);
        const h204_breach *breach = breach_of(&found, c->row);
        if (c->fate == BROKEN && breach != NULL) {
            cr_expect_eq(breach->part, H204_PART_OCTETS);
            cr_expect(breach->place.offset == c->place.offset && breach->place.size == c->place.size,
                      "case %zu, %s: at %u+%u, not %u+%u: %s", i, name_of(c->row),
                      breach->place.offset, breach->place.size, c->place.offset, c->place.size,
                      (const char *)c->octets.data);
        }
        for (size_t j = 0; j < MOST && c->also[j] != H204_INVARIANT_NONE; j++) {
            cr_expect_not_null(breach_of(&found, c->also[j]), "case %zu, %s: %s is not broken", i,
                               name_of(c->row), name_of(c->also[j]));
            expected++;
        }
        cr_expect_eq(found.count, expected, "case %zu, %s: %u broken, not %u: %s", i,
                     name_of(c->row), found.count, expected, (const char *)c->octets.data);
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

Test(check_values, every_invariant_has_a_case_each_way)
{
    uint32_t invariants = 0;
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (!is_of_chapter(row->invariant)) {
            continue;
        }
        invariants++;
        cr_expect(has_case(row->invariant, KEPT), "%s is kept by no case", row->name);
        cr_expect(has_case(row->invariant, BROKEN), "%s is broken by no case", row->name);
        cr_expect(has_case(row->invariant, NOT_EVALUATED), "%s is left open by no case", row->name);
    }
    cr_assert_gt(invariants, 0);
}

/* While more may come, what is broken stays broken, and what is kept stays kept. */
Test(check_values, a_prefix_says_nothing_that_the_whole_takes_back)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        judged whole = judge(cases[i].octets, cases[i].exchange);
        h204_view prefix = cases[i].octets;
        for (prefix.size = 0; prefix.size < cases[i].octets.size; prefix.size++) {
            judged found = judge(prefix, cases[i].exchange);
            for (uint32_t j = 0; j < found.count; j++) {
                cr_expect(has_bit(whole.verdicts.broken, found.breaches[j].invariant),
                          "case %zu at %zu: %s", i, prefix.size,
                          name_of(found.breaches[j].invariant));
            }
            for (unsigned row = 900; row < 1000; row++) {
                cr_expect_not(has_bit(found.verdicts.kept, (h204_invariant)row) &&
                                  has_bit(whole.verdicts.broken, (h204_invariant)row),
                              "case %zu at %zu: %u", i, prefix.size, row);
            }
        }
    }
}

/* Responses that RFCs print. */
/* The first 32 cookies are remembered, so that the work is linear. */
Test(check_values, thirty_two_cookies_are_remembered)
{
    static const struct {
        int cookies;
        int again;
        fate fate;
    } rows[] = { { 32, 0, BROKEN }, { 32, 31, BROKEN }, { 33, 31, BROKEN }, { 33, 32, KEPT }, { 40, 39, KEPT }, { 31, 32, KEPT } };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char octets[1024];
        int size = snprintf(octets, sizeof octets, "HTTP/1.1 204 \r\n");
        for (int k = 0; k <= rows[i].cookies; k++) {
            size += snprintf(octets + size, sizeof octets - (size_t)size, SC "c%d=x\r\n",
                             k < rows[i].cookies ? k : rows[i].again);
        }
        size += snprintf(octets + size, sizeof octets - (size_t)size, "\r\n");
        cr_assert_lt((size_t)size, sizeof octets);
        judged found = judge((h204_view){ (const uint8_t *)octets, (size_t)size }, NULL);
        cr_expect_eq(fate_of(&found, H204_X_SC_DUP_NAME), rows[i].fate, "row %zu", i);
    }
}

Test(check_values, printed_examples_break_nothing)
{
    static const h204_view printed[] = {
        OCTETS(S204 "Content-Type: application/json\r\nContent-Encoding: br\r\n" /* RFC 9530 B.5 */
               "Repr-Digest: sha-256=:d435Qo+nKZ+gLcUHn7GQtQ72hiBVAgqoLsZnZPiTGPk=:\r\n\r\n"),
        OCTETS(S204 SC "SID=31d4d96e407aad42\r\n\r\n"), /* RFC 6265 3.1 */
        OCTETS(S204 SC "SID=31d4d96e407aad42; Path=/; Domain=example.com\r\n\r\n"),
        OCTETS(S204 SC "SID=31d4d96e407aad42; Path=/; Secure; HttpOnly\r\n" SC
                       "lang=en-US; Path=/; Domain=example.com\r\n\r\n"),
        OCTETS(S204 SC "lang=en-US; Expires=Wed, 09 Jun 2021 10:18:14 GMT\r\n\r\n"),
        OCTETS(S204 SC "lang=; Expires=Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
        OCTETS(S204 "Link: <http://example.com/TheBook/chapter2>; rel=\"previous\"; " /* RFC 8288 3.5 */
                    "title=\"previous chapter\"\r\n\r\n"),
        OCTETS(S204 "Link: </>; rel=\"http://example.net/foo\"\r\n\r\n"),
        OCTETS(S204 "Link: </terms>; rel=\"copyright\"; anchor=\"#foo\"\r\n\r\n"),
        OCTETS(S204 "Link: </TheBook/chapter2>; rel=\"previous\"; "
                    "title*=UTF-8'de'letztes%20Kapitel, </TheBook/chapter4>; rel=\"next\"; "
                    "title*=UTF-8'de'n%c3%a4chstes%20Kapitel\r\n\r\n"),
        OCTETS(S204 "Link: <http://example.org/>; rel=\"start "
                    "http://example.net/relation/other\"\r\n\r\n"),
        OCTETS(S204 CD "Attachment; filename=example.html\r\n\r\n"), /* RFC 6266 5 */
        OCTETS(S204 CD "INLINE; FILENAME= \"an example.html\"\r\n\r\n"),
        OCTETS(S204 CD "attachment; filename*= UTF-8''%e2%82%ac%20rates\r\n\r\n"),
        OCTETS(S204 CD "attachment; filename=\"EURO rates\"; "
                       "filename*=utf-8''%e2%82%ac%20rates\r\n\r\n"),
        OCTETS(S204 STS "max-age=31536000\r\n\r\n"), /* RFC 6797 6.2 */
        OCTETS(S204 STS "max-age=15768000 ; includeSubDomains\r\n\r\n"),
        OCTETS(S204 STS "max-age=\"31536000\"\r\n\r\n"),
        OCTETS(S204 STS "max-age=0\r\n\r\n"),
        OCTETS(S204 STS "max-age=0; includeSubDomains\r\n\r\n"),
        OCTETS(S204 ALT "h2=\":8000\"\r\n\r\n"), /* RFC 7838 3, 3.1 */
        OCTETS(S204 ALT "h2=\"new.example.org:80\"\r\n\r\n"),
        OCTETS(S204 ALT "h2=\"alt.example.com:8000\", h2=\":443\"\r\n\r\n"),
        OCTETS(S204 ALT "h2=\":443\"; ma=3600\r\n\r\n"),
        OCTETS(S204 ALT "h2=\":443\"; ma=2592000; persist=1\r\n\r\n"),
        OCTETS(S204 CC "no-cache=\"set-cookie, x\", private, community=\"UCI\"\r\n\r\n"), /* 9111 5.2.3 */
        OCTETS(S204 CC "max-age=600, stale-while-revalidate=30\r\n\r\n"), /* RFC 5861 3.1, 4.1 */
        OCTETS(S204 CC "max-age=600, stale-if-error=1200\r\n\r\n"),
        OCTETS(S204 "Accept-Patch: text/example;charset=utf-8\r\n\r\n"), /* RFC 5789 3.1 */
        OCTETS(S204 "Accept-Patch: application/example, text/example\r\n\r\n"),
        OCTETS(S204 "Preference-Applied: return=representation\r\n\r\n"), /* RFC 7240 4.2 */
        OCTETS(S204 "Preference-Applied: respond-async\r\n\r\n"),
    };
    for (size_t i = 0; i < sizeof printed / sizeof printed[0]; i++) {
        judged found = judge(printed[i], NULL);
        cr_expect_eq(found.count, 0, "%s: %s", (const char *)printed[i].data,
                     found.count > 0 ? name_of(found.breaches[0].invariant) : "");
    }
}

/* Where each line were compared with each other one, this would not end. */
Test(check_values, a_hundred_thousand_lines, .timeout = 20)
{
    static const char *const lines[] = { SC "a=b; Path=/; Domain=h.example\r\n", CC "max-age=60\r\n",
                                         "Link: </a>; rel=\"a_b:c\"\r\n", "Age: 1\r\n" };
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
        judged found = judge((h204_view){ octets, size }, NULL);
        cr_expect_neq(fate_of(&found, H204_H_CC_ABNF), BROKEN);
        free(octets);
    }
}
