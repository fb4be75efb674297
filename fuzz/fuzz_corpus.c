/* fuzz_corpus.c - a file of cases, and lines of the testee contract. */
#include "../tests/sampled_library.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sampled_corpus(input_from(data, size));
    return 0;
}
