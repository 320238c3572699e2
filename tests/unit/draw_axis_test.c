/* Scales with round ticks; ticks of times. */
#include "axis.h"
#include "tap.h"

static bool
near_(double got, double want)
{
	return fabs(got - want) < 1e-9;
}

static void
check_scale(double lo, double hi, int want, double wlo, double whi, double wstep, int wdec)
{
	const struct scale s = scale_nice(lo, hi, want);

	ok(fabs(s.lo - wlo) < 1e-9 * fabs(whi) + 1e-12 &&
		fabs(s.hi - whi) < 1e-9 * fabs(whi) + 1e-12 && fabs(s.step - wstep) < 1e-9 * wstep,
	    "%g to %g in %d: %g to %g by %g (got %g to %g by %g)", lo, hi, want, wlo, whi, wstep,
	    s.lo, s.hi, s.step);
	is_int(s.decimals, wdec, "its decimals");
}

/* Over many ranges: the ticks enclose the values and are not more than asked for by two. */
static void
check_cover(void)
{
	int bad = 0, many = 0;

	for (int i = 1; i < 4000; i++) {
		const double lo = (i % 37 - 18) * 0.37, hi = lo + i * 0.113;
		const struct scale s = scale_nice(lo, hi, 5);

		bad += s.lo > lo + 1e-9 || s.hi < hi - 1e-9;
		many += scale_nticks(&s) > 8;
	}
	is_int(bad, 0, "every range lies within its scale");
	is_int(many, 0, "no scale has over 7 intervals where 5 are wanted");
}

/* Names apart: the least moves, in order, within the bounds. */
static void
check_spread(void)
{
	double a[3] = { 10, 12, 40 }, b[3] = { 1, 2, 3 }, c[2] = { 98, 99 }, d[3] = { 50, 50, 50 };
	const double ten[3] = { 10, 10, 10 }, uneven[3] = { 20, 4, 10 };
	int bad = 0;

	axis_spread(a, ten, 3, 0, 100);
	ok(near_(a[0], 6) && near_(a[1], 16) && near_(a[2], 40), "two that collide part by the same way, the third stays");
	axis_spread(b, ten, 3, 0, 100);
	ok(near_(b[0], 5) && near_(b[1], 15) && near_(b[2], 25), "not over the lower bound");
	axis_spread(c, ten, 2, 0, 100);
	ok(near_(c[0], 85) && near_(c[1], 95), "nor over the upper");
	axis_spread(d, uneven, 3, 0, 100);
	ok(near_(d[1] - d[0], 12) && near_(d[2] - d[1], 7), "by half of each one's size");
	axis_spread(d, ten, 0, 0, 100);
	for (int t = 1; t < 500; t++) {
		double at[12], size[12];

		for (int i = 0; i < 12; i++) {
			at[i] = (i == 0 ? 0 : at[i - 1]) + (t * (i + 3) * 7 % 11) * 0.9;
			size[i] = 1 + t * (i + 1) % 5;
		}
		axis_spread(at, size, 12, 0, 120);
		for (int i = 0; i < 12; i++) {
			bad += at[i] - size[i] / 2 < -1e-9 || at[i] + size[i] / 2 > 120 + 1e-9;
			bad += i > 0 && at[i] - at[i - 1] < (size[i] + size[i - 1]) / 2 - 1e-9;
		}
	}
	is_int(bad, 0, "in 499 rows of twelve none overlaps or leaves the bounds");
}

static struct timetick tick[64];

static size_t
ticks(const char *from, const char *to, size_t most)
{
	enum step step, other;
	int64_t lo, hi;

	if (!frame_when(sv_of(from), &step, &lo) || !frame_when(sv_of(to), &other, &hi) ||
	    step != other)
		return 0;
	return time_ticks(step, lo, hi, most, false, tick);
}

