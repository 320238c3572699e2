#include <math.h>
#include <stdlib.h>

#include "charts.h"
#include "label.h"
#include "lines.h"
#include "mem.h"

#define TICKS_MAX	40
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

/* --- series --- */

static void
style(struct figure *g, const struct lines *v, struct series *s, size_t k)
{
	static const enum dash dash[] = { DASH_NONE, DASH_LONG, DASH_MIXED, DASH_SHORT };
	struct swatch sw = palette_series(&g->pal, k);
	struct item_column ic;

	if (v->names.n <= 1 && figure_item(g, v->column[s->item].p, &ic))
		(void)palette_item(&g->pal, ic.item->name, &sw);
	s->pen = (struct pen){ .color = sw.fill, .width = k == 0 ? 1.2 : 0.9, .dash = dash[k % 4] };
	s->marker = (enum marker)(k % MARKER_N);
	if (v->dense)
		s->pen = (struct pen){ .color = sw.fill, .width = 0.5, .dash = DASH_NONE };
}

static void
take_rows(struct figure *g, const struct lines *v, struct series *s, size_t name)
{
	s->row = mem_array(g->f.nrow, sizeof(*s->row));
	for (size_t i = 0; i < g->f.nrow; i++) {
		if (v->name != FRAME_NONE &&
		    map_get(&v->names, sv_of(frame_str(&g->f, i, v->name))) != name)
			continue;
		if (s->n > 0 && g->f.when[i] <= g->f.when[s->row[s->n - 1]])
			diag_refuse(g->d, NULL,
			    _("times of %s do not ascend (row %zu); --label names what tells the rows apart"),
			    v->name == FRAME_NONE ? "the rows" : frame_str(&g->f, i, v->name),
			    i + 1);
		s->row[s->n++] = i;
	}
}

/* A line alone in a panel that has its name for a title needs none at its end. */
static void
find_lone(struct lines *v)
{
	for (size_t i = 0; i < v->nseries && v->names.n <= 1; i++) {
		v->series[i].lone = true;
		for (size_t k = 0; k < v->nseries; k++) {
			if (k != i && v->panel[v->series[k].item] == v->panel[v->series[i].item])
				v->series[i].lone = false;
		}
	}
}

