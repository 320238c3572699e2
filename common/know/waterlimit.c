#include <stdlib.h>

#include "mem.h"
#include "rounding.h"
#include "waterlimit.h"

/* "0.2": one bound; "6~9": two; "*": none; "ND": a value below its limit of detection. */
static bool
read_bound(struct waterlimit *l, size_t c, struct sv cell)
{
	struct sv low = cell;

	if (sv_is(cell, "*"))
		return true;
	if (sv_is(cell, "ND") && c == 0) {
		l->nd_first = true;
		return true;
	}
	if (l->kind == WATERLIMIT_RANGE && (!sv_split(&cell, '~', &low) || !dec_parse(cell, &l->high[c])))
		return false;
	return dec_parse(low, &l->limit[c]) && l->limit[c].m <= WATERLIMIT_LARGEST && l->limit[c].m >= 0 && l->limit[c].scale <= WATERLIMIT_FINE &&
	    l->limit[c].cens == 0;
}

/* A whole number of at most three digits. */
static bool
read_small(const char *s, int *v)
{
	struct dec x;

	if (!dec_parse(sv_of(s), &x) || x.scale != 0 || x.m < 0 || x.m > 999)
		return false;
	*v = (int)x.m;
	return true;
}

static void
read_body(struct waterlimit *l, const char *water_type)
{
	const enum water_body b = water_body_of(sv_of(water_type));

	if (strcmp(water_type, "*") == 0)
		l->body[WATER_RIVER] = l->body[WATER_LAKE] = true;
	else
		l->body[b] = b != WATER_UNKNOWN;
}

/* False where the row can't be used; *skip where it has no limit (water temperature). */
static bool
read_row(struct waterlimit *l, const struct table *t, size_t r, int nclass, bool *skip)
{
	static const char *const class[] = { "class1", "class2", "class3", "class4", "class5" };
	const char *const kind = table_cell(t, r, "kind");

	*skip = strcmp(kind, "none") == 0;
	l->item = table_cell(t, r, "item");
	l->confidence = table_cell(t, r, "confidence");
	l->kind = strcmp(kind, "min") == 0 ? WATERLIMIT_MIN : strcmp(kind, "range") == 0 ? WATERLIMIT_RANGE : WATERLIMIT_MAX;
	if (!read_small(table_cell(t, r, "table"), &l->table) || !read_small(table_cell(t, r, "no"), &l->no))
		return false;
	read_body(l, table_cell(t, r, "water_type"));
	if (*skip || table_cell(t, r, "class1")[0] == '\0')
		return true;
	for (int c = 0; c < nclass; c++) {
		if (!read_bound(l, (size_t)c, sv_of(table_cell(t, r, class[c]))))
			return false;
	}
	l->nclass = nclass;
	return true;
}

static void
set_fine(struct waterlimit *l)
{
	l->has_fine = !l->nd_first;
	for (int c = 0; c < l->nclass; c++) {
		l->has_fine = l->has_fine && dec_has(l->limit[c]) && waterlimit_fine(l->limit[c], &l->fine[c]);
		if (l->kind == WATERLIMIT_RANGE)
			l->has_fine = l->has_fine && waterlimit_fine(l->high[c], &l->fine_high[c]);
	}
}

/* Appends the rows of one table; the columns of what only one of them has are told by their names. */
static void
read_table(struct waterlimits *l, const struct tables *tabs, const char *name, int nclass)
{
	const struct table *t = table_get(tabs, name);
	const bool surface = nclass == WATERLIMIT_NCLASS;

	for (size_t r = 0; r < t->nrow; r++) {
		struct waterlimit *a = &l->v[l->n];
		bool skip;

		/* The decimals of STAT82 are those of surface water: pH of groundwater is not judged as a whole number. */
		*a = (struct waterlimit){ .decimals = surface ? rounding_decimals(tabs, "water", table_cell(t, r, "item"), NULL) : -1 };
		if (!read_row(a, t, r, nclass, &skip) || (surface && table_cell(t, r, "limit")[0] != '\0' &&
		    !dec_parse(sv_of(table_cell(t, r, "limit")), &a->single))) {
			l->wrong = a->item;
			continue;
		}
		a->assessed = !surface || strcmp(table_cell(t, r, "assessed"), "1") == 0;
		a->routine = strcmp(table_cell(t, r, surface ? "set61" : "routine"), "1") == 0;
		set_fine(a);
		l->n += !skip;
	}
}

void
waterlimits_init(struct waterlimits *l, const struct tables *tabs)
{
	*l = (struct waterlimits){ 0 };
	l->v = mem_array(table_get(tabs, "limits_water")->nrow + table_get(tabs, "limits_groundwater")->nrow, sizeof(*l->v));
	read_table(l, tabs, "limits_water", WATERLIMIT_NCLASS);
	read_table(l, tabs, "limits_groundwater", 4);
}

void
waterlimits_release(struct waterlimits *l)
{
	free(l->v);
	*l = (struct waterlimits){ 0 };
}

const struct waterlimit *
waterlimits_find(const struct waterlimits *l, const char *item, enum water_body body)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].body[body] && strcmp(l->v[i].item, item) == 0)
			return &l->v[i];
	}
	return NULL;
}

bool
waterlimits_classed(const struct waterlimits *l, struct sv item)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].nclass > 0 && sv_is(item, l->v[i].item))
			return true;
	}
	return false;
}

