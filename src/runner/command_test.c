/* command_test.c - h204 test parser: the cases against the embedded codec, or a command that speaks the contract.
 */
#include "commands.h"

#include "known.h"
#include "report.h"
#include "splits.h"
#include "testee.h"

#include <errno.h>
#include <fnmatch.h>
#include <math.h>
#include <popt.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef H204_CORPUS_DIR
#define H204_CORPUS_DIR H204_SOURCE_DIR "/corpus/conformance"
#endif

#define SECONDS_DEFAULT 10.0
#define PATTERNS_MAX    64

/* ---- what is asked for --------------------------------------------------------------------------------- */

typedef struct pattern_list {
    char *patterns[PATTERNS_MAX];
    size_t count;
} pattern_list;

typedef struct test_options {
    pattern_list only, skip;
    bool tolerances_given; /* ask everything with these, and nothing else */
    uint32_t tolerances;
    char *corpus, *known, *json;
    int list, no_splits, all_splits, verbose;
    int jobs; /* 0: as many as processors, or one command */
    long min_tests;
    double seconds;
    char *const *command; /* NULL: the embedded codec */
} test_options;

static void free_options(test_options *options)
{
    for (size_t i = 0; i < options->only.count; i++) {
        free(options->only.patterns[i]);
    }
    for (size_t i = 0; i < options->skip.count; i++) {
        free(options->skip.patterns[i]);
    }
    free(options->corpus);
    free(options->known);
    free(options->json);
}

static bool complain(const char *format, const char *what)
{
    fputs("h204 test: ", stderr);
    fprintf(stderr, format, what);
    fputs("\n", stderr);
    return false;
}

/* "BARE_LF,OBS_FOLD", or the name of a preset. */
static bool read_tolerances(char *text, test_options *options)
{
    uint32_t set = 0;
    options->tolerances_given = true;
    char *rest = NULL;
    for (char *name = strtok_r(text, ", ", &rest); name != NULL;
         name = strtok_r(NULL, ", ", &rest)) {
        uint32_t one;
        if (strcmp(name, "user-agent") == 0) {
            set |= H204_USER_AGENT;
        } else if (strcmp(name, "proxy") == 0) {
            set |= H204_PROXY;
        } else if (tolerance_named(name, &one)) {
            set |= one;
        } else {
            return complain("--tolerate: no tolerance \"%s\"", name);
        }
    }
    options->tolerances = set;
    return true;
}

enum { OPTION_ONLY = 1, OPTION_SKIP, OPTION_TOLERATE };

static bool read_option(int which, char *argument, test_options *options)
{
    if (which == OPTION_TOLERATE) {
        bool sound = read_tolerances(argument, options);
        free(argument);
        return sound;
    }
    pattern_list *list = which == OPTION_ONLY ? &options->only : &options->skip;
    if (list->count == PATTERNS_MAX) {
        free(argument);
        return complain("%s: too many patterns", which == OPTION_ONLY ? "--only" : "--skip");
    }
    list->patterns[list->count++] = argument;
    return true;
}

static bool check_options(const test_options *options)
{
    if (options->jobs < 0 || options->jobs > CHILDREN_MAX) {
        return complain("--jobs: %s", "not between 1 and 64");
    }
    if (!(options->seconds > 0) || !isfinite(options->seconds)) {
        return complain("--timeout: %s", "not above 0");
    }
    if (options->min_tests < 0) {
        return complain("--min-tests: %s", "below 0");
    }
    if (options->no_splits && options->all_splits) {
        return complain("%s", "--no-splits and --all-splits exclude each other");
    }
    return true;
}

