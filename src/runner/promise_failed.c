/* promise_failed.c - what an asserting build does when the codec breaks a promise: say which, and on what. */
#include "promise_failed.h"

#include "../codec/h204.h"

#include <stdio.h>
#include <stdlib.h>

int h204_promises_are_checked = 1;

static _Thread_local const unsigned char *input;
static _Thread_local size_t input_size;

void h204_promise_input(const void *data, size_t size)
{
    input = data;
    input_size = size;
}

static void print_octet(unsigned char octet)
{
    switch (octet) {
    case '\r':
        fputs("\\r", stderr);
        return;
    case '\n':
        fputs("\\n\n", stderr);
        return;
    case '\\':
        fputs("\\\\", stderr);
        return;
    default:
        fprintf(stderr, octet >= 0x20 && octet < 0x7F ? "%c" : "\\x%02X", octet);
    }
}

_Noreturn void h204_promise_failed(int number, const char *file, int line)
{
    enum { MOST = 4096 };
    const h204_invariant_info *row = h204_invariant_describe((h204_invariant)number);
    fprintf(stderr, "h204: broken promise %d %s (%s:%d)\n  %s\n", number,
            row != NULL ? row->name : "?", file, line, row != NULL ? row->sentence : "");
    if (input != NULL) {
        fprintf(stderr, "on these %zu octets%s:\n", input_size,
                input_size > MOST ? ", of which the first 4096 are" : "");
        for (size_t i = 0; i < input_size && i < MOST; i++) {
            print_octet(input[i]);
        }
        fputc('\n', stderr);
    }
    abort();
}
