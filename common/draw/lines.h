/*
 * lines - the parts of a line chart: series, panels, and the points of a series on the page.
 * Needs: figure.
 *
 *	n = lines_points(&g, &s, x, y, from, spot);	(a run of points without a gap)
 */
#ifndef QJ_LINES_H
#define QJ_LINES_H

#include "figure.h"

#define LINES_ITEMS	12
#define LINES_SERIES	40
#define RAIN_SHARE	0.62		/* height of the panel of rain, of that of another */
#define LINES_DIRECT	4		/* up to so many series are named at their ends, not in a legend */

/* One line: the rows of one name (or all), one column. */
struct series {
	const char	*name;		/* as printed */
	size_t		 item;		/* index into lines.column */
	struct pen	 pen;
	enum marker	 marker;
	size_t		*row;		/* row[n], times ascending */
	size_t		 n;
	int64_t		 gap;		/* its interval; more than half over it is a gap */
	bool		 lone;		/* the title of its panel names it */
};

struct lines {
	size_t		 name;		/* text column, FRAME_NONE: no names */
	struct sbuf	 column[LINES_ITEMS];
	size_t		 num[LINES_ITEMS], min[LINES_ITEMS], max[LINES_ITEMS];
	int		 panel[LINES_ITEMS];	/* which panel shows it */
	size_t		 nitem;
	int		 npanel;
	struct map	 names;
	struct series	*series;
	size_t		 nseries;
	int64_t		 lo, hi, gap;	/* times; gap: the interval of the rows */
	int64_t		 mark;
	struct scale	 x;
	bool		 direct;	/* names at the ends of the lines, no legend */
	bool		 rain;		/* a rainline: column 0 is rain, panel 0 its columns */
	bool		 dense;		/* too many points for markers, dashes and a mark */
};

/* A series for each item and name; the panels are made.  Refuses times that do not ascend. */
void	lines_make_series(struct figure *, struct lines *);
/*
 * A run of points of s without a gap, from its point *at on, onto p[s->n]; *at moves behind
 * it; 0 at the end.
 */
size_t	lines_run(const struct figure *, const struct lines *, const struct series *,
	    const struct scale *y, size_t *at,
	    struct spot *p);
/*
 * Points that fall on the same quarter point of x are thinned to first, lowest, highest, last;
 * returns how many are left.
 */
size_t	lines_thin(struct spot *p, size_t n);
/* One panel within the box, time axis without labels. */
void	lines_panel(struct figure *, struct lines *, int panel, struct box);

/* The axis of times, its labels below y. */
void	lines_time_axis(struct figure *, const struct lines *, double y);

/* The columns of a rainline: that of rain, which must be there, then --items or all items. */
void	rain_bind(struct figure *, struct lines *);
/* Whether hours of rain are missing, which a panel shows grey. */
bool	rain_has_gap(const struct figure *, const struct lines *);
/* The panel of the rain, hanging from its top. */
void	rain_panel(struct figure *, const struct lines *, struct box);

#endif
