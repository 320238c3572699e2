#!/usr/bin/env bats
# qj-xlsx: what another program (openpyxl) reads in its workbooks: values, formats, fills, panes,
# merged cells, print set-up, properties, charts; and that text is never a formula.

bats_require_minimum_version 1.5.0

setup() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	export LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=1793577600
	cd "$BATS_TEST_TMPDIR" || return 1
	cat >days.csv <<-'END'
	county,level_1,level_2,good_ratio,good_ratio_diff,good_ratio_mark,AQI,level,day,note
	恩施市,13,17,96.75,0.25,,104,3,2026-10-19,=1+1
	利川市,20,11,100,-0.35,,50,1,2026-10-20,-x
	巴东县,13,16,96.7,,*,252,5,2026-10-20,@SUM(A1)
	全州,46,44,98.8,-0.40,,,,,+86
	END
	cat >tables.csv <<-'END'
	table,source,caption,unit,sheet,landscape,note,total
	days,days,2026年10月优良天数,单位：天,表1优良天数,,* 有效天数不足,1
	END
	cat >columns.csv <<-'END'
	table,column,head,format
	days,county,县（市）,text
	days,level_1,10月 / 优,0
	days,level_2,10月 / 良,0
	days,good_ratio,优良天数比例(%),0.0
	days,good_ratio_diff,同比(百分点),+0.0▼
	days,AQI,AQI,0
	days,level,级别,level
	days,day,日期,date
	days,note,备注,text
	END
	cat >hours.csv <<-'END'
	station,time,PM2.5,CO,code,n,AQI,level,category,flags
	1001,2026-10-01 01:00,39.25,0.5,007,1.50,55,2,良,
	2454A,2026-10-01 24:00,,0.60,010,22,301,6,严重污染,PM2.5:maintenance
	2454A,2026-10-02 01:00,<3,NA,x,-3.125,,,,
	END
	printf 'key,value\n期号,第10期\n标准,GB 3095—2026\n' >notes.csv
	cat >charts.csv <<-'END'
	sheet,kind,source,category,series,colours,title,alt,unit,rows
	图,column_stacked_100,表1优良天数,county,level_1|level_2,level1|level2,天数比例,各县天数比例图,,1-3
	图,line,表1优良天数,county,good_ratio,#1F5A99,优良天数比例,,%,
	图,bar_stacked,表1优良天数,county,level_1|level_2,level1|level2,天数,,天,
	图,column,日数据,time,PM2.5|CO,,浓度,,,
	图,doughnut,表1优良天数,county,level_1,,优,,,1-3
	END
}

whole() {
	qj-xlsx -q --layout tables.csv --columns columns.csv --notes notes.csv --chart-spec charts.csv \
	    --flat 日数据=hours.csv --property title=环境空气质量月报 --property author=监测中心 \
	    --property company=恩施州生态环境监测中心 --property subject=空气 --property category=月报 \
	    --property keywords=空气,月报 --property 标准版本=2026 --property 期号=10 --property 数据状态=审核后 \
	    -o a.xlsx days=days.csv
}

# Runs the Python lines on standard input with the workbook as wb.
py() {
	/usr/bin/python3 -c "
import openpyxl, sys
wb = openpyxl.load_workbook('${1:-a.xlsx}')
exec(sys.stdin.read())"
}

@test "sheets stand in order: notes, tables, charts, data" {
	whole
	[ "$(py <<<'print(*wb.sheetnames)')" = "说明 表1优良天数 图 日数据" ]
}

@test "a laid-out table: numbers as displayed, rounded half to even" {
	whole
	run py <<-'END'
	for r in wb['表1优良天数'].iter_rows(min_row=5, max_row=8): print(*[c.value for c in r][:8], sep='|')
	END
	[ "${lines[0]}" = "恩施市|13|17|96.8|0.2|104|轻度污染|2026-10-19 00:00:00" ]
	[ "${lines[1]}" = "利川市|20|11|100|-0.4|50|优|2026-10-20 00:00:00" ]
	[ "${lines[2]}" = "巴东县|13|16|96.7|None|252|重度污染|2026-10-20 00:00:00" ]
	[ "${lines[3]}" = "全州|46|44|98.8|-0.4|None|None|None" ]
}

