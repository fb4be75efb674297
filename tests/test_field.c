/* test_field.c - values as they are copied, field lines read alone, and what a request tells a reader. */
#include "octets.h"

/* ---- h204_copy_value --------------------------------------------------------------------------------------- */

typedef struct copy_row {
    const char *shows;
    h204_view value;
    uint32_t mark; /* H204_REPAIRED, or 0 */
    h204_view copied;
} copy_row;

/* Each tolerated fold, NUL or bare CR becomes exactly one SP (RFC 9110 5.5, RFC 9112 2.2, 5.2). */
static const copy_row copy_rows[] = {
    { "nothing", OCTETS(""), 0, OCTETS("") },
    { "as it is", OCTETS("a, \tb\x80\xFF"), 0, OCTETS("a, \tb\x80\xFF") },
    { "a control octet that was kept", OCTETS("a\001b\177"), 0, OCTETS("a\001b\177") },
    { "a fold", OCTETS("a\r\n b"), H204_REPAIRED, OCTETS("a b") },
    { "a fold by HTAB", OCTETS("a\r\n\tb"), H204_REPAIRED, OCTETS("a b") },
    { "a fold with blanks on both sides", OCTETS("a \t \r\n\t  b"), H204_REPAIRED, OCTETS("a b") },
    { "a fold at a lone LF", OCTETS("a\n b"), H204_REPAIRED, OCTETS("a b") },
    { "two folds", OCTETS("a\r\n b\r\n c"), H204_REPAIRED, OCTETS("a b c") },
    { "a fold behind a fold", OCTETS("a\r\n \r\n b"), H204_REPAIRED, OCTETS("a  b") },
    { "a NUL", OCTETS("a\0b"), H204_REPAIRED, OCTETS("a b") },
    { "two NUL", OCTETS("a\0\0b"), H204_REPAIRED, OCTETS("a  b") },
    { "a bare CR", OCTETS("a\rb"), H204_REPAIRED, OCTETS("a b") },
    { "two bare CR", OCTETS("a\r\rb"), H204_REPAIRED, OCTETS("a  b") },
    { "a bare CR between blanks", OCTETS("a \r b"), H204_REPAIRED, OCTETS("a   b") },
    { "blanks that begin no fold", OCTETS("a  b\r\n c"), H204_REPAIRED, OCTETS("a  b c") },
    { "a NUL and a fold", OCTETS("a\0\r\n b"), H204_REPAIRED, OCTETS("a  b") },
};

Test(field, values_are_copied_with_one_space_a_repair)
{
    cr_assert_gt(ROW_COUNT(copy_rows), 0);
    for (size_t i = 0; i < ROW_COUNT(copy_rows); i++) {
        const copy_row *row = &copy_rows[i];
        h204_view input = at_guard(row->value);
        h204_span span = { 0, (uint32_t)row->value.size | row->mark };
        uint8_t memory[64];
        memset(memory, 0xA5, sizeof memory);
        h204_room room = { memory, 3 + row->copied.size, 3 };
        cr_expect_eq(h204_span_size(span), row->value.size, "%s", row->shows);
        expect_outcome(row->shows, 0, h204_copy_value(input, span, &room), DONE(0));
        cr_expect_eq(room.size, room.capacity, "%s", row->shows);
        cr_expect(same_octets((h204_view){ memory + 3, row->copied.size }, row->copied), "%s", row->shows);
        cr_expect_eq(memory[2], 0xA5, "%s: what stood before", row->shows);
        cr_expect_eq(memory[room.capacity], 0xA5, "%s: what stands behind", row->shows);
    }
}

Test(field, a_copy_that_lacks_room_changes_nothing)
{
    for (size_t i = 0; i < ROW_COUNT(copy_rows); i++) {
        const copy_row *row = &copy_rows[i];
        h204_view input = at_guard(row->value);
        h204_span span = { 0, (uint32_t)row->value.size | row->mark };
        for (size_t missing = 1; missing <= row->copied.size; missing++) {
            uint8_t memory[64];
            memset(memory, 0xA5, sizeof memory);
            h204_room room = { memory, 5 + row->copied.size - missing, 5 };
            expect_outcome(row->shows, missing, h204_copy_value(input, span, &room),
                           NEEDS_SPACE(5 + row->copied.size));
            cr_expect_eq(room.size, 5, "%s", row->shows);
            for (size_t at = 0; at < sizeof memory; at++) {
                cr_expect_eq(memory[at], 0xA5, "%s: octet %zu", row->shows, at);
            }
        }
    }
}

