/* fuzz_values.c - the octets as field values against simple recognizers. */
#include "../tests/sampled.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sampled_values(input_from(data, size));
    return 0;
}
