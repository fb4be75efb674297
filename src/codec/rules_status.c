/* rules_status.c - the predicates of chapter 700 on single statuses: what a status code asks for. */
#include "words.h"

/* ---- words ------------------------------------------------------------------------------------ */

static check_verdict lacks_location(const check_facts *facts, uint16_t status_code)
{
    return broken_by_status(facts, status_code, opposite(has_field(facts, H204_VALUE_LOCATION)));
}

typedef struct expectations {
    uint32_t continues; /* members that are 100-continue */
    uint32_t members;
} expectations;

/* Expect = #expectation, expectation = token [ "=" ( token / quoted-string ) parameters ]  RFC 9110 10.1.1
 * Without parameters, of which 100-continue has none, that is the grammar of Cache-Control. */
static expectations read_expectations(const check_facts *facts)
{
    expectations result = {0, 0};
    h204_view octets = facts->message->exchange->octets;
    h204_span value;
    for (uint32_t index = 0; next_asked(facts, "expect", sizeof "expect" - 1, &index, &value);) {
        h204_faults faults = {0};
        h204_walk walk = h204_walk_open(octets, H204_VALUE_CACHE_CONTROL, NULL);
        h204_item item;
        result.members += h204_value_judge(octets, H204_VALUE_CACHE_CONTROL, value, H204_NO_CLOCK, &faults);
        h204_walk_line(&walk, value);
        while (h204_walk_next(&walk, &item)) {
            bool is_continue = H204_SPELLS(octets.data + item.name.offset, item.name.size, "100-continue");
            result.continues += is_continue && !item.has_value ? 1u : 0u;
        }
    }
    return result;
}

static check_truth expects_continue(const check_facts *facts)
{
    bool is_known = (facts->given & H204_GIVEN_FIELDS) != 0;
    return known_if(is_known, is_known && read_expectations(facts).continues > 0);
}

/* A further expectation lets a server answer 417 (RFC 9110 10.1.1). */
static check_truth expects_nothing_else(const check_facts *facts)
{
    if ((facts->given & H204_GIVEN_FIELDS) == 0) {
        return IS_OPEN;
    }
    expectations asked = read_expectations(facts);
    return truth_of(asked.continues > 0 && asked.continues == asked.members);
}

static check_truth has_no_framing(const check_facts *facts)
{
    return both(opposite(has_coding(facts)), opposite(has_length(facts)));
}

/* Where a Location has a fragment, with its "#". */
static h204_span fragment_of_location(const check_facts *facts)
{
    h204_span place = {0, 0};
    h204_span value;
    check_lines lines = h204_facts_lines(H204_VALUE_LOCATION, facts);
    while (!was_seen(place) && h204_facts_next_line(&lines, facts, &value)) {
        h204_uri uri = h204_value_uri(facts->message->octets, value, NULL);
        if (uri.is_whole && uri.has_fragment) {
            see(&place, uri.fragment.offset - 1, h204_span_size(uri.fragment) + 1);
        }
    }
    return place;
}

static check_truth is_for_server(const check_facts *facts)
{
    const h204_exchange *exchange = facts->message->exchange;
    return is_given(facts, H204_GIVEN_TARGET,
                    exchange != NULL && exchange->target.size == 1 && exchange->target.data[0] == '*');
}

/* Does the content go on with these octets?  *end is behind the last of them. */
static bool goes_on_with(check_octets content, h204_value_reader octets, size_t *end)
{
    for (; h204_value_peek(&octets) != H204_VALUE_END; h204_value_skip(&octets)) {
        if (h204_value_peek(&octets) != h204_facts_peek(&content)) {
            return false;
        }
        *end = content.at + 1;
        h204_facts_skip(&content);
    }
    return true;
}

/* Where the content repeats the value of a request field.  A shorter one may stand there by chance; of a longer
 * one as much as this tells, so that the work is linear. */
