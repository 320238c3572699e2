/*
 * maintained - the maintenance log of stations: when an instrument or all of them were checked,
 * calibrated, mended or without power, and the flag that hours of it bear.
 * Columns station,start,end,kind and item (empty: all); kind is a code or Chinese name of table flags,
 * or a kind of table maintenance.  An hour is lost where over a quarter of it lies inside entries (GB 3095
 * table 4: 45 minutes make an hour).  Needs: columns, map.
 *
 *	struct maintained *m = maintained_read(&d, "maintenance.csv", &columns, &tabs);
 *	const char *code = maintained_at(m, sv_of("2454A"), sec, 3600, item);
 */
#ifndef QJ_MAINTAINED_H
#define QJ_MAINTAINED_H

#include "columns.h"

struct maintenance {
	int64_t		 start, end;	/* [s] */
	const char	*code;
	int		 item;		/* column of the table, -1: all */
	size_t		 next;		/* of the station, SIZE_MAX: none */
};

struct maintained {
	struct map	    stations;
	size_t		   *first;
	struct maintenance *v;
	size_t		    n, cap, firstcap;
};

/* Refuses unknown kinds, items and entries that end before they start. */
struct maintained *maintained_read(struct diag *, const char *file, const struct columns *, const struct tables *);
void		maintained_free(struct maintained *);

/* The flag of an item's value of the step [s] that ends at sec; NULL for none. */
const char     *maintained_at(const struct maintained *, struct sv station, int64_t sec, int64_t step, int item);
/* Whether any entry touches that time. */
bool		maintained_touches(const struct maintained *, struct sv station, int64_t sec, int64_t step);

#endif
