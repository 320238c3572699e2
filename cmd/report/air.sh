# The monthly bulletin of air: hours of the folder to tables, pictures, texts, pages and workbook.

# --- standards in use --------------------------------------------------------------------------

standard_table() {	# TABLE: a table of knowledge in use, as CSV; its free texts, behind, may hold commas
	awk -F, -v OFS=, -v t="$1" '
		NR > 1 && $1 == t {
			v[$3, $4] = $5
			if ($3 + 0 > n) n = $3 + 0
			if (!($4 in at)) { at[$4]; col[++k] = $4 }
		}
		END {
			for (i = 1; i <= k; i++) printf "%s%s", col[i], i < k ? "," : "\n"
			for (r = 1; r <= n; r++)
				for (i = 1; i <= k; i++) printf "%s%s", v[r, col[i]], i < k ? "," : "\n"
		}' std.csv
}

read_standards() {
	q air --print-standard >std.csv
	standard_table editions | cut -d, -f1-6 >editions.csv
}
edition_on() {	# DATE: the edition in force
	awk -F, -v d="$1" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		e == "" || $at["effective_from"] <= d { e = $at["edition"] } END { print e }' editions.csv
}
last_day() { date -u -d "$1-01 +1 month -1 day" +%F; }	# of the month

# --- hours to days ---------------------------------------------------------------------------

# registry.csv: station,county,city,name,type,assessed, where the folder's registry has them.
read_registry() {
	local known=() c head
	head=$(head -n 1 "$home/stations.csv" | tr -d '\r' | sed 's/^\xef\xbb\xbf//')
	for c in station county city name type assessed; do
		case ,$head, in *,$c,*) known+=("$c") ;; esac
	done
	for c in station county; do
		case " ${known[*]} " in *" $c "*) ;; *) refuse nocolumn stations.csv "$c" ;; esac
	done
	registry=$home/stations.csv
	if [ "$county" ]; then
		case $county in *[,\"\'\|/]*) refuse county "$county" ;; esac
		q select --where "county = '$county'" "$registry" -o own.csv
		[ "$(rows own.csv)" -gt 0 ] || refuse county "$county"
		registry=$PWD/own.csv
	fi
	q select --columns "$(IFS=,; echo "${known[*]}")" "$registry" -o picked.csv
	! grep -q '"' picked.csv || refuse quote stations.csv
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "station,county,city,name,type,assessed"; next }
		function c(n) { return n in at ? $at[n] : "" }
		{ print c("station"), c("county"), c("city"), c("name"), c("type"), (c("assessed") == "0" ? 0 : 1) }' picked.csv >registry.csv
	counties=$(where 'c("assessed") { print }' registry.csv | body county - | awk '$0 != "" && !s[$0]++ { n++ } END { print n + 0 }')
	[ "$counties" -gt 0 ] || refuse nocounties
	c=$(body city registry.csv | sort -u | awk 'END { print NR }')
	[ "$c" -eq 1 ] || [ "$counties" -eq 1 ] || refuse cities "$c"
	city=$(body city registry.csv | sed -n 1p)
	if [ "$counties" -gt 1 ]; then
		many=1 by=(--by county) whole=(--by city --via county) place=${city:-本市}
		case $place in *市) scope=全市 ours=我市 ;; *) scope=全州 ours=我州 ;; esac
	else
		many='' by=(--by county) whole=(--by county)
		place=$(body county registry.csv | sed -n 1p)
		scope=$place ours=$place
	fi
}

