/*
 * items - concentrations: one small panel per item, each with its own scale from zero, a pair of
 * columns (earlier period, this one) per row, the limit as a dashed line.
 */
#include <math.h>

#include "charts.h"
#include "label.h"

#define PANELS_MAX	12
#define DEFAULT_ITEMS	"SO2,NO2,PM10,PM2.5,CO_p95,O3_8hmax_p90"
#define NAME_SIZE	7.0		/* of the names under the columns [pt] */

struct panel {
	const char	*column;
	size_t		 now, base;
	double		 limit;			/* NAN: none */
	const char	*limit_text;
};

struct panels {
	struct panel	 v[PANELS_MAX];
	struct sbuf	 column[PANELS_MAX];
	size_t		 n;
	size_t		 name;
	bool		 paired, limited;
	size_t		 across;	/* panels in a row */
};

static void
bind(struct figure *g, struct panels *ps)
{
	struct sv part[PANELS_MAX];
	struct sbuf base = { 0 };

	ps->name = frame_text(&g->f, figure_label_column(g));
	ps->n = figure_list(g, g->o->items != NULL ? g->o->items : DEFAULT_ITEMS, part, PANELS_MAX);
	for (size_t i = 0; i < ps->n; i++) {
		struct panel *p = &ps->v[i];

		sbuf_put(&ps->column[i], part[i].p, part[i].n);
		p->column = ps->column[i].p;
		p->now = frame_number(&g->f, p->column);
		sbuf_clear(&base);
		sbuf_printf(&base, "%s_base", p->column);
		p->base = frame_number_if(&g->f, base.p);
		p->limit_text = figure_limit(g, p->column, &p->limit);
		ps->paired = ps->paired || p->base != FRAME_NONE;
		ps->limited = ps->limited || !isnan(p->limit);
	}
	figure_limits_used(g, ps->column, ps->n);
	sbuf_release(&base);
}

static void
legend(struct figure *g, const struct panels *ps)
{
	struct legend_entry e[3] = { { .kind = LEGEND_FILL } };
	size_t n = 0;

	if (ps->paired) {
		e[n++] = (struct legend_entry){ .kind = LEGEND_FILL,
			.fill.fill = palette_role(&g->pal, "base"),
			.text = figure_word(g, "base") };
		e[n++] = (struct legend_entry){ .kind = LEGEND_FILL,
			.fill.fill = palette_role(&g->pal, "this"),
			.text = figure_word(g, "this") };
	}
	if (ps->limited) {
		e[n] = (struct legend_entry){ .kind = LEGEND_LINE,
			.pen = figure_pen(g, "limit", 0.8),
			.text = figure_word(g, "limit") };
		e[n++].pen.dash = DASH_LONG;
	}
	(void)figure_legend(g, e, n);
}

static double
largest(const struct figure *g, const struct panel *p)
{
	double top = 0;

	for (size_t i = 0; i < g->f.nrow; i++) {
		top = fmax(top, dec_double(frame_dec(&g->f, i, p->now))); /* fmax passes NAN over */
		top = fmax(top, dec_double(frame_dec(&g->f, i, p->base)));
	}
	return top;
}

static void
column(struct figure *g, const struct scale *s, double x, double w, double v, const char *role)
{
	const struct pen outline = figure_pen(g, "outline", 0.4);

	if (!isnan(v) && v >= 0)
		canvas_rect(g->c, x, scale_at(s, v), w, s->p0 - scale_at(s, v),
		    palette_role(&g->pal, role), &outline);
}

static void
columns(struct figure *g, const struct panels *ps, const struct panel *p, const struct scale *s,
    struct box b)
{
	const double pitch = (b.x1 - b.x0) / (double)g->f.nrow,
		     w = fmin(14, pitch * (ps->paired ? 0.37 : 0.55));
	const struct face f = figure_face(g, NAME_SIZE, "text", ANCHOR_MIDDLE);
	const struct face none = figure_face(g, NAME_SIZE, "axis", ANCHOR_MIDDLE);

