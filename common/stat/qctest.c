#include <math.h>

#include "qctest.h"

/* --- numbers --------------------------------------------------------------------------------- */

/* |d| above percent of |of|. */
static bool
above_percent(int64_t d, int64_t percent, int64_t of)
{
	return (wide)(d < 0 ? -d : d) * 100 * QC_ONE > (wide)percent * (of < 0 ? -of : of);
}

/* a x b where b is in 10^-9, cut toward zero. */
static int64_t
times(int64_t a, int64_t b)
{
	return (int64_t)((wide)a * b / QC_ONE);
}

static int64_t
larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The last place before p with a value, not over gap empty ones away; -1 for none. */
static int64_t
before(const struct qc_ring *r, size_t item, int64_t p, int gap)
{
	for (int64_t q = p - 1; q >= p - 1 - gap; q--) {
		if (qc_at(r, item, q) != QC_NONE)
			return q;
	}
	return -1;
}

static int64_t
behind(const struct qc_ring *r, size_t item, int64_t p, int gap)
{
	for (int64_t q = p + 1; q <= p + 1 + gap; q++) {
		if (qc_at(r, item, q) != QC_NONE)
			return q;
	}
	return -1;
}

/* The values at places from..to into w[QC_WINDOW_MAX]; their number. */
static size_t
gather(const struct qc_ring *r, size_t item, int64_t from, int64_t to, int64_t *w)
{
	size_t n = 0;

	for (int64_t q = from; q <= to && n < QC_WINDOW_MAX; q++) {
		const int64_t v = qc_at(r, item, q);

		if (v != QC_NONE)
			w[n++] = v;
	}
	return n;
}

/* --- the tests: each judges place p whose value is v ------------------------------------------- */

static enum qc_verdict
judge_range(const struct qc_test *t, int64_t v, struct qc_found *f)
{
	if ((t->fail_min != QC_NONE && v < t->fail_min) || (t->fail_max != QC_NONE && v > t->fail_max)) {
		f->limit = t->fail_max != QC_NONE && v > t->fail_max ? t->fail_max : t->fail_min;
		return QC_FAIL;
	}
	if (t->min != QC_NONE && v < t->min) {
		f->limit = t->min;
		return QC_SUSPECT;
	}
	f->limit = t->max;
	return t->max != QC_NONE && v > t->max ? QC_SUSPECT : QC_GOOD;
}

/* Suspect: at or below max, to be read as low.  Fail: below fail_min, which no drift explains. */
static enum qc_verdict
judge_negative(const struct qc_test *t, int64_t v, struct qc_found *f)
{
	f->limit = t->fail_min;
	if (v < t->fail_min)
		return QC_FAIL;
	f->limit = t->max;
	return v <= t->max ? QC_SUSPECT : QC_GOOD;
}

/* Values that stay within tolerance of the first of a run; the whole run is meant. */
static enum qc_verdict
judge_constant(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_state *s,
    struct qc_found *f)
{
	if (v == QC_NONE) {
		if (before(r, t->item, p + 1, t->gap) < 0)
			s->n = 0;
		return QC_UNJUDGED;
	}
	if ((qc_cell(r, t->item, p)->judged & QC_BELOW) != 0) {
		s->n = 0;			/* what is not detected may stay so */
		return QC_UNJUDGED;
	}
	if (s->n == 0 || qc_distance(v, s->v) > t->tolerance || (t->above != QC_NONE && v <= t->above)) {
		*s = (struct qc_state){ .v = v, .from = p };
		if (t->above != QC_NONE && v <= t->above)
			return QC_UNJUDGED;
	}
	s->n++;
	f->value = (int64_t)s->n * QC_ONE;
	f->reference = s->v;
	f->limit = (int64_t)t->n * QC_ONE;
	if (s->n < t->n)
		return QC_GOOD;
	f->from = s->n == t->n ? s->from : p;
	if (t->fail_n > 0 && s->n >= t->fail_n) {
		f->from = s->n == t->fail_n ? s->from : p;
		f->limit = (int64_t)t->fail_n * QC_ONE;
		return QC_FAIL;
	}
	return QC_SUSPECT;
}

