/* sampled_differential.h - where another parser makes something else of a connection, and why that is known. */
#ifndef H204_TESTS_SAMPLED_DIFFERENTIAL_H
#define H204_TESTS_SAMPLED_DIFFERENTIAL_H

#include "result.h"

#include "peers/parsers/peer.h"

enum { BY_LLHTTP = 1, BY_HTTP_PARSER = 2, BY_PICOHTTPPARSER = 4 };
#define BY_NODE (BY_LLHTTP | BY_HTTP_PARSER)
#define BY_ALL  (BY_NODE | BY_PICOHTTPPARSER)

typedef enum disagreement_kind {
    PEER_ACCEPTS,    /* what h204 rejects, the peer reads, or waits for more of it         */
    PEER_REJECTS,    /* what h204 reads, or waits for more of, the peer rejects            */
    HEADS_DIFFER,    /* version, status, reason or fields; or only one of them is whole    */
    MESSAGES_DIFFER, /* where the message ends, its content, its trailers, or its framing  */
    REUSE_DIFFERS
} disagreement_kind;

/* The first one of a connection. */
typedef struct disagreement {
    unsigned by; /* whose: one of BY_* */
    disagreement_kind kind;
    const connection *read;
    const reading_result *ours;
    const peer *theirs;
    size_t begin; /* of the message in the octets                                  */
    const message_result
        *message;              /* ours; NULL where its head is not whole, or is rejected        */
    const peer_message *other; /* theirs; likewise                                              */
    const request_facts
        *request; /* what the message answers                                      */
} disagreement;

/* The reason, or NULL where none is known. */
const char *disagreement_reason(const disagreement *found);

void differential_read_by_http_parser(peer *c);

#endif
