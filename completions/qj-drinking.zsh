#compdef qj-drinking
# completion of qj-drinking for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--censored[--ratios\: values below their limit of detection too, by half of it]' \
	'--plain-ph[plain mean of pH instead of that of the hydrogen ion]' \
	'--ratios[write the shares of the limits instead of verdicts]' \
	'--unrounded[judge means as they are, not rounded to the decimals of assessment]' \
	'--with-cod[judge COD too, which the 61 items leave out]' \
	'--words[items and classes by their Chinese names and numerals]' \
	'--by[counts and rates by columns of the registry or the input, or of all]:COL,...|all: ' \
	'--from[--ratios\: least share of the limit \[80\]]:PERCENT: ' \
	'--geology[items with a natural background\: station,item]:FILE:_files' \
	'--months[a longer period meets where every month does, or its mean \[every\]]:months:(every mean)' \
	'--need[months that a period must have to meet \[0\]]:N: ' \
	'--set[tell which items of the set are missing]:set:(28 61 all)' \
	'--several[what several rows of a source and month make \[mean\]]:several:(mean worst)' \
	'--to[one verdict per source and period of that length]:to:(month quarter year)' \
	'--top[--ratios\: only the N highest of all sources]:N: ' \
	'--volumes[water taken\: station,time,volume \[volumes.csv of the folder\]]:FILE:_files' \
	'--water-type[kind of water where no column says it]:water-type:(river lake groundwater)' \
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
