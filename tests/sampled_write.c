/* sampled_write.c - a response made from the octets: refused for a reason, or written as a naive serializer would.
 *
 * The octets are taken apart at CRLF and ":", so that a message of the corpus gives its own response and no
 * other octet is out of reach of a reason phrase, name or value; the controls change some of it.  What must be
 * refused is said here once more, from RFC 9110 and 9112, and nothing else may be.
 */
#include "sampled.h"

#include "laws.h"
#include "oracle.h"
#include "reading.h"

#include "../src/runner/promise_failed.h"

#include <stdio.h>
#include <string.h>

enum { LINES_MOST = 16, PIECES = 3, STATUS_LINE = 13, LAST_CHUNK = 3, INPUT_MOST = 32768 };
enum { UNTOUCHED = 0xA5, MARGIN = 64 };

static const char law_refuses[] = "the writer refuses what may not be sent, and nothing else";
static const char law_naive[] = "what is written is what a naive serializer writes";
static const char law_atomic[] = "a write that does not succeed changes nothing";
static const char law_reads_back[] = "what is written reads back";
static const char law_clean[] = "what is written breaks no row that is refused";

/* ---- the response ------------------------------------------------------------------------------------------ */

typedef struct section {
    h204_line lines[LINES_MOST];
    uint32_t count;
} section;

typedef struct plan {
    const input *from;
    request_facts request;
    reading_limits limits;
    h204_response response;
    section fields;
    section trailers;
    h204_view pieces[PIECES];
    const char *calls; /* c: the next piece of content, e: the end */
} plan;

static h204_view text(const char *literal)
{
    h204_view view = { (const uint8_t *)literal, strlen(literal) };
    return view;
}

static h204_view cut_off(h204_view *rest, size_t size)
{
    h204_view head = { rest->data, size };
    rest->data += size;
    rest->size -= size;
    return head;
}

/* What stands before the next CRLF, which is dropped; all that is left where there is none. */
static h204_view next_line(h204_view *rest)
{
    size_t size = 0;
    while (size < rest->size && (rest->data[size] != '\r' || size + 1 == rest->size || rest->data[size + 1] != '\n')) {
        size++;
    }
    h204_view line = cut_off(rest, size);
    cut_off(rest, rest->size < 2 ? rest->size : 2);
    return line;
}

static h204_line line_of(h204_view octets)
{
    size_t colon = 0;
    while (colon < octets.size && octets.data[colon] != ':') {
        colon++;
    }
    h204_line line = { octets, { NULL, 0 } };
    line.name = cut_off(&octets, colon);
    cut_off(&octets, octets.size > 1 && octets.data[1] == ' ' ? 2 : octets.size > 0 ? 1 : 0);
    line.value = octets;
    return line;
}

static void take_lines(h204_view *rest, section *into)
{
    while (rest->size > 0 && into->count < LINES_MOST) {
        h204_view line = next_line(rest);
        if (line.size == 0) {
            return;
        }
        into->lines[into->count++] = line_of(line);
    }
}

static uint8_t lower(uint8_t octet)
{
    return octet >= 'A' && octet <= 'Z' ? (uint8_t)(octet + 32) : octet;
}

static bool same_name(h204_view a, h204_view b)
{
    bool same = a.size == b.size;
    for (size_t i = 0; same && i < a.size; i++) {
        same = lower(a.data[i]) == lower(b.data[i]);
    }
    return same;
}

static bool is_called(const h204_line *line, const char *name)
{
    return same_name(line->name, text(name));
}

static uint32_t count_named(const section *lines, const char *name)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        count += is_called(&lines->lines[i], name) ? 1 : 0;
    }
    return count;
}

/* What stands behind the last chunk's line, where there is one, are the trailers. */
static void take_trailers(h204_view *content, section *trailers)
{
    for (size_t i = 0; i + LAST_CHUNK <= content->size; i++) {
        if ((i == 0 || content->data[i - 1] == '\n') && memcmp(content->data + i, "0\r\n", LAST_CHUNK) == 0) {
            h204_view rest = *content;
            *content = cut_off(&rest, i);
            cut_off(&rest, LAST_CHUNK);
            take_lines(&rest, trailers);
            return;
        }
    }
}

static void take_status_line(h204_view line, h204_response *response)
{
    response->minor_version = 1;
    response->status_code = 204;
    if (line.size >= STATUS_LINE - 1 && memcmp(line.data, "HTTP/1.", 7) == 0) {
        response->minor_version = (uint8_t)(line.data[7] - '0');
        response->status_code =
            (uint16_t)((line.data[9] - '0') * 100 + (line.data[10] - '0') * 10 + line.data[11] - '0');
        cut_off(&line, line.size < STATUS_LINE ? line.size : STATUS_LINE);
    }
    response->reason = line;
}

