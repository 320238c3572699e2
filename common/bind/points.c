#include <stdlib.h>

#include "accum.h"
#include "bykeys.h"
#include "mem.h"
#include "points.h"

/* One point in one period: a sum each value. */
struct point {
	size_t		 next;		/* of its cell; SIZE_MAX at the end */
	struct decsum	*sum;		/* [nvalue] */
	struct dec	*limit;		/* [nvalue] largest limit of detection */
	uint64_t	*ncens;		/* [nvalue] values below it */
};

/* One water in one period. */
struct cell {
	size_t		 water;
	struct period	 period;
	size_t		 first, last, n;	/* its points */
};

struct points {
	struct points_spec s;
	struct bykeys	 by;
	struct map	 waters;	/* "key1\x1fkey2..." */
	char	       **cells_of;	/* cells_of[water * BYKEYS_MAX + k] */
	size_t		 capcells;
	struct map	 places;	/* "water:from" -> index into cell */
	struct cell	*cell;
	size_t		 capcell;
	struct map	 known;		/* "cell:station" -> index into point */
	struct point	*point;
	size_t		 cappoint;
	struct map	 unplaced;
	unsigned long	 noutside, nunplaced;
	struct sbuf	 text;		/* room */
};

struct points *
points_new(const struct points_spec *spec)
{
	struct points *p = mem_alloc(sizeof(*p));

	p->s = *spec;
	bykeys_read(&p->by, spec->d, spec->sites, spec->in, spec->by);
	return p;
}

size_t
points_nkey(const struct points *p)
{
	return p->by.n;
}

const char *
points_key(const struct points *p, size_t i)
{
	return p->by.name[i];
}

/* --- a row --------------------------------------------------------------------------------- */

bool
points_days(struct csvin *in, size_t time, struct period *days)
{
	const struct sv f = csvin_field(in, time);
	struct civil t;

	if (!civil_parse(f, &t) && period_parse(f, days) && days->step != STEP_RANGE)
		return true;
	if (!csvin_time(in, time, &t))
		return false;
	*days = (struct period){ civil_day_of(t), civil_day_of(t), STEP_DAY, false };
	return true;
}

/* The period of the result that the row belongs to; 0 it is outside, -1 refused. */
static int
period_for(struct points *p, struct period *of)
{
	struct period days;

	if (!points_days(p->s.in, p->s.time, &days))
		return -1;
	*of = p->s.to == STEP_RANGE ? p->s.period : period_of(p->s.to, days.from);
	if (p->s.has_period && (days.to < p->s.period.from || days.from > p->s.period.to))
		return 0;
	if (days.from < of->from || days.to > of->to) {
		char label[CIVIL_TEXT];

		(void)period_print(label, of);
		(void)csvin_bad(p->s.in, p->s.time, "time", _("'%s' is longer than the period of the result, %s"),
		    csvin_quoted(p->s.in, p->s.time), label);
		return -1;
	}
	return 1;
}

/* The registry's row of the station; false where it has it, but not then, or not assessed. */
static bool
find_site(const struct points *p, struct sv code, int64_t day, size_t *row)
{
	*row = p->s.sites == NULL ? SITES_NONE : sites_find(p->s.sites, code, day);
	if (*row != SITES_NONE)
		return p->s.sites->v[*row].assessed;
	return p->s.sites == NULL || sites_find(p->s.sites, code, SITES_ANYDAY) == SITES_NONE;
}

