/* testee.c - what the testees around C parsers share: the contract of spec/testee.md, and one connection of it.
 */
#include "testee.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- octets ------------------------------------------------------------------------------------------- */

static void *sound(void *memory)
{
    if (memory == NULL) {
        fputs("out of memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    return memory;
}

void text_add(text *t, const char *data, size_t size)
{
    if (t->capacity - t->size < size) {
        t->capacity = (t->capacity + size) * 2;
        t->data = sound(realloc(t->data, t->capacity));
    }
    if (size > 0) {
        memcpy(t->data + t->size, data, size);
        t->size += size;
    }
}

void text_free(text *t)
{
    free(t->data);
    *t = (text){NULL, 0, 0};
}

/* An octet is a code point: from 0x80 up two octets of UTF-8. */
static json_t *latin1(const text *t)
{
    text utf8 = {NULL, 0, 0};
    for (size_t i = 0; i < t->size; i++) {
        unsigned char octet = (unsigned char)t->data[i];
        char two[] = {(char)(0xC0 | octet >> 6), (char)(0x80 | (octet & 0x3F))};
        if (octet < 0x80) {
            text_add(&utf8, &t->data[i], 1);
        } else {
            text_add(&utf8, two, sizeof two);
        }
    }
    json_t *string = json_stringn(utf8.size > 0 ? utf8.data : "", utf8.size);
    text_free(&utf8);
    return string;
}

/* RFC 4648 4 */
static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static json_t *base64(const text *t)
{
    text out = {NULL, 0, 0};
    for (size_t i = 0; i < t->size; i += 3) {
        size_t left = t->size - i;
        uint32_t bits = 0;
        for (size_t k = 0; k < 3; k++) {
            bits = bits << 8 | (k < left ? (unsigned char)t->data[i + k] : 0u);
        }
        char four[] = {digits[bits >> 18], digits[bits >> 12 & 63], digits[bits >> 6 & 63],
                       digits[bits & 63]};
        for (size_t k = left + 1; k < 4; k++) {
            four[k] = '=';
        }
        text_add(&out, four, sizeof four);
    }
    json_t *string = json_stringn(out.size > 0 ? out.data : "", out.size);
    text_free(&out);
    return string;
}

static text octets_of_base64(const char *from)
{
    text out = {NULL, 0, 0};
    uint32_t bits = 0;
    unsigned count = 0;
    for (; *from != 0 && *from != '='; from++) {
        const char *digit = strchr(digits, *from);
        bits = bits << 6 | (digit != NULL ? (uint32_t)(digit - digits) : 0);
        count += 6;
        if (count >= 8) {
            count -= 8;
            char octet = (char)(bits >> count & 0xFF);
            text_add(&out, &octet, 1);
        }
    }
    return out;
}

/* ---- what is asked ------------------------------------------------------------------------------------ */

bool next_feed(connection *c, span *piece)
{
    size_t to = c->input.size;
    if (c->next_split < json_array_size(c->splits)) {
        to = (size_t)json_integer_value(json_array_get(c->splits, c->next_split++));
    }
    *piece = (span){c->fed, to};
    c->fed = to;
    return piece->from < piece->to;
}

static json_t *oldest_request(const connection *c)
{
    return json_array_get(c->requests, c->answered);
}

bool expects_response(const connection *c)
{
    return oldest_request(c) != NULL && !c->closes && c->state == NULL;
}

static bool method_is(const connection *c, const char *method)
{
    json_t *request = oldest_request(c);
    json_t *given = json_is_object(request) ? json_object_get(request, "method") : request;
    return json_is_string(given) && strcmp(json_string_value(given), method) == 0;
}

bool asked_for_head(const connection *c)
{
    return method_is(c, "HEAD");
}

bool asked_to_connect(const connection *c)
{
    return method_is(c, "CONNECT");
}

/* A field of the oldest request, or NULL. */
static const char *request_field(const connection *c, const char *name)
{
    size_t i;
    json_t *pair;
    json_array_foreach(json_object_get(oldest_request(c), "fields"), i, pair)
    {
        const char *given = json_string_value(json_array_get(pair, 0));
        if (given != NULL && strcasecmp(given, name) == 0) {
            return json_string_value(json_array_get(pair, 1));
        }
    }
    return NULL;
}

bool asked_to_upgrade(const connection *c)
{
    json_t *request = oldest_request(c);
    const char *version = json_string_value(json_object_get(request, "version"));
    if (version != NULL && strcmp(version, "1.0") == 0) {
        return false; /* RFC 9110 7.8: a server ignores Upgrade there */
    }
    return json_object_get(request, "fields") == NULL || request_field(c, "Upgrade") != NULL;
}

bool asked_to_close(const connection *c)
{
    const char *options = request_field(c, "Connection");
    return options != NULL && strcasestr(options, "close") != NULL;
}

/* ---- what was found ----------------------------------------------------------------------------------- */

/* Whitespace around a value is no part of it (RFC 9110 5.5); not every parser takes it off behind. */
static text trimmed(text value)
{
    while (value.size > 0 &&
           (value.data[value.size - 1] == ' ' || value.data[value.size - 1] == '\t')) {
        value.size--;
    }
    return value;
}

static void end_field(connection *c)
{
    if (c->in_value || c->name.size > 0) {
        text value = trimmed(c->value);
        json_t *pair = json_array();
        json_array_append_new(pair, latin1(&c->name));
        json_array_append_new(pair, latin1(&value));
        json_array_append_new(c->fields, pair);
    }
    c->name.size = 0;
    c->value.size = 0;
    c->in_value = false;
}

void on_name(connection *c, const char *data, size_t size)
{
    if (c->in_value) {
        end_field(c);
    }
    text_add(&c->name, data, size);
}

void on_value(connection *c, const char *data, size_t size)
{
    c->in_value = true;
    text_add(&c->value, data, size);
}

void on_head(connection *c, unsigned major, unsigned minor, unsigned status, const char *framing)
{
    char version[24];
    snprintf(version, sizeof version, "%u.%u", major, minor);
    end_field(c);
    c->status = status;
    c->message = json_object();
    json_object_set_new(c->message, "version", json_string(version));
    json_object_set_new(c->message, "status", json_integer(status));
    json_object_set_new(c->message, "reason", latin1(&c->reason));
    json_object_set(c->message, "fields", c->fields);
    if (framing != NULL) {
        json_object_set_new(c->message, "framing", json_string(framing));
    }
    json_array_append(c->messages, c->message);
    json_decref(c->fields);
    c->fields = json_array();
}

/* What is known of a message only where its reading stops.  A trailer section that is cut is none. */
static void end_message(connection *c, size_t end, bool complete)
{
    if (complete) {
        end_field(c);
        json_object_set(c->message, "trailers", c->fields);
    }
    json_object_set_new(c->message, "body", base64(&c->body));
    json_object_set_new(c->message, "size", json_integer((json_int_t)(end - c->whole)));
    json_object_set_new(c->message, "complete", json_boolean(complete));
}

static void begin_message(connection *c)
{
    json_decref(c->message);
    json_decref(c->fields);
    c->message = NULL;
    c->fields = json_array();
    c->reason.size = 0;
    c->name.size = 0;
    c->value.size = 0;
    c->in_value = false;
    c->body.size = 0;
}

void on_message(connection *c, size_t end, reuse told)
{
    end_message(c, end, true);
    if (told != REUSE_UNKNOWN) {
        json_object_set_new(c->message, "reuse", json_boolean(told == REUSE_YES));
    }
    c->whole = end;
    if (c->status / 100 != 1) {
        c->answered++;
        c->closes = told == REUSE_NO;
    }
    begin_message(c);
}

void on_tunnel(connection *c, size_t end)
{
    on_message(c, end, REUSE_NO);
    c->state = "tunnel";
}

void on_reject(connection *c)
{
    c->state = "reject";
}

/* ---- the answer --------------------------------------------------------------------------------------- */

/* How many octets of CRLF pairs input[whole .. size) is, or 0 where it is anything else. */
static size_t only_crlf(const connection *c)
{
    size_t left = c->input.size - c->whole;
    for (size_t i = 0; i < left; i++) {
        if (c->input.data[c->whole + i] != "\r\n"[i % 2]) {
            return 0;
        }
    }
    return left % 2 == 0 ? left : 0;
}

static json_t *end_of(const connection *c)
{
    size_t left = c->input.size - c->whole;
    size_t dropped = only_crlf(c);
    bool is_answered = oldest_request(c) == NULL;
    const char *state = c->state;
    if (state == NULL) {
        bool waits = !is_answered && !c->closes;
        state = waits ? "incomplete" : left > dropped ? "excess" : is_answered ? "done" : "closed";
    }
    json_t *end = json_pack("{s:s}", "state", state);
    if (strcmp(state, "done") == 0 || strcmp(state, "closed") == 0) {
        json_object_set_new(end, "discarded", json_integer((json_int_t)dropped));
    }
    return end;
}

static json_t *answer_of(const testee *self, json_t *question)
{
    connection c = {
        .requests = json_object_get(question, "requests"),
        .input = octets_of_base64(json_string_value(json_object_get(question, "input"))),
        .splits = json_object_get(question, "splits"),
        .messages = json_array(),
    };
    const char *end = json_string_value(json_object_get(question, "end"));
    c.ends_cleanly = end != NULL && strcmp(end, "eof") == 0;

    size_t i;
    json_t *asked;
    json_array_foreach(json_object_get(question, "tolerate"), i, asked)
    {
        unsigned which = 0;
        while (self->tolerates[which] != NULL &&
               strcmp(self->tolerates[which], json_string_value(asked)) != 0) {
            which++;
        }
        if (self->tolerates[which] == NULL) {
            json_decref(c.messages);
            text_free(&c.input);
            return json_pack("{s:s}", "skip", "a tolerance is lacking");
        }
        c.tolerances |= 1u << which;
    }

    begin_message(&c);
    self->read(&c);
    if (c.message != NULL) {
        end_message(&c, c.input.size, false);
        json_object_set_new(c.message, "reuse", json_false());
    }
    json_t *answer = json_object();
    json_object_set_new(answer, "messages", c.messages);
    json_object_set_new(answer, "end", end_of(&c));
    json_decref(c.message);
    json_decref(c.fields);
    text *all[] = {&c.input, &c.reason, &c.name, &c.value, &c.body};
    for (i = 0; i < sizeof all / sizeof all[0]; i++) {
        text_free(all[i]);
    }
    return answer;
}

static json_t *list_of(const char *const *names)
{
    json_t *list = json_array();
    for (; *names != NULL; names++) {
        json_array_append_new(list, json_string(*names));
    }
    return list;
}

static json_t *reply_to(const testee *self, json_t *line)
{
    if (json_object_get(line, "h204") != NULL) {
        return json_pack("{s:i, s:s, s:s, s:o, s:o}", "h204", 1, "name", self->name, "version",
                         self->version, "knows", list_of(self->knows), "tolerates",
                         list_of(self->tolerates));
    }
    const char *operation = json_string_value(json_object_get(line, "op"));
    bool reads = operation == NULL || strcmp(operation, "read") == 0;
    json_t *reply = !reads ? json_pack("{s:s}", "skip", "a parser does not write")
                    : json_is_string(json_object_get(line, "input"))
                        ? answer_of(self, line)
                        : json_pack("{s:s}", "error", "no input");
    json_object_set(reply, "id", json_object_get(line, "id"));
    return reply;
}

int testee_run(const testee *self)
{
    char *line = NULL;
    size_t capacity = 0;
    ssize_t size;
    while ((size = getline(&line, &capacity, stdin)) >= 0) {
        json_t *asked = json_loadb(line, (size_t)size, JSON_ALLOW_NUL, NULL);
        json_t *reply = asked != NULL ? reply_to(self, asked)
                                      : json_pack("{s:n, s:s}", "id", "error", "no JSON");
        json_dumpf(reply, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
        putchar('\n');
        fflush(stdout);
        json_decref(reply);
        json_decref(asked);
    }
    free(line);
    return EXIT_SUCCESS;
}
