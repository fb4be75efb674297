/* test_head.c - h204_parse_head: what it reads, which error it names and where, memory and limits. */
#include "octets.h"

#include <sys/mman.h>
#include <unistd.h>

#define LINE "HTTP/1.1 204 No Content\r\n"

enum { CAPACITY = 16 };

static bool is_filled(const void *memory, size_t size)
{
    const uint8_t *octets = memory;
    for (size_t i = 0; i < size; i++) {
        if (octets[i] != 0x5A) {
            return false;
        }
    }
    return true;
}

/* Read, and see that *head was left alone unless the outcome is DONE. */
static h204_outcome parse(const char *shows, h204_context context, h204_view octets, h204_field *fields,
                          uint32_t capacity, h204_head *head)
{
    memset(head, 0x5A, sizeof *head);
    h204_outcome outcome = h204_parse_head(context, octets, fields, capacity, head);
    if (outcome.status != H204_DONE && !is_filled(head, sizeof *head)) {
        cr_expect(false, "%s: *head was touched", shows);
    }
    return outcome;
}

/* ---- what is read ------------------------------------------------------------------------------------------ */

typedef struct read_row {
    const char *shows;
    uint32_t tolerances;
    h204_view octets;
    uint32_t start;
    unsigned minor_version;
    unsigned status_code;
    h204_view reason;
    h204_view fields; /* name=value| */
    uint32_t spent;
} read_row;

#define BARE_LF     H204_TOLERATE_BARE_LF
#define NO_SP       H204_TOLERATE_NO_SP_AFTER_STATUS
#define LINE_WS     H204_TOLERATE_STATUS_LINE_WS
#define LEADING     H204_TOLERATE_LEADING_CRLF
#define WS_LINE     H204_TOLERATE_WS_AFTER_STATUS_LINE
#define FOLD        H204_TOLERATE_OBS_FOLD
#define SP_COLON    H204_TOLERATE_SP_BEFORE_COLON
#define BARE_CR     H204_TOLERATE_BARE_CR_TO_SP
#define NUL_SP      H204_TOLERATE_NUL_TO_SP
#define CTL         H204_TOLERATE_KEEP_CTL

