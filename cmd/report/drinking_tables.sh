# The tables of the report on drinking-water sources: verdicts, what was not sampled, retests, rain.

# --- verdicts ----------------------------------------------------------------------------------

drink() { lenient q drinking "${go[@]}" "${mix[@]}" --registry sources.csv "$@"; }

# NAME PERIOD: each source, and all of them, by words; empty where the period has no sample.
source_result() {
	local set=28
	drink "${volumes[@]}" --period "$2" --by all samples.csv -o "g_$1.csv"
	# Where nothing of table 3 was measured, the 28 items are what may be lacking.
	[ "$(where 'c("items_3") > 0 { print }' "g_$1.csv" | rows -)" -eq 0 ] || set=61
	drink "${volumes[@]}" --period "$2" --set "$set" --words samples.csv -o "r_$1.csv"
	plain "r_$1.csv" >"r_$1.plain"
}

source_monitored() { body monitored "g_$1.csv" | grep -vx 0 || true; }	# NAME: how many, nothing for none

source_results() {
	local p
	volumes=()
	[ ! -e "$home/volumes.csv" ] || volumes=(--volumes "$home/volumes.csv")
	source_result now "$water_now"
	[ "$(source_monitored now)" ] || refuse nosamples "$period"
	source_result prev "$water_prev"
	source_result base "$water_base"
	has_prev=$(source_monitored prev) has_base=$(source_monitored base)
	for p in prev base; do
		[ ! "$(source_monitored $p)" ] || q compare --words --key all g_now.csv "g_$p.csv" -o "c_$p.csv"
	done
	if ! column sources.csv tier >/dev/null; then echo tier,monitored >tiers.csv
	else drink "${volumes[@]}" --period "$water_now" --by tier samples.csv | where 'c("monitored") > 0 { print }' >tiers.csv; fi
	# By the names of the registry, for joining.
	drink --period "$water_now" samples.csv -o k_now.csv
	drink --ratios --from 0 --censored --period "$water_now" samples.csv -o k_ratios.csv
	drink --to month --period "$water_now" samples.csv -o k_each.csv
	drink --to month --period "$water_now" --words samples.csv -o r_each.csv
	plain k_each.csv >k_each.plain
	plain r_each.csv >r_each.plain
	drink --ratios --from 0 --censored --to month --period "$water_now" samples.csv -o k_months.csv
	drink --ratios --from 0 --words --period "$water_now" samples.csv -o ratios.csv
	drink --ratios --period "$water_now" samples.csv -o k_high.csv
	plain ratios.csv >ratios.plain
}

# --- table 1 -----------------------------------------------------------------------------------

# main.csv: sources by county in the order of the registry; what was due and not sampled stands there too.
source_table() {
	awk -F, -v OFS=, "$awk_cells"'
		function overs(s, geo,  n, w, i, m, t) {
			gsub(/、/, " ", s)
			n = split(s, w, " ")
			for (i = 1; i <= n; i++) {
				m = ""
				if (match(w[i], /\([0-9.]+\)$/)) { m = substr(w[i], RSTART + 1, RLENGTH - 2); w[i] = substr(w[i], 1, RSTART - 1) }
				if (index(" " geo " ", " " w[i] " ")) m = m (m == "" ? "" : "，") "地质背景"
				t = t (i > 1 ? "、" : "") w[i] (m == "" ? "" : "（" m "）") }
			return t }
		FILENAME == "registry.csv" { s = c("station"); name[s] = c("name"); county[s] = c("county")
			if (!(county[s] in rank)) rank[county[s]] = ++counties; next }
		FILENAME == "r_each.plain" { if (c("met") == "0" && c("over") != "") {
				s = c("station"); t = c("time"); month[s] = month[s] (month[s] == "" ? "" : "；") substr(t, 6) + 0 "月" overs(c("over"), ""); }
			next }
		FILENAME == "r_prev.plain" { prev[c("station")] = c("verdict"); next }
		FILENAME == "r_base.plain" { base[c("station")] = c("verdict"); next }
		{ s = c("station"); id[++n] = s; geo = c("background"); sub(/^.*：/, "", geo); gsub(/、/, " ", geo)
			k = c("water_type"); k = k == "river" ? "河流型" : k == "lake" ? "湖库型" : "地下水型"
			bad = c("met") == "0"; rows = c("rows")
			over = bad ? overs(c("over"), geo) : ""
			if (bad && over == "") over = month[s]
			if (c("undetermined") != "") { u = c("undetermined"); gsub(/ /, "、", u); over = over (over == "" ? "" : "；") u "无法判定" }
			line[s] = k OFS c("volume") OFS (rows ? c("measured") : "") OFS c("numeral") OFS c("verdict") OFS (bad ? "※" : "") OFS \
				(rows ? over : "") OFS prev[s] OFS base[s] OFS (bad ? 1 : "") OFS c("class") }
		END { print "no,county,name,kind,volume,measured,numeral,verdict,verdict_mark,over,prev,base,warn,class,station"
			for (r = 1; r <= counties; r++) for (k = 1; k <= n; k++) if (rank[county[id[k]]] == r)
				print ++no, county[id[k]], name[id[k]], line[id[k]], id[k] }' registry.csv r_each.plain r_prev.plain r_base.plain r_now.plain >main.plain
	quoted <main.plain >main.csv
}

