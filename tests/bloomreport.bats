#!/usr/bin/env bats
# qj-report bloom-brief: the brief of the invented water centre's bay (tests/demo/water.c), judged by what other programs
# read in it and by a second computation from blooms.csv.

bats_require_minimum_version 1.5.0

setup_file() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	export LC_ALL=C TZ=UTC
	export C="$BATS_FILE_TMPDIR/centre" O="$BATS_FILE_TMPDIR/out"
	unset SOURCE_DATE_EPOCH QJ_HOME LANG
	"${QJ_B:-$BATS_TEST_DIRNAME/../build}/demowater" "$C"
	qj-report bloom-brief --period 2026-04-14 -C "$C" --date 2026-04-15 --issue 3 --issued --signers 甲,乙,丙 -q -o "$O" >"$BATS_FILE_TMPDIR/made"
	export P="$O/bloom-brief-2026-04-14"
}

setup() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# The brief of DAY of the centre c: its text, in b.
brief() {
	rm -rf o
	qj-report bloom-brief --period "$1" -C c --date 2026-04-16 -q -o o "${@:2}" >/dev/null
	b=$(sed '1,/^::: summary/d' "o/bloom-brief-$1-draft/bloom-brief-$1.md")
}

says() {	# TEXT...: all of them in b
	local t
	for t; do
		case $b in
		*"$t"*) ;;
		*) echo "missing: $t in: $b"; return 1 ;;
		esac
	done
}

lacks() {
	local t
	for t; do
		case $b in
		*"$t"*) echo "there: $t"; return 1 ;;
		esac
	done
}

# A column behind the table FILE: its name, then VALUE where the awk CONDITION holds.
add() {	# FILE NAME CONDITION VALUE
	awk -F, -v OFS=, -v name="$2" -v value="$4" 'NR == 1 { print $0, name; next } { print $0, ('"$3"' ? value : "") }' "c/$1" >t
	mv t "c/$1"
}

@test "the product has its files, each named on standard output, and leaves nothing else" {
	for f in bloom-brief-2026-04-14.pdf bloom-brief-2026-04-14.xlsx bloom-brief-2026-04-14-wechat.txt bloom-brief-2026-04-14.md facts.csv run.json; do
		[ -s "$P/$f" ]
		grep -qxF "$P/$f" "$BATS_FILE_TMPDIR/made"
	done
	cmp "$P/bloom-brief-2026-04-14.pdf" "$P/恩施州水华预警简报_2026年4月14日_第3期.pdf"
	[ "$(ls -A "$O")" = bloom-brief-2026-04-14 ]
	grep -q '"file": "blooms.csv"' "$P/run.json"
}

@test "two runs are the same bytes, whatever the zone, the language and the folder" {
	(cd "$C" && TZ=Asia/Shanghai LC_ALL=C.UTF-8 LANGUAGE=zh_CN SOURCE_DATE_EPOCH=1794441600 qj-report bloom-brief --period 2026-04-14 \
		--date 2026-04-15 --issue 3 --issued --signers 甲,乙,丙 -q -o "$BATS_TEST_TMPDIR/again" >/dev/null)
	diff -r "$P" again/bloom-brief-2026-04-14
}

@test "--verify makes it again: the same, and not the same when a density has changed" {
	run qj-report bloom-brief --period 2026-04-14 -C "$C" -o "$O" --verify
	[ "$status" -eq 0 ]
	[[ $output == *"the same bytes"* ]]
	cp -Rp "$C" c
	sed -i 's/24000000/26000000/' c/blooms.csv
	run qj-report bloom-brief --period 2026-04-14 -C c -o "$O" --verify
	[ "$status" -eq 1 ]
	[[ $output == *"inputs changed: blooms.csv"* ]]
}

@test "pages: the head of an official paper, the message on the first page, the station on the second" {
	qpdf --check "$P/bloom-brief-2026-04-14.pdf"
	pdffonts "$P/bloom-brief-2026-04-14.pdf" | awk 'NR > 2 { n++; if ($(NF-4) != "yes") bad++ } END { exit n < 2 || bad }'
	[ "$(pdfinfo "$P/bloom-brief-2026-04-14.pdf" | awk '/^Pages/ { print $2 }')" -eq 2 ]
	b=$(pdftotext -f 1 -l 1 -layout "$P/bloom-brief-2026-04-14.pdf" - | tr -d ' \n')
	says 水华预警简报第3期恩施州生态环境监测中心（示例）2026年4月15日 "神农溪库湾水华监测情况（4月14日）" 表12026年4月14日各点位监测结果 "—1—"
	b=$(pdftotext -f 2 -l 2 -layout "$P/bloom-brief-2026-04-14.pdf" - | tr -d ' \n')
	says 表2自动站预警 图1杜鹃峡自动站近十四日变化 编制：甲 签发：丙 报送：
}

