/* command_testee.c - h204 testee: the embedded codec behind the testee contract.
 *
 * One line in, one line out, flushed, until standard input ends.
 */
#include "commands.h"

#include "contract.h"
#include "embedded.h"

#include <popt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static contract_line answer_line(const char *line, size_t size, memory *from)
{
    contract_request request = contract_read_request(line, size, from);
    switch (request.kind) {
    case REQUEST_HELLO: {
        json_decref(request.id);
        greeting self = embedded_greeting();
        return contract_greeting(&self);
    }
    case REQUEST_QUESTION: {
        answer_spec answer = embedded_answer(&request.asked, EMBEDDED_CHECKS, from);
        return contract_answer(request.id, &answer);
    }
    case REQUEST_SKIPPED:
        return contract_skip(request.id, request.why);
    case REQUEST_MALFORMED:
        return contract_error(request.id, request.why);
    }
    abort();
}

static int answer_lines(void)
{
    char *line = NULL;
    size_t capacity = 0;
    ssize_t size;
    int code = EXIT_EXPECTED;
    while (code == EXIT_EXPECTED && (size = getline(&line, &capacity, stdin)) >= 0) {
        memory from = {0};
        contract_line out = answer_line(line, (size_t)size, &from);
        if (fwrite(out.data, 1, out.size, stdout) != out.size || fflush(stdout) != 0) {
            code = EXIT_NOT_EXPECTED;
        }
        free(out.data);
        memory_free(&from);
    }
    free(line);
    return code;
}

int command_testee(int argc, const char **argv)
{
    struct poptOption options[] = {POPT_AUTOHELP POPT_TABLEEND};
    poptContext context = poptGetContext("h204 testee", argc, argv, options, 0);
    poptSetOtherOptionHelp(context, "");
    int next = poptGetNextOpt(context);
    const char *extra = poptPeekArg(context);
    if (next < -1 || extra != NULL) {
        fprintf(stderr, "h204 testee: %s: %s\n", extra != NULL ? extra : poptBadOption(context, 0),
                extra != NULL ? "no argument is expected" : poptStrerror(next));
        poptFreeContext(context);
        return EXIT_BAD_USAGE;
    }
    poptFreeContext(context);
    return answer_lines();
}
