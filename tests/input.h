/* input.h - what a fuzzer gave: a message, and what the octets behind it choose.
 *
 * A corpus file is a plain HTTP message.  It may be followed by a mark, 0xFF, and sixteen control octets:
 * eight of facts (requests, end, tolerances, limits), and four places of two octets, fractions of the message
 * at which to cut.  Without the mark nothing is chosen, and the places follow from the message.
 */
#ifndef H204_TESTS_INPUT_H
#define H204_TESTS_INPUT_H

#include "result.h"

enum { INPUT_MARK = 0xFF, INPUT_PLACES = 4, INPUT_CONTROLS = 8 + 2 * INPUT_PLACES, INPUT_REQUESTS = 3 };

typedef struct input {
    const uint8_t *octets;       /* the message: it ends at a page that may not be touched */
    size_t size;
    uint64_t facts;              /* not drawn yet */
    size_t places[INPUT_PLACES]; /* ascending, 0 to size */
} input;

/* The message is copied to memory that lasts until the next call. */
input input_from(const uint8_t *data, size_t size);

/* 0 to below - 1; 0 where nothing was chosen.  Each call draws another. */
uint32_t input_choose(input *from, uint32_t below);

/* Draw a connection that carries the message: up to INPUT_REQUESTS requests, its end, and a set of tolerances.
 * `requests` is memory for INPUT_REQUESTS.  Where nothing was chosen: one request, open, strict. */
connection input_connection(input *from, request_facts *requests);

/* Draw limits that a short input can reach, or the default ones. */
reading_limits input_limits(input *from);

/* Say which law and which promise of the catalogue is broken, on which message, and abort. */
_Noreturn void input_violates(const input *from, const char *law, unsigned promise);

#endif
