# Sections of the surface water bulletin with a problem: evidence, causes at the level it reaches, advice; and its rivers.

# --- why -----------------------------------------------------------------------------------------

# problems.csv: sections that miss their target or fell by a class, with the evidence there is.  Rain is the sum of the three
# days before the last sampling in the section's county; flow the share of days of the record with as little water or less.
# Settings: rain_days and rain_much [mm] for what rain carries, flow_low [%] for what little water dilutes, water_warm [degC].
water_problems() {
	local o flow=() rain=()
	for o in rain_days rain_much flow_low water_warm; do set_number "$o"; done
	[ ! -e "$home/rain.csv" ] || rain=("$home/rain.csv")
	[ ! -e "$home/flow.csv" ] || flow=("$home/flow.csv")
	awk -F, -v OFS=, -v from="$water_first" -v to="$water_last" '
		FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ m = substr($at["time"], 1, 7); if (m >= from && m <= to && $at["source"] != "auto" && length($at["time"]) == 10) day[$at["station"]] = $at["time"] }
		END { for (s in day) print s, day[s] }' secs.csv | sort >sampled
	# A quarter's mean is not explained by the days before one of its samples.
	[ "$water_unit" = 月 ] || rain=() flow=()
	standard_table limits_water | cut -d, -f1-12 >limits.csv
	awk -F, -v OFS=, -v days="$rain_days" -v much="$rain_much" -v low="$flow_low" -v warm="$water_warm" "$awk_ratio"'
		function tenths(x,  p) { p = index(x, "."); return p == 0 ? x * 10 : substr(x, 1, p - 1) * 10 + substr(x, p + 1, 1) }
		function plain(x) { return x ~ /^[0-9]+(\.[0-9]+)?$/ }
		function units(x) { return int(x * 100000 + 0.5) }
		function abs(x) { return x < 0 ? -x : x }
		function daynum(t,  y, m, d) { y = substr(t, 1, 4) + 0; m = substr(t, 6, 2) + 0; d = substr(t, 9, 2) + 0
			if (m < 3) { y--; m += 12 }; return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d }
		# The item told of: what exceeds most, else what misses the target, else what decides the class.
		function choose(s,  p, w, k) {
			k = now[s, "exceeding"] != "" ? "exceeding" : now[s, "target_met"] == "0" ? "over_target" : "limiting"
			split(now[s, k], p, " "); split(now[s, k "_words"], w, "、")
			item = p[1]; words = w[1]; sub(/\(.*/, "", item); sub(/\(.*/, "", words) }
		# Rain of the days before: empty where a day of them has none on record.
		function rain_of(county, day,  i, r, d) {
			if (day == "") return ""
			d = daynum(day); r = 0
			for (i = 1; i <= days; i++) { if (!((county, d - i) in wet)) return ""; r += wet[county, d - i] }
			return int(r / 10) "." r % 10 }
		# The station of flow: its own, else the nearest along the river.
		function gauge(s, day,  x, best, at_best) {
			if ((s, day) in q) return s
			for (x in gauges) if (river[x] == river[s] && ((x, day) in q) && km[x] != "" && km[s] != "" &&
				(best == "" || abs(km[x] - km[s]) < at_best || (abs(km[x] - km[s]) == at_best && x < best))) { best = x; at_best = abs(km[x] - km[s]) }
			return best }
		function flow_of(g, day,  n, m, i, v, t) {
			if (g == "") return ""
			n = split(list[g], v, " "); m = t = 0
			for (i = 1; i + 1 <= n; i += 2) if (v[i] <= day) { t++; m += v[i + 1] + 0 <= q[g, day] + 0 }
			return ratio(m * 100, t, 0) }
		FILENAME == "sampled" { day[$1] = $2; next }
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i
			if (FILENAME == "all.csv") print "station,name,county,river,class,base_class,target_class,item,item_words,unit,value,base_value,pct,near,rain,has_rain,flow,gauge,up,up_class,up_value,grade"
			next }
		FILENAME == "limits.csv" { if ($at["table"] == "1" && $at["water_type"] != "lake") for (i = 1; i <= 5; i++) limit[$at["item"], i] = $at["class" i]; next }
		FILENAME ~ /rain.csv$/ { if (plain($at["RAIN"])) wet[$at["county"], daynum($at["time"])] = tenths($at["RAIN"]); next }
		FILENAME ~ /flow.csv$/ { g = $at["station"]; t = substr($at["time"], 1, 10); if (!plain($at["Discharge"])) next
			q[g, t] = $at["Discharge"]; gauges[g]; list[g] = list[g] " " t " " $at["Discharge"]; next }
		FILENAME == "r_base.csv" { for (i in at) was[$at["station"], i] = $at[i]; next }
		FILENAME == "r_now.csv" { for (i in at) now[$at["station"], i] = $at[i]; next }
		FILENAME == "registry.csv" { name[$at["station"]] = $at["name"]; river[$at["station"]] = $at["river"]; km[$at["station"]] = $at["km"]; next }
		{ s = $at["station"]; cl = $at["class"]; b = $at["base_class"]
			missed = $at["target_met"] == "0"; fell = b != "" && cl + 0 > b + 0 && cl + 0 > 2
			if (cl == "" || (!missed && !fell)) next
			choose(s)
			v = now[s, item]; w = was[s, item]; pct = near = ""
			if (plain(v) && plain(w) && w > 0) pct = ratio((units(v) - units(w)) * 100, units(w), 1)
			line = limit[item, (fell ? b : $at["target_class"])]
			if (pct != "" && plain(line) && abs(units(v) - units(w)) * 10 < units(line)) near = 1
			rain = rain_of($at["county"], day[s]); g = gauge(s, day[s]); flow = flow_of(g, day[s])
			u = $at["upstream"]; grade = "C0"
			if (near) grade = "C0"
			else if ((item == "TP" || item == "CODMn" || item == "COD") && rain != "" && rain + 0 >= much + 0 && pct + 0 > 0) grade = "rain"
			else if (item == "NH3-N" && flow != "" && flow + 0 < low + 0 && pct + 0 > 0) grade = "low"
			else if (item == "DO" && now[s, "WT"] + 0 > warm + 0 && flow != "" && flow + 0 < low + 0 && pct + 0 < 0) grade = "warm"
			print s, name[s], $at["county"], $at["river"], cl, b, $at["target_class"], item, words, (item == "pH" ? "" : "mg/L"), v, w, pct, near,
				rain, (rain == "" ? "" : 1), flow, (g == "" || g == s ? "" : name[g]), (u == "" ? "" : name[u]), (u == "" ? "" : now[u, "class"]), (u == "" ? "" : now[u, item]), grade }' \
		sampled limits.csv "${rain[@]}" "${flow[@]}" registry.csv r_base.csv r_now.csv all.csv >problems.csv
	water_advice
}

