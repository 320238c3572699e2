#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "sheet_own.h"

bool
sheet_is(struct sv h)
{
	return h.n >= 8 && (memcmp(h.p, "PK\3\4", 4) == 0 || memcmp(h.p, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0);
}

void
sheet_refuse(const struct sheet *s, unsigned long row, const char *fmt, ...)
{
	struct sbuf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&b, fmt, ap);
	va_end(ap);
	diag_refuse(s->d, &(struct place){ s->file, row, NULL }, "%s", b.p);
}

struct sheet *
sheet_open(struct diag *d, const char *name, int fd)
{
	struct sheet *s = mem_alloc(sizeof(*s));
	char head[4] = "";

	s->d = d;
	s->file = name;
	s->own = mem_alloc(sizeof(*s->own));
	if (pread(fd, head, sizeof(head), 0) == 4 && memcmp(head, "PK\3\4", 4) == 0)
		xlsx_open(s, fd);
	else
		xls_open(s, fd);
	if (s->own->n == 0)
		sheet_refuse(s, 0, _("the workbook has no sheet"));
	return s;
}

void
sheet_close(struct sheet *s)
{
	struct sheet_own *o = s->own;

	xlsx_close(o);
	xls_close(o);
	for (size_t i = 0; i < o->n; i++) {
		free(o->v[i].name);
		free(o->v[i].part);
	}
	free(o->v);
	free(o->modified);
	free(o->from);
	free(o->len);
	free(o->cell);
	sbuf_release(&o->text);
	free(o);
	free(s);
}

size_t
sheet_count(const struct sheet *s)
{
	return s->own->n;
}

const char *
sheet_name(const struct sheet *s, size_t i)
{
	return s->own->v[i].name;
}

bool
sheet_hidden(const struct sheet *s, size_t i)
{
	return s->own->v[i].hidden;
}

const char *
sheet_modified(const struct sheet *s)
{
	return s->own->modified;
}

void
sheet_start(struct sheet *s, size_t i)
{
	s->own->i = i;
	s->row = 0;
	sheet_clear_row(s);
	if (s->own->xlsx != NULL)
		xlsx_start(s, i);
	else
		xls_start(s, i);
}

bool
sheet_next(struct sheet *s)
{
	return s->own->xlsx != NULL ? xlsx_next(s) : xls_next(s);
}

void
sheet_clear_row(struct sheet *s)
{
	sbuf_clear(&s->own->text);
	s->own->ncell = 0;
}

void
sheet_reach(struct sheet *s, size_t c)
{
	struct sheet_own *o = s->own;

	if (c >= SHEET_COLUMNS)
		sheet_refuse(s, s->row, _("a cell beyond column %d"), SHEET_COLUMNS);
	if (c < o->ncell)
		return;
	o->from = mem_grow(o->from, &o->cellcap, c + 1, sizeof(*o->from));
	o->len = mem_grow(o->len, &o->lencap, c + 1, sizeof(*o->len));
	for (; o->ncell <= c; o->ncell++)
		o->from[o->ncell] = o->len[o->ncell] = 0;
}

void
sheet_put(struct sheet *s, size_t c, struct sv t)
{
	struct sheet_own *o = s->own;

	if (t.n > SHEET_CELL_MAX)
		sheet_refuse(s, s->row, _("a cell of over 1 MiB"));
	sheet_reach(s, c);
	o->from[c] = o->text.n;
	o->len[c] = t.n;
	sbuf_put(&o->text, t.p, t.n);
	sbuf_putc(&o->text, '\0');
	if (o->text.n > 16 * SHEET_CELL_MAX)
		sheet_refuse(s, s->row, _("row of over 16 MiB"));
}

void
sheet_finish_row(struct sheet *s)
{
	struct sheet_own *o = s->own;

	o->cell = mem_grow(o->cell, &o->svcap, o->ncell + 1, sizeof(*o->cell));
	for (size_t c = 0; c < o->ncell; c++)
		o->cell[c] = o->len[c] == 0 ? (struct sv){ "", 0 } : (struct sv){ o->text.p + o->from[c], o->len[c] };
	s->cell = o->cell;
	s->n = o->ncell;
}
