/*
 * assessput - the results of assess as rows of CSV: one row per group, or one per group and day.
 * Needs: assess, targets, csvout.
 *
 *	assessput_header(&p, out); assessput_rows(&p, out);
 */
#ifndef QJ_ASSESSPUT_H
#define QJ_ASSESSPUT_H

#include "assess.h"
#include "csvout.h"
#include "targets.h"

struct assessput {
	struct assess		*a;
	const char		*const *key;	/* key[nby]: names of the key columns */
	const char		*edition;	/* as written: "2026", "by-day" */
	const char		*also;		/* suffix of the second set; NULL: none */
	const struct targets	*targets;	/* NULL: none */
	const char		*rank;		/* "index", "good_ratio", "PM2.5", ... */
	bool			 en;
};

/* Ranks the groups; then one row each. */
void	assessput_header(const struct assessput *, struct csvout *);
void	assessput_rows(const struct assessput *, struct csvout *);

/* One row per group and day of the period, also where there is no data. */
void	assessput_days_header(const struct assessput *, struct csvout *);
void	assessput_days(const struct assessput *, struct csvout *);

#endif
