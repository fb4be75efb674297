/* write.c - responses to octets, always strict: what could be misread is refused. */
#include "framing.h"
#include "head.h"
#include "promise.h"
#include "value.h"

#include <string.h>

enum { STATUS_LINE_SIZE = 13 }; /* "HTTP/1.1 204 " */
enum { VERSION_AT = 7, STATUS_CODE_AT = 9 };
enum { CHUNK_SIZE_MOST = 16 };  /* hexadecimal digits of 64 bits */

typedef enum writing_state { WRITING_OPEN, WRITING_OVER } writing_state;

static h204_outcome refuse(h204_invariant broken, size_t culprit)
{
    h204_outcome outcome = { H204_INVALID, H204_INVARIANT_NONE, 0, 0, 0 };
    outcome.broken = broken;
    outcome.culprit = culprit;
    return outcome;
}

static h204_outcome written(void)
{
    h204_outcome outcome = { H204_DONE, H204_INVARIANT_NONE, 0, 0, 0 };
    return outcome;
}

static bool is_refused(h204_outcome outcome)
{
    return outcome.status != H204_DONE;
}

/* Room for `size` more octets, or how much is needed. */
static h204_outcome make_room(const h204_room *room, size_t size)
{
    h204_outcome outcome = written();
    if (room->capacity - room->size < size) {
        outcome.status = H204_NEED_SPACE;
        outcome.needed = room->size + size;
    }
    return outcome;
}

static void put(h204_room *room, const void *data, size_t size)
{
    if (size > 0) {
        memcpy(room->data + room->size, data, size);
    }
    room->size += size;
}

/* ---- what may be written ----------------------------------------------------------------------------------- */

typedef struct octet_rows { /* what a forbidden octet is called */
    h204_invariant name_empty;
    h204_invariant name;
    h204_invariant cr;
    h204_invariant nul;
    h204_invariant control;
} octet_rows;

static const octet_rows head_rows = { H204_FLD_NAME_NONEMPTY, H204_FLD_NAME_TCHAR,
                                      H204_FLD_VALUE_NO_BARE_CR, H204_FLD_VALUE_NO_NUL,
                                      H204_FLD_VALUE_NO_CTL };
static const octet_rows trailer_rows = { H204_TRL_SYNTAX, H204_TRL_SYNTAX, H204_CHK_NO_BARE_CR,
                                         H204_TRL_SYNTAX, H204_TRL_SYNTAX };

static h204_outcome judge_name(h204_view name, size_t at, const octet_rows *rows)
{
    if (name.size == 0) {
        return refuse(rows->name_empty, at);
    }
    for (size_t i = 0; i < name.size; i++) {
        if (!h204_is_tchar(name.data[i])) {
            return refuse(rows->name, at + i);
        }
    }
    return written();
}

static h204_invariant forbidden_octet(uint8_t octet, const octet_rows *rows)
{
    if (octet == LF) {
        return H204_FLD_VALUE_NO_LF;
    }
    if (octet == CR) {
        return rows->cr;
    }
    return octet == 0 ? rows->nul : rows->control;
}

static h204_outcome judge_value(h204_view value, size_t at, const octet_rows *rows)
{
    if (value.size == 0) {
        return written();
    }
    if (h204_is_blank(value.data[0])) {
        return refuse(H204_CX_INJECT_VALUE, at);
    }
    size_t reach = h204_scan_text(value.data, value.size);
    if (reach < value.size) {
        return refuse(forbidden_octet(value.data[reach], rows), at + reach);
    }
    bool ends_blank = h204_is_blank(value.data[value.size - 1]);
    return ends_blank ? refuse(H204_CX_INJECT_VALUE, at + value.size - 1) : written();
}

/* field-name ":" SP field-value CRLF; an empty value has no SP before it */
static size_t value_offset(const h204_line *line)
{
    return line->name.size + 1 + (line->value.size > 0 ? 1 : 0);
}

static size_t line_size(const h204_line *line)
{
    return value_offset(line) + line->value.size + 2;
}

static h204_outcome judge_line(const h204_line *line, size_t at, const octet_rows *rows)
{
    h204_outcome outcome = judge_name(line->name, at, rows);
    return is_refused(outcome) ? outcome : judge_value(line->value, at + value_offset(line), rows);
}

static void put_line(h204_room *room, const h204_line *line)
{
    put(room, line->name.data, line->name.size);
    put(room, ": ", line->value.size > 0 ? 2 : 1);
    put(room, line->value.data, line->value.size);
    put(room, "\r\n", 2);
}

