#!/bin/bash -eu
# build.sh - what OSS-Fuzz builds, ClusterFuzzLite builds.
exec "$SRC/h204/fuzz/oss-fuzz/build.sh"
