#include <stdlib.h>

#include "accum.h"
#include "drinkhold.h"
#include "drinkhold_own.h"
#include "mem.h"

struct drinkhold *
drinkhold_new(struct drinkin *in, const struct drinkhold_spec *s)
{
	struct drinkhold *h = mem_alloc(sizeof(*h));

	h->in = in;
	h->s = *s;
	h->mean = mem_array(in->n, sizeof(*h->mean));
	h->rounded = mem_array(in->n, sizeof(*h->rounded));
	h->plain = mem_array(in->n, sizeof(*h->plain));
	h->most = mem_array(in->n, sizeof(*h->most));
	return h;
}

void
drinkhold_free(struct drinkhold *h)
{
	for (size_t i = 0; i < h->n; i++)
		free(h->row[i].x);
	free(h->row);
	free(h->entry);
	free(h->sub);
	free(h->mean);
	free(h->rounded);
	free(h->plain);
	free(h->most);
	sbuf_release(&h->failed);
	free(h);
}

unsigned long
drinkhold_outside(const struct drinkhold *h)
{
	return h->noutside;
}

unsigned long
drinkhold_several(const struct drinkhold *h)
{
	return h->nseveral;
}

/* The registry's place of a source; behind all others, as met, without one. */
static long
rank_of(const struct drinkhold *h, size_t station, size_t site)
{
	const struct sites *s = h->in->sites;
	const char *o = site == SITES_NONE ? "" : sites_cell(s, site, s->order);

	if (site == SITES_NONE)
		return 1000000 + (long)station;
	return *o == '\0' ? (long)site : strtol(o, NULL, 10);
}

void
drinkhold_row(struct drinkhold *h)
{
	struct drinkin *in = h->in;
	const struct period w = in->when,
	    p = h->s.step == STEP_RANGE ? h->s.period : period_of(h->s.step, w.from),
	    month = period_of(STEP_MONTH, w.from);
	struct drink_row *r;

	if (h->s.has_period && (w.to < h->s.period.from || w.from > h->s.period.to)) {
		h->noutside++;
		return;
	}
	if (w.from < p.from || w.to > p.to) {
		char label[CIVIL_TEXT], own[CIVIL_TEXT];

		(void)period_print(label, &p);
		(void)period_print(own, &w);
		(void)csvin_bad(in->s.in, (size_t)in->cols.time, "period", _("'%s' does not lie wholly inside the period %s"), own, label);
		return;
	}
	h->row = mem_grow(h->row, &h->cap, h->n + 1, sizeof(*h->row));
	r = &h->row[h->n++];
	*r = (struct drink_row){ in->station, in->site, in->intake_id, rank_of(h, in->station, in->site), w, p,
	    w.to <= month.to ? month : w, in->body, mem_array(in->n, sizeof(*r->x)) };
	memcpy(r->x, in->x, in->n * sizeof(*r->x));
}

/* --- means --------------------------------------------------------------------------------- */

/* Values, or means, of one level on their way to a mean. */
struct gather {
	struct ratio	sum;
	struct accum	ion;		/* of pH */
	struct dec	limit;		/* the largest limit of detection met */
	unsigned int	n, ncens;
};

static void
gather_init(struct gather *g)
{
	*g = (struct gather){ .n = 0 };
	accum_init(&g->ion);
}

static void
gather_add(struct gather *g, enum avg_how how, const struct drink_mean *m)
{
	if (!ratio_has(m->v))
		return;
	if (dec_has(m->below)) {
		g->limit = accum_limit(g->limit, m->below);
		g->ncens++;
	}
	if (how == AVG_PH)
		accum_add(&g->ion, how, ratio_guard(m->v, ACCUM_SCALE));
	g->sum = g->n++ == 0 ? m->v : quot_add_ratio(g->sum, m->v);
}

static struct drink_mean
gather_mean(const struct gather *g, enum avg_how how, int decimals)
{
	struct drink_mean m = { { 0, 0 }, { 0 } };

	if (g->n == 0)
		return m;
	if (how == AVG_PH && g->n > 1)
		m.v = quot_ratio(accum_value(&g->ion, how, decimals));
	else
		m.v = ratio_mul(g->sum, ratio_make(1, g->n));
	if (g->ncens == g->n) {
		m.below = g->limit;
		m.below.cens = '<';
	}
	return m;
}

static struct drink_mean
mean_of_value(struct dec x)
{
	return (struct drink_mean){ dec_ratio(accum_usable(x)), x.cens == '<' ? x : (struct dec){ 0 } };
}

static enum avg_how
how_of(const struct drinkhold *h, size_t c)
{
	return h->in->v[c].item->average == ITEM_HYDROGEN && !h->s.plain_ph ? AVG_PH : AVG_MEAN;
}

/* The mean of item c in rows from to end, all of one month, intake by intake. */
static struct drink_mean
mean_of_month(const struct drinkhold *h, size_t from, size_t end, size_t c)
{
	const enum avg_how how = how_of(h, c);
	const int decimals = h->in->v[c].item->decimals;
	struct gather all, one;

	gather_init(&all);
	for (size_t i = from; i < end;) {
		const size_t intake = h->row[i].intake;

		gather_init(&one);
		for (; i < end && h->row[i].intake == intake; i++) {
			const struct drink_mean m = mean_of_value(h->row[i].x[c]);

			gather_add(&one, how, &m);
		}
		{
			const struct drink_mean m = gather_mean(&one, how, decimals);

			gather_add(&all, how, &m);
		}
	}
	return gather_mean(&all, how, decimals);
}

/* The worst single value of item c in rows from to end; missing for none. */
static struct dec
worst_value(const struct drinkhold *h, size_t from, size_t end, size_t c, enum water_body body)
{
	const struct waterlimit *l = h->in->v[c].limit[body];
	struct dec x = { 0 };

	for (size_t i = from; i < end; i++) {
		const struct dec y = h->row[i].x[c];

		if (dec_has(y) && (!dec_has(x) || (l != NULL && drink_value_worse(l, y, x))))
			x = y;
	}
	return x;
}

static void
set_means(struct drinkhold *h, enum water_body body)
{
	for (size_t c = 0; c < h->in->n; c++) {
		const struct drink_mean *m = &h->mean[c];

		h->plain[c] = dec_has(m->below) ? m->below : ratio_guard(m->v, h->in->v[c].item->decimals + 6);
		h->rounded[c] = dec_has(m->below) ? m->below : drinkin_rounded(h->in, body, c, m->v);
	}
}

const struct dec *
drinkhold_values(struct drinkhold *h, size_t from, size_t end, enum water_body body)
{
	for (size_t c = 0; c < h->in->n; c++) {
		struct gather all;

		gather_init(&all);
		for (size_t i = from, k; i < end; i = k) {
			struct drink_mean m;

			for (k = i; k < end && h->row[k].sub.from == h->row[i].sub.from && h->row[k].sub.to == h->row[i].sub.to;)
				k++;
			m = mean_of_month(h, i, k, c);
			gather_add(&all, how_of(h, c), &m);
		}
		h->mean[c] = gather_mean(&all, how_of(h, c), h->in->v[c].item->decimals);
		h->most[c] = worst_value(h, from, end, c, body);
	}
	set_means(h, body);
	return h->s.worst ? h->most : h->s.unrounded ? h->plain : h->rounded;
}