static h204_outcome judge_status_line(const h204_response *response)
{
    if (response->minor_version > 1) {
        return refuse(H204_CX_SER_VERSION, VERSION_AT);
    }
    if (response->status_code < 100 || response->status_code > 599) {
        return refuse(H204_ST_CODE_RANGE, STATUS_CODE_AT);
    }
    size_t reach = h204_scan_text(response->reason.data, response->reason.size);
    if (reach < response->reason.size) {
        bool is_cr = response->reason.data[reach] == CR;
        return refuse(is_cr ? H204_ST_NO_BARE_CR : H204_ST_REASON_CHARS, STATUS_LINE_SIZE + reach);
    }
    return written();
}

/* The earliest of the refusals that the fields as a whole deserve; of one place the lowest number. */
static void weigh_refusal(h204_outcome *outcome, bool is_broken, h204_invariant row, size_t culprit)
{
    bool comes_first = !is_refused(*outcome) || culprit < outcome->culprit ||
                       (culprit == outcome->culprit && row < outcome->broken);
    if (is_broken && comes_first) {
        *outcome = refuse(row, culprit);
    }
}

static h204_outcome judge_framing(h204_context context, const h204_response *response,
                                  const h204_framing_facts *facts)
{
    bool has_te = facts->te_lines > 0;
    bool has_cl = facts->cl_lines > 0;
    bool to_10 = context.request_is_10 == H204_YES;
    bool is_1xx = response->status_code / 100 == 1;
    bool is_204 = response->status_code == 204;
    bool is_tunnel = context.method == H204_METHOD_CONNECT && response->status_code / 100 == 2;
    size_t te_at = facts->te_place.offset;
    size_t cl_at = facts->cl_place.offset;
    h204_framing_verdict strict = h204_framing_judge(response->minor_version, facts);
    h204_outcome outcome = written();
    weigh_refusal(&outcome, strict.broken != H204_INVARIANT_NONE, strict.broken, strict.culprit.offset);
    weigh_refusal(&outcome, has_te && to_10, H204_FRAME_TE_REQ_11, te_at);
    weigh_refusal(&outcome, has_cl && is_204, H204_S204_NO_CL, cl_at);
    weigh_refusal(&outcome, has_te && is_204, H204_S204_NO_TE, te_at);
    weigh_refusal(&outcome, has_cl && is_1xx, H204_S1XX_NO_CL, cl_at);
    weigh_refusal(&outcome, has_te && is_1xx, H204_S1XX_NO_TE, te_at);
    weigh_refusal(&outcome, is_1xx && to_10, H204_S1XX_NOT_TO_10, STATUS_CODE_AT);
    weigh_refusal(&outcome, has_cl && is_tunnel, H204_CONNECT_NO_CL, cl_at);
    weigh_refusal(&outcome, has_te && is_tunnel, H204_CONNECT_NO_TE, te_at);
    return outcome;
}

/* Connection = #connection-option (RFC 9110 7.6.1).  `at` is where its value would stand. */
static void weigh_connection(h204_outcome *outcome, h204_view value, size_t at)
{
    h204_span whole = { 0, (uint32_t)value.size };
    h204_faults faults;
    memset(&faults, 0, sizeof faults);
    h204_value_judge(value, H204_VALUE_CONNECTION, whole, H204_NO_CLOCK, &faults);
    weigh_refusal(outcome, h204_has_fault(&faults, H204_FAULT_GRAMMAR), H204_CONN_ABNF,
                  at + faults.place[H204_FAULT_GRAMMAR].offset);
}

/* Syntax line by line, then the fields as a whole, as a reader would meet them.  *size: octets of the head. */
static h204_outcome judge_head(h204_context context, const h204_response *response, size_t *size,
                               h204_framing_facts *facts)
{
    h204_outcome outcome = judge_status_line(response);
    if (is_refused(outcome)) {
        return outcome;
    }
    uint32_t field_limit = h204_limit_or(context.limits.fields, H204_DEFAULT_FIELDS);
    size_t head_limit = h204_limit_or(context.limits.head, H204_DEFAULT_HEAD);
    size_t at = STATUS_LINE_SIZE + response->reason.size + 2;
    h204_outcome connection = written();
    for (uint32_t i = 0; i < response->field_count && at < head_limit; i++) {
        const h204_line *line = &response->fields[i];
        if (i == field_limit) {
            return refuse(H204_LIMIT_FIELDS, at);
        }
        outcome = judge_line(line, at, &head_rows);
        if (is_refused(outcome)) {
            return outcome;
        }
        if (line->value.size < head_limit) { /* its place fits a span, or the head is refused below */
            h204_span value = { 0, (uint32_t)line->value.size };
            h204_span place = { (uint32_t)(at + value_offset(line)), (uint32_t)line->value.size };
            h204_framing_note_line(facts, line->name, line->value, value, place, false);
            if (H204_SPELLS(line->name.data, line->name.size, "connection")) {
                weigh_connection(&connection, line->value, place.offset);
            }
        }
        at += line_size(line);
    }
    *size = at + 2;
    if (*size > head_limit) {
        return refuse(H204_LIMIT_HEAD, head_limit);
    }
    outcome = judge_framing(context, response, facts);
    weigh_refusal(&outcome, is_refused(connection), connection.broken, connection.culprit);
    return outcome;
}

