#compdef qj-diff
# completion of qj-diff for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--cells[tell added and removed rows cell by cell]' \
	'--check[exit 1 when there is any difference]' \
	'--effect[add what changes in day values, AQI, good days, index and rank]' \
	'--text[compare cells as text\: 1.0 and 1.00 differ]' \
	'--by[groups whose results --effect tells \[station\]]:COL,...: ' \
	'--decisions[who, when and why of each changed cell \[decisions.csv of the folder\]]:FILE:_files' \
	'--ignore[columns left out]:COL,...: ' \
	'--key[columns that name a row \[station,time\]]:COL,...: ' \
	'--via[with --effect\: assess COL first, then its means by --by]:COL: ' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--period[2026-10-03, 2026-W47, 2026-10, 2026-Q4, 2026, A..B or ytd\:2026-10]:P: ' \
	'--medium[medium of items whose name several media share]:medium:(air met water soil noise)' \
	'--edition[edition of the standards \[that of the data'\''s date\]]:edition:(2012 2026 2031 by-day)' \
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
