# generate.awk - one command's --dump-options becomes its completion for shell (bash, zsh or fish).
# Line 1: name, brief, operands; then letter, long name, kind, argument, help, split by tabs.
# An operand written "a|b|c" is completed with these words; of "qj" with names, the commands.
function words(s) { gsub(/\|/, " ", s); return s }
function plain(s) { gsub(/'/, "'\\''", s); return s }			# inside '...'
function zplain(s) { gsub(/\\|\[|\]|:/, "\\\\&", s); return plain(s) }	# inside a specification of zsh
BEGIN { FS = "\t" }
NR == 1 {
	cmd = $1; brief = $2
	split($3, operand, " ")
	first = operand[1]
	gsub(/\[|\]/, "", first)
	first = cmd == "qj" ? names : index(first, "|") ? words(first) : ""
	sub(/ $/, "", first)
	fn = "_" cmd
	gsub(/-/, "_", fn)
	next
}
{ n++; letter[n] = $1 == "-" ? "" : $1; long[n] = $2; kind[n] = $3; arg[n] = $4; help[n] = $5 }

function bash_out(    i, all, key) {
	print "# completion of " cmd " for bash; made by completions/generate.sh, not by hand"
	print fn "()\n{"
	print "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
	print "\tCOMPREPLY=()\n\tcase $prev in"
	for (i = 1; i <= n; i++) {
		all = all " --" long[i] (letter[i] == "" ? "" : " -" letter[i])
		key = "--" long[i] (letter[i] == "" ? "" : "|-" letter[i])
		if (kind[i] == "choice")
			print "\t" key ") mapfile -t COMPREPLY < <(compgen -W '" words(arg[i]) "' -- \"$cur\"); return ;;"
		else if (kind[i] == "file")
			print "\t" key ") mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); return ;;"
		else if (kind[i] == "dir")
			print "\t" key ") mapfile -t COMPREPLY < <(compgen -d -- \"$cur\"); return ;;"
		else if (kind[i] != "flag")
			print "\t" key ") return ;;"
	}
	print "\tesac"
	print "\tif [[ $cur == -* ]]; then\n\t\tmapfile -t COMPREPLY < <(compgen -W '" substr(all, 2) "' -- \"$cur\")"
	if (first != "")
		print "\telif ((COMP_CWORD == 1)); then\n\t\tmapfile -t COMPREPLY < <(compgen -W '" first "' -- \"$cur\")"
	print "\telse\n\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n\tfi\n}"
	print "complete -o filenames -F " fn " " cmd
}

function zsh_out(    i, spec, act) {
	print "#compdef " cmd
	print "# completion of " cmd " for zsh; made by completions/generate.sh, not by hand"
	print "_arguments -s -S \\"
	for (i = 1; i <= n; i++) {
		act = ""
		if (kind[i] == "choice")
			act = ":" long[i] ":(" words(arg[i]) ")"
		else if (kind[i] == "file")
			act = ":" zplain(arg[i]) ":_files"
		else if (kind[i] == "dir")
			act = ":" zplain(arg[i]) ":_directories"
		else if (kind[i] != "flag")
			act = ":" zplain(arg[i]) ": "
		spec = "[" zplain(help[i]) "]" act
		if (kind[i] == "list")
			print "\t'*--" long[i] spec "' \\"
		else if (letter[i] == "")
			print "\t'--" long[i] spec "' \\"
		else
			print "\t'(-" letter[i] " --" long[i] ")'{-" letter[i] ",--" long[i] "}'" spec "' \\"
	}
	if (first != "")
		print "\t'1:word:(" first ")' \\"
	print "\t'*:file:_files'"
}

function fish_out(    i, line) {
	print "# completion of " cmd " for fish; made by completions/generate.sh, not by hand"
	for (i = 1; i <= n; i++) {
		line = "complete -c " cmd (letter[i] == "" ? "" : " -s " letter[i]) " -l " long[i]
		if (kind[i] == "choice")
			line = line " -x -a '" words(arg[i]) "'"
		else if (kind[i] == "file")
			line = line " -r -F"
		else if (kind[i] == "dir")
			line = line " -x -a '(__fish_complete_directories)'"
		else if (kind[i] != "flag")
			line = line " -x"
		print line " -d '" fplain(help[i]) "'"
	}
	if (first != "")
		print "complete -c " cmd " -n 'test (count (commandline -opc)) -eq 1' -a '" first "'"
}
function fplain(s) { gsub(/\\/, "\\\\", s); gsub(/'/, "\\'", s); return s }

END {
	if (shell == "bash") bash_out()
	else if (shell == "zsh") zsh_out()
	else fish_out()
}
