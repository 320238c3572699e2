#compdef qj-air
# completion of qj-air for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--days[one row per group and day instead of one per group]' \
	'--strict[empty values with too few days]' \
	'--also[add the columns judged by another edition]:also:(2012 2026 2031)' \
	'--by[columns that name the rows of the result \[station\]]:COL,...: ' \
	'--index-of[index of a --via group\: of the mean concentrations, or the members'\'' mean \[mean\]]:index-of:(mean members)' \
	'--index-set[limits and weights of the index, table index_air \[the edition'\''s\]]:SET: ' \
	'--index-sum[single indices are added rounded or raw \[rounded\]]:index-sum:(rounded raw)' \
	'--missing-rule[what a missing item does \[by the edition\]]:missing-rule:(as-published 2012 2026)' \
	'--not-monitored[items outside the monitoring plan (HJ 633-2026 5.3.2)]:ITEM,...: ' \
	'--rank[what groups are ranked by \[index\]]:rank:(index good_ratio SO2 NO2 CO O3 PM10 PM2.5)' \
	'--targets[yearly targets \[targets.csv of the folder\]]:FILE:_files' \
	'--via[assess COL first, then its means by --by]:COL: ' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--period[2026-10-03, 2026-W47, 2026-10, 2026-Q4, 2026, A..B or ytd\:2026-10]:P: ' \
	'--edition[edition of the standards \[that of the data'\''s date\]]:edition:(2012 2026 2031 by-day)' \
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
