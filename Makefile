# Qingjiang - build, test, install.  GNU make.
#   make [all]		the programs, into build/bin
#   make demo | demo-water	an invented centre's month: data, pictures, bulletin, into build/demo
#   make check		build, then every test; SAN=1: the same under ASan and UBSan
#   make bench | fuzz | valgrind | cov
#   make install | uninstall | dist		DESTDIR= PREFIX=
#   make regold CASES= | generated (completions standards pot)	rewrite what is generated and committed
# demo, check, bench and fuzz install missing packages themselves (deps.mk), so that each works as
# the first command typed on a fresh Debian machine.  B=DIR builds elsewhere.

PREFIX	?= /usr/local
DESTDIR	?=
ifeq ($(origin CC),default)
CC	:= gcc
endif
B	:= build
VERSION	:= $(shell sed -n 's/.*QJ_VERSION "\(.*\)"/\1/p' common/base/version.h)

WARN	:= -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	   -Wwrite-strings -Wcast-qual -Wvla -Wformat=2
LAYERS	:= base io know stat bind draw doc
OPT	?= -O2 -g
ifdef SAN
B	:= build/san
OPT	:= -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
# gcc sees more truncations than there are once every access is checked
OPT	+= $(if $(findstring gcc,$(CC)),-Wno-format-overflow -Wno-format-truncation)
endif
ifdef COV
B	:= build/cov
OPT	:= -O0 -g --coverage
endif
ifdef CI
WARN	+= -Werror
endif
CPPFLAGS_QJ := -D_GNU_SOURCE -include common/base/banned.h $(addprefix -Icommon/,$(LAYERS)) -I$(B)/gen \
	   -DQJ_LOCALEDIR='"$(PREFIX)/share/locale"'
CFLAGS_QJ := -std=c11 $(OPT) $(WARN) $(CFLAGS)
LDFLAGS_QJ := -Wl,--as-needed $(LDFLAGS)

# Libraries beyond libc and libcsv, by command; each command links only what it uses.
PKG_chart	:= cairo pangocairo fontconfig
PKG_pdf		:= cairo pangocairo fontconfig librsvg-2.0
LDLIBS_pdf	:= -lcmark-gfm -lcmark-gfm-extensions
PKG_xlsx	:= xlsxwriter
PKG_import	:= libpcre2-8 expat minizip freexl jansson
PKG_review	:= libpcre2-8 expat minizip freexl jansson
PKG_pattern	:= libpcre2-8
PKG_rows_json	:= jansson
PKG_sheet_zip	:= minizip
PKG_sheet_strings := minizip
PKG_sheet_xlsx	:= minizip
PKG_fill	:= jansson
PKG_map		:= cairo pangocairo fontconfig jansson
# Modules that need a library of their own are archived apart, so that a filter never loads them.
HEAVY	:= common/draw/% common/doc/page% common/io/book%
heavy	= $(if $(filter cairo xlsxwriter,$(PKG_$(1))),$(B)/libqjheavy.a)

