#compdef qj-bloom
# completion of qj-bloom for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--altitude[with --warn\: altitude of all stations in metres, for saturation]:M: ' \
	'--by[one result a day for each water that COL names, of its points]:COL,...: ' \
	'--grade-by[which grade holds where there are both \[higher\]]:grade-by:(higher density area)' \
	'--renormalise[give a TLI of the items there are, weights over those]' \
	'(-w --warn)'{-w,--warn}'[early warning\: days with a level, from hours of automatic stations]' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--interval[interval of the input rows \[1h\]]:N\[min|h\]: ' \
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
