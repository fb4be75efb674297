/* lint_request.h - a request as a command line or a recording tells it. */
#ifndef H204_RUNNER_LINT_REQUEST_H
#define H204_RUNNER_LINT_REQUEST_H

#include "memory.h"

typedef struct lint_request {
    const char *text;       /* its first line, as it was given                                      */
    h204_exchange exchange; /* lends from text and from the octets of its fields                    */
    size_t sent_at;         /* the responses begin no earlier: an offset into the octets of a track */
} lint_request;

/* "DELETE", "DELETE /x", "DELETE /x HTTP/1.0", "DELETE /x HTTP/2"; false where it is none of these. */
bool lint_request_parse(const char *text, lint_request *request);

/* Give it the fields that `section` holds up to and with an empty line.  False where they are none: then nothing
 * is known of its fields.  The request lends from both. */
bool lint_request_add_fields(lint_request *request, h204_view section, memory *from);

#endif
