/* quot: exact sums of means of 1 to 24 values, of fractions, and what does not fit 128 bits. */
#include "quot.h"
#include "tap.h"

static bool
is(struct ratio r, int64_t num, int64_t den)
{
	return ratio_has(r) && ratio_cmp(r, (struct ratio){ num, den }) == 0;
}

int
main(void)
{
	struct quotsum s = { 0 };
	struct ratio want = { 0, 1 };

	ok(!ratio_has(quotsum_mean(&s)) && !ratio_has(quotsum_sum(&s)), "an empty sum is missing");
	quotsum_add(&s, (struct quot){ 5, 0, 0 });
	ok(s.count == 0, "a missing mean is left out");
	ok(!ratio_has(quot_ratio((struct quot){ 5, 0, 0 })) && quot_of((struct dec){ 0 }).n == 0, "missing stays missing");
	for (int n = 1; n <= 24; n++) {
		quotsum_add(&s, (struct quot){ 7, n % 3, n });
		want = ratio_add(want, ratio_make(7, (wide)n * dec_pow10(n % 3)));
	}
	ok(ratio_cmp(quotsum_sum(&s), want) == 0 && s.count == 24, "1 to 24 values, three scales: the sum is exact");
	ok(ratio_cmp(quotsum_mean(&s), ratio_mul(want, ratio_make(1, 24))) == 0, "so is the mean");
	ok(!ratio_has(s.rest), "none of them needed a fraction");

	s = (struct quotsum){ 0 };
	quotsum_add(&s, (struct quot){ 1, 0, 29 });
	quotsum_add(&s, (struct quot){ 1, 0, 2 });
	ok(is(quotsum_sum(&s), 31, 58), "29 values are added as a fraction");
	quotsum_add_ratio(&s, (struct ratio){ 1, 7 });
	quotsum_add_ratio(&s, (struct ratio){ 0, 0 });
	ok(is(quotsum_sum(&s), 31 * 7 + 58, 58 * 7) && s.count == 3, "fractions join, missing ones do not");

	s = (struct quotsum){ 0 };
	quotsum_add(&s, (struct quot){ (wide)INT64_MAX * 1000000000, 0, 1 });
	quotsum_add(&s, (struct quot){ (wide)INT64_MAX * 1000000000, 0, 1 });
	ok(s.count == 2 && ratio_cmp(quotsum_mean(&s), (struct ratio){ (wide)INT64_MAX * 1000000000, 1 }) == 0,
	    "what leaves 128 bits over the unit is not wrapped");
	ok(is(quot_ratio(quot_of((struct dec){ 25, 1, DEC_NUMBER, 0 })), 5, 2), "a number is a mean of one");
	return done_testing();
}
