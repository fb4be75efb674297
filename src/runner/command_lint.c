/* command_lint.c - `h204 lint`: what recorded responses are, and what their senders broke. */
#include "case.h"
#include "commands.h"
#include "explain.h"
#include "lint.h"
#include "memory.h"
#include "show.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <popt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INDENT 13 /* where the words after a label begin */

typedef struct report {
    const char *name;   /* of the file, as given */
    h204_view capture;
    bool as_json;
    bool colour;
    unsigned minimum;   /* weight of a breach that makes the exit code 1 */
    unsigned heads;     /* responses whose head was read                 */
    unsigned messages;  /* responses read whole                          */
    unsigned broken;    /* rules, counted once a message                 */
    size_t orphans;     /* octets that belong to no response             */
    size_t unread;
    bool failed;        /* a breach of at least the minimum, or a rejection */
} report;

/* ---- words --------------------------------------------------------------------------------------------- */

#define BOLD   "\033[1m"
#define RED    "\033[1;31m"
#define YELLOW "\033[33m"

static void print_in(const report *r, const char *colour, const char *text)
{
    printf("%s%s%s", r->colour ? colour : "", text, r->colour ? "\033[0m" : "");
}

static void print_label(const char *label)
{
    printf("   %-*s", INDENT - 3, label);
}

__attribute__((format(printf, 2, 3))) static void print_line(const char *label, const char *format, ...)
{
    char words[512];
    va_list list;
    va_start(list, format);
    vsnprintf(words, sizeof words, format, list);
    va_end(list);
    print_label(label);
    show_words(stdout, words, INDENT);
}

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

static const char *why_no_content(const lint_item *item)
{
    if (item->head.status_code / 100 == 1) {
        return "an interim response";
    }
    if (item->head.status_code == 204) {
        return "a 204";
    }
    if (item->head.status_code == 304) {
        return "a 304";
    }
    return item->is_head_request ? "an answer to HEAD" : "this response";
}

static void print_end(const lint_item *item)
{
    size_t end = item->offset + item->size;
    switch (item->head.framing) {
    case H204_FRAMING_NONE:
        print_line("ends", "at octet %zu, its empty line: %s has no content, whatever its fields say (RFC 9112 6.3)",
                   end, why_no_content(item));
        return;
    case H204_FRAMING_LENGTH:
        print_line("ends", "at octet %zu, after the %" PRIu64 " octet%s that Content-Length announces", end,
                   item->head.content_length, plural(item->head.content_length));
        return;
    case H204_FRAMING_CHUNKED:
        if (item->trailer_count > 0) {
            print_line("ends", "at octet %zu, after a chunked body of %" PRIu64 " octet%s and %u trailer%s", end,
                       item->content, plural(item->content), (unsigned)item->trailer_count,
                       plural(item->trailer_count));
            return;
        }
        print_line("ends", "at octet %zu, after a chunked body of %" PRIu64 " octet%s", end, item->content,
                   plural(item->content));
        return;
    case H204_FRAMING_CLOSE:
        print_line("ends", "at octet %zu, with the connection, after %" PRIu64 " octet%s of content%s", end,
                   item->content, plural(item->content),
                   item->end_assumed ? "; it is taken to end where the input does" : "");
        return;
    case H204_FRAMING_TUNNEL:
        print_line("ends", "at octet %zu, its empty line: %s", end,
                   item->head.status_code == 101 ? "from there on the connection speaks another protocol"
                                                 : "from there on the connection is a tunnel");
        return;
    }
}

