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

# --- weather -----------------------------------------------------------------------------------

# metdays.csv: days of each county's weather (of each station where the file has no county).
weather_days() {
	local head
	has_met=''
	[ -e "$home/met.csv" ] || return 0
	head=$(head -n 1 "$home/met.csv" | tr -d '\r')
	case ,$head, in
	*,county,*) q average --to day --station county "$home/met.csv" -o metall.csv ;;
	*) q average --to day "$home/met.csv" -o metall.csv ;;
	esac
	awk -F, -v who="$county" 'NR == 1 || who == "" || $1 == who' metall.csv >metdays.csv
	case $(head -n 1 metdays.csv) in *RAIN* ) ;; *) return 0 ;; esac
	! awk -F, -v p="$period" 'NR > 1 && substr($2, 1, 7) == p { n = 1; exit } END { exit !n }' metdays.csv || has_met=1
}

# m.csv: the month's weather over all counties, against last year; met.csv the same as a table.
# What is against the particles' change is never given as its cause: two indicators that agree with
# it (wet days, calm days) make level C2, one makes C1, none C0.
weather() {
	local p want=0 wet=0 calm=0 rain=0
	cause=C0
	[ "$has_met" ] || return 0
	{
		printf 'place,time,RAIN,WS,RH,T,SUN,whole\n'
		body station,time,RAIN,WS,RH,T,SUN metdays.csv | awk -F, -v a="$period" -v b="$last_year" '
			{ m = substr($2, 1, 7) }
			m == a || m == b { print $0 ",x" }'
	} >m_days.csv
	q average --to month --station place --by whole --percentile none m_days.csv -o m_months.csv
	q average --to day --station place --by whole m_days.csv -o whole_days.csv
	for p in "$period" "$last_year"; do
		{
			printf 'county,time,RAIN,WS,RH,T,SUN,days_wet,days_calm\n'
			awk -F, -v OFS=, -v p="$p" -v who="$scope" '
				FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
				FILENAME == "whole_days.csv" {
					if (substr($at["time"], 1, 7) == p) {
						wet += $at["RAIN"] != "" && $at["RAIN"] >= 1
						calm += $at["WS"] != "" && $at["WS"] < 1
					}
					next
				}
				$at["time"] == p {
					print who, p, $at["RAIN"], $at["WS"], $at["RH"], $at["T"], $at["SUN"], wet + 0, calm + 0
				}' whole_days.csv m_months.csv
		} >"met-$p.csv"
	done
	q compare --words --as 同比 "met-$period.csv" "met-$last_year.csv" -o m_compared.csv
	load M m_compared.csv
	# 1 is against clean air, -1 for it.
	[ -z "$has_base" ] || [ -z "${M[days_wet_base]}" ] || want=$(sign "${Q[PM2.5_diff]}")
	wet=$((-$(sign "${M[days_wet_diff]}"))) calm=$(sign "${M[days_calm_diff]}")
	rain=$(sign "${M[RAIN_diff]}")
	if [ "$want" -ne 0 ]; then
		if [ "$wet" -eq "$want" ] && [ "$calm" -eq "$want" ]; then cause=C2
		elif [ "$wet" -eq "$want" ] || [ "$calm" -eq "$want" ]; then cause=C1; fi
	fi
	names=() values=()
	is c2 $cause = C2
	is c1 $cause = C1
	is c1_wet $cause = C1 -a "$wet" -eq "$want"
	is wet_less "$wet" -eq 1
	is wet_more "$wet" -eq -1
	is calm_more "$calm" -eq 1
	is calm_less "$calm" -eq -1
	is rain_less "$rain" -eq -1
	is rain_more "$rain" -eq 1
	is bad "$want" -eq 1
	put_out | paste -d, m_compared.csv - >m.csv
	weather_table
}

