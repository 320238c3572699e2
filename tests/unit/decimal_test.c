/*
 * decimal_test - decimals against exact arithmetic made elsewhere: decimal_oracle.py sets the
 * problems and gives the answers, here they are solved.  And the vectors of GB/T 8170.
 */
#include "decimal.h"
#include "tap.h"

#define FIELD_MAX 8

struct tally {
	const char	*name;
	unsigned long	 n, wrong;
};

/* One problem: its words, and the answer expected (the last word). */
struct problem {
	struct sv	w[FIELD_MAX];
	size_t		n;
};

static struct dec
cell(struct sv s)
{
	struct dec x;

	(void)dec_parse(s, &x);
	return x;
}

/* A 128-bit integer of decimal digits. */
static wide
big(struct sv s)
{
	const bool neg = s.n > 0 && s.p[0] == '-';
	wide v = 0;

	for (size_t i = neg; i < s.n; i++)
		v = v * 10 + (s.p[i] - '0');
	return neg ? -v : v;
}

static struct ratio
fraction(struct sv s)
{
	struct sv num, den = { "1", 1 };

	(void)sv_split(&s, '/', &num);
	if (s.p != NULL)
		den = s;
	return ratio_make(big(num), big(den));
}

static void
put_big(struct sbuf *b, wide v)
{
	char tmp[48];
	size_t n = sizeof(tmp);
	const bool neg = v < 0;

	do {
		const int d = (int)(v % 10);

		tmp[--n] = (char)('0' + (d < 0 ? -d : d));
		v /= 10;
	} while (v != 0);
	if (neg)
		tmp[--n] = '-';
	sbuf_put(b, tmp + n, sizeof(tmp) - n);
}

static void
put_ratio(struct sbuf *b, struct ratio r)
{
	if (!ratio_has(r)) {
		sbuf_puts(b, "missing");
		return;
	}
	put_big(b, r.num);
	sbuf_puts(b, "/");
	put_big(b, r.den);
}

static void
put_short(struct sbuf *b, struct dec x)
{
	char buf[DEC_TEXT];

	sbuf_put(b, buf, dec_print_short(buf, x));
}

static void
put_full(struct sbuf *b, struct dec x)
{
	char buf[DEC_TEXT];

	sbuf_put(b, buf, dec_print(buf, x));
}

static int
whole(struct sv s)
{
	return (int)big(s);
}

static void
solve_parse(const struct problem *p, struct sbuf *b)
{
	static const char *const status[] = { "OK", "EMPTY", "BAD", "OVERFLOW", "CUT" };
	struct dec x;
	const enum dec_parsed r = dec_read(p->w[1], &x);

	sbuf_printf(b, "%s\t", status[r]);
	if (r == DEC_OK || r == DEC_CUT)
		put_short(b, x);
}

static void
solve_mean(const struct problem *p, struct sbuf *b)
{
	struct sv rest = p->w[1], word;
	struct decsum s = { 0 };

	while (sv_word(&rest, &word))
		decsum_add(&s, cell(word));
	put_ratio(b, decsum_mean(&s));
}

static void
solve_fraction(const struct problem *p, struct sbuf *b)
{
	const struct ratio x = fraction(p->w[2]), y = fraction(p->w[3]);

	switch (p->w[1].p[0]) {
	case '+':
		put_ratio(b, ratio_add(x, y));
		break;
	case '-':
		put_ratio(b, ratio_sub(x, y));
		break;
	case '*':
		put_ratio(b, ratio_mul(x, y));
		break;
	default:
		put_ratio(b, ratio_div(x, y));
		break;
	}
}

