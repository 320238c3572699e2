# completion of qj-reshape for bash; made by completions/generate.sh, not by hand
_qj_reshape()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--drop) return ;;
	--items) return ;;
	--key) return ;;
	--station) return ;;
	--time) return ;;
	--medium) mapfile -t COMPREPLY < <(compgen -W 'air met water soil noise' -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--all --hold --no-flags --drop --items --key --station --time --medium --no-doubtful --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	elif ((COMP_CWORD == 1)); then
		mapfile -t COMPREPLY < <(compgen -W 'long wide clean' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_reshape qj-reshape
