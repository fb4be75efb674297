#!/bin/bash
# pure.sh - fail where the codec needs more than four functions of libc, or has data that can be written.
# usage: pure.sh OBJECT...
set -euo pipefail
status=0

defined=$(nm --defined-only -g "$@" | awk 'NF == 3 { print $3 }' | sort -u)
foreign=$(nm -u "$@" | awk '$1 == "U" { print $2 }' | sort -u |
    grep -vxE 'memcpy|memmove|memset|memcmp|_GLOBAL_OFFSET_TABLE_' | grep -vxF "$defined" || true)
if [ -n "$foreign" ]; then
    echo "pure: foreign symbols:" $foreign
    status=1
fi

# .data.rel.ro holds relocated constants; every other writable section must be empty.
writable=$(objdump -h "$@" | awk '
    /file format/ { file = $1 }
    $2 ~ /^\.(data|bss|tdata|tbss)/ && $2 !~ /^\.data\.rel\.ro/ && $3 !~ /^0+$/ { print file $2 }')
if [ -n "$writable" ]; then
    echo "pure: data that can be written:" $writable
    status=1
fi

[ $status -eq 0 ] && echo "pure: $# objects: no foreign symbol, no writable data"
exit $status
