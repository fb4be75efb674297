/* sampled_check.c - the verdicts of the predicates against an independent oracle, and the laws of checking. */
#include "sampled.h"

#include "../src/codec/h204.h"
#include "../src/runner/promise_failed.h"
#include "check_oracle.h"
#include "laws.h"

#include <stdio.h>
#include <string.h>

#define SAME(ours, theirs)                                                                         \
    _Static_assert((int)(ours) == (int)(theirs), "one order for oracle and codec")

SAME(KNOWN_ORIGIN, H204_SENDER_ORIGIN);
SAME(KNOWN_GATEWAY, H204_SENDER_GATEWAY);
SAME(KNOWN_PROXY, H204_SENDER_PROXY);
SAME(FACT_SERVER_11, H204_FACT_SERVER_11);
SAME(FACT_HAS_CLOCK, H204_FACT_HAS_CLOCK);
SAME(FACT_FORWARDED, H204_FACT_FORWARDED);
SAME(FACT_SIZE_KNOWN, H204_FACT_SIZE_KNOWN);
SAME(FACT_STORED_VERBATIM, H204_FACT_STORED_VERBATIM);
SAME(FACT_EXISTED, H204_FACT_EXISTED);
SAME(FACT_ENACTED, H204_FACT_ENACTED);
SAME(FACT_INM_FALSE, H204_FACT_INM_FALSE);
SAME(FACT_WILL_CLOSE, H204_FACT_WILL_CLOSE);
SAME(FACT_PERSISTS, H204_FACT_PERSISTS);
SAME(FACT_CONTENT_BEGUN, H204_FACT_CONTENT_BEGUN);
SAME(FACT_WAS_CONTINUED, H204_FACT_WAS_CONTINUED);
SAME(FACT_OF_LATER_REQUEST, H204_FACT_OF_LATER_REQUEST);
SAME(FACT_FROM_STORE, H204_FACT_FROM_STORE);
SAME(FACT_PARTIAL, H204_FACT_PARTIAL);
SAME(EXPECTED_NUMBERS, H204_INVARIANT_END);

enum { FIELDS = 1024, REQUEST_FIELDS = 16, BREACHES = 320, CHANGED_MOST = 1 << 16, PIECES = 16 };

static const uint32_t all_profiles =
    H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER;

/* ---- the exchange that the controls choose ---------------------------------------------------------------- */

static const char *const methods[] = {"GET",     "HEAD",    "PUT",  "DELETE",
                                      "OPTIONS", "CONNECT", "POST", "get"};
enum { METHODS = sizeof methods / sizeof *methods };

static const char *const request_lines[] = {
    "Range: bytes=0-4\r\n",
    "Range: bytes=0-1, 3-4\r\n",
    "Range: lines=1\r\n",
    "If-Range: \"a\"\r\n",
    "If-Range: W/\"a\"\r\n",
    "If-None-Match: \"a\", W/\"b\"\r\n",
    "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
    "Connection: close\r\n",
    "Upgrade: websocket, TLS/1.0\r\n",
    "Expect: 100-continue\r\n",
    "TE: gzip, deflate;q=0.5\r\n",
    "If-Match: *\r\n",
};
enum { REQUEST_LINES = sizeof request_lines / sizeof *request_lines, REQUEST_MOST = 512 };

static const known_fact facts[] = {FACT_SERVER_11,        FACT_HAS_CLOCK,       FACT_FORWARDED,
                                   FACT_SIZE_KNOWN,       FACT_STORED_VERBATIM, FACT_EXISTED,
                                   FACT_ENACTED,          FACT_INM_FALSE,       FACT_WILL_CLOSE,
                                   FACT_PERSISTS,         FACT_CONTENT_BEGUN,   FACT_WAS_CONTINUED,
                                   FACT_OF_LATER_REQUEST, FACT_FROM_STORE,      FACT_PARTIAL};
enum { FACTS = sizeof facts / sizeof *facts };

