/* lint_order.h - what `h204 lint` is asked: its command line, read. */
#ifndef H204_RUNNER_LINT_ORDER_H
#define H204_RUNNER_LINT_ORDER_H

#include "lint_report.h"

typedef struct lint_order {
    const char **names; /* of the files, up to NULL; lent by the command line */
    lint_options options;
    const lint_request *requests;
    size_t request_count;
    bool format_given;
    recording_format format;
    lint_output output;
    unsigned minimum;   /* weight of a breach that makes the exit code 1 */
    bool wants_stats;
    memory kept;
    struct lint_arguments *given;
} lint_order;

/* EXIT_EXPECTED, or EXIT_BAD_USAGE after a complaint; lint_order_free follows in any case. */
int lint_order_read(int argc, const char **argv, lint_order *order);
void lint_order_free(lint_order *order);

/* A line on standard error; returns EXIT_BAD_USAGE. */
__attribute__((format(printf, 1, 2))) int lint_bad_usage(const char *format, ...);

/* A file, or standard input for "-".  False after a complaint: it can not be read, or is too large. */
bool lint_read_file(const char *name, octet_buffer *buffer);

#endif
