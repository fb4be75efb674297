/* test_runner.c - the runner from outside: the contract's lines, testees that misbehave, exit codes; and its
 * parts from inside, where the sanitizers see them. */
#include "../src/runner/child.h"
#include "../src/runner/contract.h"
#include "../src/runner/embedded.h"
#include "../src/runner/judge.h"
#include "../src/runner/splits.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- a folder of our own, and commands run in it ------------------------------------------------------- */

static char runner_folder[] = "/tmp/h204-runner-XXXXXX";

static void write_text(const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", runner_folder, name);
    FILE *out = fopen(path, "w");
    cr_assert(out != NULL);
    cr_assert(fputs(text, out) >= 0);
    cr_assert(fclose(out) == 0);
}

/* What a file of the folder holds, as a string to free. */
static char *read_text(const char *path)
{
    FILE *in = fopen(path, "r");
    cr_assert(in != NULL, "%s", path);
    octet_buffer text = {0};
    int octet;
    while ((octet = fgetc(in)) != EOF) {
        uint8_t one = (uint8_t)octet;
        buffer_append(&text, &one, 1);
    }
    fclose(in);
    buffer_append(&text, "", 1);
    return (char *)text.data;
}

static char *file_text(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", runner_folder, name);
    return read_text(path);
}

/* Three cases: a 204 to read, octets to reject, a 204 to write. */
static const char three_cases[] =
    "chapter: three\n"
    "about: Three cases for the runner's own tests.\n"
    "cases:\n"
    "  - name: three/read\n"
    "    shows: A 204 ends at its empty line.\n"
    "    clause: RFC 9112 6.3 (1)\n"
    "    requests: [\"GET\"]\n"
    "    input: [\"HTTP/1.1 204 No Content\\r\\nX: 1\\r\\n\\r\\n\"]\n"
    "    strict:\n"
    "      messages: [ { status: 204, reason: \"No Content\", fields: [[\"X\", \"1\"]], framing: "
    "none, size: 33,\n"
    "                    reuse: true } ]\n"
    "      end: { state: done, at: 33 }\n"
    "  - name: three/reject\n"
    "    shows: A colon is glued to its name.\n"
    "    clause: RFC 9112 5.1\n"
    "    requests: [\"GET\"]\n"
    "    input: [\"HTTP/1.1 204 No Content\\r\\nX : 1\\r\\n\\r\\n\"]\n"
    "    strict:\n"
    "      messages: []\n"
    "      end: { state: reject, at: 26, invariant: FLD_NAME_NO_WS_COLON }\n"
    "  - name: three/write\n"
    "    shows: A 204 is written as it is given.\n"
    "    clause: RFC 9112 4\n"
    "    requests: [\"GET\"]\n"
    "    response: { version: \"1.1\", status: 204, reason: \"\", fields: [], body: \"\", "
    "trailers: [] }\n"
    "    strict: { octets: \"HTTP/1.1 204 \\r\\n\\r\\n\" }\n";

/* A testee that greets and then does to the question with `doing` in its name what the script says. */
static const char greets[] =
    "import base64, json, os, sys, time\n"
    "def say(value): print(json.dumps(value), flush=True)\n"
    "say({'h204': 1, 'name': 'fake', 'version': '1', 'knows': [], 'tolerates': []}) if "
    "sys.stdin.readline() else 0\n"
    "def right(case):\n"
    "    input = base64.b64decode(case['input'])\n"
    "    if b'X :' in input: return {'id': case['id'], 'messages': [], 'end': {'state': "
    "'reject'}}\n"
    "    return {'id': case['id'], 'messages': [{'status': 204, 'fields': [['x', '1']]}], 'end': "
    "{'state': 'done'}}\n"
    "def is_reject(case): return b'X :' in base64.b64decode(case['input'])\n";

static void write_testee(const char *name, const char *loop)
{
    char *whole = malloc(sizeof greets + strlen(loop));
    strcpy(whole, greets);
    strcat(whole, loop);
    write_text(name, whole);
    free(whole);
}

static void make_runner_folder(void)
{
    strcpy(runner_folder + sizeof runner_folder - 7, "XXXXXX");
    cr_assert(mkdtemp(runner_folder) != NULL);
    write_text("three.yaml", three_cases);
    write_testee("right.py", "for line in sys.stdin: say(right(json.loads(line)))\n");
}

