#include <stdlib.h>

#include "civil.h"
#include "mem.h"
#include "sheets.h"
#include "waterclass.h"

#define DIGITS		15		/* significant digits a workbook's number keeps */
#define DECIMALS_MAX	9

bool
sheet_colour(struct sv a, uint32_t *rgb)
{
	char buf[8], *end;

	if (a.n != 7 || a.p[0] != '#')
		return false;
	memcpy(buf, a.p + 1, 6);
	buf[6] = '\0';
	*rgb = (uint32_t)strtoul(buf, &end, 16);
	return *end == '\0' && strspn(buf, "0123456789abcdefABCDEF") == 6;
}

/* The colour of text on a fill of the palette. */
static uint32_t
ink_of(const struct tables *tabs, const char *in, const char *no)
{
	const struct table *t = table_get(tabs, "palette");
	const size_t set = table_col(t, "set"), key = table_col(t, "key"), text = table_col(t, "text");
	uint32_t rgb = 0;

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, set), in) == 0 && strcmp(table_at(t, i, key), no) == 0)
			(void)sheet_colour(sv_of(table_at(t, i, text)), &rgb);
	}
	return rgb;
}

void
sheet_levels(const struct tables *tabs, struct book_level out[BOOK_LEVELS])
{
	const struct table *t = table_get(tabs, "aqi_levels");
	const size_t from = table_col(t, "from"), to = table_col(t, "to"), level = table_col(t, "level"),
	    rgb = table_col(t, "rgb");

	memset(out, 0, BOOK_LEVELS * sizeof(*out));
	for (size_t i = 0; i < t->nrow; i++) {		/* later editions stand behind earlier ones */
		const long k = strtol(table_at(t, i, level), NULL, 10);

		if (k < 1 || k > BOOK_LEVELS)
			continue;
		out[k - 1].from = (int)strtol(table_at(t, i, from), NULL, 10);
		out[k - 1].to = (int)strtol(table_at(t, i, to), NULL, 10);
		(void)sheet_colour(sv_of(table_at(t, i, rgb)), &out[k - 1].fill);
		out[k - 1].ink = ink_of(tabs, "level", table_at(t, i, level));
	}
}

void
sheet_classes(const struct tables *tabs, struct book_level out[BOOK_LEVELS])
{
	const struct table *t = table_get(tabs, "water_classes");
	const size_t class = table_col(t, "class"), rgb = table_col(t, "rgb");

	memset(out, 0, BOOK_LEVELS * sizeof(*out));
	for (size_t i = 0; i < t->nrow; i++) {
		const int k = (int)strtol(table_at(t, i, class), NULL, 10);

		if (k < 1 || k > BOOK_LEVELS)
			continue;
		out[k - 1].from = out[k - 1].to = k;
		out[k - 1].name = water_numeral(tabs, k);
		(void)sheet_colour(sv_of(table_at(t, i, rgb)), &out[k - 1].fill);
		out[k - 1].ink = ink_of(tabs, "class", table_at(t, i, class));
	}
}

/* "0.0"; signed, with the signs of better and worse and a mark behind: +0.0"▲*";-0.0"▽*";0.0"*". */
static void
number_format(struct sbuf *b, int decimals, bool plus, enum column_worse worse, struct sv mark)
{
	static const char *const tail[3][3] = { { "", "", "" }, { "▲", "▽", "" }, { "△", "▼", "" } };
	static const char *const sign[3] = { "+", "-", "" };

	for (int part = plus ? 0 : 2; part < 3; part++) {
		sbuf_puts(b, sign[part]);
		sbuf_putc(b, '0');
		if (decimals > 0)
			sbuf_printf(b, ".%.*s", decimals, "000000000");
		if (*tail[worse][part] != '\0' || mark.n > 0) {
			sbuf_printf(b, "\"%s", tail[worse][part]);
			for (size_t i = 0; i < mark.n; i++) {
				if (mark.p[i] != '"')
					sbuf_putc(b, mark.p[i]);
			}
			sbuf_putc(b, '"');
		}
		if (part < 2)
			sbuf_putc(b, ';');
	}
}

/* The colours of level or class no, 1 to 6. */
static void
paint(const struct book_level *scale, int no, struct book_cell *c)
{
	c->fill = scale[no - 1].fill;
	c->ink = scale[no - 1].ink;
}

