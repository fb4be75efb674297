/* test_corpus_files.c - what the loader of the corpus accepts, what it refuses and where, and the
 * export. */
#include "../src/runner/base64.h"
#include "../src/runner/case.h"
#include "../src/runner/exchange.h"
#include "../src/runner/export.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- files and what is said of them ---------------------------------------------------------- */

static char folder[] = "/tmp/h204-corpus-XXXXXX";

static void make_folder(void)
{
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    cr_assert(mkdtemp(folder) != NULL);
}

static const char *path_of(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const char *text, size_t size)
{
    FILE *out = fopen(path_of(name), "wb");
    cr_assert(out != NULL);
    cr_assert(fwrite(text, 1, size, out) == size);
    cr_assert(fclose(out) == 0);
}

static void remove_folder(void)
{
    static const char *const names[] = {"a.yaml", "b.yaml", "c.txt"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        unlink(path_of(names[i]));
    }
    rmdir(folder);
}

/* Load, with what goes to standard error in `said`. */
static bool load_listening(const char *path, corpus *loaded, char *said, size_t room)
{
    FILE *heard = tmpfile();
    cr_assert(heard != NULL);
    fflush(stderr);
    int before = dup(STDERR_FILENO);
    dup2(fileno(heard), STDERR_FILENO);
    bool result = corpus_load(path, loaded);
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    rewind(heard);
    said[fread(said, 1, room - 1, heard)] = 0;
    fclose(heard);
    return result;
}

static bool load_text(const char *text, size_t size, corpus *loaded, char *said, size_t room)
{
    write_file("a.yaml", text, size);
    return load_listening(path_of("a.yaml"), loaded, said, room);
}

static corpus load_sound(const char *text)
{
    corpus loaded;
    char said[1024];
    cr_assert(load_text(text, strlen(text), &loaded, said, sizeof said), "%s", said);
    cr_assert_str_empty(said);
    return loaded;
}

#define TOP  "chapter: c\nabout: A.\ncases:\n"
#define DONE "{ messages: [], end: { state: done } }"

/* Lines 4 to 8, with line 9 for `strict` and what a test adds. */
#define BEGIN                                                                                      \
    "- name: a/b\n  shows: S.\n  clause: RFC 9112 4\n  requests: [\"GET\"]\n  input: \"x\"\n"
#define WHOLE TOP BEGIN "  strict: " DONE "\n"

TestSuite(corpus_files, .init = make_folder, .fini = remove_folder);

/* ---- refused, with a place ------------------------------------------------------------------- */

typedef struct malformed {
    const char *text;
    const char *said; /* behind the path of the file */
} malformed;

