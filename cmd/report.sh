#!/usr/bin/env bash
#
# qj-report - a whole product from the centre's folder: pages, workbook, short texts, every figure traced
#
# Steps over the other commands, each into a work folder that takes its name when all succeeded.
# Nothing is judged here: figures come from the commands, words from qj-compare and the templates.

set -euo pipefail
export LC_NUMERIC=C
umask 022

prog=qj-report
version=0.1.0
brief='a whole product from the centre'\''s folder: pages, workbook, short texts, every figure traced'
here=$(dirname "$(readlink -f "$0")")
PATH=$here:$PATH

# letter|name|kind|argument|help; printed by --help and --dump-options alike
options='-|allow-mixed|flag|-|accept rows of different state or source together
-|date|text|DATE|date of the product [SOURCE_DATE_EPOCH or today]
-|draft|flag|-|mark the product as a draft [unless --issued]
-|each|choice|county|one product for each county
-|home|dir|DIR|the centre'\''s folder [$QJ_HOME, else .]
-|issue|int|N|number of the issue within the year
-|issued|flag|-|an issued product: no draft mark, needs --signers
-|period|text|P|month of the product, 2026-10
-|reason|text|TEXT|reason of the revision
-|revise|int|N|revision N of an issued product; says what changed
-|serial|int|N|running number of the issue
-|signers|text|A,B,C|names for compiled, checked and issued
-|verify|flag|-|make it again and compare with the one that is there
o|output|dir|DIR|folder of the products [reports in the centre'\''s folder]
k|keep-going|flag|-|go on where an input cell is bad; exit 1 at the end
q|quiet|flag|-|no summary lines
h|help|flag|-|print this help
V|version|flag|-|print the version'

say() { [ "$quiet" ] || printf '%s: %s\n' "$prog" "$*" >&2; }
usage() { printf '%s: %s\n' "$prog" "$1" >&2; printf "Try '%s --help'.\n" "$prog" >&2; exit 2; }
refuse() { printf '%s: %s\n' "$prog" "$1" >&2; exit 1; }
fail() { printf '%s: %s\n' "$prog" "$1" >&2; exit 3; }

print_help() {
	printf 'usage: %s [options] %s\n%s\n\n' "$prog" air "$brief"
	printf '%s\n' "$options" | awk -F'|' '{ s = ($1 == "-" ? "    " : "-" $1 ", ") "--" $2 ($4 == "-" ? "" : " " $4)
		if ($2 == "home") sub(/^    /, "-C, ", s)
		printf "  %-22s  %s\n", s, $5 }'
}

dump_options() {
	printf '%s\t%s\t%s\n' "$prog" "$brief" air
	printf '%s\n' "$options" | awk -F'|' -v OFS='\t' '{ if ($2 == "home") $1 = "C"; print $1, $2, $3, $4, $5 }'
}

# --- small helpers over CSVs of our own (no quoted cells in the columns they touch) ---------

# column FILE NAME: its number
column() { head -n 1 "$1" | tr ',' '\n' | grep -nxF -- "$2" | cut -d: -f1; }
# cell FILE NAME: of the first row
cell() { qj-select -q --columns "$2" "$1" | sed -n 2p; }
# rows FILE: how many
rows() { awk 'END { print (NR > 0 ? NR - 1 : 0) }' "$1"; }
# percent A B: A/B x 100 with one decimal, half to even, in integers
percent() {
	awk -v a="$1" -v b="$2" 'BEGIN { n = a * 1000; q = int(n / b); r = n - q * b
		if (2 * r > b || (2 * r == b && q % 2)) q++
		printf "%d.%d\n", int(q / 10), q % 10 }'
}
# join FILE NAME: the column's cells joined by 、
join() { qj-select -q --columns "$2" "$1" | sed 1d | awk '{ printf "%s%s", (NR > 1 ? "、" : ""), $0 }'; }
# derive NAME... reads key=value words, writes a one-row CSV
row() { local k=() v=() a; for a; do k+=("${a%%=*}"); v+=("\"${a#*=}\""); done
	(IFS=,; printf '%s\n%s\n' "${k[*]}" "${v[*]}"); }

q() { qj-"$1" -q "${@:2}"; }

# --- options -------------------------------------------------------------------------------
kind='' home=${QJ_HOME:-.} out='' period='' issue='' serial='' signers='' date='' each='' revise='' reason=''
state=draft quiet='' keep='' verify='' mixed='' county_only=''
argv=("$@")
need() { [ $# -ge 2 ] || usage "option $1 needs an argument"; }
while [ $# -gt 0 ]; do
	case $1 in
	--*=*) a=${1%%=*}; b=${1#*=}; shift; set -- "$a" "$b" "$@"; continue ;;
	--dump-options) dump_options; exit 0 ;;
	-h | --help) print_help; exit 0 ;;
	-V | --version) printf '%s (Qingjiang) %s\n' "$prog" "$version"; exit 0 ;;
	-q | --quiet) quiet=1 ;;
	-k | --keep-going) keep=1 ;;
	--allow-mixed) mixed=1 ;;
	--draft) state=draft ;;
	--issued) state=issued ;;
	--verify) verify=1 ;;
	-C | --home) need "$@"; home=$2; shift ;;
	-o | --output) need "$@"; out=$2; shift ;;
	--period) need "$@"; period=$2; shift ;;
	--issue) need "$@"; issue=$2; shift ;;
	--serial) need "$@"; serial=$2; shift ;;
	--signers) need "$@"; signers=$2; shift ;;
	--date) need "$@"; date=$2; shift ;;
	--each) need "$@"; each=$2; shift ;;
	--county) need "$@"; county_only=$2; shift ;;
	--revise) need "$@"; revise=$2; shift ;;
	--reason) need "$@"; reason=$2; shift ;;
	-?*) usage "unknown option '$1'" ;;
	*) [ -z "$kind" ] || usage "one product at a time: '$1'"; kind=$1 ;;
	esac
	shift
done
[ "$kind" ] || usage 'which product: air'
[ "$kind" = air ] || usage "product '$kind' is not one of air"
[[ $period =~ ^[0-9]{4}-(0[1-9]|1[0-2])$ ]] || usage "option --period: '$period' is not a month like 2026-10"
[ -z "$each" ] || [ "$each" = county ] || usage "option --each: '$each' is not county"
for n in "$issue" "$serial" "$revise"; do
	[[ $n =~ ^[0-9]*$ ]] || usage "'$n' is not a whole number"
