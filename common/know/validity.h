/*
 * validity - the least data of a statistic: GB 3095 table 4, HJ 663.  Table data/validity.csv.
 * Pure.  Needs: table.
 *
 *	validity_min(tabs, "2026", "PM2.5", "day", "hour");	(20)
 */
#ifndef QJ_VALIDITY_H
#define QJ_VALIDITY_H

#include "table.h"

enum validity_rule { VALIDITY_NONE, VALIDITY_COUNT, VALIDITY_EACH, VALIDITY_WINDOWS, VALIDITY_PERCENT };

struct validity {
	enum validity_rule	rule;
	int			minimum;	/* a count, or percent */
	bool			own;		/* the item's own row, not that of '*' */
};

/*
 * The rule for item over period ("8h", "day", "month", "year", "city", …) in units of of ("hour",
 * "8h", "day", "month", "site"); the row of '*' where the item has none; rule VALIDITY_NONE else.
 */
struct validity	validity_find(const struct tables *, const char *edition, const char *item, const char *period,
		    const char *of);

/* The minimum of the same, 0 where there is no rule. */
int		validity_min(const struct tables *, const char *edition, const char *item, const char *period,
		    const char *of);

/* The share of its sites that a region's value needs, in percent; few: of a region with fewer than 4. */
struct validity_sites {
	unsigned int	percent, few;
};

/* HJ 663 annex A, table validity, periods city and few. */
struct validity_sites validity_sites(const struct tables *, const char *edition);
/* Whether n of the due sites are enough; none never are. */
bool		validity_enough(struct validity_sites, size_t n, size_t due);

/* The days a month needs: minimum, in February at most 25 (GB 3095 table 4). */
int		validity_month(int minimum, int month);

#endif
