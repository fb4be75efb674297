/* oracle.c - what reading a connection must give, written a second time.
 *
 * It follows the grammar, RFC 9112 6.3 and spec/reading.md, shares no line with the codec, and a gate refuses
 * any codec symbol in its object.  It sees all octets at once, copies what it likes and repairs values as it
 * goes; only the numbers of the catalogue are common.  How tolerances combine around the status line, where an
 * empty value stands and which repaired octets are trimmed was settled between the two: there, agreement
 * shows that they are consistent, not that either is right.
 */
#include "oracle.h"

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

enum tolerance {
    BARE_LF              = 1 << 0,
    NO_SP_AFTER_STATUS   = 1 << 1,
    STATUS_LINE_WS       = 1 << 2,
    LEADING_CRLF         = 1 << 3,
    WS_AFTER_STATUS_LINE = 1 << 4,
    OBS_FOLD             = 1 << 5,
    SP_BEFORE_COLON      = 1 << 6,
    BARE_CR_TO_SP        = 1 << 7,
    NUL_TO_SP            = 1 << 8,
    KEEP_CTL             = 1 << 9,
    CL_LIST_SAME         = 1 << 10,
    TE_WITH_CL           = 1 << 11,
    TE_UNKNOWN           = 1 << 12,
    TE_HTTP10            = 1 << 13,
    CHUNK_SIZE_WS        = 1 << 14,
    CHUNKED_EOF_NO_CRLF  = 1 << 15
};

enum { CR = 0x0D, LF = 0x0A, SP = 0x20, HTAB = 0x09, VT = 0x0B, FF = 0x0C, NOTHING = -1 };

/* While a value is being read, these stand for a SP that was something else. */
enum { REPAIRED = 0x00, FOLDED = LF };

typedef enum step {
    FINE,
    MORE, /* the octets end here */
    BAD   /* broken and culprit are set */
} step;

typedef struct place_of_value { /* beside each field line, what only framing asks for */
    size_t at;                  /* the first octet of its value */
    bool was_folded;
} place_of_value;

typedef struct reader {
    const connection *read;
    reading_result *result;
    size_t at;   /* the next octet */
    size_t stop; /* where the octets, or the limit in force, end */
    enum number broken;
    size_t culprit;
    uint32_t spent;
    place_of_value *places;
} reader;

/* ---- octets ---------------------------------------------------------------------------------------------- */

static int octet(const reader *r, size_t ahead)
{
    return r->stop - r->at > ahead ? r->read->octets[r->at + ahead] : NOTHING;
}

static step bad(reader *r, enum number broken, size_t culprit)
{
    r->broken = broken;
    r->culprit = culprit;
    return BAD;
}

static bool allows(const reader *r, enum tolerance tolerance)
{
    return (r->read->tolerances & (uint32_t)tolerance) != 0;
}

static bool tolerate(reader *r, enum tolerance tolerance)
{
    bool allowed = allows(r, tolerance);
    r->spent |= allowed ? (uint32_t)tolerance : 0;
    return allowed;
}

static uint32_t limit_or(uint32_t limit, uint32_t otherwise)
{
    return limit == 0 ? otherwise : limit;
}

/* Look at no more than `limit` octets from `start` on. */
static void confine(reader *r, size_t start, uint32_t limit)
{
    size_t rest = r->read->size - start;
    r->stop = start + (rest < limit ? rest : limit);
}

/* Where octets were wanted although there are some, the limit is what is missing. */
static step release(reader *r, step reached, enum number limit)
{
    size_t stopped = r->stop;
    r->stop = r->read->size;
    return reached == MORE && stopped < r->read->size ? bad(r, limit, stopped) : reached;
}

static bool is_one_of(int o, const char *set)
{
    return o > 0 && o < 0x80 && strchr(set, o) != NULL;
}

static bool is_digit(int o)
{
    return o >= '0' && o <= '9';
}

static bool is_tchar(int o)
{
    return is_digit(o) || (o >= 'A' && o <= 'Z') || (o >= 'a' && o <= 'z') ||
           is_one_of(o, "!#$%&'*+-.^_`|~");
}

static bool is_blank(int o)
{
    return o == SP || o == HTAB;
}

/* HTAB / SP / VCHAR / obs-text */
static bool is_text(int o)
{
    return o == HTAB || (o >= SP && o != 0x7F);
}

/* SP, HTAB, VT and FF; a bare CR is the fifth of RFC 9112 4. */
static bool is_status_line_blank(int o)
{
    return is_blank(o) || o == VT || o == FF;
}

static int lower(int o)
{
    return o >= 'A' && o <= 'Z' ? o + ('a' - 'A') : o;
}

static bool spells(string text, const char *word)
{
    size_t i = 0;
    while (i < text.size && word[i] != 0 && lower(text.data[i]) == word[i]) {
        i++;
    }
    return i == text.size && word[i] == 0;
}

static string part(string whole, size_t from, size_t to)
{
    string inner = { whole.data + from, to - from };
    return inner;
}

/* ---- the status line --------------------------------------------------------------------------------------- */

/* Pass the whitespace around a part of the status line (RFC 9112 4): SP, HTAB, VT, FF and bare CR.  *count: how
 * many octets.  CR CR LF is no whitespace before a line end, but what parsers disagree on. */
static step pass_blanks(reader *r, size_t *count)
{
    size_t start = r->at;
    for (;;) {
        int o = octet(r, 0);
        if (o == NOTHING || (o == CR && octet(r, 1) == NOTHING)) {
            return MORE;
        }
        bool is_crlf = o == CR && octet(r, 1) == LF;
        if (is_crlf && r->at > start && r->read->octets[r->at - 1] == CR) {
            return bad(r, NR_ST_NO_BARE_CR, r->at + 1);
        }
        if (is_crlf || (o != CR && !is_status_line_blank(o))) {
            *count = r->at - start;
            return FINE;
        }
        r->at++;
    }
}

