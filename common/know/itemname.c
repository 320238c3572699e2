#include <stdlib.h>

#include "itemname.h"
#include "mem.h"

static const char *
statistic_unit(const struct tables *tabs, const char *where, struct sv part)
{
	const struct table *t = table_get(tabs, "statistics");
	const size_t w = table_col(t, "where"), p = table_col(t, "part"), u = table_col(t, "unit");

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, w), where) == 0 && sv_is(part, table_at(t, i, p)))
			return table_at(t, i, u);
	}
	return NULL;
}

/* The unit of item_statistic: that of the last part that has one of its own, else the item's. */
static const char *
derived_unit(const struct items *r, const struct item *it, struct sv stat)
{
	while (stat.n > 0) {
		const char *bar = memrchr(stat.p, '_', stat.n);
		const size_t at = bar == NULL ? 0 : (size_t)(bar - stat.p) + 1;
		const char *u = statistic_unit(r->tabs, "suffix", (struct sv){ stat.p + at, stat.n - at });

		if (u == NULL)
			break;
		if (strcmp(u, "*") != 0)
			return u;
		stat.n = at == 0 ? 0 : at - 1;
	}
	return it->unit;
}

/* The media that have the item give it different units. */
static bool
units_vary(const struct items *r, const struct item *it)
{
	for (size_t i = 0; i < r->n; i++) {
		if (strcmp(r->v[i].name, it->name) == 0 && strcmp(r->v[i].unit, it->unit) != 0)
			return true;
	}
	return false;
}

static bool
same_unit(const struct items *r, const struct item *it, struct sv unit)
{
	const struct ratio f = items_factor(r, it, unit);

	return ratio_has(f) && f.num == f.den;
}

static char *
copy(struct sv s)
{
	return s.n == 0 ? mem_dup("") : mem_ndup(s.p, s.n);
}

static void
set(struct itemname *n, const char *prefix, const struct item_column *ic, struct sv unit, bool bracket)
{
	struct sbuf b = { 0 };

	sbuf_printf(&b, "%s%s", prefix, ic->item->name);
	if (ic->stat.n > 0)
		sbuf_printf(&b, "_%.*s", (int)ic->stat.n, ic->stat.p);
	n->item = ic->item;
	n->written = copy(ic->unit);
	n->name = mem_ndup(b.p, b.n);
	n->unit = copy(unit);
	if (bracket && unit.n > 0)
		sbuf_printf(&b, "[%s]", n->unit);
	n->head = b.p;
}

/* An item with a statistic: a unit is kept in the header where it is not told by the name. */
static void
set_derived(const struct items *r, const struct item_column *ic, bool shared, struct itemname *n)
{
	const struct sv own = sv_of(derived_unit(r, ic->item, ic->stat));
	const bool special = !sv_is(own, ic->item->unit);
	const bool same = sv_same(ic->unit, own) || (!special && same_unit(r, ic->item, ic->unit));

	if (ic->unit.n > 0)
		set(n, "", ic, same ? own : ic->unit, !same || (shared && !special));
	else
		set(n, "", ic, ic->shared && !special ? (struct sv){ NULL, 0 } : own, shared && !special);
}

static enum itemname_is
set_known(const struct items *r, const struct item_column *ic, struct itemname *n)
{
	const struct sv own = sv_of(ic->item->unit);
	bool shared;

	(void)items_find(r, NULL, sv_of(ic->item->name), &shared);
	if (ic->stat.n > 0) {
		set_derived(r, ic, shared, n);
		return ITEMNAME_OK;
	}
	if (ic->shared && units_vary(r, ic->item)) {
		set(n, "", ic, (struct sv){ NULL, 0 }, false);
		return ic->unit.n > 0 ? ITEMNAME_UNIT : ITEMNAME_SHARED;
	}
	set(n, "", ic, own, shared);
	return ic->unit.n > 0 && !same_unit(r, ic->item, ic->unit) ? ITEMNAME_UNIT : ITEMNAME_OK;
}

