/* explain_head.c - what there is to say about the rows of limits, status line and field lines. */
#include "explain_texts.h"

/* ---- 0  limits -------------------------------------------------------------------------------------- */

TEXT(LIMIT_HEAD) = {
    .why = "RFC 9112 2.3 sets no size, so a reader without a bound of its own buffers a head for as long as a "
           "peer likes to send one.",
    .wild = "Squid, CVE-2023-5824: a stored head that grew past the limit brought the proxy down "
            "(https://www.sentinelone.com/vulnerability-database/cve-2023-5824/).",
    .fix = "Send a smaller head, or raise h204_limits.head (default 65536 octets).",
};
TEXT(LIMIT_FIELDS) = {
    .why = "The table of fields is memory of the caller; a peer must not decide how large it gets.",
    .wild = "CPython, CVE-2021-3737: header lines of interim responses without end "
            "(https://github.com/python/cpython/issues/88188).",
    .fix = "Send fewer field lines, or raise h204_limits.fields (default 1000).",
};
TEXT(LIMIT_CHUNK_LINE) = {
    .why = "A chunk line is framing, not content: a long one is work for the reader that its user never sees.",
    .fix = "Send shorter chunk extensions, or raise h204_limits.chunk_line (default 4096 octets).",
};
TEXT(LIMIT_CHUNK_EXTENSIONS) = {
    .why = "An extension on every chunk of one octet multiplies what a body costs; RFC 9112 7.1.1 asks for a "
           "limit on their total.",
    .wild = "Squid, CVE-2024-25111: chunks with empty extensions exhausted the decoder "
            "(https://linuxpatch.com/cve/CVE-2024-25111).",
    .fix = "Send no chunk extensions, or raise h204_limits.chunk_extensions (default 16384 octets).",
};
TEXT(LIMIT_TRAILERS) = {
    .why = "A trailer section without end keeps a response from ever being complete.",
    .wild = "CPython: trailers without end outlast every timeout "
            "(https://github.com/python/cpython/issues/150743).",
    .fix = "Send a smaller trailer section, or raise h204_limits.trailers (default 16384 octets).",
};
TEXT(LIMIT_INTERIM) = {
    .why = "A client must read one or more 1xx responses before the final one (RFC 9110 15.2), and no RFC says "
           "how many: without a bound it can be kept waiting for ever.",
    .wild = "CPython: a flood of 100 responses hangs the client "
            "(https://github.com/python/cpython/issues/150743).",
    .fix = "Send the final response, or raise h204_limits.interim (default 100).",
};

/* ---- 100  status line ------------------------------------------------------------------------------- */

