/* test_value.c - the grammars of field values: every alternative, every fault, and what lies at their borders. */
#include "guard.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The codec's sources are taken in, because the drop has these functions to itself; what field.c offers to
 * everybody is there once already. */
#define H204_INTERNAL     static inline
#define h204_span_size    taken_in_span_size
#define h204_copy_value   taken_in_copy_value
#define h204_context_of   taken_in_context_of
#include "../src/codec/scan.c"
#include "../src/codec/field.c"
#include "../src/codec/value.c"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
#define MET(name)    ((uint64_t)1 << H204_FAULT_##name)

static h204_view view_of(const char *text, size_t size)
{
    h204_view view = { (const uint8_t *)text, size };
    return view;
}

static h204_span whole(h204_view view)
{
    h204_span span = { 0, (uint32_t)view.size };
    return span;
}

static h204_value_field field_named(const char *name)
{
    return h204_value_field_named((const uint8_t *)name, strlen(name));
}

static const char *const fault_names[] = {
    "GRAMMAR", "QUOTE_OPEN", "COMMENT", "BAD_SPACE", "PARAMETER_SPACE", "EMPTY_MEMBER", "SPACE_AFTER_COMMA",
    "SPACE_BEFORE_COMMA", "REQUIRED_SPACE", "QUOTED_ESCAPE", "COMMENT_ESCAPE", "REPEATED", "DATE_OBSOLETE",
    "DATE_RANGE", "DATE_CALENDAR", "DATE_CENTURY", "DATE_WEEKDAY", "DATE_SPACE", "DATE_CASE", "DATE_ZONE", "TAG_OCTET",
    "TAG_WEAK_CASE", "TAG_BACKSLASH", "RANGE_ORDER", "RANGE_COMPLETE", "URI_USERINFO", "URI_HOST", "VIA_HTTP",
    "REALM_TOKEN", "LINK_NO_REL", "LINK_REL_AGAIN", "LINK_REL_TYPE", "COOKIE_NAME", "COOKIE_VALUE", "COOKIE_JOINED",
    "COOKIE_SPACE", "COOKIE_EXPIRES", "COOKIE_MAX_AGE", "HSTS_MAX_AGE", "DIGEST",
};

static const char *spelled(uint64_t met, char *text, size_t size)
{
    text[0] = 0;
    for (size_t i = 0; i < COUNT(fault_names); i++) {
        if ((met >> i & 1u) != 0) {
            strncat(text, fault_names[i], size - strlen(text) - 1);
            strncat(text, " ", size - strlen(text) - 1);
        }
    }
    return text;
}

/* ---- what is wrong with a value, and how many members it has ------------------------------------------- */

