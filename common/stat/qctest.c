#include "qctest_own.h"

/* --- the tests: each judges place p whose value is v ------------------------------------------- */

/* v outside min..max, or fail_min..fail_max. */
enum qc_verdict
qc_bounds(const struct qc_test *t, int64_t v, struct qc_found *f)
{
	if ((t->fail_min != QC_NONE && v < t->fail_min) || (t->fail_max != QC_NONE && v > t->fail_max)) {
		f->low = t->fail_max == QC_NONE || v <= t->fail_max;
		f->limit = f->low ? t->fail_min : t->fail_max;
		return QC_FAIL;
	}
	if (t->min != QC_NONE && v < t->min) {
		f->low = true;
		f->limit = t->min;
		return QC_SUSPECT;
	}
	f->limit = t->max;
	return t->max != QC_NONE && v > t->max ? QC_SUSPECT : QC_GOOD;
}

/* One of the values that instruments write where they have none. */
static enum qc_verdict
judge_value(const struct qc_test *t, int64_t v, struct qc_found *f)
{
	for (size_t i = 0; i < t->nparts; i++) {
		if (v == t->factor[i]) {
			f->limit = v;
			return QC_SUSPECT;
		}
	}
	return QC_GOOD;
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
	if (t->kind == QC_DELTA)
		return qc_judge_delta(t, r, p, s, f);
	if (v == QC_NONE)
		return QC_UNJUDGED;
	if (t->kind != QC_RATE && ((t->above != QC_NONE && v <= t->above) || (t->below != QC_NONE && v >= t->below)))
		return QC_UNJUDGED;
	switch (t->kind) {
	case QC_RANGE:
		return qc_bounds(t, v, f);
	case QC_NEGATIVE:
		return judge_negative(t, v, f);
	case QC_VALUE:
		return judge_value(t, v, f);
	case QC_INCREMENT:
		return qc_judge_increment(t, r, p, v, f);
	case QC_FLAT:
		return judge_flat(t, r, p, f);
	case QC_SPIKE:
		return qc_judge_spike(t, r, p, v, f);
	case QC_RATE:
		return qc_judge_rate(t, r, p, v, f);
	case QC_STEP:
		return qc_judge_step(t, r, p, v, f);
	case QC_JUMP:
		return qc_judge_jump(t, r, p, v, f);
	case QC_RATIO:
		return judge_ratio(t, r, p, v, f);
	case QC_SUM:
		return judge_sum(t, r, p, v, f);
	case QC_SATURATION:
		return judge_saturation(t, r, p, v, f);
	case QC_CLIMATE:
		return judge_climate(t, v, h, f);
	case QC_OUTLIER:
		return qc_judge_outlier(t, r, p, v, s, h, f);
	case QC_ATTENUATED:
		return qc_judge_attenuated(t, r, p, h, f);
	case QC_ISOLATED:
		return judge_isolated(t, r, p, f);
	case QC_DRIFT:
		return judge_drift(t, r, p, f);
	default:
		return QC_UNJUDGED;
	}
}

/* The place among those that fail low (bit 0 of sides) or high (bit 1): too short a run is good. */
enum qc_verdict
qc_in_run(const struct qc_test *t, struct qc_state *s, int64_t p, unsigned int sides, enum qc_verdict verdict, struct qc_found *f)
{
	bool meant = false;

	for (unsigned int i = 0; i < 2; i++) {
		if ((sides >> i & 1) == 0) {
			s->m[i] = 0;
			continue;
		}
		if (s->m[i] == 0)
			s->start[i] = p;
		if (s->m[i] < t->run)
			s->m[i]++;
		else
			s->start[i] = p;
		if (s->m[i] < t->run)
			continue;
		f->from = meant && f->from < s->start[i] ? f->from : s->start[i];
		meant = true;
	}
	return meant || sides == 0 ? verdict : QC_GOOD;
}

enum qc_verdict
qc_judge(const struct qc_test *t, const struct qc_ring *r, int64_t p, struct qc_state *s, const struct qc_history *h,
    int hour, struct qc_found *f)
{
	const int64_t v = qc_at(r, t->item, p);
	enum qc_verdict verdict;

	*f = (struct qc_found){ p, p, v, QC_NONE, QC_NONE, false };
	verdict = put_test(t, r, p, s, h, hour, f);
	if (t->run > 1 && t->kind != QC_DELTA && (verdict >= QC_SUSPECT || s->m[0] + s->m[1] > 0))
		verdict = qc_in_run(t, s, p, verdict < QC_SUSPECT ? 0 : f->low ? 1 : 2, verdict, f);
	return verdict == QC_UNJUDGED && t->lone_good && v != QC_NONE ? QC_GOOD : verdict;
}

int
qc_back(const struct qc_test *t)
{
	const int w = t->window > t->fail_window ? t->window : t->fail_window;
	const int n = t->n > t->fail_n ? t->n : t->fail_n;

	if (t->kind == QC_SHAPE)
		return (int)(86400 / t->step);
	return (w > n ? w : n) + t->gap + t->run + 2 * t->lag + 2;
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
	case QC_DELTA:
		return t->run > 1 ? t->window : 0;
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
	case QC_CLOCK:
		return t->window / 2 + n;
	case QC_SHAPE:
		return (int)(86400 / t->step);
	case QC_ISOLATED:
		return t->window + t->n;
	case QC_MISSING:
		return t->coded ? t->n : 0;
	case QC_DELTA:
		return t->window + t->run;
	default:
		return qc_ahead(t) + (t->run > 1 ? t->run : 0);
	}
}

int
qc_roll_up(int a, int b)
{
	static const int rank[10] = { [9] = 0, [2] = 1, [1] = 2, [3] = 3, [4] = 4 };

	return rank[b] > rank[a] ? b : a;
}
