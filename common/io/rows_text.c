/*
 * rows_text - lines of text as cells.  A line without quotes is split in place; one with quotes goes
 * through libcsv, fed a line at a time until its row is done.
 */
#include <stdlib.h>

#include "mem.h"
#include "rows_own.h"

#define TOP_BYTES	((size_t)64 << 10)	/* read ahead to look at */

static void
add_cell(struct rows *r, struct sv s)
{
	struct rows_own *o = r->own;

	if (r->n == o->cap) {
		o->cell = mem_grow(o->cell, &o->cap, r->n + 1, sizeof(*o->cell));
		r->cell = o->cell;
	}
	o->cell[r->n++] = s;
}

static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void
on_field(void *p, size_t n, void *arg)
{
	struct rows_own *o = arg;

	sbuf_put(&o->text, p == NULL ? "" : p, n);
	o->end = mem_grow(o->end, &o->endcap, o->nend + 1, sizeof(*o->end));
	o->end[o->nend++] = o->text.n;
	sbuf_putc(&o->text, '\0');
}

static void
on_row(int c, void *arg)
{
	(void)c;
	((struct rows_own *)arg)->row_done = true;
}

static void
reset_csv(struct rows *r)
{
	struct rows_own *o = r->own;

	if (o->csv_open)
		csv_free(&o->csv);
	if (csv_init(&o->csv, CSV_STRICT | CSV_STRICT_FINI) != 0)
		diag_broken(r->d, "libcsv");
	csv_set_delim(&o->csv, (unsigned char)o->delim);
	csv_set_space_func(&o->csv, no_space);
	o->csv_open = true;
	o->row_open = false;
	o->nend = 0;
	sbuf_clear(&o->text);
}

void
rows_text_begin(struct rows *r, enum rows_split split, bool quotes)
{
	static const char delim[] = { ',', ';', '\t', ' ', '\n' };
	struct rows_own *o = r->own;

	o->split = split;
	o->delim = delim[split];
	o->quotes = quotes && (split == ROWS_COMMA || split == ROWS_SEMICOLON || split == ROWS_TAB);
	reset_csv(r);
}

static struct sv
without_end(struct sv l)
{
	if (l.n > 0 && l.p[l.n - 1] == '\n')
		l.n--;
	if (l.n > 0 && l.p[l.n - 1] == '\r')
		l.n--;
	return l;
}

/* A quote that stands where a cell begins. */
static bool
has_quotes(const struct rows_own *o, struct sv l)
{
	const char *p = l.p;

	while ((p = memchr(p, '"', (size_t)(l.p + l.n - p))) != NULL) {
		if (p == l.p || p[-1] == o->delim)
			return true;
		p++;
	}
	return false;
}

static void
split_plain(struct rows *r, struct sv l)
{
	const char *p = l.p, *const end = l.p + l.n;
	const char delim = r->own->delim;

	if (r->own->split == ROWS_LINE) {
		add_cell(r, l);
		return;
	}
	if (r->own->split == ROWS_BLANK) {
		struct sv rest = l, word;

		while (sv_word(&rest, &word))
			add_cell(r, word);
		return;
	}
	for (;;) {
		const char *q = p;

		while (q < end && *q != delim)
			q++;
		add_cell(r, (struct sv){ p, (size_t)(q - p) });
		if (q == end)
			return;
		p = q + 1;
	}
}

/* A line as cells, added to r->cell; false: its quotes go on in the next line. */
static bool
split_line(struct rows *r, struct sv line)
{
	struct rows_own *o = r->own;
	size_t from = 0;

	if (!o->row_open && !(o->quotes && has_quotes(o, line))) {
		split_plain(r, without_end(line));
		return true;
	}
	o->row_done = false;
	if (csv_parse(&o->csv, line.p, line.n, on_field, on_row, o) != line.n) {
		if (o->looking) {		/* it is not split so, or will be refused when it is read */
			reset_csv(r);
			split_plain(r, without_end(line));
			return true;
		}
		diag_refuse(r->d, &(struct place){ r->name, r->line, NULL },
		    _("a quote stands where none may be (a quote inside quotes is doubled)"));
	}
	o->row_open = !o->row_done;
	if (o->row_open)
		return false;
	for (size_t i = 0; i < o->nend; i++) {
		add_cell(r, (struct sv){ o->text.p + from, o->end[i] - from });
		from = o->end[i] + 1;
	}
	o->nend = 0;
	return true;
}

