#compdef qj-water
# completion of qj-water for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--colour[add the status'\''s colour name and RGB value]' \
	'--counts[add the number of visits behind each mean, n_ITEM]' \
	'--due[add sections that were due and not sampled, with their reason]' \
	'--item-classes[add the class of each item, ITEM_class]' \
	'--warning[warning level of the Yangtze basin, from four classes and the target]' \
	'--words[add the items in words, as bulletins print them]' \
	'--zones[compliance of water function zones over the period (SL 395)]' \
	'--by[gather sections by these columns; all\: to one row]:COL,...: ' \
	'--given[take the class from this column, as it was published]:COL: ' \
	'--group[rule of --by\: by the number of sections, means, or shares of classes \[auto\]]:group:(auto mean share)' \
	'--items[items that count for the class \[the 21\]]:ITEM,...: ' \
	'--not-sampled[reasons of --due \[not_sampled.csv of the folder\]]:FILE:_files' \
	'--ph-mean[pH is averaged through the hydrogen ion, or as it stands \[hydrogen\]]:ph-mean:(hydrogen plain)' \
	'--plan[items that count for each section\: station,items]:FILE:_files' \
	'--round[what is rounded to the decimals of assessment before it is judged \[means\]]:round:(means always never)' \
	'--shares[shares of --by as they round, or closed to add up to 100 \[plain\]]:shares:(plain closed)' \
	'--to[means of each month, quarter or year \[of the whole --period\]]:to:(month quarter year)' \
	'--water-type[limits where the registry has no water_type \[river\]]:water-type:(river lake groundwater)' \
	'--zero-digit[keep a significant digit where rounding gives 0, or below one last unit \[zero\]]:zero-digit:(zero early)' \
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
