#compdef qj-alert
# completion of qj-alert for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--check[exit 1 when an alarm is active at the end]' \
	'--clock[time that tells a silent station \[data\]]:clock:(data wall)' \
	'--exec[run CMD for each event, which is in its environment (QJ_EVENT ...)]:CMD: ' \
	'--exec-wait[end a CMD that takes longer \[60\]]:SECONDS: ' \
	'--follow[wait for more behind the end of the last file]' \
	'--no-header[write no header row, to append to a file]' \
	'--print-rules[print the rules in use as CSV and exit]' \
	'--rules[rules that replace built-in ones of their name, or are added]:FILE:_files' \
	'--state[keep the state in FILE, so that the next run goes on]:FILE:_files' \
	'--zone[zone of the data'\''s time, for --clock wall \[+08\:00\]]:+HH\:MM: ' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--medium[medium of items whose name several media share]:medium:(air met water soil noise)' \
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
