#compdef qj-reshape
# completion of qj-reshape for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--all[long\: write empty cells too]' \
	'--hold[wide\: hold the input in memory and join rows in any order]' \
	'--no-flags[clean\: leave the flags out]' \
	'--drop[long, wide\: leave these columns out]:COL,...: ' \
	'--items[long, wide\: the items of the result, in this order \[all\]]:ITEM,...: ' \
	'--key[wide\: columns that name a row beside station and time \[vertical\]]:COL,...: ' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--medium[medium of items whose name several media share]:medium:(air met water soil noise)' \
	'--no-doubtful[leave values with a doubt flag out]' \
	'*--table[use FILE instead of the built-in table NAME]:NAME=FILE: ' \
	'--print-standard[print the tables in use as CSV and exit]' \
	'--bom[begin the output with a byte order mark, for Excel]' \
	'(-o --output)'{-o,--output}'[write to FILE instead of standard output]:FILE:_files' \
	'--errors[write each refusal to FILE as CSV]:FILE:_files' \
	'(-k --keep-going)'{-k,--keep-going}'[flag bad cells, go on, exit 1 at the end]' \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'1:word:(long wide clean)' \
	'*:file:_files'