static const read_row read_rows[] = {
    { "the shortest", 0, OCTETS("HTTP/1.1 204 \r\n\r\n"), 0, 1, 204, OCTETS(""), OCTETS(""), 0 },
    { "a reason", 0, OCTETS(LINE "\r\n"), 0, 1, 204, OCTETS("No Content"), OCTETS(""), 0 },
    { "any text as reason", 0, OCTETS("HTTP/1.1 204 \t~!\x80\xFF 205 \r\n\r\n"), 0, 1, 204,
      OCTETS("\t~!\x80\xFF 205 "), OCTETS(""), 0 },
    { "HTTP/1.0", 0, OCTETS("HTTP/1.0 204 x\r\n\r\n"), 0, 0, 204, OCTETS("x"), OCTETS(""), 0 },
    { "HTTP/1.9", 0, OCTETS("HTTP/1.9 204 x\r\n\r\n"), 0, 9, 204, OCTETS("x"), OCTETS(""), 0 },
    { "the least code", 0, OCTETS("HTTP/1.1 000 x\r\n\r\n"), 0, 1, 0, OCTETS("x"), OCTETS(""), 0 },
    { "the greatest code", 0, OCTETS("HTTP/1.1 999 x\r\n\r\n"), 0, 1, 999, OCTETS("x"), OCTETS(""), 0 },
    { "a field", 0, OCTETS(LINE "Date: now\r\n\r\n"), 0, 1, 204, OCTETS("No Content"), OCTETS("Date=now|"), 0 },
    { "whitespace around values", 0, OCTETS(LINE "A:1\r\nB: \t2\t \r\nC:\t3 4\r\n\r\n"), 0, 1, 204,
      OCTETS("No Content"), OCTETS("A=1|B=2|C=3 4|"), 0 },
    { "empty values", 0, OCTETS(LINE "A:\r\nB: \r\nC:\t \t\r\n\r\n"), 0, 1, 204, OCTETS("No Content"),
      OCTETS("A=|B=|C=|"), 0 },
    { "every token octet in a name", 0,
      OCTETS(LINE "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ: x\r\n\r\n"), 0, 1,
      204, OCTETS("No Content"),
      OCTETS("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ=x|"), 0 },
    { "obs-text and colons in a value", 0, OCTETS(LINE "A: \x80:\xFF::\r\n\r\n"), 0, 1, 204, OCTETS("No Content"),
      OCTETS("A=\x80:\xFF::|"), 0 },
    { "order and repetition", 0, OCTETS(LINE "B: 1\r\nA: 2\r\nb: 3\r\n\r\n"), 0, 1, 204, OCTETS("No Content"),
      OCTETS("B=1|A=2|b=3|"), 0 },
    { "a value that looks like a status line", 0, OCTETS(LINE "A: HTTP/1.1 200 OK\r\n\r\n"), 0, 1, 204,
      OCTETS("No Content"), OCTETS("A=HTTP/1.1 200 OK|"), 0 },
    { "a lone LF", BARE_LF, OCTETS("HTTP/1.1 204 x\nA: b\r\nC: d\n\n"), 0, 1, 204, OCTETS("x"), OCTETS("A=b|C=d|"),
      BARE_LF },
    { "a lone LF in the end alone", BARE_LF, OCTETS("HTTP/1.1 204 x\r\nA: b\r\n\n"), 0, 1, 204, OCTETS("x"),
      OCTETS("A=b|"), BARE_LF },
    { "no SP behind the code", NO_SP, OCTETS("HTTP/1.1 204\r\nA: b\r\n\r\n"), 0, 1, 204, OCTETS(""), OCTETS("A=b|"),
      NO_SP },
    { "tabs in the status line", LINE_WS, OCTETS("HTTP/1.1\t204\tOK\r\n\r\n"), 0, 1, 204, OCTETS("OK"), OCTETS(""),
      LINE_WS },
    { "runs of whitespace", LINE_WS, OCTETS("HTTP/1.1 \v\f 204 \r \fOK\r\n\r\n"), 0, 1, 204, OCTETS("OK"), OCTETS(""),
      LINE_WS },
    { "whitespace before the line", LINE_WS, OCTETS(" \tHTTP/1.1 204 OK\r\n\r\n"), 0, 1, 204, OCTETS("OK"),
      OCTETS(""), LINE_WS },
    { "an empty line before", LEADING, OCTETS("\r\nHTTP/1.1 204 x\r\n\r\n"), 2, 1, 204, OCTETS("x"), OCTETS(""),
      LEADING },
    { "four empty lines before", LEADING, OCTETS("\r\n\r\n\r\n\r\nHTTP/1.1 204 x\r\n\r\n"), 8, 1, 204, OCTETS("x"),
      OCTETS(""), LEADING },
    { "a line led by SP", WS_LINE, OCTETS(LINE " Content-Length: 5\r\nA: b\r\n\r\n"), 0, 1, 204,
      OCTETS("No Content"), OCTETS("A=b|"), WS_LINE },
    { "lines led by whitespace", WS_LINE, OCTETS(LINE " x\r\n\ty\r\nA: b\r\n\r\n"), 0, 1, 204, OCTETS("No Content"),
      OCTETS("A=b|"), WS_LINE },
    { "a fold", FOLD, OCTETS(LINE "A: b\r\n c\r\n\td\r\nE: f\r\n\r\n"), 0, 1, 204, OCTETS("No Content"),
      OCTETS("A=b c d|E=f|"), FOLD },
    { "a fold before the value", FOLD, OCTETS(LINE "A:\r\n b\r\n\r\n"), 0, 1, 204, OCTETS("No Content"),
      OCTETS("A=b|"), FOLD },
    { "a fold behind the value", FOLD, OCTETS(LINE "A: b\r\n \t\r\nC: d\r\n\r\n"), 0, 1, 204, OCTETS("No Content"),
      OCTETS("A=b|C=d|"), FOLD },
    { "SP before a colon", SP_COLON, OCTETS(LINE "A : b\r\nC \t: d\r\n\r\n"), 0, 1, 204, OCTETS("No Content"),
      OCTETS("A=b|C=d|"), SP_COLON },
    { "a bare CR", BARE_CR, OCTETS(LINE "A: b\rc\r\n\r\n"), 0, 1, 204, OCTETS("No Content"), OCTETS("A=b c|"),
      BARE_CR },
    { "a bare CR in the reason", BARE_CR, OCTETS("HTTP/1.1 204 a\rb\r\n\r\n"), 0, 1, 204, OCTETS("a b"), OCTETS(""),
      BARE_CR },
    { "a NUL", NUL_SP, OCTETS(LINE "A: b\0c\r\n\r\n"), 0, 1, 204, OCTETS("No Content"), OCTETS("A=b c|"), NUL_SP },
    { "control octets", CTL, OCTETS(LINE "A: \001b\177\r\n\r\n"), 0, 1, 204, OCTETS("No Content"),
      OCTETS("A=\001b\177|"), CTL },
    { "nothing is spent in vain", 0xFFFF, OCTETS(LINE "A: b\r\n\r\n"), 0, 1, 204, OCTETS("No Content"),
      OCTETS("A=b|"), 0 },
};

