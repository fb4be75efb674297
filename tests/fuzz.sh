#!/bin/bash
# fuzz.sh - run libFuzzer harnesses for some seconds each, from the committed seeds; new inputs stay in build/.
# usage: fuzz.sh SECONDS HARNESS...
#
# A table at the end; exit 1 where a law is broken or a harness does not run.  The others go on.
set -uo pipefail
cd "$(dirname "$0")/.."
seconds=$1
shift
way=${FUZZ_WAY:-asan}
folder=build/fuzz
status=0
rows=()

last_number() { # pattern with a number at its end, log
    grep -oE "$1[0-9]+" "$2" | tail -1 | grep -oE '[0-9]+$'
}

done_so_far=0
for harness in "$@"; do
    done_so_far=$((done_so_far + 1))
    [ -t 1 ] && printf '\r%-60s' "$harness ($done_so_far of $#), $seconds s"
    binary=$folder/$way/$harness
    found=$folder/corpus-$harness
    crashes=$folder/crashes-$harness/
    log=$folder/$harness.log
    mkdir -p "$found" "$crashes"
    before=$(find "$found" -type f | wc -l)
    findings_before=$(find "$crashes" -type f | wc -l)
    options=(-max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
        -artifact_prefix="$crashes")
    case $harness in
    fuzz_values | fuzz_corpus) ;; # what they read is no message
    *) options+=(-dict=fuzz/h204.dict) ;;
    esac
    ASAN_OPTIONS=quarantine_size_mb=1 "$binary" "${options[@]}" "$found" corpus/seeds corpus/crashes >"$log" 2>&1
    result=$?
    runs=$(sed -nE 's/^stat::number_of_executed_units: *([0-9]+)/\1/p' "$log")
    if [ $result -ne 0 ] || [ "${runs:-0}" -eq 0 ]; then
        status=1
        [ -t 1 ] && printf '\r%-60s\r' ""
        tail -40 "$log"
        echo "$harness: FAILED (exit $result); inputs in $crashes, the whole log in $log"
    fi
    rate=$(sed -nE 's/^stat::average_exec_per_sec: *([0-9]+)/\1/p' "$log")
    rows+=("$(printf '%-20s %12s %10s %7s %7s %9s' "$harness" "${runs:-0}" "${rate:-0}" "$(last_number 'cov: ' "$log")" \
        $(($(find "$found" -type f | wc -l) - before)) $(($(find "$crashes" -type f | wc -l) - findings_before)))")
done
[ -t 1 ] && printf '\r%-60s\r' ""
printf '%-20s %12s %10s %7s %7s %9s\n' harness executions 'a second' edges new findings
printf '%s\n' "${rows[@]}"
exit $status
