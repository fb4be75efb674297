/* yaml_tree.c - a YAML file as a tree that keeps every octet and its place. */
#include "yaml_tree.h"
#include "show.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

/* A case to read nests 13 deep: a repeated piece of a field value of a tolerant answer. */
#define DEPTH_LIMIT 16

typedef struct anchor {
    const char *name;
    const yaml_node *node;
    struct anchor *next;
} anchor;

typedef struct loading {
    const yaml_source *source;
    yaml_parser_t parser;
    anchor *anchors; /* the latest first: a name may be used again */
} loading;

bool yaml_complain(const yaml_source *source, yaml_place place, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fprintf(stderr, "%s:%zu:%zu: ", source->file, place.line, place.column);
    if (size > 0) {
        size_t shown = (size_t)size < sizeof text ? (size_t)size : sizeof text - 1;
        show_octets(stderr, (h204_view){(const uint8_t *)text, shown}, 0);
    }
    fputc('\n', stderr);
    return false;
}

static yaml_place place_of(yaml_mark_t mark)
{
    return (yaml_place){mark.line + 1, mark.column + 1};
}

static const yaml_node *refuse(const loading *l, yaml_mark_t mark, const char *why)
{
    yaml_complain(l->source, place_of(mark), "%s", why);
    return NULL;
}

/* Where the octet at `offset` stands: libyaml has no mark for octets that are no characters. */
static yaml_place place_at(const yaml_source *source, size_t offset)
{
    yaml_place place = {1, 1};
    for (size_t i = 0; i < offset && i < source->size; i++) {
        uint8_t octet = (uint8_t)source->text[i];
        if (octet == '\n') {
            place = (yaml_place){place.line + 1, 1};
        } else if ((octet & 0xC0) != 0x80) {
            place.column += 1;
        }
    }
    return place;
}

static bool next_event(loading *l, yaml_event_t *event)
{
    if (yaml_parser_parse(&l->parser, event) != 0) {
        return true;
    }
    const char *problem = l->parser.problem != NULL ? l->parser.problem : "out of memory";
    yaml_place place = l->parser.error == YAML_READER_ERROR
                           ? place_at(l->source, l->parser.problem_offset)
                           : place_of(l->parser.problem_mark);
    return yaml_complain(l->source, place, "%s", problem);
}

static const yaml_node *find_anchor(const loading *l, const char *name)
{
    const anchor *found = l->anchors;
    while (found != NULL && strcmp(found->name, name) != 0) {
        found = found->next;
    }
    return found == NULL ? NULL : found->node;
}

/* An anchor can be used once its node is whole. */
static bool add_anchor(loading *l, const yaml_char_t *name, const yaml_node *node)
{
    if (name == NULL) {
        return true;
    }
    anchor *added = arena_take(l->source->memory, sizeof *added);
    const char *copy = arena_copy(l->source->memory, name, strlen((const char *)name));
    if (added == NULL || copy == NULL) {
        return yaml_complain(l->source, node->place, CORPUS_TOO_LARGE);
    }
    *added = (anchor){copy, node, l->anchors};
    l->anchors = added;
    return true;
}

static const yaml_node *read_node(loading *l, yaml_event_t *event, unsigned depth);

static bool add_scalar(loading *l, const yaml_event_t *event, yaml_node *node)
{
    yaml_scalar_style_t style = event->data.scalar.style;
    node->kind = NODE_SCALAR;
    node->plain = style == YAML_PLAIN_SCALAR_STYLE;
    node->double_quoted = style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    node->on_one_line = event->start_mark.line == event->end_mark.line;
    node->size = event->data.scalar.length;
    node->text = arena_copy(l->source->memory, event->data.scalar.value, node->size);
    if (node->text == NULL) {
        return yaml_complain(l->source, node->place, CORPUS_TOO_LARGE);
    }
    return true;
}

