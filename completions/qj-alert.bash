# completion of qj-alert for bash; made by completions/generate.sh, not by hand
_qj_alert()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--clock) mapfile -t COMPREPLY < <(compgen -W 'data wall' -- "$cur"); return ;;
	--exec) return ;;
	--exec-wait) return ;;
	--rules) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--state) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--zone) return ;;
	--station) return ;;
	--time) return ;;
	--medium) mapfile -t COMPREPLY < <(compgen -W 'air met water soil noise' -- "$cur"); return ;;
	--lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$cur"); return ;;
	--registry) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--home|-C) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--check --clock --exec --exec-wait --follow --no-header --print-rules --rules --state --zone --station --time --medium --allow-mixed --no-doubtful --lang --registry --home -C --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_alert qj-alert
