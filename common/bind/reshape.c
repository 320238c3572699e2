#include <stdlib.h>

#include "mem.h"
#include "reshape.h"

void
reshape_init(struct reshape *r)
{
	items_init(&r->reg, r->tabs);
}

void
reshape_output(struct reshape *r)
{
	if (r->out == NULL)
		r->out = csvout_open(r->d, r->common->output, r->common->bom);
}

void
reshape_close(struct reshape *r)
{
	csvout_close(r->out);
	items_release(&r->reg);
}

void
reshape_columns(const struct reshape *r, const struct csvin *in, const char *option, const char *list, bool *col)
{
	struct sv rest = sv_of(list == NULL ? "" : list), part;

	while (list != NULL && sv_split(&rest, ',', &part)) {
		char *name = mem_ndup(part.p, part.n);
		const int c = csvin_column(in, name);

		if (c < 0)
			diag_usage(r->d, _("option --%s: no column '%s'"), option, name);
		col[c] = true;
		free(name);
	}
}

void
reshape_drop(const struct reshape *r, const struct csvin *in, const int *form, size_t n, bool *taken)
{
	reshape_columns(r, in, "drop", r->drop, taken);
	for (size_t k = 0; k < n; k++) {
		if (form[k] < 0)
			continue;
		if (taken[form[k]])
			diag_usage(r->d, _("option --drop: '%s' can't be left out"), in->name[form[k]]);
		taken[form[k]] = true;
	}
}

void
reshape_wrong(struct sbuf *m, enum itemname_is is, const struct itemname *n, struct sv item)
{
	struct sbuf q = { 0 };

	if (is == ITEMNAME_SHARED)
		sbuf_puts(m, _("several media have this item; write its unit in brackets or give --medium"));
	else if (is == ITEMNAME_UNIT) {
		str_quote(&q, sv_of(n->written));
		sbuf_printf(m, _("unit '%.*s' is not the registry's %s; convert with qj-import table"), (int)q.n, q.p,
		    n->item->unit);
	} else if (item.n == 0)
		sbuf_puts(m, _("the item is empty"));
	else {
		str_quote(&q, item);
		sbuf_printf(m, _("'%s' can't name an item: it holds a blank, comma, colon or quote"), q.p);
	}
	sbuf_release(&q);
}

void
reshape_add(struct sbuf *b, struct sv item, struct sv code)
{
	const size_t before = b->n;
	struct sv rest, word, mine;

	if (before > 0)
		sbuf_putc(b, ' ');
	if (item.n > 0) {
		sbuf_put(b, item.p, item.n);
		sbuf_putc(b, ':');
	}
	sbuf_put(b, code.p, code.n);
	mine = (struct sv){ b->p + before + (before > 0), b->n - before - (before > 0) };
	rest = (struct sv){ b->p, before };
	while (sv_word(&rest, &word)) {
		if (sv_same(word, mine)) {
			b->n = before;
			b->p[before] = '\0';
			return;
		}
	}
}

void
reshape_count(struct sbuf *b, const char *name, unsigned long n)
{
	sbuf_printf(b, "%s%s %lu", b->n > 0 ? ", " : "", name, n);
}
