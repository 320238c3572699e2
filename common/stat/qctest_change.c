#include <math.h>

#include "qctest_own.h"

/*
 * Whether d is above floor and k x 1.4826 x the median change from place to place in the window before
 * p, which is only found where floor is passed.
 */
static bool
exceeds_spread(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t d, struct qc_found *f)
{
	int64_t w[QC_WINDOW_MAX], mad;
	size_t n = 0;

	f->limit = t->floor;
	if (d <= t->floor || t->k == QC_NONE)
		return d > t->floor;
	for (int64_t q = p - t->window + 1; q < p; q++) {
		const int64_t a = qc_at(r, t->item, q - 1), b = qc_at(r, t->item, q);

		if (a != QC_NONE && b != QC_NONE)
			w[n++] = qc_distance(a, b);
	}
	if (n < (size_t)larger(t->least, 1))
		return true;			/* nothing to compare with: the floor alone */
	mad = qc_median(w, n);
	f->limit = larger(t->floor, times_mad(t->k, mad));
	return qc_beyond(d, t->k, mad);
}

enum qc_verdict
qc_judge_spike(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
{
	const int64_t q = before(r, t->item, p, t->gap), s = behind(r, t->item, p, t->gap);
	int64_t a, b, d;

	if (q < 0 || s < 0)
		return QC_UNJUDGED;
	a = qc_at(r, t->item, q);
	b = qc_at(r, t->item, s);
	f->reference = a + (b - a) / 2;
	if (t->method == QC_DIFFERENTIAL)
		d = (v > a) == (v > b) && v != a && v != b ? (qc_distance(v, a) < qc_distance(v, b) ? qc_distance(v, a) :
		    qc_distance(v, b)) : 0;
	else
		d = qc_distance(v, f->reference);
	if (t->method == QC_PEAK && ((v > a) != (v > b) || v == a || v == b || qc_distance(v, a) * 2 <= t->floor ||
	    qc_distance(v, b) * 2 <= t->floor))
		d = 0;				/* on the slope, or at the foot, of another's peak */
	if ((t->direction == QC_UP && v < f->reference) || (t->direction == QC_DOWN && v > f->reference))
		return QC_GOOD;
	f->value = d;
	if (t->fail != QC_NONE && d > t->fail) {
		f->limit = t->fail;
		return QC_FAIL;
	}
	return exceeds_spread(t, r, p, d, f) ? QC_SUSPECT : QC_GOOD;
}

/* Whether the change from a, dt [s] before, is one that is asked for. */
static bool
is_change(const struct qc_test *t, int64_t a, int64_t v, int64_t dt)
{
	const int64_t d = qc_distance(v, a);

	if ((t->direction == QC_UP && v < a) || (t->direction == QC_DOWN && v > a) || (t->floor != QC_NONE && d <= t->floor) ||
	    (t->above != QC_NONE && larger(a, v) <= t->above))
		return false;
	return (t->percent == QC_NONE || above_percent(d, t->percent, a)) &&
	    (t->max == QC_NONE || (wide)d * 3600 > (wide)t->max * dt);
}

/* From place q to p [s]. */
static int64_t
seconds(const struct qc_test *t, const struct qc_ring *r, int64_t q, int64_t p)
{
	return r->sec == NULL ? (p - q) * t->step : r->sec[p & r->mask] - r->sec[q & r->mask];
}

/* The change from the value before, by hour [max], or in percent of it; with n from each of n values before. */
enum qc_verdict
qc_judge_rate(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
{
	const int64_t first = before(r, t->item, p, t->gap);
	int64_t q = first;

	if (q < 0)
		return QC_UNJUDGED;
	f->reference = qc_at(r, t->item, q);
	f->value = qc_distance(v, f->reference);
	f->limit = t->max != QC_NONE ? t->max : t->floor;
	for (int i = 0; i < (t->n > 1 ? t->n : 1) && q >= 0; i++) {
		if (!is_change(t, qc_at(r, t->item, q), v, seconds(t, r, q, p)))
			return QC_GOOD;
		q = before(r, t->item, q, t->gap);
		if (q < 0 && i + 1 < t->n)
			return QC_UNJUDGED;	/* fewer before it than are asked for */
	}
	return QC_SUSPECT;
}

/*
 * Jump and stay: the mean of n places from p on against that of n before, above floor and k times
 * their pooled deviation, where at least half of it happens between p - 1 and p, the same way.
 */
enum qc_verdict
qc_judge_step(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
{
	const int64_t q = before(r, t->item, p, t->gap);
	int64_t w[QC_WINDOW_MAX], change;
	struct moments a, b;
	wide d, pairs;
	double s;

	if (q < 0)
		return QC_UNJUDGED;
	f->limit = t->floor;
	f->reference = qc_at(r, t->item, q);
	f->value = qc_distance(v, f->reference);
	if (f->value * 2 <= t->floor)			/* nearly always */
		return r->head - p < t->n - 1 || p - r->first < t->n ? QC_UNJUDGED : QC_GOOD;
	a = qc_moments(w, gather(r, t->item, p - t->n, p - 1, w));
	b = qc_moments(w, gather(r, t->item, p, p + t->n - 1, w));
	if (a.n < (size_t)t->least || b.n < (size_t)t->least || a.n + b.n < 3)
		return QC_UNJUDGED;
	change = v - f->reference;
	pairs = (wide)(a.n * b.n);
	d = b.sum * (wide)a.n - a.sum * (wide)b.n;	/* the difference of the means, times pairs */
	if ((d < 0) != (change < 0))
		return QC_GOOD;
	d = d < 0 ? -d : d;
	s = sqrt((a.ss + b.ss) / (double)(a.n + b.n - 2));
	f->limit = larger(t->floor, (int64_t)((double)t->k / (double)QC_ONE * s));
	if (d <= (wide)t->floor * pairs || (wide)f->value * 2 * pairs < d || d <= (wide)f->limit * pairs) {
		f->value = (int64_t)(d / pairs);
		return QC_GOOD;
	}
	f->value = (int64_t)(d / pairs);
	return QC_SUSPECT;
}

/* Far from the median of the values before, and the next value is not back. */
enum qc_verdict
qc_judge_jump(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
{
	int64_t w[QC_WINDOW_MAX], median, mad;
	const size_t n = gather(r, t->item, p - t->window, p - 1, w);

	if (n < (size_t)larger(t->least, 1))
		return QC_UNJUDGED;
	mad = qc_mad(w, n, &median);
	return beyond_mad(t, v, median, mad, f) && above_percent(f->value, t->percent, median) ? QC_SUSPECT : QC_GOOD;
}

/* The difference to the value n places before outside min..max. */
enum qc_verdict
qc_judge_increment(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
{
	const int64_t a = qc_at(r, t->item, p - (t->n > 1 ? t->n : 1));

	if (a == QC_NONE)
		return QC_UNJUDGED;
	f->reference = a;
	f->value = t->is_signed ? v - a : qc_distance(v, a);
	return qc_bounds(t, f->value, f);
}

/* The window that ends at place i: bit 0, it changes by less than min; bit 1, by more than max, with the places meant. */
static unsigned int
find_delta(const struct qc_test *t, const struct qc_ring *r, int64_t i, struct qc_found *f)
{
	int64_t lo = QC_NONE, hi = QC_NONE, at_lo = i, at_hi = i;
	size_t n = 0;

	f->from = i - t->window;
	f->to = i;
	for (int64_t q = f->from; q <= i; q++) {
		const int64_t v = qc_at(r, t->item, q);

		if (v == QC_NONE)
			continue;
		if (n == 0 || v < lo) {
			lo = v;
			at_lo = q;
		}
		if (n++ == 0 || v > hi) {
			hi = v;
			at_hi = q;
		}
	}
	f->value = n < 2 ? QC_NONE : hi - lo;
	if (n < 2 || (t->direction == QC_UP && at_lo > at_hi) || (t->direction == QC_DOWN && at_lo < at_hi))
		return 0;
	if (t->min != QC_NONE && f->value < t->min) {
		f->limit = t->min;
		return 1;
	}
	f->limit = t->max;
	if (t->max == QC_NONE || f->value <= t->max)
		return 0;
	f->from = at_lo < at_hi ? at_lo : at_hi;
	f->to = at_lo < at_hi ? at_hi : at_lo;
	return 2;
}

/*
 * The largest less the smallest value of a window.  Runs are of places that any window means, so that
 * a place waits for the last window that holds it.
 */
enum qc_verdict
qc_judge_delta(const struct qc_test *t, const struct qc_ring *r, int64_t p, struct qc_state *s, struct qc_found *f)
{
	const int64_t last = t->run > 1 ? p + t->window : p;
	unsigned int sides = 0;
	bool asked = false;

	for (int64_t i = p > t->window ? p : t->window + 1; i <= last && i <= r->head; i++) {
		struct qc_found g = *f;
		unsigned int side;

		if (!qc_is_row(r, t->item, i))
			continue;
		side = find_delta(t, r, i, &g);
		asked = asked || g.value != QC_NONE;
		if (side == 0 || (t->run > 1 && (p < g.from || p > g.to)))
			continue;
		sides |= side;
		*f = g;
	}
	if (t->run > 1) {
		f->from = f->to = p;
		return qc_in_run(t, s, p, sides, sides > 0 ? QC_SUSPECT : asked ? QC_GOOD : QC_UNJUDGED, f);
	}
	return sides > 0 ? QC_SUSPECT : asked ? QC_GOOD : QC_UNJUDGED;
}
