/* value.h - the grammars of field values: what a value holds, and what is wrong with it.
 *
 * Every function reads through h204_value_reader, so that a fold, NUL or bare CR is one SP.  Spans point
 * into the input; those of tokens and numbers carry no H204_REPAIRED, all others may.
 */
#ifndef H204_VALUE_H
#define H204_VALUE_H

#include "field.h"

/* ---- faults -------------------------------------------------------------------------------------------
 *
 * One value breaks one of them for one cause: H204_FAULT_GRAMMAR is what no other fault explains, and a
 * value with a more telling fault is read on as it was meant where that is clear.  Control octets in
 * quoted strings and comments are passed over, for they are a fault of any value (RFC 9110 5.5).
 */
typedef enum h204_fault {
    H204_FAULT_GRAMMAR,           /* not what the ABNF of the field derives                               */
    H204_FAULT_QUOTE_OPEN,        /* a quoted-string without its closing quote (9110 5.6.4)               */
    H204_FAULT_COMMENT,           /* parentheses without their pair in Server or Via (9110 5.6.5)         */
    H204_FAULT_BAD_SPACE,         /* whitespace where the grammar says BWS (9110 5.6.3)                   */
    H204_FAULT_PARAMETER_SPACE,   /* whitespace around the = of a parameter (9110 5.6.6)                  */
    H204_FAULT_EMPTY_MEMBER,      /* a comma without a member on one side (9110 5.6.1.1)                  */
    H204_FAULT_SPACE_AFTER_COMMA, /* neither nothing nor one SP (9110 5.6.3)                              */
    H204_FAULT_SPACE_BEFORE_COMMA,
    H204_FAULT_REQUIRED_SPACE,    /* RWS that is not one SP (9110 5.6.3)                                  */
    H204_FAULT_QUOTED_ESCAPE,     /* a quoted-pair of neither DQUOTE nor backslash (9110 5.6.4)           */
    H204_FAULT_COMMENT_ESCAPE,    /* a quoted-pair of neither parenthesis nor backslash (9110 5.6.4)      */
    H204_FAULT_REPEATED,          /* a name that comes once came again: see h204_names                    */
    H204_FAULT_DATE_OBSOLETE,     /* an rfc850-date or asctime-date (9110 5.6.7)                          */
    H204_FAULT_DATE_RANGE,        /* hour, minute or second                                               */
    H204_FAULT_DATE_CALENDAR,     /* no such day in that month and year                                   */
    H204_FAULT_DATE_CENTURY,      /* none: a 29 February of year 00, which some centuries have            */
    H204_FAULT_DATE_WEEKDAY,      /* another day of the week                                              */
    H204_FAULT_DATE_SPACE,        /* whitespace beyond the single SPs of the grammar                      */
    H204_FAULT_DATE_CASE,         /* a name or GMT in other case                                          */
    H204_FAULT_DATE_ZONE,         /* another zone than GMT, or none                                       */
    H204_FAULT_TAG_OCTET,         /* no etagc between the quotes (9110 8.8.3)                             */
    H204_FAULT_TAG_WEAK_CASE,     /* w/                                                                   */
    H204_FAULT_TAG_BACKSLASH,     /* legal, and unescaped by some recipients                              */
    H204_FAULT_RANGE_ORDER,       /* the last position is below the first (9110 14.4)                     */
    H204_FAULT_RANGE_COMPLETE,    /* the complete length does not reach beyond the last position          */
    H204_FAULT_URI_USERINFO,      /* in an http(s) reference (9110 4.2.4)                                 */
    H204_FAULT_URI_HOST,          /* an http(s) reference with an empty host (9110 4.2.1, 4.2.2)          */
    H204_FAULT_VIA_HTTP,          /* the protocol name HTTP is left out (9110 7.6.3)                      */
    H204_FAULT_REALM_TOKEN,       /* a realm that is no quoted-string (9110 11.5)                         */
    H204_FAULT_LINK_NO_REL,       /* RFC 8288 3.3                                                         */
    H204_FAULT_LINK_REL_AGAIN,    /* RFC 8288 3.3                                                         */
    H204_FAULT_LINK_REL_TYPE,     /* neither a registered form nor a URI, or an unquoted URI (8288 3.3)   */
    H204_FAULT_COOKIE_NAME,       /* empty, or no token (6265 4.1.1)                                      */
    H204_FAULT_COOKIE_VALUE,      /* an octet that is no cookie-octet                                     */
    H204_FAULT_COOKIE_JOINED,     /* a second cookie behind a comma (6265 3)                              */
    H204_FAULT_COOKIE_SPACE,      /* an attribute not led by "; "; 6265bis admits BWS there               */
    H204_FAULT_COOKIE_EXPIRES,    /* no IMF-fixdate                                                       */
    H204_FAULT_COOKIE_MAX_AGE,    /* not 1*DIGIT, or led by 0 and not 0, which 6265bis admits             */
    H204_FAULT_HSTS_MAX_AGE,      /* no max-age with delta-seconds (6797 6.1.1)                           */
    H204_FAULT_DIGEST,            /* a Content-Digest of other content than none (9530 2)                 */
    H204_FAULT_COUNT
} h204_fault;

