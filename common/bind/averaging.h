/*
 * averaging - which columns of a table are averaged how: the result columns of qj-average and their
 * minima, from the item registry and the tables validity, percentiles and limits_air.
 * Needs: columns, average, validity, edition, events.
 *
 *	struct averaging g;
 *	averaging_init(&g, &columns, &(struct averaging_spec){ .tabs = &tabs, .step = STEP_DAY });
 *	g.col[0].how; g.name[0];
 */
#ifndef QJ_AVERAGING_H
#define QJ_AVERAGING_H

#include "average.h"
#include "columns.h"
#include "edition.h"

struct averaging {
	struct avg_col	*col;
	char		**name;		/* result column names: "PM2.5", "O3_8hmax", "CO_p95" */
	const struct item **item;	/* item[n] */
	size_t		 n;
	size_t		 cap, namecap, itemcap;
	struct editions	 ed;
	const struct items *items;
	const struct tables *tabs;
	enum step	 step;		/* whose rules hold */
	bool		 from_days;
};

struct averaging_spec {
	const struct tables	*tabs;
	enum step		 step;		/* of the result */
	const struct period	*range;		/* of STEP_RANGE */
	bool			 from_days;
	uint64_t		 events;	/* items that get NAME_noevent besides, from hours */
	const char		*percentile;	/* --percentile */
};

/* Whether an item column is averaged: of hours not what is a statistic already (PM10_24h, O3_8hmax). */
bool	averaging_takes(const struct item_bound *, bool from_days);

/*
 * The result columns for rows of c: O3 to a day gives O3_8hmax and O3_1hmax; periods of a week and
 * longer also give percentiles: by the table where the list is NULL, none for "none", else
 * "PM2.5:95,O3_8hmax:90".  A bad list is a usage error.
 */
void	averaging_init(struct averaging *, const struct columns *c, const struct averaging_spec *);
/* The columns of g averaged further: what regions' days become. */
void	averaging_again(struct averaging *, const struct averaging *g, struct diag *, const struct averaging_spec *);

/* The header of column c, with its unit where several media share the item's name: "Pb[ug/m3]". */
void	averaging_head(const struct averaging *, size_t c, struct sbuf *);
void	averaging_release(struct averaging *);

#endif
