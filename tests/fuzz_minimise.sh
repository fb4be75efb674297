#!/bin/bash
# fuzz_minimise.sh - choose corpus/seeds anew: few and small inputs that reach what all known inputs reach.
# usage: fuzz_minimise.sh HARNESS... (built in the way asan)
#
# Known are the octets of the conformance corpus, the captures, the seeds that are there, and what `make fuzz` and
# `make fuzz-campaign` found.
set -uo pipefail
cd "$(dirname "$0")/.."
folder=build/fuzz/minimise
home=${FUZZ_HOME:-${XDG_DATA_HOME:-$HOME/.local/share}/h204-fuzz}
[ $# -gt 0 ] || { echo "usage: $0 HARNESS..."; exit 2; }

rm -rf $folder
mkdir -p $folder/known $folder/crashes
python3 tests/fuzz_seeds.py gather $folder/known corpus/h204.json corpus/captures corpus/seeds build/fuzz/corpus-* \
    "$home"/corpus/* || exit 1
for harness in "$@"; do
    mkdir $folder/chosen-"$harness"
    if ! ASAN_OPTIONS=quarantine_size_mb=1 "build/fuzz/asan/$harness" -set_cover_merge=1 -timeout=10 -rss_limit_mb=2048 \
        -merge_control_file=$folder/"$harness".features -artifact_prefix=$folder/crashes/ \
        $folder/chosen-"$harness" $folder/known >$folder/"$harness".log 2>&1; then
        tail -20 $folder/"$harness".log
        echo "$harness: FAILED"
        exit 1
    fi
    printf '%-22s %s edges\n' "$harness" "$(grep -aoE 'cov: [0-9]+' $folder/"$harness".log | tail -1 | cut -d' ' -f2)"
done
if [ -n "$(ls $folder/crashes)" ]; then
    echo "inputs of which a harness died, none of them a seed: $folder/crashes"
fi
python3 tests/fuzz_seeds.py choose corpus/seeds $folder "$@"
