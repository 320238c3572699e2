# The algal-bloom brief: samples of a day in bays to grades, trophic state, early warning of the automatic stations and advice.
# Densities are shown in 10^6 cells/L, areas in km2.

# million(x): cells/L in 10^6 cells/L, every digit kept but last zeros
awk_million='function million(x,  s, w, f, p) {
	s = ""; if (x ~ /^[<>]/) { s = substr(x, 1, 1); x = substr(x, 2) }
	if (x == "") return ""
	p = index(x, "."); w = p ? substr(x, 1, p - 1) : x; f = p ? substr(x, p + 1) : ""
	while (length(w) < 7) w = "0" w
	f = substr(w, length(w) - 5) f; sub(/0+$/, "", f)
	return s substr(w, 1, length(w) - 6) (f == "" ? "" : "." f) }'

# registry.csv: what is wanted of the registry, absent columns empty.
bloom_registry() {
	local c known=() head
	head=$(head -n 1 "$home/stations.csv" | tr -d '\r' | sed 's/^\xef\xbb\xbf//')
	case ,$head, in *,station,*) ;; *) refuse nocolumn stations.csv station ;; esac
	for c in station name aliases county city type river lake start end altitude; do
		case ,$head, in *,$c,*) known+=("$c") ;; esac
	done
	q select --columns "$(IFS=,; echo "${known[*]}")" "$home/stations.csv" -o picked.csv
	! grep -q '"' picked.csv || refuse quote stations.csv
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "station,name,aliases,county,city,type,river,lake,start,end,altitude"; next }
		function c(n) { return n in at ? $at[n] : "" }
		{ print c("station"), (c("name") == "" ? c("station") : c("name")), c("aliases"), c("county"), c("city"), c("type"), c("river"), c("lake"),
			c("start"), c("end"), c("altitude") }' picked.csv >registry.csv
	city=$(body city registry.csv | sed -n 1p)
	place=${setting[place]:-${city:-本市}}
}

# A command on samples.csv; what it says of a line there is said of the line of blooms.csv.
bloom_told() {
	local rc=0
	"$@" 2>said || rc=$?
	awk -F, 'NR == FNR { if (FNR == 1) { for (i = 1; i <= NF; i++) if ($i == "line") n = i } else line[FNR] = $n; next }
		match($0, /samples[.]csv:[0-9]+/) { k = substr($0, RSTART + 12, RLENGTH - 12)
			$0 = substr($0, 1, RSTART - 1) "blooms.csv:" line[k] substr($0, RSTART + RLENGTH) }
		{ print }' samples.csv said >told
	cat told >&2
	return "$rc"
}

# samples.csv: rows of blooms.csv in the period, cells that flags drop emptied, with day, bay and the line there.
bloom_samples() {
	local c d t known=() bad_area
	# Colour is an item too, in degrees; here it is a word.
	sed '1s/\(^\|,\)colour\(,\|\r\|$\)/\1looks\2/' "$home/blooms.csv" >blooms.csv
	lenient q import "${go[@]}" --medium water auto blooms.csv -o imported.csv
	for c in station time Alg; do
		column imported.csv "$c" >/dev/null || refuse nocolumn blooms.csv "$c"
	done
	awk '{ print $0 (NR == 1 ? ",line" : "," NR) }' imported.csv >numbered.csv
	q select --period "$period" numbered.csv -o found.csv
	[ "$(rows found.csv)" -gt 0 ] || refuse nosamples "$period"
	q site --registry "$home/stations.csv" found.csv -o sites.csv
	q reshape clean sites.csv -o cleaned.csv
	for c in station time bay depth Alg Chla genus WT pH 'DO' SD TP TN CODMn looks area area_share state source flags line; do
		! column cleaned.csv "$c" >/dev/null || known+=("$c")
	done
	q select --columns "$(IFS=,; echo "${known[*]}")" cleaned.csv -o picked.csv
	! grep -q '"' picked.csv || refuse quote blooms.csv
	# A stamp of 00:00 belongs to the day before.
	body time picked.csv | sort -u | while read -r t; do
		d=${t:0:10}
		[ "${t:11:5}" != 00:00 ] || d=$(date -u -d "$d -1 day" +%F)
		printf '%s,%s\n' "$t" "$d"
	done >days.map
	awk -F, -v OFS=, '
		FILENAME == "days.map" { day[$1] = $2; next }
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i
			if (FILENAME == "picked.csv") { if (!("bay" in at)) $0 = $0 ",bay"; print $0, "day" }
			next }
		FILENAME == "registry.csv" { s = $at["station"]; water[s] = $at["lake"] != "" ? $at["lake"] : $at["river"]; next }
		{ s = $at["station"]; b = "bay" in at ? $at["bay"] : ""; if (b == "") b = water[s]
			if ("bay" in at) $at["bay"] = b; else $0 = $0 OFS b
			print $0, day[$at["time"]] }' days.map registry.csv picked.csv >samples.csv
	c=$(where 'c("bay") == "" { print }' samples.csv | body station - | sed -n 1p)
	[ -z "$c" ] || refuse nobay "$c"
	if column samples.csv area >/dev/null; then
		bad_area=$(body area samples.csv | grep -v '^[0-9]*[.]\{0,1\}[0-9]*$' | sed -n 1p || true)
		[ -z "$bad_area" ] || refuse area "$bad_area"
	fi
	last=$(body day samples.csv | sort | tail -n 1)
}

