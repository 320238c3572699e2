# The tables of the air bulletin: the same rows in pages and workbook; stations, gaps, target.

# --- tables: the same rows in pages and workbook -----------------------------------------------

tables() {
	local parts=() partsy=() caps=() capsy=() c
	sed "2,\$s/^[^,]*/$scope/" q.csv >qs.csv
	! [ "$has_cap" ] || caps=(cap.csv)
	totals=0
	if [ "$many" ]; then
		totals=$((1 + ${#caps[@]}))
		sorted c.csv good_ratio:nr exceed_days:n >cs.csv
		parts=(cs.csv)
	fi
	c=county,level_1,level_2,level_3,level_4,level_5,level_6,valid_days,good_ratio,good_ratio_diff,edition
	stack "$c" "${parts[@]}" "${caps[@]}" qs.csv >tdays.csv
	if [ "$has_ytd" ]; then
		sed "2,\$s/^[^,]*/$scope/" y.csv >ys.csv
		! [ "$has_cap" ] || capsy=(capy.csv)
		if [ "$many" ]; then sorted cy.csv good_ratio:nr exceed_days:n >cys.csv; partsy=(cys.csv); fi
		stack "$c" "${partsy[@]}" "${capsy[@]}" ys.csv >tdaysy.csv
	fi
	[ -z "$many" ] || parts=(c.csv)
	c=county,SO2,SO2_pct,NO2,NO2_pct,PM10,PM10_pct,PM2.5,PM2.5_pct,CO_p95,CO_p95_pct,O3_8hmax_p90,O3_8hmax_p90_pct,edition
	standard_table index_air | awk -F, -v set="${Q[index_set]}" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		$at["set"] == set { l[$at["item"]] = $at["limit"] }
		END { printf "二级限值（参考）,%s,,%s,,%s,,%s,,%s,,%s,,%s\n", l["SO2"], l["NO2"], l["PM10"], l["PM2.5"], l["CO"], l["O3"], set }' >limits.csv
	{ printf '%s\n' "$c"; cat limits.csv; stack "$c" "${parts[@]}" "${caps[@]}" qs.csv | sed 1d; } >tconc.csv
	index_table "${caps[@]}"
	movers
	exceedances
	decomposition
}

# tindex.csv: counties in rank order, then the wholes without rank; behind each its January to now.
index_table() {	# CAPITAL...
	local f want=county,rank,index,I_max,main,index_pct,edition ytd=county,index,rank,index_pct
	where 'c("rank") != "" { print }' c.csv >ranked.all
	sorted ranked.all rank:n >byrank.csv
	where 'c("rank") == "" { print }' c.csv >unranked.csv
	{
		printf 'county,index,rank,tie_with,edition\n'
		body county,index,rank,edition byrank.csv | awk -F, -v OFS=, '
			{ print $1, $2, $3, ($3 == last ? who : ""), $4; who = $1; last = $3 }'
	} >ranked.csv
	{
		[ -z "$many" ] || { body "$want" byrank.csv; body "$want" unranked.csv; }
		for f in "$@" qs.csv; do body "$want" "$f" | awk -F, -v OFS=, '{ $2 = ""; print }'; done
	} >now.all
	: >ytd.all
	if [ "$has_ytd" ]; then
		{
			[ -z "$many" ] || body "$ytd" cy.csv
			for f in ${has_cap:+capy.csv} ys.csv; do body "$ytd" "$f" | awk -F, -v OFS=, '{ $3 = ""; print }'; done
		} >ytd.all
	fi
	{
		printf 'rank,county,index,I_max,main,index_pct,index_ytd,rank_ytd,index_ytd_pct,edition\n'
		awk -F, -v OFS=, '
			FILENAME == "ytd.all" { y[$1] = $2 "," $3 "," $4; next }
			{ gsub(/ /, "、", $5); print $2, $1, $3, $4, $5, $6, ($1 in y ? y[$1] : ",,"), $7 }' ytd.all now.all
	} >tindex.csv
	# The two ends of the ranking, ties together, when there are enough to tell ends.
	best='' worst=''
	if [ "$(rows byrank.csv)" -ge 4 ]; then
		best=$(where 'c("rank") <= 2 { print }' byrank.csv | body county - | list)
		worst=$(body county,rank byrank.csv | awk -F, '{ n[NR] = $1; r[NR] = $2 }
			END { for (i = NR; i && r[i] >= r[NR - 1]; i--) print n[i] }' | list)
		[ "$(tr -cd '\343' <<<"$best$worst" | wc -c)" -le 4 ] || best='' worst=''
	fi
	main_all=$(body main c.csv | sort -u)
	case $main_all in *$'\n'* | *' '*) main_all='' ;; esac
}

# Counties whose PM2.5 rose, fell, stayed; up to three are named, the larger difference first in a tie.
movers() {
	where 'c("PM2.5_pct") > 0 { print }' c.csv >risen.all
	where 'c("PM2.5_pct") != "" && c("PM2.5_pct") < 0 { print }' c.csv >fallen.all
	where 'c("PM2.5_pct") != "" && c("PM2.5_pct") == 0 { print }' c.csv >level.csv
	sorted risen.all PM2.5_pct:nr PM2.5_diff:nr | sed -n 1,4p >risen.csv
	sorted fallen.all PM2.5_pct:n PM2.5_diff:n | sed -n 1,4p >fallen.csv
	n_risen=$(rows risen.all) n_fallen=$(rows fallen.all) n_level=$(rows level.csv)
	{ printf 'county,PM2.5,PM2.5_base,PM2.5_diff,share,edition\n'
	body county,PM2.5,PM2.5_base,PM2.5_diff,edition c.csv | awk -F, -v OFS=, -v n="$counties" "$awk_ratio"'
		{ print $1, $2, $3, $4, ($4 == "" ? "" : ratio($4, n, 2)), $5 }'
	body county,PM2.5,PM2.5_base,PM2.5_diff,edition qs.csv | awk -F, -v OFS=, '{ print $1, $2, $3, $4, "", $5 }'; } >share.csv
	where 'c("good_ratio") == 100 { print }' c.csv >full.csv
}

# County-days above a daily limit, with their weather; and what was primary over an AQI of 50.
exceedances() {
	local i want=time,county,AQI,level,category,primary,SO2,NO2,CO,O3_8hmax,PM10,PM2.5,edition
	[ "${#also[@]}" -eq 0 ] || want=$want,category_2012
	where 'c("exceed") != "" { print }' daily.csv >over.csv
	{
		printf 'time,county,AQI,level,category,primary_zh,conc,RAIN_before,WS,RH,old,edition\n'
		body "$want" over.csv | sort -t, -s -k1,1 | awk -F, -v OFS=, '
			BEGIN { n["SO2"] = 7; n["NO2"] = 8; n["CO"] = 9; n["O3"] = 10; n["PM10"] = 11; n["PM2.5"] = 12 }
			FILENAME == "metdays.csv" {
				if (FNR == 1) { for (i = 1; i <= NF; i++) at[$i] = i; next }
				d = $1 SUBSEP $2
				ws[d] = $at["WS"]; rh[d] = $at["RH"]
				before[d] = last[$1]; last[$1] = $at["RAIN"]
				next
			}
			{
				k = split($6, p, " "); v = z = ""; d = $2 SUBSEP $1
				for (i = 1; i <= k; i++) {
					v = v (i > 1 ? "、" : "") $(n[p[i]])
					z = z (i > 1 ? "、" : "") p[i]
				}
				print $1, $2, $3, $4, $5, z, v, before[d], ws[d], rh[d], $14, $13
			}' ${has_met:+metdays.csv} -
	} >exceed.csv
	# How many of each level (the lightest first), county and primary (the most first).
	body level,category exceed.csv | tally level,category | sorted - level:n >over_level.csv
	body county exceed.csv | tally county | sorted - days:nr >over_county.csv
	body primary_zh exceed.csv | sed 's/、/\n/g' | tally item | sorted - days:nr >over_item.csv
	only_new=0
	[ "${#also[@]}" -eq 0 ] ||
		only_new=$(where 'c("level_2012") != "" && c("level_2012") <= 2 { print }' over.csv | rows -)
	for i in PM2.5 PM10 O3 NO2 CO SO2; do printf '%s,%s\n' "$i" "${Q[primary_$i]:-0}"; done |
		awk -F, -v OFS=, -v n="${Q[primary_days]:-0}" -v e="$edition" "$awk_ratio"'
			BEGIN { print "item,days,share,edition" }
			$2 > 0 { print $1, $2, ratio($2 * 100, n, 1), e }' | sorted - days:nr >prim.csv
}

# The index's change by item; the terms are displayed values, so they add up exactly.
decomposition() {
	local i
	{ printf 'item,I,I_base,I_diff,word,edition\n'
	for i in PM2.5 PM10 O3 NO2 CO SO2; do printf '%s,%s,%s,%s\n' "$i" "${Q[I_$i]}" "${Q[I_${i}_base]}" "${Q[I_${i}_diff]}"; done |
		awk -F, -v OFS=, -v e="$edition" '{ print $0, ($4 > 0 ? "拉升" : $4 < 0 ? "拉低" : "—"), e }'
	printf '综合指数,%s,%s,%s,合计,%s\n' "${Q[index]}" "${Q[index_base]}" "${Q[index_diff]}" "$edition"; } >decomp.csv
	where 'c("word") == "拉升" { print }' decomp.csv >up.all
	where 'c("word") == "拉低" { print }' decomp.csv >down.all
	sorted up.all I_diff:nr >up.csv
	sorted down.all I_diff:n >down.csv
}

# --- stations, gaps, target --------------------------------------------------------------------

sites() {
	lenient q average --to day --registry "$registry" --period "$period" --counts \
		"${go[@]}" "${mix[@]}" month.csv -o stationdays.csv
	{
		printf 'county,station,name,type,SO2,NO2,CO,O3_8hmax,PM10,PM2.5\n'
		awk -F, '
			BEGIN { k = split("SO2 NO2 CO O3_8hmax PM10 PM2.5", item, " ") }
			FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
			FILENAME == "stationdays.csv" {
				s = $at["station"]; seen[s]
				for (i = 1; i <= k; i++) if (item[i] in at) n[s, i] += $at[item[i]] != ""
				next
			}
			$1 in seen {
				printf "%s,%s,%s,%s", $2, $1, $4, $5
				for (i = 1; i <= k; i++) printf ",%d", n[$1, i]
				printf "\n"
				delete seen[$1]
			}' stationdays.csv registry.csv
	} >tsites.csv
	gaps
}

# gaps.csv: station-hours without a value of some item, by the cause that the flags give.
gaps() {
	local end due
	end=$(last_day "$period")
	due=$((10#${end##*-} * 24))
	standard_table flags | cut -d, -f1-3 >flags.csv
	: >daycause
	awk -F, -v OFS=, -v due="$due" '
		function most(s,  c, top) {	# cause with the most hours left of station s
			for (c in cause)
				if (n[s, c] > 0 && (top == "" || n[s, c] > n[s, top] || (n[s, c] == n[s, top] && c < top))) top = c
			return top
		}
		FILENAME == "flags.csv" { if ($2 == "drop") zh[$1] = $3; next }
		FILENAME == "tsites.csv" { if (FNR > 1) { order[++k] = $2; county[$2] = $1; name[$2] = $3 } next }
		FNR == 1 {
			for (i = 1; i <= NF; i++) at[$i] = i
			m = split("SO2 NO2 PM10 PM2.5 CO O3", item, " ")
			next
		}
		{
			s = $at["station"]; rows[s]++; lost = 0; why = " "
			for (i = 1; i <= m; i++) if (item[i] in at && $at[item[i]] == "") lost = 1
			f = "flags" in at ? split($at["flags"], p, " ") : 0
			for (i = 1; i <= f; i++) {
				c = p[i]; sub(/^.*:/, "", c)
				if (substr(c, 1, 2) == "x-") zh[c] = "厂家标记" substr(c, 3)
				if (!(c in zh)) continue
				lost = 1
				if (index(why, " " c " ")) continue
				why = why c " "; cause[c]; n[s, c]++; day[county[s], substr($at["time"], 1, 10), c]++
			}
			if (lost) { hours[s]++; if (why == " ") n[s, "-"]++ }
		}
		END {
			zh["-"] = "原因未记录"; zh["+"] = "无记录"; cause["-"]; cause["+"]
			print "county,station,name,hours,causes"
			for (j = 1; j <= k; j++) {
				s = order[j]; text = ""
				if (rows[s] < due) { n[s, "+"] = due - rows[s]; hours[s] += due - rows[s] }
				while ((c = most(s)) != "") {
					text = text (text == "" ? "" : "、") zh[c] n[s, c] "小时"
					n[s, c] = 0
				}
				if (hours[s]) print county[s], s, name[s], hours[s], text
			}
			for (d in day) { split(d, x, SUBSEP); print x[1], x[2], zh[x[3]], day[d] >"daycause" }
		}' flags.csv tsites.csv month.csv >gaps.csv
	where 'c("hours") * 20 > '"$due"' { print }' gaps.csv >most.csv
	# County-days without an AQI, with the cause of most of their lost hours.
	{
		printf 'time,county,cause\n'
		sort -t, -k1,1 -k2,2 -k4,4nr -k3,3 daycause | awk -F, -v OFS=, '
			FILENAME == "-" { if (!(($1, $2) in why)) why[$1, $2] = $3; next }
			FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
			$at["AQI"] == "" {
				d = $at["county"] SUBSEP $at["time"]
				print $at["time"], $at["county"], (d in why ? why[d] : "无数据")
			}' - daily.csv | sort -t, -s -k1,1
	} >invalid.csv
}

target() {
	local left room
	printf 'target_PM2.5,room_PM2.5,need_PM2.5,room_word,left_days,edition\n' >t.csv
	[ -e "$home/targets.csv" ] && [ "$has_ytd" ] && [ -z "$county" ] || return 0
	# The whole's target stands under 全州 or 全市; the results are named by the registry's city.
	sed "s/,全州,/,$city,/; s/,全市,/,$city,/" "$home/targets.csv" >targets.csv
	air "${whole[@]}" --edition "$edition" --period "ytd:$period" --targets targets.csv days.csv -o target.csv
	column target.csv target_PM2.5 >/dev/null || return 0
	load T target.csv
	[ "${T[target_PM2.5]}" ] || return 0
	left=$((($(date -u -d "$year-12-31" +%s) - $(date -u -d "$(last_day "$period")" +%s)) / 86400))
	case ${T[room_PM2.5]} in -*) room=超出目标 ;; *) room=距目标尚有 ;; esac
	printf '%s,%s,%s,%s,%s,%s\n' "${T[target_PM2.5]}" "${T[room_PM2.5]}" "${T[need_PM2.5]}" "$room" "$left" "$edition" >>t.csv
}
