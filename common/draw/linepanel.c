/*
 * One panel of a line chart (lines.h).
 */
#include <math.h>
#include <stdlib.h>

#include "label.h"
#include "lines.h"
#include "mem.h"

#define DOT		1.5		/* radius of the marker of each point [pt] */
#define MARK		2.6		/* of the marked time */
#define DOTS_MAX	40		/* more points than these are drawn without markers */

static double
value(const struct figure *g, const struct lines *v, const struct series *s, size_t i)
{
	return dec_double(frame_dec(&g->f, s->row[i], v->num[s->item]));
}

size_t
lines_run(const struct figure *g, const struct lines *v, const struct series *s,
    const struct scale *y, size_t *at, struct spot *p)
{
	size_t n = 0;

	while (*at < s->n && isnan(value(g, v, s, *at)))
		(*at)++;
	for (; *at < s->n; (*at)++) {
		const double d = value(g, v, s, *at);

		if (isnan(d))
			break;
		if (n > 0 && (g->f.when[s->row[*at]] - g->f.when[s->row[*at - 1]]) * 2 > s->gap * 3)
			break;
		p[n++] = (struct spot){ scale_at(&v->x, (double)g->f.when[s->row[*at]]),
			scale_at(y, d) };
	}
	return n;
}

size_t
lines_thin(struct spot *p, size_t n)
{
	size_t out = 0;

	for (size_t i = 0; i < n;) {
		size_t end = i, low = i, high = i, a, b;
		const double slot = floor(p[i].x * 4);
		struct spot last, first = p[i];

		for (; end < n && floor(p[end].x * 4) == slot; end++) {
			low = p[end].y > p[low].y ? end : low;
			high = p[end].y < p[high].y ? end : high;
		}
		last = p[end - 1];
		a = low < high ? low : high;
		b = low < high ? high : low;
		{
			const struct spot pa = p[a], pb = p[b];

			p[out++] = first;
			if (a > i && a + 1 < end)
				p[out++] = pa;
			if (b > a && b > i && b + 1 < end)
				p[out++] = pb;
			if (end - i > 1)
				p[out++] = last;
		}
		i = end;
	}
	return out;
}

/*
 * Limits of the panel's values, bands and limit lines; zero is the foot unless that hides the
 * course.
 */
static struct scale
panel_scale(const struct figure *g, const struct lines *v, int panel, double limit)
{
	double lo = INFINITY, hi = -INFINITY;

	for (size_t i = 0; i < v->nitem; i++) {
		if (v->panel[i] != panel)
			continue;
		for (size_t r = 0; r < g->f.nrow; r++) {
			const double x[3] = { dec_double(frame_dec(&g->f, r, v->num[i])),
				dec_double(frame_dec(&g->f, r, v->min[i])),
				dec_double(frame_dec(&g->f, r, v->max[i])) };

			for (int k = 0; k < 3; k++) {
				lo = fmin(lo, x[k]);
				hi = fmax(hi, x[k]);
			}
		}
	}
	if (!isnan(limit)) {
		lo = fmin(lo, limit);
		hi = fmax(hi, limit);
	}
	if (lo > hi)
		return scale_nice(0, 1, 4);
	if (lo >= 0 && lo < 0.7 * hi)
		lo = 0;
	return scale_nice(lo, hi + (hi - lo) * 0.03, 4);
}

static double
panel_limit(const struct figure *g, const struct lines *v, int panel)
{
	double limit = NAN;

	for (size_t k = 0; k < v->nitem && isnan(limit); k++) {
		if (v->panel[k] == panel)
			(void)figure_limit(g, v->column[k].p, &limit);
	}
	return limit;
}