Test(field, a_value_inside_an_input_is_read_up_to_its_end_only)
{
    h204_view input = at_guard(VIEW("X: a\r\n b\r\n c"));
    uint8_t memory[8];
    h204_room room = { memory, sizeof memory, 0 };
    h204_span span = { 3, 5 | H204_REPAIRED };
    cr_expect_eq(h204_copy_value(input, span, &room).status, H204_DONE);
    cr_expect(same_octets((h204_view){ memory, room.size }, VIEW("a b")));
}

/* ---- h204_parse_fields ------------------------------------------------------------------------------------- */

typedef struct section_row {
    const char *shows;
    uint32_t tolerances;
    h204_view octets;
    h204_view fields; /* name=value| */
} section_row;

static const section_row section_rows[] = {
    { "no field", 0, OCTETS("\r\n"), OCTETS("") },
    { "one field", 0, OCTETS("Host: a\r\n\r\n"), OCTETS("Host=a|") },
    { "order and repetition", 0, OCTETS("B: 1\r\nA: 2\r\nB: 3\r\n\r\n"), OCTETS("B=1|A=2|B=3|") },
    { "no whitespace, or much", 0, OCTETS("A:1\r\nB: \t 2 \t \r\n\r\n"), OCTETS("A=1|B=2|") },
    { "empty values", 0, OCTETS("A:\r\nB: \t\r\n\r\n"), OCTETS("A=|B=|") },
    { "colons in a value", 0, OCTETS("A: :b:c\r\n\r\n"), OCTETS("A=:b:c|") },
    { "a request's framing is not judged", 0, OCTETS("Content-Length: x\r\nTransfer-Encoding:\r\n\r\n"),
      OCTETS("Content-Length=x|Transfer-Encoding=|") },
    { "a lone LF", H204_TOLERATE_BARE_LF, OCTETS("A: b\n\n"), OCTETS("A=b|") },
    { "a fold", H204_TOLERATE_OBS_FOLD, OCTETS("A: b\r\n c\r\n\r\n"), OCTETS("A=b c|") },
    { "a space before the colon", H204_TOLERATE_SP_BEFORE_COLON, OCTETS("A : b\r\n\r\n"), OCTETS("A=b|") },
    { "a bare CR", H204_TOLERATE_BARE_CR_TO_SP, OCTETS("A: b\rc\r\n\r\n"), OCTETS("A=b c|") },
    { "a NUL", H204_TOLERATE_NUL_TO_SP, OCTETS("A: b\0c\r\n\r\n"), OCTETS("A=b c|") },
    { "a control octet", H204_TOLERATE_KEEP_CTL, OCTETS("A: b\001c\r\n\r\n"), OCTETS("A=b\001c|") },
};

Test(field, sections_that_are_read)
{
    static octet_string found;
    static octet_string longer;
    cr_assert_gt(ROW_COUNT(section_rows), 0);
    for (size_t i = 0; i < ROW_COUNT(section_rows); i++) {
        const section_row *row = &section_rows[i];
        h204_context context = { .tolerances = row->tolerances };
        h204_field fields[8];
        uint32_t count = 77;
        h204_view input = at_guard(row->octets);
        expect_outcome(row->shows, 0, h204_parse_fields(context, input, fields, 8, &count),
                       DONE(row->octets.size));
        found.size = 0;
        append_fields(&found, input, fields, count < 8 ? count : 0);
        cr_expect(same_octets(view_of(&found), row->fields), "%s: %.*s", row->shows, (int)found.size,
                  (const char *)found.data);
        uint32_t found_count = count;
        for (size_t size = 0; size < row->octets.size; size++) {
            count = 77;
            h204_view cut = at_guard(first_of(row->octets, size));
            expect_outcome(row->shows, size, h204_parse_fields(context, cut, fields, 8, &count), NEEDS_INPUT);
            cr_expect_eq(count, 77, "%s: cut at %zu", row->shows, size);
        }
        h204_view following = joined(&longer, row->octets, VIEW("\0: \r x"));
        expect_outcome(row->shows, 9999, h204_parse_fields(context, following, fields, 8, &count),
                       DONE(row->octets.size));
        for (uint32_t capacity = 0; capacity < found_count; capacity++) {
            count = 77;
            expect_outcome(row->shows, capacity,
                           h204_parse_fields(context, row->octets, fields_at_guard(capacity), capacity, &count),
                           NEEDS_SPACE(found_count));
            cr_expect_eq(count, 77, "%s: capacity %u", row->shows, capacity);
        }
    }
}