typedef struct told { /* one exchange, as the codec and as the oracle want it */
    h204_exchange exchange;
    known_exchange known;
    h204_field fields[REQUEST_FIELDS];
    uint8_t octets[REQUEST_MOST];
    uint8_t twin_content[8];
} told;

typedef struct trial {
    const input *from;
    bool has_exchange;
    told told;
    h204_end end;
    size_t size; /* of the message; what stands behind it follows */
    h204_head head;
    h204_field fields[FIELDS];
    bool is_read; /* strict reading accepts the head */
} trial;

static void tell_request_lines(told *t, uint32_t chosen)
{
    size_t size = 0;
    uint32_t count = 0;
    h204_context strict = {0};
    const char *told_before = NULL;
    for (int i = 0; i < REQUEST_LINES; i++) {
        size_t line_size = strlen(request_lines[i]);
        size_t name_size = strcspn(request_lines[i], ":");
        bool is_told =
            told_before != NULL && strncmp(told_before, request_lines[i], name_size) == 0;
        if ((chosen >> i & 1) != 0 && !is_told) {
            told_before = request_lines[i]; /* those of one name are neighbours */
            memcpy(t->octets + size, request_lines[i], line_size);
            size += line_size;
        }
    }
    memcpy(t->octets + size, "\r\n", 2);
    h204_view view = {t->octets, size + 2};
    h204_parse_fields(strict, view, t->fields, REQUEST_FIELDS, &count);
    t->exchange.octets = view;
    t->exchange.fields = t->fields;
    t->exchange.field_count = count;
    t->known.fields.data = t->octets;
    t->known.fields.size = size;
}

static void tell_facts(told *t, input *from)
{
    for (int i = 0; i < FACTS; i++) {
        uint32_t chosen = input_choose(from, 3);
        t->exchange.known_facts |= chosen != 0 ? (uint32_t)facts[i] : 0;
        t->exchange.facts |= chosen == 2 ? (uint32_t)facts[i] : 0;
    }
    t->known.known_facts = t->exchange.known_facts;
    t->known.facts = t->exchange.facts;
}

/* Without controls the exchange follows from the status line: it stays the same while fields are mutated. */
static void choose_exchange(trial *t, input *from)
{
    if (from->facts == 0) {
        uint64_t hash = 14695981039346656037u;
        for (size_t i = 0; i < from->size && from->octets[i] != '\n'; i++) {
            hash = (hash ^ from->octets[i]) * 1099511628211u;
        }
        from->facts = hash ^ hash >> 32;
    }
    t->end = (h204_end)input_choose(from, 4);
    uint32_t given = input_choose(from, 64);
    const char *method = methods[input_choose(from, METHODS)];
    bool is_10 = input_choose(from, 4) == 1;
    uint32_t lines = input_choose(from, 1 << REQUEST_LINES);
    uint32_t outstanding = (1 + input_choose(from, 3)) % 3;
    uint32_t role = input_choose(from, 3);
    told *chosen = &t->told;
    memset(chosen, 0, sizeof *chosen);
    t->has_exchange = given != 0;
    chosen->exchange.given = given & (H204_GIVEN_METHOD | H204_GIVEN_VERSION | H204_GIVEN_FIELDS |
                                      H204_GIVEN_OUTSTANDING);
    chosen->known.method_given = (given & H204_GIVEN_METHOD) != 0;
    chosen->known.version_given = (given & H204_GIVEN_VERSION) != 0;
    chosen->known.fields_given = (given & H204_GIVEN_FIELDS) != 0;
    chosen->known.outstanding_given = (given & H204_GIVEN_OUTSTANDING) != 0;
    chosen->known.role_given = (given & 16) != 0;
    chosen->known.twin_given = (given & 32) != 0;
    chosen->exchange.given |= chosen->known.role_given ? H204_GIVEN_ROLE : 0;
    if (chosen->known.method_given) {
        chosen->exchange.method.data = (const uint8_t *)method;
        chosen->exchange.method.size = strlen(method);
        chosen->known.method.data = chosen->exchange.method.data;
        chosen->known.method.size = chosen->exchange.method.size;
    }
    if (chosen->known.version_given) {
        chosen->exchange.major_version = 1;
        chosen->exchange.minor_version = is_10 ? 0 : 1;
        chosen->known.is_10 = is_10;
    }
    if (chosen->known.fields_given) {
        tell_request_lines(chosen, lines);
    }
    if (chosen->known.outstanding_given) {
        chosen->exchange.outstanding = chosen->known.outstanding = outstanding;
    }
    if (chosen->known.role_given) {
        chosen->exchange.role = (h204_sender)role;
        chosen->known.role = (known_role)role;
    }
    if (chosen->known.twin_given) {
        chosen->exchange.given |= H204_GIVEN_TWIN;
        chosen->exchange.twin.status_code = 200;
        chosen->exchange.twin.content_given = 1;
        chosen->exchange.twin.content.data = chosen->twin_content;
        chosen->exchange.twin.content.size = outstanding;
        chosen->known.twin_size = outstanding;
    }
    tell_facts(chosen, from);
}

