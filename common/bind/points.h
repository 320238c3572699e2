/*
 * points - sampling points gathered into waters: means over time of each point first, then over the
 * points, by period.  环办[2011]22号, lakes: several dates, then several points.
 * Half of the limit of detection counts; where all values of a mean are below, its limit is kept.
 * Holds waters x periods x points.  Needs: bykeys, csvin, civil, accum.
 *
 *	struct points *p = points_new(&spec);
 *	while (csvin_next(in))
 *		points_row(p, x);
 *	points_each(p, emit, arg);
 *	points_say(p);
 */
#ifndef QJ_POINTS_H
#define QJ_POINTS_H

#include "civil.h"
#include "csvin.h"
#include "sites.h"

struct points;

/* The days that a row's time names: one of a date or stamp, those of a label ("2026-10"); false where it was refused. */
bool		points_days(struct csvin *, size_t time, struct period *);

struct points_mean {
	struct ratio	value;		/* missing: no value */
	struct dec	limit;		/* largest limit of detection where all was below, else missing */
};

/* What a water has in one period. */
struct points_row {
	const char		*const *key;	/* key[nkey]: the cells of --by */
	size_t			 nkey;
	struct period		 period;
	const struct points_mean *mean;		/* mean[nvalue] over the points */
	size_t			 npoint;	/* points with any value */
	const struct points_mean *point;	/* point[npoint * nvalue] means of each */
};

struct points_spec {
	struct diag		*d;
	struct csvin		*in;
	const struct sites	*sites;		/* NULL: no registry */
	const char		*by;		/* comma-separated columns of registry or input */
	size_t			 station, time;	/* columns of the input */
	size_t			 nvalue;
	const char		*const *name;	/* name[nvalue], for messages */
	enum step		 to;		/* STEP_RANGE: the whole period, which then is set */
	bool			 has_period;
	struct period		 period;
};

/* What spec lends must live as long.  A column that neither registry nor input has is a usage error. */
struct points  *points_new(const struct points_spec *);
size_t		points_nkey(const struct points *);
const char     *points_key(const struct points *, size_t i);

/*
 * Takes the reader's row with its numbers x[nvalue].  Its time is a date, a stamp or the label of a
 * period that lies within one of spec.to; others are refused, then false.
 */
bool		points_row(struct points *, const struct dec x[]);

/* All waters in order of appearance, each with ascending periods. */
void		points_each(struct points *, void (*emit)(void *, const struct points_row *), void *arg);

/* Says which points were left out: not in the registry, not assessed, without a water; rows outside the period. */
void		points_say(const struct points *);
void		points_free(struct points *);

#endif