/* The answer, as the oracle writes it; false for a kind of problem that is not known here. */
static bool
solve(const struct problem *p, struct sbuf *b)
{
	const bool of_ratio = strchr("EGFCH", p->w[0].p[0]) != NULL;
	const struct ratio r = of_ratio ? ratio_make(big(p->w[1]), big(p->w[2])) : (struct ratio){ 0, 0 };

	switch (p->w[0].p[0]) {
	case 'P': solve_parse(p, b); return true;
	case 'R': put_full(b, dec_round(cell(p->w[1]), whole(p->w[2]))); return true;
	case 'E': put_full(b, ratio_round(r, whole(p->w[3]))); return true;
	case 'G': put_short(b, ratio_guard(r, whole(p->w[3]))); return true;
	case 'F': put_full(b, ratio_floor(r, whole(p->w[3]))); return true;
	case 'C': put_full(b, ratio_ceil(r, whole(p->w[3]))); return true;
	case 'H': put_full(b, dec_round(ratio_guard(r, whole(p->w[3])), whole(p->w[4]))); return true;
	case 'B': solve_fraction(p, b); return true;
	case 'Q': sbuf_printf(b, "%d", ratio_cmp(fraction(p->w[1]), fraction(p->w[2]))); return true;
	case 'c': sbuf_printf(b, "%d", dec_cmp(cell(p->w[1]), cell(p->w[2]))); return true;
	case 'a': put_short(b, dec_add(cell(p->w[1]), cell(p->w[2]))); return true;
	case 's': put_short(b, dec_sub(cell(p->w[1]), cell(p->w[2]))); return true;
	case 'm': put_short(b, dec_mul(cell(p->w[1]), cell(p->w[2]))); return true;
	case 'n': solve_mean(p, b); return true;
	default: return false;
	}
}

static void
walk_line(struct tally t[128], struct sv line)
{
	struct problem p = { .n = 0 };
	struct sv rest = line, want;
	struct sbuf got = { 0 };
	struct tally *k;

	while (p.n < FIELD_MAX && sv_split(&rest, '\t', &p.w[p.n]))
		p.n++;
	want = p.w[p.n - 1];
	if (p.w[0].p[0] == 'P')			/* status and value */
		want = (struct sv){ p.w[2].p, (size_t)(line.p + line.n - p.w[2].p) };
	k = &t[(unsigned char)p.w[0].p[0] & 127];
	k->n++;
	if (!solve(&p, &got) || !sv_same(want, sbuf_sv(&got))) {
		if (k->wrong++ < 5)
			note("%.*s: got '%s'", (int)line.n, line.p, got.p == NULL ? "" : got.p);
	}
	sbuf_release(&got);
}

static void
walk_oracle(void)
{
	struct tally t[128] = {
		['P'] = { "cells are read", 0, 0 }, ['R'] = { "cells are rounded half to even", 0, 0 },
		['E'] = { "fractions are rounded half to even", 0, 0 },
		['G'] = { "fractions are cut with the guard digit", 0, 0 },
		['F'] = { "fractions are rounded down", 0, 0 }, ['C'] = { "fractions are rounded up", 0, 0 },
		['H'] = { "rounding a guarded value is rounding the exact one", 0, 0 },
		['B'] = { "fractions are added, subtracted, multiplied, divided", 0, 0 },
		['Q'] = { "fractions are compared", 0, 0 }, ['c'] = { "cells are compared", 0, 0 },
		['a'] = { "cells are added", 0, 0 }, ['s'] = { "cells are subtracted", 0, 0 },
		['m'] = { "cells are multiplied", 0, 0 }, ['n'] = { "means are exact", 0, 0 },
	};
	FILE *f = popen("PATH=/usr/bin:$PATH python3 tests/unit/decimal_oracle.py", "r");
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	while (f != NULL && (n = getline(&line, &cap, f)) > 0)
		walk_line(t, (struct sv){ line, (size_t)n - (line[n - 1] == '\n') });
	ok(f != NULL && pclose(f) == 0, "the oracle ran");
	free(line);
	for (size_t i = 0; i < 128; i++) {
		if (t[i].name != NULL)
			ok(t[i].n >= 500 && t[i].wrong == 0, "%s (%lu wrong of %lu)", t[i].name, t[i].wrong, t[i].n);
		else
			tap_failed += t[i].n > 0;
	}
}

