#include <math.h>

#include "qctest_own.h"

struct moments
qc_moments(const int64_t *w, size_t n)
{
	struct moments m = { .n = n };

	for (size_t i = 0; i < n; i++)
		m.sum += w[i];
	m.mean = n == 0 ? 0 : (double)m.sum / (double)n;
	for (size_t i = 0; i < n; i++)
		m.ss += ((double)w[i] - m.mean) * ((double)w[i] - m.mean);
	return m;
}

/* A centre and a deviation; none where spread is 0 or below. */
struct spread {
	double	centre, deviation;
};

static struct spread
spread_of(const int64_t *w, size_t n)
{
	const struct moments m = qc_moments(w, n);

	return (struct spread){ m.mean, n < 2 ? 0 : sqrt(m.ss / (double)(n - 1)) };
}

/* Further from the centre than k deviations, and than floor. */
static enum qc_verdict
beyond(const struct qc_test *t, int64_t v, struct spread s, struct qc_found *f)
{
	f->reference = (int64_t)s.centre;
	f->value = qc_distance(v, f->reference);
	f->limit = (int64_t)((double)t->k / (double)QC_ONE * s.deviation);
	return f->value > t->floor && f->value > f->limit ? QC_SUSPECT : QC_GOOD;
}

/* The score, its distance from the centre in deviations, outside min..max; without a deviation good. */
static enum qc_verdict
score(const struct qc_test *t, int64_t v, struct spread s, struct qc_found *f)
{
	double d = (double)v - s.centre;

	f->reference = (int64_t)s.centre;
	if (!(s.deviation > 0))
		return QC_GOOD;
	d = t->is_signed ? d : fabs(d);
	f->value = (int64_t)fmax(-4e18, fmin(4e18, d / s.deviation * (double)QC_ONE));
	f->low = t->min != QC_NONE && d * (double)QC_ONE < (double)t->min * s.deviation;
	f->limit = f->low ? t->min : t->max;
	return f->low || (t->max != QC_NONE && d * (double)QC_ONE > (double)t->max * s.deviation) ? QC_SUSPECT : QC_GOOD;
}

/*
 * The score of the value by those of the window before it that were not doubted; what has no score is
 * doubted too.  Where more than half of them and of the place itself is missing or doubted, the value
 * stands for the next place all the same, so that a lasting change comes to be the usual.
 */
static enum qc_verdict
stream(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_state *st, struct qc_found *f)
{
	int64_t w[QC_WINDOW_MAX];
	int rows = 1;
	size_t n = 0;
	enum qc_verdict verdict;
	struct spread s;

	if (p < t->window)
		return QC_UNJUDGED;
	w[0] = 0;
	for (int64_t q = p - t->window; q < p; q++) {
		rows += qc_is_row(r, t->item, q);
		if (qc_at(r, t->item, q) != QC_NONE && ((qc_cell(r, t->item, q)->suspect >> t->bit & 1) == 0 ||
		    (st->n == 1 && st->from == q && q == p - 1)))
			w[n++] = qc_at(r, t->item, q);
	}
	s = spread_of(w, n);
	verdict = score(t, v, s, f);
	if (!(s.deviation > 0))
		verdict = QC_SUSPECT;
	*st = (struct qc_state){ .from = p, .n = 2 * (rows - (int)n - (verdict == QC_GOOD)) > rows };
	return verdict;
}

/* By the history of the whole series: mean and deviation, or median and MAD. */
static enum qc_verdict
judge_series(const struct qc_test *t, int64_t v, const struct qc_history *h, struct qc_found *f)
{
	const struct spread s = { h == NULL ? 0 : (double)h->mean, h == NULL ? 0 : (double)h->sd };

	if (h == NULL || (t->method == QC_MAD ? h->mad : h->sd) == QC_NONE)
		return QC_UNJUDGED;
	if (t->method == QC_SCORE)
		return score(t, v, s, f);
	if (t->method == QC_Z)
		return beyond(t, v, s, f);
	return beyond_mad(t, v, h->median, h->mad, f) ? QC_SUSPECT : QC_GOOD;
}

enum qc_verdict
qc_judge_outlier(const struct qc_test *t, const struct qc_ring *r, int64_t p, int64_t v, struct qc_state *s,
    const struct qc_history *h, struct qc_found *f)
{
	/* these judge the value among the others; the rest the others by what stood before it */
	const bool among = t->method == QC_GRUBBS || t->method == QC_SCORE;
	int64_t w[QC_WINDOW_MAX], median, mad;
	size_t n;

	if (t->method == QC_STREAM)
		return stream(t, r, p, v, s, f);
	if (t->window == 0)
		return judge_series(t, v, h, f);
	n = gather(r, t->item, p - t->window, among ? p : p - 1, w);
	if (n < (size_t)larger(t->least, t->method == QC_SCORE ? 2 : 3))
		return QC_UNJUDGED;
	if (t->method == QC_SCORE)
		return score(t, v, spread_of(w, n), f);
	if (t->method != QC_MAD)
		return beyond(t, v, spread_of(w, n), f);
	mad = qc_mad(w, n, &median);
	return beyond_mad(t, v, median, mad, f) ? QC_SUSPECT : QC_GOOD;
}

/* Too small a spread. */
static enum qc_verdict
too_small(const struct qc_test *t, int64_t spread, struct qc_found *f)
{
	f->value = spread;
	f->limit = t->min;
	if (t->fail_min != QC_NONE && spread < t->fail_min) {
		f->limit = t->fail_min;
		return QC_FAIL;
	}
	return spread < t->min ? QC_SUSPECT : QC_GOOD;
}

/* The spread of the window that ends at p, or by the history of the whole series. */
enum qc_verdict
qc_judge_attenuated(const struct qc_test *t, const struct qc_ring *r, int64_t p, const struct qc_history *h,
    struct qc_found *f)
{
	int64_t w[QC_WINDOW_MAX], lo = INT64_MAX, hi = INT64_MIN;
	const int least = t->least > 0 ? t->least : t->window;
	size_t n;

	if (t->window == 0 && (h == NULL || h->sd_all == QC_NONE))
		return QC_UNJUDGED;
	if (t->window == 0)
		return too_small(t, t->method == QC_SPAN ? h->most - h->least : h->sd_all, f);
	n = gather(r, t->item, p - t->window + 1, p, w);
	if (n < (size_t)least || (n < 2 && t->method == QC_STD))
		return QC_UNJUDGED;
	for (size_t i = 0; i < n; i++) {
		lo = w[i] < lo ? w[i] : lo;
		hi = w[i] > hi ? w[i] : hi;
	}
	for (int64_t q = p - t->window + 1; q < p && t->whole; q++) {
		if (qc_is_row(r, t->item, q) && qc_at(r, t->item, q) == QC_NONE)
			return QC_UNJUDGED;
	}
	return too_small(t, t->method == QC_SPAN ? hi - lo : (int64_t)spread_of(w, n).deviation, f);
}
