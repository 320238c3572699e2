#include <stdlib.h>

#include "cityindex_own.h"
#include "mem.h"

/* The mean over the sections of a city that have one. */
static void
gather(struct cityindex_reader *r)
{
	const size_t n = r->s->cwqi->n;
	unsigned int (*has)[CWQI_NBODY][CWQI_ITEMS] = mem_array(r->x->n, sizeof(*has));

	for (size_t k = 0; k < r->members.n; k++) {
		const struct cityindex_member *m = &r->member[k];
		struct cwqi_city *q = &r->x->city[m->city].q;

		q->n[m->body]++;
		for (size_t i = 0; i < n; i++) {
			const struct ratio x = decsum_mean(&m->sum[i]);
			struct ratio *sum = &q->mean[m->body][i];

			if (!ratio_has(x))
				continue;
			*sum = has[m->city][m->body][i]++ == 0 ? x : cwqi_add(*sum, x);
		}
	}
	for (size_t c = 0; c < r->x->n; c++) {
		for (int b = 0; b < CWQI_NBODY; b++) {
			struct ratio *mean = r->x->city[c].q.mean[b];

			for (size_t i = 0; i < n; i++)
				mean[i] = ratio_mul(mean[i], ratio_make(1, has[c][b][i]));
		}
	}
	free(has);
}

/* Ranks within each time, of cities that lack nothing. */
static void
rank(struct cityindex *x)
{
	struct dec *v = mem_array(x->n, sizeof(*v));
	unsigned int *of = mem_array(x->n, sizeof(*of));

	for (size_t t = 0; t < x->times.n; t++) {
		for (size_t c = 0; c < x->n; c++)
			v[c] = sv_same(sv_of(x->city[c].time), map_key(&x->times, t)) && x->city[c].q.missing == 0 ?
			    x->city[c].shown : (struct dec){ 0 };
		cwqi_rank(v, x->n, of);
		for (size_t c = 0; c < x->n; c++)
			x->city[c].rank = of[c] > 0 ? of[c] : x->city[c].rank;
	}
	free(v);
	free(of);
}

static void
judge(struct cityindex_reader *r, int allow)
{
	const struct cwqi *q = r->s->cwqi;

	for (size_t c = 0; c < r->x->n; c++) {
		struct cityindex_city *v = &r->x->city[c];

		cwqi_judge(q, &v->q);
		if (v->q.zero == 0 && v->q.nitem + (size_t)allow >= q->n)
			v->shown = ratio_round(v->q.all, q->decimals);
	}
	rank(r->x);
}

struct cityindex *
cityindex_read(const struct cityindex_spec *spec, struct csvin *in, int allow)
{
	struct cityindex_reader r = { .s = spec, .x = mem_alloc(sizeof(*r.x)), .in = in };

	cityindex_bind(&r);
	while (csvin_next(in))
		cityindex_take(&r);
	gather(&r);
	judge(&r, allow);
	columns_finish(&r.cols);
	columns_release(&r.cols);
	for (size_t k = 0; k < r.members.n; k++)
		free(r.member[k].sum);
	free(r.member);
	map_release(&r.members);
	map_release(&r.seen);
	sbuf_release(&r.key);
	return r.x;
}

void
cityindex_free(struct cityindex *x)
{
	if (x == NULL)
		return;
	for (size_t c = 0; c < x->n; c++) {
		free(x->city[c].key);
		free(x->city[c].time);
	}
	free(x->city);
	map_release(&x->groups);
	map_release(&x->times);
	map_release(&x->unplaced);
	free(x);
}

const struct cityindex_city *
cityindex_base(const struct cityindex *base, const struct cityindex_city *c)
{
	const struct period before = period_shift_years(&c->period, -1);

	for (size_t k = 0; k < base->n; k++) {
		const struct cityindex_city *b = &base->city[k];

		if (strcmp(b->key, c->key) == 0 && (base->times.n == 1 ||
		    (b->period.from == before.from && b->period.to == before.to)))
			return b;
	}
	return NULL;
}
