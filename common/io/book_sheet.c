#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "book_own.h"
#include "mem.h"

#define CAPTION_SIZE	12.0		/* [pt] */
#define NOTE_LINE	14.0
#define WIDTH_MIN	7.0		/* [characters] */
#define WIDTH_MAX	42.0
#define DATA_ROW	4		/* of a laid-out table: caption, unit, two head rows */
#define TEXT_MAX	32767		/* characters of a cell */
#define DAY		86400.0		/* [s] */
#define DAY_1970	25569.0		/* 1970-01-01 as Excel counts days */

struct writer {
	struct book		*b;
	const struct book_sheet	*s;
	struct book_tab		*t;
	double			*width;	/* of each column [characters] */
};

void
book_print_setup(lxw_worksheet *ws, bool landscape)
{
	const double margin = 15 / 25.4;	/* [in] */

	worksheet_set_paper(ws, 9);		/* A4 */
	if (landscape)
		worksheet_set_landscape(ws);
	else
		worksheet_set_portrait(ws);
	worksheet_fit_to_pages(ws, 1, 0);
	worksheet_set_margins(ws, margin, margin, margin, margin);
	worksheet_center_horizontally(ws);
	(void)worksheet_set_footer(ws, "&C第 &P 页 共 &N 页");
}

static struct book_look
plain(char align)
{
	return (struct book_look){ .fill = BOOK_NO_COLOUR, .ink = BOOK_NO_COLOUR, .align = align, .border = true };
}

static void
check_size(const struct writer *w)
{
	const struct book_sheet *s = w->s;
	const size_t above = s->caption.p != NULL ? DATA_ROW : 1, below = s->note.n > 0 ? 1 : 0;

	if (s->nrow + above + below > LXW_ROW_MAX)
		diag_refuse(w->b->d, NULL, _("sheet '%s': %zu rows do not fit; a sheet holds %d with its head"),
		    s->name, s->nrow, LXW_ROW_MAX);
	if (s->ncol > LXW_COL_MAX)
		diag_refuse(w->b->d, NULL, _("sheet '%s': %zu columns do not fit; a sheet holds %d"), s->name, s->ncol,
		    LXW_COL_MAX);
}

/* As Excel counts: a character beyond U+FFFF is two. */
static size_t
units(struct sv a)
{
	size_t n = 0, len;

	for (size_t i = 0; i < a.n; i += len)
		n += utf8_next(a.p + i, a.n - i, &len) > 0xffff ? 2 : 1;
	return n;
}

static void
put_text(const struct writer *w, lxw_row_t row, lxw_col_t col, struct sv a, lxw_format *f)
{
	char *text = book_text(a);

	book_check(w->b, worksheet_write_string(w->t->ws, row, col, text, f));
	free(text);
}

static void
merge(const struct writer *w, lxw_row_t r1, size_t c1, lxw_row_t r2, size_t c2, struct sv a, lxw_format *f)
{
	char *text;

	if (r1 == r2 && c1 == c2) {
		put_text(w, r1, (lxw_col_t)c1, a, f);
		return;
	}
	text = book_text(a);
	book_check(w->b, worksheet_merge_range(w->t->ws, r1, (lxw_col_t)c1, r2, (lxw_col_t)c2, text, f));
	free(text);
}

static void
widen(const struct writer *w, size_t col, struct sv text)
{
	struct sv rest = text, line;

	while (sv_split(&rest, '\n', &line)) {
		const double n = (double)utf8_width(line) + 3;	/* with the indent */

		if (n > w->width[col])
			w->width[col] = n > WIDTH_MAX ? WIDTH_MAX : n;
	}
}

static void
put_cell(const struct writer *w, lxw_row_t at, size_t row, size_t col)
{
	const struct book_column *k = &w->s->col[col];
	struct book_cell c = { .fill = BOOK_NO_COLOUR, .ink = BOOK_NO_COLOUR };
	struct book_look look = plain(k->align);
	lxw_format *f;

	w->s->cell(w->s->arg, row, col, &c);
	look.format = c.kind == BOOK_TEXT ? "@" : c.format != NULL ? c.format : k->format;
	look.fill = c.fill;
	look.ink = c.ink;
	look.indent = true;
	look.bold = c.bold || row + w->s->total >= w->s->nrow;
	look.wrap = c.kind == BOOK_TEXT && (double)utf8_width(c.text) + 3 > WIDTH_MAX;
	if (c.kind == BOOK_TEXT && units(c.text) > TEXT_MAX) {
		const struct place p = w->s->place(w->s->arg, row, col);

		diag_refuse(w->b->d, &p, _("a text of %zu characters; a cell holds %d"), units(c.text), TEXT_MAX);
	}
	f = book_look(w->b, &look);
	assert(c.kind != BOOK_NUMBER || isfinite(c.number));
	if (c.kind == BOOK_TEXT)
		put_text(w, at, (lxw_col_t)col, c.text, f);
	else if (c.kind == BOOK_NUMBER)
		book_check(w->b, worksheet_write_number(w->t->ws, at, (lxw_col_t)col, c.number, f));
	else if (c.kind == BOOK_TIME)
		book_check(w->b, worksheet_write_number(w->t->ws, at, (lxw_col_t)col, c.number / DAY + DAY_1970, f));
	else
		book_check(w->b, worksheet_write_blank(w->t->ws, at, (lxw_col_t)col, f));
	widen(w, col, c.text);
}