# graded.csv: each sample with its grade; waters.csv: the bays by day; tli.csv: their trophic state; doubts: of the unit.
bloom_results() {
	local c n=0
	bloom_told lenient q bloom "${go[@]}" "${mix[@]}" samples.csv -o graded.csv
	sed -i '1s/,looks,/,colour,/' graded.csv
	# A doubt of the unit is said to the quiet too.
	[ -z "$quiet" ] || cat told >&"$err"
	LC_MESSAGES=C LANGUAGE='' q bloom "${go[@]}" "${mix[@]}" samples.csv 2>&1 >/dev/null | grep -E 'too (low|high)|no Alg is above' >doubts || true
	bloom_told lenient q bloom "${go[@]}" "${mix[@]}" --by bay samples.csv -o waters.csv 2>again || { cat again >&2; return 1; }
	for c in Chla TP TN SD CODMn; do
		! column samples.csv "$c" >/dev/null || n=$((n + 1))
	done
	echo bay,time,TLI,trophic_state >tli.csv
	[ "$n" -eq 0 ] || bloom_told lenient q tli "${go[@]}" "${mix[@]}" --by bay --to day --decimals 1 samples.csv -o tli.csv
}

# points.csv: samples of each bay on its last day, as the table shows them; rounds.csv: each bay and day.
# said.csv: what the sentence is made of, a row for each bay, and for each sample with a bloom.
bloom_tables() {
	awk -F, -v OFS=, "$awk_million"'
		function c(n) { return n in at ? $at[n] : "" }
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i
			if (FILENAME == "graded.csv") print "station,name,bay,day,time,depth,Alg,density6,Chla,WT,pH,DO,SD,TP,TN,CODMn,genus,colour,area,bloom_grade,bloom,TLI,trophic_state" >"points.csv"
			if (FILENAME == "waters.csv") print "bay,day,n_points,Alg,density6,bloom_grade,bloom,rule,TLI,trophic_state" >"rounds.csv"
			next }
		FILENAME == "registry.csv" { name[$at["station"]] = $at["name"]; next }
		FILENAME == "tli.csv" { tli[$at["bay"], $at["time"]] = $at["TLI"] OFS $at["trophic_state"]; next }
		FILENAME == "samples.csv" { b = $at["bay"]; if ($at["day"] > newest[b]) newest[b] = $at["day"]; next }
		FILENAME == "waters.csv" { b = $at["bay"]; d = $at["time"]
			print b, d, $at["n_points"], $at["Alg"], million($at["Alg"]), $at["bloom_grade"], $at["bloom"], $at["rule"], ((b, d) in tli ? tli[b, d] : ",") >"rounds.csv"; next }
		c("day") == newest[c("bay")] { s = c("station")
			print s, (s in name ? name[s] : s), c("bay"), c("day"), c("time"), c("depth"), c("Alg"), million(c("Alg")), c("Chla"), c("WT"), c("pH"), c("DO"), c("SD"),
				c("TP"), c("TN"), c("CODMn"), c("genus"), c("colour"), c("area"), c("bloom_grade"), c("bloom"), c("TLI"), c("trophic_state") >"points.csv" }' \
		registry.csv tli.csv samples.csv waters.csv graded.csv
	# The tables have two decimals, or four where a density is below 0.1.
	fine=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ x = $at["density6"]; if (x ~ /^[0-9]/ && x < 0.1) f = 1 } END { print f }' points.csv)
	awk -F, -v OFS=, "$awk_ratio"'
		function number(x) { sub(/^[<>]/, "", x); return x + 0 }
		function units(x) { return int(x * 100000 + 0.5) }
		function shown(x, what) { sub(/^[<>]/, "", x)
			return x == "" || what == "density6" ? x : ratio(units(x), 100000, what == "area" ? 2 : 1) }
		function most(b, what, x) { if (x == "") return
			if (!((b, what) in lo) || number(x) < number(lo[b, what])) lo[b, what] = x
			if (!((b, what) in hi) || number(x) > number(hi[b, what])) hi[b, what] = x }
		function range(b, what,  a, z) { a = shown(lo[b, what], what); z = shown(hi[b, what], what)
			return (z == "" ? "" : 1) OFS (lo[b, what] ~ /^</ ? 1 : "") OFS (a == z ? "" : 1) OFS a OFS z }
		BEGIN { print "kind_bay,kind_spot,end,bay,day,points,found,density,density_below,density_two,density_min,density_max,chla,chla_below,chla_two,chla_min,chla_max,TLI,trophic_state,genus,bloom_grade,bloom,name,spot_bloom,area,many" }
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i; next }
		FILENAME == "rounds.csv" { round[$at["bay"], $at["day"]] = $at["TLI"] OFS $at["trophic_state"]; grade[$at["bay"], $at["day"]] = $at["bloom_grade"] OFS $at["bloom"]; next }
		{ b = $at["bay"]; if (!(b in day)) bay[++n] = b
			day[b] = $at["day"]
			if (!((b, $at["station"]) in met)) { met[b, $at["station"]]; points[b]++ }
			most(b, "density6", $at["density6"]); most(b, "Chla", $at["Chla"])
			g = $at["genus"]; if (g != "" && !((b, g) in times)) genus[b, ++kinds[b]] = g
			times[b, g]++
			if ($at["bloom_grade"] >= 3) { found[b]++; spot[b, found[b]] = $at["name"] OFS $at["bloom"] OFS ($at["area"] + 0 > 0 ? shown($at["area"], "area") : "") } }
		END { for (i = 1; i <= n; i++) { b = bay[i]; d = day[b]; list = ""
				# The genus of most samples first.
				for (k = 1; k <= kinds[b]; k++) for (j = k; j > 1 && times[b, genus[b, j]] > times[b, genus[b, j - 1]]; j--) {
					t = genus[b, j]; genus[b, j] = genus[b, j - 1]; genus[b, j - 1] = t }
				for (k = 1; k <= kinds[b]; k++) list = list (k > 1 ? "、" : "") genus[b, k]
				r = (b, d) in round ? round[b, d] : ","; g = (b, d) in grade ? grade[b, d] : ","
				print 1, "", (found[b] ? "" : 1), b, d, points[b], (found[b] ? 1 : ""), range(b, "density6"), range(b, "Chla"), r, list, g, "", "", "", (points[b] > 1 ? 1 : "")
				for (k = 1; k <= found[b]; k++) print "", 1, (k == found[b] ? 1 : ""), b, d, ",,,,,,,,,,,,,,", g, spot[b, k], (points[b] > 1 ? 1 : "") } }' rounds.csv points.csv >said.csv
	sorted rounds.csv day: bay: >sorted.csv
	mv sorted.csv rounds.csv
}

