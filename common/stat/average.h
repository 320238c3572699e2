/*
 * average - values of stations in time order become means of hours, days and longer periods.
 * The exact statistics of GB 3095 and HJ 663: day means from hours, O3_8hmax and O3_1hmax, longer
 * periods through valid days, percentiles of days, sums of rain, vector means of wind direction,
 * pH through the hydrogen ion, levels by energy.  Whoever uses it feeds rows and takes finished
 * periods through a callback.  Memory is stations x one open period.  Pure: no I/O.
 * Needs: accum, tally, ozone, recover.
 *
 *	struct average *a = average_new(&spec);
 *	if (average_feed(a, station, sec, x, 0) == AVG_FULL)	(emit is called for each finished period)
 *		average_close(a, station);
 *	average_finish(a);
 */
#ifndef QJ_AVERAGE_H
#define QJ_AVERAGE_H

#include "tally.h"

/* A finished period of one station. */
struct avg_row {
	size_t		 station;
	struct period	 period;	/* of STEP_HOUR and STEP_8H: the day */
	int64_t		 sec;		/* stamp of STEP_HOUR and STEP_8H rows */
	struct ratio	*value;		/* value[ncol]; missing where not valid */
	struct dec	*limit;		/* [ncol] largest limit of detection where all was below, else missing; NULL: none */
	unsigned int	*n;		/* n[ncol]: values of an hour, hours of a day, days of a longer period */
	bool		*is_short;	/* value kept below the minimum */
	unsigned int	 due;		/* values, hours or days that the period has */
	unsigned int	 nrow;		/* input rows met in it; 0: a period made up for a gap */
	bool		 is_partial;	/* no row of any station reaches its last day: not over yet */
};

struct avg_spec {
	const struct avg_col	*col;
	size_t			 ncol;
	size_t			 ninput;
	enum step		 to;		/* STEP_RANGE with range set */
	struct period		 range;
	bool			 from_days;	/* the rows are days */
	int64_t			 interval;	/* [s] between rows where they are not */
	bool			 strict;	/* a period below its minimum is empty */
	int			(*edition)(void *, int64_t day);	/* 0 to TALLY_EDITIONS - 1 */
	void			(*emit)(void *, const struct avg_row *);
	void			*arg;
};

struct average;
struct average *average_new(const struct avg_spec *);

/*
 * AVG_FULL: taken, and its period is over now; to be answered by average_close, which emits it.
 * The others: nothing was taken, for the stamp is the station's last one, before it, or less than
 * the interval behind it.
 */
enum avg_fed { AVG_FED, AVG_FULL, AVG_AGAIN, AVG_BACKWARD, AVG_CLOSE };

/*
 * One row: station is a small index; sec its stamp [s] (hour-ending; a day's midnight where rows
 * are days); x[ninput]; event bits: input i inside an event.  Periods that end before it are
 * emitted first.  Rows of days that carry 6 decimals more than the item shows are taken as the
 * fractions they were cut from.
 */
enum avg_fed	average_feed(struct average *, size_t station, int64_t sec, const struct dec *x, uint64_t event);
void		average_close(struct average *, size_t station);

/* A day [days from 1970-01-01] of fractions x[ninput], ascending; limit as in avg_row.  Steps over a day. */
void		average_feed_day(struct average *, size_t station, int64_t day, const struct ratio *x,
		    const struct dec *limit);

/*
 * Makes sure that the station's periods from..to (days) all get a row, also where it has no data.
 * To be called before its first row; no effect on steps below a day.
 */
void		average_span(struct average *, size_t station, int64_t from, int64_t to);

/* The last day of all rows so far, INT64_MIN for none; set: the last day there is data of. */
int64_t		average_last(const struct average *);
void		average_set_last(struct average *, int64_t day);

/* Ends all open periods, station by station in index order. */
void		average_finish(struct average *);
void		average_free(struct average *);

/*
 * The result as it is written: 6 decimals more than shown, guard digit, no trailing zeros; below
 * the limit where all was.
 */
struct dec	average_shown(struct ratio r, struct dec limit, int decimals);

#endif
