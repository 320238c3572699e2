/*
 * decided - who changed a value, when and why: decisions.csv.
 * Columns station,item,start,end,decision (keep, drop or correct; 保留, 剔除 or 修正),who,when,reason (time alone for one
 * stamp; end empty: start), and for correct the number corrected, with value, what was corrected, if told;
 * item '*' and station '*' stand for all.  Stamps are hour-ending, both ends included; a date means its
 * whole natural day.  Where decisions overlap, that of the later when holds, which is said; where they say
 * different things and neither is later, the second is refused.  Needs: csvin, civil, map.
 *
 *	struct decided *t = decided_read(&d, "decisions.csv");
 *	const struct decision *k = decided_find(t, sv_of("2454A"), sec, "PM2.5");
 */
#ifndef QJ_DECIDED_H
#define QJ_DECIDED_H

#include "civil.h"
#include "decimal.h"
#include "diag.h"
#include "map.h"

struct decision {
	char	*station, *item, *who, *when, *reason, *rule;
	int64_t	 start, end;	/* [s] */
	int64_t	 made;		/* [s] when; INT64_MIN: not told */
	bool	 keep;		/* confirmed or corrected; else dropped */
	bool	 correct;
	struct dec value, corrected;	/* of a correction; value missing: whatever stands there */
	unsigned long line;
	size_t	 next;		/* the next weaker one of the same station, SIZE_MAX: none */
};

struct decided {
	struct decision	*v;		/* by when */
	size_t		 n, cap;
	size_t		 nbare;		/* that lack who, when or reason */
	struct map	 stations;
	size_t		*first;		/* [stations.n] the strongest one of a station */
	size_t		 firstcap;
};

struct decided *decided_read(struct diag *, const char *file);
void		decided_free(struct decided *);

/* The decision that holds for that cell, NULL for none. */
const struct decision *decided_find(const struct decided *, struct sv station, struct civil t,
    const char *item);

#endif
