#!/bin/bash
# generate.sh - writes the completions of every command of BINDIR into OUTDIR, from what the
# commands say of themselves (--dump-options).
#
#	bash completions/generate.sh BINDIR OUTDIR
set -euo pipefail
bin=$1 out=$2
here=$(cd "$(dirname "$0")" && pwd)
names=$(cd "$bin" && printf '%s\n' qj-* | sed 's/^qj-//' | LC_ALL=C sort | tr '\n' ' ')
for f in "$bin"/qj "$bin"/qj-*; do
	[ -x "$f" ] || continue
	dump=$(LC_ALL=C "$f" --dump-options)
	for shell in bash zsh fish; do
		LC_ALL=C awk -f "$here/generate.awk" -v shell=$shell -v names="$names" <<<"$dump" >"$out/${f##*/}.$shell"
	done
done
