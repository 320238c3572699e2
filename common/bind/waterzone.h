/*
 * waterzone - compliance of water function zones with their targets over a period, by SL 395-2007: the share of
 * samplings that meet it; where these are few, their mean.  Table data/water_zones.csv.  Holds a count for each zone.
 * Needs: watercols.
 *
 *	waterzone_add(&z, station, &judged);			(each sampling)
 *	struct water_zone r = waterzone_of(&z, &tabs, station, &judged_mean);
 */
#ifndef QJ_WATERZONE_H
#define QJ_WATERZONE_H

#include "csvout.h"
#include "watercols.h"

struct waterzone {
	unsigned int	(*n)[2];	/* n[station]: samplings judged, samplings met */
	size_t		  used, cap;
};

void	waterzone_add(struct waterzone *, size_t station, const struct water_judged *);
void	waterzone_release(struct waterzone *);

struct water_zone {
	unsigned int	samplings, met;
	struct dec	rate;		/* [%] of table rounding, stage ratio; missing without samplings */
	int		complies;	/* 1, 0; -1: no target or nothing judged */
};

/* mean: the verdict of the period's mean. */
struct water_zone waterzone_of(const struct waterzone *, const struct tables *, size_t station,
		    const struct water_judged *mean);

void	waterzone_head(struct csvout *);
void	waterzone_put(const struct water_zone *, struct csvout *);

#endif
