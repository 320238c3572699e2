#!/bin/bash
# stream.t - filters hold stations, not rows: ten times the rows take the same memory; rows that
# come station by station and hour by hour give the same result.
set -u
cd "$(dirname "$0")/.." || exit 1
bin=${QJ_BIN:-build/bin} b=${QJ_B:-build}
export LC_ALL=C ASAN_OPTIONS=detect_leaks=0
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
n=0 failed=0

say()		# say STATUS NAME [TEXT]
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		failed=1
		echo "not ok $n - $2"
		printf '%s\n' "${3:-}" | sed 's/^/#   /'
	fi
}

rss()		# rss HOURS COMMAND...: its peak memory [MB] on 100 stations, hour by hour
{
	local hours=$1
	shift
	rm -f "$tmp/took"
	"$b/benchgen" 100 "$hours" hour | "$b/measure" "$tmp/took" "$@" >/dev/null || return 1
	cut -d' ' -f3 "$tmp/took"
}

for c in select aqi alert "average --to day" "average --to month"; do
	[ -x "$bin/qj-${c%% *}" ] || continue
	# shellcheck disable=SC2086	(the command is words)
	set -- "$bin"/qj-$c -q
	if [ -n "${QJ_SAN:-}" ]; then
		n=$((n + 1))
		echo "ok $n - qj-$c: memory # skip a sanitizer keeps what was freed"
	else
		small=$(rss 1000 "$@") && large=$(rss 10000 "$@")
		awk -v a="$small" -v b="$large" 'BEGIN { exit !(a > 0 && b > 0 && b - a <= 1) }'
		say $? "qj-$c: 10^6 rows take no more memory than 10^5" "$small MB, then $large MB"
	fi
	"$b/benchgen" 20 600 station | "$@" | sort >"$tmp/station" && "$b/benchgen" 20 600 hour >"$tmp/in" || failed=1
	"$@" "$tmp/in" | sort >"$tmp/hour"
	# benchgen makes the noise of a station in its own order, so both hold the same values
	cmp -s "$tmp/station" "$tmp/hour" && [ "$(wc -l <"$tmp/hour")" -gt 20 ]
	say $? "qj-$c: station order and hour order give the same rows" "$(diff "$tmp/station" "$tmp/hour" | head -5)"
done
echo "1..$n"
[ "$n" -gt 0 ] && exit $failed
exit 1
