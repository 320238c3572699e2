# completion of qj-chart for bash; made by completions/generate.sh, not by hand
_qj_chart()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--decimals) return ;;
	--dpi) return ;;
	--format|-f) mapfile -t COMPREPLY < <(compgen -W 'svg pdf png' -- "$cur"); return ;;
	--height) return ;;
	--items) return ;;
	--label) return ;;
	--limit) return ;;
	--mark) return ;;
	--name) return ;;
	--note) return ;;
	--title) return ;;
	--top) return ;;
	--unit) return ;;
	--width) return ;;
	--station) return ;;
	--time) return ;;
	--period) return ;;
	--lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$cur"); return ;;
	--date) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--decimals --dpi --format -f --height --items --label --limit --mark --name --note --title --top --unit --width --station --time --period --lang --date --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_chart qj-chart
