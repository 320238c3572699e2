/*
 * qj-xlsx - write a workbook from CSVs, with native charts
 *
 * With a layout each of its tables is a sheet, numbers as displayed; without, each CSV is a flat sheet
 * with formats by item.  Numbers are stored as numbers, text is never a formula.
 */
#include <stdlib.h>

#include "book.h"
#include "chartspec.h"
#include "cli.h"
#include "dating.h"
#include "mem.h"
#include "sheets.h"

#define STREAM_CELLS	2000000		/* above this many cells rows go to a temporary file */
#define NOTES_SHEET	"说明"
#define STDIN_SHEET	"数据"

struct options {
	const char	*layout, *columns, *notes, *charts;
	struct cli_list	 flat, property;
	struct cli_common common;
};

struct xlsx {
	struct diag	*d;
	struct tables	 tabs;
	struct items	 items;
	struct grids	 grids, flat;
	struct layout	 layout;
	struct book_pair property[CLI_LIST_MAX];
	char		*key[CLI_LIST_MAX];	/* of each property */
	size_t		 nproperty, nsheet, nrow;
	struct book	*book;
};

/* The name of a flat sheet: as given, else the file's without folder and ending. */
static char *
sheet_name(const struct grid *g)
{
	const char *slash = strrchr(g->file, '/'), *base = slash == NULL ? g->file : slash + 1;
	const char *dot = strrchr(base, '.');

	if (*g->name != '\0')
		return mem_dup(g->name);
	if (strcmp(g->file, "stdin") == 0)
		return mem_dup(STDIN_SHEET);
	return mem_ndup(base, dot == NULL || dot == base ? strlen(base) : (size_t)(dot - base));
}

static void
read_inputs(struct xlsx *x, const struct options *o, int n, char *const operand[])
{
	if ((o->layout == NULL) != (o->columns == NULL))
		diag_usage(x->d, _("--layout and --columns go together"));
	if (o->layout != NULL)
		layout_read(&x->layout, x->d, o->layout, o->columns);
	for (int i = 0; i < n; i++)
		grids_add(o->layout != NULL ? &x->grids : &x->flat, x->d, grid_open(x->d, operand[i]));
	if (n == 0 && o->layout == NULL && o->flat.n == 0)
		grids_add(&x->flat, x->d, grid_open(x->d, "-"));
	for (size_t i = 0; i < o->flat.n; i++)
		grids_add(&x->flat, x->d, grid_open(x->d, o->flat.v[i]));
}

static void
read_properties(struct xlsx *x, const struct cli_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const char *eq = strchr(l->v[i], '=');

		if (eq == NULL || eq == l->v[i])
			diag_usage(x->d, _("option --property: '%s' is not KEY=VALUE"), l->v[i]);
		x->key[i] = mem_ndup(l->v[i], (size_t)(eq - l->v[i]));
		x->property[x->nproperty++] = (struct book_pair){ x->key[i], eq + 1 };
	}
}

static const char *
property(const struct xlsx *x, const char *key, const char *otherwise)
{
	for (size_t i = 0; i < x->nproperty; i++) {
		if (strcmp(x->property[i].key, key) == 0)
			return x->property[i].value;
	}
	return otherwise;
}

static bool
many_cells(const struct xlsx *x)
{
	size_t n = 0;

	for (size_t i = 0; i < x->flat.n; i++)
		n += x->flat.v[i]->nrow * x->flat.v[i]->ncol;
	return n > STREAM_CELLS && x->layout.n == 0;
}

static void
open_book(struct xlsx *x, const struct options *o)
{
	const struct civil when = dating_resolve(x->d, o->common.date, NULL);
	struct book_info info = { .created = when.sec == 0 ? 1 : (time_t)when.sec, .property = x->property,
	    .nproperty = x->nproperty, .stream = many_cells(x) };

	sheet_levels(&x->tabs, info.level);
	sheet_classes(&x->tabs, info.class);
	x->book = book_open(x->d, o->common.output, &info);
}

