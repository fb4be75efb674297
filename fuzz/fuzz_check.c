/* fuzz_check.c - the predicates against their oracle, and the laws of checking. */
#include "../tests/sampled.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sampled_check(input_from(data, size));
    return 0;
}
