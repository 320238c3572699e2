/* validity: the least data of GB 3095 table 4 and HJ 663, and what stands in for items without a clause. */
#include "tap.h"
#include "validity.h"

static void
is_min(const char *item, const char *period, const char *of, int want)
{
	char name[128];

	(void)snprintf(name, sizeof(name), "%s of a %s: %d %ss", item, period, want, of);
	is_int(validity_min(NULL, "2026", item, period, of), want, name);
}

int
main(void)
{
	static const char *const gas[] = { "SO2", "NO2", "CO", "O3", "NOx" };

	for (size_t i = 0; i < 5; i++)
		is_min(gas[i], "hour", "minute", 45);
	is_min("PM2.5", "day", "hour", 20);
	is_min("O3", "8h", "hour", 6);
	is_min("O3", "day", "8h", 14);
	is_min("TSP", "day", "hour", 24);
	is_min("T", "day", "hour", 18);
	is_min("PM10", "month", "day", 27);
	is_min("PM10", "year", "day", 324);
	is_min("PM10", "year", "month", 27);
	is_min("TSP", "year", "day", 60);
	is_min("TSP", "year", "month", 5);
	is_min("Pb", "season", "day", 15);
	is_min("PM10", "week", "day", 5);
	is_min("PM10", "quarter", "day", 75);
	is_min("*", "city", "site", 75);
	is_min("*", "few", "site", 50);
	is_int(validity_find(NULL, "2026", "PM10", "quarter", "day").rule, VALIDITY_PERCENT, "a quarter's is a share");
	is_int(validity_find(NULL, "2026", "PM10", "week", "day").rule, VALIDITY_COUNT, "a week's is a count");
	is_int(validity_find(NULL, "2026", "PM10", "year", "month").rule, VALIDITY_EACH, "a year's months: each");
	ok(validity_find(NULL, "2026", "PM10", "day", "hour").own && !validity_find(NULL, "2026", "T", "day", "hour").own,
	    "whose row it is is known");
	is_int(validity_find(NULL, "2026", "PM10", "day", "week").rule, VALIDITY_NONE, "what has no row has no rule");
	is_int(validity_min(NULL, "2012", "PM10", "day", "hour"), 20, "2012: the same 20 hours");
	is_int(validity_min(NULL, "2031", "PM10", "year", "day"), 324, "2031 stands in the text of 2026");
	is_int(validity_month(27, 2), 25, "February needs 25 of 27");
	is_int(validity_month(27, 3), 27, "March needs 27");
	is_int(validity_month(5, 2), 5, "5 in each month are 5 in February");
	return done_testing();
}
