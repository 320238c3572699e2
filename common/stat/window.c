#include <stdlib.h>

#include "mem.h"
#include "percentile.h"
#include "window.h"

void
window_release(struct window *w)
{
	free(w->v);
	free(w->sorted);
	*w = (struct window){ 0 };
}

/* The first place in sorted whose number is not below x. */
static size_t
place(const struct window *w, struct dec x)
{
	size_t lo = 0, hi = w->n;

	while (lo < hi) {
		const size_t mid = lo + (hi - lo) / 2;

		if (dec_cmp(w->sorted[mid], x) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Takes the k oldest values out. */
static void
drop(struct window *w, size_t k)
{
	for (size_t i = 0; i < k; i++) {
		const size_t at = place(w, w->v[i].x);

		w->n--;
		memmove(w->sorted + at, w->sorted + at + 1, (w->n - at) * sizeof(*w->sorted));
	}
	if (k > 0)
		memmove(w->v, w->v + k, w->n * sizeof(*w->v));
}

void
window_add(struct window *w, int64_t t, struct dec x)
{
	size_t at;

	window_last(w, WINDOW_MAX - 1);
	w->v = mem_grow(w->v, &w->cap, w->n + 1, sizeof(*w->v));
	w->sorted = mem_grow(w->sorted, &w->scap, w->n + 1, sizeof(*w->sorted));
	at = place(w, x);
	memmove(w->sorted + at + 1, w->sorted + at, (w->n - at) * sizeof(*w->sorted));
	w->sorted[at] = x;
	w->v[w->n++] = (struct window_value){ t, x };
}

void
window_since(struct window *w, int64_t t)
{
	size_t k;

	for (k = 0; k < w->n && w->v[k].t <= t; k++)
		;
	drop(w, k);
}

void
window_last(struct window *w, size_t n)
{
	drop(w, w->n > n ? w->n - n : 0);
}

struct ratio
window_median(const struct window *w)
{
	struct ratio a, b;

	if (w->n == 0)
		return (struct ratio){ 0, 0 };
	a = dec_ratio(w->sorted[(w->n - 1) / 2]);
	b = dec_ratio(w->sorted[w->n / 2]);
	return ratio_mul(ratio_add(a, b), ratio_make(1, 2));
}

struct ratio
window_mean(const struct window *w)
{
	struct decsum s = { 0 };

	for (size_t i = 0; i < w->n; i++)
		decsum_add(&s, w->v[i].x);
	return decsum_mean(&s);
}

struct ratio
window_mad(const struct window *w)
{
	const struct ratio m = window_median(w);
	struct ratio *d, r;

	if (w->n == 0)
		return m;
	d = mem_array(w->n, sizeof(*d));
	for (size_t i = 0; i < w->n; i++) {
		d[i] = ratio_sub(dec_ratio(w->v[i].x), m);
		d[i].num = d[i].num < 0 ? -d[i].num : d[i].num;
	}
	r = percentile_ratio(d, w->n, dec_int(50));
	free(d);
	return r;
}