@test "the sentence and the tables agree with a second computation from the samples and the hours" {
	/usr/bin/python3 - "$P" "$C" <<-'END'
	import csv, math, sys
	from datetime import date, timedelta
	import openpyxl
	p, c = sys.argv[1:]
	def table(f):
	    return list(csv.DictReader(open(f, encoding="utf-8")))
	text = open(p + "/bloom-brief-2026-04-14.md", encoding="utf-8").read()
	rows = [r for r in table(c + "/blooms.csv") if r["time"] == "2026-04-14"]
	alg = [int(r["Alg"]) / 1e6 for r in rows]
	chla = [float(r["Chla"]) for r in rows]
	assert "对神农溪库湾%d个点位" % len({r["station"] for r in rows}) in text
	assert "藻密度为%g～%g×10⁶个/升，叶绿素a为%g～%g微克/升" % (min(alg), max(alg), min(chla), max(chla)) in text
	# grades: less than 2, 10, 50, 100 million cells in a litre; no grade holds three of four points, so that of the mean
	grade = lambda d: sum(d >= x for x in (2, 10, 50, 100))
	word = ["无水华", "无明显水华", "轻度水华", "中度水华", "重度水华"]
	assert [word[grade(d)] for d in alg] == [r["bloom"] for r in table(p + "/steps/points.csv")] == ["无明显水华", "轻度水华", "轻度水华"]
	assert "神农溪库湾总体为%s。" % word[grade(sum(alg) / 3)] in text
	# the trophic index of the means, weights by the squares of the correlations with chlorophyll
	par = {"Chla": (2.5, 1.086, 1), "TP": (9.436, 1.624, .84), "TN": (5.453, 1.694, .82), "SD": (5.118, -1.94, -.83), "CODMn": (.109, 2.661, .83)}
	s = sum(r * r for _, _, r in par.values())
	tli = sum(r * r / s * 10 * (a + b * math.log(sum(float(x[i]) for x in rows) / 3)) for i, (a, b, r) in par.items())
	assert "综合营养状态指数%.1f（轻度富营养）" % tli in text, tli
	assert "神农溪库湾中水域呈轻度水华，面积约0.21平方千米，神农溪库湾尾水域呈轻度水华，面积约0.14平方千米" in text
	# a week of the station: the hours of a day are those that end in it
	hours = [r for r in table(c + "/auto/2026-04.csv") if r["station"] == "S30"]
	for w in table(p + "/steps/warn.csv"):
	    d, n = w["time"], (date.fromisoformat(w["time"]) + timedelta(1)).isoformat()
	    own = [r for r in hours if (r["time"][:10] == d and r["time"][11:] != "00:00") or r["time"] == n + " 00:00"]
	    v = [float(r["Chla"]) for r in own if r["Chla"] and "Chla:" not in r["flags"]]
	    assert abs(float(w["Chla"]) - sum(v) / len(v)) < 1e-5, w
	    assert float(w["density_max6"]) == max(int(r["Alg"]) for r in own if r["Alg"] and "Alg:" not in r["flags"]) / 1e6, w
	    assert w["level"] == "3", w                                          # over 10 million cells since the 6th
	assert [w["time"][8:] for w in table(p + "/steps/warn.csv")] == ["07", "08", "09", "10", "11", "12", "13"]
	assert "杜鹃峡自动站4月7日至4月13日有7日达到关注及以上级别，最高为“可能发生水华”" in text
	assert [r["time"] for r in table(p + "/steps/watch.csv")] == ["2026-04-%02d" % d for d in range(1, 15)]
	book = openpyxl.load_workbook(p + "/bloom-brief-2026-04-14.xlsx")
	assert set(book.sheetnames) >= {"说明", "点位", "预警", "样品结果", "库湾", "自动站", "数据溯源"}, book.sheetnames
	assert book["预警"]["A1"].value.startswith("表2"), book["预警"]["A1"].value
	sheet = [r for r in book["点位"].iter_rows(min_row=4, values_only=True) if r[0] and r[0].startswith("神农溪")]
	assert [r[1] for r in sheet] == [8.2, 24, 36], sheet
	END
}

