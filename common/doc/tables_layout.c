#include <stdlib.h>

#include "mem.h"
#include "tables.h"

/* The cell of a column that may be absent. */
static struct sv
optional(const struct grid *g, size_t row, const char *name)
{
	const int c = grid_column(g, name);

	return c < 0 ? (struct sv){ "", 0 } : grid_at(g, row, (size_t)c);
}

static size_t
need(const struct grid *g, struct diag *d, const char *name)
{
	const int c = grid_column(g, name);

	if (c < 0)
		diag_refuse(d, &(struct place){ g->file, 1, NULL }, _("no column '%s'"), name);
	return (size_t)c;
}

/* The place of a cell of the layout, for messages. */
static struct place
at(const struct grid *g, size_t row, const char *name)
{
	const int c = grid_column(g, name);
	struct place p = grid_place(g, row, c < 0 ? 0 : (size_t)c);

	p.column = name;
	return p;
}

static const char *
quoted(struct sv a)
{
	struct sbuf q = { 0 };

	sbuf_puts(&q, "");
	str_quote(&q, a);
	return q.p;
}

static bool
yes(struct sv a)
{
	return a.n > 0 && !sv_is(a, "no") && !sv_is(a, "0") && !sv_is(a, "false");
}

static size_t
count(struct diag *d, const struct grid *g, size_t row, const char *name)
{
	const struct sv a = optional(g, row, name);
	const struct place p = at(g, row, name);
	struct dec x = { 0 };

	if (a.n == 0)
		return 0;
	if (!dec_parse(a, &x) || x.scale != 0 || x.m < 0 || x.m > 1000 || x.cens != 0)
		diag_refuse(d, &p, _("'%s' is not a small whole number"), quoted(a));
	return (size_t)x.m;
}

static bool
ends(struct sv *a, const char *with)
{
	const size_t n = strlen(with);

	if (a->n < n || memcmp(a->p + a->n - n, with, n) != 0)
		return false;
	a->n -= n;
	return true;
}

/* The formats that are a word. */
static bool
read_word(struct sv f, enum column_format *format)
{
	static const struct {
		const char		*name;
		enum column_format	 format;
	} words[] = {
		{ "", FORMAT_TEXT }, { "text", FORMAT_TEXT }, { "level", FORMAT_LEVEL }, { "class", FORMAT_CLASS },
		{ "numeral", FORMAT_NUMERAL }, { "date", FORMAT_DATE },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (sv_is(f, words[i].name)) {
			*format = words[i].format;
			return true;
		}
	}
	return false;
}

/* "text", "choice keep|drop", "level", "class", "numeral", "date", "0.0", "+0.0", "+0.0▲". */
static bool
read_format(struct sv f, struct table_column *c)
{
	size_t zeros;

	if (read_word(f, &c->format))
		return true;
	if (f.n > 7 && memcmp(f.p, "choice ", 7) == 0) {
		c->choices = sv_trim((struct sv){ f.p + 7, f.n - 7 });
		return c->choices.n > 0;
	}
	c->format = FORMAT_NUMBER;
	if (f.p[0] == '+') {
		c->plus = true;
		f.p++;
		f.n--;
		c->worse = ends(&f, "▲") ? WORSE_UP : ends(&f, "▼") ? WORSE_DOWN : WORSE_NONE;
	}
	if (f.n == 0 || f.p[0] != '0' || f.n == 2 || (f.n > 1 && f.p[1] != '.'))
		return false;
	for (zeros = 2; zeros < f.n; zeros++) {
		if (f.p[zeros] != '0')
			return false;
	}
	c->decimals = f.n == 1 ? 0 : (int)f.n - 2;
	return c->decimals <= 9;
}

static void
read_tables(struct layout *l, struct diag *d)
{
	const struct grid *g = l->tables;
	const size_t id = need(g, d, "table"), source = need(g, d, "source");

	for (size_t r = 0; r < g->nrow; r++) {
		const struct place p = at(g, r, "table");
		struct table_layout *t;

		if (grid_at(g, r, id).n == 0)
			diag_refuse(d, &p, _("the table has no name"));
		if (layout_find(l, grid_at(g, r, id)) != NULL)
			diag_refuse(d, &p, _("the table '%s' was there before"), quoted(grid_at(g, r, id)));
		l->v = mem_grow(l->v, &l->cap, l->n + 1, sizeof(*l->v));
		t = &l->v[l->n++];
		*t = (struct table_layout){ .id = grid_at(g, r, id), .source = grid_at(g, r, source), .at = p };
		if (t->source.n == 0)
			t->source = t->id;
		t->caption = optional(g, r, "caption");
		t->unit = optional(g, r, "unit");
		t->sheet = optional(g, r, "sheet");
		t->note = optional(g, r, "note");
		t->landscape = yes(optional(g, r, "landscape"));
		t->total = count(d, g, r, "total");
		t->merge = count(d, g, r, "merge");
	}
}

static void
read_columns(struct layout *l, struct diag *d)
{
	const struct grid *g = l->columns;
	const size_t id = need(g, d, "table"), column = need(g, d, "column"), format = need(g, d, "format");

	for (size_t r = 0; r < g->nrow; r++) {
		const struct place p = at(g, r, "table"), pf = at(g, r, "format"), pc = at(g, r, "column");
		struct table_layout *t = NULL;
		struct table_column c = { .column = grid_at(g, r, column), .head = optional(g, r, "head") };

		for (size_t i = 0; i < l->n; i++)
			t = sv_same(l->v[i].id, grid_at(g, r, id)) ? &l->v[i] : t;
		if (t == NULL)
			diag_refuse(d, &p, _("there is no table '%s' in %s"), quoted(grid_at(g, r, id)),
			    l->tables->file);
		if (c.column.n == 0)
			diag_refuse(d, &pc, _("the column has no name"));
		if (!read_format(grid_at(g, r, format), &c))
			diag_refuse(d, &pf,
			    _("'%s' is not a format (text, level, class, numeral, date, 0, 0.0, +0.0, +0.0▲, +0.0▼)"),
			    quoted(grid_at(g, r, format)));
		if (c.head.n == 0)
			c.head = c.column;
		t->col = mem_grow(t->col, &t->cap, t->ncol + 1, sizeof(*t->col));
		t->col[t->ncol++] = c;
	}
}

void
layout_read(struct layout *l, struct diag *d, const char *tables, const char *columns)
{
	*l = (struct layout){ .tables = grid_open(d, tables), .columns = grid_open(d, columns) };
	read_tables(l, d);
	read_columns(l, d);
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].ncol == 0)
			diag_refuse(d, &l->v[i].at, _("the table '%s' has no columns in %s"), quoted(l->v[i].id),
			    l->columns->file);
		if (l->v[i].merge > l->v[i].ncol)
			diag_refuse(d, &l->v[i].at, _("the table '%s' has fewer columns than are to be merged"),
			    quoted(l->v[i].id));
	}
}

void
layout_release(struct layout *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->v[i].col);
	free(l->v);
	grid_free(l->tables);
	grid_free(l->columns);
	*l = (struct layout){ 0 };
}

const struct table_layout *
layout_find(const struct layout *l, struct sv id)
{
	for (size_t i = 0; i < l->n; i++) {
		if (sv_same(l->v[i].id, id))
			return &l->v[i];
	}
	return NULL;
}
