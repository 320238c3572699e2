#include "ozone.h"

#define WINDOW	8	/* hours */

/* q above the limit, exactly. */
static bool
exceeds(struct quot q, struct dec limit)
{
	return q.n > 0 && dec_has(limit) && ratio_cmp(quot_ratio(q), dec_ratio(limit)) > 0;
}

struct quot
ozone_8hmax(const struct dec hour[24], uint32_t has, const struct ozone_rule *r, int *windows)
{
	struct quot best = { 0, 0, 0 };
	wide sum[25] = { 0 };
	int scale = 0, valid = 0;

	for (int h = 0; h < 24; h++) {
		if ((has >> h & 1) != 0 && hour[h].scale > scale)
			scale = hour[h].scale;
	}
	for (int h = 0; h < 24; h++)
		sum[h + 1] = sum[h] + ((has >> h & 1) == 0 ? 0 : hour[h].scale == scale ? hour[h].m :
		    hour[h].m * dec_pow10(scale - hour[h].scale));
	for (int end = WINDOW; end <= 24; end++) {
		const int n = __builtin_popcount(has >> (end - WINDOW) & 0xffu);
		const wide s = sum[end] - sum[end - WINDOW];

		if (n < r->min_hours)
			continue;
		valid++;
		if (best.n == 0 || s * best.n > best.m * n)
			best = (struct quot){ s, scale, n };
	}
	if (windows != NULL)
		*windows = valid;
	if (valid < r->min_windows && !exceeds(best, r->limit))
		best.n = 0;
	return best;
}
