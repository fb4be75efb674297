/* corpus_parts.c - the parts that the files of the corpus are made of, read from their trees. */
#include "corpus_parts.h"
#include "exchange.h"

#include <string.h>

static bool is_text(const yaml_node *node, const char *text)
{
    return node->kind == NODE_SCALAR && node->size == strlen(text) &&
           memcmp(node->text, text, node->size) == 0;
}

static bool fill_member(const yaml_source *source, const yaml_item *item, const char *what,
                        member *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_text(item->key, members[i].key)) {
            continue;
        }
        if (members[i].value != NULL) {
            return yaml_complain(source, item->key->place, "key \"%s\" stands twice in %s",
                                 members[i].key, what);
        }
        members[i].value = item->value;
        return true;
    }
    if (item->key->kind != NODE_SCALAR) {
        return yaml_complain(source, item->key->place, "a key of %s is a word", what);
    }
    return yaml_complain(source, item->key->place, "unknown key \"%s\" in %s", item->key->text,
                         what);
}

bool read_members(const yaml_source *source, const yaml_node *node, const char *what,
                  member *members, size_t count)
{
    if (node->kind != NODE_MAPPING) {
        return yaml_complain(source, node->place, "%s is a mapping", what);
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        if (!fill_member(source, item, what, members, count)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (members[i].required && members[i].value == NULL) {
            return yaml_complain(source, node->place, "%s lacks \"%s\"", what, members[i].key);
        }
    }
    return true;
}

static bool check_sequence(const yaml_source *source, const yaml_node *node, const char *what)
{
    return node->kind == NODE_SEQUENCE || yaml_complain(source, node->place, "%s is a list", what);
}

bool check_list(const yaml_source *source, const yaml_node *node, const char *what)
{
    if (!check_sequence(source, node, what)) {
        return false;
    }
    return node->count > 0 || yaml_complain(source, node->place, "%s is empty", what);
}

/* ---- words and numbers ----------------------------------------------------------------------- */

bool read_text(const yaml_source *source, const yaml_node *node, const char **text)
{
    if (node->kind != NODE_SCALAR || node->size == 0) {
        return yaml_complain(source, node->place, "some text must stand here");
    }
    if (memchr(node->text, 0, node->size) != NULL) {
        return yaml_complain(source, node->place, "a text holds no NUL");
    }
    *text = node->text;
    return true;
}

static bool is_path_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '+' || c == '.';
}

/* path = 1*segment-char 1*( "/" 1*segment-char ), no segment beginning with a dot */
bool is_path(const char *text)
{
    size_t slashes = 0;
    bool at_start = true;
    for (; *text != 0; text++) {
        if (*text == '/') {
            if (at_start) {
                return false;
            }
            slashes += 1;
            at_start = true;
            continue;
        }
        if (!is_path_character(*text) || (at_start && *text == '.')) {
            return false;
        }
        at_start = false;
    }
    return slashes > 0 && !at_start;
}

bool read_path(const yaml_source *source, const yaml_node *node, const char **path)
{
    if (!read_text(source, node, path)) {
        return false;
    }
    return is_path(*path) || yaml_complain(source, node->place, "\"%s\" is no path", *path);
}

bool read_number(const yaml_source *source, const yaml_node *node, uint64_t most, uint64_t *number)
{
    if (node->kind != NODE_SCALAR || !node->plain || node->size == 0) {
        return yaml_complain(source, node->place, "an integer must stand here");
    }
    uint64_t value = 0;
    for (size_t i = 0; i < node->size; i++) {
        char c = node->text[i];
        if (c < '0' || c > '9') {
            return yaml_complain(source, node->place, "\"%s\" is no integer", node->text);
        }
        uint64_t digit = (uint64_t)(c - '0');
        /* 10 * value + digit <= most, without a sum that may wrap */
        if (digit > most || value > (most - digit) / 10) {
            return yaml_complain(source, node->place, "%s is beyond %llu", node->text,
                                 (unsigned long long)most);
        }
        value = value * 10 + digit;
    }
    *number = value;
    return true;
}

