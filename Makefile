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

,             := ,
SUITES        := $(sort $(patsubst tests/%.c,%,$(wildcard tests/test_*.c)))
SUITE_PARTS   := tests/oracle.c tests/result.c tests/reading.c tests/laws.c tests/guard.c
TEST_HEADERS  := $(wildcard tests/*.h)

LLHTTP        := /usr/share/llhttp

# ---- packages ---------------------------------------------------------------------------------------

PACKAGES_RUN   := gcc libc6-dev libyaml-dev libjansson-dev libpopt-dev
PACKAGES_CHECK := $(PACKAGES_RUN) g++ clang-19 llvm-19 libclang-rt-19-dev libcriterion-dev python3 \
                  python3-h11 libhttp-parser-dev libh2o-dev node-llhttp
PACKAGES_MORE  := $(PACKAGES_CHECK) afl++ zip gcc-i686-linux-gnu libc6-dev-i386-cross gcc-s390x-linux-gnu \
                  libc6-dev-s390x-cross qemu-user-static
PACKAGES       := $(PACKAGES_MORE)

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

.PHONY: deps-run deps-check deps-more
deps-run:
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES_RUN)"
deps-check:
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES_CHECK)"
deps-more:
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES_MORE)"

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

ORACLES := oracle check_oracle sampled_values_oracle

.PHONY: pure
pure: $(CODEC:%=$(B)/plain/%.o) ## no foreign symbol but four of libc, no writable data
	@tests/pure.sh $^

.PHONY: layers
layers: $(CODEC:%=$(B)/plain/%.o) $(ORACLES:%=$(B)/oracle/%.o) ## each codec file uses only the ones before it
	@tests/layers.sh $(ORACLES:%=$(B)/oracle/%.o) -- $(CODEC:%=$(B)/plain/%.o)

$(B)/oracle/%.o: tests/%.c $(TEST_HEADERS) spec/invariants.def
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
$(B)/test-$(1)/test_value.o: src/codec/scan.c src/codec/field.c src/codec/value.c
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
	@$(MAKE) --no-print-directory -j$(JOBS) all $(VARIANTS:%=$(B)/test-%/suite) $(HARNESSES:%=$(B)/fuzz/asan/%) drop
	@HARNESSES="$(HARNESSES)" tests/check.sh

.PHONY: check-more
check-more: deps-more ## what is slow: other parsers and machines, sanitizers, engines, mutants
	@$(MAKE) --no-print-directory -j$(JOBS) all peers $(B)/test-guarded/suite $(B)/invert/h204 $(B)/laws_corpus \
	    $(foreach way,msan $(MACHINES),$(CORE_HARNESSES:%=$(B)/fuzz/$(way)/%))
	@CORE_HARNESSES="$(CORE_HARNESSES)" HARNESSES="$(HARNESSES)" tests/check_more.sh

# Programs beside the suite: every law over the corpus, and a bare loop of comparisons.
$(B)/laws_corpus: tests/laws_corpus.c $(SUITE_PARTS:tests/%.c=$(B)/test-guarded/%.o) \
                  $(CODEC:%=$(B)/test-guarded/codec/%.o) $(TEST_RUNNER_PARTS:src/runner/%.c=$(B)/test-guarded/runner/%.o)
	@$(CC) $(CFLAGS) $(TEST_FLAGS) -o $@ $^ $(RUNNER_LIBS)

COUNT      ?= 10000000
SEED       ?= 204
BARE_FLAGS ?= -O2
BARE_PARTS := tests/bare_loop.c tests/oracle.c tests/result.c tests/reading.c

$(B)/bare/%.o: %.c $(TEST_HEADERS) $(CODEC_HEADERS) $(B)/twin/twin.h Makefile
	@mkdir -p $(@D)
	@$(CC) -g $(BARE_FLAGS) $(TEST_FLAGS) -c -o $@ $<

$(B)/bare/twin.o: $(B)/twin/twin.c $(B)/twin/twin.h Makefile
	@mkdir -p $(@D)
	@$(CC) -g $(BARE_FLAGS) -std=c99 -DTWIN_PLAIN_ONLY -c -o $@ $<

$(B)/bare/bare_loop: $(BARE_PARTS:%.c=$(B)/bare/%.o) $(CODEC_SOURCES:%.c=$(B)/bare/%.o) $(B)/bare/twin.o
	@$(CC) -g $(BARE_FLAGS) -o $@ $^

.PHONY: bare-loop
bare-loop: $(B)/bare/bare_loop ## COUNT random heads through index, plain reader and oracle, from SEED
	@$(B)/bare/bare_loop $(COUNT) $(SEED)

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
#
# A harness is a file of fuzz/; what it tries is in tests/.  Each is built in several ways: build/fuzz/WAY/HARNESS.
# LIBRARY_HARNESSES need more than a C compiler: they stay out of MSan builds and off ClusterFuzzLite.

HARNESSES         := $(sort $(patsubst fuzz/%.c,%,$(wildcard fuzz/fuzz_*.c)))
LIBRARY_HARNESSES := $(filter fuzz_lint fuzz_corpus fuzz_differential,$(HARNESSES))
CORE_HARNESSES    := $(filter-out $(LIBRARY_HARNESSES),$(HARNESSES))

FUZZ_PARTS  := $(SUITE_PARTS) $(sort $(wildcard tests/input.c tests/sampled_*.c tests/check_oracle*.c))
FUZZ_CORE   := $(filter-out tests/sampled_lint.c tests/sampled_corpus.c tests/sampled_differential%,$(FUZZ_PARTS))
FUZZ_FLAGS  := -g -fno-omit-frame-pointer -D_GNU_SOURCE -I$(B)/twin $(ASSERTING) \
               -DH204_SOURCE_DIR='"$(CURDIR)"' -isystem /usr/share/include/llhttp
FUZZ_LIBS   := -Wl,--as-needed -lyaml -ljansson -lpopt -lhttp_parser -lh2o -lpthread
AFL_CC      := afl-clang-fast

# Others' machines, by the names of their cross compilers; one of them is big-endian, one has 32 bits.
MACHINES    := i686 s390x
TRAPPING    := -fsanitize=undefined -fsanitize-undefined-trap-on-error

# What the codec promises is no code of the codec: its coverage is that of a build that does not assert.
$(B)/fuzz/coverage/src/codec/%.o: APART := -UH204_ASSERT

# What only compares is not what is tried, and takes most of the time where it is instrumented.
COMPARING := twin.o tests/oracle.o tests/result.o tests/check_oracle.o tests/sampled_values_oracle.o
$(foreach way,asan plain,$(COMPARING:%=$(B)/fuzz/$(way)/%)): APART := -O2 -fno-sanitize=all

# $(1) way, $(2) the compiler with its flags, $(3) the linker with its flags, $(4) what is linked last
define fuzz_way
$(B)/fuzz/$(1)/%.o: %.c $(TEST_HEADERS) $(RUNNER_HEADERS) $(CODEC_HEADERS) src/runner/promise_failed.h \
                    $(B)/twin/twin.h Makefile
	@mkdir -p $$(@D)
	@$(2) $(FUZZ_FLAGS) $$(APART) -std=gnu11 -c -o $$@ $$<
$(B)/fuzz/$(1)/twin.o: $(B)/twin/twin.c $(B)/twin/twin.h Makefile
	@mkdir -p $$(@D)
	@$(2) -g $$(APART) -std=gnu11 -DTWIN_PLAIN_ONLY -c -o $$@ $$<
$(B)/fuzz/$(1)/llhttp/%.o: $(LLHTTP)/%.c Makefile
	@mkdir -p $$(@D)
	@$(2) -g -isystem /usr/share/include/llhttp -c -o $$@ $$<
$(B)/fuzz/$(1)/core.a: $(FUZZ_CORE:%.c=$(B)/fuzz/$(1)/%.o) $(CODEC_SOURCES:%.c=$(B)/fuzz/$(1)/%.o) \
                       $(B)/fuzz/$(1)/src/runner/promise_failed.o $(B)/fuzz/$(1)/twin.o
	@rm -f $$@ && ar rcs $$@ $$^
$(B)/fuzz/$(1)/library.a: $(filter-out $(FUZZ_CORE:%.c=$(B)/fuzz/$(1)/%.o),$(FUZZ_PARTS:%.c=$(B)/fuzz/$(1)/%.o)) \
                          $(TEST_RUNNER_PARTS:%.c=$(B)/fuzz/$(1)/%.o) \
                          $(if $(filter fuzz_differential,$(HARNESSES)),$(addprefix $(B)/fuzz/$(1)/llhttp/,llhttp.o api.o http.o))
	@rm -f $$@ && ar rcs $$@ $$^
$(CORE_HARNESSES:%=$(B)/fuzz/$(1)/%): $(B)/fuzz/$(1)/fuzz_%: $(B)/fuzz/$(1)/fuzz/fuzz_%.o $(B)/fuzz/$(1)/core.a
	@$(3) -o $$@ $$^ $(4)
$(LIBRARY_HARNESSES:%=$(B)/fuzz/$(1)/%): $(B)/fuzz/$(1)/fuzz_%: $(B)/fuzz/$(1)/fuzz/fuzz_%.o $(B)/fuzz/$(1)/library.a \
                                         $(B)/fuzz/$(1)/core.a
	@$(3) -o $$@ $$^ $(4) $(FUZZ_LIBS)
endef

# $(1) way, $(2) the compiler with its flags: the engine comes with it
define engine_way
$(call fuzz_way,$(1),$(2),$(2) -fsanitize=fuzzer,)
endef

# $(1) way, $(2) the compiler with its flags: a program that takes files
define replay_way
$(call fuzz_way,$(1),$(2),$(2),)
$(HARNESSES:%=$(B)/fuzz/$(1)/%): $(B)/fuzz/$(1)/tests/replay_main.o
endef

LIBFUZZER := $(CLANG) -fsanitize=fuzzer-no-link

$(eval $(call engine_way,asan,$(LIBFUZZER) -O1 $(SANITIZE)))
$(eval $(call engine_way,msan,$(LIBFUZZER) -O1 -fsanitize=memory -fsanitize-memory-track-origins))
$(eval $(call engine_way,plain,$(LIBFUZZER) -O2))
$(eval $(call engine_way,coverage,$(LIBFUZZER) -O1 -fprofile-instr-generate -fcoverage-mapping))
$(eval $(call engine_way,afl,$(AFL_CC) -O2))
$(eval $(call engine_way,afl-asan,AFL_USE_ASAN=1 AFL_USE_UBSAN=1 $(AFL_CC) -O1))
$(eval $(call engine_way,afl-cmplog,AFL_LLVM_CMPLOG=1 $(AFL_CC) -O2))
$(eval $(call replay_way,replay,$(CC) -O1 $(SANITIZE)))
$(foreach machine,$(MACHINES),$(eval $(call replay_way,$(machine),$(machine)-linux-gnu-gcc -O1 $(TRAPPING) -static)))
$(eval $(call fuzz_way,given,$(CC) $(CFLAGS),$(CXX) $(CXXFLAGS),$(LIB_FUZZING_ENGINE)))

# What changes messages by their parts: for libFuzzer it is linked in, uninstrumented; AFL++ loads it.
MESSAGE_HARNESSES := $(filter-out fuzz_values fuzz_corpus,$(HARNESSES))
MUTATOR           := fuzz/mutator.c fuzz/mutator.h

$(B)/fuzz/mutator.o: $(MUTATOR) Makefile
	@mkdir -p $(@D)
	@$(CLANG) -O2 -g -std=gnu11 $(WARNINGS) -c -o $@ $<
$(B)/fuzz/afl-mutator.so: $(MUTATOR) Makefile
	@mkdir -p $(@D)
	@$(CC) -O2 -g -std=gnu11 $(WARNINGS) -DH204_AFL_MUTATOR -shared -fPIC -o $@ $<
$(foreach way,asan msan plain coverage,$(MESSAGE_HARNESSES:%=$(B)/fuzz/$(way)/%)): $(B)/fuzz/mutator.o
ifeq ($(FUZZING_ENGINE),libfuzzer)
$(filter $(CORE_HARNESSES:%=$(B)/fuzz/given/%),$(MESSAGE_HARNESSES:%=$(B)/fuzz/given/%)): $(B)/fuzz/given/fuzz/mutator.o
endif
$(VARIANTS:%=$(B)/test-%/test_mutator.o): $(MUTATOR)

.PHONY: fuzz
fuzz: deps-check ## fuzz every harness for FUZZ_SECONDS
	@$(MAKE) --no-print-directory -j$(JOBS) $(HARNESSES:%=$(B)/fuzz/asan/%)
	@tests/fuzz.sh $(FUZZ_SECONDS) $(HARNESSES)

.PHONY: fuzz-afl
fuzz-afl: deps-more ## fuzz every harness with AFL++ for FUZZ_SECONDS
	@$(MAKE) --no-print-directory -k -j$(JOBS) $(B)/fuzz/afl-mutator.so \
	    $(foreach way,afl afl-asan afl-cmplog,$(HARNESSES:%=$(B)/fuzz/$(way)/%)) || echo "what is not built is left out"
	@tests/fuzz_afl.sh $(FUZZ_SECONDS) $(HARNESSES)

AFL_WAYS := $(if $(shell command -v $(AFL_CC)),afl afl-asan afl-cmplog)

.PHONY: fuzz-campaign
fuzz-campaign: deps-more ## fuzz every harness in every way on every core, until stopped (fuzz/README.md)
	@$(MAKE) --no-print-directory -k -j$(JOBS) $(B)/fuzz/afl-mutator.so $(CORE_HARNESSES:%=$(B)/fuzz/msan/%) \
	    $(foreach way,asan plain $(AFL_WAYS),$(HARNESSES:%=$(B)/fuzz/$(way)/%)) || echo "what is not built is left out"
	@fuzz/campaign.py --jobs $(JOBS) --library "$(LIBRARY_HARNESSES)" $(HARNESSES)

.PHONY: fuzz-coverage
fuzz-coverage: deps-check ## what of src/codec the fuzz corpora reach
	@$(MAKE) --no-print-directory -j$(JOBS) $(CORE_HARNESSES:%=$(B)/fuzz/coverage/%)
	@tests/fuzz_coverage.sh $(CORE_HARNESSES)

.PHONY: fuzz-minimise
fuzz-minimise: deps-check ## choose corpus/seeds anew from all inputs that are known
	@$(MAKE) --no-print-directory -j$(JOBS) $(HARNESSES:%=$(B)/fuzz/asan/%)
	@tests/fuzz_minimise.sh $(HARNESSES)

.PHONY: fuzz-given
fuzz-given: $(CORE_HARNESSES:%=$(B)/fuzz/given/%) ## build the harnesses as CC, CFLAGS, CXX, CXXFLAGS and LIB_FUZZING_ENGINE say

.PHONY: fuzz-replay
fuzz-replay: deps-check ## run every harness over CRASH=FILE...
	@$(MAKE) --no-print-directory -j$(JOBS) $(HARNESSES:%=$(B)/fuzz/replay/%)
	@for harness in $(HARNESSES); do $(B)/fuzz/replay/$$harness $(CRASH) || exit 1; done

# ---- peers ------------------------------------------------------------------------------------------
#
# Testees around other parsers.  llhttp is compiled from the sources in Debian's package, picohttpparser is in libh2o.

PEERS        := llhttp http_parser picohttpparser
PEER_HEADERS := $(wildcard tests/peers/parsers/*.h)
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
	@python3 tests/print_dictionary.py > fuzz/h204.dict

.PHONY: format
format: ## lay out the sources by .clang-format
	@clang-format-19 -i src/codec/*.[ch] src/runner/*.[ch] tests/*.[ch] fuzz/*.c

.PHONY: clean
clean: ## remove what was built
	@rm -rf $(B)

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | sort | awk -F'\t' '{ printf "make %-12s %s\n", $$1, $$2 }'
