#!/usr/bin/env bats
# qj-pdf: what other programs read in its pages.  The document is tests/pdf/bulletin.md (invented figures).

bats_require_minimum_version 1.5.0

setup_file() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	export LC_ALL=C TZ=UTC PDF="$BATS_FILE_TMPDIR/b.pdf"
	unset SOURCE_DATE_EPOCH QJ_HOME
	qj-pdf -q "$BATS_TEST_DIRNAME/pdf/bulletin.md" -o "$PDF"
}

setup() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	cd "$BATS_TEST_TMPDIR"
}

# All words without blanks between them.
words() {
	pdftotext -layout "$PDF" - | tr -d ' \n'
}

@test "the file is sound and two runs are the same bytes" {
	qpdf --check "$PDF"
	(cd / && LC_ALL=C.UTF-8 TZ=Asia/Shanghai qj-pdf -q "$BATS_TEST_DIRNAME/pdf/bulletin.md") > again.pdf
	cmp "$PDF" again.pdf
}

@test "at least six pages, all fonts embedded, subset and with a text map" {
	[ "$(pdfinfo "$PDF" | awk '/^Pages/ { print $2 }')" -ge 6 ]
	pdffonts "$PDF" | awk 'NR > 2 { n++; if ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes") bad++ } END { exit n < 2 || bad }'
}

@test "captions, continued captions, rare characters and subscripts are found as text" {
	w=$(words)
	for t in 表12026年10月各县 表3（续） 表4各县（市）天气分型 图1 图3近24个月PM2.5 PM2.5平均浓度 溇水流域 O3-8h μg/m³ 第1页共7页; do
		case $w in
		*$t*) ;;
		*) echo "missing: $t"; false ;;
		esac
	done
}

@test "text of an SVG picture stays text" {
	words | grep -q 2024年11月
	[ "$(pdfimages -list "$PDF" | wc -l)" -eq 2 ]		# the heading of an empty list
}

@test "a table's head and unit line stand on each of its pages" {
	pdftotext -layout "$PDF" text
	pages=$(grep -cE '^ *表3(（续）)? ' text)
	[ "$pages" -eq 3 ]
	[ "$(grep -c '日期.*AQI.*首要污染物 *$' text)" -eq "$pages" ]
	[ "$(grep -cE '^ *单位：μg/m³（CO为mg/m³） *$' text)" -eq "$pages" ]
}

@test "every row of the long table is there once" {
	[ "$(pdftotext -layout "$PDF" - | grep -cE '^ *(恩施市|来凤县)? *10-[0-3][0-9] ')" -eq 62 ]
}

@test "no line begins with a closing sign or ends with an opening one" {
	pdftotext -layout "$PDF" text
	[ "$(grep -cE '^ *(，|。|；|：|）|》|%|℃|、)|(（|《) *$' text)" -eq 0 ]
}

@test "text stands within the margins of 25 and 22 mm" {
	pdftotext -bbox "$PDF" b.html
	awk -F'"' '
		/<page/ { w = $2; wide = w > 800 }
		/<word/ {
			left = 25; right = wide ? 28 : 22
			if ($2 < left * 72 / 25.4 - 2.9 || $6 > w - right * 72 / 25.4 + 2.9) { print; bad = 1 }
		}
		END { exit bad }' b.html
}

@test "pages are A4, one of them turned" {
	pdfinfo -f 1 -l 99 "$PDF" > info
	[ "$(grep -c '595.276 x 841.89' info)" -ge 5 ]
	[ "$(grep -c '841.89 x 595.276' info)" -eq 1 ]
}

@test "bookmarks are the headings, nested, and point to named places" {
	qpdf --qdf --object-streams=disable "$PDF" q.pdf
	[ "$(grep -ac '/Title' q.pdf)" -eq $((1 + $(grep -cE '^#+ ' "$BATS_TEST_DIRNAME/pdf/bulletin.md"))) ]
	grep -aq '(sec-1)' q.pdf
	grep -aq '(tbl:days)' q.pdf
}

