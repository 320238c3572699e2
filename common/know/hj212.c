#include "hj212.h"

#define POLYNOMIAL 0xa001u
#define SEGMENT_MAX 9999
#define LOOSE_MAX 2048u			/* bytes kept of what may be the beginning of a message without ## */

void
hj212_init(struct hj212_crc *c)
{
	for (unsigned int i = 0; i < 256; i++) {
		unsigned int r = i;

		for (int k = 0; k < 8; k++)
			r = (r & 1) != 0 ? r >> 1 ^ POLYNOMIAL : r >> 1;
		c->t[i] = (uint16_t)r;
		c->slice[0][i] = (uint8_t)(r >> 8);
	}
	for (size_t k = 1; k < 8; k++) {
		for (size_t i = 0; i < 256; i++)
			c->slice[k][i] = c->slice[0][c->slice[k - 1][i]];
	}
}

uint16_t
hj212_checksum(const struct hj212_crc *c, struct sv s)
{
	const unsigned char *p = (const unsigned char *)s.p, *const end = p + s.n;
	unsigned int r = 0xffff, high = 0xff;

	for (; end - p > 8; p += 8)
		high = (unsigned int)(c->slice[7][high ^ p[0]] ^ c->slice[6][p[1]] ^ c->slice[5][p[2]] ^ c->slice[4][p[3]] ^
		    c->slice[3][p[4]] ^ c->slice[2][p[5]] ^ c->slice[1][p[6]] ^ c->slice[0][p[7]]);
	if (s.n > 8)
		r = high << 8;
	for (; p < end; p++)
		r = c->t[(r >> 8) ^ *p];
	return (uint16_t)r;
}

const char *
hj212_fault_code(enum hj212_fault f)
{
	static const char *const code[HJ212_NFAULT] = { "ok", "no_header", "bad_length", "bad_crc", "truncated" };

	return code[f];
}

/* Value of four hexadecimal digits, -1 where they are none. */
static long
hex4(const char *p, bool *lower)
{
	long v = 0;

	*lower = false;
	for (int i = 0; i < 4; i++) {
		const char c = p[i];

		if (c >= '0' && c <= '9')
			v = v * 16 + (c - '0');
		else if (c >= 'A' && c <= 'F')
			v = v * 16 + (c - 'A' + 10);
		else if (c >= 'a' && c <= 'f') {
			v = v * 16 + (c - 'a' + 10);
			*lower = true;
		} else
			return -1;
	}
	return v;
}

