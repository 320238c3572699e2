/*
 * The legend of a figure (figure.h).
 */
#include <math.h>

#include "figure.h"

#define PITCH	12.0		/* from row to row [pt] */
#define KEY	12.0		/* width of the sample [pt] */
#define GAP	10.0		/* between entries [pt] */

static double
entry_width(struct figure *g, const struct legend_entry *e)
{
	const struct face f = figure_face(g, FIGURE_TEXT, "text", ANCHOR_START);
	const double sample = e->kind == LEGEND_TEXT ? 0 :
	    e->kind == LEGEND_LINE		     ? 18 + 3 :
						       KEY + 3;

	return sample + ceil(canvas_width(g->c, e->text, &f));
}

static void
draw_entry(struct figure *g, const struct legend_entry *e, double x, double y)
{
	const struct face f = figure_face(g, FIGURE_TEXT, "text", ANCHOR_START);
	const struct pen outline = figure_pen(g, "outline", 0.4);
	const double h = e->kind == LEGEND_THIN ? 4 : 8, top = y - 3 - h / 2;

	switch (e->kind) {
	case LEGEND_TEXT:
		break;
	case LEGEND_LINE:
		canvas_line(g->c, x, y - 3, x + 18, y - 3, &e->pen);
		if (e->has_marker)
			canvas_marker(g->c, e->marker, x + 9, y - 3, 2.2, e->pen.color, NULL);
		x += 18 + 3;
		break;
	default:
		canvas_rect(g->c, x, top, KEY, h, e->fill.fill, NULL);
		canvas_hatch(g->c, x, top, KEY, h, e->fill.hatch, e->fill.text);
		canvas_rect(g->c, x, top, KEY, h, INK_NONE, &outline);
		x += KEY + 3;
		break;
	}
	canvas_text(g->c, x, y, e->text, &f);
}

/* Lays the entries out, drawing them if asked; returns the height. */
static double
lay(struct figure *g, const struct legend_entry *e, size_t n, bool draw)
{
	const double left = g->body.x0, right = g->body.x1;
	double x = left, y = g->body.y0 + PITCH - 3.5;

	for (size_t i = 0; i < n; i++) {
		const double w = entry_width(g, &e[i]);

		if (x > left && x + w > right) {
			x = left;
			y += PITCH;
		}
		if (draw)
			draw_entry(g, &e[i], x, y);
		x += w + GAP;
	}
	return n == 0 ? 0 : y - g->body.y0 + 3.5 + 3;
}

double
figure_legend(struct figure *g, const struct legend_entry *e, size_t n)
{
	const struct canvas_page page = { .w = g->o->width * MM_PT, .h = 100 };
	struct figure m = *g;
	struct sbuf none = { 0 };
	double h;

	if (g->c != NULL) {
		h = lay(g, e, n, true);
		g->body.y0 += h;
		return h;
	}
	m.c = canvas_open(CANVAS_SVG, &page);
	m.body = (struct box){ FIGURE_EDGE, 0, page.w - FIGURE_EDGE, page.h };
	h = lay(&m, e, n, false);
	canvas_close(m.c, g->d, &none);
	sbuf_release(&none);
	return h;
}