static h204_span place_of_secret(const check_facts *facts, const char *name, size_t size)
{
    const uint32_t least = 4;
    const uint32_t most = 256;
    h204_span value;
    h204_span place = {0, 0};
    if (h204_facts_request_field(facts, name, size, &value) == 0 || h204_span_size(value) < least) {
        return place;
    }
    h204_value_reader secret = h204_value_open(facts->message->exchange->octets, value);
    secret.end = secret.end - secret.at < most ? secret.end : secret.at + most;
    check_octets content = h204_facts_content(facts);
    for (; !was_seen(place) && h204_facts_peek(&content) != H204_VALUE_END; h204_facts_skip(&content)) {
        size_t end = content.at;
        if (goes_on_with(content, secret, &end)) {
            see(&place, content.at, end - content.at);
        }
    }
    return place;
}

/* The request fields of which RFC 9110 9.3.8 says that they likely hold sensitive data. */
static h204_span first_secret(const check_facts *facts)
{
    return first_of(place_of_secret(facts, "cookie", sizeof "cookie" - 1),
                    first_of(place_of_secret(facts, "authorization", sizeof "authorization" - 1),
                             place_of_secret(facts, "proxy-authorization", sizeof "proxy-authorization" - 1)));
}

static bool is_method_of(const check_facts *facts, h204_span name)
{
    const uint8_t *octets = facts->message->octets.data;
    h204_view method = facts->message->exchange->method;
    return name.size == method.size && memcmp(octets + name.offset, method.data, method.size) == 0;
}

/* A member of Allow that is the method of the request, where that is given. */
static h204_span allowed_method(const check_facts *facts)
{
    h204_span place = {0, 0};
    h204_view octets = facts->message->octets;
    h204_walk walk = h204_walk_open(octets, H204_VALUE_ALLOW, NULL);
    check_lines lines = h204_facts_lines(H204_VALUE_ALLOW, facts);
    h204_span value;
    h204_item item;
    while ((facts->given & H204_GIVEN_METHOD) != 0 && h204_facts_next_line(&lines, facts, &value)) {
        h204_walk_line(&walk, value);
        while (h204_walk_next(&walk, &item)) {
            if (is_method_of(facts, item.name)) {
                see(&place, item.name.offset, item.name.size);
            }
        }
    }
    return place;
}

/* relation-type *( 1*SP relation-type ), of which one is this, without regard to case (RFC 8288 2.1, 3.3) */
static bool has_relation(h204_view octets, h204_span value, const char *lower, size_t size)
{
    h204_value_reader reader = h204_value_open(octets, value);
    while (h204_value_peek(&reader) != H204_VALUE_END) {
        h204_value_skip_blanks(&reader);
        uint32_t start = reader.at;
        int octet = h204_value_peek(&reader);
        while (octet != H204_VALUE_END && !h204_is_blank((uint8_t)octet)) {
            h204_value_skip(&reader);
            octet = h204_value_peek(&reader);
        }
        if (h204_spells(octets.data + start, reader.at - start, lower, size)) {
            return true;
        }
    }
    return false;
}

static bool names_blocker(const check_facts *facts)
{
    h204_view octets = facts->message->octets;
    h204_walk walk = h204_walk_open(octets, H204_VALUE_LINK, NULL);
    check_lines lines = h204_facts_lines(H204_VALUE_LINK, facts);
    h204_span value;
    h204_item item;
    while (h204_facts_next_line(&lines, facts, &value)) {
        h204_walk_line(&walk, value);
        while (h204_walk_next(&walk, &item)) {
            bool is_rel = item.kind == H204_ITEM_PARAMETER &&
                          H204_SPELLS(octets.data + item.name.offset, item.name.size, "rel");
            if (is_rel && has_relation(octets, item.value, "blocked-by", sizeof "blocked-by" - 1)) {
                return true;
            }
        }
    }
    return false;
}

/* A link that can not be read may have been the one. */
static check_truth lacks_blocker(const check_facts *facts)
{
    const seen_field *link = &facts->fields[H204_VALUE_LINK];
    bool is_clear = !link->is_unclear && !was_seen(link->misfit) && !was_seen(facts->fault[H204_FAULT_QUOTE_OPEN]);
    bool is_named = facts->head.is_whole && names_blocker(facts);
    return known_if(facts->head.is_whole && (is_named || is_clear), !is_named);
}

