#include <math.h>
#include <stdlib.h>

#include "charts.h"
#include "label.h"
#include "lines.h"
#include "mem.h"

#define DENSE		400		/* intervals from first to last time */

/* With one item the band is in min and max, with several in PM2.5_min and PM2.5_max. */
static size_t
band_column(struct figure *g, const struct lines *v, size_t item, const char *which)
{
	struct sbuf b = { 0 };
	size_t num;

	sbuf_printf(&b, "%s_%s", v->column[item].p, which);
	num = frame_number_if(&g->f, b.p);
	if (num == FRAME_NONE && v->nitem == 1)
		num = frame_number_if(&g->f, which);
	sbuf_release(&b);
	return num;
}

static void
bind(struct figure *g, struct lines *v)
{
	static const char *const bands[] = { "min", "max", NULL };
	struct sv part[LINES_ITEMS];

	v->name = FRAME_NONE;
	if (g->o->label != NULL || csvin_column(g->f.in, figure_label_column(g)) >= 0)
		v->name = frame_text(&g->f, figure_label_column(g));
	frame_time(&g->f, g->o->time);
	if (g->o->items != NULL) {
		v->nitem = figure_list(g, g->o->items, part, LINES_ITEMS);
		for (size_t i = 0; i < v->nitem; i++)
			sbuf_put(&v->column[i], part[i].p, part[i].n);
	} else
		v->nitem = figure_own_items(g, v->column, LINES_ITEMS, bands);
	for (size_t i = 0; i < v->nitem; i++) {
		v->num[i] = frame_number(&g->f, v->column[i].p);
		v->min[i] = band_column(g, v, i, "min");
		v->max[i] = band_column(g, v, i, "max");
	}
	figure_limits_used(g, v->column, v->nitem);
}

/* Several names and items: a panel per item; one name: a panel per unit. */
static void
make_panels(struct figure *g, struct lines *v)
{
	struct map units = { 0 };

	for (size_t i = 0; i < v->nitem; i++) {
		struct sbuf u = { 0 };

		figure_column_unit(g, &u, v->column[i].p);
		v->panel[i] = v->names.n > 1 ? (int)i : (int)map_put(&units, sbuf_sv(&u));
		if (v->panel[i] >= v->npanel)
			v->npanel = v->panel[i] + 1;
		sbuf_release(&u);
	}
	map_release(&units);
}

