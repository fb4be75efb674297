/* field.c - names and values of field lines, and what the fields of a request say. */
#include "field.h"

uint32_t h204_span_size(h204_span span)
{
    return span.size & ~H204_REPAIRED;
}

h204_value_reader h204_value_open(h204_view input, h204_span value)
{
    h204_value_reader reader = { 0 };
    reader.data = input.data;
    reader.at = value.offset;
    reader.end = value.offset + h204_span_size(value);
    reader.repaired = (value.size & H204_REPAIRED) != 0;
    return reader;
}

static uint32_t skip_blanks(const h204_value_reader *reader, uint32_t at)
{
    while (at < reader->end && h204_is_blank(reader->data[at])) {
        at++;
    }
    return at;
}

/* obs-fold = OWS CRLF RWS (RFC 9112 5.2), where LF may stand for CRLF.  The end of the one that begins here,
 * or reader->at. */
static uint32_t fold_end(h204_value_reader *reader)
{
    if (reader->at < reader->unfolded_until) {
        return reader->at;
    }
    uint32_t at = skip_blanks(reader, reader->at);
    bool has_cr = at < reader->end && reader->data[at] == CR;
    uint32_t line_end = at + (has_cr ? 1u : 0u);
    if (line_end < reader->end && reader->data[line_end] == LF) {
        return skip_blanks(reader, line_end + 1);
    }
    reader->unfolded_until = at;
    return reader->at;
}

int h204_value_peek(h204_value_reader *reader)
{
    if (reader->at == reader->end) {
        return H204_VALUE_END;
    }
    uint8_t octet = reader->data[reader->at];
    if (!reader->repaired) {
        return octet;
    }
    bool becomes_sp = octet == 0 || octet == CR || fold_end(reader) != reader->at;
    return becomes_sp ? SP : octet;
}

void h204_value_skip(h204_value_reader *reader)
{
    uint32_t end = reader->repaired ? fold_end(reader) : reader->at;
    reader->at = end != reader->at ? end : reader->at + 1;
}

void h204_value_skip_blanks(h204_value_reader *reader)
{
    for (;;) {
        int octet = h204_value_peek(reader);
        if (octet != SP && octet != HTAB) {
            return;
        }
        h204_value_skip(reader);
    }
}

h204_outcome h204_copy_value(h204_view input, h204_span span, h204_room *room)
{
    h204_outcome outcome = { H204_DONE, H204_INVARIANT_NONE, 0, 0, 0 };
    h204_value_reader counting = h204_value_open(input, span);
    size_t size = 0;
    while (h204_value_peek(&counting) != H204_VALUE_END) {
        h204_value_skip(&counting);
        size++;
    }
    if (room->capacity - room->size < size) {
        outcome.status = H204_NEED_SPACE;
        outcome.needed = room->size + size;
        return outcome;
    }
    h204_value_reader reader = h204_value_open(input, span);
    for (size_t i = 0; i < size; i++) {
        room->data[room->size] = (uint8_t)h204_value_peek(&reader);
        room->size += 1;
        h204_value_skip(&reader);
    }
    return outcome;
}

bool h204_spells(const uint8_t *data, size_t size, const char *lower, size_t lower_size)
{
    if (size != lower_size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if (h204_lower(data[i]) != (uint8_t)lower[i]) {
            return false;
        }
    }
    return true;
}

/* token (RFC 9110 5.6.2).  The size of the one that was skipped. */
static uint32_t skip_token(h204_value_reader *reader, char *name, uint32_t capacity)
{
    uint32_t size = 0;
    for (;;) {
        int octet = h204_value_peek(reader);
        if (octet == H204_VALUE_END || !h204_is_tchar((uint8_t)octet)) {
            return size;
        }
        if (size < capacity) {
            name[size] = (char)h204_lower((uint8_t)octet);
        }
        h204_value_skip(reader);
        size++;
    }
}

/* quoted-string (RFC 9110 5.6.4) */
static bool skip_quoted_string(h204_value_reader *reader)
{
    h204_value_skip(reader);
    for (;;) {
        int octet = h204_value_peek(reader);
        if (octet == '\\') {
            h204_value_skip(reader);
            octet = h204_value_peek(reader);
            if (octet == H204_VALUE_END || !h204_is_text((uint8_t)octet)) {
                return false;
            }
        } else if (octet == '"') {
            h204_value_skip(reader);
            return true;
        } else if (octet == H204_VALUE_END || !h204_is_text((uint8_t)octet)) {
            return false;
        }
        h204_value_skip(reader);
    }
}

