#!/usr/bin/env python3
"""fuzz_seeds.py - gather the inputs that are known, and choose few and small ones that reach all they reach.

usage: fuzz_seeds.py gather INTO (H204.json | FOLDER)...
       fuzz_seeds.py choose SEEDS WORK HARNESS...

In WORK, libFuzzer's -set_cover_merge left chosen-HARNESS, what it would keep, and HARNESS.features, its control file.

A feature of libFuzzer is an edge with one of eight ranges of its count.  First every edge of every harness is
covered, then features as long as there is room.
"""
from __future__ import annotations

import base64
import functools
import hashlib
import heapq
import json
import operator
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILES_MOST, OCTETS_MOST, INPUT_MOST = 499, 1_000_000, 4096
COUNT_RANGES = 8
MARK, CONTROLS = b"\xff", 16  # tests/input.h

# ---- gather ------------------------------------------------------------------------------------------


def octets_in(part: Any) -> Iterator[bytes]:
    """Every base64 of the exported corpus."""
    if isinstance(part, dict):
        if isinstance(part.get("base64"), str):
            yield base64.b64decode(part["base64"])
        for inner in part.values():
            yield from octets_in(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from octets_in(inner)


def with_controls(message: bytes) -> Iterator[bytes]:
    """The message alone; closed by the peer, with every tolerance; and with what its hash chooses."""
    digest = hashlib.sha1(message).digest()
    all_tolerances, closed = 0xFFFF << 2, 1
    yield message
    yield message + MARK + (all_tolerances | closed).to_bytes(8, "little") + digest[:8]
    yield message + MARK + digest[:CONTROLS]


def known_inputs(path: Path) -> Iterator[bytes]:
    if path.suffix == ".json":
        for message in sorted(set(octets_in(json.loads(path.read_text(encoding="utf-8"))))):
            yield from with_controls(message)
        return
    for file in sorted(path.iterdir()) if path.is_dir() else []:
        if file.suffix == ".http":
            yield from with_controls(file.read_bytes())
        elif file.suffix == "":
            yield file.read_bytes()


def gather(into: Path, paths: list[Path]) -> int:
    count = 0
    for path in paths:
        for octets in known_inputs(path):
            place = into / hashlib.sha1(octets).hexdigest()
            if len(octets) <= INPUT_MOST and not place.exists():
                place.write_bytes(octets)
                count += 1
    print("%d inputs known" % count)
    return 0 if count > 0 else 1


# ---- choose ------------------------------------------------------------------------------------------


def chosen_by(work: Path, harnesses: list[str]) -> set[str]:
    """What any harness alone would keep: enough for all of them together."""
    return {path.name for harness in harnesses for path in (work / ("chosen-" + harness)).iterdir()}


def masks_of(control: Path, names: set[str], unit: int) -> dict[str, int]:
    """What each of the named inputs reaches, a bit for every `unit` features; an input that kills has none."""
    with open(control, encoding="utf-8") as lines:
        count = int(next(lines))
        next(lines)
        paths = [Path(next(lines).rstrip("\n")).name for _ in range(count)]
        masks: dict[str, int] = {}
        for line in lines:
            kind, index, features = (*line.rstrip("\n").split(" ", 2), "", "")[:3]
            if kind == "FT" and paths[int(index)] in names:
                bits = bytearray()
                for bit in {int(feature) // unit for feature in features.split()}:
                    bits.extend(bytes(max(0, bit // 8 + 1 - len(bits))))
                    bits[bit // 8] |= 1 << bit % 8
                masks[paths[int(index)]] = int.from_bytes(bits, "little")
    return masks


def reached(work: Path, harnesses: list[str], unit: int) -> dict[str, int]:
    """The masks of all harnesses, one behind the other."""
    names = chosen_by(work, harnesses)
    together = dict.fromkeys(sorted(names), 0)
    width = 0
    for harness in harnesses:
        masks = masks_of(work / (harness + ".features"), names, unit)
        together = {name: mask | masks[name] << width for name, mask in together.items() if name in masks}
        width += max((mask.bit_length() for mask in masks.values()), default=0)
    return together


class Choice:
    def __init__(self, known: Path) -> None:
        self.sizes = {path.name: path.stat().st_size for path in known.iterdir()}
        self.names: list[str] = []
        self.octets = 0

    def cover(self, masks: dict[str, int]) -> int:
        """Greedy: the input that adds most for its size, until nothing is added or the room ends; what stays open."""
        open_ = functools.reduce(operator.or_, masks.values(), 0)
        for name in self.names:
            open_ &= ~masks[name]

        def worth(name: str) -> float:
            return (masks[name] & open_).bit_count() / (64 + self.sizes[name])

        heap = [(-worth(name), self.sizes[name], name) for name in masks if name not in self.names]
        heapq.heapify(heap)
        while heap and open_ and len(self.names) < FILES_MOST:
            last, size, name = heapq.heappop(heap)
            now = worth(name)
            if now == 0 or self.octets + size > OCTETS_MOST:
                continue
            if -last > now:  # what it adds has become less since it was looked at
                heapq.heappush(heap, (-now, size, name))
                continue
            self.names.append(name)
            self.octets += size
            open_ &= ~masks[name]
        return open_.bit_count()


def choose(seeds: Path, work: Path, harnesses: list[str]) -> int:
    choice = Choice(work / "known")
    open_edges = choice.cover(reached(work, harnesses, COUNT_RANGES))
    needed = len(choice.names)
    open_features = choice.cover(reached(work, harnesses, 1))
    if not choice.names:
        print("nothing chosen; the seeds are as they were")
        return 1
    fresh = seeds.with_name(seeds.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for name in choice.names:
        shutil.copyfile(work / "known" / name, fresh / name)
    if seeds.exists():
        shutil.rmtree(seeds)
    fresh.rename(seeds)
    print("%d seeds of %d octets, %d of them for every edge; left open: %d edges, %d features" %
          (len(choice.names), choice.octets, needed, open_edges, open_features))
    return 0


def main() -> int:
    if len(sys.argv) < 4 or sys.argv[1] not in ("gather", "choose"):
        print(__doc__, file=sys.stderr)
        return 2
    if sys.argv[1] == "gather":
        return gather(Path(sys.argv[2]), [Path(word) for word in sys.argv[3:]])
    return choose(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])


if __name__ == "__main__":
    sys.exit(main())