static const malformed files[] = {
    {"", "1:1: the file is empty"},
    {"a: [", "2:1: did not find expected node content"},
    {"\"\xff\"", "1:2: invalid leading UTF-8 octet"},
    {"chapter: c\nabout: A.\n", "1:1: either \"cases\" or \"matrix\" stands in a file"},
    {"about: A.\ncases: []\n", "1:1: a file of cases lacks \"chapter\""},
    {TOP "  []\n", "4:3: cases is empty"},
    {WHOLE "---\nb: 1\n", "10:1: a file holds one document"},
    {TOP "- &x [*x]\n", "4:7: this alias names no anchor that is whole"},
    {TOP "- *x\n", "4:3: this alias names no anchor that is whole"},
    {TOP "- !!str a\n", "4:3: tags have no meaning here"},
    {TOP "- [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]\n", "4:17: nested too deep"},
    {TOP "- a\n", "4:3: a case is a mapping"},
    {"chapter: c\nabout: A.\ncases: 5\n", "3:8: cases is a list"},
    {TOP "- name: a/b\n  shows: S.\n", "4:3: a case lacks \"clause\""},
    {WHOLE "  colour: red\n", "10:3: unknown key \"colour\" in a case"},
    {WHOLE "  ? [a]\n  : red\n", "10:5: a key of a case is a word"},
    {WHOLE "  input: \"y\"\n", "10:3: key \"input\" stands twice in a case"},
    {TOP "- name: a/b\n  shows: S.\n  clause: C\n  input: \"x\"\n  strict: " DONE "\n",
     "4:3: a case lacks \"requests\""},
    {TOP "- name: a/b\n  shows: S.\n  clause: C\n  requests: []\n  strict: " DONE "\n",
     "4:3: a case lacks \"input\""},
    {TOP "- { name: one, shows: S, clause: C, strict: a }\n", "4:11: \"one\" is no path"},
    {TOP "- { name: a/../b, shows: S, clause: C, strict: a }\n", "4:11: \"a/../b\" is no path"},
    {TOP "- { name: a//b, shows: S, clause: C, strict: a }\n", "4:11: \"a//b\" is no path"},
    {TOP "- { name: a/b, shows: , clause: C, strict: a }\n", "4:23: some text must stand here"},
    {TOP "- { name: a/b, shows: \"S\\0\", clause: C, strict: a }\n", "4:23: a text holds no NUL"},
    {WHOLE "  witnesses: { keeps: [S204_NO_SUCH] }\n", "10:24: \"S204_NO_SUCH\" is no invariant"},
    {WHOLE "  witnesses: { keeps: [ST_SP1, ST_SP1] }\n", "10:32: ST_SP1 stands twice"},
    {WHOLE "  witnesses: { keeps: [ST_SP1], breaks: [ST_SP1] }\n",
     "10:14: ST_SP1 is witnessed as kept and as broken"},
    {WHOLE "  end: closed\n", "10:8: \"closed\" is no end of a connection"},
    {WHOLE "  limits: { fields: -1 }\n", "10:21: \"-1\" is no integer"},
    {WHOLE "  limits: { fields: \"1\" }\n", "10:21: an integer must stand here"},
    {WHOLE "  limits: { fields: 4294967296 }\n", "10:21: 4294967296 is beyond 4294967295"},
    {WHOLE "  limits: { fields: 0 }\n", "10:21: a limit is at least 1"},
    {WHOLE "  context: { colour: red }\n", "10:14: unknown key \"colour\" in a context"},
    {WHOLE "  context: { role: server }\n", "10:20: \"server\" is no role of a sender"},
    {WHOLE "  context: { now: \"Sunday, 06-Nov-94 08:49:37 GMT\" }\n",
     "10:19: a time is \"Sun, 06 Nov 1994 08:49:37 GMT\""},
    {WHOLE "  context: { now: \"Mon, 06 Nov 1994 08:49:37 GMT\" }\n",
     "10:19: a time is \"Sun, 06 Nov 1994 08:49:37 GMT\""},
    {WHOLE "  context: { facts: [EXISTED] }\n", "10:21: facts are a mapping"},
    {WHOLE "  context: { facts: { EXISTS: true } }\n", "10:23: \"EXISTS\" is no fact"},
    {WHOLE "  context: { facts: { EARLY: true, EARLY: true } }\n", "10:36: EARLY stands twice"},
    {WHOLE "  context: { facts: { EARLY: yes } }\n", "10:30: true or false must stand here"},
    {WHOLE "  context: { twin: \"HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nhi\" }\n",
     "10:20: the twin is no whole response"},
    {WHOLE "  context: { twin: \"HTTP/1.1 200 OK\\r\\n\" }\n", "10:20: the twin is no whole response"},
    {WHOLE "  context: { twin: \"HTTP/1.1 103 \\r\\n\\r\\n\" }\n", "10:20: the twin is no final response"},
    {WHOLE "  context: { twin: \"HTTP/1.1 204 \\r\\n\\r\\nhi\" }\n", "10:20: octets stand behind the twin"},
    {WHOLE "  tolerant: [{ with: [BARE_CRLF], answer: strict }]\n",
     "10:23: \"BARE_CRLF\" is no tolerance"},
    {WHOLE "  tolerant: [{ with: [BARE_LF, BARE_LF], answer: strict }]\n",
     "10:32: BARE_LF stands twice"},
    {WHOLE "  tolerant: [{ with: [], answer: strict }]\n", "10:22: a set of tolerances is empty"},
    {WHOLE "  tolerant: [{ with: [BARE_LF], answer: lax }]\n", "10:41: an answer is a mapping"},
    {WHOLE "  accept: []\n", "10:11: accept is empty"},
    {WHOLE "  accept: [{ warn: why }]\n", "10:12: this answer asserts nothing"},
    {WHOLE "  accept: [{ reject: true, messages: [] }]\n",
     "10:22: \"reject: true\" stands for any rejection, with nothing beside"},
    {WHOLE "  accept: [{ reject: yes }]\n", "10:22: true or false must stand here"},
    {TOP BEGIN "  strict: { messages: [] }\n", "9:11: an answer lacks \"end\""},
    {TOP BEGIN "  strict: { messages: [], end: { state: over } }\n",
     "9:41: \"over\" is no end state"},
    {TOP BEGIN "  strict: { messages: [], end: { state: reject, at: 0 } }\n",
     "9:32: a rejection lacks \"at\" or \"invariant\""},
    {TOP BEGIN "  strict: { messages: [], end: { state: done, invariant: ST_SP1 } }\n",
     "9:32: only a rejection has invariant and breaches"},
    {TOP BEGIN "  strict: { messages: [], end: { state: excess, discarded: 2 } }\n",
     "9:32: only an end that is done or closed has discarded octets"},
    {TOP BEGIN "  strict: { messages: [{ reuse: true }], end: { state: done } }\n",
     "9:24: a message lacks \"status\""},
    {TOP BEGIN "  strict: { messages: [{ status: 1000 }], end: { state: done } }\n",
     "9:34: 1000 is beyond 999"},
    {TOP BEGIN "  strict: { messages: [{ status: 204, framing: some }], end: { state: done } }\n",
     "9:48: \"some\" is no framing"},
    {TOP BEGIN "  strict: { messages: [{ status: 204, version: \"11\" }], end: { state: done } }\n",
     "9:48: a version is \"1.1\": two digits and a dot"},
    {TOP BEGIN
     "  strict: { messages: [{ status: 204, fields: [[\"A\"]] }], end: { state: done } }\n",
     "9:48: a field is a list of its name and its value"},
    {TOP BEGIN "  strict: { messages: [{ status: 204, breaches: [FRAME_TE_KNOWN] }], end: { state: "
               "done } }\n",
     "9:49: FRAME_TE_KNOWN is not of the core profile"},
    {TOP BEGIN "  strict: { messages: [{ status: 204, extended: [ST_SP1] }], end: { state: done } }\n",
     "9:49: ST_SP1 is not of the extended profile"},
    {TOP "- { name: a/b, shows: S, clause: C, requests: [GET], input: \"\", strict: " DONE " }\n",
     "4:48: octets stand in double quotes"},
    {TOP "- { name: a/b, shows: S, clause: C, requests: [], input: 'x', strict: " DONE " }\n",
     "4:58: octets stand in double quotes"},
    {TOP "- { name: a/b, shows: S, clause: C, requests: [], input: \"x\n  y\", strict: " DONE
         " }\n",
     "4:58: octets stand on one line, or are a list of pieces"},
    {TOP "- { name: a/b, shows: S, clause: C, requests: [], input: \"\\r\\u0100\", strict: a }\n",
     "4:61: U+0100 is no octet, those end at 255"},
    {TOP "- { name: a/b, shows: S, clause: C, requests: [],\n    input: "
         "[\"\xc3\xa9\\xFF\\\"\xe2\x82\xac\"], strict: a }\n",
     "5:21: U+20AC is no octet, those end at 255"},
    {TOP
     "- { name: a/b, shows: S, clause: C, requests: [], input: [{ repeat: \"x\" }], strict: a }\n",
     "4:59: a piece lacks \"times\""},
    {TOP "- { name: a/b, shows: S, clause: C, requests: [], input: [{ repeat: \"x\", times: "
         "16777217 }], strict: a }\n",
     "4:81: 16777217 is beyond 16777216"},
    {TOP "- { name: a/b, shows: S, clause: C, requests: [], input: [\"y\", { repeat: \"x\", times: "
         "16777216 }], strict: a }\n",
     "4:58: these pieces are more than 16777216 octets"},
    {TOP "- { name: a/b, shows: S, clause: C, response: { status: 204, version: \"2.0\" }, strict: "
         "{ refused: ST_SP1 } }\n",
     "4:71: the writer knows major version 1 only"},
    {TOP "- { name: a/b, shows: S, clause: C, response: { status: 204 }, strict: { } }\n",
     "4:72: either \"octets\" or \"refused\" stands here"},
    {TOP "- { name: a/b, shows: S, clause: C, response: { status: 204 }, input: \"\", strict: { "
         "refused: ST_SP1 } }\n",
     "4:71: a case with a response to write has no \"input\""},
    {TOP "- { name: a/b, shows: S, clause: C, response: { status: 204 }, context: {}, strict: { "
         "refused: ST_SP1 } }\n",
     "4:73: a case with a response to write has no \"context\""},
    {WHOLE "- name: a/b\n  shows: S.\n  clause: C\n  requests: []\n  input: \"\"\n  strict: " DONE
           "\n",
     "10:9: \"a/b\" is the name of a case at "},
};

