#include "refstate.h"

/* "273.15/298.15" or a plain number. */
static struct ratio
factor_of(const char *s)
{
	struct sv rest = sv_of(s), part;
	struct dec a = { 0 }, b = dec_int(1);

	(void)sv_split(&rest, '/', &part);
	if (!dec_parse(part, &a) || (sv_split(&rest, '/', &part) && !dec_parse(part, &b)))
		return (struct ratio){ 0, 0 };
	return dec_div(a, b);
}

void
refstate_init(struct refstate *r, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "reference_state");
	const size_t from = table_col(t, "effective_from"), factor = table_col(t, "factor");
	struct civil day;

	*r = (struct refstate){ tabs, INT64_MAX, { 0, 0 } };
	if (t->nrow > 0 && civil_parse(sv_of(table_at(t, 0, from)), &day)) {
		r->from = civil_day_of(day);
		r->factor = factor_of(table_at(t, 0, factor));
	}
}

bool
refstate_has(const struct refstate *r, const char *item)
{
	return table_find(table_get(r->tabs, "reference_state"), "item", item) != TABLE_NONE;
}

int
refstate_side(const struct refstate *r, const struct period *p)
{
	return p->from >= r->from ? 1 : p->to < r->from ? -1 : 0;
}
