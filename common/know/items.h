/*
 * items - the registry of measured items by medium: names, aliases, units, decimals, averaging.
 * Source: common/data/items.csv, units.csv, unit_names.csv.  Needs: table, map, decimal.
 *
 *	struct items r;
 *	items_init(&r, tabs);
 *	const struct item *it = items_find(&r, NULL, sv_of("细颗粒物"), NULL);	(PM2.5, ug/m3)
 */
#ifndef QJ_ITEMS_H
#define QJ_ITEMS_H

#include "decimal.h"
#include "map.h"
#include "table.h"

enum item_average { ITEM_ARITH, ITEM_SUM, ITEM_VECTOR, ITEM_HYDROGEN, ITEM_ENERGY };

struct item {
	const char	*medium, *name, *zh, *unit;
	int		 decimals;	/* shown */
	enum item_average	 average;
};

struct items {
	struct item		*v;
	size_t			 n;
	struct map		 names;		/* "medium:folded name or alias" */
	uint32_t		*of;		/* of[names.n]: item index */
	size_t			 ofcap;
	const struct tables	*tabs;
};

void	items_init(struct items *, const struct tables *);
void	items_release(struct items *);

/*
 * The item of that name or alias; medium NULL: any.  NULL where there is none.  Where several media
 * share the name and medium is NULL, *shared (may be NULL) is set and the first is given.
 * The order of media is air, met, water, soil, noise.
 */
const struct item *items_find(const struct items *, const char *medium, struct sv name, bool *shared);

/* What a column header means: item, the statistic behind it ("O3_8hmax": item O3, stat "8hmax"). */
struct item_column {
	const struct item	*item;
	struct sv		 stat;	/* empty: the value itself */
	struct sv		 unit;	/* as written in brackets, empty if none */
	bool			 shared;
};

/*
 * Reads a header "PM2.5", "Pb[mg/L]", "CO_p95", "O3_8hmax"; false where it is no item's.  Round
 * brackets, ASCII or full-width, hold a unit where a known one stands in them: "CO(mg/m3)".
 */
bool	items_column(const struct items *, const char *medium, struct sv header, struct item_column *);

/* Whether the text is a unit that any conversion knows. */
bool	items_is_unit(const struct items *, struct sv written);

/*
 * The factor from the unit written to the item's own; missing where there is no such conversion.
 * An empty unit is the item's own: 1.
 */
struct ratio items_factor(const struct items *, const struct item *, struct sv unit);

#endif
