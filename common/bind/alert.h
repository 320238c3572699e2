/*
 * alert - a stream of rows against rules: which alarm of which station and item is raised, changed or
 * cleared, and when.  Holds the state of stations x rules, and for rules that look back a window of
 * values each; nothing per row.  Rows of a station at or before its last stamp are counted, not judged.
 * The clock is that of the data (the latest stamp of any station) or what the caller says; only the
 * silence of a station depends on it, and its event bears the time at which it was due.
 * Needs: columns, sites, alertrule, waterlimit, window, alarm, episode.
 *
 *	struct alert a;
 *	alert_init(&a, &spec);
 *	while (csvin_next(in))
 *		alert_row(&a);			(spec.put for each event)
 *	alert_release(&a);
 */
#ifndef QJ_ALERT_H
#define QJ_ALERT_H

#include "alertrule.h"
#include "columns.h"
#include "sites.h"
#include "window.h"

struct alert_event;

struct alert_spec {
	struct diag		*d;
	struct csvin		*in;
	struct columns		*cols;
	const struct tables	*tabs;
	const struct alertrules	*rules;
	const struct sites	*sites;		/* NULL: no registry */
	bool			 wall;		/* the caller tells the time, by alert_clock */
	void		       (*put)(void *, const struct alert_event *);
	void			*arg;
};

/* A column that a rule looks at: an item's, or one of that name that is no item (AQI). */
struct alert_input {
	int	item, raw;	/* columns index or table column, the other -1 */
	const char *name;	/* canonical */
	const struct item *of;	/* NULL for no item */
};

/* A rule on an item; of silent and several one for all. */
struct alert_slot {
	const struct alertrule	*rule;
	const char		*item;		/* "" where it is of the station */
	int			 input;		/* -1 so too */
	const struct waterlimit	*limit[2];	/* of a river, a lake */
	int64_t			 day;		/* of the limit of air that was looked up last */
	struct dec		 air;
};

/* The state of a slot at a station. */
struct alert_cell {
	bool		 off;		/* the rule is not for this station */
	struct alarm	 alarm;
	int64_t		 last;		/* missing: of the last value, 0 none */
	struct window	 window;
	struct episode	*episode;
};

struct alert_station {
	int64_t			 last;	/* its last stamp [s] */
	bool			 seen;	/* it had a row */
	bool			 date;	/* its rows are of days; their stamp is the end of the day */
	int64_t			 day;	/* for which site was looked up */
	size_t			 site;	/* row of the registry or SITES_NONE */
	int			 target;	/* its class there, 0 none */
	enum water_body		 water;	/* river, lake, or unknown */
	struct alert_cell	*cell;	/* cell[nslot] */
};

/* Why values were not judged. */
enum alert_skip { ALERT_NO_TARGET, ALERT_NO_WATER, ALERT_FEW, ALERT_CENSORED, ALERT_RANGE, ALERT_NSKIP };

struct alert_verdict {
	int		grade, keep;
	struct dec	value, limit;
	int		target, klass, usual;	/* classes, 0 none */
};

struct alert_event {
	enum alarm_event	 kind;
	size_t			 station;	/* its index in a->stations */
	const struct alert_slot	*slot;
	const struct alert_cell	*cell;
	const struct alert_input *input;	/* NULL: of the station */
	size_t			 site;
	int			 grade;		/* now; of a clearing: that which ended */
	int64_t			 t;
	bool			 date;
	struct alert_verdict	 v;
	const char		*items;		/* of several: those raised */
};

struct alert {
	struct alert_spec	 spec;
	struct waterlimits	 limits;
	struct alert_input	*input;
	size_t			 ninput, capinput;
	struct dec		*x;		/* x[ninput], of the row */
	struct alert_slot	*slot;		/* those of several last */
	size_t			 nslot, capslot;
	struct map		 stations;
	struct alert_station	*st;		/* [stations.n] */
	size_t			 capst;
	int64_t			 clock, next;	/* [s]; before next no station can fall silent */
	int64_t			 latest;	/* [s]; the caller says: a row with a later stamp is refused */
	int			 target, water;	/* registry columns, -1 none */
	int			 primary;	/* column of the primary pollutants, -1 none */
	struct sbuf		 items;
	unsigned long		 nold, nskip[ALERT_NSKIP], nevent[ALARM_CLEAR + 1];
};

#define ALERT_NOCLOCK INT64_MIN

void	alert_init(struct alert *, const struct alert_spec *);
void	alert_release(struct alert *);

/* Judges the current row of the input. */
void	alert_row(struct alert *);

/* The time is now [s, civil]: stations whose time is up fall silent.  Earlier than before: nothing. */
void	alert_clock(struct alert *, int64_t now);

/*
 * Judges slot i of station k at time t [s] by the values a->x: the grades by the thresholds of raising
 * and of clearing; false where there is no verdict, which is counted by its reason (alert_judge.c).
 */
bool	alert_judge(struct alert *, size_t k, size_t i, int64_t t, struct alert_verdict *);

/* Looks station k up in the registry for its last stamp. */
void	alert_look_up(struct alert *, size_t k);

/* The station of that code, new if need be. */
size_t	alert_station(struct alert *, struct sv code);

/* Alarms that are raised now. */
size_t	alert_active(const struct alert *);

#endif