/* ---- where the message ends ------------------------------------------------------------------------------- */

static h204_view view_of(const uint8_t *data, size_t size)
{
    h204_view view = {data, size};
    return view;
}

/* The octets of the message that strict reading finds; all of them where it finds none. */
static void find_message(trial *t)
{
    static h204_field trailers[FIELDS];
    h204_view octets = view_of(t->from->octets, t->from->size);
    h204_context context = h204_context_of(&t->told.exchange);
    h204_outcome outcome = h204_parse_head(context, octets, t->fields, FIELDS, &t->head);
    t->size = octets.size;
    t->is_read = outcome.status == H204_DONE;
    if (!t->is_read) {
        return;
    }
    h204_body body = h204_body_start(context, &t->head);
    size_t at = outcome.consumed;
    do {
        h204_span pieces[PIECES];
        uint32_t count = 0;
        outcome = h204_body_step(&body, view_of(octets.data + at, octets.size - at), pieces, PIECES,
                                 &count);
        at += outcome.consumed;
    } while (outcome.status == H204_CONTENT);
    if (outcome.status == H204_TRAILERS) {
        uint32_t count = 0;
        outcome = h204_body_trailers(&body, view_of(octets.data + at, octets.size - at), trailers,
                                     FIELDS, &count);
        at += outcome.consumed;
    }
    t->size = outcome.status == H204_DONE ? at : octets.size;
}

static h204_message message_of(const trial *t, h204_view octets)
{
    h204_message message = {0};
    message.octets = octets;
    message.following = view_of(t->from->octets + t->size, t->from->size - t->size);
    message.end = t->end;
    message.exchange = t->has_exchange ? &t->told.exchange : NULL;
    return message;
}

/* ---- verdicts --------------------------------------------------------------------------------------------- */

typedef struct checked {
    h204_verdicts verdicts;
    h204_breach breaches[BREACHES];
} checked;

static bool bit(const uint64_t *words, unsigned row)
{
    return (words[row / 64] >> row % 64 & 1) != 0;
}

static unsigned verdict_of(const h204_verdicts *verdicts, unsigned row)
{
    return bit(verdicts->broken, row) ? ALLOW_BROKEN
           : bit(verdicts->kept, row) ? ALLOW_KEPT
                                      : ALLOW_NOT_EVALUATED;
}

static void holds(const trial *t, bool is_kept, const char *law, h204_invariant promise)
{
    if (!is_kept) {
        input_violates(t->from, law, (unsigned)promise);
    }
}

static void print_exchange(const trial *t)
{
    const known_exchange *known = &t->told.known;
    fprintf(stderr, "  end %d, message of %zu octets\n", (int)t->end, t->size);
    if (!t->has_exchange) {
        return;
    }
    fprintf(stderr, "  request %.*s", (int)known->method.size, (const char *)known->method.data);
    fprintf(stderr, " version %s, fields %s: ",
            !known->version_given ? "?"
            : known->is_10        ? "1.0"
                                  : "1.1",
            known->fields_given ? "given" : "?");
    print_escaped(known->fields.data, known->fields.size);
    fprintf(stderr, "\n  outstanding %d, role %d, twin %d, facts known 0x%X true 0x%X\n",
            known->outstanding_given ? (int)known->outstanding : -1,
            known->role_given ? (int)known->role : -1,
            known->twin_given ? (int)known->twin_size : -1, (unsigned)known->known_facts,
            (unsigned)known->facts);
}

