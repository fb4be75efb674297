"""campaign_home.py - the folder of a campaign: its lock, its status, its corpora.

What is written is written beside its place and renamed to it, so whoever reads sees the old or the new one.
A corpus is a folder; it is replaced in three steps (old aside, new in place, old away), and recover()
finishes what a kill left between them.
"""
from __future__ import annotations

import dataclasses
import errno
import fcntl
import hashlib
import json
import os
import shutil
import time
from pathlib import Path
from typing import IO, Any

FORMAT = 1
HISTORY_MOST = 400
FAULTS_MOST = 20
LOCK_SECONDS = 10.0
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class CampaignError(Exception):
    """What the user has to read; the campaign cannot begin."""


@dataclasses.dataclass
class Task:
    """One harness in one way of building it: what a worker runs."""

    harness: str
    way: str
    state: str = "waiting"
    note: str = ""
    executions: int = 0
    seconds: float = 0.0
    rounds: int = 0

    @property
    def is_afl(self) -> bool:
        return self.way.startswith("afl")

    @property
    def rate(self) -> float:
        return self.executions / self.seconds if self.seconds > 0 else 0.0


@dataclasses.dataclass
class Harness:
    name: str
    executions: int = 0
    seconds: float = 0.0
    files: int = 0
    octets: int = 0
    edges: int = 0
    history: list[list[int]] = dataclasses.field(default_factory=list)

    def remember(self, now: float) -> None:
        """A point of the curve; old points thin out, so the list stays short however long the campaign."""
        self.history.append([int(now), self.edges, self.executions])
        if len(self.history) > HISTORY_MOST:
            half = HISTORY_MOST // 2
            self.history = self.history[:half:2] + self.history[half:]


@dataclasses.dataclass
class Finding:
    id: str
    title: str
    harnesses: list[str]
    ways: list[str]
    first: int
    last: int
    times: int
    octets: int


@dataclasses.dataclass
class Fault:
    at: int
    text: str


@dataclasses.dataclass
class Status:
    h204_fuzz: int = FORMAT
    host: str = ""
    state: str = "running"
    started: int = 0
    updated: int = 0
    seconds: float = 0.0
    rounds: int = 0
    round_seconds: int = 0
    jobs: int = 0
    next: int = 0
    executions: int = 0
    harnesses: list[Harness] = dataclasses.field(default_factory=list)
    tasks: list[Task] = dataclasses.field(default_factory=list)
    findings: list[Finding] = dataclasses.field(default_factory=list)
    faults: list[Fault] = dataclasses.field(default_factory=list)

    def harness(self, name: str) -> Harness:
        for one in self.harnesses:
            if one.name == name:
                return one
        self.harnesses.append(Harness(name))
        return self.harnesses[-1]

    def task(self, harness: str, way: str) -> Task:
        for one in self.tasks:
            if one.harness == harness and one.way == way:
                return one
        self.tasks.append(Task(harness, way))
        return self.tasks[-1]

    def as_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), indent=1) + "\n"


def status_from(text: str) -> Status:
    """Raises ValueError, KeyError or TypeError where the text is no status of this format."""
    record: dict[str, Any] = json.loads(text)
    if record["h204_fuzz"] != FORMAT:
        raise ValueError("another format")
    lists: dict[str, Any] = {"harnesses": Harness, "tasks": Task, "findings": Finding, "faults": Fault}
    parts = {name: [kind(**one) for one in record.pop(name)] for name, kind in lists.items()}
    return Status(**record, **parts)


def write_atomically(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".new")
    with open(beside, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def sha1_of(path: Path) -> str:
    return hashlib.sha1(path.read_bytes()).hexdigest()


def _is_locked_by_us(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False


def _is_alive(process: str) -> bool:
    return process.isdigit() and Path("/proc", process).exists()


class Home:
    """The folder: see fuzz/README.md for what stands where."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock_file: IO[str] | None = None
        for name in ("corpus", "findings", "round", "tmp"):
            (path / name).mkdir(parents=True, exist_ok=True)

    def lock(self) -> None:
        """The processes of a killed campaign hold its lock until they are dead: a short wait."""
        file = open(self.path / "lock", "a+", encoding="utf-8")
        deadline = time.monotonic() + LOCK_SECONDS
        while not _is_locked_by_us(file):
            file.seek(0)
            owner = file.read().strip()
            if time.monotonic() > deadline or _is_alive(owner):
                raise CampaignError("another campaign (process %s) has %s" % (owner or "unknown", self.path))
            time.sleep(0.1)
        file.truncate(0)
        file.write("%d\n" % os.getpid())
        file.flush()
        self.lock_file = file

    def load(self) -> tuple[Status, str]:
        """The status, and what was wrong with the one on disk."""
        path = self.path / "status.json"
        if not path.exists():
            return Status(started=int(time.time())), ""
        try:
            return status_from(path.read_text(encoding="utf-8")), ""
        except (ValueError, KeyError, TypeError) as wrong:
            path.rename(self.path / "status.json.damaged")
            return Status(started=int(time.time())), "status.json cannot be read (%s): counting starts anew" % wrong

    def corpus(self, harness: str) -> Path:
        folder = self.path / "corpus" / harness
        folder.mkdir(exist_ok=True)
        return folder

    def recover(self) -> None:
        """Finish a replacement of a corpus that was cut short, and drop what is half done."""
        corpora = self.path / "corpus"
        for old in corpora.glob("*.old"):
            place = old.with_suffix("")
            if not place.exists():
                merged = old.with_suffix(".merged")
                (merged if merged.exists() else old).rename(place)
        for pattern in ("*.old", "*.merged", "*.merging"):
            for folder in corpora.glob(pattern):
                shutil.rmtree(folder)
        for half in (self.path / "findings").glob(".*"):
            shutil.rmtree(half)
        shutil.rmtree(self.path / "tmp")
        (self.path / "tmp").mkdir()

    def merging(self, harness: str) -> Path:
        """An empty folder in which a new corpus is made."""
        folder = self.path / "corpus" / (harness + ".merging")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def replace_corpus(self, harness: str) -> bool:
        """Put the folder merging() in place; False where a file in it is not whole."""
        place = self.corpus(harness)
        merging, merged, old = (place.with_suffix(end) for end in (".merging", ".merged", ".old"))
        if any(sha1_of(file) != file.name for file in merging.iterdir()):
            return False
        merging.rename(merged)
        place.rename(old)
        merged.rename(place)
        shutil.rmtree(old)
        return True

    def free_megabytes(self) -> int:
        return shutil.disk_usage(self.path).free // (1024 * 1024)
