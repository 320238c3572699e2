/*
 * quot - exact means as quotients, and exact sums of many of them.
 * A mean of hours is m x 10^-scale / n; sums keep one total for each n, so that a month of days
 * with 20 to 24 hours is added without a common denominator until the end.  Pure.  Needs: decimal.
 *
 *	struct quotsum s = { 0 };
 *	quotsum_add(&s, day);
 *	struct ratio mean = quotsum_mean(&s);
 */
#ifndef QJ_QUOT_H
#define QJ_QUOT_H

#include "decimal.h"

#define QUOT_N	60		/* largest n kept apart: minutes of an hour, hours of a day */

/* m x 10^-scale / n; n 0 is missing. */
struct quot {
	wide	m;
	int	scale;
	int	n;
};

struct quotsum {
	wide		by_n[QUOT_N + 1];
	int		scale;
	uint32_t	count;
	bool		overflow;
};

/* Adds q; a missing one is left out. */
void		quotsum_add(struct quotsum *, struct quot q);
/* The sum and mean; missing without values. */
struct ratio	quotsum_sum(const struct quotsum *);
struct ratio	quotsum_mean(const struct quotsum *);
struct ratio	quot_ratio(struct quot q);
static inline struct quot
quot_of(struct dec x)
{
	return dec_has(x) ? (struct quot){ x.m, x.scale, 1 } : (struct quot){ 0, 0, 0 };
}

/*
 * a + b where the exact sum may leave 128 bits: then both are first cut to 12 decimals with the
 * guard digit, far below any digit shown.
 */
struct ratio	quot_add_ratio(struct ratio a, struct ratio b);

#endif
