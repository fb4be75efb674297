/* sampled_differential.c - a connection through h204 and three other parsers: what they make of it is the same.
 *
 * The parsers were written by others, from the same RFC, and are used everywhere: an independent opinion on each
 * message that strict reading accepts.  Where they differ, a row of sampled_differential_known.c says why; where none
 * does, one of the four is wrong in a way that nobody has looked at, and that is a finding.
 */
#include "sampled_differential.h"

#include "reading.h"
#include "sampled_library.h"

#include "../src/runner/promise_failed.h"

#include "peers/parsers/read_llhttp.h"
#include "peers/parsers/read_picohttpparser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is compared ---------------------------------------------------------------------------------- */

static bool is_text(string ours, const text *told, span theirs)
{
    return ours.size == theirs.to - theirs.from &&
           (ours.size == 0 || memcmp(ours.data, told->data + theirs.from, ours.size) == 0);
}

static bool are_lines(const field_line *ours, size_t count, const peer *c, span theirs)
{
    bool same = count == theirs.to - theirs.from;
    for (size_t i = 0; same && i < count; i++) {
        const peer_line *line = &c->lines[theirs.from + i];
        same = is_text(ours[i].name, &c->told, line->name) &&
               is_text(ours[i].value, &c->told, line->value);
    }
    return same;
}

static bool are_heads(const message_result *ours, const peer *c, const peer_message *theirs)
{
    return theirs->major == 1 && ours->minor_version == theirs->minor &&
           ours->status_code == theirs->status && is_text(ours->reason, &c->told, theirs->reason) &&
           are_lines(ours->fields, ours->field_count, c, theirs->fields);
}

static bool is_framing(message_framing ours, const char *theirs)
{
    static const char *const framings[] = {"none", "length", "chunked", "close", "tunnel"};
    return theirs == NULL || strcmp(framings[ours], theirs) == 0;
}

/* picohttpparser drops trailers. */
static bool are_messages(const message_result *ours, const peer *c, const peer_message *theirs,
                         unsigned by)
{
    bool sections = by == BY_PICOHTTPPARSER || !ours->complete ||
                    are_lines(ours->trailers, ours->trailer_count, c, theirs->trailers);
    return ours->complete == theirs->complete && (!ours->complete || ours->size == theirs->size) &&
           sections && is_text(ours->body, &c->content, theirs->body) &&
           is_framing(ours->framing, theirs->framing);
}

/* Reading stopped in this message, or before one. */
typedef struct stop {
    bool we_reject, they_reject;
} stop;

static bool disagree(disagreement *found, disagreement_kind kind)
{
    found->kind = kind;
    return true;
}

static bool disagree_here(disagreement *found, stop here)
{
    const message_result *ours = found->message;
    const peer_message *theirs = found->other;
    if (here.we_reject && here.they_reject) {
        return false;
    }
    if (here.we_reject) {
        return disagree(found, PEER_ACCEPTS);
    }
    if (here.they_reject) {
        return disagree(found, PEER_REJECTS);
    }
    if ((ours == NULL) != (theirs == NULL)) {
        return disagree(found, HEADS_DIFFER);
    }
    if (ours == NULL) {
        return false;
    }
    if (!are_heads(ours, found->theirs, theirs)) {
        return disagree(found, HEADS_DIFFER);
    }
    if (!are_messages(ours, found->theirs, theirs, found->by)) {
        return disagree(found, MESSAGES_DIFFER);
    }
    bool is_final = ours->status_code / 100 != 1 || ours->framing == FRAMED_TUNNEL;
    bool told = theirs->complete && is_final && theirs->reuse != REUSE_UNKNOWN;
    return told && ours->reuse != (theirs->reuse == REUSE_YES) && disagree(found, REUSE_DIFFERS);
}

/* The first message of which they make something else. */
static bool find_disagreement(disagreement *found)
{
    const reading_result *ours = found->ours;
    const peer *theirs = found->theirs;
    size_t answered = 0;
    size_t begin = 0;
    for (size_t i = 0; i <= ours->message_count || i <= theirs->message_count; i++) {
        found->message = i < ours->message_count ? &ours->messages[i] : NULL;
        found->other = i < theirs->message_count ? &theirs->messages[i] : NULL;
        found->begin = begin;
        found->request =
            answered < found->read->request_count ? &found->read->requests[answered] : NULL;
        stop here = {
            .we_reject =
                ours->state == READ_REJECT && (found->message == NULL || !found->message->complete),
            .they_reject = theirs->rejects && (found->other == NULL || !found->other->complete),
        };
        if (disagree_here(found, here)) {
            return true;
        }
        if (here.we_reject || here.they_reject || found->message == NULL) {
            return false;
        }
        begin += (size_t)found->message->size;
        answered += found->message->status_code / 100 != 1;
    }
    return false;
}

