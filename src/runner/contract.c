/* contract.c - the testee contract, version 1, as lines of JSON: both sides of it.
 */
#include "contract.h"

#include "base64.h"

#include <stdlib.h>
#include <string.h>

#define CONTRACT_VERSION 1

/* ---- writing ------------------------------------------------------------------------------------------ */

/* A code point of Latin-1 takes two octets of UTF-8 at most. */
static json_t *json_of_latin1(const void *data, size_t size)
{
    octet_buffer utf8 = {0};
    buffer_reserve(&utf8, size * 2 + 1);
    for (size_t i = 0; i < size; i++) {
        uint8_t octet = ((const uint8_t *)data)[i];
        if (octet < 0x80) {
            utf8.data[utf8.size++] = octet;
        } else {
            utf8.data[utf8.size++] = (uint8_t)(0xC0 | octet >> 6);
            utf8.data[utf8.size++] = (uint8_t)(0x80 | (octet & 0x3F));
        }
    }
    json_t *string = json_stringn((const char *)utf8.data, utf8.size);
    free(utf8.data);
    return string;
}

json_t *json_of_octets(octets latin1)
{
    return json_of_latin1(latin1.data, latin1.size);
}

json_t *json_of_text(const char *text)
{
    json_t *utf8 = json_string(text);
    return utf8 != NULL ? utf8 : json_of_latin1(text, strlen(text));
}

json_t *json_of_base64(octets data)
{
    octet_buffer text = {0};
    buffer_reserve(&text, base64_size(data.size) + 1);
    base64_encode(data.data, data.size, (char *)text.data);
    json_t *string = json_stringn((const char *)text.data, base64_size(data.size));
    free(text.data);
    return string;
}

json_t *json_of_fields(const field_list *fields)
{
    json_t *list = json_array();
    for (size_t i = 0; i < fields->count; i++) {
        json_t *pair = json_array();
        json_array_append_new(pair, json_of_octets(fields->pairs[i].name));
        json_array_append_new(pair, json_of_octets(fields->pairs[i].value));
        json_array_append_new(list, pair);
    }
    return list;
}

json_t *json_of_tolerances(uint32_t tolerances)
{
    json_t *list = json_array();
    for (uint32_t one = 1; one != 0; one <<= 1) {
        if ((tolerances & one) != 0) {
            json_array_append_new(list, json_string(tolerance_name(one)));
        }
    }
    return list;
}

json_t *json_of_knowledge(uint32_t knows)
{
    json_t *list = json_array();
    for (uint32_t one = 1; one != 0; one <<= 1) {
        if ((knows & one) != 0) {
            json_array_append_new(list, json_string(knowledge_name(one)));
        }
    }
    return list;
}

static json_t *json_of_invariant(h204_invariant invariant)
{
    return json_string(h204_invariant_describe(invariant)->name);
}

json_t *json_of_invariants(const invariant_list *list)
{
    json_t *names = json_array();
    for (size_t i = 0; i < list->count; i++) {
        json_array_append_new(names, json_of_invariant(list->items[i]));
    }
    return names;
}

static json_t *json_of_size(uint64_t size)
{
    return json_integer((json_int_t)size);
}

static json_t *json_of_message(const message_spec *message)
{
    json_t *object = json_object();
    if (message->version_given) {
        json_object_set_new(object, "version", json_of_octets(message->version));
    }
    json_object_set_new(object, "status", json_integer(message->status));
    if (message->reason_given) {
        json_object_set_new(object, "reason", json_of_octets(message->reason));
    }
    if (message->fields.given) {
        json_object_set_new(object, "fields", json_of_fields(&message->fields));
    }
    if (message->framing >= 0) {
        json_object_set_new(object, "framing",
                            json_string(framing_name((h204_framing)message->framing)));
    }
    if (message->body_given) {
        json_object_set_new(object, "body", json_of_base64(message->body));
    }
    if (message->trailers.given) {
        json_object_set_new(object, "trailers", json_of_fields(&message->trailers));
    }
    if (message->size_given) {
        json_object_set_new(object, "size", json_of_size(message->size));
    }
    if (message->complete != NOT_ASSERTED) {
        json_object_set_new(object, "complete", json_boolean(message->complete == ASSERTED_TRUE));
    }
    if (message->reuse != NOT_ASSERTED) {
        json_object_set_new(object, "reuse", json_boolean(message->reuse == ASSERTED_TRUE));
    }
    if (message->breaches.given) {
        json_object_set_new(object, "breaches", json_of_invariants(&message->breaches));
    }
    if (message->spent_given) {
        json_object_set_new(object, "spent", json_of_tolerances(message->spent));
    }
    return object;
}

