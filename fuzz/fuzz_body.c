/* fuzz_body.c - content behind a chosen head against the laws of reading content. */
#include "../tests/sampled.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sampled_body(input_from(data, size));
    return 0;
}
