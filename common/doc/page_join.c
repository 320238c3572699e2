#include "page_join.h"

bool
page_is_cjk(int c)
{
	return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe4f) ||
	    (c >= 0xff00 && c <= 0xffef) || (c >= 0x20000 && c <= 0x3ffff) || c == 0x2014 || c == 0x2026 ||
	    (c >= 0x2018 && c <= 0x201d) || c == 0x2103 || (c >= 0x2160 && c <= 0x217f) ||
	    (c >= 0x2460 && c <= 0x2473);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
stands(struct sv t, size_t at, const char *s)
{
	const size_t n = strlen(s);

	return t.n - at >= n && memcmp(t.p + at, s, n) == 0;
}

/* The length of the first of the listed signs at byte `at`, 0 if none stands there. */
static size_t
one_of(struct sv t, size_t at, const char *const list[])
{
	for (size_t i = 0; list[i] != NULL; i++) {
		if (stands(t, at, list[i]))
			return strlen(list[i]);
	}
	return 0;
}

static size_t
digits(struct sv t, size_t at)
{
	while (at < t.n && (is_digit(t.p[at]) || ((t.p[at] == '.' || t.p[at] == ',') && at + 1 < t.n &&
	    is_digit(t.p[at + 1]))))
		at++;
	return at;
}

static size_t
chinese_unit(const struct table *t, struct sv text, size_t at)
{
	const size_t col = table_col(t, "unit");
	size_t best = 0, len;
	int c;

	for (size_t i = 0; i < t->nrow; i++) {
		const char *u = table_at(t, i, col);

		if (strlen(u) > best && stands(text, at, u))
			best = strlen(u);
	}
	if (best > 0 || at >= text.n)
		return at + best;
	c = utf8_next(text.p + at, text.n - at, &len);
	return c >= 0x4e00 && c <= 0x9fff ? at + len : at;
}

/* Latin units: letters, μ, ³, /, %, ℃, and one blank before them. */
static size_t
latin_unit(struct sv t, size_t at)
{
	static const char *const sign[] = { "%", "‰", "℃", "°", "μ", "µ", "²", "³", "/", "·", NULL };
	size_t i = at < t.n && t.p[at] == ' ' ? at + 1 : at, from = i, n;

	while (i < t.n) {
		if (is_letter(t.p[i]))
			i++;
		else if ((n = one_of(t, i, sign)) > 0)
			i += n;
		else
			break;
	}
	return i == from || i - from > 12 ? at : i;
}

static size_t
extend(const struct tables *tabs, struct sv t, size_t at)
{
	static const char *const range[] = { "～", "—", "–", "~", "-", "−", NULL };
	size_t end = digits(t, at), n, u;

	for (;;) {
		n = end < t.n ? one_of(t, end, range) : 0;
		if (n == 0 || end + n >= t.n || !is_digit(t.p[end + n]))
			break;
		end = digits(t, end + n);
	}
	u = latin_unit(t, end);
	return u > end ? u : chinese_unit(table_get(tabs, "joined_units"), t, end);
}

bool
page_join_next(const struct tables *tabs, struct sv t, size_t at, struct page_span *s)
{
	static const char *const sign[] = { "+", "-", "−", "±", "<", "≤", "≥", "▲", "▽", NULL };

	for (size_t i = at; i < t.n; i++) {
		const bool inside = i > 0 && (is_letter(t.p[i - 1]) || is_digit(t.p[i - 1]) || t.p[i - 1] == '.');
		const size_t n = inside ? 0 : one_of(t, i, sign);

		if (inside || i + n >= t.n || !is_digit(t.p[i + n]))
			continue;
		s->from = i;
		s->to = extend(tabs, t, i + n);
		return true;
	}
	return false;
}

static bool
is_word(char c)
{
	return is_letter(c) || is_digit(c);
}

bool
page_sub_next(const struct tables *tabs, struct sv t, size_t at, struct page_span *s)
{
	const struct table *subs = table_get(tabs, "subscripts");
	const size_t text = table_col(subs, "text"), sub = table_col(subs, "sub");

	for (size_t i = at; i < t.n; i++) {
		if (!is_letter(t.p[i]) || (i > 0 && is_word(t.p[i - 1])))
			continue;
		for (size_t k = 0; k < subs->nrow; k++) {
			const char *name = table_at(subs, k, text);
			const size_t n = strlen(name);

			if (!stands(t, i, name) || (i + n < t.n && is_word(t.p[i + n])))
				continue;
			if (i + n + 1 < t.n && t.p[i + n] == '.' && is_digit(t.p[i + n + 1]))
				continue;		/* PM2.5 is not PM2 */
			s->from = i + n - (size_t)(table_at(subs, k, sub)[0] - '0');
			s->to = i + n;
			return true;
		}
	}
	return false;
}