Test(corpus_files, refuses_what_is_malformed_and_says_where)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        corpus loaded;
        char said[1024];
        cr_assert(!load_text(files[i].text, strlen(files[i].text), &loaded, said, sizeof said),
                  "loaded:\n%s", files[i].text);
        size_t prefix = strlen(path_of("a.yaml"));
        cr_assert(strncmp(said, path_of("a.yaml"), prefix) == 0 && said[prefix] == ':');
        cr_expect(strncmp(said + prefix + 1, files[i].said, strlen(files[i].said)) == 0,
                  "expected %s\nbut said %s", files[i].said, said + prefix + 1);
        cr_expect(strchr(said, '\n') == said + strlen(said) - 1, "more than one line: %s", said);
        cr_expect(loaded.count == 0 && loaded.memory == NULL);
    }
}

Test(corpus_files, refuses_a_file_that_is_too_large)
{
    size_t size = 4 * 1024 * 1024 + 1;
    char *text = malloc(size);
    cr_assert(text != NULL);
    memset(text, '#', size);
    corpus loaded;
    char said[1024];
    cr_expect(!load_text(text, size, &loaded, said, sizeof said));
    cr_expect(strstr(said, ":1:1: the file is larger than 4 MiB\n") != NULL, "%s", said);
    free(text);
}

/* Aliases multiply what is read, not what is written: the arena's limit ends it. */
Test(corpus_files, refuses_aliases_that_multiply)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fputs(TOP BEGIN "  strict: { messages: &m [", out);
    for (int i = 0; i < 10000; i++) {
        fputs("{ status: 204 },", out);
    }
    fputs("], end: { state: done } }\n  accept:\n", out);
    for (int i = 0; i < 10000; i++) {
        fputs("  - { messages: *m }\n", out);
    }
    fclose(out);
    corpus loaded;
    char said[1024];
    cr_expect(!load_text(text, size, &loaded, said, sizeof said));
    cr_expect(strstr(said, ": the corpus is too large\n") != NULL, "%s", said);
    free(text);
}

Test(corpus_files, refuses_names_that_two_files_share)
{
    corpus loaded;
    char said[1024];
    write_file("a.yaml", WHOLE, strlen(WHOLE));
    write_file("b.yaml", WHOLE, strlen(WHOLE));
    cr_expect(!load_listening(folder, &loaded, said, sizeof said));
    cr_expect(strstr(said, "/b.yaml:4:9: \"a/b\" is the name of a case at ") != NULL, "%s", said);
}

Test(corpus_files, tells_of_every_malformed_file)
{
    corpus loaded;
    char said[1024];
    write_file("a.yaml", "a", 1);
    write_file("b.yaml", "b", 1);
    write_file("c.txt", "c", 1);
    cr_expect(!load_listening(folder, &loaded, said, sizeof said));
    cr_expect(strstr(said, "/a.yaml:1:1: a file of cases is a mapping\n") != NULL, "%s", said);
    cr_expect(strstr(said, "/b.yaml:1:1: a file of cases is a mapping\n") != NULL, "%s", said);
    cr_expect(strstr(said, "c.txt") == NULL);
}

Test(corpus_files, refuses_a_place_without_files)
{
    corpus loaded;
    char said[1024];
    cr_expect(!load_listening(folder, &loaded, said, sizeof said));
    cr_expect(strstr(said, "no *.yaml file is here") != NULL, "%s", said);
    cr_expect(!load_listening(path_of("absent"), &loaded, said, sizeof said));
    cr_expect(strstr(said, "No such file") != NULL, "%s", said);
}

/* ---- read ------------------------------------------------------------------------------------ */

static void expect_octets(octets got, const char *wanted, size_t size)
{
    cr_expect(got.size == size && memcmp(got.data, wanted, size) == 0);
    cr_expect(got.data[got.size] == 0);
}

#define EXPECT_OCTETS(got, literal) expect_octets(got, "" literal, sizeof literal - 1)

