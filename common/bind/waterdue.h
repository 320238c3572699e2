/*
 * waterdue - sections that the registry has due in a period but no sample came from, each with its reason.
 * Due: a registry row with a water_type, assessed, in use on the period's last day.  Reasons: not_sampled.csv
 * (station,time,reason).  Needs: watercols.
 *
 *	struct waterdue *d = waterdue_read(&w, "not_sampled.csv");
 *	waterdue_met(d, station, label);			(each result)
 *	waterdue_each(d, &period, emit, arg);
 */
#ifndef QJ_WATERDUE_H
#define QJ_WATERDUE_H

#include "watercols.h"

struct waterdue;

/* file NULL: no reasons are known.  The table of watercols must have a registry. */
struct waterdue *waterdue_read(struct watercols *, const char *file);
void		waterdue_free(struct waterdue *);

/* The reason that is known for the station in that period of that label, "" where none is. */
const char     *waterdue_reason(struct waterdue *, size_t station, const struct period *, struct sv label);

/*
 * Names in a note the rows of the reasons that are of the period asked but fit no section due in one of its results
 * (step STEP_RANGE: the whole is one).  Rows of other times are left alone.
 */
void		waterdue_say(struct waterdue *, const struct period *all, enum step);

/* A result of that station and period came. */
void		waterdue_met(struct waterdue *, size_t station, struct sv label);

/* Those due in the period of that label without a result, in order of the registry; reason "" where none is known. */
void		waterdue_each(struct waterdue *, const struct period *, void (*emit)(void *, size_t station, struct sv label,
		    const char *reason), void *arg);

#endif
