/*
 * grid - a named CSV held whole, its rows addressable by a key: what templates and workbooks are
 * made from.  Needs: held, map.
 *
 *	struct grid *g = grid_open(&d, "days:station=days.csv");
 *	grid_at(g, 0, (size_t)grid_column(g, "PM2.5"));
 *	grid_free(g);
 */
#ifndef QJ_GRID_H
#define QJ_GRID_H

#include "held.h"
#include "map.h"

struct grid {
	char		*name;		/* as named on the command line, "" if it was not */
	const char	*file;
	struct held	*h;
	size_t		 ncol, nrow;
	char	       **head;		/* column names, head[ncol] */
	int		 key;		/* column whose text names the rows, -1: none */
	struct map	 keys;		/* row numbers by key, in row order */
};

/*
 * Reads an operand "NAME=FILE", "NAME:KEY=FILE" or "FILE" ("-": standard input).  Refused: what the
 * reader refuses, an unknown KEY, an empty or repeated key.
 */
struct grid    *grid_open(struct diag *, const char *operand);
void		grid_free(struct grid *);

/* The file of an operand, as grid_open would read it. */
const char     *grid_operand_file(const char *operand);

static inline struct sv
grid_at(const struct grid *g, size_t row, size_t col)
{
	return held_cell(g->h, row, col);
}

/* The column of exactly that name, -1 for none. */
int		grid_column(const struct grid *, const char *name);

/* Appends what row is called in the id of a figure: its key, else its number from 1. */
void		grid_row_name(const struct grid *, size_t row, struct sbuf *);

/* Where a cell stands, for messages. */
static inline struct place
grid_place(const struct grid *g, size_t row, size_t col)
{
	return held_place(g->h, row, col);
}

/* The tables of one run, by name. */
struct grids {
	struct grid	**v;
	size_t		  n, cap;
};
/* Adds g, which it then owns; a second grid of the same name is a usage error. */
void		grids_add(struct grids *, struct diag *, struct grid *g);
/* NULL where there is none. */
const struct grid *grids_find(const struct grids *, const char *name);
void		grids_release(struct grids *);

#endif
