#include <stdint.h>
#include <stdio.h>

#include "mem.h"
#include "str.h"

#define SHOWN_MAX 40		/* bytes of offending text in a message */

struct sv
sv_trim(struct sv a)
{
	while (a.n > 0 && (a.p[0] == ' ' || a.p[0] == '\t')) {
		a.p++;
		a.n--;
	}
	while (a.n > 0 && (a.p[a.n - 1] == ' ' || a.p[a.n - 1] == '\t'))
		a.n--;
	return a;
}

bool
sv_split(struct sv *rest, char sep, struct sv *part)
{
	const char *q;

	if (rest->p == NULL)
		return false;
	q = memchr(rest->p, sep, rest->n);
	if (q == NULL) {
		*part = *rest;
		*rest = (struct sv){ NULL, 0 };
		return true;
	}
	*part = (struct sv){ rest->p, (size_t)(q - rest->p) };
	rest->n -= part->n + 1;
	rest->p = q + 1;
	return true;
}

bool
sv_word(struct sv *rest, struct sv *word)
{
	size_t i = 0, j;

	while (i < rest->n && (rest->p[i] == ' ' || rest->p[i] == '\t'))
		i++;
	for (j = i; j < rest->n && rest->p[j] != ' ' && rest->p[j] != '\t'; j++)
		;
	*word = (struct sv){ rest->p + i, j - i };
	rest->p += j;
	rest->n -= j;
	return word->n > 0;
}

