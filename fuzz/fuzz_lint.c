/* fuzz_lint.c - a recording of any form, and what `h204 lint` says of it. */
#include "../tests/sampled_library.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sampled_lint(input_from(data, size));
    return 0;
}
