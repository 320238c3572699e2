# completion of qj-qc for bash; made by completions/generate.sh, not by hand
_qj_qc()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--checks) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--context) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--corrections) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--decisions) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--emit) return ;;
	--explain) return ;;
	--group) return ;;
	--history) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--learn) return ;;
	--maintenance) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--neighbours) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--places) mapfile -t COMPREPLY < <(compgen -W 'time row' -- "$cur"); return ;;
	--rules) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--score) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--summary) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--station) return ;;
	--time) return ;;
	--medium) mapfile -t COMPREPLY < <(compgen -W 'air met water soil noise' -- "$cur"); return ;;
	--interval) return ;;
	--registry) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--home|-C) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--checks --context --corrections --decisions --emit --explain --group --history --learn --maintenance --neighbours --no-builtin --places --print-rules --qartod --rules --score --summary --station --time --medium --interval --allow-mixed --registry --home -C --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_qc qj-qc
