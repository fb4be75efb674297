/* recording_curl.c - what `curl -i` and `curl -I` print: heads, and content without its framing.
 *
 * curl decodes the chunks (not with --raw: that is a raw capture), with --compressed the content coding too, and
 * leaves out the content of redirects it follows, of refused authentication and of a proxy's answer to CONNECT.
 */
#include "recording_parts.h"

#include <string.h>
#include <strings.h>

#define NO_FRAMING "curl prints content without its framing: length and what stands behind a message are not judged"
#define NO_CHUNKS  "curl has removed the chunks: neither they nor the trailers are judged (curl --raw -i keeps them)"

static size_t find_head(h204_view file, size_t from)
{
    while (from < file.size) {
        const uint8_t *found = memchr(file.data + from, 'H', file.size - from);
        if (found == NULL) {
            return file.size;
        }
        from = (size_t)(found - file.data);
        if (is_printed_status_line(file, from)) {
            return from;
        }
        from++;
    }
    return file.size;
}

/* Where content ends that begins at `at`: after its length where that leads to a head or to the end, else where
 * the next head begins. */
static size_t content_end(h204_view file, size_t at, h204_view head)
{
    size_t length = 0;
    bool as_sent = value_of(head, "content-encoding").size == 0;
    if (as_sent && parse_length(value_of(head, "content-length"), &length) && length <= file.size - at) {
        size_t end = at + length;
        if (end == file.size || is_printed_status_line(file, end)) {
            return end;
        }
    }
    return find_head(file, at);
}

static void say_what_is_lost(lint_track *track, h204_view head, bool has_content)
{
    h204_view coding = value_of(head, "transfer-encoding");
    bool is_chunked = coding.size >= 7 &&
                      strncasecmp((const char *)coding.data + coding.size - 7, "chunked", 7) == 0;
    lose_content(&track->lost);
    if (track->is_cut) {
        return;
    }
    if (is_chunked && has_content && track->major_version == 1) {
        add_note(track, NO_CHUNKS);
    } else {
        add_note(track, NO_FRAMING);
    }
    if (has_content && value_of(head, "content-encoding").size > 0) {
        add_note(track, "the content may be decoded (curl --compressed): it is not looked at");
    }
}

/* A 2xx whose head is followed by the next one at once answered the CONNECT that curl sent to a proxy. */
static bool answers_connect(const recording *from, const lint_track *track, h204_view head, h204_view rest)
{
    return from->request_count == 0 && track->status_code / 100 == 2 && is_printed_status_line(rest, 0) &&
           value_of(head, "content-length").size == 0 && value_of(head, "transfer-encoding").size == 0;
}

static void find_request(recording *from, lint_track *track, h204_view head, h204_view rest)
{
    bool is_final = track->status_code / 100 != 1 || track->status_code == 101;
    if (from->answered < from->request_count) {
        track->requests = &from->requests[from->answered];
        track->request_count = 1;
        from->answered += is_final && !track->is_cut ? 1 : 0;
    } else if (answers_connect(from, track, head, rest)) {
        lint_request_parse("CONNECT", &from->asked);
        track->requests = &from->asked;
        track->request_count = 1;
        add_note(track, "the next head follows at once: it is taken for the answer of a proxy to CONNECT");
    }
}

/* What begins with no status line is no output of `curl -i`: it is read as a server's. */
static bool stray_next(recording *from, lint_track *track)
{
    size_t end = find_head(from->file, from->at);
    head_draft draft = { .from = &from->pieces };
    draft_copy(&draft, (h204_view){ from->file.data + from->at, end - from->at }, from->at);
    draft.has_crlf = true;
    draft_finish(&draft, track);
    track->is_head = false;
    from->at = end;
    return true;
}

bool curl_next(recording *from, lint_track *track)
{
    h204_view file = from->file;
    *track = (lint_track){ 0 };
    from->at = from->at == 0 ? skip_blank(file, 0) : from->at;
    if (from->at == file.size) {
        return false;
    }
    if (!is_printed_status_line(file, from->at)) {
        return stray_next(from, track);
    }
    head_draft draft = { .from = &from->pieces };
    size_t start = from->at;
    file_line line = line_at(file, start);
    draft_status_line(&draft, file, line, track);
    while (!line_is_empty(line) && line.next < file.size) {
        line = line_at(file, line.next);
        draft_line(&draft, file, line);
    }
    track->is_cut = !line_is_empty(line) || line.next == line.end;
    h204_view head = { file.data + start, line.next - start };
    h204_view rest = { file.data + line.next, file.size - line.next };
    bool has_content = rest.size > 0 && !is_printed_status_line(rest, 0);
    from->at = has_content ? content_end(file, line.next, head) : line.next;
    draft_finish(&draft, track);
    say_what_is_lost(track, head, has_content);
    find_request(from, track, head, rest);
    return true;
}
