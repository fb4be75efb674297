/* check_oracle.c - what the sentences of the catalogue say of a message, by an independent and simple reading.
 *
 * Written from spec/INVARIANTS.md, spec/reading.md and the RFCs alone: a wrong verdict of the codec is not
 * repeated here.  Where a sentence does not settle what becomes of a message (what stands behind a first fault,
 * a value with two faults), every verdict is allowed.
 */
#include "check_oracle.h"

#include "sampled_values_oracle.h"

#include <string.h>

enum number {
#define INVARIANT(number, name, ...) NR_##name = number,
#define LIMIT(number, name, ...)     NR_##name = number,
#define PROMISED(number, name, ...)  NR_##name = number,
#include "../spec/invariants.def"
#undef INVARIANT
#undef LIMIT
#undef PROMISED
    NR_NONE = 0
};

/* ---- what may be known, and rules ------------------------------------------------------------------------ */

typedef enum tri {
    NO,
    YES,
    UNKNOWN, /* nobody told    */
    OPEN     /* not for us to say */
} tri;

enum { LINES = 256 };

typedef struct line {
    text name;
    text value;      /* without the whitespace around it */
    text raw;        /* all between the colon and the line end */
    bool is_tainted; /* the value has an octet that no value may have */
} line;

typedef struct section {
    line lines[LINES];
    size_t count;
} section;

typedef struct judged {
    const judged_message *message;
    const known_exchange *exchange; /* never NULL */
    expectation *expected;
    section head;
    section trailers;
    section request;
    unsigned minor;
    unsigned code;
    size_t head_size;
    message_framing framing;
    bool framing_is_clear;
    bool has_whole_body; /* meaningful where framing_is_clear */
    uint64_t content_length;
    uint64_t content_size; /* octets that came */
} judged;

static tri tri_of(bool is_so)
{
    return is_so ? YES : NO;
}

static tri both(tri a, tri b)
{
    if (a == NO || b == NO) {
        return NO;
    }
    return a == OPEN || b == OPEN ? OPEN : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : YES;
}

static tri not(tri a)
{
    return a == NO ? YES : a == YES ? NO : a;
}

static tri either(tri a, tri b)
{
    return not(both(not(a), not(b)));
}

static void allow(judged *j, enum number row, unsigned set)
{
    j->expected->allowed[row] = (uint8_t)set;
}

static bool is_allowed_only(const judged *j, enum number row, unsigned set)
{
    return (j->expected->allowed[row] & ~set) == 0;
}

static void allow_all(judged *j, unsigned first, unsigned end, unsigned set)
{
    for (unsigned row = first; row < end; row++) {
        j->expected->allowed[row] = (uint8_t)set;
    }
}

/* Where `applies`, `holds`: a row that can not apply is kept, whatever is unknown (spec/700). */
static void rule(judged *j, enum number row, tri applies, tri holds)
{
    tri kept = either(not(applies), holds);
    switch (kept) {
    case YES:
        allow(j, row, ALLOW_KEPT);
        return;
    case NO:
        allow(j, row, ALLOW_BROKEN);
        return;
    case UNKNOWN:
        allow(j, row, ALLOW_NOT_EVALUATED);
        return;
    case OPEN:
        allow(j, row, ALLOW_ANY);
        return;
    }
}

static void claim(judged *j, enum number a, enum number b, enum number c)
{
    if (j->expected->claim_count < EXPECTED_CLAIMS) {
        broken_claim made = {{(uint16_t)a, (uint16_t)b, (uint16_t)c}};
        j->expected->claims[j->expected->claim_count++] = made;
    }
}

/* ---- octets ---------------------------------------------------------------------------------------------- */

static bool is_tchar(int octet)
{
    return (octet >= '0' && octet <= '9') || ((octet | 0x20) >= 'a' && (octet | 0x20) <= 'z') ||
           (octet > 0 && strchr("!#$%&'*+-.^_`|~", octet) != NULL);
}

static bool is_digit(int octet)
{
    return octet >= '0' && octet <= '9';
}

static bool is_blank(int octet)
{
    return octet == ' ' || octet == '\t';
}

static bool is_control(int octet)
{
    return (octet < 0x20 && octet != '\t') || octet == 0x7F;
}

static int lower(int octet)
{
    return octet >= 'A' && octet <= 'Z' ? octet + 0x20 : octet;
}

static size_t size_of(text t)
{
    return (size_t)(t.end - t.at);
}

static text trimmed(text t)
{
    while (t.at < t.end && is_blank(*t.at)) {
        t.at++;
    }
    while (t.at < t.end && is_blank(t.end[-1])) {
        t.end--;
    }
    return t;
}

static bool is_spelled(text t, const char *wanted) /* without regard to case */
{
    size_t size = strlen(wanted);
    bool same = size_of(t) == size;
    for (size_t i = 0; same && i < size; i++) {
        same = lower(t.at[i]) == lower((uint8_t)wanted[i]);
    }
    return same;
}

static bool same_but_case(text a, text b)
{
    bool same = size_of(a) == size_of(b);
    for (size_t i = 0; same && i < size_of(a); i++) {
        same = lower(a.at[i]) == lower(b.at[i]);
    }
    return same;
}

static bool same_octets(text a, text b)
{
    return size_of(a) == size_of(b) && (size_of(a) == 0 || memcmp(a.at, b.at, size_of(a)) == 0);
}

static bool has_octet(text t, int octet)
{
    return size_of(t) > 0 && memchr(t.at, octet, size_of(t)) != NULL;
}

static bool begins(text t, const char *with)
{
    return size_of(t) >= strlen(with) && memcmp(t.at, with, strlen(with)) == 0;
}

static text text_of(octet_view view)
{
    static const uint8_t nothing[1] = {0};
    text t = {view.size > 0 ? view.data : nothing, view.size > 0 ? view.data + view.size : nothing};
    return t;
}

/* The next member of a list, without the whitespace around it; commas in quotes part nothing.  False at the end. */
static bool next_member(text *list, text *member)
{
    while (list->at < list->end) {
        bool is_quoted = false;
        const uint8_t *start = list->at;
        for (; list->at < list->end && (is_quoted || *list->at != ','); list->at++) {
            if (*list->at == '\\' && is_quoted && list->at + 1 < list->end) {
                list->at++;
            } else if (*list->at == '"') {
                is_quoted = !is_quoted;
            }
        }
        text found = {start, list->at};
        list->at += list->at < list->end ? 1 : 0;
        *member = trimmed(found);
        if (size_of(*member) > 0) {
            return true;
        }
    }
    return false;
}

static text up_to(text t, int octet)
{
    const uint8_t *at = size_of(t) > 0 ? memchr(t.at, octet, size_of(t)) : NULL;
    text before = {t.at, at != NULL ? at : t.end};
    return before;
}

/* ---- fields ---------------------------------------------------------------------------------------------- */

static size_t count_of(const section *s, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++) {
        count += is_spelled(s->lines[i].name, name) ? 1 : 0;
    }
    return count;
}

static tri has(const section *s, const char *name)
{
    return tri_of(count_of(s, name) > 0);
}

/* The one line of that name, or NULL. */
static const line *only(const section *s, const char *name)
{
    const line *found = NULL;
    for (size_t i = 0; i < s->count; i++) {
        if (is_spelled(s->lines[i].name, name)) {
            if (found != NULL || s->lines[i].is_tainted) {
                return NULL;
            }
            found = &s->lines[i];
        }
    }
    return found;
}

static bool is_tainted(const section *s, const char *name)
{
    bool found = false;
    for (size_t i = 0; i < s->count; i++) {
        found = found || (s->lines[i].is_tainted && is_spelled(s->lines[i].name, name));
    }
    return found;
}

/* Is `member` (without regard to case) in the list? */
static tri lists(const section *s, const char *name, const char *wanted)
{
    tri found = NO;
    for (size_t i = 0; i < s->count; i++) {
        if (!is_spelled(s->lines[i].name, name)) {
            continue;
        }
        if (s->lines[i].is_tainted || has_octet(s->lines[i].value, '"')) {
            found = either(found, OPEN);
            continue;
        }
        text list = s->lines[i].value;
        text member;
        while (next_member(&list, &member)) {
            found = either(found, tri_of(is_spelled(member, wanted)));
        }
    }
    return found;
}

/* Split clean field lines: those of a request. */
static void split_lines(section *s, octet_view octets)
{
    text rest = text_of(octets);
    while (rest.at < rest.end && s->count < LINES) {
        text whole = up_to(rest, '\r');
        text name = up_to(whole, ':');
        text value = {name.end < whole.end ? name.end + 1 : whole.end, whole.end};
        line found = {name, trimmed(value), value, false};
        if (size_of(whole) > 0) {
            s->lines[s->count++] = found;
        }
        rest.at = whole.end + 2 <= rest.end ? whole.end + 2 : rest.end;
    }
}

/* ---- the exchange ---------------------------------------------------------------------------------------- */

static tri method_is(const judged *j, const char *method)
{
    text sent = text_of(j->exchange->method);
    return !j->exchange->method_given
               ? UNKNOWN
               : tri_of(size_of(sent) == strlen(method) && begins(sent, method));
}

static tri request_is_10(const judged *j)
{
    return j->exchange->version_given ? tri_of(j->exchange->is_10) : UNKNOWN;
}

static tri asked(const judged *j, const char *name)
{
    return j->exchange->fields_given ? has(&j->request, name) : UNKNOWN;
}

static tri asked_lists(const judged *j, const char *name, const char *member)
{
    return j->exchange->fields_given ? lists(&j->request, name, member) : UNKNOWN;
}

static tri fact(const judged *j, known_fact bit)
{
    return (j->exchange->known_facts & bit) == 0 ? UNKNOWN
                                                 : tri_of((j->exchange->facts & bit) != 0);
}

static tri role_is(const judged *j, known_role role)
{
    return j->exchange->role_given ? tri_of(j->exchange->role == role) : UNKNOWN;
}

static bool is_a_proxy(const judged *j)
{
    return role_is(j, KNOWN_PROXY) == YES;
}

/* By an intermediary, which may have taken a value as it came. */
static bool is_sent_between(const judged *j)
{
    return j->exchange->role_given && j->exchange->role != KNOWN_ORIGIN;
}

static tri has_code(const judged *j, unsigned code)
{
    return tri_of(j->code == code);
}

static tri has_class(const judged *j, unsigned class)
{
    return tri_of(j->code / 100 == class);
}

static tri responds_with(const judged *j, const char *name)
{
    return has(&j->head, name);
}

/* ---- the status line (RFC 9112 4) ------------------------------------------------------------------------ */

typedef enum progress { IS_WHOLE, IS_FAULTY, IS_PARTIAL } progress;

typedef struct first_fault {
    progress progress;
    enum number row;
    size_t size; /* where whole: octets read */
} first_fault;

static first_fault fault(enum number row)
{
    first_fault found = {IS_FAULTY, row, 0};
    return found;
}

/* CR LF at `at`, or what is wrong with it. */
static first_fault line_end(text t, const uint8_t *at, enum number bare_cr)
{
    first_fault found = {IS_PARTIAL, NR_NONE, 0};
    if (t.end - at >= 2) {
        found.progress = at[1] == '\n' ? IS_WHOLE : IS_FAULTY;
        found.row = at[1] == '\n' ? NR_NONE : bare_cr;
        found.size = (size_t)(at + 2 - t.at);
    }
    return found;
}

static first_fault read_protocol(text t)
{
    static const first_fault partial = {IS_PARTIAL, NR_NONE, 0};
    static const char name[] = "HTTP/";
    int first = *t.at;
    if (first == '\r' || first == '\n') {
        return fault(NR_ST_NO_LEADING_EMPTY);
    }
    if (is_blank(first)) {
        return fault(NR_ST_NO_LEADING_WS);
    }
    bool is_capital = true;
    for (size_t i = 0; i < 5; i++) {
        if (t.at + i == t.end) {
            return partial;
        }
        if (lower(t.at[i]) != lower(name[i])) {
            return fault(NR_ST_PRESENT);
        }
        is_capital = is_capital && t.at[i] == name[i];
    }
    first_fault whole = {IS_WHOLE, NR_NONE, 5};
    return is_capital ? whole : fault(NR_ST_NAME_CASE);
}

static bool ends_version_part(int octet)
{
    return octet == '.' || octet == ' ' || is_blank(octet) || octet == '\r' || octet == '\n' ||
           octet == 0x0B || octet == 0x0C;
}

static first_fault read_status_line(judged *j, text t)
{
    static const first_fault partial = {IS_PARTIAL, NR_NONE, 0};
    first_fault found = read_protocol(t);
    if (found.progress != IS_WHOLE) {
        return found;
    }
    const uint8_t *at = t.at + 5;
    if (at == t.end) {
        return partial;
    }
    if (*at != '1') {
        return fault(is_digit(*at) ? NR_ST_VER_MAJOR : NR_ST_VER_FORM);
    }
    at++;
    for (int i = 0; i < 2; i++, at++) {
        if (at == t.end) {
            return partial;
        }
        if (i == 0 ? *at != '.' : !is_digit(*at)) {
            return fault(NR_ST_VER_FORM);
        }
    }
    j->minor = (unsigned)(at[-1] - '0');
    if (at == t.end) {
        return partial;
    }
    if (*at != ' ') {
        return fault(ends_version_part(*at) && *at != '.' ? NR_ST_SP1 : NR_ST_VER_FORM);
    }
    at++;
    for (int i = 0; i < 3; i++, at++) {
        if (at == t.end) {
            return partial;
        }
        if (!is_digit(*at)) {
            bool is_space = is_blank(*at) || *at == 0x0B || *at == 0x0C;
            return fault(i == 0 && is_space ? NR_ST_SP1 : NR_ST_CODE_3DIGIT);
        }
        j->code = 10 * j->code + (unsigned)(*at - '0');
    }
    if (at == t.end) {
        return partial;
    }
    if (*at != ' ') {
        return fault(ends_version_part(*at) && *at != '.' ? NR_ST_SP2 : NR_ST_CODE_3DIGIT);
    }
    for (at++; at < t.end; at++) {
        if (*at == '\n') {
            return fault(NR_ST_EOL_CRLF);
        }
        if (*at == '\r') {
            return line_end(t, at, NR_ST_NO_BARE_CR);
        }
        if (is_control(*at)) {
            return fault(NR_ST_REASON_CHARS);
        }
    }
    return partial;
}