static const char *reuse_words(const lint_item *item)
{
    switch (item->reuse) {
    case H204_REUSE_YES:               return "yes";
    case H204_REUSE_NO_TUNNEL:         return "no: the connection is HTTP no longer";
    case H204_REUSE_NO_UNTIL_CLOSE:    return "no: the end of the connection is the end of this response";
    case H204_REUSE_NO_INCOMPLETE:     return "no: the response is incomplete";
    case H204_REUSE_NO_CLOSE_OPTION:   return "no: `close` was said (RFC 9112 9.6)";
    case H204_REUSE_NO_HTTP10:         return "no: HTTP/1.0 without keep-alive (RFC 9112 9.3)";
    case H204_REUSE_NO_HTTP10_TE:      return "no: Transfer-Encoding in HTTP/1.0, so its framing is not to be "
                                              "trusted (RFC 9112 6.1)";
    case H204_REUSE_NO_LENGTH_WITHOUT_CONTENT:
        return "no: it announces content that it can not have, so octets may come late and be taken for the "
               "next response";
    case H204_REUSE_NO_FRAMING_INVALID: return "no: its framing fields can not be read or contradict each other";
    case H204_REUSE_NO_TOLERATED:      return "no: it was read with a tolerance that ends the connection";
    case H204_REUSE_NO_UPGRADE:        return "no: it switches protocols, and nobody asked for that";
    case H204_REUSE_NO_INTERIM:        return "no: an interim response before it forbade that";
    }
    return "";
}

/* For the JSON form: the name of the enumerator, in small letters. */
static const char *reuse_code(h204_reuse reuse)
{
    switch (reuse) {
    case H204_REUSE_YES:                       return "yes";
    case H204_REUSE_NO_TUNNEL:                 return "tunnel";
    case H204_REUSE_NO_UNTIL_CLOSE:            return "until-close";
    case H204_REUSE_NO_INCOMPLETE:             return "incomplete";
    case H204_REUSE_NO_CLOSE_OPTION:           return "close-option";
    case H204_REUSE_NO_HTTP10:                 return "http10";
    case H204_REUSE_NO_HTTP10_TE:              return "http10-transfer-encoding";
    case H204_REUSE_NO_LENGTH_WITHOUT_CONTENT: return "length-without-content";
    case H204_REUSE_NO_FRAMING_INVALID:        return "framing-invalid";
    case H204_REUSE_NO_TOLERATED:              return "tolerated";
    case H204_REUSE_NO_UPGRADE:                return "upgrade";
    case H204_REUSE_NO_INTERIM:                return "interim";
    }
    return "";
}

static const char *look_words(const lint_item *item)
{
    switch (item->look) {
    case LINT_LOOKS_CRLF:       return "line ends";
    case LINT_LOOKS_LAST_CHUNK: return "the last chunk of a chunked body";
    case LINT_LOOKS_CHUNKED:    return "a chunked body";
    case LINT_LOOKS_JSON:       return "JSON";
    case LINT_LOOKS_HTML:       return "HTML";
    case LINT_LOOKS_XML:        return "XML";
    case LINT_LOOKS_GZIP:       return "gzip data";
    case LINT_LOOKS_TEXT:       return "text";
    case LINT_LOOKS_BINARY:     return "binary data";
    case LINT_LOOKS_TUNNEL:     return "the tunnel";
    }
    return "";
}

static const char *look_code(lint_look look)
{
    switch (look) {
    case LINT_LOOKS_CRLF:       return "crlf";
    case LINT_LOOKS_LAST_CHUNK: return "last-chunk";
    case LINT_LOOKS_CHUNKED:    return "chunked";
    case LINT_LOOKS_JSON:       return "json";
    case LINT_LOOKS_HTML:       return "html";
    case LINT_LOOKS_XML:        return "xml";
    case LINT_LOOKS_GZIP:       return "gzip";
    case LINT_LOOKS_TEXT:       return "text";
    case LINT_LOOKS_BINARY:     return "binary";
    case LINT_LOOKS_TUNNEL:     return "tunnel";
    }
    return "";
}

/* ---- text ---------------------------------------------------------------------------------------------- */

static void print_place(const report *r, h204_view octets_shown, size_t offset, size_t size)
{
    show_place(stdout, octets_shown, offset, size,
               (show_style){ .indent = "               ", .columns = 63, .colour = r->colour });
}

static h204_view part_of(const report *r, const lint_item *item, h204_part part)
{
    size_t end = item->offset + item->size;
    return part == H204_PART_OCTETS
               ? (h204_view){ r->capture.data + item->offset, item->size }
               : (h204_view){ r->capture.data + end, r->capture.size - end };
}

