/* matrix.c - a matrix of the corpus, expanded to one case a cell.
 *
 * Rules are statements of the RFC; what a cell answers is put together from them, and from the
 * lengths of its pieces.  Nothing here is shared with the codec, which is asserted against the
 * result.
 */
#include "matrix.h"
#include "matrix_parts.h"

#include <stdio.h>
#include <string.h>

/* ---- deciding a cell ------------------------------------------------------------------------- */

typedef struct cell {
    matrix *m;
    const entry *along[AXES];
    const char *name;
    parts parts;
    invariant_list breaches, keeps;
    const rule **deciders; /* in order */
    size_t decider_count;
    size_t head_size; /* octets, the empty line included */
    size_t follow_size;
} cell;

static bool complain_of_cell(const cell *c, const yaml_node *node, const char *why)
{
    return yaml_complain(c->m->source, node->place, "%s: %s", c->name, why);
}

static bool names_framing(const yaml_node *framings, h204_framing framing)
{
    for (const yaml_item *item = framings->items; item != NULL; item = item->next) {
        if (strcmp(item->value->text, framing_name(framing)) == 0) {
            return true;
        }
    }
    return false;
}

static bool holds(const condition *when, const cell *c)
{
    for (int which = ROWS; which < AXES; which++) {
        bool named = !when->given[which];
        for (size_t i = 0; i < when->names[which].count && !named; i++) {
            named = entry_is_called(c->along[which], when->names[which].items[i]);
        }
        if (!named) {
            return false;
        }
    }
    if (when->framings != NULL &&
        (c->parts.framing == NULL || !names_framing(when->framings, *c->parts.framing))) {
        return false;
    }
    return !when->reuse_given ||
           (c->parts.reuse != NULL && (*c->parts.reuse == ASSERTED_TRUE) == when->reuse);
}

/* Set the properties that are not set yet; whether there was one.  The first rule that sets one
 * wins. */
static bool win(parts *into, const parts *from)
{
    parts before = *into;
    into->head = into->head != NULL ? into->head : from->head;
    into->framing = into->framing != NULL ? into->framing : from->framing;
    into->reuse = into->reuse != NULL ? into->reuse : from->reuse;
    into->content = into->content != NULL ? into->content : from->content;
    into->rest = into->rest != NULL ? into->rest : from->rest;
    return into->head != before.head || into->framing != before.framing ||
           into->reuse != before.reuse || into->content != before.content ||
           into->rest != before.rest;
}

static bool is_rejected(const parts *of)
{
    return of->head != NULL && of->head->rejected;
}

static bool add_invariants(const cell *c, invariant_list *into, const invariant_list *from)
{
    if (into->items == NULL && from->count > 0) {
        into->items =
            arena_take_array(c->m->source->memory, h204_invariant_count(), sizeof *into->items);
        if (into->items == NULL) {
            return matrix_too_large(c->m, c->m->node);
        }
    }
    for (size_t i = 0; i < from->count; i++) {
        add_invariant(into, from->items[i]);
    }
    return true;
}

static bool apply_rules(cell *c)
{
    for (size_t i = 0; i < c->m->rule_count; i++) {
        rule *one = &c->m->rules[i];
        if (!holds(&one->when, c)) {
            continue;
        }
        /* A head that was rejected has no other properties. */
        bool decides = !is_rejected(&c->parts) && win(&c->parts, &one->parts);
        decides = decides || one->breaches.count + one->keeps.count + one->allow_count > 0;
        if (!decides) {
            continue;
        }
        one->decides = true;
        c->deciders[c->decider_count++] = one;
        if (!add_invariants(c, &c->breaches, &one->breaches) ||
            !add_invariants(c, &c->keeps, &one->keeps)) {
            return false;
        }
    }
    for (size_t i = 0; i < c->breaches.count; i++) {
        for (size_t k = 0; k < c->keeps.count; k++) {
            if (c->breaches.items[i] == c->keeps.items[k]) {
                return complain_of_cell(c, c->m->node, "a row is kept and broken");
            }
        }
    }
    return true;
}

