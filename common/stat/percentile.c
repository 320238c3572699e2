#include <assert.h>
#include <stdlib.h>

#include "percentile.h"

#define CUT	12	/* decimals kept where exact fractions do not fit */

static int
by_ratio(const void *a, const void *b)
{
	return ratio_cmp(*(const struct ratio *)a, *(const struct ratio *)b);
}

static int
by_dec(const void *a, const void *b)
{
	return dec_cmp(*(const struct dec *)a, *(const struct dec *)b);
}

/* k - 1 = (n - 1) p / 100: its whole part, and what is behind it as a fraction. */
static size_t
rank_of(size_t n, struct dec p, struct ratio *part)
{
	const wide unit = 100 * dec_pow10(p.scale);
	const wide k = (wide)(n - 1) * p.m;

	assert(dec_has(p) && p.scale <= 4 && p.m >= 0 && p.m <= unit);
	*part = ratio_make(k % unit, unit);
	return (size_t)(k / unit);
}

/* lo + (hi - lo) f */
static struct ratio
between(struct ratio lo, struct ratio hi, struct ratio f)
{
	const struct ratio r = ratio_add(lo, ratio_mul(ratio_sub(hi, lo), f));

	if (ratio_has(r))
		return r;
	lo = dec_ratio(ratio_guard(lo, CUT));
	hi = dec_ratio(ratio_guard(hi, CUT));
	return ratio_add(lo, ratio_mul(ratio_sub(hi, lo), f));
}

struct ratio
percentile_of(struct dec *x, size_t n, struct dec p)
{
	struct ratio part;
	size_t s;

	if (n == 0)
		return (struct ratio){ 0, 0 };
	qsort(x, n, sizeof(*x), by_dec);
	s = rank_of(n, p, &part);
	return part.num == 0 ? dec_ratio(x[s]) : between(dec_ratio(x[s]), dec_ratio(x[s + 1]), part);
}

struct ratio
percentile_ratio(struct ratio *x, size_t n, struct dec p)
{
	struct ratio part;
	size_t s;

	if (n == 0)
		return (struct ratio){ 0, 0 };
	qsort(x, n, sizeof(*x), by_ratio);
	s = rank_of(n, p, &part);
	return part.num == 0 ? x[s] : between(x[s], x[s + 1], part);
}
