/* child.h - a process that answers lines with lines, and never outlives us.
 *
 * A deadline stands over every wait and a bound over every line, so that a testee that crashes, hangs or
 * prints without end costs one verdict and nothing more.
 */
#ifndef H204_RUNNER_CHILD_H
#define H204_RUNNER_CHILD_H

#include "memory.h"

#include <sys/types.h>

#define CHILD_LINE_MAX ((size_t)64 * 1024 * 1024)
#define CHILDREN_MAX   64 /* at a time */

typedef struct child {
    pid_t pid;             /* also its process group; 0: not running */
    int to;                /* its standard input, -1 when closed      */
    int from;              /* its standard output                     */
    octet_buffer received; /* octets of standard output that are not answered for yet */
} child;

typedef enum child_status {
    CHILD_DONE,
    CHILD_NOT_FOUND, /* there is no such command, or it can not be executed */
    CHILD_BROKEN     /* it crashed, hung, ended or said too much: it is dead now */
} child_status;

/* From now on a signal that ends us ends every child first. */
void child_end_all_on_signal(void);

/* Start a command, found on PATH; standard error stays ours.  Where the status is not DONE, *why says more. */
child_status child_start(child *started, char *const *command, memory *from, const char **why);

/* Send a line and wait for the next one; the answer is without its LF. */
child_status child_exchange(child *partner, const char *line, size_t size, double seconds,
                            memory *from, octets *answer, const char **why);

/* Close its input, give it a moment to end by itself, kill what is left of its group, and reap it. */
void child_end(child *ended);

#endif
