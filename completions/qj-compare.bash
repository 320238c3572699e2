# completion of qj-compare for bash; made by completions/generate.sh, not by hand
_qj_compare()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--as) return ;;
	--key) return ;;
	--matrix) return ;;
	--shift) mapfile -t COMPREPLY < <(compgen -W 'year period' -- "$cur"); return ;;
	--small-base) return ;;
	--station) return ;;
	--time) return ;;
	--period) return ;;
	--medium) mapfile -t COMPREPLY < <(compgen -W 'air met water soil noise' -- "$cur"); return ;;
	--lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--common --convert --force-edition --raw --words --as --key --matrix --shift --small-base --station --time --period --medium --lang --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_compare qj-compare
