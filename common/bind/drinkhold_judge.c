#include <stdlib.h>

#include "drinkhold_own.h"
#include "mem.h"

static int
cmp64(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static int
by_row(const void *a, const void *b)
{
	const struct drink_row *x = a, *y = b;
	int c;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->station != y->station)
		return x->station < y->station ? -1 : 1;
	if ((c = cmp64(x->period.from, y->period.from)) != 0 || (c = cmp64(x->sub.from, y->sub.from)) != 0 ||
	    (c = cmp64(x->sub.to, y->sub.to)) != 0)
		return c;
	if (x->intake != y->intake)
		return x->intake < y->intake ? -1 : 1;
	return cmp64(x->when.from, y->when.from);
}

static int
by_entry(const void *a, const void *b)
{
	const struct drink_entry *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->station != y->station)
		return x->station < y->station ? -1 : 1;
	return cmp64(x->period.from, y->period.from);
}

static void
put_entry(struct drinkhold *h, const struct drink_entry *e)
{
	h->entry = mem_grow(h->entry, &h->capentry, h->nentry + 1, sizeof(*h->entry));
	h->entry[h->nentry++] = *e;
}

/* The registry's row of source k that is due in the period; SITES_NONE for none. */
static size_t
due_row(const struct drinkin *in, size_t k, const struct period *p)
{
	size_t found = SITES_NONE;

	for (size_t r = in->sites->first[k]; r != SITES_NONE; r = in->sites->v[r].next) {
		if (in->sites->v[r].from <= p->to && in->sites->v[r].to >= p->from && in->sites->v[r].assessed &&
		    drinkin_is_source(in, r))
			found = r;
	}
	return found;
}

/* Sources due in the period that have no row of it. */
static void
put_silent(struct drinkhold *h, const struct period *p, size_t nmet)
{
	struct drinkin *in = h->in;
	struct map met = { 0 };

	for (size_t i = 0; i < nmet; i++) {
		if (h->entry[i].period.from == p->from)
			(void)map_put(&met, map_key(&in->stations, h->entry[i].station));
	}
	for (size_t k = 0; k < in->sites->codes.n; k++) {
		const struct sv code = map_key(&in->sites->codes, k);
		const size_t site = due_row(in, k, p);

		if (site != SITES_NONE && map_get(&met, code) == MAP_NONE) {
			const size_t station = map_put(&in->stations, code);

			put_entry(h, &(struct drink_entry){ station, site, 0, 0, drinkhold_rank(h, station, site), *p });
		}
	}
	map_release(&met);
}

/* Sources that have rows, then those that should have. */
static void
make_entries(struct drinkhold *h)
{
	struct period *seen = mem_array(h->n + 1, sizeof(*seen));
	size_t nseen = 0, nmet;

	for (size_t i = 0, k; i < h->n; i = k) {
		const struct drink_row *r = &h->row[i];
		size_t p = 0;

		for (k = i; k < h->n && h->row[k].station == r->station && h->row[k].period.from == r->period.from;)
			k++;
		put_entry(h, &(struct drink_entry){ r->station, h->row[k - 1].site, i, k, r->rank, r->period });
		while (p < nseen && seen[p].from != r->period.from)
			p++;
		if (p == nseen)
			seen[nseen++] = r->period;
	}
	if (nseen == 0 && h->s.has_period && h->s.step == STEP_RANGE)
		seen[nseen++] = h->s.period;
	nmet = h->nentry;
	for (size_t p = 0; p < nseen && h->in->sites != NULL; p++)
		put_silent(h, &seen[p], nmet);
	free(seen);
}

static void
judge(const struct drinkin *in, enum water_body body, const struct dec *x, struct drink_item *v, uint8_t *column, size_t *n,
    struct drink_result *r)
{
	*n = drinkin_items(in, body, x, v, column);
	drink_judge(r, v, *n);
}

/* The verdict on each month; how many there are, how many meet, and whether several rows made one. */
static enum drink_verdict
judge_months(struct drinkhold *h, const struct drink_entry *e, struct drink_period *o)
{
	enum drink_verdict all = DRINK_NONE;
	bool several = false;

	sbuf_clear(&h->failed);
	h->nsub = 0;
	for (size_t i = e->from, k; i < e->end; i = k) {
		const struct period sub = h->row[i].sub;
		struct drink_result r;
		char label[CIVIL_TEXT];
		size_t n;

		for (k = i; k < e->end && h->row[k].sub.from == sub.from && h->row[k].sub.to == sub.to;)
			k++;
		several = several || k - i > 1;
		judge(h->in, o->body, drinkhold_values(h, i, k, o->body), o->v, o->column, &n, &r);
		if (r.verdict == DRINK_NONE)
			continue;
		h->sub = mem_grow(h->sub, &h->capsub, h->nsub + 1, sizeof(*h->sub));
		h->sub[h->nsub++] = sub;
		o->months++;
		o->months_met += r.verdict == DRINK_MET;
		all = drink_worse(all, r.verdict);
		if (r.verdict == DRINK_OVER) {
			(void)period_print(label, &sub);
			sbuf_printf(&h->failed, "%s%s", h->failed.n > 0 ? " " : "", label);
		}
	}
	h->nseveral += several;
	return all;
}

/* The class by the values rounded otherwise, where it is another one. */
static int
other_class(struct drinkhold *h, const struct drink_period *o)
{
	struct drink_item v[DRINK_ITEMS];
	uint8_t column[DRINK_ITEMS];
	struct drink_result r;
	size_t n;

	if (h->s.worst)
		return 0;
	judge(h->in, o->body, h->s.unrounded ? h->rounded : h->plain, v, column, &n, &r);
	return r.class != o->r.class ? r.class : 0;
}

static void
judge_entry(struct drinkhold *h, const struct drink_entry *e)
{
	struct drink_period *o = &h->out;
	enum drink_verdict months;
	size_t n;

	o->station = e->station;
	o->site = e->site;
	o->period = e->period;
	o->rows = (unsigned int)(e->end - e->from);
	o->months = o->months_met = 0;
	o->body = e->end > e->from ? h->row[e->end - 1].body : drinkin_body_of(h->in, e->site);
	months = judge_months(h, e, o);
	o->x = drinkhold_values(h, e->from, e->end, o->body);
	judge(h->in, o->body, o->x, o->v, o->column, &o->n, &o->r);
	o->alt = other_class(h, o);
	judge(h->in, o->body, h->most, o->worst, o->column, &n, &o->alarm);
	o->verdict = h->s.by_mean ? o->r.verdict : drink_worse(months, o->r.verdict);
	if (o->verdict == DRINK_MET && (long)o->months < h->s.need)
		o->verdict = DRINK_OPEN;
	o->failed = h->failed.n > 0 ? h->failed.p : "";
	o->sub = h->sub;
	o->nsub = h->nsub;
}

void
drinkhold_each(struct drinkhold *h, void (*emit)(void *, const struct drink_period *), void *arg)
{
	if (h->n > 0)
		qsort(h->row, h->n, sizeof(*h->row), by_row);
	make_entries(h);
	if (h->nentry > 0)
		qsort(h->entry, h->nentry, sizeof(*h->entry), by_entry);
	for (size_t i = 0; i < h->nentry; i++) {
		judge_entry(h, &h->entry[i]);
		emit(arg, &h->out);
	}
}
