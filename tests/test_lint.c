/* test_lint.c - h204 lint, explain and invariants, end to end: octets in, words and an exit code out. */
#include "../src/codec/h204.h"
#include "../src/runner/show.h"

#include <criterion/criterion.h>
#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NO_CONTENT "HTTP/1.1 204 No Content\r\n"
#define EMPTY_204  NO_CONTENT "\r\n"
#define OK         "HTTP/1.1 200 OK\r\n"
#define OCTETS(literal) literal, sizeof literal - 1

typedef struct ran {
    int code;
    char out[32768]; /* what it wrote to standard output, NUL behind it; the rest is cut */
    char err[4096];
} ran;

static void read_file(FILE *file, char *text, size_t capacity)
{
    rewind(file);
    text[fread(text, 1, capacity - 1, file)] = 0;
    fclose(file);
}

/* Run `h204 ARGUMENTS` by the shell, with `input` on its standard input. */
static ran run(const char *arguments, const char *input, size_t size)
{
    ran result = { 0 };
    char command[1024];
    FILE *in = tmpfile();
    FILE *out = tmpfile();
    FILE *err = tmpfile();
    cr_assert(in != NULL && out != NULL && err != NULL);
    cr_assert_eq(fwrite(input, 1, size, in), size);
    rewind(in);
    snprintf(command, sizeof command, "%s %s", H204_BINARY, arguments);
    pid_t child = fork();
    cr_assert_geq(child, 0);
    if (child == 0) {
        dup2(fileno(in), 0);
        dup2(fileno(out), 1);
        dup2(fileno(err), 2);
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    read_file(out, result.out, sizeof result.out);
    read_file(err, result.err, sizeof result.err);
    fclose(in);
    return result;
}

static void expect_in(const ran *result, const char *const *words)
{
    for (; *words != NULL; words++) {
        cr_expect(strstr(result->out, *words) != NULL, "\"%s\" is not in:\n%s%s", *words, result->out, result->err);
    }
}

#define SAYS(result, ...) expect_in((result), (const char *const[]){ __VA_ARGS__, NULL })

Test(lint, the_model_case)
{
    ran r = run("lint -", OCTETS(NO_CONTENT "Content-Length: 5\r\n\r\nhello"));
    cr_expect_eq(r.code, 1);
    SAYS(&r, "1  HTTP/1.1 204 No Content\n", "at octet 46, its empty line", "401 S204_NO_CONTENT_WIRE",
         "402 S204_NO_CL  MUST NOT, RFC 9110 8.6", "A 204 response carries no Content-Length field.",
         "reuse     no: it announces content that it can not have", "5 octets, 46 to 51, that belong to no response",
         "               hello\n               ^^^^^\n",
         "               Content-Length: 5\\r\\n\n                               ^\n",
         "as many octets as Content-Length", "1 response, 2 broken rules; 5 octets belong to no response\n");
    cr_expect_eq(strchr(r.out, '\033'), NULL, "colour without a terminal");
}

typedef struct lint_row {
    const char *shows;
    const char *arguments;
    const char *octets;
    size_t size;
    int code;
    const char *says[4];
} lint_row;

#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"

static const lint_row rows[] = {
    { "nothing", "lint -", OCTETS(""), 3, { "the input is empty" } },
    { "a clean 204", "lint -", OCTETS(EMPTY_204), 0, { "at octet 27", "broken    nothing", "reuse     yes" } },
    { "three in a row", "lint -", OCTETS(EMPTY_204 CHUNKED "2\r\nhi\r\n0\r\nX: y\r\n\r\n" EMPTY_204), 0,
      { "3 responses, 0 broken rules", "a chunked body of 2 octets and 1 trailer" } },
    { "an interim one", "lint -", OCTETS("HTTP/1.1 100 Continue\r\n\r\n" EMPTY_204), 0,
      { "an interim response has no content", "2 responses, 0 broken rules" } },
    { "a length of zero", "lint -", OCTETS(NO_CONTENT "Content-Length: 0\r\n\r\n"), 1,
      { "402 S204_NO_CL", "reuse     yes" } },
    { "a last chunk", "lint -", OCTETS(NO_CONTENT "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 1,
      { "403 S204_NO_TE", "look like the last chunk of a chunked body" } },
    { "a chunked body", "lint -", OCTETS(NO_CONTENT "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"), 1,
      { "a chunked body with 5 octets of content" } },
    { "null before the next", "lint -", OCTETS(EMPTY_204 "null" OK "Content-Length: 0\r\n\r\n"), 1,
      { "4 octets, 27 to 31", "look like JSON", "another response begins at octet 31", "2  HTTP/1.1 200 OK" } },
    { "a page", "lint -", OCTETS(NO_CONTENT "Connection: close\r\n\r\n<!DOCTYPE html><p>gone"), 1,
      { "look like HTML", "`close` was said" } },
    { "the gzip of nothing", "lint -", OCTETS(NO_CONTENT "Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03"), 1,
      { "look like gzip data" } },
    { "line ends behind", "lint -", OCTETS(EMPTY_204 "\r\n\r\n"), 0, { "4 octets of line ends", "may drop them" } },
    { "a response behind one that closes", "lint -", OCTETS(OK "Content-Length: 0\r\nConnection: close\r\n\r\n" EMPTY_204),
      0, { "another response begins at octet 57", "read as if on a new connection", "2 responses" } },
    { "two answers to one request", "lint - --request 'DELETE /x'", OCTETS(EMPTY_204 EMPTY_204), 1,
      { "601 S1XX_FINAL_ONE", "every request is answered", "answers   DELETE /x" } },
    { "two answers to two", "lint - --request DELETE --request DELETE", OCTETS(EMPTY_204 EMPTY_204), 0,
      { "2 responses, 0 broken rules" } },
    { "no answer to the second", "lint - -r DELETE -r DELETE", OCTETS(EMPTY_204), 0, { "1 request without answer" } },
    { "an answer to HEAD", "lint - -r 'HEAD / HTTP/1.1'", OCTETS(OK "Content-Length: 5\r\n\r\n"), 0,
      { "an answer to HEAD has no content", "reuse     yes" } },
    { "content for HEAD", "lint - -r HEAD", OCTETS(OK "Content-Length: 5\r\n\r\nhello"), 1,
      { "407 HEAD_NO_CONTENT", "as many octets as Content-Length announced" } },
    { "a tunnel", "lint - -r 'CONNECT a:1'", OCTETS(OK "\r\nHTTP/1.1 204 \r\n\r\n"), 0,
      { "from there on the connection is a", "17 octets, 19 to 36, that were handed over" } },
    { "chunked to 1.0", "lint - -r 'GET / HTTP/1.0'", OCTETS(CHUNKED "0\r\n\r\n"), 1, { "FRAME_TE_REQ_11" } },
    { "to the close", "lint -", OCTETS(OK "\r\nall"), 0, { "after 3 octets of content", "taken to end where the input does" } },
    { "to the close, kept open", "lint - --end kept", OCTETS(OK "\r\nall"), 0, { "only a clean close" } },
    { "to the close, reset", "lint - --end reset", OCTETS(OK "\r\nall"), 0, { "only a clean close" } },
    { "cut, nothing known", "lint -", OCTETS(OK "Content-Length: 5\r\n\r\nhi"), 0, { "3 octets short of the 5" } },
    { "cut by a clean end", "lint - --end eof", OCTETS(OK "Content-Length: 5\r\n\r\nhi"), 1, { "FRAME_R6_LENGTH" } },
    { "no last chunk", "lint - --end eof", OCTETS(CHUNKED "2\r\nhi\r\n"), 1, { "before the last chunk", "509 CHK_LAST" } },
    { "no last empty line", "lint - --end eof", OCTETS(CHUNKED "0\r\n"), 1, { "510 CHK_END_CRLF", "before the empty line" } },
    { "half a head", "lint -", OCTETS(NO_CONTENT "X: y\r\n"), 3, { "the input stops at octet 31", "no head is whole" } },
    { "half a head, closed", "lint - --end eof", OCTETS(NO_CONTENT), 1, { "FLD_SECTION_END" } },
    { "no response", "lint -", OCTETS("hello"), 1, { "ST_PRESENT", "5 octets look like text", "no response could be read" } },
    { "no SP", "lint -", OCTETS("HTTP/1.1 204\r\n\r\n"), 1,
      { "ST_SP2", "               HTTP/1.1 204\\r\\n\n                           ^", "--tolerate NO_SP_AFTER_STATUS reads on",
        "4 octets from there on, up to 16, were not read" } },
    { "no SP, tolerated", "lint - --tolerate no-sp-after-status", OCTETS("HTTP/1.1 204\r\n\r\n"), 1,
      { "tolerated NO_SP_AFTER_STATUS", "ST_SP2" } },
    { "presets", "lint - --tolerate proxy,BARE_LF", OCTETS("HTTP/1.1 204\n\n"), 1,
      { "tolerated BARE_LF, NO_SP_AFTER_STATUS" } },
    { "several faults at once", "lint -", OCTETS("HTTP/1.1 204 a\001b\r\nServer : x\r\nX: a\nrest\r\n\r\n"), 1,
      { "ST_REASON_CHARS", "FLD_NAME_NO_WS_COLON", "FLD_COLON", "FLD_EOL_CRLF" } },
    { "escapes, no control octet reaches a terminal", "lint -", OCTETS("HTTP/1.1 204 \033[2J\r\n\r\n"), 1, { "\\x1b[2J" } },
};

Test(lint, says_what_it_reads)
{
    size_t count = sizeof rows / sizeof rows[0];
    cr_assert_gt(count, 30);
    for (size_t i = 0; i < count; i++) {
        const lint_row *row = &rows[i];
        ran r = run(row->arguments, row->octets, row->size);
        cr_expect_eq(r.code, row->code, "%s: exit code %d\n%s%s", row->shows, r.code, r.out, r.err);
        for (size_t k = 0; k < 4 && row->says[k] != NULL; k++) {
            cr_expect(strstr(r.out, row->says[k]) != NULL, "%s: \"%s\" is not in:\n%s%s", row->shows, row->says[k], r.out,
                      r.err);
        }
        cr_expect_eq(strchr(r.out, '\033'), NULL, "%s", row->shows);
        for (const char *line = r.out; *line != 0; line += strcspn(line, "\n"), line += *line == '\n') {
            cr_expect_leq(strcspn(line, "\n"), 80, "%s: a long line: %.*s", row->shows, (int)strcspn(line, "\n"), line);
        }
    }
}

/* A 304 ends at its head, so its coding list is reported and never rejected. */
Test(lint, min_level_moves_the_exit_code)
{
#define NOT_MODIFIED "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: "
    static const struct {
        const char *octets;
        int codes[3]; /* for INFO, SHOULD, MUST */
    } levels[] = {
        { NOT_MODIFIED "xchunked\r\n\r\n", { 1, 0, 0 } },
        { NOT_MODIFIED "chunked;q=1\r\n\r\n", { 1, 1, 0 } },
        { NO_CONTENT "Content-Length: 0\r\n\r\n", { 1, 1, 1 } },
        { EMPTY_204, { 0, 0, 0 } },
    };
    static const char *const arguments[] = { "lint - -l INFO", "lint - -l SHOULD", "lint - --min-level MUST" };
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        for (size_t k = 0; k < 3; k++) {
            ran r = run(arguments[k], levels[i].octets, strlen(levels[i].octets));
            cr_expect_eq(r.code, levels[i].codes[k], "%s: %s", arguments[k], levels[i].octets);
        }
    }
}

Test(lint, bad_usage_names_what_is_wrong)
{
    static const struct {
        const char *arguments;
        const char *says;
    } usages[] = {
        { "lint", "which file" },
        { "lint /nowhere/at/all", "/nowhere/at/all: No such file or directory" },
        { "lint /", "/: Is a directory" },
        { "lint - --end never", "--end is open, kept, eof or reset" },
        { "lint - --tolerate BARE_LF,NONSENSE", "BARE_LF,NONSENSE" },
        { "lint - --min-level MAY", "--min-level is" },
        { "lint - --request ''", "--request" },
        { "lint - --request 'GET / HTTP/x'", "GET / HTTP/x" },
        { "lint - --nonsense", "--nonsense" },
        { "explain", "which invariant" },
        { "explain S204_NO_LC", "did you mean S204_NO_CL" },
        { "explain 999", "no invariant \"999\"" },
        { "invariants --json --markdown", "either" },
        { "invariants 402", "takes no argument" },
    };
    for (size_t i = 0; i < sizeof usages / sizeof usages[0]; i++) {
        ran r = run(usages[i].arguments, OCTETS(EMPTY_204));
        cr_expect_eq(r.code, 2, "%s: exit code %d", usages[i].arguments, r.code);
        cr_expect(strstr(r.err, usages[i].says) != NULL, "%s: \"%s\"", usages[i].arguments, r.err);
    }
}

/* Of several files the unreadable one decides, and the others are still read. */
Test(lint, several_files)
{
    char name[] = "/tmp/h204-lint-XXXXXX";
    char arguments[128];
    int file = mkstemp(name);
    cr_assert_geq(file, 0);
    cr_assert_eq(write(file, EMPTY_204, sizeof EMPTY_204 - 1), (ssize_t)sizeof EMPTY_204 - 1);
    close(file);

    snprintf(arguments, sizeof arguments, "lint %s -", name);
    ran r = run(arguments, OCTETS("hello"));
    cr_expect_eq(r.code, 1);
    SAYS(&r, name, "-:\n", "ST_PRESENT", "broken    nothing");

    snprintf(arguments, sizeof arguments, "lint /nowhere/at/all %s", name);
    r = run(arguments, OCTETS(""));
    cr_expect_eq(r.code, 2);
    SAYS(&r, name, "broken    nothing");

    snprintf(arguments, sizeof arguments, "lint %s -", name);
    r = run(arguments, OCTETS(""));
    cr_expect_eq(r.code, 3);
    unlink(name);
}

Test(lint, json_is_one_object_a_line)
{
    ran r = run("lint --json - -r 'DELETE /x'", OCTETS(NO_CONTENT "Content-Length: 5\r\n\r\nhello"));
    cr_expect_eq(r.code, 1);
    json_t *lines[3];
    char *line = strtok(r.out, "\n");
    for (size_t i = 0; i < 3; i++, line = strtok(NULL, "\n")) {
        cr_assert_not_null(line, "%zu", i);
        lines[i] = json_loads(line, 0, NULL);
        cr_assert_not_null(lines[i], "%s", line);
    }
    cr_expect_null(line);

    const char *kind;
    const char *looks;
    int size;
    int offset;
    cr_expect_str_eq(json_string_value(json_object_get(lines[0], "kind")), "message");
    cr_expect_eq(json_integer_value(json_object_get(lines[0], "size")), 46);
    cr_expect_eq(json_integer_value(json_object_get(lines[0], "status")), 204);
    cr_expect(json_is_false(json_object_get(lines[0], "reuse")));
    cr_expect_str_eq(json_string_value(json_object_get(lines[0], "request")), "DELETE /x");
    json_t *breaches = json_object_get(lines[0], "breaches");
    cr_assert_eq(json_array_size(breaches), 2);
    cr_expect_str_eq(json_string_value(json_object_get(json_array_get(breaches, 1), "name")), "S204_NO_CL");
    cr_expect_eq(json_integer_value(json_object_get(json_array_get(breaches, 1), "offset")), 41);

    cr_assert_eq(json_unpack(lines[1], "{ss si si ss}", "kind", &kind, "offset", &offset, "size", &size, "looks", &looks), 0);
    cr_expect_str_eq(kind, "rest");
    cr_expect_eq(offset, 46);
    cr_expect_eq(size, 5);
    cr_expect_str_eq(looks, "text");

    cr_expect(json_is_true(json_object_get(lines[2], "failed")));
    for (size_t i = 0; i < 3; i++) {
        json_decref(lines[i]);
    }
}

/* The caret shows a window of a long line, and many small messages take no time that grows with their square. */
Test(lint, large_inputs)
{
    static const char head[] = NO_CONTENT "X: ";
    size_t size = 200000;
    char *octets = malloc(size);
    cr_assert_not_null(octets);
    memset(octets, 'y', size);
    memcpy(octets, head, sizeof head - 1);
    octets[30000] = 1;
    ran r = run("lint -", octets, size);
    cr_expect_eq(r.code, 1);
    SAYS(&r, "FLD_VALUE_NO_CTL", "...yyyy", "\\x01yyy", "yyy...\n");

    size_t messages = size / (sizeof EMPTY_204 - 1);
    for (size_t i = 0; i < messages; i++) {
        memcpy(octets + i * (sizeof EMPTY_204 - 1), EMPTY_204, sizeof EMPTY_204 - 1);
    }
    char expected[64];
    snprintf(expected, sizeof expected, "%zu responses, 0 broken rules", messages);
    r = run("lint - | tail -n 1", octets, messages * (sizeof EMPTY_204 - 1));
    SAYS(&r, expected);
    free(octets);
}

/* ---- explain, invariants ------------------------------------------------------------------------------- */

Test(explain, every_row_by_name_and_by_number)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        char arguments[128];
        snprintf(arguments, sizeof arguments, "explain %s %u", row->name, (unsigned)row->invariant);
        ran r = run(arguments, OCTETS(""));
        cr_expect_eq(r.code, 0, "%s", row->name);
        char title[128];
        snprintf(title, sizeof title, "%u  %s\n", (unsigned)row->invariant, row->name);
        const char *first = strstr(r.out, title);
        cr_expect_eq(first, r.out, "%s", row->name);
        cr_expect_not_null(strstr(r.out + 1, title), "%s", row->name);
        cr_expect_not_null(strstr(r.out, "why "), "%s", row->name);
        cr_expect_not_null(strstr(r.out, "do "), "%s", row->name);
        cr_expect(row->kind != H204_KIND_INVARIANT || strstr(r.out, "breaks  a response") != NULL, "%s", row->name);
    }
}

