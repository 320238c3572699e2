#!/bin/bash
# filters.t - a filter loads none of the drawing libraries: what it needs is what it links.
cd "$(dirname "$0")/.." || exit 1
bin=${QJ_BIN:-build/bin}
heavy='lib(cairo|pango|pangocairo|rsvg|xlsxwriter|fontconfig|cmark)[^[:space:]]*'
n=0 failed=0
for c in import site select reshape qc diff alert average aqi air water tli compare trend fill; do
	[ -x "$bin/qj-$c" ] || continue
	n=$((n + 1))
	found=$(ldd "$bin/qj-$c" | grep -oE "$heavy")
	if [ -z "$found" ] && ldd "$bin/qj-$c" | grep -q 'libc\.so'; then
		echo "ok $n - qj-$c loads no drawing library"
	else
		failed=1
		echo "not ok $n - qj-$c loads no drawing library"
		echo "${found//$'\n'/ }" | sed 's/^/#   /'
	fi
done
echo "1..$n"
[ "$n" -gt 0 ] && exit $failed
exit 1
