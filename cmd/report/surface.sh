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