typedef struct h204_faults {
    uint64_t met;                        /* a bit a fault                                        */
    h204_span place[H204_FAULT_COUNT];   /* of the first one met; empty where the value ended    */
} h204_faults;

H204_INTERNAL bool h204_has_fault(const h204_faults *faults, h204_fault fault);

/* ---- fields -------------------------------------------------------------------------------------------- */

/* What is known of a field: its id, its name, how its value reads, and what is peculiar to it. */
#define H204_VALUE_FIELDS(FIELD)                                                                               \
    FIELD(ACCEPT, "accept", MEDIA, LIST | PARAMETERS | MEMBER_WEIGHT)                       /* 9110 12.5.1  */ \
    FIELD(ACCEPT_ENCODING, "accept-encoding", TOKEN, LIST | PARAMETERS | PARAMETER_NONEMPTY | ONLY_WEIGHT) /* 9110 12.5.3  */ \
    FIELD(ACCEPT_PATCH, "accept-patch", MEDIA, LIST | PARAMETERS)                           /* 5789 3.1     */ \
    FIELD(ACCEPT_RANGES, "accept-ranges", TOKEN, LIST)                                      /* 9110 14.3    */ \
    FIELD(ALLOW_CREDENTIALS, "access-control-allow-credentials", LITERAL, 0)                /* Fetch        */ \
    FIELD(ALLOW_HEADERS, "access-control-allow-headers", TOKEN, LIST)                       /* Fetch        */ \
    FIELD(ALLOW_METHODS, "access-control-allow-methods", TOKEN, LIST)                       /* Fetch        */ \
    FIELD(ALLOW_ORIGIN, "access-control-allow-origin", ORIGIN, 0)                           /* Fetch        */ \
    FIELD(EXPOSE_HEADERS, "access-control-expose-headers", TOKEN, LIST)                     /* Fetch        */ \
    FIELD(ACCESS_MAX_AGE, "access-control-max-age", DIGITS, 0)                              /* Fetch        */ \
    FIELD(AGE, "age", DIGITS, 0)                                                            /* 9111 5.1     */ \
    FIELD(ALLOW, "allow", TOKEN, LIST)                                                      /* 9110 10.2.1  */ \
    FIELD(ALT_SVC, "alt-svc", TOKEN, LIST | MUST_EQUAL | IS_QUOTED | PARAMETERS | PARAMETER_NONEMPTY) /* 7838 3 */ \
    FIELD(AUTHENTICATION_INFO, "authentication-info", TOKEN, LIST | MUST_EQUAL | BAD_SPACE) /* 9110 11.6.3  */ \
    FIELD(CACHE_CONTROL, "cache-control", TOKEN, LIST | MAY_EQUAL)                          /* 9111 5.2     */ \
    FIELD(CONNECTION, "connection", TOKEN, LIST)                                            /* 9110 7.6.1   */ \
    FIELD(CONTENT_DIGEST, "content-digest", TOKEN, LIST | MUST_EQUAL | IS_BYTES)            /* 9530 2       */ \
    FIELD(CONTENT_DISPOSITION, "content-disposition", TOKEN,                                                   \
          PARAMETERS | PARAMETER_NONEMPTY | FREE_SPACE | UNIQUE_PARAMETERS)                 /* 6266 4.1     */ \
    FIELD(CONTENT_ENCODING, "content-encoding", TOKEN, LIST)                                /* 9110 8.4     */ \
    FIELD(CONTENT_LANGUAGE, "content-language", LANGUAGE, LIST)                             /* 9110 8.5     */ \
    FIELD(CONTENT_LOCATION, "content-location", URI, NO_FRAGMENT)                           /* 9110 8.7     */ \
    FIELD(CONTENT_RANGE, "content-range", CONTENT_RANGE, 0)                                 /* 9110 14.4    */ \
    FIELD(CONTENT_TYPE, "content-type", MEDIA, PARAMETERS | UNIQUE_PARAMETERS)              /* 9110 8.3     */ \
    FIELD(RESOURCE_POLICY, "cross-origin-resource-policy", LITERAL, 0)                      /* Fetch        */ \
    FIELD(DATE, "date", DATE, 0)                                                            /* 9110 6.6.1   */ \
    FIELD(ETAG, "etag", ENTITY_TAG, 0)                                                      /* 9110 8.8.3   */ \
    FIELD(EXPIRES, "expires", DATE, 0)                                                      /* 9111 5.3     */ \
    FIELD(IF_MATCH, "if-match", ENTITY_TAG, LIST)                                           /* 9110 13.1.1  */ \
    FIELD(IF_NONE_MATCH, "if-none-match", ENTITY_TAG, LIST)                                 /* 9110 13.1.2  */ \
    FIELD(LAST_MODIFIED, "last-modified", DATE, 0)                                          /* 9110 8.8.2   */ \
    FIELD(LINK, "link", LINK, LIST | PARAMETERS | PARAMETER_NONEMPTY | PARAMETER_BARE | BAD_SPACE) /* 8288 3 */ \
    FIELD(LOCATION, "location", URI, 0)                                                     /* 9110 10.2.2  */ \
    FIELD(PREFERENCE_APPLIED, "preference-applied", TOKEN, LIST | MAY_EQUAL | BAD_SPACE)    /* 7240 3       */ \
    FIELD(PROXY_AUTHENTICATE, "proxy-authenticate", CHALLENGE,                                                 \
          LIST | MUST_EQUAL | BAD_SPACE | UNIQUE_PARAMETERS)                                /* 9110 11.7.1  */ \
    FIELD(PROXY_AUTHENTICATION_INFO, "proxy-authentication-info", TOKEN, LIST | MUST_EQUAL | BAD_SPACE)        \
    FIELD(RANGE, "range", RANGE_SPEC, LIST)                                                 /* 9110 14.2    */ \
    FIELD(RETRY_AFTER, "retry-after", RETRY_AFTER, 0)                                       /* 9110 10.2.3  */ \
    FIELD(SERVER, "server", PRODUCT, 0)                                                     /* 9110 10.2.4  */ \
    FIELD(SET_COOKIE, "set-cookie", COOKIE, UNIQUE_PARAMETERS)                              /* 6265 4.1.1   */ \
    FIELD(STRICT_TRANSPORT_SECURITY, "strict-transport-security", TOKEN,                                       \
          SEMICOLON_LIST | MAY_EQUAL | FREE_SPACE | UNIQUE_MEMBERS)                         /* 6797 6.1     */ \
    FIELD(TRAILER, "trailer", TOKEN, LIST)                                                  /* 9110 6.6.2   */ \
    FIELD(TRANSFER_ENCODING, "transfer-encoding", TOKEN,                                                       \
          LIST | PARAMETERS | PARAMETER_NONEMPTY | BAD_SPACE)                               /* 9112 6.1     */ \
    FIELD(UPGRADE, "upgrade", TOKEN, LIST | MAY_SLASH)                                      /* 9110 7.8     */ \
    FIELD(VARY, "vary", TOKEN, LIST)                                                        /* 9110 12.5.5  */ \
    FIELD(VIA, "via", VIA, LIST)                                                            /* 9110 7.6.3   */ \
    FIELD(WWW_AUTHENTICATE, "www-authenticate", CHALLENGE,                                                     \
          LIST | MUST_EQUAL | BAD_SPACE | UNIQUE_PARAMETERS)                                /* 9110 11.6.1  */ \
    FIELD(CONTENT_TYPE_OPTIONS, "x-content-type-options", LITERAL, 0)                       /* Fetch        */