# hours.csv of all months, days.csv of the years that are looked at, month.csv: the period's hours.
gather() {
	local f g columns plain=() dust=()
	for f in "$home"/hours/*.csv; do
		g=$f
		if IFS= read -r g <"$f"; [[ ${g#$'\xef\xbb\xbf'} == date,hour,type,* ]]; then
			g=import-${f##*/}
			lenient q import "${go[@]}" cnemc-sites "$f" -o raw.csv
			q site --drop-unknown --registry "$registry" raw.csv -o "$g"
		else
			g=$f
		fi
		plain+=("$g")
	done
	q site --drop-unknown --registry "$registry" "${plain[@]}" -o hours.csv
	rm -f raw.csv import-*.csv
	[ "$(rows hours.csv)" -gt 0 ] || refuse nohoursof
	[ ! -e "$home/dust.csv" ] || dust=(--dust "$home/dust.csv")
	# Years may differ in state; the month itself may not (see sites).  Days without data have no state.
	lenient q average --to day --registry "$registry" "${go[@]}" --allow-mixed "${dust[@]}" hours.csv -o alldays.csv
	columns=$(head -n 1 alldays.csv | tr ',' '\n' | grep -vx -e state -e source | paste -sd, -)
	q select --columns "$columns" --period "$((year - 6))-01..$period" alldays.csv -o days.csv
	awk -F, 'NR == 1 { for (i = 3; i <= NF; i++) if ($i != "flags") use[i]; next }
		{ m = substr($2, 1, 7); if (m in seen) next; for (i in use) if ($i != "") { seen[m]; print m; next } }' days.csv | sort >months
	has "$period" || refuse nodata "$period"
	q select --period "$period" hours.csv -o month.csv
}

# --- assessment ------------------------------------------------------------------------------

air() { q air --registry "$registry" "${mix[@]}" "$@"; }

# NAME PERIOD BASE BASE-IS-THERE DATA OPTIONS: NAME.csv, compared with its base by one edition.
# Regions of every kind are named in a column county, so that one table can hold them.
assess() {
	air "${@:6}" --edition "$edition" --period "$2" "$5" -o now.csv
	if [ "$4" ]; then air "${@:6}" --edition "$edition" --period "$3" "$5" -o base.csv
	else head -n 1 now.csv >base.csv; fi
	q compare --words --as 同比 now.csv base.csv | sed '1s/^[^,]*/county/' >"$1.csv"
}

assess_all() {
	local own natsites
	edition=$(edition_on "$(last_day "$period")")
	has_base=; ! has "$last_year" || has_base=1
	has_ytd=; [ "$month" -eq 1 ] || ! has_all "$year" || has_ytd=1
	has_ytd_base=; [ -z "$has_ytd" ] || ! has_all "$((year - 1))" || has_ytd_base=1
	assess q "$period" "$last_year" "$has_base" days.csv "${whole[@]}"
	assess c "$period" "$last_year" "$has_base" days.csv "${by[@]}"
	if [ "$has_ytd" ]; then
		assess y "ytd:$period" "ytd:$last_year" "$has_ytd_base" days.csv "${whole[@]}"
		assess cy "ytd:$period" "ytd:$last_year" "$has_ytd_base" days.csv "${by[@]}"
	fi
	load Q q.csv
	# The city that the state assesses: its national sites, where there are others too.
	where 'c("assessed") && c("type") == "国控" { print }' registry.csv >national.csv
	own=$(where 'c("assessed") { print }' registry.csv | rows -)
	has_cap=
	if [ "$many" ] && [ "$(rows national.csv)" -gt 0 ] && [ "$(rows national.csv)" -lt "$own" ]; then
		has_cap=1
		awk -F, 'NR == FNR { national[$1]; next } FNR == 1 || $1 in national' national.csv days.csv >nat.csv
		q select --where "type = '国控'" "$registry" -o natsites.csv
		natsites=$PWD/natsites.csv own=$registry registry=$natsites
		assess cap "$period" "$last_year" "$has_base" nat.csv --by city
		[ -z "$has_ytd" ] || assess capy "ytd:$period" "ytd:$last_year" "$has_ytd_base" nat.csv --by city
		registry=$own
		sed -i '2,$s/^[^,]*/州城（国考）/' cap.csv ${has_ytd:+capy.csv}
	fi
	also=(); [ "$edition" = 2012 ] || also=(--also 2012)
	air "${by[@]}" --days --edition "$edition" --period "$period" "${also[@]}" days.csv | sed '1s/^[^,]*/county/' >daily.csv
}

# --- what the templates are given besides ------------------------------------------------------

