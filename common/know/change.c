#include <assert.h>

#include "change.h"
#include "rounding.h"

/* The kinds in the tables compare_columns and words. */
static const char *const kinds[] = { "", "key", "label", "text", "status", "value", "diff", "points", "days", "rank", "class",
	"water_class" };

static enum change_kind
kind_of(const char *s)
{
	for (size_t i = 1; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(s, kinds[i]) == 0)
			return (enum change_kind)i;
	}
	return CHANGE_UNKNOWN;
}

/* name fits pattern, which may have '*' at one end. */
static bool
fits(struct sv name, struct sv pattern)
{
	if (pattern.n > 0 && pattern.p[pattern.n - 1] == '*')
		return name.n >= pattern.n && memcmp(name.p, pattern.p, pattern.n - 1) == 0;
	if (pattern.n > 0 && pattern.p[0] == '*')
		return name.n >= pattern.n &&
		    memcmp(name.p + name.n - (pattern.n - 1), pattern.p + 1, pattern.n - 1) == 0;
	return sv_same(name, pattern);
}

/* The name without "_2012", the suffix of a second edition's columns. */
static struct sv
without_edition(const struct tables *tabs, struct sv name)
{
	const struct table *t = table_get(tabs, "editions");
	const size_t ed = table_col(t, "edition");

	for (size_t i = 0; i < t->nrow; i++) {
		const struct sv e = sv_of(table_at(t, i, ed));

		if (name.n > e.n + 1 && name.p[name.n - e.n - 1] == '_' &&
		    memcmp(name.p + name.n - e.n, e.p, e.n) == 0)
			return (struct sv){ name.p, name.n - e.n - 1 };
	}
	return name;
}

/* How an item's value is displayed: of air by the rounding table where it has the item, else by the registry. */
static void
show_item(struct change_column *c, const struct tables *tabs)
{
	c->decimals = strcmp(c->item->medium, "air") != 0 ? -1 :
	    rounding_decimals(tabs, "result", c->item->name, NULL);
	c->pad = c->decimals >= 0;
	if (c->decimals < 0)
		c->decimals = c->item->decimals;
}

struct change_column
change_column(const struct tables *tabs, const struct items *items, const char *medium,
    const char *name)
{
	const struct table *t = table_get(tabs, "compare_columns");
	const size_t col = table_col(t, "column"), kind = table_col(t, "kind"), stage = table_col(t, "stage");
	const struct sv n = without_edition(tabs, sv_of(name));
	struct change_column c = { CHANGE_UNKNOWN, NULL, -1, false };
	struct item_column ic;
	const char *st = "";

	for (size_t i = 0; i < t->nrow && c.kind == CHANGE_UNKNOWN; i++) {
		if (fits(n, sv_of(table_at(t, i, col)))) {
			c.kind = kind_of(table_at(t, i, kind));
			st = table_at(t, i, stage);
		}
	}
	if (items_column(items, medium, n, &ic) && (c.kind == CHANGE_UNKNOWN || change_counts(c.kind))) {
		c.item = ic.item;
		c.kind = c.kind == CHANGE_UNKNOWN ? CHANGE_VALUE : c.kind;
		show_item(&c, tabs);
	}
	if (*st != '\0') {
		c.decimals = rounding_decimals(tabs, st, "*", NULL);
		c.pad = true;
	}
	return c;
}

struct dec
change_shown(const struct change_column *c, struct dec x)
{
	if (c->decimals < 0 || (!c->pad && x.scale <= c->decimals))
		return x;
	return dec_round(x, c->decimals);
}