/* Equal neighbours of a leading column become one cell; within them those of the column before. */
static bool
same_group(const struct writer *w, size_t a, size_t b, size_t col)
{
	for (size_t k = 0; k <= col; k++) {
		struct book_cell x = { .fill = BOOK_NO_COLOUR, .ink = BOOK_NO_COLOUR };
		struct sbuf first = { 0 };
		bool same;

		w->s->cell(w->s->arg, a, k, &x);
		sbuf_put(&first, x.text.p, x.text.n);
		w->s->cell(w->s->arg, b, k, &x);
		same = x.text.n > 0 && sv_same(sbuf_sv(&first), x.text);
		sbuf_release(&first);
		if (!same)
			return false;
	}
	return true;
}

static void
merge_groups(const struct writer *w, size_t col)
{
	for (size_t r = 0; r < w->s->nrow;) {
		struct book_cell x = { .fill = BOOK_NO_COLOUR, .ink = BOOK_NO_COLOUR };
		struct book_look look = plain(w->s->col[col].align);
		size_t end = r + 1;

		while (end < w->s->nrow && same_group(w, r, end, col))
			end++;
		w->s->cell(w->s->arg, r, col, &x);
		look.indent = true;
		look.fill = x.fill;
		look.ink = x.ink;
		if (end - r > 1 && x.kind == BOOK_TEXT)
			merge(w, w->t->first + (lxw_row_t)r, col, w->t->first + (lxw_row_t)end - 1, col, x.text,
			    book_look(w->b, &look));
		r = end;
	}
}

/* The rows of data; colours by condition on index columns, beside the static ones. */
static void
put_data(const struct writer *w)
{
	const struct book_sheet *s = w->s;

	for (size_t r = 0; r < s->nrow; r++) {
		for (size_t c = 0; c < s->ncol; c++)
			put_cell(w, w->t->first + (lxw_row_t)r, r, c);
	}
	w->t->last = w->t->first + (lxw_row_t)s->nrow - 1;
	for (size_t c = 0; c < s->merge && c < s->ncol; c++)
		merge_groups(w, c);
}

static void
put_conditions(const struct writer *w, size_t col)
{
	const enum book_scale scale = w->s->col[col].scale;

	for (size_t i = BOOK_LEVELS; i-- > 0 && w->s->nrow > 0;) {
		const struct book_level *l = scale == SCALE_INDEX ? &w->b->level[i] : &w->b->class[i];
		lxw_conditional_format f = { .type = LXW_CONDITIONAL_TYPE_CELL, .stop_if_true = LXW_TRUE,
		    .format = scale == SCALE_INDEX ? w->b->level_format[i] : w->b->class_format[i] };
		char text[32];

		(void)snprintf(text, sizeof(text), "\"%s\"", l->name == NULL ? "" : l->name);
		/* an empty cell counts as 0: the first level begins at 1 */
		f.min_value = f.value = l->from < 1 ? 1 : l->from;
		f.max_value = l->to;
		f.value_string = scale == SCALE_NUMERAL ? text : NULL;
		f.criteria = scale != SCALE_INDEX ? LXW_CONDITIONAL_CRITERIA_EQUAL_TO :
		    l->to == 0 ? LXW_CONDITIONAL_CRITERIA_GREATER_THAN_OR_EQUAL_TO :
		    LXW_CONDITIONAL_CRITERIA_BETWEEN;
		book_check(w->b, worksheet_conditional_format_range(w->t->ws, w->t->first, (lxw_col_t)col, w->t->last,
		    (lxw_col_t)col, &f));
	}
}

static void
set_widths(const struct writer *w)
{
	for (size_t c = 0; c < w->s->ncol; c++) {
		const struct book_column *k = &w->s->col[c];
		/* a head breaks into two lines rather than widen its column */
		const double head = (double)utf8_width(k->head), need = head <= 10 ? head + 2 : head / 2 + 3;
		double v = w->width[c] > need ? w->width[c] : need;

		v = v < WIDTH_MIN ? WIDTH_MIN : v > WIDTH_MAX ? WIDTH_MAX : v;
		book_check(w->b, worksheet_set_column(w->t->ws, (lxw_col_t)c, (lxw_col_t)c, v, NULL));
	}
}

static void
note_head(const struct writer *w, size_t c, lxw_row_t row, int over)
{
	w->t->head[c] = (struct book_head){ row, over, book_text(w->s->col[c].head) };
}

