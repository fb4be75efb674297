/* explain_message.c - what there is to say about the rows of framing, content and connection. */
#include "explain_texts.h"

/* No octets, as one member of gzip. */
#define GZIP_OF_NOTHING "\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0"

/* ---- 300  framing ----------------------------------------------------------------------------------- */

TEXT(FRAME_TE_ABNF) = {
    .keeps = ALONE(CHUNKED "0\r\n\r\n"),
    .breaks = ALONE(OK "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
    .why = "What is no coding list can not say how the content ends; who guesses chunked and who guesses not "
           "end up at different octets.",
    .fix = "Write the coding as a bare name: Transfer-Encoding: chunked.",
};
TEXT(FRAME_TE_NONEMPTY) = {
    .keeps = ALONE(CHUNKED "0\r\n\r\n"),
    .breaks = ALONE(OK "Transfer-Encoding: \r\n\r\n"),
    .why = "The field is present and chunked is not last, so the letter of RFC 9112 6.3 reads to close and "
           "ignores a Content-Length; no sender means that.",
    .fix = "Name a coding, or leave the field out.",
};
TEXT(FRAME_TE_CHUNKED_PARAM) = {
    .keeps = ALONE(CHUNKED "0\r\n\r\n"),
    .breaks = ALONE(OK "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n"),
    .why = "Chunked has no parameters and a recipient should treat one as an error (RFC 9112 7.1); readers that "
           "compare the whole value see another coding.",
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
    .fix = "Apply chunked once; look for two layers that both add the field.",
};
TEXT(FRAME_TE_10_GEN) = {
    .keeps = ALONE("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi"),
    .breaks = ALONE("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    .tolerance = H204_TOLERATE_TE_HTTP10,
    .why = "HTTP/1.0 knows no transfer coding: somebody on the way forwarded a field without understanding it, "
           "so the framing is faulty and the connection must be closed (RFC 9112 6.1).",
    .fix = "Answer as HTTP/1.1, or send a Content-Length.",
};
TEXT(FRAME_TE_REQ_11) = {
    .keeps = { .octets = OCTETS(CHUNKED "0\r\n\r\n"), TO("GET") },
    .breaks = { .octets = OCTETS(CHUNKED "0\r\n\r\n"), TO_10("GET") },
    .why = "An HTTP/1.0 client takes the chunk lines for content.",
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
TEXT(FRAME_SELF_DELIMIT) = {
    .keeps = { .octets = OCTETS(LENGTH_2), .end = H204_END_CLOSED, TO("GET") },
    .breaks = { .octets = OCTETS(OK "\r\nhi"), .end = H204_END_CLOSED, TO("GET") },
    .why = "The end of the connection does not tell a whole response from one that was cut, and no second response "
           "can follow.",
    .legal = "Closing after content of unknown size to an HTTP/1.0 client; HEAD, 204 and 304, which end at the "
             "empty line.",
    .fix = "Send Content-Length, or Transfer-Encoding: chunked where the size is not known.",
};
TEXT(FRAME_CL_WHEN_KNOWN) = {
    .keeps = { .octets = OCTETS(LENGTH_2), .end = H204_END_CLOSED, TO("GET"), SENT_BY(ORIGIN), IS(SIZE_KNOWN) },
    .breaks = { .octets = OCTETS(OK "\r\nhi"), .end = H204_END_CLOSED, TO("GET"), SENT_BY(ORIGIN), IS(SIZE_KNOWN) },
    .why = "A length lets the client see that something is missing, show progress and keep the connection.",
    .legal = "Chunked in spite of a known size, and HEAD or 304 without length (RFC 9110 8.6).",
    .fix = "Send the number of octets of the content as Content-Length.",
};
TEXT(FRAME_TE_ACCEPTABLE) = {
    .keeps = { .octets = OCTETS(OK "Transfer-Encoding: gzip, chunked\r\n\r\n14\r\n" GZIP_OF_NOTHING
                                "\r\n0\r\n\r\n"),
               TO("GET"), WITH("TE: gzip\r\nConnection: TE\r\n") },
    .breaks = { .octets = OCTETS(OK "Transfer-Encoding: gzip, chunked\r\n\r\n14\r\n" GZIP_OF_NOTHING
                                 "\r\n0\r\n\r\n"),
                TO("GET"), WITH("") },
    .why = "Every client of HTTP/1.1 reads chunked; another coding it reads only where it said so in TE, else it "
           "shows compressed octets or none.",
    .legal = "gzip where TE lists it with a weight above 0; x-gzip is the same coding.",
    .fix = "Apply chunked alone; compress by Content-Encoding where Accept-Encoding allows it.",
};

/* ---- 400  no content -------------------------------------------------------------------------------- */

TEXT(S204_NO_CONTENT_WIRE) = {
    .keeps = { .octets = OCTETS(EMPTY_204), .following = OCTETS(LENGTH_2), .outstanding = 2, TO("DELETE") },
    .breaks = { .octets = OCTETS(EMPTY_204), .following = OCTETS("hello") },
    .why = "A 204 is over at its empty line.  What follows is not its content: it is read as the beginning of "
           "the next response, which then fails or, if the octets were chosen well, is a forged one.",
    .wild = "vertx-web (https://github.com/vert-x3/vertx-web/issues/864), coriolis "
            "(https://github.com/cloudbase/coriolis/pull/419): it was the next response that failed.",
    .legal = "The next response right behind the empty line, where a further request waits for one; and a "
             "connection that stays open: a 204 without any framing field is complete.",
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
    .legal = "Content-Type, Content-Encoding, Content-Location, ETag, Last-Modified, Set-Cookie, Allow, Link and "
             "Location on a 204: they speak of the target or of the exchange, not of content (RFC 9110 15.3.5).  A "
             "Content-Type there is idle, not wrong (https://github.com/pallets/flask/issues/5455).",
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
    .legal = "Connection, with close or without: it is no framing field.",
    .fix = "Decide on chunked after the status is known, and never for 204.",
};
TEXT(S1XX_NO_CL) = {
    .keeps = ALONE("HTTP/1.1 100 Continue\r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n"),
    .why = "An interim response has no content; a client that believes the length eats the final response.",
    .wild = "netius: a 100 with a length ate the response after it "
            "(https://github.com/hivesolutions/netius/pull/75).",
    .legal = "Any other field, such as Link on a 103.",
    .fix = "Keep the fields of the final response out of interim ones.",
};
TEXT(S1XX_NO_TE) = {
    .keeps = ALONE("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 103 Early Hints\r\nTransfer-Encoding: chunked\r\n\r\n"),
    .why = "An interim response has no content; a client that believes the field reads the final status line "
           "as a chunk size.",
    .wild = "Envoy added it to 1xx and 204 (https://github.com/envoyproxy/envoy/pull/11458).",
    .fix = "Keep the fields of the final response out of interim ones.",
};
TEXT(S1XX_NOT_TO_10) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 100 Continue\r\n\r\n"), TO("PUT") },
    .breaks = { .octets = OCTETS("HTTP/1.1 100 Continue\r\n\r\n"), TO_10("PUT") },
    .why = "HTTP/1.0 has no 1xx: the client takes the first response for the final one.",
    .legal = "A 1xx to an HTTP/1.1 request that did not ask for it.",
    .fix = "Look at the request's version before an interim response is sent.",
};
TEXT(HEAD_NO_CONTENT) = {
    .keeps = { .octets = OCTETS(OK "Content-Length: 2\r\n\r\n"), .following = OCTETS(EMPTY_204),
               .outstanding = 2, TO("HEAD") },
    .breaks = { .octets = OCTETS(OK "Content-Length: 2\r\n\r\n"), .following = OCTETS("hi"),
                .end = H204_END_CLOSED, .outstanding = 1, TO("HEAD") },
    .why = "The length in an answer to HEAD describes what GET would have got; octets that follow are the next "
           "response's.",
    .wild = "Go logged it as an unsolicited response (https://github.com/golang/go/issues/12855); hyper's pool "
            "reused the connection (https://github.com/hyperium/hyper/issues/640).",
    .legal = "Content-Length and Transfer-Encoding in an answer to HEAD: they tell of GET (RFC 9110 8.6, RFC 9112 "
             "6.1).",
    .fix = "Send the head of the GET response and stop at the empty line.",
};
TEXT(HEAD_NO_TRAILERS) = {
    .keeps = { .octets = OCTETS(CHUNKED), .following = OCTETS(EMPTY_204), .outstanding = 2, TO("HEAD") },
    .breaks = { .octets = OCTETS(CHUNKED), .following = OCTETS("0\r\n\r\n"), .end = H204_END_CLOSED,
                .outstanding = 1, TO("HEAD") },
    .why = "The field may stand in an answer to HEAD, its last chunk may not follow: five octets that break "
           "whatever comes next.",
    .wild = "gunicorn: two months of a sporadic malfunction behind Apache "
            "(https://github.com/benoitc/gunicorn/pull/1079).",
    .fix = "Do not run the chunked encoder, nor its end, for HEAD.",
};
TEXT(CONNECT_NO_CL) = {
    .keeps = { .octets = OCTETS(OK "\r\n"), TO("CONNECT") },
    .breaks = { .octets = OCTETS(OK "Content-Length: 0\r\n\r\n"), TO("CONNECT") },
    .why = "The tunnel begins at the empty line; a length there is for nobody.",
    .wild = "webrick (https://github.com/ruby/webrick/issues/87), martian "
            "(https://github.com/google/martian/issues/209).",
    .legal = "Both fields in an answer to CONNECT that is no 2xx: it has content like any other.",
    .fix = "Send a bare 200 to CONNECT.",
};
TEXT(CONNECT_NO_TE) = {
    .keeps = { .octets = OCTETS(OK "\r\n"), TO("CONNECT") },
    .breaks = { .octets = OCTETS(CHUNKED), TO("CONNECT") },
    .why = "The tunnel begins at the empty line; a client that believes the field takes the tunnel for chunks.",
    .wild = "Apache Traffic Server (https://github.com/apache/trafficserver/pull/5185); curl refused such a "
            "tunnel, though it must ignore the field (https://github.com/curl/curl/issues/1317).",
    .fix = "Send a bare 200 to CONNECT.",
};
TEXT(S304_NO_CONTENT) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 2\r\n\r\n"),
               .following = OCTETS(EMPTY_204), .outstanding = 2, TO("GET") },
    .breaks = { .octets = OCTETS("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 2\r\n\r\n"),
                .following = OCTETS("hi"), .end = H204_END_CLOSED, .outstanding = 1, TO("GET") },
    .why = "A 304 may tell the length of the 200 it stands for, but it ends at its empty line all the same.",
    .wild = "e2guardian took the page after a 304 for the next head "
            "(https://github.com/e2guardian/e2guardian/issues/136); Caddy met a last chunk there "
            "(https://github.com/dgtlmoon/changedetection.io/issues/2053).",
    .legal = "Content-Length, where it is that of the 200, and Transfer-Encoding on a 304.",
    .fix = "Stop at the empty line; keep the length only if it is the 200's.",
};
TEXT(HEAD_CL_EQUAL) = {
    .keeps = { .octets = OCTETS(OK "Content-Length: 2\r\n\r\n"), TO("HEAD"), GET_GIVES(LENGTH_2) },
    .breaks = { .octets = OCTETS(OK NOTHING), TO("HEAD"), GET_GIVES(LENGTH_2) },
    .why = "The length in an answer to HEAD is what GET would have sent: clients allocate, split downloads and "
           "validate by it.  A 0 from a server that dropped the content first says that there is none.",
    .wild = "axum announced 0 octets for a page of 13 (https://github.com/tokio-rs/axum/issues/730).",
    .legal = "No Content-Length at all, where GET would have one.",
    .fix = "Send the length of the GET response, or no length: never that of the empty content.",
};
TEXT(S304_CL_EQUAL) = {
    .keeps = { .octets = OCTETS(NOT_MODIFIED "ETag: \"a\"\r\nContent-Length: 2\r\n\r\n"), TO("GET"),
               WITH("If-None-Match: \"a\"\r\n"), GET_GIVES(LENGTH_2) },
    .breaks = { .octets = OCTETS(NOT_MODIFIED "ETag: \"a\"\r\n" NOTHING), TO("GET"),
                WITH("If-None-Match: \"a\"\r\n"), GET_GIVES(LENGTH_2) },
    .why = "A cache takes the length over into the response that it stored: a 0 there empties an entry that was "
           "sound.",
    .wild = "Envoy added 0 to 304 (https://github.com/envoyproxy/envoy/pull/16545); Squid merged it into the "
            "stored response (https://github.com/squid-cache/squid/pull/2401), as did the cache of HttpComponents "
            "(https://github.com/apache/httpcomponents-client/pull/250).",
    .legal = "A 304 without Content-Length.",
    .fix = "Drop the field from 304, or send the length of the 200.",
};
TEXT(S204_PUT_VALIDATOR) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "ETag: \"n\"\r\n\r\n"), TO("PUT"), IS(STORED_VERBATIM) },
    .breaks = { .octets = OCTETS(NO_CONTENT "ETag: \"n\"\r\n\r\n"), TO("PUT"), IS_NOT(STORED_VERBATIM) },
    .why = "The client takes the tag for that of the octets it sent and makes its next change against them; where "
           "the server stored something else, that change overwrites what the client never saw.",
    .legal = "An ETag on a 204 to PUT where the content was stored as sent: the most useful field there.  "
             "Validators on 304 or 412.",
    .fix = "Send ETag or Last-Modified only if the content was stored octet by octet; else let the client GET.",
};
TEXT(S204_PUT_REPLACED) = {
    .keeps = { .octets = OCTETS(EMPTY_204), TO("PUT"), .known_facts = H204_FACT_ENACTED | H204_FACT_EXISTED,
               .facts = H204_FACT_ENACTED | H204_FACT_EXISTED },
    .breaks = { .octets = OCTETS("HTTP/1.1 201 Created\r\n" NOTHING), TO("PUT"),
                .known_facts = H204_FACT_ENACTED | H204_FACT_EXISTED,
                .facts = H204_FACT_ENACTED | H204_FACT_EXISTED },
    .why = "201 says that there was nothing before: the client believes that it created what it has replaced.",
    .legal = "202 while the change is still to be made, 203 from a transforming proxy, and any redirect or error.",
    .fix = "Answer 204, or 200 with content, where the target had a representation before.",
};
TEXT(S204_PUT_CREATED) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 201 Created\r\n" NOTHING), TO("PUT"),
               .known_facts = H204_FACT_ENACTED | H204_FACT_EXISTED, .facts = H204_FACT_ENACTED },
    .breaks = { .octets = OCTETS(EMPTY_204), TO("PUT"), .known_facts = H204_FACT_ENACTED | H204_FACT_EXISTED,
                .facts = H204_FACT_ENACTED },
    .why = "204 says that something was there before; only 201 tells the client that the resource is new.",
    .legal = "202 while the resource is still to be made.",
    .fix = "Answer 201; the target itself is the new resource, so Location is not needed.",
};
TEXT(S204_DELETE) = {
    .keeps = { .octets = OCTETS(EMPTY_204), TO("DELETE"), IS(ENACTED) },
    .breaks = { .octets = OCTETS("HTTP/1.1 201 Created\r\n" NOTHING), TO("DELETE"), IS(ENACTED) },
    .why = "The three codes say which it is: done and described, done with nothing to say, or accepted for later.",
    .legal = "207 for a collection (RFC 4918 9.6.1), and 203 from a transforming proxy.",
    .fix = "Answer 204, or 200 with a description of the outcome, or 202 where it is not done yet.",
};
TEXT(S204_PREFERRED) = {
    .keeps = { .octets = OCTETS(EMPTY_204), TO("PUT"), WITH("Prefer: return=minimal\r\n") },
    .breaks = { .octets = OCTETS(OK NOTHING), TO("PUT"), WITH("Prefer: return=minimal\r\n") },
    .why = "The client asked for as little as possible; 204 says that nothing comes where an empty 200 leaves a "
           "client with a parser that fails on no octets.",
    .legal = "A 200 with content: the preference is optional (RFC 7240 2).",
    .fix = "Answer 204 in place of an empty 200.",
};
TEXT(S204_NOT_206) = {
    .keeps = { .octets = OCTETS(EMPTY_204), TO("GET"), WITH("Range: bytes=0-1\r\n"), GET_GIVES(EMPTY_204) },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT "Content-Range: bytes 0-1/2\r\n" HI), TO("GET"),
                WITH("Range: bytes=0-1\r\n"), GET_GIVES(EMPTY_204) },
    .why = "Range applies to what would have been a 200 (RFC 9110 14.2): of no content there are no parts.",
    .fix = "Evaluate Range last, and only where the answer would be 200.",
};
TEXT(S204_NOT_304) = {
    .keeps = { .octets = OCTETS(EMPTY_204), TO("GET"), WITH("If-None-Match: \"a\"\r\n"), GET_GIVES(EMPTY_204) },
    .breaks = { .octets = OCTETS(NOT_MODIFIED "ETag: \"a\"\r\n\r\n"), TO("GET"), WITH("If-None-Match: \"a\"\r\n"),
                GET_GIVES(EMPTY_204) },
    .why = "A 304 says that the answer would have been a 200: a 204 has no representation that the client could "
           "have stored.",
    .legal = "An ETag on the 204: it is the tag of the selected representation.",
    .fix = "Evaluate conditions only where the answer without them would be 200.",
};
TEXT(S204_PREFLIGHT) = {
    .keeps = { .octets = OCTETS(NO_CONTENT
                                "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Methods: PUT\r\n\r\n"),
               TO("OPTIONS"), WITH("Origin: https://a.example\r\nAccess-Control-Request-Method: PUT\r\n"),
               SENT_BY(ORIGIN) },
    .breaks = { .octets = OCTETS(NO_CONTENT "Access-Control-Allow-Origin: *\r\n\r\n"), TO("OPTIONS"),
                WITH("Origin: https://a.example\r\nAccess-Control-Request-Method: PUT\r\n"), SENT_BY(ORIGIN) },
    .why = "204 answers a preflight well.  A browser then looks for the method, and without "
           "Access-Control-Allow-Methods only GET, HEAD and POST pass: the request that follows is never made.",
    .legal = "204 and 200 alike: each ok status passes.  No Access-Control field at all: a refusal.",
    .fix = "Name the method in Access-Control-Allow-Methods, or leave Access-Control-Allow-Origin out to refuse.",
};