static json_t *json_of_end(const answer_spec *answer)
{
    json_t *object = json_object();
    json_object_set_new(object, "state", json_string(end_state_name(answer->state)));
    if (answer->at_given) {
        json_object_set_new(object, "at", json_of_size(answer->at));
    }
    if (answer->invariant != H204_INVARIANT_NONE) {
        json_object_set_new(object, "invariant", json_of_invariant(answer->invariant));
    }
    if (answer->discarded_given && answer->discarded > 0) {
        json_object_set_new(object, "discarded", json_of_size(answer->discarded));
    }
    return object;
}

json_t *json_of_answer(const answer_spec *answer)
{
    json_t *object = json_object();
    if (answer->written_given) {
        json_object_set_new(object, "octets", json_of_base64(answer->octets_written));
        return object;
    }
    if (answer->refused_given) {
        json_object_set_new(object, "refused",
                            answer->refused != H204_INVARIANT_NONE
                                ? json_of_invariant(answer->refused)
                                : json_true());
        if (answer->at_given) {
            json_object_set_new(object, "at", json_of_size(answer->at));
        }
        return object;
    }
    if (answer->messages_given) {
        json_t *messages = json_array();
        for (size_t i = 0; i < answer->message_count; i++) {
            json_array_append_new(messages, json_of_message(&answer->messages[i]));
        }
        json_object_set_new(object, "messages", messages);
    }
    if (answer->state != END_ANY) {
        json_object_set_new(object, "end", json_of_end(answer));
    }
    return object;
}

contract_line line_of_json(json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENSURE_ASCII | JSON_ENCODE_ANY);
    json_decref(value);
    octet_buffer line = {0};
    if (text != NULL) {
        buffer_append(&line, text, strlen(text));
    }
    free(text);
    buffer_append(&line, "\n", 2);
    return (contract_line){(char *)line.data, line.size - 1};
}

static json_t *json_of_limits(h204_limits limits)
{
    const struct {
        const char *name;
        uint32_t value;
    } members[] = {
        {"head", limits.head},
        {"fields", limits.fields},
        {"chunk_line", limits.chunk_line},
        {"chunk_extensions", limits.chunk_extensions},
        {"trailers", limits.trailers},
        {"interim", limits.interim},
    };
    json_t *object = json_object();
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        if (members[i].value != 0) {
            json_object_set_new(object, members[i].name, json_integer(members[i].value));
        }
    }
    return object;
}

static json_t *json_of_request(const request_spec *request)
{
    if (!request->version_given && !request->fields.given) {
        return json_of_octets(request->method);
    }
    json_t *object = json_object();
    json_object_set_new(object, "method", json_of_octets(request->method));
    if (request->version_given) {
        const char version[] = {(char)('0' + request->major_version), '.',
                                (char)('0' + request->minor_version)};
        json_object_set_new(object, "version", json_stringn(version, sizeof version));
    }
    if (request->fields.given) {
        json_object_set_new(object, "fields", json_of_fields(&request->fields));
    }
    return object;
}

static json_t *json_of_response(const write_spec *response)
{
    const char version[] = {'1', '.', (char)('0' + response->minor_version)};
    json_t *object = json_object();
    json_object_set_new(object, "version", json_stringn(version, sizeof version));
    json_object_set_new(object, "status", json_integer(response->status));
    json_object_set_new(object, "reason", json_of_octets(response->reason));
    json_object_set_new(object, "fields", json_of_fields(&response->fields));
    json_object_set_new(object, "body", json_of_base64(response->body));
    json_object_set_new(object, "trailers", json_of_fields(&response->trailers));
    return object;
}

