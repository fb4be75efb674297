/* exchange.c - what checking may know beyond a response's octets. */
#include "exchange.h"

#include <string.h>
#include <time.h>

/* ---- the request ----------------------------------------------------------------------------------------- */

static void add_fields(h204_exchange *exchange, const field_list *list, memory *from)
{
    size_t size = 0;
    for (size_t i = 0; i < list->count; i++) {
        size += list->pairs[i].name.size + list->pairs[i].value.size;
    }
    uint8_t *data = memory_take(from, size);
    h204_field *fields = memory_array(from, list->count, sizeof *fields);
    size_t at = 0;
    for (size_t i = 0; i < list->count; i++) {
        const field_pair *pair = &list->pairs[i];
        fields[i].name = (h204_span){(uint32_t)at, (uint32_t)pair->name.size};
        memcpy(data + at, pair->name.data, pair->name.size);
        at += pair->name.size;
        fields[i].value = (h204_span){(uint32_t)at, (uint32_t)pair->value.size};
        memcpy(data + at, pair->value.data, pair->value.size);
        at += pair->value.size;
    }
    exchange->given |= H204_GIVEN_FIELDS;
    exchange->octets = (h204_view){data, size};
    exchange->fields = fields;
    exchange->field_count = (uint32_t)list->count;
}

void exchange_add_context(h204_exchange *exchange, const context_spec *context)
{
    if (context->role_given) {
        exchange->given |= H204_GIVEN_ROLE;
        exchange->role = context->role;
    }
    if (context->target_given) {
        exchange->given |= H204_GIVEN_TARGET;
        exchange->target = (h204_view){context->target.data, context->target.size};
    }
    if (context->now_given) {
        exchange->given |= H204_GIVEN_NOW;
        exchange->now = context->now;
    }
    if (context->twin_given) {
        exchange->given |= H204_GIVEN_TWIN;
        exchange->twin = context->twin;
    }
    exchange->known_facts |= context->known_facts;
    exchange->facts |= context->facts;
}

/* What is given, and nothing that is left out. */
h204_exchange exchange_of(const request_spec *request, size_t outstanding, const context_spec *context,
                          memory *from)
{
    h204_exchange exchange = {0};
    exchange.given = H204_GIVEN_OUTSTANDING;
    exchange.outstanding = outstanding < UINT32_MAX ? (uint32_t)outstanding : UINT32_MAX;
    exchange_add_context(&exchange, context);
    if (request == NULL) {
        return exchange;
    }
    exchange.given |= H204_GIVEN_METHOD;
    exchange.method = (h204_view){request->method.data, request->method.size};
    if (request->version_given) {
        exchange.given |= H204_GIVEN_VERSION;
        exchange.major_version = request->major_version;
        exchange.minor_version = request->minor_version;
    }
    if (request->fields.given) {
        add_fields(&exchange, &request->fields, from);
    }
    return exchange;
}

/* ---- the twin -------------------------------------------------------------------------------------------- */

#define NO_ROOM "the twin is too large"

/* Read on behind the content of h204_body_step; NULL where the message is over at the end of the octets. */
static const char *read_end(h204_body *body, h204_outcome outcome, h204_view rest)
{
    if (outcome.status == H204_TRAILERS) {
        h204_field trailers[16];
        uint32_t count = 0;
        outcome = h204_body_trailers(body, rest, trailers, 16, &count);
        rest.size -= outcome.status == H204_DONE ? outcome.consumed : 0;
    }
    if (outcome.status == H204_NEED_INPUT && rest.size == 0) {
        outcome = h204_body_close(body, H204_END_CLOSED);
    }
    if (outcome.status == H204_DONE && rest.size == 0) {
        return NULL;
    }
    return outcome.status == H204_DONE ? "octets stand behind the twin" : "the twin is no whole response";
}

static const char *read_content(h204_body body, h204_view rest, arena *from, h204_twin *twin)
{
    uint8_t *content = arena_take(from, rest.size + 1);
    if (content == NULL) {
        return NO_ROOM;
    }
    size_t size = 0;
    h204_outcome outcome;
    do {
        h204_span spans[16];
        uint32_t count = 0;
        outcome = h204_body_step(&body, rest, spans, 16, &count);
        bool delivers = outcome.status == H204_CONTENT || outcome.status == H204_DONE;
        for (uint32_t i = 0; delivers && i < count; i++) {
            memcpy(content + size, rest.data + spans[i].offset, spans[i].size);
            size += spans[i].size;
        }
        rest.data += outcome.consumed;
        rest.size -= outcome.consumed;
    } while (outcome.status == H204_CONTENT);
    twin->content = (h204_view){content, size};
    twin->content_given = 1;
    return read_end(&body, outcome, rest);
}

const char *twin_read(octets response, arena *from, h204_twin *twin)
{
    h204_context context = {0};
    h204_view view = {response.data, response.size};
    h204_head head;
    h204_outcome outcome = h204_parse_head(context, view, NULL, 0, &head);
    h204_field *fields = NULL;
    if (outcome.status == H204_NEED_SPACE) {
        fields = arena_take_array(from, outcome.needed, sizeof *fields);
        if (fields == NULL) {
            return NO_ROOM;
        }
        outcome = h204_parse_head(context, view, fields, (uint32_t)outcome.needed, &head);
    }
    if (outcome.status != H204_DONE) {
        return "the twin is no whole response";
    }
    if (head.status_code / 100 == 1) {
        return "the twin is no final response";
    }
    *twin = (h204_twin){
        .status_code = head.status_code,
        .octets = view,
        .fields = fields,
        .field_count = head.field_count,
    };
    h204_view rest = {view.data + head.size, view.size - head.size};
    return read_content(h204_body_start(context, &head), rest, from, twin);
}

/* ---- dates ----------------------------------------------------------------------------------------------- */

void date_write(int64_t seconds, char text[DATE_SIZE])
{
    time_t time = (time_t)seconds;
    struct tm parts;
    text[0] = 0;
    if (gmtime_r(&time, &parts) != NULL) {
        strftime(text, DATE_SIZE, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    }
}

/* strptime takes more than the form: what is written from the result must be the text again. */
bool date_read(const char *text, int64_t *seconds)
{
    struct tm parts = {0};
    char again[DATE_SIZE];
    const char *end = strptime(text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    if (end == NULL || *end != 0) {
        return false;
    }
    *seconds = (int64_t)timegm(&parts);
    date_write(*seconds, again);
    return strcmp(again, text) == 0;
}
