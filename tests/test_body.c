/* test_body.c - content in pieces, several spans a call, trailers, checkpoints and the end of a connection. */
#include "octets.h"

enum { MOST_SPANS = 8 };

static h204_body start(h204_framing framing, uint64_t length, h204_context context)
{
    h204_head head = { .framing = framing, .content_length = length, .status_code = 200, .minor_version = 1 };
    return h204_body_start(context, &head);
}

static h204_body start_strict(h204_framing framing, uint64_t length)
{
    return start(framing, length, (h204_context){ 0 });
}

/* Call once, with spans that end at a guard page, and append what they hold. */
static h204_outcome step(h204_body *body, h204_view input, uint32_t capacity, octet_string *content, uint32_t *count)
{
    h204_field *memory = fields_at_guard(MOST_SPANS); /* two spans each */
    h204_span *spans = (h204_span *)(void *)memory + (2 * MOST_SPANS - capacity);
    size_t end_of_last = 0;
    *count = 99;
    h204_outcome outcome = h204_body_step(body, input, spans, capacity, count);
    cr_assert_leq(*count, capacity);
    cr_assert_leq(outcome.consumed, input.size);
    for (uint32_t i = 0; i < *count; i++) {
        cr_expect_gt(spans[i].size, 0, "an empty span");
        cr_expect_geq(spans[i].offset, end_of_last, "spans out of order");
        end_of_last = (size_t)spans[i].offset + spans[i].size;
        cr_assert_leq(end_of_last, outcome.consumed, "a span that was not consumed");
        append(content, (h204_view){ input.data + spans[i].offset, spans[i].size });
    }
    bool delivers = outcome.status == H204_DONE || outcome.status == H204_CONTENT;
    cr_expect(delivers || *count == 0, "content with %s", status_name(outcome.status));
    cr_expect(outcome.status != H204_CONTENT || *count > 0, "CONTENT without content");
    return outcome;
}

/* ---- capacity ---------------------------------------------------------------------------------------------- */

static const h204_view chunked_octets = OCTETS("2;x\r\nab\r\n3\r\ncde\r\n1\r\nf\r\n0\r\n\r\n");

Test(body, one_call_delivers_several_spans)
{
    static octet_string content;
    h204_body body = start_strict(H204_FRAMING_CHUNKED, 0);
    h204_view input = at_guard(chunked_octets);
    uint32_t count;
    content.size = 0;
    h204_outcome outcome = step(&body, input, 8, &content, &count);
    cr_expect_eq(outcome.status, H204_CONTENT);
    cr_expect_eq(count, 3);
    cr_expect(same_octets(view_of(&content), VIEW("abcdef")));
    cr_expect_eq(body.received, 6);
}

Test(body, every_capacity_delivers_the_same)
{
    static octet_string content;
    for (uint32_t capacity = 1; capacity <= MOST_SPANS; capacity++) {
        h204_body body = start_strict(H204_FRAMING_CHUNKED, 0);
        size_t used = 0;
        content.size = 0;
        for (size_t calls = 0; calls < 20; calls++) {
            uint32_t count;
            h204_view rest = { chunked_octets.data + used, chunked_octets.size - used };
            h204_outcome outcome = step(&body, at_guard(rest), capacity, &content, &count);
            used += outcome.consumed;
            if (outcome.status == H204_TRAILERS) {
                break;
            }
            cr_assert_eq(outcome.status, H204_CONTENT);
        }
        cr_expect_eq(used, chunked_octets.size - 2, "capacity %u", capacity);
        cr_expect(same_octets(view_of(&content), VIEW("abcdef")), "capacity %u", capacity);
        cr_expect_eq(body.received, 6, "capacity %u", capacity);
    }
}