/* One response in four is altered in this way or that: more of it, and hardly one would be written. */
static bool is_altered(input *from)
{
    return input_choose(from, 4) == 3;
}

/* A line that frames, that has rules of its own, or that is there already: in place of one, or behind them. */
static void add_a_line(input *from, h204_view content, section *lines)
{
    static const char *const names[] = { "Content-Length", "transfer-encoding", "Connection",    "ETag", "Set-Cookie",
                                         "date",           "content-type",      "Last-Modified", "Via",  "" };
    static const char *const values[] = { "chunked", "gzip, chunked", "chunked, gzip", "0", "close", "\"a\"" };
    static char length[24];
    enum { NAMES = sizeof names / sizeof names[0], VALUES = sizeof values / sizeof values[0] };
    uint32_t name = input_choose(from, NAMES + 2);
    uint32_t value = input_choose(from, VALUES + 2);
    uint32_t at = input_choose(from, LINES_MOST);
    at = at < lines->count ? at : lines->count;
    if (at == LINES_MOST) {
        return;
    }
    lines->count += at == lines->count ? 1 : 0;
    h204_line *line = &lines->lines[at];
    line->name = name < NAMES ? text(names[name]) : lines->lines[0].name;
    if (value == VALUES) {
        snprintf(length, sizeof length, "%zu", content.size);
        line->value = text(length);
    } else if (value < VALUES) {
        line->value = text(values[value]);
    }
}

/* An octet that some text may not hold, put into one that the controls choose. */
static void inject(input *from, plan *p)
{
    static const char injected[] = "\r\n\0\r \t\x7F\x01:\x80\"";
    static uint8_t copy[INPUT_MOST + 2];
    enum { INJECTED = sizeof injected - 1 };
    uint32_t which = input_choose(from, INJECTED);
    uint32_t where = input_choose(from, 5);
    uint32_t line = input_choose(from, LINES_MOST);
    section *in = where < 3 ? &p->fields : &p->trailers;
    h204_view *target = &p->response.reason;
    if (where > 0 && in->count > 0) {
        h204_line *chosen = &in->lines[line % in->count];
        target = where % 2 == 1 ? &chosen->name : &chosen->value;
    }
    size_t at = p->from->places[3] % (target->size + 1);
    size_t size = which == 0 ? 2 : 1; /* the first is CRLF */
    if (at > 0) {
        memcpy(copy, target->data, at);
    }
    memcpy(copy + at, injected + which, size);
    if (target->size > at) {
        memcpy(copy + at + size, target->data + at, target->size - at);
    }
    target->data = copy;
    target->size += size;
}

static request_facts request_of(input *from)
{
    request_facts request = { REQUEST_OTHER, false, false, false, false, false };
    uint32_t version = input_choose(from, 3);
    uint32_t fields = input_choose(from, 3);
    request.method = (request_method)input_choose(from, 3);
    request.version_given = version != 0;
    request.is_10 = version == 2;
    request.fields_given = fields != 0;
    request.offers_upgrade = fields == 2;
    return request;
}

static void make_plan(input *from, plan *p)
{
    static const uint16_t codes[] = { 100, 101, 103, 200, 204, 205, 206, 304, 500, 600 };
    static const char *const calls[] = { "ccce", "e", "cccee", "cecc", "ccc", "eccce", "" };
    enum { CODES = sizeof codes / sizeof codes[0], CALLS = sizeof calls / sizeof calls[0] };
    h204_view rest = { from->octets, from->size };
    p->from = from;
    p->request = request_of(from);
    p->limits = input_limits(from);
    p->calls = calls[(input_choose(from, CALLS) + from->places[0]) % CALLS];
    take_status_line(next_line(&rest), &p->response);
    if (is_altered(from)) {
        p->response.status_code = codes[input_choose(from, CODES)];
    }
    take_lines(&rest, &p->fields);
    if (count_named(&p->fields, "transfer-encoding") > 0 || is_altered(from)) {
        take_trailers(&rest, &p->trailers);
    }
    if (is_altered(from)) {
        add_a_line(from, rest, &p->fields);
    }
    if (is_altered(from)) {
        add_a_line(from, rest, &p->trailers);
    }
    if (is_altered(from)) {
        inject(from, p);
    }
    p->response.fields = p->fields.lines;
    p->response.field_count = p->fields.count;
    p->pieces[0] = cut_off(&rest, from->places[0] % (rest.size + 1));
    p->pieces[1] = cut_off(&rest, from->places[1] % (rest.size + 1));
    p->pieces[2] = rest;
}

/* ---- what a naive serializer writes ------------------------------------------------------------------------ */

