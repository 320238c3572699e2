/*
 * quot - exact means as quotients, and exact sums of many of them.
 * A mean of hours is m x 10^-scale / n; a sum of them keeps one numerator over 10^scale x QUOT_UNIT,
 * which every n of 1 to 24 divides, so that a year of days is added without one division.  What does
 * not fit that is added as a fraction.  Pure.  Needs: decimal.
 *
 *	struct quotsum s = { 0 };
 *	quotsum_add(&s, day);
 *	struct ratio mean = quotsum_mean(&s);
 */
#ifndef QJ_QUOT_H
#define QJ_QUOT_H

#include "decimal.h"

#define QUOT_UNIT	INT64_C(5354228880)	/* least common multiple of 1 to 24, the hours of a day */

/* m x 10^-scale / n; n 0 is missing. */
struct quot {
	wide	m;
	int	scale;
	int	n;
};

struct quotsum {
	wide		sum;		/* over QUOT_UNIT x 10^scale */
	int		scale;
	uint32_t	count;
	struct ratio	rest;		/* of values that do not fit the unit; den 0: none */
};

/* Adds q, or a fraction; a missing one is left out. */
void		quotsum_add(struct quotsum *, struct quot q);
void		quotsum_add_ratio(struct quotsum *, struct ratio r);
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
