# completion of qj-fill for bash; made by completions/generate.sh, not by hand
_qj_fill()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--absent) return ;;
	--columns) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--escape) mapfile -t COMPREPLY < <(compgen -W 'md html none' -- "$cur"); return ;;
	--facts) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--layout) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--partials) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--set) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--lax --absent --columns --escape --facts --layout --partials --set --output -o --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_fill qj-fill
