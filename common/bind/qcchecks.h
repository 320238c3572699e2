/*
 * qcchecks - records of zero and span checks, and the stretches of time that a check beyond its
 * control limit (table qc_checks) puts in doubt: from the finding, of a check by hand from the day
 * before it, to the next check of that kind within the limit, or to its own time where the instrument
 * was set right by it.
 * Columns station,time,item,kind (zero, span),measured,expected, mode (auto, manual; empty: auto) and adjusted (yes, no;
 * empty: no): whether the instrument was set right by it.
 * Between two checks of which one is beyond its limit the drift is taken to be linear, from 0 after an
 * adjustment: that gives a value corrected, as a proposal.  Source: HJ 818-2018 (operation of gas analysers), HJ 915-2017 7.  Needs: columns.
 *
 *	struct qcchecks *c = qcchecks_read(&d, "checks.csv", &columns, &tabs);
 *	qcchecks_at(c, sv_of("2454A"), item, sec, &drift, &limit);	(QCCHECKS_OUT)
 */
#ifndef QJ_QCCHECKS_H
#define QJ_QCCHECKS_H

#include "columns.h"
#include "qcring.h"

struct qccheck_record {
	size_t	station;
	int	item;		/* column of the table */
	int64_t	sec;
	bool	span, manual, out;
	bool	adjusted;
	int64_t	drift, limit;	/* 10^-9 of the unit, or percent */
	int64_t	measured, expected;	/* 10^-9 of the unit */
	int64_t	factor;		/* from the unit of checks to that of the item, 10^-9 */
};

struct qcchecks {
	struct map		 stations;
	struct qccheck_record	*v;	/* by station, item, time */
	size_t			 n, cap;
};

/* Records of items that the table lacks are left aside; refused: an unknown kind or mode, an item without a limit. */
struct qcchecks *qcchecks_read(struct diag *, const char *file, const struct columns *, const struct tables *);
void		qcchecks_free(struct qcchecks *);

enum qcchecked { QCCHECKS_NONE, QCCHECKS_GOOD, QCCHECKS_OUT };
/* What the last checks before sec say of the item's value; none: there was no check. */
enum qcchecked	qcchecks_at(const struct qcchecks *, struct sv station, size_t item, int64_t sec, int64_t *drift, int64_t *limit);

/*
 * The value v of an item measured at sec corrected by the checks around it, of zero and of span each where
 * one of both is beyond its limit; from and to are the narrowest of these stretches.  False: nothing to propose.
 */
struct qccorrection {
	int64_t	v;		/* 10^-9 of the item's unit */
	int64_t	from, to;	/* [s] */
};
bool		qcchecks_correct(const struct qcchecks *, struct sv station, size_t item, int64_t sec, int64_t v,
		    struct qccorrection *);

#endif
