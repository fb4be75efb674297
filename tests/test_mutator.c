/* test_mutator.c - the mutator keeps to its room and to its seed, and what shall stay sound does. */
#include "../fuzz/mutator.c"

#include "octets.h"
#include "reading.h"

/* The engine: one octet is turned, or one more comes. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size)
{
    if (size < max_size && (size == 0 || data[size / 2] % 3 == 0)) {
        data[size] = 'e';
        return size + 1;
    }
    data[size / 2] ^= 0x55;
    return size;
}

#define CHUNKED "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
#define CONTROLS_0 "\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

/* Read without fault, to the last octet */
static const h204_view sound_inputs[] = {
    OCTETS("HTTP/1.1 204 No Content\r\nServer: x\r\nX-A: b, c\r\n\r\n"),
    OCTETS("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: 1\r\nX: 2\r\n\r\nhello"),
    OCTETS("HTTP/1.1 103 \r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\nDate: x\r\nContent-Length: 10\r\n\r\n0123456789"),
    OCTETS(CHUNKED "2;a=b\r\nhi\r\n00A\r\n0123456789\r\n0\r\nX-T: 1\r\nX-U: 2\r\n\r\n"),
    OCTETS(CHUNKED "1F\r\n0123456789012345678901234567890\r\n0\r\n\r\nHTTP/1.1 204 \r\n\r\n"),
};

static const h204_view odd_inputs[] = {
    OCTETS(""),
    OCTETS("\n"),
    OCTETS("\r\n\r"),
    OCTETS("HTTP/1.1"),
    OCTETS(":::\r\n\r\n::"),
    OCTETS("5\r\nhello\r\n0\r\n\r\n"),
    OCTETS("Name: value\r\nOther : a,,b\r\n\r\n"),
    OCTETS("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551616\r\n\r\nhello"),
    OCTETS("HTTP/1.1 200 OK\r\nContent-Length: 99\r\nContent-Length:\r\n\r\nhello\r\nHTTP/1.1 204 \r\n\r\n" CONTROLS_0),
    OCTETS(CHUNKED "ffffffffffffffffff\r\nhello"),
    OCTETS(CHUNKED "5\r\nhel"),
    OCTETS(CHUNKED "\r\n0\r\nHTTP/1.1 204 \r\n\r\n"),
    OCTETS("HTTP/1.1 204 No Content\r\n\r\n" CONTROLS_0),
    OCTETS(CONTROLS_0),
    OCTETS("\0\0\xFF\xFF\x80 \t\n:\n1\n"),
};

enum { INPUTS = ROW_COUNT(sound_inputs) + ROW_COUNT(odd_inputs), ROOM = 4096, SEEDS = 400 };

static h204_view input_at(size_t index)
{
    return index < ROW_COUNT(sound_inputs) ? sound_inputs[index] : odd_inputs[index - ROW_COUNT(sound_inputs)];
}

/* Room of exactly `capacity` octets before a page that may not be touched, filled from `data`. */
static uint8_t *room_for(h204_view data, size_t capacity)
{
    static guard memory;
    static uint8_t filled[ROOM];
    if (memory.pages == NULL) {
        memory = guard_new(ROOM);
    }
    memset(filled, 0, sizeof filled);
    if (data.size > 0) {
        memcpy(filled, data.data, data.size);
    }
    return (uint8_t *)(uintptr_t)guard_place(&memory, filled, capacity);
}

static uint64_t mixed(const uint8_t *octets, size_t size)
{
    uint64_t hash = size;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ octets[i]) * 1099511628211u;
    }
    return hash;
}

Test(mutator, keeps_to_the_room_and_to_the_seed)
{
    static const size_t rooms[] = { 0, 1, 16, 17, 18, 40, ROOM - 128 };
    for (size_t i = 0; i < INPUTS; i++) {
        h204_view input = input_at(i);
        for (unsigned seed = 0; seed < SEEDS; seed++) {
            size_t capacity = input.size + rooms[seed % ROW_COUNT(rooms)];
            uint64_t hashes[2];
            for (int round = 0; round < 2 && capacity > 0; round++) {
                uint8_t *octets = room_for(input, capacity);
                size_t size = LLVMFuzzerCustomMutator(octets, input.size, capacity, seed);
                cr_assert_leq(size, capacity, "input %zu, seed %u", i, seed);
                hashes[round] = mixed(octets, size);
            }
            cr_expect(capacity == 0 || hashes[0] == hashes[1], "input %zu, seed %u: two results", i, seed);
        }
    }
}