# Settings of low confidence that this month's figures rest on.
low_confidence() {
	awk -F, -v set="${Q[index_set]}" -v e="$edition" -v met="$has_met" -v low="$1" '
		NR > 1 { v[$1, $3, $4] = $5; if ($3 + 0 > n[$1]) n[$1] = $3 + 0 }
		function used(t, r,  i) {
			if (t == "index_air") return v[t, r, "set"] == set
			if (t == "low") return low
			i = v[t, r, "item"]
			if (t == "rounding" || t == "validity") {
				if (v[t, r, "edition"] != "*" && v[t, r, "edition"] != e) return 0
				if (i == "*") return met && v[t, r, "period"] ~ /^(day|month)$/
				return i ~ /^(SO2|NO2|PM10|PM2\.5|CO|O3)$/ }
			return 0 }
		END { z["index_air"] = "综合指数的限值和权重"; z["low"] = "低值的替换值"; z["rounding"] = "修约位数"; z["validity"] = "有效数据的最少个数"
			k = split("index_air low rounding validity", t, " ")
			for (j = 1; j <= k; j++) { c = 0; for (r = 1; r <= n[t[j]]; r++) if (v[t[j], r, "confidence"] == "L" && used(t[j], r)) c++
				if (c) { printf "%s%s（%s，%d项）", s, z[t[j]], t[j], c; s = "、" } } }' std.csv
}

data_state() {
	local k states=${setting[state]:-}
	if k=$(column month.csv state); then
		states=$(awk -F, -v k="$k" 'NR > 1 && !s[$k]++ { print $k }' month.csv | sort | paste -sd' ' -)
	fi
	case $states in
	final | checked) echo 审核后实况数据 ;;
	first) echo 初审实况数据 ;;
	raw) echo 未经审核的实况数据 ;;
	'') echo 实况数据，审核状态未标注 ;;
	*) echo 审核状态不一的实况数据 ;;
	esac
}

# The month's standards, data state and rules in words.
standards_in_words() {
	local limits
	IFS=, read -r _ _ _ limits std_index std_assessment < <(awk -F, -v e="$edition" '$1 == e' editions.csv)
	limits_stage=''
	case $limits in
	*transition*) limits_stage=过渡阶段 limits=${limits% transition*} ;;
	*final*) limits_stage=2031年起的 limits=${limits% final*} ;;
	esac
	limits=${limits/ + amendment 1 (2018)/及2018年修改单}
	limits_code=$(code_zh "$limits") std_index=$(code_zh "$std_index") std_assessment=$(code_zh "$std_assessment")
	state_zh=$(data_state)
	index_rule="六项单项指数（保留两位小数）之和，权重均为1，"
	index_rule+="限值取${limits_stage}年平均二级浓度限值（CO、O3为日平均、日最大8小时平均限值）"
}

# events.csv: this month's, without dust and power cuts, which the notes tell.
events() {
	[ -e "$home/events.csv" ] || return 0
	q select --where "type != '沙尘' and type != '停电'" "$home/events.csv" |
		awk -F, -v OFS=, -v p="$period" -v who="$county" -v city="$city" '
			NR == 1 { print; next }
			substr($1, 1, 7) == p && (who == "" || index($3, who) || index($3, city)) { gsub(/ /, "、", $3); print }' >events.csv
}

