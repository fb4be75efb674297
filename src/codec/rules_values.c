/* rules_values.c - the predicates of chapter 900: caches, cookies, links and other extensions. */
#include "words.h"

/* ---- words of this chapter ------------------------------------------------------------------- */

/* Facts of values are of lines that no fold can follow any more: what was seen stays. */
static check_verdict broken_by_misfit(h204_value_field field, const check_facts *facts)
{
    return broken_at(facts->fields[field].misfit, were_judged(facts, (uint64_t)1 << field));
}

static check_verdict broken_by_repetition(h204_value_field field, const check_facts *facts)
{
    return broken_at(facts->fields[field].repeated, were_judged(facts, (uint64_t)1 << field));
}

/* Of the one field that can have this fault. */
static check_verdict broken_by_value_fault(h204_fault fault, h204_value_field field, const check_facts *facts)
{
    return broken_at(facts->fault[fault], were_judged(facts, (uint64_t)1 << field));
}

/* A walk over the lines of a field meets the last one, too, which may still be folded. */
static check_verdict broken_where_found(h204_span place, h204_value_field field, const check_facts *facts)
{
    bool is_known = facts->head.is_whole && (was_seen(place) || !facts->fields[field].is_unclear);
    return broken_if(known_if(is_known, was_seen(place)), place);
}

/* This is its value, on its only line. */
static bool says(const check_facts *facts, h204_value_field field, const char *text, size_t size)
{
    h204_span value = facts->fields[field].value;
    const uint8_t *octets = facts->message->octets.data + value.offset;
    return facts->fields[field].count == 1 && h204_span_size(value) == size &&
           memcmp(octets, text, size) == 0;
}
#define SAYS(facts, field, literal) says((facts), (field), "" literal, sizeof literal - 1)

/* ---- words of Cache-Control ------------------------------------------------------------------ */

typedef bool directive_is(h204_view input, const h204_item *directive);

static bool is_any(h204_view input, const h204_item *directive)
{
    (void)input;
    (void)directive;
    return true;
}

static bool has_argument(h204_view input, const h204_item *directive)
{
    (void)input;
    return directive->has_value;
}

static bool has_quoted_argument(h204_view input, const h204_item *directive)
{
    (void)input;
    return directive->has_value && directive->is_quoted;
}

static bool has_token_argument(h204_view input, const h204_item *directive)
{
    (void)input;
    return directive->has_value && !directive->is_quoted;
}

/* delta-seconds, in either form: which form is another row's (RFC 9111 5.2) */
static bool lacks_seconds(h204_view input, const h204_item *directive)
{
    return h204_argument_of(input, directive) != H204_ARGUMENT_DELTA;
}

static bool names_no_fields(h204_view input, const h204_item *directive)
{
    return h204_argument_of(input, directive) == H204_ARGUMENT_OTHER;
}

/* The argument with its quotes, or the name of a directive that has none. */
static h204_span place_of_directive(const h204_item *directive)
{
    uint32_t quotes = directive->is_quoted ? 2 : 0;
    h204_span argument = {directive->value.offset - quotes / 2,
                          h204_span_size(directive->value) + quotes};
    return directive->has_value ? argument : directive->name;
}

/* The first grammatical directive from `first` to `last` of which this is true. */
static h204_span directive_that(directive_is *is_such, h204_directive first, h204_directive last,
                                const check_facts *facts)
{
    h204_view octets = facts->message->octets;
    h204_walk walk = h204_walk_open(octets, H204_VALUE_CACHE_CONTROL, NULL);
    check_lines lines = h204_facts_lines(H204_VALUE_CACHE_CONTROL, facts);
    h204_span value;
    while (h204_facts_next_line(&lines, facts, &value)) {
        h204_item item;
        h204_walk_line(&walk, value);
        while (h204_walk_next(&walk, &item)) {
            h204_directive directive = h204_directive_of(octets, &item);
            if (directive >= first && directive <= last && is_such(octets, &item)) {
                return place_of_directive(&item);
            }
        }
    }
    return place_of(0, 0);
}

