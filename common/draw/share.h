/*
 * share - bars of 100 % of six grades: AQI levels (levels.c) and water classes (classes.c).
 * What both have in common: the columns PREFIX1 to PREFIX6, the legend, a segment with its sign.
 * Needs: figure.
 *
 *	share_bind(&g, &s, "station", "n_", palette_class);
 *	sum = share_values(&g, row, s.now, v);
 *	share_segment(&g, box, &s.grade[0], v[0], SHARE_LEAST, FIGURE_LEAST);
 */
#ifndef QJ_SHARE_H
#define QJ_SHARE_H

#include "figure.h"

#define SHARE_N		6		/* grades */

struct share {
	size_t		name;					/* columns in the frame */
	size_t		now[SHARE_N], base[SHARE_N];		/* counts; base: of an earlier period */
	bool		paired;					/* there are columns of a base */
	struct swatch	grade[SHARE_N];
};

/*
 * Binds the column of names and PREFIX1 to PREFIX6, which must be there; counts are not below zero.
 * grade gives the swatch of 1 to 6.
 */
void	share_bind(struct figure *, struct share *, const char *name, const char *prefix,
	    struct swatch (*grade)(const struct palette *, int));
/* Where PREFIX1_base is, also PREFIX1_base to PREFIX6_base. */
void	share_bind_base(struct figure *, struct share *, const char *prefix);

/* The six grades and, where there are pairs, which bar is which. */
void	share_legend(struct figure *, const struct share *);

/* The counts of a row, a missing one 0; returns their sum. */
double	share_values(const struct figure *, size_t row, const size_t num[SHARE_N],
	    double v[SHARE_N]);

/*
 * A segment with its outline and hatch; in it, where they fit and the text would be of the smallest
 * size or larger, sign and count, one above the other if need be, else the count, else the sign.
 * A count below `least` is not told.  Returns whether sign and count both stand there.
 */
bool	share_segment(struct figure *, struct box, const struct swatch *, double count, double least,
	    double smallest);

/* "Ⅱ 14", appended. */
void	share_text(struct sbuf *, const struct swatch *, double count);

#endif
