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
    return broken_in_line(facts->line.other_major, facts, REACHED_VERSION);
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

/* 111  The reason phrase holds only HTAB, SP, visible ASCII and octets from 0x80 up. */
KEEPS(ST_REASON_CHARS)
{
    return broken_in_line(facts->line.reason_misfit, facts, REACHED_LINE);
}

/* 112  The status line ends with CRLF. */
KEEPS(ST_EOL_CRLF)
{
    return broken_in_line(facts->line.lone_lf, facts, REACHED_LINE);
}

/* 113  Every CR in the status line is followed by LF. */
KEEPS(ST_NO_BARE_CR)
{
    return broken_in_line(facts->line.bare_cr, facts, REACHED_LINE);
}

/* 114  The line after the status line does not begin with whitespace. */
KEEPS(ST_WS_AFTER_START)
{
    return broken_in_head(MISFIT_LED_BY_BLANK, facts);
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

/* 205  A field value holds no NUL. */
KEEPS(FLD_VALUE_NO_NUL)
{
    return broken_in_head(MISFIT_NUL, facts);
}

/* 206  A field value holds no control octet but HTAB. */
KEEPS(FLD_VALUE_NO_CTL)
{
    return broken_in_head(MISFIT_CONTROL, facts);
}

/* 207  Every field line, and the empty line after them, ends with CRLF. */
KEEPS(FLD_EOL_CRLF)
{
    return broken_in_head(MISFIT_LONE_LF, facts);
}

/* 208  Every CR in the field section is followed by LF. */
KEEPS(FLD_VALUE_NO_BARE_CR)
{
    return broken_in_head(MISFIT_BARE_CR, facts);
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

/* 520  A trailer line follows the grammar of a field line. */
KEEPS(TRL_SYNTAX)
{
    return broken_in_body(first_misfit(&facts->trailers), facts);
}

/* 521  No trailer is a Content-Length or Transfer-Encoding field. */
KEEPS(TRL_NO_FRAMING)
{
    return broken_if(both(is_chunked(facts),
                          known_if(facts->trailers.is_whole, was_seen(facts->framing_trailer))),
                     facts->framing_trailer);
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
