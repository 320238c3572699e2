# completion of qj-air for bash; made by completions/generate.sh, not by hand
_qj_air()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--also) mapfile -t COMPREPLY < <(compgen -W '2012 2026 2031' -- "$cur"); return ;;
	--by) return ;;
	--index-of) mapfile -t COMPREPLY < <(compgen -W 'mean members' -- "$cur"); return ;;
	--index-set) return ;;
	--index-sum) mapfile -t COMPREPLY < <(compgen -W 'rounded raw' -- "$cur"); return ;;
	--missing-rule) mapfile -t COMPREPLY < <(compgen -W 'as-published 2012 2026' -- "$cur"); return ;;
	--not-monitored) return ;;
	--rank) mapfile -t COMPREPLY < <(compgen -W 'index good_ratio SO2 NO2 CO O3 PM10 PM2.5' -- "$cur"); return ;;
	--targets) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--via) return ;;
	--station) return ;;
	--time) return ;;
	--period) return ;;
	--edition) mapfile -t COMPREPLY < <(compgen -W '2012 2026 2031 by-day' -- "$cur"); return ;;
	--lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$cur"); return ;;
	--registry) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--home|-C) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--days --strict --also --by --index-of --index-set --index-sum --missing-rule --not-monitored --rank --targets --via --station --time --period --edition --allow-mixed --no-doubtful --lang --registry --home -C --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_air qj-air