/* At most 8 octets of empty lines (RFC 9112 9.2); a CR that begins none may be whitespace. */
static step read_leading_lines(reader *r)
{
    size_t start = r->at;
    while (octet(r, 0) == CR || octet(r, 0) == LF) {
        bool is_cr = octet(r, 0) == CR;
        bool may_be_blank = is_cr && allows(r, STATUS_LINE_WS);
        bool may_be_line =
            allows(r, LEADING_CRLF) && r->at - start < 8 && (is_cr || allows(r, BARE_LF));
        if (!may_be_blank && !may_be_line) {
            return bad(r, NR_ST_NO_LEADING_EMPTY, r->at);
        }
        if (is_cr && octet(r, 1) == NOTHING) {
            return MORE;
        }
        if (is_cr && octet(r, 1) != LF) {
            return may_be_blank ? FINE : bad(r, NR_ST_NO_LEADING_EMPTY, r->at + 1);
        }
        size_t size = is_cr ? 2 : 1;
        if (!may_be_line || r->at - start + size > 8) {
            return bad(r, NR_ST_NO_LEADING_EMPTY, r->at + size - 1);
        }
        r->spent |= (uint32_t)LEADING_CRLF | (is_cr ? 0u : (uint32_t)BARE_LF);
        r->at += size;
    }
    return FINE;
}

/* "HTTP" in any case and a slash; nothing is said before it is clear which fault it is. */
static step read_protocol_name(reader *r)
{
    static const char name[] = "HTTP/";
    bool is_exact = true;
    for (size_t i = 0; i < sizeof name - 1; i++) {
        int o = octet(r, i);
        if (o == NOTHING) {
            return MORE;
        }
        if (i == 0 && o == CR) { /* whitespace was tolerated here, and the LF behind proves that this is none */
            return bad(r, NR_ST_PRESENT, r->at + 1);
        }
        if (lower(o) != lower(name[i])) {
            return bad(r, NR_ST_PRESENT, r->at);
        }
        is_exact = is_exact && o == name[i];
    }
    if (!is_exact) {
        return bad(r, NR_ST_NAME_CASE, r->at);
    }
    r->at += sizeof name - 1;
    return FINE;
}

/* HTTP-version = HTTP-name "/" DIGIT "." DIGIT   RFC 9112 2.3 */
static step read_version(reader *r, message_result *message)
{
    step reached = read_protocol_name(r);
    if (reached != FINE) {
        return reached;
    }
    if (octet(r, 0) == NOTHING) {
        return MORE;
    }
    if (octet(r, 0) != '1') {
        return bad(r, is_digit(octet(r, 0)) ? NR_ST_VER_MAJOR : NR_ST_VER_FORM, r->at);
    }
    r->at++;
    if (octet(r, 0) == NOTHING) {
        return MORE;
    }
    if (octet(r, 0) != '.') {
        return bad(r, NR_ST_VER_FORM, r->at);
    }
    r->at++;
    if (octet(r, 0) == NOTHING) {
        return MORE;
    }
    if (!is_digit(octet(r, 0))) {
        return bad(r, NR_ST_VER_FORM, r->at);
    }
    message->minor_version = (unsigned)(octet(r, 0) - '0');
    r->at++;
    return FINE;
}

/* One SP; with BARE_CR_TO_SP one bare CR; with STATUS_LINE_WS any run of whitespace. */
static step read_first_gap(reader *r)
{
    int o = octet(r, 0);
    if (o == NOTHING) {
        return MORE;
    }
    if (!is_status_line_blank(o) && o != CR && o != LF) {
        return bad(r, NR_ST_VER_FORM, r->at);
    }
    bool may_be_blank = o != LF && allows(r, STATUS_LINE_WS);
    if (o == CR && (may_be_blank || allows(r, BARE_CR_TO_SP))) {
        if (octet(r, 1) == NOTHING) {
            return MORE;
        }
        if (octet(r, 1) == LF) {
            return bad(r, NR_ST_SP1, r->at + 1);
        }
    }
    if (may_be_blank) {
        size_t blanks = 0;
        step reached = pass_blanks(r, &blanks);
        r->spent |= reached == FINE && (blanks > 1 || o != SP) ? (uint32_t)STATUS_LINE_WS : 0;
        return reached;
    }
    if (o != SP && (o != CR || !tolerate(r, BARE_CR_TO_SP))) {
        return bad(r, NR_ST_SP1, r->at);
    }
    r->at++;
    if (octet(r, 0) == NOTHING) {
        return MORE;
    }
    return is_status_line_blank(octet(r, 0)) ? bad(r, NR_ST_SP1, r->at) : FINE;
}

/* status-code = 3DIGIT */
static step read_status_code(reader *r, message_result *message)
{
    for (int i = 0; i < 3; i++) {
        int o = octet(r, 0);
        if (o == NOTHING) {
            return MORE;
        }
        if (i == 0 && o == CR && allows(r, STATUS_LINE_WS)) { /* the LF behind proves that it is no whitespace */
            return bad(r, NR_ST_CODE_3DIGIT, r->at + 1);
        }
        if (!is_digit(o)) {
            return bad(r, NR_ST_CODE_3DIGIT, r->at);
        }
        message->status_code = message->status_code * 10 + (unsigned)(o - '0');
        r->at++;
    }
    int glued = octet(r, 0);
    if (glued == NOTHING) {
        return MORE;
    }
    bool ends_a_word = is_status_line_blank(glued) || glued == CR || glued == LF;
    return ends_a_word ? FINE : bad(r, NR_ST_CODE_3DIGIT, r->at);
}

/* One SP.  With STATUS_LINE_WS more whitespace, but only where strict reading would stop in it: what it accepts
 * is read as it does.  A CR that BARE_CR_TO_SP takes belongs to the phrase. */
static step pass_before_reason(reader *r)
{
    size_t behind = 0;
    while (is_blank(octet(r, behind))) {
        behind++;
    }
    int o = octet(r, behind);
    bool stops = o == VT || o == FF || (o == CR && !allows(r, BARE_CR_TO_SP));
    if (o == CR && octet(r, behind + 1) == NOTHING) {
        return MORE;
    }
    if (!stops || (o == CR && octet(r, behind + 1) == LF) || !tolerate(r, STATUS_LINE_WS)) {
        r->at++;
        return FINE;
    }
    return pass_blanks(r, &behind);
}

