#!/usr/bin/env -S python3 -B
"""campaign.py - fuzz until stopped: harnesses x ways over the cores, in rounds; fuzz/README.md tells the rest.

usage: campaign.py [--jobs N] [--round-seconds N] [--rounds N] [--seconds N] [--home FOLDER] [--build FOLDER]
                   [--library "HARNESS..."] HARNESS...
"""
from __future__ import annotations

import argparse
import dataclasses
import errno
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import campaign_engines as engines
from campaign_findings import Findings
from campaign_home import FAULTS_MOST, FULL, CampaignError, Fault, Home, Task, sha1_of, write_atomically
from campaign_page import page, round_line, table
from campaign_sync import Sync

SOURCE = Path(__file__).resolve().parent.parent
WAYS = ("asan", "plain", "afl", "msan", "afl-asan")
RESTARTS_MOST = 100
REPLAYS_MOST = 10
MERGE_SECONDS = 900.0
FREE_MEGABYTES = 64
PATIENCE = 10.0
EARLY = 3


@dataclasses.dataclass
class Worker:
    """A task at work on one core; its folder is round/N/HARNESS/WAY-K."""

    task: Task
    folder: Path
    process: subprocess.Popen[bytes]
    began: float
    restarts: int = 0

    @property
    def log(self) -> Path:
        return self.folder / "log"


def is_whole(artefact: Path) -> bool:
    """libFuzzer names an artefact by its content, of which a full disk takes only a part."""
    claimed = artefact.name.rpartition("-")[2]
    return re.fullmatch(r"[0-9a-f]{40}", claimed) is None or sha1_of(artefact) == claimed


