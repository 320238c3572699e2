/*
 * The rain of a rainline (lines.h): columns that hang from the top of a panel, over the lines of
 * what the rain washes into the water.
 */
#include <math.h>

#include "label.h"
#include "lines.h"

#define RAIN		"RAIN"		/* its item */
#define OUTLINED	2.0		/* columns as wide as this have an outline [pt] */

static bool
is_rain(const struct figure *g, const char *column)
{
	struct item_column ic;

	return figure_item(g, column, &ic) && strcmp(ic.item->name, RAIN) == 0;
}

void
rain_bind(struct figure *g, struct lines *v)
{
	static const char *const bands[] = { "min", "max", NULL };
	struct sbuf column[LINES_ITEMS] = { { 0 } };
	struct sv part[LINES_ITEMS];
	size_t n = 0;

	for (size_t c = 0; c < g->f.in->ncol && v->nitem == 0; c++) {
		if (is_rain(g, g->f.in->name[c]))
			sbuf_puts(&v->column[v->nitem++], g->f.in->name[c]);
	}
	if (v->nitem == 0)
		(void)csvin_need(g->f.in, RAIN);
	frame_time(&g->f, g->o->time);
	if (g->o->items != NULL) {
		n = figure_list(g, g->o->items, part, LINES_ITEMS);
		for (size_t i = 0; i < n; i++)
			sbuf_put(&column[i], part[i].p, part[i].n);
	} else
		n = figure_own_items(g, column, LINES_ITEMS, bands);
	for (size_t i = 0; i < n && v->nitem < LINES_ITEMS; i++) {
		if (!is_rain(g, column[i].p))
			sbuf_puts(&v->column[v->nitem++], column[i].p);
		sbuf_release(&column[i]);
	}
	if (v->nitem == 1)
		diag_refuse(g->d, NULL,
		    _("no column of water beside the rain; --items names the columns to draw"));
	for (size_t i = 0; i < v->nitem; i++) {
		v->num[i] = frame_number(&g->f, v->column[i].p);
		v->min[i] = v->max[i] = FRAME_NONE;
	}
	frame_bounds(&g->f, v->num[0], 0, INFINITY);
	figure_limits_used(g, v->column, v->nitem);
}

/*
 * The i-th time without rain data, from 0, as from..to; false behind the last.  A column of hours
 * reaches back from its stamp, one of days stands on it.
 */
static bool
gap_at(const struct figure *g, const struct lines *v, size_t i, double *from, double *to)
{
	const struct series *s = &v->series[0];
	const double back = g->f.step == STEP_HOUR ? 0 : (double)s->gap / 2;

	for (size_t k = 0; k <= s->n; k++) {
		const double whole = (double)s->gap;

		*from = k == 0 ? v->x.lo : (double)g->f.when[s->row[k - 1]] + back;
		*to = k == s->n ? v->x.hi : (double)g->f.when[s->row[k]] + back - whole;
		if (*to - *from > whole * 0.5 && i-- == 0)
			return true;
	}
	return false;
}

bool
rain_has_gap(const struct figure *g, const struct lines *v)
{
	double from, to;

	return gap_at(g, v, 0, &from, &to);
}

static void
columns(struct figure *g, const struct lines *v, const struct scale *y)
{
	const struct series *s = &v->series[0];
	const struct pen outline = figure_pen(g, "outline", 0.3);
	const double back = g->f.step == STEP_HOUR ? 0 : (double)s->gap / 2;
	const uint32_t ink = palette_role(&g->pal, "rain");

	for (size_t i = 0; i < s->n; i++) {
		const double end = (double)g->f.when[s->row[i]] + back;
		const double x0 = scale_at(&v->x, end - (double)s->gap), x1 = scale_at(&v->x, end);
		const double d = dec_double(frame_dec(&g->f, s->row[i], v->num[0]));

		if (d > 0)
			canvas_rect(g->c, x0, y->p0, x1 - x0, scale_at(y, d) - y->p0, ink,
			    x1 - x0 >= OUTLINED ? &outline : NULL);
	}
}

/* "合计 86.5 mm": of the values drawn, exact. */
static void
sum_draw(struct figure *g, const struct lines *v, double x, double y)
{
	const struct face f = figure_face(g, FIGURE_SMALL, "axis", ANCHOR_END);
	const struct series *s = &v->series[0];
	struct decsum sum = { 0 };
	struct sbuf t = { 0 };
	const int decimals = figure_decimals(g, v->column[0].p, v->num[0]);

	for (size_t i = 0; i < s->n; i++)
		decsum_add(&sum, frame_dec(&g->f, s->row[i], v->num[0]));
	if (s->n == 0)
		return;
	sbuf_printf(&t, "%s ", figure_word(g, "total"));
	label_number(&t, ratio_round(decsum_sum(&sum), decimals), decimals, false);
	sbuf_putc(&t, ' ');
	figure_column_unit(g, &t, v->column[0].p);
	canvas_text(g->c, x, y, t.p, &f);
	sbuf_release(&t);
}

void
rain_panel(struct figure *g, const struct lines *v, struct box b)
{
	const struct face tf = figure_face(g, FIGURE_TEXT, "axis", ANCHOR_START);
	const struct pen foot = figure_pen(g, "grid", 0.5);
	struct pen when = figure_pen(g, "axis", 0.4);
	const double x = scale_at(&v->x, (double)v->mark);
	struct sbuf title = { 0 };
	struct scale y;
	double top = 0, from, to;

	for (size_t i = 0; i < g->f.nrow; i++)
		top = fmax(top, dec_double(frame_dec(&g->f, i, v->num[0])));
	y = scale_nice(0, top, 3);
	figure_axis_title(g, &title, v->column[0].p);
	canvas_group(g->c, title.p);
	canvas_text(g->c, g->body.x0, b.y0 + FIGURE_TEXT, title.p, &tf);
	sum_draw(g, v, b.x1, b.y0 + FIGURE_TEXT);
	b.y0 += FIGURE_TEXT + 7;
	y.p0 = b.y0;
	y.p1 = b.y1;
	for (size_t i = 0; gap_at(g, v, i, &from, &to); i++)
		canvas_rect(g->c, scale_at(&v->x, from), b.y0, scale_at(&v->x, to) - scale_at(&v->x, from),
		    b.y1 - b.y0, palette_role(&g->pal, "band"), NULL);
	axis_left(g->c, &g->pal, &y, b.x0, b.x1, AXIS_SIZE);
	canvas_line(g->c, b.x0, b.y1, b.x1, b.y1, &foot);
	columns(g, v, &y);
	when.dash = DASH_SHORT;
	if (g->o->mark != NULL && v->mark >= v->lo && v->mark <= v->hi)
		canvas_line(g->c, x, b.y0, x, b.y1, &when);
	canvas_end(g->c);
	sbuf_release(&title);
}