/* The water of the row; SIZE_MAX where it has none. */
static size_t
water_of(struct points *p, struct sv code, int64_t day)
{
	const size_t n = p->waters.n;
	struct sv key[BYKEYS_MAX];
	size_t row, w;

	if (!find_site(p, code, day, &row))
		return SIZE_MAX;
	sbuf_clear(&p->text);
	for (size_t k = 0; k < p->by.n; k++) {
		key[k] = p->by.registry[k] < 0 ? csvin_field(p->s.in, (size_t)p->by.input[k]) :
		    sv_of(row == SITES_NONE ? "" : sites_cell(p->s.sites, row, p->by.registry[k]));
		if (key[k].n == 0)
			return SIZE_MAX;
		sbuf_put(&p->text, key[k].p, key[k].n);
		sbuf_putc(&p->text, '\x1f');
	}
	w = map_put(&p->waters, sbuf_sv(&p->text));
	if (p->waters.n > n) {
		p->cells_of = mem_grow(p->cells_of, &p->capcells, p->waters.n * BYKEYS_MAX, sizeof(*p->cells_of));
		for (size_t k = 0; k < p->by.n; k++)
			p->cells_of[w * BYKEYS_MAX + k] = mem_ndup(key[k].p, key[k].n);
	}
	return w;
}

static struct point *
point_of(struct points *p, size_t water, const struct period *period, struct sv code)
{
	const size_t ncell = p->places.n, npoint = p->known.n;
	struct point *q;
	size_t c, i;

	sbuf_clear(&p->text);
	sbuf_printf(&p->text, "%zu:%lld", water, (long long)period->from);
	c = map_put(&p->places, sbuf_sv(&p->text));
	if (p->places.n > ncell) {
		p->cell = mem_grow(p->cell, &p->capcell, p->places.n, sizeof(*p->cell));
		p->cell[c] = (struct cell){ .water = water, .period = *period };
	}
	sbuf_clear(&p->text);
	sbuf_printf(&p->text, "%zu:%.*s", c, (int)code.n, code.p);
	i = map_put(&p->known, sbuf_sv(&p->text));
	if (p->known.n == npoint)
		return &p->point[i];
	p->point = mem_grow(p->point, &p->cappoint, p->known.n, sizeof(*p->point));
	q = &p->point[i];
	q->next = SIZE_MAX;
	if (p->cell[c].n++ == 0)
		p->cell[c].first = i;
	else
		p->point[p->cell[c].last].next = i;
	p->cell[c].last = i;
	q->sum = mem_array(p->s.nvalue, sizeof(*q->sum));
	q->limit = mem_array(p->s.nvalue, sizeof(*q->limit));
	q->ncens = mem_array(p->s.nvalue, sizeof(*q->ncens));
	return q;
}

static void
add_value(struct points *p, struct point *q, size_t v, struct dec x)
{
	if (x.cens == '<') {
		q->ncens[v]++;
		q->limit[v] = accum_limit(q->limit[v], x);
	}
	decsum_add(&q->sum[v], dec_usable(x));
	if (q->sum[v].overflow)
		diag_refuse(p->s.d, &(struct place){ p->s.in->file, p->s.in->line, p->s.name[v] },
		    _("the numbers are too far apart to be averaged"));
}

bool
points_row(struct points *p, const struct dec x[])
{
	const struct sv code = csvin_field(p->s.in, p->s.station);
	struct period of;
	const int in = period_for(p, &of);
	struct point *q;
	size_t w;

	if (in <= 0) {
		p->noutside += in == 0;
		return in == 0;
	}
	if (code.n == 0)
		return csvin_bad(p->s.in, p->s.station, "station", _("the station is empty"));
	w = water_of(p, code, of.from);
	if (w == SIZE_MAX) {
		(void)map_put(&p->unplaced, code);
		p->nunplaced++;
		return true;
	}
	q = point_of(p, w, &of, code);
	for (size_t v = 0; v < p->s.nvalue; v++)
		add_value(p, q, v, x[v]);
	return true;
}

/* --- the result ---------------------------------------------------------------------------- */

static struct points_mean
point_mean(const struct point *q, size_t v)
{
	struct points_mean m = { decsum_mean(&q->sum[v]), { 0 } };

	if (q->ncens[v] > 0 && q->ncens[v] == q->sum[v].n)
		m.limit = q->limit[v];
	return m;
}

