/* invert.h - a build in which one predicate gives one verdict whatever the message: do the cases notice? */
#ifndef H204_TESTS_INVERT_H
#define H204_TESTS_INVERT_H

extern int inverted_row;   /* 0: none                                  */
extern int inverted_truth; /* 0 always kept, 1 not evaluated, 2 broken */

#define H204_VERDICT(invariant, verdict)                                        \
    ((int)(invariant) == inverted_row                                           \
         ? broken_if((check_truth)inverted_truth, place_of(0, 1))               \
         : (verdict))

#endif
