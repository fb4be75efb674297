/* explain_promises.c - what there is to say about the promises of the codec. */
#include "explain_texts.h"

#define OUR_BUG "If it is ever broken, h204 is at fault: please report the octets."

static const struct {
    h204_invariant invariant;
    explanation text;
} promises[] = {
#define WHY(name, words) { H204_##name, { .why = words, .fix = OUR_BUG } },
    WHY(CX_SPAN_INSIDE, "A place outside the view is a read out of bounds in your program.")
    WHY(CX_CONSUMED, "What is consumed too much is missing from the next response.")
    WHY(CX_STRICT_IS_CLEAN, "Reader and checker are written apart and must agree on what is acceptable.")
    WHY(CX_REJECT_IS_BROKEN, "A rejection that names the wrong rule sends people looking in the wrong place.")
    WHY(CX_READS_BACK, "What is written and what is read must be the same message.")
    WHY(CX_SER_ATOMIC, "Half a head in a buffer goes out with the next write.")
    WHY(CX_SER_CLEAN, "The writer is the one sender whose messages we answer for.")
    WHY(CX_PREFIX, "A prefix that is accepted is a truncated response taken for a whole one.")
    WHY(CX_ERROR_STICKY, "An error that more input repairs depends on how the network cut the octets.")
    WHY(CX_INCREMENTAL, "The network cuts where it likes; the answer must not depend on it.")
    WHY(CX_STRICT_SUBSET, "A tolerance is there to let more in, never to change the meaning of what was in.")
    WHY(CX_DETERMINISTIC, "There is no hidden state: a result can be replayed.")
    WHY(CX_STREAM, "Desynchronised connections begin where one message changes the reading of the next.")
    WHY(CX_INDEX_IS_PLAIN, "Speed must not decide anything: the fast path may only say yes.")
    WHY(CX_IDEMPOTENT, "A chain of proxies must not wear a message down.")
    WHY(CX_LENIENT_NORMALISES,
        "A fault that was read with forbearance must not be handed to somebody stricter or laxer.")
    WHY(FLD_VALUE_NO_LF, "An LF in a value is a field of an attacker's choice.")
    WHY(CX_INJECT_VALUE, "Whitespace at either end is lost on the way: the value read is not the value given.")
    WHY(CX_SER_NOBODY, "After a head that ends its message the next octet is the next response's.")
    WHY(CX_SER_LENGTH, "Content beyond the length is read as the next response.")
    WHY(TRL_ONLY_CHUNKED, "Only a chunked body has room for trailers; elsewhere they are the next response.")
    WHY(CX_SER_VERSION, "The writer knows these two wire forms and no other.")
#undef WHY
};

/* Of the promises that have no words of their own. */
static const explanation promise = {
    .why = "A caller relies on it and does not look again.",
    .fix = OUR_BUG,
};

const explanation *explain_promise(h204_invariant invariant)
{
    for (size_t i = 0; i < sizeof promises / sizeof promises[0]; i++) {
        if (promises[i].invariant == invariant) {
            return &promises[i].text;
        }
    }
    return &promise;
}
