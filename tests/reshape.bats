#!/usr/bin/env bats
# qj-reshape in pipes: a laboratory's long export to daily means, a flagged table to a program that
# reads no flags, and the temporary copy of a pipe.

bats_require_minimum_version 1.5.0

setup() {
	PATH="${QJ_BIN:-$BATS_TEST_DIRNAME/../build/bin}:$PATH"
	export LC_ALL=C TZ=UTC
	cd "$BATS_TEST_TMPDIR" || return 1
	mkdir tmp
	{
		echo 点位,时间,项目,结果,单位,标记
		for h in {01..24}; do
			echo "2454A,2026-10-01 $h:00,细颗粒物,0.0$h,mg/m3,"
			echo "2454A,2026-10-01 $h:00,二氧化硫,4,ug/m3,$([ "$h" = 24 ] && echo 维护)"
		done
	} >export.csv
}

@test "import, wide, average: the means of a long export" {
	qj-import table -q export.csv >long.csv
	grep -q '^2454A,2026-10-02 00:00,SO2,4,ug/m3,maintenance$' long.csv
	run -0 --separate-stderr bash -c 'set -o pipefail; qj-reshape wide -q long.csv | qj-average -q --to day'
	[ "${lines[0]}" = station,time,PM2.5,SO2 ]
	[ "${lines[1]}" = 2454A,2026-10-01,12.5,4 ]
	run -0 --separate-stderr bash -c 'qj-import table -q export.csv | qj-reshape wide -q | cmp - <(qj-reshape wide -q long.csv)'
}

@test "import, wide, clean, long: no dropped value reaches another program" {
	run -0 --separate-stderr bash -c 'set -o pipefail
		qj-import table -q export.csv | qj-reshape wide -q | qj-reshape clean -q --no-flags |
		qj-reshape long -q --items SO2 | awk -F, "NR > 1 { n++; s += \$4 } END { print n, s }"'
	[ "$output" = "24 92" ]			# 23 values, and the hour that lost its one
}

@test "a pipe is copied to a file without a name; it is gone however the command ends" {
	qj-import table -q export.csv >long.csv
	TMPDIR=$PWD/tmp run -0 --separate-stderr bash -c 'qj-reshape wide -q <(cat long.csv) | cmp - <(qj-reshape wide -q long.csv)'
	mkfifo named
	cat long.csv >named &
	TMPDIR=$PWD/tmp run -0 --separate-stderr qj-reshape wide -q named
	[ "${#lines[@]}" = 25 ]
	bash -c 'cat long.csv; sleep 5' | TMPDIR=$PWD/tmp timeout -s TERM 0.5 qj-reshape wide -q -o out.csv || true
	[ ! -e out.csv ]
	[ -z "$(ls tmp)" ]
	[ -z "$(ls | grep out)" ]
}

@test "no place for the copy: exit 3 and one line" {
	TMPDIR=$PWD/absent run -3 --separate-stderr bash -c 'cat export.csv | qj-reshape wide'
	[ "$stderr" = "qj-reshape: $PWD/absent: No such file or directory" ]
	run -0 --separate-stderr bash -c 'qj-import table -q export.csv | TMPDIR=$PWD/absent qj-reshape wide -q --items SO2 | wc -l'
	[ "$output" = 25 ]
}

@test "a failure upstream comes through, however the items are found" {
	for how in "" --hold "--items SO2"; do
		# shellcheck disable=SC2086	(the options are words)
		run -1 --separate-stderr bash -c 'set -o pipefail
			{ qj-import table -q export.csv; echo "#qj-failed qj-up: no link"; } | qj-reshape wide -q '"$how"
		[ "${lines[-1]}" = "#qj-failed qj-up: no link" ]
	done
}
