/*
 * average - values of stations in time order become means of hours, days and longer periods.
 * The exact statistics of GB 3095 and HJ 663: day means from hours, O3_8hmax and O3_1hmax, longer
 * periods through valid days, percentiles of days, sums of rain, vector means of wind direction,
 * pH through the hydrogen ion, levels by energy.  Whoever uses it feeds rows and takes finished
 * periods through a callback.  Pure: no I/O.  Needs: quot, ozone, percentile, civil.
 *
 *	struct average *a = average_new(&spec);
 *	average_feed(a, station, sec, x);		(emit is called for each period that is complete)
 *	average_finish(a);
 */
#ifndef QJ_AVERAGE_H
#define QJ_AVERAGE_H

#include "civil.h"
#include "ozone.h"
#include "quot.h"

enum avg_how {
	AVG_MEAN,		/* arithmetic */
	AVG_TOTAL,		/* sum */
	AVG_DIRECTION,		/* degrees, unit vectors */
	AVG_PH,			/* through the hydrogen ion */
	AVG_LEVEL,		/* dB, by energy */
	AVG_O3_8HMAX,		/* of hours: the day's largest 8 h mean */
	AVG_MAXIMUM		/* of hours: the largest */
};

/* One column of the result. */
struct avg_col {
	size_t		 input;		/* which input value it is made of */
	enum avg_how	 how;
	bool		 no_event;	/* hours inside an event are left out */
	int		 decimals;	/* shown; the result has 6 more and the guard digit */
	int		 percentile;	/* 0: the mean; else that percentile of the days, of a period */
	/* minima, by edition */
	int		 min_hours[8];	/* for a day */
	struct ozone_rule ozone[8];
	int		 min_month[8];	/* days, with two fewer in February; 0: none */
	int		 min_year[8];	/* days */
	int		 min_percent;	/* share of the days of another period; 0: none */
};

/* A finished period of one station. */
struct avg_row {
	size_t		 station;
	struct period	 period;	/* of STEP_HOUR and STEP_8H: the day; hour says which */
	int64_t		 sec;		/* stamp of STEP_HOUR and STEP_8H rows */
	struct ratio	*value;		/* value[ncol]; missing where not valid */
	unsigned int	*n;		/* n[ncol]: hours of a day, days of a longer period that entered */
	bool		*is_short;	/* value kept below the minimum */
	unsigned int	 due;		/* hours or days that the period has */
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
	int			(*edition)(void *, int64_t day);	/* 0 to 7 */
	void			(*emit)(void *, const struct avg_row *);
	void			*arg;
};

enum avg_fed { AVG_FED, AVG_BACKWARD, AVG_AGAIN };

struct average;
struct average *average_new(const struct avg_spec *);

/*
 * One row: station is a small index; sec its stamp [s] (hour-ending; a day's midnight where rows
 * are days); x[ninput]; event bits: input i inside an event.  AVG_BACKWARD where the stamp is
 * before the station's last one, AVG_AGAIN where it is the same: then nothing is taken.
 */
enum avg_fed	average_feed(struct average *, size_t station, int64_t sec, const struct dec *x, uint64_t event);

/*
 * Makes sure that the station's periods from..to (days) all get a row, also where it has no data.
 * To be called before its first row; steps of a day and longer.
 */
void		average_span(struct average *, size_t station, int64_t from, int64_t to);

/* Ends all open periods, station by station in index order. */
void		average_finish(struct average *);
void		average_free(struct average *);

/* The result as it is written: 6 decimals more than shown, guard digit, no trailing zeros. */
static inline struct dec
average_shown(struct ratio r, int decimals)
{
	return ratio_guard(r, decimals + 6);
}

#endif
