#include <stdlib.h>

#include "civil.h"
#include "escape.h"
#include "mem.h"
#include "tables.h"
#include "waterclass.h"

#define MISSING "—"

/* The column of g with the name a, -1 for none. */
static int
column_of(const struct grid *g, struct sv a, const char *behind)
{
	struct sbuf b = { 0 };
	int c;

	sbuf_put(&b, a.p, a.n);
	sbuf_puts(&b, behind);
	c = grid_column(g, b.p);
	sbuf_release(&b);
	return c;
}

void
table_bind(struct table_view *v, struct diag *d, const struct table_layout *t, const struct grids *grids,
    const struct tables *tabs, const struct items *items)
{
	char *source = mem_ndup(t->source.p, t->source.n);

	*v = (struct table_view){ .t = t, .g = grids_find(grids, source), .tabs = tabs, .items = items, .d = d };
	if (v->g == NULL)
		diag_refuse(d, &t->at, _("no CSV is given under the name '%s'"), source);
	free(source);
	v->warn = grid_column(v->g, "warn");
	v->col = mem_array(t->ncol, sizeof(*v->col));
	v->mark = mem_array(t->ncol, sizeof(*v->mark));
	v->bold = mem_array(t->ncol, sizeof(*v->bold));
	for (size_t k = 0; k < t->ncol; k++) {
		const int c = column_of(v->g, t->col[k].column, "");

		if (c < 0)
			diag_refuse(d, &(struct place){ v->g->file, 1, NULL },
			    _("no column '%.*s', which table '%.*s' shows"), (int)t->col[k].column.n,
			    t->col[k].column.p, (int)t->id.n, t->id.p);
		v->col[k] = (size_t)c;
		v->mark[k] = column_of(v->g, t->col[k].column, "_mark");
		v->bold[k] = column_of(v->g, t->col[k].column, "_bold");
	}
}

void
table_unbind(struct table_view *v)
{
	free(v->col);
	free(v->mark);
	free(v->bold);
	*v = (struct table_view){ 0 };
}

int
table_level(const struct tables *tabs, struct sv text, const char **word)
{
	const struct table *t = table_get(tabs, "aqi_levels");
	const size_t level = table_col(t, "level"), zh = table_col(t, "category_zh"), en = table_col(t, "category_en"),
	    name = table_col(t, "level_zh");

	for (size_t i = 0; i < t->nrow; i++) {
		const char *no = table_at(t, i, level);

		if (!sv_is(text, no) && !sv_is(text, table_at(t, i, zh)) && !sv_is(text, table_at(t, i, en)) &&
		    !sv_is(text, table_at(t, i, name)))
			continue;
		if (word != NULL)
			*word = table_at(t, i, zh);
		return (int)strtol(no, NULL, 10);
	}
	return 0;
}

void
table_number(struct sbuf *b, struct dec x, int decimals, bool plus)
{
	char text[DEC_TEXT];

	x = dec_round(x, decimals);
	if (plus && dec_cmp(x, dec_int(0)) > 0)
		sbuf_putc(b, '+');
	sbuf_put(b, text, dec_print(text, x));
	if (decimals > x.scale) {
		if (x.scale == 0)
			sbuf_putc(b, '.');
		for (int i = x.scale; i < decimals; i++)
			sbuf_putc(b, '0');
	}
}

/* Below the limit of detection: 0.004L in water, <0.004 elsewhere; the limit keeps its own decimals. */
static void
show_censored(const struct table_view *v, size_t k, struct dec x, struct sbuf *b)
{
	const struct figure f = facts_column(v->items, v->tabs, v->t->col[k].column);
	char text[DEC_TEXT];
	size_t n;

	if (x.cens == '<' && f.item != NULL && strcmp(f.item->medium, "water") == 0) {
		x.cens = 0;
		n = dec_print(text, x);
		sbuf_put(b, text, n);
		sbuf_putc(b, 'L');
		return;
	}
	sbuf_put(b, text, dec_print(text, x));
}

static void
show_number(const struct table_view *v, size_t k, struct table_cell *c)
{
	const struct table_column *col = &v->t->col[k];
	struct dec x;
	int sign;

	if (!dec_parse(c->raw, &x)) {		/* words in place of a number: 无法判定, NA, / */
		c->kind = CELL_TEXT;
		sbuf_put(&c->text, c->raw.p, c->raw.n);
		return;
	}
	if (x.cens != 0) {
		c->kind = CELL_TEXT;
		show_censored(v, k, x, &c->text);
		return;
	}
	c->kind = CELL_NUMBER;
	c->value = dec_round(x, col->decimals);
	table_number(&c->text, x, col->decimals, col->plus);
	sign = dec_cmp(c->value, dec_int(0));
	if (col->worse == WORSE_NONE || sign == 0)
		return;
	c->trend = (sign > 0) == (col->worse == WORSE_UP) ? 1 : -1;
	c->sign = c->trend > 0 ? (sign > 0 ? "▲" : "▼") : (sign > 0 ? "△" : "▽");
}

