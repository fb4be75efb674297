# parts.sh - run the parts of a check one by one, print each one's seconds, count; sourced.

passed=0
failed=0
logs=build/logs
mkdir -p "$logs"

part() { # name, command...
    local name=$1 start=$SECONDS log
    log="$logs/${name// /-}.log"
    shift
    if "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
        printf 'ok      %4d s  %s\n' $((SECONDS - start)) "$name"
        sed -n 's/^/               /p' "$log" | tail -3
    else
        failed=$((failed + 1))
        printf 'FAILED  %4d s  %s\n' $((SECONDS - start)) "$name"
        sed 's/^/    /' "$log" | tail -60
    fi
}

finish() {
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ] && [ $passed -gt 0 ]
}
