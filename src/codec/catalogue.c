/* catalogue.c - the rows of spec/invariants.def at run time. */
#include "h204.h"

static const h204_invariant_info catalogue_rows[] = {
#define INVARIANT(number, name, role, level, profile, reading, writing, needs, implies, reference,   \
                  sentence)                                                                          \
    { H204_##name,                                                                                   \
      H204_KIND_INVARIANT,                                                                           \
      #name,                                                                                         \
      H204_ROLE_##role,                                                                              \
      H204_LEVEL_##level,                                                                            \
      H204_PROFILE_##profile,                                                                        \
      H204_READING_##reading,                                                                        \
      H204_WRITING_##writing,                                                                        \
      H204_NEEDS_##needs,                                                                            \
      H204_IMPLIES_##implies,                                                                        \
      reference,                                                                                     \
      sentence,                                                                                      \
      NULL },
#define LIMIT(number, name, reference, sentence)                                                     \
    { H204_##name,          H204_KIND_LIMIT,     #name,     H204_ROLE_CODEC, H204_LEVEL_INFO,        \
      (h204_profile)0,      H204_READING_REJECT, H204_WRITING_NONE, H204_NEEDS_HEAD,                 \
      H204_INVARIANT_NONE,  reference,           sentence,  NULL },
#define PROMISED(number, name, reference, held_by, sentence)                                         \
    { H204_##name,          H204_KIND_PROMISE,   #name,     H204_ROLE_CODEC, H204_LEVEL_INFO,        \
      (h204_profile)0,      H204_READING_REPORT, H204_WRITING_NONE, H204_NEEDS_HEAD,                 \
      H204_INVARIANT_NONE,  reference,           sentence,  held_by },
#define H204_IMPLIES_NONE               H204_INVARIANT_NONE
#define H204_IMPLIES_FRAME_CL_SINGLE    H204_FRAME_CL_SINGLE
#define H204_IMPLIES_FRAME_SELF_DELIMIT H204_FRAME_SELF_DELIMIT
#define H204_IMPLIES_S1XX_NOT_TO_10     H204_S1XX_NOT_TO_10
#define H204_IMPLIES_CONN_CLOSE_SEND    H204_CONN_CLOSE_SEND
#define H204_IMPLIES_CONN_CLOSE_ECHO    H204_CONN_CLOSE_ECHO
#include "../../spec/invariants.def"
#undef INVARIANT
#undef LIMIT
#undef PROMISED
};

uint32_t h204_invariant_count(void)
{
    return (uint32_t)(sizeof catalogue_rows / sizeof catalogue_rows[0]);
}

const h204_invariant_info *h204_invariant_row(uint32_t index)
{
    return index < h204_invariant_count() ? &catalogue_rows[index] : NULL;
}

const h204_invariant_info *h204_invariant_describe(h204_invariant invariant)
{
    uint32_t low = 0;
    uint32_t high = h204_invariant_count();
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (catalogue_rows[middle].invariant < invariant) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const h204_invariant_info *row = h204_invariant_row(low);
    return row != NULL && row->invariant == invariant ? row : NULL;
}