/* ---- 500  chunked and trailers ---------------------------------------------------------------------- */

TEXT(CHK_SIZE_NONEMPTY) = {
    .keeps = ALONE(CHUNKED "0\r\n\r\n"),
    .breaks = ALONE(CHUNKED "\r\n\r\n"),
    .why = "A chunk without size is the end for a reader that takes nothing for zero.",
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
    .legal = "Extensions nobody knows: a recipient skips them.",
    .fix = "Send no chunk extensions.",
};
TEXT(CHK_DATA_CRLF) = {
    .keeps = ALONE(CHUNKED "2\r\nhi\r\n0\r\n\r\n"),
    .breaks = ALONE(CHUNKED "2\r\nhi0\r\n\r\n"),
    .why = "The CRLF proves that the size was right.  Without it size and data disagree, and who skips two "
           "octets unseen does not notice.",
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
TEXT(CHK_EXT_NO_BWS_GEN) = {
    .keeps = ALONE(CHUNKED "2;a=b\r\nhi\r\n0\r\n\r\n"),
    .breaks = ALONE(CHUNKED "2 ; a = b\r\nhi\r\n0\r\n\r\n"),
    .why = "Whitespace here is the bad kind that only recipients know; a reader that takes the size up to the "
           "semicolon meets a blank in it.",
    .legal = "Whitespace inside a quoted value.",
    .fix = "Write chunk extensions without whitespace, or none.",
};
TEXT(TRL_SYNTAX) = {
    .keeps = ALONE(OK "Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n"),
    .breaks = ALONE(OK "Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T 1\r\n\r\n"),
    .why = "Trailers are field lines and are read with the same care: behind them the next response begins.",
    .wild = "aiohttp took trailers for the start of a response "
            "(https://github.com/aio-libs/aiohttp/issues/1619).",
    .fix = "Write trailers as field lines: name, colon, value, CRLF.",
};
TEXT(TRL_NO_FRAMING) = {
    .keeps = ALONE(OK "Trailer: ETag\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nETag: \"a\"\r\n\r\n"),
    .breaks = ALONE(OK "Trailer: Content-Length\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 0\r\n\r\n"),
    .why = "The framing is decided when trailers come; a recipient that merges them into the head changes it "
           "afterwards for whoever reads next.",
    .fix = "Leave framing fields out of trailers.",
};
TEXT(TRL_NO_ROUTING) = {
    .keeps = ALONE(OK "Trailer: ETag\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nETag: \"a\"\r\n\r\n"),
    .breaks = ALONE(OK "Trailer: Connection\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                       "Connection: close\r\n\r\n"),
    .why = "A recipient has routed and framed the message when trailers come: who merges them into the head "
           "changes that afterwards.",
    .legal = "Trailers whose definition allows them, such as ETag, and names nobody knows.",
    .fix = "Send these fields in the head.",
};
TEXT(TRL_NO_AUTH) = {
    .keeps = ALONE(OK "Trailer: ETag\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nETag: \"a\"\r\n\r\n"),
    .breaks = ALONE(OK "Trailer: WWW-Authenticate\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                       "WWW-Authenticate: Basic realm=\"x\"\r\n\r\n"),
    .why = "Whether credentials are asked for must be known before the content is looked at; a trailer comes too "
           "late, and most recipients drop it.",
    .legal = "Authentication-Info and Proxy-Authentication-Info, which are allowed there (RFC 9110 11.6.3, "
             "11.7.3).",
    .fix = "Send the challenge or the cookie in the head.",
};
TEXT(TRL_NO_CONTROL) = {
    .keeps = ALONE(OK "Trailer: ETag\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nETag: \"a\"\r\n\r\n"),
    .breaks = ALONE(OK "Trailer: Cache-Control\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                       "Cache-Control: no-store\r\n\r\n"),
    .why = "Caching, redirection and dates are decided on the head; a directive in a trailer is obeyed by some "
           "caches and seen by none of the others.",
    .legal = "ETag, Accept-Ranges, Content-Digest and Repr-Digest: their definitions allow trailers.",
    .fix = "Send these fields in the head.",
};
TEXT(TRL_NO_FORMAT) = {
    .keeps = ALONE(OK "Trailer: ETag\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nETag: \"a\"\r\n\r\n"),
    .breaks = ALONE(OK "Trailer: Content-Encoding\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                       "Content-Encoding: gzip\r\n\r\n"),
    .why = "Content is decoded while it comes; what it is can not be said behind it.",
    .legal = "Content-Digest, which is known only at the end.",
    .fix = "Send these fields in the head, before the first octet of content.",
};
TEXT(TRL_DECLARED) = {
    .keeps = ALONE(OK "Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n"),
    .breaks = ALONE(CHUNKED "0\r\nX-T: 1\r\n\r\n"),
    .why = "The field lets a recipient prepare: to hash what it reads, or to keep a section that it would drop.",
    .legal = "A Trailer field whose trailers never come (RFC 9110 6.6.2).",
    .fix = "Name the trailers in a Trailer field of the head.",
};
TEXT(TRL_DECL_MATCH) = {
    .keeps = ALONE(OK "Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n"),
    .breaks = ALONE(OK "Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-U: 1\r\n\r\n"),
    .why = "Where some trailers are announced, a recipient may keep those alone.",
    .legal = "Names that are announced and not sent.",
    .fix = "Add the name to the Trailer field, or leave the trailer out.",
};
TEXT(TRL_DUP_LIST) = {
    .keeps = ALONE(OK "Trailer: Accept-Ranges\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                      "Accept-Ranges: bytes\r\nAccept-Ranges: seconds\r\n\r\n"),
    .breaks = ALONE(OK "Trailer: ETag\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nETag: \"a\"\r\n"
                       "ETag: \"b\"\r\n\r\n"),
    .why = "Of two values of a field that is no list each recipient takes the one it likes; behind the content "
           "nobody notices.",
    .legal = "Two lines of a list field, such as Accept-Ranges.",
    .fix = "Send the trailer once, with the last value.",
};
TEXT(TRL_TE_TRAILERS) = {
    .keeps = { .octets = OCTETS(OK "Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n"),
               IS_NOT(TRAILERS_NEEDED) },
    .breaks = { .octets = OCTETS(OK "Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n"),
                IS(TRAILERS_NEEDED) },
    .why = "Trailers may be dropped anywhere on the way, without notice: what the user agent can not do without is "
           "lost.",
    .legal = "Trailers that are good to have: digests, signatures, timings.",
    .fix = "Send what is needed in the head, or in the content.",
};

/* ---- 600  connection -------------------------------------------------------------------------------- */

TEXT(S1XX_FINAL_ONE) = {
    .keeps = { .octets = OCTETS(EMPTY_204), .following = OCTETS(EMPTY_204), .outstanding = 2, TO("DELETE") },
    .breaks = { .octets = OCTETS(EMPTY_204), .following = OCTETS(EMPTY_204), .outstanding = 1, TO("DELETE") },
    .why = "A response nobody asked for waits on the connection and answers the next request, which may be "
           "another user's.",
    .wild = "Bun gave the injected response to the next request (https://github.com/oven-sh/bun/pull/37436).",
    .legal = "Interim responses before the final one, and a 408 on an idle connection that is about to be closed "
             "(RFC 9110 15.5.9).",
    .fix = "Find the second writer: an error page after the answer, or a handler that runs twice.",
};
TEXT(CONN_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Connection: close\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Connection: \"close\"\r\n\r\n"),
    .why = "What is no token can name no option: a proxy that looks for close finds none and keeps the connection "
           "open.",
    .legal = "An empty `Connection:`.",
    .fix = "Write the options as bare names, separated by commas.",
};
TEXT(CONN_LIST_HOP) = {
    .keeps = ALONE(NO_CONTENT "Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Keep-Alive: timeout=5\r\n\r\n"),
    .why = "A proxy removes what Connection names.  What it does not name travels on, and a parameter of this "
           "connection is taken for one of the next.",
    .legal = "TE, Trailer and Transfer-Encoding in a response: they need no option.",
    .fix = "Name the field in Connection, or better send neither.",
};
TEXT(CONN_UPGRADE_OPT) = {
    .keeps = ALONE(NO_CONTENT "Connection: upgrade\r\nUpgrade: h2c\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Upgrade: h2c\r\n\r\n"),
    .why = "Upgrade holds for one connection.  Without the option a proxy forwards an offer that it can not keep.",
    .legal = "Upgrade on any status: a server may advertise protocols on a 204 (RFC 9110 7.8).",
    .fix = "Add upgrade to Connection.",
};
TEXT(CONN_NOT_E2E) = {
    .keeps = ALONE(NO_CONTENT "Connection: close\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Connection: cache-control\r\nCache-Control: no-store\r\n\r\n"),
    .why = "Every proxy removes the fields that Connection names: to name Cache-Control there is to lose it at the "
           "first hop.",
    .legal = "An option nobody knows.",
    .fix = "Name connection options only: close, keep-alive, upgrade and the fields of this hop.",
};
TEXT(CONN_CLOSE_SEND) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Connection: close\r\n\r\n"), IS(WILL_CLOSE) },
    .breaks = { .octets = OCTETS(EMPTY_204), IS(WILL_CLOSE) },
    .why = "Without the word a client sends its next request into a connection that is about to end, and can not "
           "tell whether it was acted upon.",
    .legal = "An end that was not intended: a crash, an idle time that ran out.",
    .fix = "Send Connection: close with the last response of a connection.",
};
TEXT(CONN_CLOSE_ECHO) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Connection: close\r\n\r\n"), TO("GET"), WITH("Connection: close\r\n") },
    .breaks = { .octets = OCTETS(EMPTY_204), TO("GET"), WITH("Connection: close\r\n") },
    .why = "The client has said that it sends no more; the answer in kind lets every proxy between drop the "
           "connection from its pool.",
    .legal = "An HTTP/1.0 request without keep-alive: it carries no such option.",
    .fix = "Answer close with Connection: close.",
};
TEXT(CONN_CLOSE_NOPERSIST) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Connection: close\r\n\r\n"), IS_NOT(PERSISTS) },
    .breaks = { .octets = OCTETS(EMPTY_204), IS_NOT(PERSISTS) },
    .why = "HTTP/1.1 persists unless it is told otherwise: a client waits for room on a connection that the server "
           "will never read again.",
    .fix = "Send Connection: close with each response, 1xx apart.",
};
TEXT(CONN_CLOSE_ENDS) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Connection: close\r\n\r\n"), .end = H204_END_CLOSED, .outstanding = 2,
               TO("GET") },
    .breaks = { .octets = OCTETS(NO_CONTENT "Connection: close\r\n\r\n"), .following = OCTETS(EMPTY_204),
                .outstanding = 2, TO("GET") },
    .why = "close makes the response the last one: a client closes behind it, so that one more response is lost or "
           "is somebody else's.",
    .legal = "A connection that stays half open for a while, so that the client can read the rest.",
    .fix = "Close the connection after the response that said close; drop pipelined requests unprocessed.",
};
TEXT(CONN_CLOSE_REQ_ENDS) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Connection: close\r\n\r\n"), .end = H204_END_CLOSED, TO("GET"),
               WITH("Connection: close\r\n") },
    .breaks = { .octets = OCTETS(EMPTY_204), .following = OCTETS(EMPTY_204), .outstanding = 2, TO("GET"),
                WITH("Connection: close\r\n") },
    .why = "A request that says close is the last of its connection: whatever comes after its answer answers "
           "nothing.",
    .legal = "Interim responses before the final one.",
    .fix = "Close after the final response; do not read on for further requests.",
};
TEXT(CONN_10_CLIENT_PROXY) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Connection: close\r\n\r\n"), TO_10("GET"), SENT_BY(PROXY) },
    .breaks = { .octets = OCTETS(NO_CONTENT "Connection: keep-alive\r\n\r\n"), TO_10("GET"), SENT_BY(PROXY) },
    .why = "A proxy of old HTTP/1.0 days forwards keep-alive without understanding it, and both ends then wait for "
           "ever; so none is offered behind a proxy (RFC 9112 C.2.2).",
    .legal = "A gateway or an origin server may.  An HTTP/1.1 answer without any option: the client closes.",
    .fix = "As a proxy, answer an HTTP/1.0 client with Connection: close and close.",
};
TEXT(CONN_PIPELINE_ORDER) = {
    .keeps = { .octets = OCTETS(OK "Content-Length: 1\r\n\r\nA"), .outstanding = 2, TO("GET"),
               IS_NOT(OF_LATER_REQUEST) },
    .breaks = { .octets = OCTETS(OK "Content-Length: 1\r\n\r\nB"), .outstanding = 2, TO("GET"),
                IS(OF_LATER_REQUEST) },
    .why = "Responses carry no number: the first answer is taken for that of the first request, so that a swap "
           "gives one user what was made for another.",
    .legal = "Interim responses between two answers.",
    .fix = "Queue the answers in the order of the requests, however long the first one takes.",
};
TEXT(CONN_EARLY_FINAL) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 413 Content Too Large\r\nConnection: close\r\n" HI), TO("POST"),
               .known_facts = H204_FACT_CONTENT_UNREAD | H204_FACT_WILL_CLOSE,
               .facts = H204_FACT_CONTENT_UNREAD | H204_FACT_WILL_CLOSE },
    .breaks = { .octets = OCTETS("HTTP/1.1 413 Content Too Large\r\n" HI), TO("POST"),
                .known_facts = H204_FACT_CONTENT_UNREAD | H204_FACT_WILL_CLOSE,
                .facts = H204_FACT_CONTENT_UNREAD | H204_FACT_WILL_CLOSE },
    .why = "A client that is still sending must know whether to go on: with close it stops, in silence it sends a "
           "gigabyte to nobody.",
    .legal = "No option where reading goes on.",
    .fix = "Send Connection: close if the rest will not be read; else read it to its end.",
};
