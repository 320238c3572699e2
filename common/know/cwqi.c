#include "cwqi.h"
#include "rounding.h"

/* Denominators up to here leave room for rounding digit by digit and for the weights of a city. */
#define DEN_MAX	((wide)1 << 100)
#define CLASS	3		/* S of all indices */

static bool
read_form(struct cwqi_item *v, const char *form, const char *neutral)
{
	static const char *const name[] = { "ratio", "inverse", "neutral" };
	int k = 0;

	while (k < 3 && strcmp(form, name[k]) != 0)
		k++;
	v->form = (enum cwqi_form)k;
	return k < 3 && (v->form != CWQI_NEUTRAL || dec_parse(sv_of(neutral), &v->neutral));
}

/* Whether the limits are of the kind that the form divides by. */
static bool
has_limits(const struct cwqi_item *v, const struct waterlimit *l)
{
	struct dec s;

	if (l == NULL || l->nclass < CLASS)
		return false;
	if (v->form == CWQI_NEUTRAL)
		return l->kind == WATERLIMIT_RANGE && dec_cmp(l->limit[CLASS - 1], v->neutral) < 0 &&
		    dec_cmp(l->high[CLASS - 1], v->neutral) > 0;
	s = waterlimit_bound(l, CLASS);
	return dec_has(s) && s.m > 0;
}

void
cwqi_init(struct cwqi *q, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "cwqi");
	const size_t item = table_col(t, "item"), form = table_col(t, "form"), neutral = table_col(t, "neutral");

	*q = (struct cwqi){ .decimals = rounding_decimals(tabs, "cwqi", "*", NULL),
		.change_decimals = rounding_decimals(tabs, "cwqi_change", "*", NULL) };
	waterlimits_init(&q->limits, tabs);
	for (size_t r = 0; r < t->nrow; r++) {
		struct cwqi_item v = { .item = table_at(t, r, item) };

		v.limit[CWQI_RIVER] = waterlimits_find(&q->limits, v.item, WATER_RIVER);
		v.limit[CWQI_LAKE] = waterlimits_find(&q->limits, v.item, WATER_LAKE);
		if (q->n == CWQI_ITEMS || cwqi_find(q, v.item) != CWQI_NONE ||
		    !read_form(&v, table_at(t, r, form), table_at(t, r, neutral)) ||
		    !has_limits(&v, v.limit[CWQI_RIVER]) || !has_limits(&v, v.limit[CWQI_LAKE]))
			q->wrong = v.item;
		else
			q->v[q->n++] = v;
	}
}

void
cwqi_release(struct cwqi *q)
{
	waterlimits_release(&q->limits);
	*q = (struct cwqi){ 0 };
}

size_t
cwqi_find(const struct cwqi *q, const char *item)
{
	for (size_t i = 0; i < q->n; i++) {
		if (strcmp(q->v[i].item, item) == 0)
			return i;
	}
	return CWQI_NONE;
}

struct ratio
cwqi_single(const struct cwqi *q, size_t i, enum cwqi_body body, struct ratio c)
{
	const struct cwqi_item *v = &q->v[i];
	const struct waterlimit *l = v->limit[body];
	struct ratio neutral, low, high;

	if (v->form == CWQI_RATIO)
		return ratio_div(c, dec_ratio(waterlimit_bound(l, CLASS)));
	if (v->form == CWQI_INVERSE)
		return ratio_div(dec_ratio(waterlimit_bound(l, CLASS)), c);
	if (!ratio_has(c))
		return c;
	neutral = dec_ratio(v->neutral);
	low = dec_ratio(l->limit[CLASS - 1]);
	high = dec_ratio(l->high[CLASS - 1]);
	if (ratio_cmp(c, neutral) <= 0)
		return ratio_div(ratio_sub(neutral, c), ratio_sub(neutral, low));
	return ratio_div(ratio_sub(c, neutral), ratio_sub(high, neutral));
}

static struct ratio
cut(struct ratio r)
{
	return dec_ratio(ratio_guard(r, 15));
}

struct ratio
cwqi_add(struct ratio a, struct ratio b)
{
	const struct ratio r = ratio_add(a, b);

	if (!ratio_has(a) || !ratio_has(b) || (ratio_has(r) && r.den <= DEN_MAX))
		return r;
	return ratio_add(cut(a), cut(b));
}

/* The item's index in the city: that of its waters by their numbers of sections. */
static struct ratio
single_of(const struct cwqi *q, const struct cwqi_city *c, size_t i)
{
	const unsigned int n = c->n[CWQI_RIVER] + c->n[CWQI_LAKE];
	struct ratio sum = ratio_make(0, 1);

	for (int b = 0; b < CWQI_NBODY; b++) {
		const struct ratio x = cwqi_single(q, i, (enum cwqi_body)b, c->mean[b][i]);

		if (c->n[b] > 0)
			sum = cwqi_add(sum, ratio_mul(x, ratio_make(c->n[b], n)));
	}
	return n == 0 ? (struct ratio){ 0 } : sum;
}

static struct ratio
part_of(const struct cwqi *q, const struct cwqi_city *c, enum cwqi_body b)
{
	struct ratio sum = ratio_make(0, 1);

	for (size_t i = 0; i < q->n; i++) {
		if ((c->missing >> i & 1) == 0)
			sum = cwqi_add(sum, cwqi_single(q, i, b, c->mean[b][i]));
	}
	return c->n[b] == 0 || c->nitem == 0 ? (struct ratio){ 0 } : sum;
}

void
cwqi_judge(const struct cwqi *q, struct cwqi_city *c)
{
	const unsigned int n = c->n[CWQI_RIVER] + c->n[CWQI_LAKE];
	struct ratio sum = ratio_make(0, 1);

	c->missing = c->zero = 0;
	c->nitem = 0;
	for (size_t i = 0; i < q->n; i++) {
		c->single[i] = single_of(q, c, i);
		c->nitem += ratio_has(c->single[i]);
		if (!ratio_has(c->single[i]))
			c->missing |= UINT64_C(1) << i;
		for (int b = 0; b < CWQI_NBODY; b++) {
			if (q->v[i].form == CWQI_INVERSE && c->n[b] > 0 && ratio_has(c->mean[b][i]) &&
			    c->mean[b][i].num == 0)
				c->zero |= UINT64_C(1) << i;
		}
	}
	for (int b = 0; b < CWQI_NBODY; b++) {
		c->part[b] = part_of(q, c, (enum cwqi_body)b);
		if (c->n[b] > 0)
			sum = cwqi_add(sum, ratio_mul(c->part[b], ratio_make(c->n[b], n)));
	}
	c->all = n == 0 || c->nitem == 0 ? (struct ratio){ 0 } : sum;
}

struct dec
cwqi_change(const struct cwqi *q, struct dec now, struct dec base)
{
	struct ratio diff;

	if (!dec_has(now) || !dec_has(base) || base.m == 0)
		return (struct dec){ 0 };
	diff = ratio_sub(dec_ratio(now), dec_ratio(base));
	return ratio_round(ratio_mul(ratio_div(diff, dec_ratio(base)), ratio_make(100, 1)), q->change_decimals);
}

void
cwqi_rank(const struct dec *v, size_t n, unsigned int *rank)
{
	for (size_t i = 0; i < n; i++) {
		rank[i] = dec_has(v[i]);
		for (size_t k = 0; k < n && dec_has(v[i]); k++)
			rank[i] += dec_has(v[k]) && dec_cmp(v[k], v[i]) < 0;
	}
}