/* The numeral of a class stands apart, lest 0.2Ⅰ be read as a digit more. */
static void
put_mark(struct sbuf *b, const struct table_cell *t)
{
	if (t->raised)
		sbuf_putc(b, ' ');
	sbuf_put(b, t->mark.p, t->mark.n);
}

static void
paint_warn(const struct sheet *s, struct book_cell *c)
{
	const struct table *t = table_get(s->tabs, "palette");
	const size_t set = table_col(t, "set"), key = table_col(t, "key"), rgb = table_col(t, "rgb");

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, set), "role") == 0 && strcmp(table_at(t, i, key), "warn") == 0)
			(void)sheet_colour(sv_of(table_at(t, i, rgb)), &c->fill);
	}
	c->ink = 0;
	c->bold = true;
}

/* A date or stamp as a time; false where the text is none. */
static bool
take_time(struct sv text, struct book_cell *c)
{
	struct civil t;

	if (!civil_parse(text, &t))
		return false;
	c->kind = BOOK_TIME;
	c->number = (double)t.sec;
	c->text = text;
	if (!t.date)
		c->format = "yyyy-mm-dd hh:mm";
	return true;
}

/* A displayed number; what is stored is what is shown. */
static void
take_shown(struct sheet *s, const struct table_column *col, struct book_cell *c)
{
	const struct table_cell *t = &s->shown;

	c->kind = BOOK_NUMBER;
	c->number = strtod(t->text.p, NULL);
	c->bold = t->trend > 0 || t->warn || t->bold;
	sbuf_put(&s->text, t->text.p, t->text.n);
	sbuf_puts(&s->text, t->sign);
	put_mark(&s->text, t);
	c->text = sbuf_sv(&s->text);
	if (t->mark.n > 0) {
		struct sbuf mark = { 0 };

		put_mark(&mark, t);
		number_format(&s->code, col->decimals, col->plus, col->worse, sbuf_sv(&mark));
		sbuf_release(&mark);
		c->format = s->code.p;
	}
}

static void
view_cell(void *arg, size_t row, size_t k, struct book_cell *c)
{
	struct sheet *s = arg;
	const struct table_column *col = &s->v.t->col[k];

	sbuf_clear(&s->text);
	sbuf_clear(&s->code);
	table_show(&s->v, row, k, &s->shown);
	if (s->shown.warn)
		paint_warn(s, c);
	if (s->shown.kind == CELL_EMPTY)
		return;
	if (s->shown.kind == CELL_NUMBER) {
		take_shown(s, col, c);
		return;
	}
	if (s->shown.kind == CELL_LEVEL)
		paint(s->level, s->shown.level, c);
	else if (s->shown.kind == CELL_CLASS)
		paint(s->class, s->shown.level, c);
	else if (col->format == FORMAT_DATE && take_time(s->shown.raw, c))
		return;
	sbuf_put(&s->text, s->shown.text.p, s->shown.text.n);
	put_mark(&s->text, &s->shown);
	c->bold = c->bold || s->shown.bold;
	c->kind = BOOK_TEXT;
	c->text = sbuf_sv(&s->text);
}

static struct place
view_place(void *arg, size_t row, size_t k)
{
	const struct sheet *s = arg;

	return grid_place(s->v.g, row, s->v.col[k]);
}

static bool
begins(struct sv a, const char *with)
{
	return a.n >= strlen(with) && memcmp(a.p, with, strlen(with)) == 0;
}

/* AQI and IAQI_*: values on the index scale. */
static bool
is_index(struct sv name)
{
	return sv_is(name, "AQI") || begins(name, "AQI_base") || (begins(name, "IAQI_") && memchr(name.p + 5, '_',
	    name.n - 5) == NULL);
}

static bool
ends(struct sv a, const char *with)
{
	const size_t n = strlen(with);

	return a.n >= n && memcmp(a.p + a.n - n, with, n) == 0;
}

/* class, class_ytd, target_class, TP_class; no difference of classes, and not class_2, how many are of it. */
static bool
is_class(struct sv name)
{
	const bool part = begins(name, "class_") && !ends(name, "_diff") && name.n > 6 &&
	    !(name.p[6] >= '0' && name.p[6] <= '9');

	return sv_is(name, "class") || part || ends(name, "_class");
}

/* The last " / " of a head parts its two levels. */
static void
split_head(struct sv head, struct book_column *c)
{
	const char *slash = head.n == 0 ? NULL : memmem(head.p, head.n, " / ", 3);

	c->head = head;
	if (slash == NULL)
		return;
	c->over = (struct sv){ head.p, (size_t)(slash - head.p) };
	c->head = (struct sv){ slash + 3, head.n - c->over.n - 3 };
}