/* false: said why on standard error. */
static bool read_options(int argc, const char **argv, test_options *options)
{
    struct poptOption table[] = {
        {"only", 0, POPT_ARG_STRING, NULL, OPTION_ONLY, "only cases whose names match (repeatable)",
         "GLOB"},
        {"skip", 0, POPT_ARG_STRING, NULL, OPTION_SKIP, "no cases whose names match (repeatable)",
         "GLOB"},
        {"tolerate", 0, POPT_ARG_STRING, NULL, OPTION_TOLERATE,
         "ask with these tolerances instead of those of the cases", "LIST|user-agent|proxy"},
        {"known", 0, POPT_ARG_STRING, &options->known, 0, "deviations that are expected", "FILE"},
        {"list", 0, POPT_ARG_NONE, &options->list, 0, "print the names of the cases and run none",
         NULL},
        {"json", 0, POPT_ARG_STRING, &options->json, 0,
         "write a report as JSON (- is standard output)", "FILE"},
        {"jobs", 'j', POPT_ARG_INT, &options->jobs, 0, "how many to run at a time", "N"},
        {"timeout", 0, POPT_ARG_DOUBLE, &options->seconds, 0,
         "how long an answer may take (default 10)", "SECONDS"},
        {"min-tests", 0, POPT_ARG_LONG, &options->min_tests, 0, "with fewer cases run, exit with 3",
         "N"},
        {"no-splits", 0, POPT_ARG_NONE, &options->no_splits, 0, "feed every input whole only",
         NULL},
        {"all-splits", 0, POPT_ARG_NONE, &options->all_splits, 0,
         "feed a command every way that the embedded codec is fed", NULL},
        {"corpus", 0, POPT_ARG_STRING, &options->corpus, 0, "where the cases are", "PATH"},
        {"verbose", 'v', POPT_ARG_NONE, &options->verbose, 0, "print every case", NULL},
        POPT_AUTOHELP POPT_TABLEEND};
    argv[0] = "h204 test parser"; /* as help names it */
    poptContext context = poptGetContext(argv[0], argc, argv, table, 0);
    poptSetOtherOptionHelp(context, "[OPTION...] [-- COMMAND...]");
    bool sound = true;
    int which;
    while (sound && (which = poptGetNextOpt(context)) > 0) {
        sound = read_option(which, poptGetOptArg(context), options);
    }
    if (sound && which < -1) {
        fprintf(stderr, "h204 test: %s: %s\n", poptBadOption(context, 0), poptStrerror(which));
        sound = false;
    }
    if (sound && poptPeekArg(context) != NULL) {
        sound = complain("unexpected argument \"%s\"; a command to test follows --",
                         poptPeekArg(context));
    }
    poptFreeContext(context);
    return sound && check_options(options);
}

/* ---- a run --------------------------------------------------------------------------------------------- */

typedef struct run {
    const test_options *options;
    greeting self; /* who is tested */
    case_result *results;
    size_t count;
    atomic_size_t next; /* the case that the next free worker takes */
    atomic_size_t done;
} run;