static bool check_parts(const cell *c, const parts *of)
{
    const char *missing = of->head == NULL      ? "no rule sets its head"
                          : of->head->rejected  ? NULL
                          : of->framing == NULL ? "no rule sets its framing"
                          : of->reuse == NULL   ? "no rule sets its reuse"
                          : of->content == NULL ? "no rule sets its content"
                          : of->rest == NULL    ? "no rule sets its rest"
                                                : NULL;
    return missing == NULL || complain_of_cell(c, c->m->node, missing);
}

/* ---- its answers ----------------------------------------------------------------------------- */

/* The offset in a column of the first octet of the value of a line, or of the end of that line. */
static bool find_value(octets lines, uint64_t line, size_t *offset)
{
    size_t at = 0;
    for (; line > 1; line--) {
        const uint8_t *end = memchr(lines.data + at, '\n', lines.size - at);
        if (end == NULL) {
            return false;
        }
        at = (size_t)(end - lines.data) + 1;
    }
    while (at < lines.size && lines.data[at] != ':') {
        at += 1;
    }
    do {
        at += 1;
    } while (at < lines.size && (lines.data[at] == ' ' || lines.data[at] == '\t'));
    *offset = at;
    return line == 1 && at < lines.size;
}

static bool answer_rejected(const cell *c, const parts *of, answer_spec *answer)
{
    size_t offset = 0;
    if (!find_value(c->along[COLUMNS]->piece, of->head->line, &offset)) {
        return complain_of_cell(c, c->m->node, "its column has no such line");
    }
    answer->messages_given = true;
    answer->state = END_REJECT;
    answer->at = c->along[ROWS]->piece.size + offset;
    answer->at_given = true;
    answer->invariant = of->head->invariant;
    if (c->breaches.count > 0) {
        answer->rejected_breaches = c->breaches;
        answer->rejected_breaches.given = true;
    }
    return true;
}

/* Whether the rest can be what the rule says; NULL if so. */
static const char *contradiction(const cell *c, const content_part *content, size_t takes,
                                 const rest_part *rest)
{
    size_t left = c->follow_size - takes;
    if (rest->reads_message) {
        return !c->along[FOLLOWS]->message_given ? "its follow has no message"
               : !content->complete              ? "no message follows one that is not over"
               : left == 0                       ? "nothing is left that could be a message"
                                                 : NULL;
    }
    switch (rest->state) {
    case END_DONE:
    case END_CLOSED:
        return !content->complete        ? "a message that is not over is not done"
               : rest->discarded != left ? "its octets are neither taken nor discarded"
                                         : NULL;
    case END_EXCESS:
        return left == 0 ? "nothing is left to be in excess" : NULL;
    case END_REJECT:
        return rest->offset >= c->follow_size ? "the culprit is outside" : NULL;
    case END_INCOMPLETE:
    case END_TUNNEL:
    case END_ANY:
        break;
    }
    return NULL;
}

static message_spec first_message(const cell *c, const parts *of, size_t takes)
{
    const entry *row = c->along[ROWS];
    const content_part *content = of->content;
    message_spec message = {
        .version = row->version,
        .version_given = true,
        .status = row->status,
        .reason = row->reason,
        .reason_given = true,
        .framing = (int)*of->framing,
        .body = content->body,
        .body_given = true,
        .trailers = {.given = true},
        .complete = content->complete ? ASSERTED_TRUE : ASSERTED_FALSE,
        .size = c->head_size + takes,
        .size_given = content->complete,
        .reuse = *of->reuse,
        .breaches = c->breaches,
        .spent_given = true,
    };
    message.breaches.given = true;
    if (!content->body_given) {
        message.body = (octets){c->along[FOLLOWS]->piece.data, takes};
    }
    return message;
}

static message_spec second_message(const cell *c, const rest_part *rest, size_t takes)
{
    message_spec message = c->along[FOLLOWS]->message;
    if (!message.size_given) {
        message.size_given = true;
        message.size = c->follow_size - takes;
    }
    if (rest->reuse_given) {
        message.reuse = rest->reuse;
    }
    return message;
}