static void
show_level(const struct table_view *v, size_t row, size_t k, struct table_cell *c)
{
	const char *word = "";
	const struct place at = grid_place(v->g, row, v->col[k]);
	const bool digit = c->raw.n == 1 && c->raw.p[0] >= '1' && c->raw.p[0] <= '6';
	struct sbuf q = { 0 };

	c->level = table_level(v->tabs, c->raw, &word);
	if (c->level == 0) {
		str_quote(&q, c->raw);
		diag_refuse(v->d, &at, _("'%s' is not an AQI level (1 to 6, or its word)"), q.p);
	}
	c->kind = CELL_LEVEL;
	if (digit)
		sbuf_puts(&c->text, word);
	else
		sbuf_put(&c->text, c->raw.p, c->raw.n);
}

/* The numeral; a word in its place (无法判定, 断流) stays, a number can only be a mistake. */
static void
show_class(const struct table_view *v, size_t row, size_t k, struct table_cell *c)
{
	const struct place at = grid_place(v->g, row, v->col[k]);
	struct sbuf q = { 0 };
	struct dec x;

	c->kind = CELL_TEXT;
	c->level = water_class_parse(c->raw);
	if (c->level > 0) {
		c->kind = v->t->col[k].format == FORMAT_CLASS ? CELL_CLASS : CELL_TEXT;
		sbuf_puts(&c->text, water_numeral(v->tabs, c->level));
		return;
	}
	if (dec_parse(c->raw, &x)) {
		str_quote(&q, c->raw);
		diag_refuse(v->d, &at, _("'%s' is not a water class (1 to 6, or its numeral)"), q.p);
	}
	sbuf_put(&c->text, c->raw.p, c->raw.n);
}

/* Behind a number a class is its numeral; other digits would be read as digits of the figure. */
static void
show_mark(const struct table_view *v, size_t row, size_t k, struct table_cell *c)
{
	const struct place at = grid_place(v->g, row, (size_t)v->mark[k]);
	const struct sv mark = grid_at(v->g, row, (size_t)v->mark[k]);
	const bool number = v->t->col[k].format == FORMAT_NUMBER;
	const int class = number ? water_class_parse(mark) : 0;
	struct sbuf q = { 0 };

	c->raised = class > 0;
	c->mark = class > 0 ? sv_of(water_numeral(v->tabs, class)) : mark;
	if (!number || c->mark.n == 0 || c->mark.p[0] < '0' || c->mark.p[0] > '9')
		return;
	str_quote(&q, mark);
	diag_refuse(v->d, &at, _("'%s' is not a mark: it would be read as digits of the figure"), q.p);
}

/* Whether a column that emphasises says so in this row; column -1 for none. */
static bool
emphasised(const struct table_view *v, size_t row, int column)
{
	const struct sv a = column < 0 ? (struct sv){ "", 0 } : grid_at(v->g, row, (size_t)column);

	return a.n > 0 && !sv_is(a, "0");
}

void
table_show(const struct table_view *v, size_t row, size_t k, struct table_cell *c)
{
	sbuf_clear(&c->text);
	*c = (struct table_cell){ .text = c->text, .raw = grid_at(v->g, row, v->col[k]), .sign = "" };
	if (v->mark[k] >= 0)
		show_mark(v, row, k, c);
	c->warn = emphasised(v, row, v->warn);
	c->bold = emphasised(v, row, v->bold[k]);
	sbuf_puts(&c->text, "");
	if (c->raw.n == 0)
		c->kind = CELL_EMPTY;
	else if (v->t->col[k].format == FORMAT_LEVEL)
		show_level(v, row, k, c);
	else if (v->t->col[k].format == FORMAT_CLASS || v->t->col[k].format == FORMAT_NUMERAL)
		show_class(v, row, k, c);
	else if (v->t->col[k].format == FORMAT_NUMBER)
		show_number(v, k, c);
	else {
		c->kind = CELL_TEXT;
		sbuf_put(&c->text, c->raw.p, c->raw.n);
	}
}

static void
put_escaped(struct sbuf *out, struct sv a)
{
	escape_put(out, ESCAPE_MD, a, false);
}

static void
put_mark(struct sbuf *out, const struct table_cell *c)
{
	if (c->raised)
		sbuf_putc(out, '[');
	put_escaped(out, c->mark);
	if (c->raised)
		sbuf_puts(out, "]{.mark}");
}

