#include "import.h"

static const struct import_format *const formats[] = { &import_cnemc_sites, &import_table };

#define NFORMAT (sizeof(formats) / sizeof(formats[0]))

const struct import_format *
import_format_at(size_t i)
{
	return i < NFORMAT ? formats[i] : NULL;
}

const struct import_format *
import_format_named(const char *name)
{
	for (size_t i = 0; i < NFORMAT; i++) {
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	}
	return NULL;
}

const struct import_format *
import_guess(const struct csvin *in, const struct tables *tabs)
{
	for (int sure = 2; sure >= 1; sure--) {
		const struct import_format *found = NULL;
		int n = 0;

		for (size_t i = 0; i < NFORMAT; i++) {
			if (formats[i]->looks(in, tabs) == sure) {
				found = formats[i];
				n++;
			}
		}
		if (n > 0)
			return n == 1 ? found : NULL;
	}
	return NULL;
}

bool
import_role(const struct tables *tabs, const char *role, struct sv header)
{
	const struct table *t = table_get(tabs, "heads");
	const size_t r = table_col(t, "role"), h = table_col(t, "head");
	struct sbuf a = { 0 }, b = { 0 };
	bool same = false;

	str_fold(&a, header);
	for (size_t i = 0; i < t->nrow && !same; i++) {
		if (strcmp(table_at(t, i, r), role) != 0)
			continue;
		sbuf_clear(&b);
		str_fold(&b, sv_of(table_at(t, i, h)));
		same = sv_same(sbuf_sv(&a), sbuf_sv(&b));
	}
	sbuf_release(&a);
	sbuf_release(&b);
	return same;
}

int
import_column(const struct csvin *in, const struct tables *tabs, const char *role)
{
	for (size_t c = 0; c < in->ncol; c++) {
		if (import_role(tabs, role, sv_of(in->name[c])))
			return (int)c;
	}
	return -1;
}

static bool
is_missing(const struct import *m, const struct item *it, struct sv cell)
{
	const struct table *t = table_get(m->tabs, "missing");
	const size_t mark = table_col(t, "mark"), medium = table_col(t, "medium");
	struct dec x, y;
	const bool number = dec_parse(cell, &x);

	for (size_t i = 0; i < t->nrow; i++) {
		const char *med = table_at(t, i, medium);
		const struct sv s = sv_of(table_at(t, i, mark));

		if (strcmp(med, "*") != 0 && (it == NULL || strcmp(med, it->medium) != 0))
			continue;
		if (sv_same(cell, s) || (number && x.cens == 0 && dec_parse(s, &y) && dec_cmp(x, y) == 0))
			return true;
	}
	return false;
}

/* Takes a mark "(H)", "（H）" off the end of *cell. */
static void
split_mark(struct sv *cell, struct sv *mark)
{
	static const char *const open[] = { "(", "（" }, *const close[] = { ")", "）" };

	*mark = (struct sv){ NULL, 0 };
	for (size_t k = 0; k < 2; k++) {
		const size_t no = strlen(open[k]), nc = strlen(close[k]);
		const char *o;

		if (cell->n < no + nc || memcmp(cell->p + cell->n - nc, close[k], nc) != 0)
			continue;
		o = memmem(cell->p, cell->n, open[k], no);
		if (o == NULL)
			continue;
		*mark = sv_trim((struct sv){ o + no, (size_t)(cell->p + cell->n - nc - o) - no });
		*cell = sv_trim((struct sv){ cell->p, (size_t)(o - cell->p) });
		return;
	}
}

bool
import_cell(struct import *m, const struct item *it, struct sv cell, struct dec *x, struct sv *mark)
{
	*x = (struct dec){ 0 };
	cell = sv_trim(cell);
	split_mark(&cell, mark);
	if (mark->n > 0)
		m->nmarked++;
	if (cell.n == 0)
		return true;
	if (is_missing(m, it, cell)) {
		m->nmissing++;
		return true;
	}
	return dec_parse(cell, x);
}

struct dec
import_convert(struct dec x, struct ratio f, const struct item *it)
{
	struct dec y;
	const uint8_t cens = x.cens;

	if (!dec_has(x) || (f.num == f.den && ratio_has(f)))
		return x;
	y = ratio_guard(ratio_mul(dec_ratio(x), f), it->decimals + 6);
	y.cens = cens;
	return y;
}