static const char everything[] =
    "chapter: c\n"
    "about: All that a case may hold.\n"
    "cases:\n"
    "- name: a/nul\n"
    "  shows: \"NUL, caf\\xe9 and \\u20ac\"\n"
    "  clause: RFC 9110 5.5\n"
    "  wild: C031\n"
    "  witnesses: { keeps: [S204_NO_TE, ST_SP1], breaks: [S204_NO_CL] }\n"
    "  requests: [\"A\\0B\", { method: \"GET\", version: \"1.0\", fields: [[\"Upgrade\", "
    "\"w\\0s\"]] }]\n"
    "  context: { role: gateway, target: \"/\\0\", now: \"Sun, 06 Nov 1994 08:49:37 GMT\", facts: { "
    "EXISTED: true, ENACTED: false },\n"
    "    twin: [\"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\n\\0h\\r\\n\", "
    "\"1\\r\\ni\\r\\n0\\r\\nX: y\\r\\n\\r\\n\"] }\n"
    "  input: [\"HTTP/1.1 204 \\0\\r\\n\", { repeat: \"\\xff\\0\", times: 3 }, \"\\r\\n\", { "
    "repeat: \"y\", times: 0 }]\n"
    "  end: reset\n"
    "  limits: { head: 1, fields: 2, chunk_line: 3, chunk_extensions: 4, trailers: 5, interim: 6 "
    "}\n"
    "  strict: &own\n"
    "    messages:\n"
    "    - &m\n"
    "      status: 204\n"
    "      reason: [\"N\\0\", { repeat: \"o\", times: 2 }]\n"
    "      fields: [[\"A\\0\", \"\\0B\"], [\"C\", \"\"]]\n"
    "      framing: none\n"
    "      body: \"\\0\\xff\\0\"\n"
    "      trailers: [[\"T\", \"\\0\"]]\n"
    "      complete: false\n"
    "      size: 7\n"
    "      reuse: false\n"
    "      breaches: [S204_NO_CL, ST_CODE_RANGE]\n"
    "      extended: [FLD_REQUEST_ONLY]\n"
    "      spent: [OBS_FOLD, BARE_LF]\n"
    "    - status: 200\n"
    "    end: { state: reject, at: 46, invariant: ST_SP2, breaches: [ST_SP2] }\n"
    "  tolerant:\n"
    "  - { with: [BARE_LF, TE_UNKNOWN], answer: strict }\n"
    "  - { with: [OBS_FOLD], answer: { messages: [*m], end: { state: done } } }\n"
    "  accept:\n"
    "  - *own\n"
    "  - { messages: [{ status: 200 }], warn: \"a SHOULD\" }\n"
    "  - { end: { state: done, discarded: 4 } }\n"
    "  - { reject: true }\n"
    "- { name: a/short, shows: S, clause: C, requests: [], input: \"\", strict: " DONE " }\n"
    "- name: a/written\n"
    "  shows: S\n"
    "  clause: C\n"
    "  requests: [\"HEAD\"]\n"
    "  response: { version: \"1.0\", status: 204, reason: \"\\0\", fields: [[\"A\", \"\\n\"]], "
    "body: \"\\0\",\n"
    "    trailers: [[\"T\", \"t\"]] }\n"
    "  strict: { refused: S204_NO_CL }\n"
    "  accept: [{ refused: true }, { octets: \"\\0\", warn: w }]\n";

Test(corpus_files, reads_every_octet_of_a_case)
{
    corpus loaded = load_sound(everything);
    cr_assert(loaded.count == 3);
    const corpus_case *one = &loaded.cases[0];
    cr_expect_str_eq(one->chapter, "c");
    cr_expect_str_eq(one->about, "All that a case may hold.");
    cr_expect_str_eq(one->name, "a/nul");
    cr_expect_str_eq(one->shows, "NUL, caf\xc3\xa9 and \xe2\x82\xac");
    cr_expect_str_eq(one->wild, "C031");
    cr_expect(one->line == 4 && one->column == 9);
    cr_expect(one->keeps.count == 2 && one->keeps.items[0] == H204_ST_SP1 &&
              one->keeps.items[1] == H204_S204_NO_TE);
    cr_expect(one->breaks.count == 1 && one->breaks.items[0] == H204_S204_NO_CL);
    EXPECT_OCTETS(one->input, "HTTP/1.1 204 \0\r\n\xff\0\xff\0\xff\0\r\n");
    cr_expect(one->end == H204_END_RESET && !one->writes);
    cr_expect(one->limits.head == 1 && one->limits.fields == 2 && one->limits.chunk_line == 3 &&
              one->limits.chunk_extensions == 4 && one->limits.trailers == 5 &&
              one->limits.interim == 6);
    cr_assert(one->request_count == 2);
    EXPECT_OCTETS(one->requests[0].method, "A\0B");
    cr_expect(!one->requests[0].version_given && !one->requests[0].fields.given);
    cr_expect(one->requests[1].version_given && one->requests[1].major_version == 1 &&
              one->requests[1].minor_version == 0);
    cr_assert(one->requests[1].fields.given && one->requests[1].fields.count == 1);
    EXPECT_OCTETS(one->requests[1].fields.pairs[0].value, "w\0s");
    corpus_free(&loaded);
}

