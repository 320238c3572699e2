/*
 * profile - values along a river: a panel per item over one axis of distance, this period and the
 * one before, the limits of the classes, the mouths of the tributaries.
 * A panel is in riverpanel.c, what stands on the axis in riveraxis.c.
 */
#include <math.h>
#include <stdlib.h>

#include "charts.h"
#include "mem.h"
#include "river.h"

#define PANEL		92.0		/* height [pt] */

static void
bind(struct figure *g, struct river *v)
{
	static const char *const base[] = { "base", NULL };
	struct sv part[RIVER_ITEMS];
	struct sbuf b = { 0 };

	g->named_limits = true;
	v->name = frame_text(&g->f, figure_section_column(g));
	v->has_km = csvin_column(g->f.in, "km") >= 0 || csvin_column(g->f.in, "order") < 0;
	v->at = frame_number(&g->f, v->has_km ? "km" : "order");
	v->mark = csvin_column(g->f.in, "mark") < 0 ? FRAME_NONE : frame_text(&g->f, "mark");
	if (g->o->items != NULL) {
		v->n = figure_list(g, g->o->items, part, RIVER_ITEMS);
		for (size_t i = 0; i < v->n; i++)
			sbuf_put(&v->column[i], part[i].p, part[i].n);
	} else
		v->n = figure_own_items(g, v->column, RIVER_ITEMS, base);
	for (size_t i = 0; i < v->n; i++) {
		sbuf_clear(&b);
		sbuf_printf(&b, "%s_base", v->column[i].p);
		v->now[i] = frame_number(&g->f, v->column[i].p);
		v->base[i] = frame_number_if(&g->f, b.p);
		v->paired = v->paired || v->base[i] != FRAME_NONE;
	}
	figure_limits_used(g, v->column, v->n);
	sbuf_release(&b);
}

/* Sections and mouths from left to right: the way the rows of the sections go. */
static void
sort(struct figure *g, struct river *v)
{
	size_t *order = mem_array(g->f.nrow + 1, sizeof(*order)), first = FRAME_NONE, last = 0;
	const size_t n = g->f.nrow;

	for (size_t i = 0; i < n; i++) {
		const bool mouth = river_is_mouth(g, v, i);

		if (!dec_has(frame_dec(&g->f, i, v->at)))
			diag_refuse(g->d, NULL, _("column %s: the value of %s is missing"),
			    v->has_km ? "km" : "order", frame_str(&g->f, i, mouth ? v->mark : v->name));
		if (!mouth) {
			first = first == FRAME_NONE ? i : first;
			last = i;
		}
	}
	if (first == FRAME_NONE && n > 0)
		diag_refuse(g->d, NULL, _("a profile needs sections, not mouths of tributaries alone"));
	v->backwards = n > 0 && dec_cmp(frame_dec(&g->f, first, v->at), frame_dec(&g->f, last, v->at)) > 0;
	v->section = mem_array(n + 1, sizeof(*v->section));
	v->mouth = mem_array(n + 1, sizeof(*v->mouth));
	figure_sorted(g, v->at, order);
	for (size_t i = 0; i < n; i++) {
		const size_t row = order[v->backwards ? i : n - 1 - i];

		if (river_is_mouth(g, v, row))
			v->mouth[v->nmouth++] = row;
		else
			v->section[v->nsection++] = row;
	}
	free(order);
}

static struct legend_entry
series_entry(struct figure *g, const char *role, enum dash dash, enum marker marker)
{
	return (struct legend_entry){ .kind = LEGEND_LINE,
		.pen = { .color = palette_role(&g->pal, role), .width = 1.2, .dash = dash },
		.has_marker = true, .marker = marker, .text = figure_word(g, role) };
}

static void
legend(struct figure *g, const struct river *v)
{
	struct legend_entry e[5];
	size_t n = 0;

	if (v->paired) {
		e[n++] = series_entry(g, "this", DASH_NONE, MARKER_CIRCLE);
		e[n++] = series_entry(g, "base", DASH_LONG, MARKER_SQUARE);
	}
	if (g->o->limits->n > 0) {
		e[n] = (struct legend_entry){ .kind = LEGEND_LINE, .pen = figure_pen(g, "limit", 0.7),
			.text = figure_word(g, "class-limit") };
		e[n++].pen.dash = DASH_LONG;
	}
	if (v->nmouth > 0)
		e[n++] = (struct legend_entry){ .kind = LEGEND_TEXT, .text = figure_word(g, "mouth") };
	if (v->below)
		e[n++] = (struct legend_entry){ .kind = LEGEND_TEXT, .text = figure_word(g, "below") };
	(void)figure_legend(g, e, n);
}

