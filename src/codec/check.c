/* check.c - a message judged by every row of the catalogue. */
#include "words.h"

#ifndef H204_VERDICT /* a test build puts another verdict in the place of one */
#define H204_VERDICT(invariant, verdict) (verdict)
#endif

typedef check_verdict check_predicate(const check_facts *facts);

static const struct {
    h204_invariant invariant;
    h204_profile profile;
    check_predicate *keeps;
} predicates[] = {
#define INVARIANT(number, name, role, level, profile, reading, writing, needs, implies, reference, \
                  sentence)                                                                        \
    {H204_##name, H204_PROFILE_##profile, h204_keeps_##name},
#define LIMIT(number, name, reference, sentence)
#define PROMISED(number, name, reference, held_by, sentence)
#include "../../spec/invariants.def"
#undef INVARIANT
#undef LIMIT
#undef PROMISED
};

h204_outcome h204_check(const h204_message *message, uint32_t profiles, h204_breach *breaches,
                        uint32_t capacity, h204_verdicts *verdicts)
{
    check_facts facts;
    h204_facts_gather(&facts, message);
    memset(verdicts, 0, sizeof *verdicts);
    for (size_t i = 0; i < sizeof predicates / sizeof predicates[0]; i++) {
        if ((profiles & (uint32_t)predicates[i].profile) == 0) {
            continue;
        }
        h204_invariant invariant = predicates[i].invariant;
        check_verdict verdict = H204_VERDICT(invariant, predicates[i].keeps(&facts));
        uint64_t bit = UINT64_C(1) << ((unsigned)invariant % 64);
        if (verdict.broken == IS_FALSE) {
            verdicts->kept[invariant / 64] |= bit;
        }
        if (verdict.broken == IS_TRUE) {
            verdicts->broken[invariant / 64] |= bit;
            if (verdicts->breach_count < capacity) {
                h204_breach breach = {invariant, verdict.part, verdict.place};
                breaches[verdicts->breach_count] = breach;
            }
            verdicts->breach_count += 1;
        }
    }
    h204_outcome outcome = {H204_DONE, H204_INVARIANT_NONE, 0, 0, 0};
    if (verdicts->breach_count > capacity) {
        outcome.status = H204_NEED_SPACE;
        outcome.needed = verdicts->breach_count;
    }
    return outcome;
}
