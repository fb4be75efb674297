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
    char out[262144]; /* what it wrote to standard output, NUL behind it; the rest is cut */
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
      { "3 responses, 1 broken rule", "526 TRL_DECLARED  SHOULD", "a chunked body of 2 octets and 1 trailer" } },
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
        { "lint - --format cap", "--format is raw, curl, har or sides" },
        { "lint - --profile reader", "--profile is core or extended" },
        { "lint - --role cache", "--role is origin, gateway or proxy" },
        { "lint - --now yesterday", "--now yesterday" },
        { "lint - --fact TRUTH", "--fact TRUTH" },
        { "lint - --fact EXISTED=maybe", "--fact EXISTED=maybe" },
        { "lint - --only NOTHING*", "--only NOTHING*: no invariant" },
        { "lint - --skip 99", "--skip 99: no invariant" },
        { "lint - --output xml", "--output is text, json or sarif" },
        { "lint - --json --output sarif", "either --json or --output sarif" },
        { "lint - --request-field 'A: b'", "of which --request" },
        { "lint - -r GET --request-field 'A b'", "--request-field of GET" },
        { "lint - --twin /nowhere/at/all", "/nowhere/at/all" },
        { "lint - --format sides -r GET", "the file has its requests" },
        { "lint - --format har -r GET", "the file has its requests" },
        { "invariants --profile all", "--profile is core, extended or reader" },
        { "invariants --profile core --markdown", "--markdown prints every row" },
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

/* ---- the forms of a file ------------------------------------------------------------------------------- */

#define LENGTH_2  "Content-Length: 2\r\n"
#define NO_LENGTH "402 S204_NO_CL"

/* As curl 7.88.1 printed them for a server that wrote these octets; of HTTP/2 and HTTP/3 the form it has for them. */
#define CURL_CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n{\"a\":1}"
#define CURL_REDIRECT "HTTP/1.1 301 Moved Permanently\r\nLocation: /x\r\nContent-Length: 11\r\n\r\n"
#define CURL_PROXY "HTTP/1.1 200 Connection established\r\n\r\n"
#define CURL_VERBOSE                                                                                              \
    "*   Trying 127.0.0.1:8099...\n* Connected to 127.0.0.1 (127.0.0.1) port 8099 (#0)\n"                           \
    "> HEAD /x HTTP/1.1\r\n> Host: 127.0.0.1:8099\r\n> User-Agent: curl/7.88.1\r\n> Accept: */*\r\n> \r\n"          \
    "< HTTP/1.1 100 Continue\r\n< \r\n< HTTP/1.1 204 No Content\r\n* talk\n< Content-Length: 0\r\n< \r\n"           \
    "* Connection #0 to host 127.0.0.1 left intact\n> GET /y HTTP/2\r\n> Host: a\r\n> \r\n"                         \
    "< HTTP/2 200 \r\n< content-type: text/plain\r\n< \r\n{ [2 bytes data]\nhi"

