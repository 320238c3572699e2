/*
 * carry - columns that are neither averaged nor keys: kept where they are constant within a period.
 * Needs: csvin, csvout.
 *
 *	carry_init(&k, in);  carry_add(&k, col);
 *	carry_row(&k, station, in);			(each row)
 *	carry_put(&k, station, out);			(each finished period)
 */
#ifndef QJ_CARRY_H
#define QJ_CARRY_H

#include "csvin.h"
#include "csvout.h"

struct carry {
	size_t		*col, n;	/* input columns */
	size_t		 cap;
	char	       **held;		/* held[station * n + k]: the cell of the open period */
	size_t		 nheld, capheld;
	unsigned long	*varied;	/* [n] periods in which the column was not constant */
	size_t		 capvaried;
};

void	carry_add(struct carry *, size_t col);
void	carry_row(struct carry *, size_t station, const struct csvin *);
/* Writes the cells of the period that ends, empty where they varied, and forgets them. */
void	carry_put(struct carry *, size_t station, struct csvout *);
/* The names of the columns that varied, comma-separated, to be freed; NULL for none. */
char   *carry_varied(const struct carry *, const struct csvin *);
void	carry_release(struct carry *);

#endif