contract_line contract_hello(void)
{
    return line_of_json(json_pack("{s:i}", "h204", CONTRACT_VERSION));
}

contract_line contract_question(const char *id, const question *asked)
{
    json_t *object = json_object();
    json_object_set_new(object, "id", json_of_text(id));
    json_t *requests = json_array();
    for (size_t i = 0; i < asked->request_count; i++) {
        json_array_append_new(requests, json_of_request(&asked->requests[i]));
    }
    if (asked->writes) {
        json_object_set_new(object, "op", json_string("write"));
        json_object_set_new(object, "requests", requests);
        json_object_set_new(object, "response", json_of_response(&asked->response));
        return line_of_json(object);
    }
    json_object_set_new(object, "requests", requests);
    json_object_set_new(object, "input", json_of_base64(asked->input));
    json_object_set_new(object, "end", json_string(connection_end_name((h204_end)asked->end)));
    json_object_set_new(object, "tolerate", json_of_tolerances(asked->tolerances));
    json_t *splits = json_array();
    for (size_t i = 0; i < asked->cuts.count; i++) {
        json_array_append_new(splits, json_of_size(asked->cuts.at[i]));
    }
    json_object_set_new(object, "splits", splits);
    json_t *limits = json_of_limits(asked->limits);
    if (json_object_size(limits) > 0) {
        json_object_set(object, "limits", limits);
    }
    json_decref(limits);
    return line_of_json(object);
}

contract_line contract_greeting(const greeting *self)
{
    json_t *object = json_pack("{s:i}", "h204", CONTRACT_VERSION);
    json_object_set_new(object, "name", json_of_octets(self->name));
    json_object_set_new(object, "version", json_of_octets(self->version));
    json_object_set_new(object, "knows", json_of_knowledge(self->knows));
    json_object_set_new(object, "tolerates", json_of_tolerances(self->tolerates));
    return line_of_json(object);
}

contract_line contract_answer(json_t *id, const answer_spec *answer)
{
    json_t *object = json_object();
    json_object_set_new(object, "id", id);
    json_t *members = json_of_answer(answer);
    json_object_update(object, members);
    json_decref(members);
    return line_of_json(object);
}

contract_line contract_skip(json_t *id, const char *why)
{
    return line_of_json(json_pack("{s:o, s:o}", "id", id, "skip", json_of_text(why)));
}

contract_line contract_error(json_t *id, const char *why)
{
    return line_of_json(json_pack("{s:o, s:o}", "id", id, "error", json_of_text(why)));
}

/* ---- reading ------------------------------------------------------------------------------------------ */

/* A line being read: the first thing that is wrong with it stays. */
typedef struct source {
    memory *from;
    const char *wrong; /* NULL: nothing so far */
} source;

static void object_to(source *s, const char *member, const char *demand)
{
    if (s->wrong == NULL) {
        s->wrong = memory_text(s->from, "\"%s\" %s", member, demand);
    }
}

/* A member, or NULL where it is absent or null. */
static json_t *member_of(json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);
    return json_is_null(value) ? NULL : value;
}

/* Octets as Latin-1.  jansson has checked that the text is UTF-8. */
static octets octets_of(source *s, json_t *value, const char *member)
{
    if (!json_is_string(value)) {
        object_to(s, member, "is no string");
        return (octets){0};
    }
    const uint8_t *text = (const uint8_t *)json_string_value(value);
    size_t size = json_string_length(value);
    octets result = {memory_take(s->from, size + 1), 0};
    for (size_t i = 0; i < size; i++) {
        if (text[i] < 0x80) {
            result.data[result.size++] = text[i];
        } else if (text[i] <= 0xC3) {
            result.data[result.size++] = (uint8_t)(text[i] << 6 | (text[i + 1] & 0x3F));
            i++;
        } else {
            object_to(s, member, "has a code point above 255, which is no octet");
            return (octets){0};
        }
    }
    return result;
}

