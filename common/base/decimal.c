#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "decimal.h"

static const int64_t pow10_64[19] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
	100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,
	10000000000000000, 100000000000000000, 1000000000000000000
};

wide
dec_pow10(int n)
{
	assert(n >= 0 && n <= 38);
	if (n <= 18)
		return pow10_64[n];
	return n <= 36 ? (wide)pow10_64[18] * pow10_64[n - 18] :
	    (wide)pow10_64[18] * pow10_64[18] * pow10_64[n - 36];
}

struct dec
dec_int(int64_t v)
{
	return (struct dec){ .m = v, .kind = DEC_NUMBER };
}

/* num/den to the nearest integer, half to even. */
static wide
div_even(wide num, wide den)
{
	const bool neg = num < 0;
	const wide a = neg ? -num : num;
	wide q = a / den;
	const wide r = a - q * den;

	if (r > den - r || (r == den - r && (q & 1) != 0))
		q++;
	return neg ? -q : q;
}

/*
 * The digits of a number collected one by one: the first 18 significant ones in m, then whether
 * what follows is below, at or above one half.
 */
struct digits {
	int64_t	m;
	int	nsig;		/* significant digits kept */
	int	point;		/* digits after the point so far, kept or not */
	int	lost;		/* integer-side digits beyond the 18 kept */
	int	first;		/* first digit dropped, -1 if none */
	bool	rest;		/* a later dropped digit is not 0 */
	bool	any, dot;
};

static void
take_digit(struct digits *g, int c)
{
	g->any = true;
	if (g->nsig > 0 || c != 0) {
		if (g->nsig < DEC_DIGITS) {
			g->m = g->m * 10 + c;
			g->nsig++;
			g->point += g->dot;
		} else {
			if (g->first < 0)
				g->first = c;
			else
				g->rest = g->rest || c != 0;
			g->lost += !g->dot;
		}
	} else
		g->point += g->dot;
}

static enum dec_parsed
settle(const struct digits *g, bool neg, long e, struct dec *x)
{
	int64_t m = g->m;
	long scale = g->point - g->lost - e;
	const bool cut = g->first > 0 || (g->first == 0 && g->rest);

	if (g->first > 5 || (g->first == 5 && (g->rest || (m & 1) != 0)))
		m++;
	if (m == 0)
		scale = scale < 0 ? 0 : scale > DEC_SCALE_MAX ? DEC_SCALE_MAX : scale;
	while (scale < 0) {
		if (m > pow10_64[18] / 10)
			return DEC_OVERFLOW;
		m *= 10;
		scale++;
	}
	while (scale > DEC_SCALE_MAX && m % 10 == 0) {
		m /= 10;
		scale--;
	}
	if (scale > DEC_SCALE_MAX || m > pow10_64[18])
		return DEC_OVERFLOW;
	x->m = neg ? -m : m;
	x->scale = (int16_t)scale;
	x->kind = DEC_NUMBER;
	return cut ? DEC_CUT : DEC_OK;
}

static bool
read_exponent(const char *p, size_t n, long *e)
{
	bool neg = false;
	size_t i = 0;

	if (i < n && (p[i] == '+' || p[i] == '-'))
		neg = p[i++] == '-';
	if (i == n)
		return false;
	for (*e = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
		if (*e < 10000)
			*e = *e * 10 + (p[i] - '0');
	}
	if (neg)
		*e = -*e;
	return true;
}

enum dec_parsed
dec_read(struct sv a, struct dec *x)
{
	struct digits g = { .first = -1 };
	bool neg = false;
	long e = 0;
	size_t i = 0;

	*x = (struct dec){ 0 };
	a = sv_trim(a);
	if (a.n == 0)
		return DEC_EMPTY;
	if (a.p[0] == '<' || a.p[0] == '>') {
		x->cens = (uint8_t)a.p[0];
		i++;
	} else if (a.n > 1 && (a.p[a.n - 1] == 'L' || a.p[a.n - 1] == 'l')) {
		x->cens = '<';
		a.n--;
	}
	while (x->cens != 0 && i < a.n && a.p[i] == ' ')
		i++;
	if (i < a.n && (a.p[i] == '+' || a.p[i] == '-'))
		neg = a.p[i++] == '-';
	for (; i < a.n; i++) {
		const char c = a.p[i];

		if (c >= '0' && c <= '9')
			take_digit(&g, c - '0');
		else if (c == '.' && !g.dot)
			g.dot = true;
		else
			break;
	}
	if (!g.any)
		return DEC_BAD;
	if (i < a.n) {
		if ((a.p[i] != 'e' && a.p[i] != 'E') || !read_exponent(a.p + i + 1, a.n - i - 1, &e))
			return DEC_BAD;
	}
	return settle(&g, neg, e, x);
}

