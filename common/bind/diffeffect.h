/*
 * diffeffect - what the differences of two tables do to day values, AQI, good days, index and rank.
 * Both are assessed over the same period by the modules of qj-air; what came out different is told.
 * Needs: diff, assessin.
 *
 *	diffeffect_run(f, out, &aqi, &spec);
 */
#ifndef QJ_DIFFEFFECT_H
#define QJ_DIFFEFFECT_H

#include "diff.h"

/*
 * After diff_run with both sides' effect set: rows of kind effect-day (group, date, item) and
 * effect-period (group, period, item).  spec has what assess needs but the period and editions.
 * Returns how many results changed.
 */
unsigned long	diffeffect_run(struct diff *, struct csvout *, const struct aqi *, struct assess_spec *);

#endif
