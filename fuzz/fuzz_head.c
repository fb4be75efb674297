/* fuzz_head.c - one head against the laws of reading heads. */
#include "../tests/sampled.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sampled_head(input_from(data, size));
    return 0;
}
