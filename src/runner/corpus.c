/* corpus.c - loads the cases of the corpus. */
#include "case.h"
#include "matrix.h"
#include "corpus_parts.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_LIMIT   ((size_t)4 * 1024 * 1024)
#define MEMORY_LIMIT ((size_t)256 * 1024 * 1024)

/* ---- answers --------------------------------------------------------------------------------- */

/* h204 is deterministic: of its own answers everything is known, so the place and the name of a
 * rejection are demanded, and a connection that is done discarded nothing unless the file says so.
 */
static bool read_end(const yaml_source *source, const yaml_node *node, defaults absent,
                     answer_spec *answer)
{
    member members[] = {
        {"state", true, NULL},      {"at", false, NULL},       {"invariant", false, NULL},
        {"discarded", false, NULL}, {"breaches", false, NULL},
    };
    const char *name = NULL;
    if (!read_members(source, node, "an end", members, 5) ||
        !read_text(source, members[0].value, &name)) {
        return false;
    }
    if (!end_state_named(name, &answer->state)) {
        return yaml_complain(source, members[0].value->place, "\"%s\" is no end state", name);
    }
    bool rejects = answer->state == END_REJECT;
    if (!rejects && (members[2].value != NULL || members[4].value != NULL)) {
        return yaml_complain(source, node->place, "only a rejection has invariant and breaches");
    }
    bool ends_clean = answer->state == END_DONE || answer->state == END_CLOSED;
    if (!ends_clean && members[3].value != NULL) {
        return yaml_complain(source, node->place,
                             "only an end that is done or closed has discarded octets");
    }
    if (rejects && absent == DEFAULTS_ASSERTED &&
        (members[1].value == NULL || members[2].value == NULL)) {
        return yaml_complain(source, node->place, "a rejection lacks \"at\" or \"invariant\"");
    }
    answer->at_given = members[1].value != NULL;
    answer->discarded_given =
        members[3].value != NULL || (ends_clean && absent == DEFAULTS_ASSERTED);
    return (members[1].value == NULL ||
            read_number(source, members[1].value, INT64_MAX, &answer->at)) &&
           (members[2].value == NULL ||
            read_invariant(source, members[2].value, &answer->invariant)) &&
           (members[3].value == NULL ||
            read_number(source, members[3].value, INT64_MAX, &answer->discarded)) &&
           (members[4].value == NULL ||
            read_breaches(source, members[4].value, H204_PROFILE_CORE,
                          &answer->rejected_breaches));
}

static bool read_messages(const yaml_source *source, const yaml_node *node, defaults absent,
                          answer_spec *answer)
{
    if (node->kind != NODE_SEQUENCE) {
        return yaml_complain(source, node->place, "messages are a list");
    }
    answer->messages = arena_take_array(source->memory, node->count, sizeof *answer->messages);
    if (answer->messages == NULL) {
        return yaml_complain(source, node->place, CORPUS_TOO_LARGE);
    }
    answer->messages_given = true;
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        if (!read_message(source, item->value, absent,
                          &answer->messages[answer->message_count++])) {
            return false;
        }
    }
    return true;
}

/* What h204 itself answers: messages and an end. */
static bool read_own_answer(const yaml_source *source, const yaml_node *node, answer_spec *answer)
{
    member members[] = {{"messages", true, NULL}, {"end", true, NULL}};
    *answer = (answer_spec){.state = END_ANY};
    return read_members(source, node, "an answer", members, 2) &&
           read_messages(source, members[0].value, DEFAULTS_ASSERTED, answer) &&
           read_end(source, members[1].value, DEFAULTS_ASSERTED, answer);
}