/* Spans do not nest: a raised mark stands behind that of a warning. */
static void
put_cell(struct sbuf *out, const struct table_cell *c)
{
	const bool painted = c->kind == CELL_LEVEL || c->kind == CELL_CLASS, span = painted || c->trend > 0 || c->warn,
	    within = c->warn && !painted && !c->raised, bold = c->bold && !span && c->kind != CELL_EMPTY;

	if (span)
		sbuf_putc(out, '[');
	if (bold)
		sbuf_puts(out, "**");
	if (c->kind == CELL_EMPTY)
		sbuf_puts(out, MISSING);
	else
		put_escaped(out, sbuf_sv(&c->text));
	sbuf_puts(out, c->sign);
	if (bold)
		sbuf_puts(out, "**");
	if (within)
		put_mark(out, c);
	if (painted)
		sbuf_printf(out, c->kind == CELL_LEVEL ? "]{.level%d}" : "]{.class%d}", c->level);
	else if (span)
		sbuf_puts(out, c->warn ? "]{.warn}" : "]{.worse}");
	if (!within)
		put_mark(out, c);
}

static void
list_figure(const struct table_view *v, size_t row, size_t k, const struct table_cell *c, struct facts *facts)
{
	const struct place at = grid_place(v->g, row, v->col[k]);
	const int edition = grid_column(v->g, "edition");
	struct sbuf id = { 0 };

	if (!facts_is_figure(c->raw) || c->level > 0)
		return;
	sbuf_puts(&id, v->g->name);
	if (v->g->nrow > 1 || v->g->key >= 0) {
		sbuf_putc(&id, '.');
		grid_row_name(v->g, row, &id);
	}
	sbuf_printf(&id, ".%s", v->g->head[v->col[k]]);
	facts_add(facts, &(struct fact){ .id = sbuf_sv(&id), .text = sbuf_sv(&c->text), .value = c->raw,
	    .file = at.file, .line = at.line, .column = sv_of(v->g->head[v->col[k]]),
	    .edition = edition < 0 ? (struct sv){ "", 0 } : grid_at(v->g, row, (size_t)edition) });
	sbuf_release(&id);
}

static void
put_caption(const struct table_layout *t, struct sbuf *out)
{
	sbuf_puts(out, "Table: ");
	put_escaped(out, t->caption.n > 0 ? t->caption : t->id);
	sbuf_printf(out, " {#tbl:%.*s", (int)t->id.n, t->id.p);
	if (t->total > 0)
		sbuf_printf(out, " total=%zu", t->total);
	if (t->merge > 0)
		sbuf_printf(out, " merge=%zu", t->merge);
	sbuf_puts(out, "}\n");
	if (t->unit.n > 0) {
		sbuf_puts(out, "Unit: ");
		put_escaped(out, t->unit);
		sbuf_putc(out, '\n');
	}
	sbuf_putc(out, '\n');
}

static void
put_head(const struct table_layout *t, struct sbuf *out)
{
	for (size_t k = 0; k < t->ncol; k++) {
		sbuf_puts(out, "| ");
		put_escaped(out, t->col[k].head);
		sbuf_putc(out, ' ');
	}
	sbuf_puts(out, "|\n");
	for (size_t k = 0; k < t->ncol; k++)
		sbuf_puts(out, t->col[k].format == FORMAT_NUMBER ? "|---:" :
		    t->col[k].format == FORMAT_TEXT ? "|:---" : "|:---:");
	sbuf_puts(out, "|\n");
}

void
table_markdown(const struct table_view *v, struct facts *facts, struct sbuf *out)
{
	const struct table_layout *t = v->t;
	struct table_cell c = { .kind = CELL_EMPTY };

	if (t->landscape)
		sbuf_puts(out, "::: landscape\n\n");
	put_caption(t, out);
	put_head(t, out);
	for (size_t r = 0; r < v->g->nrow; r++) {
		for (size_t k = 0; k < t->ncol; k++) {
			table_show(v, r, k, &c);
			sbuf_puts(out, "| ");
			put_cell(out, &c);
			sbuf_putc(out, ' ');
			if (facts != NULL)
				list_figure(v, r, k, &c, facts);
		}
		sbuf_puts(out, "|\n");
	}
	for (size_t k = 0; v->g->nrow == 0 && k < t->ncol; k++)
		sbuf_puts(out, k + 1 < t->ncol ? "| " MISSING " " : "| " MISSING " |\n");
	if (t->note.n > 0) {
		sbuf_puts(out, "\n::: note\n");
		escape_put(out, ESCAPE_MD, t->note, true);
		sbuf_puts(out, "\n:::\n");
	}
	if (t->landscape)
		sbuf_puts(out, "\n:::\n");
	out->p[--out->n] = '\0';		/* the template's own line feed ends it */
	sbuf_release(&c.text);
}
