#!/bin/bash
# judge.sh - judge another parser by the corpus, but for the deviations that are known of it.
#
# judge.sh NAME [option of `h204 test parser`]...   NAME is that of a file NAME.known beside this one
set -uo pipefail
here=$(dirname "$0")
root=$here/../../..
name=${1:?the name of a parser: $(cd "$here" && echo *.known)}
shift
case $name in
    llhttp)         package=node-llhttp ;;
    http_parser)    package=libhttp-parser-dev ;;
    picohttpparser) package=libh2o-dev ;;
    h11)            package=python3-h11 ;;
    *) echo "judge.sh: there is no testee around $name" >&2; exit 2 ;;
esac
testee=$root/build/peers/$name
[ "$name" = h11 ] && testee=$here/h11.py
[ -x "$testee" ] || { echo "judge.sh: $testee is missing: make peers" >&2; exit 2; }
echo "$package $(dpkg-query -W -f='${Version}' "$package" 2>/dev/null || echo "(not from a package)")"
exec "$root/build/h204" test parser --known "$here/$name.known" --min-tests 850 "$@" -- "$testee"
