#compdef qj-site
# completion of qj-site for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--attach[add these registry columns behind each row]:COL,...: ' \
	'--check[exit 1 if a station is not in the registry]' \
	'--drop-unknown[leave out rows whose station is not in the registry]' \
	'--successor[write a renamed station under its successor'\''s code]' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--registry[station registry \[stations.csv of the folder\]]:FILE:_files' \
	'(-C --home)'{-C,--home}'[the centre'\''s folder \[$QJ_HOME\]]:DIR:_directories' \
	'--bom[begin the output with a byte order mark, for Excel]' \
	'(-o --output)'{-o,--output}'[write to FILE instead of standard output]:FILE:_files' \
	'--errors[write each refusal to FILE as CSV]:FILE:_files' \
	'(-k --keep-going)'{-k,--keep-going}'[flag bad cells, go on, exit 1 at the end]' \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'*:file:_files'