/* Room at the left for the numbers, at the right for the names of the limits. */
static void
set_axis(struct figure *g, struct river *v)
{
	const struct face f = { .size = FIGURE_LEAST };
	struct sbuf t = { 0 };
	double lo = INFINITY, hi = -INFINITY, left = 0, right = 0;

	for (size_t i = 0; i < v->n; i++) {
		struct figure_limit l[RIVER_LIMITS];
		const struct scale s = river_scale(g, v, i);

		left = fmax(left, axis_width(g->c, &s, AXIS_SIZE));
		for (size_t k = river_limits(g, v->column[i].p, l); k-- > 0;) {
			sbuf_clear(&t);
			river_limit_text(&t, &l[k]);
			right = fmax(right, canvas_width(g->c, t.p, &f));
		}
	}
	for (size_t i = 0; i < g->f.nrow; i++) {
		lo = fmin(lo, dec_double(frame_dec(&g->f, i, v->at)));
		hi = fmax(hi, dec_double(frame_dec(&g->f, i, v->at)));
	}
	v->x = (struct scale){ .lo = v->backwards ? hi : lo, .hi = v->backwards ? lo : hi,
		.p0 = g->body.x0 + left + 5, .p1 = g->body.x1 - fmax(6, right + 4) };
	{
		const double inset = fmin(14, (v->x.p1 - v->x.p0) * 0.04);

		v->x.p0 += inset;
		v->x.p1 -= inset;
		g->body.x1 = v->x.p1 + inset;
		g->body.x0 = v->x.p0 - inset;
	}
	if (lo == hi)
		v->x.hi += 1;
	sbuf_release(&t);
}

static void
draw(struct figure *g, struct river *v)
{
	const double left = g->body.x0;
	double above, below, h;
	struct box b;

	legend(g, v);
	set_axis(g, v);
	above = river_mouths_height(g, v);
	below = river_names_height(g, v);
	b = g->body;
	h = (b.y1 - b.y0 - above - below) / (double)v->n;
	figure_room(g, h, PANEL / 3);
	figure_breadth(g, b.x1 - b.x0, PANEL / 3);
	river_mouths(g, v, b.y0, b.y0 + above, b.y1 - below);
	g->body.x0 = left;
	for (size_t i = 0; i < v->n; i++)
		river_panel(g, v, i, (struct box){ b.x0, b.y0 + above + (double)i * h, b.x1,
		    b.y0 + above + (double)(i + 1) * h - (i + 1 < v->n ? 6 : 0) });
	g->body = b;
	river_names(g, v, b.y1 - below);
}

/* The names' height is known only on the page, so a first page of any height measures it. */
static double
height(struct figure *g, struct river *v)
{
	struct figure m = *g;
	struct canvas_page page = { .w = g->o->width * MM_PT, .h = 100 };
	struct sbuf none = { 0 };
	double h;

	m.c = canvas_open(CANVAS_SVG, &page);
	m.body = (struct box){ 3, 0, page.w - 3, 100 };
	legend(&m, v);
	set_axis(&m, v);
	h = m.body.y0 + river_mouths_height(&m, v) + river_names_height(&m, v);
	canvas_close(m.c, g->d, &none);
	sbuf_release(&none);
	return h + (double)v->n * PANEL;
}

void
profile_draw(struct figure *g)
{
	struct river v = { .n = 0 };

	bind(g, &v);
	frame_read(&g->f);
	figure_rows_at_most(g, g->f.nrow);
	sort(g, &v);
	for (size_t i = 0; i < v.n; i++) {
		for (size_t r = 0; r < v.nsection; r++)
			v.below = v.below || frame_dec(&g->f, v.section[r], v.now[i]).cens == '<' ||
			    frame_dec(&g->f, v.section[r], v.base[i]).cens == '<';
	}
	if (figure_begin(g, g->f.nrow == 0 || g->o->height > 0 ? 0 : height(g, &v)))
		draw(g, &v);
	free(v.section);
	free(v.mouth);
	for (size_t i = 0; i < v.n; i++)
		sbuf_release(&v.column[i]);
}
