/* commands.h - the subcommands of h204: each gets its own name as argv[0] and returns an exit code.
 */
#ifndef H204_RUNNER_COMMANDS_H
#define H204_RUNNER_COMMANDS_H

/* What every command answers to its caller.  Of several, EXIT_NOT_EXPECTED beats EXIT_NOTHING_RAN
 * beats EXIT_EXPECTED. */
enum {
    EXIT_EXPECTED = 0,     /* everything is as expected                     */
    EXIT_NOT_EXPECTED = 1, /* something is not                              */
    EXIT_BAD_USAGE = 2,    /* the command line or the corpus is malformed   */
    EXIT_NOTHING_RAN = 3   /* nothing ran, or what ran allows no conclusion */
};

int command_test(int argc, const char **argv);
int command_lint(int argc, const char **argv);
int command_explain(int argc, const char **argv);
int command_invariants(int argc, const char **argv);
int command_testee(int argc, const char **argv);
int command_corpus(int argc, const char **argv);

#endif
