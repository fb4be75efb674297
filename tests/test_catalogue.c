/* test_catalogue.c - the catalogue is whole, says what it must, and every example is what it claims to be. */
#include "../src/codec/h204.h"
#include "../src/runner/explain.h"

#include <criterion/criterion.h>

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define ALL_PROFILES (H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER)

/* Numbers and names are interface: a row that is here never gets another number, nor a number another row.
 * The ids are those of the requirements the rows were taken from. */
static const struct {
    int number;
    const char *id;
} core[] = {
    { 101, "ST-PRESENT" }, { 102, "ST-NAME-CASE" }, { 103, "ST-NO-LEADING-EMPTY" }, { 104, "ST-NO-LEADING-WS" },
    { 105, "ST-VER-MAJOR" }, { 106, "ST-VER-FORM" }, { 107, "ST-SP1" }, { 108, "ST-CODE-3DIGIT" },
    { 109, "ST-CODE-RANGE" }, { 110, "ST-SP2" }, { 111, "ST-NO-BARE-CR" }, { 112, "ST-REASON-CHARS" },
    { 113, "ST-EOL-CRLF" }, { 114, "ST-WS-AFTER-START" }, { 115, "ST-VER-OWN" }, { 116, "ST-VER-NO-DOWNGRADE" },
    { 201, "FLD-NAME-NONEMPTY" }, { 202, "FLD-NAME-NO-WS-COLON" }, { 203, "FLD-NAME-TCHAR" },
    { 204, "FLD-COLON" }, { 205, "FLD-VALUE-NO-BARE-CR" }, { 206, "FLD-VALUE-NO-NUL" },
    { 207, "FLD-VALUE-NO-CTL" }, { 208, "FLD-EOL-CRLF" }, { 209, "FLD-OBSFOLD-GEN" },
    { 210, "FLD-SECTION-END" }, { 211, "FLD-DUP-SINGLETON" }, { 212, "FLD-OWS-SINGLE-SP" },
    { 213, "FLD-OWS-NO-TRAILING" }, { 214, "FLD-LIST-NO-EMPTY" }, { 215, "FLD-BWS-GEN" },
    { 216, "FLD-RWS-SINGLE" }, { 217, "FLD-QS-CLOSED" }, { 218, "FLD-COMMENT-NEST" },
    { 219, "FLD-PARAM-NO-WS-EQ" }, { 221, "FLD-DATE-IMF-GEN" }, { 222, "FLD-DATE-RANGE" },
    { 223, "FLD-DATE-CALENDAR" }, { 224, "FLD-DATE-NO-EXTRA-WS" }, { 225, "FLD-DATE-CASE" },
    { 226, "FLD-DATE-GMT" }, { 227, "FLD-DATE-DAYNAME" }, { 301, "FRAME-TE-ABNF" },
    { 305, "FRAME-TE-CHUNKED-ONCE" }, { 306, "FRAME-TE-10-GEN" }, { 307, "FRAME-TE-REQ-11" },
    { 308, "FRAME-TE-CL-GEN" }, { 309, "FRAME-TE-FINAL-OR-CLOSE" }, { 310, "FRAME-CL-NONEMPTY" },
    { 311, "FRAME-CL-DIGITS" }, { 314, "FRAME-CL-SINGLE" }, { 315, "FRAME-R6-LENGTH" },
    { 316, "FRAME-SELF-DELIMIT" }, { 317, "FRAME-CL-WHEN-KNOWN" }, { 318, "FRAME-TE-ACCEPTABLE" },
    { 401, "S204-NO-CONTENT-WIRE" }, { 402, "S204-NO-CL" }, { 403, "S204-NO-TE" }, { 404, "S1XX-NO-CL" },
    { 405, "S1XX-NO-TE" }, { 406, "S1XX-NOT-TO-10" }, { 407, "HEAD-NO-CONTENT" }, { 408, "HEAD-NO-TRAILERS" },
    { 409, "CONNECT-NO-CL" }, { 410, "CONNECT-NO-TE" }, { 411, "S304-NO-CONTENT" }, { 412, "HEAD-CL-EQUAL" },
    { 413, "S304-CL-EQUAL" }, { 421, "S204-PUT-VALIDATOR" }, { 422, "S204-PUT-REPLACED" },
    { 423, "S204-PUT-CREATED" }, { 424, "S204-DELETE" }, { 501, "CHK-SIZE-NONEMPTY" }, { 502, "CHK-SIZE-HEX" },
    { 504, "CHK-SIZE-NO-TRAILING-WS" }, { 505, "CHK-EXT-SYNTAX" }, { 506, "CHK-DATA-CRLF" },
    { 507, "CHK-LINE-CRLF" }, { 508, "CHK-NO-BARE-CR" }, { 509, "CHK-LAST" }, { 510, "CHK-END-CRLF" },
    { 511, "CHK-EXT-NO-BWS-GEN" }, { 520, "TRL-SYNTAX" }, { 521, "TRL-NO-FRAMING" }, { 522, "TRL-NO-ROUTING" },
    { 523, "TRL-NO-AUTH" }, { 524, "TRL-NO-CONTROL" }, { 525, "TRL-NO-FORMAT" }, { 526, "TRL-DECLARED" },
    { 527, "TRL-DECL-MATCH" }, { 528, "TRL-DUP-LIST" }, { 601, "S1XX-FINAL-ONE" }, { 602, "CONN-ABNF" },
    { 603, "CONN-LIST-HOP" }, { 604, "CONN-UPGRADE-OPT" }, { 605, "CONN-NOT-E2E" }, { 606, "CONN-CLOSE-SEND" },
    { 607, "CONN-CLOSE-ECHO" }, { 608, "CONN-CLOSE-NOPERSIST" }, { 609, "CONN-CLOSE-ENDS" },
    { 610, "CONN-CLOSE-REQ-ENDS" }, { 611, "CONN-10-CLIENT-PROXY" }, { 612, "CONN-PIPELINE-ORDER" },
    { 701, "S205-NO-CONTENT" }, { 702, "S101-UPGRADE" }, { 703, "S101-OFFERED" }, { 704, "S101-REQ-10" },
    { 705, "S100-EXPECT-10" }, { 706, "S100-BEFORE-101" }, { 707, "S205-EXPLICIT-ZERO" },
    { 710, "S201-LOCATION" }, { 712, "SPOST-EXCLUDED" }, { 720, "S206-REQUESTED" }, { 721, "S206-METHOD" },
    { 722, "S206-SINGLE-NOT-MULTI" }, { 723, "S206-CR-SINGLE" }, { 724, "S206-MULTI-CT" },
    { 725, "S206-MULTI-NO-CR" }, { 726, "S206-PART-CR" }, { 727, "S206-PART-CRLF" }, { 728, "S206-CL-PART" },
    { 729, "S206-FIELDS" }, { 730, "S206-NOIFRANGE-ALL" }, { 731, "S206-CR-FORM" },
    { 732, "S206-IFRANGE-FALSE" }, { 733, "S206-IFRANGE-WEAK" }, { 740, "S301-LOCATION" },
    { 741, "S302-LOCATION" }, { 742, "S303-LOCATION" }, { 743, "S307-LOCATION" }, { 744, "S308-LOCATION" },
    { 745, "S304-METHOD" }, { 746, "S304-CONDITIONAL" }, { 747, "S304-FIELDS" }, { 749, "S304-ETAG-MATCH" },
    { 750, "S304-INM-WINS" }, { 760, "S401-WWW-AUTH" }, { 761, "S401-CHALLENGE" }, { 762, "S407-PROXY-AUTH" },
    { 763, "S405-ALLOW" }, { 764, "S405-ALLOW-METHOD" }, { 765, "S412-CONDITIONAL" },
    { 766, "S412-INM-UNSAFE" }, { 767, "S416-REQUESTED" }, { 768, "S416-CR" }, { 769, "S416-CR-FORM" },
    { 770, "S421-PROXY" }, { 771, "S426-UPGRADE" }, { 801, "H-DATE-ABNF" }, { 802, "H-DATE-REQUIRED" },
    { 803, "H-DATE-NOCLOCK" }, { 811, "H-ETAG-ABNF" }, { 812, "H-ETAG-CHARS" }, { 813, "H-ETAG-WEAK-CASE" },
    { 814, "H-LM-ABNF" }, { 815, "H-LM-NOT-FUTURE" }, { 821, "H-CT-ABNF" }, { 822, "H-CT-MULTIPART-BOUNDARY" },
    { 823, "H-CE-ABNF" }, { 824, "H-CE-NO-IDENTITY" }, { 825, "H-CLANG-ABNF" }, { 826, "H-CLOC-ABNF" },
    { 831, "H-CR-ABNF" }, { 832, "H-CR-ORDER" }, { 833, "H-CR-COMPLETE" }, { 834, "H-AR-ABNF" },
    { 841, "H-ALLOW-ABNF" }, { 842, "H-LOC-ABNF" }, { 843, "H-LOC-USERINFO" }, { 844, "H-LOC-EMPTY-HOST" },
    { 845, "H-RA-ABNF" }, { 846, "H-SERVER-ABNF" }, { 851, "H-ACCEPT-ABNF" }, { 852, "H-AE-ABNF" },
    { 853, "H-VARY-ABNF" }, { 854, "H-VARY-STAR-PROXY" }, { 861, "H-VIA-ABNF" }, { 862, "H-VIA-PROXY" },
    { 864, "H-UPG-ABNF" }, { 865, "H-TRAILER-ABNF" }, { 871, "H-WA-ABNF" }, { 872, "H-WA-PARAM-ONCE" },
    { 873, "H-WA-REALM-QUOTED" }, { 874, "H-PA-ABNF" }, { 875, "H-AI-ABNF" }, { 876, "H-PAI-ABNF" },
    { 901, "H-AGE-ABNF" }, { 902, "H-CC-ABNF" }, { 903, "H-CC-MAXAGE-DELTA" }, { 904, "H-CC-MAXAGE-TOKEN" },
    { 905, "H-CC-SMAXAGE-DELTA" }, { 906, "H-CC-SMAXAGE-TOKEN" }, { 907, "H-CC-NOCACHE-QS" },
    { 908, "H-CC-PRIVATE-QS" }, { 909, "H-CC-QUALIFIED-NAMES" }, { 910, "H-CC-NO-ARG" }, { 911, "H-EXP-ABNF" },
    { 912, "CA-AGE-GENERATE" }, { 913, "CA-NOT-PARTIAL-200" }, { 930, "X-EARLY-DATA" }, { 931, "X-DIGEST-204" },
    { 940, "X-CORS-ACAO" }, { 941, "X-CORS-ACAC" }, { 942, "X-CORS-MAX-AGE" },
};

