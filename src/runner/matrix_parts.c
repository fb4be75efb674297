/* matrix_parts.c - reads the axes and rules of a matrix of the corpus. */
#include "matrix_parts.h"

#include <string.h>

#define CELLS_LIMIT 65536

/* ---- words ------------------------------------------------------------------------------------
 */

bool matrix_too_large(const matrix *m, const yaml_node *node)
{
    return yaml_complain(m->source, node->place, CORPUS_TOO_LARGE);
}

static bool read_words(const matrix *m, const yaml_node *node, words *list)
{
    if (!check_list(m->source, node, "a list of words")) {
        return false;
    }
    list->items = arena_take_array(m->source->memory, node->count, sizeof *list->items);
    if (list->items == NULL) {
        return matrix_too_large(m, node);
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        if (!read_text(m->source, item->value, &list->items[list->count++])) {
            return false;
        }
    }
    return true;
}

static bool has_word(const words *list, const char *word)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], word) == 0) {
            return true;
        }
    }
    return false;
}

bool entry_is_called(const entry *one, const char *word)
{
    return strcmp(one->name, word) == 0 || has_word(&one->is, word);
}

/* ---- reading axes ---------------------------------------------------------------------------- */

static bool read_row(const matrix *m, const yaml_node *node, entry *row)
{
    member members[] = {
        {"name", true, NULL},     {"is", false, NULL},    {"request", true, NULL},
        {"status", true, NULL},   {"reason", true, NULL}, {"start", true, NULL},
        {"version", false, NULL},
    };
    uint64_t status = 0;
    row->version = octets_of("1.1");
    if (!read_members(m->source, node, "a row", members, 7) ||
        !read_text(m->source, members[0].value, &row->name) ||
        (members[1].value != NULL && !read_words(m, members[1].value, &row->is)) ||
        !read_request(m->source, members[2].value, &row->request) ||
        !read_number(m->source, members[3].value, 999, &status) ||
        !read_octets(m->source, members[4].value, &row->reason) ||
        !read_octets(m->source, members[5].value, &row->piece)) {
        return false;
    }
    row->status = (uint16_t)status;
    return members[6].value == NULL || read_version(m->source, members[6].value, &row->version);
}

static bool read_column(const matrix *m, const yaml_node *node, entry *column)
{
    member members[] = {
        {"name", true, NULL},
        {"is", false, NULL},
        {"fields", true, NULL},
    };
    return read_members(m->source, node, "a column", members, 3) &&
           read_text(m->source, members[0].value, &column->name) &&
           (members[1].value == NULL || read_words(m, members[1].value, &column->is)) &&
           read_octets(m->source, members[2].value, &column->piece);
}

static bool read_follow(const matrix *m, const yaml_node *node, entry *follow)
{
    member members[] = {
        {"name", true, NULL}, {"is", false, NULL},      {"octets", true, NULL},
        {"end", false, NULL}, {"message", false, NULL},
    };
    follow->end = H204_END_OPEN;
    if (!read_members(m->source, node, "a follow", members, 5) ||
        !read_text(m->source, members[0].value, &follow->name) ||
        (members[1].value != NULL && !read_words(m, members[1].value, &follow->is)) ||
        !read_octets(m->source, members[2].value, &follow->piece) ||
        (members[3].value != NULL &&
         !read_connection_end(m->source, members[3].value, &follow->end))) {
        return false;
    }
    follow->message_given = members[4].value != NULL;
    return members[4].value == NULL ||
           read_message(m->source, members[4].value, DEFAULTS_ASSERTED, &follow->message);
}

static bool read_entry(const matrix *m, const yaml_node *node, enum axes which, entry *result)
{
    switch (which) {
    case ROWS:
        return read_row(m, node, result);
    case COLUMNS:
        return read_column(m, node, result);
    case FOLLOWS:
        return read_follow(m, node, result);
    case AXES:
        break;
    }
    return false;
}

static bool read_axis(matrix *m, const yaml_node *node, enum axes which)
{
    axis *into = &m->axes[which];
    if (!check_list(m->source, node, into->what)) {
        return false;
    }
    into->entries = arena_take_array(m->source->memory, node->count, sizeof *into->entries);
    if (into->entries == NULL) {
        return matrix_too_large(m, node);
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        entry *one = &into->entries[into->count];
        if (!read_entry(m, item->value, which, one)) {
            return false;
        }
        for (size_t i = 0; i < into->count; i++) {
            if (strcmp(into->entries[i].name, one->name) == 0) {
                return yaml_complain(m->source, item->value->place, "\"%s\" stands twice in %s",
                                     one->name, into->what);
            }
        }
        into->count += 1;
    }
    return true;
}