/* The mean of value v over point[n * nvalue]. */
static struct points_mean
mean_over(const struct points *p, const struct points_mean *point, size_t n, size_t v)
{
	struct points_mean m = { { 0, 1 }, { 0 } };
	size_t count = 0, below = 0;

	for (size_t i = 0; i < n; i++) {
		const struct points_mean *q = &point[i * p->s.nvalue + v];

		if (!ratio_has(q->value))
			continue;
		m.value = ratio_add(m.value, q->value);
		count++;
		below += dec_has(q->limit);
		m.limit = accum_limit(m.limit, q->limit);
	}
	if (count == 0)
		return (struct points_mean){ { 0, 0 }, { 0 } };
	if (!ratio_has(m.value))
		diag_refuse(p->s.d, &(struct place){ p->s.in->file, 0, p->s.name[v] },
		    _("the numbers are too far apart to be averaged"));
	m.value = ratio_div(m.value, (struct ratio){ (wide)count, 1 });
	if (below < count)
		m.limit = (struct dec){ 0 };
	return m;
}

/* The means of the points of a cell that have any value, their number in *n. */
static struct points_mean *
points_of(const struct points *p, const struct cell *c, size_t *n)
{
	struct points_mean *m = mem_array(c->n * p->s.nvalue, sizeof(*m));
	size_t i = c->first;

	*n = 0;
	for (size_t k = 0; k < c->n; k++, i = p->point[i].next) {
		bool any = false;

		for (size_t v = 0; v < p->s.nvalue; v++) {
			m[*n * p->s.nvalue + v] = point_mean(&p->point[i], v);
			any = any || p->point[i].sum[v].n > 0;
		}
		*n += any;
	}
	return m;
}

static int
by_water(const void *a, const void *b)
{
	const struct cell *x = *(const struct cell *const *)a, *y = *(const struct cell *const *)b;

	if (x->water != y->water)
		return x->water < y->water ? -1 : 1;
	return x->period.from < y->period.from ? -1 : x->period.from > y->period.from;
}

void
points_each(struct points *p, void (*emit)(void *, const struct points_row *), void *arg)
{
	const struct cell **order = mem_array(p->places.n, sizeof(*order));
	struct points_mean *mean = mem_array(p->s.nvalue, sizeof(*mean));

	for (size_t c = 0; c < p->places.n; c++)
		order[c] = &p->cell[c];
	qsort(order, p->places.n, sizeof(*order), by_water);
	for (size_t c = 0; c < p->places.n; c++) {
		struct points_row r = { .nkey = p->by.n, .period = order[c]->period, .mean = mean };
		struct points_mean *point = points_of(p, order[c], &r.npoint);

		r.key = (const char *const *)&p->cells_of[order[c]->water * BYKEYS_MAX];
		r.point = point;
		for (size_t v = 0; v < p->s.nvalue; v++)
			mean[v] = mean_over(p, point, r.npoint, v);
		emit(arg, &r);
		free(point);
	}
	free(mean);
	free(order);
}

void
points_say(const struct points *p)
{
	struct sbuf b = { 0 };

	if (p->noutside > 0)
		diag_note(p->s.d, _("%lu rows outside the period left out"), p->noutside);
	for (size_t i = 0; i < p->unplaced.n; i++)
		sbuf_printf(&b, "%s%s", i > 0 ? ", " : "", p->unplaced.key[i]);
	if (b.n > 0)
		diag_note(p->s.d, _("%lu rows left out, of points not assessed then or without a place in --by: %s"),
		    p->nunplaced, b.p);
	sbuf_release(&b);
}

void
points_free(struct points *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->known.n; i++) {
		free(p->point[i].sum);
		free(p->point[i].limit);
		free(p->point[i].ncens);
	}
	for (size_t i = 0; i < p->waters.n * BYKEYS_MAX; i++) {
		if (i % BYKEYS_MAX < p->by.n)
			free(p->cells_of[i]);
	}
	bykeys_release(&p->by);
	map_release(&p->waters);
	map_release(&p->places);
	map_release(&p->known);
	map_release(&p->unplaced);
	sbuf_release(&p->text);
	free(p->cells_of);
	free(p->cell);
	free(p->point);
	free(p);
}