/* `reject: true`, or messages, an end or both. */
static bool read_allowed_answer(const yaml_source *source, const yaml_node *node,
                                answer_spec *answer)
{
    member members[] = {
        {"messages", false, NULL},
        {"end", false, NULL},
        {"reject", false, NULL},
        {"warn", false, NULL},
    };
    *answer = (answer_spec){.state = END_ANY};
    if (!read_members(source, node, "an answer", members, 4)) {
        return false;
    }
    if (members[3].value != NULL) {
        const char *warn = NULL;
        if (!read_text(source, members[3].value, &warn)) {
            return false;
        }
        answer->warn = octets_of(warn);
    }
    if (members[2].value != NULL) {
        bool rejects = false;
        if (!read_flag(source, members[2].value, &rejects)) {
            return false;
        }
        if (!rejects || members[0].value != NULL || members[1].value != NULL) {
            return yaml_complain(source, members[2].value->place,
                                 "\"reject: true\" stands for any rejection, with nothing beside");
        }
        answer->state = END_REJECT;
        return true;
    }
    if (members[0].value == NULL && members[1].value == NULL) {
        return yaml_complain(source, node->place, "this answer asserts nothing");
    }
    return (members[0].value == NULL ||
            read_messages(source, members[0].value, DEFAULTS_OPEN, answer)) &&
           (members[1].value == NULL || read_end(source, members[1].value, DEFAULTS_OPEN, answer));
}

/* What became of a response to write: its octets, or the invariant that refused it; where an answer
 * is only allowed, `refused: true` stands for any. */
static bool read_written_answer(const yaml_source *source, const yaml_node *node, defaults absent,
                                answer_spec *answer)
{
    member members[] = {
        {"octets", false, NULL},
        {"refused", false, NULL},
        {"warn", false, NULL},
    };
    *answer = (answer_spec){.state = END_ANY};
    if (!read_members(source, node, "an answer to write", members,
                      absent == DEFAULTS_OPEN ? 3 : 2)) {
        return false;
    }
    if ((members[0].value == NULL) == (members[1].value == NULL)) {
        return yaml_complain(source, node->place, "either \"octets\" or \"refused\" stands here");
    }
    if (members[2].value != NULL) {
        const char *warn = NULL;
        if (!read_text(source, members[2].value, &warn)) {
            return false;
        }
        answer->warn = octets_of(warn);
    }
    if (members[0].value != NULL) {
        answer->written_given = true;
        return read_octets(source, members[0].value, &answer->octets_written);
    }
    answer->refused_given = true;
    bool any = false;
    if (absent == DEFAULTS_OPEN && members[1].value->plain && members[1].value->size == 4 &&
        memcmp(members[1].value->text, "true", 4) == 0) {
        return read_flag(source, members[1].value, &any);
    }
    return read_invariant(source, members[1].value, &answer->refused);
}

static bool read_tolerant(const yaml_source *source, const yaml_node *node, corpus_case *into)
{
    if (!check_list(source, node, "tolerant")) {
        return false;
    }
    into->tolerant = arena_take_array(source->memory, node->count, sizeof *into->tolerant);
    if (into->tolerant == NULL) {
        return yaml_complain(source, node->place, CORPUS_TOO_LARGE);
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        member members[] = {{"with", true, NULL}, {"answer", true, NULL}};
        tolerant_spec *tolerant = &into->tolerant[into->tolerant_count++];
        if (!read_members(source, item->value, "a tolerant answer", members, 2) ||
            !check_list(source, members[0].value, "a set of tolerances") ||
            !read_tolerances(source, members[0].value, &tolerant->tolerances)) {
            return false;
        }
        const yaml_node *answer = members[1].value;
        if (answer->kind == NODE_SCALAR && strcmp(answer->text, "strict") == 0) {
            tolerant->answer = into->strict;
        } else if (!read_own_answer(source, answer, &tolerant->answer)) {
            return false;
        }
    }
    return true;
}

/* What any testee may answer; where the case does not say, what h204 does. */
static bool read_accept(const yaml_source *source, yaml_place at, const yaml_node *node,
                        corpus_case *into)
{
    size_t count = node == NULL ? 1 : node->count;
    into->accept = arena_take_array(source->memory, count, sizeof *into->accept);
    if (into->accept == NULL) {
        return yaml_complain(source, at, CORPUS_TOO_LARGE);
    }
    if (node == NULL) {
        into->accept[into->accept_count++] = into->strict;
        return true;
    }
    if (!check_list(source, node, "accept")) {
        return false;
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        answer_spec *answer = &into->accept[into->accept_count++];
        bool read = into->writes ? read_written_answer(source, item->value, DEFAULTS_OPEN, answer)
                                 : read_allowed_answer(source, item->value, answer);
        if (!read) {
            return false;
        }
    }
    return true;
}

