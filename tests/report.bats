#!/usr/bin/env bats
# qj-report: the air bulletin of the invented centre (tests/demo), judged by what other programs read
# in it; its way through failure, signals and revisions; and a month of real hours, where ../shared is.

bats_require_minimum_version 1.5.0

setup_file() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	export LC_ALL=C TZ=UTC
	export SHARED="$BATS_TEST_DIRNAME/../../shared" C="$BATS_FILE_TMPDIR/centre" O="$BATS_FILE_TMPDIR/out"
	unset SOURCE_DATE_EPOCH QJ_HOME LANG
	gen=${QJ_B:-$BATS_TEST_DIRNAME/../build}/demogen
	[ -x "$gen" ] || { gen=$BATS_FILE_TMPDIR/demogen; cc -std=c11 -D_GNU_SOURCE -o "$gen" "$BATS_TEST_DIRNAME/demo/gen.c" -lm; }
	"$gen" "$C"
	qj-report air --period 2026-10 -C "$C" --date 2026-11-12 --issue 10 --serial 118 --issued --signers 甲,乙,丙 -q -o "$O" >"$BATS_FILE_TMPDIR/made"
	export P="$O/air-2026-10"
}

setup() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# A copy of the centre that shares the hours but those that a test writes anew.
centre() {
	mkdir -p c/hours
	cp "$C"/*.csv "$C/README.txt" c/
	cp "$C"/hours/2026-* "$C"/hours/2025-1* c/hours/
}

# The text of a bulletin without tables and front matter.
prose() {
	sed '1,/^::: summary/d' "$1" | grep -v '^|'
}

# No line of FILE fits PATTERN.
lacks() {
	if grep -nE "$1" "$2"; then return 1; fi
}

@test "the product has its files, each named on standard output, and leaves nothing else" {
	for f in air-2026-10.pdf air-2026-10.xlsx air-2026-10-wechat.txt air-2026-10-radio.txt air-2026-10.md facts.csv run.json; do
		[ -s "$P/$f" ]
		grep -qxF "$P/$f" "$BATS_FILE_TMPDIR/made"
	done
	cmp "$P/air-2026-10.pdf" "$P/恩施州空气月报_2026年10月_第10期.pdf"
	[ "$(ls -A "$O")" = air-2026-10 ]
}

@test "two runs are the same bytes, whatever the zone, the language, the folder and the way the date is told" {
	(cd "$C" && TZ=Asia/Shanghai LC_ALL=C.UTF-8 LANGUAGE=zh_CN SOURCE_DATE_EPOCH=1794441600 qj-report air --period 2026-10 \
		--issue 10 --serial 118 --issued --signers 甲,乙,丙 -q -o "$BATS_TEST_TMPDIR/again" >/dev/null)
	diff -r "$P" again/air-2026-10
}

@test "--verify makes it again from run.json: the same, and not the same when an hour has changed" {
	run qj-report air --period 2026-10 -C "$C" -o "$O" --verify
	[ "$status" -eq 0 ]
	[[ $output == *"the same bytes"* ]]
	centre
	cp "$C"/hours/* c/hours/
	sed -i '2s/,[0-9]*,/,99,/' c/hours/2026-10.csv
	run qj-report air --period 2026-10 -C c -o "$O" --verify
	[ "$status" -eq 1 ]
	[[ $output == *"inputs changed: hours/2026-10.csv"* ]]
	[ "$(ls -A "$O")" = air-2026-10 ]
}

@test "pages: fonts embedded, bookmarks, page x of y, captions and charts are found as text" {
	qpdf --check "$P/air-2026-10.pdf"
	pdffonts "$P/air-2026-10.pdf" | awk 'NR > 2 { n++; if ($(NF-4) != "yes") bad++ } END { exit n < 2 || bad }'
	n=$(pdfinfo "$P/air-2026-10.pdf" | awk '/^Pages/ { print $2 }')
	[ "$n" -ge 6 ] && [ "$n" -le 12 ]
	w=$(pdftotext -layout "$P/air-2026-10.pdf" - | tr -d ' \n')
	for t in 表12026年10月各县（市）城区优良天数 图1 图3 综合指数同比变化的分解 逐日空气质量指数 PM2.5 溇水 上年同期 "第1页共$n页" "第$n页共$n页" 编制：甲 签发：丙 总第118期; do
		case $w in
		*"$t"*) ;;
		*) echo "missing: $t"; false ;;
		esac
	done
	qpdf --qdf --object-streams=disable "$P/air-2026-10.pdf" - | grep -aq /Outlines
}

@test "a draft says so on its pages, and is a product of its own" {
	qj-report air --period 2026-10 -C "$C" --date 2026-11-12 -q -o d >/dev/null
	grep -qx 'state: draft' d/air-2026-10-draft/air-2026-10.md
	for c in 送 审 稿; do pdftotext -f 2 -l 2 d/air-2026-10-draft/air-2026-10.pdf - | grep -q $c; done
}

@test "the reviewer's checklist holds in the workbook and the text" {
	/usr/bin/python3 - "$P" <<-'END'
	import csv, re, sys, calendar
	from decimal import Decimal as D, ROUND_HALF_EVEN
	import openpyxl
	p = sys.argv[1]
	book = openpyxl.load_workbook(p + "/air-2026-10.xlsx")
	def table(name):
	    rows = [r for r in book[name].iter_rows(min_row=5, values_only=True)]
	    return [r for r in rows if r[1] is not None]
	def cells(name):
	    rows = list(csv.reader(open(f"{p}/steps/{name}.csv", encoding="utf-8")))
	    return [dict(zip(rows[0], r)) for r in rows[1:]]
	days = calendar.monthrange(2026, 10)[1]
	full = table("优良天数")
	assert len(full) == 10, full
	for r in full:                       # 1: levels sum to the valid days, ratio of these
	    assert sum(r[1:7]) == r[7], r
	    whole = r[0] == "全州"
	    assert r[7] <= days * (8 if whole else 1), r
	    if not whole:
	        assert (D(100 * (r[1] + r[2])) / r[7]).quantize(D("0.1"), ROUND_HALF_EVEN) == D(str(r[8])), r
	eight = [r for r in full if r[0] not in ("全州", "州城（国考）")]
	whole = [r for r in full if r[0] == "全州"][0]
	exact = sum(D(100 * (r[1] + r[2])) / r[7] for r in eight) / 8   # 2: the whole is the mean of eight
	assert exact.quantize(D("0.1"), ROUND_HALF_EVEN) == D(str(whole[8]))
	n = 0                                # 3: percentages from the printed values
	for r in cells("c") + cells("q") + cells("cap"):
	    for i in ("SO2", "NO2", "PM10", "PM2.5", "CO_p95", "O3_8hmax_p90", "index"):
	        a, b = D(r[i]), D(r[i + "_base"])
	        assert ((a - b) / b * 100).quantize(D("0.1"), ROUND_HALF_EVEN) == D(r[i + "_pct"]), (r["county"], i)
	        n += 1
	assert n == 70
	for r in cells("c") + cells("q"):    # 4: the index is the sum of its printed terms
	    t = {i: D(r["I_" + i]) for i in ("SO2", "NO2", "PM10", "PM2.5", "CO", "O3")}
	    assert sum(t.values()) == D(r["index"]), r
	    assert max(t.values()) == D(r["I_max"]) and all(t[i] == D(r["I_max"]) for i in r["main"].split())
	d = table("原因_指数")
	assert sum(D(str(r[3])) for r in d[:6]) == D(str(d[6][3]))
	text = open(p + "/air-2026-10.md", encoding="utf-8").read()
	over = table("超标明细")              # 6: list, text and calendar agree
	said = int(re.search(r"共出现(\d+)个超标", text).group(1))
	cal = [r for r in cells("daily") if r["AQI"] and int(r["AQI"]) > 100]
	assert len(over) == said == len(cal) == sum(r[3] + r[4] + r[5] + r[6] for r in eight), (len(over), said, len(cal))
	prim = sum(int(r["days"]) for r in cells("prim"))                # 7
	q = cells("q")[0]
	above = sum(1 for r in cells("daily") if r["AQI"] and int(r["AQI"]) > 50)
	assert prim - int(q["primary_ties"]) == int(q["primary_days"]) == above
	assert "达标" not in text and "导致" not in text                 # 10, 12
	assert "GB 3095—2026" in text and "重新评价" in text             # 8, 9
	assert "由小到大" in text                                        # 14
	ranks = [r[0] for r in table("综合指数") if r[0] is not None]
	assert ranks == sorted(ranks) and len(ranks) == 8
	assert set(book.sheetnames) >= {"说明", "优良天数", "六项浓度", "综合指数", "超标明细", "原因_指数", "原因_县市", "原因_气象", "图", "日数据", "数据溯源"}
	END
}

@test "each number of the text is in facts.csv with a file, row and column that hold it" {
	/usr/bin/python3 "$BATS_TEST_DIRNAME/traced.py" "$P" 300 '# 附：评价说明' air-2026-10.md air-2026-10-wechat.txt -- \
		'PM2\.5' 'PM10' 'SO2' 'NO2' 'O3' 'CO' '@[a-z]+:[A-Za-z0-9]+' '第9[05]百分位' '8小时' 'GB 3095—2026' '按2012年标准' 'AQI大于50' '近12个月' '1毫米及以上' '低于1\.0米/秒' '1—' '从2026年3月起'
}

@test "short texts: summary within 180 characters, WeChat 200 to 400, radio spelled and without brackets" {
	n=$(sed -n '/^::: summary/,/^:::$/p' "$P/air-2026-10.md" | grep -v ':::' | tr -d ' \n' | LC_ALL=C.UTF-8 wc -m)
	[ "$n" -le 180 ]
	n=$(tr -d ' \n' <"$P/air-2026-10-wechat.txt" | LC_ALL=C.UTF-8 wc -m)
	[ "$n" -ge 200 ] && [ "$n" -le 400 ]
	[ "$(sed -n 1p "$P/air-2026-10-wechat.txt" | tr -d '\n' | LC_ALL=C.UTF-8 wc -m)" -le 22 ]
	lacks '[0-9%()]|（|）' "$P/air-2026-10-radio.txt"
	[ "$(sed -n 1p "$P/air-2026-10-wechat.txt")" = '10月恩施空气优良率98.8%' ]
	grep -q '《恩施生态环境播报》' "$P/air-2026-10-radio.txt"
	grep -q 百分之九十八点八 "$P/air-2026-10-radio.txt"
	grep -q 秋冬少雨多雾 "$P/air-2026-10-radio.txt"
}

@test "no month has holes or doubled words: editions 2012 and 2026, with and without a base" {
	for m in 2024-10 2025-10 2026-01 2026-03; do
		qj-report air --period "$m" -C "$C" --date 2026-11-12 -q -o m >/dev/null
		f=m/air-$m-draft/air-$m.md
		lacks '—%|—微克|—毫克|—天|—个|同比同比|。。|，，|，。|：。|、。|（）' <(prose "$f")
		n=$(tr -d ' \n' <"m/air-$m-draft/air-$m-wechat.txt" | LC_ALL=C.UTF-8 wc -m)
		[ "$n" -ge 200 ] && [ "$n" -le 400 ]
	done
	prose m/air-2024-10-draft/air-2024-10.md | grep -q 缺少上年同期数据
	lacks '同比上升' <(prose m/air-2024-10-draft/air-2024-10.md)
	prose m/air-2024-10-draft/air-2024-10.md | grep -q 各月数据不全
	grep -q 'GB 3095—2012' m/air-2026-01-draft/air-2026-01.md
	lacks '1—1月' m/air-2026-01-draft/air-2026-01.md
	prose m/air-2026-01-draft/air-2026-01.md | grep -q 按同一标准评价
	grep -q 'GB 3095—2026' m/air-2026-03-draft/air-2026-03.md
	prose m/air-2026-03-draft/air-2026-03.md | grep -q 含标准实施前的月份
}

@test "heavy pollution is told by level, and a cause never stronger than its evidence" {
	centre
	awk -F, -v OFS=, '$1 ~ /^E10/ && $2 ~ /^2026-10-(19|20|21)/ && $6 != "" { $5 = $5 * 4; $6 = $6 * 4 } { print }' "$C/hours/2026-10.csv" >c/hours/2026-10.csv
	qj-report air --period 2026-10 -C c --date 2026-11-12 -q -o o >/dev/null
	prose o/*/air-2026-10.md | grep -qE '(重度|严重)污染[0-9]+天次'
	lacks '无中度及以上污染天' <(prose o/*/air-2026-10.md)
	# Weather against the change is no cause: the same month with last year's rain.
	awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
		substr($at["time"], 1, 7) == "2026-10" { $at["RAIN"] = "1.0"; $at["WS"] = "2.0" } { print }' "$C/met.csv" >c/met.csv
	qj-report air --period 2026-10 -C c --date 2026-11-12 -q -o o >/dev/null
	grep -q '"cause_level": "C0"' o/*/run.json
	lacks '主要与' <(prose o/*/air-2026-10.md)
}

@test "absent inputs drop their sections and are named" {
	mkdir c
	cp -r "$C/hours" "$C/stations.csv" c/
	qj-report air --period 2026-10 -C c --date 2026-11-12 -q -o o >/dev/null
	f=o/air-2026-10-draft/air-2026-10.md
	prose $f | grep -q 未提供气象资料、沙尘等特殊事件清单、事件记录、年度目标、本中心设置
	lacks '从气象看|年度目标为|本月记录的事件' $f
	lacks '—%' <(prose $f)
}

@test "a revision prints and tells what changed, and keeps the issue it revises" {
	centre
	cp "$C"/hours/* c/hours/
	cp -r "$O" r
	awk -F, -v OFS=, '$1 == "E101A" && $2 ~ /^2026-10-(19|20)/ && $6 != "" { $6 = int($6 * 0.8) } { print }' "$C/hours/2026-10.csv" >c/hours/2026-10.csv
	run --separate-stderr qj-report air --period 2026-10 -C c --date 2026-11-20 --issue 10 --issued --signers 甲,乙,丙 --revise 1 --reason '清江路站, "漂移"' -o r
	[ "$status" -eq 0 ]
	[[ $stderr == *"恩施市 优良天数比例（%）: 96.8 -> 100.0"* ]]
	grep -q '^changed,q.good_ratio,text,98.8,99.2' r/air-2026-10-r1/revision.csv
	grep -q '第1次修订' r/air-2026-10-r1/air-2026-10.md
	cmp r/air-2026-10/facts.csv "$P/facts.csv"
	run qj-report air --period 2026-10 -C c --date 2026-11-20 --issued --signers 甲 --revise 3 --reason x -q -o r
	[ "$status" -eq 1 ]
	[[ $output == *"air-2026-10-r2: the issue to be revised is not there"* ]]
}

@test "--each county makes one product for each" {
	centre
	sed -i '/利川市\|建始县\|巴东县\|宣恩县\|咸丰县\|鹤峰县/d' c/stations.csv
	qj-report air --period 2026-10 -C c --date 2026-11-12 --each county -q -o o >/dev/null
	[ "$(ls o | sort | tr '\n' ' ')" = 'air-2026-10-恩施市-draft air-2026-10-来凤县-draft ' ]
	grep -q '^title: 来凤县环境空气质量月报$' o/air-2026-10-来凤县-draft/air-2026-10.md
	prose o/air-2026-10-来凤县-draft/air-2026-10.md | grep -q 不作排名
}

@test "a second run waits, then leaves with 3" {
	mkdir o
	(exec 9<o; flock 9; exec sleep 20) &
	sleep 0.3
	run env QJ_REPORT_WAIT=1 qj-report air --period 2026-10 -C "$C" --date 2026-11-12 -o o
	kill %1
	[ "$status" -eq 3 ]
	[[ $output == *"o: another run is at work" ]]
	[ -z "$(ls -A o)" ]
}

@test "stopped by a signal it leaves nothing and says so" {
	for s in TERM HUP; do
		qj-report air --period 2026-10 -C "$C" --date 2026-11-12 -o o >/dev/null 2>err 3>&- &
		p=$!
		for _ in $(seq 100); do
			compgen -G 'o/.work.*' >/dev/null && break
			sleep 0.02
		done
		kill -$s $p
		rc=0
		wait $p || rc=$?
		[ $rc -gt 128 ]
		[ ! -e o ]
		grep -qx 'qj-report: stopped; nothing was left behind' err
	done
}

@test "failures: one line, the right status, nothing left" {
	centre
	rm -f c/hours/2025* c/hours/2026-0*
	try() {
		run qj-report air -C c --date 2026-11-12 -o o "${@:3}"
		[ "$status" -eq "$1" ]
		[ "$output" = "$2" ]
		[ ! -e o ]
	}
	try 1 'qj-report: no data of 2026-09' --period 2026-09
	try 1 "qj-report: county '武汉市' is not in the registry" --period 2026-10 --county 武汉市
	sed -i '6s/,[0-9]*,/,zz,/' c/hours/2026-10.csv
	run qj-report air -C c --date 2026-11-12 -o o --period 2026-10
	[ "$status" -eq 1 ]
	[[ $output == qj-*"zz"* ]]
	[ "${#lines[@]}" -eq 1 ]
	[ ! -e o ]
	run qj-report air -C c --date 2026-11-12 -o c/stations.csv --period 2026-10
	[ "$status" -eq 3 ]
	[ "$output" = 'qj-report: c/stations.csv: cannot be written' ]
	sed -i '1s/station/stn/' c/stations.csv
	try 1 "qj-report: stations.csv: no column 'station'" --period 2026-10
	cp "$C/hours/2026-10.csv" c/hours/
	cp "$C/stations.csv" c/
	run bash -c 'ulimit -f 40; exec qj-report air -C c --date 2026-11-12 -o o --period 2026-10'
	[ "$status" -eq 3 ]
	[ ! -e o ]
}

@test "-k goes on where a cell is bad, and ends with 1" {
	centre
	sed -i '6s/,[0-9]*,/,zz,/' c/hours/2026-10.csv
	run qj-report air -C c --date 2026-11-12 --period 2026-10 -k -q -o o
	[ "$status" -eq 1 ]
	[ -s o/air-2026-10-draft/air-2026-10.pdf ]
	grep -q '"bad_cells": 1' o/air-2026-10-draft/run.json
}

@test "a month of one state is named by it, a mixed one is refused, last year's state may differ" {
	mkdir -p c/hours
	cp "$C/stations.csv" c/
	sed '1s/$/,state/; 2,$s/$/,final/' "$C/hours/2025-10.csv" >c/hours/2025-10.csv
	sed '1s/$/,state/; 2,$s/$/,first/' "$C/hours/2026-10.csv" >c/hours/2026-10.csv
	qj-report air --period 2026-10 -C c --date 2026-11-12 -q -o o >/dev/null
	prose o/*/air-2026-10.md | grep -q '^1. 数据：初审实况数据'
	sed -i '400,500s/first$/raw/' c/hours/2026-10.csv
	run qj-report air --period 2026-10 -C c --date 2026-11-12 -q -o p
	[ "$status" -eq 1 ]
	[[ $output == qj-average:*"rows of different state are not put together unless --allow-mixed" ]]
	[ ! -e p ]
	qj-report air --period 2026-10 -C c --date 2026-11-12 -q --allow-mixed -o p >/dev/null
	prose p/*/air-2026-10.md | grep -q 审核状态不一
}

@test "real hours of Enshi, March 2019: one city, no year before, no weather, and it says so" {
	[ -e "$SHARED/data/air/enshi_2019_h1.csv" ] || skip "no ../shared"
	mkdir -p e/hours
	cp "$SHARED/data/air/enshi_2019_h1.csv" e/hours/
	printf '%s\n' station,name,county,city,type 2454A,湖北民院,恩施市,恩施州,国控 2455A,州电力总公司,恩施市,恩施州,国控 >e/stations.csv
	qj-report air --period 2019-03 -C e --date 2019-04-12 -q -o o >/dev/null
	f=o/air-2019-03-draft/air-2019-03.md
	prose $f | grep -q 不作排名
	prose $f | grep -q 缺少上年同期数据，未作同比
	grep -q "^| 恩施市 .* | 100.0 | — |$" $f
	prose $f | grep -q 未提供气象资料
	prose $f | grep -q 'PM2.5平均浓度为34微克/立方米；PM10平均浓度为64微克/立方米'
	lacks '同比(上升|下降|持平)|—%' $f
	grep -q 'GB 3095—2012' $f
	pdftotext o/air-2019-03-draft/air-2019-03.pdf - | grep -q 湖北民院
}

# The day 2026-10-20 with an inversion of five hours put into it.
faulty() {
	awk -F, -v OFS=, '$1 == "E101A" && $2 >= "2026-10-20 02:00" && $2 <= "2026-10-20 06:00" && $6 != "" { $5 = int($6 / 2) } { print }' \
		"$1/hours/2026-10.csv" >x && mv x "$1/hours/2026-10.csv"
}

@test "the daily review: pages to be signed, a workbook, the same bytes again" {
	cp -r "$C" review && faulty review
	qj-report daily-review -q --period 2026-10-20 -C review --date 2026-10-21 -o out >made
	for f in pdf xlsx md; do [ -s "out/daily-review-2026-10-20-draft/daily-review-2026-10-20.$f" ]; done
	pdftotext -layout out/daily-review-2026-10-20-draft/daily-review-2026-10-20.pdf text
	grep -q '17个站应收小时数据408组' text
	grep -q '清江路.*倒挂.*2—6时.*剔除' text
	grep -q '若采纳上述剔除建议，清江路AQI由.*变为' text
	grep -q '初审：＿' text && grep -q '复核：＿' text
	[ "$(pdfinfo out/daily-review-2026-10-20-draft/daily-review-2026-10-20.pdf | awk '/^Pages/ { print $2 }')" -le 4 ]
	/usr/bin/python3 - out/daily-review-2026-10-20-draft/daily-review-2026-10-20.xlsx <<-'PY'
	import sys, openpyxl
	book = openpyxl.load_workbook(sys.argv[1])
	assert [n for n in book.sheetnames if n in ('可疑数据', '站点', '影响', '规则')] == ['可疑数据', '站点', '影响', '规则'], book.sheetnames
	heads = [c.value for row in book['站点'].iter_rows(max_row=6) for c in row]
	assert 'PM2.5' in heads and 'AQI（预评）' in heads, heads
	PY
	run qj-report daily-review --period 2026-10-20 -C review -o out --verify
	[ "$status" -eq 0 ]
}

@test "the daily review: what is asked wrongly" {
	run -2 qj-report daily-review --period 2026-10 -C "$C"
	[[ $output == *"'2026-10' is not a day"* ]]
	run -2 qj-report daily-review --period 2026-10-20 --issue 3 -C "$C"
	[[ $output == *"--issue is for the bulletin of air"* ]]
	run -1 qj-report daily-review -q --period 2031-01-01 -C "$C" -o out
	[ ! -e out ]
}
