/* sources.h - files of the repository that h204 was built in. */
#ifndef H204_RUNNER_SOURCES_H
#define H204_RUNNER_SOURCES_H

#include <stdbool.h>
#include <stdio.h>

/* The text of a file, or NULL after a complaint; give it back with free(). */
char *source_text(const char *path);

/* Print a table of tab-separated lines, the first of them its head, as Markdown.
 * False after a complaint. */
bool source_print_table(const char *path, FILE *out);

#endif
