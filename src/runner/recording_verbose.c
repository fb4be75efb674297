/* recording_verbose.c - what `curl -v` prints: requests behind ">", responses behind "<", and talk. */
#include "recording_parts.h"

#include <stdlib.h>

#define NO_CONTENT_KEPT "curl -v prints heads between other lines: content and what follows a message are not judged"

static file_line behind_mark(file_line line)
{
    return (file_line){ line.at + 2, line.end, line.next };
}

static bool is_marked(h204_view file, file_line line, char mark)
{
    return line.end >= line.at + 2 && file.data[line.at] == mark && file.data[line.at + 1] == ' ';
}

/* The lines from a request line on, up to and with the empty one; returns where the next line stands. */
static size_t read_request(recording *from, file_line line)
{
    h204_view file = from->file;
    size_t size = line.end - line.at - 2;
    octets text = memory_octets(&from->whole, file.data + line.at + 2, size);
    octet_buffer fields = { 0 };
    size_t at = line.next;
    for (line = line_at(file, at); at < file.size && is_marked(file, line, '>'); line = line_at(file, at)) {
        file_line inner = behind_mark(line);
        buffer_append(&fields, file.data + inner.at, inner.end - inner.at);
        buffer_append(&fields, "\r\n", 2);
        at = line.next;
        if (line_is_empty(inner)) {
            break;
        }
    }
    octets section = memory_octets(&from->whole, fields.data, fields.size);
    from->asks = lint_request_parse((const char *)text.data, &from->asked);
    if (from->asks) {
        lint_request_add_fields(&from->asked, (h204_view){ section.data, section.size }, &from->whole);
    }
    free(fields.data);
    return at;
}

static void find_request(recording *from, lint_track *track)
{
    bool is_final = track->status_code / 100 != 1 || track->status_code == 101;
    if (from->answered < from->request_count) {
        track->requests = &from->requests[from->answered];
        track->request_count = 1;
        from->answered += is_final ? 1 : 0;
    } else if (from->asks) {
        track->requests = &from->asked;
        track->request_count = 1;
        from->asks = !is_final;
    }
}

static void read_response(recording *from, lint_track *track, file_line line)
{
    h204_view file = from->file;
    head_draft draft = { .from = &from->pieces };
    file_line inner = behind_mark(line);
    draft_status_line(&draft, file, inner, track);
    from->at = line.next;
    /* Talk stands between the lines of a head where curl comments on one of them. */
    while (!line_is_empty(inner) && from->at < file.size) {
        line = line_at(file, from->at);
        if (is_marked(file, line, '<') && !is_printed_status_line(file, line.at + 2)) {
            inner = behind_mark(line);
            draft_line(&draft, file, inner);
        } else if (!is_marked(file, line, '*')) {
            break;
        }
        from->at = line.next;
    }
    track->is_cut = !line_is_empty(inner);
    draft_finish(&draft, track);
    lose_content(&track->lost);
    add_note(track, NO_CONTENT_KEPT);
}

bool verbose_next(recording *from, lint_track *track)
{
    h204_view file = from->file;
    *track = (lint_track){ 0 };
    while (from->at < file.size) {
        file_line line = line_at(file, from->at);
        if (is_marked(file, line, '>') && is_request_line(file, line.at + 2)) {
            from->at = read_request(from, line);
        } else if (is_marked(file, line, '<') && is_printed_status_line(file, line.at + 2)) {
            read_response(from, track, line);
            find_request(from, track);
            return true;
        } else {
            from->at = line.next;
        }
    }
    return false;
}
