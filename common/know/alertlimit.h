/*
 * alertlimit - the class of one value of an automatic water station, by GB 3838-2002 table 1.
 * Classes are 1 to 5, 6 is worse than class V.  Limits of two equal classes give the better one.
 * Source: common/data/alert_limits.csv.  Pure.  Needs: table, decimal.
 *
 *	struct alertlimits l;
 *	alertlimits_init(&l, tabs);
 *	const struct alertlimit *a = alertlimit_find(&l, "NH3-N", "river");
 *	alertlimit_class(a, x, (struct dec){ 0 });	(4 for 1.2 mg/L)
 */
#ifndef QJ_ALERTLIMIT_H
#define QJ_ALERTLIMIT_H

#include "decimal.h"
#include "table.h"

enum alertlimit_side { ALERTLIMIT_MAX, ALERTLIMIT_MIN, ALERTLIMIT_RANGE };

#define ALERTLIMIT_LARGEST INT64_C(1000000000000)	/* number of a limit without its point: multiples stay in range */

struct alertlimit {
	const char		*item, *water, *unit;	/* water: any, river, lake */
	enum alertlimit_side	 side;
	struct dec		 limit[5];	/* of the classes [unit]; a range's lower bound in all */
	struct dec		 high;		/* its upper bound */
	int			 decimals;	/* [0, 9] values are rounded to before they are compared */
};

struct alertlimits {
	struct alertlimit	*v;
	size_t			 n;
	const char		*wrong;		/* item of a row of a user's table that can't be used; NULL: none */
};

void	alertlimits_init(struct alertlimits *, const struct tables *);
void	alertlimits_release(struct alertlimits *);

/* The limits of an item for that water ("river", "lake"); NULL where there are none. */
const struct alertlimit *alertlimit_find(const struct alertlimits *, const char *item, const char *water);

/*
 * The class of x; with a margin [percent] that of clearing, by limits so much stricter (not for
 * ranges).  x must be a number.
 */
int	alertlimit_class(const struct alertlimit *, struct dec x, struct dec margin);

/* "3", "III", "Ⅲ", each also with 类: 1 to 5; 0 for anything else. */
int	alertlimit_class_parse(struct sv);

/* The body of water that a registry's water_type means: "river", "lake", NULL for neither. */
const char *alertlimit_water(struct sv water_type);

#endif
