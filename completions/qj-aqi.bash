# completion of qj-aqi for bash; made by completions/generate.sh, not by hand
_qj_aqi()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--missing-rule) mapfile -t COMPREPLY < <(compgen -W 'as-published 2012 2026' -- "$cur"); return ;;
	--not-monitored) return ;;
	--so2-over) mapfile -t COMPREPLY < <(compgen -W 'published text' -- "$cur"); return ;;
	--station) return ;;
	--time) return ;;
	--edition) mapfile -t COMPREPLY < <(compgen -W '2012 2026 2031 by-day' -- "$cur"); return ;;
	--lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--colour --missing-rule --not-monitored --so2-over --station --time --edition --allow-mixed --no-doubtful --lang --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_aqi qj-aqi
