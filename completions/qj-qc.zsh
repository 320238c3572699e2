#compdef qj-qc
# completion of qj-qc for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--checks[zero and span checks\: values after one beyond its limit are doubted]:FILE:_files' \
	'--context[rows before and behind --emit, which are not written]:FILE:_files' \
	'--corrections[write what --checks propose in place of values, to be decided]:FILE:_files' \
	'--decisions[decisions of persons\: what is dropped, what is kept]:FILE:_files' \
	'--emit[write the rows of this period alone; the others are context]:P: ' \
	'--explain[say what each test made of the values of that stamp]:STATION,TIME: ' \
	'--group[stations with the same cell are neighbours]:COL: ' \
	'--history[what values of each hour were like, as --learn writes it]:FILE:_files' \
	'--learn[write the history of the last so many days instead of rows]:28d: ' \
	'--maintenance[the log of maintenance\: values inside an entry are dropped]:FILE:_files' \
	'--neighbours[which stations are neighbours, with weight and lag]:FILE:_files' \
	'--no-builtin[without the built-in rules]' \
	'--places[what lies side by side\: times an interval apart, or rows \[time\]]:places:(time row)' \
	'--print-rules[write the rules as --rules reads them]' \
	'--qartod[add a code of QARTOD for each test and item]' \
	'--rules[rules that replace those of the same rule and item, or are added]:FILE:_files' \
	'--score[labelled faults\: write recall and precision instead of rows]:FILE:_files' \
	'--summary[write the runs of flagged values and the shares of each test]:FILE:_files' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--medium[medium of items whose name several media share]:medium:(air met water soil noise)' \
	'--interval[interval of the input rows \[1h\]]:N\[min|h\]: ' \
	'--allow-mixed[accept rows of different state or source together]' \
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