/* ---- field lines (RFC 9112 5) ---------------------------------------------------------------------------- */

typedef struct lines_read {
    progress progress; /* FAULTY: what is a line, or its name, is not clear */
    bool has_faulty_value;
    size_t size;
} lines_read;

typedef struct line_rows { /* what each fault is called in a head, or in trailers */
    enum number first_is_led, fold, empty_name, blank_name, name, colon, bare_cr, nul, control,
        line_end;
} line_rows;

static const line_rows head_rows = {
    NR_ST_WS_AFTER_START, NR_FLD_OBSFOLD_GEN, NR_FLD_NAME_NONEMPTY,    NR_FLD_NAME_NO_WS_COLON,
    NR_FLD_NAME_TCHAR,    NR_FLD_COLON,       NR_FLD_VALUE_NO_BARE_CR, NR_FLD_VALUE_NO_NUL,
    NR_FLD_VALUE_NO_CTL,  NR_FLD_EOL_CRLF};
static const line_rows trailer_rows = {
    NR_TRL_SYNTAX, NR_FLD_OBSFOLD_GEN, NR_TRL_SYNTAX, NR_TRL_SYNTAX, NR_TRL_SYNTAX,
    NR_TRL_SYNTAX, NR_CHK_NO_BARE_CR,  NR_TRL_SYNTAX, NR_TRL_SYNTAX, NR_TRL_SYNTAX};

/* Read lines up to and with the empty one.  Every fault of a value is told; of the faults of names and lines the
 * first: what stands behind it in its line is not clear. */
static lines_read read_lines(judged *j, text t, const line_rows *rows, section *into)
{
    lines_read result = {IS_PARTIAL, false, 0};
    const uint8_t *at = t.at;
    for (bool is_first = true; at < t.end; is_first = false) {
        const uint8_t *start = at;
        enum number wrong = NR_NONE;
        if (is_blank(*at)) {
            wrong = is_first ? rows->first_is_led : rows->fold;
        }
        if (*at == '\n') {
            wrong = rows->line_end;
        }
        if (*at == '\r') {
            if (t.end - at < 2) {
                return result;
            }
            if (at[1] == '\n') {
                result.progress = result.progress == IS_FAULTY ? IS_FAULTY : IS_WHOLE;
                result.size = (size_t)(at + 2 - t.at);
                return result;
            }
            wrong = rows->bare_cr;
        }
        while (wrong == NR_NONE && at < t.end && *at != ':') {
            wrong = is_tchar(*at)                ? NR_NONE
                    : is_blank(*at)              ? rows->blank_name
                    : *at == '\r' || *at == '\n' ? rows->colon
                                                 : rows->name;
            at += wrong == NR_NONE ? 1 : 0;
        }
        if (wrong == NR_NONE && at < t.end && at == start) {
            wrong = rows->empty_name;
        }
        if (wrong != NR_NONE) {
            allow(j, wrong, ALLOW_BROKEN);
            result.progress = IS_FAULTY;
            return result;
        }
        if (at == t.end) {
            return result;
        }
        line found = {{start, at}, {at + 1, at + 1}, {at + 1, at + 1}, false};
        for (at++; at < t.end && *at != '\n'; at++) {
            bool is_bare = *at == '\r' && t.end - at >= 2 && at[1] != '\n';
            wrong = *at == 0                         ? rows->nul
                    : is_bare                        ? rows->bare_cr
                    : *at != '\r' && is_control(*at) ? rows->control
                                                     : NR_NONE;
            if (wrong != NR_NONE) {
                allow(j, wrong, ALLOW_BROKEN);
                found.is_tainted = true;
                result.has_faulty_value = true;
            }
        }
        if (at == t.end) {
            return result;
        }
        if (at[-1] != '\r') {
            allow(j, rows->line_end, ALLOW_BROKEN);
            result.progress = IS_FAULTY;
            return result;
        }
        found.raw.end = at - 1;
        found.value = trimmed(found.raw);
        if (into->count < LINES) {
            into->lines[into->count++] = found;
        }
        at++;
    }
    return result;
}

/* Rows 201 to 209 and 114 are kept unless a fault was told; behind a fault of lines nothing is clear. */
static void settle_lines(judged *j, const lines_read *read)
{
    static const enum number rows[] = {
        NR_ST_WS_AFTER_START, NR_FLD_NAME_NONEMPTY,    NR_FLD_NAME_NO_WS_COLON, NR_FLD_NAME_TCHAR,
        NR_FLD_COLON,         NR_FLD_VALUE_NO_BARE_CR, NR_FLD_VALUE_NO_NUL,     NR_FLD_VALUE_NO_CTL,
        NR_FLD_EOL_CRLF,      NR_FLD_OBSFOLD_GEN};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!is_allowed_only(j, rows[i], ALLOW_BROKEN)) {
            allow(j, rows[i],
                  read->progress == IS_WHOLE     ? ALLOW_KEPT
                  : read->progress == IS_PARTIAL ? ALLOW_NOT_BROKEN
                                                 : ALLOW_ANY);
        }
    }
}

/* ---- the values of fields -------------------------------------------------------------------------------- */

enum field_trait {
    LIST = 1,
    SINGLETON = 2,
    QUOTES = 4,
    COMMENTS = 8,
    NOT_EMPTY = 16,
    PARAMETERS = 32,
    BAD_SPACES = 64
};

typedef struct known_field {
    const char *name;
    recognizer *grammar;
    enum number row; /* of the grammar, or none in the core */
    unsigned traits;
} known_field;

/* Dates, ETag, Retry-After and Content-Length have functions of their own. */
static const known_field known_fields[] = {
    {"Accept", value_accept, NR_H_ACCEPT_ABNF, LIST | QUOTES | PARAMETERS},
    {"Accept-Encoding", value_accept_encoding, NR_H_AE_ABNF, LIST},
    {"Accept-Ranges", value_tokens, NR_H_AR_ABNF, LIST | NOT_EMPTY},
    {"Access-Control-Allow-Credentials", value_true, NR_X_CORS_ACAC, 0},
    {"Access-Control-Allow-Origin", value_origin, NR_X_CORS_ACAO, 0},
    {"Access-Control-Max-Age", value_digits, NR_X_CORS_MAX_AGE, 0},
    {"Age", value_digits, NR_H_AGE_ABNF, SINGLETON},
    {"Allow", value_tokens, NR_H_ALLOW_ABNF, LIST},
    {"Authentication-Info", value_auth_params, NR_H_AI_ABNF, LIST | QUOTES | BAD_SPACES},
    {"Cache-Control", value_cache_control, NR_H_CC_ABNF, LIST | QUOTES},
    {"Connection", value_tokens, NR_CONN_ABNF, LIST},
    {"Content-Encoding", value_tokens, NR_H_CE_ABNF, LIST},
    {"Content-Language", value_languages, NR_H_CLANG_ABNF, LIST},
    {"Content-Location", value_uri_no_fragment, NR_H_CLOC_ABNF, SINGLETON},
    {"Content-Range", value_content_range, NR_H_CR_ABNF, SINGLETON},
    {"Content-Type", value_media_type, NR_H_CT_ABNF, SINGLETON | QUOTES | PARAMETERS},
    {"Location", value_uri_reference, NR_H_LOC_ABNF, SINGLETON},
    {"Proxy-Authenticate", value_challenges, NR_H_PA_ABNF, LIST | QUOTES | BAD_SPACES},
    {"Proxy-Authentication-Info", value_auth_params, NR_H_PAI_ABNF, LIST | QUOTES | BAD_SPACES},
    {"Server", value_server, NR_H_SERVER_ABNF, SINGLETON | COMMENTS},
    {"Trailer", value_tokens, NR_H_TRAILER_ABNF, LIST},
    {"Transfer-Encoding", value_transfer_encoding, NR_FRAME_TE_ABNF, LIST | QUOTES | BAD_SPACES},
    {"Upgrade", value_upgrade, NR_H_UPG_ABNF, LIST},
    {"Vary", value_tokens, NR_H_VARY_ABNF, LIST},
    {"Via", value_via, NR_H_VIA_ABNF, LIST | COMMENTS},
    {"WWW-Authenticate", value_challenges, NR_H_WA_ABNF, LIST | QUOTES | BAD_SPACES},
};
enum { KNOWN_FIELDS = sizeof known_fields / sizeof *known_fields };

static const known_field *known_field_of(text name)
{
    for (size_t i = 0; i < KNOWN_FIELDS; i++) {
        if (is_spelled(name, known_fields[i].name)) {
            return &known_fields[i];
        }
    }
    return NULL;
}

static bool is_date_field(text name)
{
    return is_spelled(name, "Date") || is_spelled(name, "Expires") ||
           is_spelled(name, "Last-Modified");
}

/* Names that nobody defined: nothing but what binds every field. */
static bool is_nobodys(text name)
{
    return size_of(name) > 2 && lower(name.at[0]) == 'x' && name.at[1] == '-' &&
           !is_spelled(name, "X-Content-Type-Options") && !is_spelled(name, "X-Frame-Options");
}

/* A row of many lines: what one says narrows what is allowed so far. */
static void narrow(judged *j, enum number row, unsigned set)
{
    unsigned before = j->expected->allowed[row];
    if (row == NR_NONE || before == ALLOW_BROKEN) {
        return;
    }
    if (set == ALLOW_BROKEN || before == ALLOW_KEPT) {
        allow(j, row, set);
    } else if (set == ALLOW_ANY) {
        allow(j, row, ALLOW_ANY);
    }
}

static void note_row(judged *j, enum number row, const verdict *v, uint32_t notes)
{
    narrow(j, row, (v->notes & notes) != 0 ? ALLOW_BROKEN : ALLOW_KEPT);
}

/* An intermediary may have overwritten what stood where the space stands (RFC 9110 5.6.3). */
static void note_space(judged *j, enum number row, const verdict *v, uint32_t notes)
{
    unsigned wrong = is_sent_between(j) ? ALLOW_ANY : ALLOW_BROKEN;
    unsigned otherwise =
        (v->notes & NOTE_EMPTY_MEMBER) != 0 ? ALLOW_ANY : ALLOW_KEPT; /* of which comma? */
    narrow(j, row, (v->notes & notes) != 0 ? wrong : otherwise);
}

enum { MENDED_MOST = 512 };

/* Would the value be in the grammar with this octet behind it? */
static bool mends(recognizer *grammar, text value, int octet)
{
    uint8_t mended[MENDED_MOST];
    size_t size = size_of(value);
    if (size == 0 || size >= MENDED_MOST) {
        return false;
    }
    memcpy(mended, value.at, size);
    mended[size] = (uint8_t)octet;
    text whole = {mended, mended + size + 1};
    return grammar(whole).is_grammatical;
}

/* Would it be without the whitespace around its equals signs?  Not asked where quotes may hold some. */
static bool mends_without_blanks(recognizer *grammar, text value)
{
    uint8_t mended[MENDED_MOST];
    size_t size = 0;
    if (size_of(value) >= MENDED_MOST || has_octet(value, '"')) {
        return false;
    }
    for (const uint8_t *at = value.at; at < value.end; at++) {
        while (*at == '=' && size > 0 && is_blank(mended[size - 1])) {
            size--;
        }
        bool follows_equals = size > 0 && mended[size - 1] == '=';
        if (!follows_equals || !is_blank(*at)) {
            mended[size++] = *at;
        }
    }
    text whole = {mended, mended + size};
    return size < size_of(value) && grammar(whole).is_grammatical;
}

static bool may_be_unbalanced(text t)
{
    return has_octet(t, '(') || has_octet(t, ')');
}

