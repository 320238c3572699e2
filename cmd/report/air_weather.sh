# What the air bulletin says of weather, trend and outlook.

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
