/*
 * ozoneorder - whether a publication has its hourly ozone and the running 24 h maximum in each other's
 * place, or the 8 h mean and its running maximum.  Two things tell: the published AQI of the hour
 * comes of the hour's value, so a station whose AQI is reproduced by one of the two alone is a vote;
 * and a running maximum is never below what it is the maximum of.
 * Source: HJ 633 (hourly AQI); facts: archives of the national publication have been met both ways.
 * Pure.  Needs: aqi.
 *
 *	struct ozone_votes v = { 0 };
 *	ozone_vote(&v, &aqi, edition, c, o3_24h, 54);
 *	if (ozone_decide(&v) == OZONE_EXCHANGED)
 *		...
 */
#ifndef QJ_OZONEORDER_H
#define QJ_OZONEORDER_H

#include "aqi.h"

struct ozone_votes {
	unsigned long	as_is, exchanged;	/* stations whose published AQI comes of the one value alone */
	unsigned long	below, above;		/* pairs where the value is below, above what stands as its maximum */
};

/* One station: its six hourly values c, what stands as 24 h maximum of ozone, the published AQI. */
void	ozone_vote(struct ozone_votes *, const struct aqi *, int edition, const struct dec c[AQI_NITEM], struct dec other,
	    int published);

/* A value and what stands as its running maximum; of the pairs alone. */
void	ozone_pair(struct ozone_votes *, struct dec value, struct dec maximum);

/* Adds the second's votes to the first's. */
void	ozone_add(struct ozone_votes *, const struct ozone_votes *);

enum ozone_order { OZONE_UNSURE, OZONE_AS_IS, OZONE_EXCHANGED };

/*
 * By each of the two witnesses: at least five votes, nine in ten of them for one order; of pairs one
 * is enough where none contradicts (not one in 82000 pairs of three days of archives does).  Unsure where neither tells, or they contradict each other.
 */
enum ozone_order ozone_decide(const struct ozone_votes *);

#endif
