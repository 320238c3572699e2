# texts.awk - turns profiles and templates into C strings, one array element a file.
function q(s) { gsub(/\\/, "&&", s); gsub(/"/, "\\\"", s); gsub(/\t/, "\\t", s); gsub(/\?/, "\\?", s); return "\"" s "\\n\"" }
function short(f) { sub(/^.*common\/data\//, "", f); return f }
FILENAME == "/dev/null" { next }
FNR == 1 { if (open) print "\t},"; else print "static const struct text texts[] = {"; open = 1
	print "\t{ \"" short(FILENAME) "\"," }
{ print "\t\t" q($0) }
END { if (open) print "\t},"; else print "static const struct text texts[] = {"; print "\t{ NULL, NULL }\n};" }