Test(corpus_files, reads_a_context)
{
    corpus loaded = load_sound(everything);
    const context_spec *context = &loaded.cases[0].context;
    cr_expect(context->given && context->role_given && context->role == H204_SENDER_GATEWAY);
    cr_expect(context->target_given && context->now_given && context->now == 784111777);
    EXPECT_OCTETS(context->target, "/\0");
    cr_expect(context->known_facts == (H204_FACT_EXISTED | H204_FACT_ENACTED));
    cr_expect(context->facts == H204_FACT_EXISTED);
    cr_assert(context->twin_given && context->twin.content_given);
    cr_expect(context->twin.status_code == 200 && context->twin.field_count == 1);
    cr_expect(context->twin.fields[0].name.size == strlen("Transfer-Encoding"));
    cr_expect(context->twin.content.size == 3 && memcmp(context->twin.content.data, "\0hi", 3) == 0);
    cr_expect(!loaded.cases[1].context.given && loaded.cases[1].context.known_facts == 0);
    corpus_free(&loaded);
}

/* Dates before 1970 and leap days are what the calendar says. */
Test(corpus_files, reads_and_writes_times)
{
    static const char *const times[] = {
        "Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 31 Dec 1969 23:59:59 GMT", "Thu, 29 Feb 1996 08:49:37 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    };
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        int64_t seconds = 0;
        char again[DATE_SIZE];
        cr_assert(date_read(times[i], &seconds), "%s", times[i]);
        date_write(seconds, again);
        cr_expect_str_eq(again, times[i]);
    }
    static const char *const strangers[] = {
        "", "Thu, 1 Jan 1970 00:00:00 GMT", "thu, 01 Jan 1970 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 UTC",
        "Thu, 01 Jan 1970 00:00:00 GMT ", "Fri, 30 Feb 1996 00:00:00 GMT", "Thu,  01 Jan 1970 00:00:00 GMT",
    };
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++) {
        int64_t seconds = 0;
        cr_expect(!date_read(strangers[i], &seconds), "%s", strangers[i]);
    }
}

static void expect_first_message(const message_spec *message)
{
    cr_expect(message->status == 204 && message->framing == H204_FRAMING_NONE);
    cr_expect(message->reason_given && message->body_given && message->size_given);
    EXPECT_OCTETS(message->reason, "N\0oo");
    EXPECT_OCTETS(message->body, "\0\xff\0");
    cr_assert(message->fields.given && message->fields.count == 2);
    EXPECT_OCTETS(message->fields.pairs[0].name, "A\0");
    EXPECT_OCTETS(message->fields.pairs[0].value, "\0B");
    EXPECT_OCTETS(message->fields.pairs[1].value, "");
    cr_assert(message->trailers.given && message->trailers.count == 1);
    EXPECT_OCTETS(message->trailers.pairs[0].value, "\0");
    cr_expect(message->complete == ASSERTED_FALSE && message->reuse == ASSERTED_FALSE);
    cr_expect(message->size == 7);
    cr_assert(message->breaches.given && message->breaches.count == 2);
    cr_expect(message->breaches.items[0] == H204_ST_CODE_RANGE);
    cr_assert(message->extended.given && message->extended.count == 1);
    cr_expect(message->extended.items[0] == H204_FLD_REQUEST_ONLY);
    cr_expect(message->spent_given &&
              message->spent == (H204_TOLERATE_OBS_FOLD | H204_TOLERATE_BARE_LF));
}

Test(corpus_files, reads_answers_and_their_aliases)
{
    corpus loaded = load_sound(everything);
    const corpus_case *one = &loaded.cases[0];
    cr_assert(one->strict.messages_given && one->strict.message_count == 2);
    expect_first_message(&one->strict.messages[0]);
    cr_expect(one->strict.state == END_REJECT && one->strict.at_given && one->strict.at == 46);
    cr_expect(one->strict.invariant == H204_ST_SP2);
    cr_expect(one->strict.rejected_breaches.given && one->strict.rejected_breaches.count == 1);
    cr_assert(one->tolerant_count == 2);
    cr_expect(one->tolerant[0].tolerances == (H204_TOLERATE_BARE_LF | H204_TOLERATE_TE_UNKNOWN));
    cr_expect(one->tolerant[0].answer.state == END_REJECT);
    expect_first_message(&one->tolerant[0].answer.messages[0]);
    cr_expect(one->tolerant[1].answer.state == END_DONE);
    expect_first_message(&one->tolerant[1].answer.messages[0]);
    cr_assert(one->accept_count == 4);
    expect_first_message(&one->accept[0].messages[0]);
    cr_expect(one->accept[0].state == END_REJECT && one->accept[0].invariant == H204_ST_SP2);
    EXPECT_OCTETS(one->accept[1].warn, "a SHOULD");
    cr_expect(one->accept[1].state == END_ANY);
    cr_expect(!one->accept[2].messages_given && one->accept[2].discarded == 4);
    cr_expect(one->accept[3].state == END_REJECT && !one->accept[3].messages_given &&
              !one->accept[3].at_given && one->accept[3].invariant == H204_INVARIANT_NONE);
    corpus_free(&loaded);
}

Test(corpus_files, asserts_defaults_of_its_own_answers_alone)
{
    corpus loaded = load_sound(everything);
    const message_spec *own = &loaded.cases[0].strict.messages[1];
    EXPECT_OCTETS(own->version, "1.1");
    EXPECT_OCTETS(own->body, "");
    cr_expect(own->version_given && own->body_given && own->complete == ASSERTED_TRUE);
    cr_expect(own->trailers.given && own->trailers.count == 0);
    cr_expect(own->breaches.given && own->breaches.count == 0);
    cr_expect(!own->extended.given);
    cr_expect(own->spent_given && own->spent == 0);
    cr_expect(!own->reason_given && !own->fields.given && own->framing == -1 && !own->size_given);
    cr_expect(own->reuse == NOT_ASSERTED);
    const message_spec *allowed = &loaded.cases[0].accept[0].messages[1];
    cr_expect(allowed->status == 200 && allowed->framing == -1);
    cr_expect(!allowed->version_given && !allowed->body_given && !allowed->trailers.given &&
              allowed->complete == NOT_ASSERTED && !allowed->breaches.given &&
              !allowed->spent_given);
    corpus_free(&loaded);
}