/* ---- reading rules --------------------------------------------------------------------------- */

static bool read_names(const matrix *m, const yaml_node *node, enum axes which, condition *when)
{
    const axis *along = &m->axes[which];
    if (!read_words(m, node, &when->names[which])) {
        return false;
    }
    when->given[which] = true;
    for (size_t i = 0; i < when->names[which].count; i++) {
        const char *word = when->names[which].items[i];
        bool known = false;
        for (size_t k = 0; k < along->count && !known; k++) {
            known = entry_is_called(&along->entries[k], word);
        }
        if (!known) {
            return yaml_complain(m->source, node->place, "nothing in %s is called \"%s\"",
                                 along->what, word);
        }
    }
    return true;
}

static bool read_condition(const matrix *m, const yaml_node *node, condition *when)
{
    member members[] = {
        {"row", false, NULL},     {"column", false, NULL}, {"follow", false, NULL},
        {"framing", false, NULL}, {"reuse", false, NULL},
    };
    if (!read_members(m->source, node, "a condition", members, 5)) {
        return false;
    }
    for (int which = ROWS; which < AXES; which++) {
        if (members[which].value != NULL &&
            !read_names(m, members[which].value, (enum axes)which, when)) {
            return false;
        }
    }
    when->framings = members[3].value;
    if (when->framings != NULL) {
        if (!check_list(m->source, when->framings, "a list of framings")) {
            return false;
        }
        for (const yaml_item *item = when->framings->items; item != NULL; item = item->next) {
            h204_framing framing = H204_FRAMING_NONE;
            if (!read_framing(m->source, item->value, &framing)) {
                return false;
            }
        }
    }
    when->reuse_given = members[4].value != NULL;
    return members[4].value == NULL || read_flag(m->source, members[4].value, &when->reuse);
}

static bool is_word(const yaml_node *node, const char *word)
{
    return node->kind == NODE_SCALAR && strcmp(node->text, word) == 0;
}

static bool read_head_part(const matrix *m, const yaml_node *node, const head_part **result)
{
    head_part *head = arena_take(m->source->memory, sizeof *head);
    if (head == NULL) {
        return matrix_too_large(m, node);
    }
    *result = head;
    if (is_word(node, "read")) {
        return true;
    }
    member members[] = {{"reject", true, NULL}, {"line", true, NULL}};
    head->rejected = true;
    return read_members(m->source, node, "a head that is not \"read\"", members, 2) &&
           read_invariant(m->source, members[0].value, &head->invariant) &&
           read_number(m->source, members[1].value, UINT32_MAX, &head->line);
}

static bool read_framing_part(const matrix *m, const yaml_node *node, const h204_framing **result)
{
    h204_framing *framing = arena_take(m->source->memory, sizeof *framing);
    *result = framing;
    return framing != NULL ? read_framing(m->source, node, framing) : matrix_too_large(m, node);
}

/* `open`: "any" may stand here, in an answer that is allowed. */
static bool read_reuse_part(const matrix *m, const yaml_node *node, defaults absent,
                            const asserted **result)
{
    asserted *reuse = arena_take(m->source->memory, sizeof *reuse);
    *result = reuse;
    if (reuse == NULL) {
        return matrix_too_large(m, node);
    }
    *reuse = NOT_ASSERTED;
    if (absent == DEFAULTS_OPEN && is_word(node, "any")) {
        return true;
    }
    bool flag = false;
    if (!read_flag(m->source, node, &flag)) {
        return false;
    }
    *reuse = flag ? ASSERTED_TRUE : ASSERTED_FALSE;
    return true;
}

