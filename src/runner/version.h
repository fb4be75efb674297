/* version.h - the version of h204 as text.
 */
#ifndef H204_RUNNER_VERSION_H
#define H204_RUNNER_VERSION_H

#include "../codec/h204.h"

#define H204_TEXT(number) #number
#define H204_VERSION_OF(major, minor, patch)                                                       \
    H204_TEXT(major) "." H204_TEXT(minor) "." H204_TEXT(patch)
#define H204_VERSION_TEXT                                                                          \
    H204_VERSION_OF(H204_VERSION_MAJOR, H204_VERSION_MINOR, H204_VERSION_PATCH)

#endif
