#!/usr/bin/env bats
# qj-report drinking-water: the report of the invented centre's sources (tests/demo/water.c), judged by what
# other programs read in it and by figures counted anew from the laboratory's sheets.

bats_require_minimum_version 1.5.0

setup_file() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	export LC_ALL=C TZ=UTC
	export C="$BATS_FILE_TMPDIR/centre" O="$BATS_FILE_TMPDIR/out" N=drinking-water-2026-10
	unset SOURCE_DATE_EPOCH QJ_HOME LANG
	gen=${QJ_B:-$BATS_TEST_DIRNAME/../build}/demowater
	[ -x "$gen" ] || { gen=$BATS_FILE_TMPDIR/demowater; cc -std=c11 -D_GNU_SOURCE -o "$gen" "$BATS_TEST_DIRNAME/demo/water.c"; }
	"$gen" "$C"
	qj-report drinking-water --period 2026-10 -C "$C" --date 2026-11-05 --issue 10 --serial 118 --issued --signers 甲,乙,丙 -q -o "$O" >"$BATS_FILE_TMPDIR/made"
	export P="$O/$N"
}

setup() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# A copy of the centre, as c.
centre() { cp -r "$C" c; }

# The report of a period of c (or of the folder given) into o; its text in T.
report() {	# PERIOD [FOLDER]
	qj-report drinking-water --period "$1" -C "${2:-c}" --date 2026-11-05 -q -o o >/dev/null
	T=o/drinking-water-$1-draft/drinking-water-$1.md
}

# The blind code of a source's sample of a month.
code() { awk -F, -v s="$2" '$2 == s && $3 == "routine" { print $1 }' "c/keys/$1.csv"; }

# Another result of an item, as the sheet writes it: MONTH SOURCE ITEM VALUE
result() {
	awk -v code="$(code "$1" "$2")-" -v item=",$3," -v v="$4" 'index($0, code) == 1 && (i = index($0, item)) {
			a = substr($0, 1, i + length(item) - 1); b = substr($0, i + length(item)); sub(/^[^,]*/, v, b); $0 = a b; n++ }
		{ print } END { exit n != 1 }' "c/lims/$1.csv" >x
	mv x "c/lims/$1.csv"
}

prose() { sed '1,/^::: summary/d' "$1" | grep -v '^|'; }
lacks() {
	if grep -nE "$1" "$2"; then return 1; fi
}

@test "the product has its files, each named on standard output, and leaves nothing else" {
	for f in $N.pdf $N.xlsx $N-wechat.txt $N.md facts.csv run.json; do
		[ -s "$P/$f" ]
		grep -qxF "$P/$f" "$BATS_FILE_TMPDIR/made"
	done
	cmp "$P/$N.pdf" "$P/恩施州集中式饮用水水源水质状况报告_2026年10月.pdf"
	[ "$(ls -A "$O")" = $N ]
}

@test "two runs are the same bytes, whatever the zone, the language and the folder; --verify says so" {
	(cd "$C" && TZ=Asia/Shanghai LC_ALL=C.UTF-8 LANGUAGE=zh_CN qj-report drinking-water --period 2026-10 --date 2026-11-05 \
		--issue 10 --serial 118 --issued --signers 甲,乙,丙 -q -o "$BATS_TEST_TMPDIR/again" >/dev/null)
	diff -r "$P" again/$N
	run qj-report drinking-water --period 2026-10 -C "$C" -o "$O" --verify
	[ "$status" -eq 0 ]
	[[ $output == *"the same bytes"* ]]
	centre
	result 2026-10 D01 锰 0.09
	run qj-report drinking-water --period 2026-10 -C c -o "$O" --verify
	[ "$status" -eq 1 ]
	[[ $output == *"inputs changed: lims/2026-10.csv"* ]]
}

