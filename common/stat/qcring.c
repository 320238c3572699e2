#include <stdlib.h>

#include "mem.h"
#include "qcring.h"

int64_t
qc_of(struct dec x)
{
	static const int64_t ten[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000 };
	const int64_t most = INT64_C(4000000000) * QC_ONE;
	int64_t v;

	if (!dec_has(x))
		return QC_NONE;
	if (x.scale > 9)
		x = dec_round(x, 9);
	if (__builtin_mul_overflow(x.m, ten[9 - x.scale], &v))
		return x.m < 0 ? -most : most;
	return v > most ? most : v < -most ? -most : v;
}

struct dec
qc_dec(int64_t v)
{
	struct dec x = { 0 };

	if (v == QC_NONE)
		return x;
	x = (struct dec){ .m = v, .scale = 9, .kind = DEC_NUMBER };
	while (x.scale > 0 && x.m % 10 == 0) {
		x.m /= 10;
		x.scale--;
	}
	return x;
}

/* The k-th smallest of v[n], which is reordered. */
static int64_t
kth(int64_t *v, size_t n, size_t k)
{
	size_t lo = 0, hi = n - 1;

	while (lo < hi) {
		const int64_t pivot = v[lo + (hi - lo) / 2];
		size_t i = lo, j = hi;

		for (;;) {
			while (v[i] < pivot)
				i++;
			while (v[j] > pivot)
				j--;
			if (i >= j)
				break;
			const int64_t t = v[i];

			v[i++] = v[j];
			v[j--] = t;
		}
		if (k <= j)
			hi = j;
		else
			lo = j + 1;
	}
	return v[k];
}

int64_t
qc_median(int64_t *v, size_t n)
{
	const int64_t upper = kth(v, n, n / 2);

	if (n % 2 == 1)
		return upper;
	return upper - (upper - kth(v, n, n / 2 - 1)) / 2;
}

int64_t
qc_mad(int64_t *v, size_t n, int64_t *median)
{
	const int64_t m = qc_median(v, n);

	for (size_t i = 0; i < n; i++)
		v[i] = qc_distance(v[i], m);
	*median = m;
	return qc_median(v, n);
}

/* Few at a time: neighbours. */
int64_t
qc_weighted_median(int64_t *v, int64_t *weight, size_t n)
{
	wide all = 0, part = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		const int64_t x = v[i], w = weight[i];
		size_t j;

		for (j = i; j > 0 && v[j - 1] > x; j--) {
			v[j] = v[j - 1];
			weight[j] = weight[j - 1];
		}
		v[j] = x;
		weight[j] = w;
		all += w;
	}
	for (i = 0; i + 1 < n && (part + weight[i]) * 2 < all; i++)
		part += weight[i];
	return i + 1 < n && (part + weight[i]) * 2 == all ? v[i] + (v[i + 1] - v[i]) / 2 : v[i];
}

int64_t
qc_weighted_mad(int64_t *v, int64_t *weight, size_t n, int64_t *median)
{
	const int64_t m = qc_weighted_median(v, weight, n);

	for (size_t i = 0; i < n; i++)
		v[i] = qc_distance(v[i], m);
	*median = m;
	return qc_weighted_median(v, weight, n);
}

bool
qc_beyond(int64_t d, int64_t k, int64_t mad)
{
	const wide left = (wide)(d < 0 ? -d : d) * 10000 * QC_ONE;

	return left > (wide)k * 14826 * mad;
}

void
qc_ring_init(struct qc_ring *r, size_t nitem, size_t cap, bool by_row)
{
	size_t n = 1;

	while (n < cap)
		n *= 2;
	*r = (struct qc_ring){ .nitem = nitem, .mask = (int64_t)n - 1, .head = -1, .first = 0 };
	r->cell = mem_array(n * (nitem + 1), sizeof(*r->cell));
	r->sec = by_row ? mem_array(n, sizeof(*r->sec)) : NULL;
}

void
qc_ring_release(struct qc_ring *r)
{
	free(r->cell);
	free(r->sec);
}

void
qc_ring_push(struct qc_ring *r, const int64_t *v)
{
	struct qc_cell *c = qc_cell(r, 0, ++r->head);

	for (size_t i = 0; i < r->nitem; i++)
		c[i] = (struct qc_cell){ .v = v == NULL ? QC_NONE : v[i], .judged = v == NULL ? 0 : QC_ROW };
	if (r->head - r->first > r->mask)
		r->first = r->head - r->mask;
}
