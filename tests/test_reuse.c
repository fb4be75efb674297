/* test_reuse.c - may another response follow?  Every answer, and of two that hold the first. */
#include "octets.h"

typedef struct reuse_row {
    const char *shows;
    h204_context context;
    h204_view octets; /* head and content, all that came */
    bool is_closed;   /* and the connection was closed cleanly */
    h204_reuse reuse;
} reuse_row;

#define R(version, code) "HTTP/1." version " " code " x\r\n"
#define CL(value)        "Content-Length: " value "\r\n"
#define TE(value)        "Transfer-Encoding: " value "\r\n"
#define CLOSE            "Connection: close\r\n"
#define KEEP             "Connection: keep-alive\r\n"
#define END              "\r\n"

#define HEAD      { .method = H204_METHOD_HEAD }
#define CONNECT   { .method = H204_METHOD_CONNECT }
#define GET       { .method = H204_METHOD_OTHER }
#define TOLERATES(set) { .tolerances = (set) }

static const reuse_row reuse_rows[] = {
    { "a 204", GET, OCTETS(R("1", "204") END), false, H204_REUSE_YES },
    { "a 200 read whole", GET, OCTETS(R("1", "200") CL("2") END "hi"), false, H204_REUSE_YES },
    { "a chunked one read whole", GET, OCTETS(R("1", "200") TE("chunked") END "0\r\n\r\n"), false, H204_REUSE_YES },
    { "with trailers", GET, OCTETS(R("1", "200") TE("chunked") END "0\r\nConnection: close\r\n\r\n"), false,
      H204_REUSE_YES },
    { "an interim one", GET, OCTETS(R("1", "100") END), false, H204_REUSE_YES },
    { "a minor version above 1", GET, OCTETS(R("2", "204") END), false, H204_REUSE_YES },
    { "keep-alive in HTTP/1.0", GET, OCTETS(R("0", "204") KEEP END), false, H204_REUSE_YES },
    { "no close by the request", { .request_said_close = H204_NO }, OCTETS(R("1", "204") END), false,
      H204_REUSE_YES },
    { "a status outside the range", GET, OCTETS(R("1", "999") CL("0") END), false, H204_REUSE_YES },
    { "HEAD with a length", HEAD, OCTETS(R("1", "200") CL("5") END), false, H204_REUSE_YES },
    { "HEAD, chunked", HEAD, OCTETS(R("1", "200") TE("chunked") END), false, H204_REUSE_YES },
    { "HEAD without either", HEAD, OCTETS(R("1", "200") END), false, H204_REUSE_YES },
    { "304 with a length", GET, OCTETS(R("1", "304") CL("5") END), false, H204_REUSE_YES },
    { "304, chunked", GET, OCTETS(R("1", "304") TE("chunked") END), false, H204_REUSE_YES },
    { "204 with a length of zero", GET, OCTETS(R("1", "204") CL("0") END), false, H204_REUSE_YES },
    { "204 with a length of zeros", GET, OCTETS(R("1", "204") CL("000") END), false, H204_REUSE_YES },
    { "100 with a length of zero", GET, OCTETS(R("1", "100") CL("0") END), false, H204_REUSE_YES },

    { "a tunnel", CONNECT, OCTETS(R("1", "200") END), false, H204_REUSE_NO_TUNNEL },
    { "an upgrade", GET, OCTETS(R("1", "101") END), false, H204_REUSE_NO_TUNNEL },
    { "an upgrade that was offered", { .offered_upgrade = H204_YES }, OCTETS(R("1", "101") END), false,
      H204_REUSE_NO_TUNNEL },
    { "tunnel before close", CONNECT, OCTETS(R("0", "200") CLOSE CL("x") END), false, H204_REUSE_NO_TUNNEL },

    { "to the close", GET, OCTETS(R("1", "200") END "hi"), true, H204_REUSE_NO_UNTIL_CLOSE },
    { "to the close by a coding", GET, OCTETS(R("1", "200") TE("gzip") END "hi"), true, H204_REUSE_NO_UNTIL_CLOSE },
    { "until close before incomplete", GET, OCTETS(R("1", "200") END "hi"), false, H204_REUSE_NO_UNTIL_CLOSE },
    { "until close before close", GET, OCTETS(R("0", "200") CLOSE END "hi"), true, H204_REUSE_NO_UNTIL_CLOSE },

    { "content is missing", GET, OCTETS(R("1", "200") CL("5") END "hell"), false, H204_REUSE_NO_INCOMPLETE },
    { "content is missing, closed", GET, OCTETS(R("1", "200") CL("5") END "hell"), true, H204_REUSE_NO_INCOMPLETE },
    { "the last chunk is missing", GET, OCTETS(R("1", "200") TE("chunked") END "1\r\na\r\n"), true,
      H204_REUSE_NO_INCOMPLETE },
    { "the trailer section is missing", GET, OCTETS(R("1", "200") TE("chunked") END "0\r\n"), true,
      H204_REUSE_NO_INCOMPLETE },
    { "incomplete before close", GET, OCTETS(R("0", "200") CLOSE CL("5") END "hell"), false,
      H204_REUSE_NO_INCOMPLETE },

    { "close", GET, OCTETS(R("1", "204") CLOSE END), false, H204_REUSE_NO_CLOSE_OPTION },
    { "close by the request", { .request_said_close = H204_YES }, OCTETS(R("1", "204") END), false,
      H204_REUSE_NO_CLOSE_OPTION },
    { "close beside keep-alive (RFC 9112 9.3)", GET, OCTETS(R("1", "204") KEEP CLOSE END), false,
      H204_REUSE_NO_CLOSE_OPTION },
    { "close of an interim one", GET, OCTETS(R("1", "103") CLOSE END), false, H204_REUSE_NO_CLOSE_OPTION },
    { "close before HTTP/1.0", GET, OCTETS(R("0", "204") CLOSE END), false, H204_REUSE_NO_CLOSE_OPTION },
    { "close before a length without content", GET, OCTETS(R("1", "204") CLOSE CL("5") END), false,
      H204_REUSE_NO_CLOSE_OPTION },

    { "HTTP/1.0", GET, OCTETS(R("0", "204") END), false, H204_REUSE_NO_HTTP10 },
    { "HTTP/1.0 with a length", GET, OCTETS(R("0", "200") CL("2") END "hi"), false, H204_REUSE_NO_HTTP10 },
    { "HTTP/1.0 before its Transfer-Encoding", GET, OCTETS(R("0", "204") TE("chunked") END), false,
      H204_REUSE_NO_HTTP10 },

    { "HTTP/1.0 with Transfer-Encoding", TOLERATES(H204_TOLERATE_TE_HTTP10),
      OCTETS(R("0", "200") KEEP TE("chunked") END "0\r\n\r\n"), false, H204_REUSE_NO_HTTP10_TE },
    { "that before a 204 that announces content", GET, OCTETS(R("0", "204") KEEP TE("chunked") END), false,
      H204_REUSE_NO_HTTP10_TE },
    { "that before framing that contradicts itself", HEAD, OCTETS(R("0", "200") KEEP TE("chunked") END), false,
      H204_REUSE_NO_HTTP10_TE },

    { "204 with a length", GET, OCTETS(R("1", "204") CL("5") END), false, H204_REUSE_NO_LENGTH_WITHOUT_CONTENT },
    { "204 with two zeros", GET, OCTETS(R("1", "204") CL("0, 0") END), false, H204_REUSE_NO_LENGTH_WITHOUT_CONTENT },
    { "204 with zero on two lines", TOLERATES(H204_TOLERATE_CL_LIST_SAME), OCTETS(R("1", "204") CL("0") CL("0") END),
      false, H204_REUSE_NO_LENGTH_WITHOUT_CONTENT },
    { "204, chunked", GET, OCTETS(R("1", "204") TE("chunked") END), false, H204_REUSE_NO_LENGTH_WITHOUT_CONTENT },
    { "204 with a coding and zero", GET, OCTETS(R("1", "204") TE("gzip") CL("0") END), false,
      H204_REUSE_NO_LENGTH_WITHOUT_CONTENT },
    { "204 with an empty coding list", GET, OCTETS(R("1", "204") TE("") END), false,
      H204_REUSE_NO_LENGTH_WITHOUT_CONTENT },
    { "100 with a length", GET, OCTETS(R("1", "100") CL("5") END), false, H204_REUSE_NO_LENGTH_WITHOUT_CONTENT },
    { "103, chunked", GET, OCTETS(R("1", "103") TE("chunked") END), false, H204_REUSE_NO_LENGTH_WITHOUT_CONTENT },
    { "204 to HEAD with a length", HEAD, OCTETS(R("1", "204") CL("5") END), false,
      H204_REUSE_NO_LENGTH_WITHOUT_CONTENT },
    { "a length before framing that is invalid", GET, OCTETS(R("1", "204") CL("x") END), false,
      H204_REUSE_NO_LENGTH_WITHOUT_CONTENT },
    { "a length before an upgrade not offered", { .offered_upgrade = H204_NO }, OCTETS(R("1", "101") CL("5") END),
      false, H204_REUSE_NO_LENGTH_WITHOUT_CONTENT },

    { "HEAD with no number", HEAD, OCTETS(R("1", "200") CL("x") END), false, H204_REUSE_NO_FRAMING_INVALID },
    { "HEAD with both", HEAD, OCTETS(R("1", "200") TE("chunked") CL("5") END), false, H204_REUSE_NO_FRAMING_INVALID },
    { "304 with two lengths", GET, OCTETS(R("1", "304") CL("5") CL("6") END), false, H204_REUSE_NO_FRAMING_INVALID },
    { "strict is meant, whatever is tolerated", { .method = H204_METHOD_HEAD, .tolerances = 0xFFFF },
      OCTETS(R("1", "200") CL("5, 5") END), false, H204_REUSE_NO_FRAMING_INVALID },
    { "framing that is invalid before a fold", { .method = H204_METHOD_HEAD, .tolerances = H204_TOLERATE_OBS_FOLD },
      OCTETS(R("1", "200") "Content-Length: 5,\r\n 6\r\n" END), false, H204_REUSE_NO_FRAMING_INVALID },

    { "Transfer-Encoding won over a length", TOLERATES(H204_TOLERATE_TE_WITH_CL),
      OCTETS(R("1", "200") TE("chunked") CL("5") END "0\r\n\r\n"), false, H204_REUSE_NO_TOLERATED },
    { "no CRLF behind the last chunk", TOLERATES(H204_TOLERATE_CHUNKED_EOF_NO_CRLF),
      OCTETS(R("1", "200") TE("chunked") END "0\r\n"), true, H204_REUSE_NO_TOLERATED },
    { "a fold in a framing field", TOLERATES(H204_TOLERATE_OBS_FOLD),
      OCTETS(R("1", "200") "Content-Length:\r\n 2\r\n" END "hi"), false, H204_REUSE_NO_TOLERATED },
    { "a fold elsewhere is no reason", TOLERATES(H204_TOLERATE_OBS_FOLD), OCTETS(R("1", "204") "A: b\r\n c\r\n" END),
      false, H204_REUSE_YES },
    { "nor are other tolerances", TOLERATES(0xFFFF),
      OCTETS("\r\nHTTP/1.1\t200\nA : \001\r\n" CL("2, 2") "\r\nhi"), false, H204_REUSE_YES },
    { "nor one that is not spent", TOLERATES(0xFFFF), OCTETS(R("1", "200") TE("chunked") END "0\r\n\r\n"), true,
      H204_REUSE_YES },

    { "an upgrade that was not offered", { .offered_upgrade = H204_NO }, OCTETS(R("1", "101") END), false,
      H204_REUSE_NO_UPGRADE },
    { "an upgrade for HTTP/1.0", { .request_is_10 = H204_YES }, OCTETS(R("1", "101") END), false,
      H204_REUSE_NO_UPGRADE },
    { "close before an upgrade not offered", { .offered_upgrade = H204_NO }, OCTETS(R("1", "101") CLOSE END), false,
      H204_REUSE_NO_CLOSE_OPTION },
};

