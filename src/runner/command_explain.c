/* command_explain.c - `h204 explain`: all there is to say about one invariant. */
#include "case.h"
#include "commands.h"
#include "exchange.h"
#include "explain.h"
#include "show.h"

#include <popt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LABEL_WIDTH 10

static void print_label(const char *label)
{
    printf("  %-*s", LABEL_WIDTH - 2, label);
}

static void print_labelled(const char *label, const char *words)
{
    print_label(label);
    show_words(stdout, words, LABEL_WIDTH);
}

static void print_reading(const h204_invariant_info *row, const explanation *text)
{
    char words[256];
    switch (row->kind) {
    case H204_KIND_LIMIT:
        print_labelled("reading", "fails at the first octet beyond the limit");
        return;
    case H204_KIND_PROMISE:
        print_labelled("held by", row->held_by);
        return;
    case H204_KIND_INVARIANT:
        break;
    }
    switch (row->reading) {
    case H204_READING_REJECT:
        snprintf(words, sizeof words, "fails%s%s", text->tolerance != 0 ? "; the tolerance that reads on is " : "",
                 text->tolerance != 0 ? tolerance_name(text->tolerance) : "");
        break;
    case H204_READING_POLICY:
        snprintf(words, sizeof words, "fails by policy, for the RFC also says how to read on%s%s",
                 text->tolerance != 0 ? "; the tolerance that does is " : "",
                 text->tolerance != 0 ? tolerance_name(text->tolerance) : "");
        break;
    case H204_READING_REPORT:
        snprintf(words, sizeof words, "never fails for it; it is reported%s%s",
                 text->tolerance != 0 ? "; the tolerance that completes the message is " : "",
                 text->tolerance != 0 ? tolerance_name(text->tolerance) : "");
        break;
    }
    print_labelled("reading", words);
    print_labelled("writing", row->writing == H204_WRITING_REFUSE
                                  ? "refuses it"
                                  : "does not look: it can not write this, or h204_check is asked first");
}

static void print_lines(h204_view shown, const h204_breach *breach)
{
    size_t start = 0;
    while (start < shown.size) {
        size_t end = start;
        while (end < shown.size && shown.data[end] != '\n') {
            end++;
        }
        end = end < shown.size ? end + 1 : end;
        h204_view line = { shown.data + start, end - start };
        bool holds_place = breach != NULL && breach->place.offset >= start && breach->place.offset < end;
        if (holds_place) {
            /* The caret line ends itself; the first line of the two stands behind a label or an indent. */
            show_place(stdout, line, breach->place.offset - start, breach->place.size,
                       (show_style){ .indent = "          ", .colour = show_in_colour(stdout) });
        } else {
            printf("%*s", LABEL_WIDTH, "");
            show_octets(stdout, line, SHOW_COLUMNS);
            putchar('\n');
        }
        start = end;
    }
}

static void write_request(FILE *out, const explain_example *example)
{
    if (example->method != NULL) {
        fprintf(out, " to %s", example->method);
    }
    if (example->target != NULL) {
        fprintf(out, " %s", example->target);
    }
    if (example->version != NULL) {
        fprintf(out, ", HTTP/%s", example->version);
    }
}

static void write_request_fields(FILE *out, const h204_exchange *exchange)
{
    if ((exchange->given & H204_GIVEN_FIELDS) == 0) {
        return;
    }
    fputs(exchange->field_count == 0 ? ", without request fields" : "", out);
    for (uint32_t i = 0; i < exchange->field_count; i++) {
        h204_span name = exchange->fields[i].name;
        h204_span value = exchange->fields[i].value;
        h204_view line = { exchange->octets.data + name.offset, value.offset + value.size - name.offset };
        fputs(i == 0 ? ", with " : "; ", out);
        show_octets(out, line, 0);
    }
}

static void write_facts(FILE *out, const explain_example *example)
{
    const char *before = ", where ";
    for (uint32_t rest = example->known_facts; rest != 0; rest &= rest - 1) {
        uint32_t fact = rest & (~rest + 1);
        fprintf(out, "%s%s", before, explain_fact((h204_fact)fact, (example->facts & fact) != 0));
        before = " and ";
    }
}

static void write_circumstances(FILE *out, const explain_example *example, const h204_exchange *exchange)
{
    fputs("a response", out);
    write_request(out, example);
    write_request_fields(out, exchange);
    if (example->role_given) {
        fprintf(out, ", sent by %s", explain_sender(example->role));
    }
    write_facts(out, example);
    if (example->now != 0) {
        char date[DATE_SIZE];
        date_write(example->now, date);
        fprintf(out, ", received at %s", date);
    }
    if (example->outstanding > 0) {
        fprintf(out, ", with %u request%s outstanding", (unsigned)example->outstanding,
                example->outstanding == 1 ? "" : "s");
    }
    switch (example->end) {
    case H204_END_OPEN:   break;
    case H204_END_KEPT:   fputs("; then the connection is kept open", out); break;
    case H204_END_CLOSED: fputs("; then the connection is closed", out); break;
    case H204_END_RESET:  fputs("; then the connection is reset", out); break;
    }
    fputs(example->twin.data != NULL ? "; to a plain GET it would be:" : ":", out);
}