Test(body, no_capacity_needs_space_and_loses_nothing)
{
    static const struct {
        const char *shows;
        h204_framing framing;
        h204_view octets;
    } rows[] = {
        { "counted", H204_FRAMING_LENGTH, OCTETS("abcdef") },
        { "to the close", H204_FRAMING_CLOSE, OCTETS("abcdef") },
        { "chunked", H204_FRAMING_CHUNKED, OCTETS("6\r\nabcdef\r\n0\r\n") },
    };
    static octet_string content;
    for (size_t i = 0; i < ROW_COUNT(rows); i++) {
        h204_body body = start_strict(rows[i].framing, 6);
        uint32_t count;
        content.size = 0;
        h204_outcome outcome = step(&body, rows[i].octets, 0, &content, &count);
        cr_expect_eq(outcome.status, H204_NEED_SPACE, "%s", rows[i].shows);
        cr_expect_eq(outcome.needed, 1, "%s", rows[i].shows);
        size_t used = outcome.consumed;
        h204_view rest = { rows[i].octets.data + used, rows[i].octets.size - used };
        outcome = step(&body, rest, 1, &content, &count);
        cr_expect(outcome.status == H204_CONTENT || outcome.status == H204_DONE, "%s", rows[i].shows);
        cr_expect(same_octets(view_of(&content), VIEW("abcdef")), "%s", rows[i].shows);
    }
}

Test(body, no_capacity_is_enough_where_there_is_no_content)
{
    static octet_string content;
    uint32_t count;
    h204_body none = start_strict(H204_FRAMING_NONE, 0);
    expect_outcome("none", 0, step(&none, VIEW("x"), 0, &content, &count), DONE(0));
    h204_body chunked = start_strict(H204_FRAMING_CHUNKED, 0);
    cr_expect_eq(step(&chunked, VIEW("5;a\r\n"), 0, &content, &count).status, H204_NEED_INPUT);
    h204_body last = start_strict(H204_FRAMING_CHUNKED, 0);
    cr_expect_eq(step(&last, VIEW("0\r\n"), 0, &content, &count).status, H204_TRAILERS);
    h204_body length = start_strict(H204_FRAMING_LENGTH, 5);
    expect_outcome("no octet", 0, step(&length, VIEW(""), 0, &content, &count), NEEDS_INPUT);
}

Test(body, content_comes_before_the_error_behind_it)
{
    static octet_string content;
    h204_view octets = VIEW("2\r\nab\r\n1\r\ncd\r\n");
    for (uint32_t capacity = 1; capacity <= 3; capacity++) {
        h204_body body = start_strict(H204_FRAMING_CHUNKED, 0);
        h204_outcome outcome;
        size_t used = 0;
        uint32_t count;
        size_t calls = 0;
        content.size = 0;
        do {
            h204_view rest = { octets.data + used, octets.size - used };
            outcome = step(&body, at_guard(rest), capacity, &content, &count);
            size_t before = used;
            used += outcome.consumed;
            if (outcome.status == H204_INVALID) {
                cr_expect_eq(outcome.broken, H204_CHK_DATA_CRLF);
                cr_expect_eq(before + outcome.culprit, 11, "capacity %u", capacity);
            }
            calls++;
        } while (outcome.status == H204_CONTENT && calls < 10);
        cr_expect_eq(outcome.status, H204_INVALID, "capacity %u", capacity);
        cr_expect(same_octets(view_of(&content), VIEW("abc")), "capacity %u", capacity);
    }
}

/* ---- the framings ------------------------------------------------------------------------------------------ */

Test(body, counted_content)
{
    static octet_string content;
    h204_view octets = VIEW("helloHTTP/1.1 204 \r\n");
    uint32_t count;
    for (size_t cut = 0; cut <= octets.size; cut++) {
        h204_body body = start_strict(H204_FRAMING_LENGTH, 5);
        content.size = 0;
        h204_outcome outcome = step(&body, at_guard(first_of(octets, cut)), 1, &content, &count);
        h204_status wanted = cut == 0 ? H204_NEED_INPUT : cut < 5 ? H204_CONTENT : H204_DONE;
        cr_expect_eq(outcome.status, wanted, "cut at %zu", cut);
        cr_expect_eq(outcome.consumed, cut < 5 ? cut : 5, "cut at %zu", cut);
        cr_expect_eq(content.size, cut < 5 ? cut : 5, "cut at %zu", cut);
        if (cut < 5) {
            outcome = step(&body, at_guard((h204_view){ octets.data + cut, octets.size - cut }), 1, &content, &count);
            expect_outcome("the rest", cut, outcome, DONE(5 - cut));
        }
        cr_expect(same_octets(view_of(&content), VIEW("hello")), "cut at %zu", cut);
        cr_expect_eq(body.received, 5, "cut at %zu", cut);
        expect_outcome("it is over", cut, step(&body, VIEW("HTTP"), 1, &content, &count), DONE(0));
        cr_expect_eq(count, 0);
    }
}

