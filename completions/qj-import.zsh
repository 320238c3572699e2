#compdef qj-import
# completion of qj-import for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--all[write all types of a national file, not the six items and AQI alone]' \
	'--at[time of every row, where the file names none]:TIME: ' \
	'--cn[HJ 212\: these command numbers alone, comma-separated]:LIST: ' \
	'--code[station of every row, where the file names none]:CODE: ' \
	'--dates[order of day, month and year, where the format does not say it]:dates:(ymd mdy dmy)' \
	'--encoding[encoding of the export \[auto\]]:encoding:(auto utf-8 utf-16le utf-16be gb18030 windows-1252)' \
	'--hour-start[hours are labelled by their beginning; write their end]' \
	'--label[HJ 212\: what DataTime labels \[by the type of station\]]:label:(begin end)' \
	'(-l --list)'{-l,--list}'[list the formats and exit]' \
	'--map[what columns of the export are\: column,item,unit]:FILE:_files' \
	'--mdl[limits of detection for ND\: item,mdl,unit]:FILE:_files' \
	'--profile[a profile of your own]:FILE:_files' \
	'--sheet[sheet of a workbook, by name or number \[all that hold a table\]]:NAME: ' \
	'--why[say how the file was recognised and what each column became]' \
	'--year[year of times that have none]:YEAR: ' \
	'--zone[zone in which Unix seconds are written out \[+08\:00\]]:+HH\:MM: ' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--medium[medium of items whose name several media share]:medium:(air met water soil noise)' \
	'*--table[use FILE instead of the built-in table NAME]:NAME=FILE: ' \
	'--print-standard[print the tables in use as CSV and exit]' \
	'--bom[begin the output with a byte order mark, for Excel]' \
	'(-o --output)'{-o,--output}'[write to FILE instead of standard output]:FILE:_files' \
	'--errors[write each refusal to FILE as CSV]:FILE:_files' \
	'(-k --keep-going)'{-k,--keep-going}'[flag bad cells, go on, exit 1 at the end]' \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'1:word:(FORMAT auto)' \
	'*:file:_files'