/* ---- what is said of a finding ------------------------------------------------------------------------- */

static void print_told(const char *title, const text *from, span place)
{
    fprintf(stderr, " %s", title);
    print_escaped((const uint8_t *)from->data + place.from, place.to - place.from);
}

static void print_peer(const char *name, const peer *c)
{
    fprintf(stderr, "  %s:%s%s\n", name, c->rejects ? " rejects" : "", c->tunnels ? " tunnel" : "");
    for (size_t i = 0; i < c->message_count; i++) {
        const peer_message *m = &c->messages[i];
        fprintf(stderr, "    HTTP/%u.%u %u", m->major, m->minor, m->status);
        print_told("", &c->told, m->reason);
        fprintf(stderr, " framing %s, %s, size %zu, reuse %s,",
                m->framing != NULL ? m->framing : "?", m->complete ? "complete" : "not complete",
                m->size,
                m->reuse == REUSE_YES  ? "yes"
                : m->reuse == REUSE_NO ? "no"
                                       : "?");
        print_told("body ", &c->content, m->body);
        fputc('\n', stderr);
        for (size_t k = m->fields.from; k < (m->complete ? m->trailers.to : m->fields.to); k++) {
            print_told(k < m->fields.to ? "     field " : "     trailer ", &c->told,
                       c->lines[k].name);
            print_told("= ", &c->told, c->lines[k].value);
            fputc('\n', stderr);
        }
    }
}

_Noreturn static void tell(const disagreement *found, const char *name)
{
    static const char *const kinds[] = {"accepts what we reject", "rejects what we accept",
                                        "reads another head", "reads another message",
                                        "gives another verdict on reuse"};
    fprintf(stderr, "not explained: %s %s, at octet %zu\n", name, kinds[found->kind], found->begin);
    print_connection(found->read);
    print_result("h204", found->ours);
    print_peer(name, found->theirs);
    abort();
}

/* ---- the law ------------------------------------------------------------------------------------------- */

typedef struct reader {
    unsigned by;
    const char *name;
    void (*read)(peer *c);
    peer *c; /* its memory, kept from run to run */
} reader;

static peer_request request_for(const request_facts *facts)
{
    bool is_10 =
        facts->version_given && facts->is_10; /* RFC 9110 7.8: a server ignores Upgrade there */
    return (peer_request){
        .is_head = facts->method == REQUEST_HEAD,
        .is_connect = facts->method == REQUEST_CONNECT,
        .may_upgrade = !is_10 && (!facts->fields_given || facts->offers_upgrade),
        .says_close = facts->fields_given && facts->says_close,
    };
}

static void agrees(const connection *read, const peer_request *requests, const reading_result *ours,
                   const reader *by)
{
    disagreement found = {.by = by->by, .read = read, .ours = ours, .theirs = by->c};
    peer_clear(by->c);
    by->c->input = (const char *)read->octets;
    by->c->input_size = read->size;
    by->c->requests = requests;
    by->c->request_count = read->request_count;
    by->c->ends_cleanly = read->end == CONNECTION_CLOSED;
    by->read(by->c);
    on_end(by->c);
    if (find_disagreement(&found) && disagreement_reason(&found) == NULL) {
        tell(&found, by->name);
    }
}

void sampled_differential(input from)
{
    static peer node, joyent, pico;
    static const reader readers[] = {
        {BY_LLHTTP, "llhttp", read_by_llhttp, &node},
        {BY_HTTP_PARSER, "http-parser", differential_read_by_http_parser, &joyent},
        {BY_PICOHTTPPARSER, "picohttpparser", read_by_picohttpparser, &pico},
    };
    static reading_result ours;
    request_facts facts[INPUT_REQUESTS];
    peer_request requests[INPUT_REQUESTS];
    connection read = input_connection(&from, facts);
    read.tolerances = 0;
    for (size_t i = 0; i < read.request_count; i++) {
        requests[i] = request_for(&facts[i]);
    }
    h204_promises_are_checked = 0; /* they are the business of other harnesses */
    codec_read(&read, NULL, 0, &ours);
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        agrees(&read, requests, &ours, &readers[i]);
    }
}
