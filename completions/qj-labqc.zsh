#compdef qj-labqc
# completion of qj-labqc for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--by-method[judge by a method'\''s own limits where the column method names it]' \
	'--field-pair[limits that judge pairs taken in the field \[inter\]]:field-pair:(inter intra)' \
	'--keep[write these columns too]:COL,...: ' \
	'--report[write each verdict]:FILE:_files' \
	'--split[take out and judge what is no sample of a section]' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--lang[language of words in the output \[zh\]]:lang:(zh en)' \
	'*--table[use FILE instead of the built-in table NAME]:NAME=FILE: ' \
	'--print-standard[print the tables in use as CSV and exit]' \
	'--bom[begin the output with a byte order mark, for Excel]' \
	'(-o --output)'{-o,--output}'[write to FILE instead of standard output]:FILE:_files' \
	'--errors[write each refusal to FILE as CSV]:FILE:_files' \
	'(-k --keep-going)'{-k,--keep-going}'[flag bad cells, go on, exit 1 at the end]' \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'*:file:_files'
