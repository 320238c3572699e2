/*
 * sampled - means of water samples by the statistics of the method: rows of one visit (verticals,
 * depths, or the hours of an automatic station's day) are averaged, then the visits of the month,
 * then the months of the period (环办监测函〔2020〕82号; 环办[2011]22号 part 1).
 * Results below the limit of detection enter with half of it; where all are, the mean is below the
 * largest limit.  pH through the hydrogen ion, unless the plain mean is asked for (how AVG_MEAN).
 * Exact but for pH.  Pure.  Needs: accum, quot.
 *
 *	accum_add(&visit, AVG_MEAN, x); sampled_day(&month, &visit, AVG_MEAN, decimals);
 *	sampled_month(&period, &month, AVG_MEAN);
 *	struct ratio mean = sampled_mean(&period, AVG_MEAN, decimals);
 */
#ifndef QJ_SAMPLED_H
#define QJ_SAMPLED_H

#include "accum.h"

/* One item of one month and source; all 0 at first. */
struct sampled {
	struct quotsum	days;
	double		ions;		/* of pH: sum of the visits' means */
	uint32_t	ndays, nvalues, ncens;
	struct dec	limit;		/* the largest limit of detection met */
};

/* One item of one period. */
struct sampled_period {
	struct quotsum	months;
	double		ions;
	uint32_t	nmonths, ndays, nvalues, ncens;
	struct dec	limit;
};

/* Adds a visit that has ended, and clears it; without a value in it there was none.  decimals: what the item shows. */
void		sampled_day(struct sampled *, struct accum *visit, enum avg_how, int decimals);

/* Adds a month whose visits have ended; one without visits is left out. */
void		sampled_month(struct sampled_period *, const struct sampled *, enum avg_how);

/* The period's mean; missing without months. */
struct ratio	sampled_mean(const struct sampled_period *, enum avg_how, int decimals);

/* The largest limit of detection where every value was below one; else missing. */
struct dec	sampled_below(const struct sampled_period *);

#endif
