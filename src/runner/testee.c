/* testee.c - whom the runner asks: the embedded codec, or a command that speaks the contract.
 */
#include "testee.h"

#include <stdlib.h>
#include <string.h>

#define FAILED_STARTS_MAX 3

testee testee_new(char *const *command, double seconds)
{
    testee made = {.command = command, .seconds = seconds, .process = {.to = -1, .from = -1}};
    if (command == NULL) {
        made.self = embedded_greeting();
    }
    return made;
}

static testee_status hear_greeting(testee *started, memory *from, const char **why)
{
    contract_line hello = contract_hello();
    octets line = {NULL, 0};
    child_status status = child_exchange(&started->process, hello.data, hello.size,
                                         started->seconds, from, &line, why);
    free(hello.data);
    if (status != CHILD_DONE) {
        *why = memory_text(from, "did not greet: %s", *why);
        return TESTEE_SILENT;
    }
    memory_free(&started->names);
    *why =
        contract_read_greeting((const char *)line.data, line.size, &started->names, &started->self);
    if (*why != NULL) {
        *why = memory_text(from, "did not greet as the contract has it: %s", *why);
        child_end(&started->process);
        return TESTEE_SILENT;
    }
    return TESTEE_READY;
}

testee_status testee_start(testee *started, memory *from, const char **why)
{
    if (started->command == NULL) {
        return TESTEE_READY;
    }
    child_status status = child_start(&started->process, started->command, from, why);
    if (status != CHILD_DONE) {
        return status == CHILD_NOT_FOUND ? TESTEE_NOT_FOUND : TESTEE_SILENT;
    }
    return hear_greeting(started, from, why);
}

static reply no_reply(const char *why)
{
    return (reply){.kind = REPLY_ERROR, .why = why};
}

static reply ask_command(testee *asked, const question *about, memory *from)
{
    const char *why = NULL;
    if (asked->process.pid == 0) {
        /* A testee that can not be started is not tried again for every case that is left. */
        if (asked->failed_starts == FAILED_STARTS_MAX) {
            return no_reply("could not be started again, and is given up");
        }
        if (testee_start(asked, from, &why) != TESTEE_READY) {
            asked->failed_starts++;
            return no_reply(why);
        }
        asked->failed_starts = 0;
    }
    const char *id = memory_text(from, "c%lu", ++asked->asked);
    contract_line line = contract_question(id, about);
    octets answer = {NULL, 0};
    child_status status =
        child_exchange(&asked->process, line.data, line.size, asked->seconds, from, &answer, &why);
    free(line.data);
    if (status != CHILD_DONE) {
        return no_reply(why);
    }
    reply result = contract_read_reply((const char *)answer.data, answer.size, id, about,
                                       asked->self.knows, from);
    /* Whoever is out of step once would answer every later question with the answer to another. */
    if (result.kind == REPLY_MALFORMED) {
        child_end(&asked->process);
    }
    return result;
}

reply testee_ask(testee *asked, const question *about, embedded_detail detail, memory *from)
{
    if (asked->command != NULL) {
        return ask_command(asked, about, from);
    }
    return (reply){.kind = REPLY_ANSWER, .answer = embedded_answer(about, detail, from)};
}

void testee_close(testee *closed)
{
    child_end(&closed->process);
    memory_free(&closed->names);
}
