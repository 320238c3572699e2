/*
 * importmap - a user's map of an export's columns (or of the names in its item column, or of HJ 212
 * codes): CSV column,item,unit.  item is a name of the registry or any other, a role of
 * qj-profile(5) (station, time, date, clock, hour ...), or - for a column that is left out.
 * Needs: csvin, map.
 *
 *	struct importmap m;
 *	importmap_read(&m, &d, "map.csv");
 *	const struct importmap_row *r = importmap_find(&m, sv_of("CONC1"));
 */
#ifndef QJ_IMPORTMAP_H
#define QJ_IMPORTMAP_H

#include "diag.h"
#include "map.h"

struct importmap_row {
	char	*column, *item, *unit;
	bool	 used;
};

struct importmap {
	struct importmap_row	*v;
	size_t			 n, cap;
	struct map		 folded;	/* column names as they are compared -> row */
};

/* file NULL: an empty map. */
void	importmap_read(struct importmap *, struct diag *, const char *file);
void	importmap_release(struct importmap *);

/* The row of that column, whatever its case and blanks; NULL for none. */
struct importmap_row *importmap_find(const struct importmap *, struct sv column);

/* Says which rows of the map met no column: a mistyped name must not pass in silence. */
void	importmap_say_unused(const struct importmap *, struct diag *, const char *file);

#endif
