/* llhttp.c - a testee around llhttp, the parser of Node.js.
 *
 * on_headers_complete tells llhttp what only the request can: 1 for a response to HEAD, 2 for a 2xx to CONNECT and for
 * a 101.  Everything else about framing is llhttp's own.  It pauses at the end of every message, so that its place is
 * known.  It names the last octet that it parsed, not the one that proves an error: `at` is not told.
 */
#include "testee.h"

#include <llhttp.h>

#define TEXT_OF(number) #number
#define TEXT(number)    TEXT_OF(number)

static connection *of(llhttp_t *parser)
{
    return parser->data;
}

static int reason_came(llhttp_t *parser, const char *at, size_t size)
{
    text_add(&of(parser)->reason, at, size);
    return 0;
}

static int name_came(llhttp_t *parser, const char *at, size_t size)
{
    on_name(of(parser), at, size);
    return 0;
}

static int value_came(llhttp_t *parser, const char *at, size_t size)
{
    on_value(of(parser), at, size);
    return 0;
}

static int body_came(llhttp_t *parser, const char *at, size_t size)
{
    text_add(&of(parser)->body, at, size);
    return 0;
}

/* A message without content does not say whether its length was given as 0 or its status has none. */
static const char *framing_of(const llhttp_t *parser)
{
    if ((parser->flags & F_CHUNKED) != 0) {
        return "chunked";
    }
    if (llhttp_message_needs_eof(parser)) {
        return "close";
    }
    return parser->content_length > 0 ? "length" : NULL;
}

static int head_came(llhttp_t *parser)
{
    connection *c = of(parser);
    unsigned status = (unsigned)llhttp_get_status_code(parser);
    bool is_tunnel =
        (asked_to_connect(c) && status / 100 == 2) || (status == 101 && asked_to_upgrade(c));
    bool has_no_body = asked_for_head(c);
    const char *framing = is_tunnel ? "tunnel" : has_no_body ? "none" : framing_of(parser);
    on_head(c, llhttp_get_http_major(parser), llhttp_get_http_minor(parser), status, framing);
    return is_tunnel ? 2 : has_no_body ? 1 : 0;
}

static int message_ended(llhttp_t *parser)
{
    (void)parser;
    return HPE_PAUSED;
}

static void end_message(llhttp_t *parser, size_t end)
{
    connection *c = of(parser);
    if (llhttp_get_upgrade(parser)) {
        on_tunnel(c, end);
        return;
    }
    bool may_follow = llhttp_should_keep_alive(parser) && !asked_to_close(c);
    on_message(c, end, may_follow ? REUSE_YES : REUSE_NO);
}

/* Read input[from .. to) as far as responses are expected in it. */
static void feed(llhttp_t *parser, span piece)
{
    connection *c = of(parser);
    while (piece.from < piece.to && expects_response(c)) {
        llhttp_errno_t error =
            llhttp_execute(parser, c->input.data + piece.from, piece.to - piece.from);
        if (error == HPE_OK) {
            return;
        }
        if (error != HPE_PAUSED) {
            on_reject(c);
            return;
        }
        piece.from = (size_t)(llhttp_get_error_pos(parser) - c->input.data);
        end_message(parser, piece.from);
        llhttp_resume(parser);
    }
}

static void read_connection(connection *c)
{
    static const llhttp_settings_t settings = {
        .on_status = reason_came,
        .on_header_field = name_came,
        .on_header_value = value_came,
        .on_headers_complete = head_came,
        .on_body = body_came,
        .on_message_complete = message_ended,
    };
    llhttp_t parser;
    llhttp_init(&parser, HTTP_RESPONSE, &settings);
    llhttp_set_lenient_chunked_length(&parser, c->tolerances != 0);
    parser.data = c;
    span piece;
    while (expects_response(c) && next_feed(c, &piece)) {
        feed(&parser, piece);
    }
    /* It pauses where the end of the connection is the end of the message. */
    if (c->message != NULL && c->state == NULL && c->ends_cleanly &&
        llhttp_finish(&parser) == HPE_PAUSED) {
        end_message(&parser, c->input.size);
    }
}

int main(void)
{
    static const char *const knows[] = {"name-case", "order", "reason", "trailers",
                                        "size",      "reuse", "splits", NULL};
    static const char *const tolerates[] = {"TE_WITH_CL", NULL};
    static const testee self = {
        .name = "llhttp",
        .version = TEXT(LLHTTP_VERSION_MAJOR) "." TEXT(LLHTTP_VERSION_MINOR) "." TEXT(
            LLHTTP_VERSION_PATCH),
        .knows = knows,
        .tolerates = tolerates,
        .read = read_connection,
    };
    return testee_run(&self);
}