@test "pages: fonts embedded, captions, page x of y, the sentence of the source that failed" {
	qpdf --check "$P/$N.pdf"
	pdffonts "$P/$N.pdf" | awk 'NR > 2 { n++; if ($(NF-4) != "yes") bad++ } END { exit n < 2 || bad }'
	n=$(pdfinfo "$P/$N.pdf" | awk '/^Pages/ { print $2 }')
	[ "$n" -ge 2 ] && [ "$n" -le 3 ]
	w=$(pdftotext -layout "$P/$N.pdf" - | tr -d ' \n')
	for t in 恩施州集中式生活饮用水水源水质状况报告 （2026年10月） 一、监测情况 （一）监测点位 （二）监测项目 二、评价标准及方法 三、评价结果 \
		表12026年10月集中式生活饮用水水源水质状况 表2 图1 不达标※ 白鹤水库水源锰超标，浓度0.13mg/L 超标0.30倍 10月23日复测0.06mg/L，已达标 第1页共$n页 编制：甲 总第118期; do
		case $w in
		*"$t"*) ;;
		*) echo "missing: $t"; false ;;
		esac
	done
}

@test "the figures are those counted from the registry, the sheets, the keys and the volumes" {
	/usr/bin/python3 - "$C" "$P" <<-'END'
	import csv, re, sys
	from decimal import Decimal as D, ROUND_HALF_EVEN
	c, p = sys.argv[1:]
	read = lambda f: list(csv.DictReader(open(f, encoding="utf-8")))
	keys = {k["code"]: k for k in read(c + "/keys/2026-10.csv") if k["kind"] != "reference"}
	src = {s["station"]: s for s in read(c + "/stations.csv") if s["type"] == "水源" and s["end"] == ""}
	got, items = {}, {"surface": set(), "ground": set()}
	for r in read(c + "/lims/2026-10.csv"):
	    k = keys.get(r["采样点"])
	    if k and k["station"] in src and k["kind"] == "routine":
	        got.setdefault(k["station"], {})[r["项目"]] = r["结果"]
	        items["ground" if src[k["station"]]["water_type"] == "groundwater" else "surface"].add(r["项目"])
	assert set(got) == set(src) and len(src) == 11
	vol = {v["station"]: D(v["volume"]) for v in read(c + "/volumes.csv") if v["time"] == "2026-10" and v["station"] in src}
	total, bad = sum(vol.values()), vol["D06"]
	text = open(f"{p}/drinking-water-2026-10.md", encoding="utf-8").read()
	one = lambda x: x.quantize(D("0.1"), ROUND_HALF_EVEN)
	# Only manganese of D06 is over: 0.13 against 0.1, (0.13 - 0.1) / 0.1 = 0.30.
	assert got["D06"]["锰"] == "0.13" and (D("0.13") - D("0.1")) / D("0.1") == D("0.3")
	assert f"达标率（按个数）为{one(D(1000) / 11)}%，按取水量计为{one(100 * (total - bad) / total)}%；监测水源取水总量为{one(total)}万吨" in text
	kinds = [sum(s["water_type"] == k for s in src.values()) for k in ("river", "lake", "groundwater")]
	assert "其中河流型%d个、湖库型%d个、地下水型%d个" % tuple(kinds) in text
	x, y, z, all_, ground = map(int, re.search(r"基本项目（(\d+)项）、表2补充项目（(\d+)项）和表3特定项目（(\d+)项），共(\d+)项。.*指标(\d+)项", text).groups())
	assert x + y + z == all_ == len(items["surface"]) and ground == len(items["ground"])
	# iron of D02, 0.255 mg/L (255 ug/L) of 0.3
	assert got["D02"]["铁"] == "255" and "云台水库水源铁（%s%%）" % one(D("0.255") / D("0.3") * 100) in text
	END
}

