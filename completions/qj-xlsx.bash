# completion of qj-xlsx for bash; made by completions/generate.sh, not by hand
_qj_xlsx()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--chart-spec) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--columns) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--flat) return ;;
	--layout) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--notes) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--property) return ;;
	--date) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--chart-spec --columns --flat --layout --notes --property --date --output -o --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_xlsx qj-xlsx