done
[ -z "$revise" ] || [ "$reason" ] || usage 'option --revise needs --reason'
[ "$state" = draft ] || [ "$signers" ] || usage 'option --issued needs --signers'
[ -d "$home" ] || fail "$home: no such folder"
[ -e "$home/stations.csv" ] || fail "$home/stations.csv: no station registry"
ls "$home"/hours/*.csv >/dev/null 2>&1 || fail "$home/hours: no hourly files"
if [ -z "$date" ]; then
	if [ "${SOURCE_DATE_EPOCH:-}" ]; then date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
	else date=$(date +%F); say "dated today, $date; --date fixes it"; fi
fi
[[ $date =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || usage "option --date: '$date' is not a date"
out=${out:-$home/reports}
year=${period%-*} month=$((10#${period#*-}))

# --- one product for each county: the same run over that county's stations -------------------
if [ "$each" ]; then
	status=0
	while IFS= read -r c; do
		args=() skip=
		for a in "${argv[@]}"; do
			if [ "$skip" ]; then skip=; continue; fi
			case $a in --each) skip=1 ;; --each=*) ;; *) args+=("$a") ;; esac
		done
		"$0" "${args[@]}" --county "$c" || status=$?
	done < <(qj-select -q --columns county "$home/stations.csv" | sed 1d | awk '!s[$0]++')
	exit "$status"
fi

# --- the work folder -------------------------------------------------------------------------
mkdir -p "$out" || fail "$out: can't be made"
exec 9>"$out/.lock"
if [ -z "${QJ_REPORT_LOCKED:-}" ]; then
	flock -w 60 9 || fail "$out: another run is at work"
fi
name=air-$period${county_only:+-$county_only}
[ "$state" = draft ] && name=$name-draft
[ "$revise" ] && name=$name-r$revise
final=$out/$name
work=$(mktemp -d "$out/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 143' TERM INT HUP

if [ "$verify" ]; then
	[ -e "$final/run.json" ] || fail "$final: no product to verify"
	args=()
	for a in "${argv[@]}"; do [ "$a" = --verify ] || args+=("$a"); done
	made=$(sed -n 's/.*"date": "\([^"]*\)".*/\1/p' "$final/run.json")
	QJ_REPORT_LOCKED=1 "$0" "${args[@]}" -q --date "$made" -o "$work"
	if diff -rq "$final" "$work/$name" >"$work/diff"; then say "$final: the same again"; exit 0; fi
	sed "s|$work/|again/|g" "$work/diff"
	refuse "$final: made again it is not the same"
fi

# --- data: hours to days -----------------------------------------------------------------------
registry=$home/stations.csv
if [ "$county_only" ]; then
	q select --where "county = '$county_only'" "$registry" -o "$work/stations.csv"
	[ "$(rows "$work/stations.csv")" -gt 0 ] || refuse "county '$county_only' is not in the registry"
	registry=$work/stations.csv