Test(mutator, crosses_within_the_room)
{
    static const size_t rooms[] = { 0, 1, 17, 40, 80, ROOM };
    size_t made = 0;
    for (size_t i = 0; i < INPUTS * INPUTS; i++) {
        h204_view first = input_at(i / INPUTS);
        h204_view second = input_at(i % INPUTS);
        for (unsigned seed = 0; seed < 40; seed++) {
            size_t capacity = rooms[seed % ROW_COUNT(rooms)];
            uint64_t hashes[2];
            for (int round = 0; round < 2; round++) {
                uint8_t *octets = room_for((h204_view){ NULL, 0 }, capacity);
                size_t size = LLVMFuzzerCustomCrossOver(first.data, first.size, second.data, second.size, octets,
                                                        capacity, seed);
                cr_assert_leq(size, capacity, "inputs %zu, seed %u", i, seed);
                hashes[round] = mixed(octets, size);
                made += size > 0;
            }
            cr_expect_eq(hashes[0], hashes[1], "inputs %zu, seed %u: two results", i, seed);
        }
    }
    cr_expect_gt(made, INPUTS * INPUTS, "crossed %zu times", made);
}

/* The operation alone.  False where it says that it changed nothing; then it did not. */
static bool is_applied(const operation *tried, h204_view input, unsigned seed, size_t capacity)
{
    uint8_t *octets = room_for(input, capacity);
    begin(octets, input.size, capacity, seed);
    lay_out(&work.laid, octets, input.size);
    bool applied = tried->apply(&work);
    cr_assert_leq(work.size, capacity, "%s, seed %u", tried->name, seed);
    if (!applied) {
        cr_assert_eq(work.size, input.size, "%s, seed %u", tried->name, seed);
        cr_assert(memcmp(octets, input.data, input.size) == 0, "%s, seed %u", tried->name, seed);
    }
    return applied;
}

Test(mutator, every_operation_is_reached)
{
    static const size_t rooms[] = { 0, 1, 3, 30, ROOM - 128 };
    for (size_t o = 0; o < COUNT(operations); o++) {
        size_t applied = 0;
        for (size_t i = 0; i < INPUTS; i++) {
            for (unsigned seed = 0; seed < SEEDS; seed++) {
                h204_view input = input_at(i);
                applied += is_applied(&operations[o], input, seed, input.size + rooms[seed % ROW_COUNT(rooms)]);
            }
        }
        cr_expect_gt(applied, 20, "%s was applied %zu times", operations[o].name, applied);
    }
}

static bool is_sound(h204_view input, reading_result *result)
{
    static const request_facts requests[2]; /* no input has more final messages */
    connection read = { 0 };
    read.octets = input.data;
    read.size = input.size;
    read.requests = requests;
    read.request_count = ROW_COUNT(requests);
    result_clear(result);
    codec_read(&read, NULL, 0, result);
    bool whole = result->state != READ_REJECT && result->at == input.size;
    for (size_t i = 0; i < result->message_count; i++) {
        whole = whole && result->messages[i].complete;
    }
    return whole;
}

Test(mutator, some_operations_keep_messages_sound)
{
    reading_result result = result_new();
    for (size_t i = 0; i < ROW_COUNT(sound_inputs); i++) {
        cr_assert(is_sound(sound_inputs[i], &result), "input %zu is not read", i);
    }
    for (size_t o = 0; o < COUNT(operations); o++) {
        size_t applied = 0;
        for (size_t i = 0; i < ROW_COUNT(sound_inputs) && operations[o].keeps_sound; i++) {
            for (unsigned seed = 0; seed < SEEDS; seed++) {
                applied += is_applied(&operations[o], sound_inputs[i], seed, ROOM - 64);
                h204_view after = { work.octets, work.size };
                cr_assert(is_sound(after, &result), "%s, input %zu, seed %u: %.*s", operations[o].name, i, seed,
                          (int)after.size, (const char *)after.data);
            }
        }
        cr_expect(!operations[o].keeps_sound || operations[o].apply == length_mend || applied > 0,
                  "%s was never applied", operations[o].name);
    }
    result_release(&result);
}

