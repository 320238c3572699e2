#include <math.h>

#include "mem.h"
#include "qc_own.h"
#include "qclag.h"

/* --- who is near ---------------------------------------------------------------------------------- */

/* A walk over the neighbours of a station: those of its list, else the others of its group. */
struct walk {
	const struct qc	*q;
	size_t		 own;
	const struct qcneighbour_list *list;	/* NULL: the group */
	size_t		 next;
	const struct qc_station *st;		/* the neighbour */
	int64_t		 weight, lag;
};

static struct walk
walk_of(const struct qc *q, const struct qc_station *st)
{
	struct walk w = { .q = q, .own = (size_t)(st - q->st), .weight = QC_ONE };

	if (st->near != SIZE_MAX)
		w.list = &q->s.neighbours->of[st->near];
	else
		w.next = st->group == SIZE_MAX ? SIZE_MAX : q->member[st->group];
	return w;
}

static bool
walk_next(struct walk *w)
{
	if (w->list == NULL) {
		for (; w->next != SIZE_MAX; w->next = w->st->peer) {
			w->st = &w->q->st[w->next];
			if (w->next != w->own)
				break;
		}
		if (w->next == SIZE_MAX)
			return false;
		w->next = w->st->peer;
		return true;
	}
	while (w->next < w->list->n) {
		const struct qcneighbour *k = &w->list->v[w->next++];
		const size_t at = w->q->met[k->code];

		if (at == SIZE_MAX)
			continue;			/* it has no row yet */
		w->st = &w->q->st[at];
		w->weight = k->weight;
		w->lag = k->lag;
		return true;
	}
	return false;
}

/* A station's place at a stamp; -1 before its first. */
static int64_t
place_at(const struct qc *q, const struct qc_station *st, int64_t sec)
{
	const int64_t off = sec - st->t0 + q->s.interval / 2;

	return off < 0 ? -1 : off / q->s.interval;
}

/* The values of the neighbours now into q->w and q->weight. */
static size_t
gather(struct qc *q, const struct qc_station *st, size_t item)
{
	struct walk w = walk_of(q, st);
	const int64_t sec = qc_sec(q, st, st->ring.head);
	size_t n = 0;

	while (walk_next(&w)) {
		const int64_t p = place_at(q, w.st, sec - w.lag), v = p < 0 ? QC_NONE : qc_at(&w.st->ring, item, p);

		if (v == QC_NONE)
			continue;
		qc_room(q, n + 1);
		q->w[n] = v;
		q->weight[n++] = w.weight;
	}
	return n;
}

/* --- far from the others ----------------------------------------------------------------------------- */

/* A verdict on the station's newest value by the median and MAD of the others. */
static void
judge_near(struct qc *q, struct qc_station *st, size_t k, int64_t median, int64_t mad)
{
	const struct qc_test *t = &q->s.rules->check[k].test;
	struct qc_state *s = &st->state[k];
	const int64_t p = st->ring.head, v = qc_at(&st->ring, t->item, p);
	struct qc_found f = { p, p, v, median, t->floor, false };
	bool off;

	if (median == QC_NONE || v == QC_NONE) {
		s->n = 0;
		qc_take(q, st, k, p, QC_UNJUDGED, &f);
		return;
	}
	f.value = qc_distance(v, median);
	off = f.value > t->floor && qc_beyond(f.value, t->k, mad);
	s->n = off ? s->n + 1 : 0;
	if (s->n == 1)
		s->from = p;
	f.from = s->n == t->n ? s->from : p;
	qc_take(q, st, k, p, off && s->n >= t->n ? QC_SUSPECT : QC_GOOD, &f);
}

static size_t
least_of(const struct qc_test *t)
{
	return (size_t)(t->least > 3 ? t->least : 3);
}

/* One item of the stations of a group that have a row now: the median is that of them all. */
static void
ask_group(struct qc *q, size_t k, size_t group)
{
	const struct qc_test *t = &q->s.rules->check[k].test;
	int64_t median = QC_NONE, mad = 0;
	size_t n = 0;

	for (size_t i = q->member[group]; i != SIZE_MAX; i = q->st[i].peer) {
		const struct qc_station *st = &q->st[i];
		const int64_t v = qc_at(&st->ring, t->item, st->ring.head);

		if (st->last != q->now || v == QC_NONE)
			continue;
		qc_room(q, n + 1);
		q->w[n++] = v;
	}
	if (n >= least_of(t))
		mad = qc_mad(q->w, n, &median);
	for (size_t i = q->member[group]; i != SIZE_MAX; i = q->st[i].peer) {
		struct qc_station *st = &q->st[i];

		if (st->last == q->now && st->near == SIZE_MAX && st->asked[k])
			judge_near(q, st, k, median, mad);
	}
}

