/*
 * ozoneorder - whether a publication has its hourly ozone and the running 24 h maximum in each other's
 * place.  The published AQI of the hour tells: it comes of the hour's value, so a station whose AQI
 * is reproduced by one of the two alone is a vote.
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
	unsigned long	as_is, exchanged;
};

/* One station: its six hourly values c, what stands as 24 h maximum of ozone, the published AQI. */
void	ozone_vote(struct ozone_votes *, const struct aqi *, int edition, const struct dec c[AQI_NITEM], struct dec other,
	    int published);

enum ozone_order { OZONE_UNSURE, OZONE_AS_IS, OZONE_EXCHANGED };

/* At least five votes, nine in ten of them for one order; else unsure. */
enum ozone_order ozone_decide(const struct ozone_votes *);

#endif
