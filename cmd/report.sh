#!/bin/sh
#
# qj-report - a whole product from the centre's folder: pages, workbook, short texts, every figure traced
#
#	qj-report air --period 2026-10 -C /srv/centre --issue 10 --serial 118
#
# This file and those of report/, one for each product, make the program in one piece (Makefile).
# The steps of a product run in a work folder inside the output folder; it takes the product's name when all
# succeeded.  Nothing is judged here: figures and words of change come from the commands, sentences
# from the templates (common/data/templates, or the centre's own templates/).  This script chooses
# rows, puts them in order and counts them; its own arithmetic is in integers.
# Air concentrations are ug/m3, CO mg/m3; all tables here are results of ours, whose cells hold
# neither comma nor quote (names with them are refused at the start), so that awk may read them.

# bash warns at its start of a locale that is not installed: sh starts it without one.
if [ -z "${QJ_REPORT_LANG+set}" ]; then
	QJ_REPORT_LANG=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
	export QJ_REPORT_LANG
	unset LC_ALL LC_MESSAGES LANG
	exec bash "$0" "$@"
fi

set -euo pipefail
umask 022
lang=$QJ_REPORT_LANG		# of messages; data never depend on it
unset QJ_REPORT_LANG
export LC_CTYPE=C LC_COLLATE=C LC_NUMERIC=C LC_TIME=C
{ [ -z "$lang" ] || export LC_MESSAGES="$lang"; } 2>/dev/null
default_home=${QJ_HOME:-.}
unset QJ_HOME CDPATH		# or the commands would read another centre's folder