static void judge_known(judged *j, const known_field *field, const line *found)
{
    verdict v = field->grammar(found->value);
    bool may_be_217 = (field->traits & QUOTES) != 0 && has_octet(found->value, '"');
    bool may_be_218 = (field->traits & COMMENTS) != 0 && may_be_unbalanced(found->value);
    bool is_a_list = (field->traits & LIST) != 0;
    bool is_empty = v.is_grammatical && v.members == 0 && (field->traits & NOT_EMPTY) != 0;
    if (v.is_grammatical && !is_empty) {
        narrow(j, field->row, ALLOW_KEPT);
        note_space(j, NR_FLD_OWS_SINGLE_SP, &v, NOTE_SPACE_AFTER);
        note_space(j, NR_FLD_OWS_NO_TRAILING, &v, NOTE_SPACE_BEFORE);
        note_row(j, NR_FLD_LIST_NO_EMPTY, &v, NOTE_EMPTY_MEMBER);
        note_row(j, NR_FLD_BWS_GEN, &v, (field->traits & BAD_SPACES) != 0 ? NOTE_BAD_SPACE : 0);
        note_row(j, NR_FLD_PARAM_NO_WS_EQ, &v,
                 (field->traits & PARAMETERS) != 0 ? NOTE_BAD_SPACE : 0);
        note_row(j, NR_FLD_RWS_SINGLE, &v,
                 (field->traits & COMMENTS) != 0 ? NOTE_REQUIRED_SPACE : 0);
        return;
    }
    if (is_a_list) {
        narrow(j, NR_FLD_OWS_SINGLE_SP, ALLOW_ANY);
        narrow(j, NR_FLD_OWS_NO_TRAILING, ALLOW_ANY);
        narrow(j, NR_FLD_LIST_NO_EMPTY, ALLOW_ANY);
    }
    if ((field->traits & BAD_SPACES) != 0) {
        narrow(j, NR_FLD_BWS_GEN, ALLOW_ANY);
    }
    if ((field->traits & PARAMETERS) != 0) {
        narrow(j, NR_FLD_PARAM_NO_WS_EQ, ALLOW_ANY);
    }
    if ((field->traits & COMMENTS) != 0) {
        narrow(j, NR_FLD_RWS_SINGLE, ALLOW_ANY);
    }
    bool is_of_challenges = field->grammar == value_challenges;
    if (is_of_challenges &&
        count_of(&j->head, field->name) > 1) { /* a challenge may go on from line to line */
        narrow(j, field->row, ALLOW_ANY);
        narrow(j, NR_FLD_QS_CLOSED, ALLOW_ANY);
        narrow(j, NR_FLD_PARAM_NO_WS_EQ, ALLOW_ANY);
        return;
    }
    narrow(j, NR_FLD_QS_CLOSED, may_be_217 || is_of_challenges ? ALLOW_ANY : ALLOW_KEPT);
    narrow(j, NR_FLD_COMMENT_NEST, may_be_218 ? ALLOW_ANY : ALLOW_KEPT);
    bool may_be_219 = (field->traits & PARAMETERS) != 0 && has_octet(found->value, '=');
    if (may_be_217) { /* where it opens is not settled, nor what stands in it */
        narrow(j, NR_FLD_BWS_GEN, ALLOW_ANY);
        narrow(j, NR_FLD_PARAM_NO_WS_EQ, ALLOW_ANY);
    }
    bool is_framing = field->row == NR_FRAME_TE_ABNF;
    if (may_be_217 && !is_framing && mends(field->grammar, found->value, '"')) {
        narrow(j, NR_FLD_QS_CLOSED, ALLOW_BROKEN);
        narrow(j, field->row, ALLOW_ANY);
    } else if (may_be_218 && mends(field->grammar, found->value, ')')) {
        narrow(j, NR_FLD_COMMENT_NEST, ALLOW_BROKEN);
        narrow(j, field->row, ALLOW_ANY);
    } else if (may_be_219 && mends_without_blanks(field->grammar, found->value)) {
        narrow(j, NR_FLD_PARAM_NO_WS_EQ, ALLOW_BROKEN);
        narrow(j, field->row, ALLOW_ANY);
    } else if (may_be_217 || may_be_218 || may_be_219) {
        narrow(j, field->row, ALLOW_ANY);
        claim(j, field->row, may_be_218 ? NR_FLD_COMMENT_NEST : NR_FLD_QS_CLOSED,
              NR_FLD_PARAM_NO_WS_EQ);
    } else {
        narrow(j, field->row, ALLOW_BROKEN);
    }
}

/* Nothing is known of how this value is set: no row about that is settled by it. */
static void judge_strange(judged *j, const line *found)
{
    text value = found->value;
    if (has_octet(value, ',')) {
        narrow(j, NR_FLD_OWS_SINGLE_SP, ALLOW_ANY);
        narrow(j, NR_FLD_OWS_NO_TRAILING, ALLOW_ANY);
        narrow(j, NR_FLD_LIST_NO_EMPTY, ALLOW_ANY);
    }
    if (has_octet(value, '"')) {
        narrow(j, NR_FLD_QS_CLOSED, ALLOW_ANY);
    }
    if (has_octet(value, '=')) {
        narrow(j, NR_FLD_BWS_GEN, ALLOW_ANY);
        narrow(j, NR_FLD_PARAM_NO_WS_EQ, ALLOW_ANY);
    }
    if (may_be_unbalanced(value)) {
        narrow(j, NR_FLD_COMMENT_NEST, ALLOW_ANY);
    }
}

/* ---- dates (RFC 9110 5.6.7) ------------------------------------------------------------------------------ */

static const enum number date_rows[] = {
    NR_FLD_DATE_IMF_GEN, NR_FLD_DATE_RANGE, NR_FLD_DATE_CALENDAR, NR_FLD_DATE_NO_EXTRA_WS,
    NR_FLD_DATE_CASE,    NR_FLD_DATE_GMT,   NR_FLD_DATE_DAYNAME};
enum { DATE_ROWS = sizeof date_rows / sizeof *date_rows, DATE_SIZE = 29 };

static void narrow_dates(judged *j, unsigned set)
{
    for (size_t i = 0; i < DATE_ROWS; i++) {
        narrow(j, date_rows[i], set);
    }
}

/* The time and day of an IMF-fixdate that is spelled right. */
static void judge_fixdate(judged *j, const date_parts *d)
{
    bool is_time = d->hour <= 23 && d->minute <= 59 && d->second <= 59;
    bool is_leap_second = d->hour <= 23 && d->minute <= 59 && d->second == 60;
    bool is_last = d->hour == 23 && d->minute == 59;
    narrow(j, NR_FLD_DATE_RANGE,
           is_time || (is_leap_second && is_last) ? ALLOW_KEPT
           : is_leap_second                       ? ALLOW_ANY
                                                  : ALLOW_BROKEN);
    bool is_day = d->day >= 1 && d->day <= days_in_month(d->year, d->month);
    narrow(j, NR_FLD_DATE_CALENDAR, is_day ? ALLOW_KEPT : ALLOW_BROKEN);
    if (!is_day || !(is_time || is_leap_second) ||
        d->year < 1900) { /* RFC 5322 3.3 knows no year before */
        narrow(j, NR_FLD_DATE_DAYNAME, ALLOW_ANY);
        return;
    }
    int64_t day = days_since_1970(d->year, d->month, d->day); /* a Thursday was the first */
    bool is_named = (unsigned)(((day + 3) % 7 + 7) % 7) == d->weekday;
    narrow(j, NR_FLD_DATE_DAYNAME, is_named ? ALLOW_KEPT : ALLOW_BROKEN);
}

/* What the value is with its names spelled as the grammar has them; false where it has another shape. */
static bool respell(text t, uint8_t spelled[DATE_SIZE])
{
    bool is_whole = size_of(t) == DATE_SIZE;
    for (size_t i = 0; is_whole && i < DATE_SIZE; i++) {
        bool is_capital = i == 0 || i == 8 || i >= DATE_SIZE - 3;
        spelled[i] = (uint8_t)lower(t.at[i]);
        spelled[i] =
            (uint8_t)(is_capital && spelled[i] >= 'a' && spelled[i] <= 'z' ? spelled[i] - 0x20
                                                                           : spelled[i]);
    }
    return is_whole;
}

/* An IMF-fixdate but for runs of whitespace in the place of one SP. */
static bool has_only_extra_blanks(text t)
{
    uint8_t mended[DATE_SIZE];
    size_t size = 0;
    for (const uint8_t *at = t.at; at < t.end; at++) {
        bool is_first_blank = is_blank(*at) && (at == t.at || !is_blank(at[-1]));
        if (is_first_blank || !is_blank(*at)) {
            if (size == DATE_SIZE) {
                return false;
            }
            mended[size++] = is_first_blank ? ' ' : *at;
        }
    }
    text whole = {mended, mended + size};
    return date_of(whole).kind == IMF_FIXDATE;
}

/* An IMF-fixdate but for its zone. */
static bool is_of_other_zone(text t)
{
    uint8_t mended[DATE_SIZE];
    bool is_zone = size_of(t) == DATE_SIZE && !is_spelled((text){t.end - 3, t.end}, "GMT");
    for (size_t i = 0; is_zone && i < DATE_SIZE; i++) {
        bool is_letter = lower(t.at[i]) >= 'a' && lower(t.at[i]) <= 'z';
        is_zone = i < DATE_SIZE - 3 || is_letter;
        mended[i] = i < DATE_SIZE - 3 ? t.at[i] : (uint8_t)"GMT"[i - (DATE_SIZE - 3)];
    }
    text whole = {mended, mended + DATE_SIZE};
    return is_zone && date_of(whole).kind == IMF_FIXDATE;
}

static void judge_date(judged *j, enum number row, text value)
{
    date_parts d = date_of(value);
    uint8_t spelled[DATE_SIZE];
    text respelled = {spelled, spelled + DATE_SIZE};
    if (d.kind == IMF_FIXDATE) {
        narrow(j, row, ALLOW_KEPT);
        judge_fixdate(j, &d);
    } else if (d.kind != NO_DATE) {
        narrow(j, row, ALLOW_KEPT);
        narrow_dates(j, ALLOW_ANY);
        narrow(j, NR_FLD_DATE_IMF_GEN, is_sent_between(j) ? ALLOW_ANY : ALLOW_BROKEN);
    } else if (respell(value, spelled) && date_of(respelled).kind == IMF_FIXDATE) {
        narrow(j, row, ALLOW_KEPT);
        narrow_dates(j, ALLOW_ANY);
        narrow(j, NR_FLD_DATE_CASE, ALLOW_BROKEN);
    } else if (has_only_extra_blanks(value) || is_of_other_zone(value)) {
        narrow(j, row, ALLOW_KEPT);
        narrow_dates(j, ALLOW_ANY);
        narrow(j, is_of_other_zone(value) ? NR_FLD_DATE_GMT : NR_FLD_DATE_NO_EXTRA_WS,
               ALLOW_BROKEN);
    } else if (!has_octet(value, ':')) { /* no date of any form is without a time */
        narrow(j, row, ALLOW_BROKEN);
    } else {
        narrow(j, row, ALLOW_ANY);
        narrow_dates(j, ALLOW_ANY);
        if (j->expected->claim_count < EXPECTED_CLAIMS) {
            broken_claim made = {{(uint16_t)row, NR_FLD_DATE_IMF_GEN, NR_FLD_DATE_RANGE,
                                  NR_FLD_DATE_NO_EXTRA_WS, NR_FLD_DATE_CASE, NR_FLD_DATE_GMT}};
            j->expected->claims[j->expected->claim_count++] = made;
        }
    }
}

static enum number date_row_of(text name)
{
    return is_spelled(name, "Date")      ? NR_H_DATE_ABNF
           : is_spelled(name, "Expires") ? NR_H_EXP_ABNF
                                         : NR_H_LM_ABNF;
}

static void judge_retry_after(judged *j, text value)
{
    if (value_digits(value).is_grammatical) {
        narrow(j, NR_H_RA_ABNF, ALLOW_KEPT);
    } else {
        judge_date(j, NR_H_RA_ABNF, value);
    }
}

/* Seconds since 1970 of the one line of that name; UNKNOWN where there is none to compute with. */
static tri seconds_of(const section *s, const char *name, int64_t *seconds)
{
    const line *found = only(s, name);
    date_parts d = {NO_DATE, 0, 0, 0, 0, 0, 0, 0};
    if (found == NULL) {
        return count_of(s, name) == 0 ? NO : OPEN;
    }
    d = date_of(found->value);
    bool is_sound = d.kind == IMF_FIXDATE && d.day >= 1 &&
                    d.day <= days_in_month(d.year, d.month) && d.hour <= 23 && d.minute <= 59 &&
                    d.second <= 59;
    if (!is_sound) {
        return OPEN;
    }
    *seconds =
        days_since_1970(d.year, d.month, d.day) * 86400 + d.hour * 3600 + d.minute * 60 + d.second;
    return YES;
}

/* ---- entity tags, challenges, directives ----------------------------------------------------------------- */

static void judge_entity_tag(judged *j, text value)
{
    bool is_weak = begins(value, "W/");
    bool is_small = begins(value, "w/");
    text tag = {value.at + (is_weak || is_small ? 2 : 0), value.end};
    bool is_quoted = size_of(tag) >= 2 && *tag.at == '"' && tag.end[-1] == '"';
    if (!is_quoted) {
        narrow(j, NR_H_ETAG_ABNF, ALLOW_ANY);
        narrow(j, NR_H_ETAG_CHARS, ALLOW_ANY);
        narrow(j, NR_H_ETAG_WEAK_CASE, ALLOW_ANY);
        narrow(j, NR_FLD_QS_CLOSED, ALLOW_ANY);
        if (has_octet(value, '"')) {
            claim(j, NR_H_ETAG_ABNF, NR_H_ETAG_CHARS, NR_FLD_QS_CLOSED);
        } else {
            narrow(j, NR_H_ETAG_ABNF, ALLOW_BROKEN);
        }
        return;
    }
    text opaque = {tag.at + 1, tag.end - 1};
    bool is_visible = true;
    for (const uint8_t *at = opaque.at; at < opaque.end; at++) {
        is_visible = is_visible && *at > ' ' && *at != '"' && *at != 0x7F;
    }
    narrow(j, NR_H_ETAG_ABNF, ALLOW_KEPT);
    narrow(j, NR_H_ETAG_CHARS, is_visible ? ALLOW_KEPT : ALLOW_BROKEN);
    narrow(j, NR_H_ETAG_WEAK_CASE, is_small ? ALLOW_BROKEN : ALLOW_KEPT);
}

static void judge_challenges(judged *j, text value)
{
    verdict v = value_challenges(value);
    bool is_clear = v.is_grammatical && v.names < 8;
    narrow(j, NR_H_WA_PARAM_ONCE,
           !is_clear                        ? ALLOW_ANY
           : (v.notes & NOTE_REPEATED) != 0 ? ALLOW_BROKEN
                                            : ALLOW_KEPT);
    narrow(j, NR_H_WA_REALM_QUOTED,
           !is_clear                           ? ALLOW_ANY
           : (v.notes & NOTE_REALM_TOKEN) != 0 ? ALLOW_BROKEN
                                               : ALLOW_KEPT);
}

