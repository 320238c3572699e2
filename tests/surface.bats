#!/usr/bin/env bats
# qj-report surface-water: the bulletin of the invented water centre (tests/demo/water.c), judged by what other
# programs read in it and by a second computation from its tables.

bats_require_minimum_version 1.5.0

setup_file() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	export LC_ALL=C TZ=UTC
	export C="$BATS_FILE_TMPDIR/centre" O="$BATS_FILE_TMPDIR/out"
	unset SOURCE_DATE_EPOCH QJ_HOME LANG
	"${QJ_B:-$BATS_TEST_DIRNAME/../build}/demowater" "$C"
	qj-report surface-water --period 2026-10 -C "$C" --date 2026-11-12 --issue 10 --serial 118 --issued --signers 甲,乙,丙 -q -o "$O" >"$BATS_FILE_TMPDIR/made"
	export P="$O/surface-water-2026-10"
}

setup() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	cd "$BATS_TEST_TMPDIR" || return 1
}

prose() { sed '1,/^::: summary/d' "$1" | grep -v '^|'; }

lacks() {
	if grep -nE "$1" "$2"; then return 1; fi
}

@test "the product has its files, each named on standard output, and leaves nothing else" {
	for f in surface-water-2026-10.pdf surface-water-2026-10.xlsx surface-water-2026-10-wechat.txt surface-water-2026-10.md facts.csv run.json; do
		[ -s "$P/$f" ]
		grep -qxF "$P/$f" "$BATS_FILE_TMPDIR/made"
	done
	cmp "$P/surface-water-2026-10.pdf" "$P/恩施州地表水环境质量月报_2026年10月_第10期.pdf"
	[ "$(ls -A "$O")" = surface-water-2026-10 ]
}

@test "two runs are the same bytes, whatever the zone, the language and the folder" {
	(cd "$C" && TZ=Asia/Shanghai LC_ALL=C.UTF-8 LANGUAGE=zh_CN SOURCE_DATE_EPOCH=1794441600 qj-report surface-water --period 2026-10 \
		--issue 10 --serial 118 --issued --signers 甲,乙,丙 -q -o "$BATS_TEST_TMPDIR/again" >/dev/null)
	diff -r "$P" again/surface-water-2026-10
}

@test "--verify makes it again: the same, and not the same when a result of the laboratory has changed" {
	run qj-report surface-water --period 2026-10 -C "$C" -o "$O" --verify
	[ "$status" -eq 0 ]
	[[ $output == *"the same bytes"* ]]
	cp -Rp "$C" c
	sed -i '0,/,总磷,[0-9.]*,/s//,总磷,0.399,/' c/lims/2026-10.csv
	run qj-report surface-water --period 2026-10 -C c -o "$O" --verify
	[ "$status" -eq 1 ]
	[[ $output == *"inputs changed: lims/2026-10.csv"* ]]
}

@test "pages: fonts embedded, captions and charts found as text, classes as numerals" {
	qpdf --check "$P/surface-water-2026-10.pdf"
	pdffonts "$P/surface-water-2026-10.pdf" | awk 'NR > 2 { n++; if ($(NF-4) != "yes") bad++ } END { exit n < 2 || bad }'
	n=$(pdfinfo "$P/surface-water-2026-10.pdf" | awk '/^Pages/ { print $2 }')
	[ "$n" -ge 8 ] && [ "$n" -le 16 ]
	w=$(pdftotext -layout "$P/surface-water-2026-10.pdf" - | tr -d ' \n')
	for t in 表12026年10月水质类别统计 2026年10月断面水质状况 主要项目浓度 考核断面达标情况 图1水质类别比例 近24个月各断面水质类别 沿程变化 溇水 中营养 "第1页共$n页" 编制：甲 总第118期; do
		case $w in
		*"$t"*) ;;
		*) echo "missing: $t"; false ;;
		esac
	done
}