static check_truth asks_with_length(const check_facts *facts)
{
    h204_span value;
    bool is_known = (facts->given & H204_GIVEN_FIELDS) != 0;
    bool is_sized = is_known &&
                    h204_facts_request_field(facts, "content-length", sizeof "content-length" - 1, &value) == 1 &&
                    h204_value_number(facts->message->exchange->octets, value).is_number;
    return known_if(is_known, is_sized);
}

/* ---- 700  other statuses --------------------------------------------------------------------- */

/* 701  A 205 response has no content. */
KEEPS(S205_NO_CONTENT)
{
    return broken_if(both(is_status(facts, 205), both(bears_content(facts), has_content(facts))),
                     facts->content);
}

/* 702  A 101 response names the new protocol in an Upgrade field. */
KEEPS(S101_UPGRADE)
{
    return broken_by_status(facts, 101, is_in_head(facts, !facts->names_protocol));
}

/* 703  A 101 response switches only to a protocol that the request offered. */
KEEPS(S101_OFFERED)
{
    return broken_if(both(both(is_status(facts, 101), may_switch(facts)), lacks_an_offer(facts)),
                     facts->not_offered);
}

/* 704  An HTTP/1.0 request is answered without a 101. */
KEEPS(S101_REQ_10)
{
    return broken_by_status(facts, 101, answers_10(facts));
}

/* 705  An HTTP/1.0 request that expects 100-continue is not answered 417 for it. */
KEEPS(S100_EXPECT_10)
{
    return broken_by_status(facts, 417, both(answers_10(facts), expects_nothing_else(facts)));
}

/* 706  A 101 to a request that expects 100-continue comes after the 100. */
KEEPS(S100_BEFORE_101)
{
    check_truth must_continue =
        both(opposite(answers_10(facts)), both(ASKS_WITH(facts, "upgrade"), expects_continue(facts)));
    check_truth did_not = both(opposite(is_fact(facts, H204_FACT_WAS_CONTINUED)),
                               opposite(is_fact(facts, H204_FACT_CONTENT_BEGUN)));
    return broken_by_status(facts, 101, both(must_continue, did_not));
}

/* 707  A 205 says that its content is empty, by Content-Length or chunks. */
KEEPS(S205_EXPLICIT_ZERO)
{
    check_truth may_have_content = both(opposite(answers_head(facts)), opposite(answers_connect(facts)));
    return broken_by_status(facts, 205, both(may_have_content, has_no_framing(facts)));
}

/* 708  A 200 without content says so by its framing. */
KEEPS(S200_EXPLICIT_EMPTY)
{
    check_truth ended_by_close = both(has_no_framing(facts), opposite(was_kept_open(facts)));
    return broken_by_status(facts, 200,
                            both(opposite(answers_connect(facts)), both(ended_by_close, says_nothing(facts))));
}

/* 709  A 203 comes from a proxy that changed the content. */
KEEPS(S203_ROLE)
{
    check_truth has_left_it =
        both(is_sent_by(facts, H204_SENDER_PROXY), opposite(is_fact(facts, H204_FACT_TRANSFORMED)));
    return broken_by_status(facts, 203, either(is_sent_by(facts, H204_SENDER_ORIGIN), has_left_it));
}

/* 710  A 201 to POST names the new resource in Location. */
KEEPS(S201_LOCATION)
{
    return broken_by_status(facts, 201,
                            both(ANSWERS(facts, "POST"), opposite(has_field(facts, H204_VALUE_LOCATION))));
}

/* 711  The Location of a 201 names a resource, without fragment. */
KEEPS(S201_LOC_FRAGMENT)
{
    h204_span fragment = fragment_of_location(facts);
    return broken_if(both(is_status(facts, 201), is_in_head(facts, was_seen(fragment))), fragment);
}