@test "each number of the text is in facts.csv with a file, row and column that hold it" {
	cp -Rp "$C" c
	printf 'time,text,favourable\n2026-04-15,晴到多云，气温升高,1\n' >c/weather.csv
	qj-report bloom-brief --period 2026-04-14 -C c --date 2026-04-16 -q -o o >/dev/null
	qj-report bloom-brief --period 2026-04 -C c --date 2026-04-30 -q -o o >/dev/null
	/usr/bin/python3 - "$P" o/bloom-brief-2026-04-14-draft o/bloom-brief-2026-04-draft <<-'END'
	import csv, glob, re, sys
	for p in sys.argv[1:]:
	    facts = list(csv.DictReader(open(p + "/facts.csv", encoding="utf-8")))
	    assert len(facts) > 40, len(facts)
	    for f in facts:
	        rows = list(csv.reader(open(p + "/" + f["file"], encoding="utf-8")))
	        assert rows[int(f["row"]) - 1][rows[0].index(f["column"])] == f["value"], f
	    assert not any(f["unit"] == "cells/L" for f in facts)                  # shown in millions of them
	    known = {f["text"] for f in facts}
	    for name in glob.glob(p + "/*.md") + glob.glob(p + "/*-wechat.txt"):
	        text = open(name, encoding="utf-8").read().split("::: summary")[-1]
	        text = "\n".join(l for l in text.split("\n") if not l.startswith(("|", "!", "Table:", "Unit:", "注")))
	        for word in ("@[a-z]+:[A-Za-z0-9]+", "×10⁶"):
	            text = re.sub(word, "", text)
	        numbers = re.findall(r"\d+(?:\.\d+)?", text)
	        assert len(numbers) > 5
	        for number in numbers:
	            assert number in known, (name, number)
	END
}

@test "no bloom: none is found, the bay by the share of its points, the lesser advice" {
	cp -Rp "$C" c
	brief 2026-05-12
	says "藻密度为1.2～2.6×10⁶个/升" 未发现水华现象 建议加密巡查 自动站5月5日至5月11日未达到关注级别
	lacks 水域呈 变色水体
	brief 2026-03-24
	says 未发现水华现象 "总体为无明显水华"
	# two points of three are below 75 %: it is the mean, 3.4 million
	grep -q '^神农溪库湾,2026-03-24,3400000,3,2,无明显水华,mean,' o/*/steps/waters.csv
}

@test "a month: each bay at its last day, and its rounds in a table of their own" {
	cp -Rp "$C" c
	sed 's/2026-04-14/2026-04-28/; s/24000000/4000000/; s/36000000/6000000/' c/blooms.csv | grep 2026-04-28 >more
	cat more >>c/blooms.csv
	brief 2026-04
	says 4月28日对神农溪库湾3个点位 "藻密度为4～8.2×10⁶个/升" 未发现水华现象 2026年4月逐次监测结果 "| 2026-04-14 | 神农溪库湾 | 3 | 22.73 | 轻度水华 |" "| 2026-04-28 |" 自动站已达预警级别，建议尽快加测并加密巡查。
	lacks 4月14日对 变色水体
	# nor does a month with one day have such a table
	cp "$C/blooms.csv" c/
	brief 2026-04
	lacks 逐次
}

@test "several bays: a sentence for each, the bay before the point" {
	cp -Rp "$C" c
	printf 'L51,清江库湾口,,恩施市,恩施州,清江,清江,库湾,lake,,,,2020-01-01,,,0,1,州控,控制,清江库湾,,,,\n' >>c/stations.csv
	printf 'L51,2026-04-14,,2.1,<20000,隐藻,3,15,8,9,0.02,1,1.5,正常,0\n' >>c/blooms.csv
	brief 2026-04-14
	says 神农溪库湾总体为轻度水华。4月14日对清江库湾1个点位采样监测，藻密度低于0.02×10⁶个/升，叶绿素a为2.1微克/升 "| 库湾 | 点位 |" '| 清江库湾 | 清江库湾口 | \<0.02 |'
	grep -q '^title: 库湾水华监测情况（4月14日）' o/*/*.md
}

