#include "quot.h"

void
quotsum_add(struct quotsum *s, struct quot q)
{
	if (q.n <= 0)
		return;
	if (q.n > QUOT_N)		/* finer than minutes of an hour: far below any digit shown */
		q = quot_of(ratio_guard(quot_ratio(q), 12));
	if (q.scale > s->scale) {
		const wide f = dec_pow10(q.scale - s->scale);

		for (int i = 1; i <= QUOT_N; i++)
			s->overflow = __builtin_mul_overflow(s->by_n[i], f, &s->by_n[i]) || s->overflow;
		s->scale = q.scale;
	} else if (q.scale < s->scale)
		s->overflow = __builtin_mul_overflow(q.m, dec_pow10(s->scale - q.scale), &q.m) || s->overflow;
	s->by_n[q.n] += q.m;
	s->count++;
}

struct ratio
quot_add_ratio(struct ratio a, struct ratio b)
{
	const struct ratio c = ratio_add(a, b);

	if (ratio_has(c) || !ratio_has(a) || !ratio_has(b))
		return c;
	return ratio_add(dec_ratio(ratio_guard(a, 12)), dec_ratio(ratio_guard(b, 12)));
}

struct ratio
quotsum_sum(const struct quotsum *s)
{
	struct ratio r = { 0, 1 };

	if (s->count == 0 || s->overflow)
		return (struct ratio){ 0, 0 };
	for (int i = 1; i <= QUOT_N; i++) {
		if (s->by_n[i] != 0)
			r = quot_add_ratio(r, ratio_make(s->by_n[i], i));
	}
	return ratio_mul(r, ratio_make(1, dec_pow10(s->scale)));
}

struct ratio
quotsum_mean(const struct quotsum *s)
{
	return ratio_mul(quotsum_sum(s), ratio_make(1, (wide)s->count));
}

struct ratio
quot_ratio(struct quot q)
{
	return q.n <= 0 ? (struct ratio){ 0, 0 } : (struct ratio){ q.m, dec_pow10(q.scale) * q.n };
}