enum { CORE_ROWS = 204 };

static bool is_named(const char *name, const char *id)
{
    for (; *name != 0 && *id != 0; name++, id++) {
        if (*name != (*id == '-' ? '_' : *id)) {
            return false;
        }
    }
    return *name == *id;
}

Test(catalogue, numbers_ascend_and_names_are_unique)
{
    cr_assert_gt(h204_invariant_count(), 0);
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        cr_expect_gt(row->invariant, i == 0 ? 0 : (int)h204_invariant_row(i - 1)->invariant, "%s", row->name);
        cr_expect_lt((int)row->invariant, (int)H204_INVARIANT_END, "%s", row->name);
        for (uint32_t k = 0; k < i; k++) {
            cr_expect_str_neq(row->name, h204_invariant_row(k)->name);
        }
    }
}

Test(catalogue, describe_row_and_count_agree)
{
    uint32_t count = h204_invariant_count();
    cr_expect_null(h204_invariant_row(count));
    cr_expect_null(h204_invariant_row(UINT32_MAX));
    cr_expect_null(h204_invariant_describe(H204_INVARIANT_NONE));
    cr_expect_null(h204_invariant_describe(H204_INVARIANT_END));

    uint32_t described = 0;
    for (int number = 0; number < H204_INVARIANT_END; number++) {
        const h204_invariant_info *row = h204_invariant_describe((h204_invariant)number);
        if (row != NULL) {
            cr_expect_eq((int)row->invariant, number);
            cr_expect_eq(row, h204_invariant_row(described), "%s is out of order", row->name);
            described++;
        }
    }
    cr_expect_eq(described, count);
}

