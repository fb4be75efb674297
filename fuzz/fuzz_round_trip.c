/* fuzz_round_trip.c - what is read against what is written and read again. */
#include "../tests/sampled.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sampled_round_trip(input_from(data, size));
    return 0;
}