static octets decoded(source *s, json_t *value, const char *member)
{
    octets result = {NULL, 0};
    if (!json_is_string(value)) {
        object_to(s, member, "is no string of base64");
        return result;
    }
    size_t size = json_string_length(value);
    result.data = memory_take(s->from, size / 4 * 3 + 1);
    if (!base64_decode(json_string_value(value), size, result.data, &result.size)) {
        object_to(s, member, "is no base64 (RFC 4648 section 4)");
        return (octets){0};
    }
    return result;
}

static uint64_t number_of(source *s, json_t *value, const char *member, uint64_t most)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0 ||
        (uint64_t)json_integer_value(value) > most) {
        object_to(s, member, "is no number, or out of range");
        return 0;
    }
    return (uint64_t)json_integer_value(value);
}

static asserted truth_of(source *s, json_t *value, const char *member)
{
    if (!json_is_boolean(value)) {
        object_to(s, member, "is neither true nor false");
        return NOT_ASSERTED;
    }
    return json_is_true(value) ? ASSERTED_TRUE : ASSERTED_FALSE;
}

/* A string of ours, without NUL; "" where it is none. */
static const char *word_of(source *s, json_t *value, const char *member)
{
    if (!json_is_string(value) || strlen(json_string_value(value)) != json_string_length(value)) {
        object_to(s, member, "is no plain string");
        return "";
    }
    return json_string_value(value);
}

static field_list fields_of(source *s, json_t *value, const char *member)
{
    field_list list = {.given = true};
    if (!json_is_array(value)) {
        object_to(s, member, "is no list of pairs");
        return list;
    }
    list.count = json_array_size(value);
    list.pairs = memory_array(s->from, list.count, sizeof *list.pairs);
    for (size_t i = 0; i < list.count; i++) {
        json_t *pair = json_array_get(value, i);
        if (!json_is_array(pair) || json_array_size(pair) != 2) {
            object_to(s, member, "is no list of pairs");
            return list;
        }
        list.pairs[i].name = octets_of(s, json_array_get(pair, 0), member);
        list.pairs[i].value = octets_of(s, json_array_get(pair, 1), member);
    }
    return list;
}

static int by_number(const void *left, const void *right)
{
    h204_invariant a = *(const h204_invariant *)left;
    h204_invariant b = *(const h204_invariant *)right;
    return (a > b) - (a < b);
}

static invariant_list invariants_of(source *s, json_t *value, const char *member)
{
    invariant_list list = {.given = true};
    if (!json_is_array(value)) {
        object_to(s, member, "is no list of names");
        return list;
    }
    list.items = memory_array(s->from, json_array_size(value), sizeof *list.items);
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *name = word_of(s, json_array_get(value, i), member);
        if (!invariant_named(name, &list.items[list.count])) {
            object_to(s, member, memory_text(s->from, "names no invariant: \"%s\"", name));
            return list;
        }
        list.count++;
    }
    if (list.count > 0) {
        qsort(list.items, list.count, sizeof *list.items, by_number);
        size_t kept = 1;
        for (size_t i = 1; i < list.count; i++) {
            if (list.items[i] != list.items[kept - 1]) {
                list.items[kept++] = list.items[i];
            }
        }
        list.count = kept;
    }
    return list;
}

/* Names that we do not know are left out: a later version may have more. */
static uint32_t set_of(source *s, json_t *value, const char *member,
                       bool (*named)(const char *, uint32_t *))
{
    uint32_t set = 0;
    if (value == NULL) {
        return 0;
    }
    if (!json_is_array(value)) {
        object_to(s, member, "is no list of names");
        return 0;
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        uint32_t one;
        if (named(word_of(s, json_array_get(value, i), member), &one)) {
            set |= one;
        }
    }
    return set;
}

/* jansson quotes what it can not read, and that need not be UTF-8. */
static const char *as_ascii(char *text)
{
    for (char *at = text; *at != 0; at++) {
        *at = (unsigned char)*at < 0x80 ? *at : '?';
    }
    return text;
}