static bool is_one_of(text t, const char *const *these, size_t count)
{
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        found = found || is_spelled(t, these[i]);
    }
    return found;
}

/* What stands between the quotes, if it needs no unescaping. */
static bool unquoted(text argument, text *inside)
{
    bool is_quoted = size_of(argument) >= 2 && *argument.at == '"';
    inside->at = argument.at + (is_quoted ? 1 : 0);
    inside->end = argument.end - (is_quoted ? 1 : 0);
    return is_quoted && !has_octet(*inside, '\\');
}

/* max-age and s-maxage (RFC 9111 5.2.2.1, 5.2.2.10) */
static void judge_delta(judged *j, text argument, bool has_argument, enum number delta,
                        enum number token)
{
    text inside;
    bool is_quoted = has_argument && size_of(argument) > 0 && *argument.at == '"';
    if (is_quoted && !unquoted(argument, &inside)) {
        narrow(j, delta, ALLOW_ANY);
        narrow(j, token, ALLOW_BROKEN);
        return;
    }
    text number = is_quoted ? inside : argument;
    narrow(j, delta,
           has_argument && value_digits(number).is_grammatical ? ALLOW_KEPT : ALLOW_BROKEN);
    narrow(j, token, is_quoted ? ALLOW_BROKEN : ALLOW_KEPT);
}

/* no-cache and private (RFC 9111 5.2.2.4, 5.2.2.7) */
static void judge_qualified(judged *j, text argument, bool has_argument, enum number quoted)
{
    text inside;
    if (!has_argument) {
        return;
    }
    bool is_quoted = *argument.at == '"';
    narrow(j, quoted, is_quoted ? ALLOW_KEPT : ALLOW_BROKEN);
    if (is_quoted && !unquoted(argument, &inside)) {
        narrow(j, NR_H_CC_QUALIFIED_NAMES, ALLOW_ANY);
        return;
    }
    verdict names = value_tokens(is_quoted ? inside : argument);
    bool is_odd = names.is_grammatical && (names.members == 0 || names.notes != 0);
    narrow(j, NR_H_CC_QUALIFIED_NAMES,
           is_odd                 ? ALLOW_ANY
           : names.is_grammatical ? ALLOW_KEPT
                                  : ALLOW_BROKEN);
}

static void judge_cache_control(judged *j, text value)
{
    static const char *const bare[] = {"must-revalidate", "must-understand",  "no-store",
                                       "no-transform",    "proxy-revalidate", "public"};
    static const char *const extensions[] = {"immutable", "stale-while-revalidate",
                                             "stale-if-error"};
    if (!value_cache_control(value).is_grammatical) {
        allow_all(j, NR_H_CC_MAXAGE_DELTA, NR_H_CC_NO_ARG + 1, ALLOW_ANY);
        return;
    }
    text directive;
    while (next_member(&value, &directive)) {
        text name = up_to(directive, '=');
        bool has_argument = name.end < directive.end;
        text argument = {has_argument ? name.end + 1 : name.end, directive.end};
        if (is_spelled(name, "max-age")) {
            judge_delta(j, argument, has_argument, NR_H_CC_MAXAGE_DELTA, NR_H_CC_MAXAGE_TOKEN);
        } else if (is_spelled(name, "s-maxage")) {
            judge_delta(j, argument, has_argument, NR_H_CC_SMAXAGE_DELTA, NR_H_CC_SMAXAGE_TOKEN);
        } else if (is_spelled(name, "no-cache")) {
            judge_qualified(j, argument, has_argument, NR_H_CC_NOCACHE_QS);
        } else if (is_spelled(name, "private")) {
            judge_qualified(j, argument, has_argument, NR_H_CC_PRIVATE_QS);
        } else if (is_one_of(name, bare, sizeof bare / sizeof *bare)) {
            narrow(j, NR_H_CC_NO_ARG, has_argument ? ALLOW_BROKEN : ALLOW_KEPT);
        } else if (is_one_of(name, extensions, sizeof extensions / sizeof *extensions) &&
                   has_argument) {
            narrow(j, NR_H_CC_NO_ARG, ALLOW_ANY);
        }
    }
}

/* ---- all values of a head -------------------------------------------------------------------------------- */

/* Rows that a value may break: kept until a line says otherwise. */
static const enum number value_rows[] = {NR_FLD_OWS_SINGLE_SP,
                                         NR_FLD_OWS_NO_TRAILING,
                                         NR_FLD_LIST_NO_EMPTY,
                                         NR_FLD_BWS_GEN,
                                         NR_FLD_RWS_SINGLE,
                                         NR_FLD_QS_CLOSED,
                                         NR_FLD_COMMENT_NEST,
                                         NR_FLD_PARAM_NO_WS_EQ,
                                         NR_FLD_DATE_IMF_GEN,
                                         NR_FLD_DATE_RANGE,
                                         NR_FLD_DATE_CALENDAR,
                                         NR_FLD_DATE_NO_EXTRA_WS,
                                         NR_FLD_DATE_CASE,
                                         NR_FLD_DATE_GMT,
                                         NR_FLD_DATE_DAYNAME,
                                         NR_FRAME_TE_ABNF,
                                         NR_CONN_ABNF,
                                         NR_H_DATE_ABNF,
                                         NR_H_ETAG_ABNF,
                                         NR_H_ETAG_CHARS,
                                         NR_H_ETAG_WEAK_CASE,
                                         NR_H_LM_ABNF,
                                         NR_H_CT_ABNF,
                                         NR_H_CT_MULTIPART_BOUNDARY,
                                         NR_H_CE_ABNF,
                                         NR_H_CE_NO_IDENTITY,
                                         NR_H_CLANG_ABNF,
                                         NR_H_CLOC_ABNF,
                                         NR_H_CR_ABNF,
                                         NR_H_CR_ORDER,
                                         NR_H_CR_COMPLETE,
                                         NR_H_AR_ABNF,
                                         NR_H_ALLOW_ABNF,
                                         NR_H_LOC_ABNF,
                                         NR_H_LOC_USERINFO,
                                         NR_H_LOC_EMPTY_HOST,
                                         NR_H_RA_ABNF,
                                         NR_H_SERVER_ABNF,
                                         NR_H_ACCEPT_ABNF,
                                         NR_H_AE_ABNF,
                                         NR_H_VARY_ABNF,
                                         NR_H_VIA_ABNF,
                                         NR_H_UPG_ABNF,
                                         NR_H_TRAILER_ABNF,
                                         NR_H_WA_ABNF,
                                         NR_H_WA_PARAM_ONCE,
                                         NR_H_WA_REALM_QUOTED,
                                         NR_H_PA_ABNF,
                                         NR_H_AI_ABNF,
                                         NR_H_PAI_ABNF,
                                         NR_H_AGE_ABNF,
                                         NR_H_CC_ABNF,
                                         NR_H_CC_MAXAGE_DELTA,
                                         NR_H_CC_MAXAGE_TOKEN,
                                         NR_H_CC_SMAXAGE_DELTA,
                                         NR_H_CC_SMAXAGE_TOKEN,
                                         NR_H_CC_NOCACHE_QS,
                                         NR_H_CC_PRIVATE_QS,
                                         NR_H_CC_QUALIFIED_NAMES,
                                         NR_H_CC_NO_ARG,
                                         NR_H_EXP_ABNF,
                                         NR_X_CORS_ACAO,
                                         NR_X_CORS_ACAC,
                                         NR_X_CORS_MAX_AGE};
enum { VALUE_ROWS = sizeof value_rows / sizeof *value_rows };

static void allow_values(judged *j, unsigned set)
{
    for (size_t i = 0; i < VALUE_ROWS; i++) {
        allow(j, value_rows[i], set);
    }
}

/* Whitespace around a value (RFC 9110 5.6.3).  Of an empty one it is not clear which side it is on. */
static void judge_surroundings(judged *j, const line *found)
{
    size_t before = (size_t)(found->value.at - found->raw.at);
    size_t behind = (size_t)(found->raw.end - found->value.end);
    if (size_of(found->value) == 0) {
        bool is_plain = size_of(found->raw) == 0;
        narrow(j, NR_FLD_OWS_SINGLE_SP, is_plain ? ALLOW_KEPT : ALLOW_ANY);
        narrow(j, NR_FLD_OWS_NO_TRAILING, is_plain ? ALLOW_KEPT : ALLOW_ANY);
        return;
    }
    bool is_one_space = before == 0 || (before == 1 && *found->raw.at == ' ');
    unsigned wrong = is_sent_between(j) ? ALLOW_ANY : ALLOW_BROKEN; /* RFC 9110 5.6.3 */
    narrow(j, NR_FLD_OWS_SINGLE_SP, is_one_space ? ALLOW_KEPT : wrong);
    narrow(j, NR_FLD_OWS_NO_TRAILING, behind == 0 ? ALLOW_KEPT : wrong);
}

static void judge_location(judged *j, const line *found)
{
    verdict v = value_uri_reference(found->value);
    unsigned otherwise = v.is_grammatical ? ALLOW_KEPT : ALLOW_ANY;
    uri_parts parts;
    bool is_relative = v.is_grammatical && uri_of(found->value, &parts) && !parts.has_scheme;
    otherwise =
        is_relative && (v.notes & (NOTE_USERINFO | NOTE_NO_HOST)) != 0 ? ALLOW_ANY : otherwise;
    bool is_clear = v.is_grammatical && !is_relative;
    narrow(j, NR_H_LOC_USERINFO,
           is_clear && (v.notes & NOTE_USERINFO) != 0 ? ALLOW_BROKEN : otherwise);
    narrow(j, NR_H_LOC_EMPTY_HOST,
           is_clear && (v.notes & NOTE_NO_HOST) != 0 ? ALLOW_BROKEN : otherwise);
}

/* Has the type a parameter of that name?  Not asked where quotes may hold a semicolon. */
static bool has_parameter(text value, const char *name)
{
    bool found = false;
    while (value.at < value.end) {
        text parameter = up_to(value, ';');
        found = found || is_spelled(trimmed(up_to(parameter, '=')), name);
        value.at = parameter.end < value.end ? parameter.end + 1 : value.end;
    }
    return found;
}

static void judge_content_type(judged *j, text value)
{
    bool is_clear = value_media_type(value).is_grammatical && !has_octet(value, '"');
    if (!is_spelled(up_to(value, '/'), "multipart")) {
        narrow(j, NR_H_CT_MULTIPART_BOUNDARY,
               value_media_type(value).is_grammatical ? ALLOW_KEPT : ALLOW_ANY);
    } else if (!is_clear || j->code == 206) { /* of a 206 it may be S206_MULTI_CT's */
        narrow(j, NR_H_CT_MULTIPART_BOUNDARY, ALLOW_ANY);
    } else {
        narrow(j, NR_H_CT_MULTIPART_BOUNDARY,
               has_parameter(value, "boundary") ? ALLOW_KEPT : ALLOW_BROKEN);
    }
}

static void judge_identity(judged *j, text value)
{
    text coding;
    bool is_clear = value_tokens(value).is_grammatical;
    narrow(j, NR_H_CE_NO_IDENTITY, is_clear ? ALLOW_KEPT : ALLOW_ANY);
    while (is_clear && next_member(&value, &coding)) {
        narrow(j, NR_H_CE_NO_IDENTITY, is_spelled(coding, "identity") ? ALLOW_BROKEN : ALLOW_KEPT);
    }
}

static void judge_value(judged *j, const line *found)
{
    const known_field *field = known_field_of(found->name);
    if (found->is_tainted) {
        return;
    }
    judge_surroundings(j, found);
    if (is_date_field(found->name)) {
        judge_date(j, date_row_of(found->name), found->value);
    } else if (is_spelled(found->name, "Retry-After")) {
        judge_retry_after(j, found->value);
    } else if (is_spelled(found->name, "ETag")) {
        judge_entity_tag(j, found->value);
    } else if (field != NULL) {
        judge_known(j, field, found);
    } else if (!is_nobodys(found->name)) {
        judge_strange(j, found);
    }
    if (is_spelled(found->name, "Location") || is_spelled(found->name, "Content-Location")) {
        judge_location(j, found);
    } else if (is_spelled(found->name, "Link") && has_octet(found->value, '@')) {
        narrow(j, NR_H_LOC_USERINFO, ALLOW_ANY);
    } else if (is_spelled(found->name, "Content-Type")) {
        judge_content_type(j, found->value);
    } else if (is_spelled(found->name, "Content-Encoding")) {
        judge_identity(j, found->value);
    } else if (is_spelled(found->name, "WWW-Authenticate") ||
               is_spelled(found->name, "Proxy-Authenticate")) {
        judge_challenges(j, found->value);
    } else if (is_spelled(found->name, "Cache-Control")) {
        judge_cache_control(j, found->value);
    } else if (is_spelled(found->name, "Content-Range")) {
        verdict v = value_content_range(found->value);
        narrow(j, NR_H_CR_ORDER,
               !v.is_grammatical                   ? ALLOW_ANY
               : (v.notes & NOTE_RANGE_ORDER) != 0 ? ALLOW_BROKEN
                                                   : ALLOW_KEPT);
        narrow(j, NR_H_CR_COMPLETE,
               !v.is_grammatical || (v.notes & NOTE_RANGE_ORDER) != 0 ? ALLOW_ANY
               : (v.notes & NOTE_RANGE_COMPLETE) != 0                 ? ALLOW_BROKEN
                                                                      : ALLOW_KEPT);
    }
}

