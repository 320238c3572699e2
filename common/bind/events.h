/*
 * events - exceptional events (dust and others) as intervals: start, end, area, items, document.
 * Stamps are hour-ending and both included; a date means its whole natural day.  area names
 * stations, counties or cities, blank-separated ("*": all); items blank-separated names.
 * Source: supplementary rule of 2016 on dust (a list from outside decides, never this program);
 * HJ 663-2026 "exceptional events".  Needs: csvin, sites, columns.
 *
 *	struct events *e = events_read(&d, "dust.csv", &columns);
 *	uint64_t bits = events_at(e, events_of(e, sites, code, day), sec);
 */
#ifndef QJ_EVENTS_H
#define QJ_EVENTS_H

#include "columns.h"
#include "sites.h"

struct event {
	int64_t		 start, end;	/* first and last stamp [s], hour-ending */
	char		*area;
	uint64_t	 items;		/* bit i: item column i of the table */
};

struct events {
	struct event	*v;
	size_t		 n;
	uint64_t	 items;		/* all bits that occur */
};

/* Reads the list; items that the table lacks are left out.  Refuses bad times and unknown items. */
struct events  *events_read(struct diag *, const char *file, const struct columns *);
void		events_free(struct events *);

/* Which events touch the station: bit k for v[k] (the first 64). */
uint64_t	events_of(const struct events *, const struct sites *, struct sv code);

/* The items inside one of those events at the stamp. */
uint64_t	events_at(const struct events *, uint64_t which, int64_t sec);

#endif