Test(body, a_length_of_zero_is_over_at_once)
{
    static octet_string content;
    h204_body body = start_strict(H204_FRAMING_LENGTH, 0);
    uint32_t count;
    expect_outcome("with octets", 0, step(&body, VIEW("HTTP"), 1, &content, &count), DONE(0));
    cr_expect_eq(count, 0);
    h204_body other = start_strict(H204_FRAMING_LENGTH, 0);
    expect_outcome("without", 0, step(&other, VIEW(""), 1, &content, &count), DONE(0));
}

Test(body, the_greatest_length)
{
    static octet_string content;
    h204_body body = start_strict(H204_FRAMING_LENGTH, UINT64_MAX);
    uint32_t count;
    content.size = 0;
    cr_expect_eq(step(&body, VIEW("abc"), 1, &content, &count).status, H204_CONTENT);
    cr_expect_eq(body.received, 3);
    cr_expect_eq(body.remaining, UINT64_MAX - 3);
}

Test(body, content_to_the_close)
{
    static octet_string content;
    h204_body body = start_strict(H204_FRAMING_CLOSE, 0);
    uint32_t count;
    content.size = 0;
    cr_expect_eq(step(&body, at_guard(VIEW("HTTP/1.1 ")), 1, &content, &count).status, H204_CONTENT);
    cr_expect_eq(step(&body, at_guard(VIEW("")), 1, &content, &count).status, H204_NEED_INPUT);
    cr_expect_eq(step(&body, at_guard(VIEW("\r\n\r\n\0")), 1, &content, &count).status, H204_CONTENT);
    cr_expect(same_octets(view_of(&content), VIEW("HTTP/1.1 \r\n\r\n\0")));
    cr_expect_eq(body.received, 14);
    expect_outcome("closed", 0, h204_body_close(&body, H204_END_CLOSED), DONE(0));
    expect_outcome("it is over", 0, step(&body, VIEW("x"), 1, &content, &count), DONE(0));
}

Test(body, no_content_takes_no_octet)
{
    static octet_string content;
    const h204_framing framings[] = { H204_FRAMING_NONE, H204_FRAMING_TUNNEL };
    for (size_t i = 0; i < ROW_COUNT(framings); i++) {
        h204_body body = start_strict(framings[i], 5);
        uint32_t count;
        expect_outcome("no content", i, step(&body, VIEW("hello"), 1, &content, &count), DONE(0));
        cr_expect_eq(count, 0);
        expect_outcome("no octet", i, step(&body, VIEW(""), 1, &content, &count), DONE(0));
        cr_expect_eq(body.received, 0);
    }
}

/* ---- a copy is a checkpoint -------------------------------------------------------------------------------- */

Test(body, a_copy_reads_on_as_the_original_does)
{
    static octet_string content;
    static octet_string again;
    h204_view octets = VIEW("2;a=\"b\"\r\nab\r\n03 ; c = d\r\ncde\r\n0\r\n");
    for (size_t cut = 0; cut <= octets.size; cut++) {
        h204_body body = start_strict(H204_FRAMING_CHUNKED, 0);
        content.size = 0;
        uint32_t count;
        size_t used = 0;
        while (used < cut) {
            used += step(&body, (h204_view){ octets.data + used, cut - used }, 1, &content, &count).consumed;
        }
        h204_body checkpoint = body;
        size_t content_then = content.size;
        for (size_t pass = 0; pass < 2; pass++) {
            h204_body *reader = pass == 0 ? &body : &checkpoint;
            size_t at = used;
            h204_outcome outcome;
            again.size = 0;
            append(&again, (h204_view){ content.data, content_then });
            do {
                outcome = step(reader, (h204_view){ octets.data + at, octets.size - at }, 1, &again, &count);
                at += outcome.consumed;
            } while (outcome.status == H204_CONTENT);
            cr_expect_eq(outcome.status, H204_TRAILERS, "cut at %zu, pass %zu", cut, pass);
            cr_expect_eq(at, octets.size, "cut at %zu, pass %zu", cut, pass);
            cr_expect(same_octets(view_of(&again), VIEW("abcde")), "cut at %zu, pass %zu", cut, pass);
        }
    }
}

