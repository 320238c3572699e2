/*
 * itemname - what an item is called: as a column of a wide table (PM2.5, O3_8hmax, Pb[mg/L]) and as
 * item and unit of a long one, each from the other.  Design 3: a name that several media share
 * carries its unit; a derived column is item_statistic, its unit by data/statistics.csv.
 * An item that the registry does not know is NAME[unit].  Pure.  Needs: items, table.
 *
 *	struct itemname n;
 *	itemname_row(&items, NULL, sv_of("Pb"), sv_of("mg/L"), &n);	(n.head is "Pb[mg/L]")
 *	itemname_release(&n);
 */
#ifndef QJ_ITEMNAME_H
#define QJ_ITEMNAME_H

#include "items.h"

enum itemname_is {
	ITEMNAME_OK,
	ITEMNAME_SHARED,	/* media share it in different units, and nothing tells which is meant */
	ITEMNAME_UNIT,		/* the unit written is not the registry's */
	ITEMNAME_BAD		/* empty, or with a comma, blank or colon: nothing is named */
};

struct itemname {
	char			*name;	/* of the long table: "Pb", "O3_8hmax" */
	char			*unit;	/* "mg/L"; "" where there is none */
	char			*head;	/* of the wide table: "Pb[mg/L]" */
	const struct item	*item;	/* NULL: not of the registry */
	char			*written;	/* the unit as it was written; "" where it was not */
};

/*
 * The column header as an item; false where it is none (then nothing is named).  NAME[unit] is one
 * whether the registry knows it or not.  medium NULL: told by the unit.
 */
bool		 itemname_head(const struct items *, const char *medium, struct sv head, struct itemname *,
		     enum itemname_is *);

/* The item and unit (empty: the registry's) of a long table's row. */
enum itemname_is itemname_row(const struct items *, const char *medium, struct sv item, struct sv unit,
		     struct itemname *);

void		 itemname_release(struct itemname *);

#endif
