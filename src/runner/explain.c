/* explain.c - what there is to say about an invariant beyond its row: why, who, how, and an example each way.
 *
 * One TEXT a row.  A row of spec/invariants.def without one does not compile, and one without a row is an
 * unused constant.  tests/test_catalogue.c runs every example through h204_check.
 */
#include "explain.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(name)         static const explanation text_##name
#define OCTETS(literal)    { (const uint8_t *)(literal), sizeof literal - 1 }
#define ALONE(literal)     { .octets = OCTETS(literal) }
#define CLOSED(literal)    { .octets = OCTETS(literal), .end = H204_END_CLOSED }

#define NO_CONTENT "HTTP/1.1 204 No Content\r\n"
#define PLAIN      "HTTP/1.1 204 No Content\r\nServer: x\r\n\r\n"
#define OK         "HTTP/1.1 200 OK\r\n"
#define LENGTH_2   "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
#define CHUNKED    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
#define EMPTY_204  "HTTP/1.1 204 No Content\r\n\r\n"

/* ---- 0  limits --------------------------------------------------------------------------------------- */

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
    .wild = NULL,
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

/* ---- 100  status line -------------------------------------------------------------------------------- */

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
    .wild = NULL,
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
    .wild = NULL,
    .fix = "Begin the response with HTTP.",
};
TEXT(ST_VER_MAJOR) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("HTTP/2.0 204 No Content\r\n\r\n"),
    .why = "HTTP/2 and HTTP/3 have no status line: a message in this wire form that claims to be one of them is "
           "read by guesswork.",
    .wild = NULL,
    .fix = "Write HTTP/1.1; a capture that a tool printed from HTTP/2 (curl -i) is no capture of octets.",
};
TEXT(ST_VER_FORM) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("HTTP/1.10 204 No Content\r\n\r\n"),
    .why = "The version is two single digits, not a number with a fraction: 1.10 is neither 1.1 nor ten.",
    .wild = NULL,
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
    .wild = NULL,
    .fix = "Write the code as three digits and nothing glued to them.",
};
TEXT(ST_CODE_RANGE) = {
    .keeps = ALONE("HTTP/1.1 599 \r\nContent-Length: 0\r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 600 \r\nContent-Length: 0\r\n\r\n"),
    .why = "The first digit is the class, and clients act on the class; what is outside is treated as a 5xx.",
    .wild = "Codes of 600 and more are seen; h11 refused them "
            "(https://github.com/python-hyper/h11/issues/96).",
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
    .fix = "Write a SP after the code, even where no reason phrase follows.",
};
TEXT(ST_REASON_CHARS) = {
    .keeps = ALONE("HTTP/1.1 204 Gel\xf6scht\t(ok)\r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 204 No\0Content\r\n\r\n"),
    .why = "The phrase is copied into logs and pages unread; a control octet in it is there to be "
           "misunderstood.",
    .wild = "Varnish, VSV00009: a backend's reason phrase could bring the proxy down "
            "(https://varnish-cache.org/security/VSV00009.html).",
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
TEXT(ST_NO_BARE_CR) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE("HTTP/1.1 204 No\rContent\r\n\r\n"),
    .tolerance = H204_TOLERATE_BARE_CR_TO_SP,
    .why = "A CR alone ends a line for some readers and is part of the phrase for others.",
    .wild = "aiohttp, CVE-2023-37276: a bare CR split lines "
            "(https://github.com/aio-libs/aiohttp/pull/7664).",
    .fix = "Remove the CR from the reason phrase.",
};
TEXT(ST_WS_AFTER_START) = {
    .keeps = ALONE(PLAIN),
    .breaks = ALONE(NO_CONTENT " Server: x\r\n\r\n"),
    .tolerance = H204_TOLERATE_WS_AFTER_STATUS_LINE,
    .why = "There is no field line yet that such a line could continue: one reader makes it a field, the next "
           "drops it, and it may be Content-Length.",
    .wild = NULL,
    .fix = "Begin the first field line with its name.",
};

/* ---- 200  field lines -------------------------------------------------------------------------------- */

