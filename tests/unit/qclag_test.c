/*
 * qclag - a course of the day shifted by known hours; medians with weights (qcring).
 */
#include "qclag.h"
#include "qcring.h"
#include "tap.h"

#define N	48
#define MOST	4

static double
course(int h)
{
	return 50 + 30 * sin(2 * M_PI * h / 24.0) + 5 * sin(2 * M_PI * h / 7.0);
}

static void
check_lags(void)
{
	double x[N], y[N + 2 * MOST], gain;

	for (int i = 0; i < N + 2 * MOST; i++)
		y[i] = course(i - MOST);
	for (int late = -MOST; late <= MOST; late++) {
		for (int i = 0; i < N; i++)
			x[i] = 2 * course(i - late) + 7;
		ok(qclag_best(x, N, y, MOST, 29, &gain) == late && (late == 0 ? gain == 0 : gain > 0), "a series %d h late", late);
	}
	ok(fabs(qclag_fit(x, N, y, MOST, MOST, 29) - 1) < 1e-9, "the same course fits wholly");
	for (int i = 0; i < N; i++)
		x[i] = i % 2 == 0 ? NAN : x[i];
	ok(qclag_best(x, N, y, MOST, 24, &gain) == MOST && gain > 0, "with every second value");
	ok(qclag_best(x, N, y, MOST, 25, &gain) == 0 && isnan(gain), "too few values: no answer");
	for (int i = 0; i < N; i++)
		x[i] = 5;
	ok(qclag_best(x, N, y, MOST, 25, &gain) == 0 && isnan(gain), "what does not vary fits nothing");
}

static void
check_usual(void)
{
	double usual = NAN;

	qclag_usual(&usual, NAN);
	ok(isnan(usual), "nothing is usual at first");
	qclag_usual(&usual, 10);
	qclag_usual(&usual, 17);
	ok(fabs(usual - 11) < 1e-12, "a seventh of the way to each new value");
}

static int64_t
median(const char *v, const char *weight)
{
	int64_t x[8], w[8];
	const size_t n = strlen(v);

	for (size_t i = 0; i < n; i++) {
		x[i] = v[i] - '0';
		w[i] = weight[i] - '0';
	}
	return qc_weighted_median(x, w, n);
}

static void
check_weights(void)
{
	int64_t x[] = { 10, 12, 80 }, w[] = { 1, 1, 3 }, m;

	ok(median("513", "111") == 3 && median("8246", "1111") == 5, "equal weights give the median");
	ok(median("193", "511") == 1 && median("193", "151") == 9, "a heavy value is it");
	ok(median("246", "112") == 5, "half of the weight exactly: the middle to the next");
	ok(median("7", "3") == 7, "one value");
	ok(qc_weighted_mad(x, w, 3, &m) == 0 && m == 80, "differences keep their weights");
}

int
main(void)
{
	check_lags();
	check_usual();
	check_weights();
	return done_testing();
}
