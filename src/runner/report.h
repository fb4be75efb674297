/* report.h - what a run came to: as text for people, and as JSON for programs.
 *
 * The JSON form is stable and described in spec/testee.md.
 */
#ifndef H204_RUNNER_REPORT_H
#define H204_RUNNER_REPORT_H

#include "contract.h"
#include "judge.h"

#include <stdio.h>

typedef struct case_result {
    const corpus_case *asked;
    verdict verdict;
    uint32_t tolerances; /* of the question that the verdict is about */
    cut_list cuts;
    bool answered;
    answer_spec answer;    /* where answered */
    unsigned long answers; /* how many questions about this case were answered */
    const char *known;     /* why a deviation is expected, or NULL             */
    memory whole, split;   /* what verdict, cuts and answer point into         */
} case_result;

typedef struct run_report {
    const char *role;     /* "parser" */
    const greeting *self; /* who was tested */
    bool embedded;
    const case_result *results;
    size_t count;
    int exit_code;
} run_report;

/* How a case counts.  An expected deviation is KNOWN, and one that did not come is an UNEXPECTED_PASS. */
typedef enum outcome_kind {
    OUTCOME_PASS,
    OUTCOME_WARN,
    OUTCOME_KNOWN,
    OUTCOME_FAIL,
    OUTCOME_ERROR,
    OUTCOME_UNEXPECTED_PASS,
    OUTCOME_SKIP
} outcome_kind;

#define OUTCOME_KINDS (OUTCOME_SKIP + 1)

outcome_kind outcome_of(const case_result *result);
void count_outcomes(const case_result *results, size_t count, size_t counts[OUTCOME_KINDS]);

/* Failures first to last, then a table by chapter.  `verbose` adds what passed, warned, was known or skipped. */
void report_text(FILE *out, const run_report *report, bool verbose);

/* false: it could not be written. */
bool report_json(FILE *out, const run_report *report);

/* One line on a terminal, rewritten in place; nothing elsewhere. */
void report_progress(size_t done, size_t total);
void report_progress_end(void);

#endif
