# The report on drinking-water sources, of a month or a quarter: laboratory sheets to verdicts, rates by count
# and by volume, early warning, retests, pictures, pages, workbook and short text.
# Verdicts, multiples, ratios and rates are those of qj-drinking, changes of rates those of qj-compare.
# Names of items hold commas (1,2-二氯苯): tables go through plain before awk reads them, and through quoted after it.

# What the centre may set in settings.csv, each named in the notes.
source_monthly=地级		# tiers sampled each month; the others each quarter, their groundwater each half-year
rain_days=3 rain_least=10	# days before a sample, and the rain [mm] in them from which it is told

# --- tables for awk ----------------------------------------------------------------------------

plain() {	# FILE: commas inside quotes as \037, quotes inside quotes as \036
	awk -F'"' -v file="$1" '
	NF % 2 == 0 { printf "qj-report: %s:%d: a cell with a line break cannot be read here\n", file, NR >"/dev/stderr"; exit 1 }
	{ s = ""
	for (i = 1; i <= NF; i++) {
		if (i % 2 == 0) gsub(/,/, "\037", $i)
		else if (i > 1 && i < NF && $i == "") $i = "\036"
		s = s $i }
	print s }' "$1"
}

quoted() {	# the way back
	awk -F, '!/[\036\037]/ { print; next }
	{ s = ""
	for (i = 1; i <= NF; i++) {
		if ($i ~ /[\036\037]/) { gsub(/\037/, ",", $i); gsub(/\036/, "\"\"", $i); $i = "\"" $i "\"" }
		s = s (i > 1 ? "," : "") $i }
	print s }'
}

# c("met"): the cell of a column, nothing where the table has none; heads are read, not passed on.
awk_cells='function c(name) { return name in at ? $at[name] : "" }
	FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i; next }'
# tenths("12.3") and back; the digits behind the first are told apart by rounding half to even
awk_tenths='function tenths(s,  p, w, f, n) {
		p = index(s, "."); w = p ? substr(s, 1, p - 1) : s; f = p ? substr(s, p + 1) : ""
		n = w * 10 + substr(f "0", 1, 1); f = substr(f, 2); sub(/0+$/, "", f)
		return n + (f ~ /^[6-9]/ || f ~ /^5./ || (f == "5" && n % 2)) }
	function one(n) { return int(n / 10) "." n % 10 }'

# --- what is there -----------------------------------------------------------------------------

# sources.csv: the registry's sources; registry.csv: what the tables name, without coordinates.
source_registry() {
	local c known=() head types='' t
	head=$(head -n 1 "$home/stations.csv" | tr -d '\r' | sed 's/^\xef\xbb\xbf//')
	for c in station type water_type; do
		case ,$head, in *,$c,*) ;; *) refuse nocolumn stations.csv "$c" ;; esac
	done
	for c in station name county city water_type tier start end; do
		case ,$head, in *,$c,*) known+=("$c") ;; esac
	done
	while IFS= read -r t; do
		types+="${types:+ or }type = '$t'"
	done < <(q select --columns type "$home/stations.csv" | sed 1d | sort -u | grep -v "['\"]" | grep -i -e 水源 -e 饮用水 -e drinking)
	[ "$types" ] || refuse nosources
	q select --where "$types" "$home/stations.csv" -o sources.csv
	q select --columns "$(IFS=,; echo "${known[*]}")" sources.csv -o picked.csv
	plain picked.csv >picked.plain
	awk -F, -v OFS=, 'BEGIN { print "station,name,county,city,tier,start,end" } '"$awk_cells"'
		{ print c("station"), (c("name") == "" ? c("station") : c("name")), c("county"), c("city"), c("tier"), c("start"), c("end") }' picked.plain >registry.csv
	city=$(body city registry.csv | sed -n 1p)
	place=${setting[place]:-${city:-本市}}
	scope=全州
	case $place in *市) scope=全市 ;; *县) scope=全县 ;; esac
}

