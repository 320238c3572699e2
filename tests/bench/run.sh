#!/bin/bash
# run.sh - what our filters take beside DuckDB, Miller and awk on the same machine in the same run,
# both sides writing the same answer as CSV; that the answers agree; start-up; memory against rows.
#
#	make bench [BENCH="STATIONS HOURS"]		1000 stations of 8760 hours, 363 MB
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
bin=$QJ_BIN b=$QJ_B
stations=${1:-1000} hours=${2:-8760} rounds=${ROUNDS:-3}
w=$b/bench in=$w/in.csv failed=0
export LC_ALL=C
mkdir -p "$w"

say() { printf '%s\n' "$*"; }
heading() { printf '\n%-44s %8s %8s %8s %8s\n' "$1" 'wall s' 'CPU s' 'RSS MB' 'x ours'; }

# best NAME COMMAND...: runs it $rounds times; best wall time, with its CPU and memory, in W C M.
best()
{
	local name=$1 i
	shift
	rm -f "$w/took"
	for ((i = 0; i < rounds; i++)); do
		"$b/measure" "$w/took" "$@" || { say "$name: failed"; failed=1; W=0 C=0 M=0; return 1; }
	done
	read -r W C M _ < <(sort -n "$w/took" | head -1)
}

# row NAME [OURS]: one line of the table; the ratio of wall times where OURS is told.
row() { printf '%-44s %8.3f %8.3f %8.1f %8s\n' "$1" "$W" "$C" "$M" "${2:+$(awk -v a="$W" -v b="$2" 'BEGIN { printf "%.1f", (b > 0 ? a / b : 0) }')}"; }

# goal NAME VALUE LIMIT: says whether VALUE <= LIMIT.
goal()
{
	awk -v v="$2" -v l="$3" -v n="$1" 'BEGIN { printf "  %s: %.3f, goal %.3f: %s\n", n, v, l, v <= l ? "met" : "MISSED"; exit v > l }' || failed=1
}

columns="columns={station:'VARCHAR',time:'%s',SO2:'INTEGER',NO2:'INTEGER',PM10:'INTEGER','PM2.5':'INTEGER',CO:'DECIMAL(5,1)',O3:'INTEGER'}"

means()
{
	local i
	for i in SO2 NO2 PM10 PM2.5 CO; do printf ', CASE WHEN count("%s") >= 20 THEN avg("%s") END AS "%s"' "$i" "$i" "$i"; done
}

# The same answer: O3_8hmax is of the windows inside the day that end at 08 to 24 and have 6 hours, where
# there are 14 of them or it is above 160 (HJ 663 6.1.2).
duck_day()
{
	# shellcheck disable=SC2059	(columns is a format)
	printf "CREATE VIEW t AS SELECT *, CAST(time - INTERVAL 1 HOUR AS DATE) AS day FROM read_csv('$in', header=true, $columns);\n" TIMESTAMP
	printf "COPY (WITH w AS (SELECT *, CASE WHEN time - day >= INTERVAL 8 HOUR AND count(O3) OVER d >= 6 THEN avg(O3) OVER d END AS m"
	printf ' FROM t WINDOW d AS (PARTITION BY station, day ORDER BY time ROWS 7 PRECEDING)) SELECT station, day'
	means
	printf ', CASE WHEN count(m) >= 14 OR max(m) > 160 THEN max(m) END AS O3_8hmax, CASE WHEN count(O3) >= 20 THEN max(O3) END AS O3_1hmax'
	printf " FROM w GROUP BY 1, 2) TO '$w/day.duck.csv' (HEADER);\n"
}

duck_means()
{
	# shellcheck disable=SC2059
	printf "CREATE VIEW t AS SELECT *, CAST(time - INTERVAL 1 HOUR AS DATE) AS day FROM read_csv('$in', header=true, $columns);\n" TIMESTAMP
	printf 'COPY (SELECT station, day'
	means
	printf ', CASE WHEN count(O3) >= 20 THEN max(O3) END AS O3_1hmax'
	printf " FROM t GROUP BY 1, 2) TO '$w/means.duck.csv' (HEADER);\n"
}

