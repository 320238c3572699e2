#include "encoding.h"

static const char *
by_mark(struct sv h, size_t *bom)
{
	static const struct { const char *mark; size_t n; const char *name; } marks[] = {
		{ "\xef\xbb\xbf", 3, "utf-8" }, { "\xff\xfe", 2, "utf-16le" }, { "\xfe\xff", 2, "utf-16be" } };

	*bom = 0;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (h.n >= marks[i].n && memcmp(h.p, marks[i].mark, marks[i].n) == 0) {
			*bom = marks[i].n;
			return marks[i].name;
		}
	}
	return NULL;
}

/* ASCII in UTF-16 has a zero byte in each pair, always on the same side. */
static const char *
by_zeros(struct sv h)
{
	size_t zero[2] = { 0, 0 };
	const size_t n = h.n < 4096 ? h.n & ~(size_t)1 : 4096;

	for (size_t i = 0; i < n; i++)
		zero[i & 1] += h.p[i] == '\0';
	if (zero[1] * 10 > n && zero[0] == 0)
		return "utf-16le";
	if (zero[0] * 10 > n && zero[1] == 0)
		return "utf-16be";
	return NULL;
}

/* Length of the GB18030 character at p, 0 where there is none; *common: it lies in GB 2312. */
static size_t
gb_next(const unsigned char *p, size_t n, bool *common)
{
	*common = false;
	if (p[0] < 0x80)
		return 1;
	if (p[0] == 0x80 || p[0] == 0xff || n < 2)
		return 0;
	if (p[1] >= 0x40 && p[1] <= 0xfe && p[1] != 0x7f) {
		*common = p[0] >= 0xa1 && p[0] <= 0xf7 && p[1] >= 0xa1;
		return 2;
	}
	return n >= 4 && p[1] >= '0' && p[1] <= '9' && p[2] >= 0x81 && p[2] <= 0xfe && p[3] >= '0' && p[3] <= '9' ? 4 : 0;
}

static bool
is_gb18030(struct sv h, bool whole)
{
	size_t ncommon = 0, nrare = 0;

	for (size_t i = 0, len; i < h.n; i += len) {
		bool common;

		len = gb_next((const unsigned char *)h.p + i, h.n - i, &common);
		if (len == 0) {
			if (!whole && h.n - i < 4)
				break;
			return false;
		}
		ncommon += common;
		nrare += len > 1 && !common;
	}
	return ncommon > 0 && nrare * 4 <= ncommon;
}

const char *
encoding_guess(struct sv h, bool whole, size_t *bom)
{
	const char *name = by_mark(h, bom);
	size_t ok;

	if (name != NULL)
		return name;
	name = by_zeros(h);
	if (name != NULL)
		return name;
	ok = utf8_valid(h);
	if (ok == h.n || (!whole && h.n - ok < 4))
		return "utf-8";
	return is_gb18030(h, whole) ? "gb18030" : NULL;
}
