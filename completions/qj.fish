# completion of qj for fish; made by completions/generate.sh, not by hand
complete -c qj -s q -l quiet -d 'no summary line'
complete -c qj -s h -l help -d 'print this help'
complete -c qj -s V -l version -d 'print the version'
complete -c qj -n 'test (count (commandline -opc)) -eq 1' -a 'air alert aqi average bloom chart compare cwqi diff drinking fill import labqc pdf qc report reshape review sample select site tli water xlsx'
