#include <stdarg.h>

#include "csvin.h"

/* The column of exactly that name, -1 for none. */
static int
exact(const struct csvin *in, const char *name)
{
	for (size_t c = 0; c < in->ncol; c++) {
		if (strcmp(in->name[c], name) == 0)
			return (int)c;
	}
	return -1;
}

int
csvin_column(const struct csvin *in, const char *name)
{
	int c = exact(in, name);
	struct sbuf a = { 0 }, b = { 0 };

	if (c >= 0)
		return c;
	str_fold(&a, sv_of(name));
	for (size_t k = 0; c < 0 && k < in->ncol; k++) {
		sbuf_clear(&b);
		str_fold(&b, sv_of(in->name[k]));
		if (sv_same(sbuf_sv(&a), sbuf_sv(&b)))
			c = (int)k;
	}
	sbuf_release(&a);
	sbuf_release(&b);
	return c;
}

size_t
csvin_need(const struct csvin *in, const char *name)
{
	const int c = csvin_column(in, name);

	if (c < 0)
		diag_refuse(in->d, &(struct place){ in->file, 1, NULL }, _("no column '%s'"), name);
	return (size_t)c;
}

struct place
csvin_place(const struct csvin *in, size_t c)
{
	return (struct place){ in->file, in->line, c < in->ncol ? in->name[c] : NULL };
}

bool
csvin_bad(struct csvin *in, size_t c, const char *code, const char *fmt, ...)
{
	const struct place at = csvin_place(in, c);
	struct sbuf m = { 0 };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&m, fmt, ap);
	va_end(ap);
	(void)diag_cell(in->d, &at, csvin_field(in, c), code, "%s", m.p);
	sbuf_release(&m);
	csvin_flag(in, in->name[c], "unreadable");
	return false;
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/*
 * The n (2 to 8) bytes at p, of which 8 are readable, as digits with a point between them, "<" before them allowed:
 * 0.028, <0.0003.  The point is taken out of the word and the digits before it are moved up to it.
 */
static bool
read_pointed(const char *p, size_t n, struct dec *x)
{
	const uint64_t zero = UINT64_C(0x3030303030303030), high = UINT64_C(0x8080808080808080);
	const bool below = p[0] == '<';
	uint64_t w, t, under;
	unsigned int at;
	uint32_t m;

	if (p[below] == '.')
		return false;
	memcpy(&w, p, sizeof(w));
	w = w << (64 - 8 * n) | (zero >> (4 * n)) >> (4 * n);
	if (below)
		w ^= (uint64_t)('<' ^ '0') << (64 - 8 * n);
	t = w ^ UINT64_C(0x2e2e2e2e2e2e2e2e);
	t = (t - UINT64_C(0x0101010101010101)) & ~t & high;
	at = t == 0 ? 7 : (unsigned int)__builtin_ctzll(t) / 8;
	if (at == 7)		/* none, or nothing behind it */
		return false;
	under = (UINT64_C(1) << (8 * at)) - 1;
	w = (w & ~(under << 8 | 0xff)) | (w & under) << 8 | '0';
	if (!csvin_eight(w, &m))
		return false;
	*x = (struct dec){ .m = m, .scale = (int16_t)(7 - at), .kind = DEC_NUMBER, .cens = below ? '<' : 0 };
	return true;
}
#endif

bool
csvin_decimal_slow(struct csvin *in, size_t c, struct dec *x)
{
	const struct sv f = csvin_field(in, c);
	struct sbuf q = { 0 };
	bool ok = true;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (f.n >= 2 && f.n <= 8 && read_pointed(f.p, f.n, x))
		return true;
#endif
	switch (dec_read(f, x)) {
	case DEC_OK:
	case DEC_EMPTY:
		break;
	case DEC_CUT:
		in->ncut++;
		break;
	case DEC_OVERFLOW:
		str_quote(&q, f);
		ok = csvin_bad(in, c, "overflow", _("'%s' is out of range"), q.p);
		break;
	case DEC_BAD:
		str_quote(&q, f);
		ok = csvin_bad(in, c, "number", _("'%s' is not a number"), q.p);
		break;
	}
	if (!ok)
		*x = (struct dec){ 0 };
	sbuf_release(&q);
	return ok;
}

bool
csvin_time_slow(struct csvin *in, size_t c, struct civil *t)
{
	const struct sv f = csvin_field(in, c);
	struct sbuf q = { 0 };

	if (civil_parse(f, t)) {
		if (f.n == 16 && f.p[10] == ' ') {
			memcpy(in->date, f.p, 11);
			in->date_sec = civil_hour_day(t->sec) * CIVIL_DAY;
			if (t->sec % CIVIL_DAY == 0 && f.p[11] == '0')
				in->date_sec = t->sec;
		}
		return true;
	}
	*t = (struct civil){ 0 };
	str_quote(&q, f);
	if (f.n == 0)
		(void)csvin_bad(in, c, "time", _("the time is empty"));
	else
		(void)csvin_bad(in, c, "time", _("'%s' is not a time"), q.p);
	sbuf_release(&q);
	return false;
}
