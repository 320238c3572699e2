/* ozone: windows of one natural day, 6 hours each, 14 of 17, and the exception above the limit. */
#include "ozone.h"
#include "tap.h"

static const struct ozone_rule rule = { 6, 14, { 160, 0, DEC_NUMBER, 0 } };

/* All hours of mask have v but those of high, which have w. */
static struct quot
day(uint32_t mask, int v, uint32_t high, int w, int *windows)
{
	struct dec hour[24] = { { 0, 0, 0, 0 } };

	for (int h = 0; h < 24; h++) {
		if ((mask >> h & 1) != 0)
			hour[h] = dec_int((high >> h & 1) != 0 ? w : v);
	}
	return ozone_8hmax(hour, mask, &rule, windows);
}

static bool
is(struct quot q, int num, int den)
{
	return q.n > 0 && ratio_cmp(quot_ratio(q), (struct ratio){ num, den }) == 0;
}

int
main(void)
{
	const uint32_t all = 0xffffff;
	struct dec mixed[24];
	int n;

	ok(is(day(all, 80, 0, 0, &n), 80, 1) && n == 17, "a whole day has 17 windows, ending 08 to 24");
	ok(is(day(all, 80, 0xff, 160, &n), 160, 1), "the first window is 01 to 08");
	ok(is(day(all, 80, 0xff0000, 160, &n), 160, 1), "the last window is 17 to 24");
	ok(is(day(all, 80, 1u << 23, 160, &n), 90, 1), "hour 24 is in one window");
	ok(is(day(0xfffffc, 80, 0, 0, &n), 80, 1) && n == 17, "6 hours make a window");
	ok(is(day(0xfffff8, 80, 0, 0, &n), 80, 1) && n == 16, "5 hours do not");
	ok(is(day(0xffffe0, 80, 0, 0, &n), 80, 1) && n == 14, "14 windows are enough");
	ok(day(0xffffc0, 160, 0, 0, &n).n == 0 && n == 13, "13 are not, at the limit");
	ok(is(day(0xffffc0, 161, 0, 0, &n), 161, 1) && n == 13, "13 count above the limit");
	ok(is(day(0x3f, 161, 0, 0, &n), 161, 1) && n == 1, "one window counts above the limit");
	ok(day(0x1f, 500, 0, 0, &n).n == 0 && n == 0, "5 hours in all never count");
	ok(day(0, 0, 0, 0, &n).n == 0 && n == 0, "no hours, no value");
	ok(is(day(0xfffffe, 70, 2, 77, &n), 71, 1), "of windows of 7 and 8 hours the larger mean, not the larger sum");
	ok(is(day(all, -3, 0, 0, &n), -3, 1), "below zero the largest is found as well");
	for (int h = 0; h < 24; h++)
		mixed[h] = (struct dec){ h % 2 == 0 ? 1005 : 100, (int16_t)(h % 2 == 0 ? 1 : 0), DEC_NUMBER, 0 };
	ok(is(ozone_8hmax(mixed, all, &rule, NULL), 401, 4), "hours of different decimals are added exactly");
	return done_testing();
}
