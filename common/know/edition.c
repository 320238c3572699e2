#include "edition.h"

#define N_(s)	(s)		/* translated where it is said */

void
editions_init(struct editions *e, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "editions");
	const size_t name = table_col(t, "edition"), from = table_col(t, "effective_from"),
	    limits = table_col(t, "limits"), index = table_col(t, "index"), assess = table_col(t, "assessment"),
	    note = table_col(t, "note");

	*e = (struct editions){ .n = 0 };
	for (size_t i = 0; i < t->nrow && e->n < EDITION_MAX; i++) {
		struct civil day = { 0 };

		if (!civil_parse(sv_of(table_at(t, i, from)), &day) || !day.date ||
		    (e->n > 0 && day.sec / CIVIL_DAY <= e->v[e->n - 1].from))
			e->wrong = N_("effective_from is not a list of ascending dates");
		e->v[e->n++] = (struct edition){ table_at(t, i, name), table_at(t, i, limits), table_at(t, i, index),
		    table_at(t, i, assess), table_at(t, i, note), day.sec / CIVIL_DAY };
	}
	if (t->nrow == 0 || t->nrow > EDITION_MAX)
		e->wrong = N_("it has no row, or too many");
}

int
edition_of_day(const struct editions *e, int64_t day, bool *before)
{
	int i = e->n - 1;

	while (i > 0 && day < e->v[i].from)
		i--;
	if (before != NULL && day < e->v[i].from)
		*before = true;
	return i;
}

int
edition_named(const struct editions *e, const char *name)
{
	for (int i = 0; i < e->n; i++) {
		if (strcmp(e->v[i].name, name) == 0)
			return i;
	}
	return -1;
}