/* ---- writing ------------------------------------------------------------------------------------------------ */

static void put_status_line(h204_room *room, const h204_response *response)
{
    uint8_t line[STATUS_LINE_SIZE] = { 'H', 'T', 'T', 'P', '/', '1', '.', '1', SP, '2', '0', '4', SP };
    line[VERSION_AT] = (uint8_t)('0' + response->minor_version);
    line[STATUS_CODE_AT] = (uint8_t)('0' + response->status_code / 100);
    line[STATUS_CODE_AT + 1] = (uint8_t)('0' + response->status_code / 10 % 10);
    line[STATUS_CODE_AT + 2] = (uint8_t)('0' + response->status_code % 10);
    put(room, line, sizeof line);
    put(room, response->reason.data, response->reason.size);
    put(room, "\r\n", 2);
}

#if H204_ASSERT

static bool holds(h204_view input, h204_span span, h204_view expected)
{
    return span.size == expected.size &&
           (span.size == 0 || memcmp(input.data + span.offset, expected.data, expected.size) == 0);
}

/* Both banks of the river: the strict reader finds, line by line, what was given. */
static bool reads_back(h204_context context, const h204_response *response, h204_view octets)
{
    enum { MOST = 64 };
    h204_field fields[MOST];
    h204_head head;
    context.tolerances = 0;
    h204_outcome outcome = h204_parse_head(context, octets, fields, MOST, &head);
    if (response->field_count > MOST) {
        return outcome.status == H204_NEED_SPACE && outcome.needed == response->field_count;
    }
    bool same = outcome.status == H204_DONE && outcome.consumed == octets.size &&
                head.status_code == response->status_code &&
                head.minor_version == response->minor_version &&
                head.field_count == response->field_count &&
                holds(octets, head.reason, response->reason);
    for (uint32_t i = 0; same && i < head.field_count; i++) {
        same = holds(octets, fields[i].name, response->fields[i].name) &&
               holds(octets, fields[i].value, response->fields[i].value);
    }
    return same;
}

#endif

h204_outcome h204_write_head(h204_context context, const h204_response *response, h204_room *room,
                             h204_writing *writing)
{
    size_t size = 0;
    h204_framing_facts facts;
    memset(&facts, 0, sizeof facts);
    context.tolerances = 0;
    h204_outcome outcome = judge_head(context, response, &size, &facts);
    if (!is_refused(outcome)) {
        outcome = make_room(room, size);
    }
    if (is_refused(outcome)) {
        return outcome;
    }
    put_status_line(room, response);
    for (uint32_t i = 0; i < response->field_count; i++) {
        put_line(room, &response->fields[i]);
    }
    put(room, "\r\n", 2);
    h204_framing_verdict verdict =
        h204_framing_decide(context, response->status_code, response->minor_version, &facts);
    h204_writing result = { H204_FRAMING_NONE, WRITING_OPEN, context.method, response->status_code, 0,
                            context.limits };
    result.framing = verdict.framing;
    result.remaining = verdict.content_length;
    *writing = result;
    PROMISE(CX_READS_BACK,
            reads_back(context, response, (h204_view){ room->data + room->size - size, size }));
    return outcome;
}

/* Which row content breaks where none may be. */
static h204_invariant no_content_row(const h204_writing *writing)
{
    if (writing->framing == H204_FRAMING_TUNNEL || writing->status_code / 100 == 1) {
        return H204_CX_SER_NOBODY;
    }
    if (writing->status_code == 204) {
        return H204_S204_NO_CONTENT_WIRE;
    }
    return writing->method == H204_METHOD_HEAD ? H204_HEAD_NO_CONTENT : H204_S304_NO_CONTENT;
}

/* chunk-size = 1*HEXDIG, without leading zeros; the digits stand at the end of `digits`. */
static size_t spell_chunk_size(uint8_t digits[CHUNK_SIZE_MOST], uint64_t size)
{
    size_t count = 0;
    do {
        unsigned digit = (unsigned)(size & 15u);
        count += 1;
        digits[CHUNK_SIZE_MOST - count] = (uint8_t)(digit < 10 ? '0' + digit : 'a' + digit - 10);
        size >>= 4;
    } while (size > 0);
    return count;
}