# --- automatic stations -------------------------------------------------------------------------

# The shortest time between rows of a station: a part of an hour or of a day, else an hour.
bloom_interval() {	# FILE
	awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ t = $at["time"]; m = (substr(t, 9, 2) * 24 + substr(t, 12, 2)) * 60 + substr(t, 15, 2); s = $at["station"]
			d = m - was[s]; if ((s in was) && d > 0 && (!best || d < best)) best = d; was[s] = m }
		END { print best && 60 % best == 0 ? best "min" : best % 60 == 0 && best && 24 % (best / 60) == 0 ? best / 60 "h" : "1h" }' "$1"
}

# watch.csv: 14 days of early warning up to the last day at the stations on the bays' rivers or lakes; warn.csv: the seven
# days before it; series.csv: one row for each station, for the sentence.
bloom_watch() {
	local n f m from files=() high=()
	has_auto='' figure_station='' figure_name=''
	m=station,time,pH_max,pH_range,DOsat_max,Chla,Chla_max,Alg_max,n,level,warning,signals,not_evaluated
	echo "name,$m" >watch.csv
	echo "name,$m,density_max6" >warn.csv
	echo station,name,from,to,days,judged,warned,open,top_level,top,chla_max >series.csv
	from=$(date -u -d "$last -17 days" +%F)
	watch_from=$(date -u -d "$last -7 days" +%F) watch_to=$(date -u -d "$last -1 day" +%F)
	for f in "$home"/auto/*.csv; do
		n=${f##*/} n=${n%.*}
		[[ -e $f && $n =~ ^[0-9]{4}-[0-9]{2}$ && ! $n < ${from:0:7} && ! $n > ${last:0:7} ]] && files+=("$f")
	done
	# Stations on the lakes of the points, and those of no lake on their rivers.
	awk -F, '
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i; if (pass == 2) print; next }
		!pass { want[$at["station"]]; l[$at["bay"]]; next }
		pass == 1 { if ($at["station"] in want) { r[$at["river"]]; l[$at["lake"]] }; next }
		$at["lake"] != "" ? $at["lake"] in l : $at["river"] != "" && ($at["river"] in r)' points.csv pass=1 registry.csv pass=2 registry.csv >near.csv
	[ "${#files[@]}" -gt 0 ] && [ "$(rows near.csv)" -gt 0 ] || return 0
	q site --registry "$home/stations.csv" "${files[@]}" -o nearby.csv 2>said || { cat said >&2; return 1; }
	m=$(body station near.csv | sed "s/.*/station = '&'/" | paste -sd'|' - | sed 's/|/ or /g')
	q select --period "$from..$last" --where "$m" nearby.csv -o hours.csv
	[ "$(rows hours.csv)" -gt 0 ] || return 0
	for m in Chla Alg; do column hours.csv "$m" >/dev/null && has_auto=1; done
	[ "$has_auto" ] || return 0
	has_auto=''
	[ "$(where 'c("altitude") != "" { print }' near.csv | rows -)" -eq 0 ] || high=(--registry near.csv)
	lenient q bloom "${go[@]}" "${mix[@]}" --warn --interval "$(bloom_interval hours.csv)" "${high[@]}" hours.csv -o days.csv
	bloom_series
}

