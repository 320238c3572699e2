#include <stdlib.h>

#include "chartspec.h"
#include "mem.h"

struct row {
	struct diag		*d;
	const struct grid	*g;
	size_t			 r;
	const struct tables	*tabs;
	const struct items	*items;
};

static struct place
at(const struct row *w, const char *name)
{
	struct place p = grid_place(w->g, w->r, 0);

	p.column = name;
	return p;
}

static struct sv
cell(const struct row *w, const char *name)
{
	const int c = grid_column(w->g, name);

	return c < 0 ? (struct sv){ "", 0 } : grid_at(w->g, w->r, (size_t)c);
}

static struct sv
need(const struct row *w, const char *name)
{
	const struct place p = at(w, name);
	const struct sv a = cell(w, name);

	if (a.n == 0)
		diag_refuse(w->d, &p, _("the chart has no '%s'"), name);
	return a;
}

static const char *
quoted(struct sv a)
{
	struct sbuf q = { 0 };

	sbuf_puts(&q, "");
	str_quote(&q, a);
	return q.p;
}

/* The colour of that key in one set of the palette. */
static bool
palette(const struct row *w, const char *set, struct sv key, uint32_t *rgb)
{
	const struct table *t = table_get(w->tabs, "palette");
	const size_t s = table_col(t, "set"), k = table_col(t, "key"), c = table_col(t, "rgb");

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, s), set) == 0 && sv_is(key, table_at(t, i, k)))
			return sheet_colour(sv_of(table_at(t, i, c)), rgb);
	}
	return false;
}

/* "#1F5A99", "level3", "class2", "this", "PM2.5". */
static bool
colour(const struct row *w, struct sv a, uint32_t *rgb)
{
	struct book_level level[BOOK_LEVELS];

	if (sheet_colour(a, rgb))
		return true;
	if (a.n == 6 && (memcmp(a.p, "level", 5) == 0 || memcmp(a.p, "class", 5) == 0) && a.p[5] >= '1' &&
	    a.p[5] <= '6') {
		if (a.p[0] == 'l')
			sheet_levels(w->tabs, level);
		else
			sheet_classes(w->tabs, level);
		*rgb = level[a.p[5] - '1'].fill;
		return true;
	}
	return palette(w, "role", a, rgb) || palette(w, "item", a, rgb);
}

/* A series without a colour given: its item's own, else the next of the palette's series. */
static uint32_t
own_colour(const struct row *w, struct sv column, size_t i)
{
	const char *first = column.n == 0 ? NULL : memchr(column.p, '_', column.n);
	struct item_column c;
	char no[24];
	uint32_t rgb = 0;
	const int n = snprintf(no, sizeof(no), "%zu", i % 8 + 1);

	if (items_column(w->items, NULL, column, &c) && palette(w, "item", sv_of(c.item->name), &rgb))
		return rgb;
	if (first != NULL && palette(w, "item", (struct sv){ first + 1, column.n - (size_t)(first + 1 - column.p) },
	    &rgb))
		return rgb;
	(void)palette(w, "series", (struct sv){ no, (size_t)n }, &rgb);
	return rgb;
}

static void
take_kind(struct book_chart *c, const struct row *w)
{
	static const char *const kinds[CHART_NKIND] = { "column", "column_stacked_100", "line", "bar_stacked",
	    "doughnut" };
	const struct place p = at(w, "kind");
	const struct sv a = need(w, "kind");

	for (size_t i = 0; i < CHART_NKIND; i++) {
		if (sv_is(a, kinds[i])) {
			c->kind = (enum book_chart_kind)i;
			return;
		}
	}
	diag_refuse(w->d, &p, _("'%s' is not one of column, column_stacked_100, line, bar_stacked, doughnut"),
	    quoted(a));
}

static void
take_series(struct book_chart *c, const struct row *w)
{
	const struct place ps = at(w, "series"), pc = at(w, "colours");
	struct sv rest = need(w, "series"), part, list = cell(w, "colours");

	while (sv_split(&rest, '|', &part)) {
		if (c->nseries == BOOK_SERIES_MAX || (c->kind == CHART_DOUGHNUT && c->nseries == 1))
			diag_refuse(w->d, &ps, _("too many series for one chart"));
		c->series[c->nseries] = part;
		c->colour[c->nseries] = own_colour(w, part, c->nseries);
		c->nseries++;
	}
	c->ncolour = c->nseries;
	for (size_t i = 0; c->kind == CHART_DOUGHNUT && i < BOOK_SERIES_MAX; i++) {
		c->colour[i] = own_colour(w, (struct sv){ "", 0 }, i);
		c->ncolour = i + 1;
	}
	if (list.n == 0)
		return;
	for (c->ncolour = 0; sv_split(&list, '|', &part); c->ncolour++) {
		if (c->ncolour == BOOK_SERIES_MAX || !colour(w, part, &c->colour[c->ncolour]))
			diag_refuse(w->d, &pc,
			    _("'%s' is not a colour (#RRGGBB, level1 to level6, class1 to class6, or a name of the palette)"),
			    quoted(part));
	}
}

/* "1-8", or nothing. */
static void
take_rows(struct book_chart *c, const struct row *w)
{
	const struct place p = at(w, "rows");
	struct sv rest = cell(w, "rows"), part = { NULL, 0 };
	struct dec a = { 0 }, b = { 0 };

	if (rest.n == 0)
		return;
	(void)sv_split(&rest, '-', &part);
	if (!dec_parse(part, &a) || !dec_parse(rest, &b) || a.scale != 0 || b.scale != 0 || a.m < 1 || b.m < a.m)
		diag_refuse(w->d, &p, _("'%s' is not a run of rows such as 1-8"), quoted(cell(w, "rows")));
	c->first = (size_t)a.m;
	c->last = (size_t)b.m;
}

static char *
text(struct sv a)
{
	return mem_ndup(a.p, a.n);
}

void
chartspec_row(struct book_chart *c, struct diag *d, const struct grid *g, size_t r, const struct tables *tabs,
    const struct items *items)
{
	const struct row w = { d, g, r, tabs, items };

	*c = (struct book_chart){ .at = at(&w, NULL) };
	take_kind(c, &w);
	c->category = need(&w, "category");
	take_series(c, &w);
	take_rows(c, &w);
	c->sheet = text(cell(&w, "sheet").n > 0 ? cell(&w, "sheet") : sv_of("图"));
	c->source = text(need(&w, "source"));
	c->title = text(need(&w, "title"));
	c->alt = text(cell(&w, "alt"));
	c->unit = text(cell(&w, "unit"));
}

/* The texts above are this module's own; the struct shows them as const to book. */
static void
drop(const char *s)
{
	union {
		const char	*in;
		char		*out;
	} u = { .in = s };

	free(u.out);
}

void
chartspec_free(struct book_chart *c)
{
	drop(c->sheet);
	drop(c->source);
	drop(c->title);
	drop(c->alt);
	drop(c->unit);
	*c = (struct book_chart){ .sheet = NULL };
}