@test "number formats by layout, with signs and marks" {
	whole
	run py <<-'END'
	ws = wb['表1优良天数']
	print(ws['B5'].number_format, ws['D5'].number_format, ws['E5'].number_format, ws['H5'].number_format)
	print(ws['D7'].number_format, ws['E5'].font.b, ws['E6'].font.b, ws['A8'].font.b, ws['A5'].font.b)
	END
	[ "${lines[0]}" = '0 0.0 +0.0"△";-0.0"▼";0.0 yyyy-mm-dd' ]
	[ "${lines[1]}" = '0.0"*" False True True False' ]
}

@test "caption, unit, two head rows, note; panes, merged cells, repeated rows" {
	whole
	run py <<-'END'
	ws = wb['表1优良天数']
	print(*[ws[c].value for c in ('A1', 'A2', 'A3', 'B3', 'B4', 'C4', 'D3', 'A9')], sep='|')
	print(ws.freeze_panes, ws.print_title_rows, ws.auto_filter.ref)
	print(*sorted(str(m) for m in ws.merged_cells.ranges))
	END
	[ "${lines[0]}" = "表1　2026年10月优良天数|单位：天|县（市）|10月|优|良|优良天数比例(%)|* 有效天数不足" ]
	[ "${lines[1]}" = 'B5 $1:$4 None' ]
	[ "${lines[2]}" = "A1:I1 A2:I2 A3:A4 A9:I9 B3:C3 D3:D4 E3:E4 F3:F4 G3:G4 H3:H4 I3:I4" ]
}

@test "fonts, fills and borders" {
	whole
	run py <<-'END'
	ws = wb['表1优良天数']
	a, h = ws['A5'], ws['A3']
	print(a.font.name, a.font.sz, a.border.left.style, a.border.left.color.rgb, a.alignment.vertical)
	print(h.font.name, h.font.b, h.fill.fgColor.rgb, h.alignment.wrap_text, h.alignment.horizontal)
	END
	[ "${lines[0]}" = "宋体 10.0 thin FFB0B0B0 center" ]
	[ "${lines[1]}" = "宋体 True FFE8EEF5 True center" ]
}

@test "level cells have static fills, AQI columns conditional ones" {
	whole
	run py <<-'END'
	ws = wb['表1优良天数']
	for c in ('G5', 'G6', 'G7'): print(ws[c].fill.fgColor.rgb, ws[c].font.color.rgb)
	for rng, rules in ws.conditional_formatting._cf_rules.items():
	    print(rng.sqref, *[','.join(r.formula) + (':' + r.dxf.fill.bgColor.rgb) for r in rules])
	print(all(r.stopIfTrue for rules in ws.conditional_formatting._cf_rules.values() for r in rules))
	END
	[ "${lines[0]}" = "FFFF7E00 FF000000" ]
	[ "${lines[1]}" = "FF00E400 FF000000" ]
	[ "${lines[2]}" = "FF99004C FFFFFFFF" ]
	[ "${lines[3]}" = "F5:F8 301:FF7E0023 201,300:FF99004C 151,200:FFFF0000 101,150:FFFF7E00 51,100:FFFFFF00 1,50:FF00E400" ]
	[ "${lines[4]}" = True ]
}

# Six classes, a word and an empty cell; a mark that is a class.
classes() {
	cat >w.csv <<-'END'
	section,class,class_base,class_diff,TP_class,target_class,TP,TP_mark
	s1,1,Ⅰ,0,1,2,0.02,Ⅱ
	s2,2,Ⅱ,0,2,2,0.06,2
	s3,3,Ⅲ,0,3,3,0.214,Ⅳ
	s4,4,Ⅳ,0,4,3,<0.01,Ⅰ
	s5,5,Ⅴ,0,无法判定,3,0.45,劣Ⅴ
	s6,6,劣Ⅴ,0,6,3,0.3,*
	s7,无法判定,断流,,,3,,
	s8,,,,,,,
	END
	printf 'table,source,sheet\nw,w,类别\n' >tables.csv
	printf 'table,column,format\nw,section,text\nw,class,class\nw,target_class,numeral\nw,TP,0.00\n' >columns.csv
	qj-xlsx -q --layout tables.csv --columns columns.csv --flat 数据=w.csv -o a.xlsx w=w.csv
}

