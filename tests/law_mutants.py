#!/usr/bin/env python3
"""law_mutants.py - break the codec on purpose, mechanically: do the fuzzers' laws alone notice, and how soon?

usage: law_mutants.py [--count N] [--seed N] [--seconds N] [--jobs N] [--least PERCENT] [--known FILE] [FILE...]

The mutants are those of mutants.py.  Each is linked into the harnesses (built by `make fuzz-plain`); a harness
first reads the committed seeds and then fuzzes, SECONDS over all harnesses.  The plain reader that the index is
compared with carries the same mutant.  Survivors are looked up in tests/law_mutants.known, which says why:
those called equivalent do not count.
"""
import argparse
import concurrent.futures
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

from mutants import CODEC, JUDGES, ROOT, candidates, key, label, read_known

WAY = os.path.join(ROOT, "build/fuzz/plain")
FLAGS = ["-fsanitize=fuzzer-no-link", "-O1", "-w", "-std=gnu11", "-DH204_ASSERT=1", "-include",
         os.path.join(ROOT, "src/runner/promise_failed.h")]
SEEDS = [os.path.join(ROOT, "corpus", folder) for folder in ("seeds", "crashes")]

READING = ["head", "stream", "body", "index", "laws", "round_trip", "write", "check", "values"]
JUDGING = ["check", "values", "round_trip", "write", "laws", "stream", "head"]
FIRST = {"write": ["write", "round_trip", "laws"], "chunk": ["body", "stream", "laws"], "body": ["body", "stream", "laws"],
         "stream": ["stream", "laws", "round_trip"], "value": ["values", "check", "laws"]}


def harnesses_for(name):
    """All that may notice a mutant of this file, the likeliest first."""
    order = FIRST.get(name, []) + (JUDGING if name in JUDGES else READING)
    built = [harness for harness in dict.fromkeys(order) if os.path.exists(os.path.join(WAY, "fuzz_" + harness))]
    if not built:
        sys.exit("law_mutants.py: no harness is built: make fuzz-plain")
    return built


def compile_mutant(work, mutant):
    """The objects that replace the codec's own, or None where it does not compile."""
    name, number, _, changed = mutant
    for folder in ("src/codec", "spec"):
        shutil.copytree(os.path.join(ROOT, folder), os.path.join(work, folder))
    path = os.path.join(work, "src/codec", name + ".c")
    text = open(path).read().split("\n")
    text[number] = changed
    open(path, "w").write("\n".join(text))
    mutated = os.path.join(work, name + ".o")
    if subprocess.run(["clang-19", *FLAGS, "-c", "-o", mutated, path], stderr=subprocess.DEVNULL).returncode:
        return None
    if name in JUDGES:
        return [mutated]
    twin = os.path.join(work, "twin")
    os.mkdir(twin)
    subprocess.run([os.path.join(work, "src/codec/amalgamate.sh"), twin, *CODEC], cwd=work, check=True)
    for half in ("c", "h"):
        renamed = open(os.path.join(twin, "h204." + half)).read().replace("h204_", "twin_").replace("H204_", "TWIN_")
        open(os.path.join(twin, "twin." + half), "w").write(renamed.replace('"h204.h"', '"twin.h"'))
    subprocess.run(["clang-19", "-fsanitize=fuzzer-no-link", "-O1", "-w", "-DTWIN_PLAIN_ONLY", "-c", "-o",
                    twin + ".o", os.path.join(twin, "twin.c")], check=True)
    return [mutated, twin + ".o"]


def fails(command, seconds):
    """True where the program ends badly, or does not come to an end."""
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              timeout=seconds + 60).returncode != 0
    except subprocess.TimeoutExpired:
        return True


def find(mutant, seconds):
    """Which harness noticed the mutant, and after how many seconds of running; or None."""
    with tempfile.TemporaryDirectory(dir=os.path.join(ROOT, "build")) as work:
        objects = compile_mutant(work, mutant)
        if objects is None:
            return "does not compile", 0.0
        programs = []
        spent = 0.0
        for harness in harnesses_for(mutant[0]):
            program = os.path.join(work, harness)
            subprocess.run(["clang-19", "-fsanitize=fuzzer", "-o", program,
                            os.path.join(WAY, "fuzz/fuzz_%s.o" % harness), *objects, os.path.join(WAY, "core.a")], check=True)
            programs.append((harness, program))
            common = ["-artifact_prefix=" + work + "/", "-timeout=10", "-max_len=4096"]
            started = time.time()
            if fails([program, *common, "-runs=0", *SEEDS], seconds):
                return harness, spent + time.time() - started
            spent += time.time() - started
        for harness, program in programs:
            found = os.path.join(work, "found-" + harness)
            os.mkdir(found)
            started = time.time()
            share = max(2, int(seconds / len(programs)))
            if fails([program, *common, "-max_total_time=%d" % share, found, *SEEDS], seconds):
                return harness, spent + time.time() - started
            spent += time.time() - started
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=204)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--least", type=float, default=90.0, help="percent of those not equivalent that must be found")
    parser.add_argument("--known", default=os.path.join(ROOT, "tests/law_mutants.known"))
    parser.add_argument("files", nargs="*", default=[part for part in CODEC if part != "catalogue"])
    options = parser.parse_args()

    every = [mutant for name in options.files for mutant in candidates(name.replace(".c", ""))]
    chosen = random.Random(options.seed).sample(every, min(options.count, len(every)))
    known = {**read_known(os.path.join(ROOT, "tests/mutants.known")), **read_known(options.known)}
    by_harness = {}
    times = []
    survivors = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for done, (mutant, found) in enumerate(zip(chosen, pool.map(lambda m: find(m, options.seconds), chosen)), 1):
            if found is None:
                survivors.append(mutant)
                print("survives: %s\n          %s" % (label(mutant), known.get(key(mutant), "NOT EXPLAINED")), flush=True)
            else:
                by_harness[found[0]] = by_harness.get(found[0], 0) + 1
                times.append(found[1])
            if sys.stdout.isatty():
                print("\r%d of %d, %d survive" % (done, len(chosen), len(survivors)), end="", flush=True)
    if sys.stdout.isatty():
        print()
    equivalent = [mutant for mutant in survivors if known.get(key(mutant), "").startswith("Equivalent")]
    counted = len(chosen) - len(equivalent)
    share = 100.0 * len(times) / counted if counted else 0.0
    print("found by: " + ", ".join("%s %d" % row for row in sorted(by_harness.items(), key=lambda row: -row[1])))
    print("law mutants: %d of %d candidates, %d found (half of them within %.1f s), %d survive, %d of those equivalent: %.1f %%" %
          (len(chosen), len(every), len(times), sorted(times)[len(times) // 2] if times else 0.0, len(survivors),
           len(equivalent), share))
    return 0 if share >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