# near.csv: from the share of early warning up to the limit; top.csv: the ten highest of all, over the limit too.
source_ratios() {
	plain k_high.csv >k_high.plain
	plain k_now.csv >k_now.plain
	awk -F, -v OFS=, 'BEGIN { print "station,name,item,value,limit,unit,ratio" } '"$awk_cells"'
		FILENAME == "registry.csv" { name[c("station")] = c("name"); next }
		FILENAME == "items.csv" { zh[c("item")] = c("zh"); unit[c("item")] = c("unit"); next }
		FILENAME == "k_now.plain" { n = split(c("over"), w, " ")
			for (i = 1; i <= n; i++) { sub(/\([0-9.]+\)$/, "", w[i]); over[c("station"), w[i]] }
			next }
		!((c("station"), c("item")) in over) { i = c("item")
			print c("station"), name[c("station")], zh[i], c("value"), c("limit"), unit[i], c("ratio") }' registry.csv items.csv k_now.plain k_high.plain >near.plain
	sorted near.plain ratio:nr | quoted >near.csv
	sorted ratios.plain ratio:nr | awk -F, -v OFS=, 'BEGIN { print "name,item,value,limit,ratio,label" } '"$awk_cells"'
		FILENAME == "registry.csv" { name[c("station")] = c("name"); next }
		++n <= 10 { print name[c("station")], c("item"), c("value"), c("limit"), c("ratio"), name[c("station")] c("item") }' registry.csv - | quoted >top.csv
	sorted ratios.plain station: ratio:nr | quoted >allratios.csv
}

# --- what was not sampled, and why ---------------------------------------------------------------

# absent.csv: sources due without a sample, by reason; gone.csv, fresh.csv: out of use, or new, since last year.
source_absences() {
	local half=$(((month - 1) / 6 * 6 + 1)) not=/dev/null
	if [ -e "$home/not_sampled.csv" ]; then
		plain "$home/not_sampled.csv" >not.plain
		not=not.plain
	fi
	q select --columns station,time samples.csv -o when.csv
	awk -F, -v OFS=, -v first="$water_first" -v last="$water_last" -v monthly="$sources_monthly" \
		-v quarter="$(printf '%s-%02d' "$year" $(((month - 1) / 3 * 3 + 1)))" -v half="$(printf '%s-%02d' "$year" "$half")" "$awk_cells"'
		FILENAME == "registry.csv" { tier[c("station")] = c("tier"); next }
		FILENAME == "not.plain" { m = substr(c("time"), 1, 7); if (m >= first && m <= last) why[c("station")] = c("reason"); next }
		FILENAME == "when.csv" { m = substr(c("time"), 1, 7); s = c("station")
			if (m >= quarter && m <= last) q[s]
			if (m >= half && m <= last) h[s]; next }
		c("verdict") != "" && c("measured") == "" && c("no") != "" { s = c("station"); ground = c("kind") == "地下水型"
			each = index(" " monthly " ", " " tier[s] " ") && tier[s] != "" ? 1 : ground ? 6 : 3
			# The last month of its quarter, or half-year, without a sample in all of it: nothing explains that.
			end = substr(last, 6) % each == 0
			r = s in why ? 1 : each == 1 ? 4 : ground ? (end && !(s in h) ? 4 : 3) : (last == first ? (end && !(s in q) ? 4 : 2) : 4)
			k = r == 1 ? r why[s] : r
			if (!(k in n)) { order[++keys] = k; rule[k] = r; reason[k] = s in why ? why[s] : "" }
			n[k]++; names[k] = names[k] (names[k] == "" ? "" : "、") c("name") }
		END { print "names,n,reason,by_reason,by_quarter,by_half,unknown,few"
			for (i = 1; i <= keys; i++) { k = order[i]; r = rule[k]
				print names[k], n[k], reason[k], (r == 1), (r == 2), (r == 3), (r == 4), (n[k] <= 3) } }' registry.csv "$not" when.csv main.plain | quoted >absent.csv
	awk -F, -v OFS=, -v from="$(month_add "$water_first" -12)" -v first="$water_first" -v last="$water_last" "$awk_cells"'
		{ s = c("station"); e = substr(c("end"), 1, 7); b = substr(c("start"), 1, 7)
			row[s] = c("name") OFS c("start") OFS c("end"); id[++n] = s; ended[s] = e != "" && e >= from && e <= last ? 1 : 0
			if (!(s in begun)) begun[s] = b }
		END { print "name,start,end" >"gone.plain"; print "name,start,end" >"fresh.plain"
			for (k = 1; k <= n; k++) { s = id[k]; if (done[s]++) continue
				if (ended[s]) print row[s] >"gone.plain"
				else if (begun[s] > from && begun[s] <= last) print row[s] >"fresh.plain" } }' registry.csv
	quoted <gone.plain >gone.csv
	quoted <fresh.plain >fresh.csv
}

