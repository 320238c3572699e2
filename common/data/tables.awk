# tables.awk - turns the CSV tables of knowledge into C arrays.  Lines that begin with # are the
# table's own words (standard, clause) and are kept as its comment.
function base(f) { sub(/.*\//, "", f); sub(/\.csv$/, "", f); return f }
function q(s) { gsub(/\\/, "&&", s); gsub(/"/, "\\\"", s); return "\"" s "\"" }
# Splits one CSV line into cell[1..n]; quotes doubled inside quotes.
function split_csv(s,    n, i, c, in_q, v) {
	n = 0; v = ""; in_q = 0
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (in_q) {
			if (c == "\"" && substr(s, i + 1, 1) == "\"") { v = v "\""; i++ }
			else if (c == "\"") in_q = 0
			else v = v c
		} else if (c == "\"") in_q = 1
		else if (c == ",") { cell[++n] = v; v = "" }
		else v = v c
	}
	cell[++n] = v
	return n
}
function finish() {
	if (name == "") return
	print "\tNULL\n};"
	list = list "\t{ " q(name) ", " "\"" comment "\"" ", " ncol ", " nrow ", cells_" ident ", cells_" ident " + " ncol " },\n"
}
FNR == 1 { finish(); name = base(FILENAME); ident = name; gsub(/[^a-z0-9_]/, "_", ident); comment = ""; ncol = 0; nrow = 0
	print "static const char *const cells_" ident "[] = {" }
/^#/ { sub(/^# ?/, ""); gsub(/\\/, "&&"); gsub(/"/, "\\\""); comment = comment (comment == "" ? "" : "\\n") $0
	next }
/^$/ { next }
{
	n = split_csv($0)
	if (ncol == 0) ncol = n
	else nrow++
	if (n != ncol) { print FILENAME ":" FNR ": " n " cells, the header has " ncol > "/dev/stderr"; bad = 1; exit 1 }
	line = "\t"
	for (i = 1; i <= n; i++) line = line q(cell[i]) ", "
	print line
}
END { if (bad) exit 1; finish(); print "static const struct table builtin[] = {\n" list "};" }