# tadvice.csv: what is seen, the evidence, the likely cause at the level the evidence reaches, what to do and, where the
# setting advice_days [d] says so, by when after the date of the bulletin.
water_advice() {
	local by=

	advice_days=
	if [ "${setting[advice_days]:-}" ]; then
		set_number advice_days 1
		by=$(date -u -d "$date +$advice_days days" +%F)
	fi
	awk -F, -v OFS=, -v by="$by" -v when="$water_when" -v days="$rain_days" '
		BEGIN { split("Ⅰ Ⅱ Ⅲ Ⅳ Ⅴ 劣Ⅴ", z, " ") }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "name,county,seen,evidence,cause,action,by"; next }
		function c(n) { return $at[n] }
		{ seen = when "为" z[c("class")] "类" (c("base_class") == "" ? "" : "（上年同期" z[c("base_class")] "类）") (c("target_class") == "" ? "" : "；目标" z[c("target_class")] "类")
			e = c("item_words") c("value") c("unit") (c("base_value") == "" ? "" : "（上年同期" c("base_value") c("unit") "）")
			if (c("rain") != "") e = e "；采样前" days "日降水" c("rain") "毫米"
			if (c("flow") != "") e = e "；采样日" (c("gauge") == "" ? "" : c("gauge") "站") "流量的累积频率" c("flow") "%"
			if (c("up") != "" && c("up_class") != "") e = e "；上游" c("up") z[c("up_class")] "类"
			g = c("grade")
			cause = c("near") ? "浓度变化不大，处于类别临界" : g == "rain" ? "主要与降雨径流携带有关" : g == "low" ? "主要与枯水期稀释能力下降有关" : g == "warm" ? "主要与高温、低流量有关" : "有待排查"
			act = g == "rain" ? "排查沿岸种养殖面源和乡镇雨污溢流，雨后加密监测" : g == "low" ? "排查沿岸生活污水排放和处理设施运行，保障生态流量" : "开展溯源排查，加密监测"
			print c("name"), c("county"), seen, e, cause, act, by }' problems.csv >tadvice.csv
	cause=C0
	! grep -qE ',(rain|low|warm)$' problems.csv || cause=C2
}

