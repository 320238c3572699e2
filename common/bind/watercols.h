/*
 * watercols - the rows of a water table: items bound to their limits for rivers, lakes and
 * groundwater, the kind of water and the target of a station on the day, values read and checked.
 * watercols.c binds the columns and says what was found, watercols_row.c reads the rows, watercols_judge.c judges them.
 * Needs: columns, sites, waterclass.
 *
 *	watercols_init(&w, &spec);
 *	while (csvin_next(in))
 *		if (watercols_row(&w))
 *			watercols_judge(&w, &j, w.body, w.target, w.x, NULL, NULL, false);
 */
#ifndef QJ_WATERCOLS_H
#define QJ_WATERCOLS_H

#include "cli.h"
#include "columns.h"
#include "sites.h"
#include "waterclass.h"

#define WATER_BODIES	4

/* A column of the table that holds an item of water. */
struct water_column {
	int			 bound;			/* in columns.v */
	const struct item	*item;
	const char		*name, *zh;
	const struct waterlimit	*limit[WATER_BODIES];	/* NULL: none for that water */
	bool			 first, reference;	/* named first; classed, but not counted for the class */
};

/* What is known of a station. */
struct water_site {
	int64_t		 day;		/* whose registry row this is; INT64_MIN: not looked up */
	size_t		 row;		/* of the registry; SITES_NONE: not in it */
	enum water_body	 body;
	int		 target;	/* class 1 to 5; 0: none */
	bool		*counts;	/* counts[n]: columns that the plan has for it; NULL: all */
	bool		 unassessed;	/* the registry had it so where watercols_assessed was asked */
	struct sbuf	 seen;		/* verticals and sources met at the last stamp */
	int64_t		 last;		/* [s] stamp of its last row */
};

struct watercols_spec {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	struct csvin		*in;
	const char		*water_type;	/* where the registry has none; NULL: river, and said */
	const char		*plan;		/* file of the items of each section (station,items); NULL: all */
	const char		*only;		/* items that count for the class, "TP,NH3-N"; NULL: by the standard */
	bool			 any_order;	/* stamps of a station may go back from one source to the next */
	bool			 given;		/* classes are given: a table without items will do */
	bool			 early_digit;	/* the other reading of "0 keeps one significant digit" */
};

struct waterplan;

struct watercols {
	struct watercols_spec	 s;
	struct columns		 cols;
	struct waterlimits	 limits;
	struct water_words	 words;
	unsigned int		 mean_below, main, exceed;	/* table water_settings */
	struct sites		*sites;		/* NULL: no registry */
	struct map		 stations;
	struct waterplan	*plan;		/* NULL: none */
	struct water_site	*site;		/* site[stations.n] */
	size_t			 capsite;
	struct water_column	*v;		/* v[n], in the order of the standards, what has no limit behind */
	size_t			 n;
	uint8_t			 list[WATER_BODIES][WATER_ITEMS];	/* columns with class limits */
	size_t			 nlist[WATER_BODIES];
	int			 type_col, target_col, vertical_col;	/* of the input; -1: none */
	int			 site_type, site_target;		/* of the registry */
	enum water_body		 fallback;
	/* of the current row */
	struct dec		*x;		/* x[n]; missing where there is no value */
	struct civil		 time;		/* of a period label its last day */
	int64_t			 day;
	size_t			 station;
	enum water_body		 body;
	int			 target;
	unsigned long		 nfallback, nstrange;	/* rows judged by the fallback: without a water_type; with a word that is none */
	struct map		 strange;		/* such words of rows */
	unsigned long		 nvoid;			/* rows without any value to judge */
	char			 time_text[CIVIL_TEXT];	/* the last time cell read */
	size_t			 ntime;
};

/* Binds the columns, reads the registry; refuses a table without station, time or any item with class limits. */
void	watercols_init(struct watercols *, const struct watercols_spec *);
void	watercols_release(struct watercols *);

/*
 * Reads the current row; false where its station or time was refused (under -k).  Values below 0
 * are refused.  Two rows of one station and stamp need a column vertical, depth or point, or another source.
 */
bool	watercols_row(struct watercols *);

/* Whether column c has a class for some water. */
bool	watercols_classed(const struct watercols *, size_t c);

/* Field c as a class, 1 to worst; 0 where it is blank.  Refused (then false, 0) where it is none. */
bool	watercols_class(struct csvin *, size_t c, int worst, int *class);

/* The number of a station; it is added where it is new. */
size_t	watercols_station(struct watercols *, struct sv code);

/* Kind of water and target of a station on a day, from the registry. */
void	watercols_place(struct watercols *, size_t station, int64_t day);

/* Whether the registry assesses the station as it was placed (assessed not 0); those it does not are named at the end. */
bool	watercols_assessed(struct watercols *, size_t station);

/* A judged set of values. */
struct water_judged {
	struct water_item	 v[WATER_ITEMS];
	size_t			 n;
	uint8_t			 column[WATER_ITEMS];	/* of v: index into watercols.v */
	struct water_verdict	 r;
	enum water_body		 body;
	int			 alt;		/* the class by the other rounding, where it differs; else 0 */
	int			 target;	/* 0: none */
	int			 met;		/* 1 met, 0 missed, -1 no target, no value or not to be decided */
	bool			 unproved;	/* some item is below a limit of detection that proves nothing at the class of setting exceed or the target */
	bool			 open;		/* met is not to be decided: a limit of detection above the target's */
};

/*
 * Judges x[n] as of water body and target (0: none).  Where rounded is set, x are means and the class is that
 * after rounding to the decimals of assessment; else that of x as it stands.  The other is j->alt.
 * below[n]: of means of halves of limits of detection the largest of these limits, else missing; NULL: none is.
 * counts[n]: columns that count, of the 21 or of those asked for; NULL: all of them.
 */
void	watercols_judge(const struct watercols *, struct water_judged *j, enum water_body, int target,
	    const struct dec *x, const struct dec *below, const bool *counts, bool rounded);

/* x of column c as assessed means are; a value below its limit of detection as it stands. */
struct dec watercols_rounded(const struct watercols *, size_t c, enum water_body, struct dec x);

/* Says what was found: fallbacks, columns without limits, flags. */
void	watercols_finish(struct watercols *);

#endif