fi
codes=$(join "$registry" station); codes=${codes//、/,}
go=(); [ "$keep" ] && go=(-k)
mix=(); [ "$mixed" ] && mix=(--allow-mixed)
plain=() bad=0
for f in "$home"/hours/*.csv; do
	case $(head -n 1 "$f" | tr -d '\r\357\273\277') in
	date,hour,type,*)
		g=$work/import-$(basename "$f")
		qj-import -q "${go[@]}" cnemc-sites "$f" | q select --stations "$codes" -o "$g" || { [ "$keep" ] && bad=1 || refuse "$f: not imported"; }
		plain+=("$g") ;;
	*) plain+=("$f") ;;
	esac
done
q select --stations "$codes" "${go[@]}" "${plain[@]}" -o "$work/hours.csv" || { [ "$keep" ] && bad=1 || exit 1; }
[ "$(rows "$work/hours.csv")" -gt 0 ] || refuse "no hours of the registry's stations"
dust=(); [ -e "$home/dust.csv" ] && dust=(--dust "$home/dust.csv")
q average --to day --registry "$registry" "${go[@]}" "${mix[@]}" "${dust[@]}" "$work/hours.csv" -o "$work/alldays.csv" || { [ "$keep" ] && bad=1 || exit 1; }
q average --to day --registry "$registry" --period "$period" --counts "${go[@]}" "${mix[@]}" "$work/hours.csv" -o "$work/stationdays.csv" || { [ "$keep" ] && bad=1 || exit 1; }
q select --period "$((year - 6))-01..$period" "$work/alldays.csv" -o "$work/days.csv"
n=$(q select --period "$period" "$work/days.csv" | awk 'END { print NR - 1 }')
[ "$n" -gt 0 ] || refuse "no data of $period"

# --- assessment --------------------------------------------------------------------------------
last_year=$((year - 1))-${period#*-}
counties=$(qj-select -q --where "assessed != '0'" --columns county "$registry" | sed 1d | awk '!s[$0]++' | awk 'END { print NR }')
by=(--by county); whole=(--by city --via county); many=1
[ "$counties" -gt 1 ] || { whole=(--by city); many=; by=(--by city); }
edition=$(q air --registry "$registry" "${whole[@]}" --period "$period" "$work/days.csv" | sed -n 2p | cut -d, -f3)
air() { q air --registry "$registry" --edition "$edition" "$@"; }
has() { [ "$(q select --period "$1" "$work/days.csv" | awk 'END { print NR - 1 }')" -gt 0 ]; }
assess() {	# NAME PERIOD BASEPERIOD DATA options: NAME.csv compared with its base by one edition
	local nm=$1 p=$2 b=$3 data=$4; shift 4
	air "$@" --period "$p" "$data" -o "$work/$nm.now.csv"
	if has "$b"; then air "$@" --period "$b" "$data" -o "$work/$nm.base.csv"
	else head -n 1 "$work/$nm.now.csv" >"$work/$nm.base.csv"; fi
	q compare --words --as 同比 "$work/$nm.now.csv" "$work/$nm.base.csv" -o "$work/$nm.csv"
}
# Regions are named alike in one column, "county", so that a table can hold both.
as_county() { sed '1s/^[^,]*/county/' "$1" >"$1.t" && mv "$1.t" "$1"; }
assess q "$period" "$last_year" "$work/days.csv" "${whole[@]}"
assess c "$period" "$last_year" "$work/days.csv" "${by[@]}"
assess y "ytd:$period" "ytd:$last_year" "$work/days.csv" "${whole[@]}"
assess cy "ytd:$period" "ytd:$last_year" "$work/days.csv" "${by[@]}"
for f in q c y cy; do as_county "$work/$f.csv"; done
has_base=; has "$last_year" && has_base=1
national=$(q select --where "type = '国控' and assessed != '0'" --columns station "$registry" | sed 1d | sort -u | paste -sd, -)
all=$(q select --where "assessed != '0'" --columns station "$registry" | sed 1d | sort -u | paste -sd, -)
if [ "$national" ] && [ "$national" != "$all" ]; then
	q select --stations "$national" "$work/days.csv" -o "$work/nat.csv"
	q select --where "type = '国控'" "$registry" -o "$work/natsites.csv"
	full=$registry registry=$work/natsites.csv
	assess cap "$period" "$last_year" "$work/nat.csv" --by city; as_county "$work/cap.csv"
	assess capy "ytd:$period" "ytd:$last_year" "$work/nat.csv" --by city; as_county "$work/capy.csv"
	registry=$full
	sed -i '2,$s/^[^,]*/州城（国考）/' "$work/cap.csv" "$work/capy.csv"
fi
also=(); [ "$edition" = 2012 ] || also=(--also 2012)
air "${by[@]}" --days --period "$period" "${also[@]}" "$work/days.csv" -o "$work/daily.csv"; as_county "$work/daily.csv"

# --- tables of the document: the same rows in pages and workbook -----------------------------------
place=$(cell "$registry" city); place=${place:-本市}
[ "$county_only" ] && place=$county_only
if [ "$many" ]; then scope=全州; case $place in *市) scope=全市 ;; esac else scope=$place; fi
sel() { q select --columns "$1" "$2"; }
body() { sel "$1" "$2" | sed 1d; }
# stack COLUMNS FILE...: header and all bodies; the last file's rows are the whole
stack() { local c=$1 f; shift; printf '%s\n' "$c"; for f; do [ -e "$f" ] && body "$c" "$f"; done; }
sed "2,\$s/^[^,]*/$scope/" "$work/q.csv" >"$work/qs.csv"
sed "2,\$s/^[^,]*/$scope/" "$work/y.csv" >"$work/ys.csv"
caprow=(); [ -e "$work/cap.csv" ] && caprow=("$work/cap.csv")
capyrow=(); [ -e "$work/capy.csv" ] && capyrow=("$work/capy.csv")
parts=("$work/c.csv"); partsy=("$work/cy.csv")
[ "$many" ] || { parts=(); partsy=(); }
sorted() {	# FILE: by ratio, then fewer polluted days, then the standard order
	head -n 1 "$1"; sed 1d "$1" | sort -t, -s -k"$(column "$1" good_ratio)","$(column "$1" good_ratio)"nr \
		-k"$(column "$1" exceed_days)","$(column "$1" exceed_days)"n
}
dcols=county,level_1,level_2,level_3,level_4,level_5,level_6,valid_days,good_ratio,good_ratio_diff,edition
if [ "$many" ]; then sorted "$work/c.csv" >"$work/cs.csv"; sorted "$work/cy.csv" >"$work/cys.csv"; fi
ls "$work"/cs.csv >/dev/null 2>&1 && day_parts=("$work/cs.csv") dayy_parts=("$work/cys.csv") || day_parts=() dayy_parts=()
stack "$dcols" "${day_parts[@]}" "${caprow[@]}" "$work/qs.csv" >"$work/tdays.csv"
stack "$dcols" "${dayy_parts[@]}" "${capyrow[@]}" "$work/ys.csv" >"$work/tdaysy.csv"
ccols=county,SO2,SO2_pct,NO2,NO2_pct,PM10,PM10_pct,PM2.5,PM2.5_pct,CO_p95,CO_p95_pct,O3_8hmax_p90,O3_8hmax_p90_pct,edition
qj-air --print-standard | awk -F, -v set="$edition" '$1 == "index_air" { v[$3, $4] = $5; n = $3 + 0 }
	END { for (i = 1; i <= n; i++) if (v[i, "set"] == set) l[v[i, "item"]] = v[i, "limit"]
	printf "二级限值（参考）,%s,,%s,,%s,,%s,,%s,,%s,,%s\n", l["SO2"], l["NO2"], l["PM10"], l["PM2.5"], l["CO"], l["O3"], set }' >"$work/limits"
{ printf '%s\n' "$ccols"; cat "$work/limits"; stack "$ccols" "${parts[@]}" "${caprow[@]}" "$work/qs.csv" | sed 1d; } >"$work/tconc.csv"