static check_verdict broken_by_directive(directive_is *is_such, h204_directive first,
                                         h204_directive last, const check_facts *facts)
{
    return broken_where_found(directive_that(is_such, first, last, facts), H204_VALUE_CACHE_CONTROL, facts);
}

/* ---- words of Set-Cookie --------------------------------------------------------------------- */

/* What tells cookies apart (RFC 6265 5.3). */
typedef struct cookie_key {
    h204_span name;
    h204_span domain;
    h204_span path;
} cookie_key;

static cookie_key key_of_cookie(h204_walk *walk, h204_span value)
{
    cookie_key key = {{0, 0}, {0, 0}, {0, 0}};
    h204_item item;
    h204_walk_line(walk, value);
    while (h204_walk_next(walk, &item)) {
        const uint8_t *name = walk->input.data + item.name.offset;
        if (item.kind == H204_ITEM_MEMBER && item.has_value) {
            key.name = item.name;
        }
        if (item.kind == H204_ITEM_PARAMETER && H204_SPELLS(name, item.name.size, "domain")) {
            key.domain = item.value;
        }
        if (item.kind == H204_ITEM_PARAMETER && H204_SPELLS(name, item.name.size, "path")) {
            key.path = item.value;
        }
    }
    return key;
}

static bool is_same_cookie(h204_view input, const cookie_key *left, const cookie_key *right)
{
    return h204_same_octets(input, left->name, input, right->name) &&
           h204_same_octets(input, left->domain, input, right->domain) &&
           h204_same_octets(input, left->path, input, right->path);
}

/* The name of the first cookie that was set before.  Only so many are remembered, to keep the time
 * linear. */
static h204_span cookie_set_again(const check_facts *facts)
{
    enum { COOKIES_MAX = 32 };
    cookie_key known[COOKIES_MAX];
    uint32_t count = 0;
    h204_view octets = facts->message->octets;
    h204_walk walk = h204_walk_open(octets, H204_VALUE_SET_COOKIE, NULL);
    check_lines lines = h204_facts_lines(H204_VALUE_SET_COOKIE, facts);
    h204_span value;
    while (h204_facts_next_line(&lines, facts, &value)) {
        cookie_key key = key_of_cookie(&walk, value);
        for (uint32_t i = 0; i < count; i++) {
            if (is_same_cookie(octets, &known[i], &key)) {
                return key.name;
            }
        }
        if (key.name.size != 0 && count < COOKIES_MAX) {
            known[count] = key;
            count += 1;
        }
    }
    return place_of(0, 0);
}

/* ---- words of Content-Digest ------------------------------------------------------------------ */

/* The digest of other octets than none.  Of a key that comes again the last value counts (RFC 8941 3.2). */
static h204_span digest_of_other(const check_facts *facts)
{
    static const char keys[2][8] = {"sha-256", "sha-512"};
    h204_span other[2] = {{0, 0}, {0, 0}};
    h204_view octets = facts->message->octets;
    h204_faults faults = {0, {{0, 0}}};
    h204_walk walk = h204_walk_open(octets, H204_VALUE_CONTENT_DIGEST, &faults);
    check_lines lines = h204_facts_lines(H204_VALUE_CONTENT_DIGEST, facts);
    h204_span value;
    while (h204_facts_next_line(&lines, facts, &value)) {
        h204_item item;
        h204_walk_line(&walk, value);
        for (; h204_walk_next(&walk, &item); faults.met = 0) {
            bool is_of_other = h204_has_fault(&faults, H204_FAULT_DIGEST);
            for (unsigned i = 0; i < 2; i++) {
                if (item.name.size == 7 && memcmp(octets.data + item.name.offset, keys[i], 7) == 0) {
                    other[i] = is_of_other ? place_of_value(item.value) : place_of(0, 0);
                }
            }
        }
    }
    return first_of(other[0], other[1]);
}