static void print_rule(const report *r, h204_invariant invariant)
{
    const h204_invariant_info *row = h204_invariant_describe(invariant);
    char head[96];
    snprintf(head, sizeof head, "%u %s", (unsigned)invariant, row->name);
    print_in(r, RED, head);
    printf("  %s, %s\n%*s", row->kind == H204_KIND_LIMIT ? "limit" : explain_level(row->level), row->reference,
           INDENT, "");
    show_words(stdout, row->sentence, INDENT);
}

static void print_fix(h204_invariant invariant)
{
    printf("%*s", INDENT, "");
    show_words(stdout, explain(invariant)->fix, INDENT);
}

static void print_breach(const report *r, const lint_item *item, const h204_breach *breach, const char *label)
{
    print_label(label);
    print_rule(r, breach->invariant);
    print_place(r, part_of(r, item, breach->part), breach->place.offset, breach->place.size);
    print_fix(breach->invariant);
}

static void print_breaches(const report *r, const lint_item *item, const char *label)
{
    for (uint32_t i = 0; i < item->breach_count; i++) {
        if (item->breaches[i].invariant != item->broken || item->kind != LINT_REJECTED) {
            print_breach(r, item, &item->breaches[i], label);
        }
    }
}

static void print_tolerances(const char *label, uint32_t set)
{
    const char *separator = "";
    print_label(label);
    for (unsigned bit = 0; bit < 32; bit++) {
        if ((set >> bit & 1) != 0) {
            printf("%s%s", separator, tolerance_name((uint32_t)1 << bit));
            separator = ", ";
        }
    }
    putchar('\n');
}

/* The number and the first line of what was read, on one line. */
static void print_title(const report *r, const lint_item *item)
{
    h204_view view = { r->capture.data + item->offset, r->capture.size - item->offset };
    size_t start = item->head_read ? item->head.start : 0;
    size_t end = start;
    while (end < view.size && end - start < 200 && view.data[end] != '\r' && view.data[end] != '\n') {
        end++;
    }
    printf("%s%-3u", r->colour ? BOLD : "", item->number);
    show_octets(stdout, (h204_view){ view.data + start, end - start }, SHOW_COLUMNS);
    printf("%s\n", r->colour ? "\033[0m" : "");
    if (item->request != NULL) {
        print_label("answers");
        show_octets(stdout, (h204_view){ (const uint8_t *)item->request, strlen(item->request) }, 63);
        putchar('\n');
    }
}

static void print_message(const report *r, const lint_item *item)
{
    print_title(r, item);
    print_end(item);
    if (item->tolerated != 0) {
        print_tolerances("tolerated", item->tolerated);
    }
    print_breaches(r, item, "broken");
    if (item->breach_count == 0) {
        print_line("broken", "nothing");
    }
    print_label("reuse");
    if (r->colour && item->reuse != H204_REUSE_YES) {
        fputs(YELLOW, stdout);
    }
    show_words(stdout, reuse_words(item), INDENT);
    fputs(r->colour ? "\033[0m" : "", stdout);
}

static void print_missing(const lint_item *item)
{
    size_t end = item->offset + item->size;
    if (!item->head_read) {
        print_line("ends", "not here: the input stops at octet %zu, before the empty line of the head", end);
        return;
    }
    switch (item->head.framing) {
    case H204_FRAMING_LENGTH:
        print_line("ends",
                   "not here: the input stops at octet %zu, %" PRIu64 " octet%s short of the %" PRIu64
                   " that Content-Length announces",
                   end, item->head.content_length - item->content,
                   plural(item->head.content_length - item->content), item->head.content_length);
        return;
    case H204_FRAMING_CHUNKED:
        print_line("ends", "not here: the input stops at octet %zu, after %" PRIu64 " octet%s of content, before %s",
                   end, item->content, plural(item->content),
                   item->broken == H204_CHK_LAST ? "the last chunk" : "the empty line that ends the chunked body");
        return;
    case H204_FRAMING_CLOSE:
    case H204_FRAMING_NONE:
    case H204_FRAMING_TUNNEL:
        print_line("ends", "not here: only a clean close of the connection ends it, after %" PRIu64
                           " octet%s of content so far",
                   item->content, plural(item->content));
        return;
    }
}