# Rank order; the standard order within a tie.
rk=$(column "$work/c.csv" rank)
{ head -n 1 "$work/c.csv"; sed 1d "$work/c.csv" | awk -F, -v k="$rk" '$k != ""' | sort -t, -s -k"$rk","$rk"n; } >"$work/byrank.csv"
q select --where "rank = ''" "$work/c.csv" -o "$work/unranked.csv"
{ printf 'county,index,rank,tie_with,edition\n'; body county,index,rank,edition "$work/byrank.csv" | awk -F, -v OFS=, '
	{ print $1, $2, $3, $3 == last ? who : "", $4; who = $1; last = $3 }'; } >"$work/ranked.csv"
{ printf 'rank,county,index,I_max,main,index_pct,index_ytd,rank_ytd,index_ytd_pct,edition\n'
	{ [ "$many" ] && body county,rank,index,I_max,main,index_pct,edition "$work/byrank.csv"
	[ "$many" ] && body county,rank,index,I_max,main,index_pct,edition "$work/unranked.csv"
	for f in "${caprow[@]}" "$work/qs.csv"; do body county,rank,index,I_max,main,index_pct,edition "$f" | awk -F, -v OFS=, '{ $2 = ""; print }'; done; } |
	awk -F, -v OFS=, 'NR == FNR { y[$1] = $2 "," $3 "," $4; next } { print $2, $1, $3, $4, $5, $6, $1 in y ? y[$1] : ",,", $7 }' <(
		{ [ "$many" ] && body county,index,rank,index_pct "$work/cy.csv"
		for f in "${capyrow[@]}" "$work/ys.csv"; do body county,index,rank,index_pct "$f" | awk -F, -v OFS=, '{ $3 = ""; print }'; done; }) -; } >"$work/tindex.csv"

# Weather by day: of each county, and of the whole.
has_met=; metcols=
if [ -e "$home/met.csv" ]; then
	q average --to day --station county "$home/met.csv" -o "$work/metdays.csv" 2>/dev/null ||
		q average --to day "$home/met.csv" -o "$work/metdays.csv"
	[ -z "$county_only" ] || q select --stations "$county_only" "$work/metdays.csv" -o "$work/metdays.csv"
	[ "$(q select --period "$period" "$work/metdays.csv" | awk 'END { print NR - 1 }')" -gt 0 ] && has_met=1
fi

# Days above level 2, with their weather.
q select --where "level >= 3" "$work/daily.csv" -o "$work/over.csv"
acols=time,county,AQI,level,category,primary,SO2,NO2,CO,O3_8hmax,PM10,PM2.5,edition
[ "${#also[@]}" -gt 0 ] && acols=$acols,category_2012
{ printf 'time,county,AQI,level,category,primary_zh,conc,RAIN_before,WS,RH,remark,edition\n'
	body "$acols" "$work/over.csv" | sort -t, -s -k1,1 | awk -F, -v OFS=, '
	BEGIN { n["SO2"] = 7; n["NO2"] = 8; n["CO"] = 9; n["O3"] = 10; n["PM10"] = 11; n["PM2.5"] = 12 }
	FILENAME ~ /metdays/ { if (FNR == 1) { for (i = 1; i <= NF; i++) h[$i] = i; next }
		w[$1, $2] = $h["WS"]; r[$1, $2] = $h["RH"]; rain[$1, $2] = $h["RAIN"]; prev[$1, $2] = last[$1]; last[$1] = $h["RAIN"]; next }
	{ k = split($6, p, " "); c = z = ""
		for (i = 1; i <= k; i++) { c = c (i > 1 ? "、" : "") $(n[p[i]]); z = z (i > 1 ? "、" : "") p[i] }
		print $1, $2, $3, $4, $5, z, c, prev[$2, $1], w[$2, $1], r[$2, $1], $14 == "" ? "" : "按2012年标准为" $14, $13 }' \
		$([ "$has_met" ] && echo "$work/metdays.csv") -; } >"$work/exceed.csv"

{ printf 'item,days,share,edition\n'
	if [ "$(cell "$work/q.csv" primary_days)" -gt 0 ]; then
		total=$(cell "$work/q.csv" primary_days)
		for i in PM2.5 PM10 O3 NO2 CO SO2; do
			d=$(cell "$work/q.csv" "primary_$i")
			[ "$d" = 0 ] || printf '%s,%s,%s,%s\n' "$i" "$d" "$(percent "$d" "$total")" "$edition"
		done | sort -t, -s -k2,2nr
	fi; } >"$work/prim.csv"

# Changes: which items moved the index, which counties moved PM2.5.
items='PM2.5 PM10 O3 NO2 CO SO2'
{ printf 'item,I,I_base,I_diff,word,edition\n'
	for i in $items; do body "I_$i,I_${i}_base,I_${i}_diff" "$work/q.csv" | awk -F, -v OFS=, -v i="$i" -v e="$edition" '{ print i, $0, ($3 + 0 > 0 ? "拉升" : $3 + 0 < 0 ? "拉低" : "—"), e }'; done
	body index,index_base,index_diff "$work/q.csv" | awk -F, -v OFS=, -v e="$edition" '{ print "综合指数", $0, "合计", e }'; } >"$work/decomp.csv"
one() { head -n 1 "$work/decomp.csv"; sed 1d "$work/decomp.csv" | awk -F, -v w="$1" '$5 == w' | sort -t, -s -k4,4"$2"; }
one 拉升 nr >"$work/up.csv"; one 拉低 n >"$work/down.csv"
by_change() { head -n 1 "$work/c.csv"; q select --where "$1" "$work/c.csv" | sed 1d | sort -t, -s -k"$(column "$work/c.csv" PM2.5_pct)","$(column "$work/c.csv" PM2.5_pct)""$2"; }
by_change 'PM2.5_pct > 0' nr >"$work/risen.all"; by_change 'PM2.5_pct < 0' n >"$work/fallen.all"
head -n 4 "$work/risen.all" >"$work/risen.csv"; head -n 4 "$work/fallen.all" >"$work/fallen.csv"
q select --where 'PM2.5_pct = 0' "$work/c.csv" -o "$work/level.csv"
{ printf 'county,PM2.5,PM2.5_base,PM2.5_diff,share,edition\n'
	body county,PM2.5,PM2.5_base,PM2.5_diff,edition "$work/c.csv" | awk -F, -v OFS=, -v n="$counties" '
		{ print $1, $2, $3, $4, $4 == "" ? "" : sprintf("%.2f", $4 / n), $5 }'
	body county,PM2.5,PM2.5_base,PM2.5_diff,edition "$work/qs.csv" | awk -F, -v OFS=, '{ print $1, $2, $3, $4, "", $5 }'; } >"$work/share.csv"
q select --where 'good_ratio = 100' "$work/c.csv" -o "$work/full.csv"

# Weather of the month, of the whole prefecture: means over the counties' months.
metrow() {	# PERIOD: RAIN WS RH T SUN as monthly values, days with 1 mm, days below 1 m/s
	has_m=$(q select --period "$1" "$work/metdays.csv" | awk 'END { print NR - 1 }')
	[ "$has_m" -gt 0 ] || return 0
	q select --period "$1" "$work/metdays.csv" | awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) h[$i] = i; print "station,time,RAIN,WS,RH,T,SUN"; next }
		{ print $1, $2, $h["RAIN"], $h["WS"], $h["RH"], $h["T"], $h["SUN"] }' >"$work/m1.csv"
	sed '1s/^station/place/; 1s/$/,whole/; 2,$s/$/,x/' "$work/m1.csv" >"$work/m2.csv"
	q average --to month --station place --by whole "$work/m2.csv" --percentile none | sed 1d | cut -d, -f3-7 >"$work/m3"
	q average --to day --station place --by whole "$work/m2.csv" >"$work/m4.csv"
	awk -F, -v m="$(cat "$work/m3")" 'NR > 1 { wet += $3 != "" && $3 >= 1; calm += $4 != "" && $4 < 1 } END { print m "," wet "," calm }' "$work/m4.csv"
}
if [ "$has_met" ]; then
	now=$(metrow "$period"); then_=$(metrow "$last_year")
	awk -F, -v a="$now" -v b="$then_" 'function r(x, d) { return x == "" ? "" : sprintf("%.*f", d, x) }
		function row(e, u, d, i,  t, s, c, g) { t = r(A[i], d); s = r(B[i], d); c = s == "" ? "" : sprintf("%+.*f", d, t - s)
			if (c + 0 == 0 && c != "") c = "0"
			g = i == 1 || i == 6 ? (c > 0 ? "有利" : "不利") : i == 2 ? (c > 0 ? "有利" : "不利") : i == 7 ? (c > 0 ? "不利" : "有利") : "中性"
			o = i == 5 || i == 4 ? (c > 0 ? "不利" : "有利") : "中性"
			if (c == "" || c + 0 == 0) g = o = c == "" ? "" : "中性"
			print e "（" u "）," t "," s "," c "," g "," o }
		BEGIN { split(a, A, ","); split(b, B, ","); print "element,this,base,diff,pm,o3"
		row("降水量", "mm", 1, 1); row("日降水量≥1 mm日数", "d", 0, 6); row("平均风速", "m/s", 1, 2)
		row("日均风速<1.0 m/s日数", "d", 0, 7); row("相对湿度", "%", 0, 3); row("平均气温", "℃", 1, 4); row("日照时数", "h", 1, 5) }' >"$work/met.csv"
	v() { awk -F, -v n="$1" -v k="$2" 'NR == n + 1 { print $k }' "$work/met.csv"; }
	row "RAIN=$(v 1 2)" "RAIN_base=$(v 1 3)" "wet=$(v 2 2)" "wet_base=$(v 2 3)" "WS=$(v 3 2)" "WS_base=$(v 3 3)" \
		"calm=$(v 4 2)" "calm_base=$(v 4 3)" >"$work/m.csv"