static const lint_row form_rows[] = {
    /* curl -i */
    { "chunks that curl took", "lint -", OCTETS(CURL_CHUNKED), 0,
      { "read as the output of curl", "curl has removed the chunks", "broken    nothing" } },
    { "the same, as a capture", "lint --format raw -", OCTETS(CURL_CHUNKED), 1,
      { "502 CHK_SIZE_HEX", "--format curl reads it as" } },
    { "chunks that it kept: --raw", "lint -", OCTETS(CHUNKED "2\r\nhi\r\n0\r\n\r\n"), 0, { "a chunked body of 2 octets" } },
    { "a redirect, its content left out", "lint -", OCTETS(CURL_REDIRECT NO_CONTENT LENGTH_2 "\r\n"), 1,
      { "stands    at octets 0 to 68", "stands    at octets 68 to", NO_LENGTH, "2 responses, 1 broken rule" } },
    { "a proxy before the server", "lint -", OCTETS(CURL_PROXY EMPTY_204), 0,
      { "answers   CONNECT", "the answer of a\n             proxy to CONNECT", "2 responses" } },
    { "one after the other, the second without chunks", "lint -", OCTETS(OK LENGTH_2 "\r\nhi" CURL_CHUNKED EMPTY_204), 0,
      { "read as the output of curl", "3 responses, 0 broken rules" } },
    { "content of unknown length up to the next head", "lint -", OCTETS(CURL_CHUNKED CURL_CHUNKED), 0, { "2 responses" } },
    { "HTTP/2 has no status line", "lint -", OCTETS("HTTP/2 204 \r\nserver: x\r\n\r\n"), 0,
      { "1  HTTP/2 204", "HTTP/2 has no status line", "broken    nothing" } },
    { "HTTP/3 has none", "lint -", OCTETS("HTTP/3 204 \r\ncontent-length: 0\r\n\r\n"), 1, { "HTTP/3 has no", NO_LENGTH } },
    { "HTTP/2 has no framing fields", "lint -", OCTETS("HTTP/2 204 \r\ntransfer-encoding: chunked\r\n\r\n"), 0, { "nothing" } },
    { "as octets on a connection they would be a fault", "lint -f raw -", OCTETS("HTTP/2 204 \r\n\r\n"), 1, { "105 ST_VER_MAJOR" } },
    { "an upgrade to HTTP/2 on the way", "lint -", OCTETS("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\n"
      "Upgrade: h2c\r\n\r\nHTTP/2 204 \r\n\r\n"), 0, { "2 responses, 0 broken rules" } },
    { "a decoded body", "lint -f curl -", OCTETS(OK "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nhello"), 0,
      { "may be decoded" } },
    { "LF alone", "lint -f curl -", OCTETS("HTTP/1.1 204 No Content\nETag: x\n\n"), 1,
      { "took the CR", "811 H_ETAG_ABNF" } },
    { "LF alone, in a capture", "lint -", OCTETS("HTTP/1.1 204 No Content\n\n"), 1, { "113 ST_EOL_CRLF", "--format curl" } },
    { "LF in one line of many", "lint -f curl -", OCTETS(NO_CONTENT "A: b\n\r\n"), 1, { "208 FLD_EOL_CRLF" } },
    { "curl -I", "lint -f curl -", OCTETS(OK LENGTH_2 "\r\n"), 0, { "broken    nothing" } },
    { "curl -I, in a capture", "lint -", OCTETS(OK LENGTH_2 "\r\n"), 0, { "2 octets short of the 2", "Say --request HEAD" } },
    { "a head that stops", "lint -f curl -", OCTETS(EMPTY_204 NO_CONTENT "X: y\r\n"), 0,
      { "1 response, 0 broken rules, incomplete from octet 27 on" } },
    { "requests for curl -i", "lint -f curl - -r 'GET /' -r 'GET /x'", OCTETS(CURL_REDIRECT EMPTY_204), 0,
      { "answers   GET /\n", "answers   GET /x\n" } },
    { "octets before the first head", "lint -f curl -", OCTETS("hello" EMPTY_204), 1, { "101 ST_PRESENT", "2  HTTP/1.1 204" } },
    { "nothing at all", "lint -f curl -", OCTETS(""), 3, { "no response was found" } },
    /* curl -v */
    { "curl -v: requests, responses and talk", "lint -", OCTETS(CURL_VERBOSE), 1,
      { "1  HTTP/1.1 100 Continue\n   answers   HEAD /x HTTP/1.1", "2  HTTP/1.1 204 No Content\n   answers   HEAD /x",
        NO_LENGTH, "3  HTTP/2 200 \n   answers   GET /y HTTP/2" } },
    { "a head of curl -v that stops", "lint -", OCTETS("> GET / HTTP/1.1\r\n> \r\n< HTTP/1.1 200 OK\r\n< A: b\r\n"), 3,
      { "and is incomplete", "no head is whole" } },
    /* both sides */
    { "both sides", "lint -", OCTETS("DELETE /x HTTP/1.1\r\nHost: a\r\n\r\n" EMPTY_204 "GET / HTTP/1.1\r\n\r\n" OK LENGTH_2 "\r\nhi"), 0,
      { "read as requests and responses", "answers   DELETE /x", "answers   GET /", "2 responses, 0 broken rules" } },
    { "content of a request", "lint -", OCTETS("PUT /x HTTP/1.1\r\nContent-Length: 4\r\n\r\nHTTP" EMPTY_204), 0, { "answers   PUT /x" } },
    { "chunks of a request", "lint -", OCTETS("PUT /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n" EMPTY_204), 0,
      { "answers   PUT /x", "ends      at octet 85" } },
    { "an answer to HEAD, then more", "lint -", OCTETS("HEAD / HTTP/1.1\r\n\r\n" OK LENGTH_2 "\r\nGET / HTTP/1.1\r\n\r\n" EMPTY_204), 0,
      { "an answer to HEAD has no content", "2 responses" } },
    { "content of a 204 before the next request", "lint -",
      OCTETS("DELETE / HTTP/1.1\r\n\r\n" EMPTY_204 "nullGET / HTTP/1.1\r\n\r\n" EMPTY_204), 1,
      { "401 S204_NO_CONTENT_WIRE", "4 octets, 48 to 52", "2  HTTP/1.1 204" } },
    { "up to the close, then a new connection", "lint -",
      OCTETS("GET / HTTP/1.1\r\n\r\n" OK "\r\nall\r\nGET / HTTP/1.1\r\n\r\n" EMPTY_204), 0,
      { "after 5 octets of content", "taken to end where the next request begins", "2  HTTP/1.1 204" } },
    { "a response that can not be read, then one that can", "lint -",
      OCTETS("GET / HTTP/1.1\r\n\r\nHTTP/1.1 200\r\n\r\nGET / HTTP/1.1\r\n\r\n" EMPTY_204), 1, { "110 ST_SP2", "2  HTTP/1.1 204" } },
    { "two responses to one request", "lint -", OCTETS("GET / HTTP/1.1\r\n\r\n" EMPTY_204 EMPTY_204), 1, { "601 S1XX_FINAL_ONE" } },
    { "pipelined", "lint -", OCTETS("GET / HTTP/1.1\r\n\r\nGET /y HTTP/1.1\r\n\r\n" EMPTY_204 EMPTY_204), 0,
      { "answers   GET /y", "2 responses, 0 broken rules" } },
    { "the last one stops", "lint -", OCTETS("GET / HTTP/1.1\r\n\r\n" EMPTY_204 "GET / HTTP/1.1\r\n\r\n" OK LENGTH_2 "\r\nh"), 0,
      { "incomplete from octet 63 on", "1 request without answer" } },
};

