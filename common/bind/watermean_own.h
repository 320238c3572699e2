/*
 * watermean_own - what the files of watermean share: watermean.c takes the rows, watermean_make.c makes the results.
 * Needs: watermean, sampled.
 */
#ifndef QJ_WATERMEAN_OWN_H
#define QJ_WATERMEAN_OWN_H

#include "sampled.h"
#include "watermean.h"

/* What one source gave of a station's month. */
struct block {
	int64_t		 month;		/* first day */
	int64_t		 day;		/* of its last visit */
	int64_t		 target_day;	/* of its last row with a target */
	size_t		 source;	/* in watermean.sources */
	unsigned int	 visits;	/* that had a value */
	enum water_body	 body;
	int		 target;
	struct sampled	*v;		/* v[n], by slot; slots beyond have no value */
	size_t		 n, cap;
};

/* The open visit of a station and source: rows of one day. */
struct visit {
	size_t		 source;
	size_t		 block;		/* in station.b */
	int64_t		 day;		/* INT64_MIN: none is open */
	int64_t		 last;		/* [s] its latest stamp */
	struct accum	*v;		/* v[n], by slot */
	size_t		 n, cap;
	struct sbuf	 seen;		/* stamps and verticals met */
};

struct station {
	struct block	*b;
	size_t		 n, cap;
	struct visit	*open;		/* open[nopen], one for each source met */
	size_t		 nopen, capopen;
};

struct watermean {
	struct watercols	*w;
	struct watermean_spec	 s;
	enum avg_how		*how;		/* by column */
	int			*decimals;
	size_t			*slot;		/* slot[ncolumn]: a column gets one with its first value; SIZE_MAX: none yet */
	size_t			*column;	/* column[nslot] */
	size_t			 nslot;
	struct station		*st;
	size_t			 nst, cap;
	struct map		 sources;
	int			*order;		/* order[source * ncolumn + column] */
	size_t			 caporder;
	struct sampled_period	*acc;		/* of the period that is made */
	struct dec		*x, *below;
	unsigned int		*n;
	struct sbuf		 used;
	bool			*source_used;
	size_t			 capused;
	unsigned long		 noutside;
	bool			 tied;		/* that two sources tie has been said */
};

/* Adds the open visit to its month. */
void	watermean_close(struct watermean *, size_t station, struct visit *);

#endif