/* ---- trailers (RFC 9112 7.1.2) ----------------------------------------------------------------------------- */

static h204_body before_trailers(h204_context context)
{
    static octet_string content;
    h204_body body = start(H204_FRAMING_CHUNKED, 0, context);
    uint32_t count;
    cr_assert_eq(step(&body, VIEW("0\r\n"), 1, &content, &count).status, H204_TRAILERS);
    cr_assert_eq(step(&body, VIEW("X"), 1, &content, &count).status, H204_TRAILERS);
    return body;
}

typedef struct trailers_row {
    const char *shows;
    uint32_t tolerances;
    h204_view octets;
    h204_view fields;
    uint32_t spent;
} trailers_row;

static const trailers_row trailers_rows[] = {
    { "none", 0, OCTETS("\r\n"), OCTETS(""), 0 },
    { "two", 0, OCTETS("A: b\r\nC:d \r\n\r\n"), OCTETS("A=b|C=d|"), 0 },
    { "they frame nothing (RFC 9110 6.5.1)", 0, OCTETS("Content-Length: x\r\nTransfer-Encoding:\r\n\r\n"),
      OCTETS("Content-Length=x|Transfer-Encoding=|"), 0 },
    { "a lone LF", H204_TOLERATE_BARE_LF, OCTETS("A: b\n\n"), OCTETS("A=b|"), H204_TOLERATE_BARE_LF },
    { "a fold", H204_TOLERATE_OBS_FOLD, OCTETS("A: b\r\n c\r\n\r\n"), OCTETS("A=b c|"), H204_TOLERATE_OBS_FOLD },
    { "SP before a colon", H204_TOLERATE_SP_BEFORE_COLON, OCTETS("A : b\r\n\r\n"), OCTETS("A=b|"),
      H204_TOLERATE_SP_BEFORE_COLON },
    { "a bare CR", H204_TOLERATE_BARE_CR_TO_SP, OCTETS("A: b\rc\r\n\r\n"), OCTETS("A=b c|"),
      H204_TOLERATE_BARE_CR_TO_SP },
    { "a NUL", H204_TOLERATE_NUL_TO_SP, OCTETS("A: b\0c\r\n\r\n"), OCTETS("A=b c|"), H204_TOLERATE_NUL_TO_SP },
    { "a control octet", H204_TOLERATE_KEEP_CTL, OCTETS("A: b\001\r\n\r\n"), OCTETS("A=b\001|"),
      H204_TOLERATE_KEEP_CTL },
};

Test(body, trailers_that_are_read)
{
    static octet_string found;
    static octet_string content;
    static octet_string longer;
    cr_assert_gt(ROW_COUNT(trailers_rows), 0);
    for (size_t i = 0; i < ROW_COUNT(trailers_rows); i++) {
        const trailers_row *row = &trailers_rows[i];
        h204_context context = { .tolerances = row->tolerances };
        for (size_t size = 0; size < row->octets.size; size++) {
            h204_body body = before_trailers(context);
            uint32_t count;
            h204_view cut = at_guard(first_of(row->octets, size));
            expect_outcome(row->shows, size, h204_body_trailers(&body, cut, NULL, 0, &count), NEEDS_INPUT);
            cr_expect_eq(h204_body_close(&body, H204_END_CLOSED).status, H204_NEED_INPUT, "%s", row->shows);
        }
        for (size_t follows = 0; follows < 2; follows++) {
            h204_body body = before_trailers(context);
            h204_field *fields = fields_at_guard(2);
            uint32_t count = 99;
            h204_view input = joined(&longer, row->octets, follows == 0 ? VIEW("") : VIEW("HTTP/1.1 \0"));
            input = at_guard(input);
            expect_outcome(row->shows, follows, h204_body_trailers(&body, input, fields, 2, &count),
                           DONE(row->octets.size));
            found.size = 0;
            append_fields(&found, input, fields, count);
            cr_expect(same_octets(view_of(&found), row->fields), "%s", row->shows);
            cr_expect_eq(body.tolerated, row->spent, "%s", row->shows);
            expect_outcome(row->shows, follows, step(&body, VIEW("x"), 1, &content, &count), DONE(0));
        }
    }
}

