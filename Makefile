# h204: everything is a target; `make help` lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

CC       ?= cc
ifeq ($(origin CC),default)
CC       := gcc
endif
CFLAGS   ?= -O2 -g
CLANG    ?= clang-19
JOBS     ?= $(shell nproc)
FUZZ_SECONDS ?= 30

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef -Wvla -Wstrict-prototypes \
            -Wmissing-prototypes -Wswitch-enum -Wpointer-arith -Werror
CODEC_WARNINGS := $(WARNINGS) -Wcast-qual
B        := build

# The codec, in the order of dependency, of reading and of the amalgamation.
CODEC         := catalogue scan field value framing facts rules_message rules_status parts rules_conditions \
                 rules_fields rules_values check classify index head chunk body write stream
CODEC_SOURCES := $(CODEC:%=src/codec/%.c)
CODEC_HEADERS := $(wildcard src/codec/*.h) spec/invariants.def
RUNNER_SOURCES := $(sort $(wildcard src/runner/*.c))
RUNNER_HEADERS := $(wildcard src/runner/*.h)
RUNNER_LIBS   := -lyaml -ljansson -lpopt -lpthread

SUITES        := $(sort $(patsubst tests/%.c,%,$(wildcard tests/test_*.c)))
SUITE_PARTS   := tests/oracle.c tests/result.c tests/reading.c tests/laws.c tests/guard.c
TEST_HEADERS  := $(wildcard tests/*.h)
HARNESSES     := $(patsubst fuzz/%.c,%,$(wildcard fuzz/fuzz_*.c))

# ---- packages ---------------------------------------------------------------------------------------

PACKAGES_RUN   := gcc libc6-dev libyaml-dev libjansson-dev libpopt-dev
PACKAGES_CHECK := $(PACKAGES_RUN) g++ clang-19 llvm-19 libclang-rt-19-dev libcriterion-dev python3 \
                  python3-h11 libhttp-parser-dev libh2o-dev node-llhttp
PACKAGES       := $(PACKAGES_CHECK)

.PHONY: deps
deps: ## install the Debian packages that are missing (silent when none is)
	@missing=""; \
	for package in $(PACKAGES); do \
	    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q "install ok installed" || missing="$$missing $$package"; \
	done; \
	[ -z "$$missing" ] && exit 0; \
	if ! command -v apt-get >/dev/null; then \
	    echo "h204 needs these packages (names of Debian 12), and there is no apt-get here:"; \
	    echo "   $$missing"; exit 1; \
	fi; \
	echo "installing:$$missing"; \
	as_root=""; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	$$as_root apt-get -q -o DPkg::Lock::Timeout=600 update >$(B)-apt.log 2>&1 && \
	DEBIAN_FRONTEND=noninteractive $$as_root apt-get -y -q --no-install-recommends \
	    -o DPkg::Lock::Timeout=600 install $$missing >>$(B)-apt.log 2>&1 || \
	    { tail -20 $(B)-apt.log; rm -f $(B)-apt.log; exit 1; }; \
	rm -f $(B)-apt.log

.PHONY: deps-run deps-check
deps-run:
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES_RUN)"
deps-check:
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES_CHECK)"

# ---- the command h204 -------------------------------------------------------------------------------
#
# Asserting: a broken promise of the codec prints its number, its sentence and the input.

ASSERTING := -DH204_ASSERT=1 -include src/runner/promise_failed.h
RUNNER_FLAGS := -std=gnu11 $(WARNINGS) -D_GNU_SOURCE -DH204_SOURCE_DIR='"$(CURDIR)"'

.PHONY: all
all: $(B)/h204 ## build the command h204

$(B)/h204: $(CODEC:%=$(B)/asserting/%.o) $(RUNNER_SOURCES:src/runner/%.c=$(B)/runner/%.o)
	@$(CC) $(CFLAGS) -o $@ $^ $(RUNNER_LIBS)

$(B)/asserting/%.o: src/codec/%.c $(CODEC_HEADERS) src/runner/promise_failed.h Makefile
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -std=c99 $(CODEC_WARNINGS) $(ASSERTING) -c -o $@ $<

$(B)/runner/%.o: src/runner/%.c $(RUNNER_HEADERS) $(CODEC_HEADERS) Makefile
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(RUNNER_FLAGS) -c -o $@ $<

# The codec as people compile it: no assertions.
$(B)/plain/%.o: src/codec/%.c $(CODEC_HEADERS) Makefile
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -std=c99 $(CODEC_WARNINGS) -c -o $@ $<

.PHONY: run
run: deps-run ## build, judge the embedded codec by the corpus, lint the captures
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@echo "The embedded codec against every case of corpus/conformance, whole and cut at every place:"
	@echo
	@$(B)/h204 test parser
	@echo
	@echo "What real servers sent (corpus/captures): the answers in which lint finds a broken rule:"
	@echo
	@tests/lint_captures.sh $(B)/h204 | grep -E ' breaks |captures:'
	@echo
	@echo "Next:"
	@echo "  printf 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello' | $(B)/h204 lint -"
	@echo "  $(B)/h204 explain S204_NO_CL       why a 204 has no Content-Length, and who sends one"
	@echo "  $(B)/h204 test parser -- CMD       your parser: spec/testee.md tells how CMD speaks"
	@echo "  make drop                          the two files to vendor"
	@echo "  make check                         every test"

# ---- the gates on the codec -------------------------------------------------------------------------

.PHONY: pure
pure: $(CODEC:%=$(B)/plain/%.o) ## no foreign symbol but four of libc, no writable data
	@tests/pure.sh $^

.PHONY: layers
layers: $(CODEC:%=$(B)/plain/%.o) $(B)/oracle/oracle.o ## each codec file uses only the ones before it
	@tests/layers.sh $(B)/oracle/oracle.o $(CODEC:%=$(B)/plain/%.o)

$(B)/oracle/oracle.o: tests/oracle.c $(TEST_HEADERS) spec/invariants.def
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -std=gnu11 $(WARNINGS) -c -o $@ $<

# ---- the drop ---------------------------------------------------------------------------------------

.PHONY: drop
drop: $(B)/drop/h204.c $(B)/drop/h204.h ## write the two files that people vendor

$(B)/drop/h204.c $(B)/drop/h204.h &: $(CODEC_SOURCES) $(CODEC_HEADERS) src/codec/amalgamate.sh Makefile
	@mkdir -p $(B)/drop
	@src/codec/amalgamate.sh $(B)/drop $(CODEC)

.PHONY: check-drop
check-drop: drop ## compile the drop as C99, C11, C17 and C++, with other prefixes, and measure it
	@tests/drop.sh $(B)/drop

# ---- tests ------------------------------------------------------------------------------------------
#
# Every suite runs under ASan and UBSan, again plain (its inputs end at a guard page), without the index, and
# against the drop.

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
TEST_FLAGS := -std=gnu11 $(WARNINGS) -D_GNU_SOURCE -DH204_SOURCE_DIR='"$(CURDIR)"' \
              -DH204_BINARY='"$(CURDIR)/$(B)/h204"' -I$(B)/twin
TEST_RUNNER_PARTS := $(filter-out src/runner/main.c,$(RUNNER_SOURCES))

# The drop a second time, without the index and under another prefix: what the index is compared with.
$(B)/twin/twin.c $(B)/twin/twin.h &: $(B)/drop/h204.c $(B)/drop/h204.h
	@mkdir -p $(@D)
	@for half in c h; do \
	    sed 's/h204_/twin_/g; s/H204_/TWIN_/g; s/"h204\.h"/"twin.h"/' $(B)/drop/h204.$$half >$(B)/twin/twin.$$half; \
	done

# $(1) variant, $(2) flags
define variant
$(B)/test-$(1)/codec/%.o: src/codec/%.c $(CODEC_HEADERS) src/runner/promise_failed.h Makefile
	@mkdir -p $$(@D)
	@$(CC) -g $(2) -std=c99 $(CODEC_WARNINGS) $(ASSERTING) -c -o $$@ $$<
$(B)/test-$(1)/runner/%.o: src/runner/%.c $(RUNNER_HEADERS) $(CODEC_HEADERS) Makefile
	@mkdir -p $$(@D)
	@$(CC) -g $(2) $(RUNNER_FLAGS) -c -o $$@ $$<
$(B)/test-$(1)/twin.o: $(B)/twin/twin.c $(B)/twin/twin.h Makefile
	@mkdir -p $$(@D)
	@$(CC) -g $(2) -std=c99 $(CODEC_WARNINGS) -DTWIN_PLAIN_ONLY -c -o $$@ $$<
$(B)/test-$(1)/test_scan.o $(B)/test-$(1)/classify_avx2.o: src/codec/scan.c src/codec/classify.c
$(B)/test-$(1)/%.o: tests/%.c $(TEST_HEADERS) $(RUNNER_HEADERS) $(CODEC_HEADERS) $(B)/twin/twin.h Makefile
	@mkdir -p $$(@D)
	@$(CC) -g $(2) $(TEST_FLAGS) -c -o $$@ $$<
$(B)/test-$(1)/suite: $(SUITES:%=$(B)/test-$(1)/%.o) $(SUITE_PARTS:tests/%.c=$(B)/test-$(1)/%.o) \
                      $(B)/test-$(1)/twin.o $(B)/test-$(1)/classify_avx2.o \
                      $(TEST_RUNNER_PARTS:src/runner/%.c=$(B)/test-$(1)/runner/%.o) $(3)
	@$(CC) -g $(2) -o $$@ $$^ -lcriterion $(RUNNER_LIBS)
endef

$(eval $(call variant,sanitized,-O1 $(SANITIZE),$(CODEC:%=$(B)/test-sanitized/codec/%.o)))
$(eval $(call variant,guarded,-O2,$(CODEC:%=$(B)/test-guarded/codec/%.o)))
$(eval $(call variant,index-free,-O2 -DH204_PLAIN_ONLY,$(CODEC:%=$(B)/test-index-free/codec/%.o)))
$(eval $(call variant,drop,-O2,$(B)/test-drop/h204.o))

$(B)/test-drop/h204.o: $(B)/drop/h204.c $(B)/drop/h204.h src/runner/promise_failed.h
	@mkdir -p $(@D)
	@$(CC) -g -O2 -std=c99 $(CODEC_WARNINGS) $(ASSERTING) -c -o $@ $<

VARIANTS := sanitized guarded index-free drop

.PHONY: $(VARIANTS:%=test-%)
$(VARIANTS:%=test-%): test-%: $(B)/test-%/suite $(B)/h204
	@tests/suite.sh $* $(B)/test-$*/suite

.PHONY: check
check: deps-check ## run every test
	@$(MAKE) --no-print-directory -j$(JOBS) all $(VARIANTS:%=$(B)/test-%/suite) $(HARNESSES:%=$(B)/fuzz/%) drop
	@tests/check.sh

.PHONY: check-more
check-more: deps-check ## what is slow: the adapters to other parsers, mutants
	@$(MAKE) --no-print-directory -j$(JOBS) all peers $(B)/test-guarded/suite $(B)/invert/h204
	@tests/check_more.sh

# ---- mutants ----------------------------------------------------------------------------------------
#
# A build in which one predicate gives one verdict whatever the message; and sources broken in one place.

MUTANTS ?= 500

$(B)/invert/%.o: src/codec/%.c $(CODEC_HEADERS) tests/invert.h Makefile
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -std=c99 $(CODEC_WARNINGS) -include tests/invert.h -c -o $@ $<

$(B)/invert/invert.o: tests/invert.c tests/invert.h Makefile
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -std=gnu11 $(WARNINGS) -c -o $@ $<

$(B)/invert/h204: $(CODEC:%=$(B)/invert/%.o) $(B)/invert/invert.o $(RUNNER_SOURCES:src/runner/%.c=$(B)/runner/%.o)
	@$(CC) $(CFLAGS) -o $@ $^ $(RUNNER_LIBS)

.PHONY: mutants
mutants: deps-check ## break predicates, the codec and the grammars on purpose: do cases and laws notice?
	@$(MAKE) --no-print-directory -j$(JOBS) all $(B)/invert/h204 $(B)/test-guarded/suite
	@python3 tests/inversions.py $(B)/invert/h204
	@python3 tests/mutants.py --count 50 --least 90 $(filter-out catalogue facts rules_% parts check value,$(CODEC))
	@python3 tests/mutants.py --count $(MUTANTS) --least 90 facts rules_message rules_status rules_conditions parts \
	    rules_fields rules_values check value

# ---- fuzzing ----------------------------------------------------------------------------------------

FUZZ_FLAGS := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all -fsanitize=fuzzer,address,undefined

$(B)/fuzz/%: fuzz/%.c $(SUITE_PARTS) $(TEST_HEADERS) $(CODEC_SOURCES) $(CODEC_HEADERS) src/runner/promise_failed.c Makefile
	@mkdir -p $(@D)
	@$(CLANG) $(FUZZ_FLAGS) -std=gnu11 -D_GNU_SOURCE $(ASSERTING) -o $@ $< $(SUITE_PARTS) $(CODEC_SOURCES) src/runner/promise_failed.c

.PHONY: fuzz
fuzz: deps-check ## fuzz every harness for FUZZ_SECONDS
	@$(MAKE) --no-print-directory -j$(JOBS) $(HARNESSES:%=$(B)/fuzz/%)
	@tests/fuzz.sh $(FUZZ_SECONDS) $(HARNESSES)

# The same harnesses without an engine, for replay and debugging.
$(B)/replay/%: fuzz/%.c tests/replay_main.c $(SUITE_PARTS) $(TEST_HEADERS) $(CODEC_SOURCES) $(CODEC_HEADERS) \
               src/runner/promise_failed.c Makefile
	@mkdir -p $(@D)
	@$(CC) -g -O1 $(SANITIZE) -std=gnu11 -D_GNU_SOURCE $(ASSERTING) -o $@ $< tests/replay_main.c $(SUITE_PARTS) \
	    $(CODEC_SOURCES) src/runner/promise_failed.c

.PHONY: fuzz-replay
fuzz-replay: $(HARNESSES:%=$(B)/replay/%) ## run every harness over CRASH=FILE...
	@for harness in $^; do $$harness $(CRASH) || exit 1; done

# ---- peers ------------------------------------------------------------------------------------------
#
# Testees around other parsers.  llhttp is compiled from the sources in Debian's package, picohttpparser is in libh2o.

PEERS        := llhttp http_parser picohttpparser
PEER_HEADERS := tests/peers/parsers/testee.h
LLHTTP       := /usr/share/llhttp
PEER_FLAGS   := -std=gnu11 $(WARNINGS) -D_GNU_SOURCE -isystem /usr/share/include/llhttp

.PHONY: peers
peers: $(PEERS:%=$(B)/peers/%) ## build the testees around other parsers
.PRECIOUS: $(B)/peers/%.o

$(B)/peers/llhttp: $(B)/peers/from-llhttp/llhttp.o $(B)/peers/from-llhttp/api.o \
                   $(B)/peers/from-llhttp/http.o
$(B)/peers/http_parser: PEER_LIBS := -lhttp_parser
$(B)/peers/picohttpparser: PEER_LIBS := -lh2o
$(B)/peers/picohttpparser.o: PEER_FLAGS += -DLIBRARY_VERSION='"in libh2o $(shell dpkg-query -W -f='$${Version}' libh2o-dev 2>/dev/null)"'

$(B)/peers/%: $(B)/peers/%.o $(B)/peers/testee.o
	@$(CC) $(CFLAGS) -o $@ $^ $(PEER_LIBS) -ljansson

$(B)/peers/%.o: tests/peers/parsers/%.c $(PEER_HEADERS) Makefile
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(PEER_FLAGS) -c -o $@ $<

$(B)/peers/from-llhttp/%.o: $(LLHTTP)/%.c Makefile
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -isystem /usr/share/include/llhttp -c -o $@ $<

# ---- printed files ----------------------------------------------------------------------------------

.PHONY: print
print: $(B)/h204 ## print the files that are printed from others
	@$(B)/h204 invariants --markdown > spec/INVARIANTS.md
	@$(B)/h204 corpus export > corpus/h204.json
	@$(B)/h204 corpus cover --markdown > spec/TRACEABILITY.md

.PHONY: format
format: ## lay out the sources by .clang-format
	@clang-format-19 -i src/codec/*.[ch] src/runner/*.[ch] tests/*.[ch] fuzz/*.c

.PHONY: clean
clean: ## remove what was built
	@rm -rf $(B)

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | sort | awk -F'\t' '{ printf "make %-12s %s\n", $$1, $$2 }'
