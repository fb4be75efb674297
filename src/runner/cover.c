/* cover.c - who tries the catalogue: the cases that keep and break each invariant, and what holds each promise. */
#include "cover.h"

#include "embedded.h"
#include "explain.h"
#include "sources.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct witnesses {
    unsigned count;
    const char *first; /* the name of a case, or NULL */
} witnesses;

typedef struct cover {
    const corpus *loaded;
    witnesses kept[H204_INVARIANT_END]; /* by number */
    witnesses broken[H204_INVARIANT_END];
    char *law_list; /* the text of tests/laws.h: every law is declared there */
    char *law_runs; /* the text of tests/laws.c: laws_hold calls every law   */
    bool is_whole;
} cover;

static void lacks(cover *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void lacks(cover *c, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("h204 corpus cover: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    c->is_whole = false;
}

/* ---- the cases ------------------------------------------------------------------------------------------- */

static bool contains(const invariant_list *list, h204_invariant invariant)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] == invariant) {
            return true;
        }
    }
    return false;
}

/* What a case says that it breaks: as a witness, or as its strict answer. */
static bool declares_broken(const corpus_case *one, h204_invariant invariant)
{
    bool broken = contains(&one->breaks, invariant) || one->strict.invariant == invariant ||
                  contains(&one->strict.rejected_breaches, invariant);
    for (size_t i = 0; i < one->strict.message_count && !broken; i++) {
        const message_spec *message = &one->strict.messages[i];
        broken = contains(&message->breaches, invariant) || contains(&message->extended, invariant);
    }
    return broken;
}

static bool is_set(const uint64_t words[H204_WORDS], h204_invariant invariant)
{
    return (words[invariant / 64] >> (invariant % 64) & 1) != 0;
}

static void add_witness(witnesses *list, const corpus_case *one)
{
    list->first = list->count == 0 ? one->name : list->first;
    list->count++;
}

/* A declaration counts where the checker agrees; where it does not, the declaration is wrong. */
static void judge_case(cover *c, const corpus_case *one)
{
    question asked = question_of(one);
    h204_verdicts verdicts = embedded_verdicts(&asked);
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        h204_invariant invariant = row->invariant;
        bool is_limit = row->kind == H204_KIND_LIMIT; /* no row of the checker: reading decides */
        bool is_broken = is_set(verdicts.broken, invariant) ||
                         (is_limit && one->strict.invariant == invariant);
        bool is_kept = is_set(verdicts.kept, invariant) && !is_broken;
        if (declares_broken(one, invariant)) {
            if (is_broken) {
                add_witness(&c->broken[invariant], one);
            } else {
                lacks(c, "%s does not break %s", one->name, row->name);
            }
        }
        if (contains(&one->keeps, invariant)) {
            if (is_kept) {
                add_witness(&c->kept[invariant], one);
            } else {
                lacks(c, "%s does not keep %s", one->name, row->name);
            }
        }
    }
}

static void judge_cases(cover *c)
{
    for (size_t i = 0; i < c->loaded->count; i++) {
        if (!c->loaded->cases[i].writes) { /* a refusal is no message to check */
            judge_case(c, &c->loaded->cases[i]);
        }
    }
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        bool is_promise = row->kind == H204_KIND_PROMISE;
        bool is_kept = row->kind == H204_KIND_LIMIT || c->kept[row->invariant].count > 0;
        if (!is_promise && !is_kept) {
            lacks(c, "no case keeps %u %s", (unsigned)row->invariant, row->name);
        }
        if (!is_promise && c->broken[row->invariant].count == 0) {
            lacks(c, "no case breaks %u %s", (unsigned)row->invariant, row->name);
        }
    }
}

/* ---- the promises ---------------------------------------------------------------------------------------- */

static bool has_line(const char *text, const char *before, const char *name, const char *behind)
{
    char line[256];
    snprintf(line, sizeof line, "\n%s%s%s", before, name, behind);
    return strstr(text, line) != NULL;
}

static bool is_law(const cover *c, const char *name)
{
    return has_line(c->law_list, "void ", name, "(") && has_line(c->law_runs, "    ", name, "(read);\n");
}

static bool is_suite(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/tests/%s.c", H204_SOURCE_DIR, name);
    FILE *found = fopen(path, "rb");
    if (found != NULL) {
        fclose(found);
    }
    return found != NULL;
}