@test "laid-out classes are numerals with the fill of the class, black; a word and an empty cell have none" {
	classes
	run py <<-'END'
	fill = lambda c: c.fill.fgColor.rgb[2:] if c.fill.fill_type else '-'
	ws = wb['类别']
	for col in ('B', 'C'): print(*['%s:%s' % (ws[col + str(r)].value, fill(ws[col + str(r)])) for r in range(5, 13)])
	print(set(ws['B%d' % r].font.color.rgb for r in range(5, 11)), ws['B5'].alignment.horizontal, ws['C5'].alignment.horizontal)
	for rng, rules in ws.conditional_formatting._cf_rules.items():
	    print(rng.sqref, *[r.operator + r.formula[0] + ':' + r.dxf.fill.bgColor.rgb[2:] for r in rules])
	END
	[ "${lines[0]}" = "Ⅰ:CCFFFF Ⅱ:00CCFF Ⅲ:00FF00 Ⅳ:FFFF00 Ⅴ:FF9B00 劣Ⅴ:FF0000 无法判定:- None:-" ]
	[ "${lines[1]}" = "Ⅱ:- Ⅱ:- Ⅲ:- Ⅲ:- Ⅲ:- Ⅲ:- Ⅲ:- None:-" ]
	[ "${lines[2]}" = "{'FF000000'} center center" ]
	[ "${lines[3]}" = 'B5:B12 equal"劣Ⅴ":FF0000 equal"Ⅴ":FF9B00 equal"Ⅳ":FFFF00 equal"Ⅲ":00FF00 equal"Ⅱ":00CCFF equal"Ⅰ":CCFFFF' ]
	[ "${#lines[@]}" = 4 ]
}

@test "a mark that is a class stands behind a blank, in the number's format; the number stays one" {
	classes
	run py <<<"print(*['%s|%s' % (c.value, c.number_format) for c in wb['类别']['D'][4:10]], sep='  ')"
	[ "$output" = '0.02|0.00" Ⅱ"  0.06|0.00" Ⅱ"  0.21|0.00" Ⅳ"  0.01L Ⅰ|@  0.45|0.00" 劣Ⅴ"  0.3|0.00"*"' ]
}

@test "flat columns of classes: digits stay, with the fill of the class, not of a level" {
	classes
	run py <<-'END'
	fill = lambda c: c.fill.fgColor.rgb[2:] if c.fill.fill_type else '-'
	ws = wb['数据']
	for col in 'BCDEF': print(*['%s:%s' % (ws[col + str(r)].value, fill(ws[col + str(r)])) for r in range(1, 9)])
	for rng, rules in ws.conditional_formatting._cf_rules.items(): print(rng.sqref, *[r.formula[0] for r in rules])
	END
	[ "${lines[0]}" = "class:E8EEF5 1:CCFFFF 2:00CCFF 3:00FF00 4:FFFF00 5:FF9B00 6:FF0000 无法判定:-" ]
	[ "${lines[1]}" = "class_base:E8EEF5 Ⅰ:CCFFFF Ⅱ:00CCFF Ⅲ:00FF00 Ⅳ:FFFF00 Ⅴ:FF9B00 劣Ⅴ:FF0000 断流:-" ]
	[ "${lines[2]}" = "class_diff:E8EEF5 0:- 0:- 0:- 0:- 0:- 0:- None:-" ]
	[ "${lines[3]}" = "TP_class:E8EEF5 1:CCFFFF 2:00CCFF 3:00FF00 4:FFFF00 无法判定:- 6:FF0000 None:-" ]
	[ "${lines[4]}" = "target_class:E8EEF5 2:00CCFF 2:00CCFF 3:00FF00 3:00FF00 3:00FF00 3:00FF00 3:00FF00" ]
	[ "${lines[5]}" = "B2:B9 6 5 4 3 2 1" ]
	[ "${lines[6]}" = 'C2:C9 "劣Ⅴ" "Ⅴ" "Ⅳ" "Ⅲ" "Ⅱ" "Ⅰ"' ]
	[ "${lines[7]}" = "E2:E9 6 5 4 3 2 1" ]
	[ "${#lines[@]}" = 9 ]
}