source_samples() {
	water_analysts=1
	# The period, the one before, last year's, and the half-year that tells what was due.
	water_from=$(month_add "$water_last" -14)
	water_sheets
	q site --drop-unknown --registry sources.csv "${sheets[@]}" -o samples.csv
	rm -f lims-*.csv
	q drinking --registry sources.csv --print-standard >std.csv
	plain std.csv >std.plain
	# items.csv: names and units; of units only what print needs
	awk -F, -v OFS=, '$1 == "items" { if ($3 != row) { row = $3; m = i = z = "" }
			if ($4 == "medium") m = $5; if ($4 == "item") i = $5; if ($4 == "zh") z = $5
			if ($4 == "unit" && m == "water") print i, z, $5 }' std.plain | sed 's/,ug\//,μg\//; 1i item,zh,unit' >items.csv
}

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
	awk -F, -v OFS=, -v first="$water_first" -v last="$water_last" -v monthly="${setting[sources_monthly]:-$source_monthly}" \
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

# --- source_over, retests, rain ------------------------------------------------------------------

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
	local s name county day sum days=${setting[rain_days]:-$rain_days} least=${setting[rain_least]:-$rain_least}
	[[ $days =~ ^[1-9][0-9]?$ ]] || refuse setting rain_days "$days"
	[[ $least =~ ^[0-9]{1,4}$ ]] || refuse setting rain_least "$least"
	least=$((10#$least))
	cause=C0
	echo name,county,days,rain >rain.csv
	rain_days=$days rain_least=$least
	[ -e "$home/rain.csv" ] || return 0
	plain "$home/rain.csv" >rain.plain
	awk -F, -v OFS=, -v first="$water_first" -v last="$water_last" "$awk_cells"'
		FILENAME == "registry.csv" { name[c("station")] = c("name"); county[c("station")] = c("county"); next }
		FILENAME == "k_now.plain" { if (c("met") == "0" && c("water_type") != "groundwater") { s = c("station"); id[++n] = s; failed[s] = c("failed") }; next }
		{ s = c("station"); d = substr(c("time"), 1, 10); m = substr(d, 1, 7)
			if (m >= first && m <= last && (failed[s] == "" || index(failed[s], m)) && length(d) == 10) day[s] = d }
		END { for (k = 1; k <= n; k++) if (day[id[k]] != "") print id[k], name[id[k]], county[id[k]], day[id[k]] }' registry.csv k_now.plain samples.plain >days.plain
	while IFS=, read -r s name county day; do
		sum=$(awk -F, -v who="$county" -v from="$(date -u -d "$day -$days days" +%F)" -v to="$day" -v days="$days" "$awk_tenths$awk_cells"'
			c("county") == who && substr(c("time"), 1, 10) >= from && substr(c("time"), 1, 10) < to && c("RAIN") != "" {
				t += tenths(c("RAIN")); d[substr(c("time"), 1, 10)] }
			END { for (i in d) n++; if (n == days) print t }' rain.plain)
		[ "$sum" ] && [ "$sum" -ge $((least * 10)) ] || continue
		printf '%s,%s,%s,%s.%s\n' "$name" "$county" "$days" $((sum / 10)) $((sum % 10)) | quoted >>rain.csv
		cause=C1
	done <days.plain
}

# --- counts ------------------------------------------------------------------------------------

# kinds.csv, classes.csv: how many of each; turned.csv: sources whose verdict became another one.
source_counts() {
	awk -F, -v OFS=, "$awk_cells"'
		{ n["河流型"] = c("river"); n["湖库型"] = c("lake"); n["地下水型"] = c("groundwater")
			z = split("Ⅰ Ⅱ Ⅲ Ⅳ Ⅴ 劣Ⅴ", r, " "); for (i = 1; i <= z; i++) m[i] = c("n_" i); rest = c("unclassed") }
		END { print "kind,n" >"kinds.csv"; z = split("河流型 湖库型 地下水型", k, " ")
			for (i = 1; i <= z; i++) if (n[k[i]] > 0) print k[i], n[k[i]] >"kinds.csv"
			print "class,n" >"classes.csv"
			for (i = 1; i <= 6; i++) if (m[i] > 0) print r[i] "类", m[i] >"classes.csv"
			if (rest > 0) print "类别无法判定", rest >"classes.csv" }' g_now.csv
	awk -F, -v OFS=, -v prev="$prev_word" -v base=去年同期 'BEGIN { print "against,names,from,to" } '"$awk_cells"'
		FILENAME == "main.plain" { name[c("station")] = c("name"); next }
		{ s = c("station"); k = FILENAME; if (k == "r_now.plain") { now[s] = c("met"); word[s] = c("verdict"); id[++n] = s }
			else { was[k, s] = c("met"); said[k, s] = c("verdict") } }
		END { z = split("r_prev.plain r_base.plain", f, " ")
			for (way = 0; way <= 1; way++) {
				for (j = 1; j <= z; j++) { t[j] = ""
					for (k = 1; k <= n; k++) { s = id[k]
						if (now[s] != way "" || was[f[j], s] != 1 - way "") continue
						t[j] = t[j] (t[j] == "" ? "" : "、") name[s]; a = said[f[j], s]; b = word[s] } }
				if (t[1] != "" && t[1] == t[2]) print prev "、" base, t[1], a, b
				else { if (t[1] != "") print prev, t[1], a, b
					if (t[2] != "") print base, t[2], a, b } } }' main.plain r_now.plain r_prev.plain r_base.plain | quoted >turned.csv
}

source_same() {	# NAME: whether the same sources were sampled then as now
	[ "$(where 'c("rows") > 0 { print }' "r_$1.plain" | body station - | sort)" = "$(where 'c("rows") > 0 { print }' r_now.plain | body station - | sort)" ]
}

# quality.csv: control samples of the sheets of the period; lacking.csv: items without a value; partly.csv: months without a sample.
source_quality() {
	plain qc.csv >qc.plain
	awk -F, -v OFS=, 'BEGIN { print "kind,judged,accepted,outside" } '"$awk_cells"'
		{ k = c("kind"); k = k ~ /pair|duplicate/ ? 1 : k ~ /blank/ ? 2 : k ~ /spike/ ? 3 : 4
			if (c("result") == "accepted") yes[k]++; if (c("result") == "outside") no[k]++ }
		END { split("平行样 空白样 加标回收 标准样品", w, " ")
			for (k = 1; k <= 4; k++) if (yes[k] + no[k] > 0) print w[k], yes[k] + no[k], yes[k] + 0, no[k] + 0 }' qc.plain >quality.csv
	awk -F, -v OFS=, 'BEGIN { print "name,missing,n,few" } '"$awk_cells"'
		FILENAME == "registry.csv" { name[c("station")] = c("name"); next }
		c("rows") > 0 && c("missing") != "" { n = gsub(/、/, "、", $at["missing"]) + 1; print name[c("station")], c("missing"), n, (n <= 10) }' registry.csv r_now.plain | quoted >lacking.csv
	awk -F, -v OFS=, -v due=$((10#${water_last#*-} - 10#${water_first#*-} + 1)) -v monthly="${setting[sources_monthly]:-$source_monthly}" 'BEGIN { print "name,months" } '"$awk_cells"'
		FILENAME == "registry.csv" { name[c("station")] = c("name"); tier[c("station")] = c("tier"); next }
		c("rows") > 0 && c("months") < due && tier[c("station")] != "" && index(" " monthly " ", " " tier[c("station")] " ") { print name[c("station")], c("months") }' registry.csv r_now.plain | quoted >partly.csv
	{ printf 'station,item,analyst,checker\n'; cat analysts-*.csv 2>/dev/null || true; } >people.all
	rm -f analysts-*.csv
	plain people.all >people.plain
	# Two names for each item: who analysed, who checked.
	awk -F, -v OFS=, "$awk_cells"'
		FILENAME == "registry.csv" { ours[c("station")]; next }
		FILENAME == "items.csv" { zh[c("item")] = c("zh"); next }
		c("station") in ours { i = c("item"); if (!(i in n)) id[++z] = i; n[i]++
			if (!((i, "a", c("analyst")) in seen)) { seen[i, "a", c("analyst")]; a[i] = a[i] (a[i] == "" ? "" : "、") c("analyst") }
			if (!((i, "b", c("checker")) in seen)) { seen[i, "b", c("checker")]; b[i] = b[i] (b[i] == "" ? "" : "、") c("checker") }
			if (c("analyst") == "" || c("checker") == "" || c("analyst") == c("checker")) alone[i] = 1 }
		END { print "item,analyst,checker,results,alone"
			for (k = 1; k <= z; k++) { i = id[k]; print zh[i] == "" ? i : zh[i], a[i], b[i], n[i], alone[i] + 0 } }' registry.csv items.csv people.plain | quoted >people.csv
}

# --- one row of names for the templates ------------------------------------------------------------

source_standard() { code_zh "$(awk -F, -v t="$1" '$1 == t && $4 == "standard" { print $5; exit }' std.plain)"; }	# TABLE

source_state() {
	case ${setting[state]:-} in
	final | checked) echo 审核后数据 ;;
	first) echo 初审数据 ;;
	raw) echo 未经审核的数据 ;;
	*) echo 审核状态未标注的数据 ;;
	esac
}

