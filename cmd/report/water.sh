# What the bulletins of water share: the labels of their periods, and laboratory sheets under blind codes.

water_now='' water_prev='' water_base=''	# labels of the periods
water_when='' water_to_when=''		# 10月; 1—10月
water_last=''				# last month of the period

roman=('' Ⅰ Ⅱ Ⅲ Ⅳ Ⅴ 劣Ⅴ)

month_add() {	# MONTH N: the month N months on
	local t=$((10#${1%-*} * 12 + 10#${1#*-} - 1 + $2))
	printf '%04d-%02d\n' $((t / 12)) $((t % 12 + 1))
}

water_periods() {
	local y=${period%-*} q
	year=$y
	water_now=$period
	case $period in
	*Q*)
		q=${period#*Q}
		water_last=$(printf '%s-%02d' "$y" $((q * 3)))
		water_first=$(month_add "$water_last" -2)
		water_prev=$([ "$q" -gt 1 ] && echo "$y-Q$((q - 1))" || echo "$((y - 1))-Q4")
		water_base=$((y - 1))-Q$q
		water_when=第${q}季度 ;;
	*)
		water_last=$period water_first=$period
		water_prev=$(month_add "$period" -1)
		water_base=$((y - 1))-${period#*-}
		water_when=$((10#${period#*-}))月 ;;
	esac
	month=$((10#${water_last#*-}))
	water_to_when=1—${month}月
	water_ytd=ytd:$water_last water_ytd_base=ytd:$((y - 1))-${water_last#*-}
	# What the tables look at: 24 months for the strip, last year's from January, the period before.
	water_from=$(month_add "$water_last" -23)
	[[ ! $((y - 1))-01 < $water_from ]] || water_from=$((y - 1))-01
}

# analysts-NAME.csv: who analysed and who checked each result of the sheet at hand, for an annex.
water_people() {	# NAME
	local f=sheet.csv
	[ ! -e decoded.csv ] || f=decoded.csv
	column "$f" analyst >/dev/null && column "$f" checker >/dev/null || return 0
	q select --columns station,item,analyst,checker "$f" | sed 1d >"analysts-$1.csv"
}

# One sheet of the laboratory as a wide table: blind codes opened, blanks, pairs and references taken out.
water_sheet() {	# FILE NAME
	local key=$home/keys/$2.csv own=()
	lenient q import "${go[@]}" auto "$1" -o sheet.csv
	rm -f decoded.csv
	if [ -e "$key" ]; then
		q sample decode --key "$key" sheet.csv -o decoded.csv
		q labqc --split --report "qc-$2.csv" decoded.csv -o sheet.csv
	fi
	[ -z "${water_analysts-}" ] || [[ $2 < $water_first || $2 > $water_last ]] || water_people "$2"
	if column sheet.csv item >/dev/null; then
		q reshape wide sheet.csv -o wide.csv
	else
		mv sheet.csv wide.csv
	fi
	# The table of sources asks where a value comes from.
	column wide.csv source >/dev/null || own=(source)
	awk -v add="${own[*]}" '{ print $0 (add == "" ? "" : NR == 1 ? ",source" : ",manual") }' wide.csv >"lims-$2.csv"
	rm -f sheet.csv decoded.csv wide.csv
}

# All sheets from water_from to water_last, their names in sheets; qc.csv: the verdicts on blanks, pairs and
# references of the period.
water_sheets() {
	local f n m
	sheets=() water_have=' '
	for f in "$home"/lims/*; do
		n=${f##*/} n=${n%.*}
		[[ $n =~ ^[0-9]{4}-[0-9]{2}$ && $f =~ \.(csv|xlsx|xls)$ && $water_have != *" $n "* ]] || refuse oddsheet "${f##*/}"
		water_have+="$n "
		[[ ! $n < $water_from && ! $n > $water_last ]] || continue
		[ -e "$home/keys/$n.csv" ] || ! compgen -G "$home/keys/*.csv" >/dev/null || refuse nokey "${f##*/}" "$n"
		water_sheet "$f" "$n"
		sheets+=("lims-$n.csv")
	done
	[ "${#sheets[@]}" -gt 0 ] || fail nosheets "$home"
	{
		printf 'time,item,kind,result\n'
		for ((m = 0; ; m++)); do
			n=$(month_add "$water_first" "$m")
			[[ ! $n > $water_last ]] || break
			[ ! -e "qc-$n.csv" ] || body time,item,kind,result "qc-$n.csv"
		done
	} >qc.csv
	rm -f qc-*.csv
}
