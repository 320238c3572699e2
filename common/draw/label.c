#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "label.h"
#include "table.h"

#define MINUS "\xe2\x88\x92"		/* U+2212 */
#define CJK	0x2e80			/* the first of the Chinese characters and their signs */

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/*
 * The formula that stands at p of s, as a word of its own: its length, and *sub of it below
 * the line; 0 if none.
 */
static size_t
formula_at(const char *s, const char *p, size_t *sub)
{
	static const struct tables builtin = { 0 };
	const struct table *t = table_get(&builtin, "subscripts");
	const size_t text = table_col(t, "text"), below = table_col(t, "sub");

	if (!is_word(*p) || (p > s && is_word(p[-1])))
		return 0;
	for (size_t i = 0; i < t->nrow; i++) {
		const char *name = table_at(t, i, text);
		const size_t n = strlen(name);

		if (strncmp(p, name, n) == 0 && !is_word(p[n])) {
			*sub = strtoul(table_at(t, i, below), NULL, 10);
			return n;
		}
	}
	return 0;
}

size_t
label_runs(const char *s, struct run r[LABEL_RUNS])
{
	size_t n = 0, sub = 0;
	const char *from = s, *p = s;

	while (*p != '\0') {
		const size_t len = n + 3 < LABEL_RUNS ? formula_at(s, p, &sub) : 0;

		if (len == 0) {
			p++;
			continue;
		}
		p += len - sub;
		r[n++] = (struct run){ { from, (size_t)(p - from) }, false };
		r[n++] = (struct run){ { p, sub }, true };
		p += sub;
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
		const bool cjk = c >= CJK || before >= CJK, number = before >= '0' && before <= '9';

		if (at > 0 && at <= n && !opening && !number && !sticks_to_left(c) &&
		    (cjk || before == ' '))
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