@test "the reviewer's checklist holds in the workbook and the text" {
	/usr/bin/python3 - "$C" "$P" <<-'END'
	import csv, re, sys
	from decimal import Decimal as D
	import openpyxl
	c, p = sys.argv[1:]
	read = lambda f: list(csv.DictReader(open(f, encoding="utf-8")))
	book = openpyxl.load_workbook(p + "/drinking-water-2026-10.xlsx")
	text = open(p + "/drinking-water-2026-10.md", encoding="utf-8").read()
	main = [r for r in book["水质状况"].iter_rows(min_row=5) if r[0].value is not None]
	rows = [[x.value for x in r] for r in main]
	src = [s for s in read(c + "/stations.csv") if s["type"] == "水源" and (s["end"] == "" or s["end"] >= "2026-10-01")]
	assert sorted(r[2] for r in rows) == sorted(s["name"] for s in src)             # 1 every source in use
	assert [r[0] for r in rows] == list(range(1, 12))
	facts = {f["id"]: f for f in read(p + "/facts.csv")}
	measured = {r[5] for r in rows}
	assert measured == {61, 37} and "共61项" in text and "指标37项" in text           # 2 items found, none constant
	lake = [r["limit"] for r in read(p + "/steps/allratios.csv") if r["item"] == "总磷" and r["station"] in ("D02", "D06")]
	river = [r["limit"] for r in read(p + "/steps/allratios.csv") if r["item"] == "总磷" and r["station"] in ("D01", "D05")]
	assert set(lake) == {"0.05"} and set(river) == {"0.2"}                           # 3 table of the right water
	assert {r["limit"] for r in read(p + "/steps/allratios.csv") if r["item"] == "总硬度"} == {"450"}
	assert "无法判定" not in re.sub("检出限高于标准限值的项目无法判定", "", text)          # 4 nothing open here; see another test
	assert "达标率（按个数）" in text and "按取水量计" in text                            # 5 rate named
	assert "Table: 2026年10月" in text and "subtitle: （2026年10月）" in text           # 6 month of table and title
	assert sum(D(str(r[4])) for r in rows) == D(facts["volume"]["text"])              # 7 volumes
	assert "复测0.06mg/L，已达标" in text                                              # 8 retest closed
	people = [r for r in book["分析人员"].iter_rows(min_row=2, values_only=True)]
	assert len(people) >= 61 and all(a and b and a != b for _, a, b, _ in people)     # 9 two names per item
	assert "签发: 丙" in text
	fresh = [r for r in rows if r[2] == "云岭水库水源"][0]
	assert fresh[10] is None and "云岭水库水源自2026年1月1日起启用，为新增水源" in text    # 10 no last year
	over = [r for r in main if r[7].value != "达标"]
	assert len(over) == 1 and over[0][7].value == "不达标※" and over[0][8].value == "锰（0.30）"
	for x in over[0]:
	    assert x.font.b and x.fill.fgColor.rgb == "FFFFE0CC", x.coordinate
	assert not any(x.font.b for r in main if r is not over[0] for x in r)
	for s in src:                                                                     # no coordinates in the open
	    if s["lon"]:
	        assert s["lon"] not in text
	assert "导致" not in text
	END
}

@test "each number of the text is in facts.csv with a file, row and column that hold it" {
	/usr/bin/python3 "$BATS_TEST_DIRNAME/traced.py" "$P" 80 '# 附：说明' drinking-water-2026-10.md drinking-water-2026-10-wechat.txt -- \
		'GB(/T)? \d+—\d+' '表[123]' '@[a-z]+:[a-z]+' '(?<!\d)10月(?!\d+日)' '\d+年\d+月\d+日' '\d+月\d+日'
	grep -q '2026年1月1日' "$P/facts.csv"
	grep -q '2026年4月30日' "$P/facts.csv"
}

