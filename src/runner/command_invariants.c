/* command_invariants.c - `h204 invariants`: the catalogue as text, as JSON or as Markdown. */
#include "commands.h"
#include "explain.h"

#include <jansson.h>
#include <popt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Chapters 800 and 900 share a title, so the title decides where one begins. */
static bool begins_chapter(uint32_t index)
{
    return index == 0 || strcmp(explain_chapter(h204_invariant_row(index)->invariant),
                                explain_chapter(h204_invariant_row(index - 1)->invariant)) != 0;
}

static unsigned chapter_number(const h204_invariant_info *row)
{
    return (unsigned)row->invariant / 100 * 100;
}

static void print_text(void)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (begins_chapter(i)) {
            printf("%s%u  %s\n", i == 0 ? "" : "\n", chapter_number(row), explain_chapter(row->invariant));
        }
        printf("%6u  %-24s %s\n", (unsigned)row->invariant, row->name, row->sentence);
    }
}

static bool print_json(void)
{
    json_t *rows = json_array();
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        json_t *object = json_pack("{si ss ss ss ss ss}", "number", (int)row->invariant, "name", row->name,
                                   "kind", explain_kind(row->kind), "chapter", explain_chapter(row->invariant),
                                   "reference", row->reference, "sentence", row->sentence);
        if (row->kind == H204_KIND_INVARIANT) {
            json_t *rest = json_pack(
                "{ss ss ss ss ss ss so}", "role", explain_role(row->role), "level",
                explain_level_code(row->level), "profile", explain_profile(row->profile), "reading",
                explain_reading(row->reading), "writing", explain_writing(row->writing), "needs",
                explain_needs_code(row->needs), "implies",
                row->implies == H204_INVARIANT_NONE
                    ? json_null()
                    : json_string(h204_invariant_describe(row->implies)->name));
            json_object_update(object, rest);
            json_decref(rest);
        }
        json_array_append_new(rows, object);
    }
    bool written = json_dumpf(rows, stdout, JSON_INDENT(2)) == 0;
    putchar('\n');
    json_decref(rows);
    return written;
}

static void print_markdown_row(const h204_invariant_info *row)
{
    printf("| %u | `%s` | %s | %s |", (unsigned)row->invariant, row->name, row->sentence, row->reference);
    if (row->kind == H204_KIND_INVARIANT) {
        printf(" %s | %s | %s | %s | %s |", explain_level(row->level), explain_profile(row->profile),
               explain_reading(row->reading), row->writing == H204_WRITING_REFUSE ? "refuse" : "",
               explain_needs(row->needs));
    }
    putchar('\n');
}

static void print_markdown(void)
{
    unsigned core = 0;
    unsigned reader = 0;
    unsigned extended = 0;
    unsigned limits = 0;
    unsigned promises = 0;

    fputs("# The invariants\n\n"
          "Printed from `invariants.def` by `h204 invariants --markdown`; change the rows there.\n\n"
          "A sentence describes a valid message.  On reading, `reject` fails; `policy` fails although the RFC also\n"
          "says how to read on; `report` never makes reading fail.  On writing, `refuse` means that the writer\n"
          "does not let it pass.  The last column is what must be known before the row is evaluated: where it is\n"
          "not, the row is neither kept nor broken.\n",
          stdout);
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        bool is_invariant = row->kind == H204_KIND_INVARIANT;
        if (begins_chapter(i)) {
            printf("\n## %u %s\n\n", chapter_number(row), explain_chapter(row->invariant));
            fputs(is_invariant ? "| number | name | sentence | reference | level | profile | reading | writing | "
                                 "needs |\n|---|---|---|---|---|---|---|---|---|\n"
                               : "| number | name | sentence | reference |\n|---|---|---|---|\n",
                  stdout);
        }
        print_markdown_row(row);
        core += row->profile == H204_PROFILE_CORE;
        reader += row->profile == H204_PROFILE_READER;
        extended += row->profile == H204_PROFILE_EXTENDED;
        limits += row->kind == H204_KIND_LIMIT;
        promises += row->kind == H204_KIND_PROMISE;
    }
    printf("\n## Counts\n\n"
           "Core profile: %u.  Reader profile: %u.  Extended profile: %u.  Limits: %u.  Promises: %u.\n",
           core, reader, extended, limits, promises);
}

int command_invariants(int argc, const char **argv)
{
    int as_json = 0;
    int as_markdown = 0;
    struct poptOption options[] = {
        { "json", 0, POPT_ARG_NONE, &as_json, 0, "print a JSON array", NULL },
        { "markdown", 0, POPT_ARG_NONE, &as_markdown, 0, "print spec/INVARIANTS.md", NULL },
        POPT_AUTOHELP POPT_TABLEEND
    };
    poptContext context = poptGetContext("h204 invariants", argc, argv, options, 0);
    int option = poptGetNextOpt(context);
    int code = EXIT_EXPECTED;
    if (option < -1) {
        fprintf(stderr, "h204 invariants: %s: %s\n", poptBadOption(context, POPT_BADOPTION_NOALIAS),
                poptStrerror(option));
        code = EXIT_BAD_USAGE;
    } else if (poptPeekArg(context) != NULL) {
        fputs("h204 invariants takes no argument; h204 explain NAME says more about one\n", stderr);
        code = EXIT_BAD_USAGE;
    } else if (as_json && as_markdown) {
        fputs("h204 invariants: either --json or --markdown\n", stderr);
        code = EXIT_BAD_USAGE;
    } else if (as_json) {
        code = print_json() ? EXIT_EXPECTED : EXIT_NOT_EXPECTED;
    } else if (as_markdown) {
        print_markdown();
    } else {
        print_text();
    }
    poptFreeContext(context);
    return code;
}
