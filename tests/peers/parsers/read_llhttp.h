/* read_llhttp.h - a connection read by llhttp, the parser of Node.js.
 *
 * on_headers_complete tells llhttp what only the request can: 1 for a response to HEAD, 2 for a 2xx to CONNECT and for
 * a 101.  Everything else about framing is llhttp's own.  It pauses at the end of every message, so that its place is
 * known.  It names the last octet that it parsed, not the one that proves an error: `at` is not told.
 */
#ifndef H204_PEERS_READ_LLHTTP_H
#define H204_PEERS_READ_LLHTTP_H

#include "peer.h"

#include <llhttp.h>

static peer *node_of(llhttp_t *parser)
{
    return parser->data;
}

static int node_reason_came(llhttp_t *parser, const char *at, size_t size)
{
    reason_came_in(node_of(parser), at, size);
    return 0;
}

static int node_name_came(llhttp_t *parser, const char *at, size_t size)
{
    on_name(node_of(parser), at, size);
    return 0;
}

static int node_value_came(llhttp_t *parser, const char *at, size_t size)
{
    on_value(node_of(parser), at, size);
    return 0;
}

static int node_body_came(llhttp_t *parser, const char *at, size_t size)
{
    on_content(node_of(parser), at, size);
    return 0;
}

/* A message without content does not say whether its length was given as 0 or its status has none. */
static const char *node_framing_of(const llhttp_t *parser)
{
    if ((parser->flags & F_CHUNKED) != 0) {
        return "chunked";
    }
    if (llhttp_message_needs_eof(parser)) {
        return "close";
    }
    return parser->content_length > 0 ? "length" : NULL;
}

static int node_head_came(llhttp_t *parser)
{
    peer *c = node_of(parser);
    unsigned status = (unsigned)llhttp_get_status_code(parser);
    bool is_tunnel = (request_of(c).is_connect && status / 100 == 2) ||
                     (status == 101 && request_of(c).may_upgrade);
    bool has_no_body = request_of(c).is_head;
    const char *framing = is_tunnel ? "tunnel" : has_no_body ? "none" : node_framing_of(parser);
    on_head(c, llhttp_get_http_major(parser), llhttp_get_http_minor(parser), status, framing);
    return is_tunnel ? 2 : has_no_body ? 1 : 0;
}

static int node_message_ended(llhttp_t *parser)
{
    (void)parser;
    return HPE_PAUSED;
}

static void node_end_message(llhttp_t *parser, size_t end)
{
    peer *c = node_of(parser);
    if (llhttp_get_upgrade(parser)) {
        on_tunnel(c, end);
        return;
    }
    bool may_follow = llhttp_should_keep_alive(parser) && !request_of(c).says_close;
    on_message(c, end, may_follow ? REUSE_YES : REUSE_NO);
}

/* Read input[from .. to) as far as responses are expected in it. */
static void node_feed(llhttp_t *parser, span piece)
{
    peer *c = node_of(parser);
    while (piece.from < piece.to && expects_response(c)) {
        llhttp_errno_t error = llhttp_execute(parser, c->input + piece.from, piece.to - piece.from);
        if (error == HPE_OK) {
            return;
        }
        if (error != HPE_PAUSED) {
            on_reject(c);
            return;
        }
        piece.from = (size_t)(llhttp_get_error_pos(parser) - c->input);
        node_end_message(parser, piece.from);
        llhttp_resume(parser);
    }
}

static void read_by_llhttp(peer *c)
{
    static const llhttp_settings_t settings = {
        .on_status = node_reason_came,
        .on_header_field = node_name_came,
        .on_header_value = node_value_came,
        .on_headers_complete = node_head_came,
        .on_body = node_body_came,
        .on_message_complete = node_message_ended,
    };
    llhttp_t parser;
    llhttp_init(&parser, HTTP_RESPONSE, &settings);
    llhttp_set_lenient_chunked_length(&parser, c->chunked_over_length);
    parser.data = c;
    span piece;
    while (expects_response(c) && next_feed(c, &piece)) {
        node_feed(&parser, piece);
    }
    /* It pauses where the end of the connection is the end of the message. */
    if (c->in_message && !c->rejects && !c->tunnels && c->ends_cleanly &&
        llhttp_finish(&parser) == HPE_PAUSED) {
        node_end_message(&parser, c->input_size);
    }
}

#endif
