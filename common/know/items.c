#include <stdlib.h>

#include "items.h"
#include "mem.h"

static const char *const media[] = { "air", "met", "water", "soil", "noise" };

#define NMEDIA (sizeof(media) / sizeof(media[0]))

static enum item_average
average_of(const char *s)
{
	static const char *const name[] = { "arith", "sum", "vector", "hydrogen", "energy" };

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		if (strcmp(s, name[i]) == 0)
			return (enum item_average)i;
	}
	return ITEM_ARITH;
}

static struct sv
key(struct sbuf *b, const char *medium, struct sv name)
{
	sbuf_clear(b);
	sbuf_puts(b, medium);
	sbuf_putc(b, ':');
	str_fold(b, name);
	return sbuf_sv(b);
}

/* Adds one spelling of item i; the first item to take a name keeps it. */
static void
add_name(struct items *r, struct sv name, size_t i, struct sbuf *b)
{
	const size_t n = r->names.n;
	const size_t k = name.n == 0 ? 0 : map_put(&r->names, key(b, r->v[i].medium, name));

	if (r->names.n > n) {
		r->of = mem_grow(r->of, &r->ofcap, r->names.n, sizeof(*r->of));
		r->of[k] = (uint32_t)i;
	}
}

void
items_init(struct items *r, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "items");
	const size_t medium = table_col(t, "medium"), name = table_col(t, "item"), zh = table_col(t, "zh"),
	    unit = table_col(t, "unit"), dec = table_col(t, "decimals"), avg = table_col(t, "average"),
	    alias = table_col(t, "aliases");
	struct sbuf b = { 0 };

	*r = (struct items){ .tabs = tabs, .n = t->nrow };
	r->v = mem_array(t->nrow, sizeof(*r->v));
	for (size_t i = 0; i < t->nrow; i++) {
		struct sv rest = sv_of(table_at(t, i, alias)), part;

		r->v[i] = (struct item){ table_at(t, i, medium), table_at(t, i, name), table_at(t, i, zh),
		    table_at(t, i, unit), (int)strtol(table_at(t, i, dec), NULL, 10),
		    average_of(table_at(t, i, avg)) };
		add_name(r, sv_of(r->v[i].name), i, &b);
		add_name(r, sv_of(r->v[i].zh), i, &b);
		while (sv_split(&rest, '|', &part))
			add_name(r, part, i, &b);
	}
	sbuf_release(&b);
}

void
items_release(struct items *r)
{
	free(r->v);
	free(r->of);
	map_release(&r->names);
}

const struct item *
items_find(const struct items *r, const char *medium, struct sv name, bool *shared)
{
	const struct item *found = NULL;
	struct sbuf b = { 0 };

	if (shared != NULL)
		*shared = false;
	for (size_t m = 0; m < NMEDIA; m++) {
		size_t k;

		if (medium != NULL && strcmp(medium, media[m]) != 0)
			continue;
		k = map_get(&r->names, key(&b, media[m], name));
		if (k == MAP_NONE)
			continue;
		if (found == NULL)
			found = &r->v[r->of[k]];
		else if (shared != NULL)
			*shared = true;
	}
	sbuf_release(&b);
	return found;
}

/* Whether the unit as written is u, by name or by another spelling of it. */
static bool
same_unit(const struct items *r, struct sv written, const char *u)
{
	const struct table *t = table_get(r->tabs, "unit_names");
	const size_t unit = table_col(t, "unit"), alias = table_col(t, "aliases");
	struct sbuf w = { 0 }, o = { 0 };
	bool same;

	str_fold(&w, written);
	str_fold(&o, sv_of(u));
	same = sv_same(sbuf_sv(&w), sbuf_sv(&o));
	for (size_t i = 0; i < t->nrow && !same; i++) {
		struct sv rest = sv_of(table_at(t, i, alias)), part;

		if (strcmp(table_at(t, i, unit), u) != 0)
			continue;
		while (!same && sv_split(&rest, '|', &part)) {
			sbuf_clear(&o);
			str_fold(&o, part);
			same = sv_same(sbuf_sv(&w), sbuf_sv(&o));
		}
	}
	sbuf_release(&w);
	sbuf_release(&o);
	return same;
}

/* Among the media that share the name, the one of that unit, else the only one it converts to. */
static const struct item *
by_unit(const struct items *r, struct sv name, struct sv unit)
{
	const struct item *only = NULL;
	int n = 0;

	for (size_t m = 0; m < NMEDIA; m++) {
		const struct item *it = items_find(r, media[m], name, NULL);

		if (it != NULL && same_unit(r, unit, it->unit))
			return it;
		if (it != NULL && ratio_has(items_factor(r, it, unit))) {
			only = it;
			n++;
		}
	}
	return n == 1 ? only : NULL;
}

/* The whole of name, else the longest part before an underscore whose rest is a statistic. */
static const struct item *
find_with_stat(const struct items *r, const char *medium, struct sv name, struct item_column *c)
{
	const struct item *it = items_find(r, medium, name, &c->shared);

	c->stat = (struct sv){ NULL, 0 };
	for (size_t n = name.n; it == NULL && n > 1; n--) {
		if (name.p[n - 1] != '_')
			continue;
		it = items_find(r, medium, (struct sv){ name.p, n - 1 }, &c->shared);
		c->stat = (struct sv){ name.p + n, name.n - n };
	}
	return it;
}

