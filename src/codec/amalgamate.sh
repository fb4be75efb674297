#!/bin/bash
# amalgamate.sh - write h204.h and h204.c, the two files that people vendor.
# usage: amalgamate.sh OUTPUT-FOLDER MODULE... (in the order of dependency)
#
# Everything but the interface becomes static.  Headers are inlined where they are first included; the
# catalogue becomes plain enumerators in the header, and stays a table of macros in the source.
set -euo pipefail
output=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
catalogue=$here/../../spec/invariants.def

enumerators() {
    sed -nE 's/^(INVARIANT|LIMIT|PROMISED)\( *([0-9]+), *([A-Z0-9_]+),.*/    H204_\3 = \2,/p' "$catalogue"
}

awk -v enumerators="$(enumerators)" '
    /^#define INVARIANT\(/ { print enumerators; skipping = 1 }
    !skipping { print }
    /^#undef PROMISED/ { skipping = 0 }
' "$here/h204.h" >"$output/h204.h"

{
    echo "/* h204.c - the h204 codec in one file, written by \`make drop\` from its sources.  MIT licence. */"
    echo '#define H204_INTERNAL static'
    inlined=" h204.h "
    echo '#include "h204.h"'
    inline() { # a file, its own headers first
        local line name
        while IFS= read -r line; do
            if [[ $line =~ ^#include\ \"([a-z]+\.h)\" ]]; then
                name=${BASH_REMATCH[1]}
                if [[ $inlined != *" $name "* ]]; then
                    inlined+="$name "
                    inline "$here/$name"
                fi
            elif [[ $line == '#include "../../spec/invariants.def"' ]]; then
                grep -E '^(INVARIANT|LIMIT|PROMISED)\(' "$catalogue"
            else
                printf '%s\n' "$line"
            fi
        done <"$1"
    }
    inlined+="promise.h " # ahead of the modules that may be left out
    cat "$here/promise.h"
    for module in "$@"; do
        printf '\n/* ======== %s ======== */\n\n' "$module.c"
        case $module in
        catalogue | value | facts | parts | rules_* | check | write) # texts, checking and writing: not for those who only read
            echo '#ifndef H204_READ_ONLY'
            inline "$here/$module.c"
            echo '#endif /* H204_READ_ONLY */'
            ;;
        classify)
            echo '#ifndef H204_PLAIN_ONLY'
            inline "$here/$module.c"
            echo '#endif /* H204_PLAIN_ONLY */'
            ;;
        *)
            inline "$here/$module.c"
            ;;
        esac
    done
} >"$output/h204.c"
