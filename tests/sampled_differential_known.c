/* sampled_differential_known.c - why another parser makes something else of a connection: one row a reason.
 *
 * What h204 rejects and another parser lets pass is told by the row of the catalogue; what h204 reads, by a
 * predicate on what h204 read.  The parsers are those of Debian 12, not in their strict modes: tests/peers/parsers
 * has the cases of the corpus that show each of this.
 */
#include "sampled_differential.h"

#include "../src/codec/h204.h"

#include <string.h>
#include <strings.h>

/* ---- what h204 reads, and they do not ------------------------------------------------------------------ */

static bool is_named(const field_line *line, const char *name)
{
    return line->name.size == strlen(name) &&
           strncasecmp((const char *)line->name.data, name, line->name.size) == 0;
}

static bool has_field(const message_result *message, const char *name)
{
    for (size_t i = 0; message != NULL && i < message->field_count; i++) {
        if (is_named(&message->fields[i], name)) {
            return true;
        }
    }
    return false;
}

static bool has_framing_field(const message_result *message)
{
    return has_field(message, "Content-Length") || has_field(message, "Transfer-Encoding");
}

static bool contains(string value, const char *word)
{
    size_t size = strlen(word);
    for (size_t i = 0; i + size <= value.size; i++) {
        if (strncasecmp((const char *)value.data + i, word, size) == 0) {
            return true;
        }
    }
    return false;
}

static bool field_contains(const message_result *message, const char *name, const char *word)
{
    for (size_t i = 0; message != NULL && i < message->field_count; i++) {
        if (is_named(&message->fields[i], name) && contains(message->fields[i].value, word)) {
            return true;
        }
    }
    return false;
}

/* The line of a field as it came, without its CRLF: what strict reading accepts has one line a field. */
static string line_of(const disagreement *found, size_t field)
{
    const uint8_t *at = found->read->octets + found->begin;
    const uint8_t *end = found->read->octets + found->read->size;
    for (size_t i = 0; i <= field; i++) {
        at = (const uint8_t *)memchr(at, '\n', (size_t)(end - at)) + 1;
    }
    const uint8_t *next = memchr(at, '\r', (size_t)(end - at));
    return (string){(uint8_t *)(uintptr_t)at, (size_t)(next - at)};
}

/* HTAB is whitespace around a value and inside a list like any (RFC 9110 5.5, 5.6.1). */
static bool has_tab_in(const disagreement *found, const char *name)
{
    for (size_t i = 0; found->message != NULL && i < found->message->field_count; i++) {
        string line = line_of(found, i);
        if (is_named(&found->message->fields[i], name) &&
            memchr(line.data, '\t', line.size) != NULL) {
            return true;
        }
    }
    return false;
}

/* A list may have members without octets (RFC 9110 5.6.1.2): a value that is one, or a comma at either end or beside
 * another.  A quoted comma counts as well: who splits without looking at quotes finds the same. */
static bool has_empty_member_in(const disagreement *found, const char *name)
{
    for (size_t i = 0; found->message != NULL && i < found->message->field_count; i++) {
        string value = found->message->fields[i].value;
        bool after_comma = true;
        if (!is_named(&found->message->fields[i], name)) {
            continue;
        }
        for (size_t k = 0; k < value.size; k++) {
            bool is_comma = value.data[k] == ',';
            if (is_comma && after_comma) {
                return true;
            }
            after_comma =
                is_comma || (after_comma && (value.data[k] == ' ' || value.data[k] == '\t'));
        }
        if (after_comma) {
            return true;
        }
    }
    return false;
}

static bool has_no_content(const message_result *message)
{
    return message->framing == FRAMED_NONE;
}

static bool announces_no_content(const disagreement *found)
{
    const message_result *message = found->message;
    return message != NULL && has_framing_field(message) &&
           (message->status_code / 100 == 1 || message->status_code == 204 ||
            message->status_code == 304);
}

/* A response to HEAD, a 2xx to CONNECT, and those above. */
static bool frames_nothing_with_field(const disagreement *found)
{
    const message_result *message = found->message;
    return message != NULL && has_framing_field(message) &&
           (message->framing == FRAMED_NONE || message->framing == FRAMED_TUNNEL);
}

