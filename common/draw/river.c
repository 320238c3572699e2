/*
 * profile - values along a river: a panel per item over one axis of distance, this period and the one
 * before, the limits of the classes, the mouths of the tributaries.
 * What stands on the axis is in riveraxis.c.
 */
#include <math.h>
#include <stdlib.h>

#include "charts.h"
#include "label.h"
#include "mem.h"
#include "river.h"

#define PANEL		92.0		/* height [pt] */
#define DOT		1.9		/* radius of a point [pt] */
#define LIMIT_REACH	3.0		/* a limit of so many times the data is told, not drawn */

static void
bind(struct figure *g, struct river *v)
{
	static const char *const base[] = { "base", NULL };
	struct sv part[RIVER_ITEMS];
	struct sbuf b = { 0 };

	g->named_limits = true;
	v->name = frame_text(&g->f, figure_label_column(g));
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

/* --- a panel --- */

/* The limits of a column, the highest first; returns how many. */
static size_t
limits_of(const struct figure *g, const char *column, struct figure_limit l[RIVER_LIMITS])
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

/* From zero over the data and the limits that are not far above them. */
static struct scale
panel_scale(const struct figure *g, const struct river *v, size_t item)
{
	struct figure_limit l[RIVER_LIMITS];
	double data = 0, top;

	for (size_t i = 0; i < v->nsection; i++) {
		data = fmax(data, dec_double(frame_dec(&g->f, v->section[i], v->now[item])));
		data = fmax(data, dec_double(frame_dec(&g->f, v->section[i], v->base[item])));
	}
	top = data * 1.04;
	for (size_t i = limits_of(g, v->column[item].p, l); i-- > 0;) {
		if (l[i].value <= data * LIMIT_REACH)
			top = fmax(top, l[i].value);
	}
	return scale_nice(0, top == 0 ? 1 : top, 4);
}

/* "Ⅱ 0.1" */
static void
limit_text(struct sbuf *b, const struct figure_limit *l)
{
	if (l->name.n > 0) {
		sbuf_put(b, l->name.p, l->name.n);
		sbuf_putc(b, ' ');
	}
	sbuf_puts(b, l->text);
}

/* Lines of the limits, their names at the right end; those above the scale are told at the top. */
static void
limits_draw(struct figure *g, const struct river *v, size_t item, const struct scale *s, struct box b)
{
	struct pen pen = figure_pen(g, "limit", 0.7);
	struct face f = figure_face(g, FIGURE_LEAST, "limit", ANCHOR_START);
	struct figure_limit l[RIVER_LIMITS];
	const size_t n = limits_of(g, v->column[item].p, l);
	double at[RIVER_LIMITS], size[RIVER_LIMITS];
	struct sbuf t = { 0 };
	size_t above = 0;

	pen.dash = DASH_LONG;
	for (; above < n && l[above].value > s->hi; above++) {
		sbuf_puts(&t, above > 0 ? "  " : "");
		limit_text(&t, &l[above]);
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
		limit_text(&t, &l[i]);
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

static void
panel_draw(struct figure *g, const struct river *v, size_t item, struct box b)
{
	const struct face tf = figure_face(g, FIGURE_TEXT, "axis", ANCHOR_START);
	struct scale s = panel_scale(g, v, item);
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

/* --- the figure --- */

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
	figure_legend(g, e, n);
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
		const struct scale s = panel_scale(g, v, i);

		left = fmax(left, axis_width(g->c, &s, AXIS_SIZE));
		for (size_t k = limits_of(g, v->column[i].p, l); k-- > 0;) {
			sbuf_clear(&t);
			limit_text(&t, &l[k]);
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
	if (h < PANEL / 3)
		diag_usage(g->d, _("a height of %.0f mm is too small for this figure"), g->o->height);
	river_mouths(g, v, b.y0, b.y0 + above, b.y1 - below);
	g->body.x0 = left;
	for (size_t i = 0; i < v->n; i++)
		panel_draw(g, v, i, (struct box){ b.x0, b.y0 + above + (double)i * h, b.x1,
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