typedef struct refused_section {
    const char *shows;
    uint32_t tolerances;
    broken_octets octets;
    h204_invariant broken;
} refused_section;

static const refused_section refused_sections[] = {
    { "no name", 0, BROKEN_AT("", ": x\r\n\r\n"), H204_FLD_NAME_NONEMPTY },
    { "SP before the colon", 0, BROKEN_AT("A: b\r\nX", " : x\r\n\r\n"), H204_FLD_NAME_NO_WS_COLON },
    { "SP before the colon of a framing field", H204_TOLERATE_SP_BEFORE_COLON,
      BROKEN_AT("Content-Length", " : 5\r\n\r\n"), H204_FLD_NAME_NO_WS_COLON },
    { "a name with more than token octets", 0, BROKEN_AT("X", "(Y): x\r\n\r\n"), H204_FLD_NAME_TCHAR },
    { "a line without colon", 0, BROKEN_AT("abc", "\r\n\r\n"), H204_FLD_COLON },
    { "a bare CR", 0, BROKEN_AT("X: a\r", "b\r\n\r\n"), H204_FLD_VALUE_NO_BARE_CR },
    { "a NUL", 0, BROKEN_AT("X: a", "\0\r\n\r\n"), H204_FLD_VALUE_NO_NUL },
    { "a control octet", 0, BROKEN_AT("X: a", "\001\r\n\r\n"), H204_FLD_VALUE_NO_CTL },
    { "a lone LF", 0, BROKEN_AT("X: a", "\n\r\n"), H204_FLD_EOL_CRLF },
    { "a lone LF at the end", 0, BROKEN_AT("X: a\r\n", "\n"), H204_FLD_EOL_CRLF },
    { "a fold", 0, BROKEN_AT("X: a\r\n", " b\r\n\r\n"), H204_FLD_OBSFOLD_GEN },
};

Test(field, sections_that_are_refused)
{
    static octet_string whole;
    cr_assert_gt(ROW_COUNT(refused_sections), 0);
    for (size_t i = 0; i < ROW_COUNT(refused_sections); i++) {
        const refused_section *row = &refused_sections[i];
        h204_context context = { .tolerances = row->tolerances };
        h204_field fields[8];
        uint32_t count = 77;
        size_t culprit = row->octets.sound.size;
        h204_view octets = joined(&whole, row->octets.sound, row->octets.from_culprit);
        for (size_t size = 0; size <= octets.size; size++) {
            h204_outcome wanted = size <= culprit ? NEEDS_INPUT : BREAKS(row->broken, culprit);
            h204_view cut = at_guard(first_of(octets, size));
            expect_outcome(row->shows, size, h204_parse_fields(context, cut, fields, 8, &count), wanted);
            expect_outcome(row->shows, size, h204_parse_fields(context, cut, NULL, 0, &count), wanted);
        }
        cr_expect_eq(count, 77, "%s", row->shows);
    }
}

Test(field, a_first_line_led_by_whitespace)
{
    uint32_t count = 77;
    expect_outcome("strict", 0, h204_parse_fields((h204_context){ 0 }, VIEW(" A: b\r\n\r\n"), NULL, 0, &count),
                   BREAKS(H204_ST_WS_AFTER_START, 0));
    cr_expect_eq(count, 77);
    h204_context tolerant = { .tolerances = H204_TOLERATE_WS_AFTER_STATUS_LINE };
    expect_outcome("skipped", 0, h204_parse_fields(tolerant, VIEW(" A: b\r\n\r\n"), NULL, 0, &count), DONE(9));
    cr_expect_eq(count, 0);
}

