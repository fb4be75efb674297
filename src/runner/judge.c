/* judge.c - is an answer one of those that a case allows, and if not, where does it differ?
 */
#include "judge.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

const char *verdict_name(verdict_kind kind)
{
    switch (kind) {
    case VERDICT_PASS:
        return "pass";
    case VERDICT_WARN:
        return "warn";
    case VERDICT_FAIL:
        return "fail";
    case VERDICT_SKIP:
        return "skip";
    case VERDICT_ERROR:
        return "error";
    }
    return "";
}

const char *member_name(answer_member member)
{
    switch (member) {
    case MEMBER_NONE:
        return "";
    case MEMBER_STATUS:
        return "status";
    case MEMBER_VERSION:
        return "version";
    case MEMBER_REASON:
        return "reason";
    case MEMBER_FRAMING:
        return "framing";
    case MEMBER_FIELDS:
        return "fields";
    case MEMBER_BODY:
        return "body";
    case MEMBER_TRAILERS:
        return "trailers";
    case MEMBER_COMPLETE:
        return "complete";
    case MEMBER_SIZE:
        return "size";
    case MEMBER_REUSE:
        return "reuse";
    case MEMBER_SPENT:
        return "spent";
    case MEMBER_BREACHES:
        return "breaches";
    case MEMBER_EXTENDED:
        return "extended";
    case MEMBER_MESSAGES:
        return "messages";
    case MEMBER_STATE:
        return "end.state";
    case MEMBER_AT:
        return "end.at";
    case MEMBER_INVARIANT:
        return "end.invariant";
    case MEMBER_DISCARDED:
        return "end.discarded";
    case MEMBER_END_BREACHES:
        return "end.breaches";
    case MEMBER_WRITTEN:
        return "octets";
    case MEMBER_REFUSED:
        return "refused";
    }
    return "";
}

/* ---- comparing ---------------------------------------------------------------------------------------- */