/* ---- words of Link --------------------------------------------------------------------------- */

/* What stands there as a token is none: a URI that lacks its quotes. */
static bool is_bare_uri(h204_view input, const h204_item *rel)
{
    bool is_token = true;
    for (uint32_t i = 0; i < h204_span_size(rel->value); i++) {
        is_token = is_token && h204_is_tchar(input.data[rel->value.offset + i]);
    }
    return rel->has_value && !rel->is_quoted && !is_token;
}

/* The first relation that is neither a name nor a URI in quotes: those without quotes, or the others. */
static h204_span odd_relation(bool is_bare, const check_facts *facts)
{
    h204_view octets = facts->message->octets;
    h204_faults faults = {0, {{0, 0}}};
    h204_walk walk = h204_walk_open(octets, H204_VALUE_LINK, &faults);
    check_lines lines = h204_facts_lines(H204_VALUE_LINK, facts);
    h204_span value;
    while (h204_facts_next_line(&lines, facts, &value)) {
        h204_item item;
        h204_walk_line(&walk, value);
        while (h204_walk_next(&walk, &item)) {
            bool is_odd = h204_has_fault(&faults, H204_FAULT_LINK_REL_TYPE);
            if (is_odd && is_bare_uri(octets, &item) == is_bare) {
                return place_of_value(faults.place[H204_FAULT_LINK_REL_TYPE]);
            }
            faults.met = 0;
        }
    }
    return place_of(0, 0);
}

/* ---- 900  caches ----------------------------------------------------------------------------- */

/* 901  Age is a number of seconds. */
KEEPS(H_AGE_ABNF)
{
    return broken_by_misfit(H204_VALUE_AGE, facts);
}

/* 902  Cache-Control is a list of directives with optional arguments. */
KEEPS(H_CC_ABNF)
{
    return broken_by_misfit(H204_VALUE_CACHE_CONTROL, facts);
}

/* 903  max-age has a number of seconds. */
KEEPS(H_CC_MAXAGE_DELTA)
{
    return broken_by_directive(lacks_seconds, H204_CC_MAX_AGE, H204_CC_MAX_AGE, facts);
}

/* 904  The argument of max-age is not quoted. */
KEEPS(H_CC_MAXAGE_TOKEN)
{
    return broken_by_directive(has_quoted_argument, H204_CC_MAX_AGE, H204_CC_MAX_AGE, facts);
}

/* 905  s-maxage has a number of seconds. */
KEEPS(H_CC_SMAXAGE_DELTA)
{
    return broken_by_directive(lacks_seconds, H204_CC_S_MAXAGE, H204_CC_S_MAXAGE, facts);
}

/* 906  The argument of s-maxage is not quoted. */
KEEPS(H_CC_SMAXAGE_TOKEN)
{
    return broken_by_directive(has_quoted_argument, H204_CC_S_MAXAGE, H204_CC_S_MAXAGE, facts);
}

/* 907  The argument of no-cache is quoted. */
KEEPS(H_CC_NOCACHE_QS)
{
    return broken_by_directive(has_token_argument, H204_CC_NO_CACHE, H204_CC_NO_CACHE, facts);
}

/* 908  The argument of private is quoted. */
KEEPS(H_CC_PRIVATE_QS)
{
    return broken_by_directive(has_token_argument, H204_CC_PRIVATE, H204_CC_PRIVATE, facts);
}

/* 909  The argument of no-cache or private is a list of field names. */
KEEPS(H_CC_QUALIFIED_NAMES)
{
    return broken_by_directive(names_no_fields, H204_CC_NO_CACHE, H204_CC_PRIVATE, facts);
}

/* 910  Directives that take no argument have none. */
KEEPS(H_CC_NO_ARG)
{
    return broken_by_directive(has_argument, H204_CC_MUST_REVALIDATE, H204_CC_PUBLIC, facts);
}

/* 911  Expires is an HTTP-date. */
KEEPS(H_EXP_ABNF)
{
    return broken_by_misfit(H204_VALUE_EXPIRES, facts);
}

