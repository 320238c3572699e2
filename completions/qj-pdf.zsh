#compdef qj-pdf
# completion of qj-pdf for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'--base[folder of the pictures, before the document'\''s own]:DIR:_directories' \
	'--bind[change left and right margins on even pages, for print]' \
	'--font-map[CSV role,family\[,weight\] of the centre'\''s own fonts]:FILE:_files' \
	'--fonts[print the fonts in use as CSV and exit]' \
	'--profile[page of a report or of an official paper \[R\]]:profile:(R G)' \
	'--date[date written into the output \[SOURCE_DATE_EPOCH or today\]]:DATE: ' \
	'(-o --output)'{-o,--output}'[write to FILE instead of standard output]:FILE:_files' \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'*:file:_files'
