#include <stdlib.h>
#include <unistd.h>

#include "mem.h"
#include "rows_own.h"
#include "scratch.h"

static bool
is_json(struct sv h)
{
	size_t i = h.n >= 3 && memcmp(h.p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (i < h.n && (h.p[i] == ' ' || h.p[i] == '\n' || h.p[i] == '\r' || h.p[i] == '\t'))
		i++;
	if (i == h.n || (h.p[i] != '{' && h.p[i] != '['))
		return false;
	for (i++; i < h.n && (h.p[i] == ' ' || h.p[i] == '\n' || h.p[i] == '\r' || h.p[i] == '\t'); i++)
		;
	/* "[Header]" begins a section of a text, "[{" and "{"" JSON */
	return i < h.n && (h.p[i] == '{' || h.p[i] == '"' || h.p[i] == '}' || h.p[i] == ']');
}

/* The whole file as a descriptor that can be read from its start: itself, or a copy of what a pipe gives. */
static int
seekable(struct rows *r)
{
	struct bytes *b = &r->own->b;
	int fd;

	if (lseek(b->fd, 0, SEEK_SET) == 0)
		return b->fd;
	fd = scratch_open(r->d);
	scratch_write(r->d, fd, b->raw, b->nraw);
	scratch_copy(r->d, fd, b->fd, r->name);
	return fd;
}

static void
open_sheets(struct rows *r)
{
	struct rows_own *o = r->own;

	r->kind = ROWS_SHEET;
	r->encoding = "workbook";
	o->sheet = sheet_open(r->d, r->name, seekable(r));
	rows_sheet(r, 0);
}

struct rows *
rows_open_raw(struct diag *d, const char *file)
{
	struct rows *r = mem_alloc(sizeof(*r));
	char *name = mem_dup(file), *list[2] = { name, NULL };

	r->d = d;
	r->own = mem_alloc(sizeof(*r->own));
	bytes_init(&r->own->b, d, list, "auto");
	free(name);
	bytes_open(&r->own->b);
	r->name = r->own->b.name;
	return r;
}

void
rows_go_on(struct rows *r, const char *encoding)
{
	r->own->b.encoding = encoding;
	if (sheet_is(rows_head(r)))
		open_sheets(r);
	else {
		const bool json = is_json(rows_head(r));

		(void)bytes_fill(&r->own->b);
		r->encoding = r->own->b.chosen;
		if (json) {
			r->kind = ROWS_JSON;
			rows_json_open(r);
		}
	}
}

struct rows *
rows_open(struct diag *d, const char *file, const char *encoding)
{
	struct rows *r = rows_open_raw(d, file);

	rows_go_on(r, encoding);
	return r;
}

struct bytes
rows_take(struct rows *r)
{
	struct bytes b = r->own->b;
	char *none[] = { NULL };

	b.encoding = NULL;
	bytes_init(&r->own->b, r->d, none, NULL);
	return b;
}

void
rows_close(struct rows *r)
{
	struct rows_own *o = r->own;

	for (size_t s = 0; s < ROWS_NSPLIT; s++) {
		for (size_t i = 0; i < o->top[s].n; i++)
			free(o->top[s].text[i]);
	}
	if (o->sheet != NULL)
		sheet_close(o->sheet);
	if (o->csv_open)
		csv_free(&o->csv);
	rows_json_free(o);
	bytes_release(&o->b);
	sbuf_release(&o->text);
	free(o->end);
	free(o->cell);
	free(o->title);
	free(o);
	free(r);
}

struct sv
rows_head(const struct rows *r)
{
	return bytes_peek(&r->own->b);
}

size_t
rows_nsheet(const struct rows *r)
{
	return r->kind == ROWS_SHEET ? sheet_count(r->own->sheet) : 1;
}

const char *
rows_sheet_name(const struct rows *r, size_t i)
{
	return r->kind == ROWS_SHEET ? sheet_name(r->own->sheet, i) : NULL;
}

bool
rows_sheet_hidden(const struct rows *r, size_t i)
{
	return r->kind == ROWS_SHEET && sheet_hidden(r->own->sheet, i);
}

const char *
rows_saved(const struct rows *r)
{
	return r->kind == ROWS_SHEET ? sheet_modified(r->own->sheet) : NULL;
}

void
rows_sheet(struct rows *r, size_t i)
{
	struct rows_own *o = r->own;

	if (r->kind != ROWS_SHEET)
		return;
	o->isheet = i;
	for (size_t k = 0; k < o->top[0].n; k++)
		free(o->top[0].text[k]);
	o->top[0] = (struct rows_top){ 0 };
	if (sheet_count(o->sheet) > 1) {
		struct sbuf b = { 0 };

		sbuf_printf(&b, "%s[%s]", o->b.name, sheet_name(o->sheet, i));
		free(o->title);
		o->title = b.p;
		r->name = o->title;
	}
	sheet_start(o->sheet, i);
}

void
rows_begin(struct rows *r, enum rows_split split, bool quotes)
{
	switch (r->kind) {
	case ROWS_TEXT:
		rows_text_begin(r, split, quotes);
		break;
	case ROWS_SHEET:
		sheet_start(r->own->sheet, r->own->isheet);
		break;
	case ROWS_JSON:
		r->own->irow = 0;
		break;
	}
}

static bool
sheet_row(struct rows *r)
{
	if (!sheet_next(r->own->sheet))
		return false;
	r->cell = r->own->sheet->cell;
	r->n = r->own->sheet->n;
	r->line = r->own->sheet->row;
	return true;
}

bool
rows_next(struct rows *r)
{
	switch (r->kind) {
	case ROWS_SHEET:
		return sheet_row(r);
	case ROWS_JSON:
		return rows_json_next(r);
	default:
		return rows_text_next(r);
	}
}

void
rows_join(const struct rows *r, struct sbuf *b)
{
	for (size_t c = 0; c < r->n && b->n < ROWS_JOINED; c++) {
		const struct sv s = sv_trim(r->cell[c]);

		if (c > 0)
			sbuf_putc(b, '|');
		for (size_t i = 0; i < s.n; i++)	/* a line break inside a cell */
			sbuf_putc(b, s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
	}
}

static void
own_top(struct rows *r, struct rows_top *t)
{
	struct sbuf j = { 0 };

	rows_begin(r, ROWS_COMMA, false);
	while (t->n < ROWS_PEEK && rows_next(r)) {
		sbuf_clear(&j);
		rows_join(r, &j);
		t->line[t->n] = r->line;
		t->text[t->n++] = mem_ndup(j.p == NULL ? "" : j.p, j.n);
	}
	sbuf_release(&j);
	rows_begin(r, ROWS_COMMA, false);
}

bool
rows_peek(struct rows *r, enum rows_split split, size_t k, struct sv *joined, unsigned long *line)
{
	struct rows_top *t = &r->own->top[r->kind == ROWS_TEXT ? split : 0];

	if (!t->made) {
		t->made = true;
		if (r->kind == ROWS_TEXT)
			rows_text_top(r, split, t);
		else
			own_top(r, t);
	}
	if (k >= t->n)
		return false;
	*joined = sv_of(t->text[k]);
	*line = t->line[k];
	return true;
}