duck_aqi()
{
	# shellcheck disable=SC2059
	printf "CREATE VIEW t AS SELECT * FROM read_csv('$in', header=true, $columns);\n" VARCHAR
	awk -f tests/bench/aqi_sql.awk common/data/iaqi.csv | sed "s|@OUT@|$w/aqi.duck.csv|"
}

# duck NAME SQL-FILE: DuckDB's own seconds in W, without the start of node.
duck()
{
	best "$1" node tests/bench/duckdb.cjs "$w" "$2" >"$w/secs" || return 1
	W=$(sort -n "$w/secs" | head -1)
}

have_duck=
if [ -d "$w/node_modules/@duckdb" ]; then
	have_duck=1
elif command -v npm >/dev/null; then
	say "fetching DuckDB (npm) into $w ..."
	(cd "$w" && npm install --no-audit --no-fund --silent @duckdb/node-api >/dev/null 2>&1) && have_duck=1
fi
[ -n "$have_duck" ] || say "no DuckDB here: left out (npm can't fetch @duckdb/node-api)"

say "$stations stations x $hours hours = $((stations * hours)) rows, $(nproc) processors, best of $rounds"
"$b/benchgen" "$stations" "$hours" >"$in" || exit 3
say "$(du -m "$in" | cut -f1) MB, in the file cache"
cat "$in" >/dev/null

