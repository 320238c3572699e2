#!/bin/bash
# layers.t - common/ORDER holds: each module file is listed (book_chart is a part of book, and needs
# no line where book has one), a module includes only modules above its line or its own parts, a command includes only common, no command is included; every header
# compiles alone; banned functions do not occur even where the header that bans them is absent.
set -u
cd "$(dirname "$0")/.." || exit 1
layers=$(awk '!/^#/ && NF && !seen[$1]++ { printf " -Icommon/%s", $1 }' common/ORDER)
gen=${QJ_B:-build}/gen
n=0 failed=0

say()		# say STATUS NAME [TEXT]: TEXT is what is wrong
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		failed=1
		echo "not ok $n - $2"
		printf '%s\n' "$3" | sed 's/^/#   /'
	fi
}

bad=$(for f in common/*/*.[ch]; do
	m=${f#common/} && m=${m%.*}
	case $m in data/* | po/*) continue ;; esac
	echo "${m%/*} ${m##*/}"
done | sort -u | awk 'NR == FNR { if (!/^#/) known[$1 " " $2] = 1; next }
	{ whole = $0; sub(/_[^ ]*$/, "", whole) } !($0 in known) && !(whole in known) { print "not in common/ORDER: " $0 }' common/ORDER -)
[ -z "$bad" ]; say $? "every module is in common/ORDER" "$bad"

bad=$(awk '!/^#/ && NF { print $1, $2 }' common/ORDER | while read -r dir m; do
	[ -e "common/$dir/$m.h" ] || [ -e "common/$dir/$m.c" ] || echo "no such module: $dir $m"
done)
[ -z "$bad" ]; say $? "common/ORDER lists nothing that is gone" "$bad"

bad=$(awk '!/^#/ && NF { print $2 }' common/ORDER | sort | uniq -d)
[ -z "$bad" ]; say $? "no module name occurs twice" "$bad"

bad=$(awk '
	function whole(m,    w) { if (m in rank) return m; w = m; sub(/_.*/, "", w); return w in rank ? w : m }
	function part_of(m, x,    w) { w = m; sub(/_.*/, "", w); return x == w || index(x, w "_") == 1 }
	FILENAME == "common/ORDER" { if (!/^#/ && NF) { rank[$2] = ++r; layer[$2] = $1 } next }
	/^[ \t]*#[ \t]*include[ \t]*"/ {
		split(FILENAME, part, "/"); me = part[3]; sub(/\.[ch]$/, "", me)
		inc = $0; sub(/^[^"]*"/, "", inc); sub(/".*/, "", inc); sub(/.*\//, "", inc)
		if (inc ~ /\.inc$/) next
		m = inc; sub(/\.h$/, "", m)
		me = whole(me)
		if (m == me || (me in rank && part_of(me, m) && !(m in rank)) || (whole(m) == me && me in rank)) next
		m = whole(m)
		if (!(m in rank)) print FILENAME ": includes " inc ", which no layer has"
		else if ((me in rank) && rank[m] >= rank[me]) print FILENAME ": includes " inc ", which stands below it"
		pure = part[2] == "know" || part[2] == "stat"
		if (pure && layer[m] == "io") print FILENAME ": includes " inc ": no I/O in " part[2]
	}' common/ORDER common/{base,io,know,stat,bind,draw,doc}/*.[ch])
[ -z "$bad" ]; say $? "modules include only what stands above them" "$bad"

bad=$(awk '
	FILENAME == "common/ORDER" { if (!/^#/ && NF) known[$2] = 1; next }
	/^[ \t]*#[ \t]*include[ \t]*"/ {
		inc = $0; sub(/^[^"]*"/, "", inc); sub(/".*/, "", inc); m = inc; sub(/\.h$/, "", m); sub(/_.*/, "", m)
		k = inc; sub(/\.h$/, "", k)
		if (!(m in known) && !(k in known)) print FILENAME ": includes " inc
	}' common/ORDER cmd/*.c)
[ -z "$bad" ]; say $? "commands include only common" "$bad"

ban='strcpy|strcat|strncpy|strncat|strtok|sprintf|vsprintf|atoi|atol|atof|gmtime|localtime|mktime|gets'
bad=$(grep -nE "(^|[^A-Za-z0-9_])($ban)[[:blank:]]*\(" cmd/*.c common/*/*.[ch] |
	grep -v '^common/base/banned.h:' | grep -vE '^[^:]*:[0-9]+:[[:blank:]]*(\*|/\*|//)')
[ -z "$bad" ]; say $? "no banned function" "$bad"

bad=$(grep -nE '(fopen|mkstemp|open)[[:blank:]]*\(|(^|[^nf])printf[[:blank:]]*\(|[^a-z_]exit[[:blank:]]*\(' common/know/*.c common/stat/*.c |
	grep -vE 'sbuf_printf|:[[:blank:]]*/?\*')
[ -z "$bad" ]; say $? "know and stat do no input or output" "$bad"

bad=$(wc -l cmd/*.c common/*/*.[ch] | awk '$2 != "total" && $1 > 700 { print $2 ": " $1 " lines" }')
[ -z "$bad" ]; say $? "no file has over 700 lines" "$bad"

cflags=$(pkg-config --cflags cairo pangocairo fontconfig librsvg-2.0 xlsxwriter libpcre2-8 expat minizip freexl jansson 2>/dev/null)
# shellcheck disable=SC2086	(flags are words)
bad=$(printf '%s\n' common/*/*.h | xargs -P2 -I{} sh -c 'echo "#include \"$1\"" | '"${QJ_CC:-gcc}"' -std=c11 -D_GNU_SOURCE \
	-include common/base/banned.h -I. '"$layers"' -I"$2" '"$cflags"' -fsyntax-only -xc - 2>&1 || echo "$1 does not compile alone"' sh {} "$gen")
[ -z "$bad" ]; say $? "each header compiles alone" "$bad"

echo "1..$n"
exit $failed
