/* rules_status.c - the predicates of chapter 700: what a status code asks for. */
#include "words.h"

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
    return broken_if(both(is_status(facts, 101), is_in_head(facts, !facts->names_protocol)),
                     facts->line.code);
}

/* 703  A 101 response switches only to a protocol that the request offered. */
KEEPS(S101_OFFERED)
{
    return broken_if(both(both(is_status(facts, 101), may_switch(facts)), lacks_an_offer(facts)),
                     facts->not_offered);
}
