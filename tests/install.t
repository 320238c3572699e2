#!/bin/bash
# install.t - make install puts every program, manual, completion and catalogue where systems look
# for them, under DESTDIR; what is installed runs from there; uninstall takes all of it away.
set -u
cd "$(dirname "$0")/.." || exit 1
b=${QJ_B:-build}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
n=0 failed=0
export LC_ALL=C ASAN_OPTIONS=detect_leaks=0

say()		# say STATUS NAME [TEXT]
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		failed=1
		echo "not ok $n - $2"
		printf '%s\n' "${3:-}" | sed 's/^/#   /'
	fi
}

# -o all: what is built is installed as it is, even while a source is newer.
run() { MAKEFLAGS='' make -s -o all ${QJ_SAN:+SAN=1} B="$b" DESTDIR="$tmp" PREFIX=/usr "$@" 2>&1; }

out=$(run install)
say $? "make install" "$out"

want=$(
	for f in cmd/*.c cmd/*.sh; do
		[ -e "$f" ] || continue
		c=${f##*/} && c=${c%.*}
		[ "$c" = qj ] && echo /usr/bin/qj || echo "/usr/bin/qj-$c"
	done
	for f in man/*.[157]; do echo "/usr/share/man/man${f##*.}/${f##*/}"; done
	for f in man/zh_CN/*.[157]; do [ -e "$f" ] && echo "/usr/share/man/zh_CN/man${f##*.}/${f##*/}"; done
	for f in completions/*.bash; do c=${f##*/}; echo "/usr/share/bash-completion/completions/${c%.bash}"; done
	for f in completions/*.zsh; do c=${f##*/}; echo "/usr/share/zsh/site-functions/_${c%.zsh}"; done
	for f in completions/*.fish; do echo "/usr/share/fish/vendor_completions.d/${f##*/}"; done
	echo /usr/share/locale/zh_CN/LC_MESSAGES/qingjiang.mo
)
got=$(cd "$tmp" && find . -type f | sed 's/^\.//' | sort)
d=$(diff <(sort <<<"$want") <(cat <<<"$got"))
say $? "the files are all there, and no other" "$d"

bad=$(find "$tmp/usr/bin" -type f ! -perm 755; find "$tmp/usr/share" -type f ! -perm 644)
[ -z "$bad" ]; say $? "programs can be run, the rest can be read" "$bad"

bad=$(for f in "$tmp"/usr/bin/qj-*; do "$f" --version >/dev/null || echo "$f"; done)
[ -z "$bad" ]; say $? "what is installed runs" "$bad"

out=$(LC_ALL=zh_CN.UTF-8 "$tmp/usr/bin/qj-aqi" --no-such-option 2>&1)
grep -q '[^ -~]' <<<"$out"; say $? "and finds its Chinese catalogue" "$out"

run uninstall >/dev/null
left=$(cd "$tmp" && find . -type f)
[ -z "$left" ]; say $? "make uninstall leaves no file" "$left"
echo "1..$n"
exit $failed
