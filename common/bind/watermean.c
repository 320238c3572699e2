#include <stdlib.h>

#include "mem.h"
#include "sampled.h"
#include "watermean.h"

#define EXTRA	6	/* decimals of a mean beyond those shown */

/* What one source gave of a station's month. */
struct block {
	int64_t		 month;		/* first day */
	int64_t		 day;		/* of the open visit */
	size_t		 source;	/* in watermean.sources */
	unsigned int	 visits;
	enum water_body	 body;
	int		 target;
	struct sampled	*v;		/* v[ncolumn] */
};

struct station {
	struct block	*b;
	size_t		 n, cap;
};

struct watermean {
	struct watercols	*w;
	struct watermean_spec	 s;
	enum avg_how		*how;		/* by column */
	int			*decimals;
	struct station		*st;
	size_t			 nst, cap;
	struct map		 sources;
	int			*order;		/* order[source * ncolumn + column] */
	size_t			 caporder;
	struct sampled_period	*acc;		/* of the period that is made */
	struct dec		*x, *below;
	unsigned int		*n;
	struct sbuf		 used;
	bool			*source_used;
	size_t			 capused;
	unsigned long		 noutside;
};

static int
order_of(const struct tables *tabs, const char *item, const char *source)
{
	const struct table *t = table_get(tabs, "water_sources");
	const size_t ci = table_col(t, "item"), cs = table_col(t, "source"), co = table_col(t, "order");
	int best = 99;

	for (size_t r = 0; r < t->nrow; r++) {
		const char *i = table_at(t, r, ci), *s = table_at(t, r, cs), *o = table_at(t, r, co);

		if ((strcmp(i, "*") == 0 || strcmp(i, item) == 0) && (strcmp(s, "*") == 0 || strcmp(s, source) == 0) &&
		    o[0] >= '0' && o[0] <= '9' && o[1] == '\0' && o[0] - '0' < best)
			best = o[0] - '0';
	}
	return best;
}

static size_t
source_of(struct watermean *m)
{
	const struct watercols *w = m->w;
	const struct sv none = { "", 0 };
	const size_t n = m->sources.n;
	const size_t k = map_put(&m->sources, w->cols.source < 0 ? none : csvin_field(w->s.in, (size_t)w->cols.source));

	if (k < n)
		return k;
	m->order = mem_grow(m->order, &m->caporder, (k + 1) * w->n, sizeof(*m->order));
	m->source_used = mem_grow(m->source_used, &m->capused, k + 1, sizeof(*m->source_used));
	for (size_t c = 0; c < w->n; c++)
		m->order[k * w->n + c] = order_of(w->s.tabs, w->v[c].name, m->sources.key[k]);
	return k;
}

struct watermean *
watermean_new(struct watercols *w, const struct watermean_spec *s)
{
	struct watermean *m = mem_alloc(sizeof(*m));

	m->w = w;
	m->s = *s;
	m->how = mem_array(w->n, sizeof(*m->how));
	m->decimals = mem_array(w->n, sizeof(*m->decimals));
	m->acc = mem_array(w->n, sizeof(*m->acc));
	m->x = mem_array(w->n, sizeof(*m->x));
	m->below = mem_array(w->n, sizeof(*m->below));
	m->n = mem_array(w->n, sizeof(*m->n));
	for (size_t c = 0; c < w->n; c++) {
		m->how[c] = w->v[c].item->average == ITEM_HYDROGEN && !s->plain_ph ? AVG_PH : AVG_MEAN;
		m->decimals[c] = w->v[c].item->decimals;
	}
	return m;
}

void
watermean_free(struct watermean *m)
{
	for (size_t i = 0; i < m->nst; i++) {
		for (size_t k = 0; k < m->st[i].n; k++)
			free(m->st[i].b[k].v);
		free(m->st[i].b);
	}
	free(m->st);
	free(m->how);
	free(m->decimals);
	free(m->acc);
	free(m->x);
	free(m->below);
	free(m->n);
	free(m->order);
	free(m->source_used);
	map_release(&m->sources);
	sbuf_release(&m->used);
	free(m);
}