# --- daily means ---------------------------------------------------------------------------
if [ -x "$bin/qj-average" ]; then
	heading 'hours to days (at least 20 hours)'
	best qj-average "$bin/qj-average" --to day -q -o "$w/day.csv" "$in"
	ours=$W mem=$M
	row 'qj-average --to day' "$ours"
	if [ -n "$have_duck" ]; then
		duck_day >"$w/day.sql"
		duck_means >"$w/means.sql"
		duck DuckDB "$w/means.sql" && row 'DuckDB, less: no O3_8hmax' "$ours"
		if duck DuckDB "$w/day.sql"; then
			row 'DuckDB, the same answer' "$ours"
			theirs=$W
			# 6 decimals more than the item shows against a double: equal to the fourth decimal.
			bad=$(join -t, <(tail -n +2 "$w/day.csv" | sed 's/,/ /' | sort) \
				<(tail -n +2 "$w/day.duck.csv" | sed 's/,/ /' | sort) | awk -F, '
				{ n++; for (i = 2; i <= 8; i++) { a = $i; b = $(i + 7); if ((a == "") != (b == "") || a - b > 1e-4 || b - a > 1e-4) { bad++; break } } }
				END { print bad + 0 " of " n + 0 }')
			rows=$(tail -n +2 "$w/day.csv" | wc -l)
			say "  days that differ from DuckDB's: $bad"
			[ "$bad" = "0 of $rows" ] || { failed=1; say "  NOT THE SAME ANSWER ($rows days here)"; }
			goal 'wall time by DuckDB' "$(awk -v a="$ours" -v b="$theirs" 'BEGIN { print a / b }')" 0.5
		fi
	fi
	goal 'memory [MB]' "$mem" 32
	for a in mawk gawk; do
		command -v $a >/dev/null || { say "no $a here: left out"; continue; }
		rounds=1 best $a $a -F, -f tests/bench/day.awk "$in" >"$w/day.$a.csv" && row "$a, four of the six" "$ours"
	done
	if command -v mlr >/dev/null; then
		head -n $((stations * hours / 10 + 1)) "$in" >"$w/tenth.csv"
		rounds=1 best mlr mlr --icsv --ocsv --from "$w/tenth.csv" put -q -f tests/bench/day.mlr >"$w/day.mlr.csv" &&
			W=$(awk -v w="$W" 'BEGIN { print w * 10 }') C=$(awk -v c="$C" 'BEGIN { print c * 10 }') && row 'Miller (a tenth of the rows, x 10)' "$ours"
	else
		say "no Miller here: left out"
	fi
else
	say "no qj-average yet: left out"
fi

# --- quality control of hours ----------------------------------------------------------------
if [ -x "$bin/qj-qc" ]; then
	best qj-average "$bin/qj-average" --to day -q -o "$w/day.csv" "$in"
	days=$W
	heading 'the built-in rules of air on the same hours'
	best qj-qc "$bin/qj-qc" -q -o "$w/qc.csv" "$in"
	row 'qj-qc' "$days"
	[ "$(wc -l <"$w/qc.csv")" = "$((stations * hours + 1))" ] || { failed=1; say "  NOT ALL ROWS THERE"; }
	goal 'wall time by that of qj-average --to day' "$(awk -v a="$W" -v b="$days" 'BEGIN { print a / b }')" 6
	goal 'memory [MB]' "$M" 32
	rm -f "$w/qc.csv"
fi

# --- index of hours ------------------------------------------------------------------------
if [ -x "$bin/qj-aqi" ]; then
	heading 'AQI of hours'
	best qj-aqi "$bin/qj-aqi" -q --edition 2012 -o "$w/aqi.csv" "$in"
	ours=$W mem=$M
	row 'qj-aqi (also edition, flags)' "$ours"
	if [ -n "$have_duck" ]; then
		duck_aqi >"$w/aqi.sql"
		if duck DuckDB "$w/aqi.sql"; then
			row 'DuckDB' "$ours"
			theirs=$W
			if cmp -s <(cut -d, -f1-18 "$w/aqi.csv") "$w/aqi.duck.csv"; then
				say "  all $((stations * hours)) rows the same as DuckDB's, to the byte"
			else
				failed=1
				say "  NOT THE SAME ANSWER:"
				diff <(cut -d, -f1-18 "$w/aqi.csv") "$w/aqi.duck.csv" | head -6
			fi
			goal 'wall time by DuckDB' "$(awk -v a="$ours" -v b="$theirs" 'BEGIN { print a / b }')" 0.25
		fi
	fi
	goal 'memory [MB]' "$mem" 32
fi

# --- classes of water ------------------------------------------------------------------------
# 10 million section-dates: 1000 sections of 10000 dates (SECTIONS, DATES).
if [ -x "$bin/qj-water" ]; then
	sections=${SECTIONS:-1000} dates=${DATES:-10000}
	"$b/watergen" "$sections" "$dates" >"$w/water.csv"
	heading "classes of $((sections * dates)) section-dates, 9 items"
	best qj-water "$bin/qj-water" -q -o "$w/classes.csv" "$w/water.csv"
	row 'qj-water'
	[ "$(wc -l <"$w/classes.csv")" = "$((sections * dates + 1))" ] || { failed=1; say "  NOT ALL ROWS THERE"; }
	goal 'CPU seconds for 60 MB' "$(awk -v c="$C" -v n="$(stat -c %s "$w/water.csv")" 'BEGIN { print c * 60e6 / n }')" 1
	goal 'memory [MB]' "$M" 32
	rm -f "$w/water.csv" "$w/classes.csv"
fi

# --- exports -------------------------------------------------------------------------------
if [ -x "$bin/qj-import" ]; then
	heading 'HJ 212 messages, 12 factors each'
	"$b/hj212gen" 300000 >"$w/hj.txt"
	best qj-import "$bin/qj-import" hj212 -q -o "$w/hj.csv" "$w/hj.txt"
	row 'qj-import hj212'
	[ "$(wc -l <"$w/hj.csv")" = 3600001 ] || { failed=1; say "  NOT ALL VALUES THERE"; }
	goal 'seconds of one core for 150 MB' "$(awk -v c="$C" -v n="$(stat -c %s "$w/hj.txt")" 'BEGIN { print c * 150e6 / n }')" 1
	goal 'memory [MB]' "$M" 64

	heading 'a table in GB18030 (Miller: in UTF-8)'
	{ echo '站号,时间,SO2,NO2,PM10,PM2.5,CO,O3'; sed -n '2,876001s/^/站/p' "$in"; } >"$w/utf8.csv"
	iconv -f UTF-8 -t GB18030 "$w/utf8.csv" >"$w/gb.csv"
	best qj-import "$bin/qj-import" auto --station 站号 -q -o "$w/gb.out.csv" "$w/gb.csv"
	ours=$W
	row 'qj-import auto' "$ours"
	goal 'memory [MB]' "$M" 64
	if command -v mlr >/dev/null; then
		best mlr sh -c "exec mlr --icsv --ocsv --from '$w/utf8.csv' cat >'$w/mlr.csv'" && row 'Miller, cat' "$ours"
		cmp -s <(tail -n +2 "$w/gb.out.csv" | sed 's/,$//') <(tail -n +2 "$w/mlr.csv") || { failed=1; say "  NOT THE SAME ROWS"; }
		goal "wall time by Miller's" "$(awk -v a="$ours" -v b="$W" 'BEGIN { print a / b }')" 0.3334
	else
		say "no Miller here: left out"
	fi

	heading 'a workbook of 200000 rows'
	head -n 200001 "$in" >"$w/book.csv"
	"$bin/qj-xlsx" -q -o "$w/book.xlsx" --flat data="$w/book.csv"
	best qj-import "$bin/qj-import" auto -q -o "$w/book.out.csv" "$w/book.xlsx"
	ours=$W
	row 'qj-import auto' "$ours"
	goal 'memory [MB]' "$M" 64
	[ "$(wc -l <"$w/book.out.csv")" = 200001 ] || { failed=1; say "  NOT ALL ROWS THERE"; }
	if command -v xlsx2csv >/dev/null; then
		rounds=1 best xlsx2csv xlsx2csv -n data "$w/book.xlsx" "$w/theirs.csv" && row xlsx2csv "$ours"
		goal "wall time by xlsx2csv's" "$(awk -v a="$ours" -v b="$W" 'BEGIN { print a / b }')" 0.2
	else
		say "no xlsx2csv here: left out"
	fi
	rm -f "$w/hj.txt" "$w/book.xlsx"
fi

# --- start-up ------------------------------------------------------------------------------
heading 'ten rows, 200 times'
head -11 "$in" >"$w/ten.csv"
for c in select aqi "average --to day"; do
	[ -x "$bin/qj-${c%% *}" ] || continue
	best "qj-$c" bash -c 'for ((i = 0; i < 200; i++)); do "$0" "$@" -q '"$w/ten.csv"' >/dev/null; done' "$bin/qj-${c%% *}" ${c#"${c%% *}"}
	row "qj-$c"
	goal 'one start [ms]' "$(awk -v w="$W" 'BEGIN { print w * 5 }')" 5
done

# --- memory against rows -------------------------------------------------------------------
printf '\n%-30s %10s %10s %10s   [MB]\n' 'memory by rows, 100 stations' '10^5' '10^6' '10^7'
for c in select aqi "average --to day"; do
	[ -x "$bin/qj-${c%% *}" ] || continue
	m=()
	for h in 1000 10000 100000; do
		rm -f "$w/took"
		# shellcheck disable=SC2086	(the command is words)
		"$b/benchgen" 100 $h hour | "$b/measure" "$w/took" "$bin"/qj-$c -q >/dev/null || failed=1
		m+=("$(cut -d' ' -f3 "$w/took")")
	done
	printf '%-30s %10s %10s %10s\n' "qj-$c" "${m[@]}"
	goal 'growth from 10^5 to 10^7 rows [MB]' "$(awk -v a="${m[0]}" -v b="${m[2]}" 'BEGIN { print b - a }')" 1
done
rm -f "$in" "$w"/*.csv
[ $failed = 0 ] || say "some goals were missed or answers differ"
exit $failed