bool
items_is_unit(const struct items *r, struct sv written)
{
	const struct table *t = table_get(r->tabs, "units");
	const size_t from = table_col(t, "from");

	for (size_t i = 0; i < t->nrow; i++) {
		if (same_unit(r, written, table_at(t, i, from)))
			return true;
	}
	return false;
}

/* Where the last occurrence of w starts in s, NULL for none. */
static const char *
last_of(struct sv s, const char *w)
{
	const size_t n = strlen(w);

	for (size_t i = s.n; i >= n; i--) {
		if (memcmp(s.p + i - n, w, n) == 0)
			return s.p + i - n;
	}
	return NULL;
}

/* Splits "CO[mg/m3]", "CO(mg/m3)"; square brackets hold a unit in any case, round ones a known one. */
static bool
split_unit(const struct items *r, struct sv h, struct sv *name, struct sv *unit)
{
	static const char *const open[] = { "[", "(", "\xef\xbc\x88" }, *const close[] = { "]", ")", "\xef\xbc\x89" };

	for (size_t k = 0; k < 3; k++) {
		const size_t no = strlen(open[k]), nc = strlen(close[k]);
		const char *p;

		if (h.n <= no + nc || memcmp(h.p + h.n - nc, close[k], nc) != 0)
			continue;
		p = last_of(h, open[k]);
		if (p == NULL || p == h.p)
			continue;
		*unit = sv_trim((struct sv){ p + no, (size_t)(h.p + h.n - nc - p) - no });
		*name = sv_trim((struct sv){ h.p, (size_t)(p - h.p) });
		return k == 0 || items_is_unit(r, *unit);
	}
	return false;
}

/* "总磷(TP)": an item, and behind it in brackets another name of the same. */
static const struct item *
named_twice(const struct items *r, const char *medium, struct sv h, struct item_column *c)
{
	static const char *const open[] = { "(", "\xef\xbc\x88" }, *const close[] = { ")", "\xef\xbc\x89" };

	for (size_t k = 0; k < 2; k++) {
		const size_t no = strlen(open[k]), nc = strlen(close[k]);
		const struct item *it, *again;
		const char *p;

		if (h.n <= no + nc || memcmp(h.p + h.n - nc, close[k], nc) != 0 || (p = last_of(h, open[k])) == NULL)
			continue;
		again = items_find(r, medium, (struct sv){ p + no, (size_t)(h.p + h.n - nc - p) - no }, NULL);
		if (again == NULL)
			continue;
		it = find_with_stat(r, medium, sv_trim((struct sv){ h.p, (size_t)(p - h.p) }), c);
		if (it == again)
			return it;
	}
	return NULL;
}

bool
items_column(const struct items *r, const char *medium, struct sv h, struct item_column *c)
{
	struct sv name = h, unit = { NULL, 0 };
	const bool split = split_unit(r, h, &name, &unit);

	*c = (struct item_column){ 0 };
	if (split)
		c->unit = unit;
	else
		name = h;
	c->item = find_with_stat(r, medium, name, c);
	if (c->item == NULL)
		c->item = named_twice(r, medium, name, c);
	if (c->item == NULL && split) {			/* a bracket that belongs to the name */
		c->unit = (struct sv){ NULL, 0 };
		c->item = find_with_stat(r, medium, h, c);
	}
	if (c->item != NULL && c->shared && c->unit.n > 0 && c->stat.n == 0) {
		const struct item *it = by_unit(r, name, c->unit);

		if (it != NULL) {
			c->item = it;
			c->shared = false;
		}
	}
	return c->item != NULL;
}

/* "2.618" or "1/3.6". */
static struct ratio
factor_of(const char *s)
{
	struct sv rest = sv_of(s), part;
	struct dec a, b = dec_int(1);

	(void)sv_split(&rest, '/', &part);
	if (!dec_parse(part, &a) || (sv_split(&rest, '/', &part) && !dec_parse(part, &b)))
		return (struct ratio){ 0, 0 };
	return dec_div(a, b);
}

struct ratio
items_factor(const struct items *r, const struct item *it, struct sv unit)
{
	const struct table *t = table_get(r->tabs, "units");
	const size_t from = table_col(t, "from"), to = table_col(t, "to"), item = table_col(t, "item"),
	    factor = table_col(t, "factor");

	if (unit.n == 0 || same_unit(r, unit, it->unit))
		return (struct ratio){ 1, 1 };
	for (size_t i = 0; i < t->nrow; i++) {
		const char *who = table_at(t, i, item);

		if (strcmp(table_at(t, i, to), it->unit) == 0 && (strcmp(who, "*") == 0 || strcmp(who, it->name) == 0) &&
		    same_unit(r, unit, table_at(t, i, from)))
			return factor_of(table_at(t, i, factor));
	}
	return (struct ratio){ 0, 0 };
}
