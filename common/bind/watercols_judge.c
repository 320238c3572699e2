#include "watercols.h"

struct dec
watercols_rounded(const struct watercols *w, size_t c, enum water_body body, struct dec x)
{
	const struct waterlimit *l = w->v[c].limit[body];

	if (l == NULL || !dec_has(x) || x.cens != 0 || l->decimals < 0)
		return x;
	if (x.scale <= l->decimals)
		return dec_round(x, l->decimals);	/* 0.3 beside 0.28 is shown as 0.30 */
	return waterlimit_round(l, dec_ratio(x), w->s.early_digit);
}

/* Met where every item is of the target's class or better and none is unproved. */
static void
judge_target(struct water_judged *j)
{
	bool missed = false;

	j->met = -1;
	j->open = false;
	if (j->target == 0 || j->r.judged == 0)
		return;
	for (size_t i = 0; i < j->n; i++) {
		const struct water_item *v = &j->v[i];

		if (v->class == 0 || v->reference)
			continue;
		if (waterlimit_unproved(v->limit, water_proof(v), j->target))
			j->open = true;
		else
			missed = missed || v->class > j->target;
	}
	j->open = j->open && !missed;
	j->met = missed ? 0 : j->open ? -1 : 1;
}

/* The class of an item by the other rounding; most values have no digits that are rounded off. */
static int
other_class(const struct watercols *w, size_t c, enum water_body body, struct dec x, const struct water_item *v, bool rounded)
{
	if (v->class == 0 || x.cens != 0 || (v->limit->nd_first && dec_has(v->below)) || v->limit->decimals < 0 || x.scale <= v->limit->decimals)
		return v->class;
	return waterlimit_class(v->limit, rounded ? x : watercols_rounded(w, c, body, x));
}

void
watercols_judge(const struct watercols *w, struct water_judged *j, enum water_body body, int target,
    const struct dec *x, const struct dec *below, const bool *counts, bool rounded)
{
	int other = 0;

	j->n = 0;
	j->body = body;
	j->target = target;
	j->alt = 0;
	j->unproved = target > 0;	/* to be looked at by the item */
	for (size_t k = 0; k < w->nlist[body]; k++) {
		const size_t c = w->list[body][k];
		const struct dec r = rounded ? watercols_rounded(w, c, body, x[c]) : x[c];
		struct water_item *v = &j->v[j->n];

		*v = (struct water_item){ .limit = w->v[c].limit[body], .x = r, .first = w->v[c].first,
		    .below = below != NULL ? below[c] : (struct dec){ 0 }, .reference = w->v[c].reference || (counts != NULL && !counts[c]) };
		j->column[j->n++] = (uint8_t)c;
	}
	water_judge(&j->r, j->v, j->n, (int)w->exceed);
	for (size_t i = 0; i < j->n; i++) {
		const int class = j->v[i].reference ? 0 : other_class(w, j->column[i], body, x[j->column[i]], &j->v[i], rounded);

		other = class > other ? class : other;
	}
	j->alt = other != j->r.class ? other : 0;
	judge_target(j);
	for (size_t i = 0; i < j->n && !j->unproved; i++)
		j->unproved = j->v[i].unproved;
}