@test "a limit of detection above the limit is never a pass: July 2025, antimony" {
	report 2025-07 "$C"
	grep -q '^| .* | 竹园河水源 | .* | 无法判定 | 锑无法判定 |' "$T"
	grep -qx '竹园河水源锑的检出限（0.01mg/L）高于标准限值（0.005mg/L），无法判定；7月24日复测0.0003mg/L，未超标；已换用检出限更低的方法（电感耦合等离子体质谱）复测。' "$T"
	grep -q '9个水源中，8个水质达标，1个无法判定，达标率（按个数）为88.9%' "$T"
	grep -q '缺少去年同期数据，未作同比' "$T"
}

@test "sources of a county are due each quarter, groundwater each half-year: September, and a sample that was missed" {
	report 2026-09 "$C"
	prose "$T" | grep -q '9月，全州共监测2个在用地级集中式生活饮用水水源，其中河流型1个、湖库型1个'
	prose "$T" | grep -q '其余在用的7个水源按每季度一次监测，本月未安排监测。滴水洞水源、金泉水源按每半年一次监测，本月未安排监测。'
	prose "$T" | grep -q '与上月、去年同期相比，达标率（按个数）均持平'
	[ "$(grep -c '| 未监测 | — |' "$T")" -eq 9 ]
	centre
	sed -i "/^$(code 2026-10 D11)-/d" c/lims/2026-10.csv
	sed -i "/^$(code 2026-10 D08)-/d" c/lims/2026-10.csv
	echo D11,2026-10,机井检修 >>c/not_sampled.csv
	report 2026-10
	# D08 may still be sampled in November: nothing was missed yet.
	prose "$T" | grep -q '金泉水源因机井检修，本月未监测。'
	prose "$T" | grep -q '南坪水库水源按每季度一次监测，本月未安排监测。'
	sed -i '/^D08/d; /^D11/d' c/volumes.csv
	report 2026-10
	grep -q '达标率（按个数）为88.9%，按取水量计为' "$T"
	report 2026-Q4
	prose "$T" | grep -q '南坪水库水源本季度应监测而未监测，原因未提供。'
	prose "$T" | grep -q '未满3个月有监测的按月监测水源：青石河水源（1个月）、云台水库水源（1个月）'
}

@test "several items over, with a comma in a name, without a unit, below their limit; retests; rain before the sample" {
	centre
	result 2026-10 D07 '"1,2-二氯苯"' 1500
	result 2026-10 D07 pH值 9.6
	result 2026-10 D09 溶解氧 4.1
	result 2026-10 D10 锰 0.15
	printf '%s\n' D09,2026-10-20,DO,5.6,, D09,2026-10-25,DO,4.9,增加曝气,0 D09,2026-12-25,DO,6,, >>c/followup.csv
	sed -i 's/^鹤峰县,2026-10-1[234],.*//; /^$/d' c/rain.csv
	printf '%s\n' 鹤峰县,2026-10-12,0.0 鹤峰县,2026-10-13,4.3 鹤峰县,2026-10-14,5.7 鹤峰县,2026-10-15,99 >>c/rain.csv
	report 2026-10
	grep -qx '清泉河水源1,2-二氯苯超标，浓度1.5mg/L（限值1.0mg/L），超标0.50倍；尚无复测结果。' "$T"
	grep -qx '清泉河水源pH值超标，数值为9.6；尚无复测结果。' "$T"
	grep -qx '杉木溪水源溶解氧低于标准，浓度4.1mg/L（限值5mg/L）；10月20日复测5.6mg/L，已达标；10月25日复测4.9mg/L，仍超标；已增加曝气，处置尚未办结。' "$T"
	grep -q '1,2-二氯苯（0.50）、pH值' "$T"
	grep -q '\[劣Ⅴ\]{.warn}' "$T"
	# 0.0 + 4.3 + 5.7 in the three days before the 15th: just what is told; D06 had less, D10 is groundwater
	grep -qx '杉木溪水源采样前3日，鹤峰县累计降水10.0毫米，同期降水可能对水质有一定影响。' "$T"
	[ "$(grep -c 累计降水[0-9.]*毫米， "$T")" -eq 1 ]
	grep -q '"cause_level": "C1"' o/*/run.json
	grep -q '"cause_level": "C0"' "$P/run.json"
	sed -i '/^鹤峰县,2026-10-12/d' c/rain.csv
	report 2026-10
	grep -q '"cause_level": "C0"' o/*/run.json
}