static bool has_later_minor_version(const disagreement *found)
{
    enum { MINOR = 7 };
    size_t left = found->read->size - found->begin;
    return left > MINOR && found->read->octets[found->begin + MINOR] > '1';
}

/* A head that is not whole, with a framing field in it. */
static bool has_framing_begun(const disagreement *found)
{
    string head = {(uint8_t *)(uintptr_t)(found->read->octets + found->begin),
                   found->read->size - found->begin};
    return found->message == NULL &&
           (contains(head, "\nContent-Length:") || contains(head, "\nTransfer-Encoding:"));
}

/* spec/reading.md: until it is clear whether the octets spell "HTTP/" in another case, nothing is reported. */
static bool may_spell_name(const disagreement *found)
{
    size_t left = found->read->size - found->begin;
    return found->message == NULL && left < 5 &&
           strncasecmp((const char *)found->read->octets + found->begin, "HTTP/", left) == 0;
}

/* A name that goes on where that of a framing field ends is another one; it is left out of the comparison. */
static bool has_name_near_framing(const disagreement *found)
{
    static const char *const names[] = {"\nTransfer-Encoding", "\nContent-Length"};
    string rest = {(uint8_t *)(uintptr_t)(found->read->octets + found->begin),
                   found->read->size - found->begin};
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        size_t size = strlen(names[n]);
        for (size_t i = 0; i + size < rest.size; i++) {
            if (rest.data[i + size] != ':' &&
                strncasecmp((const char *)rest.data + i, names[n], size) == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool has_tab_in_framing(const disagreement *found)
{
    return has_tab_in(found, "Content-Length") || has_tab_in(found, "Transfer-Encoding");
}

static bool has_empty_coding(const disagreement *found)
{
    return has_empty_member_in(found, "Transfer-Encoding");
}

/* RFC 9110 8.6: any number of digits; http-parser stops ten before the last number of 64 bits. */
static bool has_largest_length(const disagreement *found)
{
    return field_contains(found->message, "Content-Length", "1844674407370955161");
}

/* ---- chunks -------------------------------------------------------------------------------------------- */

typedef struct chunk_line { /* its octets up to CRLF, and how many of them are digits of the size */
    const uint8_t *data;
    size_t size;
    size_t digits;
    uint64_t chunk_size;
} chunk_line;

static unsigned digit_value(uint8_t octet)
{
    unsigned letter = (octet | 0x20u) - 'a';
    unsigned digit = (unsigned)octet - '0';
    return digit < 10 ? digit : letter < 6 ? letter + 10 : 16;
}

/* The chunk line at *at, which goes on behind the chunk; false where none is there, or it is cut. */
static bool next_chunk(const uint8_t **at, const uint8_t *end, chunk_line *line)
{
    const uint8_t *next = memchr(*at, '\n', (size_t)(end - *at));
    *line = (chunk_line){.data = *at,
                         .size = next != NULL ? (size_t)(next - *at) : (size_t)(end - *at)};
    while (line->digits < line->size && digit_value(line->data[line->digits]) < 16) {
        line->chunk_size = line->chunk_size << 4 | digit_value(line->data[line->digits]);
        line->digits++;
    }
    *at = next != NULL ? next + 1 : end;
    bool follows = line->chunk_size > 0 && line->chunk_size < (size_t)(end - *at);
    *at = follows ? *at + line->chunk_size : line->chunk_size > 0 ? end : *at;
    if (follows) {
        *at += (size_t)(end - *at) >= 2 ? 2 : (size_t)(end - *at); /* CRLF */
    }
    return line->size > 0;
}

/* Whether a chunk line of the message is so.  Strict reading went as far as the octets do, so that each is a line.
 * *trailers is where the section behind the last chunk begins, or the end. */
static bool any_chunk(const disagreement *found, bool (*holds)(const chunk_line *line),
                      const uint8_t **trailers)
{
    const uint8_t *at = found->read->octets + found->begin;
    const uint8_t *end = found->read->octets + found->read->size;
    bool any = false;
    chunk_line line;
    *trailers = end;
    if (found->message == NULL || found->message->framing != FRAMED_CHUNKED) {
        return false;
    }
    if (found->message->complete) {
        end = at + found->message->size;
    }
    at = memmem(at, (size_t)(end - at), "\r\n\r\n", 4);
    at += 4;
    while (!any && next_chunk(&at, end, &line)) {
        any = holds(&line);
        if (line.chunk_size == 0) {
            *trailers = at;
            break;
        }
    }
    return any;
}

static bool has_many_digits(const chunk_line *line)
{
    return line->digits > 16;
}

static bool has_large_size(const chunk_line *line)
{
    return line->chunk_size >= UINT64_MAX - 15;
}

static bool has_rich_extension(const chunk_line *line)
{
    size_t semicolons = 0;
    bool rich = false;
    for (size_t i = line->digits; i < line->size; i++) {
        semicolons += line->data[i] == ';';
        rich = rich || strchr(" \t\\", line->data[i]) != NULL;
    }
    return rich || semicolons > 1;
}

static bool has_tab(const chunk_line *line)
{
    return memchr(line->data, '\t', line->size) != NULL;
}

static bool is_none(const chunk_line *line)
{
    (void)line;
    return false;
}

static bool has_sizes_of_many_digits(const disagreement *found)
{
    const uint8_t *trailers;
    return any_chunk(found, has_many_digits, &trailers);
}

static bool has_largest_chunk(const disagreement *found)
{
    const uint8_t *trailers;
    return any_chunk(found, has_large_size, &trailers);
}

static bool has_rich_extensions(const disagreement *found)
{
    const uint8_t *trailers;
    return any_chunk(found, has_rich_extension, &trailers);
}

static bool has_tab_in_chunk_line(const disagreement *found)
{
    const uint8_t *trailers;
    return any_chunk(found, has_tab, &trailers);
}

/* Of framing or connection, in the trailer section as far as it came. */
static bool has_control_trailer(const disagreement *found)
{
    static const char *const names[] = {
        "Content-Length:", "Transfer-Encoding:", "Connection:", "Proxy-Connection:", "Upgrade:"};
    const uint8_t *at;
    const uint8_t *end = found->read->octets + found->read->size;
    (void)any_chunk(found, is_none, &at);
    string section = {(uint8_t *)(uintptr_t)at, (size_t)(end - at)};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (contains(section, names[i])) {
            return true;
        }
    }
    return false;
}

/* ---- reuse --------------------------------------------------------------------------------------------- */

/* The interim messages before the one that is asked about, and that one. */
static bool any_since_request(const disagreement *found, bool and_this,
                              bool (*holds)(const message_result *message))
{
    const message_result *messages = found->ours->messages;
    size_t at =
        found->message != NULL ? (size_t)(found->message - messages) : found->ours->message_count;
    if (and_this && found->message != NULL && holds(found->message)) {
        return true;
    }
    while (at > 0 && messages[at - 1].status_code / 100 == 1) {
        at--;
        if (holds(&messages[at])) {
            return true;
        }
    }
    return false;
}

static bool announces(const message_result *message)
{
    return has_no_content(message) && has_framing_field(message);
}

/* What was announced and can not come may come late: spec/reading.md has us end the connection. */
static bool cautions(const disagreement *found)
{
    return found->message != NULL && !found->message->reuse &&
           any_since_request(found, true, announces);
}

static bool ends_connection(const message_result *message)
{
    return !message->reuse;
}

/* With close, or in HTTP/1.0; its verdict is carried to the final response. */
static bool interim_ends_connection(const disagreement *found)
{
    return any_since_request(found, false, ends_connection);
}

static bool is_switch(const message_result *message)
{
    return message->status_code == 101;
}

static bool hands_over_unasked(const disagreement *found)
{
    return found->theirs->tunnels && any_since_request(found, true, is_switch);
}

/* RFC 9110 7.8: a server switches to a protocol that the request offered. */
static bool follows_unasked_switch(const disagreement *found)
{
    return found->message != NULL && !found->message->reuse &&
           any_since_request(found, true, is_switch);
}

static bool has_odd_connection(const disagreement *found)
{
    return has_tab_in(found, "Connection") || has_empty_member_in(found, "Connection");
}

static bool names_proxy_connection(const message_result *message)
{
    return has_field(message, "Proxy-Connection");
}

static bool has_proxy_connection(const disagreement *found)
{
    return any_since_request(found, true, names_proxy_connection);
}

static bool interim_has_proxy_connection(const disagreement *found)
{
    return any_since_request(found, false, names_proxy_connection);
}

static bool is_10_with_both_options(const disagreement *found)
{
    return found->message != NULL && found->message->minor_version == 0 &&
           field_contains(found->message, "Connection", "close") &&
           field_contains(found->message, "Connection", "keep-alive");
}

static bool is_10_with_coding(const disagreement *found)
{
    return found->message != NULL && found->message->minor_version == 0 &&
           has_field(found->message, "Transfer-Encoding");
}

/* ---- what h204 rejects, and they do not ---------------------------------------------------------------- */

static bool is_short_head(const disagreement *found)
{
    enum { SHORTEST = 16 }; /* "HTTP/1.1 204 " CRLF and one octet more */
    return found->other == NULL && found->read->size - found->begin < SHORTEST;
}

/* Of two lengths one is a list without members. */
static bool is_length_of_commas(const disagreement *found)
{
    const uint8_t *at = found->read->octets + found->ours->at;
    const uint8_t *end = found->read->octets + found->read->size;
    while (at < end && memchr(", \t", *at, 3) != NULL) {
        at++;
    }
    return found->ours->invariant == H204_FRAME_CL_DIGITS && at < end && *at == '\r';
}

/* ---- the rows ------------------------------------------------------------------------------------------ */

#define KIND(kind) (1u << (kind))

typedef struct known_reading {
    unsigned by;
    unsigned kinds; /* a set of KIND() */
    bool (*holds)(const disagreement *found);
    const char *reason;
} known_reading;

static const known_reading known_readings[] = {
    {BY_NODE, KIND(PEER_REJECTS) | KIND(MESSAGES_DIFFER), announces_no_content,
     "a framing field is looked at though the status has no content (RFC 9112 6.3 (1))"},
    {BY_NODE, KIND(PEER_REJECTS), frames_nothing_with_field,
     "framing fields are judged in a response to HEAD and in a 2xx to CONNECT too (RFC 9110 9.3.2, "
     "9.3.6)"},
    {BY_LLHTTP, KIND(PEER_REJECTS), has_later_minor_version,
     "a minor version above 1 is refused; a recipient reads it as 1 (RFC 9110 2.5)"},
    {BY_ALL, KIND(PEER_REJECTS), may_spell_name,
     "what may become a name in small letters is refused at once, and by us when it is whole "
     "(spec/reading.md)"},
    {BY_NODE, KIND(PEER_REJECTS), has_framing_begun,
     "framing fields are judged as they come, by us when the head is whole (spec/reading.md)"},
    {BY_NODE, KIND(PEER_REJECTS) | KIND(PEER_ACCEPTS) | KIND(MESSAGES_DIFFER), has_tab_in_framing,
     "HTAB behind a value is taken for a part of it (RFC 9110 5.5)"},
    {BY_NODE, KIND(PEER_REJECTS) | KIND(PEER_ACCEPTS) | KIND(MESSAGES_DIFFER), has_empty_coding,
     "empty members of a list make chunked another coding (RFC 9110 5.6.1.2)"},
    {BY_HTTP_PARSER,
     KIND(PEER_REJECTS) | KIND(PEER_ACCEPTS) | KIND(MESSAGES_DIFFER) | KIND(REUSE_DIFFERS),
     has_name_near_framing, "names that are nearly those of framing fields are not compared"},
    {BY_HTTP_PARSER, KIND(PEER_REJECTS), has_largest_length,
     "the largest lengths of 64 bits are refused (RFC 9110 8.6)"},
    {BY_ALL, KIND(REUSE_DIFFERS), cautions,
     "the connection goes on though content was announced that may come late: our caution (RFC "
     "9112 9.3, 11.2)"},
    {BY_LLHTTP, KIND(PEER_REJECTS) | KIND(PEER_ACCEPTS) | KIND(HEADS_DIFFER),
     interim_ends_connection,
     "close or HTTP/1.0 in an interim response hides the final one (RFC 9112 9.3, 9.6)"},
    {BY_ALL, KIND(REUSE_DIFFERS), interim_ends_connection,
     "close or HTTP/1.0 in an interim response is forgotten at the final one (RFC 9112 9.3, 9.6)"},
    {BY_NODE, KIND(PEER_ACCEPTS) | KIND(HEADS_DIFFER), hands_over_unasked,
     "a 101 hands over whatever the request was (RFC 9110 7.8)"},
    {BY_ALL, KIND(REUSE_DIFFERS), follows_unasked_switch,
     "the connection goes on though a 101 came that nobody asked for: our caution (RFC 9110 7.8)"},
    {BY_PICOHTTPPARSER, KIND(PEER_ACCEPTS), is_length_of_commas,
     "empty members beside a length are dropped (RFC 9110 5.6.1.2, 8.6)"},
    {BY_PICOHTTPPARSER, KIND(PEER_ACCEPTS), is_short_head,
     "a head shorter than its shortest status line is waited for, though it can be none"},
    {BY_NODE, KIND(REUSE_DIFFERS), has_odd_connection,
     "HTAB or an empty member in Connection makes close another option (RFC 9110 5.5, 5.6.1.2)"},
    {BY_NODE, KIND(REUSE_DIFFERS), has_proxy_connection,
     "Proxy-Connection counts as Connection (RFC 9112 C.2.2)"},
    {BY_LLHTTP, KIND(PEER_REJECTS) | KIND(PEER_ACCEPTS) | KIND(HEADS_DIFFER),
     interim_has_proxy_connection,
     "Proxy-Connection in an interim response counts as Connection, and hides the final one (RFC "
     "9112 C.2.2)"},
    {BY_NODE, KIND(REUSE_DIFFERS), is_10_with_both_options,
     "keep-alive outweighs close in HTTP/1.0 (RFC 9112 9.3)"},
    {BY_NODE, KIND(REUSE_DIFFERS), is_10_with_coding,
     "HTTP/1.0 with Transfer-Encoding may be followed by another (RFC 9112 6.1)"},
    {BY_NODE, KIND(PEER_REJECTS) | KIND(REUSE_DIFFERS), has_control_trailer,
     "fields of framing and connection are looked at in a trailer section too (RFC 9110 6.5.1)"},
    {BY_PICOHTTPPARSER, KIND(PEER_REJECTS), has_sizes_of_many_digits,
     "a chunk size has sixteen digits at most, leading zeros included (RFC 9112 7.1)"},
    {BY_HTTP_PARSER, KIND(PEER_REJECTS), has_largest_chunk,
     "the largest sizes of 64 bits are refused (RFC 9112 7.1)"},
    {BY_LLHTTP, KIND(PEER_REJECTS), has_rich_extensions,
     "whitespace in a chunk extension, one after one with a value, and quoted pairs are refused "
     "(RFC 9112 7.1.1)"},
    {BY_HTTP_PARSER, KIND(PEER_REJECTS), has_tab_in_chunk_line,
     "HTAB as whitespace in a chunk extension is refused (RFC 9112 7.1.1)"},
};

/* What a sender breaks and a parser lets pass: after it, nothing is compared. */
typedef struct known_leniency {
    unsigned by;
    h204_invariant broken;
    const char *reason;
} known_leniency;

static const char line_ends[] = "a CR ends a line, and the octet after it is skipped unseen; or LF "
                                "ends it alone (RFC 9112 2.2)";
static const char codings[] =
    "what is no single chunked is a coding read to the end of the connection (RFC 9112 6.3 (4))";
static const char rest_unseen[] =
    "what follows the digits of a chunk size is skipped unseen (RFC 9112 7.1.1)";

static const known_leniency known_leniencies[] = {
    {BY_ALL, H204_ST_NO_LEADING_EMPTY,
     "empty lines before a status line are skipped (RFC 9112 2.2, 9.2)"},
    {BY_HTTP_PARSER, H204_ST_PRESENT,
     "the letters of the name are told apart by the octets after them"},
    {BY_HTTP_PARSER, H204_ST_NAME_CASE, "the last letter of the name may be small (RFC 9112 2.3)"},
    {BY_NODE, H204_ST_VER_MAJOR, "other major versions are read as this one (RFC 9110 2.5)"},
    {BY_NODE, H204_ST_SP1,
     "more than one SP may stand between version and status code (RFC 9112 4)"},
    {BY_NODE, H204_ST_CODE_3DIGIT, "a status code may have fewer digits (RFC 9112 4)"},
    {BY_NODE, H204_ST_SP2, "the SP before an absent reason phrase may be absent (RFC 9112 4)"},
    {BY_NODE, H204_ST_REASON_CHARS, "a reason phrase may have control octets (RFC 9112 4)"},
    {BY_NODE, H204_ST_NO_BARE_CR, line_ends},
    {BY_ALL, H204_ST_EOL_CRLF, line_ends},
    {BY_HTTP_PARSER, H204_ST_WS_AFTER_START, "SP is a character of a name (RFC 9112 2.2)"},
    {BY_LLHTTP, H204_FLD_NAME_NONEMPTY, "a name may be empty (RFC 9110 5.1)"},
    {BY_NODE, H204_FLD_NAME_NO_WS_COLON,
     "SP may stand before a colon, or in a name (RFC 9112 5.1)"},
    {BY_ALL, H204_FLD_EOL_CRLF, line_ends},
    {BY_NODE, H204_FLD_VALUE_NO_BARE_CR, line_ends},
    {BY_HTTP_PARSER, H204_FLD_VALUE_NO_NUL, "a value may begin with NUL (RFC 9110 5.5)"},
    {BY_HTTP_PARSER, H204_FLD_VALUE_NO_CTL,
     "a value may begin with a control octet (RFC 9110 5.5)"},
    {BY_ALL, H204_FLD_OBSFOLD_GEN,
     "folded lines are unfolded, as a user agent must (RFC 9112 5.2)"},
    {BY_NODE, H204_FRAME_TE_ABNF, codings},
    {BY_NODE, H204_FRAME_TE_NONEMPTY, codings},
    {BY_NODE, H204_FRAME_TE_CHUNKED_PARAM, codings},
    {BY_NODE, H204_FRAME_TE_CHUNKED_ONCE, codings},
    {BY_NODE, H204_FRAME_TE_KNOWN, codings},
    {BY_NODE, H204_FRAME_TE_10_GEN, "Transfer-Encoding is decoded in HTTP/1.0 (RFC 9112 6.1)"},
    {BY_PICOHTTPPARSER, H204_FRAME_CL_NONEMPTY,
     "empty members beside a length are dropped (RFC 9112 6.3 (5))"},
    {BY_PICOHTTPPARSER, H204_FRAME_CL_SINGLE, "equal lengths are read as one (RFC 9112 6.3 (5))"},
    {BY_HTTP_PARSER | BY_PICOHTTPPARSER, H204_CHK_SIZE_HEX, rest_unseen},
    {BY_HTTP_PARSER | BY_PICOHTTPPARSER, H204_CHK_SIZE_NO_TRAILING_WS, rest_unseen},
    {BY_ALL, H204_CHK_EXT_SYNTAX,
     "extensions that nobody understands are not looked at (RFC 9112 7.1.1)"},
    {BY_HTTP_PARSER | BY_PICOHTTPPARSER, H204_CHK_LINE_CRLF, rest_unseen},
    {BY_ALL, H204_CHK_NO_BARE_CR, line_ends},
    {BY_ALL, H204_CHK_DATA_CRLF,
     "two octets behind chunk data are skipped unseen, or LF alone ends it (RFC 9112 7.1)"},
    {BY_ALL, H204_TRL_SYNTAX,
     "trailer lines are read as field lines are, or skipped unseen (RFC 9112 7.1.2)"},
};

static const char *reason_to_read(const disagreement *found)
{
    for (size_t i = 0; i < sizeof known_readings / sizeof known_readings[0]; i++) {
        const known_reading *row = &known_readings[i];
        if ((row->by & found->by) != 0 && (row->kinds & KIND(found->kind)) != 0 &&
            row->holds(found)) {
            return row->reason;
        }
    }
    return NULL;
}

static const char *reason_to_reject(const disagreement *found)
{
    h204_invariant broken = (h204_invariant)found->ours->invariant;
    if (h204_invariant_describe(broken)->kind == H204_KIND_LIMIT) {
        return "a limit is ours (RFC 9112 2.3)";
    }
    for (size_t i = 0; i < sizeof known_leniencies / sizeof known_leniencies[0]; i++) {
        const known_leniency *row = &known_leniencies[i];
        if ((row->by & found->by) != 0 && row->broken == broken) {
            return row->reason;
        }
    }
    return NULL;
}

const char *disagreement_reason(const disagreement *found)
{
    const char *reason = reason_to_read(found);
    return reason == NULL && found->kind == PEER_ACCEPTS ? reason_to_reject(found) : reason;
}