static void
make_series(struct figure *g, struct lines *v)
{
	const size_t nname = v->name == FRAME_NONE ? 1 : v->names.n;

	if (nname * v->nitem > LINES_SERIES)
		diag_refuse(g->d, NULL, _("%zu lines are too many for one figure (at most %d)"),
		    nname * v->nitem, LINES_SERIES);
	v->series = mem_array(nname * v->nitem, sizeof(*v->series));
	for (size_t item = 0; item < v->nitem; item++) {
		for (size_t n = 0; n < nname; n++) {
			struct series *s = &v->series[v->nseries++];
			struct sbuf t = { 0 };

			s->item = item;
			if (nname > 1)
				sbuf_puts(&t, v->names.key[n]);
			else
				figure_column_name(g, &t, v->column[item].p);
			s->name = t.p;
			take_rows(g, v, s, n);
			style(g, v, s, nname > 1 ? n : item);
		}
	}
	find_lone(v);
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

/* --- the axis of times --- */

/*
 * Months or years under the ticks.  From the right, a name stands only where the next leaves room;
 * the first that stands tells the year.
 */
static void
time_names(struct figure *g, const struct lines *v, struct timetick *tick, size_t n, double y)
{
	const struct face f = figure_face(g, AXIS_SIZE, "axis", ANCHOR_MIDDLE);
	double next = INFINITY;
	size_t first = n;

	for (size_t i = n; i-- > 0;) {
		const double x = scale_at(&v->x, (double)tick[i].when);
		const double half = canvas_width(g->c, tick[i].under, &f) / 2;

		if (tick[i].under[0] == '\0')
			continue;
		if (fmax(x, g->body.x0 + half) + half + 3 > next)
			tick[i].under[0] = '\0';
		else {
			next = x - half;
			first = i;
		}
	}
	for (size_t i = first; i < n; i++) {
		const char *text = i == first ? tick[i].full : tick[i].under;
		const double x = scale_at(&v->x, (double)tick[i].when),
			     half = canvas_width(g->c, text, &f) / 2;

		canvas_text(g->c, fmin(fmax(x, g->body.x0 + half), g->body.x1 - half), y, text, &f);
	}
}

static void
time_axis(struct figure *g, const struct lines *v, double y)
{
	struct timetick tick[TICKS_MAX];
	const double each = g->f.step == STEP_YEAR ? 24 : 14;
	const size_t most = (size_t)fmin(TICKS_MAX, fmax(2, (v->x.p1 - v->x.p0) / each));
	const bool hours = g->f.step ==
	    STEP_HOUR; /* each ends at its stamp: the last midnight is not of this span */
	const size_t n = time_ticks(g->f.step, hours ? v->lo - v->gap : v->lo,
	    hours ? v->hi - 1 : v->hi, most, g->o->en, tick);
	const struct pen pen = figure_pen(g, "axis", 0.5);
	const struct face f = figure_face(g, AXIS_SIZE, "axis", ANCHOR_MIDDLE);

	for (size_t i = 0; i < n; i++) {
		const double x = scale_at(&v->x, (double)tick[i].when);

		canvas_line(g->c, x, y, x, y + 2, &pen);
		canvas_text(g->c, x, y + 3 + AXIS_SIZE, tick[i].label, &f);
	}
	time_names(g, v, tick, n, y + 13 + AXIS_SIZE);
}

static void
legend(struct figure *g, const struct lines *v)
{
	struct legend_entry e[LINES_SERIES + 2] = { { .kind = LEGEND_LINE } };
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
	if (g->o->limits->n > 0) {
		e[n] = (struct legend_entry){ .kind = LEGEND_LINE,
			.pen = figure_pen(g, "limit", 0.8),
			.text = figure_word(g, "limit") };
		e[n++].pen.dash = DASH_LONG;
	}
	figure_legend(g, e, n);
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

/* Room at the right for the names of the lines and the values there. */
static double
name_room(struct figure *g, const struct lines *v)
{
	const struct face f = { .size = FIGURE_TEXT };
	double w = 0;

	for (size_t i = 0; i < v->nseries; i++) {
		struct sbuf t = { 0 };

		if (!v->series[i].lone)
			sbuf_puts(&t, v->series[i].name);
		sbuf_puts(&t, v->dense ? "" : " 0000");
		w = fmax(w, canvas_width(g->c, t.p, &f));
		sbuf_release(&t);
	}
	return fmin(ceil(w) + 8, 110);
}

static void
draw(struct figure *g, struct lines *v)
{
	const double pad = (double)v->gap * (g->f.step == STEP_HOUR ? 1 : 0.5);
	double h;

	v->direct = most_in_panel(v) <= LINES_DIRECT;
	legend(g, v);
	v->x = (struct scale){ .lo = (double)v->lo - pad,
		.hi = (double)v->hi + (v->hi == v->lo || g->f.step != STEP_HOUR ? pad : 0) };
	v->x.p0 = g->body.x0 + 26;
	v->x.p1 = g->body.x1 - (v->direct ? name_room(g, v) : 6);
	h = (g->body.y1 - g->body.y0 - 24) / v->npanel;
	for (int p = 0; p < v->npanel; p++)
		lines_panel(g, v, p,
		    (struct box){
			v->x.p0, g->body.y0 + p * h, v->x.p1, g->body.y0 + (p + 1) * h - 6 });
	time_axis(g, v, g->body.y1 - 30);
}

void
lines_draw(struct figure *g)
{
	struct lines v = { .nitem = 0 };

	bind(g, &v);
	frame_read(&g->f);
	for (size_t i = 0; i < g->f.nrow && v.name != FRAME_NONE; i++)
		(void)map_put(&v.names, sv_of(frame_str(&g->f, i, v.name)));
	make_panels(g, &v);
	if (g->f.nrow > 0) {
		span(g, &v);
		make_series(g, &v);
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
