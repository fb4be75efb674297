/* peer.h - one connection, read by another parser: what is asked of it, and what it found.
 *
 * A parser tells what it found through the calls below, in the order in which it found it.  The requests that are
 * outstanding, and what becomes of octets that no request asked for, are no parser's business: they stand here.
 * All is in one header, so that a testee and a harness that reads by several parsers can share it.
 */
#ifndef H204_PEERS_PEER_H
#define H204_PEERS_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct text { /* octets, growing */
    char *data;
    size_t size;
    size_t capacity;
} text;

typedef struct span { /* data[from .. to) */
    size_t from, to;
} span;

typedef struct peer_request {
    bool is_head;
    bool is_connect;
    bool may_upgrade; /* not ruled out: fields that are not given may have had Upgrade */
    bool says_close;  /* it has the connection option close                            */
} peer_request;

typedef struct peer_line { /* places in peer.told */
    span name, value;
} peer_line;

typedef enum peer_reuse { REUSE_UNKNOWN, REUSE_NO, REUSE_YES } peer_reuse;

typedef struct peer_message {
    unsigned major, minor, status;
    const char *framing; /* NULL where the parser does not tell                          */
    span reason;         /* in peer.told                                                 */
    span fields;         /* of peer.lines                                                */
    span trailers;       /* of peer.lines, where complete                                */
    span body;           /* in peer.content                                              */
    bool complete;
    size_t size;      /* octets on the wire, those that have come where it is not complete */
    peer_reuse reuse; /* NO where it is not complete */
} peer_message;

/* A connection being read.  { 0 } but for what is asked; cleared, it keeps its memory. */
typedef struct peer {
    const char *input;
    size_t input_size;
    const size_t *splits; /* ascending */
    size_t split_count;
    const peer_request *requests;
    size_t request_count;
    bool ends_cleanly;
    bool chunked_over_length; /* Transfer-Encoding is to override Content-Length */

    peer_message *messages; /* the last one may not be complete */
    size_t message_count, message_capacity;
    peer_line *lines;
    size_t line_count, line_capacity;
    text told; /* reasons, names and values */
    text content;
    size_t whole; /* octets of the messages read whole      */
    bool closes;  /* a final response had reuse no          */
    bool rejects;
    bool tunnels;

    size_t answered; /* how many requests have their final response */
    size_t next_split;
    size_t fed;        /* octets of the input handed out by next_feed() */
    bool in_message;   /* its head is whole, its end is not             */
    size_t first_line; /* of the section being read                   */
    size_t body_from;
    span reason;
    peer_line line;
    bool in_line, in_value;
} peer;

/* ---- memory ------------------------------------------------------------------------------------------- */