Test(catalogue, every_row_says_what_a_valid_message_is)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        size_t size = strlen(row->sentence);
        cr_assert_gt(size, 10, "%s", row->name);
        /* In capitals, but for a word of the wire: max-age, stale-while-revalidate. */
        cr_expect(isalpha((unsigned char)row->sentence[0]), "%s", row->name);
        cr_expect_eq(row->sentence[size - 1], '.', "%s: no full stop", row->name);
        cr_expect_null(strstr(row->sentence, ". "), "%s: more than one sentence", row->name);
        cr_expect_neq(row->reference[0], 0, "%s: no reference", row->name);
        cr_expect(row->kind != H204_KIND_INVARIANT || strncmp(row->reference, "RFC ", 4) == 0 ||
                      strncmp(row->reference, "Fetch, ", 7) == 0,
                  "%s", row->name);
        for (const char *c = row->name; *c != 0; c++) {
            cr_expect(isupper((unsigned char)*c) || isdigit((unsigned char)*c) || *c == '_', "%s", row->name);
        }
    }
}

Test(catalogue, the_core_keeps_its_numbers_and_names)
{
    cr_assert_eq(sizeof core / sizeof core[0], CORE_ROWS);
    for (size_t i = 0; i < CORE_ROWS; i++) {
        const h204_invariant_info *row = h204_invariant_describe((h204_invariant)core[i].number);
        cr_assert_not_null(row, "%d", core[i].number);
        cr_expect(is_named(row->name, core[i].id), "%d is %s", core[i].number, row->name);
        cr_expect_eq(row->profile, H204_PROFILE_CORE, "%s", row->name);
        cr_expect_eq(row->kind, H204_KIND_INVARIANT, "%s", row->name);
    }
    size_t rows = 0;
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        rows += h204_invariant_row(i)->profile == H204_PROFILE_CORE;
    }
    cr_expect_eq(rows, CORE_ROWS);
}