# set.csv: one row of names for the templates.
describe() {
	local o absent='' base_edition='' s1 s2 s3 n_over n_full n_short
	standards_in_words
	events
	[ -z "$has_base" ] || base_edition=$(edition_on "$(last_day "$last_year")")
	org=${setting[org]:-${city:-$place}生态环境监测中心}
	season "$next_month"
	IFS=, read -r s1 s2 s3 <<<"${signers:-＿＿＿＿,＿＿＿＿,＿＿＿＿}"
	for o in met:气象资料 dust:沙尘等特殊事件清单 events:事件记录 targets:年度目标 settings:本中心设置; do
		[ -e "$home/${o%%:*}.csv" ] || absent+=${absent:+、}${o#*:}
	done
	names=() values=()
	for o in year month date issue serial state period last_year org revise reason place scope ours many totals counties \
		has_base has_met has_ytd limits_code limits_stage std_index std_assessment index_rule state_zh best worst \
		main_all outlook next_month only_new n_risen n_fallen n_level absent edition; do
		put "$o" "${!o}"
	done
	for o in phone report_to send_to copy_to; do put "$o" "${setting[$o]:-}"; done
	put tip "${setting[tip]:-$tip}"
	put signer1 "$s1"
	put signer2 "${s2:-}"
	put signer3 "${s3:-}"
	o=${place%州}
	put place_short "${o%市}"
	put where "${many:+各县（市）城区}"
	[ "$many" ] || values[-1]="\"$place\""
	unit=天${many:+次}
	put unit "$unit"
	put low "$(low_confidence "$(grep -c ':low' month.csv || true)")"
	put tables_id "$(sha256sum std.csv | cut -c1-12)"
	put ytd_base "$has_ytd_base"
	put stations "$(rows tsites.csv)"
	put hours "$(rows month.csv)"
	put n_unranked "$(rows unranked.csv)"
	put rows_conc "2-$(rows tconc.csv)"
	case ${Q[PM2.5_diff]} in -*) put PM2.5_higher 低 ;; *) put PM2.5_higher 高 ;; esac
	is sample -n "$(grep -hs 示例 "$home/README.txt" || true)"
	is also "${#also[@]}" -gt 0
	is has_dust -e "$home/dust.csv"
	is no_ytd "$month" -gt 1 -a -z "$has_ytd"
	is no_ytd_base -n "$has_ytd" -a -z "$has_ytd_base"
	is again -n "$has_base" -a "$base_edition" != "$edition"
	is ytd_again -n "$has_ytd" -a "$(edition_on "$year-01-31")" != "$edition"
	put worse $((Q[level_4] + Q[level_5] + Q[level_6]))
	n_over=$(rows exceed.csv) n_full=$(rows full.csv) n_short=$(rows invalid.csv)
	put over "$n_over"
	is over_one "$n_over" -eq 1
	is over_list "$n_over" -gt 0 -a "$n_over" -le 6
	is only_new_all "$only_new" -gt 0 -a "$only_new" -eq "$n_over"
	put n_full "$n_full"
	is full_all "$n_full" -eq "$counties"
	is full_some "$n_full" -gt 0 -a "$n_full" -lt "$counties" -a -n "$many"
	put short_days "$n_short"
	is short_few "$n_short" -le 10
	is risen_all "$n_risen" -eq "$counties"
	is risen_more "$n_risen" -gt 3
	is fallen_all "$n_fallen" -eq "$counties"
	is fallen_more "$n_fallen" -gt 3
	is level_all "$n_level" -eq "$counties"
	put_out >set.csv
}

# --- pictures, texts, pages, workbook ----------------------------------------------------------

pictures() {
	local l=() lim=() levels=steps/c.csv items=steps/c.csv common=county,time,edition
	[ -z "$many" ] || levels=steps/cs.csv
	# Without a base the charts are not to speak of one.
	if [ -z "$has_base" ]; then
		cols "$common,level_1,level_2,level_3,level_4,level_5,level_6" "$levels" >steps/c_levels.csv
		cols "$common,SO2,NO2,PM10,PM2.5,CO_p95,O3_8hmax_p90" steps/c.csv >steps/c_items.csv
		levels=steps/c_levels.csv items=steps/c_items.csv
	fi
	chart levels --label county "$levels" -o levels.svg
	IFS=, read -ra l <steps/limits.csv
	lim=(--limit "SO2=${l[1]}" --limit "NO2=${l[3]}" --limit "PM10=${l[5]}" --limit "PM2.5=${l[7]}" --limit "CO_p95=${l[9]}" --limit "O3_8hmax_p90=${l[11]}")
	chart items --label county "${lim[@]}" "$items" -o items.svg
	chart calendar --label county --period "$period" steps/daily.csv -o calendar.svg
	chart singles --label county steps/c.csv -o singles.svg
	[ "$(rows steps/prim.csv)" -eq 0 ] || chart bars --height 30 --label item --items days --unit "$unit" --name days=首要污染物 steps/prim.csv -o primary.svg
	chart lines --label county --items PM2.5 --width 79 steps/months.csv -o pm25.svg
	chart lines --label county --items O3_8hmax_p90 --width 79 steps/months.csv -o o3.svg
	[ "$has_base" ] || return 0
	{ printf 'name,value\n上年同期,%s\n' "${Q[index_base]}"
	awk -F, 'NR > 1 && $5 != "合计" { print $1 "," $4 }' steps/decomp.csv
	printf '本期,%s\n' "${Q[index]}"; } >steps/fall.csv
	chart waterfall --height 52 --name value=综合指数 steps/fall.csv -o decomp.svg
}