/* transfer-parameter = token BWS "=" BWS ( token / quoted-string ) */
static bool skip_parameter(h204_value_reader *reader)
{
    if (skip_token(reader, NULL, 0) == 0) {
        return false;
    }
    h204_value_skip_blanks(reader);
    if (h204_value_peek(reader) != '=') {
        return false;
    }
    h204_value_skip(reader);
    h204_value_skip_blanks(reader);
    if (h204_value_peek(reader) == '"') {
        return skip_quoted_string(reader);
    }
    return skip_token(reader, NULL, 0) != 0;
}

bool h204_value_coding(h204_value_reader *reader, h204_coding *coding)
{
    h204_coding result = { { 0 }, 0, false };
    result.size = skip_token(reader, result.name, sizeof result.name);
    if (result.size == 0) {
        return false;
    }
    for (;;) {
        h204_value_skip_blanks(reader);
        if (h204_value_peek(reader) != ';') {
            *coding = result;
            return true;
        }
        h204_value_skip(reader);
        h204_value_skip_blanks(reader);
        if (!skip_parameter(reader)) {
            return false;
        }
        result.has_parameters = true;
    }
}

bool h204_value_lists(h204_view input, h204_span value, const char *option, size_t size)
{
    h204_value_reader reader = h204_value_open(input, value);
    bool found = false;
    while (!found && h204_value_peek(&reader) != H204_VALUE_END) {
        h204_value_skip_blanks(&reader);
        size_t matched = 0;
        bool same = true;
        int octet = h204_value_peek(&reader);
        while (octet != H204_VALUE_END && octet != ',' && octet != SP && octet != HTAB) {
            same = same && matched < size && h204_lower((uint8_t)octet) == (uint8_t)option[matched];
            matched++;
            h204_value_skip(&reader);
            octet = h204_value_peek(&reader);
        }
        h204_value_skip_blanks(&reader);
        octet = h204_value_peek(&reader);
        found = same && matched == size && (octet == ',' || octet == H204_VALUE_END);
        while (octet != ',' && octet != H204_VALUE_END) { /* no token: "close now" */
            h204_value_skip(&reader);
            octet = h204_value_peek(&reader);
        }
        if (octet == ',') {
            h204_value_skip(&reader);
        }
    }
    return found;
}

#define METHOD_IS(exchange, literal) \
    ((exchange)->method.size == sizeof literal - 1 && \
     is_exactly((exchange)->method.data, "" literal, sizeof literal - 1))

static bool is_exactly(const uint8_t *data, const char *literal, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (data[i] != (uint8_t)literal[i]) {
            return false;
        }
    }
    return true;
}

static bool has(const h204_exchange *exchange, h204_given member)
{
    return (exchange->given & (uint32_t)member) != 0;
}

h204_context h204_context_of(const h204_exchange *exchange)
{
    h204_context context = { H204_METHOD_OTHER, H204_UNKNOWN, H204_UNKNOWN, H204_UNKNOWN, 0,
                             { 0, 0, 0, 0, 0, 0 } };
    if (has(exchange, H204_GIVEN_METHOD) && METHOD_IS(exchange, "HEAD")) {
        context.method = H204_METHOD_HEAD;
    }
    if (has(exchange, H204_GIVEN_METHOD) && METHOD_IS(exchange, "CONNECT")) {
        context.method = H204_METHOD_CONNECT;
    }
    if (has(exchange, H204_GIVEN_VERSION)) {
        bool is_10 = exchange->major_version == 1 && exchange->minor_version == 0;
        context.request_is_10 = is_10 ? H204_YES : H204_NO;
    }
    if (has(exchange, H204_GIVEN_FIELDS)) {
        context.offered_upgrade = H204_NO;
        context.request_said_close = H204_NO;
        for (uint32_t i = 0; i < exchange->field_count; i++) {
            h204_span name = exchange->fields[i].name;
            h204_span value = exchange->fields[i].value;
            const uint8_t *spelling = exchange->octets.data + name.offset;
            if (H204_SPELLS(spelling, name.size, "upgrade")) {
                context.offered_upgrade = H204_YES;
            }
            if (H204_SPELLS(spelling, name.size, "connection") &&
                H204_LISTS(exchange->octets, value, "close")) {
                context.request_said_close = H204_YES;
            }
        }
    }
    return context;
}
