#!/bin/bash
# layers.sh - fail where a file of the codec uses a symbol of a later one, or an oracle uses the codec.
# usage: layers.sh ORACLE-OBJECT... -- OBJECT... (in the order of dependency)
set -euo pipefail
status=0

oracles=0
while [ "$1" != -- ]; do
    if nm -u "$1" | grep -q h204; then
        echo "layers: $(basename "$1" .o) uses the codec:" $(nm -u "$1" | grep h204)
        status=1
    fi
    oracles=$((oracles + 1))
    shift
done
shift

earlier=$(mktemp)
trap 'rm -f "$earlier"' EXIT
for object in "$@"; do
    later=$(nm -u "$object" | awk '$1 == "U" && $2 ~ /^h204_/ { print $2 }' | grep -vxFf "$earlier" || true)
    if [ -n "$later" ]; then
        echo "layers: $(basename "$object" .o) uses" $later "which no earlier file defines"
        status=1
    fi
    nm --defined-only -g "$object" | awk 'NF == 3 { print $3 }' >>"$earlier"
done

[ $status -eq 0 ] && echo "layers: $# objects, each uses only those before it; $oracles oracles stand alone"
exit $status