/* 712  A POST is answered by no 416. */
KEEPS(SPOST_EXCLUDED)
{
    return broken_by_status(facts, 416, ANSWERS(facts, "POST"));
}

/* 713  A successful answer to OPTIONS names the methods that are allowed. */
KEEPS(SOPT_ALLOW)
{
    check_truth asks_for_one = both(ANSWERS(facts, "OPTIONS"), opposite(is_for_server(facts)));
    check_truth says_none = both(opposite(has_field(facts, H204_VALUE_ALLOW)),
                                 opposite(has_field(facts, H204_VALUE_ALLOW_METHODS)));
    return broken_if(both(is_of_class(facts, 2), both(asks_for_one, says_none)), facts->line.code);
}

/* 714  An answer to TRACE repeats no secret of the request. */
KEEPS(S200_TRACE_FIELDS)
{
    check_truth is_echo = both(is_status(facts, 200), ANSWERS(facts, "TRACE"));
    check_truth is_known = known_if((facts->given & H204_GIVEN_FIELDS) != 0 && facts->body_is_whole, true);
    if (both(is_echo, is_known) != IS_TRUE) {
        return broken_if(both(is_echo, is_known), facts->line.code);
    }
    return broken_at(first_secret(facts), true);
}

/* 715  A response to HEAD has the header fields that GET would have given. */
KEEPS(HEAD_SAME_FIELDS)
{
    const uint64_t fields = FIELD_BIT(CONTENT_TYPE) | FIELD_BIT(ETAG) | FIELD_BIT(LAST_MODIFIED) |
                            FIELD_BIT(CONTENT_ENCODING) | FIELD_BIT(CONTENT_LANGUAGE) |
                            FIELD_BIT(CONTENT_LOCATION) | FIELD_BIT(CACHE_CONTROL) | FIELD_BIT(EXPIRES) |
                            FIELD_BIT(LOCATION);
    check_truth has_same_status =
        facts->line.has_code ? is_twin_status(facts, facts->line.status_code) : IS_OPEN;
    return broken_if(both(answers_head(facts), both(has_same_status, lacks_of_twin(facts, fields))),
                     facts->line.code);
}

/* 740  A 301 has a Location field. */
KEEPS(S301_LOCATION)
{
    return lacks_location(facts, 301);
}

/* 741  A 302 has a Location field. */
KEEPS(S302_LOCATION)
{
    return lacks_location(facts, 302);
}

/* 742  A 303 has a Location field. */
KEEPS(S303_LOCATION)
{
    return lacks_location(facts, 303);
}

/* 743  A 307 has a Location field. */
KEEPS(S307_LOCATION)
{
    return lacks_location(facts, 307);
}

/* 744  A 308 has a Location field. */
KEEPS(S308_LOCATION)
{
    return lacks_location(facts, 308);
}

/* 751  A 300 lists the choices in its content. */
KEEPS(S300_CONTENT)
{
    return broken_by_status(facts, 300, says_nothing(facts));
}

/* 760  A 401 has a WWW-Authenticate field. */
KEEPS(S401_WWW_AUTH)
{
    return broken_by_status(facts, 401, opposite(has_field(facts, H204_VALUE_WWW_AUTHENTICATE)));
}

/* 761  The WWW-Authenticate field of a 401 has a challenge. */
KEEPS(S401_CHALLENGE)
{
    check_truth is_empty = both(has_field(facts, H204_VALUE_WWW_AUTHENTICATE),
                                lacks_members(facts, H204_VALUE_WWW_AUTHENTICATE));
    return broken_if(both(is_status(facts, 401), is_empty),
                     place_of_value(facts->fields[H204_VALUE_WWW_AUTHENTICATE].value));
}

/* 762  A 407 has a Proxy-Authenticate field with a challenge. */
KEEPS(S407_PROXY_AUTH)
{
    return broken_by_status(facts, 407, lacks_members(facts, H204_VALUE_PROXY_AUTHENTICATE));
}

