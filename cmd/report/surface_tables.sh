# The tables of the surface water bulletin: sections, shares of classes, concentrations, targets, borders, lakes.

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
