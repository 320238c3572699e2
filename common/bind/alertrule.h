/*
 * alertrule - the rules of alarms: the table alerts, with a file that replaces rows by their rule or
 * adds some, read into typed form.  What a rule says is checked here: a test's parameters, its spans.
 * Needs: csvin, csvout, table, alarm, episode.
 *
 *	struct alertrules rules;
 *	alertrules_read(&rules, &d, &tabs, "rules.csv");
 */
#ifndef QJ_ALERTRULE_H
#define QJ_ALERTRULE_H

#include "alarm.h"
#include "diag.h"
#include "episode.h"
#include "table.h"
#include "waterlimit.h"

enum alert_test { ALERT_LIMIT, ALERT_CLASS, ALERT_JUMP, ALERT_MULTIPLE, ALERT_CHANGE, ALERT_SEVERAL, ALERT_MISSING,
	ALERT_SILENT, ALERT_EPISODE, ALERT_NTEST };

extern const char *const alert_test_name[ALERT_NTEST];

enum alert_col { ALERT_RULE, ALERT_ITEM, ALERT_STATION, ALERT_TESTCOL, ALERT_PARAMETERS, ALERT_LEVEL, ALERT_HOLD, ALERT_CLEARCOL,
	ALERT_SOURCE, ALERT_CONFIDENCE, ALERT_ON, ALERT_NCOL };

/* What the multiples of a rule are of. */
enum alert_of { ALERT_OF_TARGET, ALERT_OF_CLASS, ALERT_OF_GRADE };

struct alertrule {
	const char		*cell[ALERT_NCOL];	/* as written */
	const char		*file;			/* NULL: built in */
	unsigned long		 line;
	bool			 on;
	enum alert_test		 test;
	struct alarm_rule	 alarm;
	struct dec		 above, below;		/* limit [the item's unit]; missing: no such side */
	struct dec		 margin;		/* missing: none */
	bool			 margin_percent;
	int			 target;		/* class where the registry has none, 0: not judged */
	enum water_body		 water;			/* river or lake where the registry says neither; unknown: not judged */
	int			 steps;			/* classes worse (class, jump) */
	int64_t			 last;			/* window of usual values [s] */
	bool			 mean;			/* of their mean, else their median */
	size_t			 least;			/* values the window must have */
	size_t			 n;			/* change: values of the window; several: items */
	struct dec		 k, percent, floor;	/* change */
	struct dec		 times;			/* multiple */
	enum alert_of		 of;
	int			 of_n;			/* class or grade */
	const char		*per;			/* averaging of limits_air */
	int64_t			 span;			/* within, for, mean [s] */
	bool			 due_registry;
	struct episode_rule	 episode;
	const char		*without;		/* items parted by commas: days that only they spoil do not count; NULL: none */
};

struct alertrules {
	struct alertrule	*v;
	size_t			 n, cap;
};

/* Reads the rules, file (NULL: none) over the table; refuses what can't be used. */
void	alertrules_read(struct alertrules *, struct diag *, const struct tables *, const char *file);
void	alertrules_release(struct alertrules *);

/* Writes them as a table like alerts.csv to standard output. */
void	alertrules_print(const struct alertrules *, struct diag *);

#endif
