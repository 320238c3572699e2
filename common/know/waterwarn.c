#include "waterwarn.h"

/* One digit, -1 for anything else. */
static int
digit(const struct table *t, size_t r, const char *column)
{
	const char *s = table_cell(t, r, column);

	return s[0] >= '0' && s[0] <= '9' && s[1] == '\0' ? s[0] - '0' : -1;
}

int
water_warning(const struct tables *tabs, struct water_four c, int target)
{
	const struct table *t = table_get(tabs, "water_warnings");

	if (c.month <= 0 || c.month_base <= 0 || c.ytd <= 0 || c.ytd_base <= 0 || target <= 0)
		return -1;
	for (size_t r = 0; r < t->nrow; r++) {
		const int steps = digit(t, r, "steps"), than = digit(t, r, "worse_than");

		if (c.month - c.month_base >= steps && c.ytd - c.ytd_base >= steps && c.month > than && c.ytd > than &&
		    c.ytd > target)
			return digit(t, r, "level");
	}
	return 0;
}

const char *
water_warning_word(const struct tables *tabs, int level, bool en)
{
	const struct table *t = table_get(tabs, "water_warnings");

	for (size_t r = 0; r < t->nrow; r++) {
		if (digit(t, r, "level") == level)
			return table_at(t, r, table_col(t, en ? "word_en" : "word"));
	}
	return "";
}