static h204_outcome write_chunk(const h204_writing *writing, h204_view content, h204_room *room)
{
    uint8_t digits[CHUNK_SIZE_MOST];
    size_t count = spell_chunk_size(digits, content.size);
    uint32_t line_limit = h204_limit_or(writing->limits.chunk_line, H204_DEFAULT_CHUNK_LINE);
    if (count + 2 > line_limit) {
        return refuse(H204_LIMIT_CHUNK_LINE, line_limit);
    }
    if (content.size > SIZE_MAX - count - 4) {
        return make_room(room, SIZE_MAX - room->size); /* no memory holds it */
    }
    h204_outcome outcome = make_room(room, count + content.size + 4);
    if (!is_refused(outcome)) {
        put(room, digits + CHUNK_SIZE_MOST - count, count);
        put(room, "\r\n", 2);
        put(room, content.data, content.size);
        put(room, "\r\n", 2);
    }
    return outcome;
}

h204_outcome h204_write_content(h204_writing *writing, h204_view content, h204_room *room)
{
    if (content.size == 0) {
        return written();
    }
    bool is_bodiless =
        writing->framing == H204_FRAMING_NONE || writing->framing == H204_FRAMING_TUNNEL;
    if (is_bodiless) {
        return refuse(no_content_row(writing), 0);
    }
    if (writing->state == WRITING_OVER) {
        return refuse(H204_CX_SER_LENGTH, 0);
    }
    if (writing->framing == H204_FRAMING_CHUNKED) {
        return write_chunk(writing, content, room);
    }
    bool is_counted = writing->framing == H204_FRAMING_LENGTH;
    if (is_counted && content.size > writing->remaining) {
        return refuse(H204_CX_SER_LENGTH, (size_t)writing->remaining);
    }
    h204_outcome outcome = make_room(room, content.size);
    if (!is_refused(outcome)) {
        put(room, content.data, content.size);
        writing->remaining -= is_counted ? content.size : 0;
    }
    return outcome;
}

static h204_outcome judge_trailers(const h204_writing *writing, const h204_line *trailers, uint32_t count,
                                   size_t start, size_t *size)
{
    uint32_t field_limit = h204_limit_or(writing->limits.fields, H204_DEFAULT_FIELDS);
    size_t section_limit = h204_limit_or(writing->limits.trailers, H204_DEFAULT_TRAILERS);
    size_t at = start;
    uint32_t singletons = 0;
    for (uint32_t i = 0; i < count && at - start < section_limit; i++) {
        if (i == field_limit) {
            return refuse(H204_LIMIT_FIELDS, at);
        }
        h204_outcome outcome = judge_line(&trailers[i], at, &trailer_rows);
        if (is_refused(outcome)) {
            return outcome;
        }
        h204_invariant row = h204_trailer_row(trailers[i].name.data, trailers[i].name.size);
        uint32_t singleton = h204_singleton_bit(trailers[i].name.data, trailers[i].name.size);
        if (row != H204_INVARIANT_NONE) {
            return refuse(row, at);
        }
        if ((singletons & singleton) != 0) {
            return refuse(H204_TRL_DUP_LIST, at);
        }
        singletons |= singleton;
        at += line_size(&trailers[i]);
    }
    if (at + 2 - start > section_limit) {
        return refuse(H204_LIMIT_TRAILERS, start + section_limit);
    }
    *size = at + 2;
    return written();
}

h204_outcome h204_write_end(h204_writing *writing, const h204_line *trailers, uint32_t trailer_count,
                            h204_room *room)
{
    static const uint8_t last_chunk[] = { '0', CR, LF };
    if (trailer_count > 0 && writing->framing != H204_FRAMING_CHUNKED) {
        return refuse(H204_TRL_ONLY_CHUNKED, 0);
    }
    if (writing->framing == H204_FRAMING_LENGTH && writing->remaining > 0) {
        return refuse(H204_FRAME_R6_LENGTH, 0);
    }
    h204_outcome outcome = written();
    if (writing->framing == H204_FRAMING_CHUNKED && writing->state == WRITING_OPEN) {
        size_t size = 0;
        outcome = judge_trailers(writing, trailers, trailer_count, sizeof last_chunk, &size);
        if (!is_refused(outcome)) {
            outcome = make_room(room, size);
        }
        if (is_refused(outcome)) {
            return outcome;
        }
        put(room, last_chunk, sizeof last_chunk);
        for (uint32_t i = 0; i < trailer_count; i++) {
            put_line(room, &trailers[i]);
        }
        put(room, "\r\n", 2);
    }
    writing->state = WRITING_OVER;
    return outcome;
}