typedef enum h204_value_field {
#define FIELD(id, name, reads, traits) H204_VALUE_##id,
    H204_VALUE_FIELDS(FIELD)
#undef FIELD
    H204_VALUE_UNKNOWN
} h204_value_field;

/* H204_VALUE_UNKNOWN for a name that is none of them, case apart. */
H204_INTERNAL h204_value_field h204_value_field_named(const uint8_t *name, size_t size);

#define H204_NO_CLOCK INT64_MIN

/* Note every fault of one field line's value, and return how many members it has (RFC 9110 5.6.1: empty ones
 * do not count), grammatical or not; a field that is no list has one.  `now` is in seconds since 1970. */
H204_INTERNAL uint32_t h204_value_judge(h204_view input, h204_value_field field, h204_span value, int64_t now,
                                        h204_faults *faults);

/* ---- members and their parameters ---------------------------------------------------------------------- */

/* Names that were seen, so that one which comes again is noticed in linear time: the first 32. */
enum { H204_NAMES_MAX = 32 };
typedef struct h204_names {
    h204_span name[H204_NAMES_MAX];
    uint32_t count;
} h204_names;

/* Is it among the names, case apart or not?  If not it is now, if there is room. */
H204_INTERNAL bool h204_names_has(h204_names *names, h204_view input, h204_span name, bool has_case);