void
sheet_of_view(struct sheet *s, struct table_view *v, size_t number)
{
	const struct table_layout *t = v->t;
	const struct sv name = t->sheet.n > 0 ? t->sheet : t->id, caption = t->caption.n > 0 ? t->caption : t->id;

	*s = (struct sheet){ .v = *v, .g = v->g, .tabs = v->tabs, .name = mem_ndup(name.p, name.n) };
	sheet_levels(s->tabs, s->level);
	sheet_classes(s->tabs, s->class);
	s->col = mem_array(t->ncol, sizeof(*s->col));
	s->format = mem_array(t->ncol, sizeof(*s->format));
	for (size_t k = 0; k < t->ncol; k++) {
		const struct table_column *c = &t->col[k];

		s->col[k].name = c->column;
		split_head(c->head, &s->col[k]);
		s->col[k].align = c->format == FORMAT_NUMBER ? 'r' : c->format == FORMAT_TEXT ? 'l' : 'c';
		if (c->format == FORMAT_NUMBER)
			number_format(&s->format[k], c->decimals, c->plus, c->worse, (struct sv){ NULL, 0 });
		s->col[k].format = c->format == FORMAT_DATE ? "yyyy-mm-dd" : s->format[k].p;
		s->col[k].scale = c->format == FORMAT_CLASS ? SCALE_NUMERAL :
		    c->format == FORMAT_NUMBER && is_index(c->column) ? SCALE_INDEX : SCALE_NONE;
		s->col[k].choices = c->choices;
	}
	if (number > 0)
		sbuf_printf(&s->caption, "表%zu　", number);
	sbuf_put(&s->caption, caption.p, caption.n);
	s->b = (struct book_sheet){ .name = s->name, .caption = sbuf_sv(&s->caption),
	    .unit = t->unit, .note = t->note, .landscape = t->landscape, .total = t->total, .merge = t->merge,
	    .ncol = t->ncol, .nrow = v->g->nrow, .col = s->col, .cell = view_cell, .place = view_place, .arg = s };
	*v = (struct table_view){ 0 };
}

/* A plain decimal that a workbook's number can hold: no leading zeros, no exponent, up to 15 digits. */
static bool
plain_number(struct sv a, int *decimals)
{
	size_t i = a.n > 0 && a.p[0] == '-' ? 1 : 0, digits = 0, point = a.n;

	if (i + 1 < a.n && a.p[i] == '0' && a.p[i + 1] != '.')
		return false;
	for (; i < a.n; i++) {
		if (a.p[i] == '.' && point == a.n && digits > 0)
			point = i;
		else if (a.p[i] >= '0' && a.p[i] <= '9')
			digits++;
		else
			return false;
	}
	*decimals = point == a.n ? 0 : (int)(a.n - point - 1);
	return digits > 0 && digits <= DIGITS && (point == a.n || *decimals > 0);
}

/* What all cells of a column are; decimals: the most any has. */
static enum sheet_kind
kind_of_cells(const struct sheet *s, size_t col, int *decimals)
{
	bool number = true, time = true, level = true, any = false;
	struct civil t;
	int n;

	*decimals = 0;
	for (size_t r = 0; r < s->g->nrow && (number || time || level); r++) {
		const struct sv a = grid_at(s->g, r, col);

		if (a.n == 0)
			continue;
		any = true;
		number = number && plain_number(a, &n);
		if (number && n > *decimals)
			*decimals = n;
		time = time && civil_parse(a, &t);
		level = level && table_level(s->tabs, a, NULL) > 0;
	}
	if (!any)
		return SHEET_TEXT;
	if (level && (!number || strcmp(s->g->head[col], "level") == 0))
		return SHEET_LEVEL;
	return number ? SHEET_NUMBER : time ? SHEET_TIME : SHEET_TEXT;
}

/* Whether a column's cells are classes, words in their place allowed; *digits: some are digits. */
static bool
cells_are_classes(const struct sheet *s, size_t col, bool *digits)
{
	bool any = false;
	int n;

	*digits = false;
	for (size_t r = 0; r < s->g->nrow; r++) {
		const struct sv a = grid_at(s->g, r, col);
		const bool class = water_class_parse(a) > 0;

		if (plain_number(a, &n)) {
			if (!class)
				return false;
			*digits = true;
		}
		any = any || class;
	}
	return any;
}