/* The visit's values: means of its verticals. */
static void
tell_visit(struct watermean *m, size_t station, const struct block *b)
{
	bool any = false;

	for (size_t c = 0; c < m->w->n; c++) {
		const struct accum *a = &b->v[c].day;

		m->x[c] = ratio_guard(quot_ratio(accum_value(a, m->how[c], m->decimals[c])), m->decimals[c] + EXTRA);
		m->below[c] = accum_all_below(a);
		any = any || a->n > 0;
	}
	if (any)
		m->s.visit(m->s.arg, station, b->body, b->target, m->x, m->below);
}

static void
close_visit(struct watermean *m, size_t station, struct block *b)
{
	if (m->s.visit != NULL)
		tell_visit(m, station, b);
	for (size_t c = 0; c < m->w->n; c++)
		sampled_day(&b->v[c], m->how[c], m->decimals[c]);
}

/* The block of the row's station, month and source; the last one first, since rows come in runs. */
static struct block *
block_of(struct watermean *m, size_t station, int64_t month, size_t source)
{
	struct station *st;
	struct block *b;

	while (m->nst <= station) {
		m->st = mem_grow(m->st, &m->cap, m->nst + 1, sizeof(*m->st));
		m->st[m->nst++] = (struct station){ 0 };
	}
	st = &m->st[station];
	for (size_t k = st->n; k > 0; k--) {
		if (st->b[k - 1].month == month && st->b[k - 1].source == source)
			return &st->b[k - 1];
	}
	st->b = mem_grow(st->b, &st->cap, st->n + 1, sizeof(*st->b));
	b = &st->b[st->n++];
	*b = (struct block){ .month = month, .day = INT64_MIN, .source = source, .v = mem_array(m->w->n, sizeof(*b->v)) };
	for (size_t c = 0; c < m->w->n; c++)
		sampled_init(&b->v[c]);
	return b;
}

bool
watermean_row(struct watermean *m)
{
	struct watercols *w = m->w;
	struct block *b;

	if (m->s.has_period && (w->day < m->s.period.from || w->day > m->s.period.to)) {
		m->noutside++;
		return true;
	}
	b = block_of(m, w->station, period_of(STEP_MONTH, w->day).from, source_of(m));
	if (w->day < b->day)
		return csvin_bad(w->s.in, (size_t)w->cols.time, "order", _("the times of station %s go back here"),
		    w->stations.key[w->station]);
	if (w->day > b->day) {
		close_visit(m, w->station, b);
		b->day = w->day;
		b->visits++;
	}
	b->body = w->body;
	b->target = w->target;
	for (size_t c = 0; c < w->n; c++)
		sampled_add(&b->v[c], m->how[c], w->x[c]);
	return true;
}

/* --- results ------------------------------------------------------------------------------- */

static struct period
result_period(const struct watermean *m, int64_t day)
{
	return m->s.step == STEP_RANGE ? m->s.period : period_of(m->s.step, day);
}

/* The item's month from the source that goes first; blocks k to end are of one month. */
static void
add_month(struct watermean *m, const struct station *st, size_t from, size_t to, size_t c)
{
	const struct block *best = NULL;

	for (size_t k = from; k < to; k++) {
		const struct block *b = &st->b[k];

		if (b->v[c].ndays > 0 && (best == NULL ||
		    m->order[b->source * m->w->n + c] < m->order[best->source * m->w->n + c]))
			best = b;
	}
	if (best == NULL)
		return;
	sampled_month(&m->acc[c], &best->v[c], m->how[c]);
	m->source_used[best->source] = true;
}

static int
by_month(const void *a, const void *b)
{
	const struct block *x = a, *y = b;

	return x->month != y->month ? (x->month < y->month ? -1 : 1) : (x->source > y->source) - (x->source < y->source);
}

