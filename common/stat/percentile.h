/*
 * percentile - percentiles of a period's daily values, exact.
 * Source: HJ 663-2013 annex A: sorted ascending X1..Xn, k = 1 + (n - 1) p / 100, s = floor(k),
 * X = Xs + (Xs+1 - Xs) (k - s); Xn where s = n.  Pure: no allocation, no state.  Needs: decimal.
 *
 *	struct dec x[3] = { dec_int(10), dec_int(30), dec_int(20) };
 *	ratio_round(percentile_of(x, 3, dec_int(90)), 1);		(28.0)
 */
#ifndef QJ_PERCENTILE_H
#define QJ_PERCENTILE_H

#include "decimal.h"

/*
 * The p-th percentile (0 to 100, at most 4 decimals) of x[n], which is sorted in place; all must be
 * numbers.  Missing where n is 0.  A result whose exact fraction leaves 128 bits is made of values
 * cut to 12 decimals with the guard digit.
 */
struct ratio	percentile_of(struct dec *x, size_t n, struct dec p);

/* The same of fractions. */
struct ratio	percentile_ratio(struct ratio *x, size_t n, struct dec p);

#endif
