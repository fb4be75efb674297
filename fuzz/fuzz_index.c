/* fuzz_index.c - blocks of 64 octets and sections of field lines against the plain reader. */
#include "../tests/sampled.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sampled_index(input_from(data, size));
    return 0;
}