# --- items over, retests, rain -------------------------------------------------------------------

# retest.csv: follow-ups of sources and items of this period, judged: station,item,time,value,action,closed,over,open.
source_retests() {
	echo station,item,time,value,action,closed,over,open >retest.plain
	[ -e "$home/followup.csv" ] || return 0
	plain "$home/followup.csv" >follow.all
	awk -F, -v OFS=, -v from="$water_first-01" -v to="$date" -v until="$(month_add "$water_last" 1)-31" 'BEGIN { print "station,time,item,value,unit,flag" } '"$awk_cells"'
		FILENAME == "registry.csv" { ours[c("station")]; next }
		c("station") in ours && c("time") >= from && c("time") <= to && c("time") <= until { print c("station"), c("time"), c("item"), c("value"), "", "" }' registry.csv follow.all | quoted >follow.csv
	[ "$(rows follow.csv)" -gt 0 ] || return 0
	q reshape wide follow.csv | drink -o judged.csv
	plain judged.csv >judged.plain
	plain follow.csv >follow.plain
	awk -F, -v OFS=, 'BEGIN { print "station,item,time,value,action,closed,over,open" } '"$awk_cells"'
		FILENAME == "judged.plain" { k = c("station") SUBSEP c("time"); n = split(c("over"), w, " ")
			for (i = 1; i <= n; i++) { sub(/\([0-9.]+\)$/, "", w[i]); over[k, w[i]] }
			n = split(c("undetermined"), w, " "); for (i = 1; i <= n; i++) open[k, w[i]]; next }
		FILENAME == "follow.all" { k = c("station") SUBSEP c("time") SUBSEP c("item"); action[k] = c("action"); closed[k] = c("closed"); next }
		{ k = c("station") SUBSEP c("time") SUBSEP c("item")
			print c("station"), c("item"), c("time"), c("value"), action[k], closed[k], k in over, k in open }' judged.plain follow.all follow.plain >retest.plain
}

