/* explain_status.c - what there is to say about the rows of the statuses other than 204. */
#include "explain_texts.h"

TEXT(S205_NO_CONTENT) = {
    .keeps = ALONE("HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\nhi"),
    .why = "A 205 has no content but, unlike a 204, does not end at its empty line: it says so with a length of "
           "zero, an empty chunked body or the close.",
    .wild = "Node.js sends the content it is given (https://github.com/nodejs/node/issues/3096); Zuul strips "
            "the zero and clients wait (https://github.com/spring-cloud/spring-cloud-netflix/issues/1562).",
    .legal = "Content-Length: 0 or an empty chunked body: a 205 needs one of them.",
    .fix = "Send Content-Length: 0 with a 205 and nothing after its empty line.",
};
TEXT(S101_UPGRADE) = {
    .keeps = ALONE("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"),
    .breaks = ALONE("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\n\r\n"),
    .why = "After a 101 the octets are of the protocol it names; without a name nobody knows which.",
    .fix = "Name the protocol in Upgrade, and upgrade in Connection.",
};
TEXT(S101_OFFERED) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\n"
                                "Upgrade: websocket\r\n\r\n"),
               TO("GET"), WITH("Connection: upgrade\r\nUpgrade: websocket\r\n") },
    .breaks = { .octets = OCTETS("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\n"
                                 "Upgrade: irc\r\n\r\n"),
                TO("GET"), WITH("Connection: upgrade\r\nUpgrade: websocket\r\n") },
    .why = "A client that did not offer a protocol can not speak it; one that reads on as HTTP reads something "
           "else.",
    .fix = "Switch only to a protocol of the request's Upgrade field, or answer in HTTP.",
};
TEXT(S101_REQ_10) = {
    .keeps = { .octets = OCTETS(EMPTY_204), TO_10("GET"), WITH("Upgrade: x\r\n") },
    .breaks = { .octets = OCTETS("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"),
                TO_10("GET"), WITH("Upgrade: x\r\n") },
    .why = "HTTP/1.0 has no Upgrade, and its client takes the 101 for the final response.",
    .fix = "Ignore Upgrade where the request is HTTP/1.0.",
};
TEXT(S100_EXPECT_10) = {
    .keeps = { .octets = OCTETS(EMPTY_204), TO_10("PUT"), WITH("Expect: 100-continue\r\n") },
    .breaks = { .octets = OCTETS("HTTP/1.1 417 Expectation Failed\r\n" HI), TO_10("PUT"),
                WITH("Expect: 100-continue\r\n") },
    .why = "A server must ignore the expectation of an HTTP/1.0 request; a 417 makes the client repeat what it "
           "could have had at once.",
    .legal = "417 where another expectation stands beside 100-continue.",
    .fix = "Look at the version first: without HTTP/1.1 there is no Expect.",
};
TEXT(S100_BEFORE_101) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"),
               TO("PUT"),
               WITH("Upgrade: x\r\nConnection: upgrade\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"),
               .known_facts = H204_FACT_CONTENT_BEGUN | H204_FACT_WAS_CONTINUED, .facts = H204_FACT_WAS_CONTINUED },
    .breaks = { .octets = OCTETS("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"),
                TO("PUT"),
                WITH("Upgrade: x\r\nConnection: upgrade\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"),
                .known_facts = H204_FACT_CONTENT_BEGUN | H204_FACT_WAS_CONTINUED },
    .why = "The client has two questions open, and the 100 answers the first: a client that waits for it never "
           "sends the content that must come before the switch.",
    .legal = "No 100 where content had begun to arrive, or where there is none (RFC 9110 10.1.1).",
    .fix = "Send 100 Continue, then 101.",
};
TEXT(S205_EXPLICIT_ZERO) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 205 Reset Content\r\n" NOTHING), .end = H204_END_CLOSED, TO("POST") },
    .breaks = { .octets = OCTETS("HTTP/1.1 205 Reset Content\r\n\r\n"), .end = H204_END_CLOSED, TO("POST") },
    .why = "A 205 does not end at its empty line: without a length the client waits for the end of the connection.",
    .wild = "Kestrel: two minutes for each answer (https://github.com/dotnet/aspnetcore/issues/4388); akka-http "
            "(https://github.com/akka/akka-http/issues/4213).",
    .legal = "An empty chunked body, and any 205 to HEAD.",
    .fix = "Send Content-Length: 0.",
};
TEXT(S200_EXPLICIT_EMPTY) = {
    .keeps = { .octets = OCTETS(OK NOTHING), .end = H204_END_CLOSED, .method = "GET" },
    .breaks = { .octets = OCTETS(OK "\r\n"), .end = H204_END_CLOSED, .method = "GET" },
    .why = "A 200 always has content, were it of no octets: only the framing says that none was meant and none was "
           "lost.  If there is nothing to say, 204 says it better.",
    .fix = "Send Content-Length: 0, or answer 204.",
};
TEXT(S203_ROLE) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 203 Non-Authoritative Information\r\n" HI), SENT_BY(PROXY),
               IS(TRANSFORMED) },
    .breaks = { .octets = OCTETS("HTTP/1.1 203 Non-Authoritative Information\r\n" HI), SENT_BY(ORIGIN) },
    .why = "The code says that a proxy changed the content on the way; from an origin server it makes the content "
           "less trusted than it is.",
    .fix = "Answer 200; leave 203 to the proxy that transforms.",
};
TEXT(S201_LOCATION) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 201 Created\r\nLocation: /n/1\r\nContent-Type: text/plain\r\n"
                                "Content-Length: 4\r\n\r\n/n/1"),
               TO("POST") },
    .breaks = { .octets = OCTETS("HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\n"
                                 "/n/1"),
                TO("POST") },
    .why = "A client that has created something by POST has no other way to learn where it is: the target is the "
           "collection.",
    .legal = "A 201 to PUT: there the target is the new resource (RFC 9110 15.3.2).",
    .fix = "Name the new resource in Location.",
};
TEXT(S201_LOC_FRAGMENT) = {
    .keeps = ALONE("HTTP/1.1 201 Created\r\nLocation: /n/1\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 201 Created\r\nLocation: /n/1#top\r\n" NOTHING),
    .why = "Location of a 201 names the primary resource that was created; a fragment names a part of its "
           "representation, on which requests can not act.",
    .legal = "A fragment in the Location of a redirection, where it is passed on (RFC 9110 10.2.2).",
    .fix = "Leave the fragment out.",
};
TEXT(SPOST_EXCLUDED) = {
    .keeps = { .octets = OCTETS(EMPTY_204), TO("POST") },
    .breaks = { .octets = OCTETS("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */9\r\n" HI),
                TO("POST"), WITH("Range: bytes=99-\r\n") },
    .why = "Almost any code may answer a POST, but for 206, 304 and 416: Range is defined for GET, and is ignored "
           "elsewhere.",
    .fix = "Ignore Range where the method is POST.",
};
TEXT(SOPT_ALLOW) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Allow: GET\r\n\r\n"), TO("OPTIONS"), .target = "/x" },
    .breaks = { .octets = OCTETS(EMPTY_204), TO("OPTIONS"), .target = "/x" },
    .why = "OPTIONS asks what can be done with the target; a 204 without any hint is an answer that says nothing.",
    .legal = "OPTIONS * without Allow, and an answer to a preflight, which says it in its own fields.",
    .fix = "Send Allow, as you do with 405.",
};
TEXT(S200_TRACE_FIELDS) = {
    .keeps = { .octets = OCTETS(OK
                                "Content-Type: message/http\r\nContent-Length: 20\r\n\r\nTRACE / HTTP/1.1\r\n\r\n"),
               TO("TRACE"), WITH("Cookie: secret\r\n") },
    .breaks = { .octets = OCTETS(OK "Content-Type: message/http\r\nContent-Length: 36\r\n\r\nTRACE / HTTP/1.1\r\n"
                                 "Cookie: secret\r\n\r\n"),
                TO("TRACE"), WITH("Cookie: secret\r\n") },
    .why = "Who can make a browser send TRACE and read the answer reads cookies that scripts must not see.",
    .legal = "The other fields of the request: to show them is the purpose.",
    .fix = "Leave Cookie, Authorization and Proxy-Authorization out of the echo, or refuse TRACE with 405.",
};
TEXT(HEAD_SAME_FIELDS) = {
    .keeps = { .octets = OCTETS(OK "ETag: \"a\"\r\n\r\n"), TO("HEAD"), GET_GIVES(OK "ETag: \"a\"\r\n" HI) },
    .breaks = { .octets = OCTETS(OK "\r\n"), TO("HEAD"), GET_GIVES(OK "ETag: \"a\"\r\n" HI) },
    .why = "HEAD is there to learn the fields without the content; what differs is learnt wrong, and a cache "
           "updates what it stored by it.",
    .legal = "Fields that are determined only while content is generated may be missing: Content-Length, "
             "Transfer-Encoding, Trailer, digests, Vary (RFC 9110 9.3.2).",
    .fix = "Run the handler of GET and drop the content; drop no field.",
};
TEXT(S206_REQUESTED) = {
    .keeps = { .octets = OCTETS(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI), TO("GET"),
               WITH("Range: bytes=0-1\r\n") },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI), TO("GET"), WITH("") },
    .why = "A client that asked for the whole takes the part for it: files end early and nobody sees an error.",
    .fix = "Answer 200 with the whole where there is no Range; look for a cache that forwards the 206 of another "
           "request.",
};
TEXT(S206_METHOD) = {
    .keeps = { .octets = OCTETS(LENGTH_2), TO("OPTIONS"), WITH("Range: bytes=0-1\r\n") },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI), TO("OPTIONS"),
                WITH("Range: bytes=0-1\r\n") },
    .why = "Range is defined for GET alone and must be ignored elsewhere: of a PUT there is nothing to send in "
           "parts.",
    .legal = "Methods outside the RFC, whose own definition may allow Range.",
    .fix = "Ignore Range unless the method is GET.",
};
TEXT(S206_SINGLE_NOT_MULTI) = {
    .keeps = { .octets = OCTETS(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI), TO("GET"),
               WITH("Range: bytes=0-1\r\n") },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT
                                 "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: 46\r\n\r\n"
                                 "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--\r\n"),
                TO("GET"), WITH("Range: bytes=0-1\r\n") },
    .why = "A client that asked for one range may not know multipart, and stores the boundary lines as content.",
    .legal = "One part in a multipart answer to a request of several ranges (RFC 9110 15.3.7.2).",
    .fix = "Answer one range with the octets and a Content-Range.",
};
TEXT(S206_CR_SINGLE) = {
    .keeps = ALONE(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI),
    .breaks = ALONE(PARTIAL_CONTENT HI),
    .why = "Without it nobody knows which octets these are: a download is resumed at the wrong place.",
    .legal = "A multipart/byteranges, which says it in each part.",
    .fix = "Send Content-Range with the range that is enclosed.",
};
TEXT(S206_MULTI_CT) = {
    .keeps = ALONE(PARTIAL_CONTENT "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: 85\r\n\r\n"
                      "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b\r\n"
                      "Content-Range: bytes 4-5/9\r\n\r\nyo\r\n--b--\r\n"),
    .breaks = ALONE(PARTIAL_CONTENT "Content-Type: multipart/mixed; boundary=b\r\nContent-Length: 85\r\n\r\n--b\r\n"
                       "Content-Range: bytes 0-1/9\r\n\r\nhi\r\n--b\r\n"
                       "Content-Range: bytes 4-5/9\r\n\r\nyo\r\n--b--\r\n"),
    .why = "The parts are found by the boundary, and that there are parts by the type; with any other type the "
           "client stores delimiters as content.",
    .legal = "Other capitals, and a quoted boundary.",
    .fix = "Send Content-Type: multipart/byteranges with a boundary.",
};
TEXT(S206_MULTI_NO_CR) = {
    .keeps = ALONE(PARTIAL_CONTENT "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: 46\r\n\r\n"
                      "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--\r\n"),
    .breaks = ALONE(PARTIAL_CONTENT
                       "Content-Type: multipart/byteranges; boundary=b\r\nContent-Range: bytes 0-1/9\r\n"
                       "Content-Length: 46\r\n\r\n--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n" "--b--\r\n"),
    .why = "Ranges stand in the parts: one in the head is a second statement, by which some clients store the "
           "whole multipart as that range.",
    .fix = "Remove Content-Range from the head.",
};
TEXT(S206_PART_CR) = {
    .keeps = ALONE(PARTIAL_CONTENT "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: 46\r\n\r\n"
                      "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--\r\n"),
    .breaks = ALONE(PARTIAL_CONTENT "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: 18\r\n\r\n"
                       "--b\r\n\r\nhi\r\n--b--\r\n"),
    .why = "A part without range is octets from nowhere; multipart/byteranges exists for this field.",
    .fix = "Write Content-Range into the head of each part.",
};
TEXT(S206_PART_CRLF) = {
    .keeps = ALONE(PARTIAL_CONTENT "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: 46\r\n\r\n"
                      "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--\r\n"),
    .breaks = ALONE(PARTIAL_CONTENT "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: 45\r\n\r\n"
                       "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\n--b--\r\n"),
    .why = "In the text of a multipart a lone LF is an octet of content: a delimiter that it introduces is none, "
           "and the parts grow together.",
    .legal = "LF inside the octets of a part.",
    .fix = "Write CRLF before and behind each delimiter, and behind each line of a part's head.",
};
TEXT(S206_CL_PART) = {
    .keeps = ALONE(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI),
    .breaks = ALONE(PARTIAL_CONTENT "Content-Range: bytes 0-4/9\r\n" HI),
    .why = "The client stores the octets at the place that the field names: if there are fewer the file has a "
           "hole, if there are more they overwrite what follows.",
    .legal = "A cut message, which is FRAME_R6_LENGTH's, and a multipart.",
    .fix = "Take range and length from the same computation, after the range was clipped to the end.",
};
TEXT(S206_FIELDS) = {
    .keeps = { .octets = OCTETS(PARTIAL_CONTENT "ETag: \"a\"\r\nContent-Range: bytes 0-1/9\r\n" HI), TO("GET"),
               WITH("Range: bytes=0-1\r\n"), GET_GIVES(OK "ETag: \"a\"\r\nContent-Length: 9\r\n\r\nhi3456789") },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI), TO("GET"),
                WITH("Range: bytes=0-1\r\n"), GET_GIVES(OK "ETag: \"a\"\r\nContent-Length: 9\r\n\r\nhi3456789") },
    .why = "By these fields a client and a cache decide whether the part belongs to what they have: a part without "
           "its ETag can be joined with nothing.",
    .legal = "Values that differ, such as a Date of now: the fields must be there.",
    .fix = "Send the fields that the 200 would have had.",
};
TEXT(S206_NOIFRANGE_ALL) = {
    .keeps = { .octets = OCTETS(PARTIAL_CONTENT "Content-Language: en\r\nContent-Range: bytes 0-1/9\r\n" HI),
               TO("GET"), WITH("Range: bytes=0-1\r\n"),
               GET_GIVES(OK "Content-Language: en\r\nContent-Length: 9\r\n\r\nhi3456789") },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI), TO("GET"),
                WITH("Range: bytes=0-1\r\n"),
                GET_GIVES(OK "Content-Language: en\r\nContent-Length: 9\r\n\r\nhi3456789") },
    .why = "Who sent no If-Range may have nothing stored, and needs to be told type, coding and language with the "
           "part.",
    .fix = "Send every representation field of the 200; leave them out only where the request has If-Range.",
};
TEXT(S206_CR_FORM) = {
    .keeps = ALONE(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI),
    .breaks = ALONE(PARTIAL_CONTENT "Content-Range: bytes */9\r\n" HI),
    .why = "`*/length` says that no range fits and belongs to 416; in a 206 the part has no place.",
    .legal = "`bytes 0-1/*`: an unknown complete length.",
    .fix = "Write first-last/length.",
};
TEXT(S206_IFRANGE_FALSE) = {
    .keeps = { .octets = OCTETS(OK "ETag: \"new\"\r\n" HI), TO("GET"),
               WITH("Range: bytes=0-1\r\nIf-Range: \"old\"\r\n") },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT "ETag: \"new\"\r\nContent-Range: bytes 0-1/9\r\n" HI), TO("GET"),
                WITH("Range: bytes=0-1\r\nIf-Range: \"old\"\r\n") },
    .why = "The condition protects against gluing together two versions of a file: where it is false the answer is "
           "the whole of the new one.",
    .legal = "A 206 without any validator: nobody can tell (S206_FIELDS can, with the 200).",
    .fix = "Compare If-Range before Range is looked at; where it does not match, answer 200.",
};
TEXT(S206_IFRANGE_WEAK) = {
    .keeps = { .octets = OCTETS(OK "ETag: W/\"a\"\r\n" HI), TO("GET"),
               WITH("Range: bytes=0-1\r\nIf-Range: W/\"a\"\r\n") },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT "ETag: W/\"a\"\r\nContent-Range: bytes 0-1/9\r\n" HI), TO("GET"),
                WITH("Range: bytes=0-1\r\nIf-Range: W/\"a\"\r\n") },
    .why = "If-Range asks for octets that are the same, and a weak tag promises only a like meaning: parts of two "
           "versions would be joined.",
    .fix = "Compare If-Range strongly: a weak tag, on either side, never matches; answer 200.",
};
TEXT(S206_IFRANGE_MIN) = {
    .keeps = { .octets = OCTETS(PARTIAL_CONTENT "ETag: \"a\"\r\nContent-Range: bytes 0-1/9\r\n" HI), TO("GET"),
               WITH("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n") },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT
                                 "ETag: \"a\"\r\nContent-Language: en\r\nContent-Range: bytes 0-1/9\r\n" HI),
                TO("GET"), WITH("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n") },
    .why = "The client has these fields from the response that it is completing; sent again, they may only "
           "contradict.",
    .legal = "The type multipart/byteranges, and fields that are none of the representation, such as Server.",
    .fix = "Send Content-Range and the fields that S206_FIELDS asks for, and no other representation field.",
};
TEXT(S206_PART_CT) = {
    .keeps = { .octets = OCTETS(PARTIAL_CONTENT
                                "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: 72\r\n\r\n"
                                "--b\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n"
                                "--b--\r\n"),
               TO("GET"), WITH("Range: bytes=0-1,99-\r\n"),
               GET_GIVES(OK "Content-Type: text/plain\r\nContent-Length: 9\r\n\r\nhi3456789") },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT
                                 "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: 46\r\n\r\n"
                                 "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b--\r\n"),
                TO("GET"), WITH("Range: bytes=0-1,99-\r\n"),
                GET_GIVES(OK "Content-Type: text/plain\r\nContent-Length: 9\r\n\r\nhi3456789") },
    .why = "A client that splits a multipart has only the part's own head to tell what it is.",
    .fix = "Repeat the Content-Type of the 200 in each part.",
};
TEXT(S206_PART_ORDER) = {
    .keeps = { .octets = OCTETS(PARTIAL_CONTENT
                                "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: 85\r\n\r\n"
                                "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b\r\n"
                                "Content-Range: bytes 4-5/9\r\n\r\nyo\r\n--b--\r\n"),
               TO("GET"), WITH("Range: bytes=0-1,4-5\r\n") },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT
                                 "Content-Type: multipart/byteranges; boundary=b\r\nContent-Length: 85\r\n\r\n"
                                 "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nhi\r\n--b\r\n"
                                 "Content-Range: bytes 4-5/9\r\n\r\nyo\r\n--b--\r\n"),
                TO("GET"), WITH("Range: bytes=4-5,0-1\r\n") },
    .why = "A client asks in the order in which it wants to use the parts: one that reads on the fly has to keep "
           "what comes early.",
    .legal = "Ranges that were merged, clipped or left out (RFC 9110 15.3.7.2).",
    .fix = "Send the parts as they were asked for.",
};
TEXT(S301_LOCATION) = {
    .keeps = ALONE("HTTP/1.1 301 Moved Permanently\r\nLocation: /x\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 301 Moved Permanently\r\n" NOTHING),
    .why = "The code says that the resource has moved for good, and without the field not whither.",
    .legal = "`Location:` with an empty value: a reference to the target itself, so that H_LOC_ABNF is kept.",
    .fix = "Send Location with the new URI.",
};
TEXT(S302_LOCATION) = {
    .keeps = ALONE("HTTP/1.1 302 Found\r\nLocation: /x\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 302 Found\r\n" NOTHING),
    .why = "A browser has nothing to follow and shows an empty page.",
    .fix = "Send Location with the other URI.",
};
TEXT(S303_LOCATION) = {
    .keeps = ALONE("HTTP/1.1 303 See Other\r\nLocation: /x\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 303 See Other\r\n" NOTHING),
    .why = "The code says \"see other\": the field is the other.  No key word stands in its section, but a 303 "
           "without Location answers with nothing.",
    .fix = "Send Location with the URI of the result.",
};
TEXT(S307_LOCATION) = {
    .keeps = ALONE("HTTP/1.1 307 Temporary Redirect\r\nLocation: /x\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 307 Temporary Redirect\r\n" NOTHING),
    .why = "The request is to be repeated elsewhere, with method and content; elsewhere is the field.",
    .fix = "Send Location with the URI to repeat the request at.",
};
TEXT(S308_LOCATION) = {
    .keeps = ALONE("HTTP/1.1 308 Permanent Redirect\r\nLocation: /x\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 308 Permanent Redirect\r\n" NOTHING),
    .why = "The move is permanent and clients are asked to forget the old URI: without the field there is no "
           "other.",
    .fix = "Send Location with the new permanent URI.",
};
TEXT(S304_METHOD) = {
    .keeps = { .octets = OCTETS(NOT_MODIFIED "ETag: \"a\"\r\n\r\n"), TO("GET"), WITH("If-None-Match: \"a\"\r\n") },
    .breaks = { .octets = OCTETS(NOT_MODIFIED "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"), TO("PUT"),
                WITH("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n") },
    .why = "A 304 sends the client to its stored copy; another method has none, and what it did is not told.",
    .legal = "Methods outside the RFC.",
    .fix = "Evaluate If-None-Match to 412 where the method is neither GET nor HEAD, and ignore If-Modified-Since "
           "there.",
};
TEXT(S304_CONDITIONAL) = {
    .keeps = { .octets = OCTETS(NOT_MODIFIED "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"), TO("GET"),
               WITH("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n") },
    .breaks = { .octets = OCTETS(NOT_MODIFIED "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"), TO("GET"), WITH("") },
    .why = "A client that asked for the content without condition has no copy to be sent to: it gets nothing at "
           "all.",
    .legal = "If-Match, If-Unmodified-Since and If-Range beside one of the two: they are no conditions for a 304.",
    .fix = "Answer 200; look for a cache that forwards the 304 of its own validation.",
};
TEXT(S304_FIELDS) = {
    .keeps = { .octets = OCTETS(NOT_MODIFIED "ETag: \"a\"\r\n\r\n"), TO("GET"), WITH("If-None-Match: \"a\"\r\n"),
               GET_GIVES(OK "ETag: \"a\"\r\n" HI) },
    .breaks = { .octets = OCTETS(NOT_MODIFIED "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"), TO("GET"),
                WITH("If-None-Match: \"a\"\r\n"), GET_GIVES(OK "ETag: \"a\"\r\n" HI) },
    .why = "A cache freshens its copy by these fields and finds by the ETag which copy is meant: without it a "
           "right copy may be dropped, or a wrong one kept.",
    .legal = "Content-Type and the like: they may be missing.",
    .fix = "Send with the 304 what the 200 would have had of these fields.",
};
TEXT(S304_MIN_META) = {
    .keeps = { .octets = OCTETS(NOT_MODIFIED "ETag: \"a\"\r\n\r\n"), IS_NOT(METADATA_GUIDES) },
    .breaks = { .octets = OCTETS(NOT_MODIFIED "ETag: \"a\"\r\nContent-Type: text/html\r\n\r\n"),
                IS_NOT(METADATA_GUIDES) },
    .why = "The client has the fields of the 200; a cache that takes those of the 304 over may break what it "
           "stored, as with a coding that this 304 does not speak of.",
    .legal = "Last-Modified without an ETag, Content-Length of the 200, and any field that is there to guide the "
             "update of a cache (RFC 9110 15.4.5).",
    .fix = "Leave Content-Type, Content-Encoding and Content-Language out of 304.",
};
TEXT(S304_ETAG_MATCH) = {
    .keeps = { .octets = OCTETS(NOT_MODIFIED "ETag: W/\"b\"\r\n\r\n"), TO("GET"),
               WITH("If-None-Match: \"a\", \"b\"\r\n") },
    .breaks = { .octets = OCTETS(NOT_MODIFIED "ETag: \"z\"\r\n\r\n"), TO("GET"), WITH("If-None-Match: \"a\"\r\n") },
    .why = "A 304 says that one of the client's copies is current, and the tag says which; one that the client did "
           "not list points to nothing.",
    .legal = "A weak tag against a strong one with the same text: If-None-Match is compared weakly.",
    .fix = "Compare first: where no tag matches, answer 200 with the content.",
};
TEXT(S304_INM_WINS) = {
    .keeps = { .octets = OCTETS(LENGTH_2), TO("GET"),
               WITH("If-None-Match: \"a\"\r\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n"),
               IS_NOT(INM_FALSE) },
    .breaks = { .octets = OCTETS(NOT_MODIFIED "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"), TO("GET"),
                WITH("If-None-Match: \"a\"\r\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n"),
                IS_NOT(INM_FALSE) },
    .why = "Dates have seconds, tags do not: where the tag has changed within the second, the date alone would "
           "keep the old copy.",
    .fix = "Ignore If-Modified-Since where If-None-Match is present.",
};
TEXT(S300_CONTENT) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 300 Multiple Choices\r\n" HI), TO("GET") },
    .breaks = { .octets = OCTETS("HTTP/1.1 300 Multiple Choices\r\n" NOTHING), TO("GET") },
    .why = "The user is to choose, and can not see among what.",
    .legal = "A 300 to HEAD, and a Location that names the preferred choice.",
    .fix = "List the choices in the content, with their URIs.",
};
TEXT(S401_WWW_AUTH) = {
    .keeps = ALONE(UNAUTHORIZED "WWW-Authenticate: Basic realm=\"x\"\r\n" NOTHING),
    .breaks = ALONE(UNAUTHORIZED NOTHING),
    .why = "The field tells the client how to authenticate; without it a browser does not even ask, and retries "
           "are blind.",
    .legal = "A trailer does not count.",
    .fix = "Send WWW-Authenticate with a challenge, or answer 403.",
};
TEXT(S401_CHALLENGE) = {
    .keeps = ALONE(UNAUTHORIZED "WWW-Authenticate: Basic realm=\"x\"\r\n" NOTHING),
    .breaks = ALONE(UNAUTHORIZED "WWW-Authenticate:\r\n" NOTHING),
    .why = "The field is there and says nothing: no scheme to try.",
    .fix = "Name a scheme, such as Basic with a realm.",
};
TEXT(S407_PROXY_AUTH) = {
    .keeps = ALONE("HTTP/1.1 407 Proxy Authentication Required\r\n" "Proxy-Authenticate: Basic realm=\"x\"\r\n"
                      NOTHING),
    .breaks = ALONE("HTTP/1.1 407 Proxy Authentication Required\r\n" NOTHING),
    .why = "The field tells the client how to authenticate to the proxy; without it nothing can be repeated.",
    .fix = "Send Proxy-Authenticate with a challenge.",
};
TEXT(S405_ALLOW) = {
    .keeps = ALONE("HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 405 Method Not Allowed\r\n" NOTHING),
    .why = "The client learns what would have worked; an empty list is an answer as well: nothing does, for now.",
    .legal = "`Allow:` with no method, and a 405 that a proxy made.",
    .fix = "Send Allow with the methods of the target.",
};
TEXT(S405_ALLOW_METHOD) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\n" HI), TO("PUT") },
    .breaks = { .octets = OCTETS("HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, PUT\r\n" HI), TO("PUT") },
    .why = "A method that is both refused and allowed makes clients repeat the request for ever.",
    .legal = "PUT in the list where `put` was refused: methods are case-sensitive.",
    .fix = "Take the list from the table that refused the method.",
};
TEXT(S412_CONDITIONAL) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 412 Precondition Failed\r\n" HI), TO("PUT"),
               WITH("If-Match: \"a\"\r\n") },
    .breaks = { .octets = OCTETS("HTTP/1.1 412 Precondition Failed\r\n" HI), TO("PUT"), WITH("") },
    .why = "The code says that a condition of the client was false, and the client made none.",
    .legal = "Conditions of WebDAV: If, Overwrite.",
    .fix = "Answer 409, or 428 to ask for a condition.",
};
TEXT(S412_INM_UNSAFE) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 412 Precondition Failed\r\n" HI), TO("PUT"), WITH("If-None-Match: *\r\n"),
               IS(INM_FALSE) },
    .breaks = { .octets = OCTETS(EMPTY_204), TO("PUT"), WITH("If-None-Match: *\r\n"), IS(INM_FALSE) },
    .why = "`If-None-Match: *` on PUT means: only if there is nothing.  Who overwrites all the same destroys what "
           "another client has just created.",
    .legal = "Redirections and errors that come before conditions are evaluated (RFC 9110 13.2.1).",
    .fix = "Answer 412 and do nothing, where the tag matches or, for *, anything is there.",
};
TEXT(S416_REQUESTED) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */9\r\n" HI), TO("GET"),
               WITH("Range: bytes=99-\r\n") },
    .breaks = { .octets = OCTETS("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */9\r\n" HI),
                TO("GET"), WITH("") },
    .why = "The code refuses a range that nobody asked for; a client that has no range to drop repeats the request "
           "for ever.",
    .legal = "A 416 to a partial PUT by private agreement.",
    .fix = "Answer 200 with the whole.",
};
TEXT(S416_CR) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */9\r\n" HI), TO("GET"),
               WITH("Range: bytes=99-\r\n") },
    .breaks = { .octets = OCTETS("HTTP/1.1 416 Range Not Satisfiable\r\n" HI), TO("GET"),
                WITH("Range: bytes=99-\r\n") },
    .why = "The complete length lets the client ask again within it.",
    .fix = "Send Content-Range: bytes */length.",
};
TEXT(S416_CR_FORM) = {
    .keeps = ALONE("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */9\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes 0-1/9\r\n" NOTHING),
    .why = "A range in a 416 says that it is enclosed, and nothing is: the client wants to know the length.",
    .legal = "Units other than bytes.",
    .fix = "Write `bytes */` and the complete length.",
};
TEXT(S421_PROXY) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 421 Misdirected Request\r\nVia: 1.1 p\r\n" NOTHING), SENT_BY(PROXY),
               IS(FORWARDED) },
    .breaks = { .octets = OCTETS("HTTP/1.1 421 Misdirected Request\r\n" NOTHING), SENT_BY(PROXY),
                IS_NOT(FORWARDED) },
    .why = "The code means that this server has no authority for the target, and makes the client try another "
           "connection; a forward proxy is asked for every authority.",
    .legal = "A 421 of a gateway or an origin server, and one that a proxy forwards.",
    .fix = "As a proxy, answer 502 or 504 for what the next server did; forward its 421 as it is.",
};
TEXT(S426_UPGRADE) = {
    .keeps = ALONE("HTTP/1.1 426 Upgrade Required\r\nConnection: upgrade\r\nUpgrade: HTTP/3.0\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 426 Upgrade Required\r\n" NOTHING),
    .why = "The code asks for another protocol, and the field says which: without it the client can only give up.",
    .legal = "A 426 that came through a proxy, which had to remove the field.",
    .fix = "Send Upgrade with the protocols, and upgrade in Connection.",
};
TEXT(S406_CONTENT) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 406 Not Acceptable\r\n" HI), TO("GET") },
    .breaks = { .octets = OCTETS("HTTP/1.1 406 Not Acceptable\r\n" NOTHING), TO("GET") },
    .why = "Without the list the client can only guess what it might accept.",
    .legal = "A 406 to HEAD.",
    .fix = "List what is available, or send the default with 200.",
};
TEXT(S409_CONTENT) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 409 Conflict\r\n" HI), TO("PUT") },
    .breaks = { .octets = OCTETS("HTTP/1.1 409 Conflict\r\n" NOTHING), TO("PUT") },
    .why = "The user might resolve the conflict, but must be told what it is.",
    .legal = "A 409 to HEAD.",
    .fix = "Describe the conflict in the content.",
};
TEXT(S411_REQ_LENGTH) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 411 Length Required\r\n" HI), TO("POST"), WITH("") },
    .breaks = { .octets = OCTETS("HTTP/1.1 411 Length Required\r\n" HI), TO("POST"),
                WITH("Content-Length: 2\r\n") },
    .why = "The code asks for a Content-Length, and the request had one: the client can only send the same again.",
    .fix = "Answer 400 or 413 for what is really wrong; look for a proxy that chunks requests on the way.",
};
TEXT(S415_HINT) = {
    .keeps = ALONE("HTTP/1.1 415 Unsupported Media Type\r\nAccept-Encoding: gzip\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 415 Unsupported Media Type\r\n" NOTHING),
    .why = "Whether the type or the coding was not supported, and what is, the client learns from these fields; "
           "nothing obliges the server to tell.",
    .fix = "Send Accept-Encoding for a coding, Accept or Accept-Patch for a type.",
};
TEXT(S417_EXPECT) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 417 Expectation Failed\r\n" HI), TO("GET"), WITH("Expect: x\r\n") },
    .breaks = { .octets = OCTETS("HTTP/1.1 417 Expectation Failed\r\n" HI), TO("GET"), WITH("") },
    .why = "The client expected nothing: it can not repeat the request without it.",
    .fix = "Answer with the code of what went wrong.",
};
TEXT(S425_EARLY) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 425 Too Early\r\n" HI), TO("GET"), WITH("Early-Data: 1\r\n"),
               IS_NOT(EARLY) },
    .breaks = { .octets = OCTETS("HTTP/1.1 425 Too Early\r\n" HI), TO("GET"), WITH(""), IS_NOT(EARLY) },
    .why = "425 asks the client to wait for the handshake and repeat; where the request did not come early, it "
           "will be refused again.",
    .fix = "Answer 425 only to requests in early data, or with Early-Data: 1.",
};
TEXT(S451_LINK) = {
    .keeps = ALONE("HTTP/1.1 451 Unavailable For Legal Reasons\r\n"
                      "Link: <https://e.example/>; rel=\"blocked-by\"\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 451 Unavailable For Legal Reasons\r\n" NOTHING),
    .why = "The link says who implements the block: without it a block on the way can not be told from one by the "
           "server.",
    .legal = "Who demands the block need not stand there: that belongs into the content (RFC 7725 3).",
    .fix = "Send a Link with rel=\"blocked-by\" to the one who blocks.",
};
TEXT(S4XX_CONTENT) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 404 Not Found\r\n" HI), TO("GET") },
    .breaks = { .octets = OCTETS("HTTP/1.1 404 Not Found\r\n" NOTHING), TO("GET") },
    .why = "The user learns what went wrong, and whether it is for now or for good, from the content alone.",
    .legal = "An answer to HEAD, or an empty one where a machine is known to ask: a SHOULD.",
    .fix = "Send an explanation as content.",
};
TEXT(S5XX_CONTENT) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 500 Internal Server Error\r\n" HI), TO("GET") },
    .breaks = { .octets = OCTETS("HTTP/1.1 500 Internal Server Error\r\n" NOTHING), TO("GET") },
    .why = "The user learns whether it is worth while to try again.",
    .legal = "An answer to HEAD.",
    .fix = "Send an explanation as content, and Retry-After where the time is known.",
};
TEXT(S505_CONTENT) = {
    .keeps = { .octets = OCTETS("HTTP/1.1 505 HTTP Version Not Supported\r\n" HI), .method = "GET",
               .version = "9.9" },
    .breaks = { .octets = OCTETS("HTTP/1.1 505 HTTP Version Not Supported\r\n" NOTHING), .method = "GET",
                .version = "9.9" },
    .why = "The client must learn which protocols are spoken, and whether the major version is refused altogether.",
    .legal = "An answer to HEAD.",
    .fix = "Name the supported versions in the content.",
};