Test(body, trailers_that_lack_space_can_be_read_again)
{
    h204_view octets = at_guard(VIEW("A: 1\r\nB: 2\r\nC: 3\r\n\r\n"));
    h204_body body = before_trailers((h204_context){ 0 });
    for (uint32_t capacity = 0; capacity < 3; capacity++) {
        uint32_t count = 99;
        expect_outcome("three trailers", capacity,
                       h204_body_trailers(&body, octets, fields_at_guard(capacity), capacity, &count), NEEDS_SPACE(3));
        expect_outcome("a prefix", capacity,
                       h204_body_trailers(&body, first_of(octets, 17), fields_at_guard(capacity), capacity, &count),
                       NEEDS_INPUT);
    }
    uint32_t count = 99;
    expect_outcome("three trailers", 3, h204_body_trailers(&body, octets, fields_at_guard(3), 3, &count),
                   DONE(octets.size));
    cr_expect_eq(count, 3);
}

typedef struct refused_trailers {
    const char *shows;
    uint32_t tolerances;
    broken_octets octets;
    h204_invariant broken;
} refused_trailers;

static const refused_trailers refused_rows[] = {
    { "no name", 0, BROKEN_AT("", ": x\r\n\r\n"), H204_TRL_SYNTAX },
    { "SP before a colon", 0, BROKEN_AT("X", " : y\r\n\r\n"), H204_TRL_SYNTAX },
    { "SP before the colon of a framing field", H204_TOLERATE_SP_BEFORE_COLON,
      BROKEN_AT("Content-Length", " : 5\r\n\r\n"), H204_TRL_SYNTAX },
    { "rubbish in a name", 0, BROKEN_AT("X", "(\r\n\r\n"), H204_TRL_SYNTAX },
    { "no colon", 0, BROKEN_AT("A: b\r\nabc", "\r\n\r\n"), H204_TRL_SYNTAX },
    { "another response where trailers should be", 0, BROKEN_AT("HTTP", "/1.1 204 \r\n\r\n"), H204_TRL_SYNTAX },
    { "a NUL", 0, BROKEN_AT("X: a", "\0\r\n\r\n"), H204_TRL_SYNTAX },
    { "a control octet", 0, BROKEN_AT("X: a", "\001\r\n\r\n"), H204_TRL_SYNTAX },
    { "a lone LF", 0, BROKEN_AT("X: a", "\n\r\n"), H204_TRL_SYNTAX },
    { "a lone LF at the end", 0, BROKEN_AT("", "\n"), H204_TRL_SYNTAX },
    { "a first line led by SP", 0, BROKEN_AT("", " X: y\r\n\r\n"), H204_TRL_SYNTAX },
    { "a first line led by SP, whatever is tolerated", 0xFFFF, BROKEN_AT("", " X: y\r\n\r\n"), H204_TRL_SYNTAX },
    { "a bare CR", 0, BROKEN_AT("X: a\r", "b\r\n\r\n"), H204_CHK_NO_BARE_CR },
    { "a bare CR in the empty line", 0, BROKEN_AT("\r", "\r\n"), H204_CHK_NO_BARE_CR },
    { "CR CR LF, a bare CR tolerated", H204_TOLERATE_BARE_CR_TO_SP, BROKEN_AT("X: a\r\r", "\n\r\n"),
      H204_CHK_NO_BARE_CR },
    { "a fold", 0, BROKEN_AT("X: a\r\n", " b\r\n\r\n"), H204_FLD_OBSFOLD_GEN },
};

