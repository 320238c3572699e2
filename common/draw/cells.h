/*
 * cells - a table of names by times for figures of cells: which row of the frame stands where.
 * Needs: figure.
 *
 *	cells_period(&g, &c);
 *	cells_place(&g, &c, name);
 *	row = cells_at(&c, 0, c.from);	(the row and 1; 0: none)
 */
#ifndef QJ_CELLS_H
#define QJ_CELLS_H

#include "figure.h"

struct cells {
	struct map	 names;		/* in the order of the table */
	int64_t		 from, to;	/* first and last time, as the frame counts them */
	uint32_t	*row;		/* row[names.n * (to - from + 1)], and 1; 0: none */
};

/* from and to: those of --period, else of the rows, of which there is one at least. */
void	cells_period(const struct figure *, struct cells *);
/* Every row into its place by the text column name; two in one place are refused. */
void	cells_place(const struct figure *, struct cells *, size_t name);
void	cells_release(struct cells *);

static inline size_t
cells_across(const struct cells *c)
{
	return (size_t)(c->to - c->from + 1);
}

static inline uint32_t
cells_at(const struct cells *c, size_t name, int64_t when)
{
	return c->row[name * cells_across(c) + (size_t)(when - c->from)];
}

#endif
