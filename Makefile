# Qingjiang - build, test, install.  GNU make.
#   make demo | check | bench | fuzz | install | completions | regold
# The first command typed on a fresh Debian machine installs what is missing (make deps).

PREFIX	?= /usr/local
DESTDIR	?=
CC	?= gcc
B	:= build

WARN	:= -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	   -Wwrite-strings -Wcast-qual -Wvla -Wformat=2
LAYERS	:= base io know stat bind draw doc
OPT	?= -O2 -g
ifdef SAN
B	:= build/san
OPT	:= -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -Wno-format-overflow
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

# Libraries beyond libc and libcsv, by command; each command links only what it uses.
PKG_chart	:= cairo pangocairo fontconfig
PKG_pdf		:= cairo pangocairo fontconfig librsvg-2.0
LDLIBS_pdf	:= -lcmark-gfm -lcmark-gfm-extensions
PKG_xlsx	:= xlsxwriter
PKG_import	:= libpcre2-8
# Modules that need a library of their own are archived apart, so that a filter never loads them.
HEAVY	:= common/draw/% common/doc/page% common/io/book%

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

.PHONY: all deps demo check bench fuzz install uninstall dist clean completions regold valgrind cov pot
.DELETE_ON_ERROR:

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
$(B)/bin/$(call full,$(1)): $(B)/obj/cmd/$(1).o $(B)/libqj.a $(if $(PKG_$(1)),$(B)/libqjheavy.a)
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS_QJ) $$(LDFLAGS) -o $$@ $(B)/obj/cmd/$(1).o $(if $(PKG_$(1)),$(B)/libqjheavy.a) $(B)/libqj.a $$(LDLIBS_$(1)) $(if $(PKG_$(1)),$$(shell pkg-config --libs $(PKG_$(1)))) -lcsv -lm
endef
$(foreach c,$(basename $(notdir $(CMD_C))),$(eval $(call c_program,$(c))))

define sh_program
$(B)/bin/$(call full,$(1)): cmd/$(1).sh
	@mkdir -p $$(@D)
	install -m 755 $$< $$@
endef
$(foreach c,$(basename $(notdir $(CMD_SH))),$(eval $(call sh_program,$(c))))

$(B)/demogen: $(wildcard tests/demo/*.c)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_QJ) -D_GNU_SOURCE -o $@ $^ -lm

# --- tests ---------------------------------------------------------------------------------
$(B)/unit/%.t: $(B)/obj/tests/unit/%.o $(B)/libqj.a $(B)/libqjheavy.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_QJ) $(LDFLAGS) -o $@ $< $(B)/libqjheavy.a $(B)/libqj.a $(if $(filter draw page book,$(subst _, ,$*)),$(shell pkg-config --libs $(PKG_pdf) $(PKG_xlsx)) $(LDLIBS_pdf)) -lcsv -lm

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
