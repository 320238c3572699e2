/*
 * percentile - HJ 663-2013 annex A against hand-made exact values.
 */
#include "percentile.h"
#include "tap.h"

static void
is_ratio(struct ratio r, long long num, long long den, const char *name)
{
	if (!ok(ratio_has(r) && ratio_cmp(r, (struct ratio){ num, den }) == 0, "%s", name))
		note("got %lld/%lld", (long long)r.num, (long long)r.den);
}

/* n values v, v+1, ... in falling order, so that sorting is needed. */
static struct ratio
falling(size_t n, struct dec p)
{
	struct dec x[400];

	for (size_t i = 0; i < n; i++)
		x[i] = dec_int((int64_t)(n - i));
	return percentile_of(x, n, p);
}

int
main(void)
{
	struct dec one[] = { dec_int(7) };
	struct ratio r[] = { { 10, 3 }, { 1, 3 }, { 2, 3 } };
	struct ratio huge[2];

	is_ratio(percentile_of(one, 1, dec_int(95)), 7, 1, "one value is every percentile");
	ok(!ratio_has(percentile_of(one, 0, dec_int(95))), "no values: missing");
	is_ratio(falling(31, dec_int(90)), 28, 1, "31 days, 90: k = 28 exactly, X28");
	is_ratio(falling(30, dec_int(90)), 271, 10, "30 days, 90: k = 27.1, X27 + 0.1 (X28 - X27)");
	is_ratio(falling(31, dec_int(95)), 295, 10, "31 days, 95: k = 29.5");
	is_ratio(falling(365, dec_int(98)), 35772, 100, "365 days, 98: k = 357.72");
	is_ratio(falling(31, dec_int(100)), 31, 1, "s = n: the largest");
	is_ratio(falling(31, dec_int(0)), 1, 1, "0: the smallest");
	is_ratio(falling(11, (struct dec){ .m = 975, .scale = 1, .kind = DEC_NUMBER }), 1075, 100, "97.5 of 11: k = 10.75");
	is_ratio(percentile_ratio(r, 3, dec_int(75)), 2, 1, "fractions: 2/3 + (10/3 - 2/3)/2");
	huge[0] = ratio_make((wide)1 << 120, ((wide)1 << 119) + 1);
	huge[1] = ratio_make((wide)3 << 118, ((wide)1 << 118) + 1);
	{
		const struct dec x = ratio_round(percentile_ratio(huge, 2, dec_int(50)), 6);

		ok(dec_has(x) && x.m == 2500000 && x.scale == 6, "fractions too wide to combine are cut first, not lost");
	}
	return done_testing();
}
