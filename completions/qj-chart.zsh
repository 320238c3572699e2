#compdef qj-chart
# completion of qj-chart for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--decimals[decimals of printed values \[by item\]]:N: ' \
	'--dpi[dots per inch of PNG \[300\]]:N: ' \
	'(-f --format)'{-f,--format}'[format \[suffix of the output file, else svg\]]:format:(svg pdf png)' \
	'--height[height of the picture \[by kind and rows\]]:MM: ' \
	'--items[columns to draw \[by kind\]]:COL,...: ' \
	'--label[column that names rows or lines \[county, else station\]]:COL: ' \
	'*--limit[reference line of an item; may be repeated]:ITEM=VALUE: ' \
	'--mark[time to mark on lines \[the last\]]:TIME: ' \
	'*--name[own words for a column or a word of the figure; may be repeated]:KEY=TEXT: ' \
	'--note[note below the picture]:TEXT: ' \
	'--title[title above the picture]:TEXT: ' \
	'--top[rows to draw, the highest \[10\]]:N: ' \
	'--unit[unit in the title of the axis \[by item\]]:TEXT: ' \
	'--width[width of the picture \[163\]]:MM: ' \
	'--station[column that names the station \[station\]]:COL: ' \
	'--time[column that holds the time \[time\]]:COL: ' \
	'--period[2026-10-03, 2026-W47, 2026-10, 2026-Q4, 2026, A..B or ytd\:2026-10]:P: ' \
	'--lang[language of words in the output \[zh\]]:lang:(zh en)' \
	'--date[date written into the output \[SOURCE_DATE_EPOCH or today\]]:DATE: ' \
	'(-o --output)'{-o,--output}'[write to FILE instead of standard output]:FILE:_files' \
	'--errors[write each refusal to FILE as CSV]:FILE:_files' \
	'(-k --keep-going)'{-k,--keep-going}'[flag bad cells, go on, exit 1 at the end]' \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'*:file:_files'
