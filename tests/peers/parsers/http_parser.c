/* http_parser.c - a testee around http-parser, the parser of Node.js before llhttp.
 *
 * on_headers_complete tells it what only the request can: 1 for a response to HEAD, 2 for a 2xx to CONNECT and for a
 * 101.  Everything else about framing is its own.  It is paused at the end of every message, so that its place is
 * known.  Where it fails, it has consumed what it liked of the octet that is wrong: `at` is not told.
 */
#include "testee.h"

#include <http_parser.h>
#include <stdio.h>

static connection *of(http_parser *parser)
{
    return parser->data;
}

static int reason_came(http_parser *parser, const char *at, size_t size)
{
    text_add(&of(parser)->reason, at, size);
    return 0;
}

static int name_came(http_parser *parser, const char *at, size_t size)
{
    on_name(of(parser), at, size);
    return 0;
}

static int value_came(http_parser *parser, const char *at, size_t size)
{
    on_value(of(parser), at, size);
    return 0;
}

static int body_came(http_parser *parser, const char *at, size_t size)
{
    text_add(&of(parser)->body, at, size);
    return 0;
}

static int head_came(http_parser *parser)
{
    connection *c = of(parser);
    unsigned status = parser->status_code;
    bool is_tunnel =
        (asked_to_connect(c) && status / 100 == 2) || (status == 101 && asked_to_upgrade(c));
    bool has_no_body = asked_for_head(c);
    const char *framing = is_tunnel                          ? "tunnel"
                          : has_no_body                      ? "none"
                          : (parser->flags & F_CHUNKED) != 0 ? "chunked"
                                                             : NULL;
    on_head(c, parser->http_major, parser->http_minor, status, framing);
    return is_tunnel ? 2 : has_no_body ? 1 : 0;
}

static int message_ended(http_parser *parser)
{
    http_parser_pause(parser, 1);
    return 0;
}

static void end_message(http_parser *parser, size_t end)
{
    connection *c = of(parser);
    if (parser->upgrade) {
        on_tunnel(c, end);
        return;
    }
    bool may_follow = http_should_keep_alive(parser) && !asked_to_close(c);
    on_message(c, end, may_follow ? REUSE_YES : REUSE_NO);
}

static const http_parser_settings settings = {
    .on_status = reason_came,
    .on_header_field = name_came,
    .on_header_value = value_came,
    .on_headers_complete = head_came,
    .on_body = body_came,
    .on_message_complete = message_ended,
};

/* Read input[from .. to) as far as responses are expected in it. */
static void feed(http_parser *parser, span piece)
{
    connection *c = of(parser);
    while (piece.from < piece.to && expects_response(c)) {
        piece.from += http_parser_execute(parser, &settings, c->input.data + piece.from,
                                          piece.to - piece.from);
        if (HTTP_PARSER_ERRNO(parser) == HPE_OK) {
            continue;
        }
        if (HTTP_PARSER_ERRNO(parser) != HPE_PAUSED) {
            on_reject(c);
            return;
        }
        http_parser_pause(parser, 0);
        end_message(parser, piece.from);
    }
}

static void read_connection(connection *c)
{
    http_parser parser;
    http_parser_init(&parser, HTTP_RESPONSE);
    parser.allow_chunked_length = c->tolerances != 0;
    parser.data = c;
    span piece;
    while (expects_response(c) && next_feed(c, &piece)) {
        feed(&parser, piece);
    }
    if (c->message != NULL && c->state == NULL && c->ends_cleanly) {
        http_parser_execute(&parser, &settings, "", 0); /* no octets: the connection ended */
        if (HTTP_PARSER_ERRNO(&parser) == HPE_PAUSED) {
            end_message(&parser, c->input.size);
        }
    }
}

int main(void)
{
    static const char *const knows[] = {"name-case", "order", "reason", "trailers",
                                        "size",      "reuse", "splits", NULL};
    static const char *const tolerates[] = {"TE_WITH_CL", NULL};
    unsigned long number = http_parser_version();
    char version[32];
    snprintf(version, sizeof version, "%lu.%lu.%lu", number >> 16 & 255, number >> 8 & 255,
             number & 255);
    testee self = {
        .name = "http-parser",
        .version = version,
        .knows = knows,
        .tolerates = tolerates,
        .read = read_connection,
    };
    return testee_run(&self);
}
