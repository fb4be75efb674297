/* cover.h - who tries the catalogue: the cases that keep and break each invariant, and what holds each promise. */
#ifndef H204_RUNNER_COVER_H
#define H204_RUNNER_COVER_H

#include "case.h"

/* Print it, as text or as spec/TRACEABILITY.md.  False where an invariant lacks a witness, a promise what is said to
 * hold it, or where a case does not witness what it declares; what is wrong is said on standard error. */
bool cover_print(const corpus *loaded, bool as_markdown);

#endif
