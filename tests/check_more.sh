#!/bin/bash
# check_more.sh - what is slow: other parsers against the corpus, and whether the tests notice what is broken.
set -uo pipefail
cd "$(dirname "$0")/.."
. tests/parts.sh

for adapter in tests/peers/parsers/*.known; do
    name=$(basename "$adapter" .known)
    part "parser $name" tests/peers/parsers/judge.sh "$name"
done
part "laws over the corpus" build/laws_corpus corpus/conformance
for machine in i686 s390x; do
    part "replay on $machine" tests/elsewhere.sh "$machine"
done
part "replay under MSan" tests/fuzz_replay.sh msan $CORE_HARNESSES
part "OSS-Fuzz builds" tests/oss_fuzz.sh
part "inversions" python3 tests/inversions.py build/invert/h204
part "mutants of the codec" python3 tests/mutants.py --count 25 --least 88 scan field framing classify index head chunk body write stream
part "mutants of the judges" python3 tests/mutants.py --count 40 --least 90 \
    facts rules_message rules_status parts rules_conditions rules_fields rules_values check value
finish
