/*
 * refstate - the change of the reference state of gases on 2018-09-01 (GB 3095-2012 amendment 1):
 * from 273 K to 298.15 K.  Table data/reference_state.csv.  Pure.  Needs: table, civil, decimal.
 *
 *	struct refstate r;
 *	refstate_init(&r, tabs);
 *	refstate_side(&r, &period);	(-1 before the change, 1 after it, 0 across it)
 */
#ifndef QJ_REFSTATE_H
#define QJ_REFSTATE_H

#include "civil.h"
#include "decimal.h"
#include "table.h"

struct refstate {
	const struct tables	*tabs;
	int64_t			 from;		/* first day of the later state; INT64_MAX: the table is empty */
	struct ratio		 factor;	/* earlier x factor = later */
};

void	refstate_init(struct refstate *, const struct tables *);
/* Whether the item is a gas of the table. */
bool	refstate_has(const struct refstate *, const char *item);
int	refstate_side(const struct refstate *, const struct period *);

#endif
