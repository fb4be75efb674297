/* main.c - the h204 command: finds the subcommand and hands over.
 */
#include "commands.h"
#include "promise_failed.h"

#include "version.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct command {
    const char *name;
    int (*run)(int argc, const char **argv);
    const char *does;
    bool checks_promises; /* of the codec: what tests it does, what only uses it is fast */
} command;

static const command commands[] = {
    {"test", command_test, "run the conformance cases against a parser", true},
    {"lint", command_lint, "say which invariants recorded responses break", false},
    {"explain", command_explain, "explain an invariant", false},
    {"invariants", command_invariants, "list the catalogue", false},
    {"testee", command_testee, "answer the testee contract for the embedded codec", true},
    {"corpus", command_corpus, "check, trace and export the conformance cases", true},
};

static void print_help(FILE *out)
{
    fputs("usage: h204 COMMAND [options]\n\n", out);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        fprintf(out, "  %-11s %s\n", commands[i].name, commands[i].does);
    }
    fputs(
        "\n  --version   print the version\n"
        "  --help      print this; h204 COMMAND --help says more\n\n"
        "exit codes: 0 as expected, 1 not as expected, 2 bad usage or bad corpus, 3 nothing ran\n",
        out);
}

/* A report that nobody could read must not pass for one that was written. */
static int flushed(int code)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("h204: standard output");
        return code == EXIT_EXPECTED ? EXIT_NOT_EXPECTED : code;
    }
    return code;
}

/* What popt reads has const text, and C has no conversion to it. */
static int run(const command *chosen, int argc, char **argv)
{
    const char **arguments = calloc((size_t)argc + 1, sizeof *arguments);
    if (arguments == NULL) {
        perror("h204");
        return EXIT_NOTHING_RAN;
    }
    for (int i = 0; i < argc; i++) {
        arguments[i] = argv[i];
    }
    char title[32];
    h204_promises_are_checked = chosen->checks_promises;
    snprintf(title, sizeof title, "h204 %s", chosen->name);
    arguments[0] = title; /* as help names it */
    int code = chosen->run(argc, arguments);
    free(arguments);
    return code;
}

int main(int argc, char **argv)
{
    /* A reader of our output, or a testee, that goes away is an error of write(), not our death. */
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        print_help(stderr);
        return EXIT_BAD_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help(stdout);
        return flushed(EXIT_EXPECTED);
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("h204 " H204_VERSION_TEXT);
        return flushed(EXIT_EXPECTED);
    }
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(argv[1], commands[i].name) == 0) {
            return flushed(run(&commands[i], argc - 1, argv + 1));
        }
    }
    fprintf(stderr, "h204: no command \"%s\"; h204 --help lists them\n", argv[1]);
    return EXIT_BAD_USAGE;
}
