#include <stdlib.h>

#include "validity.h"

#define FEW	4	/* a region with fewer sites needs the smaller share: HJ 663 annex A */

#define FEBRUARY 25	/* days, where another month needs 27 */

static enum validity_rule
rule_of(const char *s)
{
	static const char *const name[] = { "", "count", "each", "windows", "percent" };

	for (size_t i = 1; i < sizeof(name) / sizeof(name[0]); i++) {
		if (strcmp(s, name[i]) == 0)
			return (enum validity_rule)i;
	}
	return VALIDITY_NONE;
}

struct validity
validity_find(const struct tables *tabs, const char *edition, const char *item, const char *period,
    const char *of)
{
	const struct table *t = table_get(tabs, "validity");
	const size_t ed = table_col(t, "edition"), who = table_col(t, "item"), per = table_col(t, "period"),
	    unit = table_col(t, "of"), min = table_col(t, "minimum"), rule = table_col(t, "rule");
	struct validity v = { VALIDITY_NONE, 0, false };
	int best = -1;

	/* The 2031 limits stand in the same text as those of 2026. */
	if (strcmp(edition, "2031") == 0)
		edition = "2026";
	for (size_t i = 0; i < t->nrow; i++) {
		const bool own = strcmp(table_at(t, i, who), item) == 0;
		const bool this_ed = strcmp(table_at(t, i, ed), edition) == 0;
		const int rank = own * 2 + this_ed;

		if ((!own && strcmp(table_at(t, i, who), "*") != 0) ||
		    (!this_ed && strcmp(table_at(t, i, ed), "*") != 0) || strcmp(table_at(t, i, per), period) != 0 ||
		    strcmp(table_at(t, i, unit), of) != 0 || rank <= best)
			continue;
		best = rank;
		v = (struct validity){ rule_of(table_at(t, i, rule)), (int)strtol(table_at(t, i, min), NULL, 10), own };
	}
	return v;
}

int
validity_min(const struct tables *tabs, const char *edition, const char *item, const char *period, const char *of)
{
	return validity_find(tabs, edition, item, period, of).minimum;
}

struct validity_sites
validity_sites(const struct tables *tabs, const char *edition)
{
	return (struct validity_sites){ (unsigned int)validity_min(tabs, edition, "*", "city", "site"),
		(unsigned int)validity_min(tabs, edition, "*", "few", "site") };
}

bool
validity_enough(struct validity_sites s, size_t n, size_t due)
{
	const unsigned int need = due < FEW && s.few > 0 ? s.few : s.percent;

	return n > 0 && n * 100 >= due * need;
}

int
validity_month(int minimum, int month)
{
	return month == 2 && minimum > FEBRUARY ? FEBRUARY : minimum;
}
