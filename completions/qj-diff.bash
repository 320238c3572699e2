# completion of qj-diff for bash; made by completions/generate.sh, not by hand
_qj_diff()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--by) return ;;
	--decisions) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--ignore) return ;;
	--key) return ;;
	--via) return ;;
	--station) return ;;
	--time) return ;;
	--period) return ;;
	--medium) mapfile -t COMPREPLY < <(compgen -W 'air met water soil noise' -- "$cur"); return ;;
	--edition) mapfile -t COMPREPLY < <(compgen -W '2012 2026 2031 by-day' -- "$cur"); return ;;
	--registry) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--home|-C) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--cells --check --effect --text --by --decisions --ignore --key --via --station --time --period --medium --edition --allow-mixed --no-doubtful --registry --home -C --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_diff qj-diff