# over.csv and open.csv: items over their limit, and items that cannot be judged: one line for each retest of each.
source_over() {
	local f
	for f in k_ratios k_months samples; do plain "$f.csv" >"$f.plain"; done
	awk -F, -v OFS=, -v first="$water_first" -v last="$water_last" "$awk_cells"'
		FNR == 2 && FILENAME == "samples.plain" { for (i in at) { b = i; sub(/\[.*/, "", b); col[b] = at[i] } }
		FILENAME == "registry.csv" { name[c("station")] = c("name"); next }
		FILENAME == "items.csv" { zh[c("item")] = c("zh"); unit[c("item")] = c("unit"); next }
		FILENAME == "k_ratios.plain" { value[c("station"), c("item")] = c("value"); limit[c("station"), c("item")] = c("limit"); next }
		FILENAME == "k_months.plain" { peak[c("station"), c("item"), c("time")] = c("value"); limit[c("station"), c("item")] = c("limit"); next }
		FILENAME == "samples.plain" { m = substr(c("time"), 1, 7); if (m < first || m > last) next
			for (i in col) if ($col[i] != "") { k = c("station") SUBSEP i; seen[k]++; only[k] = $col[i] }; next }
		FILENAME == "retest.plain" { k = c("station") SUBSEP c("item")
			re[k, ++times[k]] = c("time") OFS c("value") OFS (c("over") ? "over" : c("open") ? "open" : "met") OFS c("action") OFS c("closed"); next }
		# What a quarter fails for in a month alone stands with that month.
		function put(file, s, item, multiple, geo, month,  k, n, i, v, r, b) {
			k = s SUBSEP item; n = times[k] + 0; v = month == "" ? value[k] : peak[k, month]
			if (v == "" && seen[k] == 1) v = only[k]
			sub(/^</, "", v)
			for (i = n ? 1 : 0; i <= n; i++) {
				split(n ? re[k, i] : OFS OFS OFS OFS, r, OFS); b = r[2]; sub(/^</, "", b)
				print s, name[s], zh[item], item, v, unit[item], limit[k], multiple, (multiple == "" && unit[item] != ""), geo, month, (i <= 1), (i == n), (n > 0), (n == 0), \
					r[1], b, (r[2] ~ /^</), (r[3] == "met"), (r[3] == "over"), (r[3] == "open"), r[4], (r[5] == "1"), (r[5] == "0") >file } }
		function each(s, overs, open, geo, month,  n, w, j, m) {
			n = split(overs, w, " ")
			for (j = 1; j <= n; j++) { m = ""
				if (match(w[j], /\([0-9.]+\)$/)) { m = substr(w[j], RSTART + 1, RLENGTH - 2); w[j] = substr(w[j], 1, RSTART - 1) }
				if (month != "" && (s, w[j]) in told) continue
				if (month == "") told[s, w[j]]
				put("over.body", s, w[j], m, index(geo, " " w[j] " ") > 0, month) }
			n = split(open, w, " ")
			for (j = 1; j <= n; j++) {
				if (month != "" && (s, w[j]) in told) continue
				if (month == "") told[s, w[j]]
				put("open.body", s, w[j], "", 0, month) } }
		FILENAME == "k_now.plain" { s = c("station"); id[++z] = s; geo = c("background"); sub(/^.*：/, "", geo); gsub(/、/, " ", geo); back[s] = " " geo " "
			met[s] = c("met"); over[s] = met[s] == "0" ? c("over") : ""; open[s] = c("undetermined"); next }
		{ s = c("station"); in_month[s, ++months[s]] = c("time"); o[s, months[s]] = c("met") == "0" ? c("over") : ""; u[s, months[s]] = c("undetermined") }
		END { for (k = 1; k <= z; k++) { s = id[k]; each(s, over[s], open[s], back[s], "")
			if (first != last && met[s] != "1") for (i = 1; i <= months[s]; i++) each(s, o[s, i], u[s, i], back[s], in_month[s, i]) } }' \
		registry.csv items.csv k_ratios.plain k_months.plain samples.plain retest.plain k_now.plain k_each.plain
	for f in over open; do
		{ echo station,name,item,code,value,unit,limit,multiple,low,geology,month,begins,ends,retest,untested,retest_time,retest_value,below,again_met,again_over,again_open,action,closed,pending
			[ ! -e "$f.body" ] || cat "$f.body"; } >"$f.plain"
		quoted <"$f.plain" >"$f.csv"
	done
	rm -f over.body open.body
}

# rain.csv: rain before the samples of sources over their limit, where it reached what is told (C1, a coincidence).
source_rain() {
	local s name county day sum
	cause=C0
	echo name,county,days,rain >rain.csv
	[ -e "$home/rain.csv" ] || return 0
	plain "$home/rain.csv" >rain.plain
	awk -F, -v OFS=, -v first="$water_first" -v last="$water_last" "$awk_cells"'
		FILENAME == "registry.csv" { name[c("station")] = c("name"); county[c("station")] = c("county"); next }
		FILENAME == "k_now.plain" { if (c("met") == "0" && c("water_type") != "groundwater") { s = c("station"); id[++n] = s; failed[s] = c("failed") }; next }
		{ s = c("station"); d = substr(c("time"), 1, 10); m = substr(d, 1, 7)
			if (m >= first && m <= last && (failed[s] == "" || index(failed[s], m)) && length(d) == 10) day[s] = d }
		END { for (k = 1; k <= n; k++) if (day[id[k]] != "") print id[k], name[id[k]], county[id[k]], day[id[k]] }' registry.csv k_now.plain samples.plain >days.plain
	while IFS=, read -r s name county day; do
		sum=$(awk -F, -v who="$county" -v from="$(date -u -d "$day -$rain_days days" +%F)" -v to="$day" -v days="$rain_days" "$awk_tenths$awk_cells"'
			c("county") == who && substr(c("time"), 1, 10) >= from && substr(c("time"), 1, 10) < to && c("RAIN") != "" {
				t += tenths(c("RAIN")); d[substr(c("time"), 1, 10)] }
			END { for (i in d) n++; if (n == days) print t }' rain.plain)
		[ "$sum" ] && [ "$sum" -ge $((rain_least * 10)) ] || continue
		printf '%s,%s,%s,%s.%s\n' "$name" "$county" "$rain_days" $((sum / 10)) $((sum % 10)) | quoted >>rain.csv
		cause=C1
	done <days.plain
}
