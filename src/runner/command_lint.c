/* command_lint.c - `h204 lint`: what recorded responses are, and what their senders broke. */
#include "commands.h"
#include "explain.h"
#include "lint_order.h"
#include "show.h"

#include <stdlib.h>
#include <time.h>

/* ---- one file ------------------------------------------------------------------------------------------ */

static void count_item(lint_report *r, const lint_item *item)
{
    bool is_response = item->kind == LINT_MESSAGE || item->kind == LINT_TRUNCATED || item->kind == LINT_REJECTED;
    r->heads += is_response && (item->kind == LINT_MESSAGE || item->head_read) ? 1 : 0;
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
    if (item->kind == LINT_TRUNCATED) {
        r->is_cut = true;
        r->cut_at = lint_item_place(r->track, item).offset;
    }
}

static void print_item(lint_report *r, const lint_item *item)
{
    switch (r->output) {
    case LINT_OUTPUT_TEXT:  lint_text_item(r, item); return;
    case LINT_OUTPUT_JSON:  lint_json_item(r, item); return;
    case LINT_OUTPUT_SARIF: sarif_item(r, item); return;
    }
}

/* ---- how fast ------------------------------------------------------------------------------------------ */

static double seconds_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double megabytes_a_second(size_t size, double seconds)
{
    return seconds > 0 ? (double)size / 1e6 / seconds : 0;
}

/* Read the file a second time and judge nothing. */
static void print_stats(const lint_report *r, const lint_order *order, double checking)
{
    recording from;
    lint_track track;
    size_t messages = 0;
    double start = seconds_now();
    if (recording_open(&from, r->format, r->file, order->requests, order->request_count)) {
        while (recording_next(&from, &track)) {
            messages += lint_read_only(&track, &order->options);
        }
    }
    recording_close(&from);
    double reading = seconds_now() - start;
    fprintf(stderr,
            "h204 lint: %s: %zu octets, %zu messages; reading alone %.3f s, %.1f MB/s; with checking %.3f s, %.1f MB/s\n",
            r->name, r->file.size, messages, reading, megabytes_a_second(r->file.size, reading), checking,
            megabytes_a_second(r->file.size, checking));
}

/* ---- the way through ----------------------------------------------------------------------------------- */

typedef struct progress {
    lint_item last;    /* the END of the last track            */
    size_t unanswered;
    double seconds;    /* spent on reading and judging         */
} progress;

static void lint_one_track(lint_report *r, const lint_order *order, progress *so_far)
{
    lint *state = lint_begin(r->track, &order->options, so_far->last.number);
    for (;;) {
        double start = order->wants_stats ? seconds_now() : 0;
        lint_item item = lint_next(state);
        so_far->seconds += order->wants_stats ? seconds_now() - start : 0;
        if (item.kind == LINT_END) {
            so_far->last = item;
            so_far->last.offset = lint_item_place(r->track, &item).offset; /* the track is not kept */
            break;
        }
        count_item(r, &item);
        print_item(r, &item);
    }
    so_far->unanswered = lint_unanswered(state);
    lint_end(state);
}

static int lint_file(lint_report *r, const lint_order *order)
{
    recording from;
    lint_track track = { 0 };
    progress so_far = { .last = { .kind = LINT_END } };
    if (!recording_open(&from, r->format, r->file, order->requests, order->request_count)) {
        lint_bad_usage("%s: %s", r->name, from.error);
        recording_close(&from);
        return EXIT_BAD_USAGE;
    }
    if (r->output == LINT_OUTPUT_TEXT) {
        lint_text_begin(r);
    }
    r->track = &track;
    while (recording_next(&from, &track)) {
        lint_one_track(r, order, &so_far);
    }
    track = (lint_track){ 0 };
    if (r->format == RECORDING_CURL) {
        so_far.unanswered = order->request_count - from.answered;
    }
    if (r->output == LINT_OUTPUT_TEXT) {
        lint_text_end(r, so_far.last.number, so_far.unanswered);
    } else {
        print_item(r, &so_far.last);
    }
    recording_close(&from);
    if (order->wants_stats) {
        print_stats(r, order, so_far.seconds);
    }
    lint_notes_free(r);
    if (r->failed) {
        return EXIT_NOT_EXPECTED;
    }
    return r->heads == 0 ? EXIT_NOTHING_RAN : EXIT_EXPECTED;
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

static int lint_named(const char *name, const lint_order *order, sarif *log)
{
    octet_buffer buffer = { 0 };
    int code = EXIT_BAD_USAGE;
    if (lint_read_file(name, &buffer)) {
        h204_view file = { buffer.data, buffer.size };
        lint_report r = {
            .name = name,
            .file = file,
            .format = order->format_given ? order->format : recording_detect(file, order->request_count > 0),
            .output = order->output,
            .colour = show_in_colour(stdout),
            .minimum = order->minimum,
            .requests_known = order->request_count > 0,
            .sarif = log,
        };
        code = lint_file(&r, order);
    }
    free(buffer.data);
    return code;
}

static int lint_files(const lint_order *order)
{
    int code = EXIT_EXPECTED;
    bool several = order->names[1] != NULL;
    bool is_sarif = order->output == LINT_OUTPUT_SARIF;
    sarif log;
    if (is_sarif) {
        sarif_begin(&log, &order->options.rows, stdout);
    }
    for (size_t i = 0; order->names[i] != NULL; i++) {
        if (several && order->output == LINT_OUTPUT_TEXT) {
            printf("%s%s:\n", i > 0 ? "\n" : "", order->names[i]);
        }
        if (is_sarif) {
            sarif_file(&log);
        }
        code = worse_of(code, lint_named(order->names[i], order, is_sarif ? &log : NULL));
    }
    if (is_sarif) {
        sarif_end(&log, code != EXIT_BAD_USAGE);
    }
    return code;
}

int command_lint(int argc, const char **argv)
{
    lint_order order;
    int code = lint_order_read(argc, argv, &order);
    if (code == EXIT_EXPECTED) {
        code = lint_files(&order);
    }
    lint_order_free(&order);
    return code;
}
