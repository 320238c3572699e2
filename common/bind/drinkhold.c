#include <stdlib.h>

#include "accum.h"
#include "drinkhold.h"
#include "drinkhold_own.h"
#include "mem.h"
#include "recover.h"

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

long
drinkhold_rank(const struct drinkhold *h, size_t station, size_t site)
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
	*r = (struct drink_row){ in->station, in->site, in->intake_id, drinkhold_rank(h, in->station, in->site), w, p,
	    w.to <= month.to ? month : w, in->body, mem_array(in->n, sizeof(*r->x)) };
	memcpy(r->x, in->x, in->n * sizeof(*r->x));
}

/* --- means --------------------------------------------------------------------------------- */

/* Values, or means, of one level on their way to a mean. */
struct gather {
	struct ratio	sum, top;
	struct accum	ion;		/* of pH */
	struct dec	limit;		/* the largest limit of detection met */
	unsigned int	n, ncens;
	bool		open;
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
	g->top = g->n == 0 ? m->top : quot_add_ratio(g->top, m->top);
	g->sum = g->n++ == 0 ? m->v : quot_add_ratio(g->sum, m->v);
	g->open = g->open || m->open;
}

static struct drink_mean
gather_mean(const struct gather *g, enum avg_how how, int decimals)
{
	struct drink_mean m = { .open = g->open };

	if (g->n == 0)
		return m;
	if (how == AVG_PH && g->n > 1)
		m.v = quot_ratio(accum_value(&g->ion, how, decimals));
	else
		m.v = ratio_mul(g->sum, ratio_make(1, g->n));
	m.top = ratio_mul(g->top, ratio_make(1, g->n));
	if (g->ncens == g->n) {
		m.below = g->limit;
		m.below.cens = '<';
	}
	return m;
}

static struct drink_mean
mean_of_value(const struct waterlimit *l, struct dec x)
{
	const bool below = x.cens == '<';

	return (struct drink_mean){ dec_ratio(dec_usable(x)), dec_ratio(x), below ? x : (struct dec){ 0 },
	    below && l != NULL && waterlimit_unproved(l, x, drink_tested(l)) };
}

static enum avg_how
how_of(const struct drinkhold *h, size_t c)
{
	return h->in->v[c].item->average == ITEM_HYDROGEN && !h->s.plain_ph ? AVG_PH : AVG_MEAN;
}

/* The mean of item c in rows from to end, all of one month, intake by intake. */
static struct drink_mean
mean_of_month(const struct drinkhold *h, size_t from, size_t end, size_t c, enum water_body body)
{
	const enum avg_how how = how_of(h, c);
	const int decimals = h->in->v[c].item->decimals;
	struct gather all, one;

	gather_init(&all);
	for (size_t i = from; i < end;) {
		const size_t intake = h->row[i].intake;

		gather_init(&one);
		for (; i < end && h->row[i].intake == intake; i++) {
			const struct drink_mean m = mean_of_value(h->in->v[c].limit[body], h->row[i].x[c]);

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

/*
 * A mean whose verdict hangs on values below detection limits that are above the limit: with these at 0 it would meet,
 * with these at their limits not.  It is below the latter, and proves nothing; else x.
 */
static struct dec
unproved(const struct waterlimit *l, const struct drink_mean *m, struct dec x, int decimals)
{
	const struct ratio low = ratio_sub(ratio_mul(m->v, ratio_make(2, 1)), m->top);	/* v stands half way */
	struct dec top;

	if (!m->open || dec_has(m->below) || !ratio_has(low))
		return x;
	top = ratio_guard(m->top, decimals);
	if (waterlimit_meets(l, top, drink_tested(l)) || !waterlimit_meets(l, ratio_guard(low, decimals), drink_tested(l)))
		return x;
	top.cens = '<';
	return top;
}

static void
set_means(struct drinkhold *h, enum water_body body)
{
	for (size_t c = 0; c < h->in->n; c++) {
		const struct drink_mean *m = &h->mean[c];
		const struct waterlimit *l = h->in->v[c].limit[body];
		const int decimals = h->in->v[c].item->decimals + RECOVER_EXTRA;

		h->plain[c] = dec_has(m->below) ? m->below : unproved(l, m, ratio_guard(m->v, decimals), decimals);
		h->rounded[c] = dec_has(m->below) ? m->below : unproved(l, m, drinkin_rounded(h->in, body, c, m->v), decimals);
	}
}

static void
make_values(struct drinkhold *h, size_t from, size_t end, enum water_body body)
{
	h->from = from;
	h->end = end;
	for (size_t c = 0; c < h->in->n; c++) {
		struct gather all;

		gather_init(&all);
		for (size_t i = from, k; i < end; i = k) {
			struct drink_mean m;

			for (k = i; k < end && h->row[k].sub.from == h->row[i].sub.from && h->row[k].sub.to == h->row[i].sub.to;)
				k++;
			m = mean_of_month(h, i, k, c, body);
			gather_add(&all, how_of(h, c), &m);
		}
		h->mean[c] = gather_mean(&all, how_of(h, c), h->in->v[c].item->decimals);
		h->most[c] = worst_value(h, from, end, c, body);
	}
	set_means(h, body);
}

const struct dec *
drinkhold_values(struct drinkhold *h, size_t from, size_t end, enum water_body body)
{
	if (from == end || from != h->from || end != h->end)	/* else a period of one month, which has just been made */
		make_values(h, from, end, body);
	return h->s.worst ? h->most : h->s.unrounded ? h->plain : h->rounded;
}