@test "the specification's checks: depth stated, intake in the bay named" {
	cp -Rp "$C" c
	brief 2026-04-14
	says 采样深度未说明。 "登记表中同一水域无饮用水水源（竹园河水源未登记河流或湖库，请核实）"
	add blooms.csv depth '$1 == "L42"' 0.5
	brief 2026-04-14
	says 部分样品的采样深度未说明。 "| 神农溪库湾中 | 0.5 |"
	lacks "。采样深度未说明"
	sed -i 's/,$/,0.5/' c/blooms.csv
	awk -F, -v OFS=, '$1 == "D05" { $7 = "神农溪" } { print }' c/stations.csv >t && mv t c/stations.csv
	brief 2026-04-14
	lacks 采样深度未说明 无饮用水水源
	says "同一水域有饮用水水源（竹园河水源），建议同步监测取水口的藻密度、藻毒素和嗅味。"
	# a source of another lake on the same river is not in the bay; one no longer in use neither
	awk -F, -v OFS=, '$1 == "D05" { $20 = "石庙水库" } { print }' c/stations.csv >t && cp t c/stations.csv
	brief 2026-04-14
	says 登记表中同一水域无饮用水水源。
	awk -F, -v OFS=, '$1 == "D05" { $20 = "神农溪库湾"; $14 = "2026-04-13" } { print }' c/stations.csv >t && mv t c/stations.csv
	brief 2026-04-14
	says 登记表中同一水域无饮用水水源。
}

@test "cells in a millilitre taken for cells in a litre: the doubt stands in the brief and is said to the quiet" {
	cp -Rp "$C" c
	awk -F, -v OFS=, '$2 == "2026-04-14" { $5 = $5 / 1000 } { print }' c/blooms.csv >t && mv t c/blooms.csv
	run --separate-stderr qj-report bloom-brief --period 2026-04-14 -C c --date 2026-04-16 -q -o o
	[ "$status" -eq 0 ]
	[ "$stderr" = "qj-bloom: Alg is too low for its Chla in 3 rows, the first blooms.csv:5: cells/mL given as cells/L?" ]
	b=$(cat o/*/*.md o/*/*-wechat.txt)
	says "[藻密度与叶绿素a相比过低" 藻密度的单位存疑，核实前建议加密监测。 （藻密度单位存疑，核实中）
	lacks 建议保持例行监测
	rm -rf o
	run qj-report bloom-brief --period 2026-04-14 -C c --date 2026-04-16 -o o
	[ "$(grep -c 'too low' <<<"$output")" -eq 1 ]
}

@test "the weather: the newest forecast between the samples and the brief, or none, which is told" {
	cp -Rp "$C" c
	brief 2026-04-14
	says 未提供天气预报，未作展望。
	lacks 未来三天
	printf 'time,text,favourable\n2026-04-13,雨,0\n2026-04-15,晴到多云，气温升高,1\n2026-04-16,"大雨, 降温",0\n2026-04-17,阴,1\n' >c/weather.csv
	brief 2026-04-14
	says "未来三天（4月16日预报）大雨, 降温，不利于藻类生长。"
	lacks 未作展望
	sed -i 's/降温",0/降温",/' c/weather.csv
	brief 2026-04-14
	says "未来三天（4月16日预报）大雨, 降温。"
	sed -i 's/降温",/降温",yes/' c/weather.csv
	run qj-report bloom-brief --period 2026-04-14 -C c --date 2026-04-16 -q -o o
	[ "$status" -eq 1 ]
	[ "$output" = "qj-report: weather.csv: column favourable: 'yes' is not 1, 0 or empty" ]
}

