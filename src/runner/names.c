/* names.c - the names that corpus, contract and command line share. */
#include "case.h"

#include <string.h>

typedef struct named {
    const char *name;
    uint32_t value;
} named;

#define TOLERANCE(name) {#name, H204_TOLERATE_##name}

static const named tolerances[] = {
    TOLERANCE(BARE_LF),
    TOLERANCE(NO_SP_AFTER_STATUS),
    TOLERANCE(STATUS_LINE_WS),
    TOLERANCE(LEADING_CRLF),
    TOLERANCE(WS_AFTER_STATUS_LINE),
    TOLERANCE(OBS_FOLD),
    TOLERANCE(SP_BEFORE_COLON),
    TOLERANCE(BARE_CR_TO_SP),
    TOLERANCE(NUL_TO_SP),
    TOLERANCE(KEEP_CTL),
    TOLERANCE(CL_LIST_SAME),
    TOLERANCE(TE_WITH_CL),
    TOLERANCE(TE_UNKNOWN),
    TOLERANCE(TE_HTTP10),
    TOLERANCE(CHUNK_SIZE_WS),
    TOLERANCE(CHUNKED_EOF_NO_CRLF),
    {NULL, 0},
};

static const named framings[] = {
    {"none", H204_FRAMING_NONE},       {"length", H204_FRAMING_LENGTH},
    {"chunked", H204_FRAMING_CHUNKED}, {"close", H204_FRAMING_CLOSE},
    {"tunnel", H204_FRAMING_TUNNEL},   {NULL, 0},
};

static const named end_states[] = {
    {"done", END_DONE},
    {"excess", END_EXCESS},
    {"closed", END_CLOSED},
    {"incomplete", END_INCOMPLETE},
    {"reject", END_REJECT},
    {"tunnel", END_TUNNEL},
    {NULL, 0},
};

static const named connection_ends[] = {
    {"open", H204_END_OPEN},
    {"kept", H204_END_KEPT},
    {"eof", H204_END_CLOSED},
    {"reset", H204_END_RESET},
    {NULL, 0},
};

static const named senders[] = {
    {"origin", H204_SENDER_ORIGIN},
    {"gateway", H204_SENDER_GATEWAY},
    {"proxy", H204_SENDER_PROXY},
    {NULL, 0},
};

#define FACT(name) {#name, H204_FACT_##name}

static const named facts[] = {
    FACT(SERVER_11),
    FACT(HAS_CLOCK),
    FACT(FORWARDED),
    FACT(SIZE_KNOWN),
    FACT(LENGTH_KNOWN),
    FACT(TYPE_KNOWN),
    FACT(STORED_VERBATIM),
    FACT(EXISTED),
    FACT(ENACTED),
    FACT(INM_FALSE),
    FACT(WILL_CLOSE),
    FACT(PERSISTS),
    FACT(CONTENT_UNREAD),
    FACT(CONTENT_BEGUN),
    FACT(WAS_CONTINUED),
    FACT(OF_LATER_REQUEST),
    FACT(FROM_STORE),
    FACT(PARTIAL),
    FACT(TRANSFORMED),
    FACT(METADATA_GUIDES),
    FACT(TRAILERS_NEEDED),
    FACT(EARLY),
    FACT(SECURE),
    {NULL, 0},
};

static const char *name_of(const named *table, uint32_t value)
{
    while (table->name != NULL && table->value != value) {
        table++;
    }
    return table->name;
}

static const named *find(const named *table, const char *name)
{
    while (table->name != NULL && strcmp(table->name, name) != 0) {
        table++;
    }
    return table->name == NULL ? NULL : table;
}

const char *tolerance_name(uint32_t one)
{
    return name_of(tolerances, one);
}

bool tolerance_named(const char *name, uint32_t *one)
{
    const named *found = find(tolerances, name);
    if (found == NULL) {
        return false;
    }
    *one = found->value;
    return true;
}

const char *framing_name(h204_framing framing)
{
    return name_of(framings, (uint32_t)framing);
}

bool framing_named(const char *name, h204_framing *framing)
{
    const named *found = find(framings, name);
    if (found == NULL) {
        return false;
    }
    *framing = (h204_framing)found->value;
    return true;
}

const char *end_state_name(end_state state)
{
    return name_of(end_states, (uint32_t)state);
}

bool end_state_named(const char *name, end_state *state)
{
    const named *found = find(end_states, name);
    if (found == NULL) {
        return false;
    }
    *state = (end_state)found->value;
    return true;
}

const char *connection_end_name(h204_end end)
{
    return name_of(connection_ends, (uint32_t)end);
}

bool connection_end_named(const char *name, h204_end *end)
{
    const named *found = find(connection_ends, name);
    if (found == NULL) {
        return false;
    }
    *end = (h204_end)found->value;
    return true;
}

const char *sender_name(h204_sender sender)
{
    return name_of(senders, (uint32_t)sender);
}

bool sender_named(const char *name, h204_sender *sender)
{
    const named *found = find(senders, name);
    if (found == NULL) {
        return false;
    }
    *sender = (h204_sender)found->value;
    return true;
}

const char *fact_name(uint32_t one)
{
    return name_of(facts, one);
}

bool fact_named(const char *name, uint32_t *one)
{
    const named *found = find(facts, name);
    if (found == NULL) {
        return false;
    }
    *one = found->value;
    return true;
}

bool invariant_named(const char *name, h204_invariant *invariant)
{
    for (uint32_t i = 0; i < h204_invariant_count(); i++) {
        const h204_invariant_info *row = h204_invariant_row(i);
        if (strcmp(row->name, name) == 0) {
            *invariant = row->invariant;
            return true;
        }
    }
    return false;
}
