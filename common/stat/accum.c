#include <math.h>
#include <stdio.h>

#include "accum.h"
#include "recover.h"

#define PI	3.14159265358979323846

void
accum_init(struct accum *a)
{
	*a = (struct accum){ .key = ACCUM_SLOW };
}

void
accum_clear(struct accum *a)
{
	*a = (struct accum){ .key = a->key };
}

struct dec
accum_limit(struct dec a, struct dec b)
{
	a.cens = b.cens = 0;
	return !dec_has(a) || (dec_has(b) && dec_cmp(b, a) > 0) ? b : a;
}

static void
add_transformed(struct accum *a, enum avg_how how, double v)
{
	if (how == AVG_DIRECTION) {
		a->s += sin(v * PI / 180);
		a->c += cos(v * PI / 180);
	} else
		a->s += how == AVG_PH ? pow(10, -v) : pow(10, v / 10);
}

static int
scale_of(const struct accum *a)
{
	return a->key == ACCUM_SLOW ? 0 : (int)(a->key & 0xffff);
}

/*
 * A value of another scale than those before it, or one that leaves 64 bits.  Values have at most
 * 10^18 x 10^12 units, so that 128 bits hold more of them than a period has.
 */
static void
add_aligned(struct accum *a, struct dec x)
{
	const int scale = scale_of(a);

	a->high += a->sum;
	a->sum = 0;
	if (x.scale > scale || a->key == ACCUM_SLOW) {
		a->high *= dec_pow10(x.scale - scale);
		a->key = accum_key(x);
		a->high += x.m;
	} else
		a->high += x.m * dec_pow10(scale - x.scale);
}

void
accum_add_slow(struct accum *a, enum avg_how how, struct dec x)
{
	if (accum_key(x) == a->key)		/* the sum wrapped: undo it */
		a->sum = (int64_t)((uint64_t)a->sum - (uint64_t)x.m);
	if (!dec_has(x))
		return;
	if (x.cens == '<') {
		a->limit = accum_limit(a->limit, x);
		a->ncens++;
	}
	x = dec_usable(x);
	if (x.scale > ACCUM_SCALE)
		x = dec_round(x, ACCUM_SCALE);
	if (accum_is_transformed(how))
		add_transformed(a, how, dec_double(x));
	else
		add_aligned(a, x);
	a->n++;
}

static struct quot
from_double(double v, int decimals)
{
	char buf[64];
	struct dec x;

	(void)snprintf(buf, sizeof(buf), "%.*f", decimals, v);
	return dec_parse(sv_of(buf), &x) ? quot_of(x) : (struct quot){ 0, 0, 0 };
}

struct quot
accum_transformed(enum avg_how how, double s, double c, uint32_t n, int decimals)
{
	const double turn = 360, eps = 0.5e-6;	/* [deg] */
	double v;

	if (n == 0)
		return (struct quot){ 0, 0, 0 };
	switch (how) {
	case AVG_DIRECTION:
		if (hypot(s, c) < 1e-9 * n)	/* winds that cancel have no mean direction */
			return (struct quot){ 0, 0, 0 };
		v = fmod(atan2(s, c) * 180 / PI + turn, turn);
		return from_double(v > turn - eps ? 0 : v, decimals + RECOVER_EXTRA);
	case AVG_PH:
		return from_double(-log10(s / n), decimals + RECOVER_EXTRA);
	default:
		return from_double(10 * log10(s / n), decimals + RECOVER_EXTRA);
	}
}

struct quot
accum_value(const struct accum *a, enum avg_how how, int decimals)
{
	if (accum_is_transformed(how))
		return accum_transformed(how, a->s, a->c, a->n, decimals);
	return (struct quot){ a->high + a->sum, scale_of(a), how == AVG_TOTAL && a->n > 0 ? 1 : (int)a->n };
}