static void print_verdicts(unsigned row, unsigned allowed, unsigned given)
{
    static const char *const names[] = {"", "not evaluated", "kept", "", "broken"};
    const h204_invariant_info *info = h204_invariant_describe((h204_invariant)row);
    fprintf(stderr, "%u %s: %s\n  codec: %s; oracle:", row, info != NULL ? info->name : "?",
            info != NULL ? info->sentence : "?", names[given]);
    for (unsigned set = ALLOW_NOT_EVALUATED; set <= ALLOW_BROKEN; set *= 2) {
        fprintf(stderr, "%s%s", (allowed & set) != 0 ? " " : "",
                (allowed & set) != 0 ? names[set] : "");
    }
    fprintf(stderr, "\n");
}

static void agrees_with_oracle(const trial *t, const h204_message *message,
                               const h204_verdicts *verdicts)
{
    static const char law[] = "the predicates say what the oracle says";
    static expectation expected;
    judged_message judged = {{message->octets.data, message->octets.size},
                             {message->following.data, message->following.size},
                             (connection_end)message->end,
                             message->exchange != NULL ? &t->told.known : NULL};
    check_oracle(&judged, &expected);
    for (unsigned row = 0; row < EXPECTED_NUMBERS; row++) {
        if (expected.allowed[row] == ALLOW_ANY) {
            continue;
        }
        unsigned given = verdict_of(verdicts, row);
        if ((expected.allowed[row] & given) == 0) {
            print_verdicts(row, expected.allowed[row], given);
            print_exchange(t);
            input_violates(t->from, law, H204_CX_CHECK_WITNESS);
        }
    }
    for (size_t i = 0; i < expected.claim_count; i++) {
        const broken_claim *claim = &expected.claims[i];
        bool is_kept = false;
        for (int k = 0; k < CLAIM_ROWS && claim->rows[k] != 0; k++) {
            is_kept = is_kept || bit(verdicts->broken, claim->rows[k]);
        }
        if (!is_kept) {
            print_verdicts(claim->rows[0], ALLOW_BROKEN, verdict_of(verdicts, claim->rows[0]));
            fprintf(stderr, "  or one of the rows beside it\n");
            print_exchange(t);
            input_violates(t->from, law, H204_CX_CHECK_WITNESS);
        }
    }
}

/* ---- the laws of checking --------------------------------------------------------------------------------- */

/* Breaches are sorted, counted, inside, and what a broken row implies is broken. */
static void breaches_are_sound(const trial *t, const h204_message *message, const checked *c)
{
    uint32_t count = c->verdicts.breach_count;
    unsigned broken = 0;
    for (int i = 0; i < H204_WORDS; i++) {
        holds(t, (c->verdicts.kept[i] & c->verdicts.broken[i]) == 0, "no row is kept and broken",
              H204_CX_CHECK_PURE);
        broken += (unsigned)__builtin_popcountll(c->verdicts.broken[i]);
    }
    holds(t, broken == count && count <= BREACHES, "breaches are counted", H204_CX_CHECK_LOCATE);
    for (uint32_t i = 0; i < count; i++) {
        const h204_breach *breach = &c->breaches[i];
        const h204_invariant_info *row = h204_invariant_describe(breach->invariant);
        size_t room =
            breach->part == H204_PART_OCTETS ? message->octets.size : message->following.size;
        holds(t, row != NULL && bit(c->verdicts.broken, breach->invariant),
              "breaches are broken rows", H204_CX_CHECK_LOCATE);
        holds(t, i == 0 || c->breaches[i - 1].invariant < breach->invariant, "breaches are sorted",
              H204_CX_CHECK_LOCATE);
        holds(t, breach->place.offset <= room && breach->place.size <= room - breach->place.offset,
              "places are inside", H204_CX_CHECK_LOCATE);
        holds(t, row->implies == H204_INVARIANT_NONE || bit(c->verdicts.broken, row->implies),
              "what a broken row implies is broken", H204_CX_CHECK_LOCATE);
    }
}

