# completion of qj-tli for bash; made by completions/generate.sh, not by hand
_qj_tli()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--by) return ;;
	--decimals) return ;;
	--judge) mapfile -t COMPREPLY < <(compgen -W 'raw shown' -- "$cur"); return ;;
	--to|-t) mapfile -t COMPREPLY < <(compgen -W 'day week month quarter season year' -- "$cur"); return ;;
	--station) return ;;
	--time) return ;;
	--period) return ;;
	--lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$cur"); return ;;
	--registry) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--home|-C) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--by --decimals --judge --renormalise --to -t --station --time --period --allow-mixed --no-doubtful --lang --registry --home -C --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_tli qj-tli
