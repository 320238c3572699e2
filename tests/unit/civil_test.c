/*
 * civil_test - dates walked day by day over the whole range, ISO weeks against Python's calendar,
 * the period grammar there and back.
 */
#include "civil.h"
#include "tap.h"

/* Every day of the years 1 to 9999, counted by hand. */
static void
walk_days(void)
{
	int64_t day = civil_days(1, 1, 1);
	unsigned long wrong = 0;
	int weekday = 1;			/* 0001-01-01 was a Monday */

	for (int y = 1; y <= 9999; y++) {
		for (int m = 1; m <= 12; m++) {
			const int last = m == 2 ? 28 + ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0) :
			    30 + ((m + m / 8) & 1);

			for (int d = 1; d <= last; d++, day++) {
				const struct ymd c = civil_ymd(day);

				wrong += civil_days(y, m, d) != day || c.y != y || c.m != m || c.d != d ||
				    civil_weekday(day) != weekday || civil_month_days(y, m) != last;
				weekday = weekday % 7 + 1;
			}
		}
	}
	is_int((long long)wrong, 0, "each day of the years 1 to 9999 has its number, date and weekday");
	is_int(civil_days(1970, 1, 1), 0, "1970-01-01 is day 0");
}

static void
reads(const char *text, const char *want)
{
	char buf[CIVIL_TEXT];
	struct civil t;

	if (!civil_parse(sv_of(text), &t)) {
		is_str(NULL, want, text);
		return;
	}
	(void)civil_print(buf, t);
	ok(want != NULL && strcmp(buf, want) == 0, "'%s' is %s", text, want == NULL ? "refused" : want);
}

static void
check_stamps(void)
{
	static const char *const good[][2] = {
		{ "2026-10-01", "2026-10-01" }, { "2026/10/1", "2026-10-01" }, { "2026-10-01 14:00", "2026-10-01 14:00" },
		{ "2026-10-01T14:00", "2026-10-01 14:00" }, { "2026-10-01 14:00:30", "2026-10-01 14:00:30" },
		{ "2026-10-01 24:00", "2026-10-02 00:00" }, { "2026-12-31 24:00:00", "2027-01-01 00:00" },
		{ "2026/1/2 3:04", "2026-01-02 03:04" }, { " 2026-10-01 ", "2026-10-01" },
		{ "2026-10-01 14:00:00.000", "2026-10-01 14:00" }, { "2024-02-29", "2024-02-29" },
		{ "0001-01-01", "0001-01-01" }, { "9999-12-31 23:59:59", "9999-12-31 23:59:59" },
		{ "1969-12-31 23:00", "1969-12-31 23:00" },
	};
	static const char *const bad[] = { "", "2026", "2026-10", "2026-13-01", "2026-00-01", "2025-02-29", "2100-02-29",
		"2026-10-32", "2026-10-00", "2026-10/01", "2026-10-01 24:01", "2026-10-01 25:00", "2026-10-01 14:60",
		"2026-10-01 14", "2026-10-01 14:00:60", "2026-10-01 14:00Z", "2026-10-01  14:00", "2026-10-01x",
		"20261001", "26-10-01", "0000-01-01", "2026-10-01 14:0", "2026-010-01", "2026-10-01 14:00:00.5", "+026-10-01",
		"2026-10-01 14:00:" };

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		reads(good[i][0], good[i][1]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct civil t;

		ok(!civil_parse(sv_of(bad[i]), &t), "'%s' is refused", bad[i]);
	}
}

static void
check_hour_ending(void)
{
	struct civil t;

	(void)civil_parse(sv_of("2026-10-01 00:00"), &t);
	is_int(civil_day_of(t), civil_days(2026, 9, 30), "00:00 is the last hour of the day before");
	(void)civil_parse(sv_of("2026-10-01 00:01"), &t);
	is_int(civil_day_of(t), civil_days(2026, 10, 1), "a minute later is the day itself");
	(void)civil_parse(sv_of("2026-10-01 24:00"), &t);
	is_int(civil_day_of(t), civil_days(2026, 10, 1), "24:00 is the last hour of its day");
	(void)civil_parse(sv_of("2026-10-01"), &t);
	is_int(civil_day_of(t), civil_days(2026, 10, 1), "a date is its day");
	(void)civil_parse(sv_of("1970-01-01 00:00"), &t);
	is_int(civil_day_of(t), -1, "so it is before 1970");
	(void)civil_parse(sv_of("1969-12-31 01:00"), &t);
	is_int(civil_day_of(t), -1, "and in the day before 1970");
}

/* text, first day, last day, label. */
static const char *const period[][4] = {
	{ "2026-10-03", "2026-10-03", "2026-10-03", "2026-10-03" },
	{ "2026-10", "2026-10-01", "2026-10-31", "2026-10" },
	{ "2024-02", "2024-02-01", "2024-02-29", "2024-02" },
	{ "2026-Q4", "2026-10-01", "2026-12-31", "2026-Q4" },
	{ "2026", "2026-01-01", "2026-12-31", "2026" },
	{ "2026-W47", "2026-11-16", "2026-11-22", "2026-W47" },
	{ "2026-W01", "2025-12-29", "2026-01-04", "2026-W01" },
	{ "2026-W53", "2026-12-28", "2027-01-03", "2026-W53" },
	{ "2026-winter", "2025-12-01", "2026-02-28", "2026-winter" },
	{ "2026-spring", "2026-03-01", "2026-05-31", "2026-spring" },
	{ "2026-summer", "2026-06-01", "2026-08-31", "2026-summer" },
	{ "2026-autumn", "2026-09-01", "2026-11-30", "2026-autumn" },
	{ "2026-09..2026-10", "2026-09-01", "2026-10-31", "2026-09..2026-10" },
	{ "2026-10-03..2026-10-09", "2026-10-03", "2026-10-09", "2026-10-03..2026-10-09" },
	{ "2025..2026-Q1", "2025-01-01", "2026-03-31", "2025-01..2026-03" },
	{ "ytd:2026-10", "2026-01-01", "2026-10-31", "ytd:2026-10" },
	{ "ytd:2026-10-14", "2026-01-01", "2026-10-14", "ytd:2026-10-14" },
};