bool read_flag(const yaml_source *source, const yaml_node *node, bool *flag)
{
    bool yes = is_text(node, "true");
    if (!node->plain || (!yes && !is_text(node, "false"))) {
        return yaml_complain(source, node->place, "true or false must stand here");
    }
    *flag = yes;
    return true;
}

static bool read_asserted(const yaml_source *source, const yaml_node *node, asserted *result)
{
    bool flag = false;
    if (!read_flag(source, node, &flag)) {
        return false;
    }
    *result = flag ? ASSERTED_TRUE : ASSERTED_FALSE;
    return true;
}

bool read_framing(const yaml_source *source, const yaml_node *node, h204_framing *framing)
{
    const char *name = NULL;
    if (!read_text(source, node, &name)) {
        return false;
    }
    return framing_named(name, framing) ||
           yaml_complain(source, node->place, "\"%s\" is no framing", name);
}

bool read_connection_end(const yaml_source *source, const yaml_node *node, h204_end *end)
{
    const char *name = NULL;
    if (!read_text(source, node, &name)) {
        return false;
    }
    return connection_end_named(name, end) ||
           yaml_complain(source, node->place, "\"%s\" is no end of a connection", name);
}

bool read_tolerances(const yaml_source *source, const yaml_node *node, uint32_t *set)
{
    if (!check_sequence(source, node, "a set of tolerances")) {
        return false;
    }
    uint32_t read = 0;
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        const char *name = NULL;
        uint32_t one = 0;
        if (!read_text(source, item->value, &name)) {
            return false;
        }
        if (!tolerance_named(name, &one)) {
            return yaml_complain(source, item->value->place, "\"%s\" is no tolerance", name);
        }
        if ((read & one) != 0) {
            return yaml_complain(source, item->value->place, "%s stands twice", name);
        }
        read |= one;
    }
    *set = read;
    return true;
}

/* ---- invariants ------------------------------------------------------------------------------ */

bool read_invariant(const yaml_source *source, const yaml_node *node, h204_invariant *invariant)
{
    const char *name = NULL;
    if (!read_text(source, node, &name)) {
        return false;
    }
    return invariant_named(name, invariant) ||
           yaml_complain(source, node->place, "\"%s\" is no invariant", name);
}

bool add_invariant(invariant_list *list, h204_invariant invariant)
{
    size_t at = list->count;
    while (at > 0 && list->items[at - 1] >= invariant) {
        if (list->items[at - 1] == invariant) {
            return false;
        }
        at -= 1;
    }
    memmove(list->items + at + 1, list->items + at, (list->count - at) * sizeof *list->items);
    list->items[at] = invariant;
    list->count += 1;
    return true;
}

bool read_invariants(const yaml_source *source, const yaml_node *node, invariant_list *list)
{
    if (!check_sequence(source, node, "a list of invariants")) {
        return false;
    }
    invariant_list read = {.given = true};
    read.items = arena_take_array(source->memory, node->count, sizeof *read.items);
    if (read.items == NULL) {
        return yaml_complain(source, node->place, CORPUS_TOO_LARGE);
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        h204_invariant one = H204_INVARIANT_NONE;
        if (!read_invariant(source, item->value, &one)) {
            return false;
        }
        if (!add_invariant(&read, one)) {
            return yaml_complain(source, item->value->place, "%s stands twice", item->value->text);
        }
    }
    *list = read;
    return true;
}

bool read_breaches(const yaml_source *source, const yaml_node *node, h204_profile profile,
                   invariant_list *list)
{
    if (!read_invariants(source, node, list)) {
        return false;
    }
    for (size_t i = 0; i < list->count; i++) {
        const h204_invariant_info *row = h204_invariant_describe(list->items[i]);
        if (row->profile != profile) {
            return yaml_complain(source, node->place, "%s is not of the %s profile", row->name,
                                 profile == H204_PROFILE_CORE ? "core" : "extended");
        }
    }
    return true;
}

/* ---- octets ---------------------------------------------------------------------------------- */

octets octets_of(const char *text)
{
    return (octets){(uint8_t *)(uintptr_t)text, strlen(text)};
}