/* 912  A stored response that is served without validation has an Age field. */
KEEPS(CA_AGE_GENERATE)
{
    return broken_if(both(is_fact(facts, H204_FACT_FROM_STORE),
                          is_in_head(facts, facts->fields[H204_VALUE_AGE].count == 0)),
                     facts->line.code);
}

/* 913  A part of a stored response is served as a 206. */
KEEPS(CA_NOT_PARTIAL_200)
{
    return broken_if(both(is_fact(facts, H204_FACT_PARTIAL),
                          both(is_of_class(facts, 2), opposite(is_status(facts, 206)))),
                     facts->line.code);
}

/* 914  An origin server that made the response sends no Age. */
KEEPS(H_AGE_ROLE)
{
    return broken_if(both(both(is_sent_by(facts, H204_SENDER_ORIGIN),
                               opposite(is_fact(facts, H204_FACT_FROM_STORE))),
                          is_in_head(facts, facts->fields[H204_VALUE_AGE].count > 0)),
                     facts->fields[H204_VALUE_AGE].name);
}

/* 915  must-understand comes with no-store. */
KEEPS(H_CC_MU_NOSTORE)
{
    h204_span needy =
        directive_that(is_any, H204_CC_MUST_UNDERSTAND, H204_CC_MUST_UNDERSTAND, facts);
    h204_span needed = directive_that(is_any, H204_CC_NO_STORE, H204_CC_NO_STORE, facts);
    bool is_alone = !was_seen(needed) && !facts->fields[H204_VALUE_CACHE_CONTROL].is_unclear;
    return broken_if(is_in_head(facts, was_seen(needy) && is_alone), needy);
}

/* 916  No directive of a response is max-stale, min-fresh or only-if-cached. */
KEEPS(H_CC_REQUEST_ONLY)
{
    return broken_by_directive(is_any, H204_CC_MAX_STALE, H204_CC_ONLY_IF_CACHED, facts);
}

/* 917  A response has no Warning field. */
KEEPS(H_WARNING_OBSOLETE)
{
    return broken_at(facts->name[NAME_WARNING], facts->head.is_whole);
}

/* 918  A response has no Pragma field. */
KEEPS(H_PRAGMA_RESPONSE)
{
    return broken_at(facts->name[NAME_PRAGMA], facts->head.is_whole);
}

/* 919  stale-while-revalidate and stale-if-error have a number of seconds. */
KEEPS(X_SWR)
{
    return broken_by_directive(lacks_seconds, H204_CC_STALE_WHILE_REVALIDATE,
                               H204_CC_STALE_IF_ERROR, facts);
}

/* ---- 930  early data and digests ------------------------------------------------------------- */

/* 930  A response has no Early-Data field. */
KEEPS(X_EARLY_DATA)
{
    return broken_at(facts->name[NAME_EARLY_DATA], facts->head.is_whole);
}

/* 931  The Content-Digest of a 204 is that of no octets.  To HEAD it may be that of another response
 * (RFC 9530 2). */
KEEPS(X_DIGEST_204)
{
    check_truth is_of_its_own = known_if(facts->context.method != H204_METHOD_HEAD, true);
    h204_span other = digest_of_other(facts);
    check_truth is_of_other = known_if(were_judged(facts, FIELD_BIT(CONTENT_DIGEST)), was_seen(other));
    return broken_if(both(both(is_status(facts, 204), is_of_its_own), is_of_other), other);
}

/* ---- 940  Fetch ------------------------------------------------------------------------------ */

/* 940  Access-Control-Allow-Origin is one origin, null or *. */
KEEPS(X_CORS_ACAO)
{
    return broken_by_misfit(H204_VALUE_ALLOW_ORIGIN, facts);
}

/* 941  Access-Control-Allow-Credentials is true, in small letters. */
KEEPS(X_CORS_ACAC)
{
    return broken_by_misfit(H204_VALUE_ALLOW_CREDENTIALS, facts);
}

