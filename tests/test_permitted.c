/* test_permitted.c - what an RFC permits is no breach, and what it says is alike is judged alike. */
#include "../src/codec/h204.h"

#include <criterion/criterion.h>

#include <stdbool.h>
#include <string.h>

#define ALL_PROFILES (H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER)
#define OCTETS(literal) { (const uint8_t *)(literal), sizeof literal - 1 }

#define OK          "HTTP/1.1 200 OK\r\n"
#define NO_CONTENT  "HTTP/1.1 204 No Content\r\n"
#define HI          "Content-Length: 2\r\n\r\nhi"
#define EMPTY       "Content-Length: 0\r\n\r\n"
#define PARTIAL     "HTTP/1.1 206 Partial Content\r\n"
#define UNCHANGED   "HTTP/1.1 304 Not Modified\r\n"
#define CHALLENGED  "HTTP/1.1 401 Unauthorized\r\n"

enum { BROKEN_MOST = 2, FIELDS_MOST = 4 };

typedef struct permitted {
    h204_invariant promise;
    h204_invariant kept;                /* by the octets, or NONE                     */
    h204_invariant broken[BROKEN_MOST]; /* all that the octets break, sorted          */
    const char *method;                 /* of the request, or NULL                    */
    const char *fields;                 /* of the request, with the empty line; or NULL */
    h204_view octets;
} permitted;

