/* fuzz_stream.c - a whole connection against the laws of the stream. */
#include "../tests/sampled.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sampled_stream(input_from(data, size));
    return 0;
}