@test "a number that is no class, differences and counts have no colours of classes" {
	printf 'class,class_1,class_diff,class_ytd\n1,1,1,1\n7,2,2,2\n' | qj-xlsx -q -o a.xlsx
	run py <<-'END'
	ws = wb['数据']
	print(*[bool(c.fill.fill_type) for c in ws[2]], *[str(r.sqref) for r in ws.conditional_formatting])
	END
	[ "$output" = "False False False True D2:D3" ]
}

@test "charts may have the colours of classes" {
	printf 'section,class_2,class_6\n清江,3,1\n' >n.csv
	printf 'sheet,kind,source,category,series,colours,title\n图,bar_stacked,n,section,class_2|class_6,class2|class6,断面数\n' >charts.csv
	qj-xlsx -q --chart-spec charts.csv -o a.xlsx n.csv
	run /usr/bin/python3 -c "
import re, zipfile
print(*re.findall(r'<c:spPr><a:solidFill><a:srgbClr val=\"(\w+)\"', zipfile.ZipFile('a.xlsx').read('xl/charts/chart1.xml').decode()))"
	[ "$output" = "00CCFF FF0000" ]
}

@test "what looks like a formula is text, and there is no formula at all" {
	whole
	run py <<-'END'
	print(*[repr(wb['表1优良天数'].cell(r, 9).value) for r in (5, 6, 7, 8)])
	END
	[ "$output" = "'=1+1' '-x' '@SUM(A1)' '+86'" ]
	run /usr/bin/python3 -c "
import re, zipfile
z = zipfile.ZipFile('a.xlsx')
print(sum(len(re.findall(r'<f[ >]', z.read(n).decode())) for n in z.namelist() if 'worksheets/sheet' in n))
print([n for n in z.namelist() if 'vba' in n or 'externalLink' in n])"
	[ "${lines[0]}" = 0 ]
	[ "${lines[1]}" = "[]" ]
}

@test "print set-up: A4, landscape over 8 columns, one page wide, margins 15 mm, page x of y" {
	whole
	run py <<-'END'
	ws = wb['表1优良天数']
	print(ws.page_setup.paperSize, ws.page_setup.orientation, ws.page_setup.fitToWidth, ws.page_setup.fitToHeight,
	    ws.sheet_properties.pageSetUpPr.fitToPage)
	print(round(ws.page_margins.left * 25.4, 3), round(ws.page_margins.top * 25.4, 3), ws.print_options.horizontalCentered)
	print(ws.oddFooter.center.text)
	print(wb['说明'].page_setup.orientation)
	END
	[ "${lines[0]}" = "9 landscape None 0 True" ] || [ "${lines[0]}" = "9 landscape 1 0 True" ]
	[ "${lines[1]}" = "15.0 15.0 True" ]
	[ "${lines[2]}" = "第 &P 页 共 &N 页" ]
	[ "${lines[3]}" = portrait ]
}

@test "eight columns stand upright, landscape of the layout turns them" {
	printf 'a,b,c,d,e,f,g,h\n1,2,3,4,5,6,7,8\n' | qj-xlsx -q -o a.xlsx
	[ "$(py <<<"print(wb['数据'].page_setup.orientation)")" = portrait ]
	printf 'table,source,sheet,landscape\nt,x,t,yes\n' >tables.csv
	printf 'table,column,format\nt,a,0\n' >columns.csv
	printf 'a\n1\n' | qj-xlsx -q --layout tables.csv --columns columns.csv -o a.xlsx x=-
	[ "$(py <<<"print(wb['t'].page_setup.orientation, wb['t']['A1'].value)")" = "landscape 表1　t" ]
}

