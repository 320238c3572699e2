# day.awk - daily means of hour-ending rows, station by station, where there are 20 hours.
function flush(    i, line) {
	line = st "," day
	for (i = 3; i <= 6; i++) line = line "," (n[i] >= 20 ? s[i] / n[i] : "")
	if (st != "") print line
	for (i = 3; i <= 6; i++) s[i] = n[i] = 0
}
NR == 1 { print "station,time,SO2,NO2,PM10,PM2.5"; next }
{
	d = substr($2, 12, 2) == "00" ? day : substr($2, 1, 10)	# 00:00 ends the day before
	if ($1 != st || d != day) { flush(); st = $1; day = d }
	for (i = 3; i <= 6; i++) if ($i != "") { s[i] += $i; n[i]++ }
}
END { flush() }
