#!/bin/bash
# po.t - every message has its Chinese, with the same places for values, and the template is fresh.
set -u
cd "$(dirname "$0")/.." || exit 1
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
n=0 failed=0

say()		# say STATUS NAME [TEXT]
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		failed=1
		echo "not ok $n - $2"
		printf '%s\n' "${3:-}" | head -40 | sed 's/^/#   /'
	fi
}

out=$(msgfmt --check -o /dev/null common/po/zh_CN.po 2>&1)
say $? "the Chinese catalogue is well formed" "$out"

msgids() { msgcat --no-wrap "$1" 2>/dev/null | grep -E '^msgid(_plural)? ' | LC_ALL=C sort -u; }
xgettext -F --from-code=UTF-8 -k_ -kN_ -kngettext:1,2 --no-location -o "$tmp/now.pot" cmd/*.c common/*/*.c 2>/dev/null
d=$(diff <(msgids common/po/qingjiang.pot) <(msgids "$tmp/now.pot"))
say $? "the template has the messages of the sources (make pot)" "$d"

d=$(diff <(msgids common/po/zh_CN.po) <(msgids "$tmp/now.pot"))
say $? "the Chinese catalogue has the messages of the sources (make pot)" "$d"

empty=$(msgattrib --untranslated --no-wrap common/po/zh_CN.po 2>/dev/null | grep '^msgid ".' )
[ -z "$empty" ]; say $? "every message is translated" "$empty"

fuzzy=$(msgattrib --only-fuzzy --no-wrap common/po/zh_CN.po 2>/dev/null | grep '^msgid ".')
[ -z "$fuzzy" ]; say $? "no translation is a guess" "$fuzzy"
echo "1..$n"
exit $failed