static void expect_rows(const lint_row *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const lint_row *row = &table[i];
        ran r = run(row->arguments, row->octets, row->size);
        cr_expect_eq(r.code, row->code, "%s: exit code %d\n%s%s", row->shows, r.code, r.out, r.err);
        for (size_t k = 0; k < 4 && row->says[k] != NULL; k++) {
            cr_expect(strstr(r.out, row->says[k]) != NULL, "%s: \"%s\" is not in:\n%s%s", row->shows, row->says[k], r.out,
                      r.err);
        }
    }
}

Test(lint, reads_what_tools_print)
{
    size_t count = sizeof form_rows / sizeof form_rows[0];
    cr_assert_gt(count, 30);
    expect_rows(form_rows, count);
}

/* ---- HAR ----------------------------------------------------------------------------------------------- */

#define HAR_REQUEST  "{\"method\":\"DELETE\",\"url\":\"https://a.test/x?y#z\",\"httpVersion\":\"HTTP/1.1\",\"headers\":[]}"
#define HAR(entries) "{\"log\":{\"version\":\"1.2\",\"entries\":[" entries "]}}"
#define ENTRY(response) "{\"request\":" HAR_REQUEST ",\"response\":" response "}"
#define HEADERS(version, headers)                                                                                  \
    "{\"status\":204,\"statusText\":\"No Content\",\"httpVersion\":\"" version "\",\"headers\":[" headers "]}"
#define HEADER(name, value) "{\"name\":\"" name "\",\"value\":\"" value "\"}"

static const lint_row har_rows[] = {
    { "an archive", "lint -", OCTETS(HAR(ENTRY(HEADERS("HTTP/1.1", HEADER("Content-Length", "0"))))), 1,
      { "read as a HAR file", "1  HTTP/1.1 204 No Content", "answers   DELETE /x?y HTTP/1.1", NO_LENGTH } },
    { "no entries", "lint -", OCTETS(HAR("")), 3, { "no response was found in it" } },
    { "HTTP/2 gets the rows of fields", "lint -",
      OCTETS(HAR(ENTRY(HEADERS("h2", HEADER(":status", "204") "," HEADER("transfer-encoding", "chunked") "," HEADER("etag", "x"))))), 1,
      { "what HTTP/1.1\n             asks alone is not judged", "811 H_ETAG_ABNF", "1 response, 1 broken rule" } },
    { "HTTP/1.1 gets those of its own", "lint -", OCTETS(HAR(ENTRY(HEADERS("http/1.1", HEADER("Transfer-Encoding", "chunked"))))), 1,
      { "403 S204_NO_TE" } },
    { "lines that the tool joined", "lint --only FLD_DUP_SINGLETON -",
      OCTETS(HAR(ENTRY(HEADERS("HTTP/1.1", HEADER("ETag", "\\\"a\\\"\\n\\\"b\\\""))))), 1, { "211 FLD_DUP_SINGLETON" } },
    { "NUL in a value", "lint -", OCTETS(HAR(ENTRY(HEADERS("HTTP/1.1", HEADER("X", "a\\u0000b"))))), 1, { "206 FLD_VALUE_NO_NUL" } },
    { "content of a 204 as the tool counts it", "lint -",
      OCTETS(HAR(ENTRY("{\"status\":204,\"headers\":[],\"content\":{\"size\":5},\"bodySize\":-1}"))), 0, { "counts 5 octets of content for a 204" } },
    { "no response", "lint -", OCTETS(HAR(ENTRY("{\"status\":0,\"headers\":[]}"))), 3, { "no response was found" } },
    { "names with escapes, of which one has no place", "lint -",
      OCTETS(HAR(ENTRY("{\"status\":204,\"httpVersion\":\"HTTP/1.1\",\"h\\u0065aders\":[" HEADER("Content-Length", "0") "]}"))), 1,
      { NO_LENGTH } },
    { "a name twice, the last counts", "lint -",
      OCTETS(HAR(ENTRY("{\"status\":404,\"status\":204,\"httpVersion\":\"HTTP/1.1\",\"headers\":{},\"headers\":[]}"))), 0, { "1  HTTP/1.1 204" } },
    { "not the form that was said", "lint -f raw -", OCTETS(HAR("")), 1, { "101 ST_PRESENT" } },
};