static void
band(struct figure *g, const struct lines *v, size_t item, const struct scale *y)
{
	const struct series *s = NULL;
	struct spot *p = mem_array(2 * g->f.nrow, sizeof(*p));
	const uint32_t fill = palette_role(&g->pal, "band");
	size_t n = 0;

	for (size_t i = 0; i < v->nseries && s == NULL; i++)
		s = v->series[i].item == item ? &v->series[i] : NULL;
	for (size_t i = 0; i <= s->n; i++) {
		const bool end = i == s->n ||
		    (n > 0 && (g->f.when[s->row[i]] - g->f.when[s->row[i - 1]]) * 2 > v->gap * 3);
		const double hi =
		    i == s->n ? NAN : dec_double(frame_dec(&g->f, s->row[i], v->max[item]));
		const double lo =
		    i == s->n ? NAN : dec_double(frame_dec(&g->f, s->row[i], v->min[item]));

		if (end || isnan(hi) || isnan(lo)) {
			for (size_t k = 0; k < n / 2; k++) { /* the lower edge, back to the start */
				const struct spot q = p[n + k];

				p[n + k] = p[2 * n - 1 - k];
				p[2 * n - 1 - k] = q;
			}
			canvas_path(g->c, p, 2 * n, true, fill, NULL);
			n = 0;
		}
		if (!isnan(hi) && !isnan(lo)) {
			const double x = scale_at(&v->x, (double)g->f.when[s->row[i]]);

			memmove(p + n + 1, p + n, n * sizeof(*p));
			p[n] = (struct spot){ x, scale_at(y, hi) };
			p[2 * n + 1] = (struct spot){ x, scale_at(y, lo) };
			n++;
		}
	}
	free(p);
}

static void
line(struct figure *g, const struct lines *v, const struct series *s, const struct scale *y)
{
	struct spot *p = mem_array(s->n, sizeof(*p));
	const bool dots = s->n <= DOTS_MAX;
	size_t at = 0, n;

	canvas_group(g->c, s->name);
	while ((n = lines_run(g, v, s, y, &at, p)) > 0) {
		if (n == 1 && !dots)
			canvas_circle(g->c, p[0].x, p[0].y, 0.8, s->pen.color, NULL);
		for (size_t i = 0; i < n && dots; i++)
			canvas_marker(g->c, s->marker, p[i].x, p[i].y, DOT, s->pen.color, NULL);
		n = lines_thin(p, n);
		canvas_path(g->c, p, n, false, INK_NONE, &s->pen);
	}
	canvas_end(g->c);
	free(p);
}

/* --- names at the ends, the marked time --- */

struct end {
	double			 x, y;		/* of its last point */
	double			 at;		/* y of its name */
	const struct series	*s;
	struct dec		 v;		/* at the marked time; missing elsewhere */
};

/* Names in the order of their points, moved apart by a line's height, kept within the panel. */
static void
spread(struct end *e, size_t n, double top, double bottom)
{
	const double pitch = FIGURE_TEXT + 1.5;
	double at[LINES_DIRECT], size[LINES_DIRECT];

	for (size_t i = 1; i < n; i++) {
		for (size_t k = i; k > 0 && e[k].y < e[k - 1].y; k--) {
			const struct end t = e[k];

			e[k] = e[k - 1];
			e[k - 1] = t;
		}
	}
	for (size_t i = 0; i < n; i++) {
		at[i] = e[i].y;
		size[i] = pitch;
	}
	axis_spread(at, size, n, top - pitch / 2, bottom + pitch / 2);
	for (size_t i = 0; i < n; i++)
		e[i].at = at[i];
}

static void
put_end(struct figure *g, const struct lines *v, const struct end *e, double x)
{
	const struct face f = figure_face(g, FIGURE_TEXT, "text", ANCHOR_START);
	const struct pen lead = figure_pen(g, "axis", 0.4);
	struct sbuf t = { 0 };

	if (!e->s->lone)
		sbuf_puts(&t, e->s->name);
	if (dec_has(e->v) && !v->dense) {
		if (t.n > 0)
			sbuf_putc(&t, ' ');
		label_number(&t, e->v,
		    figure_decimals(g, v->column[e->s->item].p, v->num[e->s->item]), false);
	}
	if (fabs(e->at - e->y) > 2)
		canvas_line(g->c, e->x + 4, e->y, x + 7, e->at, &lead);
	canvas_text(g->c, x + 8, e->at + f.size * 0.36, t.n > 0 ? t.p : "", &f);
	sbuf_release(&t);
}

static void
ends(struct figure *g, const struct lines *v, int panel, const struct scale *y, struct box b)
{
	struct end e[LINES_DIRECT];
	size_t n = 0;

	for (size_t i = 0; i < v->nseries; i++) {
		const struct series *s = &v->series[i];
		size_t last = s->n;

		if (v->panel[s->item] != panel)
			continue;
		while (last > 0 && isnan(value(g, v, s, last - 1)))
			last--;
		if (last == 0)
			continue;
		e[n] = (struct end){ .x = scale_at(&v->x, (double)g->f.when[s->row[last - 1]]),
			.y = scale_at(y, value(g, v, s, last - 1)),
			.s = s };
		if (v->mark == g->f.when[s->row[last - 1]])
			e[n].v = frame_dec(&g->f, s->row[last - 1], v->num[s->item]);
		n++;
	}
	spread(e, n, b.y0 + 3, b.y1 - 3);
	for (size_t i = 0; i < n; i++)
		put_end(g, v, &e[i], b.x1);
}

