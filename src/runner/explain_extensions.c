/* explain_extensions.c - what there is to say about the rows of caches and extensions. */
#include "explain_texts.h"

TEXT(H_AGE_ABNF) = {
    .keeps = ALONE(OK "Age: 0\r\n" HI),
    .breaks = ALONE(OK "Age: -1\r\n" HI),
    .why = "Age says how long a response has been on the way; what is no number makes caches treat it as fresh or "
           "as stale.",
    .legal = "0, and more digits than anybody lives: recipients clamp at 2147483648 (RFC 9111 1.2.2).",
    .fix = "Write the whole seconds in digits.",
};
TEXT(H_CC_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: max-age=60, x=\"y\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: public x\r\n\r\n"),
    .why = "A directive that can not be read is one that is not obeyed: with a comma missing, no-store is gone.",
    .legal = "Directives nobody knows, and an empty `Cache-Control:`.",
    .fix = "Separate directives by commas; write no whitespace around the equals sign.",
};
TEXT(H_CC_MAXAGE_DELTA) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: max-age=60\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: max-age=1m\r\n\r\n"),
    .why = "Without a number of seconds the lifetime is none, or whatever the cache likes: it is encouraged to "
           "take the response as stale (RFC 9111 4.2.1).",
    .fix = "Write max-age and the seconds: max-age=60.",
};
TEXT(H_CC_MAXAGE_TOKEN) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: max-age=60\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: max-age=\"60\"\r\n\r\n"),
    .why = "Caches ought to take both forms (RFC 9111 5.2); the many that look for digits find none.",
    .fix = "Write the seconds without quotes.",
};
TEXT(H_CC_SMAXAGE_DELTA) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: s-maxage=60\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: s-maxage\r\n\r\n"),
    .why = "Shared caches take s-maxage over max-age: one that can not be read may mean both are lost.",
    .fix = "Write s-maxage and the seconds: s-maxage=60.",
};
TEXT(H_CC_SMAXAGE_TOKEN) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: s-maxage=60\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: s-maxage=\"60\"\r\n\r\n"),
    .why = "As with max-age the token form is the one to send; a quote ends the number before it begins.",
    .fix = "Write the number of s-maxage bare.",
};
TEXT(H_CC_NOCACHE_QS) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: no-cache=\"set-cookie\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: no-cache=set-cookie\r\n\r\n"),
    .why = "no-cache with an argument limits itself to the fields it names, and the list of names needs the "
           "quotes.",
    .legal = "no-cache alone: no reuse without validation.",
    .fix = "Quote the field names, or send no-cache alone.",
};
TEXT(H_CC_PRIVATE_QS) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: private=\"set-cookie\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: private=set-cookie\r\n\r\n"),
    .why = "private with an argument limits itself to the fields it names; without quotes the second name would be "
           "a directive.",
    .legal = "private alone: no shared cache may store.",
    .fix = "Quote the field names, or send private alone.",
};
TEXT(H_CC_QUALIFIED_NAMES) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: no-cache=\"a, b\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: no-cache=\"a b\"\r\n\r\n"),
    .why = "A name that is none protects no field: Set-Cookie is served to the next user.",
    .fix = "Write field names, separated by commas, between the quotes.",
};
TEXT(H_CC_NO_ARG) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: no-store\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: no-store=1\r\n\r\n"),
    .why = "A cache that compares the whole member does not know no-store=1 and stores.",
    .legal = "Arguments of directives nobody knows.",
    .fix = "Write the directive alone.",
};
TEXT(H_EXP_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Expires: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Expires: 0\r\n\r\n"),
    .why = "0 and -1 work, since a recipient must take an invalid date as the past (RFC 9111 5.3); it is the "
           "sender that must write a date.",
    .legal = "A date in the past.",
    .fix = "Write a date, or better Cache-Control: max-age=0 or no-cache.",
};
TEXT(CA_AGE_GENERATE) = {
    .keeps = { .octets = OCTETS(OK "Age: 3\r\n" HI), IS(FROM_STORE) },
    .breaks = { .octets = OCTETS(LENGTH_2), IS(FROM_STORE) },
    .why = "A response from a store without Age looks as if it came from the origin server just now, and its "
           "lifetime starts anew at each cache.",
    .fix = "Send Age with each response that is served from a store without validation.",
};
TEXT(CA_NOT_PARTIAL_200) = {
    .keeps = { .octets = OCTETS(PARTIAL_CONTENT "Content-Range: bytes 0-1/9\r\n" HI), IS(PARTIAL) },
    .breaks = { .octets = OCTETS(LENGTH_2), IS(PARTIAL) },
    .why = "A part with 200 is a whole for everybody behind it: it will be stored and served as such.",
    .fix = "Serve it as 206 with Content-Range, or fetch the rest first.",
};
TEXT(H_AGE_ROLE) = {
    .keeps = { .octets = OCTETS(OK "Age: 3\r\n" HI), SENT_BY(ORIGIN), IS(FROM_STORE) },
    .breaks = { .octets = OCTETS(OK "Age: 3\r\n" HI), SENT_BY(ORIGIN), IS_NOT(FROM_STORE) },
    .why = "Age tells that the response was not made for this request: a cache behind it shortens the lifetime for "
           "nothing.",
    .legal = "Age on a response that a gateway took from its store.",
    .fix = "Leave Age to the caches.",
};
TEXT(H_CC_MU_NOSTORE) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: must-understand, no-store\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: must-understand\r\n\r\n"),
    .why = "A cache that does not know the directive ignores it and stores what it does not understand: no-store "
           "is what keeps it from that.",
    .fix = "Send must-understand together with no-store.",
};
TEXT(H_CC_REQUEST_ONLY) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: max-age=60\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: only-if-cached\r\n\r\n"),
    .why = "These directives are the client's: in a response nobody looks at them, and what was meant does not "
           "happen.",
    .legal = "Directives that both sides have, such as no-cache and no-transform.",
    .fix = "Send max-age, no-cache or no-store, as the case may be.",
};
TEXT(H_WARNING_OBSOLETE) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE(NO_CONTENT "Warning: 110 - \"stale\"\r\n\r\n"),
    .why = "The field is obsolete, since hardly anybody ever read it; what a 110 said, Age says.",
    .fix = "Leave Warning out.",
};
TEXT(H_PRAGMA_RESPONSE) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: no-cache\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Pragma: no-cache\r\n\r\n"),
    .why = "Pragma: no-cache is defined for requests; in a response it forbids nothing to anybody.",
    .fix = "Send Cache-Control: no-cache or no-store.",
};
TEXT(X_SWR) = {
    .keeps = ALONE(NO_CONTENT "Cache-Control: max-age=1, stale-while-revalidate=2\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cache-Control: max-age=1, stale-while-revalidate\r\n\r\n"),
    .why = "A stale response is served for as many seconds: without a number, for none or for ever.",
    .fix = "Write the seconds: stale-while-revalidate=60.",
};
TEXT(X_EARLY_DATA) = {
    .keeps = ALONE(EMPTY_204),
    .breaks = ALONE(NO_CONTENT "Early-Data: 1\r\n\r\n"),
    .why = "The field tells an origin server that a gateway took the request early: in a response it has no "
           "meaning, and a copied one shows that the gateway passes it on.",
    .fix = "Remove Early-Data from responses.",
};
TEXT(X_DIGEST_204) = {
    .keeps = ALONE(NO_CONTENT "Content-Digest: sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Content-Digest: sha-256=:d435Qo+nKZ+gLcUHn7GQtQ72hiBVAgqoLsZnZPiTGPk=:\r\n\r\n"),
    .why = "The digest is that of the content, of which a 204 has none: a recipient that checks refuses a sound "
           "answer.",
    .legal = "Repr-Digest on a 204 (RFC 9530 B.5 prints one), and the digest of no octets.",
    .fix = "Leave Content-Digest out of 204; send Repr-Digest for the representation.",
};
TEXT(X_CORS_ACAO) = {
    .keeps = ALONE(NO_CONTENT "Access-Control-Allow-Origin: *\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Access-Control-Allow-Origin: https://a.example, https://b.example\r\n\r\n"),
    .why = "Browsers compare the whole value with the origin: a list, or two, matches none.",
    .legal = "* and null.",
    .fix = "Send back the one origin that is allowed, with Vary: Origin.",
};
TEXT(X_CORS_ACAC) = {
    .keeps = ALONE(NO_CONTENT "Access-Control-Allow-Credentials: true\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Access-Control-Allow-Credentials: True\r\n\r\n"),
    .why = "Browsers compare with true octet by octet: anything else means false.",
    .fix = "Write true in small letters, or leave the field out for false.",
};
TEXT(X_CORS_MAX_AGE) = {
    .keeps = ALONE(NO_CONTENT "Access-Control-Max-Age: 60\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Access-Control-Max-Age: -1\r\n\r\n"),
    .why = "A browser that can not read it forgets the preflight after five seconds, and asks before each request.",
    .legal = "0, which says: do not remember.",
    .fix = "Write the seconds in digits: 600.",
};
TEXT(X_CORS_METHODS) = {
    .keeps = ALONE(NO_CONTENT "Access-Control-Allow-Methods: PUT, DELETE\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Access-Control-Allow-Methods: PUT DELETE\r\n\r\n"),
    .why = "A list that can not be read fails the whole preflight, for GET too.",
    .legal = "*, methods in any case, and an empty list.",
    .fix = "Separate the methods by commas.",
};
TEXT(X_CORS_HEADERS) = {
    .keeps = ALONE(NO_CONTENT "Access-Control-Allow-Headers: x-a\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Access-Control-Allow-Headers: x a\r\n\r\n"),
    .why = "A list that can not be read fails the preflight, and exposes no field.",
    .legal = "* and an empty list.",
    .fix = "Separate the field names by commas.",
};
TEXT(X_CORS_WILDCARD_CREDS) = {
    .keeps = ALONE(NO_CONTENT "Access-Control-Allow-Origin: https://a.example\r\n"
                      "Access-Control-Allow-Credentials: true\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Credentials: true\r\n\r\n"),
    .why = "The browser refuses it to every request with credentials, the only ones that the second field is for: "
           "nobody may open those to everybody.",
    .legal = "* without Access-Control-Allow-Credentials.",
    .fix = "Send back the one origin that may use credentials, with Vary: Origin.",
};
TEXT(X_XCTO) = {
    .keeps = ALONE(NO_CONTENT "X-Content-Type-Options: nosniff\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "X-Content-Type-Options: none\r\n\r\n"),
    .why = "Only nosniff switches guessing off; another word leaves it on.",
    .legal = "NOSNIFF: compared without case.",
    .fix = "Write nosniff.",
};
TEXT(X_CORP) = {
    .keeps = ALONE(NO_CONTENT "Cross-Origin-Resource-Policy: same-site\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Cross-Origin-Resource-Policy: Same-Site\r\n\r\n"),
    .why = "A value that is none of the three protects nothing.",
    .fix = "Write same-origin, same-site or cross-origin, in small letters.",
};
TEXT(X_SC_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Set-Cookie: a=b; Path=/\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Set-Cookie: a=b;Path=/\r\n\r\n"),
    .why = "Browsers take almost everything, libraries do not: the path is read as a part of the value.",
    .legal = "Attributes nobody knows, and Set-Cookie on a 204: a cookie needs no content.",
    .fix = "Write name=value, then a semicolon and a SP before each attribute.",
};
TEXT(X_SC_NAME) = {
    .keeps = ALONE(NO_CONTENT "Set-Cookie: a=b\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Set-Cookie: =b\r\n\r\n"),
    .why = "A cookie without a name is sent back as a bare value, and is read as another cookie's.",
    .fix = "Give the cookie a name of token characters.",
};
TEXT(X_SC_VALUE) = {
    .keeps = ALONE(NO_CONTENT "Set-Cookie: a=\"b\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Set-Cookie: a=b,c\r\n\r\n"),
    .why = "A comma or a blank in the value is cut by one library and kept by the next: the session is lost "
           "between two services.",
    .legal = "An empty value, and quotes around it.",
    .fix = "Encode the value, in base64 or percent-encoded.",
};
TEXT(X_SC_NO_FOLD) = {
    .keeps = ALONE(NO_CONTENT "Set-Cookie: a=b\r\nSet-Cookie: c=d\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Set-Cookie: a=b, c=d\r\n\r\n"),
    .why = "Set-Cookie is the one field that must not be joined: the comma is an octet of dates and values.",
    .legal = "Several Set-Cookie lines.",
    .fix = "Write a Set-Cookie line for each cookie.",
};
TEXT(X_SC_DUP_NAME) = {
    .keeps = ALONE(NO_CONTENT "Set-Cookie: a=b\r\nSet-Cookie: c=d\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Set-Cookie: a=b\r\nSet-Cookie: a=d\r\n\r\n"),
    .why = "Of two values the browser keeps the one that it happened to see last.",
    .legal = "One name with two paths or domains: two cookies.",
    .fix = "Set the cookie once; look for two layers that both set it.",
};
TEXT(X_SC_DUP_ATTR) = {
    .keeps = ALONE(NO_CONTENT "Set-Cookie: a=b; Path=/\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Set-Cookie: a=b; Path=/; Path=/x\r\n\r\n"),
    .why = "Of two paths the last one wins for browsers, and the first for some libraries.",
    .fix = "Write each attribute once.",
};
TEXT(X_SC_EXPIRES) = {
    .keeps = ALONE(NO_CONTENT "Set-Cookie: a=b; Expires=Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Set-Cookie: a=b; Expires=Sunday, 06-Nov-94 08:49:37 GMT\r\n\r\n"),
    .why = "A date in another form is guessed by browsers, by rules that libraries do not have: the cookie ends "
           "with the session.",
    .fix = "Write the date as in Sun, 06 Nov 1994 08:49:37 GMT, or use Max-Age.",
};
TEXT(X_SC_MAX_AGE) = {
    .keeps = ALONE(NO_CONTENT "Set-Cookie: a=b; Max-Age=60\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Set-Cookie: a=b; Max-Age=1h\r\n\r\n"),
    .why = "A value that is no number is ignored: the cookie ends with the session.",
    .legal = "Max-Age=0, which removes the cookie.",
    .fix = "Write the seconds in digits.",
};
TEXT(X_LINK_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Link: </a>; rel=next\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Link: /a; rel=next\r\n\r\n"),
    .why = "Without the angle brackets there is no link, and nothing after it is read.",
    .legal = "Commas inside the brackets, a parameter without value, and Link on a 204 or a 103.",
    .fix = "Write </a>; rel=next, the reference in angle brackets.",
};
TEXT(X_LINK_REL) = {
    .keeps = ALONE(NO_CONTENT "Link: </a>; rel=next\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Link: </a>; title=x\r\n\r\n"),
    .why = "A link says how two resources are related: without rel it says nothing and is ignored.",
    .fix = "Add the rel parameter.",
};
TEXT(X_LINK_REL_ONCE) = {
    .keeps = ALONE(NO_CONTENT "Link: </a>; rel=next\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Link: </a>; rel=next; rel=prev\r\n\r\n"),
    .why = "The second rel is ignored: what it says is lost.",
    .legal = "rel=\"next prev\": two types in one.",
    .fix = "Write all relation types in one rel, between quotes and separated by SP.",
};
TEXT(X_LINK_ATTR_ONCE) = {
    .keeps = ALONE(NO_CONTENT "Link: </a>; rel=next; title=x\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Link: </a>; rel=next; title=x; title=y\r\n\r\n"),
    .why = "Of two titles the first is kept and the second ignored, or the reverse, where RFC 8288 is not "
           "followed.",
    .legal = "hreflang twice, and title beside title*.",
    .fix = "Write the attribute once.",
};
TEXT(X_LINK_EXT_REL) = {
    .keeps = ALONE(NO_CONTENT "Link: </a>; rel=\"http://e.example/r\"\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Link: </a>; rel=\"/r\"\r\n\r\n"),
    .why = "A type that is neither a registered form of name nor a URI can not be compared with any.",
    .legal = "Any case: relation types are compared without it.",
    .fix = "Use a registered relation type, or a whole URI between quotes.",
};
TEXT(X_CD_ABNF) = {
    .keeps = ALONE(OK "Content-Disposition: attachment; filename=\"a\"\r\n" HI),
    .breaks = ALONE(OK "Content-Disposition: filename=\"a\"\r\n" HI),
    .why = "A field that can not be read is ignored: what should be saved is shown, as a page of this origin.",
    .legal = "Capitals and whitespace around the equals sign (RFC 6266 5 prints both), and unknown types, which "
             "mean attachment.",
    .fix = "Write attachment; filename=\"a\".",
};
TEXT(X_CD_DUP) = {
    .keeps = ALONE(OK "Content-Disposition: attachment; filename=\"a\"\r\n" HI),
    .breaks = ALONE(OK "Content-Disposition: attachment; filename=\"a\"; filename=\"b\"\r\n" HI),
    .why = "Of two names one user agent saves the first, another the last: a filter sees .txt where the user saves "
           ".exe.",
    .legal = "filename and filename* together.",
    .fix = "Write each parameter once.",
};
TEXT(X_ALTSVC_ABNF) = {
    .keeps = ALONE(NO_CONTENT "Alt-Svc: h3=\":443\"; ma=60\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Alt-Svc: h3=:443\r\n\r\n"),
    .why = "A client that can not read the field stays on this connection, and never moves to HTTP/3.",
    .legal = "clear alone, and parameters nobody knows.",
    .fix = "Quote the authority: h3=\":443\".",
};
TEXT(X_ACCEPT_PATCH) = {
    .keeps = ALONE(NO_CONTENT "Accept-Patch: a/b\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Accept-Patch: a\r\n\r\n"),
    .why = "The field tells the types that PATCH takes; without one it tells nothing.",
    .legal = "On a 204 to OPTIONS, the response it belongs to most.",
    .fix = "Name at least one media type.",
};
TEXT(X_PREF_APPLIED) = {
    .keeps = ALONE(NO_CONTENT "Preference-Applied: return=minimal\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Preference-Applied: return=minimal; a=b\r\n\r\n"),
    .why = "The field says which preference was honoured; a parameter there is not defined, and clients compare "
           "the whole.",
    .legal = "On a 204, where it tells that return=minimal is the reason.",
    .fix = "Repeat the preference with its value: return=minimal.",
};
TEXT(X_HSTS_MAX_AGE) = {
    .keeps = ALONE(NO_CONTENT "Strict-Transport-Security: max-age=60\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Strict-Transport-Security: includeSubDomains\r\n\r\n"),
    .why = "Without max-age the whole field is ignored: the site is not protected at all.",
    .legal = "A quoted number, and 0, which ends the protection.",
    .fix = "Write max-age and the seconds: max-age=31536000.",
};
TEXT(X_HSTS_DUP) = {
    .keeps = ALONE(NO_CONTENT "Strict-Transport-Security: max-age=60; includeSubDomains\r\n\r\n"),
    .breaks = ALONE(NO_CONTENT "Strict-Transport-Security: max-age=60; max-age=1\r\n\r\n"),
    .why = "A field that breaks its grammar may be ignored as a whole: the site is not protected.",
    .fix = "Write each directive once.",
};
TEXT(X_HSTS_TLS) = {
    .keeps = { .octets = OCTETS(NO_CONTENT "Strict-Transport-Security: max-age=60\r\n\r\n"), IS(SECURE) },
    .breaks = { .octets = OCTETS(NO_CONTENT "Strict-Transport-Security: max-age=60\r\n\r\n"), IS_NOT(SECURE) },
    .why = "Over plain HTTP anybody on the way can write it, and browsers ignore it there.",
    .fix = "Send it over TLS only; over plain HTTP redirect.",
};