# What the days of the stations come to: their names, the levels of the seven days, the figure's station.
bloom_series() {
	local first
	first=$(date -u -d "$last -13 days" +%F)
	awk -F, -v OFS=, -v first="$first" -v last="$last" -v from="$watch_from" -v to="$watch_to" "$awk_ratio$awk_million"'
		function shown(x) { return x == "" ? "" : ratio(int(x * 100000 + 0.5), 100000, 1) }
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i; next }
		FILENAME == "near.csv" { name[$at["station"]] = $at["name"]; next }
		pass == 1 { if ($at["Chla"] != "" || $at["Alg_max"] != "") alive[$at["station"]]; next }
		{ s = $at["station"]; t = $at["time"]; if (!(s in alive) || t < first || t > last) next
			print name[s], $0 >>"watch.csv"
			if (t < from || t > to) next
			if (!(s in n)) order[++k] = s
			n[s]++
			l = $at["level"]; if (l == "") open[s]++; else if (l > 0) warned[s]++
			if (l != "" && (!(s in top) || l > top[s])) { top[s] = l; word[s] = $at["warning"] }
			if ($at["Chla"] != "" && (!(s in most) || $at["Chla"] + 0 > most[s] + 0)) most[s] = $at["Chla"]
			print name[s], $0, million($at["Alg_max"]) >>"warn.csv" }
		END { for (i = 1; i <= k; i++) { s = order[i]
				print s, name[s], from, to, n[s], n[s] - open[s], warned[s] + 0, open[s] + 0, top[s], word[s], shown(most[s]) >>"series.csv" } }' \
		near.csv pass=1 days.csv pass=2 days.csv
	[ "$(rows series.csv)" -gt 0 ] || return 0
	has_auto=1
	figure_station=$(body station watch.csv | sed -n 1p)
	figure_name=$(body name watch.csv | sed -n 1p)
}

# --- weather, intakes, what the template is given ---------------------------------------------------

# outlook.csv: the newest forecast from the day of the samples to that of the brief.
bloom_weather() {
	local bad
	has_weather=''
	[ -e "$home/weather.csv" ] || return 0
	q select --where "time >= '$last' and time <= '$date 99'" --columns time,text,favourable "$home/weather.csv" -o forecasts.csv
	[ "$(q select --where "text != ''" forecasts.csv | rows -)" -gt 0 ] || return 0
	has_weather=1
	bad=$(q select --where "favourable != '' and favourable != '0' and favourable != '1'" --columns favourable forecasts.csv | sed -n 2p)
	[ -z "$bad" ] || refuse favourable "$bad"
	{ sed -n 1p forecasts.csv; q select --where "text != ''" forecasts.csv | sed 1d | tail -n 1; } |
		awk -F, '{ print $0 "," (NR == 1 ? "known" : $NF == "" ? "" : 1) }' >outlook.csv
}

