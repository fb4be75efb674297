/* lint_report.h - what lint found in a file: as text for people, as JSON and as SARIF for programs. */
#ifndef H204_RUNNER_LINT_REPORT_H
#define H204_RUNNER_LINT_REPORT_H

#include "recording.h"

#include <jansson.h>
#include <stdio.h>

typedef enum lint_output { LINT_OUTPUT_TEXT, LINT_OUTPUT_JSON, LINT_OUTPUT_SARIF } lint_output;

#define NOTES_SEEN 16

typedef struct lint_report {
    const char *name;        /* of the file, as given */
    h204_view file;
    recording_format format;
    const lint_track *track; /* what the items are places in */
    lint_output output;
    bool colour;
    unsigned minimum;        /* weight of a breach that makes the exit code 1 */
    unsigned heads;          /* responses whose head was read                 */
    unsigned messages;       /* responses read whole                          */
    unsigned broken;         /* rules, counted once a message                 */
    size_t orphans;          /* octets that belong to no response             */
    size_t unread;
    bool is_cut;             /* the last response is incomplete ...           */
    size_t cut_at;           /* ... and begins here in the file               */
    bool requests_known;
    bool failed;             /* a breach of at least the minimum, or a rejection */
    char *seen[NOTES_SEEN];  /* notes that were told, once a file; up to the first NULL */
    struct sarif *sarif;
} lint_report;

/* Whether a note was not told of this file before; it is kept as told. */
bool lint_note_is_new(lint_report *r, const char *note);
void lint_notes_free(lint_report *r);

/* ---- text ---------------------------------------------------------------------------------------------- */

void lint_text_begin(const lint_report *r);
void lint_text_item(lint_report *r, const lint_item *item);
void lint_text_end(const lint_report *r, unsigned number, size_t unanswered); /* number: of the last item */

/* ---- JSON: one object an item, so that a capture of any size is printed as it is read ------------------- */

void lint_json_item(const lint_report *r, const lint_item *item);

/* Octets as Latin-1: a code point an octet. */
json_t *json_latin1(const uint8_t *data, size_t size);

/* ---- SARIF 2.1.0: one log for all files ----------------------------------------------------------------- */

typedef struct sarif {
    FILE *out;
    row_set rows;          /* the rules of the log                          */
    size_t results;
    json_t *notifications; /* what is said of files and not of a rule       */
    size_t line;           /* of the file being read: [line, line_begin) ... */
    size_t line_begin;
    size_t line_known;     /* ... as of this octet                          */
} sarif;

void sarif_begin(sarif *log, const row_set *rows, FILE *out);
void sarif_file(sarif *log); /* another file begins */
void sarif_item(lint_report *r, const lint_item *item);
void sarif_end(sarif *log, bool every_file_was_read);

#endif