/* ---- cases ----------------------------------------------------------------------------------- */

static bool read_witnesses(const yaml_source *source, const yaml_node *node, corpus_case *into)
{
    member members[] = {{"keeps", false, NULL}, {"breaks", false, NULL}};
    if (!read_members(source, node, "witnesses", members, 2) ||
        (members[0].value != NULL && !read_invariants(source, members[0].value, &into->keeps)) ||
        (members[1].value != NULL && !read_invariants(source, members[1].value, &into->breaks))) {
        return false;
    }
    for (size_t i = 0; i < into->keeps.count; i++) {
        for (size_t k = 0; k < into->breaks.count; k++) {
            if (into->keeps.items[i] == into->breaks.items[k]) {
                return yaml_complain(source, node->place, "%s is witnessed as kept and as broken",
                                     h204_invariant_describe(into->keeps.items[i])->name);
            }
        }
    }
    return true;
}

static bool read_requests(const yaml_source *source, const yaml_node *node, corpus_case *into)
{
    if (node->kind != NODE_SEQUENCE) {
        return yaml_complain(source, node->place, "requests are a list");
    }
    into->requests = arena_take_array(source->memory, node->count, sizeof *into->requests);
    if (into->requests == NULL) {
        return yaml_complain(source, node->place, CORPUS_TOO_LARGE);
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        if (!read_request(source, item->value, &into->requests[into->request_count++])) {
            return false;
        }
    }
    return true;
}

static bool read_limits(const yaml_source *source, const yaml_node *node, h204_limits *limits)
{
    member members[] = {
        {"head", false, NULL},       {"fields", false, NULL},
        {"chunk_line", false, NULL}, {"chunk_extensions", false, NULL},
        {"trailers", false, NULL},   {"interim", false, NULL},
    };
    uint32_t *const targets[] = {
        &limits->head,     &limits->fields,  &limits->chunk_line, &limits->chunk_extensions,
        &limits->trailers, &limits->interim,
    };
    if (!read_members(source, node, "limits", members, 6)) {
        return false;
    }
    for (size_t i = 0; i < 6; i++) {
        uint64_t number = 0;
        if (members[i].value == NULL) {
            continue;
        }
        if (!read_number(source, members[i].value, UINT32_MAX, &number)) {
            return false;
        }
        if (number == 0) {
            return yaml_complain(source, members[i].value->place, "a limit is at least 1");
        }
        *targets[i] = (uint32_t)number;
    }
    return true;
}

static bool read_response(const yaml_source *source, const yaml_node *node, write_spec *response)
{
    member members[] = {
        {"status", true, NULL},  {"version", false, NULL}, {"reason", false, NULL},
        {"fields", false, NULL}, {"body", false, NULL},    {"trailers", false, NULL},
    };
    uint64_t status = 0;
    *response = (write_spec){.minor_version = 1, .reason = octets_of(""), .body = octets_of("")};
    if (!read_members(source, node, "a response", members, 6) ||
        !read_number(source, members[0].value, UINT16_MAX, &status)) {
        return false;
    }
    response->status = (uint16_t)status;
    if (members[1].value != NULL) {
        octets version;
        if (!read_version(source, members[1].value, &version)) {
            return false;
        }
        if (version.data[0] != '1') {
            return yaml_complain(source, members[1].value->place,
                                 "the writer knows major version 1 only");
        }
        response->minor_version = (uint8_t)(version.data[2] - '0');
    }
    return (members[2].value == NULL || read_octets(source, members[2].value, &response->reason)) &&
           (members[3].value == NULL || read_fields(source, members[3].value, &response->fields)) &&
           (members[4].value == NULL || read_octets(source, members[4].value, &response->body)) &&
           (members[5].value == NULL || read_fields(source, members[5].value, &response->trailers));
}

enum case_member {
    CASE_NAME,
    CASE_SHOWS,
    CASE_CLAUSE,
    CASE_WILD,
    CASE_WITNESSES,
    CASE_REQUESTS,
    CASE_CONTEXT,
    CASE_INPUT,
    CASE_END,
    CASE_LIMITS,
    CASE_RESPONSE,
    CASE_STRICT,
    CASE_TOLERANT,
    CASE_ACCEPT,
    CASE_MEMBERS
};