@test "a quarter that fails in one month alone says which" {
	centre
	result 2026-07 D01 锑 9
	report 2026-Q3
	grep -qx '青石河水源7月锑超标，浓度0.009mg/L（限值0.005mg/L），超标0.80倍；尚无复测结果。' "$T"
	grep -q '\[7月锑（0.80）\]{.warn}' "$T"
	grep -q '9个水源中，8个水质达标，1个不达标，达标率（按个数）为88.9%' "$T"
	prose "$T" | grep -q '与上季度、去年同期相比，青石河水源由达标变为不达标'
	prose "$T" | grep -q '与去年同期（9个水源，88.9%）相比，持平'
	[ -e o/*/恩施州集中式饮用水水源水质状况报告_2026年第3季度.pdf ]
}

@test "background, several analysts, an item that nobody measured" {
	centre
	awk -F, -v OFS=, 'NR == 1 { print $0, "geology"; next } { print $0, ($1 == "D06" ? "Mn" : "") }' "$C/stations.csv" >c/stations.csv
	sed -i "/^$(code 2026-10 D03)-.*,硒,/d" c/lims/2026-10.csv
	report 2026-10
	grep -q '白鹤水库水源锰超标，浓度0.13mg/L（限值0.1mg/L），超标0.30倍，受地质背景影响；' "$T"
	grep -q '锰（0.30，地质背景）' "$T"
	prose "$T" | grep -q '缺项：石庙水库水源缺硒。'
}

@test "no period has holes or doubled words" {
	for m in 2024-10 2025-07 2026-01 2026-04 2026-05 2026-08 2025-Q4 2026-Q1; do
		report $m "$C"
		lacks '—%|—mg|—万吨|—个|。。|，，|，。|：。|、。|；。|（）|。；' <(prose "$T" | grep -v '^注')
		lacks '[^“]—[^”0-9]' "o/drinking-water-$m-draft/drinking-water-$m-wechat.txt"
		[ "$(sed -n 1p "o/drinking-water-$m-draft/drinking-water-$m-wechat.txt" | tr -d '\n' | LC_ALL=C.UTF-8 wc -m)" -le 22 ]
	done
}

@test "absent inputs drop their sentences and are named" {
	mkdir c
	cp -r "$C/lims" "$C/keys" "$C/stations.csv" c/
	rm c/lims/2024* c/lims/2025*
	report 2026-10
	prose "$T" | grep -q 未提供取水量、降水资料、复测和处置记录、本中心设置
	lacks '取水总量|按取水量|取水量 ' <(sed 's/未提供取水量//' "$T")
	lacks '—%|—万吨' "$T"
	prose "$T" | grep -q '尚无复测结果'
	# One volume missing: no rate of part of the water.
	grep -v '^D08,2026-10' "$C/volumes.csv" >c/volumes.csv
	report 2026-10
	prose "$T" | grep -q '部分水源的取水量不全，未计算按取水量的达标率'
}

@test "-k goes on where a cell is bad, and ends with 1; without it one line, nothing left" {
	centre
	result 2026-10 D01 锰 zz
	run qj-report drinking-water --period 2026-10 -C c --date 2026-11-05 -q -o o
	[ "$status" -eq 1 ]
	[ "${#lines[@]}" -eq 1 ]
	[[ $output == qj-*"zz"* ]]
	[ ! -e o ]
	run qj-report drinking-water --period 2026-10 -C c --date 2026-11-05 -k -q -o o
	[ "$status" -eq 1 ]
	[ -s o/$N-draft/$N.pdf ]
}
