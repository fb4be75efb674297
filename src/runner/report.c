/* report.c - what a run came to: as text for people, and as JSON for programs.
 */
#include "report.h"

#include "show.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define INDENT    "      "
#define CUTS_MOST 8

/* ---- counting ----------------------------------------------------------------------------------------- */

outcome_kind outcome_of(const case_result *result)
{
    switch (result->verdict.kind) {
    case VERDICT_PASS:
        return result->known != NULL ? OUTCOME_UNEXPECTED_PASS : OUTCOME_PASS;
    case VERDICT_WARN:
        return result->known != NULL ? OUTCOME_KNOWN : OUTCOME_WARN;
    case VERDICT_FAIL:
        return result->known != NULL ? OUTCOME_KNOWN : OUTCOME_FAIL;
    case VERDICT_ERROR:
        return result->known != NULL ? OUTCOME_KNOWN : OUTCOME_ERROR;
    case VERDICT_SKIP:
        return OUTCOME_SKIP;
    }
    return OUTCOME_SKIP;
}

void count_outcomes(const case_result *results, size_t count, size_t counts[OUTCOME_KINDS])
{
    memset(counts, 0, OUTCOME_KINDS * sizeof *counts);
    for (size_t i = 0; i < count; i++) {
        counts[outcome_of(&results[i])]++;
    }
}

static const struct {
    const char *text;
    const char *json;
    const char *column;
} outcome_names[OUTCOME_KINDS] = {
    [OUTCOME_PASS] = {"PASS", "pass", "pass"},
    [OUTCOME_WARN] = {"WARN", "warn", "warn"},
    [OUTCOME_KNOWN] = {"KNOWN", "known", "known"},
    [OUTCOME_FAIL] = {"FAIL", "fail", "fail"},
    [OUTCOME_ERROR] = {"ERROR", "error", "error"},
    [OUTCOME_UNEXPECTED_PASS] = {"UNEXPECTED PASS", "unexpected_pass", "unexp."},
    [OUTCOME_SKIP] = {"SKIP", "skip", "skip"},
};

/* ---- one member of an answer ----------------------------------------------------------------------------- */

/* The statuses of all messages, which is what a difference in their number is about. */
static json_t *json_of_statuses(const answer_spec *answer)
{
    json_t *list = json_array();
    for (size_t i = 0; i < answer->message_count; i++) {
        json_array_append_new(list, json_integer(answer->messages[i].status));
    }
    return list;
}

/* The member in which an answer differs, as the contract spells it, or null where the answer has none. */
static json_t *json_of_member(const answer_spec *answer, difference where)
{
    if (where.member == MEMBER_MESSAGES) {
        return json_of_statuses(answer);
    }
    if (where.member == MEMBER_DISCARDED) { /* which the contract leaves out where it is 0 */
        return json_integer((json_int_t)answer->discarded);
    }
    if (where.member == MEMBER_END_BREACHES) { /* like the next, no part of the contract */
        return json_of_invariants(&answer->rejected_breaches);
    }
    if (where.member == MEMBER_EXTENDED && where.message < answer->message_count) {
        return json_of_invariants(&answer->messages[where.message].extended);
    }
    json_t *whole = json_of_answer(answer);
    json_t *object = whole;
    const char *name = member_name(where.member);
    if (where.member < MEMBER_MESSAGES) {
        object = json_array_get(json_object_get(whole, "messages"), where.message);
    } else if (strncmp(name, "end.", 4) == 0) {
        json_t *end = json_object_get(whole, "end");
        object = end != NULL ? end : whole;
        name += 4;
    }
    json_t *value = json_object_get(object, name);
    value = value != NULL ? json_incref(value) : json_null();
    json_decref(whole);
    return value;
}

/* The octets that a member holds, or NULL where it holds something else. */
static const octets *octets_of_member(const answer_spec *answer, difference where)
{
    if (where.member == MEMBER_WRITTEN && answer->written_given) {
        return &answer->octets_written;
    }
    bool is_body = where.member == MEMBER_BODY && where.message < answer->message_count;
    return is_body ? &answer->messages[where.message].body : NULL;
}

/* What others have said goes to the terminal escaped. */
static void print_octets(FILE *out, octets text)
{
    show_octets(out, (h204_view){text.data, text.size}, 0);
}

