# completion of qj-import for bash; made by completions/generate.sh, not by hand
_qj_import()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--at) return ;;
	--cn) return ;;
	--code) return ;;
	--dates) mapfile -t COMPREPLY < <(compgen -W 'ymd mdy dmy' -- "$cur"); return ;;
	--encoding) mapfile -t COMPREPLY < <(compgen -W 'auto utf-8 utf-16le utf-16be gb18030 windows-1252' -- "$cur"); return ;;
	--label) mapfile -t COMPREPLY < <(compgen -W 'begin end' -- "$cur"); return ;;
	--map) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--mdl) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--profile) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--sheet) return ;;
	--year) return ;;
	--zone) return ;;
	--station) return ;;
	--time) return ;;
	--medium) mapfile -t COMPREPLY < <(compgen -W 'air met water soil noise' -- "$cur"); return ;;
	--table) return ;;
	--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--errors) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W '--all --at --cn --code --dates --encoding --hour-start --label --list -l --map --mdl --profile --sheet --why --year --zone --station --time --medium --table --print-standard --bom --output -o --errors --keep-going -k --quiet -q --help -h --version -V' -- "$cur")
	elif ((COMP_CWORD == 1)); then
		mapfile -t COMPREPLY < <(compgen -W 'FORMAT auto' -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _qj_import qj-import
