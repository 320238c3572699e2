#!/bin/bash
# readme.t - the commands of README.md and README.zh-CN.md print what is shown, and every line of
# the Chinese cheat sheet runs, on the centre that make demo invents.
set -u
cd "$(dirname "$0")/.." || exit 1
top=$PWD bin=$(realpath "${QJ_BIN:-${QJ_B:-build}/bin}") gen=$(realpath "${QJ_B:-build}/demogen") water=$(realpath "${QJ_B:-build}/demowater")
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
n=0 failed=0
export ASAN_OPTIONS=detect_leaks=0 PATH=$bin:$PATH
unset LC_ALL LC_MESSAGES LANG LANGUAGE QJ_HOME SOURCE_DATE_EPOCH

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

"$gen" "$tmp/centre" >/dev/null || exit 1
mkdir "$tmp/water" && "$water" "$tmp/water/centre" || exit 1
cd "$tmp" || exit 1

# Summaries of a pipeline come as its commands end: they are shown command by command.
shown() { awk -v f="$1" '/^qj[-a-z]*: / { print | "sort -s -t: -k1,1"; next } { print > f }' "$2"; }

# The block that begins with "    $ ": its commands are run, what they print is compared.
block()		# block README LANG NUMBER
{
	awk -v want="$3" '
		/^    \$ / { if (!on) k++; on = 1 }
		!/^    / { on = 0 }
		on && k == want { print substr($0, 5) }' "$top/$1" >block
	awk '/^[$>] / { print substr($0, 3) }' block | sed 's/^cd build.demo-water; .*/cd water/; s/^cd build.demo; .*//' >cmd
	awk '!/^[$>] /' block >text
	LANG=$2 bash -c 'set -o pipefail; . ./cmd' >got 2>&1 || return 1
	: >w.data; : >g.data
	shown w.data text >w.sum
	shown g.data got >g.sum
	diff w.sum g.sum && diff w.data g.data
}

for r in README.md:C README.zh-CN.md:zh_CN.UTF-8; do
	for k in 1 2 3 4; do
		out=$(block "${r%:*}" "${r#*:}" $k); say $? "${r%:*}: block $k prints what it shows" "$out"
		[ -s text ] || say 1 "${r%:*}: block $k is there"
	done
	rm -rf out
done

awk '/^```sh/ { on = 1; next } /^```/ { on = 0 } on && NF' "$top/README.zh-CN.md" >sheet
printf '%s\n' '站点名称,时间,SO2(μg/m3),NO2(μg/m3),PM10(μg/m3),PM2.5(μg/m3),CO(mg/m3),O3(μg/m3)' \
	'清江路,2026/10/1 0:00,4,18,49,36,0.9,42' '清江路,2026/10/1 1:00,4,16,49,36(H),0.8,37' \
	'凤凰坪,2026/10/1 0:00,4,18,—,36,0.9,42' >导出.csv
printf '##0122QN=20160801085857223;ST=23;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20160801085857;LA-Rtd=50.1&&0880\r\n' >数据.log
sed 's/^\(E101A,2026-10-19 1[0-4]:00,.*\),$/\1,PM2.5:invalid/' centre/hours/2026-10.csv >reviewed.csv
lines=0
while IFS= read -r line; do
	lines=$((lines + 1))
	case $line in
	export* | set*) eval "$line"; continue ;;
	esac
	out=$(bash -o pipefail -c "$line" 2>&1 >/dev/null </dev/null); say $? "${line%%  *}" "$out"
done <sheet
[ $lines -gt 20 ]; say $? "the cheat sheet has its lines" "$lines"
echo "1..$n"
exit $failed
