#include <stdlib.h>

#include "alertlimit.h"
#include "mem.h"

static bool
read_row(struct alertlimit *a, const struct table *t, size_t r)
{
	static const char *const class[] = { "class1", "class2", "class3", "class4", "class5" };
	const char *const side = table_at(t, r, table_col(t, "side"));
	struct dec decimals;

	a->item = table_at(t, r, table_col(t, "item"));
	a->water = table_at(t, r, table_col(t, "water"));
	a->unit = table_at(t, r, table_col(t, "unit"));
	a->side = strcmp(side, "min") == 0 ? ALERTLIMIT_MIN : strcmp(side, "range") == 0 ? ALERTLIMIT_RANGE : ALERTLIMIT_MAX;
	if (!dec_parse(sv_of(table_at(t, r, table_col(t, "decimals"))), &decimals) || decimals.scale != 0 || decimals.m < 0 ||
	    decimals.m > 9)
		return false;
	a->decimals = (int)decimals.m;
	for (size_t c = 0; c < 5; c++) {
		struct sv cell = sv_of(table_at(t, r, table_col(t, class[c]))), low = cell;

		if (a->side == ALERTLIMIT_RANGE && (!sv_split(&cell, '-', &low) || !dec_parse(cell, &a->high)))
			return false;
		if (!dec_parse(low, &a->limit[c]) || a->limit[c].m > ALERTLIMIT_LARGEST || a->limit[c].scale > 9)
			return false;
	}
	return true;
}

void
alertlimits_init(struct alertlimits *l, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "alert_limits");

	*l = (struct alertlimits){ .n = t->nrow };
	l->v = mem_array(t->nrow, sizeof(*l->v));
	for (size_t r = 0; r < t->nrow; r++) {
		if (!read_row(&l->v[r], t, r))
			l->wrong = l->v[r].item;
	}
}

void
alertlimits_release(struct alertlimits *l)
{
	free(l->v);
	l->v = NULL;
}

const struct alertlimit *
alertlimit_find(const struct alertlimits *l, const char *item, const char *water)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct alertlimit *a = &l->v[i];

		if (strcmp(a->item, item) == 0 && (strcmp(a->water, "any") == 0 || strcmp(a->water, water) == 0))
			return a;
	}
	return NULL;
}

/* limit x (100 - margin) / 100; above it for a lower limit. */
static struct ratio
stricter(const struct alertlimit *a, struct dec limit, struct dec margin)
{
	const struct ratio part = ratio_mul(dec_ratio(margin), ratio_make(1, 100)), one = ratio_make(1, 1);

	return ratio_mul(dec_ratio(limit), a->side == ALERTLIMIT_MIN ? ratio_add(one, part) : ratio_sub(one, part));
}

int
alertlimit_class(const struct alertlimit *a, struct dec x, struct dec margin)
{
	const struct dec v = dec_round(x, a->decimals);

	if (a->side == ALERTLIMIT_RANGE)
		return dec_cmp(v, a->limit[0]) >= 0 && dec_cmp(v, a->high) <= 0 ? 1 : 6;
	for (int c = 0; c < 5; c++) {
		const int cmp = dec_has(margin) ? ratio_cmp(dec_ratio(v), stricter(a, a->limit[c], margin)) : dec_cmp(v, a->limit[c]);

		if (a->side == ALERTLIMIT_MIN ? cmp >= 0 : cmp <= 0)
			return c + 1;
	}
	return 6;
}

int
alertlimit_class_parse(struct sv s)
{
	static const char *const name[5][3] = { { "1", "I", "Ⅰ" }, { "2", "II", "Ⅱ" }, { "3", "III", "Ⅲ" }, { "4", "IV", "Ⅳ" },
		{ "5", "V", "Ⅴ" } };
	static const char kind[] = "类";

	s = sv_trim(s);
	if (s.n > sizeof(kind) - 1 && memcmp(s.p + s.n - (sizeof(kind) - 1), kind, sizeof(kind) - 1) == 0)
		s.n -= sizeof(kind) - 1;
	for (int c = 0; c < 5; c++) {
		for (size_t k = 0; k < 3; k++) {
			if (sv_is(s, name[c][k]))
				return c + 1;
		}
	}
	return 0;
}

static bool
holds(struct sv s, const char *word)
{
	return memmem(s.p, s.n, word, strlen(word)) != NULL;
}

const char *
alertlimit_water(struct sv s)
{
	if (s.n == 0)
		return NULL;
	if (holds(s, "river") || holds(s, "河"))	/* a reservoir of river type is a river */
		return "river";
	return holds(s, "lake") || holds(s, "reservoir") || holds(s, "湖") || holds(s, "库") ? "lake" : NULL;
}