@test "flat data: kinds by column, formats by item, filter, frozen head" {
	whole
	run py <<-'END'
	ws = wb['日数据']
	for r in ws.iter_rows(min_row=1): print(*[c.value for c in r], sep='|')
	print(*[c.number_format for c in ws[2]], sep='|')
	print(ws.auto_filter.ref, ws.freeze_panes, ws.print_title_rows)
	END
	[ "${lines[0]}" = "station|time|PM2.5|CO|code|n|AQI|level|category|flags" ]
	[ "${lines[1]}" = "1001|2026-10-01 01:00:00|39.25|0.5|007|1.5|55|2|良|None" ]
	[ "${lines[2]}" = "2454A|2026-10-02 00:00:00|None|0.6|010|22|301|6|严重污染|PM2.5:maintenance" ]
	[ "${lines[3]}" = "2454A|2026-10-02 01:00:00|<3|NA|x|-3.125|None|None|None|None" ]
	[ "${lines[4]}" = "@|yyyy-mm-dd hh:mm|0|0.0|@|0.000|0|General|@|General" ]
	[ "${lines[5]}" = 'A1:J4 A2 $1:$1' ]
}

@test "the code of a station is text, also where it is a number" {
	whole
	[ "$(py <<<"print(type(wb['日数据']['A2'].value).__name__)")" = str ]
}

@test "widths by content, a Chinese character counting two" {
	printf 'a,b\n恩施土家族苗族自治州生态环境监测中心,1\n' | qj-xlsx -q -o a.xlsx
	[ "$(py <<<"ws = wb['数据']; print(36 < ws.column_dimensions['A'].width < 43, 6 < ws.column_dimensions['B'].width < 9)")" = "True True" ]
}

@test "properties, also of one's own, and the date" {
	whole
	run py <<-'END'
	p = wb.properties
	print(p.title, p.creator, p.subject, p.category, p.keywords, p.created, p.modified, sep='|')
	import zipfile
	z = zipfile.ZipFile('a.xlsx')
	print('<Company>恩施州生态环境监测中心</Company>' in z.read('docProps/app.xml').decode())
	c = z.read('docProps/custom.xml').decode()
	print(all('name="%s"' % k in c and '<vt:lpwstr>%s<' % v in c for k, v in (('标准版本', '2026'), ('期号', '10'), ('数据状态', '审核后'))))
	END
	[ "${lines[0]}" = "环境空气质量月报|监测中心|空气|月报|空气,月报|2026-11-02 00:00:00|2026-11-02 00:00:00" ]
	[ "${lines[1]}" = True ]
	[ "${lines[2]}" = True ]
}

@test "--date comes before SOURCE_DATE_EPOCH" {
	qj-xlsx -q --date 2026-11-12 -o a.xlsx hours.csv
	[ "$(py <<<'print(wb.properties.created)')" = "2026-11-12 00:00:00" ]
}

@test "notes: pairs, and a link to every sheet" {
	whole
	run py <<-'END'
	ws = wb['说明']
	print(*[c.value for r in ws.iter_rows(max_row=3) for c in r if c.value], sep='|')
	print(*[(c.value, c.hyperlink.location) for r in ws.iter_rows() for c in r if c.hyperlink], sep='|')
	END
	[ "${lines[0]}" = "环境空气质量月报|期号|第10期|标准|GB 3095—2026" ]
	[ "${lines[1]}" = "('表1优良天数', \"'表1优良天数'!A1\")|('图', \"'图'!A1\")|('日数据', \"'日数据'!A1\")" ]
}

