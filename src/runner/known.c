/* known.c - the deviations that are expected of a testee, one a line: a case's name or pattern, and why.
 */
#include "known.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *copy_of(const char *text, size_t size)
{
    char *copy = strndup(text, size);
    if (copy == NULL) {
        fputs("h204: out of memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    return copy;
}

static void add(known_list *list, known_entry entry)
{
    known_entry *entries = realloc(list->entries, (list->count + 1) * sizeof *entries);
    if (entries == NULL) {
        fputs("h204: out of memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    entries[list->count] = entry;
    list->entries = entries;
    list->count++;
}

/* Split a line; false where it has a pattern and no reason. */
static bool read_line(char *line, unsigned number, known_list *list)
{
    static const char blank[] = " \t\r\n";
    char *pattern = line + strspn(line, blank);
    if (*pattern == 0 || *pattern == '#') {
        return true;
    }
    size_t size = strcspn(pattern, blank);
    char *reason = pattern + size + strspn(pattern + size, blank);
    size_t length = strlen(reason);
    while (length > 0 && strchr(blank, reason[length - 1]) != NULL) {
        length--;
    }
    if (length == 0) {
        return false;
    }
    add(list, (known_entry){copy_of(pattern, size), copy_of(reason, length), number, false});
    return true;
}

bool known_load(const char *path, known_list *loaded)
{
    *loaded = (known_list){NULL, 0};
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return false;
    }
    char *line = NULL;
    size_t capacity = 0;
    unsigned number = 0;
    bool sound = true;
    while (sound && getline(&line, &capacity, file) >= 0) {
        number++;
        sound = read_line(line, number, loaded);
    }
    if (!sound) {
        fprintf(stderr, "%s:%u: a known deviation without a reason\n", path, number);
    } else if (ferror(file)) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        sound = false;
    }
    free(line);
    fclose(file);
    if (!sound) {
        known_free(loaded);
    }
    return sound;
}

const char *known_reason(known_list *list, const char *case_name)
{
    const char *reason = NULL;
    for (size_t i = 0; i < list->count; i++) {
        known_entry *entry = &list->entries[i];
        if (fnmatch(entry->pattern, case_name, 0) == 0) {
            reason = reason != NULL ? reason : entry->reason;
            entry->used = true;
        }
    }
    return reason;
}

void known_free(known_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->entries[i].pattern);
        free(list->entries[i].reason);
    }
    free(list->entries);
    *list = (known_list){NULL, 0};
}
