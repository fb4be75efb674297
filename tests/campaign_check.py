#!/usr/bin/env -S python3 -B
"""campaign_check.py - what fuzz/campaign.py promises, on a harness with a planted bug.

usage: campaign_check.py FOLDER (made anew; needs clang-19)

Each check is a function; what it needs of a campaign that runs, it waits for, at most WAIT seconds.
"""
from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parent.parent
TOY = SOURCE / "tests" / "toy_harness.c"
CLANG = os.environ.get("CLANG", "clang-19")
WAIT = 30.0


class Ground:
    """Built toys, and an environment in which there is no afl-fuzz."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.folder = folder
        self.build = folder / "built"
        self.environment = dict(os.environ, PATH=str(folder / "bin"), FUZZ_NAME="alpha")
        self.environment.pop("FUZZ_SYNC", None)
        for name in ("asan", "plain"):
            (self.build / name).mkdir(parents=True)
        compile_toy(self.build / "asan" / "toy", "-O1", "-fsanitize=fuzzer,address,undefined")
        compile_toy(self.build / "plain" / "toy", "-O2", "-fsanitize=fuzzer")
        mute = self.build / "asan" / "mute"
        mute.write_text("#!/bin/sh\necho this one never starts\nexit 1\n", encoding="utf-8")
        mute.chmod(0o755)
        (folder / "bin").mkdir()
        (folder / "seeds").mkdir()
        (folder / "seeds" / "one").write_text("204 no", encoding="utf-8")
        for tool in ("env", "llvm-symbolizer-19", "llvm-symbolizer"):
            path = shutil.which(tool)
            if path is not None:
                (folder / "bin" / tool.removesuffix("-19")).unlink(missing_ok=True)
                (folder / "bin" / tool.removesuffix("-19")).symlink_to(path)

    def command(self, home: Path, *words: str) -> list[str]:
        return [sys.executable, "-B", str(SOURCE / "fuzz" / "campaign.py"), "--home", str(home), "--build",
                str(self.build), "--seeds", str(self.folder / "seeds"), "--jobs", "2", *words]

    def run(self, home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command(home, *words), env={**self.environment, **environment}, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)

    def start(self, home: Path, log: Path, *words: str, before: list[str] | None = None) -> subprocess.Popen[bytes]:
        with open(log, "wb") as file:
            return subprocess.Popen([*(before or []), *self.command(home, *words)], env=self.environment, stdout=file,
                                    stderr=subprocess.STDOUT)


def compile_toy(to: Path, *flags: str) -> None:
    subprocess.run([CLANG, "-g", "-fno-sanitize-recover=all", *flags, str(TOY), "-o", str(to)], check=True)


def wait_for(what: str, holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < deadline, "in %d s not seen: %s" % (WAIT, what)
        time.sleep(0.05)


def status_of(home: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((home / "status.json").read_text(encoding="utf-8"))
    return record


def processes_with(words: str) -> list[str]:
    """The command lines of living processes in which the words are; not the campaign's own."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if words in line and "campaign" not in line.split(" --")[0].rpartition("/")[2]:
            found.append(line)
    return found


def executes(home: Path) -> bool:
    return any("INITED" in log.read_text(encoding="utf-8", errors="replace") for log in home.glob("round/*/toy/*/log"))


# ---- the checks --------------------------------------------------------------------------------------


def a_finding_is_stored_once_and_minimised(ground: Ground, home: Path) -> None:
    for _ in range(2):
        result = ground.run(home, "--round-seconds", "3", "--rounds", "1", "toy")
        assert result.returncode == 0, result.stdout
    findings = list((home / "findings").iterdir())
    assert len(findings) == 1, findings
    record = json.loads((findings[0] / "finding.json").read_text(encoding="utf-8"))
    assert record["number"] == 1008 and "CX_PREFIX" in record["sentence"], record
    assert record["frames"] == ["bang_says_nothing"], record
    minimised = (findings[0] / "minimised").read_bytes()
    assert b"O!" in minimised and len(minimised) <= 16, minimised
    status = status_of(home)
    assert status["rounds"] == 2 and status["findings"][0]["times"] >= 2, status["findings"]
    assert findings[0].name in (home / "index.html").read_text(encoding="utf-8")


def what_cannot_run_is_said_and_the_others_go_on(ground: Ground, home: Path) -> None:
    result = ground.run(home, "--round-seconds", "1", "--rounds", "1", "mute", "toy")
    assert "no afl-fuzz here" in result.stdout, result.stdout
    assert "mute/asan does not start: this one never starts" in result.stdout, result.stdout
    assert "not built (make build/fuzz/WAY/HARNESS): mute/plain" in result.stdout, result.stdout
    tasks = {(task["harness"], task["way"]): task for task in status_of(home)["tasks"]}
    assert tasks["toy", "asan"]["executions"] > 0, tasks
    assert tasks["mute", "asan"]["state"] == "does not start", tasks
    assert tasks["toy", "afl"]["note"].startswith("no afl-fuzz"), tasks


