/* show.c - octets as text a person can read, with a caret under a place. */
#include "show.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GAP       "..."
#define GAP_WIDTH 3

size_t show_octet(uint8_t octet, char text[5])
{
    static const char hex[] = "0123456789abcdef";
    char letter = 0;
    switch (octet) {
    case '\r': letter = 'r'; break;
    case '\n': letter = 'n'; break;
    case '\t': letter = 't'; break;
    case '\0': letter = '0'; break;
    case '\\': letter = '\\'; break;
    default: break;
    }
    if (letter != 0) {
        text[0] = '\\';
        text[1] = letter;
        text[2] = 0;
        return 2;
    }
    if (octet >= 0x20 && octet < 0x7f) {
        text[0] = (char)octet;
        text[1] = 0;
        return 1;
    }
    text[0] = '\\';
    text[1] = 'x';
    text[2] = hex[octet >> 4];
    text[3] = hex[octet & 15];
    text[4] = 0;
    return 4;
}

static size_t width_of(uint8_t octet)
{
    char text[5];
    return show_octet(octet, text);
}

void show_octets(FILE *out, h204_view octets, size_t columns)
{
    size_t used = 0;
    for (size_t i = 0; i < octets.size; i++) {
        char text[5];
        size_t width = show_octet(octets.data[i], text);
        if (columns != 0 && used + width + (i + 1 < octets.size ? GAP_WIDTH : 0) > columns) {
            fputs(GAP, out);
            return;
        }
        fputs(text, out);
        used += width;
    }
}

/* Where the window begins: the start of the line, or less far back than `columns`. */
static size_t window_start(h204_view octets, size_t offset, size_t columns)
{
    size_t start = offset;
    size_t used = 0;
    while (start > 0 && octets.data[start - 1] != '\n') {
        used += width_of(octets.data[start - 1]);
        if (used > columns) {
            break;
        }
        start--;
    }
    return start;
}

static void put_many(FILE *out, char what, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        fputc(what, out);
    }
}

void show_place(FILE *out, h204_view octets, size_t offset, size_t size, show_style style)
{
    const char *indent = style.indent != NULL ? style.indent : "";
    size_t columns = style.columns != 0 ? style.columns : SHOW_COLUMNS;
    offset = offset < octets.size ? offset : octets.size;
    size = size < octets.size - offset ? size : octets.size - offset;

    /* Half of the columns may stand before the place, so that half are left for it and what follows. */
    size_t start = window_start(octets, offset, columns / 2);
    bool cut_before = start > 0 && octets.data[start - 1] != '\n';
    size_t before = cut_before ? GAP_WIDTH : 0;
    size_t under = 0;

    fprintf(out, "%s%s", indent, cut_before ? GAP : "");
    size_t used = before;
    for (size_t i = start; i < octets.size; i++) {
        char text[5];
        size_t width = show_octet(octets.data[i], text);
        if (used + width + GAP_WIDTH > columns) {
            fputs(GAP, out);
            break;
        }
        fputs(text, out);
        used += width;
        if (i < offset) {
            before += width;
        } else if (i - offset < size) {
            under += width;
        }
        if (octets.data[i] == '\n' && i + 1 >= offset + size && i >= offset) {
            break;
        }
    }
    fprintf(out, "\n%s", indent);
    put_many(out, ' ', before);
    if (style.colour) {
        fputs("\033[1;31m", out);
    }
    put_many(out, '^', under > 0 ? under : 1);
    fputs(style.colour ? "\033[0m\n" : "\n", out);
}

void show_words(FILE *out, const char *words, size_t indent)
{
    size_t used = 0;
    while (*words != 0) {
        size_t size = strcspn(words, " ");
        if (used > 0 && indent + used + 1 + size > SHOW_COLUMNS + 2) {
            fputc('\n', out);
            put_many(out, ' ', indent);
            used = 0;
        }
        if (used > 0) {
            fputc(' ', out);
            used++;
        }
        fwrite(words, 1, size, out);
        used += size;
        words += size;
        words += strspn(words, " ");
    }
    fputc('\n', out);
}

bool show_in_colour(FILE *out)
{
    const char *no_color = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    if (no_color != NULL && no_color[0] != 0) {
        return false;
    }
    return isatty(fileno(out)) && terminal != NULL && strcmp(terminal, "dumb") != 0;
}
