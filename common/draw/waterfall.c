/*
 * waterfall - from a first total over its changes to a last total: what raised and what lowered it.
 * The vertical axis begins at zero unless the changes would be too small to see; then the totals are
 * cut, shown by a break in them and in words.
 */
#include <math.h>

#include "charts.h"
#include "label.h"

#define BAR		0.62		/* width of a bar, of the room it has */
#define NAME_PITCH	(FIGURE_TEXT + 2)

struct falls {
	const char	*column;
	size_t		 name, value;
	int		 decimals;
	double		 lo, hi;	/* of the running total */
};

/* The terms must lead from the first total to the last, or the picture would lie. */
static void
check(struct figure *g, struct falls *v)
{
	const size_t n = g->f.nrow;
	struct decsum s = { 0 };
	double run = 0;

	if (n > 0 && n < 3)
		diag_refuse(g->d, NULL,
		    _("a waterfall needs a first total, changes and a last total: 3 rows at least"));
	v->lo = INFINITY;
	v->hi = -INFINITY;
	for (size_t i = 0; i < n; i++) {
		const struct dec x = frame_dec(&g->f, i, v->value);

		if (!dec_has(x))
			diag_refuse(g->d, NULL, _("column %s: the value of %s is missing"),
			    v->column, frame_str(&g->f, i, v->name));
		if (i + 1 < n)
			decsum_add(&s, x);
		run = i + 1 < n ? run + dec_double(x) : dec_double(x);
		v->lo = fmin(v->lo, run);
		v->hi = fmax(v->hi, run);
	}
	if (n > 0) {
		const struct dec last = frame_dec(&g->f, n - 1, v->value);
		const struct ratio off = ratio_sub(decsum_sum(&s), dec_ratio(last));
		char a[DEC_TEXT], b[DEC_TEXT];

		if (dec_round(ratio_round(off, v->decimals), v->decimals).m == 0)
			return;
		(void)dec_print(a, ratio_round(decsum_sum(&s), v->decimals));
		(void)dec_print(b, dec_round(last, v->decimals));
		diag_refuse(g->d, NULL, _("the changes lead to %s, the last total is %s"), a, b);
	}
}

/* Where the axis begins: 0, or a round value so low that the totals keep a third of the height. */
static struct scale
make_scale(const struct falls *v, bool *cut)
{
	const double range = v->hi - v->lo;

	*cut = v->lo > 0 && range < 0.3 * v->hi;
	return *cut ? scale_nice(v->lo - fmax(range, 0.01 * v->hi) * 0.6, v->hi + range * 0.12, 5) :
	    scale_nice(fmin(0, v->lo), v->hi * 1.05, 5);
}

/* Two white strokes across the foot of a total whose bar does not begin at zero. */
static void
break_mark(struct figure *g, double x, double w, double y)
{
	const struct pen white = { .color = palette_role(&g->pal, "paper"), .width = 2.2 };
	const struct pen edge = figure_pen(g, "outline", 0.4);

	canvas_line(g->c, x - 2, y + 2, x + w + 2, y - 2, &white);
	canvas_line(g->c, x - 2, y + 3.1, x + w + 2, y - 0.9, &edge);
	canvas_line(g->c, x - 2, y + 0.9, x + w + 2, y - 3.1, &edge);
}

/* A bar between two values with its number above it, or below where it goes down. */
static void
bar(struct figure *g, const struct falls *v, const struct scale *s, size_t i, struct box b,
    double from, double to)
{
	const bool total = i == 0 || i + 1 == g->f.nrow;
	const double y0 = scale_at(s, fmax(from, s->lo)), y1 = scale_at(s, to), w = b.x1 - b.x0;
	const char *role = total ? "total" : to > from ? "up" : "down";
	const struct pen outline = figure_pen(g, "outline", 0.4);
	struct face f = figure_face(g, FIGURE_TEXT, "text", ANCHOR_MIDDLE);
	struct sbuf t = { 0 };

	canvas_group(g->c, frame_str(&g->f, i, v->name));
	canvas_rect(
	    g->c, b.x0, fmin(y0, y1), w, fabs(y1 - y0), palette_role(&g->pal, role), &outline);
	if (total && s->lo > 0)
		break_mark(g, b.x0, w, s->p0 - 9);
	label_number(&t, frame_dec(&g->f, i, v->value), v->decimals, !total);
	f.bold = total;
	if (!total && to < from)
		canvas_text(g->c, b.x0 + w / 2, fmax(y0, y1) + f.size + 1, t.p, &f);
	else
		canvas_text(g->c, b.x0 + w / 2, fmin(y0, y1) - 2.5, t.p, &f);
	f.bold = false;
	(void)figure_wrap(g->c, frame_str(&g->f, i, v->name), b.x0 + w / 2, b.y1 + 3, w / BAR - 2,
	    NAME_PITCH, &f, true);
	canvas_end(g->c);
	sbuf_release(&t);
}

