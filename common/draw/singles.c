/*
 * singles - the composite index as the sum of its single indices: one bar of segments per row.
 */
#include <math.h>

#include "charts.h"
#include "label.h"

#define NITEM 6

static const char *const order[NITEM] = { "PM2.5", "PM10", "O3", "NO2", "CO", "SO2" };

struct parts {
	size_t	name, part[NITEM], index;	/* columns in the frame */
	int	decimals;
};

static void
bind(struct figure *g, struct parts *v)
{
	char col[32];

	v->name = frame_text(&g->f, figure_label_column(g));
	for (int i = 0; i < NITEM; i++) {
		(void)snprintf(col, sizeof(col), "I_%s", order[i]);
		v->part[i] = frame_number(&g->f, col);
	}
	v->index = frame_number(&g->f, "index");
	v->decimals = g->o->decimals >= 0 ? g->o->decimals : 2;
}

static double
sum_of(const struct figure *g, const struct parts *v, size_t row)
{
	double sum = 0;

	for (int i = 0; i < NITEM; i++) {
		const double x = dec_double(frame_dec(&g->f, row, v->part[i]));

		sum += isnan(x) ? 0 : x;
	}
	return sum;
}

static void
row_draw(
    struct figure *g, const struct parts *v, const struct scale *s, size_t row, double y, double h)
{
	const struct pen outline = figure_pen(g, "outline", 0.4);
	const struct face name = figure_face(g, FIGURE_TEXT, "text", ANCHOR_END);
	struct face total = figure_face(g, FIGURE_TEXT, "text", ANCHOR_START);
	struct sbuf t = { 0 };
	double at = 0;

	canvas_group(g->c, frame_str(&g->f, row, v->name));
	figure_text_fit(g, g->body.x0 - 5, y + h / 2 + name.size * 0.36, g->body.x0 - 8,
	    frame_str(&g->f, row, v->name), name);
	for (int i = 0; i < NITEM; i++) {
		const struct dec x = frame_dec(&g->f, row, v->part[i]);
		const double w = dec_has(x) ? scale_at(s, at + dec_double(x)) - scale_at(s, at) : 0;
		const double x0 = scale_at(s, at);
		struct swatch sw = { .fill = 0 };

		if (w <= 0)
			continue;
		(void)palette_item(&g->pal, order[i], &sw);
		canvas_rect(g->c, x0, y, w, h, sw.fill, &outline);
		sbuf_clear(&t);
		label_number(&t, x, v->decimals, false);
		{
			const struct face f = {
				.size = FIGURE_LEAST, .color = sw.text, .anchor = ANCHOR_MIDDLE
			};

			if (canvas_width(g->c, t.p, &f) <= w - 2)
				canvas_text(g->c, x0 + w / 2, y + h / 2 + f.size * 0.36, t.p, &f);
		}
		at += dec_double(x);
	}
	sbuf_clear(&t);
	label_number(&t, frame_dec(&g->f, row, v->index), v->decimals, false);
	total.bold = true;
	canvas_text(
	    g->c, scale_at(s, at) + 4, y + h / 2 + total.size * 0.36, t.n > 0 ? t.p : "—", &total);
	canvas_end(g->c);
	sbuf_release(&t);
}

void
singles_draw(struct figure *g)
{
	struct parts v;
	struct legend_entry e[NITEM] = { { .kind = LEGEND_FILL } };
	struct scale s;
	const struct pen axis = figure_pen(g, "axis", 0.5);
	struct face title;
	double pitch, most = 0;

	bind(g, &v);
	frame_read(&g->f);
	figure_rows_at_most(g, g->f.nrow);
	if (!figure_begin(g, (double)g->f.nrow * 17 + 46))
		return;
	for (int i = 0; i < NITEM; i++) {
		(void)palette_item(&g->pal, order[i], &e[i].fill);
		e[i].text = order[i];
	}
	(void)figure_legend(g, e, NITEM);
	for (size_t i = 0; i < g->f.nrow; i++)
		most = fmax(most, sum_of(g, &v, i));
	s = scale_nice(0, most, 8);
	g->body.x0 += figure_label_width(g, v.name, (g->body.x1 - g->body.x0) * 0.3) + 6;
	g->body.x1 -= 28;			/* room for a total that ends at the edge */
	g->body.y1 -= 25;
	s.p0 = g->body.x0;
	s.p1 = g->body.x1;
	axis_bottom(g->c, &g->pal, &s, g->body.y0, g->body.y1, "");
	canvas_line(g->c, s.p0, g->body.y0, s.p0, g->body.y1, &axis);
	title = figure_face(g, FIGURE_TEXT, "axis", ANCHOR_MIDDLE);
	canvas_text(g->c, (s.p0 + s.p1) / 2, g->body.y1 + 22.5, figure_word(g, "index"), &title);
	pitch = (g->body.y1 - g->body.y0) / (double)g->f.nrow;
	for (size_t i = 0; i < g->f.nrow; i++)
		row_draw(g, &v, &s, i, g->body.y0 + ((double)i + 0.16) * pitch, pitch * 0.68);
}