void
sbuf_put(struct sbuf *b, const char *p, size_t n)
{
	b->p = mem_grow(b->p, &b->cap, b->n + n + 1, 1);
	if (n > 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
sbuf_puts(struct sbuf *b, const char *s)
{
	sbuf_put(b, s, strlen(s));
}

void
sbuf_putc(struct sbuf *b, char c)
{
	sbuf_put(b, &c, 1);
}

void
sbuf_vprintf(struct sbuf *b, const char *fmt, va_list ap)
{
	va_list aq;
	int n;

	va_copy(aq, ap);
	n = vsnprintf(NULL, 0, fmt, aq);
	va_end(aq);
	if (n < 0)
		return;
	b->p = mem_grow(b->p, &b->cap, b->n + (size_t)n + 1, 1);
	(void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
	b->n += (size_t)n;
}

void
sbuf_printf(struct sbuf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(b, fmt, ap);
	va_end(ap);
}

void
sbuf_clear(struct sbuf *b)
{
	b->n = 0;
	if (b->p != NULL)
		b->p[0] = '\0';
}

void
sbuf_release(struct sbuf *b)
{
	free(b->p);
	*b = (struct sbuf){ 0 };
}

struct sv
sbuf_sv(const struct sbuf *b)
{
	return (struct sv){ b->p == NULL ? "" : b->p, b->n };
}

int
utf8_next(const char *s, size_t n, size_t *len)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned int c;

	*len = 1;
	if (n == 0)
		return -1;
	if (p[0] < 0x80)
		return p[0];
	if (p[0] >= 0xc2 && p[0] <= 0xdf && n >= 2 && (p[1] & 0xc0) == 0x80) {
		*len = 2;
		return (p[0] & 0x1f) << 6 | (p[1] & 0x3f);
	}
	if ((p[0] & 0xf0) == 0xe0 && n >= 3 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80) {
		c = (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
		if (c < 0x800 || (c >= 0xd800 && c <= 0xdfff))
			return -1;
		*len = 3;
		return (int)c;
	}
	if (p[0] >= 0xf0 && p[0] <= 0xf4 && n >= 4 && (p[1] & 0xc0) == 0x80 &&
	    (p[2] & 0xc0) == 0x80 && (p[3] & 0xc0) == 0x80) {
		c = (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
		if (c < 0x10000 || c > 0x10ffff)
			return -1;
		*len = 4;
		return (int)c;
	}
	return -1;
}

size_t
utf8_valid(struct sv a)
{
	size_t i = 0, len;

	while (i < a.n) {
		uint64_t w;

		if (a.n - i >= sizeof(w)) {
			memcpy(&w, a.p + i, sizeof(w));
			if ((w & UINT64_C(0x8080808080808080)) == 0) {
				i += sizeof(w);
				continue;
			}
		}
		if (utf8_next(a.p + i, a.n - i, &len) < 0)
			return i;
		i += len;
	}
	return i;
}

void
sbuf_putrune(struct sbuf *b, int c)
{
	char o[4];
	size_t n;

	if (c < 0x80) {
		o[0] = (char)c;
		n = 1;
	} else if (c < 0x800) {
		o[0] = (char)(0xc0 | c >> 6);
		o[1] = (char)(0x80 | (c & 0x3f));
		n = 2;
	} else if (c < 0x10000) {
		o[0] = (char)(0xe0 | c >> 12);
		o[1] = (char)(0x80 | (c >> 6 & 0x3f));
		o[2] = (char)(0x80 | (c & 0x3f));
		n = 3;
	} else {
		o[0] = (char)(0xf0 | c >> 18);
		o[1] = (char)(0x80 | (c >> 12 & 0x3f));
		o[2] = (char)(0x80 | (c >> 6 & 0x3f));
		o[3] = (char)(0x80 | (c & 0x3f));
		n = 4;
	}
	sbuf_put(b, o, n);
}

/* Own ranges: wcwidth depends on the locale, and the same input must give the same bytes. */
static size_t
rune_width(int c)
{
	if ((c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) || c == 0xfeff)
		return 0;
	if ((c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0x303e) || (c >= 0x3041 && c <= 0xa4cf) ||
	    (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) ||
	    (c >= 0xff01 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) ||
	    (c >= 0x20000 && c <= 0x3fffd))
		return 2;
	return 1;
}

size_t
utf8_width(struct sv a)
{
	size_t w = 0, len;

	for (size_t i = 0; i < a.n; i += len) {
		const int c = utf8_next(a.p + i, a.n - i, &len);

		w += c < 0 ? 1 : rune_width(c);
	}
	return w;
}

void
str_fold(struct sbuf *b, struct sv a)
{
	size_t len;

	for (size_t i = 0; i < a.n; i += len) {
		int c = utf8_next(a.p + i, a.n - i, &len);

		if (c < 0) {
			sbuf_putc(b, a.p[i]);
			continue;
		}
		if (c >= 0x2080 && c <= 0x2089)			/* subscript digits */
			c = '0' + c - 0x2080;
		else if (c == 0x00b2 || c == 0x00b3)
			c = '0' + c - 0x00b0;
		else if (c == 0x00b9)
			c = '1';
		else if (c >= 0x2070 && c <= 0x2079)
			c = '0' + c - 0x2070;
		else if (c >= 0xff01 && c <= 0xff5e)		/* full-width ASCII */
			c -= 0xfee0;
		else if (c == 0x00b5 || c == 0x03bc)
			c = 'u';
		if (c == ' ' || c == '\t' || c == 0x3000 || c == 0x00a0)
			continue;
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		sbuf_putrune(b, c);
	}
}

void
str_quote(struct sbuf *b, struct sv a)
{
	size_t len, shown = 0;

	for (size_t i = 0; i < a.n; i += len) {
		const int c = utf8_next(a.p + i, a.n - i, &len);

		if (shown + len > SHOWN_MAX) {
			sbuf_puts(b, "...");
			return;
		}
		if (c < 0)
			sbuf_printf(b, "\\x%02x", (unsigned int)(unsigned char)a.p[i]);
		else if (c == '\n')
			sbuf_puts(b, "\\n");
		else if (c == '\r')
			sbuf_puts(b, "\\r");
		else if (c == '\t')
			sbuf_puts(b, "\\t");
		else if (c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0))
			sbuf_printf(b, "\\x%02x", (unsigned int)c);
		else
			sbuf_put(b, a.p + i, len);
		shown += len;
	}
}
