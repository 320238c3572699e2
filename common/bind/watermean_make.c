#include <stdlib.h>

#include "mem.h"
#include "recover.h"
#include "watermean_own.h"

static struct period
result_period(const struct watermean *m, int64_t day)
{
	return m->s.step == STEP_RANGE ? m->s.period : period_of(m->s.step, day);
}

static void
say_tied(struct watermean *m, const struct block *a, const struct block *b, size_t c)
{
	if (!m->tied)
		diag_warn(m->w->s.d, _("sources '%s' and '%s' have the same order in table water_sources (%s): the one that came first is taken"),
		    m->sources.key[a->source], m->sources.key[b->source], m->w->v[c].name);
	m->tied = true;
}

/* The item's month from the source that goes first; blocks k to end are of one month. */
static void
add_month(struct watermean *m, const struct station *st, size_t from, size_t to, size_t slot)
{
	const size_t c = m->column[slot];
	const struct block *best = NULL, *tie = NULL;

	for (size_t k = from; k < to; k++) {
		const struct block *b = &st->b[k];
		const int order = m->order[b->source * m->w->n + c], least = best == NULL ? 0 : m->order[best->source * m->w->n + c];

		if (slot >= b->n || b->v[slot].ndays == 0)
			continue;
		if (best == NULL || order < least) {
			best = b;
			tie = NULL;
		} else if (order == least)
			tie = b;
	}
	if (best == NULL)
		return;
	if (tie != NULL)
		say_tied(m, best, tie, c);
	sampled_month(&m->acc[c], &best->v[slot], m->how[c]);
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

		m->x[c] = ratio_guard(mean, m->decimals[c] + RECOVER_EXTRA);
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

/* Kind of water and target are those of the latest day that has one, whatever the order of sources; of one day the stricter. */
static void
take_block(struct water_mean *r, const struct block *b, int64_t *target_day)
{
	r->visits += b->visits;
	if (b->day > r->day) {
		r->day = b->day;
		r->body = b->body;
	}
	if (b->target > 0 && (b->target_day > *target_day || (b->target_day == *target_day && b->target < r->target))) {
		r->target = b->target;
		*target_day = b->target_day;
	}
}

/* The period that begins with block `from` of the station; returns the first block behind it. */
static size_t
make_period(struct watermean *m, size_t station, size_t from, struct water_mean *r)
{
	const struct station *st = &m->st[station];
	int64_t target_day = INT64_MIN;
	size_t k = from;

	*r = (struct water_mean){ .station = station, .period = result_period(m, st->b[from].month),
	    .day = INT64_MIN };
	memset(m->acc, 0, m->w->n * sizeof(*m->acc));
	memset(m->source_used, 0, m->sources.n * sizeof(*m->source_used));
	while (k < st->n && st->b[k].month <= r->period.to) {
		const unsigned int before = r->visits;
		size_t end = k;

		for (; end < st->n && st->b[end].month == st->b[k].month; end++)
			take_block(r, &st->b[end], &target_day);
		for (size_t slot = 0; slot < m->nslot; slot++)
			add_month(m, st, k, end, slot);
		r->months += r->visits > before;
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

		for (size_t k = 0; k < st->nopen; k++) {
			watermean_close(m, order[i], &st->open[k]);
			st->open[k].day = INT64_MIN;
		}
		if (st->n > 1)
			qsort(st->b, st->n, sizeof(*st->b), by_month);
		for (size_t k = 0; k < st->n; ) {
			k = make_period(m, order[i], k, &r);
			emit(arg, &r);
		}
	}
	free(order);
}