/* Numbers of promises from 1100 on are those of the requirements on behaviour, one each. */
Test(catalogue, promises_say_what_holds_them)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        bool is_promise = row->kind == H204_KIND_PROMISE;
        cr_expect_eq(row->held_by != NULL, is_promise, "%s", row->name);
        cr_expect_eq((int)row->invariant >= 1000, is_promise, "%s", row->name);
        bool names_one = is_promise && (strncmp(row->held_by, "law_", 4) == 0 || strncmp(row->held_by, "test_", 5) == 0 ||
                                        strncmp(row->held_by, "corpus:", 7) == 0);
        cr_expect(names_one || !is_promise, "%s is held by %s", row->name, row->held_by);
    }
}

Test(catalogue, what_a_row_implies_is_a_row)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        cr_expect(row->implies == H204_INVARIANT_NONE || h204_invariant_describe(row->implies) != NULL, "%s",
                  row->name);
        cr_expect_neq(row->implies, row->invariant, "%s", row->name);
    }
}

Test(catalogue, every_row_is_explained)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        const explanation *text = explain(row->invariant);
        cr_assert_not_null(text, "%s", row->name);
        cr_assert_not_null(text->why, "%s", row->name);
        cr_assert_not_null(text->fix, "%s", row->name);
        cr_expect_eq(text->why[strlen(text->why) - 1], '.', "%s: why", row->name);
        cr_expect_eq(text->fix[strlen(text->fix) - 1], '.', "%s: fix", row->name);
        cr_expect(text->legal == NULL || text->legal[strlen(text->legal) - 1] == '.', "%s: legal", row->name);
        bool has_examples = text->keeps.octets.data != NULL && text->breaks.octets.data != NULL;
        cr_expect_eq(has_examples, row->kind == H204_KIND_INVARIANT, "%s: examples", row->name);
        cr_expect(text->wild == NULL || strstr(text->wild, "https://") != NULL, "%s: no public reference", row->name);
    }
    cr_expect_null(explain(H204_INVARIANT_NONE));
}

static bool has(const uint64_t words[H204_WORDS], h204_invariant invariant)
{
    return (words[invariant / 64] >> (invariant % 64) & 1) != 0;
}

static h204_verdicts judged(const explain_example *example)
{
    explain_context storage;
    h204_verdicts verdicts;
    h204_breach breaches[H204_INVARIANT_END];
    h204_message message = explain_message(example, &storage);
    h204_outcome outcome = h204_check(&message, ALL_PROFILES, breaches, H204_INVARIANT_END, &verdicts);
    cr_assert_eq(outcome.status, H204_DONE);
    return verdicts;
}

Test(catalogue, keeping_examples_keep)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (row->kind != H204_KIND_INVARIANT) {
            continue;
        }
        h204_verdicts verdicts = judged(&explain(row->invariant)->keeps);
        cr_expect(has(verdicts.kept, row->invariant), "%s is not kept", row->name);
        for (uint32_t k = 0; k < h204_invariant_count(); k++) {
            const h204_invariant_info *other = h204_invariant_row(k);
            cr_expect(!has(verdicts.broken, other->invariant), "%s: its keeping example breaks %s", row->name,
                      other->name);
        }
    }
}

/* One example, one fault: nothing else is broken but what the row implies. */
Test(catalogue, breaking_examples_break)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (row->kind != H204_KIND_INVARIANT) {
            continue;
        }
        h204_verdicts verdicts = judged(&explain(row->invariant)->breaks);
        cr_expect(has(verdicts.broken, row->invariant), "%s is not broken", row->name);
        for (uint32_t k = 0; k < h204_invariant_count(); k++) {
            const h204_invariant_info *other = h204_invariant_row(k);
            bool is_implied = other->invariant == row->implies;
            bool is_broken = has(verdicts.broken, other->invariant);
            cr_expect(is_broken || !is_implied, "%s breaks without %s, which it implies", row->name, other->name);
            cr_expect(!is_broken || is_implied || other == row, "%s: its breaking example breaks %s", row->name,
                      other->name);
        }
    }
}

