/* read_picohttpparser.h - a connection read by picohttpparser, as it is inside libh2o.
 *
 * The library offers two calls: one splits a head into its lines, one removes the chunked coding.  What stands between
 * them is left to its user, and stands here as a careful one writes it: where a message ends (RFC 9112 6.3) and whether
 * another may follow (9.3).  None of that is told as the library's: no `framing`, no `reuse`.  It drops trailers, and
 * does not tell the place of an error.
 */
#ifndef H204_PEERS_READ_PICOHTTPPARSER_H
#define H204_PEERS_READ_PICOHTTPPARSER_H

#include "peer.h"

#include <strings.h>
#include <sys/types.h>

/* No header of it is installed. */
struct phr_header {
    const char *name; /* NULL: the line continues the value of the one before */
    size_t name_len;
    const char *value;
    size_t value_len;
};

struct phr_chunked_decoder {
    size_t bytes_left_in_chunk;
    char consume_trailer;
    char _hex_count;
    char _state;
};

int phr_parse_response(const char *buf, size_t len, int *minor_version, int *status,
                       const char **msg, size_t *msg_len, struct phr_header *headers,
                       size_t *num_headers, size_t last_len);
ssize_t phr_decode_chunked(struct phr_chunked_decoder *decoder, char *buf, size_t *bufsz);

#define PICO_LINES_MAX 2000

/* ---- what the user of the library has to do ----------------------------------------------------------- */

typedef enum pico_framing {
    PICO_FRAMING_NONE,
    PICO_FRAMING_LENGTH,
    PICO_FRAMING_CHUNKED,
    PICO_FRAMING_CLOSE,
    PICO_FRAMING_TUNNEL,
    PICO_FRAMING_WRONG
} pico_framing;

typedef struct pico_head {
    int minor_version, status;
    struct phr_header lines[PICO_LINES_MAX];
    size_t line_count;
    unsigned long long content_length;
} pico_head;

static bool pico_is_named(const struct phr_header *line, const char *name)
{
    return line->name != NULL && line->name_len == strlen(name) &&
           strncasecmp(line->name, name, line->name_len) == 0;
}

static struct phr_header pico_trimmed(struct phr_header line)
{
    while (line.value_len > 0 && strchr(" \t", line.value[line.value_len - 1]) != NULL) {
        line.value_len--;
    }
    while (line.value_len > 0 && strchr(" \t", *line.value) != NULL) {
        line.value++;
        line.value_len--;
    }
    return line;
}

/* The value of a line with those that continue it: each fold reads as SP (RFC 9112 5.2). */
static void pico_unfold(const pico_head *h, size_t line, text *value)
{
    size_t begin = value->size;
    for (size_t i = line; i < h->line_count && (i == line || h->lines[i].name == NULL); i++) {
        struct phr_header piece = pico_trimmed(h->lines[i]);
        text_add(value, " ", value->size > begin && piece.value_len > 0);
        text_add(value, piece.value, piece.value_len);
    }
}

/* All values of a field as one list (RFC 9110 5.3), in *list; how many lines it has. */
static size_t pico_values_of(const pico_head *h, const char *name, text *list)
{
    size_t count = 0;
    for (size_t i = 0; i < h->line_count; i++) {
        if (pico_is_named(&h->lines[i], name)) {
            text_add(list, ",", count > 0);
            pico_unfold(h, i, list);
            count++;
        }
    }
    text_add(list, "", 1); /* the NUL that ends it */
    return count;
}

/* The next element of a list that is not empty, without the whitespace around it; NULL at the end. */
static char *pico_next_element(char **rest)
{
    char *element;
    do {
        element = strsep(rest, ",");
        if (element == NULL) {
            return NULL;
        }
        element += strspn(element, " \t");
        size_t size = strlen(element);
        while (size > 0 && strchr(" \t", element[size - 1]) != NULL) {
            element[--size] = 0;
        }
    } while (*element == 0);
    return element;
}

static bool pico_has_element(const pico_head *h, const char *name, const char *wanted)
{
    text list = {NULL, 0, 0};
    bool found = false;
    if (pico_values_of(h, name, &list) > 0) {
        char *rest = list.data;
        for (char *element; (element = pico_next_element(&rest)) != NULL;) {
            found = found || strcasecmp(element, wanted) == 0;
        }
    }
    text_free(&list);
    return found;
}

