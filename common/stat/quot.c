#include "quot.h"

struct ratio
quot_add_ratio(struct ratio a, struct ratio b)
{
	const struct ratio c = ratio_add(a, b);

	if (ratio_has(c) || !ratio_has(a) || !ratio_has(b))
		return c;
	return ratio_add(dec_ratio(ratio_guard(a, 12)), dec_ratio(ratio_guard(b, 12)));
}

void
quotsum_add_ratio(struct quotsum *s, struct ratio r)
{
	if (!ratio_has(r))
		return;
	s->rest = ratio_has(s->rest) ? quot_add_ratio(s->rest, r) : r;
	s->count++;
}

/* The sum in a finer unit, and q in the sum's; false where 128 bits do not hold them. */
static bool
match_scales(struct quotsum *s, wide *m, int scale)
{
	wide grown;

	if (scale < s->scale)
		return !__builtin_mul_overflow(*m, dec_pow10(s->scale - scale), m);
	if (scale > s->scale) {
		if (__builtin_mul_overflow(s->sum, dec_pow10(scale - s->scale), &grown))
			return false;
		s->sum = grown;
		s->scale = scale;
	}
	return true;
}

void
quotsum_add(struct quotsum *s, struct quot q)
{
	wide m, sum;

	if (q.n <= 0)
		return;
	if (QUOT_UNIT % q.n != 0 || __builtin_mul_overflow(q.m, QUOT_UNIT / q.n, &m) ||
	    !match_scales(s, &m, q.scale) || __builtin_add_overflow(s->sum, m, &sum)) {
		quotsum_add_ratio(s, ratio_mul(quot_ratio(q), (struct ratio){ 1, 1 }));
		return;
	}
	s->sum = sum;
	s->count++;
}

struct ratio
quotsum_sum(const struct quotsum *s)
{
	struct ratio r;

	if (s->count == 0)
		return (struct ratio){ 0, 0 };
	r = ratio_mul(ratio_make(s->sum, QUOT_UNIT), ratio_make(1, dec_pow10(s->scale)));
	return ratio_has(s->rest) ? quot_add_ratio(r, s->rest) : r;
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
