/*
 * sampled - means of water samples: verticals, visits, months (W060 to W064), limits of detection, pH, large sums.
 */
#include "sampled.h"
#include "tap.h"

static struct dec
number(struct sv s)
{
	struct dec x = { 0 };

	(void)dec_parse(s, &x);
	return x;
}

/* "0.1,0.3;0.4|0.6": verticals of a visit; visits of a month | months. */
static struct sampled_period
gather(const char *text, enum avg_how how)
{
	struct sampled_period p = { .nmonths = 0 };
	struct sv months = sv_of(text), month, visit, x;

	while (sv_split(&months, '|', &month)) {
		struct sampled s = { .ndays = 0 };
		struct accum day;

		accum_init(&day);
		while (sv_split(&month, ';', &visit)) {
			while (sv_split(&visit, ',', &x))
				accum_add(&day, how, number(x));
			sampled_day(&s, &day, how, 3);
		}
		sampled_month(&p, &s, how);
	}
	return p;
}

static void
is_mean(const char *text, enum avg_how how, int decimals, const char *want, const char *name)
{
	const struct sampled_period p = gather(text, how);
	char got[DEC_TEXT];

	got[dec_print(got, ratio_round(sampled_mean(&p, how, 6), decimals))] = '\0';
	is_str(got, want, name);
}

static void
is_below(const char *text, const char *want, const char *name)
{
	const struct sampled_period p = gather(text, AVG_MEAN);
	char got[DEC_TEXT];

	got[dec_print(got, sampled_below(&p))] = '\0';
	is_str(got, want, name);
}

static void
check_vectors(void)
{
	is_mean("<0.025;0.08;0.10", AVG_MEAN, 6, "0.064167", "W060: half of 0.025L in the mean");
	is_mean("<0.00004;<0.00004;<0.00004", AVG_MEAN, 6, "0.000020", "W061: all below count half, not 0");
	is_mean("<0.0003;0.0008;0.0012;<0.0003", AVG_MEAN, 6, "0.000575", "W062");
	is_mean("7.0;8.0", AVG_PH, 4, "7.2596", "W063: pH 7 and 8 through the ion");
	is_mean("8.2;8.5;8.9", AVG_PH, 4, "8.4465", "W064");
	is_mean("7.0;8.0", AVG_MEAN, 4, "7.5000", "the plain mean where it is asked for");
}

static void
check_levels(void)
{
	struct sampled_period p;

	is_mean("0.1,0.3;0.4", AVG_MEAN, 4, "0.3000", "verticals first: 0.2 and 0.4, not three values");
	is_mean("0.1;0.3|0.6", AVG_MEAN, 4, "0.4000", "months last: 0.2 and 0.6");
	is_mean("7.0,8.0;7.0", AVG_PH, 4, "7.1107", "pH keeps its ions through the visit");
	p = gather("0.1,0.3;0.4|0.6", AVG_MEAN);
	ok(p.nmonths == 2 && p.ndays == 3 && p.nvalues == 4 && p.ncens == 0, "two months, three visits, four values");
	p = gather(",;0.4|,", AVG_MEAN);
	ok(p.nmonths == 1 && p.ndays == 1, "a visit or month without a value is none");
	is_mean("", AVG_MEAN, 3, "", "nothing has no mean");
	is_mean("", AVG_PH, 3, "", "nor a pH");
	is_mean("0.1;0.1;0.2", AVG_MEAN, 9, "0.133333333", "a mean that no decimal ends");
	is_mean("1;2;2|1;1;2|1", AVG_MEAN, 6, "1.333333", "months of thirds are exact: 5/3, 4/3, 1");
}

static void
check_below(void)
{
	is_below("<0.004;<0.001", "0.004", "all below: the largest limit");
	is_below("<0.004|<0.01", "0.01", "over months too");
	is_below("<0.004;0.001", "", "one measured value is enough for a mean");
	is_below("", "", "nothing is not below");
	is_mean("<0.004;0", AVG_MEAN, 4, "0.0010", "0 is a value");
}

/* Large numbers, many of them, and fractions of many denominators. */
static void
check_sums(void)
{
	struct sampled_period p = { .nmonths = 0 };
	struct sampled s = { .ndays = 0 };
	struct accum day;

	is_mean("999999999999999;999999999999999;999999999999997", AVG_MEAN, 0, "999999999999998", "numbers of 15 digits");
	is_mean("0.000000000001;0.000000000003", AVG_MEAN, 12, "0.000000000002", "12 decimals");
	accum_init(&day);
	for (int i = 0; i < 20000; i++) {
		accum_add(&day, AVG_MEAN, dec_int(100000000 + i));
		accum_add(&day, AVG_MEAN, dec_int(100000001 + i));
		accum_add(&day, AVG_MEAN, dec_int(100000000 + i));
		sampled_day(&s, &day, AVG_MEAN, 0);
	}
	sampled_month(&p, &s, AVG_MEAN);
	ok(ratio_cmp(sampled_mean(&p, AVG_MEAN, 0), ratio_make(INT64_C(600059999), 6)) == 0, "20000 visits of thirds are exact: 100009999 5/6");
}

int
main(void)
{
	check_vectors();
	check_levels();
	check_below();
	check_sums();
	return done_testing();
}
