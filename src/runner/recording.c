/* recording.c - which form a recording has, and the way through it. */
#include "recording_parts.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const format_names[] = { "raw", "curl", "har", "sides" };

const char *recording_format_name(recording_format format)
{
    return format_names[format];
}

bool recording_format_named(const char *name, recording_format *format)
{
    for (size_t i = 0; i < sizeof format_names / sizeof format_names[0]; i++) {
        if (strcmp(name, format_names[i]) == 0) {
            *format = (recording_format)i;
            return true;
        }
    }
    return false;
}

/* ---- which form ---------------------------------------------------------------------------------------- */

#define VERBOSE_WITHIN 65536u /* curl tells of names, addresses and certificates before the first response */

/* { "log": */
static bool begins_archive(h204_view file)
{
    size_t at = skip_blank(file, line_begins(file, 0, "\xef\xbb\xbf") ? 3 : 0);
    if (at == file.size || file.data[at] != '{') {
        return false;
    }
    return line_begins(file, skip_blank(file, at + 1), "\"log\"");
}

/* A line that `curl -v` begins with "< " or "> ", near the start. */
static bool is_verbose(h204_view file)
{
    if (line_begins(file, 0, "HTTP/")) {
        return false;
    }
    size_t end = file.size < VERBOSE_WITHIN ? file.size : VERBOSE_WITHIN;
    for (size_t at = 0; at < end; at = line_at(file, at).next) {
        if (line_begins(file, at, "< HTTP/") || (line_begins(file, at, "> ") && is_request_line(file, at + 2))) {
            return true;
        }
    }
    return false;
}

static bool is_chunk_start(uint8_t octet)
{
    return octet < 0x80 && strchr("0123456789abcdefABCDEF \t\r\n+-;xX", octet) != NULL && octet != 0;
}

static bool contains(h204_view view, const char *text)
{
    return memmem(view.data, view.size, text, strlen(text)) != NULL;
}

/* Whether octets behind a head say that a tool, and no server, wrote them there. */
static bool contradicts(h204_view head, size_t code, h204_view rest)
{
    if (code / 100 == 1 || code == 204 || code == 304 || rest.size == 0) {
        return false;
    }
    bool at_head = is_printed_status_line(rest, 0);
    h204_view length = value_of(head, "content-length");
    h204_view coding = value_of(head, "transfer-encoding");
    bool announces = length.size > 0 && !(length.size == 1 && length.data[0] == '0');
    bool is_chunked = coding.size == 7 && strncasecmp((const char *)coding.data, "chunked", 7) == 0;
    return (at_head && announces) || (at_head && contains(head, "onnection established\r\n")) ||
           (is_chunked && !is_chunk_start(rest.data[0]));
}

static size_t status_code_at(h204_view file, size_t at)
{
    size_t digits = at + (file.data[at + 6] == '.' ? 9 : 7);
    return (size_t)(file.data[digits] - '0') * 100 + (size_t)(file.data[digits + 1] - '0') * 10 +
           (size_t)(file.data[digits + 2] - '0');
}

/* The output of `curl -i`: a head of HTTP/2 or HTTP/3, or heads that no server sends so, one behind the other. */
static bool is_included(h204_view file, bool requests_given)
{
    size_t at = 0;
    while (is_printed_status_line(file, at)) {
        if (file.data[at + 5] != '1') {
            return true;
        }
        size_t end = at;
        file_line line;
        do {
            line = line_at(file, end);
            end = line.next;
        } while (!line_is_empty(line) && end < file.size);
        h204_view head = { file.data + at, end - at };
        h204_view rest = { file.data + end, file.size - end };
        if (!requests_given && contradicts(head, status_code_at(file, at), rest)) {
            return true;
        }
        size_t length = 0;
        bool is_counted = parse_length(value_of(head, "content-length"), &length) && length < rest.size &&
                          is_printed_status_line(rest, length);
        at = is_counted ? end + length : end;
    }
    return false;
}

recording_format recording_detect(h204_view file, bool requests_given)
{
    if (begins_archive(file)) {
        return RECORDING_HAR;
    }
    if (is_request_line(file, 0)) {
        return RECORDING_SIDES;
    }
    return is_verbose(file) || is_included(file, requests_given) ? RECORDING_CURL : RECORDING_RAW;
}

/* ---- the way through ----------------------------------------------------------------------------------- */

bool recording_open(recording *opened, recording_format format, h204_view file, const lint_request *requests,
                    size_t request_count)
{
    *opened = (recording){ .format = format, .file = file, .requests = requests, .request_count = request_count };
    opened->is_verbose = format == RECORDING_CURL && is_verbose(file);
    bool brings_its_own = format == RECORDING_HAR || format == RECORDING_SIDES;
    if (brings_its_own && request_count > 0) {
        snprintf(opened->error, sizeof opened->error,
                 "--request does not go with the form %s: the file has its requests", recording_format_name(format));
        return false;
    }
    return format != RECORDING_HAR || har_open(opened);
}

/* The octets of one connection, as they are. */
static bool raw_next(recording *from, lint_track *track)
{
    if (from->over) {
        return false;
    }
    *track = (lint_track){ .octets = from->file, .requests = from->requests, .request_count = from->request_count };
    from->over = true;
    return true;
}

bool recording_next(recording *from, lint_track *track)
{
    memory_free(&from->pieces);
    from->pieces = (memory){ 0 };
    switch (from->format) {
    case RECORDING_RAW:   return raw_next(from, track);
    case RECORDING_CURL:  return from->is_verbose ? verbose_next(from, track) : curl_next(from, track);
    case RECORDING_HAR:   return har_next(from, track);
    case RECORDING_SIDES: return sides_next(from, track);
    }
    return false;
}

void recording_close(recording *opened)
{
    har_close(opened);
    memory_free(&opened->pieces);
    memory_free(&opened->whole);
}
