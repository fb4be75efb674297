/* child.c - a process that answers lines with lines, and never outlives us.
 */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define READ_SIZE     ((size_t)65536)
#define GRACE_SECONDS 1.0 /* to end by itself once its input is closed */

extern char **environ;

/* ---- no child outlives us ------------------------------------------------------------------------------ */

static atomic_int running[CHILDREN_MAX]; /* process groups; 0: a free place */

static void remember(pid_t pid)
{
    for (size_t i = 0; i < CHILDREN_MAX; i++) {
        int free_place = 0;
        if (atomic_compare_exchange_strong(&running[i], &free_place, pid)) {
            return;
        }
    }
}

static void forget(pid_t pid)
{
    for (size_t i = 0; i < CHILDREN_MAX; i++) {
        int place = pid;
        if (atomic_compare_exchange_strong(&running[i], &place, 0)) {
            return;
        }
    }
}

static void end_all(int number)
{
    for (size_t i = 0; i < CHILDREN_MAX; i++) {
        int group = atomic_load(&running[i]);
        if (group > 0) {
            kill(-group, SIGKILL);
        }
    }
    signal(number, SIG_DFL);
    raise(number);
}

void child_end_all_on_signal(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction action = {.sa_handler = end_all};
        struct sigaction before;
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(numbers[i], &action, NULL);
        }
    }
}

/* ---- time ---------------------------------------------------------------------------------------------- */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* For poll: never 0 while time is left, and no more than it can hold. */
static int milliseconds_until(double deadline)
{
    double left = (deadline - now()) * 1000;
    if (left <= 0) {
        return 0;
    }
    return left < 1e9 ? (int)left + 1 : 1000000000;
}

/* ---- starting and ending ------------------------------------------------------------------------------- */

static void close_all(int pipes[4])
{
    for (size_t i = 0; i < 4; i++) {
        if (pipes[i] >= 0) {
            close(pipes[i]);
        }
    }
}

