/*
 * recover - every mean of 1 to 24 whole hours comes back as the fraction it was cut from.
 */
#include "recover.h"
#include "tap.h"

static bool
comes_back(int n, int64_t sum, int decimals)
{
	const struct ratio exact = ratio_make(sum, n * dec_pow10(decimals));
	const struct dec cut = ratio_guard(exact, decimals + RECOVER_EXTRA);

	return ratio_cmp(quot_ratio(recover_mean(cut, decimals)), exact) == 0;
}

int
main(void)
{
	bool all[2] = { true, true };
	struct quot q;
	struct ratio sum = { 0, 1 }, cut = { 0, 1 };

	for (int n = 1; n <= RECOVER_N; n++) {
		for (int64_t s = 0; s < 3000; s++) {
			all[0] = all[0] && comes_back(n, s, 0);
			all[1] = all[1] && comes_back(n, s, 1);
		}
	}
	ok(all[0], "sums 0 to 2999 of 1 to 24 hours in whole units come back");
	ok(all[1], "the same of tenths");
	q = recover_mean((struct dec){ .m = 26041667, .scale = 6, .kind = DEC_NUMBER }, 0);
	is_int((long long)q.m, 625, "26.041667 is 625 ...");
	is_int(q.n, 24, "... over 24");
	q = recover_mean((struct dec){ .m = 26041, .scale = 3, .kind = DEC_NUMBER }, 0);
	ok(q.n == 1 && q.m == 26041 && q.scale == 3, "a value of fewer decimals stays");
	q = recover_mean((struct dec){ .m = 26012345, .scale = 6, .kind = DEC_NUMBER }, 0);
	ok(q.n == 1 && q.m == 26012345, "a value that is no such fraction stays");
	q = recover_mean((struct dec){ 0 }, 0);
	is_int(q.n, 0, "missing stays missing");

	/* Days whose mean is a tie, 27.5; what was cut off makes it 27.4999995. */
	for (int i = 0; i < 12; i++) {
		const struct ratio day = ratio_make(i % 2 == 0 ? 659 : 661, 24);

		sum = ratio_add(sum, day);
		cut = ratio_add(cut, dec_ratio(ratio_guard(day, RECOVER_EXTRA)));
	}
	is_int((long long)ratio_round(ratio_mul(sum, ratio_make(1, 12)), 0).m, 28, "the exact mean 27.5 goes to even");
	is_int((long long)ratio_round(ratio_mul(cut, ratio_make(1, 12)), 0).m, 27, "the mean of the cut days would not");
	return done_testing();
}