static json_t *object_of_line(const char *line, size_t size, memory *from, const char **why)
{
    json_error_t error;
    json_t *object = json_loadb(line, size, JSON_ALLOW_NUL, &error);
    if (object == NULL) {
        *why = memory_text(from, "no JSON: %s", as_ascii(error.text));
        return NULL;
    }
    if (!json_is_object(object)) {
        *why = "no JSON object";
        json_decref(object);
        return NULL;
    }
    return object;
}

const char *contract_read_greeting(const char *line, size_t size, memory *from, greeting *read)
{
    source s = {from, NULL};
    json_t *object = object_of_line(line, size, from, &s.wrong);
    if (object == NULL) {
        return s.wrong;
    }
    if (number_of(&s, json_object_get(object, "h204"), "h204", INT64_MAX) != CONTRACT_VERSION) {
        object_to(&s, "h204", "is another version of the contract");
    }
    greeting result = {0};
    json_t *name = member_of(object, "name");
    json_t *version = member_of(object, "version");
    result.name = name != NULL ? octets_of(&s, name, "name") : memory_octets(from, "testee", 6);
    result.version =
        version != NULL ? octets_of(&s, version, "version") : memory_octets(from, "", 0);
    result.knows = set_of(&s, member_of(object, "knows"), "knows", knowledge_named);
    result.tolerates = set_of(&s, member_of(object, "tolerates"), "tolerates", tolerance_named);
    json_decref(object);
    if (s.wrong == NULL) {
        *read = result;
    }
    return s.wrong;
}

/* ---- an answer ---------------------------------------------------------------------------------------- */

static message_spec message_of(source *s, json_t *object, uint32_t knows)
{
    message_spec message = {.framing = -1, .complete = ASSERTED_TRUE};
    if (!json_is_object(object)) {
        object_to(s, "messages", "holds something that is no object");
        return message;
    }
    json_t *value = member_of(object, "version");
    if (value != NULL) {
        message.version = octets_of(s, value, "version");
        message.version_given = true;
    }
    message.status =
        (uint16_t)number_of(s, json_object_get(object, "status"), "status", UINT16_MAX);
    value = member_of(object, "reason");
    if (value != NULL && (knows & KNOWS_REASON) != 0) {
        message.reason = octets_of(s, value, "reason");
        message.reason_given = true;
    }
    value = member_of(object, "fields");
    if (value != NULL) {
        message.fields = fields_of(s, value, "fields");
    }
    value = member_of(object, "framing");
    if (value != NULL) {
        h204_framing framing;
        if (framing_named(word_of(s, value, "framing"), &framing)) {
            message.framing = framing;
        } else {
            object_to(s, "framing", "is none of none, length, chunked, close, tunnel");
        }
    }
    value = member_of(object, "body");
    message.body = value != NULL ? decoded(s, value, "body") : memory_octets(s->from, "", 0);
    message.body_given = true;
    value = member_of(object, "trailers");
    if (value != NULL && (knows & KNOWS_TRAILERS) != 0) {
        message.trailers = fields_of(s, value, "trailers");
    }
    value = member_of(object, "size");
    if (value != NULL && (knows & KNOWS_SIZE) != 0) {
        message.size = number_of(s, value, "size", INT64_MAX);
        message.size_given = true;
    }
    value = member_of(object, "complete");
    if (value != NULL) {
        message.complete = truth_of(s, value, "complete");
    }
    value = member_of(object, "reuse");
    if (value != NULL && (knows & KNOWS_REUSE) != 0) {
        message.reuse = truth_of(s, value, "reuse");
    }
    value = member_of(object, "breaches");
    if (value != NULL && (knows & KNOWS_BREACHES) != 0) {
        message.breaches = invariants_of(s, value, "breaches");
    }
    value = member_of(object, "spent");
    if (value != NULL) {
        message.spent = set_of(s, value, "spent", tolerance_named);
        message.spent_given = true;
    }
    return message;
}

