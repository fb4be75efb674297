#!/bin/bash
# fuzz_replay.sh - the harnesses built in one way, over the committed seeds and crashes, without fuzzing.
# usage: fuzz_replay.sh WAY HARNESS...
set -uo pipefail
cd "$(dirname "$0")/.."
way=$1
shift
failed=0
for harness in "$@"; do
    log=build/fuzz/$way/$harness.log
    if "build/fuzz/$way/$harness" -runs=0 -timeout=60 -artifact_prefix="build/fuzz/$way/" corpus/seeds corpus/crashes \
        >"$log" 2>&1 && grep -q '^Done [1-9]' "$log"; then
        echo "$harness: $(sed -nE 's/^Done ([0-9]+) runs.*/\1/p' "$log") runs"
    else
        tail -30 "$log"
        echo "$harness: FAILED"
        failed=$((failed + 1))
    fi
done
echo "$way: $# harnesses, $failed failed"
[ $failed -eq 0 ] && [ $# -gt 0 ]