TEXT(ST_PRESENT) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .why = "Octets that are no status line are the first sign of a connection out of step: most often they are "
           "the content of a response that may have none.",
    .wild = "urbit/vere: `null` left over from a 204 made the next line `nullHTTP/1.1 200 OK` "
            "(https://github.com/urbit/vere/pull/934).",
    .fix = "Look at the response before this one: what it sent beyond its end is read here.",
};
TEXT(ST_NAME_CASE) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("http/1.1 204 No Content\r\n\r\n"),
    .why = "The protocol name is case-sensitive; a reader that folds case accepts what the next one refuses.",
    .fix = "Write HTTP in capital letters.",
};
TEXT(ST_NO_LEADING_EMPTY) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("\r\n" EMPTY_204),
    .tolerance = H204_TOLERATE_LEADING_CRLF,
    .why = "RFC 9112 2.2 lets a server skip an empty line before a request; nothing of the kind is said of "
           "responses, and the line usually belongs to the body before it.",
    .wild = "A server that ended its bodies with an extra LF failed hyper's next read "
            "(https://github.com/hyperium/hyper/issues/753).",
    .fix = "Send nothing between two responses; look at how the one before was ended.",
};
TEXT(ST_NO_LEADING_WS) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE(" " EMPTY_204),
    .tolerance = H204_TOLERATE_STATUS_LINE_WS,
    .why = "Whitespace before the protocol name is no grammar; who skips it finds a response where others find "
           "none.",
    .fix = "Begin the response with HTTP.",
};
TEXT(ST_VER_MAJOR) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("HTTP/2.0 204 No Content\r\n\r\n"),
    .why = "HTTP/2 and HTTP/3 have no status line: a message in this wire form that claims to be one of them is "
           "read by guesswork.",
    .fix = "Write HTTP/1.1; a capture that a tool printed from HTTP/2 (curl -i) is no capture of octets.",
};
TEXT(ST_VER_FORM) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("HTTP/1.10 204 No Content\r\n\r\n"),
    .why = "The version is two single digits, not a number with a fraction: 1.10 is neither 1.1 nor ten.",
    .fix = "Write HTTP/1.1.",
};
TEXT(ST_SP1) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("HTTP/1.1  204 No Content\r\n\r\n"),
    .tolerance = H204_TOLERATE_STATUS_LINE_WS,
    .why = "Readers that look for the code at a fixed place and readers that skip whitespace part ways here.",
    .wild = "http-parser took any number of spaces before the code "
            "(https://github.com/nodejs/http-parser/issues/315).",
    .fix = "Write exactly one SP between the version and the code.",
};
TEXT(ST_CODE_3DIGIT) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("HTTP/1.1 20 No Content\r\n\r\n"),
    .why = "The code decides whether there is content at all: read `2040` as 204 and the next octets belong to "
           "somebody else.",
    .fix = "Write the code as three digits and nothing glued to them.",
};
TEXT(ST_CODE_RANGE) = {
    .keeps = ALONE("HTTP/1.1 511 Network Authentication Required\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 600 \r\n" NOTHING),
    .why = "The first digit is the class, and clients act on the class; what is outside is treated as a 5xx.",
    .wild = "Codes of 600 and more are seen; h11 refused them "
            "(https://github.com/python-hyper/h11/issues/96).",
    .legal = "A code that nobody registered, such as 599: it is read as the x00 of its class (RFC 9110 15).",
    .fix = "Answer with a registered code of the class you mean.",
};
TEXT(ST_SP2) = {
    .keeps = ALONE("HTTP/1.1 204 \r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 204\r\n\r\n"),
    .tolerance = H204_TOLERATE_NO_SP_AFTER_STATUS,
    .why = "The reason phrase may be absent, the SP before it may not; strict readers find no end of the code.",
    .wild = "Whether to read on is disputed to this day: httparse "
            "(https://github.com/seanmonstar/httparse/issues/29), http4s "
            "(https://github.com/http4s/http4s/pull/7104), llhttp "
            "(https://github.com/nodejs/llhttp/pull/869).",
    .legal = "No reason phrase behind the SP: no client needs one (RFC 9112 4).",
    .fix = "Write a SP after the code, even where no reason phrase follows.",
};
TEXT(ST_NO_BARE_CR) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("HTTP/1.1 204 No\rContent\r\n\r\n"),
    .tolerance = H204_TOLERATE_BARE_CR_TO_SP,
    .why = "A CR alone ends a line for some readers and is part of the phrase for others.",
    .wild = "aiohttp, CVE-2023-37276: a bare CR split lines "
            "(https://github.com/aio-libs/aiohttp/pull/7664).",
    .fix = "Remove the CR from the reason phrase.",
};
TEXT(ST_REASON_CHARS) = {
    .keeps = ALONE("HTTP/1.1 204 Gel\xf6scht\t(ok)\r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 204 No\0Content\r\n\r\n"),
    .why = "The phrase is copied into logs and pages unread; a control octet in it is there to be "
           "misunderstood.",
    .wild = "Varnish, VSV00009: a backend's reason phrase could bring the proxy down "
            "(https://varnish-cache.org/security/VSV00009.html).",
    .legal = "Octets from 0x80 up, and a phrase in any language.",
    .fix = "Remove the control octets, or leave the phrase out: no client needs it.",
};
TEXT(ST_EOL_CRLF) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("HTTP/1.1 204 No Content\n\r\n"),
    .tolerance = H204_TOLERATE_BARE_LF,
    .why = "A reader may take a lone LF for a line end and another need not: between the two lies a smuggled "
           "line.",
    .wild = "llhttp first took a bare LF (CVE-2022-32214), then refused it even where asked to take it "
            "(https://github.com/nodejs/llhttp/issues/236).",
    .fix = "End the line with CRLF.",
};
TEXT(ST_WS_AFTER_START) = {
    .keeps = ALONE(PLAIN),
    .breaks = ALONE(NO_CONTENT " Server: x\r\n\r\n"),
    .tolerance = H204_TOLERATE_WS_AFTER_STATUS_LINE,
    .why = "There is no field line yet that such a line could continue: one reader makes it a field, the next "
           "drops it, and it may be Content-Length.",
    .fix = "Begin the first field line with its name.",
};
TEXT(ST_VER_OWN) = {
    .keeps = { .octets = OCTETS(EMPTY_204), TO_10("GET"), IS(SERVER_11) },
    .breaks = { .octets = OCTETS("HTTP/1.0 204 No Content\r\n\r\n"), TO_10("GET"), IS(SERVER_11) },
    .why = "The version in a response says what its sender can do, not what the request said: a client that is "
           "answered 1.0 never learns that chunks and persistent connections are to be had.",
    .legal = "An HTTP/1.0 response of a server that conforms to 1.0 only.",
    .fix = "Write HTTP/1.1, whatever the version of the request; keep chunked and 1xx from a 1.0 client all the "
           "same.",
};
TEXT(ST_VER_NO_DOWNGRADE) = {
    .keeps = { .octets = OCTETS(EMPTY_204), TO("GET"), IS(SERVER_11) },
    .breaks = { .octets = OCTETS("HTTP/1.0 204 No Content\r\n\r\n"), TO("GET"), IS(SERVER_11) },
    .why = "RFC 9112 2.3 leaves the lower version for clients whose mistake is known.  Sent to everybody, it ends "
           "each connection after one response.",
    .legal = "HTTP/1.0 to a client that is known to handle 1.1 wrongly (RFC 9112 2.3).",
    .fix = "Answer HTTP/1.1 with HTTP/1.1; look for a proxy in front that speaks 1.0 to its servers.",
};
TEXT(ST_CODE_REGISTERED) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("HTTP/1.1 267 Odd\r\n" NOTHING),
    .why = "A client treats a code that it does not know as the x00 of its class, so the message is read; but two "
           "inventors of one number mean two things.  The table is that of this release, and ages.",
    .legal = "104, registered for a time, and the reserved 306 and 418.",
    .fix = "Use a registered code of the same class, or register yours (RFC 9110 16.2).",
};
TEXT(ST_CODE_UNUSED) = {
    .keeps = ALONE("HTTP/1.1 302 Found\r\nLocation: /x\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 306 Unused\r\n" NOTHING),
    .why = "305 is deprecated, as it let a server choose the proxy of a client; 306 and 418 are reserved for what "
           "was done with them before, so that they can not be used for anything new.",
    .fix = "Answer with a code that is in use: 307 or 308 to redirect, another 4xx to refuse.",
};

