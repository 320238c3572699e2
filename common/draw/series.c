/*
 * The series of a line chart: their rows, names and strokes (lines.h).
 */
#include "lines.h"
#include "mem.h"

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

/* Of a rainline a row without a value is none: rain and water have rows of their own. */
static bool
takes(const struct figure *g, const struct lines *v, const struct series *s, size_t row,
    size_t name)
{
	if (v->rain)
		return dec_has(frame_dec(&g->f, row, v->num[s->item]));
	return v->name == FRAME_NONE || map_get(&v->names, sv_of(frame_str(&g->f, row, v->name))) == name;
}

static void
disorder(const struct figure *g, const struct lines *v, const struct series *s, size_t row)
{
	if (v->rain)
		diag_refuse(g->d, NULL,
		    _("column %s: times do not ascend (row %zu); a rainline is of one section"),
		    v->column[s->item].p, row + 1);
	diag_refuse(g->d, NULL,
	    _("times of %s do not ascend (row %zu); --label names what tells the rows apart"),
	    v->name == FRAME_NONE ? "the rows" : frame_str(&g->f, row, v->name), row + 1);
}

static void
take_rows(struct figure *g, const struct lines *v, struct series *s, size_t name)
{
	s->row = mem_array(g->f.nrow, sizeof(*s->row));
	s->gap = v->rain ? INT64_MAX : v->gap;
	for (size_t i = 0; i < g->f.nrow; i++) {
		const int64_t before = s->n > 0 ? g->f.when[s->row[s->n - 1]] : INT64_MIN;

		if (!takes(g, v, s, i, name))
			continue;
		if (g->f.when[i] <= before)
			disorder(g, v, s, i);
		if (v->rain && s->n > 0 && g->f.when[i] - before < s->gap)
			s->gap = g->f.when[i] - before;
		s->row[s->n++] = i;
	}
	if (s->gap == INT64_MAX)
		s->gap = v->gap;
}

/* A line alone in a panel that has its name for a title needs none at its end, and no dashes. */
static void
find_lone(struct lines *v)
{
	for (size_t i = 0; i < v->nseries && v->names.n <= 1; i++) {
		v->series[i].lone = true;
		for (size_t k = 0; k < v->nseries; k++) {
			if (k != i && v->panel[v->series[k].item] == v->panel[v->series[i].item])
				v->series[i].lone = false;
		}
		if (v->series[i].lone)
			v->series[i].pen.dash = DASH_NONE;
	}
}

void
lines_make_series(struct figure *g, struct lines *v)
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
			style(g, v, s, nname > 1 ? n : v->rain && item > 0 ? item - 1 : item);
		}
	}
	find_lone(v);
}