static bool same_octets(octets a, octets b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static int order_of(octets a, octets b, bool fold)
{
    size_t shorter = a.size < b.size ? a.size : b.size;
    for (size_t i = 0; i < shorter; i++) {
        uint8_t x = a.data[i];
        uint8_t y = b.data[i];
        if (fold) {
            x = x >= 'A' && x <= 'Z' ? (uint8_t)(x + 32) : x;
            y = y >= 'A' && y <= 'Z' ? (uint8_t)(y + 32) : y;
        }
        if (x != y) {
            return x < y ? -1 : 1;
        }
    }
    return (a.size > b.size) - (a.size < b.size);
}

static int pair_order(const field_pair *a, const field_pair *b, bool fold)
{
    int names = order_of(a->name, b->name, fold);
    return names != 0 ? names : order_of(a->value, b->value, false);
}

static int by_exact_name(const void *left, const void *right)
{
    return pair_order(left, right, false);
}

static int by_folded_name(const void *left, const void *right)
{
    return pair_order(left, right, true);
}

static field_pair *sorted(const field_list *list, bool fold, memory *from)
{
    field_pair *pairs = memory_array(from, list->count, sizeof *pairs);
    if (list->count > 0) {
        memcpy(pairs, list->pairs, list->count * sizeof *pairs);
        qsort(pairs, list->count, sizeof *pairs, fold ? by_folded_name : by_exact_name);
    }
    return pairs;
}

static bool same_fields(const field_list *a, const field_list *b, uint32_t knows)
{
    bool fold = (knows & KNOWS_NAME_CASE) == 0;
    if (a->count != b->count) {
        return false;
    }
    memory scratch = {0};
    const field_pair *left = a->pairs;
    const field_pair *right = b->pairs;
    if ((knows & KNOWS_ORDER) == 0) {
        left = sorted(a, fold, &scratch);
        right = sorted(b, fold, &scratch);
    }
    bool same = true;
    for (size_t i = 0; same && i < a->count; i++) {
        same = pair_order(&left[i], &right[i], fold) == 0;
    }
    memory_free(&scratch);
    return same;
}

static bool same_invariants(const invariant_list *a, const invariant_list *b)
{
    return a->count == b->count &&
           (a->count == 0 || memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

/* Whether a member has to be compared: it is asserted, and the testee tells it or has to. */
static bool comparable(bool is_asserted, bool is_given, comparison how, uint32_t known_as)
{
    if (!is_asserted) {
        return false;
    }
    return how.exact || (known_as != 0 ? (how.knows & known_as) != 0 : is_given);
}

static answer_member message_difference(const message_spec *e, const message_spec *g,
                                        comparison how)
{
    if (e->status != g->status) {
        return MEMBER_STATUS;
    }
    if (comparable(e->version_given, g->version_given, how, 0) &&
        !same_octets(e->version, g->version)) {
        return MEMBER_VERSION;
    }
    if (comparable(e->reason_given, g->reason_given, how, KNOWS_REASON) &&
        !same_octets(e->reason, g->reason)) {
        return MEMBER_REASON;
    }
    if (comparable(e->framing >= 0, g->framing >= 0, how, 0) && e->framing != g->framing) {
        return MEMBER_FRAMING;
    }
    if (comparable(e->fields.given, g->fields.given, how, 0) &&
        !(g->fields.given && same_fields(&e->fields, &g->fields, how.knows))) {
        return MEMBER_FIELDS;
    }
    if (e->body_given && !same_octets(e->body, g->body)) {
        return MEMBER_BODY;
    }
    if (comparable(e->trailers.given, g->trailers.given, how, KNOWS_TRAILERS) &&
        !same_fields(&e->trailers, &g->trailers, how.knows)) {
        return MEMBER_TRAILERS;
    }
    if (e->complete != NOT_ASSERTED && e->complete != g->complete) {
        return MEMBER_COMPLETE;
    }
    if (comparable(e->size_given, g->size_given, how, KNOWS_SIZE) &&
        !(g->size_given && e->size == g->size)) {
        return MEMBER_SIZE;
    }
    if (comparable(e->reuse != NOT_ASSERTED, g->reuse != NOT_ASSERTED, how, KNOWS_REUSE) &&
        e->reuse != g->reuse) {
        return MEMBER_REUSE;
    }
    if (how.exact && e->spent_given && e->spent != g->spent) {
        return MEMBER_SPENT;
    }
    if ((how.knows & KNOWS_BREACHES) != 0 && e->breaches.given &&
        !(g->breaches.given && same_invariants(&e->breaches, &g->breaches))) {
        return MEMBER_BREACHES;
    }
    bool both_tell = e->extended.given && g->extended.given; /* the embedded codec does */
    if (both_tell && !same_invariants(&e->extended, &g->extended)) {
        return MEMBER_EXTENDED;
    }
    return MEMBER_NONE;
}

static answer_member end_difference(const answer_spec *e, const answer_spec *g, comparison how)
{
    if (e->state != END_ANY && e->state != g->state) {
        return MEMBER_STATE;
    }
    if ((how.knows & KNOWS_AT) != 0 && e->at_given && !(g->at_given && e->at == g->at)) {
        return MEMBER_AT;
    }
    if (how.exact && e->invariant != H204_INVARIANT_NONE && e->invariant != g->invariant) {
        return MEMBER_INVARIANT;
    }
    if (how.exact && e->discarded_given && e->discarded != g->discarded) {
        return MEMBER_DISCARDED;
    }
    bool both_tell = e->rejected_breaches.given && g->rejected_breaches.given; /* the embedded codec does */
    if (both_tell && !same_invariants(&e->rejected_breaches, &g->rejected_breaches)) {
        return MEMBER_END_BREACHES;
    }
    return MEMBER_NONE;
}

static difference written_difference(const answer_spec *e, const answer_spec *g, comparison how)
{
    if (e->written_given) {
        bool same = g->written_given && same_octets(e->octets_written, g->octets_written);
        return (difference){same ? MEMBER_NONE : MEMBER_WRITTEN, 0};
    }
    /* Others may refuse for a reason of their own, or without naming one. */
    bool named = how.exact || g->refused != H204_INVARIANT_NONE;
    if (!g->refused_given ||
        (named && e->refused != H204_INVARIANT_NONE && e->refused != g->refused)) {
        return (difference){MEMBER_REFUSED, 0};
    }
    bool same = !how.exact || !e->at_given || e->at == g->at;
    return (difference){same ? MEMBER_NONE : MEMBER_AT, 0};
}

difference compare_answers(const answer_spec *expected, const answer_spec *got, comparison how)
{
    if (expected->written_given || expected->refused_given) {
        return written_difference(expected, got, how);
    }
    if (expected->messages_given) {
        for (size_t i = 0; i < expected->message_count && i < got->message_count; i++) {
            answer_member member =
                message_difference(&expected->messages[i], &got->messages[i], how);
            if (member != MEMBER_NONE) {
                return (difference){member, i};
            }
        }
        if (expected->message_count != got->message_count) {
            return (difference){MEMBER_MESSAGES, 0};
        }
    }
    return (difference){end_difference(expected, got, how), 0};
}

/* ---- judging ------------------------------------------------------------------------------------------ */

const answer_spec *own_answer(const corpus_case *asked, uint32_t tolerances)
{
    if (tolerances == 0 || asked->writes) {
        return &asked->strict;
    }
    for (size_t i = 0; i < asked->tolerant_count; i++) {
        if (asked->tolerant[i].tolerances == tolerances) {
            return &asked->tolerant[i].answer;
        }
    }
    /* What strict accepts, every tolerance accepts with the identical result.  What strict rejects or has not
     * read to its end, a tolerance may read on. */
    bool accepted = asked->strict.state != END_REJECT && asked->strict.state != END_INCOMPLETE;
    return accepted ? &asked->strict : NULL;
}

/* A difference in the last place is nearer than one in the first; an answer that asserts no messages says
 * less about what came. */
static bool is_nearer(const answer_spec *one, difference a, const answer_spec *other, difference b)
{
    if (one->messages_given != other->messages_given) {
        return one->messages_given;
    }
    bool a_in_message = a.member < MEMBER_MESSAGES;
    bool b_in_message = b.member < MEMBER_MESSAGES;
    if (a_in_message && b_in_message && a.message != b.message) {
        return a.message > b.message;
    }
    return a.member > b.member;
}

static verdict judge_by_accept(const corpus_case *asked, comparison how, const answer_spec *got)
{
    verdict nearest = {.kind = VERDICT_FAIL};
    for (size_t i = 0; i < asked->accept_count; i++) {
        const answer_spec *allowed = &asked->accept[i];
        difference where = compare_answers(allowed, got, how);
        if (where.member == MEMBER_NONE) {
            bool warns = allowed->warn.size > 0;
            const char *why = warns ? (const char *)allowed->warn.data : NULL;
            return (verdict){warns ? VERDICT_WARN : VERDICT_PASS, allowed, where, why};
        }
        if (nearest.expected == NULL ||
            is_nearer(allowed, where, nearest.expected, nearest.where)) {
            nearest.expected = allowed;
            nearest.where = where;
        }
    }
    return nearest;
}

/* That a 1xx or 204 which announces content ends the connection is our policy, the RFCs being silent. */
static bool differs_by_policy(const verdict *v, const answer_spec *got)
{
    if (v->kind != VERDICT_FAIL || v->where.member != MEMBER_REUSE) {
        return false;
    }
    const message_spec *expected = &v->expected->messages[v->where.message];
    bool announces = false;
    for (size_t i = 0; i < expected->breaches.count; i++) {
        h204_invariant row = expected->breaches.items[i];
        announces |= row == H204_S204_NO_CL || row == H204_S204_NO_TE || row == H204_S1XX_NO_CL ||
                     row == H204_S1XX_NO_TE;
    }
    return announces && got->messages[v->where.message].reuse == ASSERTED_TRUE;
}

static verdict judge_foreign(const corpus_case *asked, uint32_t tolerances, uint32_t knows,
                             const answer_spec *got)
{
    /* The contract does not tell a case's context, so nobody else can know what is broken in it. */
    uint32_t askable = asked->context.given ? knows & ~(uint32_t)KNOWS_BREACHES : knows;
    comparison how = {.knows = askable, .exact = false};
    const answer_spec *own = tolerances != 0 ? own_answer(asked, tolerances) : NULL;
    if (own != NULL && compare_answers(own, got, how).member == MEMBER_NONE) {
        return (verdict){.kind = VERDICT_PASS, .expected = own};
    }
    verdict result = judge_by_accept(asked, how, got);
    if (differs_by_policy(&result, got)) {
        comparison but_for_reuse = {.knows = askable & ~(uint32_t)KNOWS_REUSE, .exact = false};
        if (compare_answers(result.expected, got, but_for_reuse).member == MEMBER_NONE) {
            result.kind = VERDICT_WARN;
            result.why = "reuses a connection on which announced content may come late";
        }
    }
    if (result.kind == VERDICT_PASS && own != NULL && own != &asked->strict) {
        result.kind = VERDICT_WARN;
        result.why = "answers as without the tolerances that it claims";
    }
    return result;
}

verdict judge(const corpus_case *asked, uint32_t tolerances, judged_by by, uint32_t knows,
              const answer_spec *got)
{
    if (by == JUDGED_BY_ACCEPT) {
        return judge_foreign(asked, tolerances, knows, got);
    }
    const answer_spec *own = own_answer(asked, tolerances);
    if (own == NULL) {
        return (verdict){.kind = VERDICT_SKIP,
                         .why = "the case does not say what these tolerances answer"};
    }
    difference where = compare_answers(own, got, (comparison){.knows = knows, .exact = true});
    return (verdict){where.member == MEMBER_NONE ? VERDICT_PASS : VERDICT_FAIL, own, where, NULL};
}