/* ---- 200  field lines ------------------------------------------------------------------------------- */

TEXT(FLD_NAME_NONEMPTY) = {
    .keeps = ALONE(PLAIN),
    .breaks = ALONE(NO_CONTENT ": x\r\n\r\n"),
    .why = "A field without name has no meaning; readers drop it, keep it or stop there.",
    .fix = "Give the field a name, or leave the line out.",
};
TEXT(FLD_NAME_NO_WS_COLON) = {
    .keeps = ALONE(PLAIN),
    .breaks = ALONE(NO_CONTENT "Server : x\r\n\r\n"),
    .tolerance = H204_TOLERATE_SP_BEFORE_COLON,
    .why = "`Content-Length : 5` is a length for one reader and an unknown field for the next: the two see "
           "different messages.  A proxy must remove the whitespace (RFC 9112 5.1).",
    .wild = "llhttp, CVE-2021-22959 (https://osv.dev/vulnerability/CVE-2021-22959).",
    .fix = "Write the colon right behind the name.",
};
TEXT(FLD_NAME_TCHAR) = {
    .keeps = ALONE(NO_CONTENT "X.Y-1: x\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "X(Y): x\r\n\r\n"),
    .why = "What is no token is cut, folded or ignored differently by each reader, and may hide a framing "
           "field.  Content glued to a head without its empty line is caught here too.",
    .wild = "libsoup, CVE-2024-52530: a NUL at the end of a name was ignored "
            "(https://www.sentinelone.com/vulnerability-database/cve-2024-52530/).  Tempesta: a page glued to "
            "the head of a 204 (https://github.com/tempesta-tech/tempesta/issues/816).",
    .legal = "An underscore and the other signs of a token, though some servers drop such a field.",
    .fix = "Use letters, digits and !#$%&'*+-.^_`|~ only; if the line is content, the empty line is missing.",
};
TEXT(FLD_COLON) = {
    .keeps = ALONE(PLAIN),
    .breaks = ALONE(NO_CONTENT "Server\r\n\r\n"),
    .why = "A line without colon is no field; often it is content, because the empty line before it is missing.",
    .fix = "Write a colon after the name, or the empty line that was forgotten.",
};
TEXT(FLD_VALUE_NO_BARE_CR) = {
    .keeps = ALONE(NO_CONTENT "X: a b\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "X: a\rb\r\n\r\n"),
    .tolerance = H204_TOLERATE_BARE_CR_TO_SP,
    .why = "A CR that some reader takes for a line end lets a value carry a field of its own.",
    .wild = "aiohttp, CVE-2023-37276: a bare CR split a field line in two "
            "(https://github.com/aio-libs/aiohttp/pull/7664).",
    .fix = "Remove CR from values before they reach the head.",
};
TEXT(FLD_VALUE_NO_NUL) = {
    .keeps = ALONE(NO_CONTENT "X: a b\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "X: a\0b\r\n\r\n"),
    .tolerance = H204_TOLERATE_NUL_TO_SP,
    .why = "For half of all programs a NUL ends the value, for the other half it does not.",
    .wild = "aiohttp, CVE-2026-34520: NUL and control octets in response fields were accepted "
            "(https://github.com/sanitizers/chronographer-github-app/issues/64).",
    .legal = "HTAB, and octets from 0x80 up.",
    .fix = "Encode the value; no octet below SP but HTAB may stand in it.",
};
TEXT(FLD_VALUE_NO_CTL) = {
    .keeps = ALONE(NO_CONTENT "X: a\tb\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "X: a\ab\r\n\r\n"),
    .tolerance = H204_TOLERATE_KEEP_CTL,
    .why = "Control octets are invalid; they survive into logs, terminals and the next hop.",
    .wild = "aiohttp, CVE-2026-34520: NUL and control octets in response fields were accepted "
            "(https://github.com/sanitizers/chronographer-github-app/issues/64).",
    .fix = "Encode the value; no octet below SP but HTAB may stand in it.",
};
TEXT(FLD_EOL_CRLF) = {
    .keeps = ALONE(PLAIN),
    .breaks = ALONE(NO_CONTENT "Server: x\n\r\n"),
    .tolerance = H204_TOLERATE_BARE_LF,
    .why = "Where one reader sees a line end and another does not, a field is visible to one of them only, or "
           "the head ends in two places.",
    .wild = "llhttp, CVE-2022-32214 (https://www.sentinelone.com/vulnerability-database/cve-2022-32214/).",
    .fix = "End every line with CRLF, the empty one too.",
};
TEXT(FLD_OBSFOLD_GEN) = {
    .keeps = ALONE(NO_CONTENT "X: a b\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "X: a\r\n b\r\n\r\n"),
    .tolerance = H204_TOLERATE_OBS_FOLD,
    .why = "A folded line is one value for who unfolds and two lines for who does not; in a framing field that "
           "is two messages.  A user agent must unfold, a gateway may refuse (RFC 9112 5.2).",
    .wild = "llhttp, CVE-2022-32215: a folded Transfer-Encoding "
            "(https://www.sentinelone.com/vulnerability-database/cve-2022-32215).",
    .fix = "Write the value on one line.",
};
TEXT(FLD_SECTION_END) = {
    .keeps = CLOSED(PLAIN),
    .breaks = CLOSED(NO_CONTENT "Server: x\r\n"),
    .why = "Without its empty line a head is incomplete, however plain its status: a 204 that was cut is no "
           "204 (RFC 9112 8).",
    .wild = "Squid took a head that the connection's end had cut for a whole one "
            "(https://github.com/squid-cache/squid/pull/909).",
    .fix = "Send the empty line before the connection is closed.",
};
TEXT(FLD_DUP_SINGLETON) = {
    .keeps = ALONE(NO_CONTENT "ETag: \"a\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "ETag: \"a\"\r\nETag: \"b\"\r\n\r\n"),
    .why = "A field that is no list has one value; of two, each recipient takes the one it likes.",
    .legal = "List fields and Set-Cookie on several lines.",
    .fix = "Send the field once; look for a middleware that adds its own.",
};
TEXT(FLD_OWS_SINGLE_SP) = {
    .keeps = ALONE(PLAIN),
    .breaks = ALONE(NO_CONTENT "Server:  \tx\r\n\r\n"),
    .why = "Optional whitespace means one SP at most to every reader, yet comparisons and signatures of raw values "
           "differ by it.",
    .legal = "No whitespace at all (`Server:x`), and an empty value, which has none before it.",
    .fix = "Write one SP behind the colon and behind each comma.",
};
TEXT(FLD_OWS_NO_TRAILING) = {
    .keeps = ALONE(PLAIN),
    .breaks = ALONE(NO_CONTENT "Server: x  \r\n\r\n"),
    .why = "Whitespace that nobody reads is whitespace that readers strip, or fail to strip, from the value: "
           "`close ` is then another option than `close`.",
    .legal = "Whitespace that an intermediary left where it overwrote a field in place (RFC 9110 5.6.3).",
    .fix = "Trim values before they are written; write commas right behind the member.",
};
TEXT(FLD_LIST_NO_EMPTY) = {
    .keeps = ALONE(NO_CONTENT "Allow: GET, PUT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Allow: GET,, PUT\r\n\r\n"),
    .why = "A recipient must skip a reasonable number of empty members and no more: a list of commas alone is a "
           "way to keep one busy.",
    .legal = "A list field without any member, where its grammar allows it: `Allow:`, `Vary:`.",
    .fix = "Join only the members that are there.",
};
TEXT(FLD_BWS_GEN) = {
    .keeps = ALONE(UNAUTHORIZED "WWW-Authenticate: Basic realm=\"x\"\r\n" NOTHING),
    .breaks = ALONE(UNAUTHORIZED "WWW-Authenticate: Basic realm = \"x\"\r\n" NOTHING),
    .why = "The grammar takes this whitespace for the sake of senders of the nineties; a recipient must remove it, "
           "and who does not finds no parameter.",
    .legal = "The equals signs at the end of a token68, and those inside quoted strings.",
    .fix = "Write name, equals sign and value without whitespace.",
};
TEXT(FLD_RWS_SINGLE) = {
    .keeps = ALONE(NO_CONTENT "Server: a/1 b/2\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Server: a/1  b/2\r\n\r\n"),
    .why = "Required whitespace has the meaning of one SP; what splits at every SP finds empty products or shifts "
           "the parts of Via.",
    .legal = "Any whitespace inside a comment.",
    .fix = "Separate the parts by one SP.",
};
TEXT(FLD_QS_CLOSED) = {
    .keeps = ALONE(OK "Content-Type: text/plain; charset=\"utf-8\"\r\n" HI),
    .breaks = ALONE(OK "Content-Type: text/plain; charset=\"utf-8\r\n" HI),
    .why = "Where a quote stays open, the comma or semicolon behind it belongs to the string for one reader and "
           "ends the member for another: they see different lists.",
    .legal = "A field whose grammar has no quoted string, such as Location or Set-Cookie: a quote there is an "
             "octet like others, or its own grammar's fault.",
    .fix = "Close the quote, and put a backslash before each quote and backslash inside.",
};
TEXT(FLD_COMMENT_NEST) = {
    .keeps = ALONE(NO_CONTENT "Server: a (b (c) d)\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Server: a (b (c d)\r\n\r\n"),
    .why = "A reader that counts parentheses runs to the end of the value, one that does not stops at the first.",
    .legal = "`(a (b) c)`: comments nest; and `\\)`, which closes nothing.",
    .fix = "Balance the parentheses, or put a backslash before one that stands alone.",
};
TEXT(FLD_PARAM_NO_WS_EQ) = {
    .keeps = ALONE(OK "Content-Type: text/plain; charset=utf-8\r\n" HI),
    .breaks = ALONE(OK "Content-Type: text/plain; charset = utf-8\r\n" HI),
    .why = "Parameters of a media type have no whitespace around the equals sign, not even the bad kind: many "
           "readers take `charset ` for the name and lose the charset.",
    .legal = "Whitespace around the semicolon, and a semicolon without parameter behind it (RFC 9110 5.6.6).",
    .fix = "Write charset=utf-8 without whitespace.",
};
TEXT(FLD_DATE_IMF_GEN) = {
    .keeps = ALONE(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Date: Sunday, 06-Nov-94 08:49:37 GMT\r\n\r\n"),
    .why = "A recipient must read all three forms and a sender write only the first: the years of the second have "
           "two digits, the third tells no zone.",
    .legal = "A date in the Expires of a cookie, which X_SC_EXPIRES looks at, and a date that a proxy forwards.",
    .fix = "Write the date as in Sun, 06 Nov 1994 08:49:37 GMT.",
};
TEXT(FLD_DATE_RANGE) = {
    .keeps = ALONE(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Date: Sun, 06 Nov 1994 24:49:37 GMT\r\n\r\n"),
    .why = "An hour of 24 or a minute of 60 is no time; readers carry it over, clamp it or drop the field.",
    .legal = "Second 60: a leap second.",
    .fix = "Take the date from a calendar function rather than from arithmetic on its digits.",
};
TEXT(FLD_DATE_CALENDAR) = {
    .keeps = ALONE(NO_CONTENT "Date: Thu, 29 Feb 1996 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Date: Wed, 30 Feb 1994 08:49:37 GMT\r\n\r\n"),
    .why = "Readers make 30 Feb the 2nd of March or ignore the field: freshness and validation then differ between "
           "two caches.",
    .legal = "29 Feb in a leap year.",
    .fix = "Convert the time by a calendar function, for UTC.",
};
TEXT(FLD_DATE_NO_EXTRA_WS) = {
    .keeps = ALONE(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Date: Sun,  06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .why = "The date has a fixed length, and many readers look at fixed places.",
    .legal = "The two SPs in the day of an asctime date; that form is FLD_DATE_IMF_GEN's.",
    .fix = "Pad the day with a zero, not with a blank, and write single SPs.",
};
TEXT(FLD_DATE_CASE) = {
    .keeps = ALONE(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Date: sun, 06 NOV 1994 08:49:37 gmt\r\n\r\n"),
    .why = "The names are case-sensitive.  A cache is asked to be generous (RFC 9111 4.2); others need not be.",
    .fix = "Write Sun, Nov and GMT as the grammar does; use no locale.",
};
TEXT(FLD_DATE_GMT) = {
    .keeps = ALONE(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 +0000\r\n\r\n"),
    .why = "The date is in UTC and says so by the word GMT alone: who ignores an offset is wrong by hours.",
    .legal = "asctime dates have no zone and are in UTC; that form is FLD_DATE_IMF_GEN's.",
    .fix = "Convert to UTC and write GMT.",
};
TEXT(FLD_DATE_DAYNAME) = {
    .keeps = ALONE(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Date: Mon, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .why = "Most readers skip the name, some check it and drop the date: freshness then depends on the reader.",
    .fix = "Compute the name from the date; a wrong one often means that one of the two is in local time.",
};
TEXT(FLD_REQUEST_ONLY) = {
    .keeps = ALONE(PLAIN),
    .breaks = ALONE(NO_CONTENT "Host: example.com\r\n\r\n"),
    .why = "Nothing forbids these fields in a response, and nothing gives them a meaning there: as a rule a proxy "
           "or a handler copied the fields of the request, credentials among them.",
    .legal = "Accept, Accept-Encoding, Connection, Content-Range, Trailer, Upgrade and Via: defined for responses "
             "too.",
    .fix = "Do not copy the fields of the request; send those you mean.",
};
TEXT(FLD_QP_MINIMAL_QS) = {
    .keeps = ALONE(OK "Content-Type: a/b; c=\"d\\\"e\"\r\n" HI),
    .breaks = ALONE(OK "Content-Type: a/b; c=\"\\de\"\r\n" HI),
    .why = "A backslash before any other octet says nothing, and readers that do not unescape keep it in the "
           "value.",
    .legal = "A backslash in an ETag, which is no quoted string: see H_ETAG_BACKSLASH.",
    .fix = "Escape the double quote and the backslash only.",
};
TEXT(FLD_QP_MINIMAL_COMMENT) = {
    .keeps = ALONE(NO_CONTENT "Server: a (b\\)c)\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Server: a (\\bc)\r\n\r\n"),
    .why = "A backslash before any other octet says nothing, and a reader that shows comments as they are shows "
           "it.",
    .fix = "Escape the parentheses and the backslash only.",
};
TEXT(FLD_CLOSE_RESERVED) = {
    .keeps = ALONE(NO_CONTENT "Connection: close\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Close: yes\r\n\r\n"),
    .why = "A connection option shares its name with a field that it may point to: a field called Close would be "
           "removed by every proxy that sees `Connection: close`.",
    .fix = "Rename the field.  To announce the end of the connection write Connection: close.",
};
TEXT(FLD_NO_CTE) = {
    .keeps = ALONE(LENGTH_2),
    .breaks = ALONE(OK "Content-Transfer-Encoding: base64\r\n" HI),
    .why = "HTTP has no such field: a gateway from mail has to remove the encoding and did not, so the content is "
           "base64 for a client that never decodes it.",
    .legal = "The field in the parts of a multipart content.",
    .fix = "Decode the content and drop the field.",
};
TEXT(FLD_MIME_VERSION_SINGLE) = {
    .keeps = ALONE(OK "MIME-Version: 1.0\r\n" HI),
    .breaks = ALONE(OK "MIME-Version: 1.0\r\nMIME-Version: 1.0\r\n" HI),
    .why = "The field says by which version of MIME the message was built; of two lines a reader takes either.",
    .legal = "One MIME-Version, which shows full conformance to MIME (RFC 9112 B.1).",
    .fix = "Send MIME-Version once, or not at all: HTTP does not need it.",
};
TEXT(FLD_NAME_CONSERVATIVE) = {
    .keeps = ALONE(NO_CONTENT "Foo-Bar: x\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "_Foo|Bar: x\r\n\r\n"),
    .why = "Every token is a name by the grammar, but scripts, CGI variables and log formats fold or drop the "
           "rarer characters: two names become one.",
    .legal = "A name that is in use: the advice is for the authors of new ones, and readers must take every token.",
    .fix = "Choose a name of letters, digits and hyphens that begins with a letter.",
};