static void print_text(FILE *out, const char *text)
{
    show_octets(out, (h204_view){(const uint8_t *)text, strlen(text)}, 0);
}

static void print_member(FILE *out, const answer_spec *answer, difference where)
{
    const octets *data = octets_of_member(answer, where);
    if (data != NULL) {
        fprintf(out, "%zu octet%s \"", data->size, data->size == 1 ? "" : "s");
        show_octets(out, (h204_view){data->data, data->size}, 400);
        fputs("\"\n", out);
        return;
    }
    if (answer->refused_given && where.member == MEMBER_WRITTEN) {
        where.member = MEMBER_REFUSED;
    }
    contract_line line = line_of_json(json_of_member(answer, where));
    fputs(line.data, out);
    free(line.data);
}

/* ---- text --------------------------------------------------------------------------------------------- */

static void print_requests(FILE *out, const corpus_case *asked)
{
    fputs(asked->request_count == 0 ? "no request" : "", out);
    for (size_t i = 0; i < asked->request_count; i++) {
        fputs(i > 0 ? ", " : "", out);
        print_octets(out, asked->requests[i].method);
    }
}

static void print_tolerances(FILE *out, uint32_t tolerances)
{
    const char *between = "; tolerating ";
    for (uint32_t one = 1; one != 0; one <<= 1) {
        if ((tolerances & one) != 0) {
            fprintf(out, "%s%s", between, tolerance_name(one));
            between = " ";
        }
    }
}

static void print_cuts(FILE *out, cut_list cuts)
{
    for (size_t i = 0; i < cuts.count && i < CUTS_MOST; i++) {
        fprintf(out, "%s%zu", i > 0 ? ", " : "; cut at ", cuts.at[i]);
    }
    fputs(cuts.count > CUTS_MOST ? ", ..." : "", out);
}

/* Where the caret goes: the place that one side names as culprit, or the end of what the case has read. */
static bool find_place(const case_result *result, uint64_t *at)
{
    const answer_spec *expected = result->verdict.expected;
    const answer_spec *got = result->answered ? &result->answer : NULL;
    const answer_spec *named[] = {expected, got};
    for (size_t i = 0; i < 2; i++) {
        if (named[i] != NULL && named[i]->state == END_REJECT && named[i]->at_given) {
            *at = named[i]->at;
            return true;
        }
    }
    if (expected != NULL && expected->at_given && expected->at < result->asked->input.size) {
        *at = expected->at;
        return true;
    }
    return false;
}

static void print_input(FILE *out, const case_result *result)
{
    h204_view input = {result->asked->input.data, result->asked->input.size};
    uint64_t at;
    fputs(INDENT "input: ", out);
    show_octets(out, input, 1000);
    fputs("\n", out);
    if (find_place(result, &at)) {
        size_t offset = at < input.size ? (size_t)at : input.size;
        fprintf(out, INDENT "at %" PRIu64 ":\n", at);
        show_place(out, input, offset, 1, (show_style){INDENT "  ", 0, show_in_colour(out)});
    }
}

static const char *end_phrase(int end)
{
    switch ((h204_end)end) {
    case H204_END_OPEN:
        return "the connection stays open";
    case H204_END_KEPT:
        return "all was sent, the connection stays open";
    case H204_END_CLOSED:
        return "then the connection ends";
    case H204_END_RESET:
        return "then the connection is reset";
    }
    return "";
}

static void print_question(FILE *out, const case_result *result)
{
    const corpus_case *asked = result->asked;
    fputs(INDENT, out);
    fputs(asked->writes ? "to write, for " : "asked: ", out);
    print_requests(out, asked);
    if (!asked->writes) {
        fprintf(out, "; %s", end_phrase(asked->end));
    }
    print_tolerances(out, result->tolerances);
    print_cuts(out, result->cuts);
    fputs("\n", out);
    if (!asked->writes) {
        print_input(out, result);
    }
}