typedef struct piece {
    octets text;
    uint64_t times;
} piece;

static bool read_piece(const yaml_source *source, const yaml_node *node, piece *result)
{
    result->times = 1;
    if (node->kind != NODE_MAPPING) {
        return yaml_octets(source, node, &result->text);
    }
    member members[] = {{"repeat", true, NULL}, {"times", true, NULL}};
    return read_members(source, node, "a piece", members, 2) &&
           yaml_octets(source, members[0].value, &result->text) &&
           read_number(source, members[1].value, OCTETS_LIMIT, &result->times);
}

static bool join_pieces(const yaml_source *source, const yaml_node *node, const piece *pieces,
                        octets *result)
{
    size_t size = 0;
    for (size_t i = 0; i < node->count; i++) {
        size_t one = pieces[i].text.size;
        if (one != 0 && pieces[i].times > (OCTETS_LIMIT - size) / one) {
            return yaml_complain(source, node->place, "these pieces are more than %zu octets",
                                 OCTETS_LIMIT);
        }
        size += one * (size_t)pieces[i].times;
    }
    uint8_t *data = arena_take(source->memory, size + 1);
    if (data == NULL) {
        return yaml_complain(source, node->place, CORPUS_TOO_LARGE);
    }
    *result = (octets){data, size};
    for (size_t i = 0; i < node->count; i++) {
        size_t one = pieces[i].text.size;
        for (uint64_t times = one == 0 ? 0 : pieces[i].times; times > 0; times--) {
            memcpy(data, pieces[i].text.data, one);
            data += one;
        }
    }
    return true;
}

bool read_octets(const yaml_source *source, const yaml_node *node, octets *result)
{
    if (node->kind != NODE_SEQUENCE) {
        return yaml_octets(source, node, result);
    }
    piece *pieces = arena_take_array(source->memory, node->count, sizeof *pieces);
    if (pieces == NULL) {
        return yaml_complain(source, node->place, CORPUS_TOO_LARGE);
    }
    size_t count = 0;
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        if (!read_piece(source, item->value, &pieces[count++])) {
            return false;
        }
    }
    return join_pieces(source, node, pieces, result);
}

bool read_version(const yaml_source *source, const yaml_node *node, octets *version)
{
    octets read;
    if (!yaml_octets(source, node, &read)) {
        return false;
    }
    if (read.size != 3 || read.data[0] < '0' || read.data[0] > '9' || read.data[1] != '.' ||
        read.data[2] < '0' || read.data[2] > '9') {
        return yaml_complain(source, node->place, "a version is \"1.1\": two digits and a dot");
    }
    *version = read;
    return true;
}

static bool read_pair(const yaml_source *source, const yaml_node *node, field_pair *pair)
{
    if (node->kind != NODE_SEQUENCE || node->count != 2) {
        return yaml_complain(source, node->place, "a field is a list of its name and its value");
    }
    return read_octets(source, node->items->value, &pair->name) &&
           read_octets(source, node->items->next->value, &pair->value);
}

bool read_fields(const yaml_source *source, const yaml_node *node, field_list *fields)
{
    if (!check_sequence(source, node, "a field section")) {
        return false;
    }
    field_list read = {.given = true};
    read.pairs = arena_take_array(source->memory, node->count, sizeof *read.pairs);
    if (read.pairs == NULL) {
        return yaml_complain(source, node->place, CORPUS_TOO_LARGE);
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        if (!read_pair(source, item->value, &read.pairs[read.count++])) {
            return false;
        }
    }
    *fields = read;
    return true;
}

/* ---- requests and messages ------------------------------------------------------------------- */

