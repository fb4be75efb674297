/* export.h - the corpus as JSON, for those who have no YAML. */
#ifndef H204_RUNNER_EXPORT_H
#define H204_RUNNER_EXPORT_H

#include "case.h"

#include <stdio.h>

/* Print all cases, one a line, in the order of the corpus: the same corpus gives the same octets.
 * Defaults are written out, matrices expanded.  False where memory or the stream failed. */
bool corpus_export(const corpus *loaded, FILE *out);

#endif
