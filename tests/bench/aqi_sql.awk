# aqi_sql.awk - the hourly AQI of edition 2012 as SQL for DuckDB, made from common/data/iaqi.csv, so
# that both programs work from the same numbers.  All terms are whole numbers (CO in tenths).
BEGIN {
	FS = ","
	split("SO2 NO2 CO O3 PM10 PM2.5", item, " ")
	for (i = 1; i <= 6; i++) basis[item[i]] = i >= 5 ? "24h" : "1h"
}
/^#/ { next }
$4 == "2012" && ($5 in basis) && $6 == basis[$5] {
	k = ++n[$5]
	iaqi[$5, k] = $7
	conc[$5, k] = $8 * ($5 == "CO" ? 10 : 1)
}
END {
	print "COPY (WITH i AS (SELECT *"
	for (i = 1; i <= 6; i++) {
		it = item[i]
		col = it == "CO" ? "CAST(CO * 10 AS INTEGER)" : "\"" it "\""
		print ", CASE WHEN \"" it "\" IS NULL THEN NULL"
		for (k = 2; k <= n[it]; k++)
			print "WHEN " col " <= " conc[it, k] " THEN CAST(ceil(" iaqi[it, k] - iaqi[it, k - 1] ".0::DOUBLE * (" col " - " \
				conc[it, k - 1] ") / " conc[it, k] - conc[it, k - 1] ") AS INTEGER) + " iaqi[it, k - 1]
		print "ELSE " iaqi[it, n[it]] " END AS \"IAQI_" it "\""
	}
	print "FROM t), a AS (SELECT *, greatest(\"IAQI_SO2\", \"IAQI_NO2\", \"IAQI_CO\", \"IAQI_O3\", \"IAQI_PM10\", \"IAQI_PM2.5\") AS AQI FROM i)"
	print "SELECT *, CASE WHEN AQI <= 50 THEN 1 WHEN AQI <= 100 THEN 2 WHEN AQI <= 150 THEN 3 WHEN AQI <= 200 THEN 4 WHEN AQI <= 300 THEN 5"
	print "WHEN AQI IS NULL THEN NULL ELSE 6 END AS level,"
	print "CASE WHEN AQI <= 50 THEN '优' WHEN AQI <= 100 THEN '良' WHEN AQI <= 150 THEN '轻度污染' WHEN AQI <= 200 THEN '中度污染'"
	print "WHEN AQI <= 300 THEN '重度污染' WHEN AQI IS NULL THEN NULL ELSE '严重污染' END AS category,"
	printf "CASE WHEN AQI > 50 THEN concat_ws(' '"
	for (i = 1; i <= 6; i++) printf ", CASE WHEN \"IAQI_%s\" = AQI THEN '%s' END", item[i], item[i]
	print ") END AS \"primary\" FROM a) TO '@OUT@' (HEADER);"
}
