#include "rounding.h"
#include "watershare.h"

/* Whether from <= 100 x part / n < below; an empty bound is none. */
static bool
lies(const struct table *t, size_t r, const char *from, const char *below, unsigned int part, unsigned int n)
{
	const struct ratio share = ratio_make((wide)part * 100, n);
	struct dec a, b;

	if (dec_parse(sv_of(table_at(t, r, table_col(t, from))), &a) && ratio_cmp(share, dec_ratio(a)) < 0)
		return false;
	return !dec_parse(sv_of(table_at(t, r, table_col(t, below))), &b) || ratio_cmp(share, dec_ratio(b)) < 0;
}

struct water_status
water_share_status(const struct tables *tabs, unsigned int good, unsigned int bad, unsigned int n)
{
	const struct table *t = table_get(tabs, "water_shares");

	for (size_t r = 0; r < t->nrow; r++) {
		if (lies(t, r, "good_from", "good_below", good, n) && lies(t, r, "bad_from", "bad_below", bad, n))
			return (struct water_status){ table_at(t, r, table_col(t, "status")),
			    table_at(t, r, table_col(t, "warn"))[0] == '1' };
	}
	return (struct water_status){ "", true };
}

struct dec
water_percent(const struct tables *tabs, unsigned int part, unsigned int n)
{
	return n == 0 ? (struct dec){ 0 } : ratio_round(ratio_make((wide)part * 100, n), rounding_decimals(tabs, "ratio", "*", NULL));
}
