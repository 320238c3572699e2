# completion of qj-drinking for bash; made by completions/generate.sh, not by hand
_qj_drinking()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--by) return ;;
	--from) return ;;
	--geology) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--months) mapfile -t COMPREPLY < <(compgen -W 'every mean' -- "$cur"); return ;;
	--need) return ;;
	--set) mapfile -t COMPREPLY < <(compgen -W '28 61 all' -- "$cur"); return ;;
	--several) mapfile -t COMPREPLY < <(compgen -W 'mean worst' -- "$cur"); return ;;
	--to) mapfile -t COMPREPLY < <(compgen -W 'month quarter year' -- "$cur"); return ;;
	--top) return ;;
	--volumes) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--water-type) mapfile -t COMPREPLY < <(compgen -W 'river lake groundwater' -- "$cur"); return ;;
	--station) return ;;
	--time) return ;;
	--period) return ;;
	--lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$cur"); return ;;
	--registry) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--home|-C) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--censored --plain-ph --ratios --unrounded --with-cod --words --by --from --geology --months --need --set --several --to --top --volumes --water-type --station --time --period --allow-mixed --no-doubtful --lang --registry --home -C --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_drinking qj-drinking
