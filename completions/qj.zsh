#compdef qj
# completion of qj for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'1:word:(air alert aqi average chart compare diff fill import pdf qc report reshape review select site xlsx)' \
	'*:file:_files'