static void
finish_values(struct watermean *m)
{
	for (size_t c = 0; c < m->w->n; c++) {
		const struct sampled_period *p = &m->acc[c];
		const struct ratio mean = sampled_mean(p, m->how[c], m->decimals[c]);

		m->x[c] = ratio_guard(mean, m->decimals[c] + EXTRA);
		m->n[c] = p->ndays;
		m->below[c] = sampled_below(p);
	}
}

static void
name_sources(struct watermean *m)
{
	sbuf_clear(&m->used);
	for (size_t k = 0; k < m->sources.n; k++) {
		if (m->source_used[k] && m->sources.len[k] > 0)
			sbuf_printf(&m->used, "%s%s", m->used.n > 0 ? " " : "", m->sources.key[k]);
	}
}

/* Fewer samples or months than the table asks of that step. */
static bool
is_short(const struct watermean *m, enum step step, unsigned int visits, unsigned int months)
{
	const struct table *t = table_get(m->w->s.tabs, "water_sampling");
	const size_t p = table_col(t, "period"), of = table_col(t, "of"), min = table_col(t, "minimum");

	for (size_t r = 0; r < t->nrow; r++) {
		const unsigned int n = strcmp(table_at(t, r, of), "month") == 0 ? months : visits;

		if (strcmp(table_at(t, r, p), step_name(step)) == 0 && n < strtoul(table_at(t, r, min), NULL, 10))
			return true;
	}
	return false;
}

/* The period that begins with block `from` of the station; returns the first block behind it. */
static size_t
make_period(struct watermean *m, size_t station, size_t from, struct water_mean *r)
{
	const struct station *st = &m->st[station];
	size_t k = from;

	*r = (struct water_mean){ .station = station, .period = result_period(m, st->b[from].month),
	    .day = INT64_MIN };
	memset(m->acc, 0, m->w->n * sizeof(*m->acc));
	memset(m->source_used, 0, m->sources.n * sizeof(*m->source_used));
	while (k < st->n && st->b[k].month <= r->period.to) {
		size_t end = k;

		for (; end < st->n && st->b[end].month == st->b[k].month; end++) {
			r->visits += st->b[end].visits;
			r->day = st->b[end].day > r->day ? st->b[end].day : r->day;
			r->body = st->b[end].body;
			r->target = st->b[end].target;
		}
		for (size_t c = 0; c < m->w->n; c++)
			add_month(m, st, k, end, c);
		r->months++;
		k = end;
	}
	finish_values(m);
	name_sources(m);
	r->x = m->x;
	r->below = m->below;
	r->n = m->n;
	r->sources = m->used.p == NULL ? "" : m->used.p;
	r->is_short = is_short(m, r->period.step, r->visits, r->months);
	return k;
}

/* Stations in order of the registry, those that are not in it behind in order of appearance. */
static size_t *
station_order(const struct watermean *m)
{
	size_t *order = mem_array(m->nst + 1, sizeof(*order));

	for (size_t i = 0; i < m->nst; i++) {
		const size_t row = m->w->site[i].row;
		size_t k = i;

		for (; k > 0 && m->w->site[order[k - 1]].row > row; k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
	return order;
}

void
watermean_each(struct watermean *m, void (*emit)(void *, const struct water_mean *), void *arg)
{
	size_t *order = station_order(m);

	for (size_t i = 0; i < m->nst; i++) {
		struct station *st = &m->st[order[i]];
		struct water_mean r;

		for (size_t k = 0; k < st->n; k++)
			close_visit(m, order[i], &st->b[k]);
		if (st->n > 1)
			qsort(st->b, st->n, sizeof(*st->b), by_month);
		for (size_t k = 0; k < st->n; ) {
			k = make_period(m, order[i], k, &r);
			emit(arg, &r);
		}
	}
	free(order);
}

unsigned long
watermean_outside(const struct watermean *m)
{
	return m->noutside;
}