static bool read_content_part(const matrix *m, const yaml_node *node, const content_part **result)
{
    member members[] = {
        {"takes", true, NULL},
        {"body", false, NULL},
        {"complete", false, NULL},
    };
    content_part *content = arena_take(m->source->memory, sizeof *content);
    *result = content;
    if (content == NULL) {
        return matrix_too_large(m, node);
    }
    *content = (content_part){.node = node, .complete = true};
    if (!read_members(m->source, node, "content", members, 3)) {
        return false;
    }
    content->takes_all = is_word(members[0].value, "all");
    content->body_given = members[1].value != NULL;
    return (content->takes_all ||
            read_number(m->source, members[0].value, OCTETS_LIMIT, &content->takes)) &&
           (members[1].value == NULL || read_octets(m->source, members[1].value, &content->body)) &&
           (members[2].value == NULL || read_flag(m->source, members[2].value, &content->complete));
}

enum rest_member {
    REST_STATE,
    REST_DISCARDED,
    REST_INVARIANT,
    REST_OFFSET,
    REST_REUSE,
    REST_MEMBERS
};

/* Each state takes its own members, and no other. */
static bool check_rest_members(const matrix *m, const rest_part *rest, const member *members)
{
    bool rejects = rest->state == END_REJECT;
    bool done = (rest->state == END_DONE || rest->state == END_CLOSED) && !rest->reads_message;
    const bool allowed[REST_MEMBERS] = {
        [REST_STATE] = true,
        [REST_DISCARDED] = done,
        [REST_INVARIANT] = rejects,
        [REST_OFFSET] = rejects,
        [REST_REUSE] = rest->reads_message,
    };
    for (int i = 0; i < REST_MEMBERS; i++) {
        if (members[i].value != NULL && !allowed[i]) {
            return yaml_complain(m->source, members[i].value->place,
                                 "\"%s\" does not go with this state", members[i].key);
        }
    }
    if (rejects && (members[REST_INVARIANT].value == NULL || members[REST_OFFSET].value == NULL)) {
        return yaml_complain(m->source, rest->node->place,
                             "a rejection lacks \"invariant\" or \"offset\"");
    }
    return true;
}

static bool read_rest_part(const matrix *m, const yaml_node *node, defaults absent,
                           const rest_part **result)
{
    member members[REST_MEMBERS] = {
        [REST_STATE] = {"state", true, NULL},
        [REST_DISCARDED] = {"discarded", false, NULL},
        [REST_INVARIANT] = {"invariant", false, NULL},
        [REST_OFFSET] = {"offset", false, NULL},
        [REST_REUSE] = {"reuse", false, NULL},
    };
    rest_part *rest = arena_take(m->source->memory, sizeof *rest);
    *result = rest;
    if (rest == NULL) {
        return matrix_too_large(m, node);
    }
    *rest = (rest_part){.node = node, .state = END_DONE};
    if (!read_members(m->source, node, "rest", members, REST_MEMBERS)) {
        return false;
    }
    const yaml_node *state = members[REST_STATE].value;
    rest->reads_message = is_word(state, "message");
    if (!rest->reads_message &&
        (state->kind != NODE_SCALAR || !end_state_named(state->text, &rest->state))) {
        return yaml_complain(m->source, state->place, "this is no state of the rest");
    }
    if (!check_rest_members(m, rest, members)) {
        return false;
    }
    const asserted *reuse = NULL;
    if (members[REST_REUSE].value != NULL) {
        if (!read_reuse_part(m, members[REST_REUSE].value, absent, &reuse)) {
            return false;
        }
        rest->reuse_given = true;
        rest->reuse = *reuse;
    }
    return (members[REST_DISCARDED].value == NULL ||
            read_number(m->source, members[REST_DISCARDED].value, OCTETS_LIMIT,
                        &rest->discarded)) &&
           (members[REST_INVARIANT].value == NULL ||
            read_invariant(m->source, members[REST_INVARIANT].value, &rest->invariant)) &&
           (members[REST_OFFSET].value == NULL ||
            read_number(m->source, members[REST_OFFSET].value, OCTETS_LIMIT, &rest->offset));
}

/* The five properties, in the order of the members `head framing reuse content rest`. */
static bool read_parts(const matrix *m, const member *members, defaults absent, parts *result)
{
    return (members[0].value == NULL || read_head_part(m, members[0].value, &result->head)) &&
           (members[1].value == NULL || read_framing_part(m, members[1].value, &result->framing)) &&
           (members[2].value == NULL ||
            read_reuse_part(m, members[2].value, absent, &result->reuse)) &&
           (members[3].value == NULL || read_content_part(m, members[3].value, &result->content)) &&
           (members[4].value == NULL || read_rest_part(m, members[4].value, absent, &result->rest));
}