static void print_truncated(const report *r, const lint_item *item)
{
    print_title(r, item);
    print_missing(item);
    print_breaches(r, item, "broken");
    if (item->head_read) {
        print_line("reuse", "no: the response is incomplete");
    } else {
        print_line("outcome", "incomplete: without its empty line it is no response yet (RFC 9112 8)");
    }
}

static void print_rejected(const report *r, const lint_item *item)
{
    size_t unread = item->offset + item->size - item->culprit;
    size_t offset = item->culprit - item->offset;
    size_t size = 1;
    for (uint32_t i = 0; i < item->breach_count; i++) {
        const h204_breach *breach = &item->breaches[i];
        if (breach->invariant == item->broken && breach->part == H204_PART_OCTETS &&
            breach->place.offset <= offset && offset - breach->place.offset < breach->place.size) {
            offset = breach->place.offset;
            size = breach->place.size;
        }
    }
    print_title(r, item);
    print_line("ends", "nowhere: it is rejected at octet %zu", item->culprit);
    print_label("rejected");
    print_rule(r, item->broken);
    print_place(r, part_of(r, item, H204_PART_OCTETS), offset, size);
    print_fix(item->broken);
    if (item->look_size > 0) {
        print_line("", "The %zu octet%s %s like %s.", item->look_size, plural(item->look_size),
                   item->look_size == 1 ? "looks" : "look", look_words(item));
    }
    if (explain(item->broken)->tolerance != 0) {
        printf("%*s", INDENT, "");
        printf("(--tolerate %s reads on)\n", tolerance_name(explain(item->broken)->tolerance));
    }
    print_breaches(r, item, "broken");
    print_line("reuse", "no: what is rejected has no end");
    if (unread > 0) {
        print_line("then", "%zu octet%s from there on, up to %zu, %s not read", unread, plural(unread),
                   item->offset + item->size, unread == 1 ? "was" : "were");
    }
}

static void describe_rest(const lint_item *item, char *words, size_t capacity)
{
    const char *look = look_words(item);
    if (item->announced > 0 && item->announced == item->size) {
        snprintf(words, capacity, "They look like %s, as many octets as Content-Length announced: content, sent with a "
                 "response that has none.", look);
    } else if (item->announced > 0) {
        snprintf(words, capacity, "They look like %s; Content-Length announced %" PRIu64 " for a response that has no "
                 "content.", look, item->announced);
    } else if (item->look == LINT_LOOKS_CHUNKED) {
        snprintf(words, capacity, "They look like %s with %" PRIu64 " octet%s of content.", look, item->chunk_content,
                 plural(item->chunk_content));
    } else {
        snprintf(words, capacity, "They look like %s.", look);
    }
}

static void print_rest(const report *r, const lint_item *item)
{
    size_t end = item->offset + item->size;
    if (item->look == LINT_LOOKS_TUNNEL) {
        print_line("then", "%zu octet%s, %zu to %zu, that were handed over and are not looked at", item->size,
                   plural(item->size), item->offset, end);
        return;
    }
    if (item->look == LINT_LOOKS_CRLF && !item->unclaimed) {
        print_line("then", "%zu octet%s of line ends, %zu to %zu: nobody's, a client may drop them (RFC 9112 9.2)",
                   item->size, plural(item->size), item->offset, end);
        return;
    }
    print_line("then", "%zu octet%s, %zu to %zu, that belong%s to no response:", item->size, plural(item->size),
               item->offset, end, item->size == 1 ? "s" : "");
    printf("%*s", INDENT + 2, "");
    show_octets(stdout, (h204_view){ r->capture.data + item->offset, item->size }, 63);
    putchar('\n');
    char words[256];
    describe_rest(item, words, sizeof words);
    print_line("", "%s  %s", words,
               item->unclaimed ? "A client that waits for a response rejects them (ST_PRESENT); one that does not "
                                 "must drop them and close (RFC 9112 6.3)."
                               : "A client takes them for neither content nor a response: it drops them and "
                                 "closes the connection (RFC 9112 6.3).");
}