static bool read_case_texts(const yaml_source *source, const member *members, corpus_case *into)
{
    if (!read_path(source, members[CASE_NAME].value, &into->name) ||
        !read_text(source, members[CASE_SHOWS].value, &into->shows) ||
        !read_text(source, members[CASE_CLAUSE].value, &into->clause) ||
        (members[CASE_WILD].value != NULL &&
         !read_text(source, members[CASE_WILD].value, &into->wild))) {
        return false;
    }
    return members[CASE_WITNESSES].value == NULL ||
           read_witnesses(source, members[CASE_WITNESSES].value, into);
}

static bool read_case_to_read(const yaml_source *source, const yaml_node *node,
                              const member *members, corpus_case *into)
{
    if (members[CASE_INPUT].value == NULL || members[CASE_REQUESTS].value == NULL) {
        return yaml_complain(source, node->place, "a case lacks \"%s\"",
                             members[CASE_INPUT].value == NULL ? "input" : "requests");
    }
    h204_end end = H204_END_OPEN;
    if (!read_requests(source, members[CASE_REQUESTS].value, into) ||
        (members[CASE_CONTEXT].value != NULL &&
         !read_context(source, members[CASE_CONTEXT].value, &into->context)) ||
        !read_octets(source, members[CASE_INPUT].value, &into->input) ||
        (members[CASE_END].value != NULL &&
         !read_connection_end(source, members[CASE_END].value, &end)) ||
        (members[CASE_LIMITS].value != NULL &&
         !read_limits(source, members[CASE_LIMITS].value, &into->limits)) ||
        !read_own_answer(source, members[CASE_STRICT].value, &into->strict)) {
        return false;
    }
    into->end = (int)end;
    return members[CASE_TOLERANT].value == NULL ||
           read_tolerant(source, members[CASE_TOLERANT].value, into);
}

static bool read_case_to_write(const yaml_source *source, const member *members, corpus_case *into)
{
    static const enum case_member foreign[] = {CASE_CONTEXT, CASE_INPUT, CASE_END, CASE_LIMITS,
                                               CASE_TOLERANT};
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        const member *one = &members[foreign[i]];
        if (one->value != NULL) {
            return yaml_complain(source, one->value->place,
                                 "a case with a response to write has no \"%s\"", one->key);
        }
    }
    into->writes = true;
    return (members[CASE_REQUESTS].value == NULL ||
            read_requests(source, members[CASE_REQUESTS].value, into)) &&
           read_response(source, members[CASE_RESPONSE].value, &into->response) &&
           read_written_answer(source, members[CASE_STRICT].value, DEFAULTS_ASSERTED,
                               &into->strict);
}

static bool read_case(const yaml_source *source, const yaml_node *node, corpus_case *into)
{
    member members[CASE_MEMBERS] = {
        [CASE_NAME] = {"name", true, NULL},
        [CASE_SHOWS] = {"shows", true, NULL},
        [CASE_CLAUSE] = {"clause", true, NULL},
        [CASE_WILD] = {"wild", false, NULL},
        [CASE_WITNESSES] = {"witnesses", false, NULL},
        [CASE_REQUESTS] = {"requests", false, NULL},
        [CASE_CONTEXT] = {"context", false, NULL},
        [CASE_INPUT] = {"input", false, NULL},
        [CASE_END] = {"end", false, NULL},
        [CASE_LIMITS] = {"limits", false, NULL},
        [CASE_RESPONSE] = {"response", false, NULL},
        [CASE_STRICT] = {"strict", true, NULL},
        [CASE_TOLERANT] = {"tolerant", false, NULL},
        [CASE_ACCEPT] = {"accept", false, NULL},
    };
    if (!read_members(source, node, "a case", members, CASE_MEMBERS) ||
        !read_case_texts(source, members, into)) {
        return false;
    }
    into->line = (unsigned)members[CASE_NAME].value->place.line;
    into->column = (unsigned)members[CASE_NAME].value->place.column;
    bool read = members[CASE_RESPONSE].value == NULL
                    ? read_case_to_read(source, node, members, into)
                    : read_case_to_write(source, members, into);
    return read && read_accept(source, node->place, members[CASE_ACCEPT].value, into);
}

