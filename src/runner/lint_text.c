/* lint_text.c - what lint found, as text for people. */
#include "explain.h"
#include "lint_report.h"
#include "show.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define INDENT 13 /* where the words after a label begin */

bool lint_note_is_new(lint_report *r, const char *note)
{
    for (size_t i = 0; i < NOTES_SEEN; i++) {
        if (r->seen[i] == NULL) {
            r->seen[i] = strdup(note);
            return true;
        }
        if (strcmp(r->seen[i], note) == 0) {
            return false;
        }
    }
    return true;
}

void lint_notes_free(lint_report *r)
{
    for (size_t i = 0; i < NOTES_SEEN; i++) {
        free(r->seen[i]);
        r->seen[i] = NULL;
    }
}

/* ---- words --------------------------------------------------------------------------------------------- */

#define BOLD   "\033[1m"
#define RED    "\033[1;31m"
#define YELLOW "\033[33m"

static void print_in(const lint_report *r, const char *colour, const char *text)
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

static size_t end_in_file(const lint_report *r, const lint_item *item)
{
    lint_place place = lint_item_place(r->track, item);
    return place.offset + place.size;
}

static size_t in_file(const lint_report *r, size_t offset)
{
    return lint_place_of(r->track, offset, 0).offset;
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

static void print_end(const lint_report *r, const lint_item *item)
{
    size_t end = end_in_file(r, item);
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
                   !item->end_assumed                    ? ""
                   : r->format == RECORDING_SIDES ? "; it is taken to end where the next request begins, or the input ends"
                                                  : "; it is taken to end where the input does");
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

/* ---- text ---------------------------------------------------------------------------------------------- */

static void print_place(const lint_report *r, h204_view octets_shown, size_t offset, size_t size)
{
    show_place(stdout, octets_shown, offset, size,
               (show_style){ .indent = "               ", .columns = 63, .colour = r->colour });
}

static h204_view part_of(const lint_report *r, const lint_item *item, h204_part part)
{
    size_t end = item->offset + item->size;
    return part == H204_PART_OCTETS
               ? (h204_view){ r->track->octets.data + item->offset, item->size }
               : (h204_view){ r->track->octets.data + end, r->track->octets.size - end };
}

static void print_rule(const lint_report *r, h204_invariant invariant)
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

static void print_breach(const lint_report *r, const lint_item *item, const h204_breach *breach, const char *label)
{
    print_label(label);
    print_rule(r, breach->invariant);
    print_place(r, part_of(r, item, breach->part), breach->place.offset, breach->place.size);
    print_fix(breach->invariant);
}

static void print_breaches(const lint_report *r, const lint_item *item, const char *label)
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

/* What was read begins with it. */
static h204_view first_line(const lint_report *r, const lint_item *item)
{
    if (r->track->is_head) {
        return r->track->title;
    }
    h204_view view = { r->track->octets.data + item->offset, r->track->octets.size - item->offset };
    size_t start = item->head_read ? item->head.start : 0;
    size_t end = start;
    while (end < view.size && end - start < 200 && view.data[end] != '\r' && view.data[end] != '\n') {
        end++;
    }
    return (h204_view){ view.data + start, end - start };
}

/* The number and the first line of what was read, on one line. */
static void print_title(const lint_report *r, const lint_item *item)
{
    printf("%s%-3u", r->colour ? BOLD : "", item->number);
    show_octets(stdout, first_line(r, item), SHOW_COLUMNS);
    printf("%s\n", r->colour ? "\033[0m" : "");
    if (item->request != NULL) {
        print_label("answers");
        show_octets(stdout, (h204_view){ (const uint8_t *)item->request, strlen(item->request) }, 63);
        putchar('\n');
    }
}

/* A head that a tool kept without its wire. */
static void print_head(lint_report *r, const lint_item *item)
{
    lint_place place = lint_item_place(r->track, item);
    print_title(r, item);
    print_line("stands", "at octets %zu to %zu%s", place.offset, place.offset + place.size,
               item->kind == LINT_TRUNCATED ? ", and is incomplete: the input stops before its empty line" : "");
    for (size_t i = 0; i < LINT_NOTES && r->track->notes[i] != NULL; i++) {
        if (lint_note_is_new(r, r->track->notes[i])) {
            print_line("note", "%s", r->track->notes[i]);
        }
    }
    print_breaches(r, item, "broken");
    if (item->breach_count == 0) {
        print_line("broken", "nothing");
    }
}

static void print_message(const lint_report *r, const lint_item *item)
{
    print_title(r, item);
    print_end(r, item);
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

static void print_missing(const lint_report *r, const lint_item *item)
{
    size_t end = end_in_file(r, item);
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

static void print_truncated(const lint_report *r, const lint_item *item)
{
    print_title(r, item);
    print_missing(r, item);
    print_breaches(r, item, "broken");
    if (item->head_read) {
        print_line("reuse", "no: the response is incomplete");
    } else {
        print_line("outcome", "incomplete: without its empty line it is no response yet (RFC 9112 8)");
    }
    if (item->head_read && item->content == 0 && !r->requests_known) {
        print_line("", "(An answer to HEAD, as curl -I prints it?  Say --request HEAD, or --format curl.)");
    }
}

static void print_rejected(const lint_report *r, const lint_item *item)
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
    print_line("ends", "nowhere: it is rejected at octet %zu", in_file(r, item->culprit));
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
                   end_in_file(r, item), unread == 1 ? "was" : "were");
    }
    if (item->broken / 100 == 5 && r->format == RECORDING_RAW) {
        print_line("", "(Output of curl -i has no chunks: --format curl reads it as such.)");
    }
    if (item->broken == H204_ST_EOL_CRLF && r->format == RECORDING_RAW) {
        print_line("", "(If an editor or a tool took the CR of each line, --format curl does without.)");
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

static void print_rest(const lint_report *r, const lint_item *item)
{
    size_t begin = in_file(r, item->offset);
    size_t end = end_in_file(r, item);
    if (item->look == LINT_LOOKS_TUNNEL) {
        print_line("then", "%zu octet%s, %zu to %zu, that were handed over and are not looked at", item->size,
                   plural(item->size), begin, end);
        return;
    }
    if (item->look == LINT_LOOKS_CRLF && !item->unclaimed) {
        print_line("then", "%zu octet%s of line ends, %zu to %zu: nobody's, a client may drop them (RFC 9112 9.2)",
                   item->size, plural(item->size), begin, end);
        return;
    }
    print_line("then", "%zu octet%s, %zu to %zu, that belong%s to no response:", item->size, plural(item->size),
               begin, end, item->size == 1 ? "s" : "");
    printf("%*s", INDENT + 2, "");
    show_octets(stdout, (h204_view){ r->track->octets.data + item->offset, item->size }, 63);
    putchar('\n');
    char words[256];
    describe_rest(item, words, sizeof words);
    print_line("", "%s  %s", words,
               item->unclaimed ? "A client that waits for a response rejects them (ST_PRESENT); one that does not "
                                 "must drop them and close (RFC 9112 6.3)."
                               : "A client takes them for neither content nor a response: it drops them and "
                                 "closes the connection (RFC 9112 6.3).");
}

static void print_further(const lint_report *r, const lint_item *item)
{
    print_line("then", "another response begins at octet %zu.  A client must not read it as one: %s (RFC 9112 6.3, "
                       "9.2).  Here it is read as if on a new connection.",
               in_file(r, item->offset),
               item->unclaimed               ? "what stands before it belongs to no response"
               : item->reuse == H204_REUSE_YES ? "every request is answered"
                                             : "the response before it ends the use of the connection");
}

void lint_text_begin(const lint_report *r)
{
    static const char *const forms[] = { "", "the output of curl", "a HAR file", "requests and responses in turn" };
    if (r->format != RECORDING_RAW) {
        printf("read as %s (--format raw reads it as what a server sent)\n\n", forms[r->format]);
    }
}

void lint_text_end(const lint_report *r, unsigned number, size_t unanswered)
{
    fputs(number > 0 ? "\n" : "", stdout);
    if (r->heads == 0) {
        puts(r->format != RECORDING_RAW && !r->failed && !r->is_cut ? "no response was found in it"
             : r->file.size == 0 ? "no response was found: the input is empty"
             : r->failed          ? "no response could be read"
                                  : "no response was found: no head is whole");
        return;
    }
    printf("%u response%s, %u broken rule%s", r->heads, plural(r->heads), r->broken, plural(r->broken));
    if (r->messages < r->heads) {
        printf("; %u not read to its end", r->heads - r->messages);
    }
    if (r->is_cut) {
        printf(", incomplete from octet %zu on", r->cut_at);
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

void lint_text_item(lint_report *r, const lint_item *item)
{
    if (item->number > 1 && item->kind <= LINT_REJECTED) {
        putchar('\n');
    }
    if (r->track->is_head && item->kind != LINT_END) {
        print_head(r, item);
        return;
    }
    switch (item->kind) {
    case LINT_MESSAGE:   print_message(r, item); return;
    case LINT_TRUNCATED: print_truncated(r, item); return;
    case LINT_REJECTED:  print_rejected(r, item); return;
    case LINT_REST:      print_rest(r, item); return;
    case LINT_FURTHER:   print_further(r, item); return;
    case LINT_END:       return;
    }
}

