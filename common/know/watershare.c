#include "rounding.h"
#include "watershare.h"

/* Whether from <= 100 x part / n < below; an empty bound is none. */
static bool
lies(const struct table *t, size_t r, const char *from, const char *below, unsigned int part, unsigned int n)
{
	const struct ratio share = ratio_make((wide)part * 100, n);
	struct dec a, b;

	if (dec_parse(sv_of(table_cell(t, r, from)), &a) && ratio_cmp(share, dec_ratio(a)) < 0)
		return false;
	return !dec_parse(sv_of(table_cell(t, r, below)), &b) || ratio_cmp(share, dec_ratio(b)) < 0;
}

struct water_status
water_share_status(const struct tables *tabs, unsigned int good, unsigned int bad, unsigned int n)
{
	const struct table *t = table_get(tabs, "water_shares");

	for (size_t r = 0; r < t->nrow; r++) {
		if (lies(t, r, "good_from", "good_below", good, n) && lies(t, r, "bad_from", "bad_below", bad, n))
			return (struct water_status){ table_cell(t, r, "status"),
			    table_cell(t, r, "warn")[0] == '1' };
	}
	return (struct water_status){ "", true };
}

struct dec
water_percent(const struct tables *tabs, unsigned int part, unsigned int n)
{
	return n == 0 ? (struct dec){ 0 } : ratio_round(ratio_make((wide)part * 100, n), rounding_decimals(tabs, "ratio", "*", NULL));
}

void
water_shares_closed(const struct tables *tabs, const unsigned int n[6], struct dec share[6])
{
	const int decimals = rounding_decimals(tabs, "ratio", "*", NULL);
	const int64_t whole = (int64_t)(100 * dec_pow10(decimals));
	int64_t all = 0, left = whole, rest[6];

	for (int c = 0; c < 6; c++)
		all += n[c];
	for (int c = 0; c < 6; c++) {
		share[c] = all == 0 ? (struct dec){ 0 } : (struct dec){ n[c] * whole / all, (int16_t)decimals, DEC_NUMBER, 0 };
		rest[c] = all == 0 ? 0 : n[c] * whole % all;
		left -= share[c].m;
	}
	for (; all > 0 && left > 0; left--) {
		int best = 5;

		for (int c = 4; c >= 0; c--)
			best = rest[c] > rest[best] ? c : best;
		share[best].m++;
		rest[best] = -1;
	}
}