TEXT(FLD_NAME_NONEMPTY) = {
    .keeps = ALONE(PLAIN),
    .breaks = ALONE(NO_CONTENT ": x\r\n\r\n"),
    .why = "A field without name has no meaning; readers drop it, keep it or stop there.",
    .wild = NULL,
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
    .keeps = ALONE(NO_CONTENT "X_Y-1: x\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "X(Y): x\r\n\r\n"),
    .why = "What is no token is cut, folded or ignored differently by each reader, and may hide a framing "
           "field.  Content glued to a head without its empty line is caught here too.",
    .wild = "libsoup, CVE-2024-52530: a NUL at the end of a name was ignored "
            "(https://www.sentinelone.com/vulnerability-database/cve-2024-52530/).  Tempesta: a page glued to "
            "the head of a 204 (https://github.com/tempesta-tech/tempesta/issues/816).",
    .fix = "Use letters, digits and !#$%&'*+-.^_`|~ only; if the line is content, the empty line is missing.",
};
TEXT(FLD_COLON) = {
    .keeps = ALONE(PLAIN),
    .breaks = ALONE(NO_CONTENT "Server\r\n\r\n"),
    .why = "A line without colon is no field; often it is content, because the empty line before it is missing.",
    .wild = NULL,
    .fix = "Write a colon after the name, or the empty line that was forgotten.",
};
TEXT(FLD_VALUE_NO_NUL) = {
    .keeps = ALONE(NO_CONTENT "X: a b\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "X: a\0b\r\n\r\n"),
    .tolerance = H204_TOLERATE_NUL_TO_SP,
    .why = "For half of all programs a NUL ends the value, for the other half it does not.",
    .wild = "aiohttp, CVE-2026-34520: NUL and control octets in response fields were accepted "
            "(https://github.com/sanitizers/chronographer-github-app/issues/64).",
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
TEXT(FLD_VALUE_NO_BARE_CR) = {
    .keeps = ALONE(NO_CONTENT "X: a b\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "X: a\rb\r\n\r\n"),
    .tolerance = H204_TOLERATE_BARE_CR_TO_SP,
    .why = "A CR that some reader takes for a line end lets a value carry a field of its own.",
    .wild = "aiohttp, CVE-2023-37276: a bare CR split a field line in two "
            "(https://github.com/aio-libs/aiohttp/pull/7664).",
    .fix = "Remove CR from values before they reach the head.",
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
    .wild = NULL,
    .fix = "Send the field once; look for a middleware that adds its own.",
};

/* ---- 300  framing ------------------------------------------------------------------------------------ */

TEXT(FRAME_TE_ABNF) = {
    .keeps = ALONE(CHUNKED "0\r\n\r\n"),
    .breaks = ALONE(OK "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
    .why = "What is no coding list can not say how the content ends; who guesses chunked and who guesses not "
           "end up at different octets.",
    .wild = NULL,
    .fix = "Write the coding as a bare name: Transfer-Encoding: chunked.",
};
TEXT(FRAME_TE_NONEMPTY) = {
    .keeps = ALONE(CHUNKED "0\r\n\r\n"),
    .breaks = ALONE(OK "Transfer-Encoding: \r\n\r\n"),
    .why = "The field is present and chunked is not last, so the letter of RFC 9112 6.3 reads to close and "
           "ignores a Content-Length; no sender means that.",
    .wild = NULL,
    .fix = "Name a coding, or leave the field out.",
};
TEXT(FRAME_TE_CHUNKED_PARAM) = {
    .keeps = ALONE(CHUNKED "0\r\n\r\n"),
    .breaks = ALONE(OK "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n"),
    .why = "Chunked has no parameters and a recipient should treat one as an error (RFC 9112 7.1); readers that "
           "compare the whole value see another coding.",
    .wild = NULL,
    .fix = "Write chunked without parameters.",
};
TEXT(FRAME_TE_KNOWN) = {
    .keeps = ALONE(CHUNKED "0\r\n\r\n"),
    .breaks = ALONE(OK "Transfer-Encoding: xchunked\r\n\r\n"),
    .tolerance = H204_TOLERATE_TE_UNKNOWN,
    .why = "A coding nobody knows is a way to hide chunked from one of two readers.",
    .wild = "In an answer to CONNECT it must not matter at all: Bun refused the tunnel "
            "(https://github.com/oven-sh/bun/pull/31221).",
    .fix = "Use chunked, gzip, compress or deflate; identity left the registry in 2014.",
};
TEXT(FRAME_TE_CHUNKED_ONCE) = {
    .keeps = ALONE(CHUNKED "0\r\n\r\n"),
    .breaks = ALONE(OK "Transfer-Encoding: chunked, chunked\r\n\r\n5\r\n0\r\n\r\n\r\n0\r\n\r\n"),
    .why = "One reader decodes once, the next twice, and the message ends in two places.",
    .wild = NULL,
    .fix = "Apply chunked once; look for two layers that both add the field.",
};
TEXT(FRAME_TE_10_GEN) = {
    .keeps = ALONE("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi"),
    .breaks = ALONE("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    .tolerance = H204_TOLERATE_TE_HTTP10,
    .why = "HTTP/1.0 knows no transfer coding: somebody on the way forwarded a field without understanding it, "
           "so the framing is faulty and the connection must be closed (RFC 9112 6.1).",
    .wild = NULL,
    .fix = "Answer as HTTP/1.1, or send a Content-Length.",
};
TEXT(FRAME_TE_REQ_11) = {
    .keeps = { .octets = OCTETS(CHUNKED "0\r\n\r\n"), .method = "GET" },
    .breaks = { .octets = OCTETS(CHUNKED "0\r\n\r\n"), .method = "GET", .request_is_10 = true },
    .why = "An HTTP/1.0 client takes the chunk lines for content.",
    .wild = NULL,
    .fix = "Look at the request's version; to 1.0 send Content-Length, or close to end the content.",
};
TEXT(FRAME_TE_CL_GEN) = {
    .keeps = ALONE(CHUNKED "0\r\n\r\n"),
    .breaks = ALONE(OK "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n"),
    .tolerance = H204_TOLERATE_TE_WITH_CL,
    .why = "Two fields name two ends.  Transfer-Encoding wins by RFC 9112 6.3, yet the pair is the oldest sign "
           "of response splitting and ought to be handled as an error.",
    .wild = "Refused by Envoy until an option came (https://github.com/envoyproxy/envoy/issues/9016); llhttp "
            "refused it in its lenient mode too (https://github.com/nodejs/llhttp/issues/69).",
    .fix = "Send one of the two: remove Content-Length where Transfer-Encoding is set.",
};
TEXT(FRAME_TE_FINAL_OR_CLOSE) = {
    .keeps = CLOSED(OK "Transfer-Encoding: gzip\r\n\r\n\x1f\x8b"),
    .breaks = { .octets = OCTETS(OK "Transfer-Encoding: gzip\r\n\r\n\x1f\x8b"), .end = H204_END_KEPT },
    .why = "Without chunked in the last place only the close of the connection ends the content; kept open, the "
           "client waits for ever.",
    .wild = "http-parser took chunked for chunked wherever it stood in the list "
            "(https://github.com/nodejs/http-parser/issues/516).",
    .fix = "Apply chunked last, or close the connection after the content.",
};
TEXT(FRAME_CL_NONEMPTY) = {
    .keeps = ALONE(LENGTH_2),
    .breaks = ALONE(OK "Content-Length: \r\n\r\n"),
    .why = "An empty value is no number: 0 for one reader, no length at all for the next.",
    .wild = NULL,
    .fix = "Write the number of octets, or leave the field out.",
};
TEXT(FRAME_CL_DIGITS) = {
    .keeps = ALONE(LENGTH_2),
    .breaks = ALONE(OK "Content-Length: +2\r\n\r\nhi"),
    .why = "Library functions that read numbers take signs, 0x and underscores; the grammar takes digits.  Who "
           "fails to read the value often reads to close instead.",
    .wild = "protocol-http1, CVE-2023-38697: + and 0x were taken (https://tenable.com/cve/CVE-2023-38697).",
    .fix = "Write decimal digits and nothing else.",
};
TEXT(FRAME_CL_OVERFLOW) = {
    .keeps = ALONE(LENGTH_2),
    .breaks = ALONE(OK "Content-Length: 18446744073709551616\r\n\r\n"),
    .why = "A length that wraps is a small length: the rest of the content is read as the next response.",
    .wild = NULL,
    .fix = "Check the arithmetic that computed the length.",
};
TEXT(FRAME_CL_LIST_DIFF) = {
    .keeps = ALONE(LENGTH_2),
    .breaks = ALONE(OK "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
    .why = "First and last are both taken in the field, so two readers in a row end the message at different "
           "octets; RFC 9112 6.3 calls it unrecoverable.",
    .wild = "libsoup, CVE-2026-2708 "
            "(https://windowsforum.com/threads/"
            "cve-2026-2708-and-libsoup-request-smuggling-why-duplicate-content-length-matters.415737/).",
    .fix = "Send one Content-Length; look for a layer that adds its own.",
};
TEXT(FRAME_CL_SINGLE) = {
    .keeps = ALONE(LENGTH_2),
    .breaks = ALONE(OK "Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi"),
    .tolerance = H204_TOLERATE_CL_LIST_SAME,
    .why = "Content-Length is no list.  A recipient may collapse equal values or refuse them, so the message "
           "works with some.",
    .wild = "Refused by Dart (https://github.com/dart-lang/sdk/issues/45679) and Grizzly "
            "(https://github.com/eclipse-ee4j/glassfish-grizzly/issues/1022), whose users met such servers.",
    .fix = "Send the field once, with one number.",
};
TEXT(FRAME_R6_LENGTH) = {
    .keeps = CLOSED(LENGTH_2),
    .breaks = CLOSED(OK "Content-Length: 5\r\n\r\nhi"),
    .why = "A client that does not count takes what it got for the whole.",
    .wild = "glaze returned the short content as complete and pooled the dead connection "
            "(https://github.com/stephenberry/glaze/pull/2685).",
    .fix = "Count octets, not characters, and after every encoding; or use chunked.",
};

/* ---- 400  no content --------------------------------------------------------------------------------- */

TEXT(S204_NO_CONTENT_WIRE) = {
    .keeps = { .octets = OCTETS(EMPTY_204), .following = OCTETS(LENGTH_2), .outstanding = 2, .method = "DELETE" },
    .breaks = { .octets = OCTETS(EMPTY_204), .following = OCTETS("hello") },
    .why = "A 204 is over at its empty line.  What follows is not its content: it is read as the beginning of "
           "the next response, which then fails or, if the octets were chosen well, is a forged one.",
    .wild = "vertx-web (https://github.com/vert-x3/vertx-web/issues/864), coriolis "
            "(https://github.com/cloudbase/coriolis/pull/419): it was the next response that failed.",
    .fix = "Write nothing after the empty line: no content, no null, no last chunk; or answer 200.",
};
TEXT(S204_NO_CL) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE(NO_CONTENT "Content-Length: 0\r\n\r\n"),
    .why = "No length is needed, and one that is not 0 makes clients wait for octets that never come, or read "
           "octets that are not theirs.  0 is as forbidden as 5, only cheaper.",
    .wild = "gunicorn forwards it (https://github.com/benoitc/gunicorn/issues/3413); aleph announced 9 octets "
            "and clients waited (https://github.com/clj-commons/aleph/pull/176); MDN's own example had it "
            "(https://github.com/mdn/content/pull/37928).",
    .fix = "Drop the field where the status is 204, 0 included; or answer 200.",
};
TEXT(S204_NO_TE) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE(NO_CONTENT "Transfer-Encoding: chunked\r\n\r\n"),
    .why = "A client that believes the field waits for a chunk; one that does not finds the last chunk in front "
           "of the next response.",
    .wild = "amphp: every CORS preflight poisoned its connection "
            "(https://github.com/amphp/http-server/issues/393); tiny-http made curl hang "
            "(https://github.com/tiny-http/tiny-http/pull/198).",
    .fix = "Decide on chunked after the status is known, and never for 204.",
};
TEXT(S1XX_NO_CL) = {
    .keeps = ALONE("HTTP/1.1 100 Continue\r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n"),
    .why = "An interim response has no content; a client that believes the length eats the final response.",
    .wild = "netius: a 100 with a length ate the response after it "
            "(https://github.com/hivesolutions/netius/pull/75).",
    .fix = "Keep the fields of the final response out of interim ones.",
};
TEXT(S1XX_NO_TE) = {
    .keeps = ALONE("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 103 Early Hints\r\nTransfer-Encoding: chunked\r\n\r\n"),
    .why = "An interim response has no content; a client that believes the field reads the final status line "
           "as a chunk size.",
    .wild = "Envoy added it to 1xx and 204 (https://github.com/envoyproxy/envoy/pull/11458).",
    .fix = "Keep the fields of the final response out of interim ones.",
};
TEXT(S1XX_NOT_TO_10) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 100 Continue\r\n\r\n"), .method = "PUT" },
    .breaks = { .octets = OCTETS("HTTP/1.1 100 Continue\r\n\r\n"), .method = "PUT", .request_is_10 = true },
    .why = "HTTP/1.0 has no 1xx: the client takes the first response for the final one.",
    .wild = NULL,
    .fix = "Look at the request's version before an interim response is sent.",
};
TEXT(HEAD_NO_CONTENT) = {
    .keeps = { .octets = OCTETS(OK "Content-Length: 2\r\n\r\n"), .following = OCTETS(EMPTY_204),
               .outstanding = 2, .method = "HEAD" },
    .breaks = { .octets = OCTETS(OK "Content-Length: 2\r\n\r\n"), .following = OCTETS("hi"),
                .end = H204_END_CLOSED, .outstanding = 1, .method = "HEAD" },
    .why = "The length in an answer to HEAD describes what GET would have got; octets that follow are the next "
           "response's.",
    .wild = "Go logged it as an unsolicited response (https://github.com/golang/go/issues/12855); hyper's pool "
            "reused the connection (https://github.com/hyperium/hyper/issues/640).",
    .fix = "Send the head of the GET response and stop at the empty line.",
};
TEXT(HEAD_NO_TRAILERS) = {
    .keeps = { .octets = OCTETS(CHUNKED), .following = OCTETS(EMPTY_204), .outstanding = 2, .method = "HEAD" },
    .breaks = { .octets = OCTETS(CHUNKED), .following = OCTETS("0\r\n\r\n"), .end = H204_END_CLOSED,
                .outstanding = 1, .method = "HEAD" },
    .why = "The field may stand in an answer to HEAD, its last chunk may not follow: five octets that break "
           "whatever comes next.",
    .wild = "gunicorn: two months of a sporadic malfunction behind Apache "
            "(https://github.com/benoitc/gunicorn/pull/1079).",
    .fix = "Do not run the chunked encoder, nor its end, for HEAD.",
};
TEXT(CONNECT_NO_CL) = {
    .keeps = { .octets = OCTETS(OK "\r\n"), .method = "CONNECT" },
    .breaks = { .octets = OCTETS(OK "Content-Length: 0\r\n\r\n"), .method = "CONNECT" },
    .why = "The tunnel begins at the empty line; a length there is for nobody.",
    .wild = "webrick (https://github.com/ruby/webrick/issues/87), martian "
            "(https://github.com/google/martian/issues/209).",
    .fix = "Send a bare 200 to CONNECT.",
};
TEXT(CONNECT_NO_TE) = {
    .keeps = { .octets = OCTETS(OK "\r\n"), .method = "CONNECT" },
    .breaks = { .octets = OCTETS(CHUNKED), .method = "CONNECT" },
    .why = "The tunnel begins at the empty line; a client that believes the field takes the tunnel for chunks.",
    .wild = "Apache Traffic Server (https://github.com/apache/trafficserver/pull/5185); curl refused such a "
            "tunnel, though it must ignore the field (https://github.com/curl/curl/issues/1317).",
    .fix = "Send a bare 200 to CONNECT.",
};
TEXT(S304_NO_CONTENT) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 2\r\n\r\n"),
               .following = OCTETS(EMPTY_204), .outstanding = 2, .method = "GET" },
    .breaks = { .octets = OCTETS("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 2\r\n\r\n"),
                .following = OCTETS("hi"), .end = H204_END_CLOSED, .outstanding = 1, .method = "GET" },
    .why = "A 304 may tell the length of the 200 it stands for, but it ends at its empty line all the same.",
    .wild = "e2guardian took the page after a 304 for the next head "
            "(https://github.com/e2guardian/e2guardian/issues/136); Caddy met a last chunk there "
            "(https://github.com/dgtlmoon/changedetection.io/issues/2053).",
    .fix = "Stop at the empty line; keep the length only if it is the 200's.",
};

/* ---- 500  chunked and trailers ----------------------------------------------------------------------- */

TEXT(CHK_SIZE_NONEMPTY) = {
    .keeps = ALONE(CHUNKED "0\r\n\r\n"),
    .breaks = ALONE(CHUNKED "\r\n\r\n"),
    .why = "A chunk without size is the end for a reader that takes nothing for zero.",
    .wild = NULL,
    .fix = "Write the size, 0 for the last chunk.",
};
TEXT(CHK_SIZE_HEX) = {
    .keeps = ALONE(CHUNKED "2\r\nhi\r\n0\r\n\r\n"),
    .breaks = ALONE(CHUNKED "0x2\r\nhi\r\n0\r\n\r\n"),
    .why = "Number parsers of libraries take 0x, +, - and underscores; 0x2 is 2 for them and the last chunk for "
           "others.",
    .wild = "A whole class: see the trophies of http-garden "
            "(https://github.com/narfindustries/http-garden/blob/main/TROPHIES.md), among them aiohttp, "
            "CVE-2023-47627.",
    .fix = "Write hexadecimal digits and nothing else.",
};
TEXT(CHK_SIZE_OVERFLOW) = {
    .keeps = ALONE(CHUNKED "2\r\nhi\r\n0\r\n\r\n"),
    .breaks = ALONE(CHUNKED "10000000000000002\r\nhi\r\n0\r\n\r\n"),
    .why = "A size that wraps is a small size: the rest of the chunk is read as chunk lines.",
    .wild = "libsoup, CVE-2026-6324 (https://www.sentinelone.com/vulnerability-database/cve-2026-6324/).",
    .fix = "Check the arithmetic that computed the size.",
};
TEXT(CHK_SIZE_NO_TRAILING_WS) = {
    .keeps = ALONE(CHUNKED "2\r\nhi\r\n0\r\n\r\n"),
    .breaks = ALONE(CHUNKED "2 \r\nhi\r\n0\r\n\r\n"),
    .tolerance = H204_TOLERATE_CHUNK_SIZE_WS,
    .why = "Whitespace is allowed before a semicolon only; old servers pad the size to a fixed width.",
    .wild = "h11's users meet such servers (https://github.com/python-hyper/h11/issues/133).",
    .fix = "Write CRLF right behind the size.",
};
TEXT(CHK_EXT_SYNTAX) = {
    .keeps = ALONE(CHUNKED "2;a=b;c=\"d;e\"\r\nhi\r\n0\r\n\r\n"),
    .breaks = ALONE(CHUNKED "2;=b\r\nhi\r\n0\r\n\r\n"),
    .why = "Most readers skip extensions unread, and disagree about where they end: quotes, CR and LF in them "
           "are the most dangerous place of the whole grammar.",
    .wild = "A bare LF after the semicolon (https://mda2av.github.io/Http11Probe/docs/smuggling/chunk-ext-lf).",
    .fix = "Send no chunk extensions.",
};
TEXT(CHK_DATA_CRLF) = {
    .keeps = ALONE(CHUNKED "2\r\nhi\r\n0\r\n\r\n"),
    .breaks = ALONE(CHUNKED "2\r\nhi0\r\n\r\n"),
    .why = "The CRLF proves that the size was right.  Without it size and data disagree, and who skips two "
           "octets unseen does not notice.",
    .wild = NULL,
    .fix = "Compare the size with the octets that were written; write CRLF after them.",
};
TEXT(CHK_LINE_CRLF) = {
    .keeps = ALONE(CHUNKED "2\r\nhi\r\n0\r\n\r\n"),
    .breaks = ALONE(CHUNKED "2\nhi\r\n0\r\n\r\n"),
    .why = "The leave to take a lone LF for a line end is given for the head alone (RFC 9112 2.2); in chunk "
           "lines readers disagree, and content hides in between.",
    .wild = "A bare LF after the semicolon (https://mda2av.github.io/Http11Probe/docs/smuggling/chunk-ext-lf).",
    .fix = "End the line with CRLF.",
};
TEXT(CHK_NO_BARE_CR) = {
    .keeps = ALONE(CHUNKED "2\r\nh\r\r\n0\r\n\r\n"),
    .breaks = ALONE(CHUNKED "2\r\r\nhi\r\n0\r\n\r\n"),
    .why = "In data any octet may stand; in a chunk line a CR alone is a line end for some and not for others.",
    .wild = NULL,
    .fix = "Write CR only before LF.",
};
TEXT(CHK_LAST) = {
    .keeps = CLOSED(CHUNKED "2\r\nhi\r\n0\r\n\r\n"),
    .breaks = CLOSED(CHUNKED "2\r\nhi\r\n"),
    .why = "Only the chunk of size zero tells the whole from a part; without it the message is incomplete "
           "(RFC 9112 8).",
    .wild = "Taken for complete by undici (https://github.com/nodejs/undici/pull/5273), HTTrack "
            "(https://github.com/xroche/httrack/issues/840) and Squid, which cached it "
            "(https://github.com/squid-cache/squid/pull/528).",
    .fix = "End the body with 0 CRLF CRLF, also where the source failed: or close without, on purpose.",
};
TEXT(CHK_END_CRLF) = {
    .keeps = CLOSED(CHUNKED "0\r\n\r\n"),
    .breaks = CLOSED(CHUNKED "0\r\n"),
    .tolerance = H204_TOLERATE_CHUNKED_EOF_NO_CRLF,
    .why = "Trailers may follow the last chunk, so the body is over at the empty line and not before.",
    .wild = "aiohttp stopped at the last chunk and took the trailers for a response "
            "(https://github.com/aio-libs/aiohttp/issues/1619).",
    .fix = "Send CRLF after the last chunk's line.",
};
TEXT(TRL_SYNTAX) = {
    .keeps = ALONE(CHUNKED "0\r\nX-T: 1\r\n\r\n"),
    .breaks = ALONE(CHUNKED "0\r\nX-T 1\r\n\r\n"),
    .why = "Trailers are field lines and are read with the same care: behind them the next response begins.",
    .wild = "aiohttp took trailers for the start of a response "
            "(https://github.com/aio-libs/aiohttp/issues/1619).",
    .fix = "Write trailers as field lines: name, colon, value, CRLF.",
};
TEXT(TRL_NO_FRAMING) = {
    .keeps = ALONE(CHUNKED "0\r\nETag: \"a\"\r\n\r\n"),
    .breaks = ALONE(CHUNKED "0\r\nContent-Length: 0\r\n\r\n"),
    .why = "The framing is decided when trailers come; a recipient that merges them into the head changes it "
           "afterwards for whoever reads next.",
    .wild = NULL,
    .fix = "Leave framing fields out of trailers.",
};

/* ---- 600  connection --------------------------------------------------------------------------------- */

TEXT(S1XX_FINAL_ONE) = {
    .keeps = { .octets = OCTETS(EMPTY_204), .following = OCTETS(EMPTY_204), .outstanding = 2, .method = "DELETE" },
    .breaks = { .octets = OCTETS(EMPTY_204), .following = OCTETS(EMPTY_204), .outstanding = 1, .method = "DELETE" },
    .why = "A response nobody asked for waits on the connection and answers the next request, which may be "
           "another user's.",
    .wild = "Bun gave the injected response to the next request (https://github.com/oven-sh/bun/pull/37436).",
    .fix = "Find the second writer: an error page after the answer, or a handler that runs twice.",
};

/* ---- 700  other statuses ----------------------------------------------------------------------------- */

TEXT(S205_NO_CONTENT) = {
    .keeps = ALONE("HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\nhi"),
    .why = "A 205 has no content but, unlike a 204, does not end at its empty line: it says so with a length of "
           "zero, an empty chunked body or the close.",
    .wild = "Node.js sends the content it is given (https://github.com/nodejs/node/issues/3096); Zuul strips "
            "the zero and clients wait (https://github.com/spring-cloud/spring-cloud-netflix/issues/1562).",
    .fix = "Send Content-Length: 0 with a 205 and nothing after its empty line.",
};
TEXT(S101_UPGRADE) = {
    .keeps = ALONE("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\n\r\n"),
    .why = "After a 101 the octets are of the protocol it names; without a name nobody knows which.",
    .wild = NULL,
    .fix = "Name the protocol in Upgrade, and upgrade in Connection.",
};
TEXT(S101_OFFERED) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\n"
                                "Upgrade: websocket\r\n\r\n"),
               .method = "GET", .upgrade = "websocket" },
    .breaks = { .octets = OCTETS("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\n"
                                 "Upgrade: irc\r\n\r\n"),
                .method = "GET", .upgrade = "websocket" },
    .why = "A client that did not offer a protocol can not speak it; one that reads on as HTTP reads something "
           "else.",
    .wild = NULL,
    .fix = "Switch only to a protocol of the request's Upgrade field, or answer in HTTP.",
};