static void expect_read(const read_row *row, h204_view octets)
{
    static octet_string found;
    h204_context context = { .tolerances = row->tolerances };
    h204_view input = at_guard(octets);
    h204_field *fields = fields_at_guard(CAPACITY);
    h204_head head;
    h204_outcome outcome = parse(row->shows, context, input, fields, CAPACITY, &head);
    expect_outcome(row->shows, octets.size, outcome, DONE(row->octets.size));
    if (outcome.status != H204_DONE) {
        return;
    }
    cr_expect_eq(head.size, row->octets.size, "%s: size", row->shows);
    cr_expect_eq(head.start, row->start, "%s: start", row->shows);
    cr_expect_eq(head.minor_version, row->minor_version, "%s: version", row->shows);
    cr_expect_eq(head.status_code, row->status_code, "%s: status code", row->shows);
    cr_expect_eq(head.tolerated, row->spent, "%s: spent %x", row->shows, head.tolerated);
    found.size = 0;
    append_value(&found, input, head.reason);
    cr_expect(same_octets(view_of(&found), row->reason), "%s: reason \"%.*s\"", row->shows, (int)found.size,
              (const char *)found.data);
    found.size = 0;
    append_fields(&found, input, fields, head.field_count);
    cr_expect(same_octets(view_of(&found), row->fields), "%s: fields \"%.*s\"", row->shows, (int)found.size,
              (const char *)found.data);
}

Test(head, what_is_read)
{
    static octet_string longer;
    cr_assert_gt(ROW_COUNT(read_rows), 0);
    for (size_t i = 0; i < ROW_COUNT(read_rows); i++) {
        expect_read(&read_rows[i], read_rows[i].octets);
        expect_read(&read_rows[i], joined(&longer, read_rows[i].octets, VIEW(LINE "\r\n")));
        expect_read(&read_rows[i], joined(&longer, read_rows[i].octets, VIEW("\0 : \r\n rubbish \n\n")));
    }
}

Test(head, every_proper_prefix_needs_input)
{
    for (size_t i = 0; i < ROW_COUNT(read_rows); i++) {
        const read_row *row = &read_rows[i];
        h204_context context = { .tolerances = row->tolerances };
        h204_head head;
        for (size_t size = 0; size < row->octets.size; size++) {
            h204_view cut = at_guard(first_of(row->octets, size));
            expect_outcome(row->shows, size, parse(row->shows, context, cut, NULL, 0, &head), NEEDS_INPUT);
        }
    }
}

/* ---- which error, where, when (spec/reading.md) ------------------------------------------------------------ */

typedef struct refused_row {
    const char *shows;
    uint32_t tolerances;
    broken_octets octets;
    size_t proof; /* how many octets from the culprit on it takes */
    h204_invariant broken;
} refused_row;

#define NAME(sound, culprit) BROKEN_AT(LINE "A: b\r\n" sound, culprit)

