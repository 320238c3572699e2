#include <stdlib.h>

#include "drinkput.h"
#include "mem.h"

/* One share of a limit, waiting for its place. */
struct drink_share {
	size_t		 source;	/* in order of appearance */
	char		*time;
	const struct item *item;
	struct dec	 x, limit;
	struct ratio	 v;		/* [1] */
	size_t		 seq;
};

void
drinkput_ratios_head(const struct drinkput *p)
{
	static const char *const head[] = { "item", "value", "limit", "ratio" };

	csvout_text(p->out, p->in->s.common->station);
	csvout_text(p->out, p->in->s.common->time);
	for (size_t k = 0; k < 4; k++)
		csvout_text(p->out, head[k]);
	csvout_end(p->out);
}

void
drinkput_ratios(struct drinkput *p, struct sv time, const struct drink_judged *j)
{
	const struct ratio from = ratio_mul(dec_ratio(p->o.from), ratio_make(1, 100));
	const size_t source = map_put(&p->sources, j->station);

	for (size_t i = 0; i < j->n; i++) {
		const struct waterlimit *l = j->v[i].limit;
		const struct dec x = j->v[i].x;
		const struct ratio v = dec_has(x) && !j->v[i].reference ? drink_share(l, x) : (struct ratio){ 0, 0 };

		if (!ratio_has(v) || ratio_cmp(v, from) < 0 || (x.cens == '<' && !p->o.censored))
			continue;
		p->share = mem_grow(p->share, &p->capshare, p->nshare + 1, sizeof(*p->share));
		p->share[p->nshare] = (struct drink_share){ source, mem_ndup(time.p, time.n),
		    p->in->v[j->column[i]].item, x, waterlimit_bound(l, drink_tested(l)), v, p->nshare };
		p->nshare++;
	}
}

static int
by_share(const struct drink_share *x, const struct drink_share *y)
{
	const int c = ratio_cmp(y->v, x->v);

	return c != 0 ? c : x->seq < y->seq ? -1 : x->seq > y->seq;
}

static int
over_all(const void *a, const void *b)
{
	return by_share(a, b);
}

static int
per_source(const void *a, const void *b)
{
	const struct drink_share *x = a, *y = b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return by_share(x, y);
}

void
drinkput_ratios_end(struct drinkput *p)
{
	const size_t n = p->o.top > 0 && (size_t)p->o.top < p->nshare ? (size_t)p->o.top : p->nshare;

	if (p->nshare > 0)
		qsort(p->share, p->nshare, sizeof(*p->share), p->o.top > 0 ? over_all : per_source);
	for (size_t i = 0; i < p->nshare; i++) {
		struct drink_share *s = &p->share[i];

		if (i < n) {
			csvout_cell(p->out, map_key(&p->sources, s->source));
			csvout_text(p->out, s->time);
			csvout_text(p->out, p->o.words && !p->o.en ? s->item->zh : s->item->name);
			csvout_dec(p->out, s->x);
			csvout_dec(p->out, s->limit);
			csvout_dec(p->out, ratio_round(ratio_mul(s->v, ratio_make(100, 1)), p->ratio));
			csvout_end(p->out);
		}
		free(s->time);
	}
	free(p->share);
	p->share = NULL;
	p->nshare = p->capshare = 0;
}