@test "the reviewer's checklist holds in the workbook, the tables and the text" {
	/usr/bin/python3 - "$P" "$C" <<-'END'
	import csv, re, sys, glob
	from decimal import Decimal as D, ROUND_HALF_EVEN
	import openpyxl
	p, c = sys.argv[1:]
	book = openpyxl.load_workbook(p + "/surface-water-2026-10.xlsx")
	def cells(name, base=p + "/steps/"):
	    rows = list(csv.reader(open(base + name + ".csv", encoding="utf-8")))
	    return [dict(zip(rows[0], r)) for r in rows[1:]]
	now, all_, text = cells("r_now"), cells("all"), open(p + "/surface-water-2026-10.md", encoding="utf-8").read()
	judged = [r for r in now if r["class"]]
	shares = cells("tshares")
	whole = shares[-1]
	# 1: the classes add up to the evaluated sections, of each network too; what was not sampled is not in the base
	for r in shares:
	    assert sum(int(r["n_%d" % k]) for k in range(1, 7)) == int(r["sections"]), r
	    for k in range(1, 7):                                                  # 2: shares are of the evaluated
	        assert (D(100 * int(r["n_%d" % k])) / int(r["sections"])).quantize(D("0.1"), ROUND_HALF_EVEN) == D(r["share_%d" % k])
	assert int(whole["sections"]) == len(judged)
	assert "可能不等于100%" in text
	# 3: each class is the worst of its items; two waters again with the limits of rivers and lakes
	sites = {r["station"]: r for r in cells("stations", c + "/")}
	tp = {"river": [D(x) for x in "0.02 0.1 0.2 0.3 0.4".split()], "lake": [D(x) for x in "0.01 0.025 0.05 0.1 0.2".split()]}
	def level(x, limits):
	    return next((i for i, l in enumerate(limits, 1) if D(x) <= l), 6)
	for r in judged:
	    own = {k[:-6]: int(v) for k, v in r.items() if k.endswith("_class") and k != "target_class" and v and k[:-6] not in ("TN", "FC")}
	    assert max(own.values()) == int(r["class"]), r["station"]
	    assert int(r["TP_class"]) == level(r["TP"], tp["river"]), r["station"]
	lakes = {r["lake"]: r for r in cells("tlakes")}
	assert len(lakes) == 3
	# 4: oxygen is a least value
	assert all(int(r["DO_class"]) == (1 if D(r["DO"]) >= D("7.5") else 2 if D(r["DO"]) >= 6 else 3 if D(r["DO"]) >= 5 else 4) for r in judged if D(r["DO"]) >= 3)
	# 5: the caption says what multiples are of
	assert "超过Ⅲ类限值的倍数" in text
	# 6: arrows count classes, up is better
	for r in all_:
	    if r["class"] and r["base_class"]:
	        d = int(r["base_class"]) - int(r["class"])
	        assert r["class_arrow"] == ("→" if d == 0 else ("↑" if d > 0 else "↓") + str(abs(d))), r
	assert "↑表示类别好转" in text
	# what decides a class worse than I is bold in table 3, a missed target in tables 2 and 4
	for r in judged:
	    name = sites[r["station"]]["name"]
	    line = next(l for l in text.split("{#tbl:conc")[1].splitlines() if l.startswith("| " + name + " |"))
	    worst = {k for k in ("DO", "CODMn", "COD", "BOD5", "NH3-N", "TP") if int(r["class"]) > 1 and r[k + "_class"] == r["class"]}
	    assert line.count("**") == 2 * len(worst), (line, worst)
	missed = [sites[r["station"]]["name"] for r in judged if r["target_met"] == "0"]
	assert missed and all(text.count("**※不达标**") == len(missed) and "| %s |" % n in text for n in missed)
	# 7: rivers that are good have no main pollution index
	for r in cells("rivers"):
	    if r["kind_river"] and r["status"] in ("优", "良好"):
	        assert r["main_words"] == "", r
	# 8: a section is counted once
	assert len({r["station"] for r in now}) == len(now)
	# 9: the class of the year so far is of mean concentrations, not the mean of classes
	ytd = {r["station"]: r for r in cells("r_ytd")}
	months = [r for r in cells("r_months") if r["time"].startswith("2026") and r["class"]]
	s24 = [D(r["TP"]) for r in months if r["station"] == "S24"]
	assert abs(D(ytd["S24"]["TP"]) - sum(s24) / len(s24)) < D("0.0011"), (ytd["S24"]["TP"], s24)
	# 10: what has no base is named and not compared
	fresh = [r["name"] for r in all_ if r["class"] and not r["base_class"]]
	for n in fresh:
	    assert n in text
	# 12: values below the limit of detection are carried with L
	t3 = [r for r in book["主要项目"].iter_rows(min_row=5, values_only=True)]
	half = {D(v[1:]) / 2 for r in now for v in r.values() if re.fullmatch(r"<[0-9.]+", v)}
	assert half and all(str(h) not in [str(v) for r in t3 for v in r] for h in half)
	assert set(book.sheetnames) >= {"说明", "类别统计", "断面水质", "主要项目", "考核断面", "跨界断面", "湖库", "问题断面", "图", "断面结果", "数据溯源"}
	# the sheet's shares are those of the tables
	rows = [r for r in book["类别统计"].iter_rows(min_row=5, values_only=True) if r[0]]
	assert [str(x) for x in rows[-1][1:3]] == [whole["sections"], whole["n_1"]], rows[-1]
	assert "导致" not in text
	# advice is due as many days after the bulletin as the settings say
	assert cells("tadvice") and {r["by"] for r in cells("tadvice")} == {"2026-12-12"}
	assert [r for r in book["问题断面"].iter_rows(min_row=3, values_only=True) if "期限" in r]
	# one state of all lakes is said once
	assert "水库、云溪水库、松坪水库均为中营养。" in open(p + "/surface-water-2026-10-wechat.txt", encoding="utf-8").read()
	END
}

