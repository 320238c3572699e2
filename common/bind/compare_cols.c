#include <stdlib.h>

#include "compare_own.h"
#include "mem.h"

char *
compare_canonical(const struct compare *c, const char *name)
{
	struct sbuf b = { 0 };
	struct item_column ic;

	if (!items_column(&c->items, c->s.common->medium, sv_of(name), &ic) || ic.shared)
		return mem_dup(name);
	sbuf_puts(&b, ic.item->name);
	if (ic.stat.n > 0) {
		sbuf_putc(&b, '_');
		sbuf_put(&b, ic.stat.p, ic.stat.n);
	}
	if (ic.unit.n > 0)
		sbuf_printf(&b, "[%.*s]", (int)ic.unit.n, ic.unit.p);
	return b.p;
}

static void
add_column(struct compare *c, size_t k, bool two)
{
	struct compare_column *v;

	c->col = mem_grow(c->col, &c->cap, c->ncol + 1, sizeof(*c->col));
	v = &c->col[c->ncol++];
	*v = (struct compare_column){ .name = compare_canonical(c, c->now->name[k]), .now = (int)k, .base = two ? -1 : (int)k };
	v->how = change_column(c->s.tabs, &c->items, c->s.common->medium, v->name);
	if (v->how.kind == CHANGE_STATUS && map_get(&c->water.not_status, sv_of(c->now->name[k])) != MAP_NONE)
		v->how.kind = CHANGE_UNKNOWN;
	if (strcmp(v->name, c->s.common->station) == 0)
		v->how.kind = CHANGE_KEY;
	v->gas = v->how.kind == CHANGE_VALUE && v->how.item != NULL && refstate_has(&c->ref,
	    v->how.item->name);
	for (size_t b = 0; two && b < c->base->ncol; b++) {
		char *n = compare_canonical(c, c->base->name[b]);

		if (strcmp(n, v->name) == 0)
			v->base = (int)b;
		free(n);
	}
}

/* Whether every cell of the column is a number or empty. */
static bool
all_numbers(const struct held *h, int col)
{
	struct dec x;

	for (size_t r = 0; col >= 0 && r < h->nrow; r++) {
		const enum dec_parsed p = dec_read(held_cell(h, r, (size_t)col), &x);

		if (p == DEC_BAD || p == DEC_OVERFLOW)
			return false;
	}
	return true;
}

bool
compare_in_list(const char *list, const char *name)
{
	struct sv rest = sv_of(list), part;

	while (sv_split(&rest, ',', &part)) {
		if (sv_is(part, name))
			return true;
	}
	return false;
}

/* --key: exactly those columns; else the listed keys, what is no number, and a label where there is nothing else. */
static void
choose_keys(struct compare *c)
{
	size_t nkey = 0;
	struct sv rest = sv_of(c->s.key), part;

	while (c->s.key != NULL && sv_split(&rest, ',', &part)) {
		char *n = mem_ndup(part.p, part.n);

		if (held_column(c->now, n) < 0 || held_column(c->base, n) < 0)
			diag_refuse(c->s.d, NULL, _("no column '%s'"), n);
		free(n);
	}
	for (size_t i = 0; i < c->ncol; i++) {
		struct compare_column *v = &c->col[i];

		if (c->s.key != NULL) {
			if (compare_in_list(c->s.key, v->name) || compare_in_list(c->s.key, c->now->name[v->now]))
				v->how.kind = CHANGE_KEY;
			else if (v->how.kind == CHANGE_KEY)
				v->how.kind = CHANGE_TEXT;
		}
		if (v->how.kind == CHANGE_UNKNOWN)
			v->how.kind = all_numbers(c->now, v->now) && all_numbers(c->base, v->base) ? CHANGE_VALUE :
			    c->s.key != NULL ? CHANGE_TEXT : CHANGE_KEY;
		nkey += v->how.kind == CHANGE_KEY;
	}
	for (size_t i = 0; nkey == 0 && i < c->ncol; i++) {
		if (c->col[i].how.kind == CHANGE_LABEL)
			c->col[i].how.kind = CHANGE_KEY;
	}
}

void
compare_bind(struct compare *c, bool two)
{
	c->time_now = held_column(c->now, c->s.common->time);
	c->time_base = held_column(c->base, c->s.common->time);
	if (!two && c->time_now < 0)
		diag_refuse(c->s.d, NULL, _("no column '%s'"), c->s.common->time);
	for (size_t k = 0; k < c->now->ncol; k++) {
		if ((int)k != c->time_now)
			add_column(c, k, two);
	}
	choose_keys(c);
	for (size_t i = 0; i < c->ncol; i++) {
		const struct compare_column *v = &c->col[i];

		if (v->how.kind == CHANGE_KEY && v->base < 0)
			diag_refuse(c->s.d, NULL, _("the base has no column '%s'"), v->name);
	}
}
