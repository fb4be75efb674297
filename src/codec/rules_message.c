/* rules_message.c - the predicates of chapters 100 to 600: how a message is put together and where it ends. */
#include "words.h"

/* ---- 100  status line ------------------------------------------------------------------------ */

/* 101  A response begins with a status line. */
KEEPS(ST_PRESENT)
{
    return broken_in_line(facts->line.other_line, facts, REACHED_NAME);
}

/* 102  The protocol name is the four capital letters HTTP. */
KEEPS(ST_NAME_CASE)
{
    return broken_in_line(facts->line.other_case, facts, REACHED_NAME);
}

/* 103  No empty line stands before the status line. */
KEEPS(ST_NO_LEADING_EMPTY)
{
    return broken_in_line(facts->line.leading_empty, facts, REACHED_NAME);
}

/* 104  No whitespace stands before the protocol name. */
KEEPS(ST_NO_LEADING_WS)
{
    return broken_in_line(facts->line.leading_blank, facts, REACHED_NAME);
}

/* 105  A message in the wire form of HTTP/1.x names major version 1. */
KEEPS(ST_VER_MAJOR)
{
    return broken_at(facts->line.other_major, facts->line.has_major && facts->line.reached >= REACHED_VERSION);
}

/* 106  The version is a slash, one digit, a dot and one digit. */
KEEPS(ST_VER_FORM)
{
    return broken_in_line(facts->line.version_misfit, facts, REACHED_VERSION);
}

/* 107  Exactly one SP separates the version and the status code. */
KEEPS(ST_SP1)
{
    return broken_in_line(facts->line.sp1_misfit, facts, REACHED_CODE);
}

/* 108  The status code is exactly three digits. */
KEEPS(ST_CODE_3DIGIT)
{
    return broken_in_line(facts->line.code_misfit, facts, REACHED_CODE);
}

/* 109  The status code lies between 100 and 599. */
KEEPS(ST_CODE_RANGE)
{
    return broken_if(known_if(facts->line.has_code,
                              facts->line.status_code < 100 || facts->line.status_code > 599),
                     facts->line.code);
}

/* 110  A SP follows the status code, even where no reason phrase does. */
KEEPS(ST_SP2)
{
    return broken_in_line(facts->line.sp2_misfit, facts, REACHED_LINE);
}

/* 111  Every CR in the status line is followed by LF. */
KEEPS(ST_NO_BARE_CR)
{
    return broken_in_line(facts->line.bare_cr, facts, REACHED_LINE);
}

/* 112  The reason phrase holds only HTAB, SP, visible ASCII and octets from 0x80 up. */
KEEPS(ST_REASON_CHARS)
{
    return broken_in_line(facts->line.reason_misfit, facts, REACHED_LINE);
}

/* 113  The status line ends with CRLF. */
KEEPS(ST_EOL_CRLF)
{
    return broken_in_line(facts->line.lone_lf, facts, REACHED_LINE);
}

/* 114  The line after the status line does not begin with whitespace. */
KEEPS(ST_WS_AFTER_START)
{
    return broken_in_head(MISFIT_LED_BY_BLANK, facts);
}

static check_truth is_request_of(const check_facts *facts, uint8_t first_minor, uint8_t last_minor)
{
    const h204_exchange *exchange = facts->message->exchange;
    return is_given(facts, H204_GIVEN_VERSION,
                    exchange != NULL && exchange->major_version == 1 &&
                        exchange->minor_version >= first_minor &&
                        exchange->minor_version <= last_minor);
}

/* A server that has no reason to speak HTTP/1.0 does. */
static check_truth is_answered_in_10(const check_facts *facts)
{
    return both(is_fact(facts, H204_FACT_SERVER_11),
                known_if(facts->line.has_version, facts->line.minor_version == 0));
}

/* 115  A server of HTTP/1.1 answers a request of HTTP/1.0 with its own version. */
KEEPS(ST_VER_OWN)
{
    return broken_if(both(is_request_of(facts, 0, 0), is_answered_in_10(facts)),
                     facts->line.version);
}

/* 116  A server of HTTP/1.1 answers a request of HTTP/1.1 without a downgrade to HTTP/1.0. */
KEEPS(ST_VER_NO_DOWNGRADE)
{
    return broken_if(both(is_request_of(facts, 1, 9), is_answered_in_10(facts)),
                     facts->line.version);
}

/* The registry of status codes as of RFC 9110 16.2 and what was added since; 104 is there for a
 * time, 306 and 418 are reserved.  It ages. */
