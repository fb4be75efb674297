/* toy_harness.c - a harness with a planted bug, on which the campaign itself is tested. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The law that is broken, said as law_violated of result.c says it. */
static void bang_says_nothing(const uint8_t *data, size_t size)
{
    for (size_t i = 0; i + 1 < size; i++) {
        if (data[i] == 'O' && data[i + 1] == '!') {
            fprintf(stderr, "law broken: a bang says nothing (1008)\n");
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int met = 0;
    for (size_t i = 0; i < size; i++) {
        if (data[i] == "204 NO"[met]) {
            met++;
        }
        if (met == 6) {
            bang_says_nothing(data, size);
            break;
        }
    }
    return 0;
}
