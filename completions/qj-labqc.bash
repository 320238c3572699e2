# completion of qj-labqc for bash; made by completions/generate.sh, not by hand
_qj_labqc()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--field-pair) mapfile -t COMPREPLY < <(compgen -W 'inter intra' -- "$cur"); return ;;
	--keep) return ;;
	--report) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--station) return ;;
	--time) return ;;
	--lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--by-method --field-pair --keep --report --split --station --time --lang --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_labqc qj-labqc
