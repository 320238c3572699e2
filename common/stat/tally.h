/*
 * tally - one column of one station over a period longer than a day, made of its valid days: mean or
 * sum, percentile, and whether there are enough days (GB 3095 table 4, HJ 663).  Percentiles hold
 * their days; everything is exact.  Needs: accum, percentile, civil.
 *
 *	struct tally t = { 0 };
 *	tally_add(&t, &col, day, quot, limit, NULL);
 *	struct ratio mean = tally_value(&t, &col);
 */
#ifndef QJ_TALLY_H
#define QJ_TALLY_H

#include "accum.h"
#include "civil.h"
#include "ozone.h"

#define TALLY_EDITIONS	8

/* One column of the result. */
struct avg_col {
	size_t		 input;		/* which input value it is made of */
	enum avg_how	 how;
	bool		 no_event;	/* hours inside an event are left out */
	int		 decimals;	/* shown; the result has 6 more and the guard digit */
	int		 percentile;	/* 0: the mean; else that percentile of the days, of a period */
	/* minima, by edition; 0: none */
	int		 min_hours[TALLY_EDITIONS];	/* values of a day or 8 h; of an hour minutes */
	struct ozone_rule ozone[TALLY_EDITIONS];
	int		 min_days[TALLY_EDITIONS];	/* of the period; a month: two fewer in February */
	int		 each_month[TALLY_EDITIONS];	/* days in each month of it, likewise */
	int		 min_percent[TALLY_EDITIONS];	/* share of the days, where min_days is 0 */
};

struct tally_held {			/* a fraction that fits 64 bits */
	int64_t	num, den;
};

struct tally {
	struct quotsum	   days;
	uint32_t	   ncens;	/* days of which all was below the limit of detection */
	struct dec	   limit;	/* the largest of those */
	double		   s, c;	/* of transformed values, by hours */
	uint32_t	   n;		/* hours behind s, c */
	struct tally_held *held;	/* of percentiles */
	size_t		   nheld, cap;
	uint8_t		   in_month[12];
};

/*
 * Adds a day [days from 1970-01-01]; without a value (n 0) it is left out.  limit: where all of the
 * day was below a limit of detection, the largest; hours: the day's accum where the column is
 * transformed.
 */
void		tally_add(struct tally *, const struct avg_col *, int64_t day, struct quot, struct dec limit,
		    const struct accum *hours);
/* The same of a fraction. */
void		tally_add_ratio(struct tally *, const struct avg_col *, int64_t day, struct ratio, struct dec limit,
		    const struct accum *hours);

/* The period's value; missing without days. */
struct ratio	tally_value(const struct tally *, const struct avg_col *);
/* The largest limit where every day was below one; else missing. */
struct dec	tally_limit(const struct tally *);
/* Fewer days than the period asks by edition e. */
bool		tally_is_short(const struct tally *, const struct avg_col *, const struct period *, int e);
/* Forgets the days, for the next period. */
void		tally_clear(struct tally *);
void		tally_release(struct tally *);

#endif
