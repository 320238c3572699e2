#include <string.h>

#include "drinking.h"

bool
drink_is_reference(const struct waterlimit *l, bool with_cod)
{
	if (l->body[WATER_GROUND] || l->table != 1)
		return false;
	return !l->assessed || (!l->routine && !with_cod);
}

int
drink_tested(const struct waterlimit *l)
{
	return l->nclass > 0 ? 3 : 0;
}

/* x as a plain number, without its sign of censoring. */
static struct dec
bare(struct dec x)
{
	x.cens = 0;
	return x;
}

enum drink_verdict
drink_verdict_of(const struct waterlimit *l, struct dec x)
{
	const int c = drink_tested(l);
	const bool ok = waterlimit_meets(l, bare(x), c);

	/* What is below (above) a bound may lie anywhere there: it proves something only where all of that is good or bad. */
	if (x.cens == '<' && l->kind != WATERLIMIT_MAX)
		return ok || l->kind == WATERLIMIT_RANGE ? DRINK_OPEN : DRINK_OVER;
	if (x.cens == '<')
		return ok ? DRINK_MET : DRINK_OPEN;
	if (x.cens == '>' && l->kind == WATERLIMIT_MIN)
		return ok ? DRINK_MET : DRINK_OPEN;
	if (x.cens == '>')
		return ok || l->kind == WATERLIMIT_RANGE ? DRINK_OPEN : DRINK_OVER;
	return ok ? DRINK_MET : DRINK_OVER;
}

/* Puts item i in its place among those over the limit; equal ones keep the order given. */
static void
insert_over(struct drink_result *r, const struct drink_item *v, uint8_t i)
{
	unsigned int k = r->nover++;

	for (; k > 0; k--) {
		const struct ratio a = v[i].multiple, b = v[r->over[k - 1]].multiple;

		if (!ratio_has(a) || (ratio_has(b) && ratio_cmp(a, b) <= 0))
			break;
		r->over[k] = r->over[k - 1];
	}
	r->over[k] = i;
}

static void
judge_item(struct drink_item *v)
{
	const struct waterlimit *l = v->limit;

	v->verdict = DRINK_NONE;
	v->class = 0;
	v->multiple = (struct ratio){ 0, 0 };
	if (!dec_has(v->x))
		return;
	if (l->nclass > 0)
		v->class = waterlimit_class(l, v->x);
	if (v->reference)
		return;
	v->verdict = drink_verdict_of(l, v->x);
	if (v->verdict == DRINK_OVER)
		v->multiple = waterlimit_multiple(l, bare(v->x), drink_tested(l));
}

/* The worst class that an undetermined item may have; 0 where it has no classes. */
static int
possible_class(const struct drink_item *v)
{
	if (v->limit->nclass == 0)
		return 0;
	return v->x.cens == '<' && v->limit->kind == WATERLIMIT_MAX ? waterlimit_class(v->limit, bare(v->x)) : v->limit->nclass + 1;
}

void
drink_judge(struct drink_result *r, struct drink_item *v, size_t n)
{
	int possible = 0;

	r->verdict = DRINK_NONE;
	r->class = 0;
	r->judged = r->nover = r->nopen = 0;
	for (size_t i = 0; i < n; i++) {
		judge_item(&v[i]);
		r->verdict = drink_worse(r->verdict, v[i].verdict);
		if (v[i].verdict == DRINK_OPEN) {
			const int worst = possible_class(&v[i]);

			possible = worst > possible ? worst : possible;
			r->open[r->nopen++] = (uint8_t)i;
			v[i].class = 0;
		} else if (v[i].verdict != DRINK_NONE) {
			r->judged++;
			r->class = v[i].class > r->class ? v[i].class : r->class;
		}
		if (v[i].verdict == DRINK_OVER)
			insert_over(r, v, (uint8_t)i);
	}
	r->class_open = possible > r->class;
	if (r->class_open)
		r->class = 0;
}

enum drink_verdict
drink_worse(enum drink_verdict a, enum drink_verdict b)
{
	return a > b ? a : b;
}

bool
drink_value_worse(const struct waterlimit *l, struct dec x, struct dec y)
{
	const struct ratio a = drink_share(l, x), b = drink_share(l, y);
	const int cx = l->nclass > 0 ? waterlimit_class(l, x) : 0, cy = l->nclass > 0 ? waterlimit_class(l, y) : 0;

	if (cx != cy)
		return cx > cy;
	if (!ratio_has(a) || !ratio_has(b))
		return !ratio_has(a) && ratio_has(b) && l->kind == WATERLIMIT_MIN;
	return ratio_cmp(a, b) > 0;
}

struct ratio
drink_share(const struct waterlimit *l, struct dec x)
{
	const struct dec s = waterlimit_bound(l, drink_tested(l));
	const struct ratio v = dec_ratio(dec_usable(x));

	if (!dec_has(s) || !dec_has(x) || s.m == 0)
		return (struct ratio){ 0, 0 };
	return l->kind == WATERLIMIT_MIN ? ratio_div(dec_ratio(s), v) : ratio_div(v, dec_ratio(s));
}

static void
set_put(struct drink_set *s, const char *item)
{
	if (s->n < DRINK_ITEMS && !drink_set_has(s, item))
		s->item[s->n++] = item;
}

void
drink_set_init(struct drink_set *s, const struct tables *tabs, bool ground, enum drink_set_kind kind, bool with_cod)
{
	const struct table *t = table_get(tabs, ground ? "limits_groundwater" : "limits_water");
	const size_t item = table_col(t, "item"), table = table_col(t, "table"), in = table_col(t, ground ? "routine" : "set61");

	s->n = 0;
	for (size_t r = 0; r < t->nrow && kind != DRINK_SET_NONE; r++) {
		const bool listed = strcmp(table_at(t, r, in), "1") == 0, first = strcmp(table_at(t, r, table), "1") == 0,
		    third = strcmp(table_at(t, r, table), "3") == 0;

		if (kind == DRINK_SET_ALL || (listed && (ground || kind == DRINK_SET_61 || !third)) || (!ground && first && with_cod))
			set_put(s, table_at(t, r, item));
	}
}

bool
drink_set_has(const struct drink_set *s, const char *item)
{
	for (size_t i = 0; i < s->n; i++) {
		if (strcmp(s->item[i], item) == 0)
			return true;
	}
	return false;
}
