#include <stdlib.h>

#include "bands.h"

#define N_(s)	(s)		/* translated where it is said */

static void
wrong(struct bands *b, const char *what)
{
	if (b->wrong == NULL)
		b->wrong = what;
}

/* A bound: missing for an empty cell. */
static struct ratio
bound(struct bands *b, const char *cell)
{
	struct dec x = { 0 };

	if (*cell != '\0' && (!dec_parse(sv_of(cell), &x) || x.cens != 0))
		wrong(b, N_("a bound is not a number"));
	return dec_ratio(x);
}

/* Band k begins where the one before it ends, and the bound belongs to one of the two. */
static void
check(struct bands *b, int k)
{
	const struct band *v = &b->v[k];
	const bool both = ratio_has(v->from) && ratio_has(v->to);
	const int order = both ? ratio_cmp(v->from, v->to) : -1;

	if (v->level != k + 1)
		wrong(b, N_("the levels do not count from 1"));
	if (order > 0 || (order == 0 && !(v->from_closed && v->to_closed)))
		wrong(b, N_("a band ends before it begins"));
	if ((k > 0 && !ratio_has(v->from)) || (k < b->n - 1 && !ratio_has(v->to)))
		wrong(b, N_("a bound between two bands is empty"));
	else if (k > 0 && ratio_has(v[-1].to) &&
	    (ratio_cmp(v[-1].to, v->from) != 0 || v[-1].to_closed == v->from_closed))
		wrong(b, N_("a band does not begin where the one before it ends, or both have the bound, or none"));
}

void
bands_read(struct bands *b, const struct table *t, const char *level, const char *where, const char *is)
{
	const size_t lev = table_col(t, level), from = table_col(t, "from"), fc = table_col(t, "from_closed"),
	    to = table_col(t, "to"), tc = table_col(t, "to_closed"), zh = table_col(t, "zh"), en = table_col(t, "en");

	*b = (struct bands){ .n = 0 };
	for (size_t i = 0; i < t->nrow; i++) {
		if (where != NULL && strcmp(table_cell(t, i, where), is) != 0)
			continue;
		if (b->n == BANDS_MAX) {
			wrong(b, N_("more than 12 levels"));
			break;
		}
		b->v[b->n++] = (struct band){ (int)strtol(table_at(t, i, lev), NULL, 10), bound(b, table_at(t, i, from)),
			bound(b, table_at(t, i, to)), strcmp(table_at(t, i, fc), "1") == 0,
			strcmp(table_at(t, i, tc), "1") == 0, table_at(t, i, zh), table_at(t, i, en) };
	}
	if (b->n == 0)
		wrong(b, N_("no level has a row"));
	for (int k = 0; k < b->n; k++)
		check(b, k);
}

const struct band *
bands_find(const struct bands *b, struct ratio x)
{
	for (int k = 0; k < b->n && ratio_has(x); k++) {
		const struct band *v = &b->v[k];
		const int low = ratio_has(v->from) ? ratio_cmp(x, v->from) : 1,
		    high = ratio_has(v->to) ? ratio_cmp(x, v->to) : -1;

		if ((low > 0 || (low == 0 && v->from_closed)) && (high < 0 || (high == 0 && v->to_closed)))
			return v;
	}
	return NULL;
}
