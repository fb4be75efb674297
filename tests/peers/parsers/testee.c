/* testee.c - what the testees around C parsers share: the contract of spec/testee.md. */
#include "testee.h"

#include <jansson.h>
#include <strings.h>

/* ---- octets ------------------------------------------------------------------------------------------- */

/* An octet is a code point: from 0x80 up two octets of UTF-8. */
static json_t *latin1(const text *t, span place)
{
    text utf8 = {NULL, 0, 0};
    for (size_t i = place.from; i < place.to; i++) {
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

static json_t *base64(const text *t, span place)
{
    text out = {NULL, 0, 0};
    for (size_t i = place.from; i < place.to; i += 3) {
        size_t left = place.to - i;
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

static bool method_is(json_t *request, const char *method)
{
    json_t *given = json_is_object(request) ? json_object_get(request, "method") : request;
    return json_is_string(given) && strcmp(json_string_value(given), method) == 0;
}

/* A field of the request, or NULL. */
static const char *request_field(json_t *request, const char *name)
{
    size_t i;
    json_t *pair;
    json_array_foreach(json_object_get(request, "fields"), i, pair)
    {
        const char *given = json_string_value(json_array_get(pair, 0));
        if (given != NULL && strcasecmp(given, name) == 0) {
            return json_string_value(json_array_get(pair, 1));
        }
    }
    return NULL;
}

static bool may_upgrade(json_t *request)
{
    const char *version = json_string_value(json_object_get(request, "version"));
    if (version != NULL && strcmp(version, "1.0") == 0) {
        return false; /* RFC 9110 7.8: a server ignores Upgrade there */
    }
    return json_object_get(request, "fields") == NULL || request_field(request, "Upgrade") != NULL;
}

static bool says_close(json_t *request)
{
    const char *options = request_field(request, "Connection");
    return options != NULL && strcasestr(options, "close") != NULL;
}

/* In memory for free(), and how many in *count. */
static peer_request *requests_of(json_t *asked, size_t *count)
{
    *count = json_array_size(asked);
    peer_request *requests = peer_grown(NULL, (*count + 1) * sizeof *requests);
    for (size_t i = 0; i < *count; i++) {
        json_t *request = json_array_get(asked, i);
        requests[i] = (peer_request){
            .is_head = method_is(request, "HEAD"),
            .is_connect = method_is(request, "CONNECT"),
            .may_upgrade = may_upgrade(request),
            .says_close = says_close(request),
        };
    }
    return requests;
}

static size_t *splits_of(json_t *asked, size_t *count)
{
    *count = json_array_size(asked);
    size_t *splits = peer_grown(NULL, (*count + 1) * sizeof *splits);
    for (size_t i = 0; i < *count; i++) {
        splits[i] = (size_t)json_integer_value(json_array_get(asked, i));
    }
    return splits;
}

/* ---- the answer --------------------------------------------------------------------------------------- */

static json_t *lines_of(const peer *c, span lines)
{
    json_t *list = json_array();
    for (size_t i = lines.from; i < lines.to; i++) {
        json_t *pair = json_array();
        json_array_append_new(pair, latin1(&c->told, c->lines[i].name));
        json_array_append_new(pair, latin1(&c->told, c->lines[i].value));
        json_array_append_new(list, pair);
    }
    return list;
}

static json_t *message_of(const peer *c, const peer_message *m)
{
    char version[24];
    snprintf(version, sizeof version, "%u.%u", m->major, m->minor);
    json_t *message = json_object();
    json_object_set_new(message, "version", json_string(version));
    json_object_set_new(message, "status", json_integer(m->status));
    json_object_set_new(message, "reason", latin1(&c->told, m->reason));
    json_object_set_new(message, "fields", lines_of(c, m->fields));
    if (m->framing != NULL) {
        json_object_set_new(message, "framing", json_string(m->framing));
    }
    if (m->complete) {
        json_object_set_new(message, "trailers", lines_of(c, m->trailers));
    }
    json_object_set_new(message, "body", base64(&c->content, m->body));
    json_object_set_new(message, "size", json_integer((json_int_t)m->size));
    json_object_set_new(message, "complete", json_boolean(m->complete));
    if (m->reuse != REUSE_UNKNOWN) {
        json_object_set_new(message, "reuse", json_boolean(m->reuse == REUSE_YES));
    }
    return message;
}

/* How many octets of CRLF pairs input[whole .. input_size) is, or 0 where it is anything else. */
static size_t only_crlf(const peer *c)
{
    size_t left = c->input_size - c->whole;
    for (size_t i = 0; i < left; i++) {
        if (c->input[c->whole + i] != "\r\n"[i % 2]) {
            return 0;
        }
    }
    return left % 2 == 0 ? left : 0;
}

static json_t *end_of(const peer *c)
{
    size_t left = c->input_size - c->whole;
    size_t dropped = only_crlf(c);
    bool is_answered = c->answered == c->request_count;
    bool waits = !is_answered && !c->closes;
    const char *state = c->tunnels       ? "tunnel"
                        : c->rejects     ? "reject"
                        : waits          ? "incomplete"
                        : left > dropped ? "excess"
                        : is_answered    ? "done"
                                         : "closed";
    json_t *end = json_pack("{s:s}", "state", state);
    if (strcmp(state, "done") == 0 || strcmp(state, "closed") == 0) {
        json_object_set_new(end, "discarded", json_integer((json_int_t)dropped));
    }
    return end;
}

/* Whether the testee has every tolerance that is asked for. */
static bool tolerates_all(const testee *self, json_t *tolerances)
{
    size_t i;
    json_t *asked;
    json_array_foreach(tolerances, i, asked)
    {
        unsigned which = 0;
        while (self->tolerates[which] != NULL &&
               strcmp(self->tolerates[which], json_string_value(asked)) != 0) {
            which++;
        }
        if (self->tolerates[which] == NULL) {
            return false;
        }
    }
    return true;
}

static json_t *answer_of(const testee *self, json_t *question)
{
    json_t *tolerances = json_object_get(question, "tolerate");
    if (!tolerates_all(self, tolerances)) {
        return json_pack("{s:s}", "skip", "a tolerance is lacking");
    }
    peer c = {0};
    text input = octets_of_base64(json_string_value(json_object_get(question, "input")));
    peer_request *requests = requests_of(json_object_get(question, "requests"), &c.request_count);
    size_t *splits = splits_of(json_object_get(question, "splits"), &c.split_count);
    const char *end = json_string_value(json_object_get(question, "end"));
    c.input = input.data;
    c.input_size = input.size;
    c.requests = requests;
    c.splits = splits;
    c.ends_cleanly = end != NULL && strcmp(end, "eof") == 0;
    c.chunked_over_length = json_array_size(tolerances) > 0;
    self->read(&c);
    on_end(&c);
    json_t *messages = json_array();
    for (size_t i = 0; i < c.message_count; i++) {
        json_array_append_new(messages, message_of(&c, &c.messages[i]));
    }
    json_t *answer = json_object();
    json_object_set_new(answer, "messages", messages);
    json_object_set_new(answer, "end", end_of(&c));
    peer_free(&c);
    text_free(&input);
    free(requests);
    free(splits);
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