/* limit x (100 - margin) / 100; above it for a lower limit. */
static struct ratio
stricter(const struct waterlimit *l, struct dec limit, struct dec margin)
{
	const struct ratio part = ratio_mul(dec_ratio(margin), ratio_make(1, 100)), one = ratio_make(1, 1);

	return ratio_mul(dec_ratio(limit), l->kind == WATERLIMIT_MIN ? ratio_add(one, part) : ratio_sub(one, part));
}

static bool
within(const struct waterlimit *l, struct dec x, int c, struct dec margin)
{
	int cmp;

	if (l->kind == WATERLIMIT_RANGE)
		return dec_cmp(x, l->limit[c]) >= 0 && dec_cmp(x, l->high[c]) <= 0;
	if (!dec_has(l->limit[c]))
		return c > 0 || !l->nd_first;
	cmp = dec_has(margin) ? ratio_cmp(dec_ratio(x), stricter(l, l->limit[c], margin)) : dec_cmp(x, l->limit[c]);
	return l->kind == WATERLIMIT_MIN ? cmp >= 0 : cmp <= 0;
}

int
waterlimit_class_within(const struct waterlimit *l, struct dec x, struct dec margin)
{
	const struct dec v = dec_usable(x);

	if (l->nd_first && x.cens == '<')
		return 1;
	for (int c = 0; c < l->nclass; c++) {
		if (within(l, v, c, margin))
			return c + 1;
	}
	return l->nclass + 1;
}

struct dec
waterlimit_bound(const struct waterlimit *l, int c)
{
	return c == 0 ? l->single : l->kind == WATERLIMIT_RANGE || c > l->nclass ? (struct dec){ 0 } : l->limit[c - 1];
}

struct ratio
waterlimit_multiple(const struct waterlimit *l, struct dec x, int c)
{
	const struct dec s = waterlimit_bound(l, c), v = dec_usable(x);
	int64_t fine;

	/* A fraction of whole numbers need not be reduced. */
	if (c > 0 && c <= l->nclass && l->kind == WATERLIMIT_MAX && l->has_fine && l->fine[c - 1] > 0 && dec_has(v) && waterlimit_fine(v, &fine))
		return (struct ratio){ fine - l->fine[c - 1], l->fine[c - 1] };
	if (l->kind != WATERLIMIT_MAX || !dec_has(s) || !dec_has(v) || s.m == 0)
		return (struct ratio){ 0 };
	return ratio_sub(dec_div(v, s), ratio_make(1, 1));
}

bool
waterlimit_meets(const struct waterlimit *l, struct dec x, int c)
{
	if (c == 0)
		return dec_cmp(dec_usable(x), l->single) <= 0;
	return waterlimit_class(l, x) <= c;
}

bool
waterlimit_unproved(const struct waterlimit *l, struct dec x, int c)
{
	const struct dec s = waterlimit_bound(l, c);

	return x.cens == '<' && l->kind == WATERLIMIT_MAX && dec_has(s) && dec_cmp(x, s) > 0;
}

/* The decimals at which the first digit of x (above 0, below one unit of `from` decimals) other than 0 stands. */
static int
first_digit(struct ratio x, int from)
{
	int n = from;

	while (n < DEC_DIGITS && ratio_cmp(x, ratio_make(1, dec_pow10(n))) < 0)
		n++;
	return n;
}

struct dec
waterlimit_round(const struct waterlimit *l, struct ratio x, bool early)
{
	struct dec r;

	if (l->decimals < 0)
		return ratio_guard(x, DEC_DIGITS / 2);
	r = ratio_round(x, l->decimals);
	if (x.num <= 0 || !dec_has(r))
		return r;
	if (r.m == 0 || (early && ratio_cmp(x, ratio_make(1, dec_pow10(l->decimals))) < 0))
		r = ratio_round(x, first_digit(x, l->decimals));
	return r;
}

int
water_class_parse(struct sv s)
{
	static const char *const name[6][4] = { { "1", "I", "Ⅰ", "" }, { "2", "II", "Ⅱ", "" }, { "3", "III", "Ⅲ", "" },
		{ "4", "IV", "Ⅳ", "" }, { "5", "V", "Ⅴ", "" }, { "6", "VI", "劣Ⅴ", "劣V" } };
	static const char kind[] = "类";

	s = sv_trim(s);
	if (s.n > sizeof(kind) - 1 && memcmp(s.p + s.n - (sizeof(kind) - 1), kind, sizeof(kind) - 1) == 0)
		s.n -= sizeof(kind) - 1;
	for (int c = 0; c < 6 && s.n > 0; c++) {
		for (size_t k = 0; k < 4; k++) {
			if (sv_is(s, name[c][k]))
				return c + 1;
		}
	}
	return 0;
}

static bool
holds(struct sv s, const char *word)
{
	return memmem(s.p, s.n, word, strlen(word)) != NULL;
}

enum water_body
water_body_of(struct sv s)
{
	if (s.n == 0)
		return WATER_UNKNOWN;
	if (holds(s, "ground") || holds(s, "地下"))
		return WATER_GROUND;
	if (holds(s, "river") || holds(s, "河"))	/* a reservoir of river type is a river */
		return WATER_RIVER;
	return holds(s, "lake") || holds(s, "reservoir") || holds(s, "湖") || holds(s, "库") ? WATER_LAKE : WATER_UNKNOWN;
}
