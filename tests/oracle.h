/* oracle.h - a slow, simple and independent reader of a whole connection. */
#ifndef H204_TESTS_ORACLE_H
#define H204_TESTS_ORACLE_H

#include "result.h"

/* Clear `result` and fill it with what spec/reading.md says about the connection. */
void oracle_read(const connection *read, reading_result *result);

#endif
