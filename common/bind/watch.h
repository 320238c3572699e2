/*
 * watch - what the order of stamps in an export tells: a stamp that comes twice for a station, a
 * clock that goes back, and a publication that got stuck (all values of one time again under another).
 * It reports; nothing is left out.
 * Needs: map, civil, diag.
 *
 *	struct watch w = { 0 };
 *	watch_row(&w, sv_of("2454A"), t, line);
 *	watch_value(&w, sv_of("35"));
 *	watch_finish(&w, &d);
 */
#ifndef QJ_WATCH_H
#define QJ_WATCH_H

#include "civil.h"
#include "diag.h"
#include "map.h"

struct watch {
	struct map	 station;
	int64_t		*last;		/* [station.n] */
	size_t		 lastcap;
	size_t		 ilast;		/* the station of the row before */
	unsigned long	 ntwice, nback, nstuck;
	struct sbuf	 twice, back, stuck;	/* where the first was */
	/* the values of the time that is being read, in one number */
	int64_t		 sec;
	bool		 open;
	uint64_t	 hash, row;
	size_t		 nvalue, nstation;
	struct map	 seen;		/* hashes of the times before */
	int64_t		*seen_at;
	size_t		 seencap;
};

/* A row of that station and time begins; line is for messages. */
void	watch_row(struct watch *, struct sv station, struct civil, const char *file, unsigned long line);
/* A value of that row. */
void	watch_value(struct watch *, struct sv);
/* Warns of what was met, and releases. */
void	watch_finish(struct watch *, struct diag *);

#endif
