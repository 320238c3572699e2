/*
 * watershare - the status of five or more sections (W103 to W113), its edges, shares that are closed to 100.
 */
#include "tap.h"
#include "watershare.h"

static void
is_status(const char *id, unsigned int good, unsigned int bad, unsigned int n, const char *want, bool warn)
{
	const struct water_status s = water_share_status(NULL, good, bad, n);

	is_str(s.word, want, id);
	ok(s.warn == warn, "%s", warn ? "with a warning" : "without one");
}

static void
check_status(void)
{
	is_status("W103", 10, 0, 10, "优", false);
	is_status("W104: 88.9 %", 8, 0, 9, "良好", false);
	is_status("W105: 80 %", 8, 0, 10, "良好", false);
	is_status("W106: 70 %, none worse than V", 7, 0, 10, "轻度污染", false);
	is_status("W107: 60 % and 20 %", 6, 2, 10, "中度污染", false);
	is_status("W108: 50 % and 40 %", 5, 4, 10, "重度污染", false);
	is_status("W109: 30 % and 50 %", 3, 5, 10, "重度污染", false);
	is_status("W110: 90 % is the bound of 优", 9, 0, 10, "优", false);
	is_status("W111: 75 % is the bound of 良好", 9, 0, 12, "良好", false);
	is_status("W112", 6, 2, 10, "中度污染", false);
	is_status("W113: 60 % and 40 %, which the printed table leaves out", 6, 4, 10, "重度污染", true);
	is_status("89.96 % prints as 90.0 but is below it", 8996, 0, 10000, "良好", false);
	is_status("74.99 %", 7499, 1999, 10000, "轻度污染", false);
	is_status("20 % worse than V", 7499, 2000, 10000, "中度污染", false);
	is_status("39.99 %", 5000, 3999, 10000, "中度污染", false);
	is_status("59.99 % and 40 %", 5999, 4000, 10000, "重度污染", false);
	is_status("good ones decide first: 80 % and 20 %", 4, 1, 5, "良好", false);
	is_status("all worse than V", 0, 5, 5, "重度污染", false);
	is_status("many sections", 4000000000u, 0, 4000000001u, "优", false);
}

static void
is_percent(unsigned int part, unsigned int n, const char *want)
{
	char got[DEC_TEXT];

	got[dec_print(got, water_percent(NULL, part, n))] = '\0';
	is_str(got, want, "percent");
}

/* The shares of six counts in tenths of a percent. */
static void
is_closed(const unsigned int n[6], const int want[6], const char *name)
{
	struct dec share[6];
	int64_t sum = 0;
	bool same = true;

	water_shares_closed(NULL, n, share);
	for (int c = 0; c < 6; c++) {
		same = same && share[c].m == want[c] && share[c].scale == 1;
		sum += share[c].m;
	}
	ok(same && sum == 1000, "%s", name);
}

int
main(void)
{
	struct dec none[6];

	check_status();
	is_percent(0, 0, "");
	is_percent(0, 7, "0.0");
	is_percent(1, 3, "33.3");
	is_percent(1, 16, "6.2");
	is_percent(3, 16, "18.8");
	is_percent(4294967295u, 4294967295u, "100.0");
	is_closed((const unsigned int[]){ 25, 158, 76, 15, 1, 0 }, (const int[]){ 91, 574, 276, 55, 4, 0 }, "Hubei 2021-11, as printed");
	is_closed((const unsigned int[]){ 1, 1, 1, 0, 0, 0 }, (const int[]){ 333, 333, 334, 0, 0, 0 }, "of equal remainders the worse class first");
	is_closed((const unsigned int[]){ 2, 2, 0, 1, 1, 0 }, (const int[]){ 333, 333, 0, 167, 167, 0 }, "two digits for the largest remainders");
	is_closed((const unsigned int[]){ 0, 0, 0, 0, 0, 9 }, (const int[]){ 0, 0, 0, 0, 0, 1000 }, "one class alone");
	is_closed((const unsigned int[]){ 4294967295u, 4294967295u, 4294967295u, 0, 0, 0 }, (const int[]){ 333, 333, 334, 0, 0, 0 }, "large counts");
	water_shares_closed(NULL, (const unsigned int[]){ 0, 0, 0, 0, 0, 0 }, none);
	ok(!dec_has(none[0]) && !dec_has(none[5]), "no sections have no shares");
	return done_testing();
}
