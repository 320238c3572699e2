#compdef qj-average
# completion of qj-average for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--counts[add n_ITEM, what each value is made of, and due]' \
	'--dust[exceptional events; adds ITEM_noevent without their hours]:FILE:_files' \
	'--percentile[ITEM\:P,... or none, for a week and longer \[by HJ 663\]]:LIST: ' \
	'--strict[empty a week or longer period with too few days]' \
	'(-t --to)'{-t,--to}'[step of the result]:to:(hour 8h day week month quarter season year range)' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--period[2026-10-03, 2026-W47, 2026-10, 2026-Q4, 2026, A..B or ytd\:2026-10]:P: ' \
	'--medium[medium of items whose name several media share]:medium:(air met water soil noise)' \
	'--edition[edition of the standards \[that of the data'\''s date\]]:edition:(2012 2026 2031 by-day)' \
	'--by[columns that name the rows of the result \[station\]]:COL,...: ' \
	'--via[average stations to COL first, then to --by]:COL: ' \
	'--space-first[average over stations before averaging over time]' \
	'--interval[interval of the input rows \[1h\]]:N\[min|h\]: ' \
	'--allow-mixed[accept rows of different state or source together]' \
	'--no-doubtful[leave values with a doubt flag out]' \
	'--registry[station registry \[stations.csv of the folder\]]:FILE:_files' \
	'(-C --home)'{-C,--home}'[the centre'\''s folder \[$QJ_HOME\]]:DIR:_directories' \
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
