#compdef qj-compare
# completion of qj-compare for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--common[leave out rows without a base]' \
	'--convert[bring gases to the reference state of the later period]' \
	'--force-edition[compare across editions of the standards all the same]' \
	'--raw[changes from the cells as they are, not from displayed values]' \
	'--words[add a word and a phrase for each change]' \
	'--as[what the comparison is called in phrases \[by --shift\]]:WORD: ' \
	'--key[columns that name a row \[found\]]:COL,...: ' \
	'--matrix[rows from class to class of COL instead\: from,to,n,names]:COL: ' \
	'--shift[how far away the base is \[year\]]:shift:(year period)' \
	'--small-base[call a change of one last digit on a base below N little changed]:N: ' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--period[2026-10-03, 2026-W47, 2026-10, 2026-Q4, 2026, A..B or ytd\:2026-10]:P: ' \
	'--medium[medium of items whose name several media share]:medium:(air met water soil noise)' \
	'--lang[language of words in the output \[zh\]]:lang:(zh en)' \
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
