/* command_invariants.c - `h204 invariants`: the catalogue as text, as JSON or as Markdown. */
#include "commands.h"
#include "explain.h"
#include "sources.h"

#include <jansson.h>
#include <popt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Limits and promises have no profile, so that a choice of one leaves them out. */
static bool is_chosen(const h204_invariant_info *row, uint32_t profiles)
{
    return profiles == 0 || ((uint32_t)row->profile & profiles) != 0;
}

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

static void print_text(uint32_t profiles)
{
    const char *title = NULL;
    unsigned count = 0;
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (!is_chosen(row, profiles)) {
            continue;
        }
        if (title == NULL || strcmp(title, explain_chapter(row->invariant)) != 0) {
            title = explain_chapter(row->invariant);
            printf("%s%u  %s\n", count == 0 ? "" : "\n", chapter_number(row), title);
        }
        printf("%6u  %-24s %s\n", (unsigned)row->invariant, row->name, row->sentence);
        count++;
    }
    printf("\n%u %s\n", count, profiles == 0 ? "invariants, limits and promises" : "invariants");
}

static bool print_json(uint32_t profiles)
{
    json_t *rows = json_array();
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (!is_chosen(row, profiles)) {
            continue;
        }
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
    if (row->kind == H204_KIND_PROMISE) {
        printf(" %s |", row->held_by);
    }
    putchar('\n');
}

static void print_markdown_head(h204_kind kind)
{
    switch (kind) {
    case H204_KIND_INVARIANT:
        fputs("| number | name | sentence | reference | level | profile | reading | writing | needs |\n"
              "|---|---|---|---|---|---|---|---|---|\n",
              stdout);
        break;
    case H204_KIND_LIMIT:
        fputs("| number | name | sentence | reference |\n|---|---|---|---|\n", stdout);
        break;
    case H204_KIND_PROMISE:
        fputs("| number | name | sentence | reference | held by |\n|---|---|---|---|---|\n", stdout);
        break;
    }
}

static bool print_markdown(void)
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
        if (begins_chapter(i)) {
            printf("\n## %u %s\n\n", chapter_number(row), explain_chapter(row->invariant));
            print_markdown_head(row->kind);
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
    fputs("\n## Outside\n\n"
          "Requirements of tiers 1 and 2 on behaviour that h204 does not have (from `outside.tsv`).\n\n",
          stdout);
    bool printed = source_print_table("spec/outside.tsv", stdout);
    fputs("\n## Swaps\n\n"
          "The core profile was the requirements of tiers 1 and 2; where one proved wrong, one of tier 3 took its\n"
          "place (from `swaps.tsv`).\n\n",
          stdout);
    return source_print_table("spec/swaps.tsv", stdout) && printed;
}

/* A set of the one profile; the empty set, which is all rows, for NULL. */
static bool parse_profile(const char *name, uint32_t *profiles)
{
    static const h204_profile all[] = { H204_PROFILE_CORE, H204_PROFILE_EXTENDED, H204_PROFILE_READER };
    *profiles = 0;
    for (size_t i = 0; name != NULL && i < sizeof all / sizeof all[0]; i++) {
        *profiles |= strcmp(name, explain_profile(all[i])) == 0 ? (uint32_t)all[i] : 0;
    }
    return name == NULL || *profiles != 0;
}

int command_invariants(int argc, const char **argv)
{
    int as_json = 0;
    int as_markdown = 0;
    char *profile = NULL;
    uint32_t profiles = 0;
    struct poptOption options[] = {
        { "profile", 'p', POPT_ARG_STRING, &profile, 0, "print the rows of one profile", "core|extended|reader" },
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
    } else if (!parse_profile(profile, &profiles)) {
        fputs("h204 invariants: --profile is core, extended or reader\n", stderr);
        code = EXIT_BAD_USAGE;
    } else if (as_markdown && profile != NULL) {
        fputs("h204 invariants: --markdown prints every row, whatever its profile\n", stderr);
        code = EXIT_BAD_USAGE;
    } else if (as_json) {
        code = print_json(profiles) ? EXIT_EXPECTED : EXIT_NOT_EXPECTED;
    } else if (as_markdown) {
        code = print_markdown() ? EXIT_EXPECTED : EXIT_NOT_EXPECTED;
    } else {
        print_text(profiles);
    }
    poptFreeContext(context);
    free(profile);
    return code;
}
