/*
 * decided - who changed a value, when and why: decisions.csv as far as qj-diff needs it.
 * Columns station,item,start,end,decision (keep or drop, 保留 or 剔除),who,when,reason (time alone for one stamp; end empty: start); item
 * '*' and station '*' stand for all.  Stamps are hour-ending, both ends included; a date means its
 * whole natural day.  Needs: csvin, civil.
 *
 *	struct decided *t = decided_read(&d, "decisions.csv");
 *	const struct decision *k = decided_find(t, sv_of("2454A"), sec, "PM2.5");
 */
#ifndef QJ_DECIDED_H
#define QJ_DECIDED_H

#include "civil.h"
#include "diag.h"

struct decision {
	char	*station, *item, *who, *when, *reason, *rule;
	int64_t	 start, end;	/* [s] */
	bool	 keep;		/* confirmed; else dropped */
};

struct decided {
	struct decision	*v;
	size_t		 n, cap;
	size_t		 nbare;		/* that lack who, when or reason */
};

struct decided *decided_read(struct diag *, const char *file);
void		decided_free(struct decided *);

/* The last decision on that cell, NULL for none. */
const struct decision *decided_find(const struct decided *, struct sv station, struct civil t,
    const char *item);

#endif
