/* fuzz_laws.c - every law over short messages, every way to cut them tried. */
#include "../tests/guard.h"
#include "../tests/input.h"
#include "../tests/laws.h"

#include <string.h>

typedef struct prefix {
    const char *octets;
    size_t size;
} prefix;

#define PREFIX(literal) {"" literal, sizeof literal - 1}

static const prefix prefixes[] = {
    PREFIX(""),
    PREFIX("HTTP/1.1 204 \r\n"),
    PREFIX("HTTP/1.1 200 \r\nTransfer-Encoding:chunked\r\n\r\n"),
    PREFIX("HTTP/1.1 103 \r\n\r\nHTTP/1.0 200 \r\nContent-Length:"),
};
enum { PREFIXES = sizeof prefixes / sizeof prefixes[0], PREFIX_MOST = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static guard memory; /* the octets end at a page that may not be touched */
    uint8_t octets[PREFIX_MOST + CUTS_EXHAUSTIVE];
    request_facts requests[INPUT_REQUESTS];
    input from = input_from(data, size);
    if (from.size > CUTS_EXHAUSTIVE) {
        return -1; /* all cuts of a longer one take too long: fuzz_stream samples them */
    }
    if (memory.pages == NULL) {
        memory = guard_new(sizeof octets);
        laws_cut_everywhere_up_to = sizeof octets;
    }
    connection read = input_connection(&from, requests);
    read.limits = input_limits(&from);
    prefix chosen = prefixes[input_choose(&from, PREFIXES)];
    memcpy(octets, chosen.octets, chosen.size);
    memcpy(octets + chosen.size, from.octets, from.size);
    read.size = chosen.size + from.size;
    read.octets = guard_place(&memory, octets, read.size);
    laws_hold(&read);
    return 0;
}
