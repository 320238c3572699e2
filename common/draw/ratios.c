/*
 * ratios - the highest ratios of a value to its limit [%]: a dot for each, the highest first, lines
 * at the limit and at the warning.
 */
#include <math.h>
#include <stdlib.h>

#include "charts.h"
#include "label.h"
#include "mem.h"

#define TOP		10		/* rows, unless --top tells */
#define LIMIT		100.0		/* a value at its limit [%] */
#define WARNING		80.0		/* told in the bulletin from here on [%], unless --limit tells */
#define TICK_ROOM	40.0		/* for the label of a tick [pt] */
#define RADIUS		2.8		/* of a dot [pt] */

struct ratios {
	const char	*column;
	size_t		 name, item, value;	/* in the frame; item may be FRAME_NONE */
	size_t		*order;
	size_t		 ntold, ndrawn;		/* rows with a ratio, rows drawn */
	int		 decimals;
	double		 warning;
	const char	*warning_text;		/* of --limit; NULL: the usual one */
};

static void
bind(struct figure *g, struct ratios *v)
{
	struct sbuf column = { 0 };

	v->name = frame_text(&g->f, figure_section_column(g));
	v->item = csvin_column(g->f.in, "item") < 0 ? FRAME_NONE : frame_text(&g->f, "item");
	v->value = frame_number(&g->f, v->column);
	frame_bounds(&g->f, v->value, 0, INFINITY);
	v->warning_text = figure_limit(g, v->column, &v->warning);
	if (v->warning_text == NULL)
		v->warning = WARNING;
	sbuf_puts(&column, v->column);
	figure_limits_used(g, &column, 1);
	sbuf_release(&column);
}

/* 大龙潭水库 锰 */
static void
row_name(const struct figure *g, const struct ratios *v, size_t row, struct sbuf *b)
{
	sbuf_clear(b);
	sbuf_puts(b, frame_str(&g->f, row, v->name));
	if (v->item != FRAME_NONE) {
		sbuf_puts(b, b->n > 0 ? " " : "");
		figure_column_name(g, b, frame_str(&g->f, row, v->item));
	}
}

/* Width of the widest name, or of the widest value. */
static double
text_width(struct figure *g, const struct ratios *v, bool names)
{
	const struct face f = { .size = FIGURE_TEXT, .bold = !names };
	struct sbuf t = { 0 };
	double w = 0;

	for (size_t i = 0; i < v->ndrawn; i++) {
		if (names)
			row_name(g, v, v->order[i], &t);
		else {
			sbuf_clear(&t);
			label_number(&t, frame_dec(&g->f, v->order[i], v->value), v->decimals, false);
			sbuf_putc(&t, '%');
		}
		w = fmax(w, canvas_width(g->c, t.p, &f));
	}
	sbuf_release(&t);
	return ceil(w);
}

/* Above the limit a red diamond and a bold number; of a value below its detection limit a ring. */
static void
row_draw(struct figure *g, const struct ratios *v, const struct scale *s, size_t row, double y)
{
	const struct dec x = frame_dec(&g->f, row, v->value);
	const bool over = dec_double(x) > LIMIT, below = x.cens == '<';
	const uint32_t ink = palette_role(&g->pal, over ? "limit" : "this");
	const struct pen ring = { .color = ink, .width = 1 }, lead = figure_pen(g, "base", 0.8);
	const struct face name = figure_face(g, FIGURE_TEXT, "text", ANCHOR_END);
	struct face number = figure_face(g, FIGURE_TEXT, over ? "limit" : "text", ANCHOR_END);
	const double end = scale_at(s, dec_double(x));
	struct sbuf t = { 0 };

	row_name(g, v, row, &t);
	canvas_group(g->c, t.p);
	figure_text_fit(g, s->p0 - 6, y + name.size * 0.36, s->p0 - 6 - g->body.x0, t.p, name);
	canvas_line(g->c, s->p0, y, end, y, &lead);
	canvas_marker(g->c, over ? MARKER_DIAMOND : MARKER_CIRCLE, end, y, RADIUS,
	    below ? palette_role(&g->pal, "paper") : ink, &ring);
	sbuf_clear(&t);
	label_number(&t, x, v->decimals, false);
	sbuf_putc(&t, '%');
	number.bold = over;
	canvas_text(g->c, g->body.x1, y + number.size * 0.36, t.p, &number);
	canvas_end(g->c);
	sbuf_release(&t);
}

/* "预警线（80%）" */
static void
warning_text(const struct figure *g, const struct ratios *v, struct sbuf *b)
{
	sbuf_printf(b, "%s%s", figure_word(g, "ratio-warn"), g->o->en ? " (" : "（");
	if (v->warning_text != NULL)
		sbuf_puts(b, v->warning_text);
	else
		label_double(b, v->warning, 0);
	sbuf_puts(b, g->o->en ? " %)" : "%）");
}

