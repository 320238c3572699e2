/*
 * calendar - the AQI of every day: one row of cells per name, coloured by level, the index inside and
 * the primary pollutant's letter above 100.  A period of over 31 days is cut into months.
 */
#include <math.h>

#include "cells.h"
#include "charts.h"
#include "label.h"

#define NUMBER_SIZE	5.5		/* [pt] */
#define LETTER_SIZE	5.0
#define CELL_MIN	10.0		/* three figures of NUMBER_SIZE [pt] */
#define HEADER		11.0		/* height of the row of day numbers [pt] */
#define ROW		15.0		/* height of a row of cells, unless the page is told [pt] */
#define DAYS_MAX	(366 * 3)
#define GOOD_MAX 100 /* letters above this AQI: level 3 and worse (HJ 633 table 1) */

struct calendar {
	size_t		 name, primary, aqi, level;	/* columns in the frame */
	struct cells	 cells;				/* by name and day */
	bool		 by_month;
	double		 width, height;			/* of a cell [pt] */
};

static void
bind(struct figure *g, struct calendar *v)
{
	v->name = frame_text(&g->f, figure_label_column(g));
	frame_time(&g->f, g->o->time);
	v->aqi = frame_number(&g->f, "AQI");
	v->level = frame_number(&g->f, "level");
	frame_classes(&g->f, v->level, PALETTE_LEVELS);
	v->primary = frame_text(&g->f, "primary");
}

static void
find_period(struct figure *g, struct calendar *v)
{
	cells_period(g, &v->cells);
	if (v->cells.to - v->cells.from >= DAYS_MAX)
		diag_refuse(g->d, NULL, _("a calendar of more than %d days"), DAYS_MAX);
	v->by_month = v->cells.to - v->cells.from >= 31;
}

/* The letters of a blank-separated list of pollutants; one without a letter is left out. */
static void
letters(const struct figure *g, struct sbuf *b, const char *primary)
{
	struct sv rest = sv_of(primary), word;
	char item[32];
	struct swatch s;

	while (sv_word(&rest, &word)) {
		(void)snprintf(item, sizeof(item), "%.*s", (int)word.n, word.p);
		item[strcspn(item, "_")] = '\0';	/* O3_8hmax as O3 */
		if (palette_item(&g->pal, item, &s))
			sbuf_puts(b, s.mark);
	}
}

static void
cell_draw(struct figure *g, const struct calendar *v, uint32_t row, double x, double y)
{
	const struct pen outline = figure_pen(g, "outline", 0.4);
	const struct dec aqi = row == 0 ? (struct dec){ 0 } : frame_dec(&g->f, row - 1, v->aqi);
	const double level = row == 0 ? NAN : dec_double(frame_dec(&g->f, row - 1, v->level));
	const double mid = x + v->width / 2;
	struct face f = figure_face(g, NUMBER_SIZE, "axis", ANCHOR_MIDDLE);
	struct sbuf t = { 0 };
	struct swatch s;

	if (!dec_has(aqi) || isnan(level)) {
		canvas_rect(
		    g->c, x, y, v->width, v->height, palette_role(&g->pal, "paper"), &outline);
		canvas_text(g->c, mid, y + v->height / 2 + 2.4, "×",
		    &(struct face){ .size = 7, .color = f.color, .anchor = ANCHOR_MIDDLE });
		return;
	}
	s = palette_level(&g->pal, (int)level);
	f.color = s.text;
	canvas_rect(g->c, x, y, v->width, v->height, s.fill, &outline);
	label_number(&t, aqi, 0, false);
	if (dec_double(aqi) > GOOD_MAX) {
		struct face lf = f;

		canvas_text(g->c, mid, y + v->height * 0.46, t.p, &f);
		sbuf_clear(&t);
		letters(g, &t, frame_str(&g->f, row - 1, v->primary));
		lf.size = LETTER_SIZE;
		lf.bold = true;
		if (t.n > 0)
			canvas_text(g->c, mid, y + v->height * 0.87, t.p, &lf);
	} else
		canvas_text(g->c, mid, y + v->height / 2 + NUMBER_SIZE * 0.36, t.p, &f);
	sbuf_release(&t);
}

/* A row of the days first..last; the cell of day d stands at column d - origin. */
static void
row_draw(struct figure *g, const struct calendar *v, size_t name, const char *text, int64_t first,
    int64_t last, int64_t origin, double y)
{
	const struct face f = figure_face(g, FIGURE_TEXT, "text", ANCHOR_END);

	canvas_group(g->c, text);
	figure_text_fit(
	    g, g->body.x0 - 4, y + v->height / 2 + f.size * 0.36, g->body.x0 - 7, text, f);
	for (int64_t d = first < v->cells.from ? v->cells.from : first; d <= last && d <= v->cells.to; d++)
		cell_draw(g, v, cells_at(&v->cells, name, d),
		    g->body.x0 + (double)(d - origin) * v->width, y);
	canvas_end(g->c);
}

/* Numbers of n days from day on; heads a month of cells with its name where `month` is given. */
static void
header(struct figure *g, const struct calendar *v, int64_t day, int n, bool numbers_only,
    const char *month)
{
	const struct face f = figure_face(g, FIGURE_SMALL, "axis", ANCHOR_MIDDLE);
	struct face mf = figure_face(g, FIGURE_TEXT, "text", ANCHOR_END);
	char buf[16];

	for (int i = 0; i < n; i++) {
		(void)snprintf(buf, sizeof(buf), "%d", numbers_only ? i + 1 : civil_ymd(day + i).d);
		canvas_text(g->c, g->body.x0 + (i + 0.5) * v->width, g->body.y0 + 8, buf, &f);
	}
	mf.bold = true;
	if (month != NULL)
		canvas_text(g->c, g->body.x0 - 4, g->body.y0 + 8, month, &mf);
	g->body.y0 += HEADER;
}