/* Read nodes up to the end of a sequence or mapping. */
static bool add_items(loading *l, yaml_event_type_t last, yaml_node *node, unsigned depth)
{
    yaml_item **end = &node->items;
    const yaml_node *key = NULL;
    for (;;) {
        yaml_event_t event;
        if (!next_event(l, &event)) {
            return false;
        }
        if (event.type == last) {
            yaml_event_delete(&event);
            return true;
        }
        const yaml_node *read = read_node(l, &event, depth + 1);
        yaml_event_delete(&event);
        if (read == NULL) {
            return false;
        }
        if (node->kind == NODE_MAPPING && key == NULL) {
            key = read;
            continue;
        }
        yaml_item *item = arena_take(l->source->memory, sizeof *item);
        if (item == NULL) {
            return yaml_complain(l->source, read->place, CORPUS_TOO_LARGE);
        }
        *item = (yaml_item){key, read, NULL};
        *end = item;
        end = &item->next;
        node->count += 1;
        key = NULL;
    }
}

static yaml_node *new_node(loading *l, const yaml_event_t *event, const yaml_char_t *tag,
                           unsigned depth)
{
    if (tag != NULL) {
        refuse(l, event->start_mark, "tags have no meaning here");
        return NULL;
    }
    if (depth > DEPTH_LIMIT) {
        refuse(l, event->start_mark, "nested too deep");
        return NULL;
    }
    yaml_node *node = arena_take(l->source->memory, sizeof *node);
    if (node == NULL) {
        refuse(l, event->start_mark, CORPUS_TOO_LARGE);
        return NULL;
    }
    node->place = place_of(event->start_mark);
    return node;
}

static const yaml_node *read_scalar(loading *l, yaml_event_t *event, unsigned depth)
{
    yaml_node *node = new_node(l, event, event->data.scalar.tag, depth);
    if (node == NULL || !add_scalar(l, event, node) ||
        !add_anchor(l, event->data.scalar.anchor, node)) {
        return NULL;
    }
    return node;
}

static const yaml_node *read_sequence(loading *l, yaml_event_t *event, unsigned depth)
{
    yaml_node *node = new_node(l, event, event->data.sequence_start.tag, depth);
    if (node == NULL) {
        return NULL;
    }
    node->kind = NODE_SEQUENCE;
    if (!add_items(l, YAML_SEQUENCE_END_EVENT, node, depth) ||
        !add_anchor(l, event->data.sequence_start.anchor, node)) {
        return NULL;
    }
    return node;
}

static const yaml_node *read_mapping(loading *l, yaml_event_t *event, unsigned depth)
{
    yaml_node *node = new_node(l, event, event->data.mapping_start.tag, depth);
    if (node == NULL) {
        return NULL;
    }
    node->kind = NODE_MAPPING;
    if (!add_items(l, YAML_MAPPING_END_EVENT, node, depth) ||
        !add_anchor(l, event->data.mapping_start.anchor, node)) {
        return NULL;
    }
    return node;
}

static const yaml_node *read_alias(loading *l, yaml_event_t *event)
{
    const yaml_node *node = find_anchor(l, (const char *)event->data.alias.anchor);
    return node != NULL ? node
                        : refuse(l, event->start_mark, "this alias names no anchor that is whole");
}

static const yaml_node *read_node(loading *l, yaml_event_t *event, unsigned depth)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(l, event, depth);
    case YAML_SEQUENCE_START_EVENT:
        return read_sequence(l, event, depth);
    case YAML_MAPPING_START_EVENT:
        return read_mapping(l, event, depth);
    case YAML_ALIAS_EVENT:
        return read_alias(l, event);
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        break;
    }
    return refuse(l, event->start_mark, "a value is missing here");
}