/* The SP after the status code, or what is tolerated in its place; nothing where the line ends there. */
static step read_second_gap(reader *r)
{
    int o = octet(r, 0);
    if (o == SP) {
        return pass_before_reason(r);
    }
    bool may_be_blank = o != LF && allows(r, STATUS_LINE_WS);
    bool may_end = (o == CR || o == LF) && allows(r, NO_SP_AFTER_STATUS);
    bool may_be_sp = o == CR && allows(r, BARE_CR_TO_SP);
    if (!may_be_blank && !may_end && !may_be_sp) {
        return bad(r, NR_ST_SP2, r->at);
    }
    if (o == CR && octet(r, 1) == NOTHING) {
        return MORE;
    }
    if (o == LF || (o == CR && octet(r, 1) == LF)) {
        return tolerate(r, NO_SP_AFTER_STATUS) ? FINE : bad(r, NR_ST_SP2, r->at + 1);
    }
    if (may_be_blank) {
        size_t blanks = 0;
        step reached = pass_blanks(r, &blanks);
        r->spent |= (uint32_t)STATUS_LINE_WS;
        return reached;
    }
    if (!may_be_sp) {
        return bad(r, NR_ST_NO_BARE_CR, r->at + 1);
    }
    r->spent |= (uint32_t)BARE_CR_TO_SP;
    r->at++;
    bool is_run = octet(r, 0) == CR && octet(r, 1) == LF;
    return is_run ? bad(r, NR_ST_NO_BARE_CR, r->at + 1) : FINE;
}

/* Whitespace behind the reason phrase, which begins with an octet the phrase can not hold. */
static step read_trailing_blanks(reader *r, string *reason)
{
    enum number row = octet(r, 0) == CR ? NR_ST_NO_BARE_CR : NR_ST_REASON_CHARS;
    size_t blanks = 0;
    step reached = pass_blanks(r, &blanks);
    if (reached != FINE || blanks == 0) {
        return reached;
    }
    if (octet(r, 0) != LF && octet(r, 0) != CR) {
        return bad(r, row, r->at);
    }
    r->spent |= (uint32_t)STATUS_LINE_WS;
    while (reason->size > 0 && is_blank(reason->data[reason->size - 1])) {
        reason->size--;
    }
    return FINE;
}

/* reason-phrase = 1*( HTAB / SP / VCHAR / obs-text ), and the end of the line */
static step read_reason(reader *r, message_result *message)
{
    string reason = { NULL, 0 };
    for (;;) {
        bool bare_cr_is_sp = allows(r, BARE_CR_TO_SP);
        int o = octet(r, 0);
        bool may_trail = o == VT || o == FF || (o == CR && !bare_cr_is_sp);
        if (may_trail && allows(r, STATUS_LINE_WS)) {
            step reached = read_trailing_blanks(r, &reason);
            if (reached != FINE) {
                return reached;
            }
            o = octet(r, 0);
        }
        if (o == NOTHING || (o == CR && octet(r, 1) == NOTHING)) {
            return MORE;
        }
        if (o == LF && !tolerate(r, BARE_LF)) {
            return bad(r, NR_ST_EOL_CRLF, r->at);
        }
        if (o == LF || (o == CR && octet(r, 1) == LF)) {
            r->at += o == LF ? 1 : 2;
            break;
        }
        if (o == CR && !tolerate(r, BARE_CR_TO_SP)) {
            return bad(r, NR_ST_NO_BARE_CR, r->at + 1);
        }
        if (o != CR && !is_text(o)) {
            return bad(r, NR_ST_REASON_CHARS, r->at);
        }
        if (o == CR && octet(r, 1) == CR && octet(r, 2) == LF) {
            return bad(r, NR_ST_NO_BARE_CR, r->at + 2);
        }
        uint8_t shown = (uint8_t)(o == CR ? REPAIRED : o);
        result_append(r->result, &reason, &shown, 1);
        r->at++;
    }
    for (size_t i = 0; i < reason.size; i++) {
        reason.data[i] = reason.data[i] == REPAIRED ? (uint8_t)SP : reason.data[i];
    }
    message->reason = reason;
    return FINE;
}

/* status-line = HTTP-version SP status-code SP [ reason-phrase ]   RFC 9112 4 */
static step read_status_line(reader *r, message_result *message)
{
    step reached = read_leading_lines(r);
    if (reached != FINE) {
        return reached;
    }
    int o = octet(r, 0);
    if (o == NOTHING) {
        return MORE;
    }
    if (is_blank(o) && !allows(r, STATUS_LINE_WS)) {
        return bad(r, NR_ST_NO_LEADING_WS, r->at);
    }
    if (allows(r, STATUS_LINE_WS)) {
        size_t blanks = 0;
        reached = pass_blanks(r, &blanks);
        r->spent |= blanks > 0 ? (uint32_t)STATUS_LINE_WS : 0;
    }
    reached = reached == FINE ? read_version(r, message) : reached;
    reached = reached == FINE ? read_first_gap(r) : reached;
    reached = reached == FINE ? read_status_code(r, message) : reached;
    reached = reached == FINE ? read_second_gap(r) : reached;
    return reached == FINE ? read_reason(r, message) : reached;
}

/* ---- field lines ------------------------------------------------------------------------------------------- */

typedef struct section {
    bool is_trailer;
    field_line **lines;
    size_t *count;
} section;

/* In trailers all syntax is one row, but for folds and bare CR (spec/reading.md). */
static step bad_line(reader *r, const section *s, enum number broken, size_t culprit)
{
    if (!s->is_trailer || broken == NR_FLD_OBSFOLD_GEN) {
        return bad(r, broken, culprit);
    }
    bool is_bare_cr = broken == NR_FLD_VALUE_NO_BARE_CR;
    return bad(r, is_bare_cr ? NR_CHK_NO_BARE_CR : NR_TRL_SYNTAX, culprit);
}

static bool is_framing_name(string name)
{
    return spells(name, "content-length") || spells(name, "transfer-encoding");
}