/* Its own process group, so that it can be ended with all that it starts; SIGPIPE as a program expects it. */
static int spawn(pid_t *pid, char *const *command, int input, int output)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    int error = posix_spawnp(pid, command[0], &actions, &attributes, command, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

child_status child_start(child *started, char *const *command, memory *from, const char **why)
{
    int pipes[4] = {-1, -1, -1, -1};
    *started = (child){.to = -1, .from = -1};
    if (pipe2(pipes, O_CLOEXEC) != 0 || pipe2(pipes + 2, O_CLOEXEC) != 0) {
        *why = memory_text(from, "no pipe: %s", strerror(errno));
        close_all(pipes);
        return CHILD_BROKEN;
    }
    pid_t pid;
    int error = spawn(&pid, command, pipes[0], pipes[3]);
    if (error != 0) {
        *why = memory_text(from, "%s: %s", command[0], strerror(error));
        close_all(pipes);
        return CHILD_NOT_FOUND;
    }
    remember(pid);
    close(pipes[0]);
    close(pipes[3]);
    fcntl(pipes[1], F_SETFL, O_NONBLOCK);
    fcntl(pipes[2], F_SETFL, O_NONBLOCK);
    started->pid = pid;
    started->to = pipes[1];
    started->from = pipes[2];
    return CHILD_DONE;
}

/* Whether it has ended; it stays a zombie, so that its number, and its group's, is nobody else's yet. */
static bool has_ended(pid_t pid)
{
    siginfo_t info = {.si_pid = 0};
    return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid;
}

static void await_end(pid_t pid, double seconds)
{
    double deadline = now() + seconds;
    long pause = 200000; /* nanoseconds, doubled up to 20 ms */
    while (!has_ended(pid) && now() < deadline) {
        nanosleep(&(struct timespec){0, pause}, NULL);
        pause = pause < 10000000 ? pause * 2 : 20000000;
    }
}

/* Kill what is left and reap it; the status is waitpid's. */
static int reap(child *ended)
{
    int status = 0;
    kill(-ended->pid, SIGKILL);
    while (waitpid(ended->pid, &status, 0) < 0 && errno == EINTR) {
    }
    forget(ended->pid);
    if (ended->to >= 0) {
        close(ended->to);
    }
    close(ended->from);
    free(ended->received.data);
    *ended = (child){.to = -1, .from = -1};
    return status;
}

void child_end(child *ended)
{
    if (ended->pid == 0) {
        return;
    }
    close(ended->to);
    ended->to = -1;
    await_end(ended->pid, GRACE_SECONDS);
    reap(ended);
}

/* ---- one line each way --------------------------------------------------------------------------------- */

/* It has closed its output: why? */
static child_status broken_by_end(child *partner, memory *from, const char **why)
{
    await_end(partner->pid, GRACE_SECONDS);
    bool ended = has_ended(partner->pid);
    int status = reap(partner);
    if (!ended) {
        *why = "closed its standard output without an answer";
    } else if (WIFSIGNALED(status)) {
        *why = memory_text(from, "crashed: signal %d (%s)", WTERMSIG(status),
                           strsignal(WTERMSIG(status)));
    } else {
        *why = memory_text(from, "exited with status %d without an answer", WEXITSTATUS(status));
    }
    return CHILD_BROKEN;
}

static child_status broken(child *partner, const char *because, const char **why)
{
    reap(partner);
    *why = because;
    return CHILD_BROKEN;
}

/* Read what is there.  false: the end of its output. */
static bool receive(child *partner)
{
    buffer_reserve(&partner->received, READ_SIZE);
    octet_buffer *received = &partner->received;
    ssize_t got = read(partner->from, received->data + received->size, READ_SIZE);
    if (got > 0) {
        received->size += (size_t)got;
        return true;
    }
    return got < 0 && (errno == EAGAIN || errno == EINTR);
}

/* Write what fits.  A child that does not read its input may still be about to answer. */
static size_t send_some(child *partner, const char *line, size_t size)
{
    ssize_t put = write(partner->to, line, size);
    if (put >= 0) {
        return (size_t)put;
    }
    return errno == EAGAIN || errno == EINTR ? 0 : size;
}

child_status child_exchange(child *partner, const char *line, size_t size, double seconds,
                            memory *from, octets *answer, const char **why)
{
    double deadline = now() + seconds;
    size_t sent = 0;
    size_t searched = 0;
    if (partner->received.size > 0) {
        return broken(partner, "printed more than one line for a question", why);
    }
    for (;;) {
        struct pollfd watched[2] = {
            {.fd = partner->from, .events = POLLIN},
            {.fd = sent < size ? partner->to : -1, .events = POLLOUT},
        };
        int ready = poll(watched, 2, milliseconds_until(deadline));
        if (ready < 0 && errno != EINTR) {
            return broken(partner, strerror(errno), why);
        }
        if (ready == 0) {
            return broken(partner, memory_text(from, "hung: no answer within %g seconds", seconds),
                          why);
        }
        if (ready > 0 && watched[1].revents != 0) {
            sent += send_some(partner, line + sent, size - sent);
        }
        if (ready <= 0 || watched[0].revents == 0) {
            continue;
        }
        if (!receive(partner)) {
            return broken_by_end(partner, from, why);
        }
        octet_buffer *received = &partner->received;
        const uint8_t *end = memchr(received->data + searched, '\n', received->size - searched);
        if (end != NULL) {
            size_t length = (size_t)(end - received->data);
            *answer = memory_octets(from, received->data, length);
            received->size -= length + 1;
            memmove(received->data, end + 1, received->size);
            return CHILD_DONE;
        }
        searched = received->size;
        if (searched > CHILD_LINE_MAX) {
            return broken(
                partner,
                memory_text(from, "printed a line of more than %zu octets", CHILD_LINE_MAX), why);
        }
    }
}