static void end_of(source *s, json_t *object, uint32_t knows, answer_spec *answer)
{
    if (!json_is_object(object)) {
        object_to(s, "end", "is missing, or no object");
        return;
    }
    if (!end_state_named(word_of(s, json_object_get(object, "state"), "state"), &answer->state)) {
        object_to(s, "state", "is none of done, excess, closed, incomplete, reject, tunnel");
    }
    json_t *value = member_of(object, "at");
    if (value != NULL && (knows & KNOWS_AT) != 0) {
        answer->at = number_of(s, value, "at", INT64_MAX);
        answer->at_given = true;
    }
    value = member_of(object, "invariant");
    if (value != NULL) {
        invariant_named(word_of(s, value, "invariant"), &answer->invariant);
    }
    value = member_of(object, "discarded");
    if (value != NULL) {
        answer->discarded = number_of(s, value, "discarded", INT64_MAX);
        answer->discarded_given = true;
    }
}

static answer_spec reading_of(source *s, json_t *object, uint32_t knows)
{
    answer_spec answer = {.state = END_ANY, .messages_given = true};
    json_t *messages = json_object_get(object, "messages");
    if (!json_is_array(messages)) {
        object_to(s, "messages", "is missing, or no list");
        return answer;
    }
    answer.message_count = json_array_size(messages);
    answer.messages = memory_array(s->from, answer.message_count, sizeof *answer.messages);
    for (size_t i = 0; i < answer.message_count; i++) {
        answer.messages[i] = message_of(s, json_array_get(messages, i), knows);
    }
    end_of(s, json_object_get(object, "end"), knows, &answer);
    return answer;
}

static answer_spec writing_of(source *s, json_t *object)
{
    answer_spec answer = {.state = END_ANY};
    json_t *written = member_of(object, "octets");
    json_t *refused = member_of(object, "refused");
    if (written != NULL) {
        answer.octets_written = decoded(s, written, "octets");
        answer.written_given = true;
        return answer;
    }
    if (refused == NULL) {
        object_to(s, "octets", "is missing, and so is \"refused\"");
        return answer;
    }
    answer.refused_given = true;
    if (json_is_string(refused)) {
        invariant_named(word_of(s, refused, "refused"), &answer.refused);
    }
    json_t *at = member_of(object, "at");
    if (at != NULL) {
        answer.at = number_of(s, at, "at", INT64_MAX);
        answer.at_given = true;
    }
    return answer;
}

static reply reply_of(source *s, json_t *object, const char *id, const question *asked,
                      uint32_t knows)
{
    reply result = {.kind = REPLY_ANSWER};
    json_t *error = member_of(object, "error");
    json_t *skip = member_of(object, "skip");
    const char *named = word_of(s, json_object_get(object, "id"), "id");
    if (error != NULL) {
        result.kind = REPLY_ERROR;
        result.why =
            memory_text(s->from, "%s", json_is_string(error) ? json_string_value(error) : "?");
        return result;
    }
    if (s->wrong == NULL && strcmp(named, id) != 0) {
        object_to(s, "id", "is not the one that was asked: the testee is out of step");
    }
    if (skip != NULL) {
        result.kind = REPLY_SKIP;
        result.why =
            memory_text(s->from, "%s", json_is_string(skip) ? json_string_value(skip) : "?");
    } else {
        result.answer = asked->writes ? writing_of(s, object) : reading_of(s, object, knows);
    }
    if (s->wrong != NULL) {
        result.kind = REPLY_MALFORMED;
        result.why = s->wrong;
    }
    return result;
}

reply contract_read_reply(const char *line, size_t size, const char *id, const question *asked,
                          uint32_t knows, memory *from)
{
    source s = {from, NULL};
    json_t *object = object_of_line(line, size, from, &s.wrong);
    if (object == NULL) {
        return (reply){.kind = REPLY_MALFORMED, .why = s.wrong};
    }
    reply result = reply_of(&s, object, id, asked, knows);
    json_decref(object);
    return result;
}

/* ---- a question --------------------------------------------------------------------------------------- */

