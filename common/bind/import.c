#include <stdlib.h>

#include "import.h"
#include "mem.h"

static const struct import_format *const formats[] = { &import_cnemc_sites, &import_table };

#define NFORMAT (sizeof(formats) / sizeof(formats[0]))

const struct import_format *
import_format_at(size_t i)
{
	return i < NFORMAT ? formats[i] : NULL;
}

const struct import_format *
import_format_named(const char *name)
{
	for (size_t i = 0; i < NFORMAT; i++) {
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	}
	return NULL;
}

const struct import_format *
import_guess(const struct csvin *in, const struct tables *tabs)
{
	for (int sure = 2; sure >= 1; sure--) {
		const struct import_format *found = NULL;
		int n = 0;

		for (size_t i = 0; i < NFORMAT; i++) {
			if (formats[i]->looks(in, tabs) == sure) {
				found = formats[i];
				n++;
			}
		}
		if (n > 0)
			return n == 1 ? found : NULL;
	}
	return NULL;
}

void
import_init(struct import *m)
{
	const struct table *t = table_get(m->tabs, "missing");
	const size_t mark = table_col(t, "mark"), medium = table_col(t, "medium");

	items_init(&m->items, m->tabs);
	m->nmark = t->nrow;
	m->mark = mem_array(t->nrow, sizeof(*m->mark));
	for (size_t i = 0; i < t->nrow; i++) {
		m->mark[i] = (struct import_mark){ .text = sv_of(table_at(t, i, mark)), .medium = table_at(t, i, medium) };
		if (!dec_parse(m->mark[i].text, &m->mark[i].x))
			m->mark[i].x = (struct dec){ 0 };
	}
}

void
import_release(struct import *m)
{
	items_release(&m->items);
	free(m->mark);
	sbuf_release(&m->note);
}

static bool
same_folded(struct sv x, struct sv y)
{
	struct sbuf a = { 0 }, b = { 0 };
	bool same;

	str_fold(&a, x);
	str_fold(&b, y);
	same = sv_same(sbuf_sv(&a), sbuf_sv(&b));
	sbuf_release(&a);
	sbuf_release(&b);
	return same;
}

int
import_column(const struct csvin *in, const struct tables *tabs, const char *role)
{
	const struct table *t = table_get(tabs, "heads");
	const size_t r = table_col(t, "role"), h = table_col(t, "head");

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, r), role) != 0)
			continue;
		for (size_t c = 0; c < in->ncol; c++) {
			if (same_folded(sv_of(in->name[c]), sv_of(table_at(t, i, h))))
				return (int)c;
		}
	}
	return -1;
}

/* "年", "月" and "." as "-", "时" and "点" as ":00" or ":", "日", "号", "分" and "秒" as nothing or ":". */
static void
plain_time(struct sbuf *b, struct sv s)
{
	static const struct { const char *from, *to; } word[] = { { "年", "-" }, { "月", "-" }, { "日", " " },
		{ "号", " " }, { "时", ":" }, { "点", ":" }, { "分", ":" }, { "秒", "" }, { "：", ":" } };

	for (size_t i = 0; i < s.n;) {
		size_t k, n = 1;

		for (k = 0; k < sizeof(word) / sizeof(word[0]); k++) {
			n = strlen(word[k].from);
			if (n <= s.n - i && memcmp(s.p + i, word[k].from, n) == 0)
				break;
		}
		if (k < sizeof(word) / sizeof(word[0])) {
			i += n;
			sbuf_puts(b, word[k].to);
		} else {
			const bool dot = s.p[i] == '.' && memchr(s.p, ':', i) == NULL;

			sbuf_putc(b, dot ? '-' : s.p[i++]);
			i += dot;
		}
	}
	if (b->n > 0 && b->p[b->n - 1] == ':')		/* "14时", "14时30分" */
		sbuf_puts(b, memchr(b->p, ':', b->n - 1) == NULL ? "00" : "");
	if (b->n > 0 && b->p[b->n - 1] == ':')
		b->p[--b->n] = '\0';
}

