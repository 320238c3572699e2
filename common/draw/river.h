/*
 * river - the parts of a profile along a river: sections, mouths of tributaries, panels
 * (riverpanel.c) and what stands on their common axis (riveraxis.c).
 * Needs: figure.
 *
 *	below = river_names_height(&g, &v);
 *	river_axis(&g, &v, top, bottom);
 */
#ifndef QJ_RIVER_H
#define QJ_RIVER_H

#include "figure.h"

#define RIVER_ITEMS	6
#define RIVER_LIMITS	8		/* of one item */

struct river {
	size_t		 name, mark;		/* text columns in the frame; mark may be FRAME_NONE */
	size_t		 at;			/* km, or the order of the sections */
	bool		 has_km;
	struct sbuf	 column[RIVER_ITEMS];
	size_t		 now[RIVER_ITEMS], base[RIVER_ITEMS], n;
	bool		 paired, below;		/* base columns are there; values below detection limits */
	size_t		*section, *mouth;	/* rows from left to right: section[nsection] */
	size_t		 nsection, nmouth;
	bool		 backwards;		/* km fall from left to right */
	struct scale	 x;
};

static inline bool
river_is_mouth(const struct figure *g, const struct river *v, size_t row)
{
	return v->mark != FRAME_NONE && *frame_str(&g->f, row, v->mark) != '\0';
}

/* Where a row stands [pt]. */
static inline double
river_x(const struct figure *g, const struct river *v, size_t row)
{
	return scale_at(&v->x, dec_double(frame_dec(&g->f, row, v->at)));
}

/* The limits of a column, the highest first; returns how many. */
size_t	river_limits(const struct figure *, const char *column, struct figure_limit l[RIVER_LIMITS]);
/* "Ⅱ 0.1", appended. */
void	river_limit_text(struct sbuf *, const struct figure_limit *);
/* From zero, or below it, over the data of an item and those of its limits that are not far above them. */
struct scale river_scale(const struct figure *, const struct river *, size_t item);
/* The panel of an item within the box, without its axis of distances. */
void	river_panel(struct figure *, const struct river *, size_t item, struct box);

/*
 * The room that the names of the tributaries take above the panels and those of the sections below;
 * the scale must have its ends on the page.
 */
double	river_mouths_height(struct figure *, const struct river *);
double	river_names_height(struct figure *, const struct river *);

/* Names of tributaries, from y downwards, and the dotted lines of their mouths down to the foot. */
void	river_mouths(struct figure *, const struct river *, double y, double top, double foot);
/*
 * Names of the sections below y: in a line where they fit, else aslant; so far apart that none
 * touches another, led to their places.  Refuses more than fit.
 */
void	river_names(struct figure *, const struct river *, double y);

#endif
