"""campaign_engines.py - the processes of a campaign: their commands, and what their logs say.

Every process is the head of a process group, which it tells the watchdog before it becomes the engine.  The
watchdog is a process that waits for the campaign's end of a pipe to close, however the campaign died, and
then ends the groups that are left.
"""
from __future__ import annotations

import dataclasses
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

INPUT_MOST = 4096

Command = Sequence[str | Path]


class Processes:
    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.pipe = self._begin_watchdog()

    @staticmethod
    def _begin_watchdog() -> int:
        reading, writing = os.pipe()
        if os.fork() != 0:
            os.close(reading)
            return writing
        os.setsid()
        os.close(writing)
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nothing, descriptor)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        _watch(reading)
        os._exit(0)

    def start(self, command: Command, log: Path) -> subprocess.Popen[bytes]:
        def announce() -> None:
            os.write(self.pipe, b"+%d\n" % os.getpid())

        with open(log, "ab") as file:
            return subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=file,
                                    stderr=subprocess.STDOUT, env=self._environment(), process_group=0,
                                    preexec_fn=announce)

    def reap(self, process: subprocess.Popen[bytes]) -> None:
        """After the end of a process: nothing of its group is left."""
        _signal_group(process.pid, signal.SIGKILL)
        process.wait()
        os.write(self.pipe, b"-%d\n" % process.pid)

    def run_all(self, commands: Sequence[tuple[Command, Path]], at_once: int, seconds: float) -> list[int]:
        """Run them, and give their exit codes; -9 where one took more than so many seconds."""
        codes = [0] * len(commands)
        running: dict[int, tuple[subprocess.Popen[bytes], float]] = {}
        waiting = list(range(len(commands)))
        while waiting or running:
            while waiting and len(running) < at_once:
                index = waiting.pop(0)
                running[index] = self.start(*commands[index]), time.monotonic() + seconds
            for index, (process, deadline) in list(running.items()):
                if process.poll() is not None or time.monotonic() > deadline:
                    self.reap(process)
                    codes[index] = process.returncode
                    del running[index]
            time.sleep(0.02)
        return codes

    def run(self, command: Command, log: Path, seconds: float) -> int:
        return self.run_all([(command, log)], 1, seconds)[0]

    def _environment(self) -> dict[str, str]:
        environment = dict(os.environ, TMPDIR=str(self.scratch), AFL_NO_UI="1", AFL_SKIP_CPUFREQ="1",
                           AFL_NO_AFFINITY="1", AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES="1")
        environment.setdefault("ASAN_OPTIONS", "quarantine_size_mb=1")
        return environment


def _signal_group(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        pass


def _watch(reading: int) -> None:
    groups: set[int] = set()
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        rest = b""
        while chunk := pipe.read(4096):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                (groups.add if line[:1] == b"+" else groups.discard)(int(line[1:]))
    # afl-fuzz gives back its shared memory only where it is asked to end.
    for number, patience in ((signal.SIGTERM, 1.0), (signal.SIGKILL, 0.0)):
        for group in groups:
            _signal_group(group, number)
        time.sleep(patience if groups else 0.0)


@dataclasses.dataclass(frozen=True)
class Build:
    """Where the built harnesses and their helpers are."""

    source: Path
    path: Path

    def binary(self, way: str, harness: str) -> Path:
        return self.path / way / harness

    def lacks(self, way: str, harness: str) -> str:
        """Why a task cannot be started; empty where it can."""
        if way.startswith("afl") and shutil.which("afl-fuzz") is None:
            return "no afl-fuzz here (Debian: afl++)"
        if not os.access(self.binary(way, harness), os.X_OK):
            return "not built (make build/fuzz/WAY/HARNESS)"
        return ""

    def dictionary(self) -> Path | None:
        path = self.source / "fuzz" / "h204.dict"
        return path if path.exists() else None


def libfuzzer_command(build: Build, way: str, harness: str, corpus: Path, folder: Path, seconds: int) -> Command:
    dictionary = build.dictionary()
    return [build.binary(way, harness), folder / "new", corpus, "-max_total_time=%d" % seconds,
            "-max_len=%d" % INPUT_MOST, "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1",
            "-artifact_prefix=%s/" % (folder / "crashes"), *(["-dict=%s" % dictionary] if dictionary else [])]


def afl_command(build: Build, way: str, harness: str, corpus: Path, name: Sequence[str], out: Path,
                seconds: int) -> Command:
    """`name` is -M or -S and what to call this one."""
    dictionary = build.dictionary()
    mutator = build.path / "afl-mutator.so"
    cmplog = build.binary("afl-cmplog", harness)
    return ["env", "-u", "ASAN_OPTIONS",  # afl-fuzz sets its own, and refuses others
            *(["AFL_CUSTOM_MUTATOR_LIBRARY=%s" % mutator] if mutator.exists() else []), "afl-fuzz", "-i", corpus, "-o", out, *name, "-V", str(seconds), "-G", str(INPUT_MOST),
            *(["-x", dictionary] if dictionary else []),
            *(["-c", cmplog] if way == "afl" and cmplog.exists() else []),
            "--", build.binary(way, harness)]


def merge_command(binary: Path, into: Path, crashes: Path, folders: Sequence[Path]) -> Command:
    return [binary, "-set_cover_merge=1", "-max_len=%d" % INPUT_MOST, "-timeout=10", "-rss_limit_mb=2048",
            "-artifact_prefix=%s/" % crashes, into, *folders]


# ---- what logs say -----------------------------------------------------------------------------------


def text_of(log: Path, most: int | None = None) -> str:
    """The text of a log, or its last `most` octets."""
    try:
        with open(log, "rb") as file:
            if most is not None:
                file.seek(max(0, os.fstat(file.fileno()).st_size - most))
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""


def libfuzzer_executions(log: str) -> int:
    """A log may hold several runs one behind the other, each counting from one."""
    total = last = 0
    for match in re.finditer(r"^(?:#|stat::number_of_executed_units:\s*|Done )(\d+)", log, re.MULTILINE):
        number = int(match.group(1))
        if number < last:
            total += last
        last = number
    return total + last


def edges_of(log: str) -> int:
    found = re.findall(r"cov: (\d+)", log)
    return int(found[-1]) if found else 0


def afl_executions(stats: str) -> int:
    match = re.search(r"^execs_done\s*:\s*(\d+)", stats, re.MULTILINE)
    return int(match.group(1)) if match else 0


def complaint_of(log: str) -> str:
    """The line in which an engine says why it ended."""
    plain = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", log)
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    for line in lines:
        match = re.search(r"PROGRAM ABORT\W*(.*)|^(ERROR: .*)", line)
        if match:
            return (match.group(1) or match.group(2))[:100]
    return lines[-1][:100] if lines else "it ended without a word"
