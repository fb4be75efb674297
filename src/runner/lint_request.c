/* lint_request.c - a request as a command line or a recording tells it. */
#include "lint_request.h"

#include <string.h>

static bool is_token(const char *text, size_t size)
{
    static const char others[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && memchr(others, c, sizeof others - 1) == NULL) {
            return false;
        }
    }
    return size > 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "HTTP/1.1", or "HTTP/2" as tools print it: that version has no minor one (RFC 9110 2.5). */
static bool parse_version(const char *text, h204_exchange *exchange)
{
    bool has_major = strncmp(text, "HTTP/", 5) == 0 && is_digit(text[5]);
    bool has_minor = has_major && text[6] == '.' && is_digit(text[7]) && text[8] == 0;
    bool is_whole = has_minor || (has_major && text[5] >= '2' && text[6] == 0);
    if (is_whole) {
        exchange->given |= H204_GIVEN_VERSION;
        exchange->major_version = (uint8_t)(text[5] - '0');
        exchange->minor_version = has_minor ? (uint8_t)(text[7] - '0') : 0;
    }
    return is_whole;
}

bool lint_request_parse(const char *text, lint_request *request)
{
    size_t method = strcspn(text, " ");
    if (!is_token(text, method)) {
        return false;
    }
    *request = (lint_request){ .text = text };
    request->exchange.given = H204_GIVEN_METHOD;
    request->exchange.method = (h204_view){ (const uint8_t *)text, method };
    if (text[method] == 0) {
        return true;
    }
    const char *target = text + method + 1;
    size_t size = strcspn(target, " ");
    if (size == 0) {
        return false;
    }
    request->exchange.given |= H204_GIVEN_TARGET;
    request->exchange.target = (h204_view){ (const uint8_t *)target, size };
    return target[size] == 0 || parse_version(target + size + 1, &request->exchange);
}

bool lint_request_add_fields(lint_request *request, h204_view section, memory *from)
{
    h204_context context = { 0 };
    h204_field *fields = NULL;
    uint32_t count = 0;
    h204_outcome outcome = h204_parse_fields(context, section, NULL, 0, &count);
    if (outcome.status == H204_NEED_SPACE) {
        fields = memory_array(from, outcome.needed, sizeof *fields);
        outcome = h204_parse_fields(context, section, fields, (uint32_t)outcome.needed, &count);
    }
    if (outcome.status != H204_DONE) {
        return false;
    }
    request->exchange.given |= H204_GIVEN_FIELDS;
    request->exchange.octets = section;
    request->exchange.fields = fields;
    request->exchange.field_count = count;
    return true;
}