Test(corpus_files, accepts_its_own_answer_where_a_case_names_none)
{
    corpus loaded = load_sound(everything);
    const corpus_case *one = &loaded.cases[1];
    cr_expect(one->end == H204_END_OPEN && one->wild == NULL && one->request_count == 0);
    cr_assert(one->accept_count == 1);
    cr_expect(one->accept[0].state == END_DONE && one->accept[0].messages_given);
    cr_expect(one->accept[0].discarded_given && one->accept[0].discarded == 0);
    corpus_free(&loaded);
}

Test(corpus_files, reads_a_response_to_write)
{
    corpus loaded = load_sound(everything);
    const corpus_case *one = &loaded.cases[2];
    cr_assert(one->writes && one->request_count == 1);
    cr_expect(one->response.minor_version == 0 && one->response.status == 204);
    EXPECT_OCTETS(one->response.reason, "\0");
    EXPECT_OCTETS(one->response.fields.pairs[0].value, "\n");
    EXPECT_OCTETS(one->response.body, "\0");
    cr_expect(one->response.trailers.count == 1);
    cr_expect(one->strict.refused_given && one->strict.refused == H204_S204_NO_CL);
    cr_assert(one->accept_count == 2);
    cr_expect(one->accept[0].refused_given && one->accept[0].refused == H204_INVARIANT_NONE);
    EXPECT_OCTETS(one->accept[1].octets_written, "\0");
    EXPECT_OCTETS(one->accept[1].warn, "w");
    corpus_free(&loaded);
}

/* An anchor may be used again: an alias means the latest one before it. */
Test(corpus_files, takes_the_latest_anchor_of_a_name)
{
    corpus loaded = load_sound(
        TOP "- { name: a/a, shows: S, clause: C, requests: [], input: &i \"1\", strict: &d " DONE
            " }\n"
            "- { name: a/b, shows: S, clause: C, requests: [], input: *i, strict: *d }\n"
            "- { name: a/c, shows: S, clause: C, requests: [], input: &i \"2\", strict: *d }\n"
            "- { name: a/d, shows: S, clause: C, requests: [], input: *i, strict: *d }\n");
    cr_assert(loaded.count == 4);
    EXPECT_OCTETS(loaded.cases[1].input, "1");
    EXPECT_OCTETS(loaded.cases[3].input, "2");
    corpus_free(&loaded);
}

/* ---- matrix ---------------------------------------------------------------------------------- */

#define MATRIX_TOP "chapter: m\nabout: A.\nmatrix:\n"
#define ROW                                                                                        \
    "{ name: \"204\", is: [final], request: \"GET\", status: 204, reason: \"N\", start: "          \
    "\"HTTP/1.1 204 N\\r\\n\" }"
#define AXES                                                                                       \
    "  rows: [" ROW "]\n"                                                                          \
    "  columns: [{ name: none, fields: \"\" }, { name: l, fields: \"X: 1\\r\\nL:\\t5\\r\\n\" }]\n" \
    "  follow: [{ name: none, octets: \"\" }, { name: junk, octets: \"hi\\0\", end: eof },\n"      \
    "    { name: next, octets: \"next\", message: { status: 200, reuse: true } }]\n"

static const char matrix_text[] = MATRIX_TOP AXES
    "  rules:\n"
    "  - { clause: A, shows: It ends at its head., when: { row: [final], column: [none] }, head: "
    "read,\n"
    "      framing: none, content: { takes: 0 }, keeps: [S204_NO_TE] }\n"
    "  - { clause: B, shows: No junk follows., when: { framing: [none], follow: [junk] }, reuse: "
    "false,\n"
    "      breaches: [S204_NO_CONTENT_WIRE], rest: { state: excess },\n"
    "      allow: [{ reuse: any, warn: w }, { content: { takes: all }, rest: { state: done } }, { "
    "reject: true }] }\n"
    "  - { clause: A, shows: Else it goes on., when: { framing: [none] }, reuse: true }\n"
    "  - { clause: C, shows: One more., when: { reuse: true, follow: [next] }, rest: { state: "
    "message, reuse: false } }\n"
    "  - { clause: D, shows: That is all., when: { column: [none] }, rest: { state: done } }\n"
    "  - { clause: E, shows: A bad length., head: { reject: FRAME_CL_DIGITS, line: 2 }, breaches: "
    "[FRAME_CL_DIGITS],\n"
    "      when: { column: [l] } }\n";

