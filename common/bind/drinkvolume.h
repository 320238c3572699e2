/*
 * drinkvolume - the water taken from sources: rows station,time,volume [10^4 t] of days, months or longer labels.
 * Refuses negative and missing volumes, rows that overlap, sources that the registry does not know.
 * Needs: drinkin.
 *
 *	struct drinkvolume *v = drinkvolume_read(&in, "volumes.csv");
 *	sum = drinkvolume_of(v, station, &period, sub, nsub, &complete);
 */
#ifndef QJ_DRINKVOLUME_H
#define QJ_DRINKVOLUME_H

#include "drinkin.h"

struct drinkvolume;

struct drinkvolume *drinkvolume_read(struct drinkin *, const char *file);
void	drinkvolume_free(struct drinkvolume *);

/* The sum of what lies inside the period; missing for nothing.  *complete: each sub[nsub] has some of it. */
struct ratio drinkvolume_of(struct drinkvolume *, struct sv station, const struct period *, const struct period *sub,
		    size_t nsub, bool *complete);

/* Rows that no period took. */
unsigned long drinkvolume_unused(const struct drinkvolume *);

#endif