static const refused_row refused_rows[] = {
    { "no status line", 0, BROKEN_AT("", "hello\r\n"), 2, H204_ST_PRESENT },
    { "shoutcast", 0, BROKEN_AT("", "ICY 200 OK\r\n"), 1, H204_ST_PRESENT },
    { "a field line first", 0, BROKEN_AT("", "Date: x\r\n"), 1, H204_ST_PRESENT },
    { "nearly the name", 0, BROKEN_AT("", "HTTQ/1.1 204 x\r\n"), 4, H204_ST_PRESENT },
    { "a NUL first", 0, BROKEN_AT("", "\0HTTP/1.1 204 x\r\n"), 1, H204_ST_PRESENT },
    { "a name in lower case", 0, BROKEN_AT("", "http/1.1 204 x\r\n"), 5, H204_ST_NAME_CASE },
    { "a name in mixed case", 0, BROKEN_AT("", "HTTp/1.1 204 x\r\n"), 5, H204_ST_NAME_CASE },
    { "lower case, and no name", 0, BROKEN_AT("", "httpx1.1 204 x\r\n"), 5, H204_ST_PRESENT },
    { "an empty line first", 0, BROKEN_AT("", "\r\nHTTP/1.1 204 x\r\n"), 1, H204_ST_NO_LEADING_EMPTY },
    { "a lone LF first", 0, BROKEN_AT("", "\nHTTP/1.1 204 x\r\n"), 1, H204_ST_NO_LEADING_EMPTY },
    { "the ninth octet of empty lines", LEADING, BROKEN_AT("\r\n\r\n\r\n\r\n", "\r\nHTTP/1.1 204 x\r\n"), 1,
      H204_ST_NO_LEADING_EMPTY },
    { "half an empty line", LEADING, BROKEN_AT("\r\n\r", "HTTP/1.1 204 x\r\n"), 1, H204_ST_NO_LEADING_EMPTY },
    { "a lone LF among empty lines", LEADING, BROKEN_AT("\r\n", "\nHTTP/1.1 204 x\r\n"), 1,
      H204_ST_NO_LEADING_EMPTY },
    { "SP first", 0, BROKEN_AT("", " HTTP/1.1 204 x\r\n"), 1, H204_ST_NO_LEADING_WS },
    { "HTAB first", 0, BROKEN_AT("", "\tHTTP/1.1 204 x\r\n"), 1, H204_ST_NO_LEADING_WS },
    { "HTTP/2.0", 0, BROKEN_AT("HTTP/", "2.0 204 x\r\n"), 1, H204_ST_VER_MAJOR },
    { "HTTP/0.9", 0, BROKEN_AT("HTTP/", "0.9 204 x\r\n"), 1, H204_ST_VER_MAJOR },
    { "HTTP/2", 0, BROKEN_AT("HTTP/", "2 204 x\r\n"), 1, H204_ST_VER_MAJOR },
    { "HTTP/01.1", 0, BROKEN_AT("HTTP/", "01.1 204 x\r\n"), 1, H204_ST_VER_MAJOR },
    { "a letter for a version", 0, BROKEN_AT("HTTP/", "x 204 x\r\n"), 1, H204_ST_VER_FORM },
    { "no minor version", 0, BROKEN_AT("HTTP/1", " 204 x\r\n"), 1, H204_ST_VER_FORM },
    { "HTTP/11.1", 0, BROKEN_AT("HTTP/1", "1.1 204 x\r\n"), 1, H204_ST_VER_FORM },
    { "HTTP/1,1", 0, BROKEN_AT("HTTP/1", ",1 204 x\r\n"), 1, H204_ST_VER_FORM },
    { "HTTP/1.x", 0, BROKEN_AT("HTTP/1.", "x 204 x\r\n"), 1, H204_ST_VER_FORM },
    { "HTTP/1.10", 0, BROKEN_AT("HTTP/1.1", "0 204 x\r\n"), 1, H204_ST_VER_FORM },
    { "HTTP/1.1x", 0, BROKEN_AT("HTTP/1.1", "x 204 x\r\n"), 1, H204_ST_VER_FORM },
    { "HTAB for the first SP", 0, BROKEN_AT("HTTP/1.1", "\t204 x\r\n"), 1, H204_ST_SP1 },
    { "VT for the first SP", 0, BROKEN_AT("HTTP/1.1", "\v204 x\r\n"), 1, H204_ST_SP1 },
    { "FF for the first SP", 0, BROKEN_AT("HTTP/1.1", "\f204 x\r\n"), 1, H204_ST_SP1 },
    { "CR for the first SP", 0, BROKEN_AT("HTTP/1.1", "\r\n204 x\r\n"), 1, H204_ST_SP1 },
    { "LF for the first SP", 0, BROKEN_AT("HTTP/1.1", "\n204 x\r\n"), 1, H204_ST_SP1 },
    { "two SP", 0, BROKEN_AT("HTTP/1.1 ", " 204 x\r\n"), 1, H204_ST_SP1 },
    { "two digits", 0, BROKEN_AT("HTTP/1.1 20", " x\r\n"), 1, H204_ST_CODE_3DIGIT },
    { "one digit", 0, BROKEN_AT("HTTP/1.1 2", "\r\n\r\n"), 1, H204_ST_CODE_3DIGIT },
    { "a letter O", 0, BROKEN_AT("HTTP/1.1 2", "O4 x\r\n"), 1, H204_ST_CODE_3DIGIT },
    { "a sign", 0, BROKEN_AT("HTTP/1.1 ", "+204 x\r\n"), 1, H204_ST_CODE_3DIGIT },
    { "a letter", 0, BROKEN_AT("HTTP/1.1 ", "OK\r\n"), 1, H204_ST_CODE_3DIGIT },
    { "four digits", 0, BROKEN_AT("HTTP/1.1 204", "0 x\r\n"), 1, H204_ST_CODE_3DIGIT },
    { "a reason glued to the code", 0, BROKEN_AT("HTTP/1.1 204", "No\r\n"), 1, H204_ST_CODE_3DIGIT },
    { "a dot behind the code", 0, BROKEN_AT("HTTP/1.1 204", ".1 x\r\n"), 1, H204_ST_CODE_3DIGIT },
    { "CR for the second SP", 0, BROKEN_AT("HTTP/1.1 204", "\r\n\r\n"), 1, H204_ST_SP2 },
    { "LF for the second SP", 0, BROKEN_AT("HTTP/1.1 204", "\n\n"), 1, H204_ST_SP2 },
    { "LF for the second SP, LF tolerated", BARE_LF, BROKEN_AT("HTTP/1.1 204", "\n\n"), 1, H204_ST_SP2 },
    { "HTAB for the second SP", 0, BROKEN_AT("HTTP/1.1 204", "\tx\r\n"), 1, H204_ST_SP2 },
    { "VT for the second SP", 0, BROKEN_AT("HTTP/1.1 204", "\vx\r\n"), 1, H204_ST_SP2 },
    { "FF for the second SP", 0, BROKEN_AT("HTTP/1.1 204", "\fx\r\n"), 1, H204_ST_SP2 },
    { "a NUL in the reason", 0, BROKEN_AT("HTTP/1.1 204 a", "\0b\r\n"), 1, H204_ST_REASON_CHARS },
    { "a control octet in the reason", 0, BROKEN_AT("HTTP/1.1 204 a", "\001b\r\n"), 1, H204_ST_REASON_CHARS },
    { "VT in the reason", 0, BROKEN_AT("HTTP/1.1 204 a", "\vb\r\n"), 1, H204_ST_REASON_CHARS },
    { "DEL in the reason", 0, BROKEN_AT("HTTP/1.1 204 ", "\177\r\n"), 1, H204_ST_REASON_CHARS },
    { "tolerances of values do not reach the reason", NUL_SP | CTL, BROKEN_AT("HTTP/1.1 204 a", "\0b\r\n"), 1,
      H204_ST_REASON_CHARS },
    { "a lone LF behind the reason", 0, BROKEN_AT("HTTP/1.1 204 No", "\nA: b\r\n\r\n"), 1, H204_ST_EOL_CRLF },
    { "a lone LF behind no reason", 0, BROKEN_AT("HTTP/1.1 204 ", "\nA: b\r\n\r\n"), 1, H204_ST_EOL_CRLF },
    { "a bare CR in the reason", 0, BROKEN_AT("HTTP/1.1 204 a\r", "b\r\n"), 1, H204_ST_NO_BARE_CR },
    { "CR CR LF behind the reason", 0, BROKEN_AT("HTTP/1.1 204 a\r", "\r\n"), 1, H204_ST_NO_BARE_CR },
    { "CR CR LF, a bare CR tolerated", BARE_CR, BROKEN_AT("HTTP/1.1 204 a\r\r", "\n\r\n"), 1, H204_ST_NO_BARE_CR },
    { "SP first in the next line", 0, BROKEN_AT(LINE, " A: b\r\n\r\n"), 1, H204_ST_WS_AFTER_START },
    { "HTAB first in the next line", 0, BROKEN_AT(LINE, "\tA: b\r\n\r\n"), 1, H204_ST_WS_AFTER_START },
    { "a blank line that is not empty", 0, BROKEN_AT(LINE, " \r\n\r\n"), 1, H204_ST_WS_AFTER_START },

    { "no name", 0, NAME("", ": x\r\n\r\n"), 1, H204_FLD_NAME_NONEMPTY },
    { "no name in the first line", 0, BROKEN_AT(LINE, ":\r\n\r\n"), 1, H204_FLD_NAME_NONEMPTY },
    { "SP before the colon", 0, NAME("X", " : x\r\n\r\n"), 1, H204_FLD_NAME_NO_WS_COLON },
    { "HTAB before the colon", 0, NAME("X", "\t: x\r\n\r\n"), 1, H204_FLD_NAME_NO_WS_COLON },
    { "SP in a name", 0, NAME("X", " Y: x\r\n\r\n"), 1, H204_FLD_NAME_NO_WS_COLON },
    { "SP in a name, before the colon tolerated", SP_COLON, NAME("X ", "Y: x\r\n\r\n"), 1, H204_FLD_COLON },
    { "SP before the colon of Content-Length", SP_COLON, NAME("Content-Length", " : 5\r\n\r\n"), 1,
      H204_FLD_NAME_NO_WS_COLON },
    { "SP before the colon of Transfer-Encoding", SP_COLON, NAME("transfer-encoding", "\t: a\r\n\r\n"), 1,
      H204_FLD_NAME_NO_WS_COLON },
    { "a bracket in a name", 0, NAME("X", "(Y): x\r\n\r\n"), 1, H204_FLD_NAME_TCHAR },
    { "obs-text in a name", 0, NAME("X", "\x80: x\r\n\r\n"), 1, H204_FLD_NAME_TCHAR },
    { "a control octet in a name", 0, NAME("X", "\001: x\r\n\r\n"), 1, H204_FLD_NAME_TCHAR },
    { "a NUL in a name", NUL_SP | CTL, NAME("X", "\0: x\r\n\r\n"), 1, H204_FLD_NAME_TCHAR },
    { "DEL in a name", 0, NAME("X", "\177: x\r\n\r\n"), 1, H204_FLD_NAME_TCHAR },
    { "a name that begins with rubbish", 0, NAME("", "/: x\r\n\r\n"), 1, H204_FLD_NAME_TCHAR },
    { "no colon", 0, NAME("abc", "\r\n\r\n"), 1, H204_FLD_COLON },
    { "no colon, a lone LF", 0, NAME("abc", "\n\r\n"), 1, H204_FLD_COLON },
    { "a NUL in a value", 0, NAME("X: a", "\0b\r\n\r\n"), 1, H204_FLD_VALUE_NO_NUL },
    { "a NUL before a value", CTL, NAME("X:", "\0\r\n\r\n"), 1, H204_FLD_VALUE_NO_NUL },
    { "a control octet in a value", 0, NAME("X: a", "\001\r\n\r\n"), 1, H204_FLD_VALUE_NO_CTL },
    { "DEL in a value", NUL_SP, NAME("X: a", "\177\r\n\r\n"), 1, H204_FLD_VALUE_NO_CTL },
    { "VT in a value", 0, NAME("X: a", "\v\r\n\r\n"), 1, H204_FLD_VALUE_NO_CTL },
    { "a lone LF behind a value", 0, NAME("X: a", "\nY: b\r\n\r\n"), 1, H204_FLD_EOL_CRLF },
    { "a lone LF behind an empty value", 0, NAME("X:", "\nY: b\r\n\r\n"), 1, H204_FLD_EOL_CRLF },
    { "a lone LF for the empty line", 0, NAME("", "\n"), 1, H204_FLD_EOL_CRLF },
    { "a lone LF right after the status line", 0, BROKEN_AT(LINE, "\n"), 1, H204_FLD_EOL_CRLF },
    { "a bare CR in a value", 0, NAME("X: a\r", "b\r\n\r\n"), 1, H204_FLD_VALUE_NO_BARE_CR },
    { "CR CR LF behind a value", 0, NAME("X: a\r", "\r\n\r\n"), 1, H204_FLD_VALUE_NO_BARE_CR },
    { "a bare CR at the start of a line", 0, NAME("\r", "X: a\r\n\r\n"), 1, H204_FLD_VALUE_NO_BARE_CR },
    { "a bare CR right after the status line", 0, BROKEN_AT(LINE "\r", "\r\n"), 1, H204_FLD_VALUE_NO_BARE_CR },
    { "CR CR LF, a bare CR tolerated", BARE_CR, NAME("X: a\r\r", "\n\r\n"), 1, H204_FLD_VALUE_NO_BARE_CR },
    { "a fold", 0, NAME("X: a\r\n", " b\r\n\r\n"), 1, H204_FLD_OBSFOLD_GEN },
    { "a fold by HTAB", 0, NAME("X: a\r\n", "\tb\r\n\r\n"), 1, H204_FLD_OBSFOLD_GEN },
    { "a fold of nothing", 0, NAME("X: a\r\n", " \r\n\r\n"), 1, H204_FLD_OBSFOLD_GEN },
};

