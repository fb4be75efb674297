#!/bin/bash
# check.sh - every test that `make check` runs, on what it has built.
set -uo pipefail
cd "$(dirname "$0")/.."
. tests/parts.sh

fresh() { # a printed file, the command that prints it
    local file=$1
    shift
    "$@" | cmp - "$file" || { echo "$file is stale: make print"; return 1; }
    echo "$file is fresh"
}

printed_files() {
    fresh spec/INVARIANTS.md build/h204 invariants --markdown &&
        fresh spec/TRACEABILITY.md build/h204 corpus cover --markdown &&
        fresh corpus/h204.json build/h204 corpus export &&
        fresh fuzz/h204.dict python3 tests/print_dictionary.py
}

for variant in sanitized guarded index-free drop; do
    part "suites $variant" tests/suite.sh $variant build/test-$variant/suite
done
part "corpus" build/h204 test parser --min-tests 850
part "corpus over the contract" build/h204 test parser --min-tests 850 -- build/h204 testee
part "matrix derived again" python3 tests/matrix_rederived.py
part "cover" build/h204 corpus cover
part "lint captures" tests/lint_captures.sh build/h204
part "pure" make --no-print-directory pure
part "layers" make --no-print-directory layers
part "drop" tests/drop.sh build/drop
part "printed files" printed_files
part "readme example" tests/readme_example.sh build/drop
part "campaign" tests/campaign_check.py build/campaign-check
part "fuzz" tests/fuzz.sh "${FUZZ_SECONDS:-3}" $HARNESSES
finish