prog=qj-report
version=0.1.0
self=$(readlink -f "$0")
here=${self%/*}
PATH=$here:$PATH

# --- words -----------------------------------------------------------------------------------

# letter|name|kind|argument|help|help in Chinese; --help and --dump-options print this table
options='-|allow-mixed|flag|-|accept rows of different state or source together|接受审核状态或来源不一的数据
-|county|text|NAME|only the stations of this county|只用这个县（市）的站点
-|date|text|DATE|date of the product [SOURCE_DATE_EPOCH or today]|产品日期 [SOURCE_DATE_EPOCH 或今天]
-|draft|flag|-|mark the product as a draft [unless --issued]|标为送审稿 [没有 --issued 时]
-|each|choice|county|one product for each county|每个县（市）各出一份
C|home|dir|DIR|the centre'\''s folder [$QJ_HOME, else .]|本中心的目录 [$QJ_HOME，否则当前目录]
-|issue|int|N|number of the issue within the year|年内期号
-|issued|flag|-|an issued product: no draft mark, needs --signers|签发稿：不加送审标记，须有 --signers
-|period|text|P|month of a bulletin, 2026-10 (of water also a quarter, 2026-Q3); day of the review or the brief, 2026-10-01|月报的月份，如 2026-10（水质也可用季度，如 2026-Q3）；复核单或简报的日期，如 2026-10-01
-|reason|text|TEXT|reason of the revision|修订原因
-|revise|int|N|revision N of an issued product; says what changed|已签发产品的第 N 次修订，列出变动
-|serial|int|N|running number of the issue|总期号
-|signers|text|A,B,C|names for compiled, checked and issued|编制、审核、签发人
-|verify|flag|-|make it again and compare with the one that is there|重做一遍，与已有的比较
o|output|dir|DIR|folder of the products [reports in the centre'\''s folder]|产品目录 [本中心目录下的 reports]
k|keep-going|flag|-|go on where an input cell is bad; exit 1 at the end|遇到坏单元格继续，最后返回 1
q|quiet|flag|-|no summary lines|不打印小结
h|help|flag|-|print this help|打印本帮助
V|version|flag|-|print the version|打印版本'

brief='a whole product from the centre'\''s folder: pages, workbook, short texts, every figure traced'
brief_zh='由本中心的数据做出整份产品：正文、工作簿、短文，每个数可追溯'

# Each message in English and Chinese; %s are filled in by say, usage, refuse and fail.
declare -A msg_en=(
	[try]="Try '%s --help'."			[unknown]="unknown option '%s'"
	[argument]="option %s needs an argument"	[flag]="option %s takes no argument"
	[twice]="one product at a time: '%s'"		[which]="which product: air, bloom-brief, daily-review, drinking-water or surface-water"
	[kind]="product '%s' is not one of air, bloom-brief, daily-review, drinking-water, surface-water"
	[day]="option --period: '%s' is not a day like 2026-10-01"
	[onlyair]="option --%s is for the bulletin of air"	[month]="option --period: '%s' is not a month like 2026-10"
	[quarter]="option --period: '%s' is not a month like 2026-10 or a quarter like 2026-Q3"
	[nosheets]="%s/lims: no laboratory sheets (YYYY-MM.csv or .xlsx)"
	[oddsheet]="lims/%s: not a month YYYY-MM.csv or .xlsx, or a second sheet of its month"
	[nokey]="lims/%s: no key keys/%s.csv, though other months have one"
	[nosheetof]="no laboratory sheet of %s, the last month of the period"
	[nosections]="%s/stations.csv: no river sections (type 断面)"
	[setting]="settings.csv: %s '%s' is not a whole number"
	[nosources]="stations.csv: no drinking-water sources (type 水源)"
	[nosamples]="no samples of %s"
	[dayormonth]="option --period: '%s' is not a day like 2026-04-14 or a month like 2026-04"
	[noblooms]="%s/blooms.csv: no samples of algae"
	[nobay]="blooms.csv: %s has neither a bay nor a lake or river in the registry"
	[area]="blooms.csv: column area: '%s' is not an area in km2"
	[favourable]="weather.csv: column favourable: '%s' is not 1, 0 or empty"
	[each]="option --each: '%s' is not county"	[number]="option %s: '%s' is not a whole number"
	[reason]="option --revise needs --reason"	[signers]="option --issued needs --signers"
	[date]="option --date: '%s' is not a date"	[today]="dated today, %s; --date fixes it"
	[nohome]="%s: no such folder"			[nostations]="%s/stations.csv: no station registry"
	[nohours]="%s/hours: no hourly files (*.csv)"	[nocolumn]="%s: no column '%s'"
	[quote]="%s: a comma or a quote in a name cannot be read here"
	[county]="county '%s' is not in the registry"	[nocounties]="no county in the registry"
	[cities]="the registry has %s cities; a bulletin is of one"
	[unwritable]="%s: cannot be written"		[busy]="%s: another run is at work"
	[nohoursof]="no hours of the registry's stations"
	[nodata]="no data of %s"			[noproduct]="%s: no product to verify"
	[same]="%s: made again, the same bytes"		[differs]="%s: made again it is not the same: %s"
	[inputs]="inputs changed: %s"
	[norevised]="%s: the issue to be revised is not there"
	[changed]="revision %s: %s figures changed, see revision.csv"
	[full]="%s: no space left"			[failed]="%s: not made"
	[stopped]="stopped; nothing was left behind"
)
declare -A msg_zh=(
	[try]="请看“%s --help”。"			[unknown]="没有选项“%s”"
	[argument]="选项 %s 缺少参数"			[flag]="选项 %s 不带参数"
	[twice]="一次只做一种产品：“%s”"		[which]="请指明产品：air、bloom-brief、daily-review、drinking-water 或 surface-water"
	[kind]="没有产品“%s”，现有 air、bloom-brief、daily-review、drinking-water、surface-water"
	[day]="选项 --period：“%s”不是 2026-10-01 这样的日期"
	[onlyair]="选项 --%s 只用于空气月报"			[month]="选项 --period：“%s”不是 2026-10 这样的月份"
	[quarter]="选项 --period：“%s”不是 2026-10 这样的月份或 2026-Q3 这样的季度"
	[nosheets]="%s/lims：没有分析结果表（YYYY-MM.csv 或 .xlsx）"
	[oddsheet]="lims/%s：不是 YYYY-MM.csv 或 .xlsx，或该月已有一份"
	[nokey]="lims/%s：没有密码表 keys/%s.csv，而其他月份有"
	[nosheetof]="没有时段最后一个月 %s 的分析结果表"
	[nosections]="%s/stations.csv：没有河流断面（type 为断面）"
	[setting]="settings.csv：%s “%s”不是整数"
	[nosources]="stations.csv：没有饮用水水源（type 为水源）"
	[nosamples]="没有 %s 的样品"
	[dayormonth]="选项 --period：“%s”不是 2026-04-14 这样的日期或 2026-04 这样的月份"
	[noblooms]="%s/blooms.csv：没有藻类样品"
	[nobay]="blooms.csv：%s 没有库湾名，登记表中也没有湖库或河流"
	[area]="blooms.csv：area 列：“%s”不是面积（平方千米）"
	[favourable]="weather.csv：favourable 列：“%s”不是 1、0 或空"
	[each]="选项 --each：“%s”不是 county"		[number]="选项 %s：“%s”不是整数"
	[reason]="选项 --revise 须有 --reason"		[signers]="选项 --issued 须有 --signers"
	[date]="选项 --date：“%s”不是日期"		[today]="日期用今天（%s），可用 --date 指定"
	[nohome]="%s：没有这个目录"			[nostations]="%s/stations.csv：没有站点登记表"
	[nohours]="%s/hours：没有小时数据（*.csv）"	[nocolumn]="%s：没有“%s”列"
	[quote]="%s：名称中不能有逗号或引号"
	[county]="登记表中没有县（市）“%s”"		[nocounties]="登记表中没有县（市）"
	[cities]="登记表中有 %s 个市州，一份月报只写一个"
	[unwritable]="%s：不能写入"			[busy]="%s：另一个任务正在进行"
	[nohoursof]="没有登记站点的小时数据"
	[nodata]="没有 %s 的数据"			[noproduct]="%s：没有可核对的产品"
	[same]="%s：重做结果逐字节相同"			[differs]="%s：重做结果不同：%s"
	[inputs]="输入有变：%s"
	[norevised]="%s：要修订的一期不在"
	[changed]="第 %s 次修订：%s 个数有变动，见 revision.csv"
	[full]="%s：磁盘已满"				[failed]="%s：未完成"
	[stopped]="已中止，未留下任何文件"
)

text() {	# KEY ARG...: the message
	local -n words=msg_en
	case $lang in zh*) local -n words=msg_zh ;; esac
	# shellcheck disable=SC2059
	printf "${words[$1]}" "${@:2}"
}
say() { [ "$quiet" ] || printf '%s: %s\n' "$prog" "$(text "$@")" >&2; }
end() {	# STATUS KEY ARG...: one line, and out
	told=1
	printf '%s: %s\n' "$prog" "$(text "${@:2}")" >&"$err"
	[ "$1" -ne 2 ] || printf '%s\n' "$(text try "$prog")" >&"$err"
	exit "$1"
}
refuse() { end 1 "$@"; }
usage() { end 2 "$@"; }
fail() { end 3 "$@"; }

# Prints the text and ends; a standard output that fails is exit 3.
printed() {
	printf '%s\n' "$1" 2>/dev/null || { printf '%s: stdout: cannot be written\n' "$prog" >&2; exit 3; }
	exit 0
}

print_help() {
	local col=5 words=$brief
	case $lang in zh*) col=6 words=$brief_zh ;; esac
	printf 'usage: %s [options] air|bloom-brief|daily-review|drinking-water|surface-water\n%s\n\n' "$prog" "$words"
	awk -F'|' -v col="$col" '{
		s = ($1 == "-" ? "    " : "-" $1 ", ") "--" $2 ($4 == "-" ? "" : " " $4)
		printf "  %-22s  %s\n", s, $col }' <<<"$options"
}

dump_options() {
	printf '%s\t%s\t%s\n' "$prog" "$brief" 'air|bloom-brief|daily-review|drinking-water|surface-water'
	awk -F'|' -v OFS='\t' '{ print $1, $2, $3, $4, $5 }' <<<"$options"
}

# --- options ---------------------------------------------------------------------------------

kind='' home=$default_home out='' period='' issue='' serial='' signers='' date='' each='' revise='' reason=''
state=draft quiet='' keep='' verify='' mixed='' county='' today=''
err=2 told='' work='' final='' made_out='' bad=0
product_args=()		# what run.json keeps, so that --verify can do the same again

value() {	# OPTION COUNT
	[ "$2" -ge 2 ] || usage argument "$1"
}

parse_options() {
	local o
	while [ $# -gt 0 ]; do
		case $1 in
		--dump-options) printed "$(dump_options)" ;;
		--*=*)
			o=${1%%=*}
			grep -q "^[^|]*|${o#--}|flag|" <<<"$options" && usage flag "$o"
			set -- "$o" "${1#*=}" "${@:2}"
			continue ;;
		-[a-zA-Z]?*)	# letters together, or a letter with its argument
			case ${1:1:1} in
			C | o) set -- "${1:0:2}" "${1:2}" "${@:2}" ;;
			*) set -- "${1:0:2}" "-${1:2}" "${@:2}" ;;
			esac
			continue ;;
		-h | --help) printed "$(print_help)" ;;
		-V | --version) printf '%s (Qingjiang) %s\n' "$prog" "$version"; exit 0 ;;
		-q | --quiet) quiet=1 ;;
		-k | --keep-going) keep=1; product_args+=("$1") ;;
		--allow-mixed) mixed=1; product_args+=("$1") ;;
		--draft) state=draft; product_args+=("$1") ;;
		--issued) state=issued; product_args+=("$1") ;;
		--verify) verify=1 ;;
		-C | --home) value "$1" $#; home=$2; shift ;;
		-o | --output) value "$1" $#; out=$2; shift ;;
		--date) value "$1" $#; date=$2; shift ;;
		--each) value "$1" $#; each=$2; shift ;;
		--period | --issue | --serial | --signers | --county | --revise | --reason)
			value "$1" $#
			o=${1#--}; printf -v "$o" %s "$2"
			product_args+=("$1" "$2"); shift ;;
		-?*) usage unknown "$1" ;;
		*) [ -z "$kind" ] || usage twice "$1"; kind=$1 ;;
		esac
		shift
	done
	check_options
}

check_options() {
	local o
	[ "$kind" ] || usage which
	case $kind in
	air) [[ $period =~ ^[0-9]{4}-(0[1-9]|1[0-2])$ ]] || usage month "$period" ;;
	daily-review)
		[[ $period =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] && date -u -d "$period" +%F >/dev/null 2>&1 || usage day "$period"
		for o in each issue serial revise county; do
			[ -z "${!o}" ] || usage onlyair "$o"
		done ;;
	bloom-brief)
		o=$period
		[ "${#o}" -ne 7 ] || o=$o-01
		[[ $o =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] && date -u -d "$o" +%F >/dev/null 2>&1 || usage dayormonth "$period"
		for o in each revise county; do
			[ -z "${!o}" ] || usage onlyair "$o"
		done ;;
	drinking-water | surface-water)
		[[ $period =~ ^[0-9]{4}-(0[1-9]|1[0-2]|Q[1-4])$ ]] || usage quarter "$period"
		for o in each revise county; do
			[ -z "${!o}" ] || usage onlyair "$o"
		done ;;
	*) usage kind "$kind" ;;
	esac
	[ -z "$each" ] || [ "$each" = county ] || usage each "$each"
	for o in issue serial revise; do
		[[ ${!o} =~ ^[0-9]*$ ]] || usage number "--$o" "${!o}"
	done
	[ -z "$revise" ] || [ "$reason" ] || usage reason
	[ "$state" = draft ] || [ "$signers" ] || [ "$verify" ] || usage signers
	if [ "$date" ]; then
		[[ $date =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] && date -u -d "$date" +%F >/dev/null 2>&1 || usage date "$date"
	elif [[ ${SOURCE_DATE_EPOCH:-} =~ ^[0-9]+$ ]]; then
		date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
	elif [ -z "$verify" ]; then
		date=$(date +%F) today=1
	fi
	[ -d "$home" ] || fail nohome "$home"
	[ -e "$home/stations.csv" ] || fail nostations "$home"
	case $kind in
	bloom-brief) [ -e "$home/blooms.csv" ] || fail noblooms "$home" ;;
	drinking-water | surface-water) compgen -G "$home/lims/*" >/dev/null || fail nosheets "$home" ;;
	*) compgen -G "$home/hours/*.csv" >/dev/null || fail nohours "$home" ;;
	esac
	home=$(cd "$home" && pwd)
	out=${out:-$home/reports}
	[ "$kind" = air ] || return 0
	year=${period%-*} month=$((10#${period#*-}))
	last_year=$((year - 1))-${period#*-}
}

# --- commands and tables ---------------------------------------------------------------------

q() { qj-"$1" -q "${@:2}"; }

# Where a cell is bad, -k goes on and the whole ends with 1.
lenient() {
	local rc=0
	"$@" || rc=$?
	[ "$rc" -ne 1 ] || [ -z "$keep" ] || { bad=1; rc=0; }
	return "$rc"
}

column() {	# FILE NAME: its number
	local i head
	IFS=, read -ra head <"$1"
	for i in "${!head[@]}"; do
		[ "${head[i]}" != "$2" ] || { echo $((i + 1)); return; }
	done
	return 1
}

load() {	# ARRAY FILE: the cells of the first row by column name
	local -n into=$1
	local i head=() cells=()
	into=()
	{ IFS=, read -ra head; IFS=, read -ra cells || true; } <"$2"
	for i in "${!head[@]}"; do into[${head[i]}]=${cells[i]-}; done
}

rows() { awk 'END { print (NR > 0 ? NR - 1 : 0) }' "$1"; }	# FILE: how many, without the head

cols() {	# COLUMNS FILE [body]: these columns, with or without the head
	awk -F, -v OFS=, -v want="$1" -v body="${3:-}" '
	NR == 1 { n = split(want, w, ","); for (i = 1; i <= NF; i++) at[$i] = i
		for (i = 1; i <= n; i++) if (!(w[i] in at)) { print "no column " w[i] >"/dev/stderr"; exit 3 }
		if (body) next }
	{ s = $at[w[1]]; for (i = 2; i <= n; i++) s = s OFS $at[w[i]]; print s }' "$2"
}
body() { cols "$1" "$2" body; }

where() {	# CONDITION FILE: rows for which the awk condition holds; columns by name: c("PM2.5")
	awk -F, 'function c(name) { return $at[name] }
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next } '"$1" "${2:--}"
}

sorted() {	# FILE COLUMN:FLAGS...: head first, stable
	local f=$1 k n keys=()
	shift
	if [ "$f" = - ]; then
		cat >unsorted
		f=unsorted
	fi
	for k; do
		n=$(column "$f" "${k%:*}")
		keys+=("-k$n,$n${k##*:}")
	done
	sed -n 1p "$f"
	sed 1d "$f" | sort -t, -s "${keys[@]}"
}

stack() {	# COLUMNS FILE...: one head, all rows
	local f want=$1
	shift
	printf '%s\n' "$want"
	for f; do body "$want" "$f"; done
}

# A table of one row is gathered by put and is, and written by put_out, or as key,value by put_down.
names=() values=()
put() { names+=("$1"); values+=("\"${2//\"/\"\"}\""); }	# NAME TEXT
is() {	# NAME CONDITION: 1 or nothing
	if [ "${@:2}" ]; then put "$1" 1; else put "$1" ''; fi
}
put_out() { (IFS=,; printf '%s\n%s\n' "${names[*]}" "${values[*]}"); }
put_down() {
	local i
	echo key,value
	for i in "${!names[@]}"; do printf '%s,%s\n' "${names[i]}" "${values[i]}"; done
}

tally() {	# HEAD: equal lines, in the order of the first, with how many there are in a column days
	awk -v head="$1" 'BEGIN { print head ",days" } !($0 in n) { o[++k] = $0 } { n[$0]++ }
		END { for (i = 1; i <= k; i++) print o[i] "," n[o[i]] }'
}
list() { paste -sd, - | sed 's/,/、/g'; }	# lines joined
sign() { case $1 in -*) echo -1 ;; '' | 0 | 0.0) echo 0 ;; *) echo 1 ;; esac; }

# ratio(a, b, d): a/b with d decimals, half to even; a and b whole numbers
awk_ratio='function ratio(a, b, d,  s, p, n, k, r, i) {
	s = a < 0 ? "-" : ""; if (a < 0) a = -a
	p = 1; for (i = 0; i < d; i++) p *= 10
	n = a * p; k = int(n / b); r = n - k * b
	if (2 * r > b || (2 * r == b && k % 2)) k++
	return (k ? s : "") int(k / p) (d ? sprintf(".%0" d "d", k % p) : "") }'

months_back() {	# N: the month N months before the period
	local t=$((year * 12 + month - 1 - $1))
	printf '%04d-%02d\n' $((t / 12)) $((t % 12 + 1))
}
has() { grep -qxF -- "$1" months; }
has_all() {	# YEAR: every month of it up to the period's
	local m
	for ((m = 1; m <= month; m++)); do has "$(printf '%s-%02d' "$1" "$m")" || return 1; done
}

# --- the work folder -------------------------------------------------------------------------

# On every way out: the work folder goes, and a failure has said one line.  Messages of the
# commands are kept meanwhile; of a failure only its own line is shown.
leave() {
	local rc=$? line='' jobs=()
	set +e
	trap - EXIT
	trap '' INT TERM HUP
	mapfile -t jobs < <(jobs -p)
	[ "${#jobs[@]}" -eq 0 ] || { kill "${jobs[@]}" 2>/dev/null; wait; }
	if [ "$work" ] && [ -d "$work" ]; then
		if [ -z "$told" ]; then
			if [ "$rc" -eq 0 ]; then
				[ "$quiet" ] || cat "$work/messages" >&"$err"
			else
				# The last line tells the failure; what only passed it on repeats it at its end.
				line=$(grep -v "^$prog: " "$work/messages" 2>/dev/null | grep '^qj-[a-z]*: ' |
					sed -n '$s/.*: \(qj-[a-z]*: \)/\1/; $p')
				[ "$line" ] || line=$(sed -n '$s/^[^:]*: line [0-9]*: */'"$prog: /p" "$work/messages" 2>/dev/null)
				# The commands could not even leave a message; their temporary files have gone since.
				if [ -z "$line" ] && [ "$(df -Pk "$work" | awk 'NR == 2 { print $4 }')" -lt 1024 ]; then
					rc=3
					line="$prog: $(text full "$out")"
				fi
				printf '%s\n' "${line:-$prog: $(text failed "$final")}" >&"$err"
				[ "$rc" -eq 1 ] || rc=3
			fi
		fi
		cd /
		rm -rf "$work"
	fi
	[ -z "$made_out" ] || rmdir "$made_out" 2>/dev/null
	exit "$rc"
}