@test "each pair of sections above and below a border has its sentence, with the change computed again" {
	/usr/bin/python3 - "$P" "$C" <<-'END'
	import csv, sys
	from decimal import Decimal as D, ROUND_HALF_EVEN
	p, c = sys.argv[1:]
	def keyed(path):
	    return {r["station"]: r for r in csv.DictReader(open(path, encoding="utf-8-sig"))}
	now, sites = keyed(p + "/steps/r_now.csv"), keyed(c + "/stations.csv")
	text = open(p + "/surface-water-2026-10.md", encoding="utf-8").read()
	items = {"总磷": "TP", "氨氮": "NH3-N", "高锰酸盐指数": "CODMn", "化学需氧量": "COD", "五日生化需氧量": "BOD5"}
	n = 0
	for s, row in now.items():
	    up = sites[s].get("upstream")
	    if not up or up not in now or not row["class"] or not now[up]["class"] or sites[up]["county"] == sites[s]["county"]:
	        continue
	    n += 1
	    head = "%s（%s）至%s（%s）：上游%s类、下游%s类，" % (sites[up]["name"], sites[up]["county"], sites[s]["name"], sites[s]["county"],
	        "ⅠⅡⅢⅣⅤ"[int(now[up]["class"]) - 1], "ⅠⅡⅢⅣⅤ"[int(row["class"]) - 1])
	    assert head in text, head
	    item, change = text.split(head)[1].split("浓度沿程", 1)
	    a, b = D(now[up][items[item]]), D(row[items[item]])
	    pct = ((b - a) * 100 / a).quantize(D("0.1"), ROUND_HALF_EVEN)
	    word = "持平" if not pct else ("升高" if pct > 0 else "降低") + str(abs(pct)) + "%"
	    assert change[0:len(word)] == word and change[len(word)] in "；。", (head, item, change[:20], word)
	assert n == len(list(csv.reader(open(p + "/steps/pairs.csv", encoding="utf-8")))) - 1 and n >= 5, n
	END
}

@test "each number of the text is in facts.csv with a file, row and column that hold it" {
	/usr/bin/python3 "$BATS_TEST_DIRNAME/traced.py" "$P" 300 '# 附：评价说明' surface-water-2026-10.md surface-water-2026-10-wechat.txt -- \
		'@[a-z]+:[A-Za-z0-9]+' 'GB 3838—2002' '环办〔2011〕22号' '1—' '采样前\d+日'
}

@test "the blind codes and the key stay in the laboratory" {
	lacks 'W26[0-9]{2}-[0-9]-[0-9]{4}' "$P/surface-water-2026-10.md"
	! grep -rlE 'W2[456][0-9]{2}-[0-9]-[0-9]{4}' "$P"
	unzip -p "$P/surface-water-2026-10.xlsx" | lacks 'W26[0-9]{2}-[0-9]-[0-9]{4}' -
}