/* ---- 1000  promises ---------------------------------------------------------------------------------- */

#define OUR_BUG "If it is ever broken, h204 is at fault: please report the octets."

TEXT(CX_SPAN_INSIDE) = {
    .why = "A place outside the view is a read out of bounds in your program.", .fix = OUR_BUG };
TEXT(CX_CONSUMED) = {
    .why = "What is consumed too much is missing from the next response.", .fix = OUR_BUG };
TEXT(CX_STRICT_IS_CLEAN) = {
    .why = "Reader and checker are written apart and must agree on what is acceptable.", .fix = OUR_BUG };
TEXT(CX_REJECT_IS_BROKEN) = {
    .why = "A rejection that names the wrong rule sends people looking in the wrong place.", .fix = OUR_BUG };
TEXT(CX_READS_BACK) = {
    .why = "What is written and what is read must be the same message.", .fix = OUR_BUG };
TEXT(CX_SER_ATOMIC) = {
    .why = "Half a head in a buffer goes out with the next write.", .fix = OUR_BUG };
TEXT(CX_SER_CLEAN) = {
    .why = "The writer is the one sender whose messages we answer for.", .fix = OUR_BUG };
TEXT(CX_PREFIX) = {
    .why = "A prefix that is accepted is a truncated response taken for a whole one.", .fix = OUR_BUG };