typedef struct octets {
    uint8_t data[4 * INPUT_MOST];
    size_t size;
} octets;

static void put(octets *to, const void *data, size_t size)
{
    if (size > 0) {
        memcpy(to->data + to->size, data, size);
    }
    to->size += size;
}

static void put_lines(octets *to, const section *lines)
{
    for (uint32_t i = 0; i < lines->count; i++) {
        const h204_line *line = &lines->lines[i];
        put(to, line->name.data, line->name.size);
        put(to, ": ", line->value.size > 0 ? 2 : 1);
        put(to, line->value.data, line->value.size);
        put(to, "\r\n", 2);
    }
    put(to, "\r\n", 2);
}

static void put_head(octets *to, const plan *p)
{
    char start[48];
    int size = snprintf(start, sizeof start, "HTTP/1.%u %03u ", (unsigned)p->response.minor_version,
                        (unsigned)p->response.status_code);
    put(to, start, (size_t)size);
    put(to, p->response.reason.data, p->response.reason.size);
    put(to, "\r\n", 2);
    put_lines(to, &p->fields);
}

static void put_chunk(octets *to, h204_view content)
{
    char size[24];
    put(to, size, (size_t)snprintf(size, sizeof size, "%zx\r\n", content.size));
    put(to, content.data, content.size);
    put(to, "\r\n", 2);
}

/* ---- what may not be sent ---------------------------------------------------------------------------------- */

typedef struct expectation {
    bool is_refused;
    h204_invariant first; /* for one of these rows: first to last */
    h204_invariant last;
    bool place_is_known;
    size_t culprit;
} expectation;

static const expectation accepted = { false, H204_INVARIANT_NONE, H204_INVARIANT_NONE, false, 0 };

static expectation refused(h204_invariant row, size_t culprit)
{
    expectation expected = { true, row, row, true, culprit };
    return expected;
}

/* tchar (RFC 9110 5.6.2) */
static bool may_name(uint8_t octet)
{
    return octet > ' ' && octet < 0x7F && strchr("\"(),/:;<=>?@[\\]{}", octet) == NULL;
}

/* HTAB, SP, VCHAR, obs-text: in reason phrases (RFC 9112 4) and values (RFC 9110 5.5) */
static bool may_tell(uint8_t octet)
{
    return octet == '\t' || (octet >= ' ' && octet != 0x7F);
}

static bool is_blank(uint8_t octet)
{
    return octet == ' ' || octet == '\t';
}

static h204_invariant row_of_value_octet(uint8_t octet, bool in_trailers)
{
    if (octet == '\n') {
        return H204_FLD_VALUE_NO_LF;
    }
    if (octet == '\r') {
        return in_trailers ? H204_CHK_NO_BARE_CR : H204_FLD_VALUE_NO_BARE_CR;
    }
    return in_trailers ? H204_TRL_SYNTAX : octet == 0 ? H204_FLD_VALUE_NO_NUL : H204_FLD_VALUE_NO_CTL;
}

static expectation judge_line(const h204_line *line, size_t at, bool in_trailers)
{
    if (line->name.size == 0) {
        return refused(in_trailers ? H204_TRL_SYNTAX : H204_FLD_NAME_NONEMPTY, at);
    }
    for (size_t i = 0; i < line->name.size; i++) {
        if (!may_name(line->name.data[i])) {
            return refused(in_trailers ? H204_TRL_SYNTAX : H204_FLD_NAME_TCHAR, at + i);
        }
    }
    at += line->name.size + 2;
    for (size_t i = 0; i < line->value.size; i++) {
        if (!may_tell(line->value.data[i])) {
            return refused(row_of_value_octet(line->value.data[i], in_trailers), at + i);
        }
        bool is_at_edge = i == 0 || i + 1 == line->value.size;
        if (is_at_edge && is_blank(line->value.data[i])) { /* a reader would drop it */
            return refused(H204_CX_INJECT_VALUE, at + i);
        }
    }
    return accepted;
}

static uint32_t limit_or(uint32_t limit, uint32_t otherwise)
{
    return limit != 0 ? limit : otherwise;
}

static size_t line_size(const h204_line *line)
{
    return line->name.size + (line->value.size > 0 ? 2 : 1) + line->value.size + 2;
}

