# deps - the Debian packages this project builds, tests and draws with; installed where missing.

DEPS	:= gcc make pkg-config libcsv-dev libxlsxwriter-dev libpcre2-dev libcairo2-dev libpango1.0-dev \
	   librsvg2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev fonts-noto-cjk fontconfig gettext
DEPS_TEST := perl mandoc bats poppler-utils python3 python3-openpyxl jq qpdf zsh fish bash gawk clang

SUDO	:= $(if $(filter 0,$(shell id -u)),,sudo)

deps:
	@need=; for p in $(DEPS) $(if $(TESTING),$(DEPS_TEST)); do \
		dpkg-query -W -f='$${Status}\n' $$p 2>/dev/null | grep -q 'ok installed' || need="$$need $$p"; done; \
	if [ -n "$$need" ]; then echo "installing:$$need"; $(SUDO) apt-get update -qq && \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$need; fi