TEXT(CX_ERROR_STICKY) = {
    .why = "An error that more input repairs depends on how the network cut the octets.", .fix = OUR_BUG };
TEXT(CX_INCREMENTAL) = {
    .why = "The network cuts where it likes; the answer must not depend on it.", .fix = OUR_BUG };
TEXT(CX_STRICT_SUBSET) = {
    .why = "A tolerance is there to let more in, never to change the meaning of what was in.", .fix = OUR_BUG };
TEXT(CX_DETERMINISTIC) = {
    .why = "There is no hidden state: a result can be replayed.", .fix = OUR_BUG };
TEXT(CX_STREAM) = {
    .why = "Desynchronised connections begin where one message changes the reading of the next.", .fix = OUR_BUG };
TEXT(CX_INDEX_IS_PLAIN) = {
    .why = "Speed must not decide anything: the fast path may only say yes.", .fix = OUR_BUG };
TEXT(CX_IDEMPOTENT) = {
    .why = "A chain of proxies must not wear a message down.", .fix = OUR_BUG };
TEXT(CX_LENIENT_NORMALISES) = {
    .why = "A fault that was read with forbearance must not be handed to somebody stricter or laxer.",
    .fix = OUR_BUG };
TEXT(FLD_VALUE_NO_LF) = {
    .why = "An LF in a value is a field of an attacker's choice.", .fix = OUR_BUG };
