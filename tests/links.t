#!/bin/bash
# links.t - documents refer to what exists, and no file knows the machine it was made on.
set -u
cd "$(dirname "$0")/.." || exit 1
n=0 failed=0

say()		# say STATUS NAME [TEXT]
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		failed=1
		echo "not ok $n - $2"
		printf '%s\n' "${3:-}" | head -30 | sed 's/^/#   /'
	fi
}

files() { git ls-files -co --exclude-standard 2>/dev/null | grep . || find . -path ./build -prune -o -type f -print | sed 's|^\./||'; }

bad=$(for f in *.md man/*.md tests/*.md; do
	[ -e "$f" ] || continue
	grep -oE '\]\([^)#: ]+' "$f" | sed 's/^](//' | while read -r to; do
		[ -e "$(dirname "$f")/$to" ] || echo "$f: $to"
	done
done)
[ -z "$bad" ]; say $? "links of the README files lead somewhere" "$bad"

for f in README.md README.zh-CN.md NEWS LICENSE; do
	[ -s "$f" ]; say $? "there is $f"
done

# Machine folders and hosts, written so that this file does not match itself.
pattern='/(work|root|home)/[a-z]|local[h]ost:[0-9]|[a-z0-9-]+\.[i]nternal\b|artifacto[r]y|/tmp/(bash|pip|npm)'
bad=$(files | grep -vE '^tests/cases/.*\.(xlsx|xls|png|pdf)$' | xargs -d '\n' grep -InE "$pattern" 2>/dev/null)
[ -z "$bad" ]; say $? "no file names a folder or host of a machine" "$bad"

bad=$(files | xargs -d '\n' -n1 sh -c '[ -f "$0" ] && LC_ALL=C grep -lq "[[:blank:]]$" "$0" && echo "$0"' 2>/dev/null | grep -E '\.(c|h|sh|t|pm|awk|mk|py|[157])$|Makefile')
[ -z "$bad" ]; say $? "no source line ends in a blank" "$bad"

bad=$(files | grep -E '^tests/[^/]*\.(t|bats)$' | while read -r f; do [ ! -e "$f" ] || [ -x "$f" ] || echo "$f"; done)
[ -z "$bad" ]; say $? "tests can be run" "$bad"

bad=$(for f in cmd/*.c common/*/*.h; do head -3 "$f" | grep -q "/\*" || echo "$f"; done)
[ -z "$bad" ]; say $? "each header and command begins by saying what it is" "$bad"
echo "1..$n"
exit $failed