/* The stations that have a list of their own: the weighted median of the others. */
static void
ask_lists(struct qc *q, size_t k)
{
	const struct qc_test *t = &q->s.rules->check[k].test;

	for (size_t i = 0; i < q->nhour; i++) {
		struct qc_station *st = &q->st[q->hour[i]];
		int64_t median = QC_NONE, mad = 0;
		size_t n;

		if (st->near == SIZE_MAX || !st->asked[k])
			continue;
		n = gather(q, st, t->item);
		if (n > 0 && n + 1 >= least_of(t))	/* with itself as many as of a group */
			mad = qc_weighted_mad(q->w, q->weight, n, &median);
		judge_near(q, st, k, median, mad);
	}
}

/* --- a clock that is late ------------------------------------------------------------------------------ */

/* What a station keeps for a test of the clock: the others' mean at its places, and the usual day. */
struct qc_clock {
	double	*near;		/* [place & mask] NAN: none */
	double	 usual[24];	/* by the hour that ends, 24 at 0 */
	int64_t	 last;		/* place up to which both are known, near */
	int64_t	 aged;		/* and usual */
	int	 n;		/* places in a row that fit better with a lag */
};

static struct qc_clock *
clock_of(struct qc_station *st, size_t k, size_t ncheck)
{
	if (st->clock == NULL)
		st->clock = mem_array(ncheck, sizeof(*st->clock));
	if (st->clock[k] == NULL) {
		struct qc_clock *c = st->clock[k] = mem_alloc(sizeof(*c));

		c->near = mem_array((size_t)st->ring.mask + 1, sizeof(*c->near));
		c->last = c->aged = -1;
		for (size_t h = 0; h < 24; h++)
			c->usual[h] = NAN;
	}
	return st->clock[k];
}

void
qc_clock_free(struct qc_clock *c)
{
	if (c != NULL)
		free(c->near);
	free(c);
}

static double
number(const struct qc_station *st, size_t item, int64_t place)
{
	const int64_t v = qc_at(&st->ring, item, place);

	return v == QC_NONE ? NAN : (double)v / (double)QC_ONE;
}

static size_t
hour_at(const struct qc *q, const struct qc_station *st, int64_t place)
{
	const int64_t s = (qc_sec(q, st, place) % CIVIL_DAY + CIVIL_DAY) % CIVIL_DAY;

	return (size_t)(s / CIVIL_HOUR);
}

/* The others' mean now; and what left the window becomes usual. */
static void
move_on(struct qc *q, struct qc_station *st, const struct qc_test *t, struct qc_clock *c)
{
	const int64_t p = st->ring.head;
	const size_t n = gather(q, st, t->item);
	double sum = 0, weight = 0;

	for (size_t i = 0; i < n; i++) {
		sum += (double)q->w[i] / (double)QC_ONE * (double)q->weight[i];
		weight += (double)q->weight[i];
	}
	if (c->last < p - st->ring.mask)
		c->last = p - st->ring.mask - 1;
	while (++c->last < p)
		c->near[c->last & st->ring.mask] = NAN;
	c->near[p & st->ring.mask] = n > 0 ? sum / weight : NAN;
	for (; c->aged + 1 <= p - t->window; c->aged++)
		qclag_usual(&c->usual[hour_at(q, st, c->aged + 1)], number(st, t->item, c->aged + 1));
}

/* No lag can be better by floor. */
static bool
out_of_reach(double fit, const struct qc_test *t)
{
	return (1 - fit) * (double)QC_ONE <= (double)t->floor;
}

/* Later or earlier than the others, and by that like its own usual day: lag and gain, 0 for neither. */
static int
find_lag(const struct qc *q, const struct qc_station *st, const struct qc_test *t, const struct qc_clock *c, double *gain)
{
	double x[QC_WINDOW_MAX], near[3 * QC_WINDOW_MAX], usual[3 * QC_WINDOW_MAX];
	const int64_t p = st->ring.head, from = p - t->window + 1;
	const size_t n = (size_t)t->window, least = (size_t)t->least;
	int lag;
	double own;

	for (size_t i = 0; i < n; i++)
		x[i] = number(st, t->item, from + (int64_t)i);
	for (int64_t i = 0; i < (int64_t)n + 2 * t->lag; i++) {
		const int64_t at = from - t->lag + i;

		near[i] = at > p || at < st->ring.first || at < 0 ? NAN : c->near[at & st->ring.mask];
		usual[i] = c->usual[hour_at(q, st, at)];
	}
	if (!q->every && (out_of_reach(qclag_fit(x, n, near, t->lag, 0, least), t) ||
	    out_of_reach(qclag_fit(x, n, usual, t->lag, 0, least), t))) {
		*gain = 0;				/* nearly always */
		return 0;
	}
	lag = qclag_best(x, n, near, t->lag, least, gain);
	if (lag == 0 || isnan(*gain))
		return 0;
	own = qclag_fit(x, n, usual, t->lag, lag, least) - qclag_fit(x, n, usual, t->lag, 0, least);
	*gain = isnan(own) ? NAN : fmin(own, *gain);
	return lag;
}

