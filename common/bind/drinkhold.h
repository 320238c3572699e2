/*
 * drinkhold - rows of sources into one verdict per source and period.
 * Rows of an intake make its month, intakes the source's month, months the period, each by the mean (STAT82; below
 * a limit of detection: half of it; pH through the hydrogen ion).  The class is that of the period's means; a
 * period of several months meets the standard where every month does (national practice for the year).
 * Sources due by the registry that have no row are told.  Holds the rows.  Needs: drinkin, accum.
 *
 *	struct drinkhold *h = drinkhold_new(&in, &spec);
 *	drinkhold_row(h);			(each row of drinkin)
 *	drinkhold_each(h, emit, arg);
 */
#ifndef QJ_DRINKHOLD_H
#define QJ_DRINKHOLD_H

#include "drinkin.h"

struct drinkhold;

struct drinkhold_spec {
	bool		has_period;
	struct period	period;		/* rows outside it are left out and counted */
	enum step	step;		/* of the results; STEP_RANGE: the period as a whole */
	bool		by_mean;	/* several months are judged by their mean alone */
	bool		worst;		/* of several rows of a month the worst value, not the mean */
	bool		unrounded, plain_ph;
	long		need;		/* months a pass needs; 0: none */
};

/* A source's period; all is lent. */
struct drink_period {
	size_t			 station, site;	/* of drinkin.stations, of the registry (SITES_NONE) */
	struct period		 period;
	enum water_body		 body;
	unsigned int		 rows, months, months_met;
	const struct period	*sub;		/* sub[nsub]: the months, or longer labels, with rows */
	size_t			 nsub;
	const struct dec	*x;		/* by column of drinkin: what was judged */
	struct drink_item	 v[DRINK_ITEMS], worst[DRINK_ITEMS];
	uint8_t			 column[DRINK_ITEMS];	/* of v and worst */
	size_t			 n;
	struct drink_result	 r;		/* of the means */
	struct drink_result	 alarm;		/* of the worst single values that exceed */
	int			 alt;		/* the class by the other rounding, where it differs; else 0 */
	enum drink_verdict	 verdict;	/* by the rule of months; DRINK_NONE: not monitored */
	const char		*failed;	/* months not met, blank-separated */
};

struct drinkhold *drinkhold_new(struct drinkin *, const struct drinkhold_spec *);
void		drinkhold_free(struct drinkhold *);

/* The current row of drinkin; refused where its label is no part of one period. */
void		drinkhold_row(struct drinkhold *);

/* Sources in order of the registry (else of appearance), periods ascending. */
void		drinkhold_each(struct drinkhold *, void (*emit)(void *, const struct drink_period *), void *arg);

unsigned long	drinkhold_outside(const struct drinkhold *);
/* Periods of a source with several rows in a month. */
unsigned long	drinkhold_several(const struct drinkhold *);

#endif