# The word for the tiers that were sampled.
source_tier() {
	case $(body tier tiers.csv | sort | paste -sd' ' -) in
	'县级 地级') echo 县级及以上 ;;
	*' '*) ;;
	*) body tier tiers.csv ;;
	esac
}

source_set() {
	local o absent='' s1 s2 s3
	load Q g_now.csv
	org=${setting[org]:-${city:-$place}生态环境监测中心}
	state_zh=$(source_state)
	IFS=, read -r s1 s2 s3 <<<"${signers:-＿＿＿＿,＿＿＿＿,＿＿＿＿}"
	for o in volumes:取水量 rain:降水资料 followup:复测和处置记录 settings:本中心设置; do
		[ -e "$home/${o%%:*}.csv" ] || absent+=${absent:+、}${o#*:}
	done
	names=() values=()
	for o in year month period date issue serial state org place scope has_prev has_base state_zh prev_word period_zh when; do put "$o" "${!o}"; done
	for o in phone report_to send_to copy_to; do put "$o" "${setting[$o]:-}"; done
	put signer1 "$s1"
	put signer2 "${s2:-}"
	put signer3 "${s3:-}"
	put tip "${setting[tip_drinking]:-保护水源人人有责，发现污染水源的行为请及时举报。}"
	put tier_word "$(source_tier)"
	o=${place%州}
	put place_short "${o%市}"
	put surface "$(source_standard limits_water)"
	put ground "$(source_standard limits_groundwater)"
	put tables_id "$(sha256sum std.csv | cut -c1-12)"
	put from 80
	put rain_days "$rain_days"
	put rain_least "$rain_least"
	put monthly "${setting[sources_monthly]:-$source_monthly}"
	put items_surface $((Q[items_1] + Q[items_2] + Q[items_3]))
	put sheets "$(source_sheets)"
	put samples "$(awk -F, "$awk_cells"'{ n += c("rows") } END { print n + 0 }' r_now.plain)"
	put volume "$(awk -F, "$awk_tenths$awk_cells"'c("volume") != "" { print one(tenths(c("volume"))) }' g_now.csv)"
	put n_top "$(rows top.csv)"
	put n_near "$(rows near.csv)"
	put alone "$(where 'c("alone") == "1" { print }' people.csv | rows -)"
	is has_surface $((Q[river] + Q[lake])) -gt 0
	is has_lake "${Q[lake]}" -gt 0
	is has_ground "${Q[groundwater]}" -gt 0
	is has_both $((Q[river] + Q[lake])) -gt 0 -a "${Q[groundwater]}" -gt 0
	is only_ground $((Q[river] + Q[lake])) -eq 0
	is has_volumes -e "$home/volumes.csv"
	is no_rate_volume -e "$home/volumes.csv" -a -z "${Q[rate_volume]-}"
	is has_volume -n "${Q[rate_volume]-}"
	is has_top "$(rows top.csv)" -gt 0
	is tiers_many "$(rows tiers.csv)" -gt 1
	is lacking_n "$(rows lacking.csv)" -gt 0
	put this "$([[ $period == *Q* ]] && echo 本季度 || echo 本月)"
	put absent_inputs "$absent"
	is few_over "$(where 'c("begins") == "1" { print }' over.csv | rows -)" -le 3
	is has_told $(($(rows over.csv) + $(rows open.csv))) -gt 0
	is has_people "$(rows people.csv)" -gt 0
	is quarter "$water_first" != "$water_last"
	is all_met "${Q[met]}" -eq "${Q[monitored]}"
	is level -n "$has_prev" -a -n "$has_base" -a "$(source_level prev)$(source_level base)" = yesyes
	if [ "$has_prev" ] && ! source_same prev; then put other_prev 1; else put other_prev ''; fi
	if [ "$has_base" ] && ! source_same base; then put other_base 1; else put other_base ''; fi
	is sample -n "$(grep -hs 示例 "$home/README.txt" || true)"
	put_out >set.csv
}

source_sheets() {	# laboratory sheets of the period
	local m n=0
	for ((m = 0; ; m++)); do
		[[ ! $(month_add "$water_first" "$m") > $water_last ]] || break
		compgen -G "$home/lims/$(month_add "$water_first" "$m").*" >/dev/null && n=$((n + 1))
	done
	echo "$n"
}

source_level() { if [ -e "c_$1.csv" ] && [ "$(body rate_count_word "c_$1.csv")" = 持平 ]; then echo yes; else echo no; fi; }

# --- pictures, texts, pages, workbook --------------------------------------------------------------

source_texts() {
	local n data
	[ "$(rows steps/top.csv)" -eq 0 ] || chart ratios --label name steps/top.csv -o ratios.svg
	product_layout drinking tables columns charts
	product_data main near top tiers kinds classes turned absent gone fresh over open rain quality lacking partly
	# One row each, by name: this period, and its changes.
	data+=(g=steps/g_now.csv)
	for n in prev base; do
		if [ -e "steps/c_$n.csv" ]; then data+=("$n=steps/c_$n.csv"); else data+=(--absent "$n"); fi
	done
	product_texts drinking wechat
}

source_notes() {
	product_head "$place集中式生活饮用水水源水质状况报告" "$period_zh"
	put 评价标准 "$(cd steps && source_standard limits_water)Ⅲ类及表2、表3限值；$(cd steps && source_standard limits_groundwater)Ⅲ类"
	put 达标率 "按个数：达标水源数÷监测水源数；按取水量：达标水源取水量÷监测水源取水量"
	put 数据状态 "$state_zh"
	put 低于检出限 "参加统计时取检出限的一半，印为检出限加L"
	put 原因语句等级 "$cause"
	put 标准数据表校验码 "$(sha256sum steps/std.csv | cut -c1-12)"
	put 使用范围 "内部资料；“分析人员”不对外公开"
	put_down
}

source_pages() {
	local sheets properties printing flat=(--flat "占标率=steps/allratios.csv" --flat "评价结果=steps/r_now.csv")
	product_pages &
	printing=$!
	product_sheets main near top
	product_properties "$place集中式生活饮用水水源水质状况报告 $period_zh" 饮用水水源水质 月报 "饮用水水源; 水质" \
		"$(cd steps && source_standard limits_water)" "数据状态=$state_zh"
	[ "$(rows steps/people.csv)" -eq 0 ] || flat+=(--flat "分析人员=steps/annex.csv")
	[ "$(rows steps/top.csv)" -eq 0 ] || flat+=(--chart-spec charts.csv)
	product_book source_notes "${flat[@]}" --flat "数据溯源=facts.csv"
	wait "$printing"
}

source_publish() {
	local kept=' set std main near top allratios tiers kinds classes turned absent gone fresh over open rain quality lacking partly'
	kept+=' g_now c_prev c_base r_now r_prev r_base people qc '
	run_json >run.json
	keep_steps "$kept"
	product_out "${place}集中式饮用水水源水质状况报告_$period_zh" "$kind-$period-wechat.txt"
}

# --- the report ------------------------------------------------------------------------------------

drinking_water() {
	water_periods
	read_settings
	prev_word=上月 period_zh=$year年${month}月 when=$water_when
	case $period in *Q*) prev_word=上季度 period_zh=$year年第${period#*Q}季度 ;; esac
	source_registry
	source_samples
	source_results
	source_table
	source_ratios
	source_absences
	source_retests
	source_over
	source_rain
	source_counts
	source_quality
	source_set
	printf '项目,分析人,校核人,结果数\n' >annex.csv
	plain people.csv | body item,analyst,checker,results - | quoted >>annex.csv
	cd ..
	source_texts
	source_pages
	source_publish
}
