/*
 * edition - which edition of the air standards holds on a day.  GB 3095, HJ 633 and HJ 663 change
 * together: 2012, 2026 (from 2026-03-01, transition limits), 2031 (final limits).
 * Source: common/data/editions.csv.  Pure.  Needs: table, civil.
 *
 *	struct editions e;
 *	editions_init(&e, tabs);
 *	e.v[edition_of_day(&e, civil_days(2026, 3, 1))].name;	("2026")
 */
#ifndef QJ_EDITION_H
#define QJ_EDITION_H

#include "civil.h"
#include "table.h"

#define EDITION_MAX 8

struct edition {
	const char	*name, *limits, *index, *assessment, *note;
	int64_t		 from;		/* first day */
};

struct editions {
	struct edition	v[EDITION_MAX];		/* ascending by first day */
	int		n;
	const char	*wrong;		/* what is wrong with a table of the user's, NULL for nothing */
};

void	editions_init(struct editions *, const struct tables *);
/* The edition in force on day; the first one before its first day (then *before, if not NULL, is set). */
int	edition_of_day(const struct editions *, int64_t day, bool *before);
/* The edition of that name, -1 for none. */
int	edition_named(const struct editions *, const char *name);

#endif
