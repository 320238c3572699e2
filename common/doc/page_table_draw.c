#include <math.h>
#include <string.h>

#include "page_table.h"

#define RULE_OUTER	1.0	/* [pt] */
#define RULE_HEAD	0.5
#define RULE_GROUP	0.25
#define GROUP_INSET	3.0	/* [pt] the rule under a group of heads is shorter each side */
#define FILL_INSET	1.0	/* [pt] of a coloured cell */
#define FILL_LINE	0.4

static void
rule(cairo_t *cr, double x0, double x1, double y, double w, double grey)
{
	cairo_set_line_width(cr, w);
	cairo_set_source_rgb(cr, grey, grey, grey);
	cairo_move_to(cr, x0, y);
	cairo_line_to(cr, x1, y);
	cairo_stroke(cr);
}

static void
draw_head_text(cairo_t *cr, const struct page_para *p, double x, double y, double h)
{
	cairo_tag_begin(cr, "TH", NULL);
	page_para_draw_all(p, cr, x, y + (h - page_para_height(p)) / 2);
	cairo_tag_end(cr, "TH");
}

static void
draw_head(const struct page_table *t, cairo_t *cr, double x, double y)
{
	cairo_tag_begin(cr, "TR", NULL);
	for (size_t c = 0; c < t->ncol; c++) {
		const bool under = t->md->over[c].n > 0;

		if (t->group[c] > 0) {
			draw_head_text(cr, t->over[c], x + t->x[c] + t->pad, y, t->overh);
			rule(cr, x + t->x[c] + GROUP_INSET, x + t->x[c + t->group[c]] - GROUP_INSET, y + t->overh,
			    RULE_HEAD, 0);
		}
		draw_head_text(cr, t->head[c], x + t->x[c] + t->pad, under ? y + t->overh : y,
		    under ? t->headh - t->overh : t->headh);
	}
	cairo_tag_end(cr, "TR");
}

/* Where the text of a cell begins, from the left edge of its column. */
static double
cell_x(const struct page_table *t, size_t i, size_t c)
{
	const struct page_para *p = t->cell[i];
	const double colw = t->x[c + 1] - t->x[c], w = page_para_extent(p);

	if (t->kind[c] == COLUMN_NUMBER && t->split[i] >= 0)
		return (colw - t->block[c]) / 2 + t->point[c] - page_para_upto(p, t->split[i]);
	if (t->kind[c] == COLUMN_TEXT)
		return t->pad;
	return t->kind[c] == COLUMN_RIGHT ? colw - t->pad - w : (colw - w) / 2;
}

static unsigned int
cell_level(const struct page_table *t, size_t i)
{
	return t->md->cell[i].n == 0 ? 0 : t->md->cell[i].run[0].level;
}

/* The ground of a warning goes through the row; a level's stands framed in its cell. */
static void
fill_warn(const struct page_table *t, cairo_t *cr, size_t c, double x, double y, double h, struct page_rgb rgb)
{
	cairo_rectangle(cr, x + t->x[c], y + FILL_INSET, t->x[c + 1] - t->x[c], h - 2 * FILL_INSET);
	cairo_set_source_rgb(cr, rgb.r, rgb.g, rgb.b);
	cairo_fill(cr);
}

static void
fill(const struct page_table *t, cairo_t *cr, size_t c, double x, double y, double h, struct page_rgb rgb)
{
	cairo_rectangle(cr, x + t->x[c] + FILL_INSET, y + FILL_INSET, t->x[c + 1] - t->x[c] - 2 * FILL_INSET,
	    h - 2 * FILL_INSET);
	cairo_set_source_rgb(cr, rgb.r, rgb.g, rgb.b);
	cairo_fill_preserve(cr);
	cairo_set_source_rgb(cr, 0.25, 0.25, 0.25);
	cairo_set_line_width(cr, FILL_LINE);
	cairo_stroke(cr);
}

static bool
same_text(const struct md_text *a, const struct md_text *b)
{
	struct sbuf s = { 0 }, u = { 0 };
	bool same;

	md_plain(&s, a);
	md_plain(&u, b);
	same = sv_same(sbuf_sv(&s), sbuf_sv(&u));
	sbuf_release(&s);
	sbuf_release(&u);
	return same;
}

/* Whether the cell of row r is one with the cell above it. */
static bool
is_merged(const struct page_table *t, size_t r, size_t c, size_t from)
{
	if (c >= t->md->merge || r <= from)
		return false;
	for (size_t k = 0; k <= c; k++) {
		if (!same_text(&t->md->cell[r * t->ncol + k], &t->md->cell[(r - 1) * t->ncol + k]))
			return false;
	}
	return true;
}

static void
draw_row(const struct page_table *t, cairo_t *cr, double x, double y, size_t r, size_t from, size_t to)
{
	cairo_tag_begin(cr, "TR", NULL);
	for (size_t c = 0; c < t->ncol; c++) {
		const size_t i = r * t->ncol + c;
		double h = t->rowh[r];

		if (is_merged(t, r, c, from))
			continue;
		for (size_t k = r + 1; k < to && is_merged(t, k, c, from); k++)
			h += t->rowh[k];
		if (cell_level(t, i) == MD_WARN)
			fill_warn(t, cr, c, x, y, h, page_rgb_warn(t->tabs));
		else if (cell_level(t, i) > 0)
			fill(t, cr, c, x, y, h, page_rgb_level(t->tabs, cell_level(t, i)));
		cairo_tag_begin(cr, "TD", NULL);
		page_para_draw_all(t->cell[i], cr, x + t->x[c] + cell_x(t, i, c),
		    y + (h - page_para_height(t->cell[i])) / 2);
		cairo_tag_end(cr, "TD");
	}
	cairo_tag_end(cr, "TR");
}

void
page_table_draw(const struct page_table *t, cairo_t *cr, double x, double y, size_t from, size_t to)
{
	const size_t totals = t->nrow - t->md->total;
	double at = y + t->headh;

	cairo_tag_begin(cr, "Table", NULL);
	rule(cr, x, x + t->width, y, RULE_OUTER, 0);
	draw_head(t, cr, x, y);
	rule(cr, x, x + t->width, at, RULE_HEAD, 0);
	for (size_t r = from; r < to; r++) {
		const bool group = t->md->merge > 0 && !is_merged(t, r, 0, from);

		if (r > from && (group || (r == totals && t->md->total > 0)))
			rule(cr, x, x + t->width, at, RULE_GROUP, 0.69);
		draw_row(t, cr, x, at, r, from, to);
		at += t->rowh[r];
	}
	rule(cr, x, x + t->width, at, RULE_OUTER, 0);
	cairo_tag_end(cr, "Table");
}
