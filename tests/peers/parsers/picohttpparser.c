/* picohttpparser.c - a testee around picohttpparser, as it is inside libh2o. */
#include "read_picohttpparser.h"
#include "testee.h"

#ifndef LIBRARY_VERSION
#define LIBRARY_VERSION "of libh2o"
#endif

int main(void)
{
    static const char *const knows[] = {"name-case", "order", "reason", "size", "splits", NULL};
    static const char *const tolerates[] = {NULL};
    static const testee self = {
        .name = "picohttpparser",
        .version = LIBRARY_VERSION,
        .knows = knows,
        .tolerates = tolerates,
        .read = read_by_picohttpparser,
    };
    return testee_run(&self);
}