/* 763  A 405 has an Allow field, perhaps empty.  It binds the origin server (RFC 9110 15.5.6). */
KEEPS(S405_ALLOW)
{
    return broken_by_status(facts, 405, both(is_no_proxy(facts), opposite(has_field(facts, H204_VALUE_ALLOW))));
}

/* 764  The Allow field of a 405 does not list the refused method. */
KEEPS(S405_ALLOW_METHOD)
{
    h204_span member = allowed_method(facts);
    bool is_known = facts->head.is_whole && (facts->given & H204_GIVEN_METHOD) != 0 &&
                    !facts->fields[H204_VALUE_ALLOW].is_unclear;
    check_truth is_allowed = both(has_field(facts, H204_VALUE_ALLOW), known_if(is_known, was_seen(member)));
    return broken_if(both(is_status(facts, 405), is_allowed), member);
}

/* 770  A proxy makes no 421 of its own. */
KEEPS(S421_PROXY)
{
    return broken_by_status(facts, 421, both(is_sent_by(facts, H204_SENDER_PROXY),
                                             opposite(is_fact(facts, H204_FACT_FORWARDED))));
}

/* 771  A 426 names the protocols it asks for in an Upgrade field.  An intermediary takes Upgrade out of what it
 * forwards (RFC 9110 7.6.1). */
KEEPS(S426_UPGRADE)
{
    check_truth came_directly = both(is_no_proxy(facts), opposite(has_field(facts, H204_VALUE_VIA)));
    return broken_by_status(facts, 426, both(came_directly, lacks_members(facts, H204_VALUE_UPGRADE)));
}

/* 772  A 406 lists what is available in its content. */
KEEPS(S406_CONTENT)
{
    return broken_by_status(facts, 406, says_nothing(facts));
}

/* 773  A 409 explains the conflict in its content. */
KEEPS(S409_CONTENT)
{
    return broken_by_status(facts, 409, says_nothing(facts));
}

/* 774  A 411 answers a request without Content-Length. */
KEEPS(S411_REQ_LENGTH)
{
    return broken_by_status(facts, 411, asks_with_length(facts));
}

/* 775  A 415 says in Accept-Encoding, Accept or Accept-Patch what would have worked. */
KEEPS(S415_HINT)
{
    check_truth has_hint = either(has_field(facts, H204_VALUE_ACCEPT_ENCODING),
                                  either(has_field(facts, H204_VALUE_ACCEPT),
                                         has_field(facts, H204_VALUE_ACCEPT_PATCH)));
    return broken_by_status(facts, 415, opposite(has_hint));
}

/* 776  A 417 answers a request that has an Expect field. */
KEEPS(S417_EXPECT)
{
    return broken_by_status(facts, 417, opposite(ASKS_WITH(facts, "expect")));
}

/* 777  A 425 answers a request that came in early data. */
KEEPS(S425_EARLY)
{
    return broken_by_status(facts, 425, both(opposite(ASKS_WITH(facts, "early-data")),
                                             opposite(is_fact(facts, H204_FACT_EARLY))));
}

/* 778  A 451 names who implements the block in a Link field. */
KEEPS(S451_LINK)
{
    return broken_by_status(facts, 451, lacks_blocker(facts));
}

/* 779  A 4xx explains the error in its content.  406 and 409 have rows of their own. */
KEEPS(S4XX_CONTENT)
{
    check_truth has_own_row = either(is_status(facts, 406), is_status(facts, 409));
    return broken_if(both(is_of_class(facts, 4), both(opposite(has_own_row), says_nothing(facts))),
                     facts->line.code);
}

/* 780  A 5xx explains the error in its content.  505 has a row of its own. */
KEEPS(S5XX_CONTENT)
{
    return broken_if(both(is_of_class(facts, 5), both(opposite(is_status(facts, 505)), says_nothing(facts))),
                     facts->line.code);
}

/* 781  A 505 says which versions are supported. */
KEEPS(S505_CONTENT)
{
    return broken_by_status(facts, 505, says_nothing(facts));
}