bool
dec_parse(struct sv a, struct dec *x)
{
	const enum dec_parsed r = dec_read(a, x);

	return r == DEC_OK || r == DEC_CUT;
}

bool
dec_plain(struct sv s)
{
	const size_t from = s.n > 0 && s.p[0] == '-';
	size_t points = 0;

	if (s.n == from || s.n > 17 || s.p[from] == '.' || s.p[s.n - 1] == '.' ||
	    (s.p[from] == '0' && (from > 0 || (s.n > 1 && s.p[1] != '.'))))	/* 007; -0.0 is to be looked at */
		return false;
	for (size_t i = from; i < s.n; i++) {
		if (s.p[i] == '.')
			points++;
		else if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return points <= 1;
}

int
dec_cmp(struct dec a, struct dec b)
{
	wide x = a.m, y = b.m;

	/* |m| <= 10^18; beyond 20 places apart the wider scale's number is the smaller unless zero. */
	if (a.scale > b.scale) {
		const int k = a.scale - b.scale;

		if (k > 20)
			return y != 0 ? (y > 0 ? -1 : 1) : (x > 0) - (x < 0);
		y *= dec_pow10(k);
	} else if (b.scale > a.scale) {
		const int k = b.scale - a.scale;

		if (k > 20)
			return x != 0 ? (x > 0 ? 1 : -1) : (y < 0) - (y > 0);
		x *= dec_pow10(k);
	}
	return (x > y) - (x < y);
}

static struct dec
from_wide(wide m, int scale)
{
	while (scale > DEC_SCALE_MAX || m > pow10_64[18] || m < -(wide)pow10_64[18]) {
		assert(scale > 0);
		m = div_even(m, 10);
		scale--;
	}
	return (struct dec){ .m = (int64_t)m, .scale = (int16_t)scale, .kind = DEC_NUMBER };
}

struct dec
dec_add(struct dec a, struct dec b)
{
	const int s = a.scale > b.scale ? a.scale : b.scale;

	if (!dec_has(a) || !dec_has(b))
		return (struct dec){ 0 };
	assert(s - a.scale <= 19 && s - b.scale <= 19);
	return from_wide(a.m * dec_pow10(s - a.scale) + b.m * dec_pow10(s - b.scale), s);
}

struct dec
dec_sub(struct dec a, struct dec b)
{
	b.m = -b.m;
	return dec_add(a, b);
}

struct dec
dec_mul(struct dec a, struct dec b)
{
	if (!dec_has(a) || !dec_has(b))
		return (struct dec){ 0 };
	return from_wide((wide)a.m * b.m, a.scale + b.scale);
}

struct dec
dec_usable(struct dec x)
{
	if (x.cens == '<' && dec_has(x))
		x = dec_mul(x, (struct dec){ .m = 5, .scale = 1, .kind = DEC_NUMBER });
	x.cens = 0;
	return x;
}

struct dec
dec_round(struct dec x, int n)
{
	int k = x.scale - n;
	wide q;

	if (!dec_has(x) || k <= 0) {
		if (dec_has(x) && k < 0 && n >= 0) {	/* more decimals asked than there are: show them */
			const wide m = k >= -19 ? x.m * dec_pow10(-k) : 0;

			if (k >= -19 && m <= pow10_64[18] && m >= -(wide)pow10_64[18]) {
				x.m = (int64_t)m;
				x.scale = (int16_t)n;
			}
		}
		return x;
	}
	q = k > 19 ? 0 : div_even(x.m, dec_pow10(k));
	if (n < 0) {
		q *= dec_pow10(-n > 18 ? 18 : -n);
		n = 0;
	}
	x.m = (int64_t)q;
	x.scale = (int16_t)n;
	return x;
}

static wide
gcd(wide a, wide b)
{
	a = a < 0 ? -a : a;
	if (a < ((wide)1 << 62) && b < ((wide)1 << 62)) {
		uint64_t x = (uint64_t)a, y = (uint64_t)b;

		while (y != 0) {
			const uint64_t t = x % y;

			x = y;
			y = t;
		}
		return (wide)x;
	}
	while (b != 0) {
		const wide t = a % b;

		a = b;
		b = t;
	}
	return a;
}

struct ratio
ratio_make(wide num, wide den)
{
	wide g;

	if (den == 0)
		return (struct ratio){ 0, 0 };
	if (den < 0) {
		num = -num;
		den = -den;
	}
	g = gcd(num, den);
	return g <= 1 ? (struct ratio){ num, den } : (struct ratio){ num / g, den / g };
}

struct ratio
dec_ratio(struct dec x)
{
	return dec_has(x) ? ratio_make(x.m, dec_pow10(x.scale)) : (struct ratio){ 0, 0 };
}

struct ratio
ratio_mul(struct ratio a, struct ratio b)
{
	wide g, h, num, den;

	if (a.den == 0 || b.den == 0)
		return (struct ratio){ 0, 0 };
	g = gcd(a.num, b.den);
	h = gcd(b.num, a.den);
	g = g == 0 ? 1 : g;
	h = h == 0 ? 1 : h;
	if (__builtin_mul_overflow(a.num / g, b.num / h, &num) ||
	    __builtin_mul_overflow(a.den / h, b.den / g, &den))
		return (struct ratio){ 0, 0 };
	return (struct ratio){ num, den };
}

struct ratio
ratio_div(struct ratio a, struct ratio b)
{
	if (b.den == 0 || b.num == 0)
		return (struct ratio){ 0, 0 };
	if (b.num < 0)
		return ratio_mul(a, (struct ratio){ -b.den, -b.num });
	return ratio_mul(a, (struct ratio){ b.den, b.num });
}

struct ratio
ratio_add(struct ratio a, struct ratio b)
{
	wide g, p, q, num, den;

	if (a.den == 0 || b.den == 0)
		return (struct ratio){ 0, 0 };
	g = gcd(a.den, b.den);
	if (__builtin_mul_overflow(a.num, b.den / g, &p) || __builtin_mul_overflow(b.num, a.den / g, &q) ||
	    __builtin_add_overflow(p, q, &num) || __builtin_mul_overflow(a.den, b.den / g, &den))
		return (struct ratio){ 0, 0 };
	return ratio_make(num, den);
}

struct ratio
ratio_sub(struct ratio a, struct ratio b)
{
	b.num = -b.num;
	return ratio_add(a, b);
}

int
ratio_cmp(struct ratio a, struct ratio b)
{
	/* By continued fractions: no product, so no overflow. */
	for (int sign = 1;; sign = -sign) {
		wide qa = a.num / a.den, qb = b.num / b.den;
		wide ra = a.num % a.den, rb = b.num % b.den;

		if (ra < 0) {
			ra += a.den;
			qa--;
		}
		if (rb < 0) {
			rb += b.den;
			qb--;
		}
		if (qa != qb)
			return qa < qb ? -sign : sign;
		if (ra == 0 || rb == 0)
			return ra == rb ? 0 : (ra == 0 ? -sign : sign);
		a = (struct ratio){ a.den, ra };
		b = (struct ratio){ b.den, rb };
	}
}

struct ratio
dec_div(struct dec a, struct dec b)
{
	return dec_has(a) && dec_has(b) && b.m != 0 ? ratio_div(dec_ratio(a), dec_ratio(b)) :
	    (struct ratio){ 0, 0 };
}

enum how { HOW_EVEN, HOW_GUARD, HOW_FLOOR, HOW_CEIL };

/* The quotient q of which rem/den is left over, with done decimals, as how says. */
static struct dec
finish(wide q, wide rem, wide den, int done, bool neg, enum how how)
{
	switch (how) {
	case HOW_EVEN:
		if (rem > den - rem || (rem == den - rem && (q & 1) != 0))
			q++;
		break;
	case HOW_GUARD:
		if (rem != 0 && q % 5 == 0)
			q++;
		break;
	case HOW_FLOOR:
		q += neg && rem != 0;
		break;
	case HOW_CEIL:
		q += !neg && rem != 0;
		break;
	}
	if (how == HOW_GUARD)
		for (; done > 0 && q % 10 == 0; done--)
			q /= 10;
	return (struct dec){ .m = (int64_t)(neg ? -q : q), .scale = (int16_t)done, .kind = DEC_NUMBER };
}

/* Digit by digit after the integer part, so that no wide product is needed beyond den x 10. */
static struct dec
to_decimal(struct ratio r, int n, enum how how)
{
	const bool neg = r.num < 0;
	wide a, q, rem;
	int done = 0;

	if (r.den == 0)
		return (struct dec){ 0 };
	a = neg ? -r.num : r.num;
	if (n >= 0 && n <= 12 && a < ((wide)1 << 62) / pow10_64[n] && r.den < ((wide)1 << 62)) {
		const uint64_t num = (uint64_t)a * (uint64_t)pow10_64[n], den = (uint64_t)r.den;

		/* The usual case: 64 bits hold it all. */
		q = num / den;
		rem = num % den;
		done = n;
		return finish(q, rem, r.den, done, neg, how);
	}
	q = a / r.den;
	rem = a - q * r.den;
	if (q > pow10_64[18])
		return (struct dec){ 0 };
	for (; done < n && q < pow10_64[18] / 10; done++) {
		wide d = 0;

		if (r.den <= ((wide)1 << 122)) {
			rem *= 10;
			d = rem / r.den;
			rem -= d * r.den;
		}
		q = q * 10 + d;
	}
	return finish(q, rem, r.den, done, neg, how);
}

struct dec
ratio_round(struct ratio r, int n)
{
	return to_decimal(r, n, HOW_EVEN);
}

struct dec
ratio_guard(struct ratio r, int n)
{
	return to_decimal(r, n, HOW_GUARD);
}

struct dec
ratio_floor(struct ratio r, int n)
{
	return to_decimal(r, n, HOW_FLOOR);
}

struct dec
ratio_ceil(struct ratio r, int n)
{
	return to_decimal(r, n, HOW_CEIL);
}

void
decsum_rescale(struct decsum *s, int scale)
{
	const wide limit = (wide)1 << 120;
	const wide f = dec_pow10(scale - s->scale);

	if (s->sum > limit / f || s->sum < -limit / f)
		s->overflow = true;
	else
		s->sum *= f;
	s->scale = scale;
}

struct ratio
decsum_sum(const struct decsum *s)
{
	if (s->n == 0 || s->overflow)
		return (struct ratio){ 0, 0 };
	return ratio_make(s->sum, dec_pow10(s->scale));
}

struct ratio
decsum_mean(const struct decsum *s)
{
	wide den;

	if (s->n == 0 || s->overflow || __builtin_mul_overflow(dec_pow10(s->scale), (wide)s->n, &den))
		return (struct ratio){ 0, 0 };
	return ratio_make(s->sum, den);
}

size_t
dec_print(char *buf, struct dec x)
{
	char tmp[DEC_TEXT];
	uint64_t m;
	size_t n = 0, i = 0;

	if (x.kind != DEC_NUMBER) {
		buf[0] = '\0';
		return 0;
	}
	m = x.m < 0 ? (uint64_t)0 - (uint64_t)x.m : (uint64_t)x.m;
	do {
		tmp[n++] = (char)('0' + m % 10);
		m /= 10;
		if (n == (size_t)x.scale)
			tmp[n++] = '.';
	} while (m != 0 || n < (size_t)x.scale + (x.scale > 0 ? 2 : 0));
	if (x.cens != 0)
		buf[i++] = (char)x.cens;
	if (x.m < 0)
		buf[i++] = '-';
	while (n > 0)
		buf[i++] = tmp[--n];
	buf[i] = '\0';
	return i;
}

size_t
dec_print_short(char *buf, struct dec x)
{
	while (x.scale > 0 && x.m % 10 == 0) {
		x.m /= 10;
		x.scale--;
	}
	return dec_print(buf, x);
}

double
dec_double(struct dec x)
{
	char buf[DEC_TEXT];

	if (x.kind != DEC_NUMBER)
		return NAN;
	x.cens = 0;
	(void)dec_print(buf, x);
	return strtod(buf, NULL);
}
