#!/bin/bash
# readme_example.sh - compile and run the C example of the README against the drop.
# usage: readme_example.sh DROP-FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
drop=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk '/^```c$/ { inside = 1; next } /^```$/ { inside = 0 } inside' README.md >"$work/example.c"
[ -s "$work/example.c" ] || { echo "README.md has no C example"; exit 1; }
gcc -std=c99 -Wall -Wextra -Wpedantic -Werror -I"$drop" -o "$work/example" "$work/example.c" "$drop/h204.c"
expected=$(awk '/^```text example output$/ { inside = 1; next } /^```$/ { inside = 0 } inside' README.md)
printed=$("$work/example")
[ "$printed" = "$expected" ] || { printf 'the example prints\n%s\nbut the README says\n%s\n' "$printed" "$expected"; exit 1; }
echo "the example compiles as C99 and prints what the README says"
