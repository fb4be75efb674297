/* laws_corpus.c - every law over every case of the corpus, cut at every octet.
 *
 * usage: laws_corpus FOLDER [FIRST] [STEP]: the cases FIRST, FIRST + STEP, ... of the corpus in FOLDER.
 */
#include "laws.h"

#include "../src/codec/h204.h"
#include "../src/runner/case.h"
#include "../src/runner/promise_failed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { REQUESTS_MOST = 16, CUT_EVERYWHERE = 2048, ALL_TOLERANCES = 0xFFFF };

static bool is_named(octets name, const char *wanted)
{
    return name.size == strlen(wanted) && strncasecmp((const char *)name.data, wanted, name.size) == 0;
}

static request_facts facts_of(const request_spec *request)
{
    request_facts facts = { 0 };
    facts.method = is_named(request->method, "HEAD")      ? REQUEST_HEAD
                   : is_named(request->method, "CONNECT") ? REQUEST_CONNECT
                                                          : REQUEST_OTHER;
    facts.version_given = request->version_given;
    facts.is_10 = request->version_given && request->minor_version == 0;
    facts.fields_given = request->fields.given;
    for (size_t i = 0; i < request->fields.count; i++) {
        field_pair field = request->fields.pairs[i];
        facts.offers_upgrade = facts.offers_upgrade || is_named(field.name, "Upgrade");
        facts.says_close = facts.says_close || (is_named(field.name, "Connection") && is_named(field.value, "close"));
    }
    return facts;
}

static void try_laws(const corpus_case *tried)
{
    request_facts requests[REQUESTS_MOST];
    connection read = { 0 };
    read.octets = tried->input.data;
    read.size = tried->input.size;
    read.requests = requests;
    read.request_count = tried->request_count < REQUESTS_MOST ? tried->request_count : REQUESTS_MOST;
    for (size_t i = 0; i < read.request_count; i++) {
        requests[i] = facts_of(&tried->requests[i]);
    }
    read.end = (connection_end)tried->end;
    reading_limits limits = { tried->limits.head, tried->limits.fields, tried->limits.chunk_line,
                              tried->limits.chunk_extensions, tried->limits.trailers, tried->limits.interim };
    read.limits = limits;
    laws_hold(&read);
    for (size_t i = 0; i < tried->tolerant_count; i++) {
        read.tolerances = tried->tolerant[i].tolerances;
        laws_hold(&read);
    }
    read.tolerances = ALL_TOLERANCES;
    laws_hold(&read);
}

int main(int argc, char **argv)
{
    corpus loaded;
    size_t first = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
    size_t step = argc > 3 ? strtoul(argv[3], NULL, 10) : 1;
    if (argc < 2 || step == 0 || !corpus_load(argv[1], &loaded)) {
        fprintf(stderr, "usage: laws_corpus FOLDER [FIRST] [STEP]\n");
        return 2;
    }
    h204_promises_are_checked = 0; /* the laws try them, and each promise costs a check */
    laws_cut_everywhere_up_to = CUT_EVERYWHERE;
    size_t count = 0;
    for (size_t i = first; i < loaded.count; i += step) {
        if (!loaded.cases[i].writes) {
            if (isatty(2)) {
                fprintf(stderr, "\r%zu of %zu ", i, loaded.count);
            }
            try_laws(&loaded.cases[i]);
            count++;
        }
    }
    corpus_free(&loaded);
    printf("%zu cases, every law, cut at every octet\n", count);
    return count > 0 ? 0 : 1;
}
