#!/usr/bin/env python3
"""inversions.py - replace each predicate by always kept, not evaluated, always broken: the corpus must notice.

usage: inversions.py H204 (built with tests/invert.h)

An inversion is caught where `h204 test parser` or `h204 corpus cover` fails.  Prints the score and each survivor.
"""
import concurrent.futures
import json
import os
import subprocess
import sys
import time

VERDICTS = {0: "always kept", 1: "not evaluated", 2: "always broken"}


def fails(command, row, truth):
    environment = dict(os.environ, INVERT="%d:%d" % (row, truth))
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0


def is_caught(h204, row, truth):
    return (fails([h204, "test", "parser", "--no-splits", "--jobs", "1"], row, truth)
            or fails([h204, "corpus", "cover"], row, truth))


def main():
    h204 = sys.argv[1]
    rows = json.loads(subprocess.run([h204, "invariants", "--json"], check=True, stdout=subprocess.PIPE).stdout)
    invariants = [row for row in rows if row["kind"] == "invariant"]
    started = time.time()
    if is_caught(h204, 0, 0):
        print("inversions: the corpus fails without any: nothing can be said")
        return 1
    wishes = [(row, truth) for row in invariants for truth in VERDICTS]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        caught = list(pool.map(lambda wish: is_caught(h204, wish[0]["number"], wish[1]), wishes))
    survivors = [wish for wish, seen in zip(wishes, caught) if not seen]
    for row, truth in survivors:
        print("survives: %d %s, %s" % (row["number"], row["name"], VERDICTS[truth]))
    print("inversions: %d of %d caught (%.1f %%), in %d s" %
          (len(wishes) - len(survivors), len(wishes), 100.0 * (len(wishes) - len(survivors)) / len(wishes),
           time.time() - started))
    return 1 if survivors or not wishes else 0


if __name__ == "__main__":
    sys.exit(main())
