/* question.c - what a testee is asked, and the names of what it can tell.
 */
#include "question.h"

#include <string.h>

static const char *const knowledge_names[] = {
    "at",   "name-case", "order",    "reason", "trailers",
    "size", "reuse",     "breaches", "write",  "splits",
};

#define KNOWLEDGE_COUNT (sizeof knowledge_names / sizeof knowledge_names[0])

_Static_assert(KNOWS_ALL == ((uint32_t)1 << KNOWLEDGE_COUNT) - 1,
               "every bit of knowledge has a name");

const char *knowledge_name(uint32_t one)
{
    for (size_t i = 0; i < KNOWLEDGE_COUNT; i++) {
        if (one == (uint32_t)1 << i) {
            return knowledge_names[i];
        }
    }
    return NULL;
}

bool knowledge_named(const char *name, uint32_t *one)
{
    for (size_t i = 0; i < KNOWLEDGE_COUNT; i++) {
        if (strcmp(name, knowledge_names[i]) == 0) {
            *one = (uint32_t)1 << i;
            return true;
        }
    }
    return false;
}

question question_of(const corpus_case *asked)
{
    return (question){
        .requests = asked->requests,
        .request_count = asked->request_count,
        .context = asked->context,
        .input = asked->input,
        .end = asked->end,
        .limits = asked->limits,
        .writes = asked->writes,
        .response = asked->response,
    };
}
