/* fuzz_differential.c - one connection, read by h204 and by three other parsers. */
#include "../tests/sampled_library.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sampled_differential(input_from(data, size));
    return 0;
}