/* Known codings without parameters, chunked once and last (RFC 9112 6.3 (4)). */
static pico_framing pico_framing_of_codings(char *rest)
{
    static const char *const known[] = {"gzip", "x-gzip", "deflate", "compress", "x-compress"};
    pico_framing found = PICO_FRAMING_WRONG; /* an empty list */
    bool is_chunked = false;
    for (char *element; (element = pico_next_element(&rest)) != NULL;) {
        bool is_known = strcasecmp(element, "chunked") == 0;
        if (is_known) {
            if (is_chunked) {
                return PICO_FRAMING_WRONG;
            }
            is_chunked = true;
            found = PICO_FRAMING_CHUNKED;
            continue;
        }
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
            is_known = is_known || strcasecmp(element, known[i]) == 0;
        }
        if (!is_known) {
            return PICO_FRAMING_WRONG;
        }
        found = PICO_FRAMING_CLOSE;
    }
    return found;
}

/* Content-Length = 1*DIGIT, or several that are the same (RFC 9112 6.3 (5)) */
static pico_framing pico_framing_of_lengths(char *rest, unsigned long long *length)
{
    bool any = false;
    for (char *element; (element = pico_next_element(&rest)) != NULL;) {
        unsigned long long number = 0;
        for (const char *digit = element; *digit != 0; digit++) {
            unsigned value = (unsigned)*digit - '0';
            if (value > 9 || number > (UINT64_MAX - value) / 10) {
                return PICO_FRAMING_WRONG;
            }
            number = number * 10 + value;
        }
        if (any && number != *length) {
            return PICO_FRAMING_WRONG;
        }
        *length = number;
        any = true;
    }
    return any ? PICO_FRAMING_LENGTH : PICO_FRAMING_WRONG;
}

static pico_framing pico_framing_by_fields(pico_head *h)
{
    text codings = {NULL, 0, 0};
    text lengths = {NULL, 0, 0};
    size_t coding_lines = pico_values_of(h, "Transfer-Encoding", &codings);
    size_t length_lines = pico_values_of(h, "Content-Length", &lengths);
    bool has_nul =
        strlen(codings.data) + 1 < codings.size || strlen(lengths.data) + 1 < lengths.size;
    pico_framing found = PICO_FRAMING_CLOSE;
    if (has_nul || (coding_lines > 0 && (length_lines > 0 || h->minor_version == 0))) {
        found = PICO_FRAMING_WRONG; /* RFC 9112 6.1, 6.3 (3) */
    } else if (coding_lines > 0) {
        found = pico_framing_of_codings(codings.data);
    } else if (length_lines > 0) {
        found = pico_framing_of_lengths(lengths.data, &h->content_length);
    }
    text_free(&codings);
    text_free(&lengths);
    return found;
}

/* RFC 9112 6.3, in its order */
static pico_framing pico_framing_of(const peer *c, pico_head *h)
{
    int class = h->status / 100;
    if ((h->status == 101 && request_of(c).may_upgrade) ||
        (class == 2 && request_of(c).is_connect)) {
        return PICO_FRAMING_TUNNEL;
    }
    if (request_of(c).is_head || class == 1 || h->status == 204 || h->status == 304) {
        return PICO_FRAMING_NONE;
    }
    return pico_framing_by_fields(h);
}

/* RFC 9112 9.3 */
static bool pico_may_follow(const peer *c, const pico_head *h, pico_framing how)
{
    if (how == PICO_FRAMING_CLOSE || request_of(c).says_close ||
        pico_has_element(h, "Connection", "close")) {
        return false;
    }
    return h->minor_version >= 1 || pico_has_element(h, "Connection", "keep-alive");
}

/* ---- a connection ------------------------------------------------------------------------------------- */

typedef enum pico_phase { PICO_IN_HEAD, PICO_IN_BODY } pico_phase;

typedef struct pico_reading {
    peer *c;
    pico_phase at;
    size_t begin; /* of what is being read                    */
    size_t end;   /* of what has arrived                      */
    size_t seen;  /* of a head that was not whole when looked at */
    pico_framing how;
    bool follows;
    unsigned long long left;
    struct phr_chunked_decoder decoder;
} pico_reading;

