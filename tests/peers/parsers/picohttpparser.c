/* picohttpparser.c - a testee around picohttpparser, as it is inside libh2o.
 *
 * The library offers two calls: one splits a head into its lines, one removes the chunked coding.  What stands between
 * them is left to its user, and stands here as a careful one writes it: where a message ends (RFC 9112 6.3) and whether
 * another may follow (9.3).  None of that is told as the library's: no `framing`, no `reuse`.  It drops trailers, and
 * does not tell the place of an error.
 */
#include "testee.h"

#include <string.h>
#include <strings.h>
#include <sys/types.h>

#ifndef LIBRARY_VERSION
#define LIBRARY_VERSION "of libh2o"
#endif

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

#define LINES_MAX 2000

/* ---- what the user of the library has to do ----------------------------------------------------------- */

typedef enum framing {
    FRAMING_NONE,
    FRAMING_LENGTH,
    FRAMING_CHUNKED,
    FRAMING_CLOSE,
    FRAMING_TUNNEL,
    FRAMING_WRONG
} framing;

typedef struct head {
    int minor_version, status;
    struct phr_header lines[LINES_MAX];
    size_t line_count;
    unsigned long long content_length;
} head;

static bool is_named(const struct phr_header *line, const char *name)
{
    return line->name != NULL && line->name_len == strlen(name) &&
           strncasecmp(line->name, name, line->name_len) == 0;
}

static struct phr_header trimmed(struct phr_header line)
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
static void unfold(const head *h, size_t line, text *value)
{
    size_t begin = value->size;
    for (size_t i = line; i < h->line_count && (i == line || h->lines[i].name == NULL); i++) {
        struct phr_header piece = trimmed(h->lines[i]);
        text_add(value, " ", value->size > begin && piece.value_len > 0);
        text_add(value, piece.value, piece.value_len);
    }
}

/* All values of a field as one list (RFC 9110 5.3), in *list; how many lines it has. */
static size_t values_of(const head *h, const char *name, text *list)
{
    size_t count = 0;
    for (size_t i = 0; i < h->line_count; i++) {
        if (is_named(&h->lines[i], name)) {
            text_add(list, ",", count > 0);
            unfold(h, i, list);
            count++;
        }
    }
    text_add(list, "", 1); /* the NUL that ends it */
    return count;
}

/* The next element of a list that is not empty, without the whitespace around it; NULL at the end. */
static char *next_element(char **rest)
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

static bool has_element(const head *h, const char *name, const char *wanted)
{
    text list = {NULL, 0, 0};
    bool found = false;
    if (values_of(h, name, &list) > 0) {
        char *rest = list.data;
        for (char *element; (element = next_element(&rest)) != NULL;) {
            found = found || strcasecmp(element, wanted) == 0;
        }
    }
    text_free(&list);
    return found;
}

/* Known codings without parameters, chunked once and last (RFC 9112 6.3 (4)). */
static framing framing_of_codings(char *rest)
{
    static const char *const known[] = {"gzip", "x-gzip", "deflate", "compress", "x-compress"};
    framing found = FRAMING_WRONG; /* an empty list */
    bool is_chunked = false;
    for (char *element; (element = next_element(&rest)) != NULL;) {
        bool is_known = strcasecmp(element, "chunked") == 0;
        if (is_known) {
            if (is_chunked) {
                return FRAMING_WRONG;
            }
            is_chunked = true;
            found = FRAMING_CHUNKED;
            continue;
        }
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
            is_known = is_known || strcasecmp(element, known[i]) == 0;
        }
        if (!is_known) {
            return FRAMING_WRONG;
        }
        found = FRAMING_CLOSE;
    }
    return found;
}

/* Content-Length = 1*DIGIT, or several that are the same (RFC 9112 6.3 (5)) */
static framing framing_of_lengths(char *rest, unsigned long long *length)
{
    bool any = false;
    for (char *element; (element = next_element(&rest)) != NULL;) {
        unsigned long long number = 0;
        for (const char *digit = element; *digit != 0; digit++) {
            unsigned value = (unsigned)*digit - '0';
            if (value > 9 || number > (UINT64_MAX - value) / 10) {
                return FRAMING_WRONG;
            }
            number = number * 10 + value;
        }
        if (any && number != *length) {
            return FRAMING_WRONG;
        }
        *length = number;
        any = true;
    }
    return any ? FRAMING_LENGTH : FRAMING_WRONG;
}

static framing framing_by_fields(head *h)
{
    text codings = {NULL, 0, 0};
    text lengths = {NULL, 0, 0};
    size_t coding_lines = values_of(h, "Transfer-Encoding", &codings);
    size_t length_lines = values_of(h, "Content-Length", &lengths);
    bool has_nul =
        strlen(codings.data) + 1 < codings.size || strlen(lengths.data) + 1 < lengths.size;
    framing found = FRAMING_CLOSE;
    if (has_nul || (coding_lines > 0 && (length_lines > 0 || h->minor_version == 0))) {
        found = FRAMING_WRONG; /* RFC 9112 6.1, 6.3 (3) */
    } else if (coding_lines > 0) {
        found = framing_of_codings(codings.data);
    } else if (length_lines > 0) {
        found = framing_of_lengths(lengths.data, &h->content_length);
    }
    text_free(&codings);
    text_free(&lengths);
    return found;
}