static bool matches(const pattern_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++) {
        if (fnmatch(list->patterns[i], name, 0) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_selected(const test_options *options, const corpus_case *one)
{
    return (options->only.count == 0 || matches(&options->only, one->name)) &&
           !matches(&options->skip, one->name);
}

static judged_by judged(const run *r)
{
    return r->options->command == NULL ? JUDGED_BY_OWN : JUDGED_BY_ACCEPT;
}

static verdict verdict_of(const run *r, const corpus_case *asked, uint32_t tolerances,
                          const reply *got)
{
    switch (got->kind) {
    case REPLY_ANSWER:
        return judge(asked, tolerances, judged(r), r->self.knows, &got->answer);
    case REPLY_SKIP:
        return (verdict){.kind = VERDICT_SKIP, .why = got->why};
    case REPLY_ERROR:
    case REPLY_MALFORMED:
        return (verdict){.kind = VERDICT_ERROR, .why = got->why};
    }
    abort();
}

/* Why this question can not be put at all, or NULL. */
static const char *unaskable(const run *r, const corpus_case *asked, uint32_t tolerances)
{
    if (asked->writes && (r->self.knows & KNOWS_WRITE) == 0) {
        return "the testee does not write";
    }
    if ((tolerances & ~r->self.tolerates) != 0) {
        return "the testee lacks a tolerance";
    }
    if (judged(r) == JUDGED_BY_OWN && own_answer(asked, tolerances) == NULL) {
        return "the case does not say what these tolerances answer";
    }
    return NULL;
}

static bool is_bad(const verdict *v)
{
    return v->kind == VERDICT_FAIL || v->kind == VERDICT_ERROR;
}

/* Of the questions about a case the worst verdict stands; a skipped one says less than a passed one. */
static int weight_of(verdict_kind kind)
{
    switch (kind) {
    case VERDICT_SKIP:
        return 0;
    case VERDICT_PASS:
        return 1;
    case VERDICT_WARN:
        return 2;
    case VERDICT_FAIL:
        return 3;
    case VERDICT_ERROR:
        return 4;
    }
    return 0;
}

/* A question, what came back, and what that is worth. */
typedef struct asking {
    question about;
    reply got;
    verdict verdict;
    memory pieces; /* of cuts and reply */
} asking;

/* However the input is cut, the answer is the same.  The embedded codec promises it; of others a different
 * answer that is allowed too is told as a warning. */
static verdict judge_split(const run *r, const corpus_case *asked, const asking *split,
                           const answer_spec *whole)
{
    verdict v = verdict_of(r, asked, split->about.tolerances, &split->got);
    bool is_own = judged(r) == JUDGED_BY_OWN;
    if (split->got.kind != REPLY_ANSWER || (is_bad(&v) && !is_own)) {
        return v;
    }
    /* Breaches are a matter of all octets together, and are not gathered again for every cut. */
    comparison how = {.knows = r->self.knows & ~(uint32_t)KNOWS_BREACHES, .exact = is_own};
    difference where = compare_answers(whole, &split->got.answer, how);
    if (is_own) {
        verdict_kind kind = where.member == MEMBER_NONE ? VERDICT_PASS : VERDICT_FAIL;
        return (verdict){.kind = kind, .expected = whole, .where = where};
    }
    if (where.member != MEMBER_NONE) {
        v.kind = VERDICT_WARN;
        v.why = "answers otherwise when the input comes in pieces";
    }
    return v;
}

static splits_extent extent_of(const run *r, const corpus_case *asked)
{
    if (r->options->no_splits || asked->writes || (r->self.knows & KNOWS_SPLITS) == 0) {
        return SPLITS_NONE;
    }
    return r->options->all_splits || judged(r) == JUDGED_BY_OWN ? SPLITS_ALL : SPLITS_SOME;
}

/* Feed the input in pieces.  *worst is the whole, and becomes the split that is answered worst. */
static void ask_in_pieces(const run *r, testee *who, const answer_spec *whole, asking *worst,
                          case_result *result)
{
    splits ways = {.extent = extent_of(r, result->asked), .size = result->asked->input.size};
    asking split = {.about = worst->about};
    while (!is_bad(&worst->verdict) && splits_next(&ways, &split.pieces, &split.about.cuts)) {
        split.got = testee_ask(who, &split.about, EMBEDDED_READS, &split.pieces);
        result->answers += split.got.kind == REPLY_ANSWER;
        if (split.got.kind != REPLY_SKIP) {
            split.verdict = judge_split(r, result->asked, &split, whole);
            if (weight_of(split.verdict.kind) > weight_of(worst->verdict.kind)) {
                asking better = *worst;
                *worst = split;
                split = better;
            }
        }
        memory_free(&split.pieces);
    }
}

/* Take over a verdict and, where it has more to tell than that all is well, what it points into. */
static void settle(case_result *result, asking *worst, memory *whole)
{
    memory_free(&result->whole);
    memory_free(&result->split);
    result->verdict = worst->verdict;
    result->tolerances = worst->about.tolerances;
    result->cuts = worst->about.cuts;
    result->answered = worst->got.kind == REPLY_ANSWER;
    result->answer = worst->got.answer;
    if (worst->verdict.kind == VERDICT_PASS) {
        return;
    }
    result->whole = *whole;
    result->split = worst->pieces;
    *whole = (memory){0};
    worst->pieces = (memory){0};
}

/* One question, whole and then in every way to cut it. */
static void ask(const run *r, testee *who, uint32_t tolerances, case_result *result)
{
    memory whole = {0};
    asking worst = {.about = question_of(result->asked), .got = {.kind = REPLY_SKIP}};
    worst.about.tolerances = result->asked->writes ? 0 : tolerances;
    const char *lacking = unaskable(r, result->asked, worst.about.tolerances);
    if (lacking != NULL) {
        worst.verdict = (verdict){.kind = VERDICT_SKIP, .why = lacking};
    } else {
        worst.got = testee_ask(who, &worst.about, EMBEDDED_CHECKS, &whole);
        result->answers += worst.got.kind == REPLY_ANSWER;
        worst.verdict = verdict_of(r, result->asked, worst.about.tolerances, &worst.got);
    }
    if (worst.got.kind == REPLY_ANSWER) {
        answer_spec *answer = memory_take(&whole, sizeof *answer);
        *answer = worst.got.answer;
        ask_in_pieces(r, who, answer, &worst, result);
    }
    if (weight_of(worst.verdict.kind) >= weight_of(result->verdict.kind)) {
        settle(result, &worst, &whole);
    }
    memory_free(&worst.pieces);
    memory_free(&whole);
}

/* Every question about a case: in strict, and with each set of tolerances it knows an answer for. */
static void run_case(const run *r, testee *who, case_result *result)
{
    const corpus_case *asked = result->asked;
    result->verdict = (verdict){.kind = VERDICT_SKIP};
    if (r->options->tolerances_given) {
        ask(r, who, r->options->tolerances, result);
        return;
    }
    ask(r, who, 0, result);
    for (size_t i = 0; i < asked->tolerant_count && !is_bad(&result->verdict); i++) {
        ask(r, who, asked->tolerant[i].tolerances, result);
    }
}

/* ---- workers ------------------------------------------------------------------------------------------- */

typedef struct worker {
    pthread_t thread;
    bool is_first; /* the one that shows progress, on the thread that everything else runs on */
    run *of;
    testee who;
} worker;

static void *work(void *argument)
{
    worker *self = argument;
    run *r = self->of;
    for (size_t number = atomic_fetch_add(&r->next, 1); number < r->count;
         number = atomic_fetch_add(&r->next, 1)) {
        run_case(r, &self->who, &r->results[number]);
        size_t done = atomic_fetch_add(&r->done, 1) + 1;
        if (self->is_first) {
            report_progress(done, r->count);
        }
    }
    return NULL;
}

static size_t worker_count(const run *r)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = r->options->jobs > 0 ? (size_t)r->options->jobs : 1;
    if (r->options->jobs == 0 && r->options->command == NULL && processors > 1) {
        wanted = processors < CHILDREN_MAX ? (size_t)processors : CHILDREN_MAX;
    }
    size_t useful = r->count > 0 ? r->count : 1;
    return wanted < useful ? wanted : useful;
}

/* `first` has greeted already; the others start their testees when they get their first case. */
static void run_cases(run *r, const testee *first)
{
    worker workers[CHILDREN_MAX];
    size_t count = worker_count(r);
    size_t started = 1;
    json_object_seed(0); /* jansson: before there is a second thread */
    for (size_t i = 0; i < count; i++) {
        workers[i] = (worker){.is_first = i == 0, .of = r};
        workers[i].who = i == 0 ? *first : testee_new(r->options->command, r->options->seconds);
    }
    while (started < count &&
           pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0) {
        started++;
    }
    work(&workers[0]);
    for (size_t i = 1; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        testee_close(&workers[i].who);
    }
    report_progress_end();
}

/* ---- the command --------------------------------------------------------------------------------------- */

static void *zeroed(size_t count, size_t size)
{
    void *made = calloc(count + 1, size);
    if (made == NULL) {
        fputs("h204: out of memory\n", stderr);
        exit(EXIT_NOTHING_RAN);
    }
    return made;
}

/* 1 beats 3 beats 0. */
static int exit_code_of(const run *r)
{
    size_t counts[OUTCOME_KINDS];
    count_outcomes(r->results, r->count, counts);
    if (counts[OUTCOME_FAIL] + counts[OUTCOME_ERROR] + counts[OUTCOME_UNEXPECTED_PASS] > 0) {
        return EXIT_NOT_EXPECTED;
    }
    size_t ran = counts[OUTCOME_PASS] + counts[OUTCOME_WARN] + counts[OUTCOME_KNOWN];
    if (ran == 0 || ran < (size_t)r->options->min_tests) {
        fprintf(stderr, "h204 test: %zu cases ran\n", ran);
        return EXIT_NOTHING_RAN;
    }
    return EXIT_EXPECTED;
}

static void select_cases(run *r, const corpus *loaded, known_list *known)
{
    r->results = zeroed(loaded->count, sizeof *r->results);
    for (size_t i = 0; i < loaded->count; i++) {
        const corpus_case *one = &loaded->cases[i];
        const char *reason = known_reason(known, one->name);
        if (is_selected(r->options, one)) {
            r->results[r->count++] = (case_result){.asked = one, .known = reason};
        }
    }
}

/* A pattern that no case has is no deviation, and most often a case that was renamed. */
static void tell_unused(const known_list *known, const char *path)
{
    for (size_t i = 0; i < known->count; i++) {
        if (!known->entries[i].used) {
            fprintf(stderr, "%s:%u: no case is named %s\n", path, known->entries[i].line,
                    known->entries[i].pattern);
        }
    }
}

static int list_cases(const run *r)
{
    for (size_t i = 0; i < r->count; i++) {
        puts(r->results[i].asked->name);
    }
    return r->count > 0 ? EXIT_EXPECTED : EXIT_NOTHING_RAN;
}

static bool is_standard_output(const char *path)
{
    return strcmp(path, "-") == 0;
}

static int report(const run *r, FILE *json)
{
    run_report whole = {
        .role = "parser",
        .self = &r->self,
        .embedded = r->options->command == NULL,
        .results = r->results,
        .count = r->count,
        .exit_code = exit_code_of(r),
    };
    if (json == NULL || json != stdout) {
        report_text(stdout, &whole, r->options->verbose != 0);
    }
    if (json != NULL && !report_json(json, &whole)) {
        fprintf(stderr, "h204 test: %s: %s\n", r->options->json, strerror(errno));
        return EXIT_NOT_EXPECTED;
    }
    return whole.exit_code;
}

/* Hear who is there, and run everything. */
static int start_and_run(run *r, FILE *json)
{
    memory from = {0};
    const char *why = NULL;
    testee first = testee_new(r->options->command, r->options->seconds);
    child_end_all_on_signal();
    testee_status status = testee_start(&first, &from, &why);
    if (status != TESTEE_READY) {
        fprintf(stderr, "h204 test: the testee %s\n", why);
        testee_close(&first);
        memory_free(&from);
        return status == TESTEE_NOT_FOUND ? EXIT_BAD_USAGE : EXIT_NOTHING_RAN;
    }
    /* Kept apart from the worker's own greeting, which is heard anew with every restart. */
    r->self = first.self;
    r->self.name = memory_octets(&from, first.self.name.data, first.self.name.size);
    r->self.version = memory_octets(&from, first.self.version.data, first.self.version.size);
    run_cases(r, &first);
    int code = report(r, json);
    memory_free(&from);
    return code;
}

static int run_with_json(run *r)
{
    const char *path = r->options->json;
    FILE *json = NULL;
    if (path != NULL) {
        json = is_standard_output(path) ? stdout : fopen(path, "w");
        if (json == NULL) {
            fprintf(stderr, "h204 test: %s: %s\n", path, strerror(errno));
            return EXIT_BAD_USAGE;
        }
    }
    int code = start_and_run(r, json);
    if (json != NULL && json != stdout && fclose(json) != 0) {
        fprintf(stderr, "h204 test: %s: %s\n", path, strerror(errno));
        code = EXIT_NOT_EXPECTED;
    }
    return code;
}

static int test_with(const test_options *options, const corpus *loaded)
{
    known_list known = {NULL, 0};
    if (options->known != NULL && !known_load(options->known, &known)) {
        return EXIT_BAD_USAGE;
    }
    run r = {.options = options};
    select_cases(&r, loaded, &known);
    if (options->known != NULL) {
        tell_unused(&known, options->known);
    }
    int code = options->list ? list_cases(&r) : run_with_json(&r);
    for (size_t i = 0; i < r.count; i++) {
        memory_free(&r.results[i].whole);
        memory_free(&r.results[i].split);
    }
    free(r.results);
    known_free(&known);
    return code;
}

static int test_parser(int argc, const char **argv, char *const *command)
{
    test_options options = {.seconds = SECONDS_DEFAULT, .command = command};
    corpus loaded = {0};
    int code = EXIT_BAD_USAGE;
    if (read_options(argc, argv, &options) &&
        corpus_load(options.corpus != NULL ? options.corpus : H204_CORPUS_DIR, &loaded)) {
        code = test_with(&options, &loaded);
        corpus_free(&loaded);
    }
    free_options(&options);
    return code;
}

static int print_usage(FILE *out, int code)
{
    fputs(
        "usage: h204 test parser [OPTION...] [-- COMMAND...]\n\n"
        "Run the cases against the embedded codec, or a command that speaks the testee contract.\n"
        "h204 test parser --help lists the options.\n",
        out);
    return code;
}

/* Options end at the first "--"; what follows is a command, as it stands. */
int command_test(int argc, const char **argv)
{
    int ours = 0;
    while (ours < argc && strcmp(argv[ours], "--") != 0) {
        ours++;
    }
    if (ours < 2) {
        return print_usage(stderr, EXIT_BAD_USAGE);
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-?") == 0) {
        return print_usage(stdout, EXIT_EXPECTED);
    }
    if (strcmp(argv[1], "parser") != 0) {
        fprintf(stderr, "h204 test: no role \"%s\"\n", argv[1]);
        return print_usage(stderr, EXIT_BAD_USAGE);
    }
    if (ours == argc - 1) {
        fputs("h204 test: no command follows --\n", stderr);
        return EXIT_BAD_USAGE;
    }
    char **command = NULL;
    if (ours < argc) {
        command = zeroed((size_t)(argc - ours), sizeof *command);
        for (int i = ours + 1; i < argc; i++) {
            command[i - ours - 1] = strdup(argv[i]);
        }
    }
    int code = test_parser(ours - 1, argv + 1, command);
    for (char **word = command; word != NULL && *word != NULL; word++) {
        free(*word);
    }
    free(command);
    return code;
}