static bool read_cases(const yaml_source *source, const yaml_node *node, const corpus_case *like,
                       corpus_case **cases, size_t *count)
{
    if (!check_list(source, node, "cases")) {
        return false;
    }
    *cases = arena_take_array(source->memory, node->count, sizeof **cases);
    if (*cases == NULL) {
        return yaml_complain(source, node->place, CORPUS_TOO_LARGE);
    }
    for (const yaml_item *item = node->items; item != NULL; item = item->next) {
        corpus_case *one = &(*cases)[(*count)++];
        *one = *like;
        if (!read_case(source, item->value, one)) {
            return false;
        }
    }
    return true;
}

static bool read_file(const yaml_source *source, corpus_case **cases, size_t *count)
{
    member members[] = {
        {"chapter", true, NULL},
        {"about", true, NULL},
        {"cases", false, NULL},
        {"matrix", false, NULL},
    };
    corpus_case like = {.file = source->file, .end = (int)H204_END_OPEN};
    const yaml_node *root = yaml_load(source);
    if (root == NULL || !read_members(source, root, "a file of cases", members, 4) ||
        !read_text(source, members[0].value, &like.chapter) ||
        !read_text(source, members[1].value, &like.about)) {
        return false;
    }
    if ((members[2].value == NULL) == (members[3].value == NULL)) {
        return yaml_complain(source, root->place,
                             "either \"cases\" or \"matrix\" stands in a file");
    }
    return members[2].value != NULL ? read_cases(source, members[2].value, &like, cases, count)
                                    : matrix_expand(source, members[3].value, &like, cases, count);
}

/* ---- files ----------------------------------------------------------------------------------- */

/* No line of the file is to blame. */
static bool complain_of_file(const char *file, const char *why)
{
    fprintf(stderr, "%s:1:1: %s\n", file, why);
    return false;
}

static bool slurp(const char *file, arena *memory, yaml_source *source)
{
    FILE *in = fopen(file, "rb");
    if (in == NULL) {
        return complain_of_file(file, strerror(errno));
    }
    char *text = malloc(FILE_LIMIT + 1);
    size_t size = text == NULL ? 0 : fread(text, 1, FILE_LIMIT + 1, in);
    bool failed = text == NULL || ferror(in) != 0;
    fclose(in);
    const char *why = failed ? "the file can not be read" : NULL;
    if (!failed && size > FILE_LIMIT) {
        why = "the file is larger than 4 MiB";
    }
    *source = (yaml_source){file, NULL, size, memory};
    if (why == NULL) {
        source->text = arena_copy(memory, text, size);
        why = source->text == NULL ? CORPUS_TOO_LARGE : NULL;
    }
    free(text);
    return why == NULL || complain_of_file(file, why);
}

typedef struct file_list { /* sorted; in the arena */
    const char **paths;
    size_t count;
} file_list;

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int is_yaml(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot != NULL && dot != entry->d_name && strcmp(dot, ".yaml") == 0;
}

static char *join_path(arena *memory, const char *folder, const char *name)
{
    size_t size = strlen(folder);
    bool slash = size > 0 && folder[size - 1] == '/';
    size_t room = size + strlen(name) + 2;
    char *path = arena_take(memory, room);
    if (path != NULL) {
        snprintf(path, room, "%s%s%s", folder, slash ? "" : "/", name);
    }
    return path;
}

static bool list_folder(const char *path, arena *memory, file_list *files)
{
    struct dirent **entries = NULL;
    int found = scandir(path, &entries, is_yaml, NULL);
    if (found < 0) {
        return complain_of_file(path, strerror(errno));
    }
    files->paths = arena_take_array(memory, (size_t)found, sizeof *files->paths);
    bool whole = files->paths != NULL;
    for (int i = 0; i < found; i++) {
        char *one = whole ? join_path(memory, path, entries[i]->d_name) : NULL;
        whole = one != NULL;
        if (whole) {
            files->paths[files->count++] = one;
        }
        free(entries[i]);
    }
    free(entries);
    if (!whole) {
        return complain_of_file(path, CORPUS_TOO_LARGE);
    }
    if (files->count == 0) {
        return complain_of_file(path, "no *.yaml file is here");
    }
    qsort(files->paths, files->count, sizeof *files->paths, compare_paths);
    return true;
}

