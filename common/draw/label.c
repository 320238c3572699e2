#include <math.h>
#include <stdio.h>

#include "label.h"

#define MINUS "\xe2\x88\x92"		/* U+2212 */

struct formula {
	const char	*name;
	size_t		 head, sub;	/* bytes on the line, bytes below it */
};

static const struct formula formula[] = {
	{ "PM2.5", 2, 3 }, { "PM10", 2, 2 }, { "PM1", 2, 1 }, { "SO2", 2, 1 }, { "NO2", 2, 1 }, { "NOx", 2, 1 },
	{ "O3", 1, 1 }, { "CO2", 2, 1 }, { "NH3", 2, 1 }, { "CODMn", 3, 2 }, { "CODCr", 3, 2 }, { "BOD5", 3, 1 },
};

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

/* The formula that stands at p, as a word of its own; NULL if none. */
static const struct formula *
formula_at(const char *s, const char *p)
{
	if (p > s && is_word(p[-1]))
		return NULL;
	for (size_t i = 0; i < sizeof(formula) / sizeof(formula[0]); i++) {
		const size_t n = strlen(formula[i].name);

		if (strncmp(p, formula[i].name, n) == 0 && !is_word(p[n]) &&
		    !(p[n] == '.' && is_word(p[n + 1])))
			return &formula[i];
	}
	return NULL;
}

size_t
label_runs(const char *s, struct run r[LABEL_RUNS])
{
	size_t n = 0;
	const char *from = s, *p = s;

	while (*p != '\0') {
		const struct formula *f = n + 3 < LABEL_RUNS ? formula_at(s, p) : NULL;

		if (f == NULL) {
			p++;
			continue;
		}
		r[n++] = (struct run){ { from, (size_t)(p - from) + f->head }, false };
		p += f->head;
		r[n++] = (struct run){ { p, f->sub }, true };
		p += f->sub;
		from = p;
	}
	if (p > from)
		r[n++] = (struct run){ { from, (size_t)(p - from) }, false };
	return n;
}

void
label_unit(struct sbuf *b, struct sv unit)
{
	static const char *const as[][2] = {
		{ "degC", "℃" }, { "deg", "°" }, { "uS/cm", "μS/cm" }, { "1/L", "个/L" },
	};

	for (size_t i = 0; i < sizeof(as) / sizeof(as[0]); i++) {
		if (sv_is(unit, as[i][0])) {
			sbuf_puts(b, as[i][1]);
			return;
		}
	}
	for (size_t i = 0; i < unit.n; i++) {
		const bool last = i + 1 == unit.n;

		if (i == 0 && unit.p[0] == 'u' && !last && unit.p[1] == 'g')
			sbuf_puts(b, "μ");
		else if (last && i > 0 && unit.p[i] == '3' && unit.p[i - 1] == 'm')
			sbuf_puts(b, "³");
		else if (last && i > 0 && unit.p[i] == '2' && unit.p[i - 1] == 'm')
			sbuf_puts(b, "²");
		else
			sbuf_putc(b, unit.p[i]);
	}
}

static void
put_signed(struct sbuf *b, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '-')
			sbuf_puts(b, MINUS);
		else
			sbuf_putc(b, *text);
	}
}

void
label_number(struct sbuf *b, struct dec x, int n, bool plus)
{
	char buf[DEC_TEXT];

	if (!dec_has(x))
		return;
	x = dec_round(x, n);
	(void)dec_print(buf, x);
	if (plus && x.m > 0)
		sbuf_putc(b, '+');
	put_signed(b, buf);
}

void
label_double(struct sbuf *b, double v, int n)
{
	char buf[64];

	if (fabs(v) < 0.5 * pow(10, -n))
		v = 0;			/* never a negative zero */
	(void)snprintf(buf, sizeof(buf), "%.*f", n, v);
	put_signed(b, buf);
}

/* Characters that must not begin a line. */
static bool
sticks_to_left(int c)
{
	static const char *const closing = "，。；：、！？）》】”’％%℃,.;:)";
	struct sv rest = sv_of(closing);

	while (rest.n > 0) {
		size_t len;

		if (utf8_next(rest.p, rest.n, &len) == c)
			return true;
		rest = (struct sv){ rest.p + len, rest.n - len };
	}
	return false;
}

size_t
label_break(struct sv s, size_t n)
{
	size_t at = 0, best = 0, first = 0;
	int before = 0;

	if (s.n <= n)
		return s.n;
	while (at < s.n) {
		size_t len;
		const int c = utf8_next(s.p + at, s.n - at, &len);
		const bool opening = before == 0xff08 || before == 0x300a || before == '(';

		if (at > 0 && at <= n && !opening && !sticks_to_left(c) && (c >= 0x2e80 || before >= 0x2e80 ||
		    before == ' '))
			best = at;
		if (at + len > n && at > 0)
			break;
		at += len;
		if (first == 0)
			first = len;
		before = c;
	}
	return best > 0 ? best : at > 0 && at <= n ? at : first;
}
