# completion of qj-review for bash; made by completions/generate.sh, not by hand
_qj_review()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--by-rule) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--collect) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--day) return ;;
	--decisions) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--findings) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--group) return ;;
	--history) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--line) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--maintenance) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--month) return ;;
	--neighbours) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--rules) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--sites) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--strips) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--station) return ;;
	--time) return ;;
	--interval) return ;;
	--lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$cur"); return ;;
	--registry) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--home|-C) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--by-rule --close --collect --day --decisions --findings --group --history --line --maintenance --month --neighbours --rules --sites --strips --station --time --interval --allow-mixed --lang --registry --home -C --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	elif ((COMP_CWORD == 1)); then
		mapfile -t COMPREPLY < <(compgen -W 'air water' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_review qj-review