Test(body, trailers_that_are_refused)
{
    static octet_string whole;
    cr_assert_gt(ROW_COUNT(refused_rows), 0);
    for (size_t i = 0; i < ROW_COUNT(refused_rows); i++) {
        const refused_trailers *row = &refused_rows[i];
        size_t culprit = row->octets.sound.size;
        h204_view octets = joined(&whole, row->octets.sound, row->octets.from_culprit);
        for (size_t size = 0; size <= octets.size; size++) {
            h204_body body = before_trailers((h204_context){ .tolerances = row->tolerances });
            uint32_t count;
            h204_outcome wanted = size <= culprit ? NEEDS_INPUT : BREAKS(row->broken, culprit);
            h204_view cut = at_guard(first_of(octets, size));
            expect_outcome(row->shows, size, h204_body_trailers(&body, cut, NULL, 0, &count), wanted);
        }
    }
}

Test(body, limits_of_trailers)
{
    h204_view octets = VIEW("A: b\r\nC: d\r\n\r\n"); /* 14 octets */
    for (uint32_t limit = 10; limit <= 16; limit++) {
        for (size_t size = 0; size <= octets.size; size++) {
            h204_body body = before_trailers((h204_context){ .limits = { .trailers = limit } });
            h204_field *fields = fields_at_guard(2);
            uint32_t count;
            h204_outcome wanted = size > limit         ? BREAKS(H204_LIMIT_TRAILERS, limit)
                                  : size < octets.size ? NEEDS_INPUT
                                                       : DONE(octets.size);
            h204_view cut = at_guard(first_of(octets, size));
            expect_outcome("trailers", limit * 100 + size, h204_body_trailers(&body, cut, fields, 2, &count), wanted);
        }
    }
    h204_body two = before_trailers((h204_context){ .limits = { .fields = 2 } });
    h204_body one = before_trailers((h204_context){ .limits = { .fields = 1 } });
    h204_field *fields = fields_at_guard(2);
    uint32_t count;
    expect_outcome("two fields", 2, h204_body_trailers(&two, octets, fields, 2, &count), DONE(14));
    expect_outcome("one too many", 1, h204_body_trailers(&one, octets, fields, 2, &count),
                   BREAKS(H204_LIMIT_FIELDS, 6));
}

Test(body, the_default_limit_of_trailers)
{
    static octet_string octets;
    for (size_t excess = 0; excess < 2; excess++) {
        h204_body body = before_trailers((h204_context){ 0 });
        h204_field fields[1];
        uint32_t count;
        joined(&octets, VIEW("A: "), VIEW(""));
        append_many(&octets, H204_DEFAULT_TRAILERS + excess - 7, 'x');
        append(&octets, VIEW("\r\n\r\n"));
        expect_outcome("trailers", excess, h204_body_trailers(&body, view_of(&octets), fields, 1, &count),
                       excess == 0 ? DONE(H204_DEFAULT_TRAILERS) : BREAKS(H204_LIMIT_TRAILERS, H204_DEFAULT_TRAILERS));
    }
}

/* ---- the end of a connection (RFC 9112 8) ------------------------------------------------------------------ */

typedef struct close_row {
    const char *shows;
    h204_framing framing;
    uint32_t tolerances;
    h204_view octets; /* what arrived of the content, of length 5 where it is counted */
    h204_status closed;
    h204_invariant lacks;
    h204_status otherwise; /* kept open, reset, or nothing known */
} close_row;

#define NO_CRLF H204_TOLERATE_CHUNKED_EOF_NO_CRLF

