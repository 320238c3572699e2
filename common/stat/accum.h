/*
 * accum - the running statistic of one column over an hour, a day or a moving window: exact sums,
 * unit vectors of directions, hydrogen ions of pH, energies of levels.  Results below the limit of
 * detection enter with half of it, and are remembered: where all are, the mean is below the largest
 * limit (design 3).  Pure.  Needs: decimal, quot.
 *
 *	struct accum a;
 *	accum_init(&a);
 *	accum_add(&a, AVG_MEAN, x);
 *	struct quot mean = accum_value(&a, AVG_MEAN, decimals);
 */
#ifndef QJ_ACCUM_H
#define QJ_ACCUM_H

#include "quot.h"

#define ACCUM_SCALE	12	/* most decimals of a value that are added; more are rounded off */

enum avg_how {
	AVG_MEAN,		/* arithmetic */
	AVG_TOTAL,		/* sum */
	AVG_DIRECTION,		/* degrees, unit vectors */
	AVG_PH,			/* through the hydrogen ion */
	AVG_LEVEL,		/* dB, by energy */
	AVG_O3_8HMAX,		/* of hours: the day's largest 8 h mean */
	AVG_MAXIMUM		/* of hours: the largest */
};

/* The first three members are all that a plain value touches. */
struct accum {
	int64_t		sum;		/* x 10^-scale, beside high */
	uint32_t	key;		/* scale and kind of what adds without further ado; ACCUM_SLOW: nothing */
	uint32_t	n;
	wide		high;		/* what left sum */
	double		s, c;		/* of transformed values: sine and cosine, ions, energy */
	struct dec	limit;		/* the largest limit of detection met */
	uint32_t	ncens;		/* values below theirs */
};

#define ACCUM_SLOW	UINT32_MAX

/* To be called once; clear forgets the values, but not the scale, which will be that of the next. */
void	accum_init(struct accum *);
void	accum_clear(struct accum *);
void	accum_add_slow(struct accum *, enum avg_how, struct dec x);

/* Scale, kind and censoring in one word. */
static inline uint32_t
accum_key(struct dec x)
{
	return (uint32_t)(uint16_t)x.scale | (uint32_t)x.kind << 16 | (uint32_t)x.cens << 24;
}

/* Adds x; a missing one is left out. */
static inline void
accum_add(struct accum *a, enum avg_how how, struct dec x)
{
	if (__builtin_expect(accum_key(x) != a->key || __builtin_add_overflow(a->sum, x.m, &a->sum), 0))
		accum_add_slow(a, how, x);
	else
		a->n++;
}

/*
 * The mean (AVG_TOTAL: sum; directions 0 to 360) of what was added; n 0 where there is nothing, and
 * for directions that cancel.  decimals: what the item shows, for results that are not exact.
 */
struct quot	accum_value(const struct accum *, enum avg_how, int decimals);

/* The result of n transformed values with these sums (AVG_DIRECTION, AVG_PH, AVG_LEVEL). */
struct quot	accum_transformed(enum avg_how, double s, double c, uint32_t n, int decimals);
static inline bool
accum_is_transformed(enum avg_how how)
{
	return how == AVG_DIRECTION || how == AVG_PH || how == AVG_LEVEL;
}

/* The larger of two limits, either of which may be missing. */
struct dec	accum_limit(struct dec a, struct dec b);
/* The largest limit where all values were below one; else missing. */
static inline struct dec
accum_all_below(const struct accum *a)
{
	return a->n > 0 && a->ncens == a->n ? a->limit : (struct dec){ 0 };
}

#endif
