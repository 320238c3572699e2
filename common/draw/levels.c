/*
 * levels - days of each AQI level: one bar of 100 % per row, the earlier period as a thin bar below.
 */
#include <math.h>

#include "charts.h"
#include "label.h"

#define NLEVEL	PALETTE_LEVELS

struct days {
	size_t	now[NLEVEL], base[NLEVEL];	/* columns in the frame */
	bool	paired;
	size_t	name;
};

static void
bind(struct figure *g, struct days *v)
{
	char col[32];

	v->name = frame_text(&g->f, figure_label_column(g));
	v->paired = csvin_column(g->f.in, "level_1_base") >= 0;
	for (int i = 0; i < NLEVEL; i++) {
		(void)snprintf(col, sizeof(col), "level_%d", i + 1);
		v->now[i] = frame_number(&g->f, col);
		frame_bounds(&g->f, v->now[i], 0, INFINITY);
		(void)snprintf(col, sizeof(col), "level_%d_base", i + 1);
		v->base[i] = v->paired ? frame_number(&g->f, col) : FRAME_NONE;
		if (v->paired)
			frame_bounds(&g->f, v->base[i], 0, INFINITY);
	}
}

static void
legend(struct figure *g, const struct days *v)
{
	struct legend_entry e[NLEVEL + 1] = { { .kind = LEGEND_FILL } };
	struct sbuf pair = { 0 };
	size_t n = NLEVEL;

	for (int i = 0; i < NLEVEL; i++) {
		e[i].fill = palette_level(&g->pal, i + 1);
		e[i].text = e[i].fill.word;
	}
	if (v->paired) {
		sbuf_printf(&pair, "%s%s%s%s%s", figure_word(g, "thick"), figure_word(g, "this"),
		    g->o->en ? ", " : "，", figure_word(g, "thin"), figure_word(g, "base"));
		e[n++] = (struct legend_entry){ .kind = LEGEND_TEXT, .text = pair.p };
	}
	figure_legend(g, e, n);
	sbuf_release(&pair);
}

/*
 * The sign and the number where they fit, else what does: never a number of one day, which
 * only clutters.
 */
static void
inscribe(
    struct figure *g, double x, double y, double w, double h, const struct swatch *s, double days)
{
	const double size = fmin(FIGURE_SMALL + 0.5, h * 0.72), room = w - 2.5;
	struct face f = { .size = size, .color = s->text, .anchor = ANCHOR_MIDDLE };
	struct sbuf both = { 0 }, number = { 0 };
	const char *pick = NULL;
	double length;

	label_double(&number, days, days == floor(days) ? 0 : 1);
	sbuf_printf(&both, "%s %s", s->mark, number.p);
	if (days >= 2 && canvas_width(g->c, both.p, &f) <= room)
		pick = both.p;
	else if (days >= 2 && canvas_width(g->c, number.p, &f) <= room)
		pick = number.p;
	else if (canvas_width(g->c, s->mark, &f) <= w - 1)
		pick = s->mark;
	if (pick != NULL) {
		length = canvas_width(g->c, pick, &f);
		if (s->hatch !=
		    HATCH_NONE) { /* a clear ground: in grey print red is as dark as its text */
			f.color = palette_role(&g->pal, "text");
			canvas_rect(g->c, x + w / 2 - length / 2 - 0.6, y + h / 2 - size * 0.55,
			    length + 1.2, size * 1.1, palette_role(&g->pal, "paper"), NULL);
		}
		canvas_text(g->c, x + w / 2, y + h / 2 + size * 0.36, pick, &f);
	}
	sbuf_release(&both);
	sbuf_release(&number);
}

/* One bar from x0 to x1; the words of its group tell it to who cannot see it. */
static void
bar(struct figure *g, size_t row, const size_t num[NLEVEL], double y, double h, const char *when,
    bool inscribed)
{
	const struct pen outline = figure_pen(g, "outline", 0.4);
	const struct box b = g->body;
	double v[NLEVEL], sum = 0, x = b.x0;

	for (int i = 0; i < NLEVEL; i++) {
		const double d = dec_double(frame_dec(&g->f, row, num[i]));

		v[i] = isnan(d) ? 0 : d;
		sum += v[i];
	}
	canvas_group(g->c, when);
	if (sum == 0) {
		const struct face f = figure_face(g, fmin(FIGURE_SMALL, h), "axis", ANCHOR_START);

		canvas_text(
		    g->c, b.x0 + 3, y + h / 2 + f.size * 0.36, figure_word(g, "no-data"), &f);
	}
	for (int i = 0; i < NLEVEL && sum > 0; i++) {
		const struct swatch s = palette_level(&g->pal, i + 1);
		const double w = v[i] / sum * (b.x1 - b.x0);

		if (v[i] == 0)
			continue;
		canvas_rect(g->c, x, y, w, h, s.fill, NULL);
		canvas_hatch(g->c, x, y, w, h, s.hatch, s.text);
		canvas_rect(g->c, x, y, w, h, INK_NONE, &outline);
		if (inscribed)
			inscribe(g, x, y, w, h, &s, v[i]);
		x += w;
	}
	canvas_end(g->c);
}

static void
row_draw(struct figure *g, const struct days *v, size_t row, double y, double pitch)
{
	const char *name = frame_str(&g->f, row, v->name);
	const struct face f = figure_face(g, FIGURE_TEXT, "text", ANCHOR_END);
	const double thick = v->paired ? pitch * 0.52 : pitch * 0.68, thin = pitch * 0.26;
	const double top = y + (pitch - thick - (v->paired ? thin : 0)) / 2;
	struct sbuf when = { 0 };

	figure_text_fit(g, g->body.x0 - 5,
	    top + (thick + (v->paired ? thin : 0)) / 2 + f.size * 0.36, g->body.x0 - 8, name, f);
	sbuf_printf(&when, "%s %s", name, figure_word(g, "this"));
	bar(g, row, v->now, top, thick, when.p, true);
	if (v->paired) {
		sbuf_clear(&when);
		sbuf_printf(&when, "%s %s", name, figure_word(g, "base"));
		bar(g, row, v->base, top + thick, thin, when.p, false);
	}
	sbuf_release(&when);
}

void
levels_draw(struct figure *g)
{
	struct days v;
	struct scale s = { .lo = 0, .hi = 100, .step = 20 };
	struct face title;
	double pitch;

	bind(g, &v);
	frame_read(&g->f);
	figure_rows_at_most(g, g->f.nrow);
	if (!figure_begin(g, (double)g->f.nrow * (v.paired ? 22 : 17) + 46))
		return;
	legend(g, &v);
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
