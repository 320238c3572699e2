/*
 * held - a whole table in memory, for commands that need rows again or in another order.
 * Needs: csvin.
 *
 *	struct held *h = held_read(in, NULL, NULL);	(reads what is left of in)
 *	held_cell(h, row, col);
 *	held_free(h);
 */
#ifndef QJ_HELD_H
#define QJ_HELD_H

#include "csvin.h"

struct held {
	size_t		  ncol, nrow;
	char		**name;		/* name[ncol] */
	int		  flags_col;	/* -1: none */
	char		 *text;
	size_t		 *end;		/* end[nrow * ncol]: where each cell ends in text */
	unsigned long	 *line;		/* line[nrow] */
	uint32_t	 *ifile;	/* ifile[nrow]: index into file */
	char		**file;
	size_t		  nfile;
	size_t		  ntext, captext, capend, capline, capfile, capname;
};

/*
 * Holds the rows left in in.  check, if not NULL, sees each row first and may refuse cells
 * (csvin_bad); a flag set there is kept.
 */
struct held    *held_read(struct csvin *in, void (*check)(void *, struct csvin *), void *arg);
void		held_free(struct held *);

static inline struct sv
held_cell(const struct held *h, size_t row, size_t col)
{
	const size_t i = row * h->ncol + col, from = i == 0 ? 0 : h->end[i - 1];

	return (struct sv){ h->text + from, h->end[i] - from };
}

/* Where the cell stood, for messages. */
struct place	held_place(const struct held *, size_t row, size_t col);

/* The column of that name, -1 for none. */
int		held_column(const struct held *, const char *name);

#endif