static void pico_tell_lines(peer *c, const pico_head *h)
{
    for (size_t i = 0; i < h->line_count; i++) {
        if (h->lines[i].name != NULL) {
            text value = {NULL, 0, 0};
            pico_unfold(h, i, &value);
            on_name(c, h->lines[i].name, h->lines[i].name_len);
            on_value(c, value.data, value.size);
            text_free(&value);
        }
    }
}

/* True if the head is whole. */
static bool pico_read_head(pico_reading *r)
{
    static pico_head h;
    peer *c = r->c;
    const char *reason;
    size_t reason_size;
    h.line_count = PICO_LINES_MAX;
    h.content_length = 0;
    int size =
        phr_parse_response(c->input + r->begin, r->end - r->begin, &h.minor_version, &h.status,
                           &reason, &reason_size, h.lines, &h.line_count, r->seen);
    if (size == -2) {
        r->seen = r->end - r->begin;
        return false;
    }
    r->how = size > 0 ? pico_framing_of(c, &h) : PICO_FRAMING_WRONG;
    if (r->how == PICO_FRAMING_WRONG) {
        on_reject(c);
        return false;
    }
    reason_came_in(c, reason, reason_size);
    pico_tell_lines(c, &h);
    on_head(c, 1, (unsigned)h.minor_version, (unsigned)h.status, NULL);
    r->begin += (size_t)size;
    r->at = PICO_IN_BODY;
    r->seen = 0;
    r->left = h.content_length;
    r->follows = pico_may_follow(c, &h, r->how);
    r->decoder = (struct phr_chunked_decoder){.consume_trailer = 1};
    return true;
}

/* The decoder works in place, and says how many octets it did not want.  True if the body is over. */
static bool pico_read_chunks(pico_reading *r)
{
    text piece = {NULL, 0, 0};
    text_add(&piece, r->c->input + r->begin, r->end - r->begin);
    size_t size = piece.size;
    ssize_t unwanted = phr_decode_chunked(&r->decoder, piece.data, &size);
    on_content(r->c, piece.data, size);
    if (unwanted == -1) {
        on_reject(r->c);
    }
    r->begin = r->end - (unwanted > 0 ? (size_t)unwanted : 0);
    text_free(&piece);
    return unwanted >= 0;
}

static void pico_take(pico_reading *r, size_t size)
{
    on_content(r->c, r->c->input + r->begin, size);
    r->begin += size;
}

/* True if the body is over. */
static bool pico_read_body(pico_reading *r)
{
    size_t here = r->end - r->begin;
    switch (r->how) {
    case PICO_FRAMING_CHUNKED:
        return here > 0 && pico_read_chunks(r);
    case PICO_FRAMING_LENGTH:
        pico_take(r, here < r->left ? here : (size_t)r->left);
        r->left -= here < r->left ? here : r->left;
        return r->left == 0;
    case PICO_FRAMING_CLOSE:
        pico_take(r, here);
        return false;
    case PICO_FRAMING_NONE:
    case PICO_FRAMING_TUNNEL:
    case PICO_FRAMING_WRONG:
        break;
    }
    return true;
}

static void pico_end_message(pico_reading *r)
{
    if (r->how == PICO_FRAMING_TUNNEL) {
        on_tunnel(r->c, r->begin);
    } else {
        on_message(r->c, r->begin, r->follows ? REUSE_YES : REUSE_NO);
    }
    r->at = PICO_IN_HEAD;
}

static void read_by_picohttpparser(peer *c)
{
    pico_reading r = {.c = c};
    span piece;
    while (expects_response(c) && next_feed(c, &piece)) {
        r.end = piece.to;
        while (expects_response(c) &&
               (r.at == PICO_IN_BODY || (r.begin < r.end && pico_read_head(&r)))) {
            if (!pico_read_body(&r)) {
                break;
            }
            pico_end_message(&r);
        }
    }
    if (r.at == PICO_IN_BODY && r.how == PICO_FRAMING_CLOSE && !c->rejects && !c->tunnels &&
        c->ends_cleanly) {
        pico_end_message(&r);
    }
}

#endif