static void print_difference(FILE *out, const case_result *result)
{
    difference where = result->verdict.where;
    fputs(INDENT "differs: ", out);
    if (where.member < MEMBER_MESSAGES) {
        fprintf(out, "message %zu, ", where.message + 1);
    }
    fprintf(out, "%s\n" INDENT "expected: ", member_name(where.member));
    print_member(out, result->verdict.expected, where);
    fputs(INDENT "got:      ", out);
    print_member(out, &result->answer, where);
    if (where.member >= MEMBER_STATE && result->answer.state == END_REJECT &&
        result->answer.invariant != H204_INVARIANT_NONE) {
        const h204_invariant_info *row = h204_invariant_describe(result->answer.invariant);
        fprintf(out, INDENT "rejected for %s: %s\n", row->name, row->sentence);
    }
}

static bool is_shown(outcome_kind kind)
{
    return kind == OUTCOME_FAIL || kind == OUTCOME_ERROR || kind == OUTCOME_UNEXPECTED_PASS;
}

static void print_result(FILE *out, const case_result *result)
{
    outcome_kind kind = outcome_of(result);
    const corpus_case *asked = result->asked;
    fprintf(out, "%-5s %s", outcome_names[kind].text, asked->name);
    if (kind == OUTCOME_PASS) {
        fputs("\n", out);
        return;
    }
    if (result->verdict.why != NULL && !is_shown(kind)) {
        fputs(": ", out);
        print_text(out, result->verdict.why);
    }
    if (result->known != NULL) {
        fprintf(out, "%s%s",
                kind == OUTCOME_KNOWN ? ": known: " : ": no longer deviates; was known: ",
                result->known);
    }
    fputs("\n", out);
    if (kind != OUTCOME_FAIL && kind != OUTCOME_ERROR) {
        return;
    }
    fprintf(out, INDENT "%s\n" INDENT "%s (%s:%u)\n", asked->shows, asked->clause, asked->file,
            asked->line);
    print_question(out, result);
    if (kind == OUTCOME_ERROR) {
        fputs(INDENT "no answer: ", out);
        print_text(out, result->verdict.why);
        fputs("\n", out);
    } else {
        print_difference(out, result);
    }
    fputs("\n", out);
}

static void print_row(FILE *out, const char *name, int width, const size_t counts[OUTCOME_KINDS])
{
    size_t total = 0;
    fprintf(out, "%-*s", width, name);
    for (size_t i = 0; i < OUTCOME_KINDS; i++) {
        total += counts[i];
        if (counts[i] > 0) {
            fprintf(out, "%7zu", counts[i]);
        } else {
            fprintf(out, "%7s", "-");
        }
    }
    fprintf(out, "%8zu\n", total);
}

/* The chapters in the order in which their first cases come. */
static void print_chapters(FILE *out, const run_report *report, int width)
{
    for (size_t i = 0; i < report->count; i++) {
        const char *chapter = report->results[i].asked->chapter;
        size_t counts[OUTCOME_KINDS] = {0};
        bool seen = false;
        for (size_t k = 0; k < i && !seen; k++) {
            seen = strcmp(report->results[k].asked->chapter, chapter) == 0;
        }
        if (seen) {
            continue;
        }
        for (size_t k = i; k < report->count; k++) {
            if (strcmp(report->results[k].asked->chapter, chapter) == 0) {
                counts[outcome_of(&report->results[k])]++;
            }
        }
        print_row(out, chapter, width, counts);
    }
}

static int chapter_width(const run_report *report)
{
    int width = (int)sizeof "chapter" + 1;
    for (size_t i = 0; i < report->count; i++) {
        int needed = (int)strlen(report->results[i].asked->chapter) + 2;
        width = needed > width ? needed : width;
    }
    return width;
}

void report_text(FILE *out, const run_report *report, bool verbose)
{
    size_t counts[OUTCOME_KINDS];
    unsigned long answers = 0;
    int width = chapter_width(report);
    for (size_t i = 0; i < report->count; i++) {
        answers += report->results[i].answers;
        if (verbose || is_shown(outcome_of(&report->results[i]))) {
            print_result(out, &report->results[i]);
        }
    }
    fprintf(out, "%-*s", width, "chapter");
    for (size_t i = 0; i < OUTCOME_KINDS; i++) {
        fprintf(out, "%7s", outcome_names[i].column);
    }
    fprintf(out, "%8s\n", "cases");
    print_chapters(out, report, width);
    count_outcomes(report->results, report->count, counts);
    print_row(out, "all", width, counts);

    print_octets(out, report->self->name);
    fputs(report->self->version.size > 0 ? " " : "", out);
    print_octets(out, report->self->version);
    fprintf(out, "%s: %zu cases, %lu answers, %s\n", report->embedded ? " (embedded)" : "",
            report->count, answers,
            report->exit_code == 0   ? "as expected"
            : report->exit_code == 1 ? "not as expected"
                                     : "no conclusion");
}

