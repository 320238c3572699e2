# What the products share: settings, pictures, texts, pages, workbook, and what they were made of.

# --- settings, pictures, what it was made of --------------------------------------------------

declare -A setting=()
read_settings() {	# settings.csv of the folder: key,value
	local k v
	[ -e "$home/settings.csv" ] || return 0
	while IFS=, read -r k v || [ "$k" ]; do
		v=${v%$'\r'} v=${v#\"} v=${v%\"}
		setting[${k#$'\xef\xbb\xbf'}]=$v
	done <"$home/settings.csv"
}

set_text() {	# KEY: in the variable KEY what the centre has set, else what common/data/report_settings.csv has for the product
	local v=${setting[$1]:-}
	[ "$v" ] || v=$(awk -F, -v product="$kind" -v key="$1" '$1 == product && $2 == key { print $3 }' <<<"$report_settings")
	printf -v "$1" %s "$v"
}

set_number() {	# KEY [LEAST]: the same, a whole number below 10000
	set_text "$1"
	[[ ${!1} =~ ^[0-9]{1,4}$ ]] && [ $((10#${!1})) -ge "${2:-0}" ] || refuse setting "$1" "${!1}"
	printf -v "$1" %d $((10#${!1}))
}

code_zh() { sed 's/-\([0-9]\{4\}\)/—\1/g' <<<"$1"; }

chart() { q chart --date "$date" "$@"; }

template() { if [ -e "$home/templates/$1" ]; then echo "$home/templates/$1"; else echo "builtin:$1"; fi; }

json() {	# TEXT: quoted, in REPLY
	REPLY=${1//\\/\\\\}
	REPLY=\"${REPLY//\"/\\\"}\"
}

run_json() {
	local a sep='' f files=()
	printf '{\n  "product": "%s", "period": "%s", "state": "%s", "date": "%s",\n' "$kind" "$period" "$state" "$date"
	printf '  "version": "%s", "edition": "%s", "index_set": "%s",\n' "$version" "$edition" "${Q[index_set]-}"
	json "$reason"
	printf '  "issue": "%s", "serial": "%s", "revision": "%s", "reason": %s,\n' "$issue" "$serial" "$revise" "$REPLY"
	printf '  "cause_level": "%s", "data_state": "%s", "bad_cells": %s,\n' "${cause-}" "${state_zh-}" "$bad"
	printf '  "tables_sha256": "%s",\n  "arguments": [\n' "$(sha256sum steps/std.csv | cut -d' ' -f1)"
	for a in "${product_args[@]}"; do json "$a"; printf '%s    %s' "$sep" "$REPLY"; sep=$',\n'; done
	printf '\n  ],\n  "inputs": [\n'
	sep=''
	for f in "$home"/{hours,auto,lims,keys}/*.* "$home"/{not_sampled,flow,rain,plan,volumes,followup,blooms,weather,stations,met,targets,dust,events,calendar,settings,history,maintenance,checks,decisions,qc_rules}.csv "$home"/templates/*; do
		[ ! -f "$f" ] || files+=("${f#"$home"/}")
	done
	(cd "$home" && sha256sum -- "${files[@]}") | while read -r a f; do
		json "$f"
		printf '%s    { "file": %s, "sha256": "%s" }' "$sep" "$REPLY" "$a"
		sep=$',\n'
	done
	printf '\n  ]\n}\n'
}

# --- texts, pages, workbook: in the folder of the product, its tables in steps/ -------------------

product_layout() {	# NAME PART...: PART.csv from the template NAME_PART.csv
	local n
	for n in "${@:2}"; do q fill --escape none "$(template "$1_$n.csv")" steps/set.csv -o "$n.csv"; done
}

product_data() {	# NAME...: in data the tables for qj-fill, each with its rows or told to be absent
	local n
	data=(steps/set.csv)
	for n; do
		if [ -e "steps/$n.csv" ]; then data+=("$n=steps/$n.csv"); else data+=(--absent "$n"); fi
	done
}

# The page and the short texts SUFFIX of the templates NAME with data; facts.csv has the figures of them all.
product_texts() {	# NAME SUFFIX...
	local n parts=(facts.md)
	q fill --layout tables.csv --columns columns.csv --facts facts.md "$(template "$1.md")" "${data[@]}" -o "$kind-$period.md"
	for n in "${@:2}"; do
		parts+=("facts.$n")
		q fill --facts "facts.$n" "$(template "$1_$n.txt")" "${data[@]}" -o "$kind-$period-$n.txt"
	done
	awk '!seen[$0]++' "${parts[@]}" >facts.csv
	rm "${parts[@]}"
}

# What the page of notes of each workbook begins with.
product_head() {	# TITLE PERIOD
	local word=送审稿
	[ "$state" = draft ] || word=签发稿
	names=() values=()
	put 标题 "$1"
	put 期 "$2"
	put 期号 "${issue:-—}"
	put 总期号 "${serial:-—}"
	put 单位 "$org"
	put 日期 "$date"
	put 状态 "$word"
}

product_properties() {	# TITLE SUBJECT CATEGORY WORDS EDITION [NAME=TEXT...]: of the workbook
	local t
	properties=()
	for t in "title=$1" "subject=$2" "author=$org" "company=$org" "category=$3" "keywords=$place; $4" "标准版本=$5" "期号=${issue:-—}" "${@:6}"; do
		properties+=(--property "$t")
	done
}

product_sheets() {	# NAME...: in sheets those tables that have rows
	local t
	sheets=()
	for t; do
		[ ! -e "steps/$t.csv" ] || [ "$(rows "steps/$t.csv")" -eq 0 ] || sheets+=("$t=steps/$t.csv")
	done
}

product_pages() { q pdf --date "$date" "$kind-$period.md" -o "$kind-$period.pdf"; }

# The workbook: the page of notes as NOTES prints it, the tables in sheets by their part of the layout, others as they are.
product_book() {	# NOTES [OPTION...]
	"$1" >notes.csv
	printf '%s\n' "${sheets[@]%%=*}" >have
	awk -F, 'NR == FNR { have[$1]; next } FNR == 1 || $2 in have' have tables.csv >tables.x
	awk -F, 'NR == FNR { have[$1]; next } FNR == 1 || $1 in have' tables.x columns.csv >columns.x
	q xlsx --layout tables.x --columns columns.x --notes notes.csv "${@:2}" --date "$date" "${properties[@]}" "${sheets[@]}" \
		-o "$kind-$period.xlsx"
	rm -f have {tables,columns}.x {tables,columns,charts}.csv
}

# --- where it goes ---------------------------------------------------------------------------------

keep_steps() {	# NAMES: of the tables in steps/ these stay, and what a file name of theirs says
	local f gone=()
	for f in steps/*; do
		f=${f#steps/}
		case " $1 " in *" ${f%.csv} "*) ;; *) gone+=("steps/$f") ;; esac
	done
	[ "${#gone[@]}" -eq 0 ] || rm -f "${gone[@]}"
}

# The work folder's product takes its name; what was there under it goes with the work folder.
take_name() {
	cd "$work"
	[ ! -e "$final" ] || mv "$final" old
	mv product "$final"
	made_out=''
}

product_out() {	# CHINESE-NAME [FILE...]: the product takes its name, its files are told
	local f
	ln -f "$kind-$period.pdf" "$1.pdf"
	take_name
	for f in "$kind-$period".{pdf,xlsx} "${@:2}" "$kind-$period.md" facts.csv run.json; do printf '%s\n' "$final/$f"; done
}
