/* framing.c - RFC 9112 6.3, once, for reader, writer and checker. */
#include "framing.h"

bool h204_framing_has(const h204_framing_facts *facts, h204_framing_fault fault)
{
    return (facts->faults >> fault & 1u) != 0;
}

static void blame(h204_framing_facts *facts, h204_framing_fault fault, h204_span place)
{
    if (!h204_framing_has(facts, fault)) {
        facts->faults |= 1u << fault;
        facts->place[fault] = place;
    }
}

/* ---- Transfer-Encoding = #transfer-coding (RFC 9112 6.1) ---------------------------------------------- */

#define CODING_IS(coding, literal) \
    H204_SPELLS((const uint8_t *)(coding)->name, (coding)->size, literal)

static bool is_known(const h204_coding *coding)
{
    return CODING_IS(coding, "chunked") || CODING_IS(coding, "gzip") || CODING_IS(coding, "x-gzip") ||
           CODING_IS(coding, "compress") || CODING_IS(coding, "x-compress") || CODING_IS(coding, "deflate");
}

static void note_coding(h204_framing_facts *facts, const h204_coding *coding, h204_span place)
{
    bool is_chunked = CODING_IS(coding, "chunked");
    facts->coding_count += 1;
    facts->chunked_is_last = is_chunked;
    if (is_chunked && facts->chunked_count++ > 0) {
        blame(facts, FAULT_TE_CHUNKED_ONCE, place);
    }
    if (is_chunked && coding->has_parameters) {
        blame(facts, FAULT_TE_PARAMETER, place);
    }
    if (!is_known(coding) || (!is_chunked && coding->has_parameters)) {
        blame(facts, FAULT_TE_KNOWN, place);
    }
}

static void note_transfer_encoding(h204_framing_facts *facts, h204_view input, h204_span value,
                                   h204_span place)
{
    if (facts->te_lines++ == 0) {
        facts->te_place = place;
    }
    h204_value_reader reader = h204_value_open(input, value);
    for (;;) {
        h204_value_skip_blanks(&reader);
        int octet = h204_value_peek(&reader);
        if (octet == H204_VALUE_END) {
            return;
        }
        if (octet != ',') {
            h204_coding coding;
            if (!h204_value_coding(&reader, &coding)) {
                blame(facts, FAULT_TE_ABNF, place);
                return;
            }
            note_coding(facts, &coding, place);
            octet = h204_value_peek(&reader);
            if (octet != ',' && octet != H204_VALUE_END) {
                blame(facts, FAULT_TE_ABNF, place);
                return;
            }
        }
        if (octet == ',') {
            h204_value_skip(&reader);
        }
    }
}

/* ---- Content-Length = 1*DIGIT (RFC 9110 8.6), and the lists that are seen ------------------------------ */

typedef struct length_value {
    bool is_malformed; /* holds more than digits, blanks and commas, or no number */
    bool is_list;      /* has a comma                                             */
    bool overflows;
    bool differs;      /* two of its numbers are not the same                     */
    uint64_t length;
} length_value;

static length_value read_length(h204_view input, h204_span value)
{
    length_value result = { false, false, false, false, 0 };
    bool has_number = false;
    h204_value_reader reader = h204_value_open(input, value);
    for (;;) {
        h204_value_skip_blanks(&reader);
        int octet = h204_value_peek(&reader);
        if (octet == H204_VALUE_END) {
            result.is_malformed = !has_number;
            return result;
        }
        if (octet == ',') {
            result.is_list = true;
            h204_value_skip(&reader);
            continue;
        }
        uint64_t number = 0;
        while (octet >= '0' && octet <= '9') {
            uint64_t digit = (uint64_t)(octet - '0');
            if (number > (UINT64_MAX - digit) / 10) { /* number * 10 + digit would not fit */
                result.overflows = true;
            } else {
                number = number * 10 + digit;
            }
            h204_value_skip(&reader);
            octet = h204_value_peek(&reader);
        }
        h204_value_skip_blanks(&reader);
        octet = h204_value_peek(&reader);
        if (octet != ',' && octet != H204_VALUE_END) { /* also where no digit was read */
            result.is_malformed = true;
            return result;
        }
        result.differs = result.differs || (has_number && number != result.length);
        result.length = has_number ? result.length : number;
        has_number = true;
    }
}