SRC	:= $(wildcard $(addprefix common/,$(addsuffix /*.c,$(LAYERS))))
LIGHT_SRC := $(filter-out $(HEAVY),$(SRC))
HEAVY_SRC := $(filter $(HEAVY),$(SRC))
CMD_C	:= $(wildcard cmd/*.c)
CMD_SH	:= $(wildcard cmd/*.sh)
full	= $(patsubst qj-qj,qj,qj-$(1))
BIN	:= $(foreach c,$(basename $(notdir $(CMD_C) $(CMD_SH))),$(B)/bin/$(call full,$(c)))
DATA	:= $(wildcard common/data/*.csv)
TEXTS	:= $(wildcard common/data/profiles/* common/data/templates/*)
UNIT	:= $(patsubst tests/unit/%.c,$(B)/unit/%.t,$(wildcard tests/unit/*_test.c))
obj	= $(patsubst %.c,$(B)/obj/%.o,$(1))

.PHONY: all deps demo demo-run demo-water demo-water-run check check-run unit bench bench-run fuzz fuzz-run install uninstall dist clean \
	completions standards generated regold valgrind cov pot
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BIN) $(B)/locale/zh_CN/LC_MESSAGES/qingjiang.mo

include deps.mk

# --- generated -----------------------------------------------------------------------------
$(B)/gen/tables.inc: $(DATA) common/data/tables.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f common/data/tables.awk $(sort $(DATA)) > $@

$(B)/gen/texts.inc: $(TEXTS) common/data/texts.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f common/data/texts.awk $(sort $(TEXTS)) /dev/null > $@

$(B)/locale/zh_CN/LC_MESSAGES/qingjiang.mo: common/po/zh_CN.po
	@mkdir -p $(@D)
	msgfmt --check-format -o $@ $<

# --- objects -------------------------------------------------------------------------------
pkgs	= $(if $(1),$(shell pkg-config --cflags $(1)))
HEAVY_CFLAGS := $(shell pkg-config --cflags $(PKG_chart) $(PKG_pdf) $(PKG_xlsx) 2>/dev/null)

$(call obj,$(HEAVY_SRC)): QJ_EXTRA = $(subst -I/,-isystem /,$(HEAVY_CFLAGS))

$(B)/obj/%.o: %.c | $(B)/gen/tables.inc $(B)/gen/texts.inc
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_QJ) $(CPPFLAGS) $(CFLAGS_QJ) $(QJ_EXTRA) $(subst -I/,-isystem /,$(call pkgs,$(PKG_$(basename $(notdir $<))))) -MMD -MP -c -o $@ $<

$(B)/obj/common/know/table.o: $(B)/gen/tables.inc $(B)/gen/texts.inc

$(B)/libqj.a: $(call obj,$(LIGHT_SRC))
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/libqjheavy.a: $(call obj,$(HEAVY_SRC))
	@rm -f $@
	$(AR) rcs $@ $^

# --- programs ------------------------------------------------------------------------------
define c_program
$(B)/bin/$(call full,$(1)): $(B)/obj/cmd/$(1).o $(B)/libqj.a $(call heavy,$(1))
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS_QJ) $$(LDFLAGS_QJ) -o $$@ $(B)/obj/cmd/$(1).o $(call heavy,$(1)) $(B)/libqj.a $$(LDLIBS_$(1)) $(if $(PKG_$(1)),$$(shell pkg-config --libs $(PKG_$(1)))) -lcsv -lm
endef
$(foreach c,$(basename $(notdir $(CMD_C))),$(eval $(call c_program,$(c))))

define sh_program
$(B)/bin/$(call full,$(1)): cmd/$(1).sh $(sort $(wildcard cmd/$(1)/*.sh)) $(wildcard common/data/$(1)_settings.csv)
	@mkdir -p $$(@D)
	cat $$(filter %.sh,$$^) > $$@
	{ printf "$(1)_settings='"; sed '/^#/d' $$(filter %.csv,$$^) /dev/null; echo "'"; } >> $$@
	echo 'main "$$$$@"' >> $$@
	@chmod 755 $$@
endef
$(foreach c,$(basename $(notdir $(CMD_SH))),$(eval $(call sh_program,$(c))))

$(B)/demogen: tests/demo/gen.c tests/demo/demo.h
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_QJ) -D_GNU_SOURCE -o $@ $< -lm

$(B)/demowater: tests/demo/water.c tests/demo/water.h tests/demo/demo.h
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_QJ) -o $@ $<

# --- tests ---------------------------------------------------------------------------------
# A test whose name begins with draw, page or book is linked with the drawing libraries.
unit_heavy = $(filter draw page book,$(firstword $(subst _, ,$(1))))
define unit_program
$(B)/unit/$(1).t: $(B)/obj/tests/unit/$(1).o $(B)/libqj.a $(if $(call unit_heavy,$(1)),$(B)/libqjheavy.a)
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS_QJ) $$(LDFLAGS_QJ) -o $$@ $$(filter %.o,$$^) $(if $(call unit_heavy,$(1)),$(B)/libqjheavy.a) $(B)/libqj.a $(if $(call unit_heavy,$(1)),$$(LDLIBS_pdf) $$(shell pkg-config --libs $(PKG_pdf) $(PKG_xlsx))) $$(UNITLIBS) -lcsv -lm
endef
$(foreach t,$(basename $(notdir $(wildcard tests/unit/*_test.c))),$(eval $(call unit_program,$(t))))
UNITLIBS = $(shell pkg-config --libs libpcre2-8 expat minizip freexl jansson 2>/dev/null)
$(call obj,$(wildcard tests/unit/*_test.c)): QJ_EXTRA = $(subst -I/,-isystem /,$(HEAVY_CFLAGS))

unit: $(UNIT)

TESTENV = ASAN_OPTIONS=detect_leaks=0 QJ_BIN=$(abspath $(B)/bin) QJ_B=$(abspath $(B)) QJ_SAN=$(SAN) QJ_CC="$(CC)"
# A test that hangs is ended and counts as failed.
PROVE	:= prove -j2 --exec 'timeout 300' --ext .t --ext .bats -r

check:
	@$(MAKE) --no-print-directory TESTING=1 deps
	@$(MAKE) --no-print-directory check-run

check-run: all unit $(B)/demogen $(B)/demowater $(B)/benchgen $(B)/sheetcat $(B)/measure
	@$(TESTENV) $(PROVE) tests $(B)/unit

# Rewrites the expectations of CASES="aqi average/some-case", or CASES=all; look at git diff.
regold: all
	@test -n "$(CASES)" || { echo 'regold: say which: CASES="COMMAND COMMAND/CASE ..." or CASES=all'; exit 2; }
	@$(TESTENV) perl tests/golden.t --regold $(CASES)

# The suite of cases with every command under valgrind.
valgrind: all
	@mkdir -p $(B)/valgrind
	@for f in $(filter-out $(addprefix $(B)/bin/,$(foreach c,$(basename $(notdir $(CMD_SH))),$(call full,$(c)))),$(BIN)); do \
		printf '#!/bin/sh\nexec valgrind -q --error-exitcode=99 %s "$$@"\n' $(abspath $(B)/bin)/$${f##*/} > $(B)/valgrind/$${f##*/}; \
		chmod +x $(B)/valgrind/$${f##*/}; done
	@QJ_BIN=$(abspath $(B)/valgrind) QJ_TIMEOUT=300 perl tests/golden.t $(CASES)

cov:
	-@$(MAKE) --no-print-directory COV=1 check
	gcovr --gcov-ignore-parse-errors --root . --filter common/ --filter cmd/ --object-directory build/cov/obj --sort-percentage --txt build/cov/coverage.txt
	@tail -4 build/cov/coverage.txt

# --- fuzz: FUZZ_SECONDS for each target; what it finds becomes a case ---------------------
FUZZ_SECONDS ?= 60
FUZZ	:= $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/*_fuzz.c))

# exit and free are renamed so that a refusal comes back to the target (tests/fuzz/fuzz.h).
FUZZ_FLAGS := $(CPPFLAGS_QJ) -std=c11 -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -Wno-everything
FUZZ_LIB := $(filter-out common/base/mem.c common/io/book%,$(wildcard common/base/*.c common/io/*.c common/know/*.c common/stat/*.c common/bind/expr.c common/bind/settings.c common/bind/profile.c common/bind/watch.c common/bind/import*.c common/bind/columns.c common/bind/decided.c common/bind/sites.c common/bind/maintained.c common/bind/qc*.c common/bind/alert*.c common/bind/collect.c common/bind/water*.c common/bind/samplekey.c common/bind/labsplit*.c common/bind/reshape*.c common/doc/template.c))

$(B)/fuzz/obj/%.o: %.c | $(B)/gen/tables.inc $(B)/gen/texts.inc
	@mkdir -p $(@D)
	clang $(FUZZ_FLAGS) -Dexit=fuzz_exit -Dfree=fuzz_free -MMD -MP -c -o $@ $<

$(B)/fuzz/%: tests/fuzz/%.c tests/fuzz/fuzz.h $(patsubst %.c,$(B)/fuzz/obj/%.o,$(FUZZ_LIB))
	@mkdir -p $(@D)
	clang $(FUZZ_FLAGS) -fsanitize=fuzzer,address,undefined -o $@ $< $(filter %.o,$^) $(shell pkg-config --libs $(PKG_import)) -lz -lcsv -lm

-include $(wildcard $(B)/fuzz/obj/common/*/*.d)

fuzz:
	@$(MAKE) --no-print-directory TESTING=1 deps
	@$(MAKE) --no-print-directory fuzz-run

fuzz-run: $(FUZZ)
	@for f in $(FUZZ); do n=$${f##*/}; mkdir -p $(B)/fuzz/corpus/$$n; echo "== $$n: $(FUZZ_SECONDS) s"; \
		ASAN_OPTIONS=detect_leaks=0 $$f -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=10 -close_fd_mask=2 -verbosity=0 -print_final_stats=1 \
		-artifact_prefix=$(B)/fuzz/$$n- $(B)/fuzz/corpus/$$n tests/fuzz/seeds/$$n || exit 1; done

# --- speed ---------------------------------------------------------------------------------
$(B)/benchgen: tests/bench/benchgen.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_QJ) -D_GNU_SOURCE -o $@ $< -lm

$(B)/hj212gen: tests/bench/hj212gen.c $(B)/libqj.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_QJ) $(CFLAGS_QJ) -o $@ $< $(B)/libqj.a -lm

$(B)/watergen: tests/bench/watergen.c $(B)/libqj.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_QJ) $(CFLAGS_QJ) -o $@ $< $(B)/libqj.a -lm

$(B)/sheetcat: tests/bench/sheetcat.c $(B)/libqj.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_QJ) $(CFLAGS_QJ) -o $@ $< $(B)/libqj.a $(shell pkg-config --libs $(PKG_import)) -lcsv -lm