/* field-name = token, up to and with the colon */
static step read_name(reader *r, const section *s, string *name)
{
    size_t start = r->at;
    while (octet(r, 0) != NOTHING && is_tchar(octet(r, 0))) {
        r->at++;
    }
    result_append(r->result, name, r->read->octets + start, r->at - start);
    int o = octet(r, 0);
    if (o == NOTHING) {
        return MORE;
    }
    if (is_blank(o)) {
        if (name->size == 0 || is_framing_name(*name) || !tolerate(r, SP_BEFORE_COLON)) {
            return bad_line(r, s, NR_FLD_NAME_NO_WS_COLON, r->at);
        }
        while (is_blank(octet(r, 0))) {
            r->at++;
        }
        o = octet(r, 0);
        if (o == NOTHING) {
            return MORE;
        }
        if (o != ':') {
            return bad_line(r, s, NR_FLD_COLON, r->at);
        }
    }
    if (o == CR || o == LF) {
        return bad_line(r, s, NR_FLD_COLON, r->at);
    }
    if (o != ':') {
        return bad_line(r, s, NR_FLD_NAME_TCHAR, r->at);
    }
    if (name->size == 0) {
        return bad_line(r, s, NR_FLD_NAME_NONEMPTY, r->at);
    }
    r->at++;
    return FINE;
}

/* The end of a line at `at`, or a bare CR that reads as SP: *ended says which.  Anything but CR and LF is not
 * for this function. */
static step read_line_end(reader *r, const section *s, bool after_bare_cr, bool *ended)
{
    *ended = true;
    if (octet(r, 0) == LF) {
        r->at++;
        return tolerate(r, BARE_LF) ? FINE : bad_line(r, s, NR_FLD_EOL_CRLF, r->at - 1);
    }
    if (octet(r, 1) == NOTHING) {
        return MORE;
    }
    if (octet(r, 1) == LF) {
        r->at += 2;
        return after_bare_cr ? bad_line(r, s, NR_FLD_VALUE_NO_BARE_CR, r->at - 1) : FINE;
    }
    *ended = false;
    r->at++;
    return tolerate(r, BARE_CR_TO_SP) ? FINE : bad_line(r, s, NR_FLD_VALUE_NO_BARE_CR, r->at);
}

static bool is_blank_or_repaired(int o)
{
    return is_blank(o) || o == REPAIRED || o == FOLDED;
}

/* Behind the first octet of a value no text is special: it is taken as far as it goes. */
static bool take_text(reader *r, string *value)
{
    size_t start = r->at;
    while (value->size > 0 && octet(r, 0) != NOTHING && is_text(octet(r, 0))) {
        r->at++;
    }
    result_append(r->result, value, r->read->octets + start, r->at - start);
    return r->at > start;
}

/* One line of a value, marks standing for repaired octets; *place is where its first octet stands. */
static step read_value_line(reader *r, const section *s, string *value, size_t *place)
{
    bool after_bare_cr = false;
    for (;;) {
        after_bare_cr = !take_text(r, value) && after_bare_cr;
        int o = octet(r, 0);
        size_t at = r->at;
        uint8_t kept = (uint8_t)o;
        if (o == NOTHING) {
            return MORE;
        }
        if (o == CR || o == LF) {
            bool ended = false;
            *place = value->size == 0 ? at : *place; /* an empty value stands where its line ends */
            step reached = read_line_end(r, s, after_bare_cr, &ended);
            if (reached != FINE || ended) {
                return reached;
            }
            kept = REPAIRED;
        } else {
            r->at++;
            if (o == 0 && !tolerate(r, NUL_TO_SP)) {
                return bad_line(r, s, NR_FLD_VALUE_NO_NUL, at);
            }
            if (o != 0 && !is_text(o) && !tolerate(r, KEEP_CTL)) {
                return bad_line(r, s, NR_FLD_VALUE_NO_CTL, at);
            }
            kept = (uint8_t)(o == 0 ? REPAIRED : o);
        }
        after_bare_cr = o == CR;
        bool is_edge = value->size == 0 && is_blank_or_repaired(kept);
        if (value->size == 0 && !is_edge) {
            *place = at;
        }
        if (!is_edge) {
            result_append(r->result, value, &kept, 1);
        }
    }
}

/* obs-fold = OWS CRLF RWS, read as one SP (RFC 9112 5.2) */
static void fold(reader *r, string *value)
{
    while (value->size > 0 && is_blank(value->data[value->size - 1])) {
        value->size--;
    }
    while (is_blank(octet(r, 0))) {
        r->at++;
    }
    uint8_t mark = FOLDED;
    if (value->size > 0) {
        result_append(r->result, value, &mark, 1);
    }
}

/* OWS field-value OWS, and its folds */
static step read_value(reader *r, const section *s, string *value, place_of_value *place)
{
    for (;;) {
        step reached = read_value_line(r, s, value, &place->at);
        if (reached != FINE) {
            return reached;
        }
        if (octet(r, 0) == NOTHING) {
            return MORE;
        }
        if (!is_blank(octet(r, 0))) {
            break;
        }
        if (!tolerate(r, OBS_FOLD)) {
            return bad_line(r, s, NR_FLD_OBSFOLD_GEN, r->at);
        }
        place->was_folded = true;
        fold(r, value);
    }
    while (value->size > 0 && is_blank_or_repaired(value->data[value->size - 1])) {
        value->size--;
    }
    for (size_t i = 0; i < value->size; i++) {
        bool is_mark = value->data[i] == REPAIRED || value->data[i] == FOLDED;
        value->data[i] = is_mark ? (uint8_t)SP : value->data[i];
    }
    return FINE;
}

/* Lines led by whitespace after the status line are skipped "without further processing" (RFC 9112 2.2): what
 * they hold is nobody's business, where they end is. */
static step skip_led_by_blank(reader *r, const section *s)
{
    while (is_blank(octet(r, 0))) {
        if (s->is_trailer) {
            return bad(r, NR_TRL_SYNTAX, r->at);
        }
        if (!tolerate(r, WS_AFTER_STATUS_LINE)) {
            return bad(r, NR_ST_WS_AFTER_START, r->at);
        }
        bool ended = false, after_bare_cr = false;
        while (!ended) {
            int o = octet(r, 0);
            step reached = FINE;
            if (o == NOTHING) {
                reached = MORE;
            } else if (o == CR || o == LF) {
                reached = read_line_end(r, s, after_bare_cr, &ended);
            } else {
                r->at++;
            }
            if (reached != FINE) {
                return reached;
            }
            after_bare_cr = o == CR;
        }
    }
    return FINE;
}

