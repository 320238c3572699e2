#include "recover.h"

struct quot
recover_mean(struct dec x, int decimals)
{
	const wide unit = dec_pow10(RECOVER_EXTRA);

	if (!dec_has(x) || x.scale != decimals + RECOVER_EXTRA)
		return quot_of(x);
	for (int n = 2; n <= RECOVER_N; n++) {
		const wide v = (wide)x.m * n, m = (v + (v < 0 ? -unit / 2 : unit / 2)) / unit,
		    off = v - m * unit;

		if (off <= n && off >= -n)	/* within one unit of the last decimal of x */
			return (struct quot){ m, decimals, n };
	}
	return quot_of(x);
}
