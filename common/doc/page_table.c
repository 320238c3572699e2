#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "page_join.h"
#include "page_table.h"

#define PAD		4.0	/* [pt] each side of a cell */
#define PAD_SMALL	2.5
#define VPAD		1.5	/* [pt] above and below the lines of a cell */
#define LINES_MAX	3	/* of a wrapped head or cell at the normal size */
#define TEXT_MIN	6.0	/* [em] a text column is not made narrower than */
#define HEAD_MIN	2.0	/* [em] */
#define NOT_FIGURE	((unsigned int)(MD_FOOT | MD_MARK))	/* raised behind the figure of a cell */

static size_t
skip_signs(struct sv t)
{
	static const char *const sign[] = { "+", "-", "−", "±", "<", "≤", "≥", "▲", "▽", "↑", "↓",
		"*", " " };
	size_t at = 0;

	for (size_t i = 0; i < sizeof(sign) / sizeof(sign[0]); i++) {
		const size_t n = strlen(sign[i]);

		if (t.n - at >= n && memcmp(t.p + at, sign[i], n) == 0) {
			at += n;
			i = (size_t)-1;
		}
	}
	return at;
}

/* What may stand behind a number: no ideographs, and no digits but in brackets. */
static bool
is_suffix(struct sv t)
{
	int depth = 0;

	for (size_t i = 0, len; i < t.n; i += len) {
		const int c = utf8_next(t.p + i, t.n - i, &len);

		depth += (c == '(' || c == 0xff08) - (c == ')' || c == 0xff09);
		if ((c >= 0x4e00 && c <= 0x9fff) || (c >= '0' && c <= '9' && depth == 0))
			return false;
	}
	return true;
}

int
page_table_split(struct sv t)
{
	size_t at = skip_signs(t), end;
	const size_t first = at;

	while (at < t.n && ((t.p[at] >= '0' && t.p[at] <= '9') || (t.p[at] == ',' && at > first)))
		at++;
	if (at == first)
		return -1;
	end = at;
	if (end < t.n && t.p[end] == '.') {
		end++;
		while (end < t.n && t.p[end] >= '0' && t.p[end] <= '9')
			end++;
	}
	return is_suffix((struct sv){ t.p + end, t.n - end }) ? (int)at : -1;
}

static bool
is_mark(struct sv t)
{
	static const char *const mark[] = { "—", "/", "-", "*", "NA", "无法判定" };
	bool is = t.n == 0;

	for (size_t i = 0; i < sizeof(mark) / sizeof(mark[0]); i++)
		is = is || sv_is(t, mark[i]);
	return is;
}

struct seen {
	bool	number, other, ideograph, class, level, any;
};

static void
look(struct seen *s, const struct md_text *cell, int split)
{
	struct sbuf b = { 0 };

	md_plain_but(&b, cell, NOT_FIGURE);
	for (size_t i = 0; i < cell->n; i++)
		s->level = s->level || (cell->run[i].level > 0 && cell->run[i].level != MD_WARN);
	if (!is_mark(sbuf_sv(&b))) {
		s->any = true;
		s->number = s->number || split >= 0;
		s->other = s->other || split < 0;
		for (size_t i = 0, len; i < b.n; i += len) {
			const int c = utf8_next(b.p + i, b.n - i, &len);

			s->ideograph = s->ideograph || (c >= 0x4e00 && c <= 0x9fff);
			s->class = s->class || (c >= 0x2160 && c <= 0x216b);
		}
	}
	sbuf_release(&b);
}

static enum page_column
kind_of(const struct page_table *t, size_t c)
{
	const char align = t->md->align[c];
	struct seen s = { .any = false };

	for (size_t r = 0; r < t->nrow; r++)
		look(&s, &t->md->cell[r * t->ncol + c], t->split[r * t->ncol + c]);
	if (s.number && !s.other && align != 'c' && align != 'l')
		return COLUMN_NUMBER;
	if (align == 'l' || (align == 0 && c == 0 && s.other))
		return COLUMN_TEXT;
	if (align == 'r')
		return COLUMN_RIGHT;
	return align == 'c' || s.level || s.class || !s.ideograph ? COLUMN_CENTRE : COLUMN_TEXT;
}

static void
find_groups(struct page_table *t)
{
	struct sbuf a = { 0 }, b = { 0 };

	for (size_t c = 0, first = 0; c < t->ncol; c++) {
		if (t->md->over[c].n == 0)
			continue;
		sbuf_clear(&b);
		md_plain(&b, &t->md->over[c]);
		if (c > 0 && t->md->over[c - 1].n > 0 && sv_same(sbuf_sv(&a), sbuf_sv(&b))) {
			t->group[first]++;
			continue;
		}
		first = c;
		t->group[c] = 1;
		sbuf_clear(&a);
		sbuf_put(&a, b.p, b.n);
	}
	sbuf_release(&a);
	sbuf_release(&b);
}

static const struct md_text *
cell_text(const struct page_table *t, size_t i)
{
	static char dash[] = "—";
	static struct md_run run = { .text = dash };
	static const struct md_text missing = { &run, 1, 1 };

	return t->md->cell[i].n == 0 ? &missing : &t->md->cell[i];
}