/* stream-start document-start NODE document-end stream-end */
static const yaml_node *read_document(loading *l)
{
    static const yaml_event_type_t before[] = {YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT};
    static const yaml_event_type_t after[] = {YAML_DOCUMENT_END_EVENT, YAML_STREAM_END_EVENT};
    yaml_event_t event;
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        if (!next_event(l, &event)) {
            return NULL;
        }
        yaml_mark_t mark = event.start_mark;
        yaml_event_type_t type = event.type;
        yaml_event_delete(&event);
        if (type != before[i]) {
            return refuse(l, mark, "the file is empty");
        }
    }
    if (!next_event(l, &event)) {
        return NULL;
    }
    const yaml_node *root = read_node(l, &event, 1);
    yaml_event_delete(&event);
    for (size_t i = 0; root != NULL && i < sizeof after / sizeof after[0]; i++) {
        if (!next_event(l, &event)) {
            return NULL;
        }
        yaml_mark_t mark = event.start_mark;
        yaml_event_type_t type = event.type;
        yaml_event_delete(&event);
        if (type != after[i]) {
            return refuse(l, mark, "a file holds one document");
        }
    }
    return root;
}

const yaml_node *yaml_load(const yaml_source *source)
{
    loading l = {.source = source};
    if (yaml_parser_initialize(&l.parser) == 0) {
        yaml_complain(source, (yaml_place){1, 1}, "out of memory");
        return NULL;
    }
    yaml_parser_set_encoding(&l.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&l.parser, (const unsigned char *)source->text, source->size);
    const yaml_node *root = read_document(&l);
    yaml_parser_delete(&l.parser);
    return root;
}

/* ---- octets ---------------------------------------------------------------------------------- */

/* One code point of text that libyaml has found to be UTF-8; *at moves behind it. */
static uint32_t code_point(const char *text, size_t *at)
{
    uint8_t first = (uint8_t)text[(*at)++];
    if (first < 0x80) {
        return first;
    }
    uint32_t value = first >= 0xF0 ? first & 7u : first >= 0xE0 ? first & 15u : first & 31u;
    for (unsigned more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1; more > 0; more--) {
        value = value << 6 | ((uint8_t)text[(*at)++] & 63u);
    }
    return value;
}

/* How many characters of the source stand for one: \xHH, \uHHHH, \UHHHHHHHH, another escape,
 * itself. */
static size_t written_width(const char *text)
{
    if (text[0] != '\\') {
        return 1;
    }
    switch (text[1]) {
    case 'x':
        return 4;
    case 'u':
        return 6;
    case 'U':
        return 10;
    default:
        return 2;
    }
}

/* The place of character `index` inside a string in double quotes that stands on one line. */
static yaml_place place_inside(const yaml_source *source, const yaml_node *node, size_t index)
{
    yaml_place place = {1, 1};
    size_t at = 0;
    while (at < source->size && place.line < node->place.line) {
        place.line += source->text[at++] == '\n';
    }
    while (at < source->size && place.column < node->place.column) {
        code_point(source->text, &at);
        place.column += 1;
    }
    at += 1; /* the quote */
    place.column += 1;
    for (size_t i = 0; i < index && at < source->size; i++) {
        size_t width = written_width(source->text + at);
        place.column += width;
        if (width > 1) {
            at += width;
        } else {
            code_point(source->text, &at);
        }
    }
    return place;
}

bool yaml_octets(const yaml_source *source, const yaml_node *node, octets *result)
{
    if (node->kind != NODE_SCALAR || !node->double_quoted) {
        return yaml_complain(source, node->place, "octets stand in double quotes");
    }
    if (!node->on_one_line) {
        return yaml_complain(source, node->place,
                             "octets stand on one line, or are a list of pieces");
    }
    uint8_t *data = arena_take(source->memory, node->size + 1);
    if (data == NULL) {
        return yaml_complain(source, node->place, CORPUS_TOO_LARGE);
    }
    size_t size = 0;
    for (size_t at = 0; at < node->size; size++) {
        uint32_t value = code_point(node->text, &at);
        if (value > 255) {
            return yaml_complain(source, place_inside(source, node, size),
                                 "U+%04X is no octet, those end at 255", (unsigned)value);
        }
        data[size] = (uint8_t)value;
    }
    *result = (octets){data, size};
    return true;
}
