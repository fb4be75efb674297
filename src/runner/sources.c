/* sources.c - files of the repository that h204 was built in. */
#include "sources.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

char *source_text(const char *path)
{
    char whole[4096];
    char *text = NULL;
    size_t size = 0;
    snprintf(whole, sizeof whole, "%s/%s", H204_SOURCE_DIR, path);
    FILE *in = fopen(whole, "rb");
    bool read = in != NULL && getdelim(&text, &size, 0, in) >= 0;
    if (!read) {
        fprintf(stderr, "%s: %s\n", whole, errno != 0 ? strerror(errno) : "the file is empty");
        free(text);
        text = NULL;
    }
    if (in != NULL) {
        fclose(in);
    }
    return text;
}

static size_t print_cells(char *line, FILE *out)
{
    size_t cells = 0;
    for (char *cell = strsep(&line, "\t"); cell != NULL; cell = strsep(&line, "\t")) {
        fprintf(out, "| %s ", cell);
        cells++;
    }
    fputs("|\n", out);
    return cells;
}

bool source_print_table(const char *path, FILE *out)
{
    char *text = source_text(path);
    if (text == NULL) {
        return false;
    }
    char *rest = text;
    bool is_head = true;
    for (char *line = strsep(&rest, "\n"); line != NULL && line[0] != 0; line = strsep(&rest, "\n")) {
        size_t cells = print_cells(line, out);
        for (size_t i = 0; is_head && i < cells; i++) {
            fputs("|---", out);
        }
        fputs(is_head ? "|\n" : "", out);
        is_head = false;
    }
    free(text);
    return true;
}
