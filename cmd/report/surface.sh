# The bulletin of surface water, of a month or a quarter: laboratory sheets under blind codes and automatic
# stations to classes, changes, tables, pictures, pages, workbook and short text.
# Classes are digits in all tables here, 1 to 6; pages and sheets print them as numerals.

# sections.csv and points.csv: the registry's rivers and lakes; registry.csv: what the tables name.
water_registry() {
	local c known=() head
	head=$(head -n 1 "$home/stations.csv" | tr -d '\r' | sed 's/^\xef\xbb\xbf//')
	for c in station type water_type; do
		case ,$head, in *,$c,*) ;; *) refuse nocolumn stations.csv "$c" ;; esac
	done
	for c in station name county city river type water_type target_class level attribute lake upstream km order; do
		case ,$head, in *,$c,*) known+=("$c") ;; esac
	done
	q select --where "type = '断面'" "$home/stations.csv" -o sections.csv
	q select --where "type = '湖库'" "$home/stations.csv" -o points.csv
	[ "$(rows sections.csv)" -gt 0 ] || refuse nosections "$home"
	q select --columns "$(IFS=,; echo "${known[*]}")" "$home/stations.csv" -o picked.csv
	! grep -q '"' picked.csv || refuse quote stations.csv
	[ ! -e "$home/not_sampled.csv" ] || ! grep -q '"' "$home/not_sampled.csv" || refuse quote not_sampled.csv
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i
			print "station,name,county,city,river,level,attribute,target_class,lake,upstream,km,order,type,water_type"; next }
		function c(n) { return n in at ? $at[n] : "" }
		{ print c("station"), (c("name") == "" ? c("station") : c("name")), c("county"), c("city"), c("river"), c("level"),
			c("attribute"), c("target_class"), c("lake"), c("upstream"), c("km"), c("order"), c("type"), c("water_type") }' picked.csv >registry.csv
	city=$(body city registry.csv | sed -n 1p)
	place=${setting[place]:-${city:-本市}}
	scope=全州
	case $place in *市) scope=全市 ;; *县) scope=全县 ;; esac
}

# secs.csv: samples and automatic values of sections; lakes.csv: samples of lakes.
water_samples() {
	local f n auto=()
	water_sheets
	[[ $water_have == *" $water_last "* ]] || refuse nosheetof "$water_last"
	for f in "$home"/auto/*.csv; do
		n=${f##*/} n=${n%.*}
		[[ -e $f && $n =~ ^[0-9]{4}-[0-9]{2}$ && ! $n < $water_from && ! $n > $water_last ]] && auto+=("$f")
	done
	# Whoever is not in the registry at all is named; the rest is parted by its type.
	q site --drop-unknown --attach type -C "$home" "${sheets[@]}" "${auto[@]}" -o placed.csv
	q select --where "type = '断面'" placed.csv -o secs.csv
	q select --where "type = '湖库' and source != 'auto'" placed.csv -o lakes.csv
	rm -f placed.csv
	has_auto=; [ "${#auto[@]}" -eq 0 ] || has_auto=1
	water_lacking
	rm -f lims-*.csv
}