Test(field, limits_of_a_section)
{
    h204_view octets = VIEW("A: b\r\nC: d\r\n\r\n");
    h204_context context = { .limits = { .head = 14, .fields = 2 } };
    h204_field fields[8];
    uint32_t count;
    expect_outcome("at both limits", 0, h204_parse_fields(context, octets, fields, 8, &count), DONE(14));
    context.limits.fields = 1;
    expect_outcome("one field beyond", 0, h204_parse_fields(context, octets, fields, 8, &count),
                   BREAKS(H204_LIMIT_FIELDS, 6));
    context.limits.fields = 2;
    context.limits.head = 13;
    expect_outcome("one octet beyond", 0, h204_parse_fields(context, octets, fields, 8, &count),
                   BREAKS(H204_LIMIT_HEAD, 13));
    expect_outcome("not yet beyond", 0, h204_parse_fields(context, first_of(octets, 13), fields, 8, &count),
                   NEEDS_INPUT);
}

/* ---- h204_context_of --------------------------------------------------------------------------------------- */

typedef struct context_row {
    const char *shows;
    uint32_t given;
    h204_view method;
    uint8_t major_version;
    uint8_t minor_version;
    h204_view fields;
    h204_method reads_as;
    h204_known is_10;
    h204_known offers_upgrade;
    h204_known says_close;
} context_row;

enum {
    METHOD = H204_GIVEN_METHOD,
    VERSION = H204_GIVEN_VERSION,
    FIELDS = H204_GIVEN_FIELDS
};

static const context_row context_rows[] = {
    { "nothing is given", 0, OCTETS("HEAD"), 1, 0, OCTETS("Upgrade: a\r\n\r\n"), H204_METHOD_OTHER,
      H204_UNKNOWN, H204_UNKNOWN, H204_UNKNOWN },
    { "GET", METHOD, OCTETS("GET"), 0, 0, OCTETS("\r\n"), H204_METHOD_OTHER, H204_UNKNOWN, H204_UNKNOWN,
      H204_UNKNOWN },
    { "HEAD", METHOD, OCTETS("HEAD"), 0, 0, OCTETS("\r\n"), H204_METHOD_HEAD, H204_UNKNOWN, H204_UNKNOWN,
      H204_UNKNOWN },
    { "CONNECT", METHOD, OCTETS("CONNECT"), 0, 0, OCTETS("\r\n"), H204_METHOD_CONNECT, H204_UNKNOWN,
      H204_UNKNOWN, H204_UNKNOWN },
    { "methods are case-sensitive (RFC 9110 9.1): head", METHOD, OCTETS("head"), 0, 0, OCTETS("\r\n"),
      H204_METHOD_OTHER, H204_UNKNOWN, H204_UNKNOWN, H204_UNKNOWN },
    { "Connect", METHOD, OCTETS("Connect"), 0, 0, OCTETS("\r\n"), H204_METHOD_OTHER, H204_UNKNOWN,
      H204_UNKNOWN, H204_UNKNOWN },
    { "a longer method", METHOD, OCTETS("HEADS"), 0, 0, OCTETS("\r\n"), H204_METHOD_OTHER, H204_UNKNOWN,
      H204_UNKNOWN, H204_UNKNOWN },
    { "a shorter method", METHOD, OCTETS("CONNEC"), 0, 0, OCTETS("\r\n"), H204_METHOD_OTHER, H204_UNKNOWN,
      H204_UNKNOWN, H204_UNKNOWN },
    { "HTTP/1.0", VERSION, OCTETS(""), 1, 0, OCTETS("\r\n"), H204_METHOD_OTHER, H204_YES, H204_UNKNOWN,
      H204_UNKNOWN },
    { "HTTP/1.1", VERSION, OCTETS(""), 1, 1, OCTETS("\r\n"), H204_METHOD_OTHER, H204_NO, H204_UNKNOWN,
      H204_UNKNOWN },
    { "HTTP/2.0 is not HTTP/1.0", VERSION, OCTETS(""), 2, 0, OCTETS("\r\n"), H204_METHOD_OTHER, H204_NO,
      H204_UNKNOWN, H204_UNKNOWN },
    { "no field at all", FIELDS, OCTETS(""), 0, 0, OCTETS("\r\n"), H204_METHOD_OTHER, H204_UNKNOWN, H204_NO,
      H204_NO },
    { "other fields", FIELDS, OCTETS(""), 0, 0, OCTETS("Host: upgrade\r\nUpgrades: x\r\n\r\n"),
      H204_METHOD_OTHER, H204_UNKNOWN, H204_NO, H204_NO },
    { "an upgrade", FIELDS, OCTETS(""), 0, 0, OCTETS("Host: a\r\nuPGRADE: websocket\r\n\r\n"),
      H204_METHOD_OTHER, H204_UNKNOWN, H204_YES, H204_NO },
    { "close", FIELDS, OCTETS(""), 0, 0, OCTETS("Connection: close\r\n\r\n"), H204_METHOD_OTHER, H204_UNKNOWN,
      H204_NO, H204_YES },
    { "close in a list, in any case (RFC 9110 7.6.1)", FIELDS, OCTETS(""), 0, 0,
      OCTETS("Connection: te ,\tCLOSE, x\r\n\r\n"), H204_METHOD_OTHER, H204_UNKNOWN, H204_NO, H204_YES },
    { "close on a second line", FIELDS, OCTETS(""), 0, 0,
      OCTETS("Connection: te\r\nConnection: close\r\n\r\n"), H204_METHOD_OTHER, H204_UNKNOWN, H204_NO,
      H204_YES },
    { "keep-alive", FIELDS, OCTETS(""), 0, 0, OCTETS("Connection: keep-alive\r\n\r\n"), H204_METHOD_OTHER,
      H204_UNKNOWN, H204_NO, H204_NO },
    { "closed is another option", FIELDS, OCTETS(""), 0, 0, OCTETS("Connection: closed, xclose\r\n\r\n"),
      H204_METHOD_OTHER, H204_UNKNOWN, H204_NO, H204_NO },
    { "all of it", METHOD | VERSION | FIELDS, OCTETS("HEAD"), 1, 0,
      OCTETS("Upgrade: x\r\nConnection: upgrade, close\r\n\r\n"), H204_METHOD_HEAD, H204_YES, H204_YES,
      H204_YES },
};