static void print_further(const lint_item *item)
{
    print_line("then", "another response begins at octet %zu.  A client must not read it as one: %s (RFC 9112 6.3, "
                       "9.2).  Here it is read as if on a new connection.",
               item->offset,
               item->unclaimed               ? "what stands before it belongs to no response"
               : item->reuse == H204_REUSE_YES ? "every request is answered"
                                             : "the response before it ends the use of the connection");
}

static void print_summary(const report *r, size_t unanswered)
{
    if (r->heads == 0) {
        puts(r->capture.size == 0 ? "no response was found: the input is empty"
             : r->failed          ? "no response could be read"
                                  : "no response was found: no head is whole");
        return;
    }
    printf("%u response%s, %u broken rule%s", r->heads, plural(r->heads), r->broken, plural(r->broken));
    if (r->messages < r->heads) {
        printf("; %u not read to its end", r->heads - r->messages);
    }
    if (r->orphans > 0) {
        printf("; %zu octet%s belong%s to no response", r->orphans, plural(r->orphans), r->orphans == 1 ? "s" : "");
    }
    if (r->unread > 0) {
        printf("; %zu octet%s not read", r->unread, plural(r->unread));
    }
    if (unanswered > 0) {
        printf("; %zu request%s without answer", unanswered, plural(unanswered));
    }
    putchar('\n');
}

static void print_item(const report *r, const lint_item *item)
{
    if (item->number > 1 && item->kind <= LINT_REJECTED) {
        putchar('\n');
    }
    switch (item->kind) {
    case LINT_MESSAGE:   print_message(r, item); return;
    case LINT_TRUNCATED: print_truncated(r, item); return;
    case LINT_REJECTED:  print_rejected(r, item); return;
    case LINT_REST:      print_rest(r, item); return;
    case LINT_FURTHER:   print_further(item); return;
    case LINT_END:       return;
    }
}

/* ---- JSON ---------------------------------------------------------------------------------------------- */

/* Octets as Latin-1: a code point an octet. */
static json_t *json_latin1(const uint8_t *data, size_t size)
{
    octet_buffer text = { 0 };
    for (size_t i = 0; i < size; i++) {
        uint8_t pair[2] = { (uint8_t)(0xc0 | data[i] >> 6), (uint8_t)(0x80 | (data[i] & 0x3f)) };
        if (data[i] < 0x80) {
            buffer_append(&text, &data[i], 1);
        } else {
            buffer_append(&text, pair, 2);
        }
    }
    json_t *string = json_stringn(text.size > 0 ? (const char *)text.data : "", text.size);
    free(text.data);
    return string;
}

static json_t *json_breach(const lint_item *item, const h204_breach *breach)
{
    const h204_invariant_info *row = h204_invariant_describe(breach->invariant);
    size_t base = breach->part == H204_PART_OCTETS ? item->offset : item->offset + item->size;
    return json_pack("{si ss ss ss ss sI sI ss}", "number", (int)row->invariant, "name", row->name, "level",
                     explain_level_code(row->level), "reference", row->reference, "sentence", row->sentence,
                     "offset", (json_int_t)(base + breach->place.offset), "size",
                     (json_int_t)breach->place.size, "do", explain(row->invariant)->fix);
}

static json_t *json_breaches(const lint_item *item)
{
    json_t *breaches = json_array();
    for (uint32_t i = 0; i < item->breach_count; i++) {
        json_array_append_new(breaches, json_breach(item, &item->breaches[i]));
    }
    return breaches;
}

static json_t *json_tolerances(uint32_t set)
{
    json_t *names = json_array();
    for (unsigned bit = 0; bit < 32; bit++) {
        if ((set >> bit & 1) != 0) {
            json_array_append_new(names, json_string(tolerance_name((uint32_t)1 << bit)));
        }
    }
    return names;
}