Test(invariants, all_three_forms_list_every_row)
{
    ran text = run("invariants", OCTETS(""));
    ran markdown = run("invariants --markdown", OCTETS(""));
    ran json = run("invariants --json | tr -d '\\n ' | cut -c1-200000", OCTETS(""));
    cr_expect_eq(text.code, 0);
    cr_expect_eq(markdown.code, 0);
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        cr_expect_not_null(strstr(text.out, row->sentence), "%s", row->name);
        cr_expect_not_null(strstr(markdown.out, row->sentence), "%s", row->name);
    }
    cr_expect_not_null(strstr(json.out, "\"name\":\"S204_NO_CL\""));
}

/* ---- show ---------------------------------------------------------------------------------------------- */

static const struct {
    const char *octets;
    size_t size;
    size_t offset;
    size_t place;
    size_t columns;
    const char *shown;
} places[] = {
    { OCTETS("abc"), 1, 1, 0, "abc\n ^\n" },
    { OCTETS("a\r\nb\0c\r\n"), 4, 1, 0, "b\\0c\\r\\n\n ^^\n" },
    { OCTETS("a\r\nbc"), 5, 1, 0, "bc\n  ^\n" },
    { OCTETS("a\r\nb\r\n"), 0, 5, 0, "a\\r\\nb\\r\\n\n^^^^^^^^\n" },
    { OCTETS("\xff\\\t"), 0, 3, 0, "\\xff\\\\\\t\n^^^^^^^^\n" },
    { OCTETS("0123456789abcdefghij"), 10, 1, 12, "...456789...\n         ^\n" },
    { OCTETS(""), 0, 1, 0, "\n^\n" },
    { OCTETS("abc"), 99, 99, 0, "abc\n   ^\n" },
};

Test(show, carets_stand_under_the_place)
{
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char *text = NULL;
        size_t size = 0;
        FILE *out = open_memstream(&text, &size);
        cr_assert_not_null(out);
        h204_view view = { (const uint8_t *)places[i].octets, places[i].size };
        show_place(out, view, places[i].offset, places[i].place, (show_style){ .columns = places[i].columns });
        fclose(out);
        cr_expect_str_eq(text, places[i].shown, "%zu:\n%s", i, text);
        free(text);
    }
}