static bool is_single(text name)
{
    const known_field *field = known_field_of(name);
    return (field != NULL && (field->traits & SINGLETON) != 0) || is_date_field(name) ||
           is_spelled(name, "ETag") || is_spelled(name, "Retry-After");
}

static bool is_no_single(text name)
{
    const known_field *field = known_field_of(name);
    return (field != NULL && (field->traits & LIST) != 0) || is_spelled(name, "Content-Length") ||
           is_spelled(name, "Set-Cookie") || is_spelled(name, "Link") || is_nobodys(name);
}

/* RFC 9110 5.3 */
static unsigned repeated_lines(const section *s, bool may_differ)
{
    unsigned set = ALLOW_KEPT;
    for (size_t i = 0; i < s->count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (same_but_case(s->lines[i].name, s->lines[k].name)) {
                set = set == ALLOW_BROKEN || (is_single(s->lines[i].name) && !may_differ)
                          ? ALLOW_BROKEN
                      : is_no_single(s->lines[i].name) ? set
                                                       : ALLOW_ANY;
            }
        }
    }
    return set;
}

/* Kept as far as it came. */
static void keep_so_far(judged *j, enum number row)
{
    if (is_allowed_only(j, row, ALLOW_KEPT)) {
        allow(j, row, ALLOW_NOT_BROKEN);
    }
}

static void judge_values(judged *j, bool has_faulty_value)
{
    allow_values(j, ALLOW_KEPT);
    for (size_t i = 0; i < j->head.count; i++) {
        judge_value(j, &j->head.lines[i]);
    }
    for (size_t i = 0; has_faulty_value && i < VALUE_ROWS;
         i++) { /* of that value no row is evaluated */
        keep_so_far(j, value_rows[i]);
    }
    if (is_tainted(&j->head, "Transfer-Encoding")) {
        allow(j, NR_FRAME_TE_ABNF, ALLOW_ANY);
    }
    allow(j, NR_FLD_DUP_SINGLETON, repeated_lines(&j->head, false));
    int64_t date = 0;
    int64_t modified = 0;
    tri has_date = seconds_of(&j->head, "Date", &date);
    tri has_modified = seconds_of(&j->head, "Last-Modified", &modified);
    tri have_both = both(has_date, has_modified);
    tri is_own = either(responds_with(j, "Via"), responds_with(j, "Age")) == NO ? YES : OPEN;
    rule(j, NR_H_LM_NOT_FUTURE, both(have_both, is_own),
         have_both == YES ? tri_of(modified <= date) : OPEN);
}

/* ---- framing (RFC 9112 6.3) ------------------------------------------------------------------------------ */

typedef struct codings {
    bool is_clear; /* every line is in the grammar */
    bool is_known; /* each coding is registered, without parameters */
    size_t count;
    size_t chunked;
    bool last_is_chunked;
    bool has_other;
} codings;

static codings codings_of(const section *s)
{
    static const char *const registered[] = {"chunked", "gzip",     "x-gzip",
                                             "deflate", "compress", "x-compress"};
    codings found = {true, true, 0, 0, false, false};
    for (size_t i = 0; i < s->count; i++) {
        if (!is_spelled(s->lines[i].name, "Transfer-Encoding")) {
            continue;
        }
        text list = s->lines[i].value;
        text coding;
        found.is_clear = found.is_clear && !s->lines[i].is_tainted &&
                         value_transfer_encoding(list).is_grammatical;
        while (next_member(&list, &coding)) {
            text name = trimmed(up_to(coding, ';'));
            bool is_chunked = is_spelled(name, "chunked");
            found.count++;
            found.is_known = found.is_known && !has_octet(coding, ';') &&
                             is_one_of(name, registered, sizeof registered / sizeof *registered);
            found.chunked += is_chunked ? 1 : 0;
            found.last_is_chunked = is_chunked;
            found.has_other = found.has_other || !is_chunked;
        }
    }
    return found;
}

static bool is_interim(const judged *j)
{
    return j->code / 100 == 1;
}

static bool ends_at_its_head(const judged *j)
{
    return is_interim(j) || j->code == 204 || j->code == 304 || method_is(j, "HEAD") == YES ||
           (method_is(j, "CONNECT") == YES && j->code / 100 == 2);
}

typedef struct lengths {
    size_t lines;
    size_t numbers;   /* that are digits and nothing else */
    bool has_empty;   /* a line with nothing on it        */
    bool has_strange; /* a member that is no number       */
    bool has_empty_member;
    bool is_tainted;
    bool is_clear; /* one number that fits 64 bits     */
    uint64_t number;
} lengths;

static lengths lengths_of(const section *s)
{
    lengths found = {0, 0, false, false, false, false, false, 0};
    for (size_t i = 0; i < s->count; i++) {
        if (!is_spelled(s->lines[i].name, "Content-Length")) {
            continue;
        }
        text list = s->lines[i].value;
        size_t commas = 0;
        size_t members = 0;
        text member;
        found.lines++;
        found.is_tainted = found.is_tainted || s->lines[i].is_tainted;
        found.has_empty = found.has_empty || size_of(list) == 0;
        for (const uint8_t *at = list.at; at < list.end; at++) {
            commas += *at == ',' ? 1 : 0;
        }
        while (next_member(&list, &member)) {
            members++;
            bool is_number = value_digits(member).is_grammatical;
            found.numbers += is_number ? 1 : 0;
            found.has_strange = found.has_strange || !is_number;
            found.is_clear = is_number && size_of(member) <= 18;
            found.number = 0;
            for (const uint8_t *at = member.at; found.is_clear && at < member.end; at++) {
                found.number = 10 * found.number + (uint64_t)(*at - '0');
            }
        }
        found.has_empty_member = found.has_empty_member || (commas > 0 && commas + 1 != members);
    }
    found.is_clear = found.is_clear && found.lines == 1 && found.numbers == 1 &&
                     !found.has_strange && !found.has_empty_member;
    return found;
}

static void decide_framing(judged *j, const codings *te, const lengths *cl)
{
    j->framing_is_clear = true;
    j->framing = FRAMED_NONE;
    if (ends_at_its_head(j)) {
        return;
    }
    if (responds_with(j, "Transfer-Encoding") == YES) {
        j->framing_is_clear = te->is_clear && te->is_known && te->count > 0 && te->chunked <= 1;
        j->framing = te->last_is_chunked ? FRAMED_CHUNKED : FRAMED_CLOSE;
    } else if (cl->lines > 0) {
        j->framing_is_clear = cl->is_clear && !cl->is_tainted;
        j->framing = FRAMED_LENGTH;
        j->content_length = cl->number;
    } else {
        j->framing = FRAMED_CLOSE;
    }
}

static void judge_lengths(judged *j, const lengths *cl)
{
    bool has_none = cl->lines == 0;
    if (cl->is_tainted) {
        return;
    }
    allow(j, NR_FRAME_CL_NONEMPTY, cl->has_empty ? ALLOW_BROKEN : ALLOW_KEPT);
    allow(j, NR_FRAME_CL_DIGITS,
          cl->has_strange                                                            ? ALLOW_BROKEN
          : has_none || (cl->numbers > 0 && !cl->has_empty && !cl->has_empty_member) ? ALLOW_KEPT
                                                                                     : ALLOW_ANY);
    bool is_several = cl->lines > 1 || (cl->numbers > 1 && !cl->has_strange);
    allow(j, NR_FRAME_CL_SINGLE,
          is_several                                       ? ALLOW_BROKEN
          : has_none || (cl->is_clear && cl->numbers == 1) ? ALLOW_KEPT
                                                           : ALLOW_ANY);
}

/* Does the TE field of the request accept every coding but chunked (RFC 9110 10.1.4)? */
static tri te_accepts_all(const judged *j)
{
    tri accepted = YES;
    for (size_t i = 0; i < j->head.count; i++) {
        if (!is_spelled(j->head.lines[i].name, "Transfer-Encoding")) {
            continue;
        }
        text list = j->head.lines[i].value;
        text coding;
        while (next_member(&list, &coding)) {
            if (is_spelled(coding, "chunked")) {
                continue;
            }
            bool is_alias =
                size_of(coding) > 2 && lower(coding.at[0]) == 'x' && coding.at[1] == '-';
            tri is_listed = NO;
            for (size_t k = 0; k < j->request.count; k++) {
                text offer = j->request.lines[k].value;
                text offered;
                while (is_spelled(j->request.lines[k].name, "TE") &&
                       next_member(&offer, &offered)) {
                    bool has_parameters = has_octet(offered, ';');
                    tri is_this = tri_of(same_but_case(trimmed(up_to(offered, ';')), coding));
                    is_listed = either(is_listed, both(is_this, has_parameters ? OPEN : YES));
                }
            }
            bool has_te = count_of(&j->request, "TE") > 0;
            tri is_this_accepted = is_alias && has_te ? OPEN : is_listed;
            accepted = both(accepted, is_this_accepted);
        }
    }
    return !j->exchange->fields_given ? UNKNOWN : accepted;
}

static void judge_framing(judged *j, const codings *te, const lengths *cl)
{
    tri has_te = responds_with(j, "Transfer-Encoding");
    tri is_10 = tri_of(j->minor == 0);
    tri te_is_clear = both(has_te, te->is_clear ? YES : OPEN);
    judge_lengths(j, cl);
    rule(j, NR_FRAME_TE_CHUNKED_ONCE, te_is_clear, te->is_clear ? tri_of(te->chunked <= 1) : OPEN);
    rule(j, NR_FRAME_TE_10_GEN, has_te, not(is_10));
    rule(j, NR_FRAME_TE_REQ_11, has_te, not(request_is_10(j)));
    rule(j, NR_FRAME_TE_CL_GEN, has_te, tri_of(cl->lines == 0));
    tri has_other = both(te_is_clear, te->is_known && te->count > 0 ? tri_of(te->has_other) : OPEN);
    connection_end end = j->message->end;
    tri is_closed = end == CONNECTION_CLOSED ? YES : end == CONNECTION_OPEN ? UNKNOWN : OPEN;
    tri is_read_so = tri_of(!ends_at_its_head(j));
    rule(j, NR_FRAME_TE_FINAL_OR_CLOSE, both(has_other, is_read_so),
         either(te->is_clear ? tri_of(te->last_is_chunked) : OPEN, is_closed));
    rule(j, NR_FRAME_TE_ACCEPTABLE, has_other, te_accepts_all(j));
    if (has_te == YES && !j->exchange->fields_given) {
        keep_so_far(j, NR_FRAME_TE_ACCEPTABLE);
    }
    size_t came = j->message->octets.size - j->head_size;
    tri is_length = !j->framing_is_clear ? OPEN : tri_of(j->framing == FRAMED_LENGTH);
    tri is_all = !j->framing_is_clear        ? OPEN
                 : came >= j->content_length ? YES
                 : end == CONNECTION_CLOSED  ? NO
                 : end == CONNECTION_OPEN    ? UNKNOWN
                                             : OPEN;
    rule(j, NR_FRAME_R6_LENGTH, is_length, is_all);
    tri is_to_close = !j->framing_is_clear ? OPEN : tri_of(j->framing == FRAMED_CLOSE);
    tri is_get = method_is(j, "GET");
    tri may_chunk = not(request_is_10(j));
    tri is_11 = both(both(is_get, may_chunk), not(is_10));
    bool is_settled =
        is_11 == YES && has_te == NO && came > 0 && j->code != 205; /* S205_EXPLICIT_ZERO's */
    tri is_wrong = is_settled ? YES : OPEN;
    rule(j, NR_FRAME_SELF_DELIMIT, both(is_to_close, is_wrong), NO);
    tri knew = both(fact(j, FACT_SIZE_KNOWN), not(role_is(j, KNOWN_PROXY)));
    rule(j, NR_FRAME_CL_WHEN_KNOWN, both(is_to_close, knew == NO ? NO : both(is_wrong, knew)), NO);
}

/* ---- chunks (RFC 9112 7.1) ------------------------------------------------------------------------------- */

static const uint8_t *skip_blanks(const uint8_t *at, text t)
{
    while (at < t.end && is_blank(*at)) {
        at++;
    }
    return at;
}

static const uint8_t *skip_token(const uint8_t *at, text t)
{
    while (at < t.end && is_tchar(*at)) {
        at++;
    }
    return at;
}

static int hex_value(int octet)
{
    return is_digit(octet)                              ? octet - '0'
           : lower(octet) >= 'a' && lower(octet) <= 'f' ? lower(octet) - 'a' + 10
                                                        : -1;
}

/* Behind a size: extensions and the line end.  `size` is where the next line begins. */
static first_fault read_chunk_line(judged *j, text t, const uint8_t *at)
{
    static const first_fault partial = {IS_PARTIAL, NR_NONE, 0};
    bool has_extension = false;
    bool has_blanks = false;
    for (;;) {
        const uint8_t *before = at;
        at = skip_blanks(at, t);
        if (at == t.end) {
            return partial;
        }
        if (*at == '\r' || *at == '\n') {
            if (at != before) {
                return fault(!has_extension ? NR_CHK_SIZE_NO_TRAILING_WS : NR_CHK_EXT_SYNTAX);
            }
            if (*at == '\n') {
                return fault(NR_CHK_LINE_CRLF);
            }
            first_fault end = line_end(t, at, NR_CHK_NO_BARE_CR);
            if (has_blanks && end.progress == IS_WHOLE) {
                allow(j, NR_CHK_EXT_NO_BWS_GEN, ALLOW_BROKEN);
            }
            return end;
        }
        if (*at != ';') {
            return fault(has_extension ? NR_CHK_EXT_SYNTAX : NR_CHK_SIZE_HEX);
        }
        const uint8_t *name = skip_blanks(at + 1, t);
        has_blanks = has_blanks || at != before || name != at + 1;
        at = skip_token(name, t);
        if (at == t.end) {
            return partial;
        }
        if (at == name) {
            return fault(NR_CHK_EXT_SYNTAX);
        }
        const uint8_t *equals = skip_blanks(at, t);
        if (equals < t.end && *equals == '=') {
            const uint8_t *value = skip_blanks(equals + 1, t);
            has_blanks = has_blanks || equals != at || value != equals + 1;
            if (value == t.end) {
                return partial;
            }
            at = skip_token(value, t);
            if (*value == '"') {
                for (at = value + 1; at < t.end && *at != '"'; at++) {
                    bool is_pair = *at == '\\';
                    at += is_pair ? 1 : 0;
                    if (at < t.end && is_control(*at)) {
                        return fault(NR_CHK_EXT_SYNTAX);
                    }
                }
                if (at >= t.end) {
                    return partial;
                }
                at++;
            } else if (at == value) {
                return fault(NR_CHK_EXT_SYNTAX);
            }
        }
        has_extension = true;
    }
}