static h204_reuse reuse_after(const reuse_row *row)
{
    h204_field fields[8];
    h204_head head;
    h204_view input = at_guard(row->octets);
    h204_outcome outcome = h204_parse_head(row->context, input, fields, 8, &head);
    cr_assert_eq(outcome.status, H204_DONE, "%s: %s", row->shows, row_name(outcome.broken));
    size_t used = outcome.consumed;
    h204_body body = h204_body_start(row->context, &head);
    do {
        h204_span content;
        uint32_t count;
        h204_view rest = { input.data + used, input.size - used };
        outcome = h204_body_step(&body, rest, &content, 1, &count);
        if (outcome.status == H204_TRAILERS && rest.size > outcome.consumed) {
            used += outcome.consumed;
            rest = (h204_view){ input.data + used, input.size - used };
            outcome = h204_body_trailers(&body, rest, fields, 8, &count);
        }
        used += outcome.consumed;
    } while (outcome.status == H204_CONTENT);
    cr_assert_neq(outcome.status, H204_INVALID, "%s: %s", row->shows, row_name(outcome.broken));
    if (row->is_closed) {
        h204_body_close(&body, H204_END_CLOSED);
    }
    return h204_reuse_of(row->context, &head, &body);
}

Test(reuse, every_answer_and_the_first_of_several)
{
    cr_assert_gt(ROW_COUNT(reuse_rows), 0);
    uint32_t answers = 0;
    for (size_t i = 0; i < ROW_COUNT(reuse_rows); i++) {
        const reuse_row *row = &reuse_rows[i];
        h204_reuse reuse = reuse_after(row);
        cr_expect_eq(reuse, row->reuse, "%s: %d, not %d", row->shows, (int)reuse, (int)row->reuse);
        answers |= 1u << row->reuse;
    }
    /* NO_INTERIM is the stream's to say */
    cr_expect_eq(answers, (1u << H204_REUSE_NO_INTERIM) - 1, "some answer has no row");
}