# intakes.csv: sources in use then on the same river or lake; unplaced.csv: those of the county whose water is not told.
bloom_intakes() {
	awk -F, -v OFS=, -v day="$last" '
		FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i
			if (pass == 2) { print "station,name" >"intakes.csv"; print "station,name" >"unplaced.csv" }
			next }
		!pass { want[$at["station"]]; l[$at["bay"]]; next }
		pass == 1 { if ($at["station"] in want) { r[$at["river"]]; l[$at["lake"]]; c[$at["county"]] }; next }
		$at["type"] !~ /水源|饮用水/ || ($at["start"] != "" && $at["start"] > day) || ($at["end"] != "" && $at["end"] < day) { next }
		$at["lake"] != "" ? $at["lake"] in l : $at["river"] != "" && ($at["river"] in r) { print $at["station"], $at["name"] >"intakes.csv"; next }
		$at["river"] == "" && $at["lake"] == "" && ($at["county"] in c) { print $at["station"], $at["name"] >"unplaced.csv" }' \
		points.csv pass=1 registry.csv pass=2 registry.csv
}

bloom_low() {	# settings of low confidence in the tables that were used
	awk -F, 'NR > 1 && $4 == "confidence" && $5 == "L" { n[$1]++ }
		END { z["bloom_rules"] = "自动站预警规则"; z["bloom_settings"] = "藻密度单位存疑的界限"
			k = split("bloom_rules bloom_settings", t, " ")
			for (i = 1; i <= k; i++) if (n[t[i]]) { printf "%s%s（%s，%d项）", s, z[t[i]], t[i], n[t[i]]; s = "、" } }' std.csv
}

bloom_set() {
	local c g o s1 s2 s3 top bays wide
	org=${setting[org]:-${city:-$place}生态环境监测中心}
	IFS=, read -r s1 s2 s3 <<<"${signers:-＿＿＿＿,＿＿＿＿,＿＿＿＿}"
	names=() values=()
	for o in year month date issue serial state period org place has_auto has_weather fine last watch_from watch_to figure_name; do
		put "$o" "${!o}"
	done
	put when "$bloom_when"
	put title "$bloom_title"
	put issue_line "$(bloom_issue)"
	put phone "${setting[phone]:-}"
	put report_to "${setting[report_to]:-}"
	put signer1 "$s1"
	put signer2 "${s2:-}"
	put signer3 "${s3:-}"
	# Advice goes by the highest grade, of a point or of all.
	top=$(cat <(body bloom_grade points.csv) <(body bloom_grade said.csv) | sort -n | tail -n 1)
	for g in 1 2 3 4 5; do is "grade$g" "${top:-0}" -eq "$g"; done
	# Columns of the page make room for one another: bay, day, depth.
	bays=$(body bay points.csv | sort -u | wc -l)
	wide=$(($(where 'c("depth") != "" { print }' points.csv | rows -) > 0))
	[ "$bays" -le 1 ] || wide=$((wide + 1))
	[ "$(rows rounds.csv)" -le "$bays" ] || wide=$((wide + 1))
	is narrow "$wide" -gt 0
	is narrower "$wide" -gt 1
	is several "$bays" -gt 1
	is rounds_n "$(rows rounds.csv)" -gt "$bays"
	put rounds_days "$(body day rounds.csv | sort -u | wc -l)"
	is watch_up "$(where 'c("level") >= 2 { print }' warn.csv | rows -)" -gt 0
	is warn_several "$(rows series.csv)" -gt 1
	put intakes_n "$(rows intakes.csv)"
	put unplaced_n "$(rows unplaced.csv)"
	is doubt_low -n "$(grep -E 'too low|no Alg' doubts || true)"
	is doubt_high -n "$(grep 'too high' doubts || true)"
	for c in depth Chla WT pH 'DO' SD genus colour area TLI; do
		is "has_$c" "$(where 'c("'"$c"'") != "" { print }' points.csv | rows -)" -gt 0
	done
	is depth_partly "$(where 'c("depth") == "" { print }' points.csv | rows -)" -gt 0
	for c in Chla DOsat_max pH_max Alg_max; do
		is "watch_$c" "$(where 'c("'"$c"'") != "" { print }' watch.csv | rows -)" -gt 0
	done
	where 'c("area") + 0 > 0 && c("bloom_grade") != "" && c("bloom_grade") < 3 { print }' points.csv >strange.csv
	where 'c("bloom_grade") == "" { print }' points.csv >ungraded.csv
	put tables_id "$(sha256sum std.csv | cut -c1-12)"
	put low "$(bloom_low)"
	is sample -n "$(grep -hs 示例 "$home/README.txt" || true)"
	put_out >set.csv
}