static void print_circumstances(const explain_example *example)
{
    explain_context storage;
    explain_message(example, &storage);
    char *words = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&words, &size);
    if (out == NULL) {
        return;
    }
    write_circumstances(out, example, &storage.exchange);
    fclose(out);
    show_words(stdout, words, LABEL_WIDTH);
    free(words);
}

/* Where the example breaks the row, as the checker sees it; false where it does not. */
static bool find_breach(const explain_example *example, h204_invariant invariant, h204_breach *found)
{
    explain_context storage;
    h204_message message = explain_message(example, &storage);
    h204_breach breaches[32];
    h204_verdicts verdicts;
    h204_check(&message, H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER, breaches, 32,
               &verdicts);
    uint32_t count = verdicts.breach_count < 32 ? verdicts.breach_count : 32;
    for (uint32_t i = 0; i < count; i++) {
        if (breaches[i].invariant == invariant) {
            *found = breaches[i];
            return true;
        }
    }
    return false;
}

static void print_example(const char *label, const explain_example *example, h204_invariant invariant)
{
    h204_breach breach;
    bool broken = find_breach(example, invariant, &breach);
    print_label(label);
    print_circumstances(example);
    if (example->twin.data != NULL) {
        print_lines(example->twin, NULL);
        printf("%*sand is:\n", LABEL_WIDTH, "");
    }
    print_lines(example->octets, broken && breach.part == H204_PART_OCTETS ? &breach : NULL);
    if (example->following.size > 0) {
        printf("%*sand behind it:\n", LABEL_WIDTH, "");
        print_lines(example->following, broken && breach.part == H204_PART_FOLLOWING ? &breach : NULL);
    }
}

static void print_explanation(const h204_invariant_info *row)
{
    const explanation *text = explain(row->invariant);
    char words[256];

    printf("%u  %s\n", (unsigned)row->invariant, row->name);
    show_words(stdout, row->sentence, 0);
    putchar('\n');
    print_labelled("chapter", explain_chapter(row->invariant));
    if (row->kind == H204_KIND_INVARIANT) {
        snprintf(words, sizeof words, "%s, %s; binds the %s", explain_level(row->level), row->reference,
                 explain_role(row->role));
        print_labelled("level", words);
        print_labelled("profile", explain_profile(row->profile));
    } else {
        snprintf(words, sizeof words, "%s, %s", explain_kind(row->kind), row->reference);
        print_labelled("level", words);
    }
    print_reading(row, text);
    if (row->kind == H204_KIND_INVARIANT) {
        print_labelled("needs", explain_needs(row->needs));
    }
    if (row->implies != H204_INVARIANT_NONE) {
        print_labelled("implies", h204_invariant_describe(row->implies)->name);
    }
    print_labelled("why", text->why);
    if (text->keeps.octets.data != NULL) {
        putchar('\n');
        print_example("keeps", &text->keeps, row->invariant);
        putchar('\n');
        print_example("breaks", &text->breaks, row->invariant);
        putchar('\n');
    }
    if (text->wild != NULL) {
        print_labelled("seen", text->wild);
    }
    if (text->legal != NULL) {
        print_labelled("legal", text->legal);
    }
    print_labelled("do", text->fix);
}

static int unknown(const char *name)
{
    const h204_invariant_info *near[4];
    size_t count = explain_suggest(name, near, 4);
    fputs("h204 explain: no invariant \"", stderr);
    show_octets(stderr, (h204_view){ (const uint8_t *)name, strlen(name) }, SHOW_COLUMNS);
    fputs("\"", stderr);
    for (size_t i = 0; i < count; i++) {
        fprintf(stderr, "%s%s", i == 0 ? "; did you mean " : i + 1 < count ? ", " : " or ", near[i]->name);
    }
    fputs(count > 0 ? "?\n" : "; h204 invariants lists them\n", stderr);
    return EXIT_BAD_USAGE;
}

int command_explain(int argc, const char **argv)
{
    struct poptOption options[] = { POPT_AUTOHELP POPT_TABLEEND };
    poptContext context = poptGetContext("h204 explain", argc, argv, options, 0);
    poptSetOtherOptionHelp(context, "NAME|NUMBER...");

    int code = EXIT_EXPECTED;
    int option = poptGetNextOpt(context);
    const char *name = option == -1 ? poptGetArg(context) : NULL;
    if (option < -1) {
        fprintf(stderr, "h204 explain: %s: %s\n", poptBadOption(context, POPT_BADOPTION_NOALIAS),
                poptStrerror(option));
        code = EXIT_BAD_USAGE;
    } else if (name == NULL) {
        fputs("h204 explain: which invariant?  Give a name or a number; h204 invariants lists them\n", stderr);
        code = EXIT_BAD_USAGE;
    }
    for (bool first = true; name != NULL; name = poptGetArg(context), first = false) {
        const h204_invariant_info *row = explain_find(name);
        if (row == NULL) {
            code = unknown(name);
            continue;
        }
        fputs(first ? "" : "\n", stdout);
        print_explanation(row);
    }
    poptFreeContext(context);
    return code;
}