/* Heads over one, two rows: of one level they fill both. */
static void
put_heads(const struct writer *w, lxw_row_t top)
{
	struct book_look look = plain('c');
	lxw_format *f;

	look.bold = look.wrap = true;
	look.fill = BOOK_HEAD_FILL;
	f = book_look(w->b, &look);
	for (size_t c = 0; c < w->s->ncol;) {
		const struct book_column *k = &w->s->col[c];
		size_t end = c + 1;

		if (k->over.n == 0) {
			merge(w, top, c, top + 1, c, k->head, f);
			note_head(w, c++, top, -1);
			continue;
		}
		while (end < w->s->ncol && sv_same(w->s->col[end].over, k->over))
			end++;
		merge(w, top, c, top, end - 1, k->over, f);
		for (const int over = (int)c; c < end; c++) {
			put_text(w, top + 1, (lxw_col_t)c, w->s->col[c].head, f);
			note_head(w, c, top + 1, over);
		}
	}
}

/* Caption, unit and two head rows; data from row 5. */
static void
lay_out(const struct writer *w)
{
	const struct book_sheet *s = w->s;
	lxw_worksheet *ws = w->t->ws;
	struct book_look caption = plain('c'), unit = plain('r'), note = plain('l');

	caption.border = unit.border = note.border = false;
	caption.bold = caption.wrap = note.wrap = true;
	caption.size = CAPTION_SIZE;
	book_check(w->b, worksheet_set_row(ws, 0, 24, NULL));
	merge(w, 0, 0, 0, s->ncol - 1, s->caption, book_look(w->b, &caption));
	merge(w, 1, 0, 1, s->ncol - 1, s->unit, book_look(w->b, &unit));
	put_heads(w, 2);
	w->t->first = DATA_ROW;
	put_data(w);
	if (s->note.n > 0) {
		const lxw_row_t at = (lxw_row_t)(DATA_ROW + s->nrow);
		double total = 0, lines = 1;

		for (size_t c = 0; c < s->ncol; c++)
			total += w->width[c];
		lines += (double)(utf8_width(s->note) / (size_t)(total + 1));
		book_check(w->b, worksheet_set_row(ws, at, NOTE_LINE * lines, NULL));
		merge(w, at, 0, at, s->ncol - 1, s->note, book_look(w->b, &note));
	}
	worksheet_freeze_panes(ws, DATA_ROW, 1);
	book_check(w->b, worksheet_repeat_rows(ws, 0, DATA_ROW - 1));
}

/* One head row, a filter over all. */
static void
lay_flat(const struct writer *w)
{
	const struct book_sheet *s = w->s;
	struct book_look look = plain('c');

	look.bold = look.wrap = true;
	look.fill = BOOK_HEAD_FILL;
	for (size_t c = 0; c < s->ncol; c++) {
		put_text(w, 0, (lxw_col_t)c, s->col[c].head, book_look(w->b, &look));
		note_head(w, c, 0, -1);
	}
	w->t->first = 1;
	put_data(w);
	worksheet_freeze_panes(w->t->ws, 1, 0);
	book_check(w->b, worksheet_repeat_rows(w->t->ws, 0, 0));
	book_check(w->b, worksheet_autofilter(w->t->ws, 0, 0, (lxw_row_t)s->nrow, (lxw_col_t)(s->ncol - 1)));
}

/* A drop-down in each cell of the column; other entries are refused by the program that edits the workbook. */
static void
put_choices(const struct writer *w, size_t col)
{
	struct sv rest = w->s->col[col].choices, part;
	char *list[BOOK_CHOICES_MAX + 1] = { NULL };
	lxw_data_validation v = { .validate = LXW_VALIDATION_TYPE_LIST, .ignore_blank = LXW_VALIDATION_ON };
	size_t n = 0;

	while (n < BOOK_CHOICES_MAX && sv_split(&rest, '|', &part))
		list[n++] = mem_ndup(part.p, part.n);
	v.value_list = list;
	if (w->s->nrow > 0)
		book_check(w->b, worksheet_data_validation_range(w->t->ws, w->t->first, (lxw_col_t)col, w->t->last, (lxw_col_t)col, &v));
	while (n > 0)
		free(list[--n]);
}

void
book_add(struct book *b, const struct book_sheet *s)
{
	struct writer w = { .b = b, .s = s };

	w.t = book_new_tab(b, s->name);
	check_size(&w);
	w.width = mem_array(s->ncol, sizeof(*w.width));
	w.t->head = mem_array(s->ncol, sizeof(*w.t->head));
	w.t->caption = s->caption.p != NULL ? book_text(s->caption) : NULL;
	for (size_t c = 0; c < s->ncol; c++)
		(void)map_put(&w.t->columns, s->col[c].name);
	if (s->caption.p != NULL)
		lay_out(&w);
	else
		lay_flat(&w);
	set_widths(&w);
	for (size_t c = 0; c < s->ncol; c++) {
		if (s->col[c].scale != SCALE_NONE)
			put_conditions(&w, c);
		if (s->col[c].choices.n > 0)
			put_choices(&w, c);
	}
	book_print_setup(w.t->ws, s->landscape || s->ncol > 8);
	free(w.width);
}
