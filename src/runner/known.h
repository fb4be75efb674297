/* known.h - the deviations that are expected of a testee, one a line: a case's name or pattern, and why.
 */
#ifndef H204_RUNNER_KNOWN_H
#define H204_RUNNER_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

typedef struct known_entry {
    char *pattern; /* as fnmatch has it; `*` matches `/` too */
    char *reason;
    unsigned line;
    bool used; /* some case has that name */
} known_entry;

typedef struct known_list {
    known_entry *entries;
    size_t count;
} known_list;

/* Read "pattern  reason" lines; `#` begins a comment line.  Where a line has no reason, or the file can not be
 * read, says so on standard error and returns false. */
bool known_load(const char *path, known_list *loaded);

/* Why this case is expected to deviate, or NULL.  The first entry that matches gives the reason, and all that
 * match count as used. */
const char *known_reason(known_list *list, const char *case_name);

void known_free(known_list *list);

#endif