class Campaign:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.stopping = 0
        self.host = re.sub(r"[^A-Za-z0-9_-]", "-", os.environ.get("FUZZ_NAME") or socket.gethostname())[:16]
        self.build = engines.Build(SOURCE, options.build)
        self.home = Home(options.home)
        self.home.lock()
        self.processes = engines.Processes(self.home.path / "tmp")
        self.status, complaint = self.home.load()
        if complaint:
            self.fault(complaint)
        self.describe()
        self.findings = Findings(self.home, self.status, self.build, self.processes)
        sync = os.environ.get("FUZZ_SYNC")
        self.sync = Sync(Path(sync), self.host, self.home) if sync else None
        self.begun = self.marked = time.monotonic()
        self.failed: set[tuple[str, str]] = set()

    def describe(self) -> None:
        options, status = self.options, self.status
        status.host, status.jobs, status.round_seconds = self.host, options.jobs, options.round_seconds
        tasks = [status.task(harness, way) for way in WAYS for harness in options.harnesses
                 if not (way == "msan" and harness in options.library)]
        status.tasks = tasks
        for task in tasks:
            task.state, task.note = "waiting", ""
        status.harnesses = [status.harness(name) for name in options.harnesses]
        status.findings = [one for one in status.findings if (self.home.path / "findings" / one.id).exists()]

    # ---- what is told ----------------------------------------------------------------------------

    def fault(self, text: str) -> None:
        """The same fault twice in a row is told once."""
        faults = self.status.faults
        if not faults or faults[-1].text != text:
            print("campaign: %s" % text, flush=True)
        else:
            faults.pop()
        faults.append(Fault(int(time.time()), text))
        del faults[:-FAULTS_MOST]

    def tick(self) -> None:
        now = time.monotonic()
        self.status.seconds += now - self.marked
        self.marked = now

    def save(self, state: str = "running") -> None:
        self.tick()
        self.status.updated = int(time.time())
        self.status.state = state
        write_atomically(self.home.path / "status.json", self.status.as_json())
        write_atomically(self.home.path / "index.html", page(self.status))

    def draw(self, workers: list[Worker], left: float) -> None:
        if not sys.stdout.isatty():
            return
        self.tick()
        rates: dict[tuple[str, str], float] = {}
        for worker in (one for one in workers if not one.task.is_afl):
            log = engines.text_of(worker.log)
            seconds = max(1.0, time.monotonic() - worker.began)
            rates[worker.task.harness, worker.task.way] = engines.libfuzzer_executions(log) / seconds
        size = shutil.get_terminal_size()
        lines = table(self.status, rates, left, size.columns - 1)
        print("\x1b[H" + "".join(line + "\x1b[K\n" for line in lines[:size.lines - 1]) + "\x1b[J", end="", flush=True)

    # ---- the course of a campaign ----------------------------------------------------------------

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Once: end the round and keep what it found.  Twice: end now; the next start keeps it."""
        self.stopping += 1
        if self.stopping > 1:
            os._exit(130)

    def goes_on(self, rounds: int) -> bool:
        options = self.options
        return not self.stopping and (options.rounds == 0 or rounds < options.rounds) and \
            (options.seconds == 0 or time.monotonic() - self.begun < options.seconds)

    def run(self) -> int:
        self.guarded(self.recover)
        self.guarded(self.plant)
        rounds = 0
        while self.goes_on(rounds):
            rounds += 1
            if not self.guarded(self.round):
                self.rest()
        self.guarded(lambda: self.save("ended"))
        shutil.rmtree(self.home.path / "tmp", ignore_errors=True)
        print("campaign: ended; %s" % (self.home.path / "index.html"), flush=True)
        return 1 if all(task.rounds == 0 for task in self.status.tasks) else 0

    def guarded(self, step: Callable[[], None]) -> bool:
        """A full disk ends a step, never the campaign."""
        try:
            step()
            return True
        except OSError as wrong:
            if wrong.errno not in FULL:
                raise
            self.fault("no room in %s: %s" % (self.home.path, wrong.strerror))
            for task in self.status.tasks:
                task.note = "waits for room"
            self.save_without_room()
            return False

    def save_without_room(self) -> None:
        """Where even the status finds no room, the line above was told to whoever watches."""
        try:
            self.save("waiting for room")
        except OSError as wrong:
            if wrong.errno not in FULL:
                raise

    def rest(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.goes_on(-1) and not self.room_is_back():
            time.sleep(0.2)

    def room_is_back(self) -> bool:
        return self.status.state == "waiting for room" and self.has_room()

    def has_room(self) -> bool:
        return self.home.free_megabytes() >= FREE_MEGABYTES

    def recover(self) -> None:
        """What a killed campaign left: its rounds are counted where they were not, and their inputs kept."""
        self.home.recover()
        rounds = self.home.path / "round"
        for folder in sorted(rounds.iterdir(), key=lambda path: int(path.name)):
            if int(folder.name) > self.status.rounds:
                self.settle(folder)
                self.status.rounds = int(folder.name)
                self.save()
            shutil.rmtree(folder)

    def plant(self) -> None:
        """Seeds and recorded crashes join every corpus, which also measures it by today's build."""
        folder = self.home.path / "round" / "0"
        names = [harness for harness in self.options.harnesses if self.merging_binary(harness) is not None]
        for harness in names:
            (folder / harness).mkdir(parents=True, exist_ok=True)
        self.merge(folder, names, [path for path in self.options.seeds if path.is_dir()])
        self.take_artefacts(folder)
        self.save()
        shutil.rmtree(folder, ignore_errors=True)

    # ---- a round ---------------------------------------------------------------------------------

    def round(self) -> None:
        if not self.has_room():
            raise OSError(errno.ENOSPC, "%d MB are free, a round wants %d" %
                          (self.home.free_megabytes(), FREE_MEGABYTES))
        folder = self.home.path / "round" / str(self.status.rounds + 1)
        began = time.monotonic()
        seconds = float(self.options.round_seconds)
        if self.options.seconds:
            seconds = min(seconds, self.options.seconds - (began - self.begun))
        before = self.status.executions
        self.survey()
        ran = self.work(folder, began + max(1.0, seconds))
        self.settle(folder)
        self.status.rounds += 1
        self.save()
        shutil.rmtree(folder, ignore_errors=True)
        if not sys.stdout.isatty():
            print(round_line(self.status, ran, self.status.executions - before, time.monotonic() - began), flush=True)
        if not ran:
            self.rest()

    def work(self, folder: Path, deadline: float) -> list[Task]:
        workers: list[Worker] = []
        done: list[Task] = []
        choice = self.rotation()
        drawn = 0.0
        try:
            while not self.stopping and time.monotonic() < deadline + PATIENCE:
                left = deadline - time.monotonic()
                if left >= 1 or drawn == 0:
                    self.fill(workers, choice, folder, max(1, int(left + 0.5)))
                for worker in list(workers):
                    if worker.process.poll() is not None and not self.goes_on_with(worker, deadline):
                        workers.remove(worker)
                        done.append(worker.task)
                if not workers:
                    break
                if time.monotonic() - drawn >= 1:
                    self.draw(workers, left)
                    drawn = time.monotonic()
                time.sleep(0.05)
        finally:
            self.end_workers(workers)
        ran = [*done, *(worker.task for worker in workers)]
        return [task for task in ran if (task.harness, task.way) not in self.failed]

    def rotation(self) -> Iterator[Task]:
        """Tasks in turn, from where the last round stopped, for as long as any can run."""
        tasks = self.status.tasks
        idle = 0
        while idle < len(tasks):
            idle += 1
            task = tasks[self.status.next % len(tasks)]
            self.status.next = (self.status.next + 1) % len(tasks)
            if (task.harness, task.way) not in self.failed:
                idle = 0
                yield task

    def survey(self) -> None:
        """Before each round: which tasks lack their engine or their binary; told when that changes."""
        self.failed.clear()
        lacking: dict[str, list[str]] = {}
        changed = False
        for task in self.status.tasks:
            lack = self.build.lacks(task.way, task.harness)
            if lack:
                lacking.setdefault(lack, []).append("%s/%s" % (task.harness, task.way))
                changed = changed or (task.state, task.note) != ("cannot run", lack)
                task.state, task.note = "cannot run", lack
                self.failed.add((task.harness, task.way))
            elif task.state == "cannot run":
                task.state, task.note = "waiting", ""
        for lack, names in lacking.items() if changed else ():
            self.fault("%s: %s" % (lack, ", ".join(names)))

    def fail(self, task: Task, state: str, note: str) -> None:
        if (task.state, task.note) != (state, note):
            self.fault("%s/%s %s: %s" % (task.harness, task.way, state, note))
        task.state, task.note = state, note
        self.failed.add((task.harness, task.way))

    def fill(self, workers: list[Worker], choice: Iterator[Task], folder: Path, seconds: int) -> None:
        while len(workers) < self.options.jobs:
            task = next(choice, None)
            if task is None:
                return
            number = 1
            while (place := folder / task.harness / ("%s-%d" % (task.way, number))).exists():
                number += 1
            for name in ("new", "crashes"):
                (place / name).mkdir(parents=True)
            (place / "began").touch()
            try:
                process = self.start(task, place, seconds)
            except OSError as wrong:
                if wrong.errno in FULL:
                    raise
                self.fail(task, "does not start", wrong.strerror or str(wrong))
                continue
            task.state, task.note = "running", ""
            workers.append(Worker(task, place, process, time.monotonic()))

    def start(self, task: Task, place: Path, seconds: int) -> subprocess.Popen[bytes]:
        corpus = self.home.corpus(task.harness)
        if not task.is_afl:
            command = engines.libfuzzer_command(self.build, task.way, task.harness, corpus, place, seconds)
            return self.processes.start(command, place / "log")
        if not any(corpus.iterdir()):
            corpus = place / "new"
            (corpus / "empty-line").write_bytes(b"\r\n")
        out = place.parent / "afl"
        role = "-S" if out.exists() else "-M"
        out.mkdir(exist_ok=True)
        command = engines.afl_command(self.build, task.way, task.harness, corpus,
                                      (role, "%s-%s" % (self.host, place.name)), out, seconds)
        return self.processes.start(command, place / "log")

    def goes_on_with(self, worker: Worker, deadline: float) -> bool:
        """A worker has ended: of a finding (then it begins again), before its time, or when its time was up."""
        self.processes.reap(worker.process)
        task, left = worker.task, int(deadline - time.monotonic())
        crashes = [name for name in os.listdir(worker.folder / "crashes") if not name.startswith("slow-unit")]
        if not crashes and (worker.process.returncode != 0 or left > EARLY):
            log = engines.text_of(worker.log)
            self.fail(task, "stopped" if engines.libfuzzer_executions(log) else "does not start",
                      engines.complaint_of(log))
            return False
        if not crashes or left < 1 or worker.restarts >= RESTARTS_MOST:
            task.state = "waiting"
            return False
        for name in crashes:
            for place in (self.home.corpus(task.harness), worker.folder / "new"):
                (place / name.rpartition("-")[2]).unlink(missing_ok=True)
        worker.restarts += 1
        worker.process = self.start(task, worker.folder, left)
        return True

    def end_workers(self, workers: list[Worker]) -> None:
        for number, patience in ((signal.SIGINT, 5.0), (signal.SIGKILL, 5.0)):
            until = time.monotonic() + patience
            for worker in workers:
                if worker.process.poll() is None:
                    os.killpg(worker.process.pid, number)
            while any(worker.process.poll() is None for worker in workers) and time.monotonic() < until:
                time.sleep(0.05)
        for worker in workers:
            self.processes.reap(worker.process)
            if worker.task.state == "running":
                worker.task.state = "waiting"

    # ---- what a round leaves ---------------------------------------------------------------------

    def settle(self, folder: Path) -> None:
        """Count, take the findings, and merge what is new; also for the folder of a killed campaign."""
        for place in sorted(folder.glob("*/*-[0-9]*")):
            if (place / "began").exists():
                self.account(place)
        self.take_artefacts(folder)
        self.merge(folder, [name for name in self.options.harnesses if (folder / name).exists()], [])
        self.take_artefacts(folder)

    def account(self, place: Path) -> None:
        way = place.name.rpartition("-")[0]
        harness = place.parent.name
        task = next((one for one in self.status.tasks if (one.harness, one.way) == (harness, way)), None)
        if task is None or not (place / "log").exists():
            return
        last = (place / "log").stat().st_mtime
        stats = place.parent / "afl" / ("%s-%s" % (self.host, place.name)) / "fuzzer_stats"
        if task.is_afl:
            executions = engines.afl_executions(engines.text_of(stats))
        else:
            executions = engines.libfuzzer_executions(engines.text_of(place / "log"))
        if executions == 0:
            return
        began = place / "began"
        seconds = max(0.1, last - began.stat().st_mtime)
        began.rename(place / "counted")
        for one in (task, self.status.harness(harness)):
            one.executions += executions
            one.seconds += seconds
        task.rounds += 1
        self.status.executions += executions

    def take_artefacts(self, folder: Path) -> None:
        """Each worker's artefacts, which are removed once they are findings."""
        found = [*folder.glob("*/*/crashes/*"), *folder.glob("*/afl/*/hangs/id*")]
        replayed: dict[Path, int] = {}
        for artefact in sorted(path for path in found if path.is_file() and path.name != "README.txt"):
            place = artefact.parent.parent
            if is_whole(artefact) and not artefact.name.startswith("slow-unit") and not self.findings.knows(place / "log", artefact.name):
                replayed[place] = replayed.get(place, 0) + 1
                if replayed[place] <= REPLAYS_MOST:
                    self.take_artefact(place, artefact)
            artefact.unlink()

    def take_artefact(self, place: Path, artefact: Path) -> None:
        way = re.sub(r"-\d+$", "", place.name.removeprefix(self.host + "-"))
        harness = place.parents[1].name if place.parent.name == "afl" else place.parent.name
        if self.findings.take(harness, way, artefact):
            finding = self.status.findings[-1]
            self.fault("finding %s: %s" % (finding.id, finding.title))

    def merging_binary(self, harness: str) -> Path | None:
        for way in ("asan", "plain", "msan"):
            if not self.build.lacks(way, harness):
                return self.build.binary(way, harness)
        return None

    def merge(self, folder: Path, names: list[str], seeds: list[Path]) -> None:
        """New corpora, of the inputs of the old ones and of all that is in the round's folder."""
        marks: dict[str, dict[str, str]] = {}
        works: dict[str, tuple[engines.Command, Path]] = {}
        for harness in names:
            place = folder / harness
            received, crashes = place / "received", place / "merge-1" / "crashes"
            received.mkdir(exist_ok=True)
            crashes.mkdir(parents=True, exist_ok=True)
            marks[harness] = self.received(harness, received)
            binary = self.merging_binary(harness)
            new = [received, *place.glob("*/new"), *place.glob("afl/*/queue"), *seeds]
            if binary is not None and any(any(path.iterdir()) for path in new):
                inputs = [self.home.corpus(harness), *new]
                works[harness] = (engines.merge_command(binary, self.home.merging(harness), crashes, inputs),
                                  crashes.parent / "log")
        codes = self.processes.run_all(list(works.values()), self.options.jobs, MERGE_SECONDS)
        for (harness, (_, log)), code in zip(works.items(), codes):
            self.adopt(harness, folder / harness, engines.text_of(log), code)
            self.publish(harness, marks[harness])

    def received(self, harness: str, into: Path) -> dict[str, str]:
        """A folder of neighbours that cannot be reached costs their inputs, never the campaign."""
        try:
            return self.sync.receive(harness, into) if self.sync else {}
        except OSError as wrong:
            self.fault("FUZZ_SYNC: %s" % wrong)
            return {}

    def publish(self, harness: str, marks: dict[str, str]) -> None:
        try:
            if self.sync:
                self.sync.keep(harness, marks)
                self.sync.publish(harness, self.home.corpus(harness))
        except OSError as wrong:
            self.fault("FUZZ_SYNC: %s" % wrong)

    def adopt(self, harness: str, place: Path, log: str, code: int) -> None:
        """The merged corpus takes the old one's place; where merging failed, new inputs just join the old."""
        record = self.status.harness(harness)
        if code == 0 and self.home.replace_corpus(harness):
            record.edges = engines.edges_of(log)
        else:
            self.fault("%s: merging failed (%s); new inputs are kept unmerged" % (harness, engines.complaint_of(log)))
            for pattern in ("received/*", "*/new/*", "afl/*/queue/id:*"):
                for path in place.glob(pattern):
                    shutil.copyfile(path, self.home.corpus(harness) / sha1_of(path))
        files = list(self.home.corpus(harness).iterdir())
        record.files, record.octets = len(files), sum(path.stat().st_size for path in files)
        record.remember(time.time())


