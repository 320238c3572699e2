# completion of qj-site for bash; made by completions/generate.sh, not by hand
_qj_site()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--attach) return ;;
	--station) return ;;
	--time) return ;;
	--registry) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--home|-C) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--attach --check --drop-unknown --successor --station --time --registry --home -C --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_site qj-site