static void add_head(json_t *object, const report *r, const lint_item *item)
{
    const h204_head *head = &item->head;
    const uint8_t *data = r->capture.data + item->offset;
    char version[] = { '1', '.', (char)('0' + head->minor_version), 0 };
    json_object_set_new(object, "version", json_string(version));
    json_object_set_new(object, "status", json_integer(head->status_code));
    json_object_set_new(object, "reason", json_latin1(data + head->reason.offset, h204_span_size(head->reason)));
    json_object_set_new(object, "framing", json_string(framing_name(head->framing)));
    json_object_set_new(object, "content", json_integer((json_int_t)item->content));
    json_object_set_new(object, "trailers", json_integer(item->trailer_count));
}

static const char *kind_code(lint_kind kind)
{
    switch (kind) {
    case LINT_MESSAGE:   return "message";
    case LINT_TRUNCATED: return "truncated";
    case LINT_REJECTED:  return "rejected";
    case LINT_REST:      return "rest";
    case LINT_FURTHER:   return "further";
    case LINT_END:       return "end";
    }
    return "";
}

/* One object an item, so that a capture of any size is printed as it is read. */
static void print_json(const report *r, const lint_item *item)
{
    json_t *object = json_pack("{so ss sI}", "file", json_latin1((const uint8_t *)r->name, strlen(r->name)), "kind",
                               kind_code(item->kind), "offset", (json_int_t)item->offset);
    bool is_response = item->kind == LINT_MESSAGE || item->kind == LINT_TRUNCATED || item->kind == LINT_REJECTED;
    if (is_response) {
        json_object_set_new(object, "number", json_integer((json_int_t)item->number));
        json_object_set_new(object, "size", json_integer((json_int_t)item->size));
        json_object_set_new(object, "request",
                            item->request != NULL
                                ? json_latin1((const uint8_t *)item->request, strlen(item->request))
                                : json_null());
        if (item->head_read) {
            add_head(object, r, item);
        }
        json_object_set_new(object, "breaches", json_breaches(item));
    }
    if (item->kind == LINT_MESSAGE) {
        json_object_set_new(object, "interim", json_boolean(item->interim));
        json_object_set_new(object, "spent", json_tolerances(item->tolerated));
        json_object_set_new(object, "end-assumed", json_boolean(item->end_assumed));
        json_object_set_new(object, "reuse", json_boolean(item->reuse == H204_REUSE_YES));
        json_object_set_new(object, "reuse-reason", json_string(reuse_code(item->reuse)));
    }
    if (item->kind == LINT_REJECTED) {
        json_object_set_new(object, "invariant", json_string(h204_invariant_describe(item->broken)->name));
        json_object_set_new(object, "at", json_integer((json_int_t)item->culprit));
    }
    if (item->kind == LINT_REST) {
        json_object_set_new(object, "size", json_integer((json_int_t)item->size));
        json_object_set_new(object, "looks", json_string(look_code(item->look)));
        json_object_set_new(object, "announced", json_integer((json_int_t)item->announced));
    }
    if (item->kind == LINT_END) {
        json_object_set_new(object, "responses", json_integer(r->heads));
        json_object_set_new(object, "broken", json_integer(r->broken));
        json_object_set_new(object, "failed", json_boolean(r->failed));
    }
    json_dumpf(object, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(object);
}

/* ---- one file ------------------------------------------------------------------------------------------ */

static void count_item(report *r, const lint_item *item)
{
    r->heads += item->kind == LINT_MESSAGE || (item->kind <= LINT_REJECTED && item->head_read) ? 1 : 0;
    r->messages += item->kind == LINT_MESSAGE;
    r->failed = r->failed || item->kind == LINT_REJECTED;
    for (uint32_t i = 0; i < item->breach_count; i++) {
        const h204_invariant_info *row = h204_invariant_describe(item->breaches[i].invariant);
        r->broken += 1;
        r->failed = r->failed || explain_weight(row->level) >= r->minimum;
    }
    if (item->kind == LINT_REST && item->look != LINT_LOOKS_TUNNEL) {
        r->orphans += item->size;
        r->failed = r->failed || item->unclaimed;
    }
    if (item->kind == LINT_REJECTED) {
        r->unread += item->offset + item->size - item->culprit;
    }
}

static int lint_capture(report *r, const lint_options *options)
{
    lint *state = lint_begin(r->capture, options);
    lint_item item;
    do {
        item = lint_next(state);
        count_item(r, &item);
        if (r->as_json) {
            print_json(r, &item);
        } else {
            print_item(r, &item);
        }
    } while (item.kind != LINT_END);
    if (!r->as_json) {
        fputs(item.number > 0 ? "\n" : "", stdout);
        print_summary(r, lint_unanswered(state));
    }
    lint_end(state);
    if (r->failed) {
        return EXIT_NOT_EXPECTED;
    }
    return r->heads == 0 ? EXIT_NOTHING_RAN : EXIT_EXPECTED;
}

/* False, with the reason on standard error, where the file can not be read or is too large. */
static bool read_all(const char *name, octet_buffer *buffer)
{
    bool is_input = strcmp(name, "-") == 0;
    FILE *file = is_input ? stdin : fopen(name, "rb");
    if (file == NULL) {
        fprintf(stderr, "h204 lint: %s: %s\n", name, strerror(errno));
        return false;
    }
    size_t got;
    do {
        buffer_reserve(buffer, 65536);
        errno = 0;
        got = fread(buffer->data + buffer->size, 1, buffer->capacity - buffer->size, file);
        buffer->size += got;
    } while (got > 0 && buffer->size <= LINT_CAPTURE_MAX);
    bool failed = ferror(file) != 0;
    if (failed) {
        fprintf(stderr, "h204 lint: %s: %s\n", name, strerror(errno));
    } else if (buffer->size > LINT_CAPTURE_MAX) {
        fprintf(stderr, "h204 lint: %s: larger than 2 GiB\n", name);
        failed = true;
    }
    if (!is_input) {
        fclose(file);
    }
    return !failed;
}

/* ---- options ------------------------------------------------------------------------------------------- */

static bool parse_tolerances(const char *list, uint32_t *set)
{
    while (*list != 0) {
        char name[64];
        size_t size = strcspn(list, ",");
        uint32_t one = 0;
        if (size >= sizeof name) {
            return false;
        }
        for (size_t i = 0; i < size; i++) {
            name[i] = list[i] == '-' ? '_' : (char)toupper((unsigned char)list[i]);
        }
        name[size] = 0;
        if (strcmp(name, "USER_AGENT") == 0) {
            one = H204_USER_AGENT;
        } else if (strcmp(name, "PROXY") == 0) {
            one = H204_PROXY;
        } else if (!tolerance_named(name, &one)) {
            return false;
        }
        *set |= one;
        list += size;
        list += *list == ',' ? 1 : 0;
    }
    return true;
}

static bool parse_level(const char *level, unsigned *minimum)
{
    static const h204_level levels[] = { H204_LEVEL_MUST, H204_LEVEL_SHOULD, H204_LEVEL_INFO };
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        if (strcmp(level, explain_level_code(levels[i])) == 0) {
            *minimum = explain_weight(levels[i]);
            return true;
        }
    }
    return false;
}

