/* llhttp.c - a testee around llhttp, the parser of Node.js. */
#include "read_llhttp.h"
#include "testee.h"

#define TEXT_OF(number) #number
#define TEXT(number)    TEXT_OF(number)

int main(void)
{
    static const char *const knows[] = {"name-case", "order", "reason", "trailers",
                                        "size",      "reuse", "splits", NULL};
    static const char *const tolerates[] = {"TE_WITH_CL", NULL};
    static const testee self = {
        .name = "llhttp",
        .version = TEXT(LLHTTP_VERSION_MAJOR) "." TEXT(LLHTTP_VERSION_MINOR) "." TEXT(
            LLHTTP_VERSION_PATCH),
        .knows = knows,
        .tolerates = tolerates,
        .read = read_by_llhttp,
    };
    return testee_run(&self);
}