/* ---- JSON --------------------------------------------------------------------------------------------- */

static json_t *json_of_result(const case_result *result)
{
    outcome_kind kind = outcome_of(result);
    const corpus_case *asked = result->asked;
    json_t *object = json_object();
    json_object_set_new(object, "name", json_string(asked->name));
    json_object_set_new(object, "chapter", json_string(asked->chapter));
    json_object_set_new(object, "clause", json_string(asked->clause));
    json_object_set_new(object, "outcome", json_string(outcome_names[kind].json));
    json_object_set_new(object, "verdict", json_string(verdict_name(result->verdict.kind)));
    json_object_set_new(object, "answers", json_integer((json_int_t)result->answers));
    if (result->known != NULL) {
        json_object_set_new(object, "known", json_of_text(result->known));
    }
    if (result->verdict.why != NULL) {
        json_object_set_new(object, "why", json_of_text(result->verdict.why));
    }
    if (result->verdict.kind == VERDICT_PASS || result->verdict.kind == VERDICT_SKIP) {
        return object;
    }
    json_object_set_new(object, "tolerate", json_of_tolerances(result->tolerances));
    json_t *splits = json_array();
    for (size_t i = 0; i < result->cuts.count; i++) {
        json_array_append_new(splits, json_integer((json_int_t)result->cuts.at[i]));
    }
    json_object_set_new(object, "splits", splits);
    if (result->verdict.kind == VERDICT_FAIL) {
        difference where = result->verdict.where;
        json_object_set_new(object, "member", json_string(member_name(where.member)));
        if (where.member < MEMBER_MESSAGES) {
            json_object_set_new(object, "message", json_integer((json_int_t)where.message));
        }
        json_object_set_new(object, "expected", json_of_member(result->verdict.expected, where));
        json_object_set_new(object, "got", json_of_member(&result->answer, where));
    }
    return object;
}

bool report_json(FILE *out, const run_report *report)
{
    size_t counts[OUTCOME_KINDS];
    count_outcomes(report->results, report->count, counts);
    json_t *summary = json_object();
    for (size_t i = 0; i < OUTCOME_KINDS; i++) {
        json_object_set_new(summary, outcome_names[i].json, json_integer((json_int_t)counts[i]));
    }
    json_t *testee = json_object();
    json_object_set_new(testee, "name", json_of_octets(report->self->name));
    json_object_set_new(testee, "version", json_of_octets(report->self->version));
    json_object_set_new(testee, "knows", json_of_knowledge(report->self->knows));
    json_object_set_new(testee, "tolerates", json_of_tolerances(report->self->tolerates));
    json_t *cases = json_array();
    for (size_t i = 0; i < report->count; i++) {
        json_array_append_new(cases, json_of_result(&report->results[i]));
    }
    json_t *whole = json_object();
    json_object_set_new(whole, "h204_report", json_integer(1));
    json_object_set_new(whole, "role", json_string(report->role));
    json_object_set_new(whole, "testee", testee);
    json_object_set_new(whole, "exit", json_integer(report->exit_code));
    json_object_set_new(whole, "summary", summary);
    json_object_set_new(whole, "cases", cases);
    bool written = json_dumpf(whole, out, JSON_INDENT(1) | JSON_ENSURE_ASCII) == 0;
    json_decref(whole);
    return fputc('\n', out) != EOF && fflush(out) == 0 && written;
}

/* ---- progress ----------------------------------------------------------------------------------------- */

static bool has_terminal(void)
{
    return isatty(STDERR_FILENO) == 1;
}

void report_progress(size_t done, size_t total)
{
    if (has_terminal()) {
        fprintf(stderr, "\r%zu of %zu", done, total);
        fflush(stderr);
    }
}

void report_progress_end(void)
{
    if (has_terminal()) {
        fputs("\r\033[K", stderr);
    }
}
