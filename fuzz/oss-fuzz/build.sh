#!/bin/bash -eu
# build.sh - build the harnesses into $OUT, as the variables of OSS-Fuzz and ClusterFuzzLite say.
#
# Compiler, flags, sanitizer, engine and architecture come from CC, CFLAGS, CXX, CXXFLAGS and LIB_FUZZING_ENGINE;
# the harnesses that need further libraries are left out.
cd "$SRC/h204"
make -j"$(nproc)" B="$WORK/h204" fuzz-given

seeds=$WORK/h204-seeds.zip
rm -f "$seeds"
find corpus/seeds corpus/crashes -type f ! -name '*.md' -print0 | LC_ALL=C sort -z | xargs -0 zip -q -j "$seeds"

for source in fuzz/fuzz_*.c; do
    target=$(basename "$source" .c)
    [ -x "$WORK/h204/fuzz/given/$target" ] || continue
    cp "$WORK/h204/fuzz/given/$target" "$OUT/$target"
    cp "$seeds" "$OUT/${target}_seed_corpus.zip"
    cp fuzz/h204.dict "$OUT/$target.dict"
    printf '[libfuzzer]\nmax_len = 4096\n' >"$OUT/$target.options"
done
