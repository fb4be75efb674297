#!/bin/bash
# check_more.sh - what is slow: other parsers against the corpus, and mutants of the codec.
set -uo pipefail
cd "$(dirname "$0")/.."
. tests/parts.sh

for adapter in tests/peers/parsers/*.known; do
    name=$(basename "$adapter" .known)
    part "parser $name" tests/peers/parsers/judge.sh "$name"
done
part "mutants" python3 tests/mutants.py
finish