/* Whether all of the n + 1 places that end at p lie within tolerance, and as many have a value. */
static bool
is_flat(const struct qc_test *t, const struct qc_ring *r, int64_t p, int n)
{
	int64_t lo = INT64_MAX, hi = INT64_MIN;

	if (n <= 0 || p - n < r->first)
		return false;
	for (int64_t q = p - n; q <= p; q++) {
		const int64_t v = qc_at(r, t->item, q);

		if (v == QC_NONE)
			continue;
		lo = v < lo ? v : lo;
		hi = v > hi ? v : hi;
	}
	return hi - lo < t->tolerance;
}

static enum qc_verdict
judge_flat(const struct qc_test *t, const struct qc_ring *r, int64_t p, struct qc_found *f)
{
	f->limit = t->tolerance;
	if (is_flat(t, r, p, t->fail_window))
		return QC_FAIL;
	return is_flat(t, r, p, t->window) ? QC_SUSPECT : QC_GOOD;
}

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
	f->limit = larger(t->floor, times(times(t->k, 1482600000), mad));
	return qc_beyond(d, t->k, mad);
}

static enum qc_verdict
judge_spike(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
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

/* Whether the change from a, dt places before, is one that is asked for. */
static bool
is_change(const struct qc_test *t, int64_t a, int64_t v, int64_t dt)
{
	const int64_t d = qc_distance(v, a);

	if ((t->direction == QC_UP && v < a) || (t->direction == QC_DOWN && v > a) || (t->floor != QC_NONE && d <= t->floor) ||
	    (t->above != QC_NONE && larger(a, v) <= t->above))
		return false;
	return (t->percent == QC_NONE || above_percent(d, t->percent, a)) &&
	    (t->max == QC_NONE || (wide)d * 3600 > (wide)t->max * t->step * dt);
}

/* The change from the value before, by hour [max], or in percent of it; with n from each of n values before. */
static enum qc_verdict
judge_rate(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
{
	const int64_t first = before(r, t->item, p, t->gap);
	int64_t q = first;

	if (q < 0)
		return QC_UNJUDGED;
	f->reference = qc_at(r, t->item, q);
	f->value = qc_distance(v, f->reference);
	f->limit = t->max != QC_NONE ? t->max : t->floor;
	for (int i = 0; i < (t->n > 1 ? t->n : 1) && q >= 0; i++) {
		if (!is_change(t, qc_at(r, t->item, q), v, p - q))
			return QC_GOOD;
		q = before(r, t->item, q, t->gap);
		if (q < 0 && i + 1 < t->n)
			return QC_UNJUDGED;	/* fewer before it than are asked for */
	}
	return QC_SUSPECT;
}

struct moments {
	wide	sum;
	double	mean, ss;	/* sum of squares about the mean */
	size_t	n;
};

static struct moments
moments_of(const int64_t *w, size_t n)
{
	struct moments m = { .n = n };

	for (size_t i = 0; i < n; i++)
		m.sum += w[i];
	m.mean = n == 0 ? 0 : (double)m.sum / (double)n;
	for (size_t i = 0; i < n; i++)
		m.ss += ((double)w[i] - m.mean) * ((double)w[i] - m.mean);
	return m;
}

/*
 * Jump and stay: the mean of n places from p on against that of n before, above floor and k times
 * their pooled deviation, where at least half of it happens between p - 1 and p, the same way.
 */
static enum qc_verdict
judge_step(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
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
	a = moments_of(w, gather(r, t->item, p - t->n, p - 1, w));
	b = moments_of(w, gather(r, t->item, p, p + t->n - 1, w));
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
static enum qc_verdict
judge_jump(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
{
	int64_t w[QC_WINDOW_MAX], median, mad;
	const size_t n = gather(r, t->item, p - t->window, p - 1, w);

	if (n < (size_t)larger(t->least, 1))
		return QC_UNJUDGED;
	mad = qc_mad(w, n, &median);
	f->reference = median;
	f->value = qc_distance(v, median);
	f->limit = times(times(t->k, 1482600000), mad);
	if (f->value <= t->floor || !qc_beyond(f->value, t->k, mad) || !above_percent(f->value, t->percent, median))
		return QC_GOOD;
	return QC_SUSPECT;
}

/* More than factor x the other, by more than the larger of tolerance and a percentage; a long run fails. */
static enum qc_verdict
judge_pair(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_state *s, struct qc_found *f)
{
	const int64_t other = qc_at(r, t->part[0], p);
	int64_t part, whole;			/* what is above what it is a part of */

	if (v == QC_NONE || other == QC_NONE) {
		s->n = 0;
		return QC_UNJUDGED;
	}
	part = t->direction == QC_DOWN ? other : v;
	whole = times(t->direction == QC_DOWN ? v : other, t->factor[0]);
	f->reference = other;
	f->limit = whole + larger(t->tolerance, t->percent == QC_NONE ? 0 : (int64_t)((wide)whole * t->percent / 100 / QC_ONE));
	if (part <= f->limit) {
		s->n = 0;
		return QC_GOOD;
	}
	if (s->n++ == 0)
		s->from = p;
	if (t->fail_n > 0 && s->n >= t->fail_n) {
		f->from = s->n == t->fail_n ? s->from : p;
		return QC_FAIL;
	}
	return QC_SUSPECT;
}

/* The ratio to the other outside min..max, where the other is above floor. */
static enum qc_verdict
judge_ratio(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
{
	const int64_t other = qc_at(r, t->part[0], p);

	if (other == QC_NONE || other <= t->floor)
		return QC_UNJUDGED;
	f->reference = other;
	if (t->min != QC_NONE && (wide)v * QC_ONE < (wide)t->min * other) {
		f->limit = t->min;
		return QC_SUSPECT;
	}
	f->limit = t->max;
	return t->max != QC_NONE && (wide)v * QC_ONE > (wide)t->max * other ? QC_SUSPECT : QC_GOOD;
}

/* The parts, each times its factor, do not add up to the item. */
static enum qc_verdict
judge_sum(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
{
	int64_t sum = 0;

	for (size_t i = 0; i < t->nparts; i++) {
		const int64_t x = qc_at(r, t->part[i], p);

		if (x == QC_NONE)
			return QC_UNJUDGED;
		sum += times(x, t->factor[i]);
	}
	f->reference = sum;
	f->value = qc_distance(v, sum);
	f->limit = larger(t->tolerance, t->percent == QC_NONE ? 0 : (int64_t)((wide)v * t->percent / 100 / QC_ONE));
	return f->value > f->limit ? QC_SUSPECT : QC_GOOD;
}

/* Dissolved oxygen [mg/L] against saturation 468 / (31.6 + T) at T [degC] (GB 3838-2002 5.2). */
static enum qc_verdict
judge_saturation(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
{
	const int64_t temp = qc_at(r, t->part[0], p);
	wide percent;

	if (temp == QC_NONE || temp <= -31 * QC_ONE)
		return QC_UNJUDGED;
	percent = (wide)v * (temp + 31600000000) / 468 * 100 / QC_ONE;
	f->reference = temp;
	f->value = percent > QC_MOST ? INT64_MAX : (int64_t)percent;
	f->limit = t->max;
	if (t->min != QC_NONE && f->value < t->min) {
		f->limit = t->min;
		return QC_SUSPECT;
	}
	return t->max != QC_NONE && f->value > t->max ? QC_SUSPECT : QC_GOOD;
}

/* Outside of what 98 of 100 values of this hour were, by more than a percentage. */
static enum qc_verdict
judge_climate(const struct qc_test *t, int64_t v, const struct qc_history *h, struct qc_found *f)
{
	const int64_t percent = t->percent == QC_NONE ? 0 : t->percent;
	int64_t lo, hi;

	if (h == NULL || h->p1 == QC_NONE || h->p99 == QC_NONE)
		return QC_UNJUDGED;
	lo = h->p1 - (int64_t)((wide)h->p1 * percent / 100 / QC_ONE);
	hi = h->p99 + (int64_t)((wide)h->p99 * percent / 100 / QC_ONE);
	f->reference = h->median;
	f->limit = v < lo ? lo : hi;
	return (v < lo - t->floor || v > hi + t->floor) ? QC_SUSPECT : QC_GOOD;
}

static enum qc_verdict
judge_outlier(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_found *f)
{
	int64_t w[QC_WINDOW_MAX], median, mad;
	/* Grubbs judges the value among the others; the others by what stood before it */
	const size_t n = gather(r, t->item, p - t->window, t->method == QC_GRUBBS ? p : p - 1, w);
	struct moments m;
	double s;

	if (n < (size_t)larger(t->least, 3))
		return QC_UNJUDGED;
	if (t->method == QC_MAD) {
		mad = qc_mad(w, n, &median);
		f->reference = median;
		f->value = qc_distance(v, median);
		f->limit = times(times(t->k, 1482600000), mad);
		return f->value > t->floor && qc_beyond(f->value, t->k, mad) ? QC_SUSPECT : QC_GOOD;
	}
	m = moments_of(w, n);
	s = sqrt(m.ss / (double)(n - 1));
	f->reference = (int64_t)m.mean;
	f->value = qc_distance(v, f->reference);
	f->limit = (int64_t)((double)t->k / (double)QC_ONE * s);
	return f->value > t->floor && (double)f->value > (double)f->limit ? QC_SUSPECT : QC_GOOD;
}

/* The spread of the window that ends at p is too small. */
static enum qc_verdict
judge_attenuated(const struct qc_test *t, const struct qc_ring *r, int64_t p, struct qc_found *f)
{
	int64_t w[QC_WINDOW_MAX], lo = INT64_MAX, hi = INT64_MIN;
	const size_t n = gather(r, t->item, p - t->window + 1, p, w);
	const int least = t->least > 0 ? t->least : t->window;
	struct moments m;

	if (n < (size_t)least || (n < 2 && t->method == QC_STD))
		return QC_UNJUDGED;
	for (size_t i = 0; i < n; i++) {
		lo = w[i] < lo ? w[i] : lo;
		hi = w[i] > hi ? w[i] : hi;
	}
	m = moments_of(w, n);
	f->value = t->method == QC_SPAN ? hi - lo : (int64_t)sqrt(m.ss / (double)(n - 1));
	f->limit = t->min;
	if (t->fail_min != QC_NONE && f->value < t->fail_min) {
		f->limit = t->fail_min;
		return QC_FAIL;
	}
	return f->value < t->min ? QC_SUSPECT : QC_GOOD;
}

/* A few values alone between long gaps: judged where the group ends. */
static enum qc_verdict
judge_isolated(const struct qc_test *t, const struct qc_ring *r, int64_t p, struct qc_found *f)
{
	int64_t from = p;

	if (behind(r, t->item, p, t->window - 1) >= 0)
		return QC_GOOD;				/* not its end, or the gap is short */
	if (r->head < p + t->window)
		return QC_UNJUDGED;
	while (from > r->first && p - from + 1 <= t->n && qc_at(r, t->item, from - 1) != QC_NONE)
		from--;
	f->value = (p - from + 1) * QC_ONE;
	f->limit = (int64_t)t->n * QC_ONE;
	if (p - from + 1 > t->n || from - t->window < r->first)
		return p - from + 1 > t->n ? QC_GOOD : QC_UNJUDGED;
	if (before(r, t->item, from, t->window - 1) >= 0)
		return QC_GOOD;
	f->from = from;
	return QC_SUSPECT;
}

/* The mean difference from a twin or reference over the window that ends at p. */
static enum qc_verdict
judge_drift(const struct qc_test *t, const struct qc_ring *r, int64_t p, struct qc_found *f)
{
	wide sum = 0;
	int n = 0;

	if (qc_at(r, t->part[0], p) == QC_NONE)
		return QC_UNJUDGED;
	for (int64_t q = p - t->window + 1; q <= p; q++) {
		const int64_t v = qc_at(r, t->item, q), other = qc_at(r, t->part[0], q);

		if (v != QC_NONE && other != QC_NONE) {
			sum += v - times(other, t->factor[0]);
			n++;
		}
	}
	if (n < (int)larger(t->least, 1))
		return QC_UNJUDGED;
	f->reference = qc_at(r, t->part[0], p);
	f->value = (int64_t)((sum < 0 ? -sum : sum) / n);
	f->limit = t->max;
	return f->value > t->max ? QC_SUSPECT : QC_GOOD;
}

/* The shape of a day, at its last hour: when the largest value came, and whether there was any course. */
static enum qc_verdict
judge_shape(const struct qc_test *t, const struct qc_ring *r, int64_t p, int hour, struct qc_found *f)
{
	const int per = (int)(86400 / t->step);
	int64_t lo = INT64_MAX, hi = INT64_MIN, at = p;
	int n = 0;

	if (hour != 24)
		return QC_UNJUDGED;
	for (int64_t q = p - per + 1; q <= p; q++) {
		const int64_t v = qc_at(r, t->item, q);

		if (v == QC_NONE)
			continue;
		n++;
		lo = v < lo ? v : lo;
		at = v > hi ? q : at;
		hi = v > hi ? v : hi;
	}
	if (n < t->least)
		return QC_UNJUDGED;
	f->value = hi - lo;
	f->limit = t->min;
	if (t->min != QC_NONE && hi - lo < t->min) {
		f->from = p - per + 1;
		return QC_SUSPECT;
	}
	if (hi <= t->above)
		return QC_GOOD;
	f->value = ((at - (p - per + 1)) * t->step / 3600 + 1) * QC_ONE;
	f->limit = t->max;
	if (f->value > t->max || f->value < t->below) {
		f->from = f->to = at;
		return QC_SUSPECT;
	}
	return QC_GOOD;
}

static enum qc_verdict
put_test(const struct qc_test *t, const struct qc_ring *r, int64_t p, struct qc_state *s, const struct qc_history *h,
    int hour, struct qc_found *f)
{
	const int64_t v = f->value;

	if (t->kind == QC_CONSTANT)
		return judge_constant(t, r, p, v, s, f);
	if (t->kind == QC_PAIR)
		return judge_pair(t, r, p, v, s, f);
	if (t->kind == QC_SHAPE)
		return judge_shape(t, r, p, hour, f);
	if (v == QC_NONE)
		return QC_UNJUDGED;
	if (t->kind != QC_RATE && ((t->above != QC_NONE && v <= t->above) || (t->below != QC_NONE && v >= t->below)))
		return QC_UNJUDGED;
	switch (t->kind) {
	case QC_RANGE:
		return judge_range(t, v, f);
	case QC_NEGATIVE:
		return judge_negative(t, v, f);
	case QC_FLAT:
		return judge_flat(t, r, p, f);
	case QC_SPIKE:
		return judge_spike(t, r, p, v, f);
	case QC_RATE:
		return judge_rate(t, r, p, v, f);
	case QC_STEP:
		return judge_step(t, r, p, v, f);
	case QC_JUMP:
		return judge_jump(t, r, p, v, f);
	case QC_RATIO:
		return judge_ratio(t, r, p, v, f);
	case QC_SUM:
		return judge_sum(t, r, p, v, f);
	case QC_SATURATION:
		return judge_saturation(t, r, p, v, f);
	case QC_CLIMATE:
		return judge_climate(t, v, h, f);
	case QC_OUTLIER:
		return judge_outlier(t, r, p, v, f);
	case QC_ATTENUATED:
		return judge_attenuated(t, r, p, f);
	case QC_ISOLATED:
		return judge_isolated(t, r, p, f);
	case QC_DRIFT:
		return judge_drift(t, r, p, f);
	default:
		return QC_UNJUDGED;
	}
}

enum qc_verdict
qc_judge(const struct qc_test *t, const struct qc_ring *r, int64_t p, struct qc_state *s, const struct qc_history *h,
    int hour, struct qc_found *f)
{
	const int64_t v = qc_at(r, t->item, p);
	enum qc_verdict verdict;

	*f = (struct qc_found){ p, p, v, QC_NONE, QC_NONE };
	verdict = put_test(t, r, p, s, h, hour, f);
	return verdict == QC_UNJUDGED && t->lone_good && v != QC_NONE ? QC_GOOD : verdict;
}

int
qc_back(const struct qc_test *t)
{
	const int w = t->window > t->fail_window ? t->window : t->fail_window;
	const int n = t->n > t->fail_n ? t->n : t->fail_n;

	if (t->kind == QC_SHAPE)
		return (int)(86400 / t->step);
	return (w > n ? w : n) + t->gap + 2;
}

int
qc_ahead(const struct qc_test *t)
{
	switch (t->kind) {
	case QC_SPIKE:
		return 1 + t->gap;
	case QC_STEP:
		return t->n - 1;
	case QC_ISOLATED:
		return t->window;
	default:
		return 0;
	}
}

int
qc_reach(const struct qc_test *t)
{
	const int n = t->n > t->fail_n ? t->n : t->fail_n;

	switch (t->kind) {
	case QC_CONSTANT:
		return n + n * t->gap;
	case QC_PAIR: case QC_NEIGHBOUR:
		return n;
	case QC_SHAPE:
		return (int)(86400 / t->step);
	case QC_ISOLATED:
		return t->window + t->n;
	default:
		return qc_ahead(t);
	}
}