static void
month_text(const struct figure *g, char *buf, size_t n, struct ymd d, bool with_year)
{
	if (g->o->en)
		(void)snprintf(buf, n, "%04d-%02d", d.y, d.m);
	else if (with_year)
		(void)snprintf(buf, n, "%d年%d月", d.y, d.m);
	else
		(void)snprintf(buf, n, "%d月", d.m);
}

/* One name: a row per month.  Several: for each month its rows under its own head. */
static void
months_draw(struct figure *g, struct calendar *v)
{
	const bool one = v->cells.names.n == 1;
	char month[32];
	int year = 0;

	if (one)
		header(g, v, 0, 31, true, NULL);
	for (int64_t day = v->cells.from; day <= v->cells.to;) {
		const struct ymd d = civil_ymd(day);
		const int64_t first = civil_days(d.y, d.m, 1),
			      last = first + civil_month_days(d.y, d.m) - 1;

		month_text(g, month, sizeof(month), d, d.y != year || !one);
		year = d.y;
		if (one)
			row_draw(g, v, 0, month, first, last, first, g->body.y0);
		else
			header(g, v, 0, (int)(last - first + 1), true, month);
		for (size_t i = 0; i < v->cells.names.n && !one; i++)
			row_draw(g, v, i, v->cells.names.key[i], first, last, first,
			    g->body.y0 + (double)i * v->height);
		g->body.y0 += one ? v->height : (double)v->cells.names.n * v->height + 4;
		day = last + 1;
	}
}

static void
legend(struct figure *g)
{
	struct legend_entry e[PALETTE_LEVELS] = { { .kind = LEGEND_FILL } };

	for (int i = 0; i < PALETTE_LEVELS; i++) {
		e[i].fill = palette_level(&g->pal, i + 1);
		e[i].fill.hatch = HATCH_NONE;		/* cells have numbers, and no hatch */
		e[i].text = e[i].fill.word;
	}
	(void)figure_legend(g, e, PALETTE_LEVELS);
}

static void
key_line(struct figure *g)
{
	const struct face f = figure_face(g, FIGURE_SMALL, "axis", ANCHOR_START);
	struct sbuf b = { 0 };
	const char *item;

	sbuf_puts(&b, figure_word(g, "primary"));
	for (size_t i = 0; (item = palette_item_name(&g->pal, i)) != NULL; i++) {
		struct swatch s;

		(void)palette_item(&g->pal, item, &s);
		sbuf_printf(&b, "%s%s=%s", i == 0 ? "" : g->o->en ? ", " : "，", s.mark, item);
	}
	sbuf_printf(&b, "%s%s", g->o->en ? "; " : "；", figure_word(g, "missing"));
	figure_text_fit(g, g->body.x0, g->body.y1 - 2, g->body.x1 - g->body.x0, b.p, f);
	g->body.y1 -= 12;
	sbuf_release(&b);
}

/* Numbers that run into each other are worse than no picture. */
static void
check_width(const struct figure *g, const struct calendar *v)
{
	if (v->width < CELL_MIN || v->height < NUMBER_SIZE + LETTER_SIZE)
		diag_usage(g->d, _("a picture of %.0f by %.0f mm is too small for this calendar"),
		    g->c->page.w / MM_PT, g->c->page.h / MM_PT);
}

/* How many rows of cells, how many heads, and how much room between. */
static double
row_count(const struct calendar *v, double *around)
{
	const struct ymd a = civil_ymd(v->cells.from), b = civil_ymd(v->cells.to);
	const int months = (b.y - a.y) * 12 + b.m - a.m + 1;

	*around = HEADER;
	if (!v->by_month)
		return (double)v->cells.names.n;
	if (v->cells.names.n == 1)
		return months;
	*around = months * (HEADER + 4);
	return (double)v->cells.names.n * months;
}

void
calendar_draw(struct figure *g)
{
	struct calendar v = { .name = 0 };
	double rows = 0, around = 0, w = 0;
	const struct face f = { .size = FIGURE_TEXT, .bold = true };

	bind(g, &v);
	frame_read(&g->f);
	if (g->f.nrow > 0 && g->f.step != STEP_DAY)
		diag_refuse(g->d, NULL, _("column %s: a calendar is of days, not of each a %s"),
		    g->o->time, step_name(g->f.step));
	if (g->f.nrow > 0) {
		find_period(g, &v);
		cells_place(g, &v.cells, v.name);
		rows = row_count(&v, &around);
		figure_rows_at_most(g, (size_t)rows);
	}
	if (!figure_begin(g, rows * ROW + around + 15 + 14))
		return;
	legend(g);
	key_line(g);
	w = figure_label_width(g, v.name, (g->body.x1 - g->body.x0) * 0.2);
	if (v.by_month)
		w = fmax(w, ceil(canvas_width(g->c, g->o->en ? "2026-10" : "2026年10月", &f)));
	g->body.x0 += w + 5;
	g->body.x1 -= 0.5;
	v.width =
	    (g->body.x1 - g->body.x0) / (v.by_month ? 31 : fmax(20, (double)(v.cells.to - v.cells.from + 1)));
	v.height = (g->body.y1 - g->body.y0 - around) / rows;
	check_width(g, &v);
	if (v.by_month)
		months_draw(g, &v);
	else {
		header(g, &v, v.cells.from, (int)(v.cells.to - v.cells.from + 1), false, NULL);
		for (size_t i = 0; i < v.cells.names.n; i++)
			row_draw(g, &v, i, v.cells.names.key[i], v.cells.from, v.cells.to, v.cells.from,
			    g->body.y0 + (double)i * v.height);
	}
	cells_release(&v.cells);
}