static void note_content_length(h204_framing_facts *facts, h204_view input, h204_span value,
                                h204_span place)
{
    if (facts->cl_lines++ == 0) {
        facts->cl_place = place;
    } else {
        blame(facts, FAULT_CL_SINGLE, place);
    }
    if (h204_span_size(value) == 0) {
        blame(facts, FAULT_CL_NONEMPTY, place);
        return;
    }
    length_value read = read_length(input, value);
    if (read.is_malformed) {
        blame(facts, FAULT_CL_DIGITS, place);
        return;
    }
    if (read.is_list) {
        blame(facts, FAULT_CL_SINGLE, place);
    }
    if (read.overflows) {
        blame(facts, FAULT_CL_OVERFLOW, place);
        return;
    }
    if (read.differs || (facts->length_is_known && read.length != facts->length)) {
        blame(facts, FAULT_CL_DIFFERENT, place);
        blame(facts, FAULT_CL_SINGLE, place);
    }
    if (!facts->length_is_known) {
        facts->length_is_known = true;
        facts->length = read.length;
    }
}

/* ---- gathering ------------------------------------------------------------------------------------------ */

bool h204_is_framing_name(const uint8_t *data, size_t size)
{
    return H204_SPELLS(data, size, "content-length") || H204_SPELLS(data, size, "transfer-encoding");
}

#ifndef H204_READ_ONLY

typedef struct field_name {
    char name[19];
    uint8_t size;
} field_name;

#define NAME(literal) { literal, sizeof literal - 1 }

h204_invariant h204_trailer_row(const uint8_t *data, size_t size)
{
    static const struct {
        field_name field;
        h204_invariant row;
    } forbidden[] = {
        { NAME("connection"), H204_TRL_NO_ROUTING },       { NAME("keep-alive"), H204_TRL_NO_ROUTING },
        { NAME("proxy-connection"), H204_TRL_NO_ROUTING }, { NAME("upgrade"), H204_TRL_NO_ROUTING },
        { NAME("via"), H204_TRL_NO_ROUTING },
        { NAME("www-authenticate"), H204_TRL_NO_AUTH },    { NAME("proxy-authenticate"), H204_TRL_NO_AUTH },
        { NAME("set-cookie"), H204_TRL_NO_AUTH },
        { NAME("age"), H204_TRL_NO_CONTROL },              { NAME("cache-control"), H204_TRL_NO_CONTROL },
        { NAME("expires"), H204_TRL_NO_CONTROL },          { NAME("date"), H204_TRL_NO_CONTROL },
        { NAME("location"), H204_TRL_NO_CONTROL },         { NAME("retry-after"), H204_TRL_NO_CONTROL },
        { NAME("vary"), H204_TRL_NO_CONTROL },
        { NAME("content-type"), H204_TRL_NO_FORMAT },      { NAME("content-encoding"), H204_TRL_NO_FORMAT },
        { NAME("content-language"), H204_TRL_NO_FORMAT },  { NAME("content-range"), H204_TRL_NO_FORMAT },
        { NAME("trailer"), H204_TRL_NO_FORMAT },
    };
    if (h204_is_framing_name(data, size)) {
        return H204_TRL_NO_FRAMING;
    }
    for (unsigned i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++) {
        if (h204_spells(data, size, forbidden[i].field.name, forbidden[i].field.size)) {
            return forbidden[i].row;
        }
    }
    return H204_INVARIANT_NONE;
}

uint32_t h204_singleton_bit(const uint8_t *data, size_t size)
{
    static const field_name singletons[] = {
        NAME("age"),           NAME("content-location"), NAME("content-range"), NAME("content-type"),
        NAME("date"),          NAME("etag"),             NAME("expires"),       NAME("last-modified"),
        NAME("location"),      NAME("retry-after"),      NAME("server"),
    };
    for (unsigned i = 0; i < sizeof singletons / sizeof singletons[0]; i++) {
        if (h204_spells(data, size, singletons[i].name, singletons[i].size)) {
            return 1u << i;
        }
    }
    return 0;
}

#undef NAME

#endif

