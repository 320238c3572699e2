#compdef qj-report
# completion of qj-report for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--allow-mixed[accept rows of different state or source together]' \
	'--county[only the stations of this county]:NAME: ' \
	'--date[date of the product \[SOURCE_DATE_EPOCH or today\]]:DATE: ' \
	'--draft[mark the product as a draft \[unless --issued\]]' \
	'--each[one product for each county]:each:(county)' \
	'(-C --home)'{-C,--home}'[the centre'\''s folder \[$QJ_HOME, else .\]]:DIR:_directories' \
	'--issue[number of the issue within the year]:N: ' \
	'--issued[an issued product\: no draft mark, needs --signers]' \
	'--period[month of a bulletin, 2026-10 (of water also a quarter, 2026-Q3); day of the review or the brief, 2026-10-01]:P: ' \
	'--reason[reason of the revision]:TEXT: ' \
	'--revise[revision N of an issued product; says what changed]:N: ' \
	'--serial[running number of the issue]:N: ' \
	'--signers[names for compiled, checked and issued]:A,B,C: ' \
	'--verify[make it again and compare with the one that is there]' \
	'(-o --output)'{-o,--output}'[folder of the products \[reports in the centre'\''s folder\]]:DIR:_directories' \
	'(-k --keep-going)'{-k,--keep-going}'[go on where an input cell is bad; exit 1 at the end]' \
	'(-q --quiet)'{-q,--quiet}'[no summary lines]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'1:word:(air bloom-brief daily-review drinking-water surface-water)' \
	'*:file:_files'