static bool list_files(const char *path, arena *memory, file_list *files)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        return complain_of_file(path, strerror(errno));
    }
    if (S_ISDIR(status.st_mode)) {
        return list_folder(path, memory, files);
    }
    const char *copy = arena_copy(memory, path, strlen(path));
    files->paths = arena_take(memory, sizeof *files->paths);
    if (copy == NULL || files->paths == NULL) {
        return complain_of_file(path, CORPUS_TOO_LARGE);
    }
    files->paths[0] = copy;
    files->count = 1;
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b)
{
    const corpus_case *first = *(const corpus_case *const *)a;
    const corpus_case *second = *(const corpus_case *const *)b;
    int order = strcmp(first->name, second->name);
    return order != 0 ? order : (first > second) - (first < second);
}

static bool names_are_unique(const corpus *loaded, arena *memory)
{
    const corpus_case **sorted = arena_take_array(memory, loaded->count, sizeof *sorted);
    if (sorted == NULL) {
        return complain_of_file(loaded->cases[0].file, CORPUS_TOO_LARGE);
    }
    for (size_t i = 0; i < loaded->count; i++) {
        sorted[i] = &loaded->cases[i];
    }
    qsort(sorted, loaded->count, sizeof *sorted, compare_names);
    bool unique = true;
    for (size_t i = 1; i < loaded->count; i++) {
        if (strcmp(sorted[i - 1]->name, sorted[i]->name) == 0) {
            fprintf(stderr, "%s:%u:%u: \"%s\" is the name of a case at %s:%u too\n",
                    sorted[i]->file, sorted[i]->line, sorted[i]->column, sorted[i]->name,
                    sorted[i - 1]->file, sorted[i - 1]->line);
            unique = false;
        }
    }
    return unique;
}

typedef struct file_cases {
    corpus_case *cases;
    size_t count;
} file_cases;

/* Every file is read even where one is malformed, so that one run tells of all of them. */
static bool load_files(const file_list *files, arena *memory, corpus *loaded)
{
    file_cases *all = arena_take_array(memory, files->count, sizeof *all);
    if (all == NULL) {
        return complain_of_file(files->paths[0], CORPUS_TOO_LARGE);
    }
    bool read = true;
    size_t count = 0;
    for (size_t i = 0; i < files->count; i++) {
        yaml_source source;
        read = slurp(files->paths[i], memory, &source) &&
               read_file(&source, &all[i].cases, &all[i].count) && read;
        count += all[i].count;
    }
    if (!read) {
        return false;
    }
    loaded->cases = arena_take_array(memory, count, sizeof *loaded->cases);
    if (loaded->cases == NULL) {
        return complain_of_file(files->paths[0], CORPUS_TOO_LARGE);
    }
    for (size_t i = 0; i < files->count; i++) {
        memcpy(loaded->cases + loaded->count, all[i].cases, all[i].count * sizeof *all[i].cases);
        loaded->count += all[i].count;
    }
    return names_are_unique(loaded, memory);
}

bool corpus_load(const char *path, corpus *loaded)
{
    *loaded = (corpus){.count = 0};
    arena *memory = malloc(sizeof *memory);
    if (memory == NULL) {
        return complain_of_file(path, CORPUS_TOO_LARGE);
    }
    *memory = (arena){.limit = MEMORY_LIMIT};
    corpus result = {.memory = memory};
    file_list files = {.count = 0};
    if (!list_files(path, memory, &files) || !load_files(&files, memory, &result)) {
        corpus_free(&result);
        return false;
    }
    *loaded = result;
    return true;
}

void corpus_free(corpus *loaded)
{
    if (loaded->memory != NULL) {
        arena_free(loaded->memory);
        free(loaded->memory);
    }
    *loaded = (corpus){.count = 0};
}
