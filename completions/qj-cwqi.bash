# completion of qj-cwqi for bash; made by completions/generate.sh, not by hand
_qj_cwqi()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--allow-missing) return ;;
	--base) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--base-period) return ;;
	--by) mapfile -t COMPREPLY < <(compgen -W 'city county' -- "$cur"); return ;;
	--station) return ;;
	--time) return ;;
	--period) return ;;
	--registry) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--home|-C) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--items --allow-missing --base --base-period --by --station --time --period --allow-mixed --no-doubtful --registry --home -C --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_cwqi qj-cwqi