fi

# The weather's words: two indicators that agree with the change of PM2.5 make C2, one makes C1.
weather_head='' weather_body='' weather_wechat='' weather_radio='' cause=C0
pm=$(cell "$work/q.csv" PM2.5_diff)
if [ "$has_met" ] && [ "$has_base" ] && [ "${pm:-0}" != 0 ]; then
	want=$([ "${pm#-}" = "$pm" ] && echo 不利 || echo 有利)
	dw=$(( $(v 2 2) - $(v 2 3) )) dc=$(( $(v 4 2) - $(v 4 3) ))
	agree=$(awk -F, -v w="$want" 'NR == 2 || NR == 3 || NR == 4 || NR == 5 { n += $5 == w } END { print n + 0 }' "$work/met.csv")
	wd=$([ $dw -lt 0 ] && echo "偏少" || echo "偏多") cd=$([ $dc -gt 0 ] && echo "偏多" || echo "偏少")
	up=$([ "$want" = 不利 ] && echo 上升 || echo 下降)
	if [ "$agree" -ge 2 ] && [ $dw -ne 0 ] && [ $dc -ne 0 ]; then
		cause=C2
		weather_head="PM2.5浓度${up}主要与降水日数$wd、小风日数$cd有关"
		weather_body="降水日数同比$([ $dw -lt 0 ] && echo 减少 || echo 增加)${dw#-}天、小风日数$([ $dc -lt 0 ] && echo 减少 || echo 增加)${dc#-}天，PM2.5浓度${up}主要与此有关"
	elif [ "$agree" -ge 1 ] && [ $dw -ne 0 ]; then
		cause=C1
		weather_body="同期降水日数$wd，对PM2.5浓度${up}可能有一定影响"
	fi
	if [ "$cause" = C2 ]; then
		weather_wechat="${month}月降水日数比去年同月$([ $dw -lt 0 ] && echo 少 || echo 多)${dw#-}天，小风的日子$([ $dc -gt 0 ] && echo 多 || echo 少)了${dc#-}天，$want于颗粒物扩散和清除"
		weather_radio="这个月下雨的日子比去年同月$([ $dw -lt 0 ] && echo 少 || echo 多)了${dw#-}天，风小的日子$([ $dc -gt 0 ] && echo 多 || echo 少)了${dc#-}天，$want于颗粒物扩散"
	fi
fi

# --- trend: months of the whole, and of the assessed city ---------------------------------------------
first=$(awk -F, 'NR > 1 && (m == "" || $2 < m) { m = $2 } END { print substr(m, 1, 7) }' "$work/days.csv")
back=$(awk -v y="$year" -v m="$month" 'BEGIN { t = y * 12 + m - 24; printf "%04d-%02d", int(t / 12), t % 12 + 1 }')
[[ $first > $back ]] && from=$first || from=$back
months() { q average --to month --registry "$registry" --period "$from..$period" "$@"; }
months "${whole[@]}" "$work/days.csv" | sed "1s/^[^,]*/county/; 2,\$s/^[^,]*/$scope/" >"$work/months.csv"
if [ -e "$work/nat.csv" ]; then q average --to month --registry "$work/natsites.csv" --period "$from..$period" --by city "$work/nat.csv" | sed 1d | sed 's/^[^,]*/州城（国考）/' >>"$work/months.csv"; fi
q average --to month --registry "$registry" "${whole[@]}" "$work/days.csv" -o "$work/allmonths.csv"
pmcol=$(column "$work/allmonths.csv" PM2.5)
trend=$(awk -F, -v k="$pmcol" -v p="$period" 'NR > 1 && substr($2, 6) == substr(p, 6) && $k != "" { v[substr($2, 1, 4)] = $k; n++ }
	END { if (n < 3) exit; now = v[substr(p, 1, 4)]; lo = 1; for (y in v) lo += v[y] < now
		printf "与近%d年同期相比，PM2.5浓度处于第%d低%s", n, lo, lo == 1 ? "，为近" n "年同期最低" : lo == n ? "，为近" n "年同期最高" : "" }' "$work/allmonths.csv")
roll_from=$(awk -v y="$year" -v m="$month" 'BEGIN { t = y * 12 + m - 12; printf "%04d-%02d", int(t / 12), t % 12 + 1 }')
: >"$work/roll.csv"
printf 'PM2.5,period_zh,edition\n' >"$work/roll.csv"
if has "$roll_from"; then
	air "${whole[@]}" --period "$roll_from..$period" "$work/days.csv" -o "$work/roll12.csv"
	printf '%s,%s年%s月至%s年%s月,%s\n' "$(cell "$work/roll12.csv" PM2.5)" "${roll_from%-*}" "$((10#${roll_from#*-}))" "$year" "$month" "$edition" >>"$work/roll.csv"
fi
next_month=$((month % 12 + 1))
printf 'years,values,edition\n' >"$work/next.csv"
awk -F, -v k="$pmcol" -v m="$(printf %02d $next_month)" -v e="$edition" 'NR > 1 && substr($2, 6) == m && $k != "" { y = y (n ? "、" : "") substr($2, 1, 4) "年"; v = v (n ? "、" : "") sprintf("%.0f", $k); n++ }
	END { if (n) print y "," v "," e }' "$work/allmonths.csv" >>"$work/next.csv"
case $next_month in
11 | 12 | 1 | 2) outlook='进入秋冬季，重点关注连续3天以上无降水的静稳天气和夜间累积过程，加强细颗粒物管控。' ;;
3 | 4 | 5) outlook='春季重点关注沙尘传输和大风扬尘，并关注气温回升后的臭氧。' ;;
*) outlook='气温较高，重点关注晴热少雨天气下的臭氧。' ;;
esac