@test "charts: kinds, linked cells, colours, gap, alt text" {
	whole
	run /usr/bin/python3 - <<-'END'
	import re, zipfile
	z = zipfile.ZipFile('a.xlsx')
	for i in range(1, 6):
	    x = z.read('xl/charts/chart%d.xml' % i).decode()
	    kind = re.search(r'<c:(\w+Chart)>', x).group(1)
	    print(kind, *re.findall(r'<c:grouping val="(\w+)"', x), *re.findall(r'gapWidth val="(\d+)"', x),
	        *re.findall(r'<a:t>([^<]*)</a:t>', x), len(re.findall('<c:ser>', x)))
	x = z.read('xl/charts/chart1.xml').decode()
	print(*re.findall(r'<c:f>([^<]*)</c:f>', x))
	print(*re.findall(r'<c:spPr><a:solidFill><a:srgbClr val="(\w+)"', x))
	print(*re.findall(r'descr="([^"]*)"', z.read('xl/drawings/drawing1.xml').decode()))
	END
	[ "${lines[0]}" = "barChart percentStacked 60 天数比例 2" ]
	[ "${lines[1]}" = "lineChart standard % 优良天数比例 1" ] || [ "${lines[1]}" = "lineChart standard 优良天数比例 % 1" ]
	[[ ${lines[2]} == "barChart stacked 60 "*" 2" ]]
	[ "${lines[3]}" = "barChart clustered 60 浓度 2" ]
	[ "${lines[4]}" = "doughnutChart 优 1" ]
	[[ ${lines[5]//\'/} == *'表1优良天数!$B$5:$B$7'* ]]
	[[ ${lines[5]//\'/} == *'表1优良天数!$A$5:$A$7'* ]]
	[[ ${lines[5]//\'/} == *'表1优良天数!$B$4'* ]]
	[ "${lines[6]}" = "00E400 FFFF00" ]
	[ "${lines[7]}" = "各县天数比例图 优良天数比例 天数 浓度 优" ]
}

@test "equal neighbours of merged columns are one cell" {
	printf 'table,source,sheet,merge\nt,x,t,1\n' >tables.csv
	printf 'table,column,format\nt,a,text\nt,b,0\n' >columns.csv
	printf 'a,b\n恩施市,1\n恩施市,2\n利川市,2\n' | qj-xlsx -q --layout tables.csv --columns columns.csv -o a.xlsx x=-
	run py <<<"ws = wb['t']; print(*[m for m in map(str, ws.merged_cells.ranges) if m.startswith('A5')], ws['A5'].value, ws['A7'].value)"
	[ "$output" = "A5:A6 恩施市 利川市" ]
}

@test "a merged cell keeps the fill of its class" {
	printf 'table,source,sheet,merge\nt,x,t,1\n' >tables.csv
	printf 'table,column,format\nt,class,class\nt,a,text\n' >columns.csv
	printf 'class,a\n2,x\n2,y\n4,z\n' | qj-xlsx -q --layout tables.csv --columns columns.csv -o a.xlsx x=-
	run py <<<"ws = wb['t']; print('A5:A6' in map(str, ws.merged_cells.ranges), ws['A5'].value, ws['A5'].fill.fgColor.rgb, ws['A7'].fill.fgColor.rgb)"
	[ "$output" = "True Ⅱ FF00CCFF FFFFFF00" ]
}

@test "one table makes the page and the sheet: the same numbers in the same order" {
	qj-xlsx -q --layout tables.csv --columns columns.csv -o a.xlsx days=days.csv
	printf '{{table:days}}\n' >t.md
	qj-fill -q --layout tables.csv --columns columns.csv t.md days=days.csv |
	    sed -n 's/^| \(.*\) |$/\1/p' | tail -n +2 | sed 's/\[\([^]]*\)\]{[^}]*}/\1/g; s/[▲▼△▽]//g; s/\\//g; s/ | /|/g' |
	    cut -d'|' -f1-6 >page
	py >sheet <<-'END'
	for r in wb['表1优良天数'].iter_rows(min_row=5, max_row=8, max_col=6):
	    f = [c.number_format for c in r]
	    out = []
	    for c in r:
	        v = c.value
	        if v is None: out.append('—')
	        elif isinstance(v, str): out.append(v)
	        else:
	            n = c.number_format.split(';')[0]
	            d = len(n.split('"')[0].split('.')[1]) if '.' in n else 0
	            s = '%.*f' % (d, v)
	            out.append(('+' + s if n[0] == '+' and v > 0 else s) + ('*' if '"*"' in n else ''))
	    print(*out, sep='|')
	END
	diff page sheet
	[ "$(wc -l <page)" = 4 ]
}

@test "a workbook of many cells is written row by row and still read" {
	{ seq -s, 1 40; for i in $(seq 1 300); do seq -s, 1 40; done; } >wide.csv
	{ head -1 wide.csv; for i in $(seq 1 170); do tail -n +2 wide.csv; done; } | qj-xlsx -q -o a.xlsx
	run /usr/bin/python3 -c "
import zipfile
x = zipfile.ZipFile('a.xlsx').read('xl/worksheets/sheet1.xml')
print(x.count(b'<row '), x.count(b'<c '), x.count(b'inlineStr') > 0, b'<c r=\"AN51001\" s=\"' in x)"
	[ "$output" = "51001 2040040 True True" ]
}