# Months of the period and of the year so far that have no laboratory sheet, in words.
water_lacking() {
	local m n
	lacking='' lacking_ytd=''
	for ((m = 0; m < 12; m++)); do
		n=$(month_add "$year-01" "$m")
		[[ ! $n > $water_last ]] || break
		[[ $water_have != *" $n "* ]] || continue
		lacking_ytd+=${lacking_ytd:+、}$((10#${n#*-}))月
		[[ $n < $water_first ]] || lacking+=${lacking:+、}$((10#${n#*-}))月
	done
}

# --- results ---------------------------------------------------------------------------------

wat() { lenient q water "${go[@]}" "${mix[@]}" ${plan:+--plan "$plan"} "$@"; }

# Results whose verdict is 无法判定 have no class in comparisons, counts and causes; the table shows the word.
water_decided() {	# FILE
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print $0, "shown"; next }
		{ open = $at["status"] == "无法判定"; word = open ? $at["status"] : $at["class"]
			if (open) $at["class"] = ""
			print $0, word }' "$1" >decided
	mv decided "$1"
}

# NAME PERIOD: sections of the period, those not sampled too; groups of them as NAME_all, NAME_river, NAME_level.
water_result() {
	local g not=()
	[ ! -e "$home/not_sampled.csv" ] || not=(--not-sampled "$home/not_sampled.csv")
	wat --registry sections.csv --period "$2" --due "${not[@]}" --words --item-classes secs.csv -o "$1.csv"
	water_decided "$1.csv"
	for g in all river level; do
		[ "$g" = all ] || column sections.csv "$g" >/dev/null || continue
		wat --registry sections.csv --period "$2" --due --words --by "$g" secs.csv -o "$1_$g.csv"
	done
}

against() {	# WORD NOW BASE KEY: NOW compared with BASE
	q compare --words --as "$1" --key "$4" "$2" "$3"
}

water_results() {
	local g not=()
	plan=; [ ! -e "$home/plan.csv" ] || plan=$home/plan.csv
	water_result r_now "$water_now"
	water_result r_prev "$water_prev"
	water_result r_base "$water_base"
	water_result r_ytd "$water_ytd"
	water_result r_ytdb "$water_ytd_base"
	[ "$(where 'c("class") != "" { print }' r_now.csv | rows -)" -gt 0 ] || refuse nosamples "$period"
	has_base=; [ "$(where 'c("class") != "" { print }' r_base.csv | rows -)" -eq 0 ] || has_base=1
	has_prev=; [ "$(where 'c("class") != "" { print }' r_prev.csv | rows -)" -eq 0 ] || has_prev=1
	has_ytd=; [ "$month" -eq 1 ] || has_ytd=1
	against 同比 r_now.csv r_base.csv station >c_base.csv
	against 环比 r_now.csv r_prev.csv station >c_prev.csv
	for g in all river level; do
		[ -e "r_now_$g.csv" ] || continue
		# One group has no name of its own.
		for f in r_now r_prev r_base r_ytd r_ytdb; do
			[ "$g" != all ] || sed -i "1s/^/all,/; 2,\$s/^/$scope,/" "${f}_all.csv"
		done
		against 同比 "r_now_$g.csv" "r_base_$g.csv" "$g" >"c_base_$g.csv"
		against 环比 "r_now_$g.csv" "r_prev_$g.csv" "$g" >"c_prev_$g.csv"
	done
	# Names stand in the matrix.
	for f in r_now r_base; do
		cols station,name registry.csv >named.csv
		water_join "$f.csv" named.csv >"m_${f#r_}.csv"
	done
	q compare --matrix class --key station m_now.csv m_base.csv >matrix.csv
	[ ! -e "$home/not_sampled.csv" ] || not=(--not-sampled "$home/not_sampled.csv")
	wat --registry sections.csv --to month --period "$(month_add "$water_last" -23)..$water_last" --due "${not[@]}" secs.csv -o r_months.csv
	water_decided r_months.csv
	water_lakes
}

# Lakes and reservoirs: points to waters, class by the limits of their kind, trophic level of five items.
water_lakes() {
	local p
	has_lakes=
	[ "$(rows points.csv)" -gt 0 ] && column points.csv lake >/dev/null || return 0
	for p in "now $water_now" "base $water_base"; do
		wat --registry points.csv --period "${p#* }" --by lake --group mean --words lakes.csv -o "l_${p%% *}.csv"
		lenient q tli "${go[@]}" --registry points.csv --decimals 1 --by lake --period "${p#* }" lakes.csv -o "tli_${p%% *}.csv"
	done
	[ "$(rows l_now.csv)" -eq 0 ] || has_lakes=1
}

# --- tables ------------------------------------------------------------------------------------

# A table of results by station, its columns named behind a prefix: base_class, prev_class.
water_pick() {	# PREFIX COLUMNS FILE
	cols "station,$2" "$3" | awk -F, -v OFS=, -v p="$1" 'NR == 1 { for (i = 2; i <= NF; i++) $i = p $i } { print }'
}

# LEFT RIGHT: the rows of LEFT in order, with the columns of RIGHT of the same first cell behind.
water_join() {
	awk -F, -v OFS=, '
		FILENAME == ARGV[1] { if (FNR == 1) { n = NF; h = $0; sub(/^[^,]*,/, "", h); next }
			k = $1; sub(/^[^,]*,/, ""); right[k] = $0; next }
		FNR == 1 { print $0, h; next }
		{ e = ""; for (i = 2; i < n; i++) e = e ","; print $0, ($1 in right ? right[$1] : e) }' "$2" "$1"
}

# all.csv: a row for each section in order of the registry, all that the tables and sentences want to know of it.
water_sections() {
	local c=class,limiting_words,limiting
	cols station,shown,class,class_alt,status,visits,source,flags,limiting,limiting_words,exceeding_words,main_words,undetermined_words,target_met,over_target_words,reason r_now.csv >a0.csv
	cols station,name,county,river,level,attribute,target_class,upstream,km,order registry.csv >a1.csv
	water_join a0.csv a1.csv >a2.csv
	water_pick base_ "$c" r_base.csv >a3.csv
	water_join a2.csv a3.csv >a4.csv
	water_pick prev_ class r_prev.csv >a5.csv
	water_join a4.csv a5.csv >a6.csv
	water_pick ytd_ class,target_met r_ytd.csv >a7.csv
	water_join a6.csv a7.csv >a8.csv
	water_pick '' class_arrow,status_word c_base.csv >a9.csv
	water_join a8.csv a9.csv >a10.csv
	# What made the class another: of a fall what decides now, of a rise what decided then.
	awk -F, -v OFS=, '
		function c(n) { return $at[n] }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print $0, "cause_words", "no", "miss", "miss_bold", "class_arrow_mark"; next }
		{ w = c("class") == "" || c("base_class") == "" || c("class") == c("base_class") ? "" : \
			c("class") > c("base_class") ? c("limiting_words") : c("base_limiting_words")
			missed = c("target_class") != "" && c("shown") != "" && c("target_met") == "0"
			print $0, w, ++n, (c("target_class") == "" || c("shown") == "" ? "" : c("target_met") == "1" ? "达标" : missed ? "※不达标" : "无法判定"), \
				(missed ? 1 : ""), (c("class") != "" && c("base_class") != "" && c("class") - c("base_class") >= 2 ? "▲▲" : "") }' a10.csv >all.csv
	rm -f a[0-9].csv a10.csv
}

# Table 1: shares of classes, of each level and of all.
water_shares() {
	local g want=scope,sections,n_1,n_2,n_3,n_4,n_5,n_6,share_1,share_2,share_3,share_4,share_5,share_6,good_share,good_share_diff
	: >t1
	for g in level all; do
		[ -e "c_base_$g.csv" ] || continue
		cols "$g,sections,n_1,n_2,n_3,n_4,n_5,n_6,share_1,share_2,share_3,share_4,share_5,share_6,good_share,good_share_diff" "c_base_$g.csv" body >s1
		cols "$g,good_share_diff" "c_prev_$g.csv" body >s2
		awk -F, -v OFS=, 'NR == FNR { d[$1] = $2; next } { print $0, d[$1] }' s2 s1 >>t1
	done
	{ printf '%s,prev_diff\n' "$want"; cat t1; } >tshares.csv
	rm -f t1 s1 s2
	# The bars of figure 1: this period, the one before, last year's, the year so far.
	{ printf 'label,n_1,n_2,n_3,n_4,n_5,n_6\n'
	for g in "$water_when r_now" ${has_prev:+"上$([ "$water_unit" = 月 ] && echo 月 || echo 季度) r_prev"} ${has_base:+"上年同期 r_base"} ${has_ytd:+"$water_to_when r_ytd"}; do
		body n_1,n_2,n_3,n_4,n_5,n_6 "${g##* }_all.csv" | sed "s/^/${g% *},/"
	done; } >bars.csv
}

# Table 3: concentrations, the class of each as a mark behind it; what decides a class worse than I is bold.
water_concentrations() {
	awk -F, -v OFS=, '
		BEGIN { split("Ⅰ Ⅱ Ⅲ Ⅳ Ⅴ 劣Ⅴ", z, " "); n = split("WT pH DO CODMn COD BOD5 NH3-N TP TN", item, " ") }
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i
			if (FILENAME == "r_now.csv") { h = "station,name"; for (i = 1; i <= n; i++) h = h OFS item[i] OFS item[i] "_mark" OFS item[i] "_bold"; print h }
			next }
		FILENAME == "registry.csv" { name[$at["station"]] = $at["name"]; next }
		$at["class"] != "" { s = $at["station"]; line = s OFS name[s]
			for (i = 1; i <= n; i++) { k = item[i] "_class"; v = item[i] in at ? $at[item[i]] : ""
				decides = $at["class"] > 1 && index(" " $at["limiting"] " ", " " item[i] " ")
				line = line OFS v OFS (v != "" && k in at && $at[k] != "" && item[i] != "pH" ? z[$at[k]] : "") OFS (decides ? 1 : "") }
			print line }' registry.csv r_now.csv >tconc.csv
}

# Table 4: sections with a target; and the pairs above and below a border.
water_targets() {
	where 'c("target_class") != "" && c("class") != "" { print }' all.csv |
		cols name,county,river,target_class,class,target_met,ytd_class,ytd_target_met - | awk -F, -v OFS=, '
		NR == 1 { print $0, "met", "met_bold", "met_ytd", "met_ytd_bold"; next }
		function word(x) { return x == "" ? "无法判定" : x == 1 ? "达标" : "不达标" }
		{ print $0, word($6), ($6 == "0" ? 1 : ""), word($8), ($8 == "0" ? 1 : "") }' >ttargets.csv
	awk -F, -v OFS=, "$awk_ratio"'
		function plain(x) { return x ~ /^[0-9]+(\.[0-9]+)?$/ }
		function units(x) { return int(x * 100000 + 0.5) }	# decimals of five places as a whole number
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i
			if (FILENAME == "all.csv") print "river,up,up_county,down,down_county,up_class,class,item,up_value,value,pct,word"; next }
		FILENAME == "r_now.csv" { s = $at["station"]; class[s] = $at["class"]; lim[s] = $at["limiting"]
			for (i in at) v[s, i] = $at[i]; next }
		FILENAME == "registry.csv" { name[$at["station"]] = $at["name"]; county[$at["station"]] = $at["county"]; next }
		{ s = $at["station"]; u = $at["upstream"]
			if (u == "" || county[u] == county[s] || class[u] == "" || class[s] == "") next
			k = split("TP NH3-N CODMn COD BOD5", p, " "); split("总磷 氨氮 高锰酸盐指数 化学需氧量 五日生化需氧量", pw, " "); item = "TP"; word_of = pw[1]
			for (i = 1; i <= k; i++) if (class[s] > 1 && (" " lim[s] " ") ~ (" " p[i] " ")) { item = p[i]; word_of = pw[i]; break }
			a = v[u, item]; b = v[s, item]; pct = word = ""
			if (plain(a) && plain(b) && a > 0) { x = units(a); y = units(b); pct = ratio((y - x) * 100, x, 1)
				word = pct > 0 ? "升高" : pct < 0 ? "降低" : "持平" }
			print $at["river"], name[u], county[u], name[s], county[s], class[u], class[s], word_of, a, b, pct, word }' r_now.csv registry.csv all.csv >pairs.csv
}