static bool is_registered(uint16_t code)
{
    static const struct {
        uint16_t first;
        uint16_t last;
    } ranges[] = {
        {100, 104}, {200, 208}, {226, 226}, {300, 308}, {400, 418}, {421, 426},
        {428, 429}, {431, 431}, {451, 451}, {500, 508}, {510, 511},
    };
    for (unsigned i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* 117  The status code is in the IANA registry. */
KEEPS(ST_CODE_REGISTERED)
{
    uint16_t code = facts->line.status_code;
    return broken_if(
        known_if(facts->line.has_code, code >= 100 && code <= 599 && !is_registered(code)),
        facts->line.code);
}

/* 118  The status code is none of the retired 305, 306 and 418. */
KEEPS(ST_CODE_UNUSED)
{
    uint16_t code = facts->line.status_code;
    return broken_if(known_if(facts->line.has_code, code == 305 || code == 306 || code == 418),
                     facts->line.code);
}

/* ---- 200  field lines ------------------------------------------------------------------------ */

/* 201  A field name has at least one character. */
KEEPS(FLD_NAME_NONEMPTY)
{
    return broken_in_head(MISFIT_EMPTY_NAME, facts);
}

/* 202  No whitespace stands between a field name and its colon. */
KEEPS(FLD_NAME_NO_WS_COLON)
{
    return broken_in_head(MISFIT_BLANK_IN_NAME, facts);
}

/* 203  A field name consists of token characters. */
KEEPS(FLD_NAME_TCHAR)
{
    return broken_in_head(MISFIT_NO_TOKEN, facts);
}

/* 204  Every field line has a colon after the field name. */
KEEPS(FLD_COLON)
{
    return broken_in_head(MISFIT_NO_COLON, facts);
}

/* 205  Every CR in the field section is followed by LF. */
KEEPS(FLD_VALUE_NO_BARE_CR)
{
    return broken_in_head(MISFIT_BARE_CR, facts);
}

/* 206  A field value holds no NUL. */
KEEPS(FLD_VALUE_NO_NUL)
{
    return broken_in_head(MISFIT_NUL, facts);
}

/* 207  A field value holds no control octet but HTAB. */
KEEPS(FLD_VALUE_NO_CTL)
{
    return broken_in_head(MISFIT_CONTROL, facts);
}

/* 208  Every field line, and the empty line after them, ends with CRLF. */
KEEPS(FLD_EOL_CRLF)
{
    return broken_in_head(MISFIT_LONE_LF, facts);
}

/* 209  No field line is folded onto a further line. */
KEEPS(FLD_OBSFOLD_GEN)
{
    return broken_in_body(
        first_of(facts->head.place[MISFIT_FOLD], facts->trailers.place[MISFIT_FOLD]), facts);
}

/* 210  An empty line closes the field section before the connection ends. */
KEEPS(FLD_SECTION_END)
{
    return broken_at_end(is_missing(facts, facts->head.is_whole, !has_begun(facts)), facts);
}

/* 211  A field that is no list stands on at most one line. */
KEEPS(FLD_DUP_SINGLETON)
{
    return broken_if(is_in_head(facts, was_seen(facts->second_singleton)), facts->second_singleton);
}

/* ---- 300  framing ---------------------------------------------------------------------------- */

/* 301  Transfer-Encoding is a list of coding names with their parameters. */
KEEPS(FRAME_TE_ABNF)
{
    return broken_by_fault(FAULT_TE_ABNF, facts);
}

/* 302  A Transfer-Encoding field names at least one coding. */
KEEPS(FRAME_TE_NONEMPTY)
{
    return broken_if(both(has_coding(facts), is_in_head(facts, names_no_coding(&facts->framing))),
                     facts->framing.te_place);
}

/* 303  The chunked coding has no parameters. */
KEEPS(FRAME_TE_CHUNKED_PARAM)
{
    return broken_by_fault(FAULT_TE_PARAMETER, facts);
}

/* 304  Every transfer coding is one of the registered ones, without parameters. */
KEEPS(FRAME_TE_KNOWN)
{
    return broken_by_fault(FAULT_TE_KNOWN, facts);
}

/* 305  The chunked coding is applied at most once. */
KEEPS(FRAME_TE_CHUNKED_ONCE)
{
    return broken_by_fault(FAULT_TE_CHUNKED_ONCE, facts);
}

/* 306  An HTTP/1.0 response has no Transfer-Encoding. */
KEEPS(FRAME_TE_10_GEN)
{
    return broken_if(
        both(has_coding(facts), known_if(facts->line.has_version, facts->line.minor_version == 0)),
        facts->framing.te_place);
}

/* 307  A response has Transfer-Encoding only if its request was HTTP/1.1 or later. */
KEEPS(FRAME_TE_REQ_11)
{
    return broken_if(both(has_coding(facts), answers_10(facts)), facts->framing.te_place);
}

/* 308  A response with Transfer-Encoding has no Content-Length. */
KEEPS(FRAME_TE_CL_GEN)
{
    return broken_if(both(has_coding(facts), has_length(facts)), later_framing_field(facts));
}

/* 309  A response with another coding ends with chunked, or with the close of the connection. */
KEEPS(FRAME_TE_FINAL_OR_CLOSE)
{
    return broken_if(
        both(bears_content(facts), both(ends_with_other_coding(facts), was_kept_open(facts))),
        facts->framing.te_place);
}

/* 310  A Content-Length has a value. */
KEEPS(FRAME_CL_NONEMPTY)
{
    return broken_by_fault(FAULT_CL_NONEMPTY, facts);
}

/* 311  A Content-Length consists of digits. */
KEEPS(FRAME_CL_DIGITS)
{
    return broken_by_fault(FAULT_CL_DIGITS, facts);
}

/* 312  A Content-Length fits 64 bits. */
KEEPS(FRAME_CL_OVERFLOW)
{
    return broken_by_fault(FAULT_CL_OVERFLOW, facts);
}

/* 313  All Content-Length values of a response are the same number. */
KEEPS(FRAME_CL_LIST_DIFF)
{
    return broken_by_fault(FAULT_CL_DIFFERENT, facts);
}

/* 314  A response has one Content-Length line with one value. */
KEEPS(FRAME_CL_SINGLE)
{
    return broken_by_fault(FAULT_CL_SINGLE, facts);
}

/* 315  As many octets of content arrive as Content-Length announces. */
KEEPS(FRAME_R6_LENGTH)
{
    return broken_if(both(is_counted(facts), is_missing(facts, facts->body_is_whole, false)),
                     facts->framing.cl_place);
}

/* RFC 9112 6.3 (8), of a request that is known.  What a 205 has instead is S205_EXPLICIT_ZERO's. */
static check_truth ends_by_close(const check_facts *facts)
{
    check_truth has_delimiter = either(has_length(facts), has_coding(facts));
    check_truth may_have_content =
        both(is_given(facts, H204_GIVEN_METHOD, true), bears_content(facts));
    return both(both(may_have_content, opposite(is_status(facts, 205))), opposite(has_delimiter));
}

/* 316  A response with content is delimited by length or chunks, not by the close of the
 * connection. */
KEEPS(FRAME_SELF_DELIMIT)
{
    check_truth has_choice =
        either(opposite(answers_10(facts)), is_fact(facts, H204_FACT_SIZE_KNOWN));
    return broken_if(both(ends_by_close(facts), has_choice), facts->line.code);
}

/* 317  An origin server that knows the size of the content sends Content-Length. */
KEEPS(FRAME_CL_WHEN_KNOWN)
{
    check_truth knows_size =
        both(opposite(is_sent_by(facts, H204_SENDER_PROXY)), is_fact(facts, H204_FACT_SIZE_KNOWN));
    return broken_if(both(knows_size, ends_by_close(facts)), facts->line.code);
}

/* "x-gzip" and "x-compress" are equivalent to their names without "x-" (RFC 9112 7.2). */
static h204_span without_x(h204_view octets, h204_span coding)
{
    const uint8_t *name = octets.data + coding.offset;
    if (H204_SPELLS(name, coding.size, "x-gzip") || H204_SPELLS(name, coding.size, "x-compress")) {
        coding.offset += 2;
        coding.size -= 2;
    }
    return coding;
}

static bool is_same_coding(h204_view left, h204_span a, h204_view right, h204_span b)
{
    a = without_x(left, a);
    b = without_x(right, b);
    bool is_same = a.size == b.size;
    for (uint32_t i = 0; is_same && i < a.size; i++) {
        is_same = h204_lower(left.data[a.offset + i]) == h204_lower(right.data[b.offset + i]);
    }
    return is_same;
}

/* qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )   (RFC 9110 12.4.2): is it above
 * zero?  Open where it is none. */
static check_truth is_weight_above_zero(h204_view octets, h204_span weight)
{
    uint32_t size = h204_span_size(weight);
    const uint8_t *digits = octets.data + weight.offset;
    bool fits = size >= 1 && size <= 5 && (digits[0] == '0' || digits[0] == '1') &&
                (size == 1 || digits[1] == '.');
    bool is_above = fits && digits[0] == '1';
    for (uint32_t i = 2; fits && i < size; i++) {
        fits = digits[0] == '0' ? h204_is_digit(digits[i]) : digits[i] == '0';
        is_above = is_above || digits[i] != '0';
    }
    return known_if(fits, is_above);
}

static bool is_readable(const h204_faults *faults)
{
    return !h204_has_fault(faults, H204_FAULT_GRAMMAR) &&
           !h204_has_fault(faults, H204_FAULT_QUOTE_OPEN);
}

/* TE = #t-codings, t-codings = "trailers" / ( transfer-coding [ weight ] )   (RFC 9110 10.1.4) */
static check_truth is_accepted_by_te(const check_facts *facts, h204_span coding)
{
    const h204_exchange *exchange = facts->message->exchange;
    h204_faults faults;
    memset(&faults, 0, sizeof faults);
    h204_walk walk = h204_walk_open(exchange->octets, H204_VALUE_TRANSFER_ENCODING, &faults);
    check_truth by_any = IS_FALSE;
    check_truth by_this = IS_FALSE;
    uint32_t next = 0;
    h204_span value;
    while (next_asked(facts, "te", 2, &next, &value)) {
        h204_item item;
        h204_walk_line(&walk, value);
        while (h204_walk_next(&walk, &item)) {
            const uint8_t *name = exchange->octets.data + item.name.offset;
            if (item.kind == H204_ITEM_MEMBER) {
                by_any = either(by_any, by_this);
                by_this = truth_of(
                    !H204_SPELLS(name, item.name.size, "trailers") &&
                    is_same_coding(facts->message->octets, coding, exchange->octets, item.name));
            } else if (H204_SPELLS(name, item.name.size, "q")) {
                by_this = both(by_this, is_weight_above_zero(exchange->octets, item.value));
            }
        }
    }
    return is_readable(&faults) ? either(by_any, by_this) : IS_OPEN;
}

/* The first transfer coding but chunked that the request does not accept: *place, where there is
 * one. */
static check_truth has_unaccepted_coding(const check_facts *facts, h204_span *place)
{
    h204_view octets = facts->message->octets;
    h204_walk walk = h204_walk_open(octets, H204_VALUE_TRANSFER_ENCODING, NULL);
    check_lines lines = h204_facts_lines(H204_VALUE_TRANSFER_ENCODING, facts);
    h204_span value;
    while (h204_facts_next_line(&lines, facts, &value)) {
        h204_item item;
        h204_walk_line(&walk, value);
        while (h204_walk_next(&walk, &item)) {
            bool is_other = item.kind == H204_ITEM_MEMBER &&
                            !H204_SPELLS(octets.data + item.name.offset, item.name.size, "chunked");
            check_truth accepted = is_other ? is_accepted_by_te(facts, item.name) : IS_TRUE;
            if (accepted != IS_TRUE) {
                *place = item.name;
                return opposite(accepted);
            }
        }
    }
    return IS_FALSE;
}

/* 318  A transfer coding other than chunked is one that the TE field of the request accepts. */
KEEPS(FRAME_TE_ACCEPTABLE)
{
    h204_span place = {0, 0};
    bool is_readable_list = !h204_framing_has(&facts->framing, FAULT_TE_ABNF);
    check_truth applies = both(both(has_coding(facts), is_in_head(facts, is_readable_list)),
                               is_given(facts, H204_GIVEN_FIELDS, true));
    return broken_if(applies == IS_TRUE ? has_unaccepted_coding(facts, &place) : applies, place);
}

/* ---- 400  no content ------------------------------------------------------------------------- */

/* 401  Nothing follows the empty line of a 204 but the next response. */
KEEPS(S204_NO_CONTENT_WIRE)
{
    return broken_by_following(
        both(is_status(facts, 204), both(is_no_connect(facts), content_follows(facts))), facts);
}

/* 402  A 204 response carries no Content-Length field. */
KEEPS(S204_NO_CL)
{
    return broken_if(both(is_status(facts, 204), has_length(facts)), facts->framing.cl_place);
}

/* 403  A 204 response carries no Transfer-Encoding field. */
KEEPS(S204_NO_TE)
{
    return broken_if(both(is_status(facts, 204), has_coding(facts)), facts->framing.te_place);
}

/* 404  A 1xx response carries no Content-Length field. */
KEEPS(S1XX_NO_CL)
{
    return broken_if(both(is_of_class(facts, 1), has_length(facts)), facts->framing.cl_place);
}

/* 405  A 1xx response carries no Transfer-Encoding field. */
KEEPS(S1XX_NO_TE)
{
    return broken_if(both(is_of_class(facts, 1), has_coding(facts)), facts->framing.te_place);
}

/* 406  An HTTP/1.0 request is answered without a 1xx response. */
KEEPS(S1XX_NOT_TO_10)
{
    return broken_if(both(is_of_class(facts, 1), answers_10(facts)), facts->line.code);
}

/* 407  No content follows a response to HEAD. */
KEEPS(HEAD_NO_CONTENT)
{
    return broken_by_following(both(both(answers_head(facts), opposite(is_status(facts, 101))),
                                    both(content_follows(facts), opposite(chunks_follow(facts)))),
                               facts);
}

/* 408  No chunk follows a response to HEAD, even where it has Transfer-Encoding. */
KEEPS(HEAD_NO_TRAILERS)
{
    return broken_by_following(
        both(both(answers_head(facts), opposite(is_status(facts, 101))), chunks_follow(facts)),
        facts);
}

/* 409  A 2xx response to CONNECT carries no Content-Length field. */
KEEPS(CONNECT_NO_CL)
{
    return broken_if(both(answers_connect(facts), both(is_of_class(facts, 2), has_length(facts))),
                     facts->framing.cl_place);
}

/* 410  A 2xx response to CONNECT carries no Transfer-Encoding field. */
KEEPS(CONNECT_NO_TE)
{
    return broken_if(both(answers_connect(facts), both(is_of_class(facts, 2), has_coding(facts))),
                     facts->framing.te_place);
}

/* 411  Nothing follows the empty line of a 304 but the next response. */
KEEPS(S304_NO_CONTENT)
{
    return broken_by_following(both(is_status(facts, 304), content_follows(facts)), facts);
}

/* Lines that contradict each other say nothing. */
static check_truth has_one_length(const check_facts *facts)
{
    bool is_single =
        facts->framing.cl_lines <= 1 && !h204_framing_has(&facts->framing, FAULT_CL_SINGLE);
    return known_if(facts->head.is_whole && is_single,
                    facts->framing.cl_lines == 1 && has_valid_length(&facts->framing));
}

/* The size that Content-Length gives is not that of the content that the same request by GET
 * would have had. */
static check_truth misstates_twin(const check_facts *facts)
{
    const h204_exchange *exchange = facts->message->exchange;
    bool is_known = (facts->given & H204_GIVEN_TWIN) != 0 && exchange->twin.content_given;
    return both(
        has_one_length(facts),
        known_if(is_known, is_known && facts->framing.length != exchange->twin.content.size));
}

/* 412  A Content-Length in a response to HEAD is the size of the content that GET would have
 * given. */
KEEPS(HEAD_CL_EQUAL)
{
    check_truth has_own_content =
        both(opposite(is_of_class(facts, 1)),
             both(opposite(is_status(facts, 204)), opposite(is_status(facts, 304))));
    check_truth is_twin =
        facts->line.has_code ? is_twin_status(facts, facts->line.status_code) : IS_OPEN;
    return broken_if(
        both(both(answers_head(facts), has_own_content), both(is_twin, misstates_twin(facts))),
        facts->framing.cl_place);
}

/* 413  A Content-Length in a 304 response is the size of the content of the 200 it stands for. 
 * By 9110 8.6 that is the 200 to the same request, which has no content if it is HEAD. */
KEEPS(S304_CL_EQUAL)
{
    check_truth by_get = answers_head(facts) == IS_TRUE ? IS_OPEN : ANSWERS(facts, "GET");
    return broken_if(both(both(is_status(facts, 304), by_get),
                          both(is_twin_status(facts, 200), misstates_twin(facts))),
                     facts->framing.cl_place);
}

static check_truth is_status_of(const check_facts *facts, const uint16_t *codes, unsigned count)
{
    bool is_found = false;
    for (unsigned i = 0; i < count; i++) {
        is_found = is_found || codes[i] == facts->line.status_code;
    }
    return known_if(facts->line.has_code, is_found);
}

/* A 2xx response, and none of these. */
#define IS_SUCCESS_BUT(facts, codes)                                                               \
    both(is_of_class((facts), 2),                                                                  \
         opposite(is_status_of((facts), (codes), sizeof(codes) / sizeof *(codes))))

/* 421  A successful answer to PUT has validators only where the content was stored as it was
 * sent. */
KEEPS(S204_PUT_VALIDATOR)
{
    check_truth has_validator =
        either(has_field(facts, H204_VALUE_ETAG), has_field(facts, H204_VALUE_LAST_MODIFIED));
    check_truth is_altered = opposite(is_fact(facts, H204_FACT_STORED_VERBATIM));
    return broken_if(
        both(both(ANSWERS(facts, "PUT"), is_of_class(facts, 2)), both(has_validator, is_altered)),
        first_named(facts, FIELD_BIT(ETAG) | FIELD_BIT(LAST_MODIFIED)));
}

/* 422  A PUT that replaced a representation is answered 200 or 204.  A 202 says that it is not
 * done yet, a 203 that a proxy transformed the answer; a part that is PUT is a private agreement
 * (RFC 9110 14.5). */
KEEPS(S204_PUT_REPLACED)
{
    static const uint16_t fitting[] = {200, 202, 203, 204};
    check_truth is_of_whole = ASKS_WITH(facts, "content-range") == IS_TRUE ? IS_OPEN : IS_TRUE;
    check_truth replaced =
        both(is_fact(facts, H204_FACT_EXISTED), is_fact(facts, H204_FACT_ENACTED));
    return broken_if(both(both(ANSWERS(facts, "PUT"), is_of_whole),
                          both(IS_SUCCESS_BUT(facts, fitting), replaced)),
                     facts->line.code);
}

/* 423  A PUT that created a representation is answered 201.  A 203 may be a proxy's, unless the
 * origin server sent it. */
KEEPS(S204_PUT_CREATED)
{
    static const uint16_t fitting[] = {201, 202};
    check_truth is_transformed =
        both(is_status(facts, 203),
             is_sent_by(facts, H204_SENDER_ORIGIN) == IS_TRUE ? IS_FALSE : IS_OPEN);
    check_truth created =
        both(opposite(is_fact(facts, H204_FACT_EXISTED)), is_fact(facts, H204_FACT_ENACTED));
    check_truth says_other = both(IS_SUCCESS_BUT(facts, fitting), opposite(is_transformed));
    return broken_if(both(ANSWERS(facts, "PUT"), both(says_other, created)), facts->line.code);
}

/* 424  A DELETE that was applied is answered 200, 202 or 204.  A 207 is the answer of RFC 4918
 * 9.6.1. */
KEEPS(S204_DELETE)
{
    static const uint16_t fitting[] = {200, 202, 203, 204, 207};
    return broken_if(both(both(ANSWERS(facts, "DELETE"), is_fact(facts, H204_FACT_ENACTED)),
                          IS_SUCCESS_BUT(facts, fitting)),
                     facts->line.code);
}

/* Prefer = 1#preference: the first "return" counts (RFC 7240 2, 4.2). */
static check_truth prefers_minimal(const check_facts *facts)
{
    if ((facts->given & H204_GIVEN_FIELDS) == 0) {
        return IS_OPEN;
    }
    h204_view octets = facts->message->exchange->octets;
    h204_faults faults;
    memset(&faults, 0, sizeof faults);
    h204_walk walk = h204_walk_open(octets, H204_VALUE_PREFERENCE_APPLIED, &faults);
    check_truth is_minimal = IS_OPEN;
    uint32_t next = 0;
    h204_span value;
    while (next_asked(facts, "prefer", 6, &next, &value)) {
        h204_item item;
        h204_walk_line(&walk, value);
        while (h204_walk_next(&walk, &item)) {
            if (is_minimal == IS_OPEN &&
                H204_SPELLS(octets.data + item.name.offset, item.name.size, "return")) {
                is_minimal = truth_of(H204_SPELLS(octets.data + item.value.offset,
                                                  h204_span_size(item.value), "minimal"));
            }
        }
    }
    return known_if(is_readable(&faults), is_minimal == IS_TRUE);
}

/* 425  A success without content, where the request prefers none, is a 204. */
KEEPS(S204_PREFERRED)
{
    check_truth is_empty = both(bears_content(facts), opposite(has_content(facts)));
    check_truth may_be_204 = is_given(facts, H204_GIVEN_METHOD, true);
    return broken_if(
        both(both(may_be_204, prefers_minimal(facts)), both(is_status(facts, 200), is_empty)),
        facts->line.code);
}

/* 426  Where the answer without Range is a 204, it is never a 206. */
KEEPS(S204_NOT_206)
{
    return broken_if(both(is_status(facts, 206), is_twin_status(facts, 204)), facts->line.code);
}

/* 427  Where the unconditional answer is a 204, it is never a 304. */
KEEPS(S204_NOT_304)
{
    return broken_if(both(is_status(facts, 304), is_twin_status(facts, 204)), facts->line.code);
}

/* CORS-preflight request (Fetch): the method it asks leave for is one that needs it. */
static check_truth asks_leave_for_method(const check_facts *facts)
{
    h204_span method = {0, 0};
    uint32_t next = 0;
    if ((facts->given & H204_GIVEN_FIELDS) == 0) {
        return IS_OPEN;
    }
    if (!next_asked(facts, "access-control-request-method", 29, &next, &method)) {
        return IS_FALSE;
    }
    h204_view octets = facts->message->exchange->octets;
    const char *const safelisted[] = {"GET", "HEAD", "POST"};
    const uint32_t sizes[] = {3, 4, 4};
    bool needs_leave = true;
    for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        needs_leave =
            needs_leave && !(h204_span_size(method) == sizes[i] &&
                             memcmp(octets.data + method.offset, safelisted[i], sizes[i]) == 0);
    }
    return both(truth_of(needs_leave), ASKS_WITH(facts, "origin"));
}

/* 428  A 204 that answers a CORS preflight names the origin and method that it allows. */
KEEPS(S204_PREFLIGHT)
{
    check_truth is_preflight = both(ANSWERS(facts, "OPTIONS"), asks_leave_for_method(facts));
    check_truth half_allows = both(has_field(facts, H204_VALUE_ALLOW_ORIGIN),
                                   opposite(has_field(facts, H204_VALUE_ALLOW_METHODS)));
    return broken_if(
        both(both(is_status(facts, 204), opposite(is_sent_by(facts, H204_SENDER_PROXY))),
             both(is_preflight, half_allows)),
        facts->line.code);
}

/* ---- 500  chunked and trailers --------------------------------------------------------------- */

/* 501  A chunk size has at least one digit. */
KEEPS(CHK_SIZE_NONEMPTY)
{
    return broken_in_body(facts->chunks.empty_size, facts);
}

/* 502  A chunk size consists of hexadecimal digits. */
KEEPS(CHK_SIZE_HEX)
{
    return broken_in_body(facts->chunks.size_misfit, facts);
}

/* 503  A chunk size fits 64 bits. */
KEEPS(CHK_SIZE_OVERFLOW)
{
    return broken_in_body(facts->chunks.overflow, facts);
}

/* 504  No whitespace stands between a chunk size and the line end. */
KEEPS(CHK_SIZE_NO_TRAILING_WS)
{
    return broken_in_body(facts->chunks.blank_at_end, facts);
}

/* 505  A chunk extension is a semicolon, a name, and perhaps a value that is a token or a quoted
 * string. */
KEEPS(CHK_EXT_SYNTAX)
{
    return broken_in_body(facts->chunks.extension_misfit, facts);
}

/* 506  CRLF follows the data of a chunk. */
KEEPS(CHK_DATA_CRLF)
{
    return broken_in_body(facts->chunks.data_misfit, facts);
}

/* 507  A chunk line ends with CRLF. */
KEEPS(CHK_LINE_CRLF)
{
    return broken_in_body(facts->chunks.lone_lf, facts);
}

/* 508  Every CR in chunk lines and trailers is followed by LF. */
KEEPS(CHK_NO_BARE_CR)
{
    return broken_in_body(first_of(facts->chunks.bare_cr, facts->trailers.place[MISFIT_BARE_CR]),
                          facts);
}

/* 509  A chunked body ends with a chunk of size zero. */
KEEPS(CHK_LAST)
{
    return broken_at_end(
        both(is_chunked(facts), is_missing(facts, facts->chunks.last_came, facts->chunks.is_lost)),
        facts);
}

/* 510  An empty line closes a chunked body. */
KEEPS(CHK_END_CRLF)
{
    return broken_at_end(
        both(is_chunked(facts), is_missing(facts, facts->trailers.is_whole, !awaits_end(facts))),
        facts);
}

/* 511  No whitespace stands around the semicolon and the equals sign of a chunk extension. */
KEEPS(CHK_EXT_NO_BWS_GEN)
{
    return broken_in_body(facts->chunks.extension_space, facts);
}

/* 520  A trailer line follows the grammar of a field line. */
KEEPS(TRL_SYNTAX)
{
    return broken_in_body(first_misfit(&facts->trailers), facts);
}

static check_verdict broken_by_trailer(h204_invariant row, const check_facts *facts)
{
    return broken_in_body(facts->forbidden_trailer[row - H204_TRL_NO_FRAMING], facts);
}

/* 521  No trailer is a Content-Length or Transfer-Encoding field. */
KEEPS(TRL_NO_FRAMING)
{
    return broken_by_trailer(H204_TRL_NO_FRAMING, facts);
}

/* 522  No trailer is a Connection, Keep-Alive, Proxy-Connection, Upgrade or Via field. */
KEEPS(TRL_NO_ROUTING)
{
    return broken_by_trailer(H204_TRL_NO_ROUTING, facts);
}

/* 523  No trailer is a WWW-Authenticate, Proxy-Authenticate or Set-Cookie field. */
KEEPS(TRL_NO_AUTH)
{
    return broken_by_trailer(H204_TRL_NO_AUTH, facts);
}

/* 524  No trailer is an Age, Cache-Control, Expires, Date, Location, Retry-After or Vary field. */
KEEPS(TRL_NO_CONTROL)
{
    return broken_by_trailer(H204_TRL_NO_CONTROL, facts);
}

/* 525  No trailer is a Content-Type, -Encoding, -Language or -Range field, or a Trailer field. */
KEEPS(TRL_NO_FORMAT)
{
    return broken_by_trailer(H204_TRL_NO_FORMAT, facts);
}

/* 526  A response with trailers has a Trailer field. */
KEEPS(TRL_DECLARED)
{
    check_verdict verdict = broken_in_body(facts->trailer, facts);
    verdict.broken = both(verdict.broken, opposite(has_field(facts, H204_VALUE_TRAILER)));
    return verdict;
}

/* 527  Each trailer is among those that the Trailer field names.  Without that field it is
 * TRL_DECLARED's. */
KEEPS(TRL_DECL_MATCH)
{
    bool all_were_compared =
        facts->trailer_look_ups <= CHECK_LOOK_UPS_MAX &&
        (!was_seen(facts->trailer) || !facts->fields[H204_VALUE_TRAILER].is_unclear);
    check_verdict verdict = broken_in_body(facts->undeclared_trailer, facts);
    verdict.broken = verdict.broken == IS_FALSE && !all_were_compared ? IS_OPEN : verdict.broken;
    verdict.broken = both(verdict.broken, has_field(facts, H204_VALUE_TRAILER));
    return verdict;
}

/* 528  A field that is no list stands on at most one line of the trailers. */
KEEPS(TRL_DUP_LIST)
{
    return broken_in_body(facts->second_trailer, facts);
}

/* 529  No trailer is one that the user agent needs. */
KEEPS(TRL_TE_TRAILERS)
{
    check_verdict verdict = broken_in_body(facts->trailer, facts);
    verdict.broken = both(verdict.broken, is_fact(facts, H204_FACT_TRAILERS_NEEDED));
    return verdict;
}

/* ---- 600  connection ------------------------------------------------------------------------- */

/* 601  A request gets at most one final response. */
KEEPS(S1XX_FINAL_ONE)
{
    return broken_by_following(
        both(both(opposite(is_of_class(facts, 1)), opposite(hands_over(facts))),
             both(is_last_outstanding(facts), response_follows(facts))),
        facts);
}

/* 602  Connection is a list of tokens. */
KEEPS(CONN_ABNF)
{
    return broken_at(facts->fields[H204_VALUE_CONNECTION].misfit, were_judged(facts, FIELD_BIT(CONNECTION)));
}

static check_truth is_unlisted(const check_facts *facts, seen_name name, seen_option option)
{
    return both(
        known_if(was_seen(facts->name[name]) || facts->head.is_whole, was_seen(facts->name[name])),
        opposite(has_option(facts, option)));
}

/* 603  A Keep-Alive or Proxy-Connection field is named in Connection. */
KEEPS(CONN_LIST_HOP)
{
    check_truth keep_alive = is_unlisted(facts, NAME_KEEP_ALIVE, OPTION_KEEP_ALIVE);
    check_truth proxy_connection =
        is_unlisted(facts, NAME_PROXY_CONNECTION, OPTION_PROXY_CONNECTION);
    const h204_span none = {0, 0};
    return broken_if(
        either(keep_alive, proxy_connection),
        first_of(keep_alive == IS_TRUE ? facts->name[NAME_KEEP_ALIVE] : none,
                 proxy_connection == IS_TRUE ? facts->name[NAME_PROXY_CONNECTION] : none));
}

/* 604  A response with Upgrade has the connection option upgrade. */
KEEPS(CONN_UPGRADE_OPT)
{
    return broken_if(
        both(has_field(facts, H204_VALUE_UPGRADE), opposite(has_option(facts, OPTION_UPGRADE))),
        facts->fields[H204_VALUE_UPGRADE].name);
}

/* 605  No connection option names a field that is meant for all recipients. */
KEEPS(CONN_NOT_E2E)
{
    return broken_if(has_option(facts, OPTION_END_TO_END), facts->option[OPTION_END_TO_END]);
}

static check_truth lacks_close(const check_facts *facts)
{
    return both(ends_exchange(facts), opposite(has_option(facts, OPTION_CLOSE)));
}

/* 606  A server that will close the connection says close. */
KEEPS(CONN_CLOSE_SEND)
{
    check_truth will_close =
        either(is_fact(facts, H204_FACT_WILL_CLOSE), opposite(is_fact(facts, H204_FACT_PERSISTS)));
    return broken_if(both(will_close, lacks_close(facts)), facts->line.code);
}

static check_truth is_asked_to_close(const check_facts *facts)
{
    return known_if(facts->context.request_said_close != H204_UNKNOWN,
                    facts->context.request_said_close == H204_YES);
}

/* 607  The final answer to a request that said close says close. */
KEEPS(CONN_CLOSE_ECHO)
{
    return broken_if(both(is_asked_to_close(facts), lacks_close(facts)), facts->line.code);
}

/* 608  A server without persistent connections says close in each response that is no 1xx. */
KEEPS(CONN_CLOSE_NOPERSIST)
{
    return broken_if(both(opposite(is_fact(facts, H204_FACT_PERSISTS)), lacks_close(facts)),
                     facts->line.code);
}

/* Of a single request, a further response is S1XX_FINAL_ONE's.  That no end of the connection is
 * seen proves nothing: a server may linger (RFC 9112 9.6). */
static check_truth answers_further(const check_facts *facts)
{
    const h204_exchange *exchange = facts->message->exchange;
    bool is_over = facts->message->end == H204_END_CLOSED || facts->message->end == H204_END_RESET;
    check_truth follows =
        is_over && facts->message->following.size == 0 ? IS_FALSE : response_follows(facts);
    return both(
        is_given(facts, H204_GIVEN_OUTSTANDING, exchange != NULL && exchange->outstanding >= 2),
        follows);
}

/* 609  No response follows one that said close. */
KEEPS(CONN_CLOSE_ENDS)
{
    return broken_by_following(
        both(both(ends_exchange(facts), has_option(facts, OPTION_CLOSE)), answers_further(facts)),
        facts);
}

/* 610  No response follows the final one to a request that said close. */
KEEPS(CONN_CLOSE_REQ_ENDS)
{
    return broken_by_following(
        both(both(is_asked_to_close(facts), lacks_close(facts)), answers_further(facts)), facts);
}

/* 611  A proxy offers an HTTP/1.0 client no persistent connection. */
KEEPS(CONN_10_CLIENT_PROXY)
{
    return broken_if(both(both(is_sent_by(facts, H204_SENDER_PROXY), is_request_of(facts, 0, 0)),
                          both(has_option(facts, OPTION_KEEP_ALIVE), lacks_close(facts))),
                     facts->option[OPTION_KEEP_ALIVE]);
}

/* 612  Responses come in the order of their requests. */
KEEPS(CONN_PIPELINE_ORDER)
{
    return broken_if(
        both(opposite(is_of_class(facts, 1)), is_fact(facts, H204_FACT_OF_LATER_REQUEST)),
        facts->line.code);
}

/* 613  A final answer before the request content was read says whether the connection will close. */
KEEPS(CONN_EARLY_FINAL)
{
    check_truth stops_reading =
        both(is_fact(facts, H204_FACT_CONTENT_UNREAD), is_fact(facts, H204_FACT_WILL_CLOSE));
    return broken_if(both(stops_reading, lacks_close(facts)), facts->line.code);
}