static bool is_chapter(const cover *c, const char *name)
{
    for (size_t i = 0; i < c->loaded->count; i++) {
        if (strcmp(c->loaded->cases[i].chapter, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool exists(const cover *c, const char *holder)
{
    static const char corpus_prefix[] = "corpus:";
    const size_t size = sizeof corpus_prefix - 1;
    if (strncmp(holder, "law_", 4) == 0) {
        return is_law(c, holder);
    }
    if (strncmp(holder, "test_", 5) == 0) {
        return is_suite(holder);
    }
    return strncmp(holder, corpus_prefix, size) == 0 && is_chapter(c, holder + size);
}

static void judge_promises(cover *c)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (row->kind != H204_KIND_PROMISE) {
            continue;
        }
        char holders[512];
        snprintf(holders, sizeof holders, "%s", row->held_by);
        char *rest = holders;
        for (char *one = strsep(&rest, " "); one != NULL; one = strsep(&rest, " ")) {
            if (!exists(c, one)) {
                lacks(c, "%u %s is held by \"%s\", which does not exist", (unsigned)row->invariant, row->name, one);
            }
        }
    }
}

/* ---- printing -------------------------------------------------------------------------------------------- */

static const char *first_of(const witnesses *list)
{
    return list->first != NULL ? list->first : "none";
}

static void print_text(const cover *c)
{
    unsigned invariants = 0;
    unsigned both_ways = 0;
    unsigned promises = 0;
    printf("%-34s %-9s %5s %6s  %s\n", "invariant", "profile", "kept", "broken", "by, or held by");
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        const witnesses *kept = &c->kept[row->invariant];
        const witnesses *broken = &c->broken[row->invariant];
        switch (row->kind) {
        case H204_KIND_PROMISE:
            printf("%4u %-29s %-9s %5s %6s  %s\n", (unsigned)row->invariant, row->name, "promise", "", "",
                   row->held_by);
            promises++;
            break;
        case H204_KIND_LIMIT:
            printf("%4u %-29s %-9s %5s %6u  %s\n", (unsigned)row->invariant, row->name, "limit", "",
                   broken->count, first_of(broken));
            break;
        case H204_KIND_INVARIANT:
            printf("%4u %-29s %-9s %5u %6u  %s, %s\n", (unsigned)row->invariant, row->name,
                   explain_profile(row->profile), kept->count, broken->count, first_of(kept), first_of(broken));
            invariants++;
            both_ways += kept->count > 0 && broken->count > 0;
            break;
        }
    }
    printf("%u of %u invariants are kept and broken by a case; %u promises\n", both_ways, invariants, promises);
}

static void print_witnesses(const witnesses *list)
{
    if (list->count == 0) {
        fputs(" none |", stdout);
    } else {
        printf(" %u, `%s` |", list->count, list->first);
    }
}

static void print_invariant(const cover *c, const h204_invariant_info *row)
{
    printf("| %u | `%s` | %s | %s | %s | %s | yes |", (unsigned)row->invariant, row->name, row->reference,
           explain_role(row->role), explain_level(row->level), explain_profile(row->profile));
    print_witnesses(&c->kept[row->invariant]);
    print_witnesses(&c->broken[row->invariant]);
    putchar('\n');
}

static void print_holders(const char *held_by)
{
    for (const char *one = held_by; one != NULL;) {
        const char *space = strchr(one, ' ');
        int size = space != NULL ? (int)(space - one) : (int)strlen(one);
        printf("%s`%.*s`", one == held_by ? " " : ", ", size, one);
        one = space != NULL ? space + 1 : NULL;
    }
}

static void print_rows(const cover *c, h204_kind kind)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (row->kind != kind) {
            continue;
        }
        switch (kind) {
        case H204_KIND_INVARIANT:
            print_invariant(c, row);
            break;
        case H204_KIND_LIMIT:
            printf("| %u | `%s` | %s |", (unsigned)row->invariant, row->name, row->reference);
            print_witnesses(&c->broken[row->invariant]);
            putchar('\n');
            break;
        case H204_KIND_PROMISE:
            printf("| %u | `%s` | %s |", (unsigned)row->invariant, row->name, row->reference);
            print_holders(row->held_by);
            fputs(" |\n", stdout);
            break;
        }
    }
}

static void print_markdown(const cover *c)
{
    fputs("# Who tries what\n\n"
          "Printed from the catalogue and the corpus by `h204 corpus cover --markdown`.\n\n"
          "A case that keeps or breaks a row says so, and the checker agrees: both stand here with their number and\n"
          "the first of them.  A row without a predicate does not link, so each has one.\n\n"
          "## Invariants of a message\n\n"
          "| number | name | clause | role | level | profile | predicate | kept by | broken by |\n"
          "|---|---|---|---|---|---|---|---|---|\n",
          stdout);
    print_rows(c, H204_KIND_INVARIANT);
    fputs("\n## Limits\n\n| number | name | clause | met by |\n|---|---|---|---|\n", stdout);
    print_rows(c, H204_KIND_LIMIT);
    fputs("\n## Promises\n\n"
          "Laws stand in `tests/laws.h` and hold for every input of the suites and the fuzzer; suites are files of\n"
          "`tests`; chapters are those of the corpus.\n\n"
          "| number | name | clause | held by |\n|---|---|---|---|\n",
          stdout);
    print_rows(c, H204_KIND_PROMISE);
}

bool cover_print(const corpus *loaded, bool as_markdown)
{
    cover c = {.loaded = loaded, .is_whole = true};
    c.law_list = source_text("tests/laws.h");
    c.law_runs = source_text("tests/laws.c");
    bool is_read = c.law_list != NULL && c.law_runs != NULL;
    if (is_read) {
        judge_cases(&c);
        judge_promises(&c);
        if (as_markdown) {
            print_markdown(&c);
        } else {
            print_text(&c);
        }
    }
    free(c.law_list);
    free(c.law_runs);
    return is_read && c.is_whole;
}
