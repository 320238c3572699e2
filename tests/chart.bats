#!/usr/bin/env bats
# qj-chart: what other programs read in its pictures, and that two runs are the same bytes.

bats_require_minimum_version 1.5.0

setup() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	export LC_ALL=C TZ=UTC
	unset SOURCE_DATE_EPOCH QJ_HOME
	cd "$BATS_TEST_TMPDIR" || return 1
	local c
	counties="恩施市 利川市 建始县 巴东县 宣恩县 咸丰县 来凤县 鹤峰县 溇水河"
	{
		echo county level_{1..6} level_{1..6}_base | tr ' ' ,
		for c in $counties; do echo "$c,14,13,2,1,1,0,12,14,3,1,0,1"; done
	} >levels.csv
	{
		echo county {SO2,NO2,PM10,PM2.5,CO_p95,O3_8hmax_p90}{,_base} | tr ' ' ,
		for c in $counties; do echo "$c,5,6,14,15,52,50,33,31,0.9,1.1,88,"; done
	} >items.csv
	{
		echo county,time,AQI,level,primary
		for c in $counties; do
			for i in {01..31}; do echo "$c,2026-10-$i,1$i,3,PM2.5 O3_8hmax"; done
		done
	} >calendar.csv
	{
		echo county I_{SO2,NO2,PM10,PM2.5,CO,O3} index | tr ' ' ,
		for c in $counties; do echo "$c,0.08,0.35,0.74,0.94,0.23,0.55,2.89"; done
	} >singles.csv
	{
		echo county,time,PM2.5,O3_8hmax_p90,PM2.5_min,PM2.5_max
		for c in 州城 全州平均; do
			for i in {01..12}; do echo "$c,2026-$i,$((20 + 10#$i)),$((90 + 10#$i)),18,40"; done
		done
	} >lines.csv
	printf 'name,value\n2025年10月,2.79\nPM2.5,0.12\nO3,-0.05\n2026年10月,2.86\n' >waterfall.csv
	printf 'county,value\n恩施市,0.42\n利川市,-0.11\n溇水河,0\n' >bars.csv
	printf 'county,item,cells\n恩施市,SO2,....--xABC..............\n恩施市,PM2.5,........................\n利川市,SO2,........................\n' >strips.csv
	{
		echo county n_{1..6} | tr ' ' ,
		for c in 2026年10月 2026年9月 恩施市; do echo "$c,4,28,7,1,0,1"; done
	} >classes.csv
	{
		echo county,time,class
		for c in $counties; do
			for i in {01..12}; do echo "$c,2025-$i,$((10#$i % 6 + 1))"; echo "$c,2026-$i,"; done
		done
	} >heat.csv
	printf 'from,to,n\n1,1,12\n1,2,3\n2,1,10\n2,2,28\n6,4,1\n,2,3\n' >matrix.csv
	{
		echo county,item,ratio
		for c in $counties; do echo "$c,Mn,8${#c}.5"; echo "$c,TP,<5"; done
		echo 恩施市,PM2.5,104.2
	} >ratios.csv
	{
		echo county,km,TP,TP_base,NH3-N,mark
		printf '%s\n' 恩施市,12,0.1,0.12,0.3, 红庙水文站,90,0.08,,0.2, 七里坪,96,,0.1,0.5, 长阳界,214,0.05,0.06,0.1,
		printf '%s\n' ,93,,,,忠建河 ,95,,,,马水河 ,200,,,,野三河
	} >profile.csv
	{
		echo time,RAIN,TP,NTU
		for i in {01..31}; do echo "2026-10-$i,$((10#$i % 7)).5,0.1$i,$i"; done
	} >rainline.csv
	kinds="levels items calendar singles lines waterfall bars strips classes heat matrix ratios profile rainline"
}

pictures() {	# FORMAT OPTION...
	local k f=$1
	shift
	for k in $kinds; do qj-chart -q "$k" --date 2026-11-09 "$@" -o "$k.$f" "$k.csv" || return 1; done
}

