/* testee.h - what the testees around C parsers share: the contract of spec/testee.md. */
#ifndef H204_PEERS_TESTEE_H
#define H204_PEERS_TESTEE_H

#include "peer.h"

typedef struct testee {
    const char *name;
    const char *version;
    const char *const *knows; /* up to NULL */
    const char *const
        *tolerates; /* up to NULL; the one that a parser may have is chunked_over_length */
    void (*read)(peer *c);
} testee;

/* Answer standard input, line by line, until it ends. */
int testee_run(const testee *self);

#endif