/* RFC 9112 6.3, in its order */
static framing framing_of(const connection *c, head *h)
{
    int class = h->status / 100;
    if ((h->status == 101 && asked_to_upgrade(c)) || (class == 2 && asked_to_connect(c))) {
        return FRAMING_TUNNEL;
    }
    if (asked_for_head(c) || class == 1 || h->status == 204 || h->status == 304) {
        return FRAMING_NONE;
    }
    return framing_by_fields(h);
}

/* RFC 9112 9.3 */
static bool may_follow(const connection *c, const head *h, framing how)
{
    if (how == FRAMING_CLOSE || asked_to_close(c) || has_element(h, "Connection", "close")) {
        return false;
    }
    return h->minor_version >= 1 || has_element(h, "Connection", "keep-alive");
}

/* ---- a connection ------------------------------------------------------------------------------------- */

typedef enum phase { IN_HEAD, IN_BODY } phase;

typedef struct reading {
    connection *c;
    phase at;
    size_t begin; /* of what is being read                    */
    size_t end;   /* of what has arrived                      */
    size_t seen;  /* of a head that was not whole when looked at */
    framing how;
    bool follows;
    unsigned long long left;
    struct phr_chunked_decoder decoder;
} reading;

static void tell_lines(connection *c, const head *h)
{
    for (size_t i = 0; i < h->line_count; i++) {
        if (h->lines[i].name != NULL) {
            text value = {NULL, 0, 0};
            unfold(h, i, &value);
            on_name(c, h->lines[i].name, h->lines[i].name_len);
            on_value(c, value.data, value.size);
            text_free(&value);
        }
    }
}

/* True if the head is whole. */
static bool read_head(reading *r)
{
    static head h;
    connection *c = r->c;
    const char *reason;
    size_t reason_size;
    h = (head){.line_count = LINES_MAX};
    int size =
        phr_parse_response(c->input.data + r->begin, r->end - r->begin, &h.minor_version, &h.status,
                           &reason, &reason_size, h.lines, &h.line_count, r->seen);
    if (size == -2) {
        r->seen = r->end - r->begin;
        return false;
    }
    r->how = size > 0 ? framing_of(c, &h) : FRAMING_WRONG;
    if (r->how == FRAMING_WRONG) {
        on_reject(c);
        return false;
    }
    text_add(&c->reason, reason, reason_size);
    tell_lines(c, &h);
    on_head(c, 1, (unsigned)h.minor_version, (unsigned)h.status, NULL);
    r->begin += (size_t)size;
    r->at = IN_BODY;
    r->seen = 0;
    r->left = h.content_length;
    r->follows = may_follow(c, &h, r->how);
    r->decoder = (struct phr_chunked_decoder){.consume_trailer = 1};
    return true;
}

/* The decoder works in place, and says how many octets it did not want.  True if the body is over. */
static bool read_chunks(reading *r)
{
    text piece = {NULL, 0, 0};
    text_add(&piece, r->c->input.data + r->begin, r->end - r->begin);
    size_t size = piece.size;
    ssize_t unwanted = phr_decode_chunked(&r->decoder, piece.data, &size);
    text_add(&r->c->body, piece.data, size);
    if (unwanted == -1) {
        on_reject(r->c);
    }
    r->begin = r->end - (unwanted > 0 ? (size_t)unwanted : 0);
    text_free(&piece);
    return unwanted >= 0;
}

static void take(reading *r, size_t size)
{
    text_add(&r->c->body, r->c->input.data + r->begin, size);
    r->begin += size;
}

/* True if the body is over. */
static bool read_body(reading *r)
{
    size_t here = r->end - r->begin;
    switch (r->how) {
    case FRAMING_CHUNKED:
        return here > 0 && read_chunks(r);
    case FRAMING_LENGTH:
        take(r, here < r->left ? here : (size_t)r->left);
        r->left -= here < r->left ? here : r->left;
        return r->left == 0;
    case FRAMING_CLOSE:
        take(r, here);
        return false;
    case FRAMING_NONE:
    case FRAMING_TUNNEL:
    case FRAMING_WRONG:
        break;
    }
    return true;
}

static void end_message(reading *r)
{
    if (r->how == FRAMING_TUNNEL) {
        on_tunnel(r->c, r->begin);
    } else {
        on_message(r->c, r->begin, r->follows ? REUSE_YES : REUSE_NO);
    }
    r->at = IN_HEAD;
}

static void read_connection(connection *c)
{
    reading r = {.c = c};
    span piece;
    while (expects_response(c) && next_feed(c, &piece)) {
        r.end = piece.to;
        while (expects_response(c) && (r.at == IN_BODY || (r.begin < r.end && read_head(&r)))) {
            if (!read_body(&r)) {
                break;
            }
            end_message(&r);
        }
    }
    if (r.at == IN_BODY && r.how == FRAMING_CLOSE && c->state == NULL && c->ends_cleanly) {
        end_message(&r);
    }
}

int main(void)
{
    static const char *const knows[] = {"name-case", "order", "reason", "size", "splits", NULL};
    static const char *const tolerates[] = {NULL};
    static const testee self = {
        .name = "picohttpparser",
        .version = LIBRARY_VERSION,
        .knows = knows,
        .tolerates = tolerates,
        .read = read_connection,
    };
    return testee_run(&self);
}
