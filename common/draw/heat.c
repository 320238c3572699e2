/*
 * heat - the water class of each section by month: a row of cells per name, coloured by class, the
 * numeral inside.  A time without a sample is white, with a dash.
 */
#include <math.h>
#include <stdlib.h>

#include "cells.h"
#include "charts.h"
#include "mem.h"

#define NUMERAL_LEAST	5.5		/* [pt] */
#define CELL_MIN	12.0		/* two Chinese characters of that size [pt] */
#define ROW		14.0		/* height of a row, unless the page is told [pt] */
#define ROW_MIN		8.0
#define HEADER		22.0		/* years above months [pt] */

struct heat {
	size_t		 name, class;	/* columns in the frame */
	struct cells	 cells;
	double		 width, height;	/* of a cell [pt] */
};

static void
cell_draw(struct figure *g, const struct heat *v, uint32_t row, double x, double y)
{
	const struct pen outline = figure_pen(g, "outline", 0.4);
	const double class = row == 0 ? NAN : dec_double(frame_dec(&g->f, row - 1, v->class));
	struct face f = figure_face(g, fmin(FIGURE_SMALL, v->height - 3), "axis", ANCHOR_MIDDLE);
	struct swatch s = { .fill = palette_role(&g->pal, "paper"), .mark = "—" };
	double w;

	if (!isnan(class)) {
		s = palette_class(&g->pal, (int)class);
		f.color = s.text;
	}
	canvas_rect(g->c, x, y, v->width, v->height, s.fill, &outline);
	w = canvas_width(g->c, s.mark, &f);
	f.size *= fmin(1, (v->width - 1) / w);
	canvas_text(g->c, x + v->width / 2, y + v->height / 2 + f.size * 0.36, s.mark, &f);
}

/* Years above months, months above days: each over the middle of its columns. */
static void
heads_draw(struct figure *g, const struct heat *v, const struct timetick *tick, size_t n)
{
	const struct face f = figure_face(g, FIGURE_TEXT, "text", ANCHOR_MIDDLE);
	double *at = mem_array(n, sizeof(*at)), *size = mem_array(n, sizeof(*size));
	size_t *of = mem_array(n, sizeof(*of)), k = 0;

	for (size_t i = 0; i < n; i++) {
		size_t end = i + 1;

		if (tick[i].under[0] == '\0')
			continue;
		while (end < n && tick[end].under[0] == '\0')
			end++;
		of[k] = i;
		at[k] = g->body.x0 + (double)(i + end) / 2 * v->width;
		size[k++] = canvas_width(g->c, tick[i].under, &f) + 4;
	}
	axis_spread(at, size, k, g->body.x0, g->body.x1);
	for (size_t i = 0; i < k; i++)
		canvas_text(g->c, at[i], g->body.y0 + 8.5, tick[of[i]].under, &f);
	free(at);
	free(size);
	free(of);
}

static void
header(struct figure *g, const struct heat *v)
{
	const struct face f = figure_face(g, FIGURE_SMALL, "axis", ANCHOR_MIDDLE);
	const size_t across = cells_across(&v->cells);
	struct timetick *tick = mem_array(across + 2, sizeof(*tick));
	const size_t n = time_ticks(g->f.step, v->cells.from, v->cells.to, across + 2, g->o->en, tick);

	for (size_t i = 0; i < n; i++)
		canvas_text(g->c, g->body.x0 + ((double)(tick[i].when - v->cells.from) + 0.5) * v->width,
		    g->body.y0 + 18.5, tick[i].label, &f);
	if (n == across)
		heads_draw(g, v, tick, n);
	free(tick);
	g->body.y0 += HEADER;
}

/* A thick line where a year of months begins: the eye finds the same month of both. */
static void
year_lines(struct figure *g, const struct heat *v)
{
	const struct pen pen = figure_pen(g, "outline", 1.2);
	const int64_t a = v->cells.from;

	for (int64_t w = a + 1; w <= v->cells.to && g->f.step == STEP_MONTH; w++) {
		const double x = g->body.x0 + (double)(w - a) * v->width;

		if (w % 12 == 0)
			canvas_line(g->c, x, g->body.y0, x,
			    g->body.y0 + v->height * (double)v->cells.names.n, &pen);
	}
}

static void
row_draw(struct figure *g, const struct heat *v, size_t name, double y)
{
	const struct face f = figure_face(g, FIGURE_TEXT, "text", ANCHOR_END);
	const char *text = v->cells.names.key[name];

	canvas_group(g->c, text);
	figure_text_fit(
	    g, g->body.x0 - 4, y + v->height / 2 + f.size * 0.36, g->body.x0 - 7, text, f);
	for (int64_t t = v->cells.from; t <= v->cells.to; t++)
		cell_draw(g, v, cells_at(&v->cells, name, t),
		    g->body.x0 + (double)(t - v->cells.from) * v->width, y);
	canvas_end(g->c);
}

static double
legend(struct figure *g)
{
	struct legend_entry e[PALETTE_CLASSES + 1] = { { .kind = LEGEND_FILL } };

	for (int i = 0; i < PALETTE_CLASSES; i++) {
		e[i].fill = palette_class(&g->pal, i + 1);
		e[i].fill.hatch = HATCH_NONE;		/* cells have numerals, and no hatch */
		e[i].text = e[i].fill.word;
	}
	e[PALETTE_CLASSES] = (struct legend_entry){ .kind = LEGEND_TEXT,
		.text = figure_word(g, "unsampled") };
	return figure_legend(g, e, PALETTE_CLASSES + 1);
}

static void
draw(struct figure *g, struct heat *v)
{
	const double across = (double)cells_across(&v->cells), down = (double)v->cells.names.n;

	(void)legend(g);
	g->body.x0 += figure_label_width(g, v->name, (g->body.x1 - g->body.x0) * 0.22) + 5;
	g->body.x1 -= 0.6;
	g->body.y1 -= 0.6;
	v->width = (g->body.x1 - g->body.x0) / fmax(12, across);
	v->height = (g->body.y1 - g->body.y0 - HEADER) / down;
	if (v->width < CELL_MIN || v->height < ROW_MIN)
		diag_usage(g->d, _("a picture of %.0f by %.0f mm is too small for %.0f columns and %.0f rows"),
		    g->c->page.w / MM_PT, g->c->page.h / MM_PT, across, down);
	header(g, v);
	for (size_t i = 0; i < v->cells.names.n; i++)
		row_draw(g, v, i, g->body.y0 + (double)i * v->height);
	year_lines(g, v);
}

void
heat_draw(struct figure *g)
{
	struct heat v = { .name = 0 };

	v.name = frame_text(&g->f, figure_section_column(g));
	frame_time(&g->f, g->o->time);
	v.class = frame_number(&g->f, "class");
	frame_classes(&g->f, v.class, PALETTE_CLASSES);
	frame_read(&g->f);
	if (g->f.nrow > 0 && g->f.step == STEP_HOUR)
		diag_refuse(g->d, NULL, _("column %s: classes are of days or longer times, not of hours"),
		    g->o->time);
	if (g->f.nrow > 0) {
		cells_period(g, &v.cells);
		if (cells_across(&v.cells) > FIGURE_ROWS)
			diag_refuse(g->d, NULL, _("%zu columns are too many for one figure (at most %d)"),
			    cells_across(&v.cells), FIGURE_ROWS);
		cells_place(g, &v.cells, v.name);
		figure_rows_at_most(g, v.cells.names.n);
	}
	if (figure_begin(g, (double)v.cells.names.n * ROW + HEADER + 1 + legend(g)))
		draw(g, &v);
	cells_release(&v.cells);
}
