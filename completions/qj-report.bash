# completion of qj-report for bash; made by completions/generate.sh, not by hand
_qj_report()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--county) return ;;
	--date) return ;;
	--each) mapfile -t COMPREPLY < <(compgen -W 'county' -- "$cur"); return ;;
	--home|-C) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--issue) return ;;
	--period) return ;;
	--reason) return ;;
	--revise) return ;;
	--serial) return ;;
	--signers) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--allow-mixed --county --date --draft --each --home -C --issue --issued --period --reason --revise --serial --signers --verify --output -o --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	elif ((COMP_CWORD == 1)); then
		mapfile -t COMPREPLY < <(compgen -W 'air bloom-brief daily-review drinking-water surface-water' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_report qj-report
