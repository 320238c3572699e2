# completion of qj-pdf for bash; made by completions/generate.sh, not by hand
_qj_pdf()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--base) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--font-map) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--profile) mapfile -t COMPREPLY < <(compgen -W 'R G' -- "$cur"); return ;;
	--date) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--base --bind --font-map --fonts --profile --date --output -o --quiet -q --help -h --version -V' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_pdf qj-pdf
