/*
 * decimal - exact decimal numbers: parsing, comparing, wide sums, ratios, rounding, printing.
 * A number is m x 10^-s with at most 18 significant digits; sums and ratios are 128 bits wide.
 * Rounding: GB/T 8170 (half to even).  A statistic that is passed on is cut with a guard: if
 * digits were cut off and the last kept digit is 0 or 5, that digit moves one step away from zero,
 * so that no later rounding to fewer digits can be wrong (design 3, "Exactness").
 * Pure: no I/O, no state.  Needs: str.
 *
 *	struct dec x;
 *	dec_parse(sv_of("2.675"), &x);		(true; x is 2675 x 10^-3)
 *	x = dec_round(x, 2);			(2.68)
 */
#ifndef QJ_DECIMAL_H
#define QJ_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

#define DEC_DIGITS	18		/* significant digits of a cell */
#define DEC_SCALE_MAX	36		/* most decimals a number keeps */
#define DEC_TEXT	64		/* room for any number printed, with its NUL */

enum dec_kind { DEC_MISSING = 0, DEC_NUMBER };

/* Zero-initialised it is missing.  The value is m x 10^-scale. */
struct dec {
	int64_t		m;
	int16_t		scale;		/* decimals; 0 to DEC_SCALE_MAX */
	uint8_t		kind;		/* enum dec_kind */
	uint8_t		cens;		/* 0, '<' below the limit of detection, '>' above the range */
};

/* 128-bit integers, for sums and exact fractions. */
__extension__ typedef __int128 wide;

/* An exact fraction num/den of 128-bit integers, den > 0; den 0 is missing. */
struct ratio {
	wide	num;
	wide	den;
};

/* A running exact sum: sum x 10^-scale over n values. */
struct decsum {
	wide	sum;
	int		scale;
	uint64_t	n;
	bool		overflow;	/* it left 128 bits: the sum can't be used */
};

enum dec_parsed { DEC_OK = 0, DEC_EMPTY, DEC_BAD, DEC_OVERFLOW, DEC_CUT };

/*
 * Reads a cell: sign, digits, point, optional exponent; "<0.004" or "0.004L" (cens '<'), ">24000"
 * (cens '>').  DEC_EMPTY: blank only, *x is missing.  DEC_CUT: over 18 digits, rounded to 18
 * (half to even), *x is usable.  DEC_OVERFLOW: out of range.  DEC_BAD: not a number.  Else DEC_OK.
 */
enum dec_parsed dec_read(struct sv text, struct dec *x);

/* The same for input known to be plain; false unless DEC_OK or DEC_CUT. */
bool		dec_parse(struct sv text, struct dec *x);

/* Whether text is a number of at most 17 bytes just as dec_print would write it: no blank, sign +, spare or lacking zero. */
bool		dec_plain(struct sv text);

struct dec	dec_int(int64_t v);
static inline bool
dec_has(struct dec x)
{
	return x.kind == DEC_NUMBER;
}

/* -1, 0, 1 as a is below, at or above b; both must be numbers; the sign of censoring is ignored. */
int		dec_cmp(struct dec a, struct dec b);

/* Exact sum, difference, product; missing if either is; the result must fit 18 digits (asserted). */
struct dec	dec_add(struct dec a, struct dec b);
struct dec	dec_sub(struct dec a, struct dec b);
struct dec	dec_mul(struct dec a, struct dec b);

/* The number to compute with: half of a limit of detection; of an over-range result its number. */
struct dec	dec_usable(struct dec x);

/* x rounded to n decimals (n may be negative), half to even; never a negative zero. */
struct dec	dec_round(struct dec x, int n);

/* 10^n as a 128-bit integer; 0 <= n <= 38. */
wide	dec_pow10(int n);

/* The value as a fraction. */
struct ratio	dec_ratio(struct dec x);
/* a/b; missing where either is or b is zero. */
struct ratio	dec_div(struct dec a, struct dec b);
struct ratio	ratio_make(wide num, wide den);		/* reduced, den made positive */
struct ratio	ratio_add(struct ratio a, struct ratio b);
struct ratio	ratio_sub(struct ratio a, struct ratio b);
struct ratio	ratio_mul(struct ratio a, struct ratio b);
struct ratio	ratio_div(struct ratio a, struct ratio b);
int		ratio_cmp(struct ratio a, struct ratio b);
static inline bool
ratio_has(struct ratio r)
{
	return r.den != 0;
}

/* r rounded to n decimals, half to even; missing for missing. */
struct dec	ratio_round(struct ratio r, int n);
/* r to n decimals with the guard digit, trailing zeros dropped; missing for missing. */
struct dec	ratio_guard(struct ratio r, int n);
/* r rounded down (toward minus infinity), and up, to n decimals. */
struct dec	ratio_floor(struct ratio r, int n);
struct dec	ratio_ceil(struct ratio r, int n);

static inline void
decsum_add_slow(struct decsum *s, struct dec x);

/* Adds a number to the sum, exactly; a missing x is left out. */
static inline void
decsum_add(struct decsum *s, struct dec x)
{
	if (x.kind != DEC_NUMBER)
		return;
	if (x.scale == s->scale) {
		s->sum += x.m;
		s->n++;
	} else
		decsum_add_slow(s, x);
}

void		decsum_rescale(struct decsum *, int scale);

static inline void
decsum_add_slow(struct decsum *s, struct dec x)
{
	wide m = x.m;

	if (x.scale > s->scale)
		decsum_rescale(s, x.scale);
	if (x.scale < s->scale && __builtin_mul_overflow(m, dec_pow10(s->scale - x.scale), &m))
		s->overflow = true;
	if (__builtin_add_overflow(s->sum, m, &s->sum))
		s->overflow = true;
	s->n++;
}

/* sum and mean; missing when n is 0 or the sum overflowed. */
struct ratio	decsum_sum(const struct decsum *);
struct ratio	decsum_mean(const struct decsum *);

/*
 * Prints x into buf[DEC_TEXT]: as many decimals as its scale says, plain notation, the sign of
 * censoring in front; "" for missing.  Returns the length.
 */
size_t		dec_print(char *buf, struct dec x);
/* The same with trailing zeros of the fraction left out. */
size_t		dec_print_short(char *buf, struct dec x);

/* For drawing and fits only. */
double		dec_double(struct dec x);		/* NAN for missing */

#endif
