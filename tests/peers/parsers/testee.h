/* testee.h - what the testees around C parsers share: the contract of spec/testee.md, and one connection of it.
 *
 * A parser tells what it found through the calls below, in the order in which it found it.  The requests that are
 * outstanding, and what becomes of octets that no request asked for, are no parser's business: they stand here.
 */
#ifndef H204_PEERS_TESTEE_H
#define H204_PEERS_TESTEE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct text { /* octets, growing */
    char *data;
    size_t size;
    size_t capacity;
} text;

typedef struct span { /* input[from .. to) */
    size_t from, to;
} span;

typedef struct connection {
    json_t *requests; /* as they were asked                        */
    size_t answered;  /* how many have their final response        */
    text input;
    bool ends_cleanly;   /* `end` is eof                              */
    uint32_t tolerances; /* bit i: testee.tolerates[i] is asked for   */
    json_t *splits;
    size_t next_split;
    size_t fed; /* octets of the input handed out by next_feed() */

    json_t *messages;
    json_t *message; /* the one being read, once its head is whole; else NULL */
    json_t *fields;  /* of the section being read                             */
    text reason, name, value, body;
    unsigned status;
    bool in_value;
    size_t whole;      /* octets of the messages read whole      */
    bool closes;       /* a final response had reuse no          */
    const char *state; /* NULL until reject or tunnel is certain */
} connection;

typedef struct testee {
    const char *name;
    const char *version;
    const char *const *knows;     /* up to NULL */
    const char *const *tolerates; /* up to NULL */
    void (*read)(connection *c);
} testee;

/* Answer standard input, line by line, until it ends. */
int testee_run(const testee *self);

/* ---- what is asked ------------------------------------------------------------------------------------ */

/* The next piece of the input; false when there is none. */
bool next_feed(connection *c, span *piece);

/* Whether a response may still come: a request has no final one, and no response has ended the connection. */
bool expects_response(const connection *c);

/* Of the oldest request without a final response. */
bool asked_for_head(const connection *c);
bool asked_to_connect(const connection *c);
bool asked_to_upgrade(
    const connection *c); /* not ruled out: fields that are not given may have had Upgrade */
bool asked_to_close(
    const connection *c); /* the request has the connection option close                   */

/* ---- what was found ----------------------------------------------------------------------------------- */

void text_add(text *t, const char *data, size_t size);
void text_free(text *t);

/* A name or value comes in pieces; a name after a value begins another field line. */
void on_name(connection *c, const char *data, size_t size);
void on_value(connection *c, const char *data, size_t size);

/* framing: NULL where the parser does not tell. */
void on_head(connection *c, unsigned major, unsigned minor, unsigned status, const char *framing);

typedef enum reuse { REUSE_UNKNOWN, REUSE_NO, REUSE_YES } reuse;

/* The message is over at input[end].  After a tunnel nothing more is read. */
void on_message(connection *c, size_t end, reuse told);
void on_tunnel(connection *c, size_t end);
void on_reject(connection *c);

#endif