static int
by_time(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* First and last time, and the shortest interval between two. */
static void
span(struct figure *g, struct lines *v)
{
	const size_t n = g->f.nrow;
	int64_t *t = mem_array(n, sizeof(*t));
	enum step step;

	memcpy(t, g->f.when, n * sizeof(*t));
	qsort(t, n, sizeof(*t), by_time);
	v->lo = t[0];
	v->hi = t[n - 1];
	v->gap = g->f.step == STEP_HOUR ? 60 : 1;
	for (size_t i = 1, found = 0; i < n && g->f.step == STEP_HOUR; i++) {
		const int64_t d = t[i] - t[i - 1];

		if (d > 0 && (found++ == 0 || d < v->gap))
			v->gap = d;
	}
	free(t);
	v->dense = v->hi - v->lo > v->gap * DENSE;
	v->mark = v->hi;
	if (g->o->mark != NULL &&
	    (!frame_when(sv_of(g->o->mark), &step, &v->mark) || step != g->f.step))
		diag_usage(
		    g->d, _("option --mark: '%s' is not a time as the rows have"), g->o->mark);
}

static void
legend(struct figure *g, const struct lines *v)
{
	struct legend_entry e[LINES_SERIES + 3] = { { .kind = LEGEND_LINE } };
	const size_t per = v->names.n > 1 ? v->names.n : v->nseries;
	size_t n = 0;

	for (size_t i = 0; i < per && !v->direct; i++)
		e[n++] = (struct legend_entry){ .kind = LEGEND_LINE,
			.pen = v->series[i].pen,
			.text = v->series[i].name,
			.marker = v->series[i].marker,
			.has_marker = !v->dense };
	if (v->min[0] != FRAME_NONE && v->max[0] != FRAME_NONE)
		e[n++] = (struct legend_entry){ .kind = LEGEND_FILL,
			.fill.fill = palette_role(&g->pal, "band"),
			.text = figure_word(g, "band") };
	if (v->rain && rain_has_gap(g, v))
		e[n++] = (struct legend_entry){ .kind = LEGEND_FILL,
			.fill.fill = palette_role(&g->pal, "band"),
			.text = figure_word(g, "absent") };
	if (g->o->limits->n > 0) {
		e[n] = (struct legend_entry){ .kind = LEGEND_LINE,
			.pen = figure_pen(g, "limit", 0.8),
			.text = figure_word(g, v->rain ? "limit-short" : "limit") };
		e[n++].pen.dash = DASH_LONG;
	}
	(void)figure_legend(g, e, n);
}

static size_t
most_in_panel(const struct lines *v)
{
	size_t most = 0;

	for (int p = 0; p < v->npanel; p++) {
		size_t n = 0;

		for (size_t i = 0; i < v->nseries; i++)
			n += v->panel[v->series[i].item] == p;
		most = n > most ? n : most;
	}
	return most;
}

/* The last value of a series as it is printed, at least as wide as four figures. */
static double
value_width(struct figure *g, const struct lines *v, const struct series *s, const struct face *f)
{
	const int decimals = figure_decimals(g, v->column[s->item].p, v->num[s->item]);
	double w = canvas_width(g->c, " 0000", f);
	struct sbuf t = { 0 };

	if (s->n > 0) {
		sbuf_putc(&t, ' ');
		label_number(&t, frame_dec(&g->f, s->row[s->n - 1], v->num[s->item]), decimals, false);
		w = fmax(w, canvas_width(g->c, t.p, f));
	}
	sbuf_release(&t);
	return w;
}

/* Room at the right for the names of the lines and the values there. */
static double
name_room(struct figure *g, const struct lines *v)
{
	const struct face f = { .size = FIGURE_TEXT };
	double w = 0;

	for (size_t i = 0; i < v->nseries; i++) {
		const struct series *s = &v->series[i];

		if (v->rain && s->item == 0)
			continue;
		w = fmax(w, (s->lone ? 0 : canvas_width(g->c, s->name, &f)) +
		    (v->dense ? 0 : value_width(g, v, s, &f)));
	}
	return fmin(ceil(w) + 8, 110);
}

/* Where the axis of time begins: hours reach back from their stamps, the column of rain by its own interval. */
static double
beginning(const struct figure *g, const struct lines *v)
{
	const double own = (double)v->lo - (double)v->gap;

	if (!v->rain || v->series[0].n == 0)
		return own;
	return fmin(own, (double)g->f.when[v->series[0].row[0]] - (double)v->series[0].gap);
}

static void
draw(struct figure *g, struct lines *v)
{
	const double gap = (double)(v->rain && v->series[0].gap > v->gap ? v->series[0].gap : v->gap);
	const double pad = gap * 0.5;
	double h, y;

	v->direct = most_in_panel(v) <= LINES_DIRECT;
	v->x = (struct scale){ .lo = g->f.step == STEP_HOUR ? beginning(g, v) : (double)v->lo - pad,
		.hi = (double)v->hi + (v->hi == v->lo || g->f.step != STEP_HOUR ? pad : 0) };
	legend(g, v);
	v->x.p0 = g->body.x0 + 26;
	v->x.p1 = g->body.x1 - (v->direct ? name_room(g, v) : 6);
	y = g->body.y0;
	h = (g->body.y1 - y - 24) / (v->npanel - (v->rain ? 1 - RAIN_SHARE : 0));
	figure_breadth(g, v->x.p1 - v->x.p0, 30);
	figure_room(g, v->rain ? h * RAIN_SHARE : h, 30);
	for (int p = 0; p < v->npanel; p++) {
		const double own = v->rain && p == 0 ? h * RAIN_SHARE : h;
		const struct box b = { v->x.p0, y, v->x.p1, y + own - 6 };

		if (v->rain && p == 0)
			rain_panel(g, v, b);
		else
			lines_panel(g, v, p, b);
		y += own;
	}
	lines_time_axis(g, v, g->body.y1 - 30);
}

static void
figure_of_lines(struct figure *g, bool rain)
{
	struct lines v = { .name = FRAME_NONE, .rain = rain };

	if (rain)
		rain_bind(g, &v);
	else
		bind(g, &v);
	frame_read(&g->f);
	for (size_t i = 0; i < g->f.nrow && v.name != FRAME_NONE; i++)
		(void)map_put(&v.names, sv_of(frame_str(&g->f, i, v.name)));
	make_panels(g, &v);
	if (g->f.nrow > 0) {
		span(g, &v);
		lines_make_series(g, &v);
	}
	if (figure_begin(g, v.npanel == 1 ? 175 : v.npanel * 105 + 40))
		draw(g, &v);
	for (size_t i = 0; i < v.nseries; i++)
		free(v.series[i].row);
	free(v.series);
	map_release(&v.names);
	for (size_t i = 0; i < v.nitem; i++)
		sbuf_release(&v.column[i]);
}

void
lines_draw(struct figure *g)
{
	figure_of_lines(g, false);
}

void
rainline_draw(struct figure *g)
{
	figure_of_lines(g, true);
}