/* *( field-line CRLF ) CRLF   RFC 9112 2.1, 7.1.2 */
static step read_section(reader *r, const section *s)
{
    step reached = skip_led_by_blank(r, s);
    if (reached != FINE) {
        return reached;
    }
    for (;;) {
        int o = octet(r, 0);
        if (o == NOTHING) {
            return MORE;
        }
        if (o == CR || o == LF) {
            if (o == CR && octet(r, 1) != NOTHING && octet(r, 1) != LF) {
                return bad_line(r, s, NR_FLD_VALUE_NO_BARE_CR, r->at + 1);
            }
            bool ended = false;
            return read_line_end(r, s, false, &ended);
        }
        if (*s->count >= limit_or(r->read->limits.fields, 1000)) {
            return bad(r, NR_LIMIT_FIELDS, r->at);
        }
        field_line line = { { NULL, 0 }, { NULL, 0 } };
        place_of_value place = { 0, false };
        reached = read_name(r, s, &line.name);
        reached = reached == FINE ? read_value(r, s, &line.value, &place) : reached;
        if (reached != FINE) {
            return reached;
        }
        size_t count = *s->count;
        result_add_field(r->result, s->lines, s->count, line);
        if ((count & (count - 1)) == 0) { /* grown at powers of two */
            place_of_value *places = result_memory(r->result, (2 * count + 1) * sizeof *places);
            if (count > 0) {
                memcpy(places, r->places, count * sizeof *places);
            }
            r->places = places;
        }
        r->places[count] = place;
    }
}

/* ---- framing (RFC 9112 6.3) -------------------------------------------------------------------------------- */

typedef struct fault { /* the one to report: smallest culprit, then smallest number */
    enum number broken;
    size_t culprit;
} fault;

typedef struct framing_facts {
    fault worst;
    uint32_t spent;
    message_framing framing;
    uint64_t length;
    bool has_te, has_cl;
    bool is_plain_zero; /* one Content-Length with one valid value, zero */
    bool was_folded;
    bool says_close, says_keep_alive;
} framing_facts;

static void blame(framing_facts *f, uint32_t tolerances, enum number broken, size_t culprit,
                  uint32_t tolerance)
{
    if ((tolerances & tolerance) != 0) {
        f->spent |= tolerance;
        return;
    }
    bool is_first = f->worst.broken == NR_NONE || culprit < f->worst.culprit ||
                    (culprit == f->worst.culprit && broken < f->worst.broken);
    if (is_first) {
        f->worst.broken = broken;
        f->worst.culprit = culprit;
    }
}

static size_t skip_blanks(string text, size_t at)
{
    while (at < text.size && is_blank(text.data[at])) {
        at++;
    }
    return at;
}

static size_t skip_tchars(string text, size_t at)
{
    while (at < text.size && is_tchar(text.data[at])) {
        at++;
    }
    return at;
}

/* quoted-string = DQUOTE *( qdtext / quoted-pair ) DQUOTE   RFC 9110 5.6.4.  Behind it, or `at` where none is. */
static size_t skip_quoted(string text, size_t at)
{
    size_t i = at + 1;
    while (i < text.size && text.data[i] != '"') {
        i += text.data[i] == '\\' ? 1 : 0;
        if (i >= text.size || !is_text(text.data[i])) {
            return at;
        }
        i++;
    }
    return i < text.size ? i + 1 : at;
}

/* *( OWS ";" OWS token BWS "=" BWS ( token / quoted-string ) ).  False where it is not in the grammar. */
static bool read_parameters(string text, size_t *at, bool *any)
{
    for (;;) {
        size_t i = skip_blanks(text, *at);
        if (i == text.size || text.data[i] != ';') {
            return true;
        }
        size_t name = skip_blanks(text, i + 1);
        i = skip_tchars(text, name);
        size_t equals = skip_blanks(text, i);
        if (i == name || equals == text.size || text.data[equals] != '=') {
            return false;
        }
        size_t value = skip_blanks(text, equals + 1);
        bool is_quoted = value < text.size && text.data[value] == '"';
        i = is_quoted ? skip_quoted(text, value) : skip_tchars(text, value);
        if (i == value) {
            return false;
        }
        *any = true;
        *at = i;
    }
}

static bool is_registered(string coding)
{
    return spells(coding, "chunked") || spells(coding, "gzip") || spells(coding, "x-gzip") ||
           spells(coding, "compress") || spells(coding, "x-compress") || spells(coding, "deflate");
}

typedef struct coding_list {
    size_t codings;
    size_t chunked;
    bool ends_with_chunked;
    bool is_malformed;
} coding_list;

/* One line of Transfer-Encoding = #transfer-coding, empty members included (RFC 9110 5.6.1.2). */
static void read_codings(framing_facts *f, uint32_t tolerances, coding_list *list, string text, size_t place)
{
    size_t at = skip_blanks(text, 0);
    while (at < text.size) {
        if (text.data[at] == ',') {
            at = skip_blanks(text, at + 1);
            continue;
        }
        size_t end = skip_tchars(text, at);
        string name = part(text, at, end);
        bool has_parameters = false;
        bool is_sound = end > at && read_parameters(text, &end, &has_parameters);
        at = skip_blanks(text, end);
        if (!is_sound || (at < text.size && text.data[at] != ',')) {
            list->is_malformed = true;
            blame(f, tolerances, NR_FRAME_TE_ABNF, place, 0);
            return;
        }
        bool is_chunked = spells(name, "chunked");
        list->codings += 1;
        list->chunked += is_chunked ? 1 : 0;
        list->ends_with_chunked = is_chunked;
        if (is_chunked && has_parameters) {
            blame(f, tolerances, NR_FRAME_TE_CHUNKED_PARAM, place, 0);
        } else if (has_parameters || !is_registered(name)) {
            blame(f, tolerances, NR_FRAME_TE_KNOWN, place, TE_UNKNOWN);
        }
        if (is_chunked && list->chunked > 1) {
            blame(f, tolerances, NR_FRAME_TE_CHUNKED_ONCE, place, 0);
        }
    }
}

typedef struct length_list {
    size_t lines;
    size_t numbers;
    uint64_t first;
} length_list;

/* 1*DIGIT, without what may stand around it.  False where it does not fit 64 bits. */
static bool read_number(string digits, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        unsigned digit = (unsigned)(digits.data[i] - '0');
        if (*number > UINT64_MAX / 10 || *number * 10 > UINT64_MAX - digit) {
            return false;
        }
        *number = *number * 10 + digit;
    }
    return true;
}

