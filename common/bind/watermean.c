#include <limits.h>
#include <stdlib.h>

#include "mem.h"
#include "recover.h"
#include "settings.h"
#include "watermean_own.h"

/* The smallest order of the rows of table water_sources that hold for that item and source. */
static int
order_of(const struct watercols *w, const char *item, const char *source)
{
	const struct table *t = table_get(w->s.tabs, "water_sources");
	const size_t ci = table_col(t, "item"), cs = table_col(t, "source"), co = table_col(t, "order");
	int best = INT_MAX;

	for (size_t r = 0; r < t->nrow; r++) {
		const char *i = table_at(t, r, ci), *s = table_at(t, r, cs), *o = table_at(t, r, co);
		struct dec x;

		if (!dec_parse(sv_of(o), &x) || x.scale != 0 || x.cens != 0 || x.m < 0 || x.m >= INT_MAX)
			settings_wrong(w->s.d, w->s.tabs, "water_sources", o, N_("the order is not a whole number of 0 or more"));
		if ((strcmp(i, "*") == 0 || strcmp(i, item) == 0) && (strcmp(s, "*") == 0 || strcmp(s, source) == 0) && x.m < best)
			best = (int)x.m;
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
		m->order[k * w->n + c] = order_of(w, w->v[c].name, m->sources.key[k]);
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
	m->slot = mem_array(w->n, sizeof(*m->slot));
	m->column = mem_array(w->n, sizeof(*m->column));
	for (size_t c = 0; c < w->n; c++) {
		m->slot[c] = SIZE_MAX;
		m->how[c] = w->v[c].item->average == ITEM_HYDROGEN && !s->plain_ph ? AVG_PH : AVG_MEAN;
		m->decimals[c] = w->v[c].item->decimals;
	}
	return m;
}

static void
free_station(struct station *st)
{
	for (size_t k = 0; k < st->n; k++)
		free(st->b[k].v);
	for (size_t k = 0; k < st->nopen; k++) {
		free(st->open[k].v);
		sbuf_release(&st->open[k].seen);
	}
	free(st->b);
	free(st->open);
}

void
watermean_free(struct watermean *m)
{
	for (size_t i = 0; i < m->nst; i++)
		free_station(&m->st[i]);
	free(m->st);
	free(m->how);
	free(m->decimals);
	free(m->slot);
	free(m->column);
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

/* --- visits -------------------------------------------------------------------------------- */

/* The visit's values: means of its verticals. */
static void
tell_visit(struct watermean *m, size_t station, const struct block *b, const struct visit *v)
{
	memset(m->x, 0, m->w->n * sizeof(*m->x));
	memset(m->below, 0, m->w->n * sizeof(*m->below));
	for (size_t k = 0; k < v->n; k++) {
		const struct accum *a = &v->v[k];
		const size_t c = m->column[k];

		m->x[c] = ratio_guard(quot_ratio(accum_value(a, m->how[c], m->decimals[c])), m->decimals[c] + RECOVER_EXTRA);
		m->below[c] = accum_all_below(a);
	}
	m->s.visit(m->s.arg, station, b->body, b->target, m->x, m->below);
}

void
watermean_close(struct watermean *m, size_t station, struct visit *v)
{
	struct block *b;
	bool any = false;

	for (size_t k = 0; k < v->n && !any; k++)
		any = v->v[k].n > 0;
	if (v->day == INT64_MIN || !any)
		return;
	b = &m->st[station].b[v->block];
	b->visits++;
	if (m->s.visit != NULL)
		tell_visit(m, station, b, v);
	if (b->n == 0 && v->n > 0) {		/* most months have all their columns in the first visit */
		b->v = mem_array(v->n, sizeof(*b->v));
		b->n = b->cap = v->n;
	}
	for (size_t k = b->n; k < v->n; k++) {
		b->v = mem_grow(b->v, &b->cap, k + 1, sizeof(*b->v));
		b->v[b->n++] = (struct sampled){ .ndays = 0 };
	}
	for (size_t k = 0; k < v->n; k++)
		sampled_day(&b->v[k], &v->v[k], m->how[m->column[k]], m->decimals[m->column[k]]);
}

static struct station *
station_of(struct watermean *m, size_t station)
{
	while (m->nst <= station) {
		m->st = mem_grow(m->st, &m->cap, m->nst + 1, sizeof(*m->st));
		m->st[m->nst++] = (struct station){ 0 };
	}
	return &m->st[station];
}

static struct visit *
visit_of(struct station *st, size_t source)
{
	for (size_t k = 0; k < st->nopen; k++) {
		if (st->open[k].source == source)
			return &st->open[k];
	}
	st->open = mem_grow(st->open, &st->capopen, st->nopen + 1, sizeof(*st->open));
	st->open[st->nopen] = (struct visit){ .source = source, .day = INT64_MIN };
	return &st->open[st->nopen++];
}

/* The block of that month and source; the last one first, since rows come in runs. */
static size_t
block_of(struct station *st, int64_t month, size_t source)
{
	for (size_t k = st->n; k > 0; k--) {
		if (st->b[k - 1].month == month && st->b[k - 1].source == source)
			return k - 1;
	}
	st->b = mem_grow(st->b, &st->cap, st->n + 1, sizeof(*st->b));
	st->b[st->n] = (struct block){ .month = month, .day = INT64_MIN, .target_day = INT64_MIN, .source = source };
	return st->n++;
}

/* Whether no row of the visit had this stamp and vertical. */
static bool
is_new(const struct watermean *m, struct visit *v)
{
	const struct watercols *w = m->w;
	const struct sv vertical = w->vertical_col < 0 ? (struct sv){ "", 0 } : csvin_field(w->s.in, (size_t)w->vertical_col);
	const size_t from = v->seen.n;

	sbuf_printf(&v->seen, "\x1e%lld\x1f", (long long)w->time.sec);
	sbuf_put(&v->seen, vertical.p, vertical.n);
	sbuf_putc(&v->seen, '\x1e');
	if (from > 0 && w->time.sec <= v->last && memmem(v->seen.p, from, v->seen.p + from, v->seen.n - from) != NULL) {
		v->seen.n = from;
		return false;
	}
	v->last = from == 0 || w->time.sec > v->last ? w->time.sec : v->last;
	return true;
}

/* Opens the visit of the row's day; false where that day or a later one was there. */
static bool
open_visit(struct watermean *m, struct station *st, struct visit *v)
{
	const struct watercols *w = m->w;
	const size_t k = block_of(st, period_of(STEP_MONTH, w->day).from, v->source);

	if (w->day <= st->b[k].day)
		return csvin_bad(w->s.in, (size_t)w->cols.time, "order", _("the times of station %s go back here"),
		    w->stations.key[w->station]);
	watermean_close(m, w->station, v);
	v->day = st->b[k].day = w->day;
	v->block = k;
	sbuf_clear(&v->seen);
	return true;
}

static void
add_values(struct watermean *m, struct visit *v)
{
	const struct watercols *w = m->w;

	for (size_t c = 0; c < w->n; c++) {
		if (!dec_has(w->x[c]))
			continue;
		if (m->slot[c] == SIZE_MAX) {
			m->column[m->nslot] = c;
			m->slot[c] = m->nslot++;
		}
		while (v->n <= m->slot[c]) {
			v->v = mem_grow(v->v, &v->cap, v->n + 1, sizeof(*v->v));
			accum_init(&v->v[v->n++]);
		}
		accum_add(&v->v[m->slot[c]], m->how[c], w->x[c]);
	}
}

bool
watermean_row(struct watermean *m)
{
	struct watercols *w = m->w;
	struct station *st;
	struct visit *v;
	struct block *b;

	if (m->s.has_period && (w->day < m->s.period.from || w->day > m->s.period.to)) {
		m->noutside++;
		return true;
	}
	st = station_of(m, w->station);
	v = visit_of(st, source_of(m));
	if (w->day != v->day && !open_visit(m, st, v))
		return false;
	if (!is_new(m, v))
		return csvin_bad(w->s.in, (size_t)w->cols.time, "twice",
		    _("a second row of station %s at this time; a column vertical, depth or point tells them apart"),
		    w->stations.key[w->station]);
	b = &st->b[v->block];
	b->body = w->body;
	if (w->target > 0 && (w->day > b->target_day || w->target < b->target)) {
		b->target = w->target;
		b->target_day = w->day;
	}
	add_values(m, v);
	return true;
}

unsigned long
watermean_outside(const struct watermean *m)
{
	return m->noutside;
}
