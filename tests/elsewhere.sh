#!/bin/bash
# elsewhere.sh - every harness over the seeds and crashes, built for another machine and run under qemu.
# usage: elsewhere.sh MACHINE: i686, s390x (big-endian), ...
set -uo pipefail
cd "$(dirname "$0")/.."
machine=$1
qemu=qemu-${machine/i686/i386}-static
mapfile -t inputs < <(find corpus/seeds corpus/crashes -type f)
failed=0
harnesses=0
for harness in build/fuzz/"$machine"/fuzz_*; do
    [ -x "$harness" ] || continue
    harnesses=$((harnesses + 1))
    "$qemu" "$harness" "${inputs[@]}" || failed=$((failed + 1))
done
echo "$machine: $harnesses harnesses over ${#inputs[@]} inputs each, $failed failed"
[ $failed -eq 0 ] && [ $harnesses -gt 0 ] && [ ${#inputs[@]} -ge 100 ]
