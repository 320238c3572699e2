#compdef qj-review
# completion of qj-review for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--by-rule[with --month\: write how often persons agreed with each rule]:FILE:_files' \
	'--close[with --collect\: refuse while a finding of grade A is open]' \
	'--collect[write the decisions of a filled sheet, xlsx or CSV]:SHEET:_files' \
	'--day[the day to review]:D: ' \
	'--decisions[decisions of persons\: what is dropped, what is kept]:FILE:_files' \
	'--findings[with --collect\: refuse findings of FILE that the sheet lacks or has altered]:FILE:_files' \
	'--group[column of the registry whose equal cells make neighbours \[city\]]:COL: ' \
	'--history[what values of each hour were like, as qj-qc --learn writes it]:FILE:_files' \
	'--line[write the day in one line]:FILE:_files' \
	'--maintenance[the log of maintenance\: values inside an entry are dropped]:FILE:_files' \
	'--month[assess the stations over a month instead]:P: ' \
	'--neighbours[which stations are neighbours, with weight and lag]:FILE:_files' \
	'--rules[rules that replace those of the same rule and item, or are added]:FILE:_files' \
	'--sites[write what was due and what came, by station]:FILE:_files' \
	'--strips[write the state of each hour, for qj-chart strips]:FILE:_files' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--interval[interval of the input rows \[1h\]]:N\[min|h\]: ' \
	'--allow-mixed[accept rows of different state or source together]' \
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
	'1:word:(air water)' \
	'*:file:_files'