/* Once more, with less room for breaches: the same verdicts, and the first of them. */
static void is_pure(const trial *t, const h204_message *message, const checked *c, uint32_t room)
{
    static const char law[] = "checking is pure";
    h204_breach breaches[4];
    h204_verdicts again;
    h204_outcome outcome = h204_check(message, all_profiles, breaches, room, &again);
    uint32_t count = c->verdicts.breach_count;
    holds(t, outcome.status == (count > room ? H204_NEED_SPACE : H204_DONE), law,
          H204_CX_CHECK_PURE);
    holds(t, count <= room || outcome.needed == count, law, H204_CX_CHECK_PURE);
    holds(t, memcmp(&again, &c->verdicts, sizeof again) == 0, law, H204_CX_CHECK_PURE);
}

static const uint32_t profiles[] = {H204_PROFILE_CORE, H204_PROFILE_EXTENDED, H204_PROFILE_READER};

/* A profile alone has its own rows, judged as among all. */
static void profiles_are_independent(const trial *t, const h204_message *message, const checked *c,
                                     uint32_t profile)
{
    static h204_breach breaches[BREACHES];
    static uint64_t rows[3][H204_WORDS];
    static bool rows_are_known;
    for (uint32_t i = 0; !rows_are_known && i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        for (int k = 0; k < 3; k++) {
            bool is_of = row->profile != 0 && (uint32_t)row->profile == profiles[k];
            rows[k][row->invariant / 64] |= is_of ? UINT64_C(1) << row->invariant % 64 : 0;
        }
    }
    rows_are_known = true;
    h204_verdicts alone;
    h204_check(message, profiles[profile], breaches, BREACHES, &alone);
    for (int i = 0; i < H204_WORDS; i++) {
        bool is_same = alone.kept[i] == (c->verdicts.kept[i] & rows[profile][i]) &&
                       alone.broken[i] == (c->verdicts.broken[i] & rows[profile][i]);
        holds(t, is_same, "profiles are independent", H204_CX_CHECK_PURE);
    }
}

/* ---- what changes no verdict ------------------------------------------------------------------------------ */

static uint8_t changed[CHANGED_MOST];

static void append(size_t *size, const uint8_t *data, size_t more)
{
    memcpy(changed + *size, data, more);
    *size += more;
}

static void same_verdicts(const trial *t, size_t size, const checked *c, const char *law,
                          h204_invariant promise)
{
    static h204_breach breaches[BREACHES];
    h204_verdicts other;
    h204_message message = message_of(t, view_of(changed, size));
    h204_check(&message, all_profiles, breaches, BREACHES, &other);
    if (memcmp(&other, &c->verdicts, sizeof other) == 0) {
        return;
    }
    for (unsigned row = 0; row < H204_INVARIANT_END; row++) {
        if (verdict_of(&other, row) != verdict_of(&c->verdicts, row)) {
            fprintf(stderr, "  changed, by the law: ");
            print_escaped(changed, size);
            fprintf(stderr, "\n  ");
            print_verdicts(row, verdict_of(&c->verdicts, row), verdict_of(&other, row));
            print_exchange(t);
            input_violates(t->from, law, promise);
        }
    }
}

/* octets[line_start(i) .. line_start(i + 1)) is the i-th field line with its CRLF. */
static size_t line_start(const trial *t, uint32_t line)
{
    return line < t->head.field_count ? t->fields[line].name.offset : t->head.size - 2;
}

static bool is_letter(int octet)
{
    return (octet | 0x20) >= 'a' && (octet | 0x20) <= 'z';
}