Test(mutator, a_length_is_mended)
{
    h204_view broken = VIEW("HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nhello");
    h204_view mended = VIEW("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    begin(room_for(broken, ROOM), broken.size, ROOM, 0);
    lay_out(&work.laid, work.octets, work.size);
    cr_assert(length_mend(&work));
    cr_assert_eq(work.size, mended.size);
    cr_expect(memcmp(work.octets, mended.data, mended.size) == 0);
}

Test(mutator, controls_survive_most_changes_and_are_changed)
{
    h204_view input = VIEW("HTTP/1.1 204 No Content\r\nServer: x\r\n\r\n" CONTROLS_0);
    size_t marked = 0;
    size_t same = 0;
    for (unsigned seed = 0; seed < SEEDS; seed++) {
        uint8_t *octets = room_for(input, ROOM);
        size_t size = mutate(octets, input.size, ROOM, seed);
        controls behind;
        split_controls(octets, size, &behind);
        static const uint8_t none[CONTROLS];
        marked += behind.marked;
        same += behind.marked && memcmp(behind.octets, none, CONTROLS) == 0;
    }
    cr_expect_gt(marked, SEEDS * 9 / 10);
    cr_expect_gt(same, SEEDS * 7 / 10);
    cr_expect_lt(same, marked);
}

/* Every place of a layout is inside, and in order. */
Test(mutator, any_octets_can_be_laid_out)
{
    static const char alphabet[] = "HTTP/1.1 204\r\n:\n,0aF;\t\xFF";
    static const char head[] = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n";
    static layout laid;
    uint8_t octets[300];
    for (unsigned seed = 0; seed < 20000; seed++) {
        begin(octets, 0, 0, seed);
        size_t size = below(&work, sizeof octets);
        for (size_t i = 0; i < size; i++) {
            octets[i] = (uint8_t)alphabet[below(&work, sizeof alphabet)];
        }
        if (one_in(&work, 2) && size >= sizeof head) {
            memcpy(octets, head, sizeof head - 1);
        }
        lay_out(&laid, octets, size);
        for (unsigned i = 0; i < laid.line_count; i++) {
            line l = laid.lines[i];
            cr_assert(l.start <= l.mark && l.mark <= l.stop && l.stop <= l.end && l.end <= l.data && l.data <= size);
            cr_assert(l.kind == STRAY_LINE || l.message < laid.message_count);
            cr_assert((l.kind & ANY_FIELD) == 0 || (l.mark <= l.value && l.value <= l.stop));
        }
        for (unsigned i = 0; i < laid.message_count; i++) {
            message m = laid.messages[i];
            cr_assert(m.start <= m.content && m.content <= m.content_end && m.content_end <= size);
            cr_assert(m.start <= m.end && m.end <= size);
        }
    }
}

Test(mutator, a_large_input_is_the_engine_s)
{
    enum { LARGE = LAID_OUT_MOST + 1 };
    static uint8_t octets[LARGE];
    static uint8_t before[LARGE];
    size_t size = LLVMFuzzerCustomMutator(octets, LARGE, LARGE, 3);
    size_t changed = 0;
    for (size_t i = 0; i < LARGE; i++) {
        changed += octets[i] != before[i];
    }
    cr_expect_eq(size, LARGE);
    cr_expect_eq(changed, 1);
    cr_expect_eq(LLVMFuzzerCustomCrossOver(octets, LARGE, octets, 5, before, LARGE, 3), 0);
}

Test(mutator, afl_gets_the_same_from_the_same_seed)
{
    enum { CALLS = 2000 };
    uint64_t hashes[2] = { 0 };
    for (int round = 0; round < 2; round++) {
        void *data = afl_custom_init(NULL, 7);
        for (unsigned call = 0; call < CALLS; call++) {
            h204_view input = input_at(call % INPUTS);
            h204_view other = input_at((call / INPUTS) % INPUTS);
            uint8_t *out = NULL;
            size_t most = input.size + call % 300;
            uint8_t *octets = room_for(input, input.size);
            size_t size = call % 3 == 0 ? afl_custom_havoc_mutation(data, octets, input.size, &out, most)
                                        : afl_custom_fuzz(data, octets, input.size, &out,
                                                          (uint8_t *)(uintptr_t)other.data, other.size, most);
            cr_assert_leq(size, most);
            cr_assert_not_null(out);
            hashes[round] = hashes[round] * 31 + mixed(out, size);
        }
        afl_custom_deinit(data);
    }
    cr_expect_eq(hashes[0], hashes[1]);
    uint8_t *out = NULL;
    static uint8_t large[AFL_INPUT_MOST + 1];
    cr_expect_eq(afl_custom_fuzz(afl_custom_init(NULL, 1), large, sizeof large, &out, NULL, 0, sizeof large), 0);
    cr_expect_gt(afl_custom_havoc_mutation_probability(NULL), 0);
}
