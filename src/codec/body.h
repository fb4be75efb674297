/* body.h - what a stream asks of a body. */
#ifndef H204_BODY_H
#define H204_BODY_H

#include "h204.h"

#ifndef H204_INTERNAL
#define H204_INTERNAL
#endif

#include <stdbool.h>

/* Does the body wait for its trailer section? */
H204_INTERNAL bool h204_body_awaits_trailers(const h204_body *body);

#endif
