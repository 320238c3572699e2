/*
 * cityindex - rows of sections gathered into cities or counties for their water quality index:
 * the mean of each section over its rows, then of the river sections and of the lake points of a city.
 * A value below its limit of detection is half of that.  Holds sections x periods.
 * Needs: cwqi, columns, sites, cli.
 *
 *	struct cityindex *x = cityindex_read(&spec, in);
 *	x->city[i].q.all
 *	cityindex_free(x);
 */
#ifndef QJ_CITYINDEX_H
#define QJ_CITYINDEX_H

#include "cli.h"
#include "columns.h"
#include "csvin.h"
#include "cwqi.h"
#include "sites.h"

struct cityindex_spec {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	const struct cwqi	*cwqi;
	const struct sites	*sites;		/* NULL: no registry */
	const char		*by;		/* column of the registry, else of the input */
	bool			 has_period;	/* one result for all rows within it, else one for each time */
	struct period		 period;
};

/* A city in a period. */
struct cityindex_city {
	char			*key;		/* cell of --by */
	char			*time;		/* label */
	struct period		 period;
	struct cwqi_city	 q;		/* judged */
	struct dec		 shown;		/* the index as it is displayed; missing: it has none */
	unsigned int		 rank;		/* within its time; 0: none */
};

struct cityindex {
	struct cityindex_city	*city;		/* in order of appearance */
	size_t			 n, cap;
	struct map		 groups;	/* key and time */
	struct map		 times;
	struct map		 unplaced;	/* stations left out: not assessed, or no city */
	unsigned long		 noutside, nempty;	/* rows outside the period; without any value */
	unsigned long		 ngap;		/* cells without a value in rows that have others */
	bool			 days;		/* a time was a day or an instant, and no period was given */
};

/*
 * Reads in to its end.  Refuses rows without station or time, with a second row of one station and time,
 * with a water that is neither river nor lake, with values below zero.  An index of fewer items than
 * the table has is made where at most allow are missing; it has no rank.  An item that can't be divided
 * by (DO 0) is not missing: without it the worst water would look clean.  Then there is no index.
 */
struct cityindex *cityindex_read(const struct cityindex_spec *, struct csvin *in, int allow);
void		cityindex_free(struct cityindex *);

/*
 * The city of the base that c is compared with: of the same key and the base's only time, else the time a
 * year before; NULL for none.
 */
const struct cityindex_city *cityindex_base(const struct cityindex *base, const struct cityindex_city *c);

#endif