void
change_of(struct change *c, enum change_kind kind, struct dec now, struct dec base, int pct)
{
	const int scale = now.scale > base.scale ? now.scale : base.scale;

	*c = (struct change){ .has = dec_has(now) && dec_has(base) };
	if (!c->has)
		return;
	c->diff = ratio_round(ratio_sub(dec_ratio(now), dec_ratio(base)), scale);
	if (kind == CHANGE_POINTS && scale > pct)
		c->diff = dec_round(c->diff, pct);
	c->has = dec_has(c->diff);
	c->sign = (c->diff.m > 0) - (c->diff.m < 0);
	if (kind != CHANGE_VALUE || base.m <= 0)
		return;
	c->pct = ratio_round(ratio_mul(ratio_div(dec_ratio(c->diff), dec_ratio(base)), (struct ratio){ 100,
	    1 }), pct);
	if (dec_has(c->pct))
		c->sign = (c->pct.m > 0) - (c->pct.m < 0);
}

void
change_small(struct change *c, enum change_kind kind, struct dec now, struct dec base, struct dec limit)
{
	const int scale = now.scale > base.scale ? now.scale : base.scale;

	c->small = c->has && dec_has(limit) && kind == CHANGE_VALUE && c->sign != 0 && dec_cmp(base,
	    limit) < 0 &&
	    c->diff.scale == scale && c->diff.m >= -1 && c->diff.m <= 1;
}

/* The cell of the row of kind and sign in table words. */
static const char *
find(const struct tables *tabs, const char *kind, const char *sign, const char *column)
{
	const struct table *t = table_get(tabs, "words");
	const size_t k = table_col(t, "kind"), s = table_col(t, "sign"), c = table_col(t, column);

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, k), kind) == 0 && strcmp(table_at(t, i, s), sign) == 0)
			return table_at(t, i, c);
	}
	return "";
}

/* Without a percentage, a value's change is told by its difference. */
static const char *
kind_name(enum change_kind kind, const struct change *c)
{
	return kinds[kind == CHANGE_VALUE && !dec_has(c->pct) ? CHANGE_DIFF : kind];
}

static const char *
sign_name(const struct change *c)
{
	return c->small ? "small" : c->sign > 0 ? "up" : c->sign < 0 ? "down" : "same";
}

const char *
change_word(const struct tables *tabs, enum change_kind kind, const struct change *c, bool zh)
{
	if (!c->has || !change_counts(kind))
		return "";
	return find(tabs, kind_name(kind, c), sign_name(c), zh ? "word_zh" : "word_en");
}

static const char *
unit_word(const struct tables *tabs, const char *unit, bool zh)
{
	const struct table *t = table_get(tabs, "unit_words");
	const size_t r = unit == NULL ? TABLE_NONE : table_find(t, "unit", unit);

	return r != TABLE_NONE ? table_cell(t, r, zh ? "zh" : "en") : unit == NULL ? "" : unit;
}

/* Appends form with {as}, {n} and {unit} put in. */
static void
fill(struct sbuf *b, const char *form, const char *as, const char *n, const char *unit)
{
	const struct { const char *slot, *text; } part[] = { { "{as}", as }, { "{n}", n }, { "{unit}",
	    unit } };

	while (*form != '\0') {
		size_t i;

		for (i = 0; i < 3 && strncmp(form, part[i].slot, strlen(part[i].slot)) != 0; i++)
			;
		if (i == 3) {
			sbuf_putc(b, *form++);
		} else {
			sbuf_puts(b, part[i].text);
			form += strlen(part[i].slot);
		}
	}
}

void
change_phrase(struct sbuf *b, const struct tables *tabs, enum change_kind kind, const struct change *c,
    const char *as, const char *unit, bool zh)
{
	char n[DEC_TEXT];
	const char *form;
	struct dec x;

	if (!c->has || !change_counts(kind))
		return;
	x = dec_has(c->pct) && !c->small ? c->pct : c->diff;
	x.m = x.m < 0 ? -x.m : x.m;
	(void)dec_print(n, x);
	form = find(tabs, kind_name(kind, c), sign_name(c), zh ? "phrase_zh" : "phrase_en");
	fill(b, form, as, n, unit_word(tabs, unit, zh));
}

const char *
change_as(const struct tables *tabs, const char *which, bool zh)
{
	return find(tabs, "as", which, zh ? "word_zh" : "word_en");
}
