#!/usr/bin/env python3
"""fuzz_uncovered.py - compare the lines and branches that no input reached with those known not to be reachable.

usage: fuzz_uncovered.py --lines PERCENT --branches PERCENT COVERAGE.json COVERAGE.lcov UNCOVERED.txt

UNCOVERED.txt has an entry a line, tabs between: file, what (line; true or false: this outcome of a condition),
the text of the line or condition, the reason.  A text that stands several times in a file is one entry.
"""
from __future__ import annotations

import argparse
import collections
import json
import re
import sys
from pathlib import Path

Entry = tuple[str, str, str]

SOURCE = Path(__file__).resolve().parent.parent
LINE_TRUE, LINE_FALSE = 4, 5


def short(path: str) -> str:
    return str(Path(path).resolve().relative_to(SOURCE))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def text_between(lines: list[str], begin: tuple[int, int], end: tuple[int, int]) -> str:
    """The text from one place (line, column, both from one) to another."""
    if begin[0] == end[0]:
        return squeezed(lines[begin[0] - 1][begin[1] - 1:end[1] - 1])
    return squeezed(" ".join([lines[begin[0] - 1][begin[1] - 1:], *lines[begin[0]:end[0] - 1],
                              lines[end[0] - 1][:end[1] - 1]]))


def uncovered_lines(lcov: str) -> dict[Entry, list[int]]:
    found: dict[Entry, list[int]] = collections.defaultdict(list)
    name, lines = "", [""]
    for record in lcov.splitlines():
        kind, _, value = record.partition(":")
        if kind == "SF":
            name, lines = short(value), Path(value).read_text(encoding="utf-8").splitlines()
        elif kind == "DA":
            number, count = map(int, value.split(",")[:2])
            if count == 0 and squeezed(lines[number - 1]) not in ("{", "}"):
                found[name, "line", squeezed(lines[number - 1])].append(number)
    return found


def uncovered_branches(coverage: dict[str, object]) -> dict[Entry, list[int]]:
    found: dict[Entry, list[int]] = collections.defaultdict(list)
    for one in coverage["data"][0]["files"]:  # type: ignore[index]
        lines = Path(one["filename"]).read_text(encoding="utf-8").splitlines()
        for branch in one["branches"]:
            text = text_between(lines, (branch[0], branch[1]), (branch[2], branch[3]))
            for outcome, column in (("true", LINE_TRUE), ("false", LINE_FALSE)):
                if branch[column] == 0:
                    found[short(one["filename"]), outcome, text].append(branch[0])
    return found


def known_entries(path: Path) -> set[Entry]:
    known: set[Entry] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else [], 1):
        if line.strip() and not line.startswith("#"):
            parts = line.split("\t")
            if len(parts) != 4 or not parts[3].strip():
                sys.exit("%s:%d: file, what, text, reason; tabs between" % (path, number))
            known.add((parts[0], parts[1], parts[2]))
    return known


def print_summary(coverage: dict[str, object]) -> tuple[float, float]:
    data = coverage["data"][0]  # type: ignore[index]
    rows = [(short(one["filename"]), one["summary"]) for one in data["files"]] + [("all", data["totals"])]
    print("%-28s %21s %21s" % ("file", "lines", "branches"))
    for name, summary in rows:
        print("%-28s %5d of %5d %6.2f %% %5d of %5d %6.2f %%" % (
            name, *(summary[what][key] for what in ("lines", "branches") for key in ("covered", "count", "percent"))))
    return data["totals"]["lines"]["percent"], data["totals"]["branches"]["percent"]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=float, required=True)
    parser.add_argument("--branches", type=float, required=True)
    parser.add_argument("files", type=Path, nargs=3)
    options = parser.parse_args()
    coverage = json.loads(options.files[0].read_text(encoding="utf-8"))
    found = {**uncovered_lines(options.files[1].read_text(encoding="utf-8")), **uncovered_branches(coverage)}
    known = known_entries(options.files[2])
    lines, branches = print_summary(coverage)
    unknown = sorted((entry, numbers) for entry, numbers in found.items() if entry not in known)
    for (name, what, text), numbers in unknown:
        print("not reached, not in %s: %s:%s\n%s\t%s\t%s\t" % (
            options.files[2].name, name, ",".join(map(str, numbers)), name, what, text))
    for entry in sorted(known - found.keys()):
        print("reached, or no longer there: %s" % "\t".join(entry))
    print("coverage: %.2f %% of lines (at least %g), %.2f %% of branches (at least %g); %d not reached, %d of them unknown" %
          (lines, options.lines, branches, options.branches, len(found), len(unknown)))
    return 1 if unknown or lines < options.lines or branches < options.branches else 0


if __name__ == "__main__":
    sys.exit(main())
