#!/bin/bash
# oss_fuzz.sh - build the harnesses as OSS-Fuzz would, for every engine and sanitizer, and check each target.
# usage: oss_fuzz.sh [ENGINE-SANITIZER...]
#
# The variables are those of OSS-Fuzz's base-builder (its C++ library apart); the checks are those of its own
# build check: a target starts, runs an empty input and three more, is instrumented, lacks no library and has
# at least a hundred edges.
set -uo pipefail
cd "$(dirname "$0")/.."

work=$PWD/build/oss-fuzz
base="-O1 -fno-omit-frame-pointer -gline-tables-only -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION"
checks="array-bounds,bool,builtin,enum,function,integer-divide-by-zero,null,object-size,return"
checks="$checks,returns-nonnull-attribute,shift,signed-integer-overflow,unreachable,vla-bound"
declare -A flags=(
    [address]="-fsanitize=address -fsanitize-address-use-after-scope"
    [undefined]="-fsanitize=$checks,unsigned-integer-overflow -fno-sanitize-recover=$checks"
    [memory]="-fsanitize=memory -fsanitize-memory-track-origins"
    [coverage]="-fprofile-instr-generate -fcoverage-mapping -O0"
    [none]=""
)
# Calls into the sanitizer that the disassembly of a target has at least; an uninstrumented one has none.
declare -A calls=([address]=1000 [undefined]=168 [memory]=1000 [coverage]=0 [none]=0)
wrong=0

complain() {
    echo "  WRONG  $*"
    wrong=$((wrong + 1))
}

count_calls() { # target, sanitizer
    local name=${2/undefined/ub}
    name=${name/address/a}
    name=${name/memory/m}
    llvm-objdump-19 -d --no-show-raw-insn "$1" | grep -cE "call.*<__${name}san"
}

check_libfuzzer() { # target, sanitizer
    local log=$work/run.log edges
    "$1" -runs=4 -seed=1337 >"$log" 2>&1 || complain "$(basename "$1") does not run: $(tail -2 "$log")"
    grep -q 'Done 4 runs' "$log" || complain "$(basename "$1") does not do four runs"
    edges=$(grep -oE 'Loaded 1 modules +\([0-9]+ inline' "$log" | grep -oE '[0-9]+ inline' | grep -oE '[0-9]+')
    [ "${edges:-0}" -ge 100 ] || complain "$(basename "$1") has ${edges:-0} edges"
    if [ "${calls[$2]}" -gt 0 ]; then
        local found
        found=$(count_calls "$1" "$2")
        [ "$found" -ge "${calls[$2]}" ] || complain "$(basename "$1") calls $2 sanitizer only $found times"
    fi
}

check_afl() { # target
    local edges
    grep -q '##SIG_AFL_PERSISTENT##' "$1" || complain "$(basename "$1") is not persistent"
    edges=$(printf 'HTTP/1.1 204 \r\n\r\n' | AFL_NO_UI=1 AFL_QUIET=1 afl-showmap -q -m none -o - -- "$1" - 2>/dev/null | wc -l)
    [ "$edges" -ge 100 ] || complain "$(basename "$1") shows $edges edges"
}

build_and_check() { # engine, sanitizer
    local engine=$1 sanitizer=$2 targets=0 before=$wrong
    rm -rf "$work/src" "$work/out" "$work/work"
    mkdir -p "$work/src/h204" "$work/out" "$work/work"
    tar -c --exclude ./build --exclude ./.git . | tar -x -C "$work/src/h204"
    (
        export SRC=$work/src OUT=$work/out WORK=$work/work ARCHITECTURE=x86_64
        export FUZZING_ENGINE=$engine SANITIZER=$sanitizer LIB_FUZZING_ENGINE=-fsanitize=fuzzer
        export CC=clang-19 CXX=clang++-19 CFLAGS="$base ${flags[$sanitizer]}"
        if [ "$engine" = afl ]; then
            export CC=afl-clang-fast CXX=afl-clang-fast++ AFL_QUIET=1
        else
            CFLAGS="$CFLAGS -fsanitize=fuzzer-no-link"
        fi
        export CXXFLAGS=$CFLAGS
        cp fuzz/oss-fuzz/build.sh "$SRC/build.sh"
        cd "$SRC/h204" && bash -eu "$SRC/build.sh"
    ) >"$work/build.log" 2>&1 || { complain "$engine $sanitizer does not build"; tail -20 "$work/build.log"; }
    for target in "$work"/out/fuzz_*; do
        [ -x "$target" ] && [ ! -d "$target" ] && file_is_target "$target" || continue
        targets=$((targets + 1))
        ldd "$target" 2>&1 | grep -q 'not found' && complain "$(basename "$target") lacks a library"
        for beside in _seed_corpus.zip .dict .options; do
            [ -s "$target$beside" ] || complain "$(basename "$target") has no $beside"
        done
        if [ "$engine" = afl ]; then check_afl "$target"; else check_libfuzzer "$target" "$sanitizer"; fi
    done
    [ $targets -ge 9 ] || complain "$engine $sanitizer has only $targets targets"
    [ "$wrong" -ne "$before" ] || echo "  $engine $sanitizer: $targets targets built and checked"
}

file_is_target() {
    grep -q LLVMFuzzerTestOneInput "$1"
}

[ $# -gt 0 ] || set -- libfuzzer-address libfuzzer-undefined libfuzzer-memory libfuzzer-coverage afl-address afl-none
for pair in "$@"; do
    build_and_check "${pair%-*}" "${pair#*-}"
done
rm -rf "$work/src" "$work/out" "$work/work"
echo "$# builds, $wrong faults"
[ $wrong -eq 0 ]
