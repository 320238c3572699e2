#include <stdlib.h>

#include "book_own.h"
#include "mem.h"

#define ROW_PX		20		/* height of a row [px] */
#define CHART_ROWS	15		/* rows a chart covers, and one between charts */
#define CHART_WIDTH	616.0		/* [px]: 163 mm at 96 per inch */
#define DEFAULT_WIDTH	480.0		/* the library's [px] */
#define DEFAULT_HEIGHT	288.0
#define PER_PAGE	3		/* charts a printed page holds */
#define GAP		60		/* between columns [% of their width] */
#define LABELS_MAX	31		/* categories that are all named */

static const uint8_t type_of[CHART_NKIND] = { LXW_CHART_COLUMN, LXW_CHART_COLUMN_STACKED_PERCENT, LXW_CHART_LINE,
	LXW_CHART_BAR_STACKED, LXW_CHART_DOUGHNUT };

struct maker {
	struct book		*b;
	const struct book_chart	*c;
	const struct book_tab	*src;
	lxw_chart		*chart;
	lxw_row_t		 first, last;
};

static size_t
column(const struct maker *m, struct sv name)
{
	const size_t i = map_get(&m->src->columns, name);

	if (i == MAP_NONE)
		diag_refuse(m->b->d, &m->c->at, _("sheet '%s' has no column '%.*s'"), m->c->source, (int)name.n,
		    name.p);
	return i;
}

/* The parts of a doughnut: a fill each, and its share on white, readable whatever the fill. */
static void
paint_points(const struct maker *m, lxw_chart_series *s)
{
	const size_t rows = (size_t)(m->last - m->first) + 1, n = m->c->ncolour < rows ? m->c->ncolour : rows;
	lxw_chart_fill *fill = mem_array(n, sizeof(*fill)), white = { .color = LXW_COLOR_WHITE };
	lxw_chart_point *point = mem_array(n, sizeof(*point));
	lxw_chart_point **points = mem_array(n + 1, sizeof(*points));

	chart_series_set_labels_options(s, LXW_FALSE, LXW_FALSE, LXW_FALSE);
	chart_series_set_labels_percentage(s);
	chart_series_set_labels_num_format(s, "0.0%");
	chart_series_set_labels_fill(s, &white);
	for (size_t i = 0; i < n; i++) {
		fill[i].color = book_rgb(m->c->colour[i]);
		point[i].fill = &fill[i];
		points[i] = &point[i];
	}
	if (n > 0)
		book_check(m->b, chart_series_set_points(s, points));
	free(points);
	free(point);
	free(fill);
}

static void
paint(const struct maker *m, lxw_chart_series *s, size_t i)
{
	lxw_chart_line line = { .width = 0.5F, .color = 0x404040 };
	lxw_chart_fill fill = { .none = 0 };

	if (m->c->kind == CHART_DOUGHNUT)
		paint_points(m, s);
	if (m->c->kind == CHART_DOUGHNUT || i >= m->c->ncolour)
		return;
	if (m->c->kind == CHART_LINE) {
		line = (lxw_chart_line){ .width = 1.75F, .color = book_rgb(m->c->colour[i]) };
		chart_series_set_line(s, &line);
		fill.color = book_rgb(m->c->colour[i]);
		chart_series_set_marker_type(s, LXW_CHART_MARKER_CIRCLE);
		chart_series_set_marker_size(s, 4);
		chart_series_set_marker_fill(s, &fill);
		chart_series_set_marker_line(s, &line);
		return;
	}
	fill.color = book_rgb(m->c->colour[i]);
	chart_series_set_fill(s, &fill);
	chart_series_set_line(s, &line);
}

/*
 * A series is called by its head; where two columns of the chart have the same lower head (PM10 / mean,
 * PM2.5 / mean) by the head above.
 */
static void
name_series(const struct maker *m, lxw_chart_series *s, size_t val)
{
	const struct book_head *h = &m->src->head[val];
	size_t same = 0;

	for (size_t i = 0; i < m->c->nseries; i++)
		same += strcmp(m->src->head[column(m, m->c->series[i])].text, h->text) == 0;
	if (same > 1 && h->over >= 0)
		chart_series_set_name_range(s, m->c->source, h->row - 1, (lxw_col_t)h->over);
	else
		chart_series_set_name_range(s, m->c->source, h->row, (lxw_col_t)val);
}

static void
add_series(const struct maker *m, size_t i)
{
	const size_t cat = column(m, m->c->category), val = column(m, m->c->series[i]);
	lxw_chart_series *s = chart_add_series(m->chart, NULL, NULL);

	chart_series_set_categories(s, m->c->source, m->first, (lxw_col_t)cat, m->last, (lxw_col_t)cat);
	chart_series_set_values(s, m->c->source, m->first, (lxw_col_t)val, m->last, (lxw_col_t)val);
	name_series(m, s, val);
	paint(m, s, i);
}