static bool read_alternative(const matrix *m, const yaml_node *node, alternative *result)
{
    member members[] = {
        {"head", false, NULL},    {"framing", false, NULL}, {"reuse", false, NULL},
        {"content", false, NULL}, {"rest", false, NULL},    {"reject", false, NULL},
        {"warn", false, NULL},
    };
    if (!read_members(m->source, node, "an allowed answer", members, 7)) {
        return false;
    }
    const char *warn = NULL;
    if (members[6].value != NULL) {
        if (!read_text(m->source, members[6].value, &warn)) {
            return false;
        }
        result->warn = octets_of(warn);
    }
    if (members[5].value == NULL) {
        return read_parts(m, members, DEFAULTS_OPEN, &result->parts);
    }
    if (!read_flag(m->source, members[5].value, &result->rejects)) {
        return false;
    }
    for (size_t i = 0; i < 5; i++) {
        if (members[i].value != NULL || !result->rejects) {
            return yaml_complain(m->source, members[5].value->place,
                                 "\"reject: true\" stands for any rejection, with nothing beside");
        }
    }
    return true;
}

static bool read_allow(const matrix *m, const yaml_node *node, rule *into)
{
    if (!check_list(m->source, node, "allow")) {
        return false;
    }
    into->allow = arena_take_array(m->source->memory, node->count, sizeof *into->allow);
    if (into->allow == NULL) {
        return matrix_too_large(m, node);
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        if (!read_alternative(m, item->value, &into->allow[into->allow_count++])) {
            return false;
        }
    }
    return true;
}

static bool read_rule(const matrix *m, const yaml_node *node, rule *into)
{
    member members[] = {
        {"head", false, NULL},    {"framing", false, NULL}, {"reuse", false, NULL},
        {"content", false, NULL}, {"rest", false, NULL},    {"clause", true, NULL},
        {"shows", true, NULL},    {"when", false, NULL},    {"breaches", false, NULL},
        {"keeps", false, NULL},   {"allow", false, NULL},
    };
    into->node = node;
    if (!read_members(m->source, node, "a rule", members, 11) ||
        !read_parts(m, members, DEFAULTS_ASSERTED, &into->parts) ||
        !read_text(m->source, members[5].value, &into->clause) ||
        !read_text(m->source, members[6].value, &into->shows) ||
        (members[7].value != NULL && !read_condition(m, members[7].value, &into->when)) ||
        (members[8].value != NULL &&
         !read_breaches(m->source, members[8].value, H204_PROFILE_CORE, &into->breaches)) ||
        (members[9].value != NULL && !read_invariants(m->source, members[9].value, &into->keeps))) {
        return false;
    }
    return members[10].value == NULL || read_allow(m, members[10].value, into);
}

static bool read_rules(matrix *m, const yaml_node *node)
{
    if (!check_list(m->source, node, "rules")) {
        return false;
    }
    m->rules = arena_take_array(m->source->memory, node->count, sizeof *m->rules);
    if (m->rules == NULL) {
        return matrix_too_large(m, node);
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        if (!read_rule(m, item->value, &m->rules[m->rule_count++])) {
            return false;
        }
    }
    return true;
}

/* ---- the whole ---------------------------------------------------------------------------------
 */

bool matrix_read(matrix *m)
{
    member members[] = {
        {"rows", true, NULL},
        {"columns", true, NULL},
        {"follow", true, NULL},
        {"rules", true, NULL},
    };
    m->axes[ROWS].what = "rows";
    m->axes[COLUMNS].what = "columns";
    m->axes[FOLLOWS].what = "follow";
    if (!read_members(m->source, m->node, "a matrix", members, 4)) {
        return false;
    }
    for (int which = ROWS; which < AXES; which++) {
        if (!read_axis(m, members[which].value, (enum axes)which)) {
            return false;
        }
    }
    /* The product of two axes fits, each being shorter than its file. */
    size_t lines = m->axes[COLUMNS].count * m->axes[FOLLOWS].count;
    if (lines > CELLS_LIMIT || m->axes[ROWS].count > CELLS_LIMIT / lines) {
        return yaml_complain(m->source, m->node->place, "a matrix has at most %d cells",
                             CELLS_LIMIT);
    }
    return read_rules(m, members[3].value);
}