typedef struct chunks_read {
    first_fault fault;
    bool has_last; /* the line of the last chunk */
    uint64_t content;
} chunks_read;

static chunks_read read_chunks(judged *j, text t)
{
    chunks_read read = {{IS_PARTIAL, NR_NONE, 0}, false, 0};
    const uint8_t *at = t.at;
    while (at < t.end) {
        uint64_t size = 0;
        const uint8_t *start = at;
        for (; at < t.end && hex_value(*at) >= 0; at++) {
            if (size > UINT64_MAX >> 4) {
                read.fault = fault(NR_CHK_SIZE_OVERFLOW);
                return read;
            }
            size = size << 4 | (uint64_t)hex_value(*at);
        }
        if (at == t.end) {
            return read;
        }
        if (at == start) {
            bool is_missing = *at == '\r' || *at == '\n' || *at == ';';
            read.fault = fault(is_missing ? NR_CHK_SIZE_NONEMPTY : NR_CHK_SIZE_HEX);
            return read;
        }
        first_fault end = read_chunk_line(j, t, at);
        if (end.progress != IS_WHOLE) {
            read.fault = end;
            return read;
        }
        at = t.at + end.size;
        if (size == 0) {
            read.has_last = true;
            text rest = {at, t.end};
            lines_read trailers = read_lines(j, rest, &trailer_rows, &j->trailers);
            bool is_faulty = trailers.progress == IS_FAULTY || trailers.has_faulty_value;
            read.fault.progress = is_faulty ? IS_FAULTY : trailers.progress;
            return read;
        }
        size_t left = (size_t)(t.end - at);
        read.content += size < left ? size : left;
        if (size >= left) {
            return read;
        }
        at += (size_t)size;
        if (*at != '\r' || (t.end - at >= 2 && at[1] != '\n')) {
            read.fault = fault(NR_CHK_DATA_CRLF);
            return read;
        }
        if (t.end - at < 2) {
            return read;
        }
        at += 2;
    }
    return read;
}

static bool trailer_is_among(const section *s, const char *const *names, size_t count)
{
    bool found = false;
    for (size_t i = 0; i < s->count; i++) {
        found = found || is_one_of(s->lines[i].name, names, count);
    }
    return found;
}

#define NO_TRAILER(row, ...)                                                                       \
    do {                                                                                           \
        static const char *const names[] = {__VA_ARGS__};                                          \
        rule(j, row, tri_of(trailer_is_among(&j->trailers, names, sizeof names / sizeof *names)),  \
             NO);                                                                                  \
    } while (0)

static void judge_trailers(judged *j)
{
    NO_TRAILER(NR_TRL_NO_FRAMING, "Content-Length", "Transfer-Encoding");
    NO_TRAILER(NR_TRL_NO_ROUTING, "Connection", "Keep-Alive", "Proxy-Connection", "Upgrade", "Via");
    NO_TRAILER(NR_TRL_NO_AUTH, "WWW-Authenticate", "Proxy-Authenticate", "Set-Cookie");
    NO_TRAILER(NR_TRL_NO_CONTROL, "Age", "Cache-Control", "Expires", "Date", "Location",
               "Retry-After", "Vary");
    NO_TRAILER(NR_TRL_NO_FORMAT, "Content-Type", "Content-Encoding", "Content-Language",
               "Content-Range", "Trailer");
    tri has_trailers = tri_of(j->trailers.count > 0);
    tri is_declared = responds_with(j, "Trailer");
    rule(j, NR_TRL_DECLARED, has_trailers, is_declared);
    tri all_match = YES;
    for (size_t i = 0; i < j->trailers.count; i++) {
        text name = j->trailers.lines[i].name;
        tri is_named = NO;
        for (size_t k = 0; k < j->head.count; k++) {
            text list = j->head.lines[k].value;
            text member;
            while (is_spelled(j->head.lines[k].name, "Trailer") && next_member(&list, &member)) {
                is_named = either(is_named, tri_of(same_but_case(member, name)));
            }
        }
        all_match = both(all_match, is_tainted(&j->head, "Trailer") ? OPEN : is_named);
    }
    rule(j, NR_TRL_DECL_MATCH, both(has_trailers, is_declared == YES ? YES : OPEN), all_match);
    bool is_forbidden = false; /* one that may not be there at all is another row's */
    for (unsigned row = NR_TRL_NO_FRAMING; row <= NR_TRL_NO_FORMAT; row++) {
        is_forbidden = is_forbidden || is_allowed_only(j, (enum number)row, ALLOW_BROKEN);
    }
    allow(j, NR_TRL_DUP_LIST, repeated_lines(&j->trailers, is_forbidden));
}

static void open_if_not_broken(judged *j, enum number row)
{
    if (!is_allowed_only(j, row, ALLOW_BROKEN)) {
        allow(j, row, ALLOW_ANY);
    }
}

static void open_values(judged *j)
{
    for (size_t i = 0; i < VALUE_ROWS; i++) {
        open_if_not_broken(j, value_rows[i]);
    }
}

static void judge_chunks(judged *j)
{
    static const enum number rows[] = {
        NR_CHK_SIZE_NONEMPTY, NR_CHK_SIZE_HEX,       NR_CHK_SIZE_NO_TRAILING_WS,
        NR_CHK_EXT_SYNTAX,    NR_CHK_DATA_CRLF,      NR_CHK_LINE_CRLF,
        NR_CHK_NO_BARE_CR,    NR_CHK_EXT_NO_BWS_GEN, NR_TRL_SYNTAX};
    if (!j->framing_is_clear) { /* there may be trailers, read or not */
        open_values(j);
        open_if_not_broken(j, NR_FLD_OBSFOLD_GEN);
        return;
    }
    if (j->framing != FRAMED_CHUNKED) {
        allow_all(j, NR_CHK_SIZE_NONEMPTY, NR_CHK_EXT_NO_BWS_GEN + 1, ALLOW_KEPT);
        allow_all(j, NR_TRL_SYNTAX, NR_TRL_DUP_LIST + 1, ALLOW_KEPT);
        return;
    }
    text body = text_of(j->message->octets);
    body.at += j->head_size;
    chunks_read read = read_chunks(j, body);
    bool is_faulty = read.fault.progress == IS_FAULTY;
    bool is_closed = j->message->end == CONNECTION_CLOSED;
    unsigned if_cut = is_closed                            ? ALLOW_BROKEN
                      : j->message->end == CONNECTION_OPEN ? ALLOW_NOT_EVALUATED
                                                           : ALLOW_ANY;
    j->content_size = read.content;
    j->has_whole_body = read.fault.progress == IS_WHOLE;
    if (read.fault.row != NR_NONE) {
        allow(j, read.fault.row, ALLOW_BROKEN);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!is_allowed_only(j, rows[i], ALLOW_BROKEN)) {
            allow(j, rows[i],
                  is_faulty           ? ALLOW_ANY
                  : j->has_whole_body ? ALLOW_KEPT
                                      : ALLOW_NOT_BROKEN);
        }
    }
    if (!is_faulty) {
        allow(j, NR_CHK_LAST, read.has_last ? ALLOW_KEPT : if_cut);
        allow(j, NR_CHK_END_CRLF,
              j->has_whole_body ? ALLOW_KEPT
              : read.has_last   ? if_cut
                                : ALLOW_ANY);
    }
    if (j->has_whole_body) {
        judge_trailers(j);
    }
    if (!is_faulty && !j->has_whole_body) { /* trailers may come */
        for (size_t i = 0; i < VALUE_ROWS; i++) {
            keep_so_far(j, value_rows[i]);
        }
        keep_so_far(j, NR_FLD_OBSFOLD_GEN);
    }
    if (is_faulty ||
        j->trailers.count > 0) { /* what the values of trailers break is not settled here */
        open_values(j);
    }
    if (is_faulty) {
        open_if_not_broken(j, NR_FLD_OBSFOLD_GEN);
    }
}

static void measure_content(judged *j)
{
    size_t came = j->message->octets.size - j->head_size;
    switch (j->framing) {
    case FRAMED_LENGTH:
        j->content_size = came < j->content_length ? came : j->content_length;
        j->has_whole_body = came >= j->content_length;
        return;
    case FRAMED_CLOSE:
        j->content_size = came;
        j->has_whole_body = j->message->end == CONNECTION_CLOSED;
        return;
    case FRAMED_NONE:
    case FRAMED_TUNNEL:
        j->has_whole_body = true;
        return;
    case FRAMED_CHUNKED:
        return; /* when the chunks were read */
    }
}

/* ---- no content (RFC 9112 6.3, RFC 9110 8.6) ------------------------------------------------------------- */

typedef enum follower {
    FOLLOWED_BY_NOTHING,
    FOLLOWED_BY_RESPONSE,
    FOLLOWED_BY_OTHER,
    FOLLOWED_UNCLEARLY
} follower;

static follower follower_of(const judged *j)
{
    text after = text_of(j->message->following);
    if (size_of(after) == 0) {
        return FOLLOWED_BY_NOTHING;
    }
    bool is_timeout =
        size_of(after) >= 12 && memcmp(after.at + 9, "408", 3) == 0; /* may come unasked */
    if (!is_timeout && begins(after, "HTTP/1.") && size_of(after) >= 13 && is_digit(after.at[7]) &&
        after.at[8] == ' ') {
        return FOLLOWED_BY_RESPONSE;
    }
    bool may_be_response = lower(*after.at) == 'h' || is_blank(*after.at) || is_control(*after.at);
    return may_be_response ? FOLLOWED_UNCLEARLY : FOLLOWED_BY_OTHER;
}

static void judge_no_content(judged *j)
{
    tri has_cl = responds_with(j, "Content-Length");
    tri has_te = responds_with(j, "Transfer-Encoding");
    tri is_204 = has_code(j, 204);
    tri is_304 = has_code(j, 304);
    tri is_1xx = has_class(j, 1);
    tri is_2xx = has_class(j, 2);
    tri to_head = method_is(j, "HEAD");
    tri to_connect = method_is(j, "CONNECT");
    follower after = follower_of(j);
    tri is_clean = after == FOLLOWED_BY_RESPONSE ? YES : after == FOLLOWED_BY_OTHER ? NO : OPEN;
    rule(j, NR_S204_NO_CL, both(is_204, has_cl), NO);
    rule(j, NR_S204_NO_TE, both(is_204, has_te), NO);
    rule(j, NR_S1XX_NO_CL, both(is_1xx, has_cl), NO);
    rule(j, NR_S1XX_NO_TE, both(is_1xx, has_te), NO);
    rule(j, NR_S1XX_NOT_TO_10, both(is_1xx, request_is_10(j)), NO);
    rule(j, NR_CONNECT_NO_CL, both(both(is_2xx, to_connect), has_cl), NO);
    rule(j, NR_CONNECT_NO_TE, both(both(is_2xx, to_connect), has_te), NO);
    tri is_tunnel = both(is_2xx, to_connect);
    tri is_handed_over = is_tunnel == UNKNOWN ? OPEN : is_tunnel; /* and what follows is no HTTP */
    rule(j, NR_S204_NO_CONTENT_WIRE, both(is_204, not(is_handed_over)), is_clean);
    rule(j, NR_S304_NO_CONTENT, is_304, is_clean);
    tri is_plain = both(not(is_1xx), both(not(is_204), not(is_304)));
    rule(j, NR_HEAD_NO_CONTENT, both(to_head, is_plain == YES ? YES : OPEN),
         has_te == YES && is_clean == NO ? OPEN : is_clean);
    rule(j, NR_HEAD_NO_TRAILERS, both(to_head, has_te), is_clean == YES ? YES : OPEN);
    const known_exchange *x = j->exchange;
    lengths cl = lengths_of(&j->head);
    tri has_length = cl.lines == 0 ? NO : cl.is_clear && !cl.is_tainted ? YES : OPEN;
    tri is_equal = !x->twin_given      ? UNKNOWN
                   : has_length == YES ? tri_of(cl.number == x->twin_size)
                                       : OPEN;
    rule(j, NR_HEAD_CL_EQUAL, both(both(to_head, has_code(j, 200) == YES ? YES : OPEN), has_length),
         is_equal);
    tri is_fetched = method_is(j, "GET") == NO ? OPEN : method_is(j, "GET");
    rule(j, NR_S304_CL_EQUAL, both(both(is_304, is_fetched), has_length), is_equal);
}