Test(lint, reads_archives)
{
    expect_rows(har_rows, sizeof har_rows / sizeof har_rows[0]);
}

Test(lint, malformed_archives_are_named_with_a_place)
{
    static const struct {
        const char *octets;
        size_t size;
        const char *says;
    } malformed[] = {
        { OCTETS("{\"log\":{\"entries\":["), "line 1, column 19" },
        { OCTETS("{\"log\":\n{\"entries\":[}"), "line 2, column 13" },
        { OCTETS("{\"log\":[]}"), "octet 7: log: expected an object, found an array" },
        { OCTETS("{\"log\":{}}"), "log.entries: expected an array, found nothing" },
        { OCTETS("{\"log\":{\"entries\":\n{}}}"), "line 2, column 1, octet 19: log.entries: expected an array, found an object" },
        { OCTETS(HAR("7")), "log.entries[0]: expected an object, found an integer" },
        { OCTETS(HAR("{\"request\":" HAR_REQUEST "}")), "log.entries[0].response: expected an object, found nothing" },
        { OCTETS(HAR("{\"request\":[],\"response\":{}}")), "log.entries[0].request: expected an object, found an array" },
        { OCTETS(HAR(ENTRY("{\"status\":0,\"headers\":[]}") ",\n" ENTRY("{\"status\":\"204\",\"headers\":[]}"))),
          "line 2, column 1, octet 172: log.entries[1].response.status: expected an integer, found a string" },
        { OCTETS(HAR(ENTRY("{\"status\":1204,\"headers\":[]}"))), "status: expected 0 to 999" },
        { OCTETS(HAR(ENTRY("{\"status\":-1,\"headers\":[]}"))), "status: expected 0 to 999" },
        { OCTETS(HAR(ENTRY("{\"status\":99999999999999999999,\"headers\":[]}"))), "too big integer" },
        { OCTETS(HAR(ENTRY("{\"status\":1e999,\"headers\":[]}"))), "real number overflow" },
        { OCTETS(HAR(ENTRY("{\"status\":204}"))), "response.headers: expected an array, found nothing" },
        { OCTETS(HAR(ENTRY(HEADERS("HTTP/1.1", "5")))), "response.headers[0]: expected an object, found an integer" },
        { OCTETS(HAR(ENTRY(HEADERS("HTTP/1.1", "{\"name\":\"A\",\"value\":5}")))), "expected strings name and value" },
        { OCTETS(HAR(ENTRY("{\"status\":204,\"headers\":[],\"content\":[]}"))), "response.content: expected an object" },
        { OCTETS(HAR(ENTRY("{\"status\":204,\"headers\":[],\"content\":{\"size\":\"x\"}}"))), "content.size: expected an integer" },
        { OCTETS(HAR(ENTRY("{\"status\":204,\"headers\":[],\"bodySize\":1.5}"))), "bodySize: expected an integer, found a real" },
        { OCTETS("{\"log\":\"a\0b\"}"), "line 1" },
        { OCTETS("{\"log\": \033[2J}"), "line 1" },
    };
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        ran r = run("lint -", malformed[i].octets, malformed[i].size);
        cr_expect_eq(r.code, 2, "%zu: exit code %d", i, r.code);
        cr_expect(strstr(r.err, malformed[i].says) != NULL, "%zu: \"%s\" is not in: %s", i, malformed[i].says, r.err);
        cr_expect_eq(strchr(r.err, '\033'), NULL, "%zu", i);
    }
    size_t depth = 100000;
    char *deep = malloc(depth + 7);
    cr_assert_not_null(deep);
    memcpy(deep, "{\"log\":", 7);
    memset(deep + 7, '[', depth);
    ran r = run("lint -", deep, depth + 7);
    cr_expect_eq(r.code, 2);
    cr_expect(strstr(r.err, "maximum parsing depth") != NULL, "%s", r.err);
    free(deep);
}

/* A file of zeros that takes no room: it is refused before any of it is read as JSON. */
Test(lint, an_archive_has_a_limit)
{
    char name[] = "/tmp/h204-lint-XXXXXX";
    char arguments[128];
    int file = mkstemp(name);
    cr_assert_geq(file, 0);
    cr_assert_eq(ftruncate(file, 268435457), 0);
    close(file);
    snprintf(arguments, sizeof arguments, "lint --format har %s", name);
    ran r = run(arguments, OCTETS(""));
    unlink(name);
    cr_expect_eq(r.code, 2);
    cr_expect(strstr(r.err, "more than 256 MiB") != NULL, "%s", r.err);
}

/* ---- what is known, what is asked ---------------------------------------------------------------------- */

#define CLOSE_ASKED "-r 'DELETE /x HTTP/1.1' -R 'Connection: close'"
#define DATED       "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