static const close_row close_rows[] = {
    { "none", H204_FRAMING_NONE, 0, OCTETS(""), H204_DONE, H204_INVARIANT_NONE, H204_DONE },
    { "a tunnel", H204_FRAMING_TUNNEL, 0, OCTETS(""), H204_DONE, H204_INVARIANT_NONE, H204_DONE },
    { "counted, nothing came", H204_FRAMING_LENGTH, 0, OCTETS(""), H204_NEED_INPUT, H204_FRAME_R6_LENGTH,
      H204_NEED_INPUT },
    { "counted, one octet short", H204_FRAMING_LENGTH, 0, OCTETS("hell"), H204_NEED_INPUT, H204_FRAME_R6_LENGTH,
      H204_NEED_INPUT },
    { "counted, complete", H204_FRAMING_LENGTH, 0, OCTETS("hello"), H204_DONE, H204_INVARIANT_NONE, H204_DONE },
    { "to the close, nothing came", H204_FRAMING_CLOSE, 0, OCTETS(""), H204_DONE, H204_INVARIANT_NONE,
      H204_NEED_INPUT },
    { "to the close", H204_FRAMING_CLOSE, 0, OCTETS("abc"), H204_DONE, H204_INVARIANT_NONE, H204_NEED_INPUT },
    { "chunked, nothing came", H204_FRAMING_CHUNKED, NO_CRLF, OCTETS(""), H204_NEED_INPUT, H204_CHK_LAST,
      H204_NEED_INPUT },
    { "in a size", H204_FRAMING_CHUNKED, NO_CRLF, OCTETS("5"), H204_NEED_INPUT, H204_CHK_LAST, H204_NEED_INPUT },
    { "in data", H204_FRAMING_CHUNKED, NO_CRLF, OCTETS("5\r\nhe"), H204_NEED_INPUT, H204_CHK_LAST, H204_NEED_INPUT },
    { "behind data", H204_FRAMING_CHUNKED, NO_CRLF, OCTETS("2\r\nhe"), H204_NEED_INPUT, H204_CHK_LAST,
      H204_NEED_INPUT },
    { "between chunks", H204_FRAMING_CHUNKED, NO_CRLF, OCTETS("2\r\nhe\r\n"), H204_NEED_INPUT, H204_CHK_LAST,
      H204_NEED_INPUT },
    { "in the last chunk's line", H204_FRAMING_CHUNKED, NO_CRLF, OCTETS("0\r"), H204_NEED_INPUT, H204_CHK_LAST,
      H204_NEED_INPUT },
    { "behind the last chunk's line", H204_FRAMING_CHUNKED, 0, OCTETS("0\r\n"), H204_NEED_INPUT, H204_CHK_END_CRLF,
      H204_NEED_INPUT },
    { "behind it, tolerated", H204_FRAMING_CHUNKED, NO_CRLF, OCTETS("0\r\n"), H204_DONE, H204_INVARIANT_NONE,
      H204_NEED_INPUT },
};

Test(body, what_the_end_of_the_connection_makes_of_it)
{
    static octet_string content;
    static const h204_end ends[] = { H204_END_CLOSED, H204_END_OPEN, H204_END_KEPT, H204_END_RESET };
    cr_assert_gt(ROW_COUNT(close_rows), 0);
    for (size_t i = 0; i < ROW_COUNT(close_rows); i++) {
        const close_row *row = &close_rows[i];
        for (size_t e = 0; e < ROW_COUNT(ends); e++) {
            bool is_clean = ends[e] == H204_END_CLOSED;
            h204_body body = start(row->framing, 5, (h204_context){ .tolerances = row->tolerances });
            h204_outcome wanted = { is_clean ? row->closed : row->otherwise,
                                    is_clean ? row->lacks : H204_INVARIANT_NONE, 0, 0, 0 };
            uint32_t count;
            for (size_t used = 0; used < row->octets.size;) {
                h204_view rest = { row->octets.data + used, row->octets.size - used };
                used += step(&body, rest, 1, &content, &count).consumed;
            }
            expect_outcome(row->shows, e, h204_body_close(&body, ends[e]), wanted);
            bool spends = is_clean && wanted.status == H204_DONE && row->framing == H204_FRAMING_CHUNKED;
            cr_expect_eq(body.tolerated, spends ? NO_CRLF : 0, "%s (%zu)", row->shows, e);
        }
    }
}