@test "the station: saturation where the altitude is known; no station, no sentence and no figure" {
	cp -Rp "$C" c
	brief 2026-04-14
	says 未计算溶解氧饱和度
	add stations.csv altitude '$1 == "S30"' 175
	brief 2026-04-14
	says "溶解氧饱和度 / 日最大"
	lacks 未计算溶解氧饱和度
	grep -q 溶解氧饱和度日最大值 o/*/watch.svg
	[ "$(pdfinfo o/bloom-brief-2026-04-14-draft/bloom-brief-2026-04-14.pdf | awk '/^Pages/ { print $2 }')" -eq 2 ]
	rm -r c/auto
	brief 2026-04-14
	says 无自动站数据，未列预警。
	lacks 自动站4月 图1 watch.svg
	[ ! -e o/bloom-brief-2026-04-14-draft/watch.svg ]
}

@test "missing columns and cells: what was not measured is left out, not made up" {
	cp -Rp "$C" c
	cut -d, -f1,2,5 c/blooms.csv >t && mv t c/blooms.csv
	brief 2026-04-14
	says "对神农溪库湾3个点位采样监测，藻密度为8.2～36×10⁶个/升，发现水华现象"
	lacks 叶绿素a为 综合营养状态 优势种 面积约
	sed -i 's/24000000//; s/36000000//' c/blooms.csv
	brief 2026-04-14
	says "藻密度为8.2×10⁶个/升，未发现水华现象" 未测藻密度：神农溪库湾中、神农溪库湾尾。
	sed -i 's/8200000//' c/blooms.csv
	brief 2026-04-14
	says 采样监测，未作水华分级
	lacks 未发现 发现水华
}

@test "an area under bloom with a density that is none is asked about" {
	cp -Rp "$C" c
	sed -i '/^L41,2026-04-14/s/,0$/,0.05/' c/blooms.csv
	brief 2026-04-14
	says 神农溪库湾口现场记录水华面积，藻密度判为无明显水华，请核实。
}

@test "bad input: the line and column of blooms.csv; -k goes on and exits 1" {
	cp -Rp "$C" c
	sed -i '6s/24000000/24e6x/' c/blooms.csv
	run qj-report bloom-brief --period 2026-04-14 -C c --date 2026-04-16 -q -o o
	[ "$status" -eq 1 ]
	[ "$output" = "qj-import: blooms.csv:6: column Alg: '24e6x' is not a number" ]
	[ ! -e o ]
	run qj-report bloom-brief --period 2026-04-14 -C c --date 2026-04-16 -q -k -o o
	[ "$status" -eq 1 ]
	[ -s o/bloom-brief-2026-04-14-draft/bloom-brief-2026-04-14.pdf ]
	cp "$C/blooms.csv" c/
	sed -i '6s/24000000/-24/' c/blooms.csv
	run qj-report bloom-brief --period 2026-04-14 -C c --date 2026-04-16 -q -o p
	[ "$output" = "qj-bloom: blooms.csv:6: column Alg: '-24' is negative" ]
	cp "$C/blooms.csv" c/
	sed -i '6s/0.21$/about 1/' c/blooms.csv
	run qj-report bloom-brief --period 2026-04-14 -C c --date 2026-04-16 -q -o p
	[ "$status" -eq 1 ]
	[ "$output" = "qj-report: blooms.csv: column area: 'about 1' is not an area in km2" ]
}

@test "misuse: period, samples, bay" {
	run qj-report bloom-brief --period 2026-Q2 -C "$C"
	[ "$status" -eq 2 ]
	[[ $output == *"'2026-Q2' is not a day like 2026-04-14 or a month like 2026-04"* ]]
	run qj-report bloom-brief --period 2026-02-30 -C "$C"
	[ "$status" -eq 2 ]
	run qj-report bloom-brief --period 2026-04-14 --county 巴东县 -C "$C"
	[ "$status" -eq 2 ]
	run qj-report bloom-brief --period 2026-04-15 -C "$C" -q --date 2026-04-16 -o o
	[ "$status" -eq 1 ]
	[ "$output" = "qj-report: no samples of 2026-04-15" ]
	cp -Rp "$C" c
	sed -i '1s/Alg/cells/' c/blooms.csv
	run qj-report bloom-brief --period 2026-04-14 -C c -q --date 2026-04-16 -o o
	[ "$status" -eq 1 ]
	[ "$output" = "qj-report: blooms.csv: no column 'Alg'" ]
	cp "$C/blooms.csv" c/
	sed -i 's/^L41,2026-04-14,神农溪库湾/X9,2026-04-14,/' c/blooms.csv
	run qj-report bloom-brief --period 2026-04-14 -C c -q --date 2026-04-16 -o o
	[ "$status" -eq 1 ]
	[ "$output" = "qj-report: blooms.csv: X9 has neither a bay nor a lake or river in the registry" ]
	rm c/blooms.csv
	run qj-report bloom-brief --period 2026-04-14 -C c -o o
	[ "$status" -eq 3 ]
	[[ $output == *"c/blooms.csv: no samples of algae"* ]]
}