/* The first sheet: pairs of a CSV key,value. */
static void
add_notes(struct xlsx *x, const char *file)
{
	struct grid *g = grid_open(x->d, file);
	const int key = grid_column(g, "key"), value = grid_column(g, "value");
	struct book_pair *pair = mem_array(g->nrow, sizeof(*pair));
	char **own = mem_array(g->nrow * 2, sizeof(*own));

	if (key < 0 || value < 0)
		diag_refuse(x->d, &(struct place){ g->file, 1, NULL }, _("no column '%s'"), key < 0 ? "key" : "value");
	for (size_t r = 0; r < g->nrow; r++) {
		const struct sv k = grid_at(g, r, (size_t)key), v = grid_at(g, r, (size_t)value);

		own[r * 2] = mem_ndup(k.p, k.n);
		own[r * 2 + 1] = mem_ndup(v.p, v.n);
		pair[r] = (struct book_pair){ own[r * 2], own[r * 2 + 1] };
	}
	book_notes(x->book, NOTES_SHEET, property(x, "title", NOTES_SHEET), pair, g->nrow);
	for (size_t i = 0; i < g->nrow * 2; i++)
		free(own[i]);
	free(own);
	free(pair);
	grid_free(g);
}

static void
add_tables(struct xlsx *x)
{
	for (size_t i = 0; i < x->layout.n; i++) {
		struct table_view v;
		struct sheet s;

		table_bind(&v, x->d, &x->layout.v[i], &x->grids, &x->tabs, &x->items);
		sheet_of_view(&s, &v, i + 1);
		book_add(x->book, &s.b);
		x->nsheet++;
		x->nrow += s.b.nrow;
		sheet_release(&s);
	}
}

static void
add_flat(struct xlsx *x)
{
	for (size_t i = 0; i < x->flat.n; i++) {
		char *name = sheet_name(x->flat.v[i]);
		struct sheet s;

		sheet_of_grid(&s, x->flat.v[i], name, &x->tabs, &x->items);
		book_add(x->book, &s.b);
		x->nsheet++;
		x->nrow += s.b.nrow;
		sheet_release(&s);
		free(name);
	}
}

/* A chart may show a flat sheet, which stands behind it: the sheets of charts are made first. */
static void
add_charts(struct xlsx *x, const struct grid *g)
{
	for (size_t r = 0; r < g->nrow; r++) {
		struct book_chart c;

		chartspec_row(&c, x->d, g, r, &x->tabs, &x->items);
		book_chart(x->book, &c);
		chartspec_free(&c);
	}
}

static void
reserve_charts(struct xlsx *x, const struct grid *g)
{
	for (size_t r = 0; r < g->nrow; r++) {
		struct book_chart c;

		chartspec_row(&c, x->d, g, r, &x->tabs, &x->items);
		book_chart_sheet(x->book, c.sheet);
		chartspec_free(&c);
	}
}

static void
fill_book(struct xlsx *x, const struct options *o)
{
	struct grid *charts = o->charts == NULL ? NULL : grid_open(x->d, o->charts);

	open_book(x, o);
	if (o->notes != NULL)
		add_notes(x, o->notes);
	add_tables(x);
	if (charts != NULL)
		reserve_charts(x, charts);
	add_flat(x);
	if (charts != NULL)
		add_charts(x, charts);
	grid_free(charts);
	book_close(x->book);
}

static void
release(struct xlsx *x)
{
	for (size_t i = 0; i < x->nproperty; i++)
		free(x->key[i]);
	layout_release(&x->layout);
	grids_release(&x->grids);
	grids_release(&x->flat);
	items_release(&x->items);
}

int
main(int argc, char *argv[])
{
	struct options o = { .layout = NULL };
	const struct cli_opt opts[] = {
		{ 0, "chart-spec", CLI_FILE, "FILE", N_("charts: sheet,kind,source,category,series,colours,title"),
		    &o.charts },
		{ 0, "columns", CLI_FILE, "FILE", N_("columns of the tables of --layout"), &o.columns },
		{ 0, "flat", CLI_LIST, "NAME=FILE", N_("a sheet of data behind the tables"), &o.flat },
		{ 0, "layout", CLI_FILE, "FILE", N_("tables that become sheets"), &o.layout },
		{ 0, "notes", CLI_FILE, "FILE", N_("key,value for a first sheet of notes with links"), &o.notes },
		{ 0, "property", CLI_LIST, "KEY=VALUE", N_("title, author, category, ... or one of your own"),
		    &o.property },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-xlsx", N_("write a workbook from CSVs, with native charts"),
	    "[name=file...]", opts, CLI_OUTPUT | CLI_DATE, &o.common };
	struct diag d = { .prog = cmd.name };
	struct xlsx x = { .d = &d };
	const int first = cli_parse(&cmd, &d, argc, argv);

	items_init(&x.items, &x.tabs);
	read_properties(&x, &o.property);
	read_inputs(&x, &o, argc - first, argv + first);
	fill_book(&x, &o);
	diag_note(&d, _("sheets %zu, rows %zu"), x.nsheet, x.nrow);
	release(&x);
	return diag_finish(&d);
}