/* A column of classes or of an index has its conditions. */
static enum book_scale
scale_of(struct sheet *s, size_t c, struct sv name)
{
	bool digits;

	if (is_class(name) && cells_are_classes(s, c, &digits)) {
		s->kind[c] = SHEET_CLASS;
		return digits ? SCALE_CLASS : SCALE_NUMERAL;
	}
	return s->kind[c] == SHEET_NUMBER && is_index(name) ? SCALE_INDEX : SCALE_NONE;
}

static void
set_flat_column(struct sheet *s, size_t c, const struct items *items)
{
	const struct sv name = sv_of(s->g->head[c]);
	const struct figure f = facts_column(items, s->tabs, name);
	int decimals;

	s->kind[c] = kind_of_cells(s, c, &decimals);
	if (f.item != NULL) {
		s->kind[c] = SHEET_NUMBER;
		decimals = f.item->decimals;
	}
	if (sv_is(name, "station"))
		s->kind[c] = SHEET_TEXT;
	s->col[c] = (struct book_column){ .name = name, .head = name, .align = 'l', .scale = scale_of(s, c, name) };
	if (s->kind[c] == SHEET_NUMBER) {
		number_format(&s->format[c], decimals > DECIMALS_MAX ? DECIMALS_MAX : decimals, false, WORSE_NONE,
		    (struct sv){ NULL, 0 });
		s->col[c].align = 'r';
		s->col[c].format = s->format[c].p;
	} else if (s->kind[c] == SHEET_TIME) {
		s->col[c].align = 'c';
		s->col[c].format = "yyyy-mm-dd";
	} else if (s->kind[c] == SHEET_LEVEL || s->kind[c] == SHEET_CLASS)
		s->col[c].align = 'c';
}

static void
flat_cell(void *arg, size_t row, size_t col, struct book_cell *c)
{
	struct sheet *s = arg;
	const struct sv a = grid_at(s->g, row, col);
	const enum sheet_kind kind = s->kind[col];
	const int class = kind == SHEET_CLASS ? water_class_parse(a) : 0;
	int decimals;

	if (a.n == 0)
		return;
	if (kind == SHEET_TIME && take_time(a, c))
		return;
	sbuf_clear(&s->text);
	sbuf_put(&s->text, a.p, a.n);
	c->text = sbuf_sv(&s->text);
	c->kind = BOOK_TEXT;
	if (kind == SHEET_LEVEL)
		paint(s->level, table_level(s->tabs, a, NULL), c);
	else if (class > 0)
		paint(s->class, class, c);
	if ((kind == SHEET_NUMBER || kind == SHEET_LEVEL || kind == SHEET_CLASS) && plain_number(a, &decimals)) {
		c->kind = BOOK_NUMBER;
		c->number = strtod(s->text.p, NULL);
	}
}

static struct place
flat_place(void *arg, size_t row, size_t col)
{
	return grid_place(((const struct sheet *)arg)->g, row, col);
}

void
sheet_of_grid(struct sheet *s, const struct grid *g, const char *name, const struct tables *tabs,
    const struct items *items)
{
	*s = (struct sheet){ .g = g, .tabs = tabs, .name = mem_dup(name) };
	sheet_levels(tabs, s->level);
	sheet_classes(tabs, s->class);
	s->col = mem_array(g->ncol, sizeof(*s->col));
	s->kind = mem_array(g->ncol, sizeof(*s->kind));
	s->format = mem_array(g->ncol, sizeof(*s->format));
	for (size_t c = 0; c < g->ncol; c++)
		set_flat_column(s, c, items);
	s->b = (struct book_sheet){ .name = s->name, .ncol = g->ncol, .nrow = g->nrow, .col = s->col,
	    .cell = flat_cell, .place = flat_place, .arg = s };
}

void
sheet_release(struct sheet *s)
{
	for (size_t k = 0; s->format != NULL && k < s->b.ncol; k++)
		sbuf_release(&s->format[k]);
	if (s->v.t != NULL)
		table_unbind(&s->v);
	sbuf_release(&s->shown.text);
	sbuf_release(&s->text);
	sbuf_release(&s->code);
	sbuf_release(&s->caption);
	free(s->col);
	free(s->kind);
	free(s->format);
	free(s->name);
	*s = (struct sheet){ 0 };
}