stopped() { told=1; printf '%s: %s\n' "$prog" "$(text stopped)" >&"$err"; exit "$1"; }

# One run at a time in an output folder: the folder itself is locked.
make_work() {
	[ -d "$out" ] || made_out=$out
	trap leave EXIT
	trap 'stopped 130' INT
	trap 'stopped 143' TERM
	trap 'stopped 129' HUP
	mkdir -p "$out" 2>/dev/null && [ -w "$out" ] || fail unwritable "$out"
	out=$(cd "$out" && pwd)
	made_out=${made_out:+$out}
	exec 9<"$out"
	flock -w "${QJ_REPORT_WAIT:-60}" 9 || fail busy "$out"
	name=$kind-$period${county:+-$county}
	issued_name=$name
	[ "$state" = issued ] || name=$name-draft
	[ -z "$revise" ] || name=$name-r$revise
	final=$out/$name
	work=$(mktemp -d "$out/.work.XXXXXX" 2>/dev/null) || fail unwritable "$out"
	chmod 755 "$work"
	exec {err}>&2 2>"$work/messages"
	mkdir "$work/product" "$work/product/steps" || fail unwritable "$out"
	cd "$work/product/steps"
	[ -z "$today" ] || say today "$date"
}

# --- --each and --verify ---------------------------------------------------------------------

