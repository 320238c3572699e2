# deps - the Debian packages this project builds, tests and draws with; installed where missing.
# Nothing is fetched, and no network is needed, when all of them are there.

DEPS	:= gcc make pkg-config libcsv-dev libxlsxwriter-dev libpcre2-dev libcairo2-dev libpango1.0-dev \
	   librsvg2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libexpat1-dev libminizip-dev \
	   libfreexl-dev libjansson-dev fonts-noto-cjk fontconfig gettext
DEPS_TEST := zlib1g-dev perl mandoc bats poppler-utils python3 python3-openpyxl jq qpdf zsh fish bash clang git

SUDO	:= $(if $(filter 0,$(shell id -u)),,sudo)

deps:
	@want='$(DEPS) $(if $(TESTING),$(DEPS_TEST))'; \
	command -v dpkg-query >/dev/null || { echo "deps: no Debian package manager here; needed: $$want"; exit 0; }; \
	have=$$(dpkg-query -W -f='$${Package} $${Status}\n' $$want 2>/dev/null | sed -n 's/ install ok installed$$//p' | tr '\n' ' '); \
	need=; for p in $$want; do case " $$have" in *" $$p "*) ;; *) need="$$need $$p" ;; esac; done; \
	[ -z "$$need" ] || { echo "installing:$$need"; $(SUDO) apt-get update -qq && \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$need; }