@test "metadata: title, author, subject, keywords, tool, date with its zone" {
	TZ=Asia/Shanghai pdfinfo "$PDF" > info
	grep -q '^Title: *环境空气质量月报$' info
	grep -q '^Author: *恩施州生态环境监测中心$' info
	grep -q '^Subject: *环境空气质量月报$' info
	grep -q '^Keywords: .*2026年10月$' info
	grep -q '^Creator: *qj-pdf' info
	grep -q '^CreationDate: *Thu Nov 12 00:00:00 2026' info
}

@test "structure: headings, paragraphs, tables, figures, notes" {
	pdfinfo -struct "$PDF" > tree
	for t in H1 H2 H3 P Table TR TH TD Figure Caption Note Link; do
		grep -qE "^ *$t( |\$)" tree || { echo "missing: $t"; false; }
	done
}

@test "the draft stamp is there only for a draft" {
	[ "$(pdftotext -raw "$PDF" - | tr -d '\n' | grep -c 送审稿)" -eq 0 ]
	printf -- '---\ntitle: a\ndate: 2026-01-01\nstate: draft\n---\n文\n' | qj-pdf -q -o d.pdf
	pdftotext -raw d.pdf - | tr -d '\n' | grep -q 送审稿
}

@test "margins change sides on even pages for print" {
	for i in 1 2 3; do printf '甲%.0s' {1..800}; printf '\n\n'; done > x.md
	qj-pdf -q --date 2026-01-01 x.md -o a.pdf
	qj-pdf -q --date 2026-01-01 --bind x.md -o b.pdf
	for f in a b; do
		pdftotext -f 2 -l 2 -bbox $f.pdf - | awk -F'"' '/<word/ && /甲甲/ { if (!m || $2 < m) m = $2 } END { printf "%.0f\n", m * 25.4 / 72 }'
	done > left
	[ "$(tr '\n' ' ' < left)" = "25 22 " ]
}

@test "classes of water have their fill in text and cell, black on it" {
	{
		printf '甲'; for i in 1 2 3 4 5 6; do printf '[类%d]{.class%d}' $i $i; done
		printf '\n\n| a |\n|---|\n'
		for i in 1 2 3 4 5 6; do printf '| [类]{.class%d} |\n' $i; done
	} > x.md
	qj-pdf -q --date 2026-01-01 x.md -o c.pdf
	qpdf --qdf --object-streams=disable c.pdf q.pdf
	for rgb in '0.8 1 1' '0 0.8 1' '0 1 0' '1 1 0' '1 0.607843 0' '1 0 0'; do
		n=$(grep -acE "(^| )$rgb rg" q.pdf)
		[ "$n" -eq 2 ] || { echo "$rgb: $n"; false; }
	done
	! grep -aqE '(^| )1 1 1 rg' q.pdf
}

@test "a mark is smaller and raised, and figures stand under each other by their point all the same" {
	printf '| a | b |\n|---|---|\n| 甲 | 0.02[Ⅱ]{.mark} |\n| 乙 | 0.45[劣Ⅴ]{.mark} |\n| 丙 | 12.50 |\n| 丁 | 无法判定 |\n' > x.md
	qj-pdf -q --date 2026-01-01 x.md -o m.pdf
	pdftotext -bbox m.pdf m.html
	awk -F'"' '
		/>0.02</ { x = $2; y = $8; h = $8 - $4 }
		/>0.45</ { x2 = $2 }
		/>12.50</ { x3 = $2 }
		/>Ⅱ</ { top = $8; small = $8 - $4 }
		END { exit !(x - x2 < 0.1 && x2 - x < 0.1 && x - x3 > 4 && x - x3 < 6 && small < 0.75 * h && top < y - 3) }' m.html
}

@test "a binary result is refused on a terminal" {
	printf '文\n' > x.md
	run ! script -qec "qj-pdf -q x.md" /dev/null
	[[ "$output" == *"not written to a terminal"* ]]
}
