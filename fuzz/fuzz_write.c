/* fuzz_write.c - a response made from the octets against the laws of writing. */
#include "../tests/sampled.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sampled_write(input_from(data, size));
    return 0;
}
