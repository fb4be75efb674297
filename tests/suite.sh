#!/bin/bash
# suite.sh - run one build of the test suites; a leak or a sanitizer's report fails it too.
# usage: suite.sh VARIANT BINARY
set -uo pipefail
variant=$1
binary=$2
log=$binary.log
start=$SECONDS
"$binary" >"$log" 2>&1
status=$?
line=$(grep -a 'Synthesis: Tested' "$log" | sed 's/\x1b\[[0-9;]*m//g' | tail -1)
tested=$(sed -nE 's/.*Tested: *([0-9]+).*/\1/p' <<<"$line")
if [ $status -ne 0 ] || [ "${tested:-0}" -eq 0 ] || grep -aqE 'LeakSanitizer|AddressSanitizer|runtime error' "$log"; then
    cat "$log"
    echo "FAILED: suites, $variant (exit $status) in $((SECONDS - start)) s"
    exit 1
fi
printf '%-14s %s in %d s\n' "$variant" "${line#*Synthesis: }" $((SECONDS - start))