TEXT(CX_INJECT_VALUE) = {
    .why = "Whitespace at either end is lost on the way: the value read is not the value given.", .fix = OUR_BUG };
TEXT(CX_SER_NOBODY) = {
    .why = "After a head that ends its message the next octet is the next response's.", .fix = OUR_BUG };
TEXT(CX_SER_LENGTH) = {
    .why = "Content beyond the length is read as the next response.", .fix = OUR_BUG };
TEXT(TRL_ONLY_CHUNKED) = {
    .why = "Only a chunked body has room for trailers; elsewhere they are the next response.", .fix = OUR_BUG };
TEXT(CX_SER_VERSION) = {
    .why = "The writer knows these two wire forms and no other.", .fix = OUR_BUG };

/* ---- the table --------------------------------------------------------------------------------------- */

static const struct {
    h204_invariant invariant;
    const explanation *text;
} table[] = {
#define INVARIANT(number, name, ...) { H204_##name, &text_##name },
#define LIMIT(number, name, ...)     { H204_##name, &text_##name },
#define PROMISED(number, name, ...)  { H204_##name, &text_##name },
#include "../../spec/invariants.def"
#undef INVARIANT
#undef LIMIT
#undef PROMISED
};

const explanation *explain(h204_invariant invariant)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (table[i].invariant == invariant) {
            return table[i].text;
        }
    }
    return NULL;
}

