#compdef qj-import
# completion of qj-import for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--all[write all types of a national file, not the six items and AQI alone]' \
	'--code[station of every row, where the file names none]:CODE: ' \
	'--encoding[encoding of the export \[auto\]]:encoding:(auto utf-8 gb18030)' \
	'--hour-start[hours are labelled by their beginning; write their end]' \
	'(-l --list)'{-l,--list}'[list the formats and exit]' \
	'--why[say what each column became]' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--medium[medium of items whose name several media share]:medium:(air met water soil noise)' \
	'*--table[use FILE instead of the built-in table NAME]:NAME=FILE: ' \
	'--print-standard[print the tables in use as CSV and exit]' \
	'--bom[begin the output with a byte order mark, for Excel]' \
	'(-o --output)'{-o,--output}'[write to FILE instead of standard output]:FILE:_files' \
	'--errors[write each refusal to FILE as CSV]:FILE:_files' \
	'(-k --keep-going)'{-k,--keep-going}'[flag bad cells, go on, exit 1 at the end]' \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'1:word:(FORMAT auto)' \
	'*:file:_files'