/* "1.1": one digit, a dot, one digit (RFC 9112 2.3). */
static bool version_of(source *s, json_t *value, uint8_t *major, uint8_t *minor)
{
    octets text = octets_of(s, value, "version");
    if (text.size != 3 || text.data[1] != '.' || text.data[0] < '0' || text.data[0] > '9' ||
        text.data[2] < '0' || text.data[2] > '9') {
        object_to(s, "version", "is no version like 1.1");
        return false;
    }
    *major = (uint8_t)(text.data[0] - '0');
    *minor = (uint8_t)(text.data[2] - '0');
    return true;
}

static request_spec request_of(source *s, json_t *value)
{
    request_spec request = {0};
    if (!json_is_object(value)) {
        request.method = octets_of(s, value, "requests");
        return request;
    }
    request.method = octets_of(s, json_object_get(value, "method"), "method");
    json_t *version = member_of(value, "version");
    if (version != NULL) {
        request.version_given =
            version_of(s, version, &request.major_version, &request.minor_version);
    }
    json_t *fields = member_of(value, "fields");
    if (fields != NULL) {
        request.fields = fields_of(s, fields, "fields");
    }
    return request;
}

static void requests_of(source *s, json_t *value, question *asked)
{
    if (!json_is_array(value)) {
        object_to(s, "requests", "is missing, or no list");
        return;
    }
    size_t count = json_array_size(value);
    request_spec *requests = memory_array(s->from, count, sizeof *requests);
    for (size_t i = 0; i < count; i++) {
        requests[i] = request_of(s, json_array_get(value, i));
    }
    asked->requests = requests;
    asked->request_count = count;
}

static int by_offset(const void *left, const void *right)
{
    size_t a = *(const size_t *)left;
    size_t b = *(const size_t *)right;
    return (a > b) - (a < b);
}

/* A cut at either end of the input, behind it, or twice at one place, cuts nothing off and is left out. */
static cut_list cuts_of(source *s, json_t *value, size_t input_size)
{
    cut_list cuts = {0};
    if (value == NULL) {
        return cuts;
    }
    if (!json_is_array(value)) {
        object_to(s, "splits", "is no list of offsets");
        return cuts;
    }
    size_t count = json_array_size(value);
    size_t *at = memory_array(s->from, count, sizeof *at);
    for (size_t i = 0; i < count; i++) {
        at[i] = (size_t)number_of(s, json_array_get(value, i), "splits", INT64_MAX);
    }
    if (count > 0) {
        qsort(at, count, sizeof *at, by_offset);
    }
    for (size_t i = 0; i < count; i++) {
        if (at[i] > 0 && at[i] < input_size && (cuts.count == 0 || at[cuts.count - 1] != at[i])) {
            at[cuts.count++] = at[i];
        }
    }
    cuts.at = at;
    return cuts;
}

/* The codec reads a limit of zero as the default: a limit of none it can not be given, and says so. */
static const char *limits_of(source *s, json_t *object, h204_limits *limits)
{
    const struct {
        const char *name;
        uint32_t *value;
    } members[] = {
        {"head", &limits->head},
        {"fields", &limits->fields},
        {"chunk_line", &limits->chunk_line},
        {"chunk_extensions", &limits->chunk_extensions},
        {"trailers", &limits->trailers},
        {"interim", &limits->interim},
    };
    const char *lacking = NULL;
    if (!json_is_object(object)) {
        object_to(s, "limits", "is no object");
        return NULL;
    }
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        json_t *value = member_of(object, members[i].name);
        if (value == NULL) {
            continue;
        }
        uint64_t number = number_of(s, value, members[i].name, INT64_MAX);
        *members[i].value = number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
        if (number == 0) {
            lacking = memory_text(s->from, "the limit \"%s\" can not be 0", members[i].name);
        }
    }
    return lacking;
}

/* The set, and in *lacking why it can not be had. */
static uint32_t tolerances_of(source *s, json_t *value, const char **lacking)
{
    uint32_t set = set_of(s, value, "tolerate", tolerance_named);
    for (size_t i = 0; i < json_array_size(value); i++) {
        uint32_t one;
        const char *name = word_of(s, json_array_get(value, i), "tolerate");
        if (!tolerance_named(name, &one)) {
            *lacking = memory_text(s->from, "no tolerance \"%s\"", name);
        }
    }
    return set;
}

