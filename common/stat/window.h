/*
 * window - the last values of a series, by time or by number, and their median, median absolute
 * deviation and mean, exact.  Holds at most WINDOW_MAX values; older ones leave it.
 * Needs: decimal, percentile, mem.
 *
 *	struct window w = { 0 };
 *	window_add(&w, t, x);
 *	window_since(&w, t - 7 * CIVIL_DAY);
 *	window_median(&w);
 */
#ifndef QJ_WINDOW_H
#define QJ_WINDOW_H

#include "decimal.h"

#define WINDOW_MAX 2048

struct window_value {
	int64_t		t;		/* [s] */
	struct dec	x;
};

/* Zero-initialised it is empty. */
struct window {
	struct window_value *v;		/* v[n], oldest first */
	struct dec	    *sorted;	/* the same numbers, ascending */
	size_t		     n, cap, scap;
};

void		window_release(struct window *);

/* Adds a number, whose time is not before the last one's. */
void		window_add(struct window *, int64_t t, struct dec x);
/* Leaves out values at or before t; all but the last n. */
void		window_since(struct window *, int64_t t);
void		window_last(struct window *, size_t n);

/* Missing where it is empty. */
struct ratio	window_median(const struct window *);
struct ratio	window_mean(const struct window *);
/* Median of |x - median|, without the factor 1.4826. */
struct ratio	window_mad(const struct window *);

#endif