$(B)/measure: tests/bench/measure.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_QJ) -D_GNU_SOURCE -o $@ $<

bench: deps
	@$(MAKE) --no-print-directory bench-run

bench-run: all $(B)/benchgen $(B)/hj212gen $(B)/watergen $(B)/sheetcat $(B)/measure
	@$(TESTENV) bash tests/bench/run.sh $(BENCH)

# --- demonstration -------------------------------------------------------------------------
demo: deps
	@$(MAKE) --no-print-directory demo-run

demo-run: all $(B)/demogen
	@rm -rf $(B)/demo && mkdir -p $(B)/demo
	@$(B)/demogen $(B)/demo/centre
	@$(B)/bin/qj-report air -C $(B)/demo/centre --period 2026-10 -o $(B)/demo/air
	@echo "made:"; find $(B)/demo/air -type f | sort | sed 's/^/  /'

# Both bulletins of water from the invented centre's laboratory sheets.
demo-water: deps
	@$(MAKE) --no-print-directory demo-water-run

demo-water-run: all $(B)/demowater
	@rm -rf $(B)/demo-water && mkdir -p $(B)/demo-water
	@$(B)/demowater $(B)/demo-water/centre
	@for k in surface-water drinking-water; do \
		$(B)/bin/qj-report $$k -C $(B)/demo-water/centre --period 2026-10 -o $(B)/demo-water/reports || exit 1; done
	@echo "made:"; find $(B)/demo-water/reports -type f | sort | sed 's/^/  /'

