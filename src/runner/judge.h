/* judge.h - is an answer one of those that a case allows, and if not, where does it differ?
 *
 * Pure: nothing is printed, started or remembered here.
 */
#ifndef H204_RUNNER_JUDGE_H
#define H204_RUNNER_JUDGE_H

#include "case.h"
#include "question.h"

typedef enum verdict_kind {
    VERDICT_PASS,
    VERDICT_WARN, /* allowed, but not what a SHOULD or our policy asks          */
    VERDICT_FAIL, /* an answer that the case does not allow                      */
    VERDICT_SKIP, /* the testee can not be asked this                            */
    VERDICT_ERROR /* no answer: it crashed, hung, or said what the contract lacks */
} verdict_kind;

const char *verdict_name(verdict_kind kind);

/* The member of an answer in which two answers differ first. */
typedef enum answer_member {
    MEMBER_NONE,
    MEMBER_STATUS,
    MEMBER_VERSION,
    MEMBER_REASON,
    MEMBER_FRAMING,
    MEMBER_FIELDS,
    MEMBER_BODY,
    MEMBER_TRAILERS,
    MEMBER_COMPLETE,
    MEMBER_SIZE,
    MEMBER_REUSE,
    MEMBER_SPENT,
    MEMBER_BREACHES,
    MEMBER_EXTENDED,
    MEMBER_MESSAGES, /* their number */
    MEMBER_STATE,
    MEMBER_AT,
    MEMBER_INVARIANT,
    MEMBER_DISCARDED,
    MEMBER_END_BREACHES,
    MEMBER_WRITTEN,
    MEMBER_REFUSED
} answer_member;

const char *member_name(answer_member member);

typedef struct difference {
    answer_member member; /* MEMBER_NONE: there is none              */
    size_t message;       /* for STATUS to EXTENDED: of which message */
} difference;

/* How two answers are compared. */
typedef struct comparison {
    uint32_t knows; /* what is compared beyond the members that everybody tells */
    bool exact;     /* every member that is asserted must be there and be equal */
} comparison;

/* Whether `got` is what `expected` asserts, and where it first is not. */
difference compare_answers(const answer_spec *expected, const answer_spec *got, comparison how);

/* By what a testee is judged. */
typedef enum judged_by {
    JUDGED_BY_OWN,   /* the embedded codec: by what h204 itself answers, member by member */
    JUDGED_BY_ACCEPT /* anybody: by what the RFCs allow                                   */
} judged_by;

typedef struct verdict {
    verdict_kind kind;
    const answer_spec
        *expected;    /* the allowed answer that was met, or came nearest; NULL without an answer */
    difference where; /* FAIL: against `expected`                                                */
    const char *why;  /* WARN, SKIP and ERROR: the reason, else NULL                             */
} verdict;

verdict judge(const corpus_case *asked, uint32_t tolerances, judged_by by, uint32_t knows,
              const answer_spec *got);

/* What h204 itself answers with a set of tolerances, or NULL where the case does not say. */
const answer_spec *own_answer(const corpus_case *asked, uint32_t tolerances);

#endif