h204_message explain_message(const explain_example *example, explain_context *storage)
{
    h204_exchange *exchange = &storage->exchange;
    *storage = (explain_context){ 0 };
    if (example->method != NULL) {
        exchange->given |= H204_GIVEN_METHOD | H204_GIVEN_VERSION;
        exchange->method = (h204_view){ (const uint8_t *)example->method, strlen(example->method) };
        exchange->major_version = 1;
        exchange->minor_version = example->request_is_10 ? 0 : 1;
    }
    if (example->upgrade != NULL) {
        int size = snprintf((char *)storage->octets, sizeof storage->octets, "Upgrade: %s\r\n",
                            example->upgrade);
        uint32_t name_size = (uint32_t)strlen("Upgrade");
        storage->field.name = (h204_span){ 0, name_size };
        storage->field.value = (h204_span){ name_size + 2, (uint32_t)strlen(example->upgrade) };
        exchange->given |= H204_GIVEN_FIELDS;
        exchange->octets = (h204_view){ storage->octets, (size_t)size };
        exchange->fields = &storage->field;
        exchange->field_count = 1;
    }
    if (example->outstanding > 0) {
        exchange->given |= H204_GIVEN_OUTSTANDING;
        exchange->outstanding = example->outstanding;
    }
    return (h204_message){ .octets = example->octets,
                           .following = example->following,
                           .end = example->end,
                           .exchange = exchange };
}