# --- install -------------------------------------------------------------------------------
BINDIR	= $(DESTDIR)$(PREFIX)/bin
MANDIR	= $(DESTDIR)$(PREFIX)/share/man
BASHDIR	= $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSHDIR	= $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISHDIR	= $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
MODIR	= $(DESTDIR)$(PREFIX)/share/locale/zh_CN/LC_MESSAGES
MAN	:= $(wildcard man/*.[157])
MAN_ZH	:= $(wildcard man/zh_CN/*.[157])
COMPL	:= $(basename $(notdir $(wildcard completions/*.bash)))

install: all
	install -d $(BINDIR) $(BASHDIR) $(ZSHDIR) $(FISHDIR) $(MODIR)
	install -m 755 $(BIN) $(BINDIR)
	install -m 644 $(B)/locale/zh_CN/LC_MESSAGES/qingjiang.mo $(MODIR)
	@for f in $(MAN); do install -D -m 644 $$f $(MANDIR)/man$${f##*.}/$${f##*/} || exit 1; done
	@for f in $(MAN_ZH); do install -D -m 644 $$f $(MANDIR)/zh_CN/man$${f##*.}/$${f##*/} || exit 1; done
	@for c in $(COMPL); do install -m 644 completions/$$c.bash $(BASHDIR)/$$c && \
		install -m 644 completions/$$c.zsh $(ZSHDIR)/_$$c && \
		install -m 644 completions/$$c.fish $(FISHDIR)/$$c.fish || exit 1; done

uninstall:
	rm -f $(addprefix $(BINDIR)/,$(notdir $(BIN))) $(MODIR)/qingjiang.mo
	rm -f $(foreach f,$(MAN),$(MANDIR)/man$(subst .,,$(suffix $(f)))/$(notdir $(f)))
	rm -f $(foreach f,$(MAN_ZH),$(MANDIR)/zh_CN/man$(subst .,,$(suffix $(f)))/$(notdir $(f)))
	rm -f $(addprefix $(BASHDIR)/,$(COMPL)) $(addprefix $(ZSHDIR)/_,$(COMPL)) $(addsuffix .fish,$(addprefix $(FISHDIR)/,$(COMPL)))

dist:
	@mkdir -p $(B)
	git archive --format=tar.gz --prefix=qingjiang-$(VERSION)/ -o $(B)/qingjiang-$(VERSION).tar.gz HEAD
	@echo $(B)/qingjiang-$(VERSION).tar.gz

# --- generated and committed ---------------------------------------------------------------
completions: all
	@bash completions/generate.sh $(B)/bin completions

standards: all
	@python3 man/standards.py $(B)/bin man/qj-standards.7
	@if [ -e man/zh_CN/qj-standards.7 ]; then python3 man/standards.py $(B)/bin man/zh_CN/qj-standards.7; fi

# All that is generated and committed, brought up to date.
generated: completions standards pot

# New messages into the template and the Chinese catalogue; then translate what is empty there.
XGETTEXT := xgettext -F --from-code=UTF-8 -k_ -kN_ -kngettext:1,2 --no-location --package-name=qingjiang \
	   --package-version= --msgid-bugs-address= --flag=_:1:pass-c-format --flag=N_:1:pass-c-format
pot:
	$(XGETTEXT) -o common/po/qingjiang.pot.new $(sort $(SRC) $(CMD_C))
	sed '/^"POT-Creation-Date/d' common/po/qingjiang.pot.new > common/po/qingjiang.pot
	rm -f common/po/qingjiang.pot.new
	msgmerge -q --update --backup=none --no-fuzzy-matching --no-location --sort-output common/po/zh_CN.po common/po/qingjiang.pot
	msgfmt --statistics -o /dev/null common/po/zh_CN.po

clean:
	rm -rf build

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