/* One line of Content-Length.  Its worst fault is one number, for all stand at its first octet. */
static void read_lengths(framing_facts *f, uint32_t tolerances, length_list *list, string text, size_t place)
{
    bool has_number = false, has_comma = false, overflows = false, differs = false;
    for (size_t i = 0; i < text.size; i++) {
        has_comma = has_comma || text.data[i] == ',';
    }
    list->lines += 1;
    if (has_comma || list->lines > 1) {
        blame(f, tolerances, NR_FRAME_CL_SINGLE, place, CL_LIST_SAME);
    }
    if (text.size == 0) {
        blame(f, tolerances, NR_FRAME_CL_NONEMPTY, place, 0);
        return;
    }
    for (size_t at = 0; at <= text.size; at++) {
        size_t from = skip_blanks(text, at);
        for (at = from; at < text.size && is_digit(text.data[at]);) {
            at++;
        }
        string digits = part(text, from, at);
        at = skip_blanks(text, at);
        if (at < text.size && text.data[at] != ',') {
            blame(f, tolerances, NR_FRAME_CL_DIGITS, place, 0);
            return;
        }
        if (digits.size == 0) {
            continue;
        }
        uint64_t number = 0;
        has_number = true;
        if (!read_number(digits, &number)) {
            overflows = true;
        } else {
            differs = differs || (list->numbers > 0 && number != list->first);
            list->first = list->numbers == 0 ? number : list->first;
            list->numbers += 1;
        }
    }
    if (!has_number) {
        blame(f, tolerances, NR_FRAME_CL_DIGITS, place, 0);
    }
    if (overflows) {
        blame(f, tolerances, NR_FRAME_CL_OVERFLOW, place, 0);
    }
    if (differs) {
        blame(f, tolerances, NR_FRAME_CL_LIST_DIFF, place, 0);
    }
}

/* connection-option = token, in a list (RFC 9110 7.6.1) */
static bool has_option(string text, const char *option)
{
    size_t from = 0;
    for (size_t at = 0; at <= text.size; at++) {
        if (at < text.size && text.data[at] != ',') {
            continue;
        }
        size_t start = from < at ? skip_blanks(text, from) : from;
        size_t end = at;
        while (end > start && is_blank(text.data[end - 1])) {
            end--;
        }
        if (end > start && spells(part(text, start, end), option)) {
            return true;
        }
        from = at + 1;
    }
    return false;
}

/* What the fields say, as if the message had content: items 3 to 8. */
static framing_facts gather(const message_result *message, const place_of_value *places, uint32_t tolerances)
{
    framing_facts f = { 0 };
    coding_list codings = { 0 };
    length_list lengths = { 0 };
    size_t first_te = 0, first_cl = 0;
    for (size_t i = 0; i < message->field_count; i++) {
        const field_line *line = &message->fields[i];
        if (spells(line->name, "transfer-encoding")) {
            first_te = f.has_te ? first_te : places[i].at;
            f.has_te = true;
            f.was_folded = f.was_folded || places[i].was_folded;
            read_codings(&f, tolerances, &codings, line->value, places[i].at);
        } else if (spells(line->name, "content-length")) {
            first_cl = f.has_cl ? first_cl : places[i].at;
            f.has_cl = true;
            f.was_folded = f.was_folded || places[i].was_folded;
        } else if (spells(line->name, "connection")) {
            f.says_close = f.says_close || has_option(line->value, "close");
            f.says_keep_alive = f.says_keep_alive || has_option(line->value, "keep-alive");
        }
    }
    framing_facts length = { 0 };
    for (size_t i = 0; i < message->field_count; i++) {
        if (spells(message->fields[i].name, "content-length")) {
            read_lengths(&length, tolerances, &lengths, message->fields[i].value, places[i].at);
        }
    }
    f.is_plain_zero = length.worst.broken == NR_NONE && length.spent == 0 && lengths.numbers == 1 &&
                      lengths.first == 0;
    if (f.has_te) {
        if (codings.codings == 0 && !codings.is_malformed) {
            blame(&f, tolerances, NR_FRAME_TE_NONEMPTY, first_te, 0);
        }
        if (message->minor_version == 0) {
            blame(&f, tolerances, NR_FRAME_TE_10_GEN, first_te, TE_HTTP10);
        }
        if (f.has_cl) {
            size_t later = first_te > first_cl ? first_te : first_cl;
            blame(&f, tolerances, NR_FRAME_TE_CL_GEN, later, TE_WITH_CL);
        }
        f.framing = codings.ends_with_chunked ? FRAMED_CHUNKED : FRAMED_CLOSE;
    } else if (f.has_cl) {
        f.worst = length.worst;
        f.spent = length.spent;
        f.framing = FRAMED_LENGTH;
        f.length = lengths.first;
    } else {
        f.framing = FRAMED_CLOSE;
    }
    return f;
}

typedef struct head_verdict {
    uint64_t length;
    bool is_interim;
    bool forbids_reuse; /* as far as the head says */
} head_verdict;

static bool is_refused_upgrade(const request_facts *request)
{
    return (request->fields_given && !request->offers_upgrade) ||
           (request->version_given && request->is_10);
}

/* Items 1 to 8 of RFC 9112 6.3, in their order. */
static step decide_framing(reader *r, const request_facts *request, message_result *message,
                           head_verdict *verdict)
{
    unsigned status_class = message->status_code / 100;
    bool switches = message->status_code == 101 && !is_refused_upgrade(request);
    bool connects = request->method == REQUEST_CONNECT && status_class == 2;
    bool is_empty = status_class == 1 || message->status_code == 204 || message->status_code == 304 ||
                    request->method == REQUEST_HEAD;
    bool has_content = !switches && !connects && !is_empty;
    framing_facts facts = gather(message, r->places, has_content ? r->read->tolerances : 0);
    if (has_content && facts.worst.broken != NR_NONE) {
        return bad(r, facts.worst.broken, facts.worst.culprit);
    }
    message->framing = has_content ? facts.framing : switches || connects ? FRAMED_TUNNEL : FRAMED_NONE;
    r->spent |= has_content ? facts.spent : 0;
    verdict->length = facts.length;
    verdict->is_interim = status_class == 1 && !switches;

    bool announces = facts.has_te || (facts.has_cl && !facts.is_plain_zero);
    bool is_10 = message->minor_version == 0;
    verdict->forbids_reuse =
        message->framing == FRAMED_TUNNEL || message->framing == FRAMED_CLOSE || facts.says_close ||
        (request->fields_given && request->says_close) || (is_10 && !facts.says_keep_alive) ||
        (is_10 && facts.has_te) || ((status_class == 1 || message->status_code == 204) && announces) ||
        (!has_content && facts.worst.broken != NR_NONE) || facts.was_folded ||
        (message->status_code == 101) || (r->spent & (TE_WITH_CL | TE_HTTP10)) != 0;
    return FINE;
}

