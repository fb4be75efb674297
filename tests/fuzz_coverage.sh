#!/bin/bash
# fuzz_coverage.sh - what of src/codec the fuzz corpora reach, by line and branch; what they do not must be known.
# usage: fuzz_coverage.sh HARNESS... (built in the way coverage)
#
# Replayed: corpus/seeds, corpus/crashes, and of each harness what `make fuzz` and `make fuzz-campaign` found.
set -uo pipefail
cd "$(dirname "$0")/.."
folder=build/fuzz/coverage
home=${FUZZ_HOME:-${XDG_DATA_HOME:-$HOME/.local/share}/h204-fuzz}
profdata=${LLVM_PROFDATA:-llvm-profdata-19}
cov=${LLVM_COV:-llvm-cov-19}

rm -rf $folder/profiles
mkdir -p $folder/profiles $folder/crashes
status=0
objects=()
for harness in "$@"; do
    inputs=()
    for place in corpus/seeds corpus/crashes "build/fuzz/corpus-$harness" "$home/corpus/$harness"; do
        [ -d "$place" ] && inputs+=("$place")
    done
    log=$folder/profiles/$harness.log
    if LLVM_PROFILE_FILE=$folder/profiles/$harness.profraw "$folder/$harness" -runs=0 -timeout=60 \
        -artifact_prefix=$folder/crashes/ "${inputs[@]}" >"$log" 2>&1; then
        printf '%-22s %s\n' "$harness" "$(sed -nE 's/^Done ([0-9]+) runs.*/\1/p' "$log") runs"
    else
        tail -20 "$log"
        echo "$harness: FAILED on its corpus"
        status=1
    fi
    objects+=(-object "$folder/$harness")
done

$profdata merge -sparse $folder/profiles/*.profraw -o $folder/all.profdata || exit 1
sources=(src/codec/*.c)
$cov show "${objects[@]:1}" -instr-profile=$folder/all.profdata -format=html -output-dir=$folder \
    -show-branches=count "${sources[@]}" >/dev/null || exit 1
$cov export "${objects[@]:1}" -instr-profile=$folder/all.profdata -skip-functions "${sources[@]}" \
    >$folder/coverage.json || exit 1
$cov export "${objects[@]:1}" -instr-profile=$folder/all.profdata -format=lcov "${sources[@]}" \
    >$folder/coverage.lcov || exit 1
python3 tests/fuzz_uncovered.py --lines 98 --branches 95 $folder/coverage.json $folder/coverage.lcov \
    fuzz/uncovered.txt || status=1
echo "by line and branch: $folder/index.html"
exit $status
