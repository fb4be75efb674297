/* read_http_parser.h - a connection read by http-parser, the parser of Node.js before llhttp.
 *
 * on_headers_complete tells it what only the request can: 1 for a response to HEAD, 2 for a 2xx to CONNECT and for a
 * 101.  Everything else about framing is its own.  It is paused at the end of every message, so that its place is
 * known.  Where it fails, it has consumed what it liked of the octet that is wrong: `at` is not told.
 */
#ifndef H204_PEERS_READ_HTTP_PARSER_H
#define H204_PEERS_READ_HTTP_PARSER_H

#include "peer.h"

#include <http_parser.h>

static peer *joyent_of(http_parser *parser)
{
    return parser->data;
}

static int joyent_reason_came(http_parser *parser, const char *at, size_t size)
{
    reason_came_in(joyent_of(parser), at, size);
    return 0;
}

static int joyent_name_came(http_parser *parser, const char *at, size_t size)
{
    on_name(joyent_of(parser), at, size);
    return 0;
}

static int joyent_value_came(http_parser *parser, const char *at, size_t size)
{
    on_value(joyent_of(parser), at, size);
    return 0;
}

static int joyent_body_came(http_parser *parser, const char *at, size_t size)
{
    on_content(joyent_of(parser), at, size);
    return 0;
}

static int joyent_head_came(http_parser *parser)
{
    peer *c = joyent_of(parser);
    unsigned status = parser->status_code;
    bool is_tunnel = (request_of(c).is_connect && status / 100 == 2) ||
                     (status == 101 && request_of(c).may_upgrade);
    bool has_no_body = request_of(c).is_head;
    const char *framing = is_tunnel                          ? "tunnel"
                          : has_no_body                      ? "none"
                          : (parser->flags & F_CHUNKED) != 0 ? "chunked"
                                                             : NULL;
    on_head(c, parser->http_major, parser->http_minor, status, framing);
    return is_tunnel ? 2 : has_no_body ? 1 : 0;
}

static int joyent_message_ended(http_parser *parser)
{
    http_parser_pause(parser, 1);
    return 0;
}

static void joyent_end_message(http_parser *parser, size_t end)
{
    peer *c = joyent_of(parser);
    if (parser->upgrade) {
        on_tunnel(c, end);
        return;
    }
    bool may_follow = http_should_keep_alive(parser) && !request_of(c).says_close;
    on_message(c, end, may_follow ? REUSE_YES : REUSE_NO);
}

static const http_parser_settings joyent_settings = {
    .on_status = joyent_reason_came,
    .on_header_field = joyent_name_came,
    .on_header_value = joyent_value_came,
    .on_headers_complete = joyent_head_came,
    .on_body = joyent_body_came,
    .on_message_complete = joyent_message_ended,
};

/* Read input[from .. to) as far as responses are expected in it. */
static void joyent_feed(http_parser *parser, span piece)
{
    peer *c = joyent_of(parser);
    while (piece.from < piece.to && expects_response(c)) {
        piece.from += http_parser_execute(parser, &joyent_settings, c->input + piece.from,
                                          piece.to - piece.from);
        if (HTTP_PARSER_ERRNO(parser) == HPE_OK) {
            continue;
        }
        if (HTTP_PARSER_ERRNO(parser) != HPE_PAUSED) {
            on_reject(c);
            return;
        }
        http_parser_pause(parser, 0);
        joyent_end_message(parser, piece.from);
    }
}

static void read_by_http_parser(peer *c)
{
    http_parser parser;
    http_parser_init(&parser, HTTP_RESPONSE);
    parser.allow_chunked_length = c->chunked_over_length;
    parser.data = c;
    span piece;
    while (expects_response(c) && next_feed(c, &piece)) {
        joyent_feed(&parser, piece);
    }
    if (c->in_message && !c->rejects && !c->tunnels && c->ends_cleanly) {
        http_parser_execute(&parser, &joyent_settings, "", 0); /* no octets: the connection ended */
        if (HTTP_PARSER_ERRNO(&parser) == HPE_PAUSED) {
            joyent_end_message(&parser, c->input_size);
        }
    }
}

#endif