/* "n_PM2.5", "IAQI_O3": a word of table statistics in front of an item's column. */
static bool
set_prefixed(const struct items *r, const char *medium, struct sv name, struct sv unit, struct itemname *n)
{
	const char *bar = name.n == 0 ? NULL : memchr(name.p, '_', name.n);
	const size_t at = bar == NULL ? 0 : (size_t)(bar - name.p);
	const char *own = at == 0 ? NULL : statistic_unit(r->tabs, "prefix", (struct sv){ name.p, at });
	struct item_column ic;
	char *word;

	if (own == NULL || (unit.n > 0 && !sv_is(unit, own)) ||
	    !items_column(r, medium, (struct sv){ bar + 1, name.n - at - 1 }, &ic) || ic.unit.n > 0)
		return false;
	word = mem_ndup(name.p, at + 1);
	set(n, word, &ic, sv_of(own), false);
	free(word);
	return true;
}

static bool
has_any(struct sv s, const char *set_of)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < ' ' || strchr(set_of, s.p[i]) != NULL)
			return true;
	}
	return false;
}

/* An item of no registry: blanks in its unit do not matter, in its name they would break flags. */
static enum itemname_is
set_unknown(struct sv name, struct sv unit, struct itemname *n)
{
	struct sbuf u = { 0 }, h = { 0 };

	if (name.n == 0 || has_any(name, " ,:\""))
		return ITEMNAME_BAD;
	sbuf_puts(&u, "");
	for (size_t i = 0; i < unit.n; i++) {
		if ((unsigned char)unit.p[i] > ' ')
			sbuf_putc(&u, unit.p[i]);
	}
	sbuf_put(&h, name.p, name.n);
	if (u.n > 0)
		sbuf_printf(&h, "[%s]", u.p);
	*n = (struct itemname){ .name = mem_ndup(name.p, name.n), .unit = u.p, .head = h.p,
	    .written = copy(unit) };
	return ITEMNAME_OK;
}

bool
itemname_head(const struct items *r, const char *medium, struct sv head, struct itemname *n, enum itemname_is *is)
{
	const char *open = head.n == 0 ? NULL : memrchr(head.p, '[', head.n);
	struct item_column ic;
	struct sv unit;

	*n = (struct itemname){ 0 };
	*is = ITEMNAME_OK;
	if (items_column(r, medium, head, &ic)) {
		*is = set_known(r, &ic, n);
		return true;
	}
	if (set_prefixed(r, medium, head, (struct sv){ NULL, 0 }, n))
		return true;
	if (open == NULL || open == head.p || head.p[head.n - 1] != ']')
		return false;
	unit = (struct sv){ open + 1, (size_t)(head.p + head.n - open) - 2 };
	return unit.n > 0 && !has_any(unit, " ") &&
	    set_unknown((struct sv){ head.p, (size_t)(open - head.p) }, unit, n) == ITEMNAME_OK;
}

enum itemname_is
itemname_row(const struct items *r, const char *medium, struct sv item, struct sv unit, struct itemname *n)
{
	struct item_column ic;
	struct sbuf b = { 0 };
	enum itemname_is is;

	*n = (struct itemname){ 0 };
	item = sv_trim(item);
	unit = sv_trim(unit);
	if (item.n == 0)
		return ITEMNAME_BAD;
	sbuf_put(&b, item.p, item.n);
	if (items_column(r, medium, item, &ic) && ic.unit.n > 0 && (unit.n == 0 || sv_same(unit, ic.unit)))
		unit = (struct sv){ NULL, 0 };		/* it stands in the item's own brackets */
	if (unit.n > 0)
		sbuf_printf(&b, "[%.*s]", (int)unit.n, unit.p);
	if (items_column(r, medium, sbuf_sv(&b), &ic))
		is = set_known(r, &ic, n);
	else if (set_prefixed(r, medium, item, unit, n))
		is = ITEMNAME_OK;
	else
		is = set_unknown(item, unit, n);
	sbuf_release(&b);
	return is;
}

void
itemname_release(struct itemname *n)
{
	free(n->name);
	free(n->unit);
	free(n->head);
	free(n->written);
	*n = (struct itemname){ 0 };
}