/* Refuses what no text may hold: a NUL, bytes that are not UTF-8. */
static void
check_line(struct rows *r, struct sv l, unsigned long line)
{
	const char *nul = memchr(l.p, '\0', l.n);
	const size_t ok = utf8_valid(l);
	struct sbuf q = { 0 };

	if (nul == NULL && ok == l.n)
		return;
	str_quote(&q, without_end(l));
	if (nul != NULL)
		diag_refuse(r->d, &(struct place){ r->name, line, NULL }, _("NUL byte in '%s' (byte %zu of the line)"), q.p,
		    (size_t)(nul - l.p) + 1);
	diag_refuse(r->d, &(struct place){ r->name, line, NULL }, _("'%s' is not UTF-8 (byte %zu of the line)"), q.p, ok + 1);
}

/* One row of the lines that next gives; false at their end. */
static bool
row_of_lines(struct rows *r, bool (*next)(struct rows *, struct sv *))
{
	struct rows_own *o = r->own;
	struct sv l;

	r->n = 0;
	r->cell = o->cell;
	r->line = o->b.line;
	sbuf_clear(&o->text);
	o->nend = 0;
	while (next(r, &l)) {
		check_line(r, l, o->b.line++);
		if (o->text.n > BYTES_MAX)
			diag_refuse(r->d, &(struct place){ r->name, r->line, NULL }, "%s", _("row of over 16 MiB"));
		if (split_line(r, l))
			return true;
	}
	return false;
}

static bool
take_line(struct rows *r, struct sv *l)
{
	struct bytes *b = &r->own->b;

	if (!bytes_line(b, l))
		return false;
	b->from += l->n;
	return true;
}

bool
rows_text_next(struct rows *r)
{
	if (row_of_lines(r, take_line))
		return true;
	if (r->own->row_open)
		diag_refuse(r->d, &(struct place){ r->name, r->line, NULL }, "%s",
		    _("a quote that is opened here is never closed"));
	return false;
}

/* The next line that stands whole in the buffer, at o->ahead. */
static bool
look_line(struct rows *r, struct sv *l)
{
	struct rows_own *o = r->own;
	const struct bytes *b = &o->b;
	const char *p = b->buf + o->ahead, *const end = b->buf + b->to;
	size_t n;

	for (n = 0; p + n < end && p[n] != '\n' && p[n] != '\r'; n++)
		;
	if (p + n == end || (p + n + 1 == end && p[n] == '\r' && !b->eof))
		return false;
	n += p[n] == '\r' && p + n + 1 < end && p[n + 1] == '\n' ? 2 : 1;
	*l = (struct sv){ p, n };
	o->ahead += n;
	return true;
}

void
rows_text_top(struct rows *r, enum rows_split split, struct rows_top *t)
{
	struct rows_own *o = r->own;
	const unsigned long line = o->b.line;
	struct sbuf j = { 0 };

	while (!o->b.eof && o->b.to - o->b.from < TOP_BYTES)
		(void)bytes_fill(&o->b);
	rows_text_begin(r, split, split != ROWS_TAB);
	o->ahead = o->b.from;
	o->looking = true;
	while (t->n < ROWS_PEEK && row_of_lines(r, look_line)) {
		sbuf_clear(&j);
		rows_join(r, &j);
		t->line[t->n] = r->line;
		t->text[t->n++] = mem_ndup(j.p == NULL ? "" : j.p, j.n);
	}
	sbuf_release(&j);
	o->b.line = line;
	o->looking = false;
	reset_csv(r);
}