static void judge_writes(judged *j)
{
    tri is_put = method_is(j, "PUT");
    tri has_validator = either(responds_with(j, "ETag"), responds_with(j, "Last-Modified"));
    tri existed = fact(j, FACT_EXISTED);
    bool is_plain =
        j->code == 200 || j->code == 201 || j->code == 204 || j->code == 205 || j->code == 206;
    tri was_done = both(is_plain ? YES : OPEN, fact(j, FACT_ENACTED));
    tri is_origin = is_sent_between(j) ? OPEN : YES;
    rule(j, NR_S204_PUT_VALIDATOR,
         both(both(is_put, has_class(j, 2)), both(has_validator, is_origin)),
         fact(j, FACT_STORED_VERBATIM));
    rule(j, NR_S204_PUT_REPLACED, both(both(is_put, existed), both(was_done, is_origin)),
         either(has_code(j, 200), has_code(j, 204)));
    rule(j, NR_S204_PUT_CREATED, both(both(is_put, not(existed)), both(was_done, is_origin)),
         has_code(j, 201));
    rule(j, NR_S204_DELETE, both(method_is(j, "DELETE"), both(was_done, is_origin)),
         either(has_code(j, 200), either(has_code(j, 202), has_code(j, 204))));
}

/* ---- the connection -------------------------------------------------------------------------------------- */

static void judge_connection(judged *j)
{
    static const char *const for_all[] = {"cache-control", "content-type", "etag",       "expires",
                                          "last-modified", "location",     "set-cookie", "vary"};
    static const char *const for_one[] = {"close", "keep-alive", "upgrade", "x-hop"};
    tri says_close = lists(&j->head, "Connection", "close");
    tri is_final = tri_of(!is_interim(j));
    tri asked_close = asked_lists(j, "Connection", "close");
    follower after = follower_of(j);
    tri has_next = after == FOLLOWED_BY_RESPONSE ? YES : OPEN;
    const known_exchange *x = j->exchange;
    tri is_last = !x->outstanding_given ? UNKNOWN
                  : x->outstanding == 0 ? OPEN
                                        : tri_of(x->outstanding == 1);
    tri is_tunnel = both(method_is(j, "CONNECT"), has_class(j, 2));
    tri hands_over = either(is_tunnel, has_code(j, 101));
    tri is_message = hands_over == NO ? YES : OPEN;
    rule(j, NR_S1XX_FINAL_ONE, both(both(is_final, is_message), both(is_last, has_next)), NO);
    bool has_hop =
        count_of(&j->head, "Keep-Alive") > 0 || count_of(&j->head, "Proxy-Connection") > 0;
    tri keep_alive =
        either(not(responds_with(j, "Keep-Alive")), lists(&j->head, "Connection", "keep-alive"));
    tri proxied = either(not(responds_with(j, "Proxy-Connection")),
                         lists(&j->head, "Connection", "proxy-connection"));
    rule(j, NR_CONN_LIST_HOP, tri_of(has_hop), both(keep_alive, proxied));
    rule(j, NR_CONN_UPGRADE_OPT, responds_with(j, "Upgrade"),
         lists(&j->head, "Connection", "upgrade"));
    tri names_all = NO;
    for (size_t i = 0; i < j->head.count; i++) {
        text list = j->head.lines[i].value;
        text option;
        while (is_spelled(j->head.lines[i].name, "Connection") && next_member(&list, &option)) {
            bool is_for_all = is_one_of(option, for_all, sizeof for_all / sizeof *for_all);
            bool is_for_one = is_one_of(option, for_one, sizeof for_one / sizeof *for_one);
            names_all = either(names_all, is_for_all ? YES : is_for_one ? NO : OPEN);
        }
    }
    rule(j, NR_CONN_NOT_E2E, is_tainted(&j->head, "Connection") ? OPEN : names_all, NO);
    tri clear = hands_over == NO ? YES : OPEN;
    tri final_here = both(is_final, clear);
    tri will_close = either(fact(j, FACT_WILL_CLOSE), not(fact(j, FACT_PERSISTS)));
    rule(j, NR_CONN_CLOSE_SEND, both(is_final == YES ? clear : OPEN, will_close), says_close);
    rule(j, NR_CONN_CLOSE_ECHO, both(final_here, asked_close), says_close);
    rule(j, NR_CONN_CLOSE_NOPERSIST, both(final_here, not(fact(j, FACT_PERSISTS))), says_close);
    tri has_more = !x->outstanding_given ? UNKNOWN : x->outstanding >= 2 ? YES : OPEN;
    tri further = both(has_more, has_next);
    rule(j, NR_CONN_CLOSE_ENDS, both(is_final == YES ? clear : OPEN, both(says_close, further)),
         NO);
    rule(j, NR_CONN_CLOSE_REQ_ENDS,
         both(both(final_here, says_close == NO ? YES : OPEN), both(asked_close, further)), NO);
    tri offers = lists(&j->head, "Connection", "keep-alive");
    tri offers_only = both(offers, says_close == NO && is_final == YES ? clear : OPEN);
    rule(j, NR_CONN_10_CLIENT_PROXY,
         both(both(role_is(j, KNOWN_PROXY), request_is_10(j)), offers_only), NO);
    rule(j, NR_CONN_PIPELINE_ORDER,
         both(is_final == YES ? YES : OPEN, fact(j, FACT_OF_LATER_REQUEST)), NO);
}

/* ---- other statuses -------------------------------------------------------------------------------------- */

static tri is_multipart_byteranges(const judged *j)
{
    const line *type = only(&j->head, "Content-Type");
    if (type == NULL) {
        return count_of(&j->head, "Content-Type") == 0 ? NO : OPEN;
    }
    verdict v = value_media_type(type->value);
    return !v.is_grammatical
               ? OPEN
               : tri_of(is_spelled(trimmed(up_to(type->value, ';')), "multipart/byteranges"));
}

/* A multipart type, which row 724 is about unless it is that of ranges. */
static bool is_of_many(const judged *j)
{
    const line *type = only(&j->head, "Content-Type");
    return type != NULL && size_of(type->value) >= 9 &&
           is_spelled(up_to(type->value, '/'), "multipart");
}

/* A method whose definition is in RFC 9110 9.3, by its octets. */
static bool is_registered(const judged *j)
{
    static const char *const names[] = {"GET",     "HEAD",    "PUT",  "DELETE",
                                        "OPTIONS", "CONNECT", "POST", "TRACE"};
    bool found = !j->exchange->method_given;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        found = found || method_is(j, names[i]) == YES;
    }
    return found;
}

/* The ranges that are asked for, where their unit is bytes: 0 where it is another, -1 where it is not clear. */
static int ranges_asked(const judged *j)
{
    const line *range = only(&j->request, "Range");
    if (range == NULL) {
        return count_of(&j->request, "Range") == 0 ? 0 : -1;
    }
    text unit = up_to(range->value, '=');
    text list = {unit.end < range->value.end ? unit.end + 1 : unit.end, range->value.end};
    text one;
    int count = 0;
    while (next_member(&list, &one)) {
        count++;
    }
    return is_spelled(unit, "bytes") ? count : 0;
}

static bool number_of(text t, uint64_t *number)
{
    *number = 0;
    for (const uint8_t *at = t.at; at < t.end; at++) {
        *number = 10 * *number + (uint64_t)(*at - '0');
    }
    return size_of(t) > 0 && size_of(t) <= 18 && value_digits(t).is_grammatical;
}

/* Of `bytes FIRST-LAST/...`: the octets it spans. */
static tri spanned(const judged *j, uint64_t *octets)
{
    const line *range = only(&j->head, "Content-Range");
    uint64_t first = 0;
    uint64_t last = 0;
    if (range == NULL) {
        return count_of(&j->head, "Content-Range") == 0 ? NO : OPEN;
    }
    if (!value_content_range(range->value).is_grammatical || !begins(range->value, "bytes ")) {
        return OPEN;
    }
    text span = {range->value.at + 6, up_to(range->value, '/').end};
    text from = up_to(span, '-');
    text to = {from.end < span.end ? from.end + 1 : span.end, span.end};
    if (is_spelled(span, "*")) {
        return OPEN;
    }
    bool is_sound = number_of(from, &first) && number_of(to, &last) && first <= last;
    *octets = last - first + 1;
    return is_sound ? YES : OPEN;
}

/* Has the Content-Range the form unit SP "*" "/" length? */
static tri is_unsatisfied(const judged *j)
{
    const line *range = only(&j->head, "Content-Range");
    if (range == NULL || !value_content_range(range->value).is_grammatical) {
        return OPEN;
    }
    text after = {up_to(range->value, ' ').end + 1, range->value.end};
    bool is_bytes = begins(range->value, "bytes ");
    return !is_bytes ? OPEN : tri_of(*after.at == '*');
}

static void judge_ranges(judged *j)
{
    tri is_206 = has_code(j, 206);
    tri is_416 = has_code(j, 416);
    tri has_range = asked(j, "Range");
    tri is_parts = is_multipart_byteranges(j);
    tri has_cr = responds_with(j, "Content-Range");
    int count = j->exchange->fields_given ? ranges_asked(j) : -1;
    rule(j, NR_S206_REQUESTED, is_206, has_range);
    tri fetches = method_is(j, "GET");
    bool is_settled = is_registered(j) && method_is(j, "CONNECT") != YES;
    tri is_known = both(not(fetches), is_settled ? YES : OPEN);
    rule(j, NR_S206_METHOD, both(is_206, has_range == NO ? OPEN : has_range), not(is_known));
    tri asks_one = !j->exchange->fields_given ? UNKNOWN
                   : count < 0                ? OPEN
                   : count == 1               ? YES
                   : count > 1                ? NO
                                              : OPEN;
    rule(j, NR_S206_SINGLE_NOT_MULTI, both(both(is_206, is_parts), fetches == NO ? OPEN : fetches),
         not(asks_one));
    tri is_single = is_parts == NO && !is_of_many(j) ? YES : is_parts == YES ? NO : OPEN;
    rule(j, NR_S206_CR_SINGLE, both(is_206, is_single), has_cr);
    rule(j, NR_S206_MULTI_NO_CR, both(is_206, is_parts), not(has_cr));
    tri types_are_unclear = is_parts == NO && count_of(&j->head, "Content-Type") == 0 ? NO : OPEN;
    rule(j, NR_S206_MULTI_CT, both(is_206, types_are_unclear), OPEN);
    rule(j, NR_S206_PART_CR, both(is_206, is_parts), OPEN);
    rule(j, NR_S206_PART_CRLF, both(is_206, is_parts), OPEN);
    uint64_t octets = 0;
    tri is_span = spanned(j, &octets);
    tri is_measured =
        j->framing_is_clear && j->has_whole_body && method_is(j, "GET") == YES ? YES : OPEN;
    rule(j, NR_S206_CL_PART, both(both(is_206, not(is_parts)), both(is_span, is_measured)),
         is_measured == YES && is_span == YES ? tri_of(j->content_size == octets) : OPEN);
    rule(j, NR_S206_CR_FORM, both(both(is_206, is_parts == NO ? YES : OPEN), has_cr),
         not(is_unsatisfied(j)));
    rule(j, NR_S416_REQUESTED, both(is_416, not(method_is(j, "POST"))), has_range);
    tri of_bytes = !j->exchange->fields_given ? UNKNOWN : count < 0 ? OPEN : tri_of(count > 0);
    rule(j, NR_S416_CR, both(is_416, count == 0 && has_range == YES ? OPEN : of_bytes), has_cr);
    rule(j, NR_S416_CR_FORM, both(is_416, has_cr), is_unsatisfied(j));
}

/* Does a tag of the list match that of the response, weakly (RFC 9110 13.1.2)? */
static tri matches_listed_tag(const judged *j)
{
    const line *tag = only(&j->head, "ETag");
    const line *asked_for = only(&j->request, "If-None-Match");
    if (tag == NULL || asked_for == NULL || !value_entity_tag(tag->value).is_grammatical ||
        !value_entity_tags(asked_for->value).is_grammatical) {
        return OPEN;
    }
    text own = {up_to(tag->value, '"').end, tag->value.end};
    text list = asked_for->value;
    text one;
    tri found = tri_of(is_spelled(list, "*"));
    while (next_member(&list, &one)) {
        text opaque = {up_to(one, '"').end, one.end};
        bool is_clear = !has_octet(opaque, '\\') && !has_octet(own, '\\') && !has_octet(own, ',');
        found = either(found, is_clear ? tri_of(same_octets(opaque, own)) : OPEN);
    }
    return found;
}

static void judge_if_range(judged *j)
{
    tri has_range = asked(j, "Range");
    tri is_206 = both(has_code(j, 206), has_range == NO ? OPEN : has_range);
    tri has_if_range = asked(j, "If-Range");
    const line *condition = only(&j->request, "If-Range");
    const line *tag = only(&j->head, "ETag");
    bool is_tag = condition != NULL && value_entity_tag(condition->value).is_grammatical;
    bool is_weak = is_tag && begins(condition->value, "W/");
    bool is_same = is_tag && tag != NULL && same_octets(condition->value, tag->value);
    bool has_sound_tag = tag != NULL && value_entity_tag(tag->value).is_grammatical;
    tri is_met = is_tag && !is_weak && has_sound_tag
                     ? (begins(tag->value, "W/") ? OPEN : tri_of(is_same))
                     : OPEN;
    rule(j, NR_S206_IFRANGE_FALSE, both(is_206, has_if_range), is_met);
    rule(j, NR_S206_IFRANGE_WEAK, both(is_206, has_if_range), is_weak ? NO : OPEN);
}