/* No field whose meaning comes too late there (RFC 9110 6.5.1), and none twice that has one value (5.3). */
static expectation judge_trailer_name(const section *trailers, uint32_t which, size_t at)
{
    static const struct {
        h204_invariant row;
        const char *name;
    } late[] = {
        { H204_TRL_NO_FRAMING, "content-length" },
        { H204_TRL_NO_FRAMING, "transfer-encoding" },
        { H204_TRL_NO_ROUTING, "connection" },
        { H204_TRL_NO_ROUTING, "keep-alive" },
        { H204_TRL_NO_ROUTING, "proxy-connection" },
        { H204_TRL_NO_ROUTING, "upgrade" },
        { H204_TRL_NO_ROUTING, "via" },
        { H204_TRL_NO_AUTH, "www-authenticate" },
        { H204_TRL_NO_AUTH, "proxy-authenticate" },
        { H204_TRL_NO_AUTH, "set-cookie" },
        { H204_TRL_NO_CONTROL, "age" },
        { H204_TRL_NO_CONTROL, "cache-control" },
        { H204_TRL_NO_CONTROL, "expires" },
        { H204_TRL_NO_CONTROL, "date" },
        { H204_TRL_NO_CONTROL, "location" },
        { H204_TRL_NO_CONTROL, "retry-after" },
        { H204_TRL_NO_CONTROL, "vary" },
        { H204_TRL_NO_FORMAT, "content-type" },
        { H204_TRL_NO_FORMAT, "content-encoding" },
        { H204_TRL_NO_FORMAT, "content-language" },
        { H204_TRL_NO_FORMAT, "content-range" },
        { H204_TRL_NO_FORMAT, "trailer" },
    };
    static const char *const single[] = { "etag", "last-modified", "content-location", "server" };
    const h204_line *line = &trailers->lines[which];
    section before = *trailers;
    before.count = which;
    for (size_t i = 0; i < sizeof late / sizeof late[0]; i++) {
        if (is_called(line, late[i].name)) {
            return refused(late[i].row, at);
        }
    }
    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++) {
        if (is_called(line, single[i]) && count_named(&before, single[i]) > 0) {
            return refused(H204_TRL_DUP_LIST, at);
        }
    }
    return accepted;
}

/* A section of lines that begins at `at`.  A line that begins within the limit is judged as a whole. */
static expectation judge_lines(const plan *p, const section *lines, size_t at, size_t limit, bool in_trailers)
{
    for (uint32_t i = 0; i < lines->count && at < limit; i++) {
        if (i == limit_or(p->limits.fields, H204_DEFAULT_FIELDS)) {
            return refused(H204_LIMIT_FIELDS, at);
        }
        expectation expected = judge_line(&lines->lines[i], at, in_trailers);
        if (!expected.is_refused && in_trailers) {
            expected = judge_trailer_name(lines, i, at);
        }
        if (expected.is_refused) {
            return expected;
        }
        at += line_size(&lines->lines[i]);
    }
    return at + 2 > limit ? refused(in_trailers ? H204_LIMIT_TRAILERS : H204_LIMIT_HEAD, limit) : accepted;
}

static expectation judge_status_line(const h204_response *response)
{
    if (response->minor_version > 1) {
        return refused(H204_CX_SER_VERSION, 7);
    }
    if (response->status_code < 100 || response->status_code > 599) {
        return refused(H204_ST_CODE_RANGE, 9);
    }
    for (size_t i = 0; i < response->reason.size; i++) {
        uint8_t octet = response->reason.data[i];
        if (!may_tell(octet)) {
            return refused(octet == '\r' ? H204_ST_NO_BARE_CR : H204_ST_REASON_CHARS, STATUS_LINE + i);
        }
    }
    return accepted;
}

/* The next member of a list, without the blanks around it; empty ones are skipped (RFC 9110 5.6.1.2). */
static bool next_member(h204_view *rest, h204_view *member)
{
    while (rest->size > 0) {
        size_t size = 0;
        while (size < rest->size && rest->data[size] != ',') {
            size++;
        }
        *member = cut_off(rest, size);
        cut_off(rest, rest->size > 0 ? 1 : 0);
        while (member->size > 0 && is_blank(member->data[0])) {
            cut_off(member, 1);
        }
        while (member->size > 0 && is_blank(member->data[member->size - 1])) {
            member->size--;
        }
        if (member->size > 0) {
            return true;
        }
    }
    return false;
}

typedef struct codings {
    bool are_good;   /* all registered, without parameters, chunked at most once (RFC 9112 6.1, 7) */
    bool is_chunked; /* chunked is the last */
} codings;

static codings codings_of(const section *fields)
{
    static const char *const registered[] = { "chunked", "gzip", "x-gzip", "compress", "x-compress", "deflate" };
    codings result = { true, false };
    uint32_t count = 0;
    uint32_t chunked = 0;
    for (uint32_t i = 0; i < fields->count; i++) {
        h204_view rest = fields->lines[i].value;
        h204_view member;
        while (is_called(&fields->lines[i], "transfer-encoding") && next_member(&rest, &member)) {
            bool is_known = false;
            for (size_t j = 0; j < sizeof registered / sizeof registered[0]; j++) {
                is_known = is_known || same_name(member, text(registered[j]));
            }
            result.is_chunked = same_name(member, text("chunked"));
            result.are_good = result.are_good && is_known;
            chunked += result.is_chunked ? 1 : 0;
            count += 1;
        }
    }
    result.are_good = result.are_good && count > 0 && chunked <= 1;
    return result;
}