static int64_t
day_of(const char *text)
{
	struct civil t = { 0, false };

	(void)civil_parse(sv_of(text), &t);
	return civil_day_of(t);
}

static void
check_periods(void)
{
	static const char *const bad[] = { "", "2026-13", "2026-Q5", "2026-Q0", "2026-W00", "2025-W53", "2026-W5", "2026-Q",
		"2026-", "x", "2026-10..2026-09", "..2026", "2026..", "ytd:", "ytd:2026-99", "2026-10-01 14:00", "2026-wintr",
		"202", "2026-10-", "2026-Q44" };
	char buf[CIVIL_TEXT];
	struct period p;

	for (size_t i = 0; i < sizeof(period) / sizeof(period[0]); i++) {
		const char *const *w = period[i];
		const bool read = period_parse(sv_of(w[0]), &p);

		ok(read && p.from == day_of(w[1]) && p.to == day_of(w[2]), "%s is %s to %s", w[0], w[1], w[2]);
		(void)period_print(buf, &p);
		is_str(buf, w[3], "its label");
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(!period_parse(sv_of(bad[i]), &p), "'%s' is no period", bad[i]);
}

/* Every day lies in exactly one period of each step, and its label reads back as that period. */
static void
walk_periods(void)
{
	unsigned long wrong = 0, n = 0;

	for (enum step s = STEP_DAY; s <= STEP_YEAR; s++) {
		int64_t next = period_of(s, civil_days(1995, 1, 1)).from;

		for (int64_t day = next; day < civil_days(2045, 1, 1); day++, n++) {
			const struct period p = period_of(s, day);
			struct period q = { 0, 0, STEP_N, false };
			char buf[CIVIL_TEXT];
			const size_t len = period_print(buf, &p);

			wrong += p.from > day || p.to < day || (day != next && day != p.from && p.from > day) ||
			    !period_parse((struct sv){ buf, len }, &q) || q.from != p.from || q.to != p.to || q.step != s;
			if (day == p.from) {
				wrong += day != next;
				next = p.to + 1;
			}
		}
	}
	ok(n > 100000 && wrong == 0, "periods tile the days of 50 years and their labels read back (%lu wrong)", wrong);
}

static void
shifts(const char *text, bool years, int n, const char *want)
{
	char buf[CIVIL_TEXT];
	struct period p, q;

	(void)period_parse(sv_of(text), &p);
	q = years ? period_shift_years(&p, n) : period_shift(&p, n);
	(void)period_print(buf, &q);
	ok(strcmp(buf, want) == 0, "%s %+d %s is %s", text, n, years ? "years" : "periods", want);
	if (strcmp(buf, want) != 0)
		note("got %s", buf);
}

static void
check_shifts(void)
{
	shifts("2026-10", true, -1, "2025-10");
	shifts("2024-02", true, 1, "2025-02");
	shifts("2025-02", true, -1, "2024-02");
	shifts("2024-02-29", true, -1, "2023-02-28");
	shifts("2026-W47", true, -1, "2025-W47");
	shifts("2026-Q1", true, -1, "2025-Q1");
	shifts("2026-winter", true, -1, "2025-winter");
	shifts("ytd:2026-10", true, -1, "ytd:2025-10");
	shifts("ytd:2024-02", true, -1, "ytd:2023-02");
	shifts("2026-09..2026-10", true, -1, "2025-09..2025-10");
	shifts("2026-10", false, -1, "2026-09");
	shifts("2026-01", false, -1, "2025-12");
	shifts("2026-Q1", false, -1, "2025-Q4");
	shifts("2026", false, 1, "2027");
	shifts("2026-W01", false, -1, "2025-W52");
	shifts("2026-10-01", false, -1, "2026-09-30");
	shifts("2026-winter", false, 1, "2026-spring");
	shifts("2026-09..2026-10", false, -1, "2026-07..2026-08");
	shifts("2026-10-03..2026-10-09", false, 1, "2026-10-10..2026-10-16");
}

static void
walk_weeks(void)
{
	FILE *f = popen("PATH=/usr/bin:$PATH python3 -c 'import datetime as t\n"
	    "d = t.date(1969, 1, 1)\n"
	    "while d.year < 2060:\n"
	    "\tprint(d, \"%04d-W%02d\" % d.isocalendar()[:2])\n"
	    "\td += t.timedelta(1)'", "r");
	unsigned long n = 0, wrong = 0;
	char day[16], week[16], buf[CIVIL_TEXT];

	while (f != NULL && fscanf(f, "%15s %15s", day, week) == 2) {
		const struct period p = period_of(STEP_WEEK, day_of(day));

		(void)period_print(buf, &p);
		wrong += strcmp(buf, week) != 0;
		n++;
	}
	ok(f != NULL && pclose(f) == 0 && n > 30000 && wrong == 0, "weeks are the ISO weeks (%lu wrong of %lu)", wrong, n);
}

int
main(void)
{
	walk_days();
	check_stamps();
	check_hour_ending();
	check_periods();
	walk_periods();
	check_shifts();
	walk_weeks();
	return done_testing();
}
