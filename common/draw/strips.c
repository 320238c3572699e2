/*
 * strips - the hours of a day at a glance: for each name a block, in it a row of cells for each item,
 * coloured by what was found.  The column cells has one sign for each hour: '.' a value, '-' none, 'x'
 * dropped by the instrument's state, 'A', 'B', 'C' doubted, by grade.
 */
#include <math.h>
#include <stdlib.h>

#include "charts.h"
#include "mem.h"

#define ROW	6.0		/* height of a row of cells, unless the page is told [pt] */
#define HEAD	10.0		/* of a block, with the room below it [pt] */
#define HOURS_AT 11.0		/* height of the row of hours [pt] */
#define TWO_FROM 7		/* so many names stand in two columns */

struct strips {
	size_t		 name, item, cells;	/* columns in the frame */
	struct map	 names;
	size_t		*first, *count;		/* [names.n] rows of a name, which stand together */
	double		 height, width, label;	/* of a row, a cell, the items' names [pt] */
	size_t		 hours;
};

struct state {
	char		 sign;
	const char	*role, *word;
};

static const struct state states[] = { { '-', "absent", "absent" }, { 'x', "dropped", "dropped" },
	{ 'A', "grade_a", "grade_a" }, { 'B', "grade_b", "grade_b" }, { 'C', "grade_c", "grade_c" } };

/* The rows of each name; they must stand together. */
static void
gather(struct figure *g, struct strips *v)
{
	v->first = mem_array(g->f.nrow + 1, sizeof(*v->first));
	v->count = mem_array(g->f.nrow + 1, sizeof(*v->count));
	for (size_t i = 0; i < g->f.nrow; i++) {
		const size_t n = v->names.n, k = map_put(&v->names, sv_of(frame_str(&g->f, i, v->name)));

		if (v->names.n > n)
			v->first[k] = i;
		else if (v->first[k] + v->count[k] != i)
			diag_refuse(g->d, NULL, _("rows of %s do not stand together"), v->names.key[k]);
		v->count[k]++;
		v->hours = strlen(frame_str(&g->f, i, v->cells)) > v->hours ? strlen(frame_str(&g->f, i, v->cells)) : v->hours;
	}
	if (v->hours > 100)
		diag_refuse(g->d, NULL, _("a strip of %zu cells is too long"), v->hours);
}

static void
cell_draw(struct figure *g, const struct strips *v, char sign, double x, double y)
{
	const struct pen outline = figure_pen(g, "grid", 0.3), red = figure_pen(g, "grade_a", 0.9);
	const double w = v->width, h = v->height - 0.6;

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		if (states[i].sign != sign)
			continue;
		canvas_rect(g->c, x, y, w, h, palette_role(&g->pal, states[i].role), sign == 'A' ? &red : &outline);
		if (sign == 'x')
			canvas_hatch(g->c, x, y, w, h, HATCH_RISING, palette_role(&g->pal, "axis"));
		return;
	}
	canvas_rect(g->c, x, y, w, h, palette_role(&g->pal, "paper"), &outline);
}

static void
block_draw(struct figure *g, const struct strips *v, size_t name, double x, double y)
{
	const struct face head = figure_face(g, FIGURE_SMALL, "text", ANCHOR_START);
	struct face small = figure_face(g, fmin(FIGURE_LEAST, v->height), "axis", ANCHOR_END);

	canvas_group(g->c, v->names.key[name]);
	canvas_text(g->c, x, y + HEAD - 3, v->names.key[name], &head);
	for (size_t r = 0; r < v->count[name]; r++) {
		const char *cells = frame_str(&g->f, v->first[name] + r, v->cells);
		const double top = y + HEAD + (double)r * v->height;

		canvas_text(g->c, x + v->label - 2, top + v->height * 0.5 + small.size * 0.33, frame_str(&g->f, v->first[name] + r, v->item),
		    &small);
		for (size_t h = 0; cells[h] != '\0'; h++)
			cell_draw(g, v, cells[h], x + v->label + (double)h * v->width, top);
	}
	canvas_end(g->c);
}

/* Every sixth hour's number above a column of blocks. */
static void
hours_draw(struct figure *g, const struct strips *v, double x)
{
	const struct face f = figure_face(g, FIGURE_LEAST, "axis", ANCHOR_MIDDLE);
	char text[24];

	for (size_t h = 0; h < v->hours; h++) {
		if (h != 0 && (h + 1) % 6 != 0)
			continue;
		(void)snprintf(text, sizeof(text), "%zu", h + 1);
		canvas_text(g->c, x + v->label + ((double)h + 0.5) * v->width, g->body.y0 + HOURS_AT - 3, text, &f);
	}
}

static void
legend(struct figure *g)
{
	struct legend_entry e[sizeof(states) / sizeof(states[0])] = { { .kind = LEGEND_FILL } };

	for (size_t i = 0; i < sizeof(e) / sizeof(e[0]); i++) {
		e[i].fill = (struct swatch){ .fill = palette_role(&g->pal, states[i].role), .text = palette_role(&g->pal, "axis"),
			.hatch = states[i].sign == 'x' ? HATCH_RISING : HATCH_NONE };
		e[i].text = figure_word(g, states[i].word);
	}
	(void)figure_legend(g, e, sizeof(e) / sizeof(e[0]));
}

/* Rows of cells and heads of the names from..to. */
static double
column_height(const struct strips *v, size_t from, size_t to)
{
	double h = HOURS_AT;

	for (size_t i = from; i < to; i++)
		h += HEAD + (double)v->count[i] * v->height;
	return h;
}

void
strips_draw(struct figure *g)
{
	struct strips v = { .height = ROW };
	size_t columns, per;
	double w;

	v.name = frame_text(&g->f, figure_label_column(g));
	v.item = frame_text(&g->f, "item");
	v.cells = frame_text(&g->f, "cells");
	frame_read(&g->f);
	gather(g, &v);
	figure_rows_at_most(g, g->f.nrow);
	columns = v.names.n >= TWO_FROM ? 2 : 1;
	per = (v.names.n + columns - 1) / columns;
	if (figure_begin(g, column_height(&v, 0, per) + 16)) {
		legend(g);
		w = (g->body.x1 - g->body.x0) / (double)columns;
		v.label = 26;
		v.width = (w - v.label - 8) / fmax(24, (double)v.hours);
		v.height = fmin(v.height, v.height * (g->body.y1 - g->body.y0) / column_height(&v, 0, per));
		for (size_t c = 0; c < columns; c++) {
			const double x = g->body.x0 + (double)c * w;
			double y = g->body.y0 + HOURS_AT;

			hours_draw(g, &v, x);
			for (size_t i = c * per; i < v.names.n && i < (c + 1) * per; i++) {
				block_draw(g, &v, i, x, y);
				y += HEAD + (double)v.count[i] * v.height;
			}
		}
	}
	map_release(&v.names);
	free(v.first);
	free(v.count);
}