def a_killed_campaign_goes_on_where_it_was(ground: Ground, home: Path) -> None:
    before = status_of(home)
    corpus = {path.name for path in (home / "corpus" / "toy").iterdir()}
    campaign = ground.start(home, home / "log", "--round-seconds", "60", "toy")
    wait_for("a worker", lambda: executes(home))
    second = ground.run(home, "--rounds", "1", "toy")
    assert second.returncode == 2 and "another campaign" in second.stdout, second.stdout
    campaign.kill()
    campaign.wait()
    wait_for("the death of the workers", lambda: not processes_with(str(home / "round")))
    (home / "corpus" / "toy").rename(home / "corpus" / "toy.old")  # as if killed while replacing it
    (home / "corpus" / "toy.merging").mkdir()
    result = ground.run(home, "--round-seconds", "1", "--rounds", "1", "toy")
    assert result.returncode == 0, result.stdout
    after = status_of(home)
    assert after["rounds"] == before["rounds"] + 2, after["rounds"]
    assert after["executions"] > before["executions"] > 0, (before["executions"], after["executions"])
    assert sum(task["rounds"] for task in after["tasks"]) >= sum(task["rounds"] for task in before["tasks"]) + 2
    assert not [path for path in (home / "corpus").iterdir() if path.suffix], "half-merged folders are left"
    assert len(list((home / "corpus" / "toy").iterdir())) >= min(len(corpus), 3)
    assert after["harnesses"][0]["edges"] >= before["harnesses"][0]["edges"]
    assert not list((home / "round").iterdir())


def a_signal_ends_it_cleanly(ground: Ground, home: Path) -> None:
    campaign = ground.start(home, home / "log", "--round-seconds", "60", "toy")
    wait_for("a worker", lambda: executes(home))
    campaign.send_signal(signal.SIGTERM)
    assert campaign.wait(WAIT) == 0, (home / "log").read_text(encoding="utf-8")
    assert status_of(home)["state"] == "ended"
    assert not processes_with(str(home)), processes_with(str(home))


def machines_give_each_other_inputs(ground: Ground, home: Path) -> None:
    sync = home / "sync-folder"
    own = sync / "toy" / "beta" / "queue"
    own.mkdir(parents=True)
    (own / "id:000000,src:000000").write_bytes(b"204 NO and more")
    ground.run(home, "--round-seconds", "1", "--rounds", "1", "toy", FUZZ_SYNC=str(sync))
    given = sorted((sync / "toy" / "alpha" / "queue").iterdir())
    assert given and given[0].name.startswith("id:000000,sync:h204,sha1:"), given
    deep = [path for path in given if b"204 NO" in path.read_bytes()]
    assert deep, "what the neighbour gave did not reach the corpus"


def a_full_disk_is_said_and_outlasted(ground: Ground, home: Path) -> None:
    """In a file system of 80 MB, where one may be had; else files of 3 KiB are what there is room for."""
    disk = home / "disk"
    disk.mkdir(parents=True)
    mount = '"$1" -t tmpfs -o size=80m none "$0" && shift && exec "$@"'
    spaces = [shutil.which("unshare") or "unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c", mount,
              str(disk), shutil.which("mount") or "mount"]
    if subprocess.run([*spaces, "/bin/true"], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        limited = ["/bin/sh", "-c", 'ulimit -f 6 && exec "$@"', "sh"]
        campaign = ground.start(disk, home / "log", "--round-seconds", "1", "--rounds", "1", "toy", before=limited)
        campaign.wait(WAIT)
        assert "no room in" in (home / "log").read_text(encoding="utf-8")
        return
    campaign = ground.start(disk, home / "log", "--round-seconds", "1", "toy", before=spaces)
    inside = Path("/proc", str(campaign.pid), "root", str(disk)[1:])

    def said(words: str) -> Callable[[], bool]:
        return lambda: words in (home / "log").read_text(encoding="utf-8")

    try:
        wait_for("round 1", said("round 1:"))
        with open(inside / "filler", "wb", buffering=0) as filler:
            try:
                while filler.write(b"x" * 65536):
                    pass
            except OSError:
                pass
        wait_for("no room", said("no room in"))
        text = (home / "log").read_text(encoding="utf-8")
        (inside / "filler").unlink()
        rounds = text.count("\nround ")
        wait_for("a round after it", lambda: (home / "log").read_text(encoding="utf-8").count("\nround ") > rounds)
    finally:
        campaign.terminate()
        campaign.wait(WAIT)
    assert "Traceback" not in (home / "log").read_text(encoding="utf-8")


def main() -> int:
    began = time.monotonic()
    ground = Ground(Path(sys.argv[1]).resolve())
    home = ground.folder / "home"
    checks: list[tuple[Callable[[Ground, Path], None], Path]] = [
        (a_finding_is_stored_once_and_minimised, home),
        (what_cannot_run_is_said_and_the_others_go_on, ground.folder / "home-said"),
        (a_killed_campaign_goes_on_where_it_was, home),
        (a_signal_ends_it_cleanly, home),
        (machines_give_each_other_inputs, ground.folder / "home-sync"),
        (a_full_disk_is_said_and_outlasted, ground.folder / "home-full"),
    ]
    failed = 0
    for check, place in checks:
        start = time.monotonic()
        try:
            check(ground, place)
            print("ok      %4.1f s  %s" % (time.monotonic() - start, check.__name__.replace("_", " ")), flush=True)
        except AssertionError as wrong:
            failed += 1
            print("FAILED  %s: %s" % (check.__name__.replace("_", " "), wrong), flush=True)
    print("campaign: %d of %d promises hold, %d s" % (len(checks) - failed, len(checks), time.monotonic() - began))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
