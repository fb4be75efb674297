/* sampled_values_oracle.h - simple recognizers of field values, written from the ABNF of the RFCs.
 *
 * Nothing here mentions the codec.  Lists are read as recipients do, with empty elements (RFC 9110 5.6.1.2).
 * Ask them about values without control octets: RFC 9110 5.5 forbids those in any grammar.
 */
#ifndef H204_TESTS_SAMPLED_VALUES_ORACLE_H
#define H204_TESTS_SAMPLED_VALUES_ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct text { /* what is left of a value */
    const uint8_t *at;
    const uint8_t *end;
} text;

/* What a value that is in the grammar may have besides. */
typedef enum note {
    NOTE_EMPTY_MEMBER = 1 << 0,
    NOTE_SPACE_AFTER = 1 << 1,    /* behind a comma: neither nothing nor one SP */
    NOTE_SPACE_BEFORE = 1 << 2,   /* before a comma                             */
    NOTE_BAD_SPACE = 1 << 3,      /* BWS that is not empty                      */
    NOTE_REQUIRED_SPACE = 1 << 4, /* RWS that is not one SP                     */
    NOTE_QUOTED_ESCAPE = 1 << 5,  /* neither \" nor \\                          */
    NOTE_COMMENT_ESCAPE = 1 << 6, /* neither \( nor \) nor \\                   */
    NOTE_REPEATED = 1 << 7,       /* a parameter name                           */
    NOTE_TAG_BACKSLASH = 1 << 8,
    NOTE_RANGE_ORDER = 1 << 9,
    NOTE_RANGE_COMPLETE = 1 << 10,
    NOTE_USERINFO = 1 << 11, /* of a http(s) reference                     */
    NOTE_NO_HOST = 1 << 12,  /* of a http(s) reference                     */
    NOTE_VIA_HTTP = 1 << 13,
    NOTE_REALM_TOKEN = 1 << 14,
    NOTE_NO_MAX_AGE = 1 << 15, /* Strict-Transport-Security                  */
    NOTE_NO_REL = 1 << 16,     /* Link                                       */
    NOTE_REL_AGAIN = 1 << 17
} note;

typedef struct verdict {
    bool is_grammatical; /* what follows is meaningful only then */
    uint32_t notes;      /* a set of NOTE_* */
    uint32_t members;    /* that are not empty, of a list; else 1 */
    uint32_t names;      /* the most parameters of one member, or of the value */
} verdict;

typedef verdict recognizer(text value);

recognizer value_tokens, value_upgrade, value_accept, value_accept_encoding, value_accept_patch, value_media_type,
    value_transfer_encoding, value_languages, value_digits, value_retry_after, value_http_date, value_entity_tag,
    value_entity_tags, value_content_range, value_byte_ranges, value_server, value_via, value_challenges,
    value_auth_params, value_cache_control, value_preference_applied, value_uri_reference, value_uri_no_fragment,
    value_link, value_cookie, value_disposition, value_alt_svc, value_transport_security, value_origin, value_true,
    value_resource_policy, value_nosniff;

/* ---- single values ----------------------------------------------------------------------------------------- */

typedef enum date_kind { NO_DATE, IMF_FIXDATE, RFC850_DATE, ASCTIME_DATE } date_kind;

typedef struct date_parts { /* as they are spelled */
    date_kind kind;
    unsigned weekday;                                /* 0: Monday */
    unsigned day, month, year, hour, minute, second; /* month 1 to 12; year 0 to 99 of an rfc850-date */
} date_parts;

/* NO_DATE where the octets are none of the three (RFC 9110 5.6.7). */
date_parts date_of(text value);
unsigned days_in_month(unsigned year, unsigned month);
int64_t days_since_1970(unsigned year, unsigned month, unsigned day);

typedef struct uri_parts {
    bool has_scheme, has_authority, has_userinfo, has_port, has_query, has_fragment;
    text scheme, userinfo, host, port, path, query, fragment;
} uri_parts;

/* URI-reference (RFC 3986 4.1) */
bool uri_of(text value, uri_parts *parts);

#endif