/* ---- names ------------------------------------------------------------------------------------------- */

#define NAME_MAX_SIZE 64

/* The name as the catalogue writes it; false where it is longer than any. */
static bool normal_form(const char *text, char name[NAME_MAX_SIZE])
{
    size_t size = 0;
    for (; text[size] != 0; size++) {
        if (size + 1 == NAME_MAX_SIZE) {
            return false;
        }
        name[size] = text[size] == '-' ? '_' : (char)toupper((unsigned char)text[size]);
    }
    name[size] = 0;
    return true;
}

static bool is_number(const char *text)
{
    return text[0] != 0 && strspn(text, "0123456789") == strlen(text);
}

const h204_invariant_info *explain_find(const char *text)
{
    char name[NAME_MAX_SIZE];
    if (is_number(text)) {
        unsigned long number = strtoul(text, NULL, 10);
        return number < H204_INVARIANT_END ? h204_invariant_describe((h204_invariant)number) : NULL;
    }
    if (!normal_form(text, name)) {
        return NULL;
    }
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (strcmp(row->name, name) == 0) {
            return row;
        }
    }
    return NULL;
}

/* Edits that turn `a` into `b` (Levenshtein). */
static size_t edit_distance(const char *a, const char *b)
{
    size_t row[NAME_MAX_SIZE];
    size_t size = strlen(b);
    for (size_t j = 0; j <= size; j++) {
        row[j] = j;
    }
    for (size_t i = 0; a[i] != 0; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < size; j++) {
            size_t best = diagonal + (a[i] == b[j] ? 0 : 1);
            best = row[j] + 1 < best ? row[j] + 1 : best;
            best = row[j + 1] + 1 < best ? row[j + 1] + 1 : best;
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    return row[size];
}

size_t explain_suggest(const char *text, const h204_invariant_info **rows, size_t capacity)
{
    char name[NAME_MAX_SIZE];
    size_t count = 0;
    size_t scores[16];
    capacity = capacity < 16 ? capacity : 16;
    if (is_number(text) || !normal_form(text, name) || name[0] == 0) {
        return 0;
    }
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        /* A part of the name is as good as a slip of the pen: NO_CL finds S204_NO_CL. */
        size_t score = strstr(row->name, name) != NULL ? 1 : edit_distance(name, row->name);
        if (score > 1 + strlen(name) / 3) {
            continue;
        }
        size_t at = count < capacity ? count : capacity;
        while (at > 0 && scores[at - 1] > score) {
            at--;
        }
        if (at == capacity) {
            continue;
        }
        count = count < capacity ? count + 1 : capacity;
        for (size_t k = count - 1; k > at; k--) {
            scores[k] = scores[k - 1];
            rows[k] = rows[k - 1];
        }
        scores[at] = score;
        rows[at] = row;
    }
    return count;
}

