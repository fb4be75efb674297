/* command_corpus.c - `h204 corpus`: are the files of the corpus sound, and what do they witness? Or
 * print them as JSON. */
#include "case.h"
#include "commands.h"
#include "export.h"

#include <popt.h>
#include <stdio.h>
#include <string.h>

#define DEFAULT_PATH "corpus/conformance"

/* ---- check ----------------------------------------------------------------------------------- */

typedef struct witnesses { /* by number: in how many cases */
    unsigned kept[H204_INVARIANT_END];
    unsigned broken[H204_INVARIANT_END];
} witnesses;

static bool contains(const invariant_list *list, h204_invariant invariant)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] == invariant) {
            return true;
        }
    }
    return false;
}

/* A case witnesses as broken what it says, and what its strict answer says: breaches are asserted.
 */
static bool witnesses_broken(const corpus_case *one, h204_invariant invariant)
{
    bool broken = contains(&one->breaks, invariant) || one->strict.invariant == invariant ||
                  contains(&one->strict.rejected_breaches, invariant);
    for (size_t i = 0; i < one->strict.message_count && !broken; i++) {
        broken = contains(&one->strict.messages[i].breaches, invariant);
    }
    return broken;
}

static witnesses count_witnesses(const corpus *loaded)
{
    witnesses counted = {.kept = {0}};
    for (size_t i = 0; i < loaded->count; i++) {
        for (uint32_t k = 0; k < h204_invariant_count(); k++) {
            h204_invariant invariant = h204_invariant_row(k)->invariant;
            counted.kept[invariant] += contains(&loaded->cases[i].keeps, invariant);
            counted.broken[invariant] += witnesses_broken(&loaded->cases[i], invariant);
        }
    }
    return counted;
}

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

static void print_witnesses(const witnesses *counted)
{
    unsigned core = 0;
    unsigned both_ways = 0;
    printf("\n%-28s %6s %6s\n", "core invariant", "kept", "broken");
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (row->profile != H204_PROFILE_CORE) {
            continue;
        }
        unsigned kept = counted->kept[row->invariant];
        unsigned broken = counted->broken[row->invariant];
        printf("%u %-24s %6u %6u%s\n", (unsigned)row->invariant, row->name, kept, broken,
               kept == 0 || broken == 0 ? "  *" : "");
        core += 1;
        both_ways += kept > 0 && broken > 0;
    }
    printf("%u of %u witnessed kept and broken; the others are marked *\n", both_ways, core);
}

static int check(const corpus *loaded)
{
    print_chapters(loaded);
    witnesses counted = count_witnesses(loaded);
    print_witnesses(&counted);
    return EXIT_EXPECTED;
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

static int run(const char *name, const char *path)
{
    bool checks = strcmp(name, "check") == 0;
    if (!checks && strcmp(name, "export") != 0) {
        fprintf(stderr, "h204 corpus: \"%s\" is neither check nor export\n", name);
        return EXIT_BAD_USAGE;
    }
    corpus loaded;
    if (!corpus_load(path, &loaded)) {
        return EXIT_BAD_USAGE;
    }
    int code = checks ? check(&loaded) : export(&loaded);
    corpus_free(&loaded);
    return code;
}

int command_corpus(int argc, const char **argv)
{
    struct poptOption options[] = {POPT_AUTOHELP POPT_TABLEEND};
    poptContext context = poptGetContext("h204 corpus", argc, argv, options, 0);
    poptSetOtherOptionHelp(context,
                           "check|export [PATH]\n"
                           "  check    load every case of PATH, and say what they witness\n"
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
            fputs("usage: h204 corpus check|export [PATH]\n", stderr);
        } else {
            code = run(name, path != NULL ? path : DEFAULT_PATH);
        }
    }
    poptFreeContext(context);
    return code;
}
