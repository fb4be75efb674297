#!/bin/bash
# drop.sh - compile the two vendored files in every way that is promised.
# usage: drop.sh FOLDER
set -euo pipefail
drop=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
warnings="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"
clang=${CLANG:-clang-19}
passed=0

ok() { # what was tried
    passed=$((passed + 1))
    echo "drop: $1"
}

for compiler in gcc "$clang"; do
    for option in "" -DH204_PLAIN_ONLY -DH204_READ_ONLY -DH204_ASSERT=1; do
        $compiler -std=c99 $warnings -O1 $option -c -o "$work/h204.o" "$drop/h204.c"
        for standard in c11 c17; do
            $compiler -std=$standard $warnings -fsyntax-only $option "$drop/h204.c"
        done
    done
    ok "$compiler: C99, C11, C17; plain, read-only, asserting"
done

echo '#include "h204.h"
int main() { h204_context context = h204_context(); return (int)context.tolerances; }' >"$work/header.cpp"
for compiler in g++ "${clang/clang/clang++}"; do
    command -v "$compiler" >/dev/null || continue
    for standard in c++11 c++17; do
        $compiler -std=$standard -Wall -Wextra -Wpedantic -Werror -I"$drop" -o "$work/header" "$work/header.cpp"
    done
    ok "$compiler: the header as C++11 and C++17"
done

# Everything but the interface is static, and the prefix can be replaced.
sed 's/h204_/other_/g; s/H204_/OTHER_/g' "$drop/h204.h" >"$work/h204.h"
sed 's/h204_/other_/g; s/H204_/OTHER_/g' "$drop/h204.c" >"$work/other.c"
gcc -std=c99 $warnings -O1 -I"$work" -c -o "$work/other.o" "$work/other.c"
foreign=$(nm --defined-only -g "$work/other.o" | awk 'NF == 3 && $3 !~ /^other_/ { print $3 }')
[ -z "$foreign" ] || { echo "drop: symbols without the prefix: $foreign"; exit 1; }
gcc -std=c99 -O0 -c -o "$work/h204.o" "$drop/h204.c"
for symbol in $(nm --defined-only -g "$work/h204.o" | awk 'NF == 3 { print $3 }'); do
    grep -qw "$symbol" "$drop/h204.h" || { echo "drop: $symbol is not of the interface"; exit 1; }
done
ok "another prefix; no symbol beyond the interface"

limit=$((24 * 1024))
gcc -std=c99 -Os -DH204_READ_ONLY -c -o "$work/read.o" "$drop/h204.c"
code=$(size -A "$work/read.o" | awk '$1 ~ /^\.(text|rodata|data\.rel\.ro)/ { sum += $2 } END { print sum }')
[ "$code" -le $limit ] || { echo "drop: read-only code is $code octets, more than $limit"; exit 1; }
ok "read-only at -Os: $code octets of code and constants (at most $limit)"
echo "drop: $passed groups pass"
