#!/bin/bash
# fuzz_afl.sh - a second opinion by AFL++: harnesses for some seconds each, from the committed seeds.
# usage: fuzz_afl.sh SECONDS HARNESS...
#
# Each harness runs twice at once, in a plain build that knows comparisons (cmplog) and in one with sanitizers;
# the two share what they find, in build/fuzz/afl-out.  A table at the end; exit 1 where a law is broken, which
# afl-fuzz itself does not say, or where a harness does not start.  The others go on.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
seconds=$1
shift
seed_octets=1024 # larger seeds cost AFL++ more than they give
folder=build/fuzz
out=$folder/afl-out
status=0
rows=()

command -v afl-fuzz >/dev/null || { echo "afl-fuzz is missing: install Debian's afl++"; exit 1; }

export AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_ALLOW_TMP=1
export AFL_FORKSRV_INIT_TMOUT=20000 AFL_HANG_TMOUT=10000

seeds=$out/seeds
rm -rf "$seeds"
mkdir -p "$seeds"
find corpus/seeds corpus/crashes -maxdepth 1 -type f -size -$((seed_octets + 1))c ! -size 0 -exec cp {} "$seeds" \;

fuzz() { # harness, way, -M or -S, name, further options of afl-fuzz...
    local harness=$1 way=$2 role=$3 name=$4
    shift 4
    timeout -k 5 $((seconds + 60)) nice afl-fuzz "$role" "$name" -V "$seconds" -G 4096 -t 1000+ -m none \
        "${options[@]}" "$@" -i "$seeds" -o "$out/$harness" -- "$folder/$way/$harness" - \
        >"$out/$harness-$name.log" 2>&1
}

end_of() { # log, without colours and cursors
    tail -20 "$1" | sed 's/\x1b[[(][0-9;?]*[a-zA-Z]//g; s/[^[:print:][:space:]]//g'
}

stat_of() { # harness, name, key
    sed -nE "s/^$3 *: *([0-9.]+).*/\1/p" "$out/$1/$2/fuzzer_stats" 2>/dev/null
}

for harness in "$@"; do
    [ -t 1 ] && printf '\r%-60s' "$harness, $seconds s"
    rm -rf "${out:?}/$harness"
    options=(-x fuzz/h204.dict)
    unset AFL_CUSTOM_MUTATOR_LIBRARY
    case $harness in
    fuzz_values | fuzz_corpus) options=() ;; # what they read is no message
    *) export AFL_CUSTOM_MUTATOR_LIBRARY=$PWD/$folder/afl-mutator.so ;;
    esac
    fuzz "$harness" afl -M main -c "$folder/afl-cmplog/$harness" &
    main=$!
    fuzz "$harness" afl-asan -S asan &
    wait $!
    wait $main
    [ -t 1 ] && printf '\r%-60s\r' ""
    for name in main asan; do
        runs=$(stat_of "$harness" "$name" execs_done)
        if [ "${runs:-0}" -eq 0 ]; then
            status=1
            end_of "$out/$harness-$name.log"
            echo "$harness: $name did not run; the whole log is in $out/$harness-$name.log"
        fi
        broken=$(grep -ac 'results in a crash' "$out/$harness-$name.log")
        if [ "$broken" -gt 0 ]; then # afl-fuzz says so, leaves them out and goes on
            status=1
            echo "$harness: $broken of the seeds are FINDINGS: make fuzz-replay CRASH='$seeds/*'"
        fi
        findings=0
        while IFS= read -r found; do # kept: the next run clears this one
            findings=$((findings + 1))
            mkdir -p "$folder/crashes-$harness"
            cp "$found" "$folder/crashes-$harness/afl-$(sha1sum "$found" | cut -c1-40)"
        done < <(find "$out/$harness/$name/crashes" "$out/$harness/$name/hangs" -name 'id*' 2>/dev/null)
        if [ $findings -gt 0 ]; then
            status=1
            echo "$harness: $findings FINDINGS in $folder/crashes-$harness; which law: make fuzz-replay CRASH=FILE"
        fi
        rate=$(stat_of "$harness" "$name" execs_per_sec)
        edges=$(stat_of "$harness" "$name" edges_found)
        new=$(stat_of "$harness" "$name" corpus_found)
        rows+=("$(printf '%-20s %-5s %12s %10s %7s %7s %9s' "$harness" "$name" "${runs:-0}" "${rate:-0}" \
            "${edges:-0}" "${new:-0}" "$findings")")
    done
done
printf '%-20s %-5s %12s %10s %7s %7s %9s\n' harness "" executions 'a second' edges new findings
printf '%s\n' "${rows[@]}"
exit $status