/* Rounds to a unit of 10^-n, or half or a fifth of one by way of doubling or times 5. */
static void
check_vector(struct sv input, struct sv interval, struct sv expected)
{
	const struct dec unit = cell(interval), x = cell(input);
	const int lead = (int)(unit.m == 5 || unit.m == 20 ? (unit.m == 5 ? 2 : 5) : 1);
	const int n = unit.m == 5 ? 0 : unit.m == 20 ? -2 : unit.scale > 0 ? unit.scale : -(int)(interval.n - 1);
	struct dec r = dec_round(dec_mul(x, dec_int(lead)), n);
	struct dec want = cell(expected);
	char buf[DEC_TEXT];

	if (lead > 1)
		r = ratio_round(dec_div(r, dec_int(lead)), want.scale);
	(void)dec_print(buf, r);
	ok(sv_is(expected, buf), "GB/T 8170: %.*s to %.*s is %.*s", (int)input.n, input.p, (int)interval.n, interval.p,
	    (int)expected.n, expected.p);
	if (!sv_is(expected, buf))
		note("got %s", buf);
}

static void
check_vectors(void)
{
	FILE *f = fopen("tests/unit/data/rounding_gbt8170.csv", "r");
	char *line = NULL;
	size_t cap = 0;
	unsigned int nrow = 0;
	ssize_t n;

	while (f != NULL && (n = getline(&line, &cap, f)) > 0) {
		struct sv rest = { line, (size_t)n - (line[n - 1] == '\n') }, w[3];

		if (line[0] == '#' || line[0] == 'i')
			continue;
		for (size_t i = 0; i < 3; i++)
			(void)sv_split(&rest, ',', &w[i]);
		check_vector(w[0], w[1], w[2]);
		nrow++;
	}
	ok(nrow == 35, "all vectors were there");
	free(line);
	if (f != NULL)
		(void)fclose(f);
}

static void
check_missing(void)
{
	const struct dec none = { 0 }, one = dec_int(1);
	char buf[DEC_TEXT];
	struct decsum s = { 0 };

	ok(!dec_has(dec_add(none, one)) && !dec_has(dec_mul(one, none)), "missing stays missing");
	ok(!ratio_has(dec_div(one, dec_int(0))), "nothing is divided by zero");
	ok(!ratio_has(decsum_mean(&s)), "no values have no mean");
	decsum_add(&s, none);
	ok(s.n == 0, "a missing value does not count");
	is_int((long long)dec_print(buf, none), 0, "missing prints as nothing");
	ok(isnan(dec_double(none)), "missing is NAN");
}

/* A sum that leaves 128 bits says so and never wraps. */
static void
check_overflow(void)
{
	struct decsum s = { 0 };

	decsum_add(&s, cell(sv_of("1e-36")));
	decsum_add(&s, cell(sv_of("999999999999999999")));
	ok(s.overflow && !ratio_has(decsum_mean(&s)), "a sum over 128 bits is no sum: small, then large");
	s = (struct decsum){ 0 };
	decsum_add(&s, cell(sv_of("999999999999999999")));
	decsum_add(&s, cell(sv_of("1e-36")));
	ok(s.overflow && !ratio_has(decsum_mean(&s)), "a sum over 128 bits is no sum: large, then small");
}

/* dec_plain: what dec_print writes again byte for byte. */
static void
check_plain(void)
{
	static const char *const yes[] = { "0", "0.0", "12.30", "9999", "-12", "12345678901234567" },
	    *const no[] = { "", "-", ".", "5.", ".5", "007", "-0.5", "-0", "+1", "1e3", " 1", "1 ", "1.2.3", "<1", "1L",
	    "123456789012345678" };
	char buf[DEC_TEXT];

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		const struct sv s = sv_of(yes[i]);

		ok(dec_plain(s) && sv_same(s, (struct sv){ buf, dec_print(buf, cell(s)) }), "'%s' is plain", yes[i]);
	}
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		ok(!dec_plain(sv_of(no[i])), "'%s' is not plain", no[i]);
}

int
main(void)
{
	walk_oracle();
	check_vectors();
	check_missing();
	check_overflow();
	check_plain();
	return done_testing();
}