# Table 5: lakes and reservoirs.
water_lake_table() {
	[ "$has_lakes" ] || return 0
	awk -F, -v OFS=, '
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i
			if (FILENAME == "l_now.csv") print "lake,class,bad,main_words,TN,Chla,SD,TLI,trophic_state,base_class,base_state"; next }
		FILENAME == "tli_base.csv" { was[$at["lake"]] = $at["trophic_state"]; next }
		FILENAME == "l_base.csv" { class[$at["lake"]] = $at["class"]; next }
		FILENAME == "tli_now.csv" { l = $at["lake"]; t[l] = $at["TN"] OFS $at["Chla"] OFS $at["SD"] OFS $at["TLI"] OFS $at["trophic_state"]; next }
		{ l = $at["lake"]; print l, ($at["status"] == "无法判定" ? $at["status"] : $at["class"]), ($at["class"] > 3 ? 1 : ""), $at["main_words"], (l in t ? t[l] : ",,,,"), class[l], was[l] }' \
		tli_base.csv l_base.csv tli_now.csv l_now.csv >tlakes.csv
	where 'c("trophic_state") != "" { print }' tlakes.csv | cols lake,trophic_state - >states.csv
}

# --- why -----------------------------------------------------------------------------------------

# problems.csv: sections that miss their target or fell by a class, with the evidence there is.  Rain is the sum of the three
# days before the last sampling in the section's county; flow the share of days of the record with as little water or less.
# Settings: rain_days and rain_much [mm] for what rain carries, flow_low [%] for what little water dilutes, water_warm [degC].
water_problems() {
	local o flow=() rain=()
	rain_days=${setting[rain_days]:-3} rain_much=${setting[rain_much]:-25}
	flow_low=${setting[flow_low]:-25} water_warm=${setting[water_warm]:-25}
	for o in rain_days rain_much flow_low water_warm; do
		[[ ${!o} =~ ^[0-9]+$ ]] || refuse setting "$o" "${!o}"
	done
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

	advice_days=${setting[advice_days]:-}
	if [ "$advice_days" ]; then
		[[ $advice_days =~ ^[1-9][0-9]{0,2}$ ]] || refuse setting advice_days "$advice_days"
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

# --- what the template is given ------------------------------------------------------------------

water_low() {	# settings of low confidence in the tables that were used
	awk -F, 'NR > 1 && $4 == "confidence" && $5 == "L" { n[$1]++ }
		END { z["water_sources"] = "数据来源的优先次序"; z["water_zones"] = "水功能区"; z["rounding"] = "修约位数"; z["labqc_rules"] = "质控样的比例和判据"
			k = split("water_sources labqc_rules", t, " ")
			for (i = 1; i <= k; i++) if (n[t[i]]) { printf "%s%s（%s，%d项）", s, z[t[i]], t[i], n[t[i]]; s = "、" } }' std.csv
}

water_lists() {
	where 'c("visits") + 0 == 0 { print }' all.csv >absent.csv
	where 'c("class_alt") != "" { print }' all.csv >alt.csv
	where 'c("flags") ~ /class:short/ { print }' all.csv >short.csv
	where 'c("source") ~ /auto/ { print }' all.csv >automatic.csv
	where 'c("compare") == "dropped" { print }' matrix.csv >gone.csv
	[ -z "$has_lakes" ] || where 'c("bad") { print }' tlakes.csv >badlakes.csv
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "lake"; next }
		$at["type"] == "湖库" && $at["lake"] != "" && $at["water_type"] ~ /river|河/ && !seen[$at["lake"]]++ { print $at["lake"] }' registry.csv >asrivers.csv
	where 'c("class_arrow") ~ /↑/ { print }' all.csv >better.csv
	where 'c("class_arrow") ~ /↓/ { print }' all.csv >worse.csv
	where 'c("undetermined_words") != "" { print }' all.csv >open.csv
	where 'c("base_class") == "" && c("class") != "" { print }' all.csv >fresh.csv
	where 'c("compare") == "" && c("from") != c("to") { print }' matrix.csv >moved.csv
	where 'c("compare") == "" { print }' matrix.csv >stayed.csv
	# Sections with a problem, for sentences: what the evidence is said to mean.
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print $0, "by_rain", "by_low", "by_warm", "unknown"; next }
		{ g = $NF; n = $at["near"]; print $0, (g == "rain" ? 1 : ""), (g == "low" ? 1 : ""), (g == "warm" ? 1 : ""), (g == "C0" && !n ? 1 : "") }' problems.csv >why.csv
	[ ! -e r_now_level.csv ] || cols level,due r_now_level.csv >networks.csv
}

