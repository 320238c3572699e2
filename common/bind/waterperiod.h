/*
 * waterperiod - qj-water's results of periods: samples gathered to means, judged, and written one row for each section and
 * period, or given to groups; sections that were due and not sampled; compliance of zones.
 * Needs: watermean, waterdue, waterzone, watergroup, waterput.
 *
 *	waterperiod_init(&p, not_sampled);
 *	waterperiod_head(&p);
 *	waterperiod_row(&p);			(each row)
 *	waterperiod_finish(&p);
 */
#ifndef QJ_WATERPERIOD_H
#define QJ_WATERPERIOD_H

#include "waterdue.h"
#include "watergroup.h"
#include "watermean.h"
#include "waterput.h"
#include "waterzone.h"

struct waterperiod {
	/* set by the caller; lent */
	struct watercols	*w;
	struct waterput		*put;
	struct csvout		*out;
	struct watergroup	*group;		/* NULL: one row for each section */
	struct watermean_spec	 spec;
	bool			 counts, zones, want_due;
	bool			 rounded;	/* means are rounded before they are judged */
	bool			 all_rounded;	/* the samples of zones too */
	bool			 as_is;		/* means are shown unrounded */
	/* own */
	struct watermean	*mean;
	struct waterdue		*due;		/* NULL: sections without samples are left out */
	struct waterzone	 zone;
	struct water_judged	 judged;
};

/* not_sampled: file of reasons, NULL for none.  want_due needs a registry and a period. */
void	waterperiod_init(struct waterperiod *, const char *not_sampled);
void	waterperiod_release(struct waterperiod *);

void	waterperiod_head(struct waterperiod *);
/* The current row of watercols, read here. */
void	waterperiod_row(struct waterperiod *);
/* Writes or groups all results, those due and absent behind them. */
void	waterperiod_finish(struct waterperiod *);

#endif
