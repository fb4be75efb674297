#!/bin/bash
# fuzz.sh - run libFuzzer harnesses for some seconds each, from the committed seeds; new inputs stay in build/.
# usage: fuzz.sh SECONDS HARNESS...
set -uo pipefail
cd "$(dirname "$0")/.."
seconds=$1
shift
status=0
for harness in "$@"; do
    found=build/fuzz/corpus-$harness
    crashes=build/fuzz/crashes-$harness/
    log=build/fuzz/$harness.log
    mkdir -p "$found" "$crashes"
    seeds=()
    for folder in corpus/seeds corpus/crashes; do
        [ -d $folder ] && seeds+=("$folder")
    done
    ASAN_OPTIONS=quarantine_size_mb=1 "build/fuzz/$harness" -max_total_time="$seconds" -max_len=4096 -timeout=10 \
        -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$crashes" "$found" "${seeds[@]}" \
        >"$log" 2>&1
    result=$?
    runs=$(sed -nE 's/^stat::number_of_executed_units: *([0-9]+)/\1/p' "$log")
    edges=$(grep -oE 'cov: [0-9]+' "$log" | tail -1 | grep -oE '[0-9]+')
    if [ $result -ne 0 ] || [ "${runs:-0}" -eq 0 ]; then
        tail -40 "$log"
        echo "$harness: FAILED (exit $result); inputs in $crashes"
        status=1
    else
        echo "$harness: $runs executions in $seconds s, $edges edges, no law broken"
    fi
done
exit $status