water_set() {
	local o s1 s2 s3 absent=''
	local -A A=() B=() Y=()
	load A c_base_all.csv
	load B c_prev_all.csv
	[ -z "$has_ytd" ] || load Y r_ytd_all.csv
	org=${setting[org]:-${city:-$place}生态环境监测中心}
	IFS=, read -r s1 s2 s3 <<<"${signers:-＿＿＿＿,＿＿＿＿,＿＿＿＿}"
	for o in rain:降水资料 flow:流量资料 not_sampled:未采样原因 settings:本中心设置; do
		[ -e "$home/${o%%:*}.csv" ] || absent+=${absent:+、}${o#*:}
	done
	[ "$has_auto" ] || absent+=${absent:+、}自动站数据
	names=() values=()
	for o in year month date issue serial state period org place scope has_base has_prev has_ytd has_lakes has_auto cause lacking lacking_ytd plan rain_days rain_much flow_low water_warm advice_days; do
		put "$o" "${!o}"
	done
	put absent_files "$absent"
	put when "$water_when"
	put unit "$water_unit"
	put to_when "$water_to_when"
	for o in phone report_to send_to copy_to; do put "$o" "${setting[$o]:-}"; done
	put signer1 "$s1"
	put signer2 "${s2:-}"
	put signer3 "${s3:-}"
	put due "${A[due]}"
	is unsampled "${A[due]}" -ne "${A[sections]}"
	is other_network -n "$has_base" -a "${A[sections]}" != "${A[sections_base]}"
	put this_word "本$([ "$water_unit" = 月 ] && echo 月 || echo 季度)"
	put prev_word "上$([ "$water_unit" = 月 ] && echo 月 || echo 季度)"
	put short_n "$(rows short.csv)"
	put alt_n "$(rows alt.csv)"
	put badlakes_n "$([ -z "$has_lakes" ] || rows badlakes.csv)"
	put moved_n "$(rows moved.csv)"
	put better_n "$(rows better.csv)"
	put worse_n "$(rows worse.csv)"
	put open_n "$(rows open.csv)"
	put advice_n "$(rows tadvice.csv)"
	put pairs_n "$(rows pairs.csv)"
	put lakes_n "$([ -z "$has_lakes" ] || rows tlakes.csv)"
	put states_all "$([ -z "$has_lakes" ] || awk -F, 'NR > 2 && $2 != state { differ = 1 } NR > 1 { state = $2 } END { if (NR > 2 && !differ) print state }' states.csv)"
	put rows_shares "1-$(rows tshares.csv)"
	put main_river "$main_river"
	put rain_name "$rain_name"
	put qc_pairs "$(where 'c("kind") ~ /duplicate|pair/ && c("result") == "accepted" { print }' qc.csv | rows -)"
	put qc_pairs_out "$(where 'c("kind") ~ /duplicate|pair/ && c("result") == "outside" { print }' qc.csv | rows -)"
	put qc_pairs_open "$(where 'c("kind") ~ /duplicate|pair/ && c("result") == "not-judged" { print }' qc.csv | rows -)"
	put qc_blanks "$(where 'c("kind") ~ /blank/ && c("result") == "accepted" { print }' qc.csv | rows -)"
	put qc_blanks_out "$(where 'c("kind") ~ /blank/ && c("result") == "outside" { print }' qc.csv | rows -)"
	put qc_refs "$(where 'c("kind") == "reference" && c("result") == "accepted" { print }' qc.csv | rows -)"
	put qc_refs_out "$(where 'c("kind") == "reference" && c("result") == "outside" { print }' qc.csv | rows -)"
	is has_qc "$(rows qc.csv)" -gt 0
	put tables_id "$(sha256sum std.csv | cut -c1-12)"
	put low "$(water_low)"
	is sample -n "$(grep -hs 示例 "$home/README.txt" || true)"
	put_out >set.csv
}

# --- pictures, texts, pages, workbook ------------------------------------------------------------

# The river with most sections is drawn along its course; the first problem section with an automatic station under rain.
water_choose() {
	main_river=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		$at["km"] != "" && $at["class"] != "" { n[$at["river"]]++; if (!($at["river"] in o)) { o[$at["river"]] = ++k; r[k] = $at["river"] } }
		END { for (i = 1; i <= k; i++) if (n[r[i]] > n[best]) best = r[i]; if (n[best] >= 3) print best }' all.csv)
	rain_station='' rain_name=''
	[ "$has_auto" ] && [ -e "$home/rain.csv" ] || return 0
	rain_station=$(awk -F, -v from="$water_first" 'NR == FNR { if (FNR > 1) want[$1] = ($NF == "rain" ? 0 : 1000) + FNR; next }
		FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		$at["source"] == "auto" && substr($at["time"], 1, 7) >= from && ($at["station"] in want) && !(best != "" && want[best] <= want[$at["station"]]) { best = $at["station"] }
		END { print best }' problems.csv secs.csv)
	[ -z "$rain_station" ] || rain_name=$(where 'c("station") == "'"$rain_station"'" { print }' registry.csv | body name -)
}

water_limit() {	# ITEM CLASS: the limit of rivers
	awk -F, -v i="$1" -v c="class$2" 'NR > 1 && $1 == "limits_water" { v[$3, $4] = $5; if ($3 + 0 > n) n = $3 + 0 }
		END { for (r = 1; r <= n; r++) if (v[r, "item"] == i && v[r, "water_type"] != "lake") { print v[r, c]; exit } }' steps/std.csv
}

water_pictures() {
	local c
	chart classes --label label steps/bars.csv -o classes.svg
	{ printf 'name,time,class\n'
	awk -F, -v OFS=, 'NR == FNR { name[$1] = $2; next } FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ print name[$at["station"]], $at["time"], $at["class"] }' steps/registry.csv steps/r_months.csv; } >steps/heat.csv
	chart heat --label name --name unsampled=未采样、未设断面或无数据 steps/heat.csv -o heat.svg
	[ -z "$has_base" ] || chart matrix steps/stayed.csv -o matrix.svg
	if [ "$main_river" ]; then
		{ printf 'name,km,TP,NH3-N%s\n' "${has_base:+,TP_base,NH3-N_base}"
		awk -F, -v OFS=, -v r="$main_river" -v base="$has_base" 'FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i; next }
			FILENAME ~ /r_base.csv$/ { b[$at["station"]] = $at["TP"] OFS $at["NH3-N"]; next }
			FILENAME ~ /r_now.csv$/ { v[$at["station"]] = $at["TP"] OFS $at["NH3-N"]; next }
			$at["river"] == r && ($at["station"] in v) && $at["class"] != "" { s = $at["station"]
				print $at["name"], $at["km"], v[s] (base == "" ? "" : OFS (s in b ? b[s] : ",")) }' steps/r_base.csv steps/r_now.csv steps/all.csv; } >steps/profile.csv
		chart profile --label name --items TP,NH3-N --limit "TP:Ⅱ=$(water_limit TP 2)" --limit "TP:Ⅲ=$(water_limit TP 3)" \
			--limit "NH3-N:Ⅱ=$(water_limit NH3-N 2)" --limit "NH3-N:Ⅲ=$(water_limit NH3-N 3)" steps/profile.csv -o profile.svg
	fi
	if [ "$rain_station" ]; then
		c=$(where 'c("station") == "'"$rain_station"'" { print }' steps/registry.csv | body county -)
		awk -F, -v OFS=, -v c="$c" -v s="$rain_station" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "station,time,RAIN"; next }
			$at["county"] == c { print s, $at["time"] (length($at["time"]) == 10 ? " 24:00" : ""), $at["RAIN"] }' "$home/rain.csv" >steps/rainline_rain.csv
		awk -F, -v OFS=, -v s="$rain_station" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "station,time,TP"; next }
			$at["station"] == s && $at["source"] == "auto" { print s, $at["time"], $at["TP"] }' steps/secs.csv >steps/rainline.csv
		chart rainline --period "$water_first..$water_last" --items TP --limit "TP=$(water_limit TP 3)" steps/rainline.csv steps/rainline_rain.csv -o rainline.svg
	fi
}

water_texts() {
	local data
	# One row each, by name: a = against last year, b = against the period before, y = the year so far.
	ln -sf c_base_all.csv steps/a.csv
	ln -sf c_prev_all.csv steps/b.csv
	ln -sf r_ytd_all.csv steps/y.csv
	product_layout surface tables columns charts
	product_data a b y all absent alt short automatic gone badlakes asrivers over open fresh moved rivers why networks tshares tconc ttargets pairs tlakes states tadvice
	product_texts surface wechat
}

water_notes() {
	product_head "$place地表水环境质量${water_unit}报" "$year年$water_when"
	put 评价标准 "GB 3838—2002"
	put 评价方法 "环办〔2011〕22号，环办监测函〔2020〕82号"
	put 变化百分比 由修约后的显示值计算，四舍六入五成双
	put 比例之和 因修约，各项之和可能不等于100%
	put 原因语句等级 "$cause"
	put 标准数据表校验码 "$(sha256sum steps/std.csv | cut -c1-12)"
	put_down
}

water_pages() {
	local sheets properties printing
	product_pages &
	printing=$!
	product_sheets tshares all tconc ttargets pairs tlakes tadvice
	product_properties "$place地表水环境质量${water_unit}报 $year年$water_when" 地表水环境质量 月报 "地表水; ${water_unit}报" "GB 3838—2002"
	product_book water_notes --chart-spec charts.csv --flat "断面结果=steps/results.csv" --flat "逐月类别=steps/heat.csv" --flat "质控=steps/qc.csv" \
		--flat "数据溯源=facts.csv"
	wait "$printing"
}

surface_water() {
	local drawing
	water_unit=月
	[[ $period != *Q* ]] || water_unit=季
	read_settings
	{ q water --print-standard; q labqc --print-standard | sed 1d; q tli --print-standard | sed 1d; } | awk '!seen[$0]++' >std.csv
	water_periods
	water_registry
	water_samples
	water_results
	water_sections
	water_shares
	water_concentrations
	water_targets
	water_lake_table
	water_problems
	water_rivers
	water_lists
	water_sheet_of_results
	water_choose
	water_set
	cd ..
	water_pictures &
	drawing=$!
	water_texts
	wait "$drawing"
	water_pages
	run_json >run.json
	rm -f steps/{secs,lakes,picked,sections,points,sampled,unsorted}* steps/rainline*.csv
	product_out "$place地表水环境质量${water_unit}报_${year}年$water_when${issue:+_第${issue}期}" "$kind-$period-wechat.txt"
}