# A row each: less rain, fewer wet days, less wind, more calm days are against the particles;
# more sun and warmth are for ozone.
weather_table() {
	local r
	{ printf 'element,this,base,diff,pm,o3\n'
	for r in '降水量（mm）|RAIN|1|' '日降水量≥1 mm日数（d）|days_wet|1|' '平均风速（m/s）|WS|1|' '日均风速低于1.0 m/s日数（d）|days_calm|-1|' \
		'相对湿度（%）|RH||' '平均气温（℃）|T||-1' '日照时数（h）|SUN||-1'; do
		IFS='|' read -r name_zh key pm o3 <<<"$r"
		printf '%s,%s,%s,%s,%s,%s\n' "$name_zh" "${M[$key]}" "${M[${key}_base]}" "${M[${key}_diff]}" "$pm" "$o3"
	done | awk -F, -v OFS=, 'function word(good) { return $4 == "" ? "" : good == "" || $4 == 0 ? "中性" : $4 * good > 0 ? "有利" : "不利" }
		{ p = word($5); o = word($6); print $1, $2, $3, ($4 > 0 ? "+" : "") $4, p, o }'; } >met.csv
}

# --- trend and outlook -------------------------------------------------------------------------

trend() {
	local from end natreg
	# Months of the whole and of the city, for the lines; all Octobers, for the place of this one.
	q average --to month --registry "$registry" "${mix[@]}" "${whole[@]}" days.csv -o allmonths.csv
	from=$(printf '%s\n' "$(months_back 23)" "$(sed -n 1p months)" | sort | tail -n 1)
	where 'c("time") >= "'"$from"'" { print }' allmonths.csv | sed "1s/^[^,]*/county/; 2,\$s/^[^,]*/$scope/" >months.csv
	if [ "$has_cap" ]; then
		natreg=$PWD/natsites.csv
		q average --to month --registry "$natreg" "${mix[@]}" --by city nat.csv -o natmonths.csv
		where 'c("time") >= "'"$from"'" { print }' natmonths.csv | sed 1d | sed 's/^[^,]*/州城（国考）/' >>months.csv
	fi
	cols time,PM2.5 allmonths.csv | awk -F, 'NR > 1 && $2 != "" { printf "%s,%.0f\n", $1, $2 }' >pm_months
	{ printf 'n,rank_low,lowest,highest,middle\n'
	awk -F, -v p="$period" 'substr($1, 6) == substr(p, 6) { v[$1] = $2; n++ }
		END { if (n < 3 || !(p in v)) exit
			for (m in v) if (m != p) { less += v[m] < v[p]; same += v[m] == v[p] }
			low = !less && !same; high = less == n - 1
			print n "," less + 1 "," (low ? 1 : "") "," (high ? 1 : "") "," (low || high ? "" : 1) }' pm_months; } >trend.csv
	printf 'PM2.5,start,end,edition\n' >roll.csv
	if awk -v from="$(months_back 11)" '$0 >= from { n++ } END { exit n != 12 }' months; then
		air "${whole[@]}" --edition "$edition" --period "$(months_back 11)..$period" days.csv -o roll12.csv
		printf '%s,%s,%s,%s\n' "$(body PM2.5 roll12.csv)" "$(months_back 11)" "$period" "$edition" >>roll.csv
	fi
	next_month=$((month % 12 + 1))
	{ printf 'time,PM2.5\n'; awk -F, -v m="$(printf %02d "$next_month")" 'substr($1, 6) == m' pm_months; } >next.csv
}

# What is watched, and what a listener can do, by season.
season() {
	case $1 in
	11 | 12 | 1 | 2)
		outlook='进入秋冬季，重点关注少雨、小风的静稳天气和夜间累积过程，加强细颗粒物管控。'
		tip='秋冬少雨多雾，请不要露天焚烧秸秆和落叶。' ;;
	3 | 4 | 5)
		outlook='春季重点关注沙尘传输和大风扬尘，并关注气温回升后的臭氧。'
		tip='春季多风干燥，请给裸土和物料盖好防尘网。' ;;
	9 | 10)
		outlook='秋收时节，重点关注秸秆露天焚烧和转凉后的静稳天气，晴热时段仍须关注臭氧。'
		tip='秋收时节，请不要露天焚烧秸秆。' ;;
	*)
		outlook='气温较高，重点关注晴热少雨天气下的臭氧。'
		tip='夏天日照强，请尽量在早晚加油，少用油性涂料。' ;;
	esac
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
