/* result.h - a connection to read, and what reading it gave: the common ground of oracle and codec.
 *
 * Nothing here mentions the codec, so that the oracle can be built and linked without it.  Enumerators and
 * tolerance bits have the order of the public header; tests/reading.c asserts that.
 */
#ifndef H204_TESTS_RESULT_H
#define H204_TESTS_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum request_method { REQUEST_OTHER, REQUEST_HEAD, REQUEST_CONNECT } request_method;

typedef struct request_facts {
    request_method method;
    bool version_given;
    bool is_10;          /* meaningful where version_given */
    bool fields_given;
    bool offers_upgrade; /* meaningful where fields_given  */
    bool says_close;     /* meaningful where fields_given  */
} request_facts;

typedef enum connection_end {
    CONNECTION_OPEN,
    CONNECTION_KEPT,
    CONNECTION_CLOSED,
    CONNECTION_RESET
} connection_end;

typedef struct reading_limits { /* 0: the default */
    uint32_t head, fields, chunk_line, chunk_extensions, trailers, interim;
} reading_limits;

typedef struct connection {
    const uint8_t *octets;
    size_t size;
    const request_facts *requests; /* requests[0 .. request_count), oldest first */
    size_t request_count;
    uint32_t tolerances;
    reading_limits limits;
    connection_end end;
} connection;

typedef struct string { /* any octets */
    uint8_t *data;
    size_t size;
} string;

typedef struct field_line {
    string name;
    string value; /* folds, NUL and bare CR that were tolerated are SP */
} field_line;

typedef enum message_framing {
    FRAMED_NONE,
    FRAMED_LENGTH,
    FRAMED_CHUNKED,
    FRAMED_CLOSE,
    FRAMED_TUNNEL
} message_framing;

typedef struct message_result {
    unsigned minor_version;
    unsigned status_code;
    string reason;
    field_line *fields;
    size_t field_count;
    message_framing framing;
    string body; /* the octets so far where the message is not complete */
    field_line *trailers;
    size_t trailer_count;
    bool complete;
    bool reuse;     /* meaningful where complete */
    uint64_t size;  /* where complete: octets on the wire, a skipped CRLF included */
    uint32_t spent; /* where complete: the tolerances made use of */
} message_result;

typedef enum reading_state {
    READ_DONE,
    READ_EXCESS,
    READ_CLOSED,
    READ_INCOMPLETE,
    READ_REJECT,
    READ_TUNNEL
} reading_state;

typedef struct memory_block memory_block;

typedef struct reading_result {
    message_result *messages;
    size_t message_count;
    reading_state state;
    size_t at;          /* octets of whole messages; of a rejection the culprit */
    size_t discarded;   /* with DONE and CLOSED: octets of CRLF dropped */
    unsigned invariant; /* of a rejection: its number */
    memory_block *memory;
} reading_result;

/* A result to be filled; release it once, or clear it to fill it again with the same memory. */
reading_result result_new(void);
void result_clear(reading_result *result);
void result_release(reading_result *result);

/* Memory that lives as long as the result is neither cleared nor released. */
void *result_memory(reading_result *result, size_t size);
message_result *result_add_message(reading_result *result);
string result_string(reading_result *result, const uint8_t *data, size_t size);
void result_append(reading_result *result, string *to, const uint8_t *data, size_t size);
void result_add_field(reading_result *result, field_line **lines, size_t *count, field_line line);

bool strings_equal(string a, string b);
bool messages_equal(const message_result *a, const message_result *b);
bool results_equal(const reading_result *a, const reading_result *b);

/* For people, to standard error. */
void print_escaped(const uint8_t *data, size_t size);
void print_connection(const connection *read);
void print_result(const char *title, const reading_result *result);

/* Say which law and which promise of the catalogue is broken, on which input, and abort. */
_Noreturn void law_violated(const char *law, unsigned invariant, const connection *read);

#endif
