/*
 * averager - the rows of a table become means of stations, or of regions: what qj-average does with
 * each row.  Regions are averaged time first (sites' days, then the region's day, then longer
 * periods: HJ 663 annex A) or space first (the region's hours, then as a station).
 * Needs: average, averaging, averageput, regions, events, sites.
 *
 *	struct averager *a = averager_new(&spec);
 *	while (csvin_next(in))
 *		averager_row(a);
 *	averager_finish(a);
 */
#ifndef QJ_AVERAGER_H
#define QJ_AVERAGER_H

#include "cli.h"
#include "columns.h"
#include "csvout.h"
#include "edition.h"
#include "events.h"

struct averager_spec {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	struct columns		*cols;
	struct csvin		*in;
	struct csvout		*out;
	const struct sites	*sites;		/* NULL: no registry */
	const struct events	*events;	/* NULL: none */
	enum step		 to;
	struct period		 period;
	bool			 has_period;
	int64_t			 interval;	/* [s] between rows of hours */
	bool			 counts, strict;
	const char		*percentile;	/* NULL: by the table */
	const struct editions	*editions;
	int			 edition;	/* forced; -1 by the day */
};

struct averager;

/* What is lent in spec must live as long. */
struct averager *averager_new(const struct averager_spec *);

/* Takes the reader's row; bad stamps, order and mixtures are refused. */
void		averager_row(struct averager *);

/* Ends all periods and writes what is held; then says what was left out. */
void		averager_finish(struct averager *);
void		averager_free(struct averager *);

#endif