__attribute__((format(printf, 1, 2))) static int bad_usage(const char *format, ...)
{
    va_list list;
    fputs("h204 lint: ", stderr);
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
    return EXIT_BAD_USAGE;
}

/* Of the codes of several files the first of this order that occurs. */
static int worse_of(int a, int b)
{
    static const int order[] = { EXIT_BAD_USAGE, EXIT_NOT_EXPECTED, EXIT_NOTHING_RAN };
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (a == order[i] || b == order[i]) {
            return order[i];
        }
    }
    return EXIT_EXPECTED;
}

static int lint_files(const char **names, report model, const lint_options *options)
{
    int code = EXIT_EXPECTED;
    bool several = names[1] != NULL;
    for (size_t i = 0; names[i] != NULL; i++) {
        octet_buffer buffer = { 0 };
        report r = model;
        r.name = names[i];
        if (!read_all(names[i], &buffer)) {
            code = worse_of(code, EXIT_BAD_USAGE);
        } else {
            r.capture = (h204_view){ buffer.data, buffer.size };
            if (several && !r.as_json) {
                printf("%s%s:\n", i > 0 ? "\n" : "", names[i]);
            }
            code = worse_of(code, lint_capture(&r, options));
        }
        free(buffer.data);
    }
    return code;
}

typedef struct lint_arguments { /* as popt fills them in, in memory that is then ours */
    char **requests;
    char *end;
    char *tolerate;
    char *level;
    int as_json;
} lint_arguments;

