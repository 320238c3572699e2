#include <stdlib.h>

#include "drinkvolume.h"
#include "mem.h"

struct volume {
	struct period	p;
	struct dec	v;		/* [10^4 t] */
	size_t		next;		/* of the same station; SIZE_MAX: none */
	bool		used;
};

struct drinkvolume {
	struct volume	*v;
	size_t		 n, cap;
	struct map	 stations;
	size_t		*first;
	size_t		 capfirst;
};

static bool
take(struct drinkvolume *d, struct csvin *in, size_t station, size_t time, size_t volume)
{
	const size_t known = d->stations.n;
	struct volume v = { .next = SIZE_MAX };
	size_t k;

	if (!drinkin_when(in, time, &v.p) || !csvin_decimal(in, volume, &v.v))
		return false;
	if (!dec_has(v.v) || v.v.m < 0 || v.v.cens != 0)
		return csvin_bad(in, volume, "volume", _("a volume is a number from 0 up [10^4 t]; leave out rows without one"));
	k = map_put(&d->stations, csvin_field(in, station));
	if (d->stations.n > known) {
		d->first = mem_grow(d->first, &d->capfirst, d->stations.n, sizeof(*d->first));
		d->first[k] = SIZE_MAX;
	}
	for (size_t i = d->first[k]; i != SIZE_MAX; i = d->v[i].next) {
		if (d->v[i].p.from <= v.p.to && v.p.from <= d->v[i].p.to)
			return csvin_bad(in, time, "overlap", _("source %s has a volume for these days already"), d->stations.key[k]);
	}
	v.next = d->first[k];
	d->first[k] = d->n;
	d->v = mem_grow(d->v, &d->cap, d->n + 1, sizeof(*d->v));
	d->v[d->n++] = v;
	return true;
}

struct drinkvolume *
drinkvolume_read(struct drinkin *t, const char *file)
{
	struct drinkvolume *d = mem_alloc(sizeof(*d));
	struct csvin *in = csvin_open_one(t->s.d, file);
	const size_t station = csvin_need(in, t->s.common->station), time = csvin_need(in, t->s.common->time),
	    volume = csvin_need(in, "volume");

	while (csvin_next(in)) {
		const struct sv code = csvin_field(in, station);

		if (t->sites == NULL || map_get(&t->sites->codes, code) != MAP_NONE) {
			(void)take(d, in, station, time, volume);
			continue;
		}
		(void)csvin_bad(in, station, "source", _("source '%s' is not in the registry"), csvin_quoted(in, station));
	}
	csvin_close(in);
	return d;
}

void
drinkvolume_free(struct drinkvolume *d)
{
	if (d == NULL)
		return;
	free(d->v);
	free(d->first);
	map_release(&d->stations);
	free(d);
}

struct ratio
drinkvolume_of(struct drinkvolume *d, struct sv station, const struct period *p, const struct period *sub, size_t nsub,
    bool *complete)
{
	const size_t k = map_get(&d->stations, station);
	struct decsum sum = { 0 };

	*complete = k != MAP_NONE;
	for (size_t i = k == MAP_NONE ? SIZE_MAX : d->first[k]; i != SIZE_MAX; i = d->v[i].next) {
		if (d->v[i].p.from < p->from || d->v[i].p.to > p->to)
			continue;
		decsum_add(&sum, d->v[i].v);
		d->v[i].used = true;
	}
	for (size_t s = 0; s < nsub && *complete; s++) {
		bool has = false;

		for (size_t i = d->first[k]; i != SIZE_MAX; i = d->v[i].next)
			has = has || (d->v[i].used && d->v[i].p.from <= sub[s].to && d->v[i].p.to >= sub[s].from);
		*complete = has;
	}
	return decsum_sum(&sum);
}

unsigned long
drinkvolume_unused(const struct drinkvolume *d)
{
	unsigned long n = 0;

	for (size_t i = 0; i < d->n; i++)
		n += !d->v[i].used;
	return n;
}
