/*
 * One panel of a profile along a river (river.h).
 */
#include <math.h>

#include "river.h"

#define DOT		1.9		/* radius of a point [pt] */
#define LIMIT_REACH	3.0		/* a limit of so many times the data is told, not drawn */

size_t
river_limits(const struct figure *g, const char *column, struct figure_limit l[RIVER_LIMITS])
{
	struct figure_limit one;
	size_t n = 0;

	for (size_t i = 0; i < g->o->limits->n; i++) {
		size_t k;

		if (!figure_limit_is(g, i, column, &one))
			continue;
		if (n == RIVER_LIMITS)
			diag_usage(g->d, _("option --limit: more than %d of %s"), RIVER_LIMITS, column);
		for (k = n++; k > 0 && l[k - 1].value < one.value; k--)
			l[k] = l[k - 1];
		l[k] = one;
	}
	return n;
}

struct scale
river_scale(const struct figure *g, const struct river *v, size_t item)
{
	struct figure_limit l[RIVER_LIMITS];
	double data = 0, low = 0, top;

	for (size_t i = 0; i < v->nsection; i++) {
		const double now = dec_double(frame_dec(&g->f, v->section[i], v->now[item]));
		const double base = dec_double(frame_dec(&g->f, v->section[i], v->base[item]));

		data = fmax(data, fmax(now, base));	/* fmax passes NAN over */
		low = fmin(low, fmin(now, base));
	}
	top = data * 1.04;
	for (size_t i = river_limits(g, v->column[item].p, l); i-- > 0;) {
		low = fmin(low, l[i].value);
		if (l[i].value <= data * LIMIT_REACH)
			top = fmax(top, l[i].value);
	}
	return scale_nice(low, top == 0 && low == 0 ? 1 : top, 4);
}

void
river_limit_text(struct sbuf *b, const struct figure_limit *l)
{
	if (l->name.n > 0) {
		sbuf_put(b, l->name.p, l->name.n);
		sbuf_putc(b, ' ');
	}
	sbuf_puts(b, l->text);
}

/* Lines of the limits, their names at the right end; those above the scale are told at the top. */
static void
limits_draw(struct figure *g, const struct river *v, size_t item, const struct scale *s,
    struct box b)
{
	struct pen pen = figure_pen(g, "limit", 0.7);
	struct face f = figure_face(g, FIGURE_LEAST, "limit", ANCHOR_START);
	struct figure_limit l[RIVER_LIMITS];
	const size_t n = river_limits(g, v->column[item].p, l);
	double at[RIVER_LIMITS], size[RIVER_LIMITS];
	struct sbuf t = { 0 };
	size_t above = 0;

	pen.dash = DASH_LONG;
	for (; above < n && l[above].value > s->hi; above++) {
		sbuf_puts(&t, above > 0 ? "  " : "");
		river_limit_text(&t, &l[above]);
		sbuf_puts(&t, " ↑");
	}
	if (above > 0) {
		f.anchor = ANCHOR_END;
		canvas_text(g->c, b.x1, b.y0 - 4, t.p, &f);
		f.anchor = ANCHOR_START;
	}
	for (size_t i = above; i < n; i++) {
		at[i - above] = scale_at(s, l[i].value);
		size[i - above] = f.size + 1;
		canvas_line(g->c, b.x0, at[i - above], b.x1, at[i - above], &pen);
	}
	axis_spread(at, size, n - above, b.y0 - f.size, b.y1 + f.size);
	for (size_t i = above; i < n; i++) {
		sbuf_clear(&t);
		river_limit_text(&t, &l[i]);
		canvas_text(g->c, b.x1 + 3, at[i - above] + f.size * 0.36, t.p, &f);
	}
	sbuf_release(&t);
}

/* A line broken where a section has no value; a value below its detection limit is a ring. */
static void
line_draw(struct figure *g, const struct river *v, size_t num, const struct scale *s, bool now)
{
	const struct pen pen = { .color = palette_role(&g->pal, now ? "this" : "base"),
		.width = now ? 1.2 : 1.0, .dash = now ? DASH_NONE : DASH_LONG };
	const struct pen ring = { .color = pen.color, .width = 0.9 };
	struct spot last = { NAN, NAN };

	canvas_group(g->c, figure_word(g, now ? "this" : "base"));
	for (size_t i = 0; i < v->nsection; i++) {
		const double d = dec_double(frame_dec(&g->f, v->section[i], num));
		const struct spot p = { river_x(g, v, v->section[i]), scale_at(s, d) };

		if (!isnan(d) && !isnan(last.y))
			canvas_line(g->c, last.x, last.y, p.x, p.y, &pen);
		last = isnan(d) ? (struct spot){ NAN, NAN } : p;
	}
	for (size_t i = 0; i < v->nsection; i++) {
		const struct dec d = frame_dec(&g->f, v->section[i], num);
		const uint32_t fill = d.cens == '<' ? palette_role(&g->pal, "paper") : pen.color;

		if (dec_has(d))
			canvas_marker(g->c, now ? MARKER_CIRCLE : MARKER_SQUARE,
			    river_x(g, v, v->section[i]), scale_at(s, dec_double(d)), DOT, fill, &ring);
	}
	canvas_end(g->c);
}

void
river_panel(struct figure *g, const struct river *v, size_t item, struct box b)
{
	const struct face tf = figure_face(g, FIGURE_TEXT, "axis", ANCHOR_START);
	struct scale s = river_scale(g, v, item);
	struct sbuf title = { 0 };

	figure_axis_title(g, &title, v->column[item].p);
	canvas_group(g->c, title.p);
	canvas_text(g->c, g->body.x0, b.y0 + FIGURE_TEXT, title.p, &tf);
	b.y0 += FIGURE_TEXT + 7;
	s.p0 = b.y1;
	s.p1 = b.y0;
	axis_left(g->c, &g->pal, &s, b.x0, b.x1, AXIS_SIZE);
	limits_draw(g, v, item, &s, b);
	if (v->base[item] != FRAME_NONE)
		line_draw(g, v, v->base[item], &s, false);
	line_draw(g, v, v->now[item], &s, true);
	canvas_end(g->c);
	sbuf_release(&title);
}