/* ---- words ------------------------------------------------------------------------------------------- */

const char *explain_chapter(h204_invariant invariant)
{
    static const char *const chapters[] = {
        "limits", "status line", "field lines", "framing", "no content", "chunked and trailers",
        "connection", "other statuses", "field values", "field values", "promises of the codec",
    };
    return chapters[(unsigned)invariant / 100];
}

const char *explain_level(h204_level level)
{
    switch (level) {
    case H204_LEVEL_MUST:       return "MUST";
    case H204_LEVEL_MUST_NOT:   return "MUST NOT";
    case H204_LEVEL_SHOULD:     return "SHOULD";
    case H204_LEVEL_SHOULD_NOT: return "SHOULD NOT";
    case H204_LEVEL_ABNF:       return "grammar";
    case H204_LEVEL_PROSE:      return "prose";
    case H204_LEVEL_DERIVED:    return "derived";
    case H204_LEVEL_INFO:       return "no RFC forbids it";
    }
    return "";
}

const char *explain_level_code(h204_level level)
{
    switch (level) {
    case H204_LEVEL_MUST:       return "MUST";
    case H204_LEVEL_MUST_NOT:   return "MUST_NOT";
    case H204_LEVEL_SHOULD:     return "SHOULD";
    case H204_LEVEL_SHOULD_NOT: return "SHOULD_NOT";
    case H204_LEVEL_ABNF:       return "ABNF";
    case H204_LEVEL_PROSE:      return "PROSE";
    case H204_LEVEL_DERIVED:    return "DERIVED";
    case H204_LEVEL_INFO:       return "INFO";
    }
    return "";
}

unsigned explain_weight(h204_level level)
{
    switch (level) {
    case H204_LEVEL_MUST:
    case H204_LEVEL_MUST_NOT:
    case H204_LEVEL_ABNF:
    case H204_LEVEL_PROSE:
    case H204_LEVEL_DERIVED:    return 3;
    case H204_LEVEL_SHOULD:
    case H204_LEVEL_SHOULD_NOT: return 2;
    case H204_LEVEL_INFO:       return 1;
    }
    return 0;
}

const char *explain_role(h204_role role)
{
    switch (role) {
    case H204_ROLE_SENDER:       return "sender";
    case H204_ROLE_RECIPIENT:    return "recipient";
    case H204_ROLE_INTERMEDIARY: return "intermediary";
    case H204_ROLE_CACHE:        return "cache";
    case H204_ROLE_CALLER:       return "caller";
    case H204_ROLE_CODEC:        return "codec";
    }
    return "";
}

const char *explain_kind(h204_kind kind)
{
    switch (kind) {
    case H204_KIND_INVARIANT: return "invariant";
    case H204_KIND_LIMIT:     return "limit";
    case H204_KIND_PROMISE:   return "promise";
    }
    return "";
}

const char *explain_profile(h204_profile profile)
{
    switch (profile) {
    case H204_PROFILE_CORE:     return "core";
    case H204_PROFILE_EXTENDED: return "extended";
    case H204_PROFILE_READER:   return "reader";
    }
    return "none";
}

const char *explain_reading(h204_on_reading reading)
{
    switch (reading) {
    case H204_READING_REJECT: return "reject";
    case H204_READING_POLICY: return "policy";
    case H204_READING_REPORT: return "report";
    }
    return "";
}

const char *explain_writing(h204_on_writing writing)
{
    switch (writing) {
    case H204_WRITING_REFUSE: return "refuse";
    case H204_WRITING_NONE:   return "none";
    }
    return "";
}

const char *explain_needs(h204_needs needs)
{
    switch (needs) {
    case H204_NEEDS_HEAD:      return "the head";
    case H204_NEEDS_BODY:      return "the body";
    case H204_NEEDS_FOLLOWING: return "what follows the message on the connection";
    case H204_NEEDS_REQUEST:   return "the request";
    case H204_NEEDS_END:       return "how the connection ended";
    }
    return "";
}

const char *explain_needs_code(h204_needs needs)
{
    switch (needs) {
    case H204_NEEDS_HEAD:      return "HEAD";
    case H204_NEEDS_BODY:      return "BODY";
    case H204_NEEDS_FOLLOWING: return "FOLLOWING";
    case H204_NEEDS_REQUEST:   return "REQUEST";
    case H204_NEEDS_END:       return "END";
    }
    return "";
}