def options_from(arguments: list[str]) -> argparse.Namespace:
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    parser = argparse.ArgumentParser(prog="campaign.py", description="Fuzz until stopped (see fuzz/README.md).")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="workers at once (the cores)")
    parser.add_argument("--round-seconds", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=0, help="end after so many rounds")
    parser.add_argument("--seconds", type=int, default=0, help="end after so many seconds")
    parser.add_argument("--home", type=Path, default=Path(os.environ.get("FUZZ_HOME") or data / "h204-fuzz"))
    parser.add_argument("--build", type=Path, default=SOURCE / "build" / "fuzz", help="where WAY/HARNESS are")
    parser.add_argument("--seeds", type=Path, nargs="*", default=[SOURCE / "corpus" / "seeds", SOURCE / "corpus" / "crashes"])
    parser.add_argument("--library", type=str.split, default=[], help="harnesses with libraries: not under MSan")
    parser.add_argument("harnesses", nargs="+")
    options = parser.parse_args(arguments)
    if min(options.jobs, options.round_seconds) < 1 or min(options.rounds, options.seconds) < 0:
        parser.error("--jobs and --round-seconds are at least 1")
    options.home, options.build = options.home.resolve(), options.build.resolve()
    return options


def main() -> int:
    try:
        campaign = Campaign(options_from(sys.argv[1:]))
    except (CampaignError, OSError) as wrong:
        print("campaign: %s" % wrong, file=sys.stderr)
        return 2
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, campaign.stop)
    return campaign.run()


if __name__ == "__main__":
    sys.exit(main())