static const lint_row option_rows[] = {
    { "a field of the request", "lint - -l SHOULD " CLOSE_ASKED, OCTETS(EMPTY_204), 1, { "607 CONN_CLOSE_ECHO" } },
    { "of the last request alone", "lint - -r 'GET /' " CLOSE_ASKED, OCTETS(EMPTY_204 EMPTY_204), 0,
      { "answers   DELETE /x HTTP/1.1\n   ends      at octet 54", "607 CONN_CLOSE_ECHO", "2 responses, 1 broken rule" } },
    { "no field: the condition of a 304 is missing", "lint --only 746 - -r GET -R ''", OCTETS("HTTP/1.1 304 \r\n\r\n"), 1,
      { "746 S304_CONDITIONAL" } },
    { "fields not known: nothing is said of it", "lint --only 746 - -r GET", OCTETS("HTTP/1.1 304 \r\n\r\n"), 0, { "nothing" } },
    { "core", "lint -l INFO -", OCTETS(NO_CONTENT "Pragma: x\r\n\r\n"), 0, { "nothing" } },
    { "extended", "lint -l INFO --profile extended -", OCTETS(NO_CONTENT "Pragma: x\r\n\r\n"), 1, { "918 H_PRAGMA_RESPONSE" } },
    { "the reader's rows are in both", "lint --profile core -", OCTETS(OK "Content-Length: 1, 2\r\n\r\n"), 1, { "FRAME_CL_LIST_DIFF" } },
    { "only one", "lint --only S204_NO_CL -", OCTETS(NO_CONTENT "ETag: x\r\nContent-Length: 0\r\n\r\n"), 1,
      { NO_LENGTH, "1 response, 1 broken rule" } },
    { "only a pattern of names", "lint --only 's204-*' -", OCTETS(NO_CONTENT "ETag: x\r\nContent-Length: 0\r\n\r\n"), 1,
      { NO_LENGTH, "1 broken rule" } },
    { "only a pattern of numbers", "lint --only '81[0-9]' -", OCTETS(NO_CONTENT "ETag: x\r\nContent-Length: 0\r\n\r\n"), 1,
      { "811 H_ETAG_ABNF", "1 broken rule" } },
    { "only one of the other profile", "lint --only H_PRAGMA_RESPONSE -l INFO -", OCTETS(NO_CONTENT "Pragma: x\r\n\r\n"), 1, { "918" } },
    { "without some", "lint --skip '4*' --skip H_ETAG_ABNF -", OCTETS(NO_CONTENT "ETag: x\r\nContent-Length: 0\r\n\r\n"), 0,
      { "nothing" } },
    { "a proxy without Via", "lint --only 862 --role proxy --fact forwarded -", OCTETS(EMPTY_204), 1, { "862 H_VIA_PROXY" } },
    { "a proxy's own answer", "lint --only 862 --role proxy --fact FORWARDED=no -", OCTETS(EMPTY_204), 0, { "nothing" } },
    { "no role, nothing known", "lint --only 862 --fact forwarded -", OCTETS(EMPTY_204), 0, { "nothing" } },
    { "a date far from now", "lint --only 804 -l SHOULD --role origin --now 'Tue, 08 Nov 1994 08:49:37 GMT' -",
      OCTETS(NO_CONTENT DATED "\r\n"), 1, { "804 H_DATE_APPROX" } },
    { "a date near now", "lint --only 804 -l SHOULD --role origin --now 'Sun, 06 Nov 1994 08:49:38 GMT' -",
      OCTETS(NO_CONTENT DATED "\r\n"), 0, { "nothing" } },
};

Test(lint, options_say_what_is_known_and_asked)
{
    expect_rows(option_rows, sizeof option_rows / sizeof option_rows[0]);
}

static void write_temporary(char *name, const char *octets, size_t size)
{
    int file = mkstemp(name);
    cr_assert_geq(file, 0);
    cr_assert_eq(write(file, octets, size), (ssize_t)size);
    close(file);
}

Test(lint, a_twin_tells_the_length)
{
    char twin[] = "/tmp/h204-lint-XXXXXX";
    char broken[] = "/tmp/h204-lint-XXXXXX";
    char arguments[256];
    write_temporary(twin, OCTETS(OK "Content-Length: 5\r\n\r\nhello"));
    write_temporary(broken, OCTETS(OK "Content-Length: 5\r\n\r\nhell"));
    snprintf(arguments, sizeof arguments, "lint -r HEAD --twin %s -", twin);
    ran r = run(arguments, OCTETS(OK "Content-Length: 6\r\n\r\n"));
    cr_expect_eq(r.code, 1);
    SAYS(&r, "412 HEAD_CL_EQUAL");
    r = run(arguments, OCTETS(OK "Content-Length: 5\r\n\r\n"));
    cr_expect_eq(r.code, 0, "%s", r.out);
    snprintf(arguments, sizeof arguments, "lint -r HEAD --twin %s -", broken);
    r = run(arguments, OCTETS(OK "\r\n"));
    cr_expect_eq(r.code, 2);
    cr_expect(strstr(r.err, "the twin is no whole response") != NULL, "%s", r.err);
    unlink(twin);
    unlink(broken);
}