/* Value of four decimal digits, -1 where they are none. */
static long
dec4(const char *p)
{
	long v = 0;

	for (int i = 0; i < 4; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

/* Where the text that begins at p ends: at a line end, a NUL, the next ##, or the end of the bytes. */
static const char *
text_end(const char *p, const char *end)
{
	for (; p < end; p++) {
		if (*p == '\n' || *p == '\r' || *p == '\0' || (*p == '#' && p + 1 < end && p[1] == '#'))
			return p;
	}
	return end;
}

/* The last && of p..end that does not open CP=&&; NULL for none. */
static const char *
last_close(const char *p, const char *end)
{
	for (const char *q = end - 2; q >= p; q--) {
		if (q[0] == '&' && q[1] == '&')
			return q - p >= 3 && memcmp(q - 3, "CP=", 3) == 0 ? NULL : q;
	}
	return NULL;
}

/* Says what is wrong with the frame at p, whose length field tells len (-1: no number). */
static void
find_fault(const struct hj212_crc *crc, const char *p, const char *end, long len, struct hj212_frame *f)
{
	const char *const seg = p + (len < 0 ? 2 : 6);
	const char *const stop = text_end(seg, end);
	const char *close = last_close(seg, stop);

	f->raw = (struct sv){ p, (size_t)(stop - p) };
	if (close == NULL || stop - close < 6) {
		f->fault = HJ212_TRUNCATED;
		return;
	}
	f->raw.n = (size_t)(close + 6 - p);
	f->is = (size_t)(close + 2 - seg);
	f->told = len < 0 ? 0 : (size_t)len;
	if (len < 0 || f->is != f->told) {
		f->fault = HJ212_BAD_LENGTH;
		return;
	}
	f->fault = HJ212_BAD_CRC;
	f->crc = hj212_checksum(crc, (struct sv){ seg, f->is });
}

/* A segment whose ## is missing, in what stands before a frame; *used goes behind it. */
static bool
find_loose(const char *p, const char *end, bool whole, struct hj212_frame *f, size_t *used)
{
	const char *cp = end - p < 12 ? NULL : memmem(p, (size_t)(end - p), "CP=&&", 5);
	const char *from, *stop;

	if (cp == NULL)
		return false;
	stop = text_end(cp, end);
	if (stop == end && !whole)
		return false;
	for (from = cp; from > p && from[-1] != '\n' && from[-1] != '\r' && from[-1] != '\0'; from--)
		;
	*f = (struct hj212_frame){ .raw = { from, (size_t)(stop - from) }, .fault = HJ212_NO_HEADER };
	*used = (size_t)(stop - p);
	return true;
}

/* Of bytes without a frame all but what may be the beginning of one. */
static size_t
done_with(struct sv b)
{
	size_t from = b.n > LOOSE_MAX ? b.n - LOOSE_MAX : 0;

	for (size_t i = b.n; i > from; i--) {
		if (b.p[i - 1] == '\n' || b.p[i - 1] == '\0')
			return i;
	}
	return from;
}

static bool
looks_like_message(const char *p, const char *end)
{
	return end - p >= 12 && (memmem(p, 12, "QN=", 3) != NULL || memmem(p, 12, "ST=", 3) != NULL);
}

enum hj212_found
hj212_next(const struct hj212_crc *crc, struct sv b, bool last, struct hj212_frame *f, size_t *used)
{
	const char *const end = b.p + b.n;
	const char *from = b.p;

	for (;;) {
		const char *p = memmem(from, (size_t)(end - from), "##", 2);
		long len;
		bool lower = false;

		if (find_loose(from, p == NULL ? end : p, p != NULL || last, f, used)) {
			*used += (size_t)(from - b.p);
			return HJ212_FRAME;
		}
		if (p == NULL) {
			*used = last ? b.n : (size_t)(from - b.p) + done_with((struct sv){ from, (size_t)(end - from) });
			return last ? HJ212_END : HJ212_MORE;
		}
		*used = (size_t)(p - b.p);
		if (end - p < 18 && !last)
			return HJ212_MORE;
		len = end - p < 6 ? -1 : dec4(p + 2);
		if (len < 0 && !looks_like_message(p, end)) {
			from = p + 2;			/* two signs in a text */
			continue;
		}
		if (len >= 0 && end - p >= len + 10 && p[len + 4] == '&' && p[len + 5] == '&') {
			const struct sv seg = { p + 6, (size_t)len };

			if (hex4(p + 6 + len, &lower) == hj212_checksum(crc, seg)) {
				*f = (struct hj212_frame){ .raw = { p, (size_t)len + 10 }, .segment = seg, .lenient = lower };
				*used += (size_t)len + 10;
				return HJ212_FRAME;
			}
		}
		/* Its end is still to come: by what it tells, and by what ends a text (the next ## may be cut in two). */
		if (!last && ((len >= 0 && end - p < len + 10) || (text_end(p + 2, end) == end && end - p < SEGMENT_MAX + 10)))
			return HJ212_MORE;
		*f = (struct hj212_frame){ .fault = HJ212_OK };
		find_fault(crc, p, end, len, f);
		*used += f->raw.n;
		return HJ212_FRAME;
	}
}

bool
hj212_read_head(struct sv s, struct hj212_head *h)
{
	const struct { const char *key; struct sv *to; } field[] = { { "QN=", &h->qn }, { "ST=", &h->st }, { "CN=", &h->cn },
		{ "MN=", &h->mn }, { "Flag=", &h->flag }, { "PNUM=", &h->pnum }, { "PNO=", &h->pno } };
	const char *cp = memmem(s.p, s.n, "CP=&&", 5);
	struct sv rest, part;

	*h = (struct hj212_head){ .cn = { "", 0 } };
	if (cp == NULL || s.p + s.n - cp < 7)
		return false;
	h->cp = (struct sv){ cp + 5, (size_t)(s.p + s.n - cp) - 7 };
	rest = (struct sv){ s.p, (size_t)(cp - s.p) };
	while (rest.n > 0 && sv_split(&rest, ';', &part)) {
		for (size_t i = 0; i < sizeof(field) / sizeof(field[0]); i++) {
			const size_t n = strlen(field[i].key);

			if (part.n >= n && part.p[0] == field[i].key[0] && memcmp(part.p, field[i].key, n) == 0) {
				*field[i].to = (struct sv){ part.p + n, part.n - n };
				break;
			}
		}
	}
	return h->cn.n > 0 && h->mn.n > 0;
}

/* The part before the next sep; false when nothing is left. */
static bool
take_part(struct sv *rest, char sep, struct sv *part)
{
	const char *p;

	if (rest->n == 0)
		return false;
	p = memchr(rest->p, sep, rest->n);
	*part = (struct sv){ rest->p, p == NULL ? rest->n : (size_t)(p - rest->p) };
	*rest = p == NULL ? (struct sv){ rest->p + rest->n, 0 } : (struct sv){ p + 1, rest->n - part->n - 1 };
	return true;
}

bool
hj212_group(struct sv *cp, struct sv *group)
{
	return take_part(cp, ';', group);
}

bool
hj212_pair(struct sv *group, struct sv *key, struct sv *value)
{
	const char *const p = group->p;
	size_t eq;

	if (group->n == 0)
		return false;
	for (eq = 0; eq < group->n && p[eq] != '=' && p[eq] != ','; eq++)	/* pairs are short: no calls for them */
		;
	*key = (struct sv){ p, eq };
	hj212_value(group, eq, value);
	return true;
}
