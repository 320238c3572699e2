# completion of qj-average for bash; made by completions/generate.sh, not by hand
_qj_average()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--dust) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--percentile) return ;;
	--to|-t) mapfile -t COMPREPLY < <(compgen -W 'hour 8h day week month quarter season year range' -- "$cur"); return ;;
	--station) return ;;
	--time) return ;;
	--period) return ;;
	--medium) mapfile -t COMPREPLY < <(compgen -W 'air met water soil noise' -- "$cur"); return ;;
	--edition) mapfile -t COMPREPLY < <(compgen -W '2012 2026 2031 by-day' -- "$cur"); return ;;
	--by) return ;;
	--via) return ;;
	--interval) return ;;
	--registry) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--home|-C) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--counts --dust --percentile --strict --to -t --station --time --period --medium --edition --by --via --space-first --interval --allow-mixed --no-doubtful --registry --home -C --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_average qj-average