@test "no month has holes or doubled words: without a base, a dry gap, a quarter, a flood" {
	for m in 2024-10 2025-01 2026-07 2026-08 2026-Q3; do
		qj-report surface-water --period "$m" -C "$C" --date 2026-11-12 -q -o m >/dev/null
		lacks '—%|—个|—类|同比同比|。。|，，|，。|：。|、。|（）|{{|为类' <(prose "m/surface-water-$m-draft/surface-water-$m.md")
	done
	prose m/surface-water-2024-10-draft/*.md | grep -q 缺少上年同期数据
	lacks '同比(上升|下降)' <(prose m/surface-water-2024-10-draft/surface-water-2024-10.md | sed '/^# 附/,$d')
	prose m/surface-water-2026-08-draft/*.md | grep -q '因断流未采样'
	prose m/surface-water-2026-Q3-draft/*.md | grep -q 第3季度
	grep -q 季报 m/surface-water-2026-Q3-draft/*.md
}

# The centre with rain of MM in 鹤峰县 on the day before the sample of S24 (10 October), dry before.
rained() {
	cp -Rp "$C" c
	awk -F, -v OFS=, -v mm="$1" '$1 == "鹤峰县" && $2 ~ /^2026-10-0[78]$/ { $3 = "0.0" } $1 == "鹤峰县" && $2 == "2026-10-09" { $3 = mm } { print }' "$C/rain.csv" >c/rain.csv
	qj-report surface-water --period 2026-10 -C c --date 2026-11-12 -q -o o >/dev/null
	why=$(prose o/*/surface-water-2026-10.md | grep '^西街桥下断面总磷为')
}

@test "a cause is told by numbers: 9.4 mm of rain is not 25, 102.2 mm is" {
	rained 9.4
	[[ $why == *"降水9.4毫米"*"原因有待排查"* ]]
	rm -r c o
	rained 102.2
	[[ $why == *"降水102.2毫米"*"主要与降雨径流携带有关"* ]]
	rm -r c o
	rained ''
	[[ $why != *毫米* && $why == *"原因有待排查"* ]]
	grep -q '"cause_level": "C2"' o/*/run.json	# of the other section
}

@test "what a limit of detection leaves open is no class, no change and no cause" {
	cp -Rp "$C" c
	code=$(awk -F, '$2 == "S05" && $3 == "routine" { print $1 }' "$C/keys/2026-10.csv")
	sed -i "/,$code,.*,铅,/s/,铅,[^,]*,[^,]*,/,铅,0.3L,mg\/L,/" c/lims/2026-10.csv
	grep -q "$code.*铅,0.3L,mg/L" c/lims/2026-10.csv
	qj-report surface-water --period 2026-10 -C c --date 2026-11-12 -q -o o >/dev/null
	f=o/surface-water-2026-10-draft/surface-water-2026-10.md
	grep -q '^|.*东门桥下.*无法判定' $f
	prose $f | grep -q '无法判定的有东门桥下断面（铅）'
	lacks '东门桥下断面由|东门桥下断面铅' <(prose $f)
}

@test "a quarter that is not over is refused, a month without a sheet is told" {
	run qj-report surface-water --period 2026-Q4 -C "$C" --date 2026-11-12 -q -o o
	[ "$status" -eq 1 ]
	[[ $output == *"no laboratory sheet of 2026-12"* ]]
	cp -Rp "$C" c
	rm c/lims/2026-03.csv
	qj-report surface-water --period 2026-10 -C c --date 2026-11-12 -q -o o >/dev/null
	prose o/*/surface-water-2026-10.md | grep -q '累计缺少3月的实验室分析结果'
}

@test "a sheet of no month, two of one month, a lost key are refused by name" {
	cp -Rp "$C" c
	cp c/lims/2026-10.csv c/lims/2026-10-补测.csv
	run qj-report surface-water --period 2026-10 -C c -q -o o
	[ "$status" -eq 1 ]
	[[ $output == *"lims/2026-10-补测.csv: not a month"* ]]
	rm c/lims/2026-10-补测.csv c/keys/2026-10.csv
	run qj-report surface-water --period 2026-10 -C c -q -o o
	[ "$status" -eq 1 ]
	[[ $output == *"lims/2026-10.csv: no key keys/2026-10.csv"* ]]
}