Test(head, which_error_where_and_when)
{
    static octet_string whole;
    cr_assert_gt(ROW_COUNT(refused_rows), 0);
    for (size_t i = 0; i < ROW_COUNT(refused_rows); i++) {
        const refused_row *row = &refused_rows[i];
        h204_context context = { .tolerances = row->tolerances };
        size_t culprit = row->octets.sound.size;
        h204_view octets = joined(&whole, row->octets.sound, row->octets.from_culprit);
        for (size_t size = 0; size <= octets.size; size++) {
            h204_outcome wanted =
                size < culprit + row->proof ? NEEDS_INPUT : BREAKS(row->broken, culprit);
            h204_view cut = at_guard(first_of(octets, size));
            h204_head head;
            for (uint32_t capacity = 0; capacity < 3; capacity++) {
                h204_field *fields = fields_at_guard(capacity);
                expect_outcome(row->shows, size,
                               parse(row->shows, context, cut, fields, capacity, &head), wanted);
            }
        }
    }
}

Test(head, framing_is_judged_when_the_head_is_whole)
{
    h204_view octets = VIEW("HTTP/1.1 200 OK\r\nContent-Length: x\r\nA: b\r\n\r\n");
    h204_context context = { 0 };
    h204_head head;
    for (size_t size = 0; size <= octets.size; size++) {
        h204_outcome wanted = size < octets.size ? NEEDS_INPUT : BREAKS(H204_FRAME_CL_DIGITS, 33);
        h204_view cut = at_guard(first_of(octets, size));
        expect_outcome("an invalid length", size, parse("framing", context, cut, NULL, 0, &head), wanted);
    }
    expect_outcome("syntax comes first", 0,
                   parse("framing", context, VIEW("HTTP/1.1 200 OK\r\nContent-Length: x\r\nA\r\n\r\n"), NULL, 0, &head),
                   BREAKS(H204_FLD_COLON, 37));
}

