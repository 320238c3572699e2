/*
 * cwqi - city water quality index: single indices of items against class III, their sum over rivers
 * and over lakes, the city's index of both, its change and rank.
 * 环办监测〔2017〕51号.  Smaller is better.  Exact fractions, rounded once at the end.
 * Source: common/data/cwqi.csv (items and forms), limits_water.csv (class III), rounding.csv (cwqi, cwqi_change).
 * No I/O.  Needs: waterlimit, rounding, decimal, table.
 *
 *	struct cwqi q;
 *	cwqi_init(&q, tabs);
 *	ratio_round(cwqi_single(&q, cwqi_find(&q, "DO"), CWQI_RIVER, dec_ratio(x)), 4);	(0.5000 for 10 mg/L)
 */
#ifndef QJ_CWQI_H
#define QJ_CWQI_H

#include "waterlimit.h"

#define CWQI_ITEMS	64		/* most items of the table: bits of a mask */
#define CWQI_NONE	SIZE_MAX

enum cwqi_form { CWQI_RATIO, CWQI_INVERSE, CWQI_NEUTRAL };
enum cwqi_body { CWQI_RIVER, CWQI_LAKE, CWQI_NBODY };

struct cwqi_item {
	const char			*item;
	enum cwqi_form			 form;
	struct dec			 neutral;		/* of CWQI_NEUTRAL */
	const struct waterlimit		*limit[CWQI_NBODY];	/* [registry unit] */
};

struct cwqi {
	struct waterlimits	 limits;
	struct cwqi_item	 v[CWQI_ITEMS];		/* in the order of the table */
	size_t			 n;
	int			 decimals, change_decimals;
	const char		*wrong;			/* an item that can't be used; NULL: none */
};

void	cwqi_init(struct cwqi *, const struct tables *);
void	cwqi_release(struct cwqi *);

/* The number of an item, CWQI_NONE where the table has none of that name. */
size_t	cwqi_find(const struct cwqi *, const char *item);

/* The single index of the mean c of item i; missing for a missing c, and where nothing can be divided by it (DO 0). */
struct ratio cwqi_single(const struct cwqi *, size_t i, enum cwqi_body, struct ratio c);

/* The index of one city or county. */
struct cwqi_city {
	unsigned int	n[CWQI_NBODY];			/* river sections, lake points; 0: none */
	struct ratio	mean[CWQI_NBODY][CWQI_ITEMS];	/* over those, by item; missing: not measured */
	/* set by cwqi_judge */
	struct ratio	single[CWQI_ITEMS];		/* of the city, weighted as all; they add up to it */
	struct ratio	part[CWQI_NBODY];		/* sums; missing where there is no such water */
	struct ratio	all;
	uint64_t	missing;			/* bits of items that one of its waters lacks */
	uint64_t	zero;				/* of these the ones whose mean is 0 and must be divided by */
	unsigned int	nitem;				/* in the sums: of those that no water lacks */
};

/* All sums are over the same items: those that are missing in neither water.  Without sections all is missing. */
void	cwqi_judge(const struct cwqi *, struct cwqi_city *);

/* (now - base) / base [%], negative is better; missing where either is or base is 0. */
struct dec cwqi_change(const struct cwqi *, struct dec now, struct dec base);

/* Ranks from the smallest: equal values have the same, the next skips; 0 for missing ones. */
void	cwqi_rank(const struct dec *v, size_t n, unsigned int *rank);

/* a + b.  Where the exact sum would leave 128 bits, of both to 15 decimals. */
struct ratio cwqi_add(struct ratio a, struct ratio b);

#endif
