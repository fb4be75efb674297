/* input.c - what a fuzzer gave: a message, and what the octets behind it choose. */
#include "input.h"

#include "guard.h"

#include <string.h>

enum { FACTS = 8 };

/* The octets of a message, mixed: two messages that differ are cut at different places. */
static uint64_t mixed(const uint8_t *data, size_t size)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ data[i]) * 1099511628211u;
    }
    return hash ^ hash >> 29;
}

static uint64_t little_endian(const uint8_t *data, size_t size)
{
    uint64_t number = 0;
    for (size_t i = size; i > 0; i--) {
        number = number << 8 | data[i - 1];
    }
    return number;
}

static void set_places(input *from, uint64_t fractions)
{
    for (int i = 0; i < INPUT_PLACES; i++) {
        size_t place = (size_t)((fractions >> 16 * i & 0xFFFF) * (from->size + 1) >> 16);
        int at = i;
        for (; at > 0 && from->places[at - 1] > place; at--) {
            from->places[at] = from->places[at - 1];
        }
        from->places[at] = place;
    }
}

input input_from(const uint8_t *data, size_t size)
{
    input from = { 0 };
    bool is_marked = size > INPUT_CONTROLS && data[size - INPUT_CONTROLS - 1] == INPUT_MARK;
    from.size = is_marked ? size - INPUT_CONTROLS - 1 : size;
    from.octets = guard_copy(data, from.size);
    if (is_marked) {
        const uint8_t *controls = data + from.size + 1;
        from.facts = little_endian(controls, FACTS);
        set_places(&from, little_endian(controls + FACTS, 2 * INPUT_PLACES));
    } else {
        set_places(&from, mixed(data, size));
    }
    return from;
}

uint32_t input_choose(input *from, uint32_t below)
{
    uint32_t chosen = (uint32_t)(from->facts % below);
    from->facts /= below;
    return chosen;
}

connection input_connection(input *from, request_facts *requests)
{
    enum { TOLERANCES = 1 << 16, ENDS = 4, METHODS = 3, KNOWN = 3 };
    connection read = { 0 };
    read.octets = from->octets;
    read.size = from->size;
    read.requests = requests;
    read.end = (connection_end)input_choose(from, ENDS);
    read.tolerances = input_choose(from, TOLERANCES);
    read.request_count = (1 + input_choose(from, INPUT_REQUESTS + 1)) % (INPUT_REQUESTS + 1);
    for (size_t i = 0; i < read.request_count; i++) {
        request_facts request = { 0 };
        request.method = (request_method)input_choose(from, METHODS);
        uint32_t version = input_choose(from, KNOWN);
        request.version_given = version != 0;
        request.is_10 = version == 2;
        uint32_t fields = input_choose(from, 5);
        request.fields_given = fields != 0;
        request.offers_upgrade = fields >= 3;
        request.says_close = fields == 2 || fields == 4;
        requests[i] = request;
    }
    return read;
}

reading_limits input_limits(input *from)
{
    reading_limits limits = { 0 };
    if (input_choose(from, 2) == 1) {
        limits.head = 40 + input_choose(from, 128);
        limits.fields = 1 + limits.head % 4;
        limits.chunk_line = 3 + limits.head % 8;
        limits.chunk_extensions = 1 + limits.head % 16;
        limits.trailers = 2 + limits.head % 32;
        limits.interim = 1;
    }
    return limits;
}

void input_violates(const input *from, const char *law, unsigned promise)
{
    connection read = { 0 };
    read.octets = from->octets;
    read.size = from->size;
    law_violated(law, promise, &read);
}