/* 942  Access-Control-Max-Age is a number of seconds. */
KEEPS(X_CORS_MAX_AGE)
{
    return broken_by_misfit(H204_VALUE_ACCESS_MAX_AGE, facts);
}

/* 943  Access-Control-Allow-Methods is a list of methods. */
KEEPS(X_CORS_METHODS)
{
    return broken_by_misfit(H204_VALUE_ALLOW_METHODS, facts);
}

/* 944  Access-Control-Allow-Headers and -Expose-Headers are lists of field names. */
KEEPS(X_CORS_HEADERS)
{
    return broken_at(first_of(facts->fields[H204_VALUE_ALLOW_HEADERS].misfit,
                              facts->fields[H204_VALUE_EXPOSE_HEADERS].misfit),
                     were_judged(facts, FIELD_BIT(ALLOW_HEADERS) | FIELD_BIT(EXPOSE_HEADERS)));
}

/* 945  No response allows credentials together with every origin. */
KEEPS(X_CORS_WILDCARD_CREDS)
{
    bool allows_both = SAYS(facts, H204_VALUE_ALLOW_ORIGIN, "*") &&
                       SAYS(facts, H204_VALUE_ALLOW_CREDENTIALS, "true");
    bool is_known = were_judged(facts, FIELD_BIT(ALLOW_ORIGIN) | FIELD_BIT(ALLOW_CREDENTIALS));
    return broken_if(known_if(is_known, allows_both), facts->fields[H204_VALUE_ALLOW_ORIGIN].value);
}

/* 946  X-Content-Type-Options is nosniff. */
KEEPS(X_XCTO)
{
    return broken_by_misfit(H204_VALUE_CONTENT_TYPE_OPTIONS, facts);
}

/* 947  Cross-Origin-Resource-Policy is same-origin, same-site or cross-origin. */
KEEPS(X_CORP)
{
    return broken_by_misfit(H204_VALUE_RESOURCE_POLICY, facts);
}

/* ---- 950  cookies ---------------------------------------------------------------------------- */

/* 950  The attributes of a Set-Cookie stand after a semicolon and one SP. */
KEEPS(X_SC_ABNF)
{
    return broken_at(first_of(facts->fields[H204_VALUE_SET_COOKIE].misfit,
                              facts->fault[H204_FAULT_COOKIE_SPACE]),
                     were_judged(facts, FIELD_BIT(SET_COOKIE)));
}

/* 951  The name of a cookie is a token. */
KEEPS(X_SC_NAME)
{
    return broken_by_value_fault(H204_FAULT_COOKIE_NAME, H204_VALUE_SET_COOKIE, facts);
}

/* 952  The value of a cookie holds only its permitted octets, perhaps in quotes. */
KEEPS(X_SC_VALUE)
{
    return broken_by_value_fault(H204_FAULT_COOKIE_VALUE, H204_VALUE_SET_COOKIE, facts);
}

/* 953  Each cookie stands on a line of its own. */
KEEPS(X_SC_NO_FOLD)
{
    return broken_by_value_fault(H204_FAULT_COOKIE_JOINED, H204_VALUE_SET_COOKIE, facts);
}

/* 954  No two Set-Cookie fields of a response have one cookie name.  RFC 6265 5.3 stores cookies of
 * another Domain or Path beside each other, so that these are not meant. */
KEEPS(X_SC_DUP_NAME)
{
    return broken_where_found(cookie_set_again(facts), H204_VALUE_SET_COOKIE, facts);
}

/* 955  No attribute stands twice in a Set-Cookie. */
KEEPS(X_SC_DUP_ATTR)
{
    return broken_by_repetition(H204_VALUE_SET_COOKIE, facts);
}

/* 956  The Expires of a cookie has the form of IMF-fixdate. */
KEEPS(X_SC_EXPIRES)
{
    return broken_by_value_fault(H204_FAULT_COOKIE_EXPIRES, H204_VALUE_SET_COOKIE, facts);
}