void h204_framing_note_line(h204_framing_facts *facts, h204_view name, h204_view input, h204_span value,
                            h204_span place, bool was_folded)
{
    if (H204_SPELLS(name.data, name.size, "content-length")) {
        note_content_length(facts, input, value, place);
        facts->was_folded = facts->was_folded || was_folded;
    } else if (H204_SPELLS(name.data, name.size, "transfer-encoding")) {
        note_transfer_encoding(facts, input, value, place);
        facts->was_folded = facts->was_folded || was_folded;
    } else if (H204_SPELLS(name.data, name.size, "connection")) {
        facts->says_close = facts->says_close || H204_LISTS(input, value, "close");
        facts->says_keep_alive = facts->says_keep_alive || H204_LISTS(input, value, "keep-alive");
    }
}

void h204_framing_note(h204_framing_facts *facts, h204_view input, h204_field field, bool was_folded)
{
    h204_view name = { input.data + field.name.offset, field.name.size };
    h204_framing_note_line(facts, name, input, field.value, field.value, was_folded);
}

/* ---- deciding ------------------------------------------------------------------------------------------- */

static bool has_no_content(h204_method method, uint16_t status_code)
{
    return method == H204_METHOD_HEAD || status_code / 100 == 1 || status_code == 204 ||
           status_code == 304;
}

static bool opens_tunnel(h204_method method, uint16_t status_code)
{
    return method == H204_METHOD_CONNECT && status_code / 100 == 2;
}

bool h204_ends_at_head(h204_method method, uint16_t status_code)
{
    return has_no_content(method, status_code) || opens_tunnel(method, status_code);
}

/* The verdict on the fields alone, growing fault by fault: of those that no tolerance forgives the one whose
 * value comes first, and of one value the row with the lowest number. */
static void weigh(h204_framing_verdict *verdict, uint32_t tolerances, bool is_broken, h204_invariant row,
                  h204_span place, uint32_t tolerance)
{
    if (!is_broken) {
        return;
    }
    if ((tolerances & tolerance) != 0) {
        verdict->spent |= tolerance;
        return;
    }
    bool comes_first = verdict->broken == H204_INVARIANT_NONE ||
                       place.offset < verdict->culprit.offset ||
                       (place.offset == verdict->culprit.offset && row < verdict->broken);
    if (comes_first) {
        verdict->broken = row;
        verdict->culprit = place;
    }
}

static void weigh_fault(h204_framing_verdict *verdict, uint32_t tolerances, const h204_framing_facts *facts,
                        h204_framing_fault fault, h204_invariant row, uint32_t tolerance)
{
    weigh(verdict, tolerances, h204_framing_has(facts, fault), row, facts->place[fault], tolerance);
}

/* RFC 9112 6.3 (3) to (8): a response with content */
static h204_framing_verdict decide_content(uint32_t tolerances, uint8_t minor_version,
                                           const h204_framing_facts *facts)
{
    h204_framing_verdict verdict = { H204_FRAMING_CLOSE, 0, 0, 0, H204_INVARIANT_NONE, { 0, 0 } };
    if (facts->te_lines > 0) {
        bool cl_is_later = facts->cl_place.offset > facts->te_place.offset;
        weigh_fault(&verdict, tolerances, facts, FAULT_TE_ABNF, H204_FRAME_TE_ABNF, 0);
        weigh(&verdict, tolerances, facts->coding_count == 0 && !h204_framing_has(facts, FAULT_TE_ABNF),
              H204_FRAME_TE_NONEMPTY, facts->te_place, 0);
        weigh_fault(&verdict, tolerances, facts, FAULT_TE_PARAMETER, H204_FRAME_TE_CHUNKED_PARAM, 0);
        weigh_fault(&verdict, tolerances, facts, FAULT_TE_KNOWN, H204_FRAME_TE_KNOWN,
                    H204_TOLERATE_TE_UNKNOWN);
        weigh_fault(&verdict, tolerances, facts, FAULT_TE_CHUNKED_ONCE, H204_FRAME_TE_CHUNKED_ONCE, 0);
        weigh(&verdict, tolerances, minor_version == 0, H204_FRAME_TE_10_GEN, facts->te_place,
              H204_TOLERATE_TE_HTTP10);
        weigh(&verdict, tolerances, facts->cl_lines > 0, H204_FRAME_TE_CL_GEN,
              cl_is_later ? facts->cl_place : facts->te_place, H204_TOLERATE_TE_WITH_CL);
        verdict.framing = facts->chunked_is_last ? H204_FRAMING_CHUNKED : H204_FRAMING_CLOSE;
    } else if (facts->cl_lines > 0) {
        weigh_fault(&verdict, tolerances, facts, FAULT_CL_NONEMPTY, H204_FRAME_CL_NONEMPTY, 0);
        weigh_fault(&verdict, tolerances, facts, FAULT_CL_DIGITS, H204_FRAME_CL_DIGITS, 0);
        weigh_fault(&verdict, tolerances, facts, FAULT_CL_OVERFLOW, H204_FRAME_CL_OVERFLOW, 0);
        weigh_fault(&verdict, tolerances, facts, FAULT_CL_DIFFERENT, H204_FRAME_CL_LIST_DIFF, 0);
        weigh_fault(&verdict, tolerances, facts, FAULT_CL_SINGLE, H204_FRAME_CL_SINGLE,
                    H204_TOLERATE_CL_LIST_SAME);
        verdict.framing = H204_FRAMING_LENGTH;
        verdict.content_length = facts->length;
    }
    return verdict;
}

