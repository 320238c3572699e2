#include "bloom.h"

#define N_(s)	(s)		/* translated where it is said */

const char *const bloom_rule_name[4] = { "lowest", "share", "mean", "" };

static void
wrong(struct bloom *b, const char *table, const char *at, const char *what)
{
	if (b->wrong != NULL || what == NULL)
		return;
	b->wrong = what;
	b->wrong_table = table;
	b->wrong_at = at;
}

/* A setting: a number of the table that is not negative. */
static struct dec
setting(struct bloom *b, const struct table *t, const char *key)
{
	const size_t r = table_find(t, "key", key);
	struct dec x = { 0 };

	if (r == TABLE_NONE)
		wrong(b, "bloom_settings", key, N_("there is no such row"));
	else if (!dec_parse(sv_of(table_cell(t, r, "value")), &x) || !dec_has(x) || x.cens != 0 || x.m < 0)
		wrong(b, "bloom_settings", key, N_("the value is not a number of 0 or more"));
	return x;
}

void
bloom_init(struct bloom *b, const struct tables *tabs)
{
	const struct table *grades = table_get(tabs, "bloom_grades"), *t = table_get(tabs, "bloom_settings");

	*b = (struct bloom){ .wrong_at = "" };
	bands_read(&b->by[BLOOM_DENSITY], grades, "grade", "by", "density");
	wrong(b, "bloom_grades", "density", b->by[BLOOM_DENSITY].wrong);
	bands_read(&b->by[BLOOM_AREA], grades, "grade", "by", "area");
	wrong(b, "bloom_grades", "area", b->by[BLOOM_AREA].wrong);
	b->lowest_share = setting(b, t, "lowest_share");
	b->grade_share = setting(b, t, "grade_share");
	b->cell_most = setting(b, t, "cell_chla_most");
	b->cell_least = setting(b, t, "cell_chla_least");
	b->density_low = setting(b, t, "density_low");
	b->day_hours = setting(b, t, "day_hours");
}

const struct band *
bloom_grade(const struct bloom *b, enum bloom_by by, struct ratio x)
{
	return bands_find(&b->by[by], x);
}

/* count of n points as a share against a percentage. */
static int
against(size_t count, size_t n, struct dec percent)
{
	return ratio_cmp(ratio_make((wide)count * 100, (wide)n), dec_ratio(percent));
}

struct bloom_water
bloom_water(const struct bloom *b, const struct ratio density[], size_t n)
{
	const struct bands *g = &b->by[BLOOM_DENSITY];
	size_t count[BANDS_MAX] = { 0 }, total = 0;
	struct ratio sum = { 0, 1 };

	for (size_t i = 0; i < n; i++) {
		const struct band *v = bands_find(g, density[i]);

		if (v == NULL)
			continue;
		count[v->level - 1]++;
		total++;
		sum = ratio_add(sum, density[i]);
	}
	if (total == 0)
		return (struct bloom_water){ NULL, BLOOM_NONE };
	if (against(count[0], total, b->lowest_share) > 0)
		return (struct bloom_water){ &g->v[0], BLOOM_LOWEST };
	for (int k = g->n - 1; k >= 0; k--) {
		if (against(count[k], total, b->grade_share) >= 0)
			return (struct bloom_water){ &g->v[k], BLOOM_SHARE };
	}
	return (struct bloom_water){ bands_find(g, ratio_div(sum, (struct ratio){ (wide)total, 1 })), BLOOM_MEAN };
}

enum bloom_doubt
bloom_doubt(const struct bloom *b, struct dec density, struct dec chla)
{
	struct ratio cell;

	if (!dec_has(density) || !dec_has(chla) || density.cens != 0 || chla.cens != 0 || density.m <= 0 || chla.m <= 0)
		return BLOOM_FINE;
	/* ug/L over cells/L is 10^6 pg a cell. */
	cell = ratio_mul(dec_div(chla, density), (struct ratio){ 1000000, 1 });
	if (ratio_has(cell) && ratio_cmp(cell, dec_ratio(b->cell_most)) > 0)
		return BLOOM_TOO_LOW;
	return ratio_has(cell) && ratio_cmp(cell, dec_ratio(b->cell_least)) < 0 ? BLOOM_TOO_HIGH : BLOOM_FINE;
}
