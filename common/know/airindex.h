/*
 * airindex - the composite air quality index of a period: single indices, their sum, the largest.
 * A single index is an item's period statistic over its limit; the composite is their (weighted)
 * sum, larger is worse.  Which limits and weights hold is a rule set, a setting: table
 * data/index_air.csv; decimals: table rounding, stages single and composite.
 * Source: ranking rules of 2014 and 2018; bulletins round the singles before adding them.
 * Pure.  Needs: decimal, aqi (item order), table, rounding.
 *
 *	struct airindex x;
 *	airindex_init(&x, tabs, "2026", false);
 *	airindex_of(&x, value, &r);		(value[AQI_NITEM], as displayed)
 */
#ifndef QJ_AIRINDEX_H
#define QJ_AIRINDEX_H

#include "aqi.h"
#include "decimal.h"
#include "table.h"

struct airindex {
	const char	*set;
	const char	*statistic[AQI_NITEM];	/* "SO2", "CO_p95": the column that enters */
	struct dec	 percentile[AQI_NITEM];	/* missing: the mean */
	struct dec	 limit[AQI_NITEM];	/* [ug/m3; CO mg/m3] */
	struct dec	 weight[AQI_NITEM];
	int		 single_decimals, composite_decimals;
	bool		 raw_sum;		/* singles are not rounded before they are added */
};

/* False where the table has no such set for all items. */
bool	airindex_init(struct airindex *, const struct tables *, const char *set, bool raw_sum);

struct airindex_result {
	struct dec	single[AQI_NITEM];	/* rounded */
	struct dec	index;			/* rounded; missing where an item is */
	struct dec	largest;		/* of the singles, without weights; missing with the index */
	unsigned int	main;			/* bits of the items that have it */
};

/* value[AQI_NITEM] in item order [ug/m3; CO mg/m3], as displayed. */
void	airindex_of(const struct airindex *, const struct dec value[AQI_NITEM], struct airindex_result *);

/*
 * Ranks of v[n]: the least (largest with descending) is 1, equal values share a rank and the next
 * is skipped (1, 2, 3, 3, 5); a missing value gets 0.
 */
void	airindex_rank(const struct dec *v, size_t n, bool descending, int *rank);

#endif
