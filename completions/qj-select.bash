# completion of qj-select for bash; made by completions/generate.sh, not by hand
_qj_select()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--columns) return ;;
	--stations) return ;;
	--where) return ;;
	--station) return ;;
	--time) return ;;
	--period) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--columns --invert -v --stations --where --station --time --period --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_select qj-select