static int run(poptContext context, const lint_arguments *given)
{
    lint_options options = { 0 };
    report model = { .as_json = given->as_json != 0, .colour = show_in_colour(stdout),
                     .minimum = explain_weight(H204_LEVEL_MUST) };
    const char **names = poptGetArgs(context);
    if (names == NULL) {
        return bad_usage("which file?  Give names, or - for standard input");
    }
    if (given->end != NULL && !connection_end_named(given->end, &options.end)) {
        return bad_usage("--end is open, kept, eof or reset");
    }
    if (given->tolerate != NULL && !parse_tolerances(given->tolerate, &options.tolerances)) {
        return bad_usage("--tolerate %s: not a list of tolerances, user-agent or proxy", given->tolerate);
    }
    if (given->level != NULL && !parse_level(given->level, &model.minimum)) {
        return bad_usage("--min-level is MUST, SHOULD or INFO");
    }
    while (given->requests != NULL && given->requests[options.request_count] != NULL) {
        options.request_count++;
    }
    lint_request *requests = calloc(options.request_count + 1, sizeof *requests);
    if (requests == NULL) {
        abort();
    }
    int code = EXIT_EXPECTED;
    for (size_t i = 0; i < options.request_count; i++) {
        if (!lint_request_parse(given->requests[i], &requests[i])) {
            code = bad_usage("--request %s: expected METHOD, METHOD TARGET or METHOD TARGET HTTP/1.x",
                             given->requests[i]);
        }
    }
    options.requests = requests;
    if (code == EXIT_EXPECTED) {
        code = lint_files(names, model, &options);
    }
    free(requests);
    return code;
}

static void free_arguments(lint_arguments *given)
{
    for (size_t i = 0; given->requests != NULL && given->requests[i] != NULL; i++) {
        free(given->requests[i]);
    }
    free(given->requests);
    free(given->end);
    free(given->tolerate);
    free(given->level);
}

int command_lint(int argc, const char **argv)
{
    lint_arguments given = { 0 };
    struct poptOption options[] = {
        { "request", 'r', POPT_ARG_ARGV, &given.requests, 0,
          "the request that the next final response answers; repeat it for more", "'METHOD [TARGET [HTTP/1.x]]'" },
        { "end", 'e', POPT_ARG_STRING, &given.end, 0, "what the connection does after the octets",
          "open|kept|eof|reset" },
        { "tolerate", 't', POPT_ARG_STRING, &given.tolerate, 0, "read on where these allow it",
          "LIST|user-agent|proxy" },
        { "min-level", 'l', POPT_ARG_STRING, &given.level, 0, "the weakest level whose breach exits with 1",
          "MUST|SHOULD|INFO" },
        { "json", 0, POPT_ARG_NONE, &given.as_json, 0, "print one JSON object a line", NULL },
        POPT_AUTOHELP POPT_TABLEEND
    };
    poptContext context = poptGetContext("h204 lint", argc, argv, options, 0);
    poptSetOtherOptionHelp(context, "[OPTION...] FILE...|-");
    int option = poptGetNextOpt(context);
    int code = option < -1 ? bad_usage("%s: %s", poptBadOption(context, POPT_BADOPTION_NOALIAS), poptStrerror(option))
                           : run(context, &given);
    poptFreeContext(context);
    free_arguments(&given);
    return code;
}
