/* fuzz_laws.c - every law over any octets; the last ones choose requests, tolerances, limits and end. */
#include "../tests/laws.h"

#include <stdlib.h>
#include <string.h>

enum { CONTROLS = 6, REQUESTS_MOST = 3 };

static const char *const prefixes[] = {
    "", "HTTP/1.1 204 No Content\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    "HTTP/1.1 103 \r\n\r\nHTTP/1.0 200 OK\r\nContent-Length: ",
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < CONTROLS) {
        return 0;
    }
    const uint8_t *control = data + size - CONTROLS;
    const char *prefix = prefixes[control[0] & 3];
    request_facts requests[REQUESTS_MOST] = { { 0 } };
    for (int i = 0; i < REQUESTS_MOST; i++) {
        unsigned bits = (unsigned)control[1] >> i | (unsigned)control[2] << 3;
        requests[i].method = (request_method)((control[0] >> 2 * (i + 1) & 3) % 3);
        requests[i].version_given = (bits & 1) != 0;
        requests[i].is_10 = (bits & 8) != 0;
        requests[i].fields_given = (bits & 16) != 0;
        requests[i].offers_upgrade = (bits & 32) != 0;
        requests[i].says_close = (bits & 64) != 0;
    }
    connection read = { 0 };
    read.requests = requests;
    read.request_count = control[1] >> 6;
    read.end = (connection_end)(control[1] >> 4 & 3);
    read.tolerances = control[3] | (uint32_t)control[4] << 8;
    if ((control[5] & 1) != 0) { /* small limits, all within reach of a short input */
        unsigned room = (unsigned)control[5] >> 1;
        reading_limits limits = { 40 + room, 1 + room % 4, 3 + room % 8, 1 + room % 16, 2 + room % 32, 1 };
        read.limits = limits;
    }
    size_t prefix_size = strlen(prefix);
    read.size = prefix_size + size - CONTROLS;
    uint8_t *octets = malloc(read.size > 0 ? read.size : 1); /* exact: reading on is seen */
    memcpy(octets, prefix, prefix_size);
    memcpy(octets + prefix_size, data, size - CONTROLS);
    read.octets = octets;
    laws_hold(&read);
    free(octets);
    return 0;
}
