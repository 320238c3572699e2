# The daily review of yesterday's hours: findings, stations, what the day becomes if they are adopted.

# --- the daily review ----------------------------------------------------------------------------

# The day's means and index of the stations, from hours; dropped values are left out.
day_values() {	# FILE
	q average --to day --period "$period" "${mix[@]}" "$1" | q aqi "${mix[@]}"
}

# effect.csv: what the day's values of a station become if the proposals to drop are adopted.
effects() {
	local own=()
	{ echo station,item,start,end,decision
	where 'c("proposal") == "剔除" { print c("station") "," c("item") "," c("start") "," c("end") ",drop" }' findings.csv | sed 1d
	} >proposed.csv
	echo station,name,PM2.5,PM2.5_then,PM10,PM10_then,O3_8hmax,O3_8hmax_then,AQI,AQI_then,level,level_then >effect.csv
	[ "$(rows proposed.csv)" -gt 0 ] || return 0
	q qc --no-builtin --decisions proposed.csv "${mix[@]}" hours.csv -o then.csv
	day_values then.csv >day_then.csv
	own=(station PM2.5 PM10 O3_8hmax AQI level)
	awk -F, -v OFS=, -v want="${own[*]}" '
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i; n = split(want, w, " "); next }
		FILENAME == "sites.csv" { name[$at["station"]] = $at["name"]; next }
		{ for (i = 2; i <= n; i++) v[FILENAME, $at["station"], w[i]] = w[i] in at ? $at[w[i]] : ""
			if (FILENAME == "day.csv") order[++k] = $at["station"] }
		END { for (j = 1; j <= k; j++) { s = order[j]; line = s OFS name[s]; differ = 0
			for (i = 2; i <= n; i++) { a = v["day.csv", s, w[i]]; b = v["day_then.csv", s, w[i]]; line = line OFS a OFS b
				if (a != b) differ = 1 }
			if (differ) print line } }' sites.csv day.csv day_then.csv >>effect.csv
}

# sites.csv with the day's means, index and primary pollutant.
join_days() {
	awk -F, -v OFS=, '
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i
			if (FILENAME == "sites.csv") print $0, "PM2.5", "PM10", "O3_8hmax", "AQI", "primary"; next }
		FILENAME == "day.csv" { s = $at["station"]; d[s] = $at["PM2.5"] OFS $at["PM10"] OFS $at["O3_8hmax"] OFS $at["AQI"] OFS $at["primary"]; next }
		{ s = $at["station"]; print $0, s in d ? d[s] : ",,,," }' day.csv sites.csv >joined.csv
	mv joined.csv sites.csv
}

# page.csv: the findings as the page has them: hours of the day in words, room to write a decision.
review_page() {
	local next
	next=$(date -u -d "$period +1 day" +%F)
	awk -F, -v OFS=, -v day="$period" -v next_day="$next" '
		function hour(t,  d, h) { d = substr(t, 1, 10); h = substr(t, 12, 2) + 0
			if (d == day && h > 0) return h
			if (d == next_day && h == 0) return 24
			return (d > day ? "次日" : "前一日") (h == 0 ? 24 : h) }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print $0, "span"; next }
		{ a = hour($at["start"]); b = hour($at["end"]); $at["decision"] = $at["reason"] = "　"
			print $0, a == b ? a "时" : a "—" b "时" }' findings.csv >page.csv
}

review_set() {
	local grade
	names=() values=()
	put day "$period"
	put date "$date"
	put nth "$((10#$(date -u -d "$period" +%j)))"
	put line "$(cat line.txt)"
	for grade in A B C; do
		put "n_$grade" "$(where 'c("severity") == "'$grade'" { print }' findings.csv | rows -)"
	done
	put findings_n "$(rows findings.csv)"
	put effects_n "$(rows effect.csv)"
	put rules_off "$(awk -F, 'NR > 1 && $6 == "off" { print $1 " " $2 }' rules.csv | paste -sd'；' -)"
	put org "${setting[org]:-}"
	put state "$state"
	put_out >set.csv
}

daily_review() {
	local from to n data=() own=() grades
	from=$(date -u -d "$period -2 days" +%F) to=$(date -u -d "$period +1 day" +%F)
	lenient q select "${go[@]}" --period "$from..$to" "$home"/hours/*.csv >found.csv
	[ "$(rows found.csv)" -gt 0 ] || refuse nodata "$period"
	sorted found.csv time: station: >hours.csv		# neighbours and months behind one another want the order of time
	[ ! -e "$home/qc_rules.csv" ] || own=(--rules "$home/qc_rules.csv")
	q qc "${own[@]}" --print-rules >rules.csv
	lenient q review air "${go[@]}" "${mix[@]}" "${own[@]}" --day "$period" -C "$home" hours.csv -o findings.csv --sites sites.csv --strips strips.csv --line line.txt
	day_values hours.csv >day.csv
	effects
	join_days
	review_page
	read_settings
	state_zh='' cause='' edition=''
	q air --print-standard >std.csv
	review_set
	cd ..
	chart strips --label name steps/strips.csv -o strips.svg
	product_layout review tables columns page_tables page_columns
	for n in tables columns; do
		sed 1d "page_$n.csv" >>"$n.csv"
		rm "page_$n.csv"
	done
	for n in findings sites effect page; do data+=("$n=steps/$n.csv"); done
	q fill --layout tables.csv --columns columns.csv --facts facts.csv "$(template review.md)" steps/set.csv "${data[@]}" -o "daily-review-$period.md"
	q pdf --date "$date" "daily-review-$period.md" -o "daily-review-$period.pdf"
	grades=(findings=steps/findings.csv sites=steps/sites.csv)
	printf '%s\n' findings siteday >sheets
	if [ "$(rows steps/effect.csv)" -gt 0 ]; then
		grades+=(effect=steps/effect.csv)
		echo effect >>sheets
	fi
	awk -F, 'NR == FNR { have[$1]; next } FNR == 1 || $1 in have' sheets tables.csv >tables.x
	awk -F, 'NR == FNR { have[$1]; next } FNR == 1 || $1 in have' tables.x columns.csv >columns.x
	q xlsx --layout tables.x --columns columns.x --date "$date" --flat "规则=steps/rules.csv" "${grades[@]}" -o "daily-review-$period.xlsx"
	run_json >run.json
	rm -f sheets tables.x columns.x tables.csv columns.csv steps/{found,hours,then,day_then,std,line.txt}*
	take_name
	printf '%s\n' "$final/daily-review-$period".{pdf,xlsx,md} "$final"/{facts.csv,run.json}
}
