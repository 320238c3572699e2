#include <stdlib.h>

#include "civil.h"
#include "csvout.h"
#include "facts.h"
#include "mem.h"

#define NFIELD 8

void
facts_init(struct facts *f, const struct items *items, const struct tables *tabs)
{
	*f = (struct facts){ .items = items, .tabs = tabs };
}

void
facts_release(struct facts *f)
{
	for (size_t i = 0; i < f->n; i++)
		sbuf_release(&f->row[i]);
	free(f->row);
	map_release(&f->seen);
	*f = (struct facts){ 0 };
}

bool
facts_is_figure(struct sv text)
{
	const enum dec_parsed r = dec_read(text, &(struct dec){ 0 });
	struct civil t;
	struct period p;

	return r == DEC_OK || r == DEC_CUT || civil_parse(text, &t) || period_parse(text, &p);
}

/* The rule of data/statistics.csv for a part of a column's name. */
static bool
special(const struct tables *tabs, const char *where, struct sv part, const char **unit)
{
	const struct table *t = table_get(tabs, "statistics");
	const size_t w = table_col(t, "where"), p = table_col(t, "part"), u = table_col(t, "unit");

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, w), where) == 0 && sv_is(part, table_at(t, i, p))) {
			*unit = table_at(t, i, u);
			return true;
		}
	}
	return false;
}

struct figure
facts_column(const struct items *items, const struct tables *tabs, struct sv column)
{
	const char *last = column.n == 0 ? NULL : memrchr(column.p, '_', column.n);
	const char *first = column.n == 0 ? NULL : memchr(column.p, '_', column.n);
	struct figure f = { "", NULL };
	struct item_column c;

	if (last != NULL) {
		const struct sv part = { last + 1, column.n - (size_t)(last + 1 - column.p) };

		if (special(tabs, "suffix", part, &f.unit)) {
			if (strcmp(f.unit, "*") != 0)
				return f;
			f = facts_column(items, tabs, (struct sv){ column.p, (size_t)(last - column.p) });
			if (strcmp(f.unit, "%") == 0 && f.item == NULL && sv_is(part, "diff"))
				f.unit = "百分点";
			return f;
		}
	}
	if (first != NULL && special(tabs, "prefix", (struct sv){ column.p, (size_t)(first - column.p) }, &f.unit))
		return f;
	if (!items_column(items, NULL, column, &c) || (c.shared && c.unit.n == 0))
		return f;
	f.unit = c.item->unit;
	f.item = c.item;
	return f;
}

static void
put(struct sbuf *b, struct sv a)
{
	sbuf_put(b, a.p, a.n);
	sbuf_putc(b, '\0');
}

void
facts_add(struct facts *f, const struct fact *x)
{
	struct sbuf key = { 0 }, *b, no = { 0 };
	const size_t before = f->seen.n;

	put(&key, x->id);
	put(&key, x->text);
	(void)map_put(&f->seen, sbuf_sv(&key));
	sbuf_release(&key);
	if (f->seen.n == before)
		return;
	f->row = mem_grow(f->row, &f->cap, f->n + 1, sizeof(*f->row));
	b = &f->row[f->n++];
	*b = (struct sbuf){ 0 };
	if (x->line > 0)
		sbuf_printf(&no, "%lu", x->line);
	put(b, x->id);
	put(b, x->text);
	put(b, x->value);
	put(b, sv_of(facts_column(f->items, f->tabs, x->column).unit));
	put(b, sv_of(x->file));
	put(b, sbuf_sv(&no));
	put(b, x->column);
	put(b, x->edition);
	sbuf_release(&no);
}

void
facts_write(const struct facts *f, struct diag *d, const char *path)
{
	static const char *const head[NFIELD] = { "id", "text", "value", "unit", "file", "row", "column", "edition" };
	struct csvout *out = csvout_open(d, path, false);

	for (size_t i = 0; i < NFIELD; i++)
		csvout_text(out, head[i]);
	csvout_end(out);
	for (size_t i = 0; i < f->n; i++) {
		const char *p = f->row[i].p;

		for (size_t k = 0; k < NFIELD; k++) {
			csvout_text(out, p);
			p += strlen(p) + 1;
		}
		csvout_end(out);
	}
	csvout_close(out);
}
