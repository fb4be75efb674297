/* replay_main.c - run a fuzz harness over files: for crashes, for AFL++, and where libFuzzer is not at hand. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
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
    fclose(file);
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
    int result = argc > 1 ? 0 : 2;
    for (int i = 1; i < argc; i++) {
        result |= replay(argv[i]);
    }
    if (argc < 2) {
        fprintf(stderr, "usage: %s FILE...\n", argv[0]);
    }
    return result;
}
