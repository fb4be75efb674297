#!/usr/bin/env python3
"""mutants.py - break the codec on purpose, mechanically, and see that a law or a case notices.

usage: mutants.py [--count N] [--seed N] [--jobs N] [--known FILE] [--least PERCENT] [FILE...]
       mutants.py --again LOG [--jobs N] [--known FILE] [--least PERCENT] [FILE...]

Each mutant changes one place of one source file: a comparison, a logical operator, a constant, a branch, an
assignment that is left out.  It is caught where it does not compile, breaks a promise, fails a case of the
corpus, or breaks a law or a suite.  Survivors must be listed in tests/mutants.known with a reason, unless
--least says how many percent must be caught: any edit of a source draws other mutants.

--again tries only the mutants that LOG, what an earlier run printed, names as survivors.  They are found by what
they change; those whose line has changed since are said to be gone.
"""
import argparse
import concurrent.futures
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CODEC = ("catalogue scan field value framing facts rules_message rules_status parts rules_conditions rules_fields "
         "rules_values check classify index head chunk body write stream").split()

OPERATORS = [
    (r"(?<![-<>=!+*/&|])<(?![<=])", "<="),
    (r"<=", "<"),
    (r"(?<![->])>(?![>=])", ">="),
    (r">=", ">"),
    (r"==", "!="),
    (r"!=", "=="),
    (r"&&", "||"),
    (r"\|\|", "&&"),
    (r"\+ 1\b", "+ 2"),
    (r"- 1\b", "- 0"),
    (r"\+= ", "-= "),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
    (r"(?<=[( ])!(?=[a-z(])", ""),
    (r"\bif \((?=[^;]*\) \{$)", "if (!"),
    (r"(?<![\w.])(\d+)(?=[;)\],])", "NUMBER"),
    (r"^(\s+)[\w.>-]+(?:\[\w+\])? \|?= [^;]+;$", "DELETE"),
]


def code_lines(text):
    """The numbers of lines that are compiled code, without comments, directives, tables and assertions."""
    asserting = False
    in_comment = False
    for number, line in enumerate(text):
        if line.startswith("#if H204_ASSERT"):
            asserting = True
        if asserting and line.startswith("#endif"):
            asserting = False
        start_in_comment = in_comment
        in_comment = (in_comment or "/*" in line) and "*/" not in line[line.rfind("/*") + 1:]
        skip = (asserting or start_in_comment or in_comment or line.startswith(("#", "/*", " *", "static const"))
                or "PROMISE(" in line or not line.startswith("    "))
        if not skip:
            yield number


def candidates(name):
    path = os.path.join(ROOT, "src/codec", name + ".c")
    text = open(path).read().split("\n")
    in_table = False
    for number in code_lines(text):
        line = text[number]
        code = re.sub(r"/\*.*?\*/", lambda m: " " * len(m.group()), line)
        for pattern, replacement in OPERATORS:
            for match in re.finditer(pattern, code):
                if code[:match.start()].count('"') % 2 or code[:match.start()].count("'") % 2:
                    continue
                if replacement == "NUMBER":
                    changed = line[:match.start()] + str(int(match.group(1)) + 1) + line[match.end():]
                elif replacement == "DELETE":
                    changed = match.group(1) + ";"
                elif replacement == "if (!":
                    end = line.rindex(") {")
                    changed = line[:match.end()] + "!(" + line[match.end():end] + ")" + line[end:]
                    changed = changed.replace("if (!(", "if (!(", 1)
                else:
                    changed = line[:match.start()] + replacement + line[match.end():]
                if changed != line:
                    yield name, number, line, changed


def label(mutant):
    name, number, line, changed = mutant
    return "%s.c:%d: %s => %s" % (name, number + 1, line.strip(), changed.strip())


def key(mutant):
    name, _, line, changed = mutant
    return "%s.c: %s => %s" % (name, line.strip(), changed.strip())


# The files that judge messages, which no split and no law of reading reaches.
JUDGES = "facts rules_message rules_status parts rules_conditions rules_fields rules_values check value".split()

# Undefined behaviour traps: an index beyond its array is caught where it is used.
FLAGS = ["-O1", "-std=c99", "-w", "-fsanitize=undefined", "-fsanitize-undefined-trap-on-error", "-DH204_ASSERT=1",
         "-include", os.path.join(ROOT, "src/runner/promise_failed.h")]


def sources(folder):
    return [name[:-2] for name in sorted(os.listdir(os.path.join(ROOT, folder))) if name.endswith(".c")]


