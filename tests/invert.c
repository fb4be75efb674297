/* invert.c - which predicate is inverted, and how: INVERT=ROW:TRUTH in the environment. */
#include "invert.h"

#include <stdio.h>
#include <stdlib.h>

int inverted_row;
int inverted_truth;

__attribute__((constructor)) static void read_environment(void)
{
    const char *wish = getenv("INVERT");
    if (wish != NULL && sscanf(wish, "%d:%d", &inverted_row, &inverted_truth) != 2) {
        fprintf(stderr, "INVERT=%s is no ROW:TRUTH\n", wish);
        exit(2);
    }
}