static bool is_same_name(const trial *t, uint32_t a, uint32_t b)
{
    h204_span one = t->fields[a].name;
    h204_span other = t->fields[b].name;
    bool is_same = one.size == other.size;
    for (uint32_t i = 0; is_same && i < one.size; i++) {
        int x = t->from->octets[one.offset + i];
        int y = t->from->octets[other.offset + i];
        is_same = x == y || (is_letter(x) && (x ^ y) == 0x20);
    }
    return is_same;
}

/* RFC 9110 5.3 */
static void order_changes_nothing(const trial *t, const checked *c)
{
    const uint8_t *octets = t->from->octets;
    uint32_t count = t->head.field_count;
    if (count < 2) {
        return;
    }
    uint32_t line = (uint32_t)(t->from->places[0] % (count - 1));
    size_t first = line_start(t, line);
    size_t second = line_start(t, line + 1);
    size_t behind = line_start(t, line + 2);
    size_t size = 0;
    if (!is_same_name(t, line, line + 1)) {
        append(&size, octets, first);
        append(&size, octets + second, behind - second);
        append(&size, octets + first, second - first);
        append(&size, octets + behind, t->size - behind);
        same_verdicts(t, size, c, "the order of lines changes no verdict", H204_CX_CHECK_REORDER);
    }
}

/* RFC 9110 5.1 */
static void case_changes_nothing(const trial *t, const checked *c)
{
    size_t size = 0;
    append(&size, t->from->octets, t->size);
    for (uint32_t i = 0; i < t->head.field_count; i++) {
        h204_span name = t->fields[i].name;
        for (uint32_t k = 0; k < name.size; k++) {
            changed[name.offset + k] ^= is_letter(changed[name.offset + k]) ? 0x20 : 0;
        }
    }
    same_verdicts(t, size, c, "the case of names changes no verdict", H204_CX_CHECK_NAMECASE);
}

/* RFC 9110 5.1 */
static void unknown_field_changes_nothing(const trial *t, const checked *c)
{
    static const char line[] = "X-H204-Law: 1\r\n";
    size_t place = line_start(t, (uint32_t)(t->from->places[1] % (t->head.field_count + 1)));
    size_t size = 0;
    append(&size, t->from->octets, place);
    append(&size, (const uint8_t *)line, sizeof line - 1);
    append(&size, t->from->octets + place, t->size - place);
    same_verdicts(t, size, c, "unknown fields change no verdict", H204_CX_CHECK_UNKNOWN);
}

/* One of the laws a run, chosen by where the input says to cut. */
static void law_of_checking(const trial *t, const h204_message *message, const checked *c)
{
    enum { LAWS = 5 };
    bool fits = t->is_read && t->size + 64 < CHANGED_MOST;
    uint32_t further = (uint32_t)t->from->places[3];
    switch (t->from->places[2] % LAWS) {
    case 0:
        is_pure(t, message, c, further % 4);
        return;
    case 1:
        profiles_are_independent(t, message, c, further % 3);
        return;
    case 2:
        if (fits) {
            order_changes_nothing(t, c);
        }
        return;
    case 3:
        if (fits) {
            case_changes_nothing(t, c);
        }
        return;
    default:
        if (fits) {
            unknown_field_changes_nothing(t, c);
        }
        return;
    }
}

void sampled_check(input from)
{
    static trial memory;
    static checked c;
    trial *t = &memory;
    t->from = &from;
    h204_promises_are_checked = from.size <= CUTS_EXHAUSTIVE || from.places[3] % 16 == 1;
    choose_exchange(t, &from);
    find_message(t);
    h204_message message = message_of(t, view_of(from.octets, t->size));
    h204_outcome outcome = h204_check(&message, all_profiles, c.breaches, BREACHES, &c.verdicts);
    holds(t, outcome.status == H204_DONE, "there is room for every breach", H204_CX_CHECK_LOCATE);
    breaches_are_sound(t, &message, &c);
    agrees_with_oracle(t, &message, &c.verdicts);
    law_of_checking(t, &message, &c);
    h204_promises_are_checked = 1;
}