static write_spec response_of(source *s, json_t *object)
{
    write_spec response = {.minor_version = 1};
    if (!json_is_object(object)) {
        object_to(s, "response", "is missing, or no object");
        return response;
    }
    json_t *value = member_of(object, "version");
    if (value != NULL) {
        uint8_t major = 1;
        version_of(s, value, &major, &response.minor_version);
        if (major != 1) {
            object_to(s, "version", "is no version of HTTP/1");
        }
    }
    response.status =
        (uint16_t)number_of(s, json_object_get(object, "status"), "status", UINT16_MAX);
    value = member_of(object, "reason");
    response.reason = value != NULL ? octets_of(s, value, "reason") : memory_octets(s->from, "", 0);
    value = member_of(object, "fields");
    if (value != NULL) {
        response.fields = fields_of(s, value, "fields");
    }
    value = member_of(object, "body");
    response.body = value != NULL ? decoded(s, value, "body") : memory_octets(s->from, "", 0);
    value = member_of(object, "trailers");
    if (value != NULL) {
        response.trailers = fields_of(s, value, "trailers");
    }
    return response;
}

static void reading_asked(source *s, json_t *object, question *asked, const char **lacking)
{
    requests_of(s, member_of(object, "requests"), asked);
    json_t *input = member_of(object, "input");
    if (input == NULL) {
        object_to(s, "input", "is missing");
        return;
    }
    asked->input = decoded(s, input, "input");
    asked->end = H204_END_OPEN;
    json_t *end = member_of(object, "end");
    h204_end how = H204_END_OPEN;
    if (end != NULL && !connection_end_named(word_of(s, end, "end"), &how)) {
        object_to(s, "end", "is none of open, kept, eof, reset");
    }
    asked->end = how;
    asked->tolerances = tolerances_of(s, member_of(object, "tolerate"), lacking);
    asked->cuts = cuts_of(s, member_of(object, "splits"), asked->input.size);
    json_t *limits = member_of(object, "limits");
    if (limits != NULL) {
        const char *none = limits_of(s, limits, &asked->limits);
        *lacking = none != NULL ? none : *lacking;
    }
}

static void writing_asked(source *s, json_t *object, question *asked)
{
    json_t *requests = member_of(object, "requests");
    if (requests != NULL) {
        requests_of(s, requests, asked);
    }
    asked->writes = true;
    asked->response = response_of(s, member_of(object, "response"));
}

contract_request contract_read_request(const char *line, size_t size, memory *from)
{
    source s = {from, NULL};
    contract_request request = {.kind = REQUEST_QUESTION};
    json_t *object = object_of_line(line, size, from, &s.wrong);
    if (object == NULL) {
        return (contract_request){.kind = REQUEST_MALFORMED, .id = json_null(), .why = s.wrong};
    }
    if (json_object_get(object, "h204") != NULL) {
        json_decref(object);
        return (contract_request){.kind = REQUEST_HELLO, .id = json_null()};
    }
    json_t *id = json_object_get(object, "id");
    request.id = id != NULL ? json_incref(id) : json_null();
    if (id == NULL) {
        object_to(&s, "id", "is missing");
    }
    const char *lacking = NULL;
    json_t *operation = member_of(object, "op");
    const char *op = operation != NULL ? word_of(&s, operation, "op") : "read";
    if (strcmp(op, "read") == 0) {
        reading_asked(&s, object, &request.asked, &lacking);
    } else if (strcmp(op, "write") == 0) {
        writing_asked(&s, object, &request.asked);
    } else {
        object_to(&s, "op", "is neither read nor write");
    }
    json_decref(object);
    if (s.wrong != NULL) {
        request.kind = REQUEST_MALFORMED;
        request.why = s.wrong;
    } else if (lacking != NULL) {
        request.kind = REQUEST_SKIPPED;
        request.why = lacking;
    }
    return request;
}
