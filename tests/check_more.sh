#!/bin/bash
# check_more.sh - what is slow: other parsers against the corpus, and whether the tests notice what is broken.
set -uo pipefail
cd "$(dirname "$0")/.."
. tests/parts.sh

for adapter in tests/peers/parsers/*.known; do
    name=$(basename "$adapter" .known)
    part "parser $name" tests/peers/parsers/judge.sh "$name"
done
part "inversions" python3 tests/inversions.py build/invert/h204
part "mutants of the codec" python3 tests/mutants.py --count 50 --least 90 scan field framing classify index head chunk body write stream
# A sample of 40 scatters by five in a hundred around the 90 that `make mutants` asks of 500.
part "mutants of the judges" python3 tests/mutants.py --count 40 --least 80 \
    facts rules_message rules_status parts rules_conditions rules_fields rules_values check value
finish