Test(lint, stats_are_told_on_standard_error)
{
    ran r = run("lint --stats --json -", OCTETS(EMPTY_204 EMPTY_204));
    cr_expect_eq(r.code, 0);
    cr_expect(strstr(r.err, "54 octets, 2 messages; reading alone ") != NULL, "%s", r.err);
    cr_expect(strstr(r.err, "with checking ") != NULL, "%s", r.err);
    cr_expect_null(strstr(r.out, "MB/s"));
}

/* All before the place where a capture stops is judged; the rest is told with its offset. */
Test(lint, a_capture_that_stops_anywhere)
{
    static const char whole[] = NO_CONTENT "Content-Length: 0\r\n\r\n" OK LENGTH_2 "\r\nhi" EMPTY_204;
    static const size_t ends[] = { 46, 86, 113 };
    for (size_t size = 46; size < sizeof whole; size++) {
        ran r = run("lint -", whole, size);
        char cut[64] = "";
        size_t begin = 0;
        for (size_t i = 0; i < 3; i++) {
            begin = ends[i] <= size ? ends[i] : begin;
        }
        snprintf(cut, sizeof cut, "incomplete from octet %zu on", begin);
        cr_expect_eq(r.code, 1, "%zu", size);
        cr_expect_not_null(strstr(r.out, NO_LENGTH), "%zu", size);
        cr_expect_eq(strstr(r.out, cut) != NULL, begin < size, "%zu: %s", size, r.out);
    }
}

/* ---- SARIF --------------------------------------------------------------------------------------------- */

/* What 3.13, 3.14, 3.18, 3.19, 3.27, 3.28, 3.49 and 3.58 of SARIF 2.1.0 require of the members that are here. */
static void expect_message(const json_t *message)
{
    cr_assert(json_is_string(json_object_get(message, "text")));
}

static void expect_location(const json_t *holder)
{
    const json_t *place = json_object_get(json_array_get(json_object_get(holder, "locations"), 0), "physicalLocation");
    const json_t *region = json_object_get(place, "region");
    cr_assert(json_is_string(json_object_get(json_object_get(place, "artifactLocation"), "uri")));
    cr_assert_geq(json_integer_value(json_object_get(region, "byteOffset")), 0);
    cr_assert(json_is_integer(json_object_get(region, "byteLength")));
    cr_assert_geq(json_integer_value(json_object_get(region, "startLine")), 1);
    cr_assert_geq(json_integer_value(json_object_get(region, "startColumn")), 1);
}

static bool is_level(const json_t *level)
{
    const char *text = json_string_value(level);
    return text != NULL && (strcmp(text, "error") == 0 || strcmp(text, "warning") == 0 || strcmp(text, "note") == 0);
}

static bool has_rule(const json_t *rules, const char *id)
{
    size_t i;
    json_t *rule;
    json_array_foreach((json_t *)rules, i, rule) {
        if (strcmp(json_string_value(json_object_get(rule, "id")), id) == 0) {
            return true;
        }
    }
    return false;
}

/* The one run of a log, whose structure is as required; the caller gives the log back. */
static const json_t *expect_log(const json_t *log)
{
    size_t i;
    json_t *one;
    cr_assert_str_eq(json_string_value(json_object_get(log, "version")), "2.1.0");
    cr_assert(json_is_string(json_object_get(log, "$schema")));
    cr_assert_eq(json_array_size(json_object_get(log, "runs")), 1);
    const json_t *only = json_array_get(json_object_get(log, "runs"), 0);
    const json_t *driver = json_object_get(json_object_get(only, "tool"), "driver");
    const json_t *rules = json_object_get(driver, "rules");
    cr_assert_str_eq(json_string_value(json_object_get(driver, "name")), "h204");
    json_array_foreach((json_t *)rules, i, one) {
        cr_assert(json_is_string(json_object_get(one, "id")));
        expect_message(json_object_get(one, "fullDescription"));
        expect_message(json_object_get(one, "help"));
        cr_assert(is_level(json_object_get(json_object_get(one, "defaultConfiguration"), "level")));
        cr_assert_null(json_object_get(one, "helpUri"));
    }
    json_array_foreach(json_object_get(only, "results"), i, one) {
        cr_assert(has_rule(rules, json_string_value(json_object_get(one, "ruleId"))));
        cr_assert(is_level(json_object_get(one, "level")));
        expect_message(json_object_get(one, "message"));
        expect_location(one);
    }
    const json_t *invocation = json_array_get(json_object_get(only, "invocations"), 0);
    cr_assert(json_is_boolean(json_object_get(invocation, "executionSuccessful")));
    json_array_foreach(json_object_get(invocation, "toolExecutionNotifications"), i, one) {
        expect_message(json_object_get(one, "message"));
        cr_assert(is_level(json_object_get(one, "level")));
        expect_location(one);
    }
    return only;
}