/* A text in the middle of lines, on a ground of its own. */
static void
plate(struct figure *g, double x, double y, const char *text, const struct face *f)
{
	const double w = canvas_width(g->c, text, f);

	canvas_rect(g->c, x - w / 2 - 0.8, y - f->size * 0.85, w + 1.6, f->size * 1.0,
	    palette_role(&g->pal, "paper"), NULL);
	canvas_text(g->c, x, y, text, f);
}

static void
marks(struct figure *g, const struct lines *v, int panel, const struct scale *y, struct box b)
{
	const struct pen white = { .color = palette_role(&g->pal, "paper"), .width = 0.8 };
	struct pen when = figure_pen(g, "axis", 0.4);
	const double x = scale_at(&v->x, (double)v->mark);
	const struct face f = figure_face(g, FIGURE_LEAST, "text", ANCHOR_MIDDLE);

	if (v->mark < v->lo || v->mark > v->hi || (g->o->mark == NULL && v->dense))
		return;
	when.dash = DASH_SHORT;
	if (g->o->mark != NULL)
		canvas_line(g->c, x, b.y0, x, b.y1, &when);
	for (size_t i = 0; i < v->nseries; i++) {
		const struct series *s = &v->series[i];

		for (size_t k = 0; k < s->n && v->panel[s->item] == panel; k++) {
			const double d = value(g, v, s, k);
			struct sbuf t = { 0 };

			if (g->f.when[s->row[k]] != v->mark || isnan(d))
				continue;
			canvas_marker(
			    g->c, s->marker, x, scale_at(y, d), MARK, s->pen.color, &white);
			if (v->mark != v->hi) {
				label_number(&t, frame_dec(&g->f, s->row[k], v->num[s->item]),
				    figure_decimals(g, v->column[s->item].p, v->num[s->item]),
				    false);
				plate(g, x, scale_at(y, d) - 4.5, t.p, &f);
			}
			sbuf_release(&t);
		}
	}
}

static void
title(struct figure *g, const struct lines *v, int panel, double x, double y)
{
	const struct face f = figure_face(g, FIGURE_TEXT, "axis", ANCHOR_START);
	struct sbuf t = { 0 }, unit = { 0 };

	for (size_t i = 0; i < v->nitem; i++) {
		if (v->panel[i] != panel)
			continue;
		if (t.n > 0)
			sbuf_puts(&t, g->o->en ? ", " : "、");
		figure_column_name(g, &t, v->column[i].p);
		sbuf_clear(&unit);
		figure_column_unit(g, &unit, v->column[i].p);
	}
	if (unit.n > 0)
		sbuf_printf(&t, g->o->en ? " (%s)" : "（%s）", unit.p);
	canvas_text(g->c, x, y, t.p, &f);
	sbuf_release(&t);
	sbuf_release(&unit);
}

void
lines_panel(struct figure *g, struct lines *v, int panel, struct box b)
{
	const double limit = panel_limit(g, v, panel);
	struct scale y = panel_scale(g, v, panel, limit);
	struct pen red = figure_pen(g, "limit", 0.8);

	title(g, v, panel, g->body.x0, b.y0 + FIGURE_TEXT);
	b.y0 += FIGURE_TEXT + 7;
	y.p0 = b.y1;
	y.p1 = b.y0;
	for (size_t i = 0; i < v->nitem; i++) {
		if (v->panel[i] == panel && v->min[i] != FRAME_NONE && v->max[i] != FRAME_NONE)
			band(g, v, i, &y);
	}
	axis_left(g->c, &g->pal, &y, b.x0, b.x1, AXIS_SIZE);
	red.dash = DASH_LONG;
	if (!isnan(limit))
		canvas_line(g->c, b.x0, scale_at(&y, limit), b.x1, scale_at(&y, limit), &red);
	for (size_t i = v->nseries; i-- > 0;) {
		if (v->panel[v->series[i].item] == panel)
			line(g, v, &v->series[i], &y);
	}
	marks(g, v, panel, &y, b);
	if (v->direct)
		ends(g, v, panel, &y, b);
}