static void
draw(struct figure *g, const struct falls *v, const struct scale *s)
{
	const struct pen link = figure_pen(g, "axis", 0.5);
	const double pitch = (g->body.x1 - g->body.x0) / (double)g->f.nrow, w = pitch * BAR;
	double run = 0;

	for (size_t i = 0; i < g->f.nrow; i++) {
		const bool total = i == 0 || i + 1 == g->f.nrow;
		const double x = g->body.x0 + ((double)i + (1 - BAR) / 2) * pitch;
		const double to = dec_double(frame_dec(&g->f, i, v->value)) + (total ? 0 : run);

		bar(g, v, s, i, (struct box){ x, g->body.y0, x + w, g->body.y1 },
		    total ? fmin(0, s->lo) : run, to);
		run = to;
		if (i + 1 < g->f.nrow)
			canvas_line(
			    g->c, x + w, scale_at(s, run), x + pitch, scale_at(s, run), &link);
	}
}

/* Height of the names below the bars, each broken into lines. */
static double
names_height(struct figure *g, const struct falls *v)
{
	const double w = (g->body.x1 - g->body.x0) / (double)g->f.nrow - 2;
	const struct face f = { .size = FIGURE_TEXT };
	double h = 0;

	for (size_t i = 0; i < g->f.nrow; i++)
		h = fmax(h,
		    figure_wrap(
			g->c, frame_str(&g->f, i, v->name), 0, 0, w, NAME_PITCH, &f, false));
	return h;
}

void
waterfall_draw(struct figure *g)
{
	struct falls v = { .column = g->o->items != NULL ? g->o->items : "value" };
	const struct face tf = figure_face(g, FIGURE_TEXT, "axis", ANCHOR_START);
	struct face nf = figure_face(g, FIGURE_SMALL, "axis", ANCHOR_END);
	struct sbuf title = { 0 };
	struct scale s;
	bool cut;

	v.name = frame_text(&g->f, g->o->label != NULL ? g->o->label : "name");
	v.value = frame_number(&g->f, v.column);
	frame_read(&g->f);
	figure_rows_at_most(g, g->f.nrow);
	v.decimals = figure_decimals(g, v.column, v.value);
	check(g, &v);
	if (!figure_begin(g, 170))
		return;
	s = make_scale(&v, &cut);
	if (strcmp(v.column, "value") == 0 && figure_name_of(g, "value") == NULL &&
	    g->o->unit == NULL)
		sbuf_puts(&title, figure_word(g, "index"));
	else
		figure_axis_title(g, &title, v.column);
	canvas_text(g->c, g->body.x0, g->body.y0 + FIGURE_TEXT, title.p, &tf);
	if (cut)
		canvas_text(g->c, g->body.x1, g->body.y0 + FIGURE_TEXT, figure_word(g, "cut"), &nf);
	g->body.y0 += FIGURE_TEXT + 10;
	g->body.x0 += axis_width(g->c, &s, AXIS_SIZE) + 5;
	g->body.y1 -= names_height(g, &v) + 4;
	s.p0 = g->body.y1;
	s.p1 = g->body.y0;
	axis_left(g->c, &g->pal, &s, g->body.x0, g->body.x1, AXIS_SIZE);
	draw(g, &v, &s);
	sbuf_release(&title);
}
