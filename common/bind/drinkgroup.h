/*
 * drinkgroup - sources gathered to counties, tiers, cities: how many are due, monitored and meet the standard, by
 * count and by the water taken.  rate_count = met / monitored, rate_volume = water of those that meet / water of
 * those monitored [%, table rounding, stage ratio].  What is undetermined does not meet.
 * Volumes: rows station,time,volume [10^4 t]; where a monitored source has none for one of its months
 * there is no rate by volume.  Holds groups x periods.  Needs: bykeys, drinkput.
 *
 *	struct drinkgroup *g = drinkgroup_new(&in, "county", volumes);
 *	drinkgroup_seen(g);			(each row of drinkin)
 *	drinkgroup_add(g, &period);
 *	drinkgroup_put(g, out);
 */
#ifndef QJ_DRINKGROUP_H
#define QJ_DRINKGROUP_H

#include "drinkput.h"

struct drinkgroup;

/* by: columns of the registry or of the input, comma-separated; "all": one group.  volumes: lent; NULL: none. */
struct drinkgroup *drinkgroup_new(struct drinkin *, const char *by, struct drinkvolume *volumes);
void	drinkgroup_free(struct drinkgroup *);
void	drinkgroup_seen(struct drinkgroup *);
void	drinkgroup_add(struct drinkgroup *, const struct drink_period *);
void	drinkgroup_put(struct drinkgroup *, struct csvout *);

/* Says which sources had no group, are not assessed, or had no volume. */
void	drinkgroup_say(const struct drinkgroup *);

#endif