@test "two runs are the same bytes, in every kind and format" {
	for f in svg pdf png; do
		pictures $f
		cat $(printf "%s.$f " $kinds) | cksum >one
		rm -f ./*."$f"
		pictures $f
		cat $(printf "%s.$f " $kinds) | cksum >two
		cmp one two
	done
}

@test "every SVG is well-formed, and its text is text" {
	pictures svg
	for k in $kinds; do
		python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$k.svg"
		grep -q '<text' "$k.svg"
		grep -q 'Noto Sans CJK SC' "$k.svg"
	done
}

@test "a PDF is one page of 163 mm, its font embedded, its text searchable" {
	pictures pdf
	for k in $kinds; do
		pdfinfo "$k.pdf" | grep -q '^Pages: *1$'
		pdfinfo "$k.pdf" | grep -q '^Page size: *462.0'
		pdffonts "$k.pdf" | tail -n +3 | awk '{ n++; if ($(NF-4) != "yes" || $(NF-2) != "yes") exit 1 } END { exit n == 0 }'
		pdftotext "$k.pdf" - | grep -q -e 恩施市 -e 州城 -e 2025年10月 -e 本期类别 -e 降水量
	done
	for k in items singles lines waterfall; do pdftotext "$k.pdf" - | grep -q 'PM2\.5'; done
	pdftotext levels.pdf - | grep -q 溇水河
	pdftotext heat.pdf - | grep -q Ⅲ
	pdftotext waterfall.pdf - | grep -q '−0.05'
}

@test "no words overlap and none leaves the page" {
	pictures pdf --title 2026年10月各县（市）城区环境空气质量 --note 注：数据未经审核。
	for k in $kinds; do
		pdftotext -bbox "$k.pdf" "$k.html"
		python3 - "$k.html" <<-'EOF'
		import re, sys
		s = open(sys.argv[1], encoding="utf-8").read()
		w, h = map(float, re.search(r'<page width="([\d.]+)" height="([\d.]+)"', s).groups())
		box = [(*map(float, m[:4]), m[4]) for m in
		       re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', s)]
		assert len(box) > 5
		for x0, y0, x1, y1, t in box:
		    assert 0 <= x0 and x1 <= w and -2 <= y0 and y1 <= h + 2, ("outside", t)
		# The boxes are as high as the font's line, half as high again as the characters.
		def core(b):
		    m = (b[3] - b[1]) * 0.27
		    return b[0], b[1] + m, b[2], b[3] - m
		for i, a in enumerate(box):
		    for b in box[:i]:
		        p, q = core(a), core(b)
		        dx = min(p[2], q[2]) - max(p[0], q[0])
		        dy = min(p[3], q[3]) - max(p[1], q[1])
		        assert dx < 0.5 or dy < 0.5, ("overlap", a[4], b[4])
		EOF
	done
}

@test "segments of classes are as high as their shares, from the foot up" {
	qj-chart -q classes -o c.svg classes.csv
	python3 - <<-'EOF'
	import re
	s = open("c.svg", encoding="utf-8").read()
	bar = re.search(r"<g><title>2026年9月</title>(.*?)</g>", s, re.S).group(1)
	box = {f: (float(y), float(h)) for y, h, f in
	       re.findall(r'<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)" fill="(#[0-9A-F]{6})"', bar)}
	want = {"#CCFFFF": 4, "#00CCFF": 28, "#00FF00": 7, "#FFFF00": 1, "#FF0000": 1}
	whole = sum(box[f][1] for f in want)
	for f, n in want.items():
	    assert abs(box[f][1] / whole - n / 41) < 0.001, (f, box[f])
	assert "#FF9B00" not in box
	ys = [box[f][0] for f in want]
	assert ys == sorted(ys, reverse=True), ys
	EOF
}

@test "slanting names of sections never touch, whatever their places" {
	for seed in 1 2 3; do
		awk -v seed=$seed 'BEGIN { srand(seed); print "station,km,TP"
			for (i = 1; i <= 20; i++) print "水文站断面" i "," (k += int(rand() * rand() * 40)) ",0.1" }' >p.csv
		qj-chart -q profile -o p.svg p.csv
		python3 - <<-'EOF'
		import re
		s = open("p.svg", encoding="utf-8").read()
		at = [(float(x), float(y)) for x, y in re.findall(r'translate\(([\d.]+) ([\d.]+)\) rotate\(-45', s)]
		assert len(at) == 20, len(at)
		for (a, y), (b, z) in zip(at, at[1:]):
		    # The distance of two lines aslant is that of their places by the sine of 45 degrees.
		    assert y == z and (b - a) * 0.7071 > 7.5, (a, b)
		assert at[-1][0] < 462
		EOF
	done
}

@test "the date of a PDF is --date, then SOURCE_DATE_EPOCH" {
	qj-chart -q bars --date 2026-11-09 -o a.pdf bars.csv
	TZ=Asia/Shanghai pdfinfo -isodates a.pdf | grep -q '^CreationDate: *2026-11-09T00:00:00+08'
	SOURCE_DATE_EPOCH=1794182400 qj-chart bars -o b.pdf bars.csv 2>err
	! grep -q clock err
	TZ=Asia/Shanghai pdfinfo -isodates b.pdf | grep -q '^CreationDate: *2026-11-09T00:00:00+08'
}

@test "a PDF takes its title for the alternative text" {
	qj-chart -q bars --title 各县贡献 --date 2026-11-09 -o a.pdf bars.csv
	pdfinfo a.pdf | grep -q '^Title: *各县贡献$'
}

@test "a year of hours is drawn in 0.3 s and keeps its extremes" {
	awk 'BEGIN { print "station,time,PM2.5"
		for (d = 0; d < 365; d++) for (h = 1; h <= 24; h++) {
			print "2454A," day(d) " " sprintf("%02d", h) ":00," (d == 100 && h == 7 ? 500 : 20 + (d * 7 + h * 3) % 40) } }
		function day(n,   m, len) {
			split("31 28 31 30 31 30 31 31 30 31 30 31", len, " ")
			for (m = 1; n >= len[m]; m++) n -= len[m]
			return sprintf("2026-%02d-%02d", m, n + 1) }' >hours.csv
	[ "$(wc -l <hours.csv)" -eq 8761 ]
	qj-chart -q lines -o h.svg hours.csv			# the font cache is warm
	best=9999
	for _ in 1 2 3; do
		from=$(date +%s%N)
		qj-chart -q lines -o h.svg hours.csv
		ms=$((($(date +%s%N) - from) / 1000000))
		[ $ms -lt $best ] && best=$ms
	done
	[ $best -lt "${QJ_CHART_MS:-300}" ]
	# 500 on a scale from 0 to 600: the highest point of the line is there
	python3 - <<-'EOF'
	import re
	s = open("h.svg", encoding="utf-8").read()
	tick = {t: float(y) for y, t in re.findall(r'y="([\d.]+)" font-size="8.00" text-anchor="end"[^>]*>(\d+)<', s)}
	foot, top = tick["0"], max((int(t), y) for t, y in tick.items())
	want = foot + 500 / top[0] * (top[1] - foot) - 8 * 0.36
	ys = [float(p.split(",")[1]) for line in re.findall(r'<polyline points="([^"]*)"', s) for p in line.split()]
	assert abs(min(ys) - want) < 0.1, (min(ys), want)
	assert len(ys) < 8760
	EOF
}

@test "a failed run leaves no file, a finished one replaces the old" {
	echo old >a.svg
	run -1 qj-chart -q bars -o a.svg levels.csv
	[ "$(cat a.svg)" = old ]
	[ "$(ls a.svg* | wc -l)" -eq 1 ]
	qj-chart -q bars -o a.svg bars.csv
	grep -q '</svg>' a.svg
}

@test "a full device is an error" {
	[ -c /dev/full ] || skip
	run -3 qj-chart -q bars bars.csv -o /dev/full
	[[ "$output" == *"/dev/full: No space left on device"* ]]
}

@test "a stream that failed before is not drawn" {
	run -1 bash -c 'printf "county,value\n恩施市,1\n#qj-failed qj-air: no days\n" | qj-chart -q bars'
	[[ "$output" == *"no days"* ]]
	[[ "$output" != *"<svg"* ]]
}

@test "CRLF, a byte order mark and several files are one table" {
	printf '\xef\xbb\xbfcounty,value\r\n恩施市,1\r\n' >a.csv
	printf 'value,county\n2,利川市\n' >b.csv
	printf 'county,value\n恩施市,1\n利川市,2\n' >c.csv
	qj-chart -q bars a.csv b.csv >ab.svg
	qj-chart -q bars c.csv >c.svg
	cmp ab.svg c.svg
}

@test "librsvg shows the SVG at its size, its text searchable" {
	command -v rsvg-convert >/dev/null || skip "rsvg-convert (librsvg2-bin) is not installed"
	pictures svg
	for k in items singles lines waterfall; do
		rsvg-convert -f pdf -o "$k.pdf" "$k.svg"
		pdftotext "$k.pdf" - | grep -q 'PM2\.5'
		pdffonts "$k.pdf" | grep -q NotoSansCJKsc
	done
}