each_county() {
	local c rc=0 one
	while IFS= read -r c; do
		one=0
		"$self" air "${product_args[@]}" ${quiet:+-q} -C "$home" -o "$out" --date "$date" --county "$c" </dev/null || one=$?
		[ "$one" -le "$rc" ] || rc=$one
		[ "$one" -lt 128 ] || exit "$one"
	done < <(q select --columns county "$home/stations.csv" | sed 1d | awk '$0 != "" && !seen[$0]++')
	exit "$rc"
}

# Made again in the work folder with the arguments that run.json has; every file is compared.
verify_product() {
	local old=$final again made args=() differ inputs
	[ -e "$old/run.json" ] || old=$out/$issued_name${revise:+-r$revise}
	[ -e "$old/run.json" ] || fail noproduct "$final"
	made=$(sed -n 's/.*"date": "\([^"]*\)".*/\1/p' "$old/run.json")
	mapfile -t args < <(
		sed -n '/"arguments": \[/,/\]/ { s/^    "\(.*\)",\{0,1\}$/\1/p; }' "$old/run.json" |
			sed 's/\\"/"/g; s/\\\\/\\/g'
	)
	mkdir "$work/again"
	again=$work/again/${old##*/}
	# A revision looks at the issue before it.
	ln -s "$out/$kind"-* "$work/again/"
	rm -f "$again"
	"$self" "$kind" "${args[@]}" -q -C "$home" --date "$made" -o "$work/again" >"$work/made"
	differ=$(diff -rq "$old" "$again" || true)
	if [ -z "$differ" ]; then
		told=1
		printf '%s: %s\n' "$prog" "$(text same "$old")" >&"$err"
		exit 0
	fi
	differ=$(sed -n "s|^Files $old/\([^/]*\) and .*|\1|p; s|^Only in .*: \(.*\)|\1|p" <<<"$differ" |
		grep -v '[.]svg$' | paste -sd' ' - || true)
	inputs=$(diff "$old/run.json" "$again/run.json" |
		sed -n 's/^[<>].*"file": "\(.*\)", "sha256".*/\1/p' | sort -u | paste -sd' ' - || true)
	refuse differs "$old" "$differ${inputs:+ ($(text inputs "$inputs"))}"
}

# --- the whole ---------------------------------------------------------------------------------

main() {
	parse_options "$@"
	[ -z "$each" ] || each_county
	go=() mix=() edition=''
	[ -z "$keep" ] || go=(-k)
	[ -z "$mixed" ] || mix=(--allow-mixed)
	make_work
	[ -z "$verify" ] || verify_product
	declare -gA Q=() M=() T=()
	case $kind in
	air) air_bulletin ;;
	daily-review) daily_review ;;
	drinking-water) drinking_water ;;
	bloom-brief) bloom_brief ;;
	surface-water) surface_water ;;
	esac
	[ "$bad" -eq 0 ] || { told=1; cat "$work/messages" >&"$err"; exit 1; }
	exit 0
}
