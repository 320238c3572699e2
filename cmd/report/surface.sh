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
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i
			print "station,name,county,city,river,level,attribute,target_class,lake,upstream,km,order,type"; next }
		function c(n) { return n in at ? $at[n] : "" }
		{ print c("station"), (c("name") == "" ? c("station") : c("name")), c("county"), c("city"), c("river"), c("level"),
			c("attribute"), c("target_class"), c("lake"), c("upstream"), c("km"), c("order"), c("type") }' picked.csv >registry.csv
	city=$(body city registry.csv | sed -n 1p)
	place=${setting[place]:-${city:-本市}}
	scope=全州
	case $place in *市) scope=全市 ;; *县) scope=全县 ;; esac
}

# secs.csv: samples and automatic values of sections; lakes.csv: samples of lakes.
water_samples() {
	local f n auto=()
	water_sheets
	for f in "$home"/auto/*.csv; do
		n=${f##*/} n=${n%.*}
		[[ -e $f && $n =~ ^[0-9]{4}-[0-9]{2}$ && ! $n < $water_from && ! $n > $water_last ]] && auto+=("$f")
	done
	q site --drop-unknown --registry sections.csv "${sheets[@]}" "${auto[@]}" -o secs.csv
	q site --drop-unknown --registry points.csv "${sheets[@]}" -o lakes.csv
	has_auto=; [ "${#auto[@]}" -eq 0 ] || has_auto=1
	rm -f lims-*.csv
}

# --- results ---------------------------------------------------------------------------------

wat() { lenient q water "${go[@]}" "${mix[@]}" ${plan:+--plan "$plan"} "$@"; }

# NAME PERIOD: sections of the period, those not sampled too; groups of them as NAME_all, NAME_river, NAME_level.
water_result() {
	local g not=()
	[ ! -e "$home/not_sampled.csv" ] || not=(--not-sampled "$home/not_sampled.csv")
	wat --registry sections.csv --period "$2" --due "${not[@]}" --words --item-classes secs.csv -o "$1.csv"
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
	q compare --matrix class --key station r_now.csv r_base.csv >matrix.csv
	[ ! -e "$home/not_sampled.csv" ] || not=(--not-sampled "$home/not_sampled.csv")
	wat --registry sections.csv --to month --period "$(month_add "$water_last" -23)..$water_last" --due "${not[@]}" secs.csv -o r_months.csv
	water_lakes
}

# Lakes and reservoirs: points to waters, class by the limits of their kind, trophic level of five items.
water_lakes() {
	local p
	has_lakes=
	[ "$(rows points.csv)" -gt 0 ] && column points.csv lake >/dev/null || return 0
	for p in "now $water_now" "base $water_base"; do
		wat --registry points.csv --period "${p#* }" --by lake --group mean --words lakes.csv -o "l_${p%% *}.csv"
		lenient q tli "${go[@]}" --registry points.csv --by lake --period "${p#* }" lakes.csv -o "tli_${p%% *}.csv"
	done
	[ "$(rows l_now.csv)" -eq 0 ] || has_lakes=1
}
