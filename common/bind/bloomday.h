/*
 * bloomday - the rows of automatic stations become days with a level of early warning: what
 * qj-bloom --warn does.  Memory is stations x the days that the rules look back on.
 * Needs: bloom, bloomrule, dosat, columns, sites, csvout.
 *
 *	struct bloomdays *w = bloomdays_new(&spec);
 *	while (csvin_next(in))
 *		bloomdays_row(w);
 *	bloomdays_finish(w);
 */
#ifndef QJ_BLOOMDAY_H
#define QJ_BLOOMDAY_H

#include "bloom.h"
#include "bloomrule.h"
#include "columns.h"
#include "csvout.h"
#include "sites.h"

struct bloomdays;

struct bloomdays_spec {
	struct diag		*d;
	struct csvin		*in;
	struct csvout		*out;
	struct columns		*cols;		/* with station and time */
	const struct sites	*sites;		/* NULL: no registry */
	const struct bloom	*bloom;
	const struct bloomrules	*rules;
	struct dec		 altitude;	/* [m] of all stations; missing: input column or registry */
	int64_t			 interval;	/* [s] between rows */
	bool			 en;
};

/* Whether the table has any column that a rule can be evaluated of. */
bool		bloomdays_any(const struct columns *);

/* Writes the header.  What spec lends must live as long. */
struct bloomdays *bloomdays_new(const struct bloomdays_spec *);

/* Takes the reader's row; a stamp that is a date, not behind the station's last one, or bad is refused. */
void		bloomdays_row(struct bloomdays *);

/* Ends the open days. */
void		bloomdays_finish(struct bloomdays *);
/* Says what could not be had: columns, altitudes, hours. */
void		bloomdays_say(const struct bloomdays *);
void		bloomdays_free(struct bloomdays *);

#endif
