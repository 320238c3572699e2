#compdef qj-tli
# completion of qj-tli for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--by[one result for each water that COL names\: points are averaged first]:COL,...: ' \
	'--decimals[round TLI and its parts to N decimals \[7, not rounded\]]:N: ' \
	'--judge[the state by the unrounded TLI, or as it is shown \[raw\]]:judge:(raw shown)' \
	'--renormalise[give a TLI of the items there are, weights over those]' \
	'(-t --to)'{-t,--to}'[with --by\: step of the result \[month, or all of --period\]]:to:(day week month quarter season year)' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--period[2026-10-03, 2026-W47, 2026-10, 2026-Q4, 2026, A..B or ytd\:2026-10]:P: ' \
	'--allow-mixed[accept rows of different state or source together]' \
	'--no-doubtful[leave values with a doubt flag out]' \
	'--lang[language of words in the output \[zh\]]:lang:(zh en)' \
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