static const struct {
    const char *field;
    const char *value;
    uint64_t met;
    uint32_t members;
} judged[] = {
    /* #token: RFC 9110 5.6.1 */
    { "allow", "", 0, 0 },
    { "allow", "GET", 0, 1 },
    { "allow", "GET,PUT", 0, 2 },
    { "allow", "GET, PUT", 0, 2 },
    { "allow", "!#$%&'*+-.^_`|~09azAZ", 0, 1 },
    { "allow", "GET,  PUT", MET(SPACE_AFTER_COMMA), 2 },
    { "allow", "GET,\tPUT", MET(SPACE_AFTER_COMMA), 2 },
    { "allow", "GET, \tPUT", MET(SPACE_AFTER_COMMA), 2 },
    { "allow", "GET ,PUT", MET(SPACE_BEFORE_COMMA), 2 },
    { "allow", "GET , PUT", MET(SPACE_BEFORE_COMMA), 2 },
    { "allow", "GET,, PUT", MET(EMPTY_MEMBER), 2 },
    { "allow", "GET, , PUT", MET(EMPTY_MEMBER), 2 },
    { "allow", ",GET", MET(EMPTY_MEMBER), 1 },
    { "allow", "GET,", MET(EMPTY_MEMBER), 1 },
    { "allow", ",", MET(EMPTY_MEMBER), 0 },
    { "allow", ", ,", MET(EMPTY_MEMBER), 0 },
    { "allow", "GET PUT", MET(GRAMMAR), 1 },
    { "allow", "GET PUT, HEAD", MET(GRAMMAR), 2 },
    { "allow", "GET, \"PUT, HEAD\"", MET(GRAMMAR), 2 },
    { "allow", "GET <a,b>, PUT", MET(GRAMMAR), 3 },
    { "allow", "GET=1", MET(GRAMMAR), 1 },
    { "allow", "GET/1", MET(GRAMMAR), 1 },
    { "allow", "GET, GET", 0, 2 },
    { "allow", "GET;q=1", MET(GRAMMAR), 1 },
    { "allow", "G\x80T", MET(GRAMMAR), 1 },
    { "connection", "close", 0, 1 },
    { "connection", "keep-alive, Upgrade", 0, 2 },
    { "connection", "\"close\"", MET(GRAMMAR), 1 },
    { "connection", "close; x", MET(GRAMMAR), 1 },
    { "content-encoding", "gzip", 0, 1 },
    { "content-encoding", "gzip;q=1", MET(GRAMMAR), 1 },
    { "content-encoding", "", 0, 0 },
    { "accept-ranges", "bytes", 0, 1 },
    { "accept-ranges", "bytes=0", MET(GRAMMAR), 1 },
    { "accept-ranges", "", 0, 0 },
    { "vary", "*", 0, 1 },
    { "vary", "accept, *", 0, 2 },
    { "vary", "\"accept\"", MET(GRAMMAR), 1 },
    { "trailer", "X-T", 0, 1 },
    { "trailer", "X-T, \"X-U\"", MET(GRAMMAR), 2 },
    { "trailer", "X-T:", MET(GRAMMAR), 1 },
    { "access-control-allow-methods", "PUT, DELETE", 0, 2 },
    { "access-control-allow-methods", "PUT DELETE", MET(GRAMMAR), 1 },
    { "access-control-allow-headers", "x a", MET(GRAMMAR), 1 },
    { "access-control-allow-headers", "*", 0, 1 },
    { "access-control-expose-headers", "x-a,x-b", 0, 2 },
    { "upgrade", "HTTP/2.0, irc", 0, 2 },
    { "upgrade", "websocket", 0, 1 },
    { "upgrade", "a=b", MET(GRAMMAR), 1 },
    { "upgrade", "a/b=c", MET(GRAMMAR), 1 },
    { "upgrade", "a;b=c", MET(GRAMMAR), 1 },
    { "upgrade", "a/\"b\"", MET(GRAMMAR), 1 },
    { "upgrade", "HTTP 2", MET(GRAMMAR), 1 },
    { "upgrade", "HTTP/", MET(GRAMMAR), 1 },
    { "upgrade", "/2", MET(GRAMMAR), 1 },
    { "upgrade", "a/b/c", MET(GRAMMAR), 1 },
    { "upgrade", "", 0, 0 },

    /* media types: RFC 9110 8.3.1, 5.6.6 */
    { "content-type", "text/plain", 0, 1 },
    { "content-type", "text/plain;charset=utf-8", 0, 1 },
    { "content-type", "text/plain; charset=utf-8", 0, 1 },
    { "content-type", "text/plain \t;\t charset=utf-8", 0, 1 },
    { "content-type", "text/plain; charset=\"utf-8\"", 0, 1 },
    { "content-type", "text/plain; a=\"b;c,d\"; e=f", 0, 1 },
    { "content-type", "text/plain;", 0, 1 },
    { "content-type", "text/plain; ;;a=b", 0, 1 },
    { "content-type", "a/b; c=\"\"", 0, 1 },
    { "content-type", "a/b; c=\"\x80\xFF\"", 0, 1 },
    { "content-type", "a/b; c=\"\t \x7F\x01\"", 0, 1 }, /* control octets are a fault of any value */
    { "content-type", "", MET(GRAMMAR), 1 },
    { "content-type", "text", MET(GRAMMAR), 1 },
    { "content-type", "text/", MET(GRAMMAR), 1 },
    { "content-type", "/plain", MET(GRAMMAR), 1 },
    { "content-type", "text /plain", MET(GRAMMAR), 1 },
    { "content-type", "text/plain, text/html", MET(GRAMMAR), 1 },
    { "content-type", "text/plain charset=utf-8", MET(GRAMMAR), 1 },
    { "content-type", "text/plain; charset", MET(GRAMMAR), 1 },
    { "content-type", "text/plain; charset=", MET(GRAMMAR), 1 },
    { "content-type", "text/plain; =utf-8", MET(GRAMMAR), 1 },
    { "content-type", "text/plain; charset=utf-8 x", MET(GRAMMAR), 1 },
    { "content-type", "text/plain; charset=\"a\"b", MET(GRAMMAR), 1 },
    { "content-type", "text/plain; charset = utf-8", MET(PARAMETER_SPACE), 1 },
    { "content-type", "text/plain; charset= utf-8", MET(PARAMETER_SPACE), 1 },
    { "content-type", "text/plain; charset\t=utf-8", MET(PARAMETER_SPACE), 1 },
    { "content-type", "text/plain; charset = ", MET(GRAMMAR), 1 },
    { "content-type", "text/plain; charset=\"utf-8", MET(QUOTE_OPEN), 1 },
    { "content-type", "text/plain; charset=\"a\\\"", MET(QUOTE_OPEN), 1 },
    { "content-type", "text/plain; charset=\"a\\", MET(QUOTE_OPEN), 1 },
    { "content-type", "text/plain; charset=\"", MET(QUOTE_OPEN), 1 },
    { "content-type", "a/b; a=c; b=d", 0, 1 }, /* no parameter's name */
    { "content-type", "text/plain; a=b; A=c", MET(REPEATED), 1 },
    { "content-type", "a/b; c=\"d\\\"e\"", 0, 1 },
    { "content-type", "a/b; c=\"d\\\\e\"", 0, 1 },
    { "content-type", "a/b; c=\"\\de\"", MET(QUOTED_ESCAPE), 1 },
    { "content-type", "a/b; c=\"\\(\"", MET(QUOTED_ESCAPE), 1 },
    { "accept", "text/*;q=0.5, a/b", 0, 2 },
    { "accept", "*/*", 0, 1 },
    { "accept", "text", MET(GRAMMAR), 1 },
    { "accept", "a/b;q=1", 0, 1 },
    { "accept", "a/b;q=1.000", 0, 1 },
    { "accept", "a/b;q=0.123", 0, 1 },
    { "accept", "a/b;q=0.", 0, 1 },
    { "accept", "a/b;q=1.001", MET(GRAMMAR), 1 },
    { "accept", "a/b;q=0.1234", MET(GRAMMAR), 1 },
    { "accept", "a/b;q=2", MET(GRAMMAR), 1 },
    { "accept", "a/b;q=\"1\"", MET(GRAMMAR), 1 },
    { "accept", "a/b;level=1;Q=.5", MET(GRAMMAR), 1 },
    { "accept", "a/b; c = d", MET(PARAMETER_SPACE), 1 },
    { "accept-encoding", "gzip;q=1.0, *;q=0", 0, 2 },
    { "accept-encoding", "identity", 0, 1 },
    { "accept-encoding", "gzip; q = 1", MET(GRAMMAR), 1 },
    { "accept-encoding", "gzip; q", MET(GRAMMAR), 1 },
    { "accept-encoding", "gzip;q=2", MET(GRAMMAR), 1 },
    { "accept-encoding", "gzip;level=1", MET(GRAMMAR), 1 },
    { "accept-encoding", "gzip;", MET(GRAMMAR), 1 }, /* one weight at most: RFC 9110 12.5.3 */
    { "accept-encoding", "gzip;q=1;q=1", MET(GRAMMAR), 1 },
    { "accept-patch", "a/b", 0, 1 },
    { "accept-patch", "a/b;c=d, e/f", 0, 2 },
    { "accept-patch", "a", MET(GRAMMAR), 1 },
    { "transfer-encoding", "gzip, chunked", 0, 2 },
    { "transfer-encoding", "a;b=c", 0, 1 },
    { "transfer-encoding", "a ; b = \"c\"", MET(BAD_SPACE), 1 },
    { "transfer-encoding", "a;b", MET(GRAMMAR), 1 },
    { "transfer-encoding", "a;b=c;b=d", 0, 1 },
    { "transfer-encoding", "a=b", MET(GRAMMAR), 1 },
    { "transfer-encoding", "a/b", MET(GRAMMAR), 1 },
    { "transfer-encoding", "a;", MET(GRAMMAR), 1 },
    { "transfer-encoding", "\"chunked\"", MET(GRAMMAR), 1 },
    { "transfer-encoding", "a;b=\"c, chunked", MET(QUOTE_OPEN), 1 },

    /* language tags: RFC 5646 2.1 */
    { "content-language", "mi, en", 0, 2 },
    { "content-language", "", 0, 0 },
    { "content-language", "en-US", 0, 1 },
    { "content-language", "EN-us", 0, 1 },
    { "content-language", "en_US", MET(GRAMMAR), 1 },
    { "content-language", "e", MET(GRAMMAR), 1 },
    { "content-language", "abcd", 0, 1 },
    { "content-language", "abcdefgh", 0, 1 },
    { "content-language", "abcdefghi", MET(GRAMMAR), 1 },
    { "content-language", "zh-yue", 0, 1 },
    { "content-language", "zh-aaa-bbb-ccc", 0, 1 },
    { "content-language", "zh-aaa-bbb-ccc-ddd", MET(GRAMMAR), 1 },
    { "content-language", "abcd-efg", MET(GRAMMAR), 1 },
    { "content-language", "sgn-ase", 0, 1 },
    { "content-language", "abcd-ase", MET(GRAMMAR), 1 },
    { "content-language", "zh-Hant-Hans", MET(GRAMMAR), 1 },
    { "content-language", "zh-TW-Hant", MET(GRAMMAR), 1 },
    { "content-language", "zh-TW-CN", MET(GRAMMAR), 1 },
    { "content-language", "zh-TW-yue", MET(GRAMMAR), 1 },
    { "content-language", "zh-Hant-yue", MET(GRAMMAR), 1 },
    { "content-language", "zh-1ant", 0, 1 }, /* a variant */
    { "content-language", "zh-1ant-1bnt", 0, 1 },
    { "content-language", "zh-Hant1", 0, 1 },
    { "content-language", "zh-Han1", MET(GRAMMAR), 1 },
    { "content-language", "zh-12345678", 0, 1 },
    { "content-language", "zh-123456789", MET(GRAMMAR), 1 },
    { "content-language", "zh-x-12345678", 0, 1 },
    { "content-language", "zh-x-123456789", MET(GRAMMAR), 1 },
    { "content-language", "zh-a-12345678", 0, 1 },
    { "content-language", "zh-a-123456789", MET(GRAMMAR), 1 },
    { "content-language", "1n", MET(GRAMMAR), 1 },
    { "content-language", "e1", MET(GRAMMAR), 1 },
    { "content-language", "en1", MET(GRAMMAR), 1 },
    { "content-language", "a-DE", MET(GRAMMAR), 1 },
    { "content-language", "en-1S", MET(GRAMMAR), 1 },
    { "content-language", "en-U1", MET(GRAMMAR), 1 },
    { "content-language", "es-a19", MET(GRAMMAR), 1 },
    { "content-language", "es-41a", MET(GRAMMAR), 1 },
    { "content-language", "es-4199", 0, 1 }, /* a variant */
    { "content-language", "es-41", MET(GRAMMAR), 1 },
    { "content-language", "abc-def-ghi-jkl", 0, 1 },
    { "content-language", "abc-def-ghi-jkl-mno", MET(GRAMMAR), 1 },
    { "content-language", "zh-Hant-TW", 0, 1 },
    { "content-language", "es-419", 0, 1 },
    { "content-language", "es-4a9", MET(GRAMMAR), 1 },
    { "content-language", "de-CH-Latn", MET(GRAMMAR), 1 },
    { "content-language", "de-CH-1996", 0, 1 },
    { "content-language", "de-a996", MET(GRAMMAR), 1 },
    { "content-language", "sl-rozaj-biske-1994", 0, 1 },
    { "content-language", "sl-rozaj-IT", MET(GRAMMAR), 1 },
    { "content-language", "en-a-bbb-x-y-z", 0, 1 },
    { "content-language", "en-a-bb-b-ccc", 0, 1 },
    { "content-language", "en-a", MET(GRAMMAR), 1 },
    { "content-language", "en-a-b", MET(GRAMMAR), 1 },
    { "content-language", "en-a-x-b", MET(GRAMMAR), 1 },
    { "content-language", "en-0-aa", 0, 1 },
    { "content-language", "x-pig-latin", 0, 1 },
    { "content-language", "x-x", 0, 1 },
    { "content-language", "x", MET(GRAMMAR), 1 },
    { "content-language", "en-x", MET(GRAMMAR), 1 },
    { "content-language", "en-", MET(GRAMMAR), 1 },
    { "content-language", "-en", MET(GRAMMAR), 1 },
    { "content-language", "en--us", MET(GRAMMAR), 1 },
    { "content-language", "i-klingon", 0, 1 },
    { "content-language", "I-Default", 0, 1 },
    { "content-language", "i-other", MET(GRAMMAR), 1 },
    { "content-language", "en-GB-oed", 0, 1 },
    { "content-language", "sgn-BE-FR", 0, 1 },
    { "content-language", "sgn-BE-DE", MET(GRAMMAR), 1 },
    { "content-language", "art-lojban", 0, 1 },
    { "content-language", "zh-min-nan", 0, 1 },
    { "content-language", "*", MET(GRAMMAR), 1 },
    { "content-language", "12", MET(GRAMMAR), 1 },
    { "content-language", "en;q=1", MET(GRAMMAR), 1 },

    /* numbers */
    { "age", "0", 0, 1 },
    { "age", "007", 0, 1 },
    { "age", "99999999999999999999999999", 0, 1 },
    { "age", "-1", MET(GRAMMAR), 1 },
    { "age", "+1", MET(GRAMMAR), 1 },
    { "age", "1, 2", MET(GRAMMAR), 1 },
    { "age", "1.5", MET(GRAMMAR), 1 },
    { "age", "", MET(GRAMMAR), 1 },
    { "access-control-max-age", "60", 0, 1 },
    { "access-control-max-age", "-1", MET(GRAMMAR), 1 },
    { "retry-after", "120", 0, 1 },
    { "retry-after", "0", 0, 1 },
    { "retry-after", "2m", MET(GRAMMAR), 1 },
    { "retry-after", "", MET(GRAMMAR), 1 },
    { "retry-after", "Fri, 31 Dec 1999 23:59:59 GMT", 0, 1 },
    { "retry-after", "Friday, 31-Dec-99 23:59:59 GMT", MET(DATE_OBSOLETE), 1 },

    /* entity-tags: RFC 9110 8.8.3 */
    { "etag", "\"a\"", 0, 1 },
    { "etag", "\"\"", 0, 1 },
    { "etag", "W/\"a\"", 0, 1 },
    { "etag", "W/\"\"", 0, 1 },
    { "etag", "\"a,b!#~\"", 0, 1 },
    { "etag", "\"\x80\"", 0, 1 },
    { "etag", "w/\"a\"", MET(TAG_WEAK_CASE), 1 },
    { "etag", "\"a b\"", MET(TAG_OCTET), 1 },
    { "etag", "\"a\tb\"", MET(TAG_OCTET), 1 },
    { "etag", "\"a\"b\"", MET(TAG_OCTET), 1 },
    { "etag", "\"a\", \"b\"", MET(TAG_OCTET), 1 },
    { "etag", "\"a\\b\"", MET(TAG_BACKSLASH), 1 },
    { "etag", "\"a\\\"", MET(TAG_BACKSLASH), 1 }, /* no quoted-pair: the tag is a\ */
    { "etag", "a", MET(GRAMMAR), 1 },
    { "etag", "", MET(GRAMMAR), 1 },
    { "etag", "\"", MET(GRAMMAR), 1 },
    { "etag", "W/\"", MET(GRAMMAR), 1 },
    { "etag", "W/a", MET(GRAMMAR), 1 },
    { "etag", "W\"a\"", MET(GRAMMAR), 1 },
    { "etag", "W /\"a\"", MET(GRAMMAR), 1 },
    { "etag", "/\"a\"", MET(GRAMMAR), 1 },
    { "etag", "'a'", MET(GRAMMAR), 1 },
    { "etag", "\"a\"x", MET(GRAMMAR), 1 },
    { "if-none-match", "\"a\", W/\"b\"", 0, 2 },
    { "if-none-match", "\"a,b\"", 0, 1 },
    { "if-none-match", "*", 0, 1 },
    { "if-none-match", "*, \"a\"", MET(GRAMMAR), 2 },
    { "if-none-match", "a", MET(GRAMMAR), 1 },
    { "if-none-match", "\"a", MET(GRAMMAR), 1 },
    { "if-match", "w/\"a\"", MET(GRAMMAR), 1 },

    /* Content-Range, Range: RFC 9110 14.4, 14.1.2 */
    { "content-range", "bytes 0-1/9", 0, 1 },
    { "content-range", "bytes 0-1/*", 0, 1 },
    { "content-range", "bytes */9", 0, 1 },
    { "content-range", "Bytes 0-0/1", 0, 1 },
    { "content-range", "bytes 0-1/2", 0, 1 },
    { "content-range", "bytes 0-099/100", 0, 1 },
    { "content-range", "bytes 99999999999999999999-99999999999999999999/100000000000000000000", 0, 1 },
    { "content-range", "bytes 0-1/1", MET(RANGE_COMPLETE), 1 },
    { "content-range", "bytes 0-99999999999999999999/99999999999999999999", MET(RANGE_COMPLETE), 1 },
    { "content-range", "bytes 1-0/9", MET(RANGE_ORDER), 1 },
    { "content-range", "bytes 1-0/0", MET(RANGE_ORDER), 1 },
    { "content-range", "bytes 4-03/9", MET(RANGE_ORDER), 1 }, /* numbers, not texts */
    { "content-range", "bytes 04-3/9", MET(RANGE_ORDER), 1 },
    { "content-range", "bytes 3-04/9", 0, 1 },
    { "content-range", "bytes 03-4/9", 0, 1 },
    { "content-range", "bytes 0-9/09", MET(RANGE_COMPLETE), 1 },
    { "content-range", "bytes 0-09/9", MET(RANGE_COMPLETE), 1 },
    { "content-range", "bytes 0-9/010", 0, 1 },
    { "content-range", "bytes 10-9/20", MET(RANGE_ORDER), 1 },
    { "content-range", "bytes 21-12/30", MET(RANGE_ORDER), 1 },
    { "content-range", "bytes */*", MET(GRAMMAR), 1 },
    { "content-range", "bytes=0-1/9", MET(GRAMMAR), 1 },
    { "content-range", "bytes  0-1/9", MET(GRAMMAR), 1 },
    { "content-range", "bytes\t0-1/9", MET(GRAMMAR), 1 },
    { "content-range", "bytes 0-1", MET(GRAMMAR), 1 },
    { "content-range", "bytes 0-/9", MET(GRAMMAR), 1 },
    { "content-range", "bytes -1/9", MET(GRAMMAR), 1 },
    { "content-range", "bytes 0-1/", MET(GRAMMAR), 1 },
    { "content-range", "bytes 0-1/9 ", MET(GRAMMAR), 1 },
    { "content-range", "bytes 0 -1/9", MET(GRAMMAR), 1 },
    { "content-range", "bytes 0-1/9x", MET(GRAMMAR), 1 },
    { "content-range", "bytes 0-1/*x", MET(GRAMMAR), 1 },
    { "content-range", "bytes", MET(GRAMMAR), 1 },
    { "content-range", "", MET(GRAMMAR), 1 },
    { "content-range", "exampleunit 1.2-4.3/25", 0, 1 },
    { "content-range", "exampleunit a b", MET(GRAMMAR), 1 },
    { "range", "bytes=0-1", 0, 1 },
    { "range", "bytes=0-1, 5-, -7", 0, 3 },
    { "range", "bytes=,0-1", MET(EMPTY_MEMBER), 1 },
    { "range", "bytes=5-5", 0, 1 },
    { "range", "bytes=9-10, 09-9, 0-0", 0, 3 },
    { "range", "bytes=10-9", MET(GRAMMAR), 1 },
    { "range", "Bytes=0-1", 0, 1 },
    { "range", "bytes 0-1", MET(GRAMMAR), 0 },
    { "range", "bytes", MET(GRAMMAR), 0 },
    { "range", "bytes=5-3", MET(GRAMMAR), 1 },
    { "range", "bytes=-", MET(GRAMMAR), 1 },
    { "range", "bytes=a", MET(GRAMMAR), 1 },
    { "range", "seconds=1-2", MET(GRAMMAR), 0 },

    /* Server, Via: RFC 9110 10.2.4, 7.6.3, 5.6.5 */
    { "server", "a", 0, 1 },
    { "server", "a/1", 0, 1 },
    { "server", "a/1 b/2 c", 0, 1 },
    { "server", "a/1 (b) c/2 (d)", 0, 1 },
    { "server", "a (b (c) d)", 0, 1 },
    { "server", "a ()", 0, 1 },
    { "server", "a (\x80\t, \")", 0, 1 },
    { "server", "a (b\\)c)", 0, 1 },
    { "server", "a (b\\\\)", 0, 1 },
    { "server", "a (\\bc)", MET(COMMENT_ESCAPE), 1 },
    { "server", "a (\\\"c)", MET(COMMENT_ESCAPE), 1 },
    { "server", "a (b (c d)", MET(COMMENT), 1 },
    { "server", "a (b\\)", MET(COMMENT), 1 },
    { "server", "a (b\\", MET(COMMENT), 1 },
    { "server", "a b)", MET(COMMENT), 1 },
    { "server", "a (b))", MET(COMMENT), 1 },
    { "server", "a  b", MET(REQUIRED_SPACE), 1 },
    { "server", "a\tb", MET(REQUIRED_SPACE), 1 },
    { "server", "a  (b)", MET(REQUIRED_SPACE), 1 },
    { "server", "a(b)", MET(GRAMMAR), 1 },
    { "server", "a (b)(c)", MET(GRAMMAR), 1 },
    { "server", "a (b)c", MET(GRAMMAR), 1 },
    { "server", "(b)", MET(GRAMMAR), 1 },
    { "server", "", MET(GRAMMAR), 1 },
    { "server", "a/", MET(GRAMMAR), 1 },
    { "server", "a/1/2", MET(GRAMMAR), 1 },
    { "server", "a, b", MET(GRAMMAR), 1 },
    { "via", "1.1 a", 0, 1 },
    { "via", "1.1 a (b)", 0, 1 },
    { "via", "1.1 a (x, y)", 0, 1 },
    { "via", "1.1 a, 1.0 b:80, HTTPS/1.1 c:", 0, 3 },
    { "via", "HTTP/1.1 a", MET(VIA_HTTP), 1 },
    { "via", "http/1.1 a", MET(VIA_HTTP), 1 },
    { "via", "1.1  a", MET(REQUIRED_SPACE), 1 },
    { "via", "1.1\ta", MET(REQUIRED_SPACE), 1 },
    { "via", "1.1 a  (b)", MET(REQUIRED_SPACE), 1 },
    { "via", "1.1 a (b (c)", MET(COMMENT), 1 },
    { "via", "1.1 a b)", MET(GRAMMAR), 1 },
    { "via", "1.1 a )", MET(COMMENT), 1 },
    { "via", "a", MET(GRAMMAR), 1 },
    { "via", "", 0, 0 },
    { "via", "1.1 [::1]:80", MET(GRAMMAR), 1 },
    { "via", "1.1 a(b)", MET(GRAMMAR), 1 },
    { "via", "/1.1 a", MET(GRAMMAR), 1 },
    { "via", "1.1 a,, 1.1 b", MET(EMPTY_MEMBER), 2 },
    { "via", "1.1 a (\\x)", MET(COMMENT_ESCAPE), 1 },

    /* challenges and auth-params: RFC 9110 11 */
    { "www-authenticate", "Basic realm=\"x\"", 0, 1 },
    { "www-authenticate", "Basic", 0, 1 },
    { "www-authenticate", "Basic realm=\"x\", Negotiate", 0, 2 },
    { "www-authenticate", "Negotiate, Basic realm=\"x\", charset=\"UTF-8\"", 0, 3 },
    { "www-authenticate", "Negotiate abc==", 0, 1 },
    { "www-authenticate", "N a", 0, 1 },
    { "www-authenticate", "N a=", 0, 1 },
    { "www-authenticate", "N ", 0, 1 },
    { "www-authenticate", "N  a", 0, 1 },
    { "www-authenticate", "N a==b", MET(GRAMMAR), 1 },
    { "www-authenticate", "N a==, b", 0, 2 },
    { "www-authenticate", "A, b=c", MET(GRAMMAR), 2 }, /* 1*SP before auth-params: RFC 9110 11.3 */
    { "www-authenticate", "A , b=c", MET(SPACE_BEFORE_COMMA), 2 },
    { "www-authenticate", "N a== , b", MET(SPACE_BEFORE_COMMA), 2 },
    { "www-authenticate", "N ;", MET(GRAMMAR), 1 },
    { "www-authenticate", "N \ta", MET(GRAMMAR), 1 },
    { "www-authenticate", "Negotiate abc", 0, 1 },
    { "www-authenticate", "Negotiate a-._~+/9=, Basic", 0, 2 },
    { "www-authenticate", "Basic realm=", 0, 1 }, /* a token68 */
    { "www-authenticate", "D a=b, c=\"d, e\", F g=h", 0, 3 },
    { "www-authenticate", "D  a=b", 0, 1 },
    { "www-authenticate", "D a = b, c= \"d\"", MET(BAD_SPACE), 2 },
    { "www-authenticate", "D\ta=b", MET(GRAMMAR), 1 },
    { "www-authenticate", "a a=b", 0, 1 },
    { "www-authenticate", "a/b", MET(GRAMMAR), 1 },
    { "www-authenticate", "a a=b, a", 0, 2 },
    { "www-authenticate", "Basic realm=x", MET(REALM_TOKEN), 1 },
    { "proxy-authenticate", "Basic Realm=x", MET(REALM_TOKEN), 1 },
    { "www-authenticate", "D realm=\"x\", REALM=\"y\"", MET(REPEATED), 2 },
    { "www-authenticate", "D realm=\"x\", D realm=\"y\"", 0, 2 },
    { "www-authenticate", "D realm=\"x\", n=\"1\"", 0, 2 },
    { "www-authenticate", "Basic realm=\"x\", N \"y\"", MET(GRAMMAR), 2 },
    { "proxy-authenticate", "Basic realm=\"x\", N \"y\"", MET(GRAMMAR), 2 },
    { "www-authenticate", "realm=\"x\"", MET(GRAMMAR), 1 },
    { "www-authenticate", "\"x\"", MET(GRAMMAR), 1 },
    { "www-authenticate", "N abc, a=b", MET(GRAMMAR), 2 },
    { "www-authenticate", "N abc d", MET(GRAMMAR), 1 },
    { "www-authenticate", "N a=b c=d", MET(GRAMMAR), 1 },
    { "www-authenticate", "N a=b;c=d", MET(GRAMMAR), 1 },
    { "www-authenticate", "Basic realm=\"x", MET(QUOTE_OPEN), 1 },
    { "www-authenticate", "", 0, 0 },
    { "www-authenticate", "a , , b", MET(SPACE_BEFORE_COMMA) | MET(EMPTY_MEMBER), 2 },
    { "www-authenticate", "Basic a=b,, c=d", MET(EMPTY_MEMBER), 2 },
    { "www-authenticate", "Basic ,", MET(SPACE_BEFORE_COMMA) | MET(EMPTY_MEMBER), 1 },
    { "authentication-info", "nextnonce=\"a\"", 0, 1 },
    { "authentication-info", "a=b, c=\"d\"", 0, 2 },
    { "authentication-info", "a = b", MET(BAD_SPACE), 1 },
    { "authentication-info", "Basic realm=\"x\"", MET(GRAMMAR), 1 },
    { "authentication-info", "a", MET(GRAMMAR), 1 },
    { "authentication-info", "", 0, 0 },
    { "proxy-authentication-info", "n=\"a\"", 0, 1 },
    { "proxy-authentication-info", "\"a\"", MET(GRAMMAR), 1 },

    /* Cache-Control: RFC 9111 5.2 */
    { "cache-control", "max-age=60, x=\"y\"", 0, 2 },
    { "cache-control", "", 0, 0 },
    { "cache-control", "no-store", 0, 1 },
    { "cache-control", "a/b", MET(GRAMMAR), 1 },
    { "cache-control", "a, a", 0, 2 },
    { "cache-control", "public x", MET(GRAMMAR), 1 },
    { "cache-control", "public; x", MET(GRAMMAR), 1 },
    { "cache-control", "max-age = 60", MET(GRAMMAR), 1 },
    { "cache-control", "max-age= 60", MET(GRAMMAR), 1 },
    { "cache-control", "max-age=", MET(GRAMMAR), 1 },
    { "cache-control", "=60", MET(GRAMMAR), 1 },
    { "cache-control", "no-cache=\"a, b\", public", 0, 2 },
    { "cache-control", "no-cache=\"a, b", MET(QUOTE_OPEN), 1 },
    { "cache-control", "max-age=1,", MET(EMPTY_MEMBER), 1 },

    /* URIs: RFC 3986, RFC 9110 8.7, 10.2.2 */
    { "location", "", 0, 1 },
    { "location", "/x", 0, 1 },
    { "location", "x", 0, 1 },
    { "location", "./a:b", 0, 1 },
    { "location", "x//u@h/", 0, 1 }, /* a path */
    { "location", "x/y:z", 0, 1 },
    { "location", "x;y:z", MET(GRAMMAR), 1 },
    { "location", "1a:b", MET(GRAMMAR), 1 },
    { "location", "a:b", 0, 1 },
    { "location", ":b", MET(GRAMMAR), 1 },
    { "location", "?q", 0, 1 },
    { "location", "#f", 0, 1 },
    { "location", "/a,b;c=d?e/f?g#h/i?", 0, 1 },
    { "location", "/a#b#c", MET(GRAMMAR), 1 },
    { "location", "/a b", MET(GRAMMAR), 1 },
    { "location", "/a\tb", MET(GRAMMAR), 1 },
    { "location", "/%41%fF", 0, 1 },
    { "location", "/%4", MET(GRAMMAR), 1 },
    { "location", "/%", MET(GRAMMAR), 1 },
    { "location", "/%zz", MET(GRAMMAR), 1 },
    { "location", "/\xC3\xA9", MET(GRAMMAR), 1 },
    { "location", "/a[b]", MET(GRAMMAR), 1 },
    { "location", "/a\"b", MET(GRAMMAR), 1 },
    { "location", "/a<b>", MET(GRAMMAR), 1 },
    { "location", "/a|b", MET(GRAMMAR), 1 },
    { "location", "/a\\b", MET(GRAMMAR), 1 },
    { "location", "http://e.example", 0, 1 },
    { "location", "HTTP://e.example:80/", 0, 1 },
    { "location", "http://e.example:/", 0, 1 },
    { "location", "http://e.example:8x/", MET(GRAMMAR), 1 },
    { "location", "http://127.0.0.1/", 0, 1 },
    { "location", "http://999.0.0.1/", 0, 1 }, /* a reg-name */
    { "location", "http://[::1]/", 0, 1 },
    { "location", "http://[::]/", 0, 1 },
    { "location", "http://[1:2:3:4:5:6:7:8]/", 0, 1 },
    { "location", "http://[1:2:3:4:5:6:7::]/", 0, 1 },
    { "location", "http://[::2:3:4:5:6:7:8]/", 0, 1 },
    { "location", "http://[1:2:3:4:5:6:1.2.3.4]/", 0, 1 },
    { "location", "http://[::ffff:1.2.3.4]:80/", 0, 1 },
    { "location", "http://[1::8]/", 0, 1 },
    { "location", "http://[1:2:3:4:5:6:7]/", MET(GRAMMAR), 1 },
    { "location", "http://[1:2:3:4:5:6:7:8:9]/", MET(GRAMMAR), 1 },
    { "location", "http://[1:2:3:4::5:6:7:8]/", MET(GRAMMAR), 1 },
    { "location", "http://[1::2::3]/", MET(GRAMMAR), 1 },
    { "location", "http://[:]/", MET(GRAMMAR), 1 },
    { "location", "http://[:1]/", MET(GRAMMAR), 1 },
    { "location", "http://[1:]/", MET(GRAMMAR), 1 },
    { "location", "http://[:::]/", MET(GRAMMAR), 1 },
    { "location", "http://[12345::]/", MET(GRAMMAR), 1 },
    { "location", "http://[::g]/", MET(GRAMMAR), 1 },
    { "location", "http://[::2:3:4:5:6:1.2.3.4]/", 0, 1 },
    { "location", "http://[1:2:3:4:5::1.2.3.4]/", 0, 1 },
    { "location", "http://[1:2:3:4:5:6::1.2.3.4]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1:2:3:4:5:6:1.2.3.4]/", MET(GRAMMAR), 1 },
    { "location", "http://[1:2:3:4:5:1.2.3.4]/", MET(GRAMMAR), 1 },
    { "location", "http://[1.2.3.4]/", MET(GRAMMAR), 1 },
    { "location", "http://[1:2:3:4:5:6:7:8::]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1:2:3:4:5:6:7:8]/", MET(GRAMMAR), 1 },
    { "location", "http://[1:2:3::4:5:6:7]/", 0, 1 },
    { "location", "http://[1:::2]/", MET(GRAMMAR), 1 },
    { "location", "http://[:::1]/", MET(GRAMMAR), 1 },
    { "location", "http://[1:2:3:4:5:6:7:]/", MET(GRAMMAR), 1 },
    { "location", "http://[:2:3:4:5:6:7:8]/", MET(GRAMMAR), 1 },
    { "location", "http://[0123::aBcD]/", 0, 1 },
    { "location", "http://[01234::]/", MET(GRAMMAR), 1 },
    { "location", "http://[::fffff]/", MET(GRAMMAR), 1 },
    { "location", "http://[::10.99.100.255]/", 0, 1 },
    { "location", "http://[::0.0.0.0]/", 0, 1 },
    { "location", "http://[::1.2.3.249]/", 0, 1 },
    { "location", "http://[::1.2.3.250]/", 0, 1 },
    { "location", "http://[::1.2.3.260]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1.2.3.999]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1.2.3.1000]/", MET(GRAMMAR), 1 },
    { "location", "http://[::256.2.3.4]/", MET(GRAMMAR), 1 },
    { "location", "http://[::00.2.3.4]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1.02.3.4]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1..3.4]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1.2.3.]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1.2.3.4.5]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1.2.3.4x]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1.2.3.4", MET(GRAMMAR), 1 },
    { "location", "http://[::1.2.3", MET(GRAMMAR), 1 },
    { "location", "http://[::a.2.3.4]/", MET(GRAMMAR), 1 },
    { "location", "http://[::.1.2.3]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1.2.3]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1.2.3.256]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1.2.3.04]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1.2.3.4:5]/", MET(GRAMMAR), 1 },
    { "location", "http://[1:2:3:4:5:6:7:1.2.3.4]/", MET(GRAMMAR), 1 },
    { "location", "http://[::1/", MET(GRAMMAR), 1 },
    { "location", "http://[]/", MET(GRAMMAR), 1 },
    { "location", "http://[v1.a:b]/", 0, 1 },
    { "location", "http://[vF.a]/", 0, 1 },
    { "location", "http://[V1f.a!$&'()*+,;=:~]/", 0, 1 },
    { "location", "http://[vg.a]/", MET(GRAMMAR), 1 },
    { "location", "http://[v1g.a]/", MET(GRAMMAR), 1 },
    { "location", "http://[v1a]/", MET(GRAMMAR), 1 },
    { "location", "http://[v1.a/]/", MET(GRAMMAR), 1 },
    { "location", "http://[v1.%41]/", MET(GRAMMAR), 1 },
    { "location", "http://[v1.a", MET(GRAMMAR), 1 },
    { "location", "http://[v1.", MET(GRAMMAR), 1 },
    { "location", "http://[v", MET(GRAMMAR), 1 },
    { "location", "http://[", MET(GRAMMAR), 1 },
    { "location", "http://[w1.a]/", MET(GRAMMAR), 1 },
    { "location", "http://[v.a]/", MET(GRAMMAR), 1 },
    { "location", "http://[v1.]/", MET(GRAMMAR), 1 },
    { "location", "http://[fe80::1%25en0]/", MET(GRAMMAR), 1 }, /* RFC 6874 is another grammar */
    { "location", "http://[::1]x/", MET(GRAMMAR), 1 },
    { "location", "http://u:p@e.example/", MET(URI_USERINFO), 1 },
    { "location", "https://@h/", MET(URI_USERINFO), 1 },
    { "location", "//u@h/", MET(URI_USERINFO), 1 },
    { "location", "http://a@b@c/", MET(GRAMMAR), 1 },
    { "location", "ftp://u@h/", 0, 1 },
    { "location", "mailto:a@b", 0, 1 },
    { "location", "/a@b", 0, 1 },
    { "location", "http://h/?q=a@b", 0, 1 },
    { "location", "http:///x", MET(URI_HOST), 1 },
    { "location", "http://:80/", MET(URI_HOST), 1 },
    { "location", "http://u@/", MET(URI_USERINFO) | MET(URI_HOST), 1 },
    { "location", "///x", MET(URI_HOST), 1 },
    { "location", "http:/x", 0, 1 },
    { "location", "file:///x", 0, 1 },
    { "location", "urn:a:b", 0, 1 },
    { "content-location", "/a?b", 0, 1 },
    { "content-location", "http://h/a?b", 0, 1 },
    { "content-location", "", 0, 1 },
    { "content-location", "/a#b", MET(GRAMMAR), 1 },
    { "content-location", "/a#", MET(GRAMMAR), 1 },
    { "content-location", "/a,b", 0, 1 },

    /* Link: RFC 8288 3 */
    { "link", "</a>; rel=next", 0, 1 },
    { "link", "</a>;rel=\"next prev\"", 0, 1 },
    { "link", "</a,b>; rel=next, <http://h/>; rel=prev", 0, 2 },
    { "link", "<>; rel=self", 0, 1 },
    { "link", "</a>; rel=\"http://e.example/r next\"", 0, 1 },
    { "link", "</a>; rel=next; crossorigin", 0, 1 },
    { "link", "</a>; rel=next; title*=UTF-8'de'n%c3%a4", 0, 1 },
    { "link", "</a>; rel=next; title*=UTF-8''a; title=b", 0, 1 },
    { "link", "</a>; rel = next", MET(BAD_SPACE), 1 },
    { "link", "</a>; rel=next; title*=x", MET(GRAMMAR), 1 },
    { "link", "x </a,b>; rel=next, </d>; rel=x", MET(GRAMMAR), 2 },
    { "link", "</a>; rel=next;;title=x", MET(GRAMMAR), 1 },
    { "link", "/a; rel=next", MET(GRAMMAR), 1 },
    { "link", "</a; rel=next", MET(GRAMMAR), 1 },
    { "link", "</a b>; rel=next", MET(GRAMMAR), 1 },
    { "link", "</a b,c>; rel=next, </d>; rel=x", MET(GRAMMAR), 2 },
    { "link", "</a>; rel=next;", MET(GRAMMAR), 1 },
    { "link", "</a> rel=next", MET(GRAMMAR), 1 },
    { "link", "</a>", MET(LINK_NO_REL), 1 },
    { "link", "</a>; title=x", MET(LINK_NO_REL), 1 },
    { "link", "</a>; title=x, </b>; rel=next", MET(LINK_NO_REL), 2 },
    { "link", "</a>; rel=next; rel=prev", MET(LINK_REL_AGAIN), 1 },
    { "link", "</a>; rel=next; title=x; title=y", MET(REPEATED), 1 },
    { "link", "</a>; rel=next; hreflang=de; hreflang=fr", 0, 1 },
    { "link", "</a>; rel=next; title=x, </b>; rel=next; title=y", 0, 2 },
    { "link", "</a>; rel=http://e.example/r,x", MET(LINK_REL_TYPE), 1 },
    { "link", "</a>; rel=next,, </b>; rel=x", MET(EMPTY_MEMBER), 2 },
    { "link", "</a>; rel=http://e.example/r, </b>; rel=next", MET(LINK_REL_TYPE), 2 },
    { "link", "</a>; rel=a:b c", MET(GRAMMAR), 1 },
    { "link", "</a>; rel=a:b\tc", MET(GRAMMAR), 1 },
    { "link", "</a>; rel=a:b;title=x", MET(LINK_REL_TYPE), 1 },
    { "link", "</a>; rel=a:b , </b>; rel=next", MET(LINK_REL_TYPE) | MET(SPACE_BEFORE_COMMA), 2 },
    { "link", "</a>; rel=,", MET(GRAMMAR) | MET(EMPTY_MEMBER), 1 },
    { "link", "</a>; rel=\"a_b\"", MET(LINK_REL_TYPE), 1 },
    { "link", "</a>; rel=\"\"", MET(LINK_REL_TYPE), 1 },
    { "link", "</a>; rel", MET(LINK_REL_TYPE), 1 },
    { "link", "</a>; rel=NEXT", 0, 1 },
    { "link", "</a>; rel=\"next", MET(QUOTE_OPEN), 1 },
    { "link", "<http://u@h/>; rel=next", MET(URI_USERINFO), 1 },
    { "link", "<http:///>; rel=next", MET(URI_HOST), 1 },
    { "link", "", 0, 0 },

    /* Set-Cookie: RFC 6265 4.1.1 */
    { "set-cookie", "a=b", 0, 1 },
    { "set-cookie", "a=", 0, 1 },
    { "set-cookie", "a=\"b\"", 0, 1 },
    { "set-cookie", "a=\"\"", 0, 1 },
    { "set-cookie", "a=b=c", 0, 1 },
    { "set-cookie", "a=b; Path=/", 0, 1 },
    { "set-cookie", "a=b; Secure; HttpOnly; SameSite=Lax; x y", 0, 1 },
    { "set-cookie", "a=b; Domain=h.example; Max-Age=60", 0, 1 },
    { "set-cookie", "a=b; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Path=/", 0, 1 },
    { "set-cookie", "", MET(GRAMMAR), 1 },
    { "set-cookie", "=b", MET(COOKIE_NAME), 1 },
    { "set-cookie", "b", MET(GRAMMAR), 1 },
    { "set-cookie", "b; Path=/", MET(GRAMMAR), 1 },
    { "set-cookie", "a b=c", MET(COOKIE_NAME), 1 },
    { "set-cookie", "a\x80=c", MET(COOKIE_NAME), 1 },
    { "set-cookie", "a=b,c", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=b c", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=b\\c", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=b\"c", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=\"b", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=\"", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=b\"", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=\"b\"c", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=!#+-:<[]~", 0, 1 },
    { "set-cookie", "a=b\x7F", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=b\tc", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=\x80", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=b, c=d", MET(COOKIE_JOINED), 1 },
    { "set-cookie", "a=b; Path=/, c=d", MET(COOKIE_JOINED), 1 },
    { "set-cookie", "a = b", MET(COOKIE_NAME) | MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=b;Path=/", MET(COOKIE_SPACE), 1 },
    { "set-cookie", "a=b ; Path=/", MET(COOKIE_VALUE), 1 },
    { "set-cookie", "a=b;  Path=/", MET(COOKIE_SPACE), 1 },
    { "set-cookie", "a=b; Path =/ ; Secure", 0, 1 },
    { "set-cookie", "a=b;", MET(GRAMMAR), 1 },
    { "set-cookie", "a=b; ; Path=/", MET(GRAMMAR), 1 },
    { "set-cookie", "a=b; =", 0, 1 },
    { "set-cookie", "a=b; x\ty", MET(GRAMMAR), 1 },
    { "set-cookie", "a=b; Path=/\xC3\xA9", MET(GRAMMAR), 1 },
    { "set-cookie", "a=b; x=\x7F", MET(GRAMMAR), 1 },
    { "set-cookie", "a=b; x=\x1F", MET(GRAMMAR), 1 },
    { "set-cookie", "a=b; x= !~", 0, 1 },
    { "set-cookie", "a=b; Path=/; path=/x", MET(REPEATED), 1 },
    { "set-cookie", "a=b; Expires=Sunday, 06-Nov-94 08:49:37 GMT", MET(COOKIE_EXPIRES), 1 },
    { "set-cookie", "a=b; Expires=Sun, 06-Nov-1994 08:49:37 GMT", MET(COOKIE_EXPIRES), 1 },
    { "set-cookie", "a=b; Expires=sun, 06 Nov 1994 08:49:37 GMT", MET(COOKIE_EXPIRES), 1 },
    { "set-cookie", "a=b; Expires=Mon, 06 Nov 1994 08:49:37 GMT", 0, 1 }, /* the weekday is no row here */
    { "set-cookie", "a=b; Expires=0", MET(COOKIE_EXPIRES), 1 },
    { "set-cookie", "a=b; Expires", MET(COOKIE_EXPIRES), 1 },
    { "set-cookie", "a=b; Max-Age=1h", MET(COOKIE_MAX_AGE), 1 },
    { "set-cookie", "a=b; Max-Age=-1", MET(COOKIE_MAX_AGE), 1 },
    { "set-cookie", "a=b; Max-Age", MET(COOKIE_MAX_AGE), 1 },
    { "set-cookie", "a=b; Max-Age=0", 0, 1 },
    { "set-cookie", "a=b; Max-Age=060", MET(COOKIE_MAX_AGE), 1 },

    /* Content-Disposition: RFC 6266 4.1, RFC 8187 3.2.1 */
    { "content-disposition", "inline", 0, 1 },
    { "content-disposition", "attachment; filename=\"a\"", 0, 1 },
    { "content-disposition", "attachment; filename = a", 0, 1 }, /* implied LWS of RFC 2616 2.1 */
    { "content-disposition", "attachment; filename=a; filename*=UTF-8''%e2%82%ac", 0, 1 },
    { "content-disposition", "attachment; filename*=utf-8'en-x-y'a", 0, 1 },
    { "content-disposition", "attachment; filename*=utf-8'e_n'a", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=''a", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=UTF-8''", 0, 1 },
    { "content-disposition", "attachment; filename*=UTF-8''%4a%4A%00x", 0, 1 },
    { "content-disposition", "attachment; filename*=UTF-8''%", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=UTF-8''%4", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=UTF-8''%4g", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=UTF-8''%g4", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=UTF-8''a*b", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=UTF-8''a'b", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=UTF-8'en", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=UTF-8%20''a", 0, 1 }, /* mime-charset, RFC 8187 3.2.1 */
    { "content-disposition", "attachment; filename*=.UTF-8''a", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=a|b''a", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=UTF-8''%e", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=\"UTF-8''a\"", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename*=a", MET(GRAMMAR), 1 },
    { "content-disposition", "filename; filename=a", 0, 1 },
    { "content-disposition", "attachment; filename", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; ; filename=a", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment/x", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment, inline", MET(GRAMMAR), 1 },
    { "content-disposition", "filename=\"a\"", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment;", MET(GRAMMAR), 1 },
    { "content-disposition", "", MET(GRAMMAR), 1 },
    { "content-disposition", "attachment; filename=\"a\"; FILENAME=\"b\"", MET(REPEATED), 1 },
    { "content-disposition", "attachment; filename=\"a", MET(QUOTE_OPEN), 1 },

    /* Alt-Svc, Preference-Applied, Strict-Transport-Security: RFC 7838 3, RFC 7240 3, RFC 6797 6.1 */
    { "alt-svc", "clear", 0, 1 },
    { "alt-svc", "Clear", MET(GRAMMAR), 1 },
    { "alt-svc", "clear, h3=\":443\"", MET(GRAMMAR), 2 },
    { "alt-svc", "h3=\":443\"; ma=60", 0, 1 },
    { "alt-svc", "h3=\":443\", h2=\"alt.example:443\"; persist=1", 0, 2 },
    { "alt-svc", "h3=\":443\"; ma", MET(GRAMMAR), 1 },
    { "alt-svc", "h3=\":443\";", MET(GRAMMAR), 1 },
    { "alt-svc", "h3=\":443\"; ma = 1", MET(GRAMMAR), 1 },
    { "alt-svc", "h3 =\":443\"", MET(GRAMMAR), 1 },
    { "alt-svc", "h3=\":443\"; ma=1; ma=2", 0, 1 },
    { "alt-svc", "h3=\":443\", clear", MET(GRAMMAR), 2 },
    { "alt-svc", "clear; ma=1", MET(GRAMMAR), 1 },
    { "alt-svc", "h3=:443", MET(GRAMMAR), 1 },
    { "alt-svc", "h3=443", MET(GRAMMAR), 1 },
    { "alt-svc", "h3", MET(GRAMMAR), 1 },
    { "alt-svc", "h3=\":443", MET(QUOTE_OPEN), 1 },
    { "preference-applied", "return=minimal", 0, 1 },
    { "preference-applied", "respond-async, wait=\"10\"", 0, 2 },
    { "preference-applied", "return=minimal; a=b", MET(GRAMMAR), 1 },
    { "preference-applied", "return", 0, 1 },
    { "preference-applied", "a=b, a=c", 0, 2 },
    { "preference-applied", "a/b", MET(GRAMMAR), 1 },
    { "preference-applied", "return = minimal", MET(BAD_SPACE), 1 },
    { "strict-transport-security", "max-age=60", 0, 1 },
    { "strict-transport-security", "max-age=\"60\"; includeSubDomains", 0, 2 },
    { "strict-transport-security", "; max-age = 60 ;; preload ;", 0, 2 },
    { "strict-transport-security", "max-age=1; a/b", MET(GRAMMAR), 2 },
    { "strict-transport-security", "includeSubDomains", MET(HSTS_MAX_AGE), 1 },
    { "strict-transport-security", "max-age", MET(HSTS_MAX_AGE), 1 },
    { "strict-transport-security", "max-age=x", MET(HSTS_MAX_AGE), 1 },
    { "strict-transport-security", "", MET(HSTS_MAX_AGE), 0 },
    { "strict-transport-security", "max-age=60; MAX-AGE=1", MET(REPEATED), 2 },
    { "strict-transport-security", "max-age=60, preload", MET(GRAMMAR) | MET(HSTS_MAX_AGE), 1 },
    { "strict-transport-security", "max-age=\"60", MET(QUOTE_OPEN), 1 },

    /* Fetch; RFC 9530 2 */
    { "access-control-allow-origin", "*", 0, 1 },
    { "access-control-allow-origin", "null", 0, 1 },
    { "access-control-allow-origin", "NULL", MET(GRAMMAR), 1 },
    { "access-control-allow-origin", "HTTPS://a.example", MET(GRAMMAR), 1 },
    { "access-control-allow-origin", "https://a.example", 0, 1 },
    { "access-control-allow-origin", "https://a.example:8443", 0, 1 },
    { "access-control-allow-origin", "https://[::1]:1", 0, 1 },
    { "access-control-allow-origin", "https://a.example/", MET(GRAMMAR), 1 },
    { "access-control-allow-origin", "https://a.example?", MET(GRAMMAR), 1 },
    { "access-control-allow-origin", "https://a.example#", MET(GRAMMAR), 1 },
    { "access-control-allow-origin", "https://u@a.example", MET(GRAMMAR), 1 },
    { "access-control-allow-origin", "https://", MET(GRAMMAR), 1 },
    { "access-control-allow-origin", "a.example", MET(GRAMMAR), 1 },
    { "access-control-allow-origin", "https://a.example, https://b.example", MET(GRAMMAR), 1 },
    { "access-control-allow-origin", "", MET(GRAMMAR), 1 },
    { "access-control-allow-credentials", "true", 0, 1 },
    { "access-control-allow-credentials", "True", MET(GRAMMAR), 1 },
    { "access-control-allow-credentials", "true ", MET(GRAMMAR), 1 },
    { "cross-origin-resource-policy", "same-site", 0, 1 },
    { "cross-origin-resource-policy", "same-origin", 0, 1 },
    { "cross-origin-resource-policy", "cross-origin", 0, 1 },
    { "cross-origin-resource-policy", "Same-Site", MET(GRAMMAR), 1 },
    { "x-content-type-options", "nosniff", 0, 1 },
    { "x-content-type-options", "NoSniff", 0, 1 },
    { "x-content-type-options", "none", MET(GRAMMAR), 1 },
    { "content-digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", 0, 1 },
    { "content-digest", "sha-256=:d435Qo+nKZ+gLcUHn7GQtQ72hiBVAgqoLsZnZPiTGPk=:", MET(DIGEST), 1 },
    { "content-digest", "other=:AA==:, sha-256=:AA==:", MET(DIGEST), 2 },
    { "content-digest",
      "sha-512=:z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==:", 0, 1 },
    { "content-digest", "sha-512=:AA==:", MET(DIGEST), 1 },
    { "content-digest", "sha-256=AA==", MET(GRAMMAR), 1 },
    { "content-digest", "sha-256=:AA==", MET(GRAMMAR), 1 },
    { "x-unknown", "(\"", 0, 1 },
};

Test(value, is_judged)
{
    cr_assert_geq(COUNT(judged), 300);
    for (size_t i = 0; i < COUNT(judged); i++) {
        h204_view value = view_of(judged[i].value, strlen(judged[i].value));
        h204_faults faults = { 0 };
        uint32_t members = h204_value_judge(value, field_named(judged[i].field), whole(value), H204_NO_CLOCK, &faults);
        char got[512];
        char wanted[512];
        cr_expect_eq(faults.met, judged[i].met, "%s: %s: %sinstead of %s", judged[i].field, judged[i].value,
                     spelled(faults.met, got, sizeof got), spelled(judged[i].met, wanted, sizeof wanted));
        cr_expect_eq(members, judged[i].members, "%s: %s: %u members", judged[i].field, judged[i].value, members);
    }
}

Test(value, fields_are_found_by_name)
{
    cr_expect_eq(field_named("ETag"), H204_VALUE_ETAG);
    cr_expect_eq(field_named("WWW-AUTHENTICATE"), H204_VALUE_WWW_AUTHENTICATE);
    cr_expect_eq(field_named("etags"), H204_VALUE_UNKNOWN);
    cr_expect_eq(field_named("eta"), H204_VALUE_UNKNOWN);
    cr_expect_eq(field_named(""), H204_VALUE_UNKNOWN);
    cr_expect_eq(COUNT(fault_names), (size_t)H204_FAULT_COUNT);
}

/* ---- where the fault is -------------------------------------------------------------------------------- */

static const struct {
    const char *field;
    const char *value;
    h204_fault fault;
    h204_span place;
} placed[] = {
    { "allow", "GET PUT", H204_FAULT_GRAMMAR, { 4, 1 } },
    { "allow", "GET,, PUT", H204_FAULT_EMPTY_MEMBER, { 4, 1 } },
    { "allow", "GET,", H204_FAULT_EMPTY_MEMBER, { 4, 0 } },
    { "allow", "GET,  PUT", H204_FAULT_SPACE_AFTER_COMMA, { 4, 2 } },
    { "allow", "GET , PUT", H204_FAULT_SPACE_BEFORE_COMMA, { 3, 1 } },
    { "content-type", "a/b; c = d", H204_FAULT_PARAMETER_SPACE, { 6, 3 } },
    { "content-type", "a/b; c=\"d", H204_FAULT_QUOTE_OPEN, { 7, 2 } },
    { "content-type", "a/b; c=\"\\d\"", H204_FAULT_QUOTED_ESCAPE, { 8, 2 } },
    { "content-type", "a/b; c=d; c=e", H204_FAULT_REPEATED, { 10, 1 } },
    { "server", "a (b", H204_FAULT_COMMENT, { 2, 2 } },
    { "server", "a  b", H204_FAULT_REQUIRED_SPACE, { 1, 2 } },
    { "etag", "w/\"a\"", H204_FAULT_TAG_WEAK_CASE, { 0, 2 } },
    { "etag", "\"a b\"", H204_FAULT_TAG_OCTET, { 2, 1 } },
    { "location", "/a b", H204_FAULT_GRAMMAR, { 2, 1 } },
    { "location", "//u:p@h/", H204_FAULT_URI_USERINFO, { 2, 4 } },
    { "content-location", "/a#b", H204_FAULT_GRAMMAR, { 2, 1 } },
    { "www-authenticate", "D realm=x", H204_FAULT_REALM_TOKEN, { 8, 1 } },
    { "link", "</a>; title=x", H204_FAULT_LINK_NO_REL, { 1, 2 } },
    { "set-cookie", "a=b,c", H204_FAULT_COOKIE_VALUE, { 3, 1 } },
    { "set-cookie", "a=b; Max-Age=x", H204_FAULT_COOKIE_MAX_AGE, { 13, 1 } },
    { "content-language", "en, e_f", H204_FAULT_GRAMMAR, { 4, 1 } },
};

Test(value, faults_have_their_place)
{
    for (size_t i = 0; i < COUNT(placed); i++) {
        h204_view value = view_of(placed[i].value, strlen(placed[i].value));
        h204_faults faults = { 0 };
        h204_value_judge(value, field_named(placed[i].field), whole(value), H204_NO_CLOCK, &faults);
        h204_span place = faults.place[placed[i].fault];
        cr_expect(h204_has_fault(&faults, placed[i].fault), "%s", placed[i].value);
        cr_expect(place.offset == placed[i].place.offset && place.size == placed[i].place.size, "%s: %u+%u",
                  placed[i].value, place.offset, place.size);
    }
}

/* ---- dates --------------------------------------------------------------------------------------------- */

#define NO_CLOCK  H204_NO_CLOCK
#define YEAR_2026 1767225600 /* 2026-01-01 00:00:00 */

static const struct {
    const char *value;
    int64_t now;
    h204_date_form form;
    uint64_t met;
    int64_t seconds; /* -1: unknown */
} dates[] = {
    { "Sun, 06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_IMF, 0, 784111777 },
    { "Sunday, 06-Nov-94 08:49:37 GMT", NO_CLOCK, H204_DATE_RFC850, MET(DATE_OBSOLETE), -1 },
    { "Sunday, 06-Nov-94 08:49:37 GMT", YEAR_2026, H204_DATE_RFC850, MET(DATE_OBSOLETE), 784111777 },
    { "Sun Nov  6 08:49:37 1994", NO_CLOCK, H204_DATE_ASCTIME, MET(DATE_OBSOLETE), 784111777 },
    { "Wed Nov 16 08:49:37 1994", NO_CLOCK, H204_DATE_ASCTIME, MET(DATE_OBSOLETE), 784975777 },
    { "Sun Nov 06 08:49:37 1994", NO_CLOCK, H204_DATE_ASCTIME, MET(DATE_OBSOLETE), 784111777 },
    { "Sun Nov 6 08:49:37 1994", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun Nov   6 08:49:37 1994", NO_CLOCK, H204_DATE_ASCTIME, MET(DATE_OBSOLETE) | MET(DATE_SPACE), 784111777 },
    { "Sun Nov  06 08:49:37 1994", NO_CLOCK, H204_DATE_ASCTIME, MET(DATE_OBSOLETE) | MET(DATE_SPACE), 784111777 },
    { "Sun Nov \t6 08:49:37 1994", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun Nov  6 08:49:37 1994 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Thu, 01 Jan 1970 00:00:00 GMT", NO_CLOCK, H204_DATE_IMF, 0, 0 },
    { "Wed, 31 Dec 1969 23:59:58 GMT", NO_CLOCK, H204_DATE_IMF, 0, -2 },
    { "Fri, 31 Dec 1999 23:59:59 GMT", NO_CLOCK, H204_DATE_IMF, 0, 946684799 },
    { "Sat, 01 Jan 2000 00:00:00 GMT", NO_CLOCK, H204_DATE_IMF, 0, 946684800 },
    { "Mon, 01 Jan 1900 00:00:00 GMT", NO_CLOCK, H204_DATE_IMF, 0, -2208988800 },
    { "Fri, 31 Dec 9999 23:59:59 GMT", NO_CLOCK, H204_DATE_IMF, 0, 253402300799 },
    { "Sun, 31 Dec 1899 23:59:59 GMT", NO_CLOCK, H204_DATE_IMF, 0, -2208988801 },
    { "Mon, 01 Jan 0001 00:00:00 GMT", NO_CLOCK, H204_DATE_IMF, 0, -62135596800 },
    { "Tue, 01 Jan 0001 00:00:00 GMT", NO_CLOCK, H204_DATE_IMF, 0, -62135596800 }, /* no weekday before 1900 */
    { "Sat, 01 Jan 0000 00:00:00 GMT", NO_CLOCK, H204_DATE_IMF, 0, -62167219200 },
    { "Thu, 29 Feb 1996 08:49:37 GMT", NO_CLOCK, H204_DATE_IMF, 0, 825583777 },
    { "Tue, 29 Feb 2000 00:00:00 GMT", NO_CLOCK, H204_DATE_IMF, 0, 951782400 },
    { "Thu, 29 Feb 1900 00:00:00 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_CALENDAR), -1 },
    { "Sun, 29 Feb 2100 00:00:00 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_CALENDAR), -1 },
    { "Wed, 30 Feb 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_CALENDAR), -1 },
    { "Thu, 30 Feb 1996 08:49:37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_CALENDAR), -1 },
    { "Sun, 31 Apr 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_CALENDAR), -1 },
    { "Sun, 00 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_CALENDAR), -1 },
    { "Sun, 32 Jan 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_CALENDAR), -1 },
    { "Sun Feb 30 08:49:37 1994", NO_CLOCK, H204_DATE_ASCTIME, MET(DATE_OBSOLETE) | MET(DATE_CALENDAR), -1 },
    { "Tuesday, 29-Feb-95 08:49:37 GMT", NO_CLOCK, H204_DATE_RFC850, MET(DATE_OBSOLETE) | MET(DATE_CALENDAR), -1 },
    { "Tuesday, 29-Feb-96 08:49:37 GMT", NO_CLOCK, H204_DATE_RFC850, MET(DATE_OBSOLETE), -1 },
    { "Tuesday, 29-Feb-00 08:49:37 GMT", NO_CLOCK, H204_DATE_RFC850, MET(DATE_OBSOLETE) | MET(DATE_CENTURY), -1 },
    { "Tuesday, 29-Feb-00 00:00:00 GMT", 2524608000, H204_DATE_RFC850, MET(DATE_OBSOLETE), 951782400 },
    { "Monday, 15-Nov-76 00:00:00 GMT", YEAR_2026, H204_DATE_RFC850, MET(DATE_OBSOLETE), 216864000 },
    { "Tuesday, 30-Feb-96 08:49:37 GMT", NO_CLOCK, H204_DATE_RFC850, MET(DATE_OBSOLETE) | MET(DATE_CALENDAR), -1 },
    { "Tuesday, 29-Feb-95 08:49:37 GMT", YEAR_2026, H204_DATE_RFC850, MET(DATE_OBSOLETE) | MET(DATE_CALENDAR), -1 },
    { "Monday, 06-Nov-94 08:49:37 GMT", NO_CLOCK, H204_DATE_RFC850, MET(DATE_OBSOLETE), -1 },
    { "Monday, 06-Nov-94 08:49:37 GMT", YEAR_2026, H204_DATE_RFC850, MET(DATE_OBSOLETE) | MET(DATE_WEEKDAY), 784111777 },
    { "Wednesday, 01-Jan-76 00:00:00 GMT", YEAR_2026, H204_DATE_RFC850, MET(DATE_OBSOLETE), 3345062400 },
    { "Saturday, 01-Jan-77 00:00:00 GMT", YEAR_2026, H204_DATE_RFC850, MET(DATE_OBSOLETE), 220924800 },
    { "Tuesday, 01-Jan-02 00:00:00 GMT", 946684799, H204_DATE_RFC850, MET(DATE_OBSOLETE), 1009843200 },
    { "Mon, 31 Dec 1899 23:59:59 GMT", NO_CLOCK, H204_DATE_IMF, 0, -2208988801 },
    { "Tue, 01 Jan 1900 00:00:00 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_WEEKDAY), -2208988800 },
    { "Mon, 06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_WEEKDAY), 784111777 },
    { "Mon Nov  6 08:49:37 1994", NO_CLOCK, H204_DATE_ASCTIME, MET(DATE_OBSOLETE) | MET(DATE_WEEKDAY), 784111777 },
    { "Sun, 06 Nov 1994 00:00:00 GMT", NO_CLOCK, H204_DATE_IMF, 0, 784080000 },
    { "Sun, 06 Nov 1994 23:59:59 GMT", NO_CLOCK, H204_DATE_IMF, 0, 784166399 },
    { "Sat, 31 Dec 2016 23:59:60 GMT", NO_CLOCK, H204_DATE_IMF, 0, 1483228800 },
    { "Sun, 06 Nov 1994 24:00:00 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_RANGE), -1 },
    { "Sun, 06 Nov 1994 24:49:37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_RANGE), -1 },
    { "Sun, 06 Nov 1994 08:60:37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_RANGE), -1 },
    { "Sun, 06 Nov 1994 08:49:61 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_RANGE), -1 },
    { "Sun, 06 Nov 1994 99:99:99 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_RANGE), -1 },
    { "Sunday, 06-Nov-94 24:49:37 GMT", NO_CLOCK, H204_DATE_RFC850, MET(DATE_OBSOLETE) | MET(DATE_RANGE), -1 },
    { "Sun,  06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_SPACE), 784111777 },
    { "Sun , 06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_SPACE), 784111777 },
    { "Sun, 06 Nov 1994 08 : 49 : 37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_SPACE), 784111777 },
    { "Sun, 06 Nov 1994 08:49:37  GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_SPACE), 784111777 },
    { "Sun, \t06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_IMF, MET(DATE_SPACE), 784111777 },
    { "Sunday, 06 - Nov - 94 08:49:37 GMT", NO_CLOCK, H204_DATE_RFC850, MET(DATE_OBSOLETE) | MET(DATE_SPACE), -1 },
    { "Sun,\t06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun,06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 06 Nov 1994 08:49:37GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "sun, 06 NOV 1994 08:49:37 gmt", NO_CLOCK, H204_DATE_IMF, MET(DATE_CASE), 784111777 },
    { "Sun, 06 Nov 1994 08:49:37 Gmt", NO_CLOCK, H204_DATE_IMF, MET(DATE_CASE), 784111777 },
    { "SUNDAY, 06-Nov-94 08:49:37 GMT", NO_CLOCK, H204_DATE_RFC850, MET(DATE_OBSOLETE) | MET(DATE_CASE), -1 },
    { "Sun nov  6 08:49:37 1994", NO_CLOCK, H204_DATE_ASCTIME, MET(DATE_OBSOLETE) | MET(DATE_CASE), 784111777 },
    { "Sun, 06 Nov 1994 08:49:37 +0000", NO_CLOCK, H204_DATE_IMF, MET(DATE_ZONE), 784111777 },
    { "Sun, 06 Nov 1994 08:49:37 UTC", NO_CLOCK, H204_DATE_IMF, MET(DATE_ZONE), 784111777 },
    { "Sun, 06 Nov 1994 08:49:37 GMT+01:00", NO_CLOCK, H204_DATE_IMF, MET(DATE_ZONE), 784111777 },
    { "Sun, 06 Nov 1994 08:49:37", NO_CLOCK, H204_DATE_IMF, MET(DATE_ZONE), 784111777 },
    { "Sunday, 06-Nov-94 08:49:37 EST", NO_CLOCK, H204_DATE_RFC850, MET(DATE_OBSOLETE) | MET(DATE_ZONE), -1 },
    { "Sun, 06 Nov 1994 08:49:37 Z", NO_CLOCK, H204_DATE_IMF, MET(DATE_ZONE), 784111777 },
    { "Sun, 06 Nov 1994 08:49:37 ", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 06 Nov 1994 08:49:37\t", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 06 Nov 1994 08:49:37 (GMT)", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { ", 06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sunday, 06--94 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun 06 08:49:37 1994", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun Nov   08:49:37 1994", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun Nov\t\t6 08:49:37 1994", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun Nov\t16 08:49:37 1994", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun Nov16 08:49:37 1994", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun Nov  6 08:49:37 94", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 06 Nov 19941 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 006 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 06 Nov 1994 8:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sunday, 06-Nov-1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sunday 06-Nov-94 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Su, 06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 06 Nov 1994 08:49:37 GMT x", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 06 Nov 1994 08:49 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 6 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 06 Nov 94 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 06-Nov-1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sunday, 06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Son, 06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun, 06 November 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "06 Nov 1994 08:49:37 GMT", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "1994-11-06T08:49:37Z", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "\"Sun, 06 Nov 1994 08:49:37 GMT\"", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "0", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "Sun", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
    { "now", NO_CLOCK, H204_DATE_NONE, MET(GRAMMAR), -1 },
};

Test(value, dates)
{
    for (size_t i = 0; i < COUNT(dates); i++) {
        h204_view value = view_of(dates[i].value, strlen(dates[i].value));
        h204_faults faults = { 0 };
        h204_date date = h204_value_date(value, whole(value), dates[i].now, &faults);
        char got[512];
        cr_expect_eq(date.form, dates[i].form, "%s: form %d", dates[i].value, (int)date.form);
        cr_expect_eq(faults.met, dates[i].met, "%s: %s", dates[i].value, spelled(faults.met, got, sizeof got));
        int64_t seconds = date.has_seconds ? date.seconds : -1;
        cr_expect_eq(seconds, dates[i].seconds, "%s: %lld", dates[i].value, (long long)seconds);
    }
}

/* Every day from 1900 to 2400 follows the one before it, and has the weekday after it. */
Test(value, days_follow_each_other)
{
    static const char *const day_names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const month_names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    int64_t expected = -2208988800;
    unsigned weekday = 0;
    for (int year = 1900; year <= 2400; year++) {
        for (int month = 0; month < 12; month++) {
            for (int day = 1; day <= 31; day++) {
                char text[64];
                int size = snprintf(text, sizeof text, "%s, %02d %s %04d 00:00:00 GMT", day_names[weekday], day, month_names[month], year);
                h204_view value = view_of(text, (size_t)size);
                h204_faults faults = { 0 };
                h204_date date = h204_value_date(value, whole(value), H204_NO_CLOCK, &faults);
                if (h204_has_fault(&faults, H204_FAULT_DATE_CALENDAR)) {
                    cr_assert_geq(day, 29);
                    continue;
                }
                cr_assert_eq(faults.met, 0, "%s", text);
                cr_assert_eq(date.seconds, expected, "%s", text);
                expected += 86400;
                weekday = (weekday + 1) % 7;
            }
        }
    }
    cr_assert_eq(expected, 13601088000);
}

/* ---- what a walk meets --------------------------------------------------------------------------------- */

/* Members are written name/second=value, parameters led by ";", comments as they are; "quoted" and W/weak. */
static void write_item(char *text, size_t size, h204_view input, const h204_item *item)
{
    char part[256];
    const char *kind = item->kind == H204_ITEM_PARAMETER ? ";" : text[0] != 0 ? "|" : "";
    const char *quote = item->is_quoted ? "\"" : "";
    snprintf(part, sizeof part, "%s%s%.*s%s%.*s%s%s%.*s%s", kind, item->is_weak ? "W/" : "", (int)item->name.size,
             input.data + item->name.offset, item->second.size != 0 ? "/" : "", (int)item->second.size,
             input.data + item->second.offset, item->has_value && item->kind != H204_ITEM_COMMENT ? "=" : "", quote, (int)h204_span_size(item->value),
             input.data + item->value.offset, quote);
    strncat(text, part, size - strlen(text) - 1);
}

static const struct {
    const char *field;
    const char *value;
    const char *items;
} walked[] = {
    { "allow", "GET, PUT", "GET|PUT" },
    { "allow", "GET, a b, \"x, y\", PUT", "GET|PUT" },
    { "upgrade", "HTTP/2.0, irc", "HTTP/2.0|irc" },
    { "content-type", "Text/Plain; Charset=\"utf-8\";; a=b", "Text/Plain;Charset=\"utf-8\";a=b" },
    { "content-type", "a/b; c = d", "a/b;c=d" },
    { "content-type", "a/b; c=\"d", "a/b" },
    { "accept", "a/*;q=0.5, b/c", "a/*;q=0.5|b/c" },
    { "cache-control", "public x, max-age=60, no-cache=\"a, b\"", "max-age=60|no-cache=\"a, b\"" },
    { "www-authenticate", "Basic realm=\"x\", Negotiate", "Basic;realm=\"x\"|Negotiate" },
    { "www-authenticate", "A b=c, d = e, F ghi==, J", "A;b=c;d=e|F=ghi==|J" },
    { "www-authenticate", "A , b=c", "A;b=c" },
    { "www-authenticate", "A b c, D e=f", "A|D;e=f" },
    { "authentication-info", "a=b, c=\"d\"", "a=b|c=\"d\"" },
    { "link", "</a,b>; rel=next; x, <>; rel=\"a b\"", "=/a,b;rel=next;x|=;rel=\"a b\"" },
    { "content-language", "en, e_, i-lux", "=en|=i-lux" },
    { "if-none-match", "\"a,b\", W/\"c\"", "=a,b|W/=c" },
    { "if-none-match", "*", "*" },
    { "server", "a/1 (b (c)) d", "a/1|(b (c))|d" },
    { "server", "a, b", "a" },
    { "server", "a (b)c d", "a|(b)" },
    { "server", "a/ b", "" },
    { "server", "a b/ c", "a" },
    { "server", "(a) b", "" },
    { "via", "HTTP/1.1 a:80 (x, y), 1.0 b", "HTTP/1.1=a:80|/1.0=b" },
    { "range", "bytes=0-1,5-,-7", "0/1=0-1|5=5-|/7=-7" },
    { "range", "seconds=0-1", "" },
    { "set-cookie", "a=\"b\"; Path=/ ; Secure", "a=\"b\";Path=/;Secure" },
    { "server", "a (b", "a" },
    { "via", "1.1 a (b", "" },
    { "upgrade", "a/, /b, c/d", "c/d" },
    { "www-authenticate", "\"x\", N a=b", "N;a=b" },
    { "www-authenticate", "N a=b, \"x\", c=d", "N;a=b;c=d" },
    { "www-authenticate", "N;a=b, O", "O" },
    { "via", "1.1 a, \"x\" a, 1.0 b", "/1.1=a|/1.0=b" },
    { "via", "HTTP/ a, 1.0 b", "/1.0=b" },
    { "via", "1.1 \"a\", 1.0 b", "/1.0=b" },
    { "via", "1.1, 1.0 b:", "/1.0=b:" },
    { "set-cookie", "nameless", "nameless" },
    { "strict-transport-security", ";max-age=1;;preload", "max-age=1|preload" },
    { "alt-svc", "h3=\":443\"; ma=1", "h3=\":443\";ma=1" },
};

Test(value, items)
{
    for (size_t i = 0; i < COUNT(walked); i++) {
        h204_view value = view_of(walked[i].value, strlen(walked[i].value));
        h204_walk walk = h204_walk_open(value, field_named(walked[i].field), NULL);
        h204_item item;
        char text[512] = "";
        h204_walk_line(&walk, whole(value));
        while (h204_walk_next(&walk, &item)) {
            write_item(text, sizeof text, value, &item);
        }
        cr_expect_str_eq(text, walked[i].items, "%s: %s", walked[i].field, walked[i].value);
        cr_expect_not(h204_walk_next(&walk, &item));
    }
}

/* Lines combine to one list: a challenge may go on in the next line (RFC 9110 5.2). */
Test(value, a_challenge_goes_on_in_the_next_line)
{
    h204_view value = view_of("D realm=\"x\"n=\"1\", realm=\"y\"", 27);
    h204_span lines[] = { { 0, 11 }, { 11, 16 } };
    h204_faults faults = { 0 };
    h204_walk walk = h204_walk_open(value, H204_VALUE_WWW_AUTHENTICATE, &faults);
    h204_item item;
    char text[128] = "";
    for (size_t i = 0; i < COUNT(lines); i++) {
        h204_walk_line(&walk, lines[i]);
        while (h204_walk_next(&walk, &item)) {
            write_item(text, sizeof text, value, &item);
        }
    }
    cr_expect_str_eq(text, "D;realm=\"x\";n=\"1\";realm=\"y\"");
    cr_expect_eq(faults.met, MET(REPEATED));
}

/* Before its first line a walk meets nothing, and finds no fault. */
Test(value, a_walk_begins_with_a_line)
{
    for (int field = 0; field < (int)H204_VALUE_UNKNOWN; field++) {
        h204_faults faults = { 0 };
        h204_walk walk = h204_walk_open(view_of("a", 1), (h204_value_field)field, &faults);
        h204_item item;
        cr_expect_not(h204_walk_next(&walk, &item), "field %d", field);
        cr_expect_eq(faults.met, 0, "field %d", field);
    }
}

/* Each line sets a cookie of its own (RFC 6265 3). */
Test(value, a_cookie_ends_with_its_line)
{
    h204_view value = view_of("a=b; Path=/; Path=/", 19);
    h204_span line = { 0, 11 };
    h204_faults faults = { 0 };
    h204_walk walk = h204_walk_open(value, H204_VALUE_SET_COOKIE, &faults);
    h204_item item;
    for (int lines = 0; lines < 2; lines++) {
        h204_walk_line(&walk, line);
        cr_expect(h204_walk_next(&walk, &item) && item.kind == H204_ITEM_MEMBER);
        cr_expect(h204_walk_next(&walk, &item) && item.kind == H204_ITEM_PARAMETER);
        cr_expect_not(h204_walk_next(&walk, &item));
        cr_expect_eq(faults.met, 0);
    }
    h204_walk_line(&walk, whole(value));
    while (h204_walk_next(&walk, &item)) {
    }
    cr_expect_eq(faults.met, MET(REPEATED));
}

/* ---- folds, NUL and bare CR are one SP ----------------------------------------------------------------- */

static const struct {
    const char *field;
    const char *value;
    size_t size;
    uint64_t met;
} repaired[] = {
    { "allow", "GET,\r\n  PUT", 11, 0 },
    { "allow", "GET,\n\tPUT", 9, 0 },
    { "allow", "GET,\r\n \r\n PUT", 13, MET(SPACE_AFTER_COMMA) },
    { "allow", "GET,\0PUT", 8, 0 },
    { "allow", "GET,\rPUT", 8, 0 },
    { "allow", "G\0ET", 4, MET(GRAMMAR) },
    { "date", "Sun,\r\n 06 Nov 1994 08:49:37 GMT", 31, 0 },
    { "date", "Sun, \r\n 06 Nov 1994 08:49:37 GMT", 32, 0 }, /* obs-fold takes the blanks around it */
    { "content-type", "a/b; c=\"d\r\n e\"", 14, 0 },
    { "content-type", "a/b\r\n ;\r\n c\r\n =d", 16, MET(PARAMETER_SPACE) },
    { "server", "a\r\n b", 5, 0 },
    { "location", "/a\r\n b", 6, MET(GRAMMAR) },
    { "set-cookie", "a=b\r\n ; Path=/", 14, MET(COOKIE_VALUE) },
    { "set-cookie", "a=b;\r\n Path=/", 13, 0 },
    { "set-cookie", "a=b;\0Max-Age=1", 14, 0 },
    { "set-cookie", "a=b; Max-Age=1\0", 15, 0 },
    { "set-cookie", "a=b; Max-Age=1\r", 15, 0 },
    { "set-cookie", "a=b; Max-Age=1\r\n ", 17, 0 },
    { "set-cookie", "a=b; Max-Age=1\n\t\0\r ", 19, 0 },
    { "set-cookie", "a=b; Max-Age\0=x", 15, MET(COOKIE_MAX_AGE) },
    { "set-cookie", "a=b; Max-Age\r\n =\r\n x", 20, MET(COOKIE_MAX_AGE) },
    { "set-cookie", "a=b; Max-Age=1\0001", 16, MET(COOKIE_MAX_AGE) },
    { "content-range", "bytes\r\n 0-1/9", 13, 0 },
    { "www-authenticate", "D\r\n a=b", 7, 0 },
    { "etag", "\"a\r\n b\"", 7, MET(TAG_OCTET) },
};

Test(value, repaired_values_read_as_sp)
{
    for (size_t i = 0; i < COUNT(repaired); i++) {
        h204_view value = view_of(repaired[i].value, repaired[i].size);
        h204_span span = whole(value);
        h204_faults faults = { 0 };
        char got[512];
        span.size |= H204_REPAIRED;
        h204_value_judge(value, field_named(repaired[i].field), span, H204_NO_CLOCK, &faults);
        cr_expect_eq(faults.met, repaired[i].met, "row %zu, %s: %s", i, repaired[i].field,
                     spelled(faults.met, got, sizeof got));
    }
}

/* ---- single values ------------------------------------------------------------------------------------- */

Test(value, media_type)
{
    h204_view value = view_of("Multipart/ByteRanges; charset=a; boundary=\"b c\"; boundary=d", 59);
    h204_media_type media = h204_value_media_type(value, whole(value));
    cr_expect(media.is_whole && media.has_boundary && media.has_charset);
    cr_expect_eq(memcmp(value.data + media.boundary.offset, "b c", media.boundary.size), 0);
    cr_expect(H204_SPELLS(value.data + media.type.offset, media.type.size, "multipart"));
    cr_expect(H204_SPELLS(value.data + media.subtype.offset, media.subtype.size, "byteranges"));
    h204_view other = view_of("multipart", 9);
    cr_expect_not(h204_value_media_type(other, whole(other)).is_whole);
}

/* Of each parameter that is asked for the first one counts. */
Test(value, first_parameters)
{
    static const struct {
        const char *value;
        const char *boundary; /* NULL: there is none */
        const char *charset;
    } rows[] = {
        { "a/b", NULL, NULL },
        { "a/b; x=y", NULL, NULL },
        { "a/b; x=y; boundary=c; boundary=d; x=z", "c", NULL },
        { "a/b; x=y; CharSet=c; charset=d; x=z", NULL, "c" },
        { "a/b; charset=\"c\"; BOUNDARY=\"d\"", "d", "c" },
        { "a/b; boundaryx=c; xcharset=d", NULL, NULL },
        { "a/b; boundary=\"\"", "", NULL },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        h204_view value = view_of(rows[i].value, strlen(rows[i].value));
        h204_media_type media = h204_value_media_type(value, whole(value));
        const char *const wanted[] = { rows[i].boundary, rows[i].charset };
        const bool has[] = { media.has_boundary, media.has_charset };
        const h204_span found[] = { media.boundary, media.charset };
        for (size_t k = 0; k < COUNT(wanted); k++) {
            cr_assert_eq(has[k], wanted[k] != NULL, "%s", rows[i].value);
            if (has[k]) {
                cr_expect_eq(h204_span_size(found[k]), strlen(wanted[k]), "%s", rows[i].value);
                cr_expect_eq(memcmp(value.data + found[k].offset, wanted[k], strlen(wanted[k])), 0, "%s", rows[i].value);
            }
        }
    }
}

Test(value, numbers)
{
    static const struct {
        const char *text;
        h204_number number;
    } rows[] = {
        { "0", { true, true, 0 } },
        { "007", { true, true, 7 } },
        { "18446744073709551615", { true, true, UINT64_MAX } },
        { "18446744073709551616", { true, false, 1844674407370955161u } },
        { "99999999999999999999", { true, false, 9999999999999999999u } },
        { "1x", { false, true, 1 } },
        { "", { false, true, 0 } },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        h204_view value = view_of(rows[i].text, strlen(rows[i].text));
        h204_number number = h204_value_number(value, whole(value));
        cr_expect_eq(number.is_number, rows[i].number.is_number, "%s", rows[i].text);
        cr_expect_eq(number.fits, rows[i].number.fits, "%s", rows[i].text);
        if (number.is_number && number.fits) {
            cr_expect_eq(number.value, rows[i].number.value, "%s", rows[i].text);
        }
    }
}

Test(value, content_range)
{
    h204_view value = view_of("bytes 10-19/30", 14);
    h204_content_range range = h204_value_content_range(value, whole(value), NULL);
    cr_expect_eq(range.form, H204_RANGE_PART);
    cr_expect(range.first.offset == 6 && range.last.offset == 9 && range.complete.offset == 12);
    h204_view unsatisfied = view_of("bytes */30", 10);
    cr_expect_eq(h204_value_content_range(unsatisfied, whole(unsatisfied), NULL).form, H204_RANGE_UNSATISFIED);
    h204_view other = view_of("x y", 3);
    cr_expect_eq(h204_value_content_range(other, whole(other), NULL).form, H204_RANGE_OTHER_UNIT);
    h204_view none = view_of("x", 1);
    cr_expect_eq(h204_value_content_range(none, whole(none), NULL).form, H204_RANGE_NONE);
}

Test(value, tags)
{
    h204_view weak = view_of("W/\"a\"", 5);
    h204_view strong = view_of("\"a\"", 3);
    h204_view other = view_of("\"A\"", 3);
    h204_tag first = h204_value_tag(weak, whole(weak), NULL);
    h204_tag second = h204_value_tag(strong, whole(strong), NULL);
    h204_tag third = h204_value_tag(other, whole(other), NULL);
    cr_expect(first.is_weak && !second.is_weak);
    cr_expect(h204_same_octets(weak, first.opaque, strong, second.opaque));
    cr_expect_not(h204_same_octets(strong, second.opaque, other, third.opaque));
}

/* RFC 9110 8.8.3: what has no shape of a tag is none. */
Test(value, no_tags)
{
    static const char *const texts[] = { "", "a", "\"", "W", "W/", "W/\"", "W/a", "W\"a\"", "/\"a\"", "\"a", "a\"", "ww/\"a\"" };
    for (size_t i = 0; i < COUNT(texts); i++) {
        h204_view value = view_of(texts[i], strlen(texts[i]));
        h204_tag tag = h204_value_tag(value, whole(value), NULL);
        cr_expect(!tag.is_shaped && !tag.is_weak && h204_span_size(tag.opaque) == 0, "%s", texts[i]);
    }
}

/* Two runs of digits compare as the numbers they are. */
Test(value, digits_compare)
{
    static const char *const ascending[] = { "0", "1", "2", "9", "10", "11", "19", "20", "21", "99", "100", "109", "110",
                                             "18446744073709551615", "18446744073709551616", "99999999999999999999" };
    for (size_t i = 0; i < COUNT(ascending); i++) {
        for (size_t k = 0; k < COUNT(ascending); k++) {
            for (int zeros = 0; zeros < 4; zeros++) {
                char text[64];
                int left = snprintf(text, sizeof text, "%s%s", (zeros & 1) != 0 ? "00" : "", ascending[i]);
                int right = snprintf(text + left, sizeof text - (size_t)left, "%s%s", (zeros & 2) != 0 ? "0" : "", ascending[k]);
                h204_span spans[] = { { 0, (uint32_t)left }, { (uint32_t)left, (uint32_t)right } };
                int order = h204_compare_digits(view_of(text, (size_t)(left + right)), spans[0], spans[1]);
                cr_expect((order > 0) == (i > k) && (order < 0) == (i < k), "%s: %d", text, order);
            }
        }
    }
}

Test(value, uri_parts)
{
    h204_view value = view_of("http://u:p@[::1]:80/a/b?c#d", 27);
    h204_uri uri = h204_value_uri(value, whole(value), NULL);
    cr_expect(uri.is_whole && uri.has_scheme && uri.has_authority && uri.has_userinfo && uri.has_port && uri.has_query &&
              uri.has_fragment);
    const h204_span parts[] = { uri.scheme, uri.userinfo, uri.host, uri.port, uri.path, uri.query, uri.fragment };
    const char *const texts[] = { "http", "u:p", "[::1]", "80", "/a/b", "c", "d" };
    for (size_t i = 0; i < COUNT(parts); i++) {
        cr_expect_eq(parts[i].size, strlen(texts[i]), "%s", texts[i]);
        cr_expect_eq(memcmp(value.data + parts[i].offset, texts[i], parts[i].size), 0, "%s", texts[i]);
    }
}

static const struct {
    const char *value;
    h204_directive directive;
    h204_argument argument;
    bool is_quoted;
} directives[] = {
    { "max-age=60", H204_CC_MAX_AGE, H204_ARGUMENT_DELTA, false },
    { "MAX-AGE=\"60\"", H204_CC_MAX_AGE, H204_ARGUMENT_DELTA, true },
    { "max-age=\"\\60\"", H204_CC_MAX_AGE, H204_ARGUMENT_DELTA, true },
    { "max-age=1m", H204_CC_MAX_AGE, H204_ARGUMENT_NAMES, false },
    { "max-age=\"x y\"", H204_CC_MAX_AGE, H204_ARGUMENT_OTHER, true },
    { "max-age=\"-\x80\"", H204_CC_MAX_AGE, H204_ARGUMENT_OTHER, true },
    { "max-age", H204_CC_MAX_AGE, H204_ARGUMENT_NONE, false },
    { "s-maxage=0", H204_CC_S_MAXAGE, H204_ARGUMENT_DELTA, false },
    { "no-cache", H204_CC_NO_CACHE, H204_ARGUMENT_NONE, false },
    { "no-cache=\"\"", H204_CC_NO_CACHE, H204_ARGUMENT_NAMES, true },
    { "no-cache=\"a, b\"", H204_CC_NO_CACHE, H204_ARGUMENT_NAMES, true },
    { "no-cache=\" ,a ,, b \"", H204_CC_NO_CACHE, H204_ARGUMENT_NAMES, true },
    { "no-cache=\"a b\"", H204_CC_NO_CACHE, H204_ARGUMENT_OTHER, true },
    { "no-cache=\"a, b;\"", H204_CC_NO_CACHE, H204_ARGUMENT_OTHER, true },
    { "no-cache=\" a\"", H204_CC_NO_CACHE, H204_ARGUMENT_NAMES, true },
    { "no-cache=\"\ta\t\"", H204_CC_NO_CACHE, H204_ARGUMENT_NAMES, true },
    { "no-cache=\" a b\"", H204_CC_NO_CACHE, H204_ARGUMENT_OTHER, true },
    { "no-cache=\"a ,b\"", H204_CC_NO_CACHE, H204_ARGUMENT_NAMES, true },
    { "no-cache=\"a\\,b\"", H204_CC_NO_CACHE, H204_ARGUMENT_NAMES, true },
    { "private=set-cookie", H204_CC_PRIVATE, H204_ARGUMENT_NAMES, false },
    { "no-store=1", H204_CC_NO_STORE, H204_ARGUMENT_DELTA, false },
    { "must-revalidate", H204_CC_MUST_REVALIDATE, H204_ARGUMENT_NONE, false },
    { "must-understand", H204_CC_MUST_UNDERSTAND, H204_ARGUMENT_NONE, false },
    { "no-transform", H204_CC_NO_TRANSFORM, H204_ARGUMENT_NONE, false },
    { "proxy-revalidate", H204_CC_PROXY_REVALIDATE, H204_ARGUMENT_NONE, false },
    { "public", H204_CC_PUBLIC, H204_ARGUMENT_NONE, false },
    { "stale-while-revalidate=2", H204_CC_STALE_WHILE_REVALIDATE, H204_ARGUMENT_DELTA, false },
    { "stale-if-error", H204_CC_STALE_IF_ERROR, H204_ARGUMENT_NONE, false },
    { "only-if-cached", H204_CC_ONLY_IF_CACHED, H204_ARGUMENT_NONE, false },
    { "immutable", H204_CC_UNKNOWN, H204_ARGUMENT_NONE, false },
};

Test(value, directives)
{
    for (size_t i = 0; i < COUNT(directives); i++) {
        h204_view value = view_of(directives[i].value, strlen(directives[i].value));
        h204_walk walk = h204_walk_open(value, H204_VALUE_CACHE_CONTROL, NULL);
        h204_item item;
        h204_walk_line(&walk, whole(value));
        cr_assert(h204_walk_next(&walk, &item), "%s", directives[i].value);
        cr_expect_eq(h204_directive_of(value, &item), directives[i].directive, "%s", directives[i].value);
        cr_expect_eq(h204_argument_of(value, &item), directives[i].argument, "%s", directives[i].value);
        cr_expect_eq(item.is_quoted, directives[i].is_quoted, "%s", directives[i].value);
    }
}

/* ---- any value ----------------------------------------------------------------------------------------- */

/* Comments nest 1000 deep, and one parenthesis less is noticed. */
Test(value, comments_nest)
{
    char text[2004] = "a ";
    memset(text + 2, '(', 1000);
    memset(text + 1002, ')', 1000);
    for (uint32_t cut = 0; cut < 2; cut++) {
        h204_view value = view_of(text, 2002 - cut);
        h204_faults faults = { 0 };
        h204_value_judge(value, H204_VALUE_SERVER, whole(value), H204_NO_CLOCK, &faults);
        cr_expect_eq(faults.met, cut == 0 ? 0 : MET(COMMENT));
    }
}

/* Names are remembered up to H204_NAMES_MAX: no more, so that time stays linear. */
Test(value, names_are_bounded)
{
    h204_view input = view_of("abcdefghijklmnopqrstuvwxyz0123456789aA9", 39);
    h204_names names = { 0 };
    for (uint32_t i = 0; i < 36; i++) {
        h204_span name = { i, 1 };
        cr_expect_not(h204_names_has(&names, input, name, false), "%u", i);
    }
    h204_span again = { 36, 1 };
    h204_span in_capital = { 37, 1 };
    h204_span beyond = { 38, 1 };
    cr_expect(h204_names_has(&names, input, again, true));
    cr_expect(h204_names_has(&names, input, in_capital, false));
    cr_expect_not(h204_names_has(&names, input, in_capital, true));
    cr_expect_not(h204_names_has(&names, input, beyond, true));
}

/* The 32nd name that comes again is noticed, the 33rd is not. */
Test(value, names_are_bounded_in_a_value)
{
    static const struct {
        const char *field;
        const char *start;
        const char *between;
    } rows[] = { { "content-type", "a/b", ";" }, { "www-authenticate", "A ", ", " }, { "content-disposition", "a", "; " },
                 { "set-cookie", "a=b", "; " }, { "strict-transport-security", "", ";" } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (int names = 31; names <= 33; names++) {
            char text[512];
            bool is_list = rows[i].between[0] == ',';
            int size = snprintf(text, sizeof text, "%s", rows[i].start);
            for (int k = 0; k <= names; k++) {
                size += snprintf(text + size, sizeof text - (size_t)size, "%sn%d=1", is_list && k == 0 ? "" : rows[i].between,
                                 k < names ? k : names - 1);
            }
            h204_view value = view_of(text, (size_t)size);
            h204_faults faults = { 0 };
            h204_value_judge(value, field_named(rows[i].field), whole(value), H204_NO_CLOCK, &faults);
            cr_expect_eq(h204_has_fault(&faults, H204_FAULT_REPEATED), names <= 32, "%s: %d names", rows[i].field, names);
        }
    }
}

/* At a guard, so that an octet too many is a crash. */
static void judge_copy(const uint8_t *data, uint32_t size, uint32_t mark)
{
    static guard pages;
    if (pages.pages == NULL) {
        pages = guard_new(1 << 16);
    }
    h204_view value = { guard_place(&pages, data, size), size };
    cr_assert_not_null(value.data);
    for (int field = 0; field <= (int)H204_VALUE_UNKNOWN; field++) {
        h204_span span = { 0, size | mark };
        h204_faults faults = { 0 };
        h204_value_judge(value, (h204_value_field)field, span, 0, &faults);
        for (int i = 0; i < (int)H204_FAULT_COUNT; i++) {
            cr_assert_leq(faults.place[i].offset, size);
            cr_assert_leq(faults.place[i].size, size - faults.place[i].offset, "field %d, fault %d", field, i);
        }
    }
}

/* Whatever the octets, every place lies in the value: all prefixes of all rows, and short strings of what
 * matters to some grammar. */
Test(value, places_lie_in_the_value)
{
    for (size_t i = 0; i < COUNT(judged); i++) {
        for (uint32_t size = 0; size <= strlen(judged[i].value); size++) {
            judge_copy((const uint8_t *)judged[i].value, size, 0);
        }
    }
    static const uint8_t octets[] = "a0 \t,;=\"\\()<>:/?#[]%*'.-W\r\n\0\x80";
    uint32_t seed = 1;
    for (int round = 0; round < 20000; round++) {
        uint8_t value[24];
        for (size_t i = 0; i < sizeof value; i++) {
            seed = seed * 1664525u + 1013904223u;
            value[i] = octets[(seed >> 16) % (sizeof octets - 1)];
        }
        judge_copy(value, (seed >> 8) % (sizeof value + 1), (round & 1) != 0 ? H204_REPAIRED : 0);
    }
}

/* Long values of any shape take linear time: a fifth of a second is what a quadratic reader would exceed by far. */
Test(value, time_is_linear, .timeout = 120)
{
    static const char *const heads[] = { "",        "a ",       "a/b;",        "a=",         "D ",      "a=\"", "<",
                                         "bytes=", "<>;rel=\"", "<>;rel=", "http://[", "1.1 a (" };
    static const char *const bodies[] = { "a",     ",",    " ",       "a,",      "a, ",        ";",  "a=b;",   ";a=b", "(",    ")",
                                          "\"",    "\\",   "\"\"",    "a-",      "=",          "a b", "a=b,",  "/",    "%41",  ":",
                                          "<a>,",  "\r\n ", " \r\n",  "\r\n \r", "1",          "a=b, ", "a/b,", "@",   "a ",   "</a>;b=c," };
    enum { SIZE = 1 << 16, SIZE_BEHIND_HEAD = 1 << 13 };
    uint8_t *data = malloc(SIZE);
    for (size_t i = 0; i < COUNT(heads); i++) {
        for (size_t k = 0; k < COUNT(bodies); k++) {
            size_t head = strlen(heads[i]);
            size_t body = strlen(bodies[k]);
            uint32_t size = i == 0 ? SIZE : SIZE_BEHIND_HEAD;
            memcpy(data, heads[i], head);
            for (size_t at = head; at < size; at++) {
                data[at] = (uint8_t)bodies[k][(at - head) % body];
            }
            h204_view value = { data, size };
            for (int field = 0; field < (int)H204_VALUE_UNKNOWN; field++) {
                h204_span span = { 0, size | H204_REPAIRED };
                h204_faults faults = { 0 };
                clock_t start = clock();
                h204_value_judge(value, (h204_value_field)field, span, 0, &faults);
                cr_assert_lt(clock() - start, CLOCKS_PER_SEC / 5, "field %d: %s and many %s", field, heads[i], bodies[k]);
            }
        }
    }
    free(data);
}
