#compdef qj-select
# completion of qj-select for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--columns[write only these columns, in this order]:COL,...: ' \
	'(-v --invert)'{-v,--invert}'[write the rows that do not match]' \
	'--stations[rows of these stations]:CODE,...: ' \
	'--where[rows for which the condition holds]:EXPR: ' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--period[2026-10-03, 2026-W47, 2026-10, 2026-Q4, 2026, A..B or ytd\:2026-10]:P: ' \
	'--bom[begin the output with a byte order mark, for Excel]' \
	'(-o --output)'{-o,--output}'[write to FILE instead of standard output]:FILE:_files' \
	'--errors[write each refusal to FILE as CSV]:FILE:_files' \
	'(-k --keep-going)'{-k,--keep-going}'[flag bad cells, go on, exit 1 at the end]' \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'*:file:_files'