/* Judges the middle of the window that ends now. */
static void
ask_clock(struct qc *q, struct qc_station *st, size_t k)
{
	const struct qc_test *t = &q->s.rules->check[k].test;
	struct qc_clock *c = clock_of(st, k, q->s.rules->ncheck);
	const int64_t middle = st->ring.head - t->window / 2;
	struct qc_found f = { middle, middle, QC_NONE, QC_NONE, t->floor, false };
	double gain = NAN;
	int lag;
	bool off;

	move_on(q, st, t, c);
	if (middle < st->ring.first || middle < 0)
		return;
	lag = st->ring.head - t->window - t->lag < st->ring.first ? 0 : find_lag(q, st, t, c, &gain);
	off = lag != 0 && gain > (double)t->floor / (double)QC_ONE;
	c->n = off ? c->n + 1 : 0;
	if (!isnan(gain)) {
		f.value = (int64_t)(gain * (double)QC_ONE);
		f.reference = lag * q->s.interval * QC_ONE / CIVIL_HOUR;
	}
	if (c->n == t->n)
		f.from = middle - t->n + 1 > st->ring.first ? middle - t->n + 1 : st->ring.first;
	qc_take(q, st, k, middle, isnan(gain) ? QC_UNJUDGED : off && c->n >= t->n ? QC_SUSPECT : QC_GOOD, &f);
}

/* --- a step that all make ------------------------------------------------------------------------------- */

/* The mean of n places from p on less that of n before; false where either has too few values. */
static bool
step_at(const struct qc_station *st, const struct qc_test *t, int64_t p, double *d)
{
	double sum[2] = { 0, 0 };
	int n[2] = { 0, 0 };

	for (int64_t q = p - t->n; q < p + t->n; q++) {
		const double v = q < 0 ? NAN : number(st, t->item, q);

		if (!isnan(v)) {
			sum[q >= p] += v;
			n[q >= p]++;
		}
	}
	if (n[0] < 1 || n[1] < 1 || n[0] < t->least || n[1] < t->least)
		return false;
	*d = sum[1] / n[1] - sum[0] / n[0];
	return true;
}

/* Whether the neighbours' median step goes the same way by near percent of the station's own. */
static bool
all_step(struct qc *q, const struct qc_station *st, const struct qc_test *t, int64_t place)
{
	struct walk w = walk_of(q, st);
	int64_t median;
	double own, d;
	size_t n = 0;

	if (!step_at(st, t, place, &own))
		return false;
	while (walk_next(&w)) {
		const int64_t p = place_at(q, w.st, qc_sec(q, st, place) - w.lag);

		if (p < 0 || !step_at(w.st, t, p, &d))
			continue;
		qc_room(q, n + 1);
		q->w[n] = (int64_t)(d * (double)QC_ONE);
		q->weight[n++] = w.weight;
	}
	if (n == 0)
		return false;
	median = qc_weighted_median(q->w, q->weight, n);
	d = (double)median / (double)QC_ONE;
	return (d < 0) == (own < 0) && fabs(d) * 100 >= fabs(own) * (double)t->near / (double)QC_ONE;
}

bool
qc_hold(struct qc *q, struct qc_station *st, size_t k, int64_t place, const struct qc_found *f)
{
	if (q->s.rules->check[k].test.near == QC_NONE || !q->asks_neighbours || (st->group == SIZE_MAX && st->near == SIZE_MAX))
		return false;
	if (st->held == NULL)
		st->held = mem_array(q->s.rules->ncheck, sizeof(*st->held));
	if (st->held[k].on)
		qc_settle(q, st);
	st->held[k] = (struct qc_held){ .on = true, .place = place, .f = *f };
	q->nheld++;
	return true;
}

void
qc_settle(struct qc *q, struct qc_station *st)
{
	for (size_t k = 0; k < q->s.rules->ncheck && st->held != NULL && q->nheld > 0; k++) {
		struct qc_held *h = &st->held[k];

		if (!h->on)
			continue;
		h->on = false;
		q->nheld--;
		qc_take(q, st, k, h->place, all_step(q, st, &q->s.rules->check[k].test, h->place) ? QC_GOOD : QC_SUSPECT, &h->f);
	}
}

/* --- all ------------------------------------------------------------------------------------------------- */

/* All rows of an hour are there. */
void
qc_ask_neighbours(struct qc *q)
{
	const struct qcrules *r = q->s.rules;

	for (size_t i = 0; i < q->nhour && q->nheld > 0; i++)
		qc_settle(q, &q->st[q->hour[i]]);
	for (size_t k = 0; k < r->ncheck && q->nhour > 1; k++) {
		if (r->check[k].test.kind == QC_CLOCK) {
			for (size_t i = 0; i < q->nhour; i++) {
				if (q->st[q->hour[i]].asked[k])
					ask_clock(q, &q->st[q->hour[i]], k);
			}
		}
		if (r->check[k].test.kind != QC_NEIGHBOUR)
			continue;
		for (size_t g = 0; g < q->ngroup; g++)
			ask_group(q, k, g);
		if (q->s.neighbours != NULL)
			ask_lists(q, k);
	}
	q->nhour = 0;
}
