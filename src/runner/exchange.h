/* exchange.h - what checking may know beyond the octets, put together from a case or a command line.
 */
#ifndef H204_RUNNER_EXCHANGE_H
#define H204_RUNNER_EXCHANGE_H

#include "arena.h"
#include "case.h"
#include "memory.h"

/* The exchange of a response to `request`, or of one that no request waits for where it is NULL. */
h204_exchange exchange_of(const request_spec *request, size_t outstanding, const context_spec *context,
                          memory *from);

/* Say of an exchange what a context gives. */
void exchange_add_context(h204_exchange *exchange, const context_spec *context);

/* Read `response` as the whole final response to a GET; the twin lends from it.  NULL, or what is wrong with it. */
const char *twin_read(octets response, arena *from, h204_twin *twin);

#define DATE_SIZE 30 /* "Sun, 06 Nov 1994 08:49:37 GMT" and a NUL */

/* An IMF-fixdate (RFC 9110 5.6.7) as seconds since 1970-01-01 00:00:00 GMT.  Exact: false for any other form. */
bool date_read(const char *text, int64_t *seconds);
void date_write(int64_t seconds, char text[DATE_SIZE]);

#endif
