/* three_readers.h - one head, read by this build of the codec, by its copy without the index, and by the oracle. */
#ifndef H204_TESTS_THREE_READERS_H
#define H204_TESTS_THREE_READERS_H

#include "../src/codec/h204.h"
#include "oracle.h"
#include "twin.h"

#include <string.h>

enum { HEAD_FIELDS_MOST = H204_DEFAULT_FIELDS };

typedef struct head_read {
    h204_outcome outcome;
    h204_head head;                      /* meaningful where DONE */
    h204_field fields[HEAD_FIELDS_MOST]; /* fields[0 .. head.field_count) */
} head_read;

static inline void head_parse(h204_context context, h204_view view, head_read *found)
{
    found->outcome = h204_parse_head(context, view, found->fields, HEAD_FIELDS_MOST, &found->head);
}

static inline bool same_outcomes(h204_outcome one, h204_outcome other)
{
    return one.status == other.status && one.broken == other.broken && one.consumed == other.consumed &&
           one.culprit == other.culprit && one.needed == other.needed;
}

static inline bool same_places(h204_span one, h204_span other)
{
    return one.offset == other.offset && one.size == other.size;
}

static inline bool same_fields(const h204_field *one, const h204_field *other, uint32_t count)
{
    return count == 0 || memcmp(one, other, count * sizeof *one) == 0;
}

static inline bool same_heads(const h204_head *one, const h204_head *other)
{
    return one->size == other->size && one->start == other->start &&
           same_places(one->reason, other->reason) && one->field_count == other->field_count &&
           one->tolerated == other->tolerated && one->traits == other->traits &&
           one->status_code == other->status_code && one->minor_version == other->minor_version &&
           one->framing == other->framing && one->content_length == other->content_length;
}

/* All that either says: the outcome, and where it is DONE the head and every field. */
static inline bool same_reads(const head_read *one, const head_read *other)
{
    return same_outcomes(one->outcome, other->outcome) &&
           (one->outcome.status != H204_DONE ||
            (same_heads(&one->head, &other->head) &&
             same_fields(one->fields, other->fields, one->head.field_count)));
}

/* ---- the copy without the index ------------------------------------------------------------------------ */

_Static_assert(sizeof(twin_field) == sizeof(h204_field), "fields of both readers are compared as octets");

static inline twin_context twin_context_for(h204_context context)
{
    twin_context result = {
        .method = (twin_method)context.method,
        .request_is_10 = (twin_known)context.request_is_10,
        .offered_upgrade = (twin_known)context.offered_upgrade,
        .request_said_close = (twin_known)context.request_said_close,
        .tolerances = context.tolerances,
        .limits = { context.limits.head, context.limits.fields, context.limits.chunk_line,
                    context.limits.chunk_extensions, context.limits.trailers, context.limits.interim },
    };
    return result;
}

static inline bool same_outcome_as_twin(h204_outcome one, twin_outcome other)
{
    return (int)one.status == (int)other.status && (int)one.broken == (int)other.broken &&
           one.consumed == other.consumed && one.culprit == other.culprit && one.needed == other.needed;
}

/* Does the plain reader, with room for `capacity` fields, say the same? */
static inline bool plain_reader_agrees(h204_context context, h204_view view, uint32_t capacity,
                                       const head_read *found)
{
    static twin_field fields[HEAD_FIELDS_MOST];
    twin_head head;
    twin_view octets = { view.data, view.size };
    twin_outcome outcome = twin_parse_head(twin_context_for(context), octets, fields, capacity, &head);
    if (!same_outcome_as_twin(found->outcome, outcome)) {
        return false;
    }
    const h204_head *ours = &found->head;
    return outcome.status != TWIN_DONE ||
           (ours->size == head.size && ours->start == head.start &&
            ours->reason.offset == head.reason.offset && ours->reason.size == head.reason.size &&
            ours->field_count == head.field_count && ours->tolerated == head.tolerated &&
            ours->traits == head.traits && ours->status_code == head.status_code &&
            ours->minor_version == head.minor_version && (int)ours->framing == (int)head.framing &&
            ours->content_length == head.content_length &&
            (head.field_count == 0 || memcmp(found->fields, fields, head.field_count * sizeof *fields) == 0));
}

/* ---- the oracle ---------------------------------------------------------------------------------------- */

/* Is the value at `span`, repaired where it is marked, this one? */
static inline bool value_is(h204_view view, h204_span span, string expected)
{
    static uint8_t copy[H204_DEFAULT_HEAD];
    if ((span.size & H204_REPAIRED) == 0) {
        return span.size == expected.size &&
               (expected.size == 0 || memcmp(view.data + span.offset, expected.data, expected.size) == 0);
    }
    h204_room room = { copy, sizeof copy, 0 };
    return h204_copy_value(view, span, &room).status == H204_DONE && room.size == expected.size &&
           memcmp(copy, expected.data, expected.size) == 0;
}

static inline bool same_as_message(h204_view view, const head_read *found, const message_result *message,
                                   uint64_t content_length)
{
    const h204_head *head = &found->head;
    bool same = head->size == message->size && head->tolerated == message->spent &&
                head->minor_version == message->minor_version && head->status_code == message->status_code &&
                (int)head->framing == (int)message->framing && head->field_count == message->field_count &&
                value_is(view, head->reason, message->reason) &&
                (head->framing != H204_FRAMING_LENGTH || head->content_length == content_length);
    for (uint32_t i = 0; same && i < head->field_count; i++) {
        same = value_is(view, found->fields[i].name, message->fields[i].name) &&
               value_is(view, found->fields[i].value, message->fields[i].value);
    }
    return same;
}

/* Does the oracle say the same of these octets?  Its answer stays in *oracle. */
static inline bool oracle_agrees(const connection *read, const head_read *found, reading_result *oracle)
{
    uint64_t content_length = 0;
    h204_view view = { read->octets, read->size };
    oracle_read_head(read, oracle, &content_length);
    switch (oracle->state) {
    case READ_DONE:
        return found->outcome.status == H204_DONE && found->outcome.consumed == found->head.size &&
               same_as_message(view, found, &oracle->messages[0], content_length);
    case READ_REJECT:
        return found->outcome.status == H204_INVALID && found->outcome.culprit == oracle->at &&
               (unsigned)found->outcome.broken == oracle->invariant;
    case READ_INCOMPLETE:
        return found->outcome.status == H204_NEED_INPUT;
    case READ_EXCESS:
    case READ_CLOSED:
    case READ_TUNNEL:
        return false; /* no answer to a head alone */
    }
    return false;
}

#endif