static double
legend(struct figure *g, const struct ratios *v)
{
	struct legend_entry e[3] = { { .kind = LEGEND_LINE, .text = figure_word(g, "ratio-limit") } };
	struct sbuf warn = { 0 };
	bool below = false;
	double h;

	for (size_t i = 0; i < v->ndrawn; i++)
		below = below || frame_dec(&g->f, v->order[i], v->value).cens == '<';
	warning_text(g, v, &warn);
	e[0].pen = figure_pen(g, "limit", 0.9);
	e[1] = (struct legend_entry){ .kind = LEGEND_LINE, .text = warn.p };
	e[1].pen = figure_pen(g, "axis", 0.8);
	e[1].pen.dash = DASH_LONG;
	e[2] = (struct legend_entry){ .kind = LEGEND_TEXT, .text = figure_word(g, "below") };
	h = figure_legend(g, e, below ? 3 : 2);
	sbuf_release(&warn);
	return h;
}

/* What the rows not drawn are: nothing is left out without a word. */
static void
rest_line(struct figure *g, const struct ratios *v)
{
	const struct face f = figure_face(g, FIGURE_SMALL, "axis", ANCHOR_START);
	struct sbuf t = { 0 };

	if (v->ntold > v->ndrawn) {
		sbuf_printf(&t, "%s%zu%s", figure_word(g, "rest"), v->ntold - v->ndrawn,
		    figure_word(g, "at-most"));
		label_number(&t, frame_dec(&g->f, v->order[v->ndrawn], v->value), v->decimals, false);
		sbuf_putc(&t, '%');
	}
	if (g->f.nrow > v->ntold)
		sbuf_printf(&t, "%s%s%zu", t.n == 0 ? "" : g->o->en ? "; " : "；",
		    figure_word(g, "without"), g->f.nrow - v->ntold);
	if (t.n > 0) {
		figure_text_fit(g, g->body.x0, g->body.y1 - 2, g->body.x1 - g->body.x0, t.p, f);
		g->body.y1 -= FIGURE_SMALL + 4;
	}
	sbuf_release(&t);
}

static void
line_at(struct figure *g, const struct scale *s, double v, const struct pen *pen)
{
	const double x = scale_at(s, v);

	if (v <= s->hi)
		canvas_line(g->c, x, g->body.y0, x, g->body.y1, pen);
}

static void
draw(struct figure *g, const struct ratios *v)
{
	const struct pen limit = figure_pen(g, "limit", 0.9);
	struct pen warn = figure_pen(g, "axis", 0.8);
	const double most = dec_double(frame_dec(&g->f, v->order[0], v->value));
	const double left = text_width(g, v, true), right = text_width(g, v, false);
	struct scale s;
	double pitch, p0, p1;

	(void)legend(g, v);
	rest_line(g, v);
	g->body.x1 -= 1;
	g->body.y1 -= 13;
	p0 = g->body.x0 + fmin(left, (g->body.x1 - g->body.x0) * 0.4) + 6;
	p1 = g->body.x1 - right - 14;
	figure_breadth(g, p1 - p0, TICK_ROOM);
	s = scale_nice(0, fmax(LIMIT, isnan(most) ? 0 : most) * 1.02,
	    (int)fmin(6, fmax(2, (p1 - p0) / TICK_ROOM)));
	s.p0 = p0;
	s.p1 = p1;
	axis_bottom(g->c, &g->pal, &s, g->body.y0, g->body.y1, "%");
	warn.dash = DASH_LONG;
	line_at(g, &s, v->warning, &warn);
	line_at(g, &s, LIMIT, &limit);
	pitch = (g->body.y1 - g->body.y0) / fmax(1, (double)v->ndrawn);
	figure_room(g, pitch, FIGURE_TEXT);
	for (size_t i = 0; i < v->ndrawn; i++)
		row_draw(g, v, &s, v->order[i], g->body.y0 + ((double)i + 0.5) * pitch);
}

void
ratios_draw(struct figure *g)
{
	struct ratios v = { .column = g->o->items != NULL ? g->o->items : "ratio" };

	bind(g, &v);
	frame_read(&g->f);
	v.decimals = figure_decimals(g, v.column, v.value);
	v.order = mem_array(g->f.nrow + 1, sizeof(*v.order));
	figure_sorted(g, v.value, v.order);
	while (v.ntold < g->f.nrow && dec_has(frame_dec(&g->f, v.order[v.ntold], v.value)))
		v.ntold++;
	v.ndrawn = g->o->top > 0 ? (size_t)g->o->top : TOP;
	v.ndrawn = v.ndrawn < v.ntold ? v.ndrawn : v.ntold;
	if (figure_begin(g, (double)v.ndrawn * 13 + 17 + legend(g, &v) + (g->f.nrow > v.ndrawn ? 11 : 0)))
		draw(g, &v);
	free(v.order);
}