/* What reading does with the breaking example is what the row says. */
Test(catalogue, reading_does_what_the_row_says)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (row->kind != H204_KIND_INVARIANT) {
            continue;
        }
        const explanation *text = explain(row->invariant);
        explain_context storage;
        h204_message message = explain_message(&text->breaks, &storage);
        for (int tolerant = 0; tolerant < 2; tolerant++) {
            h204_stream stream = h204_stream_start(tolerant ? text->tolerance : 0, (h204_limits){ 0 });
            h204_view input = message.octets;
            h204_field fields[16];
            h204_event event;
            h204_outcome outcome;
            do {
                outcome = h204_stream_step(&stream, message.exchange, input, fields, 16, &event);
                input.data += outcome.consumed;
                input.size -= outcome.consumed;
            } while (outcome.status == H204_DONE && event.kind != H204_EVENT_MESSAGE);
            bool fails = row->reading != H204_READING_REPORT && !(tolerant && text->tolerance != 0);
            if (fails) {
                cr_expect_eq(outcome.status, H204_INVALID, "%s is read", row->name);
                cr_expect_eq(outcome.broken, row->invariant, "%s: %d is reported", row->name, (int)outcome.broken);
            } else {
                cr_expect_neq(outcome.status, H204_INVALID, "%s%s: %d at %zu", row->name, tolerant ? ", tolerant" : "",
                              (int)outcome.broken, outcome.culprit);
            }
        }
    }
}

Test(catalogue, rows_are_found_by_what_people_type)
{
    static const char *const spellings[] = { "402", "S204_NO_CL", "s204-no-cl", "S204-no_CL" };
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        const h204_invariant_info *row = explain_find(spellings[i]);
        cr_assert_not_null(row, "%s", spellings[i]);
        cr_expect_eq(row->invariant, H204_S204_NO_CL, "%s", spellings[i]);
    }
    static const char *const strangers[] = { "", "0", "400", "S204_NO_C", "99999999999999999999999", "-402" };
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++) {
        cr_expect_null(explain_find(strangers[i]), "%s", strangers[i]);
    }
    const h204_invariant_info *near[4];
    cr_assert_gt(explain_suggest("s204-no-lc", near, 4), 0);
    cr_expect_eq(near[0]->invariant, H204_S204_NO_CL);
    cr_expect_eq(explain_suggest("zzzzzzzzzzzzzz", near, 4), 0);
}

/* The core is 204 rows; where a requirement proved wrong, the list says which one took its place. */
Test(catalogue, the_printed_list_ends_with_what_is_outside_and_what_was_swapped)
{
    static const char *const ends[] = {
        "\nCore profile: 204.  Reader profile: 6.  Extended profile: 78.  Limits: 6.  Promises: 175.\n",
        "\n## Outside\n", "\n| H_EXP_INVALID_PAST | RFC 9111 5.3 |", "\n## Swaps\n",
        "\n| FLD_REQUEST_ONLY | ", " | H_ACCEPT_ABNF |\n", "\n| S304_MIN_META | ", " | H_AE_ABNF |\n",
    };
    static char text[400000];
    FILE *kept = fopen(H204_SOURCE_DIR "/spec/INVARIANTS.md", "r");
    cr_assert_not_null(kept, "spec/INVARIANTS.md is missing: make print");
    size_t size = fread(text, 1, sizeof text - 1, kept);
    text[size] = 0;
    fclose(kept);
    const char *at = text;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const char *found = strstr(at, ends[i]);
        cr_assert_not_null(found, "not there, or not behind the one before: %s", ends[i]);
        at = found + strlen(ends[i]) - 1; /* the line end may begin the next */
    }
    cr_expect_str_eq(at, "\n", "the list of swaps is not the end");
}

Test(catalogue, the_printed_list_is_fresh)
{
    FILE *printed = popen(H204_BINARY " invariants --markdown", "r");
    FILE *kept = fopen(H204_SOURCE_DIR "/spec/INVARIANTS.md", "r");
    cr_assert_not_null(printed);
    cr_assert_not_null(kept, "spec/INVARIANTS.md is missing: make print");
    int a;
    int b;
    do {
        a = fgetc(printed);
        b = fgetc(kept);
    } while (a == b && a != EOF);
    cr_expect_eq(a, b, "spec/INVARIANTS.md is stale: make print");
    fclose(kept);
    pclose(printed);
}
