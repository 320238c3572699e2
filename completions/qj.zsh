#compdef qj
# completion of qj for zsh; made by completions/generate.sh, not by hand
_arguments -s -S \
	'(-q --quiet)'{-q,--quiet}'[no summary line]' \
	'(-h --help)'{-h,--help}'[print this help]' \
	'(-V --version)'{-V,--version}'[print the version]' \
	'1:word:(air alert aqi average bloom chart compare cwqi diff drinking fill import labqc pdf qc report reshape review sample select site tli water xlsx)' \
	'*:file:_files'