/* Axes as the figures of the report have them: horizontal grid lines, grey, 8 pt. */
static void
set_axes(const struct maker *m)
{
	char name[] = BOOK_FONT;		/* the library asks for one that can be written to */
	lxw_chart_font font = { .name = name, .size = 9, .color = 0x555555 };
	lxw_chart_font small = { .name = name, .size = 8, .color = 0x555555 };
	lxw_chart_font upright = { .name = name, .size = 9, .color = 0x555555, .rotation = 360 };
	lxw_chart_line grid = { .color = 0xDDDDDD, .width = 0.5F };
	const bool bars = m->c->kind == CHART_BAR_STACKED;	/* lie down: so do their axes */
	lxw_chart_axis *value = bars ? m->chart->x_axis : m->chart->y_axis;
	lxw_chart_axis *category = bars ? m->chart->y_axis : m->chart->x_axis;

	if (m->c->kind == CHART_DOUGHNUT)
		return;
	chart_axis_set_num_font(value, &font);
	chart_axis_set_num_font(category, bars ? &small : &font);
	chart_axis_major_gridlines_set_line(value, &grid);
	if (m->last - m->first < LABELS_MAX)
		chart_axis_set_interval_unit(category, 1);
	if (bars) {					/* first row on top, values below */
		chart_axis_set_reverse(category);
		chart_axis_set_crossing_max(category);
	}
	if (m->c->unit != NULL && *m->c->unit != '\0') {
		chart_axis_set_name(value, m->c->unit);
		chart_axis_set_name_font(value, bars ? &upright : &font);
	}
	if (m->c->kind == CHART_COLUMN_STACKED_100)
		chart_axis_set_num_format(value, "0%");
}

static void
set_title(const struct maker *m)
{
	char name[] = BOOK_FONT;		/* the library asks for one that can be written to */
	lxw_chart_font font = { .name = name, .size = 12, .bold = LXW_TRUE, .color = 0x1A1A1A };
	lxw_chart_font legend = { .name = name, .size = 9 };

	if (m->c->title == NULL || *m->c->title == '\0')
		chart_title_off(m->chart);
	else {
		chart_title_set_name(m->chart, m->c->title);
		chart_title_set_name_font(m->chart, &font);
	}
	chart_legend_set_position(m->chart, m->c->nseries > 1 || m->c->kind == CHART_DOUGHNUT ?
	    LXW_CHART_LEGEND_TOP : LXW_CHART_LEGEND_NONE);
	chart_legend_set_font(m->chart, &legend);
}

/* Below the charts that stand there; a page break after every third. */
static void
place_chart(const struct maker *m, struct book_tab *t)
{
	char *alt = mem_dup(m->c->alt != NULL && *m->c->alt != '\0' ? m->c->alt : m->c->title);
	lxw_chart_options opt = { .x_scale = CHART_WIDTH / DEFAULT_WIDTH,
	    .y_scale = CHART_ROWS * ROW_PX / DEFAULT_HEIGHT, .description = alt, .object_position = 2 };
	const lxw_row_t row = (lxw_row_t)(t->ncharts * (CHART_ROWS + 1));

	book_check(m->b, worksheet_insert_chart_opt(t->ws, row, 0, m->chart, &opt));
	t->ncharts++;
	if (t->ncharts % PER_PAGE == 1 && t->ncharts > 1) {
		lxw_row_t breaks[64] = { 0 };
		size_t n = 0;

		for (size_t i = PER_PAGE; i < t->ncharts && n < 63; i += PER_PAGE)
			breaks[n++] = (lxw_row_t)(i * (CHART_ROWS + 1));
		book_check(m->b, worksheet_set_h_pagebreaks(t->ws, breaks));
	}
	free(alt);
}

void
book_chart_sheet(struct book *b, const char *name)
{
	lxw_worksheet *ws;

	if (book_find_tab(b, name) != NULL)
		return;
	ws = book_new_tab(b, name)->ws;
	worksheet_gridlines(ws, LXW_HIDE_ALL_GRIDLINES);
	book_print_setup(ws, false);
}

void
book_chart(struct book *b, const struct book_chart *c)
{
	struct maker m = { .b = b, .c = c };
	struct book_tab *t;
	size_t nrow;

	book_chart_sheet(b, c->sheet);
	t = book_find_tab(b, c->sheet);
	m.src = book_find_tab(b, c->source);
	if (m.src == NULL || m.src->columns.n == 0)
		diag_refuse(b->d, &c->at, _("there is no sheet '%s' with data"), c->source);
	nrow = (size_t)m.src->last + 1 - m.src->first;
	if (nrow == 0 || c->first > nrow || c->last > nrow || (c->last > 0 && c->last < c->first))
		diag_refuse(b->d, &c->at, _("sheet '%s' has %zu rows of data, the chart asks for others"), c->source,
		    nrow);
	m.first = m.src->first + (lxw_row_t)(c->first > 0 ? c->first - 1 : 0);
	m.last = c->last > 0 ? m.src->first + (lxw_row_t)c->last - 1 : m.src->last;
	m.chart = workbook_add_chart(b->wb, type_of[c->kind]);
	if (m.chart == NULL)
		book_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
	for (size_t i = 0; i < c->nseries; i++)
		add_series(&m, i);
	if (c->kind == CHART_COLUMN || c->kind == CHART_COLUMN_STACKED_100 || c->kind == CHART_BAR_STACKED)
		chart_set_series_gap(m.chart, GAP);
	set_axes(&m);
	set_title(&m);
	place_chart(&m, t);
}