Test(corpus_files, expands_a_matrix_by_its_rules)
{
    corpus loaded = load_sound(matrix_text);
    cr_assert(loaded.count == 6);
    const corpus_case *plain = &loaded.cases[0];
    cr_expect_str_eq(plain->name, "m/204/none/none");
    cr_expect_str_eq(plain->shows, "It ends at its head. Else it goes on. That is all.");
    cr_expect_str_eq(plain->clause, "A; D");
    EXPECT_OCTETS(plain->input, "HTTP/1.1 204 N\r\n\r\n");
    cr_expect(plain->strict.state == END_DONE && plain->strict.at == 18);
    cr_expect(plain->keeps.count == 1 && plain->keeps.items[0] == H204_S204_NO_TE);
    cr_expect(plain->accept_count == 1);

    const corpus_case *junk = &loaded.cases[1];
    EXPECT_OCTETS(junk->input, "HTTP/1.1 204 N\r\n\r\nhi\0");
    cr_expect(junk->end == H204_END_CLOSED);
    cr_expect(junk->strict.state == END_EXCESS && junk->strict.at == 18);
    cr_assert(junk->strict.message_count == 1);
    const message_spec *message = &junk->strict.messages[0];
    cr_expect(message->reuse == ASSERTED_FALSE && message->size == 18);
    cr_expect(message->breaches.count == 1 &&
              message->breaches.items[0] == H204_S204_NO_CONTENT_WIRE);
    cr_expect(junk->breaks.count == 1);
    cr_assert(junk->accept_count == 4);
    cr_expect(junk->accept[0].messages[0].breaches.given);
    cr_expect(junk->accept[1].messages[0].reuse == NOT_ASSERTED &&
              !junk->accept[1].messages[0].breaches.given);
    EXPECT_OCTETS(junk->accept[1].warn, "w");
    EXPECT_OCTETS(junk->accept[2].messages[0].body, "hi\0");
    cr_expect(junk->accept[2].at == 21 && junk->accept[2].state == END_DONE);
    cr_expect(junk->accept[3].state == END_REJECT && !junk->accept[3].messages_given);

    const corpus_case *next = &loaded.cases[2];
    cr_assert(next->strict.message_count == 2);
    cr_expect(next->strict.messages[0].reuse == ASSERTED_TRUE);
    cr_expect(next->strict.messages[1].reuse == ASSERTED_FALSE);
    cr_expect(next->strict.messages[1].status == 200 && next->strict.messages[1].size == 4);
    cr_expect(next->strict.state == END_DONE && next->strict.at == 22);

    const corpus_case *rejected = &loaded.cases[3];
    cr_expect_str_eq(rejected->shows, "A bad length.");
    cr_expect(rejected->strict.state == END_REJECT && rejected->strict.message_count == 0);
    cr_expect(rejected->strict.invariant == H204_FRAME_CL_DIGITS);
    cr_expect(rejected->strict.at == 16 + 6 + 3 &&
              rejected->input.data[rejected->strict.at] == '5');
    cr_expect(rejected->strict.rejected_breaches.count == 1);
    corpus_free(&loaded);
}

#define READ_RULE                                                                                  \
    "  - { clause: A, shows: S, head: read, framing: none, reuse: true, content: { takes: 0 }"

static const malformed matrices[] = {
    {MATRIX_TOP "  rows: []\n  columns: []\n  follow: []\n  rules: []\n", "4:9: rows is empty"},
    {MATRIX_TOP "  rows: [" ROW ", " ROW "]\n  columns: [a]\n  follow: []\n  rules: []\n",
     "4:111: \"204\" stands twice in rows"},
    {MATRIX_TOP "  rows: [" ROW "]\n  columns: [{ name: n, fields: \"\" }]\n  rules: []\n",
     "4:3: a matrix lacks \"follow\""},
    {MATRIX_TOP AXES "  rules: []\n", "8:10: rules is empty"},
    {MATRIX_TOP AXES "  rules:\n  - { clause: A, shows: S, when: { row: [\"205\"] } }\n",
     "9:41: nothing in rows is called \"205\""},
    {MATRIX_TOP AXES "  rules:\n  - { clause: A, shows: S, head: read }\n",
     "4:3: m/204/none/none: no rule sets its framing"},
    {MATRIX_TOP AXES "  rules:\n" READ_RULE " }\n", "4:3: m/204/none/none: no rule sets its rest"},
    {MATRIX_TOP AXES "  rules:\n" READ_RULE ", rest: { state: done } }\n",
     "9:97: m/204/none/junk: its octets are neither taken nor discarded"},
    {MATRIX_TOP AXES "  rules:\n" READ_RULE ", rest: { state: excess } }\n",
     "9:97: m/204/none/none: nothing is left to be in excess"},
    {MATRIX_TOP AXES "  rules:\n" READ_RULE ", rest: { state: message } }\n",
     "9:97: m/204/none/none: its follow has no message"},
    {MATRIX_TOP AXES "  rules:\n" READ_RULE ", rest: { state: done, offset: 1 } }\n",
     "9:120: \"offset\" does not go with this state"},
    {MATRIX_TOP AXES "  rules:\n" READ_RULE ", rest: { state: reject, offset: 1 } }\n",
     "9:97: a rejection lacks \"invariant\" or \"offset\""},
    {MATRIX_TOP AXES
     "  rules:\n  - { clause: A, shows: S, head: read, framing: none, reuse: true,\n"
     "      content: { takes: 1 }, rest: { state: tunnel } }\n",
     "10:16: m/204/none/none: it takes more than follows"},
    {MATRIX_TOP AXES "  rules:\n  - { clause: A, shows: S, head: { reject: ST_SP1, line: 1 } }\n",
     "4:3: m/204/none/none: its column has no such line"},
    {MATRIX_TOP AXES "  rules:\n" READ_RULE ", rest: { state: tunnel } }\n"
                     "  - { clause: B, shows: S, reuse: false }\n",
     "10:5: this rule decides no cell"},
    {MATRIX_TOP AXES "  rules:\n" READ_RULE
                     ", rest: { state: tunnel }, breaches: [ST_SP1], keeps: [ST_SP1] }\n",
     "4:3: m/204/none/none: a row is kept and broken"},
};

Test(corpus_files, refuses_a_matrix_that_leaves_a_cell_open)
{
    for (size_t i = 0; i < sizeof matrices / sizeof matrices[0]; i++) {
        corpus loaded;
        char said[1024];
        cr_assert(
            !load_text(matrices[i].text, strlen(matrices[i].text), &loaded, said, sizeof said),
            "loaded:\n%s", matrices[i].text);
        size_t prefix = strlen(path_of("a.yaml"));
        cr_expect(strncmp(said + prefix + 1, matrices[i].said, strlen(matrices[i].said)) == 0,
                  "expected %s\nbut said %s", matrices[i].said, said + prefix + 1);
    }
}

/* ---- export ---------------------------------------------------------------------------------- */