# The line below the head: issue, centre and date.
bloom_issue() {
	printf '%s%s　%s年%d月%d日' "${issue:+第${issue}期　}" "$org" "${date:0:4}" "$((10#${date:5:2}))" "$((10#${date:8:2}))"
}

bloom_names() {	# the title and the words for the period
	year=${period:0:4} month=$((10#${period:5:2}))
	bloom_when=${month}月
	[ "${#period}" -eq 7 ] || bloom_when=${month}月$((10#${period:8:2}))日
	bloom_title=$(body bay points.csv | awk '!seen[$0]++' | list)
	[ "$(body bay points.csv | sort -u | wc -l)" -eq 1 ] || bloom_title=库湾
}

# --- picture, texts, pages, workbook ----------------------------------------------------------------

bloom_picture() {
	local c items=()
	[ "$figure_station" ] || return 0
	for c in Chla DOsat_max pH_max; do
		[ "$(where 'c("'"$c"'") != "" { print }' steps/watch.csv | rows -)" -eq 0 ] || items+=("$c")
	done
	where 'c("station") == "'"$figure_station"'" { print }' steps/watch.csv >steps/figure.csv
	chart lines --label name --items "$(IFS=,; echo "${items[*]}")" --name DOsat_max=溶解氧饱和度日最大值 --name pH_max=pH日最大值 --name Chla=叶绿素a日均值 \
		--width 156 --height $((14 + 14 * ${#items[@]})) steps/figure.csv -o watch.svg
}

bloom_texts() {
	local data
	product_layout bloom tables columns
	product_data said points rounds warn series outlook intakes unplaced strange ungraded
	product_texts bloom wechat
}

bloom_notes() {
	product_head "${bloom_title}水华监测情况" "$year年$bloom_when"
	put 水华分级 "HJ 1098—2020（界限为转引，可由数据表更改）"
	put 营养状态 "叶绿素a、总磷、总氮、透明度、高锰酸盐指数五项，环办〔2011〕22号"
	put 自动站预警 规则为项目提出，不是国家规定
	put 可信度较低的取值 "$(cd steps && bloom_low)"
	put 标准数据表校验码 "$(sha256sum steps/std.csv | cut -c1-12)"
	put_down
}

bloom_pages() {
	local t sheets=() properties
	# The date stands in the head, so it is given for the metadata alone.
	SOURCE_DATE_EPOCH=$(date -u -d "$date" +%s) q pdf "$kind-$period.md" -o "$kind-$period.pdf"
	# The tables of the pages, with their numbers.
	for t in points rounds warn; do
		! grep -q "{#tbl:$t[ }]" "$kind-$period.md" || sheets+=("$t=steps/$t.csv")
	done
	product_properties "${bloom_title}水华监测情况 $year年$bloom_when" 水华预警简报 简报 "水华; 简报" "HJ 1098—2020"
	product_book bloom_notes --flat "样品结果=steps/graded.csv" --flat "库湾=steps/rounds.csv" --flat "自动站=steps/watch.csv" --flat "数据溯源=facts.csv"
}

bloom_publish() {
	rm -f steps/{blooms,imported,numbered,found,sites,cleaned,picked,near,nearby,hours,forecasts,set.old}.csv steps/{days.map,said,told,again,doubts}
	run_json >run.json
	product_out "${place}水华预警简报_$year年$bloom_when${issue:+_第${issue}期}" "$kind-$period-wechat.txt"
}

bloom_brief() {
	read_settings
	{ q bloom --print-standard; q tli --print-standard | sed 1d; } | awk '!seen[$0]++' >std.csv
	bloom_registry
	bloom_samples
	bloom_results
	bloom_tables
	bloom_watch
	bloom_weather
	bloom_intakes
	bloom_names
	bloom_set
	cd ..
	bloom_picture
	bloom_texts
	bloom_pages
	bloom_publish
}