	for (size_t i = 0; i < g->f.nrow; i++) {
		const double mid = b.x0 + ((double)i + 0.5) * pitch,
			     now = dec_double(frame_dec(&g->f, i, p->now));

		canvas_group(g->c, frame_str(&g->f, i, ps->name));
		if (ps->paired)
			column(g, s, mid - w, w, dec_double(frame_dec(&g->f, i, p->base)), "base");
		column(g, s, ps->paired ? mid : mid - w / 2, w, now, "this");
		if (isnan(now))
			canvas_text(g->c, ps->paired ? mid + w / 2 : mid, s->p0 - 2, "×", &none);
		figure_text_fit(
		    g, mid, b.y1 + NAME_SIZE + 2, pitch - 1, frame_str(&g->f, i, ps->name), f);
		canvas_end(g->c);
	}
}

/* A limit far above all values would press the columns flat: then it is told, not drawn. */
static void
limit_line(struct figure *g, const struct panel *p, const struct scale *s, struct box b)
{
	struct pen pen = figure_pen(g, "limit", 0.8);
	struct face f = figure_face(g, FIGURE_LEAST, "limit", ANCHOR_END);
	struct sbuf t = { 0 };
	const double y = scale_at(s, p->limit);

	pen.dash = DASH_LONG;
	if (p->limit <= s->hi) {
		canvas_line(g->c, b.x0, y, b.x1, y, &pen);
		f.anchor = ANCHOR_START;
		canvas_text(g->c, b.x1 + 1.5, y + f.size * 0.36, p->limit_text, &f);
	} else {
		sbuf_printf(&t, "%s %s ↑", figure_word(g, "limit-short"), p->limit_text);
		canvas_text(g->c, b.x1, b.y0 - 3, t.p, &f);
	}
	sbuf_release(&t);
}

static void
panel_draw(struct figure *g, const struct panels *ps, const struct panel *p, struct box b)
{
	const double data = largest(g, p);
	const double top = !isnan(p->limit) && p->limit <= data * 3 ? fmax(data, p->limit) : data;
	struct scale s = scale_nice(0, top * 1.04, 4);
	const struct face tf = figure_face(g, FIGURE_TEXT, "text", ANCHOR_START);
	struct sbuf title = { 0 };

	figure_axis_title(g, &title, p->column);
	canvas_group(g->c, title.p);
	canvas_text(g->c, b.x0, b.y0 + FIGURE_TEXT, title.p, &tf);
	b.x0 += axis_width(g->c, &s, 7) + 5;
	b.x1 -= 14;
	b.y0 += FIGURE_TEXT + 6;
	b.y1 -= NAME_SIZE + 6;
	s.p0 = b.y1;
	s.p1 = b.y0;
	axis_left(g->c, &g->pal, &s, b.x0, b.x1, 7);
	columns(g, ps, p, &s, b);
	if (!isnan(p->limit))
		limit_line(g, p, &s, b);
	canvas_end(g->c);
	sbuf_release(&title);
}

/* Three panels in a row where the names fit under their columns, else two, else one. */
static size_t
across(struct figure *g, const struct panels *ps)
{
	const double width = g->o->width * MM_PT - 6;
	double name = 0;
	size_t n = 3;

	for (size_t i = 0; i < g->f.nrow; i++)
		name = fmax(name,
		    1.0 * NAME_SIZE * (double)utf8_width(sv_of(frame_str(&g->f, i, ps->name))) / 2);
	while (n > 1 && (width / (double)n - 34) / (double)g->f.nrow < name)
		n--;
	return n < ps->n ? n : ps->n;
}

void
items_draw(struct figure *g)
{
	struct panels ps = { .n = 0 };
	size_t down;
	double w, h;

	bind(g, &ps);
	frame_read(&g->f);
	figure_rows_at_most(g, g->f.nrow);
	ps.across = g->f.nrow == 0 ? 1 : across(g, &ps);
	down = (ps.n + ps.across - 1) / ps.across;
	if (figure_begin(g, (double)down * 90 - 4 + (ps.paired || ps.limited ? 15 : 0))) {
		legend(g, &ps);
		w = (g->body.x1 - g->body.x0 + 8) / (double)ps.across;
		h = (g->body.y1 - g->body.y0) / (double)down;
		for (size_t i = 0; i < ps.n; i++) {
			const double x = g->body.x0 + (double)(i % ps.across) * w,
				     y = g->body.y0 + (double)(i / ps.across) * h;

			panel_draw(g, &ps, &ps.v[i], (struct box){ x, y, x + w - 8, y + h - 8 });
		}
	}
	for (size_t i = 0; i < ps.n; i++)
		sbuf_release(&ps.column[i]);
}