static uint32_t traits_of(const h204_framing_facts *facts, bool is_invalid)
{
    bool one_valid_length = facts->cl_lines == 1 && facts->length_is_known &&
                            !h204_framing_has(facts, FAULT_CL_SINGLE);
    uint32_t traits = 0;
    traits |= facts->te_lines > 0 ? H204_HAS_TRANSFER_ENCODING : 0u;
    traits |= facts->cl_lines > 0 ? H204_HAS_CONTENT_LENGTH : 0u;
    traits |= facts->says_close ? H204_SAYS_CLOSE : 0u;
    traits |= facts->says_keep_alive ? H204_SAYS_KEEP_ALIVE : 0u;
    traits |= one_valid_length && facts->length == 0 ? H204_LENGTH_IS_ZERO : 0u;
    traits |= facts->was_folded ? H204_FRAMING_WAS_FOLDED : 0u;
    traits |= is_invalid ? H204_FRAMING_IS_INVALID : 0u;
    return traits;
}

h204_framing_verdict h204_framing_judge(uint8_t minor_version, const h204_framing_facts *facts)
{
    return decide_content(0, minor_version, facts);
}

h204_framing_verdict h204_framing_decide(h204_context context, uint16_t status_code, uint8_t minor_version,
                                         const h204_framing_facts *facts)
{
    bool switches = status_code == 101;
    bool refuses_switch = context.offered_upgrade == H204_NO || context.request_is_10 == H204_YES;
    h204_framing_verdict strict = h204_framing_judge(minor_version, facts);
    if (!switches && !h204_ends_at_head(context.method, status_code)) {
        bool may_differ = strict.broken != H204_INVARIANT_NONE && context.tolerances != 0;
        h204_framing_verdict verdict =
            may_differ ? decide_content(context.tolerances, minor_version, facts) : strict;
        verdict.traits = traits_of(facts, strict.broken != H204_INVARIANT_NONE);
        return verdict;
    }
    /* Items 1 and 2 come before all fields, however wrong those are.  What strict reading would say of them
     * is kept for the reuse verdict, the same under every tolerance. */
    h204_framing_verdict verdict = { H204_FRAMING_NONE, 0, 0, 0, H204_INVARIANT_NONE, { 0, 0 } };
    verdict.traits = traits_of(facts, strict.broken != H204_INVARIANT_NONE);
    if (switches && refuses_switch) {
        verdict.traits |= H204_UPGRADE_NOT_OFFERED;
    } else if (switches || opens_tunnel(context.method, status_code)) {
        verdict.framing = H204_FRAMING_TUNNEL;
    }
    return verdict;
}

h204_outcome h204_framing_of(h204_context context, h204_view input, const h204_field *fields, h204_head *head)
{
    h204_framing_facts facts = { 0 };
    for (uint32_t i = 0; i < head->field_count; i++) {
        h204_framing_note(&facts, input, fields[i], (fields[i].value.size & H204_REPAIRED) != 0);
    }
    h204_framing_verdict verdict =
        h204_framing_decide(context, head->status_code, head->minor_version, &facts);
    h204_outcome outcome = { H204_DONE, H204_INVARIANT_NONE, 0, 0, 0 };
    if (verdict.broken != H204_INVARIANT_NONE) {
        outcome.status = H204_INVALID;
        outcome.broken = verdict.broken;
        outcome.culprit = verdict.culprit.offset;
        return outcome;
    }
    head->framing = verdict.framing;
    head->content_length = verdict.content_length;
    head->traits = verdict.traits;
    head->tolerated = verdict.spent;
    return outcome;
}
