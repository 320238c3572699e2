/*
 * waterlimit - limits of water items: the class of one value, its multiple of a limit, and what a limit of detection proves.
 * GB 3838-2002 (rivers, lakes; classes 1 to 5, 6 is worse than class V; tables 2 and 3 have one limit
 * for drinking-water sources) and GB/T 14848-2017 (groundwater; classes 1 to 4, 5 is beyond).  Where
 * classes have the same limit, the better one is meant.  Source: common/data/limits_water.csv,
 * limits_groundwater.csv; decimals of assessed means: rounding.csv, stage water (surface water alone).
 * Pure.  Needs: table, decimal, rounding.
 *
 *	struct waterlimits l;
 *	waterlimits_init(&l, tabs);
 *	const struct waterlimit *a = waterlimits_find(&l, "NH3-N", WATER_RIVER);
 *	waterlimit_class(a, x);		(4 for 1.2 mg/L)
 */
#ifndef QJ_WATERLIMIT_H
#define QJ_WATERLIMIT_H

#include "decimal.h"
#include "table.h"

/* WATER_RIVER holds for river-type reservoirs too: the registry says which limits a water has. */
enum water_body { WATER_UNKNOWN, WATER_RIVER, WATER_LAKE, WATER_GROUND };
enum waterlimit_kind { WATERLIMIT_MAX, WATERLIMIT_MIN, WATERLIMIT_RANGE };

#define WATERLIMIT_NCLASS	5
#define WATERLIMIT_LARGEST	INT64_C(1000000000000)	/* number of a limit without its point: multiples stay in range */
#define WATERLIMIT_FINE		9	/* most decimals of a bound */
#define WATERLIMIT_WORST	6	/* worse than class V; groundwater: 5 */

struct waterlimit {
	const char		*item;
	bool			 body[4];	/* for which water, by enum water_body */
	enum waterlimit_kind	 kind;
	int			 nclass;	/* 5; groundwater 4; 0: only single */
	/* of the classes [registry unit], missing: no bound; a range's lower bounds */
	struct dec		 limit[WATERLIMIT_NCLASS];
	struct dec		 high[WATERLIMIT_NCLASS];	/* of a range */
	/* the bounds in units of 10^-WATERLIMIT_FINE, for the common case of waterlimit_class; set by waterlimits_init */
	int64_t			 fine[WATERLIMIT_NCLASS], fine_high[WATERLIMIT_NCLASS];
	bool			 has_fine;
	struct dec		 single;	/* of tables 2 and 3; missing: none */
	int			 table, no;	/* of the standard */
	int			 decimals;	/* of an assessed mean; -1: as it stands */
	bool			 nd_first;	/* class 1 is "not detected" */
	bool			 assessed;	/* counts for the class */
	bool			 routine;	/* set61 of surface sources; the 39 of groundwater */
	const char		*confidence;
};

struct waterlimits {
	struct waterlimit	*v;		/* in the order of the standards */
	size_t			 n;
	const char		*wrong;		/* item of a row of a user's table that can't be used; NULL: none */
};

void	waterlimits_init(struct waterlimits *, const struct tables *);
void	waterlimits_release(struct waterlimits *);

/* The limits of an item for that water; NULL where there are none. */
const struct waterlimit *waterlimits_find(const struct waterlimits *, const char *item, enum water_body);

/* Whether the item of that canonical name has class limits for any water. */
bool	waterlimits_classed(const struct waterlimits *, struct sv item);

/*
 * The class of x, 1 to nclass + 1, by limits that are stricter by margin [percent] (missing: none; ranges have
 * none).  A value below its limit of detection counts as half of that.  nclass must not be 0, x must be a number.
 */
int	waterlimit_class_within(const struct waterlimit *, struct dec x, struct dec margin);

/* x in units of 10^-WATERLIMIT_FINE; false where it does not fit. */
static inline bool
waterlimit_fine(struct dec x, int64_t *v)
{
	static const int64_t power[WATERLIMIT_FINE + 1] = { 1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000,
		100, 10, 1 };

	return x.scale <= WATERLIMIT_FINE && !__builtin_mul_overflow(x.m, power[x.scale], v);
}

/* The same without a margin; the common case here. */
static inline int
waterlimit_class(const struct waterlimit *l, struct dec x)
{
	int64_t v;
	int c = 0;

	if (!l->has_fine || !waterlimit_fine(x, &v) || (x.cens == '<' && v % 2 != 0))
		return waterlimit_class_within(l, x, (struct dec){ 0 });
	v = x.cens == '<' ? v / 2 : v;
	if (l->kind == WATERLIMIT_MAX)
		while (c < l->nclass && v > l->fine[c])
			c++;
	else if (l->kind == WATERLIMIT_MIN)
		while (c < l->nclass && v < l->fine[c])
			c++;
	else
		while (c < l->nclass && (v < l->fine[c] || v > l->fine_high[c]))
			c++;
	return c + 1;
}

/*
 * The bound of class c (1 to nclass; 0: the single one), missing for ranges and where there is none.
 */
struct dec	waterlimit_bound(const struct waterlimit *, int c);

/* (x - bound) / bound of class c; missing for DO and pH, and where the bound is missing. */
struct ratio	waterlimit_multiple(const struct waterlimit *, struct dec x, int c);

/* Whether x meets class c (0: the single limit); half of a limit of detection. */
bool	waterlimit_meets(const struct waterlimit *, struct dec x, int c);

/*
 * Whether nothing can be told of class c (0: the single limit): x is below a limit of detection that
 * is itself above the bound (STAT82; a non-detect proves nothing there).
 */
bool	waterlimit_unproved(const struct waterlimit *, struct dec x, int c);

/*
 * x as assessed means are: rounded to `decimals`, but to one significant digit where that gives 0.
 * With early, also where x is below one unit of the last decimal (the other reading of the rule).
 */
struct dec	waterlimit_round(const struct waterlimit *, struct ratio x, bool early);

/* "3", "III", "Ⅲ", "劣Ⅴ", "6", each also with 类: 1 to 6; 0 for anything else. */
int	water_class_parse(struct sv);

/* The body of water that a registry's water_type means; WATER_UNKNOWN for none. */
enum water_body water_body_of(struct sv water_type);

#endif