@test "a section that falls by two classes and more is marked" {
	cp -Rp "$C" c
	for code in $(awk -F, '$2 == "S04" { print $1 }' "$C/keys/2026-10.csv"); do
		sed -i "/,$code,.*,总磷,/s/,总磷,[^,]*,/,总磷,0.25,/" c/lims/2026-10.csv
	done
	qj-report surface-water --period 2026-10 -C c --date 2026-11-12 -q -o o >/dev/null
	grep -q '^| 4 | 清江 | 柏树源 .*\[Ⅳ\]{.class4} .* ↓3▲▲ ' o/*/surface-water-2026-10.md
	[ "$(grep -c '▲▲ |' o/*/surface-water-2026-10.md)" -eq 1 ]
}

@test "a lake worse than class III is told with what makes it so" {
	cp -Rp "$C" c
	for p in L21 L22; do
		code=$(awk -F, -v p=$p '$2 == p && $3 == "routine" { print $1 }' "$C/keys/2026-10.csv")
		sed -i "/,$code,.*,总磷,/s/,总磷,[^,]*,/,总磷,3.0,/" c/lims/2026-10.csv
	done
	qj-report surface-water --period 2026-10 -C c --date 2026-11-12 -q -o o >/dev/null
	prose o/*/surface-water-2026-10.md | grep -q '云溪水库水质为劣Ⅴ类（主要污染指标为总磷'
	grep -q '云溪水库水质为劣Ⅴ类。水布垭水库为中营养、云溪水库为.*富营养、松坪水库为中营养。' o/*/surface-water-2026-10-wechat.txt
	sed -n '/^::: summary/,/^:::$/p' o/*/surface-water-2026-10.md | grep -q '云溪水库水质为劣Ⅴ类'
}

@test "a bad result of the laboratory stops it with its file, line and column; -k goes on and exits 1" {
	cp -Rp "$C" c
	sed -i '5s/,[0-9.<L]*,mg\/L/,0.0.1,mg\/L/' c/lims/2026-10.csv
	grep -q '0.0.1' c/lims/2026-10.csv
	run qj-report surface-water --period 2026-10 -C c --date 2026-11-12 -q -o o
	[ "$status" -eq 1 ]
	[[ $output == *"lims/2026-10.csv:5:"*"0.0.1"* ]]
	[ ! -e o ]
	run qj-report surface-water --period 2026-10 -C c --date 2026-11-12 -q -k -o o
	[ "$status" -eq 1 ]
	[ -s o/surface-water-2026-10-draft/surface-water-2026-10.pdf ]
}

@test "a key that others may read is refused, and nothing is left behind" {
	cp -Rp "$C" c
	chmod 644 c/keys/2026-10.csv
	run qj-report surface-water --period 2026-10 -C c --date 2026-11-12 -q -o o
	[ "$status" -ne 0 ]
	[[ $output == *"keys/2026-10.csv"* ]]
	[ ! -e o ]
}

@test "advice: no date unless the settings ask for one, and no date that is none" {
	cp -Rp "$C" c
	sed -i '/^advice_days/d' c/settings.csv
	qj-report surface-water --period 2026-10 -C c --date 2026-11-12 -q -o o >/dev/null
	lacks 期限 o/*/surface-water-2026-10.md
	echo 'advice_days,soon' >>c/settings.csv
	run qj-report surface-water --period 2026-10 -C c --date 2026-11-12 -q -o p
	[ "$status" -eq 1 ]
	[[ $output == *"advice_days"*"'soon'"* ]]
}

@test "misuse: period, sheets, sections" {
	run qj-report surface-water --period 2026-10-01 -C "$C"
	[ "$status" -eq 2 ]
	[[ $output == *"'2026-10-01' is not a month like 2026-10 or a quarter like 2026-Q3"* ]]
	mkdir e
	cp "$C/stations.csv" e/
	run qj-report surface-water --period 2026-10 -C e -o o
	[ "$status" -eq 3 ]
	[[ $output == *"e/lims: no laboratory sheets"* ]]
	run qj-report surface-water --period 2031-10 -C "$C" -o o
	[ "$status" -ne 0 ]
	[ ! -e o ]
}
