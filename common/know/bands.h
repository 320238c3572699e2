/*
 * bands - bands of a number that follow each other, each a level with its words: trophic states,
 * grades of bloom.  Which side of a bound is closed is said by the table, bound by bound.
 * A table has the columns from, from_closed, to, to_closed, zh, en and one that numbers the levels.
 * Pure.  Needs: table, decimal.
 *
 *	struct bands b;
 *	bands_read(&b, table_get(tabs, "tli_levels"), "level", NULL, NULL);
 *	bands_find(&b, dec_ratio(x));		(level 2 for 30 and for 50)
 */
#ifndef QJ_BANDS_H
#define QJ_BANDS_H

#include "decimal.h"
#include "table.h"

#define BANDS_MAX 12

struct band {
	int		 level;			/* 1 to n */
	struct ratio	 from, to;		/* missing: no bound */
	bool		 from_closed, to_closed;
	const char	*zh, *en;
};

struct bands {
	struct band	 v[BANDS_MAX];
	int		 n;
	const char	*wrong;			/* what a table of the user's lacks; NULL: nothing */
};

/*
 * The rows of t, or those whose column `where` holds `is`, in order.  Wrong: no row, more than
 * BANDS_MAX, levels that do not count from 1, a bound that is no number, bands that leave a gap,
 * overlap or share a bound.
 */
void	bands_read(struct bands *, const struct table *t, const char *level, const char *where, const char *is);

/* The band that holds x; NULL for a missing x and outside of all bands. */
const struct band *bands_find(const struct bands *, struct ratio x);

#endif
