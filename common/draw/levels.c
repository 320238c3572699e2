/*
 * levels - days of each AQI level: one bar of 100 % per row, the earlier period as a thin bar below.
 */
#include <math.h>

#include "charts.h"
#include "share.h"

#define DAYS_LEAST	2	/* a number of one day only clutters */

/* One bar from x0 to x1; the words of its group tell it to who cannot see it. */
static void
bar(struct figure *g, const struct share *s, size_t row, const size_t num[SHARE_N], double y, double h,
    const char *when)
{
	const struct box b = g->body;
	const bool inscribed = num == s->now;
	double v[SHARE_N], x = b.x0;
	const double sum = share_values(g, row, num, v);

	canvas_group(g->c, when);
	if (sum == 0) {
		const struct face f = figure_face(g, fmin(FIGURE_SMALL, h), "axis", ANCHOR_START);

		canvas_text(
		    g->c, b.x0 + 3, y + h / 2 + f.size * 0.36, figure_word(g, "no-data"), &f);
	}
	for (int i = 0; i < SHARE_N && sum > 0; i++) {
		const double w = v[i] / sum * (b.x1 - b.x0);

		if (v[i] > 0)
			(void)share_segment(g, (struct box){ x, y, x + w, y + h }, &s->grade[i], v[i],
			    DAYS_LEAST, inscribed ? 0 : INFINITY);
		x += w;
	}
	canvas_end(g->c);
}

static void
row_draw(struct figure *g, const struct share *v, size_t row, double y, double pitch)
{
	const char *name = frame_str(&g->f, row, v->name);
	const struct face f = figure_face(g, FIGURE_TEXT, "text", ANCHOR_END);
	const double thick = v->paired ? pitch * 0.52 : pitch * 0.68, thin = pitch * 0.26;
	const double top = y + (pitch - thick - (v->paired ? thin : 0)) / 2;
	struct sbuf when = { 0 };

	figure_text_fit(g, g->body.x0 - 5,
	    top + (thick + (v->paired ? thin : 0)) / 2 + f.size * 0.36, g->body.x0 - 8, name, f);
	sbuf_printf(&when, "%s %s", name, figure_word(g, "this"));
	bar(g, v, row, v->now, top, thick, when.p);
	if (v->paired) {
		sbuf_clear(&when);
		sbuf_printf(&when, "%s %s", name, figure_word(g, "base"));
		bar(g, v, row, v->base, top + thick, thin, when.p);
	}
	sbuf_release(&when);
}

void
levels_draw(struct figure *g)
{
	struct share v;
	struct scale s = { .lo = 0, .hi = 100, .step = 20 };
	struct face title;
	double pitch;

	share_bind(g, &v, figure_label_column(g), "level_", palette_level);
	share_bind_base(g, &v, "level_");
	frame_read(&g->f);
	figure_rows_at_most(g, g->f.nrow);
	if (!figure_begin(g, (double)g->f.nrow * (v.paired ? 22 : 17) + 46))
		return;
	share_legend(g, &v);
	g->body.x0 += figure_label_width(g, v.name, (g->body.x1 - g->body.x0) * 0.3) + 6;
	g->body.x1 -= 10;			/* half of the last tick's label */
	g->body.y1 -= 25;
	s.p0 = g->body.x0;
	s.p1 = g->body.x1;
	axis_bottom(g->c, &g->pal, &s, g->body.y0, g->body.y1, "");
	title = figure_face(g, FIGURE_TEXT, "axis", ANCHOR_MIDDLE);
	canvas_text(g->c, (s.p0 + s.p1) / 2, g->body.y1 + 22.5, figure_word(g, "share"), &title);
	pitch = (g->body.y1 - g->body.y0) / (double)g->f.nrow;
	for (size_t i = 0; i < g->f.nrow; i++)
		row_draw(g, &v, i, g->body.y0 + (double)i * pitch, pitch);
}
