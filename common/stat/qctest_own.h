/*
 * qctest_own - what the files of qctest share: values around a place, and the tests that have a file of
 * their own: changes from place to place (qctest_change.c), spreads (qctest_spread.c).  For these alone.
 */
#ifndef QJ_QCTEST_OWN_H
#define QJ_QCTEST_OWN_H

#include "qctest.h"

/* |d| above percent of |of|. */
static inline bool
above_percent(int64_t d, int64_t percent, int64_t of)
{
	return (wide)(d < 0 ? -d : d) * 100 * QC_ONE > (wide)percent * (of < 0 ? -of : of);
}

/* a x b where b is in 10^-9, cut toward zero. */
static inline int64_t
times(int64_t a, int64_t b)
{
	return (int64_t)((wide)a * b / QC_ONE);
}

static inline int64_t
larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* k deviations as a MAD tells them: k x 1.4826 x mad. */
static inline int64_t
times_mad(int64_t k, int64_t mad)
{
	return times(times(k, 1482600000), mad);
}

/* Whether v is further from the median than floor and than k deviations; what was found into f. */
static inline bool
beyond_mad(const struct qc_test *t, int64_t v, int64_t median, int64_t mad, struct qc_found *f)
{
	f->reference = median;
	f->value = qc_distance(v, median);
	f->limit = times_mad(t->k, mad);
	return f->value > t->floor && qc_beyond(f->value, t->k, mad);
}

/* The last place before p with a value, not over gap empty ones away; -1 for none. */
static inline int64_t
before(const struct qc_ring *r, size_t item, int64_t p, int gap)
{
	for (int64_t q = p - 1; q >= p - 1 - gap; q--) {
		if (qc_at(r, item, q) != QC_NONE)
			return q;
	}
	return -1;
}

static inline int64_t
behind(const struct qc_ring *r, size_t item, int64_t p, int gap)
{
	for (int64_t q = p + 1; q <= p + 1 + gap; q++) {
		if (qc_at(r, item, q) != QC_NONE)
			return q;
	}
	return -1;
}

/* The values at places from..to into w[QC_WINDOW_MAX]; their number. */
static inline size_t
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

struct moments {
	wide	sum;
	double	mean, ss;	/* sum of squares about the mean */
	size_t	n;
};

struct moments qc_moments(const int64_t *w, size_t n);

enum qc_verdict qc_bounds(const struct qc_test *, int64_t v, struct qc_found *);
/* Part of qc_judge: sides 0 where the place does not fail, else bit 0 low, bit 1 high. */
enum qc_verdict qc_in_run(const struct qc_test *, struct qc_state *, int64_t place, unsigned int sides, enum qc_verdict,
		    struct qc_found *);

enum qc_verdict qc_judge_spike(const struct qc_test *, const struct qc_ring *, int64_t place, int64_t v, struct qc_found *);
enum qc_verdict qc_judge_rate(const struct qc_test *, const struct qc_ring *, int64_t place, int64_t v, struct qc_found *);
enum qc_verdict qc_judge_step(const struct qc_test *, const struct qc_ring *, int64_t place, int64_t v, struct qc_found *);
enum qc_verdict qc_judge_jump(const struct qc_test *, const struct qc_ring *, int64_t place, int64_t v, struct qc_found *);
enum qc_verdict qc_judge_increment(const struct qc_test *, const struct qc_ring *, int64_t place, int64_t v, struct qc_found *);
enum qc_verdict qc_judge_delta(const struct qc_test *, const struct qc_ring *, int64_t place, struct qc_state *, struct qc_found *);
enum qc_verdict qc_judge_outlier(const struct qc_test *, const struct qc_ring *, int64_t place, int64_t v, struct qc_state *,
		    const struct qc_history *, struct qc_found *);
enum qc_verdict qc_judge_attenuated(const struct qc_test *, const struct qc_ring *, int64_t place, const struct qc_history *,
		    struct qc_found *);

#endif