static bool answer_read(const cell *c, const parts *of, answer_spec *answer)
{
    const content_part *content = of->content;
    const rest_part *rest = of->rest;
    if (!content->takes_all && content->takes > c->follow_size) {
        return complain_of_cell(c, content->node, "it takes more than follows");
    }
    size_t takes = content->takes_all ? c->follow_size : (size_t)content->takes;
    const char *why = contradiction(c, content, takes, rest);
    if (why != NULL) {
        return complain_of_cell(c, rest->node, why);
    }
    answer->messages = arena_take_array(c->m->source->memory, 2, sizeof *answer->messages);
    if (answer->messages == NULL) {
        return matrix_too_large(c->m, c->m->node);
    }
    answer->messages_given = true;
    answer->messages[answer->message_count++] = first_message(c, of, takes);
    answer->at_given = true;
    answer->at = content->complete ? c->head_size + takes : 0;
    if (rest->reads_message) {
        answer->messages[answer->message_count++] = second_message(c, rest, takes);
        answer->at = c->head_size + c->follow_size;
    }
    answer->state = rest->state;
    answer->discarded = rest->discarded;
    answer->discarded_given = rest->state == END_DONE || rest->state == END_CLOSED;
    if (rest->state == END_REJECT) {
        answer->at = c->head_size + rest->offset;
        answer->invariant = rest->invariant;
    }
    return true;
}

static bool answer_of(const cell *c, const parts *of, answer_spec *answer)
{
    *answer = (answer_spec){.state = END_ANY};
    return is_rejected(of) ? answer_rejected(c, of, answer) : answer_read(c, of, answer);
}

/* The strict answer with some properties replaced, and without what only h204 tells. */
static bool allowed_answer(const cell *c, const alternative *other, answer_spec *answer)
{
    parts replaced = other->parts;
    win(&replaced, &c->parts);
    if (other->rejects) {
        *answer = (answer_spec){.state = END_REJECT};
    } else if (!check_parts(c, &replaced) || !answer_of(c, &replaced, answer)) {
        return false;
    }
    for (size_t i = 0; i < answer->message_count; i++) {
        answer->messages[i].breaches = (invariant_list){.given = false};
        answer->messages[i].spent_given = false;
    }
    answer->rejected_breaches = (invariant_list){.given = false};
    answer->warn = other->warn;
    return true;
}

static bool answer_cell(const cell *c, corpus_case *into)
{
    size_t count = 1;
    for (size_t i = 0; i < c->decider_count; i++) {
        count += c->deciders[i]->allow_count;
    }
    into->accept = arena_take_array(c->m->source->memory, count, sizeof *into->accept);
    if (into->accept == NULL) {
        return matrix_too_large(c->m, c->m->node);
    }
    if (!answer_of(c, &c->parts, &into->strict)) {
        return false;
    }
    into->accept[into->accept_count++] = into->strict;
    for (size_t i = 0; i < c->decider_count; i++) {
        const rule *one = c->deciders[i];
        for (size_t k = 0; k < one->allow_count; k++) {
            if (!allowed_answer(c, &one->allow[k], &into->accept[into->accept_count++])) {
                return false;
            }
        }
    }
    return true;
}

/* ---- its texts and octets -------------------------------------------------------------------- */

static const char *clause_of(const rule *one)
{
    return one->clause;
}

static const char *sentence_of(const rule *one)
{
    return one->shows;
}

/* A text of each rule that decided the cell, each text once. */
static const char *join_texts(const cell *c, const char *(*text_of)(const rule *),
                              const char *between)
{
    size_t room = 1;
    for (size_t i = 0; i < c->decider_count; i++) {
        room += strlen(text_of(c->deciders[i])) + strlen(between);
    }
    char *joined = arena_take(c->m->source->memory, room);
    size_t used = 0;
    for (size_t i = 0; joined != NULL && i < c->decider_count; i++) {
        const char *text = text_of(c->deciders[i]);
        bool repeated = false;
        for (size_t k = 0; k < i && !repeated; k++) {
            repeated = strcmp(text_of(c->deciders[k]), text) == 0;
        }
        if (!repeated) {
            used +=
                (size_t)snprintf(joined + used, room - used, "%s%s", used > 0 ? between : "", text);
        }
    }
    return joined;
}

