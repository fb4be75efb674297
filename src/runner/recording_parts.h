/* recording_parts.h - what the forms of a recording share: lines, heads written anew, rows that are lost. */
#ifndef H204_RUNNER_RECORDING_PARTS_H
#define H204_RUNNER_RECORDING_PARTS_H

#include "recording.h"

bool curl_next(recording *from, lint_track *track);
bool verbose_next(recording *from, lint_track *track);
bool sides_next(recording *from, lint_track *track);
bool har_open(recording *opened);
bool har_next(recording *from, lint_track *track);
void har_close(recording *opened);

/* ---- lines --------------------------------------------------------------------------------------------- */

/* [at, end) is the text of a line, [end, next) its CRLF, LF, or nothing at the end of the file. */
typedef struct file_line {
    size_t at;
    size_t end;
    size_t next;
} file_line;

file_line line_at(h204_view file, size_t at);
bool line_begins(h204_view file, size_t at, const char *text);
bool line_is_empty(file_line line);

size_t skip_blank(h204_view file, size_t at); /* SP, HTAB, CR and LF */

/* A line as tools print status lines, HTTP/2 and HTTP/3 included. */
bool is_printed_status_line(h204_view file, size_t at);

/* METHOD SP target SP HTTP/x.y and a line end; the method in capitals. */
bool is_request_line(h204_view file, size_t at);

/* ---- a head from lines --------------------------------------------------------------------------------- */

/* The head being written: octets, and where each line came from. */
typedef struct head_draft {
    memory *from;
    octet_buffer octets;
    lint_stretch *stretches; /* of `from` */
    size_t stretch_count;
    size_t stretch_capacity;
    bool has_crlf; /* a line that ends with CRLF was added */
} head_draft;

void draft_copy(head_draft *draft, h204_view text, size_t file_at);
void draft_write(head_draft *draft, h204_view text, size_t file_at, size_t file_size);

/* The status line [line.at, line.end) of a file: as it is, or as a HTTP/1.1 one where the version has none. */
void draft_status_line(head_draft *draft, h204_view file, file_line line, lint_track *track);

/* A further line: as it is.  Where no line of the head had a CR, a tool took them, and they are put back. */
void draft_line(head_draft *draft, h204_view file, file_line line);

/* The octets move into memory of the draft, and the track lends them. */
void draft_finish(head_draft *draft, lint_track *track);

void add_note(lint_track *track, const char *note);

/* ---- what tools take away ------------------------------------------------------------------------------ */

void lose_content(row_set *lost);     /* rows about what stands behind the head          */
void lose_http1(row_set *lost);       /* rows about the wire form of HTTP/1.1            */

/* The digits of a Content-Length, where they fit. */
bool parse_length(h204_view value, size_t *length);

/* The one value of a field in a head that ends with an empty line, or a view of size 0. */
h204_view value_of(h204_view head, const char *name);

#endif
