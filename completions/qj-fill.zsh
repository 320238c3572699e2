#compdef qj-fill
# completion of qj-fill for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--lax[an unknown name is empty, not an error]' \
	'*--absent[NAME has no input\: a table without rows]:NAME: ' \
	'--columns[columns of the tables of --layout]:FILE:_files' \
	'--escape[how values are escaped \[by the template'\''s name\]]:escape:(md html none)' \
	'--facts[write every figure put in, with its source, to FILE]:FILE:_files' \
	'--layout[tables for {{table\:NAME}}]:FILE:_files' \
	'--partials[folder of the templates that {{> name}} puts in]:DIR:_directories' \
	'*--set[a value by hand]:NAME=VALUE: ' \
	'(-o --output)'{-o,--output}'[write to FILE instead of standard output]:FILE:_files' \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'*:file:_files'
