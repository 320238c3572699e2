#include <stdlib.h>

#include "rounding.h"

int
rounding_decimals(const struct tables *tabs, const char *stage, const char *item, const char *edition)
{
	const struct table *t = table_get(tabs, "rounding");
	const size_t st = table_col(t, "stage"), who = table_col(t, "item"), dec = table_col(t, "decimals"),
	    ed = table_col(t, "edition");
	int best = -1, found = -1;

	for (size_t i = 0; i < t->nrow; i++) {
		const bool own = strcmp(table_at(t, i, who), item) == 0,
		    any_ed = strcmp(table_at(t, i, ed), "*") == 0,
		    this_ed = edition != NULL && strcmp(table_at(t, i, ed), edition) == 0;
		const int rank = own * 2 + this_ed;

		if (strcmp(table_at(t, i, st), stage) != 0 || (!own && strcmp(table_at(t, i, who), "*") != 0) ||
		    (!any_ed && !this_ed) || rank <= best)
			continue;
		best = rank;
		found = (int)strtol(table_at(t, i, dec), NULL, 10);
	}
	return found;
}