Test(field, what_a_request_tells_the_reader)
{
    cr_assert_gt(ROW_COUNT(context_rows), 0);
    for (size_t i = 0; i < ROW_COUNT(context_rows); i++) {
        const context_row *row = &context_rows[i];
        h204_field fields[8];
        uint32_t count = 0;
        h204_view octets = at_guard(row->fields);
        cr_assert_eq(h204_parse_fields((h204_context){ 0 }, octets, fields, 8, &count).status, H204_DONE);
        h204_exchange exchange = { .given = row->given,
                                   .method = row->method,
                                   .major_version = row->major_version,
                                   .minor_version = row->minor_version,
                                   .octets = octets,
                                   .fields = fields,
                                   .field_count = count };
        h204_context context = h204_context_of(&exchange);
        cr_expect_eq(context.method, row->reads_as, "%s: method", row->shows);
        cr_expect_eq(context.request_is_10, row->is_10, "%s: version", row->shows);
        cr_expect_eq(context.offered_upgrade, row->offers_upgrade, "%s: upgrade", row->shows);
        cr_expect_eq(context.request_said_close, row->says_close, "%s: close", row->shows);
        cr_expect_eq(context.tolerances, 0, "%s", row->shows);
        cr_expect_eq(context.limits.head, 0, "%s", row->shows);
    }
}

Test(field, a_fold_in_a_request_hides_no_option)
{
    h204_context tolerant = { .tolerances = H204_TOLERATE_OBS_FOLD };
    h204_field fields[2];
    uint32_t count = 0;
    h204_view octets = VIEW("Connection: te,\r\n close\r\n\r\n");
    cr_assert_eq(h204_parse_fields(tolerant, octets, fields, 2, &count).status, H204_DONE);
    h204_exchange exchange = { .given = FIELDS, .octets = octets, .fields = fields, .field_count = count };
    cr_expect_eq(h204_context_of(&exchange).request_said_close, H204_YES);
}