static char *exported(const corpus *loaded, size_t *size)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    cr_assert(out != NULL);
    cr_assert(corpus_export(loaded, out));
    fclose(out);
    return text;
}

Test(corpus_files, exports_the_same_octets_each_time)
{
    write_file("a.yaml", everything, strlen(everything));
    write_file("b.yaml", matrix_text, strlen(matrix_text));
    char *texts[2];
    size_t sizes[2];
    for (int i = 0; i < 2; i++) {
        corpus loaded;
        cr_assert(corpus_load(folder, &loaded));
        texts[i] = exported(&loaded, &sizes[i]);
        corpus_free(&loaded);
    }
    cr_expect(sizes[0] == sizes[1] && memcmp(texts[0], texts[1], sizes[0]) == 0);
    cr_expect(strstr(texts[0], folder) == NULL, "a path of this machine is in it");
    json_t *root = json_loads(texts[0], JSON_ALLOW_NUL, NULL);
    cr_assert(root != NULL);
    cr_expect(json_array_size(json_object_get(root, "chapters")) == 2);
    json_decref(root);
    free(texts[0]);
    free(texts[1]);
}

static json_t *member_at(json_t *object, const char *key, size_t index)
{
    return json_array_get(json_object_get(object, key), index);
}

static void expect_base64(json_t *both, const char *base64, const char *text)
{
    cr_expect_str_eq(json_string_value(json_object_get(both, "base64")), base64);
    cr_expect_str_eq(json_string_value(json_object_get(both, "text")), text);
}

Test(corpus_files, exports_every_octet)
{
    corpus loaded = load_sound(everything);
    size_t size = 0;
    char *text = exported(&loaded, &size);
    json_t *root = json_loadb(text, size, JSON_ALLOW_NUL, NULL);
    cr_assert(root != NULL);
    json_t *one = member_at(member_at(root, "chapters", 0), "cases", 0);
    expect_base64(json_object_get(one, "input"), "SFRUUC8xLjEgMjA0IAANCv8A/wD/AA0K",
                  "HTTP/1.1 204 \\0\\r\\n\\xff\\0\\xff\\0\\xff\\0\\r\\n");
    json_t *context = json_object_get(one, "context");
    cr_expect_str_eq(json_string_value(json_object_get(context, "role")), "gateway");
    cr_expect_str_eq(json_string_value(json_object_get(context, "now")), "Sun, 06 Nov 1994 08:49:37 GMT");
    cr_expect(json_is_false(json_object_get(json_object_get(context, "facts"), "ENACTED")));
    cr_expect(json_is_object(json_object_get(context, "twin")));
    json_t *message = member_at(json_object_get(one, "strict"), "messages", 0);
    cr_expect_str_eq(json_string_value(member_at(message, "extended", 0)), "FLD_REQUEST_ONLY");
    expect_base64(json_object_get(message, "body"), "AP8A", "\\0\\xff\\0");
    json_t *reason = json_object_get(message, "reason");
    cr_expect(json_string_length(reason) == 4 &&
              memcmp(json_string_value(reason), "N\0oo", 4) == 0);
    json_t *value = json_array_get(member_at(message, "fields", 0), 1);
    cr_expect(json_string_length(value) == 2 && memcmp(json_string_value(value), "\0B", 2) == 0);
    json_decref(root);
    free(text);
    corpus_free(&loaded);
}

/* One case stands on one line, so that a change of the corpus is a change of few lines. */
Test(corpus_files, exports_one_case_a_line)
{
    corpus loaded = load_sound(everything);
    size_t size = 0;
    char *text = exported(&loaded, &size);
    size_t lines = 0;
    for (size_t i = 0; i < size; i++) {
        lines += text[i] == '\n';
    }
    cr_expect(lines == 2 + loaded.count + 2);
    free(text);
    corpus_free(&loaded);
}

Test(corpus_files, shows_long_runs_short)
{
    corpus loaded = load_sound(TOP "- { name: a/b, shows: S, clause: C, requests: [], input: "
                                   "[\"x\", { repeat: \"\\0\", times: 65 }], strict: " DONE " }\n");
    size_t size = 0;
    char *text = exported(&loaded, &size);
    cr_expect(strstr(text, "\"text\":\"x\\\\0{65}\"") != NULL, "%s", text);
    free(text);
    corpus_free(&loaded);
}

/* ---- base64 ---------------------------------------------------------------------------------- */

typedef struct vector {
    const char *octets;
    const char *base64;
} vector;

static const vector vectors[] = {
    /* RFC 4648 10 */
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
};

Test(corpus_files, encodes_and_decodes_base64)
{
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        size_t size = strlen(vectors[i].octets);
        size_t wanted = strlen(vectors[i].base64);
        char text[16];
        uint8_t data[16];
        size_t decoded = 99;
        cr_assert(base64_size(size) == wanted);
        base64_encode((const uint8_t *)vectors[i].octets, size, text);
        cr_expect(memcmp(text, vectors[i].base64, wanted) == 0);
        cr_assert(base64_decode(text, wanted, data, &decoded));
        cr_expect(decoded == size && memcmp(data, vectors[i].octets, size) == 0);
    }
}

Test(corpus_files, refuses_base64_that_no_encoder_writes)
{
    static const char *const bad[] = {"Z",    "Zg",   "Zg=",  "Zh==", "Zm9=",     "Z===",
                                      "====", "Zg=v", "Zm 8", "Zm-8", "Zg==Zg==", "Zm9v\n"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        uint8_t data[16];
        size_t decoded = 0;
        cr_expect(!base64_decode(bad[i], strlen(bad[i]), data, &decoded), "%s", bad[i]);
    }
    uint8_t data[3];
    size_t decoded = 0;
    cr_expect(!base64_decode("Zm9\0", 4, data, &decoded));
}