typedef enum h204_item_kind {
    H204_ITEM_MEMBER,    /* of a list, or the whole of a value that is none  */
    H204_ITEM_PARAMETER, /* of the member before; a cookie's attribute       */
    H204_ITEM_COMMENT    /* Server                                           */
} h204_item_kind;

/* One thing in a value.  What a field calls its parts:
 *
 *                    name            second          value
 * TOKEN              token           version         argument
 * MEDIA              type            subtype
 * parameters         name                            value
 * CHALLENGE          auth-scheme                     token68
 * LINK                                               URI-reference
 * LANGUAGE                                           language-tag
 * ENTITY_TAG         "*", or empty                   opaque-tag without its quotes
 * PRODUCT            token           version
 * COMMENT                                            the comment with its parentheses
 * VIA                protocol-name   version         received-by
 * RANGE_SPEC         first-pos       last-pos        the whole; without first-pos, last-pos is a suffix length
 * COOKIE             name                            value, its quotes included
 */
typedef struct h204_item {
    h204_item_kind kind;
    h204_span name;
    h204_span second;
    h204_span value; /* the octets between the quotes, escapes as they stand */
    bool has_value;
    bool is_quoted;
    bool is_weak;    /* ENTITY_TAG */
} h204_item;

/* A walk over the items of a field, line by line.  Only grammatical items are met; a member is met before
 * its parameters are read, whatever they are.  Private members. */
typedef struct h204_walk {
    h204_view input;
    h204_value_field field;
    h204_faults *faults; /* NULL: nobody asks */
    h204_value_reader reader;
    h204_names names;    /* that may not come again in this member, or in this value */
    uint32_t members;    /* met so far, grammatical or not */
    uint32_t rels;       /* of this link */
    h204_span link;      /* the target of the link whose parameters are being read */
    uint8_t stage;
    bool in_link;
    bool takes_parameters; /* the challenge before has an auth-param or nothing behind its scheme */
    bool has_max_age;
} h204_walk;

H204_INTERNAL h204_walk h204_walk_open(h204_view input, h204_value_field field, h204_faults *faults);
/* Go on with the next line of the field: lines combine to one list (RFC 9110 5.2). */
H204_INTERNAL void h204_walk_line(h204_walk *walk, h204_span value);
H204_INTERNAL bool h204_walk_next(h204_walk *walk, h204_item *item);

/* ---- single values ------------------------------------------------------------------------------------- */

typedef enum h204_date_form { H204_DATE_NONE, H204_DATE_IMF, H204_DATE_RFC850, H204_DATE_ASCTIME } h204_date_form;

typedef struct h204_date {
    h204_date_form form; /* NONE: no HTTP-date, however spelled                                          */
    bool has_seconds;    /* every number is in its range, and the century is known                      */
    int64_t seconds;     /* since 1970-01-01 00:00:00 GMT, a leap second being the one after            */
} h204_date;

