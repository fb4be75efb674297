/* replay_main.c - run a fuzz harness over the files named, or over standard input, without an engine. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Returns 1 where the file can not be read. */
static int replay(const char *path)
{
    bool is_standard_input = strcmp(path, "-") == 0;
    FILE *file = is_standard_input ? stdin : fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 1;
    }
    uint8_t *data = NULL;
    size_t size = 0;
    size_t capacity = 0;
    size_t taken;
    do {
        if (capacity - size < 4096) {
            capacity = 2 * capacity + 4096;
            uint8_t *larger = realloc(data, capacity);
            if (larger == NULL) {
                abort();
            }
            data = larger;
        }
        taken = fread(data + size, 1, capacity - size, file);
        size += taken;
    } while (taken > 0);
    int failed = ferror(file);
    if (!is_standard_input) {
        fclose(file);
    }
    if (failed) {
        perror(path);
    } else {
        (void)LLVMFuzzerTestOneInput(data, size);
    }
    free(data);
    return failed != 0;
}

int main(int argc, char **argv)
{
    int failed = argc > 1 ? 0 : replay("-");
    for (int i = 1; i < argc; i++) {
        failed += replay(argv[i]);
    }
    int given = argc > 1 ? argc - 1 : 1;
    printf("%s: %d of %d inputs replayed, no law broken\n", argv[0], given - failed, given);
    return failed != 0;
}
