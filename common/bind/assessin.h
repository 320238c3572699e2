/*
 * assessin - rows of a table into an assessment: columns bound, stations gathered to groups, days
 * (or hours, which are averaged to days by the rules of qj-average) fed group by group.
 * Needs: columns, sites, regions, averaging, assess, recover.
 *
 *	struct assessin *s = assessin_new(&d, &common, &tabs, &aqi, in);
 *	while (csvin_next(in))
 *		assessin_row(s, in);
 *	struct assess *a = assessin_finish(s, &spec);
 */
#ifndef QJ_ASSESSIN_H
#define QJ_ASSESSIN_H

#include "assess.h"
#include "averaging.h"
#include "columns.h"
#include "regions.h"
#include "sites.h"

struct assessin {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	struct columns		 cols;
	struct averaging	 averaging;
	struct average		*av;		/* NULL until an hour was met */
	struct dec		*x;		/* x[cols.n] of an hour */
	int			 of[ASSESS_NIN];	/* columns of averaging, -1 if absent */
	int			 col[ASSESS_NIN];	/* item columns of days, -1 if absent */
	struct sites		*sites;		/* NULL: no registry */
	struct regions		*regions;
	struct map		 stations;
	int64_t			*last;		/* last[station]: day of its last row */
	size_t			 caplast;
	struct period		 period, span;	/* asked for; of the data */
	size_t			 nby;
	bool			 has_period, by_station, any, noevent, hours_ok;
	int			 basis;		/* 0 no row yet, 1 days, 2 hours */
	int			 edition;	/* of the days made of hours; -1 by the day */
	struct editions		 ed;
	unsigned long		 noutside;
};

/*
 * Binds the columns, reads the registry and makes the regions of common->by and ->via.  hours_ok:
 * rows may be hours.  Refuses a table without any of the six items.  common->via needs ->by.
 */
struct assessin *assessin_new(struct diag *, const struct cli_common *, const struct tables *,
    struct csvin *,
		    bool hours_ok);
void		assessin_free(struct assessin *);

/* The current row; refused where it is not behind its station's last one. */
void		assessin_row(struct assessin *, struct csvin *);

/* Ends the hours, so that span is known. */
void		assessin_end(struct assessin *);

/* The period to assess: that asked for, else the span of the data by its usual name. */
struct period	assessin_period(const struct assessin *);

/* Feeds and finishes an assessment by spec (whose last, nby and noevent are set here). */
struct assess  *assessin_finish(struct assessin *, struct assess_spec *);

#endif
