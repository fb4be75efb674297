/* sampled_corpus.c - the octets as a file of cases, and as lines of the testee contract.
 *
 * What is refused is refused with one place and one reason.  What is read can be written, alike each time; where a
 * reader for what is written exists, that reads it again, and the second writing is the first.
 */
#include "sampled_library.h"

#include "../src/runner/contract.h"
#include "../src/runner/export.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void promise(const input *from, bool kept, const char *law)
{
    if (!kept) {
        input_violates(from, law, 0);
    }
}

typedef struct printed {
    char *data;
    size_t size;
} printed;

static FILE *caught(printed *into)
{
    FILE *stream = open_memstream(&into->data, &into->size);
    if (stream == NULL) {
        abort();
    }
    return stream;
}

static bool are_equal(printed a, printed b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/* ---- a file of cases ----------------------------------------------------------------------------------- */

/* A file in memory that holds the octets; its name lasts until the next call. */
static const char *file_of(const input *from)
{
    static int file = -1;
    static char name[32];
    if (file < 0) {
        file = memfd_create("cases", MFD_CLOEXEC);
        snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    }
    if (file < 0 || ftruncate(file, 0) != 0 ||
        pwrite(file, from->octets, from->size, 0) != (ssize_t)from->size) {
        abort();
    }
    return name;
}

/* What one reading gave: the cases as they are exported, or the complaint. */
typedef struct loading {
    bool loaded;
    size_t count;
    printed exported;
    printed complaints;
} loading;

static loading load(const input *from)
{
    loading result = {0};
    corpus cases = {0};
    FILE *usual = stderr;
    const char *name = file_of(from);
    stderr = caught(&result.complaints);
    result.loaded = corpus_load(name, &cases);
    fclose(stderr);
    stderr = usual;
    result.count = cases.count;
    if (result.loaded) {
        FILE *out = caught(&result.exported);
        promise(from, corpus_export(&cases, out), "what was read is exported");
        fclose(out);
        corpus_free(&cases);
    }
    return result;
}

static void forget(loading *of)
{
    free(of->exported.data);
    free(of->complaints.data);
}

static size_t lines_of(const input *from)
{
    size_t lines = 1;
    for (size_t i = 0; i < from->size; i++) {
        /* YAML 1.1 5.4: NEL, LS and PS end a line too; counted by their last octet, which is too many and enough */
        lines += from->octets[i] == '\n' || from->octets[i] == '\r' || from->octets[i] == 0x85 ||
                 from->octets[i] == 0xA8 || from->octets[i] == 0xA9;
    }
    return lines;
}

/* The number at *text and the colon behind it; 0 where there is none. */
static size_t take_number(const char **text)
{
    size_t number = 0;
    while (isdigit((unsigned char)**text)) {
        number = number * 10 + (size_t)(**text - '0');
        *text += 1;
    }
    bool is_ended = **text == ':';
    *text += is_ended ? 1 : 0;
    return is_ended ? number : 0;
}

/* FILE:LINE:COLUMN: REASON LF.  A name that occurs twice is told once for each case that has it. */
static void check_complaints(const input *from, printed complaints)
{
    static const char law[] = "a refusal is a place and a reason on one line";
    const char *name = file_of(from);
    const char *line = complaints.data;
    const char *end = complaints.data + complaints.size;
    promise(from, complaints.size > 0 && end[-1] == '\n', law);
    bool is_one = memchr(line, '\n', complaints.size) == end - 1;
    promise(from, is_one || strstr(line, "is the name of a case at") != NULL,
            "there is one complaint");
    while (line < end) {
        promise(from, strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':', law);
        line += strlen(name) + 1;
        size_t at_line = take_number(&line);
        size_t at_column = take_number(&line);
        promise(from,
                at_line >= 1 && at_line <= lines_of(from) + 1 && at_column >= 1 &&
                    at_column <= from->size + 1,
                "the place is one of the file");
        promise(from, line[0] == ' ' && line[1] != '\n', law);
        while (*line != '\n') {
            promise(from, (uint8_t)*line >= 0x20 && *line != 0x7F, "a reason is printable");
            line++;
        }
        line++;
    }
}

static size_t cases_in(const json_t *exported)
{
    size_t count = 0;
    size_t i;
    const json_t *chapter;
    json_array_foreach(json_object_get(exported, "chapters"), i, chapter)
    {
        count += json_array_size(json_object_get(chapter, "cases"));
    }
    return count;
}

static void check_export(const input *from, const loading *once)
{
    json_t *exported = json_loadb(once->exported.data, once->exported.size,
                                  JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    promise(from, json_is_object(exported), "the export is JSON");
    promise(from, once->count > 0 && cases_in(exported) == once->count,
            "the export has every case");
    promise(from, once->complaints.size == 0, "what is read is not complained of");
    json_decref(exported);
}

static void cases_are_read_or_refused(const input *from)
{
    loading once = load(from);
    loading again = load(from);
    promise(from,
            once.loaded == again.loaded && once.count == again.count &&
                are_equal(once.complaints, again.complaints) &&
                (!once.loaded || are_equal(once.exported, again.exported)),
            "the same file is read alike");
    if (once.loaded) {
        check_export(from, &once);
    } else {
        check_complaints(from, once.complaints);
    }
    forget(&once);
    forget(&again);
}

/* ---- lines of the contract ----------------------------------------------------------------------------- */

static bool is_line(contract_line line)
{
    bool plain = line.size > 1 && memchr(line.data, '\n', line.size) == line.data + line.size - 1;
    for (size_t i = 0; plain && i + 1 < line.size; i++) {
        plain = (uint8_t)line.data[i] >= 0x20 && (uint8_t)line.data[i] <= 0x7F; /* DEL is one (RFC 8259 7) */
    }
    return plain;
}

static void check_line(const input *from, contract_line line)
{
    promise(from, is_line(line), "a line of the contract is ASCII, and one line");
}

/* The id that a testee must have copied is whatever the line has: a reply to another question is refused. */
static char *id_of(const char *line, size_t size)
{
    json_t *object = json_loadb(line, size, JSON_ALLOW_NUL, NULL);
    const char *id = json_string_value(json_object_get(object, "id"));
    char *copy = id != NULL ? strdup(id) : NULL;
    json_decref(object);
    return copy;
}

static bool octets_are_equal(octets a, octets b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static bool fields_are_equal(const field_list *a, const field_list *b)
{
    bool equal = a->given == b->given && a->count == b->count;
    for (size_t i = 0; equal && i < a->count; i++) {
        equal = octets_are_equal(a->pairs[i].name, b->pairs[i].name) &&
                octets_are_equal(a->pairs[i].value, b->pairs[i].value);
    }
    return equal;
}

/* What a line could lose and still look the same when it is written again: octets. */
static bool octets_survive(const answer_spec *a, const answer_spec *b)
{
    bool equal = a->message_count == b->message_count &&
                 octets_are_equal(a->octets_written, b->octets_written);
    for (size_t i = 0; equal && i < a->message_count; i++) {
        equal = octets_are_equal(a->messages[i].reason, b->messages[i].reason) &&
                octets_are_equal(a->messages[i].body, b->messages[i].body) &&
                fields_are_equal(&a->messages[i].fields, &b->messages[i].fields) &&
                fields_are_equal(&a->messages[i].trailers, &b->messages[i].trailers);
    }
    return equal;
}

/* Read a reply, write it, and read it again: the two lines are one. */
static void replies_are_read_again(const input *from, const question *asked, uint32_t knows)
{
    const char *line = (const char *)from->octets;
    char *id = id_of(line, from->size);
    memory kept = {0};
    reply once = contract_read_reply(line, from->size, id != NULL ? id : "1", asked, knows, &kept);
    promise(from,
            once.kind == REPLY_ANSWER ||
                (once.why != NULL && once.why[0] != 0 && strchr(once.why, '\n') == NULL),
            "a reply that is no answer has one reason");
    if (once.kind == REPLY_ANSWER) {
        promise(from, id != NULL, "a reply to a question has its id");
        contract_line written = contract_answer(json_string(id), &once.answer);
        check_line(from, written);
        reply again = contract_read_reply(written.data, written.size, id, asked, knows, &kept);
        promise(from, again.kind == REPLY_ANSWER && octets_survive(&once.answer, &again.answer),
                "an answer that is written is read");
        contract_line rewritten = contract_answer(json_string(id), &again.answer);
        promise(from,
                written.size == rewritten.size &&
                    memcmp(written.data, rewritten.data, written.size) == 0,
                "an answer that is read again is the same");
        free(written.data);
        free(rewritten.data);
    }
    free(id);
    memory_free(&kept);
}

/* The question that the octets ask, asked anew by the runner, is the same question. */
static void questions_are_asked_again(const input *from)
{
    memory kept = {0};
    contract_request once = contract_read_request((const char *)from->octets, from->size, &kept);
    bool has_reason = once.kind == REQUEST_MALFORMED || once.kind == REQUEST_SKIPPED;
    promise(from, !has_reason || (once.why != NULL && once.why[0] != 0),
            "a line that is no question has a reason");
    if (once.kind == REQUEST_QUESTION) {
        contract_line asked = contract_question("again", &once.asked);
        check_line(from, asked);
        contract_request again = contract_read_request(asked.data, asked.size, &kept);
        promise(from,
                again.kind == REQUEST_QUESTION &&
                    octets_are_equal(once.asked.input, again.asked.input),
                "a question that is written is read");
        contract_line asked_again = contract_question("again", &again.asked);
        promise(from,
                asked.size == asked_again.size &&
                    memcmp(asked.data, asked_again.data, asked.size) == 0,
                "a question that is read again is the same");
        json_decref(again.id);
        free(asked.data);
        free(asked_again.data);
    }
    json_decref(once.id);
    memory_free(&kept);
}

static bool greetings_are_equal(const greeting *a, const greeting *b)
{
    return a->knows == b->knows && a->tolerates == b->tolerates && a->name.size == b->name.size &&
           memcmp(a->name.data, b->name.data, a->name.size) == 0 &&
           a->version.size == b->version.size &&
           memcmp(a->version.data, b->version.data, a->version.size) == 0;
}

static void greetings_are_read_again(const input *from)
{
    memory kept = {0};
    greeting once = {0};
    greeting again = {0};
    if (contract_read_greeting((const char *)from->octets, from->size, &kept, &once) == NULL) {
        contract_line written = contract_greeting(&once);
        check_line(from, written);
        promise(from,
                contract_read_greeting(written.data, written.size, &kept, &again) == NULL &&
                    greetings_are_equal(&once, &again),
                "a greeting that is written is read again");
        free(written.data);
    }
    memory_free(&kept);
}

void sampled_corpus(input from)
{
    uint32_t knows = KNOWS_ALL ^ input_choose(&from, KNOWS_ALL + 1);
    question to_read = {0};
    question to_write = {.writes = true};
    cases_are_read_or_refused(&from);
    if (memchr(from.octets, '{', from.size) != NULL) { /* nothing else is an object of JSON */
        replies_are_read_again(&from, &to_read, knows);
        replies_are_read_again(&from, &to_write, knows);
        questions_are_asked_again(&from);
        greetings_are_read_again(&from);
    }
}
