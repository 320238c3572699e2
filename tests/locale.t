#!/bin/bash
# locale.t - messages and help follow the locale, also where it is not installed; data never do.
set -u
cd "$(dirname "$0")/.." || exit 1
bin=$(realpath "${QJ_BIN:-${QJ_B:-build}/bin}")
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
n=0 failed=0
export ASAN_OPTIONS=detect_leaks=0
unset LC_ALL LC_MESSAGES LC_CTYPE LC_NUMERIC LANG LANGUAGE LOCPATH

say()		# say STATUS NAME [TEXT]
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		failed=1
		echo "not ok $n - $2"
		printf '%s\n' "${3:-}" | head -30 | sed 's/^/#   /'
	fi
}

# --- messages ------------------------------------------------------------------------------
en='qj-aqi: nosuch: No such file or directory'
zh='qj-aqi: nosuch: 没有这个文件或文件夹'
message()	# message WANT NAME=VALUE...
{
	local want=$1 got
	shift
	got=$(env "$@" "$bin/qj-aqi" nosuch 2>&1)
	[ "$got" = "$want" ]; say $? "message with $*" "$got"
}
message "$en" LC_ALL=C
message "$en" LANG=en_US.UTF-8
message "$en" LC_ALL=xx_YY.UTF-8
message "$zh" LC_ALL=zh_CN.UTF-8
message "$zh" LANG=zh_CN.UTF-8
message "$zh" LANG=en_US.UTF-8 LC_MESSAGES=zh_CN.UTF-8
message "$en" LANG=zh_CN.UTF-8 LC_ALL=C
message "$zh" LC_ALL=zh_CN.GB18030
message "$zh" LC_ALL=zh_CN.UTF-8 LANGUAGE=
message "$en" LC_ALL=zh_CN.UTF-8 LANGUAGE=en

# --- manuals: as make install lays them out ------------------------------------------------
mkdir -p "$tmp/usr/bin" "$tmp/usr/share/man/zh_CN/man1" "$tmp/usr/share/locale/zh_CN/LC_MESSAGES" "$tmp/fake"
cp "$bin/qj" "$bin/qj-aqi" "$tmp/usr/bin"
cp man/zh_CN/qj-aqi.1 "$tmp/usr/share/man/zh_CN/man1"
msgfmt -o "$tmp/usr/share/locale/zh_CN/LC_MESSAGES/qingjiang.mo" common/po/zh_CN.po
printf '#!/bin/sh\necho "$LC_ALL" "$@"\n' >"$tmp/fake/man"
chmod +x "$tmp/fake/man"
got=$(PATH=$tmp/fake:$PATH LANG=zh_CN.UTF-8 "$tmp/usr/bin/qj" help aqi)
[[ $got == "C.UTF-8 -l "*/share/man/zh_CN/man1/qj-aqi.1 ]]; say $? "qj help shows the Chinese manual" "$got"
got=$(PATH=$tmp/fake:$PATH LC_ALL=C "$tmp/usr/bin/qj" help aqi)
[ "$got" = "C qj-aqi" ]; say $? "and the English one in another locale" "$got"

# --- help: Chinese, its columns in line ----------------------------------------------------
for f in "$bin"/qj-*; do
	[ "$(head -c 2 "$f")" = '#!' ] && continue
	c=${f##*/}
	bad=$(LANG=zh_CN.UTF-8 "$f" --help | LC_ALL=C awk '
		NR == 2 && !/[\200-\377]/ { print "the brief is not Chinese: " $0 }
		match($0, /^  -q, --quiet +/) { w = RLENGTH + 1 }
		NR > 3 { line[NR] = $0 }
		END { for (i in line) {
			s = line[i]
			if (s ~ /^  (-.,|   ) --[^ ]+( [^ ]+)?$/) continue
			if (substr(s, w - 2, 2) != "  " || substr(s, w, 1) == " ") print "out of line: " s } }')
	[ -z "$bad" ]; say $? "$c: help in Chinese is in line" "$bad"
	[ -e "man/zh_CN/$c.1" ] || continue
	got=$(LANG=zh_CN.UTF-8 "$f" --help | sed -n 2p) want=$(sed -n 's/^\.Nd //p' "man/zh_CN/$c.1")
	[ "$got" = "$want" ]; say $? "$c: its line in Chinese is that of the manual" "$got"
done

# --- data: the same bytes ------------------------------------------------------------------
results()	# results DIR, in the environment given
{
	mkdir -p "$1"
	export SOURCE_DATE_EPOCH=1790000000
	"$bin/qj-average" -q --to day --station station tests/io/air-hours.csv >"$1/average.csv"
	"$bin/qj-aqi" -q tests/io/air-days.csv >"$1/aqi.csv"
	"$bin/qj-air" -q --days tests/io/air-days.csv >"$1/days.csv"
	"$bin/qj-air" -q --also 2012 tests/io/air-days.csv >"$1/air.csv"
	"$bin/qj-compare" -q --words tests/io/air-days.csv tests/io/air-days-before.csv >"$1/compare.csv"
	"$bin/qj-aqi" -q --print-standard >"$1/tables.csv"
	"$bin/qj-aqi" --dump-options >"$1/options"
	for e in svg pdf png; do "$bin/qj-chart" calendar -q --dpi 50 -o "$1/days.$e" "$1/days.csv"; done
	"$bin/qj-xlsx" -q -o "$1/air.xlsx" "$1/air.csv"
	"$bin/qj-pdf" -q -o "$1/page.pdf" tests/pdf/bulletin.md
} 2>&1

want=$(LC_ALL=C results "$tmp/C")
bad=$(find "$tmp/C" -type f -empty)
[ -z "$want$bad" ]; say $? "the results are made" "$want$bad"

same()		# same NAME=VALUE...
{
	local got
	got=$(for v; do export "${v?}"; done 2>/dev/null; results "$tmp/other"; diff -rq "$tmp/C" "$tmp/other")
	[ -z "$got" ]; say $? "data with $1" "$got"
	rm -rf "$tmp/other"
}
same LC_ALL=zh_CN.UTF-8 TZ=Asia/Shanghai
same LANG=ja_JP.UTF-8 LC_NUMERIC=de_DE.UTF-8 TZ=America/New_York
same LC_ALL=C.UTF-8 FC_LANG=ko
if command -v localedef >/dev/null && [ -d /usr/share/i18n/locales ]; then
	for l in ja_JP de_DE tr_TR; do localedef -c -i $l -f UTF-8 "$tmp/$l.UTF-8" 2>/dev/null; done
	localedef -c -i zh_CN -f GB18030 "$tmp/zh_CN.GB18030" 2>/dev/null
	for l in ja_JP.UTF-8 de_DE.UTF-8 tr_TR.UTF-8 zh_CN.GB18030; do same LC_ALL=$l LOCPATH="$tmp"; done
	out=$(LC_ALL=zh_CN.GB18030 LOCPATH=$tmp "$bin/qj-aqi" nosuch 2>&1)
	[ "$out" = "$zh" ]; say $? "messages are UTF-8 in a GB18030 locale" "$out"
fi
echo "1..$n"
exit $failed