/* 957  The Max-Age of a cookie is a number that does not begin with zero.  A lone 0 is what everybody
 * sends to remove a cookie. */
KEEPS(X_SC_MAX_AGE)
{
    return broken_by_value_fault(H204_FAULT_COOKIE_MAX_AGE, H204_VALUE_SET_COOKIE, facts);
}

/* ---- 960  links ------------------------------------------------------------------------------ */

/* 960  Link is a list of references in angle brackets with parameters. */
KEEPS(X_LINK_ABNF)
{
    return broken_where_found(first_of(facts->fields[H204_VALUE_LINK].misfit, odd_relation(true, facts)),
                              H204_VALUE_LINK, facts);
}

/* 961  Each link has a rel parameter. */
KEEPS(X_LINK_REL)
{
    return broken_by_value_fault(H204_FAULT_LINK_NO_REL, H204_VALUE_LINK, facts);
}

/* 962  A link has one rel parameter. */
KEEPS(X_LINK_REL_ONCE)
{
    return broken_by_value_fault(H204_FAULT_LINK_REL_AGAIN, H204_VALUE_LINK, facts);
}

/* 963  media, title, title* and type stand once in a link. */
KEEPS(X_LINK_ATTR_ONCE)
{
    return broken_by_repetition(H204_VALUE_LINK, facts);
}

/* 964  A relation type is a registered form of name or an absolute URI. */
KEEPS(X_LINK_EXT_REL)
{
    return broken_where_found(odd_relation(false, facts), H204_VALUE_LINK, facts);
}

/* ---- 970  further fields --------------------------------------------------------------------- */

/* 970  Content-Disposition is a type and parameters. */
KEEPS(X_CD_ABNF)
{
    return broken_by_misfit(H204_VALUE_CONTENT_DISPOSITION, facts);
}

/* 971  No parameter of Content-Disposition stands twice. */
KEEPS(X_CD_DUP)
{
    return broken_by_repetition(H204_VALUE_CONTENT_DISPOSITION, facts);
}

/* 972  Alt-Svc is clear, or a list of alternatives with their authorities in quotes. */
KEEPS(X_ALTSVC_ABNF)
{
    return broken_by_misfit(H204_VALUE_ALT_SVC, facts);
}

/* 973  Accept-Patch is a list of at least one media type. */
KEEPS(X_ACCEPT_PATCH)
{
    return broken_by_misfit(H204_VALUE_ACCEPT_PATCH, facts);
}

/* 974  Preference-Applied is a list of preferences without parameters. */
KEEPS(X_PREF_APPLIED)
{
    return broken_by_misfit(H204_VALUE_PREFERENCE_APPLIED, facts);
}

/* ---- 980  Strict-Transport-Security ---------------------------------------------------------- */

/* 980  Strict-Transport-Security has a max-age in seconds.  Recipients look at the first line alone
 * (RFC 6797 8.1). */
KEEPS(X_HSTS_MAX_AGE)
{
    h204_span first = facts->fields[H204_VALUE_STRICT_TRANSPORT_SECURITY].value;
    h204_span place = facts->fault[H204_FAULT_HSTS_MAX_AGE];
    bool is_known = were_judged(facts, FIELD_BIT(STRICT_TRANSPORT_SECURITY));
    return broken_if(known_if(is_known, was_seen(place) && place.offset == first.offset), place);
}

/* 981  No directive of Strict-Transport-Security stands twice. */
KEEPS(X_HSTS_DUP)
{
    return broken_by_repetition(H204_VALUE_STRICT_TRANSPORT_SECURITY, facts);
}

/* 982  Strict-Transport-Security comes over secure transport only. */
KEEPS(X_HSTS_TLS)
{
    const seen_field *seen = &facts->fields[H204_VALUE_STRICT_TRANSPORT_SECURITY];
    return broken_if(
        both(opposite(is_fact(facts, H204_FACT_SECURE)), is_in_head(facts, seen->count > 0)),
        seen->name);
}