/* Every protocol of Upgrade is one that the request offers. */
static tri is_offered(const judged *j)
{
    tri all = YES;
    for (size_t i = 0; i < j->head.count; i++) {
        text list = j->head.lines[i].value;
        text protocol;
        while (is_spelled(j->head.lines[i].name, "Upgrade") && next_member(&list, &protocol)) {
            tri found = NO;
            for (size_t k = 0; k < j->request.count; k++) {
                text offers = j->request.lines[k].value;
                text offer;
                while (is_spelled(j->request.lines[k].name, "Upgrade") &&
                       next_member(&offers, &offer)) {
                    tri is_this = same_octets(offer, protocol)     ? YES
                                  : same_but_case(offer, protocol) ? OPEN
                                                                   : NO;
                    found = either(found, is_this);
                }
            }
            all = both(all, found);
        }
    }
    return !j->exchange->fields_given ? UNKNOWN : all;
}

static void judge_switches(judged *j)
{
    tri is_101 = has_code(j, 101);
    tri has_upgrade = responds_with(j, "Upgrade");
    bool is_empty = has_upgrade == YES;
    bool is_sound = !is_tainted(&j->head, "Upgrade");
    for (size_t i = 0; i < j->head.count; i++) {
        if (is_spelled(j->head.lines[i].name, "Upgrade")) {
            verdict v = value_upgrade(j->head.lines[i].value);
            is_empty = is_empty && v.members == 0;
            is_sound = is_sound && v.is_grammatical;
        }
    }
    tri names_one = has_upgrade == NO ? NO : is_empty || !is_sound ? OPEN : YES;
    rule(j, NR_S101_UPGRADE, is_101, names_one);
    bool may_switch = request_is_10(j) != YES && method_is(j, "CONNECT") != YES;
    rule(j, NR_S101_OFFERED, both(is_101, may_switch ? YES : OPEN),
         names_one == YES ? is_offered(j) : OPEN);
    rule(j, NR_S101_REQ_10, both(is_101, request_is_10(j)), NO);
    tri expects = asked_lists(j, "Expect", "100-continue");
    rule(j, NR_S100_EXPECT_10, both(has_code(j, 417), both(request_is_10(j), expects)), NO);
    tri must_wait = both(both(expects, asked(j, "Upgrade")), not(request_is_10(j)));
    rule(j, NR_S100_BEFORE_101, both(is_101, must_wait),
         either(fact(j, FACT_WAS_CONTINUED), fact(j, FACT_CONTENT_BEGUN)));
    tri is_direct = is_a_proxy(j) || responds_with(j, "Via") == YES ? OPEN : YES;
    rule(j, NR_S426_UPGRADE, both(has_code(j, 426), is_direct), names_one);
}

static void judge_empty_205(judged *j)
{
    tri is_205 = has_code(j, 205);
    tri is_clear = j->framing_is_clear ? YES : OPEN;
    bool announces = j->framing_is_clear && j->framing == FRAMED_LENGTH && j->content_length > 0;
    bool is_cut = !j->has_whole_body && j->framing != FRAMED_NONE;
    tri has_content = is_clear == OPEN || announces || is_cut ? OPEN : tri_of(j->content_size > 0);
    rule(j, NR_S205_NO_CONTENT, both(is_205, is_clear), not(has_content));
    tri to_other = both(not(method_is(j, "HEAD")), not(method_is(j, "CONNECT")));
    tri has_te = responds_with(j, "Transfer-Encoding");
    tri says_so = j->framing == FRAMED_LENGTH || j->framing == FRAMED_CHUNKED ? YES
                  : has_te == YES                                             ? OPEN
                                                                              : NO;
    rule(j, NR_S205_EXPLICIT_ZERO, both(is_205, to_other == NO ? OPEN : both(is_clear, to_other)),
         says_so);
}

static void judge_demands(judged *j)
{
    static const struct demand {
        unsigned code;
        enum number row;
        const char *field;
    } demands[] = {
        {301, NR_S301_LOCATION, "Location"}, {302, NR_S302_LOCATION, "Location"},
        {303, NR_S303_LOCATION, "Location"}, {307, NR_S307_LOCATION, "Location"},
        {308, NR_S308_LOCATION, "Location"}, {401, NR_S401_WWW_AUTH, "WWW-Authenticate"},
    };
    for (size_t i = 0; i < sizeof demands / sizeof *demands; i++) {
        rule(j, demands[i].row, has_code(j, demands[i].code), responds_with(j, demands[i].field));
    }
    tri is_post = method_is(j, "POST");
    rule(j, NR_S201_LOCATION, both(has_code(j, 201), is_post), responds_with(j, "Location"));
    rule(j, NR_SPOST_EXCLUDED, both(has_code(j, 416), is_post), NO);
    tri is_304 = has_code(j, 304);
    tri has_inm = asked(j, "If-None-Match");
    tri has_ims = asked(j, "If-Modified-Since");
    tri fetches = either(method_is(j, "GET"), method_is(j, "HEAD"));
    tri is_fetched = fetches == NO ? OPEN : fetches;
    rule(j, NR_S304_METHOD, both(is_304, is_registered(j) ? YES : OPEN), fetches);
    rule(j, NR_S304_CONDITIONAL, both(is_304, is_fetched), either(has_inm, has_ims));
    rule(j, NR_S304_ETAG_MATCH,
         both(both(is_304, is_fetched), both(responds_with(j, "ETag"), has_inm)),
         matches_listed_tag(j));
    if (is_304 == YES && has_inm == UNKNOWN) {
        keep_so_far(j, NR_S304_ETAG_MATCH);
    }
    rule(j, NR_S304_INM_WINS, both(both(is_304, has_inm), has_ims == NO ? OPEN : has_ims),
         either(fact(j, FACT_INM_FALSE),
                responds_with(j, "ETag") == NO ? NO : OPEN)); /* or S304_ETAG_MATCH's */
    bool has_member = false;
    bool is_grammatical = true;
    for (size_t i = 0; i < j->head.count; i++) {
        const line *found = &j->head.lines[i];
        if (is_spelled(found->name, j->code == 407 ? "Proxy-Authenticate" : "WWW-Authenticate")) {
            verdict v = value_challenges(found->value);
            has_member = has_member || v.members > 0;
            is_grammatical = is_grammatical && v.is_grammatical && !found->is_tainted;
        }
    }
    tri has_challenge = !is_grammatical ? OPEN : tri_of(has_member);
    tri has_wa = responds_with(j, "WWW-Authenticate");
    rule(j, NR_S401_CHALLENGE, both(has_code(j, 401), has_wa == YES ? YES : OPEN), has_challenge);
    rule(j, NR_S407_PROXY_AUTH, has_code(j, 407), has_challenge);
    tri is_405 = both(has_code(j, 405), is_a_proxy(j) ? OPEN : YES);
    rule(j, NR_S405_ALLOW, is_405, responds_with(j, "Allow"));
    tri lists_method = NO;
    for (size_t i = 0; i < j->head.count; i++) {
        text list = j->head.lines[i].value;
        text method;
        while (is_spelled(j->head.lines[i].name, "Allow") && next_member(&list, &method)) {
            bool is_this = same_octets(method, text_of(j->exchange->method));
            lists_method =
                either(lists_method, j->head.lines[i].is_tainted ? OPEN : tri_of(is_this));
        }
    }
    tri is_listed = j->exchange->method_given ? lists_method : UNKNOWN;
    rule(j, NR_S405_ALLOW_METHOD, both(is_405, responds_with(j, "Allow")), not(is_listed));
    tri has_condition = either(either(asked(j, "If-Match"), asked(j, "If-Unmodified-Since")),
                               either(has_inm, has_ims));
    tri is_usual =
        !j->exchange->method_given ? UNKNOWN
        : is_registered(j) && method_is(j, "OPTIONS") == NO && method_is(j, "CONNECT") == NO ? YES
                                                                                             : OPEN;
    rule(j, NR_S412_CONDITIONAL, both(has_code(j, 412), is_usual),
         has_condition == NO && asked(j, "If-Range") == YES ? OPEN : has_condition);
    /* OPTIONS, CONNECT and TRACE select nothing that a condition could be about (RFC 9110 13.2.1) */
    tri selects_none =
        either(method_is(j, "OPTIONS"), either(method_is(j, "CONNECT"), method_is(j, "TRACE")));
    tri is_safe = selects_none == YES || !is_registered(j) ? OPEN : fetches;
    tri inm_is_false = both(fact(j, FACT_INM_FALSE), has_inm == YES ? YES : OPEN);
    rule(j, NR_S412_INM_UNSAFE, both(both(not(is_safe), has_class(j, 2)), inm_is_false), NO);
    rule(j, NR_S421_PROXY,
         both(has_code(j, 421), both(role_is(j, KNOWN_PROXY), not(fact(j, FACT_FORWARDED)))), NO);
}

/* ---- what only the server knows -------------------------------------------------------------------------- */

static void judge_server(judged *j)
{
    tri is_10 = tri_of(j->minor == 0);
    tri is_11 = fact(j, FACT_SERVER_11);
    tri old_request = request_is_10(j);
    rule(j, NR_ST_VER_OWN, both(is_11, both(old_request, is_10)), NO);
    rule(j, NR_ST_VER_NO_DOWNGRADE, both(is_11, both(not(old_request), is_10)), NO);
    tri has_date = responds_with(j, "Date");
    tri has_clock = fact(j, FACT_HAS_CLOCK);
    bool is_origin = role_is(j, KNOWN_ORIGIN) == YES;
    tri is_dated = tri_of(j->code >= 200 && j->code <= 499);
    bool is_old = j->minor == 0 || fact(j, FACT_FORWARDED) == YES; /* HTTP/1.0 asked for no Date */
    rule(j, NR_H_DATE_REQUIRED,
         both(is_dated, not(has_date)) == NO ? NO
         : is_origin && !is_old              ? has_clock
                                             : OPEN,
         has_date);
    rule(j, NR_H_DATE_NOCLOCK, has_date == NO ? NO : is_origin ? not(has_clock) : OPEN, NO);
    tri is_proxy = role_is(j, KNOWN_PROXY);
    tri is_forwarded = fact(j, FACT_FORWARDED);
    rule(j, NR_H_VARY_STAR_PROXY,
         both(both(is_proxy, not(is_forwarded)), lists(&j->head, "Vary", "*")), NO);
    rule(j, NR_H_VIA_PROXY, both(is_proxy, is_forwarded), responds_with(j, "Via"));
    rule(j, NR_CA_AGE_GENERATE, fact(j, FACT_FROM_STORE), responds_with(j, "Age"));
    rule(j, NR_CA_NOT_PARTIAL_200, fact(j, FACT_PARTIAL),
         has_code(j, 200) == YES   ? NO
         : has_code(j, 206) == YES ? YES
                                   : OPEN);
    rule(j, NR_X_EARLY_DATA, responds_with(j, "Early-Data"), NO);
    tri has_digest = responds_with(j, "Content-Digest");
    rule(j, NR_X_DIGEST_204, both(has_code(j, 204), has_digest), OPEN);
}

/* ---- all of it ------------------------------------------------------------------------------------------- */

static void judge_status_line(judged *j, const first_fault *found)
{
    unsigned row = NR_ST_PRESENT;
    if (found->progress == IS_PARTIAL) {
        allow_all(j, NR_ST_PRESENT, NR_ST_WS_AFTER_START, ALLOW_NOT_BROKEN);
        allow(j, NR_ST_CODE_RANGE, ALLOW_ANY); /* its code may have come */
    } else if (found->progress == IS_FAULTY) {
        allow(j, found->row, ALLOW_BROKEN);
    } else {
        for (; row < NR_ST_WS_AFTER_START; row++) {
            allow(j, (enum number)row, ALLOW_KEPT);
        }
        allow(j, NR_ST_CODE_RANGE, j->code >= 100 && j->code <= 599 ? ALLOW_KEPT : ALLOW_BROKEN);
    }
}

static void judge_section_end(judged *j, const lines_read *lines)
{
    unsigned set = ALLOW_ANY;
    if (lines->progress == IS_WHOLE) {
        set = ALLOW_KEPT;
    } else if (lines->progress == IS_PARTIAL && j->message->end == CONNECTION_CLOSED) {
        set = ALLOW_BROKEN;
    } else if (lines->progress == IS_PARTIAL && j->message->end == CONNECTION_OPEN) {
        set = ALLOW_NOT_EVALUATED;
    }
    allow(j, NR_FLD_SECTION_END, set);
}

void check_oracle(const judged_message *message, expectation *expected)
{
    static const known_exchange nothing;
    static judged memory;
    judged *j = &memory;
    j->message = message;
    j->exchange = message->exchange != NULL ? message->exchange : &nothing;
    j->expected = expected;
    j->head.count = j->trailers.count = j->request.count = 0;
    j->minor = j->code = 0;
    j->content_length = j->content_size = 0;
    j->has_whole_body = false;
    memset(expected->allowed, ALLOW_ANY, sizeof expected->allowed);
    expected->claim_count = 0;
    if (message->octets.size == 0) {
        return;
    }
    split_lines(&j->request, j->exchange->fields);
    text octets = text_of(message->octets);
    first_fault start = read_status_line(j, octets);
    judge_status_line(j, &start);
    if (start.progress != IS_WHOLE) {
        return;
    }
    octets.at += start.size;
    lines_read lines = read_lines(j, octets, &head_rows, &j->head);
    settle_lines(j, &lines);
    judge_section_end(j, &lines);
    if (lines.progress != IS_WHOLE || j->head.count == LINES) {
        return;
    }
    j->head_size = start.size + lines.size;
    codings te = codings_of(&j->head);
    lengths cl = lengths_of(&j->head);
    decide_framing(j, &te, &cl);
    measure_content(j);
    judge_values(j, lines.has_faulty_value);
    judge_framing(j, &te, &cl);
    judge_chunks(j);
    judge_no_content(j);
    judge_writes(j);
    judge_connection(j);
    judge_switches(j);
    judge_empty_205(j);
    judge_ranges(j);
    judge_if_range(j);
    judge_demands(j);
    judge_server(j);
}