static inline void *peer_grown(void *memory, size_t size)
{
    void *larger = realloc(memory, size);
    if (larger == NULL) {
        fputs("out of memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    return larger;
}

static inline void text_add(text *t, const char *data, size_t size)
{
    if (t->capacity - t->size < size) {
        t->capacity = (t->capacity + size) * 2;
        t->data = peer_grown(t->data, t->capacity);
    }
    if (size > 0) {
        memcpy(t->data + t->size, data, size);
        t->size += size;
    }
}

static inline void text_free(text *t)
{
    free(t->data);
    *t = (text){NULL, 0, 0};
}

/* Ask again: what was found is forgotten, its memory is kept. */
static inline void peer_clear(peer *c)
{
    peer kept = {.messages = c->messages,
                 .message_capacity = c->message_capacity,
                 .lines = c->lines,
                 .line_capacity = c->line_capacity,
                 .told = c->told,
                 .content = c->content};
    kept.told.size = 0;
    kept.content.size = 0;
    *c = kept;
}

static inline void peer_free(peer *c)
{
    free(c->messages);
    free(c->lines);
    text_free(&c->told);
    text_free(&c->content);
}

/* ---- what is asked ------------------------------------------------------------------------------------ */

/* The next piece of the input; false when there is none. */
static inline bool next_feed(peer *c, span *piece)
{
    size_t to = c->next_split < c->split_count ? c->splits[c->next_split++] : c->input_size;
    *piece = (span){c->fed, to};
    c->fed = to;
    return piece->from < piece->to;
}

/* Whether a response may still come: a request has no final one, and no response has ended the connection. */
static inline bool expects_response(const peer *c)
{
    return c->answered < c->request_count && !c->closes && !c->rejects && !c->tunnels;
}

/* The oldest request without a final response; nothing is known of one that was not asked. */
static inline peer_request request_of(const peer *c)
{
    static const peer_request none = {.may_upgrade = true};
    return c->answered < c->request_count ? c->requests[c->answered] : none;
}

/* ---- what was found ----------------------------------------------------------------------------------- */

static inline void reason_came_in(peer *c, const char *data, size_t size)
{
    if (c->reason.to == c->reason.from) {
        c->reason.from = c->told.size;
    }
    text_add(&c->told, data, size);
    c->reason.to = c->told.size;
}

/* Whitespace around a value is no part of it (RFC 9110 5.5); not every parser takes it off behind. */
static inline void end_line(peer *c)
{
    if (!c->in_line) {
        return;
    }
    peer_line line = c->line;
    if (!c->in_value) {
        line.value = (span){c->told.size, c->told.size};
    }
    while (line.value.to > line.value.from &&
           (c->told.data[line.value.to - 1] == ' ' || c->told.data[line.value.to - 1] == '\t')) {
        line.value.to--;
    }
    if (c->line_count == c->line_capacity) {
        c->line_capacity = 2 * c->line_capacity + 16;
        c->lines = peer_grown(c->lines, c->line_capacity * sizeof *c->lines);
    }
    c->lines[c->line_count++] = line;
    c->in_line = false;
    c->in_value = false;
}

/* A name or value comes in pieces; a name after a value begins another field line. */
static inline void on_name(peer *c, const char *data, size_t size)
{
    if (c->in_value) {
        end_line(c);
    }
    if (!c->in_line) {
        c->line.name.from = c->told.size;
        c->in_line = true;
    }
    text_add(&c->told, data, size);
    c->line.name.to = c->told.size;
}

static inline void on_value(peer *c, const char *data, size_t size)
{
    if (!c->in_line) {
        c->line.name = (span){c->told.size, c->told.size};
        c->in_line = true;
    }
    if (!c->in_value) {
        c->line.value.from = c->told.size;
        c->in_value = true;
    }
    text_add(&c->told, data, size);
    c->line.value.to = c->told.size;
}

static inline void on_content(peer *c, const char *data, size_t size)
{
    text_add(&c->content, data, size);
}

/* framing: NULL where the parser does not tell. */
static inline void on_head(peer *c, unsigned major, unsigned minor, unsigned status,
                           const char *framing)
{
    end_line(c);
    if (c->message_count == c->message_capacity) {
        c->message_capacity = 2 * c->message_capacity + 4;
        c->messages = peer_grown(c->messages, c->message_capacity * sizeof *c->messages);
    }
    c->messages[c->message_count++] = (peer_message){.major = major,
                                                     .minor = minor,
                                                     .status = status,
                                                     .framing = framing,
                                                     .reason = c->reason,
                                                     .fields = {c->first_line, c->line_count}};
    c->in_message = true;
    c->first_line = c->line_count;
    c->body_from = c->content.size;
}

/* What is known of a message only where its reading stops. */
static inline void end_message(peer *c, size_t end, bool complete)
{
    peer_message *m = &c->messages[c->message_count - 1];
    m->trailers = (span){c->first_line, c->line_count};
    m->body = (span){c->body_from, c->content.size};
    m->size = end - c->whole;
    m->complete = complete;
    c->in_message = false;
    c->in_line = false;
    c->in_value = false;
    c->reason = (span){0, 0};
    c->first_line = c->line_count;
}

/* The message is over at input[end].  After a tunnel nothing more is read. */
static inline void on_message(peer *c, size_t end, peer_reuse told)
{
    peer_message *m = &c->messages[c->message_count - 1];
    end_line(c);
    end_message(c, end, true);
    m->reuse = told;
    c->whole = end;
    if (m->status / 100 != 1) {
        c->answered++;
        c->closes = told == REUSE_NO;
    }
}

static inline void on_tunnel(peer *c, size_t end)
{
    on_message(c, end, REUSE_NO);
    c->tunnels = true;
}

static inline void on_reject(peer *c)
{
    c->rejects = true;
}

/* Behind the parser: a message that it began is not complete.  A trailer section that is cut is none. */
static inline void on_end(peer *c)
{
    if (c->in_message) {
        c->line_count = c->first_line;
        end_message(c, c->input_size, false);
        c->messages[c->message_count - 1].reuse = REUSE_NO;
    }
}

#endif
