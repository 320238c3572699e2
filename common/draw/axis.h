/*
 * axis - scales with round ticks, and the two axes of a figure: numbers and times.
 * Needs: canvas, palette, label, frame (times).
 *
 *	struct scale s = scale_nice(0, 57.3, 5);	(0 to 60 by 20)
 *	s.p0 = bottom; s.p1 = top;
 *	axis_left(c, pal, &s, left, right);
 */
#ifndef QJ_AXIS_H
#define QJ_AXIS_H

#include "canvas.h"
#include "frame.h"
#include "palette.h"

#define AXIS_SIZE	8.0	/* size of tick labels [pt] */

/* Values lo..hi of a scale stand at p0..p1 of the page [pt]; ticks are lo + i step. */
struct scale {
	double	lo, hi, step;
	int	decimals;	/* of the tick labels */
	double	p0, p1;
};

/*
 * Ticks at steps of 1, 2, 2.5 or 5 times a power of ten, about want intervals (at
 * most two more), that enclose lo..hi; where lo equals hi the scale still has a length.  lo and hi are finite.
 */
struct scale	scale_nice(double lo, double hi, int want);
size_t		scale_nticks(const struct scale *);
double		scale_tick(const struct scale *, size_t i);

static inline double
scale_at(const struct scale *s, double v)
{
	return s->p0 + (v - s->lo) / (s->hi - s->lo) * (s->p1 - s->p0);
}

/* Width of the widest tick label [pt]. */
double		axis_width(struct canvas *, const struct scale *, double size);
/* Grid lines from left to right, tick labels of that size left of them. */
void		axis_left(struct canvas *, const struct palette *, const struct scale *, double left,
		    double right, double size);
/* Grid lines from top to bottom, tick labels below. */
void		axis_bottom(struct canvas *, const struct palette *, const struct scale *, double top,
		    double bottom, const char *suffix);

/*
 * Moves names that stand too close apart: at[n] (ascending) are their middles, size[n] the room of
 * each along the axis.  Afterwards none overlaps and all lie within lo..hi, as far as that holds them;
 * the sum of squares of the moves is the least possible.
 */
void		axis_spread(double *at, const double *size, size_t n, double lo, double hi);

/*
 * A tick of a time axis: where (in frame's time), its label, the month or year under it.
 */
struct timetick {
	int64_t	when;
	char	label[16], under[32];	/* under: "" for none */
	char	full[32];		/* what is under it, with its year */
};

/* The ticks of lo..hi, at most `most` of them (most >= 2); returns how many; tick[most]. */
size_t		time_ticks(enum step, int64_t lo, int64_t hi, size_t most, bool en,
	    struct timetick *tick);

#endif
