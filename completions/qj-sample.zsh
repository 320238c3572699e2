#compdef qj-sample
# completion of qj-sample for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--any-mode[use the key though others than its owner may read it]' \
	'--key[the key\: what each blind code stands for]:FILE:_files' \
	'--station[column that holds the blind code \[station\]]:COL: ' \
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
