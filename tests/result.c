/* result.c - memory, comparison and print of reading results. */
#include "result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct memory_block {
    memory_block *next;
    size_t capacity;
    size_t size;
    max_align_t data[];
};

enum { BLOCK_SIZE = 16384 };

reading_result result_new(void)
{
    reading_result result = { 0 };
    return result;
}

void result_clear(reading_result *result)
{
    memory_block *kept = result->memory;
    while (kept != NULL && kept->next != NULL) {
        memory_block *next = kept->next;
        free(kept);
        kept = next;
    }
    if (kept != NULL) {
        kept->size = 0;
    }
    *result = result_new();
    result->memory = kept;
}

void result_release(reading_result *result)
{
    result_clear(result);
    free(result->memory);
    result->memory = NULL;
}

void *result_memory(reading_result *result, size_t size)
{
    size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    memory_block *block = result->memory;
    if (block == NULL || block->capacity - block->size < size) {
        size_t capacity = size > BLOCK_SIZE ? size : BLOCK_SIZE;
        block = malloc(sizeof *block + capacity);
        if (block == NULL) {
            abort();
        }
        block->next = result->memory;
        block->capacity = capacity;
        block->size = 0;
        result->memory = block;
    }
    void *found = (uint8_t *)block->data + block->size;
    block->size += size;
    return found;
}

/* Arrays grow at powers of two, so that their capacity need not be stored. */
static bool is_full(size_t count)
{
    return (count & (count - 1)) == 0;
}

static void *grown(reading_result *result, const void *old, size_t count, size_t member)
{
    void *larger = result_memory(result, (count == 0 ? 1 : 2 * count) * member);
    if (count > 0) {
        memcpy(larger, old, count * member);
    }
    return larger;
}

message_result *result_add_message(reading_result *result)
{
    if (is_full(result->message_count)) {
        result->messages =
            grown(result, result->messages, result->message_count, sizeof *result->messages);
    }
    message_result *added = &result->messages[result->message_count];
    memset(added, 0, sizeof *added);
    result->message_count += 1;
    return added;
}

string result_string(reading_result *result, const uint8_t *data, size_t size)
{
    string copy = { NULL, 0 };
    result_append(result, &copy, data, size);
    return copy;
}

void result_append(reading_result *result, string *to, const uint8_t *data, size_t size)
{
    if (size == 0) {
        return;
    }
    uint8_t *larger = to->data;
    size_t before = to->size == 0 ? 0 : (size_t)64;
    while (before != 0 && before < to->size) {
        before *= 2;
    }
    if (before - to->size < size) {
        size_t after = 64;
        while (after < to->size + size) {
            after *= 2;
        }
        larger = result_memory(result, after);
        if (to->size > 0) {
            memcpy(larger, to->data, to->size);
        }
    }
    memcpy(larger + to->size, data, size);
    to->data = larger;
    to->size += size;
}

void result_add_field(reading_result *result, field_line **lines, size_t *count, field_line line)
{
    if (is_full(*count)) {
        *lines = grown(result, *lines, *count, sizeof **lines);
    }
    (*lines)[*count] = line;
    *count += 1;
}

