/* promise.h - what the codec promises, asserted in builds with H204_ASSERT=1.
 *
 * Never an assertion on input: a promise says something about our own results, so no peer can break it.
 * H204_PROMISE_FAILED(number) is yours to define; by default it traps.
 */
#ifndef H204_PROMISE_H
#define H204_PROMISE_H

#ifndef H204_ASSERT
#define H204_ASSERT 0
#endif

#ifndef H204_PROMISE_FAILED
#if defined(__GNUC__)
#define H204_PROMISE_FAILED(number) __builtin_trap()
#else
#define H204_PROMISE_FAILED(number) (*(volatile int *)0 = (number))
#endif
#endif

/* A host may decide at run time whether promises are looked at. */
#ifndef H204_ASSERTING
#define H204_ASSERTING 1
#endif

#if H204_ASSERT
#define PROMISE(name, condition)                \
    do {                                        \
        if (H204_ASSERTING && !(condition)) {   \
            H204_PROMISE_FAILED(H204_##name); \
        }                        \
    } while (0)
#else
#define PROMISE(name, condition) ((void)0)
#endif

#endif
