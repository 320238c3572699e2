/*
 * drinkhold_own - what the parts of drinkhold share.
 */
#ifndef QJ_DRINKHOLD_OWN_H
#define QJ_DRINKHOLD_OWN_H

#include "drinkhold.h"

struct drink_row {
	size_t		 station, site, intake;
	long		 rank;
	struct period	 when, period, sub;	/* the row's own; of the result; its month or longer label */
	enum water_body	 body;
	struct dec	*x;			/* x[in->n] */
};

/*
 * A mean; below: the largest limit of detection where all values were below theirs.  top: the mean were they at it;
 * open: one of these is above the limit tested, so that v alone proves nothing.
 */
struct drink_mean {
	struct ratio	v, top;
	struct dec	below;
	bool		open;
};

/* A source's period: rows from to end of the sorted ones, none where it is silent. */
struct drink_entry {
	size_t		station, site, from, end;
	long		rank;
	struct period	period;
};

struct drinkhold {
	struct drinkin		*in;
	struct drinkhold_spec	 s;
	struct drink_row	*row;
	size_t			 n, cap;
	struct drink_entry	*entry;
	size_t			 nentry, capentry;
	struct period		*sub;
	size_t			 nsub, capsub;
	/* of the period that is judged, rows from to end, by column */
	size_t			 from, end;
	struct drink_mean	*mean;
	struct dec		*rounded, *plain, *most;
	struct drink_period	 out;
	struct sbuf		 failed;
	unsigned long		 noutside, nseveral;
};

/* The registry's place of a source; behind all others, as met, without one. */
long	drinkhold_rank(const struct drinkhold *, size_t station, size_t site);

/* The values to judge of rows from to end, by column; h->plain and ->rounded, ->most are set too. */
const struct dec *drinkhold_values(struct drinkhold *, size_t from, size_t end, enum water_body);

#endif
