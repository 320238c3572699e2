#!/usr/bin/env bats
# A laboratory's export with blind codes, through import, decode and split, to a row for each section,
# time and vertical: what a bulletin of water starts from.

bats_require_minimum_version 1.5.0

setup() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	export LC_ALL=C TZ=UTC
	cd "$BATS_TEST_TMPDIR" || return 1
	cat >key.csv <<-'END'
	code,station,kind,pair,vertical,item,value,uncertainty
	K7Q2,S1,routine,,左,,,
	M3X9,S1,routine,,右,,,
	B5T1,S2,routine,,,,,
	D8W4,,lab-duplicate,K7Q2,,,,
	F6P0,,field-pair,B5T1,,,,
	N1Z5,,field-blank,,,,,
	R4H8,,reference,,,总磷,0.250,0.012
	X9X9,S3,routine,,,,,
	END
	chmod 600 key.csv
	# by item, as laboratories write it
	cat >lims.csv <<-'END'
	样品编号,点位,采样日期,项目,结果,单位,方法,分析人
	1,K7Q2,2026-10-08,化学需氧量,12,mg/L,HJ 828-2017,甲
	2,M3X9,2026-10-08,化学需氧量,15,mg/L,HJ 828-2017,甲
	3,B5T1,2026-10-08,化学需氧量,8,mg/L,HJ 828-2017,甲
	4,D8W4,2026-10-08,化学需氧量,14,mg/L,HJ 828-2017,甲
	5,F6P0,2026-10-08,化学需氧量,18,mg/L,HJ 828-2017,甲
	1,K7Q2,2026-10-08,总磷,0.01L,mg/L,GB 11893-89,乙
	4,D8W4,2026-10-08,总磷,0.01L,mg/L,GB 11893-89,乙
	2,M3X9,2026-10-08,总磷,0.03,mg/L,GB 11893-89,乙
	3,B5T1,2026-10-08,总磷,0.01L,mg/L,GB 11893-89,乙
	5,F6P0,2026-10-08,总磷,0.006,mg/L,GB 11893-89,乙
	6,N1Z5,2026-10-08,总磷,0.02,mg/L,GB 11893-89,乙
	7,R4H8,2026-10-08,总磷,255,ug/L,GB 11893-89,乙
	END
}

@test "import, decode, split, wide: a row for each section, time and vertical" {
	run -0 --separate-stderr bash -c 'set -o pipefail
		qj-import auto lims.csv | qj-sample decode --key key.csv | qj-labqc --split --report qc.csv | qj-reshape wide'
	[ "${lines[0]}" = station,time,vertical,COD,TP,flags ]
	[ "${lines[1]}" = 'S1,2026-10-08,左,13,<0.01,' ]		# 12 and 14; both below stay so
	[ "${lines[2]}" = S1,2026-10-08,右,15,0.03, ]
	[ "${lines[3]}" = S2,2026-10-08,,8,0.0055,COD:pair ]		# 8 and 18 differ too much; 0.005 and 0.006 do not
	[ "${#lines[@]}" = 4 ]
	[[ $stderr == *'1 of 8 codes of the key have no row: X9X9'* ]]
	[[ $stderr == *'outside their limits: F6P0 COD, N1Z5 TP'* ]]
	[[ $stderr == *'pairs: 2 accepted, 1 outside, 1 not judged; blanks: 0 accepted, 1 outside, 0 not judged; references: 1 accepted'* ]]
	grep -q '^S2,2026-10-08,COD,field-pair,F6P0,B5T1,8,18,38.461538,25,%,outside,$' qc.csv
	grep -q '^,2026-10-08,TP,reference,R4H8,,0.255,0.250,0.005,0.012,mg/L,accepted,$' qc.csv
}

@test "each row of the laboratory is a value or a verdict" {
	qj-import auto -q lims.csv | qj-sample decode -q --key key.csv >decoded.csv
	qj-labqc --split -q --report qc.csv decoded.csv >split.csv
	[ "$(wc -l <decoded.csv)" = $(($(wc -l <split.csv) + $(wc -l <qc.csv) - 1)) ]
}

@test "an unknown code stops the pipe; nothing comes out as if it were whole" {
	sed -i 's/B5T1/B5TI/' lims.csv
	run -1 --separate-stderr bash -c 'set -o pipefail
		qj-import auto -q lims.csv | qj-sample decode --key key.csv | qj-labqc --split | qj-reshape wide'
	[[ $stderr == *"qj-sample: stdin:4: column station: 'B5TI' is no code of the key"* ]]
	[[ $output == *'#qj-failed qj-sample'* || -z $output ]]
}

@test "a wide table gives the same by way of qj-reshape long" {
	qj-import auto -q lims.csv >long.csv
	qj-reshape wide -q --hold --drop method,analyst,sample long.csv | qj-sample decode -q --key key.csv | qj-reshape long -q |
		qj-labqc --split -q --report wide-qc.csv | qj-reshape wide -q >wide.csv
	qj-sample decode -q --key key.csv long.csv | qj-labqc --split -q --report long-qc.csv | qj-reshape wide -q >want.csv
	cmp wide.csv want.csv
	cmp <(sort wide-qc.csv) <(sort long-qc.csv)
}

@test "the key's words are in no output but the sections" {
	qj-import auto -q lims.csv | qj-sample decode -q --key key.csv | qj-labqc --split -q >split.csv
	run -1 grep -E 'K7Q2|M3X9|B5T1|R4H8' split.csv
}
