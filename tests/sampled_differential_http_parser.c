/* sampled_differential_http_parser.c - http-parser, in a file of its own: its names are those of llhttp. */
#include "sampled_differential.h"

#include "peers/parsers/read_http_parser.h"

void differential_read_by_http_parser(peer *c)
{
    read_by_http_parser(c);
}
