/* promise_failed.h - what an asserting build does when the codec breaks a promise: say which, and on what. */
#ifndef H204_PROMISE_FAILED_H
#define H204_PROMISE_FAILED_H

#include <stddef.h>

#define H204_PROMISE_FAILED(number) h204_promise_failed((number), __FILE__, __LINE__)
#define H204_ASSERTING              h204_promises_are_checked

/* 1 from the start.  A command that reads large recordings for a user clears it. */
extern int h204_promises_are_checked;

/* Prints number, sentence and the input last told of, then aborts. */
void h204_promise_failed(int number, const char *file, int line);

/* The input that this thread is about to give the codec; lent until the next one. */
void h204_promise_input(const void *data, size_t size);

#endif
