/* recording.h - a file that holds responses, in any of the forms that people have: what is in it to lint.
 *
 * Tools that print responses change them: curl removes chunks, HTTP/2 and HTTP/3 have no status line, a browser
 * keeps names and values alone.  Each form says which rows its tool has made undecidable.
 */
#ifndef H204_RUNNER_RECORDING_H
#define H204_RUNNER_RECORDING_H

#include "lint.h"

typedef enum recording_format {
    RECORDING_RAW,   /* what a server sent on a connection                        */
    RECORDING_CURL,  /* what `curl -i`, `curl -I` or `curl -v` print              */
    RECORDING_HAR,   /* HTTP Archive 1.2: what browsers and proxies export        */
    RECORDING_SIDES  /* requests, each followed by what the server sent behind it */
} recording_format;

const char *recording_format_name(recording_format format); /* "raw", ... */
bool recording_format_named(const char *name, recording_format *format);

/* The form that a file has.  Where requests are given, a head without its content may be an answer to HEAD. */
recording_format recording_detect(h204_view file, bool requests_given);

typedef struct recording {
    recording_format format;
    h204_view file;
    const lint_request *requests; /* from the command line: requests[0 .. request_count) */
    size_t request_count;
    size_t answered;        /* of them, by a final response */
    size_t at;              /* octets of the file that were given out */
    bool over;
    bool is_verbose;        /* CURL: by -v */
    memory whole;           /* what lives as long as the recording ... */
    memory pieces;          /* ... and as long as the current track    */
    lint_request asked;     /* the request in the file that waits for a response */
    bool asks;
    struct har *har;
    char error[512];        /* why it could not be opened */
} recording;

/* False: *opened says why in `error`.  The file and the requests are lent until recording_close, which follows in
 * any case. */
bool recording_open(recording *opened, recording_format format, h204_view file, const lint_request *requests,
                    size_t request_count);

/* The next octets to lint, valid until the next call; false where there are no more. */
bool recording_next(recording *from, lint_track *track);

void recording_close(recording *opened);

#endif
