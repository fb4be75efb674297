"""matrix_rederived.py - compare tests/matrix_rederived.tsv with the matrix as printed by `build/h204 corpus export`.

usage: matrix_rederived.py [JSON]     JSON: a file holding what the export printed, or - for standard input

Without an argument the export is run.  Exit 0 where every cell agrees, 1 on a difference, on fewer cells than
EXPECTED, and where either side can not be read.  The size of an incomplete message is not compared: the corpus
does not state it.
"""

import base64
import json
import os
import re
import subprocess
import sys

EXPECTED = 43
HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "matrix_rederived.tsv")

MESSAGE = re.compile(
    r'(?P<status>\d{3}) (?P<framing>none|length|chunked|close|tunnel) "(?P<body>[^"]*)" (?P<size>\d+)'
    r"(?P<incomplete> incomplete)? (?P<reuse>reuse|no-reuse) (?P<breaches>-|[A-Z0-9_]+(?:,[A-Z0-9_]+)*)"
)
END = re.compile(
    r"(?P<state>done|excess|closed|incomplete|reject|tunnel) (?P<at>\d+)(?: (?P<invariant>[A-Z0-9_]+))?"
    r"(?: discarded=(?P<discarded>\d+))?(?: breaches=(?P<breaches>[A-Z0-9_,]+))?"
)


class Unreadable(Exception):
    """One of the two sides can not be read."""


def match(pattern, text):
    found = pattern.fullmatch(text)
    if not found:
        raise Unreadable(f"can not read {text!r}")
    return found.groupdict()


def derived_message(text):
    part = match(MESSAGE, text)
    complete = part["incomplete"] is None
    return {
        "status": int(part["status"]),
        "framing": part["framing"],
        "body": part["body"].replace("\\r", "\r").replace("\\n", "\n"),
        "complete": complete,
        "size": int(part["size"]) if complete else None,
        "reuse": part["reuse"] == "reuse",
        "breaches": [] if part["breaches"] == "-" else part["breaches"].split(","),
    }


def derived_end(text):
    part = match(END, text)
    return {
        "state": part["state"],
        "at": int(part["at"]),
        "invariant": part["invariant"],
        "discarded": int(part["discarded"] or 0),
        "breaches": part["breaches"].split(",") if part["breaches"] else [],
    }


def read_table(path):
    """The rows as {cell: (messages, end, clause)}."""
    rows = {}
    with open(path, encoding="ascii") as table:
        for number, line in enumerate(table, 1):
            if line.startswith("#"):
                continue
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 4 or not all(columns):
                raise Unreadable(f"{path}:{number}: not four columns")
            cell, messages, end, clause = columns
            if cell in rows:
                raise Unreadable(f"{path}:{number}: {cell} stands here twice")
            read = [] if messages == "-" else [derived_message(text) for text in messages.split(" | ")]
            rows[cell] = (read, derived_end(end), clause)
    return rows


def matrix_message(message):
    complete = message["complete"]
    return {
        "status": message["status"],
        "framing": message["framing"],
        "body": base64.b64decode(message["body"]["base64"], validate=True).decode("latin-1"),
        "complete": complete,
        "size": message["size"] if complete else None,
        "reuse": message["reuse"],
        "breaches": message["breaches"],
    }


def matrix_end(end):
    return {
        "state": end["state"],
        "at": end["at"],
        "invariant": end.get("invariant"),
        "discarded": end.get("discarded", 0),
        "breaches": end.get("breaches", []),
    }


def read_export(arguments):
    if not arguments:
        command = [os.path.join("build", "h204"), "corpus", "export"]
        text = subprocess.run(command, cwd=os.path.dirname(HERE), check=True, stdout=subprocess.PIPE).stdout
    elif arguments[0] == "-":
        text = sys.stdin.buffer.read()
    else:
        with open(arguments[0], "rb") as file:
            text = file.read()
    return {case["name"]: case for chapter in json.loads(text)["chapters"] for case in chapter["cases"]}


def differences(derived, expected):
    """Lines that tell where two (messages, end) differ."""
    lines = []
    if len(derived[0]) != len(expected[0]):
        lines.append(f"messages: derived {len(derived[0])}, matrix {len(expected[0])}")
    parts = [(f"message {n}", *pair) for n, pair in enumerate(zip(derived[0], expected[0]), 1)]
    for where, mine, theirs in parts + [("end", derived[1], expected[1])]:
        for key, value in mine.items():
            if value != theirs[key]:
                lines.append(f"{where}, {key}: derived {value!r}, matrix {theirs[key]!r}")
    return lines


def main(arguments):
    if len(arguments) > 1:
        print("usage: matrix_rederived.py [JSON]", file=sys.stderr)
        return 2
    try:
        rows = read_table(TABLE)
        cases = read_export(arguments)
        compared = different = 0
        for cell, (messages, end, clause) in rows.items():
            if cell not in cases:
                lines = ["no such cell in the matrix"]
            else:
                compared += 1
                strict = cases[cell]["strict"]
                expected = [matrix_message(m) for m in strict["messages"]], matrix_end(strict["end"])
                lines = differences((messages, end), expected)
            different += bool(lines)
            for line in lines:
                print(f"{cell}: {line} ({clause})")
    except (Unreadable, OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
        print(f"matrix_rederived: {type(error).__name__}: {error}")
        return 1
    if compared < EXPECTED:
        print(f"matrix_rederived: {compared} cells compared, {EXPECTED} expected")
        return 1
    if different:
        return 1
    print(f"{compared} cells agree with the matrix")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
