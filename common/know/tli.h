/*
 * tli - comprehensive trophic level index of lakes and reservoirs.
 * Source: CNEMC 2001 method, TLI(j) = 10 (a + b ln x), weights r^2 / sum r^2; table data/tli.csv.
 * States: tli_levels.csv, judged here on whatever value is given.
 * All is integers: logarithms too, so that every machine gives the same bytes.
 * Pure but for the tables it reads once.  Needs: bands, decimal, rounding.
 *
 *	struct tli t;
 *	tli_init(&t, tabs);
 *	v[0] = tli_item(&t, 0, dec_ratio(x));		(Chla 26 ug/L: 60.383)
 *	r = tli_combine(&t, v, &n);
 *	tli_state(&t, r)->zh;
 */
#ifndef QJ_TLI_H
#define QJ_TLI_H

#include "bands.h"

#define TLI_MAX		8	/* items of a table */

struct tli_item {
	const char	*name, *unit;
	wide		 a, b;		/* x 10^4 */
	wide		 weight;	/* r^2 x 10^8 */
};

struct tli {
	struct tli_item	 v[TLI_MAX];
	size_t		 n;
	struct bands	 states;
	int		 decimals;		/* as bulletins show TLI */
	/* What is wrong with tables of the user's: the table, the item, what; wrong NULL for nothing. */
	const char	*wrong, *wrong_table, *wrong_at;
};

/* The built-in tables are right; with tables of the user's look at wrong. */
void		tli_init(struct tli *, const struct tables *);

/*
 * TLI of x [the item's unit] for item i (< n), within 1e-14 of the true one (error: see tli_ln).  It
 * has no lower or upper end.  Missing where x is missing; x of 0 and below is the caller's error
 * and gives missing too.
 */
struct ratio	tli_item(const struct tli *, size_t i, struct ratio x);

/* The weight of item i among all items, exact. */
struct ratio	tli_weight(const struct tli *, size_t i);

/*
 * The weighted mean of value[n], weights over the values there are; *count (may be NULL) gets their
 * number.  Missing where there is none.
 */
struct ratio	tli_combine(const struct tli *, const struct ratio value[], unsigned int *count);

/* The state that holds a TLI; NULL for a missing one. */
const struct band *tli_state(const struct tli *, struct ratio tli);

/* ln x for x > 0 [10^-17]; for tests. */
wide		tli_ln(struct ratio x);

#endif
