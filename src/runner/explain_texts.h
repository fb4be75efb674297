/* explain_texts.h - how a text is written: what the files of the chapters share, and no other file includes.
 *
 * One TEXT a row, in the file of its chapter.  A text without a row of spec/invariants.def does not compile, and a
 * row without a text does not link.  tests/test_catalogue.c runs every example through h204_check.
 */
#ifndef H204_RUNNER_EXPLAIN_TEXTS_H
#define H204_RUNNER_EXPLAIN_TEXTS_H

#include "explain.h"

#define INVARIANT(number, name, ...) extern const explanation explain_text_##name;
#define LIMIT(number, name, ...)     extern const explanation explain_text_##name;
#define PROMISED(number, name, ...)
#include "../../spec/invariants.def"
#undef INVARIANT
#undef LIMIT
#undef PROMISED

const explanation *explain_promise(h204_invariant invariant);

#define TEXT(name)                                               \
    _Static_assert(H204_##name != H204_INVARIANT_NONE, "a row"); \
    const explanation explain_text_##name

/* The octets of an example, and what is known besides. */
#define OCTETS(literal)  { (const uint8_t *)(literal), sizeof literal - 1 }
#define ALONE(literal)   { .octets = OCTETS(literal) }
#define CLOSED(literal)  { .octets = OCTETS(literal), .end = H204_END_CLOSED }
#define TO(name)         .method = name, .version = "1.1"
#define TO_10(name)      .method = name, .version = "1.0"
#define WITH(literal)    .fields = OCTETS(literal "\r\n") /* fields of the request; "" for none */
#define SENT_BY(sender)  .role_given = true, .role = H204_SENDER_##sender
#define IS(fact)         .known_facts = H204_FACT_##fact, .facts = H204_FACT_##fact
#define IS_NOT(fact)     .known_facts = H204_FACT_##fact
#define GET_GIVES(literal) .twin = OCTETS(literal)

/* Beginnings and ends that many examples share. */
#define NO_CONTENT      "HTTP/1.1 204 No Content\r\n"
#define EMPTY_204       "HTTP/1.1 204 No Content\r\n\r\n"
#define PLAIN           "HTTP/1.1 204 No Content\r\nServer: x\r\n\r\n"
#define OK              "HTTP/1.1 200 OK\r\n"
#define LENGTH_2        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
#define CHUNKED         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
#define PARTIAL_CONTENT "HTTP/1.1 206 Partial Content\r\n"
#define NOT_MODIFIED    "HTTP/1.1 304 Not Modified\r\n"
#define UNAUTHORIZED    "HTTP/1.1 401 Unauthorized\r\n"
#define NOTHING         "Content-Length: 0\r\n\r\n"
#define HI              "Content-Length: 2\r\n\r\nhi"

#endif