static const permitted table[] = {
    { H204_FLD_QP_UNESCAPE, H204_H_CC_QUALIFIED_NAMES, { H204_FLD_QP_MINIMAL_QS }, NULL, NULL,
      OCTETS(NO_CONTENT "Cache-Control: no-cache=\"a\\, b\"\r\n\r\n") },
    { H204_FLD_PARAM_NAME_CASE, H204_H_CT_MULTIPART_BOUNDARY, { 0 }, NULL, NULL,
      OCTETS(OK "Content-Type: multipart/mixed; BOUNDARY=b\r\n" HI) },
    { H204_FLD_PARAM_FORM_EQUIV, H204_H_CT_MULTIPART_BOUNDARY, { 0 }, NULL, NULL,
      OCTETS(OK "Content-Type: multipart/mixed; boundary=\"b\"\r\n" HI) },
    { H204_FLD_PARAM_EMPTY_OK, H204_H_CT_ABNF, { 0 }, NULL, NULL,
      OCTETS(OK "Content-Type: text/plain;; charset=utf-8;\r\n" HI) },
    { H204_FLD_DATE_ACCEPT_3, H204_H_LM_NOT_FUTURE, { H204_FLD_DATE_IMF_GEN }, NULL, NULL,
      OCTETS(NO_CONTENT "Date: Sunday, 06-Nov-94 08:49:37 GMT\r\nLast-Modified: Sun Nov  6 08:49:37 1994\r\n\r\n") },
    { H204_FLD_DATE_ACCEPT_3, H204_INVARIANT_NONE, { H204_FLD_DATE_IMF_GEN, H204_H_LM_NOT_FUTURE }, NULL, NULL,
      OCTETS(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: Sun Nov  6 08:49:38 1994\r\n\r\n") },
    { H204_FLD_DATE_ACCEPT_3, H204_INVARIANT_NONE, { H204_FLD_DATE_IMF_GEN, H204_H_LM_NOT_FUTURE }, NULL, NULL,
      OCTETS(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: Sunday, 06-Nov-94 08:49:38 GMT\r\n\r\n") },

    { H204_TRL_PERMITTED, H204_TRL_NO_CONTROL, { 0 }, NULL, NULL,
      OCTETS(OK "Trailer: ETag, Accept-Ranges, Authentication-Info, Content-Digest\r\nTransfer-Encoding: chunked\r\n\r\n"
                "0\r\nETag: \"a\"\r\nAccept-Ranges: bytes\r\nAuthentication-Info: nextnonce=\"n\"\r\n"
                "Content-Digest: sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:\r\n\r\n") },
    { H204_S204_METADATA_OK, H204_S204_NO_CL, { 0 }, NULL, NULL,
      OCTETS(NO_CONTENT "Content-Type: text/plain\r\nContent-Encoding: gzip\r\nContent-Language: en\r\n"
                        "Content-Location: /x\r\nETag: \"a\"\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n") },

    { H204_H_ETAG_EMPTY_OK, H204_H_ETAG_ABNF, { 0 }, NULL, NULL, OCTETS(NO_CONTENT "ETag: \"\"\r\n\r\n") },
    { H204_H_ETAG_NO_UNESCAPE, H204_INVARIANT_NONE, { H204_S304_ETAG_MATCH }, "GET", "If-None-Match: \"a\\b\"\r\n\r\n",
      OCTETS(UNCHANGED "ETag: \"ab\"\r\n\r\n") },
    { H204_H_ETAG_CMP_STRONG, H204_INVARIANT_NONE, { H204_S206_IFRANGE_WEAK }, "GET",
      "Range: bytes=0-1\r\nIf-Range: W/\"a\"\r\n\r\n",
      OCTETS(PARTIAL "ETag: W/\"a\"\r\nContent-Range: bytes 0-1/9\r\n" HI) },
    { H204_H_ETAG_CMP_WEAK, H204_S304_ETAG_MATCH, { 0 }, "GET", "If-None-Match: \"a\", \"b\"\r\n\r\n",
      OCTETS(UNCHANGED "ETag: W/\"b\"\r\n\r\n") },
    { H204_H_CT_CASE, H204_INVARIANT_NONE, { H204_H_CT_MULTIPART_BOUNDARY }, NULL, NULL,
      OCTETS(OK "Content-Type: Multipart/MIXED\r\n" HI) },
    { H204_H_CE_CASE, H204_INVARIANT_NONE, { H204_H_CE_NO_IDENTITY }, NULL, NULL,
      OCTETS(NO_CONTENT "Content-Encoding: IDENTITY\r\n\r\n") },
    { H204_H_CR_BIG, H204_H_CR_COMPLETE, { 0 }, NULL, NULL,
      OCTETS(PARTIAL "Content-Range: bytes 99999999999999999998-99999999999999999999/100000000000000000000\r\n" HI) },
    { H204_H_CR_BIG, H204_INVARIANT_NONE, { H204_H_CR_ORDER }, NULL, NULL,
      OCTETS(PARTIAL "Content-Range: bytes 99999999999999999999-99999999999999999998/100000000000000000000\r\n" EMPTY) },
    { H204_H_CR_UNIT_CASE, H204_INVARIANT_NONE, { H204_H_CR_ORDER }, NULL, NULL,
      OCTETS(PARTIAL "Content-Range: BYTES 1-0/9\r\n" EMPTY) },
    { H204_H_ALLOW_EMPTY_OK, H204_H_ALLOW_ABNF, { 0 }, NULL, NULL,
      OCTETS("HTTP/1.1 405 Method Not Allowed\r\nAllow:\r\n" EMPTY) },
    { H204_H_ALLOW_CASE, H204_S405_ALLOW_METHOD, { 0 }, "PUT", NULL,
      OCTETS("HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, put\r\n" HI) },
    { H204_H_LOC_EMPTY_HOST_R, H204_INVARIANT_NONE, { H204_H_LOC_EMPTY_HOST }, NULL, NULL,
      OCTETS("HTTP/1.1 302 Found\r\nLocation: http:///x\r\n" EMPTY) },
    { H204_H_WA_PARAM_CASE, H204_INVARIANT_NONE, { H204_H_WA_REALM_QUOTED }, NULL, NULL,
      OCTETS(CHALLENGED "WWW-Authenticate: Basic REALM=x\r\n" EMPTY) },
    { H204_H_WA_PARAM_CASE, H204_INVARIANT_NONE, { H204_H_WA_PARAM_ONCE }, NULL, NULL,
      OCTETS(CHALLENGED "WWW-Authenticate: New n=1, N=2\r\n" EMPTY) },
    { H204_H_WA_SCHEME_CASE, H204_H_WA_ABNF, { 0 }, NULL, NULL,
      OCTETS(CHALLENGED "WWW-Authenticate: BASIC realm=\"x\", nEGOTIATE\r\n" EMPTY) },
    { H204_H_CC_CASE, H204_INVARIANT_NONE, { H204_H_CC_MAXAGE_DELTA }, NULL, NULL,
      OCTETS(NO_CONTENT "Cache-Control: Max-AGE=1m\r\n\r\n") },
    { H204_H_CC_UNKNOWN, H204_H_CC_NO_ARG, { 0 }, NULL, NULL,
      OCTETS(NO_CONTENT "Cache-Control: max-age=60, zz=1, community=\"UCI\"\r\n\r\n") },
    { H204_H_CC_BOTH_FORMS, H204_H_CC_MAXAGE_DELTA, { H204_H_CC_MAXAGE_TOKEN }, NULL, NULL,
      OCTETS(NO_CONTENT "Cache-Control: max-age=\"60\"\r\n\r\n") },

    { H204_CX_PERMIT, H204_FRAME_CL_DIGITS, { 0 }, "HEAD", NULL, OCTETS(OK "Content-Length: 2\r\n\r\n") },
    { H204_CX_PERMIT, H204_FRAME_TE_ABNF, { 0 }, "HEAD", NULL, OCTETS(OK "Transfer-Encoding: chunked\r\n\r\n") },
    { H204_CX_PERMIT, H204_FRAME_CL_DIGITS, { 0 }, "GET", "If-None-Match: \"a\"\r\n\r\n",
      OCTETS(UNCHANGED "ETag: \"a\"\r\nContent-Length: 2\r\n\r\n") },
    { H204_CX_PERMIT, H204_FRAME_TE_ABNF, { 0 }, "GET", "If-None-Match: \"a\"\r\n\r\n",
      OCTETS(UNCHANGED "ETag: \"a\"\r\nTransfer-Encoding: chunked\r\n\r\n") },
};

static h204_exchange exchange_of(const permitted *one, h204_field *fields)
{
    h204_exchange exchange = { 0 };
    exchange.given = H204_GIVEN_NOW;
    exchange.now = 784111777; /* Sun, 06 Nov 1994 08:49:37 GMT: it gives two-digit years their century */
    if (one->method != NULL) {
        exchange.given |= H204_GIVEN_METHOD;
        exchange.method = (h204_view){ (const uint8_t *)one->method, strlen(one->method) };
    }
    if (one->fields != NULL) {
        h204_context strict = { 0 };
        exchange.given |= H204_GIVEN_FIELDS;
        exchange.octets = (h204_view){ (const uint8_t *)one->fields, strlen(one->fields) };
        exchange.fields = fields;
        h204_outcome outcome =
            h204_parse_fields(strict, exchange.octets, fields, FIELDS_MOST, &exchange.field_count);
        cr_assert_eq(outcome.status, H204_DONE);
    }
    return exchange;
}

Test(permitted, is_reported_nowhere)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const permitted *one = &table[i];
        const char *promise = h204_invariant_describe(one->promise)->name;
        h204_field fields[FIELDS_MOST];
        h204_exchange exchange = exchange_of(one, fields);
        h204_message message = { .octets = one->octets, .end = H204_END_KEPT, .exchange = &exchange };
        static h204_breach breaches[H204_INVARIANT_END];
        h204_verdicts verdicts;
        h204_check(&message, ALL_PROFILES, breaches, H204_INVARIANT_END, &verdicts);

        uint32_t expected = 0;
        while (expected < BROKEN_MOST && one->broken[expected] != H204_INVARIANT_NONE) {
            expected++;
        }
        cr_expect_eq(verdicts.breach_count, expected, "%s, row %zu: %u broken, not %u", promise, i,
                     verdicts.breach_count, expected);
        for (uint32_t k = 0; k < verdicts.breach_count; k++) {
            const char *name = h204_invariant_describe(breaches[k].invariant)->name;
            cr_expect(k < expected && breaches[k].invariant == one->broken[k], "%s, row %zu: %s is broken", promise,
                      i, name);
        }
        bool is_kept = one->kept == H204_INVARIANT_NONE ||
                       (verdicts.kept[one->kept / 64] >> (one->kept % 64) & 1) != 0;
        cr_expect(is_kept, "%s, row %zu: %s is not kept", promise, i, h204_invariant_describe(one->kept)->name);
    }
}