/* ---- memory ------------------------------------------------------------------------------------------------ */

Test(head, too_little_capacity_says_how_much_suffices)
{
    h204_view octets = at_guard(VIEW(LINE "A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\nE: 5\r\n\r\n"));
    h204_context context = { 0 };
    h204_head head;
    for (uint32_t capacity = 0; capacity < 5; capacity++) {
        expect_outcome("five fields", capacity,
                       parse("five fields", context, octets, fields_at_guard(capacity), capacity, &head),
                       NEEDS_SPACE(5));
        for (size_t size = 0; size < octets.size; size++) {
            h204_view cut = first_of(octets, size);
            expect_outcome("a prefix needs input first", size,
                           parse("prefix", context, cut, fields_at_guard(capacity), capacity, &head), NEEDS_INPUT);
        }
    }
    h204_field *fields = fields_at_guard(5);
    expect_outcome("what suffices", 5, parse("suffices", context, octets, fields, 5, &head), DONE(octets.size));
    cr_expect_eq(head.field_count, 5);
    expect_outcome("no field needs no capacity", 0, parse("none", context, VIEW(LINE "\r\n"), NULL, 0, &head),
                   DONE(27));
}

Test(head, capacity_hides_no_error)
{
    static const refused_row rows[] = {
        { "a fault in the last line", 0, BROKEN_AT(LINE "A: 1\r\nB: 2\r\nC", " : 3\r\n\r\n"), 1,
          H204_FLD_NAME_NO_WS_COLON },
        { "a fault in the empty line", 0, BROKEN_AT(LINE "A: 1\r\nB: 2\r\n\r", "\r\n"), 1, H204_FLD_VALUE_NO_BARE_CR },
        { "framing", 0, BROKEN_AT("HTTP/1.1 200 OK\r\nA: 1\r\nContent-Length: ", "x\r\n\r\n"), 5,
          H204_FRAME_CL_DIGITS },
    };
    static octet_string whole;
    for (size_t i = 0; i < ROW_COUNT(rows); i++) {
        h204_view octets = at_guard(joined(&whole, rows[i].octets.sound, rows[i].octets.from_culprit));
        for (uint32_t capacity = 0; capacity < 4; capacity++) {
            h204_head head;
            h204_field *fields = fields_at_guard(capacity);
            expect_outcome(rows[i].shows, capacity,
                           parse(rows[i].shows, (h204_context){ 0 }, octets, fields, capacity, &head),
                           BREAKS(rows[i].broken, rows[i].octets.sound.size));
        }
    }
}