texts() {
	local data
	product_layout air tables columns charts
	product_data q y cap t m met roll trend next ranked unranked risen fallen level full up down exceed over_level over_county over_item \
		prim events invalid gaps most share decomp tdays tdaysy tconc tindex tsites changes
	product_texts air wechat radio
}

# What a revision changed: revision.csv has every figure, changes.csv the cells of the tables.
revision() {
	local old=$out/$issued_name t
	[ "$revise" -le 1 ] || old=$old-r$((revise - 1))
	[ -e "$old/facts.csv" ] || refuse norevised "$old"
	texts
	q diff --key id "$old/facts.csv" facts.csv | where 'c("item") == "text" || c("item") == "" { print }' >revision.csv
	for t in tdays tconc tindex; do
		q diff --key county --ignore edition "$old/steps/$t.csv" "steps/$t.csv" | where 'c("kind") == "changed" { print "'$t',"  c("county") "," c("item") "," c("old") "," c("new") }' | sed 1d
	done | awk -F, -v OFS=, 'BEGIN { print "county,item,old,new" }
		FILENAME == "columns.csv" { head["t" $1, $2] = $3; next }
		{ h = head[$1, $3]; gsub(/ \/ /, "", h); if (h != "") print $2, h, $4, $5 }' columns.csv - >steps/changes.csv
	say changed "$revise" "$(rows revision.csv)"
	[ "$quiet" ] || awk -F, 'NR > 1 { print "  " $1 " " $2 ": " ($3 == "" ? "—" : $3) " -> " ($4 == "" ? "—" : $4) }' steps/changes.csv >&2
}

notes() {
	product_head "$place环境空气质量月报" "$year年$month月"
	put 评价标准 "$limits_code$limits_stage二级浓度限值"
	put 指数标准 "$std_index"
	put 评价方法 "$std_assessment"
	put 综合指数 "$index_rule"
	put 数据状态 "$state_zh"
	put 变化百分比 由修约后的显示值计算，四舍六入五成双
	put 比例之和 因修约，各项之和可能不等于100%
	put 原因语句等级 "$cause"
	put 标准数据表校验码 "$(sha256sum steps/std.csv | cut -c1-12)"
	[ -z "$revise" ] || put 修订 "第${revise}次：$reason"
	put_down
}

pages() {
	local sheets properties printing shown='tdays tdaysy tconc tindex exceed'
	product_pages &
	printing=$!
	[ -z "$has_base" ] || shown+=" decomp${many:+ share}"
	read -ra shown <<<"$shown met tsites gaps"
	product_sheets "${shown[@]}"
	product_properties "$place环境空气质量月报 $year年$month月" 环境空气质量 月报 "环境空气质量; 月报" "$edition" "数据状态=$state_zh"
	product_book notes --chart-spec charts.csv --flat "日数据=steps/daily.csv" --flat "数据溯源=facts.csv"
	wait "$printing"
}

# --- what it was made of, and where it goes ----------------------------------------------------

publish() {
	local kept=''
	kept+=' q c cs y cy cap capy days daily months std set tdays tdaysy tconc tindex tsites ranked exceed prim'
	kept+=' decomp share up down met m metdays gaps most invalid trend roll next t events full risen fallen level'
	kept+=' over_level over_county over_item changes '
	keep_steps "$kept"
	product_out "${place}空气月报_${year}年${month}月${issue:+_第${issue}期}" "$kind-$period"-{wechat,radio}.txt
	[ -z "$revise" ] || printf '%s\n' "$final/revision.csv"
}

# --- the bulletin ----------------------------------------------------------------------------

air_bulletin() {
	local drawing
	read_standards
	read_registry
	gather
	assess_all
	weather_days
	tables
	weather
	trend
	sites
	target
	read_settings
	describe
	cd ..
	pictures &
	drawing=$!
	[ -z "$revise" ] || revision
	texts
	wait "$drawing"
	pages
	run_json >run.json
	publish
}