def suite_objects(work, name):
    """The suite's objects but for codec and runner.  Tests that take in the broken source are compiled again."""
    objects = [os.path.join(ROOT, "build/test-guarded/twin.o")]
    for part in sources("tests"):
        path = os.path.join(work, "tests", part + ".c")
        built = os.path.join(ROOT, "build/test-guarded", part + ".o")
        if '#include "../src/codec/%s.c"' % name in open(path).read():
            built = os.path.join(work, part + ".o")
            subprocess.run(["gcc", "-O1", "-std=gnu11", "-w", "-D_GNU_SOURCE", "-c", "-o", built, path], check=True)
        if os.path.exists(built):
            objects.append(built)
    return objects


def build_and_run(mutant):
    """How the mutant was caught, or None."""
    name, number, _, changed = mutant
    with tempfile.TemporaryDirectory(dir=os.path.join(ROOT, "build")) as work:
        for folder in ("src/codec", "spec", "tests"):
            shutil.copytree(os.path.join(ROOT, folder), os.path.join(work, folder))
        path = os.path.join(work, "src/codec", name + ".c")
        text = open(path).read().split("\n")
        text[number] = changed
        open(path, "w").write("\n".join(text))
        mutated = os.path.join(work, name + ".o")
        if subprocess.run(["gcc", *FLAGS, "-c", "-o", mutated, path], stderr=subprocess.DEVNULL).returncode:
            return "does not compile"
        build = os.path.join(ROOT, "build")
        codec = [mutated if part == name else os.path.join(build, "test-guarded/codec", part + ".o") for part in CODEC]
        runner = [os.path.join(build, "runner", part + ".o") for part in sources("src/runner")]
        suite_runner = [part for part in runner if not part.endswith("/main.o")]
        libraries = ["-lyaml", "-ljansson", "-lpopt", "-lpthread"]
        command = os.path.join(work, "h204")
        subprocess.run(["gcc", "-o", command, *codec, *runner, *libraries], check=True)
        judges = name in JUDGES
        if run([command, "test", "parser", "--jobs", "1"] + (["--no-splits"] if judges else [])):
            return "corpus"
        if judges and run([command, "corpus", "cover"]):
            return "cover"
        suite = os.path.join(work, "suite")
        objects = codec + suite_objects(work, name) + suite_runner
        subprocess.run(["gcc", "-o", suite, *objects, "-lcriterion", *libraries], check=True)
        filters = "@(check*|value|catalogue|permitted)/*" if judges else "!(@(runner|lint|corpus_files)/*)"
        if run([suite, "--jobs", "1", "--filter", filters]):
            return "suites and laws"
    return None


def run(command):
    """True where the command fails, or does not come to an end."""
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120).returncode != 0
    except subprocess.TimeoutExpired:
        return True


def survivors_of(log):
    """The key of each mutant that survived in an earlier run."""
    return {"%s: %s" % survivor for survivor in re.findall(r"^survives: (\w+\.c):\d+: (.*)$", open(log).read(), re.M)}


def read_known(path):
    known = {}
    if os.path.exists(path):
        for line in open(path):
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                mutant, _, reason = line.partition("\t")
                known[mutant] = reason
    return known


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=204)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--known", default=os.path.join(ROOT, "tests/mutants.known"))
    parser.add_argument("--least", type=float, default=0.0, help="percent that must be caught, explained or not")
    parser.add_argument("--again", metavar="LOG", help="try only those that survived in an earlier run")
    parser.add_argument("files", nargs="*", default=[part for part in CODEC if part != "catalogue"])
    options = parser.parse_args()

    options.files = [name.replace(".c", "") for name in options.files]
    every = [mutant for name in options.files for mutant in candidates(name)]
    if options.again:
        wanted = survivors_of(options.again)
        chosen = [mutant for mutant in every if key(mutant) in wanted]
        for gone in sorted(wanted - {key(mutant) for mutant in every}):
            if gone.split(".c: ")[0] in options.files:
                print("gone: %s" % gone)
    else:
        chosen = random.Random(options.seed).sample(every, min(options.count, len(every)))
    known = read_known(options.known)
    started = time.time()
    survivors = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for done, (mutant, caught) in enumerate(zip(chosen, pool.map(build_and_run, chosen)), 1):
            if caught is None:
                survivors.append(mutant)
                print("survives: %s\n          %s" % (label(mutant), known.get(key(mutant), "NOT EXPLAINED")), flush=True)
            if sys.stdout.isatty():
                print("\r%d of %d, %d survive" % (done, len(chosen), len(survivors)), end="", flush=True)
    if sys.stdout.isatty():
        print()
    unexplained = [mutant for mutant in survivors if key(mutant) not in known]
    print("mutants: %d of %d candidates, %d caught, %d survive, %d of them unexplained, in %d s" %
          (len(chosen), len(every), len(chosen) - len(survivors), len(survivors), len(unexplained),
           time.time() - started))
    enough = 100.0 * (len(chosen) - len(survivors)) >= options.least * len(chosen)
    return 0 if chosen and enough and (options.least > 0 or not unexplained) else 1


if __name__ == "__main__":
    sys.exit(main())