/* ---- limits ------------------------------------------------------------------------------------------------ */

Test(head, a_head_of_the_limit_is_read_and_one_octet_more_is_not)
{
    h204_view octets = VIEW(LINE "A: b\r\nC: d\r\n\r\n"); /* 39 octets */
    h204_field fields[4];
    h204_head head;
    cr_assert_eq(octets.size, 39);
    for (uint32_t limit = 1; limit <= 45; limit++) {
        h204_context context = { .limits = { .head = limit } };
        for (size_t size = 0; size <= octets.size; size++) {
            h204_outcome wanted = size > limit           ? BREAKS(H204_LIMIT_HEAD, limit)
                                  : size < octets.size ? NEEDS_INPUT
                                                         : DONE(octets.size);
            h204_view cut = at_guard(first_of(octets, size));
            expect_outcome("head limit", limit * 100 + size, parse("head limit", context, cut, fields, 4, &head),
                           wanted);
            if (wanted.status == H204_INVALID) {
                expect_outcome("head limit, no capacity", limit * 100 + size,
                               parse("head limit", context, cut, NULL, 0, &head), wanted);
            }
        }
    }
}

Test(head, what_follows_a_head_does_not_count)
{
    static octet_string octets;
    joined(&octets, VIEW(LINE "\r\n"), VIEW(""));
    append_many(&octets, 70000, 'x');
    h204_head head;
    expect_outcome("default limit", 0, parse("default", (h204_context){ 0 }, view_of(&octets), NULL, 0, &head),
                   DONE(27));
    h204_context context = { .limits = { .head = 27 } };
    expect_outcome("its own size", 0, parse("own", context, view_of(&octets), NULL, 0, &head), DONE(27));
}

Test(head, a_fault_before_the_limit_comes_first_and_one_behind_it_never)
{
    h204_context context = { .limits = { .head = 30 } };
    h204_head head;
    expect_outcome("before", 0, parse("before", context, VIEW(LINE "A: b\001cdefgh"), NULL, 0, &head),
                   BREAKS(H204_FLD_VALUE_NO_CTL, 29));
    expect_outcome("behind", 0, parse("behind", context, VIEW(LINE "A: bc\001defgh"), NULL, 0, &head),
                   BREAKS(H204_LIMIT_HEAD, 30));
}

Test(head, the_default_limit_is_64_kib)
{
    static octet_string octets;
    for (size_t excess = 0; excess < 2; excess++) {
        joined(&octets, VIEW(LINE "A: "), VIEW(""));
        append_many(&octets, H204_DEFAULT_HEAD + excess - octets.size - 4, 'x');
        append(&octets, VIEW("\r\n\r\n"));
        h204_field fields[1];
        h204_head head;
        h204_outcome outcome = parse("64 KiB", (h204_context){ 0 }, at_guard(view_of(&octets)), fields, 1, &head);
        expect_outcome("64 KiB", excess, outcome,
                       excess == 0 ? DONE(H204_DEFAULT_HEAD) : BREAKS(H204_LIMIT_HEAD, H204_DEFAULT_HEAD));
    }
}