# --- stations, target, rules ---------------------------------------------------------------------------
{ printf 'county,station,name,type,SO2,NO2,CO,O3_8hmax,PM10,PM2.5\n'
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) h[$i] = i; next }
		{ s = $h["station"]; if (!(s in seen)) { order[++k] = s; seen[s] = 1 }
		split("SO2 NO2 CO O3_8hmax PM10 PM2.5", it, " "); for (i = 1; i <= 6; i++) n[s, i] += $h[it[i]] != "" }
		END { for (j = 1; j <= k; j++) print order[j], n[order[j], 1], n[order[j], 2], n[order[j], 3], n[order[j], 4], n[order[j], 5], n[order[j], 6] }' "$work/stationdays.csv" |
	{ echo station,a,b,c,d,e,f; cat; } | q site --registry "$registry" --attach county,name,type 2>/dev/null | sed 1d | awk -F, -v OFS=, '{ print $8, $1, $9, $10, $2, $3, $4, $5, $6, $7 }'; } >"$work/tsites.csv"

printf 'target_PM2.5,room_PM2.5,need_PM2.5,room_word,left_days,edition\n' >"$work/t.csv"
if [ -e "$home/targets.csv" ] && [ -z "$county_only" ]; then
	# The whole's target stands under 全州 or 全市; the rows are named by the registry's city.
	sed "s/,全[州市],/,$(cell "$registry" city),/" "$home/targets.csv" >"$work/targets.csv"
	air "${whole[@]}" --period "ytd:$period" --targets "$work/targets.csv" "$work/days.csv" -o "$work/target.csv"
	if column "$work/target.csv" target_PM2.5 >/dev/null && [ "$(cell "$work/target.csv" target_PM2.5)" ]; then
		left=$(( ($(date -u -d "$year-12-31" +%s) - $(date -u -d "$year-$month-01 +1 month -1 day" +%s)) / 86400 ))
		room=$(cell "$work/target.csv" room_PM2.5)
		printf '%s,%s,%s,%s,%s,%s\n' "$(cell "$work/target.csv" target_PM2.5)" "$room" "$(cell "$work/target.csv" need_PM2.5)" \
			"$([ "${room#-}" = "$room" ] && echo 尚有 || echo 超出)" "$left" "$edition" >>"$work/t.csv"
	fi
fi
standard() { qj-air --print-standard | awk -F, -v e="$edition" -v c="$1" '$1 == "editions" { v[$3, $4] = $5; n = $3 + 0 }
	END { for (i = 1; i <= n; i++) if (v[i, "edition"] == e) print v[i, c] }'; }
low=$(qj-air --print-standard | awk -F, 'NR > 1 { v[$1, $3, $4] = $5; t[$1]; if ($3 + 0 > n) n = $3 + 0 }
	END { for (x in t) for (i = 1; i <= n; i++) if (v[x, i, "confidence"] == "L") c[x]++
		for (x in c) s[++k] = x; for (i = 1; i <= k; i++) for (j = i + 1; j <= k; j++) if (s[j] < s[i]) { y = s[i]; s[i] = s[j]; s[j] = y }
		for (i = 1; i <= k; i++) printf "%s表%s %d项", (i > 1 ? "、" : ""), s[i], c[s[i]] }')
limits_zh=$(standard limits | sed 's/ transition limits/过渡阶段限值/; s/ final limits/最终限值/; s/ + amendment 1 (2018)/及2018年修改单/')
index_rule="六项单项指数（保留两位小数）之和，权重均为1，限值组$(cell "$work/q.csv" index_set)（表index_air）"

# --- one row of what the texts ask -----------------------------------------------------------------------
num() { cell "$work/q.csv" "$1"; }
worse=$(($(num level_4) + $(num level_5) + $(num level_6)))
only_new=0
[ "${#also[@]}" -eq 0 ] || only_new=$(q select --where "level_2012 <= 2" "$work/over.csv" | awk 'END { print NR - 1 }')
nr=$(rows "$work/risen.all") nf=$(rows "$work/fallen.all") nl=$(rows "$work/level.csv")
same=$([ "$nr" = "$counties" ] || [ "$nf" = "$counties" ] && echo "${counties}个县（市）同向变化，说明主要受区域性因素影响" || echo "各县（市）变化方向不一，说明局地因素也有作用")
dust_note=
[ "$(cell "$work/q.csv" dust_days 2>/dev/null || echo 0)" = 0 ] || dust_note="按清单扣除沙尘等特殊事件影响时段的颗粒物数据（涉及$(cell "$work/q.csv" dust_days)个日次），优良天数比例不扣除"
row "counties=$counties" "worse=$worse" "risen=$nr" "n_risen=$nr" "fallen=$nf" "n_fallen=$nf" "level=$nl" "n_level=$nl" \
	"same_way=$same" "exceed=$(num exceed_days)" "exceed_only_new=$only_new" "unranked=$(rows "$work/unranked.csv")" \
	"up=$(rows "$work/up.csv")" "down=$(rows "$work/down.csv")" "trend=$trend" "n_full=$(rows "$work/full.csv")" \
	"stations=$(rows "$work/tsites.csv")" "hours=$(q select --period "$period" "$work/hours.csv" | awk 'END { print NR - 1 }')" \
	"dust_note=$dust_note" >"$work/s.csv"
higher=$([ "${pm#-}" = "$pm" ] && echo 高 || echo 低)
sed "1s/\$/,PM2.5_higher/; 2s/\$/,$higher/" "$work/q.csv" >"$work/qx.csv"
best= worst=
if [ "$many" ] && [ "$(rows "$work/byrank.csv")" -ge 4 ]; then
	best=$(body county "$work/byrank.csv" | head -n 2 | paste -sd, - | sed 's/,/、/')
	worst=$(body county "$work/byrank.csv" | tail -n 2 | sed '1!G;h;$!d' | paste -sd, - | sed 's/,/、/')
fi

# --- settings of the centre -------------------------------------------------------------------------------
setting() { [ -e "$home/settings.csv" ] && awk -F, -v k="$1" '$1 == k { sub(/^[^,]*,/, ""); gsub(/^"|"$/, ""); print; exit }' "$home/settings.csv"; return 0; }
org=$(setting org); org=${org:-$(cell "$registry" city)生态环境监测中心}
IFS=, read -r s1 s2 s3 <<<"${signers:-＿＿＿＿,＿＿＿＿,＿＿＿＿}"
case $(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "state") k = i; next } k { s[$k]++ } END { for (x in s) print x }' "$work/hours.csv" | sort | paste -sd' ' -) in
final | checked) data_state=审核后实况数据 ;; first) data_state=初审实况数据 ;; '') data_state=实况数据（审核状态未标注） ;; *) data_state=未经审核的实况数据 ;;
esac
sample=; grep -qs 示例 "$home/README.txt" && sample=1
if [ "$many" ]; then ud=天次 where=各县（市）城区 totals=$((1 + ${#caprow[@]})) ue=天次; else ud=天 where=$place totals=0 ue=天; fi
set_args=(--set "org=$org" --set "year=$year" --set "month=$month" --set "date=$date" --set "state=$state" --set "issue=$issue"
	--set "serial=$serial" --set "scope=$scope" --set "place=$place" --set "many=$many" --set "has_base=$has_base" --set "has_met=$has_met"
	--set "best=$best" --set "worst=$worst" --set "weather_head=$weather_head" --set "weather_body=$weather_body"
	--set "weather_wechat=$weather_wechat" --set "weather_radio=$weather_radio" --set "edition_limits=$limits_zh"
	--set "edition_index=$(standard index)" --set "edition_assessment=$(standard assessment)" --set "index_rule=$index_rule"
	--set "low=$low" --set "data_state=$data_state" --set "signer1=$s1" --set "signer2=${s2:-}" --set "signer3=${s3:-}"
	--set "phone=$(setting phone)" --set "report_to=$(setting report_to)" --set "send_to=$(setting send_to)" --set "copy_to=$(setting copy_to)"
	--set "unit_days=$ud" --set "unit_count=天次" --set "unit_exceed=$ue" --set "caption_where=$where" --set "totals=$totals"
	--set "also=$([ "${#also[@]}" -gt 0 ] && echo 1)" --set "met_no=$([ "$has_base" ] && { [ "$many" ] && echo （三） || echo （二）; } || echo （一）)"
	--set "next_month=$next_month" --set "outlook=$outlook" --set "sample=$sample" --set "place_short=${place%[市州]}"
	--set "tip=$(setting tip)" --set "tip_radio=$(setting tip)")
data=(q="$work/qx.csv" s="$work/s.csv" y="$work/y.csv" t="$work/t.csv" roll="$work/roll.csv" next="$work/next.csv"
	ranked="$work/ranked.csv" unranked="$work/unranked.csv" risen="$work/risen.csv" fallen="$work/fallen.csv" level="$work/level.csv"
	up="$work/up.csv" down="$work/down.csv" exceed="$work/exceed.csv" prim="$work/prim.csv" full="$work/full.csv"
	tdays="$work/tdays.csv" tdaysy="$work/tdaysy.csv" tconc="$work/tconc.csv" tindex="$work/tindex.csv" decomp="$work/decomp.csv"
	share="$work/share.csv" tsites="$work/tsites.csv")
absent=()
opt() { if [ -e "$2" ]; then data+=("$1=$2"); else absent+=(--absent "$1"); fi; }
opt cap "$work/cap.csv"; opt met "$work/met.csv"; opt m "$work/m.csv"
if [ -e "$home/events.csv" ]; then
	qj-select -q --where "type != '沙尘'" "$home/events.csv" | awk -F, -v p="$period" 'NR == 1 || substr($1, 1, 7) == p' >"$work/events.csv"
fi
opt events "$work/events.csv"

# --- pictures ------------------------------------------------------------------------------------------------
chart() { q chart --date "$date" "$@"; }
cmp_label=(); [ "$many" ] || cmp_label=()
chart levels --label county "${cmp_label[@]}" "$work/c.csv" -o "$work/levels.svg"
lim=(); IFS=, read -r _ l1 _ l2 _ l3 _ l4 _ l5 _ l6 _ <"$work/limits"
lim=(--limit "SO2=$l1" --limit "NO2=$l2" --limit "PM10=$l3" --limit "PM2.5=$l4" --limit "CO_p95=$l5" --limit "O3_8hmax_p90=$l6")
chart items --label county "${lim[@]}" "$work/c.csv" -o "$work/items.svg"
chart calendar --label county --period "$period" "$work/daily.csv" -o "$work/calendar.svg"
chart singles --label county "$work/c.csv" -o "$work/singles.svg"
[ "$(rows "$work/prim.csv")" -eq 0 ] || chart bars --label item --items days --unit 天次 --name days=首要污染物 "$work/prim.csv" -o "$work/primary.svg"
chart lines --label county --items PM2.5 --width 79 "$work/months.csv" -o "$work/pm25.svg"
chart lines --label county --items O3_8hmax_p90 --width 79 "$work/months.csv" -o "$work/o3.svg"
if [ "$has_base" ]; then
	{ printf 'name,value\n'; printf '上年同期,%s\n' "$(num index_base)"; sed 1d "$work/decomp.csv" | awk -F, '$5 != "合计" { print $1 "," $4 }'
		printf '本期,%s\n' "$(num index)"; } >"$work/fall.csv"
	chart waterfall --name value=综合指数 "$work/fall.csv" -o "$work/decomp.svg"
fi

# --- pages, workbook, texts ----------------------------------------------------------------------------------
fill() { qj-fill -q "${set_args[@]}" "${absent[@]}" "$@"; }
fill --escape none builtin:air_tables.csv -o "$work/tables.csv"
fill --escape none builtin:air_columns.csv -o "$work/columns.all"
cp "$work/columns.all" "$work/columns.csv"
fill --escape none builtin:air_charts.csv -o "$work/charts.csv"
layout=(--layout "$work/tables.csv" --columns "$work/columns.csv")
fill "${layout[@]}" --facts "$work/facts.csv" builtin:air.md "${data[@]}" -o "$work/air-$period.md"
fill builtin:air_wechat.txt "${data[@]}" -o "$work/air-$period-wechat.txt"
fill builtin:air_radio.txt "${data[@]}" -o "$work/air-$period-radio.txt"
if [ "$revise" ]; then
	old=$out/air-$period${county_only:+-$county_only}; [ "$revise" -gt 1 ] && old=$old-r$((revise - 1))
	[ -e "$old/facts.csv" ] || refuse "$old: the issue that is revised is not there"
	q diff --key id "$old/facts.csv" "$work/facts.csv" -o "$work/revision.csv" || true
	{ printf '\n# 修订说明\n\n本期为第%s次修订，原因：%s。与上一版相比，变动的数据%s处，见revision.csv。\n' "$revise" "$reason" "$(rows "$work/revision.csv")"; } >>"$work/air-$period.md"
fi
q pdf --date "$date" "$work/air-$period.md" -o "$work/air-$period.pdf"
row_key() { printf '%s,%s\n' "$1" "$2"; }
{ echo key,value; row_key 标题 环境空气质量月报; row_key 期 "$year年$month月"; row_key 期号 "${issue:-—}"; row_key 单位 "$org"; row_key 日期 "$date"
	row_key 评价标准 "$limits_zh"; row_key 指数标准 "$(standard index)"; row_key 评价方法 "$(standard assessment)"; row_key 综合指数 "$index_rule"
	row_key 数据状态 "$data_state"; row_key 变化百分比 由显示值计算，四舍六入五成双; row_key 原因语句等级 "$cause"; } >"$work/notes.csv"
present() { for t; do [ "$(rows "$work/$t.csv")" -gt 0 ] && printf '%s=%s\n' "$t" "$work/$t.csv"; done; return 0; }
mapfile -t sheets < <(present tdays tdaysy tconc tindex exceed decomp share met tsites 2>/dev/null)
awk -F, 'NR == FNR { have[$1]; next } FNR == 1 || $2 in have' <(printf '%s\n' "${sheets[@]%%=*}") "$work/tables.csv" >"$work/tables.x.csv"
awk -F, 'NR == FNR { have[$1]; next } FNR == 1 || $1 in have' "$work/tables.x.csv" "$work/columns.csv" >"$work/columns.x.csv"
q xlsx --layout "$work/tables.x.csv" --columns "$work/columns.x.csv" --chart-spec "$work/charts.csv" --notes "$work/notes.csv" \
	--flat "日数据=$work/daily.csv" --flat "数据溯源=$work/facts.csv" --date "$date" --property "title=环境空气质量月报 $year年$month月" \
	--property "author=$org" --property "company=$org" --property category=月报 --property "标准版本=$edition" --property "期号=${issue:-—}" \
	--property "数据状态=$data_state" "${sheets[@]}" -o "$work/air-$period.xlsx"

# --- what it was made of -----------------------------------------------------------------------------------
json() { printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g'; }
hash() { sha256sum "$1" | cut -d' ' -f1; }
{ printf '{\n  "product": "air", "period": "%s", "state": "%s", "date": "%s",\n' "$period" "$state" "$date"
	printf '  "version": "%s", "edition": "%s", "index_set": "%s", "issue": "%s", "serial": "%s",\n' "$version" "$edition" "$(num index_set)" "$issue" "$serial"
	printf '  "cause_level": "%s", "revision": "%s", "reason": "%s",\n' "$cause" "$revise" "$(json "$reason")"
	printf '  "tables_sha256": "%s",\n  "inputs": [\n' "$(qj-air --print-standard | sha256sum | cut -d' ' -f1)"
	sep=
	for f in "$home"/hours/*.csv "$home"/{stations,met,targets,dust,events,calendar,settings}.csv; do
		[ -e "$f" ] || continue
		printf '%s    { "file": "%s", "sha256": "%s" }' "$sep" "$(json "${f#"$home"/}")" "$(hash "$f")"; sep=$',\n'
	done
	printf '\n  ]\n}\n'; } >"$work/run.json"

# --- the folder takes its name -----------------------------------------------------------------------------
keep_dir=$work/steps; mkdir "$keep_dir"
for f in q c y cy cap capy days daily tdays tdaysy tconc tindex exceed prim decomp share met tsites months s; do
	[ -e "$work/$f.csv" ] && mv "$work/$f.csv" "$keep_dir/"
done
mkdir "$work.done"
mv "$work/air-$period.md" "$work/air-$period.pdf" "$work/air-$period.xlsx" "$work/air-$period-wechat.txt" "$work/air-$period-radio.txt" \
	"$work/facts.csv" "$work/run.json" "$work/notes.csv" "$keep_dir" "$work"/*.svg "$work.done/"
[ -e "$work/revision.csv" ] && mv "$work/revision.csv" "$work.done/"
sed -i "s|$work/||g" "$work.done/facts.csv"
chmod 755 "$work.done"
rm -rf "$final"
mv "$work.done" "$final"
zh=${place}空气月报_${year}年${month}月${issue:+_第${issue}期}.pdf
ln -f "$final/air-$period.pdf" "$final/$zh"
for f in "$final/air-$period.pdf" "$final/air-$period.xlsx" "$final/air-$period-wechat.txt" "$final/air-$period-radio.txt" "$final/air-$period.md" "$final/facts.csv" "$final/run.json"; do
	printf '%s\n' "$f"
done
exit "$bad"