bool read_request(const yaml_source *source, const yaml_node *node, request_spec *request)
{
    *request = (request_spec){.version_given = false};
    if (node->kind != NODE_MAPPING) {
        return yaml_octets(source, node, &request->method);
    }
    member members[] = {
        {"method", true, NULL},
        {"version", false, NULL},
        {"fields", false, NULL},
    };
    if (!read_members(source, node, "a request", members, 3) ||
        !yaml_octets(source, members[0].value, &request->method)) {
        return false;
    }
    if (members[1].value != NULL) {
        octets version;
        if (!read_version(source, members[1].value, &version)) {
            return false;
        }
        request->version_given = true;
        request->major_version = (uint8_t)(version.data[0] - '0');
        request->minor_version = (uint8_t)(version.data[2] - '0');
    }
    return members[2].value == NULL || read_fields(source, members[2].value, &request->fields);
}

static bool read_facts(const yaml_source *source, const yaml_node *node, context_spec *context)
{
    if (node->kind != NODE_MAPPING) {
        return yaml_complain(source, node->place, "facts are a mapping");
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        const char *name = NULL;
        uint32_t one = 0;
        bool is_true = false;
        if (!read_text(source, item->key, &name)) {
            return false;
        }
        if (!fact_named(name, &one)) {
            return yaml_complain(source, item->key->place, "\"%s\" is no fact", name);
        }
        if ((context->known_facts & one) != 0) {
            return yaml_complain(source, item->key->place, "%s stands twice", name);
        }
        if (!read_flag(source, item->value, &is_true)) {
            return false;
        }
        context->known_facts |= one;
        context->facts |= is_true ? one : 0;
    }
    return true;
}

static bool read_role(const yaml_source *source, const yaml_node *node, context_spec *context)
{
    const char *name = NULL;
    if (!read_text(source, node, &name)) {
        return false;
    }
    context->role_given = true;
    return sender_named(name, &context->role) ||
           yaml_complain(source, node->place, "\"%s\" is no role of a sender", name);
}

static bool read_now(const yaml_source *source, const yaml_node *node, context_spec *context)
{
    const char *text = NULL;
    if (!read_text(source, node, &text)) {
        return false;
    }
    context->now_given = true;
    return date_read(text, &context->now) ||
           yaml_complain(source, node->place, "a time is \"Sun, 06 Nov 1994 08:49:37 GMT\"");
}

static bool read_twin(const yaml_source *source, const yaml_node *node, context_spec *context)
{
    octets response;
    if (!read_octets(source, node, &response)) {
        return false;
    }
    const char *wrong = twin_read(response, source->memory, &context->twin);
    context->twin_given = true;
    return wrong == NULL || yaml_complain(source, node->place, "%s", wrong);
}

bool read_context(const yaml_source *source, const yaml_node *node, context_spec *context)
{
    member members[] = {
        {"role", false, NULL},  {"target", false, NULL}, {"now", false, NULL},
        {"facts", false, NULL}, {"twin", false, NULL},
    };
    *context = (context_spec){.given = true};
    if (!read_members(source, node, "a context", members, 5)) {
        return false;
    }
    context->target_given = members[1].value != NULL;
    return (members[0].value == NULL || read_role(source, members[0].value, context)) &&
           (members[1].value == NULL || yaml_octets(source, members[1].value, &context->target)) &&
           (members[2].value == NULL || read_now(source, members[2].value, context)) &&
           (members[3].value == NULL || read_facts(source, members[3].value, context)) &&
           (members[4].value == NULL || read_twin(source, members[4].value, context));
}

static message_spec message_without_members(defaults absent)
{
    message_spec message = {.framing = -1};
    if (absent == DEFAULTS_ASSERTED) {
        message.version = octets_of("1.1");
        message.body = octets_of("");
        message.version_given = message.body_given = message.spent_given = true;
        message.trailers.given = message.breaches.given = true;
        message.complete = ASSERTED_TRUE;
    }
    return message;
}

enum message_member {
    MESSAGE_STATUS,
    MESSAGE_VERSION,
    MESSAGE_REASON,
    MESSAGE_FIELDS,
    MESSAGE_FRAMING,
    MESSAGE_BODY,
    MESSAGE_TRAILERS,
    MESSAGE_COMPLETE,
    MESSAGE_SIZE,
    MESSAGE_REUSE,
    MESSAGE_BREACHES,
    MESSAGE_EXTENDED,
    MESSAGE_SPENT,
    MESSAGE_MEMBERS
};

