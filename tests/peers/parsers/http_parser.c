/* http_parser.c - a testee around http-parser, the parser of Node.js before llhttp. */
#include "read_http_parser.h"
#include "testee.h"

int main(void)
{
    static const char *const knows[] = {"name-case", "order", "reason", "trailers",
                                        "size",      "reuse", "splits", NULL};
    static const char *const tolerates[] = {"TE_WITH_CL", NULL};
    unsigned long number = http_parser_version();
    char version[32];
    snprintf(version, sizeof version, "%lu.%lu.%lu", number >> 16 & 255, number >> 8 & 255,
             number & 255);
    testee self = {
        .name = "http-parser",
        .version = version,
        .knows = knows,
        .tolerates = tolerates,
        .read = read_by_http_parser,
    };
    return testee_run(&self);
}