static const json_t *region_of(const json_t *run_of, size_t i)
{
    const json_t *result = json_array_get(json_object_get(run_of, "results"), i);
    return json_object_get(json_object_get(json_array_get(json_object_get(result, "locations"), 0), "physicalLocation"),
                           "region");
}

Test(lint, sarif_has_its_structure)
{
    static const lint_row logs[] = {
        { "nothing", "lint -o sarif -", OCTETS(""), 3, { NULL } },
        { "a clean one", "lint -o sarif -", OCTETS(EMPTY_204), 0, { NULL } },
        { "two breaches", "lint --output sarif -p extended -", OCTETS(NO_CONTENT "Content-Length: 5\r\n\r\nhello"), 1, { NULL } },
        { "stray octets", "lint --output sarif --only ST_PRESENT -", OCTETS(EMPTY_204 "stray"), 1, { NULL } },
        { "stray octets, not asked for", "lint --output sarif --skip ST_PRESENT -", OCTETS(EMPTY_204 "stray"), 1, { NULL } },
        { "a rejection", "lint -o sarif -", OCTETS("hello"), 1, { NULL } },
        { "a rejection of a row not asked for", "lint -o sarif --only 402 -", OCTETS("hello"), 1, { NULL } },
        { "one that stops", "lint -o sarif -", OCTETS(OK LENGTH_2 "\r\nh"), 0, { NULL } },
        { "notes", "lint -o sarif -", OCTETS(CURL_VERBOSE), 1, { NULL } },
        { "an archive", "lint -o sarif -", OCTETS(HAR(ENTRY(HEADERS("h2", HEADER("etag", "x"))))), 1, { NULL } },
        { "a malformed archive", "lint -o sarif -", OCTETS("{\"log\":[]}"), 2, { NULL } },
    };
    for (size_t i = 0; i < sizeof logs / sizeof logs[0]; i++) {
        ran r = run(logs[i].arguments, logs[i].octets, logs[i].size);
        cr_expect_eq(r.code, logs[i].code, "%s: exit code %d", logs[i].shows, r.code);
        json_t *log = json_loads(r.out, 0, NULL);
        cr_assert_not_null(log, "%s: %s", logs[i].shows, r.out);
        const json_t *only = expect_log(log);
        bool failed = json_array_size(json_object_get(only, "results")) > 0;
        const json_t *invocation = json_array_get(json_object_get(only, "invocations"), 0);
        bool told = json_array_size(json_object_get(invocation, "toolExecutionNotifications")) > 0;
        cr_expect(r.code != 1 || failed || told, "%s: says nothing", logs[i].shows);
        cr_expect_eq(json_is_true(json_object_get(invocation, "executionSuccessful")), r.code != 2, "%s", logs[i].shows);
        json_decref(log);
    }
}

Test(lint, sarif_says_where)
{
    ran r = run("lint -o sarif -", OCTETS(NO_CONTENT "Content-Length: 5\r\n\r\nhello"));
    json_t *log = json_loads(r.out, 0, NULL);
    cr_assert_not_null(log);
    const json_t *only = expect_log(log);
    const json_t *result = json_array_get(json_object_get(only, "results"), 1);
    cr_assert_eq(json_array_size(json_object_get(only, "results")), 2);
    cr_expect_str_eq(json_string_value(json_object_get(result, "ruleId")), "S204_NO_CL");
    cr_expect_str_eq(json_string_value(json_object_get(result, "level")), "error");
    cr_expect_eq(json_integer_value(json_object_get(region_of(only, 0), "byteOffset")), 46);
    cr_expect_eq(json_integer_value(json_object_get(region_of(only, 0), "byteLength")), 5);
    cr_expect_eq(json_integer_value(json_object_get(region_of(only, 0), "startLine")), 4);
    cr_expect_eq(json_integer_value(json_object_get(region_of(only, 0), "startColumn")), 1);
    cr_expect_eq(json_integer_value(json_object_get(region_of(only, 1), "byteOffset")), 41);
    cr_expect_eq(json_integer_value(json_object_get(region_of(only, 1), "startLine")), 2);
    cr_expect_eq(json_integer_value(json_object_get(region_of(only, 1), "startColumn")), 17);
    json_decref(log);
}

/* A name that is no URI is escaped, and one log holds all files. */
Test(lint, sarif_names_files)
{
    char name[] = "/tmp/h204 lint%XXXXXX";
    char arguments[160];
    write_temporary(name, OCTETS(NO_CONTENT "Content-Length: 0\r\n\r\n"));
    snprintf(arguments, sizeof arguments, "lint -o sarif '%s' -", name);
    ran r = run(arguments, OCTETS(HAR(ENTRY(HEADERS("h2", "\n" HEADER("etag", "x"))))));
    unlink(name);
    json_t *log = json_loads(r.out, 0, NULL);
    cr_assert_not_null(log);
    const json_t *only = expect_log(log);
    cr_expect_eq(json_array_size(json_object_get(only, "results")), 2);
    cr_expect_not_null(strstr(r.out, "\"uri\":\"/tmp/h204%20lint%25"));
    cr_expect_not_null(strstr(r.out, "\"uri\":\"-\""));
    cr_expect_eq(json_integer_value(json_object_get(region_of(only, 1), "startLine")), 2, "the header of the archive");
    cr_expect_eq(json_integer_value(json_object_get(region_of(only, 1), "startColumn")), 1);
    json_decref(log);
}