static void
free_paras(struct page_para **p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		page_para_free(p[i]);
		p[i] = NULL;
	}
}

/* Every cell and head as one line of its natural width. */
static void
set_natural(struct page_table *t, struct page_type *type, unsigned long line)
{
	free_paras(t->cell, t->nrow * t->ncol);
	free_paras(t->head, t->ncol);
	free_paras(t->over, t->ncol);
	for (size_t i = 0; i < t->nrow * t->ncol; i++)
		t->cell[i] = page_para_new(type, cell_text(t, i), t->cells, 0, t->md->line[i / t->ncol]);
	for (size_t c = 0; c < t->ncol; c++) {
		t->head[c] = page_para_new(type, &t->md->head[c], t->heads, 0, line);
		if (t->group[c] > 0)
			t->over[c] = page_para_new(type, &t->md->over[c], t->heads, 0, line);
	}
}

struct extent {
	double	nat, min;	/* of a column with its padding [pt] */
};

static void
measure_numbers(struct page_table *t, size_t c, struct extent *e)
{
	double left = 0, right = 0;

	for (size_t r = 0; r < t->nrow; r++) {
		const size_t i = r * t->ncol + c;
		const double w = page_para_extent(t->cell[i]);
		const double whole = t->split[i] < 0 ? w / 2 : page_para_upto(t->cell[i], t->split[i]);

		left = fmax(left, whole);
		right = fmax(right, w - whole);
	}
	t->point[c] = left;
	t->block[c] = left + right;
	e->nat = e->min = left + right;
}

static void
measure_text(const struct page_table *t, size_t c, struct extent *e)
{
	const double least = TEXT_MIN * t->cells->size;

	for (size_t r = 0; r < t->nrow; r++) {
		const struct page_para *p = t->cell[r * t->ncol + c];
		const double w = page_para_extent(p);

		e->nat = fmax(e->nat, w);
		e->min = fmax(e->min, w <= least ? w : fmax(least, page_para_unbreakable(p)));
	}
}

static void
measure_column(struct page_table *t, size_t c, struct extent *e)
{
	const double head = page_para_extent(t->head[c]), least = HEAD_MIN * t->heads->size;

	*e = (struct extent){ 0, 0 };
	if (t->kind[c] == COLUMN_NUMBER)
		measure_numbers(t, c, e);
	else
		measure_text(t, c, e);
	e->nat = fmax(e->nat, head) + 2 * t->pad;
	e->min = fmax(e->min, head <= least ? head : fmax(least, page_para_unbreakable(t->head[c]))) + 2 * t->pad;
}

/* Columns under a wide group head share what it wants more than they have. */
static void
measure_groups(const struct page_table *t, struct extent *e)
{
	for (size_t c = 0; c < t->ncol; c++) {
		double have = 0, want;

		if (t->group[c] == 0)
			continue;
		for (size_t k = c; k < c + t->group[c]; k++)
			have += e[k].nat;
		want = page_para_extent(t->over[c]) + 2 * t->pad;
		for (size_t k = c; k < c + t->group[c] && want > have; k++)
			e[k].nat += (want - have) / (double)t->group[c];
	}
}

/* What each column may get above its least width, so that the sum is `room`: short wants are met first. */
static double
level_of(const struct page_table *t, const struct extent *e, double room)
{
	double low = 0, high = room;

	for (int i = 0; i < 50; i++) {
		const double mid = (low + high) / 2;
		double sum = 0;

		for (size_t c = 0; c < t->ncol; c++)
			sum += fmin(e[c].nat - e[c].min, mid);
		if (sum > room)
			high = mid;
		else
			low = mid;
	}
	return low;
}

/* Edges of the columns; what is left over is shared, half alike and half by width. */
static void
spread(struct page_table *t, const struct extent *e, double nat, double min)
{
	const double extra = t->width - nat, level = extra >= 0 ? 0 : level_of(t, e, t->width - min);
	const double n = (double)t->ncol;

	t->x[0] = 0;
	for (size_t c = 0; c < t->ncol; c++) {
		const double w = extra >= 0 ? e[c].nat + extra * (0.5 / n + 0.5 * e[c].nat / nat) :
		    e[c].min + fmin(e[c].nat - e[c].min, level);

		t->x[c + 1] = t->x[c] + w;
	}
}

static double
inner(const struct page_table *t, size_t c, size_t n)
{
	return t->x[c + n] - t->x[c] - 2 * t->pad;
}