static void
check_times(void)
{
	is_int((long)ticks("2024-11", "2026-10", 30), 24, "24 months, a tick each");
	is_str(tick[0].label, "11", "the month's number");
	is_str(tick[0].under, "2024年", "the year under the first");
	is_str(tick[1].under, "", "and not under the next of that year");
	is_str(tick[2].under, "2025年", "but under January");
	is_int((long)ticks("2024-11", "2026-10", 10), 8, "with room for 10: every third");
	is_str(tick[0].label, "1", "at January, April, July, October");
	is_int((long)ticks("2026-10-01", "2026-10-31", 31), 31, "31 days");
	is_int((long)ticks("2026-10-01", "2026-10-31", 20), 15, "every second, the 31st left out");
	is_int((long)ticks("2026-10-01", "2026-10-31", 8), 6, "1, 5, 10, 15, 20, 25");
	is_str(tick[1].label, "5", "the fifth");
	is_str(tick[0].under, "2026年10月", "the first month with its year");
	is_int((long)ticks("2026-01-01 01:00", "2027-01-01 00:00", 14), 12,
	    "a year of hours: from February to January");
	is_int((long)ticks("2026-10-01 01:00", "2026-10-01 24:00", 9), 8,
	    "a day of hours, every third");
	is_str(tick[0].label, "3", "at 3 o'clock");
	is_str(tick[0].full, "2026年10月1日", "its date");
	is_int((long)ticks("2016", "2026", 30), 11, "years");
	is_int((long)ticks("2016", "2026", 4), 2, "every fifth year: 2020 and 2025");
	is_int((long)ticks("2024-Q1", "2025-Q4", 30), 8, "quarters");
	is_str(tick[3].label, "Q4", "by name");
	is_int((long)ticks("2026-10-14", "2026-10-14", 5), 1, "one day");
}

static void
check_when(void)
{
	enum step a, b;
	int64_t x, y;

	ok(frame_when(sv_of("2026-12"), &a, &x) && frame_when(sv_of("2027-01"), &b, &y) &&
		y - x == 1,
	    "December and January are neighbours");
	ok(frame_when(sv_of("2026-W53"), &a, &x) && frame_when(sv_of("2027-W01"), &b, &y) &&
		y - x == 1,
	    "so are the weeks about New Year");
	ok(frame_when(sv_of("2026-10-01 24:00"), &a, &x) &&
		frame_when(sv_of("2026-10-02 00:00"), &b, &y) && x == y,
	    "24:00 is 00:00 of the next day");
	ok(!frame_when(sv_of("2026-10-01..2026-10-04"), &a, &x), "a range is not one time");
	ok(!frame_when(sv_of(""), &a, &x), "nor is nothing");
	is_int((long)frame_day(STEP_QUARTER, 2026 * 4 + 3), (long)civil_days(2026, 10, 1),
	    "the fourth quarter's first day");
}

int
main(void)
{
	struct scale s;

	check_scale(0, 57.3, 4, 0, 60, 20, 0);
	check_scale(0, 6, 4, 0, 6, 2, 0);
	check_scale(0, 1.1, 4, 0, 1.5, 0.5, 1);
	check_scale(0, 0.092, 4, 0, 0.1, 0.025, 3);
	check_scale(-0.22, 0.42, 5, -0.4, 0.6, 0.2, 1);
	check_scale(2.61, 3.0, 5, 2.6, 3.0, 0.1, 1);
	check_scale(0, 3.5, 7, 0, 3.5, 0.5, 1);
	check_scale(0, 0, 5, 0, 1, 0.2, 1);
	check_scale(8, 8, 4, 7, 9, 0.5, 1);
	check_scale(0, 88000, 4, 0, 100000, 25000, 0);
	check_cover();
	check_spread();
	s = scale_nice(0, 100, 5);
	s.p0 = 200;
	s.p1 = 50;
	near(scale_at(&s, 0), 200, 1e-12, "the foot");
	near(scale_at(&s, 100), 50, 1e-12, "the head");
	near(scale_at(&s, 40), 140, 1e-12, "between");
	check_times();
	check_when();
	return done_testing();
}
