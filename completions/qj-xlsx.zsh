#compdef qj-xlsx
# completion of qj-xlsx for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--chart-spec[charts\: sheet,kind,source,category,series,colours,title]:FILE:_files' \
	'--columns[columns of the tables of --layout]:FILE:_files' \
	'*--flat[a sheet of data behind the tables]:NAME=FILE: ' \
	'--layout[tables that become sheets]:FILE:_files' \
	'--notes[key,value for a first sheet of notes with links]:FILE:_files' \
	'*--property[title, author, category, ... or one of your own]:KEY=VALUE: ' \
	'--date[date written into the output \[SOURCE_DATE_EPOCH or today\]]:DATE: ' \
	'(-o --output)'{-o,--output}'[write to FILE instead of standard output]:FILE:_files' \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'*:file:_files'
