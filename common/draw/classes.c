/*
 * classes - shares of the water classes: an upright bar of 100 % per row, class I at the foot.
 * A segment too thin for its numeral and count has them beside it.
 */
#include <math.h>

#include "axis.h"
#include "charts.h"
#include "label.h"
#include "share.h"

#define ASIDE_PITCH	(FIGURE_LEAST + 1.6)	/* of the counts beside a bar [pt] */
#define WIDTH_MAX	60.0			/* of a bar [pt] */
#define WIDTH_MIN	16.0			/* two Chinese characters of FIGURE_LEAST [pt] */
#define NAME_PITCH	(FIGURE_TEXT + 2)

/* Counts beside the bar at right, each led to the middle of its segment. */
struct aside {
	double	at[SHARE_N], middle[SHARE_N];
	int	grade[SHARE_N];
	size_t	n;
};

static void
aside_draw(struct figure *g, const struct share *s, struct aside *a, const double v[SHARE_N],
    double x)
{
	const struct face f = figure_face(g, FIGURE_LEAST, "text", ANCHOR_START);
	const struct pen lead = figure_pen(g, "axis", 0.4);
	double size[SHARE_N];

	for (size_t i = 0; i < a->n; i++) {
		a->at[i] = a->middle[i];
		size[i] = ASIDE_PITCH;
	}
	axis_spread(a->at, size, a->n, g->body.y0 - ASIDE_PITCH / 2, g->body.y1 + 1);
	for (size_t i = 0; i < a->n; i++) {
		struct sbuf t = { 0 };

		share_text(&t, &s->grade[a->grade[i]], v[a->grade[i]]);
		canvas_line(g->c, x, a->middle[i], x + 4, a->at[i], &lead);
		canvas_text(g->c, x + 5, a->at[i] + f.size * 0.36, t.p, &f);
		sbuf_release(&t);
	}
}

/* Name and number of sections below the bar. */
static void
name_draw(struct figure *g, const char *name, double sum, double x, double w)
{
	struct face f = figure_face(g, FIGURE_TEXT, "text", ANCHOR_MIDDLE);
	struct sbuf t = { 0 };
	double y = g->body.y1 + 3;

	y += figure_wrap(g->c, name, x, y, w - 2, NAME_PITCH, &f, true);
	f = figure_face(g, FIGURE_SMALL, "axis", ANCHOR_MIDDLE);
	label_double(&t, sum, sum == floor(sum) ? 0 : 1);
	sbuf_puts(&t, figure_word(g, "sections"));
	canvas_text(g->c, x, y + f.size, t.p, &f);
	sbuf_release(&t);
}

static void
bar(struct figure *g, const struct share *s, size_t row, double x, double w, double pitch)
{
	const struct box b = g->body;
	const char *name = frame_str(&g->f, row, s->name);
	struct aside a = { .n = 0 };
	double v[SHARE_N], y = b.y0;
	const double sum = share_values(g, row, s->now, v);

	canvas_group(g->c, name);
	if (sum == 0) {
		const struct face f = figure_face(g, FIGURE_SMALL, "axis", ANCHOR_MIDDLE);

		canvas_text(g->c, x + w / 2, b.y1 - 4, figure_word(g, "no-data"), &f);
	}
	for (int i = SHARE_N; i-- > 0 && sum > 0;) {		/* from the top */
		const double h = v[i] / sum * (b.y1 - b.y0);

		if (v[i] > 0 && !share_segment(g, (struct box){ x, y, x + w, y + h }, &s->grade[i], v[i],
		    0, FIGURE_LEAST)) {
			a.grade[a.n] = i;
			a.middle[a.n++] = y + h / 2;
		}
		y += h;
	}
	aside_draw(g, s, &a, v, x + w);
	name_draw(g, name, sum, x + w / 2, pitch);
	canvas_end(g->c);
}

/* Height of the names below the bars, each broken into lines, and the line of the totals. */
static double
names_height(struct figure *g, const struct share *s, double pitch)
{
	const struct face f = { .size = FIGURE_TEXT };
	double h = 0;

	for (size_t i = 0; i < g->f.nrow; i++)
		h = fmax(h, figure_wrap(g->c, frame_str(&g->f, i, s->name), 0, 0, pitch - 2, NAME_PITCH,
		    &f, false));
	return h + FIGURE_SMALL + 5;
}

void
classes_draw(struct figure *g)
{
	struct share s;
	struct scale y = { .lo = 0, .hi = 100, .step = 20 };
	const struct face tf = figure_face(g, FIGURE_TEXT, "axis", ANCHOR_START);
	double pitch, w;

	share_bind(g, &s, figure_section_column(g), "n_", palette_class);
	frame_read(&g->f);
	if (!figure_begin(g, 190))
		return;
	share_legend(g, &s);
	canvas_text(g->c, g->body.x0, g->body.y0 + FIGURE_TEXT, figure_word(g, "class-share"), &tf);
	g->body.y0 += FIGURE_TEXT + 7;
	g->body.x0 += axis_width(g->c, &y, AXIS_SIZE) + 5;
	pitch = (g->body.x1 - g->body.x0) / (double)g->f.nrow;
	w = fmin(WIDTH_MAX, fmax(WIDTH_MIN, pitch * 0.5));
	if (pitch < 2 * WIDTH_MIN + 4)
		diag_usage(g->d, _("a width of %.0f mm is too small for %zu bars"), g->o->width, g->f.nrow);
	g->body.y1 -= names_height(g, &s, pitch);
	figure_room(g, g->body.y1 - g->body.y0, SHARE_N * ASIDE_PITCH);
	y.p0 = g->body.y1;
	y.p1 = g->body.y0;
	axis_left(g->c, &g->pal, &y, g->body.x0, g->body.x1, AXIS_SIZE);
	for (size_t i = 0; i < g->f.nrow; i++)
		bar(g, &s, i, g->body.x0 + ((double)i + 0.5) * pitch - w / 2, w, pitch);
}
