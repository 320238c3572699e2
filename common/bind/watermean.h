/*
 * watermean - samples into means: what qj-water --period and --to make of rows before they are judged.
 * Rows of a station and day are one visit; visits make the month, months the period; of several sources
 * (manual, auto, official) each item takes the month from the one that table water_sources puts first.
 * Holds stations x months x columns with values; rows may come in any order of stations and sources, but each
 * source's own days ascend within a month.  Needs: watercols, sampled.
 *
 *	struct watermean *m = watermean_new(&w, &spec);
 *	watermean_row(m);			(each row)
 *	watermean_each(m, emit, arg);
 */
#ifndef QJ_WATERMEAN_H
#define QJ_WATERMEAN_H

#include "watercols.h"

struct watermean;

struct watermean_spec {
	enum step	step;		/* of the results; STEP_RANGE: all of the period is one */
	bool		has_period;
	struct period	period;		/* rows outside it are left out and counted */
	bool		plain_ph;	/* the plain mean of pH values */
	/* Each visit as it ends, x by column of watercols, the rows of its verticals averaged; NULL: not told. */
	void		(*visit)(void *, size_t station, enum water_body, int target, const struct dec *x, const struct dec *below);
	void		*arg;
};

/* A station's period. */
struct water_mean {
	size_t			 station;
	struct period		 period;
	enum water_body		 body;
	int			 target;	/* of the latest day that has one */
	int64_t			 day;		/* of its last row in the period, whose kind of water this is */
	/* by column of watercols */
	const struct dec	*x;		/* means, half of a limit of detection taken */
	const struct dec	*below;		/* where all was below its limit: the largest; else missing */
	const unsigned int	*n;		/* visits behind each */
	unsigned int		 visits, months;	/* of the station, with a value */
	bool			 is_short;	/* fewer than table water_sampling asks */
	const char		*sources;	/* those that were taken, blank-separated; "" for none named */
};

struct watermean *watermean_new(struct watercols *, const struct watermean_spec *);
void		watermean_free(struct watermean *);

/*
 * The current row of watercols; refused (then false) where its day is before the last of its station, source and
 * month, and where that day has a row of the same stamp and vertical.
 */
bool		watermean_row(struct watermean *);

/* Each station's periods, stations in order of the registry (else of appearance), periods ascending. */
void		watermean_each(struct watermean *, void (*emit)(void *, const struct water_mean *), void *arg);

unsigned long	watermean_outside(const struct watermean *);

#endif
