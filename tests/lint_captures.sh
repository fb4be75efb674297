#!/bin/bash
# lint_captures.sh - lint every recorded answer of a real server with the request that it answers, a line each.
#
# lint_captures.sh [PATH OF h204]
# What breaks a rule is shown and fails nothing: it is what these servers do.  Exits with 1 where lint can not say
# (bad usage, no message, a crash).
set -uo pipefail
cd "$(dirname "$0")/.."
h204=${1:-build/h204}
captures=corpus/captures
linted=0
breaking=0
failed=0
while IFS=$'\t' read -r file server _ request end _; do
    [ "$file" = file ] && continue
    told=$("$h204" lint --json --request "$request" --end "$end" "$captures/$file" 2>&1)
    code=$?
    linted=$((linted + 1))
    statuses=$(grep -o '"status":[0-9]*' <<<"$told" | cut -d: -f2 | paste -sd' ')
    broken=$(grep -o '"name":"[A-Z0-9_]*"' <<<"$told" | cut -d'"' -f4 | paste -sd' ')
    verdict="$statuses ${broken:+breaks $broken}"
    if [ $code -gt 1 ]; then
        failed=$((failed + 1))
        verdict="lint exits with $code: $(head -1 <<<"$told")"
    elif [ -n "$broken" ]; then
        breaking=$((breaking + 1))
    fi
    printf '%-40s %-10s %s\n' "$file" "$server" "$verdict"
done < "$captures/captures.tsv"
echo "$linted captures: $breaking break a rule, lint failed on $failed"
[ "$linted" -gt 0 ] && [ "$failed" -eq 0 ]
