/*
 * watershare - the status of a river, basin or region with five or more sections, from the shares of its classes.
 * 环办[2011]22号, proportion method; the shares are tested unrounded.  Source: common/data/water_shares.csv.
 * Pure.  Needs: decimal, table.
 *
 *	struct water_status s = water_share_status(tabs, 7, 0, 10);	(轻度污染)
 */
#ifndef QJ_WATERSHARE_H
#define QJ_WATERSHARE_H

#include "decimal.h"
#include "table.h"

struct water_status {
	const char	*word;		/* Chinese; "" where no row of the table fits */
	bool		 warn;		/* the printed table leaves this combination out */
};

/* good: sections of classes I to III, bad: worse than V, of n (above 0). */
struct water_status water_share_status(const struct tables *, unsigned int good, unsigned int bad, unsigned int n);

/* part of n in percent, rounded by table rounding, stage ratio; missing for n 0. */
struct dec	water_percent(const struct tables *, unsigned int part, unsigned int n);

/*
 * The shares of n[6] classes [%, decimals of table rounding], closed so that they add up to 100: cut down, then one last
 * digit more for the largest remainders, of equal ones the worse class first.  Missing where all are 0.
 */
void		water_shares_closed(const struct tables *, const unsigned int n[6], struct dec share[6]);

#endif