/* ---- content ----------------------------------------------------------------------------------------------- */

/* `count` octets of content, or as many as there are. */
static step read_octets(reader *r, message_result *message, uint64_t count)
{
    size_t left = r->stop - r->at;
    size_t taken = count < left ? (size_t)count : left;
    result_append(r->result, &message->body, r->read->octets + r->at, taken);
    r->at += taken;
    return taken == count ? FINE : MORE;
}

static int hex_value(int o)
{
    if (is_digit(o)) {
        return o - '0';
    }
    return lower(o) >= 'a' && lower(o) <= 'f' ? lower(o) - 'a' + 10 : -1;
}

/* An octet between chunk size and CRLF was read: all of a message together have a limit. */
static step count_extension(reader *r, uint32_t *extensions)
{
    if (*extensions >= limit_or(r->read->limits.chunk_extensions, 16384)) {
        return bad(r, NR_LIMIT_CHUNK_EXTENSIONS, r->at);
    }
    *extensions += 1;
    r->at++;
    return FINE;
}

static step skip_extension_blanks(reader *r, uint32_t *extensions)
{
    step reached = FINE;
    while (reached == FINE && is_blank(octet(r, 0))) {
        reached = count_extension(r, extensions);
    }
    return reached == FINE && octet(r, 0) == NOTHING ? MORE : reached;
}

static step read_extension_token(reader *r, uint32_t *extensions)
{
    size_t start = r->at;
    step reached = FINE;
    while (reached == FINE && octet(r, 0) != NOTHING && is_tchar(octet(r, 0))) {
        reached = count_extension(r, extensions);
    }
    if (reached != FINE) {
        return reached;
    }
    if (octet(r, 0) == NOTHING) {
        return MORE;
    }
    return r->at > start ? FINE : bad(r, NR_CHK_EXT_SYNTAX, r->at);
}

static step read_extension_quoted(reader *r, uint32_t *extensions)
{
    step reached = count_extension(r, extensions);
    bool is_escaped = false;
    while (reached == FINE) {
        int o = octet(r, 0);
        if (o == NOTHING) {
            return MORE;
        }
        if (!is_text(o)) {
            return bad(r, NR_CHK_EXT_SYNTAX, r->at);
        }
        reached = count_extension(r, extensions);
        if (o == '"' && !is_escaped) {
            return reached;
        }
        is_escaped = o == '\\' && !is_escaped;
    }
    return reached;
}

/* BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ], behind its ";".  *blanks: whitespace stands behind it. */
static step read_extension(reader *r, uint32_t *extensions, bool *blanks)
{
    step reached = skip_extension_blanks(r, extensions);
    reached = reached == FINE ? read_extension_token(r, extensions) : reached;
    size_t end = r->at;
    reached = reached == FINE ? skip_extension_blanks(r, extensions) : reached;
    if (reached == FINE && octet(r, 0) == '=') {
        reached = count_extension(r, extensions);
        reached = reached == FINE ? skip_extension_blanks(r, extensions) : reached;
        if (reached == FINE) {
            reached = octet(r, 0) == '"' ? read_extension_quoted(r, extensions)
                                         : read_extension_token(r, extensions);
        }
        end = r->at;
        reached = reached == FINE ? skip_extension_blanks(r, extensions) : reached;
    }
    *blanks = r->at > end;
    return reached;
}

/* chunk-size = 1*HEXDIG */
static step read_chunk_size(reader *r, uint64_t *size)
{
    size_t start = r->at;
    while (hex_value(octet(r, 0)) >= 0) {
        if (*size > UINT64_MAX / 16) {
            return bad(r, NR_CHK_SIZE_OVERFLOW, r->at);
        }
        *size = *size * 16 + (uint64_t)hex_value(octet(r, 0));
        r->at++;
    }
    int o = octet(r, 0);
    if (o == NOTHING) {
        return MORE;
    }
    if (r->at == start) {
        bool is_missing = o == CR || o == LF || o == ';';
        return bad(r, is_missing ? NR_CHK_SIZE_NONEMPTY : NR_CHK_SIZE_HEX, r->at);
    }
    return FINE;
}

/* chunk-size [ chunk-ext ] CRLF   RFC 9112 7.1 */
static step read_chunk_line(reader *r, uint64_t *size, uint32_t *extensions)
{
    step reached = read_chunk_size(r, size);
    if (reached != FINE) {
        return reached;
    }
    size_t size_end = r->at;
    bool blanks_behind_extension = false;
    reached = skip_extension_blanks(r, extensions);
    bool blanks_behind_size = r->at > size_end;
    bool has_extension = false;
    while (reached == FINE && octet(r, 0) == ';') {
        has_extension = true;
        reached = count_extension(r, extensions);
        reached = reached == FINE ? read_extension(r, extensions, &blanks_behind_extension) : reached;
    }
    if (reached != FINE) {
        return reached;
    }
    int o = octet(r, 0);
    if ((o != CR && o != LF) || blanks_behind_extension) {
        return bad(r, has_extension ? NR_CHK_EXT_SYNTAX : NR_CHK_SIZE_HEX, r->at);
    }
    if (!has_extension && blanks_behind_size && !tolerate(r, CHUNK_SIZE_WS)) {
        return bad(r, NR_CHK_SIZE_NO_TRAILING_WS, r->at);
    }
    if (o == LF) {
        return bad(r, NR_CHK_LINE_CRLF, r->at);
    }
    if (octet(r, 1) == NOTHING) {
        return MORE;
    }
    if (octet(r, 1) != LF) {
        return bad(r, NR_CHK_NO_BARE_CR, r->at + 1);
    }
    r->at += 2;
    return FINE;
}