/* ---- real servers -------------------------------------------------------------------------------------- */

/* What these servers do against a MUST, a MUST NOT or a grammar; all else they sent keeps them. */
static const struct {
    const char *file;
    const char *row;
} known_breaches[] = {
    { "busybox-HEAD-200.http", "HEAD_NO_CONTENT" },
    { "gunicorn-DELETE-204-wrong-length.http", "S204_NO_CL" },
    { "gunicorn-HEAD-200.http", "HEAD_NO_CONTENT" },
    { "nginx-DELETE-405.http", "S405_ALLOW" },
    { "nginx-OPTIONS-405.http", "S405_ALLOW" },
    { "node-DELETE-204-wrong-coding.http", "S204_NO_TE" },
    { "node-DELETE-204-wrong-length.http", "S204_NO_CL" },
    { "php-DELETE-204-wrong-length.http", "S204_NO_CL" },
    { "uvicorn-DELETE-204-wrong-content.http", "S204_NO_CL" },
};

#define KNOWN_COUNT (sizeof known_breaches / sizeof known_breaches[0])

static void expect_known(const char *file, const json_t *breach, bool *seen)
{
    const char *row = json_string_value(json_object_get(breach, "name"));
    const char *level = json_string_value(json_object_get(breach, "level"));
    bool is_strict = strncmp(level, "MUST", 4) == 0 || strcmp(level, "ABNF") == 0;
    bool is_known = false;
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        bool is_it = strcmp(known_breaches[i].file, file) == 0 && strcmp(known_breaches[i].row, row) == 0;
        seen[i] = seen[i] || is_it;
        is_known = is_known || is_it;
    }
    cr_expect(!is_strict || is_known, "%s breaks %s", file, row);
}

Test(lint, captures_of_real_servers_break_what_is_known)
{
    FILE *list = fopen(H204_SOURCE_DIR "/corpus/captures/captures.tsv", "r");
    cr_assert_not_null(list);
    bool seen[KNOWN_COUNT] = { false };
    char line[1024];
    unsigned captures = 0;
    cr_assert_not_null(fgets(line, sizeof line, list));
    while (fgets(line, sizeof line, list) != NULL) {
        char *rest = line;
        const char *file = strsep(&rest, "\t");
        strsep(&rest, "\t");
        strsep(&rest, "\t");
        const char *request = strsep(&rest, "\t");
        const char *end = strsep(&rest, "\t\n");
        char arguments[900];
        snprintf(arguments, sizeof arguments, "lint --json -r '%s' -e %s " H204_SOURCE_DIR "/corpus/captures/%s", request, end,
                 file);
        ran r = run(arguments, OCTETS(""));
        cr_expect_leq(r.code, 1, "%s: %s", file, r.err);
        captures++;
        char *told = r.out;
        for (char *object = strsep(&told, "\n"); object != NULL && *object != 0; object = strsep(&told, "\n")) {
            json_t *item = json_loads(object, 0, NULL);
            size_t i;
            json_t *breach;
            json_array_foreach(json_object_get(item, "breaches"), i, breach) {
                expect_known(file, breach, seen);
            }
            json_decref(item);
        }
    }
    fclose(list);
    cr_assert_gt(captures, 50);
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        cr_expect(seen[i], "%s keeps %s now", known_breaches[i].file, known_breaches[i].row);
    }
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

Test(invariants, a_profile_is_counted)
{
    static const struct {
        const char *arguments;
        h204_profile profile;
    } profiles[] = {
        { "invariants --profile core", H204_PROFILE_CORE },
        { "invariants --profile extended", H204_PROFILE_EXTENDED },
        { "invariants --profile reader", H204_PROFILE_READER },
    };
    for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
        ran r = run(profiles[i].arguments, OCTETS(""));
        unsigned count = 0;
        char last[64];
        for (uint32_t k = 0; k < h204_invariant_count(); k++) {
            const h204_invariant_info *row = h204_invariant_row(k);
            bool is_chosen = row->profile == profiles[i].profile;
            char line[64];
            snprintf(line, sizeof line, "%6u  %s ", (unsigned)row->invariant, row->name);
            count += is_chosen;
            cr_expect_eq(strstr(r.out, line) != NULL, is_chosen, "%s: %s", profiles[i].arguments, row->name);
        }
        snprintf(last, sizeof last, "\n%u invariants\n", count);
        cr_expect(strlen(r.out) > strlen(last) && strcmp(r.out + strlen(r.out) - strlen(last), last) == 0, "%s", last);
    }
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
