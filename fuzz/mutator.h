/* mutator.h - the words that the mutator puts into messages: names, values, lines, messages. */
#ifndef H204_FUZZ_MUTATOR_H
#define H204_FUZZ_MUTATOR_H

#include <stddef.h>

/* Octets of ours: NUL may be among them. */
typedef struct word {
    const char *octets;
    size_t size;
} word;

#define WORD(literal) { "" literal, sizeof literal - 1 }

typedef struct field_words {
    word name;
    word value;
} field_words;

#define FIELD(name, value) { WORD(name), WORD(value) }

/* Names with values, sound ones and some that break a rule; what decides framing comes most often. */
static const field_words known_fields[] = {
    FIELD("Accept", "text/html;q=0.8, */*"),
    FIELD("Accept-Encoding", "gzip, identity;q=0"),
    FIELD("Accept-Patch", "application/json-patch+json"),
    FIELD("Accept-Ranges", "bytes"),
    FIELD("Accept-Ranges", "none"),
    FIELD("Access-Control-Allow-Credentials", "true"),
    FIELD("Access-Control-Allow-Headers", "x-a, *"),
    FIELD("Access-Control-Allow-Methods", "GET, PUT, DELETE"),
    FIELD("Access-Control-Allow-Origin", "*"),
    FIELD("Access-Control-Allow-Origin", "https://a.example"),
    FIELD("Access-Control-Expose-Headers", "ETag"),
    FIELD("Access-Control-Max-Age", "600"),
    FIELD("Age", "0"),
    FIELD("Age", "1.5"),
    FIELD("Age", "2147483648"),
    FIELD("Allow", ""),
    FIELD("Allow", "GET, HEAD"),
    FIELD("Alt-Svc", "clear"),
    FIELD("Alt-Svc", "h2=\":443\"; ma=60, h3=\"a.example:8443\""),
    FIELD("Authentication-Info", "nextnonce=\"a\""),
    FIELD("Authorization", "Basic YTpi"),
    FIELD("Cache-Control", "max-age=60, s-maxage=\"1\", must-understand"),
    FIELD("Cache-Control", "no-store"),
    FIELD("Cache-Control", "private=\"Set-Cookie\", max-age=99999999999999999999"),
    FIELD("Connection", "close"),
    FIELD("Connection", "keep-alive, Upgrade"),
    FIELD("Connection", "X-Hop, Content-Length"),
    FIELD("Content-Digest", "sha-256=:AAAA:"),
    FIELD("Content-Disposition", "attachment; filename*=UTF-8''a%20b"),
    FIELD("Content-Encoding", "gzip"),
    FIELD("Content-Encoding", "identity, x-gzip"),
    FIELD("Content-Language", "de-CH, en-GB-oed, i-klingon"),
    FIELD("Content-Length", ""),
    FIELD("Content-Length", "0"),
    FIELD("Content-Length", "1"),
    FIELD("Content-Length", "18446744073709551616"),
    FIELD("Content-Length", "5"),
    FIELD("Content-Length", "5, 5"),
    FIELD("Content-Location", "/a?b#c"),
    FIELD("Content-Range", "bytes */10"),
    FIELD("Content-Range", "bytes 0-4/10"),
    FIELD("Content-Range", "bytes 5-4/*"),
    FIELD("Content-Transfer-Encoding", "binary"),
    FIELD("Content-Type", "multipart/byteranges; boundary=\"a b\""),
    FIELD("Content-Type", "text/html;charset=utf-8"),
    FIELD("Content-Type", "text/plain; a=\"\\\"\""),
    FIELD("Cookie", "a=b"),
    FIELD("Date", "Mon, 06 Nov 1994 08:49:37 GMT"),
    FIELD("Date", "Sun Nov  6 08:49:37 1994"),
    FIELD("Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
    FIELD("Date", "Sunday, 06-Nov-94 08:49:60 GMT"),
    FIELD("ETag", "\"a\""),
    FIELD("ETag", "W/\"\""),
    FIELD("ETag", "w/\"a b\""),
    FIELD("Early-Data", "1"),
    FIELD("Expect", "100-continue"),
    FIELD("Expires", "0"),
    FIELD("Expires", "Thu, 29 Feb 2024 23:59:60 GMT"),
    FIELD("From", "a@b.example"),
    FIELD("Host", "a.example:80"),
    FIELD("If-Match", "*"),
    FIELD("If-Modified-Since", "Sat, 29 Oct 1994 19:43:31 GMT"),
    FIELD("If-None-Match", "\"a\", W/\"b\""),
    FIELD("If-Range", "\"a\""),
    FIELD("If-Unmodified-Since", "Sat, 29 Oct 1994 19:43:31 GMT"),
    FIELD("Keep-Alive", "timeout=5, max=100"),
    FIELD("Last-Modified", "Sat, 29 Oct 1994 19:43:31 GMT"),
    FIELD("Last-Modified", "Tue, 31 Feb 2012 24:00:00 GMT"),
    FIELD("Link", "</a>; rel=\"blocked-by\"; title*=UTF-8'en'a"),
    FIELD("Link", "</a.css>; rel=preload, <b>; rel=\"next\""),
    FIELD("Location", "//a.example:80/%zz"),
    FIELD("Location", "http://[::1]/a"),
    FIELD("MIME-Version", "1.0"),
    FIELD("Max-Forwards", "10"),
    FIELD("Origin", "null"),
    FIELD("Pragma", "no-cache"),
    FIELD("Prefer", "return=minimal"),
    FIELD("Preference-Applied", "return=minimal"),
    FIELD("Proxy-Authenticate", "Basic realm=\"a\""),
    FIELD("Proxy-Authentication-Info", "a=b"),
    FIELD("Proxy-Authorization", "Basic YTpi"),
    FIELD("Proxy-Connection", "keep-alive"),
    FIELD("Range", "bytes=0-4"),
    FIELD("Referer", "/a"),
    FIELD("Retry-After", "120"),
    FIELD("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"),
    FIELD("Server", "a/1.0 (b (c) \\)) d"),
    FIELD("Set-Cookie", "a=b; Domain=a.example; Path=/; Max-Age=1"),
    FIELD("Set-Cookie", "a=b, c=d"),
    FIELD("Strict-Transport-Security", "max-age=1; includeSubDomains"),
    FIELD("TE", "trailers"),
    FIELD("Trailer", "Content-Length"),
    FIELD("Trailer", "Expires, X-T"),
    FIELD("Transfer-Encoding", "Chunked"),
    FIELD("Transfer-Encoding", "chunked"),
    FIELD("Transfer-Encoding", "chunked, chunked"),
    FIELD("Transfer-Encoding", "chunked;q=1"),
    FIELD("Transfer-Encoding", "gzip, chunked"),
    FIELD("Transfer-Encoding", "identity"),
    FIELD("Upgrade", "h2c, websocket/13"),
    FIELD("Upgrade", "websocket"),
    FIELD("User-Agent", "a (b"),
    FIELD("Vary", "*"),
    FIELD("Vary", "Accept-Encoding, Origin"),
    FIELD("Via", "1.1 a, HTTP/2 b:80 (c)"),
    FIELD("WWW-Authenticate", "Basic realm=\"a\", Digest a=b, c=\"d\""),
    FIELD("WWW-Authenticate", "Newauth YWJj=="),
    FIELD("Warning", "199 - \"a\" \"Sun, 06 Nov 1994 08:49:37 GMT\""),
    FIELD("X", ""),
    FIELD("X-Content-Type-Options", "nosniff"),
};

static const word status_codes[] = {
    WORD("000"), WORD("099"),  WORD("100"), WORD("101"), WORD("102"), WORD("103"), WORD("200"),
    WORD("201"), WORD("204"),  WORD("204"), WORD("205"), WORD("206"), WORD("226"), WORD("301"),
    WORD("303"), WORD("304"),  WORD("304"), WORD("401"), WORD("405"), WORD("407"), WORD("412"),
    WORD("416"), WORD("417"),  WORD("426"), WORD("451"), WORD("500"), WORD("503"), WORD("600"),
    WORD("20"),  WORD("2040"), WORD("2 4"), WORD("-04"), WORD("2O4"), WORD(""),
};

static const word versions[] = {
    WORD("HTTP/1.1"), WORD("HTTP/1.0"),   WORD("HTTP/1.2"),  WORD("HTTP/2.0"), WORD("HTTP/0.9"),
    WORD("http/1.1"), WORD("HTTP/1.10"),  WORD("HTTP/01.1"), WORD("HTTP/1"),   WORD("HTTP 1.1"),
    WORD("ICY"),      WORD("\nHTTP/1.1"), WORD(" HTTP/1.1"),
};

static const word reasons[] = {
    WORD(""),     WORD("No Content"), WORD("OK"),     WORD("\t"),    WORD("N\x80"),
    WORD("a\0b"), WORD(" OK "),       WORD("200 OK"), WORD("a\x7F"), WORD("a\rb"),
};

/* Between the parts of a status line, and round a colon. */
static const word gaps[] = {
    WORD(""), WORD(" "), WORD("  "), WORD("\t"), WORD(" \t"), WORD("\v"), WORD("\f"), WORD("\r"), WORD("\r\n "),
};

static const word line_ends[] = {
    WORD("\r\n"),  WORD("\n"),    WORD("\r"),        WORD("\r\r\n"),   WORD("\n\r"),
    WORD(""),      WORD("\r\n "), WORD("\r\n\t"),    WORD("\r\n\r\n"), WORD("\0\r\n"),
    WORD(" \r\n"), WORD("\n\n"),  WORD("\r\n \r\n"),
};

static const word odd_octets[] = {
    WORD("\0"),   WORD("\x01"),     WORD("\t"),   WORD("\n"),    WORD("\v"),       WORD("\f"),   WORD("\r"),
    WORD("\x1B"), WORD(" "),        WORD("\""),   WORD("%"),     WORD("("),        WORD(")"),    WORD(","),
    WORD("/"),    WORD(":"),        WORD(";"),    WORD("="),     WORD("@"),        WORD("\\"),   WORD("\x7F"),
    WORD("\x80"), WORD("\xC3\xA9"), WORD("\xFF"), WORD("\r\n "), WORD("\"\\\"\""), WORD("(())"), WORD("*"),
};

/* What a length or a number is broken to. */
static const word odd_numbers[] = {
    WORD("+5"),
    WORD("-1"),
    WORD("0x5"),
    WORD("5 5"),
    WORD("5,5"),
    WORD("5, 6"),
    WORD(", 5"),
    WORD("5,"),
    WORD("05"),
    WORD("5.0"),
    WORD("5;"),
    WORD("\"5\""),
    WORD("2147483648"),
    WORD("4294967296"),
    WORD("9223372036854775807"),
    WORD("9223372036854775808"),
    WORD("18446744073709551615"),
    WORD("18446744073709551616"),
    WORD("00000000000000000000000000000005"),
    WORD(""),
};

static const word odd_chunk_sizes[] = {
    WORD("+1"),
    WORD("-1"),
    WORD("0x1"),
    WORD("g"),
    WORD(""),
    WORD(" 1"),
    WORD("1 "),
    WORD("80000000"),
    WORD("100000000"),
    WORD("7fffffffffffffff"),
    WORD("FFFFFFFFFFFFFFFF"),
    WORD("10000000000000000"),
    WORD("fffffffffffffffff"),
};

static const word chunk_extensions[] = {
    WORD(";a"),      WORD(";a=b"), WORD(";a=\"b\""),    WORD(" ; a = b"),    WORD(";"),
    WORD(";a="),     WORD(" "),    WORD(";a=\"\\\"\""), WORD(";a=\"\\"),     WORD(";=b"),
    WORD(";a=\"\r"), WORD("\t;a"), WORD(";a;b=c"),      WORD(";a=\"\x80\""),
};

static const word list_gaps[] = {
    WORD(","), WORD(", ,"), WORD(" , "), WORD(",,"), WORD("\t,\t"), WORD(",\r\n "), WORD(", "),
};

static const word between_messages[] = {
    WORD("\r\n"),  WORD("\n"), WORD("\r"),        WORD("\r\n\r\n"), WORD(" "),         WORD("x"),
    WORD("hello"), WORD("\0"), WORD("0\r\n\r\n"), WORD("HTTP/"),    WORD("HTTP/1.1 "), WORD("\x16\x03\x01"),
};

static const word interim_messages[] = {
    WORD("HTTP/1.1 100 Continue\r\n\r\n"),
    WORD("HTTP/1.1 102 \r\n\r\n"),
    WORD("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"),
    WORD("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"),
};

static const word final_messages[] = {
    WORD("HTTP/1.1 204 No Content\r\n\r\n"),
    WORD("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello"),
    WORD("HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    WORD("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"),
    WORD("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n3;a=b\r\nyou\r\n0\r\nX-T: 1\r\n\r\n"),
    WORD("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 5\r\n\r\n"),
    WORD("HTTP/1.0 200 OK\r\n\r\nhi"),
    WORD("HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n"),
    WORD("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/4\r\nContent-Length: 2\r\n\r\nhi"),
    WORD("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\nno"),
};

#endif