static bool read_message_octets(const yaml_source *source, const member *members,
                                message_spec *message)
{
    if (members[MESSAGE_VERSION].value != NULL) {
        message->version_given = true;
        if (!read_version(source, members[MESSAGE_VERSION].value, &message->version)) {
            return false;
        }
    }
    if (members[MESSAGE_REASON].value != NULL) {
        message->reason_given = true;
        if (!read_octets(source, members[MESSAGE_REASON].value, &message->reason)) {
            return false;
        }
    }
    if (members[MESSAGE_BODY].value != NULL) {
        message->body_given = true;
        if (!read_octets(source, members[MESSAGE_BODY].value, &message->body)) {
            return false;
        }
    }
    if (members[MESSAGE_FIELDS].value != NULL &&
        !read_fields(source, members[MESSAGE_FIELDS].value, &message->fields)) {
        return false;
    }
    return members[MESSAGE_TRAILERS].value == NULL ||
           read_fields(source, members[MESSAGE_TRAILERS].value, &message->trailers);
}

static bool read_message_verdicts(const yaml_source *source, const member *members,
                                  message_spec *message)
{
    if (members[MESSAGE_FRAMING].value != NULL) {
        h204_framing framing = H204_FRAMING_NONE;
        if (!read_framing(source, members[MESSAGE_FRAMING].value, &framing)) {
            return false;
        }
        message->framing = (int)framing;
    }
    if (members[MESSAGE_COMPLETE].value != NULL &&
        !read_asserted(source, members[MESSAGE_COMPLETE].value, &message->complete)) {
        return false;
    }
    if (members[MESSAGE_SIZE].value != NULL) {
        message->size_given = true;
        if (!read_number(source, members[MESSAGE_SIZE].value, INT64_MAX, &message->size)) {
            return false;
        }
    }
    if (members[MESSAGE_REUSE].value != NULL &&
        !read_asserted(source, members[MESSAGE_REUSE].value, &message->reuse)) {
        return false;
    }
    if (members[MESSAGE_BREACHES].value != NULL &&
        !read_breaches(source, members[MESSAGE_BREACHES].value, H204_PROFILE_CORE,
                       &message->breaches)) {
        return false;
    }
    if (members[MESSAGE_EXTENDED].value != NULL &&
        !read_breaches(source, members[MESSAGE_EXTENDED].value, H204_PROFILE_EXTENDED,
                       &message->extended)) {
        return false;
    }
    if (members[MESSAGE_SPENT].value != NULL) {
        message->spent_given = true;
        return read_tolerances(source, members[MESSAGE_SPENT].value, &message->spent);
    }
    return true;
}

bool read_message(const yaml_source *source, const yaml_node *node, defaults absent,
                  message_spec *message)
{
    member members[MESSAGE_MEMBERS] = {
        [MESSAGE_STATUS] = {"status", true, NULL},
        [MESSAGE_VERSION] = {"version", false, NULL},
        [MESSAGE_REASON] = {"reason", false, NULL},
        [MESSAGE_FIELDS] = {"fields", false, NULL},
        [MESSAGE_FRAMING] = {"framing", false, NULL},
        [MESSAGE_BODY] = {"body", false, NULL},
        [MESSAGE_TRAILERS] = {"trailers", false, NULL},
        [MESSAGE_COMPLETE] = {"complete", false, NULL},
        [MESSAGE_SIZE] = {"size", false, NULL},
        [MESSAGE_REUSE] = {"reuse", false, NULL},
        [MESSAGE_BREACHES] = {"breaches", false, NULL},
        [MESSAGE_EXTENDED] = {"extended", false, NULL},
        [MESSAGE_SPENT] = {"spent", false, NULL},
    };
    *message = message_without_members(absent);
    uint64_t status = 0;
    if (!read_members(source, node, "a message", members, MESSAGE_MEMBERS) ||
        !read_number(source, members[MESSAGE_STATUS].value, 999, &status)) {
        return false;
    }
    message->status = (uint16_t)status;
    return read_message_octets(source, members, message) &&
           read_message_verdicts(source, members, message);
}
