/* testee.h - whom the runner asks: the embedded codec, or a command that speaks the contract.
 */
#ifndef H204_RUNNER_TESTEE_H
#define H204_RUNNER_TESTEE_H

#include "child.h"
#include "contract.h"
#include "embedded.h"

typedef struct testee {
    char *const *command; /* NULL: the embedded codec         */
    double seconds;       /* for one answer                   */
    greeting self;        /* of a command once it has greeted */
    child process;
    unsigned failed_starts; /* in a row                       */
    unsigned long asked;
    memory names; /* of `self`                        */
} testee;

typedef enum testee_status {
    TESTEE_READY,
    TESTEE_NOT_FOUND, /* there is no such command               */
    TESTEE_SILENT     /* it does not greet as the contract has it */
} testee_status;

testee testee_new(char *const *command, double seconds);

/* Start it and hear its greeting.  Where it is not ready, *why says why. */
testee_status testee_start(testee *started, memory *from, const char **why);

/* Ask.  A command that does not run is started first: one that crashed or hung, or was out of step, is dead. */
reply testee_ask(testee *asked, const question *about, embedded_detail detail, memory *from);

void testee_close(testee *closed);

#endif