static step read_chunk_data_end(reader *r)
{
    for (size_t i = 0; i < 2; i++) {
        if (octet(r, 0) == NOTHING) {
            return MORE;
        }
        if (octet(r, 0) != (i == 0 ? CR : LF)) {
            return bad(r, NR_CHK_DATA_CRLF, r->at);
        }
        r->at++;
    }
    return FINE;
}

/* chunked-body = *chunk last-chunk trailer-section CRLF   RFC 9112 7.1 */
static step read_chunked(reader *r, message_result *message)
{
    uint32_t extensions = 0;
    for (;;) {
        uint64_t size = 0;
        confine(r, r->at, limit_or(r->read->limits.chunk_line, 4096));
        step reached = release(r, read_chunk_line(r, &size, &extensions), NR_LIMIT_CHUNK_LINE);
        if (reached != FINE) {
            return reached;
        }
        if (size == 0) {
            break;
        }
        reached = read_octets(r, message, size);
        reached = reached == FINE ? read_chunk_data_end(r) : reached;
        if (reached != FINE) {
            return reached;
        }
    }
    bool ended = r->at == r->read->size && r->read->end == CONNECTION_CLOSED;
    if (ended && tolerate(r, CHUNKED_EOF_NO_CRLF)) {
        return FINE;
    }
    section trailers = { true, &message->trailers, &message->trailer_count };
    confine(r, r->at, limit_or(r->read->limits.trailers, 16384));
    return release(r, read_section(r, &trailers), NR_LIMIT_TRAILERS);
}

static step read_content(reader *r, message_result *message, uint64_t length)
{
    switch (message->framing) {
    case FRAMED_NONE:
    case FRAMED_TUNNEL:
        return FINE;
    case FRAMED_LENGTH:
        return read_octets(r, message, length);
    case FRAMED_CHUNKED:
        return read_chunked(r, message);
    case FRAMED_CLOSE:
        (void)read_octets(r, message, UINT64_MAX);
        return r->read->end == CONNECTION_CLOSED ? FINE : MORE;
    }
    return MORE;
}

/* ---- the connection ---------------------------------------------------------------------------------------- */

static step read_head(reader *r, message_result *message)
{
    r->spent = 0;
    r->places = NULL;
    section fields = { false, &message->fields, &message->field_count };
    confine(r, r->at, limit_or(r->read->limits.head, 65536));
    step reached = read_status_line(r, message);
    reached = reached == FINE ? read_section(r, &fields) : reached;
    return release(r, reached, NR_LIMIT_HEAD);
}

/* What is left where nothing more may be read as a response. */
static void judge_rest(reader *r, bool all_answered)
{
    size_t at = r->at;
    while (r->read->size - at >= 2 && r->read->octets[at] == CR && r->read->octets[at + 1] == LF) {
        at += 2;
    }
    r->result->at = r->at;
    r->result->discarded = at - r->at;
    r->result->state = at < r->read->size ? READ_EXCESS : all_answered ? READ_DONE : READ_CLOSED;
}

static void stop_early(reader *r, step reached, size_t whole)
{
    r->result->state = reached == BAD ? READ_REJECT : READ_INCOMPLETE;
    r->result->at = reached == BAD ? r->culprit : whole;
    r->result->invariant = reached == BAD ? (unsigned)r->broken : 0;
}

void oracle_read(const connection *read, reading_result *result)
{
    result_clear(result);
    reader r = { read, result, 0, read->size, NR_NONE, 0, 0, NULL };
    size_t answered = 0;
    uint32_t interims = 0;
    bool forbids_more = false; /* reuse is no, or an interim response's no is carried */
    bool is_over = false;
    while (!is_over && answered < read->request_count) {
        const request_facts *request = &read->requests[answered];
        size_t start = r.at;
        message_result message = { 0 };
        head_verdict verdict = { 0, false, false };
        step reached = read_head(&r, &message);
        reached = reached == FINE ? decide_framing(&r, request, &message, &verdict) : reached;
        if (reached == FINE && verdict.is_interim && interims >= limit_or(read->limits.interim, 100)) {
            reached = bad(&r, NR_LIMIT_INTERIM, start);
        }
        if (reached != FINE) {
            stop_early(&r, reached, start);
            return;
        }
        reached = read_content(&r, &message, verdict.length);
        bool forbids_reuse = verdict.forbids_reuse || (r.spent & CHUNKED_EOF_NO_CRLF) != 0;
        bool is_carried = forbids_more && !verdict.is_interim; /* to the final one, not between interim ones */
        forbids_more = forbids_more || forbids_reuse;
        message.complete = reached == FINE;
        message.reuse = message.complete && !forbids_reuse && !is_carried;
        message.size = r.at - start;
        message.spent = r.spent;
        *result_add_message(result) = message;
        if (reached != FINE) {
            stop_early(&r, reached, start);
            return;
        }
        if (message.framing == FRAMED_TUNNEL) {
            result->state = READ_TUNNEL;
            result->at = r.at;
            return;
        }
        interims = verdict.is_interim ? interims + 1 : 0;
        answered += verdict.is_interim ? 0 : 1;
        is_over = !verdict.is_interim && forbids_more;
    }
    judge_rest(&r, answered == read->request_count);
}

void oracle_read_head(const connection *read, reading_result *result, uint64_t *content_length)
{
    static const request_facts unknown = { REQUEST_OTHER, false, false, false, false, false };
    result_clear(result);
    reader r = { read, result, 0, read->size, NR_NONE, 0, 0, NULL };
    message_result message = { 0 };
    head_verdict verdict = { 0, false, false };
    step reached = read_head(&r, &message);
    if (reached == FINE) {
        reached = decide_framing(&r, read->request_count > 0 ? read->requests : &unknown, &message, &verdict);
    }
    if (reached != FINE) {
        stop_early(&r, reached, 0);
        return;
    }
    message.size = r.at;
    message.spent = r.spent;
    *content_length = verdict.length;
    *result_add_message(result) = message;
    result->state = READ_DONE;
    result->at = r.at;
}