/* Sets again in its column's width what is too wide for it; gives the most lines of any. */
static int
wrap(struct page_table *t, struct page_type *type)
{
	int most = 1;

	for (size_t c = 0; c < t->ncol; c++) {
		page_para_free(t->head[c]);
		t->head[c] = page_para_new(type, &t->md->head[c], t->heads, inner(t, c, 1), 0);
		most = t->head[c]->nline > most ? t->head[c]->nline : most;
		if (t->group[c] > 0) {
			page_para_free(t->over[c]);
			t->over[c] = page_para_new(type, &t->md->over[c], t->heads, inner(t, c, t->group[c]), 0);
		}
		for (size_t i = c; i < t->nrow * t->ncol; i += t->ncol) {
			if (page_para_extent(t->cell[i]) <= inner(t, c, 1) + 0.01)
				continue;
			page_para_free(t->cell[i]);
			t->cell[i] = page_para_new(type, cell_text(t, i), t->cells, inner(t, c, 1), 0);
			most = t->cell[i]->nline > most ? t->cell[i]->nline : most;
		}
	}
	return most;
}

/* One attempt: true if the columns fit and no cell takes more than `lines` lines. */
static bool
fit(struct page_table *t, struct page_type *type, unsigned long line, int lines)
{
	struct extent *e = mem_array(t->ncol, sizeof(*e));
	double nat = 0, min = 0;
	bool ok;

	set_natural(t, type, line);
	for (size_t c = 0; c < t->ncol; c++)
		measure_column(t, c, &e[c]);
	measure_groups(t, e);
	for (size_t c = 0; c < t->ncol; c++) {
		nat += e[c].nat;
		min += e[c].min;
	}
	ok = min <= t->width;
	if (ok) {
		spread(t, e, nat, min);
		ok = wrap(t, type) <= lines;
	}
	free(e);
	return ok;
}

static void
measure_heights(struct page_table *t)
{
	double body = t->heads->pitch;

	for (size_t c = 0; c < t->ncol; c++) {
		if (t->over[c] != NULL)
			t->overh = fmax(t->overh, page_para_height(t->over[c]) + 2 * VPAD);
		body = fmax(body, page_para_height(t->head[c]));
	}
	t->headh = t->overh + body + 2 * VPAD;
	for (size_t c = 0; c < t->ncol; c++) {		/* a head without a group has both levels' room */
		if (t->md->over[c].n == 0)
			t->headh = fmax(t->headh, page_para_height(t->head[c]) + 2 * VPAD);
	}
	for (size_t r = 0; r < t->nrow; r++) {
		double h = t->cells->pitch;

		for (size_t c = 0; c < t->ncol; c++)
			h = fmax(h, page_para_height(t->cell[r * t->ncol + c]));
		t->rowh[r] = h + 2 * VPAD;
	}
}

static struct page_table *
table_alloc(const struct md_table *md, double width)
{
	struct page_table *t = mem_alloc(sizeof(*t));
	const size_t n = md->ncol, cells = md->ncol * md->nrow;

	t->md = md;
	t->ncol = n;
	t->nrow = md->nrow;
	t->width = width;
	t->x = mem_array(n + 1, sizeof(*t->x));
	t->kind = mem_array(n, sizeof(*t->kind));
	t->point = mem_array(n, sizeof(*t->point));
	t->block = mem_array(n, sizeof(*t->block));
	t->over = mem_array(n, sizeof(struct page_para *));
	t->head = mem_array(n, sizeof(struct page_para *));
	t->group = mem_array(n, sizeof(*t->group));
	t->cell = mem_array(cells, sizeof(struct page_para *));
	t->split = mem_array(cells, sizeof(*t->split));
	t->rowh = mem_array(md->nrow, sizeof(*t->rowh));
	return t;
}

struct page_table *
page_table_new(struct page_type *type, const struct page_sheet *sheet, const struct md_block *b, double width)
{
	struct page_table *t = table_alloc(b->table, width);
	struct sbuf s = { 0 };
	bool ok;

	t->tabs = type->tabs;
	for (size_t i = 0; i < t->nrow * t->ncol; i++) {
		sbuf_clear(&s);
		md_plain_but(&s, &t->md->cell[i], NOT_FIGURE);
		t->split[i] = page_table_split(sbuf_sv(&s));
	}
	sbuf_release(&s);
	find_groups(t);
	for (size_t c = 0; c < t->ncol; c++)
		t->kind[c] = kind_of(t, c);
	t->cells = &sheet->style[STYLE_CELL];
	t->heads = &sheet->style[STYLE_CELLHEAD];
	t->pad = PAD;
	type->in_cell = true;
	ok = fit(t, type, b->line, LINES_MAX);
	if (!ok) {
		t->cells = &sheet->style[STYLE_SMALLCELL];
		t->heads = &sheet->style[STYLE_SMALLHEAD];
		t->pad = PAD_SMALL;
		ok = fit(t, type, b->line, 1000);
	}
	type->in_cell = false;
	if (!ok) {
		page_table_free(t);
		return NULL;
	}
	measure_heights(t);
	return t;
}

void
page_table_free(struct page_table *t)
{
	if (t == NULL)
		return;
	free_paras(t->cell, t->nrow * t->ncol);
	free_paras(t->head, t->ncol);
	free_paras(t->over, t->ncol);
	free(t->x);
	free(t->kind);
	free(t->point);
	free(t->block);
	free(t->over);
	free(t->head);
	free(t->group);
	free(t->cell);
	free(t->split);
	free(t->rowh);
	free(t);
}
