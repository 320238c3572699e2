/*
 * alarm - the state of one alarm: raised when its condition held for a time or a number of values,
 * changed when a graver (or, for the time of clearing, a lighter) grade held, cleared when the
 * condition for clearing held for its own time.  What came between, and nothing else, decides: the
 * same values give the same events however they are cut into runs.
 * Pure: no I/O, no clock.  Needs: civil.
 *
 *	struct alarm_rule r = { .hold = { .n = 2 }, .clear = { .n = 2 } };
 *	struct alarm a = { 0 };
 *	alarm_step(&a, &r, 1, 1, t);		(ALARM_NOTHING: one value)
 *	alarm_step(&a, &r, 1, 1, t + 3600);	(ALARM_RAISE; a.since is t)
 */
#ifndef QJ_ALARM_H
#define QJ_ALARM_H

#include "civil.h"

/* How long a condition must hold: n values in a row, or a span of n [s] from its first value. */
struct alarm_hold {
	bool	span;
	int64_t	n;
};

struct alarm_rule {
	struct alarm_hold	hold, clear;
	int64_t			gap;	/* a time without values [s] over which no run goes on; 0: any */
};

/* Zero-initialised it is at rest.  Times are seconds of civil time. */
struct alarm {
	int		grade;		/* active grade, 0 none */
	int64_t		raised, since;	/* when it was raised; the first value of that run */
	int64_t		last;		/* the value before */
	int		up, down;	/* grade that the open run would give */
	int64_t		nup, ndown;	/* values of the open runs, 0 none */
	int64_t		up_from, down_from;
};

enum alarm_event { ALARM_NOTHING, ALARM_RAISE, ALARM_CHANGE, ALARM_CLEAR };

/*
 * One judged value at time t (not before the last): grade by the thresholds of raising, 0 none; keep
 * by those of clearing, not below grade.  A value that could not be judged is not given.
 */
enum alarm_event alarm_step(struct alarm *, const struct alarm_rule *, int grade, int keep, int64_t t);

/* "2" (values) or a span. */
bool		alarm_hold_parse(struct sv, struct alarm_hold *);

#define ALARM_ID 17			/* room for an id with its NUL */

/* The id of an alarm: of station, item, rule and the time of its raise alone. */
void		alarm_id(char id[ALARM_ID], struct sv station, struct sv item, struct sv rule, int64_t raised);

#endif
