/*
 * bars - one value per row as a horizontal bar, the largest first; signed values from a zero line.
 */
#include <math.h>
#include <stdlib.h>

#include "charts.h"
#include "label.h"
#include "mem.h"

struct bars {
	const char	*column;
	size_t		 name, value;
	bool		 is_signed;
	int		 decimals;
	size_t		*order;
	double		 lo, hi;
};

static void
sort(const struct figure *g, struct bars *v)
{
	v->order = mem_array(g->f.nrow, sizeof(*v->order));
	figure_sorted(g, v->value, v->order);
	for (size_t i = 0; i < g->f.nrow; i++) {
		const double x = dec_double(frame_dec(&g->f, i, v->value));

		v->lo = fmin(v->lo, x);			/* fmin passes NAN over */
		v->hi = fmax(v->hi, x);
	}
	v->is_signed = v->lo < 0;
}

static void
row_draw(
    struct figure *g, const struct bars *v, const struct scale *s, size_t row, double y, double h)
{
	const struct dec x = frame_dec(&g->f, row, v->value);
	const double d = dec_has(x) ? dec_double(x) : 0, zero = scale_at(s, 0),
		     end = scale_at(s, d);
	const struct pen outline = figure_pen(g, "outline", 0.4);
	const struct face name = figure_face(g, FIGURE_TEXT, "text", ANCHOR_END);
	struct face f =
	    figure_face(g, FIGURE_SMALL + 0.5, "text", d < 0 ? ANCHOR_END : ANCHOR_START);
	const char *role = !v->is_signed ? "this" : d < 0 ? "down" : "up";
	struct sbuf t = { 0 };

	canvas_group(g->c, frame_str(&g->f, row, v->name));
	figure_text_fit(g, g->body.x0 - 5, y + h / 2 + name.size * 0.36, g->body.x0 - 8,
	    frame_str(&g->f, row, v->name), name);
	label_number(&t, x, v->decimals, v->is_signed);
	if (d != 0)
		canvas_rect(g->c, fmin(zero, end), y, fabs(end - zero), h,
		    palette_role(&g->pal, role), &outline);
	canvas_text(
	    g->c, end + (d < 0 ? -3 : 3), y + h / 2 + f.size * 0.36, t.n > 0 ? t.p : "—", &f);
	canvas_end(g->c);
	sbuf_release(&t);
}

/* Room at both ends for the values that stand there. */
static double
value_room(struct figure *g, const struct bars *v)
{
	const struct face f = { .size = FIGURE_SMALL + 0.5 };
	struct sbuf t = { 0 };
	double w = 0;

	for (size_t i = 0; i < g->f.nrow; i++) {
		sbuf_clear(&t);
		label_number(&t, frame_dec(&g->f, i, v->value), v->decimals, v->is_signed);
		if (t.n > 0)
			w = fmax(w, canvas_width(g->c, t.p, &f));
	}
	sbuf_release(&t);
	return ceil(w) + 6;
}

void
bars_draw(struct figure *g)
{
	struct bars v = { .column = g->o->items != NULL ? g->o->items : "value" };
	const struct pen zero = figure_pen(g, "axis", 0.75);
	struct sbuf title = { 0 };
	struct face tf;
	struct scale s;
	double pitch, room;

	v.name = frame_text(&g->f, figure_label_column(g));
	v.value = frame_number(&g->f, v.column);
	frame_read(&g->f);
	figure_rows_at_most(g, g->f.nrow);
	if (!figure_begin(g, (double)g->f.nrow * 14 + 30))
		return;
	v.decimals = figure_decimals(g, v.column, v.value);
	sort(g, &v);
	s = scale_nice(v.lo, v.hi, 5);
	room = value_room(g, &v);
	g->body.x0 += figure_label_width(g, v.name, (g->body.x1 - g->body.x0) * 0.3) + 6;
	g->body.y1 -= 25;
	s.p0 = g->body.x0 + (v.is_signed ? room : 0);
	s.p1 = g->body.x1 - room;
	axis_bottom(g->c, &g->pal, &s, g->body.y0, g->body.y1, "");
	figure_axis_title(g, &title, v.column);
	tf = figure_face(g, FIGURE_TEXT, "axis", ANCHOR_MIDDLE);
	canvas_text(g->c, (s.p0 + s.p1) / 2, g->body.y1 + 22.5, title.p, &tf);
	pitch = (g->body.y1 - g->body.y0) / (double)g->f.nrow;
	for (size_t i = 0; i < g->f.nrow; i++)
		row_draw(
		    g, &v, &s, v.order[i], g->body.y0 + ((double)i + 0.17) * pitch, pitch * 0.66);
	canvas_line(g->c, scale_at(&s, 0), g->body.y0, scale_at(&s, 0), g->body.y1, &zero);
	free(v.order);
	sbuf_release(&title);
}
