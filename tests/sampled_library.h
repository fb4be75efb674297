/* sampled_library.h - the laws that need more than a C compiler: the runner with its libraries, other parsers. */
#ifndef H204_TESTS_SAMPLED_LIBRARY_H
#define H204_TESTS_SAMPLED_LIBRARY_H

#include "input.h"

/* A whole file through `h204 lint`: every form of its output is well-formed, counts the same messages in order,
 * finds what the oracle reads, and a file that is cut tells of what stands before the cut as before. */
void sampled_lint(input from);

/* The octets as a file of cases and as lines of the testee contract: they are read, or refused with one place;
 * what is read is written alike each time, and what is written is read again. */
void sampled_corpus(input from);

/* A connection through h204, llhttp, http-parser and picohttpparser: what they make of it is the same, or the
 * reason why not is known. */
void sampled_differential(input from);

#endif
