"""campaign_findings.py - from an input that made a harness die to one finding, stored once.

A finding is known by what was said (the law or promise with its number, or the sanitizer's kind) and by the
topmost functions of the stack that are ours.
"""
from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from campaign_engines import Build, Command, Processes, text_of
from campaign_home import Finding, Home, Status, write_atomically

FRAMES = 3
REPLAY_SECONDS = 60.0
MINIMISE_SECONDS = 60.0
MINIMISE_RUNS = 20000
NOT_OURS = re.compile(r"^(__|_start|abort|raise|gsignal|pthread_|main$|fuzzer::|LLVMFuzzer|law_violated|input_violates|"
                      r"h204_promise_failed|\(anonymous|std::|mem(cpy|move|set|cmp)$)")


@dataclasses.dataclass(frozen=True)
class Death:
    """What a replay said."""

    title: str
    number: int | None
    frames: tuple[str, ...]
    report: str

    @property
    def key(self) -> str:
        return "\n".join((self.title, *self.frames))

    @property
    def id(self) -> str:
        kind = self.title.split(":")[0] if self.number is not None else self.title
        words = re.sub(r"[^a-z0-9]+", "-", kind.lower())[:40].strip("-")
        number = "" if self.number is None else "-%d" % self.number
        return "%s%s-%s" % (words, number, hashlib.sha1(self.key.encode()).hexdigest()[:8])


def death_from(report: str) -> Death:
    title, number = _title_of(report)
    return Death(title, number, _frames_of(report), report)


def _title_of(report: str) -> tuple[str, int | None]:
    if match := re.search(r"^law broken: (.*) \((\d+)\)$", report, re.MULTILINE):
        return "law broken: %s" % match.group(1), int(match.group(2))
    if match := re.search(r"broken promise (\d+) (\S+)", report):
        return "broken promise: %s" % match.group(2), int(match.group(1))
    if match := re.search(r"runtime error: (.*)", report):
        return "UndefinedBehaviorSanitizer: %s" % re.sub(r"0x[0-9a-f]+|-?\d+", "N", match.group(1)), None
    if match := re.search(r"^==\d+==\s*(?:ERROR|WARNING): (\w+Sanitizer|libFuzzer): ([\w-]+)", report, re.MULTILINE):
        return "%s: %s" % match.groups(), None
    return "death without a report", None


def _frames_of(report: str) -> tuple[str, ...]:
    names = re.findall(r"^\s*#\d+ 0x[0-9a-f]+ in (\S+)", report, re.MULTILINE)
    return tuple([name for name in names if not NOT_OURS.match(name)][:FRAMES])


def sentence_of(catalogue: Path, number: int | None) -> str:
    """The sentence of a row of spec/INVARIANTS.md."""
    if number is None or not catalogue.exists():
        return ""
    match = re.search(r"^\| %d \| `(\w+)` \| (.*?) \|" % number, catalogue.read_text(encoding="utf-8"), re.MULTILINE)
    return "%d %s: %s" % (number, match.group(1), match.group(2)) if match else ""


class Findings:
    def __init__(self, home: Home, status: Status, build: Build, processes: Processes) -> None:
        self.home = home
        self.status = status
        self.build = build
        self.processes = processes

    def knows(self, log: Path, artefact: str) -> bool:
        """What the worker's log says of an artefact is often enough: a death seen before is only counted."""
        before, found, _ = text_of(log).partition("/%s\n" % artefact)
        if not found:
            return False
        death = death_from(before[before.rfind("INFO: Running with"):])
        for known in self.status.findings:
            if known.id == death.id:
                known.times += 1
                known.last = int(time.time())
                return True
        return False

    def take(self, harness: str, way: str, artefact: Path) -> bool:
        """Replay an input that a worker died of; true where it is a finding not seen before."""
        for tried in self._ways_to_replay(harness, way):
            death = self.replay(harness, tried, artefact)
            if death is not None:
                return self._record(harness, way, tried, artefact, death)
        slow = Death("not reproduced: died once in a worker, %s %s" % (harness, way), None, (), "")
        return self._record(harness, way, "", artefact, slow)

    def _ways_to_replay(self, harness: str, way: str) -> list[str]:
        """ASan first, whose report has a stack; then the way in which it died."""
        own = {"afl": "plain", "afl-asan": "asan"}.get(way, way)
        return [one for one in dict.fromkeys(("asan", own)) if not self.build.lacks(one, harness)]

    def replay(self, harness: str, way: str, artefact: Path) -> Death | None:
        log = self.home.path / "tmp" / "replay.log"
        log.unlink(missing_ok=True)
        command: Command = [self.build.binary(way, harness), "-timeout=10", "-rss_limit_mb=2048",
                            "-artifact_prefix=%s/" % (self.home.path / "tmp"), artefact]
        code = self.processes.run(command, log, REPLAY_SECONDS)
        return death_from(text_of(log)) if code != 0 else None

    def _record(self, harness: str, way: str, replayed: str, artefact: Path, death: Death) -> bool:
        now = int(time.time())
        for known in self.status.findings:
            if known.id == death.id:
                known.times += 1
                known.last = now
                known.harnesses = sorted({*known.harnesses, harness})
                known.ways = sorted({*known.ways, way})
                return False
        finding = Finding(death.id, death.title, [harness], [way], now, now, 1, artefact.stat().st_size)
        if not (self.home.path / "findings" / death.id).exists():
            self._store(finding, replayed, artefact, death)
        self.status.findings.append(finding)
        return True

    def _store(self, finding: Finding, replayed: str, artefact: Path, death: Death) -> None:
        """Everything is written to a hidden folder, which then gets its name."""
        half = self.home.path / "findings" / ("." + finding.id)
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir()
        shutil.copyfile(artefact, half / "input")
        if replayed:
            death = self._minimise(finding.harnesses[0], replayed, half, death)
            finding.octets = (half / "minimised").stat().st_size
        sentence = sentence_of(self.build.source / "spec" / "INVARIANTS.md", death.number)
        (half / "report.txt").write_text(death.report, encoding="utf-8")
        (half / "stack.txt").write_text("".join(name + "\n" for name in death.frames), encoding="utf-8")
        record = {**dataclasses.asdict(finding), "number": death.number, "sentence": sentence,
                  "frames": list(death.frames), "replayed": replayed}
        write_atomically(half / "finding.json", json.dumps(record, indent=1) + "\n")
        half.rename(self.home.path / "findings" / finding.id)

    def _minimise(self, harness: str, way: str, folder: Path, death: Death) -> Death:
        """A smaller input counts where it dies of the same; else the input itself is the minimised one."""
        smaller = self.home.path / "tmp" / "smaller"
        smaller.unlink(missing_ok=True)
        command: Sequence[str | Path] = [
            self.build.binary(way, harness), "-minimize_crash=1", "-runs=%d" % MINIMISE_RUNS,
            "-max_total_time=%d" % MINIMISE_SECONDS, "-exact_artifact_path=%s" % smaller, folder / "input"]
        self.processes.run(command, self.home.path / "tmp" / "minimise.log", MINIMISE_SECONDS)
        if smaller.exists():
            again = self.replay(harness, way, smaller)
            if again is not None and again.key == death.key:
                shutil.copyfile(smaller, folder / "minimised")
                return again
        shutil.copyfile(folder / "input", folder / "minimised")
        return death