# --- rivers --------------------------------------------------------------------------------------

# over.csv: what misses the target, a row for each section and item, with its value and multiple of the target's limit.
# rivers.csv: the sentences of the rivers, a row each: of the river, of each section that changed, of each item over.
water_rivers() {
	awk -F, -v OFS=, '
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i
			if (FILENAME == "all.csv") print "name,river,target_class,class,item_words,unit,value,times,first_item,last_item"; next }
		FILENAME == "r_now.csv" { s = $at["station"]; over[s] = $at["over_target"]; words[s] = $at["over_target_words"]
			for (i in at) v[s, i] = $at[i]; next }
		{ s = $at["station"]; if ($at["target_met"] != "0") next
			k = split(over[s], p, " "); split(words[s], w, "、")
			for (i = 1; i <= k; i++) { item = p[i]; sub(/\(.*/, "", item); m = p[i]; if (!sub(/^[^(]*\(/, "", m)) m = ""; sub(/\)$/, "", m); sub(/\(.*/, "", w[i])
				print $at["name"], $at["river"], $at["target_class"], $at["class"], w[i], (item == "pH" ? "" : "mg/L"), v[s, item], m, (i == 1 ? 1 : ""), (i == k ? 1 : "") } }' \
		r_now.csv all.csv >over.csv
	awk -F, -v OFS=, '
		function blank(n,  e) { e = ""; while (n-- > 0) e = e ","; return e }
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i
			if (FILENAME == "c_base_river.csv") print "kind_river,kind_change,kind_over,end,river,sections,n_1,n_2,n_3,n_4,n_5,n_6,status,main_words,change_word,compared,name,class,base_class,better,cause_words,target_class,item_words,unit,value,times,first_item,last_item"
			next }
		FILENAME == "all.csv" { r = $at["river"]; if ($at["class"] == "" || $at["base_class"] == "" || $at["class"] == $at["base_class"]) next
			line[r, ++n[r]] = ",1,,@," r blank(12) $at["name"] OFS $at["class"] OFS $at["base_class"] OFS ($at["class"] < $at["base_class"] ? 1 : "") OFS $at["cause_words"] blank(7); next }
		FILENAME == "over.csv" { r = $at["river"]
			line[r, ++n[r]] = ",,1,@," r blank(12) $at["name"] OFS $at["class"] ",,,," $at["target_class"] OFS $at["item_words"] OFS $at["unit"] OFS $at["value"] OFS $at["times"] OFS $at["first_item"] OFS $at["last_item"]; next }
		FILENAME == "r_now_river.csv" { mw[$at["river"]] = $at["main_words"]; next }
		{ r = $at["river"]; k = n[r]
			print "1,,," (k ? "" : 1), r, $at["sections"], $at["n_1"], $at["n_2"], $at["n_3"], $at["n_4"], $at["n_5"], $at["n_6"], $at["status"], mw[r], $at["change_word"], ($at["compare"] == "no-base" ? "" : 1) blank(12)
			for (i = 1; i <= k; i++) { l = line[r, i]; sub(/@/, (i == k ? 1 : ""), l); print l } }' \
		all.csv over.csv r_now_river.csv c_base_river.csv >rivers.csv
}

# results.csv: r_now with names, without the columns that no section has a value in: a sheet of the workbook.
water_sheet_of_results() {
	awk -F, -v OFS=, '
		NR == FNR { if (FNR > 1) name[$1] = $2; next }
		{ rows[++n] = $0; if (FNR > 1) for (i = 1; i <= NF; i++) if ($i != "") used[i] = 1; else if (!(i in used)) used[i] = 0 }
		END { for (r = 1; r <= n; r++) { k = split(rows[r], v, ","); line = v[1] OFS (r == 1 ? "name" : name[v[1]])
			for (i = 2; i <= k; i++) if (used[i]) line = line OFS v[i]
			print line } }' registry.csv r_now.csv >results.csv
}
