# completion of qj-water for bash; made by completions/generate.sh, not by hand
_qj_water()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--by) return ;;
	--given) return ;;
	--group) mapfile -t COMPREPLY < <(compgen -W 'auto mean share' -- "$cur"); return ;;
	--items) return ;;
	--not-sampled) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--ph-mean) mapfile -t COMPREPLY < <(compgen -W 'hydrogen plain' -- "$cur"); return ;;
	--plan) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--round) mapfile -t COMPREPLY < <(compgen -W 'means always never' -- "$cur"); return ;;
	--shares) mapfile -t COMPREPLY < <(compgen -W 'plain closed' -- "$cur"); return ;;
	--to) mapfile -t COMPREPLY < <(compgen -W 'month quarter year' -- "$cur"); return ;;
	--water-type) mapfile -t COMPREPLY < <(compgen -W 'river lake groundwater' -- "$cur"); return ;;
	--zero-digit) mapfile -t COMPREPLY < <(compgen -W 'zero early' -- "$cur"); return ;;
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
		mapfile -t COMPREPLY < <(compgen -W '--colour --counts --due --item-classes --warning --words --zones --by --given --group --items --not-sampled --ph-mean --plan --round --shares --to --water-type --zero-digit --station --time --period --allow-mixed --no-doubtful --lang --registry --home -C --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_water qj-water
