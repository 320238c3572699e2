# The report on drinking-water sources, of a month or a quarter: laboratory sheets to verdicts, rates by count
# and by volume, early warning, retests, pictures, pages, workbook and short text.
# Verdicts, multiples, ratios and rates are those of qj-drinking, changes of rates those of qj-compare.
# Names of items hold commas (1,2-二氯苯): tables go through plain before awk reads them, and through quoted after it.

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
	awk -F, -v OFS=, -v due=$((10#${water_last#*-} - 10#${water_first#*-} + 1)) -v monthly="$sources_monthly" 'BEGIN { print "name,months" } '"$awk_cells"'
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
	put monthly "$sources_monthly"
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
	set_text sources_monthly	# tier sampled each month; the others each quarter, their groundwater each half-year
	set_number rain_days 1
	set_number rain_least
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