/* 1*DIGIT (RFC 9110 8.6) that fits 64 bits; `number` is then set */
static bool is_length(h204_view value, uint64_t *number)
{
    static const char most[] = "18446744073709551615";
    while (value.size > 1 && value.data[0] == '0') {
        cut_off(&value, 1);
    }
    bool is_good = value.size > 0 && value.size < sizeof most;
    *number = 0;
    for (size_t i = 0; is_good && i < value.size; i++) {
        is_good = value.data[i] >= '0' && value.data[i] <= '9';
        *number = *number * 10 + (uint64_t)(value.data[i] - '0');
    }
    return is_good && (value.size + 1 < sizeof most || memcmp(value.data, most, value.size) <= 0);
}

static bool has_one_length(const section *fields, uint64_t *number)
{
    uint32_t count = 0;
    bool is_good = true;
    for (uint32_t i = 0; i < fields->count; i++) {
        if (is_called(&fields->lines[i], "content-length")) {
            is_good = is_length(fields->lines[i].value, number);
            count += 1;
        }
    }
    return count == 1 && is_good;
}

static bool lists_other_than_tokens(const section *fields, const char *name)
{
    for (uint32_t i = 0; i < fields->count; i++) {
        h204_view rest = fields->lines[i].value;
        h204_view member;
        while (is_called(&fields->lines[i], name) && next_member(&rest, &member)) {
            for (size_t j = 0; j < member.size; j++) {
                if (!may_name(member.data[j])) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* Is the culprit in, or right behind, the value of a line of that name?  An empty one stands behind its colon. */
static bool is_in_value(const plan *p, const char *name, size_t culprit)
{
    size_t at = STATUS_LINE + p->response.reason.size + 2;
    for (uint32_t i = 0; i < p->fields.count; i++) {
        const h204_line *line = &p->fields.lines[i];
        size_t value = at + line->name.size + (line->value.size > 0 ? 2 : 1);
        if (is_called(line, name) && culprit >= value && culprit <= value + line->value.size) {
            return true;
        }
        at += line_size(line);
    }
    return false;
}

typedef struct claim { /* rows that the fields as a whole break */
    bool is_broken;
    h204_invariant first;
    h204_invariant last;
    const char *name; /* in whose value the culprit is; NULL: the status code */
} claim;

/* Is `outcome` what the fields as a whole deserve? */
static bool fields_deserve(const plan *p, h204_outcome outcome)
{
    static const char te_name[] = "transfer-encoding";
    static const char cl_name[] = "content-length";
    unsigned status = p->response.status_code;
    bool te = count_named(&p->fields, te_name) > 0;
    bool cl = count_named(&p->fields, cl_name) > 0;
    bool is_1xx = status / 100 == 1;
    bool is_tunnel = p->request.method == REQUEST_CONNECT && status / 100 == 2;
    uint64_t length;
    const claim claims[] = {
        { te && !codings_of(&p->fields).are_good, H204_FRAME_TE_ABNF, H204_FRAME_TE_CHUNKED_ONCE, te_name },
        { te && p->response.minor_version == 0, H204_FRAME_TE_10_GEN, H204_FRAME_TE_10_GEN, te_name },
        { te && p->request.is_10, H204_FRAME_TE_REQ_11, H204_FRAME_TE_REQ_11, te_name },
        { te && cl, H204_FRAME_TE_CL_GEN, H204_FRAME_TE_CL_GEN, te_name },
        { te && cl, H204_FRAME_TE_CL_GEN, H204_FRAME_TE_CL_GEN, cl_name },
        { cl && !has_one_length(&p->fields, &length), H204_FRAME_CL_NONEMPTY, H204_FRAME_CL_SINGLE, cl_name },
        { cl && status == 204, H204_S204_NO_CL, H204_S204_NO_CL, cl_name },
        { te && status == 204, H204_S204_NO_TE, H204_S204_NO_TE, te_name },
        { cl && is_1xx, H204_S1XX_NO_CL, H204_S1XX_NO_CL, cl_name },
        { te && is_1xx, H204_S1XX_NO_TE, H204_S1XX_NO_TE, te_name },
        { is_1xx && p->request.is_10, H204_S1XX_NOT_TO_10, H204_S1XX_NOT_TO_10, NULL },
        { cl && is_tunnel, H204_CONNECT_NO_CL, H204_CONNECT_NO_CL, cl_name },
        { te && is_tunnel, H204_CONNECT_NO_TE, H204_CONNECT_NO_TE, te_name },
        { lists_other_than_tokens(&p->fields, "connection"), H204_CONN_ABNF, H204_CONN_ABNF, "connection" },
    };
    bool is_any = false;
    bool is_named = false;
    for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++) {
        const claim *c = &claims[i];
        bool is_there = c->name == NULL ? outcome.culprit == 9 : is_in_value(p, c->name, outcome.culprit);
        bool is_this = outcome.broken >= c->first && outcome.broken <= c->last;
        is_any = is_any || c->is_broken;
        is_named = is_named || (c->is_broken && is_this && is_there);
    }
    return outcome.status == H204_INVALID ? is_named : !is_any;
}

/* ---- the calls --------------------------------------------------------------------------------------------- */

typedef enum call_kind { CALL_HEAD, CALL_CONTENT, CALL_END } call_kind;

typedef struct session {
    const plan *p;
    h204_room room;
    h204_writing writing;
    message_framing framing;
    uint64_t remaining; /* of FRAMED_LENGTH */
    bool is_over;       /* its end was written */
    h204_view piece;    /* of CALL_CONTENT */
} session;

static octets wanted; /* by this call */
static octets sent;   /* content */
static uint8_t memory[4 * INPUT_MOST];

static void hold(const plan *p, bool is_kept, const char *law, h204_invariant promise)
{
    if (!is_kept) {
        input_violates(p->from, law, promise);
    }
}

static h204_outcome call(session *s, call_kind kind)
{
    const plan *p = s->p;
    if (kind == CALL_HEAD) {
        connection read = { NULL, 0, &p->request, 1, 0, p->limits, CONNECTION_OPEN };
        return h204_write_head(context_of(&read), &p->response, &s->room, &s->writing);
    }
    if (kind == CALL_CONTENT) {
        return h204_write_content(&s->writing, s->piece, &s->room);
    }
    return h204_write_end(&s->writing, p->trailers.lines, p->trailers.count, &s->room);
}

static bool is_untouched(const session *s, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (s->room.data[s->room.size + i] != UNTOUCHED) {
            return false;
        }
    }
    return true;
}

/* A call that may not succeed leaves everything as it was. */
static h204_outcome call_in_vain(session *s, call_kind kind, size_t capacity, size_t size)
{
    h204_writing before;
    size_t used = s->room.size;
    memcpy(&before, &s->writing, sizeof before);
    s->room.capacity = capacity;
    h204_outcome outcome = call(s, kind);
    hold(s->p,
         outcome.status != H204_DONE && s->room.size == used && is_untouched(s, size) &&
             memcmp(&before, &s->writing, sizeof before) == 0,
         law_atomic, H204_CX_SER_ATOMIC);
    return outcome;
}

static bool is_a_reason_to_refuse(h204_invariant invariant)
{
    const h204_invariant_info *row = h204_invariant_describe(invariant);
    bool is_named_alone =
        invariant == H204_FLD_VALUE_NO_LF || invariant == H204_CHK_NO_BARE_CR || invariant == H204_TRL_ONLY_CHUNKED;
    return row != NULL && (row->kind != H204_KIND_INVARIANT || row->writing == H204_WRITING_REFUSE || is_named_alone);
}

/* Make the call: with too little room, then with just enough; or be refused.  True where it is written. */
static bool try_call(session *s, call_kind kind, expectation expected)
{
    const plan *p = s->p;
    size_t used = s->room.size;
    size_t size = wanted.size;
    memset(memory + used, UNTOUCHED, size + MARGIN);
    if (expected.is_refused) {
        h204_outcome outcome = call_in_vain(s, kind, used + (p->from->places[2] % 2 == 0 ? size + MARGIN : 0), MARGIN);
        bool is_this = outcome.broken >= expected.first && outcome.broken <= expected.last;
        hold(p, outcome.status == H204_INVALID && is_this && is_a_reason_to_refuse(outcome.broken), law_refuses,
             H204_CX_SER_CLEAN);
        hold(p, !expected.place_is_known || outcome.culprit == expected.culprit, law_refuses, H204_CX_SER_CLEAN);
        return false;
    }
    if (size > 0) {
        h204_outcome lacks_one = call_in_vain(s, kind, used + size - 1, size + MARGIN);
        if (kind == CALL_HEAD && lacks_one.status == H204_INVALID) {
            hold(p, fields_deserve(p, lacks_one) && is_a_reason_to_refuse(lacks_one.broken), law_refuses,
                 H204_CX_SER_CLEAN);
            return false;
        }
        h204_outcome lacks_some = call_in_vain(s, kind, used + p->from->places[2] % size, size + MARGIN);
        hold(p,
             lacks_one.status == H204_NEED_SPACE && lacks_one.needed == used + size &&
                 lacks_some.status == H204_NEED_SPACE && lacks_some.needed == used + size,
             law_atomic, H204_CX_SER_ATOMIC);
    }
    s->room.capacity = used + size;
    h204_outcome outcome = call(s, kind);
    hold(p,
         outcome.status == H204_DONE && s->room.size == used + size && is_untouched(s, MARGIN) &&
             memcmp(memory + used, wanted.data, size) == 0,
         law_naive, H204_CX_READS_BACK);
    hold(p, kind != CALL_HEAD || fields_deserve(p, outcome), law_refuses, H204_CX_SER_CLEAN);
    return true;
}

/* How the end of the message is found (RFC 9112 6.3). */
static message_framing framing_of(const plan *p)
{
    unsigned status = p->response.status_code;
    bool is_without = status / 100 == 1 || status == 204 || status == 304 || p->request.method == REQUEST_HEAD;
    bool is_upgraded = status == 101 && (!p->request.fields_given || p->request.offers_upgrade);
    if (is_upgraded || (p->request.method == REQUEST_CONNECT && status / 100 == 2)) {
        return FRAMED_TUNNEL;
    }
    if (is_without) {
        return FRAMED_NONE;
    }
    if (count_named(&p->fields, "transfer-encoding") > 0) {
        return codings_of(&p->fields).is_chunked ? FRAMED_CHUNKED : FRAMED_CLOSE;
    }
    return count_named(&p->fields, "content-length") > 0 ? FRAMED_LENGTH : FRAMED_CLOSE;
}

static bool write_head(session *s)
{
    const plan *p = s->p;
    size_t limit = limit_or(p->limits.head, H204_DEFAULT_HEAD);
    expectation expected = judge_status_line(&p->response);
    if (!expected.is_refused) {
        expected = judge_lines(p, &p->fields, STATUS_LINE + p->response.reason.size + 2, limit, false);
    }
    wanted.size = 0;
    put_head(&wanted, p);
    memset(&s->writing, UNTOUCHED, sizeof s->writing);
    bool is_written = try_call(s, CALL_HEAD, expected);
    if (is_written) {
        s->framing = framing_of(p);
        s->remaining = 0;
        if (s->framing == FRAMED_LENGTH) {
            has_one_length(&p->fields, &s->remaining);
        }
        hold(p, (int)s->writing.framing == (int)s->framing, law_naive, H204_CX_READS_BACK);
    }
    return is_written;
}

/* Where no content may be, the row that says so (RFC 9112 6.3 (1), (2)). */
static h204_invariant row_of_content(const session *s)
{
    unsigned status = s->p->response.status_code;
    if (s->framing == FRAMED_TUNNEL || status / 100 == 1) {
        return H204_CX_SER_NOBODY;
    }
    if (status == 204) {
        return H204_S204_NO_CONTENT_WIRE;
    }
    return s->p->request.method == REQUEST_HEAD ? H204_HEAD_NO_CONTENT : H204_S304_NO_CONTENT;
}

static expectation judge_content(const session *s)
{
    uint32_t line_limit = limit_or(s->p->limits.chunk_line, H204_DEFAULT_CHUNK_LINE);
    if (s->piece.size == 0) {
        return accepted;
    }
    if (s->framing == FRAMED_NONE || s->framing == FRAMED_TUNNEL) {
        return refused(row_of_content(s), 0);
    }
    if (s->is_over) {
        return refused(H204_CX_SER_LENGTH, 0);
    }
    if (s->framing == FRAMED_LENGTH && s->piece.size > s->remaining) {
        return refused(H204_CX_SER_LENGTH, (size_t)s->remaining);
    }
    char line[24];
    bool is_long = snprintf(line, sizeof line, "%zx\r\n", s->piece.size) > (int)line_limit;
    return s->framing == FRAMED_CHUNKED && is_long ? refused(H204_LIMIT_CHUNK_LINE, line_limit) : accepted;
}

static void write_content(session *s)
{
    expectation expected = judge_content(s);
    wanted.size = 0;
    if (s->framing == FRAMED_CHUNKED && s->piece.size > 0) {
        put_chunk(&wanted, s->piece);
    } else {
        put(&wanted, s->piece.data, s->piece.size);
    }
    if (try_call(s, CALL_CONTENT, expected)) {
        put(&sent, s->piece.data, s->piece.size);
        s->remaining -= s->framing == FRAMED_LENGTH ? s->piece.size : 0;
    }
}

static void write_end(session *s)
{
    const plan *p = s->p;
    expectation expected = accepted;
    wanted.size = 0;
    if (p->trailers.count > 0 && s->framing != FRAMED_CHUNKED) {
        expected = refused(H204_TRL_ONLY_CHUNKED, 0);
    } else if (s->framing == FRAMED_LENGTH && s->remaining > 0) {
        expected = refused(H204_FRAME_R6_LENGTH, 0);
    } else if (s->framing == FRAMED_CHUNKED && !s->is_over) {
        size_t limit = LAST_CHUNK + (size_t)limit_or(p->limits.trailers, H204_DEFAULT_TRAILERS);
        expected = judge_lines(p, &p->trailers, LAST_CHUNK, limit, true);
        put(&wanted, "0\r\n", LAST_CHUNK);
        put_lines(&wanted, &p->trailers);
    }
    s->is_over = try_call(s, CALL_END, expected) || s->is_over;
}

/* ---- reading it back --------------------------------------------------------------------------------------- */

static bool is_same(h204_view given, string read)
{
    return given.size == read.size && (read.size == 0 || memcmp(given.data, read.data, read.size) == 0);
}

static bool are_same(const section *given, const field_line *read, size_t count)
{
    bool same = given->count == count;
    for (size_t i = 0; same && i < count; i++) {
        same = is_same(given->lines[i].name, read[i].name) && is_same(given->lines[i].value, read[i].value);
    }
    return same;
}

static void read_back(const session *s)
{
    static reading_result by_codec;
    static reading_result by_oracle;
    const plan *p = s->p;
    connection back = { memory, s->room.size, &p->request, 1, 0, p->limits, CONNECTION_OPEN };
    back.end = s->framing == FRAMED_CLOSE ? CONNECTION_CLOSED : CONNECTION_OPEN;
    codec_read(&back, NULL, 0, &by_codec);
    oracle_read(&back, &by_oracle);
    hold(p, results_equal(&by_codec, &by_oracle), law_reads_back, H204_CX_STREAM);
    hold(p, by_codec.message_count == 1 && by_codec.state != READ_REJECT, law_reads_back, H204_CX_READS_BACK);
    const message_result *message = &by_codec.messages[0];
    h204_view content = { sent.data, sent.size };
    bool is_whole = s->framing == FRAMED_CHUNKED ? s->is_over : s->remaining == 0;
    hold(p,
         message->minor_version == p->response.minor_version && message->status_code == p->response.status_code &&
             message->framing == s->framing && is_same(p->response.reason, message->reason) &&
             are_same(&p->fields, message->fields, message->field_count) && is_same(content, message->body),
         law_reads_back, H204_CX_READS_BACK);
    hold(p, message->complete == is_whole && (!is_whole || message->size == s->room.size), law_reads_back,
         H204_CX_READS_BACK);
    hold(p,
         !is_whole || s->framing != FRAMED_CHUNKED || are_same(&p->trailers, message->trailers, message->trailer_count),
         law_reads_back, H204_CX_READS_BACK);
}

static void check(const session *s)
{
    static h204_breach breaches[256];
    static const uint32_t profiles = H204_PROFILE_CORE | H204_PROFILE_EXTENDED | H204_PROFILE_READER;
    h204_field fields[2];
    h204_exchange exchange = exchange_for(&s->p->request, fields);
    h204_message message = { { memory, s->room.size }, { NULL, 0 }, H204_END_OPEN, &exchange };
    h204_verdicts verdicts;
    h204_check(&message, profiles, breaches, sizeof breaches / sizeof breaches[0], &verdicts);
    for (uint32_t i = 0; i < verdicts.breach_count; i++) {
        const h204_invariant_info *row = h204_invariant_describe(breaches[i].invariant);
        hold(s->p, row->writing != H204_WRITING_REFUSE, law_clean, H204_CX_SER_CLEAN);
    }
}

/* Promises and predicates cost ten times what writing does: for short messages, and for one in 16 of the others. */
static bool is_looked_at_closely(const input *from)
{
    return from->size <= CUTS_EXHAUSTIVE || (from->octets[from->size / 2] + from->size) % 16 == 0;
}

void sampled_write(input from)
{
    static plan p;
    if (from.size > INPUT_MOST) {
        return;
    }
    bool is_close = is_looked_at_closely(&from);
    h204_promises_are_checked = is_close;
    memset(&p, 0, sizeof p);
    make_plan(&from, &p);
    session s = { &p, { memory, 0, 0 }, { 0 }, FRAMED_NONE, 0, false, { NULL, 0 } };
    sent.size = 0;
    if (!write_head(&s)) {
        return;
    }
    uint32_t pieces = 0;
    for (const char *next = p.calls; *next != 0; next++) {
        if (*next == 'c') {
            s.piece = p.pieces[pieces++];
            write_content(&s);
        } else {
            write_end(&s);
        }
    }
    read_back(&s);
    if (is_close) {
        check(&s);
    }
}
