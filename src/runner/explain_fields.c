/* explain_fields.c - what there is to say about the rows of field values. */
#include "explain_texts.h"

#define NOVEMBER_1994 784111777 /* Sun, 06 Nov 1994 08:49:37 GMT */
#define JANUARY_2026 1767225600 /* Thu, 01 Jan 2026 00:00:00 GMT */

TEXT(H_DATE_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Date: now\r\n\r\n"),
    .why = "Ages and freshness are computed from Date; a value that is no date makes the recipient use its own "
           "clock, and the difference goes unseen.",
    .fix = "Write the date as in Sun, 06 Nov 1994 08:49:37 GMT.",
};
TEXT(H_DATE_REQUIRED) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"), SENT_BY(ORIGIN),
               IS(HAS_CLOCK) },
    .breaks = { .octets = OCTETS(EMPTY_204), SENT_BY(ORIGIN), IS(HAS_CLOCK) },
    .why = "Without it age can not be computed, and every recipient puts its own time in its place.",
    .legal = "1xx and 5xx without Date, and a server without clock.",
    .fix = "Send Date with each 2xx, 3xx and 4xx, 204 included.",
};
TEXT(H_DATE_NOCLOCK) = {
    .keeps = { .octets = OCTETS(EMPTY_204), SENT_BY(ORIGIN), IS_NOT(HAS_CLOCK) },
    .breaks = { .octets = OCTETS(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"), SENT_BY(ORIGIN),
                IS_NOT(HAS_CLOCK) },
    .why = "A time that was made up, such as that of the last boot, makes every response look stale or from the "
           "future.",
    .legal = "Date from a clock that is kept by NTP or the like.",
    .fix = "Leave Date out: the first recipient with a clock adds it.",
};
TEXT(H_DATE_APPROX) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
               .now = NOVEMBER_1994 + 1 },
    .breaks = { .octets = OCTETS(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"), .now = JANUARY_2026 },
    .why = "A date that is far off spoils every computation of age.  The bound of a day is ours: the RFC says "
           "\"best available approximation\".",
    .legal = "An old Date on a response from a cache: it has Age.",
    .fix = "Set the clock, and take the time when the message is made.",
};
TEXT(H_ETAG_ABNF) = {
    .keeps = ALONE(NO_CONTENT "ETag: \"a\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "ETag: a\r\n\r\n"),
    .why = "Clients send the tag back as it came: without quotes one server finds the tag, another a syntax error, "
           "and a proxy may add quotes of its own.",
    .legal = "`\"\"`, an empty tag; a comma or a backslash between the quotes; any of them on a 204.",
    .fix = "Put the tag between double quotes.",
};
TEXT(H_ETAG_CHARS) = {
    .keeps = ALONE(NO_CONTENT "ETag: \"a!b\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "ETag: \"a b\"\r\n\r\n"),
    .why = "A quote or a blank inside the quotes ends the tag for readers of If-None-Match lists: the tag never "
           "matches.",
    .legal = "Octets from 0x80 up.",
    .fix = "Encode the tag, in hexadecimal or base64.",
};
TEXT(H_ETAG_WEAK_CASE) = {
    .keeps = ALONE(NO_CONTENT "ETag: W/\"a\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "ETag: w/\"a\"\r\n\r\n"),
    .why = "`w/` is no mark: who folds case compares weakly, who does not finds no tag.",
    .fix = "Write W/ with a capital.",
};
TEXT(H_LM_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Last-Modified: yesterday\r\n\r\n"),
    .why = "A value that is no date can not be sent back in If-Modified-Since: every request gets the whole "
           "content.",
    .fix = "Write the date as in Sun, 06 Nov 1994 08:49:37 GMT; leave it out where it is not known.",
};
TEXT(H_LM_NOT_FUTURE) = {
    .keeps = ALONE(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                      "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                       "Last-Modified: Sun, 06 Nov 1994 08:49:38 GMT\r\n\r\n"),
    .why = "A time that has not come yet stays newer than every If-Modified-Since of today: changes until then are "
           "not seen.",
    .legal = "Equal times.",
    .fix = "Replace a later time by that of Date (RFC 9110 8.8.2.1).",
};
TEXT(H_ETAG_BACKSLASH) = {
    .keeps = ALONE(NO_CONTENT "ETag: \"ab\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "ETag: \"a\\b\"\r\n\r\n"),
    .why = "Tags were once quoted strings: some recipients still remove the backslash, and the tag they send back "
           "does not match.",
    .legal = "It is allowed, and compared octet by octet.",
    .fix = "Encode the tag without backslash.",
};
TEXT(H_ETAG_CODING_DISTINCT) = {
    .keeps = { .octets = OCTETS(OK "ETag: \"a-gz\"\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"),
               TO("GET"), GET_GIVES(OK "ETag: \"a\"\r\n" HI) },
    .breaks = { .octets = OCTETS(OK "ETag: \"a\"\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"),
                TO("GET"), GET_GIVES(OK "ETag: \"a\"\r\n" HI) },
    .why = "A strong tag promises the same octets: with one tag for both codings a range of the one is glued to "
           "the other.",
    .legal = "One weak tag for both.",
    .fix = "Give each coding a tag of its own, or make the tag weak.",
};
TEXT(H_CT_ABNF) = {
    .keeps = ALONE(OK "Content-Type: text/plain; charset=utf-8\r\n" HI),
    .breaks = ALONE(OK "Content-Type: text\r\n" HI),
    .why = "What can not be read is guessed from the content: the same response is text here and a script there.",
    .legal = "Content-Type on a 204: it tells the type of the representation (RFC 9530 B.5 prints one).  A "
             "semicolon without parameter.",
    .fix = "Write type/subtype; parameters after a semicolon; send the field once.",
};
TEXT(H_CT_MULTIPART_BOUNDARY) = {
    .keeps = ALONE(OK "Content-Type: multipart/mixed; boundary=b\r\nContent-Length: 16\r\n\r\n"
                      "--b\r\n\r\nhi\r\n--b--"),
    .breaks = ALONE(OK "Content-Type: multipart/mixed\r\nContent-Length: 16\r\n\r\n--b\r\n\r\nhi\r\n" "--b--"),
    .why = "Without boundary the parts can not be found.",
    .fix = "Add the boundary parameter, and quote it where it is no token.",
};
TEXT(H_CE_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Content-Encoding: gzip\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Content-Encoding: gzip;q=1\r\n\r\n"),
    .why = "What is no list of tokens is decoded by one recipient and shown raw by the next.",
    .legal = "An empty `Content-Encoding:`, and the field on a 204.",
    .fix = "Write the codings as bare names, in the order in which they were applied.",
};
TEXT(H_CE_NO_IDENTITY) = {
    .keeps = ALONE(NO_CONTENT "Content-Encoding: gzip\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Content-Encoding: identity\r\n\r\n"),
    .why = "identity stands for no coding and is for Accept-Encoding only; clients without such a decoder refuse "
           "the content.",
    .fix = "Leave the field out where nothing was encoded.",
};
TEXT(H_CLANG_ABNF) = {
    .keeps = ALONE(OK "Content-Language: mi, en\r\n" HI),
    .breaks = ALONE(OK "Content-Language: en_US\r\n" HI),
    .why = "A tag with an underscore is the name of a locale: no user agent finds fonts, hyphenation or a voice by "
           "it.",
    .legal = "Private tags such as x-pig-latin, old ones such as i-klingon.",
    .fix = "Write hyphens, as in en-US; leave the field out where the language is not known.",
};
TEXT(H_CLOC_ABNF) = {
    .keeps = ALONE(OK "Content-Location: /a?b\r\n" HI),
    .breaks = ALONE(OK "Content-Location: /a#b\r\n" HI),
    .why = "The field says which resource the content, or the effect of a 204, belongs to: a fragment is no "
           "resource, and what is no URI belongs to none.",
    .legal = "Content-Location on a 204, and a relative reference (RFC 5789 2.1 prints one).",
    .fix = "Write the URI percent-encoded and without fragment.",
};
TEXT(H_CT_PRESENT) = {
    .keeps = { .octets = OCTETS(OK "Content-Type: text/plain\r\n" HI), IS(TYPE_KNOWN) },
    .breaks = { .octets = OCTETS(LENGTH_2), IS(TYPE_KNOWN) },
    .why = "A recipient that has to guess the type may guess a script.",
    .legal = "A 204 or any response without content; content whose type the sender does not know.",
    .fix = "Send Content-Type, application/octet-stream where nothing better is known.",
};
TEXT(H_CE_ACCEPTABLE) = {
    .keeps = { .octets = OCTETS(LENGTH_2), TO("GET"), WITH("Accept-Encoding: br\r\n") },
    .breaks = { .octets = OCTETS(OK "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"), TO("GET"),
                WITH("Accept-Encoding: br\r\n") },
    .why = "The client said which codings it can decode; others are shown as noise.",
    .legal = "No Accept-Encoding in the request, or one that refuses identity too: then nothing better can be had.",
    .fix = "Compare with Accept-Encoding, and send Vary: Accept-Encoding.",
};
TEXT(H_CE_DEFLATE_ZLIB) = {
    .keeps = ALONE(OK "Content-Encoding: deflate\r\nContent-Length: 8\r\n\r\n" "x\x9c\x03\x00\x00\x00\x00\x01"),
    .breaks = ALONE(OK "Content-Encoding: deflate\r\nContent-Length: 2\r\n\r\n\x03\x00"),
    .why = "deflate is the zlib format, though servers sent raw deflate for years: who decodes by the book fails.",
    .fix = "Use gzip, which nobody gets wrong; or send deflate in its zlib wrapper.",
};
TEXT(H_CR_ABNF) = {
    .keeps = ALONE(PARTIAL_CONTENT "Content-Range: bytes 0-1/*\r\n" HI),
    .breaks = ALONE(PARTIAL_CONTENT "Content-Range: bytes=0-1/9\r\n" HI),
    .why = "The client stores the octets where the field says; each reader makes another place of `bytes=0-1/9`.",
    .legal = "`bytes 0-1/*`, and other units with a grammar of their own (RFC 9110 14.6).",
    .fix = "Write a SP behind the unit: bytes 0-1/9.",
};
TEXT(H_CR_ORDER) = {
    .keeps = ALONE(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI),
    .breaks = ALONE(PARTIAL_CONTENT "Content-Range: bytes 1-0/9\r\n" NOTHING),
    .why = "A range whose end lies before its start is invalid: the recipient must not combine it with anything.",
    .fix = "Compute last as first plus length minus one; where nothing is left, answer 416.",
};
TEXT(H_CR_COMPLETE) = {
    .keeps = ALONE(PARTIAL_CONTENT "Content-Range: bytes 0-1/2\r\n" HI),
    .breaks = ALONE(PARTIAL_CONTENT "Content-Range: bytes 0-1/1\r\n" HI),
    .why = "Positions count from 0, so the last one of n octets is n - 1; a length below says that the range lies "
           "outside.",
    .legal = "The last octet: 0-1/2.",
    .fix = "Check for the error by one; write * where the length is not known.",
};
TEXT(H_AR_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Accept-Ranges: bytes\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Accept-Ranges: bytes=0\r\n\r\n"),
    .why = "The field tells whether to resume: a value that can not be read means no ranges.",
    .legal = "On a 204, and in trailers (RFC 9110 14.3).",
    .fix = "Write bytes, or none.",
};
TEXT(H_CR_LEN_KNOWN) = {
    .keeps = { .octets = OCTETS(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI), IS(LENGTH_KNOWN) },
    .breaks = { .octets = OCTETS(PARTIAL_CONTENT "Content-Range: bytes 0-1/*\r\n" HI), IS(LENGTH_KNOWN) },
    .why = "With the length the client can ask for the rest and see when it is whole.",
    .fix = "Write the complete length in place of the *.",
};
TEXT(H_AR_NONE) = {
    .keeps = ALONE(NO_CONTENT "Accept-Ranges: none\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Accept-Ranges: bytes, none\r\n\r\n"),
    .why = "none says that there are no ranges: beside a unit one of the two is wrong.",
    .fix = "Send none alone, or the units alone.",
};
TEXT(H_ALLOW_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Allow: GET, PUT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Allow: GET PUT\r\n\r\n"),
    .why = "Clients look for their method by name; one long word holds none.",
    .legal = "`Allow:` with no method, a method nobody knows, and Allow on any status: on a 204 to OPTIONS it is "
             "the answer.",
    .fix = "Separate the methods by commas.",
};
TEXT(H_LOC_ABNF) = {
    .keeps = ALONE("HTTP/1.1 302 Found\r\nLocation: /x\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 302 Found\r\nLocation: /a b\r\n" NOTHING),
    .why = "A blank or an angle bracket in a reference is repaired by one client and cut by the next: the two go "
           "to different places.",
    .legal = "A relative reference, a fragment, a comma, and an empty value.",
    .fix = "Percent-encode what a URI may not hold.",
};
TEXT(H_LOC_USERINFO) = {
    .keeps = ALONE("HTTP/1.1 302 Found\r\nLocation: http://e.example/\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 302 Found\r\nLocation: http://u:p@e.example/\r\n" NOTHING),
    .why = "What stands before the @ looks like the host to users, and a password there ends in every log; it is "
           "deprecated for that.",
    .legal = "An @ in the path or the query, and userinfo in other schemes: mailto:a@b.",
    .fix = "Remove user and password from the URI.",
};
TEXT(H_LOC_EMPTY_HOST) = {
    .keeps = ALONE("HTTP/1.1 302 Found\r\nLocation: http://e.example/\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 302 Found\r\nLocation: http:///x\r\n" NOTHING),
    .why = "The origin is the host; without one there is nobody to ask, and a recipient must refuse the reference.",
    .legal = "A scheme without // (urn:x), where there is no authority.",
    .fix = "Write the host, or a reference that begins with a single slash.",
};
TEXT(H_RA_ABNF) = {
    .keeps = ALONE("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 120\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2m\r\n" NOTHING),
    .why = "A client that can not read the field retries at once, which is what the field is for.",
    .legal = "On any status, 204 included: it says nothing there, but harms nobody.",
    .fix = "Write the number of seconds, or an HTTP-date.",
};
TEXT(H_SERVER_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Server: a/1.0 (b)\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Server: (b)\r\n\r\n"),
    .why = "Comments and products are parted by blanks; what is neither breaks the readers that count "
           "implementations.",
    .wild = "A UPnP device sends `Darwin/15.4.0, UPnP/1.0` (https://github.com/boostorg/beast/issues/172).",
    .legal = "Several products, a product without version, nested comments.",
    .fix = "Write name/version, and a comment in parentheses behind a product.",
};
TEXT(H_LOC_MEANING) = {
    .keeps = ALONE("HTTP/1.1 201 Created\r\nLocation: /x\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 404 Not Found\r\nLocation: /x\r\n" NOTHING),
    .why = "Only 201 and 3xx give the field a meaning: elsewhere some clients follow it, most do not.",
    .legal = "Location on 202 and on 204: in use, and forbidden by nothing.",
    .fix = "Use a redirection if the client is to go there, Content-Location or Link if it is only to know.",
};
TEXT(H_ACCEPT_ABNF) = {
    .keeps = ALONE("HTTP/1.1 415 Unsupported Media Type\r\nAccept: text/*;q=0.5, a/b\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 415 Unsupported Media Type\r\nAccept: text\r\n" NOTHING),
    .why = "In a response the field tells what a client may send; a range that can not be read tells nothing.",
    .legal = "`Accept:` with no member, and other parameters.",
    .fix = "Write type/subtype, with a weight from 0 to 1 of three decimals at most.",
};
TEXT(H_AE_ABNF) = {
    .keeps = ALONE("HTTP/1.1 415 Unsupported Media Type\r\nAccept-Encoding: gzip;q=1.0, *;q=0\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 415 Unsupported Media Type\r\nAccept-Encoding: gzip;q=2\r\n" NOTHING),
    .why = "In a response the field tells which codings a request may use; a weight above 1 makes some readers "
           "drop the member, others all of them.",
    .legal = "identity and *, and an empty field.",
    .fix = "Write coding names with weights from 0 to 1.",
};
TEXT(H_VARY_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Vary: accept, *\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Vary: \"accept\"\r\n\r\n"),
    .why = "A cache that does not understand the list either keeps too many responses or serves one for another.",
    .legal = "`Vary:` with no member, and * beside names (RFC 9110 12.5.5).",
    .fix = "Write bare field names, separated by commas.",
};
TEXT(H_VARY_STAR_PROXY) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Vary: accept\r\n\r\n"), SENT_BY(PROXY), IS_NOT(FORWARDED) },
    .breaks = { .octets = OCTETS(NO_CONTENT "Vary: *\r\n\r\n"), SENT_BY(PROXY), IS_NOT(FORWARDED) },
    .why = "* says that the choice rests on more than fields, which only the origin server can know: from a proxy "
           "it makes every response useless for caches.",
    .legal = "A * that came from the origin server and is forwarded.",
    .fix = "As a proxy, name the fields by which you chose.",
};
TEXT(H_VIA_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Via: 1.1 a (b)\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Via: a\r\n\r\n"),
    .why = "Loops and the versions on the way are found by reading Via; a member without protocol is read as a "
           "host of no version.",
    .legal = "A comment behind it, a port, a protocol name before the version (1.1 alone means HTTP/1.1).",
    .fix = "Write protocol version, SP, host or pseudonym: 1.1 p.",
};
TEXT(H_VIA_PROXY) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Via: 1.1 p\r\n\r\n"), SENT_BY(PROXY), IS(FORWARDED) },
    .breaks = { .octets = OCTETS(EMPTY_204), SENT_BY(PROXY), IS(FORWARDED) },
    .why = "Without its mark a proxy is invisible in loops, and its own version is taken for that of the server "
           "behind it.",
    .legal = "A gateway may leave it out; a tunnel, and a response that the proxy made itself, have none.",
    .fix = "Append a member to Via for each response that is forwarded.",
};
TEXT(H_VIA_NO_HTTP) = {
    .keeps = ALONE(NO_CONTENT "Via: 1.1 a\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Via: HTTP/1.1 a\r\n\r\n"),
    .why = "The name may be left out where it is HTTP, and is: readers that compare the first part with 1.1 do not "
           "find it.",
    .legal = "It is no breach of a key word, and the grammar has room for the name.",
    .fix = "Write 1.1 in place of HTTP/1.1.",
};
TEXT(H_UPG_ABNF) = {
    .keeps = ALONE("HTTP/1.1 426 Upgrade Required\r\nConnection: upgrade\r\n" "Upgrade: HTTP/2.0, irc\r\n" NOTHING),
    .breaks = ALONE("HTTP/1.1 426 Upgrade Required\r\nConnection: upgrade\r\nUpgrade: HTTP 2\r\n" NOTHING),
    .why = "A client compares the names: with a blank in the place of the slash there is none that it knows.",
    .fix = "Write name/version, such as HTTP/2.0, or a bare name such as websocket.",
};
TEXT(H_TRAILER_ABNF) = {
    .keeps = ALONE(OK "Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n"),
    .breaks = ALONE(OK "Trailer: X-T, \"X-U\"\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n"),
    .why = "Recipients keep the trailers that the field names; a quoted name names none.",
    .fix = "Write bare field names.",
};
TEXT(H_WA_ABNF) = {
    .keeps = ALONE(UNAUTHORIZED "WWW-Authenticate: Basic realm=\"x\", Negotiate\r\n" NOTHING),
    .breaks = ALONE(UNAUTHORIZED "WWW-Authenticate: Basic realm=\"x\", N \"y\"\r\n" NOTHING),
    .why = "Commas part challenges as well as parameters; where the grammar is left, a client may read the "
           "parameter of one scheme as that of another and answer the weaker.",
    .legal = "A scheme alone, two challenges on one line, and two of one scheme.",
    .fix = "Write scheme, SP and name=\"value\" pairs; one challenge a line is the safest.",
};
TEXT(H_WA_PARAM_ONCE) = {
    .keeps = ALONE(UNAUTHORIZED "WWW-Authenticate: D realm=\"x\", n=\"1\"\r\n" NOTHING),
    .breaks = ALONE(UNAUTHORIZED "WWW-Authenticate: D realm=\"x\", realm=\"y\"\r\n" NOTHING),
    .why = "Of two values each client takes the one it likes: with realm, it may send the password of another "
           "area.",
    .legal = "The same parameter in two challenges.",
    .fix = "Send each parameter once.",
};
TEXT(H_WA_REALM_QUOTED) = {
    .keeps = ALONE(UNAUTHORIZED "WWW-Authenticate: Basic realm=\"x\"\r\n" NOTHING),
    .breaks = ALONE(UNAUTHORIZED "WWW-Authenticate: Basic realm=x\r\n" NOTHING),
    .why = "For historical reasons a realm is written as a quoted string only: some clients cut off its first and "
           "last octet unseen.",
    .legal = "Parameters other than realm as bare tokens.",
    .fix = "Put the realm between quotes.",
};
TEXT(H_PA_ABNF) = {
    .keeps = ALONE("HTTP/1.1 407 Proxy Authentication Required\r\n" "Proxy-Authenticate: Basic realm=\"x\"\r\n"
                      NOTHING),
    .breaks = ALONE("HTTP/1.1 407 Proxy Authentication Required\r\n"
                       "Proxy-Authenticate: Basic realm=\"x\", N \"y\"\r\n" NOTHING),
    .why = "The rule is that of WWW-Authenticate, for the proxy on the way: what can not be read is a challenge "
           "that nobody meets.",
    .fix = "Write scheme, SP and name=\"value\" pairs.",
};
TEXT(H_AI_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Authentication-Info: nextnonce=\"a\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Authentication-Info: Basic realm=\"x\"\r\n\r\n"),
    .why = "The field has parameters without a scheme: with one, clients take scheme and realm for the name of the "
           "first.",
    .legal = "In trailers, and on a 204: the field belongs to the exchange.",
    .fix = "Write name=\"value\" pairs, separated by commas.",
};
TEXT(H_PAI_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Proxy-Authentication-Info: n=\"a\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Proxy-Authentication-Info: \"a\"\r\n\r\n"),
    .why = "The proxy's counterpart of Authentication-Info, read by the same code: a value without a name is "
           "dropped, with what stands behind it.",
    .fix = "Write pairs such as nextnonce=\"a\".",
};