H204_INTERNAL h204_date h204_value_date(h204_view input, h204_span value, int64_t now, h204_faults *faults);

typedef struct h204_tag {
    bool is_shaped;   /* [ W/ ] and two quotes, whatever is between them */
    bool is_weak;
    h204_span opaque; /* without the quotes                              */
} h204_tag;

H204_INTERNAL h204_tag h204_value_tag(h204_view input, h204_span value, h204_faults *faults);

/* The same octets: opaque tags compare so (RFC 9110 8.8.3.2), and case-sensitive names. */
H204_INTERNAL bool h204_same_octets(h204_view left, h204_span a, h204_view right, h204_span b);

typedef struct h204_media_type {
    bool is_whole; /* type and subtype are there; later faults are no matter */
    h204_span type;
    h204_span subtype;
    bool has_boundary;
    h204_span boundary; /* the first one: the octets between the quotes, if quoted */
    bool has_charset;
    h204_span charset;
} h204_media_type;

H204_INTERNAL h204_media_type h204_value_media_type(h204_view input, h204_span value);

/* 1*DIGIT of any length.  `fits` is false where it exceeds 64 bits. */
typedef struct h204_number {
    bool is_number;
    bool fits;
    uint64_t value;
} h204_number;

H204_INTERNAL h204_number h204_value_number(h204_view input, h204_span value);

/* Below 0, 0 or above 0, for two runs of digits of any length. */
H204_INTERNAL int h204_compare_digits(h204_view input, h204_span left, h204_span right);

typedef enum h204_range_form {
    H204_RANGE_NONE, H204_RANGE_OTHER_UNIT, H204_RANGE_PART, H204_RANGE_UNSATISFIED
} h204_range_form;

typedef struct h204_content_range {
    h204_range_form form; /* NONE: not grammatical; of other units than bytes only the unit is known  */
    h204_span unit;
    h204_span first;      /* PART */
    h204_span last;       /* PART */
    h204_span complete;   /* PART and UNSATISFIED; empty for "*" */
} h204_content_range;

H204_INTERNAL h204_content_range h204_value_content_range(h204_view input, h204_span value, h204_faults *faults);

typedef struct h204_uri {
    bool is_whole; /* grammatical; else nothing is known */
    bool has_scheme;
    bool has_authority;
    bool has_userinfo;
    bool has_port;
    bool has_query;
    bool has_fragment;
    h204_span scheme;
    h204_span userinfo;
    h204_span host;
    h204_span port;
    h204_span path;
    h204_span query;
    h204_span fragment;
} h204_uri;

/* URI-reference (RFC 3986 4.1). */
H204_INTERNAL h204_uri h204_value_uri(h204_view input, h204_span value, h204_faults *faults);

/* A directive of Cache-Control: which one, and what its argument is. */
typedef enum h204_directive {
    H204_CC_MAX_AGE, H204_CC_S_MAXAGE, H204_CC_STALE_WHILE_REVALIDATE, H204_CC_STALE_IF_ERROR, /* delta-seconds */
    H204_CC_NO_CACHE, H204_CC_PRIVATE,                                            /* perhaps field names         */
    H204_CC_MUST_REVALIDATE, H204_CC_MUST_UNDERSTAND, H204_CC_NO_STORE, H204_CC_NO_TRANSFORM,
    H204_CC_PROXY_REVALIDATE, H204_CC_PUBLIC,                                     /* nothing                     */
    H204_CC_MAX_STALE, H204_CC_MIN_FRESH, H204_CC_ONLY_IF_CACHED,                 /* of requests                 */
    H204_CC_UNKNOWN
} h204_directive;

typedef enum h204_argument {
    H204_ARGUMENT_NONE,
    H204_ARGUMENT_DELTA, /* 1*DIGIT, quoted or not, which is a field name too */
    H204_ARGUMENT_NAMES, /* #field-name, quoted or not                        */
    H204_ARGUMENT_OTHER
} h204_argument;

H204_INTERNAL h204_directive h204_directive_of(h204_view input, const h204_item *item);
H204_INTERNAL h204_argument h204_argument_of(h204_view input, const h204_item *item);

#endif
