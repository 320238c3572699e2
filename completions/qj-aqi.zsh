#compdef qj-aqi
# completion of qj-aqi for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--colour[add the level'\''s colour name and RGB value]' \
	'--missing-rule[what a missing item does \[by the edition\]]:missing-rule:(as-published 2012 2026)' \
	'--not-monitored[items outside the monitoring plan (HJ 633-2026 5.3.2)]:ITEM,...: ' \
	'--so2-over[hourly SO2 above 800\: 200, or by the 2012 text \[published\]]:so2-over:(published text)' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--edition[edition of the standards \[that of the data'\''s date\]]:edition:(2012 2026 2031 by-day)' \
	'--allow-mixed[accept rows of different state or source together]' \
	'--no-doubtful[leave values with a doubt flag out]' \
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