static void remove_runner_folder(void)
{
    char command[256];
    snprintf(command, sizeof command, "rm -rf %s", runner_folder);
    cr_assert(system(command) == 0);
}

TestSuite(runner, .init = make_runner_folder, .fini = remove_runner_folder, .timeout = 120);

/* Run h204 in the folder; output goes to the files `out` and `err`.  Returns the exit code, or 128 and more. */
__attribute__((format(printf, 1, 2))) static int h204(const char *format, ...)
{
    char arguments[1024];
    char command[2048];
    va_list values;
    va_start(values, format);
    vsnprintf(arguments, sizeof arguments, format, values);
    va_end(values);
    snprintf(command, sizeof command, "cd %s && %s %s >out 2>err", runner_folder, H204_BINARY,
             arguments);
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static bool says(const char *file, const char *text)
{
    char *whole = file_text(file);
    bool found = strstr(whole, text) != NULL;
    if (!found) {
        cr_log_warn("%s has no \"%s\":\n%s", file, text, whole);
    }
    free(whole);
    return found;
}

/* ---- the contract, line by line -------------------------------------------------------------------------- */

/* Input is "HTTP/1.1 204 \r\n\r\n" in base64 unless the row says otherwise. */
#define BARE_204 "SFRUUC8xLjEgMjA0IA0KDQo="

static const struct {
    const char *name, *line, *answer;
} contract_rows[] = {
    {"a 204",
     "{\"id\":\"c1\",\"requests\":[\"DELETE\"],\"input\":\"" BARE_204
     "\",\"end\":\"open\",\"tolerate\":[],\"splits\":[3,1,3]}",
     "{\"id\":\"c1\",\"messages\":[{\"version\":\"1.1\",\"status\":204,\"reason\":\"\",\"fields\":["
     "],\"framing\":\"none\","
     "\"body\":\"\",\"trailers\":[],\"size\":17,\"complete\":true,\"reuse\":true,\"breaches\":[],"
     "\"spent\":[]}],"
     "\"end\":{\"state\":\"done\",\"at\":17}}"},
    {"nothing asked, nothing came",
     "{\"id\":\"\\u00e9\\u0000\",\"requests\":[],\"input\":\"\",\"unknown\":1}",
     "{\"id\":\"\\u00E9\\u0000\",\"messages\":[],\"end\":{\"state\":\"done\",\"at\":0}}"},
    {"nobody asked", "{\"id\":\"c1\",\"requests\":[],\"input\":\"" BARE_204 "\"}",
     "{\"id\":\"c1\",\"messages\":[],\"end\":{\"state\":\"excess\",\"at\":0}}"},
    {"half a CRLF is excess", "{\"id\":\"c1\",\"requests\":[],\"input\":\"DQ==\"}",
     "{\"id\":\"c1\",\"messages\":[],\"end\":{\"state\":\"excess\",\"at\":0}}"},
    {"a CRLF is discarded", "{\"id\":\"c1\",\"requests\":[],\"input\":\"DQo=\"}",
     "{\"id\":\"c1\",\"messages\":[],\"end\":{\"state\":\"done\",\"at\":0,\"discarded\":2}}"},
    {"rejected", "{\"id\":\"c1\",\"requests\":[\"GET\"],\"input\":\"aGVsbG8=\"}",
     "{\"id\":\"c1\",\"messages\":[],\"end\":{\"state\":\"reject\",\"at\":0,\"invariant\":\"ST_"
     "PRESENT\"}}"},
    {"a limit",
     "{\"id\":\"c1\",\"requests\":[\"GET\"],\"input\":\"" BARE_204 "\",\"limits\":{\"head\":5}}",
     "{\"id\":\"c1\",\"messages\":[],\"end\":{\"state\":\"reject\",\"at\":5,\"invariant\":\"LIMIT_"
     "HEAD\"}}"},
    {"an unknown tolerance",
     "{\"id\":\"c1\",\"requests\":[\"GET\"],\"input\":\"\",\"tolerate\":[\"LENIENT\"]}",
     "{\"id\":\"c1\",\"skip\":\"no tolerance \\\"LENIENT\\\"\"}"},
    {"no JSON", "}{", "{\"id\":null,\"error\":\"no JSON: '[' or '{' expected near '}'\"}"},
    {"no object", "[]", "{\"id\":null,\"error\":\"no JSON object\"}"},
    {"no id", "{\"requests\":[],\"input\":\"\"}",
     "{\"id\":null,\"error\":\"\\\"id\\\" is missing\"}"},
    {"no base64", "{\"id\":\"c1\",\"requests\":[],\"input\":\"a\"}",
     "{\"id\":\"c1\",\"error\":\"\\\"input\\\" is no base64 (RFC 4648 section 4)\"}"},
    {"no octet", "{\"id\":\"c1\",\"requests\":[\"\\u0100\"],\"input\":\"\"}",
     "{\"id\":\"c1\",\"error\":\"\\\"requests\\\" has a code point above 255, which is no "
     "octet\"}"},
    {"written",
     "{\"id\":\"w1\",\"op\":\"write\",\"requests\":[\"GET\"],\"response\":{\"status\":204}}",
     "{\"id\":\"w1\",\"octets\":\"" BARE_204 "\"}"},
    {"refused",
     "{\"id\":\"w1\",\"op\":\"write\",\"requests\":[\"GET\"],\"response\":{\"status\":204,"
     "\"fields\":[[\"Content-Length\",\"2\"]]}}",
     "{\"id\":\"w1\",\"refused\":\"S204_NO_CL\",\"at\":31}"},
    {"content after the head is refused where it would stand",
     "{\"id\":\"w1\",\"op\":\"write\",\"response\":{\"status\":204,\"body\":\"eA==\"}}",
     "{\"id\":\"w1\",\"refused\":\"S204_NO_CONTENT_WIRE\",\"at\":17}"},
};

#define CONTRACT_ROWS (sizeof contract_rows / sizeof contract_rows[0])

static char *answer_in_process(const char *line)
{
    memory from = {0};
    contract_request request = contract_read_request(line, strlen(line), &from);
    contract_line out = {NULL, 0};
    answer_spec answer;
    switch (request.kind) {
    case REQUEST_HELLO:
        json_decref(request.id);
        greeting self = embedded_greeting();
        out = contract_greeting(&self);
        break;
    case REQUEST_QUESTION:
        answer = embedded_answer(&request.asked, EMBEDDED_CHECKS, &from);
        out = contract_answer(request.id, &answer);
        break;
    case REQUEST_SKIPPED:
        out = contract_skip(request.id, request.why);
        break;
    case REQUEST_MALFORMED:
        out = contract_error(request.id, request.why);
        break;
    }
    memory_free(&from);
    cr_assert(out.size > 0 && out.data[out.size - 1] == '\n');
    out.data[out.size - 1] = 0;
    return out.data;
}

Test(runner, each_line_is_answered_as_the_contract_has_it)
{
    cr_assert(CONTRACT_ROWS > 0);
    for (size_t i = 0; i < CONTRACT_ROWS; i++) {
        char *answer = answer_in_process(contract_rows[i].line);
        cr_expect_str_eq(answer, contract_rows[i].answer, "%s:\n%s\n%s", contract_rows[i].name,
                         answer, contract_rows[i].answer);
        free(answer);
    }
}

/* The same lines through the process: one answer a line, in order, and a clean exit at the end of input. */
Test(runner, testee_goes_on_after_a_malformed_line)
{
    octet_buffer lines = {0};
    for (size_t i = 0; i < CONTRACT_ROWS; i++) {
        buffer_append(&lines, contract_rows[i].line, strlen(contract_rows[i].line));
        buffer_append(&lines, "\n", 1);
    }
    buffer_append(&lines, "{\"h204\":1}", 11);
    write_text("lines", (const char *)lines.data);
    free(lines.data);
    cr_assert(h204("testee < lines") == 0);
    char *out = file_text("out");
    char *rest = out;
    for (size_t i = 0; i < CONTRACT_ROWS; i++) {
        char *line = strsep(&rest, "\n");
        cr_expect_str_eq(line, contract_rows[i].answer, "%s", contract_rows[i].name);
    }
    cr_expect(rest != NULL && strncmp(rest, "{\"h204\":1,\"name\":\"h204\"", 23) == 0);
    free(out);
}

/* No line, however broken, does more than be answered. */
Test(runner, every_mutation_of_a_question_is_answered)
{
    size_t answered = 0;
    for (size_t i = 0; i < CONTRACT_ROWS; i++) {
        size_t size = strlen(contract_rows[i].line);
        char *line = malloc(size + 1);
        for (size_t at = 0; at < size; at++) {
            static const char others[] = "\"{[0n\x80:";
            for (size_t k = 0; k < sizeof others - 1; k++) {
                memcpy(line, contract_rows[i].line, size + 1);
                line[at] = others[k];
                free(answer_in_process(line));
                answered++;
            }
        }
        free(line);
    }
    cr_expect(answered > 1000);
}

/* ---- the command line ------------------------------------------------------------------------------------ */

Test(runner, exit_codes_of_the_command_line)
{
    static const struct {
        const char *arguments;
        int code;
    } rows[] = {
        {"--version", 0},
        {"--help", 0},
        {"", 2},
        {"frobnicate", 2},
        {"test", 2},
        {"test frobnicate", 2},
        {"test parser --corpus three.yaml", 0},
        {"test parser --corpus three.yaml extra", 2},
        {"test parser --corpus three.yaml --frobnicate", 2},
        {"test parser --corpus three.yaml --jobs 0", 0},
        {"test parser --corpus three.yaml --jobs -1", 2},
        {"test parser --corpus three.yaml --timeout 0", 2},
        {"test parser --corpus three.yaml --tolerate LENIENT", 2},
        {"test parser --corpus three.yaml --tolerate BARE_LF,OBS_FOLD", 0},
        {"test parser --corpus three.yaml --tolerate user-agent", 0},
        {"test parser --corpus three.yaml --no-splits --all-splits", 2},
        {"test parser --corpus absent.yaml", 2},
        {"test parser --corpus right.py", 2},
        {"test parser --corpus three.yaml --only 'three/*' --skip '*/write'", 0},
        {"test parser --corpus three.yaml --only nothing", 3},
        {"test parser --corpus three.yaml --list", 0},
        {"test parser --corpus three.yaml --list --only nothing", 3},
        {"test parser --corpus three.yaml --min-tests 3", 0},
        {"test parser --corpus three.yaml --min-tests 4", 3},
        {"test parser --corpus three.yaml --known absent", 2},
        {"test parser --corpus three.yaml --", 2},
        {"test parser --corpus three.yaml -- ./no-such-command", 2},
        {"test parser --corpus three.yaml -- true", 3},
        {"test parser --corpus three.yaml -- " H204_BINARY " testee", 0},
        {"test parser --corpus three.yaml -- python3 right.py", 0},
        {"corpus", 2},
        {"corpus frobnicate", 2},
        {"corpus check three.yaml", 0},
        {"corpus check three.yaml --markdown", 2},
        {"corpus cover three.yaml", 1},
        {"corpus cover three.yaml --markdown", 1},
        {"corpus cover absent.yaml", 2},
        {"testee extra", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int code = h204("%s", rows[i].arguments);
        cr_expect(code == rows[i].code, "h204 %s: %d", rows[i].arguments, code);
    }
}

Test(runner, list_prints_the_names_that_are_selected)
{
    cr_assert(h204("test parser --corpus three.yaml --list --skip '*reject'") == 0);
    char *out = file_text("out");
    cr_expect_str_eq(out, "three/read\nthree/write\n");
    free(out);
}

/* ---- testees that misbehave -------------------------------------------------------------------------------- */

Test(runner, misbehaviour_costs_one_case_and_the_run_goes_on)
{
    static const struct {
        const char *name, *loop, *told;
    } rows[] = {
        {"crashes",
         "for line in sys.stdin:\n c = json.loads(line)\n if is_reject(c): os.kill(os.getpid(), "
         "11)\n say(right(c))\n",
         "crashed: signal 11"},
        {"exits",
         "for line in sys.stdin:\n c = json.loads(line)\n if is_reject(c): sys.exit(7)\n "
         "say(right(c))\n",
         "exited with status 7"},
        {"hangs",
         "for line in sys.stdin:\n c = json.loads(line)\n if is_reject(c): time.sleep(1000)\n "
         "say(right(c))\n",
         "hung: no answer within 2 seconds"},
        {"prints garbage",
         "for line in sys.stdin:\n c = json.loads(line)\n if is_reject(c): print('\\x1b[31m\\xff', "
         "flush=True)\n else: say(right(c))\n",
         "no JSON"},
        {"answers half a line",
         "for line in sys.stdin:\n c = json.loads(line)\n if is_reject(c): print('{\"id\"', "
         "end='', flush=True); sys.exit(0)\n say(right(c))\n",
         "exited with status 0"},
        {"prints without end",
         "for line in sys.stdin:\n c = json.loads(line)\n while is_reject(c): sys.stdout.write('x' "
         "* 65536)\n say(right(c))\n",
         "printed a line of more than"},
        {"is out of step",
         "for line in sys.stdin:\n c = json.loads(line)\n if is_reject(c): c['id'] = 'c0'\n "
         "say(right(c))\n",
         "out of step"},
        {"knows no such state",
         "for line in sys.stdin:\n c = json.loads(line)\n a = right(c)\n if is_reject(c): a['end'] "
         "= {'state': 'fine'}\n say(a)\n",
         "is none of done"},
        {"closes its output",
         "for line in sys.stdin:\n c = json.loads(line)\n if is_reject(c): os.close(1); "
         "time.sleep(1000)\n say(right(c))\n",
         "closed its standard output"},
        {"reports an error",
         "for line in sys.stdin:\n c = json.loads(line)\n say({'id': c['id'], 'error': 'not "
         "today'} if is_reject(c) else right(c))\n",
         "not today"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        write_testee("fake.py", rows[i].loop);
        int code =
            h204("test parser --corpus three.yaml --timeout 2 --json report -- python3 fake.py");
        cr_expect(code == 1, "%s: %d", rows[i].name, code);
        cr_expect(says("out", rows[i].told), "%s", rows[i].name);
        char path[256];
        snprintf(path, sizeof path, "%s/report", runner_folder);
        json_t *report = json_load_file(path, 0, NULL);
        json_t *summary = json_object_get(report, "summary");
        cr_expect(json_integer_value(json_object_get(summary, "error")) == 1, "%s", rows[i].name);
        cr_expect(json_integer_value(json_object_get(summary, "pass")) == 1, "%s", rows[i].name);
        cr_expect(json_integer_value(json_object_get(summary, "skip")) == 1, "%s", rows[i].name);
        json_decref(report);
    }
}

/* What a testee prints reaches the terminal escaped. */
Test(runner, what_a_testee_says_is_escaped)
{
    write_testee(
        "fake.py",
        "for line in sys.stdin: say({'id': json.loads(line)['id'], 'skip': '\\x1b[31mred'})\n");
    cr_expect(h204("test parser --corpus three.yaml -v -- python3 fake.py") == 3);
    cr_expect(says("out", "\\x1b[31mred"));
}

static bool is_gone(long pid)
{
    char path[64];
    char state = 'X';
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    FILE *in = fopen(path, "r");
    if (in != NULL) {
        if (fscanf(in, "%*d %*s %c", &state) != 1) { /* it went while we looked */
            state = 'X';
        }
        fclose(in);
    }
    return state == 'X' || state == 'Z';
}

/* Gone, or dead and only waiting for its new parent to notice.  A killed process dies when the kernel gets to it. */
static bool is_dead(long pid)
{
    for (int tries = 0; tries < 200 && !is_gone(pid); tries++) {
        usleep(10000);
    }
    return is_gone(pid);
}

Test(runner, no_child_outlives_the_run)
{
    write_testee("fake.py", "other = os.fork()\n"
                            "if other == 0: time.sleep(1000)\n"
                            "open('pids', 'w').write('%d %d' % (os.getpid(), other))\n"
                            "for line in sys.stdin: say(right(json.loads(line)))\n");
    cr_expect(h204("test parser --corpus three.yaml -- python3 fake.py") == 0);
    char *pids = file_text("pids");
    char *second = NULL;
    cr_expect(is_dead(strtol(pids, &second, 10)), "the testee lives");
    cr_expect(is_dead(strtol(second, NULL, 10)), "what it started lives");
    free(pids);
}

Test(runner, failures_are_shown_with_place_and_clause)
{
    write_testee("fake.py", "for line in sys.stdin:\n c = json.loads(line)\n a = right(c)\n"
                            " a['messages'] = [{'status': 200}]\n say(a)\n");
    cr_expect(h204("test parser --corpus three.yaml --only '*/read' -- python3 fake.py") == 1);
    cr_expect(says("out", "FAIL  three/read"));
    cr_expect(says("out", "RFC 9112 6.3 (1)"));
    cr_expect(says("out", "differs: message 1, status"));
    cr_expect(says("out", "expected: 204"));
    cr_expect(says("out", "got:      200"));
    cr_expect(h204("test parser --corpus three.yaml --only '*/reject' -- python3 fake.py") == 1);
    cr_expect(says("out", "X : 1\\r\\n\n         ^\n"));
}

/* ---- known deviations -------------------------------------------------------------------------------------- */

Test(runner, known_deviations_are_expected)
{
    static const struct {
        const char *known;
        int code;
        const char *file, *told;
    } rows[] = {
        {"# a comment\n\nthree/reject  a colon too far\n", 0, "out", "all"},
        {"*reject a colon too far\n", 0, "out", "all"},
        {"three/reject\n", 2, "err", "known:1: a known deviation without a reason"},
        {"three/reject   \n", 2, "err", "without a reason"},
        {"three/re* both\n", 1, "out", "UNEXPECTED PASS three/read"},
        {"three/read it used to fail\n", 1, "out", "UNEXPECTED PASS three/read"},
        {"three/reject why\nthree/gone renamed\n", 0, "err",
         "known:2: no case is named three/gone"},
        {"three/write skipped anyway\nthree/reject why\n", 0, "out", "all"},
    };
    write_testee("fake.py", "for line in sys.stdin:\n c = json.loads(line)\n a = right(c)\n"
                            " if is_reject(c): a['end'] = {'state': 'done'}\n say(a)\n");
    cr_expect(h204("test parser --corpus three.yaml -- python3 fake.py") == 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        write_text("known", rows[i].known);
        int code = h204("test parser --corpus three.yaml --known known -- python3 fake.py");
        cr_expect(code == rows[i].code, "%s: %d", rows[i].known, code);
        cr_expect(says(rows[i].file, rows[i].told), "%s", rows[i].known);
    }
}

/* ---- the testee of spec/testee.md ---------------------------------------------------------------------------- */

Test(runner, the_documented_testee_runs)
{
    static const char opening[] = "```python\n";
    char *page = read_text(H204_SOURCE_DIR "/spec/testee.md");
    char *begin = strstr(page, opening);
    cr_assert(begin != NULL);
    begin += sizeof opening - 1;
    char *end = strstr(begin, "```");
    cr_assert(end != NULL);
    *end = 0;
    write_text("testee.py", begin);
    free(page);
    cr_expect(
        h204(
            "test parser --corpus three.yaml --min-tests 1 --only '*/read' -- python3 testee.py") ==
        0);
    /* http.client has deviations of its own; that every question is answered is what is tested here. */
    int code = h204(
        "test parser --only 'no-content/*' --min-tests 100 --json report -- python3 testee.py");
    cr_expect(code == 0 || code == 1, "%d", code);
    char path[256];
    snprintf(path, sizeof path, "%s/report", runner_folder);
    json_t *report = json_load_file(path, 0, NULL);
    json_t *summary = json_object_get(report, "summary");
    cr_expect(json_integer_value(json_object_get(summary, "pass")) >= 100);
    cr_expect(json_integer_value(json_object_get(summary, "error")) == 0);
    json_decref(report);
}

/* ---- parts, from inside ---------------------------------------------------------------------------------------- */

static octets text_of(memory *from, const char *text)
{
    return memory_octets(from, text, strlen(text));
}

static field_list fields_of(memory *from, const char *const pairs[][2], size_t count)
{
    field_list list = {
        .given = true, .count = count, .pairs = memory_array(from, count, sizeof(field_pair))};
    for (size_t i = 0; i < count; i++) {
        list.pairs[i] = (field_pair){text_of(from, pairs[i][0]), text_of(from, pairs[i][1])};
    }
    return list;
}

Test(runner, only_what_a_testee_knows_is_compared)
{
    static const char *const sent[][2] = {{"A", "1"}, {"B", "2"}};
    static const char *const told[][2] = {{"b", "2"}, {"a", "1"}};
    memory from = {0};
    message_spec expected_message = {.status = 204,
                                     .framing = -1,
                                     .reason_given = true,
                                     .size_given = true,
                                     .size = 9,
                                     .reuse = ASSERTED_TRUE,
                                     .fields = fields_of(&from, sent, 2)};
    message_spec got_message = {.status = 204, .framing = -1, .fields = fields_of(&from, told, 2)};
    answer_spec expected = {.messages = &expected_message,
                            .message_count = 1,
                            .messages_given = true,
                            .at_given = true};
    answer_spec got = {.messages = &got_message, .message_count = 1, .messages_given = true};
    static const struct {
        uint32_t knows;
        answer_member differs;
    } rows[] = {
        {0, MEMBER_NONE},
        {KNOWS_AT, MEMBER_AT},
        {KNOWS_ORDER, MEMBER_FIELDS},
        {KNOWS_NAME_CASE, MEMBER_FIELDS},
        {KNOWS_SIZE, MEMBER_SIZE},
        {KNOWS_REUSE, MEMBER_REUSE},
        {KNOWS_TRAILERS | KNOWS_REASON | KNOWS_BREACHES | KNOWS_SPLITS | KNOWS_WRITE, MEMBER_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        difference where = compare_answers(&expected, &got, (comparison){rows[i].knows, false});
        cr_expect(where.member == rows[i].differs, "row %zu: %s", i, member_name(where.member));
    }
    memory_free(&from);
}

/* Nobody else is told the context of a case, nor asked for rows beyond the core. */
Test(runner, extended_rows_and_context_are_for_the_embedded_codec)
{
    h204_invariant row[] = {H204_FLD_REQUEST_ONLY};
    h204_invariant other[] = {H204_S304_MIN_META};
    message_spec own = {.status = 204, .framing = -1, .extended = {true, row, 1}};
    message_spec wrong = {.status = 204, .framing = -1, .extended = {true, other, 1}};
    message_spec silent = {.status = 204, .framing = -1, .breaches = {true, NULL, 0}};
    message_spec breaks = {.status = 204, .framing = -1, .breaches = {true, row, 1}};
    answer_spec strict = {.messages = &own, .message_count = 1, .messages_given = true};
    answer_spec differs = {.messages = &wrong, .message_count = 1, .messages_given = true};
    answer_spec tells_nothing = {.messages = &silent, .message_count = 1, .messages_given = true};
    comparison how = {.knows = KNOWS_ALL, .exact = true};
    cr_expect(compare_answers(&strict, &differs, how).member == MEMBER_EXTENDED);
    cr_expect(compare_answers(&strict, &strict, how).member == MEMBER_NONE);

    answer_spec asserts_breaches = {.messages = &breaks, .message_count = 1, .messages_given = true};
    corpus_case asked = {.strict = asserts_breaches, .accept = &asserts_breaches, .accept_count = 1};
    cr_expect(judge(&asked, 0, JUDGED_BY_ACCEPT, KNOWS_BREACHES, &tells_nothing).kind == VERDICT_FAIL);
    asked.context.given = true;
    cr_expect(judge(&asked, 0, JUDGED_BY_ACCEPT, KNOWS_BREACHES, &tells_nothing).kind == VERDICT_PASS);
}

/* A case whose strict answer is "204, reuse no" for an announced length, and "200" with BARE_LF. */
Test(runner, what_is_allowed_passes_and_what_is_policy_warns)
{
    h204_invariant announced[] = {H204_S204_NO_CL};
    message_spec own = {
        .status = 204, .framing = -1, .reuse = ASSERTED_FALSE, .breaches = {true, announced, 1}};
    message_spec other = {.status = 200, .framing = -1};
    uint8_t why[] = "a SHOULD";
    answer_spec strict = {
        .messages = &own, .message_count = 1, .messages_given = true, .state = END_DONE};
    answer_spec tolerated = {
        .messages = &other, .message_count = 1, .messages_given = true, .state = END_DONE};
    answer_spec accept[] = {strict, {.state = END_REJECT, .warn = {why, sizeof why - 1}}};
    tolerant_spec tolerant = {H204_TOLERATE_BARE_LF, tolerated};
    corpus_case asked = {.strict = strict,
                         .tolerant = &tolerant,
                         .tolerant_count = 1,
                         .accept = accept,
                         .accept_count = 2};
    message_spec keen = {.status = 204, .framing = -1, .reuse = ASSERTED_TRUE};
    answer_spec reuses = {
        .messages = &keen, .message_count = 1, .messages_given = true, .state = END_DONE};
    answer_spec waits = {
        .messages = &own, .message_count = 1, .messages_given = true, .state = END_INCOMPLETE};
    answer_spec rejects = {.messages_given = true, .state = END_REJECT};
    const struct {
        const char *name;
        uint32_t tolerances;
        judged_by by;
        uint32_t knows;
        const answer_spec *got;
        verdict_kind verdict;
    } rows[] = {
        {"the codec, its own answer", 0, JUDGED_BY_OWN, KNOWS_ALL, &strict, VERDICT_PASS},
        {"the codec may not answer what others may", 0, JUDGED_BY_OWN, KNOWS_ALL, &rejects,
         VERDICT_FAIL},
        {"the codec, its tolerant answer", H204_TOLERATE_BARE_LF, JUDGED_BY_OWN, KNOWS_ALL,
         &tolerated, VERDICT_PASS},
        {"the codec, strict where it should tolerate", H204_TOLERATE_BARE_LF, JUDGED_BY_OWN,
         KNOWS_ALL, &strict, VERDICT_FAIL},
        {"tolerances leave alone what strict accepts", H204_TOLERATE_OBS_FOLD, JUDGED_BY_OWN,
         KNOWS_ALL, &strict, VERDICT_PASS},
        {"others, the strict answer", 0, JUDGED_BY_ACCEPT, 0, &strict, VERDICT_PASS},
        {"others, an allowed answer with a warning", 0, JUDGED_BY_ACCEPT, 0, &rejects,
         VERDICT_WARN},
        {"others, an answer nobody allows", 0, JUDGED_BY_ACCEPT, 0, &waits, VERDICT_FAIL},
        {"others, who say nothing of reuse", 0, JUDGED_BY_ACCEPT, 0, &reuses, VERDICT_PASS},
        {"others, who reuse against our policy", 0, JUDGED_BY_ACCEPT, KNOWS_REUSE, &reuses,
         VERDICT_WARN},
        {"others, the tolerant answer", H204_TOLERATE_BARE_LF, JUDGED_BY_ACCEPT, 0, &tolerated,
         VERDICT_PASS},
        {"others, strict where they claim to tolerate", H204_TOLERATE_BARE_LF, JUDGED_BY_ACCEPT, 0,
         &strict, VERDICT_WARN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        verdict v = judge(&asked, rows[i].tolerances, rows[i].by, rows[i].knows, rows[i].got);
        cr_expect(v.kind == rows[i].verdict, "%s: %s", rows[i].name, verdict_name(v.kind));
    }
}

Test(runner, splits_are_ascending_and_inside)
{
    static const struct {
        size_t size;
        splits_extent extent;
        size_t ways;
    } rows[] = {
        {0, SPLITS_ALL, 0},       {1, SPLITS_ALL, 0},      {2, SPLITS_ALL, 2},
        {4096, SPLITS_ALL, 4096}, {4097, SPLITS_ALL, 17},  {16385, SPLITS_ALL, 16},
        {5, SPLITS_SOME, 5},      {1000, SPLITS_SOME, 17}, {20000, SPLITS_SOME, 16},
        {1000, SPLITS_NONE, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        splits ways = {.extent = rows[i].extent, .size = rows[i].size};
        memory from = {0};
        cut_list cuts;
        size_t count = 0;
        while (splits_next(&ways, &from, &cuts)) {
            size_t before = 0;
            for (size_t k = 0; k < cuts.count; k++) {
                cr_assert(cuts.at[k] > before && cuts.at[k] < rows[i].size, "row %zu", i);
                before = cuts.at[k];
            }
            cr_assert(cuts.count > 0, "row %zu", i);
            memory_free(&from);
            count++;
        }
        cr_expect(count == rows[i].ways, "row %zu: %zu", i, count);
    }
}

/* A child that does not read while it writes, and the other way round, blocks nobody. */
Test(runner, long_lines_pass_both_ways)
{
    static char *const cat[] = {"cat", NULL};
    enum { SIZE = 3000000 };
    memory from = {0};
    const char *why = NULL;
    child partner;
    octets answer;
    char *line = malloc(SIZE + 1);
    memset(line, 'x', SIZE);
    line[SIZE] = '\n';
    cr_assert(child_start(&partner, cat, &from, &why) == CHILD_DONE);
    for (int round = 0; round < 3; round++) {
        cr_assert(child_exchange(&partner, line, SIZE + 1, 30, &from, &answer, &why) == CHILD_DONE,
                  "%s", why);
        cr_expect(answer.size == SIZE && memcmp(answer.data, line, SIZE) == 0);
    }
    child_end(&partner);
    cr_expect(partner.pid == 0);
    free(line);
    memory_free(&from);
}