static bool
eight_digits(struct sv s)
{
	size_t i;

	for (i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		;
	return i == 8 && s.n == 8;
}

bool
import_time(struct sv s, struct civil *t)
{
	struct sbuf b = { 0 };
	bool ok;

	s = sv_trim(s);
	if (civil_parse(s, t))
		return true;
	if (eight_digits(s))
		sbuf_printf(&b, "%.4s-%.2s-%.2s", s.p, s.p + 4, s.p + 6);
	else {
		const char *p;

		plain_time(&b, s);
		while (b.n > 0 && (p = strstr(b.p, "  ")) != NULL) {	/* "1日 14时" left two blanks */
			const size_t at = (size_t)(p - b.p);

			memmove(b.p + at, b.p + at + 1, b.n - at);
			b.n--;
		}
	}
	ok = b.n > 0 && civil_parse(sv_trim(sbuf_sv(&b)), t);
	sbuf_release(&b);
	return ok;
}

void
import_flag(struct import *m, struct sbuf *flags, const char *item, struct sv mark)
{
	const struct table *t = table_get(m->tabs, "flags");
	const size_t code = table_col(t, "code"), zh = table_col(t, "zh");
	struct sbuf w = { 0 };

	for (size_t i = 0; i < mark.n; i++) {
		if ((unsigned char)mark.p[i] > ' ' && mark.p[i] != ',' && mark.p[i] != ':' && mark.p[i] != '"')
			sbuf_putc(&w, mark.p[i]);
	}
	sbuf_printf(flags, "%s%s:", flags->n > 0 ? " " : "", item);
	for (size_t i = 0; i < t->nrow; i++) {
		if (sv_is(sbuf_sv(&w), table_at(t, i, code)) || sv_is(sbuf_sv(&w), table_at(t, i, zh))) {
			sbuf_puts(flags, table_at(t, i, code));
			sbuf_release(&w);
			return;
		}
	}
	sbuf_printf(flags, "%s%s", w.n > 2 && memcmp(w.p, "x-", 2) == 0 ? "" : "x-", w.n > 0 ? w.p : "mark");
	sbuf_release(&w);
}

static bool
is_missing(const struct import *m, const struct item *it, struct sv cell)
{
	struct dec x;
	const bool number = dec_parse(cell, &x) && x.cens == 0;

	for (size_t i = 0; i < m->nmark; i++) {
		const struct import_mark *k = &m->mark[i];

		if (strcmp(k->medium, "*") != 0 && (it == NULL || strcmp(k->medium, it->medium) != 0))
			continue;
		if (sv_same(cell, k->text) || (number && dec_has(k->x) && dec_cmp(x, k->x) == 0))
			return true;
	}
	return false;
}

/* Takes a mark "(H)", "（H）" off the end of *cell. */
static void
split_mark(struct sv *cell, struct sv *mark)
{
	static const char *const open[] = { "(", "（" }, *const close[] = { ")", "）" };

	*mark = (struct sv){ NULL, 0 };
	for (size_t k = 0; k < 2; k++) {
		const size_t no = strlen(open[k]), nc = strlen(close[k]);
		const char *o;

		if (cell->n < no + nc || memcmp(cell->p + cell->n - nc, close[k], nc) != 0)
			continue;
		o = memmem(cell->p, cell->n, open[k], no);
		if (o == NULL)
			continue;
		*mark = sv_trim((struct sv){ o + no, (size_t)(cell->p + cell->n - nc - o) - no });
		*cell = sv_trim((struct sv){ cell->p, (size_t)(o - cell->p) });
		return;
	}
}

bool
import_cell(struct import *m, const struct item *it, struct sv cell, struct dec *x, struct sv *mark)
{
	*x = (struct dec){ 0 };
	cell = sv_trim(cell);
	split_mark(&cell, mark);
	if (mark->n > 0)
		m->nmarked++;
	if (cell.n == 0)
		return true;
	if (is_missing(m, it, cell)) {
		m->nmissing++;
		return true;
	}
	switch (dec_read(cell, x)) {
	case DEC_CUT:
		m->in->ncut++;
		return true;
	case DEC_OK:
		return true;
	default:
		*x = (struct dec){ 0 };
		return false;
	}
}

struct dec
import_convert(struct dec x, struct ratio f, const struct item *it)
{
	struct dec y;
	const uint8_t cens = x.cens;

	if (!dec_has(x) || (f.num == f.den && ratio_has(f)))
		return x;
	y = ratio_guard(ratio_mul(dec_ratio(x), f), it->decimals + 6);
	y.cens = cens;
	return y;
}