Test(head, the_limit_on_fields)
{
    static octet_string octets;
    static h204_field fields[H204_DEFAULT_FIELDS + 1];
    const uint32_t limits[] = { 1, 2, 7, 0 };
    for (size_t i = 0; i < ROW_COUNT(limits); i++) {
        h204_context context = { .limits = { .fields = limits[i] } };
        uint32_t most = limits[i] != 0 ? limits[i] : H204_DEFAULT_FIELDS;
        h204_head head;
        joined(&octets, VIEW(LINE), VIEW(""));
        for (uint32_t n = 0; n < most; n++) {
            append(&octets, VIEW("A: b\r\n"));
        }
        size_t culprit = octets.size;
        append(&octets, VIEW("\r\n"));
        expect_outcome("as many as allowed", most, parse("fields", context, view_of(&octets), fields, most + 1, &head),
                       DONE(octets.size));
        expect_outcome("no capacity", most, parse("fields", context, view_of(&octets), NULL, 0, &head),
                       NEEDS_SPACE(most));
        octets.size = culprit;
        append(&octets, VIEW("C"));
        for (uint32_t capacity = 0; capacity <= most + 1; capacity += most + 1) {
            expect_outcome("one more", most, parse("fields", context, view_of(&octets), fields, capacity, &head),
                           BREAKS(H204_LIMIT_FIELDS, culprit));
        }
    }
}

/* ---- h204_find_head_end ------------------------------------------------------------------------------------ */

/* The first line end behind which a further one follows at once, its LF being among data[resume_at .. size). */
static size_t find_head_end_reference(h204_view octets, size_t resume_at)
{
    for (size_t lf = resume_at; lf < octets.size; lf++) {
        size_t line = lf > 0 && octets.data[lf - 1] == '\r' ? lf - 1 : lf;
        if (octets.data[lf] == '\n' && line > 0 && octets.data[line - 1] == '\n') {
            return lf + 1;
        }
    }
    return 0;
}

Test(head, the_end_of_a_head_is_found_from_every_resume_point)
{
    enum { LETTERS = 3, MOST = 9 };
    static const uint8_t letters[LETTERS] = { '\r', '\n', 'x' };
    size_t tried = 0;
    for (size_t size = 0; size <= MOST; size++) {
        size_t count = 1;
        for (size_t i = 0; i < size; i++) {
            count *= LETTERS;
        }
        for (size_t number = 0; number < count; number++) {
            uint8_t octets[MOST];
            size_t rest = number;
            for (size_t i = 0; i < size; i++) {
                octets[i] = letters[rest % LETTERS];
                rest /= LETTERS;
            }
            h204_view input = at_guard((h204_view){ octets, size });
            for (size_t resume_at = 0; resume_at <= size; resume_at++) {
                size_t found = h204_find_head_end(input, resume_at);
                size_t wanted = find_head_end_reference(input, resume_at);
                if (found != wanted) {
                    cr_expect(false, "%zu of %zu octets, resumed at %zu: %zu, not %zu", number, size, resume_at, found,
                              wanted);
                }
                tried++;
            }
        }
    }
    cr_assert_gt(tried, 100000);
}

/* Linear over a slow drip: what was looked at is not looked at again, so it may as well not be there. */
Test(head, the_search_for_an_end_does_not_begin_anew)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *pages = mmap(NULL, 4 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    cr_assert(pages != MAP_FAILED);
    memset(pages, 'x', 4 * page);
    memcpy(pages + 3 * page - 1, "\r\n\r\n", 4);
    cr_assert_eq(mprotect(pages, 2 * page, PROT_NONE), 0);
    size_t end = 3 * page + 3;
    cr_expect_eq(h204_find_head_end((h204_view){ pages, end - 1 }, 2 * page + 16), 0);
    cr_expect_eq(h204_find_head_end((h204_view){ pages, end }, 2 * page + 16), end);
    cr_expect_eq(h204_find_head_end((h204_view){ pages, end }, end - 1), end);
    cr_expect_eq(h204_find_head_end((h204_view){ pages, 4 * page }, 2 * page + 16), end);
    munmap(pages, 4 * page);
}

Test(head, the_end_of_an_accepted_head_is_a_candidate)
{
    for (size_t i = 0; i < ROW_COUNT(read_rows); i++) {
        h204_view octets = read_rows[i].octets;
        size_t found = 0;
        for (size_t size = 0; size <= octets.size && found < octets.size; size++) { /* octet by octet */
            size_t candidate = h204_find_head_end(at_guard(first_of(octets, size)), size > 0 ? size - 1 : 0);
            found = candidate != 0 ? candidate : found;
        }
        cr_expect_eq(found, octets.size, "%s: %zu", read_rows[i].shows, found);
    }
}