static bool join_octets(const cell *c, octets *input)
{
    const octets pieces[] = {c->along[ROWS]->piece, c->along[COLUMNS]->piece, octets_of("\r\n"),
                             c->along[FOLLOWS]->piece};
    size_t size = c->head_size + c->follow_size;
    uint8_t *data = arena_take(c->m->source->memory, size + 1);
    if (data == NULL) {
        return matrix_too_large(c->m, c->m->node);
    }
    *input = (octets){data, size};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        memcpy(data, pieces[i].data, pieces[i].size);
        data += pieces[i].size;
    }
    return true;
}

static const char *name_cell(const matrix *m, const entry *const along[AXES])
{
    const char *chapter = m->like->chapter;
    size_t room = strlen(chapter) + strlen(along[ROWS]->name) + strlen(along[COLUMNS]->name) +
                  strlen(along[FOLLOWS]->name) + sizeof "///";
    char *name = arena_take(m->source->memory, room);
    if (name != NULL) {
        snprintf(name, room, "%s/%s/%s/%s", chapter, along[ROWS]->name, along[COLUMNS]->name,
                 along[FOLLOWS]->name);
    }
    return name;
}

static bool fill_cell(cell *c, corpus_case *into)
{
    arena *memory = c->m->source->memory;
    *into = *c->m->like;
    c->name = name_cell(c->m, c->along);
    c->deciders = arena_take_array(memory, c->m->rule_count, sizeof *c->deciders);
    request_spec *request = arena_take(memory, sizeof *request);
    if (c->name == NULL || c->deciders == NULL || request == NULL) {
        return matrix_too_large(c->m, c->m->node);
    }
    if (!is_path(c->name)) {
        return yaml_complain(c->m->source, c->m->node->place, "\"%s\" is no path", c->name);
    }
    c->head_size = c->along[ROWS]->piece.size + c->along[COLUMNS]->piece.size + 2;
    c->follow_size = c->along[FOLLOWS]->piece.size;
    if (!apply_rules(c) || !check_parts(c, &c->parts) || !answer_cell(c, into) ||
        !join_octets(c, &into->input)) {
        return false;
    }
    *request = c->along[ROWS]->request;
    into->line = (unsigned)c->m->node->place.line;
    into->column = (unsigned)c->m->node->place.column;
    into->name = c->name;
    into->shows = join_texts(c, sentence_of, " ");
    into->clause = join_texts(c, clause_of, "; ");
    into->requests = request;
    into->request_count = 1;
    into->end = (int)c->along[FOLLOWS]->end;
    into->breaks = c->breaches;
    into->keeps = c->keeps;
    return (into->shows != NULL && into->clause != NULL) || matrix_too_large(c->m, c->m->node);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool fill_cells(matrix *m, corpus_case **filled, size_t *count)
{
    const axis *rows = &m->axes[ROWS];
    const axis *columns = &m->axes[COLUMNS];
    const axis *follows = &m->axes[FOLLOWS];
    size_t total = rows->count * columns->count * follows->count;
    corpus_case *cells = arena_take_array(m->source->memory, total, sizeof *cells);
    if (cells == NULL) {
        return matrix_too_large(m, m->node);
    }
    for (size_t i = 0; i < total; i++) {
        cell c = {.m = m};
        c.along[ROWS] = &rows->entries[i / follows->count / columns->count];
        c.along[COLUMNS] = &columns->entries[i / follows->count % columns->count];
        c.along[FOLLOWS] = &follows->entries[i % follows->count];
        if (!fill_cell(&c, &cells[i])) {
            return false;
        }
    }
    *filled = cells;
    *count = total;
    for (size_t i = 0; i < m->rule_count; i++) {
        if (!m->rules[i].decides) {
            return yaml_complain(m->source, m->rules[i].node->place, "this rule decides no cell");
        }
    }
    return true;
}

bool matrix_expand(const yaml_source *source, const yaml_node *node, const corpus_case *like,
                   corpus_case **cells, size_t *count)
{
    matrix m = {.source = source, .node = node, .like = like};
    return matrix_read(&m) && fill_cells(&m, cells, count);
}
