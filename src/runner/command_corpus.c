/* command_corpus.c - `h204 corpus`: is the corpus sound, and who tries the catalogue?  Or print it as JSON. */
#include "case.h"
#include "commands.h"
#include "cover.h"
#include "export.h"

#include <popt.h>
#include <stdio.h>
#include <string.h>

#define DEFAULT_PATH "corpus/conformance"

/* ---- check ----------------------------------------------------------------------------------- */

/* One line a file: cases of a chapter may stand in several. */
static void print_chapters(const corpus *loaded)
{
    printf("%-28s %6s %6s %6s\n", "chapter", "cases", "read", "write");
    size_t writes = 0;
    size_t begin = 0;
    for (size_t i = 0; i < loaded->count; i++) {
        writes += loaded->cases[i].writes;
        bool ends =
            i + 1 == loaded->count || strcmp(loaded->cases[i].file, loaded->cases[i + 1].file) != 0;
        if (ends) {
            size_t count = i + 1 - begin;
            printf("%-28s %6zu %6zu %6zu\n", loaded->cases[i].chapter, count, count - writes,
                   writes);
            begin = i + 1;
            writes = 0;
        }
    }
    printf("%-28s %6zu\n", "all", loaded->count);
}

/* ---- export ---------------------------------------------------------------------------------- */

static int export(const corpus *loaded)
{
    if (!corpus_export(loaded, stdout)) {
        fputs("h204 corpus export: the corpus could not be printed\n", stderr);
        return EXIT_NOT_EXPECTED;
    }
    return EXIT_EXPECTED;
}

/* ---- the command ----------------------------------------------------------------------------- */

static int run(const char *name, const char *path, bool as_markdown)
{
    bool checks = strcmp(name, "check") == 0;
    bool covers = strcmp(name, "cover") == 0;
    if (!checks && !covers && strcmp(name, "export") != 0) {
        fprintf(stderr, "h204 corpus: \"%s\" is none of check, cover and export\n", name);
        return EXIT_BAD_USAGE;
    }
    if (as_markdown && !covers) {
        fputs("h204 corpus: --markdown goes with cover\n", stderr);
        return EXIT_BAD_USAGE;
    }
    corpus loaded;
    if (!corpus_load(path, &loaded)) {
        return EXIT_BAD_USAGE;
    }
    int code = EXIT_EXPECTED;
    if (covers) {
        code = cover_print(&loaded, as_markdown) ? EXIT_EXPECTED : EXIT_NOT_EXPECTED;
    } else if (checks) {
        print_chapters(&loaded);
    } else {
        code = export(&loaded);
    }
    corpus_free(&loaded);
    return code;
}

int command_corpus(int argc, const char **argv)
{
    int as_markdown = 0;
    struct poptOption options[] = {
        {"markdown", 0, POPT_ARG_NONE, &as_markdown, 0, "with cover: print spec/TRACEABILITY.md", NULL},
        POPT_AUTOHELP POPT_TABLEEND
    };
    poptContext context = poptGetContext("h204 corpus", argc, argv, options, 0);
    poptSetOtherOptionHelp(context,
                           "check|cover|export [PATH]\n"
                           "  check    load every case of PATH, and count them\n"
                           "  cover    say which cases keep and break each invariant, and what holds each\n"
                           "           promise; 1 where one lacks either\n"
                           "  export   print every case as JSON\n"
                           "  PATH     a folder or a file; " DEFAULT_PATH " without one");
    int option = poptGetNextOpt(context);
    int code = EXIT_BAD_USAGE;
    if (option < -1) {
        fprintf(stderr, "h204 corpus: %s: %s\n", poptBadOption(context, POPT_BADOPTION_NOALIAS),
                poptStrerror(option));
    } else {
        const char *name = poptGetArg(context);
        const char *path = poptGetArg(context);
        if (name == NULL || poptPeekArg(context) != NULL) {
            fputs("usage: h204 corpus check|cover|export [PATH]\n", stderr);
        } else {
            code = run(name, path != NULL ? path : DEFAULT_PATH, as_markdown != 0);
        }
    }
    poptFreeContext(context);
    return code;
}