bool strings_equal(string a, string b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static bool lines_equal(const field_line *a, size_t a_count, const field_line *b, size_t b_count)
{
    bool equal = a_count == b_count;
    for (size_t i = 0; equal && i < a_count; i++) {
        equal = strings_equal(a[i].name, b[i].name) && strings_equal(a[i].value, b[i].value);
    }
    return equal;
}

bool messages_equal(const message_result *a, const message_result *b)
{
    bool heads = a->minor_version == b->minor_version && a->status_code == b->status_code &&
                 strings_equal(a->reason, b->reason) && a->framing == b->framing &&
                 lines_equal(a->fields, a->field_count, b->fields, b->field_count);
    bool bodies = strings_equal(a->body, b->body) && a->complete == b->complete;
    bool ends = !a->complete ||
                (a->reuse == b->reuse && a->size == b->size && a->spent == b->spent &&
                 lines_equal(a->trailers, a->trailer_count, b->trailers, b->trailer_count));
    return heads && bodies && ends;
}

bool results_equal(const reading_result *a, const reading_result *b)
{
    bool discards = a->state == READ_DONE || a->state == READ_CLOSED;
    bool equal = a->state == b->state && a->at == b->at && a->message_count == b->message_count &&
                 (!discards || a->discarded == b->discarded) &&
                 (a->state != READ_REJECT || a->invariant == b->invariant);
    for (size_t i = 0; equal && i < a->message_count; i++) {
        equal = messages_equal(&a->messages[i], &b->messages[i]);
    }
    return equal;
}

void print_escaped(const uint8_t *data, size_t size)
{
    enum { SHOWN = 4096 };
    fputc('"', stderr);
    for (size_t i = 0; i < size && i < SHOWN; i++) {
        uint8_t octet = data[i];
        if (octet == '\r') {
            fputs("\\r", stderr);
        } else if (octet == '\n') {
            fputs("\\n", stderr);
        } else if (octet == '\t') {
            fputs("\\t", stderr);
        } else if (octet == '"' || octet == '\\') {
            fprintf(stderr, "\\%c", octet);
        } else if (octet < 0x20 || octet > 0x7E) {
            fprintf(stderr, "\\x%02X", octet);
        } else {
            fputc(octet, stderr);
        }
    }
    fputs(size > SHOWN ? "\"..." : "\"", stderr);
}

void print_connection(const connection *read)
{
    static const char *const methods[] = { "OTHER", "HEAD", "CONNECT" };
    static const char *const ends[] = { "open", "kept", "closed", "reset" };
    fputs("  input ", stderr);
    print_escaped(read->octets, read->size);
    fprintf(stderr, " (%zu octets, then %s)\n  tolerances 0x%04X, limits %u %u %u %u %u %u, requests",
            read->size, ends[read->end], (unsigned)read->tolerances, (unsigned)read->limits.head,
            (unsigned)read->limits.fields, (unsigned)read->limits.chunk_line,
            (unsigned)read->limits.chunk_extensions, (unsigned)read->limits.trailers,
            (unsigned)read->limits.interim);
    for (size_t i = 0; i < read->request_count; i++) {
        const request_facts *request = &read->requests[i];
        fprintf(stderr, " %s%s%s", methods[request->method],
                !request->version_given ? "" : request->is_10 ? "/1.0" : "/1.1",
                request->fields_given ? "" : "(fields unknown)");
        fputs(request->fields_given && request->offers_upgrade ? "+upgrade" : "", stderr);
        fputs(request->fields_given && request->says_close ? "+close" : "", stderr);
    }
    fputc('\n', stderr);
}

static void print_lines(const char *title, const field_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fprintf(stderr, "      %s ", title);
        print_escaped(lines[i].name.data, lines[i].name.size);
        fputs(" = ", stderr);
        print_escaped(lines[i].value.data, lines[i].value.size);
        fputc('\n', stderr);
    }
}

void print_result(const char *title, const reading_result *result)
{
    static const char *const framings[] = { "none", "length", "chunked", "close", "tunnel" };
    static const char *const states[] = { "done", "excess", "closed", "incomplete", "reject", "tunnel" };
    fprintf(stderr, "  %s: %s at %zu", title, states[result->state], result->at);
    if (result->state == READ_REJECT) {
        fprintf(stderr, ", invariant %u", result->invariant);
    }
    fprintf(stderr, ", discarded %zu\n", result->discarded);
    for (size_t i = 0; i < result->message_count; i++) {
        const message_result *m = &result->messages[i];
        fprintf(stderr, "    HTTP/1.%u %u ", m->minor_version, m->status_code);
        print_escaped(m->reason.data, m->reason.size);
        fprintf(stderr, " framing %s, %s", framings[m->framing], m->complete ? "" : "not complete");
        if (m->complete) {
            fprintf(stderr, "size %llu, reuse %s, spent 0x%04X", (unsigned long long)m->size,
                    m->reuse ? "yes" : "no", (unsigned)m->spent);
        }
        fputs(", body ", stderr);
        print_escaped(m->body.data, m->body.size);
        fputc('\n', stderr);
        print_lines("field", m->fields, m->field_count);
        print_lines("trailer", m->trailers, m->trailer_count);
    }
}

_Noreturn void law_violated(const char *law, unsigned invariant, const connection *read)
{
    fprintf(stderr, "law broken: %s (%u)\n", law, invariant);
    print_connection(read);
    abort();
}
